//! The stage of names: pairs of spellings beside Levenshtein, and names in articles beside figures.
//!
//! `cargo bench --bench names` compares 2,000 pairs and reads 1,000 generated articles; times are the
//! best of three runs on one core. `cargo bench --bench names -- pairs` or `-- articles` runs one half.

#![expect(clippy::print_stdout, reason = "a bench reports on standard output")]

#[expect(dead_code, reason = "the archives are for the bench of scale")]
mod news;

use std::{
    hint::black_box,
    iter,
    time::{Duration, Instant},
};

use isnad::{
    align::{
        entity::{NameMemo, Source, article_names, name_pairs},
        name::{SAME_MIN, SpellingMemo, compare, compare_at_least},
    },
    base::id::ArticleId,
    event::{group, origins},
    extract::{WordMemo, date, figure, mention},
    read_article,
    ruleset::Ruleset,
    text::segment,
};

const N_RUNS: usize = 3;
const N_PAIRS: usize = 2_000;
const N_ARTICLES: usize = 1_000;

/// What can be run alone.
const HALVES: [&str; 2] = ["pairs", "articles"];

/// Names to make pairs of: every name with itself misspelt, and with its neighbours.
const NAMES: [&str; 12] = [
    "بلينكين",
    "زيلينسكي",
    "غوتيريش",
    "ماكفيرسون",
    "لوكاشينكو",
    "ستولتنبرغ",
    "شولتس",
    "كاميرون",
    "ترودو",
    "بوريل",
    "ميتسوتاكيس",
    "لاغارد",
];

fn main() {
    let ruleset = match Ruleset::builtin() {
        Ok(ruleset) => ruleset,
        Err(error) => return println!("error: {error}"),
    };
    let wanted = |part: &str| !std::env::args().any(|given| HALVES.contains(&&*given) && given != part);
    if wanted(HALVES[0]) {
        pairs_of_names(&ruleset);
    }
    if wanted(HALVES[1]) {
        names_in_articles(&ruleset);
    }
}

fn pairs_of_names(ruleset: &Ruleset) {
    let pairs = pairs();
    println!("{} pairs of names", pairs.len());
    println!("{:<34} {:>10} {:>14}", "measure", "ms", "pairs/s");
    let row = |measure: &str, time: Duration| {
        let per_second = count(pairs.len()) / time.as_secs_f64();
        println!("{measure:<34} {:>10.2} {per_second:>14.0}", time.as_secs_f64() * 1e3);
    };
    let each = |same: &dyn Fn(&str, &str) -> bool| best(|| pairs.iter().filter(|(a, b)| same(a, b)).count());
    row("strsim::levenshtein", each(&|a, b| strsim::levenshtein(a, b) <= 1));
    let in_a_run = best(|| {
        let memo = SpellingMemo::default();
        let is_one =
            |(a, b): &&(String, String)| compare_at_least(ruleset, &memo, (a, b), "ar", SAME_MIN).is_some();
        pairs.iter().filter(is_one).count()
    });
    row("names, whether they are one", in_a_run);
    let alone =
        |a: &str, b: &str| compare_at_least(ruleset, &SpellingMemo::default(), (a, b), "ar", SAME_MIN);
    row("… each by itself", each(&|a, b| alone(a, b).is_some()));
    row("… with score and steps", each(&|a, b| compare(ruleset, a, b, "ar").same));
}

fn names_in_articles(ruleset: &Ruleset) {
    ruleset.unpack();
    let articles = news::articles(N_ARTICLES, 1);
    let n_bytes = articles.iter().map(|article| article.text.len()).sum();
    println!("{N_ARTICLES} articles, {:.1} MB", count(n_bytes) / 1e6);
    println!("{:<34} {:>10} {:>14}", "stage", "ms", "MB/s");
    let row = |stage: &str, time: Duration| {
        println!(
            "{stage:<34} {:>10.1} {:>14.1}",
            time.as_secs_f64() * 1e3,
            count(n_bytes) / 1e6 / time.as_secs_f64()
        );
    };
    let texts: Vec<_> = articles.iter().map(|article| segment(ruleset, article)).collect();
    let both = || articles.iter().zip(&texts);
    let figures = best(|| {
        let read =
            |(article, text)| figure::read(ruleset, article, text, &date::read(ruleset, article, text)).len();
        both().map(read).sum::<usize>()
    });
    row("figures and dates", figures);
    let mentions = best(|| {
        let mut memo = WordMemo::default();
        let mut n_read = |(article, text)| {
            let forms = memo.forms(ruleset, text);
            mention::read(ruleset, (&memo, &forms), article, text, iter::empty()).len()
        };
        both().map(&mut n_read).sum::<usize>()
    });
    row("names: read", mentions);
    let read: Vec<_> = articles.iter().map(|article| read_article(ruleset, article)).collect();
    let all = || articles.iter().zip(&read);
    // What was looked up for reading is known when forms are collected.
    let mut words = WordMemo::default();
    let forms: Vec<_> = texts.iter().map(|text| words.forms(ruleset, text)).collect();
    let collected = best(|| {
        let mut memo = NameMemo::default();
        let mut n_forms = |((article, read), forms): ((_, &isnad::ReadArticle), &Vec<_>)| {
            let memos = (&words, &mut memo, forms.as_slice());
            article_names(ruleset, memos, (article, &read.text), &read.claims.mentions).forms().len()
        };
        all().zip(&forms).map(&mut n_forms).sum::<usize>()
    });
    row("names: collect forms", collected);
    let events = group(&articles, &read, &origins(&read));
    let paired = best(|| {
        let sources = |event: &isnad::event::Event| -> Vec<Source<'_>> {
            let source = |id: &ArticleId| Some((*id, articles.get(id.idx())?, read.get(id.idx())?));
            event.articles.iter().filter_map(source).collect()
        };
        let memo = SpellingMemo::default();
        events.iter().map(|event| name_pairs(ruleset, &memo, &sources(event)).len()).sum::<usize>()
    });
    row(&format!("names: pairs in {} events", events.len()), paired);
    row("names: all", mentions + collected + paired);
    println!(
        "names take {:.2} of the time of figures",
        (mentions + collected + paired).as_secs_f64() / figures.as_secs_f64()
    );
}

fn pairs() -> Vec<(String, String)> {
    let misspelt = |name: &str, nth: usize| -> String {
        let gap = 1 + nth % (name.chars().count() - 2);
        name.chars().enumerate().filter(|(at, _)| *at != gap).map(|(_, c)| c).collect()
    };
    let pair = |n: usize| {
        let name = NAMES[n % NAMES.len()];
        let other = NAMES[(n / NAMES.len()) % NAMES.len()];
        if n.is_multiple_of(2) {
            (name.to_owned(), misspelt(name, n))
        } else {
            (name.to_owned(), misspelt(other, n))
        }
    };
    (0..N_PAIRS).map(pair).collect()
}

/// The shortest of the runs.
fn best<T>(mut run: impl FnMut() -> T) -> Duration {
    let mut timed = || {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    (0..N_RUNS).map(|_| timed()).min().unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "for people to read")]
fn count(n: usize) -> f64 {
    n as f64
}
