//! Formula guard: cells that a spreadsheet would run are made harmless, and read back the same.
//!
//! Source: OWASP, "CSV Injection"; besides, marks and blanks before the sign, and full-width signs,
//! since spreadsheets skip the ones and take the others for the sign.

use std::borrow::Cow;

use crate::base::bidi;

/// What is put before a cell that would be run.
const GUARD: char = '\'';

/// `cell` as it may stand in a spreadsheet.
pub fn guarded(cell: &str) -> Cow<'_, str> {
    // A cell that already begins like a guarded one gets a guard too: else reading back would take
    // its own apostrophe off.
    if runs(cell.trim_start_matches(GUARD)) {
        Cow::Owned(format!("{GUARD}{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The cell that [`guarded`] was given.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix(GUARD) {
        Some(inner) if runs(inner.trim_start_matches(GUARD)) => inner,
        _ => cell,
    }
}

/// Whether a spreadsheet may take the cell for a formula.
fn runs(cell: &str) -> bool {
    if cell.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    let shown = cell.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || is_invisible(c));
    match shown.chars().next() {
        Some('=' | '+' | '@' | '＝' | '＋' | '＠' | '－') => true,
        Some('-') => !is_negative_number(cell),
        _ => false,
    }
}

fn is_invisible(c: char) -> bool {
    bidi::is_control(c) || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

fn is_negative_number(cell: &str) -> bool {
    let Some(number) = cell.strip_prefix('-') else {
        return false;
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    [whole, fraction]
        .iter()
        .all(|digits| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_would_run_is_guarded_and_what_would_not_is_left() {
        for cell in [
            "=1+1",
            "+1",
            "@SUM(A1)",
            "-1+1",
            "-5 USD",
            "\u{200F}=1",
            "\u{A0}\u{202B}=1",
            "＝1",
            "－1",
            "\t=1",
            "\tx",
        ] {
            assert_eq!(guarded(cell), format!("'{cell}"), "{cell:?}");
        }
        for cell in ["", "-5", "-12.50", "120", "قال", "'", "'x", "a=b", "«=1»", "–5", "F-7K2M"] {
            assert_eq!(guarded(cell), cell, "{cell:?}");
        }
    }

    proptest! {
        #[test]
        fn cells_read_back_the_same(cell in "['=+@＝ \u{200F}\t\n0-9.a-]{0,6}") {
            let shown = guarded(&cell);
            prop_assert_eq!(unguarded(&shown), cell.as_str());
        }
    }
}
