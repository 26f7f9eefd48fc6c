//! CSV for reviewers: RFC 4180, one row a finding, columns fixed.
//!
//! Source: Y. Shafranovich, RFC 4180, "Common Format and MIME Type for Comma-Separated Values (CSV)
//! Files".

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use serde_json::Value;

use crate::{
    attribution::Certainty,
    decisions::{DECISION, NOTE, merge::Kept},
    judge::{EvidenceValue, Finding},
    report::{
        Place, Row,
        guard::{guarded, unguarded},
    },
};

/// The columns, in order. New ones are added at the end, so that what reads the old ones goes on.
pub const COLUMNS: [&str; 25] = [
    "id",
    "rule",
    "severity",
    "confidence",
    "event",
    "subject",
    "source_a",
    "article_a",
    "line_a",
    "column_a",
    "text_a",
    "value_a",
    "context_a",
    "source_b",
    "article_b",
    "line_b",
    "column_b",
    "text_b",
    "value_b",
    "context_b",
    "suggestion",
    "message",
    "evidence",
    "decision",
    "note",
];

/// U+FEFF, by which Excel knows UTF-8.
const BOM: &str = "\u{FEFF}";

/// How CSV is written.
#[derive(Debug, Clone, Copy)]
pub struct CsvOptions {
    /// Whether a byte order mark stands first.
    pub bom: bool,
    /// What stands between cells.
    pub delimiter: u8,
}

impl Default for CsvOptions {
    fn default() -> CsvOptions {
        CsvOptions { bom: true, delimiter: b',' }
    }
}

/// Writes the report, with what reviewers wrote beside the findings: rows whose finding is gone come
/// after the findings, rows that could not be understood come last.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_csv<'a>(
    rows: &'a [Row<'a>],
    kept: &'a Kept,
    options: CsvOptions,
    out: impl Write,
) -> io::Result<()> {
    write_records(table(rows.iter(), kept), options, out)
}

/// Writes a table that reviewers had, with the guard against formulas.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_table(rows: &[Vec<String>], options: CsvOptions, out: impl Write) -> io::Result<()> {
    let guard =
        |cells: &Vec<String>| cells.iter().map(|cell| guarded(unguarded(cell)).into_owned()).collect();
    write_records(rows.iter().map(guard), options, out)
}

fn write_records(
    records: impl Iterator<Item = Vec<String>>,
    options: CsvOptions,
    mut out: impl Write,
) -> io::Result<()> {
    if options.bom {
        out.write_all(BOM.as_bytes())?;
    }
    let mut writer = csv::WriterBuilder::new()
        .delimiter(options.delimiter)
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(out);
    for record in records {
        writer.write_record(&record).map_err(io_error)?;
    }
    writer.flush()
}

/// The rows of the report as cells, the header first; cells that a spreadsheet would run are guarded.
fn table<'t>(
    rows: impl Iterator<Item = &'t Row<'t>> + 't,
    kept: &'t Kept,
) -> impl Iterator<Item = Vec<String>> + 't {
    let guard = |cell: &str| guarded(cell).into_owned();
    let header = columns(kept).into_iter().map(|column| guarded(column).into_owned()).collect();
    let found = rows.map(move |row| reviewed_cells(row, kept).iter().map(|cell| guard(cell)).collect());
    let gone = kept
        .resolved
        .iter()
        .map(move |row| columns(kept).into_iter().map(|column| guard(row.resolved_cell(column))).collect());
    let unread = kept.reviewed.unread.iter();
    let unread = unread.map(move |cells| cells.iter().map(|cell| guard(unguarded(cell))).collect());
    std::iter::once(header).chain(found).chain(gone).chain(unread)
}

/// The columns of a report, and those that reviewers added.
pub fn columns(kept: &Kept) -> Vec<&str> {
    COLUMNS.into_iter().chain(kept.extra_columns.iter().map(String::as_str)).collect()
}

/// The cells of a finding with what reviewers wrote beside it.
pub fn reviewed_cells(row: &Row<'_>, kept: &Kept) -> Vec<String> {
    let mut cells: Vec<String> = cells(row).into();
    if let Some(decision) = kept.decisions.of(row.finding) {
        let written = [(DECISION, &decision.written), (NOTE, &decision.note)];
        for (column, words) in written {
            if let Some(at) = COLUMNS.iter().position(|known| *known == column) {
                cells[at].clone_from(words);
            }
        }
    }
    let added = kept.extra_columns.iter().map(|column| kept.extra(row.finding, column).to_owned());
    cells.extend(added);
    cells
}

fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// The cells of a finding, in the order of [`COLUMNS`].
pub(super) fn cells(row: &Row<'_>) -> [String; 25] {
    let finding = row.finding;
    let [source_a, article_a, line_a, column_a, text_a, value_a, context_a] = side(Some(&row.a));
    let [source_b, article_b, line_b, column_b, text_b, value_b, context_b] = side(row.b.as_ref());
    [
        finding.id.clone(),
        finding.rule.to_owned(),
        finding.severity.as_str().to_owned(),
        finding.confidence.two_decimals(),
        finding.event.clone(),
        finding.subject.clone(),
        source_a,
        article_a,
        line_a,
        column_a,
        text_a,
        value_a,
        context_a,
        source_b,
        article_b,
        line_b,
        column_b,
        text_b,
        value_b,
        context_b,
        finding.suggestion.clone().unwrap_or_default(),
        row.message.clone(),
        evidence_json(finding),
        String::new(),
        String::new(),
    ]
}

fn side(place: Option<&Place<'_>>) -> [String; 7] {
    let Some(place) = place else {
        return Default::default();
    };
    [
        place.source.to_owned(),
        place.path.to_owned(),
        place.position.line.to_string(),
        place.position.column.to_string(),
        place.text.to_owned(),
        place.value.to_owned(),
        place.context(),
    ]
}

/// The evidence as compact JSON with sorted keys: what was seen by its name, or what was seen and
/// what it weighs; `attribution_a` and `attribution_b` say how the sources are known.
pub fn evidence_json(finding: &Finding) -> String {
    let mut evidence: BTreeMap<&str, Value> = BTreeMap::new();
    evidence.insert("attribution_a", certainty_word(finding.a.certainty).into());
    if let Some(b) = &finding.b {
        evidence.insert("attribution_b", certainty_word(b.certainty).into());
    }
    for piece in &finding.evidence {
        let seen = match &piece.value {
            EvidenceValue::Text(text) => Value::from(text.as_str()),
            EvidenceValue::Number(number) => Value::from(*number),
            EvidenceValue::List(words) => Value::from(words.clone()),
        };
        let seen = match piece.weight {
            Some(weight) => serde_json::json!({ "value": seen, "weight": weight }),
            None => seen,
        };
        evidence.insert(piece.name, seen);
    }
    serde_json::to_string(&evidence).unwrap_or_default()
}

/// The word for how a source is known.
pub fn certainty_word(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Explicit => "explicit",
        Certainty::Carried => "carried",
        Certainty::Section => "section",
        Certainty::Own => "own",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        report::{Report, rows, sample},
        ruleset::Ruleset,
    };

    fn written(options: CsvOptions) -> String {
        let ruleset = Ruleset::builtin().unwrap();
        let (articles, report) = sample::quake();
        let rows = rows(&ruleset, &articles, &report, &ruleset.messages.fallback());
        let mut out = Vec::new();
        write_csv(&rows, &Kept::default(), options, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn read_back(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(text.as_bytes());
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn a_row_says_who_says_what_and_where() {
        let text = written(CsvOptions { bom: false, delimiter: b',' });
        assert!(text.starts_with("id,rule,severity,"));
        assert!(text.ends_with(",,\r\n"));
        let records = read_back(&text, b',');
        assert_eq!(records.len(), 4);
        let cell = |row: usize, column: &str| {
            let idx = COLUMNS.iter().position(|known| *known == column).unwrap();
            records[row][idx].as_str()
        };
        assert_eq!(cell(1, "rule"), "figure-conflict");
        assert_eq!(cell(1, "confidence"), "0.96");
        assert_eq!((cell(1, "source_a"), cell(1, "article_a")), ("reuters", "drafts/quake-1.md"));
        assert_eq!((cell(1, "line_a"), cell(1, "column_a")), ("1", "32"));
        assert_eq!((cell(1, "text_b"), cell(1, "value_b")), ("210 أشخاص", "210"));
        assert_eq!(
            cell(1, "evidence"),
            "{\"attribution_a\":\"explicit\",\"attribution_b\":\"section\",\"shared\":{\"value\":[\"قتيل\"],\"weight\":1200}}"
        );
        assert_eq!(cell(3, "article_b"), "");
    }

    #[test]
    fn the_empty_report_has_its_header() {
        let mut out = Vec::new();
        write_csv(&[], &Kept::default(), CsvOptions::default(), &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), format!("{BOM}{}\r\n", COLUMNS.join(",")));
        let _ = Report::default();
    }

    #[test]
    fn another_delimiter_reads_back_the_same() {
        let comma = read_back(&written(CsvOptions { bom: false, delimiter: b',' }), b',');
        assert_eq!(read_back(&written(CsvOptions { bom: false, delimiter: b';' }), b';'), comma);
        assert_eq!(read_back(&written(CsvOptions { bom: false, delimiter: b'\t' }), b'\t'), comma);
    }
}
