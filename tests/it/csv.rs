//! The CSV report: what reviewers and programs read.

use isnad::report::{csv::COLUMNS, guard::unguarded};

use crate::program::{Desk, WRONG};

const BOM: &[u8] = "\u{FEFF}".as_bytes();

fn records(bytes: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let bytes = bytes.strip_prefix(BOM).unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(bytes);
    reader
        .records()
        .map(|record| record.unwrap().iter().map(|cell| unguarded(cell).to_owned()).collect())
        .collect()
}

fn cell<'r>(records: &'r [Vec<String>], row: usize, column: &str) -> &'r str {
    let idx = COLUMNS.iter().position(|known| *known == column).unwrap();
    &records[row][idx]
}

#[test]
fn a_file_has_a_byte_order_mark_and_standard_output_has_none() {
    let desk = Desk::new(&[("a.txt", WRONG.as_bytes())]);
    for (when, in_file, on_output) in [("auto", true, false), ("always", true, true), ("never", false, false)]
    {
        let ran = desk.run(&["check", "a.txt", "--report", "r.csv", "--report", "-", "--csv-bom", when]);
        assert_eq!(desk.read("r.csv").starts_with(BOM), in_file, "{when}");
        assert_eq!(ran.stdout.as_bytes().starts_with(BOM), on_output, "{when}");
        assert_eq!(records(&desk.read("r.csv"), b','), records(ran.stdout.as_bytes(), b','), "{when}");
    }
}

#[test]
fn rows_hold_what_is_promised_of_their_columns() {
    let text = format!("---\npublisher: =الضحى\ndate: 2024-02-07\n---\nعنوان\n\n{WRONG}");
    let desk = Desk::new(&[("sub/a.md", text.as_bytes())]);
    desk.run(&["check", "sub", "--report", "r.csv"]).ends(1, "");
    let bytes = desk.read("r.csv");
    assert!(bytes.ends_with(b"\r\n"));
    let records = records(&bytes, b',');
    assert_eq!(records.len(), 2);
    assert_eq!(records[0], COLUMNS);
    for (column, expected) in [
        ("rule", "weekday-mismatch"),
        ("severity", "warning"),
        ("source_a", "=الضحى"),
        ("article_a", "sub/a.md"),
        ("line_a", "7"),
        ("column_a", "24"),
        ("value_a", "2024-02-06"),
        ("context_a", WRONG.trim()),
        ("source_b", ""),
        ("line_b", ""),
        ("decision", ""),
        ("note", ""),
    ] {
        assert_eq!(cell(&records, 1, column), expected, "{column}");
    }
    assert!(cell(&records, 1, "id").starts_with("F-"));
    assert!(cell(&records, 1, "evidence").starts_with("{\"attribution_a\":\"own\""));
    let raw = String::from_utf8(bytes).unwrap();
    assert!(raw.contains(",'=الضحى,"), "a cell that a spreadsheet would run is guarded: {raw}");
}

#[test]
fn another_delimiter_gives_the_same_cells() {
    let desk = Desk::new(&[("a.txt", WRONG.as_bytes())]);
    desk.run(&["check", "a.txt", "--report", "r.csv"]);
    let comma = records(&desk.read("r.csv"), b',');
    for (name, sign) in [(";", b';'), ("tab", b'\t'), ("|", b'|')] {
        desk.run(&["check", "a.txt", "--report", "r.csv", "--csv-delimiter", name]).ends(1, "");
        assert_eq!(records(&desk.read("r.csv"), sign), comma, "{name}");
    }
}
