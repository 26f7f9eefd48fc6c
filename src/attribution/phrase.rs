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
    let trails = |at: usize| view.is_quote(at) || view.has(at, Role::In) || is_preposition(view, at);
    while at > from && trails(at - 1) && !is_closing(view, at - 1) {
        at -= 1;
    }
    from..at
}

/// Whether the word is a verb of speech and nothing else.
fn is_plain_verb(view: &View<'_>, at: usize) -> bool {
    let roles = view.roles(at);
    let verb = [Role::Say, Role::Add, Role::Tell, Role::Quote].iter().any(|role| roles.has(*role));
    verb && !view.definite(at) && !roles.has(Role::SayThat)
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
            || after
                && (is_plain_verb(view, at)
                    || roles.has(Role::Stop)
                    || roles.has(Role::In)
                    || is_preposition(view, at));
    }
    if [Role::That, Role::Relative, Role::Participle, Role::Ascribe, Role::As, Role::SaidNoun]
        .iter()
        .any(|role| roles.has(*role))
    {
        return true;
    }
    let after = view.cues.subject == SubjectSide::After;
    if after {
        let verb = is_plain_verb(view, at);
        let seen = roles.has(Role::Seen) && (at + 1..at + 4).any(|next| is_medium(view, next, end));
        let told = view.is_to(at)
            || view.told(at)
                && (view.has(at, Role::Press)
                    || view.has(at, Role::Occasion)
                    || view.has(at, Role::Correspondent)
                    || kinds_at(view, at).is_some()
                    || medium_at(view, at, end).is_some());
        let ends = roles.has(Role::Stop) && !view.definite(at) || verb || seen || told;
        let ends = ends
            || view.joined(at) && (roles.has(Role::Pronoun) || roles.has(Role::In))
            || is_preposition(view, at) && is_complete(view, at - 1)
            || begins_clause(view, at)
            || opens_thing(view, at);
        // A name, which may look like any word, follows an office.
        let named = view.has(from, Role::Office);
        let turns = roles.has(Role::Turn) && !view.definite(at);
        let adverbial = || turns || view.looks_definite(at - 1) && view.is_adverbial(at);
        return ends || !named && (opens_object(view, at) || adverbial());
    }
    roles.has(Role::Say) && !roles.has(Role::SayThat)
        || roles.has(Role::As)
        || roles.has(Role::Seen) && view.has(at + 1, Role::By)
        || roles.has(Role::Connect) && !roles.has(Role::From)
}

/// Whether the words of `phrase` hang on something else rather than name anybody: «بضرورة …», «هذا», «(…».
pub(super) fn names_nobody(view: &View<'_>, phrase: &Range<usize>) -> bool {
    let at = phrase.start;
    let demonstrative = view.has(at, Role::Definite) && phrase.len() == 1 || view.has(at, Role::What);
    let wordless = !phrase.clone().any(|at| view.is_word(at));
    view.cues.subject == SubjectSide::After
        && (wordless
            || demonstrative
            || view.opens_bracket(at)
            || view.is_prepositional(at)
            || view.is_plural_object(at))
}

/// Whether a phrase is about something that never speaks: «كلفة الإصلاح», «هذه الخسائر».
pub(super) fn is_thing(view: &View<'_>, phrase: &Range<usize>) -> bool {
    view.is_thing(head(view, phrase))
}

/// Whether an office, a rank or a name stands at `at`.
pub(super) fn is_person(view: &View<'_>, at: usize) -> bool {
    const PEOPLE: [Role; 4] = [Role::Office, Role::Rank, Role::Given, Role::Anaphor];
    PEOPLE.iter().any(|role| view.has(at, *role)) || view.is_known_name(at)
}

/// The noun of a phrase, behind a demonstrative.
pub(super) fn head(view: &View<'_>, phrase: &Range<usize>) -> usize {
    let after = view.cues.subject == SubjectSide::After;
    phrase.start + usize::from(after && view.has(phrase.start, Role::Definite) && phrase.len() > 1)
}

/// A phrase up to a figure in it, which is the claim's: «وزارة الصحة | 40 إصابة».
fn without_figures(view: &View<'_>, phrase: Range<usize>) -> Range<usize> {
    let figure = (phrase.start + 1..phrase.end).find(|at| view.is_digits(*at));
    phrase.start..figure.unwrap_or(phrase.end)
}

/// Whether an ordinary noun without the article follows one with it, so that it is no part of its phrase:
/// «أعلنت الوزارة | تسجيل 40 إصابة». Names, which follow an office, may be words too.
fn opens_object(view: &View<'_>, at: usize) -> bool {
    let plain = [Role::ActObject, Role::OneOf, Role::Thing, Role::Body, Role::Definite];
    let line = [Role::Credit, Role::Label].into_iter().filter(|_| view.proclitics(at).is_none());
    let plain = plain.into_iter().chain(line).fold(Roles::NONE, |all, role| all | Roles::of(role));
    view.is_word(at)
        && view.roles(at).without(plain).is_none()
        && !view.looks_definite(at)
        && view.looks_definite(at - 1)
        && !view.has(at - 1, Role::Rank)
        && (view.is_ordinary(at) || view.is_owned(at))
}

/// Whether a noun phrase may end with the word at `at`: a noun with the article, or a name, which may be strange.
fn is_complete(view: &View<'_>, at: usize) -> bool {
    let plain = view.is_word(at) && view.roles(at).is_none();
    let name = plain && (view.is_known_name(at) || !view.is_ordinary(at));
    view.looks_definite(at) || view.has(at, Role::Given) || name
}

/// Whether something that never speaks follows a noun with the article, or a name, without one:
/// «أعلنت الوزارة | تسجيل 40 إصابة», «وأكد خالد | أهمية السلام».
fn opens_thing(view: &View<'_>, at: usize) -> bool {
    let complete = is_complete(view, at - 1);
    let points = view.has(at, Role::Definite) && !view.is_mark(at + 1);
    (view.is_thing(at) || points) && view.proclitics(at).is_none() && complete
}

/// «بحسب التقرير | سجل السوق ارتفاعا»: a verb that may say something, behind a noun with the article.
fn begins_clause(view: &View<'_>, at: usize) -> bool {
    const NOUNS: [Role; 4] = [Role::Document, Role::Occasion, Role::OwnWork, Role::Given];
    view.has(at, Role::SayThat)
        && view.looks_definite(at - 1)
        && view.proclitics(at).is_none()
        && !NOUNS.iter().any(|role| view.has(at, *role))
}

fn is_medium(view: &View<'_>, at: usize, end: usize) -> bool {
    medium_at(view, at, end).is_some()
}

/// The part of a speaker's noun phrase that names the person: rank or honorific and name, without the
/// office. The whole phrase where no name is told apart.
pub(super) fn name_in(view: &View<'_>, phrase: Range<usize>) -> Range<usize> {
    match view.cues.subject {
        SubjectSide::After => name_after_office(view, without_figures(view, phrase)),
        SubjectSide::Before => name_before_office(view, phrase),
    }
}

/// «المتحدث باسم الوزارة اللواء سالم الأحمد»: from the rank, the given name, or the first word
/// without an article after one with it.
fn name_after_office(view: &View<'_>, phrase: Range<usize>) -> Range<usize> {
    if !view.has(phrase.start, Role::Office) || view.has(phrase.start, Role::Rank) {
        return before_office(view, phrase);
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
    // «رئيس الجمعية الوطنية لمربي المواشي»
    let hangs = |at: usize| view.looks_definite(at + 1) && view.is_told_stem(at);
    let unknown = |at: &usize| {
        let plain = view.is_word(*at) && view.roles(*at).is_none() && !view.looks_definite(*at);
        bounded
            && plain
            && !view.is_thing(*at)
            && !view.is_ordinary_stem(*at)
            && !view.has_pronoun(*at)
            && !hangs(*at)
            && view.looks_definite(*at - 1)
    };
    let names = || (phrase.start + 1)..phrase.end.saturating_sub(1);
    // «وكيل جامعة الملك فهد الدكتور سالم الأحمد»: what the office belongs to may be called after somebody.
    let namesake = |at: &usize| view.has(*at, Role::Rank) && !view.looks_definite(*at - 1);
    let parted = |at: usize| view.looks_definite(at) || view.has(at, Role::Given);
    let ranked = |at: &usize| view.has(*at, Role::Rank) && view.looks_definite(*at) && parted(*at - 1);
    let first = names().find(known);
    let first = first.filter(namesake).and_then(|at| (at + 2..names().end).find(ranked)).or(first);
    match first.or_else(|| names().rev().find(unknown)) {
        Some(at) => {
            let after = ((at + 1)..phrase.end).find(|at| view.follows_name(*at));
            at..after.unwrap_or(phrase.end)
        }
        None => phrase,
    }
}

/// «موسى أبو مرزوق | نائب رئيس المكتب»: a person's name before the office.
fn before_office(view: &View<'_>, phrase: Range<usize>) -> Range<usize> {
    let ranked = view.has(phrase.start, Role::Rank) && view.looks_definite(phrase.start);
    let person = ranked
        || view.has(phrase.start, Role::Given)
        || view.is_known_name(phrase.start) && !view.looks_definite(phrase.start);
    let office = |at: &usize| {
        let bare =
            view.proclitics(*at).is_none() && !view.has(*at, Role::Rank) && !view.has(*at, Role::Given);
        view.has(*at, Role::Office) && bare
    };
    let office = (phrase.start + 2..phrase.end).find(office).filter(|_| person);
    phrase.start..office.unwrap_or(phrase.end)
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
