//! Bounds: no more figures of one article are paired than time allows.

use rustc_hash::FxHashSet;

use crate::{
    align::Quantity,
    base::{Span, hash::fnv1a, limits::ARTICLE_QUANTITIES_MAX},
    ingest::Article,
};

/// The quantities of an article that are compared, and where the first stands that is not. Of sentences
/// that an article with too many repeats word for word the first counts.
pub fn bounded(article: &Article, mut quantities: Vec<Quantity>) -> (Vec<Quantity>, Option<usize>) {
    if quantities.len() <= ARTICLE_QUANTITIES_MAX {
        return (quantities, None);
    }
    let hash = |span: Span| fnv1a(span.text(&article.text).as_bytes());
    let mut sentence = (Span::default(), 0);
    let mut seen: FxHashSet<(u64, u64, usize, bool)> = FxHashSet::default();
    quantities.retain(|quantity| {
        if sentence.0 != quantity.context {
            sentence = (quantity.context, hash(quantity.context));
        }
        let at = quantity.core.start() - quantity.context.start();
        seen.insert((sentence.1, fnv1a(quantity.source.as_bytes()), at, quantity.heading))
    });
    let first_left_out = quantities.get(ARTICLE_QUANTITIES_MAX).map(|quantity| quantity.core.start());
    quantities.truncate(ARTICLE_QUANTITIES_MAX);
    (quantities, first_left_out)
}
