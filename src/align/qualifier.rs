//! Qualifiers: what the wording near a figure says of which of several quantities it is.

use std::ops::Range;

use crate::{
    align::quantity::{Place, is_joined},
    ruleset::{PhraseSet, QualifierClass, QualifierSet, QualifierSide, qualifiers::FrameSet},
    text::Token,
};

/// Wording farther away than this qualifies something else.
const QUALIFIER_TOKENS: usize = 12;
/// A figure that is joined to the one before it stands within so many tokens.
const JOINED_TOKENS: usize = 4;
/// A word of so many letters that joins is nothing else: «و», "and".
const JOIN_CHARS_MAX: usize = 3;
/// Who expects a figure is told within so many tokens before those.
const FORECAST_TOKENS: usize = 12;
/// What a sentence opens with is said of all that it tells.
const OPENING_TOKENS: usize = 6;
/// A frame opens within this many tokens before its figure …
const FRAME_TOKENS: usize = 30;
/// … and closes right before it, but for an approximator or two: «إلى ما لا يقل عن 30».
const FRAME_GAP_TOKENS: usize = 4;
/// What stands between quotation marks and is no longer than this is a name, and ends nothing.
const NAME_TOKENS: usize = 6;

/// The wording on both sides of the tokens `own`, up to the next figure and the end of the clause, and the
/// frames that close on them; of a share or a measure `of the vote`, `of its cheese` says no more than `of votes`.
pub(super) fn qualifiers(
    place: &Place<'_>,
    own: &Range<usize>,
    sentence: &Range<usize>,
    is_amount: bool,
) -> QualifierSet {
    let is_stop = |idx: usize| ends_clause(place, idx) || place.is_occupied(idx) && !own.contains(&idx);
    let first =
        (sentence.start..own.start).rev().take(QUALIFIER_TOKENS).take_while(|idx| !is_stop(*idx)).last();
    let after = (own.end..sentence.end).take(QUALIFIER_TOKENS).take_while(|idx| !is_stop(*idx)).last();
    let after = after.map(|last| last + 1).map(|end| before_next(place, own.end..end));
    let near = first.unwrap_or(own.start);
    let far = (sentence.start..near).rev().take(FORECAST_TOKENS).take_while(|idx| !is_stop(*idx)).last();
    let before = phrases_in(place, QualifierSide::Before, near..own.start);
    let before = if is_replaced(place, own) { before } else { before.without(QualifierClass::Replaced) };
    phrases_in(place, QualifierSide::After, own.end..after.unwrap_or(own.end))
        .union(before)
        .union(if is_amount { QualifierSet::NONE } else { behind(place, own.end) })
        .union(shared_prior(place, own.end..sentence.end))
        .union(phrases_in(place, QualifierSide::Opening, opening(own, sentence)))
        .union(forecast_in(place, far.unwrap_or(near)..near))
        .union(frames_on(place, own, sentence))
}

/// Whether wording that tells another figure instead stands right before one: «وليس 73», not «لا يقل عن 73».
fn is_replaced(place: &Place<'_>, own: &Range<usize>) -> bool {
    let mut starts = own.start.saturating_sub(REPLACED_TOKENS)..own.start;
    starts.any(|at| {
        let wording = at..own.start;
        let readings = place.read.text.tokens.get(wording.clone()).unwrap_or(&[]).iter();
        let forms = place.ruleset.qualifiers.on(QualifierSide::Before);
        let found = forms.longest(&place.ruleset.vocabulary, readings.map(|token| token.reading));
        found.is_some_and(|found| {
            found.n_tokens == wording.len() && found.value.contains(QualifierClass::Replaced)
        })
    })
}

/// Wording that tells another figure instead has no more words: «بدلا من».
const REPLACED_TOKENS: usize = 2;

/// What is expected may be told far after who expects it: «توقع وزير السياحة، في تصريح لقناة محلية، أن يصل عدد الزوار إلى
/// 300 ألف»; `before` are the tokens before those that are near.
fn forecast_in(place: &Place<'_>, before: Range<usize>) -> QualifierSet {
    let is_told = phrases_in(place, QualifierSide::Before, before).contains(QualifierClass::Forecast);
    if is_told { QualifierSet::NONE.with(QualifierClass::Forecast) } else { QualifierSet::NONE }
}

/// Where wording opens that says of the next figure that it is an average, "27,900 miles at an average of 16 knots", or a plan that
/// is joined: "gusts of 34 mph, and are expected to ease to 15 mph".
fn before_next(place: &Place<'_>, behind: Range<usize>) -> usize {
    let qualifies_next = |at: &usize| {
        let readings = place.read.text.tokens.get(*at..).unwrap_or(&[]).iter().map(|token| token.reading);
        let found =
            place.ruleset.qualifiers.on(QualifierSide::Before).longest(&place.ruleset.vocabulary, readings);
        let is_average = found.is_some_and(|found| {
            at + found.n_tokens == behind.end && found.value.contains(QualifierClass::Average)
        });
        let plans = || phrases_in(place, QualifierSide::Before, *at..behind.end).n_plans() > 0;
        let is_plan = is_joined(place.ruleset, &place.read.text, *at) && plans();
        (is_average || is_plan) && place.is_occupied(behind.end)
    };
    behind.clone().find(qualifies_next).unwrap_or(behind.end)
}

/// What is said of the time of the last of several figures that are joined is said of each: «4890 إصابة و103 وفيات في
/// الفترة نفسها من الموسم السابق».
fn shared_prior(place: &Place<'_>, rest: Range<usize>) -> QualifierSet {
    let mut at = rest.start;
    loop {
        let near = at..rest.end.min(at + JOINED_TOKENS);
        let Some(next) = near.clone().find(|idx| place.is_occupied(*idx)) else { return QualifierSet::NONE };
        let is_ended = (at..next).any(|idx| ends_clause(place, idx));
        if is_ended || !is_joined_before(place, next) {
            return QualifierSet::NONE;
        }
        at = (next..rest.end).find(|idx| !place.is_occupied(*idx)).unwrap_or(rest.end);
        let is_stop = |idx: &usize| ends_clause(place, *idx) || place.is_occupied(*idx);
        let after = (at..rest.end).take(QUALIFIER_TOKENS).take_while(|idx| !is_stop(idx)).count();
        if phrases_in(place, QualifierSide::After, at..at + after).contains(QualifierClass::Prior) {
            return QualifierSet::NONE.with(QualifierClass::Prior);
        }
    }
}

/// Whether a figure is joined to the one before it: «وثلاث», and «و103», which are two tokens.
fn is_joined_before(place: &Place<'_>, at: usize) -> bool {
    let is_joined = |at: usize| is_joined(place.ruleset, &place.read.text, at);
    let is_short = |at: usize| mark_at(place, at).chars().count() <= JOIN_CHARS_MAX;
    is_joined(at) || at.checked_sub(1).is_some_and(|before| is_short(before) && is_joined(before))
}

/// The wording that stands right behind a figure.
fn behind(place: &Place<'_>, at: usize) -> QualifierSet {
    let rest: &[Token] = place.read.text.tokens.get(at..).unwrap_or(&[]);
    let readings = rest.iter().map(|token| token.reading);
    let found =
        place.ruleset.qualifiers.on(QualifierSide::Behind).longest(&place.ruleset.vocabulary, readings);
    found.map_or(QualifierSet::NONE, |found| found.value)
}

/// The tokens that open the sentence before the figure.
fn opening(own: &Range<usize>, sentence: &Range<usize>) -> Range<usize> {
    sentence.start..own.start.min(sentence.start + OPENING_TOKENS)
}

fn mark_at<'a>(place: &'a Place<'_>, idx: usize) -> &'a str {
    place.read.text.tokens.get(idx).map_or("", |token| token.span.text(&place.article.text))
}

/// Whether a clause ends at a token; the end of a name in quotation marks is no end.
fn ends_clause(place: &Place<'_>, idx: usize) -> bool {
    match mark_at(place, idx) {
        "." | "؛" | ";" => true,
        "»" => !(idx.saturating_sub(NAME_TOKENS + 1)..idx).any(|at| mark_at(place, at) == "«"),
        _ => false,
    }
}

fn phrases_in(place: &Place<'_>, side: QualifierSide, range: Range<usize>) -> QualifierSet {
    let tokens: &[Token] = place.read.text.tokens.get(range).unwrap_or(&[]);
    (0..tokens.len()).fold(QualifierSet::NONE, |set, at| {
        let readings = tokens.iter().skip(at).map(|token| token.reading);
        let found = place.ruleset.qualifiers.on(side).longest(&place.ruleset.vocabulary, readings);
        found.map_or(set, |found| set.union(found.value))
    })
}

/// The classes of the frames that open earlier in the clause and close on the figure.
fn frames_on(place: &Place<'_>, own: &Range<usize>, sentence: &Range<usize>) -> QualifierSet {
    let rules = &place.ruleset.qualifiers;
    let first = sentence.start.max(own.start.saturating_sub(FRAME_GAP_TOKENS));
    // «من 26 إلى 38»: each has its own word.
    let near = (first..own.start).rev().find(|idx| place.is_occupied(*idx)).map_or(first, |idx| idx + 1);
    let near = near..own.start;
    let closing = frames_in(place, rules.frame_last(), near);
    if closing == FrameSet::default() {
        return QualifierSet::NONE;
    }
    let first = (sentence.start..own.start)
        .rev()
        .take(FRAME_TOKENS)
        .take_while(|idx| !ends_clause(place, *idx))
        .last()
        .unwrap_or(own.start);
    let opened = closing.both(frames_in(place, rules.frame_first(), first..own.start));
    if opened == FrameSet::default() {
        return QualifierSet::NONE;
    }
    let filled = rules.filled(opened, frames_in(place, rules.frame_middle(), first..own.start));
    let classes = rules.classes_of(filled);
    // «عقدا ينتهي في صيف 2029، وجرى التوقيع في 14 يوليو»: what begins and ends has its own time.
    let is_told = |comma: usize| (first..comma).any(|idx| place.is_occupied(idx));
    let begins =
        (first..own.start).rev().find(|idx| matches!(mark_at(place, *idx), "،" | ",") && is_told(*idx));
    let Some(begins) = begins else { return classes };
    let near = rules.classes_of(closing.both(frames_in(place, rules.frame_first(), begins..own.start)));
    [QualifierClass::Starts, QualifierClass::Ends]
        .into_iter()
        .filter(|class| !near.contains(*class))
        .fold(classes, QualifierSet::without)
}

fn frames_in(place: &Place<'_>, phrases: &PhraseSet<FrameSet>, range: Range<usize>) -> FrameSet {
    let tokens: &[Token] = place.read.text.tokens.get(range).unwrap_or(&[]);
    (0..tokens.len()).fold(FrameSet::default(), |set, at| {
        let readings = tokens.iter().skip(at).map(|token| token.reading);
        let found = phrases.longest(&place.ruleset.vocabulary, readings);
        found.map_or(set, |found| set.union(found.value))
    })
}
