//! The whole check over any two articles: no panic, and the same findings each time.

#![no_main]

use std::sync::LazyLock;

use isnad::{Options, check, ingest::Article, ruleset::Ruleset};
use libfuzzer_sys::fuzz_target;

static RULES: LazyLock<Ruleset> = LazyLock::new(|| Ruleset::builtin().expect("the built-in rules"));

fuzz_target!(|text: &str| {
    let half = (0..=text.len() / 2).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (first, second) = text.split_at(half);
    let articles = [Article::from_text("a.txt", first), Article::from_text("b.txt", second)];
    let ids = || {
        let report = check(&RULES, &articles, &Options::default());
        report.findings.into_iter().map(|finding| finding.id).collect::<Vec<String>>()
    };
    assert_eq!(ids(), ids(), "two runs differ");
});
