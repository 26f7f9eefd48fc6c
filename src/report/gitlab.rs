//! GitLab code quality: a list of objects, each with a fingerprint of its own.
//!
//! Source: GitLab documentation, "Code Quality", "Code Quality report format".

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use serde_json::json;

use crate::{report::Document, ruleset::Severity};

/// Writes the report.
///
/// # Errors
/// Where `out` cannot be written to.
pub(super) fn write(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    // Of two entries with one fingerprint GitLab shows one: the second place of a finding is marked.
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    out.write_all(b"[")?;
    for (idx, row) in document.open().enumerate() {
        let finding = row.finding;
        let n_seen = seen.entry(&finding.id).or_default();
        *n_seen += 1;
        let fingerprint = if *n_seen == 1 { finding.id.clone() } else { format!("{}-{n_seen}", finding.id) };
        let severity = match finding.severity {
            Severity::Error => "critical",
            Severity::Warning => "major",
            Severity::Note => "minor",
            Severity::Info => "info",
        };
        let entry = json!({
            "description": row.message,
            "check_name": finding.rule,
            "fingerprint": fingerprint,
            "severity": severity,
            "location": {
                "path": document.path(row.a.path),
                "lines": { "begin": row.a.position.line, "end": row.a.end.line },
            },
        });
        out.write_all(if idx == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &entry)?;
    }
    out.write_all(b"\n]\n")
}
