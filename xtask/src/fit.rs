//! `cargo xtask fit names SAMPLE.jsonl`: the weights of the logistic layer over pairs of names.
//!
//! Ridge-penalised maximum likelihood by Newton's method. What is reported is measured by
//! cross-validation in five folds; pairs that share a spelling lie in one fold, so that no family of
//! spellings is both learnt from and tested on.
//!
//! Source: S. le Cessie, J. van Houwelingen, "Ridge Estimators in Logistic Regression", Applied
//! Statistics 41 (1992).

use std::{collections::BTreeMap, fmt::Write, fs};

use isnad::{
    align::name::{candidate_keys, differing_words, observe},
    base::fold::fold,
    ruleset::{Orthography, Ruleset},
};
use serde::Deserialize;

use crate::Result;

const N_FOLDS: usize = 5;
const N_NEWTON_STEPS: usize = 12;

#[derive(Deserialize)]
struct Pair {
    lang: String,
    a: String,
    b: String,
    same: bool,
    #[serde(default)]
    source: String,
    #[serde(default)]
    id: String,
}

struct Case {
    pair: Pair,
    fold: usize,
    /// (feature, value)
    features: Vec<(usize, f64)>,
}

/// Names of features: (table of the weights file, name).
type Names = Vec<(String, String)>;

/// Fits and writes the weights of every language of the sample.
pub(crate) fn fit_names(path: &str, dump: Option<&str>) -> Result<()> {
    let ruleset = Ruleset::builtin()?;
    let text = fs::read_to_string(path)?;
    let pairs = text.lines().map(serde_json::from_str).collect::<std::result::Result<Vec<Pair>, _>>()?;
    let mut dumped = String::new();
    let mut all: Vec<(f64, bool, String)> = Vec::new();
    for (language, orthography) in ruleset.orthographies.all() {
        let mut names = Names::new();
        let cases = cases(&ruleset, orthography, language, &pairs, &mut names);
        let penalties: Vec<f64> = names.iter().map(penalty).collect();
        let mut held_out = Vec::new();
        for fold in 0..N_FOLDS {
            let train: Vec<&Case> = cases.iter().filter(|case| case.fold != fold).collect();
            let weights = newton(&train, &penalties);
            for case in cases.iter().filter(|case| case.fold == fold) {
                held_out.push((dot(&weights, case), case.pair.same, case.pair.source.clone()));
                let features: BTreeMap<String, f64> =
                    case.features.iter().fold(BTreeMap::new(), |mut all, (idx, value)| {
                        *all.entry(format!("{}.{}", names[*idx].0, names[*idx].1)).or_default() += value;
                        all
                    });
                writeln!(
                    dumped,
                    "{}",
                    serde_json::json!({"id": case.pair.id, "fold": case.fold, "features": features, "score": 1.0 / (1.0 + (-dot(&weights, case)).exp())})
                )?;
            }
        }
        report(language, &held_out);
        report_recall(orthography, language, &pairs);
        all.extend(held_out);
        let every: Vec<&Case> = cases.iter().collect();
        write_weights(language, &names, &newton(&every, &penalties))?;
    }
    report("all", &all);
    if let Some(path) = dump {
        fs::write(path, dumped)?;
    }
    Ok(())
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
    names: &mut Names,
) -> Vec<Case> {
    let pairs: Vec<&Pair> = pairs.iter().filter(|pair| pair.lang == language).collect();
    let folds = folds(&pairs);
    let mut cases = Vec::new();
    for (pair, fold) in pairs.iter().zip(folds) {
        let words = differing_words(&pair.a, &pair.b);
        let [(a, b)] = words.as_slice() else {
            continue;
        };
        if orthography.operations.letters(a) == orthography.operations.letters(b) {
            continue;
        }
        let (a, b) = if pair.a <= pair.b { (a, b) } else { (b, a) };
        let observed = observe(ruleset, orthography, language, (a, b));
        let mut features = Vec::new();
        for (table, name, value) in observed.features(orthography) {
            let key = (table.to_owned(), name.to_owned());
            let idx = names.iter().position(|known| *known == key).unwrap_or_else(|| {
                names.push(key);
                names.len() - 1
            });
            features.push((idx, f64::from(value) / 100.0));
        }
        let pair = Pair {
            lang: language.into(),
            a: a.into(),
            b: b.into(),
            source: pair.source.clone(),
            id: pair.id.clone(),
            ..**pair
        };
        cases.push(Case { pair, fold, features });
    }
    cases
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

fn dot(weights: &[f64], case: &Case) -> f64 {
    case.features.iter().map(|(idx, value)| weights.get(*idx).copied().unwrap_or(0.0) * value).sum()
}

/// Weights that maximise the penalised likelihood.
fn newton(cases: &[&Case], penalties: &[f64]) -> Vec<f64> {
    let n = penalties.len();
    let mut weights = vec![0.0; n];
    for _ in 0..N_NEWTON_STEPS {
        let mut gradient: Vec<f64> = weights.iter().zip(penalties).map(|(w, p)| -w * p).collect();
        let mut hessian = vec![vec![0.0; n]; n];
        for (idx, penalty) in penalties.iter().enumerate() {
            hessian[idx][idx] = *penalty;
        }
        for case in cases {
            let p = 1.0 / (1.0 + (-dot(&weights, case)).exp());
            let error = if case.pair.same { 1.0 - p } else { -p };
            for (i, x) in &case.features {
                gradient[*i] += error * x;
                for (j, y) in &case.features {
                    hessian[*i][*j] += p * (1.0 - p) * x * y;
                }
            }
        }
        let step = solve(hessian, gradient);
        weights.iter_mut().zip(step).for_each(|(weight, step)| *weight += step);
    }
    weights
}

/// Solves a positive definite system by elimination.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let n = right.len();
    for k in 0..n {
        let pivot = matrix[k].clone();
        for i in k + 1..n {
            let factor = matrix[i][k] / pivot[k];
            if factor != 0.0 {
                for j in k..n {
                    matrix[i][j] -= factor * pivot[j];
                }
                right[i] -= factor * right[k];
            }
        }
    }
    for k in (0..n).rev() {
        let known: f64 = (k + 1..n).map(|j| matrix[k][j] * right[j]).sum();
        right[k] = (right[k] - known) / matrix[k][k];
    }
    right
}

fn report(group: &str, scored: &[(f64, bool, String)]) {
    let line = |label: &str, scored: &[&(f64, bool, String)]| {
        let positives = scored.iter().filter(|(_, same, _)| *same).count();
        let hits = scored.iter().filter(|(logit, same, _)| *logit >= 0.0 && *same).count();
        let flagged = scored.iter().filter(|(logit, ..)| *logit >= 0.0).count();
        let f1 = 2.0 * hits as f64 / (positives + flagged).max(1) as f64;
        let mut sorted: Vec<&&(f64, bool, String)> = scored.iter().collect();
        sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (mut found, mut recall) = (0, 0.0_f64);
        for (rank, case) in sorted.iter().enumerate() {
            found += usize::from(case.1);
            if found as f64 >= 0.95 * (rank + 1) as f64 {
                recall = recall.max(found as f64 / positives.max(1) as f64);
            }
        }
        println!(
            "{group} {label}: {} pairs, cross-validated P {:.3} R {:.3} F1 {f1:.3}, R at P .95 {recall:.3}",
            scored.len(),
            hits as f64 / flagged.max(1) as f64,
            hits as f64 / positives.max(1) as f64,
        );
    };
    line("all", &scored.iter().collect::<Vec<_>>());
    line("not by hand", &scored.iter().filter(|(_, _, source)| source != "hand").collect::<Vec<_>>());
}

/// Reports how many of the true pairs of a sample the candidate index finds.
pub(crate) fn eval_candidates(path: &str) -> Result<()> {
    let ruleset = Ruleset::builtin()?;
    let text = fs::read_to_string(path)?;
    let pairs = text.lines().map(serde_json::from_str).collect::<std::result::Result<Vec<Pair>, _>>()?;
    for (language, orthography) in ruleset.orthographies.all() {
        report_recall(orthography, language, &pairs);
    }
    Ok(())
}

/// How many of the true pairs share a key of the candidate index.
fn report_recall(orthography: &Orthography, language: &str, pairs: &[Pair]) {
    let of_language = pairs.iter().filter(|pair| pair.same && pair.lang == language);
    let words = of_language.flat_map(|pair| differing_words(&pair.a, &pair.b));
    let met: Vec<bool> = words
        .map(|(a, b)| {
            let (keys, others) = (candidate_keys(orthography, &a), candidate_keys(orthography, &b));
            let meets = keys.iter().any(|key| others.contains(key));
            if !meets {
                println!("  never compared: {a} {b}");
            }
            meets
        })
        .collect();
    let n_met = met.iter().filter(|meets| **meets).count();
    println!(
        "{language}: candidate index finds {n_met} of {} true pairs, {:.3}",
        met.len(),
        n_met as f64 / met.len() as f64
    );
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
