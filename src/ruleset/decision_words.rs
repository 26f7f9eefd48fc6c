//! What reviewers write for their decisions, in the words of every language.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::{
    base::fold::fold,
    ruleset::{RuleError, RuleFiles},
};

/// What a reviewer thinks of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It is right.
    Accept,
    /// It is not, and no longer counts.
    Reject,
    /// The article was corrected.
    Fixed,
    /// It is to be looked at again.
    Later,
}

impl Verdict {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Verdict; 4] = [Verdict::Accept, Verdict::Reject, Verdict::Fixed, Verdict::Later];

    /// The word that programs read.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Accept => "accept",
            Verdict::Reject => "reject",
            Verdict::Fixed => "fixed",
            Verdict::Later => "later",
        }
    }
}

/// The words for verdicts, of all languages.
#[derive(Debug, Default)]
pub struct DecisionWords {
    /// The verdict of a folded wording.
    verdicts: BTreeMap<String, Verdict>,
    /// The wordings that each language offers, in the order of [`Verdict::ALL`].
    offered: BTreeMap<String, [String; 4]>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DecisionFile {
    #[serde(default)]
    accept: Vec<Spanned<String>>,
    #[serde(default)]
    reject: Vec<Spanned<String>>,
    #[serde(default)]
    fixed: Vec<Spanned<String>>,
    #[serde(default)]
    later: Vec<Spanned<String>>,
}

impl DecisionWords {
    pub(crate) fn compile(files: &RuleFiles) -> Result<DecisionWords, RuleError> {
        let mut words = DecisionWords::default();
        for (language, parsed) in files.parse_per_language::<DecisionFile>("decisions.toml")? {
            let DecisionFile { accept, reject, fixed, later } = parsed.value;
            let lists = [accept, reject, fixed, later];
            let offered = words.offered.entry(language).or_default();
            for (slot, list) in offered.iter_mut().zip(&lists) {
                if let (true, Some(first)) = (slot.is_empty(), list.first()) {
                    slot.clone_from(first.get_ref());
                }
            }
            for (verdict, list) in Verdict::ALL.into_iter().zip(lists) {
                for wording in list {
                    let at = wording.span();
                    let known = words.verdicts.insert(key(wording.get_ref()), verdict);
                    if let Some(known) = known.filter(|known| *known != verdict) {
                        let (wording, known) = (wording.get_ref(), known.as_str());
                        return Err(parsed.file.error(
                            at,
                            format!(
                                "«{wording}» already means {known}; a wording that means one thing would be right"
                            ),
                        ));
                    }
                }
            }
        }
        Ok(words)
    }

    /// The verdict that `wording` stands for.
    pub fn verdict(&self, wording: &str) -> Option<Verdict> {
        self.verdicts.get(&key(wording)).copied()
    }

    /// The word that a language offers for a verdict; the word of programs where it has none.
    pub fn offered(&self, language: &str, verdict: Verdict) -> &str {
        let offered = self.offered.get(language).and_then(|words| words.get(verdict as usize));
        offered.filter(|word| !word.is_empty()).map_or(verdict.as_str(), String::as_str)
    }
}

/// Folded, with single blanks and without the marks around it.
fn key(wording: &str) -> String {
    let folded = fold(wording);
    let words: Vec<&str> = folded
        .split(|c: char| c.is_whitespace() || c == '_')
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ruleset::Ruleset;

    fn check(wording: &str, expected: Option<Verdict>) {
        let words = Ruleset::builtin().unwrap().decision_words;
        assert_eq!(words.verdict(wording), expected, "{wording}");
    }

    #[test]
    fn words_of_both_languages_are_understood_however_they_are_typed() {
        check("Accept", Some(Verdict::Accept));
        check(" REJECTED. ", Some(Verdict::Reject));
        check("مرفوض", Some(Verdict::Reject));
        check("صُحّح", Some(Verdict::Fixed));
        check("صحح", Some(Verdict::Fixed));
        check("لاحقًا", Some(Verdict::Later));
        check("«مقبول»", Some(Verdict::Accept));
    }

    #[test]
    fn what_can_mean_two_things_is_not() {
        for wording in ["", "no", "نعم", "خطأ", "accept or reject", "?"] {
            check(wording, None);
        }
    }

    #[test]
    fn every_language_offers_a_word_for_each() {
        let words = Ruleset::builtin().unwrap().decision_words;
        for language in ["ar", "en"] {
            for verdict in Verdict::ALL {
                assert_eq!(words.verdict(words.offered(language, verdict)), Some(verdict));
            }
        }
        assert_eq!(words.offered("ar", Verdict::Reject), "مرفوض");
    }
}
