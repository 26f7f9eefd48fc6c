//! One pass over a block: finds dates, attaches weekdays, and settles what was left open.

use jiff::{ToSpan, civil};

use crate::{
    base::Span,
    extract::date::{
        Calendar, Date, PartialDate, decade,
        item::{Direction, Item},
        range::{self, Expression},
        relative,
        resolve::{civil_range, with_nearest_year},
        tokens::Tokens,
        year, year_words,
    },
    ruleset::calendar::Role,
};

/// How many tokens may stand between a weekday and its date: «الخميس، الموافق لـ».
const WEEKDAY_GAP_MAX: usize = 4;

/// Appends the dates of one block to `dates`, in order.
pub(super) fn scan(tokens: &Tokens<'_>, article_date: Option<civil::Date>, dates: &mut Vec<Date>) {
    let mut scan = Scan { tokens, article_date, dates, year_end: None };
    let mut at = 0;
    while let Some(opener) = tokens.opener(at) {
        at = scan.step(opener).max(opener + 1);
    }
}

struct Scan<'a, 'd> {
    tokens: &'a Tokens<'a>,
    article_date: Option<civil::Date>,
    dates: &'d mut Vec<Date>,
    /// The position after the last year that was read.
    year_end: Option<usize>,
}

impl Scan<'_, '_> {
    /// Reads what begins at `at`; gives the position after it, or `at`.
    fn step(&mut self, at: usize) -> usize {
        let tokens = self.tokens;
        if let Some((first, last)) = decade::read(tokens, at) {
            return self.push(&first, Some(&last));
        }
        if let Some(expression) = range::read(tokens, at)
            && let Some(end) = self.take(&expression)
        {
            return end;
        }
        if let Some(item) = year_words::read(tokens, at) {
            return self.push(&item, None);
        }
        match relative::read(tokens, at, self.article_date) {
            Some((date, end)) => {
                self.dates.push(date);
                end
            }
            None => at,
        }
    }

    fn take(&mut self, expression: &Expression) -> Option<usize> {
        match expression {
            Expression::One(item) => self.take_one(item),
            Expression::Range(first, second) => Some(self.push(first, Some(second))),
            Expression::List(items) => {
                let mut end = None;
                for item in items {
                    end = Some(self.push(item, None));
                    // «الأحد والاثنين 10 و11»: which weekday is whose is not worth guessing.
                    if let Some(date) = self.dates.last_mut() {
                        date.weekday = None;
                    }
                }
                end
            }
        }
    }

    fn take_one(&mut self, item: &Item) -> Option<usize> {
        let tokens = self.tokens;
        if item.is_complete() {
            return Some(self.push(item, None));
        }
        if item.is_year_alone() {
            let after_year = self.year_end.is_some_and(|end| {
                // «1436هـ 2015م»: one year in both calendars.
                let both = self.dates.last().is_some_and(|date| date.calendar == Calendar::Hijri);
                follows_in_list(tokens, end, item.first) && (end < item.first || both)
            });
            if !year::is_year(tokens, item, after_year) {
                return None;
            }
            return Some(self.push(item, None));
        }
        if item.is_month_alone() {
            let date = relative::month_alone(tokens, item, self.article_date);
            self.dates.extend(date);
            return Some(item.end);
        }
        None
    }

    /// Adds the date of `item`, or the range from it to `until`; gives the position after it.
    fn push(&mut self, item: &Item, until: Option<&Item>) -> usize {
        let last = until.unwrap_or(item);
        let end_byte = last.end.checked_sub(1).map_or(item.start, |at| self.tokens.span(at).end());
        let weekday = weekday_before(self.tokens, item.first);
        let (weekday, end) = match weekday {
            Some(weekday) => (Some(weekday), last.end),
            None => weekday_after(self.tokens, last.end)
                .or_else(|| weekday_told_after(self.tokens, last.end))
                .map_or((None, last.end), |(day, end)| (Some(day), end)),
        };
        if last.value.year.is_some() {
            self.year_end = Some(last.end);
        }
        let mut date = Date {
            span: Span::new(item.start, end_byte),
            calendar: item.calendar,
            value: item.value,
            until: until.map(|until| until.value),
            until_weekday: until.and_then(|until| weekday_before(self.tokens, until.first)),
            alternatives: item.swapped.into_iter().filter(|_| until.is_none()).collect(),
            is_numeric: item.is_numeric,
            weekday,
            relative: false,
            resolved: None,
        };
        date.resolved = resolved(&date, last, self.article_date);
        self.dates.push(date);
        end
    }
}

/// Whether only a comma or a conjunction stands between two years.
fn follows_in_list(tokens: &Tokens<'_>, end: usize, first: usize) -> bool {
    let is_link = |at: usize| {
        tokens.is_mark(at, ",،/(-–") || tokens.is_bare(at, Role::And) || tokens.is_bare(at, Role::Glue)
    };
    end <= first && first - end <= 2 && (end..first).all(is_link)
}

/// The weekday before a date, past «الموافق», commas and the like.
fn weekday_before(tokens: &Tokens<'_>, first: usize) -> Option<(civil::Weekday, Span)> {
    let mut at = first;
    let (mut matching, mut names_day) = (false, false);
    for _ in 0..WEEKDAY_GAP_MAX {
        at = at.checked_sub(1)?;
        if let Some((weekday, _)) = tokens.weekday(at) {
            // «أعلن الاثنين يوم 26 فبراير موعدا»: said on Monday, of another day.
            if names_day && !matching {
                return None;
            }
            return Some((civil::Weekday::from_monday_one_offset(weekday).ok()?, tokens.span(at)));
        }
        const BETWEEN: [Role; 6] =
            [Role::DayPart, Role::Glue, Role::Determiner, Role::Last, Role::Next, Role::This];
        let roles = tokens.roles(at);
        matching |= roles.has(Role::Matching);
        names_day |= roles.has(Role::Day);
        let passes = roles.has(Role::Matching) || roles.has(Role::Day) || roles.has_any(&BETWEEN);
        if !passes && !tokens.is_mark(at, ",،(.-–") {
            return None;
        }
    }
    None
}

/// «(الخميس)», `, Thursday` after a date, and the position after it.
fn weekday_after(tokens: &Tokens<'_>, end: usize) -> Option<((civil::Weekday, Span), usize)> {
    let bracketed = tokens.is_mark(end, "(") && tokens.is_mark(end + 2, ")");
    let comma = tokens.is_mark(end, ",،");
    let mut at = end + usize::from(bracketed || comma);
    if comma && tokens.is_bare(at, Role::Determiner) {
        at += 1;
    }
    let (weekday, is_short) = tokens.weekday(at)?;
    // A weekday without a comma before it opens what comes next: «في 5 مايو الخميس المقبل».
    if !(bracketed || (comma && !is_short && stands_alone(tokens, at + 1))) {
        return None;
    }
    let weekday = civil::Weekday::from_monday_one_offset(weekday).ok()?;
    Some(((weekday, tokens.span(at)), at + 1 + usize::from(bracketed)))
}

/// «الذي يصادف يوم أربعاء», `, which falls on a Sunday` after a date, and the position after it.
fn weekday_told_after(tokens: &Tokens<'_>, end: usize) -> Option<((civil::Weekday, Span), usize)> {
    let matching = (end..end + MATCHING_GAP_MAX).find(|at| tokens.has(*at, Role::Matching))?;
    let is_between =
        |at: usize| tokens.is_mark(at, ",،(") || !tokens.is_digits(at) && !tokens.is_mark(at, ".؛;:");
    if !(end..matching).all(is_between) {
        return None;
    }
    const BETWEEN: [Role; 4] = [Role::Day, Role::DayPart, Role::Determiner, Role::Matching];
    let passes = |at: usize| tokens.roles(at).has_any(&BETWEEN) || tokens.is_bare(at, Role::In);
    let at = (matching + 1..=matching + MATCHING_GAP_MAX).find(|at| !passes(*at))?;
    let weekday = civil::Weekday::from_monday_one_offset(tokens.weekday_behind(at)?).ok()?;
    // «الموافق الأربعاء 5 مايو» opens another date.
    stands_alone(tokens, at + 1).then(|| ((weekday, tokens.span(at)), at + 1))
}

/// So many tokens stand between a date and the word that says on which day it falls, and behind that word.
const MATCHING_GAP_MAX: usize = 3;

fn stands_alone(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.get(at).is_none() || tokens.is_mark(at, ".,،؛;:)")
}

/// The days that a date written out can mean.
fn resolved(
    date: &Date,
    last: &Item,
    article_date: Option<civil::Date>,
) -> Option<(civil::Date, civil::Date)> {
    let dated =
        |value: &PartialDate| with_year(date.calendar, value, article_date, last.direction, last.year_offset);
    let (first, last) = civil_range(date.calendar, &dated(&date.value)?)?;
    let Some(until) = &date.until else {
        return Some((first, last));
    };
    let until_dated = dated(until)?;
    let (_, end) = civil_range(date.calendar, &until_dated)?;
    if end >= first {
        return Some((first, end));
    }
    // «من 15 مارس إلى 31 آب» in February: the nearest March is ahead, the nearest August behind.
    let a_year_on = until_dated.year.filter(|_| until.year.is_none())?.checked_add(1);
    let (_, end) = civil_range(date.calendar, &PartialDate { year: a_year_on, ..*until })?;
    (end >= first).then_some((first, end))
}

fn with_year(
    calendar: Calendar,
    value: &PartialDate,
    article_date: Option<civil::Date>,
    direction: Option<Direction>,
    offset: Option<i16>,
) -> Option<PartialDate> {
    if value.year.is_some() {
        return Some(*value);
    }
    let article_date = article_date?;
    match offset {
        Some(offset) if calendar == Calendar::Gregorian => {
            Some(PartialDate { year: article_date.year().checked_add(offset), ..*value })
        }
        _ => with_nearest_year(calendar, value, article_date, direction),
    }
}

/// Years that an article of Hijri dates prints without their era: «عام 1427».
const HIJRI_YEARS_UNMARKED: std::ops::RangeInclusive<i16> = 1340..=1450;

/// Takes bare years such as 1427 for Hijri ones where another date of the article is Hijri.
pub(super) fn settle_calendar(dates: &mut [Date]) {
    let is_bare = |value: &PartialDate| {
        value.month.is_none() && value.year.is_some_and(|year| HIJRI_YEARS_UNMARKED.contains(&year))
    };
    if !dates.iter().any(|date| date.calendar == Calendar::Hijri) {
        return;
    }
    for date in
        dates.iter_mut().filter(|date| is_bare(&date.value) && date.until.as_ref().is_none_or(is_bare))
    {
        date.calendar = Calendar::Hijri;
        let first = civil_range(date.calendar, &date.value);
        let last = date.until.as_ref().map_or(first, |until| civil_range(date.calendar, until));
        date.resolved = first.zip(last).map(|((first, _), (_, last))| (first, last));
    }
}

/// The days from `first` to `last`, at most a week of them.
fn days_of(first: civil::Date, last: civil::Date) -> impl Iterator<Item = civil::Date> {
    first.series(1.day()).take_while(move |day| *day <= last).take(7)
}

/// Decides between the readings of a date in digits: by the weekday beside it, else by the order of
/// the article's other dates. What stays open keeps its alternatives and is not resolved.
pub(super) fn settle(dates: &mut [Date], article_date: Option<civil::Date>) {
    for date in dates.iter_mut().filter(|date| !date.alternatives.is_empty()) {
        let Some((weekday, _)) = date.weekday else {
            continue;
        };
        let falls_on_it = |value: &PartialDate| {
            with_year(date.calendar, value, article_date, None, None)
                .and_then(|dated| civil_range(date.calendar, &dated))
                .is_some_and(|(first, last)| days_of(first, last).any(|day| day.weekday() == weekday))
        };
        let mut fitting =
            std::iter::once(&date.value).chain(&date.alternatives).filter(|value| falls_on_it(value));
        if let (Some(value), None) = (fitting.next().copied(), fitting.next()) {
            date.value = value;
            date.alternatives.clear();
        }
    }
    for date in dates.iter_mut().filter(|date| !date.alternatives.is_empty()) {
        date.resolved = None;
    }
    for date in dates.iter_mut() {
        let decided = !date.relative && date.alternatives.is_empty() && date.resolved.is_none();
        if decided && date.until.is_none() {
            date.resolved = with_year(date.calendar, &date.value, article_date, None, None)
                .and_then(|dated| civil_range(date.calendar, &dated));
        }
    }
}
