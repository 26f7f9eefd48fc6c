//! `isnad claims`: everything that was understood, as JSON lines.

use std::{
    fs,
    io::{self, Read, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::{Args, ValueEnum};
use isnad::{ingest::Article, read_article, report::claims::claims_json, ruleset::Ruleset};
use serde::Deserialize;

/// The arguments of `isnad claims`.
#[derive(Debug, Args)]
pub(crate) struct ClaimsArgs {
    /// Files to read; `-` reads standard input.
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// What the files hold.
    #[arg(long, value_enum, default_value_t = InputFormat::Text)]
    input_format: InputFormat,
    /// How to print.
    #[arg(long, value_enum, default_value_t = OutputFormat::Jsonl)]
    format: OutputFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum InputFormat {
    /// One article a file.
    Text,
    /// One article a line: {"id", "text", "lang"?, "date"?}.
    Jsonl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OutputFormat {
    /// One object an article, one article a line.
    Jsonl,
}

#[derive(Debug, Deserialize)]
struct InputLine {
    id: String,
    text: String,
    lang: Option<String>,
    date: Option<jiff::civil::Date>,
}

/// Runs `isnad claims`.
pub(crate) fn run(ruleset: &Ruleset, args: &ClaimsArgs) -> ExitCode {
    match print_claims(ruleset, args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("error: {error}");
            ExitCode::from(3)
        }
    }
}

fn print_claims(ruleset: &Ruleset, args: &ClaimsArgs) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for path in &args.paths {
        let text = if path.as_os_str() == "-" {
            let mut text = String::new();
            io::stdin().read_to_string(&mut text)?;
            text
        } else {
            fs::read_to_string(path)?
        };
        match args.input_format {
            InputFormat::Text => {
                let article = Article::from_text(path.display().to_string(), text);
                print_article(ruleset, &article, &mut out)?;
            }
            InputFormat::Jsonl => {
                for line in text.lines().filter(|line| !line.trim().is_empty()) {
                    let line: InputLine = serde_json::from_str(line)?;
                    let mut article = Article::from_text(line.id.clone(), line.text);
                    article.id = Some(line.id);
                    article.language = line.lang;
                    article.date = line.date;
                    print_article(ruleset, &article, &mut out)?;
                }
            }
        }
    }
    out.flush()
}

fn print_article(ruleset: &Ruleset, article: &Article, out: &mut impl Write) -> io::Result<()> {
    let read = read_article(ruleset, article);
    serde_json::to_writer(&mut *out, &claims_json(ruleset, article, &read))?;
    out.write_all(b"\n")
}
