//! Any text has dates in order, apart from each other, on character borders, with values that can be printed.

#![no_main]

use std::sync::LazyLock;

use isnad::{extract::date, ingest::Article, ruleset::Ruleset, text::segment};
use libfuzzer_sys::fuzz_target;

static RULES: LazyLock<Ruleset> = LazyLock::new(|| Ruleset::builtin().expect("the built-in rules"));

fuzz_target!(|text: &str| {
    let mut article = Article::from_text("a.txt", text);
    article.date = "2024-02-29".parse().ok();
    let segmented = segment(&RULES, &article);
    let mut end = 0;
    for found in date::read(&RULES, &article, &segmented) {
        assert!(found.span.start() >= end, "dates overlap");
        assert!(!found.span.text(&article.text).is_empty(), "a span off the characters");
        if let Some((first, last)) = found.resolved {
            assert!(first <= last, "a date that ends before it begins");
        }
        assert!(found.value.iso().is_some() || found.relative, "a date that says nothing");
        end = found.span.end();
    }
});
