//! What is said from the article's day: «أمس», «الخميس الماضي», `next month`, «في مارس».

use jiff::civil;

use crate::{
    base::Span,
    extract::date::{
        Calendar, Date, PartialDate,
        item::{Direction, Item},
        range::{self, Expression},
        resolve::{civil_range, relative_range, weekday_range, with_nearest_year},
        tokens::Tokens,
    },
    ruleset::calendar::{PeriodUnit, Role},
};

/// How far before a weekday a word is looked for that puts the sentence into the future, in tokens.
const FUTURE_WINDOW_TOKENS: usize = 12;

const NOTHING: PartialDate = PartialDate { year: None, month: None, day: None };

fn date(span: Span, resolved: Option<(civil::Date, civil::Date)>) -> Date {
    Date {
        span,
        calendar: Calendar::Gregorian,
        value: NOTHING,
        until: None,
        until_weekday: None,
        alternatives: Vec::new(),
        is_numeric: false,
        weekday: None,
        relative: true,
        resolved,
    }
}

/// The relative date that begins at `at`, and the position after it.
pub(super) fn read(
    tokens: &Tokens<'_>,
    at: usize,
    article_date: Option<civil::Date>,
) -> Option<(Date, usize)> {
    period(tokens, at, article_date).or_else(|| weekday(tokens, at, article_date))
}

/// «أمس الثلاثاء», `last week`.
fn period(tokens: &Tokens<'_>, at: usize, article_date: Option<civil::Date>) -> Option<(Date, usize)> {
    let (period, start, mut end) = tokens.relative(at)?;
    let bracketed = tokens.is_mark(end, "(") && tokens.is_mark(end + 2, ")");
    let weekday_at = end + usize::from(bracketed);
    let weekday = tokens.weekday(weekday_at).filter(|_| period.unit == PeriodUnit::Day);
    let one_word = end == at + 1;
    if one_word && period.offset == 0 && weekday.is_none() && is_day_of_something(tokens, at) {
        return None;
    }
    let mut resolved = article_date.and_then(|today| relative_range(period, today));
    if let Some((weekday, _)) = weekday {
        resolved = resolved.and_then(|(day, _)| nearest_weekday(weekday, day)).map(|day| (day, day));
    }
    let mut date = date(Span::new(start, tokens.span(end - 1).end()), resolved);
    if let Some((weekday, _)) = weekday {
        date.weekday =
            civil::Weekday::from_monday_one_offset(weekday).ok().map(|day| (day, tokens.span(weekday_at)));
        date.span = date.span.cover(tokens.span(weekday_at));
        end = weekday_at + 1 + usize::from(bracketed);
    }
    Some((date, end))
}

/// The day of the week named that lies nearest to `day`: what a paper prints as «اليوم الاثنين» may
/// be a day or two old.
fn nearest_weekday(weekday: i8, day: civil::Date) -> Option<civil::Date> {
    let weekday = civil::Weekday::from_monday_one_offset(weekday).ok()?;
    let days_before = weekday.until(day.weekday());
    let offset = if days_before <= 3 { -days_before } else { 7 - days_before };
    day.checked_add(jiff::Span::new().try_days(offset).ok()?).ok()
}

/// «اليوم الوطني», «في اليوم التالي», «ذلك اليوم»: a day, but not the article's.
fn is_day_of_something(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.ruleset.dates.has_article(tokens.form(at))
        && (tokens.ruleset.dates.has_article(tokens.form(at + 1)) || tokens.has(at.wrapping_sub(1), Role::In))
}

/// «الخميس الماضي», `last Thursday`, `on Monday`; not the weekday of a date.
fn weekday(tokens: &Tokens<'_>, at: usize, article_date: Option<civil::Date>) -> Option<(Date, usize)> {
    let (number, is_short) = tokens.weekday(at)?;
    if is_short || opens_date(tokens, at) {
        return None;
    }
    let weekday = civil::Weekday::from_monday_one_offset(number).ok()?;
    let (before, after) = (tokens.roles(at.wrapping_sub(1)), tokens.roles(at + 1));
    let direction = match (
        before.has(Role::Last) || after.has(Role::Last),
        before.has(Role::Next) || after.has(Role::Next),
    ) {
        (true, _) => Some(Direction::Last),
        (_, true) => Some(Direction::Next),
        _ if lies_ahead(tokens, at) => None,
        _ => Some(Direction::Last),
    };
    let resolved =
        article_date.zip(direction).and_then(|(today, direction)| weekday_range(weekday, direction, today));
    let end = at + 1 + usize::from(after.has_any(&[Role::Last, Role::Next]));
    let mut date = date(tokens.span(at).cover(tokens.span(end - 1)), resolved);
    date.weekday = Some((weekday, tokens.span(at)));
    Some((date, end))
}

/// Whether the weekday at `at` stands before its date.
fn opens_date(tokens: &Tokens<'_>, at: usize) -> bool {
    for next in at + 1..at + 5 {
        if let Some(Expression::One(item) | Expression::Range(item, _)) = range::read(tokens, next)
            && item.is_complete()
            && item.value.day.is_some()
        {
            return true;
        }
        const BETWEEN: [Role; 5] = [Role::Matching, Role::Day, Role::DayPart, Role::Glue, Role::Determiner];
        if !tokens.is_mark(next, ",،(") && !tokens.roles(next).has_any(&BETWEEN) {
            return false;
        }
    }
    false
}

fn lies_ahead(tokens: &Tokens<'_>, at: usize) -> bool {
    (at.saturating_sub(FUTURE_WINDOW_TOKENS)..at).any(|before| tokens.has(before, Role::Future))
}

/// «في أغسطس», «مارس الماضي», `last May`: a month without its year.
pub(super) fn month_alone(
    tokens: &Tokens<'_>,
    item: &Item,
    article_date: Option<civil::Date>,
) -> Option<Date> {
    let before = tokens.roles(item.first.wrapping_sub(1));
    let cued = before.has(Role::Month)
        || (before.has_any(&[Role::In, Role::Since]) && starts_upper_or_uncased(tokens, item.start));
    let direction = if before.has(Role::Last) {
        Some(Direction::Last)
    } else if before.has(Role::Next) {
        Some(Direction::Next)
    } else {
        item.direction
    };
    if item.calendar != Calendar::Gregorian || (!cued && direction.is_none()) {
        return None;
    }
    let dated = match (article_date, item.year_offset) {
        (None, _) => None,
        (Some(today), Some(offset)) => {
            Some(PartialDate { year: today.year().checked_add(offset), ..item.value })
        }
        (Some(today), None) => with_nearest_year(item.calendar, &item.value, today, direction),
    };
    // Of a month to come that nothing says to be so, last year's may be meant as well.
    let settled = direction.is_some() || item.year_offset.is_some();
    let resolved = dated
        .and_then(|dated| civil_range(item.calendar, &dated))
        .filter(|(first, _)| settled || article_date.is_some_and(|today| *first <= today));
    let end = item.end.checked_sub(1).map_or(item.start, |at| tokens.span(at).end());
    Some(date(Span::new(item.start, end), resolved))
}

/// Whether the character at `byte` is a capital, or of a script without them.
fn starts_upper_or_uncased(tokens: &Tokens<'_>, byte: usize) -> bool {
    let rest = Span::new(byte, tokens.source.len()).text(tokens.source);
    rest.chars().next().is_some_and(|c| !c.is_lowercase())
}
