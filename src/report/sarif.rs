//! SARIF 2.1.0, as hosts of code show it: rules with their help, both sides of each finding, its id as
//! fingerprint, what was set aside, and fixes.
//!
//! Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::{
    report::{Document, Fix, Place, Row, Status, Witness, fix},
    ruleset::{Check, Severity, Voice, checks::CheckExample},
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes the report.
///
/// # Errors
/// Where `out` cannot be written to.
pub(super) fn write(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    let checks: Vec<&Check> = document.ruleset.checks.all().collect();
    let rules: Vec<Value> = checks.iter().map(|check| rule(check, &document.voice)).collect();
    let driver = json!({
        "name": "isnad",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    write!(out, "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":")?;
    serde_json::to_writer(&mut *out, &driver)?;
    out.write_all(b"},\"columnKind\":\"unicodeCodePoints\",\"invocations\":[")?;
    serde_json::to_writer(&mut *out, &invocation(document))?;
    out.write_all(b"],\"results\":[")?;
    for (idx, row) in document.rows.iter().enumerate() {
        out.write_all(if idx == 0 { b"\n" } else { b",\n" })?;
        let rule_idx = checks.iter().position(|check| check.id == row.finding.rule);
        serde_json::to_writer(&mut *out, &result(document, row, rule_idx))?;
    }
    out.write_all(b"\n]}]}\n")
}

fn rule(check: &Check, voice: &Voice<'_>) -> Value {
    let title = check.title(voice.language);
    let explanation = check.explanation(voice.language).trim();
    json!({
        "id": check.id,
        "name": name_of(&check.id),
        "shortDescription": { "text": sentence(title) },
        "fullDescription": { "text": explanation },
        "help": { "text": explanation, "markdown": help(check, voice) },
        "defaultConfiguration": { "level": level(check.severity) },
    })
}

/// `FigureConflictCheck` of `figure-conflict`: Microsoft's Multitool warns of a name that is the id again.
fn name_of(id: &str) -> String {
    let word = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_ascii_uppercase().to_string() + chars.as_str()).unwrap_or_default()
    };
    id.split('-').map(word).chain(["Check".to_owned()]).collect()
}

/// Hosts show descriptions as sentences.
fn sentence(title: &str) -> String {
    let mut chars = title.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", chars.as_str())
}

/// The explanation, with an example that is found and one that is left alone.
fn help(check: &Check, voice: &Voice<'_>) -> String {
    let mut help = format!("# {}\n\n{}\n", check.id, check.explanation(voice.language).trim());
    for (key, found) in [("explain-found", true), ("explain-left-alone", false)] {
        if let Some(example) = check.examples.iter().find(|example| example.finds.is_empty() != found) {
            help.push_str(&format!("\n{}\n", voice.tell(key, &[])));
            help.push_str(&quoted(example));
        }
    }
    help
}

fn quoted(example: &CheckExample) -> String {
    let lines = example.articles.iter().flat_map(|article| article.text.trim().lines());
    lines.map(|line| format!("\n> {line}\n")).collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
        Severity::Info => "none",
    }
}

/// What could not be read, and what is doubtful, without which a run without results would look clean.
fn invocation(document: &Document<'_>) -> Value {
    let voice = &document.voice;
    let unread = document.skipped.iter().map(|skipped| {
        let mut physical = json!({ "artifactLocation": artifact(document, &skipped.path) });
        if let (Some(line), Some(physical)) = (skipped.line, physical.as_object_mut()) {
            physical.insert("region".to_owned(), json!({ "startLine": line }));
        }
        json!({
            "level": "error",
            "message": { "text": sentence(&skipped.reason.told(voice)) },
            "locations": [{ "physicalLocation": physical }],
        })
    });
    let doubtful = document.notices.iter().map(|notice| {
        let mut physical = json!({ "artifactLocation": artifact(document, &notice.path) });
        if let (1.., Some(physical)) = (notice.line, physical.as_object_mut()) {
            physical.insert("region".to_owned(), json!({ "startLine": notice.line }));
        }
        json!({
            "level": "warning",
            "message": { "text": sentence(&notice.told(voice)) },
            "locations": [{ "physicalLocation": physical }],
        })
    });
    let notifications: Vec<Value> = unread.chain(doubtful).collect();
    json!({
        "executionSuccessful": document.skipped.is_empty(),
        "toolExecutionNotifications": notifications,
    })
}

fn result(document: &Document<'_>, row: &Row<'_>, rule_idx: Option<usize>) -> Value {
    let finding = row.finding;
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "kind": if finding.severity == Severity::Info { "informational" } else { "fail" },
        "message": { "text": row.message },
        "locations": [{ "physicalLocation": physical(document, &row.a) }],
        "partialFingerprints": { "isnadFindingId/v1": finding.id },
        "rank": f64::from(finding.confidence.0) / 10.0,
        "properties": properties(row),
    });
    let Some(fields) = result.as_object_mut() else { return result };
    if let Some(rule_idx) = rule_idx {
        fields.insert("ruleIndex".to_owned(), rule_idx.into());
    }
    if let Some(b) = &row.b {
        let message = json!({ "text": format!("{}: {}", b.source_name, b.context()) });
        let related = json!([{ "id": 1, "physicalLocation": physical(document, b), "message": message }]);
        fields.insert("relatedLocations".to_owned(), related);
    }
    // An empty list says that suppressions were looked for and none was there.
    let suppressions = match row.status {
        Status::Open => json!([]),
        Status::SetAside(why) => json!([{
            "kind": if why.by == Witness::Article { "inSource" } else { "external" },
            "status": "accepted",
            "justification": if why.reason.is_empty() { why.by.as_str() } else { why.reason.as_str() },
            "properties": { "by": why.by.as_str(), "place": why.place },
        }]),
    };
    fields.insert("suppressions".to_owned(), suppressions);
    if let Some(fix) = fix(row) {
        let place = if fix.is_first { Some(&row.a) } else { row.b.as_ref() };
        fields.extend(place.map(|place| ("fixes".to_owned(), json!([change(document, place, &fix)]))));
    }
    result
}

fn properties(row: &Row<'_>) -> Value {
    let finding = row.finding;
    json!({
        "id": finding.id,
        "confidence": finding.confidence.two_decimals(),
        "event": finding.event,
        "subject": finding.subject,
        "sourceA": row.a.source,
        "valueA": row.a.value,
        "sourceB": row.b.as_ref().map(|b| b.source),
        "valueB": row.b.as_ref().map(|b| b.value),
    })
}

fn physical(document: &Document<'_>, place: &Place<'_>) -> Value {
    json!({
        "artifactLocation": artifact(document, place.path),
        "region": {
            "startLine": place.position.line,
            "startColumn": place.position.column,
            "endLine": place.end.line,
            "endColumn": place.end.column,
            "snippet": { "text": place.text },
        },
    })
}

fn change(document: &Document<'_>, place: &Place<'_>, fix: &Fix) -> Value {
    let [from, to] = fix.chars.map(|n| place.position.column.saturating_add(u32::try_from(n).unwrap_or(0)));
    let line = place.position.line;
    let deleted = json!({ "startLine": line, "startColumn": from, "endLine": line, "endColumn": to });
    let replacement = json!({ "deletedRegion": deleted, "insertedContent": { "text": fix.replacement } });
    json!({
        "description": { "text": format!("{} → {}", fix.written, fix.replacement) },
        "artifactChanges": [{ "artifactLocation": artifact(document, place.path), "replacements": [replacement] }],
    })
}

/// Where an article lies: below the root of the repository, or by its whole path.
fn artifact(document: &Document<'_>, path: &str) -> Value {
    let relative = document.path(path);
    if relative == "-" {
        return json!({ "uri": "stdin", "uriBaseId": "%SRCROOT%" });
    }
    match relative.strip_prefix('/') {
        Some(below) => json!({ "uri": format!("file:///{}", percent_encoded(below)) }),
        None => json!({ "uri": percent_encoded(relative), "uriBaseId": "%SRCROOT%" }),
    }
}

/// A path as a URI holds it.
///
/// Source: RFC 3986, section 3.3: what `pchar` and `/` leave is written as `%` and two digits; also
/// `:`, which would make the first part of the path a scheme.
fn percent_encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte))
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_uris() {
        assert_eq!(percent_encoded("أ b:1.md"), "%D8%A3%20b%3A1.md");
    }

    #[test]
    fn rules_have_names() {
        assert_eq!(name_of("figure-conflict"), "FigureConflictCheck");
        assert_eq!(name_of("agreement"), "AgreementCheck");
        assert_eq!(sentence("one name"), "One name.");
    }
}
