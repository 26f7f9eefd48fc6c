//! Scan: looking at the tokens of one sentence, with their readings and what stands between them.

use crate::{
    base::{
        fold::{Folded, fold_char},
        lex::{LexKind, Script},
    },
    ruleset::{
        PhraseSet, Proclitics, Reading, Ruleset,
        numerals::{Cardinal, CardinalRole, Facets, Fraction, Numeral, NumeralStyle, Particles},
        phrases::PhraseMatch,
    },
    text::Token,
};

/// The tokens of one sentence and what they are read with.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a> {
    pub(super) ruleset: &'a Ruleset,
    /// The text of the article.
    pub(super) source: &'a str,
    /// The folded forms of its tokens.
    pub(super) folded: &'a str,
    /// The language of the article.
    pub(super) language: &'a str,
    /// The tokens of the sentence.
    pub(super) tokens: &'a [Token],
}

/// Which proclitics a word may carry to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Want {
    /// None.
    Bare,
    /// "And" and no other.
    And,
    /// Those that can stand before a number, but no article.
    Start,
    /// The article, and those that can stand before it.
    Defined,
}

/// Where the next part of a number is looked for after a connector, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Joint {
    pub(super) at: usize,
    pub(super) want: Want,
    /// Whether a conjunction stands there, rather than nothing or a hyphen.
    pub(super) said: bool,
}

impl<'a> Scan<'a> {
    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    pub(super) fn folded_at(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.folded.text(self.folded))
    }

    pub(super) fn source_at(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.span.text(self.source))
    }

    pub(super) fn is_digits(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind == LexKind::Digits)
    }

    pub(super) fn is_mark(&self, at: usize, marks: &[&str]) -> bool {
        if self.token(at).is_none_or(|token| token.kind != LexKind::Mark) {
            return false;
        }
        // Most marks differ in their first byte.
        let found = self.folded_at(at);
        let first = found.as_bytes().first();
        marks.iter().any(|mark| mark.as_bytes().first() == first && *mark == found)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| matches!(token.kind, LexKind::Word(_)))
    }

    pub(super) fn is_latin(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind == LexKind::Word(Script::Latin))
    }

    /// Whether white space stands before the token; true past the end.
    pub(super) fn spaced(&self, at: usize) -> bool {
        self.token(at).is_none_or(|token| token.spaced)
    }

    /// Whether the token is a dash that joins what stands on both sides without a space.
    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        self.is_mark(at, &["-", "‑", "–"]) && !self.spaced(at) && !self.spaced(at + 1)
    }

    /// The reading of the token, if it can be one of these in a number.
    #[inline]
    pub(super) fn read_as(&self, at: usize, facets: Facets) -> Option<Reading> {
        let numerals = &self.ruleset.numerals;
        self.token(at)?.reading.filter(|reading| numerals.facets(reading.word).meets(facets))
    }

    /// The first reading of the token whose proclitics are as wanted and of which `pick` makes
    /// something.
    pub(super) fn numeral<T>(
        &self,
        at: usize,
        want: Want,
        pick: impl Fn(&Numeral) -> Option<T>,
    ) -> Option<(T, &'a NumeralStyle, Reading)> {
        self.numeral_of(at, want, Facets::ANY, pick)
    }

    /// The same, where `pick` makes something of these only.
    pub(super) fn numeral_of<T>(
        &self,
        at: usize,
        want: Want,
        facets: Facets,
        pick: impl Fn(&Numeral) -> Option<T>,
    ) -> Option<(T, &'a NumeralStyle, Reading)> {
        let numerals = &self.ruleset.numerals;
        let first = self.read_as(at, facets)?;
        self.ruleset.vocabulary.readings(Some(first)).find_map(|reading| {
            let numeral = numerals.get(reading.word)?;
            let style = numerals.style_of(numeral)?;
            let taken = pick(numeral)?;
            let spoken = numeral.particles.has(Particles::SPOKEN);
            let carries = reading.proclitics.is_none() || reading.proclitics == style.and_proclitic;
            let written = numeral.last_letter.is_none_or(|letter| self.is_written_with(at, letter));
            let fits = admits(want, style, reading.proclitics) && (carries || !spoken) && written;
            fits.then_some((taken, style, reading))
        })
    }

    /// Whether the last letter of the word is written so, vowel signs apart.
    pub(super) fn is_written_with(&self, at: usize, letter: char) -> bool {
        self.source_at(at).chars().rev().find(|c| fold_char(*c) != Folded::Drop) == Some(letter)
    }

    pub(super) fn cardinal(&self, at: usize, want: Want) -> Option<(Cardinal, &'a NumeralStyle)> {
        let (cardinal, style, _) = self.numeral_of(at, want, Facets::CARDINAL, |numeral| numeral.cardinal)?;
        Some((cardinal, style))
    }

    /// The cardinal of one of `roles` at the token.
    pub(super) fn cardinal_of(&self, at: usize, want: Want, roles: &[CardinalRole]) -> Option<i64> {
        let pick = |numeral: &Numeral| numeral.cardinal.filter(|cardinal| roles.contains(&cardinal.role));
        self.numeral_of(at, want, Facets::CARDINAL, pick).map(|(cardinal, ..)| cardinal.value)
    }

    pub(super) fn fraction(&self, at: usize, want: Want) -> Option<Fraction> {
        let fraction = |numeral: &Numeral| numeral.fraction;
        self.numeral_of(at, want, Facets::FRACTION, fraction).map(|(fraction, ..)| fraction)
    }

    /// Whether the token is such a particle, without proclitics.
    #[inline]
    pub(super) fn particle(&self, at: usize, particle: Particles) -> bool {
        self.particle_as(at, Want::Bare, particle)
    }

    /// Whether the token is such a particle, with proclitics as wanted.
    #[inline]
    pub(super) fn particle_as(&self, at: usize, want: Want, particle: Particles) -> bool {
        self.read_as(at, Facets::of(particle)).is_some() && self.is_read_as_particle(at, want, particle)
    }

    fn is_read_as_particle(&self, at: usize, want: Want, particle: Particles) -> bool {
        let pick = |numeral: &Numeral| numeral.particles.has(particle).then_some(());
        self.numeral(at, want, pick).is_some()
    }

    /// The places where a further part of a number may begin at `at`, the likeliest first.
    pub(super) fn joints(&self, at: usize, style: &NumeralStyle) -> [Option<Joint>; 3] {
        let standing =
            self.particle(at, Particles::AND).then_some(Joint { at: at + 1, want: Want::Bare, said: true });
        let written_on =
            (!style.and_proclitic.is_none()).then_some(Joint { at, want: Want::And, said: true });
        let nothing = (!style.and_required).then(|| {
            let at = if self.is_hyphen(at) { at + 1 } else { at };
            Joint { at, want: Want::Bare, said: false }
        });
        [standing, written_on, nothing]
    }

    /// The longest phrase of `phrases` that begins at the token.
    #[inline]
    pub(super) fn phrase<V: Copy>(&self, phrases: &PhraseSet<V>, at: usize) -> Option<PhraseMatch<V>> {
        let rest = self.tokens.get(at..)?;
        let vocabulary = &self.ruleset.vocabulary;
        // Most words begin none, which is told here without a call.
        if !phrases.can_open(vocabulary, rest.first()?.reading?) {
            return None;
        }
        phrases.longest(vocabulary, rest.iter().map(|token| token.reading))
    }

    /// The longest phrase that begins at the token without proclitics.
    pub(super) fn bare_phrase<V: Copy>(&self, phrases: &PhraseSet<V>, at: usize) -> Option<PhraseMatch<V>> {
        self.phrase(phrases, at).filter(|found| found.proclitics.is_none())
    }

    /// The byte where the token begins without its proclitics, the article counted to the word.
    pub(super) fn start_without(&self, at: usize, reading: Reading, style: &NumeralStyle) -> usize {
        let Some(token) = self.token(at) else {
            return 0;
        };
        let form_bytes = self.ruleset.vocabulary.form(reading.word).len();
        let mut prefix_bytes = token.folded.len().saturating_sub(form_bytes);
        if !style.article.is_none() && reading.proclitics.contains(style.article) {
            prefix_bytes = prefix_bytes.saturating_sub(style.article_bytes);
        }
        token.span.start() + bytes_of_prefix(token.span.text(self.source), prefix_bytes)
    }

    /// Whether the word carries the article, as far as its form tells.
    pub(super) fn looks_defined(&self, at: usize) -> bool {
        // «ألقاب» begins with a letter of its own, which is written with its hamza.
        const OWN_LETTERS: &str = "أل";
        let own = |source: &str| {
            let behind_proclitic = source.get('ا'.len_utf8()..);
            source.starts_with(OWN_LETTERS)
                || behind_proclitic.is_some_and(|behind| behind.starts_with(OWN_LETTERS))
        };
        self.is_word(at)
            && self.ruleset.numerals.looks_defined(self.folded_at(at))
            && !own(self.source_at(at))
    }

    /// Whether the article is among the proclitics: also that of «الطن», which is too short to look defined.
    pub(super) fn has_article(&self, proclitics: Proclitics) -> bool {
        let styles = self.ruleset.numerals.styles();
        styles.iter().any(|style| !style.article.is_none() && proclitics.contains(style.article))
    }

    /// Whether a word stands there that opens no noun phrase: a preposition, a conjunction, a verb of
    /// the list; or the end, or a mark.
    pub(super) fn ends_phrase(&self, at: usize) -> bool {
        match self.token(at) {
            None => true,
            Some(token) if token.kind == LexKind::Mark => true,
            Some(_) => {
                self.particle(at, Particles::FUNCTION) || self.particle_as(at, Want::And, Particles::FUNCTION)
            }
        }
    }
}

fn admits(want: Want, style: &NumeralStyle, proclitics: Proclitics) -> bool {
    match want {
        Want::Bare => proclitics.is_none(),
        Want::And => !proclitics.is_none() && proclitics == style.and_proclitic,
        Want::Start => style.before_number.contains(proclitics),
        Want::Defined => {
            !style.article.is_none()
                && proclitics.contains(style.article)
                && style.before_number.contains(proclitics.without(style.article))
        }
    }
}

/// How many bytes of `word` fold to its first `folded_bytes` bytes, marks on the last of them included.
fn bytes_of_prefix(word: &str, folded_bytes: usize) -> usize {
    let mut left = folded_bytes;
    for (at, c) in word.char_indices() {
        let n_bytes = match fold_char(c) {
            Folded::Drop => 0,
            Folded::One(one) => one.len_utf8(),
            Folded::Two(one, two) => one.len_utf8() + two.len_utf8(),
        };
        if n_bytes > 0 && left == 0 {
            return at;
        }
        left = left.saturating_sub(n_bytes);
    }
    if folded_bytes == 0 { 0 } else { word.len() }
}
