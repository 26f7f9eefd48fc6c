//! Ordinary words: whether two forms are spellings of one word, by explicit rules alone.

use crate::{
    align::name::{Comparison, Step, align_letters, told_edits},
    base::fold::fold,
    ruleset::{
        Ruleset,
        lexicon::bare,
        orthography::Orthography,
        word_spelling::{Guard, WordSpelling},
    },
};

/// The scores of what rules of orthography say, in thousandths; they are not graded.
const SAME: u16 = 950;
const DIFFERENT: u16 = 50;

/// Compares two ordinary words, or phrases that may be joined, in `language`.
pub fn compare_words(ruleset: &Ruleset, a: &str, b: &str, language: &str) -> Comparison {
    let (first, second) = if a <= b { (a, b) } else { (b, a) };
    let mut comparison = compare_ordered(ruleset, first, second, language);
    if a > b {
        comparison.steps.iter_mut().for_each(Step::swap);
    }
    comparison
}

fn compare_ordered(ruleset: &Ruleset, a: &str, b: &str, language: &str) -> Comparison {
    let joined = |text: &str| -> String { bare(text).split_whitespace().collect() };
    let (bare_a, bare_b) = (joined(a), joined(b));
    if bare_a == bare_b {
        return verdict(true, vec![Step::Equal]);
    }
    let Some((orthography, rules)) =
        ruleset.orthographies.get(language).and_then(|all| Some((all, all.words.as_ref()?)))
    else {
        return verdict(false, Vec::new());
    };
    if let Some(step) = family(orthography, rules, &fold(&bare_a), &fold(&bare_b)) {
        return verdict(true, vec![step]);
    }
    let letters = (rules.operations.letters(&bare_a), rules.operations.letters(&bare_b));
    let alignment = align_letters(&rules.operations, &letters.0, &letters.1);
    let mut steps = told_edits(&rules.operations, &alignment, &letters);
    let words = Words { ruleset, language, forms: [&bare_a, &bare_b], letters: [&letters.0, &letters.1] };
    let mut same = !alignment.edits.is_empty();
    for edit in &alignment.edits {
        let sides = [
            letters.0.get(edit.left.0..edit.left.1).unwrap_or_default(),
            letters.1.get(edit.right.0..edit.right.1).unwrap_or_default(),
        ];
        let Some(class) = rules.operations.classes.get(edit.class) else {
            continue;
        };
        let is_listed = edit.class >= crate::ruleset::operations::UNLISTED.len();
        let right = rules.operations.right_side(edit.class, sides);
        if !is_listed || rules.guards.get(edit.class).is_some_and(|guard| !words.pass(guard, right)) {
            same = false;
            if is_listed {
                steps.push(Step::OtherWord { class: class.name.clone(), told: class.told.clone() });
            }
        }
    }
    verdict(same, steps)
}

fn verdict(same: bool, steps: Vec<Step>) -> Comparison {
    Comparison { score: if same { SAME } else { DIFFERENT }, same, steps }
}

/// A family of stems of which both folded words are made, with the same before and after the stem.
fn family(orthography: &Orthography, rules: &WordSpelling, a: &str, b: &str) -> Option<Step> {
    let clitics = || orthography.derivations.iter().flat_map(|made| made.prefixes.iter().map(String::as_str));
    let splits = |word: &str, stem: &str| -> Option<(String, String)> {
        let (before, after) = word.split_once(stem)?;
        let is_start = before.is_empty() || clitics().any(|prefix| prefix == before);
        is_start.then(|| (before.to_owned(), after.to_owned()))
    };
    rules.families.iter().find_map(|stems| {
        let around = |word: &str| stems.iter().find_map(|stem| splits(word, stem));
        (around(a)? == around(b)?).then(|| Step::Family(stems.join("/")))
    })
}

/// The two forms, as guards look at them.
struct Words<'w> {
    ruleset: &'w Ruleset,
    language: &'w str,
    forms: [&'w str; 2],
    letters: [&'w [char]; 2],
}

impl Words<'_> {
    fn zipf(&self, form: &str) -> Option<i32> {
        self.ruleset.lexicon.spelling_frequency(form, self.language).map(i32::from)
    }

    /// Whether the guard lets the two forms be one word; `right` is the form that has the right side of
    /// the operation's pair.
    fn pass(&self, guard: &Guard, right: usize) -> bool {
        let zipfs = self.forms.map(|form| self.zipf(form));
        let n_letters = self.letters.iter().map(|letters| letters.len()).min().unwrap_or(0);
        let apart_min =
            if n_letters <= 3 { guard.short_apart_min.or(guard.apart_min) } else { guard.apart_min };
        let is_apart = match (zipfs, apart_min) {
            ([Some(a), Some(b)], Some(min)) => (a - b).abs() >= min,
            _ => true,
        };
        let is_lone = match (guard.lone_min, zipfs) {
            (None, _) => true,
            (Some(min), [Some(only), None] | [None, Some(only)]) => only >= min,
            (Some(_), _) => false,
        };
        let [right_zipf, left_zipf] = if right == 0 { [zipfs[0], zipfs[1]] } else { [zipfs[1], zipfs[0]] };
        let is_right = match (guard.right_over_left_min, right_zipf, left_zipf) {
            (Some(min), Some(right), Some(left)) => right - left >= min,
            (Some(_), None, Some(_)) => false,
            _ => true,
        };
        let has_letter =
            self.letters.iter().any(|letters| letters.iter().any(|c| guard.without.contains(*c)));
        is_apart
            && is_lone
            && is_right
            && !self.takes_pronoun(guard)
            && n_letters >= guard.letters_min
            && !has_letter
    }

    /// Whether the last letter may be a pronoun on a word.
    fn takes_pronoun(&self, guard: &Guard) -> bool {
        let Some(max) = guard.stem_max else {
            return false;
        };
        let form = self.forms[0];
        let mut letters = form.chars();
        letters.next_back();
        let stem = letters.as_str();
        let is_exempt = guard.stem_unless_prefix.iter().any(|prefix| form.starts_with(prefix.as_str()))
            || guard.stem_unless_ending.iter().any(|ending| stem.ends_with(ending.as_str()));
        !is_exempt && self.zipf(stem).is_some_and(|zipf| zipf >= max)
    }
}
