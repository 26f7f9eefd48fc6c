//! Bare years: whether four digits are a year or a count.

use crate::{
    base::lex::Script,
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
    if year < 1000 {
        return is_early(tokens, item);
    }
    let before = before_number(tokens, item.first);
    if is_counted(tokens, item.end) || before.is_none_or(|before| !before.fits(tokens, Role::Block)) {
        return false;
    }
    if is_before_era(tokens, item.end) {
        return false;
    }
    let cue = Cue::of(tokens, item.first);
    let recent = RECENT.contains(&year);
    if after_year && recent {
        return true;
    }
    let round = year % 100 == 0 && year < 1900;
    match cue {
        Cue::Year => true,
        Cue::Since => recent || (!round && follows_freely(tokens, item.end)),
        Cue::In => {
            // English sets a comma into a count of thousands; Arabic papers mostly do not.
            let uncounted =
                tokens.script(item.end) == Some(Script::Latin) || follows_freely(tokens, item.end);
            year <= 2100 && (recent || (!round && uncounted))
        }
        Cue::Adjective => recent && stands_before_noun(tokens, item.end, year),
        // «2023م», but not «1900م فوق سطح البحر».
        _ if item.has_era && recent && year % 100 != 0 => follows_freely(tokens, item.end),
        Cue::Weak => recent && (follows_freely(tokens, item.end) || opens_event(tokens, item.end)),
        // «(1900م)» is a height.
        Cue::Brackets if item.has_era && year % 100 == 0 => false,
        Cue::Brackets => recent && tokens.is_mark(item.end, ")]،,;؛–-"),
        Cue::None => {
            recent
                && (names_event(tokens, item)
                    || opens_entry(tokens, item)
                    || tokens.has(item.end, Role::Singular)
                    || opens_event(tokens, item.end)
                    || (has_determiner_and_adjective(tokens, item.first)
                        && stands_before_noun(tokens, item.end, year)))
        }
    }
}

/// Whether a range of two years, or of a year and the last digits of the next, is one.
pub(super) fn is_year_range(tokens: &Tokens<'_>, first: &Item, second: &Item, is_dash: bool) -> bool {
    let (Some(from), Some(to)) = (first.value.year, second.value.year) else {
        return false;
    };
    if from < 1000
        || from >= to
        || !starts_free_of_code(tokens, first.first)
        || !ends_free(tokens, second.end)
    {
        return false;
    }
    if first.calendar == Calendar::Hijri || second.calendar == Calendar::Hijri {
        return true;
    }
    if is_counted(tokens, second.end) || tokens.has(first.first.wrapping_sub(1), Role::Block) {
        return false;
    }
    if is_before_era(tokens, second.end) {
        return false;
    }
    // Seasons and school years: 2014/2015.
    if is_dash && to - from == 1 && RECENT.contains(&from) {
        return true;
    }
    let recent = RECENT.contains(&from) && RECENT.contains(&to);
    match Cue::of(tokens, first.first) {
        Cue::Year => true,
        Cue::Since | Cue::In | Cue::Brackets => recent || to - from < 100,
        Cue::Weak | Cue::Adjective => recent && (is_dash || follows_freely(tokens, second.end)),
        Cue::None => recent && is_dash && (follows_freely(tokens, second.end) || to - from <= PLAN_YEARS_MAX),
    }
}

/// A range of at most so many years that nothing introduces is a plan or a term, not two counts.
const PLAN_YEARS_MAX: i16 = 20;

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
        let (at, has_glue) = match before {
            Before::Word { at, has_glue } => (at, has_glue),
            Before::Bracket => return Cue::Brackets,
            Before::Possessive => return Cue::Adjective,
            Before::Nothing => return Cue::None,
        };
        let roles = tokens.roles(at);
        let year_of = roles.has_any(&[Role::Last, Role::Next, Role::This])
            && at.checked_sub(1).is_some_and(|before| tokens.has(before, Role::Year));
        // `the end of 2015`, but not `a total of 2015`.
        let end_of = roles.has(Role::Of)
            && at.checked_sub(1).is_some_and(|before| tokens.roles(before).has_any(&[Role::In, Role::Since]));
        if end_of {
            return Cue::In;
        }
        if roles.has(Role::Weak) && at.checked_sub(1).is_some_and(|before| tokens.has(before, Role::Dating)) {
            return Cue::Since;
        }
        if roles.has(Role::Year) || year_of {
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
    /// The apostrophe of a possessive in the plural: `Sanders’ 2007 vote`.
    Possessive,
    Nothing,
}

impl Before {
    /// Whether the word before does not do `role`.
    fn fits(self, tokens: &Tokens<'_>, role: Role) -> bool {
        match self {
            Before::Word { at, .. } => !tokens.has(at, role),
            Before::Bracket | Before::Possessive | Before::Nothing => true,
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
    if tokens.is_mark(at, "'’") && tokens.is_glued(at) && tokens.form(at.wrapping_sub(1)).ends_with('s') {
        return Some(Before::Possessive);
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
            && tokens.script(end + 1) != Some(Script::Latin);
    }
    let minutes = tokens.is_mark(end, ":") && tokens.is_digits(end + 1);
    !minutes && !tokens.is_mark(end, "%٪$€£°+=_@#")
}

/// Whether the year stands as an adjective before a noun: `the 2015 deal`, not `the 2000 residents`.
fn stands_before_noun(tokens: &Tokens<'_>, end: usize, year: i16) -> bool {
    let noun = tokens.is_word(end) && !tokens.is_glued(end);
    noun && (year % 100 != 0 || !tokens.form(end).ends_with('s'))
}

/// `her failed 2008`, `Clinton's landmark 2012`.
fn has_determiner_and_adjective(tokens: &Tokens<'_>, first: usize) -> bool {
    let Some(at) = first.checked_sub(2) else {
        return false;
    };
    let determined = tokens.has(at, Role::Determiner)
        || tokens.form(at) == "'s"
        || (tokens.is_mark(at, "'’") && tokens.is_glued(at));
    determined && tokens.is_word(first - 1) && !tokens.is_date_word(first - 1)
}

/// How far before a year the noun of an event may stand that the year belongs to, in tokens:
/// «مونديال روسيا 2018», `World Cup in Qatar 2022`.
const EVENT_WINDOW_TOKENS: usize = 4;

/// Whether the words just before the year name an event or a plan, and nothing is counted after it.
fn names_event(tokens: &Tokens<'_>, item: &Item) -> bool {
    let from = item.first.saturating_sub(EVENT_WINDOW_TOKENS);
    let names = (from..item.first)
        .rev()
        .take_while(|at| tokens.is_word(*at))
        .any(|at| tokens.roles(at).has_any(&[Role::Event, Role::Year]));
    names && follows_freely(tokens, item.end)
}

/// `2020 Olympics`, `2022 World Cup`.
fn opens_event(tokens: &Tokens<'_>, end: usize) -> bool {
    let latin = |at: usize| tokens.script(at) == Some(Script::Latin) && !tokens.is_glued(at);
    (latin(end) && tokens.has(end, Role::Event))
        || (latin(end) && latin(end + 1) && tokens.has(end + 1, Role::Event))
}

/// A year of three digits, which only its own word or its era shows: «سنة 656».
fn is_early(tokens: &Tokens<'_>, item: &Item) -> bool {
    let said = Cue::of(tokens, item.first) == Cue::Year && !is_before_era(tokens, item.end);
    said && (item.has_era || follows_freely(tokens, item.end)) && !is_counted(tokens, item.end)
}

/// Whether the year opens an entry of a chronicle: `1970 - …` at the start of a block.
fn opens_entry(tokens: &Tokens<'_>, item: &Item) -> bool {
    let opens = item.first == 0 || tokens.is_mark(item.first - 1, ".");
    opens && tokens.is_mark(item.end, "-–—:") && !tokens.is_glued(item.end) && tokens.is_word(item.end + 1)
}

/// Whether «قبل الميلاد» or `BC` follows, maybe after a second year.
fn is_before_era(tokens: &Tokens<'_>, end: usize) -> bool {
    (end..end + 4).any(|at| tokens.has(at, Role::Bc))
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
    let joined = tokens.is_glued(end) && tokens.is_mark(end, "-–");
    !tokens.is_digits(end) && !joined && !tokens.is_mark(end, "%٪$€£°×")
}
