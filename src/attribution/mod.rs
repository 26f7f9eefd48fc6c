//! Attribution: who is cited for each stretch of text.
//!
//! Takes the segmented text of one article and gives [`Attribution`]s in text order that cover it:
//! a sentence each, or a clause of one where a sentence holds two attributions.
//!
//! Source: S. Pareti, T. O'Keefe, I. Konstas, J. Curran, I. Koprinska, "Automatically Detecting and
//! Attributing Indirect Quotations", EMNLP 2013.

mod after;
mod after_parts;
mod after_verb;
mod before;
mod before_parts;
mod clause;
mod cue;
mod discourse;
mod medium; // in reading order
mod opening;
mod participle;
mod phrase;
mod view;

#[cfg(test)]
mod tests;

use crate::{
    attribution::{clause::pieces, discourse::Discourse, view::View},
    base::{Span, id::AgencyId},
    ingest::Article,
    ruleset::Ruleset,
    text::{ArticleText, BlockKind},
};

/// How surely a stretch of text is somebody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// The publisher's own voice.
    Own,
    /// No cue of its own, but in the running section of an agency.
    Section,
    /// A verb or pronoun that leans on the sentence before: «وأضاف».
    Carried,
    /// Named, also through an anaphor: «الوكالة».
    Explicit,
}

/// Who a stretch of text is attributed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// The stretch of text: cue and claim.
    pub span: Span,
    /// The agency that the publisher cites, the outermost of a chain.
    pub carrier: Option<AgencyId>,
    /// The words that name who said it.
    pub speaker: Option<Span>,
    /// The words that name a medium which no rule lists: «صحيفة المدى».
    pub outlet: Option<Span>,
    /// How surely the carrier, or else the speaker, is the one.
    pub certainty: Certainty,
    /// The wording that attributes.
    pub cue: Option<Span>,
    /// The agency in whose running section the text stands.
    pub section: Option<AgencyId>,
    /// Media that the carrier itself cites, outermost first.
    pub chain: Vec<AgencyId>,
}

impl Attribution {
    /// How the carrier, or else the speaker, is given: `explicit`, `carried` or `own`.
    pub fn kind(&self) -> &'static str {
        match self.certainty {
            Certainty::Explicit => "explicit",
            Certainty::Carried => "carried",
            // The kind is the speaker's where the text itself names no carrier.
            Certainty::Section if self.speaker.is_some() => "explicit",
            Certainty::Section if self.cue.is_some() => "carried",
            Certainty::Section | Certainty::Own => "own",
        }
    }
}

/// Attributes every sentence of an article.
pub fn attribute(ruleset: &Ruleset, article: &Article, text: &ArticleText) -> Vec<Attribution> {
    let Some(cues) = ruleset.cues_of(&text.language).or_else(|| ruleset.cues.first()) else {
        return Vec::new();
    };
    let view = View::new(ruleset, article, text, cues);
    let mut discourse = Discourse::default();
    let mut attributions = Vec::with_capacity(text.sentences.len());
    let mut headings = Vec::with_capacity(text.sentences.len());
    for (idx, sentence) in text.sentences.iter().enumerate() {
        let block = text.block_of(sentence);
        let first = block.is_some_and(|block| block.sentences.start == idx);
        let heading = block.is_some_and(|block| block.kind != BlockKind::Paragraph);
        let heads = heading || text.blocks.len() <= 1 && first;
        for piece in pieces(&view, sentence.tokens.clone(), first, heads) {
            if let Some(attribution) = discourse.resolve(&view, idx, &piece) {
                attributions.push(attribution);
                headings.push(heading);
            }
        }
    }
    discourse::settle_headings(&headings, &mut attributions);
    attributions
}
