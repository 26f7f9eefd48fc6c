//! Which words of a frequency list inflect as Arabic words do: they are seen with the article, with
//! pronouns, or as several forms of one verb. Foreign names are seen bare, whatever their frequency,
//! so this tells names from words better than frequency does.

use std::collections::{BTreeMap, BTreeSet};

use isnad::base::fold::fold;

const ARTICLES: [&str; 6] = ["ال", "وال", "بال", "لل", "فال", "كال"];
const PRONOUNS: [&str; 9] = ["ها", "هم", "نا", "هما", "كم", "هن", "ني", "ه", "ي"];
const PLURALS: [&str; 4] = ["ات", "ين", "ون", "ان"];
const PAST_ENDINGS: [&str; 11] = ["ت", "وا", "ها", "هم", "نا", "ه", "تها", "ته", "هما", "تا", "تم"];
const IMPERFECT_PREFIXES: [&str; 8] = ["سي", "ست", "سن", "سا", "ي", "ت", "ن", "ا"];
const IMPERFECT_PERSONS: [&str; 4] = ["ي", "ت", "ن", "ا"];

/// Words rarer than this (hundredths of Zipf) are seen too seldom to be seen inflected.
const ZIPF_MIN: u64 = 160;
/// From here on a word is seen often enough that a small share of inflected forms is no accident.
const ZIPF_COMMON: f64 = 1e-6;
const SHARE_COMMON: f64 = 0.03;
const SHARE_RARE: f64 = 0.15;

struct Counts(BTreeMap<String, f64>);

impl Counts {
    fn of(&self, word: &str) -> f64 {
        self.0.get(word).copied().unwrap_or(0.0)
    }

    fn with(&self, prefixes: &[&str], word: &str) -> f64 {
        prefixes.iter().map(|prefix| self.of(&format!("{prefix}{word}"))).sum()
    }

    fn ending(&self, word: &str, endings: &[&str]) -> (f64, usize) {
        let seen = endings.iter().map(|ending| self.of(&format!("{word}{ending}"))).filter(|of| *of > 0.0);
        seen.fold((0.0, 0), |(sum, n), of| (sum + of, n + 1))
    }

    fn is_noun(&self, word: &str) -> bool {
        let frequency = self.of(word);
        let construct = word.strip_suffix('ه').map(|stem| format!("{stem}ت"));
        let stem = construct.as_deref().unwrap_or(word);
        let article = self.with(&ARTICLES, word) / frequency;
        let (pronouns, n_pronouns) = self.ending(stem, &PRONOUNS[..7]);
        let n_pronouns = n_pronouns + self.ending(stem, &PRONOUNS[7..]).1;
        let plurals = self.ending(word, &PLURALS).0 / frequency;
        let pronouns = pronouns / frequency;
        let share = if frequency > ZIPF_COMMON { SHARE_COMMON } else { SHARE_RARE };
        let share = if word.chars().count() > 3 { share } else { 2.0 * share };
        article > share
            || (pronouns > share && n_pronouns >= 2)
            || (article + pronouns + plurals > 2.0 * share && (article > 0.05 || n_pronouns >= 2))
            || n_pronouns >= 4
    }

    fn is_past(&self, word: &str) -> bool {
        let frequency = self.of(word);
        let (_, n_endings) = self.ending(word, &PAST_ENDINGS);
        let feminine = self.of(&format!("{word}ت"));
        let plural = self.of(&format!("{word}وا"));
        let by_endings =
            n_endings >= 4 && feminine > 0.0 && (feminine > 0.05 * frequency || plural > 0.004 * frequency);
        // «سارع» beside «يسارع» and «تسارع», «انخفض» beside «ينخفض» and «تنخفض».
        let has_imperfect =
            |stem: &str| self.of(&format!("ي{stem}")) > 0.0 && self.of(&format!("ت{stem}")) > 0.0;
        let imperfect = has_imperfect(word) || word.strip_prefix('ا').is_some_and(has_imperfect);
        by_endings || (imperfect && word.chars().count() >= 4 && feminine + plural > 0.02 * frequency)
    }

    fn is_imperfect(&self, word: &str) -> bool {
        IMPERFECT_PREFIXES.iter().any(|prefix| {
            let Some(stem) = word.strip_prefix(prefix).filter(|stem| stem.chars().count() >= 2) else {
                return false;
            };
            let persons: Vec<f64> = IMPERFECT_PERSONS
                .iter()
                .map(|person| format!("{person}{stem}"))
                .filter(|form| form != word)
                .map(|form| self.of(&form))
                .filter(|of| *of > 0.0)
                .collect();
            let third = (self.of(&format!("ي{stem}")), self.of(&format!("ت{stem}")));
            let own = self.of(word);
            if *prefix == "ا" {
                return persons.len() >= 3 && third.0 > 0.2 * own;
            }
            let ended = self.ending(word, &["ون", "ها", "ه"]).0;
            third.0 > 0.0
                && third.1 > 0.0
                && ((persons.len() >= 2 && persons.iter().sum::<f64>() > 0.05 * own) || ended > 0.01 * own)
        })
    }

    /// A word that is an inflected one with a single letter after it, and rarer: «مترا», «شهدته».
    fn is_extended(&self, word: &str, inflected: &BTreeSet<String>) -> bool {
        let mut chars = word.chars();
        let Some(last) = chars.next_back() else {
            return false;
        };
        let stem = chars.as_str();
        if stem.chars().count() < 3 || !inflected.contains(stem) {
            return false;
        }
        let share = match last {
            'ه' | 'ك' => 1.0,
            'ت' => 0.2,
            'ا' => 0.02,
            'ي' | 'و' => 3.0,
            _ => return false,
        };
        self.of(stem) >= share * self.of(word)
    }
}

/// The folded words of `words` (with Zipf frequencies in hundredths) that inflect.
pub(super) fn inflected(words: &BTreeMap<String, u64>) -> BTreeSet<String> {
    let mut counts = Counts(BTreeMap::new());
    for (word, zipf) in words {
        #[expect(clippy::cast_precision_loss, reason = "at most 900")]
        let frequency = 10_f64.powf(*zipf as f64 / 100.0 - 9.0);
        *counts.0.entry(fold(word)).or_default() += frequency;
    }
    #[expect(clippy::cast_precision_loss, reason = "a constant below 900")]
    let frequency_min = 10_f64.powf(ZIPF_MIN as f64 / 100.0 - 9.0);
    let mut inflected: BTreeSet<String> = counts
        .0
        .iter()
        .filter(|(word, frequency)| word.chars().count() >= 2 && **frequency >= frequency_min)
        .map(|(word, _)| word)
        .filter(|word| counts.is_noun(word) || counts.is_past(word) || counts.is_imperfect(word))
        .cloned()
        .collect();
    let extended: Vec<String> = counts
        .0
        .iter()
        .filter(|(word, frequency)| **frequency >= frequency_min && !inflected.contains(*word))
        .filter(|(word, _)| counts.is_extended(word, &inflected))
        .map(|(word, _)| word.clone())
        .collect();
    inflected.extend(extended);
    inflected
}
