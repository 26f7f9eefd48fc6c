//! The files of several reviewers as one.

use std::collections::BTreeSet;

use crate::{
    decisions::{
        DECISION, Decision, Decisions, ID, NOTE, Problem, ProblemKind, RESOLVED, Reviewed, ReviewedRow,
        SEVERITY,
    },
    judge::Finding,
};

/// Several reviewed files as one, and where they contradict each other. On a contradiction the
/// decision is left empty, so that the finding counts, and the note tells who said what.
pub fn merge(files: &[(String, Reviewed)]) -> (Reviewed, Vec<Problem>) {
    let mut merged = Reviewed::default();
    let mut problems = Vec::new();
    for (_, file) in files {
        for column in &file.columns {
            if !merged.columns.contains(column) {
                merged.columns.push(column.clone());
            }
        }
        for row in &file.unread {
            if !merged.unread.contains(row) {
                merged.unread.push(row.clone());
            }
        }
    }
    let ids: BTreeSet<&String> = files.iter().flat_map(|(_, file)| file.rows.keys()).collect();
    for id in ids {
        let said: Vec<(&str, &ReviewedRow)> =
            files.iter().filter_map(|(path, file)| Some((path.as_str(), file.rows.get(id)?))).collect();
        let (row, contradiction) = merge_row(id, &said);
        problems.extend(contradiction);
        merged.rows.insert(id.clone(), row);
    }
    (merged, problems)
}

fn merge_row(id: &str, said: &[(&str, &ReviewedRow)]) -> (ReviewedRow, Option<Problem>) {
    let Some((_, first)) = said.iter().find(|(_, row)| !row.cells.is_empty()).or(said.first()) else {
        return (ReviewedRow::default(), None);
    };
    let mut row = (*first).clone();
    for (column, cell) in said.iter().flat_map(|(_, other)| &other.cells) {
        match row.cells.iter_mut().find(|(known, _)| known == column) {
            None => row.cells.push((column.clone(), cell.clone())),
            Some((_, known)) if known.is_empty() => known.clone_from(cell),
            Some(_) => {}
        }
    }
    let decided: Vec<&(&str, &ReviewedRow)> =
        said.iter().filter(|(_, row)| !row.decision.written.is_empty()).collect();
    let against = decided
        .first()
        .and_then(|(_, first)| decided.iter().find(|(_, other)| !other.decision.agrees(&first.decision)));
    let mut notes: Vec<String> = Vec::new();
    for (path, other) in said.iter().filter(|(_, row)| !row.decision.is_empty()) {
        let note = match against {
            Some(_) => format!("{path}: {}", super::told(&other.decision)),
            None => other.decision.note.clone(),
        };
        if !note.is_empty() && !notes.contains(&note) {
            notes.push(note);
        }
    }
    row.decision = match (against, decided.first()) {
        (None, Some((_, first))) => Decision { note: String::new(), ..first.decision.clone() },
        _ => Decision::default(),
    };
    row.decision.note = notes.join(" | ");
    let contradiction = against.zip(decided.first()).map(|((path, other), (_, first))| Problem {
        path: (*path).to_owned(),
        line: other.line,
        kind: ProblemKind::Contradiction {
            id: id.to_owned(),
            kept: super::told(&first.decision),
            other: super::told(&other.decision),
        },
    });
    (row, contradiction)
}

/// What a report keeps besides the findings of its run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// What was decided of the findings.
    pub decisions: Decisions,
    /// The columns that reviewers added, in order.
    pub extra_columns: Vec<String>,
    /// The rows that fill them, by id.
    pub reviewed: Reviewed,
    /// Rows whose finding is gone and that somebody wrote something into.
    pub resolved: Vec<ReviewedRow>,
}

impl Kept {
    /// What is kept of the files that reviewers had, beside the findings there are now. `columns` are
    /// those of a report.
    pub fn of<'f>(
        files: &[(String, Reviewed)],
        findings: impl IntoIterator<Item = &'f Finding>,
        columns: &[&str],
    ) -> (Kept, Vec<Problem>) {
        let mut kept = Kept::default();
        let mut problems = Vec::new();
        for (path, reviewed) in files {
            problems.extend(kept.decisions.add(path, reviewed));
        }
        let tables: Vec<(String, Reviewed)> =
            files.iter().filter(|(_, reviewed)| !reviewed.columns.is_empty()).cloned().collect();
        (kept.reviewed, _) = merge(&tables);
        let is_added = |column: &&String| !column.is_empty() && !columns.contains(&column.as_str());
        kept.extra_columns = kept.reviewed.columns.iter().filter(is_added).cloned().collect();
        let present: BTreeSet<&str> = findings.into_iter().flat_map(super::ids_of).collect();
        let gone = kept.reviewed.rows.iter().filter(|(id, _)| !present.contains(id.as_str()));
        let extra = &kept.extra_columns;
        let is_written = |row: &ReviewedRow| {
            let in_added = row.cells.iter().any(|(column, cell)| extra.contains(column) && !cell.is_empty());
            !row.decision.is_empty() || in_added
        };
        kept.resolved = gone.map(|(_, row)| row).filter(|row| is_written(row)).cloned().collect();
        (kept, problems)
    }

    /// What a reviewer wrote into an added column.
    pub fn extra(&self, finding: &Finding, column: &str) -> &str {
        let row = super::ids_of(finding).find_map(|id| self.reviewed.rows.get(id));
        row.map_or("", |row| row.cell(column))
    }
}

impl ReviewedRow {
    /// The cell of a column as it is to be written: of a row whose finding is gone, its severity says so.
    pub fn resolved_cell(&self, column: &str) -> &str {
        if column == SEVERITY { RESOLVED } else { self.cell(column) }
    }

    /// The cell of a column.
    pub fn cell(&self, column: &str) -> &str {
        match column {
            DECISION => &self.decision.written,
            NOTE => &self.decision.note,
            _ => self.cells.iter().find(|(known, _)| known == column).map_or("", |(_, cell)| cell),
        }
    }

    /// Whether its finding was gone at the last run.
    pub fn is_resolved(&self) -> bool {
        self.cell(SEVERITY) == RESOLVED
    }
}

impl Reviewed {
    /// The table as rows of cells, the header first; rows that could not be understood come last.
    pub fn to_rows(&self) -> Vec<Vec<String>> {
        let mut columns = self.columns.clone();
        for needed in [ID, DECISION, NOTE] {
            if !columns.iter().any(|column| column == needed) {
                columns.push(needed.to_owned());
            }
        }
        let mut lines: Vec<(&String, &ReviewedRow)> = self.rows.iter().collect();
        // In the order of the file, which is that of the gravity of the findings.
        lines.sort_by_key(|(id, row)| (row.line, *id));
        let mut rows = vec![columns.clone()];
        for (id, row) in lines {
            let cell = |column: &String| if column == ID { id.clone() } else { row.cell(column).to_owned() };
            rows.push(columns.iter().map(cell).collect());
        }
        rows.extend(self.unread.iter().cloned());
        rows
    }
}
