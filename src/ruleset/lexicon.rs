//! The lexicon: ordinary words with how common they are, and known names, in compact automata.
//!
//! Each language may have three files beside its rules, built by `cargo xtask lexicon`:
//! `words.fst` (words as they are written, without vowel signs; left out where folding
//! changes none), `words-folded.fst` (the same words folded) and `names.fst` (given names, surnames, places, territories, folded). What stands in a
//! list is evidence, no more: «كريم», «سعيد» and `Paris` are names and words.
//!
//! Sources and licences of the lists: `LICENSES/README.md`.

use std::collections::BTreeMap;

use crate::{
    base::fold::{Folded, fold_char},
    ruleset::{Languages, RuleError, RuleFiles, word_map::WordMap},
};

/// From this Zipf frequency on (hundredths; 300 is once in a million words) a word is ordinary.
/// The shipped Arabic list ends there.
const ORDINARY_ZIPF_MIN: u16 = 300;

/// A stem that is left when proclitics are taken off has at least this many letters: shorter ones
/// are found in nearly every name.
const STEM_CHARS_MIN: usize = 3;

/// A value of `names.fst` holds the kinds of the name and above them the numbers, from 1, of at most
/// three towns of that name.
pub const KIND_BITS: u32 = 8;
/// The bits of the number of a town.
pub const PLACE_BITS: u32 = 14;
/// How many towns of one name are told apart.
pub const PLACES_MAX: u32 = 3;

/// What a name is known as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NameKinds(u8);

impl NameKinds {
    /// A given name.
    pub const GIVEN: NameKinds = NameKinds(1);
    /// A surname.
    pub const SURNAME: NameKinds = NameKinds(2);
    /// A town or region.
    pub const PLACE: NameKinds = NameKinds(4);
    /// A country or territory.
    pub const TERRITORY: NameKinds = NameKinds(8);

    /// Whether one of `kinds` is among these.
    pub fn intersects(self, kinds: NameKinds) -> bool {
        self.0 & kinds.0 != 0
    }

    /// The kinds as they are stored in `names.fst`.
    pub fn bits(self) -> u8 {
        self.0
    }
}

#[derive(Debug, Default)]
struct Lists {
    words: Option<WordMap>,
    folded: Option<WordMap>,
    names: Option<WordMap>,
    /// Folded stacks of proclitics, longest first.
    stacks: Vec<String>,
}

/// Ordinary words and known names, by language.
#[derive(Debug, Default)]
pub struct Lexicon {
    lists: BTreeMap<String, Lists>,
}

impl Lexicon {
    /// Reads the lists of every language.
    ///
    /// # Errors
    /// Where a list is no automaton.
    pub(crate) fn compile(files: &RuleFiles, languages: &Languages) -> Result<Lexicon, RuleError> {
        let mut lists = BTreeMap::new();
        for language in languages.all() {
            let code = &language.code;
            let mut stacks: Vec<String> =
                language.prefixes.iter().map(|prefix| prefix.form.clone()).collect();
            stacks.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
            let list = Lists {
                words: automaton(files, &format!("{code}/words.fst"))?,
                folded: automaton(files, &format!("{code}/words-folded.fst"))?,
                names: automaton(files, &format!("{code}/names.fst"))?,
                stacks,
            };
            lists.insert(code.clone(), list);
        }
        Ok(Lexicon { lists })
    }

    /// Makes look-ups faster, for a long run.
    pub(crate) fn unpack(&self) {
        for lists in self.lists.values() {
            [&lists.words, &lists.folded, &lists.names].into_iter().flatten().for_each(WordMap::unpack);
        }
    }

    /// How common the folded form is: the Zipf frequency, in hundredths, of its commonest spelling.
    pub fn frequency(&self, folded: &str, language: &str) -> Option<u16> {
        value(self.lists.get(language)?.folded.as_ref()?, folded)
    }

    /// How common a spelling is, given without vowel signs ([`bare`]): the Zipf frequency in hundredths.
    pub fn spelling_frequency(&self, word: &str, language: &str) -> Option<u16> {
        let lists = self.lists.get(language)?;
        value(lists.words.as_ref().or(lists.folded.as_ref())?, word)
    }

    /// Whether the folded form, or what is left of it without proclitics, is an ordinary word.
    /// A name that is as common in print as a word is "ordinary" too; see [`Lexicon::name_kinds`].
    pub fn is_ordinary(&self, folded: &str, language: &str) -> bool {
        let common =
            |form: &str| self.frequency(form, language).is_some_and(|zipf| zipf >= ORDINARY_ZIPF_MIN);
        common(folded)
            || self.lists.get(language).is_some_and(|lists| {
                lists
                    .stacks
                    .iter()
                    .filter_map(|stack| folded.strip_prefix(stack.as_str()))
                    .any(|stem| stem.chars().count() >= STEM_CHARS_MIN && common(stem))
            })
    }

    /// What the folded form, a word or several with single spaces, is known as, if it is a known name.
    pub fn name_kinds(&self, folded: &str, language: &str) -> Option<NameKinds> {
        let value = self.lists.get(language)?.names.as_ref()?.get(folded)?;
        u8::try_from(value & ((1 << KIND_BITS) - 1)).ok().map(NameKinds)
    }

    /// Whether the folded name is a given name.
    pub fn is_given(&self, folded: &str, language: &str) -> bool {
        self.name_kinds(folded, language).is_some_and(|kinds| kinds.intersects(NameKinds::GIVEN))
    }

    /// The numbers of the towns that go by the folded name: two names with a number in common are
    /// names of one town.
    pub fn places(&self, folded: &str, language: &str) -> Vec<u32> {
        let names = self.lists.get(language).and_then(|lists| lists.names.as_ref());
        let packed = names.and_then(|names| names.get(folded)).unwrap_or(0) >> KIND_BITS;
        let numbers = (0..PLACES_MAX).map(|nth| (packed >> (nth * PLACE_BITS)) & ((1 << PLACE_BITS) - 1));
        numbers.filter(|number| *number != 0).filter_map(|number| u32::try_from(number).ok()).collect()
    }

    /// Whether the folded form is a known name, of whatever kind.
    pub fn is_known_name(&self, folded: &str, language: &str) -> bool {
        self.name_kinds(folded, language).is_some()
    }
}

fn value(automaton: &WordMap, key: &str) -> Option<u16> {
    automaton.get(key).map(|value| u16::try_from(value).unwrap_or(u16::MAX))
}

fn automaton(files: &RuleFiles, name: &str) -> Result<Option<WordMap>, RuleError> {
    let Some((path, bytes)) = files.data(name) else {
        return Ok(None);
    };
    WordMap::new(bytes.clone()).map(Some).map_err(|error| RuleError::Invalid {
        path: path.to_owned(),
        line: 1,
        column: 1,
        message: format!("not a word list ({error}); a file made by cargo xtask lexicon would be right"),
    })
}

/// `text` as it is spelt, without vowel signs, tatweel and invisible marks.
pub fn bare(text: &str) -> String {
    text.chars().filter(|c| fold_char(*c) != Folded::Drop).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{base::fold::fold, ruleset::Ruleset};

    #[test]
    fn ordinary_words_are_told_from_rare_forms() {
        let lexicon = Ruleset::builtin().unwrap().lexicon;
        for word in ["الحكومة", "وزير", "وبالمدرسة", "أعلنت"] {
            assert!(lexicon.is_ordinary(&fold(word), "ar"), "{word}");
        }
        for word in ["بلينكين", "زيلينسكي", "Zelensky", "government"] {
            assert!(!lexicon.is_ordinary(&fold(word), "ar"), "{word}");
        }
        assert!(lexicon.is_ordinary("government", "en"));
        assert!(!lexicon.is_ordinary("zelensky", "en"));
        assert!(!lexicon.is_ordinary("government", "xx"));
    }

    #[test]
    fn spellings_have_their_own_frequency() {
        let lexicon = Ruleset::builtin().unwrap().lexicon;
        let of = |word| lexicon.spelling_frequency(word, "ar");
        assert!(of("إلى") > of("الى"));
        assert_eq!(of("بلينكين"), None);
    }

    #[test]
    fn names_are_known_by_their_kind() {
        let lexicon = Ruleset::builtin().unwrap().lexicon;
        let kinds = |name: &str, language| lexicon.name_kinds(&fold(name), language);
        assert!(kinds("فاطمة", "ar").unwrap().intersects(NameKinds::GIVEN));
        assert!(kinds("ألمانيا", "ar").unwrap().intersects(NameKinds::TERRITORY));
        assert!(kinds("حلب", "ar").unwrap().intersects(NameKinds::PLACE));
        assert!(kinds("United Kingdom", "en").unwrap().intersects(NameKinds::TERRITORY));
        assert_eq!(kinds("طاولة", "ar"), None);
    }

    #[test]
    fn a_broken_list_is_refused() {
        let mut files = RuleFiles::builtin();
        files.add_data("ar/words.fst".into(), "my/ar/words.fst".into(), b"no automaton".to_vec());
        let error = Ruleset::compile(&files).unwrap_err().to_string();
        assert!(error.starts_with("my/ar/words.fst:1:1: not a word list"), "{error}");
    }
}
