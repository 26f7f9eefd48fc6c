//! People whom the attribution names and nothing else does: «وقالت المهندسة المشرفة على الترميم هيام الرفاعي …».

use std::ops::Range;

use super::{
    Mention, MentionKind,
    word::{CONTEXT, Word},
};
use crate::{
    base::{Span, lex::LexKind},
    ruleset::{Ruleset, WordClasses},
    text::ArticleText,
};

/// Words of a speaker's name: one alone may be any word, and an office has more.
const NAME_WORDS: std::ops::RangeInclusive<usize> = 2..=4;

const GIVEN: WordClasses = WordClasses::ANY_GIVEN;

/// Adds the speakers whose words begin as a name does and of which no name was read; `speakers` in text order.
pub(super) fn add(
    ruleset: &Ruleset,
    (text, words): (&ArticleText, &[Word]),
    speakers: impl Iterator<Item = Span>,
    mentions: &mut Vec<Mention>,
) {
    let mut added: Vec<Mention> = Vec::new();
    for span in speakers {
        let is_added = added.last().is_some_and(|last| last.span.end > span.start);
        if is_added || under(mentions, span).any(|mention| mention.kind == MentionKind::Person) {
            continue;
        }
        let first = text.tokens.partition_point(|token| token.span.start < span.start);
        let after = text.tokens.partition_point(|token| token.span.end <= span.end);
        let mut starts = std::iter::once(first).chain(behind_article(ruleset, text, first..after));
        let named = starts.find_map(|start| name_words(text, words, start..after));
        if let Some(words) = named
            && let Some(span) = words.first().zip(words.last()).map(|(first, last)| first.cover(*last))
            && under(mentions, span).next().is_none()
        {
            added.push(Mention { span, kind: MentionKind::Person, title: None, words });
        }
    }
    if !added.is_empty() {
        mentions.extend(added);
        mentions.sort_by_key(|mention| mention.span);
    }
}

/// The mentions, which are in text order, that a span overlaps.
fn under(mentions: &[Mention], span: Span) -> impl Iterator<Item = &Mention> {
    let first = mentions.partition_point(|mention| mention.span.end <= span.start);
    mentions.iter().skip(first).take_while(move |mention| mention.span.start < span.end)
}

/// Where a name may begin behind a word with the article, which ends what somebody is.
fn behind_article(
    ruleset: &Ruleset,
    text: &ArticleText,
    tokens: Range<usize>,
) -> impl Iterator<Item = usize> {
    let has_article = |at: usize| {
        let folded = text.tokens.get(at).map_or("", |token| text.folded_of(token));
        ruleset.names.without_article(folded, &text.language).is_some()
    };
    (tokens.start + 1..tokens.end).filter(move |at| has_article(at - 1))
}

/// The stems of the words, if a given name begins them and each may be of a name.
fn name_words(text: &ArticleText, words: &[Word], tokens: Range<usize>) -> Option<Vec<Span>> {
    if !NAME_WORDS.contains(&tokens.len()) {
        return None;
    }
    let mut stems = Vec::with_capacity(tokens.len());
    for at in tokens.clone() {
        let (token, word) = (text.tokens.get(at)?, words.get(at)?);
        let is_first = at == tokens.start;
        let may_be = matches!(token.kind, LexKind::Word(_)) && (is_first || token.spaced) && !word.proclitic;
        let belongs = if is_first { begins(word) } else { goes_on(word) };
        if !(may_be && belongs) {
            return None;
        }
        stems.push(word.stem);
    }
    Some(stems)
}

fn begins(word: &Word) -> bool {
    (word.given || word.classes.any(GIVEN)) && !word.classes.any(CONTEXT) && !word.definite
}

/// «محمد المصري»: a family may be called after a country, with the article.
fn goes_on(word: &Word) -> bool {
    let of_country = word.definite && word.classes.any(WordClasses::NATIONALITY);
    let is_name = word.definite || word.known || word.given || word.guessed || !word.ordinary;
    let is_part = word.classes.any(WordClasses::NAMES.with(WordClasses::JOIN).with(WordClasses::SECOND));
    of_country || !word.classes.any(CONTEXT) && (is_name || is_part)
}
