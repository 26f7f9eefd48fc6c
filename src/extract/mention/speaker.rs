//! People whom the attribution names and nothing else does: «وقالت المهندسة المشرفة على الترميم هيام الرفاعي …».

use super::{
    Mention, MentionKind,
    word::{CONTEXT, Reader, Word},
};
use crate::{
    base::{Span, lex::LexKind},
    ruleset::WordClasses,
    text::Token,
};

/// Words of a speaker's name: one alone may be any word, and an office has more.
const NAME_WORDS: std::ops::RangeInclusive<usize> = 2..=4;

const GIVEN: WordClasses = WordClasses::ANY_GIVEN;

/// Adds the speakers whose words begin as a name does and of which no name was read; `speakers` in text order.
pub(super) fn add(
    reader: &mut Reader<'_>,
    speakers: impl Iterator<Item = Span>,
    mentions: &mut Vec<Mention>,
) {
    let mut added: Vec<Mention> = Vec::new();
    for span in speakers {
        let is_added = added.last().is_some_and(|last| last.span.end > span.start);
        if is_added || under(mentions, span).any(|mention| mention.kind == MentionKind::Person) {
            continue;
        }
        let tokens = reader.tokens_in(span);
        let named = ends_office(reader, tokens).find_map(|start| name_words(reader, tokens.get(start..)?));
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

/// Where a name may begin: first of all, or behind a word with the article, which ends what somebody is.
fn ends_office(reader: &Reader<'_>, tokens: &[Token]) -> impl Iterator<Item = usize> + use<> {
    let behind: Vec<usize> = (1..tokens.len())
        .filter(|at| tokens.get(at - 1).is_some_and(|token| reader.has_article(token)))
        .collect();
    std::iter::once(0).chain(behind)
}

/// The stems of the words, if a given name begins them and each may be of a name.
fn name_words(reader: &mut Reader<'_>, tokens: &[Token]) -> Option<Vec<Span>> {
    if !NAME_WORDS.contains(&tokens.len()) {
        return None;
    }
    let mut stems = Vec::with_capacity(tokens.len());
    for (idx, token) in tokens.iter().enumerate() {
        let word = reader.word(token);
        let may_be = matches!(token.kind, LexKind::Word(_)) && (idx == 0 || token.spaced) && !word.proclitic;
        let belongs = if idx == 0 { begins(&word) } else { goes_on(&word) };
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
