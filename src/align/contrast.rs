//! Contrast: where two sentences that are alike word for word name two things.
//!
//! «بلغت مبيعات تويوتا 3.1 مليون سيارة» and «بلغت مبيعات هوندا 2.4 مليون سيارة» differ in one word, and that word says
//! that they are about two things. Two sentences are aligned by their longest common subsequence; what is replaced between
//! equal words is a slot.

use std::ops::Range;

use crate::{
    align::wording::{PlacedWord, WordClass, Wording},
    base::subsequence::longest_common,
};

/// Of a longer sentence so many words on either side of a figure are looked at.
const SIDE_WORDS_MAX: usize = 24;
/// A slot has at most so many words: longer ones are told in other words …
const SLOT_WORDS_MAX: usize = 3;
/// … but a time: «في الأشهر التسعة الأولى من العام».
const TIME_WORDS_MAX: usize = 6;
/// So many equal words stand around a slot.
const ANCHORS_MIN: usize = 2;
/// Two sentences are alike word for word where so much of both, in thousandths, is equal.
const ALIKE_SHARE_MIN: usize = 550;

/// In what two sentences that are alike differ, so that they are about two things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Contrast {
    /// Two names fill a slot.
    pub(super) names: bool,
    /// Two dates, or two numbers in a row, fill one.
    pub(super) times: bool,
    /// Two nouns fill one.
    pub(super) nouns: bool,
}

/// The contrast of the sentences around the words `at_a` and `at_b`; none where they are not alike.
pub(super) fn contrast((a, at_a): (&Wording, usize), (b, at_b): (&Wording, usize)) -> Contrast {
    let (a, b) = (&around(a, at_a), &around(b, at_b));
    let equal = longest_common(a, b, |one, other| one.key == other.key);
    let times = is_part_of_year(a, b) || is_part_of_year(b, a);
    let mut contrast = Contrast { times, ..Contrast::default() };
    if 2_000 * equal.len() < ALIKE_SHARE_MIN * (a.len() + b.len()) {
        return contrast;
    }
    for (of_a, of_b) in slots(&equal, (a.len(), b.len())) {
        let (Some(of_a), Some(of_b)) = (a.get(of_a), b.get(of_b)) else { continue };
        let n_words = of_a.len().max(of_b.len());
        let is_moved = |words: &[PlacedWord], all: &[PlacedWord]| {
            words
                .iter()
                .any(|word| word.class != WordClass::Other && all.iter().any(|other| other.key == word.key))
        };
        if n_words > TIME_WORDS_MAX || is_moved(of_a, b) || is_moved(of_b, a) {
            continue;
        }
        let both = |is: &dyn Fn(WordClass) -> bool| {
            [of_a, of_b].iter().all(|words| words.iter().any(|word| is(word.class)))
        };
        // «في الربع الثالث», «في الأشهر التسعة الأولى»
        let of_months = |part, months| has(part, WordClass::YearPart) && has(months, WordClass::Duration);
        let are_times = both(&WordClass::is_time) || of_months(of_a, of_b) || of_months(of_b, of_a);
        contrast.times |= are_times;
        if n_words > SLOT_WORDS_MAX {
            continue;
        }
        let are_names = both(&|class| class == WordClass::Name) || both(&|class| class == WordClass::Country);
        contrast.names |= are_names;
        let are_things = both(&|class| class == WordClass::Side || class.is_content());
        contrast.nouns |= !are_names && are_things;
    }
    contrast
}

/// The contrast of two sentences of two languages, of which the words cannot be held against each other: by their months.
pub(super) fn contrast_across((a, at_a): (&Wording, usize), (b, at_b): (&Wording, usize)) -> Contrast {
    let (a, b) = (around(a, at_a), around(b, at_b));
    let is_month = |word: &&PlacedWord| word.class == WordClass::Month;
    let months =
        |words: &[PlacedWord]| words.iter().filter(is_month).map(|word| word.key).collect::<Vec<u32>>();
    let (a, b) = (months(&a), months(&b));
    let times = !a.is_empty() && !b.is_empty() && !a.iter().any(|month| b.contains(month));
    Contrast { times, ..Contrast::default() }
}

/// Whether one tells of a part of a year, and the other of a year: «في الربع الأول من 2023», «في 2023».
fn is_part_of_year(part: &[PlacedWord], whole: &[PlacedWord]) -> bool {
    has(part, WordClass::YearPart) && !has(whole, WordClass::YearPart) && has(whole, WordClass::Year)
}

fn has(words: &[PlacedWord], class: WordClass) -> bool {
    words.iter().any(|word| word.class == class)
}

/// The words around one that stands for the value, whatever it is.
fn around(wording: &Wording, at: usize) -> Vec<PlacedWord> {
    let first = at.saturating_sub(SIDE_WORDS_MAX);
    let last = wording.words.len().min(at + 1 + SIDE_WORDS_MAX);
    let mut words = wording.words.get(first..last).unwrap_or(&[]).to_vec();
    if let Some(own) = words.get_mut(at - first) {
        *own = PlacedWord { key: 0, class: WordClass::Figure };
    }
    words
}

/// What stands before, between and behind the equal words of both, where at least [`ANCHORS_MIN`] equal words without
/// a gap stand right before and behind it.
fn slots(equal: &[(usize, usize)], ends: (usize, usize)) -> Vec<(Range<usize>, Range<usize>)> {
    let runs: Vec<&[(usize, usize)]> =
        equal.chunk_by(|(a, b), (next_a, next_b)| a + 1 == *next_a && b + 1 == *next_b).collect();
    let mut slots = Vec::with_capacity(runs.len() + 1);
    let (mut before, mut n_before) = ((0, 0), 0);
    for run in runs.iter().copied().chain([[].as_slice()]) {
        let (a, b) = run.first().copied().unwrap_or(ends);
        if before.0 < a && before.1 < b && n_before + run.len() >= ANCHORS_MIN {
            slots.push((before.0..a, before.1..b));
        }
        before = run.last().map_or(ends, |(a, b)| (a + 1, b + 1));
        n_before = run.len();
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words in order: `Toyota` is a name, `+plants` a noun, `@May` a time, `7` a figure.
    fn wording(words: &str) -> Wording {
        let word = |word: &str| {
            let class = match word.chars().next() {
                Some('+') => WordClass::Noun,
                Some('@') => WordClass::Time,
                Some('0'..='9') => WordClass::Figure,
                Some(first) if first.is_uppercase() => WordClass::Name,
                _ => WordClass::Other,
            };
            let key = if class == WordClass::Figure { "figure" } else { word };
            PlacedWord {
                key: crate::align::wording::short_key(crate::base::hash::fnv1a(key.as_bytes())),
                class,
            }
        };
        Wording { words: words.split(' ').map(word).collect() }
    }

    /// Whether names, times and nouns fill slots: 1 where they do.
    fn of(a: &str, b: &str) -> (u8, u8, u8) {
        let (a, b) = (wording(a), wording(b));
        let own = |wording: &Wording| {
            wording.words.iter().position(|word| word.class == WordClass::Figure).unwrap()
        };
        let found = contrast((&a, own(&a)), (&b, own(&b)));
        (found.names.into(), found.times.into(), found.nouns.into())
    }

    #[test]
    fn what_fills_one_slot_is_told_of_two_things() {
        assert_eq!(of("Toyota sold 3 cars", "Honda sold 2 cars"), (1, 0, 0));
        assert_eq!(of("they sold 3 cars in @May", "they sold 2 cars in @June"), (0, 1, 0));
        assert_eq!(of("the +men came in 3 hours", "the +women came in 4 hours"), (0, 0, 1));
    }

    #[test]
    fn what_is_left_out_moved_or_told_in_other_words_is_no_contrast() {
        assert_eq!(of("Toyota sold 3 cars", "it sold 2 cars"), (0, 0, 0));
        assert_eq!(of("Toyota sold 3 cars there", "there Toyota sold 2 cars"), (0, 0, 0));
        assert_eq!(of("Toyota sold 3 cars", "sales of Honda came to 2"), (0, 0, 0));
    }
}
