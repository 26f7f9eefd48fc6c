//! Phrases: entries of one or more words, found at a token in one walk.

use rustc_hash::FxHashMap;

use crate::{
    base::id::WordId,
    ruleset::vocabulary::{Proclitics, Reading, Vocabulary},
};

/// A set of phrases with a value each, as a trie over words.
#[derive(Debug)]
pub struct PhraseSet<V> {
    edges: FxHashMap<(u32, WordId), u32>,
    /// A bit for each word that a phrase begins with: most words of a text begin none.
    firsts: Vec<u64>,
    values: Vec<Option<V>>,
}

/// A phrase that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhraseMatch<V> {
    /// The value of the phrase.
    pub value: V,
    /// How many tokens it covers.
    pub n_tokens: usize,
    /// The proclitics on its first word.
    pub proclitics: Proclitics,
}

const ROOT: u32 = 0;

impl<V> Default for PhraseSet<V> {
    fn default() -> PhraseSet<V> {
        PhraseSet { edges: FxHashMap::default(), firsts: Vec::new(), values: vec![None] }
    }
}

impl<V: Copy> PhraseSet<V> {
    /// Adds the phrase `words`; gives back the value that it had before.
    pub(crate) fn insert(&mut self, words: &[WordId], value: V) -> Option<V> {
        if let Some(first) = words.first() {
            let (at, bit) = bit_of(*first);
            if self.firsts.len() <= at {
                self.firsts.resize(at + 1, 0);
            }
            if let Some(bits) = self.firsts.get_mut(at) {
                *bits |= bit;
            }
        }
        let mut state = ROOT;
        for word in words {
            let next = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
            let entry = self.edges.entry((state, *word)).or_insert(next);
            if *entry == next {
                self.values.push(None);
            }
            state = *entry;
        }
        self.values.get_mut(state as usize).and_then(|slot| slot.replace(value))
    }

    /// Whether some phrase begins with `word`.
    pub fn starts_with(&self, word: WordId) -> bool {
        let (at, bit) = bit_of(word);
        self.firsts.get(at).is_some_and(|bits| bits & bit != 0)
    }

    /// The value of exactly the phrase `words`.
    pub fn find(&self, words: &[WordId]) -> Option<V> {
        let step = |state, word: &WordId| self.edges.get(&(state, *word)).copied();
        self.value(words.iter().try_fold(ROOT, step)?)
    }

    /// The longest phrase that begins with the first of `readings`, the readings of the tokens from
    /// one on. The first word may carry proclitics, the others only an article that the phrase has.
    pub fn longest(
        &self,
        vocabulary: &Vocabulary,
        readings: impl Iterator<Item = Option<Reading>> + Clone,
    ) -> Option<PhraseMatch<V>> {
        let mut following = readings;
        let first = following.next()??;
        let mut best: Option<PhraseMatch<V>> = None;
        for reading in vocabulary.readings(Some(first)) {
            if !self.starts_with(reading.word) {
                continue;
            }
            let Some(state) = self.edges.get(&(ROOT, reading.word)) else {
                continue;
            };
            let found = self.walk(*state, following.clone());
            if let Some((n_tokens, value)) = found
                && best.as_ref().is_none_or(|best| n_tokens > best.n_tokens)
            {
                best = Some(PhraseMatch { value, n_tokens, proclitics: reading.proclitics });
            }
        }
        best
    }

    fn walk(&self, mut state: u32, readings: impl Iterator<Item = Option<Reading>>) -> Option<(usize, V)> {
        let mut best = self.value(state).map(|value| (1, value));
        for (at, reading) in readings.enumerate() {
            let Some(reading) = reading.filter(|reading| reading.proclitics.is_none()) else {
                break;
            };
            let Some(next) = self.edges.get(&(state, reading.word)) else {
                break;
            };
            state = *next;
            if let Some(value) = self.value(state) {
                best = Some((at + 2, value));
            }
        }
        best
    }

    fn value(&self, state: u32) -> Option<V> {
        self.values.get(state as usize).copied().flatten()
    }
}

/// The place of the bit of a word among [`PhraseSet::firsts`].
fn bit_of(word: WordId) -> (usize, u64) {
    (word.idx() / 64, 1 << (word.idx() % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_and_a_prefix_alone_is_none() {
        let mut vocabulary = Vocabulary::default();
        let mut phrases = PhraseSet::default();
        let long = vocabulary.intern_phrase("فرانس برس");
        let short = vocabulary.intern_phrase("فرانس 24 عربي");
        phrases.insert(&long, 1);
        phrases.insert(&short, 2);
        let reading = |word: WordId| Some(Reading { word, proclitics: Proclitics::NONE });
        let at = |words: &[WordId]| {
            let readings: Vec<Option<Reading>> = words.iter().map(|word| reading(*word)).collect();
            phrases.longest(&vocabulary, readings.into_iter()).map(|found| (found.value, found.n_tokens))
        };
        assert_eq!(at(&[long[0], long[1], short[1]]), Some((1, 2)));
        assert_eq!(at(&[short[0], short[1]]), None);
    }
}
