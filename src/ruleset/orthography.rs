//! Orthography: which letters of a language stand for one another, at what cost, in names.
//!
//! `orthography.toml` of a language folder lists operations between letters, grouped in classes
//! (one class is one phenomenon: the letters for /g/, a vowel letter left out between consonants),
//! endings and prefixes that make another word of a name, and `name_weights.toml`, fitted by
//! `cargo xtask fit names`, says what each of them tells about two names being one.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use toml::Spanned;

use crate::{
    base::fold::fold,
    ruleset::{
        Languages, RuleError, RuleFiles,
        files::{Parsed, RuleFile},
        name_weights::{NameWeights, WeightsFile},
        operations::{OperationEntry, Operations, Told, Unlisted, UnlistedEntry},
        readings::Readings,
        word_spelling::WordSpelling,
    },
};

/// A way in which one word is made of another: «إيران» → «إيراني».
#[derive(Debug)]
pub struct Derivation {
    /// Its name in rules and weights.
    pub name: String,
    /// What it is, in words, by language.
    pub told: Told,
    /// Folded prefixes, one of which is put before the stem; empty for none.
    pub prefixes: Vec<String>,
    /// Folded endings, one of which is put after the stem; empty for none.
    pub endings: Vec<String>,
    /// Folded prefixes that the stem may lose before.
    pub drops: Vec<String>,
    /// Folded endings that the stem may lose before.
    pub loses: Vec<String>,
    /// Whether only words are meant of which one loses or gets a prefix.
    pub affixes_differ: bool,
    /// The fewest letters of the stem.
    pub stem_chars_min: usize,
    /// A word and what is made of it, and two spellings that are not made of one another.
    pub examples: ([String; 2], [String; 2]),
}

/// The orthography of one language.
#[derive(Debug)]
pub struct Orthography {
    /// Which letters stand for others.
    pub operations: Operations,
    /// How words are made of others.
    pub derivations: Vec<Derivation>,
    /// What each observation tells.
    pub weights: NameWeights,
    /// Which names of another script a spelling may write.
    pub readings: Option<Readings>,
    /// How ordinary words may be spelt.
    pub words: Option<WordSpelling>,
    native: FxHashSet<char>,
    own: FxHashSet<char>,
    groups: FxHashMap<char, Option<char>>,
    clusters: Vec<(Vec<char>, char)>,
    aliases: FxHashMap<String, Vec<u32>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrthographyFile {
    vowels: String,
    native: String,
    #[serde(default)]
    own: String,
    unlisted: Unlisted,
    skeleton: Skeleton,
    #[serde(default)]
    operation: Vec<OperationEntry>,
    #[serde(default)]
    unlisted_class: Vec<UnlistedEntry>,
    #[serde(default)]
    derivation: Vec<DerivationEntry>,
}

/// Which letters count as one in a consonant skeleton, and which leave it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Skeleton {
    /// Each `letters/letter`: several letters that count as one.
    clusters: Vec<String>,
    /// Each the letters of one group; the first stands for all.
    same: Vec<String>,
    drop: String,
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
    /// Only where one of the two words has a prefix that the other lacks.
    #[serde(default)]
    affixes_differ: bool,
    stem_letters: usize,
    /// A word and what is made of it.
    makes: [String; 2],
    /// Two spellings of one word, neither made of the other.
    not: [String; 2],
}

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
        let mut orthography = Orthography {
            weights: NameWeights::default(),
            readings: None,
            words: WordSpelling::compile(language, files)?,
            operations: Operations::compile(file, &rules.vowels, rules.unlisted, &rules.operation)?,
            derivations: rules.derivation.iter().map(derivation).collect(),
            native: rules.native.chars().collect(),
            own: rules.own.chars().collect(),
            groups: groups(&rules.skeleton),
            clusters: clusters(&rules.skeleton),
            aliases: FxHashMap::default(),
        };
        orthography.operations.tell(file, &rules.unlisted_class)?;
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

    /// Whether the letter hardly ever stands in a name that is foreign to the language, so that the
    /// vowels of the name are phonemic.
    pub fn is_native(&self, letter: char) -> bool {
        self.native.contains(&letter)
    }

    /// Whether a word has a letter that no foreign name is written with, in no country: «ق» of Saudi papers is a
    /// foreign g.
    pub fn is_own(&self, word: &str) -> bool {
        word.chars().any(|letter| self.own.contains(&letter))
    }

    /// The consonants of a name, one letter for each family of sounds, without repetitions.
    pub fn skeleton(&self, letters: &[char]) -> Vec<char> {
        let mut skeleton = Vec::with_capacity(letters.len());
        let mut rest = letters;
        while let [letter, after @ ..] = rest {
            let cluster = self.clusters.iter().find(|(cluster, _)| rest.starts_with(cluster));
            let (letter, n) = cluster.map_or((*letter, 1), |(cluster, one)| (*one, cluster.len()));
            rest = after.get(n - 1..).unwrap_or_default();
            skeleton.extend(self.groups.get(&letter).copied().unwrap_or(Some(letter)));
        }
        skeleton.dedup();
        skeleton
    }
}

fn derivation(entry: &DerivationEntry) -> Derivation {
    let folded = |forms: &[String]| forms.iter().map(|form| fold(form)).collect();
    Derivation {
        name: entry.class.clone(),
        told: entry.told.clone(),
        prefixes: folded(&entry.prefixes),
        endings: folded(&entry.endings),
        drops: folded(&entry.drops),
        loses: folded(&entry.loses),
        affixes_differ: entry.affixes_differ,
        stem_chars_min: entry.stem_letters,
        examples: (entry.makes.clone(), entry.not.clone()),
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

fn clusters(skeleton: &Skeleton) -> Vec<(Vec<char>, char)> {
    let parts = skeleton.clusters.iter().filter_map(|cluster| cluster.split_once('/'));
    let parsed = parts.filter_map(|(cluster, one)| Some((cluster.chars().collect(), one.chars().next()?)));
    parsed.filter(|(cluster, _): &(Vec<char>, char)| !cluster.is_empty()).collect()
}

/// The orthographies of all languages that have one.
#[derive(Debug, Default)]
pub struct Orthographies(Vec<(String, Orthography)>);

impl Orthographies {
    pub(crate) fn compile(files: &RuleFiles, languages: &Languages) -> Result<Orthographies, RuleError> {
        let mut all = Vec::new();
        let mut readings = Readings::compile(files, languages)?;
        for language in languages.all() {
            for parsed in files.parse::<OrthographyFile>(&format!("{}/orthography.toml", language.code))? {
                let mut orthography = Orthography::compile(&language.code, files, &parsed)?;
                let own = readings.iter().position(|(code, _)| *code == language.code);
                orthography.readings = own.map(|idx| readings.swap_remove(idx).1);
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
