//! Readings: how names of another script are written in a language.
//!
//! `readings.toml` of a language folder says which letters write which grapheme of the names in a
//! list («تش», «ش» or «خ» for `ch`), so that two spellings can be asked which known names they write.

use std::borrow::Cow;

use fst::Set;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use toml::Spanned;

use crate::ruleset::{Languages, RuleError, RuleFiles};

/// One way to write a grapheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writing {
    /// The folded letters; may be empty.
    pub letters: Vec<char>,
    /// What it costs, in hundredths.
    pub cost: u16,
}

/// A grapheme of the listed names and how it is written.
#[derive(Debug)]
pub struct Grapheme {
    /// The UTF-8 bytes of the grapheme.
    pub bytes: Vec<u8>,
    /// All ways to write it.
    pub writings: Vec<Writing>,
    /// The number of the first of them among all writings of the rules.
    pub first: usize,
}

/// The readings of one language.
#[derive(Debug)]
pub struct Readings {
    /// The names, folded.
    pub names: Set<Cow<'static, [u8]>>,
    /// The longest grapheme, in bytes.
    pub grapheme_bytes_max: usize,
    by_last: FxHashMap<u8, Vec<Grapheme>>,
    /// The beginnings of graphemes, without the whole ones.
    beginnings: FxHashSet<Vec<u8>>,
    /// All writings, in the order of their graphemes.
    all: Vec<Writing>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadingsFile {
    /// The list of names, below the rules folder.
    list: Spanned<String>,
    /// For each grapheme "letters:cost letters:cost"; `0` stands for no letter.
    graphemes: std::collections::BTreeMap<Spanned<String>, Spanned<String>>,
}

impl Readings {
    /// Compiles the readings of every language that has them, with the codes of the languages.
    pub(crate) fn compile(
        files: &RuleFiles,
        languages: &Languages,
    ) -> Result<Vec<(String, Readings)>, RuleError> {
        let mut all = Vec::new();
        for language in languages.all() {
            for parsed in files.parse::<ReadingsFile>(&format!("{}/readings.toml", language.code))? {
                let list = &parsed.value.list;
                let names = files.data(list.get_ref()).and_then(|(_, bytes)| Set::new(bytes.clone()).ok());
                let Some(names) = names else {
                    let message = format!("there is no list \"{}\" of names", list.get_ref());
                    return Err(parsed.file.error(list.span(), message));
                };
                let mut readings = Readings {
                    names,
                    grapheme_bytes_max: 1,
                    by_last: FxHashMap::default(),
                    beginnings: FxHashSet::default(),
                    all: Vec::new(),
                };
                for (grapheme, writings) in &parsed.value.graphemes {
                    let writings = parse_writings(writings.get_ref())
                        .map_err(|message| parsed.file.error(writings.span(), message))?;
                    readings.add(grapheme.get_ref(), writings);
                }
                all.push((language.code.clone(), readings));
            }
        }
        Ok(all)
    }

    fn add(&mut self, grapheme: &str, writings: Vec<Writing>) {
        let bytes = grapheme.as_bytes().to_vec();
        self.beginnings.extend((1..bytes.len()).filter_map(|n| bytes.get(..n)).map(<[u8]>::to_vec));
        if let Some(last) = bytes.last().copied() {
            self.grapheme_bytes_max = self.grapheme_bytes_max.max(bytes.len());
            let first = self.all.len();
            self.all.extend_from_slice(&writings);
            self.by_last.entry(last).or_default().push(Grapheme { bytes, writings, first });
        }
    }

    /// Whether some grapheme begins with these bytes and is longer.
    pub fn begins_grapheme(&self, bytes: &[u8]) -> bool {
        self.beginnings.contains(bytes)
    }

    /// All writings; a grapheme's stand together.
    pub fn writings(&self) -> impl Iterator<Item = &Writing> {
        self.all.iter()
    }

    /// The graphemes that end with this byte.
    pub fn graphemes(&self, last: u8) -> &[Grapheme] {
        self.by_last.get(&last).map_or(&[], Vec::as_slice)
    }
}

fn parse_writings(text: &str) -> Result<Vec<Writing>, String> {
    text.split_whitespace()
        .map(|writing| {
            let (letters, cost) = writing
                .rsplit_once(':')
                .and_then(|(letters, cost)| Some((letters, cost.parse().ok()?)))
                .ok_or_else(|| format!("«{writing}» is no writing; «تش:5» would be right"))?;
            let letters = if letters == "0" { Vec::new() } else { letters.chars().collect() };
            Ok(Writing { letters, cost })
        })
        .collect()
}
