//! Which currency a word that several share means: «جنيه» beside «الجنيه المصري», «دينار» in Iraq.
//!
//! The nearest thing that settles it wins: another sum of the sentence whose currency is said, a country
//! that the sentence names, the other sums of the article, the article's own country. What names two of the
//! currencies settles nothing.

use crate::{
    base::{Span, id::UnitId},
    extract::figure::{Figure, FigureKind},
    ingest::Article,
    ruleset::{Ruleset, names::KnownName},
    text::{ArticleText, Token},
};

/// Narrows the currencies of sums of money, in place.
pub(super) fn narrow(ruleset: &Ruleset, article: &Article, text: &ArticleText, figures: &mut [Figure]) {
    if !figures.iter().any(is_open) {
        return;
    }
    let said: Vec<(Span, UnitId)> = figures.iter().filter_map(said).collect();
    let home = article
        .country
        .as_deref()
        .and_then(|code| ruleset.names.country_by_code(code))
        .and_then(|country| currency_of(ruleset, country));
    let mut sentences = text.sentences.iter();
    let mut sentence = sentences.next();
    for figure in figures.iter_mut().filter(|figure| is_open(figure)) {
        while sentence.is_some_and(|at| at.span.end <= figure.span.start) {
            sentence = sentences.next();
        }
        let Some(around) = sentence else {
            return;
        };
        let beside = said.iter().filter(|(span, _)| around.span.contains(*span)).map(|(_, unit)| *unit);
        let tokens = text.tokens.get(around.tokens.clone()).unwrap_or(&[]);
        let shared = ruleset.units.is_shared_abroad(&figure.units);
        let named = || named(ruleset, if shared { &[] } else { tokens });
        let narrowed = only(&figure.units, beside)
            .or_else(|| only(&figure.units, named()))
            .or_else(|| only(&figure.units, said.iter().map(|(_, unit)| *unit)))
            .or_else(|| only(&figure.units, home.into_iter()))
            .filter(|unit| !shared || ruleset.units.is_meant_abroad(*unit))
            .or_else(|| ruleset.units.meant_unless_named(&figure.units));
        if let Some(unit) = narrowed {
            figure.units = vec![unit];
        }
    }
}

fn is_open(figure: &Figure) -> bool {
    figure.kind == FigureKind::Money && figure.units.len() > 1
}

/// The currency of a sum where it is said.
fn said(figure: &Figure) -> Option<(Span, UnitId)> {
    match figure.units.as_slice() {
        [unit] if figure.kind == FigureKind::Money => Some((figure.span, *unit)),
        _ => None,
    }
}

/// The one unit of `units` that is among `others`.
fn only(units: &[UnitId], others: impl Iterator<Item = UnitId>) -> Option<UnitId> {
    let mut found = None;
    for unit in others.filter(|unit| units.contains(unit)) {
        if found.is_some_and(|found| found != unit) {
            return None;
        }
        found = Some(unit);
    }
    found
}

fn currency_of(ruleset: &Ruleset, country: crate::base::id::CountryId) -> Option<UnitId> {
    ruleset.units.by_code(ruleset.names.country(country)?.currency.as_deref()?)
}

/// The currencies of the countries that a sentence names, by their names or their adjectives.
pub(super) fn named(ruleset: &Ruleset, tokens: &[Token]) -> impl Iterator<Item = UnitId> {
    let names = &ruleset.names;
    (0..tokens.len()).filter_map(|at| {
        let rest =
            tokens.get(at..).filter(|rest| rest.first().is_some_and(|token| token.reading.is_some()))?;
        let readings = rest.iter().map(|token| token.reading);
        let known = names.known().longest(&ruleset.vocabulary, readings.clone());
        let country = match known.map(|found| found.value) {
            Some(KnownName::Country(country)) => country,
            _ => names.nationalities().longest(&ruleset.vocabulary, readings)?.value,
        };
        currency_of(ruleset, country)
    })
}
