//! `title-conflict`: one person with two offices that do not go together.

use crate::{
    base::{
        Span,
        id::{ArticleId, CountryId},
    },
    event::Event,
    judge::{
        Confidence, Evidence, EvidenceValue, Finding, Run, Severity, Side,
        draft::event_name,
        office_held::{Held, offices_of},
        title_person::are_one,
    },
    ruleset::offices::{Body, are_two_names},
};

/// Two ministers of one name are rarer than a slip.
const CONFIDENCE: Confidence = Confidence(900);

/// The people of an event to whom two voices give two portfolios.
pub(super) fn judge(run: &Run<'_>, event: &Event) -> Vec<Finding> {
    let of = |article: &ArticleId| run.memo.offices.of(*article, || offices_of(run, *article));
    let offices: Vec<&[Held]> = event.articles.iter().map(of).collect();
    let mut findings = Vec::new();
    for (at, a) in offices.iter().enumerate() {
        if offices.len() == 1 {
            for (idx, one) in a.iter().enumerate() {
                findings.extend(a.iter().skip(idx + 1).filter_map(|other| compare(run, one, other)));
            }
        }
        for b in offices.iter().skip(at + 1) {
            findings.extend(a.iter().flat_map(|one| b.iter().filter_map(|other| compare(run, one, other))));
        }
    }
    findings
}

/// Whether one person does not hold both offices.
fn exclude_each_other(run: &Run<'_>, a: &Held, b: &Held) -> bool {
    let differ =
        |one: Option<CountryId>, other: Option<CountryId>| one.zip(other).is_some_and(|(a, b)| a != b);
    let of_two = differ(a.country, b.country);
    let is_one_office = a.office.id == b.office.id && a.office.body.is_none();
    let is_abroad = of_two && is_one_office && !a.office.personal && a.person.script == b.person.script;
    // «سفير قطر لدى تركيا», «سفير قطر لدى إيران»
    let is_elsewhere = a.office.posted && is_one_office && differ(a.host, b.host);
    let is_of_another_place = a.office.of_place && is_one_office && places_differ(a, b);
    let code = a.country.or(b.country).and_then(|country| run.ruleset.names.country(country));
    let code = code.map(|country| country.code.as_str());
    let go_together = run.ruleset.offices.go_together(&a.office, &b.office, code);
    // The minister of one portfolio here and that of another there are two people of one name.
    is_abroad
        || is_elsewhere
        || is_of_another_place
        || !of_two && !go_together && a.office.excludes(&b.office)
}

/// Whether two are told of two towns: «عمدة لندن», «عمدة باريس»; not one at greater length, «مكة», «مكة المكرمة».
fn places_differ(a: &Held, b: &Held) -> bool {
    a.place.as_ref().zip(b.place.as_ref()).is_some_and(|(one, other)| {
        let is_one = one.starts_with(other.as_str()) || other.starts_with(one.as_str());
        a.person.script == b.person.script && !is_one && are_two_names(one, other)
    })
}

fn compare(run: &Run<'_>, a: &Held, b: &Held) -> Option<Finding> {
    let one_voice = a.article == b.article && a.source == b.source;
    if one_voice || !exclude_each_other(run, a, b) || !are_one(run, &a.person, &b.person) {
        return None;
    }
    let (a, b) = if (a.article, a.span) <= (b.article, b.span) { (a, b) } else { (b, a) };
    let text = |office: &Held, span: Span| {
        run.articles.get(office.article.idx()).map_or("", |article| span.text(&article.text)).to_owned()
    };
    let side = |office: &Held| {
        let sentence = run.read.get(office.article.idx()).and_then(|read| {
            let id = read.text.sentence_at(office.span.start())?;
            read.text.sentences.get(id.idx())
        });
        Side {
            article: office.article,
            span: office.span,
            context: sentence.map_or(office.span, |sentence| sentence.span),
            source: office.source.clone(),
            certainty: office.certainty,
            value: format!("{} {}", told(run, office), office.person.words.join(" ")),
        }
    };
    let rule = "title-conflict";
    let (one, other) = (side(a), side(b));
    let mut values = [one.value.as_str(), other.value.as_str()];
    values.sort_unstable();
    Some(Finding {
        id: Finding::id_of(rule, &values),
        rule,
        severity: Severity::Warning,
        confidence: CONFIDENCE,
        event: event_name(run, a.article),
        subject: text(a, a.name),
        arguments: vec![
            ("a", text(a, a.span)),
            ("b", text(b, b.span)),
            ("source_a", one.source.clone()),
            ("source_b", other.source.clone()),
            ("subject", text(a, a.name)),
        ],
        message: if one.source == other.source { "same-source" } else { "default" },
        a: one,
        b: Some(other),
        suggestion: None,
        evidence: vec![Evidence {
            name: "offices",
            value: EvidenceValue::List(vec![told(run, a), told(run, b)]),
            weight: None,
        }],
    })
}

/// The office as reports and ids have it: with its body or country.
fn told(run: &Run<'_>, held: &Held) -> String {
    let id = &held.office.id;
    let country = held.country.and_then(|country| run.ruleset.names.country(country));
    match (&held.office.body, country) {
        (Some(Body::Known(body)), _) => format!("{id} {body}"),
        (Some(Body::Named(kind, name) | Body::Proper(kind, name)), _) => {
            format!("{id} {kind} {}", name.join(" "))
        }
        (None, Some(country)) => format!("{id} {}", country.code),
        (None, None) => id.clone(),
    }
}
