//! Considered: what else the sides of a conflict were held against, and what spoke against that.

use crate::{
    align::{
        Alignment, Quantity, Relation, Score, Sides,
        alike::Alike,
        compare::{Comparison, compare},
        left::Left,
        score::{agreement_score, conflict_score},
    },
    ruleset::Ruleset,
};

/// A quantity that one side of a conflict was held against, too.
#[derive(Debug, Clone, Copy)]
pub struct Considered<'q> {
    /// The quantity.
    pub quantity: &'q Quantity,
    /// Whether it stands on the side of the first of the two.
    pub is_first: bool,
    /// How likely it is the same thing, in thousandths.
    pub probability: u16,
    /// What speaks most against it: the name of a piece of evidence, `agrees-elsewhere`,
    /// `fits-less` or `less-alike`.
    pub why: &'static str,
}

/// Another claim says the same of it, so it is accounted for.
const AGREES_ELSEWHERE: &str = "agrees-elsewhere";
/// It would do, but the pair that was chosen fits better, or leaves more to the others.
const FITS_LESS: &str = "fits-less";
/// Nothing speaks against it, but less speaks for it.
const LESS_ALIKE: &str = "less-alike";

/// Of each side no more than these are told.
const CONSIDERED_MAX: usize = 2;

/// What else the two sides of `chosen` were held against, the likeliest of each side first.
pub fn considered<'q>(
    ruleset: &Ruleset,
    (a, b): (&[&'q Quantity], &[&'q Quantity]),
    likeness: u32,
    aligned: &[Alignment],
    chosen: &Alignment,
) -> Vec<Considered<'q>> {
    let agreeing = || aligned.iter().filter(|alignment| alignment.relation == Relation::Agrees);
    let sides = Sides::new(ruleset, (a, b), likeness, aligned);
    let (Some(one), Some(other)) = (a.get(chosen.a_idx), b.get(chosen.b_idx)) else { return Vec::new() };
    let weigh = |(first, second): (&'q Quantity, &'q Quantity), is_first: bool, agrees: bool| {
        let comparison = compare(ruleset, first, second)?;
        if !first.wide.meets(&second.wide) {
            return None;
        }
        let score = score_of(ruleset, (first, second), &comparison, sides);
        let why = match () {
            () if agrees => AGREES_ELSEWHERE,
            () if score.logit >= ruleset.alignment.thresholds.conflict => FITS_LESS,
            () => against(&score),
        };
        let quantity = if is_first { first } else { second };
        Some(Considered {
            quantity,
            is_first,
            probability: score.calibrated(ruleset.alignment.calibration),
            why,
        })
    };
    let of_b = b.iter().enumerate().filter(|(idx, _)| *idx != chosen.b_idx);
    let of_b = of_b.filter_map(|(idx, second)| {
        weigh((one, second), false, agreeing().any(|alignment| alignment.b_idx == idx))
    });
    let of_a = a.iter().enumerate().filter(|(idx, _)| *idx != chosen.a_idx);
    let of_a = of_a.filter_map(|(idx, first)| {
        weigh((first, other), true, agreeing().any(|alignment| alignment.a_idx == idx))
    });
    let mut all = likeliest(of_b.collect());
    all.extend(likeliest(of_a.collect()));
    all
}

fn score_of(
    ruleset: &Ruleset,
    (a, b): (&Quantity, &Quantity),
    comparison: &Comparison,
    sides: Sides,
) -> Score {
    let alike = Alike::of(a, b);
    if comparison.agrees() {
        agreement_score(ruleset, (a, b), alike, comparison.n_digits)
    } else {
        // What has other candidates is not the only one of its kind.
        let left = Left::default();
        conflict_score(ruleset, (a, b), alike, (&comparison.explained(ruleset, a, b), left), sides)
    }
}

/// What speaks most against a pair, but for what speaks against every pair.
fn against(score: &Score) -> &'static str {
    let reasons = score.reasons.iter().filter(|reason| !reason.name.starts_with("bias"));
    let heaviest = reasons.min_by_key(|reason| reason.weight).filter(|reason| reason.weight < 0);
    heaviest.map_or(LESS_ALIKE, |reason| reason.name)
}

fn likeliest(mut considered: Vec<Considered<'_>>) -> Vec<Considered<'_>> {
    considered.sort_by_key(|one| (std::cmp::Reverse(one.probability), one.quantity.core));
    considered.truncate(CONSIDERED_MAX);
    considered
}
