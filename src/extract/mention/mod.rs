//! Mentions: names of people, places, organisations and agencies.

use crate::{base::Span, ingest::Article, ruleset::Ruleset, text::ArticleText};

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MentionKind {
    /// A person.
    Person,
    /// A country, city or region.
    Place,
    /// A body, company, party or team.
    Organisation,
    /// A medium.
    Agency,
    /// A name of which it is not known what it names.
    Unknown,
}

/// A name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The name without title and proclitics.
    pub span: Span,
    /// What it names.
    pub kind: MentionKind,
    /// The office or title that stands beside it.
    pub title: Option<Span>,
    /// The words of the name, as positions of tokens, each with the span of its stem.
    pub words: Vec<Span>,
}

/// Reads the names of an article, in text order.
pub fn read(ruleset: &Ruleset, article: &Article, text: &ArticleText) -> Vec<Mention> {
    let _ = (ruleset, article, text);
    Vec::new()
}
