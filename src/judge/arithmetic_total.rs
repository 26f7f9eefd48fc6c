//! Totals told behind their parts: «940 عشا في الشمال و615 في الجنوب، ليصل المجموع إلى 1655», "bringing the total to 1,655".
//!
//! Such a total often takes in what was told before, so it is wrong only where one slip makes it the sum of all figures of the
//! sentence before it.

use crate::{
    align::{
        Measure, Quantity,
        slip::{Slip, slip_between},
    },
    extract::FigureKind,
    judge::{
        Run,
        arithmetic_people::joined_before,
        arithmetic_relation::CUE_GAP_TOKENS,
        arithmetic_wording::{WORDING_TOKENS_MAX, is_bare_count, total_of, value_of},
    },
    text::ArticleText,
};

/// With more figures before it than so many the sentence tells of more than its parts.
const PARTS_MAX: usize = 4;

/// The parts before a total that are another number together, by one slip; `before` are the quantities before it.
pub(super) fn contradicting<'q>(
    run: &Run<'_>,
    total: &Quantity,
    before: &'q [Quantity],
) -> Option<Vec<&'q Quantity>> {
    let text = &run.read.get(total.article.idx())?.text;
    if !is_summed(run, text, total) {
        return None;
    }
    let in_sentence = before.iter().rev().take_while(|part| part.sentence == total.sentence);
    let mut parts: Vec<&Quantity> = in_sentence.filter(|part| !part.is_date()).collect();
    parts.reverse();
    let last = parts.last()?;
    let are_parts = (2..=PARTS_MAX).contains(&parts.len())
        && parts.iter().all(|part| measures_the_same(part, total))
        && joined_before(run, text, last);
    let slip = slip_between(total_of(&parts)?, value_of(total)?.to_decimal());
    (are_parts && matches!(slip, Some(Slip::OneDigit | Slip::Transposed))).then_some(parts)
}

/// Whether wording that tells a sum stands right before it.
fn is_summed(run: &Run<'_>, text: &ArticleText, total: &Quantity) -> bool {
    let end = text.token_at(total.core.start());
    let first = end.saturating_sub(WORDING_TOKENS_MAX + CUE_GAP_TOKENS);
    (first..end).any(|at| {
        let readings = text.tokens.get(at..end).unwrap_or(&[]).iter().map(|token| token.reading);
        let found = run.ruleset.arithmetic.summed.longest(&run.ruleset.vocabulary, readings);
        found.is_some_and(|found| at + found.n_tokens + CUE_GAP_TOKENS >= end)
    })
}

/// Whether a part has the unit of its total, or counts its noun or none.
fn measures_the_same(part: &Quantity, total: &Quantity) -> bool {
    let noun = |quantity: &Quantity| quantity.counted.map(|counted| counted.key);
    match (&part.measure, &total.measure) {
        (
            Measure::Figure { kind, units, per, .. },
            Measure::Figure { kind: total_kind, units: total_units, per: total_per, .. },
        ) => {
            let is_of_noun = noun(part).zip(noun(total)).is_none_or(|(one, other)| one == other);
            *kind != FigureKind::Percent
                && kind == total_kind
                && units == total_units
                && per == total_per
                && (!is_bare_count(part) || is_of_noun)
        }
        _ => false,
    }
}
