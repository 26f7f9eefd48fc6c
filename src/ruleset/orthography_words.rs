//! Words with more than one spelling: lexemes with two customs, and families of slips.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::{Deserialize, de::IgnoredAny};
use toml::Spanned;

use crate::{
    base::{fold::fold, id::WordId},
    ruleset::{RuleError, RuleFiles, Vocabulary, error::did_you_mean, files::RuleFile, lexicon::bare},
};

/// One spelling of a word that has several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    /// The spelling, without vowel signs and proclitics.
    pub form: String,
    /// The lexeme or family, a position in [`OrthographyWords::groups`].
    pub group: usize,
    /// Of a family, the word; of a lexeme 0, whatever the inflection.
    pub word: usize,
    /// The custom it follows; of a family 0 is right.
    pub custom: usize,
}

/// A lexeme, or a family of words that suffer one change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpellingGroup {
    /// Its id in the rules.
    pub id: String,
    /// Whether the first custom is right, and the other a slip.
    pub is_family: bool,
    /// How to show each custom of each word: the right or plain form, by word and custom.
    pub shown: Vec<Vec<String>>,
}

/// All words with more than one spelling.
#[derive(Debug, Default)]
pub struct OrthographyWords {
    groups: Vec<SpellingGroup>,
    spellings: FxHashMap<WordId, Vec<Spelling>>,
    /// Which inflection of a lexeme a form is: by group, custom and form.
    inflections: FxHashMap<(usize, usize, String), usize>,
    /// The form of an inflection: by group, custom and inflection.
    forms: FxHashMap<(usize, usize, usize), String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsFile {
    #[serde(default)]
    endings: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    lexeme: Vec<LexemeEntry>,
    #[serde(default)]
    family: Vec<FamilyEntry>,
    #[serde(default, rename = "example")]
    _examples: Vec<IgnoredAny>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LexemeEntry {
    id: String,
    endings: Spanned<String>,
    forms: Spanned<Vec<Vec<String>>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FamilyEntry {
    id: String,
    change: Change,
    words: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    at: Place,
    from: Vec<String>,
    to: String,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Place {
    Start,
    End,
}

impl Change {
    fn apply(&self, word: &str) -> Option<String> {
        self.from.iter().find_map(|from| match self.at {
            Place::Start => word.strip_prefix(from.as_str()).map(|rest| format!("{}{rest}", self.to)),
            Place::End => word.strip_suffix(from.as_str()).map(|rest| format!("{rest}{}", self.to)),
        })
    }
}

impl OrthographyWords {
    pub(crate) fn compile(
        files: &RuleFiles,
        vocabulary: &mut Vocabulary,
    ) -> Result<OrthographyWords, RuleError> {
        let mut words = OrthographyWords::default();
        for (_, parsed) in files.parse_per_language::<WordsFile>("orthography_words.toml")? {
            for entry in parsed.value.lexeme {
                words.add_lexeme(parsed.file, entry, &parsed.value.endings, vocabulary)?;
            }
            for entry in parsed.value.family {
                words.add_family(parsed.file, entry, vocabulary)?;
            }
        }
        Ok(words)
    }

    fn add_lexeme(
        &mut self,
        file: &RuleFile,
        entry: LexemeEntry,
        endings: &BTreeMap<String, Vec<String>>,
        vocabulary: &mut Vocabulary,
    ) -> Result<(), RuleError> {
        let name = entry.endings.get_ref();
        let Some(endings) = endings.get(name) else {
            let known = did_you_mean(name, endings.keys().map(String::as_str));
            return Err(file.error(entry.endings.span(), format!("unknown endings \"{name}\"; {known}")));
        };
        let at = entry.forms.span();
        let forms = entry.forms.into_inner();
        if forms.len() < 2 || forms.iter().any(Vec::is_empty) {
            let right = "forms = [[\"مسؤول\"], [\"مسئول\"]] would be right";
            return Err(file.error(at, format!("a lexeme needs two spellings or more; {right}")));
        }
        let group = self.groups.len();
        for (custom, stems) in forms.iter().enumerate() {
            for (nth_stem, stem) in stems.iter().enumerate() {
                for (nth_ending, ending) in endings.iter().enumerate() {
                    let form = bare(&format!("{stem}{ending}"));
                    let inflection = nth_stem * endings.len() + nth_ending;
                    self.inflections.entry((group, custom, form.clone())).or_insert(inflection);
                    self.forms.insert((group, custom, inflection), form.clone());
                    self.add(Spelling { form, group, word: 0, custom }, vocabulary);
                }
            }
        }
        let shown = forms.into_iter().filter_map(|stems| stems.into_iter().next()).collect();
        self.groups.push(SpellingGroup { id: entry.id, is_family: false, shown: vec![shown] });
        Ok(())
    }

    fn add_family(
        &mut self,
        file: &RuleFile,
        entry: FamilyEntry,
        vocabulary: &mut Vocabulary,
    ) -> Result<(), RuleError> {
        let group = self.groups.len();
        let mut shown = Vec::new();
        for (idx, spanned) in entry.words.iter().enumerate() {
            let word = spanned.get_ref();
            let Some(changed) = entry.change.apply(word) else {
                let message = format!(
                    "the change of the family cannot be made to «{word}»; a word with {} there would be right",
                    entry.change.from.join(" or ")
                );
                return Err(file.error(spanned.span(), message));
            };
            for (custom, form) in [word, &changed].into_iter().enumerate() {
                let form = bare(form);
                self.add(Spelling { form, group, word: idx, custom }, vocabulary);
            }
            shown.push(vec![word.clone(), changed]);
        }
        self.groups.push(SpellingGroup { id: entry.id, is_family: true, shown });
        Ok(())
    }

    fn add(&mut self, spelling: Spelling, vocabulary: &mut Vocabulary) {
        let word = vocabulary.intern(&fold(&spelling.form));
        let spellings = self.spellings.entry(word).or_default();
        if !spellings.contains(&spelling) {
            spellings.push(spelling);
        }
    }

    /// The spellings that fold to a word.
    pub fn spellings(&self, word: WordId) -> &[Spelling] {
        self.spellings.get(&word).map_or(&[], Vec::as_slice)
    }

    /// The form of `spelling` by another custom, in the same inflection.
    pub fn by_custom(&self, spelling: &Spelling, custom: usize) -> Option<&str> {
        let group = self.groups.get(spelling.group)?;
        if group.is_family {
            return group.shown.get(spelling.word)?.get(custom).map(String::as_str);
        }
        let inflection = self.inflections.get(&(spelling.group, spelling.custom, spelling.form.clone()))?;
        self.forms.get(&(spelling.group, custom, *inflection)).map(String::as_str)
    }

    /// All lexemes and families.
    pub fn groups(&self) -> &[SpellingGroup] {
        &self.groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error_of(text: &'static str) -> String {
        let mut files = RuleFiles::default();
        files.add("ar/orthography_words.toml".into(), "my/x.toml".into(), text);
        OrthographyWords::compile(&files, &mut Vocabulary::default()).unwrap_err().to_string()
    }

    #[test]
    fn wrong_entries_are_refused_with_their_place() {
        assert_eq!(
            error_of("[endings]\nnoun = [\"\"]\n[[lexeme]]\nid = \"a\"\nendings = \"nuon\"\nforms = []\n"),
            "my/x.toml:5:11: unknown endings \"nuon\"; did you mean \"noun\"?"
        );
        let family = "[[family]]\nid = \"a\"\nchange = { at = \"end\", from = [\"ة\"], to = \"ه\" }\nwords = [\"بيت\"]\n";
        assert_eq!(
            error_of(family),
            "my/x.toml:4:10: the change of the family cannot be made to «بيت»; a word with ة there would be right"
        );
    }
}
