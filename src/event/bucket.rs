//! Buckets: articles that share rare words within a window of days.

use std::collections::BTreeMap;

use pathfinding::undirected::connected_components::components;

use crate::{ReadArticle, base::id::ArticleId, event::Bag, ingest::Article, text::BlockKind};

/// Articles that tell of one happening, in order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// The articles, in order.
    pub articles: Vec<ArticleId>,
    /// How alike they are in what they are known by, in thousandths.
    pub likeness: u32,
}

/// How many happenings the articles tell of that some other article tells of too: events that share an article
/// are one.
pub fn n_stories(events: &[Event]) -> usize {
    let shared = events.iter().filter(|event| event.articles.len() > 1);
    let groups: Vec<Vec<ArticleId>> = shared.map(|event| event.articles.clone()).collect();
    components(&groups).len()
}

/// An article is known by this many of its features.
const SALIENT_FEATURES: usize = 12;
/// Two articles meet where they share this many of them …
const SHARED_FEATURES_MIN: usize = 3;
/// … and their features are this alike, in thousandths.
const LIKENESS_MIN: u32 = 250;
/// A window of days; two series of windows, half a window apart, so that no pair is cut in both.
const WINDOW_DAYS: i32 = 6;
/// Of a bucket with more articles only the first are compared with each other.
const BUCKET_ARTICLES_MAX: usize = 64;
/// In a run of no more articles than this every pair is looked at, whatever it shares by key.
const SMALL_RUN_ARTICLES: usize = 12;

/// The events of a run: every article alone, and every pair or bucket that shares enough.
pub fn group(articles: &[Article], read: &[ReadArticle]) -> Vec<Event> {
    let mut events: Vec<Event> =
        (0..read.len()).map(|idx| Event { articles: vec![ArticleId::new(idx)], likeness: 1_000 }).collect();
    let salient: Vec<Bag> = read.iter().map(salient_bag).collect();
    let mut pairs: Vec<(ArticleId, ArticleId)> = if read.len() <= SMALL_RUN_ARTICLES {
        all_pairs(read.len())
    } else {
        pairs_by_key(articles, &salient)
    };
    pairs.retain(|(a, b)| are_near(articles, *a, *b));
    events.extend(pairs.into_iter().filter_map(|(a, b)| {
        let likeness = likeness(salient.get(a.idx())?, salient.get(b.idx())?)?;
        Some(Event { articles: vec![a, b], likeness })
    }));
    events
}

fn all_pairs(n_articles: usize) -> Vec<(ArticleId, ArticleId)> {
    let ids = || (0..n_articles).map(ArticleId::new);
    ids().flat_map(|a| ids().filter(move |b| a < *b).map(move |b| (a, b))).collect()
}

/// The features that an article is known by: those of its heading and its first sentences count most.
fn salient_bag(read: &ReadArticle) -> Bag {
    let mut weights: BTreeMap<u64, u32> = BTreeMap::new();
    for sentence in &read.text.sentences {
        let Some(features) = read.features.get(sentence.tokens.clone()) else { continue };
        let heading = read.text.block_of(sentence).is_some_and(|block| block.kind != BlockKind::Paragraph);
        let factor = if heading || sentence.block_idx <= 1 { 3 } else { 1 };
        let said = features.iter().filter(|feature| !feature.attributive);
        for (key, weight) in said.flat_map(|feature| feature.weighted(factor)) {
            *weights.entry(key).or_default() += weight;
        }
    }
    weights.remove(&0);
    let mut ranked: Vec<(u64, u32)> = weights.into_iter().collect();
    ranked.sort_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
    ranked.truncate(SALIENT_FEATURES * 4);
    Bag::new(ranked)
}

/// How alike two articles are in what they are known by; `None` where that is not enough to be one event.
fn likeness(a: &Bag, b: &Bag) -> Option<u32> {
    let n_min = a.features().len().min(b.features().len());
    let likeness = a.cosine(b);
    let enough = a.shared(b).count() >= SHARED_FEATURES_MIN.min((n_min / 2).max(2));
    (enough && likeness >= LIKENESS_MIN).then_some(likeness)
}

fn are_near(articles: &[Article], a: ArticleId, b: ArticleId) -> bool {
    let date = |id: ArticleId| articles.get(id.idx()).and_then(|article| article.date);
    match (date(a), date(b)) {
        (Some(a), Some(b)) => day_number(a).abs_diff(day_number(b)) <= WINDOW_DAYS.unsigned_abs(),
        _ => true,
    }
}

fn day_number(date: jiff::civil::Date) -> i32 {
    let epoch = jiff::civil::Date::constant(1970, 1, 1);
    epoch.until(date).map_or(0, |span| span.get_days())
}

/// Pairs of articles that share two of their most salient features, within a window.
fn pairs_by_key(articles: &[Article], salient: &[Bag]) -> Vec<(ArticleId, ArticleId)> {
    let mut keyed: Vec<(u64, u64, i32, ArticleId)> = Vec::new();
    for (idx, bag) in salient.iter().enumerate() {
        let mut top: Vec<(u64, u32)> = bag.features().to_vec();
        top.sort_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
        top.truncate(SALIENT_FEATURES);
        top.sort_unstable();
        let day = articles.get(idx).and_then(|article| article.date).map_or(i32::MIN / 2, day_number);
        let half = WINDOW_DAYS / 2;
        for (at, (first, _)) in top.iter().enumerate() {
            for (second, _) in top.iter().skip(at + 1) {
                for window in [day.div_euclid(WINDOW_DAYS) * 2, (day + half).div_euclid(WINDOW_DAYS) * 2 + 1]
                {
                    keyed.push((*first, *second, window, ArticleId::new(idx)));
                }
            }
        }
    }
    keyed.sort_unstable();
    let mut pairs = Vec::new();
    for bucket in keyed.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2)) {
        let bucket = bucket.get(..BUCKET_ARTICLES_MAX.min(bucket.len())).unwrap_or(bucket);
        for (at, a) in bucket.iter().enumerate() {
            pairs.extend(bucket.iter().skip(at + 1).map(|b| (a.3, b.3)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_that_share_an_article_are_one_story() {
        let event = |articles: &[usize]| Event {
            articles: articles.iter().map(|idx| ArticleId::new(*idx)).collect(),
            likeness: 500,
        };
        let alone = event(&[9]);
        assert_eq!(n_stories(&[event(&[0, 1]), event(&[1, 2]), event(&[3, 4]), alone]), 2);
        assert_eq!(n_stories(&[]), 0);
    }
}
