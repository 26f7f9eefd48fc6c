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

    /// Whether a word negates, or may.
    pub fn may_hold(&self, vocabulary: &Vocabulary, reading: Option<Reading>) -> bool {
        self.holds(vocabulary, reading)
            || vocabulary.readings(reading).any(|reading| self.kin.contains(&reading.word))
    }
}
