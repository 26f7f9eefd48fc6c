//! What the grammar asks about the tokens of one article.

use std::ops::Range;

use crate::{
    base::{
        Span,
        id::WordId,
        lex::{LexKind, Script},
    },
    ingest::Article,
    ruleset::{
        Cues, Proclitics, Role, Roles, Ruleset,
        cues::{RoleMatch, SubjectSide},
    },
    text::{ArticleText, Token},
};

/// The tokens of one article with their roles.
pub(super) struct View<'a> {
    pub(super) ruleset: &'a Ruleset,
    pub(super) article: &'a Article,
    pub(super) text: &'a ArticleText,
    pub(super) cues: &'a Cues,
    marks: Vec<RoleMatch>,
    signs: Vec<Sign>,
}

/// What a mark of punctuation does; each is asked for many times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// A word or a number.
    None,
    Comma,
    Semicolon,
    Colon,
    Dash,
    Quote,
    OpenBracket,
    CloseBracket,
    /// Any other mark.
    Other,
}

impl Sign {
    fn of(article: &Article, token: &Token) -> Sign {
        if token.kind != LexKind::Mark {
            return Sign::None;
        }
        match token.span.text(&article.text) {
            "،" | "," => Sign::Comma,
            "؛" | ";" => Sign::Semicolon,
            ":" => Sign::Colon,
            "-" | "–" | "—" | "―" | "ـ" => Sign::Dash,
            "«" | "»" | "\"" | "“" | "”" | "„" | "‘" | "’" | "'" | "‹" | "›" | "″" => {
                Sign::Quote
            }
            "(" | "[" => Sign::OpenBracket,
            ")" | "]" => Sign::CloseBracket,
            _ => Sign::Other,
        }
    }
}

/// Roles of verbs, which take no other proclitics than those that join and «س».
const VERBS: Roles = Roles::of(Role::Say)
    .with(Role::SayThat)
    .with(Role::Add)
    .with(Role::Quote)
    .with(Role::Tell)
    .with(Role::QuoteIt)
    .with(Role::Seen)
    .with(Role::ActVerb)
    .with(Role::CameIn)
    .with(Role::Aux);

/// The word or phrase of the cues that begins at a token, with the roles that its proclitics allow; of most words there
/// is none.
fn mark_at(ruleset: &Ruleset, article: &Article, text: &ArticleText, cues: &Cues, at: usize) -> RoleMatch {
    let nothing = RoleMatch { n_tokens: 1, ..RoleMatch::default() };
    let tokens = text.tokens.get(at..).unwrap_or(&[]);
    let Some((token, first)) = tokens.first().and_then(|token| Some((token, token.reading?))) else {
        return nothing;
    };
    let mut mark = nothing;
    if cues.can_tell(first.word) {
        let readings = tokens.iter().map(|token| token.reading);
        mark = cues.look_up(&ruleset.vocabulary, token.span.text(&article.text), readings);
    }
    if mark.roles.is_none() {
        return nothing;
    }
    // «سهل» is no «هل»: what lies ahead is said of verbs alone.
    if carries(mark.proclitics, cues.future) && !mark.roles.any(VERBS) {
        mark.roles = Roles::NONE;
    }
    if !(cues.and | cues.future).contains(mark.proclitics) {
        mark.roles = mark.roles.without(VERBS);
    }
    if !cues.and.contains(mark.proclitics) {
        mark.roles = mark.roles.without(Roles::of(Role::Aux));
    }
    if !mark.proclitics.is_none() {
        mark.roles = mark.roles.without(Roles::of(Role::Object));
    }
    if !cues.by.contains(mark.proclitics) {
        mark.roles = mark.roles.without(Roles::of(Role::That));
    }
    mark
}

impl<'a> View<'a> {
    pub(super) fn new(
        ruleset: &'a Ruleset,
        article: &'a Article,
        text: &'a ArticleText,
        cues: &'a Cues,
    ) -> View<'a> {
        let marks = (0..text.tokens.len()).map(|at| mark_at(ruleset, article, text, cues, at)).collect();
        let signs = text.tokens.iter().map(|token| Sign::of(article, token)).collect();
        View { ruleset, article, text, cues, marks, signs }
    }

    #[inline]
    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.text.tokens.get(at)
    }

    pub(super) fn source(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.span.text(&self.article.text))
    }

    pub(super) fn folded(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| self.text.folded_of(token))
    }

    #[inline]
    pub(super) fn roles(&self, at: usize) -> Roles {
        let roles = self.marks.get(at).map_or(Roles::NONE, |mark| mark.roles);
        roles.without(Roles::of(Role::AfterName))
    }

    /// Whether the word ends a name before it; it has no part of its own in an attribution.
    pub(super) fn follows_name(&self, at: usize) -> bool {
        self.marks.get(at).is_some_and(|mark| mark.roles.has(Role::AfterName))
    }

    #[inline]
    pub(super) fn has(&self, at: usize, role: Role) -> bool {
        self.roles(at).has(role)
    }

    /// The number of tokens of the word or phrase at `at`.
    pub(super) fn len(&self, at: usize) -> usize {
        self.marks.get(at).map_or(1, |mark| (mark.n_tokens as usize).max(1))
    }

    /// The cue word at `at`, without proclitics.
    pub(super) fn word(&self, at: usize) -> Option<WordId> {
        self.marks.get(at).and_then(|mark| mark.word)
    }

    /// The proclitics of a word, whether it has a part in an attribution or not.
    pub(super) fn proclitics_of(&self, at: usize) -> Proclitics {
        let reading = self.token(at).and_then(|token| token.reading);
        reading.map_or(Proclitics::NONE, |reading| reading.proclitics)
    }

    pub(super) fn proclitics(&self, at: usize) -> Proclitics {
        let Some(mark) = self.marks.get(at) else { return Proclitics::NONE };
        if mark.word.is_some() {
            return mark.proclitics;
        }
        // No cue says which reading is meant: all that can be taken off.
        let first = self.token(at).and_then(|token| token.reading);
        let last = self.ruleset.vocabulary.readings(first).last();
        last.map_or(Proclitics::NONE, |reading| reading.proclitics)
    }

    /// Whether the token carries a proclitic that joins: «وقال».
    pub(super) fn joined(&self, at: usize) -> bool {
        self.joins(self.proclitics(at))
    }

    /// Whether one that joins a clause is among these.
    pub(super) fn joins(&self, proclitics: Proclitics) -> bool {
        proclitics.without(self.cues.and) != proclitics
    }

    pub(super) fn definite(&self, at: usize) -> bool {
        carries(self.proclitics(at), self.cues.the)
    }

    /// Whether the token carries the proclitic of the one who is told: «لرويترز».
    pub(super) fn told(&self, at: usize) -> bool {
        carries(self.proclitics(at), self.cues.to)
    }

    /// Whether the word is written with the article, whether or not the vocabulary knows it.
    pub(super) fn looks_definite(&self, at: usize) -> bool {
        self.cues.subject == SubjectSide::After
            && !self.has(at, Role::NoArticle)
            && (self.definite(at) || self.cues.is_definite_form(self.folded(at)))
    }

    /// Whether a country, town or body of the rules begins at `at`; a capital speaks for its government.
    pub(super) fn is_place(&self, at: usize) -> bool {
        let rest = self.text.tokens.get(at..).unwrap_or(&[]);
        let readings = rest.iter().map(|token| token.reading);
        self.ruleset.names.known().longest(&self.ruleset.vocabulary, readings).is_some()
    }

    /// Whether the token is that proclitic alone, before a quotation mark: «لـ«الأهرام»».
    pub(super) fn is_to(&self, at: usize) -> bool {
        let word = self.token(at).and_then(|token| token.reading).map(|reading| reading.word);
        word.is_some()
            && word == self.cues.to_word
            && (self.is_quote(at + 1) || self.opens_bracket(at + 1) || self.is_latin(at + 1))
    }

    /// Whether the token is the `'s` of a possessive, as the lexer cuts it off.
    pub(super) fn is_possessive(&self, at: usize) -> bool {
        self.folded(at) == "'s"
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| matches!(token.kind, LexKind::Word(_)))
    }

    fn is_latin(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind == LexKind::Word(Script::Latin))
    }

    #[inline]
    fn sign(&self, at: usize) -> Sign {
        self.signs.get(at).copied().unwrap_or(Sign::None)
    }

    #[inline]
    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.sign(at) != Sign::None
    }

    pub(super) fn is_digits(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind == LexKind::Digits)
    }

    /// The mark at `at`; nothing where a word or a number stands.
    fn mark(&self, at: usize) -> &'a str {
        if self.is_mark(at) { self.source(at) } else { "" }
    }

    #[inline]
    pub(super) fn is_comma(&self, at: usize) -> bool {
        self.sign(at) == Sign::Comma
    }

    #[inline]
    pub(super) fn is_semicolon(&self, at: usize) -> bool {
        self.sign(at) == Sign::Semicolon
    }

    #[inline]
    pub(super) fn is_colon(&self, at: usize) -> bool {
        self.sign(at) == Sign::Colon
    }

    #[inline]
    pub(super) fn is_dash(&self, at: usize) -> bool {
        self.sign(at) == Sign::Dash
    }

    #[inline]
    pub(super) fn is_quote(&self, at: usize) -> bool {
        self.sign(at) == Sign::Quote
    }

    /// Whether the token stands inside a quotation of the sentence that begins at `sentence`.
    pub(super) fn is_quoted(&self, at: usize, sentence: usize, end: usize) -> bool {
        let mut inside = false;
        let mut known = false;
        for mark in sentence..at {
            let opens = match self.mark(mark) {
                "“" | "«" => true,
                "”" | "»" => false,
                "\"" => {
                    self.token(mark).is_some_and(|token| token.spaced)
                        && self.token(mark + 1).is_some_and(|next| !next.spaced)
                }
                _ => continue,
            };
            inside = opens;
            known = true;
        }
        if known {
            return inside;
        }
        // A quotation that an earlier sentence opened and this one closes.
        let closing = (at..end).find_map(|mark| match self.mark(mark) {
            "“" | "«" => Some(false),
            "”" | "»" => Some(true),
            _ => None,
        });
        closing.unwrap_or(false)
    }

    #[inline]
    pub(super) fn opens_bracket(&self, at: usize) -> bool {
        self.sign(at) == Sign::OpenBracket
    }

    #[inline]
    pub(super) fn closes_bracket(&self, at: usize) -> bool {
        self.sign(at) == Sign::CloseBracket
    }

    pub(super) fn begins_upper(&self, at: usize) -> bool {
        // Arabic letters have no case.
        let has_case = self.token(at).is_some_and(|token| token.kind != LexKind::Word(Script::Arabic));
        has_case && self.source(at).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether the word at `at` is an ordinary one, and no name that the word lists know.
    pub(super) fn is_ordinary(&self, at: usize) -> bool {
        let (lexicon, language) = (&self.ruleset.lexicon, &self.text.language);
        let folded = self.folded(at);
        lexicon.is_ordinary(folded, language) && !lexicon.is_known_name(folded, language)
    }

    /// Whether the word at `at` is an ordinary one behind a proclitic: «بشرطة».
    pub(super) fn is_ordinary_stem(&self, at: usize) -> bool {
        let stem = self.folded(at).char_indices().nth(1).and_then(|(start, _)| self.folded(at).get(start..));
        !self.proclitics(at).is_none()
            && stem.is_some_and(|stem| self.ruleset.lexicon.is_ordinary(stem, &self.text.language))
    }

    /// Whether the word is an ordinary one with a pronoun of some letters written onto it: «خسائرها», not «خسائره», which may
    /// end with ة.
    pub(super) fn is_owned(&self, at: usize) -> bool {
        const ENDING_CHARS_MIN: usize = 2;
        let (lexicon, language) = (&self.ruleset.lexicon, &self.text.language);
        let folded = self.folded(at);
        let is_noun = |stem: &str| {
            let n_chars = folded.chars().count() - stem.chars().count();
            n_chars >= ENDING_CHARS_MIN && lexicon.is_ordinary(stem, language)
        };
        self.proclitics(at).is_none()
            && !lexicon.is_known_name(folded, language)
            && self.cues.without_pronoun(folded).any(is_noun)
    }

    pub(super) fn is_known_name(&self, at: usize) -> bool {
        self.ruleset.lexicon.is_known_name(self.folded(at), &self.text.language)
    }

    /// Whether the word is something that never speaks: of [`Role::Thing`], with a pronoun too, or a noun of action.
    pub(super) fn is_thing(&self, at: usize) -> bool {
        let folded = self.folded(at);
        let is_of_thing = || {
            self.cues.is_action_form(folded)
                || self.cues.has_with_pronoun(&self.ruleset.vocabulary, folded, Role::Thing)
        };
        let is_bare = || self.roles(at).is_none() && !self.looks_definite(at);
        // The word list is asked last: it is the dearest.
        self.has(at, Role::Thing) || is_bare() && is_of_thing() && self.is_ordinary(at)
    }

    /// Whether a preposition is written onto the word: «بالإفراج», «بضرورة», «لنفسك».
    pub(super) fn is_prepositional(&self, at: usize) -> bool {
        let proclitics = self.proclitics(at);
        let preposition = carries(proclitics, self.cues.by) || carries(proclitics, self.cues.to);
        preposition && (!self.roles(at).is_none() || self.definite(at) || self.is_stem_commoner(at))
    }

    /// Whether the word is an indefinite accusative, which no subject is: «مطلقا», «ضمانا».
    pub(super) fn is_adverbial(&self, at: usize) -> bool {
        let (lexicon, language) = (&self.ruleset.lexicon, &self.text.language);
        let folded = self.folded(at);
        let marked = self.source(at).ends_with(['\u{64b}']) || self.source(at).ends_with("\u{64b}ا");
        let stem = folded.strip_suffix('ا').filter(|stem| stem.chars().nth(2).is_some());
        let is_word = |form: &str| !lexicon.is_known_name(form, language);
        let plain = self.roles(at).is_none() && self.proclitics(at).is_none() && is_word(folded);
        let dual = self.looks_definite(at) || self.looks_definite(at + 1);
        let accusative = |stem: &str| lexicon.is_ordinary(stem, language) && is_word(stem);
        marked || plain && !dual && stem.is_some_and(accusative)
    }

    /// Whether the word at `at` is a proclitic and a word that is commoner without it: «بضرورة», not «بلدية».
    pub(super) fn is_stem_commoner(&self, at: usize) -> bool {
        let (lexicon, language) = (&self.ruleset.lexicon, &self.text.language);
        let folded = self.folded(at);
        let stem = folded.char_indices().nth(1).and_then(|(start, _)| folded.get(start..));
        let common = |form: &str| lexicon.frequency(form, language).unwrap_or(0);
        self.roles(at).is_none()
            && !lexicon.is_known_name(folded, language)
            && stem.is_some_and(|stem| lexicon.is_ordinary(stem, language) && common(stem) > common(folded))
    }

    /// Whether a verb is of two or more, so that its subject stands before it or in it: «قالوا», «طالبا», not «دعا».
    pub(super) fn is_plural_verb(&self, at: usize) -> bool {
        let written = self.source(at + self.len(at) - 1);
        let stem = self.cues.verb_endings.iter().find_map(|ending| written.strip_suffix(ending.as_str()));
        let joined = usize::from(self.joined(at));
        stem.is_some_and(|stem| stem.chars().nth(2 + joined).is_some())
    }

    /// Whether the word is a plural with the article in the form that no subject has: «(دعا) المواطنين».
    pub(super) fn is_plural_object(&self, at: usize) -> bool {
        let (subject, object) = &self.cues.plural_endings;
        let stem = self.folded(at).strip_suffix(object.as_str()).filter(|_| !object.is_empty());
        let is_word = |stem: &str| {
            let form = format!("{stem}{subject}");
            self.ruleset.lexicon.frequency(&form, &self.text.language).is_some()
        };
        self.roles(at).is_none()
            && self.looks_definite(at)
            && !self.is_known_name(at)
            && !self.is_place(at)
            && stem.is_some_and(is_word)
    }

    /// Whether the word is «ل» and a word that is commoner without it: «لمربي (المواشي)».
    pub(super) fn is_told_stem(&self, at: usize) -> bool {
        let (lexicon, language) = (&self.ruleset.lexicon, &self.text.language);
        let folded = self.folded(at);
        let to = self.cues.to_word.map_or("", |to| self.ruleset.vocabulary.form(to));
        let stem = folded.strip_prefix(to).filter(|stem| !to.is_empty() && stem.chars().nth(2).is_some());
        let common = |form: &str| lexicon.frequency(form, language);
        stem.is_some_and(|stem| common(stem) > common(folded)) && !self.is_known_name(at)
    }

    /// Whether the word is an ordinary noun with a pronoun written onto it: «نظيره».
    pub(super) fn has_pronoun(&self, at: usize) -> bool {
        let (lexicon, language) = (&self.ruleset.lexicon, &self.text.language);
        let folded = self.folded(at);
        let common = |form: &str| lexicon.frequency(form, language).unwrap_or(0);
        let noun = |stem: &str| lexicon.is_ordinary(stem, language) && common(stem) > common(folded);
        !lexicon.is_known_name(folded, language) && self.cues.without_pronoun(folded).any(noun)
    }

    /// Whether the word at `at` is written in capitals alone: `BEIRUT`.
    pub(super) fn is_upper(&self, at: usize) -> bool {
        self.source(at).chars().all(char::is_uppercase)
    }

    /// The bytes of the tokens `range`, without quotation marks at its ends.
    pub(super) fn span(&self, range: Range<usize>) -> Option<Span> {
        let first = self.token(range.start)?;
        let last = self.token(range.end.checked_sub(1)?)?;
        Some(first.span.cover(last.span))
    }

    /// The bytes of a noun phrase: without the proclitics of its first word and quotation marks around it.
    pub(super) fn phrase_span(&self, range: &Range<usize>, n_proclitic_chars: usize) -> Option<Span> {
        let mut range = range.clone();
        while range.start < range.end && self.is_quote(range.start) {
            range.start += 1;
        }
        while range.start < range.end
            && (self.is_quote(range.end - 1)
                || self.is_dash(range.end - 1)
                || self.is_comma(range.end - 1)
                || self.opens_bracket(range.end - 1))
        {
            range.end -= 1;
        }
        let mut span = self.span(range)?;
        let skipped: usize =
            span.text(&self.article.text).chars().take(n_proclitic_chars).map(char::len_utf8).sum();
        span = Span::new(span.start() + skipped, span.end());
        (!span.is_empty()).then_some(span)
    }
}

/// Whether `proclitic`, which a language may lack, is among `all`.
pub(super) fn carries(all: Proclitics, proclitic: Proclitics) -> bool {
    !proclitic.is_none() && all.contains(proclitic)
}
