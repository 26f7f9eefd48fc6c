//! The source matrix: for each thing that was measured, which source gives which value.
//!
//! Takes the findings and agreements of a run, whose sides are claims about one quantity, and joins
//! those that share a place.

use std::collections::BTreeMap;

use jiff::civil;

use crate::{
    base::{LineIndex, Span, id::ArticleId},
    event::Origins,
    ingest::Article,
    judge::{Finding, Side},
    report::source_name,
    ruleset::{Ruleset, Voice},
};

/// The checks whose two sides measure one thing.
const MEASURING: [&str; 5] =
    ["figure-conflict", "unit-conflict", "date-conflict", "figure-update", "agreement"];

/// What the sources say of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixRow {
    /// The story.
    pub event: String,
    /// What is measured, as it is written.
    pub subject: String,
    /// Who says what, in order of the articles and their text.
    pub claims: Vec<MatrixClaim>,
    /// Whether all values agree.
    pub agree: bool,
    /// How many independent origins print the value that most of them do.
    pub n_origins: usize,
}

/// What one source says of it in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixClaim {
    /// The id of the source.
    pub source: String,
    /// Its name, in the language of the report.
    pub source_name: String,
    /// As it is written.
    pub text: String,
    /// In canonical form.
    pub value: String,
    /// The article.
    pub article: ArticleId,
    /// Its path.
    pub path: String,
    /// The line.
    pub line: u32,
    /// Where in the article.
    pub span: Span,
    /// The day the article was printed.
    pub date: Option<civil::Date>,
}

/// The matrix of a run: disagreements first, each in order of the articles.
pub fn matrix<'f>(
    ruleset: &Ruleset,
    articles: &[Article],
    origins: &Origins,
    findings: impl Iterator<Item = &'f Finding>,
    voice: &Voice<'_>,
) -> Vec<MatrixRow> {
    let mut measuring: Vec<&Finding> =
        findings.filter(|finding| MEASURING.contains(&finding.rule) && finding.b.is_some()).collect();
    measuring.sort_by_key(|finding| (finding.a.article, finding.a.span, &finding.id));
    let lines: BTreeMap<ArticleId, LineIndex> = measuring
        .iter()
        .flat_map(|finding| std::iter::once(&finding.a).chain(finding.b.as_ref()))
        .filter_map(|side| Some((side.article, articles.get(side.article.idx())?)))
        .map(|(id, article)| (id, LineIndex::new(&article.text)))
        .collect();
    let claim = |side: &Side| {
        let article = articles.get(side.article.idx());
        let text = article.map_or("", |article| article.text.as_str());
        let position = lines.get(&side.article).map(|lines| lines.position(text, side.span.start()));
        MatrixClaim {
            source: side.source.clone(),
            source_name: source_name(ruleset, &side.source, voice),
            text: side.span.text(text).to_owned(),
            value: side.value.clone(),
            article: side.article,
            path: article.map_or_else(String::new, |article| article.path.clone()),
            line: position.map_or(1, |position| position.line),
            span: side.span,
            date: article.and_then(|article| article.date),
        }
    };
    let mut rows: Vec<MatrixRow> =
        clusters(&measuring).iter().map(|cluster| row(cluster, origins, claim)).collect();
    rows.sort_by_key(|row| row.agree);
    rows
}

/// Findings that share a place are about one thing.
fn clusters<'f>(findings: &[&'f Finding]) -> Vec<Vec<&'f Finding>> {
    let mut parents: Vec<usize> = (0..findings.len()).collect();
    let mut at_place: BTreeMap<(ArticleId, Span), usize> = BTreeMap::new();
    for (idx, finding) in findings.iter().enumerate() {
        for side in std::iter::once(&finding.a).chain(finding.b.as_ref()) {
            let known = *at_place.entry((side.article, side.span)).or_insert(idx);
            let (a, b) = (root(&mut parents, known), root(&mut parents, idx));
            if let Some(parent) = parents.get_mut(a.max(b)) {
                *parent = a.min(b);
            }
        }
    }
    let mut clusters: BTreeMap<usize, Vec<&Finding>> = BTreeMap::new();
    for (idx, finding) in findings.iter().enumerate() {
        clusters.entry(root(&mut parents, idx)).or_default().push(finding);
    }
    clusters.into_values().collect()
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

fn row(cluster: &[&Finding], origins: &Origins, claim: impl Fn(&Side) -> MatrixClaim) -> MatrixRow {
    let mut sides: Vec<&Side> =
        cluster.iter().flat_map(|finding| std::iter::once(&finding.a).chain(finding.b.as_ref())).collect();
    sides.sort_by_key(|side| (side.article, side.span));
    sides.dedup_by_key(|side| (side.article, side.span));
    let first = cluster.first();
    let mut by_value: BTreeMap<&str, Vec<ArticleId>> = BTreeMap::new();
    for side in &sides {
        by_value.entry(side.value.as_str()).or_default().push(origins.of(side.article));
    }
    let n_origins = by_value
        .into_values()
        .map(|mut origins| {
            origins.sort_unstable();
            origins.dedup();
            origins.len()
        })
        .max();
    MatrixRow {
        event: first.map_or_else(String::new, |finding| finding.event.clone()),
        subject: first.map_or_else(String::new, |finding| finding.subject.clone()),
        claims: sides.into_iter().map(claim).collect(),
        agree: cluster.iter().all(|finding| finding.rule == "agreement"),
        n_origins: n_origins.unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, examine, report::Report};

    #[test]
    fn claims_about_one_thing_stand_in_one_row() {
        let ruleset = Ruleset::builtin().unwrap();
        let text = |carrier: &str, toll: u32| {
            format!("قالت وكالة {carrier} إن انهيار الجسر في مدينة الكوت أدى إلى مقتل {toll} عاملا.")
        };
        let articles: Vec<Article> = [("رويترز", 14), ("فرانس برس", 41), ("الأناضول", 14)]
            .iter()
            .enumerate()
            .map(|(idx, (carrier, toll))| Article::from_text(format!("{idx}.txt"), text(carrier, *toll)))
            .collect();
        let examined = examine(&ruleset, &articles, &Options::default());
        let Report { findings, .. } = &examined.report;
        let all = findings.iter().chain(&examined.agreements);
        let voice = ruleset.messages.fallback();
        let rows = matrix(&ruleset, &articles, &examined.origins, all, &voice);
        let [row] = rows.as_slice() else { panic!("{rows:#?}") };
        let said: Vec<(&str, &str)> =
            row.claims.iter().map(|claim| (claim.source_name.as_str(), claim.text.as_str())).collect();
        assert_eq!(said, [("Reuters", "14 عاملا"), ("AFP", "41 عاملا"), ("Anadolu", "14 عاملا")]);
        assert!(!row.agree);
    }
}
