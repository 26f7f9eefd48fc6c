//! Numerals: the words that numbers are written with, by language.
//!
//! A word can play several parts: «خمس» is five and a fifth, `second` is an ordinal. Which one it
//! plays is decided where it stands, in `extract/figure`.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use toml::Spanned;

use crate::{
    base::{fold::fold, id::WordId},
    ruleset::{
        Languages, PhraseSet, Proclitics, Reading, RuleError, RuleFiles, Vocabulary,
        figure_cues::FigureExample, files::RuleFile,
    },
};

/// How a cardinal behaves beside other cardinals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CardinalRole {
    /// Nothing: stands alone.
    Zero,
    /// 1 to 9.
    Unit,
    /// Ten, which makes a teen of a unit before it («خمسة عشر»).
    Ten,
    /// 10 to 19 in one word.
    Teen,
    /// 20 to 90.
    Tens,
    /// A hundred, which multiplies what stands before it.
    Hundred,
    /// Hundreds in one word: «مئتان», «ثلاثمئة».
    Hundreds,
    /// A thousand, a million; multiplies what stands before it, one where nothing does.
    Scale,
    /// A scale that is a figure only with a number before it: «ملايين», `dozens`.
    PluralScale,
    /// Two of a scale: «مليوني».
    DualScale,
    /// Two of a scale before a noun, else one of it: «ألفا».
    EitherScale,
    /// A letter or abbreviation that is a scale after digits only: `bn`, `k`.
    LetterScale,
}

/// A cardinal number word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cardinal {
    /// Its value; of a dual scale, the scale itself.
    pub value: i64,
    /// How it behaves.
    pub role: CardinalRole,
}

/// A word for a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    /// 1, or 2 for a dual («ثلثي»), or what a single character says (¾).
    pub numerator: i64,
    /// At least 2.
    pub denominator: i64,
    /// How it is used.
    pub form: FractionForm,
}

/// How a fraction word is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FractionForm {
    /// One part: «ثلث», `half`.
    Alone,
    /// One part, where the context leaves no other reading: «خمس السكان», `a fifth of`.
    Doubtful,
    /// One part where it is written with its vowel, and another word else: «ثُمن», «ثمن».
    Vowelled,
    /// Several parts, with their number before: «أرباع», `thirds`.
    Plural,
    /// A character such as ½, which adds itself to digits before it.
    Character,
}

/// Particles of the number grammar, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Particles(u64);

impl Particles {
    /// Adds: «و», `and`.
    pub const AND: Particles = Particles(1);
    /// Opens decimals: «فاصلة», `point`.
    pub const POINT: Particles = Particles(1 << 1);
    /// Makes negative: «سالب», `minus`.
    pub const NEGATIVE: Particles = Particles(1 << 2);
    /// Stands for one: `a`.
    pub const ONE: Particles = Particles(1 << 3);
    /// Leads to the upper end of a range: «إلى», `to`, a dash.
    pub const TO: Particles = Particles(1 << 4);
    /// Opens a range whose ends are joined by "and": «بين», `between`.
    pub const BETWEEN: Particles = Particles(1 << 5);
    /// Opens a range: «من», `from`.
    pub const FROM: Particles = Particles(1 << 6);
    /// Joins a fraction to its whole: `of`.
    pub const OF: Particles = Particles(1 << 7);
    /// A word that is no noun and opens what follows: prepositions, conjunctions, pronouns.
    pub const FUNCTION: Particles = Particles(1 << 8);
    /// Makes an ordinal of digits: `th`.
    pub const ORDINAL_ENDING: Particles = Particles(1 << 9);
    /// Joins fraction and whole as `over` does.
    pub const OVER: Particles = Particles(1 << 10);
    /// Makes a share of a doubtful fraction behind it: `by a third`.
    pub const SHARE: Particles = Particles(1 << 11);
    /// An ordinal that only stands before a ten or tens: «الحادي عشر».
    pub const JOINS: Particles = Particles(1 << 12);
    /// A spoken form that carries no preposition: «مية», but «كمية» is a word of its own.
    pub const SPOKEN: Particles = Particles(1 << 13);
    /// Says parts of a whole: «جزء من مئة».
    pub const PARTS: Particles = Particles(1 << 14);
    /// Makes a pronoun of the word for one behind it: `the one`.
    pub const DETERMINER: Particles = Particles(1 << 15);
    /// A plural that no ending shows: `people`.
    pub const PLURAL: Particles = Particles(1 << 16);
    /// Between the parts of a share: the `in` of `one in five`.
    pub const IN: Particles = Particles(1 << 17);
    /// Before the whole of a share: the «كل» of «واحد من كل خمسة».
    pub const EVERY: Particles = Particles(1 << 18);

    /// A noun that the word for one behind it counts: the «شخص» of «شخص واحد».
    pub const SINGLE: Particles = Particles(1 << 19);
    /// A verb of a subject in the singular: `was`.
    pub const SINGULAR: Particles = Particles(1 << 20);
    /// What only a length stands before: the `high` of `3m high`.
    pub const DIMENSION: Particles = Particles(1 << 21);
    /// A verb of a subject in the plural: `were`.
    pub const SEVERAL: Particles = Particles(1 << 22);
    /// What stands before a place or a source rather than before a thing: `in`, `told`.
    pub const PLACE: Particles = Particles(1 << 23);
    /// A finite verb, which headlines write with a capital.
    pub const FINITE: Particles = Particles(1 << 24);
    /// What a part is taken of and no feminine number counts: «خمس سكان المدينة».
    pub const WHOLE: Particles = Particles(1 << 25);
    /// Verbs that say in which place somebody ends: «حل ثالثا».
    pub const ARRIVES: Particles = Particles(1 << 26);
    /// What looks like a number with a particle, and is a verb: «لست».
    pub const VERB: Particles = Particles(1 << 27);
    /// Prepositions, which no label reaches over.
    pub const PREPOSITION: Particles = Particles(1 << 28);
    /// Prepositions of time, behind which something else is told.
    pub const WHEN: Particles = Particles(1 << 31);
    /// What a number without a noun can follow: «قتلت 7».
    pub const TAKES_NUMBER: Particles = Particles(1 << 29);
    /// Nouns in the singular that end as a plural does: `species`.
    pub const LIKE_PLURAL: Particles = Particles(1 << 30);
    /// Verbs of which one or several are the subject without a noun: «قتل واحد».
    pub const BEFALLS: Particles = Particles(1 << 32);
    /// People of whom some are counted: «29 من الركاب».
    pub const PARTITIVE: Particles = Particles(1 << 33);
    /// Joins two numbers either of which may be right: `two or three days`.
    pub const OR: Particles = Particles(1 << 34);
    /// Those that were told of: the `them` of `12 of them`.
    pub const PRONOUN: Particles = Particles(1 << 35);
    /// What is counted in millions and has no height: the `subscribers` of `subscribers rose to 61.4m`.
    pub const COUNTABLE: Particles = Particles(1 << 36);
    /// Before the number that a part is taken of: the «أصل» of «12 من أصل 30».
    pub const BASE: Particles = Particles(1 << 37);

    fn set(&mut self, particle: Particles, on: bool) {
        if on {
            self.0 |= particle.0;
        }
    }

    /// Whether all of `other` are among these.
    pub fn has(self, other: Particles) -> bool {
        self.0 & other.0 == other.0
    }
}

/// What a word can be in a number in one of its readings or another, as bits: what none of them is need not be
/// looked for in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Facets(u64);

impl Facets {
    /// A numeral of any kind.
    pub const ANY: Facets = Facets(1 << 63);
    /// A cardinal.
    pub const CARDINAL: Facets = Facets(1 << 62);
    /// A fraction.
    pub const FRACTION: Facets = Facets(1 << 61);
    /// An ordinal.
    pub const ORDINAL: Facets = Facets(1 << 60);

    /// What a word is that has these particles.
    pub const fn of(particles: Particles) -> Facets {
        Facets(particles.0)
    }

    /// Whether one of `other` is among these.
    pub const fn meets(self, other: Facets) -> bool {
        self.0 & other.0 != 0
    }

    fn of_numeral(numeral: &Numeral) -> Facets {
        let mut facets = Facets::ANY.0 | numeral.particles.0;
        for (is_one, facet) in [
            (numeral.cardinal.is_some(), Facets::CARDINAL),
            (numeral.fraction.is_some(), Facets::FRACTION),
            (numeral.ordinal.is_some(), Facets::ORDINAL),
        ] {
            facets |= u64::from(is_one) * facet.0;
        }
        Facets(facets)
    }
}

/// All that a word can be in a number.
#[derive(Debug, Clone, Copy, Default)]
pub struct Numeral {
    /// As a cardinal.
    pub cardinal: Option<Cardinal>,
    /// As a fraction.
    pub fraction: Option<Fraction>,
    /// As a fraction with a pronoun: «نصفهم».
    pub share: Option<Fraction>,
    /// As an ordinal.
    pub ordinal: Option<i64>,
    /// The last letter that the word must be written with, where folding makes another word of it.
    pub last_letter: Option<char>,
    /// As a particle.
    pub particles: Particles,
    /// The position of its language's [`NumeralStyle`].
    pub style_idx: usize,
}

/// How a language builds its numbers.
#[derive(Debug, Clone, Copy)]
pub struct NumeralStyle {
    /// Whether units stand before tens: «خمسة وعشرون».
    pub units_first: bool,
    /// Whether a scale alone is one of it: «مليون دولار».
    pub lone_scale: bool,
    /// Whether the parts of a number are joined by "and".
    pub and_required: bool,
    /// "And", where it is written onto the next word.
    pub and_proclitic: Proclitics,
    /// The article, where it is written onto its word.
    pub article: Proclitics,
    /// The length of the folded article, in bytes.
    pub article_bytes: usize,
    /// Proclitics that a number word can carry where a number begins.
    pub before_number: Proclitics,
}

/// The number words of all languages.
#[derive(Debug, Default)]
pub struct Numerals {
    by_word: FxHashMap<WordId, Numeral>,
    table: Vec<u32>,
    /// Whether a word is a numeral in any of its readings.
    /// What each word can be, none of most.
    facets: Vec<Facets>,
    numerals: Vec<Numeral>,
    styles: Vec<NumeralStyle>,
    below_zero: PhraseSet<()>,
    decimal_letters: Vec<WordId>,
    /// How words with the article begin, each with its first letter.
    defined_prefixes: Vec<(char, String)>,
    /// How words begin that tell what things are for.
    purpose_prefixes: Vec<String>,
    possessive_endings: Vec<String>,
    languages: Vec<(String, Vec<CardinalForms>)>,
}

/// The written forms of one cardinal, as its rule lists them.
#[derive(Debug, Clone)]
pub struct CardinalForms {
    /// Value and role.
    pub cardinal: Cardinal,
    /// Whether it only stands before a ten or tens: «أحد عشر».
    pub joins: bool,
    /// The forms, in the order of the rule.
    pub forms: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NumberFile {
    order: Order,
    lone_scale: bool,
    and_required: bool,
    #[serde(default)]
    and_proclitic: Option<Spanned<String>>,
    #[serde(default)]
    article: Option<Spanned<String>>,
    #[serde(default)]
    before_number: Vec<Spanned<String>>,
    #[serde(default)]
    particle: Vec<ParticleEntry>,
    #[serde(default)]
    below_zero: Vec<String>,
    #[serde(default)]
    decimal_letters: Vec<String>,
    /// How a word with the article begins.
    #[serde(default)]
    defined_prefixes: Vec<String>,
    /// How a word begins that tells what things are for: «للركاب».
    #[serde(default)]
    purpose_prefixes: Vec<String>,
    /// How a word ends that a pronoun defines: «دورته».
    #[serde(default)]
    possessive_endings: Vec<String>,
    #[serde(default)]
    cardinal: Vec<CardinalEntry>,
    #[serde(default)]
    fraction: Vec<FractionEntry>,
    #[serde(default)]
    ordinal: Vec<OrdinalEntry>,
    #[serde(default, rename = "example")]
    _examples: Vec<FigureExample>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Order {
    UnitsFirst,
    TensFirst,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ParticleRole {
    And,
    Point,
    Negative,
    One,
    To,
    Between,
    From,
    Of,
    Function,
    OrdinalEnding,
    Over,
    Share,
    Parts,
    Determiner,
    Plural,
    Singular,
    Dimension,
    Several,
    Place,
    Finite,
    In,
    Every,
    Single,
    Whole,
    Arrives,
    Verb,
    Preposition,
    When,
    TakesNumber,
    LikePlural,
    Befalls,
    Partitive,
    Or,
    Pronoun,
    Countable,
    Base,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ParticleEntry {
    role: ParticleRole,
    forms: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CardinalEntry {
    value: Spanned<i64>,
    role: CardinalRole,
    /// Whether it only stands before a ten or tens: «أحد عشر».
    #[serde(default)]
    joins: bool,
    /// Whether it is a spoken form, which carries no preposition.
    #[serde(default)]
    spoken: bool,
    forms: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FractionEntry {
    #[serde(default = "one")]
    numerator: i64,
    denominator: Spanned<i64>,
    #[serde(default)]
    alone: Vec<Spanned<String>>,
    #[serde(default)]
    doubtful: Vec<Spanned<String>>,
    /// Another word unless it is written with its vowel.
    #[serde(default)]
    vowelled: Vec<Spanned<String>>,
    #[serde(default)]
    dual: Vec<Spanned<String>>,
    #[serde(default)]
    doubtful_dual: Vec<Spanned<String>>,
    /// One of it with a pronoun: «نصفهم».
    #[serde(default)]
    possessed: Vec<Spanned<String>>,
    /// Two of it with a pronoun: «ثلثاهم».
    #[serde(default)]
    possessed_dual: Vec<Spanned<String>>,
    #[serde(default)]
    plural: Vec<Spanned<String>>,
    #[serde(default)]
    character: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrdinalEntry {
    value: Spanned<i64>,
    /// Whether it only stands before a ten or tens: «الحادي عشر».
    #[serde(default)]
    joins: bool,
    /// Whether its last letter must be written as the rule writes it: «الأولى» is not «الأولي».
    #[serde(default)]
    as_written: bool,
    forms: Vec<Spanned<String>>,
}

fn one() -> i64 {
    1
}

impl ParticleRole {
    fn bit(self) -> Particles {
        match self {
            ParticleRole::And => Particles::AND,
            ParticleRole::Point => Particles::POINT,
            ParticleRole::Negative => Particles::NEGATIVE,
            ParticleRole::One => Particles::ONE,
            ParticleRole::To => Particles::TO,
            ParticleRole::Between => Particles::BETWEEN,
            ParticleRole::From => Particles::FROM,
            ParticleRole::Of => Particles::OF,
            ParticleRole::Function => Particles::FUNCTION,
            ParticleRole::OrdinalEnding => Particles::ORDINAL_ENDING,
            ParticleRole::Over => Particles::OVER,
            ParticleRole::Share => Particles::SHARE,
            ParticleRole::Parts => Particles::PARTS,
            ParticleRole::Determiner => Particles::DETERMINER,
            ParticleRole::Plural => Particles::PLURAL,
            ParticleRole::Singular => Particles::SINGULAR,
            ParticleRole::Dimension => Particles::DIMENSION,
            ParticleRole::Several => Particles::SEVERAL,
            ParticleRole::Place => Particles::PLACE,
            ParticleRole::Finite => Particles::FINITE,
            ParticleRole::In => Particles::IN,
            ParticleRole::Every => Particles::EVERY,
            ParticleRole::Single => Particles::SINGLE,
            ParticleRole::Whole => Particles::WHOLE,
            ParticleRole::Arrives => Particles::ARRIVES,
            ParticleRole::Verb => Particles::VERB,
            ParticleRole::Preposition => Particles::PREPOSITION,
            ParticleRole::When => Particles::WHEN,
            ParticleRole::TakesNumber => Particles::TAKES_NUMBER,
            ParticleRole::LikePlural => Particles::LIKE_PLURAL,
            ParticleRole::Befalls => Particles::BEFALLS,
            ParticleRole::Partitive => Particles::PARTITIVE,
            ParticleRole::Or => Particles::OR,
            ParticleRole::Pronoun => Particles::PRONOUN,
            ParticleRole::Countable => Particles::COUNTABLE,
            ParticleRole::Base => Particles::BASE,
        }
    }
}

impl Numerals {
    pub(crate) fn compile(
        files: &RuleFiles,
        languages: &Languages,
        vocabulary: &mut Vocabulary,
    ) -> Result<Numerals, RuleError> {
        let mut numerals = Numerals::default();
        for (code, parsed) in files.parse_per_language::<NumberFile>("numbers.toml")? {
            let style = style_of(&code, parsed.file, &parsed.value, languages)?;
            numerals.styles.push(style);
            numerals.add(parsed.file, &code, parsed.value, vocabulary)?;
        }
        Ok(numerals)
    }

    fn add(
        &mut self,
        file: &RuleFile,
        language: &str,
        rules: NumberFile,
        vocabulary: &mut Vocabulary,
    ) -> Result<(), RuleError> {
        for entry in rules.particle {
            for form in &entry.forms {
                let numeral = self.slot_of(&vocabulary.intern_phrase(form));
                if let Some(numeral) = numeral {
                    numeral.particles = Particles(numeral.particles.0 | entry.role.bit().0);
                }
            }
        }
        for form in &rules.below_zero {
            self.below_zero.insert(&vocabulary.intern_phrase(form), ());
        }
        for letter in &rules.decimal_letters {
            self.decimal_letters.extend(vocabulary.intern_phrase(letter));
        }
        let prefixes = rules.defined_prefixes.iter().map(|prefix| fold(prefix));
        self.defined_prefixes.extend(prefixes.filter_map(|prefix| Some((prefix.chars().next()?, prefix))));
        self.purpose_prefixes.extend(rules.purpose_prefixes.iter().map(|prefix| fold(prefix)));
        self.possessive_endings.extend(rules.possessive_endings.iter().map(|ending| fold(ending)));
        let mut written = Vec::new();
        for entry in rules.cardinal {
            let cardinal = Cardinal { value: *entry.value.get_ref(), role: entry.role };
            if cardinal.value < 0 || (cardinal.value == 0) != (cardinal.role == CardinalRole::Zero) {
                let message = "a cardinal is above 0, and 0 has the role \"zero\"";
                return Err(file.error(entry.value.span(), message));
            }
            for form in &entry.forms {
                let numeral = self.word(file, form, vocabulary)?;
                numeral.cardinal = Some(cardinal);
                numeral.particles.set(Particles::JOINS, entry.joins);
                numeral.particles.set(Particles::SPOKEN, entry.spoken);
            }
            let forms = entry.forms.into_iter().map(Spanned::into_inner).collect();
            written.push(CardinalForms { cardinal, joins: entry.joins, forms });
        }
        self.languages.push((language.to_owned(), written));
        for entry in rules.fraction {
            self.add_fraction(file, entry, vocabulary)?;
        }
        for entry in rules.ordinal {
            for form in &entry.forms {
                let numeral = self.word(file, form, vocabulary)?;
                numeral.ordinal = Some(*entry.value.get_ref());
                numeral.particles.set(Particles::JOINS, entry.joins);
                numeral.last_letter = form.get_ref().chars().last().filter(|_| entry.as_written);
            }
        }
        Ok(())
    }

    fn add_fraction(
        &mut self,
        file: &RuleFile,
        entry: FractionEntry,
        vocabulary: &mut Vocabulary,
    ) -> Result<(), RuleError> {
        let denominator = *entry.denominator.get_ref();
        if denominator < 2 {
            return Err(file.error(entry.denominator.span(), "the denominator of a fraction is at least 2"));
        }
        let groups = [
            (entry.alone, FractionForm::Alone, entry.numerator),
            (entry.doubtful, FractionForm::Doubtful, entry.numerator),
            (entry.vowelled, FractionForm::Vowelled, entry.numerator),
            (entry.dual, FractionForm::Alone, 2),
            (entry.doubtful_dual, FractionForm::Doubtful, 2),
            (entry.plural, FractionForm::Plural, 1),
            (entry.character, FractionForm::Character, entry.numerator),
        ];
        for (forms, form, numerator) in groups {
            for written in &forms {
                self.word(file, written, vocabulary)?.fraction =
                    Some(Fraction { numerator, denominator, form });
            }
        }
        let form = FractionForm::Alone;
        for (forms, numerator) in [(entry.possessed, 1), (entry.possessed_dual, 2)] {
            for written in &forms {
                self.word(file, written, vocabulary)?.share = Some(Fraction { numerator, denominator, form });
            }
        }
        Ok(())
    }

    /// The entry of a one-word form.
    fn word(
        &mut self,
        file: &RuleFile,
        form: &Spanned<String>,
        vocabulary: &mut Vocabulary,
    ) -> Result<&mut Numeral, RuleError> {
        let words = vocabulary.intern_phrase(form.get_ref());
        self.slot_of(&words).ok_or_else(|| {
            let message =
                format!("«{}» is not one word; compounds are put together by the grammar", form.get_ref());
            file.error(form.span(), message)
        })
    }

    fn slot_of(&mut self, words: &[WordId]) -> Option<&mut Numeral> {
        let [word] = words else {
            return None;
        };
        let style_idx = self.styles.len().saturating_sub(1);
        Some(self.by_word.entry(*word).or_insert_with(|| Numeral { style_idx, ..Numeral::default() }))
    }

    /// Makes the table over all words. Call once, when the vocabulary is finished.
    pub(crate) fn finish(&mut self, vocabulary: &Vocabulary) {
        self.table = vec![0; vocabulary.len()];
        self.numerals = vec![Numeral::default()];
        let mut words: Vec<(WordId, Numeral)> = self.by_word.drain().collect();
        words.sort_by_key(|(word, _)| *word);
        for (word, numeral) in words {
            if let Some(slot) = self.table.get_mut(word.idx()) {
                *slot = u32::try_from(self.numerals.len()).unwrap_or(0);
                self.numerals.push(numeral);
            }
        }
        let words = (0..vocabulary.len()).map(|idx| vocabulary.reading_of(WordId::new(idx)));
        let facets = |word: Option<Reading>| {
            let numerals = vocabulary.readings(word).filter_map(|reading| self.get(reading.word));
            Facets(numerals.fold(0, |facets, numeral| facets | Facets::of_numeral(numeral).0))
        };
        self.facets = words.map(facets).collect();
        self.below_zero.finish(vocabulary);
    }

    /// What a word can be in any of its readings: nearly all words of a text are nothing in a number.
    pub fn facets(&self, word: WordId) -> Facets {
        self.facets.get(word.idx()).copied().unwrap_or_default()
    }

    /// What a word can be in a number.
    pub fn get(&self, word: WordId) -> Option<&Numeral> {
        match self.table.get(word.idx()).copied() {
            None | Some(0) => None,
            Some(at) => self.numerals.get(at as usize),
        }
    }

    /// How the language of a numeral builds its numbers.
    pub fn style_of(&self, numeral: &Numeral) -> Option<&NumeralStyle> {
        self.styles.get(numeral.style_idx)
    }

    /// How numbers are built in each language that has numerals.
    pub fn styles(&self) -> &[NumeralStyle] {
        &self.styles
    }

    /// Phrases that make the number before them negative: «تحت الصفر».
    pub fn below_zero(&self) -> &PhraseSet<()> {
        &self.below_zero
    }

    /// Whether the word is a decimal sign between digits, fraction first: «5ر3».
    pub fn is_decimal_letter(&self, word: WordId) -> bool {
        self.decimal_letters.contains(&word)
    }

    /// Whether a folded word begins as words with the article do.
    pub fn looks_defined(&self, folded: &str) -> bool {
        let Some(first) = folded.chars().next() else {
            return false;
        };
        let alike = self.defined_prefixes.iter().filter(|(letter, _)| *letter == first);
        let mut stems = alike.filter_map(|(_, prefix)| folded.strip_prefix(prefix.as_str()));
        stems.any(|stem| stem.chars().nth(2).is_some())
    }

    /// Whether a folded word begins as words do that tell what things are for.
    pub fn tells_purpose(&self, folded: &str) -> bool {
        let mut stems =
            self.purpose_prefixes.iter().filter_map(|prefix| folded.strip_prefix(prefix.as_str()));
        stems.any(|stem| stem.chars().nth(2).is_some())
    }

    /// Whether a folded word ends as one that a pronoun defines.
    pub fn looks_possessed(&self, folded: &str) -> bool {
        self.possessive_endings.iter().any(|ending| folded.ends_with(ending.as_str()))
    }

    /// What a folded word is without each of the pronouns that it may end in.
    pub fn without_possessive<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = &'a str> {
        self.possessive_endings.iter().filter_map(|ending| folded.strip_suffix(ending.as_str()))
    }

    /// Whether a folded word is an article with what is written before it, as before digits: «الـ27».
    pub fn is_article(&self, folded: &str) -> bool {
        self.defined_prefixes.iter().any(|(_, prefix)| prefix == folded)
    }

    /// The cardinals of a language and their forms, in the order of its rules.
    pub fn cardinals_of(&self, language: &str) -> &[CardinalForms] {
        self.languages.iter().find(|(code, _)| code == language).map_or(&[], |(_, cardinals)| cardinals)
    }
}

fn style_of(
    code: &str,
    file: &RuleFile,
    rules: &NumberFile,
    languages: &Languages,
) -> Result<NumeralStyle, RuleError> {
    let proclitic = |form: Option<&Spanned<String>>| match form {
        None => Ok(Proclitics::NONE),
        Some(form) => {
            languages.get(code).and_then(|language| language.proclitic(form.get_ref())).ok_or_else(|| {
                let message = format!("«{}» is no proclitic of {code}/language.toml", form.get_ref());
                file.error(form.span(), message)
            })
        }
    };
    let mut before_number = Proclitics::NONE;
    for form in &rules.before_number {
        before_number |= proclitic(Some(form))?;
    }
    Ok(NumeralStyle {
        units_first: rules.order == Order::UnitsFirst,
        lone_scale: rules.lone_scale,
        and_required: rules.and_required,
        and_proclitic: proclitic(rules.and_proclitic.as_ref())?,
        article: proclitic(rules.article.as_ref())?,
        article_bytes: rules.article.as_ref().map_or(0, |article| article.get_ref().len()),
        before_number,
    })
}

/// Ten to the power of `exponent`, as far as a decimal holds it.
pub(crate) fn power_of_ten(exponent: u32) -> Option<Decimal> {
    10_i128.checked_pow(exponent).and_then(|power| Decimal::try_from_i128_with_scale(power, 0).ok())
}
