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

/// Whether the stop at `at` belongs to the word before it: «د. محمد», `U.S. Treasury`, `Mr. Biden`.
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
    let next = following.span.text(&article.text);
    if next.starts_with(char::is_lowercase) {
        return true;
    }
    let folded = text.folded_of(word);
    let before = at.checked_sub(2).and_then(|before| text.tokens.get(before));
    // "at £4.6m. The firm": a unit behind its number is no initial.
    let unit =
        before.is_some_and(|before| before.kind == LexKind::Digits && before.span.end() == word.span.start());
    let initial = folded.chars().count() == 1 && !unit;
    let Some(language) = language else {
        return initial;
    };
    let opens = language.opens_sentence(text.folded_of(following));
    let dotted = before.is_some_and(|before| before.span.text(&article.text) == ".");
    if initial && !dotted {
        return !opens;
    }
    if !initial {
        return language.is_abbreviation(folded)
            || (language.may_close(folded) && !opens && !opens_quotation(next));
    }
    if language.closes_sentence(dotted_form(article, text, at - 1)) {
        return names_zone(article, language, text, at + 1);
    }
    // Only where capitals tell a name: «ق.غ.» ends.
    word.kind == LexKind::Word(Script::Latin) && !opens && !opens_quotation(next)
}

/// The letters with stops that end with the letter at `at`, as they are written: `p.m`.
fn dotted_form<'a>(article: &'a Article, text: &ArticleText, at: usize) -> &'a str {
    let spelled = |at: usize| -> Option<usize> {
        let (letter, stop) = (text.tokens.get(at.checked_sub(2)?)?, text.tokens.get(at - 1)?);
        let glued = !stop.spaced && !text.tokens.get(at)?.spaced;
        (glued && stop.span.text(&article.text) == "." && text.folded_of(letter).chars().count() == 1)
            .then_some(at - 2)
    };
    let first = std::iter::successors(Some(at), |at| spelled(*at)).last().unwrap_or(at);
    let span = |at: usize| text.tokens.get(at).map(|token| token.span);
    span(first).zip(span(at)).map_or("", |(first, last)| first.cover(last).text(&article.text))
}

/// Whether a time zone stands there: `GMT`, `Beijing time`, `Hong Kong time`.
fn names_zone(article: &Article, language: &Language, text: &ArticleText, at: usize) -> bool {
    const WORDS_MAX: usize = 4;
    let words = text.tokens.get(at..).unwrap_or(&[]).iter().take(WORDS_MAX);
    let capitals =
        words.clone().take_while(|token| token.span.text(&article.text).starts_with(char::is_uppercase));
    let n_capitals = capitals.count();
    words.take(n_capitals + 1).any(|token| language.names_zone(text.folded_of(token)))
}

fn opens_quotation(text: &str) -> bool {
    matches!(text, "«" | "“" | "\"" | "‘" | "'")
}

#[cfg(test)]
mod tests {
    use crate::{ingest::Article, ruleset::Ruleset, text::segment};

    fn check(source: &str, expected: &[&str]) {
        let ruleset = Ruleset::builtin().unwrap();
        let article = Article::from_text("a.txt", source.to_owned());
        let text = segment(&ruleset, &article);
        let sentences: Vec<&str> =
            text.sentences.iter().map(|sentence| sentence.span.text(&article.text)).collect();
        assert_eq!(sentences, expected);
    }

    #[test]
    fn stops_of_abbreviations_end_a_sentence_where_another_opens() {
        check(
            "The U.S. Treasury met the U.N. Security Council.",
            &["The U.S. Treasury met the U.N. Security Council."],
        );
        check("It fell in the U.S. The rest rose.", &["It fell in the U.S.", "The rest rose."]);
        check("Gen. He Weidong spoke.", &["Gen. He Weidong spoke."]);
        check("It bought Acme Inc. The price rose.", &["It bought Acme Inc.", "The price rose."]);
        check("Acme Inc. Chairman J. P. Roe left.", &["Acme Inc. Chairman J. P. Roe left."]);
        check("WASHINGTON, D.C. – It rained.", &["WASHINGTON, D.C. – It rained."]);
    }

    #[test]
    fn an_hour_ends_a_sentence_unless_its_zone_follows() {
        check("It left at 4.12 a.m. Beijing time.", &["It left at 4.12 a.m. Beijing time."]);
        check("It left at 4 p.m. GMT today.", &["It left at 4 p.m. GMT today."]);
        check("It left at 4 p.m. Officials said so.", &["It left at 4 p.m.", "Officials said so."]);
    }

    #[test]
    fn a_letter_with_a_stop_is_a_title_in_arabic() {
        check("قال د. محمد علي إنه عاد.", &["قال د. محمد علي إنه عاد."]);
        check("عاد عند 10:30 ت.غ. وقال إنه بخير.", &["عاد عند 10:30 ت.غ.", "وقال إنه بخير."]);
    }
}
