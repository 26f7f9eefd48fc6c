//! The tokens of one block, as the grammar of dates looks at them.

use std::ops::Range;

use crate::{
    base::{Span, fold::Folded, fold::fold_char, lex::LexKind, lex::Script},
    ingest::Article,
    ruleset::{
        Reading, Ruleset,
        calendar::{DateWord, MonthName, NumericOrder, RelativePeriod, Role, Roles},
    },
    text::{ArticleText, Token},
};

/// A cursorless view of the tokens of one block; positions past either end read as nothing.
#[derive(Clone, Copy)]
pub(super) struct Tokens<'a> {
    pub(super) ruleset: &'a Ruleset,
    pub(super) source: &'a str,
    text: &'a ArticleText,
    tokens: &'a [Token],
    order: (NumericOrder, bool),
}

/// A whole number in digits, without separators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DigitRun {
    pub(super) value: i16,
    pub(super) n_digits: usize,
}

/// A name of a month, or two names of one month.
#[derive(Debug, Clone, Copy)]
pub(super) struct MonthAt {
    pub(super) name: MonthName,
    /// The first byte of the name, past any proclitic.
    pub(super) start: usize,
    /// The position after its last token.
    pub(super) end: usize,
    /// Whether particles are written onto it.
    pub(super) has_proclitic: bool,
}

impl<'a> Tokens<'a> {
    /// The tokens at the positions `range` of the article.
    pub(super) fn new(
        ruleset: &'a Ruleset,
        article: &'a Article,
        text: &'a ArticleText,
        range: Range<usize>,
    ) -> Tokens<'a> {
        let order = ruleset.dates.numeric_order(&text.language, article.country.as_deref());
        let tokens = text.tokens.get(range).unwrap_or(&[]);
        Tokens { ruleset, source: &article.text, text, tokens, order }
    }

    /// Which of day and month comes first in digits, and whether that is known.
    pub(super) fn numeric_order(&self) -> (NumericOrder, bool) {
        self.order
    }

    /// The article that the tokens are of.
    pub(super) fn article_text(&self) -> &'a ArticleText {
        self.text
    }

    /// The tokens from a position on.
    pub(super) fn rest(&self, at: usize) -> Option<&'a [Token]> {
        self.tokens.get(at..)
    }

    /// Whether a conjunction is written onto the word.
    pub(super) fn is_conjoined(&self, at: usize) -> bool {
        self.words(at).any(|(reading, _)| self.ruleset.dates.is_conjoined(reading.proclitics))
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    /// The folded form of the token, empty past the ends.
    pub(super) fn form(&self, at: usize) -> &'a str {
        self.get(at).map_or("", |token| token.folded.text(&self.text.folded))
    }

    /// Whether the token stands against the one before it.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| !token.spaced) && at > 0
    }

    pub(super) fn is_digits(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| token.kind == LexKind::Digits)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| matches!(token.kind, LexKind::Word(_)))
    }

    pub(super) fn script(&self, at: usize) -> Option<Script> {
        match self.get(at)?.kind {
            LexKind::Word(script) => Some(script),
            LexKind::Digits | LexKind::Mark => None,
        }
    }

    /// Whether the token is one of `marks`.
    pub(super) fn is_mark(&self, at: usize, marks: &str) -> bool {
        let Some(token) = self.get(at).filter(|token| token.kind == LexKind::Mark) else {
            return false;
        };
        token.span.text(self.source).chars().next().is_some_and(|mark| marks.contains(mark))
    }

    /// The whole number written at `at`, if it has at most four digits.
    pub(super) fn digits(&self, at: usize) -> Option<DigitRun> {
        if !self.is_digits(at) {
            return None;
        }
        parse_digits(self.form(at))
    }

    pub(super) fn span(&self, at: usize) -> Span {
        self.get(at).map_or(Span::default(), |token| token.span)
    }

    /// The readings of a token that some rule of dates names.
    fn words(&self, at: usize) -> impl Iterator<Item = (Reading, &'a DateWord)> + use<'a> {
        let reading = self.get(at).and_then(|token| token.reading);
        let ruleset = self.ruleset;
        ruleset
            .vocabulary
            .readings(reading)
            .filter_map(move |reading| Some((reading, ruleset.dates.get(reading.word)?)))
    }

    /// What the token does around dates, in any of its readings.
    pub(super) fn roles(&self, at: usize) -> Roles {
        self.words(at).fold(Roles::default(), |roles, (_, word)| roles.with(word.roles))
    }

    pub(super) fn has(&self, at: usize, role: Role) -> bool {
        self.roles(at).has(role)
    }

    /// Whether the token does this with nothing written onto it.
    pub(super) fn is_bare(&self, at: usize, role: Role) -> bool {
        self.words(at).any(|(reading, word)| reading.proclitics.is_none() && word.roles.has(role))
    }

    /// The weekday named at `at`, Monday being 1, and whether its name is cut short.
    pub(super) fn weekday(&self, at: usize) -> Option<(i8, bool)> {
        self.words(at)
            .find(|(_, word)| word.weekday != 0)
            .map(|(_, word)| (word.weekday, word.weekday_is_short))
    }

    /// The weekday that is named at `at` behind a date, where something says that it is the date's.
    pub(super) fn weekday_behind(&self, at: usize) -> Option<i8> {
        self.words(at).map(|(_, word)| word.weekday_behind).find(|weekday| *weekday != 0)
    }

    /// The first reading that says a day or a part of one.
    pub(super) fn day_word(&self, at: usize) -> Option<(Reading, DateWord)> {
        self.words(at).find(|(_, word)| word.day_part != 0).map(|(reading, word)| (reading, *word))
    }

    /// The month named at `at`, one name only.
    pub(super) fn month_name(&self, at: usize) -> Option<MonthAt> {
        let opens = self.words(at).any(|(_, word)| word.opens_month);
        if !opens {
            return None;
        }
        let readings = (at..self.tokens.len()).map(|at| self.get(at).and_then(|token| token.reading));
        let found = self.ruleset.dates.months.longest(&self.ruleset.vocabulary, readings)?;
        let n_stripped = found.proclitics;
        let reading = self.words(at).find(|(reading, _)| reading.proclitics == n_stripped)?.0;
        Some(MonthAt {
            name: found.value,
            start: self.stem_start(at, reading),
            end: at + found.n_tokens,
            has_proclitic: !found.proclitics.is_none(),
        })
    }

    /// The day or period said from the article's day at `at`, and the position after it.
    pub(super) fn relative(&self, at: usize) -> Option<(RelativePeriod, usize, usize)> {
        let (reading, _) = self.words(at).find(|(_, word)| word.opens_relative)?;
        let readings = (at..self.tokens.len()).map(|at| self.get(at).and_then(|token| token.reading));
        let found = self.ruleset.dates.relatives.longest(&self.ruleset.vocabulary, readings)?;
        Some((found.value, self.stem_start(at, reading), at + found.n_tokens))
    }

    /// Whether a rule of dates names the token at all.
    pub(super) fn is_date_word(&self, at: usize) -> bool {
        self.words(at).next().is_some()
    }

    /// The first token from `at` on with which a date can begin.
    pub(super) fn opener(&self, at: usize) -> Option<usize> {
        let opens = |token: &Token| {
            token.kind == LexKind::Digits
                || token.reading.is_some_and(|reading| self.ruleset.dates.can_open(reading.word))
        };
        Some(at + self.rest(at)?.iter().position(opens)?)
    }

    /// The first byte of a word past the proclitics that `reading` takes off.
    pub(super) fn stem_start(&self, at: usize, reading: Reading) -> usize {
        let Some(token) = self.get(at) else {
            return 0;
        };
        let stem = self.ruleset.vocabulary.form(reading.word);
        let n_prefix = self.form(at).chars().count().saturating_sub(stem.chars().count());
        let mut n_folded = 0;
        for (offset, c) in token.span.text(self.source).char_indices() {
            let n_chars = match fold_char(c) {
                Folded::Drop => 0,
                Folded::One(_) => 1,
                Folded::Two(_, _) => 2,
            };
            if n_folded >= n_prefix && n_chars > 0 {
                return token.span.start() + offset;
            }
            n_folded += n_chars;
        }
        token.span.start()
    }
}

/// The number that `digits` says, if it is whole and has at most four digits.
pub(super) fn parse_digits(digits: &str) -> Option<DigitRun> {
    let n_digits = digits.len();
    let value = if n_digits <= 4 { digits.parse().ok()? } else { return None };
    Some(DigitRun { value, n_digits })
}
