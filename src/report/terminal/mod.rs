//! Findings for people at a terminal, and for programs that read lines.
//!
//! One direction a line: what runs from right to left stands between isolates and is the last thing
//! on its line, so that nothing depends on where a terminal puts it. No caret is drawn under it, since
//! nobody can know which word would stand above.

mod excerpt;
mod explanation;
mod link;
mod matrix;

pub use explanation::write_explanation;
pub use matrix::write_matrix;

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use crate::{
    attribution::Certainty,
    base::bidi,
    report::{
        Place, Row,
        csv::certainty_word,
        sanitize::one_line,
        terminal::excerpt::{Excerpt, excerpt, fitting},
    },
    ruleset::{Ruleset, Severity, Voice},
};

/// U+2066 LEFT-TO-RIGHT ISOLATE.
const LEFT_TO_RIGHT_ISOLATE: char = '\u{2066}';
/// U+200F RIGHT-TO-LEFT MARK.
const RIGHT_TO_LEFT_MARK: char = '\u{200F}';

/// The narrowest and the widest that is written for.
pub const COLUMNS_MIN: usize = 60;
/// See [`COLUMNS_MIN`].
pub const COLUMNS_MAX: usize = 200;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Writes one line a finding: `path:line:column: level[rule] id message`.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_lines<'a>(rows: impl IntoIterator<Item = &'a Row<'a>>, mut out: impl Write) -> io::Result<()> {
    for row in rows {
        let finding = row.finding;
        let (level, message) = (finding.severity.as_str(), on_one_line(&row.message));
        writeln!(out, "{}: {level}[{}] {} {message}", one_line(&row.a.at()), finding.rule, finding.id)?;
    }
    Ok(())
}

/// What blocks are written for.
#[derive(Debug, Clone, Copy)]
pub struct Screen<'s> {
    /// The language.
    pub voice: Voice<'s>,
    /// The columns.
    pub columns: usize,
    /// The folder of the run, with `/` after it, where places are links to their files; none where the
    /// terminal knows no links.
    pub links: Option<&'s str>,
}

/// Writes a block a finding: what it is, and both sides with their sentences.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_blocks<'a>(
    ruleset: &Ruleset,
    rows: impl IntoIterator<Item = &'a Row<'a>>,
    screen: Screen<'_>,
    mut out: impl Write,
) -> io::Result<()> {
    let screen = Screen { columns: screen.columns.clamp(COLUMNS_MIN, COLUMNS_MAX), ..screen };
    let (voice, width) = (&screen.voice, screen.columns);
    for event in by_event(rows) {
        if let Some(first) = event.first() {
            writeln!(out, "{}", event_line(&first.finding.event, voice, width))?;
        }
        for row in event {
            for line in block(ruleset, row, &screen) {
                writeln!(out, "{line}")?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

/// The findings by event, in the order of the gravest finding of each.
fn by_event<'a>(rows: impl IntoIterator<Item = &'a Row<'a>>) -> Vec<Vec<&'a Row<'a>>> {
    let mut events: Vec<Vec<&Row<'_>>> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows {
        let idx = *known.entry(row.finding.event.as_str()).or_insert(events.len());
        match events.get_mut(idx) {
            Some(event) => event.push(row),
            None => events.push(vec![row]),
        }
    }
    events
}

/// `== The headline`, what the findings below are about.
fn event_line(event: &str, voice: &Voice<'_>, width: usize) -> String {
    let mark = if voice.isolation.rtl && voice.isolation.on { "\u{200F}" } else { "" };
    let event = voice.isolation.apply(&fitting(&one_line(event), width - 3));
    format!("{mark}{DIM}=={DIM:#} {BOLD}{event}{BOLD:#}")
}

/// The style of a severity.
pub fn style_of(severity: Severity) -> Style {
    let color = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Note => AnsiColor::Cyan,
        Severity::Info => AnsiColor::Green,
    };
    BOLD.fg_color(Some(color.into()))
}

fn block(ruleset: &Ruleset, row: &Row<'_>, screen: &Screen<'_>) -> Vec<String> {
    let (voice, width) = (&screen.voice, screen.columns);
    let finding = row.finding;
    let mark = if voice.isolation.rtl && voice.isolation.on {
        RIGHT_TO_LEFT_MARK.to_string()
    } else {
        String::new()
    };
    let mut lines = head(ruleset, row, voice, width);
    let labels = [voice.tell("label-about", &[]), voice.tell("label-suggestion", &[])];
    let sources = [Some(&row.a), row.b.as_ref()].into_iter().flatten().map(|place| label(place, voice));
    let widths =
        labels.iter().map(|label| label.width()).chain(sources.filter_map(|label| Some(label?.width())));
    let indent = widths.max().unwrap_or(0).min(width / 4) + 2;
    let [about, suggest] = &labels;
    // A subject that the words themselves name says nothing more.
    if !finding.subject.is_empty() && !row.a.text.contains(&finding.subject) {
        lines.push(format!(
            "  {DIM}{}{DIM:#}{}",
            pad(about, indent),
            voice.isolation.apply(&one_line(&finding.subject))
        ));
    }
    for place in [Some(&row.a), row.b.as_ref()].into_iter().flatten() {
        lines.extend(side(place, screen, indent));
    }
    if let Some(suggestion) = &finding.suggestion {
        let words = voice.isolation.apply(&one_line(suggestion));
        lines.push(format!("  {DIM}{}{DIM:#}{BOLD}{words}{BOLD:#}", pad(suggest, indent)));
    }
    lines.into_iter().map(|line| format!("{mark}{line}")).collect()
}

/// `error[figure-conflict] F-7K2M  the sources disagree on a figure  confidence 0.96`, on two lines
/// where it does not fit on one.
fn head(ruleset: &Ruleset, row: &Row<'_>, voice: &Voice<'_>, width: usize) -> Vec<String> {
    let finding = row.finding;
    let level = voice.tell(&format!("level-{}", finding.severity.as_str()), &[]);
    let title = ruleset.checks.get(finding.rule).map_or("", |check| check.title(voice.language));
    let confidence = voice.tell("confidence", &[("confidence", &finding.confidence.two_decimals())]);
    let rule = voice.isolation.apply(finding.rule);
    let id = voice.isolation.apply(&finding.id);
    let style = style_of(finding.severity);
    let start = format!("{style}{level}[{rule}]{style:#} {DIM}{id}{DIM:#}");
    let confidence_width = confidence.width();
    let confidence = format!("{DIM}{confidence}{DIM:#}");
    let before_title = [level.as_str(), "[", finding.rule, "] ", &finding.id, "  "].concat().width();
    if before_title + title.width() + 2 + confidence_width <= width {
        vec![format!("{start}  {title}  {confidence}")]
    } else {
        vec![format!("{start}  {confidence}"), format!("  {title}")]
    }
}

/// The source as a label, if it may stand before other things on a line.
fn label(place: &Place<'_>, voice: &Voice<'_>) -> Option<String> {
    let name = one_line(&place.source_name);
    (!voice.isolation.is_foreign(&name)).then_some(name)
}

/// Who, where and what, and the sentence on a line of its own.
fn side(place: &Place<'_>, screen: &Screen<'_>, indent: usize) -> Vec<String> {
    let (voice, width) = (&screen.voice, screen.columns);
    let mut lines = Vec::new();
    let margin = " ".repeat(indent + 2);
    let label = match label(place, voice) {
        Some(label) if label.width() + 2 <= indent => format!("  {}", pad(&label, indent)),
        Some(label) => {
            lines.push(format!("  {label}"));
            margin.clone()
        }
        None => {
            lines.push(format!("  {}", voice.isolation.apply(&one_line(&place.source_name))));
            margin.clone()
        }
    };
    let times = match place.n_occurrences {
        0 | 1 => String::new(),
        n => format!("  {DIM}{}{DIM:#}", voice.count("times", n)),
    };
    let known = match place.certainty {
        Certainty::Explicit => String::new(),
        certainty => format!(
            "  {DIM}{}{DIM:#}",
            voice.tell(&format!("attribution-{}", certainty_word(certainty)), &[])
        ),
    };
    let value = fitting(&shown_value(place), width.saturating_sub(margin.len()));
    let start = format!("{label}{}{times}{known}", path(place, screen));
    let used = anstream::adapter::strip_str(&start).to_string().width() + 2 + value.width();
    let value = voice.isolation.apply(&value);
    // On a narrow screen the value has a line of its own, rather than one that is broken anywhere.
    if used <= width {
        lines.push(format!("{start}  {BOLD}{value}{BOLD:#}"));
    } else {
        lines.extend([start, format!("{margin}{BOLD}{value}{BOLD:#}")]);
    }
    let Excerpt { before, text, after } = excerpt(place, width.saturating_sub(margin.len() + 2));
    let plain = format!("{before}{text}{after}");
    let styled = format!("«{before}{BOLD}{text}{BOLD:#}{after}»");
    let isolated = if voice.isolation.on && voice.isolation.is_foreign(&plain) {
        let (open, close) = (bidi::FIRST_STRONG_ISOLATE, bidi::POP_DIRECTIONAL_ISOLATE);
        format!("{open}{styled}{close}")
    } else {
        styled
    };
    lines.push(format!("{margin}{isolated}"));
    lines
}

/// The canonical value, or the words as written where that says the same in letters.
fn shown_value(place: &Place<'_>) -> String {
    let in_letters = place.value.is_empty() || place.value.chars().any(bidi::is_rtl);
    one_line(if in_letters { place.text } else { place.value })
}

/// `path:line:column` from left to right, without an isolate where none is needed, so that a
/// terminal makes a link of it where it knows no links of ours.
fn path(place: &Place<'_>, screen: &Screen<'_>) -> String {
    let at = one_line(&place.at());
    let at = screen.links.map_or_else(|| at.clone(), |folder| link::to_file(folder, place.path, &at));
    left_to_right(&at, &screen.voice)
}

/// A path, a number or a day, which runs from left to right whatever stands in it.
fn left_to_right(text: &str, voice: &Voice<'_>) -> String {
    if voice.isolation.on && (voice.isolation.rtl || text.chars().any(bidi::is_rtl)) {
        return format!("{LEFT_TO_RIGHT_ISOLATE}{text}{}", bidi::POP_DIRECTIONAL_ISOLATE);
    }
    text.to_owned()
}

fn pad(text: &str, n_columns: usize) -> String {
    let blanks = n_columns.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(blanks))
}

/// [`one_line`] that keeps isolates: a message has its own.
fn on_one_line(message: &str) -> String {
    let parts: Vec<String> = message
        .split_inclusive([bidi::FIRST_STRONG_ISOLATE, bidi::POP_DIRECTIONAL_ISOLATE])
        .map(|part| {
            let isolate = part.chars().next_back().filter(|c| bidi::is_control(*c));
            let blank = |at: Option<char>| if at.is_some_and(char::is_whitespace) { " " } else { "" };
            let inner: &str = part.trim_end_matches(bidi::is_control);
            let line = one_line(inner);
            let (first, last) = (blank(inner.chars().next()), blank(inner.chars().next_back()));
            let last = if line.is_empty() { "" } else { last };
            format!("{first}{line}{last}{}", isolate.map(String::from).unwrap_or_default())
        })
        .collect();
    parts.concat().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{rows, sample};

    fn blocks(language: &str, isolates: bool, width: usize) -> String {
        let ruleset = Ruleset::builtin().unwrap();
        let (articles, report) = sample::quake();
        let voice = ruleset.messages.voice(language, isolates).unwrap();
        let rows = rows(&ruleset, &articles, &report, &voice);
        let mut out = Vec::new();
        let links = Some("/news room/");
        write_blocks(&ruleset, &rows, Screen { voice, columns: width, links }, &mut out).unwrap();
        anstream::adapter::strip_str(&String::from_utf8(out).unwrap()).to_string()
    }

    /// Holds that what runs from right to left in an English line is isolated, and ends it.
    pub(super) fn arabic_is_last(line: &str) {
        let Some(open) = line.find(bidi::FIRST_STRONG_ISOLATE) else {
            assert!(!line.chars().any(bidi::is_rtl), "{line}");
            return;
        };
        let (before, run) = line.split_at(open);
        assert!(!before.chars().any(bidi::is_rtl), "{line}");
        assert!(run.ends_with(bidi::POP_DIRECTIONAL_ISOLATE), "{line}");
    }

    #[test]
    fn an_arabic_run_is_isolated_and_last_on_its_line() {
        for width in [60, 88, 200] {
            blocks("en", true, width).lines().for_each(arabic_is_last);
        }
    }

    #[test]
    fn lines_keep_to_the_width() {
        for width in [60, 88, 200] {
            for line in blocks("en", true, width).lines() {
                assert!(line.width() <= width, "{width}: {} {line}", line.width());
            }
        }
    }

    #[test]
    fn an_arabic_screen_begins_its_lines_from_the_right() {
        let screen = blocks("ar", true, 88);
        assert!(
            screen.lines().all(|line| line.is_empty() || line.starts_with(RIGHT_TO_LEFT_MARK)),
            "{screen}"
        );
        let plain = blocks("ar", false, 88);
        assert!(!plain.chars().any(bidi::is_control), "{plain}");
    }

    #[test]
    fn a_line_a_finding_can_be_cut_by_programs() {
        let ruleset = Ruleset::builtin().unwrap();
        let (articles, report) = sample::quake();
        let rows = rows(&ruleset, &articles, &report, &ruleset.messages.fallback());
        let mut out = Vec::new();
        write_lines(&rows, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let first = text.lines().next().unwrap();
        assert!(first.starts_with("drafts/quake-1.md:1:32: error[figure-conflict] F-"), "{first}");
        assert_eq!(text.lines().count(), 3);
    }

    #[test]
    fn a_message_keeps_its_isolates_and_loses_its_controls() {
        assert_eq!(on_one_line("a «\u{2068}ب\n ج\u{2069}» \u{1B}b "), "a «\u{2068}ب ج\u{2069}» \\u{1b}b");
    }
}
