//! Words that turn a statement into its opposite.

use rustc_hash::FxHashSet;
use serde::Deserialize;

use crate::{
    base::{fold::fold, id::WordId},
    ruleset::{Reading, RuleError, RuleFiles, Vocabulary},
};

/// Negating words of all languages.
#[derive(Debug, Default)]
pub struct Negations {
    negations: FxHashSet<WordId>,
    kin: FxHashSet<WordId>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct QuoteFile {
    negations: Vec<String>,
    #[serde(default)]
    kin: Vec<String>,
}

impl Negations {
    pub(crate) fn compile(files: &RuleFiles, vocabulary: &mut Vocabulary) -> Result<Negations, RuleError> {
        let mut negations = Negations::default();
        for (_, parsed) in files.parse_per_language::<QuoteFile>("quotes.toml")? {
            negations
                .negations
                .extend(parsed.value.negations.iter().map(|word| vocabulary.intern(&fold(word))));
            negations.kin.extend(parsed.value.kin.iter().map(|word| vocabulary.intern(&fold(word))));
        }
        Ok(negations)
    }

    /// Whether a word negates.
    pub fn holds(&self, vocabulary: &Vocabulary, reading: Option<Reading>) -> bool {
        vocabulary.readings(reading).any(|reading| self.negations.contains(&reading.word))
    }

    /// Whether a folded word is one that negates, as it stands.
    pub fn is_one(&self, vocabulary: &Vocabulary, folded: &str) -> bool {
        vocabulary.id(folded).is_some_and(|word| self.negations.contains(&word))
    }

    /// Whether a word negates, or may.
    pub fn may_hold(&self, vocabulary: &Vocabulary, reading: Option<Reading>) -> bool {
        self.holds(vocabulary, reading)
            || vocabulary.readings(reading).any(|reading| self.kin.contains(&reading.word))
    }

    /// What is left of a word that a negation is written into, «لايكفي» for «لا يكفي»; none of any other word.
    pub fn without<'a>(&self, vocabulary: &Vocabulary, folded: &'a str) -> Option<&'a str> {
        folded.char_indices().skip(NEGATION_CHARS_MIN).take(NEGATION_CHARS_MIN).find_map(|(at, _)| {
            let (before, rest) = folded.split_at_checked(at)?;
            self.is_one(vocabulary, before).then_some(rest)
        })
    }
}

/// A negation that is written into the next word has this many letters or up to twice as many less one.
const NEGATION_CHARS_MIN: usize = 2;
