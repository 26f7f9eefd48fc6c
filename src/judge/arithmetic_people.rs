//! Totals and parts that are told in other words: people by what they do, things by their kind.

use crate::{
    align::{Measure, Quantity, is_joined},
    extract::{FigureKind, FigureValue},
    judge::Run,
    ruleset::{
        arithmetic::{PartsCue, RelationCue},
        concepts::Concept,
    },
    text::ArticleText,
};

/// What a figure counts, where that is a concept.
fn counted_concept<'r>(run: &Run<'r>, quantity: &Quantity) -> Option<&'r Concept> {
    run.ruleset.concepts.get(quantity.counted?.concept?)
}

/// Whether parts behind a comma are who the total is: men, women, children or people of some country, the last joined to
/// the others, and none said to be only some of them. «12 مهندسا، تسعة أطباء وخمسة معلمين» is a list without a total.
pub(super) fn are_all_people(run: &Run<'_>, total: &Quantity, parts: &[&Quantity]) -> bool {
    let Some(text) = run.read.get(total.article.idx()).map(|read| &read.text) else { return false };
    let concept = |quantity: &Quantity| counted_concept(run, quantity);
    let is_whole = |concept: &Concept| {
        let is_harm = concept.group.as_deref() == Some(HARM);
        (concept.is_people || concept.is_role) && !concept.divides && !is_harm
    };
    let is_generic = concept(total).is_some_and(|concept| concept.is_generic);
    let is_division = |part: &Quantity| {
        // "340 people on board, 312 passengers and 38 crew"
        let is_some_people = |concept: &Concept| {
            (concept.is_people || concept.is_role)
                && !concept.is_generic
                && concept.group.as_deref() != Some(HARM)
        };
        concept(part).is_some_and(|part| part.divides || is_generic && is_some_people(part))
            || is_of_country(run, text, part)
    };
    let [first, .., last] = parts else { return false };
    // «من بين المعتقلين، البالغ عددهم 33 شخصا، 24 طالبا …»
    let sentence = text.sentences.get(total.sentence.idx()).map_or(0, |sentence| sentence.tokens.start);
    let total_start = text.token_at(total.core.start());
    let before = sentence.max(total_start.saturating_sub(PARTIAL_TOKENS))..total_start;
    let (start, end) = (text.token_at(first.core.start()), text.token_at(last.span.end()));
    let is_partial = |at: usize| {
        let readings = text.tokens.get(at..).unwrap_or(&[]).iter().map(|token| token.reading);
        let arithmetic = &run.ruleset.arithmetic;
        let cue = arithmetic.cues.longest(&run.ruleset.vocabulary, readings.clone());
        let base = arithmetic.relations.longest(&run.ruleset.vocabulary, readings);
        cue.is_some_and(|found| found.value == PartsCue::Some)
            || base.is_some_and(|found| found.value == RelationCue::Base)
    };
    concept(total).is_some_and(is_whole)
        && !is_of_country(run, text, total)
        && parts.iter().all(|part| part.counted.is_some() && is_division(part))
        && joined_before(run, text, last)
        && !before.chain(start..=end).any(is_partial)
}

/// Whether men, women, children or adults are counted of people who are told by something else: two such parts have nobody in
/// common.
pub(super) fn is_of_some_people(run: &Run<'_>, total: &Quantity, part: &Quantity) -> bool {
    let concept = |quantity: &Quantity| counted_concept(run, quantity);
    let is_whole = |concept: &Concept| (concept.is_people || concept.is_role) && !concept.divides;
    concept(part).is_some_and(|part| part.divides) && concept(total).is_some_and(is_whole)
}

/// Whether people of some country are counted: «أربعة فلبينيين», "four Filipino sailors".
fn is_of_country(run: &Run<'_>, text: &ArticleText, quantity: &Quantity) -> bool {
    let counted = text.token_at(quantity.core.end())..text.token_at(quantity.span.end());
    counted.into_iter().any(|at| {
        let readings = text.tokens.get(at..).unwrap_or(&[]).iter().map(|token| token.reading);
        run.ruleset.names.nationalities().longest(&run.ruleset.vocabulary, readings).is_some()
    })
}

/// That parts are not all may be told so many tokens before the total.
const PARTIAL_TOKENS: usize = 8;

/// The group of concepts for what happens to people.
const HARM: &str = "casualty";

/// Whether a figure is joined to what stands before it: «وجنديان», "and two Indians".
pub(super) fn joined_before(run: &Run<'_>, text: &ArticleText, figure: &Quantity) -> bool {
    let start = text.token_at(figure.core.start());
    is_joined(run.ruleset, text, start)
        || start.checked_sub(1).is_some_and(|before| is_joined(run.ruleset, text, before))
}

/// The first of the parts that are people of some profession stands so near the wording.
pub(super) const FIRST_PEOPLE_GAP_TOKENS: usize = 1;

/// Whether what is said to be a part of things may be some of them, of a kind: «30 مركبة، هي 17 شاحنة …».
pub(super) fn is_among_things(run: &Run<'_>, total: &Quantity, part: &Quantity) -> bool {
    let counts_people = |quantity: &Quantity| {
        counted_concept(run, quantity).is_some_and(|concept| concept.is_people || concept.is_role)
    };
    let count = |quantity: &Quantity| match &quantity.measure {
        Measure::Figure { kind: FigureKind::Number, value: FigureValue::One(value), units, .. } => {
            (units.is_empty() && quantity.counted.is_some()).then_some(*value)
        }
        _ => None,
    };
    let are_things = !counts_people(total) && !counts_people(part);
    are_things && count(total).zip(count(part)).is_some_and(|(total, part)| part <= total)
}

/// A word of so many letters that joins is nothing else: «و», "and".
const JOIN_CHARS_MAX: usize = 3;

/// Whether a word that is joined to what stands before it stands right before a number, and begins something else:
/// «واثنتان من بناتهما وإصابة 3».
pub(super) fn begins_anew(run: &Run<'_>, text: &ArticleText, part: &Quantity) -> bool {
    let before = text.token_at(part.core.start()).checked_sub(1);
    before.is_some_and(|before| {
        let n_chars = text.tokens.get(before).map_or(0, |token| text.folded_of(token).chars().count());
        is_joined(run.ruleset, text, before) && n_chars > JOIN_CHARS_MAX
    })
}

/// Whether what is said to be a part of people may be people, too, by a word that says what they do: engineers, whose word
/// may also mean their work.
pub(super) fn is_of_people(run: &Run<'_>, text: &ArticleText, total: &Quantity, part: &Quantity) -> bool {
    let concept = |quantity: &Quantity| counted_concept(run, quantity);
    let is_people = |concept: &Concept| concept.is_people || concept.is_role;
    let may_be = concept(part).is_none_or(|concept| is_people(concept) || !concept.is_thing);
    concept(total).is_some_and(is_people)
        && part.counted.is_some()
        && may_be
        && !begins_anew(run, text, part)
        && !total.measure.has_unit()
        && !part.measure.has_unit()
        && !part.is_date()
}
