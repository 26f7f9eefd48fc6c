//! Parts that are told apart by what became of each, by who did it, or by where it was: «140 شخصا، قضى منهم 31 ونجا 87 وفقد
//! 32», "1,950 megawatts, with 1,100 in Accra, 520 in Tema and 530 in Kumasi".

use std::ops::Range;

use rust_decimal::Decimal;

use crate::{
    align::{Measure, Quantity, is_joined},
    base::{hash::fnv1a, id::ConceptId},
    judge::{
        Run,
        arithmetic_mismatch::names_rest,
        arithmetic_people::joined_before,
        arithmetic_wording::{is_bare_count, is_comma, total_of, value_of},
    },
    ruleset::arithmetic::PartsCue,
    text::ArticleText,
};

/// The first part stands no farther behind the total.
const FIRST_GAP_TOKENS: usize = 14;
/// Parts farther apart than this belong to something else.
const PART_GAP_TOKENS: usize = 9;
/// With more parts than so many the sentence tells of more than one total.
const PARTS_MAX: usize = 4;
/// Where a part was is told so many tokens behind it.
const PLACE_TOKENS: usize = 3;
/// Two parts of which each was somebody's are all of it where they come so near to the total, in per cent.
const NEARLY_ALL_PERCENT: i64 = 90;

/// The parts of a total that are surely no more than it together, where they are, or that are all of it and are less.
pub(super) fn contradicting<'q>(
    run: &Run<'_>,
    total: &Quantity,
    following: &'q [Quantity],
) -> Option<Vec<&'q Quantity>> {
    let text = &run.read.get(total.article.idx())?.text;
    let of = value_of(total)?.to_decimal();
    let told = told_of_them(run, text, total, following);
    let (parts, are_all) = told.or_else(|| {
        let parts = placed_behind(run, text, total, following)?;
        // "and the remaining A$12 million to Kiritimati"
        let are_all = names_rest(run, &parts);
        Some((parts, are_all))
    })?;
    let sum = total_of(&parts)?;
    let nearly = of.checked_mul(Decimal::new(NEARLY_ALL_PERCENT, 2))?;
    (sum > of || are_all && sum < of && sum >= nearly).then_some(parts)
}

/// The bare numbers behind a total that are told to be of it and each to be something else, and whether two did the same
/// with each its own.
fn told_of_them<'q>(
    run: &Run<'_>,
    text: &ArticleText,
    total: &Quantity,
    following: &'q [Quantity],
) -> Option<(Vec<&'q Quantity>, bool)> {
    if !is_bare_count(total) || total.counted.is_none() {
        return None;
    }
    let parts = bare_parts(text, total, following);
    let [first, second, ..] = parts.as_slice() else { return None };
    let opens = text.token_at(total.span.end())..text.token_at(second.core.start());
    let is_within = |at: usize| {
        let readings = text.tokens.get(at..).unwrap_or(&[]).iter().map(|token| token.reading);
        let cue = run.ruleset.arithmetic.cues.longest(&run.ruleset.vocabulary, readings);
        cue.is_some_and(|cue| cue.value == PartsCue::Some)
    };
    let is_near = text.token_at(first.core.start()) <= opens.start + FIRST_GAP_TOKENS;
    if !is_near || !opens.clone().any(is_within) {
        return None;
    }
    if exclude_each_other(run, &parts) {
        return Some((parts, false));
    }
    let told = gaps(text, total, &parts).map(|gap| words_in(run, total, gap)).collect::<Vec<_>>();
    let [of_first, rest @ ..] = told.as_slice() else { return None };
    let share_verb = of_first.iter().any(|key| rest.iter().all(|other| other.contains(key)));
    let has_own =
        |own: &Vec<u64>| own.iter().any(|key| told.iter().filter(|other| other.contains(key)).count() == 1);
    let are_all = parts.len() == 2 && told.iter().all(has_own);
    share_verb.then_some((parts, are_all))
}

/// The numbers without a noun that follow each other behind a total, where the sentence counts nothing else.
fn bare_parts<'q>(text: &ArticleText, total: &Quantity, following: &'q [Quantity]) -> Vec<&'q Quantity> {
    let in_sentence = following.iter().take_while(|part| part.sentence == total.sentence);
    let counts: Vec<&Quantity> = in_sentence.filter(|part| is_bare_count(part) && !part.is_date()).collect();
    let is_within = |part: &Quantity| value_of(part).zip(value_of(total)).is_some_and(|(one, of)| one < of);
    let are_near = |pair: &[&Quantity]| match pair {
        [one, next] => text.token_at(next.core.start()) <= text.token_at(one.span.end()) + PART_GAP_TOKENS,
        _ => true,
    };
    let are_parts = counts.len() <= PARTS_MAX
        && counts.iter().all(|part| part.counted.is_none() && is_within(part))
        && counts.windows(2).all(are_near);
    if are_parts { counts } else { Vec::new() }
}

/// Whether what is told of each of the parts is not told of the others: the dead, the saved, the missing.
fn exclude_each_other(run: &Run<'_>, parts: &[&Quantity]) -> bool {
    let concepts = &run.ruleset.concepts;
    let fate = |part: &Quantity| -> Option<ConceptId> {
        part.roles.iter().copied().find(|role| concepts.is_casualty(*role))
    };
    let fates: Vec<ConceptId> = parts.iter().filter_map(|part| fate(part)).collect();
    let are_apart = |at: usize, one: &ConceptId| {
        fates.iter().skip(at + 1).all(|other| concepts.exclude_each_other(*one, *other))
    };
    fates.len() == parts.len() && fates.iter().enumerate().all(|(at, one)| are_apart(at, one))
}

/// The tokens right before each of the parts, up to the one before.
fn gaps(text: &ArticleText, total: &Quantity, parts: &[&Quantity]) -> impl Iterator<Item = Range<usize>> {
    let starts: Vec<usize> = parts.iter().map(|part| text.token_at(part.core.start())).collect();
    let ends = parts.iter().map(|part| text.token_at(part.core.end()));
    let ends: Vec<usize> = std::iter::once(text.token_at(total.span.end())).chain(ends).collect();
    ends.into_iter().zip(starts).map(|(end, start)| end.max(start.saturating_sub(VERB_TOKENS))..start)
}

/// The verb that is told of a part stands in so many tokens before it.
const VERB_TOKENS: usize = 4;

/// What these tokens say, by stable keys: their stems, and the words themselves without what joins them.
fn words_in(run: &Run<'_>, total: &Quantity, tokens: Range<usize>) -> Vec<u64> {
    let Some(read) = run.read.get(total.article.idx()) else { return Vec::new() };
    let joins = run.ruleset.qualifiers.joins(&read.text.language);
    let told = |at: usize| {
        let key = read.features.get(at).map_or(0, |feature| feature.key);
        let word = read.text.tokens.get(at).map_or("", |token| read.text.folded_of(token));
        let bare = joins.iter().find_map(|join| word.strip_prefix(join.as_str())).unwrap_or(word);
        [key, if bare.chars().count() >= WORD_CHARS_MIN { fnv1a(bare.as_bytes()) } else { 0 }]
    };
    tokens.flat_map(told).filter(|key| *key != 0).collect()
}

/// Shorter words are no verbs.
const WORD_CHARS_MIN: usize = 3;

/// The parts behind a comma of which each is told to be somewhere, by one word, the last joined to the others.
fn placed_behind<'q>(
    run: &Run<'_>,
    text: &ArticleText,
    total: &Quantity,
    following: &'q [Quantity],
) -> Option<Vec<&'q Quantity>> {
    if total.counted.is_none() && !total.measure.has_unit() {
        return None;
    }
    let in_sentence = || following.iter().take_while(|part| part.sentence == total.sentence);
    let first_at = in_sentence().position(|part| opens_list(run, text, total, part))?;
    let end = text.token_at(total.span.end());
    let noun = |quantity: &Quantity| quantity.counted.map(|counted| counted.key);
    let measures = |part: &Quantity| match (&total.measure, &part.measure) {
        (
            Measure::Figure { kind, units, per, .. },
            Measure::Figure { kind: part_kind, units: part_units, per: part_per, .. },
        ) => {
            let is_bare = is_bare_count(part) && part.counted.is_none();
            let is_one = kind == part_kind && units == part_units && per == part_per;
            is_bare || is_one && (part.counted.is_none() || noun(part) == noun(total))
        }
        _ => false,
    };
    let place = |part: &Quantity| {
        let behind = text.token_at(part.span.end());
        (behind..=behind + PLACE_TOKENS).find_map(|at| placing(run, text, at))
    };
    let mut parts: Vec<&Quantity> = Vec::new();
    for part in in_sentence().skip(first_at) {
        let is_next = parts.last().is_none_or(|last| {
            text.token_at(part.core.start()) <= text.token_at(last.span.end()) + PART_GAP_TOKENS
        });
        if !is_next || !measures(part) || parts.len() == PARTS_MAX {
            return None;
        }
        parts.push(part);
    }
    let (first, last) = (parts.first()?, parts.last()?);
    let by = place(first)?;
    let is_placed_itself =
        (end..text.token_at(first.core.start())).any(|at| placing(run, text, at) == Some(by));
    let is_within = |part: &&Quantity| value_of(part).zip(value_of(total)).is_some_and(|(one, of)| one < of);
    let are_told = parts.len() > 1
        && parts.iter().all(|part| place(part) == Some(by))
        && parts.iter().all(is_within)
        && !is_joined(run.ruleset, text, text.token_at(first.core.start()))
        && (joined_before(run, text, last) || names_rest(run, &parts));
    (are_told && !is_placed_itself).then_some(parts)
}

/// Whether a part stands right behind a comma, or the word that opens a list behind one.
fn opens_list(run: &Run<'_>, text: &ArticleText, total: &Quantity, part: &Quantity) -> bool {
    let start = text.token_at(part.core.start());
    let before = |n: usize| start.checked_sub(n);
    let is_opener = |at: usize| {
        let readings = text.tokens.get(at..start).unwrap_or(&[]).iter().map(|token| token.reading);
        run.ruleset.arithmetic.openers.longest(&run.ruleset.vocabulary, readings).is_some()
    };
    let opened = before(1).filter(|at| is_opener(*at)).and_then(|at| at.checked_sub(1));
    let is_mark = |at: usize| is_comma(run, total, at) && at >= text.token_at(total.core.end());
    before(1).is_some_and(is_mark) || opened.is_some_and(is_mark)
}

/// The word that says where something was, if one stands at this token.
fn placing<'t>(run: &Run<'_>, text: &'t ArticleText, at: usize) -> Option<&'t str> {
    let tokens = text.tokens.get(at..)?;
    let readings = tokens.iter().map(|token| token.reading);
    run.ruleset.arithmetic.placings.longest(&run.ruleset.vocabulary, readings)?;
    tokens.first().map(|token| text.folded_of(token))
}
