//! The command line.

mod check;
mod claims;
mod compare;
mod exit;
mod explain;
mod output;
mod rules;

use std::{ffi::OsString, path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};
use isnad::ruleset::{Ruleset, Voice};

use crate::cli::{exit::Exit, output::Printer};

const EXAMPLES: &str = "\
Examples:
  isnad check drafts/                               check articles, show what disagrees
  isnad check drafts/ --report findings.csv         … and write it for reviewers
  isnad explain figure-conflict --lang ar           what a check means
  isnad claims drafts/quake.md                      what was understood of an article";

/// Who is cited as saying what, and do they agree?
///
/// Checks news articles: lines up the figures, names, dates and quotations that they ascribe to
/// agencies, and reports where the sources disagree.
#[derive(Debug, Parser)]
#[command(name = "isnad", version, about, long_about = None, max_term_width = 100)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", exit::TABLE))]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    global: Global,
}

/// What every command takes.
#[derive(Debug, Args)]
struct Global {
    /// Lay the rules of this folder over the built-in ones
    #[arg(long, value_name = "DIR", global = true, help_heading = "Everywhere")]
    rules: Vec<PathBuf>,
    /// Language of messages: ar or en
    #[arg(long, value_name = "LANG", global = true, env = "ISNAD_LANG", hide_env_values = true)]
    #[arg(default_value = "en", help_heading = "Everywhere")]
    lang: String,
    /// Do not keep directions apart with invisible marks
    #[arg(long, global = true, help_heading = "Everywhere")]
    no_bidi_isolates: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check articles, and report where their sources disagree
    Check(check::CheckArgs),
    /// Tell what a check looks for, with examples
    Explain(explain::ExplainArgs),
    /// List the checks, or run the examples inside the rule files
    #[command(subcommand)]
    Rules(rules::RulesCommand),
    /// Print every claim of every article, with who is cited for it
    Claims(claims::ClaimsArgs),
    /// Say whether two spellings are one name
    Compare(compare::CompareArgs),
}

/// Runs the program on the arguments of the process.
pub(crate) fn run() -> ExitCode {
    run_on(std::env::args_os())
}

fn run_on(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Where the terminal is gone there is nobody to tell.
            let _ = error.print();
            return if error.use_stderr() { Exit::Failed.into() } else { ExitCode::SUCCESS };
        }
    };
    let ruleset = match Ruleset::load(&cli.global.rules) {
        Ok(ruleset) => ruleset,
        Err(error) => return output::fail("error", &error),
    };
    let Some(voice) = ruleset.messages.voice(&cli.global.lang, !cli.global.no_bidi_isolates) else {
        let known: Vec<&str> = ruleset.messages.languages().collect();
        let wrong = format!(
            "there are no messages in \"{}\"; one of {} would be right",
            cli.global.lang,
            known.join(", ")
        );
        return output::fail("error", &wrong);
    };
    dispatch(&cli, &ruleset, &voice)
}

fn dispatch(cli: &Cli, ruleset: &Ruleset, voice: &Voice<'_>) -> ExitCode {
    let printer = Printer::new(*voice);
    match &cli.command {
        Command::Check(args) => check::run(ruleset, &printer, args),
        Command::Explain(args) => explain::run(ruleset, &printer, args),
        Command::Rules(command) => rules::run(ruleset, &printer, command, &cli.global.rules),
        Command::Claims(args) => claims::run(ruleset, &printer, args),
        Command::Compare(args) => compare::run(ruleset, &printer, args),
    }
}
