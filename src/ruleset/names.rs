//! Names, countries and places, and the words that stand around names.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, de::IgnoredAny};
use toml::Spanned;

use crate::{
    base::{
        hash::fnv1a,
        id::{CountryId, WordId},
    },
    ruleset::{
        PhraseSet, RuleError, RuleFiles, Vocabulary, concepts::OF_ALL_LANGUAGES, files::RuleFile,
        lexicon::bare,
    },
};

/// What the name rules say of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WordClasses(u16);

impl WordClasses {
    /// Nothing.
    pub const NONE: WordClasses = WordClasses(0);
    /// Names of people.
    pub const NAMES: WordClasses = WordClasses::ANY_GIVEN.with(WordClasses::SURNAME);
    /// Given names, of whatever language.
    pub const ANY_GIVEN: WordClasses = WordClasses::GIVEN.with(WordClasses::GIVEN_FOREIGN);
    /// A given name of the language's own speakers.
    pub const GIVEN: WordClasses = WordClasses(1);
    /// A given name of another language.
    pub const GIVEN_FOREIGN: WordClasses = WordClasses(2);
    /// A surname.
    pub const SURNAME: WordClasses = WordClasses(4);
    /// Joins what follows to a name: «بن», `van`.
    pub const JOIN: WordClasses = WordClasses(8);
    /// The second half of a given name: «الدين».
    pub const SECOND: WordClasses = WordClasses(16);
    /// Never a part of a name.
    pub const STOP: WordClasses = WordClasses(32);
    /// Stands before the name of a place: «بلدة».
    pub const PLACE_HEAD: WordClasses = WordClasses(64);
    /// Stands before the name of a body: «شركة».
    pub const BODY_HEAD: WordClasses = WordClasses(128);
    /// An adjective or noun of nationality, or a word of one.
    pub const NATIONALITY: WordClasses = WordClasses(256);
    /// Joins a name to that of the father: «بن».
    pub const PATRONYMIC: WordClasses = WordClasses(512);
    /// A given name that is a word, too: «باسل».
    pub const GIVEN_WORD: WordClasses = WordClasses(1_024);

    /// Whether one of `classes` is among these.
    pub fn any(self, classes: WordClasses) -> bool {
        self.0 & classes.0 != 0
    }

    /// These and `other`.
    #[must_use]
    pub const fn with(self, other: WordClasses) -> WordClasses {
        WordClasses(self.0 | other.0)
    }
}

/// A country.
#[derive(Debug)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// Its currency, ISO 4217, where it has one of its own or a common one.
    pub currency: Option<String>,
    /// Its name to show, by language.
    pub names: BTreeMap<String, String>,
    /// A stable key of it, the same in every language.
    pub key: u64,
}

/// A name of a place or body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownName {
    /// A country.
    Country(CountryId),
    /// A town or region.
    Place,
    /// A body.
    Organisation,
}

/// Names and the words around them.
#[derive(Debug, Default)]
pub struct Names {
    classes: Vec<WordClasses>,
    known: PhraseSet<KnownName>,
    /// The countries, towns and bodies of one word.
    known_words: Vec<WordId>,
    nationalities: PhraseSet<CountryId>,
    countries: Vec<Country>,
    /// Their keys.
    country_keys: FxHashSet<u64>,
    by_code: FxHashMap<String, CountryId>,
    articles: BTreeMap<String, String>,
    /// By language.
    derived_endings: BTreeMap<String, Vec<String>>,
    /// Names that are function words in another spelling, as they are written: «علي», which is no «على».
    /// With whether no function word of the rules is written so.
    spelled: FxHashMap<String, bool>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NameFile {
    #[serde(default)]
    given: Vec<String>,
    /// Given names that are words, too: names where another name follows them behind a title.
    #[serde(default)]
    given_words: Vec<String>,
    #[serde(default)]
    given_foreign: Vec<String>,
    #[serde(default)]
    surnames: Vec<String>,
    #[serde(default)]
    joins: Vec<String>,
    #[serde(default)]
    patronymics: Vec<String>,
    #[serde(default)]
    seconds: Vec<String>,
    #[serde(default)]
    stops: Vec<String>,
    /// Endings of words that are made of others.
    #[serde(default)]
    derived_endings: Vec<String>,
    /// Read by [`crate::ruleset::Inflected`].
    #[serde(default, rename = "endings")]
    _endings: Vec<IgnoredAny>,
    #[serde(default, rename = "persons")]
    _persons: IgnoredAny,
    #[serde(default, rename = "verb_proclitics")]
    _verb_proclitics: IgnoredAny,
    #[serde(default, rename = "verb_endings")]
    _verb_endings: Vec<IgnoredAny>,
    #[serde(default, rename = "pronouns")]
    _pronouns: Vec<IgnoredAny>,
    #[serde(default, rename = "seats")]
    _seats: Vec<IgnoredAny>,
    /// The article that is written onto a word.
    article: Option<String>,
    #[serde(default, rename = "example")]
    _examples: Vec<IgnoredAny>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceFile {
    #[serde(default)]
    cities: Vec<String>,
    #[serde(default)]
    organisations: Vec<String>,
    #[serde(default)]
    place_heads: Vec<String>,
    #[serde(default)]
    organisation_heads: Vec<String>,
    #[serde(default, rename = "example")]
    _examples: Vec<IgnoredAny>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NationalityFile {
    endings: Vec<String>,
    #[serde(default, rename = "example")]
    _examples: Vec<IgnoredAny>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CountryFile {
    #[serde(default)]
    country: Vec<CountryEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CountryEntry {
    code: Spanned<String>,
    currency: Option<Spanned<String>>,
    names: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    adjectives: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    people: BTreeMap<String, Vec<String>>,
}

impl Names {
    pub(crate) fn compile(files: &RuleFiles, vocabulary: &mut Vocabulary) -> Result<Names, RuleError> {
        let mut names = Names::default();
        for (language, parsed) in files.parse_per_language::<NameFile>("names.toml")? {
            let file = &parsed.value;
            if let Some(article) = &file.article {
                names.articles.insert(language.clone(), article.clone());
            }
            for (words, class) in [
                (&file.given, WordClasses::GIVEN),
                (&file.given_words, WordClasses::GIVEN_WORD),
                (&file.given_foreign, WordClasses::GIVEN_FOREIGN),
                (&file.surnames, WordClasses::SURNAME),
                (&file.joins, WordClasses::JOIN),
                (&file.patronymics, WordClasses::PATRONYMIC),
                (&file.seconds, WordClasses::SECOND),
                (&file.stops, WordClasses::STOP),
            ] {
                names.classify(words, class, vocabulary);
            }
            names.keep_spellings(file, vocabulary);
            let endings = file.derived_endings.iter().map(|ending| crate::base::fold::fold(ending)).collect();
            names.derived_endings.insert(language, endings);
        }
        for (_, parsed) in files.parse_per_language::<PlaceFile>("places.toml")? {
            let file = &parsed.value;
            names.classify(&file.place_heads, WordClasses::PLACE_HEAD, vocabulary);
            names.classify(&file.organisation_heads, WordClasses::BODY_HEAD, vocabulary);
            for (phrases, known) in
                [(&file.cities, KnownName::Place), (&file.organisations, KnownName::Organisation)]
            {
                for phrase in phrases {
                    let words = vocabulary.intern_phrase(phrase);
                    names.add_known(&words, known);
                }
            }
        }
        names.compile_countries(files, vocabulary)?;
        Ok(names)
    }

    fn compile_countries(&mut self, files: &RuleFiles, vocabulary: &mut Vocabulary) -> Result<(), RuleError> {
        let mut endings: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (language, parsed) in files.parse_per_language::<NationalityFile>("nationalities.toml")? {
            endings.insert(language, parsed.value.endings);
        }
        for parsed in files.parse::<CountryFile>("world/countries.toml")? {
            for entry in parsed.value.country {
                self.add_country(parsed.file, entry, &endings, vocabulary)?;
            }
        }
        Ok(())
    }

    fn add_country(
        &mut self,
        file: &RuleFile,
        entry: CountryEntry,
        endings: &BTreeMap<String, Vec<String>>,
        vocabulary: &mut Vocabulary,
    ) -> Result<(), RuleError> {
        check_code(file, &entry.code, 2, "ISO 3166-1 alpha-2, such as \"EG\"")?;
        if let Some(currency) = &entry.currency {
            check_code(file, currency, 3, "ISO 4217, such as \"EGP\"")?;
        }
        let shown: BTreeMap<String, String> = entry
            .names
            .iter()
            .filter_map(|(language, names)| Some((language.clone(), names.first()?.clone())))
            .collect();
        let code = entry.code.into_inner();
        let country = match self.by_code.get(&code) {
            Some(country) => *country,
            None => {
                let country = CountryId::new(self.countries.len());
                self.by_code.insert(code.clone(), country);
                let currency = entry.currency.map(Spanned::into_inner);
                let key = fnv1a(format!("country:{code}").as_bytes()) | OF_ALL_LANGUAGES;
                self.country_keys.insert(key);
                self.countries.push(Country { code, currency, names: shown, key });
                country
            }
        };
        for name in entry.names.values().flatten() {
            let words = vocabulary.intern_phrase(name);
            self.add_known(&words, KnownName::Country(country));
        }
        let no_endings = vec![String::new()];
        for (language, adjectives) in &entry.adjectives {
            for adjective in adjectives {
                for ending in endings.get(language).unwrap_or(&no_endings) {
                    self.add_nationality(&format!("{adjective}{ending}"), country, vocabulary);
                }
            }
        }
        for people in entry.people.values().flatten() {
            self.add_nationality(people, country, vocabulary);
        }
        Ok(())
    }

    fn add_known(&mut self, words: &[WordId], known: KnownName) {
        self.known.insert(words, known);
        if let [word] = words {
            self.known_words.push(*word);
        }
    }

    fn add_nationality(&mut self, form: &str, country: CountryId, vocabulary: &mut Vocabulary) {
        let words = vocabulary.intern_phrase(form);
        self.nationalities.insert(&words, country);
        if let [word] = words.as_slice() {
            self.add_class(*word, WordClasses::NATIONALITY);
        }
    }

    fn classify(&mut self, forms: &[String], class: WordClasses, vocabulary: &mut Vocabulary) {
        for form in forms {
            for word in vocabulary.intern_phrase(form) {
                self.add_class(word, class);
            }
        }
    }

    fn keep_spellings(&mut self, file: &NameFile, vocabulary: &mut Vocabulary) {
        let stops: FxHashSet<String> = file.stops.iter().map(|form| bare(form)).collect();
        for form in file.given.iter().chain(&file.given_foreign) {
            let is_stop = |word: &WordId| self.classes(*word).any(WordClasses::STOP);
            if vocabulary.intern_phrase(form).iter().all(is_stop) {
                let written = bare(form);
                let is_own = !stops.contains(&written);
                self.spelled.insert(written, is_own);
            }
        }
    }

    /// Whether a folded word ends as words do that are made of others: «جيوستراتيجية».
    pub fn is_derived(&self, folded: &str, language: &str) -> bool {
        let endings = self.derived_endings.get(language).into_iter().flatten();
        endings.into_iter().any(|ending| folded.ends_with(ending.as_str()))
    }

    fn add_class(&mut self, word: WordId, class: WordClasses) {
        if self.classes.len() <= word.idx() {
            self.classes.resize(word.idx() + 1, WordClasses::NONE);
        }
        if let Some(classes) = self.classes.get_mut(word.idx()) {
            *classes = classes.with(class);
        }
    }

    /// The article of a language that is written onto words.
    pub fn article(&self, language: &str) -> Option<&str> {
        self.articles.get(language).map(String::as_str)
    }

    /// What stands behind the article that is written onto a folded word, if one is.
    pub fn without_article<'w>(&self, folded: &'w str, language: &str) -> Option<&'w str> {
        let article = self.article(language).filter(|article| !article.is_empty())?;
        folded.strip_prefix(article)
    }

    /// For a given name that is a function word in another spelling, as it is written but for vowel signs: whether no
    /// function word is written so.
    pub fn own_spelling(&self, written: &str) -> Option<bool> {
        self.spelled.get(written).copied()
    }

    /// What is said of a word.
    pub fn classes(&self, word: WordId) -> WordClasses {
        self.classes.get(word.idx()).copied().unwrap_or(WordClasses::NONE)
    }

    /// Readies the names to be looked up. Call once, when the vocabulary is finished.
    pub(crate) fn finish(&mut self, vocabulary: &Vocabulary) {
        self.known.finish(vocabulary);
        self.nationalities.finish(vocabulary);
    }

    /// Countries, places and bodies by their names.
    pub fn known(&self) -> &PhraseSet<KnownName> {
        &self.known
    }

    /// The countries, places and bodies of one word, in order of the rules.
    pub fn known_words(&self) -> &[WordId] {
        &self.known_words
    }

    /// Countries by their adjectives, in all forms.
    pub fn nationalities(&self) -> &PhraseSet<CountryId> {
        &self.nationalities
    }

    /// The country.
    pub fn country(&self, country: CountryId) -> Option<&Country> {
        self.countries.get(country.idx())
    }

    /// The country with this ISO 3166-1 code.
    pub fn country_by_code(&self, code: &str) -> Option<CountryId> {
        self.by_code.get(code).copied()
    }

    /// Whether a key is that of a country.
    pub fn is_country_key(&self, key: u64) -> bool {
        self.country_keys.contains(&key)
    }

    /// All countries, in order of the rules.
    pub fn countries(&self) -> &[Country] {
        &self.countries
    }
}

fn check_code(
    file: &RuleFile,
    code: &Spanned<String>,
    n_letters: usize,
    right: &str,
) -> Result<(), RuleError> {
    let given = code.get_ref();
    if given.len() == n_letters && given.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Ok(());
    }
    Err(file.error(code.span(), format!("\"{given}\" is no code; {right}, would be right")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        base::{
            fold::fold,
            lex::{LexKind, Script},
        },
        ruleset::Ruleset,
    };

    fn country_of(ruleset: &Ruleset, adjective: &str) -> Option<String> {
        let folded = fold(adjective);
        let script = if folded.is_ascii() { Script::Latin } else { Script::Arabic };
        let reading = ruleset.vocabulary.look_up(&folded, LexKind::Word(script));
        let found = ruleset.names.nationalities().longest(&ruleset.vocabulary, [reading].into_iter())?;
        ruleset.names.country(found.value).map(|country| country.code.clone())
    }

    #[derive(Deserialize)]
    struct Examples {
        example: Vec<Example>,
    }

    #[derive(Deserialize)]
    struct Example {
        text: String,
        country: Option<String>,
    }

    #[test]
    fn the_examples_of_the_nationalities_hold() {
        let ruleset = Ruleset::builtin().unwrap();
        let files = RuleFiles::builtin();
        for (_, parsed) in files.parse_per_language::<Examples>("nationalities.toml").unwrap() {
            for example in parsed.value.example {
                assert_eq!(country_of(&ruleset, &example.text), example.country, "{}", example.text);
            }
        }
    }

    #[test]
    fn a_wrong_code_is_refused_with_its_place() {
        let mut files = RuleFiles::builtin();
        let text = "[[country]]\ncode = \"usa\"\nnames = {}\n";
        files.add("world/countries.toml".into(), "my/world/countries.toml".into(), text);
        let error = Ruleset::compile(&files).unwrap_err().to_string();
        assert_eq!(
            error,
            "my/world/countries.toml:2:8: \"usa\" is no code; ISO 3166-1 alpha-2, such as \"EG\", would be right"
        );
    }
}
