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
    stresses: FxHashSet<WordId>,
    names: FxHashSet<WordId>,
    opposites: Vec<[Vec<String>; 2]>,
    own_prefixes: Vec<[String; 2]>,
    own_suffixes: Vec<[String; 2]>,
    denied_prefixes: Vec<String>,
    told_suffixes: Vec<String>,
    weak_letters: Vec<char>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct QuoteFile {
    negations: Vec<String>,
    #[serde(default)]
    kin: Vec<String>,
    #[serde(default)]
    idle: Vec<String>,
    #[serde(default)]
    exceptions: Vec<String>,
    #[serde(default)]
    stresses: Vec<String>,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    opposites: Vec<[Vec<String>; 2]>,
    #[serde(default)]
    own_prefixes: Vec<[String; 2]>,
    #[serde(default)]
    own_suffixes: Vec<[String; 2]>,
    /// How a verb begins behind a negation: the «ي» of «لم يصل».
    #[serde(default)]
    denied_prefixes: Vec<String>,
    /// How the same verb ends without one: the «ت» of «وصلت».
    #[serde(default)]
    told_suffixes: Vec<String>,
    /// The letters that come and go in it: the «و» of «وصلت».
    #[serde(default)]
    weak_letters: String,
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
            let stresses = parsed.value.stresses.iter().map(|word| vocabulary.intern(&fold(word)));
            negations.stresses.extend(stresses);
            negations.names.extend(parsed.value.names.iter().map(|word| vocabulary.intern(&fold(word))));
            let pair = |pair: [String; 2]| pair.map(|letters| fold(&letters));
            negations.own_prefixes.extend(parsed.value.own_prefixes.into_iter().map(pair));
            negations.own_suffixes.extend(parsed.value.own_suffixes.into_iter().map(pair));
            let affixes = |forms: Vec<String>| forms.into_iter().map(|form| fold(&form));
            negations.denied_prefixes.extend(affixes(parsed.value.denied_prefixes));
            negations.told_suffixes.extend(affixes(parsed.value.told_suffixes));
            negations.weak_letters.extend(fold(&parsed.value.weak_letters).chars());
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

    /// Whether a word stands with a negation and falls away without it: «لم نسجل أي خروق», «سجلنا خروقا».
    pub fn stresses(&self, vocabulary: &Vocabulary, folded: &str) -> bool {
        vocabulary.id(folded).is_some_and(|word| self.stresses.contains(&word))
    }

    /// Whether a word before a quotation says that it is the name of something: «بعنوان».
    pub fn names(&self, vocabulary: &Vocabulary, reading: Option<Reading>) -> bool {
        vocabulary.readings(reading).any(|reading| self.names.contains(&reading.word))
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

    /// The forms of a folded verb that tells of the speaker when it is told of others: «سننسحب», «ينسحب».
    pub fn told_of_others(&self, folded: &str) -> Vec<String> {
        let prefixed = self.own_prefixes.iter().filter_map(|[own, others]| {
            folded.strip_prefix(own.as_str()).map(|rest| format!("{others}{rest}"))
        });
        let suffixed = self.own_suffixes.iter().filter_map(|[own, others]| {
            folded.strip_suffix(own.as_str()).map(|rest| format!("{rest}{others}"))
        });
        prefixed.chain(suffixed).collect()
    }

    /// The letters that a folded word keeps if it is a verb behind a negation: «صل» of «تصل».
    pub fn root_denied(&self, folded: &str) -> Option<String> {
        let rest = self.denied_prefixes.iter().find_map(|prefix| folded.strip_prefix(prefix.as_str()))?;
        self.root(rest)
    }

    /// The letters that it keeps if it is a verb of what happened: «صل» of «وصلت».
    pub fn roots_told(&self, folded: &str) -> Vec<String> {
        let without = self.told_suffixes.iter().filter_map(|suffix| folded.strip_suffix(suffix.as_str()));
        std::iter::once(folded).chain(without).filter_map(|stem| self.root(stem)).collect()
    }

    fn root(&self, stem: &str) -> Option<String> {
        let root: String = stem.chars().filter(|letter| !self.weak_letters.contains(letter)).collect();
        (root.chars().count() >= ROOT_CHARS_MIN).then_some(root)
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

/// Fewer letters are no verb's own.
const ROOT_CHARS_MIN: usize = 2;

/// A negation that is written into the next word has this many letters or up to twice as many less one.
const NEGATION_CHARS_MIN: usize = 2;

#[cfg(test)]
mod tests {
    use crate::ruleset::Ruleset;

    #[test]
    fn a_verb_that_tells_of_the_speaker_has_a_form_that_tells_of_others() {
        let negations = Ruleset::builtin().unwrap().negations;
        let has = |own: &str, other: &str| negations.told_of_others(own).contains(&other.to_owned());
        assert!(has("سننسحب", "ينسحب") && has("نغلق", "يغلق") && has("خسرنا", "خسر"));
        assert!(negations.told_of_others("withdraw").is_empty());
    }

    #[test]
    fn last_year_and_next_year_are_opposites() {
        let negations = Ruleset::builtin().unwrap().negations;
        assert!(negations.are_opposites("الماضي", "المقبل") && negations.are_opposites("unsafe", "safe"));
        assert!(!negations.are_opposites("الماضي", "المنصرم"));
    }
}
