//! Facts: what a quantity is by itself, and what two have in common, whatever they are held against each other for.

use crate::{
    align::{Measure, Quantity, quantity::is_telling_key},
    base::{Number, id::ConceptId},
    extract::FigureKind,
    ruleset::{QualifierClass, Ruleset, concepts::Concept},
};

/// The concepts of rising and falling.
const TREND_GROUP: &str = "trend";
/// A count up to this is said of many things.
const FEW_MAX: i64 = 12;

/// Whether it counts what has no unit.
pub(super) fn is_count(quantity: &Quantity) -> bool {
    matches!(
        &quantity.measure,
        Measure::Figure { kind: FigureKind::Number | FigureKind::Quantity, units, .. } if units.is_empty()
    )
}

/// The lower end of what a figure stands for, else its one end.
pub(crate) fn low_end(quantity: &Quantity) -> Option<Number> {
    match &quantity.measure {
        Measure::Figure { interval, .. } => interval.low.or(interval.high).map(|bound| bound.value),
        Measure::Date(_) => None,
    }
}

/// Whether it counts the dead, the wounded, the captured.
pub fn is_toll(ruleset: &Ruleset, quantity: &Quantity) -> bool {
    let counts = matches!(quantity.measure, Measure::Figure { .. });
    counts && quantity.roles.iter().any(|role| ruleset.concepts.is_casualty(*role))
}

/// Whether it counts no more than is said of many things.
pub(super) fn is_few(quantity: &Quantity) -> bool {
    let counts = matches!(&quantity.measure, Measure::Figure { units, .. } if units.is_empty());
    counts && low_end(quantity).is_some_and(|value| value <= Number::from(FEW_MAX))
}

/// Whether those who fight are counted: their tolls are of many clashes.
pub(super) fn counts_fighters(ruleset: &Ruleset, quantity: &Quantity) -> bool {
    let concepts = quantity
        .counted
        .and_then(|counted| counted.concept)
        .into_iter()
        .chain(quantity.roles.iter().copied());
    concepts.filter_map(|concept| ruleset.concepts.get(concept)).any(|concept| concept.fights)
}

/// Whether a concept is what happens to a figure, which says little of which figure it is.
pub(super) fn is_trend(ruleset: &Ruleset, role: ConceptId) -> bool {
    ruleset.concepts.get(role).is_some_and(|concept| concept.group.as_deref() == Some(TREND_GROUP))
}

/// Whether there are keys on both sides, and none is shared.
pub(super) fn are_apart(a: &[u64], b: &[u64]) -> bool {
    !a.is_empty() && !b.is_empty() && !a.iter().any(|key| b.binary_search(key).is_ok())
}

/// Whether another figure of the two sentences is equal.
pub(super) fn share_neighbour(a: &Quantity, b: &Quantity) -> bool {
    a.neighbours.iter().any(|key| b.neighbours.binary_search(key).is_ok()) || share_old_year(a, b)
}

/// Whether another figure of the two sentences is equal that is rarely so by chance.
pub(super) fn share_telling_neighbour(a: &Quantity, b: &Quantity) -> bool {
    n_telling_neighbours(a, b) > 0 || share_old_year(a, b)
}

/// How many other figures of the two sentences are equal that are rarely so by chance.
pub(super) fn n_telling_neighbours(a: &Quantity, b: &Quantity) -> usize {
    let is_shared = |key: &&u64| is_telling_key(**key) && b.neighbours.binary_search(key).is_ok();
    a.neighbours.iter().filter(is_shared).count()
}

/// Whether both sentences name one year that is history: «لوحة رسمت عام 1648».
pub(super) fn share_old_year(a: &Quantity, b: &Quantity) -> bool {
    let is_old = |year: &i16| OLD_YEARS.contains(year);
    let years = |quantity: &Quantity| -> Vec<i16> {
        quantity.dates.iter().filter_map(|date| date.value.year).filter(is_old).collect()
    };
    let of_b = years(b);
    !of_b.is_empty() && years(a).iter().any(|year| of_b.contains(year))
}

/// Years of the common era that few sentences of a day's news name.
const OLD_YEARS: std::ops::Range<i16> = 1_600..1_980;

/// What the noun means that is counted, as far as the rules tell.
pub(super) fn counted_concept<'r>(ruleset: &'r Ruleset, quantity: &Quantity) -> Option<&'r Concept> {
    ruleset.concepts.get(quantity.counted?.concept?)
}

/// Whether both count one thing: by what the noun means, or one word that is told more closely on one side, «قطعة أثرية».
pub(super) fn count_one(a: &Quantity, b: &Quantity) -> bool {
    let is_one = a.counted.zip(b.counted).is_some_and(|(a, b)| a.key == b.key);
    is_one || a.noun != 0 && a.noun == b.noun
}

/// Whether what is told of the one cannot be told of the other: the dead and the wounded.
pub(super) fn have_other_roles(ruleset: &Ruleset, a: &Quantity, b: &Quantity) -> bool {
    let concepts = &ruleset.concepts;
    let excludes = |role: &ConceptId, other: &ConceptId| {
        concepts.exclude_each_other(*role, *other) && !concepts.follow_each_other(*role, *other)
    };
    a.roles.iter().any(|role| b.roles.iter().any(|other| excludes(role, other)))
}

/// Whether it says that it is of a class.
pub(super) fn says(quantity: &Quantity, class: QualifierClass) -> bool {
    quantity.qualifiers.contains(class)
}
