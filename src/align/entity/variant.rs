//! Pairs of forms that are spellings of one name, by their letters and their context.

use super::{
    NameForm, Source, candidates,
    context::{context, orthography_context},
    merged,
    spelling::orthography_pairs,
};
use crate::{
    align::{
        Reason, Score,
        name::{SAME_MIN, SpellingMemo, Step, are_near, compare_at_least, compare_words},
    },
    ruleset::Ruleset,
};

/// Names that are far apart in letters need a context that says as much as this, in thousandths of the logit: the
/// same word that leads to both, or the same name beside both.
const FAR_CONTEXT_MIN: i32 = 1_000;

/// Two spellings of one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamePair<'a> {
    /// The one form.
    pub a: NameForm<'a>,
    /// The other.
    pub b: NameForm<'a>,
    /// What letters and context say of their being one name.
    pub score: Score,
}

/// The spellings of one name in the articles of an event, one pair a name, in order of their keys.
pub fn name_pairs<'a>(
    ruleset: &'a Ruleset,
    memo: &SpellingMemo,
    sources: &[Source<'a>],
) -> Vec<NamePair<'a>> {
    let mut pairs = Vec::new();
    for (a, b) in candidates(sources) {
        let (a, b) = (merged(ruleset, sources, a), merged(ruleset, sources, b));
        let is_near = are_near(ruleset, memo, (a.written, b.written), a.language);
        let both_named = a.signs.named && b.signs.named;
        if !a.occurrences.is_empty() && (is_near || both_named) {
            let context = context(ruleset, memo, sources, &a, &b);
            if !is_near && context.logit < FAR_CONTEXT_MIN {
                continue;
            }
            let pair = weighed(ruleset, memo, a, b, context);
            pairs.extend(pair.filter(|pair| !is_matter_of_orthography(ruleset, &pair.a, &pair.b)));
        }
    }
    for (a, b) in orthography_pairs(ruleset, sources) {
        let context = orthography_context(ruleset, memo, sources, &a, &b);
        pairs.extend(weighed(ruleset, memo, a, b, context));
    }
    one_a_name(pairs)
}

/// Whether the forms are spellings of one word, which is another check's: of a word with listed
/// spellings («أميركية», «أمريكية»), but not a slip in the name of a country; or by rules of orthography where both inflect as words do.
fn is_matter_of_orthography(ruleset: &Ruleset, a: &NameForm<'_>, b: &NameForm<'_>) -> bool {
    let words = compare_words(ruleset, a.written, b.written, a.language);
    let is_family = words.steps.iter().any(|step| matches!(step, Step::Family(_)));
    let is_word = |form: &NameForm<'_>| form.facts.ordinary && !form.signs.established;
    words.same && ((is_family && a.signs.known == b.signs.known) || (is_word(a) && is_word(b)))
}

/// The pair, if its letters say as much as the context leaves to them.
fn weighed<'a>(
    ruleset: &Ruleset,
    memo: &SpellingMemo,
    a: NameForm<'a>,
    b: NameForm<'a>,
    context: Score,
) -> Option<NamePair<'a>> {
    // What the letters need to say is cheaper to know than what they say.
    let letters_min = letters_min(&context, ruleset.name_context.confidence_min)?;
    let letters = compare_at_least(ruleset, memo, (a.written, b.written), a.language, letters_min)?;
    let weight = logit_of(letters.score);
    let mut reasons = vec![Reason { name: "letters", seen: i32::from(letters.score), weight }];
    let logit = context.logit.saturating_add(weight);
    reasons.extend(context.reasons);
    Some(NamePair { a, b, score: Score { logit, reasons } })
}

/// Where the context says as much as this in thousandths of the logit, as the same title and the same name beside
/// both, the letters need say no more than that.
const SURE_CONTEXT_MIN: i32 = 4_500;
const LETTERS_SURE_MIN: u16 = 100;

/// The least that the letters must say, in thousandths, for the pair to reach `confidence_min`; none
/// where no letters can.
fn letters_min(context: &Score, confidence_min: u16) -> Option<u16> {
    let reaches = |letters: u16| {
        let logit = context.logit.saturating_add(logit_of(letters));
        Score { logit, reasons: Vec::new() }.probability() >= confidence_min
    };
    let floor = if context.logit >= SURE_CONTEXT_MIN { LETTERS_SURE_MIN } else { SAME_MIN / 2 };
    let (mut low, mut high) = (floor, 1_000);
    while low < high {
        let middle = low.midpoint(high);
        if reaches(middle) { high = middle } else { low = middle + 1 }
    }
    (low < 1_000).then_some(low)
}

/// The logit, in thousandths, of a probability in thousandths.
fn logit_of(probability: u16) -> i32 {
    let (mut low, mut high) = (-8_000_i32, 8_000_i32);
    while low < high {
        let middle = (low + high).div_euclid(2);
        if (Score { logit: middle, reasons: Vec::new() }).probability() < probability {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// Of pairs that are parts of one pair of names («أنتوني بلينكين», «أنطوني بلينكن») only the last
/// part is told; of three spellings of one name each against the commonest.
fn one_a_name(pairs: Vec<NamePair<'_>>) -> Vec<NamePair<'_>> {
    let follows = |one: &NameForm<'_>, other: &NameForm<'_>| {
        one.occurrences.iter().any(|a| {
            other.occurrences.iter().any(|b| {
                a.place.mention_idx.is_some()
                    && (a.source_idx, a.place.mention_idx) == (b.source_idx, b.place.mention_idx)
                    && a.place.word_idx < b.place.word_idx
            })
        })
    };
    let is_first_part = |pair: &NamePair<'_>| {
        pairs.iter().any(|other| {
            (follows(&pair.a, &other.a) && follows(&pair.b, &other.b))
                || (follows(&pair.a, &other.b) && follows(&pair.b, &other.a))
        })
    };
    let told: Vec<bool> = pairs.iter().map(|pair| !is_first_part(pair)).collect();
    pairs.into_iter().zip(told).filter(|(_, told)| *told).map(|(pair, _)| pair).collect()
}
