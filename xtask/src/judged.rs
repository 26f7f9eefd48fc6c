//! Pairs of figures that a reader judged, with the evidence that the program has for each.
//!
//! The list holds places and judgements; the texts are those of a public corpus, and stay there.

use std::collections::BTreeMap;

use isnad::{
    Options,
    base::LineIndex,
    check,
    ingest::{Article, ReadOptions, read_paths},
    judge::{EvidenceValue, Finding, Side},
    ruleset::Ruleset,
};
use serde::Deserialize;

use crate::Result;

/// The checks that weigh the evidence of two figures.
pub(crate) const OF_FIGURES: [&str; 4] =
    ["figure-conflict", "figure-update", "unit-conflict", "date-conflict"];

/// A pair in the list: two places, and whether they are about one thing and disagree.
#[derive(Deserialize)]
struct Line {
    article_a: String,
    line_a: u32,
    column_a: u32,
    article_b: String,
    line_b: u32,
    column_b: u32,
    right: bool,
}

/// An article, a line and a column.
type Place = (String, u32, u32);

/// Where both sides stand, and whether the pair is right.
pub(crate) type Judgements = BTreeMap<[Place; 2], bool>;

/// A finding with what a reader says of it.
pub(crate) struct Judged {
    pub(crate) rule: &'static str,
    /// In thousandths.
    pub(crate) confidence: u16,
    /// Name, and what was seen of it in the unit of its weight.
    pub(crate) evidence: Vec<Weighed>,
    pub(crate) right: bool,
    /// The place of its day among those of the list.
    pub(crate) day: usize,
}

/// A piece of evidence.
pub(crate) struct Weighed {
    pub(crate) name: &'static str,
    /// What it adds to the logit, in thousandths.
    pub(crate) weight: i32,
}

/// Reads a list of judgements.
pub(crate) fn read_judgements(path: &str) -> Result<Judgements> {
    let mut judgements = Judgements::new();
    for line in csv::Reader::from_path(path)?.deserialize() {
        let line: Line = line?;
        let pair = ordered([
            (line.article_a, line.line_a, line.column_a),
            (line.article_b, line.line_b, line.column_b),
        ]);
        judgements.insert(pair, line.right);
    }
    Ok(judgements)
}

/// The findings of a run over `corpus` of which the list holds a judgement.
pub(crate) fn judged(ruleset: &Ruleset, corpus: &str, judgements: &Judgements) -> Vec<Judged> {
    let mut articles = read_paths(&[corpus], ReadOptions::default()).articles;
    articles.sort_by(|a, b| a.path.cmp(&b.path));
    let findings = check(ruleset, &articles, &Options::default()).findings;
    let mut days: Vec<&str> = judgements.keys().map(day).collect();
    days.sort_unstable();
    days.dedup();
    findings
        .iter()
        .filter_map(|finding| {
            let places = [&finding.a, finding.b.as_ref()?].map(|side| place(corpus, &articles, side));
            let (pair, right) = judgements.get_key_value(&ordered(places))?;
            Some(Judged {
                rule: finding.rule,
                confidence: finding.confidence.0,
                evidence: weighed(finding),
                right: *right,
                day: days.binary_search(&day(pair)).unwrap_or(0),
            })
        })
        .collect()
}

/// The folder of the first article.
fn day([(path, ..), _]: &[Place; 2]) -> &str {
    path.split('/').next().unwrap_or(path)
}

/// The evidence of a finding that has a weight.
pub(crate) fn weighed(finding: &Finding) -> Vec<Weighed> {
    let numbers =
        finding.evidence.iter().filter(|evidence| matches!(evidence.value, EvidenceValue::Number(_)));
    numbers.filter_map(|evidence| Some(Weighed { name: evidence.name, weight: evidence.weight? })).collect()
}

fn place(corpus: &str, articles: &[Article], side: &Side) -> Place {
    let article = &articles[side.article.idx()];
    let position = LineIndex::new(&article.text).position(&article.text, side.span.start());
    let path = article.path.strip_prefix(corpus).unwrap_or(&article.path).trim_start_matches('/');
    (path.to_owned(), position.line, position.column)
}

fn ordered(mut places: [Place; 2]) -> [Place; 2] {
    places.sort();
    places
}
