//! `cargo xtask eval figures FILE`: figures against a labelled sample.
//!
//! Each figure is used once, matched by the greatest agreement. Writes `reports/accuracy/figures.md` and the
//! same table into the README.

use std::{cmp::Reverse, fs, path::Path};

use isnad::{ingest::parse_jsonl, read_article, report::claims::claims_json, ruleset::Ruleset};
use serde_json::json;

use super::{
    gold::{Agreement, Case, Labelled},
    tally::{Tallies, Tally, table},
};
use crate::Result;

const REPORT: &str = "reports/accuracy/figures.md";
const README: &str = "README.md";
const START: &str = "<!-- cargo xtask eval figures -->\n";
const END: &str = "<!-- end -->";

/// Scores the program on `path`, prints the table and writes it into the repository.
pub(crate) fn eval_figures(path: &str) -> Result<()> {
    let ruleset = Ruleset::builtin()?;
    let mut tallies = Tallies::new();
    for line in fs::read_to_string(path)?.lines().filter(|line| !line.trim().is_empty()) {
        let case: Case = serde_json::from_str(line)?;
        let read = predict(&ruleset, &case)?;
        score(&case, &read, &mut tallies);
    }
    let table = table(&tallies);
    println!("{table}");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let report = format!(
        "# Figures against a labelled sample\n\n\
         `cargo xtask eval figures SAMPLE.jsonl`. A figure is right where it overlaps the labelled one and has its exact\n\
         value, kind and unit; `own` are news sentences written for the sample, the others the test suites of public\n\
         readers of figures, in their own conventions.\n\n{START}{table}\n{END}\n"
    );
    fs::create_dir_all(root.join("reports/accuracy"))?;
    fs::write(root.join(REPORT), report)?;
    let readme = root.join(README);
    let text = fs::read_to_string(&readme)?;
    if let Some((before, rest)) = text.split_once(START)
        && let Some((_, after)) = rest.split_once(END)
    {
        fs::write(readme, format!("{before}{START}{table}\n{END}{after}"))?;
    }
    Ok(())
}

/// What the program reads in a case.
fn predict(ruleset: &Ruleset, case: &Case) -> Result<Vec<Labelled>> {
    let line = json!({ "id": case.id, "text": case.text, "lang": case.lang, "date": case.date });
    let input = parse_jsonl("sample", &line.to_string());
    let Some(article) = input.articles.first() else {
        return Ok(Vec::new());
    };
    let claims = claims_json(ruleset, article, &read_article(ruleset, article));
    let mut claims = serde_json::to_value(claims)?;
    Ok(serde_json::from_value(claims["figures"].take())?)
}

fn score(case: &Case, read: &[Labelled], tallies: &mut Tallies) {
    let matches = matched(case, read);
    let mut tally = Tally { cases: 1, labelled: case.figures.len(), ..Tally::default() };
    let mut all_right = matches.len() == case.figures.len();
    for (gold, predicted, agreement) in &matches {
        tally.predicted += 1;
        tally.full += usize::from(agreement.full);
        tally.value += usize::from(agreement.value);
        tally.strict += usize::from(agreement.strict);
        all_right &= agreement.full;
        if gold.modifier.is_some() {
            tally.modifiers += 1;
            tally.modifiers_right += usize::from(gold.modifier == predicted.modifier);
        }
    }
    for predicted in read {
        let taken = matches.iter().any(|(_, other, _)| std::ptr::eq(*other, predicted));
        if !taken && counts(case, predicted) {
            tally.predicted += 1;
            all_right = false;
        }
    }
    tally.cases_right = usize::from(all_right);
    let family = if case.source.starts_with("own") { "own sentences" } else { "public suites" };
    let language = case.lang.as_deref().unwrap_or("any");
    for group in [format!("{family}, {language}"), "everything".to_owned()] {
        add(tallies.entry(group).or_default(), &tally);
    }
    // A case without figures is a test of silence.
    if case.figures.is_empty() && family == "own sentences" {
        add(tallies.entry(format!("{family}, {language}, without a figure")).or_default(), &tally);
    }
}

/// Pairs of labelled and predicted figures, the greatest agreement first; each figure once.
fn matched<'c>(case: &'c Case, read: &'c [Labelled]) -> Vec<(&'c Labelled, &'c Labelled, Agreement)> {
    let mut pairs = Vec::new();
    for (gold_idx, gold) in case.figures.iter().enumerate() {
        for (read_idx, predicted) in read.iter().enumerate() {
            if let Some(agreement) = gold.agreement(predicted, case.scope.as_deref()) {
                pairs.push((Reverse((agreement, gold.shared(predicted))), gold_idx, read_idx));
            }
        }
    }
    pairs.sort();
    let (mut golds, mut reads, mut matches) = (Vec::new(), Vec::new(), Vec::new());
    for (Reverse((agreement, _)), gold_idx, read_idx) in pairs {
        if golds.contains(&gold_idx) || reads.contains(&read_idx) {
            continue;
        }
        golds.push(gold_idx);
        reads.push(read_idx);
        if let (Some(gold), Some(predicted)) = (case.figures.get(gold_idx), read.get(read_idx)) {
            matches.push((gold, predicted, agreement));
        }
    }
    matches
}

/// Whether a prediction that nothing was matched with counts against the program.
fn counts(case: &Case, predicted: &Labelled) -> bool {
    let ignored = case.ignore.iter().any(|(start, end)| predicted.overlaps(*start, *end));
    let in_scope = case.scope.as_ref().is_none_or(|scope| scope.iter().any(|kind| kind == predicted.kind()));
    let beside = case.figures.iter().any(|gold| gold.overlaps(predicted.start, predicted.end));
    !ignored && (in_scope || beside)
}

fn add(total: &mut Tally, tally: &Tally) {
    total.labelled += tally.labelled;
    total.predicted += tally.predicted;
    total.full += tally.full;
    total.value += tally.value;
    total.strict += tally.strict;
    total.modifiers += tally.modifiers;
    total.modifiers_right += tally.modifiers_right;
    total.cases += tally.cases;
    total.cases_right += tally.cases_right;
}
