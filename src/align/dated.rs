//! Dates: what two days, months or years have in common, and whether each is of what has a day of its own.

use rust_decimal::Decimal;

use crate::{
    align::{Measure, Quantity, compare::is_month_of_other_year, slip::slip_between},
    extract::Date,
    ruleset::{QualifierClass, Ruleset},
};

/// What a day may be of what goes on.
const ENDS: [QualifierClass; 2] = [QualifierClass::Starts, QualifierClass::Ends];

/// The dimension of hours and weeks.
pub(super) const DURATION: &str = "duration";
/// The dimension of months and years.
pub(super) const CALENDAR: &str = "calendar";

impl Quantity {
    /// The date, where it is one.
    fn date(&self) -> Option<&Date> {
        if let Measure::Date(date) = &self.measure { Some(date) } else { None }
    }

    /// Whether it is a date.
    pub fn is_date(&self) -> bool {
        self.date().is_some()
    }

    /// Whether it tells how long, or how old, in hours or in years.
    pub fn is_duration(&self, ruleset: &Ruleset) -> bool {
        let Measure::Figure { units, .. } = &self.measure else { return false };
        units.first().is_some_and(|unit| [DURATION, CALENDAR].contains(&ruleset.unit_dimension(*unit)))
    }

    /// Whether a day is meant.
    pub(super) fn is_day(&self) -> bool {
        self.date().is_some_and(|date| date.value.day.is_some())
    }

    /// Whether both mean one month, or a day of it, of two years.
    pub(super) fn is_month_of_other_year(&self, other: &Quantity) -> bool {
        self.date().zip(other.date()).is_some_and(|(a, b)| is_month_of_other_year(a, b))
    }

    /// Whether both are whole months of one year.
    pub(super) fn is_other_month_of_year(&self, other: &Quantity) -> bool {
        let month = |quantity: &Quantity| {
            let value = quantity.date().filter(|date| date.until.is_none())?.value;
            value.day.is_none().then_some((value.year?, value.month?))
        };
        month(self).zip(month(other)).is_some_and(|(one, other)| one.0 == other.0 && one.1 != other.1)
    }

    /// Whether a year is meant, and no day or month of it.
    pub(super) fn is_year(&self) -> bool {
        self.date().is_some_and(|date| {
            date.value.year.is_some() && date.value.month.is_none() && date.until.is_none()
        })
    }

    /// Whether something stands close by that has a day of its own, or begins or ends with it.
    pub(super) fn is_dated(&self) -> bool {
        !self.dated.is_empty() || ENDS.iter().any(|class| self.qualifiers.contains(*class))
    }

    /// Whether one thing stands close by both that has a day of its own.
    pub(super) fn shares_what_is_dated(&self, other: &Quantity) -> bool {
        self.dated.iter().any(|key| other.dated.binary_search(key).is_ok())
    }

    /// Whether both tell the day of one thing: of an opening, of a signing, when it begins, till when it goes on.
    pub(super) fn shares_dated(&self, other: &Quantity) -> bool {
        self.shares_what_is_dated(other)
            || ENDS.iter().any(|class| self.qualifiers.contains(*class) && other.qualifiers.contains(*class))
    }

    /// Whether both, or neither, is when something ends: «حتى عام 2030», «منذ عام 2020».
    pub(super) fn is_end_as(&self, other: &Quantity) -> bool {
        self.says_end() == other.says_end()
    }

    /// Whether it is when something ends.
    pub(super) fn says_end(&self) -> bool {
        self.qualifiers.contains(QualifierClass::Ends)
    }

    /// Whether it is when something begins.
    pub(super) fn says_start(&self) -> bool {
        self.qualifiers.contains(QualifierClass::Starts)
    }

    /// Whether one of the two years follows the other.
    pub(super) fn follows_year_of(&self, other: &Quantity) -> bool {
        let year = |quantity: &Quantity| quantity.date().and_then(|date| date.value.year);
        year(self).zip(year(other)).is_some_and(|(a, b)| a.abs_diff(b) == 1)
    }

    /// Whether both are one day of a month, in whatever months.
    pub(super) fn has_day_of(&self, other: &Quantity) -> bool {
        self.is_day() && self.date().map(|date| date.value.day) == other.date().map(|date| date.value.day)
    }

    /// How many days apart two days are, of one month as they are written.
    pub(super) fn days_from(&self, other: &Quantity) -> Option<u8> {
        self.date().zip(other.date()).and_then(|(one, other)| days_apart(one, other))
    }

    /// The day of the Gregorian calendar that is meant, where one is.
    fn day(&self) -> Option<jiff::civil::Date> {
        let value = self.date()?.value;
        let (month, day) = (value.month?, value.day?);
        jiff::civil::Date::new(value.year?, month, day).ok()
    }

    /// Whether each was still to come when it was printed, and the one had come when the other was: the session to which
    /// a court adjourned, and the next one.
    pub(super) fn is_turn_before_or_after(&self, other: &Quantity) -> bool {
        let (Some(day), Some(other_day)) = (self.day(), other.day()) else { return false };
        let (Some(printed), Some(other_printed)) = (self.printed, other.printed) else { return false };
        let to_come = day >= printed && other_day >= other_printed;
        to_come && day != other_day && (day <= other_printed || other_day <= printed)
    }

    /// Whether both name one day of the week beside their days.
    pub(super) fn shares_weekday(&self, other: &Quantity) -> bool {
        let weekday = |quantity: &Quantity| quantity.date()?.weekday.map(|(weekday, _)| weekday);
        weekday(self).is_some_and(|own| weekday(other) == Some(own))
    }

    /// Whether two dates differ in the day, the month or the year alone; a year by a slip.
    pub(super) fn differs_in_one_part(&self, other: &Quantity) -> bool {
        let (Some(a), Some(b)) = (self.date(), other.date()) else { return false };
        let years = a.value.year.zip(b.value.year).filter(|(a, b)| a != b);
        let are_months = a.value.month.is_some() && a.value.month == b.value.month && years.is_some();
        let days_differ = a.value.day != b.value.day && !are_months;
        let n_other = usize::from(days_differ)
            + usize::from(a.value.month != b.value.month)
            + usize::from(years.is_some());
        n_other == 1 && years.is_none_or(|(a, b)| slip_between(Decimal::from(a), Decimal::from(b)).is_some())
    }
}

/// How many days apart two days are, of one month as they are written; none where their years differ.
pub(super) fn days_apart(a: &Date, b: &Date) -> Option<u8> {
    let (a, b) = (a.value, b.value);
    let of_one_month =
        a.month.is_some() && a.month == b.month && a.year.zip(b.year).is_none_or(|(a, b)| a == b);
    of_one_month.then(|| a.day.zip(b.day).map(|(a, b)| a.unsigned_abs().abs_diff(b.unsigned_abs())))?
}
