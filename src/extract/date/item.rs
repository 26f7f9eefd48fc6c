//! One date: its parts as far as they are written, in the order of either language.

use crate::{
    base::lex::Script,
    extract::date::{
        Calendar, PartialDate,
        numeric::{self, ends_clause},
        tokens::{MonthAt, Tokens},
        year_part::{with_year_after, year_in_digits},
    },
    ruleset::{Reading, calendar::Role},
};

/// Hijri years that newspapers print; without a sign of their own they are only read beside a Hijri
/// month or in a date of digits.
pub(super) const HIJRI_YEARS: std::ops::RangeInclusive<i16> = 1300..=1500;

/// Which occurrence of a day without a year is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// «الماضي».
    Last,
    /// «المقبل».
    Next,
}

/// A date that may lack parts which what follows supplies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Item {
    /// The first byte.
    pub(super) start: usize,
    /// The first token.
    pub(super) first: usize,
    /// The position after the last token.
    pub(super) end: usize,
    pub(super) calendar: Calendar,
    pub(super) value: PartialDate,
    /// The same digits in the other order of day and month.
    pub(super) swapped: Option<PartialDate>,
    /// Whether a month was read whose name is also a word.
    pub(super) month_is_word: bool,
    /// Whether it is written in digits and separators only.
    pub(super) is_numeric: bool,
    /// Whether the era is written: «هـ», «م».
    pub(super) has_era: bool,
    pub(super) direction: Option<Direction>,
    /// The year as said from the article's own: «من العام الماضي».
    pub(super) year_offset: Option<i16>,
}

impl Item {
    pub(super) fn new(start: usize, first: usize, end: usize, value: PartialDate) -> Item {
        Item {
            start,
            first,
            end,
            calendar: Calendar::Gregorian,
            value,
            swapped: None,
            month_is_word: false,
            is_numeric: false,
            has_era: false,
            direction: None,
            year_offset: None,
        }
    }

    /// Whether it is a date by itself: a day of a month, or a month of a year.
    pub(super) fn is_complete(&self) -> bool {
        self.value.month.is_some() && (self.value.day.is_some() || self.value.year.is_some())
    }

    pub(super) fn is_day_alone(&self) -> bool {
        self.value.day.is_some() && self.value.month.is_none()
    }

    pub(super) fn is_month_alone(&self) -> bool {
        matches!(self.value, PartialDate { year: None, month: Some(_), day: None })
    }

    pub(super) fn is_year_alone(&self) -> bool {
        matches!(self.value, PartialDate { year: Some(_), month: None, day: None })
    }
}

pub(super) const NOTHING: PartialDate = PartialDate { year: None, month: None, day: None };

/// The longest date, or part of one, that begins at `at`.
pub(super) fn read(tokens: &Tokens<'_>, at: usize) -> Option<Item> {
    if tokens.is_digits(at) {
        return numeric::read(tokens, at)
            .or_else(|| day_in_digits(tokens, at))
            .or_else(|| year_in_digits(tokens, at));
    }
    if !tokens.is_date_word(at) {
        return None;
    }
    day_in_words(tokens, at).or_else(|| from_month(tokens, at))
}

/// «15 …», `21st …`.
fn day_in_digits(tokens: &Tokens<'_>, at: usize) -> Option<Item> {
    let run = tokens.digits(at).filter(|run| run.n_digits <= 2 && (1..=31).contains(&run.value))?;
    // `B12 may help`
    if at > 0 && tokens.is_glued(at) && tokens.is_word(at - 1) && tokens.script(at - 1) == Some(Script::Latin)
    {
        return None;
    }
    let mut end = at + 1;
    if tokens.is_glued(end) && tokens.has(end, Role::Suffix) {
        end += 1;
    }
    let day = i8::try_from(run.value).ok()?;
    let item = Item::new(tokens.span(at).start(), at, end, PartialDate { day: Some(day), ..NOTHING });
    Some(with_month_after(tokens, item))
}

/// «السابع عشر …», `twenty third …`.
fn day_in_words(tokens: &Tokens<'_>, at: usize) -> Option<Item> {
    let (reading, first) = tokens.day_word(at)?;
    let start = tokens.stem_start(at, reading);
    let compound = compound_day(tokens, at);
    let (day, end) = compound.or((first.day != 0).then_some((first.day, at + 1)))?;
    let item = Item::new(start, at, end, PartialDate { day: Some(day), ..NOTHING });
    let item = with_month_after(tokens, item);
    let dated = compound.is_some() && item.value.month.is_some();
    if !dated && qualifies_noun(tokens, at, reading) {
        return None;
    }
    // A word for a day says nothing without its month: «الأول» is the first of anything.
    item.value.month.is_some().then_some(item).or_else(|| may_take_month_later(tokens, item))
}

/// Whether the ordinal belongs to the noun before it: «الأسبوع الأول من يوليو». One of two words before a
/// month is a day behind any noun: «حدد الوزير الحادي والعشرين من يوليو موعدا».
fn qualifies_noun(tokens: &Tokens<'_>, at: usize, reading: Reading) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let known = tokens.weekday(before).is_some()
        || tokens.roles(before).has_any(&[Role::Day, Role::DayPart, Role::Matching, Role::Noon, Role::To]);
    reading.proclitics.is_none()
        && tokens.ruleset.dates.has_article(tokens.form(at))
        && tokens.ruleset.dates.has_article(tokens.form(before))
        && !known
}

/// A day in words before a connector may belong to the month after it: «بين الأول والخامس من أيار».
fn may_take_month_later(tokens: &Tokens<'_>, item: Item) -> Option<Item> {
    let follows = tokens.has(item.end, Role::To)
        || tokens.has(item.end, Role::And)
        || tokens.day_word(item.end).is_some_and(|(reading, _)| !reading.proclitics.is_none());
    follows.then_some(item)
}

/// A day of two words: «الحادي والعشرين», `thirty-first`, «السابع عشر».
fn compound_day(tokens: &Tokens<'_>, at: usize) -> Option<(i8, usize)> {
    let (_, first) = tokens.day_word(at)?;
    let hyphen = usize::from(tokens.is_mark(at + 1, "-‐‑–") && tokens.is_glued(at + 1));
    let next_at = at + 1 + hyphen;
    let (reading, next) = tokens.day_word(next_at)?;
    let is_unit = |part: i8| (1..=9).contains(&part);
    let joined = !first.join.is_none() && reading.proclitics == first.join;
    let units_first = is_unit(first.day_part) && next.day_part >= 20 && joined;
    let tens_first =
        first.day_part >= 20 && is_unit(next.day) && reading.proclitics.is_none() && first.join.is_none();
    let teen =
        is_unit(first.day_part) && next.day_part == 10 && next.day == 0 && reading.proclitics.is_none();
    let day = first.day_part + next.day_part;
    ((units_first || tens_first || teen) && day <= 31).then_some((day, next_at + 1))
}

/// Adds the month, and the year after it, to a day.
fn with_month_after(tokens: &Tokens<'_>, item: Item) -> Item {
    let mut at = item.end;
    let Some(separator) = separator_after_day(tokens, &mut at) else {
        return item;
    };
    let Some(month) = month(tokens, at).filter(|month| !month.has_proclitic) else {
        return item;
    };
    if separator != Separator::Of && is_verb(tokens, at, &month) {
        return item;
    }
    let mut dated = Item { end: month.end, ..item };
    set_month(&mut dated, &month);
    let dotted = separator == Separator::Dot || month.name.is_abbreviation;
    let glue = if separator == Separator::Glued { Some(at - 1) } else { None };
    let dated = with_year_after(tokens, dated, dotted, glue);
    // «2 صفر» is a result, two to nothing; a day of Safar comes with «من», «شهر» or its year.
    let is_result = month.name.is_number && separator != Separator::Of && dated.value.year.is_none();
    if is_result || (separator == Separator::Glued && month.name.is_number) { item } else { dated }
}

/// `Windows 12 may never come`: a word that is a month too, in small letters before a further word.
fn is_verb(tokens: &Tokens<'_>, at: usize, month: &MonthAt) -> bool {
    let small = tokens.span(at).text(tokens.source).chars().all(char::is_lowercase);
    month.name.is_word
        && small
        && tokens.script(at) == Some(Script::Latin)
        && tokens.is_word(month.end)
        && !tokens.has(month.end, Role::Follow)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Separator {
    None,
    Dot,
    Glued,
    /// «من», «شهر», `of`.
    Of,
}

/// Skips what may stand between a day and its month: `.`, `-`, «من شهر», `day of`.
fn separator_after_day(tokens: &Tokens<'_>, at: &mut usize) -> Option<Separator> {
    if tokens.is_mark(*at, ".") && tokens.is_glued(*at) && tokens.get(*at + 1)?.spaced {
        *at += 1;
        return Some(Separator::Dot);
    }
    if tokens.is_mark(*at, "-–/") && tokens.is_glued(*at) && tokens.is_glued(*at + 1) {
        *at += 1;
        return Some(Separator::Glued);
    }
    if tokens.is_bare(*at, Role::Day) && tokens.has(*at + 1, Role::Of) {
        *at += 1;
    }
    let before = *at;
    if tokens.is_bare(*at, Role::Of) {
        *at += 1;
    }
    if tokens.is_bare(*at, Role::Month) {
        *at += 1;
    }
    Some(if *at > before { Separator::Of } else { Separator::None })
}

fn set_month(item: &mut Item, month: &MonthAt) {
    item.value.month = Some(month.name.month);
    item.calendar = month.name.calendar;
    item.month_is_word = month.name.is_word;
}

/// A month, with its other name: «مايو/أيار», «أيار (مايو)», «تشرين الثاني نوفمبر».
pub(super) fn month(tokens: &Tokens<'_>, at: usize) -> Option<MonthAt> {
    let mut first = tokens.month_name(at)?;
    if first.name.is_abbreviation && tokens.is_mark(first.end, ".") && tokens.is_glued(first.end) {
        first.end += 1;
    }
    let same = |at: usize| {
        tokens.month_name(at).filter(|month| {
            (month.name.calendar, month.name.month) == (first.name.calendar, first.name.month)
                && !month.has_proclitic
        })
    };
    if tokens.is_mark(first.end, "(") {
        if let Some(second) = same(first.end + 1)
            && tokens.is_mark(second.end, ")")
        {
            return Some(MonthAt { end: second.end + 1, ..first });
        }
    } else {
        let at = first.end + usize::from(tokens.is_mark(first.end, "/\\-–—ـ|"));
        if let Some(second) = same(at) {
            return Some(MonthAt { end: second.end, ..first });
        }
    }
    Some(first)
}

/// «مارس 2021», `June 21`, `September the third, 2019`.
fn from_month(tokens: &Tokens<'_>, at: usize) -> Option<Item> {
    let month = month(tokens, at)?;
    let mut item = Item::new(month.start, at, month.end, NOTHING);
    set_month(&mut item, &month);
    // «صفر-2» is a result.
    let day = if month.name.is_number { None } else { day_after_month(tokens, &month) };
    if let Some((day, end)) = day {
        item.value.day = Some(day);
        item.end = end;
        let glue = (tokens.is_mark(month.end, "-/") && tokens.is_glued(month.end)).then_some(month.end);
        return Some(with_year_after(tokens, item, false, glue));
    }
    let glue = (tokens.is_mark(month.end, "-/") && tokens.is_glued(month.end)).then_some(month.end);
    Some(with_year_after(tokens, item, month.name.is_abbreviation, glue))
}

/// The day that follows its month, unless it counts something: «قتل في مارس 30 مدنيا».
fn day_after_month(tokens: &Tokens<'_>, month: &MonthAt) -> Option<(i8, usize)> {
    let mut at = month.end;
    let hyphen = tokens.is_mark(at, "-/") && tokens.is_glued(at) && tokens.is_glued(at + 1);
    let stop = tokens.is_mark(at, ".") && tokens.is_glued(at) && tokens.is_digits(at + 1);
    // «October. 2», unless a sentence ends there.
    if stop && !ends_clause(tokens, at + 2) {
        return None;
    }
    at += usize::from(hyphen || stop || tokens.is_bare(at, Role::Determiner));
    let Some(run) = tokens.digits(at).filter(|run| run.n_digits <= 2 && (1..=31).contains(&run.value)) else {
        return day_word_after_month(tokens, at);
    };
    let mut end = at + 1;
    let suffixed = tokens.is_glued(end) && tokens.has(end, Role::Suffix);
    end += usize::from(suffixed);
    let day = i8::try_from(run.value).ok()?;
    (suffixed || !counts_something(tokens, at, end)).then_some((day, end))
}

fn day_word_after_month(tokens: &Tokens<'_>, at: usize) -> Option<(i8, usize)> {
    let (_, word) = tokens.day_word(at)?;
    // Arabic puts a day in words before its month.
    if !word.join.is_none() {
        return None;
    }
    compound_day(tokens, at).or((word.day != 0).then_some((word.day, at + 1)))
}

/// The day `second` in the month of `first`, with the year after it: the 9 of `June 5-9, 2021`.
pub(super) fn with_month_of(tokens: &Tokens<'_>, first: &Item, second: Item) -> Option<Item> {
    if counts_something(tokens, second.first, second.end) {
        return None;
    }
    let mut item = Item { calendar: first.calendar, ..second };
    item.value.month = first.value.month;
    Some(with_year_after(tokens, item, false, None))
}

/// Whether the number that ends before `end` counts, measures or opens something else: a counted
/// noun, a percent sign, a decimal, a clock time.
fn counts_something(tokens: &Tokens<'_>, at: usize, end: usize) -> bool {
    // The letter of `5 p.m.`, not the article of `March 31 a month ago`.
    let letter = tokens.form(end).len() == 1 && !tokens.is_mark(end + 1, ".");
    // `on May 14 runs for 18 miles`: only «on» says that the day is meant.
    let on_day = || at.checked_sub(2).is_some_and(|before| tokens.roles(before).has(Role::OnDay));
    let counts = tokens.is_bare(end, Role::Counted) || (tokens.has(end, Role::Noon) && !letter);
    if counts && !on_day() {
        return true;
    }
    if tokens.is_mark(end, "%٪$€£:°") || (tokens.is_glued(end) && tokens.is_word(end)) {
        return true;
    }
    // A number after an Arabic month is a day only where a year or a mark follows.
    let arabic = tokens.script(at - 1).is_some_and(|script| script == Script::Arabic);
    arabic && tokens.is_word(end) && !tokens.has(end, Role::Follow)
}
