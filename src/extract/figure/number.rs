//! The number machine: digits and number words become one exact value.
//!
//! A number is a sum of terms whose scales fall («مليون ومئتا ألف وخمسة»), a term a group below a
//! thousand, digits or a fraction, times its scales. Nothing is read twice: each step looks at the
//! next token only.

use rust_decimal::Decimal;

use super::scan::{Joint, Scan, Want};
use crate::{
    base::{
        Number,
        lex::{LexKind, Script},
    },
    ruleset::{
        numerals::{Cardinal, CardinalRole, Facets, NumeralStyle, Particles},
        units::{UnitKind, UnitPlace, UnitWord},
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

impl Amount {
    /// Whether no scale multiplies its last term.
    pub(super) fn is_unscaled(&self) -> bool {
        is_one(self.scale)
    }
}

/// Whether the scale is one; nearly all are, and the decimal's own comparison looks at much more.
pub(super) fn is_one(scale: Decimal) -> bool {
    if scale.scale() == 0 { scale.mantissa() == 1 } else { scale == Decimal::ONE }
}

/// A group below a thousand, digits, or a fraction: what a scale multiplies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    pub(super) value: Number,
    pub(super) end: usize,
    pub(super) places: u32,
    pub(super) digits: bool,
    pub(super) fraction: bool,
    /// Whether it ends in a bare hundred, to which less can still be added in digits.
    pub(super) hundred: bool,
    pub(super) lone: Option<Cardinal>,
    pub(super) as_thousands: Option<Decimal>,
}

/// A group with its scales.
#[derive(Debug, Clone, Copy)]
struct Term {
    group: Group,
    value: Number,
    scale: Decimal,
    end: usize,
}

pub(super) const SCALES: [CardinalRole; 3] =
    [CardinalRole::Scale, CardinalRole::PluralScale, CardinalRole::EitherScale];

/// The dashes that may be a minus.
pub(super) const MINUS: [&str; 3] = ["-", "−", "–"];

/// So many millions are told in thousands and hundreds of them, …
const FEW_THOUSANDS_END: i64 = 10_000;
/// … rather than a thousand of one thing and some millions of another.
const HUNDREDS_START: i64 = 100;

/// More terms than the longest number has; a bound on foreign input.
const TERMS_MAX: usize = 12;

impl Scan<'_> {
    /// The number that begins at the token.
    pub(super) fn amount(&self, at: usize) -> Option<Amount> {
        if let Some(amount) = self.plain_digits(at) {
            return Some(amount);
        }
        if self.is_word(at) && self.read_as(at, Facets::ANY).is_none() {
            return None;
        }
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

    /// Digits behind which a word stands that is in no number: nearly every count, read without the machine,
    /// which makes the same of them.
    fn plain_digits(&self, at: usize) -> Option<Amount> {
        const DIGITS_MAX: usize = 18;
        let token = self.token(at).filter(|token| token.kind == LexKind::Digits)?;
        let digits = self.folded_at(at);
        let next = self.token(at + 1).filter(|next| next.spaced)?;
        let apart = next.kind == LexKind::Word(Script::Arabic) && self.read_as(at + 1, Facets::ANY).is_none();
        if !apart || digits.len() > DIGITS_MAX || !digits.bytes().all(|c| c.is_ascii_digit()) {
            return None;
        }
        let value = Decimal::from(digits.parse::<u64>().ok()?);
        Some(Amount {
            value: Number::Decimal(value),
            start: token.span.start(),
            end: at + 1,
            scale: Decimal::ONE,
            step: trailing_step(value),
            digits: true,
            fraction: false,
            lone: None,
            defined: false,
            as_thousands: None,
            compound: false,
        })
    }

    fn is_negative_sign(&self, at: usize) -> bool {
        if self.is_mark(at, &MINUS) {
            let behind =
                |before: usize| self.is_mark(before, &["(", "[", "~", ":"]) || self.is_clitic(before);
            let opens = self.spaced(at) || at.checked_sub(1).is_some_and(behind);
            return opens && self.is_digits(at + 1) && !self.spaced(at + 1);
        }
        self.particle(at, Particles::NEGATIVE) || self.particle_as(at, Want::And, Particles::NEGATIVE)
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
                    let fraction = numeral.fraction.is_some() || numeral.share.is_some();
                    (numeral.cardinal.is_some() || fraction).then_some(())
                })?;
                return Some((term, self.start_without(at, reading, style), defined));
            }
        }
        None
    }

    /// Adds the terms that follow, as long as scales fall.
    fn sum(&self, first: Term, start: usize) -> Option<Amount> {
        let first = self.thousands_of_scale(&first).unwrap_or(first);
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
            as_thousands: if is_one(first.scale) { first.group.as_thousands } else { None },
            compound: false,
        };
        let mut limit =
            if first.group.hundred && is_one(first.scale) { Decimal::ONE_HUNDRED } else { first.scale };
        for _ in 0..TERMS_MAX {
            if is_one(limit) || limit < Decimal::ONE || amount.fraction {
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
            limit = if next.group.hundred && is_one(next.scale) { Decimal::ONE } else { next.scale };
            amount.scale = next.scale;
        }
        Some(amount)
    }

    /// A thousand or a few with hundreds, all of one scale that is told once behind them: «ألف وسبعمئة مليون».
    fn thousands_of_scale(&self, first: &Term) -> Option<Term> {
        let are_thousands = first.scale == Decimal::ONE_THOUSAND && !first.group.digits;
        if !are_thousands || first.value >= Number::from(FEW_THOUSANDS_END) {
            return None;
        }
        let joints = self.ruleset.numerals.styles().iter().flat_map(|style| self.joints(first.end, style));
        let said = joints.flatten().filter(|joint| joint.said && !self.is_digits(joint.at));
        let term = said.filter_map(|joint| self.term(joint.at, joint.want)).next()?;
        let is_scaled = term.scale > Decimal::ONE_THOUSAND && !term.group.fraction;
        if !is_scaled || term.group.value < Number::from(HUNDREDS_START) {
            return None;
        }
        let value = add(first.value, term.group.value)?.checked_mul(term.scale)?;
        Some(Term { value, ..term })
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
        self.term_behind_comma(at, limit)
    }

    /// `four billion, two hundred million`: in words, hundreds or a scale below the one before.
    fn term_behind_comma(&self, at: usize, limit: Decimal) -> Option<Term> {
        let spelled = self.is_mark(at, &[","])
            && limit >= Decimal::ONE_THOUSAND
            && at.checked_sub(1).is_some_and(|before| self.is_latin(before))
            && self.is_latin(at + 1);
        let term = if spelled { self.term(at + 1, Want::Bare)? } else { return None };
        let large = term.scale > Decimal::ONE || term.group.hundred;
        let falls = term.value < Number::Decimal(limit) && !term.group.fraction;
        (large && falls && !self.particle(term.end, Particles::OF)).then_some(term)
    }

    fn added_term(&self, joint: Joint, limit: Decimal) -> Option<Term> {
        if !joint.said && self.is_digits(joint.at) && limit <= Decimal::ONE_HUNDRED {
            return None;
        }
        let mut term = self.term(joint.at, joint.want)?;
        // «5 ملايين و8.9 في المئة» are two numbers.
        let apart = term.group.digits && term.scale == Decimal::ONE && self.is_apart(&term);
        if term.value == Number::ZERO || apart {
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

    /// Whether digits without a scale are a number of their own: with decimals, or in per cent.
    fn is_apart(&self, term: &Term) -> bool {
        let percent = || {
            let unit = self.unit_at(term.end, Want::Bare, true);
            unit.is_some_and(|unit| unit.kind == UnitKind::Percent)
        };
        term.group.places > 0 || percent()
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
        let unscaled = end == group.end && is_one(scale);
        if unscaled && matches!(group.value, Number::Decimal(value) if !value.is_zero()) {
            return Some(Term { group, value: group.value, scale, end });
        }
        if group.digits && is_written_out(group.value, scale) {
            return Some(Term { group, value: group.value, scale: Decimal::ONE, end });
        }
        let value = group.value.checked_mul(scale)?;
        Some(Term { group, value, scale, end })
    }

    /// Behind "of a", where a fraction takes its whole: `a quarter of a million`, `half-a-million`.
    fn behind_of(&self, at: usize, fraction: bool) -> usize {
        if !fraction {
            return at;
        }
        let hyphened = self.is_hyphen(at) && self.particle(at + 1, Particles::ONE);
        let behind = if hyphened || self.particle(at, Particles::OF) { at + 1 } else { at };
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
        // «2 مليوني ريال»: the word says again that there are two.
        if group.digits
            && group.value == Number::from(2)
            && let Some(value) = self.cardinal_of(at, Want::Bare, &[CardinalRole::DualScale])
        {
            return Some((Decimal::from(value), at + 1));
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
        let units = &self.ruleset.units;
        let word = self.bare_phrase(units.phrases(), at).and_then(|found| units.word(found.value));
        let is_unit = word.is_some_and(|word| word.place != UnitPlace::Letter);
        !is_unit
            || letters.chars().all(char::is_uppercase)
            || self.money_before(at)
            || !(self.ends_phrase(at + 1) || self.particle(at + 1, Particles::DIMENSION))
            || self.counts_before(at)
    }

    /// Whether what is counted stands a few words before the token, in its clause: `subscribers rose to 61.4m`.
    fn counts_before(&self, at: usize) -> bool {
        const WORDS_MAX: usize = 6;
        let mut clause = (0..at).rev().skip(1).take(WORDS_MAX).take_while(|before| self.is_word(*before));
        clause.any(|before| self.particle(before, Particles::COUNTABLE))
    }

    /// Whether a currency symbol or code stands before the digits before the token.
    fn money_before(&self, at: usize) -> bool {
        let units = &self.ruleset.units;
        at.checked_sub(2).is_some_and(|at| {
            let word = self.phrase(units.phrases(), at).and_then(|found| units.word(found.value));
            word.is_some_and(|word| word.kind == UnitKind::Money && self.is_symbol(word, at))
        })
    }

    /// Whether the currency at the token stands before its numbers: a sign, or letters in capitals.
    fn is_symbol(&self, word: &UnitWord, at: usize) -> bool {
        let code = matches!(word.place, UnitPlace::Either | UnitPlace::Letter)
            && self.source_at(at).chars().next().is_some_and(char::is_uppercase);
        code || self.token(at).is_some_and(|token| token.kind == LexKind::Mark)
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
}

/// Whether digits already say the whole number that a scale stands behind: «5,307,846 مليون» is meant as
/// 5,307,846, for nothing in the news is counted in million millions.
pub(super) fn is_written_out(digits: Number, scale: Decimal) -> bool {
    let million = Decimal::from(1_000_000);
    scale >= million && digits >= Number::Decimal(million)
}

/// The value of the last place written, where the number is rounded to it.
fn step_of(term: &Term) -> Option<Decimal> {
    let Number::Decimal(value) = term.group.value else {
        return None;
    };
    let scaled = !is_one(term.scale) && term.scale > Decimal::ONE;
    if !scaled && term.group.places == 0 {
        return trailing_step(value);
    }
    let place = Decimal::try_from_i128_with_scale(1, term.group.places).ok()?;
    if scaled { place.checked_mul(term.scale) } else { Some(place) }
}

/// The value of the last digit before the zeros that a whole number ends in, where there are three of them.
pub(super) fn trailing_step(value: Decimal) -> Option<Decimal> {
    let whole = if value.scale() == 0 { value } else { value.normalize() };
    let mut rest = u128::try_from(whole.mantissa()).ok().filter(|rest| *rest > 0 && whole.scale() == 0)?;
    // Most numbers are small, and divided in one step of the machine.
    if u64::try_from(rest).map_or(rest % 1000, |rest| u128::from(rest % 1000)) > 0 {
        return None;
    }
    let mut step = 1;
    while rest.is_multiple_of(10) {
        rest /= 10;
        step *= 10;
    }
    Decimal::try_from_i128_with_scale(step, 0).ok()
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
