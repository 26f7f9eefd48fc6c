//! The whole pipeline over generated news: MB/s and articles/s of every stage.
//!
//! `cargo bench --bench pipeline` reads 2,000 articles; `cargo bench --bench pipeline -- 20000` more.
//! Times are the best of three runs; stages run on one core, the whole also on all of them.

#![expect(clippy::print_stdout, reason = "a bench reports on standard output")]

mod news;

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use isnad::{attribution::attribute, extract::extract, read_article, ruleset::Ruleset, text::segment};

const N_RUNS: usize = 3;

fn main() {
    let n_articles = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(2000);
    let articles = news::articles(n_articles, 1);
    let n_bytes = articles.iter().map(|article| article.text.len()).sum();
    println!("{n_articles} articles, {:.1} MB", megabytes(n_bytes));
    println!("{:<24} {:>10} {:>12} {:>14}", "stage", "ms", "MB/s", "articles/s");
    let row = |stage: &str, time: Duration| {
        let seconds = time.as_secs_f64();
        let per_second = count(n_articles) / seconds;
        println!(
            "{stage:<24} {:>10.1} {:>12.1} {per_second:>14.0}",
            seconds * 1e3,
            megabytes(n_bytes) / seconds
        );
    };

    let (load, ruleset) = best(Ruleset::builtin);
    let ruleset = match ruleset {
        Ok(ruleset) => ruleset,
        Err(error) => return println!("error: {error}"),
    };
    let (time, texts) =
        best(|| articles.iter().map(|article| segment(&ruleset, article)).collect::<Vec<_>>());
    row("segment", time);
    let read = || articles.iter().zip(&texts);
    let (time, _) =
        best(|| read().map(|(article, text)| attribute(&ruleset, article, text)).collect::<Vec<_>>());
    row("attribute", time);
    let (time, _) =
        best(|| read().map(|(article, text)| extract(&ruleset, article, text)).collect::<Vec<_>>());
    row("extract", time);
    let (time, _) =
        best(|| articles.iter().map(|article| read_article(&ruleset, article)).collect::<Vec<_>>());
    row("read, one article a time", time);
    println!("{:<24} {:>10.1}", "compile the rules", load.as_secs_f64() * 1e3);
}

/// The shortest of the runs, and what the last one gave.
fn best<T>(mut run: impl FnMut() -> T) -> (Duration, T) {
    let mut timed = || {
        let start = Instant::now();
        let value = black_box(run());
        (start.elapsed(), value)
    };
    let (mut time, mut value) = timed();
    for _ in 1..N_RUNS {
        let (again, last) = timed();
        time = time.min(again);
        value = last;
    }
    (time, value)
}

fn megabytes(n_bytes: usize) -> f64 {
    count(n_bytes) / 1e6
}

#[expect(clippy::cast_precision_loss, reason = "for people to read")]
fn count(n: usize) -> f64 {
    n as f64
}
