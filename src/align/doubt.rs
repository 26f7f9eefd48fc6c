//! Doubt: figures that were read otherwise than they were meant, as the ways of writing in newspapers show.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::{
    align::{Measure, compare::DIGITS_IN_GROUP, quantity::Place},
    base::Span,
    extract::FigureValue,
    ruleset::Reading,
};

/// What may stand between a number and its scale word without being part of either.
const MARKS: [&str; 8] = ["\"", "“", "”", "»", "«", ")", "(", "'"];

impl Place<'_> {
    /// Whether a figure is likely something else than it was read as: a score, «2/2»; a scale word behind
    /// digits that were not understood, «1.340.7 مليار»; a number whose scale word stands behind a mark,
    /// «"6,6" ملايين»; a number written out and a scale word in one, «5.969.428 مليون».
    pub(super) fn is_misread(&self, core: Span, own: &Range<usize>, measure: &Measure) -> bool {
        let Measure::Figure { value: FigureValue::One(value), .. } = measure else { return false };
        let (value, written) = (value.to_decimal().abs(), core.text(&self.article.text));
        let is_grouped =
            self.is_bracketed(own) && is_point_or_group(written) && value < Decimal::ONE_THOUSAND;
        let is_score = written.contains('/') && value.fract().is_zero();
        is_score
            || written.starts_with(['.', ',', '،'])
            || is_grouped
            || is_scaled_in_brackets(written, value)
            || is_turned(written)
            || self.is_set_score(own, value)
            || self.is_part_number(own)
            || self.is_cut_scale(core, written, value)
            || self.is_scaled_behind(own)
            || is_scaled_twice(written, value)
    }

    /// Whether it stands alone in brackets before a colon: «مذكرات الربان (3): العاصفة».
    fn is_part_number(&self, own: &Range<usize>) -> bool {
        let behind = self.read.text.tokens.get(own.end + 1);
        self.is_bracketed(own) && behind.is_some_and(|token| token.span.text(&self.article.text) == ":")
    }

    /// Whether it stands alone in brackets: «عدد (10.590) حبة».
    fn is_bracketed(&self, own: &Range<usize>) -> bool {
        let tokens = &self.read.text.tokens;
        let mark = |idx: usize| tokens.get(idx).map_or("", |token| token.span.text(&self.article.text));
        own.start.checked_sub(1).is_some_and(|before| mark(before) == "(") && mark(own.end) == ")"
    }

    /// Whether it is one side of a score: «25 ــ 22».
    fn is_set_score(&self, own: &Range<usize>, value: Decimal) -> bool {
        let tokens = &self.read.text.tokens;
        let is_dash = |idx: usize| {
            let mark = tokens.get(idx).map_or("", |token| token.span.text(&self.article.text));
            !mark.is_empty() && mark.chars().all(|char| matches!(char, '-' | '–' | '—' | 'ـ' | '/' | ':'))
        };
        let behind = is_dash(own.end) && self.is_occupied(own.end + 1);
        let before = own.start >= 2 && is_dash(own.start - 1) && self.is_occupied(own.start - 2);
        value < Decimal::ONE_HUNDRED && (behind || before)
    }

    fn is_cut_scale(&self, core: Span, written: &str, value: Decimal) -> bool {
        let before = self
            .article
            .text
            .get(..core.start())
            .unwrap_or("")
            .trim_end_matches([' ', '\u{a0}', '»', '"', '”', ')']);
        let is_scale = SCALES.iter().any(|scale| Decimal::from(*scale) == value);
        is_scale && before.ends_with(char::is_numeric) && !written.contains(char::is_numeric)
    }

    fn is_scaled_behind(&self, own: &Range<usize>) -> bool {
        let tokens = &self.read.text.tokens;
        let mut after = tokens.get(own.end..).unwrap_or(&[]).iter();
        let is_mark = |written: &str| MARKS.contains(&written);
        let first = after.next().filter(|token| is_mark(token.span.text(&self.article.text)));
        let scale = first.and_then(|_| after.find(|token| !is_mark(token.span.text(&self.article.text))));
        let word = scale.and_then(|token| token.reading).filter(|reading| reading.proclitics.is_none());
        // «(نحو 80 مليون دولار)» is a conversion.
        let is_number = |reading: Reading| {
            self.ruleset.numerals.get(reading.word).is_some_and(|numeral| numeral.cardinal.is_some())
        };
        word.is_some_and(is_number)
    }
}

/// Thousand, million, billion, trillion.
const SCALES: [u64; 4] = [1_000, 1_000_000, 1_000_000_000, 1_000_000_000_000];

/// Whether a letter stands for the decimal sign: «5ر33» is 5.33 in one paper and 33.5 in another.
fn is_turned(written: &str) -> bool {
    let mut chars = written.chars().peekable();
    let mut before = None;
    while let Some(char) = chars.next() {
        let between =
            before.is_some_and(char::is_numeric) && chars.peek().is_some_and(|next| next.is_numeric());
        if char.is_alphabetic() && between {
            return true;
        }
        before = Some(char);
    }
    false
}

/// Whether three digits stand behind a point, which may separate thousands: «10.590».
fn is_point_or_group(written: &str) -> bool {
    written.split_once('.').is_some_and(|(whole, rest)| {
        let are_digits = |part: &str| !part.is_empty() && part.chars().all(char::is_numeric);
        are_digits(whole) && are_digits(rest) && rest.chars().count() == DIGITS_IN_GROUP
    })
}

fn is_separator(char: char) -> bool {
    matches!(char, '.' | ',' | '،' | '٬')
}

/// Whether a number in brackets has its scale word behind it and its thousands in it: «(10000) آلاف».
fn is_scaled_in_brackets(written: &str, value: Decimal) -> bool {
    let Some((number, _)) = written.trim_start_matches('(').split_once(')') else { return false };
    let n_digits = number.chars().filter(|char| char.is_numeric()).count();
    let is_plain = number.chars().all(|char| char.is_numeric() || is_separator(char));
    let n_separators = number.chars().filter(|char| is_separator(*char)).count();
    is_plain && n_digits > DIGITS_IN_GROUP && (n_separators != 1) && value >= Decimal::ONE_THOUSAND
}

fn is_scaled_twice(written: &str, value: Decimal) -> bool {
    let n_digits = written.chars().filter(|char| char.is_numeric()).count();
    let n_separators = written.chars().filter(|char| is_separator(*char)).count();
    let n_whole = value.trunc().to_string().len();
    n_separators > 1 && n_whole > n_digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_word_behind_a_number_written_out_is_one_too_many() {
        let check = |written: &str, value: u64, expected: bool| {
            assert_eq!(is_scaled_twice(written, Decimal::from(value)), expected, "{written}");
        };
        check("5.969.428 مليون", 5_969_428_000_000, true);
        check("5.969.428", 5_969_428, false);
        check("5.9 مليون", 5_900_000, false);
    }
}
