//! Words that are seen inflected: with an article, with pronouns, in several forms of one verb.
//!
//! Foreign names are as common in print as ordinary words, so frequency does not tell them apart;
//! but names do not inflect. Each language may have the list `inflected.fst`, folded, built by
//! `cargo xtask lexicon`; where it has none, the ordinary words of the lexicon stand in.

use std::{borrow::Cow, collections::BTreeMap};

use fst::Map;
use serde::Deserialize;

use crate::{
    base::fold::fold,
    ruleset::{Languages, RuleError, RuleFiles},
};

/// What is left of a word without proclitics or endings has at least this many letters: shorter
/// rests are found in nearly every name.
const REST_CHARS_MIN: usize = 3;
/// And this many where both were taken off.
const REST_OF_BOTH_CHARS_MIN: usize = 5;

#[derive(Debug)]
struct List {
    words: Map<Cow<'static, [u8]>>,
    /// Stacks of proclitics, folded, the shortest first.
    stacks: Vec<String>,
    /// Endings, folded.
    endings: Vec<String>,
    /// What the last letter of a word becomes before an ending, with what it was: ئ, ء.
    seats: Vec<(String, String)>,
}

/// The inflected words of each language.
#[derive(Debug, Default)]
pub struct Inflected {
    lists: BTreeMap<String, List>,
}

#[derive(Debug, Default, Deserialize)]
struct EndingsFile {
    #[serde(default)]
    endings: Vec<String>,
    #[serde(default)]
    seats: Vec<(String, String)>,
}

impl Inflected {
    pub(crate) fn compile(files: &RuleFiles, languages: &Languages) -> Result<Inflected, RuleError> {
        let mut by_code: BTreeMap<String, EndingsFile> = BTreeMap::new();
        for (code, parsed) in files.parse_per_language::<EndingsFile>("names.toml")? {
            let all = by_code.entry(code).or_default();
            all.endings.extend(parsed.value.endings.iter().map(|ending| fold(ending)));
            all.seats.extend(parsed.value.seats);
        }
        let mut lists = BTreeMap::new();
        for language in languages.all() {
            let name = format!("{}/inflected.fst", language.code);
            let Some((path, bytes)) = files.data(&name) else {
                continue;
            };
            let words = Map::new(bytes.clone()).map_err(|error| RuleError::Invalid {
                path: path.to_owned(),
                line: 1,
                column: 1,
                message: format!(
                    "not a word list ({error}); a file made by cargo xtask lexicon would be right"
                ),
            })?;
            let stacks = language.prefixes.iter().map(|prefix| prefix.form.clone()).collect();
            let EndingsFile { endings, seats } = by_code.remove(&language.code).unwrap_or_default();
            lists.insert(language.code.clone(), List { words, stacks, endings, seats });
        }
        Ok(Inflected { lists })
    }

    /// Whether the language has a list.
    pub fn has(&self, language: &str) -> bool {
        self.lists.contains_key(language)
    }

    /// Whether the folded form is an inflected word, or one with proclitics or an ending.
    pub fn is_word(&self, folded: &str, language: &str) -> bool {
        let Some(list) = self.lists.get(language) else {
            return false;
        };
        if list.words.contains_key(folded) || list.without_ending(folded, REST_CHARS_MIN) {
            return true;
        }
        list.stacks.iter().filter_map(|stack| folded.strip_prefix(stack.as_str())).any(|rest| {
            rest.chars().count() >= REST_CHARS_MIN
                && (list.words.contains_key(rest) || list.without_ending(rest, REST_OF_BOTH_CHARS_MIN))
        })
    }

    /// Whether exactly this folded form is in the list.
    pub fn contains(&self, folded: &str, language: &str) -> bool {
        self.lists.get(language).is_some_and(|list| list.words.contains_key(folded))
    }
}

impl List {
    fn without_ending(&self, folded: &str, rest_chars_min: usize) -> bool {
        self.endings.iter().filter_map(|ending| folded.strip_suffix(ending.as_str())).any(|rest| {
            rest.chars().count() >= rest_chars_min
                && (self.words.contains_key(rest) || self.feminine(rest) || self.seated(rest))
        })
    }

    /// Of «أبناؤه» the ending ه is taken off, and «أبناء» is the word.
    fn seated(&self, rest: &str) -> bool {
        self.seats.iter().any(|(seat, letter)| {
            let stem = rest.strip_suffix(seat.as_str());
            stem.is_some_and(|stem| self.words.contains_key(format!("{stem}{letter}")))
        })
    }

    /// Of «حكومتهم» the ending تهم is taken off, and «حكومة» is the word.
    fn feminine(&self, rest: &str) -> bool {
        self.words.contains_key(format!("{rest}ه"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ruleset::Ruleset;

    #[test]
    fn words_inflect_and_foreign_names_do_not() {
        let inflected = Ruleset::builtin().unwrap().inflected;
        for word in ["الحكومة", "وحكومتهم", "يستقبل", "وسيستقبلهم", "أماكن", "معروف", "بالمدرسة"]
        {
            assert!(inflected.is_word(&fold(word), "ar"), "{word}");
        }
        for name in ["أوباما", "وبلينكن", "لوكاشينكو", "شويغو", "هولاند", "نتنياهو", "باريس"]
        {
            assert!(!inflected.is_word(&fold(name), "ar"), "{name}");
        }
        assert!(!inflected.is_word("government", "en"));
    }
}
