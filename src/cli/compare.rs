//! `isnad compare`: are two spellings one name, or one word?

use std::{
    fs,
    io::{self, Read, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use isnad::{
    align::name::{Comparison, Step, compare, compare_words},
    ruleset::{Ruleset, operations::Told},
};
use serde::{Deserialize, Serialize};

/// The arguments of `isnad compare`.
#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    /// The two spellings.
    #[arg(
        value_name = "SPELLING",
        num_args = 2,
        required_unless_present = "jsonl",
        conflicts_with = "jsonl"
    )]
    spellings: Vec<String>,
    /// Pairs, one a line: {"id", "a", "b", "lang"}; `-` reads standard input.
    #[arg(long, value_name = "FILE")]
    jsonl: Option<PathBuf>,
    /// Compare ordinary words, by the rules of orthography alone.
    #[arg(long)]
    words: bool,
    /// The language; otherwise told by the script.
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
}

#[derive(Debug, Deserialize)]
struct PairLine {
    id: String,
    a: String,
    b: String,
    lang: Option<String>,
}

#[derive(Debug, Serialize)]
struct ComparisonLine<'l> {
    id: &'l str,
    score: f64,
    same: bool,
    steps: Vec<String>,
}

/// Runs `isnad compare`.
pub(crate) fn run(ruleset: &Ruleset, args: &CompareArgs) -> ExitCode {
    let done = match (&args.jsonl, args.spellings.as_slice()) {
        (Some(path), _) => compare_lines(ruleset, args, path),
        (None, [a, b]) => compare_two(ruleset, args, a, b),
        (None, _) => Ok(()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("error: {error}");
            ExitCode::from(3)
        }
    }
}

fn judge(ruleset: &Ruleset, args: &CompareArgs, a: &str, b: &str, lang: Option<&str>) -> Comparison {
    let language = lang.or(args.lang.as_deref()).unwrap_or_else(|| language_of(a));
    if args.words { compare_words(ruleset, a, b, language) } else { compare(ruleset, a, b, language) }
}

fn language_of(text: &str) -> &'static str {
    if text.chars().any(|c| ('\u{0600}'..='\u{06FF}').contains(&c)) { "ar" } else { "en" }
}

fn compare_two(ruleset: &Ruleset, args: &CompareArgs, a: &str, b: &str) -> io::Result<()> {
    let comparison = judge(ruleset, args, a, b, None);
    let mut out = anstream::stdout().lock();
    let verdict = if comparison.same { "same" } else { "different" };
    writeln!(out, "{verdict} {}.{:03}", comparison.score / 1000, comparison.score % 1000)?;
    for step in &comparison.steps {
        writeln!(out, "  {}", in_words(step))?;
    }
    Ok(())
}

fn compare_lines(ruleset: &Ruleset, args: &CompareArgs, path: &Path) -> io::Result<()> {
    let text = if path.as_os_str() == "-" {
        let mut text = String::new();
        io::stdin().read_to_string(&mut text)?;
        text
    } else {
        fs::read_to_string(path)?
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let pair: PairLine = serde_json::from_str(line)?;
        let comparison = judge(ruleset, args, &pair.a, &pair.b, pair.lang.as_deref());
        let steps = comparison.steps.iter().map(in_words).collect();
        let score = f64::from(comparison.score) / 1000.0;
        let line = ComparisonLine { id: &pair.id, score, same: comparison.same, steps };
        serde_json::to_writer(&mut out, &line)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

/// A step as a person reads it.
fn in_words(step: &Step) -> String {
    let told =
        |told: &Told, class: &str| -> String { told.get("en").map_or(class.to_owned(), String::clone) };
    match step {
        Step::Edit { class, from, to, cost, told: words } => {
            let from = if from.is_empty() { "nothing" } else { from };
            let to = if to.is_empty() { "nothing" } else { to };
            format!("{}: {from} for {to}, cost {}.{:02}", told(words, class), cost / 100, cost % 100)
        }
        Step::Derivation { class, told: words } => format!("rejected: {}", told(words, class)),
        Step::Reading { first, second, common } if first == second => match common {
            Some(common) if common != first => format!("both write the name {first}, also {common}"),
            _ => format!("both write the name {first}"),
        },
        Step::Reading { first, second, common } => {
            let common = common.as_ref().map(|name| format!("; both may write {name}")).unwrap_or_default();
            format!("they write the names {first} and {second}{common}")
        }
        Step::OtherWord { class, told: words } => {
            format!("rejected: both are words, and {} tells them apart", told(words, class))
        }
        Step::Family(forms) => format!("listed as spellings of one stem: {forms}"),
        Step::Alias => "listed as spellings of one name".to_owned(),
        Step::Equal => "equal but for marks that are not told apart".to_owned(),
    }
}
