//! The wording around figures that stand in a relation.

use rust_decimal::Decimal;

use crate::{
    align::{Measure, Quantity},
    base::{Number, lex::LexKind},
    extract::{FigureKind, FigureValue},
    judge::{
        Run,
        arithmetic_relation::{CUE_GAP_TOKENS, GAP_TOKENS},
    },
    ruleset::arithmetic::RelationCue,
};

/// A token of the article of `quantity`, as written.
pub(super) fn token_text<'a>(run: &'a Run<'_>, quantity: &Quantity, at: usize) -> &'a str {
    let idx = quantity.article.idx();
    let token = run.read.get(idx).and_then(|read| read.text.tokens.get(at));
    token.zip(run.articles.get(idx)).map_or("", |(token, article)| token.span.text(&article.text))
}

/// Whether a blank stands before a token of the article of `quantity`.
pub(super) fn is_spaced(run: &Run<'_>, quantity: &Quantity, at: usize) -> bool {
    let read = run.read.get(quantity.article.idx());
    read.and_then(|read| read.text.tokens.get(at)).is_some_and(|token| token.spaced)
}

/// Whether a token of the article of `quantity` is a comma.
pub(super) fn is_comma(run: &Run<'_>, quantity: &Quantity, at: usize) -> bool {
    matches!(token_text(run, quantity, at), "," | "،")
}

/// Whether what stands right behind a sum says that it is taken from a greater one, told of something: «ملياري ريال من
/// موازنة حجمها 10 مليارات ريال».
pub(super) fn is_taken_from(run: &Run<'_>, part: &Quantity, whole: &Quantity) -> bool {
    let Some(text) = run.read.get(part.article.idx()).map(|read| &read.text) else { return false };
    let (start, end) = (text.token_at(part.span.end()), text.token_at(whole.core.start()));
    let readings = text.tokens.get(start..end).unwrap_or(&[]).iter().map(|token| token.reading);
    let found = run.ruleset.arithmetic.relations.longest(&run.ruleset.vocabulary, readings);
    let opens = found.is_some_and(|found| matches!(found.value, RelationCue::From | RelationCue::Base));
    opens && end <= start + TAKEN_FROM_TOKENS && part.measure.has_unit() && whole.measure.has_unit()
}

/// What a sum is taken from is told in so many tokens before its own sum.
const TAKEN_FROM_TOKENS: usize = 4;

/// Whether a percentage behind a sum is of that sum: nothing else is named behind it, «أي 35 في المئة من الناتج».
pub(super) fn is_of_whole(run: &Run<'_>, [whole, percent]: [&Quantity; 2]) -> bool {
    let Some(read) = run.read.get(whole.article.idx()) else { return false };
    let text = &read.text;
    let end = text.token_at(percent.span.end());
    let tokens = text.tokens.get(end..).unwrap_or(&[]);
    let readings = || tokens.iter().map(|token| token.reading);
    let is_mark = tokens.first().is_none_or(|token| token.kind == LexKind::Mark);
    let told_again = || {
        let found = run.ruleset.arithmetic.relations.longest(&run.ruleset.vocabulary, readings())?;
        let key =
            read.features.get(end + found.n_tokens).map(|feature| feature.key).filter(|key| *key != 0)?;
        let before = text.token_at(whole.core.start());
        let told = read.features.get(before.saturating_sub(TAKEN_FROM_TOKENS)..before)?;
        Some(told.iter().any(|feature| feature.key == key))
    };
    is_mark
        || run.ruleset.arithmetic.wholes.longest(&run.ruleset.vocabulary, readings()).is_some()
        || told_again() == Some(true)
}

/// Whether the clause that ends in a figure opens with the word for what something is taken from: «من قرض قيمته 400 مليون
/// دولار», "of a loan of $400 million".
pub(super) fn begins_with_from(run: &Run<'_>, figure: &Quantity) -> bool {
    let Some((read, article)) =
        run.read.get(figure.article.idx()).zip(run.articles.get(figure.article.idx()))
    else {
        return false;
    };
    let text = &read.text;
    let end = text.token_at(figure.core.start());
    let sentence = text.sentences.get(figure.sentence.idx()).map_or(end, |sentence| sentence.tokens.start);
    let is_mark = |at: &usize| {
        let mark = text.tokens.get(*at).map_or("", |token| token.span.text(&article.text));
        matches!(mark, "," | "،" | ":" | "؛" | ";")
    };
    let start = (sentence..end).rev().find(is_mark).map_or(sentence, |at| at + 1);
    let readings = text.tokens.get(start..end).unwrap_or(&[]).iter().map(|token| token.reading);
    let found = run.ruleset.arithmetic.relations.longest(&run.ruleset.vocabulary, readings);
    end - start <= GAP_TOKENS
        && found.is_some_and(|found| matches!(found.value, RelationCue::From | RelationCue::Base))
}

/// Whether a percentage is told of a change whose values follow it: «بنسبة 25% تراجعت الصادرات من 8 ملايين طن», «هبط الإنتاج
/// بنسبة 12% في الربع الأول، من 50 ألف طن».
pub(super) fn tells_of_change(run: &Run<'_>, percent: &Quantity, before: &Quantity) -> bool {
    let Some(read) = run.read.get(percent.article.idx()) else { return false };
    let text = &read.text;
    let Some((cue, _)) = opening(run, percent) else { return false };
    let value = text.token_at(before.core.start());
    // The mark and the word that open the value.
    let from = opening(run, before).map_or(value, |(_, start)| start);
    let closed = from.checked_sub(1).filter(|at| is_comma(run, before, *at)).unwrap_or(from);
    let between = text.token_at(percent.span.end())..closed;
    let readings = |at: usize| text.tokens.get(at..value).unwrap_or(&[]).iter().map(|token| token.reading);
    let (vocabulary, arithmetic) = (&run.ruleset.vocabulary, &run.ruleset.arithmetic);
    let is_of_something =
        between.start < closed && arithmetic.relations.longest(vocabulary, readings(between.start)).is_some();
    let tokens = text.tokens.get(between.clone()).unwrap_or(&[]);
    let has_mark = tokens.iter().any(|token| token.kind == LexKind::Mark);
    let is_yearly = between.clone().any(|at| arithmetic.rates.longest(vocabulary, readings(at)).is_some());
    is_percent(percent)
        && matches!(cue, RelationCue::Equals | RelationCue::Change)
        && between.len() <= HEADED_TOKENS
        && !is_of_something
        && !has_mark
        && !is_yearly
}

/// A percentage stands no farther before the first of the values.
const HEADED_TOKENS: usize = 8;

/// Whether a word right behind a percentage says that it is a change: "a 30 percent increase".
pub(super) fn is_said_behind(run: &Run<'_>, figure: &Quantity) -> bool {
    let Some(text) = run.read.get(figure.article.idx()).map(|read| &read.text) else { return false };
    let tokens = text.tokens.get(text.token_at(figure.span.end())..).unwrap_or(&[]);
    let readings = tokens.iter().map(|token| token.reading);
    let found = run.ruleset.arithmetic.relations.longest(&run.ruleset.vocabulary, readings);
    is_percent(figure) && found.is_some_and(|found| found.value == RelationCue::ChangeBehind)
}

/// Whether wording that ends at `cue_end` opens a figure that begins at `start`. «من» and «إلى» stand right
/// before it: elsewhere they are mostly something else.
pub(super) fn opens_at(cue: RelationCue, cue_end: usize, start: usize) -> bool {
    let gap_max = if matches!(cue, RelationCue::From | RelationCue::To) { 0 } else { CUE_GAP_TOKENS };
    cue_end + gap_max >= start
}

/// The wording right before a figure, and where it starts.
pub(super) fn opening(run: &Run<'_>, figure: &Quantity) -> Option<(RelationCue, usize)> {
    let text = &run.read.get(figure.article.idx())?.text;
    let end = text.token_at(figure.core.start());
    let first = end.saturating_sub(WORDING_TOKENS_MAX + CUE_GAP_TOKENS);
    (first..end).find_map(|at| {
        let readings = text.tokens.get(at..end)?.iter().map(|token| token.reading);
        let found = run.ruleset.arithmetic.relations.longest(&run.ruleset.vocabulary, readings)?;
        opens_at(found.value, at + found.n_tokens, end).then_some((found.value, at))
    })
}

/// No wording is longer.
pub(super) const WORDING_TOKENS_MAX: usize = 4;

/// Whether a token is a dash; a hyphen is one with space on both sides.
pub(super) fn is_dash(run: &Run<'_>, of: &Quantity, at: usize) -> bool {
    match token_text(run, of, at) {
        "–" | "—" => true,
        "-" => is_spaced(run, of, at) && is_spaced(run, of, at + 1),
        _ => false,
    }
}

/// Whether it is a number without a unit.
pub(super) fn is_bare_count(quantity: &Quantity) -> bool {
    quantity.measure.is_of(FigureKind::Number) && !quantity.measure.has_unit()
}

/// The one value of a figure; none of a range, and of a date.
pub(super) fn value_of(quantity: &Quantity) -> Option<Number> {
    match &quantity.measure {
        Measure::Figure { value: FigureValue::One(value), .. } => Some(*value),
        Measure::Figure { .. } | Measure::Date(_) => None,
    }
}

/// What parts of one value each are together.
pub(super) fn total_of(parts: &[&Quantity]) -> Option<Decimal> {
    parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(value_of(part)?.to_decimal()))
}

pub(super) fn is_percent(quantity: &Quantity) -> bool {
    quantity.measure.is_of(FigureKind::Percent)
}
