//! `isnad explain`: what a check looks for.

use std::{fmt::Write, process::ExitCode};

use clap::Args;
use isnad::ruleset::{Check, Ruleset, Voice, checks::CheckExample, error::did_you_mean};

use crate::cli::{
    exit::Exit,
    output::{self, Printer},
};

const EXAMPLES: &str = "\
Examples:
  isnad explain figure-conflict
  isnad explain spelling-variant --lang ar
  isnad rules list                            the checks there are";

/// The arguments of `isnad explain`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ExplainArgs {
    /// The check, as it stands in brackets in a report: figure-conflict
    #[arg(value_name = "RULE")]
    rule: String,
}

/// Runs `isnad explain`.
pub(crate) fn run(ruleset: &Ruleset, printer: &Printer<'_>, args: &ExplainArgs) -> ExitCode {
    if args.rule.starts_with("F-") {
        printer.error(&format!(
            "{} is a finding; its check, which stands in brackets before it in the report, is what can be explained",
            args.rule
        ));
        return Exit::Failed.into();
    }
    let Some(check) = ruleset.checks.get(&args.rule) else {
        let known = ruleset.checks.all().map(|check| check.id.as_str());
        printer.error(&format!("there is no check \"{}\"; {}", args.rule, did_you_mean(&args.rule, known)));
        return Exit::Failed.into();
    };
    match output::print(|out| out.write_all(explanation(check, &printer.screen_voice()).as_bytes())) {
        Ok(()) => Exit::Clean.into(),
        Err(error) => output::fail("error", &error),
    }
}

fn explanation(check: &Check, voice: &Voice<'_>) -> String {
    let level = voice.tell(&format!("level-{}", check.severity.as_str()), &[]);
    let mut text = format!("{}: {}\n", check.id, check.title(voice.language));
    text.push_str(&voice.tell("explain-severity", &[("level", &level)]));
    text.push_str("\n\n");
    text.push_str(check.explanation(voice.language).trim());
    text.push('\n');
    let in_language = |example: &&CheckExample| is_in(example, voice);
    for (key, found) in [("explain-found", true), ("explain-left-alone", false)] {
        let of_kind = || check.examples.iter().filter(|example| example.finds.is_empty() != found);
        if let Some(example) = of_kind().find(in_language).or_else(|| of_kind().next()) {
            text.push_str(&format!("\n{}\n", voice.tell(key, &[])));
            write_example(&mut text, example, voice);
        }
    }
    text.push_str(&format!("\n{}\n", voice.tell("explain-file", &[("path", &check.path)])));
    text
}

/// Whether the example is written in the script of the language.
fn is_in(example: &CheckExample, voice: &Voice<'_>) -> bool {
    example.articles.iter().all(|article| {
        let n_arabic = article.text.chars().filter(|c| isnad::base::bidi::is_rtl(*c)).count();
        (n_arabic * 2 > article.text.chars().count()) == voice.isolation.rtl
    })
}

fn write_example(text: &mut String, example: &CheckExample, voice: &Voice<'_>) {
    for article in &example.articles {
        if let Some(publisher) = &article.publisher {
            let date = article.date.map(|date| date.to_string()).unwrap_or_default();
            let arguments = [("publisher", publisher.as_str()), ("date", date.as_str())];
            let _ = writeln!(text, "  {}", voice.tell("explain-article", &arguments).trim());
        }
        for line in article.text.trim().lines() {
            let _ = writeln!(text, "    {}", voice.isolation.apply(line));
        }
    }
}
