//! What stands beside a verb of saying: the one told, the one quoted, an occasion, a source.

use std::ops::Range;

use crate::{
    attribution::{
        after_verb::{
            PHRASE_WINDOW, claim_of, clause_end, only_article, person_of_medium, verb_cue, with_apposition,
            work_of_medium,
        },
        cue::{Carrier, Cue},
        medium::{Medium, Who, kinds_at, medium_at},
        phrase::{head, is_thing, name_in, names_nobody, phrase_after},
        view::{View, carries},
    },
    ruleset::{Role, Roles},
};

/// Reads what stands between the subject and the claim: the one told, the one quoted, an occasion, what
/// a medium did. Gives the end of what was read.
pub(super) fn complements(view: &View<'_>, verb: Roles, from: usize, end: usize, cue: &mut Cue) -> usize {
    let mut at = from;
    let mut last = from;
    while at < end {
        let roles = view.roles(at);
        let mut next = at + 1;
        // «تعليقا على تقرير لصحيفة …»
        let object = || {
            let since = (from..at).rev().find(|before| view.has(*before, Role::Answer));
            since.is_some_and(|since| (since..at).any(|before| view.has(before, Role::Document)))
        };
        if let Some(medium) = addressed(view, verb, at, end).filter(|_| !object()) {
            next = medium.tokens.end;
            take_medium(cue, medium);
        } else if quotes_from(view, verb, at, cue) {
            next = source(view, at + view.len(at), end, cue);
        } else if let Some(found) = cited_within(view, at, end).filter(|_| !answered(view, verb, at)) {
            next = found.tokens.end;
            if cue.speaker.is_none() {
                cue.speaker = found.speaker;
                cue.speaker_proclitic_chars = found.speaker_proclitic_chars;
            }
            if let Carrier::Medium(medium) = found.carrier {
                take_medium(cue, medium);
            }
        } else if roles.has(Role::Cite) && cue.speaker.is_none() && cue.carrier != Carrier::None {
            next = source(view, at + view.len(at), end, cue);
        } else if roles.has(Role::Occasion)
            && let Some(medium) = occasion_medium(view, at, end)
        {
            next = medium.tokens.end;
            take_medium(cue, medium);
        } else if roles.has(Role::Seen)
            && !view.has(at - 1, Role::What)
            && !answered(view, verb, at - 1)
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

/// «ردت الوزارة على ما نشرته الصحيفة»: what is answered is no source, unless a comma parts it.
pub(super) fn answered(view: &View<'_>, verb: Roles, at: usize) -> bool {
    verb.has(Role::Answer) && !view.is_comma(at.saturating_sub(1))
}

/// «نقلت … عن», «نسبت … إلى».
fn quotes_from(view: &View<'_>, verb: Roles, at: usize, cue: &Cue) -> bool {
    view.has(at, Role::From) && (verb.has(Role::Quote) || verb.has(Role::QuoteIt))
        || verb.has(Role::Quote) && view.has(at, Role::With) && cue.speaker.is_none()
}

/// «…، وفق ما نقلته الوكالة، …», «… بحسب …» between the subject and the claim.
pub(super) fn cited_within(view: &View<'_>, at: usize, end: usize) -> Option<Cue> {
    let verb = at + view.len(at);
    if view.has(at, Role::As) && view.has(verb, Role::QuoteIt) {
        return verb_cue(view, verb, end, true);
    }
    view.has(at, Role::Ascribe).then(|| ascribe_cue(view, at, end)).flatten()
}

pub(super) fn take_medium(cue: &mut Cue, medium: Medium) {
    match cue.carrier {
        Carrier::None => cue.carrier = Carrier::Medium(medium),
        _ => cue.chain.push(medium),
    }
}

/// The medium at `at` that is told: «لرويترز», or the object of «أبلغ».
pub(super) fn addressed(view: &View<'_>, verb: Roles, at: usize, end: usize) -> Option<Medium> {
    let to = view.told(at) && !view.joined(at);
    let bare_to = view.is_to(at);
    if to && let Some((medium, _)) = person_of_medium(view, at, end) {
        return Some(medium);
    }
    if bare_to {
        return medium_at(view, at + 1, end);
    }
    let medium = medium_at(view, at, end)?;
    let tell = (verb.has(Role::Tell) || verb.has(Role::SayTo))
        && only_article(view, &medium)
        // «أفاد سكان الجزيرة بأن»
        && (!medium.ambiguous || verb.has(Role::Tell) && view.has(medium.tokens.end, Role::That));
    (to || carries(medium.proclitics, view.cues.to) || tell).then_some(medium)
}

/// The one after «عن»: a medium that is cited in turn, or a speaker. Gives the end.
pub(super) fn source(view: &View<'_>, from: usize, end: usize, cue: &mut Cue) -> usize {
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
    if phrase.is_empty() || names_nobody(view, &phrase) || is_thing(view, &phrase) {
        return from + 1;
    }
    let phrase = with_apposition(view, phrase, end);
    let end = phrase.end;
    // «نقل التلفزيون الرسمي عن …»: a medium without a name is no speaker beside the one it quotes.
    let unnamed = |speaker: &Range<usize>| {
        view.has(speaker.start, Role::Media) || kinds_at(view, speaker.start).is_some()
    };
    if cue.speaker.as_ref().is_none_or(unnamed) {
        cue.speaker = Some(name_in(view, phrase));
    }
    end
}

/// «بحسب {carrier}», «وفقا لمصادر», «نقلا عن …».
pub(super) fn ascribe_cue(view: &View<'_>, at: usize, end: usize) -> Option<Cue> {
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
        if let Some(from) = quoted_from(view, last) {
            last = source(view, from, end, &mut cue);
        }
        cue.tokens = at..last;
        return Some(cue);
    }
    let own_work = view.has(object, Role::OwnWork) || view.has(object, Role::Document);
    let phrase = phrase_after(view, object, end);
    if phrase.is_empty() || view.has(object, Role::That) || !is_cited(view, at, &phrase) {
        return None;
    }
    let last = phrase.end;
    cue.tokens = at..last;
    if own_work && let Some(medium) = work_of_medium(view, object, end.min(last + 8)) {
        cue.tokens.end = medium.tokens.end;
        let told = carries(medium.proclitics, view.cues.to);
        let document = view.has(object, Role::Document) && !told && obtained(view, last, medium.tokens.end);
        cue.speaker = document.then(|| phrase.start..phrase.end.min(medium.tokens.start));
        cue.carrier = Carrier::Medium(medium);
        return Some(cue);
    }
    if view.has(last, Role::Seen)
        && let Some(medium) = seen_by(view, last, end)
    {
        cue.tokens.end = medium.tokens.end;
        cue.carrier = Carrier::Medium(medium);
    }
    let phrase = with_apposition(view, phrase, end);
    cue.speaker_proclitic_chars = usize::from(!bare_to && view.told(object));
    if cue.speaker_proclitic_chars == 0
        && view.token(object).is_some_and(|token| token.reading.is_none())
        && view.folded(object).starts_with('ل')
        && view.has(at, Role::AscribeTo)
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

/// Where the one begins whom the medium before `at` quotes: «رويترز عن …», «رويترز، التي نقلت عن …».
fn quoted_from(view: &View<'_>, at: usize) -> Option<usize> {
    let relative = at + usize::from(view.is_comma(at));
    let quotes = view.has(relative, Role::Relative) && view.has(relative + 1, Role::Quote);
    let from = if quotes { relative + 2 } else { at };
    view.has(from, Role::From).then_some(from + 1)
}

/// Whether the words after «بحسب» and «وفق» are somebody who is cited rather than what something goes by:
/// «وفق رؤية المملكة», «حسب اختيارك». Without a comma before them they must name a person, a body or a paper.
fn is_cited(view: &View<'_>, ascribe: usize, phrase: &Range<usize>) -> bool {
    const SPEAKERS: [Role; 8] = [
        Role::Office,
        Role::Rank,
        Role::Given,
        Role::Anaphor,
        Role::Source,
        Role::Media,
        Role::Document,
        Role::Body,
    ];
    let first = head(view, phrase);
    let hangs = names_nobody(view, phrase) && !view.told(first);
    if hangs || view.has(first, Role::NoSpeaker) || is_thing(view, phrase) {
        return false;
    }
    let apart = ascribe == 0
        || view.is_mark(ascribe - 1) && !view.closes_bracket(ascribe - 1)
        || view.joined(ascribe)
        || view.text.sentences.binary_search_by_key(&ascribe, |sentence| sentence.tokens.start).is_ok();
    let named =
        SPEAKERS.iter().chain([&Role::OwnWork, &Role::Correspondent]).any(|role| view.has(first, *role));
    apart || named || view.looks_definite(first) || !view.is_ordinary(first)
}

/// «وجاء في تقرير للأمم المتحدة حصلت فرانس برس على نسخة منه أن».
pub(super) fn came_in_cue(view: &View<'_>, at: usize, end: usize) -> Option<Cue> {
    let from = at + view.len(at);
    let claim = claim_of(view, from, end)?;
    let (_, cue) = paper(view, from, claim);
    Some(Cue { leads: true, tokens: at..claim + 1, ..cue })
}

/// «…، كما جاء في تقرير لـ«لوموند» استند إلى مسؤولين»: the same beside its claim.
pub(super) fn came_in_beside(view: &View<'_>, at: usize, end: usize) -> Option<Cue> {
    let from = at + view.len(at);
    let (last, cue) = paper(view, from, clause_end(view, from, end.min(from + PHRASE_WINDOW)));
    let cue = Cue { tokens: at..last, ..cue };
    (!cue.is_empty()).then_some(cue)
}

/// The paper at `from`, up to `end`: of a medium, or somebody's. Gives the end of what was read.
fn paper(view: &View<'_>, from: usize, end: usize) -> (usize, Cue) {
    let mut cue = Cue::default();
    let phrase = phrase_after(view, from, end);
    let mut last = complements(view, Roles::NONE, phrase.end, end, &mut cue).max(phrase.end);
    if cue.carrier == Carrier::None
        && let Some(medium) = (from..end.min(from + 8)).find_map(|at| medium_at(view, at, end))
    {
        last = last.max(medium.tokens.end);
        cue.carrier = Carrier::Medium(medium);
        last = last.max(complements(view, Roles::NONE, last, end, &mut cue));
    } else if !phrase.is_empty() && cue.speaker.is_none() {
        cue.speaker = Some(phrase);
    }
    (last, cue)
}

/// The medium of «تصريح لـ…», «مقابلة مع …», «حديث أدلى به إلى …».
pub(super) fn occasion_medium(view: &View<'_>, at: usize, end: usize) -> Option<Medium> {
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
        } else if let Some(medium) = medium_at(view, next, end)
            && carries(medium.proclitics, view.cues.by)
            && medium.with_kind
        {
            return Some(medium);
        }
    }
    None
}

/// The medium that did what the verb at `at` says: «اطلعت عليه رويترز», «استطلعت بلومبرغ آراءهم».
pub(super) fn seen_by(view: &View<'_>, at: usize, end: usize) -> Option<Medium> {
    let mut next = at + 1;
    while view.has(next, Role::SeenObject)
        || view.has(next, Role::With)
        || view.has(next, Role::Turn)
        || view.is_comma(next)
    {
        next += 1;
    }
    // «مصدر تحدث لـ«الأهرام»»
    let bare_to = usize::from(view.is_to(next));
    medium_at(view, next + bare_to, end).filter(|medium| {
        // «شهود تحدثوا لوكالة الأناضول»
        let plain = medium.with_kind || !medium.ambiguous;
        (only_article(view, medium) || carries(medium.proclitics, view.cues.to) && plain)
            && (!medium.ambiguous || !matches!(medium.who, Who::Short(..)))
    })
}

/// Whether the medium that ends before `medium_end` obtained what another wrote («اطلعت عليه رويترز»,
/// «حصلت رويترز على نسخة منه») rather than wrote it («نشرته رويترز»).
pub(super) fn obtained(view: &View<'_>, seen: usize, medium_end: usize) -> bool {
    !view.has(seen, Role::Seen)
        || view.has(seen + 1, Role::SeenObject)
        || view.has(seen + 1, Role::With)
        || (medium_end..medium_end + 2).any(|at| view.has(at, Role::With) || view.has(at, Role::SeenObject))
}

/// Those whom a medium polled or whose paper it obtained, before the verb at `seen`: «محللين استطلعت …».
pub(super) fn source_before(view: &View<'_>, seen: usize, from: usize) -> Option<Range<usize>> {
    let is_source = |at: &usize| view.has(*at, Role::Anaphor) || view.has(*at, Role::Document);
    let head = (from.max(seen.saturating_sub(3))..seen).find(is_source)?;
    let plain = (head..seen).all(|at| view.is_word(at) && !view.has(at, Role::Stop));
    plain.then_some(head..seen)
}
