//! Series: numbers that say which one of a row, «الحلقة (4)», «الدقيقة 56», a goal's minute in brackets.

use super::{cue::Pending, part::Part, scan::Scan};
use crate::{
    base::Number,
    ruleset::{
        figure_cues::{BlockerCue, BlockerKind, ModifierSense},
        numerals::Particles,
    },
};

/// The last minute of a game with its overtime.
const MINUTE_MAX: i64 = 120;

/// Teams of the young are told apart by ages up to this.
const TEAM_AGE_MAX: i64 = 23;

/// Parts of a series are fewer than this.
const SERIES_MAX: i64 = 100;

impl Scan<'_> {
    /// «الجولة 5», «المركز (12)»: digits without article behind a singular that is defined number it, for
    /// what is counted stands behind its number: «حضر الاجتماع 15 وزيرا», «حضر الاجتماع 15 من الوزراء».
    pub(super) fn numbers_place(&self, place: &Pending<BlockerCue>, part: &Part, at: usize) -> bool {
        let opened = (place.end..at).all(|between| self.is_mark(between, &["(", ":"]));
        let digits = part.amount.digits && !part.ordinal && place.end <= at;
        let of_row = place.cue.reach > 0;
        let ends = self.takes_no_noun(part.amount.end)
            && (of_row || !self.particle(part.amount.end, Particles::FROM));
        let defined = place.end.checked_sub(1).is_some_and(|noun| self.looks_defined(noun));
        opened && digits && defined && ends
    }

    /// «القمة العربية الـ33»: adjectives of the place stand between, and the digits carry the article.
    pub(super) fn is_described_place(&self, place: &Pending<BlockerCue>, at: usize) -> bool {
        const ADJECTIVES_MAX: usize = 3;
        let article = at - 1;
        let noun = place.end.checked_sub(1).is_some_and(|noun| self.looks_defined(noun));
        noun && place.cue.kind == BlockerKind::Place
            && self.is_digits(at)
            && article - place.end <= ADJECTIVES_MAX
            && self.ruleset.numerals.is_article(self.folded_at(article))
            && (place.end..article).all(|between| self.looks_defined(between))
    }

    /// «أيام النخيل 6»: the number that ends a short title in quotation marks.
    pub(super) fn ends_title(&self, part: &Part, at: usize) -> bool {
        const TITLE_WORDS_MAX: usize = 4;
        let plain = part.measure.is_none() && part.amount.digits && part.amount.end == at + 1;
        if !plain || !self.is_mark(at + 1, &["»", "”", "\""]) {
            return false;
        }
        let small = part.amount.value < Number::from(SERIES_MAX) && part.amount.is_unscaled();
        let words = (1..=TITLE_WORDS_MAX)
            .take_while(|back| at.checked_sub(*back).is_some_and(|word| self.is_word(word)))
            .count();
        // «ضبط 5» is a headline, «شهاب 3» a name.
        let of_work = || at.checked_sub(2).is_some_and(|mark| self.follows_work(mark));
        let named = words > 1 || (words == 1 && (!self.is_ordinary_word(at - 1) || of_work()));
        let opening = at.checked_sub(words + 1).filter(|_| named);
        let titled = |opening: usize| {
            (self.is_mark(opening, &["«", "“"]) && self.is_mark(at + 1, &["»", "”"]))
                || (self.is_mark(opening, &["\""]) && self.is_mark(at + 1, &["\""]))
        };
        let told =
            at.checked_sub(1).is_some_and(|before| self.ends_phrase(before) || self.starts(before) != 0);
        small && self.spaced(at) && !told && opening.is_some_and(titled)
    }

    /// Whether a word for a work stands a few tokens before the mark: «لعبة "ديرما" و"زوركا 23"».
    fn follows_work(&self, mark: usize) -> bool {
        use BlockerKind::{Model, WeakLabel, Work};
        const WORK_TOKENS_MAX: usize = 6;
        (1..=WORK_TOKENS_MAX).filter_map(|back| mark.checked_sub(back)).any(|noun| {
            self.blocker_at(noun).is_some_and(|found| matches!(found.cue.kind, Work | WeakLabel | Model))
        })
    }

    /// «فيلم "الرجل 2047"», «رواية «1984»»: a number in the quotation marks behind the word for a work.
    pub(super) fn is_in_named_work(&self, part: &Part, at: usize) -> bool {
        const WORDS_BEFORE_MAX: usize = 5;
        const TITLE_TOKENS_MAX: usize = 9;
        let opens = |mark: usize| self.is_mark(mark, &["«", "“", "\"", "'"]);
        let opening =
            (1..=WORDS_BEFORE_MAX).filter_map(|back| at.checked_sub(back)).find(|mark| opens(*mark));
        let Some(opening) = opening else {
            return false;
        };
        let work = |back: usize| {
            let noun = opening.checked_sub(back).and_then(|noun| self.blocker_at(noun));
            use BlockerKind::{Label, Model, Place, Team, WeakLabel, Work};
            noun.is_some_and(|noun| matches!(noun.cue.kind, Work | WeakLabel | Label | Model | Place | Team))
        };
        // «الفيلم الجديد "300"»
        (work(1) || (work(2) && self.is_word(opening - 1)))
            && (part.end..opening + TITLE_TOKENS_MAX).any(|mark| self.is_mark(mark, &["»", "”", "\"", "'"]))
    }

    /// «روبرتو (57)»: a minute in brackets behind a name, where the sentence is about a game; a total stands
    /// behind a noun that is defined, «عدد النقاط (57)».
    pub(super) fn is_goal_minute(&self, part: &Part, at: usize) -> bool {
        let minute = self.is_plain_in_brackets(part, at)
            && part.amount.value <= Number::from(MINUTE_MAX)
            && part.amount.value.to_decimal().is_integer();
        minute
            && at.checked_sub(2).is_some_and(|name| self.is_word(name) && !self.looks_defined(name))
            && self.has_game_cue()
    }

    /// «منتخب الشباب تحت 20 سنة», `the under 21 side`: the age of a team behind "under".
    pub(super) fn is_age_of_team(&self, part: &Part, at: usize) -> bool {
        const TEAM_WORDS_MAX: usize = 5;
        let aged = part.amount.value >= Number::from(10) && part.amount.value <= Number::from(TEAM_AGE_MAX);
        let under = |at: &usize| {
            let found = self.modifier_at(*at).filter(|found| found.end == at + 1);
            found.is_some_and(|found| found.cue.sense == ModifierSense::LessThan)
        };
        let competes = |noun: usize| {
            let found = self.blocker_at(noun);
            let of_teams = |cue: BlockerCue| {
                cue.kind == BlockerKind::Team || (cue.kind == BlockerKind::Game && cue.reach > 0)
            };
            found.is_some_and(|found| of_teams(found.cue))
        };
        let years = part.measure.is_none() || self.is_period(part);
        let before = at.checked_sub(1).filter(|before| years && aged && under(before));
        let Some(before) = before else {
            return false;
        };
        (1..=TEAM_WORDS_MAX).filter_map(|back| before.checked_sub(back)).any(competes)
            || (self.is_latin(before) && (part.end..part.end + TEAM_WORDS_MAX).any(competes))
    }

    /// «ذكريات الطفولة (3):»: the part of a series, at the end of a heading.
    pub(super) fn is_series_number(&self, part: &Part, at: usize) -> bool {
        const HEADING_TOKENS_MAX: usize = 10;
        let behind = part.amount.end + 1;
        let closes = self.is_mark(behind, &[":"]) || (self.token(behind).is_none() && at >= 2);
        closes
            && self.is_plain_in_brackets(part, at)
            && part.amount.value < Number::from(SERIES_MAX)
            && at.checked_sub(2).is_some_and(|word| self.is_word(word))
            && behind <= HEADING_TOKENS_MAX
    }

    /// Whether the part is digits and nothing else between brackets.
    fn is_plain_in_brackets(&self, part: &Part, at: usize) -> bool {
        part.measure.is_none()
            && part.amount.digits
            && part.amount.end == at + 1
            && self.is_mark(at + 1, &[")"])
            && at.checked_sub(1).is_some_and(|before| self.is_mark(before, &["("]))
            && part.amount.is_unscaled()
            && part.amount.value > Number::ZERO
    }
}
