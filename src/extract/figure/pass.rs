//! The pass over one sentence: cues first, then numbers, ranges and what they say.

use super::{
    cue::{Pending, sense},
    interval,
    number::Amount,
    part::Part,
    scan::{Scan, Want},
    unit::Measure,
};
use crate::{
    base::{Interval, Number, Span},
    extract::figure::{Figure, FigureKind, FigureValue, Modifier},
    ruleset::{
        figure_cues::{BlockerCue, BlockerKind, ModifierCue, start},
        numerals::{Cardinal, CardinalRole, Particles},
        units::UnitKind,
    },
};

/// What is said of a number stands at most so many tokens before it, the reach of its wording apart.
const LEAD_TOKENS: usize = 24;

/// «من» may stand this far behind its verb of change, in tokens.
const CHANGE_TOKENS_MAX: usize = 10;

/// A label reaches over so many words to a further number: «المواد من 3 إلى 5».
const REACH_BEHIND_LABEL: u8 = 1;

/// What was read of a sentence up to a token.
pub(super) struct Pass<'a, 'f> {
    scan: Scan<'a>,
    /// Spans that hold dates, in order.
    dates: &'f [Span],
    figures: &'f mut Vec<Figure>,
    modifier: Option<Pending<ModifierCue>>,
    /// A second one that reaches further: the verb of «لا يقل عدد القتلى عن».
    verb: Option<Pending<ModifierCue>>,
    blocker: Option<Pending<BlockerCue>>,
    /// The first token behind a verb of change.
    changed: Option<usize>,
    /// Where the modifier ends that the last figure took from behind it, with words between.
    taken: Option<usize>,
    /// A range word, with the first token after it.
    opened: Option<(Particles, usize)>,
}

impl<'a, 'f> Pass<'a, 'f> {
    pub(super) fn new(scan: Scan<'a>, dates: &'f [Span], figures: &'f mut Vec<Figure>) -> Pass<'a, 'f> {
        Pass {
            scan,
            dates,
            figures,
            modifier: None,
            verb: None,
            blocker: None,
            changed: None,
            taken: None,
            opened: None,
        }
    }

    /// Reads the sentence: what leads to something that can be a figure, and that.
    pub(super) fn run(&mut self) {
        let lead = LEAD_TOKENS + self.scan.ruleset.figure_cues.reach_max();
        let (mut at, mut candidate) = (0, 0);
        loop {
            if at > candidate || at == 0 {
                let Some(next) = self.scan.candidate(at) else {
                    return;
                };
                candidate = next;
            }
            at = self.scan.behind_plain_words(at.max(candidate.saturating_sub(lead)));
            at = self.step(at).max(at + 1);
        }
    }

    /// Reads what begins at the token and says where to go on.
    fn step(&mut self, at: usize) -> usize {
        let scan = self.scan;
        let bits = scan.starts(at);
        // A link is passed over whatever a rule says of its first word: `http` is a label in `HTTP 404`.
        let behind_address = if scan.is_latin(at) { scan.behind_address(at) } else { at + 1 };
        let opens = bits != 0 || scan.is_digits(at) || scan.is_point_before_digits(at);
        if behind_address > at + 1 || !opens {
            return behind_address;
        }
        if let Some(end) = self.date_at(at) {
            return end;
        }
        if bits & start::BLOCKER != 0
            && let Some(found) = scan.blocker_at(at)
        {
            match found.cue.kind {
                // «الفصل السادس عشر» is no sixth chapter, «الدرجة الثانية عشرة» no second class.
                BlockerKind::Phrase if scan.goes_on_as_ordinal(found.end) => {
                    self.blocker = scan.blocker_of_word(at);
                }
                BlockerKind::Phrase => return found.end,
                BlockerKind::Game
                | BlockerKind::Team
                | BlockerKind::After
                | BlockerKind::Street
                | BlockerKind::Work => {}
                BlockerKind::Change => self.changed = Some(found.end),
                // The `number` of `order number is` says less than the whole.
                _ if self.blocker.is_some_and(|blocker| blocker.end > found.end) => {}
                _ => self.blocker = Some(self.reaching_as_far(found)),
            }
            // `half past five`: a label that begins with a number is none itself.
            if found.cue.kind == BlockerKind::Label && found.end > at + 1 && bits & start::NUMBER != 0 {
                return found.end;
            }
        }
        if let Some(next) = self.figure_at(at, bits) {
            return next;
        }
        if bits & start::MODIFIER != 0
            && let Some(found) = scan.modifier_at(at)
        {
            if self.taken == Some(found.end) || found.cue.is_none() {
                return found.end;
            }
            if self.modifier.is_some_and(|modifier| modifier.cue.reach > 0) {
                self.verb = self.modifier;
            }
            self.modifier = Some(found);
            // `between about 10 and 15`
            self.opened =
                self.opened.map(|(word, end)| (word, if end == found.start { found.end } else { end }));
            // The "and more" of `and more than 12` says nothing of what is before it.
            return if found.cue.before { found.end } else { at + 1 };
        }
        if bits & start::RANGE != 0 {
            self.note_range_word(at);
        }
        at + 1
    }

    /// The blocker with the reach of the noun of a model right before it: «هاتف غالاكسي زد فولد 5».
    fn reaching_as_far(&self, mut found: Pending<BlockerCue>) -> Pending<BlockerCue> {
        let of_model = |cue: BlockerCue| matches!(cue.kind, BlockerKind::Model | BlockerKind::Phone);
        let before = self.blocker.filter(|before| before.end == found.start && of_model(before.cue));
        if let Some(before) = before.filter(|_| found.cue.kind == BlockerKind::Label) {
            found.cue.reach = found.cue.reach.max(before.cue.reach);
        }
        found
    }

    /// Where the date ends that covers the token.
    fn date_at(&self, at: usize) -> Option<usize> {
        let token = self.scan.token(at)?;
        let date = self.dates.iter().find(|date| date.overlaps(token.span))?;
        let rest = self.scan.tokens.get(at..)?;
        Some(at + rest.iter().take_while(|token| token.span.start < date.end).count())
    }

    fn note_range_word(&mut self, at: usize) {
        for particle in [Particles::BETWEEN, Particles::FROM] {
            if self.scan.particle_with_proclitic(at, particle) {
                self.opened = Some((particle, at + 1));
            }
        }
    }

    /// Reads the figure that begins at the token, and says where to go on.
    fn figure_at(&mut self, at: usize, bits: u8) -> Option<usize> {
        let scan = self.scan;
        let number = !scan.is_word(at) || bits & (start::NUMBER | start::UNIT) != 0;
        if number && let Some(end) = self.phone_at(at).or_else(|| scan.behind_code(at)) {
            return Some(end);
        }
        let part = if number { scan.part(at) } else { None };
        let Some(mut part) = part else {
            return if bits & start::DUAL != 0 { self.dual_noun(at) } else { None };
        };
        if self.crosses_date(&part) {
            return None;
        }
        if self.scales_what_was_not_read(&part, at) {
            return Some(part.end.max(at + 1));
        }
        if let Some(end) = self.blocked(&part, at) {
            return Some(end);
        }
        if let Some(next) = self.range(&part, at) {
            return Some(next);
        }
        let place = self.follows_place(at, part.ordinal);
        scan.add_age_alone(&mut part, at);
        if !place {
            scan.add_unit_before(&mut part, at);
        }
        scan.add_quotient(&mut part, at);
        scan.add_share(&mut part, at);
        if !scan.counts(&part, at, self.has_modifier(at), place) {
            return Some(part.amount.end.max(at + 1));
        }
        // «ارتفع بنسبة 40 في المئة هذا العام، من 150 طنا إلى 210»: what changed goes on behind how much.
        let is_share = part.measure.as_ref().is_some_and(|measure| measure.kind == UnitKind::Percent);
        if is_share && self.is_near_change(at) {
            self.changed = Some(part.end);
        }
        let next = self.push(&part, at);
        Some(self.with_upper_bound(&part, next))
    }

    /// «أكبر من 100 وأصغر من 300»: a lower and an upper bound make a range.
    fn with_upper_bound(&mut self, low: &Part, next: usize) -> usize {
        let scan = self.scan;
        let lower = self.figures.last().filter(|figure| {
            matches!(figure.modifier, Some(Modifier::MoreThan | Modifier::AtLeast)) && !low.ordinal
        });
        let Some((FigureValue::One(low_value), low_span)) = lower.map(|figure| (figure.value, figure.span))
        else {
            return next;
        };
        let Some(high) = scan.upper_bound(low.end) else {
            return next;
        };
        let same_unit = low.measure.is_none()
            || low.measure.as_ref().map(|m| &m.units) == high.measure.as_ref().map(|m| &m.units);
        let (Some(high_value), Some(span)) = (scan.final_value(&high), scan.span_of(&high)) else {
            return next;
        };
        if !same_unit || high_value <= low_value {
            return next;
        }
        if let Some(figure) = self.figures.last_mut() {
            figure.span = low_span.cover(span);
            figure.value = FigureValue::Range(Some(low_value), Some(high_value));
            figure.interval = Interval::closed(low_value, high_value);
            figure.modifier = None;
            if let Some(measure) = &high.measure {
                figure.units = measure.units.to_vec();
                figure.per = measure.per;
                figure.kind = kind_of_unit(measure.kind);
            }
        }
        high.end
    }

    /// Whether the number is a scale right behind digits: those were no number («1.340.7 مليار»), and the
    /// scale says nothing without them.
    fn scales_what_was_not_read(&self, part: &Part, at: usize) -> bool {
        let scan = self.scan;
        let scale = part.amount.lone.is_some_and(is_scale) && !part.amount.defined;
        let closed = at.checked_sub(1).is_some_and(|before| scan.is_mark(before, &[")", "]"]));
        let before = at.checked_sub(if closed { 2 } else { 1 }).filter(|before| scan.is_digits(*before));
        let Some(token) = before.and_then(|before| scan.token(before)).filter(|_| scale) else {
            return false;
        };
        !self.dates.iter().any(|date| date.overlaps(token.span))
    }

    fn crosses_date(&self, part: &Part) -> bool {
        let Some(last) = part.end.checked_sub(1).and_then(|at| self.scan.token(at)) else {
            return true;
        };
        let span = Span::new(part.start, last.span.end());
        self.dates.iter().any(|date| date.overlaps(span))
    }

    /// Where a telephone number ends whose cue was read before.
    fn phone_at(&mut self, at: usize) -> Option<usize> {
        let cue = self.blocker.filter(|found| found.cue.kind == BlockerKind::Phone && found.end <= at)?;
        let near = at - cue.end <= usize::from(cue.cue.reach) + 1 && self.scan.is_phone_of(cue.end, at);
        let scaled = !self.scan.is_digits(at + 1) && self.scan.cardinal(at + 1, Want::Start).is_some();
        let counts = scaled || self.scan.unit_at(at + 1, Want::Bare, true).is_some();
        if !near || !self.scan.is_digits(at) || counts {
            return None;
        }
        let end = self.scan.behind_phone(at);
        // «إلى 88548 أو 636250»
        let next = (end..=end + 2).find(|next| self.scan.particle(*next, Particles::OR));
        self.blocker = Some(next.map_or(cue, |or| Pending { cue: cue.cue, start: or + 1, end: or + 1 }));
        Some(end)
    }

    /// Where to go on if something makes the number none.
    fn blocked(&mut self, part: &Part, at: usize) -> Option<usize> {
        let scan = self.scan;
        let end = part.end.max(at + 1);
        if scan.is_undone_behind(&part.amount)
            || scan.is_possessor(part)
            || scan.is_verb_with_object(part, at)
            || scan.is_street_number(part)
            || scan.is_side_of_score(part, at)
            || scan.is_slashed_score(part, at)
            || scan.is_slashed_year(at)
            || scan.is_named_by_ordinal(part)
            || scan.is_goal_minute(part, at)
            || scan.is_series_number(part, at)
            || scan.is_age_of_team(part, at)
            || scan.ends_title(part, at)
            || scan.is_in_named_work(part, at)
            || scan.is_in_title(part, at)
        {
            return Some(end);
        }
        let named = || (self.modifier_before(at).is_none() && scan.ends_name(part, at)).then_some(end);
        let Some(blocker) = self.blocker else {
            return named();
        };
        // «الساعة العاشرة وعشرين دقيقة»
        let chained = blocker.start == blocker.end && blocker.end == at;
        if chained && scan.is_minute(part.amount.end) && part.end == part.amount.end + 1 {
            return Some(end);
        }
        // «رقم QR 970», `COP28`: the letters of a label are no currency.
        let reaches = at >= blocker.end && at - blocker.end <= usize::from(blocker.cue.reach);
        let lettered = part.symbol_first && (reaches || blocker.start == at) && scan.is_latin(at);
        // `Apartment 5B` is no five billion.
        let suffixed = scan.is_latin(part.amount.end - 1) && !scan.spaced(part.amount.end - 1);
        let plain = (part.measure.is_none() || lettered)
            && (part.amount.scale == rust_decimal::Decimal::ONE || suffixed)
            && (!part.amount.fraction || scan.is_slashed(at));
        let from = if lettered { blocker.end } else { at };
        let blocks = match blocker.cue.kind {
            BlockerKind::WeakLabel if part.ordinal => false,
            // «محطة ثانية»: an ordinal without article tells one from another.
            BlockerKind::Label if part.ordinal && !part.amount.defined && !scan.is_latin(at) => false,
            // «الدقيقة الرابعة» says which, «الدقيقة 4» too, but only the first is an ordinal.
            BlockerKind::Label if part.ordinal && scan.is_minute(blocker.start) => false,
            // «الطائرة الثانية»: models are numbered in digits.
            BlockerKind::Model if part.ordinal || !part.amount.digits => false,
            BlockerKind::Label | BlockerKind::WeakLabel | BlockerKind::Model => {
                plain && scan.labels(&blocker, part, from)
            }
            // «هاتف نورد فولد 5»
            BlockerKind::Phone => plain && from > blocker.end && scan.labels(&blocker, part, from),
            BlockerKind::Ordinal => part.ordinal && blocker.end == at,
            BlockerKind::Place => {
                plain && !scan.opens_counted_range(&part.amount) && scan.numbers_place(&blocker, part, at)
            }
            _ => false,
        };
        if !blocks {
            return named();
        }
        let end = scan.behind_label_run(end);
        // «المادتان 5 و6»: what is joined to a label is one too.
        let reach = blocker.cue.reach.min(REACH_BEHIND_LABEL);
        self.blocker = Some(Pending { cue: BlockerCue { reach, ..blocker.cue }, start: end, end });
        Some(end)
    }

    fn follows_place(&self, at: usize, ordinal: bool) -> bool {
        self.blocker.is_some_and(|found| {
            let numbered = match found.cue.kind {
                BlockerKind::Place => true,
                // «بئر السبع» is a town.
                BlockerKind::WeakLabel => {
                    ordinal || self.scan.is_latin(at) || self.scan.looks_defined(found.end - 1)
                }
                _ => false,
            };
            numbered && found.end <= at && (at - found.end <= 1 || self.scan.is_described_place(&found, at))
        })
    }

    fn has_modifier(&self, at: usize) -> bool {
        self.modifier_before(at).is_some()
    }

    fn modifier_before(&self, at: usize) -> Option<Modifier> {
        let reaches = |modifier: &Pending<ModifierCue>| self.scan.reaches(modifier, at);
        let (near, far) = (self.modifier.filter(reaches), self.verb.filter(reaches));
        // «لا يكاد عمقها يتجاوز 4»: the near verb is what the far one looks for before the number.
        let is_led = |near: &Pending<ModifierCue>| {
            far.is_some_and(|far| !far.cue.alone() && near.end == at && near.start + 1 == at)
        };
        near.filter(|near| !is_led(near)).or(far).map(|modifier| sense(modifier.cue.sense))
    }

    /// Adds the figure of a part, and says where to go on.
    fn push(&mut self, part: &Part, at: usize) -> usize {
        let scan = self.scan;
        let end = part.end.max(at + 1);
        let (Some(value), Some(span), Some(number)) =
            (scan.final_value(part), scan.span_of(part), scan.number_span(part))
        else {
            return end;
        };
        let span = self.behind_last(scan.with_plus(span, at), at);
        let (modifier, next) = self.modifier_of(part, at);
        let about = scan.ruleset.figure_cues.about_share;
        let step = scan.step_in_unit(part);
        self.figures.push(Figure {
            span,
            number,
            kind: scan.kind_of(part, modifier.is_none() && self.follows_place(at, part.ordinal)),
            value: FigureValue::One(value),
            interval: interval::of_value(value, step, modifier, about),
            modifier,
            units: part.measure.as_ref().map(|measure| measure.units.to_vec()).unwrap_or_default(),
            per: part.measure.as_ref().and_then(|measure| measure.per),
            counted: if part.measure.is_none() && !part.ordinal { scan.counted_behind(end) } else { None },
            goes_to_next: false,
        });
        self.forget();
        next.max(end)
    }

    /// The lower end of a range, with the unit before it where two are guessed at.
    fn low_end(&self, low: &Part, at: usize, is_guess: bool) -> Part {
        let mut low = low.clone();
        if is_guess {
            self.scan.add_unit_before(&mut low, at);
        }
        low
    }

    /// The years of a range that begins with an age.
    fn ages_from(&self, low: &Part, at: usize) -> Option<Measure> {
        let mut aged = low.clone();
        self.scan.add_age_alone(&mut aged, at);
        aged.measure
    }

    /// The span without the mark before the number where that is the unit of the figure before: `14"1" million`.
    fn behind_last(&self, span: Span, at: usize) -> Span {
        let is_taken = self.figures.last().is_some_and(|last| last.span.end() > span.start());
        let number = self.scan.token(at).filter(|_| is_taken);
        number.map_or(span, |number| Span::new(number.span.start(), span.end()))
    }

    /// The modifier before or behind, and where to go on.
    fn modifier_of(&mut self, part: &Part, at: usize) -> (Option<Modifier>, usize) {
        if part.ordinal {
            return (None, part.end);
        }
        if let Some(modifier) = self.modifier_before(at).filter(|_| !self.says_how_long(part, at)) {
            return (Some(modifier), part.end);
        }
        // `20-odd minutes`
        let suffix = self.scan.is_hyphen(part.amount.end) && part.end > part.amount.end;
        let suffixed = suffix.then(|| self.scan.modifier_behind(part.amount.end)).flatten();
        if let Some((modifier, _)) = suffixed {
            return (Some(modifier), part.end);
        }
        match self.scan.modifier_behind(part.end) {
            Some((modifier, end)) => {
                self.taken = Some(end);
                (Some(modifier), if end == part.end + 1 { end } else { part.end })
            }
            None => (None, part.end),
        }
    }

    /// Whether "over" stands between a figure of the sentence and this period: `$5bn over four years`.
    fn says_how_long(&self, part: &Part, at: usize) -> bool {
        let Some(over) = self.modifier.filter(|modifier| modifier.cue.during && modifier.end <= at) else {
            return false;
        };
        let (Some(first), Some(cue)) = (self.scan.token(0), self.scan.token(over.start)) else {
            return false;
        };
        let beside = self
            .figures
            .last()
            .is_some_and(|figure| figure.span.start >= first.span.start && figure.span.end <= cue.span.start);
        beside && self.scan.is_period(part)
    }

    fn forget(&mut self) {
        self.modifier = None;
        self.verb = None;
        self.blocker = None;
        self.opened = None;
    }

    /// A dual that counts two: «سفينتان».
    fn dual_noun(&mut self, at: usize) -> Option<usize> {
        let scan = self.scan;
        let token = scan.token(at)?;
        let cues = &scan.ruleset.figure_cues;
        let style = scan.ruleset.numerals.styles().iter().find(|style| style.units_first)?;
        let reading = scan.ruleset.vocabulary.readings(token.reading).find(|reading| {
            let dual = cues.is_dual_noun(reading.word)
                || (cues.is_construct_dual(reading.word) && scan.takes_plain_noun(at));
            dual && style.before_number.contains(reading.proclitics)
        })?;
        if reading.proclitics.is_none() && self.is_counted(at) {
            return None;
        }
        if reading.proclitics.is_none() && (scan.agrees_with_dual(at) || scan.is_name_with_proclitic(at)) {
            return None;
        }
        let span = Span::new(scan.start_without(at, reading, style), token.span.end());
        let value = Number::from(2);
        let behind = self.scan.modifier_behind(at + 1);
        let modifier = self.modifier_before(at).or(behind.map(|(modifier, _)| modifier));
        self.taken = behind.map(|(_, end)| end);
        self.figures.push(Figure {
            span,
            number: span,
            kind: FigureKind::Number,
            value: FigureValue::One(value),
            interval: interval::of_value(value, None, modifier, cues.about_share),
            modifier,
            units: Vec::new(),
            per: None,
            counted: Some(span),
            goes_to_next: false,
        });
        self.forget();
        // «كويتيان اثنان» are two.
        let is_two = scan.cardinal(at + 1, Want::Bare).is_some_and(|(cardinal, _)| cardinal.value == 2);
        let said_again = is_two && scan.amount(at + 1).is_some_and(|amount| amount.end == at + 2);
        Some(if said_again { at + 2 } else { at + 1 })
    }

    /// Whether the word is counted by the figure right before it: «أربعة مبعوثين» are four.
    fn is_counted(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.scan.token(before));
        let counts = |figure: &&Figure| {
            figure.kind == FigureKind::Number
                && figure.units.is_empty()
                && figure.counted != Some(figure.span)
        };
        let figure = self.figures.last().filter(counts);
        before.zip(figure).is_some_and(|(before, figure)| before.span.end == figure.number.end)
    }

    /// Whether something went from one value to the other: each has its unit, or neither has one.
    fn is_change(&self, low: &Part, high: &Part, at: usize) -> bool {
        self.is_near_change(at) && low.measure.is_some() == high.measure.is_some()
    }

    /// Whether something went from one end of the range to the other, rather than by one of its values: «ستنخفض
    /// الحرارة من 3 إلى 5 درجات» tells by how many.
    fn is_change_of(&self, range: &Figure, unit_part: &Part, at: usize) -> bool {
        self.is_near_change(at)
            && range.kind != FigureKind::Percent
            && range.modifier.is_none()
            && !self.scan.is_temperature(unit_part)
    }

    fn is_near_change(&self, at: usize) -> bool {
        self.changed.is_some_and(|end| end <= at && at - end <= CHANGE_TOKENS_MAX)
    }

    /// Whether the first number is how far something went and the second where to: `fell by a fifth to 800
    /// tonnes`, `rose 3 to 41`.
    fn is_step(&self, low: &Part, high: &Part, at: usize) -> bool {
        const FAR_TIMES: i64 = 3;
        let unlike = low.amount.fraction && low.measure.is_none() && low.amount.value < Number::from(1);
        if unlike && !high.amount.fraction && high.amount.value > Number::from(1) {
            return true;
        }
        let bare = low.measure.is_none() && high.measure.is_none() && high.amount.scale == low.amount.scale;
        let far = low.amount.value.checked_mul(FAR_TIMES.into()).is_some_and(|far| far < high.amount.value);
        bare && far && self.changed == Some(at)
    }

    /// The range between two parts, of which `unit_part` has the unit.
    fn range_of(
        &self,
        (low, high): (&Part, &Part),
        unit_part: &Part,
        (low_value, high_value): (Number, Number),
        modifier: Option<Modifier>,
    ) -> Option<Figure> {
        let scan = self.scan;
        let about = scan.ruleset.figure_cues.about_share;
        Some(Figure {
            span: scan.span_of(low)?.cover(scan.span_of(high)?),
            number: scan.number_span(low)?.cover(scan.number_span(high)?),
            kind: scan.kind_of(unit_part, false),
            value: FigureValue::Range(Some(low_value), Some(high_value)),
            interval: interval::of_range(low_value, high_value, modifier, about),
            modifier,
            units: unit_part.measure.as_ref().map(|measure| measure.units.to_vec()).unwrap_or_default(),
            per: unit_part.measure.as_ref().and_then(|measure| measure.per),
            counted: if unit_part.measure.is_none() { scan.counted_behind(high.end) } else { None },
            goes_to_next: false,
        })
    }

    /// A range that begins with the part, and where to go on.
    fn range(&mut self, low: &Part, at: usize) -> Option<usize> {
        let scan = self.scan;
        if low.ordinal {
            return None;
        }
        let opened = self
            .opened
            .filter(|(_, end)| *end == at || (*end < at && scan.only_thin(*end, at)))
            .map(|(particle, _)| particle);
        let (joint, dash) = scan.range_joint(low.end, opened == Some(Particles::BETWEEN))?;
        let high = scan.part(joint).filter(|high| !high.ordinal)?;
        if scan.is_choice(low, &high) {
            return None;
        }
        let guess = scan.particle(low.end, Particles::OR);
        // «السنوات الثلاث أو الأربع»
        let low = &self.low_end(low, at, guess);
        if opened == Some(Particles::FROM) && !dash && self.is_change(low, &high, at) {
            return None;
        }
        if opened.is_none() && !dash && self.is_step(low, &high, at) {
            return None;
        }
        if dash {
            if scan.is_chain(&high) || scan.is_score(low, &high) || scan.is_model(low, &high, at) {
                return Some(high.end);
            }
            if !scan.is_digits(low.amount.end.saturating_sub(1))
                && !low.amount.digits
                && low.measure.is_none()
                && high.amount.lone.is_none()
            {
                return None;
            }
        }
        // A season with a dash is years whatever stands behind it.
        if (scan.is_year_like(&high) || (dash && scan.is_year(&high) && scan.is_year(low)))
            && low.amount.value >= Number::from(1900)
            && low.amount.value <= high.amount.value
        {
            return Some(high.end);
        }
        let low = &scan.grouped_as(low, &high);
        let (low_value, high_value, mut unit_part) =
            scan.shared(low, &high, opened.is_some() || dash || guess || scan.is_longer_time(low, &high))?;
        if unit_part.measure.is_none() {
            // `aged 6 to 11`
            unit_part.measure = self.ages_from(low, at);
        }
        if low_value >= high_value || self.crosses_date(&high) {
            return None;
        }
        let (modifier, next) = self.modifier_of(&high, at);
        let modifier = self.modifier_before(at).or(modifier);
        let range = self.range_of((low, &high), &unit_part, (low_value, high_value), modifier)?;
        let changes = opened == Some(Particles::FROM) && !dash && self.is_change_of(&range, &unit_part, at);
        match changes.then(|| scan.as_change(&range, low, &high)).flatten() {
            Some(values) => self.figures.extend(values),
            None => self.figures.push(range),
        }
        self.forget();
        Some(next.max(high.end))
    }
}

/// Whether a lone word is a scale.
pub(super) fn is_scale(cardinal: Cardinal) -> bool {
    matches!(
        cardinal.role,
        CardinalRole::Scale | CardinalRole::Hundred | CardinalRole::EitherScale | CardinalRole::DualScale
    )
}

/// The kind of a figure with this unit.
pub(super) fn kind_of_unit(kind: UnitKind) -> FigureKind {
    match kind {
        UnitKind::Percent => FigureKind::Percent,
        UnitKind::Money => FigureKind::Money,
        UnitKind::Quantity => FigureKind::Quantity,
    }
}

/// Whether an amount is one unit word such as «واحد».
pub(super) fn is_lone_unit(amount: &Amount, value: i64) -> bool {
    amount.lone.is_some_and(|lone| lone.value == value && lone.role == CardinalRole::Unit)
}
