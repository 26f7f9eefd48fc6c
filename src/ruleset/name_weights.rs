//! The weights of the logistic layer over pairs of names, fitted by `cargo xtask fit names`.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::ruleset::{Orthography, RuleError, error::did_you_mean, files::Parsed};

/// What is observed of a pair beside the operations and derivations, in the order of the weights.
/// Values are hundredths: a flag is 100.
pub const OBSERVATIONS: [&str; 36] = [
    "bias",
    "derived",
    "cost",
    "cost-per-letter",
    "cost-over-allowance",
    "short",
    "long",
    "more-operations",
    "first-letter",
    "last-letter",
    "vowels-only",
    "vowels-only-short",
    "one-edit-short",
    "vowel-swap-short",
    "native-vowel",
    "native",
    "skeleton-equal",
    "vowels-written",
    "folded-equal",
    "rarer-frequency",
    "commoner-frequency",
    "both-ordinary",
    "both-ordinary-unknown",
    "both-ordinary-vowels-only",
    "both-known",
    "both-known-vowels-only",
    "one-known",
    "one-place",
    "two-places",
    "both-read",
    "one-read",
    "none-read",
    "read-apart",
    "any-read-apart",
    "read-alike",
    "common-reading",
];

/// Weights in thousandths of a logit for an observation of 100.
#[derive(Debug, Default)]
pub struct NameWeights {
    /// In the order of [`OBSERVATIONS`].
    pub observations: Vec<i32>,
    /// In the order of the orthography's classes.
    pub classes: Vec<i32>,
    /// In the order of the orthography's derivations.
    pub derivations: Vec<i32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WeightsFile {
    observation: BTreeMap<Spanned<String>, i32>,
    class: BTreeMap<Spanned<String>, i32>,
    derivation: BTreeMap<Spanned<String>, i32>,
}

impl NameWeights {
    pub(crate) fn compile(
        parsed: &Parsed<'_, WeightsFile>,
        orthography: &Orthography,
    ) -> Result<NameWeights, RuleError> {
        let classes: Vec<&str> =
            orthography.operations.classes.iter().map(|class| class.name.as_str()).collect();
        let derivations: Vec<&str> = orthography.derivations.iter().map(|made| made.name.as_str()).collect();
        Ok(NameWeights {
            observations: in_order(parsed, &parsed.value.observation, &OBSERVATIONS)?,
            classes: in_order(parsed, &parsed.value.class, &classes)?,
            derivations: in_order(parsed, &parsed.value.derivation, &derivations)?,
        })
    }
}

fn in_order(
    parsed: &Parsed<'_, WeightsFile>,
    given: &BTreeMap<Spanned<String>, i32>,
    names: &[&str],
) -> Result<Vec<i32>, RuleError> {
    let mut weights = vec![0; names.len()];
    for (name, weight) in given {
        let slot = names.iter().position(|known| known == name.get_ref());
        match slot.and_then(|idx| weights.get_mut(idx)) {
            Some(slot) => *slot = *weight,
            None => {
                let hint = did_you_mean(name.get_ref(), names.iter().copied());
                return Err(parsed
                    .file
                    .error(name.span(), format!("unknown weight \"{}\"; {hint}", name.get_ref())));
            }
        }
    }
    Ok(weights)
}
