//! Stories: whether two articles tell of one happening, and which of their figures may then be one that is told
//! in other words.

use std::sync::Arc;

use crate::{
    align::{
        Alignment, Quantity, Relation, Score, Slip,
        alike::Alike,
        compare::{Comparison, Gap},
        facts::{
            are_apart, count_one, counted_concept, have_other_roles, is_count, is_toll, is_trend, low_end,
            n_telling_neighbours, share_neighbour, share_telling_neighbour,
        },
        left::Left,
        score::{AGREEING_SEVERAL, SIDE_STORY_LIKENESS_MIN},
        strength::{LONG_DIGITS, is_clear, is_long, n_digits},
    },
    attribution::Certainty,
    base::Number,
    event::Bag,
    extract::FigureKind,
    ruleset::Ruleset,
};

/// What is known of two articles as a whole.
#[derive(Debug, Clone, Copy)]
pub struct Sides {
    /// How alike they are in what they are known by, in thousandths.
    pub likeness: u32,
    /// Whether they are in two languages, which have fewer words in common.
    pub are_in_two_languages: bool,
    /// How many of their figures agree.
    pub n_agreeing: usize,
    /// How many figures the one with fewer has, other news apart.
    pub n_figures: usize,
    /// How many tolls the one with more counts.
    pub n_tolls: usize,
    /// Whether both are briefs, with a figure or two.
    pub are_briefs: bool,
    /// How alike the paragraphs are that they open with, in thousandths, where both tell figures there.
    pub lead_likeness: u32,
}

impl Sides {
    /// Whether several of their figures agree, and no fewer than one in so many.
    pub(super) fn tell_one_story(self) -> bool {
        let alike_min =
            if self.are_in_two_languages { STORY_LIKENESS_ACROSS_MIN } else { STORY_LIKENESS_MIN };
        let (agreeing_min, share) = if self.likeness >= alike_min {
            (AGREEING_SOME, AGREEING_SHARE_ALIKE)
        } else {
            (AGREEING_SEVERAL, AGREEING_SHARE_STORY)
        };
        self.n_agreeing >= agreeing_min && self.n_agreeing * share >= self.n_figures
    }

    /// Whether they are alike, and a figure agrees.
    pub(super) fn are_kin(self) -> bool {
        self.n_agreeing >= 1 && self.likeness >= KIN_LIKENESS_MIN
    }

    /// Whether they open alike, and a figure agrees: two reports of one thing have little else in common where each
    /// goes on with what the other leaves out.
    pub(super) fn open_alike(self) -> bool {
        self.are_kin() && self.lead_likeness >= LEAD_LIKENESS_MIN
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
        let are_briefs = a.len().max(b.len()) <= BRIEF_FIGURES_MAX;
        let n_agreeing = halves.div_ceil(2);
        // How their first paragraphs stand to each other is dear to know.
        let asks = n_agreeing >= 1 && likeness >= KIN_LIKENESS_MIN;
        let are_in_two_languages = a.first().zip(b.first()).is_some_and(|(a, b)| a.language != b.language);
        Sides {
            likeness,
            are_in_two_languages,
            n_agreeing,
            n_figures: n_of_story(a).min(n_of_story(b)),
            n_tolls,
            are_briefs,
            lead_likeness: if asks { lead_likeness((a, b), are_in_two_languages) } else { 0 },
        }
    }
}

/// How alike the likeliest of the paragraphs are that two sides open with, in thousandths.
fn lead_likeness((a, b): (&[&Quantity], &[&Quantity]), are_in_two_languages: bool) -> u32 {
    let leads = |side: &[&Quantity]| -> Vec<Arc<Bag>> {
        let mut topics: Vec<Arc<Bag>> = side
            .iter()
            .filter(|quantity| quantity.is_lead)
            .map(|quantity| Arc::clone(&quantity.topic))
            .collect();
        topics.dedup_by(|one, other| Arc::ptr_eq(one, other));
        topics
    };
    let cosine = if are_in_two_languages { Bag::cosine_across } else { Bag::cosine };
    let of_b = leads(b);
    leads(a).iter().flat_map(|one| of_b.iter().map(move |other| cosine(one, other))).max().unwrap_or(0)
}

/// How many figures stand outside of paragraphs that turn to other news.
fn n_of_story(quantities: &[&Quantity]) -> usize {
    quantities.iter().filter(|quantity| !quantity.turned).count()
}

/// A brief tells no more figures than so many.
const BRIEF_FIGURES_MAX: usize = 3;

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
const STORY_LIKENESS_MIN: u32 = 280;
/// … in two languages, this …
const STORY_LIKENESS_ACROSS_MIN: u32 = 180;
/// … fewer figures that agree will do, and other news may stand beside the story.
const AGREEING_SOME: usize = 2;
const AGREEING_SHARE_ALIKE: usize = 16;
/// So alike, in thousandths, are two articles that open alike …
const KIN_LIKENESS_MIN: u32 = 240;
/// … and their first paragraphs.
const LEAD_LIKENESS_MIN: u32 = 200;
/// Where so many figures agree, one digit may be another.
const AGREEING_MANY: usize = 4;
/// Of two sentences that are so alike, in thousandths, or share a telling figure, one more figure that agrees is enough.
const SENTENCE_ALIKE: u32 = 400;
const AGREEING_ONE: usize = 1;
/// Two papers that differ in the day of one thing rarely do so by more days.
const NEAR_DAYS: u8 = 3;
/// One number of so many digits rarely stands before two units by chance.
const DIGITS_RARE: i32 = 3;
/// Two sentences that share so many telling figures are about one thing.
const TELLING_SEVERAL: usize = 2;
/// Under this it has next to nothing in common.
const LOCAL_SOME: u32 = 50;
/// Two paragraphs of one figure that was told with another scale have no less in common.
const TOPIC_SOME: u32 = 150;
/// Over this it has much in common.
const LOCAL_MUCH: u32 = 300;
/// Two times of one number have no less in common.
const LOCAL_TIME: u32 = 200;
/// Over this two sentences have.
const SENTENCE_MUCH: u32 = 500;

/// Whether two figures say nearly by themselves that they are one: one number in two units, a day and one by a slip, two
/// days that follow each other and that both open with,
/// digits that changed places in what both open with, or in a long number.
pub(super) fn is_surely_told(
    ruleset: &Ruleset,
    (a, b): (&Quantity, &Quantity),
    comparison: &Comparison,
    alike: Alike,
) -> bool {
    let is_money = a.measure.is_of(FigureKind::Money);
    let is_measure = are_measured(ruleset, a, b);
    let n_digits = comparison.n_digits;
    // «34.8 million tonnes», «34.8 million bushels»
    let both_open = a.is_lead && b.is_lead;
    let is_told_so = is_measure && (both_open || alike.local >= SENTENCE_MUCH);
    let is_rare = (is_money || is_told_so) && n_digits > 1 || is_measure && n_digits >= DIGITS_RARE;
    let of_unit = comparison.relation == Relation::UnitDiffers && is_rare;
    let open_near = days_of_leads(a, b).is_some_and(|days| (1..=NEAR_DAYS).contains(&days));
    let of_day = a.is_day() && b.is_day() && (comparison.slip.is_some() || open_near);
    let begin = a.says_start() && b.says_start();
    let of_year = a.is_year() && b.is_year() && begin && comparison.slip.is_some();
    let is_of_one = count_one(a, b) || is_money || is_measure;
    let is_swap = comparison.slip == Some(Slip::Transposed) && is_of_one;
    of_unit || of_day || of_year || is_swap && (is_long(a, b) || both_open)
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
    is_other_digit((a, b), (comparison, left), sides)
        || is_swap_of_people(ruleset, (a, b), comparison, sides)
        || is_other_digit_of_lead((a, b), (comparison, left), sides)
        || is_other_digit_of_count(ruleset, (a, b), (comparison, left), sides)
        || is_telling_slip(ruleset, (a, b), (comparison, left), (alike, sides))
        || has_other_unit(ruleset, (a, b), (comparison, left), alike)
        || is_other_day((a, b), (comparison, left), (alike, sides))
}

/// Whether two articles open with one long number in two units: «1.45 مليار درهم», «1.45 مليار دولار».
pub(super) fn open_in_two_units(
    ruleset: &Ruleset,
    (a, b): (&Quantity, &Quantity),
    comparison: &Comparison,
) -> bool {
    let is_of_unit = comparison.relation == Relation::UnitDiffers && comparison.n_digits >= DIGITS_RARE;
    is_of_unit && are_measured(ruleset, a, b) && a.is_lead && b.is_lead
}

/// Whether both have a unit, and measure no time.
fn are_measured(ruleset: &Ruleset, a: &Quantity, b: &Quantity) -> bool {
    a.measure.has_unit() && b.measure.has_unit() && !a.is_duration(ruleset)
}

/// Whether one wrong digit of several, or two that changed places, explain the difference between the two that are left
/// over, where much agrees.
fn is_other_digit(
    (a, b): (&Quantity, &Quantity),
    (comparison, left): (&Comparison, Left),
    sides: Sides,
) -> bool {
    let of_digits = matches!(comparison.slip, Some(Slip::OneDigit | Slip::Transposed));
    let is_one = of_digits && comparison.gap == Gap::Near && is_long(a, b);
    // «17.6 كيلومتر و24 محطة», «19.6 كيلومتر و24 محطة»
    let least = if share_neighbour(a, b) { AGREEING_SEVERAL } else { AGREEING_MANY };
    is_one && left.is_only && sides.n_agreeing >= least
}

/// Whether one wrong digit explains the difference between two sums of money with which both articles open, beside another
/// figure that is equal.
fn is_other_digit_of_lead(
    (a, b): (&Quantity, &Quantity),
    (comparison, left): (&Comparison, Left),
    sides: Sides,
) -> bool {
    let is_digit = comparison.slip == Some(Slip::OneDigit) && comparison.gap == Gap::Near;
    let is_money = a.measure.is_of(FigureKind::Money) && left.is_among_few;
    let open_so = a.is_lead && b.is_lead && sides.n_agreeing >= AGREEING_SEVERAL;
    is_digit && is_money && open_so && share_telling_neighbour(a, b)
}

/// Whether one wrong digit explains the difference between the only counts of some thing that are left: «4800 عملية»,
/// «6800 عملية». People are counted for many reasons.
fn is_other_digit_of_count(
    ruleset: &Ruleset,
    (a, b): (&Quantity, &Quantity),
    (comparison, left): (&Comparison, Left),
    sides: Sides,
) -> bool {
    let of_digits = matches!(comparison.slip, Some(Slip::OneDigit | Slip::Transposed));
    let is_of_size = low_end(a).is_some_and(|value| value > Number::from(COUNT_SMALL_MAX));
    of_digits
        && comparison.gap == Gap::Near
        && count_one(a, b)
        && is_of_size
        && !counts_people(ruleset, a)
        && left.is_only
        && sides.n_agreeing >= AGREEING_SEVERAL
}

/// Whether two counts of people are a swap of each other, and large: "3,200 investors", "the savings of 2,300 people".
fn is_swap_of_people(
    ruleset: &Ruleset,
    (a, b): (&Quantity, &Quantity),
    comparison: &Comparison,
    sides: Sides,
) -> bool {
    comparison.slip == Some(Slip::Transposed)
        && sides.n_agreeing >= AGREEING_SOME
        && are_many_people(ruleset, a, b)
        && !have_other_roles(ruleset, a, b)
}

/// Whether both count people, and many.
pub(super) fn are_many_people(ruleset: &Ruleset, a: &Quantity, b: &Quantity) -> bool {
    [a, b].iter().all(|quantity| {
        counts_people(ruleset, quantity)
            && is_count(quantity)
            && low_end(quantity).is_some_and(|value| value > Number::from(MANY_MIN))
    })
}

/// Whether it counts people, by whatever they are.
fn counts_people(ruleset: &Ruleset, quantity: &Quantity) -> bool {
    let concept = counted_concept(ruleset, quantity);
    concept.is_some_and(|concept| concept.is_people || concept.is_role || concept.is_generic)
}

/// Fewer people are not many.
const MANY_MIN: i64 = 199;

/// Of smaller counts one digit differs by chance.
const COUNT_SMALL_MAX: i64 = 99;

/// Whether a slip explains the difference, and is no chance. Two numbers of two digits are a swap of each other
/// now and then: something else has to say that they are one.
fn is_telling_slip(
    ruleset: &Ruleset,
    (a, b): (&Quantity, &Quantity),
    (comparison, left): (&Comparison, Left),
    (alike, sides): (Alike, Sides),
) -> bool {
    if !is_clear(comparison.slip, (a, b)) {
        return false;
    }
    if n_digits(a, b) > LONG_DIGITS {
        return true;
    }
    if a.is_date() {
        return a.is_year() && b.is_year() && (a.is_dated() || b.is_dated()) && a.is_end_as(b);
    }
    // Two papers have the same two digits now and then.
    let is_own = a.certainty == Certainty::Own && b.certainty == Certainty::Own;
    if is_own && alike.topic < SIDE_STORY_LIKENESS_MIN && !share_neighbour(a, b) {
        return false;
    }
    let across_languages = a.language != b.language && alike.wide >= SIDE_STORY_LIKENESS_MIN;
    let told_near = alike.local >= LOCAL_SOME || share_telling_neighbour(a, b) || across_languages;
    let alone = left.is_only && alike.topic >= SIDE_STORY_LIKENESS_MIN;
    let is_share = a.measure.is_of(FigureKind::Percent);
    // Ages and durations are many.
    let has_unit = a.measure.has_unit() && !a.is_duration(ruleset);
    // Two shares are a swap of each other by chance where their sentences have no word in common.
    let measured = if is_share { left.is_only && alike.wide > 0 } else { has_unit && left.is_among_few };
    // «12 مليار دينار», «12 مليون دينار»: the only sum left of either.
    let is_money = a.measure.is_of(FigureKind::Money);
    let is_scale = has_unit && comparison.slip == Some(Slip::Scale) && (is_money || alike.wide > 0);
    let scaled = is_scale && (alike.topic >= TOPIC_SOME || left.is_only && sides.n_agreeing >= AGREEING_MANY);
    let apart = (counts_apart(ruleset, a, b) && !share_neighbour(a, b))
        || (a.is_duration(ruleset) && are_apart(&a.rare, &b.rare));
    (told_near || alone || (measured && comparison.slip != Some(Slip::Scale)) || scaled) && !apart
}

/// Whether both are days, or years, that differ in one part: of what has one of its own, or by a slip.
fn is_other_day(
    (a, b): (&Quantity, &Quantity),
    (comparison, left): (&Comparison, Left),
    (alike, sides): (Alike, Sides),
) -> bool {
    let open_so = a.is_lead && b.is_lead && sides.n_agreeing >= AGREEING_MANY;
    let is_swap = open_so && comparison.slip == Some(Slip::Transposed);
    // «يوم 25 يناير», «في 24 يناير»: both open with the day of what they tell.
    let is_near = days_of_leads(a, b)
        .is_some_and(|days| days <= NEAR_DAYS || n_telling_neighbours(a, b) >= TELLING_SEVERAL);
    // The fair on the day after an opening is another happening, unless the sentences are much alike.
    let of_no_other = match (a.is_dated(), b.is_dated()) {
        (false, false) => true,
        (true, true) => a.shares_dated(b),
        _ => a.shares_dated(b) || alike.wide >= SENTENCE_MUCH,
    };
    let is_of_both = is_near && of_no_other;
    let is_told_alike = alike.wide >= SENTENCE_ALIKE || share_telling_neighbour(a, b);
    let least = if is_told_alike { AGREEING_ONE } else { AGREEING_SEVERAL };
    let is_of_both = is_of_both && sides.n_agreeing >= least;
    if !(left.is_only || is_swap || is_of_both) || !a.differs_in_one_part(b) || !a.is_end_as(b) {
        return false;
    }
    let near_one = alike.local > 0 || share_neighbour(a, b) || sides.n_agreeing >= AGREEING_MANY;
    let of_one = a.shares_dated(b) && near_one;
    if a.is_year() {
        // «قبل عام 2029» goes on through 2028.
        return of_one && !(a.says_end() && a.follows_year_of(b));
    }
    let told_near = alike.local >= LOCAL_SOME || (a.is_lead && b.is_lead);
    let by_slip = comparison.slip.is_some() && (told_near || sides.n_agreeing >= AGREEING_MANY);
    // «السبت 14 ديسمبر», «السبت 21 ديسمبر»: each article opens with the day of its story.
    let of_lead = a.shares_weekday(b) || share_telling_neighbour(a, b);
    let of_story = open_so && of_lead || is_of_both;
    // «المرحلة الثانية تبدأ في 20 أبريل», «المرحلة الثانية المقررة في 29 أبريل»
    let shares_ordinal = a.ordinals.iter().any(|key| b.ordinals.binary_search(key).is_ok());
    let of_stage = shares_ordinal && alike.local >= LOCAL_SOME && sides.n_agreeing >= AGREEING_MANY;
    let of_both = a.is_dated() == b.is_dated() || a.language != b.language;
    let near = alike.local >= LOCAL_SOME || a.language != b.language;
    let in_other_month = a.has_day_of(b) && of_both && near;
    let are_days = a.is_day() && b.is_day();
    // «بنهاية مارس», «بنهاية يونيو»: many things are told of both.
    let begins = [a, b].iter().all(|date| date.says_start());
    let is_other_month = a.is_other_month_of_year(b) && begins;
    let are_months =
        !are_days && (a.is_month_of_other_year(b) || is_other_month && alike.local >= LOCAL_SOME);
    (are_days && (of_one || by_slip || of_story || of_stage || in_other_month)) || (are_months && of_one)
}

/// How many days apart two days are that two articles open with.
fn days_of_leads(a: &Quantity, b: &Quantity) -> Option<u8> {
    if a.is_lead && b.is_lead { a.days_from(b) } else { None }
}

/// Whether one number has two units, or counts two fates; of one digit, where what stands close by is alike.
pub(super) fn has_other_unit(
    ruleset: &Ruleset,
    (a, b): (&Quantity, &Quantity),
    (comparison, left): (&Comparison, Left),
    alike: Alike,
) -> bool {
    let told_near = alike.local >= LOCAL_SOME || (a.is_lead && b.is_lead);
    let other_fate = is_count(a) && is_count(b) && left.fates_apart && comparison.n_digits > 1 && told_near;
    let have_units = a.measure.has_unit() && b.measure.has_unit();
    let is_money = a.measure.is_of(FigureKind::Money);
    let is_one_sentence = is_money && alike.wide >= SENTENCE_MUCH;
    // «90 قدما», «90 مترا»: times are many.
    let is_time = a.is_duration(ruleset);
    let is_measure = have_units && !is_time && a.digits.len().min(b.digits.len()) > 1;
    let told_alike = (is_money || is_measure) && alike.local >= LOCAL_MUCH;
    let has_digits = comparison.n_digits > 1 && (!is_time || alike.local >= LOCAL_TIME);
    let is_telling = has_digits || told_alike || is_one_sentence;
    comparison.relation == Relation::UnitDiffers && (is_telling && have_units || other_fate)
}

/// Whether two counts of two digits are of other things, as far as is known.
fn counts_apart(ruleset: &Ruleset, a: &Quantity, b: &Quantity) -> bool {
    let (Some(one), Some(other)) = (a.counted, b.counted) else { return false };
    let same_role = a.roles.iter().any(|role| b.roles.contains(role) && !is_trend(ruleset, *role));
    let one_family = one.sound != 0 && one.sound == other.sound;
    let apart = one.key != other.key && !one_family && !same_role && a.language == b.language;
    is_count(a) && is_count(b) && !is_long(a, b) && apart
}
