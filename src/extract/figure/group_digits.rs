//! Groups in digits: `10 000`, «5ر3», `12.3e+14`, `2 ½`.

use super::{
    digits::{self, DigitNumber},
    number::{Group, add},
    scan::{Scan, Want},
};
use crate::{
    base::{Number, bidi},
    ruleset::numerals::{FractionForm, power_of_ten},
};

impl Scan<'_> {
    pub(super) fn digit_group(&self, at: usize) -> Option<Group> {
        let bare_point = self.is_mark(at, &[".", "٫"]);
        let digits_at = if bare_point { at + 1 } else { at };
        if bare_point && (!self.is_digits(digits_at) || self.spaced(digits_at) || !self.spaced(at)) {
            return None;
        }
        let number = match self.as_seen(digits_at) {
            Some(seen) => digits::parse(&seen)?,
            None => digits::parse(self.folded_at(digits_at))?,
        };
        let (number, end) = if bare_point {
            (point_first(self.folded_at(digits_at))?, digits_at + 1)
        } else {
            self.spaced_thousands(number, digits_at)
        };
        let (number, end) = self.gulf_decimal(number, at, end);
        let (number, end) = self.exponent(number, end);
        let mut group = Group {
            value: Number::Decimal(number.value),
            end,
            places: number.places,
            digits: true,
            fraction: false,
            hundred: false,
            lone: None,
            as_thousands: number.as_thousands,
        };
        if let Some((value, end)) = self.ratio_behind(&number, at, end) {
            group.value = value;
            group.end = end;
            group.fraction = true;
        }
        self.behind_group(group)
    }

    /// The digits as a reader sees them, where a right-to-left mark stands behind the separator: the mark
    /// sets the two sides apart, and the page shows the second one first, so that «04.<RLM>5» is 5.04.
    ///
    /// Source: Unicode Standard Annex #9, rules W4 and N1.
    fn as_seen(&self, at: usize) -> Option<String> {
        let source = self.source_at(at);
        if source.is_ascii() {
            return None;
        }
        let mark = source.find(bidi::is_rtl_mark)?;
        let before = source.get(..mark)?;
        let separated = before.ends_with(['.', '٫']) && source.matches(bidi::is_rtl_mark).count() == 1;
        let (first, second) = self.folded_at(at).split_once('.').filter(|_| separated)?;
        Some(format!("{second}.{first}"))
    }

    /// Groups of three digits with one space or an Arabic comma between: `10 000`, «69،595».
    fn spaced_thousands(&self, number: DigitNumber, at: usize) -> (DigitNumber, usize) {
        let first = self.folded_at(at);
        if first.len() > 3 || first.starts_with('0') || number.places > 0 {
            return (number, at + 1);
        }
        let mut joined = String::new();
        let mut end = at + 1;
        while let Some(next) = self.further_thousands(end).filter(|_| joined.len() <= 15) {
            if joined.is_empty() {
                joined.push_str(first);
            }
            joined.push_str(self.folded_at(next));
            end = next + 1;
        }
        match digits::parse(&joined) {
            Some(whole) => (DigitNumber { grouped: true, ..whole }, end),
            None => (number, at + 1),
        }
    }

    /// The three digits behind `end` that go on with a number.
    fn further_thousands(&self, end: usize) -> Option<usize> {
        let next = if self.is_comma_of_thousands(end) { end + 1 } else { end };
        (self.is_digits(next) && (next > end || self.is_third_group(next))).then_some(next)
    }

    /// Whether the token is an Arabic comma that groups thousands, «69،595»: three digits and no more stand
    /// right behind it.
    fn is_comma_of_thousands(&self, at: usize) -> bool {
        self.is_mark(at, &["،"])
            && !self.spaced(at)
            && self.is_digits(at + 1)
            && !self.spaced(at + 1)
            && self.has_three_digits(at + 1)
    }

    /// Whether the digits are three, with or without decimals.
    fn has_three_digits(&self, at: usize) -> bool {
        let folded = self.folded_at(at);
        folded.len() == 3
            || (folded.len() > 4 && folded.as_bytes().get(3).is_some_and(|c| !c.is_ascii_digit()))
    }

    fn is_third_group(&self, at: usize) -> bool {
        let three = self.has_three_digits(at);
        let (Some(before), Some(token)) = (at.checked_sub(1).and_then(|at| self.token(at)), self.token(at))
        else {
            return false;
        };
        let gap = crate::base::Span { start: before.span.end, end: token.span.start };
        three && gap.text(self.source).chars().count() == 1
    }

    /// The Gulf wires' decimal with a letter, fraction first: «5ر3» is 3.5.
    fn gulf_decimal(&self, number: DigitNumber, at: usize, end: usize) -> (DigitNumber, usize) {
        if !self.is_decimal_letter(end) || number.places > 0 {
            return (number, end);
        }
        let written = format!("{}.{}", self.folded_at(end + 1), self.folded_at(at));
        match digits::parse(&written) {
            Some(decimal) if end == at + 1 => (decimal, end + 2),
            _ => (number, end),
        }
    }

    /// Whether the token is the letter that stands for a decimal sign, with digits right before and behind it.
    pub(super) fn is_decimal_letter(&self, at: usize) -> bool {
        let letter = self.token(at).filter(|token| !token.spaced).and_then(|token| token.reading);
        letter.is_some_and(|reading| self.ruleset.numerals.is_decimal_letter(reading.word))
            && self.is_digits(at + 1)
            && !self.spaced(at + 1)
    }

    /// `12.32e+14`.
    fn exponent(&self, number: DigitNumber, end: usize) -> (DigitNumber, usize) {
        let glued = |at: usize| !self.spaced(at);
        if self.folded_at(end) != "e" || !glued(end) || !self.is_mark(end + 1, &["+"]) || !glued(end + 1) {
            return (number, end);
        }
        let value = self
            .folded_at(end + 2)
            .parse::<u32>()
            .ok()
            .and_then(power_of_ten)
            .and_then(|power| number.value.checked_mul(power));
        match value {
            Some(value) if glued(end + 2) => (DigitNumber { value, places: 0, ..number }, end + 3),
            _ => (number, end),
        }
    }

    /// `2 3/8`: a proper fraction behind a whole number.
    fn fraction_apart(&self, number: &DigitNumber, at: usize, end: usize) -> Option<(Number, usize)> {
        const PARTS_MAX: i64 = 64;
        let slash = end + 1;
        let written = self.is_digits(end)
            && self.is_mark(slash, &["/", "⁄"])
            && !self.spaced(slash)
            && !self.spaced(slash + 1)
            && self.is_digits(slash + 1)
            && (!self.is_mark(slash + 2, &["/", "⁄", "-"]) || self.spaced(slash + 2));
        if !written || end != at + 1 || number.places > 0 {
            return None;
        }
        let numerator: i64 = self.folded_at(end).parse().ok()?;
        let denominator: i64 = self.folded_at(slash + 1).parse().ok()?;
        if !(1..denominator).contains(&numerator) || denominator > PARTS_MAX {
            return None;
        }
        let share = Number::ratio(numerator, denominator)?;
        Some((add(Number::Decimal(number.value), share)?, slash + 2))
    }

    /// `3/4`, and `2 ½`.
    fn ratio_behind(&self, number: &DigitNumber, at: usize, end: usize) -> Option<(Number, usize)> {
        if let Some(fraction) = self.fraction(end, Want::Bare)
            && fraction.form == FractionForm::Character
        {
            let share = Number::ratio(fraction.numerator, fraction.denominator)?;
            return Some((add(Number::Decimal(number.value), share)?, end + 1));
        }
        if let Some(apart) = self.fraction_apart(number, at, end) {
            return Some(apart);
        }
        let slashed = self.is_mark(end, &["/", "⁄"]) && !self.spaced(end) && !self.spaced(end + 1);
        if !slashed || !self.is_digits(end + 1) || end != at + 1 || number.places > 0 {
            return None;
        }
        let numerator: i64 = self.folded_at(at).parse().ok()?;
        let denominator: i64 = self.folded_at(end + 1).parse().ok()?;
        let goes_on = self.is_mark(end + 2, &["/", "⁄", "-"]) && !self.spaced(end + 2);
        if goes_on || denominator < 2 {
            return None;
        }
        Some((Number::ratio(numerator, denominator)?, end + 2))
    }
}

/// `.77`, where nothing stands before the decimal sign.
fn point_first(folded: &str) -> Option<DigitNumber> {
    let whole = folded.bytes().all(|c| c.is_ascii_digit());
    whole
        .then(|| digits::parse(&format!("0.{folded}")))
        .flatten()
        .map(|number| DigitNumber { as_thousands: None, ..number })
}
