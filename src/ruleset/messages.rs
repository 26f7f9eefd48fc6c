//! Messages: what the program says to people, in every language that `<language>/messages.toml` has.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::ruleset::{
    Languages, RuleError, RuleFiles,
    error::did_you_mean,
    files::RuleFile,
    languages::Direction,
    template::{Isolation, Template},
};

/// The language that speaks where another has no words.
pub const FALLBACK: &str = "en";

/// The words of the program, by language.
#[derive(Debug, Default)]
pub struct Messages {
    languages: BTreeMap<String, Words>,
}

/// The words of one language.
#[derive(Debug, Default)]
struct Words {
    rtl: bool,
    plurals: Vec<PluralEntry>,
    texts: BTreeMap<String, Template>,
    counts: BTreeMap<String, BTreeMap<String, Template>>,
}

/// A language to speak to people in, and whether to keep directions apart with isolates.
#[derive(Debug, Clone, Copy)]
pub struct Voice<'m> {
    messages: &'m Messages,
    words: Option<&'m Words>,
    /// The code of the language.
    pub language: &'m str,
    /// How words of the other direction are kept apart.
    pub isolation: Isolation,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MessageFile {
    /// The plural forms of the language, the first that fits a count; `other` for the rest.
    #[serde(default)]
    plural: Vec<PluralEntry>,
    /// Sentences with gaps, by key.
    #[serde(default)]
    text: BTreeMap<String, Spanned<String>>,
    /// Counted things, by key and plural form; `{n}` is the count.
    #[serde(default)]
    count: BTreeMap<String, BTreeMap<String, Spanned<String>>>,
}

/// When a plural form is used.
///
/// Source: Unicode CLDR, "Language Plural Rules", cardinals of whole numbers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct PluralEntry {
    form: String,
    /// The count itself.
    n: Option<u64>,
    /// The last two digits of the count, from and to.
    mod_100: Option<[u64; 2]>,
}

impl PluralEntry {
    fn fits(&self, n: u64) -> bool {
        self.n.is_none_or(|only| only == n)
            && self.mod_100.is_none_or(|[from, to]| (from..=to).contains(&(n % 100)))
    }
}

impl Messages {
    pub(crate) fn compile(files: &RuleFiles, languages: &Languages) -> Result<Messages, RuleError> {
        let mut messages = Messages::default();
        for (code, parsed) in files.parse_per_language::<MessageFile>("messages.toml")? {
            let words = messages.languages.entry(code.clone()).or_default();
            words.rtl = languages.get(&code).is_some_and(|language| language.direction == Direction::Rtl);
            words.add(parsed.file, parsed.value)?;
        }
        Ok(messages)
    }

    /// The languages that the program speaks, in alphabetical order.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }

    /// The voice of a language; `None` where the program does not speak it.
    pub fn voice(&self, language: &str, isolates: bool) -> Option<Voice<'_>> {
        let (language, words) = self.languages.get_key_value(language)?;
        Some(Voice {
            messages: self,
            words: Some(words),
            language,
            isolation: Isolation { on: isolates, rtl: words.rtl },
        })
    }

    /// The voice of the fallback language, without isolates.
    pub fn fallback(&self) -> Voice<'_> {
        self.voice(FALLBACK, false).unwrap_or(Voice {
            messages: self,
            words: None,
            language: FALLBACK,
            isolation: Isolation { on: false, rtl: false },
        })
    }

    /// Every key of any language that `language` has no words for.
    pub fn missing(&self, language: &str) -> Vec<&str> {
        let Some(words) = self.languages.get(language) else {
            return Vec::new();
        };
        let all = self.languages.values();
        let texts = all.clone().flat_map(|other| other.texts.keys());
        let missing_texts = texts.filter(|key| !words.texts.contains_key(*key));
        let counts = all.flat_map(|other| other.counts.keys());
        let missing_counts = counts.filter(|key| !words.counts.contains_key(*key));
        missing_texts.chain(missing_counts).map(String::as_str).collect()
    }
}

impl Words {
    fn add(&mut self, file: &RuleFile, read: MessageFile) -> Result<(), RuleError> {
        if !read.plural.is_empty() {
            self.plurals = read.plural;
        }
        for (key, sentence) in read.text {
            self.texts.insert(key, template(file, sentence)?);
        }
        for (key, forms) in read.count {
            let entry = self.counts.entry(key).or_default();
            for (form, sentence) in forms {
                let known = self.plurals.iter().map(|plural| plural.form.as_str()).chain(["other"]);
                if !known.clone().any(|known| known == form) {
                    let at = sentence.span();
                    let message = format!("unknown plural form \"{form}\"; {}", did_you_mean(&form, known));
                    return Err(file.error(at, message));
                }
                entry.insert(form, template(file, sentence)?);
            }
        }
        Ok(())
    }

    fn counted(&self, key: &str, n: u64) -> Option<&Template> {
        let forms = self.counts.get(key)?;
        let fitting = self.plurals.iter().find(|plural| plural.fits(n) && forms.contains_key(&plural.form));
        forms.get(fitting.map_or("other", |plural| plural.form.as_str()))
    }
}

fn template(file: &RuleFile, sentence: Spanned<String>) -> Result<Template, RuleError> {
    let at = sentence.span();
    Template::parse(sentence.get_ref()).map_err(|message| file.error(at, message))
}

impl Voice<'_> {
    /// The sentence `key` with its gaps filled.
    pub fn tell(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        self.text(key).map_or_else(|| key.to_owned(), |template| self.fill(template, arguments))
    }

    /// The words `key`, if there are any.
    pub fn words_for(&self, key: &str) -> Option<String> {
        self.text(key).map(|template| self.fill(template, &[]))
    }

    fn text(&self, key: &str) -> Option<&Template> {
        let own = self.words.and_then(|words| words.texts.get(key));
        own.or_else(|| self.messages.languages.get(FALLBACK)?.texts.get(key))
    }

    /// `n` of the things `key`, in the plural form that the language has for this count.
    pub fn count(&self, key: &str, n: usize) -> String {
        let count = n as u64;
        let own = self.words.and_then(|words| words.counted(key, count));
        let fallback = || self.messages.languages.get(FALLBACK)?.counted(key, count);
        match own.or_else(fallback) {
            // A count alone is no run of the other direction: digits take that of the text around.
            Some(template) => template.render(Isolation { on: false, ..self.isolation }, |name| {
                (name == "n").then(|| group_thousands(count))
            }),
            None => format!("{n} {key}"),
        }
    }

    /// A template of a check, with its gaps filled.
    pub fn fill(&self, template: &Template, arguments: &[(&str, &str)]) -> String {
        template.render(self.isolation, |name| {
            arguments.iter().find(|(known, _)| *known == name).map(|(_, words)| (*words).to_owned())
        })
    }
}

/// 24504 as `24,504`.
fn group_thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use crate::ruleset::Ruleset;

    fn check(language: &str, key: &str, counts: &[(usize, &str)]) {
        let ruleset = Ruleset::builtin().unwrap();
        let voice = ruleset.messages.voice(language, true).unwrap();
        for (n, expected) in counts {
            assert_eq!(voice.count(key, *n), *expected);
        }
    }

    #[test]
    fn arabic_has_six_plural_forms() {
        check(
            "ar",
            "articles",
            &[
                (0, "لا مقال"),
                (1, "مقال واحد"),
                (2, "مقالان"),
                (3, "3 مقالات"),
                (10, "10 مقالات"),
                (11, "11 مقالا"),
                (99, "99 مقالا"),
                (100, "100 مقال"),
                (102, "102 مقال"),
                (103, "103 مقالات"),
                (1_111, "1,111 مقالا"),
            ],
        );
    }

    #[test]
    fn english_has_two() {
        check("en", "articles", &[(0, "0 articles"), (1, "1 article"), (24_504, "24,504 articles")]);
    }

    #[test]
    fn every_language_has_words_for_everything() {
        let ruleset = Ruleset::builtin().unwrap();
        for language in ruleset.messages.languages() {
            assert_eq!(ruleset.messages.missing(language), Vec::<&str>::new(), "{language}");
        }
    }
}
