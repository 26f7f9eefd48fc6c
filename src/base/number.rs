//! Exact numbers: decimals as written, and fractions that no decimal can say.

use std::{cmp::Ordering, fmt};

use rust_decimal::Decimal;

/// An exact rational number, kept as it was said.
#[derive(Debug, Clone, Copy)]
pub enum Number {
    /// A decimal, with the places that were written: 2.50 keeps its last zero.
    Decimal(Decimal),
    /// A fraction in lowest terms with a denominator of at least 2.
    Ratio {
        /// Above the line.
        numerator: i64,
        /// Below the line, at least 2.
        denominator: i64,
    },
}

impl Number {
    /// Zero.
    pub const ZERO: Number = Number::Decimal(Decimal::ZERO);

    /// The fraction in lowest terms, as a decimal where one says it exactly; `None` where the
    /// denominator is 0.
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Number> {
        if denominator == 0 {
            return None;
        }
        let divisor = gcd(numerator.unsigned_abs(), denominator.unsigned_abs());
        let divisor = i64::try_from(divisor).ok()?;
        let sign = denominator.signum();
        let (numerator, denominator) =
            ((numerator / divisor).checked_mul(sign)?, (denominator / divisor).checked_mul(sign)?);
        if denominator == 1 {
            return Some(Number::Decimal(Decimal::from(numerator)));
        }
        Some(Number::Ratio { numerator, denominator })
    }

    /// The decimal, or the nearest decimal of 28 places.
    pub fn to_decimal(self) -> Decimal {
        match self {
            Number::Decimal(decimal) => decimal,
            Number::Ratio { numerator, denominator } => {
                Decimal::from(numerator).checked_div(Decimal::from(denominator)).unwrap_or_default()
            }
        }
    }

    /// How many digits it has between the first and the last that is not 0; 1 for zero.
    pub fn n_significant(self) -> u32 {
        let mut mantissa = self.to_decimal().mantissa().unsigned_abs();
        // A long division takes many times as long as that of a machine word.
        while mantissa > u128::from(u64::MAX) && mantissa.is_multiple_of(10) {
            mantissa /= 10;
        }
        let Ok(mut short) = u64::try_from(mantissa) else {
            return mantissa.ilog10() + 1;
        };
        while short != 0 && short.is_multiple_of(10) {
            short /= 10;
        }
        short.checked_ilog10().map_or(1, |log| log + 1)
    }

    /// The product with `factor`; `None` where it is too large to be kept exactly.
    pub fn checked_mul(self, factor: Decimal) -> Option<Number> {
        match self {
            Number::Decimal(decimal) => decimal.checked_mul(factor).map(Number::Decimal),
            Number::Ratio { numerator, denominator } => {
                let product = Decimal::from(numerator).checked_mul(factor)?;
                let quotient = product.checked_div(Decimal::from(denominator))?;
                let exact = quotient.checked_mul(Decimal::from(denominator))? == product;
                if exact {
                    return Some(Number::Decimal(quotient));
                }
                let product = product.normalize();
                if product.scale() != 0 {
                    return Some(Number::Decimal(quotient));
                }
                Number::ratio(i64::try_from(product.mantissa()).ok()?, denominator)
            }
        }
    }

    /// The negative of the number.
    pub fn negated(self) -> Number {
        match self {
            Number::Decimal(decimal) => Number::Decimal(-decimal),
            Number::Ratio { numerator, denominator } => {
                Number::Ratio { numerator: numerator.saturating_neg(), denominator }
            }
        }
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a.max(1) } else { gcd(b, a % b) }
}

impl From<Decimal> for Number {
    fn from(decimal: Decimal) -> Number {
        Number::Decimal(decimal)
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Number {
        Number::Decimal(Decimal::from(value))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Number) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    /// By value: 2.50 equals 2.5. Fractions against decimals are compared at 28 digits.
    fn cmp(&self, other: &Number) -> Ordering {
        match (self, other) {
            (
                Number::Ratio { numerator: a, denominator: b },
                Number::Ratio { numerator: c, denominator: d },
            ) => (i128::from(*a) * i128::from(*d)).cmp(&(i128::from(*c) * i128::from(*b))),
            (Number::Decimal(a), Number::Decimal(b)) if a.scale() == b.scale() => {
                a.mantissa().cmp(&b.mantissa())
            }
            _ => self.to_decimal().cmp(&other.to_decimal()),
        }
    }
}

impl fmt::Display for Number {
    /// The plain decimal without trailing zeros (`2000000000`), or `p/q`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Number::Decimal(decimal) => write!(f, "{}", decimal.normalize()),
            Number::Ratio { numerator, denominator } => write!(f, "{numerator}/{denominator}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_come_in_lowest_terms_and_multiply_exactly() {
        let third = Number::ratio(2, 6).unwrap();
        assert_eq!(third.to_string(), "1/3");
        assert_eq!(third.checked_mul(Decimal::from(3_000)).unwrap().to_string(), "1000");
        assert_eq!(Number::ratio(4, 2).unwrap().to_string(), "2");
        assert!(Number::ratio(1, 0).is_none());
        assert!(Number::ratio(1, 3).unwrap() < Number::ratio(1, 2).unwrap());
    }

    #[test]
    fn decimals_are_equal_by_value_and_shown_plain() {
        let written: Decimal = "2.50".parse().unwrap();
        assert_eq!(Number::from(written).to_string(), "2.5");
        assert_eq!(Number::from(written), Number::from("2.5".parse::<Decimal>().unwrap()));
        assert_eq!(Number::from(2_000_000_000).to_string(), "2000000000");
        assert_eq!(Number::from(2_040_000).n_significant(), 3);
        assert_eq!(Number::ZERO.n_significant(), 1);
    }
}
