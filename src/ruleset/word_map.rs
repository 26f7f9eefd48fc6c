//! A list of words with a number each: an automaton, unpacked into a table where a run is long.
//!
//! The automaton is ready as it lies in the program, and takes a dozen steps a word; the table takes
//! one, and some milliseconds to make. Both give the same.

use std::{
    borrow::Cow,
    hash::{BuildHasher, BuildHasherDefault},
    sync::OnceLock,
};

use fst::{IntoStreamer, Map, Streamer};
use rustc_hash::FxHasher;

/// A list of words with a number each.
#[derive(Debug)]
pub struct WordMap {
    automaton: Map<Cow<'static, [u8]>>,
    table: OnceLock<Table>,
}

impl WordMap {
    /// Reads a list as `cargo xtask lexicon` writes it.
    ///
    /// # Errors
    /// Where the bytes are no automaton.
    pub fn new(bytes: Cow<'static, [u8]>) -> Result<WordMap, fst::Error> {
        Ok(WordMap { automaton: Map::new(bytes)?, table: OnceLock::new() })
    }

    /// The number of a word; none where the list lacks it.
    pub fn get(&self, word: &str) -> Option<u64> {
        match self.table.get() {
            Some(table) => table.get(word.as_bytes()),
            None => self.automaton.get(word),
        }
    }

    /// Whether the list has a word.
    pub fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// Makes look-ups faster, for a long run.
    pub fn unpack(&self) {
        self.table.get_or_init(|| Table::new(&self.automaton));
    }
}

/// Words by their hash, in a table with open addressing: the slots after a hash, up to the first empty
/// one, hold the words that have it.
#[derive(Debug)]
struct Table {
    /// As many as a power of two, at most half of them taken.
    slots: Vec<Slot>,
    /// The words, one after another.
    words: Vec<u8>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    value: u64,
    hash: u32,
    start: u32,
    /// 0 in an empty slot: there is no empty word.
    n_bytes: u16,
}

impl Table {
    fn new(automaton: &Map<Cow<'static, [u8]>>) -> Table {
        let n_slots = (2 * automaton.len()).next_power_of_two().max(2);
        let mut table = Table { slots: vec![Slot::default(); n_slots], words: Vec::new() };
        let mut stream = automaton.into_stream();
        while let Some((word, value)) = stream.next() {
            let hash = hash_of(word);
            let (Ok(start), Ok(n_bytes)) = (u32::try_from(table.words.len()), u16::try_from(word.len()))
            else {
                continue;
            };
            table.words.extend_from_slice(word);
            let mask = n_slots - 1;
            let mut at = hash as usize & mask;
            while table.slots[at].n_bytes > 0 {
                at = (at + 1) & mask;
            }
            table.slots[at] = Slot { value, hash, start, n_bytes };
        }
        table
    }

    fn get(&self, word: &[u8]) -> Option<u64> {
        let hash = hash_of(word);
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots.get(at).filter(|slot| slot.n_bytes > 0)?;
            let start = slot.start as usize;
            if slot.hash == hash && self.words.get(start..start + usize::from(slot.n_bytes)) == Some(word) {
                return Some(slot.value);
            }
            at = (at + 1) & mask;
        }
    }
}

fn hash_of(word: &[u8]) -> u32 {
    let hash = BuildHasherDefault::<FxHasher>::default().hash_one(word);
    u32::try_from(hash >> 32).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn map(words: &[&str]) -> WordMap {
        let mut words: Vec<&str> = words.to_vec();
        words.sort_unstable();
        words.dedup();
        let map = Map::from_iter(words.iter().zip(1..).map(|(word, n)| (*word, n))).unwrap();
        WordMap::new(Cow::Owned(map.into_fst().into_inner())).unwrap()
    }

    proptest! {
        #[test]
        fn an_unpacked_list_gives_the_same(
            words in prop::collection::vec("[ابج]{1,4}", 0..40),
            others in prop::collection::vec("[ابج]{0,4}", 0..40),
        ) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let (packed, unpacked) = (map(&words), map(&words));
            unpacked.unpack();
            for word in words.iter().copied().chain(others.iter().map(String::as_str)) {
                prop_assert_eq!(packed.get(word), unpacked.get(word), "{}", word);
            }
        }
    }
}
