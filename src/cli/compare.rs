//! `isnad compare`: are two spellings one name, or one word?

use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use isnad::{
    align::name::{Comparison, Step, compare, compare_words},
    ruleset::{Ruleset, Voice, operations::Told},
};
use serde::{Deserialize, Serialize};

use crate::cli::{
    exit::Exit,
    output::{self, Printer},
};

const EXAMPLES: &str = "\
Examples:
  isnad compare بلينكين بلينكن              one name?
  isnad compare --words مسؤول مسئول         one word?
  isnad compare --jsonl pairs.jsonl         many pairs: {\"id\": \"1\", \"a\": \"…\", \"b\": \"…\"}

A pair is read in the language of its script; --lang and \"lang\" of a line choose among
languages of one script.";

/// The arguments of `isnad compare`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct CompareArgs {
    /// The two spellings
    #[arg(
        value_name = "SPELLING",
        num_args = 2,
        required_unless_present = "jsonl",
        conflicts_with = "jsonl"
    )]
    spellings: Vec<String>,
    /// Pairs, one a line: {"id", "a", "b", "lang"}; `-` reads standard input
    #[arg(long, value_name = "FILE")]
    jsonl: Option<PathBuf>,
    /// Compare ordinary words, by the rules of orthography alone
    #[arg(long)]
    words: bool,
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
pub(crate) fn run(ruleset: &Ruleset, printer: &Printer<'_>, args: &CompareArgs) -> ExitCode {
    let done = match (&args.jsonl, args.spellings.as_slice()) {
        (Some(path), _) => compare_lines(ruleset, printer, args, path),
        (None, [a, b]) => {
            let voice = printer.screen_voice();
            let told = told(&voice, &judge(ruleset, args, &voice, (a, b, None)));
            output::print(|out| write!(out, "{told}")).map_err(|error| error.to_string())
        }
        (None, _) => Ok(()),
    };
    match done {
        Ok(()) => Exit::Clean.into(),
        Err(error) => {
            printer.error(&error);
            Exit::SomeUnread.into()
        }
    }
}

/// Compares the pair of a line whose language may be given; otherwise its script tells it.
fn judge(
    ruleset: &Ruleset,
    args: &CompareArgs,
    voice: &Voice<'_>,
    (a, b, lang): (&str, &str, Option<&str>),
) -> Comparison {
    let by_script = || ruleset.languages.of_text(a, voice.language).map(|language| language.code.as_str());
    let language = lang.or_else(by_script).unwrap_or(voice.language);
    if args.words { compare_words(ruleset, a, b, language) } else { compare(ruleset, a, b, language) }
}

fn told(voice: &Voice<'_>, comparison: &Comparison) -> String {
    let key = if comparison.same { "compare-same" } else { "compare-different" };
    let score = format!("{}.{:03}", comparison.score / 1000, comparison.score % 1000);
    let mut told = voice.tell(key, &[("score", &score)]);
    told.push('\n');
    for step in &comparison.steps {
        told.push_str(&format!("  {}\n", in_words(voice, step)));
    }
    told
}

fn compare_lines(
    ruleset: &Ruleset,
    printer: &Printer<'_>,
    args: &CompareArgs,
    path: &Path,
) -> Result<(), String> {
    let mut voice = printer.voice;
    voice.isolation.on = false;
    let text = read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut pairs: Vec<PairLine> = Vec::new();
    for (idx, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        pairs.push(serde_json::from_str(line).map_err(|error| {
            let (path, line) = (path.display().to_string(), (idx + 1).to_string());
            let example = r#"{"id": "1", "a": "بلينكين", "b": "بلينكن"}"#;
            let (path, line, error) = (path.as_str(), line.as_str(), error.to_string());
            let arguments = [("path", path), ("line", line), ("error", &error), ("example", example)];
            voice.tell("compare-bad-line", &arguments)
        })?);
    }
    let written = output::print_raw(|out| {
        for pair in &pairs {
            let comparison = judge(ruleset, args, &voice, (&pair.a, &pair.b, pair.lang.as_deref()));
            let steps = comparison.steps.iter().map(|step| in_words(&voice, step)).collect();
            let score = f64::from(comparison.score) / 1000.0;
            let line = ComparisonLine { id: &pair.id, score, same: comparison.same, steps };
            serde_json::to_writer(&mut *out, &line)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    });
    written.map_err(|error| error.to_string())
}

fn read(path: &Path) -> io::Result<String> {
    if path.as_os_str() != "-" {
        return fs::read_to_string(path);
    }
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    Ok(text)
}

/// A step as a person reads it.
fn in_words(voice: &Voice<'_>, step: &Step) -> String {
    let what = |told: &Told, class: &str| -> String {
        let told = told.get(voice.language).or_else(|| told.get("en"));
        told.map_or_else(|| class.to_owned(), String::clone)
    };
    match step {
        Step::Edit { class, from, to, cost, told } => {
            let nothing = voice.tell("compare-nothing", &[]);
            let shown = |letters: &str| if letters.is_empty() { nothing.clone() } else { letters.to_owned() };
            let cost = format!("{}.{:02}", cost / 100, cost % 100);
            let (what, from, to) = (what(told, class), shown(from), shown(to));
            voice.tell("compare-edit", &[("what", &what), ("from", &from), ("to", &to), ("cost", &cost)])
        }
        Step::Derivation { class, told } => voice.tell("compare-derived", &[("what", &what(told, class))]),
        Step::Reading { first, second, common } => {
            let arguments = [("first", first.as_str()), ("second", second.as_str())];
            let key = if first == second { "compare-one-reading" } else { "compare-two-readings" };
            let common = common.as_ref().filter(|common| first != second || *common != first);
            let common = common.map(|common| voice.tell("compare-common-reading", &[("common", common)]));
            [Some(voice.tell(key, &arguments)), common].into_iter().flatten().collect::<Vec<_>>().join("; ")
        }
        Step::OtherWord { class, told } => voice.tell("compare-other-word", &[("what", &what(told, class))]),
        Step::Family(forms) => voice.tell("compare-family", &[("forms", forms)]),
        Step::Alias => voice.tell("compare-alias", &[]),
        Step::Equal => voice.tell("compare-equal", &[]),
    }
}
