//! The log of decisions: JSON lines that are only ever added to, so that git can merge them.
//!
//! `{"id":"F-7K2M0000","verdict":"reject","note":"…","who":"Mona","when":"2026-11-23T08:00:00Z"}`. The
//! latest entry of a finding holds, whatever the order of the lines; the time is RFC 3339 in UTC, so
//! that entries sort as they are written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    decisions::{Decision, Problem, ProblemKind, Reviewed, ReviewedRow, shape},
    ruleset::Verdict,
};

/// What an entry looks like.
pub const EXAMPLE: &str =
    r#"{"id":"F-7K2M0000","verdict":"reject","note":"","who":"Mona","when":"2026-11-23T08:00:00Z"}"#;

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The finding.
    pub id: String,
    /// What was decided: `accept`, `reject`, `fixed` or `later`; empty where only a note was written.
    pub verdict: String,
    /// The note.
    #[serde(default)]
    pub note: String,
    /// Who decided.
    #[serde(default)]
    pub who: String,
    /// When it was written down.
    pub when: String,
}

/// Reads a log. A line that is no entry, such as a mark that git left, is named.
pub(super) fn read(path: &str, text: &str) -> Reviewed {
    let mut reviewed = Reviewed::default();
    let mut latest: BTreeMap<String, (Entry, u32)> = BTreeMap::new();
    for (line, number) in text.lines().zip(1_u32..) {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let Some(entry) = entry(line) else {
            reviewed.problems.push(Problem {
                path: path.to_owned(),
                line: number,
                kind: ProblemKind::NoEntry,
            });
            continue;
        };
        let newer = |known: &(Entry, u32)| order(&known.0) < order(&entry);
        if latest.get(&entry.id).is_none_or(newer) {
            latest.insert(entry.id.clone(), (entry, number));
        }
    }
    reviewed.rows = latest.into_iter().map(|(id, (entry, line))| (id, row(entry, line))).collect();
    reviewed
}

/// What sorts entries: the time, and where two were written at once, what they say.
fn order(entry: &Entry) -> (&str, &str, &str, &str) {
    (&entry.when, &entry.verdict, &entry.note, &entry.who)
}

fn entry(line: &str) -> Option<Entry> {
    let mut entry: Entry = serde_json::from_str(line).ok()?;
    entry.id = shape::id(&entry.id)?;
    (entry.verdict.is_empty() || verdict(&entry.verdict).is_some()).then_some(entry)
}

fn verdict(word: &str) -> Option<Verdict> {
    Verdict::ALL.into_iter().find(|verdict| verdict.as_str() == word)
}

fn row(entry: Entry, line: u32) -> ReviewedRow {
    let verdict = verdict(&entry.verdict);
    let decision = Decision { verdict, written: entry.verdict, note: entry.note };
    ReviewedRow { line, cells: Vec::new(), decision }
}

/// The entries that are to be added to a log that says `known`, so that it says what `reviewed` does.
pub fn additions(known: &Reviewed, reviewed: &Reviewed, who: &str, when: &str) -> Vec<Entry> {
    let decided = reviewed.rows.iter().filter(|(_, row)| {
        // A word that is not understood is named to the reviewer and not written down for others.
        (row.decision.verdict.is_some() || row.decision.written.is_empty()) && !row.decision.is_empty()
    });
    let fresh = decided.filter(|(id, row)| {
        known.rows.get(*id).is_none_or(|known| {
            (known.decision.verdict, &known.decision.note) != (row.decision.verdict, &row.decision.note)
        })
    });
    fresh
        .map(|(id, row)| Entry {
            id: id.clone(),
            verdict: row.decision.verdict.map_or("", Verdict::as_str).to_owned(),
            note: row.decision.note.clone(),
            who: who.to_owned(),
            when: when.to_owned(),
        })
        .collect()
}
