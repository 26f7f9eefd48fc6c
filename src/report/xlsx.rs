//! A workbook for reviewers: findings with a drop-down list for the decision, the source matrix, and a
//! summary. All cells are text, so that no spreadsheet makes a date or a power of ten of one.
//!
//! Source: ECMA-376, Part 1, SpreadsheetML.

use std::io::{self, Write};

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, FormatUnderline, IgnoreError, Url, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use crate::{
    decisions::{DECISION, NOTE, SEVERITY, merge::Kept},
    ingest::Article,
    report::{
        Place, Report, Row,
        csv::{columns, reviewed_cells},
        guard::{guarded, unguarded},
        matrix::MatrixRow,
        summary,
        words::differing,
    },
    ruleset::{Ruleset, Severity, Verdict, Voice},
};

/// The most characters of a cell; a spreadsheet takes 32,767.
const CELL_CHARS_MAX: usize = 32_000;
/// A sheet may have 65,530 links; two of them stand in a row.
const LINKED_ROWS_MAX: usize = 30_000;

/// The columns that a reviewer looks at first, with their widths in pixels; the others follow.
const FIRST: [(&str, u32); 13] = [
    ("id", 95),
    (DECISION, 90),
    (NOTE, 220),
    (SEVERITY, 75),
    ("rule", 130),
    ("message", 320),
    ("source_a", 90),
    ("text_a", 130),
    ("context_a", 380),
    ("source_b", 90),
    ("text_b", 130),
    ("context_b", 380),
    ("suggestion", 110),
];
/// The width of the others.
const OTHER_WIDTH: u32 = 110;
/// How many pixels a character takes on average, and a line.
const CHAR_PIXELS: usize = 7;
const LINE_PIXELS: u32 = 20;
/// Of a longer cell the rest is seen when it is opened.
const LINES_MAX: usize = 10;

/// What the workbook shows.
#[derive(Debug, Clone, Copy)]
pub struct Book<'b> {
    /// The rules, for what they say of each check.
    pub ruleset: &'b Ruleset,
    /// The articles of the run.
    pub articles: &'b [Article],
    /// What was found.
    pub report: &'b Report,
    /// The findings as they are shown.
    pub rows: &'b [Row<'b>],
    /// Which source says what.
    pub matrix: &'b [MatrixRow],
    /// The articles that print one text, by their paths.
    pub copies: &'b [Vec<&'b str>],
    /// What reviewers wrote.
    pub kept: &'b Kept,
    /// The language of the sheets.
    pub voice: Voice<'b>,
}

/// How cells look.
struct Formats {
    head: Format,
    text: Format,
    decision: Format,
    link: Format,
    plain: Format,
    marked: Format,
    differing: Format,
}

impl Formats {
    fn new(rtl: bool) -> Formats {
        let base = || {
            let format = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_num_format("@");
            format.set_reading_direction(if rtl { 2 } else { 1 })
        };
        // Cells of articles take their direction from their text.
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_num_format("@");
        let red = Color::RGB(0x00A6_1B29);
        Formats {
            head: base()
                .set_bold()
                .set_background_color(Color::RGB(0x00E8_E4D8))
                .set_border(FormatBorder::Thin),
            decision: base().set_background_color(Color::RGB(0x00FF_F8DC)),
            link: text.clone().set_font_color(Color::RGB(0x000B_5394)).set_underline(FormatUnderline::Single),
            text,
            plain: Format::new(),
            marked: Format::new().set_bold(),
            differing: Format::new().set_bold().set_font_color(red).set_underline(FormatUnderline::Single),
        }
    }
}

/// Writes the workbook.
///
/// # Errors
/// Where `out` cannot be written to, or a note is longer than a cell can be.
pub fn write_xlsx(book: &Book<'_>, mut out: impl Write) -> io::Result<()> {
    out.write_all(&bytes(book).map_err(io::Error::other)?)
}

fn bytes(book: &Book<'_>) -> Result<Vec<u8>, XlsxError> {
    // Bidi controls are for lines of a terminal; a cell has a direction of its own.
    let mut book = *book;
    book.voice.isolation.on = false;
    let rtl = book.voice.isolation.rtl;
    let formats = Formats::new(rtl);
    let mut workbook = Workbook::new();
    // The day of the run would make the bytes of two runs differ.
    let properties = DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    let name = |key: &str| book.voice.tell(key, &[]);
    let sheet = workbook.add_worksheet().set_name(name("xlsx-findings"))?.set_right_to_left(rtl);
    write_findings(sheet, &book, &formats)?;
    let sheet = workbook.add_worksheet().set_name(name("xlsx-matrix"))?.set_right_to_left(rtl);
    write_matrix(sheet, &book, &formats)?;
    let sheet = workbook.add_worksheet().set_name(name("xlsx-summary"))?.set_right_to_left(rtl);
    write_summary(sheet, &book, &formats)?;
    workbook.save_to_buffer()
}

fn write_findings(sheet: &mut Worksheet, book: &Book<'_>, formats: &Formats) -> Result<(), XlsxError> {
    let names = columns(book.kept);
    let first = FIRST.iter().filter_map(|(name, _)| names.iter().position(|known| known == name));
    let mut order: Vec<usize> = first.collect();
    order.extend((0..names.len()).filter(|at| !FIRST.iter().any(|(name, _)| names.get(*at) == Some(name))));
    let shown: Vec<&str> = order.iter().filter_map(|at| names.get(*at).copied()).collect();
    head(sheet, &shown, formats)?;
    for (column, name) in (0_u16..).zip(&shown) {
        let width = FIRST.iter().find(|(known, _)| known == name).map_or(OTHER_WIDTH, |(_, width)| *width);
        sheet.set_column_width_pixels(column, width)?;
    }
    let mut line = 1_u32;
    for (nth, row) in book.rows.iter().enumerate() {
        let cells = reviewed_cells(row, book.kept);
        for (column, at) in (0_u16..).zip(&order) {
            let (Some(name), Some(cell)) = (names.get(*at), cells.get(*at)) else { continue };
            write_cell(sheet, (line, column), (name, cell), row, formats)?;
            if nth < LINKED_ROWS_MAX {
                write_link(sheet, (line, column), (name, cell), (book, row), formats)?;
            }
        }
        let read = order.iter().filter_map(|at| Some((*names.get(*at)?, cells.get(*at)?.as_str())));
        sheet.set_row_height_pixels(line, n_lines(read) * LINE_PIXELS)?;
        line += 1;
    }
    for row in &book.kept.resolved {
        for (column, name) in (0_u16..).zip(&shown) {
            text(sheet, (line, column), row.resolved_cell(name), formats)?;
        }
        line += 1;
    }
    for cells in &book.kept.reviewed.unread {
        for (column, cell) in (0_u16..).zip(cells) {
            text(sheet, (line, column), unguarded(cell), formats)?;
        }
        line += 1;
    }
    let last = line.max(2) - 1;
    let last_column = u16::try_from(shown.len().max(1) - 1).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last, last_column)?;
    sheet.ignore_error_range(0, 0, last, last_column, IgnoreError::NumberStoredAsText)?;
    sheet.set_freeze_panes(1, 1)?.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    // On paper only what a reviewer reads: all columns on one page would be too small for it.
    let last_printed = u16::try_from(FIRST.len() - 1).unwrap_or(u16::MAX).min(last_column);
    sheet.set_print_area(0, 0, last, last_printed)?;
    drop_down(sheet, book, &shown, last)
}

/// The lines that a row needs for what a reviewer reads of it. Left to itself, one program shows one line,
/// and another as many as the evidence would fill.
fn n_lines<'c>(cells: impl Iterator<Item = (&'c str, &'c str)>) -> u32 {
    let lines_of = |(name, cell): (&str, &str)| {
        let (_, width) = FIRST.iter().find(|(known, _)| *known == name)?;
        let n_chars = usize::try_from(*width).ok()? / CHAR_PIXELS;
        Some(cell.lines().map(|line| line.width().div_ceil(n_chars).max(1)).sum::<usize>())
    };
    let n_lines = cells.filter_map(lines_of).max().unwrap_or(1).clamp(1, LINES_MAX);
    u32::try_from(n_lines).unwrap_or(1)
}

/// A list of the words of the language for a decision; words of the other are let through.
fn drop_down(sheet: &mut Worksheet, book: &Book<'_>, shown: &[&str], last: u32) -> Result<(), XlsxError> {
    let Some(column) = shown.iter().position(|name| *name == DECISION) else { return Ok(()) };
    let column = u16::try_from(column).unwrap_or(u16::MAX);
    let words = Verdict::ALL.map(|verdict| book.ruleset.decision_words.offered(book.voice.language, verdict));
    let list = DataValidation::new()
        .allow_list_strings(&words)?
        .set_error_style(DataValidationErrorStyle::Information);
    sheet.add_data_validation(1, column, last, column, &list)?;
    Ok(())
}

fn head(sheet: &mut Worksheet, names: &[&str], formats: &Formats) -> Result<(), XlsxError> {
    for (column, name) in (0_u16..).zip(names) {
        sheet.write_string_with_format(0, column, fitting(name), &formats.head)?;
    }
    Ok(())
}

/// A cell of a finding: sentences with the words in question marked, all else as text.
fn write_cell(
    sheet: &mut Worksheet,
    (line, column): (u32, u16),
    (name, cell): (&str, &str),
    row: &Row<'_>,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let passage = match name {
        "context_a" => Some((&row.a, row.b.as_ref())),
        "context_b" => row.b.as_ref().map(|b| (b, Some(&row.a))),
        _ => None,
    };
    if let Some((place, other)) = passage {
        return marked(sheet, (line, column), place, other, formats);
    }
    if matches!(name, DECISION | NOTE) {
        // What a reviewer wrote is never cut: a longer note than a cell holds is an error.
        sheet.write_string_with_format(line, column, kept_guard(cell), &formats.decision)?;
        return Ok(());
    }
    text(sheet, (line, column), cell, formats)
}

/// A cell that would lose its own apostrophe when it is read back gets another.
fn kept_guard(cell: &str) -> String {
    if unguarded(cell) == cell { cell.to_owned() } else { guarded(cell).into_owned() }
}

fn text(
    sheet: &mut Worksheet,
    (line, column): (u32, u16),
    cell: &str,
    formats: &Formats,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(line, column, fitting(&kept_guard(cell)), &formats.text)?;
    Ok(())
}

fn marked(
    sheet: &mut Worksheet,
    (line, column): (u32, u16),
    place: &Place<'_>,
    other: Option<&Place<'_>>,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let (before, after) = (place.before(), place.after());
    let mut runs: Vec<(&Format, &str)> = vec![(&formats.plain, &before)];
    for (words, differs) in differing(place.text, other.map_or("", |other| other.text)) {
        runs.push((if differs { &formats.differing } else { &formats.marked }, words));
    }
    runs.push((&formats.plain, &after));
    runs.retain(|(_, words)| !words.is_empty());
    let n_chars: usize = runs.iter().map(|(_, words)| words.chars().count()).sum();
    if runs.len() < 2 || n_chars > CELL_CHARS_MAX {
        return text(sheet, (line, column), &place.context(), formats);
    }
    sheet.write_rich_string_with_format(line, column, &runs, &formats.text)?;
    Ok(())
}

/// The name of an article leads to it: to where it was published, else to its file.
fn write_link(
    sheet: &mut Worksheet,
    (line, column): (u32, u16),
    (name, cell): (&str, &str),
    (book, row): (&Book<'_>, &Row<'_>),
    formats: &Formats,
) -> Result<(), XlsxError> {
    let side = match name {
        "article_a" => Some(&row.finding.a),
        "article_b" => row.finding.b.as_ref(),
        _ => None,
    };
    let article = side.and_then(|side| book.articles.get(side.article.idx()));
    let Some(article) = article.filter(|article| article.path != "-") else { return Ok(()) };
    let is_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    let target = match article.url.as_ref().filter(is_web) {
        Some(url) => url.clone(),
        None => format!("file:///{}", article.path.trim_start_matches("./")),
    };
    // An address that is longer than a link can be leaves the cell as it is.
    if target.chars().count() <= 2_000 {
        let link = Url::new(target).set_text(fitting(cell));
        if sheet.write_url_with_format(line, column, link, &formats.link).is_err() {
            return text(sheet, (line, column), cell, formats);
        }
    }
    Ok(())
}

fn write_matrix(sheet: &mut Worksheet, book: &Book<'_>, formats: &Formats) -> Result<(), XlsxError> {
    let tell = |key: &str| book.voice.tell(key, &[]);
    let (stands, origins) = (tell("xlsx-stands"), tell("xlsx-origins"));
    let copy_of = tell("copy-of");
    let names = [
        "event", "subject", &stands, &origins, "source", "value", "text", "article", "line", "date", &copy_of,
    ];
    let last_column = 10;
    head(sheet, &names, formats)?;
    for (column, width) in (0_u16..).zip([260, 160, 90, 90, 120, 140, 160, 220, 60, 90, 220]) {
        sheet.set_column_width_pixels(column, width)?;
    }
    let mut line = 1_u32;
    for row in book.matrix {
        let stand = tell(row.stand.key());
        for claim in &row.claims {
            let cells = [
                row.event.clone(),
                row.subject.clone(),
                stand.clone(),
                row.n_origins.to_string(),
                claim.source_name.clone(),
                claim.value.clone(),
                claim.text.clone(),
                claim.path.clone(),
                claim.line.to_string(),
                claim.date.map(|date| date.to_string()).unwrap_or_default(),
                claim.copy_of.clone().unwrap_or_default(),
            ];
            for (column, cell) in (0_u16..).zip(&cells) {
                text(sheet, (line, column), cell, formats)?;
            }
            line += 1;
        }
    }
    let last = line.max(2) - 1;
    sheet.autofilter(0, 0, last, last_column)?;
    sheet.ignore_error_range(0, 0, last, last_column, IgnoreError::NumberStoredAsText)?;
    sheet.set_freeze_panes(1, 0)?.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

fn write_summary(sheet: &mut Worksheet, book: &Book<'_>, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_column_width_pixels(0, 260)?.set_column_width_pixels(1, 420)?;
    let tell = |key: &str| book.voice.tell(key, &[]);
    let mut rows = vec![(tell("html-title"), summary(book.report, &book.voice))];
    for severity in [Severity::Error, Severity::Warning, Severity::Note, Severity::Info] {
        let n = book.rows.iter().filter(|row| row.finding.severity == severity).count();
        let level = tell(&format!("level-{}", severity.as_str()));
        rows.push((level, n.to_string()));
    }
    for check in book.ruleset.checks.all() {
        let n = book.rows.iter().filter(|row| row.finding.rule == check.id).count();
        if n > 0 {
            rows.push((format!("{} ({})", check.title(book.voice.language), check.id), n.to_string()));
        }
    }
    let copies = tell("copies-title");
    for paths in book.copies {
        rows.push((copies.clone(), paths.join("\n")));
    }
    for (line, (label, value)) in (0_u32..).zip(&rows) {
        sheet.write_string_with_format(line, 0, fitting(label), &formats.head)?;
        text(sheet, (line, 1), value, formats)?;
    }
    let last = u32::try_from(rows.len().max(1) - 1).unwrap_or(0);
    sheet.ignore_error_range(0, 0, last, 1, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

/// As much of a text as a cell holds.
fn fitting(text: &str) -> String {
    match text.char_indices().nth(CELL_CHARS_MAX) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        decisions::{Reviewed, read},
        judge::Finding,
        report::{csv::COLUMNS, rows, sample},
    };

    fn written(files: &[(String, Reviewed)], language: &str) -> Vec<u8> {
        let ruleset = Ruleset::builtin().unwrap();
        let (articles, report) = sample::quake();
        let voice = ruleset.messages.voice(language, true).unwrap();
        let rows = rows(&ruleset, &articles, &report, &voice);
        let (kept, _) = Kept::of(files, &report.findings, &COLUMNS);
        let book = Book {
            ruleset: &ruleset,
            articles: &articles,
            report: &report,
            rows: &rows,
            matrix: &[],
            copies: &[],
            kept: &kept,
            voice,
        };
        let mut out = Vec::new();
        write_xlsx(&book, &mut out).unwrap();
        out
    }

    #[test]
    fn the_workbook_is_read_back_as_it_was_decided() {
        let ruleset = Ruleset::builtin().unwrap();
        let id = Finding::id_of("figure-conflict", &["120", "210"]);
        let table = format!(
            "id,severity,decision,note,owner\n{id},error,مرفوض,\"=1+1\n'=x\",هالة\nF-GONE0000,error,later,n,\n,,?,x,\n"
        );
        let reviewed = read(&ruleset, "r.csv", table.as_bytes()).unwrap();
        for language in ["ar", "en"] {
            let bytes = written(&[("r.csv".to_owned(), reviewed.clone())], language);
            let back = read(&ruleset, "r.xlsx", &bytes).unwrap();
            assert_eq!(back.rows[&id].decision, reviewed.rows[&id].decision);
            assert_eq!(back.rows[&id].cell("owner"), "هالة");
            assert!(back.rows[&id].cell("context_a").contains("بلغ 120 قتيلا في"));
            let gone = &back.rows["F-GONE0000"];
            assert_eq!((gone.cell("severity"), gone.cell("note")), ("resolved", "n"));
            assert_eq!(back.unread.len(), 1);
        }
    }

    #[test]
    fn the_same_bytes_every_run() {
        assert!(written(&[], "ar") == written(&[], "ar"));
    }
}
