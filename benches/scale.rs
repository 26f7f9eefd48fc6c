//! Grouping and alignment over generated archives of 10,000 and 100,000 articles, and their ratio.
//!
//! `cargo bench --bench scale`; with numbers behind `--` archives of so many articles, with a folder the
//! articles in it. Reading is not in the ratio, as an article is read by itself. All cores are used.

#![expect(clippy::print_stdout, reason = "a bench reports on standard output")]

#[allow(dead_code, reason = "each bench uses a part of it")]
mod news;

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use isnad::{
    ReadArticle,
    align::{Quantity, bounded, quantities},
    base::id::ArticleId,
    event::{Event, group, origins},
    ingest::{Article, ReadOptions, read_paths},
    judge::{Run, RunMemo, judge},
    read_article,
    ruleset::Ruleset,
};
use rayon::prelude::*;

fn main() {
    let ruleset = match Ruleset::builtin() {
        Ok(ruleset) => ruleset,
        Err(error) => return println!("error: {error}"),
    };
    let given: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let numbers: Vec<usize> = given.iter().filter_map(|arg| arg.parse().ok()).collect();
    println!("{:>8} {:<28} {:>10} {:>14}", "articles", "stage", "ms", "us/article");
    if let Some(folder) = given.iter().find(|arg| arg.parse::<usize>().is_err()) {
        let input = read_paths(&[folder], ReadOptions::default());
        measure(&ruleset, &input.articles);
        return;
    }
    let sizes = if numbers.is_empty() { vec![10_000, 100_000] } else { numbers };
    let each: Vec<f64> =
        sizes.iter().map(|n_articles| measure(&ruleset, &news::archive(*n_articles, 1))).collect();
    if let [first, .., last] = each.as_slice() {
        println!("time per article, the last to the first: {:.2}", last / first);
    }
}

/// Prints how long each stage takes; gives the microseconds per article of all but reading.
fn measure(ruleset: &Ruleset, articles: &[Article]) -> f64 {
    let row = |stage: &str, time: Duration| {
        let per_article = time.as_secs_f64() * 1e6 / count(articles.len());
        println!("{:>8} {stage:<28} {:>10.0} {per_article:>14.1}", articles.len(), time.as_secs_f64() * 1e3);
        per_article
    };
    let (time, read) = timed(|| -> Vec<ReadArticle> {
        articles.par_iter().map(|article| read_article(ruleset, article)).collect()
    });
    row("read", time);
    let (time, origins) = timed(|| origins(&read));
    let mut total = row(&format!("origins: {} copies", origins.copies().count()), time);
    let (time, events) = timed(|| group(articles, &read, &origins));
    total += row(&format!("group: {} events", events.len()), time);
    let (time, quantities) = timed(|| -> Vec<Vec<Quantity>> {
        (articles, &read)
            .into_par_iter()
            .enumerate()
            .map(|(idx, (article, read))| {
                bounded(article, quantities(ruleset, article, ArticleId::new(idx), read)).0
            })
            .collect()
    });
    total += row("quantities", time);
    let memo = RunMemo::new(articles.len());
    let run = Run { ruleset, articles, read: &read, quantities: &quantities, origins: &origins, memo: &memo };
    let (time, n_findings) =
        timed(|| -> usize { events.par_iter().map(|event: &Event| judge(&run, event).len()).sum() });
    total + row(&format!("align and judge: {n_findings}"), time)
}

fn timed<T>(run: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let value = black_box(run());
    (start.elapsed(), value)
}

#[expect(clippy::cast_precision_loss, reason = "for people to read")]
fn count(n: usize) -> f64 {
    n as f64
}
