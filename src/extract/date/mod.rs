//! Dates: days, months, years, and ranges of them, in the calendar they are written in.

use jiff::civil;

use crate::{base::Span, ingest::Article, ruleset::Ruleset, text::ArticleText};

/// A calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Calendar {
    /// The civil calendar.
    Gregorian,
    /// The Islamic calendar, Umm al-Qura.
    Hijri,
}

/// A day, a month or a year, as far as the text says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    /// The year, in the date's calendar.
    pub year: Option<i16>,
    /// The month, from 1.
    pub month: Option<i8>,
    /// The day of the month, from 1.
    pub day: Option<i8>,
}

/// A date, or a range of dates, in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// The date without its weekday.
    pub span: Span,
    /// The calendar it is written in.
    pub calendar: Calendar,
    /// What is written; of a range, where it begins.
    pub value: PartialDate,
    /// Where a range ends.
    pub until: Option<PartialDate>,
    /// Other ways to read it: 5/12 may be May or December.
    pub alternatives: Vec<PartialDate>,
    /// The weekday that stands beside it, and where.
    pub weekday: Option<(civil::Weekday, Span)>,
    /// Whether it is said from the article's day («أمس», «الخميس الماضي») rather than written out.
    pub relative: bool,
    /// The first and last civil day it can mean, where the text and the article's date settle that.
    pub resolved: Option<(civil::Date, civil::Date)>,
}

/// Reads the dates of an article, in text order.
pub fn read(ruleset: &Ruleset, article: &Article, text: &ArticleText) -> Vec<Date> {
    let _ = (ruleset, article, text);
    Vec::new()
}
