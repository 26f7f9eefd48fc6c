//! The source matrix for people at a terminal.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use unicode_width::UnicodeWidthStr;

use crate::{
    attribution::Certainty,
    report::{
        csv::certainty_word,
        matrix::{MatrixClaim, MatrixRow, Stand},
        sanitize::one_line,
        terminal::{
            BOLD, COLUMNS_MAX, COLUMNS_MIN, DIM, RIGHT_TO_LEFT_MARK, event_line, excerpt::fitting,
            left_to_right, pad, style_of,
        },
    },
    ruleset::{Severity, Voice},
};

/// Writes what the sources say of each thing, a story after the other: the values, how many independent
/// origins give each, and who gives it where.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_matrix(
    rows: &[MatrixRow],
    voice: &Voice<'_>,
    width: usize,
    mut out: impl Write,
) -> io::Result<()> {
    let width = width.clamp(COLUMNS_MIN, COLUMNS_MAX);
    let mark = if voice.isolation.rtl && voice.isolation.on {
        RIGHT_TO_LEFT_MARK.to_string()
    } else {
        String::new()
    };
    let mut events: Vec<(&str, Vec<&MatrixRow>)> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows {
        let idx = *known.entry(&row.event).or_insert(events.len());
        match events.get_mut(idx) {
            Some((_, of_event)) => of_event.push(row),
            None => events.push((&row.event, vec![row])),
        }
    }
    for (event, of_event) in events {
        writeln!(out, "{}", event_line(event, voice, width))?;
        let indent = indent(&of_event, voice, width);
        for row in of_event {
            for line in block(row, voice, indent, width) {
                writeln!(out, "{mark}{line}")?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

/// The columns of the longest name of a source, up to a quarter of the line.
fn indent(rows: &[&MatrixRow], voice: &Voice<'_>, width: usize) -> usize {
    let claims = rows.iter().flat_map(|row| &row.claims);
    let names = claims.filter_map(|claim| Some(label(claim, voice)?.width()));
    names.max().unwrap_or(0).min(width / 4) + 2
}

/// The source as a label, if it may stand before other things on a line.
fn label(claim: &MatrixClaim, voice: &Voice<'_>) -> Option<String> {
    let name = one_line(&claim.source_name);
    (!voice.isolation.is_foreign(&name)).then_some(name)
}

fn block(row: &MatrixRow, voice: &Voice<'_>, indent: usize, width: usize) -> Vec<String> {
    let style = style_of(match row.stand {
        Stand::Differ => Severity::Error,
        Stand::Changed => Severity::Warning,
        Stand::Agree => Severity::Info,
        Stand::Alone => Severity::Note,
    });
    let stand = voice.tell(row.stand.key(), &[]);
    let subject = fitting(&one_line(&row.subject), width.saturating_sub(stand.width() + 2));
    let mut lines =
        vec![format!("{style}{stand}{style:#}  {BOLD}{}{BOLD:#}", voice.isolation.apply(&subject))];
    for (value, n_origins) in &row.values {
        let origins = voice.count("independent-origins", *n_origins);
        let shown = left_to_right(&one_line(value), voice);
        lines.push(format!("  {BOLD}{shown}{BOLD:#}  {DIM}{origins}{DIM:#}"));
        let claims = row.claims.iter().filter(|claim| claim.value == *value);
        lines.extend(claims.flat_map(|claim| said(claim, voice, indent, width)));
    }
    lines
}

/// Who says it, where and when, and the words, which stand on a line of their own where they do not fit.
fn said(claim: &MatrixClaim, voice: &Voice<'_>, indent: usize, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let margin = " ".repeat(indent + 4);
    let start = match label(claim, voice) {
        Some(label) if label.width() + 2 <= indent => format!("    {}", pad(&label, indent)),
        Some(label) => {
            lines.push(format!("    {label}"));
            margin.clone()
        }
        None => {
            lines.push(format!("    {}", voice.isolation.apply(&one_line(&claim.source_name))));
            margin.clone()
        }
    };
    let at = one_line(&format!("{}:{}:{}", claim.path, claim.line, claim.column));
    let start = format!("{start}{}", left_to_right(&at, voice));
    let date = claim.date.map(|date| left_to_right(&date.to_string(), voice));
    let known = (claim.certainty != Certainty::Explicit)
        .then(|| voice.tell(&format!("attribution-{}", certainty_word(claim.certainty)), &[]));
    let told: Vec<String> =
        [date, known].into_iter().flatten().map(|told| format!("{DIM}{told}{DIM:#}")).collect();
    let words = voice.isolation.apply(&fitting(&one_line(&claim.text), width.saturating_sub(margin.len())));
    // What does not fit beside the place goes below it.
    let mut line = start;
    for part in told.into_iter().chain([words]) {
        if columns(&line) + 2 + columns(&part) <= width {
            line.push_str("  ");
            line.push_str(&part);
        } else {
            lines.push(std::mem::replace(&mut line, format!("{margin}{part}")));
        }
    }
    lines.push(line);
    if let Some(original) = &claim.copy_of {
        let copied = left_to_right(&one_line(original), voice);
        lines.push(format!("{margin}{DIM}{} {copied}{DIM:#}", voice.tell("copy-of", &[])));
    }
    lines
}

/// The columns that a line takes, without its colours.
fn columns(line: &str) -> usize {
    anstream::adapter::strip_str(line).to_string().width()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::terminal::tests::arabic_is_last;
    use crate::{Options, base::bidi, examine, ingest::Article, report::matrix::matrix, ruleset::Ruleset};

    fn screen(language: &str, isolates: bool, width: usize) -> String {
        let ruleset = Ruleset::builtin().unwrap();
        let text = |carrier: &str, toll: u32| {
            format!("قالت وكالة {carrier} إن انهيار الجسر في مدينة الكوت أدى إلى مقتل {toll} عاملا.")
        };
        let said = [("رويترز", 14), ("فرانس برس", 41), ("الأناضول", 14)];
        let articles = said.map(|(carrier, toll)| {
            let path = format!("drafts/of-a-long-name/{toll}-{}.txt", carrier.len());
            let date = Some(jiff::civil::date(2024, 3, 4));
            Article { date, ..Article::from_text(path, text(carrier, toll)) }
        });
        let examined = examine(&ruleset, &articles, &Options::default());
        let voice = ruleset.messages.voice(language, isolates).unwrap();
        let all = examined.report.findings.iter().chain(&examined.agreements);
        let rows = matrix(&ruleset, &articles, &examined, all, &voice);
        let mut out = Vec::new();
        write_matrix(&rows, &voice, width, &mut out).unwrap();
        anstream::adapter::strip_str(&String::from_utf8(out).unwrap()).to_string()
    }

    #[test]
    fn each_value_is_told_with_its_independent_origins() {
        let english = screen("en", true, 120);
        assert!(english.contains("  14  2 independent origins\n"), "{english}");
        assert!(english.contains("  41  1 origin\n"), "{english}");
        let arabic = screen("ar", false, 120);
        assert!(arabic.contains("  14  أصلان مستقلان\n"), "{arabic}");
        assert!(!arabic.chars().any(bidi::is_control), "{arabic}");
    }

    #[test]
    fn an_arabic_run_is_last_on_its_line_and_lines_keep_to_the_width() {
        for width in [60, 88, 200] {
            for line in screen("en", true, width).lines() {
                assert!(line.width() <= width, "{width}: {line}");
                arabic_is_last(line);
            }
        }
        assert!(
            screen("ar", true, 88)
                .lines()
                .all(|line| line.is_empty() || line.starts_with(RIGHT_TO_LEFT_MARK))
        );
    }
}
