//! Names that the rules list: agencies, countries, places and bodies.

use super::{Mention, MentionKind, Scanner, word::without};
use crate::{
    base::{Span, lex::LexKind},
    ruleset::{Proclitics, WordClasses, names::KnownName},
};

/// Reads the agency, country, place or body that begins at the token `at`; gives its tokens.
pub(super) fn read(scanner: &mut Scanner<'_>, at: usize, end: usize) -> usize {
    let ruleset = scanner.ruleset;
    if !matches!(scanner.text.tokens.get(at).map(|token| token.kind), Some(LexKind::Word(_))) {
        return 0;
    }
    let starts = scanner.starts(at);
    if !starts.agency && !starts.known {
        return 0;
    }
    let tokens = scanner.text.tokens.get(at..end).unwrap_or(&[]);
    let readings = tokens.iter().map(|token| token.reading);
    let agency = ruleset.agencies.names().longest(&ruleset.vocabulary, readings.clone());
    let known = ruleset.names.known().longest(&ruleset.vocabulary, readings);
    let n_known = known.map_or(0, |known| known.n_tokens);
    if let Some(agency) = agency
        && agency.n_tokens >= n_known
        && (!agency.value.ambiguous || is_marked(scanner, at, agency.n_tokens))
    {
        scanner.push_known(MentionKind::Agency, at, agency.n_tokens, agency.proclitics);
        return agency.n_tokens;
    }
    let Some(known) = known else {
        return 0;
    };
    let is_word = known.n_tokens == 1
        && !known.proclitics.is_none()
        && scanner.word(at).is_some_and(|word| word.ordinary)
        && !is_defined(scanner, at, known.proclitics);
    if is_word {
        return 0;
    }
    let kind = match known.value {
        KnownName::Country(_) | KnownName::Place => MentionKind::Place,
        KnownName::Organisation => MentionKind::Organisation,
    };
    scanner.push_known(kind, at, known.n_tokens, known.proclitics);
    known.n_tokens
}

/// A place whose name has so many letters behind its article is rarely a word with an article.
const DEFINED_CHARS_MIN: usize = 4;

/// Whether the name behind `proclitics` has an article of its own: «بالدمام», «للجبيل», but not «بصور», which is of pictures.
fn is_defined(scanner: &Scanner<'_>, at: usize, proclitics: Proclitics) -> bool {
    let vocabulary = &scanner.ruleset.vocabulary;
    let article = scanner.ruleset.names.article(&scanner.text.language).filter(|article| !article.is_empty());
    let reading = scanner.text.tokens.get(at).and_then(|token| token.reading);
    let mut of_name = vocabulary.readings(reading).filter(|reading| reading.proclitics == proclitics);
    article.zip(of_name.next()).is_some_and(|(article, reading)| {
        let behind = vocabulary.form(reading.word).strip_prefix(article);
        behind.is_some_and(|behind| behind.chars().count() >= DEFINED_CHARS_MIN)
    })
}

/// Whether quotation marks or a word for a body stand around an ambiguous name: «قناة العربية».
fn is_marked(scanner: &Scanner<'_>, at: usize, n_tokens: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| scanner.text.tokens.get(before));
    let quoted = before
        .is_some_and(|token| matches!(token.span.text(&scanner.article.text), "«" | "\"" | "“"))
        && scanner
            .text
            .tokens
            .get(at + n_tokens)
            .is_some_and(|token| matches!(token.span.text(&scanner.article.text), "»" | "\"" | "”"));
    let head = at.checked_sub(1).and_then(|before| scanner.word(before));
    quoted || head.is_some_and(|word| word.classes.any(WordClasses::BODY_HEAD))
}

impl Scanner<'_> {
    /// Adds a name of a list; its first word goes without `proclitics`.
    fn push_known(&mut self, kind: MentionKind, at: usize, n_tokens: usize, proclitics: Proclitics) {
        let tokens = self.text.tokens.get(at..at + n_tokens).unwrap_or(&[]);
        let mut words: Vec<Span> =
            tokens.iter().filter(|token| token.kind != LexKind::Mark).map(|token| token.span).collect();
        let vocabulary = &self.ruleset.vocabulary;
        if let (Some(first), Some(token)) = (words.first_mut(), tokens.first())
            && let Some(reading) =
                vocabulary.readings(token.reading).find(|reading| reading.proclitics == proclitics)
        {
            let n_letters = self.text.folded_of(token).chars().count();
            let n_stem = vocabulary.form(reading.word).chars().count();
            *first = without(&self.article.text, *first, n_letters.saturating_sub(n_stem));
        }
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            let span = first.cover(*last);
            self.mentions.push(Mention { span, kind, title: None, words });
        }
    }
}

/// Whether an agency begins at the token `at` behind a particle, as whom somebody talks to: «قال فلان لرويترز».
pub(super) fn is_agency_addressed(scanner: &Scanner<'_>, at: usize, end: usize) -> bool {
    let ruleset = scanner.ruleset;
    let Some(tokens) = scanner.text.tokens.get(at..end.max(at)).filter(|_| scanner.starts(at).agency) else {
        return false;
    };
    let readings = tokens.iter().map(|token| token.reading);
    let agency = ruleset.agencies.names().longest(&ruleset.vocabulary, readings);
    agency.is_some_and(|agency| !agency.value.ambiguous && !agency.proclitics.is_none())
}

/// How many tokens the country, place or body that begins at the token `at` covers, 0 if none does.
pub(super) fn n_tokens(scanner: &Scanner<'_>, at: usize, end: usize) -> usize {
    let ruleset = scanner.ruleset;
    let Some(tokens) = scanner.text.tokens.get(at..end.max(at)).filter(|_| scanner.starts(at).known) else {
        return 0;
    };
    let readings = tokens.iter().map(|token| token.reading);
    ruleset.names.known().longest(&ruleset.vocabulary, readings).map_or(0, |known| known.n_tokens)
}
