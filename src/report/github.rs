//! Annotations of GitHub workflows: the gravest and surest first.
//!
//! Source: GitHub documentation, "Workflow commands for GitHub Actions"; the escapes are those of
//! `actions/toolkit`, `packages/core/src/command.ts`.

use std::io::{self, Write};

use crate::{
    report::{Document, Row, sanitize::one_line, terminal},
    ruleset::Severity,
};

/// The host shows so many annotations of a level, and leaves the rest out without a word.
const SHOWN_MAX: usize = 10;

/// Writes the report.
///
/// # Errors
/// Where `out` cannot be written to.
pub(super) fn write(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    for skipped in document.skipped {
        let told = message(&skipped.reason.told(&document.voice));
        writeln!(out, "::error file={}::{told}", property(document.path(&skipped.path)))?;
    }
    let n_unread = document.skipped.len();
    let mut rest: Vec<&Row<'_>> = Vec::new();
    for (level, severities) in LEVELS {
        let rows: Vec<&Row<'_>> =
            document.open().filter(|row| severities.contains(&row.finding.severity)).collect();
        let room = if level == "error" { SHOWN_MAX.saturating_sub(n_unread) } else { SHOWN_MAX };
        // The last place says how many there is no place for.
        let n_shown = if rows.len() > room { room.saturating_sub(1) } else { rows.len() };
        for row in rows.iter().take(n_shown) {
            annotation(document, row, level, out)?;
        }
        if rows.len() > n_shown {
            let n = (rows.len() - n_shown).to_string();
            let told = document.voice.tell("annotations-cut", &[("n", &n)]);
            writeln!(out, "::{level} title=isnad::{}", message(&told))?;
        }
        rest.extend(rows.iter().skip(n_shown));
    }
    // Those for which there is no place stand in the log, in one group.
    if !rest.is_empty() {
        writeln!(out, "::group::isnad")?;
        terminal::write_lines(rest, &mut *out)?;
        writeln!(out, "::endgroup::")?;
    }
    Ok(())
}

/// The levels of annotations, and the severities that each one shows.
const LEVELS: [(&str, &[Severity]); 3] = [
    ("error", &[Severity::Error]),
    ("warning", &[Severity::Warning]),
    ("notice", &[Severity::Note, Severity::Info]),
];

fn annotation(document: &Document<'_>, row: &Row<'_>, level: &str, out: &mut dyn Write) -> io::Result<()> {
    let (start, end) = (row.a.position, row.a.end);
    let file = property(document.path(row.a.path));
    // Columns mean something to the host only within one line.
    let columns = if start.line == end.line {
        format!(",col={},endColumn={}", start.column, end.column)
    } else {
        String::new()
    };
    let title = property(&format!("{} {}", row.finding.rule, row.finding.id));
    let other = row.b.as_ref().map(|b| format!("\n{}: {}", b.at(), one_line(&b.context())));
    let told = message(&format!("{}{}", row.message, other.unwrap_or_default()));
    writeln!(
        out,
        "::{level} file={file},line={},endLine={}{columns},title={title}::{told}",
        start.line, end.line
    )
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
