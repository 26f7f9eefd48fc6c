//! `cargo xtask eval names SAMPLE.jsonl`: how well spellings of one name are told from two names.
//!
//! Every pair is scored with weights fitted without its fold; pairs that share a spelling lie in one
//! fold. The lists of names are switched off in turn, since a list may hold what is tested.

use std::{fmt::Write as _, fs};

use isnad::{
    align::name::{candidate_keys, differing_words},
    ruleset::{Orthography, Ruleset},
};

use crate::{
    Result,
    eval::variants::into_readme,
    fit::{HeldOut, Pair, held_out, read_pairs},
};

const REPORT: &str = "reports/accuracy/names.md";
const START: &str = "<!-- from cargo xtask eval names -->\n";
const COMMAND: &str = "cargo xtask eval names SAMPLE.jsonl";

/// What is observed of lists of names, in the script of the pair.
const OF_LISTS: [&str; 5] = ["both-known", "both-known-vowels-only", "one-known", "one-place", "two-places"];
/// What is observed of names of the other script that a spelling may write.
const OF_READINGS: [&str; 7] =
    ["both-read", "one-read", "none-read", "read-apart", "any-read-apart", "read-alike", "common-reading"];

/// Scores a sample and writes the report.
pub(crate) fn eval_names(path: &str) -> Result<()> {
    let ruleset = Ruleset::load(&["rules"])?;
    let pairs = read_pairs(path)?;
    let mut report = String::from(
        "| pairs | number | precision | recall | F1 | recall at precision .95 |\n|---|---|---|---|---|---|\n",
    );
    let lists_and_readings: Vec<&str> = OF_LISTS.iter().chain(&OF_READINGS).copied().collect();
    let runs = [
        ("", &[][..]),
        (", without lists of names", &OF_LISTS[..]),
        (", without lists of names in either script", &lists_and_readings),
    ];
    for (suffix, without) in runs {
        let scored = held_out(&ruleset, &pairs, without);
        let mut row = |label: &str, is_of: &dyn Fn(&Pair) -> bool| {
            let of: Vec<&HeldOut> = scored.iter().filter(|held_out| is_of(&held_out.pair)).collect();
            writeln!(report, "| {label}{suffix} | {} |", Scores::of(&of))
        };
        row("all", &|_| true)?;
        row("Arabic", &|pair| pair.lang == "ar")?;
        row("English", &|pair| pair.lang == "en")?;
        row("written by no hand", &|pair| pair.source != "hand")?;
    }
    writeln!(report, "\n| candidate index | true pairs | found | recall |\n|---|---|---|---|")?;
    for (language, orthography) in ruleset.orthographies.all() {
        let (n_met, n) = candidates_met(orthography, language, &pairs);
        writeln!(report, "| {language} | {n} | {n_met} | {:.3} |", n_met as f64 / n.max(1) as f64)?;
    }
    println!("{report}");
    fs::create_dir_all("reports/accuracy")?;
    let head = format!(
        "# Names\n\n`{COMMAND}` writes these tables.\n\n\
         Cross-validated in five folds by name: each pair is scored with weights fitted to the other four.\n\n"
    );
    fs::write(REPORT, format!("{head}{report}"))?;
    into_readme(START, &report)
}

/// Reports how many of the true pairs of a sample the candidate index finds, and which it does not.
pub(crate) fn eval_candidates(path: &str) -> Result<()> {
    let ruleset = Ruleset::load(&["rules"])?;
    let pairs = read_pairs(path)?;
    for (language, orthography) in ruleset.orthographies.all() {
        let (n_met, n) = candidates_met(orthography, language, &pairs);
        let recall = n_met as f64 / n.max(1) as f64;
        println!("{language}: candidate index finds {n_met} of {n} true pairs, {recall:.3}");
    }
    Ok(())
}

/// How many of the true pairs share a key of the candidate index, and how many there are.
fn candidates_met(orthography: &Orthography, language: &str, pairs: &[Pair]) -> (usize, usize) {
    let of_language = pairs.iter().filter(|pair| pair.same && pair.lang == language);
    let words: Vec<_> = of_language.flat_map(|pair| differing_words(&pair.a, &pair.b)).collect();
    let meet = |(a, b): &&(String, String)| {
        let (keys, others) = (candidate_keys(orthography, a), candidate_keys(orthography, b));
        let meets = keys.iter().any(|key| others.contains(key));
        if !meets {
            println!("  never compared: {a} {b}");
        }
        meets
    };
    (words.iter().filter(meet).count(), words.len())
}

struct Scores {
    n: usize,
    precision: f64,
    recall: f64,
    f1: f64,
    recall_at_95: f64,
}

impl Scores {
    fn of(scored: &[&HeldOut]) -> Scores {
        let is_same = |held_out: &&&HeldOut| held_out.pair.same;
        let n_same = scored.iter().filter(is_same).count();
        let flagged: Vec<&&HeldOut> = scored.iter().filter(|held_out| held_out.logit >= 0.0).collect();
        let n_hits = flagged.iter().filter(|held_out| held_out.pair.same).count();
        let ratio = |n: usize, of: usize| n as f64 / of.max(1) as f64;
        let mut sorted: Vec<&&HeldOut> = scored.iter().collect();
        sorted.sort_by(|a, b| b.logit.total_cmp(&a.logit));
        let (mut n_found, mut recall_at_95) = (0, 0.0_f64);
        for (rank, held_out) in sorted.iter().enumerate() {
            n_found += usize::from(held_out.pair.same);
            if ratio(n_found, rank + 1) >= 0.95 {
                recall_at_95 = recall_at_95.max(ratio(n_found, n_same));
            }
        }
        Scores {
            n: scored.len(),
            precision: ratio(n_hits, flagged.len()),
            recall: ratio(n_hits, n_same),
            f1: ratio(2 * n_hits, n_same + flagged.len()),
            recall_at_95,
        }
    }
}

impl std::fmt::Display for Scores {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Scores { n, precision, recall, f1, recall_at_95 } = self;
        write!(formatter, "{n} | {precision:.3} | {recall:.3} | {f1:.3} | {recall_at_95:.3}")
    }
}
