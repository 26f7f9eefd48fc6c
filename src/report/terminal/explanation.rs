//! The reasoning of a finding for people at a terminal: who is cited and how that is known, why the two
//! are one thing, what else was considered, and what the sum means.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::{
    base::bidi,
    report::{
        explanation::{Explained, Piece, considered, phrase, place_and_words, seen},
        sanitize::one_line,
        source_name,
        terminal::{
            BOLD, COLUMNS_MAX, COLUMNS_MIN, DIM, RIGHT_TO_LEFT_MARK, event_line,
            excerpt::{Excerpt, cut, fitting},
            left_to_right, style_of,
        },
    },
    ruleset::{Ruleset, Severity, Voice},
};

/// Of a list of places no more than these are told.
const PLACES_MAX: usize = 5;
/// What stands under the sides rather than among the facts.
const OF_SIDES: [&str; 5] = ["cue", "named", "speaker", "chain", "copies"];

/// Tells the reasoning of a finding.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_explanation(
    ruleset: &Ruleset,
    explained: &Explained,
    voice: &Voice<'_>,
    width: usize,
    mut out: impl Write,
) -> io::Result<()> {
    let width = width.clamp(COLUMNS_MIN, COLUMNS_MAX);
    let mut told = Told { ruleset, explained, voice, width, lines: Vec::new() };
    told.head();
    told.sides();
    told.reasons();
    told.considered();
    told.facts();
    told.sure();
    let mark = if voice.isolation.rtl && voice.isolation.on {
        RIGHT_TO_LEFT_MARK.to_string()
    } else {
        String::new()
    };
    writeln!(out, "{}", event_line(explained.cell("event"), voice, width))?;
    for line in told.lines {
        if line.is_empty() { writeln!(out)? } else { writeln!(out, "{mark}{line}")? }
    }
    Ok(())
}

struct Told<'t> {
    ruleset: &'t Ruleset,
    explained: &'t Explained,
    voice: &'t Voice<'t>,
    width: usize,
    lines: Vec<String>,
}

impl Told<'_> {
    fn tell(&self, key: &str) -> String {
        self.voice.tell(key, &[])
    }

    fn section(&mut self, key: &str) {
        let title = self.tell(key);
        self.lines.extend([String::new(), format!("{BOLD}{title}{BOLD:#}")]);
    }

    /// A sentence in the language of the report, broken between words.
    fn sentence(&mut self, first: &str, sentence: &str) {
        let indent = first.width();
        for (nth, line) in wrapped(sentence, self.width.saturating_sub(indent)).into_iter().enumerate() {
            let start = if nth == 0 { first.to_owned() } else { " ".repeat(indent) };
            self.lines.push(format!("{start}{line}"));
        }
    }

    /// Words of an article, last on their line: after their label, or below it where they do not fit.
    fn quoted(&mut self, indent: usize, label: &str, words: &str) {
        let margin = " ".repeat(indent);
        let words = one_line(words);
        if indent + label.width() + 1 + words.width() <= self.width {
            self.lines.push(format!("{margin}{DIM}{label}{DIM:#} {}", self.voice.isolation.apply(&words)));
        } else {
            let words = fitting(&words, self.width.saturating_sub(indent + 2));
            self.lines.push(format!("{margin}{DIM}{label}{DIM:#}"));
            self.lines.push(format!("{margin}  {}", self.voice.isolation.apply(&words)));
        }
    }

    /// A place and the words that stand there; the path is last where it holds Arabic letters.
    fn place(&mut self, indent: usize, entry: &str) {
        let (at, words) = place_and_words(entry);
        let (at, words) = (one_line(at), one_line(words));
        let margin = " ".repeat(indent);
        let shown = self.voice.isolation.apply(&fitting(&words, self.width.saturating_sub(indent + 2)));
        let at_shown = left_to_right(&at, self.voice);
        if at.chars().any(bidi::is_rtl) || indent + at.width() + 2 + words.width() > self.width {
            self.lines.push(format!("{margin}{DIM}{at_shown}{DIM:#}"));
            self.lines.extend((!shown.is_empty()).then(|| format!("{margin}  {shown}")));
        } else {
            self.lines.push(format!("{margin}{DIM}{at_shown}{DIM:#}  {shown}"));
        }
    }

    fn head(&mut self) {
        let (rule, id) = (self.explained.cell("rule"), self.explained.cell("id"));
        let severity =
            Severity::ALL.into_iter().find(|known| known.as_str() == self.explained.cell("severity"));
        let style = style_of(severity.unwrap_or(Severity::Info));
        let level = severity.map(|severity| self.tell(&format!("level-{}", severity.as_str())));
        let title = self.ruleset.checks.get(rule).map_or("", |check| check.title(self.voice.language));
        let shown = self.voice.isolation.apply(&one_line(rule));
        let id = self.voice.isolation.apply(&one_line(id));
        self.lines.push(format!("{style}{}[{shown}]{style:#} {DIM}{id}{DIM:#}", level.unwrap_or_default()));
        self.sentence("", title);
    }

    fn sides(&mut self) {
        self.section("explain-who");
        for side in ["a", "b"] {
            if !self.explained.cell(&format!("article_{side}")).is_empty() {
                self.side(side);
            }
        }
    }

    fn side(&mut self, side: &str) {
        let explained = self.explained;
        let cell = |column: &str| explained.cell(&format!("{column}_{side}"));
        let name = source_name(self.ruleset, cell("source"), self.voice);
        self.lines.push(format!("  {BOLD}{}{BOLD:#}", self.voice.isolation.apply(&one_line(&name))));
        let at = one_line(&format!("{}:{}:{}", cell("article"), cell("line"), cell("column")));
        self.lines.push(format!("    {}", left_to_right(&at, self.voice)));
        let (before, after) = cell("context").split_once(cell("text")).unwrap_or_default();
        let Excerpt { before, text, after } = cut(before, cell("text"), after, self.width.saturating_sub(6));
        let styled = format!("«{before}{BOLD}{text}{BOLD:#}{after}»");
        let foreign =
            self.voice.isolation.on && self.voice.isolation.is_foreign(&format!("{before}{text}{after}"));
        self.lines.push(match foreign {
            true => format!("    {}{styled}{}", bidi::FIRST_STRONG_ISOLATE, bidi::POP_DIRECTIONAL_ISOLATE),
            false => format!("    {styled}"),
        });
        let speaks = explained.piece(&format!("speaker_{side}")).is_some();
        let known = match cell("attribution") {
            "" => None,
            "own" if speaks => Some(self.tell("explain-known-speaker")),
            known => Some(self.tell(&format!("explain-known-{known}"))),
        };
        if let Some(known) = known {
            self.sentence("    ", &known);
        }
        for name in OF_SIDES {
            let Some(piece) = explained.piece(&format!("{name}_{side}")) else { continue };
            let words = seen(self.ruleset, self.voice, &piece.name, &piece.seen);
            let label = self.tell(&format!("explain-{name}"));
            match name {
                "named" => {
                    self.lines.push(format!("    {DIM}{label}{DIM:#}"));
                    words.iter().for_each(|word| self.place(6, word));
                }
                "copies" => {
                    self.sentence("    ", &label);
                    words.iter().take(PLACES_MAX).for_each(|word| self.place(6, word));
                }
                _ => self.quoted(4, &label, &words.join(&self.tell("list-separator"))),
            }
        }
    }

    fn reasons(&mut self) {
        let Some(sum) = self.explained.sum() else { return };
        self.section("explain-why");
        let weighed: Vec<&Piece> =
            self.explained.evidence.iter().filter(|piece| piece.weight.is_some()).collect();
        for piece in weighed {
            let weight = self.number(&signed(piece.weight.unwrap_or_default()), 7);
            let seen = seen(self.ruleset, self.voice, &piece.name, &piece.seen).join(" ");
            let phrase = phrase(self.voice, &piece.name);
            let told = match (seen.contains('.'), seen.as_str()) {
                (true, share) => format!("{phrase} ({share})"),
                (false, "" | "1") => phrase,
                (false, count) => format!("{phrase} (× {count})"),
            };
            self.sentence(&format!("  {weight}  "), &told);
        }
        let total = self.number(&signed(sum), 7);
        let label = self.tell("explain-sum");
        self.lines.push(format!("  {BOLD}{total}{BOLD:#}  {label}"));
    }

    fn considered(&mut self) {
        let Some(piece) = self.explained.piece("considered") else { return };
        self.section("explain-considered");
        for (share, why, place) in piece.seen.iter().filter_map(|entry| considered(entry)) {
            let share = self.number(share, 7);
            let why = phrase(self.voice, why);
            self.sentence(&format!("  {share}  "), &why);
            self.place(11, place);
        }
    }

    /// What was seen that weighs nothing by itself.
    fn facts(&mut self) {
        let of_side = |name: &str| {
            name.strip_suffix("_a")
                .or_else(|| name.strip_suffix("_b"))
                .is_some_and(|of| OF_SIDES.contains(&of))
        };
        let is_fact =
            |piece: &&Piece| piece.weight.is_none() && piece.name != "considered" && !of_side(&piece.name);
        let facts: Vec<&Piece> = self.explained.evidence.iter().filter(is_fact).collect();
        if facts.is_empty() {
            return;
        }
        self.section("explain-facts");
        for piece in facts {
            let words = seen(self.ruleset, self.voice, &piece.name, &piece.seen);
            let label = phrase(self.voice, &piece.name);
            if matches!(piece.name.as_str(), "also" | "occurrences-a" | "occurrences-b") {
                self.sentence("  ", &format!("{label} ({})", words.len()));
                words.iter().take(PLACES_MAX).for_each(|word| self.place(4, word));
            } else {
                self.quoted(2, &format!("{label}:"), &words.join(" · "));
            }
        }
    }

    fn sure(&mut self) {
        self.section("explain-sure");
        let confidence = self.explained.cell("confidence");
        let hundredths = confidence.split_once('.').map_or("", |(_, hundredths)| hundredths);
        let key = match (self.explained.sum(), confidence.starts_with('1')) {
            (None, _) => "explain-fixed",
            (Some(_), true) => "explain-nearly-all",
            (Some(_), false) => "explain-of-a-hundred",
        };
        let of = hundredths.trim_start_matches('0');
        let sentence =
            self.voice.tell(key, &[("confidence", confidence), ("n", if of.is_empty() { "0" } else { of })]);
        self.sentence("  ", &sentence);
        let suggestion = self.explained.cell("suggestion");
        if !suggestion.is_empty() {
            let label = format!("{}:", self.tell("label-suggestion"));
            self.quoted(2, &label, suggestion);
        }
        let decision = [self.explained.cell("decision"), self.explained.cell("note")].join(" ");
        if !decision.trim().is_empty() {
            let label = format!("{}:", self.tell("html-decision"));
            self.quoted(2, &label, decision.trim());
        }
    }

    /// A number that runs from left to right, at the end of its columns.
    fn number(&self, number: &str, columns: usize) -> String {
        let blanks = columns.saturating_sub(number.width());
        format!("{}{}", " ".repeat(blanks), left_to_right(number, self.voice))
    }
}

/// −1200 as `−1.20`.
fn signed(thousandths: i64) -> String {
    let (sign, size) = (if thousandths < 0 { "−" } else { "+" }, thousandths.unsigned_abs());
    format!("{sign}{}.{:02}", size / 1_000, size % 1_000 / 10)
}

/// `text` in lines of at most `width` columns, broken between words.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut().filter(|line| line.width() + 1 + word.width() <= width) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::terminal::tests::arabic_is_last;
    use crate::{Options, examine, ingest::Article, report::rows};

    fn told(language: &str, isolates: bool, width: usize) -> String {
        let ruleset = Ruleset::builtin().unwrap();
        let first = "قالت وكالة رويترز إن انهيار الجسر في مدينة الكوت أدى إلى مقتل 14 عاملا وإصابة 30 آخرين.";
        let second =
            "أفادت وكالة فرانس برس بأن انهيار الجسر في مدينة الكوت أدى إلى مقتل 41 عاملا وإصابة 30 آخرين.";
        let articles = [("a.txt", first), ("b.txt", second), ("c.txt", second)];
        let articles = articles.map(|(path, text)| Article::from_text(path, text));
        let examined = examine(&ruleset, &articles, &Options::default());
        let voice = ruleset.messages.voice(language, isolates).unwrap();
        let rows = rows(&ruleset, &articles, &examined.report, &voice);
        let mut out = Vec::new();
        write_explanation(&ruleset, &Explained::of_row(&rows[0]), &voice, width, &mut out).unwrap();
        anstream::adapter::strip_str(&String::from_utf8(out).unwrap()).to_string()
    }

    #[test]
    fn the_reasoning_is_told_in_both_languages() {
        let english = told("en", false, 100);
        for part in [
            "it is named there",
            "the cue: ",
            "the same text is also in",
            "c.txt",
            "in all",
            "as sure as this one",
            "What else was considered",
        ] {
            assert!(english.contains(part), "{part}: {english}");
        }
        let arabic = told("ar", false, 100);
        assert!(!arabic.chars().any(bidi::is_control), "{arabic}");
        for line in arabic.lines().filter(|line| line.len() > 12 && !line.contains(".txt")) {
            assert!(line.chars().any(bidi::is_rtl), "{line}");
        }
    }

    #[test]
    fn one_direction_a_line_and_no_line_over_the_width() {
        for width in [60, 88, 200] {
            for line in told("en", true, width).lines() {
                assert!(line.width() <= width, "{width}: {line}");
                arabic_is_last(line);
            }
            assert!(
                told("ar", true, width)
                    .lines()
                    .all(|line| line.is_empty() || line.starts_with(RIGHT_TO_LEFT_MARK))
            );
        }
    }

    #[test]
    fn a_sentence_is_broken_between_words() {
        assert_eq!(wrapped("one two  three", 7), ["one two", "three"]);
        assert_eq!(wrapped("longer-than-that", 7), ["longer-than-that"]);
    }
}
