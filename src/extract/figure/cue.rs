//! Cues beside a number: modifiers, and what makes it none of ours.

use rust_decimal::Decimal;

use super::{
    number::Amount,
    part::Part,
    scan::{Scan, Want},
};
use crate::{
    base::{
        Number,
        lex::{LexKind, Script},
    },
    extract::figure::Modifier,
    ruleset::{
        figure_cues::{BlockerCue, BlockerKind, ModifierCue, ModifierSense, start},
        numerals::{Numeral, Particles},
        vocabulary::{Proclitics, Reading},
    },
    text::Token,
};

/// A cue that was read and waits for its number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pending<C> {
    pub(super) cue: C,
    /// Its first token.
    pub(super) start: usize,
    /// The first token after it.
    pub(super) end: usize,
}

/// A modifier after a figure stands at most this many words behind it: «20 شخصا على الأقل».
const AFTER_REACH: usize = 3;

/// Sides of a score are smaller than this.
const SCORE_MAX: i64 = 40;

/// Sides of a score are smaller than this where the sentence is about a game: basketball.
const POINTS_MAX: i64 = 200;

/// No side has more wickets.
const WICKETS_MAX: i64 = 10;

impl Scan<'_> {
    /// What can begin at the token: bits of [`start`].
    #[inline]
    pub(super) fn starts(&self, at: usize) -> u8 {
        self.token(at).map_or(0, |token| self.starts_of(token))
    }

    fn starts_of(&self, token: &Token) -> u8 {
        token.reading.map_or(0, |reading| self.ruleset.figure_cues.starts(reading.word))
    }

    /// The first token from `at` on that can be a figure or a part of one, or opens a link.
    pub(super) fn candidate(&self, at: usize) -> Option<usize> {
        const COUNTS: u8 = start::NUMBER | start::UNIT | start::DUAL;
        let counts = |token: &Token| token.kind == LexKind::Digits || self.starts_of(token) & COUNTS != 0;
        let rest = self.tokens.get(at..)?;
        let opens = |at: usize| self.behind_address(at) > at + 1;
        let is_latin = |token: &Token| token.kind == LexKind::Word(Script::Latin);
        let mut tokens = rest.iter().enumerate();
        tokens.position(|(n, token)| counts(token) || is_latin(token) && opens(at + n)).map(|n| at + n)
    }

    /// The first token from `at` on that can say something of a figure; Arabic words that no rule of figures
    /// begins with are passed over.
    pub(super) fn behind_plain_words(&self, at: usize) -> usize {
        let plain = |token: &Token| token.kind == LexKind::Word(Script::Arabic) && self.starts_of(token) == 0;
        let rest = self.tokens.get(at..).unwrap_or(&[]);
        at + rest.iter().take_while(|token| plain(token)).count()
    }

    /// Whether the token is the point of `.5`.
    pub(super) fn is_point_before_digits(&self, at: usize) -> bool {
        self.is_digits(at + 1) && !self.spaced(at + 1) && self.spaced(at) && self.is_mark(at, &[".", "٫"])
    }

    #[inline]
    pub(super) fn modifier_at(&self, at: usize) -> Option<Pending<ModifierCue>> {
        if self.starts(at) & start::MODIFIER == 0 { None } else { self.read_modifier(at) }
    }

    fn read_modifier(&self, at: usize) -> Option<Pending<ModifierCue>> {
        let found = self.phrase(self.ruleset.figure_cues.modifiers(), at)?;
        // «القارب» is a boat, «قارب» came near.
        if self.has_article(found.proclitics) {
            return None;
        }
        Some(Pending { cue: found.value, start: at, end: at + found.n_tokens })
    }

    #[inline]
    pub(super) fn blocker_at(&self, at: usize) -> Option<Pending<BlockerCue>> {
        if self.starts(at) & start::BLOCKER == 0 { None } else { self.read_blocker(at) }
    }

    fn read_blocker(&self, at: usize) -> Option<Pending<BlockerCue>> {
        let found = self.phrase(self.ruleset.figure_cues.blockers(), at)?;
        let is_defined = found.value.bare && self.looks_defined(at);
        if found.n_tokens == 1 && self.is_word_by_itself(at, found.proclitics) || is_defined {
            return None;
        }
        Some(Pending { cue: found.value, start: at, end: at + found.n_tokens })
    }

    /// The blocker that the word at the token is by itself, whatever phrase begins there.
    pub(super) fn blocker_of_word(&self, at: usize) -> Option<Pending<BlockerCue>> {
        let blockers = self.ruleset.figure_cues.blockers();
        let vocabulary = &self.ruleset.vocabulary;
        let found = blockers.longest(vocabulary, std::iter::once(self.token(at)?.reading))?;
        Some(Pending { cue: found.value, start: at, end: at + 1 })
    }

    /// Whether what was read as a short word behind proclitics is one word: «كتلة» is no hill, «كأس» no
    /// model. "And" alone is left out: any word can carry it.
    fn is_word_by_itself(&self, at: usize, proclitics: Proclitics) -> bool {
        const STEM_CHARS_MAX: usize = 3;
        let vocabulary = &self.ruleset.vocabulary;
        let styles = self.ruleset.numerals.styles();
        let and = styles.iter().any(|style| style.and_proclitic == proclitics);
        // The article alone; «الولاية» is no «إيه» with three letters on it.
        let article = styles.iter().any(|style| style.article == proclitics);
        let short = |reading: Reading| {
            reading.proclitics == proclitics
                && vocabulary.form(reading.word).chars().count() <= STEM_CHARS_MAX
        };
        !proclitics.is_none()
            && !and
            && !article
            && vocabulary.readings(self.token(at).and_then(|token| token.reading)).any(short)
            && self.is_ordinary_word(at)
    }

    /// Whether a modifier that was read reaches the number that begins at `at`.
    pub(super) fn reaches(&self, modifier: &Pending<ModifierCue>, at: usize) -> bool {
        let cue = modifier.cue;
        if !cue.before || at < modifier.end {
            return false;
        }
        let gap = at - modifier.end;
        let alone = cue.alone();
        if gap == 0 {
            return alone;
        }
        let before = self.token(at - 1).and_then(|token| token.reading).map(|reading| reading.word);
        let age = self.bare_phrase(self.ruleset.units.ages_before(), modifier.end);
        let behind_age = age.map_or(modifier.end, |age| modifier.end + age.n_tokens);
        if behind_age <= at && (behind_age..at).all(|between| self.is_thin(between)) {
            return alone || (before.is_some() && cue.prepositions.contains(&before));
        }
        let plain = (modifier.end..at).all(|between| self.is_word(between) && !self.is_digits(between));
        // «تجاوز المتوسط في خمس سنوات»: the number belongs to its preposition.
        let own = alone && (self.particle(at - 1, Particles::OVER) || !self.leads_elsewhere(at - 1));
        let led = own || (before.is_some() && cue.prepositions.contains(&before));
        gap <= usize::from(cue.reach) + usize::from(!alone) && plain && led
    }

    /// Whether the word is a preposition other than «من», which goes on with what is counted.
    pub(super) fn leads_elsewhere(&self, at: usize) -> bool {
        self.particle(at, Particles::PREPOSITION) && !self.particle(at, Particles::FROM)
    }

    /// A clitic or an opening mark that stands between a modifier and its number: «نحو الـ20», `about a`.
    pub(super) fn is_thin(&self, at: usize) -> bool {
        let short = self.is_word(at)
            && self.folded_at(at).chars().count() <= 2
            && !self.spaced(at + 1)
            && self.is_digits(at + 1);
        short || self.particle(at, Particles::ONE) || self.is_mark(at, &["(", "\"", "«", "“", "'"])
    }

    /// The modifier behind a figure that ends before the token `at`.
    pub(super) fn modifier_behind(&self, at: usize) -> Option<(Modifier, usize)> {
        // `80 km away, give or take`: a comma opens some.
        let stands_apart = |gap| gap == 0 || self.spaced(at + gap) || self.is_mark(at + gap, &[",", "،"]);
        for gap in 0..=AFTER_REACH {
            let found = self.modifier_at(at + gap);
            if let Some(found) = found.filter(|found| found.cue.after && stands_apart(gap)) {
                // `12 schools and more than 30 clinics`
                let of_next = found.end > found.start + 1
                    && self
                        .modifier_at(found.end - 1)
                        .is_some_and(|next| next.cue.before && next.end > found.end);
                if of_next {
                    return None;
                }
                let number_follows =
                    self.is_digits(found.end) || self.cardinal(found.end, Want::Bare).is_some();
                // `30 people, roughly 12 of them children`
                let is_of_number =
                    number_follows && (found.cue.before || self.is_mark(at + gap, &[",", "،"]));
                return (!is_of_number).then(|| (sense(found.cue.sense), found.end));
            }
            // «450 كتابا قبل عام تقريبا»: what follows a preposition is said of its own noun.
            let ends = self.starts(at + gap) & start::NUMBER != 0 || self.particle(at + gap, Particles::WHEN);
            if !self.is_word(at + gap) || ends {
                return None;
            }
        }
        None
    }

    /// The upper bound that is joined to a lower one before `at`: «وأصغر من 300».
    pub(super) fn upper_bound(&self, at: usize) -> Option<Part> {
        let at = if self.is_mark(at, &[")"]) { at + 1 } else { at };
        let behind_comma = if self.is_mark(at, &[",", "،"]) { at + 1 } else { at };
        let at = if self.particle(behind_comma, Particles::AND) { behind_comma + 1 } else { behind_comma };
        let found = self.modifier_at(at)?;
        let upper = matches!(found.cue.sense, ModifierSense::LessThan | ModifierSense::AtMost);
        let joined = at != behind_comma
            || behind_comma != found.start
            || self.phrase_is_joined(at)
            || at > 0 && self.is_mark(at - 1, &[",", "،"]);
        if upper && joined && found.cue.before {
            let at = if self.is_mark(found.end, &["("]) { found.end + 1 } else { found.end };
            self.part(at).filter(|part| !part.ordinal)
        } else {
            None
        }
    }

    /// Whether the word carries "and".
    fn phrase_is_joined(&self, at: usize) -> bool {
        let found = self.phrase(self.ruleset.figure_cues.modifiers(), at);
        let styles = self.ruleset.numerals.styles();
        found.is_some_and(|found| {
            styles
                .iter()
                .any(|style| !style.and_proclitic.is_none() && found.proclitics == style.and_proclitic)
        })
    }

    /// Whether the word behind a number makes it none: `5 pm`, «8 صباحا».
    pub(super) fn is_undone_behind(&self, amount: &Amount) -> bool {
        let end = self.behind_part_of_hour(amount.end);
        let behind_stop = || if self.is_mark(end, &["."]) { self.blocker_at(end + 1) } else { None };
        let direct = self.blocker_at(end).or_else(behind_stop);
        // «17 الجاري», not «العامين الجاري والسابق»
        let fits = |found: &Pending<BlockerCue>| amount.digits || !self.looks_defined(found.start);
        direct.filter(fits).is_some_and(|found| {
            let undone = match found.cue.kind {
                BlockerKind::After => true,
                BlockerKind::Phone => self.is_number_of_line(amount, found.end),
                _ => false,
            };
            undone && end <= found.start
        })
    }

    /// Whether the number is that of the telephone line that ends before `end`: `the 988 hotline`, not
    /// `the 12 hotline operators`.
    fn is_number_of_line(&self, amount: &Amount, end: usize) -> bool {
        let before = amount.end.checked_sub(2);
        let named = before.is_some_and(|before| self.particle(before, Particles::DETERMINER));
        amount.digits && named && self.ends_phrase(end)
    }

    /// `Two's company`: who has something is no number of it.
    pub(super) fn is_possessor(&self, part: &Part) -> bool {
        let end = part.amount.end;
        !part.amount.digits && !self.spaced(end) && matches!(self.folded_at(end), "'s" | "’s")
    }

    /// Behind a definite fraction that is added, as hours have it: «الرابعة والنصف عصرا».
    fn behind_part_of_hour(&self, at: usize) -> usize {
        let pick = |numeral: &Numeral| numeral.fraction.is_some().then_some(());
        let added = self
            .numeral(at, Want::Defined, pick)
            .is_some_and(|(_, style, reading)| reading.proclitics.contains(style.and_proclitic));
        if added { at + 1 } else { at }
    }

    /// Whether the two numbers around a dash are the score of a game.
    pub(super) fn is_score(&self, low: &Part, high: &Part) -> bool {
        // «بنتيجة 63-35 نقطة»
        let points = |part: &Part| {
            part.measure.as_ref().is_none_or(|measure| {
                matches!(&*measure.units, [unit] if self.ruleset.units.by_code("point") == Some(*unit))
            })
        };
        let told = low.measure.is_none() && points(high) && low.amount.value > high.amount.value;
        if (low.measure.is_some() || high.measure.is_some()) && !(told && self.has_game_cue()) {
            return false;
        }
        let below = |part: &Part, limit: i64| {
            let value = part.amount.value.to_decimal();
            value.is_integer() && value < Decimal::from(limit)
        };
        let small = below(low, SCORE_MAX) && below(high, SCORE_MAX);
        // `245-6`: runs and wickets.
        let wickets = low.amount.value >= high.amount.value && high.amount.value <= Number::from(WICKETS_MAX);
        let points = below(low, POINTS_MAX) && below(high, POINTS_MAX);
        (small && (low.amount.value >= high.amount.value || self.is_set_of_match(low, high)))
            || (wickets && self.is_hyphen(low.amount.end))
            || (points && self.has_game_cue())
    }

    /// Whether another pair stands beside the two numbers, at most a comma between, and one of them falls: `3-6,
    /// 6-4`, `6-2 4-6 7-5`; ranges rise, `3-6, 7-9`.
    fn is_set_of_match(&self, low: &Part, high: &Part) -> bool {
        const SETS_MAX: usize = 4;
        const TOKENS_OF_PAIR: usize = 3;
        let comma = |at: usize| self.is_mark(at, &[",", "،"]);
        let falls = |at: usize| {
            let side = |at: usize| self.folded_at(at).parse::<u32>().ok();
            Some(side(at)? >= side(at + 2)?)
        };
        let is_pair = |at: usize| self.is_digits(at) && self.is_hyphen(at + 1) && self.is_digits(at + 2);
        let (mut first, mut end) = (low.amount.end - 1, high.amount.end);
        for _ in 0..SETS_MAX {
            let before = first.checked_sub(TOKENS_OF_PAIR + usize::from(first > 0 && comma(first - 1)));
            first = before.filter(|at| is_pair(*at)).unwrap_or(first);
            let next = end + usize::from(comma(end));
            end = if is_pair(next) { next + TOKENS_OF_PAIR } else { end };
        }
        (first..end).any(|at| is_pair(at) && falls(at) == Some(true))
    }

    /// Whether the number is a side of a score with a slash, «خسر 1 / 6», «فوزه 2/صفر».
    pub(super) fn is_slashed_score(&self, part: &Part, at: usize) -> bool {
        let slash = |at: usize| self.is_mark(at, &["/"]);
        let small = |at: usize| {
            let side = self.word_or_digits(at);
            side.is_some_and(|side| side < Number::from(SCORE_MAX))
        };
        let behind = |end: usize| slash(end) && small(end + 1);
        let before = || at >= 2 && slash(at - 1) && small(at - 2);
        part.measure.is_none()
            && !part.ordinal
            && (behind(part.amount.end) || behind(at + 1) || before())
            && small(at)
            && self.has_game_cue()
    }

    /// Whether the digits at the token are before or behind a slash: «10/97».
    pub(super) fn is_slashed(&self, at: usize) -> bool {
        self.is_digits(at) && self.is_mark(at + 1, &["/"]) && self.is_digits(at + 2) && !self.spaced(at + 1)
    }

    /// Whether two years stand around a slash, later or earlier one first: «1437/1436».
    pub(super) fn is_slashed_year(&self, at: usize) -> bool {
        let year =
            |at: usize| self.folded_at(at).parse::<i64>().ok().filter(|year| (1000..=2999).contains(year));
        self.is_slashed(at)
            && year(at).zip(year(at + 2)).is_some_and(|(first, second)| (first - second).abs() <= 1)
    }

    /// A small number of one token.
    fn word_or_digits(&self, at: usize) -> Option<Number> {
        let digits = self.folded_at(at).parse::<i64>().ok().filter(|_| self.is_digits(at));
        digits.or_else(|| self.cardinal(at, Want::Bare).map(|(cardinal, _)| cardinal.value)).map(Number::from)
    }

    /// Whether the sentence is about a game.
    pub(super) fn has_game_cue(&self) -> bool {
        (0..self.tokens.len())
            .any(|at| self.blocker_at(at).is_some_and(|found| found.cue.kind == BlockerKind::Game))
    }
}

pub(super) fn sense(sense: ModifierSense) -> Modifier {
    match sense {
        ModifierSense::About => Modifier::About,
        ModifierSense::MoreThan => Modifier::MoreThan,
        ModifierSense::AtLeast => Modifier::AtLeast,
        ModifierSense::LessThan => Modifier::LessThan,
        ModifierSense::AtMost => Modifier::AtMost,
    }
}
