//! Thousands: whether the one full stop of «1.500» groups thousands or opens decimals.
//!
//! People and things have no thousandths, nor has what is measured whole; of money it depends on the
//! currency, for prices in some have three decimals.

use rust_decimal::Decimal;

use super::{number::trailing_step, part::Part, scan::Scan, unit::Measure};
use crate::{
    base::Number,
    ruleset::{numerals::Particles, units::UnitKind},
};

impl Scan<'_> {
    /// The part with its thousands, where the full stop in its digits groups them.
    pub(super) fn with_thousands(&self, part: Part) -> Part {
        match part.amount.as_thousands.filter(|thousands| self.groups_thousands(&part, *thousands)) {
            Some(_) => grouped(part),
            None => part,
        }
    }

    /// The lower end of a range whose upper end has its thousands: «1.500 إلى 2.000 جندي».
    pub(super) fn grouped_as(&self, low: &Part, high: &Part) -> Part {
        let stop = self.folded_at(high.amount.end.saturating_sub(1)).contains('.');
        let whole = high.amount.digits && high.amount.value >= Number::from(1000) && stop;
        if whole && high.amount.as_thousands.is_none() { grouped(low.clone()) } else { low.clone() }
    }

    fn groups_thousands(&self, part: &Part, thousands: Decimal) -> bool {
        let (before, after) = (thousands / Decimal::ONE_THOUSAND, thousands % Decimal::ONE_THOUSAND);
        let wide = before >= Decimal::TEN;
        let round = (after % Decimal::ONE_HUNDRED).is_zero();
        let end = part.amount.end;
        let behind = if self.is_mark(end, &[")", "»", "\"", "”"]) { end + 1 } else { end };
        let Some(measure) = &part.measure else {
            let some_of = self.particle(end, Particles::FROM) && self.looks_defined(end + 1);
            let counted = self.is_word(behind) && !self.is_latin(behind) && !self.takes_no_noun(behind);
            return counted || (some_of && (wide || round));
        };
        // English writes its thousands with a comma.
        if !self.is_word(behind) || self.is_latin(behind) {
            return false;
        }
        match measure.kind {
            UnitKind::Percent => false,
            UnitKind::Money => self.groups_money(measure, wide, round),
            UnitKind::Quantity => {
                let units = &self.ruleset.units;
                let whole = measure.units.iter().all(|unit| units.is_whole(*unit));
                let signed = measure.units.iter().any(|unit| units.may_be_negative(*unit));
                whole || (wide && after.is_zero() && !signed)
            }
        }
    }

    /// «10.000 ريال» is ten thousand where at most few of the currencies it can be in have three decimals.
    fn groups_money(&self, measure: &Measure, wide: bool, round: bool) -> bool {
        let units = &self.ruleset.units;
        let n_fine = measure.units.iter().filter(|unit| units.has_thousandths(**unit)).count();
        let fine = n_fine * 2 >= measure.units.len();
        measure.times == Decimal::ONE && !fine && (wide || (round && n_fine == 0))
    }
}

fn grouped(mut part: Part) -> Part {
    if let Some(thousands) = part.amount.as_thousands.take() {
        let value = Number::Decimal(thousands);
        part.amount.value = if part.amount.value < Number::ZERO { value.negated() } else { value };
        part.amount.step = trailing_step(thousands);
    }
    part
}
