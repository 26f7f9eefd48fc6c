//! Exact fractions: what decimals and p/q are compared as.

/// A fraction in lowest terms with a positive denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rational {
    numerator: i128,
    denominator: i128,
}

impl Rational {
    /// `None` where the denominator is zero.
    pub(super) fn new(numerator: i128, denominator: i128) -> Option<Rational> {
        let divisor = gcd(numerator.unsigned_abs(), denominator.unsigned_abs());
        let divisor = i128::try_from(divisor).ok().filter(|divisor| *divisor > 0 && denominator != 0)?;
        let sign = denominator.signum();
        Some(Rational { numerator: sign * numerator / divisor, denominator: sign * denominator / divisor })
    }

    /// Reads `-12.5` and `2/3`.
    pub(super) fn parse(text: &str) -> Option<Rational> {
        if let Some((numerator, denominator)) = text.split_once('/') {
            return Rational::new(numerator.trim().parse().ok()?, denominator.trim().parse().ok()?);
        }
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = whole.trim_start_matches('-').len() + part.len();
        let joined: i128 = format!("{whole}{part}").parse().ok().filter(|_| (1..=36).contains(&digits))?;
        Rational::new(joined, 10_i128.checked_pow(u32::try_from(part.len()).ok()?)?)
    }

    pub(super) fn times(self, other: Rational) -> Option<Rational> {
        Rational::new(
            self.numerator.checked_mul(other.numerator)?,
            self.denominator.checked_mul(other.denominator)?,
        )
    }

    pub(super) fn over(self, other: Rational) -> Option<Rational> {
        self.times(Rational::new(other.denominator, other.numerator)?)
    }

    /// Whether the two differ by at most a part in 10⁹ of the larger.
    pub(super) fn is_near(self, other: Rational) -> bool {
        let (a, b) = (self.to_f64(), other.to_f64());
        (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
    }

    #[expect(clippy::cast_precision_loss, reason = "a comparison within a tolerance")]
    fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_and_fractions_are_one_value() {
        assert_eq!(Rational::parse("0.50"), Rational::parse("1/2"));
        assert_eq!(Rational::parse("-3.0"), Rational::new(-3, 1));
        assert_eq!(Rational::parse("1/0"), None);
        assert_eq!(Rational::parse("2019-05"), None);
    }
}
