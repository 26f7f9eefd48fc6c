//! Labels: which one of a row a sentence is headed with, «الشوط السادس: …».

use crate::{
    ReadArticle,
    base::{Number, hash::fnv1a},
    extract::FigureKind,
    ingest::Article,
    ruleset::Ruleset,
    text::Sentence,
};

/// A label has no more tokens before its colon.
const LABEL_TOKENS_MAX: usize = 4;

/// The ordinal in the label of a sentence, as a stable key. It is no figure: the words before it count nothing.
pub(super) fn label_ordinal(
    ruleset: &Ruleset,
    (article, read): (&Article, &ReadArticle),
    sentence: &Sentence,
) -> Option<u64> {
    let tokens = read.text.tokens.get(sentence.tokens.clone())?;
    let is_colon = |at: &usize| tokens.get(*at).is_some_and(|token| token.span.text(&article.text) == ":");
    let colon = (0..=LABEL_TOKENS_MAX).find(is_colon)?;
    let ordinal = tokens.iter().take(colon).find_map(|token| {
        let mut readings = ruleset.vocabulary.readings(token.reading);
        readings.find_map(|reading| ruleset.numerals.get(reading.word)?.ordinal)
    });
    ordinal.map(|ordinal| ordinal_key(Number::from(ordinal)))
}

/// The stable key of an ordinal.
fn ordinal_key(ordinal: Number) -> u64 {
    fnv1a(format!("{ordinal} {:?}", FigureKind::Ordinal).as_bytes()) & !1
}
