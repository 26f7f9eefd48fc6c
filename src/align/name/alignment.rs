//! The cheapest way from one spelling to another: edit distance with operations of several letters.
//!
//! Source: R. Wagner, M. Fischer, "The String-to-String Correction Problem", JACM 21 (1974), with
//! the multi-letter operations of E. Brill, R. Moore, "An Improved Error Model for Noisy Channel
//! Spelling Correction", ACL 2000.

use crate::ruleset::operations::{Beside, ClassIdx, Operations, Place};

/// The longest name that is aligned, in letters; longer ones are cut. The table has at most the
/// square of it.
const NAME_CHARS_MAX: usize = 48;

/// One operation of an alignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Where its letters stand in the first name, in letters.
    pub left: (usize, usize),
    /// Where its letters stand in the second name.
    pub right: (usize, usize),
    /// Its class.
    pub class: ClassIdx,
    /// Its cost in hundredths.
    pub cost: i32,
}

/// How one name becomes the other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NameAlignment {
    /// What is not equal, in order.
    pub edits: Vec<Edit>,
    /// The sum of the costs, in hundredths.
    pub cost: i32,
}

/// The steps back from each cell: the operation that reached it, or none for equal letters.
#[derive(Clone, Copy)]
struct Cell {
    cost: i32,
    n_left: u8,
    n_right: u8,
    class: Option<u16>,
}

struct Table<'a> {
    operations: &'a Operations,
    left: &'a [char],
    right: &'a [char],
    cells: Vec<Option<Cell>>,
}

/// Aligns two names, given as letters of the rules.
pub fn align_letters(operations: &Operations, left: &[char], right: &[char]) -> NameAlignment {
    let left = left.get(..NAME_CHARS_MAX).unwrap_or(left);
    let right = right.get(..NAME_CHARS_MAX).unwrap_or(right);
    let cells = vec![None; (left.len() + 1) * (right.len() + 1)];
    let mut table = Table { operations, left, right, cells };
    table.reach(0, 0, Cell { cost: 0, n_left: 0, n_right: 0, class: None });
    for i in 0..=left.len() {
        for j in 0..=right.len() {
            if let Some(cell) = table.cell(i, j) {
                table.leave(i, j, cell.cost);
            }
        }
    }
    table.trace()
}

/// Of a letter or two, which is sooner done one by one than by the library.
fn begins_with(letters: &[char], piece: &[char]) -> bool {
    letters.len() >= piece.len() && letters.iter().zip(piece).all(|(letter, other)| letter == other)
}

impl Table<'_> {
    fn cell(&self, i: usize, j: usize) -> Option<Cell> {
        self.cells.get(i * (self.right.len() + 1) + j).copied().flatten()
    }

    /// Takes `cell` for the best way to (i, j) if it is cheaper than what is there.
    fn reach(&mut self, i: usize, j: usize, cell: Cell) {
        let width = self.right.len() + 1;
        if j < width
            && let Some(slot) = self.cells.get_mut(i * width + j)
            && slot.is_none_or(|known| cell.cost < known.cost)
        {
            *slot = Some(cell);
        }
    }

    fn step(&mut self, at: (usize, usize), cost: i32, lengths: (usize, usize), class: ClassIdx) {
        let cell = Cell {
            cost,
            n_left: u8::try_from(lengths.0).unwrap_or(u8::MAX),
            n_right: u8::try_from(lengths.1).unwrap_or(u8::MAX),
            class: u16::try_from(class).ok(),
        };
        self.reach(at.0 + lengths.0, at.1 + lengths.1, cell);
    }

    /// All operations that begin at (i, j).
    fn leave(&mut self, i: usize, j: usize, cost: i32) {
        let (x, y) = (self.left.get(i).copied(), self.right.get(j).copied());
        if let (Some(x), Some(y)) = (x, y)
            && x == y
        {
            self.reach(i + 1, j + 1, Cell { cost, n_left: 1, n_right: 1, class: None });
        }
        self.listed(i, j, cost);
        self.unlisted(i, j, cost);
    }

    fn listed(&mut self, i: usize, j: usize, cost: i32) {
        let operations = self.operations;
        let (x, y) = (self.left.get(i).copied(), self.right.get(j).copied());
        for (x, y) in [(x, y), (x, None), (None, y)] {
            if x.is_none() && y.is_none() {
                continue;
            }
            for (operation, is_swapped) in operations.at(x, y) {
                let (left, right) = match is_swapped {
                    false => (&operation.left, &operation.right),
                    true => (&operation.right, &operation.left),
                };
                let fits = self.left.get(i..).is_some_and(|rest| begins_with(rest, left))
                    && self.right.get(j..).is_some_and(|rest| begins_with(rest, right))
                    && self.is_in_place((i, j), (left.len(), right.len()), operation.place)
                    && self.is_beside((i, j), (left.len(), right.len()), operation.beside);
                if fits {
                    self.step((i, j), cost + operation.cost, (left.len(), right.len()), operation.class);
                }
            }
        }
    }

    fn is_in_place(&self, at: (usize, usize), lengths: (usize, usize), place: Option<Place>) -> bool {
        let is_first = at.0 == 0 && at.1 == 0;
        let is_final = at.0 + lengths.0 == self.left.len() && at.1 + lengths.1 == self.right.len();
        match place {
            None => true,
            Some(Place::First) => is_first,
            Some(Place::Medial) => !is_first && !is_final,
            Some(Place::Final) => is_final,
            Some(Place::NotFirst) => !is_first,
            Some(Place::NotFinal) => !is_final,
        }
    }

    /// Looks at the neighbours on the longer side, where the letters stand.
    fn is_beside(&self, at: (usize, usize), lengths: (usize, usize), beside: Option<Beside>) -> bool {
        let Some(beside) = beside else {
            return true;
        };
        let (name, start, n) =
            if lengths.0 >= lengths.1 { (self.left, at.0, lengths.0) } else { (self.right, at.1, lengths.1) };
        let is_vowel = |idx: Option<usize>| {
            idx.and_then(|idx| name.get(idx)).is_some_and(|letter| self.operations.is_vowel(*letter))
        };
        let any = is_vowel(start.checked_sub(1)) || is_vowel(Some(start + n));
        match beside {
            Beside::Vowel => any,
            Beside::Consonants => !any,
        }
    }

    fn unlisted(&mut self, i: usize, j: usize, cost: i32) {
        const SWAP: usize = 0;
        const GAP: usize = 2;
        const VOWEL_SWAP: usize = 4;
        const VOWEL_GAP: usize = 5;
        const DOUBLED: usize = 6;
        let costs = self.operations.unlisted;
        let is_first = i == 0 && j == 0;
        let is_vowel = |letter| self.operations.is_vowel(letter);
        let (x, y) = (self.left.get(i).copied(), self.right.get(j).copied());
        if let (Some(x), Some(y)) = (x, y)
            && x != y
        {
            let (class, price) = match (is_vowel(x) && is_vowel(y), is_first) {
                (true, _) => (VOWEL_SWAP, costs.vowel_swap),
                (false, true) => (SWAP + 1, costs.swap_first),
                (false, false) => (SWAP, costs.swap),
            };
            self.step((i, j), cost + price, (1, 1), class);
        }
        for (name, idx, letter, lengths) in [(self.left, i, x, (1, 0)), (self.right, j, y, (0, 1))] {
            let Some(letter) = letter else {
                continue;
            };
            let repeats =
                !is_vowel(letter) && idx.checked_sub(1).and_then(|before| name.get(before)) == Some(&letter);
            let vowel_gap = costs.vowel_gap.filter(|_| is_vowel(letter));
            let (class, price) = match (repeats, vowel_gap, is_first) {
                (true, ..) => (DOUBLED, costs.doubled),
                (_, Some(vowel_gap), _) => (VOWEL_GAP, vowel_gap),
                (_, _, true) => (GAP + 1, costs.gap_first),
                (_, _, false) => (GAP, costs.gap),
            };
            self.step((i, j), cost + price, lengths, class);
        }
    }

    fn trace(&self) -> NameAlignment {
        let (mut i, mut j) = (self.left.len(), self.right.len());
        let Some(end) = self.cell(i, j) else {
            return NameAlignment::default();
        };
        let mut edits = Vec::new();
        while (i, j) != (0, 0)
            && let Some(cell) = self.cell(i, j)
        {
            let from = (i.saturating_sub(cell.n_left.into()), j.saturating_sub(cell.n_right.into()));
            if let Some(class) = cell.class {
                let before = self.cell(from.0, from.1).map_or(0, |cell| cell.cost);
                edits.push(Edit {
                    left: (from.0, i),
                    right: (from.1, j),
                    class: class.into(),
                    cost: cell.cost - before,
                });
            }
            (i, j) = from;
        }
        edits.reverse();
        NameAlignment { edits, cost: end.cost }
    }
}
