//! Words that are seen inflected: with an article, with pronouns, in several forms of one verb.
//!
//! Foreign names are as common in print as ordinary words, so frequency does not tell them apart;
//! but names do not inflect. Each language may have the list `inflected.fst`, folded, built by
//! `cargo xtask lexicon`; where it has none, the ordinary words of the lexicon stand in.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::{
    base::fold::fold,
    ruleset::{Languages, RuleError, RuleFiles, word_map::WordMap},
};

/// What is left of a word without proclitics or endings has at least this many letters: shorter
/// rests are found in nearly every name.
const REST_CHARS_MIN: usize = 3;
/// And this many where both were taken off.
const REST_OF_BOTH_CHARS_MIN: usize = 5;

#[derive(Debug)]
struct List {
    words: WordMap,
    /// Stacks of proclitics, folded, the shortest first, by their first letter.
    stacks: Affixes,
    /// Endings, folded, by their last letter.
    endings: Affixes,
    /// What the last letter of a word becomes before an ending, with what it was: ئ, ء.
    seats: Vec<(String, String)>,
    /// Letters before a verb that tell its person: يكتب, تكتب.
    persons: String,
    /// The letters of the proclitics that may stand before these: «وسيكتب», but not «بيكتب».
    verb_proclitics: String,
    /// Endings of verbs, by their last letter.
    verb_endings: Affixes,
    /// Pronouns at the end of a word, by their last letter.
    pronouns: Affixes,
}

/// Affixes by the letter at their outer end.
#[derive(Debug, Default)]
struct Affixes(FxHashMap<char, Vec<String>>);

impl Affixes {
    fn new(affixes: impl IntoIterator<Item = String>, outer: fn(&str) -> Option<char>) -> Affixes {
        let mut all = Affixes::default();
        for affix in affixes {
            if let Some(letter) = outer(&affix) {
                all.0.entry(letter).or_default().push(affix);
            }
        }
        all
    }

    /// Those that may stand where this letter does.
    fn at(&self, letter: Option<char>) -> &[String] {
        letter.and_then(|letter| self.0.get(&letter)).map_or(&[], Vec::as_slice)
    }
}

fn first_letter(affix: &str) -> Option<char> {
    affix.chars().next()
}

fn last_letter(affix: &str) -> Option<char> {
    affix.chars().next_back()
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
    #[serde(default)]
    persons: String,
    #[serde(default)]
    verb_proclitics: String,
    #[serde(default)]
    verb_endings: Vec<String>,
    #[serde(default)]
    pronouns: Vec<String>,
}

impl Inflected {
    pub(crate) fn compile(files: &RuleFiles, languages: &Languages) -> Result<Inflected, RuleError> {
        let mut by_code: BTreeMap<String, EndingsFile> = BTreeMap::new();
        for (code, parsed) in files.parse_per_language::<EndingsFile>("names.toml")? {
            let all = by_code.entry(code).or_default();
            all.endings.extend(parsed.value.endings.iter().map(|ending| fold(ending)));
            all.seats.extend(parsed.value.seats);
            all.persons.push_str(&fold(&parsed.value.persons));
            all.verb_proclitics.push_str(&fold(&parsed.value.verb_proclitics));
            all.verb_endings.extend(parsed.value.verb_endings.iter().map(|ending| fold(ending)));
            all.pronouns.extend(parsed.value.pronouns.iter().map(|pronoun| fold(pronoun)));
        }
        let mut lists = BTreeMap::new();
        for language in languages.all() {
            let name = format!("{}/inflected.fst", language.code);
            let Some((path, bytes)) = files.data(&name) else {
                continue;
            };
            let words = WordMap::new(bytes.clone()).map_err(|error| RuleError::Invalid {
                path: path.to_owned(),
                line: 1,
                column: 1,
                message: format!(
                    "not a word list ({error}); a file made by cargo xtask lexicon would be right"
                ),
            })?;
            let stacks = language.prefixes.iter().map(|prefix| prefix.form.clone());
            let stacks = Affixes::new(stacks, first_letter);
            let EndingsFile { endings, seats, persons, verb_proclitics, verb_endings, pronouns } =
                by_code.remove(&language.code).unwrap_or_default();
            let pronouns = Affixes::new(pronouns, last_letter);
            let verb_endings = Affixes::new(verb_endings, last_letter);
            let endings = Affixes::new(endings, last_letter);
            let list =
                List { words, stacks, endings, seats, persons, verb_proclitics, verb_endings, pronouns };
            lists.insert(language.code.clone(), list);
        }
        Ok(Inflected { lists })
    }

    /// Makes look-ups faster, for a long run.
    pub(crate) fn unpack(&self) {
        self.lists.values().for_each(|list| list.words.unpack());
    }

    /// Whether two folded forms are inflections of one word: before what they have in common stand
    /// nothing but proclitics and the letters of persons, after it nothing but endings.
    pub fn are_inflections(&self, a: &str, b: &str, language: &str) -> bool {
        self.lists.get(language).is_some_and(|list| {
            let (starts_a, starts_b) = (list.starts(a), list.starts(b));
            starts_a.iter().any(|a| starts_b.iter().any(|b| list.share_stem(a, b)))
        })
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
        if list.words.contains(folded) || list.without_ending(folded, REST_CHARS_MIN) {
            return true;
        }
        list.stacks
            .at(first_letter(folded))
            .iter()
            .filter_map(|stack| folded.strip_prefix(stack.as_str()))
            .any(|rest| {
                rest.chars().count() >= REST_CHARS_MIN
                    && (list.words.contains(rest) || list.without_ending(rest, REST_OF_BOTH_CHARS_MIN))
            })
    }

    /// Whether the folded form ends as a word with a pronoun does, and no name: «ينادونني».
    pub fn has_pronoun(&self, folded: &str, language: &str) -> bool {
        self.lists.get(language).is_some_and(|list| {
            let pronouns = list.pronouns.at(last_letter(folded)).iter();
            let mut rests = pronouns.filter_map(|pronoun| folded.strip_suffix(pronoun.as_str()));
            rests.any(|rest| rest.chars().count() >= REST_CHARS_MIN)
        })
    }

    /// Whether exactly this folded form is in the list.
    pub fn contains(&self, folded: &str, language: &str) -> bool {
        self.lists.get(language).is_some_and(|list| list.words.contains(folded))
    }
}

impl List {
    /// The word, and what is left of it without proclitics and without the letter of a person.
    fn starts<'w>(&self, word: &'w str) -> Vec<&'w str> {
        let is_of_verb = |stack: &str| stack.chars().all(|c| self.verb_proclitics.contains(c));
        let mut starts = vec![word];
        let mut verbs = vec![word];
        for stack in self.stacks.at(first_letter(word)) {
            let rest = word.strip_prefix(stack.as_str());
            starts.extend(rest);
            verbs.extend(rest.filter(|_| is_of_verb(stack)));
        }
        starts.extend(verbs.into_iter().filter_map(|verb| verb.strip_prefix(|c| self.persons.contains(c))));
        starts
    }

    /// Whether two words begin alike, and nothing but endings follows.
    fn share_stem(&self, a: &str, b: &str) -> bool {
        let is_ending = |rest: &str| {
            let last = last_letter(rest);
            let known = self.endings.at(last).iter().chain(self.verb_endings.at(last));
            rest.is_empty() || known.into_iter().any(|known| known == rest)
        };
        let n_shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
        let cuts = a.char_indices().map(|(at, _)| at).chain([a.len()]).take(n_shared + 1);
        cuts.skip(REST_CHARS_MIN).any(|at| {
            let rests = a.get(at..).zip(b.get(at..));
            rests.is_some_and(|(rest_a, rest_b)| {
                (is_ending(rest_a) && is_ending(rest_b))
                    // «دماؤهم», «دمائهم»
                    || self.unseated(rest_a).zip(self.unseated(rest_b)).is_some_and(|(a, b)| is_ending(a) && is_ending(b))
            })
        })
    }

    /// What follows a hamza, whatever its seat.
    fn unseated<'r>(&self, rest: &'r str) -> Option<&'r str> {
        const HAMZA: char = 'ء';
        let is_seat = |c: char| {
            c == HAMZA
                || self.seats.iter().any(|(seat, letter)| seat.starts_with(c) && letter.starts_with(HAMZA))
        };
        rest.strip_prefix(is_seat)
    }

    fn without_ending(&self, folded: &str, rest_chars_min: usize) -> bool {
        self.endings
            .at(last_letter(folded))
            .iter()
            .filter_map(|ending| folded.strip_suffix(ending.as_str()))
            .any(|rest| {
                rest.chars().count() >= rest_chars_min
                    && (self.words.contains(rest) || self.feminine(rest) || self.seated(rest))
            })
    }

    /// Of «أبناؤه» the ending ه is taken off, and «أبناء» is the word.
    fn seated(&self, rest: &str) -> bool {
        self.seats.iter().any(|(seat, letter)| {
            let stem = rest.strip_suffix(seat.as_str());
            stem.is_some_and(|stem| self.words.contains(&format!("{stem}{letter}")))
        })
    }

    /// Of «حكومتهم» the ending تهم is taken off, and «حكومة» is the word.
    fn feminine(&self, rest: &str) -> bool {
        self.words.contains(&format!("{rest}ه"))
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

    #[test]
    fn words_end_in_pronouns() {
        let inflected = Ruleset::builtin().unwrap().inflected;
        assert!(inflected.has_pronoun("ينادونني", "ar") && inflected.has_pronoun("سيارتيهما", "ar"));
        assert!(!inflected.has_pronoun("بوداثوكي", "ar") && !inflected.has_pronoun("نا", "ar"));
    }

    #[test]
    fn inflections_of_one_word_are_told_from_two_spellings() {
        let inflected = Ruleset::builtin().unwrap().inflected;
        let are = |a, b| inflected.are_inflections(&fold(a), &fold(b), "ar");
        for (a, b) in [
            ("يتعهد", "تتعهد"),
            ("وتصفح", "تصفحها"),
            ("مجاورة", "مجاوروه"),
            ("يسافران", "سافرا"),
            ("متابعة", "متابعين"),
            ("وتابعا", "تابعت"),
            ("فدماؤهم", "بدمائهم"),
        ] {
            assert!(are(a, b) && are(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("بلينكين", "بلينكن"),
            ("بكين", "بيكين"),
            ("غروزني", "جروزني"),
            ("كافاني", "كفاني"),
            ("هاميلتون", "هملتون"),
        ] {
            assert!(!are(a, b), "{a} {b}");
        }
    }
}
