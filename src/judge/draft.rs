//! What the findings of all checks of aligned figures have in common.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::{
    align::{Quantity, Relation, is_toll, low_end, value_text},
    attribution::Certainty,
    base::{Number, Span, id::ArticleId},
    ingest::Article,
    judge::{Case, Confidence, Evidence, EvidenceValue, Finding, Run, Severity, Side},
    ruleset::Ruleset,
};

/// A finding of `rule` about the two sides of a case, in the order of the run.
pub(super) fn draft(
    case: &Case<'_>,
    rule: &'static str,
    severity: Severity,
    message: &'static str,
) -> Finding {
    draft_in_order(case, ordered(case), (rule, severity, message))
}

/// The same of the two sides in an order of their own.
pub(super) fn draft_in_order<'a>(
    case: &Case<'a>,
    (first, second): (&'a Quantity, &'a Quantity),
    (rule, severity, message): (&'static str, Severity, &'static str),
) -> Finding {
    let (message, severity) = weighed(case, rule, (message, severity));
    let (a, b) = (side(case.run.ruleset, first), side(case.run.ruleset, second));
    let subject = subject(case, first, second);
    let mut sides = [format!("{} {}", a.source, a.value), format!("{} {}", b.source, b.value)];
    sides.sort();
    let [one, other] = &sides;
    // In one order, whichever article comes first: its name may change.
    let mut measures = [first, second].map(|quantity| measure_name(case.run.ruleset, quantity)).to_vec();
    measures.sort();
    measures.dedup();
    Finding {
        id: Finding::id_of(rule, &[one, other, &measures.join(" ")]),
        rule,
        severity,
        confidence: Confidence(confidence(case)),
        event: event_name(case.run, first.article),
        subject: subject.clone(),
        arguments: arguments(case, first, second, subject),
        a,
        b: Some(b),
        suggestion: None,
        message,
        evidence: evidence(case),
    }
}

/// What may be two things is told as a question: `message` and `severity`, or those of a doubtful finding
/// where the rule has such.
fn weighed(
    case: &Case<'_>,
    rule: &str,
    (message, severity): (&'static str, Severity),
) -> (&'static str, Severity) {
    let thresholds = &case.run.ruleset.alignment.thresholds;
    let least = if is_by_itself(case) { thresholds.sure_by_itself } else { thresholds.sure };
    let sure = case.alignment.score.logit >= least && !is_growing(case);
    let check = case.run.ruleset.checks.get(rule).filter(|check| check.has_severity_of(DOUBTFUL));
    match check.filter(|_| !sure && case.alignment.relation != Relation::Agrees) {
        Some(check) => (DOUBTFUL, check.severity_of(DOUBTFUL)),
        None => (message, severity),
    }
}

/// Whether two articles of which one at least cites nobody for its figure share no other figure of the two sentences:
/// of what is told so in alike words much is of two things.
fn is_by_itself(case: &Case<'_>) -> bool {
    let is_cited =
        |quantity: &Quantity| matches!(quantity.certainty, Certainty::Explicit | Certainty::Carried);
    // Of the dead a slip is told all the same.
    let is_toll = is_toll(case.run.ruleset, case.a) && case.alignment.slip.is_some();
    case.a.article != case.b.article
        && case.alignment.relation == Relation::Differs
        && !is_toll
        && !(is_cited(case.a) && is_cited(case.b))
        && !case.alignment.score.has(NEIGHBOUR)
}

/// The evidence that another figure of the two sentences is equal.
const NEIGHBOUR: &str = "neighbour";

/// Whether two papers tell two figures in their own words, and no slip made one of the other, or a day's count made the next:
/// often the later count of what both saw grow.
fn is_growing(case: &Case<'_>) -> bool {
    let is_own = |quantity: &Quantity| quantity.certainty == Certainty::Own;
    case.a.article != case.b.article
        && case.alignment.relation == Relation::Differs
        && (case.alignment.slip.is_none() || is_next_count(case.a, case.b))
        && is_own(case.a)
        && is_own(case.b)
}

/// Whether the one that was printed later is a little higher: 1,063 cases on one day, and 1,064 on the next.
fn is_next_count(a: &Quantity, b: &Quantity) -> bool {
    let value = |quantity: &Quantity| low_end(quantity).map(Number::to_decimal);
    let Some(((before, after), (low, high))) = a.printed.zip(b.printed).zip(value(a).zip(value(b))) else {
        return false;
    };
    let step = if before < after { high.checked_sub(low) } else { low.checked_sub(high) };
    let step = step.filter(|step| before != after && step.is_sign_positive());
    let times = step.and_then(|step| step.checked_mul(Decimal::from(NEXT_COUNT_SHARE)));
    times.is_some_and(|times| times <= low.max(high))
}

/// What grows from day to day grows by no more than one in so many.
const NEXT_COUNT_SHARE: i64 = 50;

/// The message of what may be two things.
const DOUBTFUL: &str = "doubtful";

/// How sure the evidence makes; agreements were not judged, and stand as the evidence says.
fn confidence(case: &Case<'_>) -> u16 {
    let score = &case.alignment.score;
    match case.alignment.relation {
        Relation::Agrees => score.probability(),
        Relation::Differs | Relation::UnitDiffers => score.calibrated(case.run.ruleset.alignment.calibration),
    }
}

/// The two sides by place: the earlier article first, and in one article what stands first.
fn ordered<'a>(case: &Case<'a>) -> (&'a Quantity, &'a Quantity) {
    let place = |quantity: &Quantity| (quantity.article, quantity.core.start);
    if place(case.a) <= place(case.b) { (case.a, case.b) } else { (case.b, case.a) }
}

pub(super) fn side(ruleset: &Ruleset, quantity: &Quantity) -> Side {
    Side {
        article: quantity.article,
        span: quantity.span,
        context: quantity.context,
        source: quantity.source.clone(),
        certainty: quantity.certainty,
        value: value_text(ruleset, quantity),
    }
}

fn measure_name(ruleset: &Ruleset, quantity: &Quantity) -> String {
    let concept = quantity
        .counted
        .and_then(|counted| counted.concept)
        .and_then(|concept| ruleset.concepts.get(concept));
    concept.map_or_else(String::new, |concept| concept.id.clone())
}

/// What an event is called: the headline of its first article.
pub(super) fn event_name(run: &Run<'_>, article: ArticleId) -> String {
    run.articles.get(article.idx()).map_or_else(String::new, Article::headline)
}

/// The words that both sides share nearest to their figures: what the two are about.
fn subject(case: &Case<'_>, first: &Quantity, second: &Quantity) -> String {
    let text = |span: Span| {
        case.run.articles.get(first.article.idx()).map_or("", |article| span.text(&article.text))
    };
    let core_end = first.core.end.max(first.core.start);
    if first.span.end > core_end {
        return text(Span { start: core_end, end: first.span.end }).trim().to_owned();
    }
    let _ = second;
    text(first.span).to_owned()
}

fn arguments(
    case: &Case<'_>,
    first: &Quantity,
    second: &Quantity,
    subject: String,
) -> Vec<(&'static str, String)> {
    let text = |quantity: &Quantity| {
        case.run
            .articles
            .get(quantity.article.idx())
            .map_or("", |article| quantity.span.text(&article.text))
            .to_owned()
    };
    let mut arguments = vec![
        ("a", text(first)),
        ("b", text(second)),
        ("source_a", first.source.clone()),
        ("source_b", second.source.clone()),
        ("subject", subject),
    ];
    if let Some(slip) = case.alignment.slip {
        arguments.push(("slip", slip.as_str().to_owned()));
    }
    arguments
}

fn evidence(case: &Case<'_>) -> Vec<Evidence> {
    let mut evidence: Vec<Evidence> = case
        .alignment
        .score
        .reasons
        .iter()
        .map(|reason| Evidence {
            name: reason.name,
            value: EvidenceValue::Number(i64::from(reason.seen)),
            weight: Some(reason.weight),
        })
        .collect();
    if let Some(slip) = case.alignment.slip {
        let value = EvidenceValue::Text(slip.as_str().to_owned());
        evidence.push(Evidence { name: "slip-kind", value, weight: None });
    }
    evidence
}

/// Which of the two sides was printed later, where both articles have a date.
pub(super) fn order_in_time(case: &Case<'_>) -> Option<Ordering> {
    let date =
        |quantity: &Quantity| case.run.articles.get(quantity.article.idx()).and_then(|article| article.date);
    Some(date(case.a)?.cmp(&date(case.b)?))
}
