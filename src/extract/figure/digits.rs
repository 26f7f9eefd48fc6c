//! Digits: what a run of digits with its separators says.

use rust_decimal::Decimal;

/// More digits than this are no figure that anyone writes, and do not fit an exact decimal.
const DIGITS_MAX: usize = 24;

/// A number written in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DigitNumber {
    /// Its value.
    pub(super) value: Decimal,
    /// Digits behind the decimal sign.
    pub(super) places: u32,
    /// The value where the one full stop with three digits behind it groups thousands: «1.500 جندي».
    pub(super) as_thousands: Option<Decimal>,
    /// Whether separators group the digits.
    pub(super) grouped: bool,
}

/// Reads a folded run of digits; `None` where its separators make no number (`16.11.2016`).
pub(super) fn parse(folded: &str) -> Option<DigitNumber> {
    let n_digits = folded.bytes().filter(u8::is_ascii_digit).count();
    if n_digits == 0 || n_digits > DIGITS_MAX {
        return None;
    }
    if n_digits == folded.len() {
        return plain(folded);
    }
    let n_commas = folded.matches(',').count();
    let n_stops = folded.matches('.').count();
    match (n_commas, n_stops) {
        (0, 0) => plain(folded),
        (1, 0) => one_separator(folded, ',', true),
        (0, 1) => one_separator(folded, '.', false),
        (_, 0) => grouped_by(folded, ','),
        (0, _) => grouped_by(folded, '.'),
        _ => both(folded),
    }
}

fn plain(digits: &str) -> Option<DigitNumber> {
    let value = match digits.parse::<u64>() {
        Ok(whole) => Decimal::from(whole),
        Err(_) => digits.parse().ok()?,
    };
    Some(DigitNumber { value, places: 0, as_thousands: None, grouped: false })
}

/// One separator: a comma before three digits groups, a full stop there opens decimals.
fn one_separator(folded: &str, separator: char, comma: bool) -> Option<DigitNumber> {
    let (before, after) = folded.split_once(separator)?;
    let looks_grouped = after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
    let joined = || joined(before, after, 0);
    if looks_grouped && comma {
        return Some(DigitNumber { value: joined()?, places: 0, as_thousands: None, grouped: true });
    }
    let as_thousands = if looks_grouped { joined() } else { None };
    decimal(before, after, false).map(|number| DigitNumber { as_thousands, ..number })
}

fn decimal(before: &str, after: &str, grouped: bool) -> Option<DigitNumber> {
    let places = u32::try_from(after.len()).ok()?;
    Some(DigitNumber { value: joined(before, after, places)?, places, as_thousands: None, grouped })
}

/// The number whose digits are those of both parts, and so many of them decimals.
fn joined(before: &str, after: &str, places: u32) -> Option<Decimal> {
    let digits = before.bytes().chain(after.bytes());
    let value = digits.fold(0, |value: i128, digit| value * 10 + i128::from(digit & 0x0F));
    Decimal::try_from_i128_with_scale(value, places).ok()
}

fn grouped_by(folded: &str, separator: char) -> Option<DigitNumber> {
    let value = join_groups(folded, separator)?.parse().ok()?;
    Some(DigitNumber { value, places: 0, as_thousands: None, grouped: true })
}

/// The digits without their separators, where the groups are of three, or Indian: 12,34,567.
fn join_groups(folded: &str, separator: char) -> Option<String> {
    let groups: Vec<&str> = folded.split(separator).collect();
    let (first, rest) = groups.split_first()?;
    let (last, middle) = rest.split_last()?;
    let western = middle.iter().all(|group| group.len() == 3) && first.len() <= 3;
    let indian = middle.iter().all(|group| group.len() == 2) && first.len() <= 2 && !middle.is_empty();
    (last.len() == 3 && !first.is_empty() && (western || (indian && separator == ',')))
        .then(|| groups.concat())
}

/// Both separators: the later one opens decimals.
fn both(folded: &str) -> Option<DigitNumber> {
    let last = folded.rfind(['.', ','])?;
    let (before, after) = folded.split_at_checked(last)?;
    let mut after = after.chars();
    let point = after.next()?;
    let thousands = if point == '.' { ',' } else { '.' };
    if before.contains(point) {
        return None;
    }
    decimal(&join_groups(before, thousands)?, after.as_str(), true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(folded: &str, expected: &str) {
        let shown = match parse(folded) {
            None => "none".to_owned(),
            Some(number) => match number.as_thousands {
                None => number.value.to_string(),
                Some(thousands) => format!("{} or {thousands}", number.value),
            },
        };
        assert_eq!(shown, expected, "{folded}");
    }

    #[test]
    fn separators_are_told_apart_by_place() {
        check("4,000", "4000");
        check("215,3", "215.3");
        check("5,00", "5.00");
        check("0,500", "0.500");
        check("1,200,000.50", "1200000.50");
        check("1.200.000,50", "1200000.50");
        check("12,34,567", "1234567");
        check("1.500", "1.500 or 1500");
        check("1.25", "1.25");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        check("16.11.2016", "none");
        check("192.168.1.1", "none");
        check("1,2,3", "none");
        check("1234567890123456789012345", "none");
    }
}
