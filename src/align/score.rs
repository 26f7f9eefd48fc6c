//! Scores: the evidence that two quantities are one, as a sum that can be shown.

use crate::{
    align::{
        Measure, Quantity, Relation, Sides, Slip,
        compare::{Comparison, Gap},
        left::Left,
        quantity::is_telling_key,
        story::{has_other_unit, is_told_otherwise},
        strength::{CLEAR_SLIP_MIN, is_clear, is_long, slip_strength},
    },
    attribution::Certainty,
    base::{
        Number,
        id::{ConceptId, UnitId},
    },
    event::{Bag, TokenFeature, UNNAMED_PUBLISHER},
    extract::{
        Date, FigureKind,
        date::{DateRelation, agree},
    },
    ruleset::{QualifierClass, Ruleset, alignment::Calibration},
};

/// A piece of evidence and what it adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Its name, as in `rules/world/alignment.toml`.
    pub name: &'static str,
    /// How much of it was seen: a cosine in thousandths, a count.
    pub seen: i32,
    /// What it adds to the logit, in thousandths.
    pub weight: i32,
}

/// The evidence that two quantities are one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Score {
    /// The sum of the evidence, in thousandths.
    pub logit: i32,
    /// The evidence.
    pub reasons: Vec<Reason>,
}

impl Score {
    fn add(&mut self, name: &'static str, seen: i32, weight: i32) {
        if seen != 0 && weight != 0 {
            let weight = seen.saturating_mul(weight);
            self.logit = self.logit.saturating_add(weight);
            self.reasons.push(Reason { name, seen, weight });
        }
    }

    /// Adds the share, in thousandths, of what a whole of it would add.
    fn add_share(&mut self, name: &'static str, thousandths: i32, whole: i32) {
        let weight = i64::from(thousandths) * i64::from(whole) / 1_000;
        if weight != 0 {
            let weight = i32::try_from(weight).unwrap_or(0);
            self.logit = self.logit.saturating_add(weight);
            self.reasons.push(Reason { name, seen: thousandths, weight });
        }
    }

    /// Adds that one is the sum of the other and of what stands beside it.
    pub(super) fn add_sum(&mut self, ruleset: &Ruleset) {
        self.add("sum-explains", 1, ruleset.alignment.weights.sum_explains);
    }

    /// Adds that the two articles differ in `n_over` more figures than two articles on one happening do.
    pub(super) fn add_series(&mut self, ruleset: &Ruleset, n_over: usize) {
        let seen = i32::try_from(n_over).unwrap_or(0);
        self.add("many-differ", seen, ruleset.alignment.weights.many_differ);
    }

    /// Whether the evidence has a piece of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.reasons.iter().any(|reason| reason.name == name)
    }

    /// The probability that the evidence amounts to, in thousandths.
    pub fn probability(&self) -> u16 {
        logistic(self.logit)
    }

    /// The same, as often as judged pairs with so much evidence were right.
    pub fn calibrated(&self, calibration: Calibration) -> u16 {
        let scaled = i64::from(self.logit) * i64::from(calibration.slope) / 1_000;
        let logit = scaled + i64::from(calibration.intercept);
        logistic(i32::try_from(logit).unwrap_or(if logit < 0 { i32::MIN } else { i32::MAX }))
    }
}

/// Two paragraphs that each turn to another subject tell of one where they are this alike.
pub(super) const SIDE_STORY_LIKENESS_MIN: u32 = 300;

/// What stands close by two figures is little alike under this cosine, in thousandths.
const LOCAL_LOW: i32 = 350;
/// A sentence with so many other figures is no list yet …
const LISTED_MIN: usize = 3;
/// … and more figures than so many beyond that say no more.
const LISTED_MAX: usize = 4;
/// The concepts of rising and falling.
const TREND_GROUP: &str = "trend";

/// That two equal numbers of two digits have other units, in thousandths of a slip.
const SHORT_UNIT: i32 = 700;

/// The name of the evidence that two figures of one story are one that is told in other words.
pub(super) const TOLD_OTHERWISE: &str = "slip-agreeing";

/// The name of the evidence that the later of two figures says that it replaces the earlier one.
pub(super) const REVISED: &str = "revised";

/// The name of the evidence that two figures count one thing.
pub(super) const COUNTED_SAME: &str = "counted-same";

/// Two sentences that are so alike, in thousandths, tell one thing with any figure.
const NO_SLIP_WIDE: i32 = 700;
/// Where one thing may be told in other words, so much of what differs in them counts, in thousandths.
const TOLD_OTHERWISE_SHARE: i32 = 600;

/// Two nouns of one language that stand in no rule may mean one thing, in thousandths.
const NOUN_UNKNOWN: i32 = 600;

/// More equal neighbours than this add nothing.
const NEIGHBOURS_MAX: usize = 3;

/// A sentence with so many other figures shares one with another print of it.
const NEIGHBOURS_SEVERAL: usize = 2;
/// Two sentences that are so alike, in thousandths, are prints of one, or of one template.
const TEMPLATE_LIKENESS: u32 = 850;

/// How alike two quantities are in what stands close by, in the sentence, in the paragraph: cosines, in
/// thousandths.
#[derive(Debug, Clone, Copy)]
pub(super) struct Alike {
    pub(super) local: u32,
    pub(super) wide: u32,
    pub(super) topic: u32,
}

impl Alike {
    fn of(a: &Quantity, b: &Quantity) -> Alike {
        let cosine = if a.language == b.language { Bag::cosine } else { Bag::cosine_across };
        Alike {
            local: cosine(&a.local, &b.local),
            wide: cosine(&a.wide, &b.wide),
            topic: cosine(&a.topic, &b.topic),
        }
    }
}

/// A cosine as evidence.
fn thousandths(cosine: u32) -> i32 {
    i32::try_from(cosine).unwrap_or(1_000)
}

/// How the values of two quantities stand to each other.
#[derive(Debug, Clone, Copy)]
struct Values {
    relation: Relation,
    slip: Option<Slip>,
    /// Whether a clear slip explains the difference between two articles of which several figures agree: one
    /// thing may then be told in other words.
    told_otherwise: bool,
    /// Whether several figures of the two articles agree, so that they tell one story, wherever it opens.
    one_story: bool,
}

/// Two quantities rarely have more pieces of evidence.
const REASONS: usize = 16;

/// The evidence from the places of `a` and `b`, whatever their values.
fn context_score(ruleset: &Ruleset, (a, b): (&Quantity, &Quantity), alike: Alike, values: Values) -> Score {
    let Values { relation, slip, told_otherwise, .. } = values;
    let weights = &ruleset.alignment.weights;
    let mut score = Score { logit: 0, reasons: Vec::with_capacity(REASONS) };
    let local = thousandths(alike.local);
    score.add_share("local", local, weights.local);
    let told_alike = relation == Relation::Agrees || a.language != b.language || told_otherwise;
    let low = if told_alike { 0 } else { (LOCAL_LOW - local).max(0) };
    score.add_share("local-low", low, weights.local_low);
    score.add_share("wide", thousandths(alike.wide), weights.wide);
    score.add_share("topic", thousandths(alike.topic), weights.topic);
    let excluded =
        a.roles.iter().any(|a| b.roles.iter().any(|b| ruleset.concepts.exclude_each_other(*a, *b)));
    let same_role = a.roles.iter().any(|role| b.roles.contains(role) && !is_trend(ruleset, *role));
    score.add("role-same", i32::from(same_role && !excluded), weights.role_same);
    let roles_clash = excluded && relation != Relation::UnitDiffers;
    score.add("role-excludes", i32::from(roles_clash), weights.role_excludes);
    weigh_counted(ruleset, (a, b), (relation, same_role), &mut score);
    let rates_differ = rate_of(a) != rate_of(b);
    score.add("rate-differs", i32::from(rates_differ), weights.rate_differs);
    let differing = a.qualifiers.difference(b.qualifiers).distinguishing();
    let parts =
        [QualifierClass::Part, QualifierClass::Additional, QualifierClass::Prior, QualifierClass::Change];
    let part_differs = relation != Relation::Agrees && parts.iter().any(|class| differing.contains(*class));
    score.add("part-differs", i32::from(part_differs && !told_otherwise), weights.part_differs);
    let n_plans = if is_told_as_plan(a, b, slip) { differing.n_plans() } else { 0 };
    let n_differing = differing.names().count() - n_plans + usize::from(is_start_and_end(a, b));
    // What is planned for a day, expected by it or to be done till then is told of one day.
    let n_differing = if matches!(a.measure, Measure::Date(_)) {
        n_differing.saturating_sub(differing.n_plans())
    } else {
        n_differing
    };
    let qualifier_weight = match relation {
        Relation::Agrees => weights.qualifier_differs_agreement,
        Relation::Differs | Relation::UnitDiffers => weights.qualifier_differs,
    };
    if told_otherwise {
        score.add_share(
            "qualifier-differs",
            if n_differing > 0 { TOLD_OTHERWISE_SHARE } else { 0 },
            qualifier_weight,
        );
    } else {
        score.add("qualifier-differs", i32::try_from(n_differing).unwrap_or(0), qualifier_weight);
    }
    let turn_differs = a.turned != b.turned || (a.turned && alike.topic < SIDE_STORY_LIKENESS_MIN);
    score.add("turn-differs", i32::from(turn_differs), weights.turn_differs);
    weigh_surroundings(ruleset, (a, b), (alike, values), &mut score);
    let volatile = relation == Relation::Differs && is_volatile(ruleset, (a, b), (slip, told_otherwise));
    score.add("volatile", i32::from(volatile), weights.volatile);
    score
}

/// The evidence from what two figures count.
fn weigh_counted(
    ruleset: &Ruleset,
    (a, b): (&Quantity, &Quantity),
    (relation, same_role): (Relation, bool),
    score: &mut Score,
) {
    let weights = &ruleset.alignment.weights;
    let same_language = a.language == b.language;
    if let (Some(a), Some(b)) = (a.counted, b.counted) {
        score.add(COUNTED_SAME, i32::from(a.key == b.key), weights.counted_same);
        let one_count = both_count_people(ruleset, a, b)
            && (same_role || is_generic(ruleset, a) != is_generic(ruleset, b));
        let one_family = a.concept.is_some() && a.sound != 0 && a.sound == b.sound;
        let differs = a.key != b.key && !one_count && !one_family && relation != Relation::UnitDiffers;
        // What two nouns mean of which a rule tells nothing is not known.
        let known = if a.concept.is_some() && b.concept.is_some() {
            1_000
        } else if same_language {
            NOUN_UNKNOWN
        } else {
            0
        };
        score.add_share("counted-differs", if differs { known } else { 0 }, weights.counted_differs);
    }
}

/// Whether the two change by the minute, and no clear slip of one that does not makes it of the other.
fn is_volatile(
    ruleset: &Ruleset,
    (a, b): (&Quantity, &Quantity),
    (slip, told_otherwise): (Option<Slip>, bool),
) -> bool {
    // The days of which a market tells are those since when it was never so low.
    let since = |quantity: &Quantity| quantity.qualifiers.contains(QualifierClass::Starts);
    let moves = matches!(a.measure, Measure::Figure { .. }) || (since(a) && since(b));
    // How long it is since a price was so low moves with the price.
    let record = |quantity: &Quantity| quantity.qualifiers.contains(QualifierClass::Record);
    let moves = moves && (!a.is_duration(ruleset) || record(a) || record(b));
    let volatile = moves && (a.volatile || b.volatile);
    let volatile = volatile && !is_slip_in_copy((a, b), slip);
    let counts =
        |quantity: &Quantity| is_count(quantity) && !quantity.daily_counted && !quantity.names_volatile;
    let is_steady = |quantity: &Quantity| counts(quantity) || is_great_sum(quantity);
    volatile && !(told_otherwise && is_steady(a) && is_steady(b))
}

/// Whether it is a sum of millions, rather than a price, of which nothing close by is traded.
fn is_great_sum(quantity: &Quantity) -> bool {
    let is_money = quantity.measure.is_of(FigureKind::Money);
    let is_great = low_end(quantity).is_some_and(|value| value >= Number::from(GREAT_SUM_MIN));
    is_money && is_great && !quantity.volatile_near
}

/// No price is so high.
const GREAT_SUM_MIN: i64 = 1_000_000;

/// Whether one slip explains the difference and no other figure of the two sentences differs: of two
/// prices at two hours many look like a slip.
fn is_slip_in_copy((a, b): (&Quantity, &Quantity), slip: Option<Slip>) -> bool {
    let is_swap = matches!(slip, Some(Slip::Transposed | Slip::Scale));
    let is_share = a.measure.is_of(FigureKind::Percent);
    is_swap && !is_share && (a.neighbours == b.neighbours || (is_long(a, b) && share_neighbour(a, b)))
}

/// Whether another figure of the two sentences is equal.
pub(super) fn share_neighbour(a: &Quantity, b: &Quantity) -> bool {
    a.neighbours.iter().any(|key| b.neighbours.binary_search(key).is_ok())
}

/// Whether one figure may be told as a plan by one of two: «ستغلق 54 فرعا», «تعتزم إغلاق 45 فرعا»; a clear slip
/// explains the difference, and another figure of the sentences is equal.
fn is_told_as_plan(a: &Quantity, b: &Quantity, slip: Option<Slip>) -> bool {
    is_clear(slip, (a, b)) && share_neighbour(a, b)
}

/// The evidence from what the sentences and articles name besides: figures, times, places, names, rows.
fn weigh_surroundings(
    ruleset: &Ruleset,
    (a, b): (&Quantity, &Quantity),
    (alike, values): (Alike, Values),
    score: &mut Score,
) {
    let Values { relation, told_otherwise, one_story, .. } = values;
    let weights = &ruleset.alignment.weights;
    let n_neighbours = a.neighbours.iter().filter(|key| b.neighbours.binary_search(key).is_ok()).count();
    score.add("neighbour", i32::try_from(n_neighbours.min(NEIGHBOURS_MAX)).unwrap_or(0), weights.neighbour);
    let n_telling = a
        .neighbours
        .iter()
        .filter(|key| is_telling_key(**key) && b.neighbours.binary_search(key).is_ok())
        .count()
        .min(NEIGHBOURS_SEVERAL);
    score.add("neighbour-telling", i32::try_from(n_telling).unwrap_or(0), weights.neighbour_telling);
    let many = a.neighbours.len().min(b.neighbours.len()) >= NEIGHBOURS_SEVERAL;
    let is_figure = matches!(a.measure, Measure::Figure { .. });
    let differ = many && n_neighbours == 0 && relation == Relation::Differs && is_figure && !told_otherwise;
    score.add("neighbours-differ", i32::from(differ), weights.neighbours_differ);
    let toll = is_toll(ruleset, a) && is_toll(ruleset, b);
    let other_toll = toll && n_neighbours == 0 && relation == Relation::Differs && a.language == b.language;
    let says = |quantity: &Quantity, class| quantity.qualifiers.contains(class);
    let replaces = |quantity: &Quantity| {
        says(quantity, QualifierClass::RoseTo) || says(quantity, QualifierClass::LoweredTo)
    };
    let other_toll = other_toll && !has_grown(ruleset, a, b) && !replaces(a) && !replaces(b);
    let toll_low =
        if other_toll && a.article != b.article { (TOLL_LOW - thousandths(alike.wide)).max(0) } else { 0 };
    score.add_share("toll-low", toll_low, weights.toll_low);
    let time_differs = times_differ(&a.dates, &b.dates) || a.past != b.past;
    score.add("time-differs", i32::from(time_differs), weights.time_differs);
    let language_free = a.language == b.language;
    let apart = |a: &[u64], b: &[u64]| language_free && are_apart(a, b);
    // A heading says less than what stands below it, and names what is wider.
    let under_heading = a.article == b.article && a.heading != b.heading;
    let named_apart = |a: &[u64], b: &[u64]| i32::from(apart(a, b) && !told_otherwise && !under_heading);
    score.add("place-differs", named_apart(&a.places, &b.places), weights.place_differs);
    score.add("name-differs", named_apart(&a.rare, &b.rare), weights.name_differs);
    let across = a.article != b.article;
    let elsewhere = across
        && !one_story
        && (are_apart(&a.lead.countries, &b.lead.countries)
            || (language_free && are_apart(&a.lead.towns, &b.lead.towns)));
    score.add("lead-differs", i32::from(elsewhere && relation != Relation::Agrees), weights.lead_differs);
    let n_listed = a.n_listed.max(b.n_listed).saturating_sub(LISTED_MIN).min(LISTED_MAX);
    let listed = if relation == Relation::Agrees { 0 } else { i32::try_from(n_listed).unwrap_or(0) };
    score.add("listed", listed, weights.listed);
    // «الدفعة الثالثة من المعونة الثانية» and «الدفعة الثانية من المعونة الثانية».
    let in_template = alike.wide >= TEMPLATE_LIKENESS;
    let told = !a.ordinals.is_empty() && !b.ordinals.is_empty();
    let other_in_row = language_free && told && in_template && a.ordinals != b.ordinals;
    let ordinals_differ = apart(&a.ordinals, &b.ordinals) || other_in_row;
    score.add("ordinal-differs", i32::from(ordinals_differ), weights.ordinal_differs);
    let forecast = |quantity: &Quantity| quantity.qualifiers.contains(QualifierClass::Forecast);
    let two_forecasts = forecast(a) && forecast(b) && !told_otherwise;
    score.add("two-forecasts", i32::from(two_forecasts), weights.two_forecasts);
    let same_voice = a.article == b.article && a.source == b.source;
    score.add("same-voice", i32::from(same_voice), weights.same_voice);
    if a.article != b.article && relation == Relation::Differs {
        // One source tells how a toll grows.
        let grows = has_grown(ruleset, a, b) || replaces(a) || replaces(b);
        // A story and its translation are two prints of one.
        let same_source = a.source == b.source && a.language == b.language && !told_otherwise;
        score.add("same-source", i32::from(same_source && !grows), weights.same_source);
        let uncited = a.certainty == Certainty::Own && b.certainty == Certainty::Own;
        let same_paper = same_source && a.source != UNNAMED_PUBLISHER && uncited && !toll && !grows;
        score.add("same-paper", i32::from(same_paper), weights.same_paper);
        score.add("title-differs", i32::from(apart(&a.titles, &b.titles)), weights.title_differs);
        score.add("few", i32::from(is_few(a) && is_few(b)), weights.few);
        let fighters = counts_fighters(ruleset, a) || counts_fighters(ruleset, b);
        score.add("fighters", i32::from(fighters), weights.fighters);
    }
}

/// Two sentences that give tolls and nothing else in common tell of two clashes where they are less alike than
/// this, in thousandths: a day of war has many.
const TOLL_LOW: i32 = 650;

/// Whether it counts the dead, the wounded, the captured.
pub(super) fn is_toll(ruleset: &Ruleset, quantity: &Quantity) -> bool {
    let counts = matches!(quantity.measure, Measure::Figure { .. });
    counts && quantity.roles.iter().any(|role| ruleset.concepts.is_casualty(*role))
}

/// A count up to this is said of many things.
const FEW_MAX: i64 = 12;

fn is_few(quantity: &Quantity) -> bool {
    let counts = matches!(&quantity.measure, Measure::Figure { units, .. } if units.is_empty());
    counts && low_end(quantity).is_some_and(|value| value <= Number::from(FEW_MAX))
}

/// Whether those who fight are counted: their tolls are of many clashes.
fn counts_fighters(ruleset: &Ruleset, quantity: &Quantity) -> bool {
    let concepts = quantity
        .counted
        .and_then(|counted| counted.concept)
        .into_iter()
        .chain(quantity.roles.iter().copied());
    concepts.filter_map(|concept| ruleset.concepts.get(concept)).any(|concept| concept.fights)
}

/// Whether there are keys on both sides, and none is shared.
pub(super) fn are_apart(a: &[u64], b: &[u64]) -> bool {
    !a.is_empty() && !b.is_empty() && !a.iter().any(|key| b.binary_search(key).is_ok())
}

/// Whether a concept is what happens to a figure, which says little of which figure it is.
pub(super) fn is_trend(ruleset: &Ruleset, role: ConceptId) -> bool {
    ruleset.concepts.get(role).is_some_and(|concept| concept.group.as_deref() == Some(TREND_GROUP))
}

/// Whether one is where a time begins, and the other where it ends.
fn is_start_and_end(a: &Quantity, b: &Quantity) -> bool {
    let only = |quantity: &Quantity, class, other| {
        quantity.qualifiers.contains(class) && !quantity.qualifiers.contains(other)
    };
    let (starts, ends) = (QualifierClass::Starts, QualifierClass::Ends);
    (only(a, starts, ends) && only(b, ends, starts)) || (only(b, starts, ends) && only(a, ends, starts))
}

/// The unit that a figure is a rate of.
fn rate_of(quantity: &Quantity) -> Option<UnitId> {
    match &quantity.measure {
        Measure::Figure { per, .. } => *per,
        Measure::Date(_) => None,
    }
}

/// Whether the sentences name times of which none can be one of the other's. Where both name months, a year or
/// a day of the week that they share says nothing: «في يونيو … من العام الماضي».
fn times_differ(a: &[Date], b: &[Date]) -> bool {
    let has_month = |date: &Date| date.value.month.is_some();
    let months = a.iter().any(has_month) && b.iter().any(has_month);
    let counts = |date: &&Date| !months || has_month(date);
    let mut differ = false;
    for one in a.iter().filter(counts) {
        for other in b.iter().filter(counts) {
            match agree(one, other) {
                DateRelation::Same | DateRelation::Compatible => return false,
                DateRelation::Different => differ = true,
                DateRelation::Unknown => {}
            }
        }
    }
    differ
}

/// Whether two counts may be one though their nouns differ: both count people, or one counts what happened
/// to them («120 شخصا قتلوا», «120 قتيلا»).
fn both_count_people(ruleset: &Ruleset, a: TokenFeature, b: TokenFeature) -> bool {
    let counts_people = |feature: TokenFeature| {
        let concept = feature.concept.and_then(|concept| ruleset.concepts.get(concept));
        concept.is_some_and(|concept| concept.is_people)
    };
    counts_people(a) && counts_people(b)
}

/// Whether a noun counts people without telling which: «4.7 مليون شخص» of so many voters.
fn is_generic(ruleset: &Ruleset, feature: TokenFeature) -> bool {
    let concept = feature.concept.and_then(|concept| ruleset.concepts.get(concept));
    concept.is_some_and(|concept| concept.is_generic)
}

/// The score of two values that can both be right and share `n_digits` significant digits.
pub(super) fn agreement_score(ruleset: &Ruleset, a: &Quantity, b: &Quantity, n_digits: i32) -> Score {
    let mut score = context_score(
        ruleset,
        (a, b),
        Alike::of(a, b),
        Values { relation: Relation::Agrees, slip: None, told_otherwise: false, one_story: false },
    );
    score.add("unit-same", i32::from(a.measure.has_unit()), ruleset.alignment.weights.unit_same);
    score.add("bias-agreement", 1, ruleset.alignment.weights.bias_agreement);
    score.add("digit", n_digits, ruleset.alignment.weights.digit);
    score
}

/// Whether the later of two printed figures about one kind of thing says that it replaces an earlier one.
fn is_revised(earlier: &Quantity, later: &Quantity) -> bool {
    let printed_later = earlier.printed.zip(later.printed).is_some_and(|(earlier, later)| earlier < later);
    let says = |class| later.qualifiers.contains(class);
    let told = match (low_end(earlier), low_end(later)) {
        (Some(before), Some(after)) if after > before => says(QualifierClass::RoseTo),
        (Some(before), Some(after)) if after < before => says(QualifierClass::LoweredTo),
        _ => false,
    };
    printed_later && earlier.roles.iter().any(|role| later.roles.contains(role)) && told
}

pub(super) fn low_end(quantity: &Quantity) -> Option<Number> {
    match &quantity.measure {
        Measure::Figure { interval, .. } => interval.low.or(interval.high).map(|bound| bound.value),
        Measure::Date(_) => None,
    }
}

/// Whether both are tolls, and the one that was printed later is the higher: it may be the same, grown.
fn has_grown(ruleset: &Ruleset, a: &Quantity, b: &Quantity) -> bool {
    let grows = |earlier: &Quantity, later: &Quantity| {
        earlier.printed.zip(later.printed).is_some_and(|(earlier, later)| earlier < later)
            && low_end(earlier).zip(low_end(later)).is_some_and(|(earlier, later)| earlier < later)
    };
    is_toll(ruleset, a) && is_toll(ruleset, b) && (grows(a, b) || grows(b, a))
}

/// An article on one happening has no more tolls than so many: the dead, the wounded, an earlier count of each …
const TOLLS_MANY: usize = 5;
/// … and with so many beyond that it is no surer to be on many.
const TOLLS_MAX: usize = 5;

/// Whether it counts what has no unit.
pub(super) fn is_count(quantity: &Quantity) -> bool {
    matches!(
        &quantity.measure,
        Measure::Figure { kind: FigureKind::Number | FigureKind::Quantity, units, .. } if units.is_empty()
    )
}

/// Two sentences that are so alike, in thousandths, or share a figure, may tell one thing.
const ONE_SENTENCE: u32 = 500;
/// More figures that agree than this add nothing …
const AGREEING_MAX: usize = 4;
/// … or than this, where one in so many of all figures does, and the two are alike …
const AGREEING_MOSTLY_MAX: usize = 6;
const AGREEING_SHARE: usize = 2;
/// … or than this, where one value looks as if it was made of the other.
const AGREEING_CHANGED_MAX: usize = 8;
/// Articles printed farther apart than so many days are no likelier of one happening's stages.
const DAYS_APART_MAX: i32 = 5;
/// So many times the share of figures that agree count at most.
const AGREEING_OF: usize = 12;
/// Where both articles have so many figures and none agrees, they tell of two happenings.
const FIGURES_MANY: usize = 3;
/// Where so many figures agree, the two left over of a kind are likely one.
pub(super) const AGREEING_SEVERAL: usize = 3;

/// The evidence from what explains the difference, or that nothing does.
fn weigh_slip(
    ruleset: &Ruleset,
    (a, b): (&Quantity, &Quantity),
    (comparison, told_otherwise, alike): (&Comparison, bool, Alike),
    score: &mut Score,
) {
    let weights = &ruleset.alignment.weights;
    if told_otherwise && has_other_unit((a, b), comparison, alike) {
        let strength = if is_long(a, b) { CLEAR_SLIP_MIN } else { SHORT_UNIT };
        score.add_share("unit-slip", strength, weights.slip);
    }
    let unexplained = comparison.slip.is_none() && comparison.relation == Relation::Differs;
    // Days of two things that have one of their own each are told apart by a slip alone.
    let of_one = a.shares_dated(b) || !(a.is_dated() || b.is_dated());
    let is_told = a.is_date() && (of_one || told_otherwise);
    let unexplained = unexplained && !is_told && a.article != b.article;
    let unlike = if unexplained { (NO_SLIP_WIDE - thousandths(alike.wide)).max(0) } else { 0 };
    score.add_share("no-slip", unlike, weights.no_slip);
    if let Some(slip) = comparison.slip {
        let strength = slip_strength(slip, (a, b));
        score.add("slip", 1, weights.slip * strength / 1_000);
    }
}

/// The score of two values that cannot both be right; `left` is what of their kind has no equal on the
/// other side.
pub(super) fn conflict_score(
    ruleset: &Ruleset,
    (a, b): (&Quantity, &Quantity),
    (comparison, left): (&Comparison, Left),
    sides: Sides,
) -> Score {
    let alike = Alike::of(a, b);
    let clear_slip = is_clear(comparison.slip, (a, b));
    let days_differ = a.printed.zip(b.printed).is_some_and(|(a, b)| a != b);
    let one_story = a.article != b.article && !days_differ && sides.tell_one_story();
    let told_otherwise = one_story && is_told_otherwise(ruleset, (a, b), (comparison, left), alike, sides);
    let values = Values { relation: comparison.relation, slip: comparison.slip, told_otherwise, one_story };
    let mut score = context_score(ruleset, (a, b), alike, values);
    let weights = &ruleset.alignment.weights;
    score.add("bias", 1, weights.bias);
    let n_digits = if comparison.relation == Relation::UnitDiffers { comparison.n_digits } else { 0 };
    score.add("digit", n_digits, weights.digit);
    let revised = is_revised(a, b) || is_revised(b, a);
    match comparison.gap {
        Gap::Near => {}
        // A first count of a great disaster grows manifold.
        Gap::Wide | Gap::Huge if revised => {}
        Gap::Wide => score.add("gap-twofold", 1, weights.gap_twofold),
        Gap::Huge => score.add("gap-fivefold", 1, weights.gap_fivefold),
    }
    if a.article != b.article {
        score.add_share("event", thousandths(sides.likeness), weights.event);
        let later = revised || clear_slip || has_grown(ruleset, a, b);
        // Of the many figures of two days' reports some agree by chance.
        let by_share = sides.n_agreeing * AGREEING_OF / sides.n_figures.max(1);
        let is_alike = clear_slip || alike.local >= LOCAL_LOW.unsigned_abs();
        let mostly = is_alike && !days_differ && sides.n_agreeing * AGREEING_SHARE >= sides.n_figures;
        let agreeing_max = match () {
            () if told_otherwise => AGREEING_CHANGED_MAX,
            () if mostly => AGREEING_MOSTLY_MAX,
            () => AGREEING_MAX,
        };
        let n_agreeing = sides.n_agreeing.min(if days_differ && !later { by_share } else { agreeing_max });
        let n_agreeing = i32::try_from(n_agreeing.min(agreeing_max)).unwrap_or(0);
        score.add("agreeing", n_agreeing, weights.agreeing);
        let only_left = left.is_only && sides.n_agreeing >= AGREEING_SEVERAL && comparison.gap == Gap::Near;
        // Of two figures that have nothing to do with each other each may be the only one of its kind.
        let one_sentence = alike.wide >= ONE_SENTENCE || share_neighbour(a, b);
        let only_left = only_left && (comparison.slip.is_some() || one_sentence);
        score.add("only-left", i32::from(only_left), weights.only_left);
        score.add(TOLD_OTHERWISE, i32::from(told_otherwise), weights.slip_agreeing);
        score.add(REVISED, i32::from(revised), weights.revised);
        let day_differs = days_differ && !revised && (a.daily || b.daily);
        score.add("day-differs", i32::from(day_differs), weights.day_differs);
        let n_days = a.printed.zip(b.printed).and_then(|(a, b)| a.until(b).ok());
        let n_days = n_days.map_or(0, |span| span.get_days().abs().min(DAYS_APART_MAX));
        score.add("days-apart", if later { 0 } else { n_days }, weights.days_apart);
        let uncited = a.certainty == Certainty::Own && b.certainty == Certainty::Own;
        score.add("list-item", i32::from(uncited && a.item && b.item), weights.list_item);
        let nothing_agrees = !revised && sides.n_agreeing == 0 && sides.n_figures >= FIGURES_MANY;
        score.add("nothing-agrees", i32::from(nothing_agrees), weights.nothing_agrees);
        let alone = sides.n_agreeing == 0 && uncited && !nothing_agrees;
        let alone = alone && alike.wide < TEMPLATE_LIKENESS;
        score.add("no-other-agrees", i32::from(alone && !revised), weights.no_other_agrees);
        let toll = is_toll(ruleset, a) && is_toll(ruleset, b);
        let n_over = sides.n_tolls.saturating_sub(TOLLS_MANY).min(TOLLS_MAX);
        let n_over =
            if toll && !share_neighbour(a, b) && !revised { i32::try_from(n_over).unwrap_or(0) } else { 0 };
        score.add("many-tolls", n_over, weights.many_tolls);
    } else {
        score.add("same-article", 1, weights.same_article);
        let same_count =
            a.measure.has_unit() || a.counted.zip(b.counted).is_some_and(|(a, b)| a.key == b.key);
        let of_heading = a.heading != b.heading && comparison.slip.is_some() && same_count;
        score.add("heading", i32::from(of_heading), weights.heading);
        score.add("list-item", i32::from(a.item && b.item), weights.list_item);
        let own = a.certainty == Certainty::Own || b.certainty == Certainty::Own;
        score.add("own-voice", i32::from(own && !a.heading && !b.heading), weights.own_voice);
    }
    weigh_slip(ruleset, (a, b), (comparison, told_otherwise, alike), &mut score);
    score
}

/// 1000 / (1 + e^-x) of x in thousandths, between the points of a table, so that every machine gives
/// the same bytes.
pub(super) fn logistic(logit: i32) -> u16 {
    const STEP: i32 = 500;
    const TABLE: [i32; 17] =
        [500, 622, 731, 818, 881, 924, 953, 971, 982, 989, 993, 996, 998, 998, 999, 999, 1_000];
    let magnitude = logit.saturating_abs().min(STEP * 16 - 1);
    let at = usize::try_from(magnitude / STEP).unwrap_or(0);
    let low = TABLE.get(at).copied().unwrap_or(1_000);
    let high = TABLE.get(at + 1).copied().unwrap_or(1_000);
    let above = low + (high - low) * (magnitude % STEP) / STEP;
    let probability = if logit < 0 { 1_000 - above } else { above };
    u16::try_from(probability).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logistic_is_symmetric_and_grows() {
        assert_eq!(logistic(0), 500);
        assert_eq!(logistic(2_000), 881);
        assert_eq!(logistic(-2_000), 119);
        assert_eq!(logistic(i32::MIN), 1);
        assert!((-9_000..9_000).step_by(100).map(logistic).is_sorted());
    }
}
