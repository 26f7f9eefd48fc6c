//! What is known of forms, whatever the article.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    FormFacts, LetterSet,
    form::{FORM_CHARS_MIN, look_up_known, without_article},
};
use crate::{
    align::name::{candidate_keys, sound_key},
    base::{fold::fold, hash::fnv1a, id::FormId},
    ruleset::{Language, Ruleset, WordClasses},
};

/// With more than this in it a memo is emptied: names and misprints have no end.
const KEPT_MAX: usize = 1 << 18;

/// What is known of forms, so that each is looked up once, whichever articles it stands in. What is kept
/// changes no result.
#[derive(Debug, Default)]
pub struct NameMemo {
    /// By the position of the language in the rules' list.
    languages: Vec<LanguageMemo>,
    /// The keys of the consonants of words, by their forms.
    sounds: Vec<Option<u64>>,
}

/// The same of one language.
#[derive(Debug, Default)]
pub(super) struct LanguageMemo {
    /// The words of names, as they are written.
    words: FxHashMap<Box<str>, NameWord>,
    /// The numbers of forms, by their keys.
    numbers: FxHashMap<Box<str>, u32>,
    forms: Vec<KnownForm>,
    /// The keys under which a form can meet others, by how it is written.
    candidates: FxHashMap<Box<str>, Box<[u32]>>,
    /// The keys of the consonants of the countries, towns and bodies of the rules, once asked for.
    known_sounds: Option<FxHashSet<u64>>,
}

/// A word of a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct NameWord {
    /// The number of its form; none where it is too short to be one.
    pub(super) form: Option<u32>,
    /// What is left of it without its article, in bytes.
    pub(super) n_bytes: usize,
    /// Whether it has an article.
    pub(super) definite: bool,
    /// Whether it is a country, town or body of the rules by itself.
    pub(super) known: bool,
}

/// A form.
#[derive(Debug)]
pub(super) struct KnownForm {
    /// The word, folded, without its article.
    pub(super) key: Box<str>,
    /// The hash of the key.
    pub(super) hash: u64,
    /// The letters of the key.
    pub(super) n_chars: u16,
    /// The letters of the key, as a set.
    pub(super) letters: LetterSet,
    /// What is known of it.
    pub(super) facts: FormFacts,
    /// The key of its consonants.
    pub(super) sound: u64,
}

impl NameMemo {
    /// Whether so much is known that it is to be forgotten before the next article.
    pub fn is_full(&self) -> bool {
        let n_kept =
            |language: &LanguageMemo| language.words.len() + language.forms.len() + language.candidates.len();
        self.languages.iter().map(n_kept).sum::<usize>() > KEPT_MAX
    }

    /// The key of the consonants of a folded word.
    pub(super) fn sound(
        &mut self,
        ruleset: &Ruleset,
        language: &Language,
        (key, form): (&str, FormId),
    ) -> u64 {
        if self.sounds.len() <= form.idx() {
            self.sounds.resize(form.idx() + 1, None);
        }
        *self.sounds[form.idx()].get_or_insert_with(|| sound_of(ruleset, language, key))
    }

    /// What is known of forms of a language, given by its position in the rules' list.
    pub(super) fn language(&mut self, language_idx: u8) -> &mut LanguageMemo {
        let language_idx = usize::from(language_idx);
        if self.languages.len() <= language_idx {
            self.languages.resize_with(language_idx + 1, LanguageMemo::default);
        }
        &mut self.languages[language_idx]
    }
}

impl LanguageMemo {
    /// A word of a name, as it is written.
    pub(super) fn word(&mut self, ruleset: &Ruleset, language: &Language, written: &str) -> NameWord {
        if let Some(word) = self.words.get(written) {
            return *word;
        }
        let (bare, definite) = without_article(ruleset, written, &language.code);
        let key = fold(bare);
        let is_form = key.chars().count() >= FORM_CHARS_MIN;
        let word = NameWord {
            form: is_form.then(|| self.number(ruleset, language, &key)),
            n_bytes: bare.len(),
            definite,
            known: look_up_known(ruleset, &fold(written)).is_some(),
        };
        self.words.insert(written.into(), word);
        word
    }

    /// The number of the form with this key.
    pub(super) fn number(&mut self, ruleset: &Ruleset, language: &Language, key: &str) -> u32 {
        if let Some(number) = self.numbers.get(key) {
            return *number;
        }
        let number = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        let (facts, sound) = (facts(ruleset, key, &language.code), sound_of(ruleset, language, key));
        let n_chars = u16::try_from(key.chars().count()).unwrap_or(u16::MAX);
        let (hash, letters) = (fnv1a(key.as_bytes()), LetterSet::of(key));
        self.forms.push(KnownForm { key: key.into(), hash, n_chars, letters, facts, sound });
        self.numbers.insert(key.into(), number);
        number
    }

    /// The form with a number that [`LanguageMemo::number`] gave.
    pub(super) fn form(&self, number: u32) -> &KnownForm {
        &self.forms[number as usize]
    }

    /// Whether a country, town or body of the rules has the consonants of this key.
    pub(super) fn is_known_sound(&mut self, ruleset: &Ruleset, language: &Language, sound: u64) -> bool {
        let known_sounds = || {
            let words = ruleset.names.known_words().iter().map(|word| ruleset.vocabulary.form(*word));
            let of_language = words.filter(|word| {
                ruleset.languages.of_text(word, "").is_some_and(|of| of.code == language.code)
            });
            of_language
                .map(|word| {
                    let key = without_article(ruleset, word, &language.code).0;
                    sound_of(ruleset, language, key)
                })
                .collect()
        };
        self.known_sounds.get_or_insert_with(known_sounds).contains(&sound)
    }

    /// The keys under which a form can meet others.
    pub(super) fn candidates(
        &mut self,
        ruleset: &Ruleset,
        language: &Language,
        language_idx: u8,
        written: &str,
    ) -> &[u32] {
        if !self.candidates.contains_key(written) {
            let orthography = ruleset.orthographies.get(&language.code);
            let keys = orthography.map_or_else(Vec::new, |rules| candidate_keys(rules, written));
            let keys = keys.into_iter().map(|key| shortened(key, language_idx)).collect();
            self.candidates.insert(written.into(), keys);
        }
        self.candidates.get(written).map_or(&[], |keys| keys)
    }
}

/// A key in half the space; that two keys may coincide costs a look at one more pair.
pub(super) fn shortened(key: u64, language_idx: u8) -> u32 {
    let mixed = (key ^ (key >> 32)) & u64::from(u32::MAX);
    u32::try_from(mixed).unwrap_or(0) ^ (u32::from(language_idx) << 24)
}

fn sound_of(ruleset: &Ruleset, language: &Language, key: &str) -> u64 {
    ruleset.orthographies.get(&language.code).map_or(0, |orthography| sound_key(orthography, key))
}

fn facts(ruleset: &Ruleset, key: &str, language: &str) -> FormFacts {
    let classes = ruleset.vocabulary.id(key).map_or(WordClasses::NONE, |word| ruleset.names.classes(word));
    let ordinary = match ruleset.inflected.has(language) {
        true => ruleset.inflected.is_word(key, language),
        false => ruleset.lexicon.is_ordinary(key, language),
    };
    FormFacts {
        classes,
        listed: ruleset.lexicon.name_kinds(key, language).unwrap_or_default(),
        ordinary,
        frequency: ruleset.lexicon.frequency(key, language),
    }
}
