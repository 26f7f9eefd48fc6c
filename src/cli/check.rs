//! `isnad check`: articles in, findings out.

use std::{
    collections::BTreeMap,
    mem,
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, SystemTime},
};

use clap::{Args, ValueEnum};
use isnad::{
    config::Config,
    decisions::{Reviewed, merge::Kept},
    ingest::{Input, ReadOptions, Skipped, Warning, WarningKind, list_files},
    judge::Severity,
    report::{
        Document, Format, Report, Row, Target, copies,
        csv::CsvOptions,
        is_for_reviewers, rows,
        sanitize::one_line,
        summary,
        write::{self, WriteError},
        wrong_name,
    },
    ruleset::Ruleset,
};
use tracing::info;

use crate::cli::{
    exit::{self, Exit},
    gate::{self, GateArgs, Gated, InputArgs},
    output::{self, Printer},
    reviewed,
};

const EXAMPLES: &str = "\
Examples:
  isnad check drafts/                        all .txt and .md files of a folder
  isnad check drafts/ --report out.csv --report out.sarif    two reports at once
  isnad check . --changed-since origin/main --format github  in a workflow";

/// The arguments of `isnad check`.
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", exit::TABLE))]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Write the findings: name.csv .xlsx .html .json .sarif .md …
    #[arg(long, value_name = "FILE")]
    report: Vec<PathBuf>,
    /// Write them as sarif, github, gitlab, junit, checkstyle, rdjson …
    #[arg(long, value_name = "NAME[=FILE]")]
    format: Vec<Target>,
    /// What reviewers decided; what they rejected does not count
    #[arg(long, value_name = "FILE")]
    decisions: Vec<PathBuf>,
    /// The least severity that fails the run: info, note, warning, error
    #[arg(
        long,
        value_name = "LEVEL",
        value_enum,
        env = "ISNAD_FAIL_ON",
        hide_env = true,
        hide_possible_values = true
    )]
    fail_on: Option<Level>,
    /// Findings never fail the run; what could not be read still does
    #[arg(long)]
    exit_zero: bool,
    #[command(flatten)]
    gate: GateArgs,
    /// Show no more findings than this; all of them count
    #[arg(long, value_name = "N", env = "ISNAD_MAX_FINDINGS", hide_env = true)]
    max_findings: Option<usize>,
    /// Tell the whole reasoning of each finding
    #[arg(long)]
    explain: bool,
    /// Print how many findings each check has
    #[arg(long)]
    statistics: bool,
    /// Print findings and errors alone
    #[arg(short, long)]
    quiet: bool,
    /// Check again whenever an article changes
    #[arg(long)]
    watch: bool,
    /// Whether CSV begins with a BOM: always, never, or auto for files
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = CsvBom::Auto, hide_possible_values = true)]
    csv_bom: CsvBom,
    /// What stands between cells of CSV: a sign, or tab
    #[arg(long, value_name = "C", value_parser = delimiter, default_value = ",")]
    csv_delimiter: u8,
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
pub(crate) fn run(ruleset: &Ruleset, config: &Config, printer: &Printer<'_>, args: &CheckArgs) -> ExitCode {
    let ready = targets(args).and_then(|targets| Ok((targets, args.input.all_paths()?, args.input.pool()?)));
    let (targets, paths, pool) = match ready {
        Ok(ready) => ready,
        Err(wrong) => {
            printer.error(&wrong);
            return Exit::Failed.into();
        }
    };
    let session = Session { ruleset, config, printer, args, targets, paths };
    loop {
        let before = args.watch.then(|| session.state());
        let exit = pool.install(|| session.check());
        match before {
            Some(before) => session.wait_for_change(&before),
            None => return exit.into(),
        }
    }
}

/// The length of each file, and when it changed.
type Files = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// A check that can be run again.
struct Session<'s> {
    ruleset: &'s Ruleset,
    config: &'s Config,
    printer: &'s Printer<'s>,
    args: &'s CheckArgs,
    targets: Vec<Target>,
    paths: Vec<PathBuf>,
}

/// What is written where: the reports and formats of the arguments, and the screen unless one of them
/// goes to standard output.
fn targets(args: &CheckArgs) -> Result<Vec<Target>, String> {
    let mut targets = args.format.clone();
    for path in &args.report {
        // A device has no extension; what reviewers get is written there, as on standard output.
        let format = match path.extension() {
            None => Format::Csv,
            Some(_) => Format::of_path(path).ok_or_else(|| format!("--report {}", wrong_name(path)))?,
        };
        targets.push(Target { format, path: (path.as_os_str() != "-").then(|| path.clone()) });
    }
    let mut to_screen = targets.iter().filter(|target| target.path.is_none());
    match (to_screen.next(), to_screen.next()) {
        (Some(one), Some(other)) => Err(format!(
            "{} and {} would both go to standard output; --format {}=FILE would be right for one of them",
            one.format.name(),
            other.format.name(),
            other.format.name()
        )),
        (Some(_), None) => Ok(targets),
        (None, _) => {
            let format = if output::is_screen() || args.explain { Format::Blocks } else { Format::Lines };
            targets.push(Target { format, path: None });
            Ok(targets)
        }
    }
}

impl Session<'_> {
    fn check(&self) -> Exit {
        let configured = self.config.baseline.as_ref().map(|setting| setting.value.clone());
        let baseline = self.args.gate.baseline.clone().or(configured);
        // Before anything is checked: a report that cannot be understood is not written over.
        let run = reviewed::read_all(self.ruleset, &self.args.decisions, &self.reports_for_reviewers());
        let run = run.and_then(|reviewed| {
            let gate = &self.args.gate;
            Ok((gate::run(self.ruleset, self.config, &self.paths, gate, baseline)?, reviewed))
        });
        match run {
            Ok((mut gated, reviewed)) => {
                let n_rejected = reviewed::set_aside(&reviewed, &mut gated.report);
                let exit = self.tell(&gated, &reviewed, n_rejected);
                if !self.args.watch {
                    // The program ends: the system takes its memory back at once, piece by piece takes longer.
                    mem::forget(gated);
                }
                exit
            }
            Err(error) => {
                self.printer.error(&error);
                Exit::Failed
            }
        }
    }

    /// The files that reviewers write into.
    fn reports_for_reviewers(&self) -> Vec<PathBuf> {
        let holds = |target: &&Target| matches!(target.format, Format::Csv | Format::Xlsx);
        self.targets.iter().filter(holds).filter_map(|target| target.path.clone()).collect()
    }

    /// Writes and prints what came of a run, and says how it ended.
    fn tell(&self, gated: &Gated, reviewed: &[(String, Reviewed)], n_rejected: usize) -> Exit {
        let Gated { input, report, notices, examined, .. } = gated;
        self.printer.unread(&input.skipped, &warnings(input));
        self.printer.unread(&report.unread, &[]);
        self.printer.notices(notices);
        let skipped: Vec<Skipped> = input.skipped.iter().chain(&report.unread).cloned().collect();
        let all = rows(self.ruleset, &input.articles, report, &self.printer.voice);
        let (shown, n_left_out) = self.shown(&all);
        let folder = folder();
        let for_reviewers = shown.iter().filter(|row| is_for_reviewers(row)).map(|row| row.finding);
        let (kept, problems) = reviewed::keep(reviewed, for_reviewers);
        self.printer.problems(&problems);
        let document = Document {
            ruleset: self.ruleset,
            articles: &input.articles,
            report,
            examined,
            kept: &kept,
            rows: &shown,
            skipped: &skipped,
            notices,
            voice: self.printer.voice,
            csv: CsvOptions { bom: false, delimiter: self.args.csv_delimiter },
            columns: output::width(),
            explain: self.args.explain,
            has_links: output::shows_links(),
            n_left_out,
            folder: &folder,
        };
        let written = self
            .targets
            .iter()
            .try_for_each(|target| write_target(self.args, self.printer, &document, target));
        if self.args.statistics {
            print_statistics(self.printer, report);
        }
        if !self.args.quiet {
            self.print_summary(gated, n_left_out, n_rejected, &kept);
        }
        if let Err(error) = written {
            self.printer.error(&error);
            return Exit::Failed;
        }
        self.exit_of(input, report)
    }

    /// The findings that are shown, and how many of those that count are not.
    fn shown<'r>(&self, all: &[Row<'r>]) -> (Vec<Row<'r>>, usize) {
        let configured = self.config.max_findings.as_ref().map(|setting| setting.value);
        let max = self.args.max_findings.or(configured).unwrap_or(usize::MAX);
        let mut n_open = 0;
        let shown = all.iter().filter(|row| {
            n_open += usize::from(row.status.is_open());
            !row.status.is_open() || n_open <= max
        });
        let shown: Vec<Row<'r>> = shown.cloned().collect();
        (shown, n_open.saturating_sub(max))
    }

    fn exit_of(&self, input: &Input, report: &Report) -> Exit {
        let configured = self.config.fail_on.as_ref().map(|setting| setting.value);
        let fail_on = self.args.fail_on.map(Severity::from).or(configured).unwrap_or(Severity::Warning);
        let fails = !self.args.exit_zero && report.open().any(|finding| finding.severity >= fail_on);
        let mut exit = if fails { Exit::Findings } else { Exit::Clean };
        if !input.skipped.is_empty() || !report.unread.is_empty() {
            exit = exit.max(Exit::SomeUnread);
        }
        if input.articles.is_empty() {
            exit = exit.max(Exit::NothingChecked);
        }
        exit
    }

    /// Looks twice a second whether a file has come, gone or changed since the check began: no library is needed for that,
    /// and it works on every system of files.
    fn wait_for_change(&self, before: &Files) {
        self.printer.line(&self.printer.screen_voice().tell("watching", &[]));
        while *before == self.state() {
            std::thread::sleep(Duration::from_millis(500));
        }
    }

    fn state(&self) -> Files {
        let options = ReadOptions { all_files: false, select: Some(&self.config.select) };
        let state = |path: &Path| {
            let metadata = std::fs::metadata(path).ok();
            let modified = metadata.as_ref().and_then(|metadata| metadata.modified().ok());
            (metadata.map_or(0, |metadata| metadata.len()), modified)
        };
        let files = list_files(&self.paths, options);
        files.into_iter().map(|path| (path.clone(), state(&path))).collect()
    }

    fn print_summary(&self, gated: &Gated, n_left_out: usize, n_rejected: usize, kept: &Kept) {
        let (printer, voice) = (self.printer, self.printer.screen_voice());
        let Gated { input, report, .. } = gated;
        if input.articles.is_empty() {
            printer.line(&voice.tell("nothing-checked", &[]));
            return;
        }
        printer.line(&summary(report, &voice));
        let n_set_aside = report.findings.len() - report.open().count() - n_rejected;
        let told = [
            ("findings-set-aside", n_set_aside),
            ("findings-in-baseline", gated.n_baseline),
            ("findings-less-sure", gated.n_less_sure),
            ("findings-unchanged", gated.n_unchanged),
            ("findings-left-out", n_left_out),
        ];
        for (key, n) in told.into_iter().filter(|(_, n)| *n > 0) {
            printer.line(&voice.tell(key, &[("n", &n.to_string())]));
        }
        print_reviewed(printer, n_rejected, kept);
        printer.copies(&copies(&input.articles, &gated.examined.origins));
        for (key, skipped) in [("some-unread", &input.skipped), ("some-in-part", &report.unread)] {
            if !skipped.is_empty() {
                let inputs = voice.count("inputs", skipped.len());
                printer.line(&voice.tell(key, &[("inputs", &inputs)]));
            }
        }
        let gravest = report.open().max_by_key(|finding| (finding.severity, std::cmp::Reverse(finding.rule)));
        if let Some(finding) = gravest
            && output::is_screen()
        {
            let commands = match self.args.report.first() {
                Some(report) => format!("isnad explain {} --report {}", finding.id, report.display()),
                None => format!("isnad explain {} · isnad check … --report findings.csv", finding.rule),
            };
            printer.line(&voice.tell("next", &[("commands", &commands)]));
        }
    }
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

fn print_statistics(printer: &Printer<'_>, report: &Report) {
    let mut by_rule: BTreeMap<(std::cmp::Reverse<Severity>, &str), usize> = BTreeMap::new();
    for finding in report.open() {
        *by_rule.entry((std::cmp::Reverse(finding.severity), finding.rule)).or_default() += 1;
    }
    for ((severity, rule), n) in by_rule {
        printer.line(&format!("{n:>6}  {:7}  {}", severity.0.as_str(), one_line(rule)));
    }
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

/// The folder of the run, as paths below it begin.
fn folder() -> String {
    let folder = std::env::current_dir().map(|folder| folder.display().to_string().replace('\\', "/"));
    folder.map_or_else(|_| String::new(), |folder| format!("{}/", folder.trim_end_matches('/')))
}

fn write_target(
    args: &CheckArgs,
    printer: &Printer<'_>,
    document: &Document<'_>,
    target: &Target,
) -> Result<(), WriteError> {
    let bom = match args.csv_bom {
        CsvBom::Auto => target.path.is_some(),
        CsvBom::Always => true,
        CsvBom::Never => false,
    };
    let mut document = Document { csv: CsvOptions { bom, ..document.csv }, ..*document };
    let path = target.path.as_ref().map_or_else(|| "-".into(), |path| path.display().to_string());
    info!(format = target.format.name(), path, "writing");
    match &target.path {
        Some(path) => write::write_whole(path, |out| target.format.write(&document, out)),
        None => {
            let written = if matches!(target.format, Format::Lines | Format::Blocks) {
                document.voice =
                    if target.format == Format::Blocks { printer.screen_voice() } else { printer.voice };
                output::print(|out| target.format.write(&document, out))
            } else {
                output::print_raw(|out| target.format.write(&document, out))
            };
            written.map_err(|source| WriteError { path: PathBuf::from("-"), source })
        }
    }
}
