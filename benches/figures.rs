//! Reading of figures and dates, folding included, beside a bare search for the same words: MB/s on one core.
//!
//! `cargo bench --bench figures` reads 2,000 generated articles, which hold a figure in every line;
//! `cargo bench --bench figures -- FOLDER` reads the texts of a folder. Times are the best of five runs of
//! 20 MB or more, taken in turn so that both meet the same machine, and of the processor where the system
//! tells it, so that a machine with other work tells the same. The search is one `aho-corasick` automaton
//! (DFA, leftmost-longest) over the written text for every word that a figure can begin with. Attribution,
//! cutting and folding included as well, is timed in the same turns. Memory is the peak beyond the text and
//! the rules, where the system tells it.

#![expect(clippy::print_stdout, reason = "a bench reports on standard output")]

#[allow(dead_code, reason = "each bench uses a part of it")]
mod news;

use std::{
    fs,
    hint::black_box,
    time::{Duration, Instant},
};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use isnad::{
    attribution::attribute,
    base::id::WordId,
    extract::{date, figure},
    ingest::Article,
    ruleset::Ruleset,
    text::segment,
};

const N_RUNS: usize = 5;

/// A run reads so much at least, since a system may count the time of a processor in steps of some milliseconds.
const RUN_BYTES_MIN: usize = 20_000_000;

/// Generated articles.
const N_ARTICLES: usize = 2000;

fn main() {
    let folder = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let articles = folder.map_or_else(|| news::articles(N_ARTICLES, 1), |folder| texts(&folder));
    let n_bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let ruleset = match Ruleset::builtin() {
        Ok(ruleset) => ruleset,
        Err(error) => return println!("error: {error}"),
    };
    // As a check of so many articles does.
    ruleset.unpack();
    let words = words(&ruleset);
    let built = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(&words);
    let automaton = match built {
        Ok(automaton) => automaton,
        Err(error) => return println!("error: {error}"),
    };
    let n_rounds = RUN_BYTES_MIN.div_ceil(n_bytes.max(1));
    let all = |of: &dyn Fn(&Article) -> usize| -> usize {
        (0..n_rounds).map(|_| articles.iter().map(of).sum::<usize>()).sum::<usize>() / n_rounds
    };
    let (mut reading, mut folding) = (Duration::MAX, Duration::MAX);
    let (mut attributing, mut searching) = (Duration::MAX, Duration::MAX);
    let (mut n_figures, mut n_attributions, mut n_matches) = (0, 0, 0);
    reset_peak();
    let before = memory("VmRSS");
    for _ in 0..N_RUNS {
        let (time, read) = timed(|| all(&|article| figures_in(&ruleset, article)));
        (reading, n_figures) = (reading.min(time), read);
        let (time, _) = timed(|| all(&|article| segment(&ruleset, article).tokens.len()));
        folding = folding.min(time);
        if n_matches == 0 {
            report_memory(before, memory("VmHWM"));
        }
        let (time, attributed) = timed(|| all(&|article| attributions_in(&ruleset, article)));
        (attributing, n_attributions) = (attributing.min(time), attributed);
        let (time, found) = timed(|| all(&|article| automaton.find_iter(&article.text).count()));
        (searching, n_matches) = (searching.min(time), found);
    }
    println!("{} articles, {:.1} MB; {} words", articles.len(), megabytes(n_bytes), words.len());
    for (what, time, n) in [
        ("figures and dates", reading, n_figures),
        ("of it: cut and folded", folding, 0),
        ("attribution", attributing, n_attributions),
        ("bare search", searching, n_matches),
    ] {
        println!("{what:<24} {:>8.1} MB/s {n:>9} found", megabytes(n_bytes * n_rounds) / time.as_secs_f64());
    }
    println!("ratio to the bare search {:.2}", searching.as_secs_f64() / reading.as_secs_f64());
    println!("attribution to figures   {:.2}", reading.as_secs_f64() / attributing.as_secs_f64());
}

#[inline(never)]
fn figures_in(ruleset: &Ruleset, article: &Article) -> usize {
    let text = segment(ruleset, article);
    let dates = date::read(ruleset, article, &text);
    figure::read(ruleset, article, &text, &dates).len() + dates.len()
}

#[inline(never)]
fn attributions_in(ruleset: &Ruleset, article: &Article) -> usize {
    attribute(ruleset, article, &segment(ruleset, article)).len()
}

/// The folded forms of every word that a figure, a unit, a modifier or what is none can begin with.
fn words(ruleset: &Ruleset) -> Vec<String> {
    (0..ruleset.vocabulary.len())
        .map(WordId::new)
        .filter(|word| ruleset.figure_cues.starts(*word) != 0)
        .map(|word| ruleset.vocabulary.form(word).to_owned())
        .filter(|form| !form.is_empty())
        .collect()
}

/// The texts of a folder, in order of their names.
fn texts(folder: &str) -> Vec<Article> {
    let mut paths: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().filter_map(|path| Some(Article::from_text("", fs::read_to_string(path).ok()?))).collect()
}

fn timed(run: impl FnOnce() -> usize) -> (Duration, usize) {
    let (start, on_processor) = (Instant::now(), processor_time());
    let value = black_box(run());
    let elapsed = start.elapsed();
    let time = processor_time().zip(on_processor).map(|(end, start)| end.saturating_sub(start));
    (time.unwrap_or(elapsed), value)
}

/// How long this thread has run, where the system tells it.
fn processor_time() -> Option<Duration> {
    let status = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    status.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

#[expect(clippy::cast_precision_loss, reason = "a size to show")]
fn megabytes(n_bytes: usize) -> f64 {
    n_bytes as f64 / 1e6
}

#[expect(clippy::cast_precision_loss, reason = "a size to show")]
fn mebibytes(n_kibibytes: usize) -> f64 {
    n_kibibytes as f64 / 1024.0
}

fn report_memory(before: Option<usize>, peak: Option<usize>) {
    match (before, peak) {
        (Some(before), Some(peak)) => {
            println!("peak memory beyond text and rules: {:.1} MiB", mebibytes(peak.saturating_sub(before)));
        }
        _ => println!("peak memory: not told by this system"),
    }
}

/// A line of `/proc/self/status`, in KiB.
fn memory(key: &str) -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(key))?;
    line.split_whitespace().find_map(|part| part.parse().ok())
}

/// Lets the peak begin anew.
fn reset_peak() {
    if fs::write("/proc/self/clear_refs", "5").is_err() {
        println!("the peak of memory counts from the start of the program");
    }
}
