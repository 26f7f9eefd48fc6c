//! What stands around a form: the other words of its names, titles.

use super::{NameForm, Source, form::without_article};
use crate::{
    base::fold::fold,
    extract::MentionKind,
    ruleset::{Ruleset, WordClasses},
};

/// What stands around a form, over all its occurrences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The folded words before it in its names: given names.
    pub before: Vec<String>,
    /// The folded words after it.
    pub after: Vec<String>,
    /// Of these before it, those in names of people.
    pub given: Vec<String>,
    /// Of those after it, those in names of people that begin with it.
    pub surnames: Vec<String>,
    /// The folded words of titles, a list a title.
    pub titles: Vec<Vec<String>>,
    /// Of which kinds the names are.
    pub kinds: Vec<MentionKind>,
}

/// Collects what stands around a form.
pub fn surroundings(ruleset: &Ruleset, sources: &[Source<'_>], form: &NameForm<'_>) -> Surroundings {
    let mut around = Surroundings::default();
    for occurrence in &form.occurrences {
        let Some((_, article, read)) = sources.get(occurrence.source_idx) else {
            continue;
        };
        let place = &occurrence.place;
        let mention = place.mention_idx.and_then(|idx| read.claims.mentions.get(idx as usize));
        let Some(mention) = mention else {
            continue;
        };
        let word = |idx: usize| mention.words.get(idx).map(|span| fold(span.text(&article.text)));
        let is_join = |word: &String| {
            let id = ruleset.vocabulary.id(word);
            id.is_some_and(|id| ruleset.names.classes(id).any(WordClasses::JOIN))
        };
        let before =
            place.word_idx.checked_sub(1).and_then(|idx| word(idx as usize)).filter(|word| !is_join(word));
        let after = word(place.word_idx as usize + 1).filter(|word| !is_join(word));
        if mention.kind == MentionKind::Person {
            around.given.extend(before.clone());
            around.surnames.extend(after.clone().filter(|_| place.word_idx == 0));
        }
        around.before.extend(before);
        around.after.extend(after);
        if let Some(title) = mention.title {
            around.titles.push(title_words(ruleset, title.text(&article.text), form.language));
        }
        around.kinds.push(mention.kind);
    }
    for list in [&mut around.before, &mut around.after, &mut around.given, &mut around.surnames] {
        list.sort();
        list.dedup();
    }
    around.titles.sort();
    around.titles.dedup();
    around.kinds.sort();
    around.kinds.dedup();
    around
}

fn title_words(ruleset: &Ruleset, title: &str, language: &str) -> Vec<String> {
    let mut words: Vec<String> = title
        .split(|c: char| !c.is_alphanumeric() && !('\u{064B}'..='\u{0652}').contains(&c))
        .filter(|word| !word.is_empty())
        .map(|word| fold(without_article(ruleset, word, language).0))
        .collect();
    words.sort();
    words.dedup();
    words
}
