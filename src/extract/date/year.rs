//! Bare years: whether four digits are a year or a count.

use crate::{
    extract::date::{Calendar, item::Item, numeric::starts_free, tokens::Tokens},
    ruleset::calendar::Role,
};

/// Years that need little around them.
const RECENT: std::ops::RangeInclusive<i16> = 1900..=2100;

/// Whether the year alone in `item` is one. `after_year` tells that a year that was accepted stands
/// before it in the same list.
pub(super) fn is_year(tokens: &Tokens<'_>, item: &Item, after_year: bool) -> bool {
    let Some(year) = item.value.year else {
        return false;
    };
    if !starts_free_of_code(tokens, item.first) || !ends_free(tokens, item.end) {
        return false;
    }
    if item.calendar == Calendar::Hijri {
        return true;
    }
    let before = before_number(tokens, item.first);
    if is_counted(tokens, item.end) || before.is_none_or(|before| !before.fits(tokens, Role::Block)) {
        return false;
    }
    let cue = Cue::of(tokens, item.first);
    let recent = RECENT.contains(&year);
    let round = year % 100 == 0 && year < 1900;
    match cue {
        Cue::Year => true,
        Cue::Since => recent || (!round && follows_freely(tokens, item.end)),
        Cue::In => year <= 2100 && (recent || (!round && follows_freely(tokens, item.end))),
        Cue::Adjective => recent && year != 2000 && tokens.is_word(item.end) && !tokens.is_glued(item.end),
        Cue::Weak => recent && follows_freely(tokens, item.end),
        Cue::Brackets => recent && tokens.is_mark(item.end, ")]،,;؛–-"),
        Cue::None => after_year && recent,
    }
}

/// Whether a range of two years, or of a year and the last digits of the next, is one.
pub(super) fn is_year_range(tokens: &Tokens<'_>, first: &Item, second: &Item, is_dash: bool) -> bool {
    let (Some(from), Some(to)) = (first.value.year, second.value.year) else {
        return false;
    };
    if from >= to || !starts_free_of_code(tokens, first.first) || !ends_free(tokens, second.end) {
        return false;
    }
    if first.calendar == Calendar::Hijri || second.calendar == Calendar::Hijri {
        return true;
    }
    if is_counted(tokens, second.end) || tokens.has(first.first.wrapping_sub(1), Role::Block) {
        return false;
    }
    let recent = RECENT.contains(&from) && RECENT.contains(&to);
    match Cue::of(tokens, first.first) {
        Cue::Year => true,
        Cue::Since | Cue::In | Cue::Brackets => recent || to - from < 100,
        Cue::Weak | Cue::Adjective => recent && (is_dash || follows_freely(tokens, second.end)),
        Cue::None => recent && is_dash && follows_freely(tokens, second.end),
    }
}

/// What stands before a number, from the surest sign of a year to none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    /// «عام».
    Year,
    /// «منذ».
    Since,
    /// «في».
    In,
    /// `the 2015 deal`.
    Adjective,
    /// «من».
    Weak,
    /// `(2015)`.
    Brackets,
    None,
}

impl Cue {
    fn of(tokens: &Tokens<'_>, first: usize) -> Cue {
        let Some(before) = before_number(tokens, first) else {
            return Cue::None;
        };
        if let Before::Bracket = before {
            return Cue::Brackets;
        }
        let Before::Word { at, has_glue } = before else {
            return Cue::None;
        };
        let roles = tokens.roles(at);
        if roles.has(Role::Year) {
            Cue::Year
        } else if roles.has(Role::Since) {
            Cue::Since
        } else if roles.has(Role::In) {
            Cue::In
        } else if roles.has(Role::Determiner) || tokens.form(at) == "'s" {
            Cue::Adjective
        } else if roles.has(Role::Weak) || has_glue {
            Cue::Weak
        } else {
            Cue::None
        }
    }
}

/// The word or bracket before a number, past quotation marks and particles written onto the digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// A word; `has_glue` where a particle stands on the digits.
    Word {
        at: usize,
        has_glue: bool,
    },
    Bracket,
    Nothing,
}

impl Before {
    /// Whether the word before does not do `role`.
    fn fits(self, tokens: &Tokens<'_>, role: Role) -> bool {
        match self {
            Before::Word { at, .. } => !tokens.has(at, role),
            Before::Bracket | Before::Nothing => true,
        }
    }
}

/// `None` where a mark stands there that no year follows.
fn before_number(tokens: &Tokens<'_>, first: usize) -> Option<Before> {
    let Some(mut at) = first.checked_sub(1) else {
        return Some(Before::Nothing);
    };
    if tokens.is_mark(at, "([") {
        return Some(Before::Bracket);
    }
    if tokens.is_mark(at, "«\"“”'‘") {
        match at.checked_sub(1) {
            None => return Some(Before::Nothing),
            Some(before) => at = before,
        }
    }
    if tokens.is_mark(at, "-–‑") && tokens.is_glued(at) {
        // `mid-2019`, `post-2020`.
        return at.checked_sub(1).map(|at| Before::Word { at, has_glue: false });
    }
    if !tokens.is_word(at) {
        return if tokens.is_mark(at, "$€£#%") { None } else { Some(Before::Nothing) };
    }
    if tokens.is_glued(first) && tokens.has(at, Role::Glue) {
        return Some(Before::Word { at, has_glue: true });
    }
    Some(Before::Word { at, has_glue: false })
}

/// As [`starts_free`], but `mid-2019` is a year.
fn starts_free_of_code(tokens: &Tokens<'_>, first: usize) -> bool {
    if starts_free(tokens, first) {
        return true;
    }
    first.checked_sub(2).is_some_and(|before| {
        tokens.is_mark(first - 1, "-–‑") && tokens.roles(before).has_any(&[Role::In, Role::Since])
    })
}

fn ends_free(tokens: &Tokens<'_>, end: usize) -> bool {
    if !tokens.is_glued(end) {
        return !tokens.is_mark(end, "%٪$€£°");
    }
    if tokens.is_word(end) {
        return tokens.form(end) == "'s";
    }
    if tokens.is_mark(end, "-–/\\") {
        return tokens.is_glued(end + 1)
            && tokens.is_word(end + 1)
            && tokens.script(end + 1) != Some(crate::base::lex::Script::Latin);
    }
    let minutes = tokens.is_mark(end, ":") && tokens.is_digits(end + 1);
    !minutes && !tokens.is_mark(end, "%٪$€£°+=_@#")
}

fn is_counted(tokens: &Tokens<'_>, end: usize) -> bool {
    tokens.has(end, Role::Counted)
}

/// Whether what follows shows that nothing is counted: the end, a mark, a word of the grammar, an
/// Arabic noun with its article, a name in Latin letters.
fn follows_freely(tokens: &Tokens<'_>, end: usize) -> bool {
    if tokens.get(end).is_none() {
        return true;
    }
    if tokens.is_word(end) {
        let article = tokens.ruleset.dates.has_article(tokens.form(end));
        return article || tokens.has(end, Role::Follow) || tokens.has(end, Role::Determiner);
    }
    !tokens.is_digits(end) && !tokens.is_mark(end, "%٪$€£°-–×x")
}
