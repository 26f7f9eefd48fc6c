//! Excerpts: as much of a sentence as fits beside the words in question, cut between words.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::report::{Place, sanitize::one_line};

/// The columns of `… ` before and ` …` after.
const ELLIPSES: usize = 4;

/// The words in question and what stands around them, ready to be shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) before: String,
    pub(super) text: String,
    pub(super) after: String,
}

/// As much of the sentence of `place` as fits into `width` columns.
pub(super) fn excerpt(place: &Place<'_>, width: usize) -> Excerpt {
    cut(&place.before(), place.text, &place.after(), width)
}

/// The same of a sentence in three parts.
pub(super) fn cut(before: &str, text: &str, after: &str, width: usize) -> Excerpt {
    let room = width.saturating_sub(ELLIPSES);
    let shown = fitting(&one_line(text), room);
    let spaced_before = before.ends_with(char::is_whitespace);
    let spaced_after = after.starts_with(char::is_whitespace);
    let (before, after) = (one_line(before), one_line(after));
    let mut left: Vec<&str> = before.split(' ').filter(|word| !word.is_empty()).collect();
    let mut right: Vec<&str> = after.split(' ').filter(|word| !word.is_empty()).rev().collect();
    let (mut taken_left, mut taken_right) = (Vec::new(), Vec::new());
    let (mut used_left, mut used_right) = (0, 0);
    let mut free = room.saturating_sub(shown.width());
    // What is written onto the words in question goes with them.
    for (spaced, words, taken) in
        [(spaced_before, &mut left, &mut taken_left), (spaced_after, &mut right, &mut taken_right)]
    {
        if let Some(word) = words.pop_if(|word| !spaced && word.width() <= free) {
            free -= word.width();
            taken.push(word);
        }
    }
    // Words are taken from both sides in turn, so that the words in question stand in the middle.
    loop {
        let fits = |word: Option<&&str>| word.map(|word| word.width() + 1).filter(|width| *width <= free);
        let (next_left, next_right) = (fits(left.last()), fits(right.last()));
        let from_left = match (next_left, next_right) {
            (None, None) => break,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (Some(_), Some(_)) => used_left <= used_right,
        };
        if from_left {
            taken_left.extend(left.pop());
            used_left += next_left.unwrap_or(0);
            free -= next_left.unwrap_or(0);
        } else {
            taken_right.extend(right.pop());
            used_right += next_right.unwrap_or(0);
            free -= next_right.unwrap_or(0);
        }
    }
    taken_left.reverse();
    let mut shown_before = if left.is_empty() { String::new() } else { "… ".to_owned() };
    shown_before.push_str(&taken_left.join(" "));
    if spaced_before && !taken_left.is_empty() {
        shown_before.push(' ');
    }
    let mut shown_after =
        if spaced_after && !taken_right.is_empty() { " ".to_owned() } else { String::new() };
    shown_after.push_str(&taken_right.join(" "));
    if !right.is_empty() {
        shown_after.push_str(" …");
    }
    Excerpt { before: shown_before, text: shown, after: shown_after }
}

/// The clusters of `text` that fit into `width` columns.
pub(super) fn fitting(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut shown = String::new();
    let mut used = 1;
    for cluster in text.graphemes(true) {
        used += cluster.width();
        if used > width {
            break;
        }
        shown.push_str(cluster);
    }
    shown.push('…');
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sentence: &str, width: usize, expected: &str) {
        let (before, rest) = sentence.split_once('⟦').unwrap();
        let (text, after) = rest.split_once('⟧').unwrap();
        let Excerpt { before, text, after } = cut(before, text, after, width);
        let shown = format!("{before}{text}{after}");
        assert_eq!(shown, expected);
        assert!(shown.width() <= width);
    }

    #[test]
    fn a_sentence_is_cut_between_words_around_the_words_in_question() {
        check("one two three ⟦120⟧ four five six", 60, "one two three 120 four five six");
        check("one two three ⟦120⟧ four five six", 20, "… three 120 four …");
        check("one two three ⟦120⟧.", 14, "… three 120.");
        check("بلغ بـ⟦2 مليار⟧، وفق", 60, "بلغ بـ2 مليار، وفق");
        check("⟦a word that is longer than the line⟧", 20, "a word that is …");
    }
}
