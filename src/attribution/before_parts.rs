//! Cues beside the verb of saying where the subject stands before it: "according to", "in an interview
//! with", "cut its forecast", "was quoted by".

use std::ops::Range;

use crate::{
    attribution::{
        before::{before_auxiliaries, clause_start, subject_before, take_subject},
        cue::{Carrier, Cue},
        medium::{Medium, Who, medium_at},
        phrase::{name_in, phrase_after},
        view::View,
    },
    ruleset::{AgencyKind, Role},
};

/// "cut the country's credit rating": how far the object may begin after its verb, in tokens.
const ACT_OBJECT_TOKENS: usize = 5;

/// "put the number of the dead at 14": how far "at" may stand after its verb, in tokens.
const FIGURE_TOKENS: usize = 10;

/// "in an interview with the BBC", "speaking to AFP", "reported by Reuters", "wrote in the Guardian".
pub(super) fn phrase_cue(view: &View<'_>, at: usize, start: usize, end: usize) -> Option<Cue> {
    let roles = view.roles(at);
    let found = |medium: Medium| {
        let tokens = at..medium.tokens.end;
        Some(Cue { tokens, carrier: Carrier::Medium(medium), ..Cue::default() })
    };
    if roles.has(Role::Seen) && view.has(at + 1, Role::By) {
        let speaker = document_before(view, at, start);
        return found(medium_at(view, at + 2, end)?).map(|cue| Cue { speaker, ..cue });
    }
    if roles.has(Role::OwnWork) && !roles.has(Role::Document) {
        let from = at.saturating_sub(8).max(start);
        let open = (from..at).find(|at| view.has(*at, Role::In))?;
        let medium = (open + 1..at).find_map(|token| medium_at(view, token, at))?;
        return (medium.tokens.end + 4 > at).then(|| found(medium)).flatten();
    }
    if roles.has(Role::In)
        && let Some(medium) = medium_at(view, at + 1, end).filter(|medium| !medium.ambiguous)
        && let Who::Agency(agency) = medium.who
        && view.ruleset.agencies.get(agency).is_some_and(|agency| agency.kind == AgencyKind::Channel)
    {
        return found(medium).map(|cue| Cue { weak: true, ..cue });
    }
    if roles.has(Role::Occasion) {
        let with = |at: &usize| view.has(*at, Role::With) && medium_at(view, *at + 1, end).is_some();
        let with = (at + 1..end.min(at + 5)).find(with)?;
        return found(medium_at(view, with + 1, end)?);
    }
    None
}

/// "A draft contract seen by": the paper that a medium obtained.
fn document_before(view: &View<'_>, seen: usize, start: usize) -> Option<Range<usize>> {
    let noun = seen.checked_sub(1).filter(|noun| *noun >= start && view.has(*noun, Role::Document))?;
    let first = (start.max(noun.saturating_sub(4))..noun).rev().find(|at| view.has(*at, Role::Article))?;
    // "In a statement carried by SANA, the ministry said": the ministry speaks.
    let within = first > start && view.has(first - 1, Role::In);
    (!within && (first..noun).all(|at| view.is_word(at))).then_some(first..seen)
}

/// "The agency cut its forecast": speech by its object.
pub(super) fn act_cue(view: &View<'_>, verb: usize, after: Range<usize>, sentence: usize) -> Option<Cue> {
    let next = verb + view.len(verb);
    let has = |role: Role| move |at: usize| view.has(at, role);
    let mut objects = next..after.end.min(next + ACT_OBJECT_TOKENS);
    let acts = view.has(verb, Role::ActVerb) && objects.clone().any(has(Role::ActObject));
    let denies = view.has(verb, Role::DenyVerb) && objects.any(has(Role::DenyObject));
    if !acts && !denies {
        return None;
    }
    let (subject_end, _) = before_auxiliaries(view, verb, after.start);
    with_subject(view, subject_end, after.start, (next, sentence))
}

/// The cue of the subject that ends before `subject_end`, up to where its verb ends.
fn with_subject(
    view: &View<'_>,
    subject_end: usize,
    from: usize,
    (verb_end, sentence): (usize, usize),
) -> Option<Cue> {
    let phrase = subject_before(view, subject_end, from).filter(|phrase| !phrase.is_empty())?;
    let mut cue = Cue { tokens: phrase.start..verb_end, leads: true, ..Cue::default() };
    cue.clause_start = clause_start(view, phrase.start, sentence);
    take_subject(view, phrase, &mut cue)?;
    Some(cue)
}

/// "The BBC aired footage": what a medium shows.
pub(super) fn air_cue(view: &View<'_>, verb: usize, after: Range<usize>, sentence: usize) -> Option<Cue> {
    let next = verb + view.len(verb);
    (next..after.end.min(next + ACT_OBJECT_TOKENS)).find(|at| view.has(*at, Role::AirObject))?;
    let (subject_end, passive) = before_auxiliaries(view, verb, after.start);
    let cue = if passive { None } else { with_subject(view, subject_end, after.start, (next, sentence)) };
    cue.filter(|cue| matches!(cue.carrier, Carrier::Medium(_)))
}

/// "put the toll at 14": a figure after its preposition; not "put in $19 million".
pub(super) fn says_figure(view: &View<'_>, from: usize, end: usize) -> bool {
    let at = |at: &usize| view.has(*at, Role::In) && (at + 1..end.min(at + 5)).any(|at| view.is_digits(at));
    (from + 1..end.min(from + FIGURE_TOKENS)).any(|token| at(&token))
}

/// "according to {speaker}", "citing officials".
pub(super) fn ascribe_cue(view: &View<'_>, at: usize, end: usize) -> Option<Cue> {
    let from = at + view.len(at);
    let mut cue = Cue { tokens: at..from, ..Cue::default() };
    if let Some(medium) = medium_at(view, from, end) {
        let person = view.has(medium.tokens.end, Role::Correspondent);
        cue.tokens.end = medium.tokens.end;
        if person {
            cue.speaker = Some(from..medium.tokens.end + 1);
        }
        cue.carrier = Carrier::Medium(medium);
        return Some(cue);
    }
    let phrase = phrase_after(view, from, end);
    if phrase.is_empty()
        || view.is_digits(from)
        || phrase.len() <= 2 && view.has(phrase.end - 1, Role::NoSpeaker)
    {
        return None;
    }
    cue.tokens.end = phrase.end;
    let next = phrase.end;
    if view.has(next, Role::Seen)
        && view.has(next + 1, Role::By)
        && let Some(medium) = medium_at(view, next + 2, end)
    {
        cue.tokens.end = medium.tokens.end;
        cue.speaker = (!view.has(next - 1, Role::OwnWork)).then_some(phrase);
        cue.carrier = Carrier::Medium(medium);
        return Some(cue);
    }
    let medium = (phrase.start..phrase.end).find_map(|at| medium_at(view, at, phrase.end));
    let work = [Role::OwnWork, Role::Document, Role::Occasion];
    let work = phrase.clone().any(|at| work.iter().any(|role| view.has(at, *role)));
    match medium {
        Some(medium) if work => cue.carrier = Carrier::Medium(medium),
        _ => cue.speaker = Some(name_in(view, phrase)),
    }
    Some(cue)
}

/// "was quoted by TASS as saying": speaker before, medium after.
pub(super) fn passive_cue(
    view: &View<'_>,
    verb: usize,
    subject_end: usize,
    after: Range<usize>,
    sentence: usize,
) -> Option<Cue> {
    if !view.has(verb, Role::Quote) && !view.has(verb, Role::Seen) {
        return None;
    }
    let by = (verb + 1..after.end.min(verb + 12)).find(|at| view.has(*at, Role::By))?;
    let medium = medium_at(view, by + 1, after.end)?;
    let phrase = subject_before(view, subject_end, after.start)?;
    let mut cue = Cue { tokens: phrase.start..medium.tokens.end, leads: true, ..Cue::default() };
    cue.clause_start = clause_start(view, phrase.start, sentence);
    if view.has(verb, Role::Quote) && !phrase.is_empty() {
        cue.speaker = Some(name_in(view, phrase));
    }
    cue.carrier = Carrier::Medium(medium);
    Some(cue)
}
