//! Words that turn a statement into its opposite.

use rustc_hash::FxHashSet;
use serde::Deserialize;

use crate::{
    base::{fold::fold, id::WordId},
    ruleset::{PhraseSet, Reading, RuleError, RuleFiles, Vocabulary},
};

/// Negating words of all languages.
#[derive(Debug, Default)]
pub struct Negations {
    negations: FxHashSet<WordId>,
    kin: FxHashSet<WordId>,
    idle: PhraseSet<()>,
    exceptions: FxHashSet<WordId>,
    opposites: Vec<[Vec<String>; 2]>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct QuoteFile {
    negations: Vec<String>,
    #[serde(default)]
    kin: Vec<String>,
    #[serde(default)]
    idle: Vec<String>,
    #[serde(default)]
    exceptions: Vec<String>,
    #[serde(default)]
    opposites: Vec<[Vec<String>; 2]>,
}

impl Negations {
    pub(crate) fn compile(files: &RuleFiles, vocabulary: &mut Vocabulary) -> Result<Negations, RuleError> {
        let mut negations = Negations::default();
        for (_, parsed) in files.parse_per_language::<QuoteFile>("quotes.toml")? {
            negations
                .negations
                .extend(parsed.value.negations.iter().map(|word| vocabulary.intern(&fold(word))));
            negations.kin.extend(parsed.value.kin.iter().map(|word| vocabulary.intern(&fold(word))));
            for form in &parsed.value.idle {
                negations.idle.insert(&vocabulary.intern_phrase(form), ());
            }
            let exceptions = parsed.value.exceptions.iter().map(|word| vocabulary.intern(&fold(word)));
            negations.exceptions.extend(exceptions);
            let folded = |words: Vec<String>| words.iter().map(|word| fold(word)).collect();
            negations.opposites.extend(parsed.value.opposites.into_iter().map(|pair| pair.map(folded)));
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

    /// Wording with a negation in it that denies nothing: «ما لم», «لا بد».
    pub fn idle(&self) -> &PhraseSet<()> {
        &self.idle
    }

    /// Whether a folded word takes something out of what is denied: «إلا».
    pub fn excepts(&self, vocabulary: &Vocabulary, folded: &str) -> bool {
        vocabulary.id(folded).is_some_and(|word| self.exceptions.contains(&word))
    }

    /// Whether two folded words are forms of opposites: «سنرفع», «نخفض».
    pub fn are_opposites(&self, a: &str, b: &str) -> bool {
        let is_form = |stems: &[String], word: &str| {
            stems.iter().any(|stem| {
                word.contains(stem.as_str())
                    && word.chars().count() <= stem.chars().count() + INFLECTION_CHARS_MAX
            })
        };
        let held = |[one, other]: &[Vec<String>; 2]| {
            is_form(one, a) && is_form(other, b) || is_form(one, b) && is_form(other, a)
        };
        self.opposites.iter().any(held)
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

/// A form has no more letters than this beside its stem.
const INFLECTION_CHARS_MAX: usize = 4;

/// A negation that is written into the next word has this many letters or up to twice as many less one.
const NEGATION_CHARS_MIN: usize = 2;
