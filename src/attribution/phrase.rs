//! Noun phrases: how far the words go that name a speaker, and which of them are the name.

use std::ops::Range;

use crate::{
    attribution::{
        medium::{kinds_at, medium_at},
        view::View,
    },
    ruleset::{Role, Roles, cues::SubjectSide},
};

/// The longest noun phrase of a speaker, in tokens.
pub(super) const PHRASE_TOKENS_MAX: usize = 25;

/// The noun phrase that begins at `from`, up to `end` at most.
pub(super) fn phrase_after(view: &View<'_>, from: usize, end: usize) -> Range<usize> {
    let mut at = from;
    let end = end.min(from + PHRASE_TOKENS_MAX);
    while at < end && !ends_phrase(view, at, from, end) {
        at += if view.has(at, Role::Inner) { view.len(at) } else { 1 };
    }
    at = at.min(end);
    while at > from && (view.is_quote(at - 1) || view.has(at - 1, Role::In)) && !is_closing(view, at - 1) {
        at -= 1;
    }
    from..at
}

/// «سخر | من الانتقادات»: what would follow a name begins none.
fn is_preposition(view: &View<'_>, at: usize) -> bool {
    view.follows_name(at) && view.proclitics(at).is_none() && view.roles(at).is_none()
}

fn is_closing(view: &View<'_>, at: usize) -> bool {
    view.is_quote(at) && view.token(at).is_some_and(|token| !token.spaced)
}

fn ends_phrase(view: &View<'_>, at: usize, from: usize, end: usize) -> bool {
    let roles = view.roles(at);
    if view.is_mark(at) {
        let bracket = view.opens_bracket(at) || view.closes_bracket(at) || view.is_dash(at) && at > from;
        let initial = view.source(at) == "." && view.is_word(at.saturating_sub(1)) && at + 1 < end;
        return !(view.is_quote(at)
            || bracket
            || initial
            || view.source(at) == "&"
            || view.source(at) == "%");
    }
    if at == from {
        let after = view.cues.subject == SubjectSide::After;
        let none = [Role::That, Role::As, Role::Ascribe, Role::Participle, Role::Relative, Role::SaidNoun];
        return none.iter().any(|role| roles.has(*role))
            || after && (roles.has(Role::Stop) || roles.has(Role::In) || is_preposition(view, at));
    }
    if [Role::That, Role::Relative, Role::Participle, Role::Ascribe, Role::As, Role::SaidNoun]
        .iter()
        .any(|role| roles.has(*role))
    {
        return true;
    }
    let after = view.cues.subject == SubjectSide::After;
    if after {
        let verb = [Role::Say, Role::Add, Role::Tell, Role::Quote].iter().any(|role| roles.has(*role));
        let verb = verb && !view.definite(at) && !roles.has(Role::SayThat);
        let seen = roles.has(Role::Seen) && (at + 1..at + 4).any(|next| is_medium(view, next, end));
        let told = view.is_to(at)
            || view.told(at)
                && (view.has(at, Role::Press)
                    || view.has(at, Role::Occasion)
                    || view.has(at, Role::Correspondent)
                    || kinds_at(view, at).is_some()
                    || medium_at(view, at, end).is_some());
        let ends = roles.has(Role::Stop) && !view.definite(at) || verb || seen || told;
        return ends || !view.has(from, Role::Office) && opens_object(view, at);
    }
    roles.has(Role::Say) && !roles.has(Role::SayThat)
        || roles.has(Role::As)
        || roles.has(Role::Seen) && view.has(at + 1, Role::By)
        || roles.has(Role::Connect) && !roles.has(Role::From)
}

/// Whether an ordinary noun without the article follows one with it, so that it is no part of its phrase:
/// «أعلنت الوزارة | تسجيل 40 إصابة». Names, which follow an office, may be words too.
fn opens_object(view: &View<'_>, at: usize) -> bool {
    view.is_word(at)
        && view.roles(at).without(Roles::of(Role::ActObject) | Roles::of(Role::OneOf)).is_none()
        && !view.looks_definite(at)
        && view.looks_definite(at - 1)
        && view.is_ordinary(at)
}

fn is_medium(view: &View<'_>, at: usize, end: usize) -> bool {
    medium_at(view, at, end).is_some()
}

/// The part of a speaker's noun phrase that names the person: rank or honorific and name, without the
/// office. The whole phrase where no name is told apart.
pub(super) fn name_in(view: &View<'_>, phrase: Range<usize>) -> Range<usize> {
    match view.cues.subject {
        SubjectSide::After => name_after_office(view, phrase),
        SubjectSide::Before => name_before_office(view, phrase),
    }
}

/// «المتحدث باسم الوزارة اللواء سالم الأحمد»: from the rank, the given name, or the first word
/// without an article after one with it.
fn name_after_office(view: &View<'_>, phrase: Range<usize>) -> Range<usize> {
    if !view.has(phrase.start, Role::Office) || view.has(phrase.start, Role::Rank) {
        return phrase;
    }
    let ends = view.roles(phrase.end);
    let bounded = view.is_mark(phrase.end) && view.source(phrase.end) != "."
        || [Role::That, Role::Stop, Role::In, Role::From].iter().any(|role| ends.has(*role))
        || view.told(phrase.end);
    let known = |at: &usize| {
        // «مسؤول تركي», but «وزير الخارجية تركي الفيصل».
        let adjective = view.has(*at, Role::Tail) && !view.looks_definite(*at - 1);
        let name = view.has(*at, Role::Rank) || view.has(*at, Role::Given) && !adjective;
        view.proclitics(*at).is_none() && name
    };
    let unknown = |at: &usize| {
        let plain = view.is_word(*at) && view.roles(*at).is_none() && !view.looks_definite(*at);
        bounded && plain && !view.is_ordinary_stem(*at) && view.looks_definite(*at - 1)
    };
    let names = || (phrase.start + 1)..phrase.end.saturating_sub(1);
    match names().find(known).or_else(|| names().rev().find(unknown)) {
        Some(at) => {
            let after = ((at + 1)..phrase.end).find(|at| view.follows_name(*at));
            at..after.unwrap_or(phrase.end)
        }
        None => phrase,
    }
}

/// "Foreign ministry spokesman Nasser Ali": the capitalised words after the last office word.
fn name_before_office(view: &View<'_>, phrase: Range<usize>) -> Range<usize> {
    let mut first = phrase.end;
    while first > phrase.start && is_name_word(view, first - 1) {
        first -= 1;
    }
    let office = first > phrase.start && view.has(first - 1, Role::Office);
    if office && first < phrase.end { first..phrase.end } else { phrase }
}

fn is_name_word(view: &View<'_>, at: usize) -> bool {
    let office = view.has(at, Role::Office) && !view.has(at, Role::Rank);
    view.begins_upper(at) && !office
        || view.is_dash(at)
        || view.source(at) == "."
        || view.has(at, Role::Inner)
}
