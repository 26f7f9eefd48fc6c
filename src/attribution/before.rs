//! Cues where the subject stands before its verb: "the official told Reuters that".

use std::ops::Range;

use crate::{
    attribution::{
        before_parts::{act_cue, air_cue, ascribe_cue, passive_cue, phrase_cue, says_figure},
        cue::{Carrier, Cue},
        medium::medium_at,
        phrase::{PHRASE_TOKENS_MAX, name_in, phrase_after},
        view::View,
    },
    ruleset::Role,
};

/// "confirmed the order to": how far the one told may stand after the verb, in tokens.
const TOLD_TOKENS: usize = 6;

/// "Ali, who has led the party since its founding, said": how long what stands between may be, in tokens.
const APPOSITION_TOKENS_MAX: usize = 30;

/// "described him as quiet": how far "as" may stand after its verb, in tokens.
const SAY_AS_TOKENS: usize = 8;

/// "said on Monday in a statement": how far the paper may stand after its verb, in tokens.
const NOTICE_TOKENS: usize = 7;

const VERBS: [Role; 4] = [Role::Say, Role::Add, Role::Quote, Role::Tell];

/// The cues of one sentence.
pub(super) fn find_cues(view: &View<'_>, within: Range<usize>) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    let mut at = within.start;
    let mut before = within.start;
    let quoted = |at: usize| view.is_quoted(at, within.start, within.end);
    let mut fronted = view.has(within.start, Role::Connect);
    while at < within.end {
        let roles = view.roles(at);
        let mut is_verb = false;
        let cue = if roles.has(Role::Ascribe) {
            ascribe_cue(view, at, within.end)
        } else if (roles.has(Role::ActVerb) || roles.has(Role::DenyVerb))
            && let Some(cue) = act_cue(view, at, before..within.end, within.start)
        {
            Some(cue)
        } else if roles.has(Role::AirVerb)
            && let Some(cue) = air_cue(view, at, before..within.end, within.start)
        {
            Some(cue)
        } else if VERBS.iter().any(|role| roles.has(*role)) && !quoted(at) {
            is_verb = true;
            verb_cue(view, at, before..within.end, within.start)
        } else {
            None
        };
        is_verb &= cue.is_some();
        let cue = cue.or_else(|| phrase_cue(view, at, within.start, within.end));
        match cue {
            Some(mut cue) => {
                at = cue.tokens.end.max(at + view.len(at));
                if is_verb {
                    before = at;
                }
                // "While Reuters put it at 14, AFP said 17"
                let start = cue.tokens.start;
                if fronted && is_verb && !cues.is_empty() && start > within.start && view.is_comma(start - 1)
                {
                    cue.clause_start.get_or_insert(start);
                    fronted = false;
                }
                cues.push(cue);
            }
            None => at += view.len(at),
        }
    }
    cues
}

/// Whether a form of a verb of speech is none here: "the said", "with reports", "seen by".
fn is_no_verb_of_speech(view: &View<'_>, verb: usize, sentence: usize) -> bool {
    let before = verb.wrapping_sub(1);
    view.roles(verb).has(Role::Seen) && view.has(verb + view.len(verb), Role::By)
        || view.has(before, Role::Article)
        || verb > sentence && view.has(before, Role::With)
        || view.has(before, Role::That) && verb == sentence + 1
        || view.has(verb, Role::Document) && is_work_of(view, verb, sentence)
}

/// "a Bloomberg report", "the Guardian report": a noun after a medium that is no verb of it.
fn is_work_of(view: &View<'_>, noun: usize, sentence: usize) -> bool {
    let named = |at: &usize| medium_at(view, *at, noun).is_some_and(|medium| medium.tokens.end == noun);
    (sentence.max(noun.saturating_sub(6))..noun).any(|at| named(&at))
}

fn verb_cue(view: &View<'_>, verb: usize, after: Range<usize>, sentence: usize) -> Option<Cue> {
    let end = after.end;
    let roles = view.roles(verb);
    let next = verb + view.len(verb);
    let (subject_end, passive) = before_auxiliaries(view, verb, after.start);
    if passive {
        return passive_cue(view, verb, subject_end, after, sentence);
    }
    if is_no_verb_of_speech(view, verb, sentence) {
        return None;
    }
    let mut cue = Cue { tokens: verb..next, leads: true, ..Cue::default() };
    let inverted = is_inverted(view, verb, subject_end, after.start, end);
    if inverted {
        let phrase = phrase_after(view, next, end);
        if phrase.is_empty() {
            return None;
        }
        cue.leads = false;
        cue.tokens = verb..phrase.end;
        take_subject(view, phrase, &mut cue)?;
    } else {
        let phrase = subject_of(view, subject_end, after.start)?;
        if phrase.is_empty() {
            if !(roles.has(Role::Add) || roles.has(Role::Say)) || phrase.start == sentence {
                return None;
            }
            cue.leans = true;
            cue.elided = true;
        } else {
            cue.tokens.start = phrase.start;
            cue.clause_start = clause_start(view, phrase.start, sentence);
            take_subject(view, phrase, &mut cue)?;
            let first = cue.tokens.start;
            if view.has(first, Role::Relative) && roles.has(Role::Quote) {
                return cited_by_relative(view, verb, end);
            }
            if view.has(first, Role::Relative) || view.has(first, Role::By) {
                return None;
            }
        }
    }
    own_speech(view, verb, end, &mut cue);
    let that = (next..end.min(next + 3)).any(|at| view.has(at, Role::That));
    let quoted = view.is_quote(next) || view.is_colon(next) || view.is_comma(next) && view.is_quote(next + 1);
    let trails = trails(view, next, end);
    // "…, Politico reports." but not "in the Sunday morning shows, …".
    let behind_mark =
        |start: usize| start > sentence && view.is_mark(start - 1) && !is_possessive_plural(view, start - 1);
    let closes = trails && (inverted || behind_mark(cue.tokens.start));
    let sure = that || trails || cue.tokens.start == sentence && opens_clause(view, next);
    let medium = matches!(&cue.carrier, Carrier::Medium(medium) if !medium.ambiguous || sure);
    let work = (cue.tokens.start..verb).any(|at| view.has(at, Role::OwnWork) || view.has(at, Role::Document));
    let plain = medium || work || that || quoted || closes && (!cue.elided || cue.pronoun.is_some());
    if cue.elided && cue.pronoun.is_none() && !(that || quoted) {
        return None;
    }
    let leaning = roles.has(Role::Add) && cue.leans && !view.is_digits(next);
    let plain = plain || says_of_object(view, verb, end);
    if roles.has(Role::SayFigure) && !plain {
        return None;
    }
    if roles.has(Role::SayThat) && !roles.has(Role::Quote) && !plain && !leaning && !inverted {
        return None;
    }
    cue.leans |= roles.has(Role::Add);
    cue.leads &= !trails || quoted;
    objects(view, verb, end, &mut cue);
    let joint = cue.clause_start.is_some_and(|at| view.has(at, Role::Subordinate));
    let stands = !joint || matches!(cue.carrier, Carrier::Medium(_));
    (stands && !cue.is_empty()).then_some(cue)
}

/// Whether the mark is the apostrophe of a plural that has something: "300 euros' worth".
fn is_possessive_plural(view: &View<'_>, mark: usize) -> bool {
    let behind = view.token(mark + 1).is_some_and(|next| next.spaced);
    matches!(view.source(mark), "'" | "’") && !view.token(mark).is_some_and(|mark| mark.spaced) && behind
}

/// "AP condemned the arrest", "Reuters said in a statement": makes a medium that speaks of itself the speaker.
fn own_speech(view: &View<'_>, verb: usize, end: usize, cue: &mut Cue) {
    let next = verb + view.len(verb);
    if view.has(verb, Role::Stance) {
        cue.speaks_for_itself(view);
    }
    let mut near = next..end.min(next + NOTICE_TOKENS);
    if near
        .any(|at| view.has(at, Role::Notice) && view.has(at - 1, Role::Article) && view.has(at - 2, Role::In))
    {
        cue.speaks_of_itself(view);
    }
}

/// "The Mirror claims the striker will retire": whether a clause without "that" begins at `at`.
fn opens_clause(view: &View<'_>, at: usize) -> bool {
    view.has(at, Role::Article) || view.has(at, Role::Pronoun)
}

/// "The minister visited the site and said": the subject is what stands before the first verb, which only a noun
/// of a speaker or the capitals of a name show. Nothing where neither does.
fn subject_of(view: &View<'_>, end: usize, from: usize) -> Option<Range<usize>> {
    let phrase = subject_before(view, end, from)?;
    let Range { start, end } = phrase;
    if end < start + 3 || !view.has(end - 1, Role::WeakConnect) {
        return Some(phrase);
    }
    let last = subject_at(view, start, end);
    if last == start && start > from && view.is_comma(start - 1) {
        return subject_before(view, start, from);
    }
    Some(start..last)
}

/// Where the speaker's noun or the name that begins at `start` ends; `start` where there is none before `end`.
pub(super) fn subject_at(view: &View<'_>, start: usize, end: usize) -> usize {
    let upper = |at: usize| at < end && (view.begins_upper(at) || view.source(at) == ".");
    let noun = (start..end).find(|at| view.has(*at, Role::Anaphor) || view.has(*at, Role::Office));
    let name =
        !view.has(start, Role::Article) && view.begins_upper(start) && (noun.is_none() || upper(start + 1));
    let mut last = if name { start + 1 } else { noun.map_or(start, |noun| noun + 1) };
    while last > start && upper(last) {
        last += 1;
    }
    last
}

/// Whether a clause ends before `next`, but for a time: "…, the World Bank forecast on Tuesday."
fn trails(view: &View<'_>, next: usize, end: usize) -> bool {
    let last = (next..end.min(next + 4)).find(|at| !view.has(*at, Role::Aux)).unwrap_or(end);
    last >= end || view.is_mark(last)
}

/// Whether a verb says something of its object: "accused Russia", "described him as quiet", "put it at 14".
fn says_of_object(view: &View<'_>, verb: usize, end: usize) -> bool {
    let roles = view.roles(verb);
    let next = verb + view.len(verb);
    let mut behind = next + 1..end.min(next + SAY_AS_TOKENS);
    let object = is_object(view, next);
    // "Egypt rejected the proposal, saying it would not"
    let goes_on = |at: usize| view.is_comma(at) && view.has(at + 1, Role::Participle);
    let plans = view.has(next, Role::With) && view.is_word(next + 1) && !view.has(next + 1, Role::Article);
    roles.has(Role::SayObject) && (object || plans && !view.begins_upper(next + 1))
        || (next..end).any(goes_on)
        || roles.has(Role::SayAs) && object && behind.any(|at| view.has(at, Role::As))
        || roles.has(Role::SayFigure) && says_figure(view, next, end)
}

/// Whether a plain object begins at `at`: "accused Russia of", not "accused of".
fn is_object(view: &View<'_>, at: usize) -> bool {
    const NONE: [Role; 7] = [Role::By, Role::From, Role::In, Role::With, Role::As, Role::Stop, Role::Aux];
    (view.is_word(at) || view.is_digits(at)) && !NONE.iter().any(|role| view.has(at, *role))
}

/// "the Journal, which cited people briefed on the talks": only the source is named here.
fn cited_by_relative(view: &View<'_>, verb: usize, end: usize) -> Option<Cue> {
    let mut cue = Cue { tokens: verb..verb + view.len(verb), ..Cue::default() };
    objects(view, verb, end, &mut cue);
    (!cue.is_empty()).then_some(cue)
}

/// What follows the verb: the one told, the one quoted.
fn objects(view: &View<'_>, verb: usize, end: usize, cue: &mut Cue) {
    let roles = view.roles(verb);
    let next = verb + view.len(verb);
    if roles.has(Role::Tell)
        && let Some(medium) = medium_at(view, next, end)
    {
        cue.tokens.end = medium.tokens.end;
        cue.carrier = Carrier::Medium(medium);
    }
    if roles.has(Role::Quote) && cue.speaker.is_none() {
        let phrase = phrase_after(view, next, end);
        let says =
            (phrase.end..end.min(phrase.end + 2)).any(|at| view.has(at, Role::As) || view.has(at, Role::Say));
        if !phrase.is_empty() && (says || roles.has(Role::Cite)) {
            cue.tokens.end = phrase.end;
            match medium_at(view, phrase.start, end) {
                Some(medium) => cue.chain.push(medium),
                None => cue.speaker = Some(name_in(view, phrase)),
            }
        }
    }
    // "confirmed the order to Reuters"
    let told = |at: &usize| {
        view.has(*at, Role::With) && medium_at(view, at + 1, end).is_some_and(|medium| !medium.ambiguous)
    };
    let direct = |to: &usize| !(next..*to).any(|at| view.is_mark(at) || view.has(at, Role::That));
    let reach = if roles.has(Role::SayTo) { TOLD_TOKENS } else { 1 };
    if cue.carrier == Carrier::None
        && let Some(to) = (next..end.min(next + reach)).find(told).filter(direct)
        && let Some(medium) = medium_at(view, to + 1, end)
    {
        cue.tokens.end = medium.tokens.end;
        cue.carrier = Carrier::Medium(medium);
    }
    if view.has(next, Role::In)
        && cue.carrier == Carrier::None
        && let Some(medium) = medium_at(view, next + 1, end)
    {
        cue.tokens.end = medium.tokens.end;
        cue.carrier = Carrier::Medium(medium);
    }
}

/// The end of the subject of the verb, before auxiliaries and adverbs, and whether the verb is passive.
pub(super) fn before_auxiliaries(view: &View<'_>, verb: usize, from: usize) -> (usize, bool) {
    let mut at = verb;
    let mut passive = false;
    while at > from && view.has(at - 1, Role::Aux) {
        at -= 1;
        passive |= view.has(at, Role::Be) && at + 2 >= verb;
    }
    (at, passive)
}

/// `," said the minister`: the subject follows its verb after a quotation or a comma.
fn is_inverted(view: &View<'_>, verb: usize, subject_end: usize, from: usize, end: usize) -> bool {
    if subject_end != verb || verb <= from {
        return false;
    }
    if view.is_quote(verb - 1) {
        return true;
    }
    const NO_SUBJECT: [Role; 6] = [Role::That, Role::In, Role::With, Role::Stop, Role::Aux, Role::As];
    let first = view.roles(verb + 1);
    if !view.is_comma(verb - 1)
        || view.has(verb, Role::Tell)
        || NO_SUBJECT.iter().any(|role| first.has(*role))
        || apposition_start(view, verb - 1, from).is_some_and(|open| {
            !view.begins_upper(open + 1) || view.is_possessive(open + 2) || names_holder(view, open, verb - 1)
        })
    {
        return false;
    }
    let phrase = phrase_after(view, verb + 1, end);
    // "…, Jan Visser, said food stocks would last"
    let clause = phrase.clone().any(|at| view.has(at, Role::Aux) && !view.begins_upper(at));
    let ends = phrase.end >= end || view.is_mark(phrase.end) || view.has(phrase.end, Role::Relative);
    !phrase.is_empty() && !clause && ends
}

/// The comma that opens the apposition which the comma at `close` closes: "Ali, a spokesman, said".
fn apposition_start(view: &View<'_>, close: usize, from: usize) -> Option<usize> {
    let open = (from.max(close.saturating_sub(APPOSITION_TOKENS_MAX))..close)
        .rev()
        .find(|at| view.is_comma(*at) || view.is_quote(*at))?;
    if !view.is_comma(open) {
        return None;
    }
    let says = (open + 1..close).any(|at| view.has(at, Role::Say) && !view.has(at, Role::SayThat));
    (!says || view.has(open + 1, Role::Relative)).then_some(open)
}

/// Whether nothing but a name of two words and more stands between two commas, behind what the person is: "their
/// lawyer, Aminata Ndiaye, said".
fn names_holder(view: &View<'_>, open: usize, close: usize) -> bool {
    let is_person =
        open.checked_sub(1).is_some_and(|noun| view.has(noun, Role::Office) || view.has(noun, Role::Anaphor));
    let named = |at: usize| view.begins_upper(at) || view.is_dash(at);
    let is_name = close >= open + 3 && (open + 1..close).all(named);
    is_person && !view.begins_upper(open - 1) && is_name && medium_at(view, open + 1, close).is_none()
}

/// The noun phrase that ends before `end`; `None` where another verb of saying governs it.
pub(super) fn subject_before(view: &View<'_>, end: usize, from: usize) -> Option<Range<usize>> {
    let mut end = end;
    if end > from && view.is_comma(end - 1) {
        let open = apposition_start(view, end - 1, from)?;
        if names_holder(view, open, end - 1) {
            return Some(open + 1..end - 1);
        }
        end = open;
    }
    // "The three judges -- Ali, Omar and Zaid -- said"
    let dash = |at: usize| view.is_dash(at) && view.token(at).is_some_and(|token| token.spaced);
    let close = (end > from + 1 && view.is_dash(end - 1)).then(|| end - 1 - usize::from(!dash(end - 1)));
    if let Some(close) = close.filter(|close| dash(*close)) {
        end = (from..close).rev().find(|at| dash(*at)).unwrap_or(end);
    }
    let mut start = end;
    let mut n_closed = 0_usize;
    while start > from && end - start < PHRASE_TOKENS_MAX {
        let at = start - 1;
        let roles = view.roles(at);
        n_closed += usize::from(view.closes_bracket(at));
        n_closed = n_closed.saturating_sub(usize::from(view.opens_bracket(at)));
        if view.is_mark(at) && n_closed == 0 {
            let inner = view.is_dash(at) && view.token(at).is_some_and(|token| !token.spaced)
                || view.source(at) == "."
                || view.source(at) == "&"
                || view.opens_bracket(at)
                || view.closes_bracket(at)
                || view.is_quote(at)
                    && is_short_quote(view, at, end)
                    && !(at > from && view.is_mark(at - 1) && view.source(at - 1) != ".");
            if !inner {
                break;
            }
        }
        if roles.has(Role::Connect)
            || roles.has(Role::Subordinate)
            || roles.has(Role::As)
            || roles.has(Role::That) && !view.has(start, Role::Say)
        {
            break;
        }
        let verb = (roles.has(Role::Say) || roles.has(Role::Tell)) && !roles.has(Role::SayThat);
        if verb && !(at > from && view.has(at - 1, Role::Relative)) {
            return None;
        }
        start -= 1;
    }
    while start < end && (view.has(start, Role::WeakConnect) || view.has(start, Role::Turn)) {
        start += view.len(start);
    }
    Some(start..end)
}

fn is_short_quote(view: &View<'_>, at: usize, end: usize) -> bool {
    (at.saturating_sub(5)..at).any(|before| view.is_quote(before))
        || (at + 1..end).any(|after| view.is_quote(after))
}

/// Where the clause begins whose subject begins at `subject`, if something joins it to one before.
pub(super) fn clause_start(view: &View<'_>, subject: usize, sentence: usize) -> Option<usize> {
    let mut at = subject;
    while at > sentence && view.has(at - 1, Role::Turn) {
        at -= 1;
    }
    for back in 1..=4 {
        let Some(token) = at.checked_sub(back).filter(|token| *token > sentence) else {
            break;
        };
        let roles = view.roles(token);
        let joins = roles.has(Role::Connect)
            || roles.has(Role::Subordinate)
            || roles.has(Role::WeakConnect) && view.is_comma(token - 1);
        if joins && token + view.len(token) == at {
            return Some(token);
        }
    }
    (at > sentence && view.is_semicolon(at - 1)).then_some(at)
}

/// Reads a subject into the cue: a medium, a person of one, its work, or a speaker.
pub(super) fn take_subject(view: &View<'_>, phrase: Range<usize>, cue: &mut Cue) -> Option<()> {
    if view.has(phrase.start, Role::Pronoun) && phrase.len() == 1 {
        cue.leans = true;
        cue.elided = true;
        cue.carrier = Carrier::Elided;
        cue.pronoun = Some(phrase);
        return Some(());
    }
    if let Some(medium) = medium_at(view, phrase.start, phrase.end)
        && medium.tokens.end == phrase.end
    {
        cue.carrier = Carrier::Medium(medium);
        return Some(());
    }
    if let Some(medium) = medium_at(view, phrase.start, phrase.end) {
        // "The Washington Post's Jane Roe said", "CNN Brasil reported".
        let next = medium.tokens.end;
        let possessive =
            view.is_possessive(next) && view.begins_upper(next + 1) && !view.has(next + 1, Role::Office);
        let edition =
            next + 1 == phrase.end && view.begins_upper(next) && !medium.ambiguous && !medium.with_kind;
        if possessive || edition {
            cue.carrier = Carrier::Medium(medium);
            cue.speaker = possessive.then_some(phrase);
            return Some(());
        }
    }
    // "IRNA's report went on"
    if let Some(medium) = medium_at(view, phrase.start, phrase.end)
        && view.is_possessive(medium.tokens.end)
        && [Role::Document, Role::OwnWork, Role::Occasion].iter().any(|role| view.has(phrase.end - 1, *role))
    {
        cue.carrier = Carrier::Medium(medium);
        return Some(());
    }
    let by = (phrase.start..phrase.end).find(|at| view.has(*at, Role::Seen) && view.has(at + 1, Role::By));
    let work =
        (phrase.start..phrase.end).find(|at| view.has(*at, Role::OwnWork) && !view.has(*at, Role::Document));
    if let Some(seen) = by
        && let Some(medium) = medium_at(view, seen + 2, phrase.end)
    {
        cue.carrier = Carrier::Medium(medium);
        // "a review seen by The Times" is another's, "pictures seen by AFP" speak for nobody.
        let others =
            view.has(seen, Role::SeenObject) && !phrase.clone().any(|at| view.has(at, Role::AirObject));
        cue.speaker = (others || work.is_none_or(|work| work > seen)).then_some(phrase.start..seen);
        return Some(());
    }
    let medium = (phrase.start..phrase.end).find_map(|at| medium_at(view, at, phrase.end));
    let person = phrase.clone().any(|at| view.has(at, Role::Correspondent) || view.has(at, Role::Source));
    if let Some(medium) = medium
        && (person || work.is_some())
    {
        cue.carrier = Carrier::Medium(medium);
        // "Analysts in a Reuters poll"
        let polled = view.has(phrase.start, Role::Anaphor) && view.has(phrase.start + 1, Role::In);
        cue.speaker = match polled {
            true => Some(phrase.start..phrase.start + 1),
            false => person.then_some(phrase),
        };
        return Some(());
    }
    let one = view.has(phrase.start, Role::OneOf);
    let first = if one { phrase.start + view.len(phrase.start) } else { phrase.start };
    let the = view.has(first, Role::Definite) || one;
    cue.leans |= view.has(phrase.start, Role::OneOfThem);
    cue.leans |= the && phrase.end - first <= 3 && view.has(phrase.end - 1, Role::Anaphor);
    cue.speaker = Some(name_in(view, phrase));
    Some(())
}
