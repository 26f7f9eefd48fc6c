//! The words in which two expressions differ.

use crate::base::fold::fold;

/// `text` in pieces, blanks included, each with whether its words are missing from `other`. Where the
/// same words stand in both, all of it differs: the order or the context does.
pub fn differing<'t>(text: &'t str, other: &str) -> Vec<(&'t str, bool)> {
    let theirs: Vec<String> = other.split_whitespace().map(fold).collect();
    let is_other = |word: &str| !theirs.contains(&fold(word.trim()));
    let mut pieces: Vec<(&str, bool)> = Vec::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        if !bare.is_empty() {
            pieces.push((bare, is_other(bare)));
        }
        if bare.len() < word.len() {
            pieces.push((word.get(bare.len()..).unwrap_or_default(), false));
        }
    }
    if pieces.iter().all(|(_, differs)| !differs) {
        return vec![(text, true)];
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, other: &str, expected: &str) {
        let shown: String = differing(text, other)
            .iter()
            .map(|(words, differs)| if *differs { format!("⟦{words}⟧") } else { (*words).to_owned() })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn the_words_that_differ_are_told() {
        check("850 مليون يورو", "850 مليون دولار", "850 مليون ⟦يورو⟧");
        check("أنتوني  بلينكن", "أنتوني بلينكين", "أنتوني  ⟦بلينكن⟧");
        check("120", "120", "⟦120⟧");
    }
}
