//! Blocks: which lines belong together, and which of them are headings.

use memchr::memchr2_iter;

use crate::{
    base::{Span, lex::LexKind},
    ingest::{Article, Format},
    text::{ArticleText, Block, BlockKind},
};

/// A heading has at most this many tokens; longer blocks without a full stop are paragraphs.
const HEADING_TOKENS_MAX: usize = 24;

/// A line shorter than this, in bytes, can be one of a hard-wrapped paragraph.
const WRAPPED_LINE_BYTES_MAX: usize = 200;

/// How a block is marked in its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Markup {
    None,
    Heading,
}

/// The blocks of the body, in order: lines, or runs of lines where the text is hard-wrapped.
pub(super) fn cut(article: &Article) -> Vec<(Span, Markup)> {
    let lines = lines(article);
    let wrapped = is_hard_wrapped(article, &lines);
    let mut blocks: Vec<(Span, Markup)> = Vec::new();
    let mut continues = false;
    for line in lines {
        let text = line.text(&article.text);
        if text.trim().is_empty() {
            continues = false;
            continue;
        }
        let markup = match article.format {
            Format::Markdown if text.trim_start().starts_with('#') => Markup::Heading,
            _ => Markup::None,
        };
        match blocks.last_mut() {
            Some((block, Markup::None)) if continues && wrapped && markup == Markup::None => {
                *block = block.cover(line);
            }
            _ => blocks.push((line, markup)),
        }
        continues = true;
    }
    blocks
}

/// The lines of the body, each with its end.
fn lines(article: &Article) -> Vec<Span> {
    let body = article.body.text(&article.text);
    let mut start = 0;
    let ends = memchr2_iter(b'\n', b'\r', body.as_bytes()).map(|end| end + 1);
    let rest = (!body.is_empty() && !body.ends_with(['\n', '\r'])).then_some(body.len());
    ends.chain(rest)
        .map(|end| {
            let span = Span::new(article.body.start() + start, article.body.start() + end);
            start = end;
            span
        })
        .collect()
}

/// Whether the lines are cut at a width rather than at paragraphs: no long ones, and most lines that
/// another follows do not end a sentence and are nearly as long as the longest. Markdown joins lines by
/// definition.
fn is_hard_wrapped(article: &Article, lines: &[Span]) -> bool {
    if article.format == Format::Markdown {
        return true;
    }
    let longest = lines.iter().map(|line| line.text(&article.text).trim().len()).max().unwrap_or(0);
    if longest > WRAPPED_LINE_BYTES_MAX {
        return false;
    }
    let mut n_inner = 0_usize;
    let mut n_open = 0_usize;
    let mut previous = "";
    for line in lines {
        let text = line.text(&article.text).trim();
        if !previous.is_empty() && !text.is_empty() {
            n_inner += 1;
            let open = !previous.ends_with(['.', '!', '?', '؟', ':', '"', '»', '”', '؛', '…']);
            let full = previous.len() * 3 >= longest * 2;
            n_open += usize::from(open && full);
        }
        previous = text;
    }
    n_inner >= 4 && n_open * 4 >= n_inner * 3
}

/// Says of each block whether it is the headline, a heading or a paragraph.
pub(super) fn classify(article: &Article, text: &mut ArticleText) {
    let n_blocks = text.blocks.len();
    let mut headline_seen = article.title.is_some();
    for idx in 0..n_blocks {
        let Some(block) = text.blocks.get(idx) else {
            break;
        };
        let heading = n_blocks > 1 && looks_like_heading(article, text, block);
        let kind = match (heading, headline_seen) {
            (true, false) => BlockKind::Headline,
            (true, true) if idx + 1 < n_blocks => BlockKind::Heading,
            _ => BlockKind::Paragraph,
        };
        headline_seen |= idx == 0 || kind == BlockKind::Headline;
        if let Some(block) = text.blocks.get_mut(idx) {
            block.kind = kind;
        }
    }
}

/// One short sentence that no full stop ends, or a line that Markdown marks.
fn looks_like_heading(article: &Article, text: &ArticleText, block: &Block) -> bool {
    let source = block.span.text(&article.text);
    if article.format == Format::Markdown && source.starts_with('#') {
        return true;
    }
    let tokens = text
        .sentences
        .get(block.sentences.clone())
        .and_then(|sentences| Some(sentences.first()?.tokens.start..sentences.last()?.tokens.end));
    let Some(tokens) = tokens.and_then(|range| text.tokens.get(range)) else {
        return false;
    };
    block.sentences.len() == 1
        && tokens.len() <= HEADING_TOKENS_MAX
        && !source.trim_end().ends_with(['.', '…', '،', ',', ':', '؛', ';'])
        && tokens.iter().any(|token| token.kind != LexKind::Mark)
}
