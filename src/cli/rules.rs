//! `isnad rules`: the checks there are, and the examples inside the rule files.

use std::{path::PathBuf, process::ExitCode};

use clap::Subcommand;
use isnad::{
    examples::SUITES,
    ruleset::{RuleFiles, Ruleset},
};

use crate::cli::{
    exit::Exit,
    output::{self, Printer},
};

/// The commands below `isnad rules`.
#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// List the checks: id, severity, what each one finds
    List,
    /// Run the examples inside the rule files
    #[command(
        after_help = "Exit codes:\n  0  all came out as they say\n  1  some did not\n  2  a rule file is wrong"
    )]
    Test,
}

/// Runs `isnad rules`.
pub(crate) fn run(
    ruleset: &Ruleset,
    printer: &Printer<'_>,
    command: &RulesCommand,
    folders: &[PathBuf],
) -> ExitCode {
    match command {
        RulesCommand::List => list(ruleset, printer),
        RulesCommand::Test => test(ruleset, printer, folders),
    }
}

fn list(ruleset: &Ruleset, printer: &Printer<'_>) -> ExitCode {
    let voice = printer.screen_voice();
    let n_columns = ruleset.checks.all().map(|check| check.id.len()).max().unwrap_or(0);
    let printed = output::print(|out| {
        for check in ruleset.checks.all() {
            let title = voice.isolation.apply(check.title(voice.language));
            writeln!(out, "{:n_columns$}  {:7}  {title}", check.id, check.severity.as_str())?;
        }
        Ok(())
    });
    match printed {
        Ok(()) => Exit::Clean.into(),
        Err(error) => output::fail("error", &error),
    }
}

fn test(ruleset: &Ruleset, printer: &Printer<'_>, folders: &[PathBuf]) -> ExitCode {
    let mut files = RuleFiles::builtin();
    for folder in folders {
        if let Err(error) = files.overlay(folder) {
            return output::fail("error", &error);
        }
    }
    let voice = printer.screen_voice();
    let (mut n_run, mut n_failed) = (0, 0);
    for (_, suite) in SUITES {
        match suite(ruleset, &files, &voice) {
            Ok(outcome) => {
                n_run += outcome.n_run;
                n_failed += outcome.failures.len();
                for failure in &outcome.failures {
                    printer.error(failure);
                }
            }
            Err(error) => return output::fail("error", &error),
        }
    }
    let (key, n, exit) = match n_failed {
        0 => ("examples-passed", n_run, Exit::Clean),
        _ => ("examples-failed", n_failed, Exit::Findings),
    };
    printer.line(&voice.tell(key, &[("examples", &voice.count("examples", n))]));
    exit.into()
}
