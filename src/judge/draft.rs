//! What the findings of all checks of aligned figures have in common.

use std::cmp::Ordering;

use crate::{
    align::{Measure, Quantity},
    base::Span,
    extract::FigureValue,
    judge::{Case, Confidence, Evidence, EvidenceValue, Finding, Severity, Side},
    ruleset::Ruleset,
};

/// A finding of `rule` about the two sides of a case, in the order of the run.
pub(super) fn draft(
    case: &Case<'_>,
    rule: &'static str,
    severity: Severity,
    message: &'static str,
) -> Finding {
    let (first, second) = ordered(case);
    let (a, b) = (side(case.ruleset, first), side(case.ruleset, second));
    let subject = subject(case, first, second);
    let mut sides = [format!("{} {}", a.source, a.value), format!("{} {}", b.source, b.value)];
    sides.sort();
    let [one, other] = &sides;
    Finding {
        id: Finding::id_of(rule, &[one, other, &measure_name(case.ruleset, first)]),
        rule,
        severity,
        confidence: Confidence(case.alignment.score.probability()),
        event: event_name(case, first),
        subject: subject.clone(),
        arguments: arguments(case, first, second, subject),
        a,
        b: Some(b),
        suggestion: None,
        message,
        evidence: evidence(case),
    }
}

/// The two sides by place: the earlier article first, and in one article what stands first.
fn ordered<'a>(case: &Case<'a>) -> (&'a Quantity, &'a Quantity) {
    let place = |quantity: &Quantity| (quantity.article, quantity.core.start);
    if place(case.a) <= place(case.b) { (case.a, case.b) } else { (case.b, case.a) }
}

fn side(ruleset: &Ruleset, quantity: &Quantity) -> Side {
    Side {
        article: quantity.article,
        span: quantity.span,
        context: quantity.context,
        source: quantity.source.clone(),
        certainty: quantity.certainty,
        value: value(ruleset, quantity),
    }
}

/// The canonical form of a value: `675000000 USD`.
fn value(ruleset: &Ruleset, quantity: &Quantity) -> String {
    let Measure::Figure { value, units, per, .. } = &quantity.measure else { return String::new() };
    let number = match value {
        FigureValue::One(number) => number.to_string(),
        FigureValue::Range(low, high) => {
            let end = |end: &Option<crate::base::Number>| end.map_or_else(String::new, |end| end.to_string());
            format!("{}..{}", end(low), end(high))
        }
    };
    let units: Vec<&str> = units.iter().map(|unit| ruleset.unit_code(*unit)).collect();
    let per = per.map_or_else(String::new, |per| format!("/{}", ruleset.unit_code(per)));
    if units.is_empty() { number } else { format!("{number} {}{per}", units.join("|")) }
}

fn measure_name(ruleset: &Ruleset, quantity: &Quantity) -> String {
    let concept = quantity
        .counted
        .and_then(|counted| counted.concept)
        .and_then(|concept| ruleset.concepts.get(concept));
    concept.map_or_else(String::new, |concept| concept.id.clone())
}

fn event_name(case: &Case<'_>, first: &Quantity) -> String {
    let Some(article) = case.articles.get(first.article.idx()) else { return String::new() };
    if let Some(title) = &article.title {
        return title.clone();
    }
    let body = article.body.text(&article.text);
    body.lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or("")
        .trim_start_matches('#')
        .trim()
        .to_owned()
}

/// The words that both sides share nearest to their figures: what the two are about.
fn subject(case: &Case<'_>, first: &Quantity, second: &Quantity) -> String {
    let text =
        |span: Span| case.articles.get(first.article.idx()).map_or("", |article| span.text(&article.text));
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
        case.articles
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
        |quantity: &Quantity| case.articles.get(quantity.article.idx()).and_then(|article| article.date);
    Some(date(case.a)?.cmp(&date(case.b)?))
}
