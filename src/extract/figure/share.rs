//! Shares in two numbers: `one in five`, «ثلاثة من كل عشرة», `one over three`.

use rust_decimal::Decimal;

use super::{
    number::{Amount, add},
    part::Part,
    scan::{Scan, Want},
};
use crate::{base::Number, ruleset::numerals::Particles};

/// Shares are not said of more than so many.
const WHOLE_MAX: i64 = 1000;

/// `four in ten` is a share; `four in seven attacks` may count four.
const ROUND_WHOLES: [Number; 2] = [Number::Decimal(Decimal::TEN), Number::Decimal(Decimal::ONE_HUNDRED)];

impl Scan<'_> {
    /// `one in five`, `two in every three`, «واحد من كل خمسة»: a share.
    pub(super) fn add_share(&self, part: &mut Part, at: usize) {
        let plain = part.measure.is_none() && !part.ordinal && !part.amount.fraction && !part.amount.compound;
        if !plain || !part.amount.is_unscaled() {
            return;
        }
        let Some(divisor) = self.whole_at(part, at).and_then(|start| self.amount(start)) else {
            return;
        };
        if divisor.fraction || self.unit_at(divisor.end, Want::Bare, divisor.digits).is_some() {
            return;
        }
        divide(part, &divisor, |above, below| above < below && below <= WHOLE_MAX);
    }

    /// Where the whole of a share begins whose part is `part`.
    fn whole_at(&self, part: &Part, at: usize) -> Option<usize> {
        let joint = part.end;
        let joins =
            [Particles::FROM, Particles::IN, Particles::OF].iter().any(|of| self.particle(joint, *of));
        // `nine out of ten`, `one out of every three`
        let behind = if self.particle(joint + 1, Particles::OF) { joint + 2 } else { joint + 1 };
        if joins && self.particle(behind, Particles::EVERY) {
            return Some(behind + 1);
        }
        if !self.particle(joint, Particles::IN) {
            return None;
        }
        // `killed one in three attacks` is no share.
        let opens = at.checked_sub(1).is_none_or(|before| {
            !self.is_word(before)
                || self.particle(before, Particles::DETERMINER)
                || self.particle(before, Particles::SHARE)
                || self.bare_phrase(self.ruleset.figure_cues.modifiers(), before).is_some()
        });
        // `two in three`, `four in five`, `nine in ten`
        let all_but_one = add(part.amount.value, Number::from(1));
        let usual = self
            .amount(behind)
            .is_some_and(|of| ROUND_WHOLES.contains(&of.value) || Some(of.value) == all_but_one);
        let alone = at.checked_sub(1).is_none_or(|before| self.particle(before, Particles::SHARE));
        let likely = part.amount.value == Number::from(1) || usual || alone;
        let led = at.checked_sub(1).is_none_or(|before| {
            self.particle(before, Particles::SHARE)
                || self.bare_phrase(self.ruleset.figure_cues.modifiers(), before).is_some()
        });
        // `affects one in ten firms`
        let tenth = part.amount.value == Number::from(1) && usual && !part.amount.digits;
        let opens = opens || tenth;
        let shares = likely && (!part.amount.digits || (usual && led));
        (shares && opens).then_some(behind)
    }

    /// «ثلث الزارع أرضه»: a word for a part that opens a sentence is a verb where one agent and his own object follow it.
    pub(super) fn is_verb_with_object(&self, part: &Part, at: usize) -> bool {
        const AGENT_NEVER_ENDS: [&str; 4] = ["ه", "ات", "ين", "ون"];
        const HIS: char = 'ه';
        let (agent, object) = (at + 1, at + 2);
        at == 0
            && part.amount.fraction
            && part.amount.end == agent
            && self.looks_defined(agent)
            && !AGENT_NEVER_ENDS.iter().any(|ending| self.folded_at(agent).ends_with(ending))
            && self.looks_possessed(object)
            && self.source_at(object).ends_with(HIS)
    }

    /// `one over three`, «واحد على 20», «واحد من أربعة»: a quotient, where nothing is counted behind it.
    pub(super) fn add_quotient(&self, part: &mut Part, at: usize) {
        if part.measure.is_some() || part.ordinal {
            return;
        }
        let parts = self.particle(part.end, Particles::PARTS) && self.particle(part.end + 1, Particles::FROM);
        let joint = if parts { part.end + 1 } else { part.end };
        let from = self.particle(joint, Particles::FROM)
            && (parts || part.amount.value == Number::from(1))
            && !part.amount.digits
            && !self.is_latin(at);
        let over = self.particle(part.end, Particles::OVER);
        if !(from || over) {
            return;
        }
        let opens = at.checked_sub(1).is_none_or(|before| self.ends_phrase(before) || self.tokens.len() <= 8);
        if !opens {
            return;
        }
        let Some(divisor) = self.amount(joint + 1).filter(|divisor| !divisor.fraction) else {
            return;
        };
        let one = part.amount.value == Number::from(1);
        let ends = self.ends_phrase(divisor.end) || parts || (one && over && !self.is_latin(at));
        divide(part, &divisor, |_, below| ends && below > 1);
    }
}

/// The part of so many of `divisor`, where both are whole numbers that `is_share` takes; else as it was.
fn divide(part: &mut Part, divisor: &Amount, is_share: impl Fn(i64, i64) -> bool) {
    if let (Some(above), Some(below)) = (whole(part.amount.value), whole(divisor.value))
        && is_share(above, below)
        && let Some(value) = Number::ratio(above, below)
    {
        part.amount.value = value;
        part.amount.end = divisor.end;
        part.amount.fraction = true;
        part.amount.lone = None;
        part.end = divisor.end;
    }
}

/// The value, if it is a whole number.
fn whole(value: Number) -> Option<i64> {
    let Number::Decimal(value) = value else {
        return None;
    };
    let value = value.normalize();
    i64::try_from(value.mantissa()).ok().filter(|_| value.scale() == 0)
}
