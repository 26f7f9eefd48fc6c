//! Phrases: entries of one or more words, found at a token in one walk.

use rustc_hash::FxHashMap;

use crate::{
    base::id::WordId,
    ruleset::vocabulary::{Proclitics, Reading, Vocabulary},
};

/// A set of words, as a bit for each.
#[derive(Debug, Default, Clone)]
pub(super) struct WordSet(Vec<u64>);

impl FromIterator<WordId> for WordSet {
    fn from_iter<W: IntoIterator<Item = WordId>>(words: W) -> WordSet {
        let mut set = WordSet::default();
        words.into_iter().for_each(|word| set.insert(word));
        set
    }
}

impl WordSet {
    fn insert(&mut self, word: WordId) {
        let at = word.idx() / 64;
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        if let Some(bits) = self.0.get_mut(at) {
            *bits |= 1 << (word.idx() % 64);
        }
    }

    pub(super) fn contains(&self, word: WordId) -> bool {
        self.0.get(word.idx() / 64).is_some_and(|bits| bits & 1 << (word.idx() % 64) != 0)
    }
}

/// A set of phrases with a value each, as a trie over words.
#[derive(Debug)]
pub struct PhraseSet<V> {
    edges: FxHashMap<(u32, WordId), u32>,
    /// The words that a phrase begins with: most words of a text begin none.
    firsts: WordSet,
    /// The same with the words that are one of them behind proclitics, once the vocabulary is finished.
    openers: Option<WordSet>,
    /// The words that are a phrase by themselves.
    lone: WordSet,
    /// The words that stand second in a phrase.
    seconds: WordSet,
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
        PhraseSet {
            edges: FxHashMap::default(),
            firsts: WordSet::default(),
            openers: None,
            lone: WordSet::default(),
            seconds: WordSet::default(),
            values: vec![None],
        }
    }
}

impl<V: Copy> PhraseSet<V> {
    /// Makes the set tell at once that no phrase begins with a word, whatever proclitics the word carries. For
    /// sets that many words are looked up in; call once, when the vocabulary is finished.
    pub(crate) fn finish(&mut self, vocabulary: &Vocabulary) {
        let mut openers = self.firsts.clone();
        for word in vocabulary.derived() {
            let mut readings = vocabulary.readings(vocabulary.reading_of(*word));
            if readings.any(|reading| self.firsts.contains(reading.word)) {
                openers.insert(*word);
            }
        }
        self.openers = Some(openers);
    }

    /// Adds the phrase `words`; gives back the value that it had before.
    pub(crate) fn insert(&mut self, words: &[WordId], value: V) -> Option<V> {
        match words {
            [] => {}
            [lone] => {
                self.firsts.insert(*lone);
                self.lone.insert(*lone);
            }
            [first, second, ..] => {
                self.firsts.insert(*first);
                self.seconds.insert(*second);
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
        self.firsts.contains(word)
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
        if !self.can_open(vocabulary, first) {
            return None;
        }
        // Words such as «في» begin a phrase here and there, and nearly always something else.
        let second = following.clone().next().flatten();
        let goes_on =
            second.is_some_and(|next| next.proclitics.is_none() && self.seconds.contains(next.word));
        let mut best: Option<PhraseMatch<V>> = None;
        for reading in vocabulary.readings(Some(first)) {
            if !(self.lone.contains(reading.word) || (goes_on && self.firsts.contains(reading.word))) {
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

    /// Whether a phrase can begin with the word in one of its readings.
    #[inline]
    pub fn can_open(&self, vocabulary: &Vocabulary, first: Reading) -> bool {
        match &self.openers {
            Some(openers) => openers.contains(first.word),
            None => vocabulary.readings(Some(first)).any(|reading| self.firsts.contains(reading.word)),
        }
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
