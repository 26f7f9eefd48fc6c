//! Counts of right and wrong figures, and the table of them.

use std::{collections::BTreeMap, fmt::Write};

/// Figures labelled, predicted, and right in each sense.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    pub(super) labelled: usize,
    pub(super) predicted: usize,
    pub(super) full: usize,
    pub(super) value: usize,
    pub(super) strict: usize,
    pub(super) modifiers: usize,
    pub(super) modifiers_right: usize,
    pub(super) cases: usize,
    pub(super) cases_right: usize,
}

/// Tallies by group: everything, each language, each source.
pub(super) type Tallies = BTreeMap<String, Tally>;

impl Tally {
    fn f1(&self, right: usize) -> (f64, f64, f64) {
        let share = |of: usize| if of == 0 { 1.0 } else { number(right) / number(of) };
        let (precision, recall) = (share(self.predicted), share(self.labelled));
        let sum = precision + recall;
        (precision, recall, if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 })
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a sample")]
fn number(count: usize) -> f64 {
    count as f64
}

/// The table in Markdown, a group a row.
pub(super) fn table(tallies: &Tallies) -> String {
    let mut table = String::from(
        "| cases | figures | precision | recall | F1 | F1 of values | F1 with exact spans | modifiers right | cases all right |\n\
         |---|---|---|---|---|---|---|---|---|",
    );
    for (group, tally) in tallies {
        let (precision, recall, full) = tally.f1(tally.full);
        let modifiers = match tally.modifiers {
            0 => "–".to_owned(),
            n => format!("{}/{n}", tally.modifiers_right),
        };
        let _ = write!(
            table,
            "\n| {group} | {} | {precision:.3} | {recall:.3} | {full:.3} | {:.3} | {:.3} | {modifiers} | {}/{} |",
            tally.labelled,
            tally.f1(tally.value).2,
            tally.f1(tally.strict).2,
            tally.cases_right,
            tally.cases,
        );
    }
    table
}
