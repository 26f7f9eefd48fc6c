//! A number with its unit: one figure, or one end of a range.

use rust_decimal::Decimal;

use super::{
    number::{Amount, MINUS, add, is_one, is_written_out},
    scan::{Scan, Want},
    unit::Measure,
    unit_set::UnitSet,
};
use crate::{
    base::Number,
    ruleset::{
        figure_cues::start,
        numerals::{CardinalRole, FractionForm, Particles},
        units::{UnitKind, UnitPlace},
    },
};

/// A number with its unit.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) amount: Amount,
    pub(super) measure: Option<Measure>,
    /// The byte where it begins.
    pub(super) start: usize,
    /// The first token after it.
    pub(super) end: usize,
    pub(super) ordinal: bool,
    /// Whether the unit stands before the number.
    pub(super) symbol_first: bool,
}

impl Part {
    /// The value in its unit; `None` where it is too large.
    pub(super) fn value(&self) -> Option<Number> {
        let times = self.measure.as_ref().map_or(Decimal::ONE, |measure| measure.times);
        match self.amount.value {
            value @ Number::Decimal(_) if is_one(times) => Some(value),
            value => value.checked_mul(times),
        }
    }
}

impl Scan<'_> {
    /// The number with its unit that begins at the token.
    pub(super) fn part(&self, at: usize) -> Option<Part> {
        let bits = self.starts(at);
        if bits & start::UNIT != 0
            && let Some(part) = self.symbol_part(at)
        {
            return Some(part);
        }
        // No word that is only a unit begins a number.
        let number = bits & start::NUMBER != 0 || !self.is_word(at);
        if number && let Some(part) = self.ordinal_part(at) {
            return Some(part);
        }
        if self.is_mark(at, &MINUS) {
            return self.plain_part(at).filter(|part| self.may_be_negative(part));
        }
        if number && let Some(part) = self.plain_part(at) {
            return Some(part);
        }
        if bits & (start::UNIT | start::NUMBER) != 0 { self.unit_alone(at) } else { None }
    }

    /// The number that begins at the token, with the unit behind it.
    fn plain_part(&self, at: usize) -> Option<Part> {
        let amount = self.amount(at)?;
        if let Some((amount, measure)) = self.code_between(&amount) {
            return Some(self.completed(amount, Some(measure)));
        }
        let mut amount = self.with_scale_behind_brackets(self.with_repetition(amount), at);
        if let Some(measure) = self.unit_behind(&amount) {
            return Some(self.completed(amount, Some(measure)));
        }
        let measure = self.unit_behind_brackets(&amount, at);
        if measure.is_some() {
            amount.start = self.token(at - 1).map_or(amount.start, |open| open.span.start());
        }
        Some(self.completed(amount, measure))
    }

    /// Whether a dash before the number is a minus: people, years and lengths are never below zero, and a
    /// dash at both ends sets off an aside («حارس المرمى -30 عاما-»).
    fn may_be_negative(&self, part: &Part) -> bool {
        let aside = self.is_mark(part.end, &MINUS) && !self.spaced(part.end) && self.spaced(part.end + 1);
        if aside {
            return false;
        }
        let Some(measure) = &part.measure else {
            let written = part.amount.value.to_decimal().checked_div(part.amount.scale);
            return self.is_alone(part) || written.is_some_and(|value| !value.is_integer());
        };
        measure.units.iter().all(|unit| self.ruleset.units.may_be_negative(*unit))
    }

    fn completed(&self, amount: Amount, measure: Option<Measure>) -> Part {
        let measure = measure.filter(|measure| !measure.dual);
        let end = measure.as_ref().map_or(amount.end, |measure| measure.end.max(amount.end));
        let part = Part { amount, start: amount.start, end, measure, ordinal: false, symbol_first: false };
        let mut part = self.with_thousands(part);
        self.below_zero(&mut part);
        self.with_fraction_behind(&mut part);
        self.with_smaller_units(&mut part);
        part
    }

    /// `45 (forty-five)`: the same number in brackets is part of it.
    fn with_repetition(&self, mut amount: Amount) -> Amount {
        if self.is_mark(amount.end, &["("])
            && let Some(again) = self.amount(amount.end + 1)
            && again.value == amount.value
            && self.is_mark(again.end, &[")"])
        {
            amount.end = again.end + 1;
            amount.lone = None;
        }
        amount
    }

    /// The scale behind a number in brackets: «(15) ألف».
    fn with_scale_behind_brackets(&self, mut amount: Amount, at: usize) -> Amount {
        let own = at.checked_sub(1).is_some_and(|before| self.is_enclosed(before, amount.end));
        let repeated = amount.end > at + 1 && self.is_mark(amount.end - 1, &[")"]);
        let at_scale = amount.end + usize::from(own);
        if !(own || repeated) {
            return amount;
        }
        let plain = amount.is_unscaled() && !amount.fraction;
        let roles = [CardinalRole::Scale, CardinalRole::PluralScale, CardinalRole::EitherScale];
        let scale = self.cardinal_of(at_scale, Want::Bare, &roles).filter(|_| plain).map(Decimal::from);
        let written_out = scale.is_some_and(|scale| amount.digits && is_written_out(amount.value, scale));
        let scale = if written_out { Some(Decimal::ONE) } else { scale };
        if let Some(scale) = scale
            && let Some(value) = amount.value.checked_mul(scale)
        {
            let open = at.checked_sub(1).and_then(|before| self.token(before)).filter(|_| own);
            amount.start = open.map_or(amount.start, |open| open.span.start());
            amount.value = value;
            amount.scale = scale;
            amount.step = if written_out { amount.step } else { Some(scale) };
            amount.end = at_scale + 1;
            amount.lone = None;
        }
        amount
    }

    /// Whether the two marks are brackets, or quotation marks, around what stands between them: «60», (60).
    fn is_enclosed(&self, open: usize, close: usize) -> bool {
        const PAIRS: [(&str, &str); 4] = [("(", ")"), ("«", "»"), ("“", "”"), ("\"", "\"")];
        // The mark right behind a number ends something, or is its unit: `14"1"`.
        let opens = self.spaced(open) || !open.checked_sub(1).is_some_and(|before| self.is_digits(before));
        let is_pair =
            |(opening, closing): &(_, _)| self.is_mark(open, &[*opening]) && self.is_mark(close, &[*closing]);
        opens && PAIRS.iter().any(is_pair)
    }

    /// The unit behind a number in brackets: «(800) ريال».
    fn unit_behind_brackets(&self, amount: &Amount, at: usize) -> Option<Measure> {
        let enclosed = at.checked_sub(1).is_some_and(|before| self.is_enclosed(before, amount.end));
        if enclosed { self.unit_at(amount.end + 1, Want::Bare, true) } else { None }
    }

    /// `$5 million`, `SAR 20`, also `-$5`.
    fn symbol_part(&self, at: usize) -> Option<Part> {
        let symbol = self.symbol_before(at)?;
        let mut amount = self.amount(symbol.end)?;
        let start = self.token(at)?.span.start();
        let negative = at > 0 && self.is_mark(at - 1, &["-", "−"]) && self.spaced(at - 1) && !self.spaced(at);
        let start = if negative { self.token(at - 1)?.span.start() } else { start };
        if negative {
            amount.value = amount.value.negated();
        }
        let mut end = amount.end;
        let mut measure = Measure { end, ..symbol };
        if let Some(said_again) = self.unit_behind(&amount)
            && said_again.kind == UnitKind::Money
            && said_again.times == Decimal::ONE
            && !self.is_symbol_of_next(amount.end)
        {
            let narrowed = UnitSet::common(&measure.units, &said_again.units);
            if !narrowed.is_empty() {
                measure.units = narrowed;
                end = said_again.end;
            }
        }
        let mut part =
            Part { amount, start, end, measure: Some(measure), ordinal: false, symbol_first: true };
        self.with_smaller_units(&mut part);
        Some(part)
    }

    /// Whether the symbol at the token belongs to the number behind it: `rmb 10 usd 20`.
    fn is_symbol_of_next(&self, at: usize) -> bool {
        self.symbol_before(at).is_some()
    }

    /// `75 USD million`: the scale behind the code.
    fn code_between(&self, amount: &Amount) -> Option<(Amount, Measure)> {
        if !amount.digits || !amount.is_unscaled() {
            return None;
        }
        let code = self.unit_at(amount.end, Want::Bare, false).filter(|code| code.kind == UnitKind::Money)?;
        let scale = self.cardinal_of(code.end, Want::Bare, &[CardinalRole::Scale])?;
        let scale = Decimal::from(scale);
        let end = code.end + 1;
        let value = amount.value.checked_mul(scale)?;
        Some((Amount { value, scale, end, step: Some(scale), ..*amount }, Measure { end, ..code }))
    }

    /// «تحت الصفر», `below zero`: the number before is negative.
    fn below_zero(&self, part: &mut Part) {
        let found = self.bare_phrase(self.ruleset.numerals.below_zero(), part.end);
        if let Some(found) = found {
            part.amount.value = part.amount.value.negated();
            part.end += found.n_tokens;
            if part.measure.is_none()
                && let Some(degree) = self.ruleset.units.by_code("degree")
            {
                part.measure = Some(Measure {
                    units: UnitSet::One(degree),
                    kind: UnitKind::Quantity,
                    times: Decimal::ONE,
                    per: None,
                    end: part.end,
                    dual: false,
                });
            }
        }
    }

    /// «3 ساعات ونصف الساعة», `two years and a half`.
    fn with_fraction_behind(&self, part: &mut Part) {
        let Some(measure) = &part.measure else {
            return;
        };
        if part.amount.fraction || part.ordinal {
            return;
        }
        if let Some((share, end)) = self.fraction_joined(part.end)
            // «مليار دولار ونصف» is a billion and a half.
            && let Some(share) = share.checked_mul(part.amount.scale)
            && let Some(value) = add(part.amount.value, share)
        {
            part.amount.value = value;
            part.amount.fraction = true;
            part.end = self.behind_same_unit(end, measure);
        }
    }

    /// "And a half" at the token, with where it ends: one word, or parts of the unit, «وثلاثة أعشار الدرجة».
    fn fraction_joined(&self, at: usize) -> Option<(Number, usize)> {
        self.one_fraction_joined(at).or_else(|| self.parts_joined(at))
    }

    /// «وثلاثة أرباع», `and three quarters`, «وعشر الدرجة»: parts in two words, or one that counts as well, before
    /// the unit or where nothing is counted.
    fn parts_joined(&self, at: usize) -> Option<(Number, usize)> {
        for style in self.ruleset.numerals.styles() {
            for joint in self.joints(at, style).into_iter().flatten().filter(|joint| joint.said) {
                let group = self.word_group(joint.at, joint.want).filter(|group| group.fraction);
                let group = group.or_else(|| self.fraction_group(joint.at, joint.want));
                if let Some(group) = group.filter(|group| group.value < Number::from(1))
                    && !self.particle(group.end, Particles::OF)
                    && (self.unit_at(group.end, Want::Defined, false).is_some()
                        || self.ends_phrase(group.end))
                {
                    return Some((group.value, group.end));
                }
            }
        }
        None
    }

    /// A fraction of one word behind "and".
    fn one_fraction_joined(&self, at: usize) -> Option<(Number, usize)> {
        for style in self.ruleset.numerals.styles() {
            for joint in self.joints(at, style).into_iter().flatten().filter(|joint| joint.said) {
                let article = self.particle(joint.at, Particles::ONE);
                let at = if article { joint.at + 1 } else { joint.at };
                if let Some(fraction) = self.fraction(at, joint.want)
                    && (fraction.form == FractionForm::Alone
                        || (article && fraction.form == FractionForm::Doubtful))
                    && !self.particle(at + 1, Particles::OF)
                {
                    return Some((Number::ratio(fraction.numerator, fraction.denominator)?, at + 1));
                }
            }
        }
        None
    }

    /// Behind the unit, where it is said again: «عام ونصف العام».
    fn behind_same_unit(&self, at: usize, measure: &Measure) -> usize {
        match self.unit_at(at, Want::Defined, false) {
            Some(again) if again.units == measure.units => again.end,
            _ => at,
        }
    }

    /// `5 feet 2 inches`, «3 دولارات و50 سنتا».
    fn with_smaller_units(&self, part: &mut Part) {
        const SMALLER_MAX: usize = 3;
        for _ in 0..SMALLER_MAX {
            let Some(measure) = &part.measure else {
                return;
            };
            if measure.kind == UnitKind::Percent || measure.per.is_some() || part.amount.fraction {
                return;
            }
            let Some((amount, smaller)) = self.smaller_behind(part.end, measure) else {
                return;
            };
            let Some((value, measure)) = self.combined(part, &amount, &smaller) else {
                return;
            };
            part.amount.value = value;
            part.amount.compound = true;
            part.end = smaller.end;
            part.measure = Some(measure);
        }
    }

    fn smaller_behind(&self, at: usize, measure: &Measure) -> Option<(Amount, Measure)> {
        let after_comma = if self.is_mark(at, &[",", "،"]) { at + 1 } else { at };
        let after_and =
            if self.particle(after_comma, Particles::AND) { after_comma + 1 } else { after_comma };
        let amount = self.amount(after_and)?;
        let smaller = self
            .unit_behind(&amount)
            .or_else(|| self.smaller_unit(amount.end))
            .filter(|smaller| !smaller.dual)?;
        let same_kind = smaller.kind == measure.kind && smaller.per.is_none();
        (same_kind && amount.value > Number::ZERO).then_some((amount, smaller))
    }

    /// A word that is a unit only behind a larger one.
    fn smaller_unit(&self, at: usize) -> Option<Measure> {
        let found = self.bare_phrase(self.ruleset.units.phrases(), at)?;
        let word = self.ruleset.units.word(found.value)?;
        (word.place == UnitPlace::Smaller).then(|| Measure {
            units: word.units.as_slice().into(),
            kind: word.kind,
            times: word.times,
            per: None,
            end: at + found.n_tokens,
            dual: false,
        })
    }

    /// The sum of a larger and a smaller unit: of money in the money, else in the smaller unit.
    fn combined(&self, part: &Part, amount: &Amount, smaller: &Measure) -> Option<(Number, Measure)> {
        let measure = part.measure.as_ref()?;
        if measure.kind == UnitKind::Money {
            let units = UnitSet::common(&measure.units, &smaller.units);
            if smaller.times >= measure.times || units.is_empty() {
                return None;
            }
            let value = add(part.value()?, amount.value.checked_mul(smaller.times)?)?;
            return Some((value, Measure { units, times: Decimal::ONE, ..measure.clone() }));
        }
        let ([large], [small]) = (&*measure.units, &*smaller.units) else {
            return None;
        };
        let units = &self.ruleset.units;
        let (large_factor, small_factor) = (units.get(*large)?.factor?, units.get(*small)?.factor?);
        if large_factor <= small_factor || units.get(*large)?.dimension != units.get(*small)?.dimension {
            return None;
        }
        let in_small = units.convert(part.value()?, *large, *small)?;
        let sum = add(in_small, amount.value.checked_mul(smaller.times)?)?;
        Some((sum, Measure { times: Decimal::ONE, ..smaller.clone() }))
    }

    /// A unit that says its number itself: «طنين», «شهر ونصف», «دولارا واحدا».
    fn unit_alone(&self, at: usize) -> Option<Part> {
        let article = self.particle(at, Particles::ONE);
        let at_unit = if article { at + 1 } else { at };
        let found = self.phrase(self.ruleset.units.phrases(), at_unit)?;
        let word = self.ruleset.units.word(found.value)?;
        let defined = self.looks_defined(at_unit) && !found.proclitics.is_none();
        let end = at_unit + found.n_tokens;
        let measure =
            self.unit_at(at_unit, if found.proclitics.is_none() { Want::Bare } else { Want::Defined }, false);
        let mut measure = match measure {
            Some(measure) => measure,
            None if !defined && word.place == UnitPlace::After => Measure {
                units: word.units.as_slice().into(),
                kind: word.kind,
                times: word.times,
                per: word.per,
                end,
                dual: word.dual,
            },
            None => return None,
        };
        let (value, end) = if word.dual {
            let calendar = word.units.first().and_then(|unit| self.ruleset.units.get(*unit))?;
            let periods = matches!(calendar.dimension.as_str(), "calendar" | "duration");
            // «الدقيقتين 12 و45» numbers them.
            if defined && (!periods || self.is_digits(end)) {
                return None;
            }
            (Number::from(2), measure.end)
        } else if defined {
            self.defined_and_a_half(&measure)?
        } else {
            self.one_of(&measure).or_else(|| self.article_unit(at, &measure).filter(|_| article))?
        };
        measure.end = end;
        measure.dual = false;
        let start = if article {
            self.token(at)?.span.start()
        } else {
            self.start_of_unit(at_unit, found.proclitics)?
        };
        let amount = Amount {
            value,
            start,
            end,
            scale: Decimal::ONE,
            step: None,
            digits: false,
            fraction: !word.dual,
            lone: None,
            // «العام ونصف العام» says all of its number.
            defined: defined && word.dual,
            as_thousands: None,
            compound: false,
        };
        let mut part =
            Part { amount, start, end, measure: Some(measure), ordinal: false, symbol_first: false };
        self.with_fraction_behind(&mut part);
        self.with_smaller_units(&mut part);
        Some(part)
    }

    /// `a tonne`, `a litre`, where no price or rate takes it; `A litre costs` names a price.
    fn article_unit(&self, at: usize, measure: &Measure) -> Option<(Number, usize)> {
        const BARE_TOKENS_MAX: usize = 4;
        let unit = measure.units.first().and_then(|unit| self.ruleset.units.get(*unit))?;
        let counts = matches!(unit.dimension.as_str(), "mass" | "volume") && measure.times == Decimal::ONE;
        let opens = at.checked_sub(1).map_or(self.tokens.len() <= BARE_TOKENS_MAX, |before| {
            self.ends_phrase(before) && !self.particle(before, Particles::OF)
        });
        let spelled = self.source_at(at + 1).chars().count() > 2;
        (counts && opens && spelled).then(|| (Number::from(1), measure.end))
    }

    pub(super) fn start_of_unit(&self, at: usize, proclitics: crate::ruleset::Proclitics) -> Option<usize> {
        let token = self.token(at)?;
        let style = self.ruleset.numerals.styles().iter().find(|style| !style.article.is_none());
        let reading = self
            .ruleset
            .vocabulary
            .readings(token.reading)
            .find(|reading| reading.proclitics == proclitics)?;
        match style {
            Some(style) => Some(self.start_without(at, reading, style)),
            None => Some(token.span.start()),
        }
    }

    /// «العام ونصف العام»: one of a defined unit and a part of it, where the unit is said again.
    fn defined_and_a_half(&self, measure: &Measure) -> Option<(Number, usize)> {
        let (share, end) = self.fraction_joined(measure.end)?;
        let behind = self.behind_same_unit(end, measure);
        (behind > end).then_some((add(Number::from(1), share)?, behind))
    }

    /// One of a unit and what is added: «شهر ونصف» is 1.5, «دولارا واحدا» is 1.
    fn one_of(&self, measure: &Measure) -> Option<(Number, usize)> {
        if let Some((share, end)) = self.fraction_joined(measure.end) {
            return Some((add(Number::from(1), share)?, self.behind_same_unit(end, measure)));
        }
        let (one, style) = self.cardinal(measure.end, Want::Bare)?;
        let value = (one.role == CardinalRole::Unit && style.units_first).then_some(one.value)?;
        let periods = measure
            .units
            .first()
            .and_then(|unit| self.ruleset.units.get(*unit))
            .is_some_and(|unit| matches!(unit.dimension.as_str(), "calendar" | "duration"));
        (value == 1
            && !periods
            && self.cardinal_of(measure.end + 1, Want::Bare, &[CardinalRole::Ten]).is_none())
        .then(|| (Number::from(1), measure.end + 1))
    }
}
