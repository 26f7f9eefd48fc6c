//! Figures in sentences of news, by what the guidelines of the project ask for.

mod arabic;
mod context;
mod english;
mod families;
mod more;
mod properties;
mod reads;

use super::read;
use crate::{examples::figures::show, ingest::Article, ruleset::Ruleset, text::segment};

/// Checks the figures of a sentence: `⟦…⟧` marks the spans, `expected` says of each its value, its unit
/// («AUD+6» is a set of seven that begins with AUD) and its modifier.
fn check(ruleset: &Ruleset, marked: &str, expected: &str) {
    let text = marked.replace(['⟦', '⟧'], "");
    let article = Article::from_text("a.txt", text.as_str());
    let figures = read(ruleset, &article, &segment(ruleset, &article), &[]);
    let mut found = text.clone();
    for figure in figures.iter().rev() {
        found.insert(figure.span.end(), '⟧');
        found.insert(figure.span.start(), '⟦');
    }
    let shown: Vec<String> = figures.iter().map(|figure| show(ruleset, figure)).collect();
    assert_eq!((found.as_str(), shown.join("; ").as_str()), (marked, expected));
}

/// Checks many sentences and says of all that are wrong.
fn check_all(cases: &[(&str, &str)]) {
    let ruleset = Ruleset::builtin().unwrap();
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(marked, expected)| {
            let outcome = std::panic::catch_unwind(|| check(&ruleset, marked, expected));
            outcome.err().map(|error| error.downcast_ref::<String>().cloned().unwrap_or_default())
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} are wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
