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
pub mod house;
pub mod ingest;
pub mod judge;
pub mod decisions;
pub mod fix;
pub mod report;
pub mod ruleset;
pub mod text;

use std::{
    mem,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use tracing::{debug, info};

use crate::{
    align::{
        Quantity, bounded,
        entity::{ArticleNames, NameMemo, article_names},
        quantities,
    },
    attribution::{Attribution, attribute},
    base::{id::ArticleId, limits::ARTICLE_QUANTITIES_MAX},
    event::{Event, FeatureMemo, Origins, TokenFeature, group, n_stories, origins, sketch, token_features},
    extract::{Claims, WordMemo, extract},
    ingest::{Article, Reason, Skipped},
    judge::{Finding, Run, RunMemo, Severity, cite, judge, merge},
    report::{Claimed, Report, claimed},
    ruleset::Ruleset,
    text::{ArticleText, segment},
};

/// From this many articles on, unpacking the word lists takes less time than it saves.
const LONG_RUN_ARTICLES: usize = 100;

/// A core is given so many articles or events at once: of a larger share the last one would keep one core
/// at work while the others wait.
const AT_ONCE: usize = 64;

/// What to look for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// Whether findings of rule `agreement` are wanted too.
    pub agreements: bool,
    /// Counts the articles that have been read, for whoever waits.
    pub n_read: Option<&'a AtomicUsize>,
}

/// Checks articles against each other and against themselves. They stand in order of their names, as
/// `ingest` gives them: of two pairs that are equally good the first is taken.
pub fn check(ruleset: &Ruleset, articles: &[Article], options: &Options<'_>) -> Report {
    let Examined { mut report, agreements, .. } = examine(ruleset, articles, options);
    if options.agreements {
        report.findings.extend(agreements);
    }
    report
}

/// Checks articles, and keeps what a report about them shows besides its findings; the agreements apart,
/// whether they are wanted or not.
pub fn examine(ruleset: &Ruleset, articles: &[Article], options: &Options<'_>) -> Examined {
    if articles.len() >= LONG_RUN_ARTICLES {
        ruleset.unpack();
    }
    let read_one = |memo: &mut ReadMemo, article: &Article| {
        let read = read_article_with(ruleset, memo, article);
        let (figures, dates) = (read.claims.figures.len(), read.claims.dates.len());
        let (mentions, quotes) = (read.claims.mentions.len(), read.claims.quotes.len());
        let tokens = read.text.tokens.len();
        debug!(path = article.path, tokens, figures, dates, mentions, quotes, "read");
        options.n_read.inspect(|n_read| _ = n_read.fetch_add(1, Ordering::Relaxed));
        read
    };
    let memos = ReadMemos::default();
    let read_lent = |memo: &mut LentMemo<'_>, article: &Article| read_one(&mut memo.memo, article);
    let read: Vec<ReadArticle> =
        articles.par_iter().with_max_len(AT_ONCE).map_init(|| memos.lend(), read_lent).collect();
    drop(memos);
    info!(articles = read.len(), "segmented, attributed, extracted");
    let (quantities, left_out): (Vec<Vec<Quantity>>, Vec<Option<usize>>) = (articles, &read)
        .into_par_iter()
        .enumerate()
        .map(|(idx, (article, read))| {
            bounded(article, quantities(ruleset, article, ArticleId::new(idx), read))
        })
        .unzip();
    let origins = origins(&read);
    let events = group(articles, &read, &origins);
    info!(events = events.len(), "grouped");
    let memo = RunMemo::new(articles.len());
    let run = Run { ruleset, articles, read: &read, quantities: &quantities, origins: &origins, memo: &memo };
    let judge_one = |event: &Event| {
        let findings = judge(&run, event);
        debug!(articles = event.articles.len(), findings = findings.len(), "judged an event");
        findings
    };
    let judged: Vec<Vec<Finding>> = events.par_iter().with_max_len(AT_ONCE).map(judge_one).collect();
    let mut findings = merge(&run, judged.into_iter().flatten().collect());
    cite(&run, &mut findings);
    info!(findings = findings.len(), "aligned and judged");
    for finding in &mut findings {
        // The rules say how much a check matters; an overlay may say otherwise.
        finding.severity = ruleset
            .checks
            .get(finding.rule)
            .map_or(finding.severity, |check| check.severity_of(finding.message));
    }
    findings.sort_by(|a, b| {
        let place = |finding: &Finding| {
            (finding.a.article, finding.a.span, finding.b.as_ref().map(|b| (b.article, b.span)))
        };
        (b.severity, place(a), &a.id).cmp(&(a.severity, place(b), &b.id))
    });
    // One id is one disagreement: its first place stands for it. What an article says by itself is told
    // of each article.
    let mut ids = FxHashSet::default();
    findings.retain(|finding| ids.insert((finding.id.clone(), only_article(finding))));
    let (agreements, findings): (Vec<Finding>, Vec<Finding>) =
        findings.into_iter().partition(|finding| finding.severity == Severity::Info);
    let report = Report {
        findings,
        statuses: Vec::new(),
        n_articles: articles.len(),
        n_events: n_stories(&events),
        n_claims: quantities.iter().map(Vec::len).sum(),
        n_agreements: agreements.len(),
        unread: unread(articles, &read, &left_out),
    };
    let claims = quantities.par_iter().map(|of_article| claimed(ruleset, of_article)).collect();
    // A long run takes long to be forgotten, too: a core without work does it while the report is written.
    rayon::spawn(move || drop((read, quantities)));
    Examined { report, agreements, claims, origins }
}

/// What a check gives.
#[derive(Debug, Default)]
pub struct Examined {
    /// What is to be looked at.
    pub report: Report,
    /// Where sources agree.
    pub agreements: Vec<Finding>,
    /// The figures and dates of each article, in text order.
    pub claims: Vec<Vec<Claimed>>,
    /// Which articles are copies.
    pub origins: Origins,
}

/// The article that a finding is about, where it is about one alone.
fn only_article(finding: &Finding) -> Option<ArticleId> {
    let id = finding.a.article;
    finding.b.as_ref().is_none_or(|b| b.article == id).then_some(id)
}

/// What of each article was not read, and from where on its figures were not compared.
fn unread(articles: &[Article], read: &[ReadArticle], figures_left_out: &[Option<usize>]) -> Vec<Skipped> {
    let rest =
        articles.iter().zip(read).filter_map(|(article, read)| Some(article.rest(read.text.unread_from?)));
    let figures = articles.iter().zip(figures_left_out).filter_map(|(article, at)| {
        Some(article.skipped((*at)?, Reason::Figures { quantities_max: ARTICLE_QUANTITIES_MAX }))
    });
    let mut unread: Vec<Skipped> = rest.chain(figures).collect();
    unread.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    unread
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
    /// The words of its names, ready to be held against those of others.
    pub names: ArticleNames,
    /// The hashes that it is known by, to find its copies.
    pub sketch: Vec<u64>,
}

/// What is kept from one article to the next, so that it is looked up once; it changes no result.
#[derive(Debug, Default)]
pub struct ReadMemo {
    words: WordMemo,
    features: FeatureMemo,
    names: NameMemo,
}

impl ReadMemo {
    /// Forgets what is known where it is too much: one memo goes by the numbers of another.
    fn trim(&mut self) {
        if self.words.is_full() || self.names.is_full() {
            *self = ReadMemo::default();
        }
    }
}

/// Memos that are lent to whoever reads some articles and come back with what was looked up: the articles go
/// out in small shares, and what is known is to outlive them.
#[derive(Debug, Default)]
struct ReadMemos {
    idle: Mutex<Vec<ReadMemo>>,
}

impl ReadMemos {
    fn lend(&self) -> LentMemo<'_> {
        let memo = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        LentMemo { memo: memo.unwrap_or_default(), owner: self }
    }
}

/// A memo that goes back when it is dropped.
#[derive(Debug)]
struct LentMemo<'m> {
    memo: ReadMemo,
    owner: &'m ReadMemos,
}

impl Drop for LentMemo<'_> {
    fn drop(&mut self) {
        let mut idle = self.owner.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.push(mem::take(&mut self.memo));
    }
}

/// Reads one article: segment, attribute, extract.
pub fn read_article(ruleset: &Ruleset, article: &Article) -> ReadArticle {
    read_article_with(ruleset, &mut ReadMemo::default(), article)
}

/// The same for one of many articles.
pub fn read_article_with(ruleset: &Ruleset, memo: &mut ReadMemo, article: &Article) -> ReadArticle {
    let text = segment(ruleset, article);
    let attributions = attribute(ruleset, article, &text);
    memo.trim();
    let forms = memo.words.forms(ruleset, &text);
    let ReadMemo { words, features, names } = memo;
    let claims = extract(ruleset, (words, &forms), article, &text, &attributions);
    let features = token_features(ruleset, (features, &forms), (article, &text), &attributions, &claims);
    let names = article_names(ruleset, (words, names, &forms), (article, &text), &claims.mentions);
    let sketch = sketch(&text);
    ReadArticle { text, attributions, claims, features, names, sketch }
}
