//! Series: two reports that fill the same sentences with other values differ in many of them.

use crate::{
    align::{Alignment, Quantity, Sides, compare::Comparison, score::TOLD_OTHERWISE},
    ruleset::Ruleset,
};

/// How two articles fill the same sentences.
#[derive(Debug, Clone, Copy)]
pub(super) struct Template {
    /// How many places that are told alike have the same value.
    n_equal: usize,
    /// How many have another one.
    n_other: usize,
}

impl Template {
    pub(super) fn new(
        comparisons: &[(usize, usize, Comparison)],
        (a, b): (&[&Quantity], &[&Quantity]),
        (a_consumed, b_consumed): (&[bool], &[bool]),
    ) -> Template {
        let mut template = Template { n_equal: 0, n_other: 0 };
        let (mut a_seen, mut b_seen) = (vec![false; a.len()], vec![false; b.len()]);
        for (a_idx, b_idx, comparison) in comparisons {
            let (one, other) = (a[*a_idx], b[*b_idx]);
            let left_over = !a_consumed[*a_idx] && !b_consumed[*b_idx];
            if one.article == other.article
                || a_seen[*a_idx]
                || b_seen[*b_idx]
                || !(comparison.agrees() || left_over)
                || one.local.cosine(&other.local) < TOLD_ALIKE_MIN
            {
                continue;
            }
            a_seen[*a_idx] = true;
            b_seen[*b_idx] = true;
            let slot = if comparison.agrees() { &mut template.n_equal } else { &mut template.n_other };
            *slot += 1;
        }
        template
    }

    /// By how many other values the two are two reports of a series rather than two prints of one.
    fn n_over(self) -> usize {
        if self.n_other > self.n_equal { self.n_other.saturating_sub(DIFFERING_FEW) } else { 0 }
    }
}

/// What stands close by two figures that fill one place of a template is this alike, in thousandths.
const TOLD_ALIKE_MIN: u32 = 850;

/// Two articles that differ in more than a figure or two, and agree in little, are of a series rather than
/// of one happening: what a market did on two days, two reports of one campaign.
pub(super) fn without_series(
    ruleset: &Ruleset,
    mut differing: Vec<Alignment>,
    (sides, template): (Sides, Template),
) -> Vec<Alignment> {
    let is_slip = |alignment: &Alignment| alignment.score.has(TOLD_OTHERWISE);
    let n_unexplained = differing.iter().filter(|alignment| !is_slip(alignment)).count();
    let several = n_unexplained * 2 > sides.n_agreeing;
    let n_differing = if several { n_unexplained.saturating_sub(DIFFERING_FEW) } else { 0 };
    let n_over = n_differing.max(template.n_over()).min(DIFFERING_MAX);
    if n_over == 0 {
        return differing;
    }
    for alignment in differing.iter_mut().filter(|alignment| !is_slip(alignment)) {
        alignment.score.add_series(ruleset, n_over);
    }
    differing.retain(|alignment| alignment.score.logit >= ruleset.alignment.thresholds.conflict);
    differing
}

/// So many differences are nothing unusual between two articles …
const DIFFERING_FEW: usize = 2;
/// … and more than so many beyond that say no more.
const DIFFERING_MAX: usize = 4;
