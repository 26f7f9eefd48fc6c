//! Operations: which letters may be written for others, where, and at what cost.

use std::{collections::BTreeMap, ops::Range};

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use toml::Spanned;

use crate::{
    base::fold::{Folded, fold_char},
    ruleset::{RuleError, files::RuleFile},
};

/// The longest side of an operation, in letters; the alignment looks no further.
const SIDE_CHARS_MAX: usize = 4;

/// What something is, in words, by language.
pub type Told = BTreeMap<String, String>;

/// Where in the name an operation may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// At the first letter.
    First,
    /// Neither at the first nor at the last letter.
    Medial,
    /// At the last letter.
    Final,
    /// Anywhere but at the first letter.
    NotFirst,
    /// Anywhere but at the last letter.
    NotFinal,
}

/// What must stand on both sides of a letter that is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Beside {
    /// A vowel letter on one side at least.
    Vowel,
    /// Consonants on both sides.
    Consonants,
}

/// One phenomenon.
#[derive(Debug)]
pub struct Class {
    /// Its name in rules and weights.
    pub name: String,
    /// What it is, in words, by language.
    pub told: Told,
    /// Whether only vowel letters change.
    pub vowel: bool,
    /// Two spellings in which it is seen, and two that it must not make one; none for [`UNLISTED`].
    pub examples: Option<([String; 2], [String; 2])>,
}

/// The index of a class in [`Orthography::classes`].
pub type ClassIdx = usize;

/// One side may be written for the other.
#[derive(Debug)]
pub struct Operation {
    /// The letters of the one side; may be empty.
    pub left: Vec<char>,
    /// The letters of the other side; may be empty.
    pub right: Vec<char>,
    /// Its class.
    pub class: ClassIdx,
    /// Its cost, in hundredths: an unrelated consonant costs about 150.
    pub cost: i32,
    /// Where it may stand.
    pub place: Option<Place>,
    /// Between what it may stand.
    pub beside: Option<Beside>,
}

/// Costs of what no operation lists, in hundredths.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unlisted {
    /// One letter for another.
    pub swap: i32,
    /// The same at the first letter.
    pub swap_first: i32,
    /// A letter left out.
    pub gap: i32,
    /// The same at the first letter.
    pub gap_first: i32,
    /// One vowel letter for another.
    pub vowel_swap: i32,
    /// A vowel letter left out; none where operations list that wherever a vowel letter may stand.
    pub vowel_gap: Option<i32>,
    /// A letter written twice.
    pub doubled: i32,
}

/// The classes of unlisted operations, before those of the rules.
pub const UNLISTED: [(&str, bool, &str); 7] = [
    ("swap", false, "another letter"),
    ("swap-first", false, "another first letter"),
    ("gap", false, "a letter more"),
    ("gap-first", false, "a first letter more"),
    ("vowel-swap", true, "another vowel letter"),
    ("vowel-gap", true, "a vowel letter more"),
    ("doubled", false, "a letter written twice"),
];

/// A table of operations.
#[derive(Debug)]
pub struct Operations {
    /// All classes, those of [`UNLISTED`] first.
    pub classes: Vec<Class>,
    /// Costs of what is not listed.
    pub unlisted: Unlisted,
    all: Vec<Operation>,
    by_first: FxHashMap<(Option<char>, Option<char>), Vec<u32>>,
    kept: FxHashSet<char>,
    vowels: FxHashSet<char>,
}

/// What a class of [`UNLISTED`] is, in words, with two spellings in which it is seen and two in which
/// something listed is seen instead.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnlistedEntry {
    class: Spanned<String>,
    told: Told,
    #[serde(rename = "seen")]
    _seen: [String; 2],
    #[serde(rename = "not")]
    _not: [String; 2],
}

/// An operation as it stands in a rule file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OperationEntry {
    /// The name of the class.
    pub(crate) class: String,
    /// What the class is, in words, by language.
    told: Told,
    /// Two spellings of one name or word in which it is seen.
    same: [String; 2],
    /// Two names or words in which it, or what looks like it, is seen.
    different: [String; 2],
    /// Whether only vowel letters change.
    #[serde(default)]
    vowel: bool,
    cost: i32,
    #[serde(rename = "at")]
    place: Option<Place>,
    beside: Option<Beside>,
    /// Each `left/right`; a side may be empty.
    pairs: Vec<Spanned<String>>,
}

impl Operations {
    pub(crate) fn compile(
        file: &RuleFile,
        vowels: &str,
        unlisted: Unlisted,
        entries: &[OperationEntry],
    ) -> Result<Operations, RuleError> {
        let mut classes: Vec<Class> = UNLISTED
            .iter()
            .map(|(name, vowel, told)| Class {
                name: (*name).to_owned(),
                told: Told::from([("en".to_owned(), (*told).to_owned())]),
                vowel: *vowel,
                examples: None,
            })
            .collect();
        let mut all = Vec::new();
        for entry in entries {
            let class = classes.iter().position(|class| class.name == entry.class).unwrap_or_else(|| {
                classes.push(Class {
                    name: entry.class.clone(),
                    told: entry.told.clone(),
                    vowel: entry.vowel,
                    examples: Some((entry.same.clone(), entry.different.clone())),
                });
                classes.len() - 1
            });
            for pair in &entry.pairs {
                all.push(operation(file, entry, class, pair)?);
            }
        }
        let mut operations = Operations {
            classes,
            unlisted,
            by_first: FxHashMap::default(),
            kept: all.iter().flat_map(|op| op.left.iter().chain(&op.right)).copied().collect(),
            vowels: vowels.chars().collect(),
            all,
        };
        operations.index();
        Ok(operations)
    }

    /// Tells the classes of [`UNLISTED`] in the words of the rules.
    pub(crate) fn tell(&mut self, file: &RuleFile, entries: &[UnlistedEntry]) -> Result<(), RuleError> {
        for entry in entries {
            let name = entry.class.get_ref();
            let unlisted = self.classes.iter_mut().take(UNLISTED.len());
            let Some(class) = unlisted.into_iter().find(|class| class.name == *name) else {
                let known = UNLISTED.map(|(name, ..)| name).join(", ");
                let message = format!("unknown class \"{name}\"; one of {known} would be right");
                return Err(file.error(entry.class.span(), message));
            };
            class.told.clone_from(&entry.told);
        }
        let has_example = |name: &str| entries.iter().any(|entry| entry.class.get_ref() == name);
        let is_used = |name: &str| name != "vowel-gap" || self.unlisted.vowel_gap.is_some();
        match UNLISTED.iter().find(|(name, ..)| is_used(name) && !has_example(name)) {
            Some((name, ..)) => {
                let right =
                    format!("[[unlisted_class]] with class = \"{name}\", seen and not would be right");
                Err(file.error(0..0, format!("the cost of \"{name}\" has no examples; {right}")))
            }
            None => Ok(()),
        }
    }

    fn index(&mut self) {
        for (idx, operation) in self.all.iter().enumerate() {
            let idx = u32::try_from(idx).unwrap_or(u32::MAX);
            let sides = (operation.left.first().copied(), operation.right.first().copied());
            self.by_first.entry(sides).or_default().push(idx);
            if operation.left != operation.right {
                self.by_first.entry((sides.1, sides.0)).or_default().push(idx);
            }
        }
    }

    /// The letters of `text` as far as the rules tell them apart.
    pub fn letters(&self, text: &str) -> Vec<char> {
        let mut letters = Vec::with_capacity(text.len());
        for c in text.chars() {
            let lowered = c.to_lowercase().next().unwrap_or(c);
            if self.kept.contains(&lowered) {
                letters.push(lowered);
                continue;
            }
            match fold_char(c) {
                Folded::Drop => {}
                Folded::One(one) => letters.push(one),
                Folded::Two(one, two) => letters.extend([one, two]),
            }
        }
        letters
    }

    /// Whether the letter is a vowel letter.
    pub fn is_vowel(&self, letter: char) -> bool {
        self.vowels.contains(&letter)
    }

    /// Which of the two sides of an edit is the right side of the pair that the rules list.
    pub fn right_side(&self, class: ClassIdx, sides: [&[char]; 2]) -> usize {
        let listed = |operation: &Operation| {
            operation.class == class && operation.left == sides[0] && operation.right == sides[1]
        };
        usize::from(self.all.iter().any(listed))
    }

    /// The operations, with their sides swapped where `bool` says so, whose sides begin with these
    /// letters; `None` is an empty side.
    pub fn at(&self, left: Option<char>, right: Option<char>) -> impl Iterator<Item = (&Operation, bool)> {
        let found = self.by_first.get(&(left, right)).map_or(&[][..], Vec::as_slice);
        found.iter().filter_map(|idx| self.all.get(*idx as usize)).flat_map(move |operation| {
            let sides = (operation.left.first().copied(), operation.right.first().copied());
            let straight = (sides == (left, right)).then_some((operation, false));
            let swapped = (sides == (right, left)).then_some((operation, true));
            [straight, swapped].into_iter().flatten()
        })
    }
}

fn operation(
    file: &RuleFile,
    entry: &OperationEntry,
    class: ClassIdx,
    pair: &Spanned<String>,
) -> Result<Operation, RuleError> {
    let wrong = |at: Range<usize>, message: String| Err(file.error(at, message));
    let Some((left, right)) = pair.get_ref().split_once('/') else {
        return wrong(pair.span(), format!("«{}» has no slash; «ج/غ» would be right", pair.get_ref()));
    };
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    if left.len().max(right.len()) > SIDE_CHARS_MAX || left == right {
        let message = format!("the sides must differ and have at most {SIDE_CHARS_MAX} letters");
        return wrong(pair.span(), message);
    }
    if entry.cost < 0 {
        return wrong(pair.span(), format!("class \"{}\" has a negative cost", entry.class));
    }
    Ok(Operation { left, right, class, cost: entry.cost, place: entry.place, beside: entry.beside })
}
