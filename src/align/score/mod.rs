//! Scores: the evidence that two quantities are one, as a sum that can be shown.

mod conflict;
mod context;
mod surroundings;
mod volatile;

use crate::{
    align::{Quantity, Relation, Slip, alike::Alike},
    ruleset::{Ruleset, alignment::Calibration},
};

pub(super) use conflict::{AGREEING_SEVERAL, conflict_score};

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
    pub fn has(&self, name: &str) -> bool {
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

/// The name of the evidence that two figures of one story are one that is told in other words.
pub(super) const TOLD_OTHERWISE: &str = "slip-agreeing";

/// The name of the evidence that the later of two figures says that it replaces the earlier one.
pub(super) const REVISED: &str = "revised";

/// The name of the evidence that two figures count one thing.
pub(super) const COUNTED_SAME: &str = "counted-same";
/// The name of the evidence that both count other things.
pub(super) const COUNTED_DIFFERS: &str = "counted-differs";
/// Two paragraphs that each turn to another subject tell of one where they are this alike.
pub(super) const SIDE_STORY_LIKENESS_MIN: u32 = 300;
/// The evidence that says of two figures that they are of two things; that times differ is weighed by itself where two values
/// are equal.
const APART: [&str; 20] = [
    "volatile",
    "qualifier-differs",
    "part-differs",
    "plan-differs",
    "rate-differs",
    "role-excludes",
    COUNTED_DIFFERS,
    "place-differs",
    "name-differs",
    "other-name",
    "other-time",
    "other-thing",
    "ordinal-differs",
    "lead-differs",
    "toll-low",
    "many-tolls",
    "turn-differs",
    "neighbours-differ",
    "title-differs",
    "list-item",
];
/// What stands close by two figures is little alike under this cosine, in thousandths.
const LOCAL_LOW: i32 = 350;
/// Two sentences that are so alike, in thousandths, are prints of one, or of one template.
const TEMPLATE_LIKENESS: u32 = 850;

/// A cosine as evidence.
fn thousandths(cosine: u32) -> i32 {
    i32::try_from(cosine).unwrap_or(1_000)
}

/// How many there are, as evidence.
fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
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
    /// Whether one says that it replaces the other.
    revised: bool,
    /// Whether one tells what a toll of the story has become, in no words that the first count was told in.
    revised_toll: bool,
}

/// Two quantities that are held against each other, and how they stand to each other.
#[derive(Clone, Copy)]
struct Held<'a> {
    ruleset: &'a Ruleset,
    a: &'a Quantity,
    b: &'a Quantity,
    alike: Alike,
    values: Values,
}

impl Held<'_> {
    /// Whether a test holds for both.
    fn both(&self, test: impl Fn(&Quantity) -> bool) -> bool {
        test(self.a) && test(self.b)
    }

    /// Whether a test holds for one at least.
    fn either(&self, test: impl Fn(&Quantity) -> bool) -> bool {
        test(self.a) || test(self.b)
    }

    fn are_across(&self) -> bool {
        self.a.article != self.b.article
    }

    /// Whether two articles open with it, and nothing that was weighed says that it is another.
    fn open_with_it(&self, score: &Score) -> bool {
        // «تفتتح الحديقة في 12 أبريل», «تقام في 13 أبريل سوق»
        let are_of_others = self.either(Quantity::is_dated) && !self.a.shares_dated(self.b);
        self.are_across()
            && self.both(|one| one.is_lead)
            && !(self.a.is_date() && are_of_others)
            && !APART.iter().any(|name| score.has(name))
    }

    fn are_in_one_language(&self) -> bool {
        self.a.language == self.b.language
    }
}

/// The score of two values that can both be right and share `n_digits` significant digits.
pub(super) fn agreement_score(
    ruleset: &Ruleset,
    (a, b): (&Quantity, &Quantity),
    alike: Alike,
    n_digits: i32,
) -> Score {
    let values = Values {
        relation: Relation::Agrees,
        slip: None,
        told_otherwise: false,
        one_story: false,
        revised: false,
        revised_toll: false,
    };
    let held = Held { ruleset, a, b, alike, values };
    let mut score = held.context_score();
    score.add("unit-same", i32::from(a.measure.has_unit()), ruleset.alignment.weights.unit_same);
    score.add("bias-agreement", 1, ruleset.alignment.weights.bias_agreement);
    score.add("digit", n_digits, ruleset.alignment.weights.digit);
    let open_so = n_digits > 1 && held.open_with_it(&score);
    score.add("lead-same", i32::from(open_so), ruleset.alignment.weights.lead_same);
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
