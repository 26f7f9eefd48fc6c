//! Workbooks: the sheet of findings of an .xlsx that a reviewer saved.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use crate::decisions::{
    Unreadable,
    table::{self, Record, Table},
};

/// The table of the first sheet that has one; a hidden sheet, row or column is read like any other.
pub(super) fn read(bytes: &[u8]) -> Result<Table, Unreadable> {
    let failed = |error: calamine::XlsxError| Unreadable::Workbook(error.to_string());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(failed)?;
    for sheet in book.sheet_names() {
        let range = book.worksheet_range(&sheet).map_err(failed)?;
        let first_line = range.start().map_or(0, |(row, _)| row);
        let rows = range
            .rows()
            .zip(first_line + 1..)
            .map(|(cells, line)| Record { line, cells: cells.iter().map(text_of).collect() });
        if let Some(table) = table::of_rows(rows.collect()) {
            return Ok(table);
        }
    }
    Err(Unreadable::NoHeader)
}

/// A cell as text; a number as the spreadsheet would write it out.
fn text_of(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        other => other.to_string(),
    }
}
