//! `isnad diff`: what is new, fixed and kept between two reports.

use std::path::{Path, PathBuf};

use clap::Args;
use isnad::gate::diff::{Known, difference, read_report};

use crate::cli::{
    exit::Exit,
    output::{self, Printer},
};

const EXAMPLES: &str = "\
Examples:
  isnad diff yesterday.json today.json
  isnad diff main.sarif branch.sarif --quiet && echo nothing new

Exit codes:
  0  nothing is new
  1  there are new findings
  2  wrong usage, or a report cannot be read";

/// The arguments of `isnad diff`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct DiffArgs {
    /// The older report: .json, .jsonl, .sarif or .csv
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The newer one
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// List kept findings too
    #[arg(long)]
    all: bool,
    /// Print nothing
    #[arg(short, long)]
    quiet: bool,
}

/// Runs `isnad diff`.
pub(crate) fn run(printer: &Printer<'_>, args: &DiffArgs) -> Result<Exit, String> {
    let difference = difference(read(&args.old)?, read(&args.new)?);
    let voice = printer.screen_voice();
    if !args.quiet {
        let kept = if args.all { difference.kept.as_slice() } else { &[] };
        let lists =
            [("diff-new", difference.new.as_slice()), ("diff-fixed", &difference.fixed), ("diff-kept", kept)];
        output::print(|out| {
            for (key, list) in lists {
                for Known { id, rule, path, line, message, .. } in list {
                    let message = isnad::report::sanitize::one_line(message);
                    writeln!(out, "{} {path}:{line}: [{rule}] {id} {message}", voice.tell(key, &[]))?;
                }
            }
            Ok(())
        })
        .map_err(|error| error.to_string())?;
        let counts =
            [&difference.new, &difference.fixed, &difference.kept].map(|list| list.len().to_string());
        let [new, fixed, kept] = counts.each_ref().map(String::as_str);
        printer.line(&voice.tell("diff-summary", &[("new", new), ("fixed", fixed), ("kept", kept)]));
    }
    Ok(if difference.new.is_empty() { Exit::Clean } else { Exit::Findings })
}

fn read(path: &Path) -> Result<Vec<Known>, String> {
    let shown = path.display();
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("{shown}: the report cannot be read: {error}"))?;
    read_report(&text).map_err(|error| format!("{shown}: {error}"))
}
