//! How a line opens: datelines, an agency's name as a heading, «رويترز: …», credits.

use std::ops::Range;

use crate::{
    attribution::{
        after_verb::person_of_medium,
        cue::{Carrier, Cue},
        medium::{Medium, medium_at, whole_name},
        phrase::{is_thing, name_in, names_nobody, phrase_after},
        view::{View, carries},
    },
    ruleset::{AgencyKind, Role, cues::SubjectSide},
};

/// A dateline ends within this many tokens.
const DATELINE_TOKENS_MAX: usize = 16;

/// A line with a place, a date and an agency has at most this many tokens; without a date, this many.
const DATED_LINE_TOKENS_MAX: usize = 18;
const LINE_TOKENS_MAX: usize = 14;

/// A credit at the end of a sentence has at least as many tokens, and stands in its last few.
const CREDIT_PHRASE_TOKENS: usize = 3;
const CREDIT_TOKENS: usize = 6;

/// A byline ends within this many tokens.
const BYLINE_TOKENS_MAX: usize = 10;

/// What stands at the start of a sentence before what it says.
#[derive(Debug, PartialEq)]
pub(super) enum Opening {
    /// Nothing out of the common.
    None,
    /// A dateline that ends before the token: «القاهرة (أ ش أ) –».
    Dateline(Medium, usize),
    /// The whole line is an agency's name, or a place and one.
    Heading(Medium),
    /// The line is a credit, byline or share line.
    Credit,
    /// A byline that ends before the token: «كتب - أحمد علي:».
    Byline(usize),
    /// Someone before a colon: «رويترز: …», «مصدر لرويترز: …».
    Colon(Cue),
}

/// Reads the start of a sentence. `heads` says whether it stands where a headline could.
pub(super) fn opening(view: &View<'_>, within: &Range<usize>, first_of_block: bool, heads: bool) -> Opening {
    if let Some(medium) = whole_line(view, within) {
        return Opening::Heading(medium);
    }
    if is_credit(view, within) {
        return Opening::Credit;
    }
    if first_of_block && let Some((medium, mut end)) = dateline(view, within) {
        while end < within.end && view.is_dash(end) {
            end += 1;
        }
        return Opening::Dateline(medium, end);
    }
    if first_of_block && let Some(end) = byline(view, within) {
        return Opening::Byline(end);
    }
    match colon(view, within, heads) {
        Some(cue) => Opening::Colon(cue),
        None => Opening::None,
    }
}

/// Where a line is nothing but a medium, with marks, a place or a byline's dash.
fn whole_line(view: &View<'_>, within: &Range<usize>) -> Option<Medium> {
    if within.len() > DATED_LINE_TOKENS_MAX {
        return None;
    }
    let mut at = within.start;
    let mut n_words = 0;
    while at < within.end {
        let medium = medium_at(view, at, within.end);
        let marked =
            || (n_words > 0 && view.is_mark(at - 1)).then(|| marked_wire(view, at..within.end)).flatten();
        if let Some(medium) = medium.or_else(marked)
            && !matches!(medium.who, super::medium::Who::Anaphor(_))
        {
            let rest: Vec<usize> = (medium.tokens.end..within.end).filter(|at| !view.is_mark(*at)).collect();
            let bare = n_words == 0 && rest.is_empty();
            let dash = |at: usize| {
                view.is_dash(at)
                    || view.is_colon(at) && view.is_quote(at + 1)
                    || view.opens_bracket(at)
                    || view.source(at) == "/"
                    || view.source(at) == "|"
            };
            let dashed = n_words <= 3 && n_words > 0 && rest.is_empty() && at > within.start && dash(at - 1)
                || n_words == 0 && rest.len() <= 3 && !rest.is_empty() && dash(medium.tokens.end);
            let plain = medium.proclitics.is_none() || view.cues.the.contains(medium.proclitics);
            let sure = !medium.ambiguous
                || is_wire(view, &medium) && view.text.blocks.len() > 1
                || bare && medium.tokens.len() < within.len()
                || bare && has_headings(view, within);
            let short = within.len() <= LINE_TOKENS_MAX;
            let dated = rest.is_empty() && is_wire(view, &medium) && is_date_line(view, within.start..at);
            return (short && (bare || dashed) && plain && sure || plain && dated).then_some(medium);
        }
        n_words += usize::from(!view.is_mark(at));
        at += 1;
    }
    None
}

/// «تبوك 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس»: a place and a date before a wire.
fn is_date_line(view: &View<'_>, before: Range<usize>) -> bool {
    let n_figures = before.clone().filter(|at| view.is_digits(*at)).count();
    view.is_word(before.start)
        && n_figures >= 2
        && before.end < view.text.tokens.len()
        && !before.into_iter().any(|at| is_speech(view, at) || view.is_quote(at))
}

/// «رام الله 9-2-2025»: a place and a date.
fn is_dated(view: &View<'_>, before: Range<usize>) -> bool {
    let is_year = |at: usize| view.is_digits(at) && view.folded(at).len() == YEAR_DIGITS;
    view.is_word(before.start)
        && before.len() >= DATED_TOKENS_MIN
        && before.end.checked_sub(1).is_some_and(is_year)
        && before.clone().filter(|at| view.is_digits(*at)).count() >= 2
}

/// A year that closes a date has so many digits.
const YEAR_DIGITS: usize = 4;

/// A place, a day and its year, at least.
const DATED_TOKENS_MIN: usize = 3;

/// «بغداد - واع»: a wire whose name is a common word, alone after a mark.
fn marked_wire(view: &View<'_>, tokens: Range<usize>) -> Option<Medium> {
    let who = super::medium::Who::Agency(whole_name(view, tokens.clone())?);
    let proclitics = view.proclitics(tokens.start);
    let medium = Medium { tokens, who, ambiguous: true, proclitics, with_kind: false };
    is_wire(view, &medium).then_some(medium)
}

/// Wires are named where they wrote the text; «الحياة» may be a heading of its own.
fn is_wire(view: &View<'_>, medium: &Medium) -> bool {
    let super::medium::Who::Agency(agency) = medium.who else {
        return false;
    };
    view.ruleset.agencies.get(agency).is_some_and(|agency| agency.kind == AgencyKind::Wire)
}

/// Whether another line is nothing but an agency's name that can mean nothing else.
fn has_headings(view: &View<'_>, within: &Range<usize>) -> bool {
    let heads = |line: &Range<usize>| {
        medium_at(view, line.start, line.end)
            .is_some_and(|medium| !medium.ambiguous && medium.tokens.end == line.end)
    };
    let lines = view.text.sentences.iter().map(|sentence| sentence.tokens.clone());
    lines.filter(|line| line != within && line.len() <= 6).any(|line| heads(&line))
}

fn is_credit(view: &View<'_>, within: &Range<usize>) -> bool {
    let mut at = within.start;
    while view.is_mark(at) && at < within.end {
        at += 1;
    }
    if closes_credit(view, within) {
        return true;
    }
    if !view.has(at, Role::Credit) || !view.proclitics(at).without(view.cues.the).is_none() {
        return false;
    }
    let phrase = view.len(at) > 1;
    let first = at;
    let says = (at + 1..within.end).any(|at| {
        let roles = view.roles(at);
        let speaks = [Role::Say, Role::That, Role::Quote, Role::Tell].iter().any(|role| roles.has(*role));
        speaks || view.is_colon(at) && view.is_word(first + 1)
    });
    let colon = view.is_colon(at + view.len(at));
    if view.has(at, Role::Anaphor) && !colon {
        return false;
    }
    phrase || (colon || within.len() <= 14) && !says
}

/// "Reuters writer Jane Roe in Cairo contributed to this report."
fn closes_credit(view: &View<'_>, within: &Range<usize>) -> bool {
    let last = within.end.saturating_sub(CREDIT_TOKENS).max(within.start + 1)..within.end;
    let credit = |at: usize| view.has(at, Role::Credit) && view.len(at) >= CREDIT_PHRASE_TOKENS;
    within.len() <= DATED_LINE_TOKENS_MAX && last.into_iter().any(credit)
}

/// «كتب - أحمد علي:», «الجزائر - من مراسلنا:»: who wrote what follows. Gives its end.
fn byline(view: &View<'_>, within: &Range<usize>) -> Option<usize> {
    let end = within.end.min(within.start + BYLINE_TOKENS_MAX);
    let colon = (within.start + 2..end).find(|at| view.is_colon(*at))?;
    let credited = view.has(within.start, Role::Credit) && view.proclitics(within.start).is_none();
    let parted = (within.start + 1..within.start + 3).find(|at| view.is_dash(*at));
    let from = if credited { within.start + 1 } else { parted? + 1 };
    let is_writer = |at: usize| {
        view.has(at, Role::Given) || view.has(at, Role::Correspondent) || credited && view.is_known_name(at)
    };
    // «كتب العمدة على حسابه: …» is no byline.
    const NONE: [Role; 4] = [Role::Office, Role::Stop, Role::With, Role::In];
    let none =
        |at: usize| NONE.iter().any(|role| view.has(at, *role)) || view.is_quote(at) || view.is_comma(at);
    let speaks = (from..colon).any(|at| is_speech(view, at) || none(at));
    let goes_on = within.end > colon + 4 && !view.is_quote(colon + 1);
    (goes_on && !speaks && (from..colon).any(is_writer)).then_some(colon + 1)
}

/// «القاهرة (أ ش أ) -», «رويترز – واشنطن», "GENEVA, March 3 (Reuters) -".
fn dateline(view: &View<'_>, within: &Range<usize>) -> Option<(Medium, usize)> {
    let end = within.end.min(within.start + DATELINE_TOKENS_MAX);
    let after = view.cues.subject == SubjectSide::After;
    let separates = |at: usize| {
        let slash = matches!(view.source(at), "/" | "|");
        view.is_dash(at)
            || view.is_colon(at)
            || slash && (after || view.token(at).is_some_and(|token| token.spaced))
    };
    for at in within.start..end {
        if is_speech(view, at) {
            return None;
        }
        let dated = is_dated(view, within.start..at);
        let marked = || {
            let part = at > within.start && (dated || separates(at - 1));
            (1..=3).filter(|n| part && separates(at + n)).find_map(|n| marked_wire(view, at..at + n))
        };
        let Some(medium) = medium_at(view, at, within.end).or_else(marked) else {
            continue;
        };
        if !view.cues.the.contains(medium.proclitics) {
            return None;
        }
        let bracketed = view.opens_bracket(at) && view.closes_bracket(medium.tokens.end - 1)
            || at > 0 && view.opens_bracket(at - 1) && view.closes_bracket(medium.tokens.end);
        let mut after = medium.tokens.end;
        if bracketed && view.closes_bracket(after) {
            after += 1;
        }
        let first = at == within.start || bracketed && at == within.start + 1;
        let before_separates =
            at > within.start && (dated || separates(at - 1) || view.is_comma(at - 1) || bracketed);
        if separates(after) {
            let colon = view.is_colon(after);
            if first && colon {
                return None;
            }
            if first || before_separates {
                let place = first && !bracketed && view.is_dash(after);
                let end = if place {
                    place_end(view, after + 1, within.end).unwrap_or(after + 1)
                } else {
                    after + 1
                };
                return Some((medium, end));
            }
        }
        return (bracketed
            && (first || at <= within.start + 8)
            && after < within.end
            && !view.is_mark(after))
        .then_some((medium, after));
    }
    None
}

/// The end of «– واشنطن –» or «– واشنطن:» after an agency's name.
fn place_end(view: &View<'_>, from: usize, end: usize) -> Option<usize> {
    (from + 1..end.min(from + 4)).find(|at| view.is_dash(*at) || view.is_colon(*at)).map(|at| at + 1)
}

/// The first token behind the labels of a line: «عاجل | …».
fn after_labels(view: &View<'_>, start: usize, colon: usize) -> usize {
    let mut from = start;
    while view.has(from, Role::Label) && view.len(from) + from < colon {
        let next = from + view.len(from);
        // «كتب الوزير على حسابه: …», «مصدر أمني: …»: a label stands by itself.
        let is_word_of_it = is_speech(view, from) || view.has(from, Role::Source);
        if is_word_of_it && !view.is_mark(next) {
            break;
        }
        from = next;
    }
    // «عاجل | الجزيرة عن مصادر: …»
    if from > start && view.is_mark(from) && from + 1 < colon && !view.is_quote(from) {
        from + 1
    } else {
        from
    }
}

/// Whether the words before a colon name somebody who says what follows.
fn is_somebody(view: &View<'_>, from: usize, colon: usize, end: usize) -> bool {
    // «عواصم - وكالات:» says where the news came from, and so does "BEIRUT: The army said".
    let spaced = |at: usize| view.token(at).is_some_and(|token| token.spaced);
    let dashed = (from..colon).any(|at| view.is_dash(at) && (spaced(at) || spaced(at + 1)));
    let shouted = (from..colon).all(|at| view.is_upper(at));
    let says = (colon + 1..end).any(|at| is_speech(view, at));
    let noun = !view.has(from, Role::Label) && view.is_word(from) && !view.has(from, Role::Stop);
    let short = colon - from <= 9 && end - colon > 4;
    let nobody = view.joined(from) || names_nobody(view, &(from..colon)) || is_thing(view, &(from..colon));
    noun && short && !nobody && !dashed && !(shouted && says)
}

/// Someone before a colon.
fn colon(view: &View<'_>, within: &Range<usize>, heads: bool) -> Option<Cue> {
    let end = within.end.min(within.start + 16);
    let colon = (within.start..end).find(|at| view.is_colon(*at))?;
    if view.is_digits(colon + 1) && view.token(colon + 1).is_some_and(|token| !token.spaced)
        || colon + 1 >= within.end
    {
        return None;
    }
    let from = after_labels(view, within.start, colon);
    let mut cue = Cue { tokens: within.start..colon + 1, leads: true, ..Cue::default() };
    if let Some(medium) = medium_at(view, from, colon)
        && view.cues.the.contains(medium.proclitics)
    {
        let after = medium.tokens.end;
        cue.carrier = Carrier::Medium(medium);
        if after == colon {
            return Some(cue);
        }
        if view.has(after, Role::From) || view.has(after, Role::Ascribe) {
            cue.speaker = Some(name_in(view, phrase_after(view, after + view.len(after), colon)));
            return Some(cue);
        }
        return None;
    }
    if let Some((medium, phrase)) = person_of_medium(view, from, colon)
        && phrase.end == colon
    {
        cue.carrier = Carrier::Medium(medium);
        cue.speaker = Some(phrase);
        return Some(cue);
    }
    if (from..colon).any(|at| view.is_comma(at) || is_speech(view, at)) {
        return None;
    }
    let to = (from + 1..colon).find_map(|at| {
        let medium = medium_at(view, if view.is_to(at) { at + 1 } else { at }, colon)?;
        let told = carries(medium.proclitics, view.cues.to) || view.is_to(at);
        (told && medium.tokens.end == colon).then_some((at, medium))
    });
    if let Some((at, medium)) = to {
        cue.carrier = Carrier::Medium(medium);
        cue.speaker = Some(name_in(view, from..at));
        return Some(cue);
    }
    // «مصادر العربية: …»
    if view.has(from, Role::Anaphor)
        && let Some(medium) = medium_at(view, from + 1, colon)
        && medium.tokens.end == colon
    {
        cue.carrier = Carrier::Medium(medium);
        cue.speaker = Some(from..colon);
        return Some(cue);
    }
    // "BEIRUT: The army said"
    let shouted = (from..colon).all(|at| view.is_upper(at));
    if shouted && (colon + 1..within.end).any(|at| is_speech(view, at)) {
        return None;
    }
    if !heads || !is_somebody(view, from, colon, within.end) {
        return None;
    }
    cue.speaker = Some(name_in(view, from..colon));
    Some(cue)
}

/// Whether the word at `at` is one of a sentence rather than of a name.
fn is_speech(view: &View<'_>, at: usize) -> bool {
    let roles = view.roles(at);
    const SPEECH: [Role; 7] =
        [Role::Say, Role::That, Role::Quote, Role::Tell, Role::Add, Role::Ascribe, Role::Participle];
    SPEECH.iter().any(|role| roles.has(*role))
}

/// The medium that closes a line: «… (رويترز)», "… – AFP".
pub(super) fn closing(view: &View<'_>, within: &Range<usize>, heads: bool) -> Option<Cue> {
    let mut end = within.end;
    while end > within.start && view.is_mark(end - 1) && !view.closes_bracket(end - 1) {
        end -= 1;
    }
    let from = within.start.max(end.saturating_sub(9));
    let open = (from..end).rev().find(|at| {
        view.opens_bracket(*at)
            || heads
                && (view.is_dash(*at) || view.is_colon(*at))
                && view.token(*at).is_some_and(|t| t.spaced || view.is_colon(*at))
    })?;
    // «(الصورة: رويترز)»
    if open > from && view.has(open - 1, Role::Credit) {
        return None;
    }
    let bracket = view.opens_bracket(open);
    let medium = medium_at(view, open + 1, end).filter(|medium| view.cues.the.contains(medium.proclitics))?;
    let close = medium.tokens.end + usize::from(bracket);
    let exact = medium.tokens.end == end || close >= end && bracket;
    (exact && open >= within.start + 3 && (!medium.ambiguous || bracket)).then(|| Cue {
        tokens: open..end,
        carrier: Carrier::Medium(medium),
        ..Cue::default()
    })
}
