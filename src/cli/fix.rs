//! `isnad fix`: the suggested spellings, in the articles.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use isnad::{
    Options, check,
    config::Config,
    fix::{Change, FixOptions, bytes, changes, diff::unified},
    gate::{apply_levels, suppress},
    ingest::{Article, ReadOptions, parse_article, read_paths},
    report::write::write_whole,
    ruleset::Ruleset,
};

use crate::cli::{
    exit::Exit,
    output::{self, Printer},
    reviewed, setup,
};

/// A change can settle which spelling another finding suggests; after so many rounds all has settled.
const ROUNDS_MAX: usize = 8;

const EXAMPLES: &str = "\
Examples:
  isnad fix drafts/                       what would be changed, as a diff
  isnad fix drafts/ --write               change it
  isnad fix drafts/ --only F-RVA07888     one finding alone

Only spellings are changed (spelling-variant, orthography-variant): never a figure, nor what
stands in quotation marks unless --quotations says so; what was rejected or suppressed is left.
Exit codes: 0 nothing is left to change, 1 there are changes to write, 2 wrong usage,
3 some input could not be read or written back, 4 nothing was read.";

/// The arguments of `isnad fix`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct FixArgs {
    /// Files and folders
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Show what would be changed, as a diff; this is what is done where nothing is said
    #[arg(long)]
    diff: bool,
    /// Change the files
    #[arg(long, conflicts_with = "diff")]
    write: bool,
    /// The least confidence of a finding, from 0 to 1
    #[arg(long, value_name = "C", value_parser = confidence, default_value = "0.90")]
    min_confidence: u16,
    /// Change what stands in quotation marks, too
    #[arg(long)]
    quotations: bool,
    /// Only these findings
    #[arg(long, value_name = "ID")]
    only: Vec<String>,
    /// What reviewers decided: a report that they filled, or a log
    #[arg(long, value_name = "FILE")]
    decisions: Vec<PathBuf>,
}

/// Thousandths of what is written as 0.9.
fn confidence(given: &str) -> Result<u16, String> {
    let (whole, fraction) = given.split_once('.').unwrap_or((given, ""));
    let digits = format!("{whole}{fraction:0<3}");
    let is_number = fraction.len() <= 3 && digits.bytes().all(|digit| digit.is_ascii_digit());
    let thousandths = digits.parse().ok().filter(|thousandths| is_number && *thousandths <= 1_000);
    thousandths.ok_or_else(|| "a number from 0 to 1 such as 0.9 would be right".to_owned())
}

/// A file whose words are changed.
struct File {
    bytes: Vec<u8>,
    /// The article as it was read.
    article: Article,
}

/// Runs `isnad fix`.
pub(crate) fn run(ruleset: &Ruleset, config: &Config, printer: &Printer<'_>, args: &FixArgs) -> ExitCode {
    match fix(ruleset, config, printer, args) {
        Ok(exit) => exit.into(),
        Err(error) => output::fail("error", &error),
    }
}

fn fix(ruleset: &Ruleset, config: &Config, printer: &Printer<'_>, args: &FixArgs) -> Result<Exit, String> {
    if args.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err("standard input cannot be changed; the path of a file would be right".to_owned());
    }
    let reviewed = reviewed::read_all(ruleset, &args.decisions, &[])?;
    let input = read_paths(&args.paths, ReadOptions { all_files: false, select: Some(&config.select) });
    printer.unread(&input.skipped, &[]);
    let mut files = Vec::new();
    for article in &input.articles {
        let bytes = fs::read(&article.path).map_err(|error| format!("{}: {error}", article.path))?;
        files.push(File { bytes, article: article.clone() });
    }
    let options = FixOptions {
        min_confidence: args.min_confidence,
        quotations: args.quotations,
        only: args.only.iter().cloned().collect(),
    };
    let mut articles = input.articles;
    let mut n_words = 0;
    let mut frozen: BTreeSet<usize> = BTreeSet::new();
    for _ in 0..ROUNDS_MAX {
        let mut report = check(ruleset, &articles, &Options::default());
        apply_levels(config, &mut report, &articles);
        suppress(ruleset, config, &articles, &mut report, setup::today());
        reviewed::set_aside(&reviewed, &mut report);
        let wanted: Vec<_> = report.open().cloned().collect();
        let mut changes = changes(ruleset, &articles, &wanted, &options);
        changes.retain(|change| !frozen.contains(&change.article));
        if changes.is_empty() {
            break;
        }
        n_words += make(&mut articles, &files, changes, &mut frozen);
    }
    for idx in &frozen {
        let path = files.get(*idx).map_or("", |file| file.article.path.as_str());
        let told = printer.screen_voice().tell("fix-not-encoded", &[("path", path)]);
        printer.error(&told);
    }
    let exit = finish(printer, args, &files, &articles, n_words)?;
    let exit = if input.skipped.is_empty() && frozen.is_empty() { exit } else { exit.max(Exit::SomeUnread) };
    Ok(if files.is_empty() { Exit::NothingChecked } else { exit })
}

/// Makes the changes in the articles; a file that cannot be written back as it is read is left alone.
fn make(
    articles: &mut [Article],
    files: &[File],
    changes: Vec<Change>,
    frozen: &mut BTreeSet<usize>,
) -> usize {
    let mut by_article: BTreeMap<usize, Vec<Change>> = BTreeMap::new();
    for change in changes {
        by_article.entry(change.article).or_default().push(change);
    }
    let mut n_words = 0;
    for (idx, changes) in by_article {
        let (Some(article), Some(file)) = (articles.get_mut(idx), files.get(idx)) else { continue };
        let text = bytes::apply(&article.text, &changes);
        let encoding = file.article.encoding;
        let encoded = bytes::encode(&file.bytes, encoding, &file.article.text, &text);
        match (encoded, parse_article(&article.path, text.as_bytes())) {
            (Some(_), Ok((changed, _))) => {
                *article = Article { encoding, ..changed };
                n_words += changes.len();
            }
            _ => {
                frozen.insert(idx);
            }
        }
    }
    n_words
}

/// Shows or writes what is changed.
fn finish(
    printer: &Printer<'_>,
    args: &FixArgs,
    files: &[File],
    articles: &[Article],
    n_words: usize,
) -> Result<Exit, String> {
    let changed: Vec<(&File, &Article)> =
        files.iter().zip(articles).filter(|(file, article)| file.article.text != article.text).collect();
    let voice = printer.screen_voice();
    let words = voice.count("words", n_words);
    let n_files = voice.count("files", changed.len());
    let arguments = [("words", words.as_str()), ("files", n_files.as_str())];
    if changed.is_empty() {
        printer.line(&voice.tell("fix-nothing", &[]));
        return Ok(Exit::Clean);
    }
    if args.write {
        for (file, article) in &changed {
            let encoding = file.article.encoding;
            let bytes = bytes::encode(&file.bytes, encoding, &file.article.text, &article.text);
            let bytes = bytes.ok_or_else(|| voice.tell("fix-not-encoded", &[("path", &article.path)]))?;
            write_whole(Path::new(&article.path), |out| out.write_all(&bytes))
                .map_err(|error| error.to_string())?;
        }
        printer.line(&voice.tell("fix-written", &arguments));
        return Ok(Exit::Clean);
    }
    output::print(|out| {
        for (file, article) in &changed {
            let path = article.path.trim_start_matches("./");
            out.write_all(unified(path, &file.article.text, &article.text).as_bytes())?;
        }
        Ok(())
    })
    .map_err(|error| error.to_string())?;
    printer.line(&voice.tell("fix-would", &arguments));
    Ok(Exit::Findings)
}
