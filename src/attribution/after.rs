//! Cues where the subject follows its verb: «قال المسؤول لرويترز إن».

use std::ops::Range;

use crate::{
    attribution::{
        cue::{Carrier, Cue},
        medium::{Medium, Who, medium_at},
        phrase::{name_in, phrase_after},
        view::{View, carries},
    },
    ruleset::{Role, Roles},
};

/// How far the claim of a verb may begin after it, in tokens.
const CLAIM_TOKENS_MAX: usize = 60;

/// The cues of one sentence.
pub(super) fn find_cues(view: &View<'_>, within: Range<usize>) -> Vec<Cue> {
    let mut cues = Vec::new();
    let mut open = Some(within.start);
    let mut at = within.start;
    while at < within.end {
        let roles = view.roles(at);
        let joins =
            [Role::Connect, Role::Subordinate, Role::Turn, Role::Aux].iter().any(|role| roles.has(*role));
        let step = if joins { view.len(at) } else { 1 };
        if view.is_comma(at) || view.is_semicolon(at) || view.is_colon(at) {
            open = Some(at + 1);
        } else if view.is_quote(at) || view.is_dash(at) {
            open = open.or(Some(at + 1));
        } else if let Some(cue) = cue_at(view, at, open, &within) {
            let next = cue.tokens.end.max(at + step);
            cues.push(cue);
            open = None;
            at = next;
            continue;
        } else if roles.has(Role::Connect) || roles.has(Role::Subordinate) {
            open = Some(at);
        } else if !(open.is_some() && (roles.has(Role::Turn) || roles.has(Role::Aux))) {
            open = None;
        }
        at += step;
    }
    cues
}

fn cue_at(view: &View<'_>, at: usize, open: Option<usize>, within: &Range<usize>) -> Option<Cue> {
    let roles = view.roles(at);
    let end = within.end;
    if roles.has(Role::As) {
        let verb = at + view.len(at);
        let trails = view.has(verb, Role::QuoteIt) || names_medium(view, verb + 1, end);
        if trails && let Some(mut cue) = verb_cue(view, verb, end, true) {
            cue.tokens.start = at;
            cue.clause_start = open.filter(|start| *start > within.start && view.joined(at));
            return Some(cue);
        }
    }
    if roles.has(Role::Ascribe) {
        let mut cue = ascribe_cue(view, at, end)?;
        cue.clause_start = open.filter(|start| *start > within.start && view.joined(at));
        return Some(cue);
    }
    if roles.has(Role::ActVerb)
        && open.is_some()
        && let Some(cue) = act_cue(view, at, end)
    {
        return Some(cue);
    }
    if roles.has(Role::CameIn) && open.is_some() {
        return came_in_cue(view, at, end);
    }
    if roles.has(Role::Occasion) && !roles.has(Role::Document) || roles.has(Role::Occasion) && open.is_some()
    {
        if let Some(medium) = occasion_medium(view, at, end) {
            let tokens = at..medium.tokens.end;
            return Some(Cue { tokens, carrier: Carrier::Medium(medium), ..Cue::default() });
        }
    }
    if roles.has(Role::Seen)
        && !is_verb(roles)
        && let Some(medium) = seen_by(view, at, end)
    {
        let tokens = at..medium.tokens.end;
        return Some(Cue { tokens, carrier: Carrier::Medium(medium), ..Cue::default() });
    }
    if !is_verb(roles) {
        return open.and_then(|_| any_verb_cue(view, at, end));
    }
    let joined = view.joined(at);
    let start = open.or_else(|| joined.then_some(at));
    let start = start.or_else(|| after_adverbial(view, at, within).then_some(within.start));
    if let Some(start) = start {
        let mut cue = verb_cue(view, at, end, false)?;
        if open.is_none() && !cue.leads {
            return None;
        }
        let connects = (start..at).any(|token| view.has(token, Role::Connect) || view.has(token, Role::As));
        let subordinate = (start..at).any(|token| view.has(token, Role::Subordinate));
        if subordinate && !matches!(cue.carrier, Carrier::Medium(_)) {
            return None;
        }
        let connects = connects || subordinate;
        cue.clause_start = (start > within.start && (joined || connects)).then_some(start);
        return Some(cue);
    }
    subject_first(view, at, within)
}

/// «ولاحظت صحيفة «لوموند» أن»: any word before a medium and a claim is a verb of saying.
fn any_verb_cue(view: &View<'_>, at: usize, end: usize) -> Option<Cue> {
    let roles = view.roles(at);
    if !view.is_word(at)
        || !names_medium(view, at + 1, end)
        || roles.has(Role::In)
        || roles.has(Role::Correspondent)
    {
        return None;
    }
    let medium = medium_at(view, at + 1, end)?;
    let claim = claim_of(view, medium.tokens.end, end.min(medium.tokens.end + 6))?;
    view.has(claim, Role::That).then(|| Cue {
        tokens: at..claim + 1,
        carrier: Carrier::Medium(medium),
        leads: true,
        ..Cue::default()
    })
}

/// «وفي أواخر العام قال الوزير إن»: only an adverbial stands before the verb.
fn after_adverbial(view: &View<'_>, verb: usize, within: &Range<usize>) -> bool {
    let first = view.roles(within.start);
    let adverbial = [Role::In, Role::With, Role::Stop, Role::Connect].iter().any(|role| first.has(*role));
    adverbial
        && verb - within.start <= 8
        && !(within.start..verb)
            .any(|at| is_verb(view.roles(at)) || view.has(at, Role::That) || view.has(at, Role::Relative))
        && claim_of(view, verb + 1, within.end).is_some()
}

/// «وكالة الأنباء ذكرت أن»: the subject is all that stands before the verb.
fn subject_first(view: &View<'_>, verb: usize, within: &Range<usize>) -> Option<Cue> {
    let mut from = within.start;
    while from < verb && (view.has(from, Role::Aux) || view.has(from, Role::Turn)) {
        from += view.len(from);
    }
    let subject_end = (from..verb).rev().find(|at| !view.has(*at, Role::Aux))? + 1;
    if verb - from > 12 || (from..verb).any(|at| view.is_mark(at) && !view.is_quote(at)) {
        return None;
    }
    let claim = claim_of(view, verb + view.len(verb), within.end);
    let rest = verb_cue(view, verb, within.end, false);
    if let Some(medium) = medium_at(view, from, subject_end)
        && medium.tokens.end == subject_end
    {
        let mut cue =
            Cue { tokens: from..verb + 1, carrier: Carrier::Medium(medium), leads: true, ..Cue::default() };
        if let Some(rest) = rest {
            cue.tokens.end = rest.tokens.end;
            cue.speaker = rest.speaker;
        }
        return Some(cue);
    }
    let phrase = phrase_after(view, from, subject_end);
    let auxiliary = from > within.start || subject_end < verb;
    let near = claim.is_some_and(|claim| claim <= verb + if auxiliary { 20 } else { 3 });
    if phrase.end != subject_end || !near {
        return None;
    }
    let mut cue = rest.unwrap_or_default();
    cue.leans = view.has(verb, Role::Add);
    cue.elided = false;
    cue.tokens = from..cue.tokens.end.max(verb + 1);
    cue.speaker = Some(name_in(view, phrase));
    if cue.carrier == Carrier::Elided {
        cue.carrier = Carrier::None;
    }
    Some(cue)
}

/// «خفضت الوكالة توقعاتها», «رفض المتحدث التعليق»: speech by its object.
fn act_cue(view: &View<'_>, verb: usize, end: usize) -> Option<Cue> {
    let from = verb + view.len(verb);
    let end = end.min(from + PHRASE_WINDOW);
    let object = (from..end.min(from + 14)).find(|at| view.has(*at, Role::ActObject))?;
    let mut cue = Cue { tokens: verb..object + 1, ..Cue::default() };
    let after = subject(view, from, object, false, &mut cue);
    complements(view, Roles::NONE, after, end, &mut cue);
    (cue.speaker.is_some()).then_some(cue)
}

/// Whether a medium or a person of one begins at `at`.
fn names_medium(view: &View<'_>, at: usize, end: usize) -> bool {
    medium_at(view, at, end).is_some_and(|medium| only_article(view, &medium) && !medium.ambiguous)
        || person_of_medium(view, at, end).is_some()
}

fn is_verb(roles: Roles) -> bool {
    [Role::Say, Role::Add, Role::Quote, Role::Tell].iter().any(|role| roles.has(*role))
}

/// Where the claim begins: after a complementizer, a colon or at a long quotation.
fn claim_of(view: &View<'_>, from: usize, end: usize) -> Option<usize> {
    let mut relative = false;
    let mut at = from;
    let end = end.min(from + CLAIM_TOKENS_MAX);
    while at < end {
        let roles = view.roles(at);
        if let Some(medium) = medium_at(view, at, end) {
            at = medium.tokens.end;
            continue;
        }
        if roles.has(Role::That) && !view.joined(at) || view.is_colon(at) {
            return Some(at);
        }
        if view.is_quote(at) && opens_long_quotation(view, at, end) {
            return Some(at);
        }
        relative |= roles.has(Role::Relative) || roles.has(Role::Stop);
        let ends = roles.has(Role::Participle)
            || view.is_semicolon(at)
            || roles.has(Role::Connect)
            || roles.has(Role::Say) && !relative && view.joined(at);
        if ends {
            return None;
        }
        at += 1;
    }
    None
}

fn opens_long_quotation(view: &View<'_>, at: usize, end: usize) -> bool {
    let opening = view.token(at).is_some_and(|token| token.spaced);
    opening && !(at + 1..end.min(at + 6)).any(|next| view.is_quote(next))
}

/// The cue of the verb at `verb`; after a particle («حسبما ذكرت») no claim need follow.
fn verb_cue(view: &View<'_>, verb: usize, end: usize, after_particle: bool) -> Option<Cue> {
    let roles = view.roles(verb);
    let from = verb + view.len(verb);
    let claim = claim_of(view, from, end);
    let window_end = match (claim, after_particle) {
        (Some(claim), false) => claim,
        _ => (from..end.min(from + PHRASE_WINDOW))
            .find(|at| view.is_semicolon(*at))
            .unwrap_or(end.min(from + PHRASE_WINDOW)),
    };
    let mut cue = Cue { leads: claim.is_some() && !after_particle, ..Cue::default() };
    let subject_end = subject(view, from, window_end, roles.has(Role::Tell), &mut cue);
    let named_subject = cue.speaker.is_some() || cue.carrier != Carrier::None;
    let stop = if after_particle { clause_end(view, subject_end, window_end) } else { window_end };
    let last = complements(view, roles, subject_end, stop, &mut cue);
    let has_medium = matches!(&cue.carrier, Carrier::Medium(medium) if !medium.ambiguous);
    if !after_particle {
        if roles.has(Role::SayThat) && claim.is_none() && !has_medium {
            return None;
        }
        if roles.has(Role::Quote) && !quotes_somebody(view, &cue, claim, subject_end, window_end) {
            return None;
        }
        if (roles.has(Role::Add) || roles.has(Role::Tell)) && claim.is_none() && cue.carrier == Carrier::None
        {
            return None;
        }
        if !named_subject && claim.is_none() && cue.carrier == Carrier::None {
            return None;
        }
    }
    cue.elided = !named_subject;
    cue.leans |= roles.has(Role::Add) || !named_subject;
    if roles.has(Role::Quote) && !named_subject {
        cue.carrier = Carrier::Elided;
    }
    cue.tokens = verb..claim.filter(|_| !after_particle).map_or(last.max(subject_end), |claim| claim + 1);
    (!cue.is_empty()).then_some(cue)
}

/// How far the words of a cue reach that no claim follows, in tokens.
const PHRASE_WINDOW: usize = 28;

/// Whether a verb such as «نقل» is about words: its subject is a medium, or it quotes somebody's claim.
fn quotes_somebody(view: &View<'_>, cue: &Cue, claim: Option<usize>, from: usize, to: usize) -> bool {
    let quotes = (from..to).any(|at| view.has(at, Role::From) || view.has(at, Role::SaidNoun));
    matches!(&cue.carrier, Carrier::Medium(medium) if !medium.ambiguous || quotes || claim.is_some())
        || claim.is_some() && quotes
}

/// The end of the clause that a trailing cue stands in.
fn clause_end(view: &View<'_>, from: usize, end: usize) -> usize {
    (from..end).find(|at| view.is_comma(*at)).map_or(end, |comma| comma)
}

/// Reads the subject at `from` into the cue; gives the position after it.
fn subject(view: &View<'_>, from: usize, end: usize, tells: bool, cue: &mut Cue) -> usize {
    let mut from = from;
    while from < end && (view.has(from, Role::Aux) || view.has(from, Role::Turn)) {
        from += view.len(from);
    }
    // «أعلنت، اليوم الخميس، وكالة …»
    if view.is_comma(from) {
        let close = (from + 1..end.min(from + 6)).find(|at| view.is_comma(*at));
        match close {
            Some(close) if view.has(from + 1, Role::Stop) || view.has(from + 1, Role::Turn) => {
                from = close + 1
            }
            _ => return from,
        }
    }
    if from >= end {
        return from;
    }
    let told = view.told(from);
    if told && (view.has(from, Role::Press) || medium_at(view, from, end).is_some()) {
        return from;
    }
    if let Some(medium) = medium_at(view, from, end)
        && only_article(view, &medium)
        && (!medium.ambiguous || stands_alone(view, medium.tokens.end))
    {
        let end = medium.tokens.end;
        cue.carrier = Carrier::Medium(medium);
        return end;
    }
    if let Some((medium, phrase)) = person_of_medium(view, from, end) {
        cue.carrier = Carrier::Medium(medium);
        let end = phrase.end;
        cue.speaker = Some(phrase);
        return end;
    }
    if view.has(from, Role::OwnWork)
        && let Some(medium) = work_of_medium(view, from, end)
    {
        let end = medium.tokens.end;
        cue.carrier = Carrier::Medium(medium);
        return end;
    }
    let told = |at: &usize| {
        tells && medium_at(view, *at, end).is_some_and(|medium| !medium.ambiguous || *at + 2 < end)
    };
    let end = (from + 1..end).find(told).unwrap_or(end);
    let phrase = phrase_after(view, from, end);
    if phrase.is_empty() {
        return from;
    }
    let phrase = with_apposition(view, phrase, end);
    let after = phrase.end;
    cue.leans |= view.definite(from) && view.has(from, Role::Anaphor) && phrase.len() <= 3;
    cue.speaker = Some(name_in(view, phrase));
    after
}

/// Whether a name ends before `at`: «ذكرت الجزيرة أن», not «ذكرت الجزيرة كابيتال».
fn stands_alone(view: &View<'_>, at: usize) -> bool {
    let roles = view.roles(at);
    const AFTER: [Role; 8] =
        [Role::That, Role::Stop, Role::In, Role::From, Role::With, Role::Turn, Role::Ascribe, Role::As];
    view.token(at).is_none() || !view.is_word(at) || AFTER.iter().any(|role| roles.has(*role))
}

fn only_article(view: &View<'_>, medium: &Medium) -> bool {
    view.cues.the.contains(medium.proclitics)
}

/// «قال وزير الخارجية، سالم الأحمد، إن»: the name between commas belongs to the office before it.
fn with_apposition(view: &View<'_>, phrase: Range<usize>, end: usize) -> Range<usize> {
    let comma = phrase.end;
    if !view.is_comma(comma) || !view.has(phrase.start, Role::Office) {
        return phrase;
    }
    let Some(close) = (comma + 2..end.min(comma + 8)).find(|at| view.is_comma(*at)) else {
        return phrase;
    };
    let plain = (comma + 1..close).all(|at| {
        view.is_word(at)
            && !view.has(at, Role::Stop)
            && !view.has(at, Role::Ascribe)
            && !view.has(at, Role::In)
    });
    let definite = view.looks_definite(comma + 1) && !view.has(comma + 1, Role::Rank);
    if plain && !definite { phrase.start..close } else { phrase }
}

/// «مراسل الجزيرة», «مراسلة قناة العربية في غزة».
pub(super) fn person_of_medium(view: &View<'_>, from: usize, end: usize) -> Option<(Medium, Range<usize>)> {
    if !view.has(from, Role::Correspondent) {
        return None;
    }
    let medium = (from + 1..end.min(from + 4)).find_map(|at| medium_at(view, at, end))?;
    let phrase = from..medium.tokens.end;
    Some((medium, phrase))
}

/// «استطلاع لرويترز», «بيانات جمعتها بلومبرغ», «تحقيق أجرته صحيفة …».
fn work_of_medium(view: &View<'_>, from: usize, end: usize) -> Option<Medium> {
    (from + 1..end.min(from + 6)).find_map(|at| medium_at(view, at, end))
}

/// Reads what stands between the subject and the claim: the one told, the one quoted, an occasion, what
/// a medium did. Gives the end of what was read.
fn complements(view: &View<'_>, verb: Roles, from: usize, end: usize, cue: &mut Cue) -> usize {
    let mut at = from;
    let mut last = from;
    while at < end {
        let roles = view.roles(at);
        let mut next = at + 1;
        if let Some(medium) = addressed(view, verb, at, end) {
            next = medium.tokens.end;
            take_medium(cue, medium);
        } else if roles.has(Role::From) && (verb.has(Role::Quote) || verb.has(Role::QuoteIt)) {
            next = source(view, at + view.len(at), end, cue);
        } else if verb.has(Role::Quote) && roles.has(Role::With) && cue.speaker.is_none() {
            next = source(view, at + view.len(at), end, cue);
        } else if let Some(found) = cited_within(view, at, end) {
            next = found.tokens.end;
            if cue.speaker.is_none() {
                cue.speaker = found.speaker;
                cue.speaker_proclitic_chars = found.speaker_proclitic_chars;
            }
            if let Carrier::Medium(medium) = found.carrier {
                take_medium(cue, medium);
            }
        } else if roles.has(Role::Occasion)
            && let Some(medium) = occasion_medium(view, at, end)
        {
            next = medium.tokens.end;
            take_medium(cue, medium);
        } else if roles.has(Role::Seen)
            && let Some(medium) = seen_by(view, at, end)
        {
            next = medium.tokens.end;
            take_medium(cue, medium);
        } else {
            at = next;
            continue;
        }
        last = next;
        at = next.max(at + 1);
    }
    last
}

/// «…، وفق ما نقلته الوكالة، …», «… بحسب …» between the subject and the claim.
fn cited_within(view: &View<'_>, at: usize, end: usize) -> Option<Cue> {
    let verb = at + view.len(at);
    if view.has(at, Role::As) && view.has(verb, Role::QuoteIt) {
        return verb_cue(view, verb, end, true);
    }
    view.has(at, Role::Ascribe).then(|| ascribe_cue(view, at, end)).flatten()
}

fn take_medium(cue: &mut Cue, medium: Medium) {
    match cue.carrier {
        Carrier::None => cue.carrier = Carrier::Medium(medium),
        _ => cue.chain.push(medium),
    }
}

/// The medium at `at` that is told: «لرويترز», or the object of «أبلغ».
fn addressed(view: &View<'_>, verb: Roles, at: usize, end: usize) -> Option<Medium> {
    let to = view.told(at) && !view.joined(at);
    let bare_to = view.is_to(at);
    if bare_to {
        return medium_at(view, at + 1, end);
    }
    let medium = medium_at(view, at, end)?;
    let tell = verb.has(Role::Tell) && only_article(view, &medium) && (!medium.ambiguous || at + 2 < end);
    (to || carries(medium.proclitics, view.cues.to) || tell).then_some(medium)
}

/// The one after «عن»: a medium that is cited in turn, or a speaker. Gives the end.
fn source(view: &View<'_>, from: usize, end: usize, cue: &mut Cue) -> usize {
    if let Some((medium, phrase)) = person_of_medium(view, from, end) {
        let end = phrase.end;
        take_medium(cue, medium);
        cue.speaker.get_or_insert(phrase);
        return end;
    }
    if let Some(medium) = medium_at(view, from, end)
        && only_article(view, &medium)
    {
        let end = medium.tokens.end;
        take_medium(cue, medium);
        return end;
    }
    let phrase = phrase_after(view, from, end);
    if phrase.is_empty() {
        return from + 1;
    }
    let phrase = with_apposition(view, phrase, end);
    let end = phrase.end;
    if cue.speaker.is_none() {
        cue.speaker = Some(name_in(view, phrase));
    }
    end
}

/// «بحسب {carrier}», «وفقا لمصادر», «نقلا عن …».
fn ascribe_cue(view: &View<'_>, at: usize, end: usize) -> Option<Cue> {
    let from = at + view.len(at);
    let end = end.min(from + PHRASE_WINDOW);
    let mut cue = Cue::default();
    let bare_to = view.is_to(from);
    let object = if bare_to { from + 1 } else { from };
    if let Some((medium, phrase)) = person_of_medium(view, object, end) {
        cue.tokens = at..phrase.end;
        cue.carrier = Carrier::Medium(medium);
        cue.speaker = Some(phrase);
        return Some(cue);
    }
    if let Some(medium) = medium_at(view, object, end) {
        let mut last = medium.tokens.end;
        cue.carrier = Carrier::Medium(medium);
        if view.has(last, Role::From) {
            last = source(view, last + 1, end, &mut cue);
        }
        cue.tokens = at..last;
        return Some(cue);
    }
    let own_work = view.has(object, Role::OwnWork) || view.has(object, Role::Document);
    let phrase = phrase_after(view, object, end);
    if phrase.is_empty() || view.has(object, Role::That) {
        return None;
    }
    let last = phrase.end;
    cue.tokens = at..last;
    if own_work && let Some(medium) = (object + 1..end.min(last + 4)).find_map(|at| medium_at(view, at, end))
    {
        cue.tokens.end = medium.tokens.end;
        let document = view.has(object, Role::Document) && !carries(medium.proclitics, view.cues.to);
        cue.speaker = document.then(|| phrase.start..phrase.end.min(medium.tokens.start));
        cue.carrier = Carrier::Medium(medium);
        return Some(cue);
    }
    let phrase = with_apposition(view, phrase, end);
    cue.speaker_proclitic_chars = usize::from(!bare_to && view.told(object));
    if cue.speaker_proclitic_chars == 0
        && view.token(object).is_some_and(|token| token.reading.is_none())
        && view.folded(object).starts_with('ل')
        && view.folded(at).starts_with("وفقا")
    {
        cue.speaker_proclitic_chars = 1;
    }
    let name = name_in(view, phrase.clone());
    if name.start != phrase.start {
        cue.speaker_proclitic_chars = 0;
    }
    cue.speaker = Some(name);
    Some(cue)
}

/// «وجاء في تقرير للأمم المتحدة حصلت فرانس برس على نسخة منه أن».
fn came_in_cue(view: &View<'_>, at: usize, end: usize) -> Option<Cue> {
    let from = at + view.len(at);
    let claim = claim_of(view, from, end)?;
    let mut cue = Cue { leads: true, tokens: at..claim + 1, ..Cue::default() };
    let phrase = phrase_after(view, from, claim);
    let after = phrase.end;
    complements(view, Roles::NONE, after, claim, &mut cue);
    if cue.carrier == Carrier::None
        && let Some(medium) = (from + 1..claim.min(from + 8)).find_map(|at| medium_at(view, at, claim))
    {
        cue.carrier = Carrier::Medium(medium);
    } else if !phrase.is_empty() {
        cue.speaker = Some(phrase);
    }
    Some(cue)
}

/// The medium of «تصريح لـ…», «مقابلة مع …», «حديث أدلى به إلى …».
fn occasion_medium(view: &View<'_>, at: usize, end: usize) -> Option<Medium> {
    for next in at + 1..end.min(at + 9) {
        if view.has(next, Role::That) {
            return None;
        }
        if view.is_comma(next) && !view.has(next - 1, Role::Turn) {
            return None;
        }
        let to = view.told(next) || view.is_to(next);
        let with = view.has(next - 1, Role::With) || view.has(next - 1, Role::Seen);
        let seen = view.has(next - 1, Role::SeenObject) && view.has(next - 2, Role::Seen);
        if to || with || seen {
            let name = if view.is_to(next) { next + 1 } else { next };
            if let Some(medium) = medium_at(view, name, end) {
                return Some(medium);
            }
        }
    }
    None
}

/// The medium that did what the verb at `at` says: «اطلعت عليه رويترز», «استطلعت بلومبرغ آراءهم».
fn seen_by(view: &View<'_>, at: usize, end: usize) -> Option<Medium> {
    let mut next = at + 1;
    while view.has(next, Role::SeenObject)
        || view.has(next, Role::With)
        || view.has(next, Role::Turn)
        || view.is_comma(next)
    {
        next += 1;
    }
    medium_at(view, next, end).filter(|medium| {
        only_article(view, medium) && (!medium.ambiguous || !matches!(medium.who, Who::Short(..)))
    })
}
