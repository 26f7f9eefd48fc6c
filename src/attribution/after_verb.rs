//! A verb of saying with its subject after it, up to where its claim begins.

use std::ops::Range;

use crate::{
    attribution::{
        after_parts::{addressed, answered, complements},
        cue::{Carrier, Cue},
        medium::{Medium, Who, medium_at},
        phrase::{head, is_person, is_thing, name_in, names_nobody, phrase_after},
        view::{View, carries},
    },
    ruleset::{Role, Roles},
};

/// How far the claim of a verb may begin after it, in tokens.
pub(super) const CLAIM_TOKENS_MAX: usize = 60;

/// How far the words of a cue reach that no claim follows, in tokens.
pub(super) const PHRASE_WINDOW: usize = 28;

/// «قالت القناة إن اثنين من مراسليها»: how far behind a claim a medium's own people stand, in tokens.
const OF_ITSELF_TOKENS: usize = 6;

/// «عبر الوزير عن قلقه»: how far «عن» may stand after its verb, in tokens.
const SAY_FROM_TOKENS: usize = 24;

/// The cue of the verb at `verb`; after a particle («حسبما ذكرت») no claim need follow.
pub(super) fn verb_cue(view: &View<'_>, verb: usize, end: usize, after_particle: bool) -> Option<Cue> {
    let roles = view.roles(verb);
    let from = verb + view.len(verb);
    let claim = claim_of(view, from, end);
    // «نشرت الصحيفة تقريرا عن …» is about something; «ذكرت الوكالة عن مصدر أن» quotes somebody.
    let about = claim.is_none() && !after_particle;
    let roles = if about { roles.without(Roles::of(Role::QuoteIt)) } else { roles };
    // «كما أكد أن» says it as well; «كما قال، …» is a cue beside its claim.
    let direct = |claim: usize| !(from..claim).any(|at| view.is_comma(at));
    let window_end = match (claim, after_particle) {
        (Some(claim), false) => claim,
        (Some(claim), true) if direct(claim) => claim,
        _ => (from..end.min(from + PHRASE_WINDOW))
            .find(|at| view.is_semicolon(*at) || view.has(*at, Role::Connect))
            .unwrap_or(end.min(from + PHRASE_WINDOW)),
    };
    let mut cue = Cue { leads: claim.is_some() && !after_particle, ..Cue::default() };
    let limit = if view.is_plural_verb(verb) { from } else { subject_limit(view, roles, from, window_end) };
    let tells = roles.has(Role::Tell) || roles.has(Role::SayTo);
    let subject_end = subject(view, from, limit, tells, &mut cue);
    own_speech(view, roles, subject_end..end, claim, &mut cue);
    // «قدرت كلفة الإصلاح بمليون», «وصفت هذه المحادثات بأنها» are passive.
    let passive = |speaker: &Range<usize>| {
        let definite = view.looks_definite(speaker.start) || head(view, speaker) > speaker.start;
        let measures = roles.has(Role::SayFigure) || roles.has(Role::Tell);
        is_thing(view, speaker) && (definite || measures)
    };
    if cue.speaker.as_ref().is_some_and(passive) {
        return None;
    }
    // «وأكدت ضرورة التحرك»: an object, and the subject is the one before.
    cue.speaker = cue.speaker.filter(|speaker| !is_thing(view, speaker));
    let named_subject = cue.speaker.is_some() || cue.carrier != Carrier::None;
    // «سجلت موزمبيق 212 وفاة، وفق ما نقلته الوكالة عن الوزارة»: what stands behind the comma is another cue.
    let plain = roles.has(Role::SayThat) && claim.is_none();
    let stop = if after_particle || plain { clause_end(view, subject_end, window_end) } else { window_end };
    let mut last = complements(view, roles, subject_end, stop, &mut cue);
    drop_denied(view, roles, subject_end, &mut cue);
    if roles.has(Role::Write) && cue.carrier == Carrier::None {
        let medium = (from..window_end).find_map(|at| place_at(view, at, window_end));
        cue.carrier = medium.map_or(Carrier::None, Carrier::Medium);
    }
    // «أشاد الخبراء بالتغطية للحدث»: no medium, «كشفت مصادر للعربية عن» one.
    let source = view.has(from, Role::Source);
    let told = |medium: &Medium| medium.ambiguous && view.told(medium.tokens.start);
    if claim.is_none() && !source && matches!(&cue.carrier, Carrier::Medium(medium) if told(medium)) {
        cue.carrier = Carrier::None;
    }
    let has_medium = matches!(&cue.carrier, Carrier::Medium(medium) if !medium.ambiguous);
    let has_medium = has_medium && !(roles.has(Role::Habit) && claim.is_none());
    if !after_particle {
        let answered = answered_report(view, roles, subject_end..window_end);
        last = answered.unwrap_or(last);
        let window = from..window_end;
        // «توقعت الأرصاد هطول أمطار»
        let event = roles.has(Role::SayFigure) && named_subject && view.is_thing(subject_end);
        if !event && !says(view, roles, window, claim, has_medium) && answered.is_none() {
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

/// «نفت الوزارة صحة تقرير لوكالة بلومبرغ»: the medium whose report is denied carries nothing.
fn drop_denied(view: &View<'_>, verb: Roles, from: usize, cue: &mut Cue) {
    let Carrier::Medium(medium) = &cue.carrier else { return };
    let is_denied =
        verb.has(Role::DenyVerb) && (from..medium.tokens.start).any(|at| view.has(at, Role::DenyObject));
    if is_denied {
        cue.carrier = Carrier::None;
    }
}

/// «أدانت رويترز اعتقال مصورها», «قالت الوكالة في مذكرة لموظفيها إن», «قالت القناة إن مراسلها أصيب»: makes a medium that
/// speaks of itself the speaker.
fn own_speech(view: &View<'_>, verb: Roles, within: Range<usize>, claim: Option<usize>, cue: &mut Cue) {
    if verb.has(Role::Stance) {
        cue.speaks_for_itself(view);
    }
    if claim.is_some_and(|claim| tells_of_itself(view, within.start, claim, within.end)) {
        cue.speaks_of_itself(view);
    }
}

/// Whether a claim stands in a medium's own notice or is about its own people.
fn tells_of_itself(view: &View<'_>, from: usize, claim: usize, end: usize) -> bool {
    let notice = |at: usize| {
        view.has(at, Role::Notice) && (view.has(at - 1, Role::In) || view.has(at - 1, Role::Stop))
    };
    let of_its = |at: usize| {
        let cues = view.cues;
        view.roles(at).is_none()
            && cues.has_with_pronoun(&view.ruleset.vocabulary, view.folded(at), Role::Correspondent)
    };
    (from + 1..claim).any(notice) || (claim + 1..end.min(claim + OF_ITSELF_TOKENS)).any(of_its)
}

/// Whether a verb says something here: by a claim, «عن», a medium as subject, a document's object, a figure.
fn says(view: &View<'_>, verb: Roles, within: Range<usize>, claim: Option<usize>, medium: bool) -> bool {
    let from = within.start;
    if verb.has(Role::SayFrom) {
        // «تحدث الوزير قائلا إن», but «عبر حسابه» only with «عن».
        let speaks = verb.has(Role::Seen) && (medium || claim.is_some());
        let end = view.text.tokens.len().min(from + SAY_FROM_TOKENS);
        return speaks || (from..end).any(|at| view.has(at, Role::From));
    }
    let work = view.has(from, Role::Document) && verb.has(Role::SayObject);
    let figure = verb.has(Role::SayFigure) && says_figure(view, from, within.end);
    let predicate = verb.has(Role::SayAs) && says_as(view, from, within.end);
    !verb.has(Role::SayThat) || claim.is_some() || medium || work || figure || predicate
}

/// Where the words that can name the subject end: before «في «هآرتس»» of who wrote there, and before what hangs on
/// a verb of [`Role::SayAs`].
fn subject_limit(view: &View<'_>, verb: Roles, from: usize, end: usize) -> usize {
    let wrote = (from..end).find(|at| verb.has(Role::Write) && place_at(view, *at, end).is_some());
    let hangs = (from + 1..end).find(|at| verb.has(Role::SayAs) && hangs_by(view, *at));
    wrote.or(hangs).unwrap_or(end)
}

/// The medium of «في «هآرتس»» at `at`.
fn place_at(view: &View<'_>, at: usize, end: usize) -> Option<Medium> {
    let medium = || medium_at(view, at + 1, end).filter(Medium::is_sure);
    view.has(at, Role::In).then(medium).flatten()
}

/// Whether «بـ» stands on the word at `at` as a preposition: «بإغلاق المضيق».
fn hangs_by(view: &View<'_>, at: usize) -> bool {
    carries(view.proclitics(at), view.cues.by) && view.is_prepositional(at)
}

/// «هدد القائد بإغلاق المضيق», «اعتبرت واشنطن التهديد «غير مسؤول»»: somebody, and what hangs on the verb.
fn says_as(view: &View<'_>, from: usize, end: usize) -> bool {
    let somebody = is_person(view, from) || view.has(from, Role::Body) || view.is_place(from);
    let object = (from + 1..clause_end(view, from, end)).find(|at| view.is_quote(*at) || hangs_by(view, *at));
    somebody && object.is_some_and(|at| !view.is_quote(at) || medium_at(view, at, end).is_none())
}

/// The end of «على ما نشرته» where that is what the verb answers.
fn answered_report(view: &View<'_>, verb: Roles, mut within: Range<usize>) -> Option<usize> {
    let object = within.find(|at| view.has(*at, Role::As))?;
    answered(view, verb, object).then(|| object + view.len(object) + 1)
}

/// «قدرت المنظمة عدد النازحين بنحو 40 ألفا»: a figure in the clause of the verb.
fn says_figure(view: &View<'_>, from: usize, end: usize) -> bool {
    // «ويتوقع ارتفاع الأسعار 3 في المئة» has no subject.
    let somebody = view.looks_definite(from) || !view.roles(from).is_none() || !view.is_ordinary(from);
    somebody && (from..clause_end(view, from, end)).any(|at| view.is_digits(at))
}

/// «خفضت الوكالة توقعاتها», «رفض المتحدث التعليق»: speech by its object.
pub(super) fn act_cue(view: &View<'_>, verb: usize, end: usize) -> Option<Cue> {
    let from = verb + view.len(verb);
    let end = end.min(from + PHRASE_WINDOW);
    let object = (from..end.min(from + 14)).find(|at| view.has(*at, Role::ActObject))?;
    let mut cue = Cue { tokens: verb..object + 1, ..Cue::default() };
    let after = subject(view, from, object, false, &mut cue);
    complements(view, Roles::NONE, after, end, &mut cue);
    // A rating agency is called a وكالة too; what it does here is its own.
    if let Carrier::Medium(medium) = &cue.carrier
        && medium.who == Who::Unknown
        && cue.speaker.is_none()
    {
        cue.speaker = Some(medium.tokens.clone());
        cue.carrier = Carrier::None;
    }
    // «ولم تذكر مزيدا من التفاصيل»: it leans on who spoke before.
    if object == from && cue.carrier == Carrier::None && view.len(verb) > 1 {
        return Some(Cue { tokens: cue.tokens, leans: true, elided: true, ..Cue::default() });
    }
    cue.speaker.is_some().then_some(cue)
}

/// Whether a verb such as «نقل» is about words: its subject is a medium, or it quotes somebody's claim.
pub(super) fn quotes_somebody(
    view: &View<'_>,
    cue: &Cue,
    claim: Option<usize>,
    from: usize,
    to: usize,
) -> bool {
    let quotes = (from..to).any(|at| view.has(at, Role::From) || view.has(at, Role::SaidNoun));
    // «استشهد مراسل الجزيرة» is no quotation.
    let by_name = cue.speaker.is_none();
    matches!(&cue.carrier, Carrier::Medium(medium) if !medium.ambiguous && by_name || quotes || claim.is_some())
        || claim.is_some() && quotes
}

/// The end of the clause that a trailing cue stands in.
pub(super) fn clause_end(view: &View<'_>, from: usize, end: usize) -> usize {
    (from..end).find(|at| view.is_comma(*at)).map_or(end, |comma| comma)
}

/// «نفى وجود نية لذلك، بعدما ذكرت رويترز أن»: where the claim of the medium begins that speaks at `verb`.
fn claim_of_medium(view: &View<'_>, verb: usize, end: usize) -> Option<usize> {
    let speaks = view.has(verb, Role::Say) || view.has(verb, Role::SayThat);
    let medium = speaks.then(|| medium_at(view, verb + view.len(verb), end))??;
    let that = medium.tokens.end + usize::from(view.is_quote(medium.tokens.end));
    view.has(that, Role::That).then_some(that + 1)
}

/// Where the claim begins: after a complementizer, a colon or at a long quotation.
pub(super) fn claim_of(view: &View<'_>, from: usize, end: usize) -> Option<usize> {
    let mut relative = false;
    let mut at = from;
    let end = end.min(from + CLAIM_TOKENS_MAX);
    while at < end {
        let roles = view.roles(at);
        if let Some(medium) = medium_at(view, at, end) {
            at = medium.tokens.end;
            continue;
        }
        if roles.has(Role::NotThat) || roles.has(Role::Subordinate) {
            relative = true;
            at += view.len(at);
            at = claim_of_medium(view, at, end).unwrap_or(at);
            continue;
        }
        if roles.has(Role::That) && !view.joined(at) || view.is_colon(at) {
            return Some(at);
        }
        let quotes = |at| opens_long_quotation(view, at, end) || at == from && quotes_words(view, at, end);
        if view.is_quote(at) && quotes(at) {
            return Some(at);
        }
        relative |= roles.has(Role::Relative) || roles.has(Role::Stop);
        let ends = roles.has(Role::Participle)
            || view.is_semicolon(at)
            || roles.has(Role::Connect)
            || (roles.has(Role::Say) || roles.has(Role::Quote)) && !relative && view.joined(at)
            || view.is_comma(at - 1) && roles.has(Role::Aux) && view.joined(at)
            || view.is_comma(at - 1) && roles.has(Role::Say) && !roles.has(Role::SayThat);
        if ends {
            return None;
        }
        at += 1;
    }
    None
}

pub(super) fn opens_long_quotation(view: &View<'_>, at: usize, end: usize) -> bool {
    let opening = view.token(at).is_some_and(|token| token.spaced);
    opening && !(at + 1..end.min(at + 6)).any(|next| view.is_quote(next))
}

/// «وقال «كلنا فداء الوطن»»: whether what is quoted at once behind a verb is no name.
fn quotes_words(view: &View<'_>, open: usize, end: usize) -> bool {
    let close = (open + 1..end).find(|at| view.is_quote(*at));
    let all = |close: usize| close > open + 3 && !view.is_word(close + 1);
    close.is_some_and(all) && medium_at(view, open, end).is_none()
}

/// Reads the subject at `from` into the cue; gives the position after it.
pub(super) fn subject(view: &View<'_>, from: usize, end: usize, tells: bool, cue: &mut Cue) -> usize {
    let Some(from) = subject_start(view, from, end) else {
        return from;
    };
    if from >= end {
        return from;
    }
    // «أوضح لـ«الأهرام» مصدر مسؤول أن»
    if let Some(medium) = addressed(view, Roles::NONE, from, end) {
        let after = medium.tokens.end;
        cue.carrier = Carrier::Medium(medium);
        let phrase = phrase_after(view, after, end);
        let after = phrase.end;
        if !phrase.is_empty() && !view.has(phrase.start, Role::In) {
            cue.speaker = Some(name_in(view, phrase));
        }
        return after;
    }
    if view.told(from) && view.has(from, Role::Press) {
        return from;
    }
    if let Some(medium) = medium_at(view, from, end)
        && only_article(view, &medium)
        && (!medium.ambiguous || stands_alone(view, medium.tokens.end))
    {
        let after = medium.tokens.end;
        // «نقلت العربية نبأ …»: what it carries says that it is a medium.
        let ambiguous = medium.ambiguous && !view.has(after, Role::AirObject);
        cue.carrier = Carrier::Medium(Medium { ambiguous, ..medium });
        // «أبلغ «الأهرام» رئيس اللجنة أن»
        let tells_somebody = tells && !carries(view.proclitics_of(after), view.cues.by);
        let told = if tells_somebody { phrase_after(view, after, end) } else { after..after };
        let after = told.end;
        cue.speaker = (!told.is_empty()).then(|| name_in(view, told));
        return after;
    }
    // «أبلغ مصدر رويترز أن» is told by somebody, «قالت مصادر العربية إن» by people of hers.
    let sources = tells && view.has(from, Role::Source);
    if let Some((medium, phrase)) = person_of_medium(view, from, end).filter(|_| !sources) {
        cue.carrier = Carrier::Medium(medium);
        let end = phrase.end;
        cue.speaker = Some(phrase);
        return end;
    }
    // «تقرير لصحيفة …»: what a medium wrote is its own.
    let written = view.has(from, Role::Document) && (view.told(from + 1) || view.is_to(from + 1));
    let work_end = if written { end.min(from + 3) } else { end };
    if (view.has(from, Role::OwnWork) || written)
        && let Some(medium) = work_of_medium(view, from, work_end.min(from + 6))
    {
        let end = medium.tokens.end;
        cue.carrier = Carrier::Medium(medium);
        return end;
    }
    // «أبلغ إسماعيل الداراني، عضو مجلس الثورة، «الشرق الأوسط» أن»: a common word is a name at the claim alone.
    let told = |at: &usize| {
        let medium = medium_at(view, *at, end).filter(|_| tells);
        // «أفاد سكان الجزيرة بأن»: nor is one that belongs to the noun before it.
        let is_apart = *at > from + 1;
        medium.is_some_and(|it| !it.ambiguous || is_apart && view.has(it.tokens.end, Role::That))
    };
    let end = (from + 1..end).find(told).unwrap_or(end);
    let phrase = phrase_after(view, from, end);
    if phrase.is_empty() || names_nobody(view, &phrase) || view.is_adverbial(from) {
        return from;
    }
    let phrase = with_apposition(view, phrase, end);
    let after = phrase.end;
    let noun = if view.has(from, Role::OneOf) { from + view.len(from) } else { from };
    cue.leans |= view.has(from, Role::OneOfThem);
    cue.leans |= view.definite(noun) && view.has(noun, Role::Anaphor) && phrase.len() <= 3;
    cue.speaker = Some(name_in(view, phrase));
    after
}

/// Where the subject of a verb begins: behind auxiliaries, objects and a time between commas.
fn subject_start(view: &View<'_>, from: usize, end: usize) -> Option<usize> {
    let mut from = from;
    let skipped = [Role::Aux, Role::Turn, Role::Object];
    // «قال بي» is told to somebody, «قالت بي بي سي» by a channel.
    let names_medium = |at: usize| medium_at(view, at, end).is_some_and(|medium| medium.tokens.len() > 1);
    while from < end && skipped.iter().any(|role| view.has(from, *role)) && !names_medium(from) {
        from += view.len(from);
    }
    // «أعلنت، اليوم الخميس، وكالة …»
    if view.is_comma(from) {
        let close = (from + 1..end.min(from + 6)).find(|at| view.is_comma(*at));
        match close {
            Some(close) if view.has(from + 1, Role::Stop) || view.has(from + 1, Role::Turn) => {
                from = close + 1
            }
            _ => return None,
        }
    }
    Some(from)
}

/// Whether a name ends before `at`: «ذكرت الجزيرة أن», not «ذكرت الجزيرة كابيتال».
pub(super) fn stands_alone(view: &View<'_>, at: usize) -> bool {
    let roles = view.roles(at);
    const AFTER: [Role; 9] = [
        Role::That,
        Role::Stop,
        Role::In,
        Role::From,
        Role::With,
        Role::Turn,
        Role::Ascribe,
        Role::As,
        Role::AirObject,
    ];
    view.token(at).is_none()
        || !view.is_word(at)
        || AFTER.iter().any(|role| roles.has(*role))
        || view.joined(at) && medium_at(view, at, at + 1).is_some()
        // «أفادت الأناضول بجرح ثلاثة»
        || carries(view.proclitics_of(at), view.cues.by)
}

pub(super) fn only_article(view: &View<'_>, medium: &Medium) -> bool {
    view.cues.the.contains(medium.proclitics)
}

/// «قال وزير الخارجية، سالم الأحمد، إن»: the name between commas belongs to the office before it.
pub(super) fn with_apposition(view: &View<'_>, phrase: Range<usize>, end: usize) -> Range<usize> {
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
            && !view.told(at)
            && !view.has(at, Role::In)
    });
    let definite = view.looks_definite(comma + 1) && !view.has(comma + 1, Role::Rank);
    if plain && !definite { phrase.start..close } else { phrase }
}

/// «مراسل الجزيرة», «مراسلة قناة العربية في غزة».
pub(super) fn person_of_medium(view: &View<'_>, from: usize, end: usize) -> Option<(Medium, Range<usize>)> {
    if view.has(from, Role::Source)
        && let Some(medium) = medium_at(view, from + 1, end)
        && only_article(view, &medium)
        && (!medium.ambiguous || stands_alone(view, medium.tokens.end))
    {
        let phrase = from..medium.tokens.end;
        return Some((medium, phrase));
    }
    if !view.has(from, Role::Correspondent) {
        return None;
    }
    let medium = (from + 1..end.min(from + 4)).find_map(|at| medium_at(view, at, end))?;
    let phrase = from..medium.tokens.end;
    Some((medium, phrase))
}

/// «استطلاع لرويترز», «بيانات جمعتها بلومبرغ», «تحقيق أجرته صحيفة …».
pub(super) fn work_of_medium(view: &View<'_>, from: usize, end: usize) -> Option<Medium> {
    // «تحليل وحدة التقارير الاقتصادية» is of no newspaper.
    let sure = |medium: &Medium, at: usize| {
        !medium.ambiguous || view.told(medium.tokens.start) || view.has(at - 1, Role::Seen)
    };
    (from + 1..end).find_map(|at| medium_at(view, at, end).filter(|medium| sure(medium, at)))
}

/// Whether a medium or a person of one begins at `at`.
pub(super) fn names_medium(view: &View<'_>, at: usize, end: usize) -> bool {
    medium_at(view, at, end).is_some_and(|medium| only_article(view, &medium) && !medium.ambiguous)
        || person_of_medium(view, at, end).is_some()
}
