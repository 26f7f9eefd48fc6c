//! Exit codes: what a script is told.

use std::process::ExitCode;

/// How a run ended, from the least to the gravest: the gravest is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Nothing at or over `--fail-on`.
    Clean = 0,
    /// Findings at or over `--fail-on`.
    Findings = 1,
    /// Some input could not be read; the rest was checked and reported.
    SomeUnread = 3,
    /// Nothing was checked.
    NothingChecked = 4,
    /// Wrong usage, configuration or rules, or the report cannot be written.
    Failed = 5,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Failed => 2,
            Exit::SomeUnread => 3,
            Exit::NothingChecked => 4,
        })
    }
}

/// The table of exit codes that stands under the help of every command that reads articles.
pub(crate) const TABLE: &str = "\
Exit codes:
  0  nothing at or over --fail-on
  1  findings at or over --fail-on
  2  wrong usage, configuration or rules, or the report cannot be written
  3  some input could not be read; the rest was checked and reported
  4  nothing was checked";
