//! Strength: how surely the difference between two figures is a slip rather than chance.

use crate::{
    align::{Measure, Quantity, Slip},
    extract::FigureValue,
};

/// A slip of this strength, in thousandths, is hardly chance.
pub(super) const CLEAR_SLIP_MIN: i32 = 1_000;

/// Whether a slip is hardly chance.
pub(super) fn is_clear(slip: Option<Slip>, (a, b): (&Quantity, &Quantity)) -> bool {
    slip.is_some_and(|slip| slip_strength(slip, (a, b)) >= CLEAR_SLIP_MIN)
}

/// How surely a change is a slip, in thousandths: of two numbers of two digits every fifth pair shares one, of
/// numbers of four digits one in hundreds.
pub(super) fn slip_strength(slip: Slip, (a, b): (&Quantity, &Quantity)) -> i32 {
    if matches!(a.measure, Measure::Date(_)) {
        return match slip {
            Slip::Transposed => 1_000,
            Slip::DigitCount => 800,
            Slip::OneDigit => 500,
            Slip::Scale | Slip::Point | Slip::Swapped | Slip::NumberWord => 0,
        };
    }
    let n_digits = n_digits(a, b);
    let (short, middle, long) = match slip {
        Slip::Scale if n_digits == 1 => (600, 600, 600),
        // «40» and «400» are round.
        Slip::Point if n_digits == 1 => (0, 0, 0),
        Slip::Transposed | Slip::Scale => (1_000, 1_400, 1_700),
        Slip::DigitCount => {
            (if a.digits.len().max(b.digits.len()) > SHORT_DIGITS { 700 } else { 300 }, 700, 1_200)
        }
        Slip::OneDigit => (300, 600, 1_200),
        Slip::Point => (500, 1_000, 1_300),
        Slip::Swapped => (2_000, 2_000, 2_000),
        Slip::NumberWord => (900, 900, 900),
    };
    match n_digits {
        ..LONG_DIGITS => short,
        LONG_DIGITS => middle,
        _ => long,
    }
}

/// How many significant digits the longer of two figures has; of dates no more than tell days and years apart.
pub(super) fn n_digits(a: &Quantity, b: &Quantity) -> usize {
    let of = |quantity: &Quantity| match &quantity.measure {
        Measure::Figure { value: FigureValue::One(value), .. } => value.n_significant() as usize,
        Measure::Figure { .. } | Measure::Date(_) => 1,
    };
    of(a).max(of(b))
}

/// Whether two figures are rarely alike by chance.
pub(super) fn is_long(a: &Quantity, b: &Quantity) -> bool {
    n_digits(a, b) >= LONG_DIGITS
}

/// Numbers that are written with no more digits than this are alike by chance.
const SHORT_DIGITS: usize = 2;
/// Numbers of so many significant digits are rarely alike by chance.
pub(super) const LONG_DIGITS: usize = 3;
