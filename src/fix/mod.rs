//! Fix: articles with the spelling that is suggested, and not a letter else changed.
//!
//! Takes the findings of `spelling-variant` and `orthography-variant` and gives [`Change`]s of words in
//! place; the shell applies them to the bytes of the files. Figures are never touched, and what
//! stands in quotation marks is changed only if that is asked for.

pub mod bytes;
pub mod diff;
mod quoted;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    ReadArticle,
    base::{Span, fold::fold},
    extract::mention::without,
    ingest::Article,
    judge::{Confidence, EvidenceValue, Finding, Side},
    read_article,
    ruleset::{Ruleset, lexicon::bare},
};

/// A word further from the suggestion than this is another word.
const DIFFERING_LETTERS_MAX: usize = 4;

/// What is changed.
#[derive(Debug, Clone, Default)]
pub struct FixOptions {
    /// Findings of less confidence are left alone, in thousandths.
    pub min_confidence: u16,
    /// Whether words in quotation marks are changed too.
    pub quotations: bool,
    /// Only these findings; all where it is empty.
    pub only: BTreeSet<String>,
}

/// A word to be written otherwise.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// Where the article stands in the list.
    pub article: usize,
    /// What is replaced: bytes of the article's text.
    pub span: Span,
    /// What is put in its place.
    pub replacement: String,
    /// The finding that asks for it.
    pub id: String,
}

/// The changes that the findings ask for, in order of the articles and their text; no two touch.
pub fn changes(
    ruleset: &Ruleset,
    articles: &[Article],
    findings: &[Finding],
    options: &FixOptions,
) -> Vec<Change> {
    let mut desk = Desk::new(ruleset, articles, options);
    let mut changes: Vec<Change> = Vec::new();
    for finding in findings {
        let wanted = options.only.is_empty() || options.only.contains(&finding.id);
        if wanted && finding.confidence >= Confidence(options.min_confidence) {
            changes.extend(desk.changes_of(finding));
        }
    }
    changes.sort();
    changes.dedup_by(|next, known| next.article == known.article && next.span.start() < known.span.end());
    changes
}

struct Desk<'a> {
    ruleset: &'a Ruleset,
    articles: &'a [Article],
    by_path: BTreeMap<&'a str, usize>,
    options: &'a FixOptions,
    read: BTreeMap<usize, Read>,
}

/// What must be known of an article before a word of it is changed.
struct Read {
    article: ReadArticle,
    /// Where its lines begin.
    lines: Vec<usize>,
    quoted: Vec<Span>,
}

impl<'a> Desk<'a> {
    fn new(ruleset: &'a Ruleset, articles: &'a [Article], options: &'a FixOptions) -> Desk<'a> {
        let by_path =
            articles.iter().enumerate().map(|(idx, article)| (article.path.as_str(), idx)).collect();
        Desk { ruleset, articles, by_path, options, read: BTreeMap::new() }
    }

    fn changes_of(&mut self, finding: &Finding) -> Vec<Change> {
        let (Some(suggestion), Some(b)) = (finding.suggestion.as_deref(), &finding.b) else {
            return Vec::new();
        };
        let mut changes = Vec::new();
        for (name, side) in [("occurrences-a", &finding.a), ("occurrences-b", b)] {
            let listed = finding.evidence.iter().filter(|evidence| evidence.name == name);
            let places = listed.flat_map(|evidence| match &evidence.value {
                EvidenceValue::List(places) => places.as_slice(),
                _ => &[],
            });
            for place in places {
                let change = self.place(place).and_then(|(article, at)| match finding.rule {
                    "spelling-variant" => self.name(article, at, side, suggestion),
                    "orthography-variant" => self.word(article, at, finding, suggestion),
                    _ => None,
                });
                changes.extend(change.map(|change| Change { id: finding.id.clone(), ..change }));
            }
        }
        changes
    }

    /// The article and the byte of `path:line:column word`.
    fn place(&mut self, place: &str) -> Option<(usize, usize)> {
        let colons = place.match_indices(':').map(|(at, _)| at);
        let (article, rest) = colons
            .filter_map(|at| {
                let article = self.by_path.get(place.get(..at)?)?;
                Some((*article, place.get(at + 1..)?))
            })
            .next()?;
        let (line, rest) = rest.split_once(':')?;
        let (column, _) = rest.split_once(' ')?;
        let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
        let text = &self.articles.get(article)?.text;
        let start = *self.read(article)?.lines.get(line.checked_sub(1)?)?;
        let (at, _) = text.get(start..)?.char_indices().nth(column.checked_sub(1)?)?;
        Some((article, start + at))
    }

    fn read(&mut self, idx: usize) -> Option<&Read> {
        let article = self.articles.get(idx)?;
        let ruleset = self.ruleset;
        Some(self.read.entry(idx).or_insert_with(|| {
            let read = read_article(ruleset, article);
            let mut lines = vec![0];
            let bytes = article.text.as_bytes();
            lines.extend((0..bytes.len()).filter_map(|at| {
                let ends = bytes.get(at) == Some(&b'\n')
                    || (bytes.get(at) == Some(&b'\r') && bytes.get(at + 1) != Some(&b'\n'));
                ends.then_some(at + 1)
            }));
            let mut quoted = quoted::quoted(article);
            quoted.extend(read.claims.quotes.iter().map(|quote| quote.span));
            Read { article: read, lines, quoted }
        }))
    }

    /// The word at `at` as the name is suggested: what is written before it and after it stays.
    fn name(&mut self, idx: usize, at: usize, side: &Side, suggestion: &str) -> Option<Change> {
        let text = &self.articles.get(idx)?.text;
        let side_text =
            self.articles.get(side.article.idx()).map(|article| fold(side.span.text(&article.text)));
        let read = self.read(idx)?;
        let token = read.article.text.tokens.get(read.article.text.token_at(at))?;
        let word = Span::new(at, token.span.end()).text(text);
        let word = ["'s", "’s"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
        let folded = fold(word);
        let stands_there = side_text?.split_whitespace().any(|other| other.contains(&folded));
        if !stands_there || folded.is_empty() || suggestion.contains(char::is_whitespace) {
            return None;
        }
        self.change(idx, Span::new(at, at + word.len()), in_case(word, suggestion))
    }

    /// The word whose token begins at `at` by the custom that is suggested, in its inflection.
    fn word(&mut self, idx: usize, at: usize, finding: &Finding, suggestion: &str) -> Option<Change> {
        let ruleset = self.ruleset;
        let article = self.articles.get(idx)?;
        let group = finding.evidence.iter().find_map(|evidence| match &evidence.value {
            EvidenceValue::Text(id) if evidence.name == "lexeme" => Some(id.as_str()),
            _ => None,
        })?;
        let words = &ruleset.orthography_words;
        let (group_idx, group) = words.groups().iter().enumerate().find(|(_, known)| known.id == group)?;
        let customs = group.shown.iter().find_map(|forms| forms.iter().position(|form| form == suggestion));
        let custom = if group.is_family { 0 } else { customs? };
        let read = &self.read(idx)?.article.text;
        let token = *read.tokens.get(read.token_at(at)).filter(|token| token.span.start() == at)?;
        let n_letters = read.folded_of(&token).chars().count();
        let (stem, replacement) = ruleset.vocabulary.readings(token.reading).find_map(|reading| {
            let n_stem = ruleset.vocabulary.form(reading.word).chars().count();
            let stem = without(&article.text, token.span, n_letters.saturating_sub(n_stem));
            let written = bare(stem.text(&article.text));
            let spellings = words.spellings(reading.word).iter();
            let spelling = spellings
                .filter(|spelling| spelling.group == group_idx)
                .find(|spelling| spelling.form == written && spelling.custom != custom)?;
            Some((stem, in_case(stem.text(&article.text), words.by_custom(spelling, custom)?)))
        })?;
        self.change(idx, stem, replacement)
    }

    /// The change, if the place may be touched.
    fn change(&mut self, idx: usize, span: Span, replacement: String) -> Option<Change> {
        let written = span.text(&self.articles.get(idx)?.text);
        let quotations = self.options.quotations;
        let read = self.read(idx)?;
        let claims = &read.article.claims;
        let in_figure = claims.figures.iter().any(|figure| figure.span.overlaps(span))
            || claims.dates.iter().any(|date| date.span.overlaps(span));
        let in_quotation = !quotations && read.quoted.iter().any(|quoted| quoted.overlaps(span));
        let is_near = strsim::levenshtein(&fold(written), &fold(&replacement)) <= DIFFERING_LETTERS_MAX;
        let differs = bare(written) != replacement;
        (differs && is_near && !in_figure && !in_quotation).then(|| Change {
            article: idx,
            span,
            replacement,
            id: String::new(),
        })
    }
}

/// `suggestion` with the capitals of `written`.
fn in_case(written: &str, suggestion: &str) -> String {
    let mut letters = written.chars().filter(|c| c.is_alphabetic());
    let is_upper = |c: char| c.is_uppercase();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second))
            if is_upper(first) && is_upper(second) && !letters.any(char::is_lowercase) =>
        {
            suggestion.to_uppercase()
        }
        (Some(first), _) if is_upper(first) => with_first(suggestion, |c| c.to_uppercase().collect()),
        (Some(first), _) if first.is_lowercase() => with_first(suggestion, |c| c.to_lowercase().collect()),
        _ => suggestion.to_owned(),
    }
}

fn with_first(word: &str, change: impl Fn(char) -> String) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| change(first) + chars.as_str())
}

#[cfg(test)]
mod tests;
