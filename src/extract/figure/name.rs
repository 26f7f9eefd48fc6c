//! Names and titles with a number in them, as English writes them: `the Ariane 6 rocket`, `Train 12627
//! derailed`, `a 3 Body Problem`. What is counted stands behind its number, in the plural and without capitals.

use std::ops::RangeInclusive;

use super::{
    judge::looks_plural,
    number::Amount,
    part::Part,
    scan::{Scan, Want},
};
use crate::{
    base::Number,
    ruleset::{
        figure_cues::{BlockerKind, start},
        numerals::Particles,
        units::UnitKind,
    },
};

impl Scan<'_> {
    /// Whether the English words around a whole number make it part of a name rather than a count.
    pub(super) fn is_in_english_name(&self, name: usize, amount: &Amount) -> bool {
        let end = amount.end;
        self.names_singular(name, end)
            || self.is_one_thing(name, amount)
            || self.opens_with_name(name)
            || (self.opens_with_thing(name, end) && !self.opens_counted_range(amount))
            || self.ends_name_in_capitals(name, end)
            || self.is_year_of_event(name, amount)
            || self.closes_with_name(name, end)
    }

    /// `the crowd at Square 52.`, `Iran's Shahab 3 missiles`: a word in capitals whose number closes a
    /// clause, or that someone has.
    fn closes_with_name(&self, name: usize, end: usize) -> bool {
        let noun = self.is_capital_noun(name)
            && self.starts(name) & (start::MODIFIER | start::NUMBER) == 0
            && !self.is_headline();
        let closes = self.is_mark(end, &[".", ",", ";"]) || self.token(end).is_none();
        let owned = name.checked_sub(1).is_some_and(|owner| {
            self.is_word(owner) && self.is_capital(owner) && self.source_at(owner).ends_with("'s")
                || owner > 0 && matches!(self.source_at(owner), "'s" | "’s")
        });
        name > 0 && noun && (closes || owned)
    }

    /// `Euro 2024 kicks off`, `PISA 2022 results`.
    fn is_year_of_event(&self, name: usize, amount: &Amount) -> bool {
        const YEARS: RangeInclusive<i64> = 1990..=2039;
        let year =
            self.folded_at(amount.end - 1).parse().is_ok_and(|year| YEARS.contains(&year) && year % 100 != 0);
        year && self.is_capital(name) && !self.ends_phrase(name) && self.starts(name) & start::MODIFIER == 0
    }

    /// `In Rafah 12 died`, `in Jenin 12 were`: what stands between a place and its verb is counted.
    pub(super) fn counts_at_place(&self, name: usize, end: usize) -> bool {
        const NAME_WORDS_MAX: usize = 4;
        if !self.is_latin(name) {
            return false;
        }
        let words = (1..NAME_WORDS_MAX)
            .take_while(|back| name.checked_sub(*back).is_some_and(|word| self.is_capital_noun(word)))
            .count();
        let lead = (name - words).checked_sub(1).filter(|lead| self.particle(*lead, Particles::PLACE));
        let opens = lead.is_some_and(|lead| lead == 0 || self.ends_phrase(lead - 1));
        let verb = (self.particle(end, Particles::FINITE) && !self.particle(end, Particles::SINGULAR))
            || self.folded_at(end).ends_with("ed");
        self.particle(end, Particles::SEVERAL) || (opens && verb)
    }

    /// `drove a Land Rover Defender 110`, `the tug Svitzer 3 sank`: words in capitals, two of them or one
    /// behind an article, that are no place behind its preposition.
    fn ends_name_in_capitals(&self, last: usize, end: usize) -> bool {
        const NAME_WORDS_MAX: usize = 4;
        let ends = self.ends_phrase(end) && !self.particle(end, Particles::SEVERAL);
        if !ends || !self.is_capital(last) || !self.is_capital_name(last) || self.is_headline() {
            return false;
        }
        let words = (1..NAME_WORDS_MAX)
            .take_while(|back| last.checked_sub(*back).is_some_and(|word| self.is_capital_noun(word)))
            .count();
        let first = last - words;
        let determined =
            |at: usize| self.particle(at, Particles::DETERMINER) || self.particle(at, Particles::ONE);
        let place = first.checked_sub(1).is_some_and(|lead| self.particle(lead, Particles::PLACE));
        if words > 0 {
            return !place;
        }
        let noun =
            first >= 2 && self.is_latin(first - 1) && !self.ends_phrase(first - 1) && determined(first - 2);
        let article = first >= 1 && determined(first - 1);
        (article || noun) && !place && self.cardinal(last, Want::Start).is_none()
    }

    /// Whether the token is a capital written onto digits.
    pub(super) fn is_suffix(&self, at: usize) -> bool {
        let letters = self.source_at(at);
        self.is_latin(at)
            && !self.spaced(at)
            && letters.len() == 1
            && letters.bytes().all(|c| c.is_ascii_uppercase())
    }

    /// `Train 12627 derailed`: a noun, a number and a verb, and nothing before them.
    fn opens_with_thing(&self, noun: usize, end: usize) -> bool {
        let verb = self.is_latin(end) && (self.ends_phrase(end) || self.folded_at(end).ends_with("ed"));
        let folded = self.folded_at(noun);
        let adverb = folded.ends_with("ly") || looks_plural(folded);
        // `Week 4 of the strike`
        let of =
            self.particle(end, Particles::OF) && self.starts(noun) & (start::MODIFIER | start::NUMBER) == 0;
        noun == 0
            && verb
            // `Expect 12 of them`
            && !(self.particle(end, Particles::OF) && self.particle(end + 1, Particles::PRONOUN))
            && !adverb
            && self.is_latin(noun)
            && !self.ends_phrase(noun)
            && (!self.says_of_figures(noun) || of)
            && !self.particle(noun, Particles::DETERMINER)
            && self.cardinal(noun, Want::Start).is_none()
            && !self.is_headline()
    }

    /// `Cell 14 was empty`: a verb in the singular says that a number behind a noun counts nothing.
    fn is_one_thing(&self, noun: usize, amount: &Amount) -> bool {
        self.is_latin(noun)
            && !looks_plural(self.folded_at(noun))
            && amount.value > Number::from(1)
            && self.particle(amount.end, Particles::SINGULAR)
            && self.is_capital_name(noun)
            && !self.folded_at(noun).ends_with("ed")
            && !self.particle(noun, Particles::DETERMINER)
            && self.cardinal(noun, Want::Start).is_none()
    }

    /// `The UA 328 pilots`: what is counted has its number before all of its words.
    fn opens_with_name(&self, name: usize) -> bool {
        name == 1
            && self.particle(0, Particles::DETERMINER)
            && self.is_capital(name)
            && self.is_capital_name(name)
            && !self.is_headline()
    }

    /// `the Ariane 6 rocket`: a name before the digits, and behind them a noun in the singular, which they
    /// cannot count.
    fn names_singular(&self, name: usize, end: usize) -> bool {
        let singular = self.is_latin(end) && !self.is_capital(end) && !self.ends_phrase(end);
        // `Heinz 57 maker`
        singular
            && (name > 0 || !self.is_ordinary_word(name))
            && self.is_capital(name)
            && self.is_capital_name(name)
            && self.cardinal(name, Want::Start).is_none()
            && !self.is_headline()
            && self.plural_head(end).is_none()
    }

    /// `a 3 Body Problem`: words in capitals behind digits, none of them a plural, and none behind them.
    pub(super) fn counts_no_title(&self, part: &Part, at: usize) -> bool {
        const TITLE_WORDS_MAX: usize = 5;
        const TITLE_NUMBER_MAX: i64 = 2000;
        let end = part.amount.end;
        let small = part.amount.digits && part.amount.value < Number::from(TITLE_NUMBER_MAX);
        if part.measure.is_some() || !small || part.ordinal || !self.is_capital(end) {
            return false;
        }
        let behind = (end..end + TITLE_WORDS_MAX).find(|at| !self.is_capital(*at)).unwrap_or(end);
        let several = |at: usize| looks_plural(self.folded_at(at)) || self.particle(at, Particles::PLURAL);
        let verb = self.ends_phrase(behind) || self.folded_at(behind).ends_with("ed");
        let people = self.phrase(self.ruleset.names.nationalities(), end).is_some();
        // `the 1559 Committee was`
        let determined = at.checked_sub(1).is_some_and(|before| self.particle(before, Particles::DETERMINER));
        let long = behind > end + 1 || (determined && verb);
        long && !people && !(end..behind).any(several) && (verb || self.plural_head(behind).is_none())
    }

    /// `"12 Lanterns of Oak"`: a number and words in capitals are all that the quotation marks hold, or
    /// two commas.
    pub(super) fn opens_quoted_title(&self, part: &Part, at: usize) -> bool {
        const TITLE_TOKENS_MAX: usize = 7;
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let quoted = self.is_mark(before, &["\"", "“", "'", "‘"]);
        let aside = self.is_mark(before, &[","]);
        if !(quoted || aside) || part.amount.end != at + 1 || !self.is_capital(at + 1) {
            return false;
        }
        let words = (at + 1..at + TITLE_TOKENS_MAX)
            .take_while(|word| self.is_capital(*word) || (self.is_latin(*word) && self.ends_phrase(*word)))
            .count();
        let end = at + 1 + words;
        if quoted {
            return self.is_mark(end, &["\"", "”", "'", "’"]);
        }
        words > 1 && self.is_mark(end, &[","]) && self.is_capital(end - 1) && !self.is_headline()
    }

    /// `her song 99 Bridges was a hit`: a word in capitals behind the number, and the word for a work before it.
    pub(super) fn opens_named_title(&self, part: &Part, at: usize) -> bool {
        use BlockerKind::{Label, WeakLabel, Work};
        let work =
            at.checked_sub(1).filter(|work| !self.is_capital(*work) && self.is_capital(part.amount.end));
        let found = work.and_then(|work| self.blocker_at(work));
        found.is_some_and(|found| matches!(found.cue.kind, Label | WeakLabel | Work) && found.end == at)
            && part.measure.as_ref().is_none_or(|measure| measure.kind != UnitKind::Money)
            && self.phrase(self.ruleset.names.nationalities(), part.amount.end).is_none()
            && !self.is_headline()
    }

    /// `Three Lions was sung`: words in capitals and a verb in the singular behind a number say that it counts nothing.
    pub(super) fn names_one_thing(&self, part: &Part) -> bool {
        const NAME_WORDS_MAX: usize = 4;
        let end = part.amount.end;
        let behind = (end..end + NAME_WORDS_MAX).find(|at| !self.is_capital(*at)).unwrap_or(end);
        part.amount.value > Number::from(1) && behind > end && self.particle(behind, Particles::SINGULAR)
    }

    /// `Louis the Fourteenth`: an ordinal in capitals behind a name and an article, and no noun behind it.
    pub(super) fn is_regnal(&self, part: &Part, at: usize) -> bool {
        let behind_name = || {
            at.checked_sub(2).is_some_and(|name| {
                self.is_capital_noun(name)
                    && self.is_capital_name(name)
                    && self.particle(at - 1, Particles::DETERMINER)
            })
        };
        part.ordinal
            && self.is_capital(at)
            && behind_name()
            && self.ends_phrase(part.end)
            && !self.is_headline()
    }

    /// `8 Mile`, `Nine Inch Nails`: a unit in capitals and in the singular behind more than one.
    pub(super) fn is_singular_in_capitals(&self, part: &Part, unit: usize) -> bool {
        const CHARS_MIN: usize = 4;
        let letters = self.source_at(unit);
        let spelled = letters.len() >= CHARS_MIN && letters.bytes().skip(1).all(|c| c.is_ascii_lowercase());
        spelled && !looks_plural(self.folded_at(unit)) && part.amount.value > Number::from(1)
    }

    /// `the 737-800 skidded`: two whole numbers behind an article, with nothing that they count.
    pub(super) fn is_model(&self, low: &Part, high: &Part, at: usize) -> bool {
        const MODEL_MIN: i64 = 100;
        let plain = |part: &Part| {
            part.measure.is_none() && part.amount.digits && part.amount.value >= Number::from(MODEL_MIN)
        };
        let article = at.checked_sub(1).is_some_and(|before| {
            self.is_latin(before)
                && (self.particle(before, Particles::DETERMINER) || self.particle(before, Particles::ONE))
        });
        article && plain(low) && plain(high) && self.plural_head(high.end).is_none()
    }

    /// Whether the word is no symbol of a unit: `Grams`, not `MWh` or `Gbps`.
    pub(super) fn is_written_in_full(&self, at: usize) -> bool {
        const SYMBOL_CHARS_MAX: usize = 4;
        let letters = self.source_at(at);
        letters.len() > SYMBOL_CHARS_MAX && letters.bytes().skip(1).all(|c| c.is_ascii_lowercase())
    }

    /// Whether the word is two letters or more, all of them capitals.
    pub(super) fn is_acronym(&self, at: usize) -> bool {
        let letters = self.source_at(at);
        self.is_latin(at) && letters.len() > 1 && letters.bytes().all(|c| c.is_ascii_uppercase())
    }

    pub(super) fn is_capital_noun(&self, at: usize) -> bool {
        self.is_capital(at) && !self.ends_phrase(at) && !self.particle(at, Particles::ONE)
    }
}
