//! Whether two dates can be one, and whether a date falls on the weekday beside it.

use jiff::civil;

use crate::extract::date::{
    Calendar, Date, PartialDate,
    resolve::{HIJRI_TOLERANCE_DAYS, civil_range, days_between, with_nearest_year},
};

/// How two dates stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DateRelation {
    /// They say the same.
    Same,
    /// Both can be true: one is less exact than the other, can be read in two ways, or is of another
    /// calendar and within its tolerance.
    Compatible,
    /// They cannot both be true of one happening.
    Different,
    /// Too little is written or known to tell.
    Unknown,
}

/// How two dates stand to each other; symmetric.
pub fn agree(a: &Date, b: &Date) -> DateRelation {
    let written = |date: &Date| !date.relative;
    if written(a) && written(b) && (a.calendar, a.value, a.until) == (b.calendar, b.value, b.until) {
        return if meet(a, b) == Some(false) { DateRelation::Different } else { DateRelation::Same };
    }
    if let Some(meets) = meet(a, b) {
        return match meets {
            true if a.resolved == b.resolved && a.calendar == b.calendar => DateRelation::Same,
            true => DateRelation::Compatible,
            false => DateRelation::Different,
        };
    }
    if !written(a) || !written(b) || a.calendar != b.calendar {
        return DateRelation::Unknown;
    }
    let fits = readings(a).any(|one| readings(b).any(|other| fits(&one, &other)));
    if fits { DateRelation::Compatible } else { DateRelation::Different }
}

/// Whether the days that both can mean meet, where both are known.
fn meet(a: &Date, b: &Date) -> Option<bool> {
    let ((a_first, a_last), (b_first, b_last)) = (a.resolved?, b.resolved?);
    Some(a_first <= b_last && b_first <= a_last)
}

/// Every way to read a date, as its first and last part.
fn readings(date: &Date) -> impl Iterator<Item = (PartialDate, PartialDate)> + '_ {
    std::iter::once(date.value)
        .chain(date.alternatives.iter().copied())
        .map(|first| (first, date.until.unwrap_or(first)))
}

/// Whether two dates or ranges of one calendar can meet: parts that only one says are passed over.
fn fits(a: &(PartialDate, PartialDate), b: &(PartialDate, PartialDate)) -> bool {
    let keys = |date: &PartialDate, other: &PartialDate| {
        let year = date.year.zip(other.year);
        let month = date.month.zip(other.month);
        let day = date.day.zip(other.day);
        (
            (year.map(|(year, _)| year), month.map(|(month, _)| month), day.map(|(day, _)| day)),
            (year.map(|(_, year)| year), month.map(|(_, month)| month), day.map(|(_, day)| day)),
        )
    };
    let starts_before_end = |first: &PartialDate, last: &PartialDate| {
        let (first, last) = keys(first, last);
        first <= last
    };
    starts_before_end(&a.0, &b.1) && starts_before_end(&b.0, &a.1)
}

/// The weekday that is said beside the date and the one it falls on, where they differ in every
/// reading of the date.
///
/// A date without a year takes the year of its occurrence nearest to `article_date`; without one it
/// is never a mismatch, nor is a range, a month or a year. A Hijri day may be off by one.
pub fn weekday_mismatch(
    date: &Date,
    article_date: Option<civil::Date>,
) -> Option<(civil::Weekday, civil::Weekday)> {
    let (said, _) = date.weekday?;
    if date.until.is_some() {
        return None;
    }
    if date.relative {
        // «أمس الخميس», but not «الخميس» by itself, whose day was chosen by its name.
        let (first, last) = date.resolved?;
        return (first == last && first.weekday() != said).then_some((said, first.weekday()));
    }
    let mut actual = None;
    for (value, _) in readings(date) {
        let day = day_of(date, &value, article_date)?;
        if falls_on(date.calendar, day, said) {
            return None;
        }
        actual = actual.or(Some(day.weekday()));
    }
    actual.map(|actual| (said, actual))
}

/// The civil day of one reading; `None` for a month, a year, a day that no month has, and a year
/// that nothing tells.
fn day_of(date: &Date, value: &PartialDate, article_date: Option<civil::Date>) -> Option<civil::Date> {
    value.day?;
    let dated = match (value.year, article_date) {
        (Some(_), _) => *value,
        // What follows the date may say which year: «15 مارس من العام الماضي».
        (None, _) if date.alternatives.is_empty() && date.resolved.is_some() => {
            let (first, last) = date.resolved?;
            let middle = days_between(first, last) / 2;
            return first.checked_add(jiff::Span::new().try_days(middle).ok()?).ok();
        }
        (None, Some(today)) => with_nearest_year(date.calendar, value, today, None)?,
        (None, None) => return None,
    };
    let (first, last) = civil_range(date.calendar, &dated)?;
    let middle = days_between(first, last) / 2;
    first.checked_add(jiff::Span::new().try_days(middle).ok()?).ok()
}

fn falls_on(calendar: Calendar, day: civil::Date, said: civil::Weekday) -> bool {
    let slack = match calendar {
        Calendar::Gregorian => 0,
        Calendar::Hijri => HIJRI_TOLERANCE_DAYS,
    };
    (-slack..=slack).any(|n| day.weekday().wrapping_add(n) == said)
}
