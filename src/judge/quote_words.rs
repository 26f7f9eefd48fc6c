//! The words of two quotations side by side: what is the same in both, and where they part.

use std::ops::Range;

use crate::base::subsequence::longest_common;

/// A word of a quotation; a figure is one word whatever it is written with.
#[derive(Debug, Clone, Default)]
pub(super) struct QuotedWord {
    /// The folded word; the value of a figure.
    pub(super) folded: String,
    /// A stable key of its stem, 0 where it has none.
    pub(super) key: u64,
    /// Whether it turns a statement into its opposite.
    pub(super) negates: bool,
    /// Whether it may do that.
    pub(super) may_negate: bool,
    /// The word that a negation is written into: «يكفي» of «لايكفي».
    pub(super) denied: Option<String>,
    /// The value of a figure, or of a dual.
    pub(super) value: Option<String>,
    /// Whether it is a figure.
    pub(super) is_number: bool,
    /// Whether it is of a name.
    pub(super) is_name: bool,
    /// Whether it is a country's.
    pub(super) is_country: bool,
    /// Whether it may be one: no list has it.
    pub(super) may_be_name: bool,
    /// Whether it stands with a negation and falls away without it: «أي».
    pub(super) stresses: bool,
    /// Whether it takes something out of what is denied: «إلا».
    pub(super) excepts: bool,
    /// The letters that it keeps, if it is a verb behind a negation: «لم تصل».
    pub(super) root_denied: Option<String>,
    /// The letters that it may keep, if it is a verb of what happened: «وصلت».
    pub(super) roots_told: Vec<String>,
}

impl QuotedWord {
    fn is_verb_of(&self, other: &QuotedWord) -> bool {
        self.root_denied.as_ref().is_some_and(|root| other.roots_told.contains(root))
    }

    fn is_same(&self, other: &QuotedWord) -> bool {
        let of_one_stem = self.key != 0 && self.key == other.key && !self.is_number && !other.is_number;
        self.folded == other.folded || of_one_stem
    }
}

/// Two quotations, word by word, those that negate or may left out.
#[derive(Debug)]
pub(super) struct SideBySide<'a> {
    /// The words that are the same, in order.
    pub(super) same: Vec<(&'a QuotedWord, &'a QuotedWord)>,
    /// Where the two part: the words of either that stand in one place.
    pub(super) parted: Vec<Parted<'a>>,
    n_words: usize,
}

/// A place where two quotations part, and whether the word behind it is another form of one.
#[derive(Debug)]
pub(super) struct Parted<'a> {
    pub(super) a: Vec<&'a QuotedWord>,
    pub(super) b: Vec<&'a QuotedWord>,
    pub(super) before_other_form: bool,
}

impl<'a> SideBySide<'a> {
    /// Aligns by the longest common subsequence; two forms of one verb that stand in one place are the same
    /// word: «لم نتلق», «تلقينا».
    pub(super) fn new(a: &'a [QuotedWord], b: &'a [QuotedWord]) -> SideBySide<'a> {
        let said = |words: &'a [QuotedWord]| {
            let is_said = |word: &&QuotedWord| !word.negates && !word.may_negate && !word.stresses;
            words.iter().filter(is_said).collect::<Vec<_>>()
        };
        let (a, b) = (said(a), said(b));
        let mut side_by_side =
            SideBySide { same: Vec::new(), parted: Vec::new(), n_words: a.len() + b.len() };
        let (mut a_at, mut b_at) = (0, 0);
        let same = longest_common(&a, &b, |one, other| one.is_same(other));
        for (a_idx, b_idx) in same.into_iter().chain([(a.len(), b.len())]) {
            side_by_side.part((&a, a_at..a_idx), (&b, b_at..b_idx));
            if let (Some(one), Some(other)) = (a.get(a_idx), b.get(b_idx)) {
                side_by_side.same.push((one, other));
            }
            (a_at, b_at) = (a_idx + 1, b_idx + 1);
        }
        side_by_side.join_moved();
        side_by_side
    }

    /// A word that only moved is the same: «لا نية لدينا», «لدينا نية».
    fn join_moved(&mut self) {
        let only = |words: &[&'a QuotedWord], none: &[&'a QuotedWord]| match words {
            [word] if none.is_empty() => Some(*word),
            _ => None,
        };
        let mut at = 0;
        while let Some([one, other]) = self.parted.get(at..at + 2) {
            let moved = only(&one.a, &one.b).zip(only(&other.b, &other.a));
            let moved = moved.or_else(|| only(&other.a, &other.b).zip(only(&one.b, &one.a)));
            match moved.filter(|(word, other)| word.is_same(other)) {
                Some(same) => {
                    self.same.push(same);
                    self.parted.drain(at..at + 2);
                }
                None => at += 1,
            }
        }
    }

    /// The same, seen from the other.
    pub(super) fn turned(&self) -> SideBySide<'a> {
        let parted = self.parted.iter().map(|parted| Parted {
            a: parted.b.clone(),
            b: parted.a.clone(),
            before_other_form: parted.before_other_form,
        });
        SideBySide {
            same: self.same.iter().map(|(one, other)| (*other, *one)).collect(),
            parted: parted.collect(),
            n_words: self.n_words,
        }
    }

    fn part(
        &mut self,
        (a, a_range): (&[&'a QuotedWord], Range<usize>),
        (b, b_range): (&[&'a QuotedWord], Range<usize>),
    ) {
        let (a_end, b_end) = (a_range.end, b_range.end);
        let (a_words, b_words) = (a.get(a_range).unwrap_or(&[]), b.get(b_range).unwrap_or(&[]));
        if a_words.is_empty() && b_words.is_empty() {
            return;
        }
        if let (Some((one, a_rest)), Some((other, b_rest))) = (a_words.split_first(), b_words.split_first())
            && a_words.len() == b_words.len()
            && are_forms_of_one(one, other)
        {
            self.same.push((one, other));
            return self.part((a, a_end - a_rest.len()..a_end), (b, b_end - b_rest.len()..b_end));
        }
        let before_other_form = a.get(a_end).zip(b.get(b_end)).is_some_and(|(a, b)| a.folded != b.folded);
        self.parted.push(Parted { a: a_words.to_vec(), b: b_words.to_vec(), before_other_form });
    }

    /// What stands in the other where `word` stands in the first: the same word, or another form of it.
    pub(super) fn counterpart(&self, word: &QuotedWord) -> Option<&'a QuotedWord> {
        let same = self.same.iter().find(|(one, _)| std::ptr::eq(*one, word)).map(|(_, other)| *other);
        let parted = || {
            let place =
                self.parted.iter().find(|parted| parted.a.iter().any(|one| std::ptr::eq(*one, word)))?;
            place.b.iter().copied().find(|other| share_letters(&other.folded, &word.folded))
        };
        same.or_else(parted)
    }

    /// How many words one of the two has and the other has not.
    pub(super) fn n_parted(&self) -> usize {
        self.parted.iter().map(|parted| parted.a.len().max(parted.b.len())).sum()
    }

    /// How much of both is the same, in thousandths.
    pub(super) fn kept(&self) -> usize {
        (2_000 * self.same.len()).checked_div(self.n_words).unwrap_or(0)
    }
}

/// Two forms of one word share so many letters in a row.
const SHARED_LETTERS_MIN: usize = 3;
/// And are no farther apart in length than this.
const LETTERS_APART_MAX: usize = 2;

/// Two spellings of one name are this alike.
const ONE_NAME_MIN: f64 = 0.6;

/// Whether two names may be one in two spellings.
pub(super) fn is_one_name(a: &QuotedWord, b: &QuotedWord) -> bool {
    // «غانا», «غينيا»
    let are_two_countries = a.is_country && b.is_country && a.key != b.key;
    !are_two_countries && strsim::normalized_damerau_levenshtein(&a.folded, &b.folded) >= ONE_NAME_MIN
}

fn are_forms_of_one(one: &QuotedWord, other: &QuotedWord) -> bool {
    !one.is_number
        && !other.is_number
        && (share_letters(&one.folded, &other.folded) || one.is_verb_of(other) || other.is_verb_of(one))
        && !(one.is_name && other.is_name && !is_one_name(one, other))
}

/// Whether two words look like forms of one.
pub(super) fn share_letters(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let alike = a.len().abs_diff(b.len()) <= LETTERS_APART_MAX;
    alike && a.windows(SHARED_LETTERS_MIN).any(|run| b.windows(SHARED_LETTERS_MIN).any(|other| run == other))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<QuotedWord> {
        let word = |word: &str| QuotedWord {
            folded: word.trim_start_matches(['#', '!']).to_owned(),
            is_number: word.starts_with('#'),
            negates: word.starts_with('!'),
            ..QuotedWord::default()
        };
        text.split(' ').map(word).collect()
    }

    fn check(a: &str, b: &str, n_same: usize, parted: &[(&str, &str)]) {
        let (a, b) = (words(a), words(b));
        let aligned = SideBySide::new(&a, &b);
        let text = |words: &[&QuotedWord]| {
            words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ")
        };
        let found: Vec<(String, String)> =
            aligned.parted.iter().map(|parted| (text(&parted.a), text(&parted.b))).collect();
        let expected: Vec<(String, String)> =
            parted.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        assert_eq!((aligned.same.len(), found), (n_same, expected));
    }

    #[test]
    fn two_forms_of_a_verb_in_one_place_are_one_word() {
        check("!لن نوقع على الاتفاق", "سنوقع على الاتفاق", 3, &[]);
        check("the bridge is open", "the bridge is open", 4, &[]);
        check("!لم يعترف بأي تهمة", "اعترف بكل تهمة", 2, &[("بأي", "بكل")]);
    }

    #[test]
    fn a_word_that_moved_is_the_same() {
        check("!لا نية لدينا للتأجيل", "لدينا نية للتأجيل", 3, &[]);
        check("we open it today here", "we open today it here", 5, &[]);
    }

    #[test]
    fn words_that_stand_in_one_place_part_the_two() {
        check("سنفتح #3 مدارس هنا", "سنفتح #5 مدارس هنا", 3, &[("3", "5")]);
        check("we open today", "we will open it today", 3, &[("", "will"), ("", "it")]);
    }
}
