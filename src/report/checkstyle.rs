//! Checkstyle: an element a file, an error a finding.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use crate::{
    report::{Document, Row, xml::Elements},
    ruleset::Severity,
};

/// Writes the report.
///
/// # Errors
/// Where `out` cannot be written to.
pub(super) fn write(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut by_path: BTreeMap<&str, Vec<&Row<'_>>> = BTreeMap::new();
    for row in document.open() {
        by_path.entry(document.path(row.a.path)).or_default().push(row);
    }
    let mut xml = Elements::new(out)?;
    xml.open("checkstyle", &[("version", "4.3".to_owned())])?;
    for (path, mut rows) in by_path {
        rows.sort_by_key(|row| (row.a.position, row.finding.rule, row.finding.id.as_str()));
        xml.open("file", &[("name", path.to_owned())])?;
        for row in rows {
            xml.empty("error", &attributes(row))?;
        }
        xml.close("file")?;
    }
    for skipped in document.skipped {
        xml.open("file", &[("name", document.path(&skipped.path).to_owned())])?;
        let line = skipped.line.unwrap_or(1).to_string();
        let told = skipped.reason.told(&document.voice);
        let severity = ("severity", "error".to_owned());
        xml.empty(
            "error",
            &[("line", line), severity, ("message", told), ("source", "isnad.not-checked".to_owned())],
        )?;
        xml.close("file")?;
    }
    xml.close("checkstyle")?;
    xml.finish()
}

fn attributes(row: &Row<'_>) -> [(&'static str, String); 5] {
    let severity = match row.finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note | Severity::Info => "info",
    };
    [
        ("line", row.a.position.line.to_string()),
        ("column", row.a.position.column.to_string()),
        ("severity", severity.to_owned()),
        ("message", format!("{} ({})", row.message, row.finding.id)),
        ("source", format!("isnad.{}", row.finding.rule)),
    ]
}
