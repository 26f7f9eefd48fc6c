//! Context: the evidence from the places of two quantities, whatever their values.

use crate::{
    align::{
        Measure, Quantity, Relation, Slip,
        facts::{count_one, counted_concept, have_other_roles, is_toll, is_trend, share_neighbour},
        score::{
            COUNTED_DIFFERS, COUNTED_SAME, Held, LOCAL_LOW, SIDE_STORY_LIKENESS_MIN, Score, count,
            thousandths,
        },
        strength::{is_clear, is_long},
    },
    base::id::UnitId,
    event::TokenFeature,
    extract::FigureKind,
    ruleset::{QualifierClass, QualifierSet, Ruleset, concepts::Concept},
};

/// Where one thing may be told in other words, so much of what differs in them counts, in thousandths.
const TOLD_OTHERWISE_SHARE: i32 = 600;

/// Two nouns of one language that stand in no rule may mean one thing, in thousandths.
const NOUN_UNKNOWN: i32 = 600;
/// Two quantities rarely have more pieces of evidence.
const REASONS: usize = 16;
/// Of one change two papers tell in words that are so alike, in thousandths.
const ONE_CHANGE_LIKENESS_MIN: u32 = 600;
/// What is no count of all: a part, one more, last year's, a change.
const PARTS: [QualifierClass; 4] =
    [QualifierClass::Part, QualifierClass::Additional, QualifierClass::Prior, QualifierClass::Change];

impl Held<'_> {
    /// The evidence from the places of both, whatever their values.
    pub(super) fn context_score(&self) -> Score {
        let mut score = Score { logit: 0, reasons: Vec::with_capacity(REASONS) };
        self.weigh_likeness(&mut score);
        let same_role = self.weigh_roles(&mut score);
        self.weigh_counted(same_role, &mut score);
        let rates_differ = rate_of(self.a) != rate_of(self.b);
        score.add("rate-differs", i32::from(rates_differ), self.ruleset.alignment.weights.rate_differs);
        self.weigh_qualifiers(&mut score);
        let turn_differs = i32::from(self.tells_aside());
        score.add("turn-differs", turn_differs, self.ruleset.alignment.weights.turn_differs);
        self.weigh_surroundings(&mut score);
        self.weigh_volatile(&mut score);
        score
    }

    /// Whether one of them stands in a paragraph that turns to another subject, or both in such of little in common.
    pub(super) fn tells_aside(&self) -> bool {
        let (a, b) = (self.a, self.b);
        a.turned != b.turned || a.turned && self.alike.topic < SIDE_STORY_LIKENESS_MIN
    }

    fn weigh_likeness(&self, score: &mut Score) {
        let weights = &self.ruleset.alignment.weights;
        let local = thousandths(self.alike.local);
        score.add_share("local", local, weights.local);
        let told_alike = self.values.relation == Relation::Agrees
            || !self.are_in_one_language()
            || self.values.told_otherwise
            || self.values.revised_toll;
        let low = if told_alike { 0 } else { (LOCAL_LOW - local).max(0) };
        score.add_share("local-low", low, weights.local_low);
        score.add_share("wide", thousandths(self.alike.wide), weights.wide);
        score.add_share("topic", thousandths(self.alike.topic), weights.topic);
    }

    /// Weighs of whom or what both tell; gives whether they share a role.
    fn weigh_roles(&self, score: &mut Score) -> bool {
        let Held { ruleset, a, b, .. } = *self;
        let weights = &ruleset.alignment.weights;
        let excluded = have_other_roles(ruleset, a, b);
        let same_role = a.roles.iter().any(|role| b.roles.contains(role) && !is_trend(ruleset, *role));
        score.add("role-same", i32::from(same_role && !excluded), weights.role_same);
        // What rose to a figure may have fallen before: "fifteen have fallen ill", "has climbed to 27".
        let is_trend_of = |one: &Quantity| one.roles.iter().any(|role| is_trend(ruleset, *role));
        let is_told_of_trend = self.values.revised && same_role && self.either(is_trend_of);
        let roles_clash = excluded && !is_told_of_trend && self.values.relation != Relation::UnitDiffers;
        score.add("role-excludes", i32::from(roles_clash), weights.role_excludes);
        same_role
    }

    /// The evidence from what two figures count.
    fn weigh_counted(&self, same_role: bool, score: &mut Score) {
        let Held { ruleset, values, .. } = *self;
        let weights = &ruleset.alignment.weights;
        let (Some(a), Some(b)) = (self.a.counted, self.b.counted) else {
            let differs = values.relation == Relation::Differs
                && (self.is_fate_beside(self.a, self.b) || self.is_fate_beside(self.b, self.a));
            return score.add(COUNTED_DIFFERS, i32::from(differs), weights.counted_differs);
        };
        let is_one = count_one(self.a, self.b);
        score.add(COUNTED_SAME, i32::from(is_one), weights.counted_same);
        let one_is_generic = is_generic(ruleset, a) != is_generic(ruleset, b);
        let both_count = |property: fn(&Concept) -> bool| {
            [a, b].iter().all(|noun| concept_of(ruleset, *noun).is_some_and(property))
        };
        // «120 شخصا قتلوا», «120 قتيلا»; «9300 متطوع», «3900 شخص»
        let one_count = both_count(|concept| concept.is_people) && (same_role || one_is_generic)
            || one_is_generic && both_count(|concept| concept.is_people || concept.is_role);
        let one_family = a.concept.is_some() && a.sound != 0 && a.sound == b.sound;
        // "shed 2,650 jobs", "letting 2,560 people go"
        let is_swap =
            values.told_otherwise && values.slip == Some(Slip::Transposed) && is_long(self.a, self.b);
        let is_told = is_swap && (is_generic(ruleset, a) || is_generic(ruleset, b));
        let differs =
            !is_one && !is_told && !one_count && !one_family && values.relation != Relation::UnitDiffers;
        // What two nouns mean of which a rule tells nothing is not known.
        let known = match () {
            () if a.concept.is_some() && b.concept.is_some() => 1_000,
            () if self.are_in_one_language() => NOUN_UNKNOWN,
            () => 0,
        };
        score.add_share(COUNTED_DIFFERS, if differs { known } else { 0 }, weights.counted_differs);
    }

    /// Whether one tells what happened to people, and the other counts what are none: «فقدان 4», «4 ملايين أسرة».
    fn is_fate_beside(&self, fate: &Quantity, other: &Quantity) -> bool {
        let counted = counted_concept(self.ruleset, other);
        fate.counted.is_none()
            && is_toll(self.ruleset, fate)
            && !is_toll(self.ruleset, other)
            && counted.is_some_and(|counted| !counted.is_people && !counted.is_role && !counted.is_generic)
    }

    /// The evidence from what the wording says of which of several quantities each is.
    fn weigh_qualifiers(&self, score: &mut Score) {
        let weights = &self.ruleset.alignment.weights;
        let (relation, told_otherwise) = (self.values.relation, self.values.told_otherwise);
        let differing = self.differing_qualifiers();
        let part_differs =
            relation != Relation::Agrees && PARTS.iter().any(|class| differing.contains(*class));
        score.add("part-differs", i32::from(part_differs && !told_otherwise), weights.part_differs);
        let n_plans = if self.do_plans_count() { 0 } else { differing.n_plans() };
        let is_slip = is_clear(self.values.slip, (self.a, self.b));
        let plan_differs =
            relation != Relation::Agrees && differing.n_plans() > n_plans && !is_slip && !told_otherwise;
        // Of one story one paper tells as a plan what the other tells as agreed: "agreed to buy", "will pay".
        let plan_differs = plan_differs && !self.values.one_story;
        score.add("plan-differs", i32::from(plan_differs), weights.plan_differs);
        let n_differing = differing.names().count() - n_plans + usize::from(is_start_and_end(self.a, self.b));
        let weight = match relation {
            Relation::Agrees => weights.qualifier_differs_agreement,
            Relation::Differs | Relation::UnitDiffers => weights.qualifier_differs,
        };
        if told_otherwise {
            let share = if n_differing > 0 { TOLD_OTHERWISE_SHARE } else { 0 };
            score.add_share("qualifier-differs", share, weight);
        } else {
            score.add("qualifier-differs", count(n_differing), weight);
        }
    }

    fn differing_qualifiers(&self) -> QualifierSet {
        let differing = self.a.qualifiers.difference(self.b.qualifiers).distinguishing();
        let differing =
            if self.fall_or_rise_alike() { differing.without(QualifierClass::Change) } else { differing };
        if !self.values.revised {
            return differing;
        }
        // What was meant is lowered or raised: «تعتزم إلغاء 4000 وظيفة», «رفعت عدد الوظائف التي تعتزم إلغاءها إلى 5500».
        let differing = differing.without(QualifierClass::Target).without(QualifierClass::Forecast);
        // "71 of the animals had died", "the number of dead had risen to 92"
        if self.are_tolls() { differing.without(QualifierClass::Part) } else { differing }
    }

    /// Whether it makes two of them that one is told as a plan. One figure may be told as a plan by one of two, «ستغلق 54 فرعا»,
    /// «تعتزم إغلاق 45 فرعا», where a clear slip explains the difference and another figure of the sentences is equal;
    /// what is planned for a day, expected by it or to be done till then is told of one day; and in which words
    /// another language tells of a plan is known less well.
    fn do_plans_count(&self) -> bool {
        let is_one = is_clear(self.values.slip, (self.a, self.b)) && share_neighbour(self.a, self.b);
        self.are_in_one_language() && !is_one && !self.a.is_date()
    }

    /// Whether both are shares by which something rises, or falls: «تخفيض الحصص بنسبة 40 في المئة», «يخفض الحصص 14 في المئة».
    fn fall_or_rise_alike(&self) -> bool {
        let are_shares = self.both(|one| one.measure.is_of(FigureKind::Percent));
        let told_alike = self.alike.local >= ONE_CHANGE_LIKENESS_MIN;
        let is_shared = |role| is_trend(self.ruleset, role) && self.b.roles.contains(&role);
        are_shares && told_alike && self.a.roles.iter().any(|role| is_shared(*role))
    }
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

/// What a noun means, as far as a rule tells.
fn concept_of(ruleset: &Ruleset, noun: TokenFeature) -> Option<&Concept> {
    ruleset.concepts.get(noun.concept?)
}

/// Whether a noun counts people without telling which: «4.7 مليون شخص» of so many voters.
fn is_generic(ruleset: &Ruleset, feature: TokenFeature) -> bool {
    concept_of(ruleset, feature).is_some_and(|concept| concept.is_generic)
}
