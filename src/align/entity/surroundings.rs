//! What stands around a form: the other words of its names, titles.

use super::{NameForm, Source, form::without_article};
use crate::{
    ReadArticle,
    align::is_joined,
    base::{Span, fold::fold, lex::LexKind},
    extract::MentionKind,
    ingest::Article,
    ruleset::{Ruleset, WordClasses},
    text::ArticleText,
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
    /// The words right behind it that look like names, whatever was read as one name.
    pub next: Vec<String>,
    /// The same of the words right before it.
    pub previous: Vec<String>,
    /// The words for a place, body or office right before it: «مدينة …», «شركة …», «القاضي …».
    pub heads: Vec<String>,
    /// Whether a number in digits stands right before it somewhere.
    pub is_counted: bool,
}

/// Collects what stands around a form.
pub fn surroundings(ruleset: &Ruleset, sources: &[Source<'_>], form: &NameForm<'_>) -> Surroundings {
    let mut around = Surroundings::default();
    for occurrence in &form.occurrences {
        let Some((_, article, read)) = sources.get(occurrence.source_idx) else {
            continue;
        };
        let place = &occurrence.place;
        let beside = Beside::new(ruleset, read, place.span);
        around.next.extend(beside.next);
        around.previous.extend(beside.previous);
        around.is_counted |= beside.is_counted;
        let mention = place.mention_idx.and_then(|idx| read.claims.mentions.get(idx as usize));
        // A title that was read is one of the titles.
        if mention.is_none_or(|mention| mention.title.is_none()) {
            let at = read.text.token_at(place.span.start());
            around.heads.extend(head_before(ruleset, &read.text, article, at));
        }
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
    let lists = [&mut around.before, &mut around.after, &mut around.given, &mut around.surnames];
    for list in lists.into_iter().chain([&mut around.next, &mut around.previous, &mut around.heads]) {
        list.sort();
        list.dedup();
    }
    around.titles.sort();
    around.titles.dedup();
    around.kinds.sort();
    around.kinds.dedup();
    around
}

/// The words right before and behind a word that look like names.
struct Beside {
    next: Option<String>,
    previous: Option<String>,
    is_counted: bool,
}

/// A word of so many letters beside a name may be one.
const BESIDE_CHARS_MIN: usize = 3;

impl Beside {
    fn new(ruleset: &Ruleset, read: &ReadArticle, span: Span) -> Beside {
        let text = &read.text;
        let at = text.token_at(span.start());
        let Some(token) = text.tokens.get(at) else {
            return Beside { next: None, previous: None, is_counted: false };
        };
        let next = (token.span.end == span.end).then(|| name_at(ruleset, text, at + 1)).flatten();
        let next = next.filter(|_| text.tokens.get(at + 1).is_some_and(|next| next.spaced));
        // With a proclitic on it the word before it is of something else.
        let begins = token.spaced && token.span.start == span.start && !is_joined(ruleset, text, at);
        let previous = at.checked_sub(1).filter(|_| begins).and_then(|before| name_at(ruleset, text, before));
        let before = at.checked_sub(1).and_then(|before| text.tokens.get(before));
        let is_counted = before.is_some_and(|before| before.kind == LexKind::Digits);
        Beside { next, previous, is_counted }
    }
}

/// The word for a place, body or office that stands right before a token, also before a mark that opens a
/// quotation, without its proclitics: «بمدينة غوما».
pub(super) fn head_before(
    ruleset: &Ruleset,
    text: &ArticleText,
    article: &Article,
    at: usize,
) -> Option<String> {
    let before = |at: usize| text.tokens.get(at.checked_sub(1)?);
    let mut token = before(at)?;
    if token.kind == LexKind::Mark && matches!(token.span.text(&article.text), "«" | "\"" | "“") {
        token = before(at - 1)?;
    }
    let heads = WordClasses::PLACE_HEAD.with(WordClasses::BODY_HEAD);
    let titles = ruleset.titles.phrases();
    let article = ruleset.names.article(&text.language).unwrap_or_default();
    // «المنطقة» leads to no name, «القاضي» does.
    let is_construct = |form: &str| {
        let taken = text.folded_of(token).strip_suffix(form).unwrap_or_default();
        article.is_empty() || !taken.ends_with(article)
    };
    let mut readings = ruleset.vocabulary.readings(token.reading).filter(|reading| {
        (ruleset.names.classes(reading.word).any(heads)
            && is_construct(ruleset.vocabulary.form(reading.word)))
            || titles.starts_with(reading.word)
    });
    let head = ruleset.vocabulary.form(readings.next()?.word);
    // Of «لا» the abbreviation of a title is left.
    head.chars().nth(BESIDE_CHARS_MIN - 2).is_some().then(|| head.to_owned())
}

/// The folded word at a token, where it may be one of a name: no word that inflects, none with the article,
/// none that is joined by «و».
pub(super) fn name_at(ruleset: &Ruleset, text: &ArticleText, at: usize) -> Option<String> {
    let token = text.tokens.get(at)?;
    let LexKind::Word(script) = token.kind else { return None };
    let language = ruleset.languages.of_script(script, &text.language)?;
    let folded = text.folded_of(token);
    let id = ruleset.vocabulary.id(folded);
    let classes = id.map_or(WordClasses::NONE, |id| ruleset.names.classes(id));
    let never = WordClasses::STOP.with(WordClasses::NATIONALITY).with(WordClasses::PLACE_HEAD);
    let never = classes.any(never.with(WordClasses::BODY_HEAD));
    let definite = ruleset
        .names
        .article(&language.code)
        .is_some_and(|article| !article.is_empty() && folded.starts_with(article));
    let is_word = !classes.any(WordClasses::NAMES) && ruleset.inflected.is_word(folded, &language.code);
    let is_name = folded.chars().nth(BESIDE_CHARS_MIN - 1).is_some()
        && ruleset.inflected.has(&language.code)
        && !never
        && !definite
        && !is_word
        && !is_joined(ruleset, text, at);
    is_name.then(|| folded.to_owned())
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
