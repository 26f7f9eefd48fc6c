//! Ages that are told as bare numbers: `the singer, 41, was`, `aged 24, 31 and 40`, «في الستين من عمره».

use rust_decimal::Decimal;

use super::{judge::looks_plural, part::Part, scan::Scan, unit::Measure, unit_set::UnitSet};
use crate::{
    base::Number,
    extract::figure::Modifier,
    ruleset::{figure_cues::start, numerals::Particles, units::UnitKind},
};

/// Nobody is older.
const AGE_MAX: i64 = 120;

/// Whoever is called by what he is, `the former minister, 68.`, is no child.
const ADULT_MIN: i64 = 16;

/// So many tokens may stand between a word for age and the number, all of them thin.
const AGE_TOKENS_MAX: usize = 4;

/// `and over`, `or under` have so many tokens.
const BOUND_TOKENS: usize = 2;

/// So many ages are listed behind one word for age.
const AGES_MAX: usize = 6;

impl Scan<'_> {
    /// The part as an age, where it is one.
    pub(super) fn add_age_alone(&self, part: &mut Part, at: usize) {
        if part.measure.is_some() || !part.amount.is_unscaled() {
            return;
        }
        if part.amount.value <= Number::ZERO || part.amount.value > Number::from(AGE_MAX) {
            return;
        }
        // «في العقد الرابع من عمره»: a decade of a life.
        let of_noun = part.ordinal && at.checked_sub(1).is_some_and(|before| self.looks_defined(before));
        let said = !of_noun && self.bare_phrase(self.ruleset.units.ages_of_numbers(), part.end).is_some();
        // `died at 3 pits`
        let things_follow = self.is_latin(part.end) && looks_plural(self.folded_at(part.end));
        let followed = || !things_follow && (self.follows_age(at) || self.is_listed_age(part, at));
        let of_persons = || self.is_said_of_person(part, at) || self.bounds_ages(part, at);
        if (self.is_set_off_as_age(part, at) || said || followed() || of_persons())
            && let Some(year) = self.ruleset.units.by_code("year")
        {
            part.measure = Some(Measure {
                units: UnitSet::One(year),
                kind: UnitKind::Quantity,
                times: Decimal::ONE,
                per: None,
                end: part.end,
                dual: false,
            });
            part.ordinal = false;
        }
    }

    /// `the singer, 41, was`; at the end of a sentence only where no other number stands in it that way:
    /// `the former minister, 68.`
    fn is_set_off_as_age(&self, part: &Part, at: usize) -> bool {
        let comma = |at: usize| self.is_mark(at, &[",", "،"]);
        if !part.amount.digits || part.ordinal || at < 2 || !comma(at - 1) || !self.is_word(at - 2) {
            return false;
        }
        if comma(part.end) {
            return self.is_word(part.end + 1);
        }
        let last = part.end + 1 >= self.tokens.len() && self.is_mark(part.end, &["."]);
        last && self.is_latin(at - 2)
            && part.amount.value >= Number::from(ADULT_MIN)
            && !self.ends_phrase(at - 2)
            && !(at >= 3 && self.is_digits(at - 3))
    }

    /// `who is 33`, `she turned 90`: said of a person, and nothing is counted behind it.
    fn is_said_of_person(&self, part: &Part, at: usize) -> bool {
        let of_person = |start: usize| {
            let found = self.bare_phrase(self.ruleset.units.ages_of_persons(), start);
            found.is_some_and(|found| start + found.n_tokens == at)
        };
        let ends = self.ends_phrase(part.end)
            && !self.particle(part.end, Particles::OF)
            && !self.particle(part.end, Particles::OVER)
            && !self.is_mark(part.end, &["-", "–", "/", ":", "%"]);
        !part.ordinal && ends && (1..=3).filter_map(|back| at.checked_sub(back)).any(of_person)
    }

    /// `people 65 and over`, `those 12 or under`: people are not numbered, so that a bound behind them is of their age.
    pub(super) fn bounds_ages(&self, part: &Part, at: usize) -> bool {
        let people = at.checked_sub(1).is_some_and(|before| {
            self.is_latin(before)
                && (self.particle(before, Particles::PLURAL) || self.particle(before, Particles::PRONOUN))
        });
        let bound = || self.modifier_behind(part.end).filter(|(_, end)| *end == part.end + BOUND_TOKENS);
        people && part.amount.digits && bound().is_some_and(|(sense, _)| sense != Modifier::About)
    }

    /// Whether a word for age leads to the number: `aged 41`, «في سن الـ18».
    pub(super) fn follows_age(&self, at: usize) -> bool {
        (1..=AGE_TOKENS_MAX).filter_map(|back| Some((back, at.checked_sub(back)?))).any(|(back, start)| {
            let found = self.phrase(self.ruleset.units.ages_before(), start);
            found.is_some_and(|found| {
                let end = start + found.n_tokens;
                found.n_tokens == back || (end < at && self.only_thin(end, at))
            })
        })
    }

    /// `aged 24, 31 and 40`: what is listed with an age is one.
    fn is_listed_age(&self, part: &Part, at: usize) -> bool {
        let joins = |at: usize| self.particle(at, Particles::AND) || self.is_mark(at, &[",", "،"]);
        if part.ordinal || !self.is_latin_or_digits(at) || self.particle(part.end, Particles::OF) {
            return false;
        }
        let mut first = at;
        for _ in 0..AGES_MAX {
            let Some(joint) = first.checked_sub(1).filter(|joint| joins(*joint)) else {
                return false;
            };
            // `24, and 40`
            let joint = if joint >= 1 && joins(joint - 1) { joint - 1 } else { joint };
            let Some(before) = joint.checked_sub(1) else {
                return false;
            };
            if !self.is_digits(before) && self.starts(before) & start::NUMBER == 0 {
                return false;
            }
            if self.follows_age(before) {
                return true;
            }
            first = before;
        }
        false
    }

    fn is_latin_or_digits(&self, at: usize) -> bool {
        self.is_digits(at) || self.is_latin(at)
    }
}
