//! Slips: the one small change that explains how one figure became another.

use std::cmp::Ordering;

use arrayvec::ArrayVec;
use rust_decimal::Decimal;

/// What went wrong between two figures, where one small change explains it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slip {
    /// Two digits changed places, or one moved: 120 and 210, 415 and 514, 1046 and 1460.
    Transposed,
    /// One digit is another: 33 and 23.
    OneDigit,
    /// One digit is missing or too many: 80 and 180.
    DigitCount,
    /// A scale word is another: million for billion.
    Scale,
    /// The decimal sign stands elsewhere: 1.2 and 12.
    Point,
    /// Two figures changed places: the dead and the wounded.
    Swapped,
    /// A number word is another that looks or sounds like it: sixteen for sixty.
    NumberWord,
}

impl Slip {
    /// Its name in reports and rules.
    pub fn as_str(self) -> &'static str {
        match self {
            Slip::Transposed => "transposed-digits",
            Slip::OneDigit => "one-digit",
            Slip::DigitCount => "digit-count",
            Slip::Scale => "scale-word",
            Slip::Point => "decimal-point",
            Slip::Swapped => "swapped-figures",
            Slip::NumberWord => "number-word",
        }
    }
}

/// The slip that makes `a` of `b`; none where the two are equal or no single change does.
pub fn slip_between(a: Decimal, b: Decimal) -> Option<Slip> {
    if a.is_zero() || b.is_zero() {
        return None;
    }
    let (a_digits, b_digits) = (significant(a), significant(b));
    // The same digits, by so many places apart: no division is needed to tell one as so many times the other.
    if a_digits.0 == b_digits.0 {
        match a_digits.1.abs_diff(b_digits.1) {
            0 => return None,
            1 | 2 => return Some(Slip::Point),
            3 | 6 | 9 => return Some(Slip::Scale),
            _ => {}
        }
    }
    if is_cut_off(&a_digits, &b_digits) || is_cut_off(&b_digits, &a_digits) {
        return None;
    }
    if is_teen_of_ten(&a_digits, &b_digits) || is_teen_of_ten(&b_digits, &a_digits) {
        return Some(Slip::NumberWord);
    }
    same_scale_slip(&a_digits, &b_digits)
        .or_else(|| rounded_slip((a.abs().normalize(), &a_digits), (b.abs().normalize(), &b_digits)))
}

/// The least units of which the teen and the ten are told by one word with two endings: thirteen and thirty.
const TEEN_UNITS_MIN: u8 = b'3';

/// Whether the first is a teen, and the second as many tens: 16 and 60, ستة عشر and ستون, at one scale.
fn is_teen_of_ten((teen, teen_place): &(Digits, i64), (ten, ten_place): &(Digits, i64)) -> bool {
    matches!((teen.as_slice(), ten.as_slice()), ([b'1', units], [tens]) if units == tens && *units >= TEEN_UNITS_MIN)
        && teen_place + 1 == *ten_place
}

/// The digits that changed places in the rounded one of two values: 45.93 and 49.5.
fn rounded_slip(
    (a, a_digits): (Decimal, &(Digits, i64)),
    (b, b_digits): (Decimal, &(Digits, i64)),
) -> Option<Slip> {
    let ((long, (digits, _)), (short, (other, _))) = match a_digits.0.len().cmp(&b_digits.0.len()) {
        Ordering::Less => ((b, b_digits), (a, a_digits)),
        Ordering::Greater => ((a, a_digits), (b, b_digits)),
        Ordering::Equal => return None,
    };
    // A whole number with noughts at its end is as often exact.
    if other.len() < ROUNDED_DIGITS_MIN
        || digits.len() <= other.len()
        || long.scale() == 0
        || short.scale() == 0
    {
        return None;
    }
    let rounded = long.round_sf(u32::try_from(other.len()).ok()?)?;
    same_scale_slip(&significant(rounded), &significant(short)).filter(|slip| *slip == Slip::Transposed)
}

/// With fewer digits two rounded values are a swap of each other by chance.
const ROUNDED_DIGITS_MIN: usize = 3;

/// Fewer digits say too little of what they were cut off from.
const CUT_DIGITS_MIN: usize = 2;

/// Whether the first is the second with its last digits cut off: 1.3 of 1.37, 4200 of 4240.
fn is_cut_off((short, short_place): &(Digits, i64), (long, long_place): &(Digits, i64)) -> bool {
    let n_cut = long.len().saturating_sub(short.len());
    let one_scale = i64::try_from(n_cut).is_ok_and(|n_cut| short_place - long_place == n_cut);
    n_cut > 0 && short.len() >= CUT_DIGITS_MIN && one_scale && long.starts_with(short)
}

/// The slip that makes one day of a month of another: 12 and 21, 5 and 15, 14 and 24. Two days that follow each
/// other are two days.
pub fn slip_between_days(a: i8, b: i8) -> Option<Slip> {
    let digits = |day: i8| (day / 10, day % 10);
    let ((a_tens, a_units), (b_tens, b_units)) = (digits(a), digits(b));
    match () {
        () if a == b => None,
        () if (a_tens, a_units) == (b_units, b_tens) => Some(Slip::Transposed),
        () if a_tens == 0 && (a == b_tens || a == b_units) => Some(Slip::DigitCount),
        () if b_tens == 0 && (b == a_tens || b == a_units) => Some(Slip::DigitCount),
        () if a_units == b_units => Some(Slip::OneDigit),
        () => None,
    }
}

/// The digits of a value, the first one first, with the noughts that another's places need: no more than a decimal has,
/// twice. Slips are looked for between very many values, and no digit is worth an allocation.
type Digits = ArrayVec<u8, 64>;

/// The digits without the zeros at the end, and how many places the last of them stands before the point.
fn significant(value: Decimal) -> (Digits, i64) {
    let mantissa = value.mantissa().unsigned_abs();
    let mut digits: Digits = match u64::try_from(mantissa) {
        Ok(short) => digits_of(short),
        Err(_) => mantissa.to_string().bytes().collect(),
    };
    let mut place = -i64::from(value.scale());
    while digits.len() > 1 && digits.last() == Some(&b'0') {
        digits.pop();
        place += 1;
    }
    (digits, place)
}

fn digits_of(mut rest: u64) -> Digits {
    let mut digits = Digits::new();
    while rest > 0 || digits.is_empty() {
        digits.push(b'0' + u8::try_from(rest % 10).unwrap_or(0));
        rest /= 10;
    }
    digits.reverse();
    digits
}

fn same_scale_slip((a, a_place): &(Digits, i64), (b, b_place): &(Digits, i64)) -> Option<Slip> {
    let lowest = (*a_place).min(*b_place);
    let (a, b) = (padded(a, a_place - lowest)?, padded(b, b_place - lowest)?);
    if a.len() == b.len() {
        let differing: ArrayVec<usize, 64> = (0..a.len()).filter(|at| a.get(*at) != b.get(*at)).collect();
        return match differing.as_slice() {
            [_] if a.len() > 1 => Some(Slip::OneDigit),
            // 60.4 and 64 are no swap: a zero that was not written cannot change places.
            [first, second]
                if (a_place == b_place || lowest >= 0)
                    && a.get(*first) == b.get(*second)
                    && a.get(*second) == b.get(*first) =>
            {
                Some(Slip::Transposed)
            }
            [first, .., last]
                if a.len() >= MOVED_DIGITS_MIN
                    && is_moved(a.get(*first..=*last)?, b.get(*first..=*last)?) =>
            {
                Some(Slip::Transposed)
            }
            _ => None,
        };
    }
    let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    let inserted = long.len() == short.len() + 1
        && short.len() + usize::try_from(lowest).unwrap_or(0) > 1
        && (0..long.len()).any(|at| {
            let rest = long.iter().enumerate().filter(|(idx, _)| *idx != at).map(|(_, digit)| digit);
            rest.eq(short.iter())
        });
    inserted.then_some(Slip::DigitCount)
}

/// Of three digits too many are.
const MOVED_DIGITS_MIN: usize = 4;

/// Whether a digit at one end of `a` stands at the other end of `b`: 1046 and 1460.
fn is_moved(a: &[u8], b: &[u8]) -> bool {
    let turned = |a: &[u8], b: &[u8]| {
        a.split_first().is_some_and(|(first, rest)| b.split_last() == Some((first, rest)))
    };
    turned(a, b) || turned(b, a)
}

fn padded(digits: &Digits, n_zeros: i64) -> Option<Digits> {
    let n_zeros = usize::try_from(n_zeros).ok().filter(|n_zeros| *n_zeros <= 30)?;
    let mut padded = digits.clone();
    padded.extend(std::iter::repeat_n(b'0', n_zeros));
    Some(padded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, expected: Option<Slip>) {
        let (a, b): (Decimal, Decimal) = (a.parse().unwrap(), b.parse().unwrap());
        assert_eq!(slip_between(a, b), expected);
        assert_eq!(slip_between(b, a), expected);
    }

    #[test]
    fn one_change_is_named() {
        check("120", "210", Some(Slip::Transposed));
        check("3.1", "1.3", Some(Slip::Transposed));
        check("415", "514", Some(Slip::Transposed));
        check("7100000000", "1700000000", Some(Slip::Transposed));
        check("33000000", "23000000", Some(Slip::OneDigit));
        check("80", "180", Some(Slip::DigitCount));
        check("620000000", "620000000000", Some(Slip::Scale));
        check("12.5", "125", Some(Slip::Point));
        check("16", "60", Some(Slip::NumberWord));
        check("16000", "60000", Some(Slip::NumberWord));
        check("12", "20", None);
        check("16", "600", None);
    }

    #[test]
    fn days_of_a_month_slip_in_a_digit() {
        let slips = [(12, 21), (5, 15), (20, 2), (14, 24), (13, 14), (8, 9), (3, 3)]
            .map(|(a, b)| slip_between_days(a, b));
        let (one, count) = (Some(Slip::OneDigit), Some(Slip::DigitCount));
        let swap = Some(Slip::Transposed);
        assert_eq!(slips, [swap, count, swap, one, None, None, None]);
    }

    #[test]
    fn several_changes_are_none() {
        check("120", "120.0", None);
        check("14", "97", None);
        check("60.4", "64", None);
        check("1.3", "1.37", None);
        check("45.93", "49.5", Some(Slip::Transposed));
        check("45.93", "54.6", None);
        check("6238", "6420", None);
        check("4200", "4240", None);
        check("40", "46", Some(Slip::OneDigit));
        check("304", "340", Some(Slip::Transposed));
        check("1046", "1460", Some(Slip::Transposed));
        check("1046", "6140", None);
        check("5", "7", None);
        check("3100", "97", None);
    }
}
