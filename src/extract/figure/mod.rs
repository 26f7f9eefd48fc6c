//! Figures: numbers with their units, as exact values.
//!
//! One pass over each sentence, left to right: blockers first, then the number machine, then units,
//! ranges and modifiers around the number. Counts keep the noun that is counted behind them; a total
//! that stands behind its noun («عدد القتلى 210») keeps none.

mod address;
mod age;
mod cue;
mod currency;
mod digits;
mod group;
mod group_digits;
mod interval;
mod judge;
mod label;
mod name;
mod number;
mod ordinal;
mod part;
mod pass;
mod range;
mod scan;
mod series;
mod share;
#[cfg(test)]
mod tests;
mod thousands;
mod unit;
mod unit_set;
pub mod verbalise;

use self::{pass::Pass, scan::Scan};
use crate::{
    base::{Interval, Number, Span, id::UnitId},
    extract::date::Date,
    ingest::Article,
    ruleset::Ruleset,
    text::{ArticleText, Token},
};

/// What kind of figure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FigureKind {
    /// A bare number, or a count of people or things.
    Number,
    /// A place in an order: «الثالث», `third`.
    Ordinal,
    /// Per cent.
    Percent,
    /// A sum of money.
    Money,
    /// A number of units of measurement, points or periods.
    Quantity,
}

/// The value as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureValue {
    /// One number.
    One(Number),
    /// From one number to another; an open end is `None`.
    Range(Option<Number>, Option<Number>),
}

/// What is said about how exact a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Modifier {
    /// `~`: about.
    About,
    /// `>`: more than.
    MoreThan,
    /// `>=`: at least.
    AtLeast,
    /// `<`: less than.
    LessThan,
    /// `<=`: at most.
    AtMost,
}

/// A number, sum, share or measure in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The number, its scale and its unit.
    pub span: Span,
    /// The number and its scale alone.
    pub number: Span,
    /// What kind of figure it is.
    pub kind: FigureKind,
    /// The value as written.
    pub value: FigureValue,
    /// The values that it can stand for.
    pub interval: Interval,
    /// What is said about how exact it is.
    pub modifier: Option<Modifier>,
    /// The units that it can be in, sorted; empty for counts.
    pub units: Vec<UnitId>,
    /// The unit it is a rate of: the day of barrels a day.
    pub per: Option<UnitId>,
    /// The noun that is counted, without its article.
    pub counted: Option<Span>,
    /// Whether something went from this value to the next figure's, whose unit says what both are: «ارتفع من 50
    /// إلى 60 دولارا».
    pub goes_to_next: bool,
}

impl Figure {
    /// This figure and the next as the range that they are written as.
    fn up_to(&self, next: &Figure) -> Figure {
        let (low, high) = (low_of(self.value), low_of(next.value));
        Figure {
            span: self.span.cover(next.span),
            number: self.number.cover(next.number),
            value: FigureValue::Range(low, high),
            interval: low.zip(high).map_or(self.interval, |(low, high)| Interval::closed(low, high)),
            goes_to_next: false,
            ..next.clone()
        }
    }
}

fn low_of(value: FigureValue) -> Option<Number> {
    match value {
        FigureValue::One(value) => Some(value),
        FigureValue::Range(low, high) => low.or(high),
    }
}

/// The figures as they are written: two values that share a unit are one range.
pub fn as_written(figures: &[Figure]) -> Vec<Figure> {
    let mut written: Vec<Figure> = Vec::with_capacity(figures.len());
    for figure in figures {
        match written.last_mut() {
            Some(last) if last.goes_to_next => *last = last.up_to(figure),
            _ => written.push(figure.clone()),
        }
    }
    written
}

/// The number in words that `tokens` begin with, the byte where it begins, and how many tokens it has.
pub(super) fn number_in_words(
    ruleset: &Ruleset,
    source: &str,
    text: &ArticleText,
    tokens: &[Token],
) -> Option<(Number, usize, usize)> {
    let scan = Scan { ruleset, source, folded: &text.folded, language: &text.language, tokens };
    let amount = scan.amount(0).filter(|amount| !amount.digits)?;
    Some((amount.value, amount.start, amount.end))
}

/// Reads the figures of an article, in text order. `dates` have been read before; what they cover is
/// no figure.
pub fn read(ruleset: &Ruleset, article: &Article, text: &ArticleText, dates: &[Date]) -> Vec<Figure> {
    // A relative date ("three days ago") may hold a figure; one that is written out holds none.
    let mut covered: Vec<Span> = dates.iter().filter(|date| !date.relative).map(|date| date.span).collect();
    covered.sort();
    let mut figures = Vec::new();
    for sentence in &text.sentences {
        let Some(tokens) = text.tokens.get(sentence.tokens.clone()) else {
            continue;
        };
        let from = covered.partition_point(|date| date.end <= sentence.span.start);
        let to = covered.partition_point(|date| date.start < sentence.span.end);
        let scan =
            Scan { ruleset, source: &article.text, folded: &text.folded, language: &text.language, tokens };
        Pass::new(scan, covered.get(from..to).unwrap_or(&[]), &mut figures).run();
    }
    currency::narrow(ruleset, article, text, &mut figures);
    figures
}
