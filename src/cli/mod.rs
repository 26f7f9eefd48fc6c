//! The command line.

mod claims;
mod compare;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

/// Who is cited as saying what, and do they agree?
#[derive(Debug, Parser)]
#[command(name = "isnad", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Lay the rules of this folder over the built-in ones.
    #[arg(long, value_name = "DIR", global = true)]
    rules: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print every claim of every article, with who is cited for it.
    Claims(claims::ClaimsArgs),
    /// Say whether two spellings are one name.
    Compare(compare::CompareArgs),
}

/// Runs the program on the arguments of the process.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::parse();
    let ruleset = match isnad::ruleset::Ruleset::load(&cli.rules) {
        Ok(ruleset) => ruleset,
        Err(error) => {
            anstream::eprintln!("error: {error}");
            return ExitCode::from(2);
        }
    };
    match cli.command {
        Command::Claims(args) => claims::run(&ruleset, &args),
        Command::Compare(args) => compare::run(&ruleset, &args),
    }
}
