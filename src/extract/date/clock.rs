//! Clock times and decades: digits that are neither dates nor figures.

use crate::{
    base::Span,
    extract::date::{decade::end_of_decade, tokens::Tokens},
    ruleset::calendar::Role,
};

/// Appends the clock times, time zones and decades of one block to `spans`, in order.
pub(super) fn collect(tokens: &Tokens<'_>, spans: &mut Vec<Span>) {
    let mut at = 0;
    while at < tokens.len() {
        let end = if tokens.is_digits(at) {
            clock(tokens, at).or_else(|| end_of_decade(tokens, at))
        } else {
            zone(tokens, at)
        };
        match end {
            Some(end) => {
                spans.push(tokens.span(at).cover(tokens.span(end - 1)));
                at = end;
            }
            None => at += 1,
        }
    }
}

/// 10:30, `5 p.m.`, «الساعة 20», 1400 GMT; the position after it.
fn clock(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    if tokens.is_glued(at) && tokens.is_mark(at.wrapping_sub(1), ":/.$€£#") {
        return None;
    }
    let (hour, minutes) = hour_and_minutes(tokens, at)?;
    let mut end = minutes;
    let hour_before = !tokens.has(minutes, Role::Counted)
        && at.checked_sub(1).is_some_and(|before| hour_word_before(tokens, before));
    let after = qualifier(tokens, end);
    if let Some(after) = after {
        end = after;
    }
    let colon = minutes >= at + 3 && tokens.is_mark(at + 1, ":");
    // «16م» is sixteen metres unless a clock is named.
    let letter = !tokens.form(minutes).is_ascii() && tokens.form(minutes).chars().count() == 1;
    if letter && !colon && !hour_before {
        return None;
    }
    let long = !colon && hour > 24;
    let said = colon || hour_before || after.is_some();
    // 1400 is a time only before a zone; «2013م» is a year.
    if !said || (long && !tokens.has(minutes, Role::Zone)) {
        return None;
    }
    Some(with_minutes_in_words(tokens, end, hour_before))
}

/// The hour written at `at` and the position after it and its minutes and seconds.
fn hour_and_minutes(tokens: &Tokens<'_>, at: usize) -> Option<(i16, usize)> {
    if let Some((hour, minute)) = tokens.form(at).split_once(['.', ',']) {
        let (hour, minute): (i16, i16) = (hour.parse().ok()?, minute.parse().ok()?);
        let fits = tokens.form(at).len() <= 5 && hour <= 24 && minute < 60;
        return fits.then_some((hour, at + 1));
    }
    let hour = tokens.digits(at)?;
    if hour.n_digits == 4 || (hour.n_digits == 3 && hour.value >= 100) {
        let fits = hour.value / 100 <= 24 && hour.value % 100 < 60;
        return fits.then_some((hour.value, at + 1));
    }
    if hour.value > 24 {
        return None;
    }
    let mut end = at + 1;
    // Minutes, then seconds.
    for _ in 0..2 {
        let minute = tokens.digits(end + 1).filter(|run| run.n_digits == 2 && run.value < 60);
        let glued = tokens.is_mark(end, ":") && tokens.is_glued(end) && tokens.is_glued(end + 1);
        if minute.is_none() || !glued {
            break;
        }
        end += 2;
    }
    Some((hour.value, end))
}

fn hour_word_before(tokens: &Tokens<'_>, before: usize) -> bool {
    let before = if tokens.is_mark(before, "(") { before.wrapping_sub(1) } else { before };
    let before = if tokens.is_bare(before, Role::Glue) { before.wrapping_sub(1) } else { before };
    tokens.has(before, Role::Hour)
}

/// «صباحا», `p.m.`, `GMT`, «بتوقيت غرينتش» after a time; the position after it.
fn qualifier(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let open = usize::from(tokens.is_mark(at, "("));
    let word = at + open;
    if tokens.has(word, Role::Zone) {
        return Some(zone_end(tokens, word));
    }
    // «5 بعد الظهر».
    if tokens.is_bare(word, Role::In) && tokens.is_bare(word + 1, Role::Noon) {
        return Some(word + 2);
    }
    if !tokens.is_bare(word, Role::Noon) || open == 1 {
        return None;
    }
    let mut end = word + 1;
    let single = tokens.form(word).chars().count() == 1;
    if single {
        // `5 p.m.`, `5 a. m.`; a letter alone is none.
        let dotted = tokens.is_mark(end, ".") && tokens.form(end + 1) == "m";
        if !dotted && tokens.form(word).is_ascii() {
            return None;
        }
        if dotted {
            end += 2;
            end += usize::from(
                tokens.is_mark(end, ".")
                    && tokens.is_glued(end)
                    && !tokens.get(end + 1).is_none_or(|next| next.spaced),
            );
        } else if !tokens.is_mark(end, ".،,؛)") && tokens.get(end).is_some() && !tokens.is_glued(word) {
            // «5 م» is five metres as often as five in the afternoon.
            return None;
        }
    }
    if tokens.has(end, Role::Zone) {
        end = zone_end(tokens, end);
    }
    Some(end)
}

/// `GMT+3`, «توقيت غرينتش», `GMT` after a time.
fn zone_end(tokens: &Tokens<'_>, at: usize) -> usize {
    let mut end = at + 1;
    // «ت.غ», «ت غ», «توقيت غرينتش».
    loop {
        let dot = usize::from(tokens.is_mark(end, ".") && tokens.is_glued(end));
        if !tokens.has(end + dot, Role::Zone) {
            break;
        }
        end += dot + 1;
    }
    let signed = tokens.is_mark(end, "+-−") && tokens.digits(end + 1).is_some_and(|run| run.value <= 14);
    if signed {
        end += 2;
        if tokens.is_mark(end, ":") && tokens.is_glued(end) && tokens.is_digits(end + 1) {
            end += 2;
        }
    }
    end
}

/// A zone alone, with its hours: `UTC+3`.
fn zone(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    if !tokens.has(at, Role::Zone) {
        return None;
    }
    let end = zone_end(tokens, at);
    tokens.is_digits(end - 1).then_some(end)
}

/// «الساعة 8 و35 دقيقة».
fn with_minutes_in_words(tokens: &Tokens<'_>, end: usize, hour_before: bool) -> usize {
    let conjunction = tokens.is_bare(end, Role::And) || tokens.is_bare(end, Role::Glue);
    if hour_before && conjunction && tokens.is_digits(end + 1) && tokens.has(end + 2, Role::Minute) {
        return end + 3;
    }
    end
}
