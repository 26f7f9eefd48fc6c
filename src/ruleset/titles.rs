//! Titles and offices that stand before a name, and the verbs of speech beside which one stands.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::{Deserialize, de::IgnoredAny};
use toml::Spanned;

use crate::{
    base::id::WordId,
    ruleset::{PhraseSet, RuleError, RuleFiles, Vocabulary},
};

/// A title that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Title {
    /// Titles of one role are forms of one title; an index of [`Titles::role`].
    pub role: u16,
    /// Whether words of the office follow before the name.
    pub complement: bool,
    /// Whether it is a title only with a full stop after it.
    pub abbreviation: bool,
    /// Whether who holds it may be told by where they serve: «سفيرة … في الرباط».
    pub posted: bool,
    /// Whether the town or region follows that it is of: «والي زنغولداق».
    pub of_place: bool,
}

/// All titles.
#[derive(Debug, Default)]
pub struct Titles {
    phrases: PhraseSet<Title>,
    roles: Vec<String>,
    speech: FxHashMap<WordId, ()>,
    /// What is written onto words that go on with an office, and what onto verbs that follow it, by language, folded.
    beside: BTreeMap<String, Beside>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleFile {
    #[serde(default)]
    title: Vec<TitleEntry>,
    #[serde(default)]
    speech: Speech,
    #[serde(default)]
    beside: Beside,
    /// Run by the tests of the mentions.
    #[serde(default, rename = "example")]
    _examples: Vec<IgnoredAny>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Speech {
    verbs: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Beside {
    /// «لشؤون»
    links: Vec<String>,
    /// «يستقبل»
    verbs: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleEntry {
    role: Spanned<String>,
    #[serde(default)]
    complement: bool,
    #[serde(default)]
    abbreviation: bool,
    #[serde(default)]
    posted: bool,
    #[serde(default)]
    of_place: bool,
    forms: Vec<String>,
}

impl Titles {
    pub(crate) fn compile(files: &RuleFiles, vocabulary: &mut Vocabulary) -> Result<Titles, RuleError> {
        let mut titles = Titles::default();
        let mut roles: BTreeMap<String, u16> = BTreeMap::new();
        for (language, parsed) in files.parse_per_language::<TitleFile>("titles.toml")? {
            titles.beside.insert(language, parsed.value.beside);
            for entry in parsed.value.title {
                if entry.role.get_ref().is_empty() {
                    let at = entry.role.span();
                    return Err(parsed
                        .file
                        .error(at, "a title needs a role; role = \"minister\" would be right"));
                }
                let next = u16::try_from(titles.roles.len()).unwrap_or(u16::MAX);
                let role = *roles.entry(entry.role.get_ref().clone()).or_insert(next);
                if role == next {
                    titles.roles.push(entry.role.into_inner());
                }
                let title = Title {
                    role,
                    complement: entry.complement,
                    abbreviation: entry.abbreviation,
                    posted: entry.posted,
                    of_place: entry.of_place,
                };
                for form in &entry.forms {
                    let words = vocabulary.intern_phrase(form);
                    titles.phrases.insert(&words, title);
                }
            }
            for verb in &parsed.value.speech.verbs {
                for word in vocabulary.intern_phrase(verb) {
                    titles.speech.insert(word, ());
                }
            }
        }
        Ok(titles)
    }

    /// The forms of titles.
    pub fn phrases(&self) -> &PhraseSet<Title> {
        &self.phrases
    }

    /// The name of a role.
    pub fn role(&self, role: u16) -> &str {
        self.roles.get(usize::from(role)).map_or("", String::as_str)
    }

    /// Whether a word, folded, looks like one that goes on with the office before it: «نائب الرئيس لشؤون الإعلام».
    pub fn may_link(&self, folded: &str, language: &str) -> bool {
        self.beside.get(language).is_some_and(|beside| begins_with(folded, &beside.links))
    }

    /// Whether a word, folded, looks like a verb of which who holds the office before it is the subject: «الوزير
    /// يستقبل …».
    pub fn may_be_verb(&self, folded: &str, language: &str) -> bool {
        self.beside.get(language).is_some_and(|beside| begins_with(folded, &beside.verbs))
    }

    /// Whether a word is a verb of speech.
    pub fn is_speech(&self, word: WordId) -> bool {
        self.speech.contains_key(&word)
    }
}

/// What is left of a word behind what is written onto it has so many letters.
const REST_CHARS_MIN: usize = 3;

fn begins_with(folded: &str, prefixes: &[String]) -> bool {
    let mut rests = prefixes.iter().filter_map(|prefix| folded.strip_prefix(prefix.as_str()));
    rests.any(|rest| rest.chars().count() >= REST_CHARS_MIN)
}
