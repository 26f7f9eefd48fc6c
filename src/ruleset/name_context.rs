//! What the words around two spellings say of their being one name: weights, as data.

use serde::Deserialize;

use crate::ruleset::{RuleError, RuleFiles};

/// The weights of the context of names.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameContext {
    /// The confidence that a finding needs, in thousandths.
    pub confidence_min: u16,
    /// One with less, in thousandths, is told as a question.
    pub sure_min: u16,
    /// The weights.
    pub weights: ContextWeights,
}

/// What each observation adds to the logit of the confidence, in thousandths.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ContextWeights {
    /// Any two names of an event.
    pub prior: i32,
    /// The same word stands before or after both.
    pub same_beside: i32,
    /// Both stand beside other names, and share none of them.
    pub different_beside: i32,
    /// The same, where one of them is in no list of words or names.
    pub different_beside_unseen: i32,
    /// They share no article, and nothing around them ties them.
    pub untied: i32,
    /// Both stand behind a number, as units do.
    pub counted: i32,
    /// The same title stands before both.
    pub same_title: i32,
    /// The same word for a place, body or office stands right before both.
    pub same_head: i32,
    /// One stands only alone, as surnames do behind the full name, which the article has in the other spelling.
    pub alone_behind_full: i32,
    /// One is read as no part of the name that the same word beside both is of.
    pub same_neighbour: i32,
    /// Titles that share no word stand before them.
    pub different_title: i32,
    /// They name a person and a place.
    pub different_kind: i32,
    /// Both stand in one sentence.
    pub same_sentence: i32,
    /// Both stand in one sentence, each behind a word that leads to it.
    pub told_apart: i32,
    /// Both are parts of one name.
    pub same_name: i32,
    /// Names of the language's own, where a vowel tells names apart.
    pub native: i32,
    /// Both are in the lists of names.
    pub both_listed: i32,
    /// Both are different names of the rules.
    pub both_known: i32,
    /// One is a word of the language outside of names.
    pub ordinary: i32,
    /// One stands in no name, and was never seen in print.
    pub loose: i32,
    /// They are inflections of one word, and not both are surely names.
    pub inflected: i32,
    /// One stands in no name, and has letters that foreign names are not written with.
    pub own_word: i32,
    /// Both end as words that are made of others do, or with a pronoun.
    pub derived: i32,
    /// One stands with signs for its vowels.
    pub vowelled: i32,
    /// One is given as another name of the other.
    pub alternative: i32,
    /// One is a given name and the other a surname.
    pub given_and_surname: i32,
    /// Nothing around either says that it is a name.
    pub unestablished: i32,
    /// One stands with a title or given name, and the other is in no list of words or names.
    pub unseen_beside_full: i32,
    /// Both stand there often.
    pub both_frequent: i32,
}

impl NameContext {
    pub(crate) fn compile(files: &RuleFiles) -> Result<NameContext, RuleError> {
        let parsed = files.parse::<NameContext>("world/name_context.toml")?;
        Ok(parsed.last().map(|parsed| parsed.value).unwrap_or_default())
    }
}
