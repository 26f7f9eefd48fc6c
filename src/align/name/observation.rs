//! What is observed of two spellings, as numbers for the logistic layer.

use crate::{
    align::name::{
        alignment::{NameAlignment, align_letters},
        derivation::derived,
        reading::{CommonReading, common_reading},
    },
    base::fold::fold,
    ruleset::{Orthography, Ruleset, name_weights::OBSERVATIONS},
};

/// The value of a flag, and one letter.
const ONE: i32 = 100;

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
    pub values: [i32; OBSERVATIONS.len()],
}

/// Words farther apart than this, in hundredths, are not read: a walk over all names is dear, and of the
/// labelled spellings of one name 98 in 100 are nearer.
const READING_COST_MAX: i32 = 130;

/// Observes two words that are not spelt alike.
pub fn observe(
    ruleset: &Ruleset,
    orthography: &Orthography,
    language: &str,
    words: (&str, &str),
) -> Observed {
    let letters = (orthography.operations.letters(words.0), orthography.operations.letters(words.1));
    let alignment = align_letters(&orthography.operations, &letters.0, &letters.1);
    let folded = (fold(words.0), fold(words.1));
    let derivations = derived(orthography, words.0, words.1);
    let lexicon = &ruleset.lexicon;
    let rules = orthography.readings.as_ref().filter(|_| alignment.cost <= READING_COST_MAX);
    let reading = rules.map(|rules| common_reading(rules, &folded.0, &folded.1));
    let read = reading.as_ref().map_or([0; 7], CommonReading::values);
    let zipf = |word: &str| lexicon.frequency(word, language).map_or(0, |zipf| i32::from(zipf) - 200);
    let (rarer, commoner) = {
        let (a, b) = (zipf(&folded.0), zipf(&folded.1));
        (a.min(b), a.max(b))
    };
    let known = [&folded.0, &folded.1].map(|word| lexicon.is_known_name(word, language));
    let differ = folded.0 != folded.1;
    let places = [&folded.0, &folded.1].map(|word| lexicon.places(word, language));
    let are_places = differ && places.iter().all(|places| !places.is_empty());
    let is_one_place = places[0].iter().any(|place| places[1].contains(place));
    let is_vowel_edit =
        |class: usize| orthography.operations.classes.get(class).is_some_and(|class| class.vowel);
    let n_vowel_edits = alignment.edits.iter().filter(|edit| is_vowel_edit(edit.class)).count();
    let only_vowels = n_vowel_edits == alignment.edits.len() && n_vowel_edits > 0;
    let native =
        [&letters.0, &letters.1].map(|name| name.iter().any(|letter| orthography.is_native(*letter)));
    let len = i32::try_from(letters.0.len().min(letters.1.len())).unwrap_or(i32::MAX).clamp(1, 20);
    let cost = alignment.cost.min(2_000);
    let n_edits = i32::try_from(alignment.edits.len()).unwrap_or(i32::MAX).min(20);
    let first = alignment.edits.first().filter(|edit| edit.left.0 == 0 && edit.right.0 == 0);
    let ends = (letters.0.len(), letters.1.len());
    let last = alignment.edits.last().filter(|edit| (edit.left.1, edit.right.1) == ends);
    let flag = |is: bool| if is { ONE } else { 0 };
    let short = (6 - len).max(0) * ONE;
    let values = [
        ONE,
        cost,
        cost * 6 / len,
        cost * ONE / (30 + 27 * len / 2),
        short,
        (len - 6).clamp(0, 6) * ONE,
        (n_edits - 1).max(0) * ONE,
        first.map_or(0, |edit| edit.cost),
        last.map_or(0, |edit| edit.cost),
        flag(native[0] && native[1]) * i32::try_from(n_vowel_edits.min(4)).unwrap_or(4),
        flag(native[0] && native[1]),
        flag(only_vowels),
        if only_vowels { short } else { 0 },
        if differ { rarer } else { 0 },
        if differ { commoner } else { 0 },
        flag(rarer > 0 && differ),
        flag(rarer > 0 && differ && !(known[0] && known[1])),
        flag(rarer > 0 && differ && only_vowels),
        flag(known[0] && known[1] && differ),
        flag(known[0] && known[1] && differ && only_vowels),
        flag(known[0] != known[1]),
        flag(orthography.skeleton(&letters.0) == orthography.skeleton(&letters.1)),
        flag(!derivations.is_empty()),
        flag(!differ),
        if n_edits == 1 { short } else { 0 },
        if only_vowels && letters.0.len() == letters.1.len() { short } else { 0 },
        flag(vowels_are_written(orthography, &letters.0) && vowels_are_written(orthography, &letters.1)),
        read[0],
        read[1],
        read[2],
        read[3],
        read[4],
        read[5],
        read[6],
        flag(are_places && is_one_place),
        flag(are_places && !is_one_place),
    ];
    Observed { alignment, letters, derivations, reading, values }
}

/// Whether no two consonants meet, so that hardly a vowel can have been left out.
fn vowels_are_written(orthography: &Orthography, letters: &[char]) -> bool {
    let is_vowel = |letter: &char| orthography.operations.is_vowel(*letter);
    letters.windows(2).all(|pair| pair.iter().any(is_vowel))
}

impl Observed {
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
            .zip(self.values)
            .filter(|(_, value)| *value != 0)
            .map(|(name, value)| ("observation", *name, value))
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
