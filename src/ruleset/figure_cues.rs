//! Figure cues: what is said about a figure, what looks like one and is none, and which nouns are
//! counted in the dual.

use rust_decimal::Decimal;
use serde::Deserialize;
use toml::Spanned;

use crate::{
    base::id::WordId,
    ruleset::{
        Languages, Numerals, PhraseSet, RuleError, RuleFiles, Units, Vocabulary,
        files::RuleFile,
        numerals::{Numeral, Particles},
        units::{DualEnding, dual_forms},
    },
};

/// What a modifier says: the signs of the reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum ModifierSense {
    /// About.
    #[serde(rename = "~")]
    About,
    /// More than.
    #[serde(rename = ">")]
    MoreThan,
    /// At least.
    #[serde(rename = ">=")]
    AtLeast,
    /// Less than.
    #[serde(rename = "<")]
    LessThan,
    /// At most.
    #[serde(rename = "<=")]
    AtMost,
}

/// A wording that says how exact a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModifierCue {
    /// What it says.
    pub sense: ModifierSense,
    /// How many words may stand between it and the number.
    pub reach: u8,
    /// Whether it may stand before the number.
    pub before: bool,
    /// Whether it may stand after the figure.
    pub after: bool,
    /// Whether it says "during" between a figure and a period: `$5bn over four years`.
    pub during: bool,
    /// The prepositions of which one then stands right before the number: the «عن» of «لا يقل عدد القتلى عن».
    pub prepositions: [Option<WordId>; PREPOSITIONS_MAX],
}

impl ModifierCue {
    /// A wording that ends in that of a modifier and says nothing of a number.
    const NONE: ModifierCue = ModifierCue {
        sense: ModifierSense::About,
        reach: 0,
        before: false,
        after: false,
        during: false,
        prepositions: [None; PREPOSITIONS_MAX],
    };

    /// Whether it is said of no number.
    pub fn is_none(&self) -> bool {
        !self.before && !self.after
    }

    /// Whether it stands before its number without a preposition.
    pub fn alone(&self) -> bool {
        self.prepositions.iter().all(Option::is_none)
    }
}

/// A wording has at most so many prepositions: «يزيد على» is also written «يزيد عن».
pub const PREPOSITIONS_MAX: usize = 6;

/// A wording that makes the number beside it none of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockerCue {
    /// What it does.
    pub kind: BlockerKind,
    /// How many words may stand between it and the number.
    pub reach: u8,
    /// Whether it is another word with the article: «زلزال 2» is a rocket, «الزلزال» none.
    pub bare: bool,
}

/// What a blocker does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockerKind {
    /// The words of the phrase are no figure: «مجموعة السبع».
    Phrase,
    /// The number after it is a label: «القرار 1701», `flight 370`.
    Label,
    /// The number after it is a label where nothing is counted behind it: `room 12`.
    WeakLabel,
    /// Numbers in the quotation marks after it are a title's: «فيلم "300"».
    Work,
    /// The number after it, with nothing but names between, is that of a model: «صاروخ خيبر 4».
    Model,
    /// Digits after it are a telephone number, as many groups as there are.
    Phone,
    /// A definite number after it says a place in an order: «الدورة الـ77».
    Place,
    /// The ordinal after it is a name's: «محمد السادس».
    Ordinal,
    /// The number before it is none: `5 pm`, «8 صباحا».
    After,
    /// The sentence is about a game: pairs of small numbers are scores.
    Game,
    /// Those who play: an age beside it is that of a team, `the under 21 side`; so it is beside a game with a reach.
    Team,
    /// Something changes: «من 12 إلى 19» behind it are two values, not a range.
    Change,
    /// The number before it, with capitalised words between, is one of a street: `1600 Pennsylvania Avenue`.
    Street,
}

/// The cues beside figures.
#[derive(Debug, Default)]
pub struct FigureCues {
    modifiers: PhraseSet<ModifierCue>,
    blockers: PhraseSet<BlockerCue>,
    dual_nouns: Vec<WordId>,
    construct_duals: Vec<WordId>,
    starts: Vec<u8>,
    reach_max: u8,
    /// By how much «نحو» widens a value, as a share of it.
    pub about_share: Decimal,
}

/// What can begin at a word, as bits of [`FigureCues::starts`].
pub mod start {
    /// A number.
    pub const NUMBER: u8 = 1;
    /// A unit: a symbol before its number, or a dual.
    pub const UNIT: u8 = 1 << 1;
    /// A modifier.
    pub const MODIFIER: u8 = 1 << 2;
    /// A blocker.
    pub const BLOCKER: u8 = 1 << 3;
    /// A dual of a counted noun.
    pub const DUAL: u8 = 1 << 4;
    /// A word or dash that opens a range, joins its ends or makes a number negative.
    pub const RANGE: u8 = 1 << 5;
}

/// A sentence in a rule file, and the figures that must be read in it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FigureExample {
    /// The sentence, with `⟦…⟧` around each figure.
    pub(crate) text: String,
    /// Modifier, value and unit of each figure, with semicolons between them; empty where there is none.
    pub(crate) says: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ModifierFile {
    #[serde(default)]
    about_share: Option<Spanned<String>>,
    #[serde(default)]
    modifier: Vec<ModifierEntry>,
    /// Wordings that end in that of a modifier and are none: `questions about`.
    #[serde(default)]
    elsewhere: Vec<String>,
    #[serde(default, rename = "example")]
    _examples: Vec<FigureExample>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ModifierEntry {
    sense: ModifierSense,
    #[serde(default)]
    reach: u8,
    #[serde(default)]
    place: Place,
    #[serde(default)]
    during: bool,
    #[serde(default)]
    prepositions: Option<Spanned<Vec<String>>>,
    forms: Vec<Spanned<String>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Place {
    #[default]
    Before,
    After,
    Either,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BlockerFile {
    #[serde(default)]
    blocker: Vec<BlockerEntry>,
    #[serde(default, rename = "example")]
    _examples: Vec<FigureExample>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BlockerEntry {
    kind: BlockerKind,
    #[serde(default)]
    reach: u8,
    #[serde(default)]
    bare: bool,
    forms: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DualFile {
    dual: Vec<DualEnding>,
    /// Nouns whose plural ends like the dual of the other cases: only the nominative counts.
    #[serde(default)]
    nominative_only: Vec<String>,
    #[serde(default)]
    nominative: Vec<DualEnding>,
    /// Nouns whose nominative dual is another word: only the other cases count.
    #[serde(default)]
    oblique_only: Vec<String>,
    #[serde(default)]
    oblique: Vec<DualEnding>,
    /// How nouns end in the dual before the noun that they take: «سفينتا شحن».
    #[serde(default)]
    construct: Vec<DualEnding>,
    /// The nouns that do, and that no name follows.
    #[serde(default)]
    construct_nouns: Vec<String>,
    nouns: Vec<String>,
    #[serde(default, rename = "example")]
    _examples: Vec<FigureExample>,
}

/// What can begin at a numeral; function words alone begin nothing.
fn numeral_bits(numeral: &Numeral) -> u8 {
    let particles = numeral.particles;
    let fraction = numeral.fraction.is_some() || numeral.share.is_some();
    let counts = numeral.cardinal.is_some() || fraction || numeral.ordinal.is_some();
    let number = counts || particles.has(Particles::NEGATIVE) || particles.has(Particles::ONE);
    let range =
        particles.has(Particles::BETWEEN) || particles.has(Particles::FROM) || particles.has(Particles::TO);
    u8::from(number) * start::NUMBER + u8::from(range) * start::RANGE
}

impl FigureCues {
    pub(crate) fn compile(
        files: &RuleFiles,
        languages: &Languages,
        vocabulary: &mut Vocabulary,
    ) -> Result<FigureCues, RuleError> {
        let mut cues = FigureCues { about_share: Decimal::new(1, 1), ..FigureCues::default() };
        for (_, parsed) in files.parse_per_language::<ModifierFile>("modifiers.toml")? {
            if let Some(share) = parsed.value.about_share {
                cues.about_share = share.get_ref().parse().map_err(|_| {
                    parsed.file.error(share.span(), "about_share is a decimal such as \"0.1\"")
                })?;
            }
            for entry in parsed.value.modifier {
                cues.add_modifier(parsed.file, &entry, vocabulary)?;
            }
            for form in &parsed.value.elsewhere {
                cues.modifiers.insert(&vocabulary.intern_phrase(form), ModifierCue::NONE);
            }
        }
        for (code, parsed) in files.parse_per_language::<BlockerFile>("blockers.toml")? {
            let language = languages.get(&code);
            for entry in parsed.value.blocker {
                cues.reach_max = cues.reach_max.max(entry.reach);
                for form in &entry.forms {
                    let cue = BlockerCue { kind: entry.kind, reach: entry.reach, bare: entry.bare };
                    cues.blockers.insert(&vocabulary.intern_phrase(form), cue);
                    let contracted = language.and_then(|language| language.contracted(form));
                    if let Some(contracted) = contracted.filter(|_| entry.kind == BlockerKind::Phrase) {
                        cues.blockers.insert(&vocabulary.intern_phrase(&contracted), cue);
                    }
                }
            }
        }
        for (_, parsed) in files.parse_per_language::<DualFile>("duals.toml")? {
            let rules = parsed.value;
            for (nouns, endings) in [
                (&rules.nouns, &rules.dual),
                (&rules.nominative_only, &rules.nominative),
                (&rules.oblique_only, &rules.oblique),
            ] {
                for form in nouns.iter().flat_map(|noun| dual_forms(noun, endings)) {
                    cues.dual_nouns.push(vocabulary.intern(&form));
                }
            }
            for form in rules.construct_nouns.iter().flat_map(|noun| dual_forms(noun, &rules.construct)) {
                cues.construct_duals.push(vocabulary.intern(&form));
            }
        }
        Ok(cues)
    }

    fn add_modifier(
        &mut self,
        file: &RuleFile,
        entry: &ModifierEntry,
        vocabulary: &mut Vocabulary,
    ) -> Result<(), RuleError> {
        self.reach_max = self.reach_max.max(entry.reach);
        let mut prepositions = [None; PREPOSITIONS_MAX];
        if let Some(forms) = &entry.prepositions {
            if forms.get_ref().len() > PREPOSITIONS_MAX {
                return Err(file.error(forms.span(), format!("at most {PREPOSITIONS_MAX} prepositions")));
            }
            for (slot, form) in prepositions.iter_mut().zip(forms.get_ref()) {
                *slot = vocabulary.intern_phrase(form).first().copied();
            }
        }
        let cue = ModifierCue {
            sense: entry.sense,
            reach: entry.reach,
            before: entry.place != Place::After,
            after: entry.place != Place::Before,
            during: entry.during,
            prepositions,
        };
        for form in &entry.forms {
            let words = vocabulary.intern_phrase(form.get_ref());
            let Some(earlier) = self.modifiers.insert(&words, cue) else {
                continue;
            };
            if earlier.sense != cue.sense {
                let message = format!("«{}» has two senses; a wording has one", form.get_ref());
                return Err(file.error(form.span(), message));
            }
            let both = ModifierCue {
                reach: earlier.reach.max(cue.reach),
                before: earlier.before || cue.before,
                after: earlier.after || cue.after,
                during: earlier.during || cue.during,
                ..cue
            };
            self.modifiers.insert(&words, both);
        }
        Ok(())
    }

    /// Makes the table of what can begin at each word. Call once, when the vocabulary is finished.
    pub(crate) fn finish(&mut self, vocabulary: &Vocabulary, numerals: &Numerals, units: &Units) {
        self.starts = vec![0; vocabulary.len()];
        self.dual_nouns.sort();
        self.construct_duals.sort();
        self.modifiers.finish(vocabulary);
        self.blockers.finish(vocabulary);
        for idx in 0..vocabulary.len() {
            let mut bits = 0;
            for reading in vocabulary.readings(vocabulary.reading_of(WordId::new(idx))) {
                let word = reading.word;
                if let Some(numeral) = numerals.get(word) {
                    bits |= numeral_bits(numeral);
                }
                if units.can_open(word) {
                    bits |= start::UNIT;
                }
                if self.modifiers.starts_with(word) {
                    bits |= start::MODIFIER;
                }
                if self.blockers.starts_with(word) {
                    bits |= start::BLOCKER;
                }
                if self.is_dual_noun(word) || self.is_construct_dual(word) {
                    bits |= start::DUAL;
                }
            }
            if let Some(slot) = self.starts.get_mut(idx) {
                *slot = bits;
            }
        }
    }

    /// What can begin at a word: bits of [`start`].
    pub fn starts(&self, word: WordId) -> u8 {
        self.starts.get(word.idx()).copied().unwrap_or(0)
    }

    /// How many words may stand between a wording and its number, at most.
    pub fn reach_max(&self) -> usize {
        self.reach_max.into()
    }

    /// The modifiers.
    pub fn modifiers(&self) -> &PhraseSet<ModifierCue> {
        &self.modifiers
    }

    /// The blockers.
    pub fn blockers(&self) -> &PhraseSet<BlockerCue> {
        &self.blockers
    }

    /// Whether the word is the dual of a counted noun.
    pub fn is_dual_noun(&self, word: WordId) -> bool {
        self.dual_nouns.binary_search(&word).is_ok()
    }

    /// Whether the word is the dual of a counted noun as it stands before the noun that it takes.
    pub fn is_construct_dual(&self, word: WordId) -> bool {
        self.construct_duals.binary_search(&word).is_ok()
    }
}
