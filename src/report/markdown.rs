//! A summary in Markdown, for the page of a job or a comment.

use std::io::{self, Write};

use crate::{
    base::bidi,
    report::{Document, Place, Row, sanitize::one_line, summary},
};

/// A page of a job takes a mebibyte; so many findings fit into it, whatever they say.
const SHOWN_MAX: usize = 200;
/// The longest cell, in characters.
const CELL_CHARS_MAX: usize = 300;

/// Writes the report.
///
/// # Errors
/// Where `out` cannot be written to.
pub(super) fn write(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    let voice = &document.voice;
    writeln!(out, "## isnad\n\n{}", text(&summary(document.report, voice)))?;
    for skipped in document.skipped {
        let path = code(document.path(&skipped.path));
        writeln!(
            out,
            "\n- {}: {path}: {}",
            voice.tell("not-checked", &[]),
            text(&skipped.reason.told(voice))
        )?;
    }
    let n_open = document.open().count();
    if n_open > 0 {
        let heads = ["column-severity", "column-finding", "column-source", "column-place", "column-text"];
        let heads: Vec<String> = heads.iter().map(|key| voice.tell(key, &[])).collect();
        writeln!(out, "\n| {} |\n|---|---|---|---|---|", heads.join(" | "))?;
        for row in document.open().take(SHOWN_MAX) {
            finding(document, row, out)?;
        }
    }
    let n_left_out = n_open.saturating_sub(SHOWN_MAX) + document.n_left_out;
    if n_left_out > 0 {
        writeln!(out, "\n{}", voice.tell("findings-left-out", &[("n", &n_left_out.to_string())]))?;
    }
    Ok(())
}

fn finding(document: &Document<'_>, row: &Row<'_>, out: &mut dyn Write) -> io::Result<()> {
    let finding = row.finding;
    let level = document.voice.tell(&format!("level-{}", finding.severity.as_str()), &[]);
    let told = format!("**{}** {}<br>{}", text(finding.rule), code(&finding.id), text(&row.message));
    side(document, [&format!("{level} {}", finding.confidence.two_decimals()), &told], &row.a, out)?;
    match &row.b {
        Some(b) => side(document, ["", ""], b, out),
        None => Ok(()),
    }
}

fn side(
    document: &Document<'_>,
    [level, told]: [&str; 2],
    place: &Place<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let at = format!("{}:{}", document.path(place.path), place.position.line);
    let (source, context) = (text(&place.source_name), text(&place.context()));
    writeln!(out, "| {level} | {told} | {source} | {} | {context} |", code(&at))
}

/// Text of an article, as itself: nothing in it is markup, and its direction ends with it.
fn text(given: &str) -> String {
    let line = one_line(given);
    let cut: String = line.chars().take(CELL_CHARS_MAX).collect();
    let mut escaped = String::with_capacity(cut.len());
    for c in cut.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // An @ would call somebody, a # link to an issue.
            '@' => escaped.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    if cut.len() < line.len() {
        escaped.push_str(" …");
    }
    if cut.chars().any(bidi::is_rtl) { format!("<bdi>{escaped}</bdi>") } else { escaped }
}

/// A path or an id in a cell: code, in which a bar has to be escaped.
fn code(given: &str) -> String {
    let line = one_line(given);
    if line.contains('`') { text(&line) } else { format!("`{}`", line.replace('|', "\\|")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_an_article_is_markup() {
        assert_eq!(text("<b>a|b</b> @x #1\n*c*"), "&lt;b&gt;a\\|b&lt;/b&gt; &#64;x \\#1 \\*c\\*");
        assert_eq!(text("قال\u{202E}"), "<bdi>قال</bdi>");
        assert_eq!(code("a|b.md"), "`a\\|b.md`");
    }
}
