//! Numbers in words, in every case and gender that a language has, made of the words that are read.
//!
//! The forms of a cardinal stand in its rule in a fixed order, which `rules/*/numbers.toml` states.
//! Agreement follows the reference grammars: 3 to 10 take the gender that the counted noun has not,
//! 11 to 99 the accusative singular, hundreds the genitive singular.

use crate::ruleset::{
    Ruleset,
    numerals::{CardinalForms, CardinalRole},
};

/// The case of a number, where its language has cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// «مئتان», «عشرون».
    Nominative,
    /// «مئتين», «عشرين», «ألفا».
    Accusative,
    /// «مئتين», «عشرين».
    Genitive,
}

/// The gender of the noun that is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// «خمسة عشر رجلا».
    Masculine,
    /// «خمس عشرة امرأة».
    Feminine,
}

/// The largest number that is put into words.
pub const VERBALISED_MAX: u64 = 1_000_000_000_000_000;

/// `number` in words of `language`; `None` where the rules lack a word, or above [`VERBALISED_MAX`].
pub fn verbalise(
    ruleset: &Ruleset,
    language: &str,
    number: u64,
    case: Case,
    gender: Gender,
) -> Option<String> {
    if number > VERBALISED_MAX {
        return None;
    }
    let cardinals = ruleset.numerals.cardinals_of(language);
    let units_first = cardinals.iter().any(|known| known.cardinal.role == CardinalRole::DualScale);
    let words = Words { cardinals, case, gender };
    if number == 0 {
        return words.form(0, CardinalRole::Zero, 0);
    }
    if units_first { words.semitic(number) } else { words.english(number) }
}

struct Words<'r> {
    cardinals: &'r [CardinalForms],
    case: Case,
    gender: Gender,
}

impl Words<'_> {
    /// The form of a cardinal at this position of its rule.
    fn form(&self, value: u64, role: CardinalRole, nth: usize) -> Option<String> {
        let is_it = |known: &&CardinalForms| {
            u64::try_from(known.cardinal.value) == Ok(value)
                && known.cardinal.role == role
                && known.forms.len() > nth
        };
        self.cardinals.iter().find(is_it).and_then(|known| known.forms.get(nth).cloned())
    }

    fn oblique(&self) -> bool {
        self.case != Case::Nominative
    }

    /// Groups of thousands from the largest on, joined by "and" that is written onto the next word.
    fn semitic(&self, number: u64) -> Option<String> {
        const SCALES: [u64; 4] = [1_000_000_000_000, 1_000_000_000, 1_000_000, 1_000];
        let mut parts = Vec::new();
        let mut rest = number;
        for scale in SCALES {
            if rest >= scale {
                parts.push(self.semitic_scaled(rest / scale, scale)?);
                rest %= scale;
            }
        }
        if rest > 0 {
            parts.push(self.semitic_below_thousand(rest, self.gender)?);
        }
        Some(parts.join(" و"))
    }

    fn semitic_scaled(&self, coefficient: u64, scale: u64) -> Option<String> {
        let single = self.form(scale, CardinalRole::Scale, 0)?;
        match coefficient {
            1 if self.case == Case::Accusative => self.form(scale, CardinalRole::EitherScale, 0),
            1 => Some(single),
            2 => self.form(scale, CardinalRole::DualScale, usize::from(self.oblique())),
            _ => {
                let words = if coefficient == 200 {
                    self.form(200, CardinalRole::Hundreds, 2 + usize::from(self.oblique()))?
                } else {
                    self.semitic_below_thousand(coefficient, Gender::Masculine)?
                };
                let counted = match coefficient % 100 {
                    3..=10 => self.form(scale, CardinalRole::PluralScale, 0)?,
                    11..=99 => self.form(scale, CardinalRole::EitherScale, 0)?,
                    _ => single,
                };
                Some(format!("{words} {counted}"))
            }
        }
    }

    fn semitic_below_thousand(&self, number: u64, gender: Gender) -> Option<String> {
        let hundreds = match number / 100 {
            0 => None,
            1 => Some(self.form(100, CardinalRole::Hundred, 0)?),
            2 => Some(self.form(200, CardinalRole::Hundreds, usize::from(self.oblique()))?),
            several => Some(self.form(several * 100, CardinalRole::Hundreds, 0)?),
        };
        let below = match number % 100 {
            0 => None,
            rest => Some(self.semitic_below_hundred(rest, gender)?),
        };
        Some([hundreds, below].into_iter().flatten().collect::<Vec<_>>().join(" و"))
    }

    fn semitic_below_hundred(&self, number: u64, gender: Gender) -> Option<String> {
        let feminine = usize::from(gender == Gender::Feminine);
        match number {
            10 => self.form(10, CardinalRole::Ten, feminine),
            1..=9 => self.semitic_unit(number, gender, false),
            11..=19 => {
                let unit = self.semitic_unit(number - 10, gender, true)?;
                // The ten of a teen agrees with the noun, where the lone ten does not.
                let ten = self.form(10, CardinalRole::Ten, 1 - feminine)?;
                Some(format!("{unit} {ten}"))
            }
            _ => {
                let tens = self.form(number / 10 * 10, CardinalRole::Tens, usize::from(self.oblique()))?;
                match number % 10 {
                    0 => Some(tens),
                    unit => Some(format!("{} و{tens}", self.semitic_unit(unit, gender, false)?)),
                }
            }
        }
    }

    fn semitic_unit(&self, unit: u64, gender: Gender, teen: bool) -> Option<String> {
        let feminine = usize::from(gender == Gender::Feminine);
        match unit {
            1 if teen => self.before_ten(1, feminine),
            2 => {
                let nth = feminine * 2 + usize::from(self.oblique());
                if teen { self.before_ten(2, nth) } else { self.form(2, CardinalRole::Unit, nth) }
            }
            _ => self.form(unit, CardinalRole::Unit, feminine),
        }
    }

    /// The form of a unit that stands only before ten: «أحد عشر», «اثنتي عشرة».
    fn before_ten(&self, unit: i64, nth: usize) -> Option<String> {
        let joins = self.cardinals.iter().find(|known| known.joins && known.cardinal.value == unit);
        joins.and_then(|known| known.forms.get(nth).cloned())
    }

    fn english(&self, number: u64) -> Option<String> {
        const SCALES: [u64; 5] = [1_000_000_000_000_000, 1_000_000_000_000, 1_000_000_000, 1_000_000, 1_000];
        let mut parts = Vec::new();
        let mut rest = number;
        for scale in SCALES {
            if rest >= scale {
                let coefficient = self.english_below_thousand(rest / scale)?;
                parts.push(format!("{coefficient} {}", self.form(scale, CardinalRole::Scale, 0)?));
                rest %= scale;
            }
        }
        if rest > 0 {
            let and = if rest < 100 && !parts.is_empty() { "and " } else { "" };
            parts.push(format!("{and}{}", self.english_below_thousand(rest)?));
        }
        Some(parts.join(" "))
    }

    fn english_below_thousand(&self, number: u64) -> Option<String> {
        let hundred = self.form(100, CardinalRole::Hundred, 0)?;
        match (number / 100, number % 100) {
            (0, rest) => self.english_below_hundred(rest),
            (hundreds, 0) => Some(format!("{} {hundred}", self.form(hundreds, CardinalRole::Unit, 0)?)),
            (hundreds, rest) => {
                let hundreds = self.form(hundreds, CardinalRole::Unit, 0)?;
                Some(format!("{hundreds} {hundred} and {}", self.english_below_hundred(rest)?))
            }
        }
    }

    fn english_below_hundred(&self, number: u64) -> Option<String> {
        match number {
            1..=9 => self.form(number, CardinalRole::Unit, 0),
            10..=19 => self.form(number, CardinalRole::Teen, 0),
            _ => {
                let tens = self.form(number / 10 * 10, CardinalRole::Tens, 0)?;
                match number % 10 {
                    0 => Some(tens),
                    unit => Some(format!("{tens}-{}", self.form(unit, CardinalRole::Unit, 0)?)),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(number: u64, case: Case, gender: Gender, expected: &str) {
        let ruleset = Ruleset::builtin().unwrap();
        assert_eq!(verbalise(&ruleset, "ar", number, case, gender).as_deref(), Some(expected));
    }

    #[test]
    fn arabic_numbers_agree_with_case_and_gender() {
        use {Case::*, Gender::*};
        check(12, Nominative, Masculine, "اثنا عشر");
        check(12, Genitive, Feminine, "اثنتي عشرة");
        check(11, Nominative, Feminine, "إحدى عشرة");
        check(25, Accusative, Masculine, "خمسة وعشرين");
        check(3_015, Nominative, Feminine, "ثلاثة آلاف وخمس عشرة");
        check(2_200, Nominative, Masculine, "ألفان ومئتان");
        check(200_000, Genitive, Masculine, "مئتي ألف");
        check(1_100, Accusative, Masculine, "ألفا ومئة");
        check(45_000_000, Nominative, Masculine, "خمسة وأربعون مليونا");
    }

    #[test]
    fn english_numbers_have_hyphens_and_and() {
        let ruleset = Ruleset::builtin().unwrap();
        let said = verbalise(&ruleset, "en", 675_000_021, Case::Nominative, Gender::Masculine);
        assert_eq!(said.as_deref(), Some("six hundred and seventy-five million and twenty-one"));
        assert_eq!(verbalise(&ruleset, "en", u64::MAX, Case::Nominative, Gender::Masculine), None);
    }
}
