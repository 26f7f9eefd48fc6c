//! Tables that have been through a spreadsheet or an editor of text.
//!
//! More lenient than RFC 4180: the delimiter is found by the names of the columns, a header may stand
//! below other rows, and a quotation mark that is never closed is a letter. The csv crate reads what
//! it is told to read; here nobody knows what was written.

use crate::decisions::{DECISION, ID, shape};

/// The delimiters that spreadsheets write, by locale and format.
const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];
/// How many rows may stand above the header: a title, the date of a meeting.
const ROWS_ABOVE_MAX: usize = 20;
/// How many quotation marks that are never closed are looked for: each costs a walk to the end.
const UNCLOSED_MAX: usize = 64;

/// A table whose columns have names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns, in the order of the file.
    pub columns: Vec<String>,
    /// The rows below, without those that are empty.
    pub records: Vec<Record>,
    /// What stands between cells.
    pub delimiter: char,
    /// How many cells without a name the header ends with.
    pub n_unnamed: usize,
}

/// A row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// The line at which it begins, from 1.
    pub line: u32,
    /// Its cells.
    pub cells: Vec<String>,
}

/// Reads a table; none where no row names the columns.
pub fn read(text: &str) -> Option<Table> {
    let text = text.trim_start_matches('\u{FEFF}');
    let mut best: Option<(usize, Table)> = None;
    for delimiter in DELIMITERS {
        let records = records(text, delimiter, ROWS_ABOVE_MAX);
        let Some((columns, n_unnamed)) = records.iter().find_map(|record| header(&record.cells)) else {
            continue;
        };
        // Of two delimiters that both show the header, the one that takes it apart.
        if best.as_ref().is_none_or(|(n_columns, _)| columns.len() > *n_columns) {
            best = Some((columns.len(), Table { columns, records: Vec::new(), delimiter, n_unnamed }));
        }
    }
    let (_, mut table) = best?;
    let all = records(text, table.delimiter, usize::MAX);
    let below = all.into_iter().skip_while(|record| header(&record.cells).is_none()).skip(1);
    table.records = joined(&table.columns, below.filter(|record| !is_blank(&record.cells)).collect());
    Some(table)
}

/// A table of rows that are cells already.
pub(super) fn of_rows(rows: Vec<Record>) -> Option<Table> {
    let at = rows.iter().take(ROWS_ABOVE_MAX).position(|row| header(&row.cells).is_some())?;
    let (columns, n_unnamed) = header(&rows.get(at)?.cells)?;
    let records = rows.into_iter().skip(at + 1).filter(|row| !is_blank(&row.cells)).collect();
    Some(Table { columns, records, delimiter: ',', n_unnamed })
}

/// The names of the columns, and how many cells without one follow, where the row is the one that
/// names them.
fn header(cells: &[String]) -> Option<(Vec<String>, usize)> {
    let name = |cell: &String| shape::clean(cell).to_lowercase();
    let mut names: Vec<String> = cells.iter().map(name).collect();
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let n_unnamed = cells.len() - names.len();
    (has(ID) && has(DECISION)).then_some((names, n_unnamed))
}

fn is_blank(cells: &[String]) -> bool {
    cells.iter().all(|cell| shape::clean(cell).is_empty())
}

/// Rows that a lost quotation mark tore into several are put together again: a short one takes those
/// below that have no id, if all its columns are full then.
fn joined(columns: &[String], records: Vec<Record>) -> Vec<Record> {
    let id_at = columns.iter().position(|column| column == ID).unwrap_or(0);
    let has_id = |record: &Record| record.cells.get(id_at).is_some_and(|cell| shape::id(cell).is_some());
    let mut whole: Vec<Record> = Vec::new();
    let mut rest = records.as_slice();
    while let [first, below @ ..] = rest {
        let mut n_cells = first.cells.len();
        let mut n_taken = 0;
        for next in below {
            if n_cells >= columns.len() || !has_id(first) || has_id(next) {
                break;
            }
            n_cells += next.cells.len() - 1;
            n_taken += 1;
        }
        if n_cells < columns.len() {
            n_taken = 0;
        }
        let mut record = first.clone();
        for next in below.iter().take(n_taken) {
            let mut cells = next.cells.iter();
            if let (Some(last), Some(more)) = (record.cells.last_mut(), cells.next()) {
                last.push('\n');
                last.push_str(more);
            }
            record.cells.extend(cells.cloned());
        }
        whole.push(record);
        rest = below.get(n_taken..).unwrap_or_default();
    }
    whole
}

/// The first `n_max` rows of a text.
fn records(text: &str, delimiter: char, n_max: usize) -> Vec<Record> {
    let mut reader = Reader { text, at: 0, line: 1, delimiter, n_unclosed: 0 };
    let mut records = Vec::new();
    while records.len() < n_max
        && let Some(record) = reader.record()
    {
        records.push(record);
    }
    records
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    line: u32,
    delimiter: char,
    n_unclosed: usize,
}

/// What ended a cell.
enum End {
    Delimiter,
    Line,
    Text,
}

impl Reader<'_> {
    fn record(&mut self) -> Option<Record> {
        if self.at >= self.text.len() {
            return None;
        }
        let mut record = Record { line: self.line, cells: Vec::new() };
        loop {
            let mut cell = String::new();
            let end = self.cell(&mut cell);
            record.cells.push(cell);
            if !matches!(end, End::Delimiter) {
                return Some(record);
            }
        }
    }

    fn cell(&mut self, cell: &mut String) -> End {
        let rest = self.text.get(self.at..).unwrap_or_default();
        if let Some(quoted) = rest.strip_prefix('"')
            && self.n_unclosed < UNCLOSED_MAX
        {
            match closing(quoted) {
                Some(end) => {
                    let inner = quoted.get(..end).unwrap_or_default();
                    self.line = self.line.saturating_add(n_breaks(inner));
                    cell.push_str(&inner.replace("\"\"", "\""));
                    self.at += end + 2;
                }
                None => self.n_unclosed += 1,
            }
        }
        self.plain(cell)
    }

    /// The rest of a cell up to a delimiter or the end of the line.
    fn plain(&mut self, cell: &mut String) -> End {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let end = rest.find([self.delimiter, '\n', '\r']).unwrap_or(rest.len());
        cell.push_str(rest.get(..end).unwrap_or_default());
        self.at += end;
        let after = rest.get(end..).unwrap_or_default();
        let (end, n_bytes) = match after.chars().next() {
            None => (End::Text, 0),
            Some('\n') => (End::Line, 1),
            Some('\r') => (End::Line, if after.starts_with("\r\n") { 2 } else { 1 }),
            Some(delimiter) => (End::Delimiter, delimiter.len_utf8()),
        };
        self.at += n_bytes;
        if matches!(end, End::Line) {
            self.line = self.line.saturating_add(1);
        }
        end
    }
}

/// Where the quotation mark stands that closes; two are one that is meant.
fn closing(quoted: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + quoted.get(from..)?.find('"')?;
        if !quoted.get(at + 1..)?.starts_with('"') {
            return Some(at);
        }
        from = at + 2;
    }
}

fn n_breaks(text: &str) -> u32 {
    let n = text.bytes().filter(|byte| *byte == b'\n').count();
    let n_returns = text.replace("\r\n", "").bytes().filter(|byte| *byte == b'\r').count();
    u32::try_from(n + n_returns).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(u32, &[&str])]) {
        let table = read(text).unwrap();
        let found: Vec<(u32, Vec<&str>)> = table
            .records
            .iter()
            .map(|record| (record.line, record.cells.iter().map(String::as_str).collect()))
            .collect();
        let expected: Vec<(u32, Vec<&str>)> =
            expected.iter().map(|(line, cells)| (*line, cells.to_vec())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_table_is_read_whatever_stands_between_its_cells() {
        let expected: &[(u32, &[&str])] = &[(2, &["F-AAAA", "a\n\"b\"", "c"]), (4, &["F-BBBB", "", ""])];
        for sign in [",", ";", "\t", "|"] {
            for line_end in ["\n", "\r\n", "\r"] {
                let rows = ["id,note,decision", "F-AAAA,\"a\u{1}\"\"b\"\"\",c", "F-BBBB,,"].join("\u{2}");
                let text = rows.replace(',', sign).replace('\u{1}', "\n").replace('\u{2}', line_end);
                check(&text, expected);
            }
        }
    }

    #[test]
    fn rows_above_the_header_and_the_line_that_excel_writes_are_passed_over() {
        check("sep=;\nللمراجعة\n\nID;Decision \nF-AAAA;x\n;\n", &[(5, &["F-AAAA", "x"])]);
    }

    #[test]
    fn a_mark_that_is_never_closed_is_a_letter() {
        check("id,decision\nF-AAAA,\"x\nF-BBBB,y\n", &[(2, &["F-AAAA", "\"x"]), (3, &["F-BBBB", "y"])]);
    }

    #[test]
    fn a_row_that_was_torn_is_put_together() {
        check(
            "id,text,decision\nF-AAAA,one\ntwo,x\nF-BBBB\nF-CCCC,t,z",
            &[(2, &["F-AAAA", "one\ntwo", "x"]), (4, &["F-BBBB"]), (5, &["F-CCCC", "t", "z"])],
        );
    }

    #[test]
    fn what_names_no_columns_is_no_table() {
        assert_eq!(read("a,b\n1,2\n"), None);
        assert_eq!(read("id\n1\n"), None);
    }
}
