//! One finding: both passages side by side, who is cited, how that is known, and what to do.

use std::{collections::BTreeMap, fmt::Write as _};

use serde::Serialize;

use crate::{
    judge::EvidenceValue,
    report::{
        Place, Row,
        csv::certainty_word,
        explanation::{phrase, seen},
        html::{
            Page, Sources,
            escape::{Text, isolated},
        },
        words::differing,
    },
};

/// The findings of one event.
pub(super) struct EventRows<'r> {
    pub(super) name: &'r str,
    /// Each with the id of its element: one finding of two articles has one id of its own.
    pub(super) rows: Vec<(&'r Row<'r>, String)>,
}

/// The findings by event: the event of the gravest finding first.
pub(super) fn by_event<'r>(rows: &'r [Row<'r>]) -> Vec<EventRows<'r>> {
    let mut events: Vec<EventRows<'r>> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut n_seen: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows {
        let n_before = n_seen.entry(&row.finding.id).or_default();
        *n_before += 1;
        let anchor = match *n_before {
            1 => row.finding.id.clone(),
            nth => format!("{}.{nth}", row.finding.id),
        };
        let row = (row, anchor);
        let name = row.0.finding.event.as_str();
        let idx = *known.entry(name).or_insert(events.len());
        match events.get_mut(idx) {
            Some(event) => event.rows.push(row),
            None => events.push(EventRows { name, rows: vec![row] }),
        }
    }
    events
}

/// The words of the script.
#[derive(Serialize)]
pub(super) struct Words {
    count: String,
    none: String,
    all: usize,
}

pub(super) fn words(page: &Page<'_>) -> Words {
    Words {
        count: page.voice.tell("html-count", &[("shown", "{shown}"), ("all", "{all}")]),
        none: page.tell("html-no-match"),
        all: page.rows.len(),
    }
}

/// What is made when it is asked for.
#[derive(Serialize)]
pub(super) struct Later {
    findings: Vec<LaterFinding>,
    /// The texts of articles, by the ids of their elements.
    articles: BTreeMap<String, String>,
}

impl Later {
    pub(super) fn is_empty(&self) -> bool {
        self.findings.is_empty() && self.articles.is_empty()
    }
}

/// The event, what the filters ask for, and the element as HTML.
#[derive(Serialize)]
struct LaterFinding(usize, String, [String; 4], String);

pub(super) fn later(
    page: &Page<'_>,
    sources: &Sources,
    by_event: &[EventRows<'_>],
    n_shown: usize,
    articles: BTreeMap<String, String>,
) -> Later {
    let numbered = by_event.iter().enumerate();
    let all = numbered.flat_map(|(idx, event)| event.rows.iter().map(move |row| (idx, row)));
    let later = all.skip(n_shown).map(|(idx, (row, anchor))| {
        LaterFinding(idx, anchor.clone(), asked(page, row), card(page, sources, row, anchor))
    });
    Later { findings: later.collect(), articles }
}

/// What the filters ask for: severity, check, sources, verdict.
fn asked(page: &Page<'_>, row: &Row<'_>) -> [String; 4] {
    let finding = row.finding;
    let verdict = page.kept.decisions.of(finding).and_then(|decision| decision.verdict);
    let sides = [Some(&row.a), row.b.as_ref()];
    let of: Vec<&str> = sides.into_iter().flatten().map(|place| place.source).collect();
    [
        finding.severity.as_str().to_owned(),
        finding.rule.to_owned(),
        format!("|{}|", of.join("|")),
        verdict.map_or("open", |verdict| verdict.as_str()).to_owned(),
    ]
}

/// A finding as an element.
pub(super) fn card(page: &Page<'_>, sources: &Sources, row: &Row<'_>, anchor: &str) -> String {
    let finding = row.finding;
    let (id, severity) = (finding.id.as_str(), finding.severity.as_str());
    let decision = page.kept.decisions.of(finding);
    let [_, rule, of, verdict] = asked(page, row);
    let mut card = format!(
        "<article class=\"finding {severity}\" id=\"{}\" data-severity=\"{severity}\" data-rule=\"{}\" \
         data-sources=\"{}\" data-verdict=\"{verdict}\" aria-labelledby=\"h-{}\">\n",
        Text(anchor),
        Text(&rule),
        Text(&of),
        Text(anchor)
    );
    let level = page.tell(&format!("level-{severity}"));
    let title = page.ruleset.checks.get(finding.rule).map_or("", |check| check.title(page.voice.language));
    let confidence = page.voice.tell("confidence", &[("confidence", &finding.confidence.two_decimals())]);
    let _ = writeln!(
        card,
        "<h4 id=\"h-{}\"><span class=\"level\">{}</span> <span>{}</span></h4>\n\
         <p class=\"meta\"><bdi>{}</bdi> · <bdi>{}</bdi> · <a href=\"#{}\"><bdi>{}</bdi></a></p>",
        Text(anchor),
        Text(&level),
        Text(title),
        Text(finding.rule),
        Text(&confidence),
        Text(anchor),
        Text(id)
    );
    let _ = writeln!(card, "<p class=\"message\">{}</p>", isolated(&row.message));
    card.push_str("<div class=\"sides\">\n");
    let other = row.b.as_ref().map(|b| b.text);
    card.push_str(&side(page, sources, (&row.a, finding.a.article.idx()), other, &Beside::of(row, "a")));
    if let (Some(place), Some(b)) = (&row.b, &finding.b) {
        let beside = Beside::of(row, "b");
        card.push_str(&side(page, sources, (place, b.article.idx()), Some(row.a.text), &beside));
    }
    card.push_str("</div>\n");
    if let Some(suggestion) = &finding.suggestion {
        let label = page.tell("label-suggestion");
        let suggestion = Text(suggestion);
        let _ = writeln!(
            card,
            "<p class=\"suggest\">{}: <strong><bdi>{suggestion}</bdi></strong></p>",
            Text(&label)
        );
    }
    if let Some(decision) = decision {
        let told = [decision.written.as_str(), decision.note.as_str()].join(" · ");
        let label = page.tell("html-decision");
        let told = told.trim_matches([' ', '·']);
        let _ = writeln!(card, "<p class=\"decision\">{}: <bdi>{}</bdi></p>", Text(&label), Text(told));
    }
    card.push_str(&reasons(page, row));
    card.push_str("</article>\n");
    card
}

/// What stands beside a passage: by which words its source is known, who prints the same text.
struct Beside<'f> {
    cue: Option<&'f str>,
    copies: &'f [String],
}

impl<'f> Beside<'f> {
    fn of(row: &Row<'f>, side: &str) -> Beside<'f> {
        let evidence = &row.finding.evidence;
        let of = |name: &str| evidence.iter().find(|one| one.name.strip_suffix(side) == Some(name));
        let cue = of("cue_").and_then(|one| match &one.value {
            EvidenceValue::Text(cue) => Some(cue.as_str()),
            _ => None,
        });
        let copies = of("copies_").and_then(|one| match &one.value {
            EvidenceValue::List(paths) => Some(paths.as_slice()),
            _ => None,
        });
        Beside { cue, copies: copies.unwrap_or_default() }
    }
}

/// One passage, with who is cited for it and how that is known.
fn side(
    page: &Page<'_>,
    sources: &Sources,
    (place, article): (&Place<'_>, usize),
    other: Option<&str>,
    beside: &Beside<'_>,
) -> String {
    let (class, letter) = sources.mark(place.source);
    let known = page.tell(&format!("html-attribution-{}", certainty_word(place.certainty)));
    let mut side = format!(
        "<figure class=\"side {class}\"><figcaption><span class=\"letter\" aria-hidden=\"true\">{letter}</span> \
         <strong><bdi>{}</bdi></strong> <span class=\"known\">{}",
        Text(&place.source_name),
        Text(&known)
    );
    if let Some(cue) = beside.cue {
        let _ = write!(side, " <bdi>«{}»</bdi>", Text(cue));
    }
    side.push_str("</span></figcaption>\n");
    let _ = write!(side, "<blockquote dir=\"auto\">{}<mark>", Text(&place.before()));
    for (words, differs) in differing(place.text, other.unwrap_or_default()) {
        if differs && other.is_some() {
            let _ = write!(side, "<b>{}</b>", Text(words));
        } else {
            let _ = write!(side, "{}", Text(words));
        }
    }
    let _ = write!(side, "</mark>{}</blockquote>\n<p class=\"place\">", Text(&place.after()));
    if !place.value.is_empty() && place.value != place.text {
        let _ = write!(side, "<bdi class=\"value\">{}</bdi> · ", Text(place.value));
    }
    if place.n_occurrences > 1 {
        let _ = write!(side, "{} · ", Text(&page.voice.count("times", place.n_occurrences)));
    }
    let at = place.at();
    let _ = write!(side, "<a href=\"#a{article}\"><bdi dir=\"ltr\">{}</bdi></a></p>", Text(&at));
    if !beside.copies.is_empty() {
        let paths = beside.copies.iter().map(|path| format!("<bdi dir=\"ltr\">{}</bdi>", Text(path)));
        let paths: Vec<String> = paths.collect();
        let label = page.tell("copies-title");
        let _ = write!(side, "<p class=\"place copies\">{}: {}</p>", Text(&label), paths.join(" · "));
    }
    side.push_str("</figure>\n");
    side
}

/// How the confidence comes about, piece by piece.
fn reasons(page: &Page<'_>, row: &Row<'_>) -> String {
    if row.finding.evidence.is_empty() {
        return String::new();
    }
    let label = page.tell("html-reasons");
    let heads = ["html-evidence", "html-seen", "html-weight"].map(|key| page.tell(key));
    let mut table = format!("<details><summary>{}</summary>\n<table><thead><tr>", Text(&label));
    for head in &heads {
        let _ = write!(table, "<th scope=\"col\">{}</th>", Text(head));
    }
    table.push_str("</tr></thead><tbody>\n");
    for evidence in &row.finding.evidence {
        let words = match &evidence.value {
            EvidenceValue::Text(text) => vec![text.clone()],
            EvidenceValue::Number(number) => vec![number.to_string()],
            EvidenceValue::List(words) => words.clone(),
        };
        let seen = seen(page.ruleset, &page.voice, evidence.name, &words).join("\n");
        let weight = evidence.weight.map(thousandths).unwrap_or_default();
        let _ = writeln!(
            table,
            "<tr><th scope=\"row\"><bdi>{}</bdi></th><td class=\"lines\" dir=\"auto\">{}</td><td class=\"num\"><bdi dir=\"ltr\">{weight}</bdi></td></tr>",
            Text(&phrase(&page.voice, evidence.name)),
            Text(&seen)
        );
    }
    table.push_str("</tbody></table></details>\n");
    table
}

/// −1200 as `−1.20`.
fn thousandths(weight: i32) -> String {
    let (sign, size) = (if weight < 0 { "−" } else { "+" }, weight.unsigned_abs());
    format!("{sign}{}.{:02}", size / 1000, size % 1000 / 10)
}
