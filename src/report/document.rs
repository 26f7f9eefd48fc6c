//! A document: all that a writer is given.

use crate::{
    Examined,
    base::id::ArticleId,
    decisions::merge::Kept,
    event::Origins,
    gate::{Status, Witness},
    ingest::{Article, Skipped},
    report::{
        Notice, Report, Row,
        csv::CsvOptions,
        matrix::{MatrixRow, matrix},
        sanitize::one_line,
    },
    ruleset::{Ruleset, Severity, Voice},
};

/// All that a writer is given.
#[derive(Debug, Clone, Copy)]
pub struct Document<'r> {
    /// The rules, for what they say of each check.
    pub ruleset: &'r Ruleset,
    /// The articles of the run.
    pub articles: &'r [Article],
    /// The report.
    pub report: &'r Report,
    /// What was read and compared besides.
    pub examined: &'r Examined,
    /// What reviewers wrote.
    pub kept: &'r Kept,
    /// Its findings as they are shown, also those that were set aside.
    pub rows: &'r [Row<'r>],
    /// What could not be read.
    pub skipped: &'r [Skipped],
    /// What is doubtful about the setting of the run.
    pub notices: &'r [Notice],
    /// The language of what is told to people.
    pub voice: Voice<'r>,
    /// How CSV is written.
    pub csv: CsvOptions,
    /// The columns that blocks are written for.
    pub columns: usize,
    /// Whether blocks tell the whole reasoning of each finding.
    pub explain: bool,
    /// Whether places in blocks are links to their files, as some terminals know them.
    pub has_links: bool,
    /// How many findings were left out, at `--max-findings`.
    pub n_left_out: usize,
    /// The folder of the run, with `/` after it: hosts of repositories know paths from there.
    pub folder: &'r str,
}

impl<'r> Document<'r> {
    /// The findings that count, in order.
    pub fn open(&self) -> impl Iterator<Item = &'r Row<'r>> + Clone + use<'r> {
        self.rows.iter().filter(|row| row.status.is_open())
    }

    /// The findings that a reviewer is to see: those that count, and those that a reviewer rejected.
    pub fn for_reviewers(&self) -> Vec<Row<'r>> {
        self.rows.iter().filter(|row| is_for_reviewers(row)).cloned().collect()
    }

    /// Which source says what.
    pub(super) fn matrix(&self) -> Vec<MatrixRow> {
        let all = self.report.findings.iter().chain(&self.examined.agreements);
        matrix(self.ruleset, self.articles, self.examined, all, &self.voice)
    }

    /// The articles that print one text, the first one first, by their paths.
    pub fn copies(&self) -> Vec<Vec<&'r str>> {
        copies(self.articles, &self.examined.origins)
    }

    /// The path as the hosts of repositories know it: below the folder of the run.
    pub(super) fn path<'p>(&self, path: &'p str) -> &'p str {
        let below = if self.folder.is_empty() { None } else { path.strip_prefix(self.folder) };
        below.unwrap_or(path).trim_start_matches("./")
    }

    /// How many findings of a severity count.
    pub(super) fn n_open(&self, severity: Severity) -> usize {
        self.open().filter(|row| row.finding.severity == severity).count()
    }
}

/// The articles that print one text, the first one first, by their paths: each list counts as one source.
pub fn copies<'a>(articles: &'a [Article], origins: &Origins) -> Vec<Vec<&'a str>> {
    let path = |id: &ArticleId| articles.get(id.idx()).map(|article| article.path.as_str());
    origins.groups().iter().map(|group| group.iter().filter_map(path).collect()).collect()
}

/// Whether a reviewer is to see a finding.
pub fn is_for_reviewers(row: &Row<'_>) -> bool {
    match row.status {
        Status::Open => true,
        Status::SetAside(why) => why.by == Witness::Reviewer,
    }
}

/// The message and who says what where, on one line each.
pub(super) fn told(row: &Row<'_>, voice: &Voice<'_>) -> String {
    let mut told = row.message.clone();
    for place in [Some(&row.a), row.b.as_ref()].into_iter().flatten() {
        let name = voice.isolation.apply(&one_line(&place.source_name));
        let text = voice.isolation.apply(&one_line(&place.context()));
        told.push_str(&format!("\n{}: {name}: {text}", place.at()));
    }
    told
}
