//! JSON and JSON Lines, by a schema that is made from the types below and published in `schemas/`.
//!
//! [`VERSION`] rises when a field goes or changes its meaning; new fields may come at any time.

use std::io::{self, Write};

use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings};
use serde::Serialize;

use crate::{
    judge::{EvidenceValue, Severity},
    report::{Document, Place, Row, Status, csv::certainty_word, fix, summary},
};

/// The version of the schema.
const VERSION: u32 = 1;

/// The report of `isnad check`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "isnad report", rename = "Report")]
struct ReportJson {
    #[serde(flatten)]
    head: RunJson,
    /// How much was read and compared, and what came of it.
    summary: SummaryJson,
    /// What was found, the gravest and surest first; also what was set aside.
    findings: Vec<FindingJson>,
    /// What could not be read.
    not_checked: Vec<NotCheckedJson>,
    /// What is doubtful about how the run was set up.
    notices: Vec<NoticeJson>,
}

/// A line of a report in JSON Lines: the run first, the summary last.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
#[schemars(title = "a line of an isnad report", rename = "Line")]
enum LineJson {
    /// The first line.
    Run(RunJson),
    /// Something that was found.
    Finding(Box<FindingJson>),
    /// Something that could not be read.
    NotChecked(NotCheckedJson),
    /// Something doubtful about how the run was set up.
    Notice(NoticeJson),
    /// The last line.
    Summary(SummaryJson),
}

/// What wrote the report.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Run")]
struct RunJson {
    /// The version of this schema.
    version: u32,
    /// The program.
    tool: ToolJson,
}

/// The program.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Tool")]
struct ToolJson {
    /// `isnad`.
    name: &'static str,
    /// Its version.
    version: &'static str,
}

/// How much was read and compared.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Summary")]
struct SummaryJson {
    /// The summary in a sentence.
    text: String,
    /// How many articles were read.
    articles: usize,
    /// How many events several articles tell of.
    events: usize,
    /// How many figures and dates were compared.
    claims: usize,
    /// How many claims two independent origins agree on.
    agreements: usize,
    /// How many errors count.
    errors: usize,
    /// How many warnings count.
    warnings: usize,
    /// How many notes count.
    notes: usize,
    /// How many findings were set aside.
    set_aside: usize,
    /// How many findings were left out at --max-findings.
    left_out: usize,
    /// The articles that print one text, by their paths, the first one first: each list is one origin.
    copies: Vec<Vec<String>>,
}

/// Something that was found.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
struct FindingJson {
    /// Names the disagreement, not the place: it survives edits around it.
    id: String,
    /// The check.
    rule: &'static str,
    /// How much it matters: error, warning, note or info.
    severity: SeverityJson,
    /// How likely it is right, from 0 to 1.
    confidence: f64,
    /// The headline of the first article about the event.
    event: String,
    /// What the two sides are about.
    subject: String,
    /// What is wrong, in a sentence.
    message: String,
    /// The first side.
    a: SideJson,
    /// The other side, where there is one.
    b: Option<SideJson>,
    /// What would be right, where that is known.
    suggestion: Option<String>,
    /// The change that would make it so.
    fix: Option<FixJson>,
    /// How we know.
    evidence: Vec<EvidenceJson>,
    /// Who set it aside, and why; null where it counts.
    set_aside: Option<SetAsideJson>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Severity")]
enum SeverityJson {
    Error,
    Warning,
    Note,
    Info,
}

/// One of the two sides.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Side")]
struct SideJson {
    /// The id of the agency that is cited, or the publisher.
    source: String,
    /// What it is called.
    source_name: String,
    /// How the source is known: explicit, carried, section or own.
    certainty: &'static str,
    /// The article.
    path: String,
    /// The line, from 1.
    line: u32,
    /// The column, from 1, in Unicode scalar values.
    column: u32,
    /// The line of its end.
    end_line: u32,
    /// The column after its last character.
    end_column: u32,
    /// The expression, as written.
    text: String,
    /// Its canonical form.
    value: String,
    /// The sentence around it.
    context: String,
}

/// A change of one word.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Fix")]
struct FixJson {
    /// The article.
    path: String,
    /// The first byte of the text that is replaced, after decoding.
    start: u32,
    /// One past its last byte.
    end: u32,
    /// What stands there.
    written: String,
    /// What is put in its place.
    replacement: String,
}

/// A piece of evidence.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Evidence")]
struct EvidenceJson {
    /// Its name.
    name: &'static str,
    /// What was seen.
    value: ValueJson,
    /// What it adds to the logit of the confidence, in thousandths.
    weight: Option<i32>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Value")]
enum ValueJson {
    Text(String),
    Number(i64),
    List(Vec<String>),
}

/// Why a finding does not count.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "SetAside")]
struct SetAsideJson {
    /// What set it aside: baseline, article or config.
    by: &'static str,
    /// The reason that was given.
    reason: String,
    /// Where that stands.
    place: String,
}

/// Something that could not be read.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "NotChecked")]
struct NotCheckedJson {
    /// The path.
    path: String,
    /// The line, where only a line could not be read.
    line: Option<usize>,
    /// Why.
    message: String,
}

/// Something doubtful about how the run was set up.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Notice")]
struct NoticeJson {
    /// The file.
    path: String,
    /// The line, from 1; 0 where it is about the whole file.
    line: u32,
    /// What is doubtful and what would be right.
    message: String,
}

/// The JSON Schema of a report.
pub fn report_schema() -> Schema {
    generator().into_root_schema_for::<ReportJson>()
}

/// The JSON Schema of a line of a report in JSON Lines.
pub fn line_schema() -> Schema {
    generator().into_root_schema_for::<LineJson>()
}

fn generator() -> SchemaGenerator {
    SchemaSettings::draft2020_12().for_serialize().into_generator()
}

/// Writes one object, a finding a line.
///
/// # Errors
/// Where `out` cannot be written to.
pub(super) fn write_json(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    let run = run();
    write!(out, "{{\"version\":{},\"tool\":", run.version)?;
    serde_json::to_writer(&mut *out, &run.tool)?;
    out.write_all(b",\n\"summary\":")?;
    serde_json::to_writer(&mut *out, &summary_of(document))?;
    list("findings", document.rows.iter().map(finding), out)?;
    list("not_checked", not_checked(document), out)?;
    list("notices", notices(document), out)?;
    out.write_all(b"\n}\n")
}

fn list<T: Serialize>(name: &str, entries: impl Iterator<Item = T>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, ",\n\"{name}\":[")?;
    for (idx, entry) in entries.enumerate() {
        out.write_all(if idx == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &entry)?;
    }
    out.write_all(b"]")
}

/// Writes an object a line.
///
/// # Errors
/// Where `out` cannot be written to.
pub(super) fn write_lines(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lines = std::iter::once(LineJson::Run(run()))
        .chain(document.rows.iter().map(|row| LineJson::Finding(Box::new(finding(row)))))
        .chain(not_checked(document).map(LineJson::NotChecked))
        .chain(notices(document).map(LineJson::Notice))
        .chain(std::iter::once_with(|| LineJson::Summary(summary_of(document))));
    for line in lines {
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn run() -> RunJson {
    RunJson { version: VERSION, tool: ToolJson { name: "isnad", version: env!("CARGO_PKG_VERSION") } }
}

fn summary_of(document: &Document<'_>) -> SummaryJson {
    let report = document.report;
    SummaryJson {
        text: summary(report, &document.voice),
        articles: report.n_articles,
        events: report.n_events,
        claims: report.n_claims,
        agreements: report.n_agreements,
        errors: document.n_open(Severity::Error),
        warnings: document.n_open(Severity::Warning),
        notes: document.n_open(Severity::Note),
        set_aside: document.rows.len() - document.open().count(),
        left_out: document.n_left_out,
        copies: owned(document.copies()),
    }
}

fn owned(copies: Vec<Vec<&str>>) -> Vec<Vec<String>> {
    copies.into_iter().map(|paths| paths.into_iter().map(str::to_owned).collect()).collect()
}

fn not_checked(document: &Document<'_>) -> impl Iterator<Item = NotCheckedJson> {
    document.skipped.iter().map(|skipped| NotCheckedJson {
        path: skipped.path.clone(),
        line: skipped.line,
        message: skipped.reason.told(&document.voice),
    })
}

fn notices(document: &Document<'_>) -> impl Iterator<Item = NoticeJson> {
    document.notices.iter().map(|notice| NoticeJson {
        path: notice.path.clone(),
        line: notice.line,
        message: notice.told(&document.voice),
    })
}

fn finding(row: &Row<'_>) -> FindingJson {
    let finding = row.finding;
    let evidence = finding.evidence.iter().map(|piece| EvidenceJson {
        name: piece.name,
        value: match &piece.value {
            EvidenceValue::Text(text) => ValueJson::Text(text.clone()),
            EvidenceValue::Number(number) => ValueJson::Number(*number),
            EvidenceValue::List(list) => ValueJson::List(list.clone()),
        },
        weight: piece.weight,
    });
    FindingJson {
        id: finding.id.clone(),
        rule: finding.rule,
        severity: match finding.severity {
            Severity::Error => SeverityJson::Error,
            Severity::Warning => SeverityJson::Warning,
            Severity::Note => SeverityJson::Note,
            Severity::Info => SeverityJson::Info,
        },
        // Thousandths are written as they are: the nearest double of each prints back to itself.
        confidence: f64::from(finding.confidence.0) / 1_000.0,
        event: finding.event.clone(),
        subject: finding.subject.clone(),
        message: row.message.clone(),
        a: side(&row.a),
        b: row.b.as_ref().map(side),
        suggestion: finding.suggestion.clone(),
        fix: fix(row).map(|fix| FixJson {
            path: if fix.is_first { row.a.path } else { row.b.as_ref().map_or("", |b| b.path) }.to_owned(),
            start: fix.span.start,
            end: fix.span.end,
            written: fix.written,
            replacement: fix.replacement,
        }),
        evidence: evidence.collect(),
        set_aside: match row.status {
            Status::Open => None,
            Status::SetAside(why) => Some(SetAsideJson {
                by: why.by.as_str(),
                reason: why.reason.clone(),
                place: why.place.clone(),
            }),
        },
    }
}

fn side(place: &Place<'_>) -> SideJson {
    SideJson {
        source: place.source.to_owned(),
        source_name: place.source_name.clone(),
        certainty: certainty_word(place.certainty),
        path: place.path.to_owned(),
        line: place.position.line,
        column: place.position.column,
        end_line: place.end.line,
        end_column: place.end.column,
        text: place.text.to_owned(),
        value: place.value.to_owned(),
        context: place.context(),
    }
}
