//! Stories: whether two articles tell of one happening, and which of their figures may then be one that is told
//! in other words.

use rust_decimal::Decimal;

use crate::{
    align::{
        Alignment, Measure, Quantity, Relation, Score, Slip,
        compare::Comparison,
        score::{
            AGREEING_SEVERAL, Alike, SIDE_STORY_LIKENESS_MIN, is_count, is_toll, is_trend, low_end,
            share_neighbour,
        },
        slip::slip_between,
        strength::{is_clear, is_long},
    },
    base::Number,
    extract::{Date, FigureKind},
    ruleset::Ruleset,
};

/// What is known of two articles as a whole.
#[derive(Debug, Clone, Copy)]
pub struct Sides {
    /// How alike they are in what they are known by, in thousandths.
    pub likeness: u32,
    /// How many of their figures agree.
    pub n_agreeing: usize,
    /// How many figures the one with fewer has.
    pub n_figures: usize,
    /// How many tolls the one with more counts.
    pub n_tolls: usize,
}

impl Sides {
    /// Whether several of their figures agree, and no fewer than one in so many.
    pub(super) fn tell_one_story(self) -> bool {
        let (agreeing_min, share) = if self.likeness >= STORY_LIKENESS_MIN {
            (AGREEING_SOME, AGREEING_SHARE_ALIKE)
        } else {
            (AGREEING_SEVERAL, AGREEING_SHARE_STORY)
        };
        self.n_agreeing >= agreeing_min && self.n_agreeing * share >= self.n_figures
    }

    /// What is known of two sides of which `aligned` are the pairs.
    pub(super) fn new(
        ruleset: &Ruleset,
        (a, b): (&[&Quantity], &[&Quantity]),
        likeness: u32,
        aligned: &[Alignment],
    ) -> Sides {
        let agreeing = aligned.iter().filter(|alignment| alignment.relation == Relation::Agrees);
        // Two small numbers that agree say half as much: every story has a two or a three.
        let halves: usize = agreeing.map(|alignment| if is_telling(&alignment.score) { 2 } else { 1 }).sum();
        let n_tolls = n_tolls(ruleset, a).max(n_tolls(ruleset, b));
        Sides { likeness, n_agreeing: halves.div_ceil(2), n_figures: a.len().min(b.len()), n_tolls }
    }
}

/// Whether two equal values have more than one digit.
fn is_telling(score: &Score) -> bool {
    score.reasons.iter().any(|reason| reason.name == "digit" && reason.seen > 1)
}

/// How many different tolls there are among the figures.
fn n_tolls(ruleset: &Ruleset, quantities: &[&Quantity]) -> usize {
    let mut tolls: Vec<Number> = quantities
        .iter()
        .filter(|quantity| is_toll(ruleset, quantity))
        .filter_map(|quantity| low_end(quantity))
        .collect();
    tolls.sort_unstable();
    tolls.dedup();
    tolls.len()
}

/// Two articles tell one story where no fewer than one in so many of their figures agree.
const AGREEING_SHARE_STORY: usize = 8;
/// Where two articles are so alike, in thousandths …
const STORY_LIKENESS_MIN: u32 = 300;
/// … fewer figures that agree will do, and other news may stand beside the story.
const AGREEING_SOME: usize = 2;
const AGREEING_SHARE_ALIKE: usize = 16;
/// Where so many figures agree, one digit may be another.
const AGREEING_MANY: usize = 4;
/// Under this it has next to nothing in common.
const LOCAL_SOME: u32 = 50;

/// What has no equal on the other side, of what two figures measure.
#[derive(Debug, Clone, Copy)]
pub(super) struct Left {
    /// Whether each of the two is the only one of its kind, in its article or its sentence.
    pub(super) is_only: bool,
    /// Whether no more than a few of the kind are left on either side.
    pub(super) is_among_few: bool,
}

/// Whether two figures of two articles on one story may be one that is told in other words: a clear slip,
/// another unit, or another day of what has one of its own.
pub(super) fn is_told_otherwise(
    ruleset: &Ruleset,
    (a, b): (&Quantity, &Quantity),
    (comparison, left): (&Comparison, Left),
    alike: Alike,
    sides: Sides,
) -> bool {
    let days_differ = a.printed.zip(b.printed).is_some_and(|(a, b)| a != b);
    if a.article == b.article || days_differ || !sides.tell_one_story() {
        return false;
    }
    let last_digit = comparison.slip == Some(Slip::OneDigit) && is_long(a, b);
    (last_digit && left.is_only && sides.n_agreeing >= AGREEING_MANY)
        || is_telling_slip(ruleset, (a, b), (comparison, left), alike)
        || has_other_unit((a, b), comparison)
        || is_other_day((a, b), (comparison, left), (alike, sides))
}

/// Whether a slip explains the difference, and is no chance. Two numbers of two digits are a swap of each other
/// now and then: something else has to say that they are one.
fn is_telling_slip(
    ruleset: &Ruleset,
    (a, b): (&Quantity, &Quantity),
    (comparison, left): (&Comparison, Left),
    alike: Alike,
) -> bool {
    if !is_clear(comparison.slip, (a, b)) {
        return false;
    }
    let is_date = matches!(a.measure, Measure::Date(_));
    if is_long(a, b) {
        return true;
    }
    if is_date {
        return is_year(a) && is_year(b) && (a.dated || b.dated);
    }
    let across_languages = a.language != b.language && alike.wide >= SIDE_STORY_LIKENESS_MIN;
    let told_near = alike.local >= LOCAL_SOME || share_neighbour(a, b) || across_languages;
    let alone = left.is_only && alike.topic >= SIDE_STORY_LIKENESS_MIN;
    let is_share = matches!(a.measure, Measure::Figure { kind: FigureKind::Percent, .. });
    let measured = if is_share { left.is_only } else { a.measure.has_unit() && left.is_among_few };
    let scaled = a.measure.has_unit() && comparison.slip == Some(Slip::Scale);
    let apart = counts_apart(ruleset, a, b) && !share_neighbour(a, b);
    (told_near || alone || measured || scaled) && !apart
}

/// Whether both are days, or years, that differ in one part: of what has one of its own, or by a slip.
fn is_other_day(
    (a, b): (&Quantity, &Quantity),
    (comparison, left): (&Comparison, Left),
    (alike, sides): (Alike, Sides),
) -> bool {
    let are_dated = a.dated && b.dated && alike.local > 0;
    let told_near =
        alike.local >= LOCAL_SOME || (a.is_lead && b.is_lead) || sides.n_agreeing >= AGREEING_MANY;
    let is_day = !is_year(a) && (comparison.slip.is_some() || have_one_day(a, b));
    left.is_only && (are_dated || (is_day && told_near)) && differ_in_one_part(a, b)
}

/// Whether both are one day of a month, in two months.
fn have_one_day(a: &Quantity, b: &Quantity) -> bool {
    let (Measure::Date(a), Measure::Date(b)) = (&a.measure, &b.measure) else { return false };
    a.value.day.is_some() && a.value.day == b.value.day
}

/// Whether a year is meant, and no day or month of it.
fn is_year(quantity: &Quantity) -> bool {
    matches!(&quantity.measure, Measure::Date(date)
        if date.value.year.is_some() && date.value.month.is_none() && date.until.is_none())
}

/// Whether two dates differ in the day, the month or the year alone; a year by a slip.
pub(super) fn differ_in_one_part(a: &Quantity, b: &Quantity) -> bool {
    let (Measure::Date(a), Measure::Date(b)) = (&a.measure, &b.measure) else { return false };
    let year_differs = a.value.year.zip(b.value.year).is_some_and(|(a, b)| a != b);
    let n_other = usize::from(a.value.day != b.value.day)
        + usize::from(a.value.month != b.value.month)
        + usize::from(year_differs);
    let year = |date: &Date| date.value.year.map(Decimal::from);
    let by_slip = || {
        let years = year(a).zip(year(b));
        years.is_some_and(|(a, b)| slip_between(a, b).is_some())
    };
    n_other == 1 && (!year_differs || by_slip())
}

/// Whether one number of two digits and more has two units.
pub(super) fn has_other_unit((a, b): (&Quantity, &Quantity), comparison: &Comparison) -> bool {
    let have_units = a.measure.has_unit() && b.measure.has_unit();
    comparison.relation == Relation::UnitDiffers && comparison.n_digits > 1 && have_units
}

/// Whether two counts of two digits are of other things, as far as is known.
fn counts_apart(ruleset: &Ruleset, a: &Quantity, b: &Quantity) -> bool {
    let (Some(one), Some(other)) = (a.counted, b.counted) else { return false };
    let same_role = a.roles.iter().any(|role| b.roles.contains(role) && !is_trend(ruleset, *role));
    let one_family = one.sound != 0 && one.sound == other.sound;
    let apart = one.key != other.key && !one_family && !same_role && a.language == b.language;
    is_count(a) && is_count(b) && !is_long(a, b) && apart
}
