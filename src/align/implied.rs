//! Implied: what an article leaves out, having said it elsewhere: a currency, that «ten at least» are ten, when it was that a
//! heading tells of.

use std::cmp::Ordering;

use crate::{
    align::{
        Measure, Quantity,
        compare::is_equal,
        facts::{count_one, is_count, low_end},
        revised::share_role,
    },
    base::{Interval, Number},
    extract::{FigureKind, FigureValue},
    ruleset::QualifierClass,
};

/// Who says «عشرة جنود على الأقل» and then «عشرة جنود» means ten.
pub(super) fn close_ends(quantities: &mut [Quantity]) {
    let counts = |quantity: &Quantity| match &quantity.measure {
        Measure::Figure {
            kind: FigureKind::Number, value: FigureValue::One(value), interval, units, ..
        } if units.is_empty() => Some(((quantity.counted?.key, *value), *interval)),
        _ => None,
    };
    let is_open = |interval: &Interval| interval.low.is_none() || interval.high.is_none();
    // Sorted, the first of equal ones kept: an article may count thousands of things.
    let mut flat: Vec<((u64, Number), Interval)> =
        quantities.iter().filter_map(counts).filter(|(_, interval)| !is_open(interval)).collect();
    flat.sort_by_key(|(counted, _)| *counted);
    flat.dedup_by_key(|(counted, _)| *counted);
    for quantity in quantities {
        let Some((counted, _)) = counts(quantity).filter(|(_, own)| is_open(own)) else { continue };
        let closed = flat.binary_search_by_key(&counted, |(counted, _)| *counted).ok();
        let closed = closed.and_then(|at| flat.get(at));
        if let (Some((_, closed)), Measure::Figure { interval, .. }) = (closed, &mut quantity.measure) {
            *interval = *closed;
        }
    }
}

/// A figure of the headings that an article opens with is of the time of the first figure below that tells it: «مقتل 50 شخصا», «قتل 50 شخصا الاثنين».
pub(super) fn date_headings(quantities: &mut [Quantity]) {
    let n_first = quantities.iter().take_while(|quantity| quantity.heading).count();
    let (headings, below) = quantities.split_at_mut(n_first);
    for heading in headings.iter_mut().filter(|heading| heading.dates.is_empty() && !heading.is_date()) {
        let tells_it = |told: &&Quantity| {
            let is_one = count_one(told, heading) || share_role(told, heading);
            !told.heading
                && is_equal(told, heading)
                && (is_one || told.unit.is_some() && told.unit == heading.unit)
        };
        if let Some(told) = below.iter().take(BELOW_MAX).find(tells_it) {
            heading.dates.clone_from(&told.dates);
            heading.past = told.past;
        }
    }
}

/// A heading tells of what the first figures below it tell of.
const BELOW_MAX: usize = 12;

/// Of two figures of a sentence of which one is told instead of the other, «66 شخصا، وليس 73», the other is what was told
/// before, and that one what it became.
pub(super) fn renew_replaced(quantities: &mut [Quantity]) {
    for idx in 1..quantities.len() {
        let (before, rest) = quantities.split_at_mut(idx);
        let (Some(new), Some(old)) = (before.last_mut(), rest.first_mut()) else { continue };
        let is_replaced = old.qualifiers.contains(QualifierClass::Replaced);
        if !is_replaced || new.sentence != old.sentence || !are_counts(new, old) {
            continue;
        }
        let Some((value, replaced)) = low_end(new).zip(low_end(old)) else { continue };
        let became = match value.cmp(&replaced) {
            Ordering::Less => QualifierClass::LoweredTo,
            Ordering::Greater => QualifierClass::RoseTo,
            Ordering::Equal => continue,
        };
        new.qualifiers = new.qualifiers.with(became);
        old.qualifiers = old.qualifiers.with(QualifierClass::Prior);
        if old.roles.is_empty() {
            old.roles.clone_from(&new.roles);
        }
    }
}

/// Whether both are counts, and the second of no other noun.
fn are_counts(new: &Quantity, old: &Quantity) -> bool {
    let of_one = old.counted.is_none() || count_one(new, old);
    is_count(new) && is_count(old) && of_one
}

/// A bare number with a scale word is of the currency of the sum before it in its sentence: «خسرت 64 مليون ريال من
/// مبيعات بلغت 1.9 مليار».
pub(super) fn give_currency(quantities: &mut [Quantity]) {
    for idx in 1..quantities.len() {
        let (before, rest) = quantities.split_at_mut(idx);
        let (Some(last), Some(bare)) = (before.last(), rest.first_mut()) else { continue };
        if last.sentence != bare.sentence || bare.counted.is_some() || bare.letters == 0 {
            continue;
        }
        let Measure::Figure { kind: FigureKind::Money, units: currency, per: None, .. } = &last.measure
        else {
            continue;
        };
        if let Measure::Figure { kind, units, per: None, interval, .. } = &mut bare.measure
            && *kind == FigureKind::Number
            && units.is_empty()
            && interval.low.is_some_and(|low| low.value >= Number::from(SCALED_MIN))
        {
            *kind = FigureKind::Money;
            units.clone_from(currency);
        }
    }
}

/// A number with a scale word is no less.
const SCALED_MIN: i64 = 1_000;
