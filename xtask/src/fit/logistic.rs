//! Logistic regression: ridge-penalised maximum likelihood by Newton's method.
//!
//! Source: S. le Cessie, J. van Houwelingen, "Ridge Estimators in Logistic Regression", Applied
//! Statistics 41 (1992).

const N_NEWTON_STEPS: usize = 30;
const N_HALVINGS: i32 = 12;

/// (feature, value)
pub(crate) type Features = Vec<(usize, f64)>;

/// What was seen, and what is so.
pub(super) struct Example {
    pub(super) features: Features,
    pub(super) label: bool,
    /// How many examples it counts as.
    pub(super) worth: f64,
}

/// What the weights are held to, and how firmly: the ridge of each.
pub(super) struct Prior {
    pub(super) means: Vec<f64>,
    pub(super) penalties: Vec<f64>,
}

/// The sum of the evidence.
pub(super) fn dot(weights: &[f64], features: &Features) -> f64 {
    features.iter().map(|(idx, value)| weights.get(*idx).copied().unwrap_or(0.0) * value).sum()
}

/// The probability that a logit stands for.
pub(crate) fn probability(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}

/// Weights that maximise the penalised likelihood of the labels.
pub(super) fn fit(examples: &[Example], prior: &Prior) -> Vec<f64> {
    let n = prior.means.len();
    let mut weights = prior.means.clone();
    for _ in 0..N_NEWTON_STEPS {
        let mut gradient: Vec<f64> =
            (0..n).map(|k| (prior.means[k] - weights[k]) * prior.penalties[k]).collect();
        let mut hessian = vec![vec![0.0; n]; n];
        for (idx, penalty) in prior.penalties.iter().enumerate() {
            hessian[idx][idx] = *penalty;
        }
        for Example { features, label, worth } in examples {
            let p = probability(dot(&weights, features));
            let error = if *label { 1.0 - p } else { -p };
            for (i, x) in features {
                gradient[*i] += worth * error * x;
                for (j, y) in features {
                    hessian[*i][*j] += worth * p * (1.0 - p) * x * y;
                }
            }
        }
        weights = improved(examples, prior, weights, &solve(hessian, gradient));
    }
    weights
}

/// The weights a step farther, or as much of the step as makes the labels likelier: from far away Newton's
/// step is too long.
fn improved(examples: &[Example], prior: &Prior, weights: Vec<f64>, step: &[f64]) -> Vec<f64> {
    let before = log_likelihood(examples, prior, &weights);
    let parts = (0..N_HALVINGS).map(|n| 0.5_f64.powi(n));
    let mut tried = parts.map(|part| -> Vec<f64> {
        weights.iter().zip(step).map(|(weight, step)| weight + part * step).collect()
    });
    tried.find(|tried| log_likelihood(examples, prior, tried) > before).unwrap_or(weights)
}

/// Of the labels and the weights, up to a constant.
fn log_likelihood(examples: &[Example], prior: &Prior, weights: &[f64]) -> f64 {
    let ridge = |k: usize| prior.penalties[k] * (weights[k] - prior.means[k]).powi(2) / 2.0;
    let of_example = |example: &Example| {
        let logit = dot(weights, &example.features);
        let away = if example.label { -logit } else { logit };
        -example.worth * if away > 30.0 { away } else { away.exp().ln_1p() }
    };
    examples.iter().map(of_example).sum::<f64>() - (0..weights.len()).map(ridge).sum::<f64>()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_in_three_of_four_has_the_logit_of_three_to_one() {
        let example = |n| Example { features: vec![(0, 1.0)], label: n % 4 != 0, worth: 0.5 };
        let examples: Vec<Example> = (0..400).map(example).collect();
        let weights = fit(&examples, &Prior { means: vec![0.0], penalties: vec![1e-6] });
        assert!((weights[0] - 3.0_f64.ln()).abs() < 1e-3, "{weights:?}");
    }

    #[test]
    fn without_examples_the_prior_stays() {
        assert_eq!(fit(&[], &Prior { means: vec![1.5, -2.0], penalties: vec![1.0, 0.1] }), [1.5, -2.0]);
    }
}
