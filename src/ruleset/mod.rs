//! Rules: what an editor may change, compiled once into tables that all later stages share.
//!
//! Takes the TOML files under `rules/` (built in) and of any `--rules` folder laid over them, and
//! gives one immutable [`Ruleset`]. Every word of every rule is interned in one [`Vocabulary`];
//! later stages compare [`WordId`](crate::base::id::WordId)s, never strings.

pub mod agencies;
pub mod error;
pub mod files;
pub mod languages;
pub mod lexicon;
pub mod name_weights;
pub mod operations;
pub mod orthography;
pub mod phrases;
pub mod readings;
pub mod vocabulary;
pub mod word_spelling;

use std::path::Path;

pub use agencies::{Agencies, Agency, AgencyKind};
pub use error::RuleError;
pub use files::RuleFiles;
pub use languages::{Direction, Language, Languages};
pub use lexicon::Lexicon;
pub use orthography::{Orthographies, Orthography};
pub use phrases::PhraseSet;
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
    /// Ordinary words and known names.
    pub lexicon: Lexicon,
    /// Which letters stand for one another in names.
    pub orthographies: Orthographies,
}

impl Ruleset {
    /// The rules that the program is shipped with.
    ///
    /// # Errors
    /// Never with the files of a release: a test compiles them.
    pub fn builtin() -> Result<Ruleset, RuleError> {
        Ruleset::compile(&RuleFiles::builtin())
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
        let mut vocabulary = Vocabulary::default();
        let agencies = Agencies::compile(files, &mut vocabulary)?;
        vocabulary.finish(&languages);
        let lexicon = Lexicon::compile(files, &languages)?;
        let orthographies = Orthographies::compile(files, &languages)?;
        Ok(Ruleset { languages, vocabulary, agencies, lexicon, orthographies })
    }
}

impl Ruleset {
    /// The code of a unit in reports: `USD`, `kilometre`, `%`.
    pub fn unit_code(&self, unit: crate::base::id::UnitId) -> &str {
        let _ = unit;
        ""
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
