//! Segment: an article becomes blocks, sentences and tokens.
//!
//! Takes an [`Article`] and gives an [`ArticleText`]: tokens in one list with their folded forms in
//! one buffer, sentences as ranges of tokens, blocks (headline, heading, paragraph) as ranges of
//! sentences. Every token is looked up in the vocabulary once; later stages compare word ids.

mod block;
mod sentence;

use std::ops::Range;

use crate::{
    base::{
        Span,
        id::SentenceId,
        lex::{LexKind, Script},
    },
    ingest::Article,
    ruleset::{Reading, Ruleset},
};

/// The text of one article, cut up.
#[derive(Debug, Default)]
pub struct ArticleText {
    /// The language of the article, ISO 639-1.
    pub language: String,
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// The folded forms of the tokens.
    pub folded: String,
    /// All sentences, in order.
    pub sentences: Vec<Sentence>,
    /// All blocks, in order.
    pub blocks: Vec<Block>,
    /// Where the text begins that is not read, as it is longer than an article may be.
    pub unread_from: Option<usize>,
}

/// A word, a number or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the text.
    pub span: Span,
    /// Where its folded form stands in [`ArticleText::folded`].
    pub folded: Span,
    /// What it is made of.
    pub kind: LexKind,
    /// Whether white space, or the start of a block, stands before it.
    pub spaced: bool,
    /// The word of the vocabulary that it is, with the fewest proclitics taken off.
    pub reading: Option<Reading>,
}

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From its first token to its last.
    pub span: Span,
    /// Its tokens, as positions in [`ArticleText::tokens`].
    pub tokens: Range<usize>,
    /// The position of its block in [`ArticleText::blocks`].
    pub block_idx: usize,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// The first heading of the article.
    Headline,
    /// A heading inside the article.
    Heading,
    /// Running text.
    Paragraph,
    /// A line that says who wrote, where and when: a byline, a dateline of its own, a credit.
    Credit,
}

/// A heading or a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// From its first token to its last.
    pub span: Span,
    /// Its sentences, as positions in [`ArticleText::sentences`].
    pub sentences: Range<usize>,
}

impl ArticleText {
    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: SentenceId) -> &[Token] {
        self.sentences
            .get(sentence.idx())
            .and_then(|sentence| self.tokens.get(sentence.tokens.clone()))
            .unwrap_or(&[])
    }

    /// The folded form of a token.
    pub fn folded_of(&self, token: &Token) -> &str {
        token.folded.text(&self.folded)
    }

    /// The block of a sentence.
    pub fn block_of(&self, sentence: &Sentence) -> Option<&Block> {
        self.blocks.get(sentence.block_idx)
    }

    /// The sentence that holds the byte `offset` of the text, or the next one.
    pub fn sentence_at(&self, offset: usize) -> Option<SentenceId> {
        let idx = self.sentences.partition_point(|sentence| sentence.span.end() <= offset);
        (idx < self.sentences.len()).then(|| SentenceId::new(idx))
    }

    /// The position of the token that holds or follows the byte `offset` of the text.
    pub fn token_at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|token| token.span.end() <= offset)
    }
}

/// Bytes of a text for each of its tokens, at most.
const TOKEN_BYTES: usize = 8;

/// Room for the tokens of so many bytes is made at once.
const RESERVED_BYTES_MAX: usize = 1 << 16;

/// Cuts an article into blocks, sentences and tokens.
pub fn segment(ruleset: &Ruleset, article: &Article) -> ArticleText {
    let language = article.language.clone().unwrap_or_else(|| detect_language(ruleset, article));
    let mut text = ArticleText { language, ..ArticleText::default() };
    text.folded.reserve(article.body.len());
    text.tokens.reserve(article.body.len().min(RESERVED_BYTES_MAX) / TOKEN_BYTES);
    for (span, markup) in block::cut(article) {
        sentence::append(ruleset, article, span, &mut text);
        let _ = markup;
        if text.unread_from.is_some() {
            break;
        }
    }
    block::classify(article, &mut text);
    text
}

/// How many bytes of a chunk are such; at most 255.
fn n_of(chunk: &[u8], is_such: impl Fn(u8) -> bool) -> usize {
    usize::from(chunk.iter().map(|byte| u8::from(is_such(*byte))).sum::<u8>())
}

/// The language of the script that most letters of the first part of the text are written in.
fn detect_language(ruleset: &Ruleset, article: &Article) -> String {
    const LETTERS_MAX: usize = 2_000;
    /// Counted at once, without a look at the sum: a short loop that has no branches.
    const CHUNK_BYTES: usize = 128;
    let mut n_arabic = 0_usize;
    let mut n_latin = 0_usize;
    for chunk in article.body.text(&article.text).as_bytes().chunks(CHUNK_BYTES) {
        // The first byte of U+0580–U+07FF, the scripts from right to left, and of U+F000–U+FFFF with the
        // presentation forms of Arabic; what is no letter there hardly counts.
        n_arabic += n_of(chunk, |byte| matches!(byte, 0xD6..=0xDF | 0xEF));
        n_latin += n_of(chunk, |byte| byte.is_ascii_alphabetic());
        // The one that is ahead so far cannot be overtaken.
        if n_arabic > LETTERS_MAX / 2 || n_latin > LETTERS_MAX / 2 {
            break;
        }
    }
    let script = if n_arabic >= n_latin { Script::Arabic } else { Script::Latin };
    ruleset.languages.of_script(script, "").map_or_else(String::new, |language| language.code.clone())
}
