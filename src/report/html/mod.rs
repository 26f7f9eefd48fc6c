//! One page that holds a whole report: no request leaves it, and it opens from a mail as it does from
//! a server.
//!
//! The first findings stand in the page as they are shown; the others lie in it as text and are made
//! when they are asked for, so that ten thousand open as fast as ten.

mod chart;
mod escape;
mod finding;
mod sections;
mod sources;

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::{
    Examined,
    decisions::merge::Kept,
    ingest::Article,
    report::{Report, Row, matrix::MatrixRow, summary},
    ruleset::{Ruleset, Voice},
};

use escape::{Text, json};
pub(crate) use sources::Sources;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// So many findings are made before anybody asks.
const FINDINGS_SHOWN: usize = 100;

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct Page<'p> {
    /// The rules, for what they say of each check.
    pub ruleset: &'p Ruleset,
    /// The articles of the run.
    pub articles: &'p [Article],
    /// What was found in them.
    pub report: &'p Report,
    /// What was read and compared besides.
    pub examined: &'p Examined,
    /// The findings as they are shown.
    pub rows: &'p [Row<'p>],
    /// Which source says what.
    pub matrix: &'p [MatrixRow],
    /// What reviewers wrote.
    pub kept: &'p Kept,
    /// The language of the page.
    pub voice: Voice<'p>,
}

impl Page<'_> {
    fn tell(&self, key: &str) -> String {
        self.voice.tell(key, &[])
    }
}

/// Writes the page.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_html(page: &Page<'_>, mut out: impl Write) -> io::Result<()> {
    // Elements keep directions apart; isolates would be read out by some screen readers.
    let mut page = *page;
    page.voice.isolation.on = false;
    let page = &page;
    let sources = Sources::of(page);
    let by_event = finding::by_event(page.rows);
    let n_shown = page.rows.len().min(FINDINGS_SHOWN);
    write_head(page, &mut out)?;
    out.write_all(sections::filters(page, &sources).as_bytes())?;
    write_findings(page, &sources, &by_event, n_shown, &mut out)?;
    out.write_all(sections::matrix(page, &sources).as_bytes())?;
    let (articles, bodies) = sections::articles(page, &sources);
    out.write_all(articles.as_bytes())?;
    let later = packed(&finding::later(page, &sources, &by_event, n_shown, bodies));
    writeln!(
        out,
        "</main>\n<script type=\"application/json\" id=\"words\">{}</script>",
        json(&finding::words(page))
    )?;
    writeln!(out, "<script type=\"text/plain\" id=\"later\">{later}</script>")?;
    writeln!(out, "<script>\n{SCRIPT}</script>\n</body>\n</html>")
}

/// JSON, compressed by zlib, in base 64: what is made later is a tenth of its size, and costs nothing
/// to pass over. miniz_oxide gives the same bytes on every machine, which zlib-rs does not promise.
fn packed(later: &finding::Later) -> String {
    if later.is_empty() {
        return String::new();
    }
    let json = serde_json::to_vec(later).unwrap_or_default();
    base64(&miniz_oxide::deflate::compress_to_vec_zlib(&json, 6))
}

/// Source: RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| three.get(at).copied().map_or(0, u32::from);
        let bits = (byte(0) << 16) | (byte(1) << 8) | byte(2);
        for at in 0..4 {
            let six = (bits >> (18 - 6 * at)) & 63;
            let letter = LETTERS.get(six as usize).copied().unwrap_or(b'A');
            text.push(if at <= three.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

fn write_head(page: &Page<'_>, out: &mut impl Write) -> io::Result<()> {
    let direction = if page.voice.isolation.rtl { "rtl" } else { "ltr" };
    let title = page.tell("html-title");
    let mut head = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n",
        Text(page.voice.language)
    );
    let policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";
    let _ = writeln!(head, "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    head.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    head.push_str(
        "<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n",
    );
    let _ = writeln!(head, "<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>", Text(&title));
    let _ = writeln!(head, "<a class=\"skip\" href=\"#findings\">{}</a>", Text(&page.tell("html-skip")));
    let _ = writeln!(head, "<header><h1>{}</h1>", Text(&title));
    let _ = writeln!(head, "<p>{}</p>", Text(&summary(page.report, &page.voice)));
    let _ = writeln!(head, "<nav aria-label=\"{}\"><ul>", Text(&page.tell("html-contents")));
    for (id, key) in [("findings", "html-findings"), ("matrix", "html-matrix"), ("articles", "html-articles")]
    {
        let _ = writeln!(head, "<li><a href=\"#{id}\">{}</a></li>", Text(&page.tell(key)));
    }
    head.push_str("</ul></nav></header>\n<main>\n");
    out.write_all(head.as_bytes())
}

/// The findings, a section an event; of events whose findings are all made later only the heading.
fn write_findings(
    page: &Page<'_>,
    sources: &Sources,
    by_event: &[finding::EventRows<'_>],
    n_shown: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let title = page.tell("html-findings");
    writeln!(out, "<section id=\"findings\" tabindex=\"-1\" aria-labelledby=\"findings-title\">")?;
    writeln!(out, "<h2 id=\"findings-title\">{}</h2>", Text(&title))?;
    writeln!(out, "<p id=\"count\" role=\"status\"></p>")?;
    let mut n_left = n_shown;
    for (idx, event) in by_event.iter().enumerate() {
        let hidden = if n_left == 0 { " hidden" } else { "" };
        writeln!(out, "<div class=\"event\" id=\"e{idx}\"{hidden}>")?;
        writeln!(out, "<h3 dir=\"auto\">{}</h3>", Text(event.name))?;
        for (row, anchor) in event.rows.iter().take(n_left) {
            out.write_all(finding::card(page, sources, row, anchor).as_bytes())?;
        }
        n_left = n_left.saturating_sub(event.rows.len());
        writeln!(out, "</div>")?;
    }
    if page.rows.is_empty() {
        writeln!(out, "<p>{}</p>", Text(&page.tell("html-none")))?;
    }
    writeln!(
        out,
        "<p><button type=\"button\" id=\"more\" hidden>{}</button></p>",
        Text(&page.tell("html-more"))
    )?;
    writeln!(out, "</section>")
}

#[cfg(test)]
mod tests;
