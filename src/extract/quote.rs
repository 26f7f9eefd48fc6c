//! Quotations: what stands between quotation marks and is long enough to be somebody's words.

use crate::{
    base::{Span, lex::LexKind},
    ingest::Article,
    text::ArticleText,
};

/// Fewer words between quotation marks are a name or an expression held at arm's length.
const QUOTE_WORDS_MIN: usize = 3;

/// A quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// What stands between the quotation marks.
    pub span: Span,
}

/// Reads the quotations of an article, in text order. A quotation does not go past its block.
pub fn read(article: &Article, text: &ArticleText) -> Vec<Quote> {
    let mut quotes = Vec::new();
    for block in &text.blocks {
        let Some(sentences) = text.sentences.get(block.sentences.clone()) else {
            continue;
        };
        let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else {
            continue;
        };
        let tokens = text.tokens.get(first.tokens.start..last.tokens.end).unwrap_or(&[]);
        let mut open: Option<(&str, usize)> = None;
        for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == LexKind::Mark) {
            let mark = token.span.text(&article.text);
            match open {
                Some((closing, start)) if mark == closing => {
                    quotes.extend(quote_of(tokens.get(start..at).unwrap_or(&[])));
                    open = None;
                }
                Some(_) => {}
                None => open = closing_mark(mark).map(|closing| (closing, at + 1)),
            }
        }
    }
    quotes
}

fn closing_mark(opening: &str) -> Option<&'static str> {
    match opening {
        "«" => Some("»"),
        "“" => Some("”"),
        "„" => Some("“"),
        "\"" => Some("\""),
        _ => None,
    }
}

fn quote_of(tokens: &[crate::text::Token]) -> Option<Quote> {
    let n_words = tokens.iter().filter(|token| matches!(token.kind, LexKind::Word(_))).count();
    let (first, last) = (tokens.first()?, tokens.last()?);
    (n_words >= QUOTE_WORDS_MIN).then(|| Quote { span: first.span.cover(last.span) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ruleset::Ruleset, text::segment};

    fn check(text: &str, expected: &[&str]) {
        let ruleset = Ruleset::builtin().unwrap();
        let article = Article::from_text("a.txt", text);
        let quotes = read(&article, &segment(&ruleset, &article));
        let found: Vec<&str> = quotes.iter().map(|quote| quote.span.text(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_sentence_between_marks_is_a_quotation_and_a_name_is_none() {
        check("قال «لم نتلق أي عرض» لقناة «العربية» أمس.", &["لم نتلق أي عرض"]);
        check("He said: \"We are not ready. Not yet.\"", &["We are not ready. Not yet."]);
    }

    #[test]
    fn a_mark_that_is_never_closed_quotes_nothing() {
        check("قال «لم نتلق أي عرض رسمي\nوأضاف أن ذلك» غير صحيح", &[]);
    }
}
