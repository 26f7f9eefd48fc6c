//! `isnad check`: articles in, findings out.

use std::{io, path::PathBuf, process::ExitCode};

use clap::{Args, ValueEnum};
use isnad::{
    Options, check,
    ingest::{Input, ReadOptions, Warning, WarningKind, read_paths},
    judge::Severity,
    report::{
        Report, Row,
        csv::{CsvOptions, write_csv},
        rows, summary, terminal,
        write::{self, WriteError},
    },
    ruleset::Ruleset,
};

use crate::cli::{
    exit::{self, Exit},
    output::{self, Printer},
};

const EXAMPLES: &str = "\
Examples:
  isnad check drafts/                        all .txt and .md files of a folder
  isnad check a.md b.md --report out.csv     two articles, with a report for reviewers
  pbpaste | isnad check - --report -         standard input, the report on standard output
  isnad check drafts/ --fail-on error        only errors fail the run";

/// The arguments of `isnad check`.
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", exit::TABLE))]
pub(crate) struct CheckArgs {
    /// Files and folders; - is standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Write the findings to this file, as CSV; - is standard output
    #[arg(long, value_name = "FILE")]
    report: Vec<PathBuf>,
    /// The least severity that fails the run: info, note, warning or error
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t = Level::Warning, hide_possible_values = true)]
    fail_on: Level,
    /// Report where two sources agree, too
    #[arg(long)]
    agreements: bool,
    /// Whether CSV begins with a BOM: always, never, or auto for files
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = CsvBom::Auto, hide_possible_values = true)]
    csv_bom: CsvBom,
    /// What stands between cells of CSV: a sign, or tab
    #[arg(long, value_name = "C", value_parser = delimiter, default_value = ",")]
    csv_delimiter: u8,
    /// Threads; as many as the machine has, unless told
    #[arg(short = 'j', long = "jobs", value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Print findings and errors alone
    #[arg(short, long)]
    quiet: bool,
}

/// A severity, as an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Level {
    Info,
    Note,
    Warning,
    Error,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Severity {
        match level {
            Level::Info => Severity::Info,
            Level::Note => Severity::Note,
            Level::Warning => Severity::Warning,
            Level::Error => Severity::Error,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CsvBom {
    Auto,
    Always,
    Never,
}

fn delimiter(given: &str) -> Result<u8, String> {
    match given.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [b'"' | b'\r' | b'\n' | b'\''] => {
            Err("quotation marks and line breaks have a meaning of their own".to_owned())
        }
        [byte] if byte.is_ascii_punctuation() || matches!(byte, b'\t' | b' ') => Ok(*byte),
        _ => Err("one ASCII sign such as , or ; would be right, or tab".to_owned()),
    }
}

/// Runs `isnad check`.
pub(crate) fn run(ruleset: &Ruleset, printer: &Printer<'_>, args: &CheckArgs) -> ExitCode {
    if let Some(wrong) = args.report.iter().find_map(|path| wrong_report(path)) {
        printer.error(&wrong);
        return Exit::Failed.into();
    }
    let mut pool = rayon::ThreadPoolBuilder::new();
    if let Some(jobs) = args.jobs {
        pool = pool.num_threads(usize::from(jobs));
    }
    let pool = match pool.build() {
        Ok(pool) => pool,
        Err(error) => {
            printer.error(&error);
            return Exit::Failed.into();
        }
    };
    pool.install(|| check_paths(ruleset, printer, args)).into()
}

/// What is wrong with the name of a report.
fn wrong_report(path: &std::path::Path) -> Option<String> {
    let extension = path.extension()?.to_string_lossy().to_lowercase();
    (!matches!(extension.as_str(), "csv" | "tsv" | "txt")).then(|| {
        let path = path.display();
        format!(
            "--report {path}: no report is written as .{extension}; a name that ends in .csv would be right"
        )
    })
}

fn check_paths(ruleset: &Ruleset, printer: &Printer<'_>, args: &CheckArgs) -> Exit {
    let input = read_paths(&args.paths, ReadOptions::default());
    printer.unread(&input.skipped, &warnings(&input));
    let report = check(ruleset, &input.articles, &Options { agreements: args.agreements });
    printer.unread(&report.unread, &[]);
    let rows = rows(ruleset, &input.articles, &report, &printer.voice);
    let printed = print_findings(ruleset, printer, args, &rows);
    let written = write_reports(args, &rows);
    if !args.quiet {
        print_summary(printer, args, &input, &report);
    }
    let failed = printed.map_err(|error| error.to_string()).and(written.map_err(|error| error.to_string()));
    if let Err(error) = failed {
        printer.error(&error);
        return Exit::Failed;
    }
    let fails = |row: &Row<'_>| row.finding.severity >= Severity::from(args.fail_on);
    let mut exit = if rows.iter().any(fails) { Exit::Findings } else { Exit::Clean };
    if !input.skipped.is_empty() || !report.unread.is_empty() {
        exit = exit.max(Exit::SomeUnread);
    }
    if input.articles.is_empty() {
        exit = exit.max(Exit::NothingChecked);
    }
    exit
}

/// What is doubtful, also that a file is in an old encoding, which was guessed.
fn warnings(input: &Input) -> Vec<Warning> {
    let decoded = input.articles.iter().filter(|article| article.is_guessed()).map(|article| Warning {
        path: article.path.clone(),
        line: 1,
        kind: WarningKind::Decoded { encoding: article.encoding },
    });
    let mut all: Vec<Warning> = input.warnings.iter().cloned().chain(decoded).collect();
    all.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    all
}

fn print_findings(
    ruleset: &Ruleset,
    printer: &Printer<'_>,
    args: &CheckArgs,
    rows: &[Row<'_>],
) -> io::Result<()> {
    if args.report.iter().any(|path| path.as_os_str() == "-") {
        return Ok(());
    }
    output::print(|out| {
        if output::is_screen() {
            terminal::write_blocks(ruleset, rows, &printer.screen_voice(), output::width(), out)
        } else {
            terminal::write_lines(rows, out)
        }
    })
}

fn write_reports(args: &CheckArgs, rows: &[Row<'_>]) -> Result<(), WriteError> {
    for path in &args.report {
        let is_file = path.as_os_str() != "-";
        let bom = match args.csv_bom {
            CsvBom::Auto => is_file,
            CsvBom::Always => true,
            CsvBom::Never => false,
        };
        let options = CsvOptions { bom, delimiter: args.csv_delimiter };
        if is_file {
            write::write_whole(path, |out| write_csv(rows, options, out))?;
        } else {
            output::print_raw(|out| write_csv(rows, options, out))
                .map_err(|source| WriteError { path: path.clone(), source })?;
        }
    }
    Ok(())
}

fn print_summary(printer: &Printer<'_>, args: &CheckArgs, input: &Input, report: &Report) {
    let voice = printer.screen_voice();
    if input.articles.is_empty() {
        printer.line(&voice.tell("nothing-checked", &[]));
        return;
    }
    printer.line(&summary(report, &voice));
    for (key, skipped) in [("some-unread", &input.skipped), ("some-in-part", &report.unread)] {
        if !skipped.is_empty() {
            let inputs = voice.count("inputs", skipped.len());
            printer.line(&voice.tell(key, &[("inputs", &inputs)]));
        }
    }
    let gravest =
        report.findings.iter().max_by_key(|finding| (finding.severity, std::cmp::Reverse(finding.rule)));
    if let Some(finding) = gravest
        && output::is_screen()
    {
        let mut commands = format!("isnad explain {}", finding.rule);
        if args.report.is_empty() {
            commands.push_str(" · isnad check … --report findings.csv");
        }
        printer.line(&voice.tell("next", &[("commands", &commands)]));
    }
}
