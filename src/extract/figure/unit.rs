//! Units beside a number: which one, where it ends, and what narrows it.

use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use super::{
    currency,
    number::{Amount, SCALES},
    scan::{Scan, Want},
    unit_set::UnitSet,
};
use crate::{
    base::{Number, id::UnitId},
    ruleset::{
        calendar::Role,
        numerals::{CardinalRole, Particles},
        units::{UnitKind, UnitPlace, UnitWord},
    },
};

/// A unit that was read beside a number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measure {
    /// The units it can be, sorted.
    pub(super) units: UnitSet,
    pub(super) kind: UnitKind,
    /// How many of the unit one of the word is.
    pub(super) times: Decimal,
    pub(super) per: Option<UnitId>,
    /// The first token after it.
    pub(super) end: usize,
    /// Whether the word alone says two.
    pub(super) dual: bool,
}

/// How many words may stand between a unit and "a day": «برميل من النفط يوميا».
const RATE_GAP_MAX: usize = 2;

/// Four digits in this range behind a word for a year are one.
const YEARS: RangeInclusive<u32> = 1900..=2099;

impl<'a> Scan<'a> {
    /// The unit behind a number, with nationality, rate and age.
    pub(super) fn unit_behind(&self, amount: &Amount) -> Option<Measure> {
        let mut at = self.behind_suffix(amount.end);
        if self.is_mark(at, &["-", "‑"]) && !self.spaced(at) && self.is_word(at + 1) {
            at += 1;
        }
        // `0.2 of a percentage point`
        let below_one = amount.digits && amount.value > Number::ZERO && amount.value < Number::from(1);
        if amount.fraction || below_one {
            at = self.behind_whole(at);
        }
        let want = if amount.fraction || amount.defined { Want::Defined } else { Want::Bare };
        let digits = self.is_digits(amount.end.saturating_sub(1)) || amount.digits;
        let measure = self.unit_at(at, want, digits)?;
        if measure.kind == UnitKind::Money && self.is_below_unit(amount, at) {
            return None;
        }
        Some(self.with_age(self.with_rate(measure)))
    }

    /// Behind a modifier that is hyphenated to a number: the `-odd` of `30-odd years`.
    fn behind_suffix(&self, at: usize) -> usize {
        if !self.is_hyphen(at) {
            return at;
        }
        let found = self.modifier_at(at).filter(|found| found.cue.after);
        found.map_or(at, |found| found.end)
    }

    /// Whether the word at the token is a unit for larger numbers only: `7 won seats`.
    fn is_below_unit(&self, amount: &Amount, at: usize) -> bool {
        let found = self.phrase(self.ruleset.units.phrases(), at);
        found.and_then(|found| self.ruleset.units.word(found.value)).is_some_and(|word| {
            let small = amount.value.to_decimal().abs() < word.at_least;
            // `Ticket 4471 won the car`
            let takes_object = !word.at_least.is_zero() && self.particle(at + 1, Particles::DETERMINER);
            small || takes_object
        })
    }

    /// Whether the word is no unit but leads to a year: «بلغ عددهم 30 عام 2015».
    fn opens_year(&self, at: usize, end: usize) -> bool {
        let year = self.is_digits(end)
            && self.spaced(end)
            && self.folded_at(end).parse::<u32>().is_ok_and(|year| YEARS.contains(&year));
        let reading = self.token(at).and_then(|token| token.reading);
        year && self.ruleset.vocabulary.readings(reading).any(|reading| {
            self.ruleset.dates.get(reading.word).is_some_and(|word| word.roles.has(Role::Year))
        })
    }

    /// Behind "of a" or "a", where a fraction takes its unit: `half a tonne`.
    fn behind_whole(&self, at: usize) -> usize {
        let behind = if self.particle(at, Particles::OF) { at + 1 } else { at };
        if self.particle(behind, Particles::ONE) { behind + 1 } else { at }
    }

    /// The unit word at the token.
    pub(super) fn unit_at(&self, at: usize, want: Want, after_digits: bool) -> Option<Measure> {
        let units = &self.ruleset.units;
        let nation = self.bare_phrase(units.nationalities(), at);
        if let Some(nation) = nation
            && let Some(found) = self.bare_phrase(units.phrases(), at + nation.n_tokens)
            && let (Some(nation_word), Some(word)) = (units.word(nation.value), units.word(found.value))
            && word.kind == UnitKind::Money
        {
            let narrowed = UnitSet::common(&word.units, &nation_word.units);
            if !narrowed.is_empty() {
                return Some(measure(word, narrowed, at + nation.n_tokens + found.n_tokens));
            }
        }
        let found = self.phrase(units.phrases(), at)?;
        let defined = !found.proclitics.is_none();
        if self.opens_year(at, at + found.n_tokens) {
            return None;
        }
        if defined && (want != Want::Defined || !self.has_article(found.proclitics)) {
            return None;
        }
        let word = units.word(found.value)?;
        let end = self.without_last_stop(at, at + found.n_tokens);
        if !self.may_stand(word, at, end, after_digits) {
            return None;
        }
        let mut found = measure(word, word.units.as_slice().into(), end);
        if let Some(other) = word.homonym.filter(|other| self.means_homonym(word, *other, at, end)) {
            found.units = UnitSet::One(other);
            found.kind = if word.kind == UnitKind::Money { UnitKind::Quantity } else { UnitKind::Money };
        }
        if word.units.len() > 1
            && let (Some(first), Some(last)) = (self.token(at), self.token(end - 1))
            && let Some(unit) = units.as_written(first.span.cover(last.span).text(self.source))
        {
            found.units = UnitSet::One(unit);
        }
        if word.kind == UnitKind::Money
            && let Some(nation) = self.phrase(units.nationalities(), end)
            && (nation.proclitics.is_none() || defined)
            && let Some(nation_word) = units.word(nation.value)
        {
            let narrowed = UnitSet::common(&word.units, &nation_word.units);
            if !narrowed.is_empty() {
                found.units = narrowed;
                found.end = end + nation.n_tokens;
            }
        }
        Some(found)
    }

    fn means_homonym(&self, word: &UnitWord, other: UnitId, at: usize, end: usize) -> bool {
        if word.kind == UnitKind::Money { self.weighs(at, end) } else { self.pays_with(other, at, end) }
    }

    /// Whether a word that is a currency and a weight is a weight: `a 500-pound bomb`, `30 pounds of ivory`, `weighs
    /// 180 pounds`; nothing weighs millions of them.
    fn weighs(&self, at: usize, end: usize) -> bool {
        let units = &self.ruleset.units;
        let scaled = self.is_scaled(at);
        let of = self.particle(end, Particles::OF);
        let priced = (end..=end + 1).any(|noun| self.bare_phrase(units.prices(), noun).is_some());
        let hyphened = at > 0 && self.is_hyphen(at - 1) && self.is_word(end);
        !scaled && !priced && (hyphened || of || self.says_weight())
    }

    /// Whether a scale word, or nothing, stands before the unit at `at`.
    fn is_scaled(&self, at: usize) -> bool {
        let before = if at > 0 && self.is_hyphen(at - 1) { at.checked_sub(2) } else { at.checked_sub(1) };
        before.is_none_or(|before| {
            self.cardinal_of(before, Want::Bare, &SCALES).is_some()
                || self.cardinal_of(before, Want::Bare, &[CardinalRole::LetterScale]).is_some()
        })
    }

    /// Whether the sentence tells of what is weighed.
    fn says_weight(&self) -> bool {
        (0..self.tokens.len()).any(|at| self.bare_phrase(self.ruleset.units.weights(), at).is_some())
    }

    /// Whether the unit before `end` weighs nothing, «أوقية من الذهب», and the sentence names the country of the
    /// currency, or there are millions of it and nothing that is weighed so.
    fn pays_with(&self, currency: UnitId, at: usize, end: usize) -> bool {
        let is_named = || currency::named(self.ruleset, self.tokens).any(|named| named == currency);
        !self.particle(end, Particles::FROM) && (is_named() || self.is_scaled(at) && !self.says_weight())
    }

    /// The end of a unit without the full stop that ends its sentence: «بلغ 20 د.ك.»
    fn without_last_stop(&self, at: usize, end: usize) -> usize {
        let closes = end == self.tokens.len() && end > at + 1 && self.is_mark(end - 1, &["."]);
        if closes { end - 1 } else { end }
    }

    /// Whether the unit word may stand there: abbreviations and codes only as such.
    fn may_stand(&self, word: &UnitWord, at: usize, end: usize, after_digits: bool) -> bool {
        let letters = self.source_at(at);
        let one_letter = end == at + 1 && letters.chars().count() == 1 && self.is_word(at);
        match word.place {
            UnitPlace::After => !one_letter || after_digits,
            UnitPlace::Smaller | UnitPlace::Letter => false,
            UnitPlace::Either => self.code_is_written_as_one(word, at, end),
            UnitPlace::Abbreviation => {
                let inch = self.is_mark(at, &["\"", "”"]);
                if inch {
                    return !self.spaced(at) && self.quotes_before(at).is_multiple_of(2);
                }
                let apart = one_letter && self.spaced(at) && letters.chars().all(char::is_uppercase);
                if apart {
                    return false;
                }
                after_digits || !self.is_word(at) || letters.chars().count() > 2
            }
        }
    }

    fn quotes_before(&self, at: usize) -> usize {
        (0..at).filter(|at| self.is_mark(*at, &["\"", "“", "”"])).count()
    }

    /// A currency code in lower case is a word («all», `try`), unless it stands with a sign.
    fn code_is_written_as_one(&self, word: &UnitWord, at: usize, end: usize) -> bool {
        if end > at + 1 || !self.is_latin(at) {
            return true;
        }
        let letters = self.source_at(at);
        let known_in_lower_case = word.units.first().and_then(|unit| self.ruleset.units.get(*unit));
        letters.chars().all(char::is_uppercase)
            || self.is_capital_symbol(word, at)
            || known_in_lower_case
                .is_some_and(|unit| self.ruleset.units.is_common_code(letters) && unit.dimension == "money")
    }

    /// A symbol of two or three letters that is no code: `Rs 500`, `Dh50`.
    fn is_capital_symbol(&self, word: &UnitWord, at: usize) -> bool {
        let is_code = word
            .units
            .first()
            .and_then(|unit| self.ruleset.units.get(*unit))
            .is_some_and(|unit| unit.code.eq_ignore_ascii_case(self.folded_at(at)));
        let letters = self.source_at(at);
        !is_code && letters.chars().next().is_some_and(char::is_uppercase) && letters.chars().count() <= 3
    }

    /// Whether a letter is a currency: a capital right before digits that are grouped or scaled, `R400 billion`.
    pub(super) fn opens_sum(&self, word: &UnitWord, at: usize, end: usize) -> bool {
        let capital = || self.source_at(at).bytes().all(|c| c.is_ascii_uppercase());
        let grouped = || self.folded_at(end).contains(',');
        let roles = [CardinalRole::Scale, CardinalRole::LetterScale];
        let scaled = || self.cardinal_of(end + 1, Want::Bare, &roles).is_some();
        word.place == UnitPlace::Letter
            && self.is_digits(end)
            && !self.spaced(end)
            && capital()
            && (grouped() || scaled())
    }

    fn with_rate(&self, mut measure: Measure) -> Measure {
        let flows = matches!(&*measure.units, [unit] if self.ruleset.units.flows(*unit));
        if !flows || measure.per.is_some() || measure.times != Decimal::ONE {
            return measure;
        }
        for gap in 0..=RATE_GAP_MAX {
            let at = measure.end + gap;
            if let Some(rate) = self.bare_phrase(self.ruleset.units.rates(), at)
                && !(rate.n_tokens > 1 && self.looks_defined(at + rate.n_tokens))
            {
                measure.per = Some(rate.value);
                measure.end = at + rate.n_tokens;
                break;
            }
            if !self.is_word(at) || self.is_clause_word(at) {
                break;
            }
        }
        measure
    }

    /// Whether a word cannot stand between a unit and its rate.
    fn is_clause_word(&self, at: usize) -> bool {
        let function = |numeral: &crate::ruleset::numerals::Numeral| {
            numeral
                .particles
                .has(Particles::FUNCTION)
                .then_some(numeral.particles.has(Particles::OF) || numeral.particles.has(Particles::FROM))
        };
        self.numeral(at, Want::Bare, function).is_some_and(|(joins, ..)| !joins)
    }

    /// `-old`, `years old`, `months of age`.
    fn with_age(&self, mut measure: Measure) -> Measure {
        let is_time = measure
            .units
            .first()
            .and_then(|unit| self.ruleset.units.get(*unit))
            .is_some_and(|unit| unit.dimension == "duration" || unit.dimension == "calendar");
        if is_time {
            let at = if self.is_hyphen(measure.end) { measure.end + 1 } else { measure.end };
            if let Some(age) = self.bare_phrase(self.ruleset.units.ages(), at) {
                measure.end = at + age.n_tokens;
            }
        }
        measure
    }

    /// The currency symbol or code at the token, if a number may follow it.
    pub(super) fn symbol_before(&self, at: usize) -> Option<Measure> {
        let units = &self.ruleset.units;
        let found = self.phrase(units.phrases(), at)?;
        let word = units.word(found.value)?;
        if word.kind == UnitKind::Quantity {
            return None;
        }
        let end = at + found.n_tokens;
        let glued_digits = !self.spaced(end) && self.is_digits(end);
        // «%12», as right-to-left editors leave it.
        let apart = at.checked_sub(1).is_none_or(|before| self.spaced(at) || !self.is_digits(before));
        let percent = word.kind == UnitKind::Percent && glued_digits && apart;
        if percent && found.proclitics.is_none() {
            return Some(measure(word, word.units.as_slice().into(), end));
        }
        let stands = (word.place == UnitPlace::Either || self.opens_sum(word, at, end))
            && word.kind == UnitKind::Money
            && (found.proclitics.is_none())
            && self.code_is_written_as_one(word, at, end);
        let next_is_number = self.is_digits(end) || (self.is_mark(end, &["-"]) && self.is_digits(end + 1));
        let behind_clitic =
            at.checked_sub(1).is_some_and(|before| self.is_word(before) && !self.is_latin(before));
        let is_code = self.is_latin(at) && !behind_clitic;
        let reads_as_article = found.n_tokens > 1 && self.particle(at, Particles::ONE) && self.spaced(at + 1);
        (stands
            && !reads_as_article
            && next_is_number
            && (glued_digits || !is_code || self.spaced(at) || at == 0))
            .then(|| measure(word, word.units.as_slice().into(), end))
    }
}

fn measure(word: &UnitWord, units: UnitSet, end: usize) -> Measure {
    Measure { units, kind: word.kind, times: word.times, per: word.per, end, dual: word.dual }
}
