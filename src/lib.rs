//! isnad (إسناد, "chain of attribution"): who is cited as saying what, and do they agree?
//!
//! Reads news articles, works out which agency each claim is attributed to, lines up the claims that
//! are about the same thing, and reports where the sources disagree or spell one name differently.

// In the order in which data passes through them: a stage names only stages above it.
pub mod align;
pub mod attribution;
pub mod base;
pub mod config;
pub mod event;
pub mod examples;
pub mod extract;
pub mod gate;
pub mod ingest;
pub mod judge;
pub mod report;
pub mod ruleset;
pub mod text;

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::{
    align::{Quantity, quantities},
    attribution::{Attribution, attribute},
    base::id::ArticleId,
    event::{TokenFeature, group, origins, sketch, token_features},
    extract::{Claims, extract},
    ingest::Article,
    judge::{Finding, Run, Severity, judge, merge},
    report::Report,
    ruleset::Ruleset,
    text::{ArticleText, segment},
};

/// What to look for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// Whether findings of rule `agreement` are wanted too.
    pub agreements: bool,
    /// Counts the articles that have been read, for whoever waits.
    pub n_read: Option<&'a AtomicUsize>,
}

/// Checks articles against each other and against themselves.
pub fn check(ruleset: &Ruleset, articles: &[Article], options: &Options<'_>) -> Report {
    let read_one = |article| {
        let read = read_article(ruleset, article);
        options.n_read.inspect(|n_read| _ = n_read.fetch_add(1, Ordering::Relaxed));
        read
    };
    let read: Vec<ReadArticle> = articles.par_iter().map(read_one).collect();
    let quantities: Vec<Vec<Quantity>> = (articles, &read)
        .into_par_iter()
        .enumerate()
        .map(|(idx, (article, read))| quantities(ruleset, article, ArticleId::new(idx), read))
        .collect();
    let events = group(articles, &read);
    let origins = origins(&read);
    let run = Run { ruleset, articles, read: &read, quantities: &quantities, origins: &origins };
    let judged: Vec<Vec<Finding>> = events.par_iter().map(|event| judge(&run, event)).collect();
    let mut findings = merge(&run, judged.into_iter().flatten().collect());
    for finding in &mut findings {
        // The rules say how much a check matters; an overlay may say otherwise.
        finding.severity = ruleset.checks.get(finding.rule).map_or(finding.severity, |check| check.severity);
    }
    findings.sort_by(|a, b| {
        let place = |finding: &Finding| {
            (finding.a.article, finding.a.span, finding.b.as_ref().map(|b| (b.article, b.span)))
        };
        (b.severity, place(a), &a.id).cmp(&(a.severity, place(b), &b.id))
    });
    findings.dedup_by(|a, b| a.id == b.id && !are_of_two_articles(a, b));
    let n_agreements = findings.iter().filter(|finding| finding.severity == Severity::Info).count();
    findings.retain(|finding| options.agreements || finding.severity > Severity::Info);
    Report {
        findings,
        statuses: Vec::new(),
        n_articles: articles.len(),
        n_events: events.iter().filter(|event| event.articles.len() > 1).count(),
        n_claims: quantities.iter().map(Vec::len).sum(),
        n_agreements,
    }
}

/// Whether each is about one article alone, and not about the same.
fn are_of_two_articles(a: &Finding, b: &Finding) -> bool {
    let article = |finding: &Finding| {
        let id = finding.a.article;
        finding.b.as_ref().is_none_or(|b| b.article == id).then_some(id)
    };
    article(a).zip(article(b)).is_some_and(|(a, b)| a != b)
}

/// What was understood of one article.
#[derive(Debug)]
pub struct ReadArticle {
    /// Its blocks, sentences and tokens.
    pub text: ArticleText,
    /// Who is cited for each stretch of it.
    pub attributions: Vec<Attribution>,
    /// What it claims.
    pub claims: Claims,
    /// What each token says of the subject of its sentence.
    pub features: Vec<TokenFeature>,
    /// The hashes that it is known by, to find its copies.
    pub sketch: Vec<u64>,
}

/// Reads one article: segment, attribute, extract.
pub fn read_article(ruleset: &Ruleset, article: &Article) -> ReadArticle {
    let text = segment(ruleset, article);
    let attributions = attribute(ruleset, article, &text);
    let claims = extract(ruleset, article, &text);
    let features = token_features(ruleset, &text, &attributions, &claims);
    let sketch = sketch(&text);
    ReadArticle { text, attributions, claims, features, sketch }
}
