//! Figures: numbers with their units, as exact values.

use crate::{
    base::{Interval, Number, Span, id::UnitId},
    extract::date::Date,
    ingest::Article,
    ruleset::Ruleset,
    text::ArticleText,
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
}

/// Reads the figures of an article, in text order. `dates` have been read before; what they cover is
/// no figure.
pub fn read(ruleset: &Ruleset, article: &Article, text: &ArticleText, dates: &[Date]) -> Vec<Figure> {
    let _ = (ruleset, article, text, dates);
    Vec::new()
}
