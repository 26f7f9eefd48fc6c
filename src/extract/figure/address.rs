//! Codes and addresses: digits that belong to a name, a model, a time of day or a link.

use super::scan::{Scan, Want};
use crate::{
    base::lex::LexKind,
    ruleset::{
        agencies::AgencyName,
        numerals::{CardinalRole, Particles},
        units::{UnitKind, UnitPlace},
    },
};

/// How many tokens before digits an agency's name can begin: «فرانس 24».
const AGENCY_TOKENS_MAX: usize = 3;

impl Scan<'_> {
    /// Where to go on behind a link or an address that begins at the token.
    pub(super) fn behind_address(&self, at: usize) -> usize {
        let opens = !self.spaced(at + 1) && matches!(self.folded_at(at), "http" | "https" | "www");
        if opens { self.behind_glued(at) } else { at + 1 }
    }

    /// The first token behind `at` that white space stands before.
    fn behind_glued(&self, at: usize) -> usize {
        let mut end = at + 1;
        while end < self.tokens.len() && !self.spaced(end) {
            end += 1;
        }
        end
    }

    /// Where to go on if the digits at the token are part of a code, a time or an agency's name.
    pub(super) fn behind_code(&self, at: usize) -> Option<usize> {
        if !self.is_digits(at) {
            return None;
        }
        if self.in_agency_name(at) || self.is_glued_before(at) {
            return Some(self.behind_code_run(at));
        }
        if self.is_numbered_by_year(at) {
            return Some(self.behind_code_run(at));
        }
        if self.is_glued_pair(at, &[":"]) || self.is_glued_pair(at, &["+", "x", "×", "*"]) {
            return Some(self.behind_code_run(at));
        }
        if self.is_phone(at) {
            return Some(self.behind_phone(at));
        }
        (self.has_foreign_tail(at) || self.is_code_with_hyphen(at)).then(|| self.behind_glued(at))
    }

    /// `5-HT`, `3-D`: capitals behind digits and a hyphen that are no unit.
    fn is_code_with_hyphen(&self, at: usize) -> bool {
        let letters = self.source_at(at + 2);
        self.is_hyphen(at + 1)
            && self.is_latin(at + 2)
            && letters.bytes().all(|c| c.is_ascii_uppercase())
            && self.unit_at(at + 2, Want::Bare, true).is_none()
            && self.cardinal(at + 2, Want::Bare).is_none()
    }

    fn behind_code_run(&self, at: usize) -> usize {
        let mut end = at + 1;
        while self.token(end).is_some_and(|token| !token.spaced)
            && (self.is_digits(end) || self.is_latin(end) || self.is_mark(end, &[":", "-", "/", ".", "+"]))
        {
            end += 1;
        }
        end
    }

    fn in_agency_name(&self, at: usize) -> bool {
        let names = self.ruleset.agencies.names();
        (1..=AGENCY_TOKENS_MAX).filter_map(|back| Some((back, at.checked_sub(back)?))).any(|(back, start)| {
            self.is_word(start)
                && self.phrase::<AgencyName>(names, start).is_some_and(|found| found.n_tokens > back)
        })
    }

    /// `F-16`, `MS804`, «إس-300», «كوفيد-19»: letters right before the digits, or with a hyphen.
    fn is_glued_before(&self, at: usize) -> bool {
        if self.spaced(at) {
            return false;
        }
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        if self.is_word(before) {
            return !self.is_clitic(before) && !self.is_currency(before) && !self.lacks_space(before);
        }
        let joins = self.is_mark(before, &["-", "‑", "–", ".", "_", "/"]) && !self.spaced(before);
        let Some(word) = before.checked_sub(1).filter(|_| joins) else {
            return false;
        };
        self.is_word(word)
            && (!self.is_currency(word) || self.is_model_prefix(word, before))
            && !self.is_currency(before)
            && !self.may_precede_hyphen(word, before)
    }

    /// `KC-135`: two capitals with a hyphen are no currency, whose codes have three.
    fn is_model_prefix(&self, word: usize, mark: usize) -> bool {
        const CODE_CHARS: usize = 3;
        let letters = self.source_at(word);
        self.is_mark(mark, &["-", "‑"])
            && letters.len() < CODE_CHARS
            && letters.chars().all(|c| c.is_ascii_uppercase())
    }

    /// A word that is written onto digits: «و18», «بـ2», «الـ27», or with the space forgotten: «نحو20».
    pub(super) fn is_clitic(&self, at: usize) -> bool {
        let token = self.token(at);
        let arabic = self.is_word(at) && !self.is_latin(at);
        let whole = self.ruleset.languages.is_proclitic(self.folded_at(at));
        // «إتش5إن1»: a word that stands against digits itself is part of a code.
        let known = self.spaced(at) && (self.ends_phrase(at) || self.modifier_at(at).is_some());
        arabic && token.is_some() && (whole || known)
    }

    /// Whether a space was forgotten between the word and the digits behind it: «سيارات151», not «إف16».
    fn lacks_space(&self, at: usize) -> bool {
        const WORD_CHARS_MIN: usize = 4;
        const COUNT_CHARS_MIN: usize = 3;
        let year = self.folded_at(at + 1).parse::<u32>().is_ok_and(|year| (1900..=2099).contains(&year));
        let long = self.folded_at(at).chars().count() >= WORD_CHARS_MIN;
        // «عيد طيبة36»: a small number that ends its phrase is rather that of a name.
        let counts = self.folded_at(at + 1).len() >= COUNT_CHARS_MIN
            || !self.ends_phrase(at + 2)
            || self.unit_at(at + 2, Want::Bare, true).is_some();
        long && self.is_word(at) && !self.is_latin(at) && !year && counts
    }

    fn is_currency(&self, at: usize) -> bool {
        (0..3).filter_map(|back| at.checked_sub(back)).any(|start| {
            self.phrase(self.ruleset.units.phrases(), start).is_some_and(|found| {
                let word = self.ruleset.units.word(found.value);
                let end = start + found.n_tokens;
                let money = word.is_some_and(|word| {
                    word.kind == UnitKind::Money
                        && word.place != UnitPlace::Abbreviation
                        && (word.place != UnitPlace::Letter || self.opens_sum(word, start, end))
                });
                money && end == at + 1 && found.proclitics.is_none()
            })
        })
    }

    /// `twenty-5` does not occur, but `mid-30` and a number word or modifier before a dash do.
    fn may_precede_hyphen(&self, word: usize, mark: usize) -> bool {
        self.is_mark(mark, &["-", "–"])
            && (self.ends_phrase(word)
                || self.modifier_at(word).is_some()
                || self.is_clitic(word)
                || self.is_scale_word(word))
    }

    fn is_scale_word(&self, at: usize) -> bool {
        self.cardinal(at, Want::Bare).is_some_and(|(cardinal, _)| cardinal.role != CardinalRole::LetterScale)
    }

    /// `833/2014`, `2014/65`: the number of a law or a case with its year.
    fn is_numbered_by_year(&self, at: usize) -> bool {
        let is_year =
            |at: usize| self.folded_at(at).parse::<u32>().is_ok_and(|year| (1900..=2099).contains(&year));
        let plain = || self.folded_at(at).bytes().all(|c| c.is_ascii_digit());
        self.is_mark(at + 1, &["/"])
            && self.is_glued_pair(at, &["/"])
            && (is_year(at) || is_year(at + 2))
            && plain()
    }

    /// Digits on both sides of the mark without a space: times, scores, `5+1`.
    fn is_glued_pair(&self, at: usize, marks: &[&str]) -> bool {
        let mark = |at: usize| !self.spaced(at) && marks.contains(&self.folded_at(at));
        let behind = self.is_digits(at + 2) && !self.spaced(at + 2) && mark(at + 1);
        let before = at >= 2 && self.is_digits(at - 2) && !self.spaced(at) && mark(at - 1);
        behind || before
    }

    /// A plus sign with many digits, or three and more groups with hyphens.
    fn is_phone(&self, at: usize) -> bool {
        const PHONE_DIGITS_MIN: usize = 7;
        // 007, 0800: no number is written with zeros before it.
        const CODE_DIGITS_MIN: usize = 2;
        let plus = at.checked_sub(1).is_some_and(|before| self.is_mark(before, &["+"])) && !self.spaced(at);
        let folded = self.folded_at(at);
        let plain = folded.bytes().all(|c| c.is_ascii_digit());
        let hyphen = |at: usize| {
            self.is_mark(at, &["-", "‑"])
                && !self.spaced(at)
                && self.is_digits(at + 1)
                && !self.spaced(at + 1)
        };
        let chain = hyphen(at + 1) && hyphen(at + 3);
        let international =
            plus && plain && (folded.len() >= PHONE_DIGITS_MIN || self.is_digits(at + 1) || hyphen(at + 1));
        let leading_zero = plain
            && folded.len() >= CODE_DIGITS_MIN
            && folded.starts_with('0')
            && !self.is_decimal_letter(at + 1);
        let zero_follows = plain && hyphen(at + 1) && self.folded_at(at + 2).starts_with('0');
        chain || international || leading_zero || (zero_follows && folded.len() >= CODE_DIGITS_MIN)
    }

    /// Whether the digits are the telephone number of a cue that ends before `from`: right behind it, or
    /// many, or a short one that ends its phrase; «عبر الهاتف إن 13 جنديا» counts.
    pub(super) fn is_phone_of(&self, from: usize, at: usize) -> bool {
        const PHONE_DIGITS_MIN: usize = 5;
        const SHORT_DIGITS_MIN: usize = 3;
        let n_digits = |from: usize, to: usize| -> usize {
            (from..to).map(|at| self.folded_at(at).bytes().filter(u8::is_ascii_digit).count()).sum()
        };
        let end = self.behind_phone(at);
        let direct = (from..at).all(|between| {
            self.is_mark(between, &[":", "-", "("]) || (self.is_clitic(between) && !self.spaced(between + 1))
        });
        let plain = self.folded_at(at).bytes().all(|c| c.is_ascii_digit());
        let short = n_digits(at, end) >= SHORT_DIGITS_MIN && plain && self.ends_phrase(end);
        direct || n_digits(at, end) >= PHONE_DIGITS_MIN || short
    }

    pub(super) fn behind_phone(&self, at: usize) -> usize {
        let mut end = at + 1;
        while self.is_digits(end) || (self.is_mark(end, &["-", "‑"]) && self.is_digits(end + 1)) {
            end += 1;
        }
        end
    }

    /// A unit right behind digits; a lone capital is a generation or a model rather (`5G`, `747L`).
    fn is_unit_tail(&self, at: usize) -> bool {
        let letters = self.source_at(at);
        let capital = letters.chars().count() == 1 && letters.chars().all(char::is_uppercase);
        let units = &self.ruleset.units;
        let word = self.bare_phrase(units.phrases(), at).and_then(|found| units.word(found.value));
        let warm = word
            .and_then(|word| units.get(*word.units.first()?))
            .is_some_and(|unit| unit.dimension.starts_with("temperature"));
        word.is_some() && (!capital || warm)
    }

    /// Latin letters right behind the digits that are no scale, unit or ending: `3D`, `5G`, `777X`.
    fn has_foreign_tail(&self, at: usize) -> bool {
        if self.spaced(at + 1) || !self.is_latin(at + 1) {
            return false;
        }
        let scale = |numeral: &crate::ruleset::numerals::Numeral| {
            let ending = numeral.particles.has(Particles::ORDINAL_ENDING);
            (numeral.cardinal.is_some() || ending || numeral.particles.has(Particles::TO)).then_some(())
        };
        let known = self.numeral(at + 1, Want::Bare, scale).is_some()
            || self.is_unit_tail(at + 1)
            || self.folded_at(at + 1) == "e";
        let tail_goes_on =
            self.token(at + 2).is_some_and(|token| token.kind == LexKind::Digits && !token.spaced);
        let exponent = self.folded_at(at + 1) == "e";
        !known || (tail_goes_on && !exponent && self.folded_at(at + 2).len() > 1)
    }
}
