//! What was worked out of pairs of spellings: the articles of a story have the same names, event by event.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::reading::ReadingMemo;
use crate::base::hash::fnv1a;

const N_SHARDS: usize = 16;
/// A shard with more pairs than this is emptied.
const SHARD_PAIRS_MAX: usize = 1 << 15;

/// What is known of spellings and of pairs of them, so that it is worked out once. What is kept changes no result.
#[derive(Debug, Default)]
pub struct SpellingMemo {
    /// Which known names spellings write.
    pub(super) readings: ReadingMemo,
    shards: [Mutex<FxHashMap<PairKey, KnownPair>>; N_SHARDS],
}

/// A pair of spellings of one language, in this order, by the hashes that stand for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct PairKey {
    first: u64,
    second: u64,
    language: u64,
}

impl PairKey {
    pub(super) fn new(first: &str, second: &str, language: &str) -> PairKey {
        let [first, second, language] = [first, second, language].map(|text| fnv1a(text.as_bytes()));
        PairKey { first, second, language }
    }

    fn shard(self) -> usize {
        usize::try_from((self.first ^ self.second.rotate_left(32)) % N_SHARDS as u64).unwrap_or(0)
    }
}

/// What is known of a pair of spellings.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct KnownPair {
    /// Whether they are near in letters.
    pub(super) are_near: Option<bool>,
    /// Their score is less than this, in thousandths; none where nothing is known.
    pub(super) below: Option<u16>,
}

impl SpellingMemo {
    pub(super) fn known(&self, key: PairKey) -> KnownPair {
        let Some(shard) = self.shards.get(key.shard()) else { return KnownPair::default() };
        let shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
        shard.get(&key).copied().unwrap_or_default()
    }

    pub(super) fn note(&self, key: PairKey, change: impl FnOnce(&mut KnownPair)) {
        let Some(shard) = self.shards.get(key.shard()) else { return };
        let mut shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
        if shard.len() >= SHARD_PAIRS_MAX {
            shard.clear();
        }
        change(shard.entry(key).or_default());
    }
}
