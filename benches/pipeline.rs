//! The whole pipeline over generated news: MB/s and articles/s of every stage.
//!
//! `cargo bench --bench pipeline` reads 2,000 articles; `cargo bench --bench pipeline -- 20000` more.
//! Times are the best of three runs; stages run on one core, the whole also on all of them.

#![expect(clippy::print_stdout, reason = "a bench reports on standard output")]

#[allow(dead_code, reason = "each bench uses a part of it")]
mod news;

use std::{
    cell::RefCell,
    hint::black_box,
    time::{Duration, Instant},
};

use isnad::{
    Options, ReadMemo,
    attribution::attribute,
    check,
    event::{group, origins},
    extract::{WordMemo, extract},
    read_article_with,
    ruleset::Ruleset,
    text::segment,
};

const N_RUNS: usize = 3;

fn main() {
    let n_articles = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(2000);
    let articles = news::articles(n_articles, 1);
    let n_bytes = articles.iter().map(|article| article.text.len()).sum();
    println!("{n_articles} articles, {:.1} MB", megabytes(n_bytes));
    println!("{:<26} {:>10} {:>12} {:>14}", "stage", "ms", "MB/s", "articles/s");
    let row = |stage: &str, time: Duration| {
        let seconds = time.as_secs_f64();
        let per_second = count(n_articles) / seconds;
        println!(
            "{stage:<26} {:>10.1} {:>12.1} {per_second:>14.0}",
            seconds * 1e3,
            megabytes(n_bytes) / seconds
        );
    };

    let (load, ruleset) = best(Ruleset::builtin);
    let ruleset = match ruleset {
        Ok(ruleset) => ruleset,
        Err(error) => return println!("error: {error}"),
    };
    let (time, texts) = best(|| collect(&articles, |article| segment(&ruleset, article)));
    row("segment", time);
    let segmented: Vec<_> = articles.iter().zip(&texts).collect();
    let (time, _) = best(|| collect(&segmented, |(article, text)| attribute(&ruleset, article, text)));
    row("attribute", time);
    let words = RefCell::new(WordMemo::default());
    let (time, _) = best(|| {
        collect(&segmented, |(article, text)| {
            let mut words = words.borrow_mut();
            let forms = words.forms(&ruleset, text);
            extract(&ruleset, (&words, &forms), article, text, &[])
        })
    });
    row("extract", time);
    let memo = RefCell::new(ReadMemo::default());
    let (reading, read) =
        best(|| collect(&articles, |article| read_article_with(&ruleset, &mut memo.borrow_mut(), article)));
    row("read: these and features", reading);
    let (grouping, _) = best(|| group(&articles, &read, &origins(&read)));
    row("group", grouping);
    let checked_on = |n_threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build();
        pool.map(|pool| pool.install(|| best(|| check(&ruleset, &articles, &Options::default()))))
    };
    match (checked_on(1), checked_on(0)) {
        (Ok((one, report)), Ok((all, _))) => {
            row("align and judge: the rest", one.saturating_sub(reading + grouping));
            row("check, one core", one);
            row("check, all cores", all);
            println!("{} findings", report.findings.len());
        }
        (Err(error), _) | (_, Err(error)) => println!("error: {error}"),
    }
    println!("{:<26} {:>10.1}", "compile the rules", load.as_secs_f64() * 1e3);
}

fn collect<T, U>(of: &[T], each: impl FnMut(&T) -> U) -> Vec<U> {
    of.iter().map(each).collect()
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
