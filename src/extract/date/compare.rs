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
///
/// Nor is «اليوم الاثنين» in an article of a Tuesday: newspapers print what a wire said the day
/// before, and archives keep the day on which an article was fetched. Nor is «الأربعاء 28/9», which
/// Gulf papers also write of the Hijri month.
pub fn weekday_mismatch(
    date: &Date,
    article_date: Option<civil::Date>,
) -> Option<(civil::Weekday, civil::Weekday)> {
    let (said, _) = date.weekday?;
    if date.until.is_some() || date.relative {
        return None;
    }
    let mut actual = None;
    for (value, _) in readings(date) {
        if value.year.is_none() && date.is_numeric {
            return None;
        }
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

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::{extract::date::read, ingest::Article, ruleset::Ruleset, text::segment};

    fn date_in(language: &str, text: &str, article_date: Option<civil::Date>) -> Date {
        static RULESET: LazyLock<Ruleset> = LazyLock::new(|| Ruleset::builtin().unwrap());
        let mut article = Article::from_text("test", text);
        article.language = Some(language.to_owned());
        article.date = article_date;
        let mut dates = read(&RULESET, &article, &segment(&RULESET, &article));
        assert!(!dates.is_empty(), "{text}");
        dates.remove(0)
    }

    #[test]
    fn dates_agree_as_far_as_both_say() {
        use DateRelation::{Compatible, Different, Same, Unknown};
        for (a, b, expected) in [
            ("15 June 2023", "June 15, 2023", Same),
            ("15 June 2023", "16 June 2023", Different),
            ("15 June 2023", "June 2023", Compatible),
            ("15 June 2023", "in 2023", Compatible),
            ("15 June 2023", "in 2022", Different),
            ("15 June", "15 June 2023", Compatible),
            ("15 June", "June 15", Same),
            ("15 June", "16 June", Different),
            ("on 5/12/2023", "5 December 2023", Compatible),
            ("on 5/12/2023", "6 December 2023", Different),
            ("from 3 to 9 June 2023", "7 June 2023", Compatible),
            ("from 3 to 9 June 2023", "17 June 2023", Different),
            ("1 Muharram 1445", "19 July 2023", Compatible),
            ("1 Muharram 1445", "20 July 2023", Compatible),
            ("1 Muharram 1445", "21 July 2023", Different),
            ("yesterday", "15 June 2023", Unknown),
        ] {
            let (a, b) = (date_in("en", a, None), date_in("en", b, None));
            assert_eq!(agree(&a, &b), expected, "{a:?} {b:?}");
            assert_eq!(agree(&b, &a), expected, "{b:?} {a:?}");
        }
    }

    #[test]
    fn relative_dates_agree_by_the_articles_day() {
        let today = Some(civil::date(2023, 6, 16));
        let yesterday = date_in("en", "yesterday", today);
        assert_eq!(agree(&yesterday, &date_in("en", "15 June 2023", None)), DateRelation::Same);
        assert_eq!(agree(&yesterday, &date_in("en", "14 June", today)), DateRelation::Different);
    }

    #[test]
    fn a_weekday_is_wrong_only_where_every_reading_is() {
        let summer = Some(civil::date(2023, 6, 20));
        for (language, text, article_date, expected) in [
            ("en", "Thursday, June 15, 2023", None, None),
            ("en", "Friday, June 15, 2023", None, Some("Friday Thursday")),
            ("en", "Friday, June 15", None, None),
            ("en", "Friday, June 15", summer, Some("Friday Thursday")),
            ("en", "June 15 (Thursday)", summer, None),
            ("en", "Sunday 5/12/2023", None, Some("Sunday Friday")),
            ("en", "Tuesday 5/12/2023", None, None),
            ("en", "Monday 28/9", summer, None),
            ("ar", "الخميس الموافق 15 حزيران 2023", None, None),
            ("ar", "الجمعة 15 حزيران 2023", None, Some("Friday Thursday")),
            ("ar", "اليوم الجمعة", summer, None),
            ("ar", "الأربعاء 1 محرم 1445", None, None),
            ("ar", "الخميس 1 محرم 1445", None, None),
            ("ar", "الجمعة 1 محرم 1445", None, Some("Friday Wednesday")),
            ("ar", "الاثنين 15 مارس من العام الماضي", summer, Some("Monday Tuesday")),
        ] {
            let mismatch = weekday_mismatch(&date_in(language, text, article_date), article_date);
            let shown = mismatch.map(|(said, actual)| format!("{said:?} {actual:?}"));
            assert_eq!(shown.as_deref(), expected, "{text}");
        }
    }
}
