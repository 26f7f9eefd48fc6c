//! What is observed of two spellings, as numbers for the logistic layer.

use crate::{
    align::name::{
        alignment::{NameAlignment, align_letters},
        derivation::derived,
        reading::{CommonReading, ReadingMemo, common_reading},
    },
    base::fold::fold,
    ruleset::{Lexicon, Orthography, Ruleset, name_weights::OBSERVATIONS},
};

/// The value of a flag, and one letter.
const ONE: i32 = 100;

/// The last observations are of readings.
const N_READING_VALUES: usize = 7;

/// Everything that the score of two words depends on.
#[derive(Debug)]
pub struct Observed {
    /// How the one becomes the other.
    pub alignment: NameAlignment,
    /// The letters of both.
    pub letters: (Vec<char>, Vec<char>),
    /// The derivations by which one is made of the other, by index.
    pub derivations: Vec<usize>,
    /// What known names they write.
    pub reading: Option<CommonReading>,
    /// In the order of [`OBSERVATIONS`], in hundredths.
    pub values: Vec<i32>,
}

/// Observes two words that are not spelt alike.
pub fn observe(
    ruleset: &Ruleset,
    orthography: &Orthography,
    language: &str,
    words: (&str, &str),
) -> Observed {
    let mut observed = observe_letters(ruleset, orthography, language, words);
    observed.read(orthography, &ReadingMemo::default(), language, words);
    observed
}

/// Observes all but what known names the words write, which takes far longer than the rest.
pub(super) fn observe_letters(
    ruleset: &Ruleset,
    orthography: &Orthography,
    language: &str,
    words: (&str, &str),
) -> Observed {
    let letters = (orthography.operations.letters(words.0), orthography.operations.letters(words.1));
    let alignment = align_letters(&orthography.operations, &letters.0, &letters.1);
    let folded = [fold(words.0), fold(words.1)];
    let derivations = derived(orthography, words.0, words.1);
    let changes = Changes::new(orthography, &alignment, &letters);
    let mut values = vec![ONE, flag(!derivations.is_empty())];
    values.extend(changes.values());
    values.extend(letter_values(orthography, &letters, &changes));
    values.extend(lexicon_values(&ruleset.lexicon, language, &folded, changes.only_vowels));
    values.extend([0; N_READING_VALUES]);
    Observed { alignment, letters, derivations, reading: None, values }
}

fn flag(is: bool) -> i32 {
    if is { ONE } else { 0 }
}

/// What the alignment did, in numbers.
struct Changes {
    cost: i32,
    /// The letters of the shorter name.
    len: i32,
    n_edits: i32,
    n_vowel_edits: i32,
    only_vowels: bool,
    first_cost: i32,
    last_cost: i32,
    /// How many letters the shorter name is short of six, in hundredths.
    short: i32,
    are_equally_long: bool,
}

impl Changes {
    fn new(
        orthography: &Orthography,
        alignment: &NameAlignment,
        letters: &(Vec<char>, Vec<char>),
    ) -> Changes {
        let classes = &orthography.operations.classes;
        let is_vowel_edit = |class: usize| classes.get(class).is_some_and(|class| class.vowel);
        let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX).min(20);
        let n_edits = count(alignment.edits.len());
        let n_vowel_edits = count(alignment.edits.iter().filter(|edit| is_vowel_edit(edit.class)).count());
        let len = count(letters.0.len().min(letters.1.len())).max(1);
        let first = alignment.edits.first().filter(|edit| edit.left.0 == 0 && edit.right.0 == 0);
        let ends = (letters.0.len(), letters.1.len());
        let last = alignment.edits.last().filter(|edit| (edit.left.1, edit.right.1) == ends);
        Changes {
            cost: alignment.cost.min(2_000),
            len,
            n_edits,
            n_vowel_edits,
            only_vowels: n_vowel_edits == n_edits && n_edits > 0,
            first_cost: first.map_or(0, |edit| edit.cost),
            last_cost: last.map_or(0, |edit| edit.cost),
            short: (6 - len).max(0) * ONE,
            are_equally_long: letters.0.len() == letters.1.len(),
        }
    }

    /// From "cost" to "vowel-swap-short".
    fn values(&self) -> [i32; 12] {
        let short_if = |is: bool| if is { self.short } else { 0 };
        [
            self.cost,
            self.cost * 6 / self.len,
            self.cost * ONE / (30 + 27 * self.len / 2),
            self.short,
            (self.len - 6).clamp(0, 6) * ONE,
            (self.n_edits - 1).max(0) * ONE,
            self.first_cost,
            self.last_cost,
            flag(self.only_vowels),
            short_if(self.only_vowels),
            short_if(self.n_edits == 1),
            short_if(self.only_vowels && self.are_equally_long),
        ]
    }
}

/// From "native-vowel" to "vowels-written".
fn letter_values(orthography: &Orthography, letters: &(Vec<char>, Vec<char>), changes: &Changes) -> [i32; 4] {
    let names = [&letters.0, &letters.1];
    let are_native = names.iter().all(|name| name.iter().any(|letter| orthography.is_native(*letter)));
    let are_written = names.iter().all(|name| vowels_are_written(orthography, name));
    [
        flag(are_native) * changes.n_vowel_edits.min(4),
        flag(are_native),
        flag(orthography.skeleton(&letters.0) == orthography.skeleton(&letters.1)),
        flag(are_written),
    ]
}

/// From "folded-equal" to "two-places". Folded forms that are equal say nothing more.
fn lexicon_values(lexicon: &Lexicon, language: &str, folded: &[String; 2], only_vowels: bool) -> [i32; 11] {
    let [a, b] = folded.each_ref().map(String::as_str);
    if a == b {
        let mut values = [0; 11];
        values[0] = ONE;
        return values;
    }
    let zipfs = [a, b].map(|word| lexicon.frequency(word, language).map_or(0, |zipf| i32::from(zipf) - 200));
    let (rarer, commoner) = (zipfs[0].min(zipfs[1]), zipfs[0].max(zipfs[1]));
    let known = [a, b].map(|word| lexicon.is_known_name(word, language));
    let are_known = known[0] && known[1];
    let places = [a, b].map(|word| lexicon.places(word, language));
    let are_places = places.iter().all(|places| !places.is_empty());
    let is_one_place = places[0].iter().any(|place| places[1].contains(place));
    [
        0,
        rarer,
        commoner,
        flag(rarer > 0),
        flag(rarer > 0 && !are_known),
        flag(rarer > 0 && only_vowels),
        flag(are_known),
        flag(are_known && only_vowels),
        flag(known[0] != known[1]),
        flag(are_places && is_one_place),
        flag(are_places && !is_one_place),
    ]
}

/// Whether no two consonants meet, so that hardly a vowel can have been left out.
fn vowels_are_written(orthography: &Orthography, letters: &[char]) -> bool {
    let is_vowel = |letter: &char| orthography.operations.is_vowel(*letter);
    letters.windows(2).all(|pair| pair.iter().any(is_vowel))
}

impl Observed {
    /// Observes what known names the words write.
    pub(super) fn read(
        &mut self,
        orthography: &Orthography,
        memo: &ReadingMemo,
        language: &str,
        words: (&str, &str),
    ) {
        let Some(rules) = &orthography.readings else {
            return;
        };
        let reading = common_reading(rules, memo, language, &fold(words.0), &fold(words.1));
        let n_others = self.values.len().saturating_sub(N_READING_VALUES);
        self.values.truncate(n_others);
        self.values.extend(reading.values());
        self.reading = Some(reading);
    }

    /// The most that the logit can be once readings are observed, in thousandths.
    pub(super) fn logit_max(&self, orthography: &Orthography) -> i32 {
        let first = OBSERVATIONS.len() - N_READING_VALUES;
        let of_readings = orthography.weights.observations.get(first..).unwrap_or_default();
        let most = match &orthography.readings {
            Some(_) => of_readings.iter().filter(|weight| **weight > 0).sum(),
            None => 0,
        };
        self.logit(orthography).saturating_add(most)
    }

    /// The logit of the pair's being one name, in thousandths.
    pub fn logit(&self, orthography: &Orthography) -> i32 {
        let weights = &orthography.weights;
        let weight = |weights: &[i32], idx: usize| i64::from(weights.get(idx).copied().unwrap_or(0));
        let mut sum: i64 = 0;
        for (idx, value) in self.values.iter().enumerate() {
            sum += weight(&weights.observations, idx) * i64::from(*value) / i64::from(ONE);
        }
        sum += self.alignment.edits.iter().map(|edit| weight(&weights.classes, edit.class)).sum::<i64>();
        sum += self.derivations.iter().map(|idx| weight(&weights.derivations, *idx)).sum::<i64>();
        i32::try_from(sum.clamp(-100_000, 100_000)).unwrap_or(0)
    }

    /// The names and values of all that was observed, for fitting.
    pub fn features<'o>(&self, orthography: &'o Orthography) -> Vec<(&'static str, &'o str, i32)> {
        let mut features: Vec<(&'static str, &'o str, i32)> = OBSERVATIONS
            .iter()
            .zip(&self.values)
            .filter(|(_, value)| **value != 0)
            .map(|(name, value)| ("observation", *name, *value))
            .collect();
        for edit in &self.alignment.edits {
            if let Some(class) = orthography.operations.classes.get(edit.class) {
                features.push(("class", &class.name, ONE));
            }
        }
        for idx in &self.derivations {
            if let Some(derivation) = orthography.derivations.get(*idx) {
                features.push(("derivation", &derivation.name, ONE));
            }
        }
        features
    }
}
