//! Orthography: which letters of a language stand for one another, at what cost, in names.
//!
//! `orthography.toml` of a language folder lists operations between letters, grouped in classes
//! (one class is one phenomenon: the letters for /g/, a vowel letter left out between consonants),
//! endings and prefixes that make another word of a name, and `name_weights.toml`, fitted by
//! `cargo xtask fit names`, says what each of them tells about two names being one.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use toml::Spanned;

use crate::{
    base::fold::{Folded, fold, fold_char},
    ruleset::{
        Languages, RuleError, RuleFiles,
        error::did_you_mean,
        files::{Parsed, RuleFile},
        name_weights::{NameWeights, WeightsFile},
    },
};

/// The longest side of an operation, in letters; the alignment looks no further.
const SIDE_CHARS_MAX: usize = 4;

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
    pub told: Vec<(String, String)>,
    /// Whether only vowel letters change.
    pub vowel: bool,
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
    /// A vowel letter left out.
    pub vowel_gap: i32,
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

/// A way in which one word is made of another: «إيران» → «إيراني».
#[derive(Debug)]
pub struct Derivation {
    /// Its name in rules and weights.
    pub name: String,
    /// What it is, in words, by language.
    pub told: Vec<(String, String)>,
    /// Folded prefixes, one of which is put before the stem; empty for none.
    pub prefixes: Vec<String>,
    /// Folded endings, one of which is put after the stem; empty for none.
    pub endings: Vec<String>,
    /// Folded prefixes that the stem may lose before.
    pub drops: Vec<String>,
    /// Folded endings that the stem may lose before.
    pub loses: Vec<String>,
    /// The fewest letters of the stem.
    pub stem_chars_min: usize,
}

/// Two spellings that are one name though no rule can see it, or two names though they look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// One name.
    Same,
    /// Two names.
    Different,
}

/// An example of a rule file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PairExample {
    /// One form.
    pub a: String,
    /// The other.
    pub b: String,
    /// Whether they are spellings of one name.
    pub same: bool,
    /// The class or derivation that must have been seen.
    pub class: Option<String>,
}

/// The orthography of one language.
#[derive(Debug)]
pub struct Orthography {
    /// All classes, those of [`UNLISTED`] first.
    pub classes: Vec<Class>,
    /// Costs of what is not listed.
    pub unlisted: Unlisted,
    /// How words are made of others.
    pub derivations: Vec<Derivation>,
    /// What each observation tells.
    pub weights: NameWeights,
    /// Examples to be tested.
    pub examples: Vec<PairExample>,
    operations: Vec<Operation>,
    by_first: FxHashMap<(Option<char>, Option<char>), Vec<u32>>,
    kept: FxHashSet<char>,
    vowels: FxHashSet<char>,
    native: FxHashSet<char>,
    groups: FxHashMap<char, Option<char>>,
    aliases: FxHashMap<String, Vec<u32>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrthographyFile {
    vowels: String,
    native: String,
    unlisted: Unlisted,
    skeleton: Skeleton,
    #[serde(default)]
    operation: Vec<OperationEntry>,
    #[serde(default)]
    derivation: Vec<DerivationEntry>,
    #[serde(default)]
    example: Vec<PairExample>,
}

/// Which letters count as one in a consonant skeleton, and which leave it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Skeleton {
    /// Each the letters of one group; the first stands for all.
    same: Vec<String>,
    drop: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OperationEntry {
    class: String,
    told: Told,
    #[serde(default)]
    vowel: bool,
    cost: i32,
    #[serde(rename = "at")]
    place: Option<Place>,
    beside: Option<Beside>,
    /// Each `left/right`; a side may be empty.
    pairs: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DerivationEntry {
    class: String,
    told: Told,
    #[serde(default)]
    prefixes: Vec<String>,
    #[serde(default)]
    endings: Vec<String>,
    #[serde(default)]
    drops: Vec<String>,
    #[serde(default)]
    loses: Vec<String>,
    stem_letters: usize,
}

type Told = std::collections::BTreeMap<String, String>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AliasFile {
    #[serde(default)]
    name: Vec<AliasEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AliasEntry {
    forms: Vec<Spanned<String>>,
}

impl Orthography {
    fn compile(
        language: &str,
        files: &RuleFiles,
        parsed: &Parsed<'_, OrthographyFile>,
    ) -> Result<Orthography, RuleError> {
        let (file, rules) = (parsed.file, &parsed.value);
        let mut classes: Vec<Class> = UNLISTED
            .iter()
            .map(|(name, vowel, told)| Class {
                name: (*name).to_owned(),
                told: vec![("en".to_owned(), (*told).to_owned())],
                vowel: *vowel,
            })
            .collect();
        let mut operations = Vec::new();
        for entry in &rules.operation {
            let class = classes.iter().position(|class| class.name == entry.class).unwrap_or_else(|| {
                classes.push(Class {
                    name: entry.class.clone(),
                    told: entry.told.clone().into_iter().collect(),
                    vowel: entry.vowel,
                });
                classes.len() - 1
            });
            for pair in &entry.pairs {
                operations.push(operation(file, entry, class, pair)?);
            }
        }
        let mut orthography = Orthography {
            weights: NameWeights::default(),
            unlisted: rules.unlisted,
            derivations: rules.derivation.iter().map(derivation).collect(),
            examples: rules.example.clone(),
            by_first: FxHashMap::default(),
            kept: operations.iter().flat_map(|op| op.left.iter().chain(&op.right)).copied().collect(),
            vowels: rules.vowels.chars().collect(),
            native: rules.native.chars().collect(),
            groups: groups(&rules.skeleton),
            aliases: FxHashMap::default(),
            classes,
            operations,
        };
        orthography.index();
        for parsed in files.parse::<AliasFile>(&format!("{language}/aliases.toml"))? {
            for (group, entry) in parsed.value.name.iter().enumerate() {
                orthography.add_alias(parsed.file, group, entry)?;
            }
        }
        for parsed in files.parse::<WeightsFile>(&format!("{language}/name_weights.toml"))? {
            orthography.weights = NameWeights::compile(&parsed, &orthography)?;
        }
        Ok(orthography)
    }

    fn index(&mut self) {
        for (idx, operation) in self.operations.iter().enumerate() {
            let idx = u32::try_from(idx).unwrap_or(u32::MAX);
            let sides = (operation.left.first().copied(), operation.right.first().copied());
            self.by_first.entry(sides).or_default().push(idx);
            if operation.left != operation.right {
                self.by_first.entry((sides.1, sides.0)).or_default().push(idx);
            }
        }
    }

    fn add_alias(&mut self, file: &RuleFile, group: usize, entry: &AliasEntry) -> Result<(), RuleError> {
        let group = u32::try_from(group).unwrap_or(u32::MAX);
        if let [only] = entry.forms.as_slice() {
            return Err(
                file.error(only.span(), "a name with one form has no alias; two or more would be right")
            );
        }
        for form in &entry.forms {
            self.aliases.entry(fold(form.get_ref())).or_default().push(group);
        }
        Ok(())
    }

    /// Whether the rules list both folded forms as spellings of one name.
    pub fn are_aliases(&self, a: &str, b: &str) -> bool {
        match (self.aliases.get(a), self.aliases.get(b)) {
            (Some(a), Some(b)) => a.iter().any(|group| b.contains(group)),
            _ => false,
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

    /// Whether the letter hardly ever stands in a name that is foreign to the language, so that the
    /// vowels of the name are phonemic.
    pub fn is_native(&self, letter: char) -> bool {
        self.native.contains(&letter)
    }

    /// The operations, with their sides swapped where `bool` says so, whose sides begin with these
    /// letters; `None` is an empty side.
    pub fn operations(
        &self,
        left: Option<char>,
        right: Option<char>,
    ) -> impl Iterator<Item = (&Operation, bool)> {
        let found = self.by_first.get(&(left, right)).map_or(&[][..], Vec::as_slice);
        found.iter().filter_map(|idx| self.operations.get(*idx as usize)).flat_map(move |operation| {
            let sides = (operation.left.first().copied(), operation.right.first().copied());
            let straight = (sides == (left, right)).then_some((operation, false));
            let swapped = (sides == (right, left)).then_some((operation, true));
            [straight, swapped].into_iter().flatten()
        })
    }

    /// The letter that stands for `letter` in a consonant skeleton; `None` if it leaves it.
    pub fn skeleton_letter(&self, letter: char) -> Option<char> {
        self.groups.get(&letter).copied().unwrap_or(Some(letter))
    }

    /// The class or derivation of this name, if there is one.
    pub fn class_names(&self) -> impl Iterator<Item = &str> {
        let classes = self.classes.iter().map(|class| class.name.as_str());
        classes.chain(self.derivations.iter().map(|derivation| derivation.name.as_str()))
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

fn derivation(entry: &DerivationEntry) -> Derivation {
    let folded = |forms: &[String]| forms.iter().map(|form| fold(form)).collect();
    Derivation {
        name: entry.class.clone(),
        told: entry.told.clone().into_iter().collect(),
        prefixes: folded(&entry.prefixes),
        endings: folded(&entry.endings),
        drops: folded(&entry.drops),
        loses: folded(&entry.loses),
        stem_chars_min: entry.stem_letters,
    }
}

fn groups(skeleton: &Skeleton) -> FxHashMap<char, Option<char>> {
    let mut groups = FxHashMap::default();
    for group in &skeleton.same {
        for letter in group.chars() {
            groups.insert(letter, group.chars().next());
        }
    }
    groups.extend(skeleton.drop.chars().map(|letter| (letter, None)));
    groups
}

/// The orthographies of all languages that have one.
#[derive(Debug, Default)]
pub struct Orthographies(Vec<(String, Orthography)>);

impl Orthographies {
    pub(crate) fn compile(files: &RuleFiles, languages: &Languages) -> Result<Orthographies, RuleError> {
        let mut all = Vec::new();
        for language in languages.all() {
            for parsed in files.parse::<OrthographyFile>(&format!("{}/orthography.toml", language.code))? {
                let orthography = Orthography::compile(&language.code, files, &parsed)?;
                check_examples(parsed.file, &orthography)?;
                all.retain(|(code, _)| *code != language.code);
                all.push((language.code.clone(), orthography));
            }
        }
        Ok(Orthographies(all))
    }

    /// The orthography of a language.
    pub fn get(&self, language: &str) -> Option<&Orthography> {
        self.0.iter().find(|(code, _)| code == language).map(|(_, orthography)| orthography)
    }

    /// All orthographies with the codes of their languages.
    pub fn all(&self) -> &[(String, Orthography)] {
        &self.0
    }
}

fn check_examples(file: &RuleFile, orthography: &Orthography) -> Result<(), RuleError> {
    let named = orthography.examples.iter().filter_map(|example| example.class.as_deref());
    for class in named {
        if !orthography.class_names().any(|known| known == class) {
            let hint = did_you_mean(class, orthography.class_names());
            return Err(file.error(0..0, format!("an example names the unknown class \"{class}\"; {hint}")));
        }
    }
    Ok(())
}
