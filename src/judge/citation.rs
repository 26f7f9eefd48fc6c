//! Citation: what a finding says of its sources beyond their names: by which words they are known, who
//! speaks through them, and which articles print the same text.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::{
    attribution::{Attribution, Certainty},
    base::{LineIndex, Span, id::ArticleId},
    judge::{Evidence, EvidenceValue, Finding, Run, Side},
};

/// Of one text no more copies than these are named in a finding.
const COPIES_MAX: usize = 20;

/// The names of the evidence on one side.
struct Names {
    cue: &'static str,
    named: &'static str,
    speaker: &'static str,
    chain: &'static str,
    copies: &'static str,
}

const SIDES: [Names; 2] = [
    Names { cue: "cue_a", named: "named_a", speaker: "speaker_a", chain: "chain_a", copies: "copies_a" },
    Names { cue: "cue_b", named: "named_b", speaker: "speaker_b", chain: "chain_b", copies: "copies_b" },
];

/// Adds to each finding how its sources are known.
pub(crate) fn cite(run: &Run<'_>, findings: &mut [Finding]) {
    let groups = run.origins.groups();
    let copies: BTreeMap<ArticleId, &[ArticleId]> =
        groups.iter().filter_map(|group| Some((*group.first()?, group.as_slice()))).collect();
    findings.par_iter_mut().for_each(|finding| {
        let sides = [Some(&finding.a), finding.b.as_ref()].into_iter().flatten();
        let of_side = |(side, names): (&Side, &Names)| evidence_of(run, &copies, side, names);
        let told: Vec<Evidence> = sides.zip(&SIDES).flat_map(of_side).collect();
        finding.evidence.extend(told);
    });
}

fn evidence_of(
    run: &Run<'_>,
    copies: &BTreeMap<ArticleId, &[ArticleId]>,
    side: &Side,
    names: &Names,
) -> Vec<Evidence> {
    let mut told = Vec::new();
    let mut tell = |name, value| told.push(Evidence { name, value, weight: None });
    let words = |span: Span| {
        let article = run.articles.get(side.article.idx());
        article.map_or("", |article| span.text(&article.text)).to_owned()
    };
    if let Some((attribution, before)) = attribution_of(run, side) {
        if let Some(cue) = attribution.cue {
            tell(names.cue, EvidenceValue::Text(words(cue)));
        }
        if let Some((cue, article)) =
            named_before(attribution, before).zip(run.articles.get(side.article.idx()))
        {
            let line = LineIndex::new(&article.text).line(cue.start());
            let place = format!("{}:{line} {}", article.path, words(cue));
            tell(names.named, EvidenceValue::Text(place));
        }
        if let Some(speaker) = attribution.speaker {
            tell(names.speaker, EvidenceValue::Text(words(speaker)));
        }
        let chain = attribution.chain.iter().filter_map(|id| Some(run.ruleset.agencies.get(*id)?.id.clone()));
        let chain: Vec<String> = chain.collect();
        if !chain.is_empty() {
            tell(names.chain, EvidenceValue::List(chain));
        }
    }
    let group = copies.get(&run.origins.of(side.article)).copied().unwrap_or_default();
    let others = group.iter().filter(|article| **article != side.article).take(COPIES_MAX);
    let others: Vec<String> =
        others.filter_map(|id| Some(run.articles.get(id.idx())?.path.clone())).collect();
    if !others.is_empty() {
        tell(names.copies, EvidenceValue::List(others));
    }
    told
}

/// The attribution that a side stands in, and those before it.
fn attribution_of<'r>(run: &Run<'r>, side: &Side) -> Option<(&'r Attribution, &'r [Attribution])> {
    let attributions = run.read.get(side.article.idx())?.attributions.as_slice();
    let at = attributions.partition_point(|attribution| attribution.span.end <= side.span.start);
    let (before, from) = attributions.split_at_checked(at)?;
    let attribution = from.first().filter(|attribution| attribution.span.overlaps(side.span))?;
    Some((attribution, before))
}

/// Where the source was named last, if the text around the side does not name it itself.
fn named_before(attribution: &Attribution, before: &[Attribution]) -> Option<Span> {
    if attribution.certainty == Certainty::Explicit && attribution.carrier.is_some() {
        return None;
    }
    let carrier = attribution.carrier.or(attribution.section)?;
    let names = |earlier: &&Attribution| {
        earlier.certainty == Certainty::Explicit && earlier.carrier == Some(carrier) && earlier.cue.is_some()
    };
    before.iter().rev().find(names).and_then(|earlier| earlier.cue)
}
