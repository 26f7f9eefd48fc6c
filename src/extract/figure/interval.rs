//! Intervals: the values that a figure as written can stand for.
//!
//! A count is exact («120 قتيلا»). A figure with a scale word, with decimals, in per cent or in a unit,
//! or with three zeros at its end is rounded: it stands for half of its last place to either side, at
//! most for one fortieth of itself, so that «2 مليار» meets 1.98 and 2.04 but not 2.4. "About" widens
//! by a share that the rules set; "more than" and its kin open the interval.

use rust_decimal::Decimal;

use crate::{
    base::{Interval, Number, interval::Bound},
    extract::figure::Modifier,
};

/// A rounded value stands for at most this part of itself to either side.
const ROUNDING_PARTS: i64 = 40;

/// The interval of one value.
pub(super) fn of_value(
    value: Number,
    step: Option<Decimal>,
    modifier: Option<Modifier>,
    about: Decimal,
) -> Interval {
    let open = |value| Some(Bound { value, closed: false });
    let closed = |value| Some(Bound { value, closed: true });
    match modifier {
        None => around(value, half_step(value, step)),
        Some(Modifier::About) => {
            let share = value.to_decimal().abs().checked_mul(about).unwrap_or_default();
            around(value, share.max(half_step(value, step)))
        }
        Some(Modifier::MoreThan) => Interval { low: open(value), high: None },
        Some(Modifier::AtLeast) => Interval { low: closed(value), high: None },
        Some(Modifier::LessThan) => Interval { low: None, high: open(value) },
        Some(Modifier::AtMost) => Interval { low: None, high: closed(value) },
    }
}

/// The interval between two values; "about" widens it at both ends.
pub(super) fn of_range(low: Number, high: Number, modifier: Option<Modifier>, about: Decimal) -> Interval {
    if modifier != Some(Modifier::About) {
        return Interval::closed(low, high);
    }
    let low = of_value(low, None, modifier, about).low;
    Interval { low, high: of_value(high, None, modifier, about).high }
}

/// Half of the last place, at most one fortieth of the value.
fn half_step(value: Number, step: Option<Decimal>) -> Decimal {
    let Some(step) = step else {
        return Decimal::ZERO;
    };
    let value = value.to_decimal().abs();
    // Nearly every step is small beside its value, and dividing costs more than all else here.
    let least = step.checked_mul(Decimal::from(ROUNDING_PARTS / 2));
    if least.is_some_and(|least| least <= value) {
        return half(step);
    }
    value.checked_div(Decimal::from(ROUNDING_PARTS)).unwrap_or_default()
}

/// Half of a step: of a whole even one, as nearly all are, without the decimal's own division.
fn half(step: Decimal) -> Decimal {
    match i64::try_from(step.mantissa()) {
        Ok(whole) if step.scale() == 0 && whole % 2 == 0 => Decimal::from(whole / 2),
        _ => step.checked_div(Decimal::TWO).unwrap_or_default(),
    }
}

fn around(value: Number, reach: Decimal) -> Interval {
    if reach.is_zero() {
        return Interval::exactly(value);
    }
    let decimal = value.to_decimal();
    match (decimal.checked_sub(reach), decimal.checked_add(reach)) {
        (Some(low), Some(high)) => Interval::closed(Number::Decimal(low), Number::Decimal(high)),
        _ => Interval::exactly(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(value: i64, step: i64, modifier: Option<Modifier>) -> Interval {
        let step = (step > 0).then(|| Decimal::from(step));
        of_value(Number::from(value), step, modifier, Decimal::new(1, 1))
    }

    #[test]
    fn a_rounded_figure_meets_its_neighbours_and_no_further() {
        let two_billion = interval(2_000_000_000, 1_000_000_000, None);
        assert!(two_billion.meets(&interval(1_980_000_000, 10_000_000, None)));
        assert!(two_billion.meets(&interval(2_040_000_000, 10_000_000, None)));
        assert!(!two_billion.meets(&interval(2_400_000_000, 100_000_000, None)));
    }

    #[test]
    fn a_count_is_exact_and_modifiers_widen_it() {
        assert!(!interval(120, 0, None).meets(&interval(121, 0, None)));
        assert!(interval(120, 0, Some(Modifier::About)).meets(&interval(130, 0, None)));
        assert!(interval(120, 0, Some(Modifier::MoreThan)).meets(&interval(210, 0, None)));
        assert!(!interval(120, 0, Some(Modifier::MoreThan)).meets(&interval(120, 0, None)));
        assert!(interval(120, 0, Some(Modifier::AtMost)).meets(&interval(120, 0, None)));
    }
}
