//! Leftovers: what of the one side has no equal on the other, of what two quantities measure.

use rust_decimal::Decimal;

use crate::{
    align::{Measure, Quantity, compare::is_equal, facts::low_end},
    base::{
        Number,
        id::{SentenceId, UnitId},
    },
    extract::FigureKind,
};

/// What has no equal on the other side, of what two quantities measure.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Left {
    /// Whether each of the two is the only one of its kind and size, in its article or its sentence.
    pub(super) is_only: bool,
    /// Whether no more than a few of the kind and size are left on either side.
    pub(super) is_among_few: bool,
    /// Whether neither side counts those of the other's fate: of 47 dead here and 47 wounded there one is told wrongly.
    pub(super) fates_apart: bool,
}

/// What two quantities measure, as far as it has no equal on the other side.
pub(super) fn left_of(
    (a, b): (&Quantity, &Quantity),
    (a_left, b_left): (&LeftOver<'_>, &LeftOver<'_>),
) -> Left {
    if a.is_date() {
        let is_only = a_left.is_only_near(a, b) && b_left.is_only_near(b, a);
        return Left { is_only, is_among_few: is_only, ..Left::default() };
    }
    a_left.of(a, b).with(b_left.of(b, a))
}

/// The values of one side that have no equal on the other.
pub(super) struct LeftOver<'q> {
    /// Each figure once with what it measures and the sentence, sorted.
    values: Vec<LeftValue>,
    /// The dates.
    dates: Vec<&'q Quantity>,
}

/// What a figure measures, where it begins, and the sentence.
type LeftValue = (Kind, Option<Number>, SentenceId);

/// What a figure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Percent,
    Unit(UnitId),
    /// What is counted, as a stable key.
    Counted(u64),
}

impl<'q> LeftOver<'q> {
    pub(super) fn new(quantities: &[&'q Quantity], consumed: &[bool]) -> LeftOver<'q> {
        let left =
            || quantities.iter().zip(consumed).filter(|(_, consumed)| !**consumed).map(|(left, _)| *left);
        let mut values: Vec<LeftValue> = left()
            .filter_map(|quantity| Some((kind_key(quantity)?, low_end(quantity), quantity.sentence)))
            .collect();
        values.sort_unstable();
        values.dedup();
        let dates = left().filter(|quantity| quantity.is_date()).collect();
        LeftOver { values, dates }
    }

    /// What is left of what `quantity` measures and may be the `other` side's by its size.
    fn of(&self, quantity: &Quantity, other: &Quantity) -> OneLeft {
        let Some(kind) = kind_key(quantity) else { return OneLeft::default() };
        let (own, other) = (low_end(quantity), low_end(other));
        let may_be = |value: Option<Number>| {
            value == own || value.zip(other).is_none_or(|(one, other)| is_near(one, other))
        };
        let is_here = |(.., sentence): &&LeftValue| *sentence == quantity.sentence;
        let (mut n_values, mut n_here) = (0, 0);
        for same in self.of_kind(kind).chunk_by(|(_, value, _), (_, next, _)| value == next) {
            let n_of_sentence = same.iter().filter(is_here).count();
            // Whether a value is near is dear to know; of more than a few no more need be known.
            let tells = n_values <= LEFT_FEW || n_of_sentence > 0;
            if tells && same.first().is_some_and(|(_, value, _)| may_be(*value)) {
                n_values += 1;
                n_here += n_of_sentence;
            }
        }
        OneLeft { n_values, is_only_in_sentence: n_here == 1 }
    }

    /// What is left of one kind, sorted by value.
    fn of_kind(&self, kind: Kind) -> &[LeftValue] {
        let start = self.values.partition_point(|(known, ..)| *known < kind);
        let end = self.values.partition_point(|(known, ..)| *known <= kind);
        self.values.get(start..end).unwrap_or_default()
    }

    /// Whether no other date is left that may be the `other` side's, told wrongly.
    fn is_only_near(&self, date: &Quantity, other: &Quantity) -> bool {
        let near = self.dates.iter().filter(|left| left.is_dated() == date.is_dated() || left.is_day());
        near.filter(|left| left.differs_in_one_part(other)).all(|left| is_equal(left, date))
    }
}

/// Sources that differ on one quantity rarely differ so many times.
const NEAR_TIMES: i64 = 5;

fn is_near(one: Number, other: Number) -> bool {
    let (one, other) = (one.to_decimal().abs(), other.to_decimal().abs());
    one.min(other).checked_mul(Decimal::from(NEAR_TIMES)).is_none_or(|times| one.max(other) < times)
}

/// What one side has left of what a figure measures.
#[derive(Debug, Clone, Copy, Default)]
struct OneLeft {
    /// How many values, of more than a few perhaps not all; 0 where what it measures says too little.
    n_values: usize,
    /// Whether it is the only one of its sentence.
    is_only_in_sentence: bool,
}

impl OneLeft {
    /// What the two sides have left.
    fn with(self, other: OneLeft) -> Left {
        let n_values = [self, other].map(|side| side.n_values);
        Left {
            is_only: n_values == [1, 1] || (self.is_only_in_sentence && other.is_only_in_sentence),
            is_among_few: n_values.iter().all(|n| (1..=LEFT_FEW).contains(n)),
            ..Left::default()
        }
    }
}

/// So many values of a kind are few.
const LEFT_FEW: usize = 2;

/// What a figure measures: its unit, else what it counts. `None` where that says too little, and of dates.
pub(super) fn kind_key(quantity: &Quantity) -> Option<Kind> {
    match &quantity.measure {
        Measure::Figure { kind: FigureKind::Ordinal, .. } | Measure::Date(_) => None,
        Measure::Figure { kind: FigureKind::Percent, .. } => Some(Kind::Percent),
        Measure::Figure { units, .. } => match (quantity.unit.or(units.first().copied()), quantity.counted) {
            (Some(unit), _) => Some(Kind::Unit(unit)),
            (None, Some(counted)) => Some(Kind::Counted(counted.key)),
            (None, None) => None,
        },
    }
}
