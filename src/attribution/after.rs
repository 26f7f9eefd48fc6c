//! Cues where the subject follows its verb: «قال المسؤول لرويترز إن».

use std::ops::Range;

use crate::{
    attribution::{
        after_parts::{
            ascribe_cue, came_in_beside, came_in_cue, obtained, occasion_medium, seen_by, source_before,
        },
        after_verb::{act_cue, claim_of, names_medium, person_of_medium, verb_cue, with_apposition},
        cue::{Carrier, Cue},
        medium::medium_at,
        phrase::{is_person, is_thing, name_in, names_nobody, phrase_after},
        view::{View, carries},
    },
    ruleset::{Role, Roles},
};

/// «عضو هيئة التدريس بالمعهد العلمي»: how long what stands between two commas may be, in tokens.
const APPOSITION_TOKENS_MAX: usize = 12;

/// Roles of words that join one clause to another.
const JOINING: Roles = Roles::of(Role::Connect).with(Role::Subordinate).with(Role::Turn).with(Role::Aux);

/// The cues of one sentence.
pub(super) fn find_cues(view: &View<'_>, within: Range<usize>) -> Vec<Cue> {
    let mut cues = Vec::new();
    let mut open = Some(within.start);
    let mut clause = within.start;
    let mut fronted = view.has(within.start, Role::Connect);
    let mut at = within.start;
    if let Some(cue) = elided_cue(view, &within) {
        (at, clause, open) = (cue.tokens.end, cue.tokens.end, None);
        cues.push(cue);
    }
    while at < within.end {
        let roles = view.roles(at);
        let step = if roles.any(JOINING) { view.len(at) } else { 1 };
        let is_mark = view.is_mark(at);
        // Most words tell nothing, and begin a cue only where a clause opens.
        if roles.is_none() && !is_mark && open.is_none() {
            at += 1;
            continue;
        }
        if is_mark && (view.is_comma(at) || view.is_semicolon(at) || view.is_colon(at)) {
            open = Some(at + 1);
            clause = at + 1;
        } else if is_mark && (view.is_quote(at) || view.is_dash(at)) {
            open = open.or(Some(at + 1));
        } else if let Some(mut cue) = cue_at(view, at, open, clause..within.end, &within) {
            let next = cue.tokens.end.max(at + step);
            // «وبينما تحدثت … عن 14 قتيلا، قالت … إنهم 17»
            let states = cue.leads || is_verb(view.roles(cue.tokens.start));
            let second = open.filter(|open| fronted && states && view.is_comma(open.saturating_sub(1)));
            if let Some(start) = second.filter(|_| cues.iter().any(|cue: &Cue| !cue.is_empty())) {
                cue.clause_start.get_or_insert(start);
                fronted = false;
            }
            cues.push(cue);
            clause = next;
            open = None;
            at = next;
            continue;
        } else if roles.has(Role::Connect) || roles.has(Role::Subordinate) {
            open = Some(at);
            clause = at;
        } else if !(open.is_some() && (roles.has(Role::Turn) || roles.has(Role::Aux))) {
            open = None;
        }
        at += step;
    }
    cues
}

/// «وحذر من انتشار الأوبئة», «كما طالب بفتح المعابر»: what a verb takes stands right behind it, and the one who spoke before
/// speaks.
fn elided_cue(view: &View<'_>, within: &Range<usize>) -> Option<Cue> {
    let as_well = view.has(within.start, Role::As);
    let verb = within.start + usize::from(as_well);
    let readings = view.text.tokens.get(verb..within.end)?.iter().map(|token| token.reading);
    let found = view.cues.elided(&view.ruleset.vocabulary, readings)?;
    let end = verb + found.n_tokens;
    let takes = !found.value || carries(view.proclitics_of(end), view.cues.by);
    // «وحذر من جهته الوزير من …»
    let turns = (verb + 1..=end).any(|at| view.has(at, Role::Turn));
    let goes_on = as_well || view.joins(found.proclitics);
    (goes_on && takes && !turns).then(|| Cue {
        tokens: within.start..end,
        leans: true,
        elided: true,
        leads: true,
        ..Cue::default()
    })
}

fn cue_at(
    view: &View<'_>,
    at: usize,
    open: Option<usize>,
    clause: Range<usize>,
    within: &Range<usize>,
) -> Option<Cue> {
    let roles = view.roles(at);
    if let Some(mut cue) = trailing_cue(view, at, within.end) {
        cue.clause_start = open.filter(|start| *start > within.start && view.joined(at));
        return Some(cue);
    }
    if roles.has(Role::Ascribe) {
        return None;
    }
    if let Some(mut cue) = medium_cue(view, at, open.is_some(), within) {
        // «…، فيما امتنعت الوزارة عن التعليق»
        let joins = |start: usize| view.joined(at) || (start..at).any(|token| view.has(token, Role::Connect));
        let acts = roles.has(Role::ActVerb) && cue.speaker.is_some();
        cue.clause_start = open.filter(|start| acts && *start > within.start && joins(*start));
        return Some(cue);
    }
    if roles.has(Role::ActVerb)
        && let Some(cue) = had_acted(view, at, &clause)
    {
        return Some(cue);
    }
    if !is_verb(roles) {
        let cue = open.and_then(|_| any_verb_cue(view, at, within.end));
        return cue.or_else(|| open.and_then(|_| told_in(view, at, within.end)));
    }
    if is_fronted(view, at, clause.start)
        && let Some(cue) = subject_led(view, at, &clause, within)
    {
        return Some(cue);
    }
    let joined = view.joined(at);
    let start = open.or_else(|| joined.then_some(at));
    let start = start.or_else(|| after_adverbial(view, at, within).then_some(within.start));
    let Some(start) = start else {
        return subject_led(view, at, &clause, within);
    };
    let mut cue = verb_cue(view, at, within.end, false).filter(|cue| open.is_some() || cue.leads)?;
    if !cue.has_subject(view)
        && let Some((first, subject)) = apposed_subject(view, at, within)
    {
        (cue.speaker, cue.elided, cue.leans) = (Some(subject), false, view.has(at, Role::Add));
        cue.clause_start = (first > within.start).then_some(first);
        return Some(cue);
    }
    let has = |role: Role| (start..at).any(|token| view.has(token, role));
    let subordinate = has(Role::Subordinate);
    if subordinate && !matches!(cue.carrier, Carrier::Medium(_)) {
        return None;
    }
    let joins = joined || subordinate || has(Role::Connect) || has(Role::As);
    Some(Cue { clause_start: (start > within.start && joins).then_some(start), ..cue })
}

/// «…، حسبما ذكرت الوكالة», «بحسب رويترز»: a cue that stands with its claim, on either side.
fn trailing_cue(view: &View<'_>, at: usize, end: usize) -> Option<Cue> {
    let verb = at + view.len(at);
    // «كما نوعت الصحيفة خدماتها» is about the newspaper.
    let closes = || medium_at(view, verb + 1, end).is_none_or(|medium| !view.is_word(medium.tokens.end));
    let speaks = || is_verb(view.roles(verb)) || closes();
    if view.has(at, Role::As)
        && (view.has(verb, Role::QuoteIt) || names_medium(view, verb + 1, end) && speaks())
        && let Some(cue) = verb_cue(view, verb, end, true)
    {
        return Some(Cue { tokens: at..cue.tokens.end, ..cue });
    }
    if view.has(at, Role::As) && view.has(verb, Role::CameIn) {
        let cue = came_in_beside(view, verb, end)?;
        return Some(Cue { tokens: at..cue.tokens.end, ..cue });
    }
    view.has(at, Role::Ascribe).then(|| ascribe_cue(view, at, end)).flatten()
}

/// «خفضت الوكالة توقعاتها», «جاء في تقرير», «في تصريح لرويترز», «حصلت رويترز على نسخة».
fn medium_cue(view: &View<'_>, at: usize, open: bool, within: &Range<usize>) -> Option<Cue> {
    let roles = view.roles(at);
    let Range { start, end } = *within;
    if open
        && roles.has(Role::ActVerb)
        && let Some(cue) = act_cue(view, at, end)
    {
        return Some(cue);
    }
    if open && roles.has(Role::CameIn) {
        return came_in_cue(view, at, end);
    }
    if open
        && roles.has(Role::Seen)
        && let Some((medium, phrase)) = person_of_medium(view, at + 1, end)
    {
        let tokens = at..phrase.end;
        let (carrier, speaker) = (Carrier::Medium(medium), Some(phrase));
        return Some(Cue { tokens, carrier, speaker, leads: true, ..Cue::default() });
    }
    let medium = if roles.has(Role::Occasion) && (open || !roles.has(Role::Document)) {
        occasion_medium(view, at, end)
    } else if is_document_told_in(view, at, start) {
        occasion_medium(view, at, end).filter(|medium| view.has(medium.tokens.end, Role::That))
    } else {
        None
    };
    let medium = medium.or_else(|| {
        // «ردا على تقرير نشرته الصحيفة، قالت الشركة»
        let answers = || {
            let clause = (start..at).rev().take_while(|at| !view.is_comma(*at));
            clause.into_iter().any(|at| view.has(at, Role::Answer))
        };
        let object = at > start && view.has(at - 1, Role::What);
        (roles.has(Role::Seen) && !is_verb(roles) && !object && !answers())
            .then(|| seen_by(view, at, end))
            .flatten()
    })?;
    // «يبث برنامج على قناة …»: no occasion of speech unless somebody speaks.
    let prepositions = [Role::In, Role::With, Role::Stop, Role::From, Role::Ascribe, Role::As, Role::Answer];
    let before = at > start && prepositions.iter().any(|role| view.has(at - 1, *role));
    let weak = roles.has(Role::Occasion) && !before && !open && view.cues.the.contains(view.proclitics(at));
    let polled = roles.has(Role::Seen) && obtained(view, at, medium.tokens.end);
    let speaker = if polled { source_before(view, at, start) } else { None };
    let (tokens, carrier) = (at..medium.tokens.end, Carrier::Medium(medium));
    Some(Cue { tokens, carrier, speaker, weak, ..Cue::default() })
}

/// Whether a document stands behind a preposition, one phrase with it or not: «وفي برقية لوكالة الأناضول أن».
fn is_document_told_in(view: &View<'_>, at: usize, start: usize) -> bool {
    const PHRASE_TOKENS: usize = 2;
    let before = at.checked_sub(1).filter(|before| *before >= start && view.has(at, Role::Document));
    before.is_some_and(|before| view.has(before, Role::In) || view.len(before) == PHRASE_TOKENS)
}

/// «ولاحظت صحيفة «لوموند» أن»: any word before a medium and a claim is a verb of saying.
fn any_verb_cue(view: &View<'_>, at: usize, end: usize) -> Option<Cue> {
    let roles = view.roles(at);
    let verb = roles.is_none() || roles.has(Role::QuoteIt) || roles.has(Role::Seen);
    if !view.is_word(at) || !verb || !names_medium(view, at + 1, end) {
        return None;
    }
    let medium = medium_at(view, at + 1, end)?;
    let claim = claim_of(view, medium.tokens.end, end.min(medium.tokens.end + 10))?;
    if (medium.tokens.end..claim).any(|at| is_verb(view.roles(at))) {
        return None;
    }
    // «وعلمت «الأهرام» من مصدر مطلع أن»
    let from = medium.tokens.end + 1;
    let source = view.follows_name(from - 1) && view.has(from, Role::Source);
    let speaker = source.then(|| phrase_after(view, from, claim));
    view.has(claim, Role::That).then(|| Cue {
        tokens: at..claim + 1,
        carrier: Carrier::Medium(medium),
        speaker,
        leads: true,
        ..Cue::default()
    })
}

/// «وفي صحيفة «لوموند» أن»: where a claim stands is all that is told.
fn told_in(view: &View<'_>, at: usize, end: usize) -> Option<Cue> {
    let medium = medium_at(view, at + 1, end).filter(|medium| view.has(at, Role::In) && medium.with_kind)?;
    let that = medium.tokens.end;
    view.has(that, Role::That).then(|| Cue {
        tokens: at..that + 1,
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

/// Whether a clause says its subject first by the way it opens: «أما الوزارة فقالت», «لكن مسؤولا قال»,
/// «وكانت «بوليتيكو» قد ذكرت».
fn is_fronted(view: &View<'_>, verb: usize, first: usize) -> bool {
    let opens = view.has(first, Role::Connect) || view.has(first, Role::Aux);
    verb > first + 1 && (is_topic(view, verb, first) || opens && !view.joined(verb))
}

/// «وكان بنك غولدمان ساكس خفض توقعاته»: speech by its object, of a subject that stands before the verb.
fn had_acted(view: &View<'_>, verb: usize, clause: &Range<usize>) -> Option<Cue> {
    let from = clause.start + view.len(clause.start);
    let object = verb + view.len(verb);
    let subject_end = if view.has(verb.checked_sub(1)?, Role::Aux) { verb - 1 } else { verb };
    if !view.has(clause.start, Role::Aux) || from >= subject_end || !view.has(object, Role::ActObject) {
        return None;
    }
    let phrase = phrase_after(view, from, subject_end);
    let speaker = (phrase.end == subject_end && !names_nobody(view, &phrase)).then_some(phrase)?;
    Some(Cue {
        tokens: from..object + 1,
        speaker: Some(name_in(view, speaker)),
        leads: true,
        ..Cue::default()
    })
}

/// «أما … فـ»
fn is_topic(view: &View<'_>, verb: usize, first: usize) -> bool {
    view.has(first, Role::Topic) && view.joined(verb)
}

/// The cue of a verb behind its subject, and where its clause parts from the one before.
fn subject_led(view: &View<'_>, verb: usize, clause: &Range<usize>, within: &Range<usize>) -> Option<Cue> {
    let mut cue = subject_first(view, verb, clause)?;
    let first = clause.start;
    let parts = is_topic(view, verb, first) || view.has(first, Role::Connect);
    cue.clause_start = (first > within.start && parts).then_some(first);
    Some(cue)
}

/// «وكالة الأنباء ذكرت أن»: the subject is all that stands before the verb.
fn subject_first(view: &View<'_>, verb: usize, within: &Range<usize>) -> Option<Cue> {
    let mut from = within.start;
    const SKIPPED: [Role; 4] = [Role::Aux, Role::Turn, Role::Connect, Role::Topic];
    while from < verb && SKIPPED.iter().any(|role| view.has(from, *role)) {
        from += view.len(from);
    }
    let subject_end = (from..verb).rev().find(|at| !view.has(*at, Role::Aux))? + 1;
    if subject_end <= from {
        return None;
    }
    if verb - from > 12 || (from..verb).any(|at| view.is_mark(at) && !view.is_quote(at)) {
        return None;
    }
    let claim = claim_of(view, verb + view.len(verb), within.end);
    let rest = verb_cue(view, verb, within.end, false);
    if let Some(medium) = medium_at(view, from, subject_end)
        && medium.tokens.end == subject_end
        && (claim.is_some() || rest.is_some() || subject_end < verb || !view.has(verb, Role::SayThat))
    {
        let mut cue =
            Cue { tokens: from..verb + 1, carrier: Carrier::Medium(medium), leads: true, ..Cue::default() };
        if let Some(rest) = rest {
            cue.tokens.end = rest.tokens.end;
            // «الصحيفة نقلت عن مسؤول»; what follows the verb at once is its object.
            cue.speaker = rest.speaker.filter(|speaker| speaker.start > verb + view.len(verb));
        }
        return Some(cue);
    }
    if let Some((medium, phrase)) = person_of_medium(view, from, subject_end)
        && claim.is_some()
    {
        let (tokens, carrier) = (from..verb + 1, Carrier::Medium(medium));
        return Some(Cue { tokens, carrier, speaker: Some(phrase), leads: true, ..Cue::default() });
    }
    let phrase = phrase_after(view, from, subject_end);
    let auxiliary = from > within.start || subject_end < verb;
    let near = claim.is_some_and(|claim| claim <= verb + if auxiliary { 20 } else { 3 });
    let near = near && (rest.is_some() || !view.has(verb, Role::SayFrom));
    // «وكانت الشرطة قد أعلنت توقيف رجلين», «أما الشرطة فنفت وقوع إصابات»
    let plain = view.has(verb, Role::Say) && !view.has(verb, Role::SayThat);
    let had = view.has(within.start, Role::Aux) && plain;
    let said = near || had || is_topic(view, verb, within.start) && (rest.is_some() || plain);
    let speaks =
        || !names_nobody(view, &phrase) && !is_thing(view, &phrase) && !view.follows_name(phrase.end - 1);
    // «كبير المهندسين بمجلس الإقليم قال إن»
    let person = is_person(view, from) || phrase.clone().any(|at| view.has(at, Role::Rank));
    let goes_on = |at: usize| person && view.is_word(at) && !is_verb(view.roles(at));
    if phrase.is_empty() || !(phrase.end..subject_end).all(goes_on) || !said || !speaks() {
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

/// «إلا أن المتحدث باسم الجيش، العميد محمد سمير، أكد أن»: subject and apposition stand before the verb. Gives
/// where their clause begins, and the subject.
fn apposed_subject(view: &View<'_>, verb: usize, within: &Range<usize>) -> Option<(usize, Range<usize>)> {
    let close = verb.checked_sub(1).filter(|at| view.is_comma(*at) && !view.joined(verb))?;
    let open = (within.start + 1..close).rev().take(APPOSITION_TOKENS_MAX).find(|at| view.is_comma(*at))?;
    let joins = |at: &usize| view.has(*at, Role::Connect) || view.has(*at, Role::Subordinate);
    let joint = (within.start..open).rev().find(joins);
    let mut from = joint.map_or(within.start, |at| at + view.len(at));
    while from < open && (view.has(from, Role::Aux) || view.has(from, Role::Turn)) {
        from += view.len(from);
    }
    let plain = |at: usize| view.is_word(at) && !is_verb(view.roles(at));
    let phrase = phrase_after(view, from, open);
    if !is_person(view, from)
        || phrase.end != open
        || names_nobody(view, &phrase)
        || !(open + 1..close).all(plain)
    {
        return None;
    }
    Some((joint.unwrap_or(within.start), name_in(view, with_apposition(view, phrase, verb))))
}

fn is_verb(roles: Roles) -> bool {
    [Role::Say, Role::Add, Role::Quote, Role::Tell].iter().any(|role| roles.has(*role))
}
