//! `isnad compare`: are two spellings one name?

use std::process::ExitCode;

use clap::Args;
use isnad::ruleset::Ruleset;

/// The arguments of `isnad compare`.
#[derive(Debug, Args)]
pub(crate) struct CompareArgs {}

/// Runs `isnad compare`.
pub(crate) fn run(ruleset: &Ruleset, args: &CompareArgs) -> ExitCode {
    let _ = (ruleset, args);
    anstream::eprintln!("error: not there yet");
    ExitCode::from(2)
}
