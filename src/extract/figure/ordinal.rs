//! Ordinals: «السابع عشر», «الخامسة والعشرون», `twenty-first`, `42nd`.

use rust_decimal::Decimal;

use super::{
    number::Amount,
    part::Part,
    scan::{Scan, Want},
};
use crate::{
    base::Number,
    ruleset::numerals::{CardinalRole, Facets, FractionForm, Numeral, Particles},
};

impl Scan<'_> {
    /// The ordinal that begins at the token.
    pub(super) fn ordinal_part(&self, at: usize) -> Option<Part> {
        let (value, start, end, defined) =
            self.digit_ordinal(at).or_else(|| self.word_ordinal(at)).or_else(|| self.compound_ordinal(at))?;
        let amount = Amount {
            value: Number::from(value),
            start,
            end,
            scale: Decimal::ONE,
            step: None,
            digits: self.is_digits(at),
            fraction: false,
            lone: None,
            defined,
            as_thousands: None,
            compound: false,
        };
        Some(Part { amount, measure: None, start, end, ordinal: true, symbol_first: false })
    }

    fn digit_ordinal(&self, at: usize) -> Option<(i64, usize, usize, bool)> {
        let ending =
            self.is_digits(at) && !self.spaced(at + 1) && self.particle(at + 1, Particles::ORDINAL_ENDING);
        if !ending {
            return None;
        }
        let value: i64 = self.folded_at(at).replace(',', "").parse().ok()?;
        Some((value, self.token(at)?.span.start(), at + 2, false))
    }

    /// A word that is an ordinal, with the tens or the ten behind it.
    fn word_ordinal(&self, at: usize) -> Option<(i64, usize, usize, bool)> {
        for (want, defined) in [(Want::Defined, true), (Want::Start, false)] {
            let pick = |numeral: &Numeral| Some((numeral.ordinal?, numeral.particles.has(Particles::JOINS)));
            let Some(((value, joins), style, reading)) = self.numeral_of(at, want, Facets::ORDINAL, pick)
            else {
                continue;
            };
            let start = self.start_without(at, reading, style);
            if !style.units_first {
                return (!self.is_fraction_part(at)).then_some((value, start, at + 1, false));
            }
            // The article that belongs to the form («الأول») is no proclitic of it.
            let defined = defined || self.looks_defined(at);
            if value < 10
                && let Some(ten) = self.cardinal_of(at + 1, Want::Bare, &[CardinalRole::Ten])
            {
                return Some((value + ten, start, at + 2, defined));
            }
            if let Some((tens, end)) = self.defined_tens(at + 1).filter(|_| value < 10) {
                return Some((value + tens, start, end, defined));
            }
            return (!joins).then_some((value, start, at + 1, defined));
        }
        None
    }

    /// Whether the ordinal before the token goes on there: «السادس عشر», «الثالث والعشرون».
    pub(super) fn goes_on_as_ordinal(&self, at: usize) -> bool {
        let ordinal = |at: usize| {
            let found = |want| self.numeral_of(at, want, Facets::ORDINAL, |numeral| numeral.ordinal);
            found(Want::Defined).or_else(|| found(Want::Bare)).is_some()
        };
        let ten = || self.cardinal_of(at, Want::Bare, &[CardinalRole::Ten]).is_some();
        at.checked_sub(1).is_some_and(ordinal) && (ten() || self.defined_tens(at).is_some())
    }

    /// «والعشرون» behind a unit, also with the conjunction apart.
    fn defined_tens(&self, at: usize) -> Option<(i64, usize)> {
        let tens = |at: usize| self.cardinal_of(at, Want::Defined, &[CardinalRole::Tens]);
        if self.particle(at, Particles::AND) {
            return Some((tens(at + 1)?, at + 2));
        }
        Some((tens(at)?, at + 1))
    }

    /// Whether a number before the word makes parts of it: `two thirds`, `one fifth`.
    fn is_fraction_part(&self, at: usize) -> bool {
        let fraction = self.fraction(at, Want::Bare);
        fraction.is_some_and(|fraction| {
            fraction.form == FractionForm::Plural
                || at.checked_sub(1).is_some_and(|before| {
                    self.particle(before, Particles::ONE) && self.particle(at + 1, Particles::OF)
                })
        })
    }

    /// Tens or hundreds with an ordinal behind: `twenty-first`, `one hundred and third`; and cardinals
    /// with the article that end in an ordinal: «المئة والخامسة والعشرون».
    fn compound_ordinal(&self, at: usize) -> Option<(i64, usize, usize, bool)> {
        if let Some((tens, style)) = self.cardinal(at, Want::Bare)
            && !style.units_first
            && matches!(tens.role, CardinalRole::Tens)
        {
            let at_unit = if self.is_hyphen(at + 1) { at + 2 } else { at + 1 };
            let (unit, ..) =
                self.numeral(at_unit, Want::Bare, |numeral| numeral.ordinal.filter(|value| *value < 10))?;
            let fraction = self
                .fraction(at_unit, Want::Bare)
                .is_some_and(|fraction| fraction.form == FractionForm::Plural);
            return (!fraction).then_some((
                tens.value + unit,
                self.token(at)?.span.start(),
                at_unit + 1,
                false,
            ));
        }
        let hundreds =
            self.cardinal_of(at, Want::Defined, &[CardinalRole::Hundred, CardinalRole::Hundreds])?;
        let (style, reading) = self
            .numeral(at, Want::Defined, |numeral| numeral.cardinal)
            .map(|(_, style, reading)| (style, reading))?;
        let (rest, _, end, _) = self.word_ordinal(at + 1)?;
        Some((hundreds + rest, self.start_without(at, reading, style), end, true))
    }
}
