//! Speech that a participle alone tells of: «أبقى البنك المركزي سعر الفائدة، مؤكدا أن التضخم يتراجع», "The
//! bank kept rates on hold, saying inflation was easing". Who did the one said the other.

use std::ops::Range;

use crate::{
    attribution::{
        before::subject_at,
        cue::Cue,
        phrase::{is_person, is_thing, name_in, names_nobody, phrase_after},
        view::View,
    },
    ruleset::{Role, cues::SubjectSide},
};

/// «مشيرا إلى أن»: how far a claim may begin after its participle, in tokens.
const CLAIM_TOKENS: usize = 3;

/// How far the subject of a sentence may reach before its verb, in tokens.
const SUBJECT_TOKENS: usize = 10;

/// The cue of a sentence without a verb of speech.
pub(super) fn participle_cue(view: &View<'_>, within: Range<usize>) -> Option<Cue> {
    match view.cues.subject {
        SubjectSide::After => after_verb(view, within),
        SubjectSide::Before => before_verb(view, within),
    }
}

/// «استقبل الرئيس الوزير أمس، وقال إن»: the subject of the sentence, for the verb at `says` that has none.
pub(super) fn subject_for(view: &View<'_>, within: Range<usize>, says: usize) -> Option<Range<usize>> {
    let parted = says > within.start + 2 && view.is_comma(says - 1) && view.joined(says);
    if view.cues.subject == SubjectSide::Before || !parted {
        return None;
    }
    let somebody =
        |phrase: &Range<usize>| is_person(view, phrase.start) || view.has(phrase.start, Role::Body);
    subject_after(view, within.start..says, says).filter(somebody)
}

fn after_verb(view: &View<'_>, within: Range<usize>) -> Option<Cue> {
    let says = |at: &usize| view.has(*at, Role::Participle) || view.has(*at, Role::SaidNoun);
    let participle = (within.start + 2..within.end).find(says)?;
    let from = participle + view.len(participle);
    let claims = |at| view.has(at, Role::That) && !view.joined(at) || view.is_quote(at) || view.is_colon(at);
    let claim = (from..within.end.min(from + CLAIM_TOKENS)).find(|at| claims(*at))?;
    let subject = subject_after(view, within.start..participle, participle)?;
    Some(Cue { tokens: participle..claim + 1, speaker: Some(subject), ..Cue::default() })
}

/// The subject behind the verb that a sentence begins with, if that of the word at `other` can be the same.
fn subject_after(view: &View<'_>, within: Range<usize>, other: usize) -> Option<Range<usize>> {
    let mut verb = within.start;
    while verb < within.end && [Role::Connect, Role::Turn, Role::Aux].iter().any(|role| view.has(verb, *role))
    {
        verb += view.len(verb);
    }
    let is_verb = view.is_word(verb) && !view.looks_definite(verb);
    if !is_verb || is_feminine(view, verb) != is_feminine(view, other) {
        return None;
    }
    let phrase = phrase_after(view, verb + 1, within.end);
    let somebody = !phrase.is_empty()
        && !names_nobody(view, &phrase)
        && !is_thing(view, &phrase)
        && !view.is_adverbial(phrase.start)
        && view.is_word(phrase.start);
    somebody.then(|| name_in(view, phrase))
}

/// Whether a verb or a participle has a feminine subject: «أبقت», «تبقي», «مؤكدة».
fn is_feminine(view: &View<'_>, at: usize) -> bool {
    let word = view.source(at).trim_start_matches(['و', 'ف']);
    word.ends_with(['ت', 'ة']) || word.starts_with('ت')
}

fn before_verb(view: &View<'_>, within: Range<usize>) -> Option<Cue> {
    let says = |at: &usize| view.has(*at, Role::Participle) && view.is_comma(*at - 1);
    let participle = (within.start + 3..within.end.saturating_sub(2)).find(says)?;
    const VERBS: [Role; 5] = [Role::Say, Role::ActVerb, Role::DenyVerb, Role::AirVerb, Role::Aux];
    let is_verb = |at: &usize| VERBS.iter().any(|role| view.has(*at, *role)) || view.is_comma(*at);
    let verb = (within.start + 1..participle.min(within.start + SUBJECT_TOKENS)).find(is_verb)?;
    let last = if view.is_comma(verb) { subject_at(view, within.start, verb) } else { verb };
    let phrase = within.start..last;
    let first = phrase.start;
    let pronoun = phrase.len() == 1 && view.has(first, Role::Pronoun);
    if phrase.is_empty() || pronoun || view.has(first, Role::In) || view.has(first, Role::Subordinate) {
        return None;
    }
    let tokens = participle..participle + view.len(participle);
    Some(Cue { tokens, speaker: Some(name_in(view, phrase)), ..Cue::default() })
}
