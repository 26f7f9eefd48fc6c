//! What becomes of a number that was read: whether it counts, its value, spans and kind.

use rust_decimal::Decimal;

use super::{
    number::Amount,
    part::Part,
    pass::{is_lone_unit, is_scale, kind_of_unit},
    scan::{Scan, Want},
    unit::Measure,
};
use crate::{
    base::{Number, Span, lex::LexKind},
    extract::figure::FigureKind,
    ruleset::{
        figure_cues::{BlockerKind, start},
        numerals::{CardinalRole, Numeral, Particles},
        units::{UnitKind, UnitPlace},
    },
};

/// Figures larger than this are slips of the pen or of the reader.
const VALUE_MAX: i64 = 1_000_000_000_000_000_000;

/// How superlatives begin, and how the accusative ends.
const ALEF: char = 'ا';

/// What «وأحد», "and one of", is written with, and «واحد», one, is not.
const ALEF_WITH_HAMZA: char = 'أ';

/// How plurals of feminines end.
const FEMININE_PLURAL: &str = "ات";

impl Scan<'_> {
    /// The value of a figure in its unit.
    pub(super) fn final_value(&self, part: &Part) -> Option<Number> {
        part.value().filter(|value| value.to_decimal().abs() <= Decimal::from(VALUE_MAX))
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
            // «الإحدى عشرة», and nothing else.
            None if part.amount.defined
                && part.amount.lone.is_none()
                && !part.amount.fraction
                && part.amount.scale == Decimal::ONE
                && self.is_alone(part) =>
            {
                FigureKind::Ordinal
            }
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

    /// Whether it measures time.
    pub(super) fn is_period(&self, part: &Part) -> bool {
        let unit = part.measure.as_ref().and_then(|measure| measure.units.first());
        unit.and_then(|unit| self.ruleset.units.get(*unit))
            .is_some_and(|unit| matches!(unit.dimension.as_str(), "calendar" | "duration"))
    }

    /// Whether the word is a minute.
    pub(super) fn is_minute(&self, at: usize) -> bool {
        let units = &self.ruleset.units;
        let word = self.phrase(units.phrases(), at).and_then(|found| units.word(found.value));
        word.and_then(|word| units.get(*word.units.first()?)).is_some_and(|unit| unit.code == "minute")
    }

    /// Whether it measures how warm something is.
    pub(super) fn is_temperature(&self, part: &Part) -> bool {
        let unit = part.measure.as_ref().and_then(|measure| measure.units.first());
        unit.and_then(|unit| self.ruleset.units.get(*unit))
            .is_some_and(|unit| unit.dimension.starts_with("temperature"))
    }

    /// Whether the sentence holds nothing else.
    pub(super) fn is_alone(&self, part: &Part) -> bool {
        const WORDS_MAX: usize = 2;
        const OWN_MAX: usize = 3;
        let words = self.tokens.iter().filter(|token| token.kind != LexKind::Mark);
        let own = self.tokens.iter().filter(|token| token.span.start() >= part.start);
        words.take(WORDS_MAX + 1).count() <= WORDS_MAX && own.count() <= OWN_MAX
    }

    /// Whether the number carries the article, also apart from digits: «الـ77».
    fn is_defined(&self, amount: &Amount) -> bool {
        amount.defined || self.article_before(amount.start)
    }

    fn article_before(&self, start: usize) -> bool {
        let at = self.tokens.partition_point(|token| token.span.end() <= start);
        at.checked_sub(1).is_some_and(|before| self.ruleset.numerals.is_article(self.folded_at(before)))
    }

    pub(super) fn span_of(&self, part: &Part) -> Option<Span> {
        let last = self.token(part.end.checked_sub(1)?)?;
        Some(Span::new(part.start, last.span.end()))
    }

    /// The span with the sign of `+2.4%`.
    pub(super) fn with_plus(&self, span: Span, at: usize) -> Span {
        let plus = at.checked_sub(1).filter(|plus| self.is_mark(*plus, &["+"]) && self.spaced(*plus));
        match plus.and_then(|plus| self.token(plus)).filter(|_| !self.spaced(at)) {
            Some(token) => span.cover(token.span),
            None => span,
        }
    }

    pub(super) fn number_span(&self, part: &Part) -> Option<Span> {
        let last = self.token(part.amount.end.checked_sub(1)?)?;
        Some(Span::new(part.amount.start.min(last.span.start()), last.span.end()))
    }

    /// Whether a number that was read is a figure, as far as its words and neighbours tell.
    pub(super) fn counts(&self, part: &Part, at: usize, modified: bool, place: bool) -> bool {
        if self.is_alone(part) {
            // «ثانيا:» is secondly.
            return !(part.ordinal && self.is_written_with(at, ALEF));
        }
        if part.measure.is_some() {
            return !part.amount.defined || !part.amount.fraction || modified || self.shares_at(at);
        }
        if part.ordinal {
            return self.ordinal_counts(part, at, place);
        }
        if !modified && (self.is_year_like(part) || self.numbers_a_list(part, at)) {
            return false;
        }
        let amount = &part.amount;
        if amount.defined {
            let of_month = amount.fraction && self.particle(amount.end, Particles::FROM);
            if of_month && self.opens_time(amount.end + 1) {
                return false;
            }
            return self.defined_counts(amount, at, modified, place);
        }
        match amount.lone {
            Some(_) if is_lone_unit(amount, 1) => self.one_counts(amount, at),
            Some(lone) if is_scale(lone) => self.scale_counts(amount),
            Some(lone) if lone.role == CardinalRole::Zero => self.zero_counts(amount),
            Some(lone) if lone.role == CardinalRole::Unit || lone.role == CardinalRole::Ten => {
                (!self.looks_defined(amount.end) || self.goes_on_with_purpose(amount, at))
                    && (!self.particle(at, Particles::VERB)
                        || self.folded_at(amount.end).ends_with(FEMININE_PLURAL))
            }
            _ => true,
        }
    }

    /// «26 عربة للركاب وأربع للبريد»: joined to a number before it, and said what for.
    fn goes_on_with_purpose(&self, amount: &Amount, at: usize) -> bool {
        const LIST_TOKENS: usize = 6;
        let numerals = &self.ruleset.numerals;
        let is_joined = self.token(at).and_then(|token| token.reading).is_some_and(|reading| {
            numerals.styles().iter().any(|style| {
                !style.and_proclitic.is_none() && reading.proclitics.contains(style.and_proclitic)
            })
        });
        let is_number = |at: usize| self.is_digits(at) || self.starts(at) & start::NUMBER != 0;
        is_joined
            && numerals.tells_purpose(self.folded_at(amount.end))
            && (at.saturating_sub(LIST_TOKENS)..at).any(is_number)
    }

    /// Zero counts before a noun, and where little else is said; «صفر الحكم» is a whistle.
    fn zero_counts(&self, amount: &Amount) -> bool {
        const FEW_TOKENS: usize = 4;
        let noun = self.is_word(amount.end) && !self.ends_phrase(amount.end);
        self.tokens.len() <= FEW_TOKENS || (noun && !self.looks_defined(amount.end))
    }

    /// Four digits between 1900 and 2099 that count nothing: a year that no date took.
    pub(super) fn is_year_like(&self, part: &Part) -> bool {
        let end = part.amount.end;
        let glued = !self.spaced(end) && self.is_word(end) && self.folded_at(end).chars().count() == 1;
        self.is_year(part) && (self.ends_phrase(end) || self.looks_defined(end) || glued)
    }

    /// Whether the number is four digits between 1900 and 2099 without a unit.
    pub(super) fn is_year(&self, part: &Part) -> bool {
        let amount = &part.amount;
        let at = amount.end.saturating_sub(1);
        let four = self.is_digits(at) && self.folded_at(at).len() == 4 && !amount.compound;
        let year = amount.value >= Number::from(1900) && amount.value <= Number::from(2099);
        four && year && part.measure.is_none()
    }

    /// `1 – …`, `2) …` at the beginning of a line.
    fn numbers_a_list(&self, part: &Part, at: usize) -> bool {
        const LIST_MAX: i64 = 99;
        let small = part.amount.digits && part.amount.value <= Number::from(LIST_MAX);
        // «الآليات التالية: 1- تطوير التعاون»
        let opens = at
            .checked_sub(1)
            .is_none_or(|before| self.is_mark(before, &[":"]) && self.is_hyphen_before_word(part.end));
        if !opens || !small || self.token(part.end).is_none() {
            return false;
        }
        let marked =
            self.is_mark(part.end, &["-", "–", "—", ")", ".", "/", ":"]) && self.spaced(part.end + 1);
        let (Some(own), Some(next)) = (self.token(at), self.token(part.end)) else {
            return false;
        };
        let gap = Span { start: own.span.end, end: next.span.start };
        marked || gap.text(self.source).contains('ـ')
    }

    /// Whether a dash is written onto the number before it, and a word stands apart behind: «1- تطوير».
    fn is_hyphen_before_word(&self, at: usize) -> bool {
        self.is_mark(at, &["-", "–"]) && !self.spaced(at) && self.spaced(at + 1) && self.is_word(at + 1)
    }

    /// Whether the word before makes a share of a definite fraction: «بمقدار الثلث».
    pub(super) fn shares_at(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.particle(before, Particles::SHARE))
    }

    /// «واحد» counts behind a noun whose number is told («شخص واحد», not «من عائلة واحدة»), `one` before
    /// its noun (`one person`).
    fn one_counts(&self, amount: &Amount, at: usize) -> bool {
        let Some((_, style)) = self.cardinal(at, Want::Bare) else {
            return false;
        };
        if !style.units_first {
            let determined =
                at.checked_sub(1).is_some_and(|before| self.particle(before, Particles::DETERMINER));
            let behind = self.folded_at(amount.end);
            let plain = behind.chars().next().is_some_and(char::is_alphabetic) && behind != "'s";
            return !determined
                && plain
                && !self.ends_phrase(amount.end)
                && !self.spaced_apart(amount.end)
                && !self.is_verb_of_one(amount.end);
        }
        let single = |before: usize| self.particle_as(before, Want::Start, Particles::SINGLE);
        // «وتركي واحد»
        let people = |before: usize| self.phrase(self.ruleset.names.nationalities(), before).is_some();
        let noun_before = at.checked_sub(1).is_some_and(|before| single(before) || people(before));
        // «قتل واحد وأصيب ثلاثة», «نجا واحد من الركاب»
        let befalls = |at: usize, want| self.particle_as(at, want, Particles::BEFALLS);
        let befallen = at.checked_sub(1).is_some_and(|before| befalls(before, Want::Start))
            && (self.ends_phrase(amount.end) || befalls(amount.end, Want::And));
        let of_several = self.particle(amount.end, Particles::FROM);
        (noun_before || befallen)
            && !self.source_at(at).contains(ALEF_WITH_HAMZA)
            && (!of_several || (befallen && self.takes_some_of(amount.end)))
            && self.source_at(at).chars().count() >= 4
    }

    /// `One hopes`: what ends as a plural does behind `one` is a verb.
    fn is_verb_of_one(&self, at: usize) -> bool {
        let folded = self.folded_at(at);
        let singular = ["us", "is"].iter().any(|ending| folded.ends_with(ending));
        looks_plural(folded)
            && folded.ends_with('s')
            && !singular
            && !self.spaced_apart(at + 1)
            && !self.particle(at, Particles::LIKE_PLURAL)
    }

    fn spaced_apart(&self, at: usize) -> bool {
        !self.spaced(at)
    }

    /// «ألف كتاب» is a thousand books, «ألف كتابا» wrote one, «ألف الكاتب» is a verb too.
    fn scale_counts(&self, amount: &Amount) -> bool {
        const SHADDA: char = '\u{0651}';
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

    /// «الأشهر الستة» and «أهدافه الستة» count, «تجاوز المليون» too, «السبعة» alone does not.
    fn defined_counts(&self, amount: &Amount, at: usize, modified: bool, place: bool) -> bool {
        if modified {
            return true;
        }
        if amount.fraction {
            return self.shares_at(at) || self.fraction_is_told(amount.end, at);
        }
        let behind_noun = at
            .checked_sub(1)
            .is_some_and(|before| self.looks_defined(before) || self.looks_possessed(before));
        let Some(lone) = amount.lone else {
            return behind_noun || self.is_word(amount.end);
        };
        let counts = matches!(
            lone.role,
            CardinalRole::Unit | CardinalRole::Ten | CardinalRole::Tens | CardinalRole::Teen
        );
        // «عيد ميلادها المئة»
        let hundredth = place && lone.role == CardinalRole::Hundred;
        ((behind_noun || place) && counts && lone.value > 2) || hundredth
    }

    /// Whether the word can open a date: «رمضان».
    fn opens_time(&self, at: usize) -> bool {
        let mut readings = self.ruleset.vocabulary.readings(self.token(at).and_then(|token| token.reading));
        readings.any(|reading| self.ruleset.dates.can_open(reading.word))
    }

    /// Whether a definite fraction is how far something went, «هبطت الواردات بالثلث», or a part of several, «الثلث من
    /// النواب»; «النصف من رمضان» is a day.
    fn fraction_is_told(&self, end: usize, at: usize) -> bool {
        let of_whole = self.particle(end, Particles::FROM) && self.is_word(end + 1);
        // «هبطت الأسعار بالربع وزادت», not «للنصف النهائي»
        let apart = self.ends_phrase(end) || (!self.looks_defined(end) && self.follows_change(at));
        of_whole || (self.is_led_fraction(at) && apart && !self.particle(end, Particles::FROM))
    }

    /// Whether a definite fraction carries a preposition: «بالثلث».
    pub(super) fn is_led_fraction(&self, at: usize) -> bool {
        let pick = |numeral: &Numeral| numeral.fraction;
        self.numeral(at, Want::Defined, pick).is_some_and(|(_, style, reading)| {
            let lead = reading.proclitics.without(style.article);
            !lead.is_none() && lead != style.and_proclitic
        })
    }

    /// Whether a word of a change stands before the token.
    pub(super) fn follows_change(&self, at: usize) -> bool {
        (0..at).any(|at| self.blocker_at(at).is_some_and(|found| found.cue.kind == BlockerKind::Change))
    }

    /// Ordinals count with the article behind a noun that is defined too («الجولة الثانية»), not behind
    /// a name («شارل الثالث»); without it before a superlative («ثالث أكبر»); and in English.
    fn ordinal_counts(&self, part: &Part, at: usize, place: bool) -> bool {
        if self.is_latin(at) || self.is_digits(at) {
            return self.english_ordinal_counts(part, at);
        }
        let first = part.amount.value == Number::from(1);
        let Some(before) = at.checked_sub(1) else {
            return part.amount.defined || !(self.looks_defined(part.end) || self.is_written_with(at, ALEF));
        };
        let after_number = self.cardinal(before, Want::Defined).is_some()
            || self.cardinal(before, Want::Bare).is_some()
            || self.is_digits(before);
        if first && (after_number || self.is_plural_period(before)) {
            return false;
        }
        if !part.amount.defined {
            // «العودة ثانية» is again; «المدينة ثاني أكبر مدن» is not.
            let superlative = self.folded_at(part.end).starts_with(ALEF);
            let bare = self.numeral(at, Want::Bare, |numeral| numeral.ordinal).is_some();
            if bare && (self.agrees_as_ordinal(before, at) || self.ends_in_place(at)) {
                return true;
            }
            // «وثالثا» is thirdly.
            if self.is_written_with(at, ALEF) {
                return false;
            }
            // «لولاية ثالثة»: behind a noun that is as indefinite; «مرة ثانية» is again.
            let agrees = part.amount.value > Number::from(2) && self.ends_phrase(part.end);
            if agrees && self.is_word(before) && !self.ends_phrase(before) {
                return !self.is_definite_noun(before);
            }
            return self.is_word(part.end)
                && !self.ends_phrase(part.end)
                && !self.looks_defined(part.end)
                && (superlative || !self.looks_defined(before));
        }
        place || !self.is_word(before) || self.ends_phrase(before) || self.is_definite_noun(before)
    }

    /// «ولاية ثانية», «جسرا ثانيا»: an ordinal that ends as the indefinite noun before it does.
    fn agrees_as_ordinal(&self, noun: usize, at: usize) -> bool {
        const TA_MARBUTA: char = 'ة';
        // «حولها ثانيا»
        const HER: &str = "ها";
        let both = |ending: char| self.is_written_with(noun, ending) && self.is_written_with(at, ending);
        let number =
            |numeral: &Numeral| (numeral.cardinal.is_some() || numeral.fraction.is_some()).then_some(());
        (both(TA_MARBUTA) || both(ALEF))
            && !self.looks_defined(noun)
            && !self.folded_at(noun).ends_with(HER)
            && !self.ends_phrase(noun)
            && self.numeral(noun, Want::Start, number).is_none()
            && !self.is_listed_name(noun)
    }

    /// «حل ثالثا», «جاءت الفرنسية رابعة»: the place in which somebody ends.
    fn ends_in_place(&self, at: usize) -> bool {
        const NAME_WORDS_MAX: usize = 3;
        let arrives = |at: usize, want| self.particle_as(at, want, Particles::ARRIVES);
        (1..=NAME_WORDS_MAX + 1)
            .filter_map(|back| at.checked_sub(back))
            .take_while(|before| self.is_word(*before) && !self.particle(*before, Particles::AND))
            .any(|before| arrives(before, Want::And) || arrives(before, Want::Bare))
    }

    /// Whether the noun is defined: by an article, a pronoun, or as the end of a construct.
    fn is_definite_noun(&self, at: usize) -> bool {
        self.looks_defined(at) || self.looks_possessed(at) || self.cardinal(at, Want::Defined).is_some()
    }

    /// Whether the word ends in a pronoun: «جولته», not «جولة», whose last letter folds to the same.
    pub(super) fn looks_possessed(&self, at: usize) -> bool {
        const TA_MARBUTA: char = 'ة';
        self.ruleset.numerals.looks_possessed(self.folded_at(at)) && !self.source_at(at).contains(TA_MARBUTA)
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
        // `first reported by`, `, first set for`: an adverb before a verb.
        let aside = first && at.checked_sub(1).is_some_and(|before| self.is_mark(before, &[","]));
        let verb_follows = self.folded_at(part.end).ends_with("ed") || aside;
        let noun_follows = self.is_word(part.end) && !self.ends_phrase(part.end) && !verb_follows;
        // `the second-largest`, `the first of three`.
        let superlative = self.is_hyphen(part.end) && self.is_word(part.end + 1);
        let determined = at.checked_sub(1).is_some_and(|before| self.particle(before, Particles::DETERMINER));
        let one_of = determined && self.particle(part.end, Particles::OF);
        // `came second in the race`
        let arrives = at.checked_sub(1).is_some_and(|before| self.particle(before, Particles::ARRIVES));
        let in_place = arrives && self.ends_phrase(part.end);
        !(first || second) || noun_follows || superlative || one_of || in_place
    }

    /// The noun that is counted behind a number: its head, without article.
    pub(super) fn counted_behind(&self, at: usize) -> Option<Span> {
        let token = self.token(at).filter(|token| matches!(token.kind, LexKind::Word(_)))?;
        if self.is_latin(at) {
            return self.english_head(at);
        }
        if self.ends_phrase(at) {
            let takes = self.particle(at, Particles::FROM) && !self.particle(at + 1, Particles::BASE);
            let from = takes.then(|| self.token(at + 1)).flatten()?;
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
        // `a crowd of 58,400 watched the final`
        let behind_noun = at >= 3 && self.is_latin(at - 3) && self.particle(at - 2, Particles::OF);
        let is_verb = behind_noun && self.folded_at(at).ends_with("ed") && self.ends_phrase(at + 1);
        let first = self.is_latin(at) && !self.ends_phrase(at) && !is_verb;
        self.plural_head(at).or_else(|| self.token(at).filter(|_| first).map(|token| token.span))
    }

    /// The first plural of the few English words of a noun phrase.
    pub(super) fn plural_head(&self, at: usize) -> Option<Span> {
        const HEAD_WORDS_MAX: usize = 6;
        for at in at..at + HEAD_WORDS_MAX {
            if self.is_hyphen(at) {
                continue;
            }
            if !self.is_latin(at) || self.ends_phrase(at) {
                return None;
            }
            if self.is_plural(at) {
                // `9,400 measles cases`
                let next = at + 1;
                let is_noun_before = looks_plural(self.folded_at(at));
                let is_head =
                    is_noun_before && self.is_latin(next) && !self.ends_phrase(next) && self.is_plural(next);
                return self.token(if is_head { next } else { at }).map(|token| token.span);
            }
        }
        None
    }

    fn is_plural(&self, at: usize) -> bool {
        looks_plural(self.folded_at(at)) || self.particle(at, Particles::PLURAL)
    }

    /// A definite number behind a definite unit takes it: «السنوات الخمس», «الساعات الـ24».
    pub(super) fn add_unit_before(&self, part: &mut Part, at: usize) {
        if part.measure.is_some() || part.ordinal || part.amount.fraction || !self.is_defined(&part.amount) {
            return;
        }
        let back = if part.amount.defined { 1 } else { 2 };
        // «اليوم الاثنين» is a weekday.
        let weekday_like = !part.amount.digits && part.amount.value <= Number::from(2);
        let Some(noun) = at.checked_sub(back).filter(|noun| self.looks_defined(*noun) && !weekday_like)
        else {
            return;
        };
        let found = self.phrase(self.ruleset.units.phrases(), noun);
        let Some((found, word)) =
            found.and_then(|found| Some((found, self.ruleset.units.word(found.value)?)))
        else {
            return;
        };
        let takes = found.n_tokens == 1
            && word.kind == UnitKind::Quantity
            && word.place == UnitPlace::After
            && !word.dual;
        if let Some(start) = self.start_of_unit(noun, found.proclitics).filter(|_| takes) {
            part.measure = Some(Measure {
                units: word.units.as_slice().into(),
                kind: word.kind,
                times: word.times,
                per: None,
                end: part.end,
                dual: false,
            });
            part.start = start;
        }
    }

    /// Whether an ordinary noun without article follows: «سفينتا شحن» are two, «سفينتا الشحن» are those that
    /// were told of, «مدينتا حلب وحمص» are named.
    pub(super) fn takes_plain_noun(&self, at: usize) -> bool {
        let noun = at + 1;
        self.is_word(noun)
            && !self.ends_phrase(noun)
            && !self.looks_defined(noun)
            && self.is_ordinary_word(noun)
            && !self.is_listed_name(noun)
    }

    /// Whether a dual agrees with the dual before it: «طائرتين مسيرتين».
    pub(super) fn agrees_with_dual(&self, at: usize) -> bool {
        let token = at.checked_sub(1).and_then(|before| self.token(before));
        let cues = &self.ruleset.figure_cues;
        self.ruleset
            .vocabulary
            .readings(token.and_then(|token| token.reading))
            .any(|reading| cues.is_dual_noun(reading.word))
    }

    /// Whether the word is a name behind a preposition that is written onto it: «بأبين» is in Abyan, «بابين» are two
    /// doors.
    pub(super) fn is_name_with_proclitic(&self, at: usize) -> bool {
        let mut letters = self.folded_at(at).chars();
        let lead = letters
            .next()
            .is_some_and(|first| self.ruleset.languages.is_proclitic(first.encode_utf8(&mut [0; 4])));
        lead && self.source_at(at).chars().nth(1) == Some(ALEF_WITH_HAMZA)
            && self.ruleset.lexicon.frequency(letters.as_str(), self.language).is_some()
    }

    pub(super) fn particle_with_proclitic(&self, at: usize, particle: Particles) -> bool {
        self.particle_as(at, Want::Start, particle)
    }
}

/// Whether an English word ends as a plural does.
pub(super) fn looks_plural(folded: &str) -> bool {
    const MEN_CHARS_MIN: usize = 5;
    let men = folded.ends_with("men") && folded.len() >= MEN_CHARS_MIN;
    men || (folded.ends_with('s') && !folded.ends_with("ss") && folded.len() > 3)
}
