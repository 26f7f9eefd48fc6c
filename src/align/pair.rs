//! Pairs: equal values first, then what is left over on both sides.

use tracing::trace;

use crate::{
    align::{
        Measure, Quantity, Relation, Score, Sides, Slip,
        compare::{Comparison, Gap, compare, is_equal, n_digits},
        left::{Left, LeftOver, kind_key, left_of},
        matching::match_pairs,
        score::{COUNTED_SAME, REVISED, TOLD_OTHERWISE, agreement_score, conflict_score},
        strength::{is_clear, is_long},
        sum::{is_raised_within, is_sum_within},
        swap::swapped,
    },
    extract::{FigureKind, FigureValue},
    ruleset::Ruleset,
};

/// Two claims about one quantity.
#[derive(Debug, Clone)]
pub struct Alignment {
    /// The position of the first among the quantities of its side.
    pub a_idx: usize,
    /// The position of the second.
    pub b_idx: usize,
    /// How they stand to each other.
    pub relation: Relation,
    /// The one small change that explains the difference.
    pub slip: Option<Slip>,
    /// The evidence.
    pub score: Score,
}

/// Aligns the quantities of two voices; `likeness` is that of their articles, in thousandths.
pub fn align(ruleset: &Ruleset, a: &[&Quantity], b: &[&Quantity], likeness: u32) -> Vec<Alignment> {
    let thresholds = &ruleset.alignment.thresholds;
    let comparisons = comparisons(ruleset, a, b);
    let mut agreeing: Vec<Alignment> = Vec::new();
    let mut a_consumed = vec![false; a.len()];
    let mut b_consumed = vec![false; b.len()];
    // What has an equal of which the words say nothing may still be one of two that a clear slip makes one.
    let (mut a_weakly, mut b_weakly) = (a_consumed.clone(), b_consumed.clone());
    for (a_idx, b_idx, comparison) in comparisons.iter().filter(|(_, _, comparison)| comparison.agrees()) {
        let score = agreement_score(ruleset, a[*a_idx], b[*b_idx], comparison.n_digits);
        trace_weighed(ruleset, "equal", (a[*a_idx], b[*b_idx]), &score);
        if score.logit >= thresholds.agreement {
            a_consumed[*a_idx] = true;
            b_consumed[*b_idx] = true;
        } else if score.logit >= thresholds.consumed && !is_reached(a[*a_idx], b[*b_idx], &score) {
            a_weakly[*a_idx] = true;
            b_weakly[*b_idx] = true;
        }
        let telling = comparison.n_digits > 1 && is_equal(a[*a_idx], b[*b_idx]);
        let least = match () {
            () if telling && a[*a_idx].is_day() => thresholds.retold_day,
            () if telling => thresholds.retold,
            () => thresholds.agreement,
        };
        if score.logit >= least {
            agreeing.push(comparison.alignment(*a_idx, *b_idx, score));
        }
    }
    consume_equal_numbers((a, b), (&mut a_consumed, &mut b_consumed));
    let mut aligned = matched(agreeing, thresholds.retold_day.min(thresholds.retold));
    let sides = Sides::new(ruleset, (a, b), likeness, &aligned);
    aligned.retain(|alignment| alignment.score.logit >= thresholds.agreement);
    let either =
        |one: &[bool], other: &[bool]| one.iter().zip(other).map(|(one, other)| *one || *other).collect();
    let (a_equal, b_equal): (Vec<bool>, Vec<bool>) =
        (either(&a_consumed, &a_weakly), either(&b_consumed, &b_weakly));
    let (a_left, b_left) = (LeftOver::new(a, &a_equal), LeftOver::new(b, &b_equal));
    let left_over = comparisons.iter().filter(|(a_idx, b_idx, comparison)| {
        !comparison.agrees() && !a_consumed[*a_idx] && !b_consumed[*b_idx]
    });
    let differing: Vec<Alignment> = left_over
        .filter_map(|(a_idx, b_idx, comparison)| {
            let comparison = &comparison.explained(a[*a_idx], b[*b_idx]);
            let weakly = a_weakly[*a_idx] || b_weakly[*b_idx];
            if weakly && !is_clear(comparison.slip, (a[*a_idx], b[*b_idx])) {
                return None;
            }
            let left = left_of((a[*a_idx], b[*b_idx]), (&a_left, &b_left));
            let mut score = conflict_score(ruleset, (a[*a_idx], b[*b_idx]), (comparison, left), sides);
            let differs = comparison.relation == Relation::Differs && score.logit >= thresholds.conflict;
            // What was raised by those who were found since is the toll of before, revised.
            if differs
                && !score.has(REVISED)
                && (is_sum_within(ruleset, a[*a_idx], (b[*b_idx], b))
                    || is_sum_within(ruleset, b[*b_idx], (a[*a_idx], a))
                    || is_raised_within((a[*a_idx], a), b[*b_idx])
                    || is_raised_within((b[*b_idx], b), a[*a_idx]))
            {
                score.add_sum(ruleset);
            }
            trace_weighed(ruleset, "differing", (a[*a_idx], b[*b_idx]), &score);
            let least = thresholds.conflict + if weakly { thresholds.weakly } else { 0 };
            (score.logit >= least).then(|| comparison.alignment(*a_idx, *b_idx, score))
        })
        .collect();
    let mut differing = matched(differing, thresholds.conflict);
    if let Some(swap) = swap_of(ruleset, (a, b), sides) {
        let is_swapped = |idx: (usize, usize)| idx.0 == swap.a_idx || idx.1 == swap.b_idx;
        aligned.retain(|alignment| !is_swapped((alignment.a_idx, alignment.b_idx)));
        differing.retain(|alignment| !is_swapped((alignment.a_idx, alignment.b_idx)));
        differing.push(swap);
    }
    let template = Template::new(&comparisons, (a, b), (&a_equal, &b_equal));
    aligned.extend(without_series(ruleset, differing, (sides, template)));
    aligned
}

/// The counts of one fate that changed places with those of another, where the two sides tell one story.
fn swap_of(ruleset: &Ruleset, (a, b): (&[&Quantity], &[&Quantity]), sides: Sides) -> Option<Alignment> {
    let (a_idx, b_idx) = swapped(ruleset, a, b).filter(|_| sides.tell_one_story())?;
    let pair = (*a.get(a_idx)?, *b.get(b_idx)?);
    let comparison =
        Comparison { relation: Relation::Differs, slip: Some(Slip::Swapped), n_digits: 0, gap: Gap::Near };
    let left = Left { is_only: false, is_among_few: false };
    let score = conflict_score(ruleset, pair, (&comparison, left), sides);
    trace_weighed(ruleset, "swapped", pair, &score);
    (score.logit >= ruleset.alignment.thresholds.conflict).then(|| comparison.alignment(a_idx, b_idx, score))
}

/// Tells of a pair of values what was weighed, also where it comes to nothing.
fn trace_weighed(ruleset: &Ruleset, values: &str, (a, b): (&Quantity, &Quantity), score: &Score) {
    let place = |quantity: &Quantity| (quantity.article.idx(), quantity.core.start(), quantity.core.end());
    let reasons = || score.reasons.iter().map(|reason| (reason.name, reason.weight)).collect::<Vec<_>>();
    let qualifiers: Vec<_> = a.qualifiers.difference(b.qualifiers).distinguishing().names().collect();
    let roles = |quantity: &Quantity| {
        let concepts = quantity.roles.iter().filter_map(|role| ruleset.concepts.get(*role));
        concepts.map(|concept| concept.id.as_str()).collect::<Vec<_>>()
    };
    let roles = || (roles(a), roles(b));
    trace!(values, logit = score.logit, ?qualifiers, roles = ?roles(), a = ?place(a), b = ?place(b), reasons = ?reasons(), "weighed");
}

/// A number of several digits that stands in both articles is no candidate for a conflict, even where a unit
/// was read on one side alone: «306 يوروهات», «306».
fn consume_equal_numbers(
    (a, b): (&[&Quantity], &[&Quantity]),
    (a_consumed, b_consumed): (&mut [bool], &mut [bool]),
) {
    let value = |quantity: &Quantity| match &quantity.measure {
        Measure::Figure { value: FigureValue::One(value), units, .. } => {
            (n_digits(FigureValue::One(*value)) >= TELLING_DIGITS).then_some((*value, units.is_empty()))
        }
        _ => None,
    };
    for (one, a_consumed) in a.iter().zip(a_consumed) {
        let Some((number, bare)) = value(one) else { continue };
        for (other, b_consumed) in b.iter().zip(b_consumed.iter_mut()) {
            let is_equal =
                value(other).is_some_and(|(same, other_bare)| same == number && bare != other_bare);
            if is_equal && !(*a_consumed && *b_consumed) && one.wide.shared(&other.wide).next().is_some() {
                *a_consumed = true;
                *b_consumed = true;
            }
        }
    }
}

/// Two numbers of so many digits are hardly equal by chance.
const TELLING_DIGITS: i32 = 3;

/// How two articles fill the same sentences.
#[derive(Debug, Clone, Copy)]
struct Template {
    /// How many places that are told alike have the same value.
    n_equal: usize,
    /// How many have another one.
    n_other: usize,
}

impl Template {
    fn new(
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
fn without_series(
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

/// Whether the one merely reaches the other, of other things: «أكثر من 70 دولة», «111 فيلما».
fn is_reached(a: &Quantity, b: &Quantity, score: &Score) -> bool {
    let is_of_one = a.measure.has_unit() || score.has(COUNTED_SAME);
    !is_of_one && !is_equal(a, b)
}

/// Whether two quantities of which the sentences share no word may be one by what they say themselves: an equal
/// value, a clear slip or another unit, or a day of their own.
fn may_be_one_alone(comparison: Comparison, a: &Quantity, b: &Quantity) -> bool {
    let explained = || match comparison.relation {
        Relation::Agrees => {
            comparison.n_digits > 1
                && is_equal(a, b)
                && (a.is_date() || kind_key(a).is_some_and(|key| kind_key(b) == Some(key)))
        }
        Relation::UnitDiffers => true,
        Relation::Differs if a.is_date() => {
            a.is_dated() || b.is_dated() || a.is_day() || comparison.slip.is_some()
        }
        Relation::Differs => {
            let slip = comparison.explained(a, b).slip;
            is_clear(slip, (a, b)) && (is_measured(a) || is_long(a, b))
        }
    };
    a.article != b.article && explained()
}

/// Whether it has a unit: counts of two digits are alike by chance.
fn is_measured(quantity: &Quantity) -> bool {
    let is_percent = matches!(&quantity.measure, Measure::Figure { kind: FigureKind::Percent, .. });
    quantity.measure.has_unit() || is_percent
}

/// Every pair of quantities of one kind whose places have a word in common, or which a slip makes one.
fn comparisons(ruleset: &Ruleset, a: &[&Quantity], b: &[&Quantity]) -> Vec<(usize, usize, Comparison)> {
    let mut comparisons = Vec::new();
    for (a_idx, one) in a.iter().enumerate() {
        for (b_idx, other) in b.iter().enumerate() {
            if let Some(comparison) = compare(ruleset, one, other)
                && (one.wide.shared(&other.wide).next().is_some() || may_be_one_alone(comparison, one, other))
            {
                comparisons.push((a_idx, b_idx, comparison));
            }
        }
    }
    comparisons
}

fn matched(alignments: Vec<Alignment>, threshold: i32) -> Vec<Alignment> {
    let candidates: Vec<(usize, usize, i32)> = alignments
        .iter()
        .map(|alignment| (alignment.a_idx, alignment.b_idx, alignment.score.logit - threshold + 1))
        .collect();
    let pairs = match_pairs(&candidates);
    alignments
        .into_iter()
        .filter(|alignment| pairs.binary_search(&(alignment.a_idx, alignment.b_idx)).is_ok())
        .collect()
}
