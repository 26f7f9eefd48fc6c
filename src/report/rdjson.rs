//! reviewdog's formats: one object, or one diagnostic a line.
//!
//! Source: reviewdog, `proto/rdf/reviewdog.proto`. Columns count bytes of UTF-8 there.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::{
    report::{Document, Place, Row, fix},
    ruleset::Severity,
};

/// Writes one object.
///
/// # Errors
/// Where `out` cannot be written to.
pub(super) fn write(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{\"source\":{\"name\":\"isnad\"},\"severity\":\"WARNING\",\"diagnostics\":[")?;
    for (idx, diagnostic) in diagnostics(document).enumerate() {
        out.write_all(if idx == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &diagnostic)?;
    }
    out.write_all(b"\n]}\n")
}

/// Writes a diagnostic a line.
///
/// # Errors
/// Where `out` cannot be written to.
pub(super) fn write_lines(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    for mut diagnostic in diagnostics(document) {
        if let Some(diagnostic) = diagnostic.as_object_mut() {
            diagnostic.insert("source".to_owned(), json!({ "name": "isnad" }));
        }
        serde_json::to_writer(&mut *out, &diagnostic)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn diagnostics(document: &Document<'_>) -> impl Iterator<Item = Value> {
    let unread = document.skipped.iter().map(|skipped| {
        json!({
            "message": skipped.reason.told(&document.voice),
            "location": { "path": document.path(&skipped.path) },
            "severity": "ERROR",
            "code": { "value": "not-checked" },
        })
    });
    document.open().map(|row| diagnostic(document, row)).chain(unread)
}

fn diagnostic(document: &Document<'_>, row: &Row<'_>) -> Value {
    let severity = match row.finding.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Note | Severity::Info => "INFO",
    };
    let mut diagnostic = json!({
        "message": format!("{} ({})", row.message, row.finding.id),
        "location": location(document, &row.a),
        "severity": severity,
        "code": { "value": row.finding.rule },
    });
    let Some(fields) = diagnostic.as_object_mut() else { return diagnostic };
    if let Some(b) = &row.b {
        let related = json!([{ "message": format!("{}: {}", b.source_name, b.context()), "location": location(document, b) }]);
        fields.insert("related_locations".to_owned(), related);
    }
    // A suggestion stands where the diagnostic does: reviewdog knows no other place for it.
    if let Some(fix) = fix(row).filter(|fix| fix.is_first) {
        let line = row.a.position.line;
        let start = row.a.byte_columns[0] + (fix.span.start - row.a.span.start);
        let end = start + (fix.span.end - fix.span.start);
        let range =
            json!({ "start": { "line": line, "column": start }, "end": { "line": line, "column": end } });
        fields.insert("suggestions".to_owned(), json!([{ "range": range, "text": fix.replacement }]));
    }
    diagnostic
}

fn location(document: &Document<'_>, place: &Place<'_>) -> Value {
    let [start, end] = place.byte_columns;
    json!({
        "path": document.path(place.path),
        "range": {
            "start": { "line": place.position.line, "column": start },
            "end": { "line": place.end.line, "column": end },
        },
    })
}
