//! Extract: the claims of an article.
//!
//! Takes the segmented text of one article and gives the figures, dates, names and quotations in it.

pub mod date;
pub mod figure;
pub mod mention;
pub mod quote;

use crate::{
    attribution::Attribution, base::id::FormId, ingest::Article, ruleset::Ruleset, text::ArticleText,
};

pub use date::Date;
pub use figure::{Figure, FigureKind, FigureValue, Modifier};
pub use mention::{Mention, MentionKind, WordMemo};
pub use quote::Quote;

/// What an article claims, each list in text order.
#[derive(Debug, Clone, Default)]
pub struct Claims {
    /// Dates, and ranges of dates.
    pub dates: Vec<Date>,
    /// Figures other than dates.
    pub figures: Vec<Figure>,
    /// Names of people, places, organisations and agencies.
    pub mentions: Vec<Mention>,
    /// Quotations between quotation marks.
    pub quotes: Vec<Quote>,
}

/// Reads the claims of an article whose sentences are attributed; `forms` are those of its words.
pub fn extract(
    ruleset: &Ruleset,
    (memo, forms): (&WordMemo, &[Option<FormId>]),
    article: &Article,
    text: &ArticleText,
    attributions: &[Attribution],
) -> Claims {
    let mut dates = date::read(ruleset, article, text);
    let figures = figure::read(ruleset, article, text, &dates);
    date::without_names(ruleset, text, &mut dates);
    let speakers = attributions.iter().filter_map(|attribution| attribution.speaker);
    let mentions = mention::read(ruleset, (memo, forms), article, text, speakers);
    let quotes = quote::read(article, text);
    Claims { dates, figures, mentions, quotes }
}
