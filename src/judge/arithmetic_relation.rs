//! `arithmetic-mismatch` of three figures: a part, its base and the percentage; from one value, to another,
//! and the change.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::{
    align::{Measure, Quantity},
    base::{Interval, id::ArticleId},
    extract::FigureValue,
    judge::{
        Confidence, Evidence, EvidenceValue, Finding, Run, Severity,
        arithmetic_wording::{
            begins_with_from, is_bare_count, is_comma, is_of_whole, is_percent, is_said_behind,
            is_taken_from, opening, opens_at, tells_of_change,
        },
        draft::event_name,
        draft::side,
    },
    ruleset::arithmetic::RelationCue,
    text::ArticleText,
};

/// Wording that joins two figures stands between them with no more tokens than this …
pub(super) const GAP_TOKENS: usize = 7;
/// … or, where it says of which the share is, «60 في المئة من أعضاء النادي البالغ عددهم 450», no more than these …
const BASE_GAP_TOKENS: usize = 14;
/// … and ends so many tokens before the second: «أي ما نسبته نحو».
pub(super) const CUE_GAP_TOKENS: usize = 2;
/// A percentage that says again how many of a base that stands before follows right away: a comma, «أي».
const EQUAL_GAP_TOKENS: usize = 4;
/// What tells of a change follows its values with no more tokens between: a comma, «خلال عام».
const CHANGE_GAP_TOKENS: usize = 3;
/// A value that is compared with stands no farther behind.
const COMPARED_GAP_TOKENS: usize = 16;
/// Values of which one is so many times the other were not read as they are meant: «من 3.2 إلى 4 ملايين».
const VALUES_FACTOR_MAX: i64 = 5;
/// Journalists round as they like: so many hundredths of a computed value are no difference.
const TOLERANCE_PERCENT: i64 = 1;

/// Three figures that the text sets in a relation.
struct Relation<'q> {
    /// The figure that the other two give.
    stated: &'q Quantity,
    /// The figure that it is stated of.
    of: &'q Quantity,
    computed: (Decimal, Decimal),
    message: &'static str,
}

/// The percentages and changes of an article that the figures beside them contradict.
pub(super) fn judge(run: &Run<'_>, article: ArticleId) -> Vec<Finding> {
    let quantities = run.quantities.get(article.idx()).map_or(&[][..], Vec::as_slice);
    let figures: Vec<&Quantity> =
        quantities.iter().filter(|quantity| matches!(quantity.measure, Measure::Figure { .. })).collect();
    let multiples =
        figures.iter().zip(figures.iter().skip(1)).enumerate().filter_map(|(idx, (first, second))| {
            let relation = multiple(run, [*first, *second]).filter(|_| first.sentence == second.sentence)?;
            // «تضاعف من 120 إلى 143، ليصل إلى 281»
            let goes_on = figures.get(idx + 2).is_some_and(|third| {
                third.sentence == first.sentence
                    && opening(run, third).is_some_and(|(cue, _)| cue == RelationCue::To)
            });
            (!goes_on).then(|| finding(run, &relation))
        });
    let related = figures.windows(3).filter_map(|three| {
        let [first, second, third] = three else { return None };
        let in_one = first.sentence == second.sentence && second.sentence == third.sentence;
        let three = in_one.then_some([*first, *second, *third])?;
        let relation = share(run, three).or_else(|| change(run, three))?;
        contradicts(&relation).then(|| finding(run, &relation))
    });
    related.chain(multiples).collect()
}

/// «تضاعف من 30 إلى 45», which is not twice as much, in either order.
fn multiple<'q>(run: &Run<'_>, [first, second]: [&'q Quantity; 2]) -> Option<Relation<'q>> {
    let opens = [first, second].map(|figure| opening(run, figure).map(|(cue, _)| cue));
    let (before, after) = match opens {
        [Some(RelationCue::From), Some(RelationCue::To)] => (first, second),
        [Some(RelationCue::To), Some(RelationCue::From | RelationCue::Compared)] => (second, first),
        _ => return None,
    };
    let factor = factor_before(run, first).filter(|factor| *factor > 0)?;
    if !measures_the_same(before, after) || is_percent(before) {
        return None;
    }
    let ((low, high), (new_low, new_high)) = (ends(before)?, ends(after)?);
    let factor = Decimal::from(factor);
    let computed = (low.checked_mul(factor)?, high.checked_mul(factor)?);
    let percent = |value: Decimal, percent: i64| value.checked_mul(Decimal::new(percent, 2));
    let wrong = new_high < percent(computed.0, MULTIPLE_MIN_PERCENT)?
        || new_low > percent(computed.1, MULTIPLE_MAX_PERCENT)?;
    wrong.then_some(Relation { stated: after, of: before, computed, message: "times" })
}

/// What is said to have doubled reaches so many per cent of the double …
const MULTIPLE_MIN_PERCENT: i64 = 85;
/// … and no more than so many: it may have more than doubled.
const MULTIPLE_MAX_PERCENT: i64 = 200;
/// A verb that says how many times stands so many tokens before its first value.
const TIMES_TOKENS_MAX: usize = 9;

/// How many times a value is said to be the one before, with no figure between the verb and it.
fn factor_before(run: &Run<'_>, figure: &Quantity) -> Option<u8> {
    let read = run.read.get(figure.article.idx())?;
    let sentence = read.text.sentences.get(figure.sentence.idx())?;
    let end = read.text.token_at(figure.core.start());
    let start = sentence.tokens.start.max(end.saturating_sub(TIMES_TOKENS_MAX));
    let told = (start..end).filter_map(|at| {
        let readings = read.text.tokens.get(at..end)?.iter().map(|token| token.reading);
        Some(run.ruleset.arithmetic.times.longest(&run.ruleset.vocabulary, readings)?.value)
    });
    // «تضاعف … عدة مرات» says no number.
    told.reduce(|factor, other| if factor == 0 || other == 0 { 0 } else { other })
}

/// What joins a figure to the one behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Join {
    cue: Option<RelationCue>,
    /// Whether a comma or a bracket stands before the wording.
    is_set_off: bool,
    n_tokens: usize,
}

fn join(run: &Run<'_>, first: &Quantity, second: &Quantity) -> Option<Join> {
    let text = &run.read.get(first.article.idx())?.text;
    let article = run.articles.get(first.article.idx())?;
    let (start, end) = (text.token_at(first.span.end()), text.token_at(second.core.start()));
    let n_tokens = end.checked_sub(start)?;
    let found = (start..end).find_map(|at| {
        let token = text.tokens.get(at)?;
        if token.span.text(&article.text) == "(" {
            return Some((RelationCue::Equals, true));
        }
        let readings = text.tokens.get(at..end)?.iter().map(|token| token.reading);
        let found = run.ruleset.arithmetic.relations.longest(&run.ruleset.vocabulary, readings)?;
        let is_set_off = at > start && is_comma(run, first, at - 1);
        opens_at(found.value, at + found.n_tokens, end).then_some((found.value, is_set_off))
    });
    let (cue, is_set_off) = found.map_or((None, false), |(cue, is_set_off)| (Some(cue), is_set_off));
    Some(Join { cue, is_set_off, n_tokens })
}

/// Whether something is compared with what was told: «مقابل تراجع بنسبة».
pub(super) fn is_compared(run: &Run<'_>, text: &ArticleText, mut tokens: Range<usize>) -> bool {
    tokens.any(|at| {
        let readings = text.tokens.get(at..).unwrap_or(&[]).iter().map(|token| token.reading);
        let found = run.ruleset.arithmetic.relations.longest(&run.ruleset.vocabulary, readings);
        found.is_some_and(|found| found.value == RelationCue::Compared)
    })
}

/// «120 من أصل 200، أي 60 في المئة», in any order.
fn share<'q>(run: &Run<'_>, [first, second, third]: [&'q Quantity; 3]) -> Option<Relation<'q>> {
    let joins = [join(run, first, second)?, join(run, second, third)?];
    let is_far = |join: &Join| join.n_tokens > GAP_TOKENS;
    // «60 في المئة من أعضاء النادي البالغ عددهم 450، أي 310»
    let tells_base = is_percent(first)
        && joins[0].cue == Some(RelationCue::Base)
        && joins[0].n_tokens <= BASE_GAP_TOKENS
        && joins[1].n_tokens <= EQUAL_GAP_TOKENS;
    // «1500 من أصل 2400 ناخب صوتوا في انتخابات غرفة الحرفيين، أي 62 في المئة»
    let tells_share = is_percent(third)
        && joins[0].cue == Some(RelationCue::Base)
        && !is_far(&joins[0])
        && joins[1].cue == Some(RelationCue::Equals)
        && joins[1].is_set_off
        && joins[1].n_tokens <= BASE_GAP_TOKENS;
    if joins.iter().any(is_far) && !tells_base && !tells_share {
        return None;
    }
    // «انخفض إلى 112 ألف دينار من 125 ألف دينار، أي بنسبة 10.4 في المئة»: the second is what it was before.
    if opening(run, first).map(|(cue, _)| cue) == Some(RelationCue::To) {
        return None;
    }
    // «من بين 200 شملهم المسح قال 90، أي 45 في المئة»
    let opens_base = || {
        let opens = opening(run, first).map(|(cue, _)| cue) == Some(RelationCue::Base);
        opens && joins[0].cue.is_none() && joins[1].n_tokens <= EQUAL_GAP_TOKENS
    };
    let opens_whole = || {
        let is_far = joins[1].n_tokens > EQUAL_GAP_TOKENS;
        !is_far && joins[0].cue.is_none() && begins_with_from(run, first) && third.measure.has_unit()
    };
    // «60 في المئة من 200» names the base with the word that opens a value before a change, too.
    let is_base = |join: Join| matches!(join.cue, Some(RelationCue::Base | RelationCue::From));
    let is_equal = |join: Join| join.cue == Some(RelationCue::Equals);
    let is_told_of =
        || joins[0].cue.is_none() && is_taken_from(run, first, second) && is_of_whole(run, [second, third]);
    let (part, whole, percent) = match [is_percent(first), is_percent(second), is_percent(third)] {
        [false, false, true] if is_base(joins[0]) && is_equal(joins[1]) => (first, second, third),
        [false, false, true] if is_equal(joins[1]) && is_told_of() => (first, second, third),
        [false, false, true] if is_equal(joins[1]) && opens_base() => (second, first, third),
        // «من قرض قيمته 400 مليون دولار، تخصص الحكومة 30%، أي 150 مليون دولار»
        // «من بين 480 موقفا، 25 في المئة، أي 120 موقفا»
        [false, true, false] if is_equal(joins[1]) && (opens_whole() || opens_base()) => {
            (third, first, second)
        }
        [true, false, false] if is_base(joins[0]) && is_equal(joins[1]) => (third, second, first),
        [false, true, false] if is_equal(joins[0]) && is_base(joins[1]) => (first, third, second),
        [true, false, false] if is_equal(joins[0]) && is_base(joins[1]) => (second, third, first),
        _ => return None,
    };
    let (part_range, whole_range) = (ends(part)?, ends(whole)?);
    // «مليون و(142) ألف» is one number.
    if opens_with_bracket(run, part) || opens_with_bracket(run, whole) {
        return None;
    }
    if !measures_the_same(part, whole) || part_range.0 > whole_range.1 {
        return None;
    }
    let computed = (ratio(part_range.0, whole_range.1)?, ratio(part_range.1, whole_range.0)?);
    Some(Relation { stated: percent, of: part, computed, message: "share" })
}

/// «من 200 إلى 260، بزيادة 30 في المئة», in any order, and «زاد 30 في المئة إلى 260 مقارنة مع 200».
fn change<'q>(run: &Run<'_>, [first, second, third]: [&'q Quantity; 3]) -> Option<Relation<'q>> {
    let openings = [opening(run, first), opening(run, second), opening(run, third)];
    let opens = openings.map(|opening| opening.map(|(cue, _)| cue));
    let joins = [join(run, first, second)?, join(run, second, third)?];
    let (from, to) = (Some(RelationCue::From), Some(RelationCue::To));
    // «أي بمعدل سبعة في الشهر» is no change.
    let says_change = is_percent(third) || points_of_percent(run, third).is_some();
    let is_change =
        opens[2] == Some(RelationCue::Change) || (opens[2] == Some(RelationCue::Equals) && says_change);
    let text = &run.read.get(first.article.idx())?.text;
    let cue_starts = openings[2].map_or(usize::MAX, |(_, start)| start);
    let behind = text.token_at(second.span.end());
    let told_right_away =
        is_change && cue_starts <= behind + CHANGE_GAP_TOKENS && !is_compared(run, text, behind..cue_starts);
    let told_right_away =
        told_right_away || joins[1].n_tokens <= CHANGE_GAP_TOKENS && is_said_behind(run, third);
    let near = joins[1].n_tokens <= GAP_TOKENS;
    let compared = opens[2] == Some(RelationCue::Compared) && joins[1].n_tokens <= COMPARED_GAP_TOKENS;
    // «من 12 ألفا إلى تسعة آلاف، ومن 6500 إلى 4500» are two changes.
    let is_value = opens[0] == from || opens[0] == to;
    let (before, after, stated) = match () {
        () if opens[0] == from && opens[1] == to && told_right_away => (first, second, third),
        () if opens[0] == to && opens[1] == from && told_right_away => (second, first, third),
        () if opens[1] == from && opens[2] == to && near && tells_of_change(run, first, second) => {
            (second, third, first)
        }
        () if is_value || joins[0].n_tokens > 1 + CUE_GAP_TOKENS => return None,
        () if opens[1] == from && opens[2] == to && near => (second, third, first),
        () if opens[1] == to && (opens[2] == from && near || compared) => (third, second, first),
        () => return None,
    };
    // A percentage is rounded itself, and told of rounded values.
    let ends = if is_percent(stated) { ends } else { ends_in_full };
    let ((low, high), (new_low, new_high)) = (ends(before)?, ends(after)?);
    let factor = Decimal::from(VALUES_FACTOR_MAX);
    let near_values = high.checked_mul(factor)? >= new_low && new_high.checked_mul(factor)? >= low;
    let points = points_of_percent(run, stated).filter(|_| is_percent(before));
    if !measures_the_same(before, after)
        || is_percent(before) != points.is_some()
        || before.span == after.span
    {
        return None;
    }
    let differences = [new_low.checked_sub(high)?, new_high.checked_sub(low)?];
    let computed = if let Some(points) = points {
        [differences[0].checked_mul(points)?, differences[1].checked_mul(points)?]
    } else if !near_values {
        return None;
    } else if is_percent(stated) {
        let hundredths = |value: Decimal, base: Decimal| ratio(value, base);
        [hundredths(differences[0], high)?, hundredths(differences[1], low)?]
    } else if measures_the_same(stated, after)
        && (is_of_one_noun(stated, after)
            || is_of_one_noun(stated, before)
            || opens[2] == Some(RelationCue::Change)
                && [before, after, stated].iter().all(|one| has_no_noun(one)))
    {
        differences
    } else {
        return None;
    };
    let (one, other) = (computed[0].abs(), computed[1].abs());
    let least = if computed[0].is_sign_negative() == computed[1].is_sign_negative() {
        one.min(other)
    } else {
        Decimal::ZERO
    };
    Some(Relation { stated, of: after, computed: (least, one.max(other)), message: "change" })
}

/// Whether a figure begins with a bracket, and so may be the rest of the number before it.
fn opens_with_bracket(run: &Run<'_>, figure: &Quantity) -> bool {
    let article = run.articles.get(figure.article.idx());
    article.is_some_and(|article| figure.core.text(&article.text).starts_with('('))
}

/// How many of the points in which a change of percentages is stated are one per cent: 100 basis points.
fn points_of_percent(run: &Run<'_>, stated: &Quantity) -> Option<Decimal> {
    let Measure::Figure { units, per: None, .. } = &stated.measure else { return None };
    let unit = units.first().filter(|unit| run.ruleset.unit_dimension(**unit) == POINTS)?;
    Decimal::new(1, 2).checked_div(run.ruleset.unit_factor(*unit)?)
}

/// The dimension of basis points.
const POINTS: &str = "share-point";

/// Of one kind, unit and rate.
fn measures_the_same(a: &Quantity, b: &Quantity) -> bool {
    match (&a.measure, &b.measure) {
        (
            Measure::Figure { kind, units, per, .. },
            Measure::Figure { kind: other_kind, units: other_units, per: other_per, .. },
        ) => {
            kind == other_kind
                && per == other_per
                && (units == other_units || units.iter().any(|unit| other_units.contains(unit)))
        }
        _ => false,
    }
}

/// Whether two numbers have a unit, or count one thing.
fn is_of_one_noun(a: &Quantity, b: &Quantity) -> bool {
    let has_unit =
        |quantity: &Quantity| matches!(&quantity.measure, Measure::Figure { units, .. } if !units.is_empty());
    let noun = |quantity: &Quantity| quantity.counted.map(|counted| counted.key);
    has_unit(a) && has_unit(b) || (noun(a).is_some() && noun(a) == noun(b))
}

/// Whether a number has no unit, and no noun: "rose from 120 to 150, an increase of 40".
fn has_no_noun(quantity: &Quantity) -> bool {
    is_bare_count(quantity) && quantity.counted.is_none()
}

/// The least and the greatest value of a figure; none of one that is open, or not above nought.
fn ends(quantity: &Quantity) -> Option<(Decimal, Decimal)> {
    let Measure::Figure { interval: Interval { low, high }, .. } = &quantity.measure else { return None };
    let (low, high) = (low.as_ref()?.value.to_decimal(), high.as_ref()?.value.to_decimal());
    (low > Decimal::ZERO).then_some((low, high))
}

/// The same of a figure that is part of a change: who writes out 120,000 and 150,000 does not mean 40,000 more.
fn ends_in_full(quantity: &Quantity) -> Option<(Decimal, Decimal)> {
    let (low, high) = ends(quantity)?;
    let Measure::Figure { value: FigureValue::One(value), .. } = quantity.measure else {
        return Some((low, high));
    };
    let value = value.to_decimal();
    let is_in_full = quantity.digits.parse() == Ok(value) && value.normalize().scale() == 0;
    // "About" widens it by more.
    let is_rounded = high.checked_sub(low)?.checked_mul(Decimal::from(ROUNDED_PARTS))? <= value;
    Some(if is_in_full && is_rounded { (value, value) } else { (low, high) })
}

/// What is rounded by its last place stands for no more than one of so many parts of itself, half to either side:
/// `extract::figure::interval`.
const ROUNDED_PARTS: i64 = 20;

fn ratio(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

/// Whether no rounding explains what is stated: that of its last place, once more, and a hundredth.
fn contradicts(relation: &Relation<'_>) -> bool {
    let Some((low, high)) = ends(relation.stated) else { return false };
    // Half of the last place that is written.
    let places = match relation.stated.measure {
        Measure::Figure { value: FigureValue::One(number), .. } => number.to_decimal().normalize().scale(),
        _ => 0,
    };
    let rounded = Decimal::try_new(5, places + 1).unwrap_or_default();
    let (least, greatest) = relation.computed;
    let slack = greatest.checked_mul(Decimal::new(TOLERANCE_PERCENT, 2)).unwrap_or_default();
    let is_apart = || {
        let width = high.checked_sub(low)?.max(rounded);
        let is_below = high.checked_add(width)? < least.checked_sub(slack)?;
        Some(is_below || low.checked_sub(width)? > greatest.checked_add(slack)?)
    };
    is_apart().unwrap_or(false)
}

fn finding(run: &Run<'_>, relation: &Relation<'_>) -> Finding {
    let rule = "arithmetic-mismatch";
    let (a, b) = (side(run.ruleset, relation.stated), side(run.ruleset, relation.of));
    let text = |quantity: &Quantity| {
        let article = run.articles.get(quantity.article.idx());
        article.map_or("", |article| quantity.span.text(&article.text)).to_owned()
    };
    let middle = (relation.computed.0 + relation.computed.1) / Decimal::TWO;
    let computed = middle.round_dp(1).normalize().to_string();
    Finding {
        id: Finding::id_of(rule, &[&a.source, &a.value, &b.value, &computed]),
        rule,
        severity: Severity::Warning,
        confidence: Confidence(900),
        event: event_name(run, relation.stated.article),
        subject: text(relation.stated),
        arguments: vec![
            ("a", text(relation.stated)),
            ("b", text(relation.of)),
            ("sum", computed.clone()),
            ("source_a", a.source.clone()),
        ],
        a,
        b: Some(b),
        suggestion: None,
        message: relation.message,
        evidence: vec![Evidence {
            name: "computed",
            value: EvidenceValue::List(vec![computed]),
            weight: None,
        }],
    }
}
