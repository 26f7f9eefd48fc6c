//! Decisions: what reviewers wrote beside the findings, and who wrote it when.
//!
//! Takes the bytes of a report that has been through a spreadsheet, and of logs, and gives one
//! [`Decision`] a finding. Nothing that a person wrote is dropped: what cannot be understood is named
//! by its line and kept as it stands.

pub mod log;
pub mod merge;
mod shape;
pub mod table;
mod text;
mod workbook;

use std::collections::BTreeMap;

use crate::{
    decisions::table::Table,
    judge::{EvidenceValue, Finding},
    ruleset::{Ruleset, Verdict, Voice},
};

/// The column of the id.
pub const ID: &str = "id";
/// The column of the decision.
pub const DECISION: &str = "decision";
/// The column of the note.
pub const NOTE: &str = "note";
/// The column of the severity.
pub const SEVERITY: &str = "severity";
/// The severity of a row whose finding is gone.
pub const RESOLVED: &str = "resolved";

/// What a reviewer wrote of one finding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decision {
    /// What it means; none where nothing was written, or nothing that is understood.
    pub verdict: Option<Verdict>,
    /// The cell as it was written.
    pub written: String,
    /// The note as it was written.
    pub note: String,
}

impl Decision {
    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty() && self.note.is_empty()
    }

    /// Whether two reviewers say the same, be it in different words.
    fn agrees(&self, other: &Decision) -> bool {
        self.said() == other.said()
    }

    /// The verdict, or the words that are not understood.
    fn said(&self) -> (Option<Verdict>, &str) {
        (self.verdict, if self.verdict.is_some() { "" } else { &self.written })
    }
}

/// A row of a report that a reviewer had.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReviewedRow {
    /// The line of the file at which it begins, from 1.
    pub line: u32,
    /// Its cells by the names of their columns, in the order of the file.
    pub cells: Vec<(String, String)>,
    /// What was decided.
    pub decision: Decision,
}

/// What one file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reviewed {
    /// The columns, in the order of the file; none for a log.
    pub columns: Vec<String>,
    /// The rows, by the ids of their findings.
    pub rows: BTreeMap<String, ReviewedRow>,
    /// Rows that could not be understood, as they stand.
    pub unread: Vec<Vec<String>>,
    /// What is to be told of them.
    pub problems: Vec<Problem>,
}

/// Something in a file of decisions that could not be taken as it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
    /// What it is.
    pub kind: ProblemKind,
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// The decision is no word that is known.
    UnknownWord(String),
    /// No cell holds the id of a finding.
    NoId,
    /// The cells do not fit the columns: quotation marks or delimiters were lost.
    Shape,
    /// The line of a log is not one of its entries.
    NoEntry,
    /// Two rows or files decide one finding differently.
    Contradiction {
        /// The finding.
        id: String,
        /// What is kept.
        kept: String,
        /// What the other says.
        other: String,
    },
}

impl Problem {
    /// What is wrong and what would be right.
    pub fn told(&self, voice: &Voice<'_>) -> String {
        match &self.kind {
            ProblemKind::UnknownWord(word) => voice.tell("decision-unknown", &[("word", word)]),
            ProblemKind::NoId => voice.tell("decision-no-id", &[]),
            ProblemKind::Shape => voice.tell("decision-shape", &[]),
            ProblemKind::NoEntry => voice.tell("decision-no-entry", &[("example", log::EXAMPLE)]),
            ProblemKind::Contradiction { id, kept, other } => {
                voice.tell("decision-contradiction", &[("id", id), ("kept", kept), ("other", other)])
            }
        }
    }
}

/// Why a file of decisions cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// No encoding fits its bytes.
    #[error("line {0} is neither UTF-8 nor UTF-16 nor windows-1256")]
    Encoding(u32),
    /// No row names the columns.
    #[error("no row names the columns id and decision, so it is no report of isnad")]
    NoHeader,
    /// It is a workbook that cannot be opened.
    #[error("the workbook cannot be opened: {0}")]
    Workbook(String),
}

/// Reads a report or a log, of which `path` is only told: what it is shows in its bytes.
///
/// # Errors
/// Where nothing of it can be understood; nothing may then be written over it.
pub fn read(ruleset: &Ruleset, path: &str, bytes: &[u8]) -> Result<Reviewed, Unreadable> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(understand(ruleset, path, workbook::read(bytes)?));
    }
    let text = text::decode(bytes)?;
    if text.trim_start().starts_with('{') {
        return Ok(log::read(path, &text));
    }
    if text.trim().is_empty() {
        return Ok(Reviewed::default());
    }
    Ok(understand(ruleset, path, table::read(&text).ok_or(Unreadable::NoHeader)?))
}

/// The decisions of a table.
fn understand(ruleset: &Ruleset, path: &str, mut table: Table) -> Reviewed {
    let mut reviewed = Reviewed { columns: table.columns.clone(), ..Reviewed::default() };
    for record in std::mem::take(&mut table.records) {
        let problem = |kind| Problem { path: path.to_owned(), line: record.line, kind };
        let shaped = match shape::shape(ruleset, &table, &record.cells) {
            Ok(shaped) => shaped,
            Err(kind) => {
                reviewed.problems.push(problem(kind));
                reviewed.unread.push(record.cells);
                continue;
            }
        };
        let decision = shaped.decision;
        if decision.verdict.is_none() && !decision.written.is_empty() {
            reviewed.problems.push(problem(ProblemKind::UnknownWord(decision.written.clone())));
        }
        let row = ReviewedRow { line: record.line, cells: shaped.cells, decision };
        match reviewed.rows.get_mut(&shaped.id) {
            None => {
                reviewed.rows.insert(shaped.id, row);
            }
            Some(known) if known.decision.is_empty() => *known = row,
            Some(known) if row.decision.is_empty() || row.decision == known.decision => {}
            Some(known) => {
                reviewed.problems.push(problem(ProblemKind::Contradiction {
                    id: shaped.id,
                    kept: told(&known.decision),
                    other: told(&row.decision),
                }));
                reviewed.unread.push(record.cells);
            }
        }
    }
    reviewed
}

/// A decision in few words.
fn told(decision: &Decision) -> String {
    match (decision.written.is_empty(), decision.note.is_empty()) {
        (false, true) => decision.written.clone(),
        (true, _) => format!("({})", decision.note),
        (false, false) => format!("{} ({})", decision.written, decision.note),
    }
}

/// The decisions of several files on the findings of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    by_id: BTreeMap<String, Decision>,
}

impl Decisions {
    /// Lays the decisions of a file under those that are there, and gives what contradicts them.
    pub fn add(&mut self, path: &str, reviewed: &Reviewed) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (id, row) in reviewed.rows.iter().filter(|(_, row)| !row.decision.is_empty()) {
            let Some(known) = self.by_id.get_mut(id) else {
                self.by_id.insert(id.clone(), row.decision.clone());
                continue;
            };
            if known.written.is_empty() {
                known.written.clone_from(&row.decision.written);
                known.verdict = row.decision.verdict;
            } else if !row.decision.written.is_empty() && !known.agrees(&row.decision) {
                problems.push(Problem {
                    path: path.to_owned(),
                    line: row.line,
                    kind: ProblemKind::Contradiction {
                        id: id.clone(),
                        kept: told(known),
                        other: told(&row.decision),
                    },
                });
                continue;
            }
            if known.note.is_empty() {
                known.note.clone_from(&row.decision.note);
            }
        }
        problems
    }

    /// What was decided of a finding, also where it went by the id of one that is joined with it now.
    pub fn of(&self, finding: &Finding) -> Option<&Decision> {
        ids_of(finding).find_map(|id| self.by_id.get(id))
    }

    /// Whether a reviewer said that the finding is none.
    pub fn rejects(&self, finding: &Finding) -> bool {
        self.of(finding).is_some_and(|decision| decision.verdict == Some(Verdict::Reject))
    }
}

/// The ids that a finding goes by: its own, and those of the ones that were joined with it.
pub fn ids_of(finding: &Finding) -> impl Iterator<Item = &str> {
    let joined = finding.evidence.iter().filter(|evidence| evidence.name == "also-ids");
    let listed = joined.flat_map(|evidence| match &evidence.value {
        EvidenceValue::List(ids) => ids.as_slice(),
        _ => &[],
    });
    std::iter::once(finding.id.as_str()).chain(listed.map(String::as_str))
}

#[cfg(test)]
mod tests;
