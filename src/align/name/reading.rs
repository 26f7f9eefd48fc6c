//! Which known names of another script a spelling may write.
//!
//! «بيرتا» writes Berta and «بيروتا» Perrotta, though one is the other without a vowel; «كدار» and
//! «كادار» have only Kadar to write. The list of names is walked as a trie with one row of the
//! dynamic programme a letter, so that the common beginnings of names are computed once.
//!
//! Source: H. Shang, T. Merrettal, "Tries for Approximate String Matching", IEEE TKDE 8 (1996).

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use crate::{
    base::hash::fnv1a,
    ruleset::readings::{NAME_BYTES_MAX, NameTrie, Readings, TrieNode, Writing, byte_bit},
};

/// Names within the first of these limits of cost that has some, in hundredths, are the readings.
const COST_LIMITS: [u16; 3] = [25, 50, 80];

/// What may follow is told apart by costs of so many hundredths.
const COST_STEP: u16 = 5;
const N_COST_STEPS: usize = 80 / 5 + 1;

/// What a spelling without a reading counts as, in hundredths.
const UNREAD_COST: u16 = 120;

/// The longest spelling that is read, in letters.
const SPELLING_CHARS_MAX: usize = 20;

/// How many names of the list are walked at most: short spellings have many, and their readings say
/// little.
const VISITS_MAX: usize = 60_000;

/// The most readings that are kept.
const READINGS_MAX: usize = 24;

/// A name that costs more than this to write as both spellings is none that they have in common.
const COMMON_COST_MAX: u16 = 240;

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

/// The readings of spellings, so that each is found once, whichever pairs it stands in. What is kept
/// changes no result.
#[derive(Debug, Default)]
pub struct ReadingMemo {
    shards: [Mutex<ReadingShard>; N_SHARDS],
}

/// Readings by language, and by spelling.
type ReadingShard = FxHashMap<Box<str>, FxHashMap<Box<str>, Arc<[Reading]>>>;

const N_SHARDS: usize = 16;
/// A shard with more spellings than this is emptied.
const SHARD_SPELLINGS_MAX: usize = 1 << 14;

impl ReadingMemo {
    fn readings(&self, rules: &Readings, language: &str, folded: &str) -> Arc<[Reading]> {
        let shard = usize::try_from(fnv1a(folded.as_bytes()) % N_SHARDS as u64).unwrap_or(0);
        let Some(shard) = self.shards.get(shard) else { return Arc::from([]) };
        let known = |shard: &Mutex<ReadingShard>| {
            let shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
            shard.get(language)?.get(folded).map(Arc::clone)
        };
        if let Some(known) = known(shard) {
            return known;
        }
        // Nobody waits while the list is walked.
        let found: Arc<[Reading]> = readings(rules, folded).into();
        let mut shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
        if shard.values().map(FxHashMap::len).sum::<usize>() >= SHARD_SPELLINGS_MAX {
            shard.clear();
        }
        shard.entry(language.into()).or_default().insert(folded.into(), Arc::clone(&found));
        found
    }
}

/// Reads two folded spellings of `language`, whose rules of reading these are.
pub fn common_reading(
    rules: &Readings,
    memo: &ReadingMemo,
    language: &str,
    a: &str,
    b: &str,
) -> CommonReading {
    let (of_a, of_b) = (memo.readings(rules, language, a), memo.readings(rules, language, b));
    let mut common: Option<Reading> = None;
    for (names, other) in [(&of_a, b), (&of_b, a)] {
        let Some(other) = Spelling::new(rules, other).filter(|_| !names.is_empty()) else {
            continue;
        };
        for known in names.iter() {
            let best = common.as_ref().map_or(COMMON_COST_MAX, |best| best.cost);
            let limit = best.saturating_sub(known.cost);
            if let Some(cost) = writing_cost(rules.trie(), &known.name, &other, limit) {
                let both = Reading { cost: cost.saturating_add(known.cost), name: known.name.clone() };
                common = common.into_iter().chain([both]).min();
            }
        }
    }
    CommonReading { nearest: (of_a.first().cloned(), of_b.first().cloned()), common }
}

impl CommonReading {
    /// The observations both-read, one-read, none-read, read-apart, any-read-apart, read-alike and
    /// common-reading, in hundredths.
    pub(super) fn values(&self) -> [i32; 7] {
        const NEAR: u16 = 50;
        let cost = |reading: &Option<Reading>| reading.as_ref().map_or(UNREAD_COST, |known| known.cost);
        let (a, b) = (cost(&self.nearest.0), cost(&self.nearest.1));
        let common = self.common.as_ref().map_or(COMMON_COST_MAX, |known| known.cost.min(COMMON_COST_MAX));
        let common = i32::from(common);
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
    /// Of the lengths that are open; of others it says nothing.
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
                    let is_open = self.open & (1 << end) != 0;
                    *slot = if is_open { cost.min(*slot) } else { cost };
                    self.open |= 1 << end;
                }
            }
        }
    }

    fn end_cost(&self, spelling: &Spelling) -> Option<u16> {
        let is_open = self.open & (1 << spelling.n_letters) != 0;
        self.costs.get(spelling.n_letters).copied().filter(|_| is_open)
    }
}

/// The names that the folded spelling may write, the nearest first.
fn readings(rules: &Readings, folded: &str) -> Vec<Reading> {
    let Some(spelling) = Spelling::new(rules, folded).filter(|spelling| spelling.n_letters > 0) else {
        return Vec::new();
    };
    // Near names are found in a fraction of the time that far ones need.
    let walks =
        [COST_LIMITS[0], COST_LIMITS[2]].into_iter().map(|limit| walk(rules.trie(), &spelling, limit));
    let mut found = walks.into_iter().find(|found| !found.is_empty()).unwrap_or_default();
    found.sort();
    let nearest = found.first().map_or(0, |nearest| nearest.cost);
    let limit = COST_LIMITS.into_iter().find(|limit| nearest <= *limit).unwrap_or(nearest);
    found.retain(|reading| reading.cost <= limit);
    found.truncate(READINGS_MAX);
    found
}

/// A walk over the list of names.
struct Walk<'w> {
    trie: &'w NameTrie,
    spelling: &'w Spelling,
    limit: u16,
    /// What it costs to write the beginnings of the path, by their length in bytes.
    rows: [Row; NAME_BYTES_MAX + 1],
    path: [u8; NAME_BYTES_MAX],
    found: Vec<Reading>,
    n_visits: usize,
}

/// The names that the spelling may write at no more than `limit`.
fn walk(trie: &NameTrie, spelling: &Spelling, limit: u16) -> Vec<Reading> {
    let rows = [Row::first(); NAME_BYTES_MAX + 1];
    let path = [0; NAME_BYTES_MAX];
    let mut walk = Walk { trie, spelling, limit, rows, path, found: Vec::new(), n_visits: 0 };
    walk.visit(trie.root(), 0);
    walk.found
}

impl Walk<'_> {
    /// Looks at the names that begin with those of the node, whose rows are known; goes no deeper than
    /// names are long.
    fn visit(&mut self, node: &TrieNode, depth: usize) {
        let Some(wanted) = self.wanted(node, depth).filter(|_| self.n_visits < VISITS_MAX) else {
            return;
        };
        self.n_visits += 1;
        for child in self.trie.children(node).iter().filter(|child| wanted & byte_bit(child.byte) != 0) {
            let (above, below) = self.rows.split_at_mut(depth + 1);
            let (Some(row), Some(byte)) = (below.first_mut(), self.path.get_mut(depth)) else {
                return;
            };
            *byte = child.byte;
            row.open = 0;
            for grapheme in self.trie.graphemes(child) {
                let before = above.len().checked_sub(usize::from(grapheme.n_bytes));
                if let Some(before) = before.and_then(|at| above.get(at)) {
                    row.follow(before, self.spelling.fitting(grapheme.idx), self.limit);
                }
            }
            if child.is_name
                && let Some(cost) = row.end_cost(self.spelling)
                && let Ok(name) = std::str::from_utf8(&self.path[..=depth])
            {
                self.found.push(Reading { cost, name: name.to_owned() });
                // Farther names are none of the readings any more.
                let limit = COST_LIMITS.into_iter().find(|limit| cost <= *limit).unwrap_or(self.limit);
                self.limit = self.limit.min(limit);
            }
            self.visit(child, depth + 1);
        }
    }

    /// The bytes that may follow a node, as [`byte_bit`]s: those of graphemes that it begins, and those
    /// that begin a grapheme that may be written at an open length. None where the letters after every
    /// open length are not all written by graphemes that end with bytes that stand below.
    fn wanted(&self, node: &TrieNode, depth: usize) -> Option<u64> {
        let row = self.rows.get(depth)?;
        let begun = (1..8).filter(|n_bytes| node.begun & (1 << n_bytes) != 0);
        let rows = begun.filter_map(|n_bytes| self.rows.get(depth.checked_sub(n_bytes)?));
        let open_before = rows.fold(0, |open, row| open | row.open);
        let is_unwritten = |ending: &u64| ending & node.below == 0;
        let n_written = self.spelling.endings.iter().rposition(is_unwritten).map_or(0, |at| at + 1);
        if (row.open | open_before) >> n_written == 0 {
            return None;
        }
        let mut wanted = if open_before == 0 { 0 } else { node.continued };
        let mut open = row.open >> n_written << n_written;
        while open != 0 {
            let length = open.trailing_zeros() as usize;
            open &= open - 1;
            let budget = self.limit.saturating_sub(row.costs.get(length).copied().unwrap_or(NEVER));
            wanted |= self.spelling.beginnings(length, budget);
        }
        Some(wanted)
    }
}

/// What it costs to write `name`, one of the list, as the spelling, in hundredths; [`None`] if it cannot be
/// at no more than `limit`.
fn writing_cost(trie: &NameTrie, name: &str, spelling: &Spelling, limit: u16) -> Option<u16> {
    let mut rows = [Row::first(); NAME_BYTES_MAX + 1];
    let mut node = trie.root();
    let mut depth = 0;
    for byte in name.bytes() {
        node = trie.child(node, byte)?;
        depth += 1;
        let (above, below) = rows.split_at_mut_checked(depth)?;
        let row = below.first_mut()?;
        row.open = 0;
        for grapheme in trie.graphemes(node) {
            let before = above.len().checked_sub(usize::from(grapheme.n_bytes));
            if let Some(before) = before.and_then(|at| above.get(at)) {
                row.follow(before, spelling.fitting(grapheme.idx), limit);
            }
        }
    }
    rows.get(depth)?.end_cost(spelling)
}

/// Of a letter or two, which is sooner done one by one than by the library.
fn are_equal(letters: &[char], others: &[char]) -> bool {
    letters.len() == others.len() && letters.iter().zip(others).all(|(letter, other)| letter == other)
}

/// A spelling and where in it the writings of each grapheme stand.
struct Spelling {
    n_letters: usize,
    /// For each letter, the last bytes of the graphemes that may write it, as [`byte_bit`]s.
    endings: Vec<u64>,
    /// For each length, by what there is to spend: the first bytes of the graphemes whose writings begin
    /// there, as [`byte_bit`]s.
    beginnings: Vec<[u64; N_COST_STEPS]>,
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
        let mut spelling = Spelling {
            n_letters: letters.len(),
            endings: vec![0; letters.len()],
            beginnings: vec![[0; N_COST_STEPS]; letters.len() + 1],
            fitting: Vec::new(),
            starts: Vec::new(),
        };
        for (bytes, writings) in rules.outer_bytes().iter().zip(rules.writings()) {
            spelling.starts.push(u16::try_from(spelling.fitting.len()).unwrap_or(u16::MAX));
            for writing in writings {
                spelling.fit(&letters, writing, *bytes);
            }
        }
        spelling.starts.push(u16::try_from(spelling.fitting.len()).unwrap_or(u16::MAX));
        for steps in &mut spelling.beginnings {
            let mut all = 0;
            for step in steps {
                all |= *step;
                *step = all;
            }
        }
        Some(spelling)
    }

    /// Adds a writing of a grapheme, if it stands somewhere in the letters.
    fn fit(&mut self, letters: &[char], writing: &Writing, (first_byte, last_byte): (u8, u8)) {
        let n = writing.letters.len();
        let cost_step = usize::from(writing.cost.div_ceil(COST_STEP));
        let mut ends = 0_u32;
        for end in n..=letters.len() {
            let stands = letters.get(end - n..end).is_some_and(|piece| are_equal(piece, &writing.letters));
            if stands {
                ends |= 1 << end;
                let written = self.endings.get_mut(end - n..end).unwrap_or_default();
                written.iter_mut().for_each(|endings| *endings |= byte_bit(last_byte));
                let step = self.beginnings.get_mut(end - n).and_then(|steps| steps.get_mut(cost_step));
                if let Some(step) = step {
                    *step |= byte_bit(first_byte);
                }
            }
        }
        if ends != 0 {
            let n_letters = u8::try_from(n).unwrap_or(u8::MAX);
            self.fitting.push(Fitting { n_letters, cost: writing.cost, ends });
        }
    }

    /// The first bytes of the graphemes whose writings begin at this length and cost at most `budget`,
    /// and perhaps some more, as [`byte_bit`]s.
    fn beginnings(&self, length: usize, budget: u16) -> u64 {
        let step = usize::from(budget.div_ceil(COST_STEP)).min(N_COST_STEPS - 1);
        self.beginnings.get(length).and_then(|steps| steps.get(step)).copied().unwrap_or(0)
    }

    fn fitting(&self, grapheme_idx: u16) -> &[Fitting] {
        let at = usize::from(grapheme_idx);
        let bound = |at: usize| self.starts.get(at).copied().map_or(0, usize::from);
        self.fitting.get(bound(at)..bound(at + 1)).unwrap_or_default()
    }
}
