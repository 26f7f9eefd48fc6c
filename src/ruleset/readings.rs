//! Readings: how names of another script are written in a language.
//!
//! `readings.toml` of a language folder says which letters write which grapheme of the names in a
//! list («تش», «ش» or «خ» for `ch`), so that two spellings can be asked which known names they write.

use std::{borrow::Cow, sync::OnceLock};

use fst::{IntoStreamer, Set, Streamer};
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

/// A grapheme of the listed names.
#[derive(Debug)]
pub struct Grapheme {
    /// The UTF-8 bytes of the grapheme.
    pub bytes: Vec<u8>,
    /// Its number, in [`Readings::writings`].
    pub idx: u16,
}

/// The readings of one language.
#[derive(Debug)]
pub struct Readings {
    /// The names, folded.
    names: Set<Cow<'static, [u8]>>,
    /// The same, unpacked when the first spelling is read.
    trie: OnceLock<NameTrie>,
    by_last: FxHashMap<u8, Vec<Grapheme>>,
    /// The beginnings of graphemes, without the whole ones.
    beginnings: FxHashSet<Vec<u8>>,
    /// The ways to write each grapheme, by its number.
    writings: Vec<Vec<Writing>>,
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
                    trie: OnceLock::new(),
                    by_last: FxHashMap::default(),
                    beginnings: FxHashSet::default(),
                    writings: Vec::new(),
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
        if let (Some(last), Ok(idx)) = (bytes.last().copied(), u16::try_from(self.writings.len())) {
            self.by_last.entry(last).or_default().push(Grapheme { bytes, idx });
            self.writings.push(writings);
        }
    }

    /// The ways to write each grapheme, by its number.
    pub fn writings(&self) -> &[Vec<Writing>] {
        &self.writings
    }

    /// The graphemes that end with this byte.
    pub fn graphemes(&self, last: u8) -> &[Grapheme] {
        self.by_last.get(&last).map_or(&[], Vec::as_slice)
    }

    /// The names as a trie.
    pub fn trie(&self) -> &NameTrie {
        self.trie.get_or_init(|| NameTrie::new(self))
    }
}

/// The longest name that is read, in bytes.
pub const NAME_BYTES_MAX: usize = 40;

/// A list of names as a trie: its nodes, without the root, in the order of a walk that takes the
/// children of a node right after it.
#[derive(Debug, Default)]
pub struct NameTrie {
    nodes: Vec<TrieNode>,
    graphemes: Vec<NodeGrapheme>,
}

/// A beginning of names.
#[derive(Debug, Clone, Copy)]
pub struct TrieNode {
    /// Where the nodes below it end.
    pub end: u32,
    graphemes: u32,
    n_graphemes: u8,
    /// Its length in bytes.
    pub depth: u8,
    /// Its last byte.
    pub byte: u8,
    /// Bit n tells that its last n bytes begin a longer grapheme.
    pub begun: u8,
    /// Whether it is a name.
    pub is_name: bool,
}

/// A grapheme with which a beginning of names ends.
#[derive(Debug, Clone, Copy)]
pub struct NodeGrapheme {
    /// Its number.
    pub idx: u16,
    /// Its length.
    pub n_bytes: u8,
}

impl NameTrie {
    fn new(readings: &Readings) -> NameTrie {
        let mut trie = NameTrie::default();
        // The nodes on the path to the name that was added last.
        let mut path: Vec<usize> = Vec::new();
        let mut last: Vec<u8> = Vec::new();
        let mut names = readings.names.into_stream();
        while let Some(name) = names.next() {
            let name = name.get(..NAME_BYTES_MAX).unwrap_or(name);
            let n_shared = last.iter().zip(name).take_while(|(a, b)| a == b).count();
            trie.close(path.drain(n_shared..));
            for n_bytes in n_shared + 1..=name.len() {
                path.push(trie.nodes.len());
                trie.open(readings, name.get(..n_bytes).unwrap_or_default());
            }
            if let Some(node) = path.last().and_then(|node| trie.nodes.get_mut(*node)) {
                node.is_name = true;
            }
            last.clear();
            last.extend_from_slice(name);
        }
        trie.close(path.drain(..));
        trie
    }

    fn open(&mut self, readings: &Readings, path: &[u8]) {
        let first = self.graphemes.len();
        let byte = path.last().copied().unwrap_or(0);
        let ending = readings.graphemes(byte).iter().filter(|grapheme| path.ends_with(&grapheme.bytes));
        self.graphemes.extend(ending.map(|grapheme| NodeGrapheme {
            idx: grapheme.idx,
            n_bytes: u8::try_from(grapheme.bytes.len()).unwrap_or(u8::MAX),
        }));
        let begins =
            |n: &usize| path.get(path.len() - n..).is_some_and(|end| readings.beginnings.contains(end));
        let begun = (1..8.min(path.len() + 1)).filter(begins).fold(0_u8, |bits, n| bits | 1 << n);
        self.nodes.push(TrieNode {
            end: 0,
            graphemes: u32::try_from(first).unwrap_or(u32::MAX),
            n_graphemes: u8::try_from(self.graphemes.len() - first).unwrap_or(u8::MAX),
            depth: u8::try_from(path.len()).unwrap_or(u8::MAX),
            byte,
            begun,
            is_name: false,
        });
    }

    fn close(&mut self, nodes: impl Iterator<Item = usize>) {
        let end = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        for node in nodes {
            if let Some(node) = self.nodes.get_mut(node) {
                node.end = end;
            }
        }
    }

    /// All nodes.
    pub fn nodes(&self) -> &[TrieNode] {
        &self.nodes
    }

    /// The graphemes with which the node ends.
    pub fn graphemes(&self, node: &TrieNode) -> &[NodeGrapheme] {
        let first = node.graphemes as usize;
        self.graphemes.get(first..first + usize::from(node.n_graphemes)).unwrap_or_default()
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
