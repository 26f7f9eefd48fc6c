//! Offices: the portfolios of ministers, other offices that one person does not hold at once, and words that
//! keep two of them from being a conflict.

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
    /// The words of an office, its class and its id.
    others: Vec<(Vec<String>, String, String)>,
}

/// An office: two of one class are not held at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// The class: all ministers are one.
    pub class: String,
    /// The portfolio, or the id of the office.
    pub id: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficeFile {
    heads: Vec<String>,
    portfolios: Vec<String>,
    excused: Vec<String>,
    #[serde(default)]
    office: Vec<OfficeEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficeEntry {
    class: String,
    id: String,
    forms: Vec<String>,
}

/// The class of all who have a portfolio.
const MINISTERS: &str = "minister";

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
            for entry in parsed.value.office {
                offices.others.extend(entry.forms.iter().map(|form| {
                    let words = fold(form).split(' ').map(str::to_owned).collect();
                    (words, entry.class.clone(), entry.id.clone())
                }));
            }
        }
        Ok(offices)
    }

    /// The one office that these words name, without the article; none where they name none or several, or say
    /// that it is no longer held, or not yet.
    pub fn office(&self, words: &[&str]) -> Option<Office> {
        if words.iter().any(|word| self.heads.contains(*word)) {
            let id = self.portfolio(words)?.to_owned();
            return Some(Office { class: MINISTERS.to_owned(), id });
        }
        if words.iter().any(|word| self.excused.contains(*word)) {
            return None;
        }
        let named = |(form, ..): &&(Vec<String>, String, String)| {
            words.windows(form.len()).any(|window| window.iter().zip(form).all(|(word, part)| word == part))
        };
        let mut found: Vec<Office> = Vec::new();
        for (_, class, id) in self.others.iter().filter(named) {
            let office = Office { class: class.clone(), id: id.clone() };
            if !found.contains(&office) {
                found.push(office);
            }
        }
        if found.len() == 1 { found.pop() } else { None }
    }

    /// Whether a word, without the article, is a portfolio.
    pub fn is_portfolio(&self, word: &str) -> bool {
        self.portfolios.contains(word)
    }

    /// The one portfolio that these words name beside the head of an office; none where they name none or
    /// several, or say that the office is no longer held, or not yet.
    fn portfolio<'w>(&self, words: &[&'w str]) -> Option<&'w str> {
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
