//! Which known names of another script a spelling may write.
//!
//! «بيرتا» writes Berta and «بيروتا» Perrotta, though one is the other without a vowel; «كدار» and
//! «كادار» have only Kadar to write. The list of names is walked as a trie with one row of the
//! dynamic programme a letter, so that the common beginnings of names are computed once.
//!
//! Source: H. Shang, T. Merrettal, "Tries for Approximate String Matching", IEEE TKDE 8 (1996).

use crate::ruleset::readings::{NAME_BYTES_MAX, NameTrie, Readings};

/// The list is walked with these limits of cost, in hundredths, until a name is found: near names
/// are found in a fraction of the time that far ones need.
const COST_LIMITS: [u16; 3] = [25, 50, 80];

/// What a spelling without a reading counts as, in hundredths.
const UNREAD_COST: u16 = 120;

/// The longest spelling that is read, in letters.
const SPELLING_CHARS_MAX: usize = 20;

/// How many names of the list are walked at most: short spellings have many, and their readings say
/// little.
const VISITS_MAX: usize = 60_000;

/// The most readings that are kept.
const READINGS_MAX: usize = 24;

/// What cannot be written.
const NEVER: u16 = u16::MAX;

/// A name that a spelling may write.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reading {
    /// How far the spelling is from it, in hundredths.
    pub cost: u16,
    /// The name.
    pub name: String,
}

/// What known names two spellings write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommonReading {
    /// The nearest reading of each.
    pub nearest: (Option<Reading>, Option<Reading>),
    /// The name that both can write at the least cost together, with that cost.
    pub common: Option<Reading>,
}

/// Reads two folded spellings.
pub fn common_reading(rules: &Readings, a: &str, b: &str) -> CommonReading {
    let (of_a, of_b) = (readings(rules, a), readings(rules, b));
    let both = |names: &[Reading], other: &str| -> Option<Reading> {
        let other = &Spelling::new(rules, other)?;
        let costs = names.iter().filter_map(|known| {
            let cost = writing_cost(rules, &known.name, other)?.saturating_add(known.cost);
            Some(Reading { cost, name: known.name.clone() })
        });
        costs.min()
    };
    let common = both(&of_a, b).into_iter().chain(both(&of_b, a)).min();
    CommonReading { nearest: (of_a.into_iter().next(), of_b.into_iter().next()), common }
}

impl CommonReading {
    /// The observations both-read, one-read, none-read, read-apart, any-read-apart, read-alike and
    /// common-reading, in hundredths.
    pub(super) fn values(&self) -> [i32; 7] {
        const NEAR: u16 = 50;
        let cost = |reading: &Option<Reading>| reading.as_ref().map_or(UNREAD_COST, |known| known.cost);
        let (a, b) = (cost(&self.nearest.0), cost(&self.nearest.1));
        let common = i32::from(self.common.as_ref().map_or(240, |known| known.cost).min(240));
        let apart = (common - i32::from(a) - i32::from(b)).clamp(0, 100);
        let n_near = [a, b].into_iter().filter(|cost| *cost < NEAR).count();
        let flag = |is: bool| if is { 100 } else { 0 };
        [
            flag(n_near == 2),
            flag(n_near == 1),
            flag(self.nearest.0.is_none() && self.nearest.1.is_none()),
            if n_near == 2 { apart } else { 0 },
            apart,
            flag(n_near == 2 && apart <= 5),
            (100 - common).max(0),
        ]
    }
}

/// What it costs to write the beginnings of the spelling, by their length in letters.
#[derive(Clone, Copy)]
struct Row {
    costs: [u16; SPELLING_CHARS_MAX + 1],
    /// The lengths whose cost is within the limit, as bits.
    open: u32,
}

const UNWRITTEN: Row = Row { costs: [NEVER; SPELLING_CHARS_MAX + 1], open: 0 };

impl Row {
    const fn first() -> Row {
        let mut row = UNWRITTEN;
        row.costs[0] = 0;
        row.open = 1;
        row
    }

    /// Adds what it costs when a grapheme follows the name of the row `before`.
    fn follow(&mut self, before: &Row, writings: &[Fitting], limit: u16) {
        for writing in writings {
            let mut ends = writing.ends & (before.open << writing.n_letters);
            while ends != 0 {
                let end = ends.trailing_zeros() as usize;
                ends &= ends - 1;
                let from = end.checked_sub(usize::from(writing.n_letters));
                let cost = from.and_then(|from| before.costs.get(from)).copied().unwrap_or(NEVER);
                let cost = cost.saturating_add(writing.cost);
                if cost <= limit
                    && let Some(slot) = self.costs.get_mut(end)
                {
                    *slot = (*slot).min(cost);
                    self.open |= 1 << end;
                }
            }
        }
    }

    fn end_cost(&self, spelling: &Spelling) -> Option<u16> {
        self.costs.get(spelling.n_letters).copied().filter(|cost| *cost != NEVER)
    }
}

/// The names that the folded spelling may write, the nearest first.
fn readings(rules: &Readings, folded: &str) -> Vec<Reading> {
    let Some(spelling) = Spelling::new(rules, folded).filter(|spelling| spelling.n_letters > 0) else {
        return Vec::new();
    };
    let walks = COST_LIMITS.iter().map(|limit| walk(rules.trie(), &spelling, *limit));
    let mut found = walks.into_iter().find(|found| !found.is_empty()).unwrap_or_default();
    found.sort();
    found.truncate(READINGS_MAX);
    found
}

/// The names that the spelling may write at no more than `limit`.
fn walk(trie: &NameTrie, spelling: &Spelling, limit: u16) -> Vec<Reading> {
    let mut rows = [UNWRITTEN; NAME_BYTES_MAX + 1];
    rows[0] = Row::first();
    let mut path = [0_u8; NAME_BYTES_MAX];
    let mut found = Vec::new();
    let (mut at, mut n_visits) = (0, 0);
    while let Some(node) = trie.nodes().get(at).filter(|_| n_visits < VISITS_MAX) {
        let depth = usize::from(node.depth);
        path[depth - 1] = node.byte;
        let mut row = UNWRITTEN;
        for grapheme in trie.graphemes(node) {
            if let Some(before) = depth.checked_sub(usize::from(grapheme.n_bytes)) {
                row.follow(&rows[before], spelling.fitting(grapheme.idx), limit);
            }
        }
        rows[depth] = row;
        let is_begun = |n_bytes: usize| {
            node.begun & (1 << n_bytes) != 0
                && depth.checked_sub(n_bytes).is_some_and(|before| rows[before].open != 0)
        };
        let is_open = row.open != 0 || (node.begun != 0 && (1..8).any(is_begun));
        if !is_open {
            at = node.end as usize;
            continue;
        }
        at += 1;
        n_visits += 1;
        if node.is_name
            && let Some(cost) = row.end_cost(spelling)
            && let Ok(name) = std::str::from_utf8(&path[..depth])
        {
            found.push(Reading { cost, name: name.to_owned() });
        }
    }
    found
}

/// What it costs to write `name` as the spelling, in hundredths; [`None`] if it cannot be.
fn writing_cost(rules: &Readings, name: &str, spelling: &Spelling) -> Option<u16> {
    let mut rows = vec![Row::first()];
    for depth in 1..=name.len() {
        let path = name.as_bytes().get(..depth)?;
        let mut row = UNWRITTEN;
        for grapheme in path.last().map_or(&[][..], |last| rules.graphemes(*last)) {
            if path.ends_with(&grapheme.bytes)
                && let Some(before) = rows.get(depth - grapheme.bytes.len())
            {
                row.follow(before, spelling.fitting(grapheme.idx), NEVER - 1);
            }
        }
        rows.push(row);
    }
    rows.last()?.end_cost(spelling)
}

/// A spelling and where in it the writings of each grapheme stand.
struct Spelling {
    n_letters: usize,
    /// The writings that stand somewhere in it; those of a grapheme together.
    fitting: Vec<Fitting>,
    /// For each grapheme, by its number, where its writings begin; one more tells the end.
    starts: Vec<u16>,
}

/// A writing that stands in a spelling.
struct Fitting {
    n_letters: u8,
    cost: u16,
    /// The lengths at which it ends, as bits.
    ends: u32,
}

impl Spelling {
    fn new(rules: &Readings, folded: &str) -> Option<Spelling> {
        let letters: Vec<char> = folded.chars().collect();
        if letters.len() > SPELLING_CHARS_MAX {
            return None;
        }
        let mut spelling = Spelling { n_letters: letters.len(), fitting: Vec::new(), starts: Vec::new() };
        for writings in rules.writings() {
            spelling.starts.push(u16::try_from(spelling.fitting.len()).unwrap_or(u16::MAX));
            for writing in writings {
                let n = writing.letters.len();
                let ends = (n..=letters.len())
                    .filter(|end| letters.get(end - n..*end) == Some(&writing.letters[..]));
                let ends = ends.fold(0_u32, |bits, end| bits | 1 << end);
                if ends != 0 {
                    let n_letters = u8::try_from(n).unwrap_or(u8::MAX);
                    spelling.fitting.push(Fitting { n_letters, cost: writing.cost, ends });
                }
            }
        }
        spelling.starts.push(u16::try_from(spelling.fitting.len()).unwrap_or(u16::MAX));
        Some(spelling)
    }

    fn fitting(&self, grapheme_idx: u16) -> &[Fitting] {
        let at = usize::from(grapheme_idx);
        let bound = |at: usize| self.starts.get(at).copied().map_or(0, usize::from);
        self.fitting.get(bound(at)..bound(at + 1)).unwrap_or_default()
    }
}
