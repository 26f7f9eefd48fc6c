//! Entities: the forms under which names stand in articles, and which of them may be one name.
//!
//! A form is one word of a name, folded and without its article; its occurrences keep the name
//! around it, so that a surname alone, with a given name and with proclitics is one form.
//! The forms of an article are collected once ([`article_names`]), with the keys under which they
//! meet; the pairs of an event come from merging the sorted keys of its articles ([`candidates`]).

mod context; // what the context of two forms says
mod form; // the forms of one article
mod memo; // what is known of forms, whatever the article
mod pair; // pairs of forms in the articles of an event
mod spelling; // names that only the orthography tells apart
mod surroundings; // what stands around a form
mod variant; // pairs that are spellings of one name

pub use context::is_unseen;
pub use form::{ArticleForm, ArticleNames, article_names};
pub use memo::NameMemo;
pub use pair::{candidates, merged};
pub use surroundings::{Surroundings, surroundings};
pub use variant::{NamePair, name_pairs};

use crate::{
    ReadArticle,
    base::{
        Span,
        id::{ArticleId, SentenceId},
    },
    ingest::Article,
    ruleset::{WordClasses, lexicon::NameKinds},
};

/// One article of an event with what was read of it.
pub type Source<'a> = (ArticleId, &'a Article, &'a ReadArticle);

/// Where a form stands in an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The position of the mention in the article; none where the form stands in no name.
    pub mention_idx: Option<u32>,
    /// The position of the word in the mention.
    pub word_idx: u32,
    /// The sentence.
    pub sentence: Option<SentenceId>,
    /// The word as it stands there, without proclitics.
    pub span: Span,
}

/// Where a form stands in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// The position of the article in the event.
    pub source_idx: usize,
    /// The place in the article.
    pub place: Place,
}

/// The letters of a word, one bit each: fewer letters than a quick look at two sets tells are never changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LetterSet(u64);

impl LetterSet {
    /// The letters of a folded word. Those of one script have bits of their own, but for a few.
    pub fn of(word: &str) -> LetterSet {
        LetterSet(word.chars().fold(0, |bits, letter| bits | 1 << (u32::from(letter) % u64::BITS)))
    }

    /// How many letters at least are in one word alone. Each change of a letter makes at most two.
    pub fn n_differing(self, other: LetterSet) -> usize {
        (self.0 ^ other.0).count_ones() as usize
    }
}

/// What is known of a form, whatever the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormFacts {
    /// What the rules say of it.
    pub classes: WordClasses,
    /// What the lists know it as.
    pub listed: NameKinds,
    /// Whether it inflects as a word of the language does.
    pub ordinary: bool,
    /// How common it is in print, in hundredths of Zipf; none where the lexicon has not seen it.
    pub frequency: Option<u16>,
}

/// What the places where a form stands say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FormSigns {
    /// Whether it is a country, town or body of the rules by itself.
    pub known: bool,
    /// Whether it stands in no name, and is no word that the lexicon has seen: perhaps a slip that looks
    /// like a word with proclitics or an ending.
    pub loose: bool,
    /// Whether it stands with the article.
    pub definite: bool,
    /// Whether something around it says somewhere that it is a name.
    pub established: bool,
    /// Whether it is surely one: a person's, a place's, a body's.
    pub named: bool,
    /// Whether it stands somewhere with signs for its vowels, as in verses and dictionaries.
    pub vowelled: bool,
}

/// A word of names, in one spelling, over the articles of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameForm<'a> {
    /// The word, folded, without its article.
    pub key: &'a str,
    /// The word as it is written first, without its article.
    pub written: &'a str,
    /// The language whose rules read it.
    pub language: &'a str,
    /// What is known of it.
    pub facts: FormFacts,
    /// What its places say of it.
    pub signs: FormSigns,
    /// Where it stands, in order.
    pub occurrences: Vec<Occurrence>,
}
