//! The words of the vocabulary by their form, for the look-up of every word of every text.
//!
//! Most words of a text are no word of a rule, in none of the ways to take proclitics off, so a filter of
//! a few bits a word stands before the table: it answers from the cache for nine in ten of them.

use crate::base::id::WordId;

/// Bits of the filter for each word: one in so many forms that are no word passes it.
const FILTER_BITS: usize = 16;

/// The words by their form: a filter, and a table with open addressing, at most half full.
#[derive(Debug, Default)]
pub(super) struct FormIndex {
    filter: Vec<u64>,
    slots: Vec<Slot>,
}

/// A word and the upper half of the hash of its form; empty where the word is [`EMPTY`].
#[derive(Debug, Clone, Copy)]
struct Slot {
    hash: u32,
    word: u32,
}

const EMPTY: u32 = u32::MAX;

impl FormIndex {
    /// The index of `forms`, whose ids are their positions.
    pub(super) fn new<'f>(forms: impl ExactSizeIterator<Item = &'f str>) -> FormIndex {
        let n_slots = (2 * forms.len()).next_power_of_two();
        let mut index = FormIndex {
            filter: vec![0; (FILTER_BITS * forms.len()).div_ceil(64).next_power_of_two()],
            slots: vec![Slot { hash: 0, word: EMPTY }; n_slots],
        };
        for (form, word) in forms.zip(0..EMPTY) {
            let hash = hash_of(form.as_bytes());
            let (at, bit) = index.filter_bit(hash);
            if let Some(bits) = index.filter.get_mut(at) {
                *bits |= bit;
            }
            let mut at = index.first_slot(hash);
            while index.slots.get(at).is_some_and(|slot| slot.word != EMPTY) {
                at = (at + 1) & (n_slots - 1);
            }
            if let Some(slot) = index.slots.get_mut(at) {
                *slot = Slot { hash: upper(hash), word };
            }
        }
        index
    }

    /// The word with this form; `form_of` gives the form of a word.
    pub(super) fn get<'f>(&self, form: &str, form_of: impl Fn(WordId) -> &'f str) -> Option<WordId> {
        let hash = hash_of(form.as_bytes());
        let (at, bit) = self.filter_bit(hash);
        if self.filter.get(at)? & bit == 0 {
            return None;
        }
        let mut at = self.first_slot(hash);
        loop {
            let slot = self.slots.get(at).filter(|slot| slot.word != EMPTY)?;
            let word = WordId::new(slot.word as usize);
            if slot.hash == upper(hash) && form_of(word) == form {
                return Some(word);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// The word of the filter, and the bit in it.
    fn filter_bit(&self, hash: u64) -> (usize, u64) {
        let at = upper(hash) as usize;
        ((at >> 6) & self.filter.len().wrapping_sub(1), 1 << (at & 63))
    }

    fn first_slot(&self, hash: u64) -> usize {
        (hash >> 24) as usize & self.slots.len().wrapping_sub(1)
    }
}

const fn upper(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// A hash of the first and the last eight bytes and the length, which few words share: no loop over the word.
fn hash_of(form: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let (first, last) = if let (Some(first), Some(last)) = (form.first_chunk(), form.last_chunk()) {
        (u64::from_le_bytes(*first), u64::from_le_bytes(*last))
    } else if let (Some(first), Some(last)) = (form.first_chunk(), form.last_chunk()) {
        (u64::from(u32::from_le_bytes(*first)), u64::from(u32::from_le_bytes(*last)))
    } else {
        (form.iter().fold(0, |bytes, byte| bytes << 8 | u64::from(*byte)), 0)
    };
    let mixed = (first ^ form.len() as u64).wrapping_mul(FACTOR);
    (mixed ^ mixed >> 32 ^ last).wrapping_mul(FACTOR)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_form_is_found_and_no_other(
            forms in prop::collection::btree_set("[ابج]{0,3}[a-c]{0,9}", 0..60),
            others in prop::collection::vec("[ابج]{0,3}[a-c]{0,9}", 0..60),
        ) {
            let forms: Vec<String> = forms.into_iter().collect();
            let index = FormIndex::new(forms.iter().map(String::as_str));
            let found = |form: &str| index.get(form, |word| &forms[word.idx()]).map(WordId::idx);
            for form in forms.iter().chain(&others) {
                prop_assert_eq!(found(form), forms.iter().position(|known| known == form), "{}", form);
            }
        }
    }
}
