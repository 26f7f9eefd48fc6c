//! What stands in quotation marks: somebody's words are not ours to spell.

use crate::{base::Span, ingest::Article};

/// The stretches between quotation marks, the marks included. A mark that is not closed in its
/// paragraph opens none; of straight marks every second closes.
pub(super) fn quoted(article: &Article) -> Vec<Span> {
    const PAIRS: [(char, char); 4] = [('«', '»'), ('“', '”'), ('„', '“'), ('‹', '›')];
    let mut quoted = Vec::new();
    let mut at = article.body.start();
    for line in article.body.text(&article.text).split_inclusive('\n') {
        for (open, close) in PAIRS {
            let mut from = None;
            for (offset, c) in line.char_indices() {
                if c == close
                    && let Some(start) = from.take()
                {
                    quoted.push(Span::new(at + start, at + offset + c.len_utf8()));
                } else if c == open && from.is_none() {
                    from = Some(offset);
                }
            }
        }
        let marks: Vec<usize> = line.match_indices('"').map(|(offset, _)| offset).collect();
        for pair in marks.chunks_exact(2) {
            if let [start, end] = pair {
                quoted.push(Span::new(at + start, at + end + 1));
            }
        }
        at += line.len();
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_between_marks_are_quoted() {
        let article = Article::from_text("a", "قال «نعم» و\"لا\"\nثم «بقي \" مفتوحا\nب” “c”");
        let texts: Vec<&str> = quoted(&article).iter().map(|span| span.text(&article.text)).collect();
        assert_eq!(texts, ["«نعم»", "\"لا\"", "“c”"]);
    }
}
