//! Any text has figures in order, apart from each other, on character borders.

#![no_main]

use std::sync::LazyLock;

use isnad::{extract::date, extract::figure, ingest::Article, ruleset::Ruleset, text::segment};
use libfuzzer_sys::fuzz_target;

static RULES: LazyLock<Ruleset> = LazyLock::new(|| Ruleset::builtin().expect("the built-in rules"));

fuzz_target!(|text: &str| {
    let article = Article::from_text("a.txt", text);
    let segmented = segment(&RULES, &article);
    let dates = date::read(&RULES, &article, &segmented);
    let figures = figure::read(&RULES, &article, &segmented, &dates);
    let mut end = 0;
    for figure in figures {
        assert!(figure.span.start() >= end, "figures overlap");
        assert!(!figure.span.text(&article.text).is_empty(), "a span off the characters");
        end = figure.span.end();
    }
});
