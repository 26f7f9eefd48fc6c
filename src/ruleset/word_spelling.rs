//! Spellings of ordinary words: explicit rules, each with what tells a look-alike from a variant.
//!
//! `words.toml` of a language folder. The rules for names are never used on plain words: most words
//! one letter apart are two words.

use serde::Deserialize;
use toml::Spanned;

use crate::{
    base::fold::fold,
    ruleset::{
        RuleError, RuleFiles,
        operations::{OperationEntry, Operations, Unlisted},
    },
};

/// When two forms that an operation joins are two words all the same. Frequencies are Zipf values in
/// hundredths; a form that the lexicon lacks has none.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Guard {
    /// Two words where both are in the lexicon and their frequencies are nearer than this: a
    /// misspelling is much rarer than the word.
    pub apart_min: Option<i32>,
    /// The same for words of three letters, which have more look-alikes.
    pub short_apart_min: Option<i32>,
    /// Two words unless the lexicon lacks one and has the other at least this often.
    pub lone_min: Option<i32>,
    /// Two words unless the form with the right side of the pair is commoner by this, or the lexicon
    /// lacks the other.
    pub right_over_left_min: Option<i32>,
    /// Two words where what is left without the last letter is a word at least this common: the
    /// letter may be a pronoun.
    pub stem_max: Option<i32>,
    /// Prefixes of words that take no pronoun.
    pub stem_unless_prefix: Vec<String>,
    /// Endings of stems that take no pronoun.
    pub stem_unless_ending: Vec<String>,
    /// The fewest letters of both forms.
    pub letters_min: usize,
    /// Letters that neither form may have.
    pub without: String,
}

/// The rules of one language.
#[derive(Debug)]
pub struct WordSpelling {
    /// Which letters stand for others.
    pub operations: Operations,
    /// The guards, in the order of the classes of the operations.
    pub guards: Vec<Guard>,
    /// Stems with several spellings, folded.
    pub families: Vec<Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsFile {
    vowels: String,
    #[serde(default)]
    operation: Vec<WordOperation>,
    #[serde(default)]
    family: Vec<Family>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordOperation {
    letters: OperationEntry,
    #[serde(default)]
    guard: Guard,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    stems: Vec<Spanned<String>>,
}

/// What no rule lists is never one word.
const FORBIDDEN: i32 = 1_000;

impl WordSpelling {
    pub(crate) fn compile(language: &str, files: &RuleFiles) -> Result<Option<WordSpelling>, RuleError> {
        let mut compiled = None;
        for parsed in files.parse::<WordsFile>(&format!("{language}/words.toml"))? {
            let rules = parsed.value;
            let unlisted = Unlisted {
                swap: FORBIDDEN,
                swap_first: FORBIDDEN,
                gap: FORBIDDEN,
                gap_first: FORBIDDEN,
                vowel_swap: FORBIDDEN,
                vowel_gap: Some(FORBIDDEN),
                doubled: FORBIDDEN,
            };
            let (entries, guards): (Vec<OperationEntry>, Vec<Guard>) =
                rules.operation.into_iter().map(|rule| (rule.letters, rule.guard)).unzip();
            let operations = Operations::compile(parsed.file, &rules.vowels, unlisted, &entries)?;
            let mut by_class = vec![Guard::default(); operations.classes.len()];
            for (entry, guard) in entries.iter().zip(guards) {
                let idx = operations.classes.iter().position(|class| class.name == entry.class);
                if let Some(slot) = idx.and_then(|idx| by_class.get_mut(idx)) {
                    *slot = guard;
                }
            }
            let mut families = Vec::new();
            for family in &rules.family {
                if let [only] = family.stems.as_slice() {
                    let message = "a stem with one spelling is no family; two or more would be right";
                    return Err(parsed.file.error(only.span(), message));
                }
                families.push(family.stems.iter().map(|stem| fold(stem.get_ref())).collect());
            }
            compiled = Some(WordSpelling { operations, guards: by_class, families });
        }
        Ok(compiled)
    }
}
