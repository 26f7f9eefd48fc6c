//! `cargo xtask fit names SAMPLE.jsonl`: the weights of the logistic layer over pairs of names.
//!
//! What is reported is measured by cross-validation in five folds; pairs that share a spelling lie in one
//! fold, so that no family of spellings is both learnt from and tested on.

use std::{collections::BTreeMap, fmt::Write, fs};

use isnad::{
    align::name::{differing_words, observe},
    base::fold::fold,
    ruleset::{Orthography, Ruleset},
};
use serde::Deserialize;

use crate::{
    Result,
    fit::logistic::{self, Example, Features, Prior, dot},
};

const N_FOLDS: usize = 5;

/// The logit of pairs that no weights decide: spelt alike but for what folding takes away, or listed.
const CERTAIN: f64 = 8.0;

/// A labelled pair of names.
#[derive(Clone, Deserialize)]
pub(crate) struct Pair {
    pub(crate) lang: String,
    pub(crate) a: String,
    pub(crate) b: String,
    pub(crate) same: bool,
    #[serde(default)]
    pub(crate) source: String,
    #[serde(default)]
    id: String,
}

/// A pair with the score that weights fitted without it give.
pub(crate) struct HeldOut {
    pub(crate) pair: Pair,
    pub(crate) logit: f64,
    fold: usize,
    features: Vec<(String, f64)>,
}

struct Case {
    pair: Pair,
    fold: usize,
    /// Of each pair of words in which the names differ.
    words: Vec<Features>,
    is_alias: bool,
}

/// Names of features: (table of the weights file, name).
type Names = Vec<(String, String)>;

/// The pairs of a sample.
pub(crate) fn read_pairs(path: &str) -> Result<Vec<Pair>> {
    let text = fs::read_to_string(path)?;
    Ok(text.lines().map(serde_json::from_str).collect::<std::result::Result<Vec<Pair>, _>>()?)
}

/// Fits and writes the weights of every language of the sample.
pub(crate) fn fit_names(path: &str, dump: Option<&str>) -> Result<()> {
    let ruleset = Ruleset::load(&["rules"])?;
    let pairs = read_pairs(path)?;
    for (language, orthography) in ruleset.orthographies.all() {
        let (cases, names) = cases(&ruleset, orthography, language, &pairs, &[]);
        let every: Vec<&Case> = cases.iter().collect();
        write_weights(language, &names, &newton(&every, &penalties(&names)))?;
    }
    if let Some(path) = dump {
        let mut dumped = String::new();
        for held_out in held_out(&ruleset, &pairs, &[]) {
            let score = 1.0 / (1.0 + (-held_out.logit).exp());
            let features: BTreeMap<&str, f64> =
                held_out.features.iter().map(|(name, value)| (name.as_str(), *value)).collect();
            let line = serde_json::json!({
                "id": held_out.pair.id, "fold": held_out.fold, "features": features, "score": score
            });
            writeln!(dumped, "{line}")?;
        }
        fs::write(path, dumped)?;
    }
    Ok(())
}

/// Scores every pair with weights fitted to the other folds, `without` some observations.
pub(crate) fn held_out(ruleset: &Ruleset, pairs: &[Pair], without: &[&str]) -> Vec<HeldOut> {
    let mut scored = Vec::new();
    for (language, orthography) in ruleset.orthographies.all() {
        let (cases, names) = cases(ruleset, orthography, language, pairs, without);
        for fold in 0..N_FOLDS {
            let train: Vec<&Case> = cases.iter().filter(|case| case.fold != fold).collect();
            let weights = newton(&train, &penalties(&names));
            for case in cases.iter().filter(|case| case.fold == fold) {
                let worst = case.words.iter().map(|word| dot(&weights, word)).fold(CERTAIN, f64::min);
                let logit = if case.is_alias { CERTAIN } else { worst };
                let named = |(idx, value): &(usize, f64)| {
                    let (table, name) = &names[*idx];
                    (format!("{table}.{name}"), *value)
                };
                let features = case.words.iter().flatten().map(named).collect();
                scored.push(HeldOut { pair: case.pair.clone(), logit, fold, features });
            }
        }
    }
    scored
}

fn penalties(names: &Names) -> Vec<f64> {
    names.iter().map(penalty).collect()
}

/// Class and derivation weights are deviations from what the cost says, and are held small; a few
/// observations carry the rest.
fn penalty((table, name): &(String, String)) -> f64 {
    match (table.as_str(), name.as_str()) {
        (_, "bias") => 1e-3,
        ("observation", _) => 0.3,
        ("derivation", _) => 0.3,
        _ => 1.0,
    }
}

fn cases(
    ruleset: &Ruleset,
    orthography: &Orthography,
    language: &str,
    pairs: &[Pair],
    without: &[&str],
) -> (Vec<Case>, Names) {
    let pairs: Vec<&Pair> = pairs.iter().filter(|pair| pair.lang == language).collect();
    let folds = folds(&pairs);
    let mut names = Names::new();
    let mut cases = Vec::new();
    for (pair, fold_idx) in pairs.iter().zip(folds) {
        let (a, b) = if pair.a <= pair.b { (&pair.a, &pair.b) } else { (&pair.b, &pair.a) };
        let mut words = Vec::new();
        for (a, b) in differing_words(a, b) {
            if orthography.operations.letters(&a) == orthography.operations.letters(&b) {
                continue;
            }
            let observed = observe(ruleset, orthography, language, (&a, &b));
            let mut features = Features::new();
            for (table, name, value) in observed.features(orthography) {
                if without.contains(&name) {
                    continue;
                }
                let key = (table.to_owned(), name.to_owned());
                let idx = names.iter().position(|known| *known == key).unwrap_or_else(|| {
                    names.push(key);
                    names.len() - 1
                });
                features.push((idx, f64::from(value) / 100.0));
            }
            words.push(features);
        }
        let is_alias = orthography.are_aliases(&fold(a), &fold(b));
        cases.push(Case { pair: (*pair).clone(), fold: fold_idx, words, is_alias });
    }
    (cases, names)
}

/// The fold of each pair: families, joined by shared spellings, are dealt out, the largest first.
fn folds(pairs: &[&Pair]) -> Vec<usize> {
    let mut family: Vec<usize> = (0..pairs.len()).collect();
    let mut owner: BTreeMap<String, usize> = BTreeMap::new();
    for (idx, pair) in pairs.iter().enumerate() {
        for form in [fold(&pair.a), fold(&pair.b)] {
            let other = *owner.entry(form).or_insert(idx);
            let (one, two) = (root(&family, idx), root(&family, other));
            family[one.max(two)] = one.min(two);
        }
    }
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for idx in 0..pairs.len() {
        *sizes.entry(root(&family, idx)).or_default() += 1;
    }
    let mut families: Vec<(usize, usize)> = sizes.into_iter().collect();
    families.sort_by_key(|(root, size)| (std::cmp::Reverse(*size), *root));
    let mut loads = [0_usize; N_FOLDS];
    let mut fold_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (root, size) in families {
        let fold = (0..N_FOLDS).min_by_key(|fold| loads[*fold]).unwrap_or(0);
        loads[fold] += size;
        fold_of.insert(root, fold);
    }
    (0..pairs.len()).map(|idx| fold_of[&root(&family, idx)]).collect()
}

fn root(family: &[usize], mut idx: usize) -> usize {
    while family[idx] != idx {
        idx = family[idx];
    }
    idx
}

/// Weights that maximise the penalised likelihood of the pairs that differ in one word.
fn newton(cases: &[&Case], penalties: &[f64]) -> Vec<f64> {
    let of_one_word = |case: &&Case| match case.words.as_slice() {
        [word] if !case.is_alias => {
            Some(Example { features: word.clone(), label: case.pair.same, worth: 1.0 })
        }
        _ => None,
    };
    let examples: Vec<Example> = cases.iter().filter_map(of_one_word).collect();
    logistic::fit(&examples, &Prior { means: vec![0.0; penalties.len()], penalties: penalties.to_vec() })
}

fn write_weights(language: &str, names: &Names, weights: &[f64]) -> Result<()> {
    let mut tables: BTreeMap<&str, BTreeMap<&str, i64>> = BTreeMap::new();
    for table in ["observation", "class", "derivation"] {
        tables.entry(table).or_default();
    }
    for ((table, name), weight) in names.iter().zip(weights) {
        tables.entry(table).or_default().insert(name, (weight * 1000.0).round() as i64);
    }
    let mut text = String::from(
        "# Written by `cargo xtask fit names`: thousandths of a logit for each time a class or derivation is\n\
         # seen, and for each whole of an observation. Do not edit.\n",
    );
    for table in ["observation", "class", "derivation"] {
        write!(text, "\n[{table}]\n")?;
        for (name, weight) in &tables[table] {
            writeln!(text, "{name} = {weight}")?;
        }
    }
    fs::write(format!("rules/{language}/name_weights.toml"), text)?;
    Ok(())
}
