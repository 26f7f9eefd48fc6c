//! Likeness: how alike two quantities are in what stands around them.

use std::{cell::OnceCell, sync::Arc};

use crate::{align::Quantity, event::Bag};

/// How alike two quantities are in what stands close by, in the sentence, in the paragraph: cosines, in
/// thousandths.
#[derive(Debug, Clone, Copy)]
pub(super) struct Alike {
    pub(super) local: u32,
    pub(super) wide: u32,
    pub(super) topic: u32,
}

impl Alike {
    pub(super) fn of(a: &Quantity, b: &Quantity) -> Alike {
        let cosine = cosine_of(a, b);
        Alike {
            local: cosine(&a.local, &b.local),
            wide: cosine(&a.wide, &b.wide),
            topic: cosine(&a.topic, &b.topic),
        }
    }
}

fn cosine_of(a: &Quantity, b: &Quantity) -> fn(&Bag, &Bag) -> u32 {
    if a.language == b.language { Bag::cosine } else { Bag::cosine_across }
}

/// How alike the quantities of two sides are: a sentence and a paragraph hold several of them, and two of these are
/// held against each other once.
pub(super) struct Likenesses<'q> {
    sides: (&'q [&'q Quantity], &'q [&'q Quantity]),
    sentences: Pairs<Sentences>,
    topics: Pairs<u32>,
}

/// What is known of two sentences.
#[derive(Debug, Clone, Copy)]
struct Sentences {
    /// Whether they share a word.
    meet: bool,
    cosine: u32,
}

impl<'q> Likenesses<'q> {
    pub(super) fn new(a: &'q [&'q Quantity], b: &'q [&'q Quantity]) -> Likenesses<'q> {
        let pairs_of = |bag: fn(&Quantity) -> &Arc<Bag>| (numbered(a, bag), numbered(b, bag));
        Likenesses {
            sides: (a, b),
            sentences: Pairs::new(pairs_of(|quantity| &quantity.wide)),
            topics: Pairs::new(pairs_of(|quantity| &quantity.topic)),
        }
    }

    /// How alike two quantities are, by their positions.
    pub(super) fn of(&self, a_idx: usize, b_idx: usize) -> Alike {
        let (a, b) = (self.sides.0[a_idx], self.sides.1[b_idx]);
        let cosine = cosine_of(a, b);
        Alike {
            local: cosine(&a.local, &b.local),
            wide: self.sentences_of(a_idx, b_idx).cosine,
            topic: self.topics.get((a_idx, b_idx), || cosine(&a.topic, &b.topic)),
        }
    }

    /// Whether the sentences of two quantities share a word.
    pub(super) fn do_meet(&self, a_idx: usize, b_idx: usize) -> bool {
        self.sentences_of(a_idx, b_idx).meet
    }

    fn sentences_of(&self, a_idx: usize, b_idx: usize) -> Sentences {
        self.sentences.get((a_idx, b_idx), || {
            let (a, b) = (self.sides.0[a_idx], self.sides.1[b_idx]);
            let (n_shared, cosine) = a.wide.shared_and_cosine(&b.wide);
            let cosine = if a.language == b.language { cosine } else { a.wide.cosine_across(&b.wide) };
            Sentences { meet: n_shared > 0, cosine }
        })
    }
}

/// For each quantity of a side the number of its sentence or paragraph, and how many of these there are.
type Numbered = (Vec<usize>, usize);

/// Numbers what the quantities stand in; those of one sentence stand together.
fn numbered(side: &[&Quantity], bag: fn(&Quantity) -> &Arc<Bag>) -> Numbered {
    let mut numbers: Vec<usize> = Vec::with_capacity(side.len());
    let mut n_bags = 0;
    for (idx, quantity) in side.iter().enumerate() {
        let before = idx.checked_sub(1).and_then(|before| side.get(before));
        let is_same = before.is_some_and(|before| Arc::ptr_eq(bag(before), bag(quantity)));
        n_bags += usize::from(!is_same);
        numbers.push(n_bags - 1);
    }
    (numbers, n_bags)
}

/// What is known of each pair of what the quantities of two sides stand in.
struct Pairs<T> {
    a: Vec<usize>,
    b: Vec<usize>,
    n_b: usize,
    /// None where there are too many pairs to keep what is known of them.
    known: Vec<OnceCell<T>>,
}

/// Of more pairs nothing is kept: two articles that are all figures take more room than time.
const PAIRS_MAX: usize = 1 << 14;

impl<T: Copy> Pairs<T> {
    fn new(((a, n_a), (b, n_b)): (Numbered, Numbered)) -> Pairs<T> {
        let n_kept = if n_a * n_b <= PAIRS_MAX { n_a * n_b } else { 0 };
        Pairs { a, b, n_b, known: (0..n_kept).map(|_| OnceCell::new()).collect() }
    }

    fn get(&self, (a_idx, b_idx): (usize, usize), make: impl FnOnce() -> T) -> T {
        match self.known.get(self.a[a_idx] * self.n_b + self.b[b_idx]) {
            Some(known) => *known.get_or_init(make),
            None => make(),
        }
    }
}
