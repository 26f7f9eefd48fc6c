//! Offices: the portfolios of ministers, and words that keep two of them from being a conflict.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::{
    base::fold::fold,
    ruleset::{RuleError, RuleFiles},
};

/// The words of offices, of all languages, folded.
#[derive(Debug, Default)]
pub struct Offices {
    heads: BTreeSet<String>,
    portfolios: BTreeSet<String>,
    excused: BTreeSet<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficeFile {
    heads: Vec<String>,
    portfolios: Vec<String>,
    excused: Vec<String>,
}

impl Offices {
    pub(crate) fn compile(files: &RuleFiles) -> Result<Offices, RuleError> {
        let mut offices = Offices::default();
        for (_, parsed) in files.parse_per_language::<OfficeFile>("offices.toml")? {
            let lists = [
                (&mut offices.heads, parsed.value.heads),
                (&mut offices.portfolios, parsed.value.portfolios),
                (&mut offices.excused, parsed.value.excused),
            ];
            for (words, listed) in lists {
                words.extend(listed.iter().map(|word| fold(word)));
            }
        }
        Ok(offices)
    }

    /// The one portfolio that these words name beside the head of an office; none where they name none or
    /// several, or say that the office is no longer held, or not yet.
    pub fn portfolio<'w>(&self, words: &[&'w str]) -> Option<&'w str> {
        let is = |set: &BTreeSet<String>, word: &&&str| set.contains(**word);
        let has_head = words.iter().any(|word| is(&self.heads, &word));
        let is_excused = words.iter().any(|word| is(&self.excused, &word));
        let mut named = words.iter().filter(|word| is(&self.portfolios, word));
        match (named.next(), named.next()) {
            (Some(portfolio), None) if has_head && !is_excused => Some(portfolio),
            _ => None,
        }
    }
}
