//! The number machine: digits and number words become one exact value.
//!
//! A number is a sum of terms whose scales fall («مليون ومئتا ألف وخمسة»), a term a group below a
//! thousand, digits or a fraction, times its scales. Nothing is read twice: each step looks at the
//! next token only.

use rust_decimal::Decimal;

use super::{
    digits::{self, DigitNumber},
    scan::{Joint, Scan, Want},
};
use crate::{
    base::Number,
    ruleset::numerals::{
        Cardinal, CardinalRole, FractionForm, Numeral, NumeralStyle, Particles, power_of_ten,
    },
};

/// A number in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amount {
    /// Its value.
    pub(super) value: Number,
    /// The byte where it begins, without proclitics.
    pub(super) start: usize,
    /// The first token after it.
    pub(super) end: usize,
    /// The product of its last term's scales; one where it has none.
    pub(super) scale: Decimal,
    /// The value of the last place written; `None` where every place counts.
    pub(super) step: Option<Decimal>,
    /// Whether it begins with digits.
    pub(super) digits: bool,
    /// Whether it is, or ends in, a fraction of one.
    pub(super) fraction: bool,
    /// Whether it is one word, and which.
    pub(super) lone: Option<Cardinal>,
    /// Whether its first word carries the article.
    pub(super) defined: bool,
    /// Its value if a full stop in it groups thousands.
    pub(super) as_thousands: Option<Decimal>,
    /// Whether it has more than one term.
    pub(super) compound: bool,
}

/// A group below a thousand, digits, or a fraction: what a scale multiplies.
#[derive(Debug, Clone, Copy)]
struct Group {
    value: Number,
    end: usize,
    places: u32,
    digits: bool,
    fraction: bool,
    /// Whether it ends in a bare hundred, to which less can still be added in digits.
    hundred: bool,
    lone: Option<Cardinal>,
    as_thousands: Option<Decimal>,
}

/// A group with its scales.
#[derive(Debug, Clone, Copy)]
struct Term {
    group: Group,
    value: Number,
    scale: Decimal,
    end: usize,
}

const SCALES: [CardinalRole; 3] = [CardinalRole::Scale, CardinalRole::PluralScale, CardinalRole::EitherScale];

/// More terms than the longest number has; a bound on foreign input.
const TERMS_MAX: usize = 12;

impl Scan<'_> {
    /// The number that begins at the token.
    pub(super) fn amount(&self, at: usize) -> Option<Amount> {
        let negative = self.is_negative_sign(at);
        let first = if negative { at + 1 } else { at };
        let (term, start, defined) = self.first_term(first)?;
        let start = if negative { self.token(at)?.span.start() } else { start };
        let mut amount = self.sum(term, start)?;
        amount.defined = defined;
        if negative {
            amount.value = amount.value.negated();
            amount.lone = None;
        }
        Some(amount)
    }

    fn is_negative_sign(&self, at: usize) -> bool {
        if self.is_mark(at, &["-", "−", "–"]) {
            let opens = self.spaced(at)
                || at.checked_sub(1).is_some_and(|before| self.is_mark(before, &["(", "[", "~", ":"]));
            return opens && self.is_digits(at + 1) && !self.spaced(at + 1);
        }
        self.particle(at, Particles::NEGATIVE) || self.is_negative_with_proclitic(at)
    }

    fn is_negative_with_proclitic(&self, at: usize) -> bool {
        let negative = |numeral: &crate::ruleset::numerals::Numeral| {
            numeral.particles.has(Particles::NEGATIVE).then_some(())
        };
        self.numeral(at, Want::And, negative).is_some()
    }

    /// The first term, the byte where it begins, and whether it carries the article.
    fn first_term(&self, at: usize) -> Option<(Term, usize, bool)> {
        let token = self.token(at)?;
        if self.is_digits(at) || self.is_mark(at, &[".", "٫"]) || self.particle(at, Particles::ONE) {
            return Some((self.term(at, Want::Bare)?, token.span.start(), false));
        }
        for (want, defined) in [(Want::Start, false), (Want::Defined, true)] {
            if let Some(term) = self.term(at, want) {
                let (_, style, reading) = self.numeral(at, want, |numeral| {
                    (numeral.cardinal.is_some() || numeral.fraction.is_some()).then_some(())
                })?;
                return Some((term, self.start_without(at, reading, style), defined));
            }
        }
        None
    }

    /// Adds the terms that follow, as long as scales fall.
    fn sum(&self, first: Term, start: usize) -> Option<Amount> {
        let mut amount = Amount {
            value: first.value,
            start,
            end: first.end,
            scale: first.scale,
            step: step_of(&first),
            digits: first.group.digits,
            fraction: first.group.fraction,
            lone: if first.end == first.group.end { first.group.lone } else { None },
            defined: false,
            as_thousands: if first.scale == Decimal::ONE { first.group.as_thousands } else { None },
            compound: false,
        };
        let mut limit = if first.group.hundred && first.scale == Decimal::ONE {
            Decimal::ONE_HUNDRED
        } else {
            first.scale
        };
        for _ in 0..TERMS_MAX {
            if limit <= Decimal::ONE || amount.fraction {
                break;
            }
            let Some(next) = self.next_term(amount.end, limit) else {
                break;
            };
            amount.value = add(amount.value, next.value)?;
            amount.end = next.end;
            amount.step = step_of(&next).or(Some(Decimal::ONE));
            amount.compound = true;
            amount.lone = None;
            amount.fraction = next.group.fraction;
            limit = if next.group.hundred && next.scale == Decimal::ONE { Decimal::ONE } else { next.scale };
            amount.scale = next.scale;
        }
        Some(amount)
    }

    /// A further term below `limit`.
    fn next_term(&self, at: usize, limit: Decimal) -> Option<Term> {
        let styles = self.ruleset.numerals.styles();
        for style in styles {
            for joint in self.joints(at, style).into_iter().flatten() {
                if let Some(term) = self.added_term(joint, limit) {
                    return Some(term);
                }
            }
            if style.and_required
                && self.is_digits(at)
                && let Some(term) = self.term(at, Want::Bare)
                && term.scale > Decimal::ONE
                && term.value < Number::Decimal(limit)
            {
                return Some(term);
            }
        }
        None
    }

    fn added_term(&self, joint: Joint, limit: Decimal) -> Option<Term> {
        if !joint.said && self.is_digits(joint.at) && limit <= Decimal::ONE_HUNDRED {
            return None;
        }
        let mut term = self.term(joint.at, joint.want)?;
        if term.value == Number::ZERO {
            return None;
        }
        if term.group.fraction && term.scale == Decimal::ONE && term.value < Number::from(1) {
            // A half after a scale is half of that scale, and the scale may be said again.
            if !joint.said || self.particle(term.end, Particles::OF) {
                return None;
            }
            let scale = if limit == Decimal::ONE_HUNDRED { Decimal::ONE } else { limit };
            term.value = term.value.checked_mul(scale)?;
            term.scale = scale;
            return Some(term);
        }
        let falls = term.value < Number::Decimal(limit) || (term.group.fraction && term.scale == limit);
        falls.then_some(term)
    }

    /// A group and its scales.
    fn term(&self, at: usize, want: Want) -> Option<Term> {
        if let Some(term) = self.scale_alone(at, want) {
            return Some(term);
        }
        let mut group = self.group(at, want)?;
        if let Some(joined) = self.with_fraction(&group) {
            group = joined;
        }
        self.scaled(group, Decimal::ONE, want == Want::Defined)
    }

    /// The scales after a group: each at least as large as the one before («ألف مليار»).
    fn scaled(&self, group: Group, first: Decimal, defined: bool) -> Option<Term> {
        let mut scale = first;
        let mut last = Decimal::ZERO;
        let mut end = group.end;
        loop {
            let at = self.behind_of(end, group.fraction);
            let Some((value, next)) = self.scale_at(at, &group, defined) else {
                break;
            };
            if value < last || (first > Decimal::ONE && value < first) {
                break;
            }
            scale = scale.checked_mul(value)?;
            last = value;
            end = next;
        }
        let value = group.value.checked_mul(scale)?;
        Some(Term { group, value, scale, end })
    }

    /// Behind "of a", where a fraction takes its whole: `a quarter of a million`.
    fn behind_of(&self, at: usize, fraction: bool) -> usize {
        if !fraction {
            return at;
        }
        let behind = if self.particle(at, Particles::OF) { at + 1 } else { at };
        if self.particle(behind, Particles::ONE) { behind + 1 } else { behind }
    }

    fn scale_at(&self, at: usize, group: &Group, defined: bool) -> Option<(Decimal, usize)> {
        let after_hyphen = if self.is_hyphen(at) { at + 1 } else { at };
        if let Some(value) = self.cardinal_of(after_hyphen, Want::Bare, &SCALES) {
            return Some((Decimal::from(value), after_hyphen + 1));
        }
        if (group.fraction || defined)
            && let Some(value) = self.cardinal_of(at, Want::Defined, &SCALES)
        {
            return Some((Decimal::from(value), at + 1));
        }
        if group.digits
            && let Some(value) = self.cardinal_of(after_hyphen, Want::Bare, &[CardinalRole::Hundred])
        {
            return Some((Decimal::from(value), after_hyphen + 1));
        }
        let value = self.cardinal_of(at, Want::Bare, &[CardinalRole::LetterScale])?;
        let after_words = !group.digits && self.source_at(at).chars().count() < 2;
        (!after_words && self.is_scale_letter(at)).then(|| (Decimal::from(value), at + 1))
    }

    /// Whether the letters are a scale there: `m` is metres where nothing is counted behind it.
    fn is_scale_letter(&self, at: usize) -> bool {
        let letters = self.source_at(at);
        if letters.chars().count() > 1 {
            return true;
        }
        if self.spaced(at) {
            return false;
        }
        let is_unit = self.bare_phrase(self.ruleset.units.phrases(), at).is_some();
        !is_unit
            || letters.chars().all(char::is_uppercase)
            || self.money_before(at)
            || !self.ends_phrase(at + 1)
    }

    /// Whether a currency symbol stands before the digits before the token.
    fn money_before(&self, at: usize) -> bool {
        let symbol = |back: usize| {
            at.checked_sub(back).is_some_and(|at| {
                let word = self
                    .phrase(self.ruleset.units.phrases(), at)
                    .and_then(|found| self.ruleset.units.word(found.value));
                self.token(at).is_some_and(|token| token.kind == crate::base::lex::LexKind::Mark)
                    && word.is_some_and(|word| word.kind == crate::ruleset::units::UnitKind::Money)
            })
        };
        symbol(2)
    }

    /// A scale that nothing stands before: «مليون», «مليوني», «ألفا».
    fn scale_alone(&self, at: usize, want: Want) -> Option<Term> {
        let (cardinal, style) = self.cardinal(at, want)?;
        let n_scales = match cardinal.role {
            CardinalRole::Scale if style.lone_scale => 1,
            CardinalRole::DualScale => 2,
            CardinalRole::EitherScale => self.dual_or_single(at, cardinal, style),
            _ => return None,
        };
        let group = Group {
            value: Number::from(n_scales),
            end: at + 1,
            places: 0,
            digits: false,
            fraction: false,
            hundred: false,
            lone: Some(cardinal),
            as_thousands: None,
        };
        self.scaled(group, Decimal::from(cardinal.value), false)
    }

    /// «ألفا» is two thousand before a noun («ألفا جندي»), a thousand before «ومئة» and at the end.
    fn dual_or_single(&self, at: usize, cardinal: Cardinal, style: &NumeralStyle) -> i64 {
        const TANWEEN: char = '\u{064B}';
        if self.source_at(at).contains(TANWEEN) || self.ends_phrase(at + 1) {
            return 1;
        }
        let limit = Decimal::from(cardinal.value);
        let adds = self
            .joints(at + 1, style)
            .into_iter()
            .flatten()
            .any(|joint| self.added_term(joint, limit).is_some());
        if adds { 1 } else { 2 }
    }

    fn group(&self, at: usize, want: Want) -> Option<Group> {
        if self.is_digits(at) || self.is_mark(at, &[".", "٫"]) {
            return self.digit_group(at);
        }
        if self.particle(at, Particles::ONE) && want == Want::Bare {
            return self.article_group(at);
        }
        self.fraction_group(at, want).or_else(|| self.word_group(at, want))
    }

    /// `a million`, `a hundred`, `a dozen`, `a fifth of`: the article is one.
    fn article_group(&self, at: usize) -> Option<Group> {
        let mut group = Group {
            value: Number::from(1),
            end: at + 1,
            places: 0,
            digits: false,
            fraction: false,
            hundred: false,
            lone: None,
            as_thousands: None,
        };
        if let Some(fraction) = self.fraction(at + 1, Want::Bare) {
            let said = match fraction.form {
                FractionForm::Alone => true,
                FractionForm::Doubtful => {
                    let unit = self.cardinal_of(at + 2, Want::Bare, &SCALES).is_some();
                    let counts_no_place =
                        self.numeral(at + 1, Want::Bare, |numeral| numeral.ordinal).is_none();
                    let measured = counts_no_place && self.unit_at(at + 2, Want::Bare, false).is_some();
                    unit || measured || self.particle(at + 2, Particles::OF) || self.leads_to_share(at)
                }
                FractionForm::Plural | FractionForm::Character => false,
            };
            group.value = Number::ratio(fraction.numerator, fraction.denominator)?;
            group.fraction = true;
            group.end = at + 2;
            return said.then_some(group);
        }
        if self.cardinal_of(at + 1, Want::Bare, &[CardinalRole::Hundred]).is_some() {
            let (value, end) = self.behind_hundred(100, at + 2);
            group.value = Number::from(value);
            group.end = end;
            group.hundred = value == 100;
            return Some(group);
        }
        self.cardinal_of(at + 1, Want::Bare, &[CardinalRole::Scale]).map(|_| group)
    }

    /// Whether the word before makes a share of "a third": `by a third`, `nearly a quarter`.
    fn leads_to_share(&self, at: usize) -> bool {
        let modifiers = self.ruleset.figure_cues.modifiers();
        let shares = |numeral: &crate::ruleset::numerals::Numeral| {
            numeral.particles.has(Particles::SHARE).then_some(())
        };
        at.checked_sub(1).is_some_and(|before| {
            self.numeral(before, Want::Bare, shares).is_some()
                || self.bare_phrase(modifiers, before).is_some()
        })
    }

    /// A fraction word that stands alone: «ثلث», `half`, ¾.
    fn fraction_group(&self, at: usize, want: Want) -> Option<Group> {
        let fraction = self.fraction(at, want)?;
        let said = match fraction.form {
            FractionForm::Alone | FractionForm::Character => true,
            FractionForm::Doubtful => {
                let before_definite = want != Want::Defined && self.looks_defined(at + 1);
                let before_scale = self.cardinal_of(at + 1, Want::Defined, &SCALES).is_some()
                    || (self.is_latin(at) && self.cardinal_of(at + 1, Want::Bare, &SCALES).is_some());
                let before_unit = self.is_hyphen(at + 1) && self.unit_at(at + 2, Want::Bare, false).is_some();
                before_definite || before_scale || before_unit
            }
            FractionForm::Plural => false,
        };
        if !said {
            return None;
        }
        Some(Group {
            value: Number::ratio(fraction.numerator, fraction.denominator)?,
            end: at + 1,
            places: 0,
            digits: fraction.form == FractionForm::Character,
            fraction: true,
            hundred: false,
            lone: None,
            as_thousands: None,
        })
    }

    fn digit_group(&self, at: usize) -> Option<Group> {
        let bare_point = self.is_mark(at, &[".", "٫"]);
        let digits_at = if bare_point { at + 1 } else { at };
        if bare_point && (!self.is_digits(digits_at) || self.spaced(digits_at) || !self.spaced(at)) {
            return None;
        }
        let number = digits::parse(self.folded_at(digits_at))?;
        let (number, end) = if bare_point {
            (point_first(self.folded_at(digits_at))?, digits_at + 1)
        } else {
            self.spaced_thousands(number, digits_at)
        };
        let (number, end) = self.gulf_decimal(number, at, end);
        let (number, end) = self.exponent(number, end);
        let mut group = Group {
            value: Number::Decimal(number.value),
            end,
            places: number.places,
            digits: true,
            fraction: false,
            hundred: false,
            lone: None,
            as_thousands: number.as_thousands,
        };
        if let Some((value, end)) = self.ratio_behind(&number, at, end) {
            group.value = value;
            group.end = end;
            group.fraction = true;
        }
        self.behind_group(group)
    }

    /// Groups of three digits with one space between: `10 000`.
    fn spaced_thousands(&self, number: DigitNumber, at: usize) -> (DigitNumber, usize) {
        let first = self.folded_at(at);
        if first.len() > 3 || first.starts_with('0') || number.places > 0 {
            return (number, at + 1);
        }
        let mut joined = first.to_owned();
        let mut end = at + 1;
        while self.is_digits(end) && self.is_third_group(end) && joined.len() <= 15 {
            joined.push_str(self.folded_at(end));
            end += 1;
        }
        match digits::parse(&joined) {
            Some(whole) if end > at + 1 => (DigitNumber { grouped: true, ..whole }, end),
            _ => (number, at + 1),
        }
    }

    fn is_third_group(&self, at: usize) -> bool {
        let folded = self.folded_at(at);
        let three = folded.len() == 3
            || (folded.len() > 4 && folded.as_bytes().get(3).is_some_and(|c| !c.is_ascii_digit()));
        let (Some(before), Some(token)) = (at.checked_sub(1).and_then(|at| self.token(at)), self.token(at))
        else {
            return false;
        };
        let gap = crate::base::Span { start: before.span.end, end: token.span.start };
        three && gap.text(self.source).chars().count() == 1
    }

    /// The Gulf wires' decimal with a letter, fraction first: «5ر3» is 3.5.
    fn gulf_decimal(&self, number: DigitNumber, at: usize, end: usize) -> (DigitNumber, usize) {
        let letter = self.token(end).filter(|token| !token.spaced).and_then(|token| token.reading);
        let is_letter = letter.is_some_and(|reading| self.ruleset.numerals.is_decimal_letter(reading.word));
        if !is_letter || !self.is_digits(end + 1) || self.spaced(end + 1) || number.places > 0 {
            return (number, end);
        }
        let written = format!("{}.{}", self.folded_at(end + 1), self.folded_at(at));
        match digits::parse(&written) {
            Some(decimal) if end == at + 1 => (DigitNumber { as_thousands: None, ..decimal }, end + 2),
            _ => (number, end),
        }
    }

    /// `12.32e+14`.
    fn exponent(&self, number: DigitNumber, end: usize) -> (DigitNumber, usize) {
        let glued = |at: usize| !self.spaced(at);
        if self.folded_at(end) != "e" || !glued(end) || !self.is_mark(end + 1, &["+"]) || !glued(end + 1) {
            return (number, end);
        }
        let value = self
            .folded_at(end + 2)
            .parse::<u32>()
            .ok()
            .and_then(power_of_ten)
            .and_then(|power| number.value.checked_mul(power));
        match value {
            Some(value) if glued(end + 2) => (DigitNumber { value, places: 0, ..number }, end + 3),
            _ => (number, end),
        }
    }

    /// `3/4`, and `2 ½`.
    fn ratio_behind(&self, number: &DigitNumber, at: usize, end: usize) -> Option<(Number, usize)> {
        if let Some(fraction) = self.fraction(end, Want::Bare)
            && fraction.form == FractionForm::Character
        {
            let share = Number::ratio(fraction.numerator, fraction.denominator)?;
            return Some((add(Number::Decimal(number.value), share)?, end + 1));
        }
        let slashed = self.is_mark(end, &["/", "⁄"]) && !self.spaced(end) && !self.spaced(end + 1);
        if !slashed || !self.is_digits(end + 1) || end != at + 1 || number.places > 0 {
            return None;
        }
        let numerator: i64 = self.folded_at(at).parse().ok()?;
        let denominator: i64 = self.folded_at(end + 1).parse().ok()?;
        let goes_on = self.is_mark(end + 2, &["/", "⁄", "-"]) && !self.spaced(end + 2);
        if goes_on || denominator < 2 {
            return None;
        }
        Some((Number::ratio(numerator, denominator)?, end + 2))
    }

    /// What words can still make of a group: `5 point 5`, `3 quarters`, «ثلاثة أرباع».
    fn behind_group(&self, group: Group) -> Option<Group> {
        if let Some(joined) = self.spelled_decimals(&group) {
            return Some(joined);
        }
        let Number::Decimal(value) = group.value else {
            return Some(group);
        };
        let at = if self.is_hyphen(group.end) { group.end + 1 } else { group.end };
        let Some(fraction) = self.fraction(at, Want::Bare) else {
            return Some(group);
        };
        let counts = match fraction.form {
            FractionForm::Plural => true,
            FractionForm::Doubtful => value == Decimal::ONE && !group.digits && !self.looks_defined(at + 1),
            FractionForm::Alone | FractionForm::Character => false,
        };
        if !counts || group.places > 0 {
            return Some(group);
        }
        let numerator = i64::try_from(value.normalize().mantissa()).ok()?;
        let value = Number::ratio(numerator, fraction.denominator)?;
        Some(Group { value, end: at + 1, fraction: true, lone: None, hundred: false, ..group })
    }

    /// Decimals in words: «ثلاثة فاصلة خمسة», `nine point nought four`.
    fn spelled_decimals(&self, group: &Group) -> Option<Group> {
        const PLACES_MAX: usize = 9;
        if !self.particle(group.end, Particles::POINT) || group.places > 0 {
            return None;
        }
        let mut written = String::new();
        let mut end = group.end + 1;
        while written.len() < PLACES_MAX {
            let Some((value, next)) = self.decimal_digits(end) else {
                break;
            };
            written.push_str(&value);
            end = next;
        }
        let value = format!("{}.{written}", group.value).parse::<Decimal>().ok()?;
        let places = u32::try_from(written.len()).ok().filter(|places| *places > 0)?;
        Some(Group { value: Number::Decimal(value), end, places, lone: None, hundred: false, ..*group })
    }

    fn decimal_digits(&self, at: usize) -> Option<(String, usize)> {
        if self.is_digits(at) {
            let folded = self.folded_at(at);
            return folded.bytes().all(|c| c.is_ascii_digit()).then(|| (folded.to_owned(), at + 1));
        }
        if self.cardinal_of(at, Want::Bare, &[CardinalRole::Zero]).is_some() {
            return Some(("0".to_owned(), at + 1));
        }
        let (value, end) = self.below_thousand(at, Want::Bare)?;
        Some((value.to_string(), end))
    }

    /// "And a half" behind a group: «اثنان ونصف», `two and a half`; the scale then takes all of it.
    fn with_fraction(&self, group: &Group) -> Option<Group> {
        if group.fraction || group.places > 0 {
            return None;
        }
        for style in self.ruleset.numerals.styles() {
            for joint in self.joints(group.end, style).into_iter().flatten().filter(|joint| joint.said) {
                let article = self.particle(joint.at, Particles::ONE);
                let at = if article { joint.at + 1 } else { joint.at };
                let share = match self.fraction(at, joint.want) {
                    Some(fraction) if fraction.form == FractionForm::Alone || article => {
                        let share = Number::ratio(fraction.numerator, fraction.denominator)?;
                        Some((share, at + 1))
                    }
                    _ => self
                        .word_group(at, joint.want)
                        .filter(|part| part.fraction)
                        .map(|part| (part.value, part.end)),
                };
                if let Some((share, end)) = share
                    && !self.particle(end, Particles::OF)
                {
                    let value = add(group.value, share)?;
                    return Some(Group { value, end, fraction: true, lone: None, hundred: false, ..*group });
                }
            }
        }
        None
    }

    fn word_group(&self, at: usize, want: Want) -> Option<Group> {
        let (first, _) = self.cardinal(at, want)?;
        let (value, end) = match first.role {
            CardinalRole::Zero => (0, at + 1),
            _ => self.below_thousand(at, want)?,
        };
        let lone = (end == at + 1).then_some(first);
        let hundred = value % 100 == 0 && value > 0;
        let group = Group {
            value: Number::from(value),
            end,
            places: 0,
            digits: false,
            fraction: false,
            hundred,
            lone,
            as_thousands: None,
        };
        self.behind_group(group)
    }

    fn below_thousand(&self, at: usize, want: Want) -> Option<(i64, usize)> {
        let hundreds = [CardinalRole::Hundred, CardinalRole::Hundreds];
        if let Some(value) = self.cardinal_of(at, want, &hundreds) {
            let (_, style) = self.cardinal(at, want)?;
            if value == 100 && !style.lone_scale {
                return None;
            }
            return Some(self.behind_hundred(value, at + 1));
        }
        let (value, end) = self.below_hundred(at, want)?;
        match self.cardinal_of(end, Want::Bare, &[CardinalRole::Hundred]) {
            Some(hundred) => Some(self.behind_hundred(value * hundred, end + 1)),
            None => Some((value, end)),
        }
    }

    /// What is added to hundreds that end at `at`.
    fn behind_hundred(&self, hundreds: i64, at: usize) -> (i64, usize) {
        for style in self.ruleset.numerals.styles() {
            for joint in self.joints(at, style).into_iter().flatten() {
                if let Some((rest, end)) = self.below_hundred(joint.at, joint.want)
                    && self.cardinal_of(end, Want::Bare, &[CardinalRole::Hundred]).is_none()
                    && !self.counts_parts(end)
                {
                    return (hundreds + rest, end);
                }
            }
        }
        (hundreds, at)
    }

    /// Whether the word says parts, so that the number before it is their number: «وثلاثة أخماس».
    fn counts_parts(&self, at: usize) -> bool {
        let previous_is_unit = at.checked_sub(1).is_some_and(|at| {
            self.cardinal_of(at, Want::Bare, &[CardinalRole::Unit])
                .or(self.cardinal_of(at, Want::And, &[CardinalRole::Unit]))
                .is_some()
        });
        previous_is_unit
            && self.fraction(at, Want::Bare).is_some_and(|fraction| fraction.form == FractionForm::Plural)
    }

    fn below_hundred(&self, at: usize, want: Want) -> Option<(i64, usize)> {
        let (first, style) = self.cardinal(at, want)?;
        match first.role {
            CardinalRole::Ten | CardinalRole::Teen => Some((first.value, at + 1)),
            CardinalRole::Unit if style.units_first => {
                if let Some(ten) = self.cardinal_of(at + 1, Want::Bare, &[CardinalRole::Ten]) {
                    return Some((first.value + ten, at + 2));
                }
                let tens = self.joints(at + 1, style).into_iter().flatten().find_map(|joint| {
                    let want = if want == Want::Defined && joint.want == Want::And {
                        Want::Defined
                    } else {
                        joint.want
                    };
                    Some((self.cardinal_of(joint.at, want, &[CardinalRole::Tens])?, joint.at + 1))
                });
                match tens {
                    Some((tens, end)) => Some((first.value + tens, end)),
                    None => (!self.only_joins(at, want)).then_some((first.value, at + 1)),
                }
            }
            CardinalRole::Tens if !style.units_first => {
                let at_unit = self.behind_hyphen(at + 1);
                match self.cardinal_of(at_unit, Want::Bare, &[CardinalRole::Unit]) {
                    Some(unit) => Some((first.value + unit, at_unit + 1)),
                    None => Some((first.value, at + 1)),
                }
            }
            CardinalRole::Unit | CardinalRole::Tens => Some((first.value, at + 1)),
            _ => None,
        }
    }

    /// Whether the unit stands only before a ten or tens: «أحد عشر».
    fn only_joins(&self, at: usize, want: Want) -> bool {
        let joins = |numeral: &Numeral| numeral.cardinal.map(|_| numeral.particles.has(Particles::JOINS));
        self.numeral(at, want, joins).is_some_and(|(joins, ..)| joins)
    }

    fn behind_hyphen(&self, at: usize) -> usize {
        if self.is_hyphen(at) { at + 1 } else { at }
    }
}

/// `.77`, where nothing stands before the decimal sign.
fn point_first(folded: &str) -> Option<DigitNumber> {
    let whole = folded.bytes().all(|c| c.is_ascii_digit());
    whole
        .then(|| digits::parse(&format!("0.{folded}")))
        .flatten()
        .map(|number| DigitNumber { as_thousands: None, ..number })
}

/// The value of the last place written, where the number is rounded to it.
fn step_of(term: &Term) -> Option<Decimal> {
    let Number::Decimal(value) = term.group.value else {
        return None;
    };
    let place = Decimal::try_from_i128_with_scale(1, term.group.places).ok()?;
    if term.scale > Decimal::ONE {
        return place.checked_mul(term.scale);
    }
    if term.group.places > 0 {
        return Some(place);
    }
    let mantissa = value.normalize();
    let mut step = Decimal::ONE;
    let mut rest = mantissa;
    let ten = Decimal::TEN;
    while rest >= ten && (rest % ten).is_zero() {
        rest = rest.checked_div(ten)?;
        step = step.checked_mul(ten)?;
    }
    (step >= Decimal::ONE_THOUSAND).then_some(step)
}

pub(super) fn add(a: Number, b: Number) -> Option<Number> {
    match (a, b) {
        (Number::Decimal(a), Number::Decimal(b)) => a.checked_add(b).map(Number::Decimal),
        (Number::Ratio { numerator, denominator }, whole)
        | (whole, Number::Ratio { numerator, denominator }) => match whole {
            Number::Decimal(whole) => {
                let whole = whole.normalize();
                if whole.scale() > 0 {
                    return whole
                        .checked_add(Number::ratio(numerator, denominator)?.to_decimal())
                        .map(Number::Decimal);
                }
                let whole = i64::try_from(whole.mantissa()).ok()?;
                let sum = whole.checked_mul(denominator)?.checked_add(numerator)?;
                exact(sum, denominator)
            }
            Number::Ratio { numerator: n, denominator: d } => {
                let sum = numerator.checked_mul(d)?.checked_add(n.checked_mul(denominator)?)?;
                exact(sum, denominator.checked_mul(d)?)
            }
        },
    }
}

fn exact(numerator: i64, denominator: i64) -> Option<Number> {
    Number::ratio(numerator, denominator)
}
