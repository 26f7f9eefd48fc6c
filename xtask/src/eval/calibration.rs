//! `cargo xtask eval calibration CORPUS JUDGED.csv`: whether of the findings at 0.9 nine in ten are right.
//!
//! Source: A. Niculescu-Mizil, R. Caruana, "Predicting Good Probabilities with Supervised Learning",
//! ICML 2005 (reliability diagrams).

use std::{fmt::Write as _, fs};

use isnad::ruleset::Ruleset;

use crate::{
    Result,
    eval::variants::into_readme,
    judged::{Judged, judged, read_judgements},
};

const REPORT: &str = "reports/accuracy/calibration.md";
const COMMAND: &str = "cargo xtask eval calibration CORPUS reports/accuracy/judged-pairs.csv";
const START: &str = "<!-- from cargo xtask eval calibration -->\n";
/// Bins of confidence, in thousandths.
const EDGES: [u16; 7] = [0, 500, 600, 700, 800, 900, 1_001];

/// Measures over the judged findings of a corpus and writes the report.
pub(crate) fn eval_calibration(corpus: &str, list: &str) -> Result<()> {
    let ruleset = Ruleset::load(&["rules"])?;
    let judgements = read_judgements(list)?;
    let judged = judged(&ruleset, corpus, &judgements);
    let mut table =
        String::from("| confidence | judged | mean confidence | right | apart |\n|---|---|---|---|---|\n");
    for edges in EDGES.windows(2) {
        let within = |judged: &&Judged| (edges[0]..edges[1]).contains(&judged.confidence);
        let bin: Vec<&Judged> = judged.iter().filter(within).collect();
        row(&mut table, &format!("{:.1} to {:.1}", tenths(edges[0]), tenths(edges[1])), &bin)?;
    }
    let every: Vec<&Judged> = judged.iter().collect();
    row(&mut table, "all", &every)?;
    writeln!(table, "\n| check | judged | mean confidence | right | apart |\n|---|---|---|---|---|")?;
    let mut rules: Vec<&str> = judged.iter().map(|judged| judged.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    for rule in rules {
        let of: Vec<&Judged> = judged.iter().filter(|judged| judged.rule == rule).collect();
        row(&mut table, &format!("`{rule}`"), &of)?;
    }
    println!("{table}");
    fs::write(REPORT, format!("# Calibration\n\n`{COMMAND}` writes these tables.\n\n{NOTE}\n{table}"))?;
    into_readme(START, &table)
}

const NOTE: &str = "\
Pairs of figures of SaudiNewsNet (31,030 articles, July and August 2015) were drawn evenly over the range of the evidence and
judged by reading both articles; the list holds where the two figures stand and the judgement, no text. `article` is the day
and the number and paper of the article in that day's file. Counted are the pairs that are reported as findings today.
";

fn tenths(thousandths: u16) -> f64 {
    f64::from(thousandths.min(1_000)) / 1_000.0
}

fn row(table: &mut String, label: &str, judged: &[&Judged]) -> Result<()> {
    if judged.is_empty() {
        return Ok(());
    }
    let n = judged.len() as f64;
    let mean = judged.iter().map(|judged| f64::from(judged.confidence)).sum::<f64>() / n / 1_000.0;
    let right = judged.iter().filter(|judged| judged.right).count() as f64 / n;
    writeln!(table, "| {label} | {} | {mean:.2} | {right:.2} | {:+.2} |", judged.len(), right - mean)?;
    Ok(())
}
