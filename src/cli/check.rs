//! `isnad check`: articles in, findings out.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, ValueEnum};
use isnad::{
    Examined,
    decisions::merge::Kept,
    examine,
    ingest::{Article, Input, ReadOptions, Warning, WarningKind, read_paths},
    judge::Severity,
    report::{
        Report, Row,
        csv::{CsvOptions, write_csv},
        html::{Page, write_html},
        matrix::matrix,
        rows, summary, terminal,
        write::{self, WriteError},
        xlsx::{Book, write_xlsx},
    },
    ruleset::{Ruleset, Voice},
};

use crate::cli::{
    exit::{self, Exit},
    output::{self, Printer},
    reviewed,
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
    /// Write the findings to this file: .csv, .xlsx or .html; - is CSV on standard output
    #[arg(long, value_name = "FILE")]
    report: Vec<PathBuf>,
    /// What reviewers decided: a report that they filled, or a log; rejected findings do not count
    #[arg(long, value_name = "FILE")]
    decisions: Vec<PathBuf>,
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
    (!matches!(extension.as_str(), "csv" | "tsv" | "txt" | "html" | "htm" | "xlsx")).then(|| {
        let path = path.display();
        format!(
            "--report {path}: no report is written as .{extension}; a name that ends in .csv, .xlsx or .html would be right"
        )
    })
}

fn check_paths(ruleset: &Ruleset, printer: &Printer<'_>, args: &CheckArgs) -> Exit {
    // Before anything is checked: a report that cannot be understood is not written over.
    let reviewed = match reviewed::read_all(ruleset, &args.decisions, &args.report) {
        Ok(reviewed) => reviewed,
        Err(error) => {
            printer.error(&error);
            return Exit::Failed;
        }
    };
    let input = read_paths(&args.paths, ReadOptions::default());
    printer.unread(&input.skipped, &warnings(&input));
    let mut examined = examine(ruleset, &input.articles);
    if args.agreements {
        examined.report.findings.extend(examined.agreements.iter().cloned());
    }
    let report = &examined.report;
    printer.unread(&report.unread, &[]);
    let rows = rows(ruleset, &input.articles, report, &printer.voice);
    let (kept, problems) = reviewed::keep(&reviewed, &report.findings);
    printer.problems(&problems);
    let shown = Shown { ruleset, articles: &input.articles, examined: &examined, rows: &rows, kept: &kept };
    let written = write_reports(args, &shown, printer.voice);
    let (rejected, rows): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row| kept.decisions.rejects(row.finding));
    let printed = print_findings(ruleset, printer, args, &rows);
    if !args.quiet {
        print_summary(printer, args, &input, report);
        print_reviewed(printer, rejected.len(), &kept);
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

/// What reports are made of.
struct Shown<'s> {
    ruleset: &'s Ruleset,
    articles: &'s [Article],
    examined: &'s Examined,
    rows: &'s [Row<'s>],
    kept: &'s Kept,
}

impl Shown<'_> {
    /// Writes the report that the name of its file asks for.
    fn write(&self, path: &Path, csv: CsvOptions, voice: Voice<'_>, out: &mut dyn Write) -> io::Result<()> {
        let &Shown { ruleset, articles, examined, rows, kept } = self;
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        let matrix = || {
            let all = examined.report.findings.iter().chain(&examined.agreements);
            matrix(ruleset, articles, &examined.origins, all, &voice)
        };
        match extension.as_deref() {
            Some("html" | "htm") => {
                let matrix = &matrix();
                write_html(&Page { ruleset, articles, examined, rows, matrix, kept, voice }, out)
            }
            Some("xlsx") => {
                let (matrix, report) = (&matrix(), &examined.report);
                write_xlsx(&Book { ruleset, articles, report, rows, matrix, kept, voice }, out)
            }
            _ => write_csv(rows, kept, csv, out),
        }
    }
}

fn write_reports(args: &CheckArgs, shown: &Shown<'_>, voice: Voice<'_>) -> Result<(), WriteError> {
    for path in &args.report {
        let is_file = path.as_os_str() != "-";
        let bom = match args.csv_bom {
            CsvBom::Auto => is_file,
            CsvBom::Always => true,
            CsvBom::Never => false,
        };
        let options = CsvOptions { bom, delimiter: args.csv_delimiter };
        if is_file {
            write::write_whole(path, |out| shown.write(path, options, voice, out))?;
        } else {
            output::print_raw(|out| shown.write(path, options, voice, out))
                .map_err(|source| WriteError { path: path.clone(), source })?;
        }
    }
    Ok(())
}

/// What reviewers changed of the outcome.
fn print_reviewed(printer: &Printer<'_>, n_rejected: usize, kept: &Kept) {
    let voice = printer.screen_voice();
    if n_rejected > 0 {
        let findings = voice.count("rejected", n_rejected);
        printer.line(&voice.tell("decisions-rejected", &[("findings", &findings)]));
    }
    if !kept.resolved.is_empty() {
        let rows = voice.count("rows", kept.resolved.len());
        printer.line(&voice.tell("decisions-resolved", &[("rows", &rows)]));
    }
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
