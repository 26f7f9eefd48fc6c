//! Conflict: the evidence that two values that cannot both be right are of one thing.

use crate::{
    align::{
        Measure, Quantity, Relation, Sides,
        alike::Alike,
        compare::{Comparison, Gap},
        contrast::{contrast, contrast_across},
        facts::{is_toll, share_neighbour},
        left::Left,
        revised::{are_revised, has_grown, names_what_it_replaces, share_role},
        score::{
            Held, LOCAL_LOW, REVISED, SIDE_STORY_LIKENESS_MIN, Score, TEMPLATE_LIKENESS, TOLD_OTHERWISE,
            Values, count, thousandths,
        },
        story::{has_other_unit, is_surely_told, is_told_otherwise, open_in_two_units},
        strength::{CLEAR_SLIP_MIN, is_clear, is_long, slip_strength},
    },
    attribution::Certainty,
    ruleset::Ruleset,
};

/// That two equal numbers of two digits have other units, in thousandths of a slip.
const SHORT_UNIT: i32 = 700;
/// Two sentences that are so alike, in thousandths, tell one thing with any figure.
const NO_SLIP_WIDE: i32 = 700;
/// An article on one happening has no more tolls than so many: the dead, the wounded, an earlier count of each …
const TOLLS_MANY: usize = 5;
/// … and with so many beyond that it is no surer to be on many.
const TOLLS_MAX: usize = 5;
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
pub(in crate::align) const AGREEING_SEVERAL: usize = 3;
/// So many figures agree of two articles that open with one thing.
const LEAD_AGREEING_MIN: usize = 2;
/// Two paragraphs that each turn to another subject, and share no figure, tell of one where they are so alike, in
/// thousandths.
const SIDE_STORY_LIKENESS_MUCH: u32 = 450;
/// Sentences that are less alike, in thousandths, are not so word for word.
const CONTRAST_LIKENESS_MIN: u32 = 500;
/// So many figures agree of two articles of which one tells what a toll of the other has become.
const REVISED_AGREEING_MIN: usize = 2;
/// So alike, in thousandths, is what stands close by two figures of which one replaces the other.
const REVISED_LIKENESS_MIN: u32 = 500;
/// So alike, in thousandths, are two paragraphs of articles that tell one thing, though they open otherwise.
const KIN_TOPIC_MIN: u32 = 250;
/// So alike, in thousandths, are two sentences that tell one thing in few words …
const BRIEF_LIKENESS_MIN: u32 = 430;
/// … or, in two languages, of which fewer words are known to be one.
const BRIEF_LIKENESS_ACROSS_MIN: u32 = 350;

/// The score of two values that cannot both be right; `left` is what of their kind has no equal on the
/// other side.
pub(in crate::align) fn conflict_score(
    ruleset: &Ruleset,
    (a, b): (&Quantity, &Quantity),
    alike: Alike,
    (comparison, left): (&Comparison, Left),
    sides: Sides,
) -> Score {
    let days_differ = a.printed.zip(b.printed).is_some_and(|(a, b)| a != b);
    let tell_one = sides.tell_one_story()
        || (sides.open_alike() || sides.are_kin() && alike.topic >= KIN_TOPIC_MIN)
            && is_surely_told(ruleset, (a, b), comparison, alike)
        || sides.are_kin() && open_in_two_units(ruleset, (a, b), comparison);
    let one_story = a.article != b.article && !days_differ && tell_one;
    let told_otherwise = one_story && is_told_otherwise(ruleset, (a, b), (comparison, left), alike, sides);
    // Of what is told in words alike one figure replaces the other; a toll is one by what it counts.
    let is_one = share_role(a, b) || alike.local.max(alike.wide) >= REVISED_LIKENESS_MIN;
    let revised = are_revised(a, b) && is_one;
    let are_tolls = is_toll(ruleset, a) && is_toll(ruleset, b);
    let of_story = share_neighbour(a, b) && sides.n_agreeing >= REVISED_AGREEING_MIN;
    let in_briefs = sides.are_briefs && share_role(a, b) && alike.wide >= BRIEF_LIKENESS_MIN;
    let grown = has_grown(ruleset, a, b) && (of_story || in_briefs);
    let is_of_one = sides.n_agreeing >= REVISED_AGREEING_MIN || names_what_it_replaces(a, b);
    let is_told = revised && are_tolls && is_of_one;
    let revised_toll = is_told || grown;
    let (relation, slip) = (comparison.relation, comparison.slip);
    let values = Values { relation, slip, told_otherwise, one_story, revised, revised_toll };
    let held = Held { ruleset, a, b, alike, values };
    Conflict { held, comparison, left, sides, days_differ, revised }.score()
}

/// Two values that cannot both be right.
struct Conflict<'a> {
    held: Held<'a>,
    comparison: &'a Comparison,
    left: Left,
    sides: Sides,
    /// Whether they were printed on two days.
    days_differ: bool,
    /// Whether one says that it replaces the other.
    revised: bool,
}

impl Conflict<'_> {
    fn score(&self) -> Score {
        let weights = &self.held.ruleset.alignment.weights;
        let mut score = self.held.context_score();
        score.add("bias", 1, weights.bias);
        let is_of_unit = self.comparison.relation == Relation::UnitDiffers;
        let n_digits =
            if is_of_unit { self.comparison.n_digits } else { i32::from(self.share_day_of_month()) };
        score.add("digit", n_digits, weights.digit);
        match self.comparison.gap {
            Gap::Near => {}
            // A first count of a great disaster grows manifold.
            Gap::Wide | Gap::Huge if self.revised => {}
            Gap::Wide => score.add("gap-twofold", 1, weights.gap_twofold),
            Gap::Huge => score.add("gap-fivefold", 1, weights.gap_fivefold),
        }
        if self.held.are_across() {
            self.weigh_agreeing(&mut score);
            self.weigh_days(&mut score);
            self.weigh_lists_and_tolls(&mut score);
        } else {
            self.weigh_within(&mut score);
        }
        self.weigh_contrast(&mut score);
        score.add("brief", i32::from(self.are_of_briefs(&score)), weights.brief);
        // What a slip explains may be told in other words by two articles that open with it.
        let n_same = 1 + i32::from(self.comparison.slip.is_some() && score.has("local-low"));
        let opens_so = self.do_open_with_it(&score);
        score.add("lead-same", if opens_so { n_same } else { 0 }, weights.lead_same);
        self.weigh_slip(&mut score);
        score
    }

    /// Whether both articles, of which several figures agree, open with it.
    fn do_open_with_it(&self, score: &Score) -> bool {
        let agree = self.sides.n_agreeing >= LEAD_AGREEING_MIN;
        agree
            && self.held.open_with_it(score)
            && !score.has("time-differs")
            && !self.days_differ
            && self.comparison.gap == Gap::Near
    }

    /// Whether two days are of other months, and one day of theirs: «3 يونيو», «3 تموز».
    fn share_day_of_month(&self) -> bool {
        let (Measure::Date(a), Measure::Date(b)) = (&self.held.a.measure, &self.held.b.measure) else {
            return false;
        };
        let other_month = a.value.month.zip(b.value.month).is_some_and(|(one, other)| one != other);
        a.value.day.is_some() && a.value.day == b.value.day && other_month
    }

    /// That the two articles tell of one event, by what agrees in them, and by what is left over.
    fn weigh_agreeing(&self, score: &mut Score) {
        let Held { a, b, alike, values, .. } = self.held;
        let weights = &self.held.ruleset.alignment.weights;
        score.add_share("event", thousandths(self.sides.likeness), weights.event);
        // What agrees is of the event, and says nothing of what is told beside it.
        if self.held.tells_aside() || self.are_side_stories() {
            return;
        }
        score.add("agreeing", count(self.n_agreeing()), weights.agreeing);
        let only_left = self.left.is_only
            && self.sides.n_agreeing >= AGREEING_SEVERAL
            && self.comparison.gap == Gap::Near;
        // Of two figures that have nothing to do with each other each may be the only one of its kind.
        let one_sentence = alike.wide >= ONE_SENTENCE || share_neighbour(a, b);
        let is_slip = self.comparison.slip.is_some()
            && (self.is_clear_slip() || alike.topic >= SIDE_STORY_LIKENESS_MIN);
        let only_left = only_left && (is_slip || one_sentence);
        score.add("only-left", i32::from(only_left), weights.only_left);
        score.add(TOLD_OTHERWISE, i32::from(values.told_otherwise), weights.slip_agreeing);
        // Since a year, and till a year, many things go on.
        let of_one = if a.is_year() { a.shares_what_is_dated(b) } else { a.shares_dated(b) };
        let same_dated = values.told_otherwise && a.is_date() && of_one;
        score.add("dated-same", i32::from(same_dated), weights.dated_same);
        let grown = values.revised_toll && !self.revised;
        score.add("grown", i32::from(grown), weights.grown);
        score.add(REVISED, i32::from(self.revised), weights.revised);
    }

    /// Whether both stand in paragraphs that turn to another subject, and too little says that these are one.
    fn are_side_stories(&self) -> bool {
        let Held { a, b, alike, .. } = self.held;
        a.turned && b.turned && alike.topic < SIDE_STORY_LIKENESS_MUCH && !share_neighbour(a, b)
    }

    /// How many of the figures that agree count.
    fn n_agreeing(&self) -> usize {
        let Held { alike, values, .. } = self.held;
        let Sides { n_agreeing, n_figures, .. } = self.sides;
        let is_alike = self.is_clear_slip() || alike.local >= LOCAL_LOW.unsigned_abs();
        let mostly = is_alike && !self.days_differ && n_agreeing * AGREEING_SHARE >= n_figures;
        let most = match () {
            () if values.told_otherwise => AGREEING_CHANGED_MAX,
            () if mostly => AGREEING_MOSTLY_MAX,
            () => AGREEING_MAX,
        };
        // Of the many figures of two days' reports some agree by chance.
        let by_share = n_agreeing * AGREEING_OF / n_figures.max(1);
        n_agreeing.min(most).min(if self.days_differ && !self.is_later() { by_share } else { most })
    }

    fn is_clear_slip(&self) -> bool {
        is_clear(self.comparison.slip, (self.held.a, self.held.b))
    }

    /// Whether one may be the other of a later day, or copied wrongly.
    fn is_later(&self) -> bool {
        let Held { ruleset, a, b, .. } = self.held;
        self.revised || self.is_clear_slip() || has_grown(ruleset, a, b)
    }

    /// The days on which the two were printed.
    fn weigh_days(&self, score: &mut Score) {
        let Held { a, b, .. } = self.held;
        let weights = &self.held.ruleset.alignment.weights;
        let is_daily = self.held.either(|quantity| quantity.daily);
        let day_differs = self.days_differ && !self.revised && is_daily;
        score.add("day-differs", i32::from(day_differs), weights.day_differs);
        let n_days = a.printed.zip(b.printed).and_then(|(a, b)| a.until(b).ok());
        let n_days = n_days.map_or(0, |span| span.get_days().abs().min(DAYS_APART_MAX));
        score.add("days-apart", if self.is_later() { 0 } else { n_days }, weights.days_apart);
    }

    /// Items of lists, articles of which nothing else agrees, and those that count many tolls.
    fn weigh_lists_and_tolls(&self, score: &mut Score) {
        let Held { a, b, alike, .. } = self.held;
        let weights = &self.held.ruleset.alignment.weights;
        let uncited = self.held.are_uncited();
        score.add("list-item", i32::from(uncited && a.item && b.item), weights.list_item);
        let none_agrees = self.sides.n_agreeing == 0;
        let nothing_agrees = !self.revised && none_agrees && self.sides.n_figures >= FIGURES_MANY;
        score.add("nothing-agrees", i32::from(nothing_agrees), weights.nothing_agrees);
        let alone = none_agrees && uncited && !nothing_agrees && alike.wide < TEMPLATE_LIKENESS;
        score.add("no-other-agrees", i32::from(alone && !self.revised), weights.no_other_agrees);
        let is_other_toll = self.held.are_tolls() && !share_neighbour(a, b) && !self.revised;
        let n_over = self.sides.n_tolls.saturating_sub(TOLLS_MANY).min(TOLLS_MAX);
        score.add("many-tolls", if is_other_toll { count(n_over) } else { 0 }, weights.many_tolls);
    }

    /// The evidence where both stand in one article.
    fn weigh_within(&self, score: &mut Score) {
        let Held { a, b, .. } = self.held;
        let weights = &self.held.ruleset.alignment.weights;
        score.add("same-article", 1, weights.same_article);
        score.add(REVISED, i32::from(self.revised), weights.revised);
        let same_count =
            a.measure.has_unit() || a.counted.zip(b.counted).is_some_and(|(a, b)| a.key == b.key);
        let of_heading = a.heading != b.heading && self.comparison.slip.is_some() && same_count;
        score.add("heading", i32::from(of_heading), weights.heading);
        score.add("list-item", i32::from(a.item && b.item), weights.list_item);
        // In a brief nothing else than what is said about one thing stands.
        let is_cited = |quantity: &Quantity| {
            quantity.certainty != Certainty::Own || (quantity.spoken && self.sides.are_briefs)
        };
        let own = !self.held.both(is_cited);
        score.add("own-voice", i32::from(own && !a.heading && !b.heading), weights.own_voice);
    }

    /// Whether two briefs, of which one cites somebody, tell in words alike, and of one place and name, what each of
    /// them tells one figure of.
    fn are_of_briefs(&self, score: &Score) -> bool {
        let Held { a, alike, .. } = self.held;
        let alike_min =
            if self.held.are_in_one_language() { BRIEF_LIKENESS_MIN } else { BRIEF_LIKENESS_ACROSS_MIN };
        let elsewhere = score.has("time-differs")
            || score.has("place-differs")
            || score.has("name-differs")
            || score.has("other-name")
            || score.has("other-time")
            || score.has("other-thing")
            || self.held.are_of_other_countries();
        self.sides.are_briefs
            && (self.left.is_only || a.is_date())
            && !self.held.are_uncited()
            && alike.wide >= alike_min
            && !elsewhere
            && (!self.days_differ || self.revised)
    }

    /// Whether two days, of other months or years as well, are of what has one of its own each: the day on which a trial
    /// opens, and that of its verdict.
    fn are_days_of_others(&self) -> bool {
        let Held { a, b, .. } = self.held;
        let tells = |one: &Quantity, other: &Quantity| one.dated.iter().any(|key| other.wide.has(*key));
        a.is_date()
            && !a.differs_in_one_part(b)
            && self.held.both(|one| !one.dated.is_empty())
            && !a.shares_dated(b)
            && !tells(a, b)
            && !tells(b, a)
    }

    /// Where two sentences are alike but for the names, times or things that they tell it of.
    fn weigh_contrast(&self, score: &mut Score) {
        let Held { a, b, alike, .. } = self.held;
        let (a, b) = ((&*a.wording.0, a.wording.1), (&*b.wording.0, b.wording.1));
        let found = match self.held.are_in_one_language() {
            true if alike.wide < CONTRAST_LIKENESS_MIN => return,
            true => contrast(a, b),
            false => contrast_across(a, b),
        };
        let weights = &self.held.ruleset.alignment.weights;
        let other_name = found.names || self.held.name_another_country_each();
        score.add("other-name", other_name.into(), weights.other_name);
        score.add("other-time", found.times.into(), weights.other_time);
        // A slip says more than that one calls a company what the other calls a group.
        let is_of_unit = self.comparison.relation == Relation::UnitDiffers;
        let is_other = found.nouns || self.are_days_of_others();
        let other_thing = is_other && !self.is_clear_slip() && !is_of_unit && !self.revised;
        score.add("other-thing", i32::from(other_thing), weights.other_thing);
    }

    /// The evidence from what explains the difference, or that nothing does.
    fn weigh_slip(&self, score: &mut Score) {
        let Held { a, b, alike, values, .. } = self.held;
        let weights = &self.held.ruleset.alignment.weights;
        if values.told_otherwise
            && has_other_unit(self.held.ruleset, (a, b), (self.comparison, self.left), alike)
        {
            let strength = if is_long(a, b) { CLEAR_SLIP_MIN } else { SHORT_UNIT };
            score.add_share("unit-slip", strength, weights.slip);
        }
        let unlike = if self.is_unexplained() { (NO_SLIP_WIDE - thousandths(alike.wide)).max(0) } else { 0 };
        score.add_share("no-slip", unlike, weights.no_slip);
        if let Some(slip) = self.comparison.slip {
            let strength = slip_strength(slip, (a, b));
            score.add("slip", 1, weights.slip * strength / 1_000);
        }
    }

    /// Whether nothing says how the one became the other.
    fn is_unexplained(&self) -> bool {
        let Held { a, b, values, .. } = self.held;
        // Days of two things that have one of their own each are told apart by a slip alone.
        let of_one = a.shares_dated(b) || !self.held.either(Quantity::is_dated);
        let is_told = a.is_date() && (of_one || values.told_otherwise);
        let differs = self.comparison.slip.is_none() && self.comparison.relation == Relation::Differs;
        differs && !is_told && !values.revised_toll && self.held.are_across()
    }
}
