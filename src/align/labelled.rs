//! Labels: which one of a row a sentence is headed with, «الشوط السادس: …».

use crate::{
    ReadArticle, align::quantity::key_of, base::Number, extract::FigureKind, ingest::Article,
    ruleset::Ruleset, text::Sentence,
};

/// A label has no more tokens before its colon.
const LABEL_TOKENS_MAX: usize = 4;

/// The ordinal in the label of a sentence that was read as no figure, «الشوط السادس», as a stable key.
pub(super) fn label_ordinal(
    ruleset: &Ruleset,
    (article, read): (&Article, &ReadArticle),
    sentence: &Sentence,
) -> Option<u64> {
    let tokens = read.text.tokens.get(sentence.tokens.clone())?;
    let is_colon = |at: &usize| tokens.get(*at).is_some_and(|token| token.span.text(&article.text) == ":");
    let colon = (0..=LABEL_TOKENS_MAX).find(is_colon)?;
    let label = tokens.first()?.span.cover(tokens.get(colon)?.span);
    let figures = &read.claims.figures;
    let first = figures.partition_point(|figure| figure.span.end() <= label.start());
    let mut within = figures.iter().skip(first).take_while(|figure| figure.span.start() < label.end());
    if within.any(|figure| figure.kind == FigureKind::Ordinal) {
        return None;
    }
    let ordinal = tokens.iter().take(colon).find_map(|token| {
        let mut readings = ruleset.vocabulary.readings(token.reading);
        readings.find_map(|reading| ruleset.numerals.get(reading.word)?.ordinal)
    });
    ordinal.map(|ordinal| key_of(Number::from(ordinal), FigureKind::Ordinal, false))
}
