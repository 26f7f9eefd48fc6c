//! Which known names of another script a spelling may write.
//!
//! «بيرتا» writes Berta and «بيروتا» Perrotta, though one is the other without a vowel; «كدار» and
//! «كادار» have only Kadar to write. The list of names is walked as a trie with one row of the
//! dynamic programme a letter, so that the common beginnings of names are computed once.
//!
//! Source: H. Shang, T. Merrettal, "Tries for Approximate String Matching", IEEE TKDE 8 (1996).

use fst::raw::{CompiledAddr, Fst};

use crate::ruleset::readings::Readings;

/// The list is walked with these limits of cost, in hundredths, until a name is found: near names
/// are found in a fraction of the time that far ones need.
const COST_LIMITS: [u16; 3] = [25, 50, 80];

/// What a spelling without a reading counts as, in hundredths.
const UNREAD_COST: u16 = 120;

/// The longest spelling that is read, in letters, and the longest name, in bytes.
const SPELLING_CHARS_MAX: usize = 20;
const NAME_BYTES_MAX: usize = 40;

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

/// The names that the folded spelling may write, the nearest first.
fn readings(rules: &Readings, folded: &str) -> Vec<Reading> {
    let Some(spelling) = Spelling::new(rules, folded).filter(|spelling| spelling.n_letters > 0) else {
        return Vec::new();
    };
    let fst = rules.names.as_fst();
    let mut found = Vec::new();
    for limit in COST_LIMITS {
        let mut walk = Walk::new(rules, &spelling, limit);
        walk.visit(fst, fst.root().addr());
        if !walk.found.is_empty() {
            found = walk.found;
            break;
        }
    }
    found.sort();
    found.truncate(READINGS_MAX);
    found
}

/// What it costs to write `name` as the spelling, in hundredths; [`None`] if it cannot be.
fn writing_cost(rules: &Readings, name: &str, spelling: &Spelling) -> Option<u16> {
    let mut walk = Walk::new(rules, spelling, NEVER - 1);
    for byte in name.bytes() {
        walk.push(byte);
    }
    walk.end_cost()
}

/// A spelling and where in it each writing of the rules stands.
struct Spelling {
    n_letters: usize,
    /// For each writing, by its number, the lengths at which it ends, as bits.
    ends: Vec<u32>,
}

impl Spelling {
    fn new(rules: &Readings, folded: &str) -> Option<Spelling> {
        let letters: Vec<char> = folded.chars().collect();
        if letters.len() > SPELLING_CHARS_MAX {
            return None;
        }
        let ends = rules.writings().map(|writing| {
            let n = writing.letters.len();
            let ends =
                (n..=letters.len()).filter(|end| letters.get(end - n..*end) == Some(&writing.letters[..]));
            ends.fold(0_u32, |bits, end| bits | 1 << end)
        });
        Some(Spelling { n_letters: letters.len(), ends: ends.collect() })
    }
}

struct Walk<'r> {
    rules: &'r Readings,
    spelling: &'r Spelling,
    /// The bytes of the name so far, and a row for each beginning of it.
    path: Vec<u8>,
    rows: Vec<Row>,
    found: Vec<Reading>,
    n_visits: usize,
    limit: u16,
}

impl<'r> Walk<'r> {
    fn new(rules: &'r Readings, spelling: &'r Spelling, limit: u16) -> Walk<'r> {
        let mut first = UNWRITTEN;
        first.costs[0] = 0;
        first.open = 1;
        Walk { rules, spelling, path: Vec::new(), rows: vec![first], found: Vec::new(), n_visits: 0, limit }
    }

    fn visit<D: AsRef<[u8]>>(&mut self, fst: &Fst<D>, addr: CompiledAddr) {
        self.n_visits += 1;
        if self.n_visits > VISITS_MAX || self.path.len() >= NAME_BYTES_MAX {
            return;
        }
        let node = fst.node(addr);
        if node.is_final()
            && let Some(cost) = self.end_cost().filter(|cost| *cost <= self.limit)
            && let Ok(name) = std::str::from_utf8(&self.path)
        {
            self.found.push(Reading { cost, name: name.to_owned() });
        }
        for transition in node.transitions() {
            self.push(transition.inp);
            if self.is_open() {
                self.visit(fst, transition.addr);
            }
            self.rows.pop();
            self.path.pop();
        }
    }

    fn push(&mut self, byte: u8) {
        self.path.push(byte);
        let row = self.next_row(byte);
        self.rows.push(row);
    }

    /// Whether the name may go on: the spelling is begun within the limit, or a grapheme is.
    fn is_open(&self) -> bool {
        let is_open = |row: &Row| row.open != 0;
        let n = self.path.len();
        self.rows.last().is_some_and(is_open)
            || (1..self.rules.grapheme_bytes_max.min(n + 1)).any(|n_bytes| {
                let begun = self.path.get(n - n_bytes..).unwrap_or_default();
                self.rows.get(n - n_bytes).is_some_and(is_open) && self.rules.begins_grapheme(begun)
            })
    }

    fn end_cost(&self) -> Option<u16> {
        let cost = *self.rows.last()?.costs.get(self.spelling.n_letters)?;
        (cost != NEVER).then_some(cost)
    }

    /// The row of the path, whose last byte is `last`.
    fn next_row(&self, last: u8) -> Row {
        let mut row = UNWRITTEN;
        for grapheme in self.rules.graphemes(last) {
            if !self.path.ends_with(&grapheme.bytes) {
                continue;
            }
            let Some(before) = self.rows.get(self.path.len() - grapheme.bytes.len()) else {
                continue;
            };
            for (writing, ends) in
                grapheme.writings.iter().zip(self.spelling.ends.iter().skip(grapheme.first))
            {
                let n = writing.letters.len();
                let mut ends = ends & (before.open << n);
                while ends != 0 {
                    let end = ends.trailing_zeros() as usize;
                    ends &= ends - 1;
                    self.write(&mut row, end, before.costs.get(end - n), writing.cost);
                }
            }
        }
        row
    }

    fn write(&self, row: &mut Row, end: usize, before: Option<&u16>, cost: u16) {
        let cost = before.copied().unwrap_or(NEVER).saturating_add(cost);
        if cost <= self.limit
            && let Some(slot) = row.costs.get_mut(end)
        {
            *slot = (*slot).min(cost);
            row.open |= 1 << end;
        }
    }
}
