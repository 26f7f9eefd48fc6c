//! What becomes of a number that was read: whether it counts, its value, spans and kind.

use rust_decimal::Decimal;

use super::{
    number::Amount,
    part::Part,
    pass::{is_lone_unit, is_scale, kind_of_unit},
    scan::{Scan, Want},
};
use crate::{
    base::{Number, Span, lex::LexKind},
    extract::figure::FigureKind,
    ruleset::{
        numerals::{CardinalRole, Numeral, Particles},
        units::UnitKind,
    },
};

/// Figures larger than this are slips of the pen or of the reader.
const VALUE_MAX: i64 = 1_000_000_000_000_000_000;

impl Scan<'_> {
    /// The value of a figure: thousands where a full stop groups them, in the unit.
    pub(super) fn final_value(&self, part: &Part) -> Option<Number> {
        let mut part = part.clone();
        if let Some(thousands) = part.amount.as_thousands
            && self.groups_thousands(&part)
        {
            part.amount.value = Number::Decimal(thousands);
        }
        let value = part.value()?;
        (value.to_decimal().abs() <= Decimal::from(VALUE_MAX)).then_some(value)
    }

    /// «1.500 جندي»: people and things have no thousandths; money mostly has none.
    fn groups_thousands(&self, part: &Part) -> bool {
        match &part.measure {
            None => self.is_word(part.end) && !self.is_latin(part.end) && !self.ends_phrase(part.end),
            Some(_) => false,
        }
    }

    /// The value of the last place written, in the figure's unit; `None` for counts, which are exact.
    pub(super) fn step_in_unit(&self, part: &Part) -> Option<Decimal> {
        let Some(measure) = &part.measure else {
            return part.amount.step;
        };
        let step = match (part.amount.step, measure.kind) {
            (None, UnitKind::Money) => return None,
            (None, _) => Decimal::ONE,
            (Some(step), _) => step,
        };
        step.checked_mul(measure.times)
    }

    pub(super) fn kind_of(&self, part: &Part, place: bool) -> FigureKind {
        match &part.measure {
            Some(measure) => kind_of_unit(measure.kind),
            None if part.ordinal => FigureKind::Ordinal,
            None if place && self.is_defined(&part.amount) => FigureKind::Ordinal,
            None => match part.amount.lone {
                Some(lone)
                    if part.amount.defined
                        && matches!(lone.role, CardinalRole::Tens | CardinalRole::Hundreds)
                        && self.is_alone(part) =>
                {
                    FigureKind::Ordinal
                }
                _ => FigureKind::Number,
            },
        }
    }

    /// Whether the sentence holds nothing else.
    fn is_alone(&self, part: &Part) -> bool {
        let words = self.tokens.iter().filter(|token| token.kind != LexKind::Mark).count();
        let own = self.tokens.iter().filter(|token| token.span.start() >= part.start).count();
        words <= 2 && own <= 3
    }

    /// Whether the number carries the article, also apart from digits: «الـ77».
    fn is_defined(&self, amount: &Amount) -> bool {
        amount.defined || self.article_before(amount.start)
    }

    fn article_before(&self, start: usize) -> bool {
        let at = self.tokens.partition_point(|token| token.span.end() <= start);
        let glued = !self.spaced(at);
        at.checked_sub(1)
            .is_some_and(|before| glued && self.ruleset.numerals.is_article(self.folded_at(before)))
    }

    pub(super) fn span_of(&self, part: &Part) -> Option<Span> {
        let last = self.token(part.end.checked_sub(1)?)?;
        Some(Span::new(part.start, last.span.end()))
    }

    pub(super) fn number_span(&self, part: &Part) -> Option<Span> {
        let last = self.token(part.amount.end.checked_sub(1)?)?;
        Some(Span::new(part.amount.start.min(last.span.start()), last.span.end()))
    }

    /// Whether a number that was read is a figure, as far as its words and neighbours tell.
    pub(super) fn counts(&self, part: &Part, at: usize, modified: bool, place: bool) -> bool {
        if part.measure.is_some() {
            return self.counts_with_unit(part, at);
        }
        if self.is_alone(part) {
            return true;
        }
        if part.ordinal {
            return self.ordinal_counts(part, at);
        }
        let amount = &part.amount;
        if amount.defined {
            return self.defined_counts(amount, at, modified, place);
        }
        if self.is_alone(part) {
            return true;
        }
        match amount.lone {
            Some(_) if is_lone_unit(amount, 1) => self.one_counts(amount, at),
            Some(lone) if is_scale(lone) => self.scale_counts(amount),
            Some(lone) if lone.role == CardinalRole::Zero => {
                self.is_word(amount.end) && !self.ends_phrase(amount.end)
            }
            Some(lone) if lone.role == CardinalRole::Unit || lone.role == CardinalRole::Ten => {
                !self.looks_defined(amount.end)
            }
            _ => true,
        }
    }

    fn counts_with_unit(&self, part: &Part, at: usize) -> bool {
        let _ = at;
        let amount = &part.amount;
        let one_period = is_lone_unit(amount, 1)
            && self.cardinal(at, Want::Bare).is_some_and(|(_, style)| !style.units_first);
        !one_period || part.measure.as_ref().is_some_and(|measure| measure.kind != UnitKind::Quantity) || true
    }

    /// «واحد» counts behind its noun («شخص واحد»), `one` before it (`one person`).
    fn one_counts(&self, amount: &Amount, at: usize) -> bool {
        let Some((_, style)) = self.cardinal(at, Want::Bare) else {
            return false;
        };
        if !style.units_first {
            let determined = at.checked_sub(1).is_some_and(|before| {
                self.particle(before, Particles::FUNCTION) && !self.is_counting_word(before)
            });
            let behind = self.folded_at(amount.end);
            let plain = behind.chars().next().is_some_and(char::is_alphabetic) && behind != "'s";
            return !determined && plain && !self.ends_phrase(amount.end) && !self.spaced_apart(amount.end);
        }
        let noun_before =
            at.checked_sub(1).is_some_and(|before| self.is_word(before) && !self.ends_phrase(before));
        noun_before && self.source_at(at).chars().count() >= 4
    }

    fn spaced_apart(&self, at: usize) -> bool {
        !self.spaced(at)
    }

    /// A preposition or verb before `one` leaves it a count; an article or pronoun does not.
    fn is_counting_word(&self, at: usize) -> bool {
        !matches!(self.folded_at(at), "the" | "this" | "that" | "no" | "each" | "which" | "these" | "those")
    }

    /// «ألف كتاب» is a thousand books, «ألف كتابا» wrote one, «ألف الكاتب» is a verb too.
    fn scale_counts(&self, amount: &Amount) -> bool {
        const SHADDA: char = '\u{0651}';
        const ALEF: char = 'ا';
        let at = amount.end.saturating_sub(1);
        if self.looks_defined(amount.end) {
            return false;
        }
        let thousand = amount.lone.is_some_and(|lone| lone.value == 1000 && lone.role == CardinalRole::Scale);
        let accusative = self.is_word(amount.end)
            && self.folded_at(amount.end).ends_with(ALEF)
            && !self.ends_phrase(amount.end);
        !(thousand && (accusative || self.source_at(at).contains(SHADDA)))
    }

    /// «الأشهر الستة» counts, «تجاوز المليون» too, «السبعة» alone does not.
    fn defined_counts(&self, amount: &Amount, at: usize, modified: bool, place: bool) -> bool {
        if modified {
            return true;
        }
        let behind_noun = at.checked_sub(1).is_some_and(|before| self.looks_defined(before));
        let Some(lone) = amount.lone else {
            return behind_noun || self.is_word(amount.end);
        };
        let counts = matches!(
            lone.role,
            CardinalRole::Unit | CardinalRole::Ten | CardinalRole::Tens | CardinalRole::Teen
        );
        (behind_noun || place) && counts && lone.value > 2
    }

    /// Ordinals count with the article («الجولة الثانية»), before a superlative («ثالث أكبر») and in
    /// English.
    fn ordinal_counts(&self, part: &Part, at: usize) -> bool {
        let is_latin = self.is_latin(at) || self.is_digits(at);
        if is_latin {
            return self.english_ordinal_counts(part, at);
        }
        let first = part.amount.value == Number::from(1);
        let after_number = at.checked_sub(1).is_some_and(|before| {
            self.cardinal(before, Want::Defined).is_some()
                || self.cardinal(before, Want::Bare).is_some()
                || self.is_digits(before)
        });
        let plural_period = first && at.checked_sub(1).is_some_and(|before| self.is_plural_period(before));
        if after_number || plural_period {
            return false;
        }
        part.amount.defined
            || (self.is_word(part.end) && !self.ends_phrase(part.end) && !self.looks_defined(part.end))
    }

    fn is_plural_period(&self, at: usize) -> bool {
        self.phrase(self.ruleset.units.phrases(), at).is_some()
    }

    fn english_ordinal_counts(&self, part: &Part, at: usize) -> bool {
        if self.is_digits(at) {
            return true;
        }
        let first = part.amount.value == Number::from(1);
        let second = part.amount.value == Number::from(2);
        let noun_follows = self.is_word(part.end) && !self.ends_phrase(part.end);
        !(first || second) || noun_follows
    }

    /// The noun that is counted behind a number: its head, without article.
    pub(super) fn counted_behind(&self, at: usize) -> Option<Span> {
        let token = self.token(at).filter(|token| matches!(token.kind, LexKind::Word(_)))?;
        if self.is_latin(at) {
            return self.english_head(at);
        }
        if self.ends_phrase(at) {
            let from = self.particle(at, Particles::FROM).then(|| self.token(at + 1)).flatten()?;
            return matches!(from.kind, LexKind::Word(_)).then(|| self.without_article(at + 1, from.span));
        }
        Some(self.without_article(at, token.span))
    }

    fn without_article(&self, at: usize, span: Span) -> Span {
        if !self.looks_defined(at) {
            return span;
        }
        let text = span.text(self.source);
        let n_bytes: usize = text.chars().take(2).map(char::len_utf8).sum();
        Span::new(span.start() + n_bytes, span.end())
    }

    /// The first plural of a few words, else the first word.
    fn english_head(&self, at: usize) -> Option<Span> {
        const HEAD_WORDS_MAX: usize = 4;
        let mut first = None;
        for at in at..at + HEAD_WORDS_MAX {
            if !self.is_latin(at) || self.ends_phrase(at) {
                break;
            }
            let span = self.token(at)?.span;
            let folded = self.folded_at(at);
            first = first.or(Some(span));
            if (folded.ends_with('s') && !folded.ends_with("ss") && folded.len() > 3)
                || matches!(folded, "people" | "men" | "women" | "children" | "police")
            {
                return Some(span);
            }
        }
        first
    }

    /// Whether a dual is part of a name: behind a title or a given name it would be, which is left to
    /// the mentions; here only marks that say so.
    pub(super) fn is_name_like(&self, at: usize) -> bool {
        let _ = at;
        false
    }

    pub(super) fn particle_with_proclitic(&self, at: usize, particle: Particles) -> bool {
        let pick = |numeral: &Numeral| numeral.particles.has(particle).then_some(());
        self.numeral(at, Want::Start, pick).is_some()
    }
}
