//! Findings made by hand, for the tests of writers.

use crate::{
    attribution::Certainty,
    base::{Span, id::ArticleId},
    ingest::Article,
    judge::{Confidence, Evidence, EvidenceValue, Finding, Severity, Side},
    report::Report,
};

/// The side in which `words` of the article stand.
fn side(articles: &[Article], article: usize, words: &str, [source, value]: [&str; 2]) -> Side {
    let text = &articles[article].text;
    let start = text.find(words).unwrap();
    Side {
        article: ArticleId::new(article),
        span: Span::new(start, start + words.len()),
        context: Span::new(0, text.find('\n').unwrap_or(text.len())),
        source: source.to_owned(),
        certainty: Certainty::Explicit,
        value: value.to_owned(),
    }
}

/// Two stories of one earthquake that disagree on its toll, on a name, and on a day of the week.
pub(crate) fn quake() -> (Vec<Article>, Report) {
    let articles = vec![
        Article::from_text(
            "drafts/quake-1.md",
            "وقالت رويترز إن عدد القتلى بلغ 120 قتيلا في الساعات الأولى بعد الزلزال الذي ضرب الولاية فجر الثلاثاء، \
             فيما يتواصل البحث عن ناجين تحت الأنقاض في ثلاث قرى جبلية.\nوصل أنطونيو غوتيريش.",
        ),
        Article::from_text(
            "drafts/quake-2.md",
            "وذكرت فرانس برس أن 210 أشخاص لقوا مصرعهم. وقال غوتيريس إنه حزين.",
        ),
    ];
    let conflict = Finding {
        id: Finding::id_of("figure-conflict", &["120", "210"]),
        rule: "figure-conflict",
        severity: Severity::Error,
        confidence: Confidence(955),
        event: "زلزال يضرب الولاية".to_owned(),
        subject: "عدد القتلى".to_owned(),
        a: side(&articles, 0, "120 قتيلا", ["reuters", "120"]),
        b: Some(Side {
            certainty: Certainty::Section, ..side(&articles, 1, "210 أشخاص", ["afp", "210"])
        }),
        suggestion: None,
        message: "conflict",
        arguments: Vec::new(),
        evidence: vec![Evidence {
            name: "shared",
            value: EvidenceValue::List(vec!["قتيل".to_owned()]),
            weight: Some(1_200),
        }],
    };
    let title = Finding {
        id: Finding::id_of("title-conflict", &["a", "b"]),
        rule: "title-conflict",
        severity: Severity::Warning,
        confidence: Confidence(990),
        subject: "غوتيريش".to_owned(),
        a: Side {
            certainty: Certainty::Own, ..side(&articles, 0, "غوتيريش", ["الشروق", "غوتيريش"])
        },
        b: Some(side(&articles, 1, "غوتيريس", ["afp", "غوتيريس"])),
        suggestion: Some("غوتيريش".to_owned()),
        evidence: Vec::new(),
        ..conflict.clone()
    };
    let weekday = Finding {
        id: Finding::id_of("weekday-mismatch", &["a"]),
        rule: "weekday-mismatch",
        confidence: Confidence(900),
        severity: Severity::Warning,
        a: side(&articles, 0, "الثلاثاء", ["", "2024-02-06"]),
        b: None,
        ..title.clone()
    };
    let report = Report {
        findings: vec![weekday, title, conflict],
        statuses: Vec::new(),
        n_articles: 2,
        n_events: 1,
        n_claims: 5,
        n_agreements: 0,
        unread: Vec::new(),
    };
    (articles, report)
}
