//! One row: which finding it is about, and what was decided.

use std::borrow::Cow;

use crate::{
    base::{
        bidi,
        fold::{Folded, fold_char},
        guard::unguarded,
    },
    decisions::{DECISION, Decision, ID, NOTE, ProblemKind, table::Table},
    ruleset::Ruleset,
};

/// A row whose cells are known by their columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shaped {
    pub(super) id: String,
    pub(super) decision: Decision,
    /// The cells by their columns, without the guard against formulas.
    pub(super) cells: Vec<(String, String)>,
}

/// Understands the cells of a row.
pub(super) fn shape(ruleset: &Ruleset, table: &Table, cells: &[String]) -> Result<Shaped, ProblemKind> {
    let columns = table.columns.as_slice();
    let cells = fitted(ruleset, table, cells)?;
    let cell = |name: &str| {
        let at = columns.iter().position(|column| column == name)?;
        cells.get(at).map(|cell| unguarded(cell))
    };
    let id = cell(ID).and_then(id).ok_or(ProblemKind::NoId)?;
    let written = clean(cell(DECISION).unwrap_or_default()).into_owned();
    let verdict = ruleset.decision_words.verdict(&written);
    let note = cell(NOTE).unwrap_or_default();
    let note = if clean(note).is_empty() { String::new() } else { note.to_owned() };
    let named = columns.iter().zip(cells.iter());
    let cells = named.map(|(column, cell)| (column.clone(), unguarded(cell).to_owned())).collect();
    Ok(Shaped { id, decision: Decision { verdict, written, note }, cells })
}

/// The cells, one a column. Where there are more, quotation marks were lost around text that holds the
/// delimiter: the decision is then looked for among the last cells, and must be the only word for one.
fn fitted<'c>(
    ruleset: &Ruleset,
    table: &Table,
    cells: &'c [String],
) -> Result<Cow<'c, [String]>, ProblemKind> {
    let columns = table.columns.as_slice();
    let n_filled = cells.iter().rposition(|cell| !clean(cell).is_empty()).map_or(0, |last| last + 1);
    // Two empty cells at the end are a decision and a note that nobody wrote.
    let is_undecided = cells.len() == n_filled + table.n_unnamed + 2;
    let fits = n_filled <= columns.len() && cells.len() <= columns.len() + table.n_unnamed;
    if fits || (n_filled <= columns.len() && !is_undecided) {
        return Ok(Cow::Borrowed(cells));
    }
    let cells = cells.get(..n_filled).unwrap_or(cells);
    let n_extra = cells.len().saturating_sub(columns.len());
    let column = |name: &str| columns.iter().position(|column| column == name);
    let (Some(id_at), Some(decision_at)) = (column(ID), column(DECISION)) else {
        return Err(ProblemKind::Shape);
    };
    let note_is_last = column(NOTE) == Some(decision_at + 1) && decision_at + 2 == columns.len();
    if id_at > decision_at || !note_is_last || cells.get(id_at).and_then(|cell| id(cell)).is_none() {
        return Err(ProblemKind::Shape);
    }
    let is_word = |at: &usize| {
        cells.get(*at).is_some_and(|cell| ruleset.decision_words.verdict(unguarded(cell)).is_some())
    };
    let words: Vec<usize> = (decision_at..=decision_at + n_extra).filter(is_word).collect();
    let (word, decided) = match words.as_slice() {
        [word] => (*word, true),
        [] if is_undecided => (cells.len(), false),
        _ => return Err(ProblemKind::Shape),
    };
    let mark = table.delimiter.to_string();
    let mut fitted: Vec<String> = cells.iter().take(id_at + 1).cloned().collect();
    // What stands between cannot be told apart, and is made anew by the next run.
    fitted.resize(decision_at, String::new());
    if decided {
        fitted.push(cells.get(word).cloned().unwrap_or_default());
        fitted.push(cells.get(word + 1..).unwrap_or_default().join(&mark));
    }
    Ok(Cow::Owned(fitted))
}

/// The id of a finding in a cell: `F-` and letters of its alphabet.
pub(super) fn id(cell: &str) -> Option<String> {
    let shown = clean(unguarded(cell)).to_uppercase();
    let letters = shown.strip_prefix("F-")?;
    let is_id = (4..=12).contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_alphanumeric());
    is_id.then_some(shown)
}

/// A cell without blanks and marks around it, its digits ASCII.
pub(super) fn clean(cell: &str) -> Cow<'_, str> {
    let is_margin =
        |c: char| c.is_whitespace() || bidi::is_control(c) || matches!(c, '\u{FEFF}' | '\u{200B}');
    let shown = cell.trim_matches(is_margin);
    if !shown.chars().any(|c| c.is_numeric() && !c.is_ascii()) {
        return Cow::Borrowed(shown);
    }
    let digit = |c: char| match fold_char(c) {
        Folded::One(one) if one.is_ascii_digit() => one,
        _ => c,
    };
    Cow::Owned(shown.chars().map(digit).collect())
}
