//! `isnad matrix`: who says what, thing by thing.

use std::process::ExitCode;

use clap::{Args, ValueEnum};
use isnad::{
    config::Config,
    report::{
        copies,
        csv::CsvOptions,
        matrix::{MatrixRow, Stand, alone, matrix, write_csv, write_jsonl},
        terminal::write_matrix,
    },
    ruleset::Ruleset,
};

use crate::cli::{
    exit::Exit,
    gate::{self, GateArgs, Gated, InputArgs},
    output::{self, Printer},
};

const EXAMPLES: &str = "\
Examples:
  isnad matrix drafts/                         what sources say of each thing, and where they differ
  isnad matrix drafts/ --all                   also what only one of them says
  isnad matrix drafts/ --format csv > m.csv    a row a claim, for a spreadsheet
  isnad matrix drafts/ --lang ar | less -R     in Arabic

An agency is one origin, however many papers print it; an article that copies another adds none.
Exit codes: 0 all was read, 2 wrong usage or rules, 3 some input could not be read, 4 nothing was.";

/// The arguments of `isnad matrix`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct MatrixArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Also what only one claim is about
    #[arg(long)]
    all: bool,
    /// How to print: text, csv or jsonl
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = MatrixFormat::Text, hide_possible_values = true)]
    format: MatrixFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MatrixFormat {
    Text,
    Csv,
    Jsonl,
}

/// Runs `isnad matrix`.
///
/// # Errors
/// Where the paths or the threads cannot be had, or nothing can be printed.
pub(crate) fn run(
    ruleset: &Ruleset,
    config: &Config,
    printer: &Printer<'_>,
    args: &MatrixArgs,
) -> Result<ExitCode, String> {
    let (paths, pool) = (args.input.all_paths()?, args.input.pool()?);
    let gated = pool.install(|| gate::run(ruleset, config, &paths, &GateArgs::default(), None))?;
    let Gated { input, report, examined, .. } = &gated;
    printer.unread(&input.skipped, &input.warnings);
    printer.unread(&report.unread, &[]);
    let voice = match args.format {
        MatrixFormat::Text => printer.screen_voice(),
        MatrixFormat::Csv | MatrixFormat::Jsonl => printer.voice,
    };
    let agreements = examined.agreements.iter().filter(|_| !has_agreements(&gated));
    let findings = report.findings.iter().chain(agreements);
    let mut rows = matrix(ruleset, &input.articles, examined, findings, &voice);
    if args.all {
        let single = alone(ruleset, &input.articles, examined, &rows, &voice);
        rows.extend(single);
    }
    let printed = match args.format {
        MatrixFormat::Text => output::print(|out| write_matrix(&rows, &voice, output::width(), out)),
        MatrixFormat::Csv => {
            output::print_raw(|out| write_csv(&rows, CsvOptions { bom: false, delimiter: b',' }, out))
        }
        MatrixFormat::Jsonl => output::print_raw(|out| write_jsonl(&rows, out)),
    };
    printed.map_err(|error| error.to_string())?;
    tell(printer, &gated, &rows);
    let exit = match (input.articles.is_empty(), input.skipped.is_empty() && report.unread.is_empty()) {
        (true, _) => Exit::NothingChecked,
        (false, false) => Exit::SomeUnread,
        (false, true) => Exit::Clean,
    };
    Ok(exit.into())
}

/// Whether isnad.toml asks for agreements among the findings.
fn has_agreements(gated: &Gated) -> bool {
    gated.report.findings.iter().any(|finding| finding.rule == "agreement")
}

/// How much there is, and which articles are copies.
fn tell(printer: &Printer<'_>, gated: &Gated, rows: &[MatrixRow]) {
    let voice = printer.screen_voice();
    if gated.input.articles.is_empty() {
        printer.line(&voice.tell("nothing-checked", &[]));
        return;
    }
    let things = voice.count("things", rows.len());
    let stands = [Stand::Differ, Stand::Changed, Stand::Agree, Stand::Alone].map(|stand| {
        let n = rows.iter().filter(|row| row.stand == stand).count();
        (n > 0).then(|| voice.tell(&format!("matrix-summary-{}", stand.as_str()), &[("n", &n.to_string())]))
    });
    let stands: Vec<String> = stands.into_iter().flatten().collect();
    printer.line(&match stands.as_slice() {
        [] => voice.tell("html-matrix-none", &[]),
        _ => {
            // The parts are in the language of the sentence: they need no isolates.
            let mut plain = voice;
            plain.isolation.on = false;
            let stands = stands.join(&voice.tell("list-comma", &[]));
            plain.tell("matrix-summary", &[("things", &things), ("stands", &stands)])
        }
    });
    printer.copies(&copies(&gated.input.articles, &gated.examined.origins));
}
