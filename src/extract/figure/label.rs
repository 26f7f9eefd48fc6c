//! Labels: numbers that are the number of something, «القرار 1701», `Type 2 diabetes`, «هواسونغ 17».

use rust_decimal::Decimal;

use super::{
    cue::Pending,
    judge::looks_plural,
    number::Amount,
    part::Part,
    scan::{Scan, Want},
    unit::Measure,
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
        // «القرار بـ12 صوتا»: what a preposition stands on is no name of it.
        let carried = at.checked_sub(1).filter(|before| *before >= label.end && !self.spaced(at));
        let is_clitic =
            |at: usize| self.is_letter(at) && self.spaced(at) && !self.particle(at, Particles::AND);
        if carried.is_some_and(is_clitic) {
            return false;
        }
        // «طراز غراد و3 قذائف»: "and" goes on with a label only behind a number that was one.
        let chained = label.start == label.end;
        let joins = |between: usize| self.particle(between, Particles::AND);
        if !chained && (label.end..at).any(joins) {
            return false;
        }
        use BlockerKind::{Label, Model, WeakLabel};
        // «غادر المستشفى 29 من المصابين»
        let numbers = matches!(label.cue.kind, Label | Model | WeakLabel) && !chained;
        // «أيد مشروع القانون 58 نائبا»
        let counts_people = || self.counts_in_accusative(part) && self.is_of_people(amount.end);
        if numbers && amount.digits && (self.takes_some_of(amount.end) || counts_people()) {
            return false;
        }
        let gap = at - label.end;
        let or = |between: usize| self.particle(between, Particles::OR);
        let thin = |between: usize| {
            self.is_thin(between)
                || self.ruleset.numerals.is_article(self.folded_at(between))
                || (self.is_lone_letter(between) && !joins(between))
                || self.is_mark(between, &["-", "–", ":", "("])
                || (chained && (joins(between) || or(between) || self.is_mark(between, &[",", "،"])))
        };
        // «القرار الدولي 1701»: adjectives of the label.
        let described = self.looks_defined(label.end - 1) && gap <= ADJECTIVES_MAX;
        if described && gap > 0 && (label.end..at).all(|between| self.looks_defined(between)) {
            return amount.digits;
        }
        // `grants this year: six in physics`
        let opens_list = |between: usize| self.is_mark(between, &[":"]);
        if !amount.digits && (label.end..at).any(opens_list) {
            return false;
        }
        if (label.end..at).all(thin) {
            // «تمتد الدورة 3-5 أيام»
            let ranges = !chained && amount.digits && self.opens_counted_range(amount);
            if ranges && (self.is_common_noun(label.end - 1) || self.particle(at - 1, Particles::FROM)) {
                return false;
            }
            let counts = !part.ordinal && !amount.digits && !self.is_latin(at);
            if counts && (!self.stands_alone(amount) || self.is_told_of_several(label, amount)) {
                return false;
            }
            // «أصابت القذائف 7 منازل»
            if label.cue.kind == BlockerKind::Model && gap == 0 && !chained {
                return self.takes_no_noun(amount.end) || self.looks_defined(amount.end);
            }
            // «شاهد 181 فيلما»: a weapon's name that is a verb as well.
            if label.cue.bare && gap == 0 && !chained && self.counts_in_accusative(part) {
                return false;
            }
            return label.cue.kind != BlockerKind::WeakLabel || self.takes_number(label, part);
        }
        let phone = label.cue.kind == BlockerKind::Phone;
        let named = label.cue.kind == BlockerKind::Model || phone;
        let indefinite = label.start < label.end && !self.looks_defined(label.end - 1);
        let in_name = |at: usize| self.is_name(at) || (indefinite && self.may_be_in_name(at));
        let plain = (label.end..at).all(|between| self.is_word(between) && (!named || in_name(between)));
        gap <= usize::from(label.cue.reach)
            && plain
            // «القرار الأممي 2118 القاضي بنزعها»: no number counts a noun with the article.
            && (self.takes_no_noun(amount.end) || self.looks_defined(amount.end) || self.names_a_programme(part))
            && amount.digits
            && !self.opens_counted_range(amount)
            // «فصل الماء عن 7»: what a preposition leads to belongs to it.
            && (chained || !self.leads_elsewhere(at - 1))
            && (self.spaced(at) || !self.is_clitic(at - 1))
    }

    /// Whether a noun in the accusative follows, which eleven to ninety-nine count.
    fn counts_in_accusative(&self, part: &Part) -> bool {
        const ENDING: char = 'ا';
        const CHARS_MIN: usize = 4;
        let noun = self.folded_at(part.amount.end);
        let rest = part.amount.value.to_decimal() % Decimal::ONE_HUNDRED;
        part.amount.digits
            && rest > Decimal::TEN
            && noun.ends_with(ENDING)
            && noun.chars().count() >= CHARS_MIN
            && !self.ends_phrase(part.amount.end)
    }

    /// Whether the word tells of people: «نائبا».
    fn is_of_people(&self, at: usize) -> bool {
        let (concepts, vocabulary) = (&self.ruleset.concepts, &self.ruleset.vocabulary);
        let reading = self.token(at).and_then(|token| token.reading);
        let concept = concepts.of_word(vocabulary, reading, ("", "")).and_then(|id| concepts.get(id));
        concept.is_some_and(|concept| concept.is_people || concept.is_role)
    }

    /// Whether the noun behind the number is a plural that it does not count, «القضية 1123 جنايات»: more than ten take
    /// the singular.
    fn is_no_number_of(&self, part: &Part, noun: usize) -> bool {
        const PLURAL: &str = "ات";
        const FEW_MAX: i64 = 10;
        let many = part.amount.digits && part.amount.value > Number::from(FEW_MAX);
        many && self.is_word(noun) && !self.is_latin(noun) && self.folded_at(noun).ends_with(PLURAL)
    }

    /// «رؤية المملكة 2030 مشاريع سكنية»: a year with a noun behind it that no such number counts, for what more than ten
    /// count is in the singular; programmes end in round years, whatever stands behind them.
    fn names_a_programme(&self, part: &Part) -> bool {
        const ENDINGS: [char; 2] = ['ا', 'ه'];
        const ROUND: [char; 2] = ['0', '5'];
        let folded = self.folded_at(part.amount.end);
        let round = self.folded_at(part.amount.end - 1).ends_with(ROUND);
        self.is_year(part) && !self.is_latin(part.amount.end) && (round || !folded.ends_with(ENDINGS))
    }

    /// Whether some of several people are counted: «29 من الركاب», «12 من أفراد الأسرة».
    pub(super) fn takes_some_of(&self, at: usize) -> bool {
        const PEOPLE: &str = "ين";
        const CHARS_MIN: usize = 6;
        // «الحديث رقم 40 من الأربعين النووية»
        let numbers = self.starts(at + 1) & start::NUMBER != 0;
        if !self.particle(at, Particles::FROM) || !self.is_word(at + 1) || numbers {
            return false;
        }
        let (folded, noun) = (self.folded_at(at + 1), at + 1);
        let sound = folded.ends_with(PEOPLE) && folded.chars().count() >= CHARS_MIN;
        self.particle_as(noun, Want::Defined, Particles::PARTITIVE)
            || self.particle(noun, Particles::PARTITIVE)
            || (sound && self.looks_defined(noun) && !self.is_listed_name(noun))
    }

    /// Whether nothing is counted at the token: no noun phrase begins there, or one with a preposition or
    /// conjunction written onto it, «القاعة 26 بحضور المدير».
    pub(super) fn takes_no_noun(&self, at: usize) -> bool {
        const STEM_CHARS_MIN: usize = 4;
        if self.ends_phrase(at) {
            return true;
        }
        if self.is_possessed_noun(at) || self.is_lone_letter(at) {
            return true;
        }
        let folded = self.folded_at(at);
        let mut letters = folded.chars();
        let Some(first) = letters.next().filter(|_| !self.is_latin(at)) else {
            return false;
        };
        let stem = letters.as_str();
        if stem.chars().count() < STEM_CHARS_MIN
            || !self.ruleset.languages.is_proclitic(first.encode_utf8(&mut [0; 4]))
        {
            return false;
        }
        // «وزارة» is no "and" with a "button": the commoner of the two is meant.
        self.is_commoner(stem, folded)
    }

    /// Whether a part of a word is commoner than the whole.
    fn is_commoner(&self, part: &str, whole: &str) -> bool {
        let frequency = |form: &str| self.ruleset.lexicon.frequency(form, self.language);
        frequency(part).is_some_and(|part| frequency(whole).is_none_or(|whole| whole < part))
    }

    /// A letter by itself, as in «اللوحة رقم أ ب 12», «المقعد 14 ج».
    fn is_lone_letter(&self, at: usize) -> bool {
        self.is_letter(at) && self.spaced(at + 1)
    }

    /// A letter that is a token, by itself or before digits.
    fn is_letter(&self, at: usize) -> bool {
        self.is_word(at) && !self.is_latin(at) && self.folded_at(at).chars().count() == 1
    }

    /// Whether a pronoun defines the noun, so that nothing counts it: «حاجته», not «اتجاه», a word itself.
    fn is_possessed_noun(&self, at: usize) -> bool {
        // What ة becomes before an ending, and what it is folded to.
        const FEMININE: [char; 2] = ['ت', 'ه'];
        let folded = self.folded_at(at);
        self.looks_possessed(at)
            && self.ruleset.numerals.without_possessive(folded).any(|stem| {
                let feminine = stem.strip_suffix(FEMININE[0]).map(|stem| format!("{stem}{}", FEMININE[1]));
                self.is_commoner(stem, folded) || feminine.is_some_and(|noun| self.is_commoner(&noun, folded))
            })
    }

    /// Whether nothing is counted behind the number, and no range goes on there: «رحلة خمس إلى ست ساعات».
    fn stands_alone(&self, amount: &Amount) -> bool {
        self.ends_phrase(amount.end) && !self.particle(amount.end, Particles::TO)
    }

    /// Whether a number in words behind a label counts: «ستا» is an object and no label, «باتريوت ستة من الصواريخ»
    /// takes some of several, where the label is a name.
    fn is_told_of_several(&self, label: &Pending<BlockerCue>, amount: &Amount) -> bool {
        const OBJECT_ENDING: char = 'ا';
        let unit = amount.is_unscaled() && !amount.digits;
        let object = unit && self.folded_at(amount.end - 1).ends_with(OBJECT_ENDING);
        let of_several = self.particle(amount.end, Particles::FROM);
        object || (of_several && !self.is_common_noun(label.end - 1))
    }

    fn is_common_noun(&self, at: usize) -> bool {
        self.is_ordinary_word(at) && !self.is_listed_name(at)
    }

    /// Whether a range goes on behind the number whose end counts or measures something: «الرحلة من 3 إلى 5
    /// ساعات», not «المواد من 3 إلى 5».
    pub(super) fn opens_counted_range(&self, amount: &Amount) -> bool {
        const FAR_TIMES: i64 = 30;
        let high = self.particle(amount.end, Particles::TO).then(|| self.part(amount.end + 1)).flatten();
        let far = amount.value.checked_mul(FAR_TIMES.into());
        high.filter(|high| high.amount.value > amount.value && far.is_none_or(|far| high.amount.value < far))
            .is_some_and(|high| high.measure.is_some() || !self.takes_no_noun(high.end))
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
        if digits && (self.is_title(label) || self.names_one(label, end) || self.is_below_plural(part)) {
            return true;
        }
        // `on the same day 12 were held`
        let acts = (self.particle(end, Particles::SEVERAL) || self.particle(end, Particles::FINITE))
            && !self.particle(end, Particles::SINGULAR);
        let told = acts && label.start < label.end && self.is_latin(label.start);
        // `a size 12 boot`
        let singular = digits
            && self.is_latin(label.start)
            && self.is_latin(end)
            && part.amount.value > Number::from(1)
            && self.plural_head(end).is_none();
        !told
            && (singular
                || self.takes_no_noun(self.behind_label_run(end))
                || self.is_no_number_of(part, end)
                || (digits && (self.looks_defined(end) || self.is_past_verb(end))))
    }

    /// «سبورت 2 مباراة القمة»: Arabic counts one and two by their noun alone, so that a noun behind 1 or 2 is not counted.
    fn is_below_plural(&self, part: &Part) -> bool {
        let end = part.amount.end;
        let small = part.amount.value <= Number::from(2) && part.amount.value > Number::ZERO;
        small && part.amount.is_unscaled() && self.is_word(end) && !self.is_latin(end)
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
        let plain = part.measure.is_none() && !part.ordinal && amount.digits && !amount.compound;
        let Some(before) =
            at.checked_sub(1).filter(|before| plain && (self.spaced(at) || !self.is_latin(*before)))
        else {
            return false;
        };
        // `the Long March 5B stage`
        let scaled = !amount.is_unscaled() && !self.is_suffix(amount.end - 1);
        if scaled || !amount.value.to_decimal().is_integer() || amount.value <= Number::ZERO {
            return false;
        }
        let ends = || {
            self.takes_no_noun(amount.end)
                || self.looks_defined(amount.end)
                || (self.is_latin(before) && self.is_verb_like(amount.end))
        };
        if self.is_mark(amount.end, &["-", "–", "/", "(", "%"])
            || self.follows_age(at)
            || self.bounds_ages(part, at)
            || self.takes_some_of(amount.end)
            || self.counts_at_place(before, amount.end)
        {
            return false;
        }
        let small = amount.value < Number::from(MODEL_MAX);
        (small && self.is_foreign_name(before) && ends()) || self.is_in_english_name(before, amount)
    }

    /// Whether the word is, or begins, a name of the rules or of the lists.
    pub(super) fn is_listed_name(&self, at: usize) -> bool {
        self.phrase(self.ruleset.names.known(), at).is_some()
            || self.ruleset.lexicon.is_known_name(self.folded_at(at), self.language)
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
        if self.is_latin(at) && (!self.is_capital(at) || (at == 0 && self.is_ordinary_word(at))) {
            return false;
        }
        let known = self.says_of_figures(at)
            || self.ends_phrase(at)
            || self.cardinal(at, Want::Start).is_some()
            || self.phrase(ruleset.names.known(), at).is_some()
            || self.phrase(ruleset.names.nationalities(), at).is_some()
            || (self.is_latin(at) && self.is_headline())
            // `Toy Story 3`: a capital makes a title of an ordinary word.
            || (!self.is_latin(at) && self.is_ordinary_word(at))
            || (at > 0 && ruleset.lexicon.is_known_name(folded, self.language));
        !known
    }

    /// Whether the word is no noun that could be counted, as far as its ending or what follows tells.
    pub(super) fn is_verb_like(&self, at: usize) -> bool {
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
        if self.opens_quoted_title(part, at) || self.opens_named_title(part, at) || self.is_regnal(part, at) {
            return true;
        }
        let follows_word = at.checked_sub(1).is_some_and(|before| self.is_latin(before));
        if self.is_capital_coin(part) {
            return !self.is_headline();
        }
        let sum = part.measure.as_ref().is_some_and(|measure| measure.kind != UnitKind::Quantity);
        if !(follows_word || at == 0) || sum {
            return false;
        }
        let last = part.amount.end - 1;
        // `Twenty One Pilots sold`: inside a sentence, and also at its beginning, only the first word has a capital.
        let opens = at > 0 || (last > 0 && self.is_capital(last) && self.spaced(last));
        let spelled = (opens || self.names_one_thing(part)) && self.is_capital(at) && self.is_latin(last);
        let unit = part.end.checked_sub(1).filter(|unit| *unit >= part.amount.end && self.spaced(*unit));
        let titled = !self.is_temperature(part)
            && unit.is_some_and(|unit| {
                let of_digits = part.amount.digits && (self.is_period(part) || self.is_written_in_full(unit));
                self.is_capital(unit) && (of_digits || self.is_singular_in_capitals(part, unit))
            });
        (spelled || titled || self.counts_no_title(part, at)) && !self.is_headline()
    }

    /// `50 Cent`: a small coin in capitals and in the singular, in which no sum is told.
    fn is_capital_coin(&self, part: &Part) -> bool {
        let coin = part.end - 1;
        let small = |measure: &Measure| measure.kind == UnitKind::Money && measure.times < Decimal::ONE;
        part.measure.as_ref().is_some_and(small)
            && part.amount.digits
            && part.amount.value > Number::from(1)
            && self.is_capital(coin)
            && !looks_plural(self.folded_at(coin))
    }

    /// Whether every word of some length that opens no phrase is in capitals: those of numbers tell nothing.
    /// In a sentence in Arabic there is no such thing: its few Latin words are names.
    pub(super) fn is_headline(&self) -> bool {
        const LONG_CHARS: usize = 4;
        !(0..self.tokens.len()).any(|at| {
            if self.is_word(at) && !self.is_latin(at) {
                return true;
            }
            self.is_latin(at)
                && !self.is_capital(at)
                && (self.particle(at, Particles::FINITE)
                    || (self.folded_at(at).len() >= LONG_CHARS && !self.ends_phrase(at)))
        })
    }

    /// Whether the word is a name, known or not, rather than an ordinary word.
    fn is_name(&self, at: usize) -> bool {
        self.is_listed_name(at) || !(self.ends_phrase(at) || self.is_ordinary_word(at))
    }

    /// Whether an ordinary word may be part of the name of a model behind an indefinite noun, «هاتف نورد فولد 5»: it has
    /// no article, and is no word of the grammar and no verb that takes a number, «سيارة مفخخة قتلت 7».
    fn may_be_in_name(&self, at: usize) -> bool {
        let takes_number = |want| self.particle_as(at, want, Particles::TAKES_NUMBER);
        !self.is_latin(at)
            && !self.looks_defined(at)
            && !self.ends_phrase(at)
            && !takes_number(Want::Bare)
            && !takes_number(Want::Start)
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
    pub(super) fn is_capital_name(&self, at: usize) -> bool {
        !self.says_of_figures(at) && !self.ends_phrase(at)
    }

    /// Whether a rule of figures begins with the word, other than one of works and teams, which have names.
    pub(super) fn says_of_figures(&self, at: usize) -> bool {
        let named =
            |found: Pending<BlockerCue>| matches!(found.cue.kind, BlockerKind::Work | BlockerKind::Team);
        let bits = self.starts(at);
        bits != 0 && !(bits == start::BLOCKER && self.blocker_at(at).is_some_and(named))
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
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
