//! Buckets: articles that share rare words within a window of days.

use std::cmp::Reverse;

use pathfinding::undirected::connected_components::components;
use rayon::prelude::*;
use tracing::trace;

use crate::{
    ReadArticle,
    base::{hash::fnv1a, id::ArticleId},
    event::{
        Bag, Origins, TokenFeature,
        index::{BucketIndex, Counts, WINDOW_DAYS, day_number},
    },
    extract::{FigureKind, FigureValue},
    ingest::Article,
    text::BlockKind,
};

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

/// From where two articles are held to tell of one happening.
struct Reach {
    /// They share this many of the features that they are known by …
    features: usize,
    /// … and their features are this alike, in thousandths.
    likeness: u32,
    /// Where they share so many telling figures, …
    figures: usize,
    /// … they need be only this alike: an article that goes on to other news is less like another on its first.
    likeness_low: u32,
    /// Whether they may be printed on days far apart.
    any_day: bool,
}

/// Of a day's articles, and of all larger runs.
const OF_DAY: Reach = Reach { features: 3, likeness: 250, figures: 3, likeness_low: 100, any_day: false };
/// Of a small run, which is a desk's: who names three articles means that they are held against each other.
const OF_DESK: Reach = Reach { features: 2, likeness: 150, figures: 1, likeness_low: 60, any_day: true };
/// An article is compared with at most so many others, those most like it: on a day of one great story
/// hundreds of articles tell of it, and what they disagree on is found many times over.
const NEIGHBOURS_MAX: usize = 10;
/// Of all articles that share features with an article so many are looked at, those that share most.
const CANDIDATES_MAX: usize = 48;
/// The features that an article is compared by.
const COMPARED_FEATURES: usize = 48;
/// In a run of no more articles than this every pair is looked at, whatever it shares by key.
const SMALL_RUN_ARTICLES: usize = 12;

/// The events of a run: every article alone, and every pair that shares enough.
pub fn group(articles: &[Article], read: &[ReadArticle], origins: &Origins) -> Vec<Event> {
    let alone = (0..read.len()).map(|idx| Event { articles: vec![ArticleId::new(idx)], likeness: 1_000 });
    let salient: Vec<Bag> = read.par_iter().map(salient_bag).collect();
    let figures: Vec<Vec<u64>> = read.par_iter().map(telling_figures).collect();
    let known = Known { articles, read, salient: &salient, figures: &figures };
    let mut pairs =
        if read.len() <= SMALL_RUN_ARTICLES { all_pairs(known) } else { neighbours(known, origins) };
    pairs.par_sort_unstable();
    pairs.dedup();
    let shared = pairs.into_iter().map(|(a, b, likeness)| Event { articles: vec![a, b], likeness });
    alone.chain(shared).collect()
}

/// Two articles, the first before the second, and how alike they are.
type Pair = (ArticleId, ArticleId, u32);

/// What articles are compared by; lists are by [`ArticleId`].
#[derive(Clone, Copy)]
struct Known<'a> {
    articles: &'a [Article],
    read: &'a [ReadArticle],
    salient: &'a [Bag],
    figures: &'a [Vec<u64>],
}

fn all_pairs(known: Known<'_>) -> Vec<Pair> {
    let ids = || (0..known.salient.len()).map(ArticleId::new);
    let pairs = ids().flat_map(|a| ids().filter(move |b| a < *b).map(move |b| (a, b)));
    pairs.filter_map(|(a, b)| pair(known, a, b)).collect()
}

/// Each article with those most like it, of all that share some of its most salient features.
fn neighbours(known: Known<'_>, origins: &Origins) -> Vec<Pair> {
    let index = BucketIndex::new(known.articles, known.salient);
    (0..known.salient.len())
        .into_par_iter()
        .map_init(Counts::default, |counts, idx| {
            let article = ArticleId::new(idx);
            let others = index.sharers(article, CANDIDATES_MAX, counts).iter().map(|(_, other)| *other);
            let pairs = others.filter_map(|other| {
                pair(known, article.min(other), article.max(other)).map(|pair| (other, pair))
            });
            nearest(pairs.collect(), article, origins)
        })
        .flatten()
        .collect()
}

/// Of the pairs of one article the likest; of several copies of one wire the likest comes first, and the
/// others after all other origins.
fn nearest(mut pairs: Vec<(ArticleId, Pair)>, article: ArticleId, origins: &Origins) -> Vec<Pair> {
    if pairs.len() > NEIGHBOURS_MAX {
        pairs.sort_unstable_by_key(|(other, pair)| (Reverse(pair.2), *other));
        let own = origins.of(article);
        let mut seen: Vec<ArticleId> = Vec::with_capacity(pairs.len());
        let mut ranked: Vec<(usize, ArticleId, Pair)> = Vec::with_capacity(pairs.len());
        for (other, pair) in pairs {
            let origin = origins.of(other);
            let n_before = seen.iter().filter(|seen| **seen == origin).count();
            // What an article is copied from comes first, other copies of that come later.
            let rank = if origin == own && other != own { n_before + 1 } else { n_before };
            seen.push(origin);
            ranked.push((rank, other, pair));
        }
        ranked.sort_by_key(|(rank, _, _)| *rank);
        ranked.truncate(NEIGHBOURS_MAX);
        return ranked.into_iter().map(|(_, _, pair)| pair).collect();
    }
    pairs.into_iter().map(|(_, pair)| pair).collect()
}

/// Two articles with how alike they are; `None` where that is not enough to be one event.
fn pair(known: Known<'_>, a: ArticleId, b: ArticleId) -> Option<Pair> {
    let language = |id: ArticleId| known.read.get(id.idx()).map(|read| read.text.language.as_str());
    let across = language(a) != language(b);
    let reach = if known.salient.len() <= SMALL_RUN_ARTICLES { &OF_DESK } else { &OF_DAY };
    let (a_bag, b_bag) = (known.salient.get(a.idx())?, known.salient.get(b.idx())?);
    let likeness = likeness((a_bag, b_bag), across, reach)?;
    let is_event = likeness >= reach.likeness || {
        let (a, b) = (known.figures.get(a.idx())?, known.figures.get(b.idx())?);
        a.iter().filter(|figure| b.binary_search(figure).is_ok()).count() >= reach.figures
    };
    (is_event && (reach.any_day || are_near(known.articles, a, b))).then_some((a, b, likeness))
}

/// The figures that two articles on two happenings rarely share, as stable keys, sorted: those of two
/// significant digits and more, and both ends of ranges.
fn telling_figures(read: &ReadArticle) -> Vec<u64> {
    let figures = read.claims.figures.iter().filter(|figure| figure.kind != FigureKind::Ordinal);
    let values = figures.flat_map(|figure| {
        let ends = match figure.value {
            FigureValue::One(value) => [Some(value), None],
            FigureValue::Range(low, high) => [low, high],
        };
        ends.into_iter().flatten().map(|value| (value, figure.kind))
    });
    let telling = values.filter(|(value, _)| value.n_significant() > 1);
    let mut keys: Vec<u64> = telling
        .map(|(value, kind)| fnv1a(format!("{} {kind:?}", value.to_decimal().normalize()).as_bytes()))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// An article of which fewer words than this tell what is said is known by those of who says it, too: a sentence
/// or two that are all one cue.
const SAID_FEATURES_MIN: usize = 6;

/// The features that an article is known by: those of its heading and its first sentences count most.
fn salient_bag(read: &ReadArticle) -> Bag {
    let mut weights: Vec<(u64, u32)> = Vec::with_capacity(read.features.len());
    let tells = |feature: &&TokenFeature| feature.key != 0 && !feature.attributive;
    let is_all_cue = read.features.iter().filter(tells).count() < SAID_FEATURES_MIN;
    for sentence in &read.text.sentences {
        let Some(features) = read.features.get(sentence.tokens.clone()) else { continue };
        let heading = read.text.block_of(sentence).is_some_and(|block| block.kind != BlockKind::Paragraph);
        let factor = if heading || sentence.block_idx <= 1 { 3 } else { 1 };
        let said = features.iter().filter(|feature| is_all_cue || !feature.attributive);
        weights.extend(said.flat_map(|feature| feature.weighted(factor)).filter(|(key, _)| *key != 0));
    }
    weights.sort_unstable();
    let sums = weights.chunk_by(|a, b| a.0 == b.0).filter_map(|same| {
        let (key, _) = same.first()?;
        Some((*key, same.iter().map(|(_, weight)| weight).sum::<u32>()))
    });
    let mut ranked: Vec<(u64, u32)> = sums.collect();
    ranked.sort_unstable_by_key(|(key, weight)| (Reverse(*weight), *key));
    ranked.truncate(COMPARED_FEATURES);
    Bag::new(ranked)
}

/// How alike two articles are in what they are known by; `None` where that is not enough to be one event,
/// whatever figures they share.
fn likeness((a, b): (&Bag, &Bag), across: bool, reach: &Reach) -> Option<u32> {
    let n_min = a.features().len().min(b.features().len());
    let (n_shared, cosine) = a.shared_and_cosine(b);
    let enough = n_shared >= reach.features.min((n_min / 2).max(2));
    let likeness = if across { a.cosine_across(b) } else { cosine };
    trace!(n_shared, likeness, "two articles held against each other");
    (enough && likeness >= reach.likeness_low).then_some(likeness)
}

/// Whether two articles were printed within a window of each other, as far as is known.
fn are_near(articles: &[Article], a: ArticleId, b: ArticleId) -> bool {
    let date = |id: ArticleId| articles.get(id.idx()).and_then(|article| article.date);
    match (date(a), date(b)) {
        (Some(a), Some(b)) => day_number(a).abs_diff(day_number(b)) <= WINDOW_DAYS.unsigned_abs(),
        _ => true,
    }
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
