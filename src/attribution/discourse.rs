//! Discourse: what the cues of a piece mean in their place in the article.

use std::ops::Range;

use crate::{
    attribution::{
        Attribution, Certainty,
        clause::{Piece, PieceRole},
        cue::Carrier,
        medium::{Kinds, Medium, Who, kinds_at, medium_at, whole_name},
        view::View,
    },
    base::{
        Span,
        id::{AgencyId, WordId},
    },
    ruleset::{AgencyKind, Role, cues::SubjectSide},
};

/// How many sentences back a leaning cue may find the attribution that it leans on.
const LEAN_SENTENCES_MAX: usize = 6;

/// How many tokens back «الوكالة» may find an agency that was only spoken of.
const MENTION_TOKENS_MAX: usize = 160;

/// What the article has said so far.
#[derive(Debug, Default)]
pub(super) struct Discourse {
    /// Agencies in the order in which they were cited, the last one last.
    cited: Vec<AgencyId>,
    /// Bodies called «وكالة …» that are no media, cited after the agencies of `cited`.
    bodies: Vec<(Kinds, usize)>,
    /// The attributions that a cue may lean on, the last one last.
    recent: Vec<Recent>,
    section: Option<AgencyId>,
    scope: Option<AgencyId>,
}

#[derive(Debug, Clone)]
struct Recent {
    carrier: Option<AgencyId>,
    /// The noun of the speaker that a later one can refer back to.
    head: Option<WordId>,
    /// The tokens of the speaker.
    speaker: Option<Range<usize>>,
    has_speaker: bool,
    sentence: usize,
}

impl Discourse {
    /// Resolves the pieces of one sentence, in order.
    pub(super) fn resolve(&mut self, view: &View<'_>, sentence: usize, piece: &Piece) -> Option<Attribution> {
        let span = view.span(piece.tokens.clone())?;
        let mut attribution = Attribution {
            span,
            carrier: None,
            speaker: None,
            outlet: None,
            certainty: Certainty::Own,
            cue: piece.cue.clone().and_then(|cue| view.span(cue)),
            section: None,
            chain: Vec::new(),
        };
        self.note_bodies(view, piece);
        match piece.role {
            PieceRole::Credit => return Some(attribution),
            PieceRole::AgencyHeading => {
                self.enter_heading(view, piece);
                return Some(attribution);
            }
            PieceRole::Dateline | PieceRole::Text => {}
        }
        if view.has(piece.tokens.start, Role::NewSubject) {
            self.section = None;
        }
        self.attribute(view, sentence, piece, &mut attribution);
        Some(attribution)
    }

    fn attribute(&mut self, view: &View<'_>, sentence: usize, piece: &Piece, attribution: &mut Attribution) {
        if let Some((speaker, n_chars)) = &piece.speaker {
            attribution.speaker = view.phrase_span(speaker, *n_chars);
        }
        let mut unknown_medium = false;
        // «وأكدت مهر أنه»: a common word, once the article has cited the agency of that name.
        if piece.carrier == Carrier::None
            && let Some((speaker, 0)) = &piece.speaker
            && let Some(agency) =
                whole_name(view, speaker.clone()).filter(|agency| self.cited.contains(agency))
        {
            attribution.speaker = None;
            self.cite(attribution, agency);
        }
        match &piece.carrier {
            Carrier::Medium(medium) => match self.agency(view, medium) {
                Some(agency) => self.cite(attribution, agency),
                None => {
                    unknown_medium = true;
                    let n_chars = usize::from(view.told(medium.tokens.start));
                    let named = view.phrase_span(&medium.tokens, n_chars);
                    // «صحيفة «النبأ»» with the quotation mark that closes its name.
                    let end = medium.tokens.end;
                    let closing = [end.saturating_sub(1), end].into_iter().find(|at| view.is_quote(*at));
                    let closing = closing.and_then(|at| view.token(at));
                    let whole = |named: Span| closing.map_or(named, |mark| named.cover(mark.span));
                    attribution.outlet = named.filter(|_| medium.who == Who::Unknown).map(whole);
                    attribution.speaker = attribution.speaker.or(named);
                }
            },
            Carrier::None if attribution.carrier.is_none() && is_outlet(view, piece) => {
                unknown_medium = true;
                attribution.outlet = attribution.speaker;
            }
            Carrier::Elided | Carrier::None => {}
        }
        if attribution.carrier.is_some()
            && attribution.speaker.is_none()
            && let Some(pronoun) =
                piece.pronoun.clone().filter(|pronoun| !view.has(pronoun.start, Role::Neuter))
        {
            attribution.speaker = view.span(pronoun);
        }
        attribution.chain = piece.chain.iter().filter_map(|medium| self.agency(view, medium)).collect();
        attribution.chain.retain(|agency| Some(*agency) != attribution.carrier);
        // "The poll, conducted by Reuters, found"
        if attribution.carrier.is_some() && is_own_work(view, piece) {
            attribution.speaker = None;
        }
        if attribution.carrier.is_some() {
            attribution.certainty = Certainty::Explicit;
        } else if !unknown_medium {
            self.lean(view, sentence, piece, attribution);
        } else {
            attribution.certainty = Certainty::Explicit;
            self.section = None;
        }
        if piece.role == PieceRole::Dateline {
            self.scope = attribution.carrier;
        }
        if attribution.carrier.is_some() && attribution.certainty == Certainty::Explicit {
            self.section = attribution.carrier;
        }
        if piece.cue.is_some() {
            self.remember(view, sentence, piece, attribution);
        }
    }

    /// A piece that names no medium: it leans on one before, stands in a scope or section, or is own.
    fn lean(&mut self, view: &View<'_>, sentence: usize, piece: &Piece, attribution: &mut Attribution) {
        let leaned = self.antecedent(view, sentence, piece, attribution.speaker.is_some() && !piece.inner);
        // «وأظهر الاستطلاع أن»: the medium's own, of which the sentence before told.
        let leaned = leaned.or_else(|| self.own_work(view, piece, sentence));
        if leaned.as_ref().is_some_and(|recent| recent.carrier.is_some()) && is_own_work(view, piece) {
            attribution.speaker = None;
        }
        // «وأضاف أن الوزير قال إن»: who spoke before speaks.
        if piece.inner && leaned.as_ref().is_some_and(|recent| recent.has_speaker) {
            attribution.speaker = None;
        }
        if let Some(recent) = &leaned {
            attribution.carrier = recent.carrier;
            if let Some(pronoun) = &piece.pronoun
                && attribution.speaker.is_none()
                && (!view.has(pronoun.start, Role::Neuter) || recent.carrier.is_none())
                && (recent.has_speaker || recent.carrier.is_none())
            {
                attribution.speaker = view.span(pronoun.clone());
            }
        } else if let Some(pronoun) = &piece.pronoun
            && attribution.speaker.is_none()
        {
            attribution.speaker = view.span(pronoun.clone());
        }
        attribution.carrier = attribution.carrier.or(self.scope);
        attribution.certainty = if attribution.carrier.is_some() {
            Certainty::Carried
        } else if self.section.is_some() {
            attribution.section = self.section;
            Certainty::Section
        } else if attribution.speaker.is_some() && piece.pronoun.is_none() {
            Certainty::Explicit
        } else if piece.cue.is_some() {
            Certainty::Carried
        } else {
            Certainty::Own
        };
    }

    /// The attribution to a medium whose poll or inquiry the speaker of a piece is: «الاستطلاع», "the poll".
    fn own_work(&self, view: &View<'_>, piece: &Piece, sentence: usize) -> Option<Recent> {
        let last = self.recent.last().filter(|recent| {
            recent.carrier.is_some() && recent.sentence + 2 >= sentence && is_own_work(view, piece)
        })?;
        let noun = view.folded(piece.speaker.as_ref()?.0.end - 1);
        let before = view.text.sentences.get(last.sentence)?.tokens.clone();
        let told = |at: usize| {
            view.has(at, Role::OwnWork) && noun.ends_with(view.folded(at)) || view.has(at, Role::Seen)
        };
        before.into_iter().any(told).then(|| last.clone())
    }

    /// The attribution that a leaning piece leans on.
    fn antecedent(&self, view: &View<'_>, sentence: usize, piece: &Piece, named: bool) -> Option<Recent> {
        let near = |recent: &&Recent| recent.sentence + LEAN_SENTENCES_MAX >= sentence;
        if !piece.leans && piece.carrier != Carrier::Elided {
            let (speaker, _) = piece.speaker.as_ref().filter(|_| piece.cue.is_some())?;
            let same = |recent: &&Recent| {
                let refers =
                    |of: &Range<usize>| refers_to(view, speaker, of) || names_again(view, speaker, of);
                recent.speaker.as_ref().is_some_and(refers)
            };
            return self.recent.iter().rev().filter(near).find(same).cloned();
        }
        let last = self.recent.iter().rev().find(near);
        if piece.carrier == Carrier::Elided && piece.pronoun.is_none() {
            return self.recent.iter().rev().filter(near).find(|recent| recent.carrier.is_some()).cloned();
        }
        let them = |(speaker, _): &(Range<usize>, usize)| view.has(speaker.start, Role::OneOfThem);
        if piece.speaker.as_ref().is_some_and(them) {
            return last.filter(|recent| recent.has_speaker).cloned();
        }
        if !named || piece.pronoun.is_some() {
            return last.cloned();
        }
        let head = piece.speaker.as_ref().and_then(|(speaker, _)| head_of(view, speaker.clone()));
        let (speaker, _) = piece.speaker.as_ref()?;
        let same = |recent: &&Recent| recent.head.is_some() && recent.head == head;
        let told = |recent: &&Recent| recent.speaker.as_ref().is_some_and(|of| describes(view, speaker, of));
        let described = self.recent.iter().rev().filter(near).filter(same).find(told);
        let same = described.or_else(|| self.recent.iter().rev().filter(near).find(same));
        let refers =
            |recent: &&Recent| recent.speaker.as_ref().is_some_and(|of| refers_to(view, speaker, of));
        let same = same.or_else(|| self.recent.iter().rev().filter(near).find(refers));
        let adds = piece.cue.clone().is_some_and(|mut cue| cue.any(|at| view.has(at, Role::Add)));
        same.cloned().or_else(|| last.filter(|_| adds).cloned())
    }

    fn remember(&mut self, view: &View<'_>, sentence: usize, piece: &Piece, attribution: &Attribution) {
        let head = piece.speaker.as_ref().and_then(|(speaker, _)| head_of(view, speaker.clone()));
        let elided = attribution.speaker.is_none() && piece.leans;
        let before = self.recent.last().filter(|_| elided).cloned();
        let (head, has_speaker) = match before {
            Some(before) => (before.head, before.has_speaker),
            None => (head.or_else(|| office_of(view, piece)), attribution.speaker.is_some()),
        };
        let speaker = piece.speaker.as_ref().map(|(speaker, _)| self.introduced(view, speaker));
        self.recent.push(Recent { carrier: attribution.carrier, head, speaker, has_speaker, sentence });
        if self.recent.len() > 2 * LEAN_SENTENCES_MAX {
            self.recent.remove(0);
        }
    }

    /// The full name of a person whose surname is `speaker`, if it was given before.
    fn introduced(&self, view: &View<'_>, speaker: &Range<usize>) -> Range<usize> {
        let names = self.recent.iter().rev().filter_map(|recent| recent.speaker.clone());
        names.into_iter().find(|of| names_again(view, speaker, of)).unwrap_or_else(|| speaker.clone())
    }

    fn cite(&mut self, attribution: &mut Attribution, agency: AgencyId) {
        attribution.carrier = Some(agency);
        self.cited.retain(|cited| *cited != agency);
        self.cited.push(agency);
        self.bodies.clear();
    }

    fn enter_heading(&mut self, view: &View<'_>, piece: &Piece) {
        if let Carrier::Medium(medium) = &piece.carrier
            && let Some(agency) = self.agency(view, medium)
        {
            self.scope = Some(agency);
            self.section = Some(agency);
            self.cited.retain(|cited| *cited != agency);
            self.cited.push(agency);
        }
    }

    /// The agency that a medium of the text means here.
    fn agency(&self, view: &View<'_>, medium: &Medium) -> Option<AgencyId> {
        let agencies = &view.ruleset.agencies;
        match medium.who {
            Who::Agency(agency) => Some(agency),
            Who::Short(short, default) => {
                let owners = agencies.owners(short);
                self.cited.iter().rev().find(|agency| owners.contains(agency)).copied().or(default)
            }
            Who::Anaphor(kinds) => {
                let fits =
                    |agency: AgencyId| agencies.get(agency).is_some_and(|agency| kinds.has(agency.kind));
                let body = self.bodies.iter().rev().find(|(body, _)| body.meets(kinds)).map(|(_, at)| *at);
                if let Some((agency, at)) = mention_before(view, medium.tokens.start, kinds, fits) {
                    return body.is_none_or(|body| body < at).then_some(agency);
                }
                if body.is_some() {
                    return None;
                }
                self.cited.iter().rev().copied().find(|agency| fits(*agency))
            }
            Who::Unknown => None,
        }
    }

    /// Notes bodies such as «وكالة الطاقة الذرية», which «الوكالة» then means.
    fn note_bodies(&mut self, view: &View<'_>, piece: &Piece) {
        for at in piece.tokens.clone() {
            let Some(kinds) = kinds_at(view, at) else {
                continue;
            };
            let named = view.looks_definite(at + 1) || view.begins_upper(at) && at > piece.tokens.start + 1;
            if named
                && medium_at(view, at, piece.tokens.end).is_none()
                && self.bodies.len() < 8
                && !(1..4).any(|back| {
                    at.checked_sub(back).is_some_and(|at| medium_at(view, at, piece.tokens.end).is_some())
                })
            {
                self.bodies.push((kinds, at));
            }
        }
    }
}

/// Whether the speaker of a piece is a medium's own work with the article and nothing else: «الاستطلاع», "the poll".
fn is_own_work(view: &View<'_>, piece: &Piece) -> bool {
    piece.speaker.as_ref().is_some_and(|(speaker, _)| {
        let (first, last) = (speaker.start, speaker.end - 1);
        let article =
            first + 1 == last && view.has(first, Role::Definite) || first == last && view.definite(last);
        article && view.has(last, Role::OwnWork)
    })
}

/// Whether a speaker is a noun with the article that refers back to one before: «الطبيب» to «طبيب في
/// المستشفى», "the trader" to "a trader in Dubai".
fn refers_to(view: &View<'_>, speaker: &Range<usize>, before: &Range<usize>) -> bool {
    if view.cues.subject == SubjectSide::After {
        let (noun, other) = (view.folded(speaker.start), view.folded(before.start));
        return speaker.len() == 1
            && view.looks_definite(speaker.start)
            && !view.looks_definite(before.start)
            && other.chars().nth(2).is_some()
            && noun.ends_with(other);
    }
    let noun = speaker.end - 1;
    let heads = |at: usize| {
        let prepositions = [Role::In, Role::From, Role::Stop];
        at + 1 == before.end || prepositions.iter().any(|role| view.has(at + 1, *role))
    };
    speaker.len() > 1
        && view.has(speaker.start, Role::Definite)
        && !view.has(before.start, Role::Definite)
        && !view.begins_upper(noun)
        && describes(view, speaker, before)
        && before.clone().any(|at| view.folded(at) == view.folded(noun) && heads(at))
}

/// Whether a speaker is the surname of the person whose full name is `before`: «الحربي» to «الدكتور خالد
/// الحربي», "Yusuf" to "Colonel Ahmed Yusuf".
fn names_again(view: &View<'_>, speaker: &Range<usize>, before: &Range<usize>) -> bool {
    let Some(last) = speaker.end.checked_sub(1) else {
        return false;
    };
    if before.len() < 2 || view.folded(last) != view.folded(before.end - 1) || view.has(last, Role::Anaphor) {
        return false;
    }
    if view.cues.subject == SubjectSide::After {
        let person = |at: usize| view.has(at, Role::Given) || view.has(at, Role::Rank);
        let strange = |at: usize| view.is_word(at) && view.roles(at).is_none() && !view.is_ordinary(at);
        let named = before.clone().any(person) || before.clone().all(strange);
        return speaker.len() == 1 && named;
    }
    let name = |range: &Range<usize>| range.clone().all(|at| view.begins_upper(at) || view.source(at) == ".");
    let titled = speaker.len() == 2 && view.has(speaker.start, Role::Rank);
    (speaker.len() == 1 || titled) && name(speaker) && name(before) && !view.has(before.start, Role::Definite)
}

/// The agency named last before the token `end`, cited or only spoken of, of those that fit.
fn mention_before(
    view: &View<'_>,
    end: usize,
    kinds: Kinds,
    fits: impl Fn(AgencyId) -> bool,
) -> Option<(AgencyId, usize)> {
    let from = end.saturating_sub(MENTION_TOKENS_MAX);
    let called = |medium: &Medium| {
        let mut tokens = medium.tokens.clone();
        medium.with_kind && tokens.any(|at| kinds_at(view, at).is_some_and(|kind| kind.meets(kinds)))
    };
    (from..end).rev().find_map(|at| {
        let medium = medium_at(view, at, end).filter(|medium| !medium.ambiguous)?;
        match medium.who {
            // «موقع «يديعوت أحرونوت»» is a site here, and «الموقع» means it.
            Who::Agency(agency) if fits(agency) || called(&medium) => Some((agency, at)),
            _ => None,
        }
    })
}

/// The noun of a speaker that a later noun with an article can refer back to.
fn head_of(view: &View<'_>, mut phrase: Range<usize>) -> Option<WordId> {
    let is_noun = |at: &usize| view.has(*at, Role::Anaphor);
    let noun = match view.cues.subject {
        SubjectSide::After => phrase.find(is_noun)?,
        // "a water ministry official in the north": the last noun of those before a preposition.
        SubjectSide::Before => {
            const PREPOSITIONS: [Role; 5] = [Role::In, Role::From, Role::Stop, Role::With, Role::Relative];
            let hangs = |at: &usize| !PREPOSITIONS.iter().any(|role| view.has(*at, *role));
            let one = view.has(phrase.start, Role::OneOf).then(|| view.len(phrase.start));
            phrase.skip(one.unwrap_or(0)).take_while(hangs).filter(is_noun).last()?
        }
    };
    view.word(noun).map(|word| view.cues.lemma(word))
}

/// The office before the name of a speaker, which a later noun can refer back to: «الناطق باسم الوزارة سالم الأحمد».
fn office_of(view: &View<'_>, piece: &Piece) -> Option<WordId> {
    let ((speaker, _), cue) = (piece.speaker.as_ref()?, piece.cue.as_ref()?);
    head_of(view, cue.start..speaker.start)
}

/// Whether all words of a speaker that refers back, but its article, stand in the one it may mean: "the former
/// aide" is "a former aide", not "a second aide".
fn describes(view: &View<'_>, speaker: &Range<usize>, before: &Range<usize>) -> bool {
    let bare = |at: usize| {
        let folded = view.folded(at);
        let article = view.cues.subject == SubjectSide::After && view.definite(at);
        let stem = folded.char_indices().nth(2).and_then(|(start, _)| folded.get(start..));
        if article { stem.unwrap_or(folded) } else { folded }
    };
    let said = |word: &str| before.clone().any(|at| bare(at) == word);
    speaker.clone().filter(|at| !view.has(*at, Role::Article)).all(|at| said(bare(at)))
}

/// Whether who speaks is a medium by its kind, and has a name that no rule lists: «صحيفة المدى».
fn is_outlet(view: &View<'_>, piece: &Piece) -> bool {
    let Some((speaker, 0)) = &piece.speaker else {
        return false;
    };
    let publishes = |kinds: Kinds| {
        [AgencyKind::Newspaper, AgencyKind::Channel].into_iter().any(|kind| kinds.has(kind))
            && !kinds.has(AgencyKind::Wire)
    };
    piece.cue.is_some() && speaker.len() > 1 && kinds_at(view, speaker.start).is_some_and(publishes)
}

/// Headings without a cue stand in the section around them if it goes on after them.
pub(super) fn settle_headings(headings: &[bool], attributions: &mut [Attribution]) {
    for idx in (0..attributions.len()).rev() {
        let next = attributions.get(idx + 1).map(|next| next.carrier.or(next.section));
        let heading = headings.get(idx).copied().unwrap_or(false);
        if let Some(attribution) = attributions.get_mut(idx)
            && heading
            && attribution.certainty == Certainty::Section
            && next.flatten() != attribution.section
        {
            attribution.section = None;
            attribution.certainty =
                if attribution.speaker.is_some() { Certainty::Explicit } else { Certainty::Own };
        }
    }
}
