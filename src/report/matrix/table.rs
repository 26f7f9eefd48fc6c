//! The matrix for programs: a row a claim as CSV, an object a thing as JSON Lines.

use std::io::{self, Write};

use serde::Serialize;

use crate::report::{
    csv::{CsvOptions, certainty_word, write_table},
    matrix::{MatrixClaim, MatrixRow},
};

/// The columns of the CSV, in order.
pub const COLUMNS: [&str; 16] = [
    "event",
    "subject",
    "stand",
    "origins",
    "value",
    "value_origins",
    "source",
    "source_name",
    "attribution",
    "text",
    "article",
    "line",
    "column",
    "date",
    "copy_of",
    "row",
];

/// Writes a row a claim; `row` numbers what the claims are about.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_csv(rows: &[MatrixRow], options: CsvOptions, out: impl Write) -> io::Result<()> {
    let mut table = vec![COLUMNS.map(str::to_owned).to_vec()];
    for (row, nth) in rows.iter().zip(1_usize..) {
        table.extend(row.claims.iter().map(|claim| cells(row, nth, claim).to_vec()));
    }
    write_table(&table, options, out)
}

fn cells(row: &MatrixRow, nth: usize, claim: &MatrixClaim) -> [String; 16] {
    let of_value = row.values.iter().find(|(value, _)| *value == claim.value);
    [
        row.event.clone(),
        row.subject.clone(),
        row.stand.as_str().to_owned(),
        row.n_origins.to_string(),
        claim.value.clone(),
        of_value.map_or_else(String::new, |(_, n_origins)| n_origins.to_string()),
        claim.source.clone(),
        claim.source_name.clone(),
        certainty_word(claim.certainty).to_owned(),
        claim.text.clone(),
        claim.path.clone(),
        claim.line.to_string(),
        claim.column.to_string(),
        claim.date.map(|date| date.to_string()).unwrap_or_default(),
        claim.copy_of.clone().unwrap_or_default(),
        nth.to_string(),
    ]
}

/// One thing and who says what of it.
#[derive(Serialize)]
struct RowJson<'r> {
    event: &'r str,
    subject: &'r str,
    stand: &'static str,
    origins: usize,
    values: Vec<ValueJson<'r>>,
}

#[derive(Serialize)]
struct ValueJson<'r> {
    value: &'r str,
    origins: usize,
    claims: Vec<ClaimJson<'r>>,
}

#[derive(Serialize)]
struct ClaimJson<'r> {
    source: &'r str,
    source_name: &'r str,
    attribution: &'static str,
    text: &'r str,
    article: &'r str,
    line: u32,
    column: u32,
    date: Option<String>,
    copy_of: Option<&'r str>,
}

/// Writes an object a thing, its claims by their values.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_jsonl(rows: &[MatrixRow], mut out: impl Write) -> io::Result<()> {
    for row in rows {
        let values = row.values.iter().map(|(value, origins)| ValueJson {
            value,
            origins: *origins,
            claims: row.claims.iter().filter(|claim| claim.value == *value).map(claim_json).collect(),
        });
        let json = RowJson {
            event: &row.event,
            subject: &row.subject,
            stand: row.stand.as_str(),
            origins: row.n_origins,
            values: values.collect(),
        };
        serde_json::to_writer(&mut out, &json)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn claim_json(claim: &MatrixClaim) -> ClaimJson<'_> {
    ClaimJson {
        source: &claim.source,
        source_name: &claim.source_name,
        attribution: certainty_word(claim.certainty),
        text: &claim.text,
        article: &claim.path,
        line: claim.line,
        column: claim.column,
        date: claim.date.map(|date| date.to_string()),
        copy_of: claim.copy_of.as_deref(),
    }
}
