//! Equals: the pairs of values that can both be right, and what they leave for a conflict.

use rust_decimal::Decimal;

use crate::{
    align::{
        Alignment, Measure, Quantity,
        alike::Likenesses,
        compare::{Comparison, is_equal, n_digits},
        facts::is_toll,
        score::{COUNTED_DIFFERS, COUNTED_SAME, Score, agreement_score},
        weighed::trace_weighed,
    },
    extract::FigureValue,
    ruleset::{QualifierClass, Ruleset},
};

/// What is equal between two sides.
pub(super) struct Equals {
    /// The pairs that agree, or that at least say that both sides tell one story.
    pub(super) agreeing: Vec<Alignment>,
    pub(super) a: SideEquals,
    pub(super) b: SideEquals,
}

/// Which quantities of one side have an equal on the other.
pub(super) struct SideEquals {
    /// Those that are no candidates for a conflict.
    pub(super) consumed: Vec<bool>,
    /// Those of whose equal the words say nothing: they may still be one of two that a clear slip makes one.
    pub(super) weakly: Vec<bool>,
}

impl SideEquals {
    fn new(n_quantities: usize) -> SideEquals {
        SideEquals { consumed: vec![false; n_quantities], weakly: vec![false; n_quantities] }
    }

    /// Those that have an equal, surely or not.
    pub(super) fn either(&self) -> Vec<bool> {
        self.consumed.iter().zip(&self.weakly).map(|(consumed, weakly)| *consumed || *weakly).collect()
    }
}

impl Equals {
    pub(super) fn new(
        ruleset: &Ruleset,
        (a, b): (&[&Quantity], &[&Quantity]),
        comparisons: &[(usize, usize, Comparison)],
        likenesses: &Likenesses<'_>,
    ) -> Equals {
        let thresholds = &ruleset.alignment.thresholds;
        let mut equals =
            Equals { agreeing: Vec::new(), a: SideEquals::new(a.len()), b: SideEquals::new(b.len()) };
        for (a_idx, b_idx, comparison) in comparisons.iter().filter(|(_, _, comparison)| comparison.agrees())
        {
            let pair = (a[*a_idx], b[*b_idx]);
            if is_open(pair.0) != is_open(pair.1) && !are_within(pair.0, pair.1, OPEN_PERCENT) {
                continue;
            }
            let score = agreement_score(ruleset, pair, likenesses.of(*a_idx, *b_idx), comparison.n_digits);
            trace_weighed(ruleset, "equal", pair, &score);
            if score.logit >= thresholds.agreement {
                equals.a.consumed[*a_idx] |= !is_replaced_beside(ruleset, pair.0, pair.1);
                equals.b.consumed[*b_idx] |= !is_replaced_beside(ruleset, pair.1, pair.0);
            } else if score.logit >= thresholds.consumed && !is_reached(pair, &score) {
                equals.a.weakly[*a_idx] = true;
                equals.b.weakly[*b_idx] = true;
            }
            if score.logit >= least(ruleset, pair, comparison) {
                equals.agreeing.push(comparison.alignment(*a_idx, *b_idx, score));
            }
        }
        consume_equal_numbers((a, b), (&mut equals.a.consumed, &mut equals.b.consumed));
        equals
    }
}

/// Whether a toll of an earlier or later day is told beside its equal as what was before: «من 26 إلى 18 قتيلا». What
/// replaces it is still to be found.
fn is_replaced_beside(ruleset: &Ruleset, toll: &Quantity, equal: &Quantity) -> bool {
    let says_before = |quantity: &Quantity| quantity.qualifiers.contains(QualifierClass::Prior);
    let of_other_day = toll.printed.zip(equal.printed).is_some_and(|(one, other)| one != other);
    of_other_day && is_toll(ruleset, toll) && says_before(equal) && !says_before(toll)
}

/// The logit from which on two equal values say at least that both sides tell one story.
fn least(ruleset: &Ruleset, (a, b): (&Quantity, &Quantity), comparison: &Comparison) -> i32 {
    let thresholds = &ruleset.alignment.thresholds;
    let telling = comparison.n_digits > 1 && is_equal(a, b);
    match () {
        () if telling && a.is_day() => thresholds.retold_day,
        () if telling => thresholds.retold,
        () => thresholds.agreement,
    }
}

/// Whether the one merely reaches the other: «أكثر من 70 دولة», «111 فيلما», `more than 56%`, `82.5%`; or is near it, and counts
/// something else.
fn is_reached((a, b): (&Quantity, &Quantity), score: &Score) -> bool {
    let is_rounded = are_within(a, b, ROUNDED_PERCENT) && !score.has(COUNTED_DIFFERS);
    !(is_equal(a, b) || score.has(COUNTED_SAME) || is_rounded)
}

/// Rounded values are no farther apart.
const ROUNDED_PERCENT: i64 = 5;
/// What «more than» is said of is no farther off.
const OPEN_PERCENT: i64 = 25;

/// Whether it has no end: «أكثر من 56 في المئة» may be 82, and says nothing of which figure that is.
fn is_open(quantity: &Quantity) -> bool {
    let Measure::Figure { interval, .. } = &quantity.measure else { return false };
    interval.low.is_none() || interval.high.is_none()
}

/// Whether neither is greater than the other by more than so many per cent.
fn are_within(a: &Quantity, b: &Quantity, percent: i64) -> bool {
    let ends = middle(a).zip(middle(b));
    let reach = Decimal::new(100 + percent, 2);
    ends.is_some_and(|(a, b)| a.min(b).checked_mul(reach).is_none_or(|times| a.max(b) <= times))
}

/// The middle of what a figure stands for, else its one end.
fn middle(quantity: &Quantity) -> Option<Decimal> {
    let Measure::Figure { interval, .. } = &quantity.measure else { return None };
    let ends = [interval.low, interval.high].map(|bound| bound.map(|bound| bound.value.to_decimal().abs()));
    match ends {
        [Some(low), Some(high)] => low.checked_add(high)?.checked_div(Decimal::TWO),
        [one, other] => one.or(other),
    }
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
            if is_equal && !(*a_consumed && *b_consumed) && one.wide.meets(&other.wide) {
                *a_consumed = true;
                *b_consumed = true;
            }
        }
    }
}

/// Two numbers of so many digits are hardly equal by chance.
const TELLING_DIGITS: i32 = 3;
