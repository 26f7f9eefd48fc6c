//! Sentences: where a full stop ends one, and where it does not.

use crate::{
    base::{
        Span,
        lex::{LexKind, Lexeme, Script, lex},
        limits,
    },
    ingest::Article,
    ruleset::{Language, Ruleset},
    text::{ArticleText, Block, BlockKind, Sentence, Token},
};

/// Appends the tokens, sentences and the block of the text under `span`.
pub(super) fn append(ruleset: &Ruleset, article: &Article, span: Span, text: &mut ArticleText) {
    let first_token = text.tokens.len();
    let first_sentence = text.sentences.len();
    lex_up_to_limit(article, span, text);
    let (tokens, folded) = (&mut text.tokens, &text.folded);
    for token in tokens.iter_mut().skip(first_token) {
        token.reading = ruleset.vocabulary.look_up(token.folded.text(folded), token.kind);
    }
    let language = ruleset.languages.get(&text.language);
    cut_sentences(article, language, first_token, text);
    let sentences = first_sentence..text.sentences.len();
    if let (Some(first), Some(last)) = (text.sentences.get(first_sentence), text.sentences.last()) {
        let span = first.span.cover(last.span);
        text.blocks.push(Block { kind: BlockKind::Paragraph, span, sentences });
    }
}

/// A block is cut into lexemes in stretches of so many bytes, so that little is read beyond the limit.
const STRETCH_BYTES: usize = 1 << 16;

/// Appends the tokens under `span`, until the article has as many as are read.
fn lex_up_to_limit(article: &Article, span: Span, text: &mut ArticleText) {
    let mut start = span.start();
    while start < span.end() {
        let rest = Span::new(start, span.end()).text(&article.text);
        let end = start + stretch(rest, STRETCH_BYTES);
        let tokens = &mut text.tokens;
        lex(&article.text, Span::new(start, end), &mut text.folded, |lexeme| {
            tokens.push(Token::from(lexeme))
        });
        if let Some(first_unread) = text.tokens.get(limits::ARTICLE_TOKENS_MAX) {
            text.unread_from = Some(first_unread.span.start());
            text.tokens.truncate(limits::ARTICLE_TOKENS_MAX);
            return;
        }
        start = end;
    }
}

/// The length of the start of `text` up to the first white space after `n_bytes`: a lexeme is never cut.
fn stretch(text: &str, n_bytes: usize) -> usize {
    let bytes = text.as_bytes();
    let space = bytes.iter().skip(n_bytes).position(u8::is_ascii_whitespace);
    space.map_or(bytes.len(), |at| n_bytes + at)
}

impl From<Lexeme> for Token {
    fn from(lexeme: Lexeme) -> Token {
        let Lexeme { span, folded, kind, spaced } = lexeme;
        let kind = if span.len() > limits::WORD_BYTES_MAX { LexKind::Mark } else { kind };
        Token { span, folded, kind, spaced, reading: None }
    }
}

fn cut_sentences(article: &Article, language: Option<&Language>, first: usize, text: &mut ArticleText) {
    let block_idx = text.blocks.len();
    let mut start = first;
    while start < text.tokens.len() {
        let end = sentence_end(article, language, text, start);
        push_sentence(text, start..end, block_idx);
        start = end;
    }
}

/// The position after the last token of the sentence that begins at `start`.
fn sentence_end(article: &Article, language: Option<&Language>, text: &ArticleText, start: usize) -> usize {
    let tokens = text.tokens.get(start..).unwrap_or(&[]);
    let longest = tokens.len().min(limits::SENTENCE_TOKENS_MAX);
    let last = tokens.iter().take(longest).enumerate().position(|(at, token)| {
        token.kind == LexKind::Mark && ends_sentence(article, language, text, start + at)
    });
    let Some(last) = last else {
        return start + longest;
    };
    let closing = tokens.iter().skip(last + 1).take_while(|token| closes(article, token)).count();
    start + last + 1 + closing
}

fn push_sentence(text: &mut ArticleText, tokens: std::ops::Range<usize>, block_idx: usize) {
    let (Some(first), Some(last)) = (text.tokens.get(tokens.start), text.tokens.get(tokens.end - 1)) else {
        return;
    };
    let span = first.span.cover(last.span);
    text.sentences.push(Sentence { span, tokens, block_idx });
}

/// Quotation marks and brackets that belong to the sentence that ends before them.
fn closes(article: &Article, token: &Token) -> bool {
    let closing = matches!(
        token.span.text(&article.text),
        "»" | "”" | "\"" | ")" | "]" | "’" | "'" | "." | "!" | "؟" | "?"
    );
    closing && !token.spaced
}

fn ends_sentence(article: &Article, language: Option<&Language>, text: &ArticleText, at: usize) -> bool {
    let Some(token) = text.tokens.get(at) else {
        return false;
    };
    let next = text.tokens.get(at + 1);
    match token.span.text(&article.text) {
        "؟" | "!" => true,
        // `example.org/?id=12` goes on.
        "?" => next.is_none_or(|next| {
            next.spaced || !matches!(next.kind, LexKind::Digits | LexKind::Word(Script::Latin))
        }),
        "…" => next.is_none_or(|next| next.spaced),
        "." => {
            let following = text.tokens[at + 1..].iter().find(|token| !closes(article, token));
            following.is_none_or(|following| following.spaced)
                && !is_abbreviation(article, language, text, at, following)
        }
        _ => false,
    }
}

/// Whether the stop at `at` belongs to the word before it: «د. محمد», `U.S. officials`, `Mr. Biden`.
fn is_abbreviation(
    article: &Article,
    language: Option<&Language>,
    text: &ArticleText,
    at: usize,
    following: Option<&Token>,
) -> bool {
    let Some(following) = following else {
        return false;
    };
    let Some(word) = at.checked_sub(1).and_then(|before| text.tokens.get(before)) else {
        return false;
    };
    if word.span.end != text.tokens[at].span.start || !matches!(word.kind, LexKind::Word(_)) {
        return false;
    }
    let folded = text.folded_of(word);
    let known = language.is_some_and(|language| language.abbreviations.iter().any(|form| form == folded));
    // "at £4.6m. The firm": a unit behind its number is no initial.
    let unit = at
        .checked_sub(2)
        .and_then(|before| text.tokens.get(before))
        .is_some_and(|before| before.kind == LexKind::Digits && before.span.end() == word.span.start());
    let initial = folded.chars().count() == 1 && !unit;
    let next = following.span.text(&article.text).chars().next();
    let next_is_lower = next.is_some_and(char::is_lowercase);
    let begins = at
        .checked_sub(2)
        .and_then(|before| text.tokens.get(before))
        .is_none_or(|before| before.span.text(&article.text) != ".");
    next_is_lower || (known && !initial) || (initial && (begins || next.is_some_and(char::is_lowercase)))
}
