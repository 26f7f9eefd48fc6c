//! Ranges: two numbers that share scale and unit, and dashes that are no range.

use rust_decimal::Decimal;

use super::{
    Figure, FigureValue, interval,
    part::Part,
    scan::{Scan, Want},
};
use crate::{
    base::Number,
    ruleset::{
        numerals::{Numeral, Particles},
        units::UnitKind,
    },
};

/// `$5 to $7` is a range, `$5 to $80` a change and where it led: an upper end is at most so many times
/// the lower one where nothing opens the range.
const NEAR_TIMES: i64 = 3;

impl Scan<'_> {
    /// Whether "or" joins numbers that are too far from each other to be one guess, «سنتين أو 10»: `two or three days`.
    pub(super) fn is_choice(&self, low: &Part, high: &Part) -> bool {
        const FAR_TIMES: Decimal = Decimal::from_parts(15, 0, 0, false, 1);
        let guessed = |value: Number| {
            let next = value.checked_mul(FAR_TIMES);
            high.amount.value > value
                && (high.amount.value == Number::Decimal(value.to_decimal() + Decimal::ONE)
                    || next.is_some_and(|next| high.amount.value <= next))
        };
        let low_value = self.with_scale_of(low, high);
        let parts = low.amount.fraction || high.amount.fraction;
        self.particle(low.end, Particles::OR) && (parts || !low_value.is_some_and(guessed))
    }

    /// Where the upper end of a range would begin behind `at`, and whether a dash leads to it.
    pub(super) fn range_joint(&self, at: usize, between: bool) -> Option<(usize, bool)> {
        // `five-to-seven years`, `a five- to seven-year term`
        let hangs = self.is_mark(at, &["-", "‑", "–"]) && !self.spaced(at);
        if hangs && self.is_latin(at + 1) && self.particle(at + 1, Particles::TO) {
            return Some((if self.is_hyphen(at + 2) { at + 3 } else { at + 2 }, true));
        }
        if self.is_mark(at, &["-", "–", "—", "~", "‑", "−"]) {
            let balanced = self.spaced(at) == self.spaced(at + 1) || self.is_digits(at + 1);
            return balanced.then_some((at + 1, true));
        }
        if self.is_word(at) && self.particle(at, Particles::TO) {
            return Some((self.behind_article(at + 1), false));
        }
        if self.is_word(at) && self.particle(at, Particles::OR) {
            return Some((at + 1, false));
        }
        if !between {
            return None;
        }
        if self.particle(at, Particles::AND) {
            return Some((self.behind_article(at + 1), false));
        }
        let joined =
            |numeral: &Numeral| (numeral.cardinal.is_some() || numeral.fraction.is_some()).then_some(());
        let written_on = self.numeral(at, Want::And, joined).is_some();
        (written_on || self.unit_with_and(at)).then_some((at, false))
    }

    fn unit_with_and(&self, at: usize) -> bool {
        self.phrase(self.ruleset.units.phrases(), at).is_some_and(|found| !found.proclitics.is_none())
    }

    /// Behind an article or preposition that stands before the digits: «إلى الـ20», «وما بين».
    fn behind_article(&self, at: usize) -> usize {
        let thin = self.is_word(at)
            && self.folded_at(at).chars().count() <= 2
            && self.is_digits(at + 1)
            && !self.spaced(at + 1);
        if thin { at + 1 } else { at }
    }

    /// Whether only clitics stand between the two tokens: «بين الـ10».
    pub(super) fn only_thin(&self, from: usize, to: usize) -> bool {
        (from..to)
            .all(|at| self.is_word(at) && self.folded_at(at).chars().count() <= 2 && !self.spaced(at + 1))
    }

    /// Whether another dash or slash follows, as in phone numbers and dates.
    pub(super) fn is_chain(&self, high: &Part) -> bool {
        let at = high.amount.end;
        high.measure.is_none()
            && self.is_mark(at, &["-", "/", "–"])
            && !self.spaced(at)
            && self.is_digits(at + 1)
            && !self.spaced(at + 1)
    }

    /// Whether a bare number behind a time is a somewhat longer one: «ثلاثة أسابيع إلى أربعة».
    pub(super) fn is_longer_time(&self, low: &Part, high: &Part) -> bool {
        let twice = low.amount.value.checked_mul(Decimal::TWO);
        self.is_period(low)
            && high.measure.is_none()
            && low.amount.value < high.amount.value
            && twice.is_some_and(|twice| high.amount.value <= twice)
            && self.ends_phrase(high.end)
    }

    /// A range as the two values that something went from and to.
    pub(super) fn as_change(&self, range: &Figure, low: &Part, high: &Part) -> Option<[Figure; 2]> {
        let FigureValue::Range(Some(from), Some(to)) = range.value else { return None };
        let about = self.ruleset.figure_cues.about_share;
        let end = |value, part: &Part, step, goes_to_next| {
            Some(Figure {
                span: self.span_of(part)?,
                number: self.number_span(part)?,
                value: FigureValue::One(value),
                interval: interval::of_value(value, step, None, about),
                goes_to_next,
                ..range.clone()
            })
        };
        // How exactly the first is told stands nowhere, where it has its scale from the second.
        let step = self.step_in_unit(low).filter(|step| *step <= from.to_decimal());
        Some([end(from, low, step, true)?, end(to, high, self.step_in_unit(high), false)?])
    }

    /// The two values in the shared unit, with the part that has the unit.
    pub(super) fn shared(&self, low: &Part, high: &Part, opened: bool) -> Option<(Number, Number, Part)> {
        let high_value = high.value()?;
        if opened && let Some(high_value) = self.in_unit_of(low, high) {
            return Some((low.value()?, high_value, low.clone()));
        }
        let unit_part = match (&low.measure, &high.measure) {
            (Some(low_measure), Some(high_measure)) => {
                let same = low_measure.kind == high_measure.kind && low_measure.times == high_measure.times;
                let near = self
                    .with_scale_of(low, high)?
                    .checked_mul(Decimal::from(NEAR_TIMES))
                    .is_some_and(|far| far >= high.amount.value);
                if !same || !(opened || near) || !shares(&low_measure.units, &high_measure.units) {
                    return None;
                }
                if low_measure.units.len() < high_measure.units.len() { low } else { high }
            }
            (Some(_), None) if opened => low,
            (Some(_), None) => return None,
            (None, _) => high,
        };
        let low_value = match (&low.measure, &high.measure) {
            (Some(measure), None) if !low.symbol_first => {
                let high_in_unit = high_value.checked_mul(measure.times)?;
                return Some((low.value()?, high_in_unit, unit_part.clone()));
            }
            (Some(measure), None) => {
                let scaled = self.with_scale_of(low, high)?.checked_mul(measure.times)?;
                return Some((scaled, high_value.checked_mul(measure.times)?, unit_part.clone()));
            }
            (Some(_), Some(_)) => self.with_scale_of(low, high).and_then(|value| {
                value.checked_mul(low.measure.as_ref().map_or(Decimal::ONE, |measure| measure.times))
            })?,
            (None, Some(measure)) => self.with_scale_of(low, high)?.checked_mul(measure.times)?,
            (None, None) => self.with_scale_of(low, high)?,
        };
        Some((low_value, high_value, unit_part.clone()))
    }

    /// The upper end in the unit of the lower one, where that is another of its kind: «بين ستة أشهر وخمس سنوات».
    fn in_unit_of(&self, low: &Part, high: &Part) -> Option<Number> {
        let (low_measure, high_measure) = (low.measure.as_ref()?, high.measure.as_ref()?);
        let ([low_unit], [high_unit]) = (&*low_measure.units, &*high_measure.units) else {
            return None;
        };
        let units = &self.ruleset.units;
        let dimension = &units.get(*low_unit)?.dimension;
        let alike = *dimension == units.get(*high_unit)?.dimension && low_measure.kind == UnitKind::Quantity;
        let plain =
            low_measure.per.is_none() && high_measure.per.is_none() && low_measure.times == Decimal::ONE;
        if low_unit == high_unit || !alike || !plain {
            return None;
        }
        units.convert(high.value()?, *high_unit, *low_unit)
    }

    /// The lower value with the scale that is said once behind both: «10 إلى 15 مليون».
    fn with_scale_of(&self, low: &Part, high: &Part) -> Option<Number> {
        let amount = &low.amount;
        let scale = high.amount.scale;
        let said_once = amount.scale == Decimal::ONE
            && scale > Decimal::ONE
            && !high.amount.compound
            && !amount.compound
            && low.measure.as_ref().is_none_or(|_| low.symbol_first);
        if !said_once {
            return Some(amount.value);
        }
        let coefficient = high.amount.value.to_decimal().checked_div(scale)?;
        if amount.value <= Number::Decimal(coefficient) && high.amount.lone.is_none() {
            return amount.value.checked_mul(scale);
        }
        Some(amount.value)
    }
}

fn shares(a: &[crate::base::id::UnitId], b: &[crate::base::id::UnitId]) -> bool {
    a.iter().any(|unit| b.contains(unit))
}
