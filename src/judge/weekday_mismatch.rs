//! `weekday-mismatch`: a date that does not fall on the weekday beside it.

use jiff::civil::{self, Weekday};

use crate::{
    align::source_at,
    base::{Span, id::ArticleId},
    extract::{Date, date::weekday_mismatch},
    judge::{Confidence, Finding, Run, Severity, Side, draft::event_name},
    ruleset::calendar::{Calendar, DateWord, Role},
};

/// The dates of an article that fall on another weekday.
pub(super) fn judge(run: &Run<'_>, article: ArticleId) -> Vec<Finding> {
    let Some(read) = run.read.get(article.idx()) else { return Vec::new() };
    let printed = run.articles.get(article.idx()).and_then(|article| article.date);
    // «أمس الخميس» hangs on the day of printing, which is often given a day off.
    let dates = read.claims.dates.iter().filter(|date| !date.relative && date.value.month.is_some());
    let beside = read.claims.dates.iter().zip(read.claims.dates.iter().skip(1));
    let beside = beside.filter_map(|(told, other)| in_other_calendar(run, article, told, other));
    let beside: Vec<Date> = beside.filter(|date| date.value.month.is_some()).collect();
    dates
        .chain(&beside)
        .filter(|date| date.value.year.is_some() || is_near(date, printed))
        .filter(|date| date.value.year.is_some() || !fits_year_told(date, &read.claims.dates))
        .flat_map(ends_of)
        .filter_map(|date| {
            let (said, actual) = weekday_mismatch(&date, printed)?;
            finding(run, article, &date, said, actual)
        })
        .collect()
}

/// A day told again in another calendar with the weekday that stands before the first: «يوم الأحد 1 رمضان 1445 هـ الموافق
/// 11 مارس 2024», whose Gregorian day is sure where the Hijri one may be off by one.
fn in_other_calendar(run: &Run<'_>, article: ArticleId, told: &Date, other: &Date) -> Option<Date> {
    let text = &run.read.get(article.idx())?.text;
    let written = run.articles.get(article.idx())?;
    let (end, start) = (text.token_at(told.span.end()), text.token_at(other.span.start()));
    let is_beside = told.span.end <= other.span.start && start <= end + AGAIN_TOKENS_MAX;
    let opens = |mark: &str| matches!(mark, "/" | "(" | "،" | "," | "-" | "–");
    // A word between them says that they are one day, as a mark does: «الموافق».
    let joins = text.tokens.get(end..start)?.iter().all(|token| {
        let mut readings = run.ruleset.vocabulary.readings(token.reading);
        let says = |word: &DateWord| word.roles.has_any(&[Role::Matching, Role::Day, Role::To]);
        opens(token.span.text(&written.text))
            || readings.any(|reading| run.ruleset.dates.get(reading.word).is_some_and(says))
    });
    let weekday = told.weekday.filter(|_| told.until.is_none() && !told.relative)?;
    let is_other = other.weekday.is_none()
        && other.until.is_none()
        && !other.relative
        && told.calendar == Calendar::Hijri
        && other.calendar != Calendar::Hijri
        && other.value.year.is_some();
    let apart = told.resolved.zip(other.resolved);
    let apart =
        apart.and_then(|((told, _), (other, _))| told.until(other).ok()).map(|apart| apart.get_days().abs());
    let is_one_day = apart.is_some_and(|apart| apart <= AGAIN_DAYS_MAX);
    (is_beside && joins && start > end && is_other && is_one_day && weekday_mismatch(told, None).is_none())
        .then(|| Date { weekday: Some(weekday), ..other.clone() })
}

/// Days of two calendars that are this far apart are not meant to be one.
const AGAIN_DAYS_MAX: i32 = 3;
/// So many tokens stand between a day and the same one in another calendar.
const AGAIN_TOKENS_MAX: usize = 4;

/// The two days of a range whose ends both have a weekday; any other date itself.
fn ends_of(date: &Date) -> Vec<Date> {
    let (Some(until), Some(weekday)) = (date.until, date.until_weekday) else { return vec![date.clone()] };
    let one_day = |day: civil::Date| (day, day);
    let whole = Date { until: None, until_weekday: None, ..date.clone() };
    let first = Date { resolved: date.resolved.map(|(first, _)| one_day(first)), ..whole.clone() };
    let last = Date {
        value: until,
        weekday: Some(weekday),
        span: Span { start: weekday.1.start, end: date.span.end.max(weekday.1.end) },
        resolved: date.resolved.map(|(_, last)| one_day(last)),
        ..whole
    };
    vec![first, last]
}

/// Whether a day without a year falls on its weekday in a year that the article names: «غزا الجيش الجزيرة عام
/// 1974 … وفي فجر السبت 20 يوليو».
fn fits_year_told(date: &Date, dates: &[Date]) -> bool {
    let years = dates.iter().filter(|other| other.calendar == date.calendar);
    let mut years = years.filter_map(|other| other.value.year);
    years.any(|year| {
        let mut dated = date.clone();
        dated.value.year = Some(year);
        dated.alternatives.iter_mut().for_each(|value| value.year = Some(year));
        weekday_mismatch(&dated, None).is_none()
    })
}

/// A day without a year that is this far from the day of printing, in days, may be of any year: diaries,
/// anniversaries.
const NEAR_DAYS: i32 = 60;

/// Whether a day without a year is of this year: it is near the day of printing.
fn is_near(date: &Date, printed: Option<civil::Date>) -> bool {
    let distance = date.resolved.zip(printed).and_then(|((first, _), printed)| first.until(printed).ok());
    distance.is_none_or(|distance| distance.get_days().abs() <= NEAR_DAYS)
}

fn finding(run: &Run<'_>, id: ArticleId, date: &Date, said: Weekday, actual: Weekday) -> Option<Finding> {
    let rule = "weekday-mismatch";
    let (article, read) = (run.articles.get(id.idx())?, run.read.get(id.idx())?);
    let (_, weekday) = date.weekday?;
    let span: Span = date.span.cover(weekday);
    let (source, certainty) = source_at(run.ruleset, article, read, span);
    let sentence = read.text.sentence_at(span.start()).and_then(|id| read.text.sentences.get(id.idx()));
    let value = date.value.iso().unwrap_or_default();
    let written = span.text(&article.text).to_owned();
    Some(Finding {
        id: Finding::id_of(rule, &[&source, &value, weekday_name(said)]),
        rule,
        severity: Severity::Warning,
        confidence: Confidence(950),
        event: event_name(run, id),
        subject: written.clone(),
        arguments: vec![
            ("a", written),
            ("said", weekday_name(said).to_owned()),
            ("actual", weekday_name(actual).to_owned()),
            ("source_a", source.clone()),
        ],
        a: Side {
            article: id,
            span,
            context: sentence.map_or(span, |sentence| sentence.span),
            source,
            certainty,
            value,
        },
        b: None,
        suggestion: None,
        message: if date.value.year.is_some() { "weekday" } else { "yearless" },
        evidence: Vec::new(),
    })
}

/// The key of a weekday; its names are in the messages of each language.
fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "monday",
        Weekday::Tuesday => "tuesday",
        Weekday::Wednesday => "wednesday",
        Weekday::Thursday => "thursday",
        Weekday::Friday => "friday",
        Weekday::Saturday => "saturday",
        Weekday::Sunday => "sunday",
    }
}
