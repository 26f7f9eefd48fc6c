//! The year as part of a date: after its month, with its era, or said from the article's own.

use crate::{
    extract::date::{
        Calendar, PartialDate,
        item::{Direction, Item, NOTHING},
        tokens::Tokens,
    },
    ruleset::calendar::Role,
};

/// Adds the year that follows: «2021», `, 2019`, «من عام 2023», «عام 1444 هـ».
pub(super) fn with_year_after(
    tokens: &Tokens<'_>,
    mut item: Item,
    dotted: bool,
    glue: Option<usize>,
) -> Item {
    let mut at = item.end;
    if let Some(glue) = glue
        && !(tokens.is_mark(at, "-–/")
            && tokens.span(at).text(tokens.source) == tokens.span(glue).text(tokens.source))
    {
        return item;
    }
    let has_day = item.value.day.is_some();
    let comma = tokens.is_mark(at, ",،") && (has_day || tokens.is_digits(at + 1));
    let stop = dotted && has_day && tokens.is_mark(at, ".") && tokens.is_glued(at);
    at += usize::from(glue.is_some() || comma || stop);
    if tokens.is_bare(at, Role::Of) {
        at += 1;
    }
    let said = tokens.has(at, Role::Year);
    if said {
        if let Some(offset) = year_from_today(tokens, at) {
            item.year_offset = Some(offset);
            return item;
        }
        at += 1;
    }
    let Some(run) = tokens.digits(at).filter(|run| run.n_digits == 4) else {
        return with_direction(tokens, item);
    };
    if !fits_year(item.calendar, run.value) || (!said && year_counts_something(tokens, at + 1, item.calendar))
    {
        return with_direction(tokens, item);
    }
    item.value.year = Some(run.value);
    item.end = at + 1;
    with_era(tokens, item)
}

fn fits_year(calendar: Calendar, year: i16) -> bool {
    match calendar {
        Calendar::Gregorian => (1000..=2999).contains(&year),
        Calendar::Hijri => (1000..=1600).contains(&year),
    }
}

/// Whether the four digits before `end` are a count rather than the year of the month before them.
fn year_counts_something(tokens: &Tokens<'_>, end: usize, calendar: Calendar) -> bool {
    if calendar == Calendar::Hijri && tokens.has(end, Role::Ah) {
        return false;
    }
    // «2025 بمدينة»: what carries a preposition is not counted.
    tokens.is_bare(end, Role::Counted)
        || tokens.is_mark(end, "%٪$€£°")
        || (tokens.is_glued(end)
            && tokens.is_word(end)
            && !tokens.roles(end).has_any(&[Role::Ad, Role::Ah])
            && tokens.form(end) != "'s")
        || (tokens.is_mark(end, ":/") && tokens.is_glued(end) && tokens.is_digits(end + 1))
}

/// «هـ», «م», `AD` after a year.
pub(super) fn with_era(tokens: &Tokens<'_>, mut item: Item) -> Item {
    let at = item.end;
    let opens = usize::from(tokens.is_mark(at, "(") && tokens.is_mark(at + 2, ")"));
    if tokens.is_bare(at + opens, Role::Ah) {
        item.calendar = Calendar::Hijri;
    } else if tokens.is_bare(at + opens, Role::Ad) && item.calendar == Calendar::Gregorian {
        // «2023 م» but not «2000 م فوق سطح البحر»: the letter alone needs a date before it.
    } else {
        return item;
    }
    item.has_era = true;
    item.end = at + 1 + 2 * opens;
    item
}

/// «العام الماضي», «العام الجاري» at `at`, as years after the article's own.
fn year_from_today(tokens: &Tokens<'_>, at: usize) -> Option<i16> {
    let roles = tokens.roles(at + 1);
    [(Role::Last, -1), (Role::This, 0), (Role::Next, 1)]
        .into_iter()
        .find(|(role, _)| roles.has(*role))
        .map(|(_, offset)| offset)
}

/// «الماضي», «المقبل» after a date without a year; `this year`, `last year`.
fn with_direction(tokens: &Tokens<'_>, mut item: Item) -> Item {
    let roles = tokens.roles(item.end);
    let year_follows = tokens.has(item.end + 1, Role::Year);
    if roles.has(Role::Last) {
        item.direction = Some(Direction::Last);
        item.year_offset = year_follows.then_some(-1);
    } else if roles.has(Role::Next) {
        item.direction = Some(Direction::Next);
        item.year_offset = year_follows.then_some(1);
    } else if roles.has(Role::This) {
        item.year_offset = Some(0);
    }
    item
}

/// Four digits that can be a year; whether they are is for what stands around them to say.
pub(super) fn year_in_digits(tokens: &Tokens<'_>, at: usize) -> Option<Item> {
    let run = tokens.digits(at).filter(|run| (100..=2999).contains(&run.value))?;
    let value = PartialDate { year: Some(run.value), ..NOTHING };
    let item = Item::new(tokens.span(at).start(), at, at + 1, value);
    let with_era = with_era(tokens, item);
    // A lone «م» after a number is a metre as often as an era.
    let keeps =
        with_era.calendar == Calendar::Hijri || tokens.is_glued(at + 1) || tokens.form(at + 1).len() > 2;
    Some(if keeps { with_era } else { item })
}
