//! Names: whether two spellings are one name.
//!
//! Takes two spellings and gives a [`Comparison`]: a probability in thousandths and the steps that
//! led to it. Edit distance cannot tell «بلينكين»/«بلينكن», one man, from «سعد»/«سعيد», two; so the
//! letters are aligned with operations that know what transliteration does (`alignment`), words
//! made of one another are recognised (`derivation`), and a logistic layer weighs what was observed
//! (`observation`). Costs, classes and weights are data: `rules/*/orthography.toml`.
//!
//! The score is symmetric, and the same on every machine: all of it is computed in whole numbers.

mod alignment;
mod candidate;
mod derivation;
mod logistic;
mod memo;
mod observation;
mod reading;
mod word;

pub use alignment::{Edit, NameAlignment, align_letters};
pub use candidate::{CandidateIndex, candidate_keys, sound_key};
use memo::PairKey;
pub use memo::SpellingMemo;
use observation::observe_letters;
pub use observation::{Observed, observe};
pub use reading::{CommonReading, Reading, ReadingMemo, common_reading};

pub use word::compare_words;

use crate::{
    base::fold::fold,
    ruleset::{
        Orthography, Ruleset,
        operations::{Operations, Told},
    },
};

/// From this probability on two spellings are taken for one name.
pub const SAME_MIN: u16 = 500;

/// Whether two spellings are one name, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The probability that they are one name, in thousandths.
    pub score: u16,
    /// Whether they are taken for one name.
    pub same: bool,
    /// What was seen, in the order of the letters.
    pub steps: Vec<Step>,
}

/// One thing that was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Letters stand for other letters.
    Edit {
        /// The class of the operation.
        class: String,
        /// The letters in the first name.
        from: String,
        /// The letters in the second name.
        to: String,
        /// Its cost in hundredths.
        cost: i32,
        /// What it is, in words, by language.
        told: Told,
    },
    /// One word is made of the other.
    Derivation {
        /// Its name in the rules.
        class: String,
        /// What it is, in words, by language.
        told: Told,
    },
    /// Known names of another script that the spellings write.
    Reading {
        /// The nearest to the first spelling.
        first: String,
        /// The nearest to the second spelling.
        second: String,
        /// The name that both can write, if there is one.
        common: Option<String>,
    },
    /// Letters that rules of orthography would take for one, but both forms are words of their own.
    OtherWord {
        /// The class of the operation.
        class: String,
        /// What it is, in words, by language.
        told: Told,
    },
    /// The rules list spellings of the stem, shown with strokes between them.
    Family(String),
    /// The rules list both as spellings of one name.
    Alias,
    /// Spelt alike, but for what folding takes away.
    Equal,
}

/// Compares two names in `language`.
///
/// Names of several words are compared word by word, and the worst pair of words decides; where the
/// numbers of words differ, they are compared as if written without spaces.
pub fn compare(ruleset: &Ruleset, a: &str, b: &str, language: &str) -> Comparison {
    compare_at_least(ruleset, &SpellingMemo::default(), (a, b), language, 0).unwrap_or_else(|| plain(false))
}

/// Whether two folded forms are near enough in letters to be worth comparing.
pub fn are_near(ruleset: &Ruleset, memo: &SpellingMemo, (a, b): (&str, &str), language: &str) -> bool {
    let Some(orthography) = ruleset.orthographies.get(language) else { return false };
    let key = PairKey::new(a, b, language);
    memo.known(key).are_near.unwrap_or_else(|| {
        let letters = (orthography.operations.letters(a), orthography.operations.letters(b));
        let are_near = align_letters(&orthography.operations, &letters.0, &letters.1).cost <= NEAR_COST_MAX;
        memo.note(key, |known| known.are_near = Some(are_near));
        are_near
    })
}

/// In running text names farther apart than this, in hundredths, are two names.
const NEAR_COST_MAX: i32 = 110;

/// Compares two names as [`compare`] does where their score is `score_min`, in thousandths, or more;
/// none where it is not, which is mostly known sooner.
pub fn compare_at_least(
    ruleset: &Ruleset,
    memo: &SpellingMemo,
    (a, b): (&str, &str),
    language: &str,
    score_min: u16,
) -> Option<Comparison> {
    let (first, second) = if a <= b { (a, b) } else { (b, a) };
    let key = PairKey::new(first, second, language);
    if memo.known(key).below.is_some_and(|below| score_min >= below) {
        return None;
    }
    let found = compare_ordered(ruleset, memo, (first, second), language, score_min)
        .filter(|comparison| comparison.score >= score_min);
    let Some(mut comparison) = found else {
        memo.note(key, |known| {
            known.below = Some(known.below.map_or(score_min, |below| below.min(score_min)))
        });
        return None;
    };
    if a > b {
        comparison.steps.iter_mut().for_each(Step::swap);
    }
    Some(comparison)
}

fn compare_ordered(
    ruleset: &Ruleset,
    memo: &SpellingMemo,
    (a, b): (&str, &str),
    language: &str,
    score_min: u16,
) -> Option<Comparison> {
    let (folded_a, folded_b) = (fold(a), fold(b));
    let Some(orthography) = ruleset.orthographies.get(language) else {
        return Some(plain(folded_a == folded_b));
    };
    if orthography.operations.letters(a) == orthography.operations.letters(b) {
        return Some(plain(true));
    }
    if orthography.are_aliases(&folded_a, &folded_b) {
        return Some(Comparison { score: 999, same: true, steps: vec![Step::Alias] });
    }
    let may_be = |logit: i32| logistic::probability(logit) >= score_min;
    let mut worst: Option<i32> = None;
    let mut steps = Vec::new();
    for (a, b) in differing_words(a, b) {
        let mut observed = observe_letters(ruleset, orthography, language, (&a, &b));
        let are_aliases = orthography.are_aliases(&fold(&a), &fold(&b));
        if !are_aliases && !may_be(observed.logit_max(orthography)) {
            return None;
        }
        observed.read(orthography, &memo.readings, language, (&a, &b));
        let logit = if are_aliases { i32::MAX } else { observed.logit(orthography) };
        if !may_be(logit) {
            return None;
        }
        steps.extend(told(orthography, &observed));
        worst = Some(worst.map_or(logit, |known| known.min(logit)));
    }
    let Some(logit) = worst else {
        return Some(plain(true));
    };
    let score = logistic::probability(logit);
    Some(Comparison { score, same: score >= SAME_MIN, steps })
}

fn plain(same: bool) -> Comparison {
    let steps = if same { vec![Step::Equal] } else { Vec::new() };
    Comparison { score: if same { 999 } else { 1 }, same, steps }
}

/// The pairs of words in which two names differ.
pub fn differing_words(a: &str, b: &str) -> Vec<(String, String)> {
    let words_a: Vec<&str> = a.split_whitespace().collect();
    let words_b: Vec<&str> = b.split_whitespace().collect();
    if words_a.len() != words_b.len() {
        return vec![(words_a.concat(), words_b.concat())];
    }
    let pairs = words_a.into_iter().zip(words_b);
    pairs.filter(|(a, b)| a != b).map(|(a, b)| (a.to_owned(), b.to_owned())).collect()
}

fn told(orthography: &Orthography, observed: &Observed) -> Vec<Step> {
    let edits = told_edits(&orthography.operations, &observed.alignment, &observed.letters);
    let derivations = observed.derivations.iter().filter_map(|idx| {
        let derivation = orthography.derivations.get(*idx)?;
        Some(Step::Derivation { class: derivation.name.clone(), told: derivation.told.clone() })
    });
    let reading = observed.reading.as_ref().and_then(|reading| {
        let (Some(first), Some(second)) = &reading.nearest else {
            return None;
        };
        let common = reading.common.as_ref().map(|known| known.name.clone());
        Some(Step::Reading { first: first.name.clone(), second: second.name.clone(), common })
    });
    edits.into_iter().chain(derivations).chain(reading).collect()
}

fn told_edits(
    operations: &Operations,
    alignment: &NameAlignment,
    letters: &(Vec<char>, Vec<char>),
) -> Vec<Step> {
    let part = |letters: &[char], (start, end): (usize, usize)| -> String {
        letters.get(start..end).unwrap_or_default().iter().collect()
    };
    let edits = alignment.edits.iter().filter_map(|edit| {
        let class = operations.classes.get(edit.class)?;
        Some(Step::Edit {
            class: class.name.clone(),
            from: part(&letters.0, edit.left),
            to: part(&letters.1, edit.right),
            cost: edit.cost,
            told: class.told.clone(),
        })
    });
    edits.collect()
}

impl Step {
    fn swap(&mut self) {
        match self {
            Step::Edit { from, to, .. } => std::mem::swap(from, to),
            Step::Reading { first, second, .. } => std::mem::swap(first, second),
            _ => {}
        }
    }

    /// The name of its class in the rules.
    pub fn class(&self) -> &str {
        match self {
            Step::Edit { class, .. } | Step::Derivation { class, .. } | Step::OtherWord { class, .. } => {
                class
            }
            Step::Family(_) => "family",
            Step::Reading { .. } => "reading",
            Step::Alias => "alias",
            Step::Equal => "equal",
        }
    }
}

#[cfg(test)]
mod tests;
