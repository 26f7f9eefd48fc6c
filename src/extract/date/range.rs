//! Ranges and lists: «بين 21 و30 حزيران», `June 5-9`, 2021-2022, «5 و6 مايو».

use crate::{
    extract::date::{
        Calendar, PartialDate,
        item::{self, HIJRI_YEARS, Item},
        numeric, resolve,
        tokens::Tokens,
        year,
    },
    ruleset::calendar::Role,
};

/// The longest list of days before one month that is read: «5 و6 و7 مايو».
const LIST_ITEMS_MAX: usize = 8;

/// What was read at a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expression {
    /// One date, or part of one.
    One(Item),
    /// From one date to another, both complete.
    Range(Item, Item),
    /// Several dates, complete by what the last one says.
    List(Vec<Item>),
}

/// What stands between two dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Connector {
    Dash,
    Slash,
    To,
    And,
}

/// The date, range or list that begins at `at`.
pub(super) fn read(tokens: &Tokens<'_>, at: usize) -> Option<Expression> {
    let first = item::read(tokens, at)?;
    Some(joined(tokens, first).unwrap_or(Expression::One(first)))
}

fn joined(tokens: &Tokens<'_>, first: Item) -> Option<Expression> {
    if first.is_year_alone()
        && let Some(second) = end_of_century(tokens, &first)
    {
        return year_range(tokens, first, second, Connector::Dash, true);
    }
    let (connector, second) = following(tokens, &first)?;
    let spans_range = match connector {
        Connector::Dash | Connector::To => true,
        Connector::Slash => false,
        Connector::And => opens_with(tokens, &first, Role::Between),
    };
    let spaced_alike = |first: &Item| tokens.is_glued(first.end) == tokens.is_glued(first.end + 1);
    if first.is_year_alone() {
        return year_range(tokens, first, second, connector, spans_range);
    }
    let is_sign = matches!(connector, Connector::Dash | Connector::Slash);
    if is_sign && !spaced_alike(&first) {
        return None;
    }
    if first.is_complete() && second.is_day_alone() && first.value.day.is_some() && first.value.year.is_none()
    {
        return days_after_month(tokens, first, second, connector, spans_range);
    }
    if connector == Connector::And && !spans_range {
        return list(tokens, first, second);
    }
    if first.calendar != second.calendar && !first.is_day_alone() {
        return None;
    }
    // «مايو/يونيو 2022».
    let slashed_months =
        connector == Connector::Slash && first.is_month_alone() && second.value.day.is_none();
    if (!spans_range && !slashed_months) || !second.is_complete() {
        return None;
    }
    let first = completed(first, &second)?;
    Some(Expression::Range(first, second))
}

/// The connector after `first` and the date after it.
fn following(tokens: &Tokens<'_>, first: &Item) -> Option<(Connector, Item)> {
    let (connector, mut at) = connector(tokens, first.end)?;
    // «2019 وعام 2021», `to the 5th`.
    if tokens.roles(at).has_any(&[Role::Year, Role::Day, Role::Determiner])
        && item::read(tokens, at).is_none()
    {
        at += 1;
        at += usize::from(tokens.weekday(at).is_some());
    } else if tokens.weekday(at).is_some() {
        at += 1;
        at += usize::from(tokens.is_mark(at, ",،"));
    }
    let second = match connector {
        Connector::Dash => numeric::read_after_dash(tokens, at).filter(|_| tokens.is_digits(at)),
        Connector::Slash | Connector::To | Connector::And => None,
    };
    let second = second.or_else(|| item::read(tokens, at))?;
    Some((connector, second))
}

fn connector(tokens: &Tokens<'_>, at: usize) -> Option<(Connector, usize)> {
    if tokens.is_mark(at, "-–—‑−") {
        return Some((Connector::Dash, at + 1));
    }
    if tokens.is_mark(at, "/") {
        return Some((Connector::Slash, at + 1));
    }
    if tokens.is_bare(at, Role::To) {
        return Some((Connector::To, at + 1));
    }
    if tokens.is_bare(at, Role::And) {
        return Some((Connector::And, at + 1));
    }
    // A conjunction that is written onto the next word: «والخامس», «وعام», «ومارس».
    tokens.is_conjoined(at).then_some((Connector::And, at))
}

/// Whether the word before `first`, past «عامي» or «يومي», opens a range.
fn opens_with(tokens: &Tokens<'_>, first: &Item, role: Role) -> bool {
    let mut at = first.first;
    for _ in 0..3 {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        at = before;
        if tokens.has(at, role) {
            return true;
        }
        let skips =
            tokens.roles(at).has_any(&[Role::Year, Role::Day, Role::Month, Role::Determiner, Role::Glue]);
        if !skips && tokens.weekday(at).is_none() {
            return false;
        }
    }
    false
}

fn year_range(
    tokens: &Tokens<'_>,
    first: Item,
    second: Item,
    connector: Connector,
    spans_range: bool,
) -> Option<Expression> {
    let is_dash = matches!(connector, Connector::Dash | Connector::Slash);
    let mut first = first;
    let second = if is_dash && second.is_day_alone() { short_year(tokens, &first, second)? } else { second };
    if !second.is_year_alone() || !(spans_range || is_dash) {
        return None;
    }
    if is_dash && let Some(pair) = both_calendars(first, second) {
        return Some(pair);
    }
    // A school year: 1436/1437.
    let school_year =
        is_dash && HIJRI_YEARS.contains(&first.value.year?) && second.value.year? - first.value.year? == 1;
    if school_year {
        first.calendar = Calendar::Hijri;
    }
    first.calendar = first.calendar.max(second.calendar);
    let second = Item { calendar: first.calendar, ..second };
    let between = opens_with(tokens, &first, Role::Between) || opens_with(tokens, &first, Role::From);
    let fits = year::is_year_range(tokens, &first, &second, is_dash || between);
    fits.then_some(Expression::Range(first, second))
}

/// One year in both calendars: 1382-1962, «1436هـ/2015م».
fn both_calendars(first: Item, second: Item) -> Option<Expression> {
    let (from, to) = (first.value.year?, second.value.year?);
    let hijri_first = HIJRI_YEARS.contains(&from) && GREGORIAN_YEARS.contains(&to);
    let same = hijri_first && resolve::is_same_year(from, to) && second.calendar == Calendar::Gregorian;
    let first = Item { calendar: Calendar::Hijri, ..first };
    same.then(|| Expression::List(vec![first, second]))
}

/// Gregorian years of the Hijri years that newspapers print.
const GREGORIAN_YEARS: std::ops::RangeInclusive<i16> = 1880..=2080;

/// The 99 of 1998-99, which no day could be.
fn end_of_century(tokens: &Tokens<'_>, first: &Item) -> Option<Item> {
    const DAYS_MAX: i16 = 31;
    let (from, at) = (first.value.year?, first.end + 1);
    let run = tokens.digits(at).filter(|run| run.n_digits == 2 && run.value > DAYS_MAX)?;
    let to = from - from % 100 + run.value;
    let joined = tokens.is_mark(first.end, "-–") && tokens.is_glued(first.end) && tokens.is_glued(at);
    let value = PartialDate { year: Some(to), month: None, day: None };
    let fits = joined && (from + 1..from + 10).contains(&to);
    fits.then(|| Item::new(tokens.span(at).start(), at, at + 1, value))
}

/// The 22 of 2021-22.
fn short_year(tokens: &Tokens<'_>, first: &Item, second: Item) -> Option<Item> {
    let (from, day) = (first.value.year?, i16::from(second.value.day?));
    let glued = tokens.is_glued(first.end) && tokens.digits(first.end + 1)?.n_digits == 2;
    let to = from - from % 100 + day;
    let fits = glued && second.end == first.end + 2 && (from + 1..from + 10).contains(&to);
    let value = PartialDate { year: Some(to), month: None, day: None };
    fits.then_some(Item { value, ..second })
}

/// `June 5-9, 2021`, `June 5 and 6`.
fn days_after_month(
    tokens: &Tokens<'_>,
    first: Item,
    second: Item,
    connector: Connector,
    spans_range: bool,
) -> Option<Expression> {
    if connector == Connector::Slash || first.is_numeric {
        return None;
    }
    let second = item::with_month_of(tokens, &first, second)?;
    let mut first = first;
    first.value.year = second.value.year;
    let rises = first.value.day < second.value.day;
    match (rises, spans_range) {
        (true, true) => Some(Expression::Range(first, second)),
        (true, false) => Some(Expression::List(vec![first, second])),
        (false, _) => None,
    }
}

/// «5 و6 و7 مايو»: days that take the month of the last.
fn list(tokens: &Tokens<'_>, first: Item, second: Item) -> Option<Expression> {
    if !first.is_day_alone() {
        return None;
    }
    let mut items = vec![first, second];
    while items.len() < LIST_ITEMS_MAX && items.last().is_some_and(Item::is_day_alone) {
        let (Connector::And, next) = following(tokens, items.last()?)? else {
            return None;
        };
        items.push(next);
    }
    let last = *items.last()?;
    if last.value.day.is_none() || !last.is_complete() {
        return None;
    }
    let items: Option<Vec<Item>> = items.into_iter().map(|item| completed(item, &last)).collect();
    items.map(Expression::List)
}

/// `item` with the month and year that it leaves to `last`.
fn completed(item: Item, last: &Item) -> Option<Item> {
    if item == *last {
        return Some(item);
    }
    let mut item = item;
    if item.is_day_alone() {
        last.value.day?;
        item.value.month = last.value.month;
        item.calendar = last.calendar;
    } else if item.value.day.is_some() != last.value.day.is_some() {
        return None;
    }
    if item.value.year.is_none() {
        let wraps = (item.value.month, item.value.day) > (last.value.month, last.value.day);
        if wraps && item.value.month == last.value.month {
            return None;
        }
        item.value.year = last.value.year.map(|year| if wraps { year - 1 } else { year });
    }
    let in_order = (item.value.year, item.value.month, item.value.day)
        < (last.value.year, last.value.month, last.value.day)
        || item.value.year.is_none();
    (item.is_complete() && in_order).then_some(item)
}
