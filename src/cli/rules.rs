//! `isnad rules`: the checks there are, and the examples inside the rule files.

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, Subcommand};
use isnad::{
    examples::SUITES,
    house::{HouseName, propose},
    ingest::{ReadOptions, read_paths},
    ruleset::{RuleFiles, Ruleset},
};

use crate::cli::{
    exit::Exit,
    output::{self, Printer},
};

/// Examples of all three.
pub(crate) const EXAMPLES: &str = "\
Examples:
  isnad rules list                             the checks there are
  isnad rules test --rules my-rules            do the examples of my rules hold?
  isnad rules house --from archive/ > names.toml   the spellings that an archive prefers";

/// The commands below `isnad rules`.
#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// List the checks: id, severity, what each one finds
    #[command(after_help = EXAMPLES)]
    List,
    /// Run the examples inside the rule files
    #[command(after_help = format!("{EXAMPLES}\n\n{TEST_EXITS}"))]
    Test,
    /// Propose a list of house spellings from an archive, with counts
    #[command(after_help = format!("{HOUSE_HELP}\n\n{EXAMPLES}"))]
    House(HouseArgs),
}

const TEST_EXITS: &str = "\
Exit codes:
  0  all came out as they say
  1  some did not
  2  a rule file is wrong";

const HOUSE_HELP: &str = "\
Prints TOML for a file such as my-rules/house/names.toml: the spelling that the archive has most is
preferred, the others are not to be used. Check it, keep it beside your drafts, and lay it over the
rules with --rules my-rules. A name of which two spellings are as common is listed as a comment.";

/// The arguments of `isnad rules house`.
#[derive(Debug, Args)]
pub(crate) struct HouseArgs {
    /// Files and folders of the archive
    #[arg(long, value_name = "DIR", required = true, num_args = 1..)]
    from: Vec<PathBuf>,
    /// Leave out names that stand there less often
    #[arg(long, value_name = "N", default_value_t = 5)]
    min_count: usize,
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
        RulesCommand::House(args) => house(ruleset, printer, args),
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

fn house(ruleset: &Ruleset, printer: &Printer<'_>, args: &HouseArgs) -> ExitCode {
    let input = read_paths(&args.from, ReadOptions::default());
    printer.unread(&input.skipped, &input.warnings);
    if input.articles.is_empty() {
        return Exit::NothingChecked.into();
    }
    let mut names = propose(ruleset, &input.articles);
    names.retain(|name| name.count() >= args.min_count);
    let voice = printer.screen_voice();
    let n_articles = voice.count("articles", input.articles.len());
    let head = voice.tell("house-head", &[("articles", &n_articles)]);
    let tie = voice.tell("house-tie", &[]);
    let printed = output::print(|out| {
        writeln!(out, "# {head}")?;
        names.iter().try_for_each(|name| write!(out, "{}", house_entry(name, &tie)))
    });
    match (printed, input.skipped.is_empty()) {
        (Ok(()), true) => Exit::Clean.into(),
        (Ok(()), false) => Exit::SomeUnread.into(),
        (Err(error), _) => output::fail("error", &error),
    }
}

/// An entry of a house list, after a comment with the counts.
fn house_entry(name: &HouseName, tie: &str) -> String {
    let counts: Vec<String> = name.spellings.iter().map(|(spelling, n)| format!("{spelling} {n}")).collect();
    let counts = counts.join(", ");
    let Some(preferred) = name.preferred() else {
        return format!("\n# {tie}: {counts}\n");
    };
    // Spellings are words: letters alone need no escape.
    let others = name.spellings.iter().map(|(spelling, _)| spelling.as_str()).filter(|one| *one != preferred);
    let others: Vec<String> = others.map(|other| format!("\"{other}\"")).collect();
    let others = others.join(", ");
    format!("\n# {counts}\n[[spelling]]\npreferred = \"{preferred}\"\ninstead_of = [{others}]\n")
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
