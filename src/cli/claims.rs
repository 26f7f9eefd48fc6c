//! `isnad claims`: everything that was understood, as JSON lines.

use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::{Args, ValueEnum};
use isnad::{
    ingest::{Article, Input, ReadOptions, Skipped, read_jsonl, read_paths},
    read_article,
    report::claims::claims_json,
    ruleset::Ruleset,
};
use rayon::prelude::*;

use crate::cli::{
    exit::Exit,
    output::{self, Printer},
};

/// How many articles are read and printed at a time: enough for all threads, few enough that the
/// claims of a large archive are never all in memory.
const BATCH: usize = 256;

const EXAMPLES: &str = "\
Examples:
  isnad claims drafts/quake.md                        an article
  isnad claims --input-format jsonl archive.jsonl     {\"id\": …, \"text\": …} a line

Offsets count characters (Unicode scalar values) from the start of the text; the end is exclusive.
Exit codes: 0 all was read, 2 wrong usage or rules, 3 some input could not be read, 4 nothing was.";

/// The arguments of `isnad claims`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ClaimsArgs {
    /// Files and folders; - is standard input
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// What the files hold: text, one article a file; or jsonl, one article a line
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = InputFormat::Text, hide_possible_values = true)]
    input_format: InputFormat,
    /// How to print: jsonl, one object an article
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = OutputFormat::Jsonl, hide_possible_values = true)]
    format: OutputFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum InputFormat {
    Text,
    Jsonl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OutputFormat {
    Jsonl,
}

/// Runs `isnad claims`.
pub(crate) fn run(ruleset: &Ruleset, printer: &Printer<'_>, args: &ClaimsArgs) -> ExitCode {
    let input = match args.input_format {
        InputFormat::Text => read_paths(&args.paths, ReadOptions::default()),
        InputFormat::Jsonl => {
            let mut input = Input::default();
            for path in &args.paths {
                let read = read_jsonl(path);
                input.articles.extend(read.articles);
                input.skipped.extend(read.skipped);
            }
            input
        }
    };
    printer.unread(&input.skipped, &input.warnings);
    let OutputFormat::Jsonl = args.format;
    let mut unread = Vec::new();
    if let Err(error) = output::print_raw(|out| print_claims(ruleset, &input.articles, &mut unread, out)) {
        return output::fail("error", &error);
    }
    printer.unread(&unread, &[]);
    let exit = match (input.articles.is_empty(), input.skipped.is_empty() && unread.is_empty()) {
        (true, _) => Exit::NothingChecked,
        (false, false) => Exit::SomeUnread,
        (false, true) => Exit::Clean,
    };
    exit.into()
}

fn print_claims(
    ruleset: &Ruleset,
    articles: &[Article],
    unread: &mut Vec<Skipped>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for batch in articles.chunks(BATCH) {
        let lines: Vec<(serde_json::Result<String>, Option<Skipped>)> = batch
            .par_iter()
            .map(|article| {
                let read = read_article(ruleset, article);
                let rest = read.text.unread_from.map(|at| article.rest(at));
                (serde_json::to_string(&claims_json(ruleset, article, &read)), rest)
            })
            .collect();
        for (line, rest) in lines {
            writeln!(out, "{}", line?)?;
            unread.extend(rest);
        }
    }
    Ok(())
}
