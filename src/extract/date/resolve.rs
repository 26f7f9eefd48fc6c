//! Which civil days a date can mean.

use icu_calendar::{
    Date as IcuDate,
    cal::{Hijri, Iso},
    types::Month,
};
use jiff::{ToSpan, civil};

use crate::{
    extract::date::{Calendar, PartialDate, item::Direction},
    ruleset::calendar::{PeriodUnit, RelativePeriod},
};

/// How far the sighting of a moon can put a Hijri day from the table of Umm al-Qura, in days.
pub(super) const HIJRI_TOLERANCE_DAYS: i32 = 1;

/// The first and last day of a date whose year is known; `None` where there is no such day.
pub(super) fn civil_range(calendar: Calendar, date: &PartialDate) -> Option<(civil::Date, civil::Date)> {
    let year = date.year?;
    match calendar {
        Calendar::Gregorian => match (date.month, date.day) {
            (Some(month), Some(day)) => civil::Date::new(year, month, day).ok().map(|day| (day, day)),
            (Some(month), None) => {
                civil::Date::new(year, month, 1).ok().map(|day| (day, day.last_of_month()))
            }
            (None, _) => civil::Date::new(year, 1, 1).ok().map(|day| (day, day.last_of_year())),
        },
        Calendar::Hijri => {
            let (first, last) = match (date.month, date.day) {
                (Some(month), Some(day)) => {
                    let day = hijri_day(year, month, day)?;
                    (day, day)
                }
                (Some(month), None) => (hijri_day(year, month, 1)?, hijri_month_end(year, month)?),
                (None, _) => (hijri_day(year, 1, 1)?, hijri_month_end(year, 12)?),
            };
            let slack = HIJRI_TOLERANCE_DAYS.days();
            Some((first.checked_sub(slack).ok()?, last.checked_add(slack).ok()?))
        }
    }
}

/// The civil day of a day of the Umm al-Qura calendar; day 30 of a month of 29 is its last day and
/// one, as newspapers that follow a sighting print it.
pub(super) fn hijri_day(year: i16, month: i8, day: i8) -> Option<civil::Date> {
    if !(1..=30).contains(&day) {
        return None;
    }
    let first = hijri_first(year, month)?;
    first.checked_add((i32::from(day) - 1).days()).ok()
}

fn hijri_first(year: i16, month: i8) -> Option<civil::Date> {
    let month = Month::new(u8::try_from(month).ok()?);
    let date = IcuDate::try_new(i32::from(year).into(), month, 1, Hijri::new_umm_al_qura()).ok()?;
    let iso = date.to_calendar(Iso);
    civil::Date::new(
        i16::try_from(iso.year().extended_year()).ok()?,
        i8::try_from(iso.month().ordinal).ok()?,
        i8::try_from(iso.day_of_month().0).ok()?,
    )
    .ok()
}

fn hijri_month_end(year: i16, month: i8) -> Option<civil::Date> {
    let next =
        if month == 12 { hijri_first(year.checked_add(1)?, 1)? } else { hijri_first(year, month + 1)? };
    next.yesterday().ok()
}

/// The Hijri year that most of a civil day's surroundings fall in, within one.
fn hijri_year_of(day: civil::Date) -> Option<i16> {
    let iso = IcuDate::try_new_iso(
        i32::from(day.year()),
        u8::try_from(day.month()).ok()?,
        u8::try_from(day.day()).ok()?,
    )
    .ok()?;
    i16::try_from(iso.to_calendar(Hijri::new_umm_al_qura()).year().extended_year()).ok()
}

/// Whether a Hijri and a Gregorian year share days.
pub(super) fn is_same_year(hijri: i16, gregorian: i16) -> bool {
    let years = PartialDate { year: Some(hijri), month: None, day: None };
    civil_range(Calendar::Hijri, &years)
        .is_some_and(|(first, last)| (first.year()..=last.year()).contains(&gregorian))
}

/// The years in which a date without one may lie, seen from the article's day: the year itself and
/// its neighbours.
fn years_around(calendar: Calendar, article_date: civil::Date) -> Option<[i16; 3]> {
    let year = match calendar {
        Calendar::Gregorian => article_date.year(),
        Calendar::Hijri => hijri_year_of(article_date)?,
    };
    Some([year.checked_sub(1)?, year, year.checked_add(1)?])
}

/// The date with the year of its occurrence nearest to the article's day, or of the last one before
/// it, or of the next one after it.
pub(super) fn with_nearest_year(
    calendar: Calendar,
    date: &PartialDate,
    article_date: civil::Date,
    direction: Option<Direction>,
) -> Option<PartialDate> {
    if date.year.is_some() {
        return Some(*date);
    }
    date.month?;
    years_around(calendar, article_date)?
        .into_iter()
        .filter_map(|year| {
            let dated = PartialDate { year: Some(year), ..*date };
            let (first, last) = civil_range(calendar, &dated)?;
            let fits = match direction {
                None => true,
                Some(Direction::Last) => first <= article_date,
                Some(Direction::Next) => last >= article_date,
            };
            let distance =
                days_between(article_date, first).abs().min(days_between(article_date, last).abs());
            fits.then_some((distance, dated))
        })
        .min()
        .map(|(_, dated)| dated)
}

/// The days from `a` to `b`; negative where `b` comes first.
pub(super) fn days_between(a: civil::Date, b: civil::Date) -> i64 {
    a.until(b).map_or(i64::MAX, |span| i64::from(span.get_days()))
}

/// The first and last day of a period said from the article's day.
pub(super) fn relative_range(
    period: RelativePeriod,
    article_date: civil::Date,
) -> Option<(civil::Date, civil::Date)> {
    let offset = i64::from(period.offset);
    match period.unit {
        PeriodUnit::Day => {
            let day = article_date.checked_add(offset.days()).ok()?;
            Some((day, day))
        }
        // Weeks begin on Sunday in some papers and on Monday in others: allow both.
        PeriodUnit::Week => {
            let since_monday = i64::from(article_date.weekday().to_monday_zero_offset());
            let monday =
                article_date.checked_sub(since_monday.days()).ok()?.checked_add((offset * 7).days()).ok()?;
            Some((monday.checked_sub(2.days()).ok()?, monday.checked_add(6.days()).ok()?))
        }
        PeriodUnit::Month => {
            let first = article_date.first_of_month().checked_add(offset.months()).ok()?;
            Some((first, first.last_of_month()))
        }
        PeriodUnit::Year => {
            let first = article_date.first_of_year().checked_add(offset.years()).ok()?;
            Some((first, first.last_of_year()))
        }
    }
}

/// The day of the week named, in the seven days up to the article's, or in the seven after it.
pub(super) fn weekday_range(
    weekday: civil::Weekday,
    direction: Direction,
    article_date: civil::Date,
) -> Option<(civil::Date, civil::Date)> {
    let day = match direction {
        Direction::Last => (0..7).find_map(|n: i32| {
            article_date.checked_sub(n.days()).ok().filter(|day| day.weekday() == weekday)
        }),
        Direction::Next => (1..=7).find_map(|n: i32| {
            article_date.checked_add(n.days()).ok().filter(|day| day.weekday() == weekday)
        }),
    }?;
    Some((day, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hijri_days_follow_umm_al_qura() {
        // First days of years and of Ramadan as printed in the Umm al-Qura calendar.
        for (year, month, day, expected) in [
            (1445, 1, 1, "2023-07-19"),
            (1444, 1, 1, "2022-07-30"),
            (1444, 9, 1, "2023-03-23"),
            (1443, 9, 1, "2022-04-02"),
            (1442, 10, 1, "2021-05-13"),
            (1436, 10, 5, "2015-07-21"),
            (1439, 9, 1, "2018-05-16"),
        ] {
            assert_eq!(hijri_day(year, month, day).unwrap().to_string(), expected, "{year}/{month}/{day}");
        }
        assert_eq!(hijri_day(1445, 13, 1), None);
        assert_eq!(hijri_day(1445, 1, 31), None);
    }

    #[test]
    fn a_day_without_a_year_takes_the_nearest() {
        let article: civil::Date = "2023-01-03".parse().unwrap();
        let date = PartialDate { year: None, month: Some(12), day: Some(28) };
        let year =
            |direction| with_nearest_year(Calendar::Gregorian, &date, article, direction).unwrap().year;
        assert_eq!(year(None), Some(2022));
        assert_eq!(year(Some(Direction::Next)), Some(2023));
        assert_eq!(year(Some(Direction::Last)), Some(2022));
    }
}
