//! Rows: findings with everything looked up that people are shown: words, lines, messages.

use std::{borrow::Cow, cmp::Reverse};

use rustc_hash::FxHashMap;

use crate::{
    attribution::Certainty,
    base::{Position, Span, id::ArticleId, limits::CONTEXT_CHARS_MAX},
    event::UNNAMED_PUBLISHER,
    ingest::Article,
    judge::{EvidenceValue, Finding, Side},
    report::{Report, Status},
    ruleset::{Ruleset, Voice},
};

/// One finding, ready to be shown.
#[derive(Debug, Clone)]
pub struct Row<'r> {
    /// The finding.
    pub finding: &'r Finding,
    /// What it is, in a sentence.
    pub message: String,
    /// Whether it counts, and if not, who said so and why.
    pub status: &'r Status,
    /// The first side.
    pub a: Place<'r>,
    /// The other side.
    pub b: Option<Place<'r>>,
}

/// One side of a finding, ready to be shown.
#[derive(Debug, Clone)]
pub struct Place<'r> {
    /// The path of the article.
    pub path: &'r str,
    /// Where the expression begins.
    pub position: Position,
    /// Where it ends: the place after its last character.
    pub end: Position,
    /// The columns of both in bytes of UTF-8, from 1, for programs that count so.
    pub byte_columns: [u32; 2],
    /// Where the expression stands in the text, in bytes.
    pub span: Span,
    /// The expression, as it is written.
    pub text: &'r str,
    /// The sentence before the expression, whole.
    before: &'r str,
    /// The sentence after the expression, whole.
    after: &'r str,
    /// The id of the agency, or the publisher; empty where neither is known.
    pub source: &'r str,
    /// The name of the source, in the language of the report.
    pub source_name: String,
    /// How the source is known.
    pub certainty: Certainty,
    /// The canonical value.
    pub value: &'r str,
    /// How often the expression stands in the articles, where the check counts that.
    pub n_occurrences: usize,
}

impl Place<'_> {
    /// `path:line:column`.
    pub fn at(&self) -> String {
        format!("{}:{}:{}", self.path, self.position.line, self.position.column)
    }

    /// The sentence before the expression, cut where it is too long to be shown.
    pub fn before(&self) -> Cow<'_, str> {
        let shown = last_chars(self.before, CONTEXT_CHARS_MAX);
        if shown.len() < self.before.len() { format!("… {shown}").into() } else { shown.into() }
    }

    /// The sentence after the expression, cut where it is too long to be shown.
    pub fn after(&self) -> Cow<'_, str> {
        let shown = first_chars(self.after, CONTEXT_CHARS_MAX);
        if shown.len() < self.after.len() { format!("{shown} …").into() } else { shown.into() }
    }

    /// The sentence, cut where it is too long to be shown.
    pub fn context(&self) -> String {
        [&self.before(), first_chars(self.text, CONTEXT_CHARS_MAX), &self.after()].concat()
    }
}

/// The findings of a report in the order in which they are shown: the gravest and surest first, then
/// in order of the articles and their text.
pub fn rows<'r>(
    ruleset: &'r Ruleset,
    articles: &'r [Article],
    report: &'r Report,
    voice: &Voice<'_>,
) -> Vec<Row<'r>> {
    let mut findings: Vec<(&Finding, &Status)> =
        report.findings.iter().enumerate().map(|(idx, finding)| (finding, report.status(idx))).collect();
    findings.sort_by_key(|(finding, _)| {
        (
            Reverse(finding.severity),
            Reverse(finding.confidence),
            finding.a.article,
            finding.a.span,
            finding.rule,
            finding.id.as_str(),
        )
    });
    let spots = spots(articles, &findings);
    let place = |side: &'r Side| place(ruleset, articles, &spots, side, voice);
    findings
        .into_iter()
        .map(|(finding, status)| {
            let (mut a, mut b) = (place(&finding.a), finding.b.as_ref().map(place));
            a.n_occurrences = n_occurrences(finding, "occurrences-a");
            if let Some(b) = &mut b {
                b.n_occurrences = n_occurrences(finding, "occurrences-b");
            }
            let message = message(ruleset, finding, [Some(&a), b.as_ref()], voice);
            Row { finding, message, status, a, b }
        })
        .collect()
}

fn place<'r>(
    ruleset: &'r Ruleset,
    articles: &'r [Article],
    spots: &FxHashMap<(ArticleId, u32), Spot>,
    side: &'r Side,
    voice: &Voice<'_>,
) -> Place<'r> {
    let article = articles.get(side.article.idx());
    let (path, text) = article.map_or(("", ""), |article| (article.path.as_str(), article.text.as_str()));
    let context = side.context.cover(side.span);
    let spot = |at: u32| spots.get(&(side.article, at)).copied().unwrap_or(Spot::FIRST);
    let (start, end) = (spot(side.span.start), spot(side.span.end));
    Place {
        path,
        position: start.position,
        end: end.position,
        byte_columns: [start.byte_column, end.byte_column],
        span: side.span,
        text: side.span.text(text),
        before: Span { start: context.start, end: side.span.start }.text(text),
        after: Span { start: side.span.end, end: context.end }.text(text),
        source: &side.source,
        source_name: source_name(ruleset, &side.source, voice),
        certainty: side.certainty,
        value: &side.value,
        n_occurrences: 1,
    }
}

/// How many places the check lists under `name`.
fn n_occurrences(finding: &Finding, name: &str) -> usize {
    let listed = finding.evidence.iter().find_map(|evidence| match &evidence.value {
        EvidenceValue::List(places) if evidence.name == name => Some(places.len()),
        _ => None,
    });
    listed.unwrap_or(1)
}

/// What an agency is called in the language of the report; a publisher as it calls itself.
pub fn source_name(ruleset: &Ruleset, source: &str, voice: &Voice<'_>) -> String {
    if source.is_empty() || source == UNNAMED_PUBLISHER {
        return voice.tell("source-unnamed", &[]);
    }
    let agency = ruleset.agencies.by_id(source).and_then(|agency| ruleset.agencies.get(agency));
    let name = agency.and_then(|agency| agency.names.iter().find(|(language, _)| language == voice.language));
    name.map_or_else(|| source.to_owned(), |(_, name)| name.clone())
}

fn message(
    ruleset: &Ruleset,
    finding: &Finding,
    [a, b]: [Option<&Place<'_>>; 2],
    voice: &Voice<'_>,
) -> String {
    let check = ruleset.checks.get(finding.rule);
    let Some(template) = check.and_then(|check| check.message(finding.message, voice.language)) else {
        return check.map_or(finding.rule, |check| check.title(voice.language)).to_owned();
    };
    let given = |gap: &str| {
        let words = finding.arguments.iter().find(|(name, _)| *name == gap).map(|(_, words)| words)?;
        // An argument that is a key of the messages is told in the language of the report.
        Some(voice.words_for(&format!("word-{words}")).unwrap_or_else(|| words.clone()))
    };
    template.render(voice.isolation, |gap| {
        let (of, side) = match gap.strip_suffix("_b") {
            Some(of) => (of, b),
            None => (gap.strip_suffix("_a").unwrap_or(gap), a),
        };
        match of {
            "subject" => Some(finding.subject.clone()),
            "event" => Some(finding.event.clone()),
            "suggestion" => finding.suggestion.clone(),
            "confidence" => Some(finding.confidence.two_decimals()),
            "text" => side.map(|side| first_chars(side.text, CONTEXT_CHARS_MAX).to_owned()),
            "value" => side.map(|side| side.value.to_owned()),
            "source" => side.map(|side| side.source_name.clone()),
            "place" => side.map(Place::at),
            _ => given(gap),
        }
    })
}

/// A place in a text, in characters and in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Spot {
    position: Position,
    byte_column: u32,
}

impl Spot {
    const FIRST: Spot = Spot { position: Position { line: 1, column: 1 }, byte_column: 1 };

    fn pass(&mut self, c: char, next: Option<char>) {
        if c == '\n' || (c == '\r' && next != Some('\n')) {
            self.position = Position { line: self.position.line.saturating_add(1), column: 1 };
            self.byte_column = 1;
        } else {
            self.position.column = self.position.column.saturating_add(1);
            self.byte_column = self.byte_column.saturating_add(u32::try_from(c.len_utf8()).unwrap_or(1));
        }
    }
}

/// The beginnings and ends of all sides. Each article is walked once, however many findings lie in it:
/// counting from the line's start for each would be quadratic in a file without a line break.
fn spots(articles: &[Article], findings: &[(&Finding, &Status)]) -> FxHashMap<(ArticleId, u32), Spot> {
    let sides = findings.iter().flat_map(|(finding, _)| [Some(&finding.a), finding.b.as_ref()]).flatten();
    let mut wanted: Vec<(ArticleId, u32)> =
        sides.flat_map(|side| [side.span.start, side.span.end].map(|at| (side.article, at))).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut spots = FxHashMap::default();
    for of_article in wanted.chunk_by(|a, b| a.0 == b.0) {
        let text = of_article.first().and_then(|(article, _)| articles.get(article.idx()));
        let text = text.map_or("", |article| article.text.as_str());
        walk(text, of_article, &mut spots);
    }
    spots
}

fn walk(text: &str, wanted: &[(ArticleId, u32)], spots: &mut FxHashMap<(ArticleId, u32), Spot>) {
    let mut spot = Spot::FIRST;
    let mut at = 0_usize;
    for (article, offset) in wanted {
        let between = Span { start: u32::try_from(at).unwrap_or(u32::MAX), end: *offset }.text(text);
        let mut chars = between.chars().peekable();
        while let Some(c) = chars.next() {
            let next = chars.peek().copied().or_else(|| text.get(*offset as usize..)?.chars().next());
            spot.pass(c, next);
        }
        at = *offset as usize;
        spots.insert((*article, *offset), spot);
    }
}

fn first_chars(text: &str, n_chars: usize) -> &str {
    let end = text.char_indices().nth(n_chars).map_or(text.len(), |(at, _)| at);
    Span::new(0, end).text(text)
}

fn last_chars(text: &str, n_chars: usize) -> &str {
    let start = text.char_indices().rev().nth(n_chars.saturating_sub(1)).map_or(0, |(at, _)| at);
    Span::new(start, text.len()).text(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::LineIndex;

    #[test]
    fn positions_are_those_of_the_line_index() {
        let text = "أ\r\nبت\rث\n\nجحخ\r\n";
        let index = LineIndex::new(text);
        let wanted: Vec<(ArticleId, u32)> =
            text.char_indices().map(|(at, _)| (ArticleId(0), u32::try_from(at).unwrap())).collect();
        let mut spots = FxHashMap::default();
        walk(text, &wanted, &mut spots);
        for key in &wanted {
            assert_eq!(spots[key].position, index.position(text, key.1 as usize), "{key:?}");
        }
        // «ت» is the second letter of its line, after one of two bytes.
        assert_eq!(spots[&(ArticleId(0), 6)].byte_column, 3);
    }

    #[test]
    fn long_texts_are_cut_on_characters() {
        assert_eq!((first_chars("أبت", 2), last_chars("أبت", 2), last_chars("أ", 2)), ("أب", "بت", "أ"));
    }
}
