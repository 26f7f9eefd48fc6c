//! Labels: numbers that are the number of something, «القرار 1701», `Type 2 diabetes`, «هواسونغ 17».

use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use super::{
    cue::Pending,
    judge::looks_plural,
    number::Amount,
    part::Part,
    scan::{Scan, Want},
};
use crate::{
    base::{Number, lex::LexKind},
    ruleset::{
        figure_cues::{BlockerCue, BlockerKind, start},
        numerals::Particles,
        units::UnitKind,
    },
};

/// Numbers of models and of things in a row are smaller than this.
const MODEL_MAX: i64 = 10_000;

/// A name that a model's number stands behind has at least so many letters.
const MODEL_CHARS_MIN: usize = 4;

/// How many adjectives may stand between a label and its number.
const ADJECTIVES_MAX: usize = 2;

/// How many capitalised words may stand between a number and its street.
const STREET_WORDS_MAX: usize = 3;

impl Scan<'_> {
    /// Whether a label reaches the number: right before it, or further off where the number ends its
    /// phrase.
    pub(super) fn labels(&self, label: &Pending<BlockerCue>, part: &Part, at: usize) -> bool {
        let amount = &part.amount;
        if at < label.end {
            return false;
        }
        // «طراز غراد و3 قذائف»: "and" goes on with a label only behind a number that was one.
        let chained = label.start == label.end;
        let joins = |between: usize| self.particle(between, Particles::AND);
        if !chained && (label.end..at).any(joins) {
            return false;
        }
        let gap = at - label.end;
        let thin = |between: usize| {
            self.is_thin(between)
                || self.is_mark(between, &["-", "–", ":", "("])
                || (chained && (joins(between) || self.is_mark(between, &[",", "،"])))
        };
        // «القرار الدولي 1701»: adjectives of the label.
        let described = self.looks_defined(label.end - 1) && gap <= ADJECTIVES_MAX;
        if described && gap > 0 && (label.end..at).all(|between| self.looks_defined(between)) {
            return amount.digits;
        }
        if (label.end..at).all(thin) {
            let counts = !part.ordinal && !amount.digits && !self.is_latin(at);
            if counts && !self.stands_alone(amount) {
                return false;
            }
            // «أصابت القذائف 7 منازل»
            if label.cue.kind == BlockerKind::Model && gap == 0 && !chained {
                return self.ends_phrase(amount.end) || self.looks_defined(amount.end);
            }
            return label.cue.kind != BlockerKind::WeakLabel || self.takes_number(label, part);
        }
        let named = label.cue.kind == BlockerKind::Model;
        let plain = (label.end..at).all(|between| self.is_word(between) && (!named || self.is_name(between)));
        gap <= usize::from(label.cue.reach) && plain && self.ends_phrase(amount.end) && amount.digits
    }

    /// Whether nothing is counted behind the number, and no range goes on there: «رحلة خمس إلى ست ساعات».
    fn stands_alone(&self, amount: &Amount) -> bool {
        self.ends_phrase(amount.end) && !self.particle(amount.end, Particles::TO)
    }

    /// Whether a label is written as a title: `Phase 2 trials`, not `this phase 12 people`.
    fn is_title(&self, label: &Pending<BlockerCue>) -> bool {
        let capital = self.source_at(label.start).chars().next().is_some_and(char::is_uppercase);
        let determined =
            label.start.checked_sub(1).is_some_and(|before| self.particle(before, Particles::DETERMINER));
        // `told the BBC 12 people died`
        let speaker = determined && self.is_acronym(label.start) && self.plural_head(label.end + 1).is_some();
        capital && (!determined || !self.is_headline()) && !speaker && label.start < label.end
    }

    /// Whether nothing is counted behind the number of a weak label, so that it belongs to the label.
    fn takes_number(&self, label: &Pending<BlockerCue>, part: &Part) -> bool {
        let (digits, end) = (part.amount.digits, part.amount.end);
        if digits && (self.is_title(label) || self.names_one(label, end)) {
            return true;
        }
        // `on the same day 12 were held`
        let acts = (self.particle(end, Particles::SEVERAL) || self.particle(end, Particles::FINITE))
            && !self.particle(end, Particles::SINGULAR);
        let told = acts && label.start < label.end && self.is_latin(label.start);
        !told && (self.ends_phrase(end) || (digits && (self.looks_defined(end) || self.is_past_verb(end))))
    }

    /// Whether an English label is bare behind a preposition, and nothing is counted behind its number:
    /// `in room 412 heard`, not `from the room 12 people`.
    fn names_one(&self, label: &Pending<BlockerCue>, end: usize) -> bool {
        let bare = label.start.checked_sub(1).is_some_and(|before| {
            self.is_latin(before) && self.ends_phrase(before) && !self.particle(before, Particles::DETERMINER)
        });
        bare && self.is_latin(label.start) && self.is_latin(end) && self.plural_head(end).is_none()
    }

    /// Behind what a label's number goes on with: «رقم 104 / 47», `Resolution 1701-A`.
    pub(super) fn behind_label_run(&self, at: usize) -> usize {
        let mut end = at;
        while self.is_mark(end, &["/", "-", "–"]) && self.is_digits(end + 1) {
            end += 2;
        }
        end
    }

    /// Whether the number ends the name of a model, ship or site: «هواسونغ 17», `Hwasong 17`. Arabic counts
    /// before the noun, so that a small number right behind a word that is neither ordinary nor a known
    /// name, with nothing counted behind it, belongs to that word.
    pub(super) fn ends_name(&self, part: &Part, at: usize) -> bool {
        let amount = &part.amount;
        let value = amount.value.to_decimal();
        let plain = part.measure.is_none() && !part.ordinal && amount.digits && !amount.compound;
        // `the Long March 5B stage`
        let suffixed = self.is_suffix(amount.end - 1);
        let whole =
            (amount.scale == Decimal::ONE || suffixed) && value.is_integer() && amount.value > Number::ZERO;
        let Some(before) =
            at.checked_sub(1).filter(|before| plain && whole && (self.spaced(at) || !self.is_latin(*before)))
        else {
            return false;
        };
        let small = amount.value < Number::from(MODEL_MAX);
        let ends = self.ends_phrase(amount.end)
            || self.looks_defined(amount.end)
            || (self.is_latin(before) && self.is_verb_like(amount.end));
        if self.is_mark(amount.end, &["-", "–", "/", "(", "%"]) || self.follows_age(at) {
            return false;
        }
        (ends && small && !self.counts_at_place(before, amount.end) && self.is_foreign_name(before))
            || self.names_singular(before, amount.end)
            || self.is_one_thing(before, amount)
            || self.opens_with_name(before)
            || self.opens_with_thing(before, amount.end)
            || self.ends_name_in_capitals(before, amount.end)
            || self.is_year_of_event(before, amount)
            || self.closes_with_name(before, amount.end)
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
    fn counts_at_place(&self, name: usize, end: usize) -> bool {
        const NAME_WORDS_MAX: usize = 4;
        if !self.is_latin(name) {
            return false;
        }
        let words = (1..NAME_WORDS_MAX)
            .take_while(|back| name.checked_sub(*back).is_some_and(|word| self.is_capital_noun(word)))
            .count();
        let lead = (name - words).checked_sub(1).filter(|lead| self.particle(*lead, Particles::PLACE));
        let opens = lead.is_some_and(|lead| lead == 0 || self.ends_phrase(lead - 1));
        let verb = self.particle(end, Particles::FINITE) || self.folded_at(end).ends_with("ed");
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
    fn is_suffix(&self, at: usize) -> bool {
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
            && !adverb
            && self.is_latin(noun)
            && !self.ends_phrase(noun)
            && (self.starts(noun) == 0 || of)
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
        singular
            && name > 0
            && self.is_capital(name)
            && self.is_capital_name(name)
            && self.cardinal(name, Want::Start).is_none()
            && !self.is_headline()
            && self.plural_head(end).is_none()
    }

    /// Whether the word is a word of the language rather than a name.
    pub(super) fn is_ordinary_word(&self, at: usize) -> bool {
        let (ruleset, folded) = (self.ruleset, self.folded_at(at));
        ruleset.lexicon.is_ordinary(folded, self.language) || ruleset.inflected.is_word(folded, self.language)
    }

    fn is_foreign_name(&self, at: usize) -> bool {
        let folded = self.folded_at(at);
        let ruleset = self.ruleset;
        let short = folded.chars().count() < MODEL_CHARS_MIN && !self.is_acronym(at);
        if !self.is_word(at) || short || self.looks_defined(at) {
            return false;
        }
        // Any word that opens a sentence has a capital.
        let opens = at == 0 && self.is_ordinary_word(at);
        if self.is_latin(at) && (!self.is_capital(at) || opens) {
            return false;
        }
        // `Toy Story 3`: a capital makes a title of an ordinary word.
        let ordinary = !self.is_latin(at) && self.is_ordinary_word(at);
        let known = ordinary
            || self.starts(at) != 0
            || self.ends_phrase(at)
            || self.cardinal(at, Want::Start).is_some()
            || (self.is_latin(at) && self.is_headline())
            || (at > 0 && ruleset.lexicon.is_known_name(folded, self.language))
            || self.phrase(ruleset.names.known(), at).is_some()
            || self.phrase(ruleset.names.nationalities(), at).is_some();
        !known
    }

    /// Whether the word is no noun that could be counted, as far as its ending or what follows tells.
    fn is_verb_like(&self, at: usize) -> bool {
        let past = self.is_latin(at) && self.folded_at(at).ends_with("ed");
        past || (self.is_latin(at) && self.particle(at + 1, Particles::DETERMINER))
    }

    /// `topped the`: a past tense with an object.
    fn is_past_verb(&self, at: usize) -> bool {
        self.is_latin(at)
            && self.folded_at(at).ends_with("ed")
            && self.particle(at + 1, Particles::DETERMINER)
    }

    /// Whether the number is in capitals inside a sentence that is not, and so part of a name or title: `the
    /// Six-Day War`, `the Fantastic Four`, `60 Minutes`.
    pub(super) fn is_in_title(&self, part: &Part, at: usize) -> bool {
        if self.opens_quoted_title(part, at) {
            return true;
        }
        let follows_word = at.checked_sub(1).is_some_and(|before| self.is_latin(before));
        let sum = part.measure.as_ref().is_some_and(|measure| measure.kind != UnitKind::Quantity);
        if !(follows_word || at == 0) || sum {
            return false;
        }
        let spelled = at > 0 && self.is_capital(at) && self.is_latin(part.amount.end - 1);
        let unit = part.end.checked_sub(1).filter(|unit| *unit >= part.amount.end && self.spaced(*unit));
        let titled = part.amount.digits
            && !self.is_temperature(part)
            && unit.is_some_and(|unit| {
                self.is_capital(unit) && (self.is_period(part) || self.is_written_in_full(unit))
            });
        (spelled || titled || self.counts_no_title(part, at)) && !self.is_headline()
    }

    /// `a 3 Body Problem`: words in capitals behind digits, none of them a plural, and none behind them.
    fn counts_no_title(&self, part: &Part, at: usize) -> bool {
        const TITLE_WORDS_MAX: usize = 5;
        const TITLE_NUMBER_MAX: i64 = 2000;
        let end = part.amount.end;
        let small = part.amount.digits && part.amount.value < Number::from(TITLE_NUMBER_MAX);
        if part.measure.is_some() || !small || part.ordinal || !self.is_capital(end) {
            return false;
        }
        let behind = (end..end + TITLE_WORDS_MAX).find(|at| !self.is_capital(*at)).unwrap_or(end);
        let several = |at: usize| looks_plural(self.folded_at(at)) || self.particle(at, Particles::PLURAL);
        let verb =
            self.is_latin(behind) && (self.ends_phrase(behind) || self.folded_at(behind).ends_with("ed"));
        let people = self.phrase(self.ruleset.names.nationalities(), end).is_some();
        // `the 1559 Committee was`
        let determined = at.checked_sub(1).is_some_and(|before| self.particle(before, Particles::DETERMINER));
        let long = behind > end + 1 || (determined && verb);
        long && !people && !(end..behind).any(several) && (verb || self.plural_head(behind).is_none())
    }

    /// `"12 Lanterns of Oak"`: a number and words in capitals are all that the quotation marks hold, or
    /// two commas.
    fn opens_quoted_title(&self, part: &Part, at: usize) -> bool {
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

    /// Whether every word of some length that opens no phrase is in capitals: those of numbers tell nothing.
    fn is_headline(&self) -> bool {
        const LONG_CHARS: usize = 4;
        !(0..self.tokens.len()).any(|at| {
            self.is_latin(at)
                && !self.is_capital(at)
                && (self.particle(at, Particles::FINITE)
                    || (self.folded_at(at).len() >= LONG_CHARS && !self.ends_phrase(at)))
        })
    }

    /// Whether the word is a name, known or not, rather than an ordinary word.
    fn is_name(&self, at: usize) -> bool {
        let ruleset = self.ruleset;
        let folded = self.folded_at(at);
        self.phrase(ruleset.names.known(), at).is_some()
            || ruleset.lexicon.is_known_name(folded, self.language)
            || !(self.ends_phrase(at) || self.is_ordinary_word(at))
    }

    /// `Falcons 104, Comets 96`: a capitalised word and a number, twice, and nothing else between marks.
    pub(super) fn is_side_of_score(&self, part: &Part, at: usize) -> bool {
        let side = |name: usize| {
            self.is_capital(name)
                && self.is_digits(name + 1)
                && self.spaced(name + 1)
                && self.is_capital_name(name)
        };
        let comma = |at: usize| self.is_mark(at, &[",", ";"]);
        let Some(name) = at.checked_sub(1).filter(|_| part.amount.digits && part.measure.is_none()) else {
            return false;
        };
        let first = name == 0 || self.token(name - 1).is_some_and(|token| token.kind == LexKind::Mark);
        let before = name >= 3 && comma(name - 1) && side(name - 3);
        let behind = first && comma(at + 1) && side(at + 2) && self.ends_phrase(at + 4);
        side(name) && (before || behind)
    }

    /// Whether the capitalised word is a name rather than one that a number follows: `Some 5`, `Over 90`.
    fn is_capital_name(&self, at: usize) -> bool {
        self.starts(at) == 0 && !self.ends_phrase(at)
    }

    /// Whether the word is no symbol of a unit: `Grams`, not `MWh` or `Gbps`.
    fn is_written_in_full(&self, at: usize) -> bool {
        const SYMBOL_CHARS_MAX: usize = 4;
        let letters = self.source_at(at);
        letters.len() > SYMBOL_CHARS_MAX && letters.bytes().skip(1).all(|c| c.is_ascii_lowercase())
    }

    /// Whether the word is two letters or more, all of them capitals.
    fn is_acronym(&self, at: usize) -> bool {
        let letters = self.source_at(at);
        self.is_latin(at) && letters.len() > 1 && letters.bytes().all(|c| c.is_ascii_uppercase())
    }

    fn is_capital_noun(&self, at: usize) -> bool {
        self.is_capital(at) && !self.ends_phrase(at) && !self.particle(at, Particles::ONE)
    }

    fn is_capital(&self, at: usize) -> bool {
        self.is_latin(at) && self.source_at(at).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether the ordinal is that of a unit, street or the like: `the 93rd Brigade`, `Fifth Avenue`.
    pub(super) fn is_named_by_ordinal(&self, part: &Part) -> bool {
        let names = |kind: BlockerKind| {
            matches!(kind, BlockerKind::Label | BlockerKind::WeakLabel | BlockerKind::Street)
        };
        part.ordinal
            && self.is_capital(part.end)
            && self.blocker_at(part.end).is_some_and(|found| names(found.cue.kind))
    }

    /// Whether a street follows the number: `1600 Pennsylvania Avenue`.
    pub(super) fn is_street_number(&self, part: &Part) -> bool {
        let plain = part.measure.is_none() && part.amount.digits;
        let capital = |at: usize| self.is_capital(at);
        plain
            && (0..=STREET_WORDS_MAX)
                .map(|gap| part.end + gap)
                .take_while(|at| capital(at - 1) || *at == part.end)
                .any(|at| {
                    capital(at)
                        && self.blocker_at(at).is_some_and(|found| found.cue.kind == BlockerKind::Street)
                })
    }
}
