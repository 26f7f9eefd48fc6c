//! `isnad explain`: what a check looks for, and how a finding came about.

use std::{fmt::Write, fs, path::PathBuf, process::ExitCode};

use clap::Args;
use isnad::{
    report::{
        explanation::{Explained, NotFound, find},
        sanitize::one_line,
        terminal::write_explanation,
    },
    ruleset::{Check, Ruleset, Voice, checks::CheckExample, error::did_you_mean},
};

use crate::cli::{
    exit::Exit,
    output::{self, Printer},
};

const EXAMPLES: &str = "\
Examples:
  isnad explain figure-conflict                          a check
  isnad explain F-M0QC8HTR --report findings.csv         a finding of a report
  isnad explain F-M0QC --report findings.xlsx --lang ar
  isnad check drafts/ --explain                          all findings of a run
  isnad rules list                                       the checks there are";

/// The arguments of `isnad explain`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ExplainArgs {
    /// A check, as it stands in brackets in a report, or the id of a finding: F-…
    #[arg(value_name = "RULE|ID")]
    subject: String,
    /// The report that the finding is in: .csv, .xlsx, .json or .jsonl
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

/// Runs `isnad explain`.
pub(crate) fn run(ruleset: &Ruleset, printer: &Printer<'_>, args: &ExplainArgs) -> ExitCode {
    let voice = printer.screen_voice();
    let is_finding = args.subject.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("F-"));
    let printed = if is_finding || args.report.is_some() {
        explained(ruleset, &voice, args).map(|explained| {
            output::print(|out| write_explanation(ruleset, &explained, &voice, output::width(), out))?;
            if output::is_screen() {
                let command = format!("isnad explain {}", one_line(explained.cell("rule")));
                printer.line(&format!("\n{}", voice.tell("next", &[("commands", &command)])));
            }
            Ok(())
        })
    } else {
        check(ruleset, &args.subject)
            .map(|check| output::print(|out| out.write_all(explanation(check, &voice).as_bytes())))
    };
    match printed {
        Ok(Ok(())) => Exit::Clean.into(),
        Ok(Err(error)) => output::fail("error", &error),
        Err(wrong) => {
            printer.error(&wrong);
            Exit::Failed.into()
        }
    }
}

fn check<'r>(ruleset: &'r Ruleset, id: &str) -> Result<&'r Check, String> {
    let known = ruleset.checks.all().map(|check| check.id.as_str());
    ruleset.checks.get(id).ok_or_else(|| format!("there is no check \"{id}\"; {}", did_you_mean(id, known)))
}

/// Looks a finding up in the report.
fn explained(ruleset: &Ruleset, voice: &Voice<'_>, args: &ExplainArgs) -> Result<Explained, String> {
    let id = one_line(&args.subject);
    let Some(path) = &args.report else {
        return Err(voice.tell("explain-no-report", &[("id", &id)]));
    };
    let shown = one_line(&path.display().to_string());
    let bytes = fs::read(path).map_err(|error| format!("{shown}: {error}"))?;
    find(ruleset, &shown, &bytes, &args.subject).map_err(|not_found| {
        let tell = |key: &str, arguments: &[(&str, &str)]| voice.tell(key, arguments);
        match not_found {
            NotFound::Unreadable(why) => format!("{shown}: {why}"),
            NotFound::Kind => tell("explain-kind", &[("path", &shown)]),
            NotFound::Empty => tell("explain-empty", &[("path", &shown)]),
            NotFound::Unknown(nearest) => {
                let nearest = nearest.join(", ");
                tell("explain-unknown", &[("id", &id), ("path", &shown), ("nearest", &nearest)])
            }
        }
    })
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
