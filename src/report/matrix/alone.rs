//! What only one claim is about.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Examined,
    base::{Span, id::ArticleId},
    ingest::Article,
    report::matrix::{Lookup, MatrixRow, Said, Stand},
    ruleset::{Ruleset, Voice},
};

/// The claims that no row of `rows` has, each a row of its own, in order of the articles and their text.
pub fn alone(
    ruleset: &Ruleset,
    articles: &[Article],
    examined: &Examined,
    rows: &[MatrixRow],
    voice: &Voice<'_>,
) -> Vec<MatrixRow> {
    let aligned: BTreeSet<(ArticleId, Span)> =
        rows.iter().flat_map(|row| &row.claims).map(|claim| (claim.article, claim.span)).collect();
    // An article that tells of a story stands with those that tell of it, too.
    let mut events: BTreeMap<ArticleId, &str> = BTreeMap::new();
    for (row, claim) in rows.iter().flat_map(|row| row.claims.iter().map(move |claim| (row, claim))) {
        events.entry(claim.article).or_insert(&row.event);
    }
    let ids = || (0..examined.claims.len()).map(ArticleId::new);
    let lookup = Lookup::new(ruleset, articles, &examined.origins, voice, ids());
    let of_article = |id: ArticleId| examined.claims.get(id.idx()).into_iter().flatten();
    let all = ids().flat_map(|id| of_article(id).map(move |claimed| (id, claimed)));
    all.filter(|(id, claimed)| !aligned.contains(&(*id, claimed.span)))
        .map(|(article, claimed)| {
            let claim = lookup.claim(&Said::claimed(article, claimed));
            let headline = || articles.get(article.idx()).map_or_else(String::new, Article::headline);
            MatrixRow {
                event: events.get(&article).map_or_else(headline, |event| (*event).to_owned()),
                subject: claim.text.clone(),
                values: vec![(claim.value.clone(), 1)],
                claims: vec![claim],
                stand: Stand::Alone,
                n_origins: 1,
            }
        })
        .collect()
}
