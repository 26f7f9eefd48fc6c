//! Dates in digits: 15/06/2023, 2023-06-15, 1436/10/5هـ, 5/12.

use crate::{
    base::lex::Script,
    extract::date::{
        Calendar, PartialDate,
        item::{HIJRI_YEARS, Item},
        tokens::{DigitRun, Tokens, parse_digits},
        year_part::with_era,
    },
    ruleset::calendar::{NumericOrder, Role},
};

/// Years of the Gregorian calendar that are written in dates of digits only.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2100;

/// The date in digits that begins at `at`, in the order day, month where both orders can be meant.
pub(super) fn read(tokens: &Tokens<'_>, at: usize) -> Option<Item> {
    if !starts_free(tokens, at) {
        return None;
    }
    read_after_dash(tokens, at)
}

/// As [`read`], for the second end of «17-18/09/1436».
pub(super) fn read_after_dash(tokens: &Tokens<'_>, at: usize) -> Option<Item> {
    if stands_alone(tokens, at) {
        return None;
    }
    let item = dotted(tokens, at)
        .or_else(|| separated(tokens, at))
        .or_else(|| spaced(tokens, at))
        .or_else(|| with_month_name(tokens, at))
        .or_else(|| year_month_day(tokens, at))
        .or_else(|| year_and_month(tokens, at))
        .or_else(|| two_parts(tokens, at))?;
    let item = Item { is_numeric: true, ..item };
    let item = with_two_digit_hijri(with_era(tokens, item));
    ends_free(tokens, item.end).then_some(item)
}

/// Whether neither marks nor digits follow the digits, nor a month that a year could have: no date in digits.
fn stands_alone(tokens: &Tokens<'_>, at: usize) -> bool {
    let form = tokens.form(at);
    form.len() != 4 && !form.contains('.') && tokens.is_word(at + 1)
}

/// Whether the digits are not the tail of a longer code, path, fraction or sum.
pub(super) fn starts_free(tokens: &Tokens<'_>, at: usize) -> bool {
    if !tokens.is_glued(at) {
        return true;
    }
    let before = at - 1;
    if tokens.is_word(before) {
        const CUES: [Role; 6] = [Role::Glue, Role::Year, Role::Since, Role::In, Role::Day, Role::Month];
        return tokens.script(before) == Some(Script::Arabic) && tokens.roles(before).has_any(&CUES);
    }
    if tokens.is_mark(before, "-–—") {
        return before > 0 && !tokens.is_glued(before);
    }
    tokens.is_mark(before, "([{«\"“”'‘،؛…<>|*ـ")
        || (tokens.is_mark(before, ":") && !tokens.is_digits(before.wrapping_sub(1)))
}

/// Whether the digits before `end` are not the head of a longer code, path or sum.
fn ends_free(tokens: &Tokens<'_>, end: usize) -> bool {
    if !tokens.is_glued(end) {
        return !tokens.is_mark(end, "%٪");
    }
    if tokens.is_word(end) {
        return tokens.form(end) == "t" || tokens.form(end) == "'s";
    }
    if tokens.is_digits(end) {
        return false;
    }
    let closes = !tokens.is_mark(end, "/\\-–+=%٪&@#_$€£:");
    closes || !tokens.is_glued(end + 1)
}

/// 2015.5.13, 16.11.2016.
fn dotted(tokens: &Tokens<'_>, at: usize) -> Option<Item> {
    let mut parts = tokens.form(at).split('.');
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let parts = [parse_digits(a)?, parse_digits(b)?, parse_digits(c)?];
    // 15.06.23 is as often a version.
    let allow_short_year = parts.iter().all(|part| part.n_digits == 2) && is_cued(tokens, at);
    item_of_three(tokens, at, at + 1, parts, allow_short_year)
}

/// 15/06/2023, 2023-06-15, 15 / 6 / 2023.
fn separated(tokens: &Tokens<'_>, at: usize) -> Option<Item> {
    let parts = [tokens.digits(at)?, tokens.digits(at + 2)?, tokens.digits(at + 4)?];
    let slashes = |marks: &str| tokens.is_mark(at + 1, marks) && tokens.is_mark(at + 3, marks);
    let glued = (at + 1..=at + 4).all(|at| tokens.is_glued(at));
    let same = ["/", "-–‐‑", "\\", "."].into_iter().any(slashes);
    // With spaces around them hyphens are also subtraction and scores; a year says that they are not.
    let spaced = !tokens.is_glued(at + 1) && !tokens.is_glued(at + 3) && parts[2].n_digits == 4;
    let fits = glued || slashes("/") || (spaced && slashes("-–"));
    if !same || !fits {
        return None;
    }
    // 9-18-15 is a telephone number unless a word says that a day is meant.
    let allow_short_year = glued && (slashes("/") || (slashes("-") && is_cued(tokens, at)));
    item_of_three(tokens, at, at + 5, parts, allow_short_year)
}

/// 2016 10 16.
fn spaced(tokens: &Tokens<'_>, at: usize) -> Option<Item> {
    let parts = [tokens.digits(at)?, tokens.digits(at + 1)?, tokens.digits(at + 2)?];
    let [year, month, day] = parts;
    let shape = (year.n_digits, month.n_digits, day.n_digits) == (4, 2, 2) && !tokens.is_digits(at + 3);
    if !shape || month.value > 12 {
        return None;
    }
    item_of_three(tokens, at, at + 3, parts, false)
}

/// 2019/aug/01, 21-Jun-2019 is read from its day.
fn with_month_name(tokens: &Tokens<'_>, at: usize) -> Option<Item> {
    let year = tokens.digits(at).filter(|run| run.n_digits == 4)?;
    let month = tokens.month_name(at + 2)?;
    let marks = tokens.is_mark(at + 1, "/-.") && tokens.is_mark(month.end, "/-.");
    let day =
        tokens.digits(month.end + 1).filter(|run| run.n_digits <= 2 && (1..=31).contains(&run.value))?;
    let glued = (at + 1..=month.end + 1).all(|at| tokens.is_glued(at));
    if !marks || !glued {
        return None;
    }
    let value = partial(Some(year.value), month.name.month.into(), day.value)?;
    Some(Item {
        calendar: month.name.calendar,
        ..Item::new(tokens.span(at).start(), at, month.end + 2, value)
    })
}

/// 2016 Nov 16.
fn year_month_day(tokens: &Tokens<'_>, at: usize) -> Option<Item> {
    let year = tokens.digits(at).filter(|run| run.n_digits == 4 && YEARS.contains(&run.value))?;
    let month = tokens.month_name(at + 1)?;
    let day = tokens.digits(month.end).filter(|run| run.n_digits <= 2 && (1..=31).contains(&run.value))?;
    let end = month.end + 1;
    let value = partial(Some(year.value), month.name.month.into(), day.value)?;
    let item = Item { calendar: month.name.calendar, ..Item::new(tokens.span(at).start(), at, end, value) };
    (ends_clause(tokens, end) && !month.has_proclitic).then_some(item)
}

/// 2023-06, where it is no season: 2010-11 is two years.
fn year_and_month(tokens: &Tokens<'_>, at: usize) -> Option<Item> {
    let year = tokens.digits(at).filter(|run| run.n_digits == 4 && YEARS.contains(&run.value))?;
    let month = tokens.digits(at + 2).filter(|run| run.n_digits == 2 && (1..=12).contains(&run.value))?;
    let glued = tokens.is_mark(at + 1, "-") && tokens.is_glued(at + 1) && tokens.is_glued(at + 2);
    if !glued || month.value > year.value % 100 {
        return None;
    }
    let value = PartialDate { year: Some(year.value), month: i8::try_from(month.value).ok(), day: None };
    Some(Item::new(tokens.span(at).start(), at, at + 3, value))
}

fn item_of_three(
    tokens: &Tokens<'_>,
    at: usize,
    end: usize,
    parts: [DigitRun; 3],
    allow_short_year: bool,
) -> Option<Item> {
    let [a, b, c] = parts;
    let start = tokens.span(at).start();
    if a.n_digits == 4 && b.n_digits <= 2 && c.n_digits <= 2 {
        let calendar = calendar_of_year(a.value)?;
        let value =
            partial(Some(a.value), b.value, c.value).or_else(|| partial(Some(a.value), c.value, b.value))?;
        return Some(Item { calendar, ..Item::new(start, at, end, value) });
    }
    if a.n_digits > 2 || b.n_digits > 2 {
        return None;
    }
    let (year, calendar) = match c.n_digits {
        4 => (c.value, calendar_of_year(c.value)?),
        2 if allow_short_year => (century(c.value), Calendar::Gregorian),
        _ => return None,
    };
    let (value, mut swapped) = either_order(tokens, Some(year), a.value, b.value)?;
    if calendar == Calendar::Hijri {
        swapped = partial(Some(year), a.value, b.value).filter(|swapped| *swapped != value);
    }
    Some(Item { calendar, swapped, ..Item::new(start, at, end, value) })
}

/// 4/22, 5/12, 5.12: a day and a month only where something says so, else a fraction or a decimal.
fn two_parts(tokens: &Tokens<'_>, at: usize) -> Option<Item> {
    if let Some((a, b)) = tokens.form(at).split_once('.') {
        let (a, b) = (parse_digits(a)?, parse_digits(b)?);
        let fits = a.n_digits <= 2 && b.n_digits == 2 && is_cued(tokens, at) && ends_clause(tokens, at + 1);
        if !fits {
            return None;
        }
        return day_and_month(tokens, at, at + 1, a, b);
    }
    let (a, b) = (tokens.digits(at)?, tokens.digits(at + 2)?);
    let is_slash = tokens.is_mark(at + 1, "/");
    let is_sign = is_slash || tokens.is_mark(at + 1, "-");
    if !is_sign || !tokens.is_glued(at + 1) || !tokens.is_glued(at + 2) {
        return None;
    }
    let cued = is_cued(tokens, at);
    let zero = (a.n_digits == 2 && a.value < 10) || (b.n_digits == 2 && b.value < 10);
    if a.n_digits <= 2 && b.n_digits == 4 {
        let fits = (cued || zero) && is_slash && YEARS.contains(&b.value) && (1..=12).contains(&a.value);
        let value = PartialDate { year: Some(b.value), month: i8::try_from(a.value).ok(), day: None };
        return fits.then(|| Item::new(tokens.span(at).start(), at, at + 3, value));
    }
    if a.n_digits > 2 || b.n_digits > 2 {
        return None;
    }
    if !is_slash {
        // 4-22 is a range or a result too: a word must say that a day is meant, and one part be no month.
        let fits = cued && (a.value > 12) != (b.value > 12) && ends_clause(tokens, at + 3);
        return if fits { day_and_month(tokens, at, at + 3, a, b) } else { None };
    }
    if is_byword(tokens, at, a, b) {
        return None;
    }
    // A fraction of a mile or of an inch has a small denominator or one of 16 and 32.
    let small = b.value <= 12 && !zero;
    let looks_like_fraction = small || b.value == 16 || b.value == 32;
    if !cued && (looks_like_fraction || !ends_clause(tokens, at + 3)) {
        return None;
    }
    day_and_month(tokens, at, at + 3, a, b)
}

/// Whether English says something else than a day with the two numbers: `9/11`, `24/7`.
fn is_byword(tokens: &Tokens<'_>, at: usize, a: DigitRun, b: DigitRun) -> bool {
    const BYWORDS: [(i16, i16); 3] = [(9, 11), (7, 7), (24, 7)];
    let is_latin = |at: usize| tokens.script(at) == Some(Script::Latin);
    let plain = a.n_digits <= 2 && (b.n_digits == 1 || b.value > 9);
    plain && BYWORDS.contains(&(a.value, b.value)) && (is_latin(at.wrapping_sub(1)) || is_latin(at + 3))
}

fn day_and_month(tokens: &Tokens<'_>, at: usize, end: usize, a: DigitRun, b: DigitRun) -> Option<Item> {
    let (value, swapped) = either_order(tokens, None, a.value, b.value)?;
    Some(Item { swapped, ..Item::new(tokens.span(at).start(), at, end, value) })
}

/// Whether a weekday or a word such as «بتاريخ» stands before the digits.
fn is_cued(tokens: &Tokens<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let before = before.saturating_sub(usize::from(tokens.is_mark(before, ",،")));
    tokens.roles(before).has_any(&[Role::On, Role::Month]) || tokens.weekday(before).is_some()
}

/// Whether no word follows that the number could count.
pub(super) fn ends_clause(tokens: &Tokens<'_>, end: usize) -> bool {
    match tokens.get(end) {
        None => true,
        Some(_) if tokens.is_word(end) => tokens.has(end, Role::Follow),
        Some(_) => tokens.is_mark(end, ".,،؛;:!?؟)»\"”"),
    }
}

/// Both ways to read two numbers as day and month, the likelier first.
fn either_order(
    tokens: &Tokens<'_>,
    year: Option<i16>,
    a: i16,
    b: i16,
) -> Option<(PartialDate, Option<PartialDate>)> {
    let day_first = partial(year, b, a);
    let month_first = partial(year, a, b);
    match (day_first, month_first) {
        (Some(one), Some(other)) if one == other => Some((one, None)),
        (Some(day_first), Some(month_first)) => {
            let (order, is_known) = tokens.numeric_order();
            let (value, other) = match order {
                NumericOrder::DayMonth => (day_first, month_first),
                NumericOrder::MonthDay => (month_first, day_first),
            };
            Some((value, (!is_known).then_some(other)))
        }
        (one, other) => one.or(other).map(|value| (value, None)),
    }
}

fn partial(year: Option<i16>, month: i16, day: i16) -> Option<PartialDate> {
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    fits.then_some(PartialDate { year, month: Some(month), day: Some(day) })
}

fn calendar_of_year(year: i16) -> Option<Calendar> {
    if HIJRI_YEARS.contains(&year) {
        Some(Calendar::Hijri)
    } else if YEARS.contains(&year) {
        Some(Calendar::Gregorian)
    } else {
        None
    }
}

/// 19 is 2019, 84 is 1984.
fn century(year: i16) -> i16 {
    if year < 50 { 2000 + year } else { 1900 + year }
}

/// 5/10/36هـ is 1436: the era is only seen after the year was read.
fn with_two_digit_hijri(item: Item) -> Item {
    let Some(year) = item.value.year.filter(|year| *year >= 1900 && item.calendar == Calendar::Hijri) else {
        return item;
    };
    let year = 1400 + year % 100;
    let with_year = |value: PartialDate| PartialDate { year: Some(year), ..value };
    Item { value: with_year(item.value), swapped: item.swapped.map(with_year), ..item }
}
