//! Volatile: prices and indices that change by the minute.

use crate::{
    align::{
        Measure, Quantity, Relation, Slip,
        facts::{counted_concept, is_count, low_end, says, share_neighbour},
        score::{Held, Score},
        strength::is_long,
    },
    base::Number,
    extract::FigureKind,
    ruleset::QualifierClass,
};

/// A sentence with no more figures lists nothing.
const LISTED_FEW: usize = 3;
/// No price is so high.
const GREAT_SUM_MIN: i64 = 1_000_000;

impl Held<'_> {
    pub(super) fn weigh_volatile(&self, score: &mut Score) {
        let volatile = self.values.relation == Relation::Differs && self.are_volatile();
        score.add("volatile", i32::from(volatile), self.ruleset.alignment.weights.volatile);
    }

    /// Whether the two change by the minute, and no clear slip of one that does not makes it of the other.
    fn are_volatile(&self) -> bool {
        // The days of which a market tells are those since when it was never so low.
        let moves = matches!(self.a.measure, Measure::Figure { .. })
            || self.both(|quantity| says(quantity, QualifierClass::Starts));
        // How long it is since a price was so low moves with the price.
        let moves = moves
            && (!self.a.is_duration(self.ruleset)
                || self.either(|quantity| says(quantity, QualifierClass::Record)));
        // «تم تداول 165 سهما»
        let counts_daily = |quantity: &Quantity| quantity.counted.is_some() && quantity.daily_counted;
        let is_traded = self.either(|quantity| quantity.volatile) || self.both(counts_daily);
        // Nobody trades people: fifteen infants, ill after some «gold» formula.
        let counts_people = |quantity: &Quantity| {
            is_count(quantity)
                && counted_concept(self.ruleset, quantity).is_some_and(|concept| concept.is_people)
        };
        let volatile = moves && is_traded && !self.is_slip_in_copy() && !self.either(counts_people);
        // No price has its digits swapped in a count, or is a sum of millions: "shed 2,650 jobs", "letting 2,560 people go".
        let is_no_price =
            |quantity: &Quantity| is_great(quantity) || is_count(quantity) && !quantity.daily_counted;
        let is_swap =
            self.values.slip == Some(Slip::Transposed) && is_long(self.a, self.b) && self.both(is_no_price);
        // No price moves by a thousand times: «510 ملايين», «510 مليارات».
        let is_scale = self.values.slip == Some(Slip::Scale);
        volatile && !(self.values.told_otherwise && (self.both(is_steady) || is_swap || is_scale))
    }

    /// Whether one slip explains the difference and no other figure of the two sentences differs: of two
    /// prices at two hours many look like a slip.
    fn is_slip_in_copy(&self) -> bool {
        let (a, b) = (self.a, self.b);
        let is_swap = matches!(self.values.slip, Some(Slip::Transposed | Slip::Scale));
        let is_share = a.measure.is_of(FigureKind::Percent);
        let is_telling = is_long(a, b) || self.both(is_great);
        // Of the shares of many companies some are a swap of each other.
        let is_row = is_share && a.n_listed.max(b.n_listed) > LISTED_FEW;
        let is_copy = is_telling && !is_row && share_neighbour(a, b);
        is_swap && (is_copy || !is_share && a.neighbours == b.neighbours)
    }
}

/// Whether it does not change by the minute, whatever the sentence tells of.
fn is_steady(quantity: &Quantity) -> bool {
    (is_count(quantity) && !quantity.daily_counted && !quantity.names_volatile) || is_great_sum(quantity)
}

/// Whether it is a sum of millions, rather than a price, of which nothing close by is traded.
fn is_great_sum(quantity: &Quantity) -> bool {
    is_great(quantity) && !quantity.volatile_near
}

/// Whether it is a sum of millions.
fn is_great(quantity: &Quantity) -> bool {
    quantity.measure.is_of(FigureKind::Money)
        && low_end(quantity).is_some_and(|value| value >= Number::from(GREAT_SUM_MIN))
}
