//! `isnad decisions`: what reviewers decided, from several files and over time.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, Subcommand};
use isnad::{
    decisions::{Reviewed, log, merge::merge},
    report::{
        csv::{CsvOptions, write_table},
        write::write_whole,
    },
    ruleset::{Ruleset, Verdict},
};

use crate::cli::{
    exit::Exit,
    output::{self, Printer},
    reviewed,
};

const EXAMPLES: &str = "\
Examples:
  isnad decisions show findings.csv                        what was understood, and what was not
  isnad decisions merge mona.csv ali.xlsx -o both.csv      two reviewers' files as one
  isnad decisions record findings.csv --who Mona           add them to isnad-decisions.jsonl
  isnad decisions prune findings.csv                       drop those whose finding is gone

Exit codes: 0 all was understood, 1 some rows were not or contradict each other, 2 wrong usage.";

/// What can be done with decisions.
#[derive(Debug, Subcommand)]
#[command(after_help = EXAMPLES)]
pub(crate) enum DecisionsCommand {
    /// Show what reviewers decided, and name what is not understood
    #[command(after_help = EXAMPLES)]
    Show(FilesArgs),
    /// Merge the files of several reviewers; contradictions are named
    #[command(after_help = EXAMPLES)]
    Merge(MergeArgs),
    /// Add decisions to a log that is only ever added to, so that git can merge it
    #[command(after_help = EXAMPLES)]
    Record(RecordArgs),
    /// Drop the rows of findings that are gone
    #[command(after_help = EXAMPLES)]
    Prune(FilesArgs),
}

/// Files of decisions.
#[derive(Debug, Args)]
pub(crate) struct FilesArgs {
    /// Reports that reviewers filled (.csv, .xlsx), or logs (.jsonl)
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

/// The arguments of `isnad decisions merge`.
#[derive(Debug, Args)]
pub(crate) struct MergeArgs {
    /// Reports that reviewers filled (.csv, .xlsx), or logs (.jsonl)
    #[arg(value_name = "FILE", required = true, num_args = 2..)]
    files: Vec<PathBuf>,
    /// Where to write them, as CSV; standard output where it is not given
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The arguments of `isnad decisions record`.
#[derive(Debug, Args)]
pub(crate) struct RecordArgs {
    /// Reports that reviewers filled
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The log to add to
    #[arg(long, value_name = "FILE", default_value = reviewed::LOG)]
    to: PathBuf,
    /// Who decided
    #[arg(long, value_name = "NAME", env = "USER", hide_env_values = true)]
    who: String,
    /// When, as 2026-11-23T08:00:00Z; now where it is not given
    #[arg(long, value_name = "TIME", value_parser = time)]
    when: Option<String>,
}

fn time(given: &str) -> Result<String, String> {
    let parsed: Result<jiff::Timestamp, _> = given.parse();
    parsed.map(to_seconds).map_err(|_| "a time in UTC such as 2026-11-23T08:00:00Z would be right".to_owned())
}

fn to_seconds(time: jiff::Timestamp) -> String {
    jiff::Timestamp::from_second(time.as_second()).unwrap_or(time).to_string()
}

/// Runs `isnad decisions`.
pub(crate) fn run(ruleset: &Ruleset, printer: &Printer<'_>, command: &DecisionsCommand) -> ExitCode {
    let done = match command {
        DecisionsCommand::Show(args) => show(ruleset, printer, &args.files),
        DecisionsCommand::Merge(args) => merge_files(ruleset, printer, args),
        DecisionsCommand::Record(args) => record(ruleset, printer, args),
        DecisionsCommand::Prune(args) => prune(ruleset, printer, &args.files),
    };
    match done {
        Ok(exit) => exit.into(),
        Err(error) => output::fail("error", &error),
    }
}

fn read_files(
    ruleset: &Ruleset,
    printer: &Printer<'_>,
    paths: &[PathBuf],
) -> Result<(Vec<(String, Reviewed)>, Exit), String> {
    let mut files = Vec::new();
    for path in paths {
        files.push((path.display().to_string(), reviewed::read(ruleset, path)?));
    }
    let problems: Vec<_> = files.iter().flat_map(|(_, file)| file.problems.clone()).collect();
    printer.problems(&problems);
    Ok((files, if problems.is_empty() { Exit::Clean } else { Exit::Findings }))
}

fn show(ruleset: &Ruleset, printer: &Printer<'_>, paths: &[PathBuf]) -> Result<Exit, String> {
    let (files, exit) = read_files(ruleset, printer, paths)?;
    let voice = printer.screen_voice();
    let written = output::print(|out| {
        for (path, file) in &files {
            for (id, row) in file.rows.iter().filter(|(_, row)| !row.decision.is_empty()) {
                let verdict = row.decision.verdict.map_or("-", Verdict::as_str);
                let note = voice.isolation.apply(&isnad::report::sanitize::one_line(&row.decision.note));
                writeln!(out, "{path}:{}: {id} {verdict} {note}", row.line)?;
            }
        }
        Ok(())
    });
    written.map_err(|error| error.to_string())?;
    Ok(exit)
}

fn merge_files(ruleset: &Ruleset, printer: &Printer<'_>, args: &MergeArgs) -> Result<Exit, String> {
    let (files, mut exit) = read_files(ruleset, printer, &args.files)?;
    let (merged, contradictions) = merge(&files);
    printer.problems(&contradictions);
    write_csv_to(args.output.as_deref(), &merged)?;
    let voice = printer.screen_voice();
    let n_decided = merged.rows.values().filter(|row| !row.decision.is_empty()).count();
    let decisions = voice.count("decisions", n_decided);
    printer.line(&voice.tell("decisions-merged", &[("decisions", &decisions)]));
    if !contradictions.is_empty() {
        let n = voice.count("contradictions", contradictions.len());
        printer.line(&voice.tell("decisions-contradict", &[("contradictions", &n)]));
        exit = Exit::Findings;
    }
    Ok(exit)
}

fn write_csv_to(path: Option<&Path>, reviewed: &Reviewed) -> Result<(), String> {
    let rows = reviewed.to_rows();
    let options = CsvOptions { bom: path.is_some(), ..CsvOptions::default() };
    let write = |out: &mut dyn Write| write_table(&rows, options, out);
    match path {
        Some(path) => write_whole(path, write).map_err(|error| error.to_string()),
        None => output::print_raw(write).map_err(|error: io::Error| error.to_string()),
    }
}

fn record(ruleset: &Ruleset, printer: &Printer<'_>, args: &RecordArgs) -> Result<Exit, String> {
    let (files, exit) = read_files(ruleset, printer, &args.files)?;
    let (merged, contradictions) = merge(&files);
    printer.problems(&contradictions);
    if !contradictions.is_empty() {
        return Ok(Exit::Findings);
    }
    let older = if args.to.is_file() {
        std::fs::read_to_string(&args.to).map_err(|error| format!("{}: {error}", args.to.display()))?
    } else {
        String::new()
    };
    let known =
        if older.trim().is_empty() { Reviewed::default() } else { reviewed::read(ruleset, &args.to)? };
    let when = args.when.clone().unwrap_or_else(|| to_seconds(jiff::Timestamp::now()));
    let added = log::additions(&known, &merged, &args.who, &when);
    write_whole(&args.to, |out| {
        out.write_all(older.as_bytes())?;
        if !older.is_empty() && !older.ends_with('\n') {
            writeln!(out)?;
        }
        for entry in &added {
            writeln!(out, "{}", serde_json::to_string(entry)?)?;
        }
        Ok(())
    })
    .map_err(|error| error.to_string())?;
    let voice = printer.screen_voice();
    let decisions = voice.count("decisions", added.len());
    let path = args.to.display().to_string();
    printer.line(&voice.tell("decisions-recorded", &[("decisions", &decisions), ("path", &path)]));
    Ok(exit)
}

fn prune(ruleset: &Ruleset, printer: &Printer<'_>, paths: &[PathBuf]) -> Result<Exit, String> {
    let (files, exit) = read_files(ruleset, printer, paths)?;
    for ((name, mut file), path) in files.into_iter().zip(paths) {
        if path.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("csv")) {
            return Err(format!("{name}: only a report as CSV is pruned; findings.csv would be right"));
        }
        let n_rows = file.rows.len();
        file.rows.retain(|_, row| !row.is_resolved());
        let n_dropped = n_rows - file.rows.len();
        if n_dropped > 0 {
            write_csv_to(Some(path), &file)?;
        }
        let voice = printer.screen_voice();
        let rows = voice.count("rows", n_dropped);
        printer.line(&voice.tell("decisions-pruned", &[("rows", &rows), ("path", &name)]));
    }
    Ok(exit)
}
