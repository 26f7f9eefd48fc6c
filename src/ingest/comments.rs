//! Comments of Markdown: they are not printed, so nothing in them is read, but for what they say of
//! findings.

use crate::{
    base::Span,
    ingest::{Article, Format, Ignore},
};

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";
/// What a comment begins with that lets findings be.
const IGNORE: &str = "isnad-ignore";

/// Takes the comments out of a Markdown article: blanks stand in their place, so that everything else
/// stays where it is.
pub(crate) fn read(article: &mut Article) {
    if article.format != Format::Markdown || !article.text.contains(OPEN) {
        return;
    }
    let mut comments = Vec::new();
    let mut from = article.body.start();
    while let Some(comment) = next(&article.text, from) {
        from = comment.end();
        comments.push(comment);
    }
    for comment in &comments {
        let inner = comment.text(&article.text).trim_start_matches(OPEN).trim_end_matches(CLOSE).trim();
        if let Some(text) = inner.strip_prefix(IGNORE) {
            let text = text.trim_start_matches([':', ' ']).trim().to_owned();
            let scope = paragraph(&article.text, *comment, article.body.end());
            article.ignores.push(Ignore { at: *comment, scope, text });
        }
    }
    article.text = blanked(&article.text, &comments);
}

fn next(text: &str, from: usize) -> Option<Span> {
    let start = from + text.get(from..)?.find(OPEN)?;
    let after = start + OPEN.len();
    let end = after + text.get(after..)?.find(CLOSE)? + CLOSE.len();
    Some(Span::new(start, end))
}

fn blanked(text: &str, comments: &[Span]) -> String {
    let mut blanked = String::with_capacity(text.len());
    let mut at = 0;
    for comment in comments {
        blanked.push_str(Span::new(at, comment.start()).text(text));
        for c in comment.text(text).chars() {
            match c {
                '\n' | '\r' => blanked.push(c),
                // As many bytes as there were, so that spans stay right.
                c => blanked.extend(std::iter::repeat_n(' ', c.len_utf8())),
            }
        }
        at = comment.end();
    }
    blanked.push_str(Span::new(at, text.len()).text(text));
    blanked
}

/// The paragraph that a comment stands in, or the next one where it stands alone.
fn paragraph(text: &str, comment: Span, end: usize) -> Span {
    let is_blank = |line: &str| line.trim().is_empty();
    let line_start = |at: usize| text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let line_end = |at: usize| text.get(at..end).and_then(|rest| rest.find('\n')).map_or(end, |n| at + n + 1);
    let (mut start, mut stop) = (line_start(comment.start()), line_end(comment.end()));
    let beside = [Span::new(start, comment.start()), Span::new(comment.end(), stop)];
    let is_alone = beside.iter().all(|part| is_blank(part.text(text)));
    if is_alone {
        start = stop;
        while stop < end && is_blank(Span::new(start, line_end(start)).text(text)) {
            start = line_end(start);
            stop = start;
        }
    } else {
        while start > 0 && !is_blank(Span::new(line_start(start - 1), start).text(text)) {
            start = line_start(start - 1);
        }
    }
    while stop < end && !is_blank(Span::new(stop, line_end(stop)).text(text)) {
        stop = line_end(stop);
    }
    Span::new(start, stop)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn article(text: &str) -> Article {
        let mut article = Article::from_text("a.md", text);
        article.format = Format::Markdown;
        read(&mut article);
        article
    }

    fn check(text: &str, scope: &str) {
        let article = article(text);
        assert_eq!(article.text.len(), text.len());
        assert!(!article.text.contains("isnad"));
        assert_eq!(article.ignores.len(), 1, "{text}");
        assert_eq!(article.ignores[0].scope.text(text).trim(), scope);
    }

    #[test]
    fn a_comment_is_about_its_paragraph_or_the_next() {
        check("a\n\nb\n<!-- isnad-ignore: x -- y -->\n\nc\nd\n\ne", "c\nd");
        check("a\n\n<!-- isnad-ignore: x -- y -->\nc\nd\n\ne", "c\nd");
        check("a\n\nb\nc <!-- isnad-ignore x -- سبب -->\nd\n\ne", "b\nc <!-- isnad-ignore x -- سبب -->\nd");
        check("<!-- isnad-ignore: x -- y -->", "");
    }

    #[test]
    fn other_comments_are_taken_out_too() {
        let article = article("قال <!-- 120 قتيلا --> نعم <!-- open");
        assert!(!article.text.contains("120") && article.text.contains("open"));
        assert_eq!(article.ignores, []);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(<!--|-->|isnad-ignore|ب|\n| |a){0,12}") {
            prop_assert_eq!(article(&text).text.len(), text.len());
        }
    }
}
