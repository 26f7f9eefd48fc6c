//! Groups: what a scale multiplies, in words and fractions, «مئتان وخمسة وعشرون», `three quarters`.

use rust_decimal::Decimal;

use super::{
    number::{Group, SCALES, add},
    scan::{Scan, Want},
};
use crate::{
    base::Number,
    ruleset::{
        figure_cues::{BlockerKind, start},
        numerals::{CardinalRole, FractionForm, Numeral, Particles},
    },
};

impl Scan<'_> {
    pub(super) fn group(&self, at: usize, want: Want) -> Option<Group> {
        if self.is_digits(at) || self.is_mark(at, &[".", "٫"]) {
            return self.digit_group(at);
        }
        if self.particle(at, Particles::ONE) && want == Want::Bare {
            return self.article_group(at);
        }
        self.fraction_group(at, want)
            .or_else(|| self.word_group(at, want))
            .or_else(|| self.possessed_fraction(at, want))
    }

    /// «نصفهم», «ثلثاها»; «نصفه الآخر» is the other half.
    fn possessed_fraction(&self, at: usize, want: Want) -> Option<Group> {
        const TA_MARBUTA: char = 'ة';
        let (share, ..) = self.numeral(at, want, |numeral| numeral.share)?;
        let group = Group {
            value: Number::ratio(share.numerator, share.denominator)?,
            end: at + 1,
            places: 0,
            digits: false,
            fraction: true,
            hundred: false,
            lone: None,
            as_thousands: None,
        };
        let possessed = !self.source_at(at).contains(TA_MARBUTA);
        (possessed && !self.looks_defined(at + 1)).then_some(group)
    }

    /// `a million`, `a hundred`, `a dozen`, `a fifth of`: the article is one.
    fn article_group(&self, at: usize) -> Option<Group> {
        let mut group = Group {
            value: Number::from(1),
            end: at + 1,
            places: 0,
            digits: false,
            fraction: false,
            hundred: false,
            lone: None,
            as_thousands: None,
        };
        if let Some(fraction) = self.fraction(at + 1, Want::Bare) {
            let said = match fraction.form {
                FractionForm::Alone => true,
                FractionForm::Doubtful => {
                    let scale = self.behind_hyphen(at + 2);
                    let unit = self.cardinal_of(scale, Want::Bare, &SCALES).is_some();
                    let counts_no_place =
                        self.numeral(at + 1, Want::Bare, |numeral| numeral.ordinal).is_none();
                    let measured = counts_no_place && self.unit_at(at + 2, Want::Bare, false).is_some();
                    unit || measured
                        || self.particle(at + 2, Particles::OF)
                        || self.leads_to_share(at)
                        || self.is_share_of_several(at)
                }
                FractionForm::Vowelled | FractionForm::Plural | FractionForm::Character => false,
            };
            group.value = Number::ratio(fraction.numerator, fraction.denominator)?;
            group.fraction = true;
            group.end = at + 2;
            return said.then_some(group);
        }
        if self.cardinal_of(at + 1, Want::Bare, &[CardinalRole::Hundred]).is_some() {
            let (value, end) = self.behind_hundred(100, at + 2, Want::Bare);
            group.value = Number::from(value);
            group.end = end;
            group.hundred = value == 100;
            return Some(group);
        }
        self.cardinal_of(at + 1, Want::Bare, &[CardinalRole::Scale]).map(|_| group)
    }

    /// `A fifth are children`, `half have left and a tenth may never come back`: several people do what one would not.
    /// A third may be one more person: `two were caught and a third may follow`, so that a modal asks for a share before.
    fn is_share_of_several(&self, at: usize) -> bool {
        let verb = at + 2;
        let share = |at: usize| {
            let fraction = self.fraction(at, Want::Bare);
            fraction
                .is_some_and(|fraction| matches!(fraction.form, FractionForm::Alone | FractionForm::Plural))
        };
        let grammar = self.particle(verb, Particles::FUNCTION) && !self.particle(verb, Particles::SINGULAR);
        self.is_latin(at) && (self.particle(verb, Particles::SEVERAL) || (grammar && (0..at).any(share)))
    }

    /// Whether the words before make a share of "a third": `by a third`, `nearly a quarter`, `of which a third`.
    fn leads_to_share(&self, at: usize) -> bool {
        let modifiers = self.ruleset.figure_cues.modifiers();
        at.checked_sub(1).is_some_and(|before| {
            let of_which = before > 0 && self.particle(before - 1, Particles::OF) && self.ends_phrase(before);
            // `fell a quarter`
            let changed = self.ends_phrase(at + 2)
                && self.blocker_at(before).is_some_and(|found| found.cue.kind == BlockerKind::Change);
            of_which
                || changed
                || self.particle(before, Particles::SHARE)
                || self.bare_phrase(modifiers, before).is_some()
        })
    }

    /// A fraction word that stands alone: «ثلث», `half`, ¾.
    pub(super) fn fraction_group(&self, at: usize, want: Want) -> Option<Group> {
        let fraction = self.fraction(at, want)?;
        let said = match fraction.form {
            FractionForm::Alone | FractionForm::Character => true,
            FractionForm::Vowelled => self.has_vowel_of_part(at),
            FractionForm::Doubtful if self.has_vowel_of_part(at) => true,
            FractionForm::Doubtful => {
                let before_definite = want != Want::Defined
                    && (self.looks_defined(at + 1) || (!self.is_latin(at) && self.is_whole(at + 1)));
                let before_scale = self.cardinal_of(at + 1, Want::Defined, &SCALES).is_some()
                    || (self.is_latin(at) && self.cardinal_of(at + 1, Want::Bare, &SCALES).is_some());
                let before_unit = self.is_hyphen(at + 1) && self.unit_at(at + 2, Want::Bare, false).is_some();
                // «بمقدار الخمس»
                let shared = want == Want::Defined
                    && self.ends_phrase(at + 1)
                    && (self.shares_at(at) || (self.is_led_fraction(at) && self.follows_change(at)));
                // «سبعان من الثروة», but «خمسا من القطع» are five of them.
                let of_whole = fraction.numerator > 1
                    && self.particle(at + 1, Particles::FROM)
                    && self.cardinal(at, want).is_none();
                before_definite || before_scale || before_unit || shared || of_whole
            }
            FractionForm::Plural => false,
        };
        // «خمسا وسبعين» begins as «خمسا» does, which is two fifths.
        let is_number = |group: Group| group.end > at + 1;
        if !said || (fraction.numerator > 1 && self.word_group(at, want).is_some_and(is_number)) {
            return None;
        }
        Some(Group {
            value: Number::ratio(fraction.numerator, fraction.denominator)?,
            end: at + 1,
            places: 0,
            digits: fraction.form == FractionForm::Character,
            fraction: true,
            hundred: false,
            lone: None,
            as_thousands: None,
        })
    }

    /// Whether the first letter has the vowel of one part: «خُمس» is a fifth, «خَمس» five.
    fn has_vowel_of_part(&self, at: usize) -> bool {
        const DAMMA: char = '\u{064F}';
        const FIRST_CHARS: usize = 2;
        // Behind a proclitic the letter is the second.
        let mut vowelled = self.source_at(at).chars().skip(1).take(FIRST_CHARS);
        vowelled.any(|c| c == DAMMA)
    }

    /// Whether the noun is what a part is taken of: one that is defined by what follows, and that no feminine
    /// number counts, for those take a plural of feminines: «عشر ميزانية الأسرة», «خمس سكان غزة», «سبع دخله».
    fn is_whole(&self, at: usize) -> bool {
        const TA_MARBUTA: char = 'ة';
        const FEMININE_PLURAL: &str = "ات";
        if !self.is_word(at) || self.ends_phrase(at) || self.starts(at) & start::NUMBER != 0 {
            return false;
        }
        if self.looks_possessed(at) {
            return !self.folded_at(at).contains(FEMININE_PLURAL);
        }
        let singular = self.source_at(at).ends_with(TA_MARBUTA);
        let taken = singular || self.particle(at, Particles::WHOLE);
        taken && self.unit_at(at, Want::Bare, false).is_none() && self.defines_noun(at + 1)
    }

    /// Whether the word defines the noun before it: it has the article and is no time of day or week, or is a name.
    fn defines_noun(&self, at: usize) -> bool {
        let mut readings = self.ruleset.vocabulary.readings(self.token(at).and_then(|token| token.reading));
        let of_time = readings.any(|reading| self.ruleset.dates.can_open(reading.word));
        self.is_word(at)
            && !of_time
            && (self.looks_defined(at) || self.looks_possessed(at) || self.is_listed_name(at))
    }

    /// What words can still make of a group: `5 point 5`, `3 quarters`, «ثلاثة أرباع».
    pub(super) fn behind_group(&self, group: Group) -> Option<Group> {
        if let Some(joined) = self.spelled_decimals(&group) {
            return Some(joined);
        }
        let Number::Decimal(value) = group.value else {
            return Some(group);
        };
        let hyphened = self.is_hyphen(group.end);
        let at = if hyphened { group.end + 1 } else { group.end };
        let Some(fraction) = self.fraction(at, Want::Bare) else {
            return Some(group);
        };
        let counts = match fraction.form {
            FractionForm::Plural => true,
            // `three-quarter`, but `twenty-fifth`
            FractionForm::Doubtful if hyphened && value > Decimal::ONE => value < fraction.denominator.into(),
            FractionForm::Doubtful => value == Decimal::ONE && !group.digits && !self.looks_defined(at + 1),
            FractionForm::Alone | FractionForm::Vowelled | FractionForm::Character => false,
        };
        if !counts || group.places > 0 {
            return Some(group);
        }
        let numerator = i64::try_from(value.normalize().mantissa()).ok()?;
        let value = Number::ratio(numerator, fraction.denominator)?;
        Some(Group { value, end: at + 1, fraction: true, lone: None, hundred: false, ..group })
    }

    /// Decimals in words: «ثلاثة فاصلة خمسة», `nine point nought four`.
    fn spelled_decimals(&self, group: &Group) -> Option<Group> {
        const PLACES_MAX: usize = 9;
        if !self.particle(group.end, Particles::POINT) || group.places > 0 {
            return None;
        }
        let mut written = String::new();
        let mut end = group.end + 1;
        while written.len() < PLACES_MAX {
            let Some((value, next)) = self.decimal_digits(end) else {
                break;
            };
            written.push_str(&value);
            end = next;
        }
        let value = format!("{}.{written}", group.value).parse::<Decimal>().ok()?;
        let places = u32::try_from(written.len()).ok().filter(|places| *places > 0)?;
        Some(Group { value: Number::Decimal(value), end, places, lone: None, hundred: false, ..*group })
    }

    fn decimal_digits(&self, at: usize) -> Option<(String, usize)> {
        if self.is_digits(at) {
            let folded = self.folded_at(at);
            return folded.bytes().all(|c| c.is_ascii_digit()).then(|| (folded.to_owned(), at + 1));
        }
        if self.cardinal_of(at, Want::Bare, &[CardinalRole::Zero]).is_some() {
            return Some(("0".to_owned(), at + 1));
        }
        let (value, end) = self.below_thousand(at, Want::Bare)?;
        Some((value.to_string(), end))
    }

    /// "And a half" behind a group: «اثنان ونصف», `two and a half`; the scale then takes all of it.
    pub(super) fn with_fraction(&self, group: &Group) -> Option<Group> {
        if group.fraction || group.places > 0 {
            return None;
        }
        for style in self.ruleset.numerals.styles() {
            let joints = self.joints(self.behind_hyphen(group.end), style);
            for joint in joints.into_iter().flatten().filter(|joint| joint.said) {
                let first = self.behind_hyphen(joint.at);
                let article = self.particle(first, Particles::ONE);
                let at = if article { self.behind_hyphen(first + 1) } else { first };
                let share = match self.fraction(at, joint.want) {
                    Some(fraction) if fraction.form == FractionForm::Alone || article => {
                        let share = Number::ratio(fraction.numerator, fraction.denominator)?;
                        Some((share, at + 1))
                    }
                    _ => self
                        .word_group(at, joint.want)
                        .filter(|part| part.fraction)
                        .map(|part| (part.value, part.end)),
                };
                if let Some((share, end)) = share
                    && !self.particle(end, Particles::OF)
                {
                    let value = add(group.value, share)?;
                    return Some(Group { value, end, fraction: true, lone: None, hundred: false, ..*group });
                }
            }
        }
        None
    }

    pub(super) fn word_group(&self, at: usize, want: Want) -> Option<Group> {
        let (first, _) = self.cardinal(at, want)?;
        let (value, end) = match first.role {
            CardinalRole::Zero => (0, at + 1),
            _ => self.below_thousand(at, want)?,
        };
        let lone = (end == at + 1).then_some(first);
        let hundred = value % 100 == 0 && value > 0;
        let group = Group {
            value: Number::from(value),
            end,
            places: 0,
            digits: false,
            fraction: false,
            hundred,
            lone,
            as_thousands: None,
        };
        self.behind_group(group)
    }

    pub(super) fn below_thousand(&self, at: usize, want: Want) -> Option<(i64, usize)> {
        let hundreds = [CardinalRole::Hundred, CardinalRole::Hundreds];
        if let Some(value) = self.cardinal_of(at, want, &hundreds) {
            let (_, style) = self.cardinal(at, want)?;
            if value == 100 && !style.lone_scale {
                return None;
            }
            return Some(self.behind_hundred(value, at + 1, want));
        }
        let (value, end) = self.below_hundred(at, want)?;
        match self.cardinal_of(end, Want::Bare, &[CardinalRole::Hundred]) {
            Some(hundred) => Some(self.behind_hundred(value * hundred, end + 1, want)),
            None => Some((value, end)),
        }
    }

    /// What is added to hundreds that end at `at`; behind an article, with one: «المئة والخمسون».
    fn behind_hundred(&self, hundreds: i64, at: usize, want: Want) -> (i64, usize) {
        for style in self.ruleset.numerals.styles() {
            for joint in self.joints(at, style).into_iter().flatten() {
                let defined = (want == Want::Defined && joint.said)
                    .then(|| self.below_hundred(joint.at, Want::Defined))
                    .flatten();
                if let Some((rest, end)) = defined.or_else(|| self.below_hundred(joint.at, joint.want))
                    && self.cardinal_of(end, Want::Bare, &[CardinalRole::Hundred]).is_none()
                    && !self.counts_parts(end)
                {
                    return (hundreds + rest, end);
                }
            }
        }
        (hundreds, at)
    }

    /// Whether the word says parts, so that the number before it is their number: «وثلاثة أخماس».
    fn counts_parts(&self, at: usize) -> bool {
        let previous_is_unit = at.checked_sub(1).is_some_and(|at| {
            self.cardinal_of(at, Want::Bare, &[CardinalRole::Unit])
                .or(self.cardinal_of(at, Want::And, &[CardinalRole::Unit]))
                .is_some()
        });
        previous_is_unit
            && self.fraction(at, Want::Bare).is_some_and(|fraction| fraction.form == FractionForm::Plural)
    }

    pub(super) fn below_hundred(&self, at: usize, want: Want) -> Option<(i64, usize)> {
        let (first, style) = self.cardinal(at, want)?;
        match first.role {
            CardinalRole::Ten | CardinalRole::Teen => Some((first.value, at + 1)),
            CardinalRole::Unit if style.units_first => {
                if let Some(ten) = self.cardinal_of(at + 1, Want::Bare, &[CardinalRole::Ten]) {
                    return Some((first.value + ten, at + 2));
                }
                let tens = self.joints(at + 1, style).into_iter().flatten().find_map(|joint| {
                    let want = if want == Want::Defined && joint.want == Want::And {
                        Want::Defined
                    } else {
                        joint.want
                    };
                    Some((self.cardinal_of(joint.at, want, &[CardinalRole::Tens])?, joint.at + 1))
                });
                match tens {
                    Some((tens, end)) => Some((first.value + tens, end)),
                    None => (!self.only_joins(at, want)).then_some((first.value, at + 1)),
                }
            }
            CardinalRole::Tens if !style.units_first => {
                let at_unit = self.behind_hyphen(at + 1);
                match self.cardinal_of(at_unit, Want::Bare, &[CardinalRole::Unit]) {
                    Some(unit) => Some((first.value + unit, at_unit + 1)),
                    None => Some((first.value, at + 1)),
                }
            }
            CardinalRole::Unit | CardinalRole::Tens => Some((first.value, at + 1)),
            _ => None,
        }
    }

    /// Whether the unit stands only before a ten or tens: «أحد عشر».
    fn only_joins(&self, at: usize, want: Want) -> bool {
        let joins = |numeral: &Numeral| numeral.cardinal.map(|_| numeral.particles.has(Particles::JOINS));
        self.numeral(at, want, joins).is_some_and(|(joins, ..)| joins)
    }

    fn behind_hyphen(&self, at: usize) -> usize {
        if self.is_hyphen(at) { at + 1 } else { at }
    }
}
