//! `cargo xtask fit align CORPUS JUDGED.csv STORIES`: the weights of the evidence that two figures are
//! one quantity.
//!
//! Learnt from pairs of real newspapers that a reader judged, and from stories of our own in which a
//! figure was changed: what the change brings about is right, what the untouched stories differ in
//! is not. The weights start from those in the file and move as far as the pairs ask for: a ridge around
//! them, as of a prior. `cargo xtask fit calibration CORPUS JUDGED.csv` leaves them as they are, and fits
//! how sure the sum of the evidence makes.

use std::{collections::BTreeMap, fs};

use isnad::{Options, check, ingest::Article, judge::Finding, ruleset::Ruleset};

use crate::{
    Result,
    fit::logistic::{self, Example, Features, Prior, dot},
    judged::{Judged, OF_FIGURES, Weighed, judged, read_judgements, weighed},
    story::{Story, read_stories},
};

const N_FOLDS: usize = 5;
/// The ridge of what is not to move.
const FIXED: f64 = 1e9;
const RULES: &str = "rules/world/alignment.toml";
/// Pairs are asked for from this logit on, in thousandths, so that what is rejected is learnt from too.
const LOGIT_MIN: i32 = -2_500;
/// How firmly the weights are held: of what a piece of evidence usually adds, in logits, squared.
const RIDGE: f64 = 2.0;
/// All changed stories together count as so many judged pairs: there are many, and they are much alike.
const STORIES_WORTH: f64 = 120.0;
/// How many of a whole run differ by more than a figure or two depends on where the threshold is, and the
/// changes of stories are all slips.
const NOT_LEARNT: [&str; 2] = ["many-differ", "slip"];

struct Case {
    evidence: Vec<Weighed>,
    right: bool,
    /// By a reader; else it is of a story.
    is_judged: bool,
    /// The pairs of one day, and those of one story, lie in one fold.
    fold: usize,
    /// How many judged pairs it counts as.
    worth: f64,
}

/// Fits and writes the weights and the calibration.
pub(crate) fn fit_align(corpus: &str, list: &str, stories: &str) -> Result<()> {
    let mut ruleset = Ruleset::load(&["rules"])?;
    let text = fs::read_to_string(RULES)?;
    let known = numbers(&text);
    ruleset.alignment.thresholds.conflict = LOGIT_MIN;
    let mut cases: Vec<Case> = judged(&ruleset, corpus, &read_judgements(list)?)
        .into_iter()
        .map(|judged| Case {
            evidence: judged.evidence,
            right: judged.right,
            is_judged: true,
            fold: judged.day % N_FOLDS,
            worth: 1.0,
        })
        .collect();
    println!("{} judged pairs", cases.len());
    let stories = read_stories(stories)?;
    let mut of_stories: Vec<Case> =
        stories.iter().enumerate().flat_map(|(idx, story)| story_cases(&ruleset, story, idx)).collect();
    println!("{} pairs of stories", of_stories.len());
    let worth = STORIES_WORTH / of_stories.len().max(1) as f64;
    of_stories.iter_mut().for_each(|case| case.worth = worth.min(1.0));
    cases.extend(of_stories);
    let learner = Learner::new(&cases, &known);
    let (kept, held_out) = (learner.judged_sums(&cases), learner.held_out_sums(&cases));
    tell("with the weights of the file", &kept);
    tell("with weights fitted to other days", &held_out);
    let thousandths = |number: f64| (number * 1_000.0).round() as i32;
    let every: Vec<&Case> = cases.iter().collect();
    let weights = learner.weights(&every).into_iter().map(thousandths);
    let mut fitted: BTreeMap<&str, i32> = learner.names.iter().copied().zip(weights).collect();
    let calibration = Learner::calibration(&held_out);
    fitted.insert("slope", thousandths(calibration.slope));
    fitted.insert("intercept", thousandths(calibration.intercept));
    fs::write(RULES, written(&text, &fitted))?;
    Ok(())
}

/// Fits and writes the calibration alone, on the pairs that are reported.
pub(crate) fn fit_calibration(corpus: &str, list: &str) -> Result<()> {
    let ruleset = Ruleset::load(&["rules"])?;
    let sum = |judged: &Judged| {
        f64::from(judged.evidence.iter().map(|weighed| weighed.weight).sum::<i32>()) / 1_000.0
    };
    let judged = judged(&ruleset, corpus, &read_judgements(list)?);
    let sums: Vec<(f64, bool)> = judged.iter().map(|judged| (sum(judged), judged.right)).collect();
    tell("with the weights of the file", &sums);
    let calibration = Learner::calibration(&sums);
    let thousandths = |number: f64| (number * 1_000.0).round() as i32;
    let fitted =
        [("slope", thousandths(calibration.slope)), ("intercept", thousandths(calibration.intercept))];
    let text = fs::read_to_string(RULES)?;
    fs::write(RULES, written(&text, &fitted.into_iter().collect()))?;
    Ok(())
}

/// What differs in the story as it is, which is wrong, and what each change brings about, which is right.
fn story_cases(ruleset: &Ruleset, story: &Story, idx: usize) -> Vec<Case> {
    let case = |finding: &Finding, right| Case {
        evidence: weighed(finding),
        right,
        is_judged: false,
        fold: idx % N_FOLDS,
        worth: 1.0,
    };
    let mut cases: Vec<Case> =
        findings(ruleset, &story.articles).iter().map(|finding| case(finding, false)).collect();
    for changed in story.changed(ruleset) {
        let findings = findings(ruleset, &changed.articles);
        let told = findings.iter().filter(|finding| changed.is_told_by(finding));
        cases.extend(told.map(|finding| case(finding, true)));
    }
    cases
}

fn findings(ruleset: &Ruleset, articles: &[Article]) -> Vec<Finding> {
    let mut findings = check(ruleset, articles, &Options::default()).findings;
    findings.retain(|finding| OF_FIGURES.contains(&finding.rule));
    findings
}

/// The numbers of the rule file by name.
fn numbers(text: &str) -> BTreeMap<String, i32> {
    let number = |line: &str| {
        let (name, number) = line.split_once(" = ")?;
        Some((name.to_owned(), number.trim().parse().ok()?))
    };
    text.lines().filter_map(number).collect()
}

/// How a sum of evidence becomes a logit: times the slope, plus the intercept.
struct Calibration {
    slope: f64,
    intercept: f64,
}

/// Learns from cases with given names, the numbers of the file as prior.
struct Learner {
    names: Vec<&'static str>,
    /// What the file says, in logits.
    prior: Vec<f64>,
}

impl Learner {
    fn new(cases: &[Case], known: &BTreeMap<String, i32>) -> Learner {
        let mut names: Vec<&str> =
            cases.iter().flat_map(|case| &case.evidence).map(|weighed| weighed.name).collect();
        names.sort_unstable();
        names.dedup();
        names.retain(|name| known.get(*name).is_some_and(|weight| *weight != 0));
        let prior = names.iter().map(|name| f64::from(known[*name]) / 1_000.0).collect();
        Learner { names, prior }
    }

    /// What was seen, in the units of the weights.
    fn features(&self, case: &Case) -> Features {
        let feature = |weighed: &Weighed| {
            let idx = self.names.iter().position(|name| *name == weighed.name)?;
            Some((idx, f64::from(weighed.weight) / 1_000.0 / self.prior[idx]))
        };
        case.evidence.iter().filter_map(feature).collect()
    }

    fn sum(&self, weights: &[f64], case: &Case) -> f64 {
        dot(weights, &self.features(case))
    }

    /// Platt's scaling: what slope and intercept make the sums probabilities.
    ///
    /// Source: J. Platt, "Probabilistic Outputs for Support Vector Machines", 1999.
    fn calibration(sums: &[(f64, bool)]) -> Calibration {
        let example = |(sum, label): &(f64, bool)| Example {
            features: vec![(0, *sum), (1, 1.0)],
            label: *label,
            worth: 1.0,
        };
        let examples: Vec<Example> = sums.iter().map(example).collect();
        let prior = Prior { means: vec![0.5, 0.0], penalties: vec![1e-3, 1e-3] };
        let fitted = logistic::fit(&examples, &prior);
        Calibration { slope: fitted[0], intercept: fitted[1] }
    }

    /// The weights that the cases ask for: the slope is held, so that they keep the scale of those of
    /// agreements.
    fn weights(&self, cases: &[&Case]) -> Vec<f64> {
        let judged = cases.iter().filter(|case| case.is_judged);
        let sums: Vec<(f64, bool)> = judged.map(|case| (self.sum(&self.prior, case), case.right)).collect();
        let Calibration { slope, intercept } = Learner::calibration(&sums);
        let at_intercept = self.names.len();
        let example = |case: &&Case| {
            let mut features = self.features(case);
            features.retain(|(idx, _)| !NOT_LEARNT.contains(&self.names[*idx]));
            let held: f64 = self.sum(&self.prior, case) - dot(&self.prior, &features);
            features.iter_mut().for_each(|(_, value)| *value *= slope);
            // What is not learnt adds what it adds.
            features.extend([(at_intercept, 1.0), (at_intercept + 1, slope * held)]);
            Example { features, label: case.right, worth: case.worth }
        };
        let examples: Vec<Example> = cases.iter().map(example).collect();
        let usual = |idx: usize| {
            let features = examples.iter().flat_map(|example| &example.features);
            let seen: Vec<f64> =
                features.filter(|(at, _)| *at == idx).map(|(_, value)| value.abs()).collect();
            seen.iter().sum::<f64>() / seen.len().max(1) as f64
        };
        let mut penalties: Vec<f64> =
            (0..self.names.len()).map(|idx| RIDGE * usual(idx).powi(2).max(1e-9)).collect();
        penalties.extend([1e-2, FIXED]);
        let mut means = self.prior.clone();
        means.extend([intercept, 1.0]);
        let mut weights = logistic::fit(&examples, &Prior { means, penalties });
        weights.truncate(self.names.len());
        // What is evidence for stays evidence for.
        for (weight, prior) in weights.iter_mut().zip(&self.prior) {
            *weight = if *weight * prior > 0.0 { *weight } else { 0.1 * prior };
        }
        weights
    }

    /// The sums of the judged pairs with the weights of the file, and whether each is right.
    fn judged_sums(&self, cases: &[Case]) -> Vec<(f64, bool)> {
        let judged = cases.iter().filter(|case| case.is_judged);
        judged.map(|case| (self.sum(&self.prior, case), case.right)).collect()
    }

    /// The same with weights that were learnt from other days.
    fn held_out_sums(&self, cases: &[Case]) -> Vec<(f64, bool)> {
        let mut sums = Vec::new();
        for fold in 0..N_FOLDS {
            let train: Vec<&Case> = cases.iter().filter(|case| case.fold != fold).collect();
            let weights = self.weights(&train);
            let test = cases.iter().filter(|case| case.is_judged && case.fold == fold);
            sums.extend(test.map(|case| (self.sum(&weights, case), case.right)));
        }
        sums
    }
}

/// How well the sums rank the pairs: how many of the first are right.
fn tell(weights: &str, sums: &[(f64, bool)]) {
    let mut sorted = sums.to_vec();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    for n in [20, 40, 60, 80, 100, 150, 200] {
        if let (Some(first), Some(last)) = (sorted.get(..n), sorted.get(n - 1)) {
            let n_right = first.iter().filter(|(_, right)| *right).count();
            println!("{weights}: of the first {n}, from {:.1} on, {n_right} are right", last.0);
        }
    }
}

/// The rule file with the numbers in place, its comments as they are.
fn written(text: &str, fitted: &BTreeMap<&str, i32>) -> String {
    let line = |line: &str| match line.split_once(" = ").and_then(|(name, _)| Some((name, fitted.get(name)?)))
    {
        Some((name, weight)) => format!("{name} = {weight}\n"),
        None => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}
