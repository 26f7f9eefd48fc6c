//! Fixes: where a suggestion can be put in place of what is written, letter by letter.

use strsim::levenshtein;

use crate::{
    base::{Span, fold::fold},
    report::{Place, Row},
};

/// More letters than this may not differ: else the suggestion is for another word.
const DIFFERING_MAX: usize = 4;

/// A change of one side that makes it say what is suggested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Whether the first side is changed, or the other.
    pub is_first: bool,
    /// What is replaced: bytes of the article.
    pub span: Span,
    /// The same, as characters from the beginning of the side.
    pub chars: [usize; 2],
    /// What stands there.
    pub written: String,
    /// What is put in its place.
    pub replacement: String,
}

/// How to make a finding of spelling go away, where it has a suggestion and a side is written
/// otherwise in one word that can be told. Figures are never touched.
pub fn fix(row: &Row<'_>) -> Option<Fix> {
    if !matches!(row.finding.rule, "spelling-variant" | "orthography-variant") {
        return None;
    }
    let suggestion = row.finding.suggestion.as_deref()?;
    let sides = [(true, Some(&row.a)), (false, row.b.as_ref())];
    sides.into_iter().find_map(|(is_first, place)| fix_side(place?, is_first, suggestion))
}

fn fix_side(place: &Place<'_>, is_first: bool, suggestion: &str) -> Option<Fix> {
    let folded = fold(suggestion);
    if suggestion.contains(char::is_whitespace) {
        return None;
    }
    // A form that is written with particles keeps them: only its end is replaced.
    let (at, written) = match place.text.strip_suffix(place.value) {
        Some(before) if !before.is_empty() && !place.text.contains(char::is_whitespace) => {
            (before.len(), place.value)
        }
        _ => nearest_word(place.text, &folded)?,
    };
    let n_differing = levenshtein(&fold(written), &folded);
    let differs = written != suggestion && n_differing <= DIFFERING_MAX;
    if !differs || place.text.split_whitespace().any(|word| word == suggestion) {
        return None;
    }
    let start = place.span.start() + at;
    let before = place.text.get(..at)?.chars().count();
    Some(Fix {
        is_first,
        span: Span::new(start, start + written.len()),
        chars: [before, before + written.chars().count()],
        written: written.to_owned(),
        replacement: suggestion.to_owned(),
    })
}

/// The word that is nearest to the suggestion, and where it begins; none where two are as near.
fn nearest_word<'t>(text: &'t str, folded: &str) -> Option<(usize, &'t str)> {
    let mut words: Vec<(usize, usize, &str)> = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let trimmed = word.trim_end();
        if !trimmed.is_empty() {
            words.push((levenshtein(&fold(trimmed), folded), at, trimmed));
        }
        at += word.len();
    }
    words.sort_unstable();
    match words.as_slice() {
        [(one, ..), (other, ..), ..] if one == other => None,
        [(_, at, word), ..] => Some((*at, word)),
        [] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        report::{rows, sample},
        ruleset::Ruleset,
    };

    #[test]
    fn the_word_that_differs_is_replaced() {
        assert_eq!(nearest_word("أنطونيو غوتيريس", "غوتيريش"), Some((15, "غوتيريس")));
        assert_eq!(nearest_word("ab ab", "ac"), None);
    }

    #[test]
    fn only_spellings_are_fixed() {
        let ruleset = Ruleset::builtin().unwrap();
        let (articles, mut report) = sample::quake();
        for finding in &mut report.findings {
            if finding.rule == "title-conflict" && finding.b.is_some() {
                finding.rule = "spelling-variant";
            }
        }
        let rows = rows(&ruleset, &articles, &report, &ruleset.messages.fallback());
        let fixes: Vec<Fix> = rows.iter().filter_map(fix).collect();
        let [fix] = fixes.as_slice() else { panic!("{fixes:?}") };
        assert_eq!((fix.is_first, fix.replacement.as_str()), (false, "غوتيريش"));
        assert_eq!(fix.span.text(&articles[1].text), fix.written);
    }
}
