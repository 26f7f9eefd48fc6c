//! Series: numbers that say which one of a row, «الحلقة (4)», «الدقيقة 56», a goal's minute in brackets.

use rust_decimal::Decimal;

use super::{cue::Pending, part::Part, scan::Scan};
use crate::{base::Number, ruleset::figure_cues::BlockerCue};

/// Periods as long as this are when something happens: «اليوم», «العام».
const DAY_SECONDS: Decimal = Decimal::from_parts(86_400, 0, 0, false, 0);

/// The last minute of a game with its overtime.
const MINUTE_MAX: i64 = 120;

/// Parts of a series are fewer than this.
const SERIES_MAX: i64 = 100;

impl Scan<'_> {
    /// «الحلقة (4)», «الدقيقة 56»: digits without article behind a singular that is defined number it, for
    /// what is counted stands behind its number. «قتل اليوم 30 شخصا» counts.
    pub(super) fn numbers_place(&self, place: &Pending<BlockerCue>, part: &Part, at: usize) -> bool {
        let Some(noun) = place.end.checked_sub(1) else {
            return false;
        };
        let opened = (place.end..at).all(|between| self.is_mark(between, &["(", ":"]));
        let digits = part.amount.digits && !part.ordinal && place.end <= at;
        let period = self.phrase(self.ruleset.units.phrases(), noun).and_then(|found| {
            let word = self.ruleset.units.word(found.value)?;
            self.ruleset.units.get(*word.units.first()?)
        });
        let dates =
            period.is_some_and(|unit| unit.dimension == "calendar" || unit.factor >= Some(DAY_SECONDS));
        let ends = self.ends_phrase(part.amount.end) || (!dates && self.is_word(part.amount.end));
        opened && digits && self.looks_defined(noun) && ends
    }

    /// «روبرتو (57)»: a minute in brackets behind a name, where the sentence is about a game; a total stands
    /// behind a noun that is defined, «عدد النقاط (57)».
    pub(super) fn is_goal_minute(&self, part: &Part, at: usize) -> bool {
        let minute = part.amount.value <= Number::from(MINUTE_MAX) && self.is_plain_in_brackets(part, at);
        minute
            && at.checked_sub(2).is_some_and(|name| self.is_word(name) && !self.looks_defined(name))
            && self.has_game_cue()
    }

    /// «ذكريات الطفولة (3):»: the part of a series, at the end of a heading.
    pub(super) fn is_series_number(&self, part: &Part, at: usize) -> bool {
        const HEADING_TOKENS_MAX: usize = 10;
        let behind = part.amount.end + 1;
        let closes = self.is_mark(behind, &[":"]) || (self.token(behind).is_none() && at >= 2);
        part.amount.value < Number::from(SERIES_MAX)
            && closes
            && self.is_plain_in_brackets(part, at)
            && at.checked_sub(2).is_some_and(|word| self.is_word(word))
            && behind <= HEADING_TOKENS_MAX
    }

    /// Whether the part is digits and nothing else between brackets.
    fn is_plain_in_brackets(&self, part: &Part, at: usize) -> bool {
        let whole = part.measure.is_none() && part.amount.digits && part.amount.scale == Decimal::ONE;
        whole
            && part.amount.end == at + 1
            && part.amount.value > Number::ZERO
            && at.checked_sub(1).is_some_and(|before| self.is_mark(before, &["("]))
            && self.is_mark(at + 1, &[")"])
    }
}
