//! Readings: how names of another script are written in a language.
//!
//! `readings.toml` of a language folder says which letters write which grapheme of the names in a
//! list («تش», «ش» or «خ» for `ch`), so that two spellings can be asked which known names they write.

use std::{borrow::Cow, ops::Range, sync::OnceLock};

use fst::{IntoStreamer, Set, Streamer};
use rustc_hash::FxHashMap;
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
    /// The beginnings of graphemes, without the whole ones, with the bytes that follow them in graphemes,
    /// as [`byte_bit`]s.
    beginnings: FxHashMap<Vec<u8>, u64>,
    /// The ways to write each grapheme, by its number.
    writings: Vec<Vec<Writing>>,
    /// The first and last byte of each grapheme, by its number.
    outer_bytes: Vec<(u8, u8)>,
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
                    beginnings: FxHashMap::default(),
                    writings: Vec::new(),
                    outer_bytes: Vec::new(),
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
        for n_bytes in 1..bytes.len() {
            if let Some((beginning, next)) = bytes.split_at_checked(n_bytes)
                && let Some(next) = next.first()
            {
                *self.beginnings.entry(beginning.to_vec()).or_default() |= byte_bit(*next);
            }
        }
        if let (Some(first), Some(last), Ok(idx)) =
            (bytes.first().copied(), bytes.last().copied(), u16::try_from(self.writings.len()))
        {
            self.by_last.entry(last).or_default().push(Grapheme { bytes, idx });
            self.writings.push(writings);
            self.outer_bytes.push((first, last));
        }
    }

    /// The ways to write each grapheme, by its number.
    pub fn writings(&self) -> &[Vec<Writing>] {
        &self.writings
    }

    /// The first and last byte of each grapheme, by its number.
    pub fn outer_bytes(&self) -> &[(u8, u8)] {
        &self.outer_bytes
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

/// A list of names as a trie: its nodes level by level, so that the children of a node stand together.
#[derive(Debug)]
pub struct NameTrie {
    nodes: Vec<TrieNode>,
    graphemes: Vec<NodeGrapheme>,
}

/// A beginning of names.
#[derive(Debug, Clone, Copy, Default)]
pub struct TrieNode {
    /// The bytes of the nodes below it, as [`byte_bit`]s.
    pub below: u64,
    /// The bytes that continue a grapheme that it begins, as [`byte_bit`]s.
    pub continued: u64,
    first_child: u32,
    graphemes: u32,
    n_children: u8,
    n_graphemes: u8,
    /// Its last byte.
    pub byte: u8,
    /// Bit n tells that its last n bytes begin a longer grapheme.
    pub begun: u8,
    /// Whether it is a name.
    pub is_name: bool,
}

/// The bit that stands for a byte in a set of bytes. Two bytes may share one: what is not in the set is
/// surely not below.
pub fn byte_bit(byte: u8) -> u64 {
    1 << (byte & 63)
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
        let names: Vec<Vec<u8>> = all_names(&readings.names);
        let root = TrieNode::default();
        let mut trie = NameTrie { nodes: vec![root], graphemes: Vec::new() };
        // The nodes of one level, each with the names that begin with it.
        let mut level = vec![(0, 0..names.len())];
        let mut depth = 0;
        while !level.is_empty() {
            let mut next_level = Vec::new();
            for (node_idx, range) in level {
                let first_child = trie.nodes.len();
                for range in children(&names, range, depth) {
                    let path = names.get(range.start).and_then(|name| name.get(..=depth));
                    next_level.push((trie.nodes.len(), range));
                    trie.open(readings, path.unwrap_or_default());
                }
                let n_children = trie.nodes.len() - first_child;
                if let Some(node) = trie.nodes.get_mut(node_idx) {
                    node.first_child = u32::try_from(first_child).unwrap_or(u32::MAX);
                    node.n_children = u8::try_from(n_children).unwrap_or(u8::MAX);
                }
            }
            depth += 1;
            for (node_idx, range) in &next_level {
                let is_name = names.get(range.start).is_some_and(|name| name.len() == depth);
                if let Some(node) = trie.nodes.get_mut(*node_idx) {
                    node.is_name = is_name;
                }
            }
            level = next_level;
        }
        trie.mark_below();
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
        let (mut begun, mut continued) = (0, 0);
        for n_bytes in 1..8.min(path.len() + 1) {
            let beginning = path.get(path.len() - n_bytes..).unwrap_or_default();
            if let Some(next) = readings.beginnings.get(beginning) {
                begun |= 1 << n_bytes;
                continued |= next;
            }
        }
        self.nodes.push(TrieNode {
            continued,
            graphemes: u32::try_from(first).unwrap_or(u32::MAX),
            n_graphemes: u8::try_from(self.graphemes.len() - first).unwrap_or(u8::MAX),
            byte,
            begun,
            ..TrieNode::default()
        });
    }

    /// Tells each node which bytes follow it.
    fn mark_below(&mut self) {
        for node_idx in (0..self.nodes.len()).rev() {
            let children = self.nodes.get(node_idx).map_or(&[][..], |node| self.children(node));
            let below = children.iter().fold(0, |below, child| below | child.below | byte_bit(child.byte));
            if let Some(node) = self.nodes.get_mut(node_idx) {
                node.below = below;
            }
        }
    }

    /// The node of which all names begin.
    pub fn root(&self) -> &TrieNode {
        &self.nodes[0]
    }

    /// The nodes right below a node, in order of their bytes.
    pub fn children(&self, node: &TrieNode) -> &[TrieNode] {
        let first = node.first_child as usize;
        self.nodes.get(first..first + usize::from(node.n_children)).unwrap_or_default()
    }

    /// The node right below a node that ends with this byte.
    pub fn child(&self, node: &TrieNode, byte: u8) -> Option<&TrieNode> {
        let children = self.children(node);
        children.get(children.binary_search_by_key(&byte, |child| child.byte).ok()?)
    }

    /// The graphemes with which the node ends.
    pub fn graphemes(&self, node: &TrieNode) -> &[NodeGrapheme] {
        let first = node.graphemes as usize;
        self.graphemes.get(first..first + usize::from(node.n_graphemes)).unwrap_or_default()
    }
}

/// The names of a list, in order.
fn all_names(list: &Set<Cow<'static, [u8]>>) -> Vec<Vec<u8>> {
    let mut names = Vec::with_capacity(list.len());
    let mut stream = list.into_stream();
    while let Some(name) = stream.next() {
        names.push(name.get(..NAME_BYTES_MAX).unwrap_or(name).to_vec());
    }
    names
}

/// The names of a range that are longer than `depth`, by the byte that they have there.
fn children(names: &[Vec<u8>], range: Range<usize>, depth: usize) -> Vec<Range<usize>> {
    let mut children: Vec<(u8, Range<usize>)> = Vec::new();
    for name_idx in range {
        let Some(byte) = names.get(name_idx).and_then(|name| name.get(depth)) else {
            continue;
        };
        match children.last_mut() {
            Some((last, names)) if last == byte => names.end = name_idx + 1,
            _ => children.push((*byte, name_idx..name_idx + 1)),
        }
    }
    children.into_iter().map(|(_, names)| names).collect()
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
