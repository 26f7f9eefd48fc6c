//! Further places of a claim: those that were joined into one finding, and those in copies of an article.
//! A finding names one place for each side; the matrix names all.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::{
    Examined,
    base::{LineIndex, Span, id::ArticleId},
    ingest::Article,
    judge::{EvidenceValue, Finding},
    report::{Claimed, explanation::place_and_words, matrix::Said},
};

/// Where the claims of a run stand.
pub(super) struct Further<'e> {
    articles: &'e [Article],
    examined: &'e Examined,
    by_path: FxHashMap<&'e str, ArticleId>,
    /// The articles that print one text, by the first of them.
    copies: BTreeMap<ArticleId, Vec<ArticleId>>,
}

impl<'e> Further<'e> {
    pub(super) fn new(articles: &'e [Article], examined: &'e Examined) -> Further<'e> {
        let numbered = articles.iter().enumerate();
        let by_path = numbered.map(|(idx, article)| (article.path.as_str(), ArticleId::new(idx))).collect();
        let groups = examined.origins.groups().into_iter();
        let copies = groups.filter_map(|group| Some((*group.first()?, group))).collect();
        Further { articles, examined, by_path, copies }
    }

    /// The places of a cluster beside those that its findings name as their sides.
    pub(super) fn of(&self, cluster: &[&Finding], sides: &[Said<'_>]) -> Vec<Said<'e>> {
        let also = cluster.iter().flat_map(|finding| &finding.evidence);
        let places =
            also.filter(|evidence| evidence.name == "also").filter_map(|evidence| match &evidence.value {
                EvidenceValue::List(places) => Some(places),
                _ => None,
            });
        let mut further: Vec<Said<'e>> = places.flatten().filter_map(|place| self.at(place)).collect();
        let copied: Vec<Said<'e>> =
            sides.iter().chain(&further).flat_map(|known| self.in_copies(known)).collect();
        further.extend(copied);
        further
    }

    /// The claim at `path:line:column words`.
    fn at(&self, place: &str) -> Option<Said<'e>> {
        let (at, _) = place_and_words(place);
        let (rest, column) = at.rsplit_once(':')?;
        let (path, line) = rest.rsplit_once(':')?;
        let id = *self.by_path.get(path)?;
        let text = &self.articles.get(id.idx())?.text;
        let (line, column): (u32, u32) = (line.parse().ok()?, column.parse().ok()?);
        let lines = LineIndex::new(text);
        let stands_there = |claimed: &&Claimed| {
            let start = claimed.span.start();
            lines.line(start) == line && lines.position(text, start).column == column
        };
        let claimed = self.examined.claims.get(id.idx())?.iter().find(stands_there)?;
        Some(Said::claimed(id, claimed))
    }

    /// What the copies of an article say in the same words.
    fn in_copies(&self, known: &Said<'_>) -> Vec<Said<'e>> {
        let group = self.copies.get(&self.examined.origins.of(known.article)).map_or(&[][..], Vec::as_slice);
        let others = group.iter().copied().filter(|article| *article != known.article);
        let written = self.words(known.article, known.span);
        let same = others.filter_map(|article| {
            let claims = self.examined.claims.get(article.idx())?.iter();
            let mut alike = claims.filter(|claimed| {
                claimed.value == known.value && self.words(article, claimed.span) == written
            });
            // Where a copy says it twice, nobody can tell which of them is meant.
            let (found, None) = (alike.next()?, alike.next()) else { return None };
            Some(Said::claimed(article, found))
        });
        same.collect()
    }

    fn words(&self, article: ArticleId, span: Span) -> &'e str {
        self.articles.get(article.idx()).map_or("", |article| span.text(&article.text))
    }
}
