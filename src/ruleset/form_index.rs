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

/// The first and the last eight bytes of a form, and its length: all of it, up to sixteen bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Key {
    first: u64,
    last: u64,
    n_bytes: u32,
}

impl Key {
    /// How long a form may be to be told by its key alone.
    const WHOLE_BYTES_MAX: u32 = 16;

    pub(super) fn new(form: &str) -> Key {
        let bytes = form.as_bytes();
        let n_bytes = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        let (first, last) = if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            (u64::from_le_bytes(*first), u64::from_le_bytes(*last))
        } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
            let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
            // The last four bytes in their places, over those that they share with the first four.
            (u64::from(first) | u64::from(last) << (8 * (n_bytes - 4)), 0)
        } else {
            (bytes.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte)), 0)
        };
        Key { first, last, n_bytes }
    }

    /// Whether the form can begin with `prefix`: whether it does, where that has at most eight bytes.
    pub(super) fn may_begin_with(self, prefix: Key) -> bool {
        let n_bits = 8 * prefix.n_bytes.min(8);
        let differing = (self.first ^ prefix.first).trailing_zeros();
        self.n_bytes >= prefix.n_bytes && differing >= n_bits
    }

    /// Whether [`Key::may_begin_with`] this one says that a form does.
    pub(super) fn is_whole_prefix(self) -> bool {
        self.n_bytes <= 8
    }

    /// A hash of it: no loop over the form.
    fn hash(self) -> u64 {
        const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
        let mixed = (self.first ^ u64::from(self.n_bytes)).wrapping_mul(FACTOR);
        (mixed ^ mixed >> 32 ^ self.last).wrapping_mul(FACTOR)
    }
}

/// A word with its key, so that most forms are compared without reading them; empty where the word is
/// [`EMPTY`].
#[derive(Debug, Clone, Copy)]
struct Slot {
    key: Key,
    word: u32,
}

const EMPTY: u32 = u32::MAX;

impl FormIndex {
    /// The index of `forms`, whose ids are their positions.
    pub(super) fn new<'f>(forms: impl ExactSizeIterator<Item = &'f str>) -> FormIndex {
        let n_slots = (2 * forms.len()).next_power_of_two();
        let mut index = FormIndex {
            filter: vec![0; (FILTER_BITS * forms.len()).div_ceil(64).next_power_of_two()],
            slots: vec![Slot { key: Key::default(), word: EMPTY }; n_slots],
        };
        for (form, word) in forms.zip(0..EMPTY) {
            let key = Key::new(form);
            let hash = key.hash();
            let (at, bit) = index.filter_bit(hash);
            if let Some(bits) = index.filter.get_mut(at) {
                *bits |= bit;
            }
            let mut at = index.first_slot(hash);
            while index.slots.get(at).is_some_and(|slot| slot.word != EMPTY) {
                at = (at + 1) & (n_slots - 1);
            }
            if let Some(slot) = index.slots.get_mut(at) {
                *slot = Slot { key, word };
            }
        }
        index
    }

    /// The word with this form, whose key is `key`; `form_of` gives the form of a word.
    #[inline]
    pub(super) fn get<'f>(
        &self,
        key: Key,
        form: &str,
        form_of: impl Fn(WordId) -> &'f str,
    ) -> Option<WordId> {
        let hash = key.hash();
        let (at, bit) = self.filter_bit(hash);
        if self.filter.get(at)? & bit == 0 {
            return None;
        }
        let mut at = self.first_slot(hash);
        loop {
            let slot = self.slots.get(at).filter(|slot| slot.word != EMPTY)?;
            let word = WordId::new(slot.word as usize);
            if slot.key == key && (key.n_bytes <= Key::WHOLE_BYTES_MAX || form_of(word) == form) {
                return Some(word);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// The word of the filter, and the bit in it.
    fn filter_bit(&self, hash: u64) -> (usize, u64) {
        let at = (hash >> 32) as usize;
        ((at >> 6) & self.filter.len().wrapping_sub(1), 1 << (at & 63))
    }

    fn first_slot(&self, hash: u64) -> usize {
        (hash >> 24) as usize & self.slots.len().wrapping_sub(1)
    }
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
            let found = |form: &str| index.get(Key::new(form), form, |word| &forms[word.idx()]).map(WordId::idx);
            for form in forms.iter().chain(&others) {
                prop_assert_eq!(found(form), forms.iter().position(|known| known == form), "{}", form);
            }
        }
    }

    proptest! {
        #[test]
        fn a_key_tells_how_a_form_begins(form in "[ابج]{0,5}[a-c]{0,3}", prefix in "[اب]{1,3}a?") {
            let may = Key::new(&form).may_begin_with(Key::new(&prefix));
            prop_assert_eq!(may, form.starts_with(&prefix));
        }
    }
}
