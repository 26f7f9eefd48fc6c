//! Pairs: equal values first, then what is left over on both sides.

use std::mem;

use rust_decimal::Decimal;

use crate::{
    align::{
        Quantity, Relation, Score, Sides, Slip,
        alike::{Alike, Likenesses},
        compare::{Comparison, Gap, compare, is_equal},
        equal::Equals,
        facts::{low_end, share_neighbour},
        left::{Left, LeftOver, kind_key, left_of},
        matching::match_pairs,
        revised::{is_new, share_role},
        score::{REVISED, conflict_score},
        series::{Template, without_series},
        story::are_many_people,
        strength::{is_clear, is_long},
        sum::{is_raised_within, is_sum_of_article, is_sum_within},
        swap::swapped,
        weighed::trace_weighed,
    },
    extract::FigureKind,
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
    let likenesses = Likenesses::new(a, b);
    let comparisons = comparisons(ruleset, (a, b), &likenesses);
    let mut equals = Equals::new(ruleset, (a, b), &comparisons, &likenesses);
    let mut aligned = matched(mem::take(&mut equals.agreeing), thresholds.retold_day.min(thresholds.retold));
    let sides = Sides::new(ruleset, (a, b), likeness, &aligned);
    aligned.retain(|alignment| alignment.score.logit >= thresholds.agreement);
    let (a_equal, b_equal) = (equals.a.either(), equals.b.either());
    let left = (&LeftOver::new(a, &a_equal), &LeftOver::new(b, &b_equal));
    let mut differing = differing(ruleset, (a, b), (&comparisons, &likenesses), (&equals, left, sides));
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

/// The likeliest pairs of those that have no equal.
fn differing(
    ruleset: &Ruleset,
    (a, b): (&[&Quantity], &[&Quantity]),
    (comparisons, likenesses): (&[(usize, usize, Comparison)], &Likenesses<'_>),
    (equals, lefts, sides): (&Equals, (&LeftOver<'_>, &LeftOver<'_>), Sides),
) -> Vec<Alignment> {
    let thresholds = &ruleset.alignment.thresholds;
    let left_over = comparisons.iter().filter(|(a_idx, b_idx, comparison)| {
        !comparison.agrees() && !equals.a.consumed[*a_idx] && !equals.b.consumed[*b_idx]
    });
    let differing = left_over.filter_map(|(a_idx, b_idx, comparison)| {
        let pair = (a[*a_idx], b[*b_idx]);
        let comparison = &comparison.explained(ruleset, pair.0, pair.1);
        let weakly = equals.a.weakly[*a_idx] || equals.b.weakly[*b_idx];
        if weakly && !is_clear(comparison.slip, pair) {
            return None;
        }
        let is_of_unit = comparison.relation == Relation::UnitDiffers;
        let fates_apart = is_of_unit && are_fates_apart(pair, (a, b));
        // What is left over says nothing of two articles of which nothing agrees, unless they tell next to nothing else.
        let asks = sides.n_agreeing > 0 || sides.are_briefs;
        let left = if asks { left_of(pair, lefts) } else { Left::default() };
        let left = Left { fates_apart, ..left };
        let alike = likenesses.of(*a_idx, *b_idx);
        let mut score = conflict_score(ruleset, pair, alike, (comparison, left), sides);
        let differs = comparison.relation == Relation::Differs && score.logit >= thresholds.conflict;
        // What was raised by those who were found since is the toll of before, revised.
        if differs && !score.has(REVISED) && is_explained_by_sum(ruleset, pair, (a, b)) {
            score.add_sum(ruleset);
        }
        trace_weighed(ruleset, "differing", pair, &score);
        let least = thresholds.conflict + if weakly { thresholds.weakly } else { 0 };
        (score.logit >= least).then(|| comparison.alignment(*a_idx, *b_idx, score))
    });
    matched(without_replaced_parts(differing.collect(), (a, b)), thresholds.conflict)
}

/// Without what is a part where the whole is replaced as well: of seven dead, of whom four were Germans, a toll of eight
/// replaces the seven.
fn without_replaced_parts(
    mut differing: Vec<Alignment>,
    (a, b): (&[&Quantity], &[&Quantity]),
) -> Vec<Alignment> {
    let replaced = |alignment: &Alignment| {
        let (one, other) = (*a.get(alignment.a_idx)?, *b.get(alignment.b_idx)?);
        let (earlier, new) = if is_new(other) { (one, other) } else { (other, one) };
        let (before, after) = low_end(earlier).zip(low_end(new))?;
        Some(((new.article, new.core), before.to_decimal().checked_sub(after.to_decimal())?.abs()))
    };
    let told: Vec<_> = differing
        .iter()
        .map(|alignment| if alignment.score.has(REVISED) { replaced(alignment) } else { None })
        .collect();
    let is_farther = |(new, gap): &(_, Decimal)| {
        told.iter().flatten().any(|(other_new, other_gap)| other_new == new && other_gap < gap)
    };
    let mut is_part = told.iter().map(|told| told.as_ref().is_some_and(is_farther));
    differing.retain(|_| !is_part.next().unwrap_or(false));
    differing
}

/// Whether neither side counts about as many of those of whom the other's figure is told.
fn are_fates_apart((one, other): (&Quantity, &Quantity), (a, b): (&[&Quantity], &[&Quantity])) -> bool {
    let is_of_size = |quantity: &Quantity, of: &Quantity| {
        let sizes = low_end(quantity).zip(low_end(of)).map(|(one, of)| (one.to_decimal(), of.to_decimal()));
        let at_most_twice =
            |one: Decimal, of: Decimal| of.checked_mul(Decimal::TWO).is_none_or(|twice| one <= twice);
        sizes.is_some_and(|(one, of)| at_most_twice(one, of) && at_most_twice(of, one))
    };
    let counts = |side: &[&Quantity], of: &Quantity| {
        side.iter().any(|quantity| share_role(quantity, of) && is_of_size(quantity, of))
    };
    !one.roles.is_empty() && !other.roles.is_empty() && !counts(b, one) && !counts(a, other)
}

/// Whether one is the sum of the other and of figures beside either, or elsewhere in their article.
fn is_explained_by_sum(
    ruleset: &Ruleset,
    (one, other): (&Quantity, &Quantity),
    (a, b): (&[&Quantity], &[&Quantity]),
) -> bool {
    is_sum_within(ruleset, one, (other, b))
        || is_sum_within(ruleset, other, (one, a))
        || is_raised_within((one, a), other)
        || is_raised_within((other, b), one)
        || is_sum_of_article(ruleset, (one, other), [a, b])
        || is_sum_of_article(ruleset, (other, one), [a, b])
}

/// The counts of one fate that changed places with those of another, where the two sides tell one story.
fn swap_of(ruleset: &Ruleset, (a, b): (&[&Quantity], &[&Quantity]), sides: Sides) -> Option<Alignment> {
    let (a_idx, b_idx) = swapped(ruleset, a, b).filter(|_| sides.tell_one_story())?;
    let pair = (*a.get(a_idx)?, *b.get(b_idx)?);
    let comparison =
        Comparison { relation: Relation::Differs, slip: Some(Slip::Swapped), n_digits: 0, gap: Gap::Near };
    let left = Left::default();
    let score = conflict_score(ruleset, pair, Alike::of(pair.0, pair.1), (&comparison, left), sides);
    trace_weighed(ruleset, "swapped", pair, &score);
    (score.logit >= ruleset.alignment.thresholds.conflict).then(|| comparison.alignment(a_idx, b_idx, score))
}

/// Whether two quantities of which the sentences share no word may be one by what they say themselves: an equal
/// value, a clear slip or another unit, or a day of their own.
fn may_be_one_alone(ruleset: &Ruleset, comparison: Comparison, (a, b): (&Quantity, &Quantity)) -> bool {
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
            let slip = comparison.explained(ruleset, a, b).slip;
            let is_swap = slip == Some(Slip::Transposed) && are_many_people(ruleset, a, b);
            is_swap || is_clear(slip, (a, b)) && (is_measured(a) || is_long(a, b))
        }
    };
    a.article != b.article && explained()
}

/// Whether it has a unit: counts of two digits are alike by chance.
fn is_measured(quantity: &Quantity) -> bool {
    quantity.measure.has_unit() || quantity.measure.is_of(FigureKind::Percent)
}

/// Every pair of quantities of one kind whose places have a word or a figure in common, or which a slip makes one.
fn comparisons(
    ruleset: &Ruleset,
    (a, b): (&[&Quantity], &[&Quantity]),
    likenesses: &Likenesses<'_>,
) -> Vec<(usize, usize, Comparison)> {
    let mut comparisons = Vec::new();
    for (a_idx, one) in a.iter().enumerate() {
        for (b_idx, other) in b.iter().enumerate() {
            if let Some(comparison) = compare(ruleset, one, other)
                && (likenesses.do_meet(a_idx, b_idx)
                    || share_neighbour(one, other)
                    || may_be_one_alone(ruleset, comparison, (one, other)))
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
