//! Surroundings: the evidence from what the sentences and articles name besides: figures, times, places, names, rows.

use crate::{
    align::{
        Measure, Quantity, Relation, Slip,
        dated::days_apart,
        facts::{are_apart, counts_fighters, is_few, is_toll, says, share_old_year},
        quantity::is_telling_key,
        revised::{are_revised, has_grown, is_new},
        score::{Held, Score, TEMPLATE_LIKENESS, count, thousandths},
        slip::slip_between_days,
        strength::is_long,
    },
    attribution::Certainty,
    base::id::ConceptId,
    event::UNNAMED_PUBLISHER,
    extract::{
        Date,
        date::{DateRelation, agree},
    },
    ruleset::QualifierClass,
};

/// A sentence with so many other figures is no list yet …
const LISTED_MIN: usize = 3;
/// … and more figures than so many beyond that say no more.
const LISTED_MAX: usize = 4;
/// More equal neighbours than this add nothing.
const NEIGHBOURS_MAX: usize = 3;
/// A sentence with so many other figures shares one with another print of it.
const NEIGHBOURS_SEVERAL: usize = 2;
/// Two sentences that give tolls and nothing else in common tell of two clashes where they are less alike than
/// this, in thousandths: a day of war has many.
const TOLL_LOW: i32 = 650;

/// Digits that changed places in what two articles open with are of one thing, though its day is told so many days apart.
const SWAP_DAYS_MAX: u8 = 3;

impl Held<'_> {
    pub(super) fn weigh_surroundings(&self, score: &mut Score) {
        self.weigh_neighbours(score);
        self.weigh_times_and_places(score);
        self.weigh_rows(score);
        self.weigh_voices(score);
    }

    /// Whether both count the dead, the wounded, the captured.
    pub(super) fn are_tolls(&self) -> bool {
        self.both(|quantity| is_toll(self.ruleset, quantity))
    }

    /// Whether nobody is cited for either.
    pub(super) fn are_uncited(&self) -> bool {
        self.both(|quantity| quantity.certainty == Certainty::Own)
    }

    /// The other figures of the two sentences; tolls that share none.
    fn weigh_neighbours(&self, score: &mut Score) {
        let Held { ruleset, a, b, values, .. } = *self;
        let weights = &ruleset.alignment.weights;
        let shared = || a.neighbours.iter().filter(|key| b.neighbours.binary_search(key).is_ok());
        let n_shared = shared().count() + usize::from(share_old_year(a, b));
        score.add("neighbour", count(n_shared.min(NEIGHBOURS_MAX)), weights.neighbour);
        let n_telling = shared().filter(|key| is_telling_key(**key)).count().min(NEIGHBOURS_SEVERAL);
        score.add("neighbour-telling", count(n_telling), weights.neighbour_telling);
        let none_shared = n_shared == 0 && values.relation == Relation::Differs;
        let have_many = self.both(|quantity| quantity.neighbours.len() >= NEIGHBOURS_SEVERAL);
        let is_figure = matches!(a.measure, Measure::Figure { .. });
        let differ = have_many && none_shared && is_figure && !values.told_otherwise;
        score.add("neighbours-differ", i32::from(differ), weights.neighbours_differ);
        // Tolls of one day may be of one happening.
        let is_other_toll = none_shared
            && self.are_tolls()
            && self.are_in_one_language()
            && !self.grows()
            && !self.are_ordered()
            && !name_days_apart(&a.dates, &b.dates, 0);
        let low = (TOLL_LOW - thousandths(self.alike.wide)).max(0);
        // A clear slip of a number of three digits says which toll is meant.
        let is_slip = values.told_otherwise && is_long(a, b);
        let toll_low = if is_other_toll && self.are_across() && !is_slip { low } else { 0 };
        score.add_share("toll-low", toll_low, weights.toll_low);
    }

    /// Whether what happened to both was ordered: evacuations, of which a story has one.
    fn are_ordered(&self) -> bool {
        let is_ordered = |role: &ConceptId| {
            self.b.roles.contains(role)
                && self.ruleset.concepts.get(*role).is_some_and(|concept| concept.is_ordered)
        };
        self.a.roles.iter().any(is_ordered)
    }

    /// Whether one is what a toll has grown to, or was lowered to.
    fn grows(&self) -> bool {
        has_grown(self.ruleset, self.a, self.b) || self.either(is_new)
    }

    /// Whether there are keys of one language on both sides, and none is shared.
    fn are_named_apart(&self, a: &[u64], b: &[u64]) -> bool {
        self.are_in_one_language() && are_apart(a, b)
    }

    /// Whether one of them is told of towns that neither article opens with, and the other of none of its own: the fair in
    /// Doha, in a report on that in Muscat.
    fn is_set_elsewhere(&self) -> bool {
        let Held { a, b, .. } = *self;
        let opens_with = |town: &u64| [a, b].iter().any(|one| one.lead.towns.contains(town));
        let is_country = |key: &u64| self.ruleset.names.is_country_key(*key);
        let is_apart = |one: &Quantity, other: &Quantity| {
            let mut towns = one.places.iter().filter(|key| !is_country(key)).peekable();
            towns.peek().is_some()
                && !one.lead.towns.is_empty()
                && towns.all(|town| !opens_with(town) && !other.wide.has(*town))
                && other.places.iter().all(opens_with)
        };
        self.are_across() && self.are_in_one_language() && (is_apart(a, b) || is_apart(b, a))
    }

    /// The countries that a sentence names, sorted.
    fn countries_of(&self, quantity: &Quantity) -> Vec<u64> {
        let keys = quantity.wide.features().iter().map(|(key, _)| *key);
        keys.filter(|key| self.ruleset.names.is_country_key(*key)).collect()
    }

    /// Whether both sentences name countries, and none of them is the other's.
    pub(super) fn are_of_other_countries(&self) -> bool {
        are_apart(&self.countries_of(self.a), &self.countries_of(self.b))
    }

    /// Whether each of the two sentences names one country that the other does not, whatever they share: Rwanda and China,
    /// Kenya and China.
    pub(super) fn name_another_country_each(&self) -> bool {
        let (of_a, of_b) = (self.countries_of(self.a), self.countries_of(self.b));
        let n_own = |own: &[u64], other: &[u64]| own.iter().filter(|key| !other.contains(key)).count();
        self.are_across() && n_own(&of_a, &of_b) == 1 && n_own(&of_b, &of_a) == 1
    }

    /// Times, places and names of the sentences, and the places that the articles open with.
    fn weigh_times_and_places(&self, score: &mut Score) {
        let Held { a, b, values, .. } = *self;
        let weights = &self.ruleset.alignment.weights;
        // An article without a day of its own tells what is new without its year: «سقوط حافلة أخرى عام 2009».
        let is_undated = a.printed.is_none() && !self.are_across();
        let year_differs = is_undated && names_year(&a.dates) != names_year(&b.dates);
        let time_differs = times_differ(&a.dates, &b.dates) || a.past != b.past || year_differs;
        // A toll that was revised is told of another day.
        let is_revised = values.revised && self.are_across();
        // «يوم 25 يناير», «في 24 يناير»: one story may differ in its day as well.
        let is_swap = values.told_otherwise && values.slip == Some(Slip::Transposed);
        let n_days_max = if is_swap { SWAP_DAYS_MAX } else { 1 };
        let of_day = || (1..=n_days_max).any(|n_days| name_days_apart(&a.dates, &b.dates, n_days));
        let is_of_day = values.one_story && a.is_lead && b.is_lead && of_day();
        // «64%» of a harvest that began on 6 August, or on the 16th: the day is what the articles differ in.
        let is_slip_of_day = values.relation == Relation::Agrees && name_days_by_slip(&a.dates, &b.dates);
        let time_counts = !is_revised
            && !is_of_day
            && !is_slip_of_day
            && (!values.told_otherwise || values.relation != Relation::UnitDiffers);
        // Tolls of two days are of two happenings.
        let of_two_days = self.are_tolls() && name_other_days(&a.dates, &b.dates);
        let n_times = 1 + i32::from(of_two_days);
        score.add(
            "time-differs",
            if time_differs && time_counts { n_times } else { 0 },
            weights.time_differs,
        );
        // A heading says less than what stands below it, and names what is wider.
        let under_heading = !self.are_across() && a.heading != b.heading;
        let names_count = !values.told_otherwise && !under_heading;
        // «في دوكو», which one of two reads as a town, stands in both sentences.
        let names_one_of = |quantity: &Quantity, keys: &[u64]| keys.iter().any(|key| quantity.wide.has(*key));
        let of_other_places = self.are_named_apart(&a.places, &b.places)
            && !names_one_of(b, &a.places)
            && !names_one_of(a, &b.places);
        let place_differs =
            self.is_set_elsewhere() || names_count && (of_other_places || self.are_of_other_countries());
        score.add("place-differs", i32::from(place_differs), weights.place_differs);
        let name_differs = names_count
            && self.are_named_apart(&a.rare, &b.rare)
            && !names_one_of(b, &a.rare)
            && !names_one_of(a, &b.rare);
        score.add("name-differs", i32::from(name_differs), weights.name_differs);
        let open_apart = are_apart(&a.lead.countries, &b.lead.countries)
            || self.are_named_apart(&a.lead.towns, &b.lead.towns);
        let elsewhere =
            open_apart && self.are_across() && !values.one_story && values.relation != Relation::Agrees;
        score.add("lead-differs", i32::from(elsewhere), weights.lead_differs);
    }

    /// Lists and rows: «الدفعة الثالثة من المعونة الثانية» and «الدفعة الثانية من المعونة الثانية».
    fn weigh_rows(&self, score: &mut Score) {
        let Held { a, b, values, .. } = *self;
        let weights = &self.ruleset.alignment.weights;
        let n_listed = a.n_listed.max(b.n_listed).saturating_sub(LISTED_MIN).min(LISTED_MAX);
        let listed = if values.relation == Relation::Agrees { 0 } else { count(n_listed) };
        score.add("listed", listed, weights.listed);
        let in_template = self.alike.wide >= TEMPLATE_LIKENESS && self.are_in_one_language();
        let have_ordinals = self.both(|quantity| !quantity.ordinals.is_empty());
        let other_in_row = in_template && have_ordinals && a.ordinals != b.ordinals;
        let ordinals_differ = other_in_row || self.are_named_apart(&a.ordinals, &b.ordinals);
        score.add("ordinal-differs", i32::from(ordinals_differ), weights.ordinal_differs);
    }

    /// Who tells it, and of what nobody tells twice alike: forecasts, other works, small counts, fighters.
    fn weigh_voices(&self, score: &mut Score) {
        let Held { ruleset, a, b, values, .. } = *self;
        let weights = &ruleset.alignment.weights;
        let are_forecasts = self.both(|quantity| says(quantity, QualifierClass::Forecast));
        let two_forecasts = are_forecasts && !values.told_otherwise && !are_revised(a, b);
        score.add("two-forecasts", i32::from(two_forecasts), weights.two_forecasts);
        let tells_again = says(a, QualifierClass::Earlier) != says(b, QualifierClass::Earlier);
        let same_voice = !self.are_across() && a.source == b.source && !tells_again;
        score.add("same-voice", i32::from(same_voice), weights.same_voice);
        if !self.are_across() || values.relation != Relation::Differs {
            return;
        }
        // A story and its translation are two prints of one; one source tells how a toll grows.
        let same_source = a.source == b.source && self.are_in_one_language() && !values.told_otherwise;
        let same_source = same_source && !self.grows();
        // Two papers of one day that cite one agency differ by a slip of one of them.
        let of_one_day = a.printed.zip(b.printed).is_none_or(|(a, b)| a == b);
        let is_slip_in_copy = values.slip.is_some() && of_one_day && !self.are_uncited();
        score.add("same-source", i32::from(same_source && !is_slip_in_copy), weights.same_source);
        let is_named = a.source != UNNAMED_PUBLISHER;
        let same_paper = same_source && is_named && self.are_uncited() && !self.are_tolls();
        score.add("same-paper", i32::from(same_paper), weights.same_paper);
        let title_differs = self.are_named_apart(&a.titles, &b.titles);
        score.add("title-differs", i32::from(title_differs), weights.title_differs);
        score.add("few", i32::from(self.both(is_few)), weights.few);
        let fighters = !a.is_date() && self.either(|quantity| counts_fighters(ruleset, quantity));
        score.add("fighters", i32::from(fighters), weights.fighters);
    }
}

/// The days that are named, as far as they are known.
fn days(dates: &[Date]) -> Vec<jiff::civil::Date> {
    let resolved = dates.iter().filter_map(|date| date.resolved);
    resolved.filter(|(first, last)| first == last).map(|(day, _)| day).collect()
}

/// Whether both sentences name a day, and none of them is the other's.
fn name_other_days(a: &[Date], b: &[Date]) -> bool {
    let (of_a, of_b) = (days(a), days(b));
    !of_a.is_empty() && !of_b.is_empty() && !of_a.iter().any(|day| of_b.contains(day))
}

/// Whether both sentences name a day, and the two are so many days of one month apart.
fn name_days_apart(a: &[Date], b: &[Date], n_days: u8) -> bool {
    a.iter().any(|one| b.iter().any(|other| days_apart(one, other) == Some(n_days)))
}

/// Whether a year is named.
fn names_year(dates: &[Date]) -> bool {
    dates.iter().any(|date| date.value.year.is_some())
}

/// Whether both sentences name a day, and a slip makes the one of the other.
fn name_days_by_slip(a: &[Date], b: &[Date]) -> bool {
    let day = |date: &Date| date.value.month.zip(date.value.day);
    let is_slip = |one: &Date, other: &Date| {
        day(one).zip(day(other)).is_some_and(|((month, day), (other_month, other_day))| {
            month == other_month && slip_between_days(day, other_day).is_some()
        })
    };
    a.iter().any(|one| b.iter().any(|other| is_slip(one, other)))
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
