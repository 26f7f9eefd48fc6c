//! Media in a text: by name, by a noun that refers back, or by a name that no rule knows.

use std::ops::Range;

use crate::{
    attribution::view::{View, carries},
    base::{id::AgencyId, lex::LexKind},
    ruleset::{AgencyKind, Proclitics, Role, Ruleset, WordClasses, agencies::AgencyName, cues::SubjectSide},
};

/// The kinds of medium that a word such as «شبكة» can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Kinds(u8);

impl Kinds {
    pub(super) fn has(self, kind: AgencyKind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    pub(super) fn meets(self, other: Kinds) -> bool {
        self.0 & other.0 != 0
    }
}

/// Which medium is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// One of the rules.
    Agency(AgencyId),
    /// A short name of agencies, the agency that it means if none of those was cited before.
    Short(usize, Option<AgencyId>),
    /// A noun that refers back: «الوكالة», "the agency".
    Anaphor(Kinds),
    /// A medium that the rules do not know: «صحيفة «النبأ»».
    Unknown,
}

/// A medium in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Medium {
    /// Its tokens: kind word, name, quotation marks, brackets.
    pub(super) tokens: Range<usize>,
    pub(super) who: Who,
    /// Whether only its place in a cue makes it a medium: «ذكرت العربية».
    pub(super) ambiguous: bool,
    /// Proclitics on its first word.
    pub(super) proclitics: Proclitics,
    /// Whether a kind word stands before the name.
    pub(super) with_kind: bool,
}

impl Medium {
    /// Whether it is one wherever it stands: a name that is no other word, or one behind a kind word or in quotation
    /// marks.
    pub(super) fn is_sure(&self) -> bool {
        self.with_kind || !self.ambiguous
    }
}

/// A kind word has at most this many words between itself and the name.
const KIND_TOKENS_MAX: usize = 6;

/// The medium that begins at the token `at`.
pub(super) fn medium_at(view: &View<'_>, at: usize, end: usize) -> Option<Medium> {
    let mut first = at;
    if view.has(first, Role::Article) {
        if let Some(medium) = named(view, first, first, end) {
            return Some(medium);
        }
        first += 1;
    }
    // English: "the official IRNA news agency", "Israeli newspaper Haaretz", "Qatar's Al Jazeera".
    let article = first > at;
    if view.cues.subject == SubjectSide::Before {
        first = skip_adjectives(view, first, end);
    }
    named(view, at, first, end).or_else(|| anaphor(view, at, first, end, article))
}

fn skip_adjectives(view: &View<'_>, from: usize, end: usize) -> usize {
    let mut at = from;
    while at < end && at - from < 8 {
        let tail = view.has(at, Role::Tail) && name_at(view, at, end).is_none();
        let hyphen = view.is_dash(at) && at > from && view.token(at).is_some_and(|token| !token.spaced);
        let possessive =
            view.is_possessive(at + 1) && view.begins_upper(at) && name_at(view, at, end).is_none();
        if tail || hyphen {
            at += view.len(at);
        } else if possessive {
            at += 2;
        } else {
            break;
        }
    }
    at
}

/// A name at `from`, with kind words before it, quotation marks and a bracket after it.
fn named(view: &View<'_>, at: usize, from: usize, end: usize) -> Option<Medium> {
    let proclitics = |name: Option<Proclitics>| name.unwrap_or_else(|| view.proclitics(from));
    let make = |who, name_end, ambiguous, with_kind, proclitics| {
        let tokens = at..after_name(view, who, name_end, end);
        Some(Medium { tokens, who, ambiguous, proclitics, with_kind })
    };
    let quoted = usize::from(view.is_quote(from) || view.opens_bracket(from));
    if let Some(found) = name_at(view, from + quoted, end) {
        let name_end = from + quoted + found.n_tokens;
        let closed = quoted == 1 && (view.is_quote(name_end) || view.closes_bracket(name_end));
        // An English kind word may follow the name: "the TASS news agency".
        let kind_after = view.cues.subject == SubjectSide::Before
            && (kinds_at(view, name_end).is_some() || is_called_medium(view, name_end));
        let acronym = view.opens_bracket(from) && view.roles(from + 1).is_none();
        let in_quotes = closed && (view.is_quote(from) || acronym);
        if found.name.marked && !in_quotes && !kind_after || quoted == 1 && !bare_name(view, found.proclitics)
        {
            return None;
        }
        let ambiguous = found.name.ambiguous && !closed && !kind_after;
        // "The Independent Commission", "the National Association".
        let goes_on = view.begins_upper(name_end)
            && !view.has(name_end, Role::Aux)
            && view.token(name_end).is_some_and(|token| token.spaced);
        // "Axios Capital", "the Reuters Institute" are no media.
        let firm = view.has(name_end, Role::Firm) && view.begins_upper(name_end);
        if ambiguous && goes_on || firm {
            return None;
        }
        return make(found.who, name_end, ambiguous, kind_after, proclitics(Some(found.proclitics)));
    }
    // "the STA news agency"
    if view.cues.subject == SubjectSide::Before
        && is_acronym(view, from)
        && kinds_at(view, from + 1).is_some()
    {
        return make(Who::Unknown, from + 1, false, true, view.proclitics(from));
    }
    named_behind_kind(view, at, from, end)
}

/// A medium of a name behind kind words at `from`, or of a name that the kind words alone make one.
fn named_behind_kind(view: &View<'_>, at: usize, from: usize, end: usize) -> Option<Medium> {
    let make = |who, name_end| {
        let tokens = at..after_name(view, who, name_end, end);
        Some(Medium { tokens, who, ambiguous: false, proclitics: view.proclitics(from), with_kind: true })
    };
    let first_kinds = kinds_at(view, from)?;
    let mut kinds = first_kinds;
    let mut name_at_token = from;
    let mut last_kind = from;
    while name_at_token < end && name_at_token - from < KIND_TOKENS_MAX {
        let kind = kinds_at(view, name_at_token);
        if kind.is_none() && !view.has(name_at_token, Role::Tail) {
            break;
        }
        kinds = kind.unwrap_or(kinds);
        last_kind = if kind.is_some() { name_at_token } else { last_kind };
        name_at_token += view.len(name_at_token);
        let opened = usize::from(view.is_quote(name_at_token) || view.opens_bracket(name_at_token));
        let name = name_at(view, name_at_token + opened, end);
        if let Some(found) = name.filter(|found| bare_name(view, found.proclitics)) {
            let name_end = name_at_token + opened + found.n_tokens;
            // «ذكرت الصحيفة اليوم», «البوابة العربية»: the kind word stands for itself, or has an adjective.
            let bare = opened == 0 && (found.name.marked || found.name.ambiguous && view.definite(last_kind));
            let apart = view.definite(if found.name.marked { from } else { last_kind }) && bare;
            let who = of_kind(view, &found, kinds, name_at_token + opened..name_end);
            // «موقع «الصباح نيوز»» is not «الصباح».
            let is_longer = opened == 1
                && found.name.ambiguous
                && view.is_quote(name_at_token)
                && view.is_word(name_end)
                && !view.has(name_end, Role::Tail);
            let longer = closing_quote(view, name_at_token, end).filter(|_| is_longer);
            if let Some(close) = longer {
                return make(Who::Unknown, close);
            }
            if !apart {
                return make(who, name_end);
            }
            break;
        }
        if opened == 1
            && view.is_quote(name_at_token)
            && let Some(close) = closing_quote(view, name_at_token, end)
        {
            return make(Who::Unknown, close);
        }
    }
    let name_end = unlisted_name_end(view, name_at_token, end)?;
    let publishes = !kinds.has(AgencyKind::Wire) && !view.begins_upper(last_kind);
    publishes.then(|| make(Who::Unknown, name_end)).flatten()
}

/// Whether a word is three capitals and more, which are no country's.
fn is_acronym(view: &View<'_>, at: usize) -> bool {
    const LETTERS_MIN: usize = 3;
    view.is_word(at)
        && view.source(at).chars().all(char::is_uppercase)
        && view.source(at).chars().count() >= LETTERS_MIN
}

/// Where the capitals end that name a medium behind its kind: "the newspaper Publico".
fn unlisted_name_end(view: &View<'_>, at: usize, end: usize) -> Option<usize> {
    let named = |at: &usize| view.begins_upper(*at) && !view.has(*at, Role::Aux);
    let n_names = (at..end).take_while(named).count();
    (view.cues.subject == SubjectSide::Before && n_names > 0).then_some(at + n_names)
}

/// "Kan, the public broadcaster, said": whether the name before the comma at `comma` is called a medium behind it.
fn is_called_medium(view: &View<'_>, comma: usize) -> bool {
    let mut called =
        (comma + 1..=comma + KIND_TOKENS_MAX).take_while(|at| !view.is_mark(*at) || view.is_dash(*at));
    view.is_comma(comma)
        && (view.has(comma + 1, Role::Article) || view.is_possessive(comma + 2))
        && called.any(|at| kinds_at(view, at).is_some() && view.is_comma(at + view.len(at)))
}

/// The agency whose name is all of `range`, also where the name alone would not make it one.
pub(super) fn whole_name(view: &View<'_>, range: Range<usize>) -> Option<AgencyId> {
    let found = name_at(view, range.start, range.end)?;
    match found.who {
        Who::Agency(agency) if found.n_tokens == range.len() && bare_name(view, found.proclitics) => {
            Some(agency)
        }
        _ => None,
    }
}

/// Whether a medium only carries what others say, and takes a stand for itself alone: wires and channels.
pub(super) fn has_no_editorials(view: &View<'_>, medium: &Medium) -> bool {
    let carries = [AgencyKind::Wire, AgencyKind::Channel];
    match medium.who {
        Who::Agency(agency) => {
            view.ruleset.agencies.get(agency).is_some_and(|agency| carries.contains(&agency.kind))
        }
        Who::Anaphor(kinds) => {
            !kinds.has(AgencyKind::Newspaper) && carries.into_iter().any(|kind| kinds.has(kind))
        }
        Who::Short(..) | Who::Unknown => false,
    }
}

fn bare_name(view: &View<'_>, proclitics: Proclitics) -> bool {
    proclitics.is_none() || view.cues.the.contains(proclitics)
}

/// The medium of a name after a kind word: of an ambiguous name, the bearer of that kind.
fn of_kind(view: &View<'_>, found: &NameFound, kinds: Kinds, name: Range<usize>) -> Who {
    let Who::Agency(agency) = found.who else {
        return found.who;
    };
    let agencies = &view.ruleset.agencies;
    // Every medium has a site.
    let fits = |kind: AgencyKind| kinds.has(kind) || kinds.has(AgencyKind::Site);
    if !found.name.ambiguous || agencies.get(agency).is_some_and(|agency| fits(agency.kind)) {
        return found.who;
    }
    let folded: Vec<&str> = name.map(|at| view.folded(at)).collect();
    agencies.homonym(&folded.join(" "), fits).map_or(Who::Unknown, Who::Agency)
}

/// The position of the quotation mark that closes the one at `open`, within a few words.
fn closing_quote(view: &View<'_>, open: usize, end: usize) -> Option<usize> {
    (open + 2..end.min(open + 7)).find(|at| view.is_quote(*at))
}

/// A noun that refers back: «الوكالة», «للصحيفة», "the agency", "the news agency".
fn anaphor(view: &View<'_>, at: usize, from: usize, end: usize, article: bool) -> Option<Medium> {
    let kinds = kinds_at(view, from)?;
    if !article && !view.definite(from) {
        return None;
    }
    let mut name_end = from + view.len(from);
    while name_end < end && view.cues.subject == SubjectSide::Before && kinds_at(view, name_end).is_some() {
        name_end += view.len(name_end);
    }
    if view.cues.subject == SubjectSide::After {
        if name_end < end && view.looks_definite(name_end) {
            if !view.has(name_end, Role::Tail) {
                return None;
            }
            name_end += 1;
            if view.told(name_end) && view.looks_definite(name_end) {
                return None;
            }
        }
    } else if view.is_possessive(name_end) || view.has(name_end, Role::From) || view.is_dash(name_end) {
        return None;
    }
    let proclitics = view.proclitics(from);
    Some(Medium {
        tokens: at..name_end,
        who: Who::Anaphor(kinds),
        ambiguous: false,
        proclitics,
        with_kind: true,
    })
}

/// The end of the mention whose name ends before `name_end`: closing quotation mark, adjectives, kind
/// words, a bracket with another name.
fn after_name(view: &View<'_>, who: Who, name_end: usize, end: usize) -> usize {
    let mut at = name_end;
    if at < end && (view.is_quote(at) || view.closes_bracket(at)) && !closes_nothing(view, at) {
        at += 1;
    }
    while at < end && name_at(view, at, end).is_some_and(|next| next.who == who) {
        at += name_at(view, at, end).map_or(1, |next| next.n_tokens);
    }
    while at < end
        && (view.has(at, Role::Tail)
            || view.cues.subject == SubjectSide::Before && kinds_at(view, at).is_some())
        && (view.cues.subject == SubjectSide::Before || view.looks_definite(at))
        && !(view.told(at) && view.definite(at))
    {
        at += view.len(at);
    }
    if at < end && view.opens_bracket(at) {
        let close = (at + 1..end.min(at + 10)).find(|at| view.closes_bracket(*at));
        if let Some(close) = close {
            at = close + 1;
        }
    }
    at
}

/// A quotation mark that opens what follows rather than closing the name.
fn closes_nothing(view: &View<'_>, at: usize) -> bool {
    view.token(at).is_some_and(|token| token.spaced) || matches!(view.source(at), "«" | "“")
}

/// The kinds that the word at `at` names.
pub(super) fn kinds_at(view: &View<'_>, at: usize) -> Option<Kinds> {
    const ROLES: [(Role, AgencyKind); 4] = [
        (Role::KindWire, AgencyKind::Wire),
        (Role::KindChannel, AgencyKind::Channel),
        (Role::KindNewspaper, AgencyKind::Newspaper),
        (Role::KindSite, AgencyKind::Site),
    ];
    let roles = view.roles(at);
    let kinds =
        ROLES.iter().filter(|(role, _)| roles.has(*role)).fold(0, |all, (_, kind)| all | 1 << *kind as u8);
    (kinds != 0).then_some(Kinds(kinds))
}

/// Whether somebody of the article bears the name at `at..end`: a given name stands before it here or further up, or a
/// pronoun behind it says who that is, «تسنيم، وهي طالبة».
fn is_borne_here(view: &View<'_>, at: usize, end: usize) -> bool {
    let name = view.folded(at);
    let Ruleset { lexicon, names, vocabulary, .. } = view.ruleset;
    let is_given = |at: usize| {
        let id = vocabulary.id(view.folded(at));
        id.is_some_and(|id| names.classes(id).any(WordClasses::ANY_GIVEN))
            || lexicon.is_given(view.folded(at), &view.text.language)
    };
    let bearers = (1..=at).filter(|at| view.folded(*at) == name);
    let is_told = view.is_comma(end)
        && view.joined(end + 1)
        && view.has(end + 1, Role::Pronoun)
        && kinds_at(view, end + 2).is_none();
    is_told || bearers.into_iter().any(|at| is_given(at - 1))
}

struct NameFound {
    who: Who,
    name: AgencyName,
    n_tokens: usize,
    proclitics: Proclitics,
}

/// A name of the rules at `at`.
fn name_at(view: &View<'_>, at: usize, end: usize) -> Option<NameFound> {
    if at >= end {
        return None;
    }
    view.token(at)?.reading?;
    let vocabulary = &view.ruleset.vocabulary;
    let agencies = &view.ruleset.agencies;
    let readings = || view.text.tokens.get(at..end).unwrap_or(&[]).iter().map(|token| token.reading);
    let latin = matches!(view.token(at)?.kind, LexKind::Word(crate::base::lex::Script::Latin));
    let named = agencies.names().longest(vocabulary, readings()).filter(|found| {
        let the = view.cues.the;
        let article = !found.value.needs_article || carries(found.proclitics, the);
        let bare = found.value.needs_article || !carries(found.proclitics, the);
        let first = at + usize::from(latin && found.n_tokens > 1 && view.has(at, Role::Article));
        let capital = !latin || !found.value.capital || view.begins_upper(first);
        let person = latin && at > 0 && view.begins_upper(at - 1) && view.has(at - 1, Role::Given)
            || found.value.borne && is_borne_here(view, at, at + found.n_tokens);
        article && bare && capital && !person
    });
    let short = agencies.shorts().longest(vocabulary, readings()).filter(|found| {
        let last = at + found.n_tokens - 1;
        !latin || view.begins_upper(last)
    });
    let long_enough = |n: usize| named.is_none_or(|named| named.n_tokens <= n);
    match (named, short) {
        (named, Some(short)) if long_enough(short.n_tokens) => {
            let default = named.filter(|named| !named.value.marked).map(|named| named.value.agency);
            let name = AgencyName {
                agency: AgencyId::new(usize::MAX),
                ambiguous: true,
                marked: false,
                needs_article: false,
                capital: true,
                borne: false,
            };
            let who = Who::Short(short.value, default);
            Some(NameFound { who, name, n_tokens: short.n_tokens, proclitics: short.proclitics })
        }
        (Some(named), _) => Some(NameFound {
            who: Who::Agency(named.value.agency),
            name: named.value,
            n_tokens: named.n_tokens,
            proclitics: named.proclitics,
        }),
        (None, _) => None,
    }
}
