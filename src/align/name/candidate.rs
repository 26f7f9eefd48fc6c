//! Candidates: which forms are worth comparing, without comparing all with all.
//!
//! Two forms meet where their consonant skeletons, one letter for each family of sounds, are equal or
//! differ by one letter: every form is filed under its skeleton and under the skeleton without each of
//! its letters.
//!
//! Source: the deletion neighbourhood of T. Bocek, E. Hunt, B. Stiller, "Fast Similarity Search in
//! Large Dictionaries", University of Zurich 2007 (FastSS).

use rustc_hash::FxHashMap;

use crate::{base::hash::fnv1a, ruleset::Orthography};

/// A key with more forms than this is no help: short skeletons («ن», «مر») gather half a lexicon, and
/// the pairs under a key grow with its square.
const POSTINGS_MAX: usize = 200;

/// Skeletons are cut to this length, so that a form of a thousand letters has not a thousand keys.
const SKELETON_CHARS_MAX: usize = 24;

/// Forms by the keys under which they can meet.
#[derive(Debug)]
pub struct CandidateIndex<'o> {
    orthography: &'o Orthography,
    postings: FxHashMap<u64, Vec<u32>>,
    n_forms: u32,
}

impl<'o> CandidateIndex<'o> {
    /// An index without forms.
    pub fn new(orthography: &'o Orthography) -> CandidateIndex<'o> {
        CandidateIndex { orthography, postings: FxHashMap::default(), n_forms: 0 }
    }

    /// Files a form, a stem without clitics; gives its number, counted from 0.
    pub fn insert(&mut self, form: &str) -> u32 {
        let number = self.n_forms;
        self.n_forms += 1;
        for key in candidate_keys(self.orthography, form) {
            let postings = self.postings.entry(key).or_default();
            // One more than the limit tells that the key is full.
            if postings.len() <= POSTINGS_MAX {
                postings.push(number);
            }
        }
        number
    }

    /// The numbers of the forms that `form` may be another spelling of, in order.
    pub fn candidates(&self, form: &str) -> Vec<u32> {
        let keys = candidate_keys(self.orthography, form);
        let postings = keys.iter().filter_map(|key| self.postings.get(key));
        let usable = postings.filter(|postings| postings.len() <= POSTINGS_MAX);
        let mut found: Vec<u32> = usable.flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// All pairs of forms that may be one name, each with the smaller number first, in order.
    pub fn pairs(&self) -> Vec<(u32, u32)> {
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for postings in self.postings.values().filter(|postings| postings.len() <= POSTINGS_MAX) {
            for (at, one) in postings.iter().enumerate() {
                pairs.extend(postings.iter().skip(at + 1).map(|other| (*one, *other)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }
}

/// The key under which a form meets those of the same consonants.
pub fn sound_key(orthography: &Orthography, form: &str) -> u64 {
    let mut skeleton = orthography.skeleton(&orthography.operations.letters(form));
    skeleton.truncate(SKELETON_CHARS_MAX);
    fnv1a(skeleton.iter().collect::<String>().as_bytes())
}

/// The keys of a form, sorted: stable between versions and machines as long as the rules are.
pub fn candidate_keys(orthography: &Orthography, form: &str) -> Vec<u64> {
    let letters = orthography.operations.letters(form);
    let mut skeleton = orthography.skeleton(&letters);
    skeleton.truncate(SKELETON_CHARS_MAX);
    let mut bytes = Vec::with_capacity(2 * skeleton.len());
    let mut key_without = |gap: Option<usize>| {
        bytes.clear();
        for (_, letter) in skeleton.iter().enumerate().filter(|(at, _)| Some(*at) != gap) {
            bytes.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
        }
        fnv1a(&bytes)
    };
    let mut keys = vec![key_without(None)];
    keys.extend((0..skeleton.len()).map(|gap| key_without(Some(gap))));
    keys.sort_unstable();
    keys.dedup();
    keys
}
