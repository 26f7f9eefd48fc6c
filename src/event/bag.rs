//! Bags of weighted features, and how alike two of them are.

use crate::ruleset::concepts::{HAS_SOUND, OF_ALL_LANGUAGES};

/// Features with weights, sorted by feature, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bag {
    features: Vec<(u64, u32)>,
    /// The sum of the squares of the weights: a bag is held against many others.
    square: u64,
}

impl Bag {
    /// The bag of these features; of one that comes several times the greatest weight counts.
    pub fn new(mut features: Vec<(u64, u32)>) -> Bag {
        features.retain(|(key, weight)| *key != 0 && *weight != 0);
        features.sort_unstable_by(|a, b| (a.0, b.1).cmp(&(b.0, a.1)));
        features.dedup_by_key(|(key, _)| *key);
        let square = features.iter().map(|(_, weight)| u64::from(*weight) * u64::from(*weight)).sum();
        Bag { features, square }
    }

    /// The features, sorted.
    pub fn features(&self) -> &[(u64, u32)] {
        &self.features
    }

    /// Whether a feature of this key is there.
    pub fn has(&self, key: u64) -> bool {
        self.features.binary_search_by_key(&key, |(key, _)| *key).is_ok()
    }

    /// Whether there is no feature.
    pub fn is_empty(&self) -> bool {
        self.features.is_empty()
    }

    /// The weight of a feature, 0 where it is not there.
    pub fn weight(&self, key: u64) -> u32 {
        self.features
            .binary_search_by_key(&key, |(known, _)| *known)
            .ok()
            .and_then(|at| self.features.get(at))
            .map_or(0, |(_, weight)| *weight)
    }

    /// The cosine of the two bags, in thousandths.
    pub fn cosine(&self, other: &Bag) -> u32 {
        self.shared_and_cosine(other).1
    }

    /// Whether a feature is in both.
    pub fn meets(&self, other: &Bag) -> bool {
        let (mut at, mut other_at) = (0, 0);
        while let (Some((key, _)), Some((other_key, _))) =
            (self.features.get(at), other.features.get(other_at))
        {
            if key == other_key {
                return true;
            }
            at += usize::from(key < other_key);
            other_at += usize::from(other_key < key);
        }
        false
    }

    /// How many features are in both, and the cosine of the two bags, in thousandths.
    pub fn shared_and_cosine(&self, other: &Bag) -> (usize, u32) {
        let (mut at, mut other_at) = (0, 0);
        let (mut n_shared, mut dot) = (0, 0);
        // Which of two keys is the lesser nobody can foresee: both positions go on without a branch.
        while let (Some((key, a)), Some((other_key, b))) =
            (self.features.get(at), other.features.get(other_at))
        {
            let is_shared = key == other_key;
            n_shared += usize::from(is_shared);
            dot += u64::from(is_shared) * u64::from(*a) * u64::from(*b);
            at += usize::from(key <= other_key);
            other_at += usize::from(other_key <= key);
        }
        (n_shared, self.cosine_of(other, dot))
    }

    fn cosine_of(&self, other: &Bag, dot: u64) -> u32 {
        let norms = self.square * other.square;
        if norms == 0 || dot == 0 {
            return 0;
        }
        u32::try_from(dot * 1_000 / norms.isqrt().max(1)).unwrap_or(1_000).min(1_000)
    }

    /// How alike two bags of two languages are, in thousandths: a name counts by its consonants alone, and a word
    /// that no concept has, and so the other cannot share, by half.
    pub fn cosine_across(&self, other: &Bag) -> u32 {
        self.across().cosine(&other.across())
    }

    fn across(&self) -> Bag {
        let told =
            self.features.iter().filter(|(key, _)| key & HAS_SOUND == 0 || key & OF_ALL_LANGUAGES != 0);
        Bag::new(
            told.map(|(key, weight)| match key & OF_ALL_LANGUAGES {
                0 => (*key, weight / 2),
                _ => (*key, *weight),
            })
            .collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn across_languages_a_word_of_one_of_them_counts_by_half() {
        let (native, name, sound) = (4, 8 | HAS_SOUND, 16 | OF_ALL_LANGUAGES);
        let a = Bag::new(vec![(native, 4), (name, 4), (sound, 4)]);
        let b = Bag::new(vec![(32 | HAS_SOUND, 4), (sound, 4)]);
        assert_eq!((a.cosine(&b), a.cosine_across(&b)), (410, 941));
    }

    #[test]
    fn the_cosine_goes_from_nothing_shared_to_all() {
        let a = Bag::new(vec![(3, 2), (1, 4), (3, 1)]);
        assert_eq!(a.features(), [(1, 4), (3, 2)]);
        assert_eq!(a.cosine(&a), 1_000);
        assert_eq!(a.cosine(&Bag::new(vec![(2, 9)])), 0);
        assert_eq!(a.cosine(&Bag::default()), 0);
        let half = a.cosine(&Bag::new(vec![(1, 4), (2, 4)]));
        assert!((600..700).contains(&half), "{half}");
    }
}
