//! `cargo xtask eval conflicts STORIES`: how many changed figures are found.
//!
//! A story is two articles about one event that agree in all that both say. Each figure that both give is
//! changed in the second one, as a slip changes it; the story as it is must stay without a finding.

use std::{collections::BTreeMap, fmt::Write as _, fs};

use isnad::{
    Options, check,
    ingest::Article,
    judge::{Finding, Severity},
    ruleset::Ruleset,
};

use crate::{
    Result,
    eval::variants::into_readme,
    judged::OF_FIGURES,
    story::{Slip, read_stories},
};

const REPORT: &str = "reports/accuracy/conflicts.md";
const START: &str = "<!-- from cargo xtask eval conflicts -->\n";
const COMMAND: &str = "cargo xtask eval conflicts xtask/stories";

/// Found, missed: of one slip.
#[derive(Default)]
struct Tally {
    n_found: usize,
    n: usize,
}

/// Measures over the stories of a folder and writes the report.
pub(crate) fn eval_conflicts(folder: &str) -> Result<()> {
    let ruleset = Ruleset::load(&["rules"])?;
    let stories = read_stories(folder)?;
    let mut tallies: BTreeMap<Slip, Tally> = BTreeMap::new();
    let (mut n_untouched, mut n_others) = (0, 0);
    for story in &stories {
        let untouched = findings(&ruleset, &story.articles);
        n_untouched += untouched.len();
        for finding in &untouched {
            println!("{}: untouched, {} {} {}", story.name, finding.rule, finding.a.value, value_b(finding));
        }
        for changed in story.changed(&ruleset) {
            let found = findings(&ruleset, &changed.articles);
            let is_found =
                found.iter().any(|finding| OF_FIGURES.contains(&finding.rule) && changed.is_told_by(finding));
            let tally = tallies.entry(changed.slip).or_default();
            tally.n += 1;
            tally.n_found += usize::from(is_found);
            if !is_found {
                println!("{}: missed, {} for {}", story.name, changed.to, changed.from);
            }
            let is_new = |finding: &&Finding| {
                !changed.is_told_by(finding) && !untouched.iter().any(|known| known.id == finding.id)
            };
            for finding in found.iter().filter(is_new) {
                n_others += 1;
                let (a, b) = (&finding.a.value, value_b(finding));
                println!(
                    "{}: {} for {} brings about {} {a} {b}",
                    story.name, changed.to, changed.from, finding.rule
                );
            }
        }
    }
    let table = table(&tallies, (stories.len(), n_untouched, n_others))?;
    println!("{table}");
    let head = format!("# Changed figures in stories\n\n`{COMMAND}` writes this table.\n\n");
    fs::write(REPORT, format!("{head}{table}"))?;
    into_readme(START, &table)
}

fn value_b(finding: &Finding) -> &str {
    finding.b.as_ref().map_or("", |b| &b.value)
}

fn findings(ruleset: &Ruleset, articles: &[Article]) -> Vec<Finding> {
    let mut findings = check(ruleset, articles, &Options::default()).findings;
    findings.retain(|finding| finding.severity >= Severity::Warning);
    findings
}

fn table(
    tallies: &BTreeMap<Slip, Tally>,
    (n_stories, n_untouched, n_others): (usize, usize, usize),
) -> Result<String> {
    let mut table = format!("| figures changed in {n_stories} stories | found | of |\n|---|---|---|\n");
    for (slip, tally) in tallies {
        let told = match slip {
            Slip::Swap => "two digits in the other order",
            Slip::Digit => "another first digit",
            Slip::Scale => "million for billion",
        };
        writeln!(table, "| {told} | {} | {} |", tally.n_found, tally.n)?;
    }
    let sum = |of: &dyn Fn(&Tally) -> usize| -> usize { tallies.values().map(of).sum() };
    writeln!(table, "| all | {} | {} |", sum(&|tally| tally.n_found), sum(&|tally| tally.n))?;
    writeln!(table, "| findings about another figure, which nobody changed | {n_others} | |")?;
    writeln!(table, "| findings in the stories as they are | {n_untouched} | |")?;
    Ok(table)
}
