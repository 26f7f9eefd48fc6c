//! A total of one sentence, and its parts in the next: «خفض قدره 1.3 مليون برميل. ويتوزع الخفض على 600 ألف برميل …».

use crate::{
    align::{Measure, Quantity},
    extract::FigureKind,
    judge::Run,
    ruleset::arithmetic::PartsCue,
    text::ArticleText,
};

/// The wording that announces the parts stands within so many tokens of the beginning of their sentence …
const OPENING_TOKENS: usize = 8;
/// … and so many before the first of them.
const FIRST_GAP_TOKENS: usize = 3;
/// Parts farther apart than this belong to something else.
const PART_GAP_TOKENS: usize = 9;
/// Fewer parts may be of something else.
const PARTS_MIN: usize = 3;

/// A total and its parts, told in the sentence that follows.
pub(super) struct Referred<'q> {
    pub(super) total: &'q Quantity,
    pub(super) parts: Vec<&'q Quantity>,
}

/// The totals of an article of which the next sentence tells all parts, each in the unit of the first.
pub(super) fn referred<'q>(run: &Run<'_>, quantities: &'q [Quantity]) -> Vec<Referred<'q>> {
    let sentences = quantities.chunk_by(|one, other| one.sentence == other.sentence);
    let sentences: Vec<&[Quantity]> = sentences.collect();
    sentences
        .iter()
        .zip(sentences.iter().skip(1))
        .filter(|(before, here)| {
            before.last().zip(here.first()).is_some_and(|(a, b)| a.sentence.idx() + 1 == b.sentence.idx())
        })
        .filter_map(|(before, here)| {
            let parts = parts_of(run, here)?;
            let first = parts.first()?;
            let mut alike = before.iter().filter(|total| is_in_unit_of(total, first));
            let total = alike.next().filter(|_| alike.next().is_none())?;
            Some(Referred { total, parts })
        })
        .collect()
}

/// The figures of a sentence that tells of nothing but parts.
fn parts_of<'q>(run: &Run<'_>, here: &'q [Quantity]) -> Option<Vec<&'q Quantity>> {
    let first = here.first()?;
    let text = &run.read.get(first.article.idx())?.text;
    let sentence = text.sentences.get(first.sentence.idx())?;
    let start = text.token_at(first.core.start());
    let opening = sentence.tokens.start..start.min(sentence.tokens.start + OPENING_TOKENS);
    let cue_end = opening.rev().find_map(|at| all_parts_end(run, text, at))?;
    if start > cue_end + FIRST_GAP_TOKENS || !first.measure.has_unit() {
        return None;
    }
    let mut at = start;
    let mut parts: Vec<&Quantity> = Vec::new();
    for part in here {
        let begins = text.token_at(part.core.start());
        if begins > at + PART_GAP_TOKENS || !(is_in_unit_of(part, first) || is_bare(part)) {
            break;
        }
        at = text.token_at(part.span.end());
        parts.push(part);
    }
    (parts.len() >= PARTS_MIN && parts.len() == here.len()).then_some(parts)
}

/// Where wording that announces all parts ends, if it begins at a token.
fn all_parts_end(run: &Run<'_>, text: &ArticleText, at: usize) -> Option<usize> {
    let readings = text.tokens.get(at..).unwrap_or(&[]).iter().map(|token| token.reading);
    let found = run.ruleset.arithmetic.cues.longest(&run.ruleset.vocabulary, readings)?;
    (found.value == PartsCue::All).then_some(at + found.n_tokens)
}

fn is_in_unit_of(one: &Quantity, other: &Quantity) -> bool {
    let of = |quantity: &Quantity| match &quantity.measure {
        Measure::Figure { kind, units, per, .. } if !units.is_empty() => Some((*kind, units.clone(), *per)),
        _ => None,
    };
    let same = |one: (FigureKind, Vec<_>, _), other: (FigureKind, Vec<_>, _)| {
        one.0 == other.0 && one.2 == other.2 && one.1.iter().any(|unit| other.1.contains(unit))
    };
    of(one).zip(of(other)).is_some_and(|(one, other)| same(one, other))
}

/// Whether a unit is left unsaid.
fn is_bare(part: &Quantity) -> bool {
    part.measure.is_of(FigureKind::Number) && part.counted.is_none()
}
