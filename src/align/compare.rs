//! Comparisons: whether two values can both be right, whatever stands around them.

use rust_decimal::Decimal;

use crate::{
    align::{
        Alignment, Measure, Quantity, Score, Slip,
        dated::{CALENDAR, DURATION},
        revised::may_replace,
        slip::{slip_between, slip_between_days},
    },
    attribution::Certainty,
    base::{
        Interval, Number,
        id::{ConceptId, UnitId},
        interval::Bound,
    },
    extract::{
        Date, FigureKind, FigureValue,
        date::{DateRelation, PartialDate, agree},
    },
    ruleset::Ruleset,
};

/// How two claims about one quantity stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Both can be right.
    Agrees,
    /// The values cannot both be right.
    Differs,
    /// The numbers are equal and the units, or the roles, are not.
    UnitDiffers,
}

/// How two values stand to each other, context aside.
#[derive(Debug, Clone, Copy)]
pub(super) struct Comparison {
    pub(super) relation: Relation,
    /// Of figures it is looked for only in what is left over: [`Comparison::explained`].
    pub(super) slip: Option<Slip>,
    /// How many significant digits two equal values share.
    pub(super) n_digits: i32,
    /// How far apart two unequal values are.
    pub(super) gap: Gap,
}

/// How far apart two unequal values are: sources that differ on one quantity rarely differ manifold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Less than twofold, or explained by a slip.
    Near,
    /// Twofold and more.
    Wide,
    /// Fivefold and more.
    Huge,
}

fn gap_between(a: FigureValue, b: FigureValue, slip: Option<Slip>) -> Gap {
    let (FigureValue::One(a), FigureValue::One(b)) = (a, b) else { return Gap::Near };
    let (a, b) = (a.to_decimal().abs(), b.to_decimal().abs());
    let (low, high) = (a.min(b), a.max(b));
    let reaches = |factor: i64| low.checked_mul(Decimal::from(factor)).is_some_and(|times| high >= times);
    match () {
        // One wrong digit makes 33 of 23, but hardly seven times as much.
        () if reaches(5) && matches!(slip, None | Some(Slip::OneDigit)) => Gap::Huge,
        () if reaches(2) && slip.is_none() => Gap::Wide,
        () => Gap::Near,
    }
}

/// Whether a figure is one, ten, a thousand, a million, and written in words: between two of these every
/// difference looks like a slip.
fn is_round_in_words(quantity: &Quantity, value: FigureValue) -> bool {
    let FigureValue::One(value) = value else { return false };
    quantity.digits.is_empty() && is_power_of_ten(value.to_decimal())
}

/// Whether the same digits are written in another order, as in a number that was set the wrong way round.
fn has_same_digits(a: &Quantity, b: &Quantity) -> bool {
    let sorted = |quantity: &Quantity| {
        let mut digits: Vec<char> = quantity.digits.chars().collect();
        digits.sort_unstable();
        digits
    };
    a.digits.len() >= DIGITS_IN_GROUP && sorted(a) == sorted(b)
}

impl Comparison {
    pub(super) fn agrees(&self) -> bool {
        self.relation == Relation::Agrees
    }

    /// The same with the slip that explains two figures that differ, and how far apart they are.
    pub(super) fn explained(self, ruleset: &Ruleset, first: &Quantity, second: &Quantity) -> Comparison {
        let (
            Relation::Differs,
            Measure::Figure { value: a, units: a_units, .. },
            Measure::Figure { value: b, units: b_units, .. },
        ) = (self.relation, &first.measure, &second.measure)
        else {
            return self;
        };
        let (a, b) = if convert(ruleset, a_units, b_units) {
            (&in_base(ruleset, *a, a_units), &in_base(ruleset, *b, b_units))
        } else {
            (a, b)
        };
        let slip =
            slip_of(*a, *b).filter(|_| !is_round_in_words(first, *a) || !is_round_in_words(second, *b));
        let gap = gap_between(*a, *b, slip);
        let gap = if gap != Gap::Near && has_same_digits(first, second) { Gap::Wide } else { gap };
        Comparison { slip, gap, ..self }
    }

    pub(super) fn alignment(&self, a_idx: usize, b_idx: usize, score: Score) -> Alignment {
        Alignment { a_idx, b_idx, relation: self.relation, slip: self.slip, score }
    }
}

/// `None` where the two are not of one kind, so that neither agreement nor conflict says anything.
pub(super) fn compare(ruleset: &Ruleset, a: &Quantity, b: &Quantity) -> Option<Comparison> {
    match (&a.measure, &b.measure) {
        (
            Measure::Figure { kind: a_kind, value: a_value, interval: a_interval, units: a_units, .. },
            Measure::Figure { kind: b_kind, value: b_value, interval: b_interval, units: b_units, .. },
        ) => {
            let families =
                [family(ruleset, *a_kind, a_units, *a_value), family(ruleset, *b_kind, b_units, *b_value)];
            let are_of = |either: &[&str; 2]| families.iter().all(|family| either.contains(family));
            if families[0] != families[1] && a_value == b_value && TOLD_IN_EITHER.iter().any(are_of) {
                let n_digits = n_digits(*a_value);
                return Some(Comparison {
                    relation: Relation::UnitDiffers,
                    slip: None,
                    n_digits,
                    gap: Gap::Near,
                });
            }
            if families[0] != families[1]
                || *a_kind == FigureKind::Percent && are_complements(*a_value, *b_value)
                || a.is_duration(ruleset) && are_two_groups(*a_value, *b_value)
            {
                return None;
            }
            let equal_numbers = a_value == b_value;
            let one_unit = a_units.is_empty() || a_units.iter().any(|unit| b_units.contains(unit));
            let excluded = are_of_others(ruleset, a, b);
            // «ريال» is one currency or another by what stands around it.
            let one_unit = one_unit || (a_value == b_value && a.letters == b.letters);
            let converted = convert(ruleset, a_units, b_units);
            let meets = if *a_kind == FigureKind::Money {
                one_unit && meet(a_interval, b_interval)
            } else {
                let (a_scaled, b_scaled) =
                    (scaled(ruleset, a_interval, a_units), scaled(ruleset, b_interval, b_units));
                meet(&a_scaled, &b_scaled) || (converted && meet(&widened(a_scaled), &b_scaled))
            };
            let one_figure = one_unit
                && (is_one_notation(a, b) || is_cut_short((a_value, a_interval), (b_value, b_interval)));
            let is_open = |interval: &Interval| interval.low.is_none() || interval.high.is_none();
            let opened = is_open(a_interval) || is_open(b_interval);
            // «أكثر من 420 ميلا» reaches «أكثر من 420 كيلومترا», and «37 على الأقل» reaches 73; nobody means that.
            // Nor does who says «نحو 49.5» mean 45.93.
            let are_long = n_digits(*a_value).min(n_digits(*b_value)) >= ROUNDED_DIGITS;
            let swapped =
                (opened || (meets && are_long)) && slip_of(*a_value, *b_value) == Some(Slip::Transposed);
            let renamed = opened && equal_numbers && !one_unit;
            // «93 على الأقل» of the first day was no 151 yet.
            let replaced = opened && !equal_numbers && may_replace(ruleset, a, b);
            let is_end = one_unit && is_end_of(a_value, b_value);
            let meets = (meets && !swapped && !renamed && !replaced) || one_figure || is_end;
            let relation = match (meets, equal_numbers) {
                (true, true) if excluded => Relation::UnitDiffers,
                // «أكثر من 43» and «43» are one figure.
                (true, _) => Relation::Agrees,
                (false, true) if one_unit && !excluded => Relation::Agrees,
                (false, true) => Relation::UnitDiffers,
                (false, false) if !one_unit && !converted => return None,
                (false, false) => Relation::Differs,
            };
            // «نحو 8700» may be 8,069, but shares few digits with it.
            let n_digits = n_digits(*a_value).min(n_digits(*b_value));
            Some(Comparison { relation, slip: None, n_digits, gap: Gap::Near })
        }
        (Measure::Date(a_date), Measure::Date(b_date)) => {
            compare_dates(a_date, b_date).filter(|comparison| {
                let is_slip = comparison.slip == Some(Slip::Transposed);
                let are_dated = (a.is_dated() && b.is_dated()) || (is_slip && (a.is_dated() || b.is_dated()));
                let is_told = is_day(a_date) || is_month(a_date) || are_dated;
                comparison.agrees() || is_told && !a.is_turn_before_or_after(b)
            })
        }
        _ => None,
    }
}

/// Whether two counts are of other people, or of those to whom something else happened: the dead, the wounded.
fn count_others(ruleset: &Ruleset, a: &Quantity, b: &Quantity) -> bool {
    // Of two papers' own words which verb goes with a figure is read too unsurely.
    if a.article != b.article && [a, b].iter().all(|quantity| quantity.certainty == Certainty::Own) {
        return false;
    }
    let people = |role: ConceptId| ruleset.concepts.get(role).is_some_and(|concept| concept.is_people);
    let nearest = |quantity: &Quantity| quantity.roles.iter().copied().find(|role| people(*role));
    let casualty =
        |quantity: &Quantity| quantity.roles.iter().copied().find(|role| ruleset.concepts.is_casualty(*role));
    let key = |role: ConceptId| ruleset.concepts.get(role).map_or(0, |concept| concept.key);
    // Where both sentences tell of the dead and of the wounded, who is meant is read too unsurely.
    // «شرطي وجندي», "police and soldiers"
    let family = |role: ConceptId| ruleset.concepts.get(role).map_or(0, |concept| concept.family);
    let told_of = |quantity: &Quantity, role: ConceptId| {
        let is_told = |key: u64| key != 0 && quantity.wide.weight(key) > 0;
        is_told(key(role)) || is_told(family(role))
    };
    let apart = |one: ConceptId, other: ConceptId| {
        let concepts = &ruleset.concepts;
        let may_be_one = concepts.are_of_one_family(one, other) || concepts.follow_each_other(one, other);
        concepts.exclude_each_other(one, other) && !may_be_one && !(told_of(a, other) && told_of(b, one))
    };
    let share_one = a.roles.iter().any(|role| people(*role) && b.roles.contains(role));
    // Eleven soldiers who were captured are not eleven who were killed: what they are is the same.
    let fates_apart = casualty(a).zip(casualty(b)).is_some_and(|(one, other)| apart(one, other));
    // «تسعة جنود», «تسعة مدنيين»
    let counted = |quantity: &Quantity| quantity.counted.and_then(|counted| counted.concept);
    let are_others = counted(a).zip(counted(b)).is_some_and(|(one, other)| apart(one, other));
    let nearest_apart = || nearest(a).zip(nearest(b)).is_some_and(|(one, other)| apart(one, other));
    fates_apart || are_others || !share_one && nearest_apart()
}

/// Whether two figures are of others, or go another way. Exports and imports that grew by one share have that share in common
/// by chance.
fn are_of_others(ruleset: &Ruleset, a: &Quantity, b: &Quantity) -> bool {
    match (a.measure.has_unit(), a.measure.is_of(FigureKind::Percent)) {
        (_, true) => false,
        (false, false) => count_others(ruleset, a, b),
        (true, false) => flow_apart(ruleset, a, b),
    }
}

/// Whether one goes out of where the other comes in: exports and imports.
fn flow_apart(ruleset: &Ruleset, a: &Quantity, b: &Quantity) -> bool {
    let flow = |quantity: &Quantity| {
        let mut flows = quantity.roles.iter().copied().filter(|role| ruleset.concepts.is_flow(*role));
        flows.next().filter(|_| flows.next().is_none())
    };
    flow(a).zip(flow(b)).is_some_and(|(one, other)| one != other)
}

/// Dates are compared where both say a day, or both only a year: a month agrees with its days.
fn compare_dates(a: &Date, b: &Date) -> Option<Comparison> {
    let doubtful = |date: &Date| date.is_numeric && date.value.year.is_none();
    if doubtful(a) || doubtful(b) {
        return None;
    }
    let exactness = |date: &Date| (date.value.day.is_some(), date.value.month.is_some());
    if let (Some(a_until), Some(b_until)) = (&a.until, &b.until) {
        return compare_stretches((&a.value, a_until), (&b.value, b_until));
    }
    if a.until.is_some() || b.until.is_some() || exactness(a) != exactness(b) && !is_month_of_other_year(a, b)
    {
        return None;
    }
    let calendar = |date: &Date| date.value.year.is_some_and(|year| year < FIRST_GREGORIAN_YEAR);
    if exactness(a) == (false, false) && calendar(a) != calendar(b) {
        return None;
    }
    let one_year = exactness(a) == (false, false) && a.value.year == b.value.year;
    // Which year is meant was worked out: «25 يناير» of July may be the last or the next.
    let one_day = is_day(a) && (a.value.month, a.value.day) == (b.value.month, b.value.day);
    let year_is_guessed = a.value.year.is_none() || b.value.year.is_none();
    let relation = match agree(a, b) {
        _ if one_year || one_day && year_is_guessed => Relation::Agrees,
        DateRelation::Same | DateRelation::Compatible => Relation::Agrees,
        DateRelation::Different => Relation::Differs,
        DateRelation::Unknown => return None,
    };
    // «12 أبريل» is no slip for «21 يوليو».
    let slip = match (a.value.day.zip(b.value.day), a.value.year.zip(b.value.year)) {
        (Some((a_day, b_day)), _) if a.value.month == b.value.month => slip_between_days(a_day, b_day),
        (None, Some((a, b))) if a != b => slip_between(Decimal::from(a), Decimal::from(b)),
        _ => None,
    };
    Some(Comparison { relation, slip, n_digits: DATE_DIGITS, gap: Gap::Near })
}

/// Two stretches of days are of one thing where they begin or end with one day: «من 4 إلى 13 أكتوبر», «من 4 إلى 23 أكتوبر».
fn compare_stretches(
    (a, a_until): (&PartialDate, &PartialDate),
    (b, b_until): (&PartialDate, &PartialDate),
) -> Option<Comparison> {
    let day = |date: &PartialDate| date.month.zip(date.day);
    let (a_first, b_first, a_last, b_last) = (day(a)?, day(b)?, day(a_until)?, day(b_until)?);
    let other = match (a_first == b_first, a_last == b_last) {
        (true, true) => None,
        (true, false) => Some((a_last, b_last)),
        (false, true) => Some((a_first, b_first)),
        (false, false) => return None,
    };
    let relation = if other.is_some() { Relation::Differs } else { Relation::Agrees };
    let slip = other.filter(|((a_month, _), (b_month, _))| a_month == b_month);
    let slip = slip.and_then(|((_, a_day), (_, b_day))| slip_between_days(a_day, b_day));
    Some(Comparison { relation, slip, n_digits: DATE_DIGITS, gap: Gap::Near })
}

/// Whether both name one month, and each its year, and the years differ: «فاتح يناير 2028», «يناير 2026».
pub(super) fn is_month_of_other_year(a: &Date, b: &Date) -> bool {
    let years = a.value.year.zip(b.value.year);
    a.value.month.is_some() && a.value.month == b.value.month && years.is_some_and(|(a, b)| a != b)
}

/// A year before this one is of the Hijri calendar.
const FIRST_GREGORIAN_YEAR: i16 = 1_600;

/// Whether a month of a year is meant: «أكتوبر 2029».
pub(super) fn is_month(date: &Date) -> bool {
    date.value.day.is_none() && date.value.month.is_some() && date.value.year.is_some()
}

pub(super) fn is_day(date: &Date) -> bool {
    date.value.day.is_some()
}

/// Whether both say one value, to the last place.
pub(super) fn is_equal(a: &Quantity, b: &Quantity) -> bool {
    match (&a.measure, &b.measure) {
        (Measure::Figure { value: a, .. }, Measure::Figure { value: b, .. }) => a == b,
        (Measure::Date(a), Measure::Date(b)) => {
            (a.value.month, a.value.day) == (b.value.month, b.value.day)
                && (a.value.day.is_some() || a.value.year == b.value.year)
        }
        _ => false,
    }
}

/// A value with so many digits is told to the last of them, whatever stands before it.
const ROUNDED_DIGITS: i32 = 3;

/// Dimensions in which one thing can be told: tonnes and barrels of oil, weeks and months.
const TOLD_IN_EITHER: [[&str; 2]; 2] = [["mass", "volume"], [DURATION, CALENDAR]];

/// Two equal dates say as much as two equal figures of so many digits.
const DATE_DIGITS: i32 = 2;

/// What kinds of figures can be compared: counts with counts, lengths with lengths.
fn family<'r>(ruleset: &'r Ruleset, kind: FigureKind, units: &[UnitId], value: FigureValue) -> &'r str {
    match (kind, units.first()) {
        (FigureKind::Number, None) if is_fraction(value) => "fraction",
        (FigureKind::Money, _) => "money",
        (FigureKind::Percent, _) => "percent",
        (FigureKind::Ordinal, _) => "ordinal",
        (_, Some(unit)) => ruleset.unit_dimension(*unit),
        (_, None) => "count",
    }
}

/// Whether two shares are of one whole, so that one says what the other leaves: «لم يسدد سوى 58 في المئة», «بقي 42 في المئة».
fn are_complements(a: FigureValue, b: FigureValue) -> bool {
    let (FigureValue::One(a), FigureValue::One(b)) = (a, b) else { return false };
    a.to_decimal().checked_add(b.to_decimal()) == Some(Decimal::ONE_HUNDRED)
}

/// Whether a value is a part of something: a half of the passengers is no count of them.
fn is_fraction(value: FigureValue) -> bool {
    matches!(value, FigureValue::One(number) if number > Number::ZERO && number < Number::from(1))
}

/// The interval in the base unit of its dimension.
fn scaled(ruleset: &Ruleset, interval: &Interval, units: &[UnitId]) -> Interval {
    let Some(factor) = factor_of(ruleset, units) else { return *interval };
    let scale = |bound: Option<Bound>| {
        bound.map(|bound| Bound { value: bound.value.checked_mul(factor).unwrap_or(bound.value), ..bound })
    };
    Interval { low: scale(interval.low), high: scale(interval.high) }
}

/// Whether two intervals meet within their reach. «أكثر من 100» is said of 120, not of 5,000: an open end reaches to
/// twice or half of the other, but of two that are open in one direction no farther than to a quarter.
fn meet(a: &Interval, b: &Interval) -> bool {
    let one_way = a.low.is_some() == b.low.is_some() && a.high.is_some() == b.high.is_some();
    let reach = if one_way { Decimal::new(125, 2) } else { Decimal::TWO };
    within_reach(a, reach).meets(&within_reach(b, reach))
}

/// The interval with both ends moved by as much as a conversion is rounded: 240 kilometres are 150 miles.
fn widened(interval: Interval) -> Interval {
    let times = |bound: Option<Bound>, percent: i64| {
        bound.map(|bound| Bound {
            value: bound.value.checked_mul(Decimal::new(percent, 2)).unwrap_or(bound.value),
            ..bound
        })
    };
    Interval {
        low: times(interval.low, 100 - CONVERTED_PERCENT),
        high: times(interval.high, 100 + CONVERTED_PERCENT),
    }
}

/// By no more per cent is a conversion off that was rounded.
const CONVERTED_PERCENT: i64 = 1;

/// The interval with its open end so many times as far as the other.
fn within_reach(interval: &Interval, reach: Decimal) -> Interval {
    let bound =
        |value: Option<Number>, bound: Bound| Bound { value: value.unwrap_or(bound.value), closed: true };
    match (interval.low, interval.high) {
        (Some(low), None) => {
            Interval { low: Some(low), high: Some(bound(low.value.checked_mul(reach), low)) }
        }
        (None, Some(high)) => {
            let below = Decimal::ONE.checked_div(reach).and_then(|part| high.value.checked_mul(part));
            Interval { low: Some(bound(below, high)), high: Some(high) }
        }
        _ => *interval,
    }
}

/// Whether one figure is written with separators that are read as decimal signs: «2.464» and «2464».
fn is_one_notation(a: &Quantity, b: &Quantity) -> bool {
    let negative = |a: FigureValue, b: FigureValue| match (a, b) {
        (FigureValue::One(a), FigureValue::One(b)) => a == b.negated(),
        _ => false,
    };
    let ratio = |a: FigureValue, b: FigureValue| match (a, b) {
        (FigureValue::One(a), FigureValue::One(b)) => {
            let (a, b) = (a.to_decimal().abs(), b.to_decimal().abs());
            a.max(b).checked_div(a.min(b))
        }
        _ => None,
    };
    let (Measure::Figure { value: a_value, .. }, Measure::Figure { value: b_value, .. }) =
        (&a.measure, &b.measure)
    else {
        return false;
    };
    // A dash before a number is as often a dash as a minus.
    if negative(*a_value, *b_value) {
        return true;
    }
    // «4.795.563 مليون» is written of 4,795,563.
    let groups = [Decimal::ONE_THOUSAND, Decimal::from(1_000_000)];
    let thousands = || ratio(*a_value, *b_value).is_some_and(|ratio| groups.contains(&ratio));
    let has_group = |quantity: &Quantity| quantity.digits.len() > DIGITS_IN_GROUP;
    // «321ر97» is written backwards in many a paper.
    let digits = |quantity: &Quantity| {
        let mut digits: Vec<char> = quantity.digits.chars().filter(|digit| *digit != '0').collect();
        digits.sort_unstable();
        digits
    };
    // It is the greater of the two that was written out, and has a scale word too many.
    let greater = if is_greater(*a_value, *b_value) { a } else { b };
    has_group(greater) && thousands() && digits(a) == digits(b)
}

fn is_greater(a: FigureValue, b: FigureValue) -> bool {
    matches!((a, b), (FigureValue::One(a), FigureValue::One(b)) if a.to_decimal().abs() > b.to_decimal().abs())
}

/// Digits between two separators of thousands.
pub(super) const DIGITS_IN_GROUP: usize = 3;

/// Whether the less precise of two values is the other one, cut short rather than rounded: 84 and 84.5
/// million, or rounded at will: the difference is less than one of its last place.
fn is_cut_short(
    (a, a_interval): (&FigureValue, &Interval),
    (b, b_interval): (&FigureValue, &Interval),
) -> bool {
    let (FigureValue::One(a), FigureValue::One(b)) = (a, b) else { return false };
    let width = |interval: &Interval| {
        let (low, high) = (interval.low?.value.to_decimal(), interval.high?.value.to_decimal());
        high.checked_sub(low)
    };
    let difference = a.to_decimal().checked_sub(b.to_decimal()).map(|difference| difference.abs());
    let (Some(a_width), Some(b_width), Some(difference)) = (width(a_interval), width(b_interval), difference)
    else {
        return false;
    };
    let wide = a_width.max(b_width);
    // «نحو» opens an interval, too, but not by one of the last place.
    a_width != b_width && difference < wide && is_power_of_ten(wide)
}

/// Whether two ranges have no end in common: «بين 18 و29 عاما», «بين 30 و44 عاما» are two groups.
fn are_two_groups(a: FigureValue, b: FigureValue) -> bool {
    matches!((a, b), (FigureValue::Range(low, high), FigureValue::Range(other_low, other_high)) if low != other_low && high != other_high)
}

/// Whether one is a range, and the other is where it begins or ends.
fn is_end_of(a: &FigureValue, b: &FigureValue) -> bool {
    let ends = |range: &FigureValue, value: &FigureValue| match (range, value) {
        (FigureValue::Range(low, high), FigureValue::One(value)) => {
            *low == Some(*value) || *high == Some(*value)
        }
        _ => false,
    };
    ends(a, b) || ends(b, a)
}

fn is_power_of_ten(value: Decimal) -> bool {
    value.to_string().chars().filter(|char| !matches!(char, '0' | '.')).eq(['1'])
}

/// Whether two units are other ones of one dimension, and neither a currency: hours and minutes.
fn convert(ruleset: &Ruleset, a: &[UnitId], b: &[UnitId]) -> bool {
    let factors = factor_of(ruleset, a).zip(factor_of(ruleset, b));
    factors.is_some_and(|(a, b)| a != b) && !a.iter().any(|unit| b.contains(unit))
}

/// How many of the base units of their dimension the units are; `None` where they do not convert.
fn factor_of(ruleset: &Ruleset, units: &[UnitId]) -> Option<Decimal> {
    units.first().and_then(|unit| ruleset.unit_factor(*unit))
}

/// A value in the base unit of its dimension.
fn in_base(ruleset: &Ruleset, value: FigureValue, units: &[UnitId]) -> FigureValue {
    let factor = factor_of(ruleset, units).unwrap_or(Decimal::ONE);
    match value {
        FigureValue::One(number) => FigureValue::One(number.checked_mul(factor).unwrap_or(number)),
        FigureValue::Range(..) => value,
    }
}

fn slip_of(a: FigureValue, b: FigureValue) -> Option<Slip> {
    match (a, b) {
        (FigureValue::One(a), FigureValue::One(b)) => slip_between(a.to_decimal(), b.to_decimal()),
        _ => None,
    }
}

/// With more digits than this chance hardly plays a part.
const DIGITS_TELLING: u32 = 3;

/// How many significant digits a value has, at most [`DIGITS_TELLING`].
pub(super) fn n_digits(value: FigureValue) -> i32 {
    let number = match value {
        FigureValue::One(number) => number,
        FigureValue::Range(low, high) => low.or(high).unwrap_or(Number::ZERO),
    };
    i32::try_from(number.n_significant().min(DIGITS_TELLING)).unwrap_or(1)
}
