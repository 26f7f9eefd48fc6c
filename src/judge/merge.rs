//! One finding for one disagreement, however many articles print its sides.

use std::collections::BTreeMap;

use crate::{
    base::{LineIndex, Span, id::ArticleId},
    judge::{Evidence, EvidenceValue, Finding, Run, Side},
};

/// Joins the findings of one rule that say the same two values and share a side: the surest stays, and
/// names the other places.
pub(crate) fn merge(run: &Run<'_>, findings: Vec<Finding>) -> Vec<Finding> {
    let mut groups: BTreeMap<(&'static str, String, String), Vec<Finding>> = BTreeMap::new();
    let mut merged = Vec::new();
    for finding in findings {
        let Some(b) = &finding.b else {
            merged.push(finding);
            continue;
        };
        let mut values = [finding.a.value.clone(), b.value.clone()];
        values.sort();
        let [low, high] = values;
        groups.entry((finding.rule, low, high)).or_default().push(finding);
    }
    for group in groups.into_values() {
        merged.extend(join_touching(run, group));
    }
    merged
}

/// Joins those of a group that are linked by shared places.
fn join_touching(run: &Run<'_>, mut group: Vec<Finding>) -> Vec<Finding> {
    // Of equally sure ones the id decides before the place: a file that is renamed changes no id.
    group.sort_by(|a, b| (b.confidence, &a.id, place_key(&a.a)).cmp(&(a.confidence, &b.id, place_key(&b.a))));
    let mut joined: Vec<(Finding, Vec<(ArticleId, Span)>)> = Vec::new();
    for finding in group {
        let places: Vec<(ArticleId, Span)> = sides(&finding).map(|side| (side.article, side.span)).collect();
        match joined.iter_mut().find(|(_, known)| places.iter().any(|place| known.contains(place))) {
            Some((_, known)) => known.extend(places),
            None => joined.push((finding, places)),
        }
    }
    joined.into_iter().map(|(finding, places)| with_places(run, finding, places)).collect()
}

fn place_key(side: &Side) -> (ArticleId, Span) {
    (side.article, side.span)
}

fn sides(finding: &Finding) -> impl Iterator<Item = &Side> {
    std::iter::once(&finding.a).chain(finding.b.as_ref())
}

fn with_places(run: &Run<'_>, mut finding: Finding, mut places: Vec<(ArticleId, Span)>) -> Finding {
    places.sort_unstable();
    places.dedup();
    places.retain(|place| !sides(&finding).any(|side| place_key(side) == *place));
    if !places.is_empty() {
        let also = places.into_iter().map(|(article, span)| place_text(run, article, span)).collect();
        finding.evidence.push(Evidence { name: "also", value: EvidenceValue::List(also), weight: None });
    }
    finding
}

/// `path:line:column text`.
pub(crate) fn place_text(run: &Run<'_>, article: ArticleId, span: Span) -> String {
    let Some(article) = run.articles.get(article.idx()) else { return String::new() };
    let position = LineIndex::new(&article.text).position(&article.text, span.start());
    format!("{}:{}:{} {}", article.path, position.line, position.column, span.text(&article.text))
}
