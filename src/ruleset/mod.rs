//! Rules: what an editor may change, compiled once into tables that all later stages share.
//!
//! Takes the TOML files under `rules/` (built in) and of any `--rules` folder laid over them, and
//! gives one immutable [`Ruleset`]. Every word of every rule is interned in one [`Vocabulary`];
//! later stages compare [`WordId`](crate::base::id::WordId)s, never strings.

pub mod agencies;
pub mod alignment;
pub mod arithmetic;
pub mod calendar;
pub mod checks;
pub mod concepts;
pub mod cues;
pub(crate) mod date_rules;
pub mod decision_words;
pub mod error;
pub mod examples;
pub mod figure_cues;
pub mod files;
mod form_index;
pub mod house;
pub mod inflected;
pub mod languages;
pub mod lexicon;
pub mod messages;
pub mod name_context;
pub mod name_weights;
pub mod names;
pub mod negations;
pub mod numerals;
pub mod operations;
pub mod orthography;
pub mod orthography_words;
mod packed;
pub mod phrases;
pub mod qualifiers;
pub mod sounds;
pub mod stems;
pub mod template;
pub mod titles;
pub mod offices;
pub mod turns;
pub mod units;
pub mod readings;
pub mod vocabulary;
pub mod word_map;
pub mod word_spelling;

use std::path::Path;

use rust_decimal::Decimal;

use crate::base::id::UnitId;

pub use agencies::{Agencies, Agency, AgencyKind};
pub use alignment::AlignmentRules;
pub use arithmetic::Arithmetic;
pub use calendar::DateWords;
pub use checks::{Check, Checks, Severity};
pub use concepts::Concepts;
pub use cues::{Cues, Role, Roles};
pub use decision_words::{DecisionWords, Verdict};
pub use error::RuleError;
pub use figure_cues::FigureCues;
pub use files::RuleFiles;
pub use house::House;
pub use inflected::Inflected;
pub use languages::{Direction, Language, Languages};
pub use lexicon::Lexicon;
pub use messages::{Messages, Voice};
pub use name_context::NameContext;
pub use names::{Country, Names, WordClasses};
pub use negations::Negations;
pub use numerals::Numerals;
pub use orthography::{Orthographies, Orthography};
pub use orthography_words::OrthographyWords;
pub use phrases::PhraseSet;
pub use qualifiers::{Aspect, AspectKind, QualifierClass, QualifierSet, QualifierSide, Qualifiers};
pub use sounds::Sounds;
pub use stems::Stems;
pub use titles::{Title, Titles};
pub use units::Units;
pub use vocabulary::{Proclitics, Reading, Vocabulary};

/// All rules, compiled. Immutable; shared by all threads.
#[derive(Debug)]
pub struct Ruleset {
    /// The languages that have a folder of rules.
    pub languages: Languages,
    /// Every word that a rule names.
    pub vocabulary: Vocabulary,
    /// The agencies, channels, newspapers and sites that articles cite.
    pub agencies: Agencies,
    /// What is known of each check.
    pub checks: Checks,
    /// What the program says to people.
    pub messages: Messages,
    /// Number words, by language.
    pub numerals: Numerals,
    /// Units and currencies, and the words for them.
    pub units: Units,
    /// What is said about figures, and what looks like one and is none.
    pub figure_cues: FigureCues,
    /// How words are stemmed.
    pub stems: Stems,
    /// The consonants of names.
    pub sounds: Sounds,
    /// What figures are about.
    pub concepts: Concepts,
    /// Wording that says which of several quantities a figure is.
    pub qualifiers: Qualifiers,
    /// How claims are aligned.
    pub alignment: AlignmentRules,
    /// Wording between a total and its parts.
    pub arithmetic: Arithmetic,
    /// The portfolios of ministers.
    pub offices: offices::Offices,
    /// Wording at the start of a paragraph that turns to another subject.
    pub turns: PhraseSet<()>,
    /// Words that turn a statement into its opposite.
    pub negations: Negations,
    /// Ordinary words and known names.
    pub lexicon: Lexicon,
    /// Which letters stand for one another in names.
    pub orthographies: Orthographies,
    /// Words that inflect as the words of their language do.
    pub inflected: Inflected,
    /// Names, countries and places, and the words that stand around names.
    pub names: Names,
    /// Titles and offices.
    pub titles: Titles,
    /// The words of dates.
    pub dates: DateWords,
    /// The words of attribution, by language.
    pub cues: Vec<Cues>,
    /// What the words around two spellings say of their being one name.
    pub name_context: NameContext,
    /// Ordinary words with more than one spelling.
    pub orthography_words: OrthographyWords,
    /// The spellings that the house prefers.
    pub house: House,
    /// What reviewers write for their decisions.
    pub decision_words: DecisionWords,
}

impl Ruleset {
    /// The rules that the program is shipped with.
    ///
    /// # Errors
    /// Never with the files of a release: a test compiles them.
    pub fn builtin() -> Result<Ruleset, RuleError> {
        Ruleset::compile(&RuleFiles::builtin())
    }

    /// Makes look-ups in the word lists faster, at the cost of some milliseconds once: for runs of many
    /// articles. Nothing else changes.
    pub fn unpack(&self) {
        self.lexicon.unpack();
        self.inflected.unpack();
    }

    /// The built-in rules with those of `folders` laid over them, later ones over earlier ones.
    ///
    /// # Errors
    /// Where a folder or file cannot be read, or a file is no valid rule file.
    pub fn load(folders: &[impl AsRef<Path>]) -> Result<Ruleset, RuleError> {
        let mut files = RuleFiles::builtin();
        for folder in folders {
            files.overlay(folder.as_ref())?;
        }
        Ruleset::compile(&files)
    }

    /// Compiles rule files.
    ///
    /// # Errors
    /// Where a file is no valid rule file; the error names the file, the line and what would be right.
    pub fn compile(files: &RuleFiles) -> Result<Ruleset, RuleError> {
        let languages = Languages::compile(files)?;
        let mut vocabulary = Vocabulary::of(files);
        let mut agencies = Agencies::compile(files, &mut vocabulary)?;
        let mut cues = Cues::compile(files, &languages, &mut vocabulary)?;
        let mut numerals = Numerals::compile(files, &languages, &mut vocabulary)?;
        let mut units = Units::compile(files, &mut vocabulary)?;
        let mut figure_cues = FigureCues::compile(files, &languages, &mut vocabulary)?;
        let mut dates = DateWords::compile(files, &languages, &mut vocabulary)?;
        let mut names = Names::compile(files, &mut vocabulary)?;
        let titles = Titles::compile(files, &mut vocabulary)?;
        let stems = Stems::compile(files, &languages)?;
        let concepts = Concepts::compile(files, &languages, &stems, &mut vocabulary)?;
        let qualifiers = Qualifiers::compile(files, &mut vocabulary)?;
        let arithmetic = Arithmetic::compile(files, &mut vocabulary)?;
        let offices = offices::Offices::compile(files)?;
        let turns = turns::compile(files, &mut vocabulary)?;
        let negations = Negations::compile(files, &mut vocabulary)?;
        let orthography_words = OrthographyWords::compile(files, &mut vocabulary)?;
        // All words are in: from here on they are looked up.
        vocabulary.finish(&languages);
        agencies.finish(&vocabulary);
        names.finish(&vocabulary);
        numerals.finish(&vocabulary);
        units.finish(&vocabulary);
        figure_cues.finish(&vocabulary, &numerals, &units);
        dates.finish(&vocabulary);
        cues.iter_mut().for_each(|cues| cues.finish(&vocabulary));
        Ok(Ruleset {
            sounds: Sounds::compile(files, &languages)?,
            alignment: AlignmentRules::compile(files)?,
            lexicon: Lexicon::compile(files, &languages)?,
            inflected: Inflected::compile(files, &languages)?,
            name_context: NameContext::compile(files)?,
            house: House::compile(files)?,
            decision_words: DecisionWords::compile(files)?,
            orthographies: Orthographies::compile(files, &languages)?,
            checks: Checks::compile(files)?,
            messages: Messages::compile(files, &languages)?,
            languages,
            vocabulary,
            agencies,
            numerals,
            units,
            figure_cues,
            stems,
            concepts,
            qualifiers,
            arithmetic,
            negations,
            offices,
            turns,
            names,
            titles,
            orthography_words,
            dates,
            cues,
        })
    }
}

impl Ruleset {
    /// The code of a unit in reports: `USD`, `kilometre`, `%`.
    pub fn unit_code(&self, unit: UnitId) -> &str {
        self.units.get(unit).map_or("", |unit| &unit.code)
    }

    /// What a unit measures: `money`, `length`.
    pub fn unit_dimension(&self, unit: UnitId) -> &str {
        self.units.get(unit).map_or("", |unit| &unit.dimension)
    }

    /// How many of its dimension's base units a unit is; `None` where its units do not convert.
    pub fn unit_factor(&self, unit: UnitId) -> Option<Decimal> {
        self.units.get(unit).and_then(|unit| unit.factor)
    }

    /// The words of attribution of the language with this code.
    pub fn cues_of(&self, language: &str) -> Option<&Cues> {
        self.cues.iter().find(|cues| cues.language == language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_that_are_shipped_compile() {
        Ruleset::builtin().unwrap();
    }
}
