//! Dates: days, months, years, and ranges of them, in the calendar they are written in.
//!
//! Takes the tokens of one article and gives its [`Date`]s in text order; no two overlap. A date is
//! read over the tokens of its block, since the stop of `16. Nov.` ends no sentence. A month or a
//! weekday alone, and what is said from the article's day («أمس», `last Thursday`), is a date that
//! is `relative`: nothing is written out in its value, and what it means stands in `resolved`.

mod clock; // in reading order
mod compare;
mod decade;
mod item;
mod numeric;
mod range;
mod relative;
mod resolve;
mod scan;
mod tokens;
mod year;
mod year_part;
mod year_words;

use std::ops::Range;

use jiff::civil;

use crate::{
    base::Span,
    extract::date::tokens::Tokens,
    ingest::Article,
    ruleset::{Ruleset, calendar::Role},
    text::{ArticleText, Block},
};

pub use crate::ruleset::calendar::Calendar;
pub use compare::{DateRelation, agree, weekday_mismatch};

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

impl PartialDate {
    /// ISO 8601, `--MM-DD` where no year is said; `None` where nothing is written out.
    pub fn iso(&self) -> Option<String> {
        match (self.year, self.month, self.day) {
            (Some(year), Some(month), Some(day)) => Some(format!("{year:04}-{month:02}-{day:02}")),
            (Some(year), Some(month), None) => Some(format!("{year:04}-{month:02}")),
            (Some(year), None, _) => Some(format!("{year:04}")),
            (None, Some(month), Some(day)) => Some(format!("--{month:02}-{day:02}")),
            (None, Some(month), None) => Some(format!("--{month:02}")),
            (None, None, Some(day)) => Some(format!("---{day:02}")),
            (None, None, None) => None,
        }
    }
}

/// A date, or a range of dates, in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// The date without its weekday.
    pub span: Span,
    /// The calendar it is written in.
    pub calendar: Calendar,
    /// What is written; of a range, where it begins. Nothing where the date is relative.
    pub value: PartialDate,
    /// Where a range ends.
    pub until: Option<PartialDate>,
    /// The weekday that stands beside the end of a range, and where.
    pub until_weekday: Option<(civil::Weekday, Span)>,
    /// Other ways to read it: 5/12 may be May or December.
    pub alternatives: Vec<PartialDate>,
    /// Whether it is written in digits and separators only, so that 28/9 may be of either calendar.
    pub is_numeric: bool,
    /// The weekday that stands beside it, and where.
    pub weekday: Option<(civil::Weekday, Span)>,
    /// Whether it is said from the article's day («أمس», «الخميس الماضي») rather than written out.
    pub relative: bool,
    /// The first and last civil day it can mean, where the text and the article's date settle that;
    /// a Hijri day is given a day on either side.
    pub resolved: Option<(civil::Date, civil::Date)>,
}

/// Reads the dates of an article, in text order.
pub fn read(ruleset: &Ruleset, article: &Article, text: &ArticleText) -> Vec<Date> {
    let mut dates = Vec::new();
    for block in &text.blocks {
        let tokens = Tokens::new(ruleset, article, text, tokens_of(text, block));
        scan::scan(&tokens, article.date, &mut dates);
    }
    scan::settle_calendar(&mut dates);
    scan::settle(&mut dates, article.date);
    dates
}

/// Takes out the days that something is named after, «جسر 6 أكتوبر»: they are neither dates nor figures.
/// Called when the figures have been read, which the days still cover.
pub fn without_names(ruleset: &Ruleset, text: &ArticleText, dates: &mut Vec<Date>) {
    dates.retain(|date| {
        let is_day = date.value.day.is_some() && date.value.year.is_none() && date.until.is_none();
        let at = text.tokens.partition_point(|token| token.span.end <= date.span.start);
        let before = at.checked_sub(1).and_then(|before| text.tokens.get(before));
        let named = before.is_some_and(|token| {
            ruleset
                .vocabulary
                .readings(token.reading)
                .filter_map(|reading| ruleset.dates.get(reading.word))
                .any(|word| word.roles.has(Role::Named))
        });
        !(is_day && named && date.weekday.is_none())
    });
}

/// The clock times, time zones and decades of an article, in text order: digits that are neither
/// dates nor figures, for readers of figures to pass over.
pub fn clock_times(ruleset: &Ruleset, article: &Article, text: &ArticleText) -> Vec<Span> {
    let mut spans = Vec::new();
    for block in &text.blocks {
        clock::collect(&Tokens::new(ruleset, article, text, tokens_of(text, block)), &mut spans);
    }
    spans
}

fn tokens_of(text: &ArticleText, block: &Block) -> Range<usize> {
    let sentences = text.sentences.get(block.sentences.clone()).unwrap_or(&[]);
    match (sentences.first(), sentences.last()) {
        (Some(first), Some(last)) => first.tokens.start..last.tokens.end,
        _ => 0..0,
    }
}

#[cfg(test)]
mod tests;
