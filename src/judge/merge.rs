//! One finding for one disagreement, however many articles print its sides.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::{
    align::{Slip, source_at},
    attribution::Certainty,
    base::{LineIndex, Span, id::ArticleId},
    event::{Voiced, n_independent},
    judge::{Evidence, EvidenceValue, Finding, Run, Side, unit_conflict},
};

/// Joins the findings of one rule that say the same two values and share a side: the surest stays, and
/// names the other places.
pub(crate) fn merge(run: &Run<'_>, findings: Vec<Finding>) -> Vec<Finding> {
    let mut groups: BTreeMap<(&'static str, String, String), Vec<Finding>> = BTreeMap::new();
    let mut merged = Vec::new();
    for finding in without_swapped(findings) {
        let Some(b) = &finding.b else {
            merged.push(finding);
            continue;
        };
        let mut values = [finding.a.value.clone(), b.value.clone()];
        values.sort();
        let [low, high] = values;
        groups.entry((finding.rule, low, high)).or_default().push(finding);
    }
    let groups: Vec<Vec<Finding>> = groups.into_values().collect();
    let joined: Vec<Vec<Finding>> = groups.into_par_iter().map(|group| join_touching(run, group)).collect();
    merged.extend(joined.into_iter().flatten());
    merged
}

/// Without the units that are others because two figures of their sentence changed places, where that is told: who took the
/// dead for the wounded has two figures that are of others than a third article's.
fn without_swapped(mut findings: Vec<Finding>) -> Vec<Finding> {
    let place = |side: &Side| (side.article, side.context);
    let is_swap = |finding: &&Finding| {
        finding.arguments.iter().any(|(name, told)| *name == "slip" && told == Slip::Swapped.as_str())
    };
    let swapped: Vec<_> =
        findings.iter().filter(is_swap).flat_map(|finding| sides(finding).map(place)).collect();
    let is_of_swapped = |finding: &Finding| sides(finding).any(|side| swapped.contains(&place(side)));
    findings.retain(|finding| finding.rule != unit_conflict::RULE || !is_of_swapped(finding));
    findings
}

/// Joins those of a group that are linked by shared places.
fn join_touching(run: &Run<'_>, mut group: Vec<Finding>) -> Vec<Finding> {
    // What matters most stands for all. Of equally sure ones the id decides before the place: a file that
    // is renamed changes no id.
    group.sort_by(|a, b| {
        let first = (b.severity, b.confidence, &a.id, place_key(&a.a));
        first.cmp(&(a.severity, a.confidence, &b.id, place_key(&b.a)))
    });
    let mut joined: Vec<Joined> = Vec::new();
    for finding in group {
        let places: Vec<(ArticleId, Span)> = sides(&finding).map(|side| (side.article, side.span)).collect();
        match joined.iter_mut().find(|known| places.iter().any(|place| known.places.contains(place))) {
            Some(known) => {
                known.places.extend(places);
                known.ids.push(finding.id);
            }
            None => joined.push(Joined { finding, places, ids: Vec::new() }),
        }
    }
    joined.into_iter().map(|joined| told(run, joined)).collect()
}

/// A finding, and the places and ids of those that say the same.
struct Joined {
    finding: Finding,
    places: Vec<(ArticleId, Span)>,
    ids: Vec<String>,
}

fn told(run: &Run<'_>, joined: Joined) -> Finding {
    let Joined { mut finding, places, mut ids } = joined;
    ids.sort_unstable();
    ids.dedup();
    ids.retain(|id| *id != finding.id);
    if !ids.is_empty() {
        // Which of them is the surest may change with the text around; what was decided of one holds.
        finding.evidence.push(Evidence { name: "also-ids", value: EvidenceValue::List(ids), weight: None });
    }
    with_places(run, finding, places)
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
    if finding.rule == "agreement" {
        let n_origins = n_origins(run, &places);
        finding.arguments.push(("origins", n_origins.to_string()));
        let value = EvidenceValue::Number(i64::try_from(n_origins).unwrap_or(i64::MAX));
        finding.evidence.push(Evidence { name: "origins", value, weight: None });
    }
    places.retain(|place| !sides(&finding).any(|side| place_key(side) == *place));
    if !places.is_empty() {
        let also = places.into_iter().map(|(article, span)| place_text(run, article, span)).collect();
        finding.evidence.push(Evidence { name: "also", value: EvidenceValue::List(also), weight: None });
    }
    finding
}

/// How many independent origins say the same in these places.
fn n_origins(run: &Run<'_>, places: &[(ArticleId, Span)]) -> usize {
    let cited: Vec<(ArticleId, (String, Certainty))> = places
        .iter()
        .filter_map(|(article, span)| {
            let (known, read) = (run.articles.get(article.idx())?, run.read.get(article.idx())?);
            Some((*article, source_at(run.ruleset, known, read, *span)))
        })
        .collect();
    let voices: Vec<Voiced<'_>> = cited
        .iter()
        .map(|(article, (source, certainty))| Voiced { article: *article, source, certainty: *certainty })
        .collect();
    n_independent(run.origins, &voices)
}

/// `path:line:column text`.
pub(crate) fn place_text(run: &Run<'_>, article: ArticleId, span: Span) -> String {
    let Some(article) = run.articles.get(article.idx()) else { return String::new() };
    let position = LineIndex::new(&article.text).position(&article.text, span.start());
    format!("{}:{}:{} {}", article.path, position.line, position.column, span.text(&article.text))
}
