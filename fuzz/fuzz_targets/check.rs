//! The whole check over any two articles: no panic, and the same findings in either order.

#![no_main]

use std::sync::LazyLock;

use isnad::{Options, check, ingest::Article, ruleset::Ruleset};
use libfuzzer_sys::fuzz_target;

static RULES: LazyLock<Ruleset> = LazyLock::new(|| Ruleset::builtin().expect("the built-in rules"));

fuzz_target!(|text: &str| {
    let half = (0..=text.len() / 2).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (first, second) = text.split_at(half);
    let articles = |names: [&str; 2]| {
        let [a, b] = names.map(|name| Article::from_text(name, if name == "a.txt" { first } else { second }));
        [a, b]
    };
    let ids = |names| {
        let report = check(&RULES, &articles(names), &Options::default());
        let mut ids: Vec<String> = report.findings.into_iter().map(|finding| finding.id).collect();
        ids.sort();
        ids
    };
    assert_eq!(ids(["a.txt", "b.txt"]), ids(["b.txt", "a.txt"]), "the order of articles shows");
});
