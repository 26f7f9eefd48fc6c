//! The source matrix: for each thing that was measured, which source gives which value.
//!
//! Takes the findings and agreements of a run, whose sides are claims about one quantity, and joins
//! those that share a place; what no other source measures follows where it is asked for.

mod alone;
mod further;
mod table;

use std::collections::BTreeMap;

use jiff::civil;

use crate::{
    Examined,
    attribution::Certainty,
    base::{LineIndex, Span, id::ArticleId},
    event::{Origins, Voiced, n_independent},
    ingest::Article,
    judge::{Finding, Side},
    report::{Claimed, source_name},
    ruleset::{Ruleset, Voice},
};

pub use alone::alone;
use further::Further;
pub use table::{COLUMNS, write_csv, write_jsonl};

/// The checks whose two sides measure one thing.
const MEASURING: [&str; 5] =
    ["figure-conflict", "unit-conflict", "date-conflict", "figure-update", "agreement"];

/// How the sources stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stand {
    /// They give values that cannot all be right.
    Differ,
    /// A later report gives another value than an earlier one, and may.
    Changed,
    /// They agree.
    Agree,
    /// Only one claim is about it.
    Alone,
}

impl Stand {
    /// Its name in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Stand::Differ => "differ",
            Stand::Changed => "changed",
            Stand::Agree => "agree",
            Stand::Alone => "alone",
        }
    }

    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Stand::Differ => "html-differ",
            Stand::Changed => "matrix-changed",
            Stand::Agree => "html-agree",
            Stand::Alone => "matrix-alone",
        }
    }
}

/// What the sources say of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixRow {
    /// The story.
    pub event: String,
    /// What is measured, as it is written.
    pub subject: String,
    /// Who says what, in order of the articles and their text.
    pub claims: Vec<MatrixClaim>,
    /// The values in the order of the claims, each with how many independent origins give it.
    pub values: Vec<(String, usize)>,
    /// How the sources stand to each other.
    pub stand: Stand,
    /// How many independent origins give the value that most of them do; where all agree, how many there are.
    pub n_origins: usize,
}

/// What one source says of it in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixClaim {
    /// The id of the source.
    pub source: String,
    /// Its name, in the language of the report.
    pub source_name: String,
    /// How the source is known.
    pub certainty: Certainty,
    /// As it is written.
    pub text: String,
    /// In canonical form.
    pub value: String,
    /// The article.
    pub article: ArticleId,
    /// Its path.
    pub path: String,
    /// The path of the article that this one is a copy of.
    pub copy_of: Option<String>,
    /// The line.
    pub line: u32,
    /// The column, in Unicode scalar values.
    pub column: u32,
    /// Where in the article.
    pub span: Span,
    /// The day the article was printed.
    pub date: Option<civil::Date>,
}

/// Looks up what is shown of a claim.
struct Lookup<'l> {
    ruleset: &'l Ruleset,
    articles: &'l [Article],
    origins: &'l Origins,
    voice: &'l Voice<'l>,
    lines: BTreeMap<ArticleId, LineIndex>,
}

/// Where something is claimed, and by whom.
#[derive(Debug, Clone, Copy)]
struct Said<'s> {
    article: ArticleId,
    span: Span,
    source: &'s str,
    certainty: Certainty,
    value: &'s str,
}

impl<'s> Said<'s> {
    fn of(side: &'s Side) -> Said<'s> {
        let Side { article, span, source, certainty, value, .. } = side;
        Said { article: *article, span: *span, source, certainty: *certainty, value }
    }

    fn claimed(article: ArticleId, claimed: &'s Claimed) -> Said<'s> {
        let Claimed { span, source, certainty, value } = claimed;
        Said { article, span: *span, source, certainty: *certainty, value }
    }
}

impl<'l> Lookup<'l> {
    fn new(
        ruleset: &'l Ruleset,
        articles: &'l [Article],
        origins: &'l Origins,
        voice: &'l Voice<'l>,
        of: impl Iterator<Item = ArticleId>,
    ) -> Lookup<'l> {
        let index = |id: ArticleId| Some((id, LineIndex::new(&articles.get(id.idx())?.text)));
        Lookup { ruleset, articles, origins, voice, lines: of.filter_map(index).collect() }
    }

    fn claim(&self, said: &Said<'_>) -> MatrixClaim {
        let article = self.articles.get(said.article.idx());
        let text = article.map_or("", |article| article.text.as_str());
        let position = self.lines.get(&said.article).map(|lines| lines.position(text, said.span.start()));
        let origin = self.origins.of(said.article);
        let original = self.articles.get(origin.idx()).filter(|_| origin != said.article);
        MatrixClaim {
            source: said.source.to_owned(),
            source_name: source_name(self.ruleset, said.source, self.voice),
            certainty: said.certainty,
            text: said.span.text(text).to_owned(),
            value: said.value.to_owned(),
            article: said.article,
            path: article.map_or_else(String::new, |article| article.path.clone()),
            copy_of: original.map(|article| article.path.clone()),
            line: position.map_or(1, |position| position.line),
            column: position.map_or(1, |position| position.column),
            span: said.span,
            date: article.and_then(|article| article.date),
        }
    }
}

/// The matrix of a run: disagreements first, each in order of the articles.
pub fn matrix<'f>(
    ruleset: &Ruleset,
    articles: &[Article],
    examined: &Examined,
    findings: impl Iterator<Item = &'f Finding>,
    voice: &Voice<'_>,
) -> Vec<MatrixRow> {
    let mut measuring: Vec<&Finding> =
        findings.filter(|finding| MEASURING.contains(&finding.rule) && finding.b.is_some()).collect();
    measuring.sort_by_key(|finding| (finding.a.article, finding.a.span, &finding.id));
    let further = Further::new(articles, examined);
    let mut clusters: Vec<(Vec<&Finding>, Vec<Said<'_>>)> = Vec::new();
    for cluster in joined(&measuring) {
        let mut said: Vec<Said<'_>> =
            cluster.iter().flat_map(|finding| sides(finding)).map(Said::of).collect();
        said.extend(further.of(&cluster, &said));
        said.sort_by_key(|said| (said.article, said.span));
        said.dedup_by_key(|said| (said.article, said.span));
        clusters.push((cluster, said));
    }
    let of = clusters.iter().flat_map(|(_, said)| said).map(|said| said.article);
    let lookup = Lookup::new(ruleset, articles, &examined.origins, voice, of);
    let mut rows: Vec<MatrixRow> =
        clusters.iter().map(|(cluster, said)| row(cluster, said, &lookup)).collect();
    one_story_one_name(&mut rows);
    rows.sort_by_key(|row| row.stand);
    rows
}

fn sides(finding: &Finding) -> impl Iterator<Item = &Side> {
    std::iter::once(&finding.a).chain(finding.b.as_ref())
}

/// Findings that share a place are about one thing.
fn joined<'f>(findings: &[&'f Finding]) -> Vec<Vec<&'f Finding>> {
    let places =
        findings.iter().map(|finding| sides(finding).map(|side| (side.article, side.span)).collect());
    let groups = linked(places.collect());
    groups.iter().map(|group| group.iter().filter_map(|idx| findings.get(*idx).copied()).collect()).collect()
}

/// The rows of articles that tell of one story bear the name that the first of them has.
fn one_story_one_name(rows: &mut [MatrixRow]) {
    let articles = rows.iter().map(|row| row.claims.iter().map(|claim| claim.article).collect());
    for group in linked(articles.collect()) {
        let Some(name) = group.first().and_then(|first| rows.get(*first)).map(|row| row.event.clone()) else {
            continue;
        };
        for idx in group {
            if let Some(row) = rows.get_mut(idx) {
                row.event.clone_from(&name);
            }
        }
    }
}

/// Which of several sets share a member, also through others: the positions of the sets of each group.
fn linked<T: Ord>(sets: Vec<Vec<T>>) -> Vec<Vec<usize>> {
    let mut parents: Vec<usize> = (0..sets.len()).collect();
    let mut seen: BTreeMap<T, usize> = BTreeMap::new();
    for (idx, set) in sets.into_iter().enumerate() {
        for member in set {
            let known = *seen.entry(member).or_insert(idx);
            let (a, b) = (root(&mut parents, known), root(&mut parents, idx));
            if let Some(parent) = parents.get_mut(a.max(b)) {
                *parent = a.min(b);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for idx in 0..parents.len() {
        groups.entry(root(&mut parents, idx)).or_default().push(idx);
    }
    groups.into_values().collect()
}

fn root(parents: &mut [usize], mut at: usize) -> usize {
    while let Some(parent) = parents.get(at).copied().filter(|parent| *parent != at) {
        let grandparent = parents.get(parent).copied().unwrap_or(parent);
        if let Some(slot) = parents.get_mut(at) {
            *slot = grandparent;
        }
        at = parent;
    }
    at
}

fn row(cluster: &[&Finding], said: &[Said<'_>], lookup: &Lookup<'_>) -> MatrixRow {
    let claims: Vec<MatrixClaim> = said.iter().map(|said| lookup.claim(said)).collect();
    let is = |finding: &&Finding, rules: &[&str]| rules.contains(&finding.rule);
    let stand = match () {
        () if cluster.iter().all(|finding| is(finding, &["agreement"])) => Stand::Agree,
        () if cluster.iter().all(|finding| is(finding, &["agreement", "figure-update"])) => Stand::Changed,
        () => Stand::Differ,
    };
    let n_of = |claims: &[&MatrixClaim]| n_independent_of(lookup.origins, claims);
    let mut values: Vec<(String, usize)> = Vec::new();
    for claim in &claims {
        if !values.iter().any(|(known, _)| *known == claim.value) {
            let same: Vec<&MatrixClaim> = claims.iter().filter(|other| other.value == claim.value).collect();
            values.push((claim.value.clone(), n_of(&same)));
        }
    }
    let most = values.iter().map(|(_, n_origins)| *n_origins).max().unwrap_or(0);
    let n_origins = if stand == Stand::Agree { n_of(&claims.iter().collect::<Vec<_>>()) } else { most };
    let first = cluster.first();
    MatrixRow {
        event: first.map_or_else(String::new, |finding| finding.event.clone()),
        subject: first.map_or_else(String::new, |finding| finding.subject.clone()),
        claims,
        values,
        stand,
        n_origins,
    }
}

fn n_independent_of(origins: &Origins, claims: &[&MatrixClaim]) -> usize {
    let voices: Vec<Voiced<'_>> = claims
        .iter()
        .map(|claim| Voiced { article: claim.article, source: &claim.source, certainty: claim.certainty })
        .collect();
    n_independent(origins, &voices)
}

#[cfg(test)]
mod tests;
