//! The index that articles meet by: an inverted index on pairs of salient features within windows of days.
//!
//! Building it takes time and memory proportional to the articles, and asking it for one article takes the
//! same time however many there are: a bucket is never walked from end to end.

use rayon::prelude::*;

use crate::{base::id::ArticleId, event::Bag, ingest::Article};

/// A window of days; two series of windows, half a window apart, so that no pair is cut in both.
pub(super) const WINDOW_DAYS: i32 = 6;
/// An article is found by this many of its features, two at a time.
const KEY_FEATURES: usize = 12;
/// Of a bucket so many articles on either side of an article are its sharers.
const REACH: usize = 8;

/// An article in a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    /// The bucket: two features and a window.
    bucket: u64,
    /// Where in the bucket: another order in each, so that an article has other articles beside it in each
    /// of its buckets, however many share them all.
    order: u32,
    article: ArticleId,
}

/// Which articles share which pairs of features.
pub(super) struct BucketIndex {
    /// All entries, sorted.
    entries: Vec<Entry>,
    /// The positions of the entries of the first article, of the second, and so on.
    places: Vec<u32>,
    /// Where the positions of each article begin in `places`.
    starts: Vec<usize>,
}

impl BucketIndex {
    pub(super) fn new(articles: &[Article], salient: &[Bag]) -> BucketIndex {
        let dated = articles.iter().any(|article| article.date.is_some());
        let undated = articles.iter().any(|article| article.date.is_none());
        let mut entries: Vec<Entry> = salient
            .par_iter()
            .enumerate()
            .flat_map_iter(|(idx, bag)| {
                let day = articles.get(idx).and_then(|article| article.date).map(day_number);
                entries_of(ArticleId::new(idx), bag, &windows(day, dated && undated))
            })
            .collect();
        entries.par_sort_unstable();
        let mut starts = vec![0_usize; salient.len() + 1];
        for entry in &entries {
            if let Some(n) = starts.get_mut(entry.article.idx() + 1) {
                *n += 1;
            }
        }
        for idx in 1..starts.len() {
            starts[idx] += starts[idx - 1];
        }
        let mut next = starts.clone();
        let mut places = vec![0_u32; entries.len()];
        for (at, entry) in entries.iter().enumerate() {
            if let Some(slot) = next.get_mut(entry.article.idx()) {
                places[*slot] = u32::try_from(at).unwrap_or(u32::MAX);
                *slot += 1;
            }
        }
        BucketIndex { entries, places, starts }
    }

    /// The articles that share buckets with `article`, those that share most first, at most `n_max`, each with the
    /// number of shared buckets.
    pub(super) fn sharers<'c>(
        &self,
        article: ArticleId,
        n_max: usize,
        counts: &'c mut Counts,
    ) -> &'c [(u32, ArticleId)] {
        let start = |idx: usize| self.starts.get(idx).copied().unwrap_or(0);
        counts.clear(self.starts.len());
        for at in self.places.get(start(article.idx())..start(article.idx() + 1)).unwrap_or(&[]) {
            let at = *at as usize;
            let Some(own) = self.entries.get(at) else { continue };
            let beside = at.saturating_sub(REACH)..self.entries.len().min(at + REACH + 1);
            let beside = self.entries.get(beside).unwrap_or(&[]);
            let others = beside.iter().filter(|other| other.bucket == own.bucket && other.article != article);
            others.for_each(|other| counts.add(other.article));
        }
        counts.most(n_max)
    }
}

/// How often articles were met; kept from one article to the next, for what it takes to make.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// By article.
    n_met: Vec<u32>,
    /// The articles that were met, in [`Counts::most`] with how often.
    met: Vec<(u32, ArticleId)>,
}

impl Counts {
    fn clear(&mut self, n_articles: usize) {
        for (_, article) in self.met.drain(..) {
            if let Some(n) = self.n_met.get_mut(article.idx()) {
                *n = 0;
            }
        }
        self.n_met.resize(n_articles, 0);
    }

    fn add(&mut self, article: ArticleId) {
        let Some(n) = self.n_met.get_mut(article.idx()) else { return };
        if *n == 0 {
            self.met.push((0, article));
        }
        *n += 1;
    }

    /// Those that were met most often, at most so many.
    fn most(&mut self, n_max: usize) -> &[(u32, ArticleId)] {
        for (n, article) in &mut self.met {
            *n = self.n_met.get(article.idx()).copied().unwrap_or(0);
        }
        let rank = |(n_met, article): &(u32, ArticleId)| (std::cmp::Reverse(*n_met), *article);
        if n_max < self.met.len() {
            self.met.select_nth_unstable_by_key(n_max, rank);
        }
        let n_most = n_max.min(self.met.len());
        let most = self.met.get_mut(..n_most).unwrap_or_default();
        most.sort_unstable_by_key(rank);
        most
    }
}

/// The windows that an article lies in. An article without a date lies in the one of all days, and where
/// there are such, those with a date lie there too.
fn windows(day: Option<i32>, mixed: bool) -> Vec<i32> {
    const ALL_DAYS: i32 = i32::MIN;
    let half = WINDOW_DAYS / 2;
    let dated = day
        .map(|day| [day.div_euclid(WINDOW_DAYS) * 2, (day + half).div_euclid(WINDOW_DAYS) * 2 + 1])
        .into_iter()
        .flatten();
    dated.chain((mixed || day.is_none()).then_some(ALL_DAYS)).collect()
}

fn entries_of(article: ArticleId, bag: &Bag, windows: &[i32]) -> Vec<Entry> {
    let mut top: Vec<(u64, u32)> = bag.features().to_vec();
    top.sort_unstable_by_key(|(key, weight)| (std::cmp::Reverse(*weight), *key));
    let own = top.iter().fold(0, |hash, (key, _)| mixed(hash ^ key));
    top.truncate(KEY_FEATURES);
    top.sort_unstable();
    let mut entries = Vec::with_capacity(KEY_FEATURES * KEY_FEATURES / 2 * windows.len());
    for (at, (first, _)) in top.iter().enumerate() {
        for (second, _) in top.iter().skip(at + 1) {
            for window in windows {
                let bucket = mixed(mixed(mixed(*first) ^ second) ^ u64::from(window.cast_unsigned()));
                let order = u32::try_from(mixed(bucket ^ own) >> 32).unwrap_or(0);
                entries.push(Entry { bucket, order, article });
            }
        }
    }
    entries
}

/// Spreads the bits of a hash.
///
/// Source: G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// The days since 1970.
pub(super) fn day_number(date: jiff::civil::Date) -> i32 {
    let epoch = jiff::civil::Date::constant(1970, 1, 1);
    epoch.until(date).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(date: Option<jiff::civil::Date>) -> Article {
        Article { date, ..Article::default() }
    }

    fn sharers(articles: &[Article], bags: &[&[u64]], of: u32) -> Vec<u32> {
        let bags: Vec<Bag> =
            bags.iter().map(|keys| Bag::new(keys.iter().map(|key| (*key, 1)).collect())).collect();
        let mut counts = Counts::default();
        let found = BucketIndex::new(articles, &bags).sharers(ArticleId(of), 10, &mut counts).to_vec();
        found.into_iter().map(|(_, other)| other.0).collect()
    }

    #[test]
    fn articles_meet_by_two_features_those_that_share_most_first() {
        let articles = vec![article(None); 4];
        assert_eq!(sharers(&articles, &[&[1, 2, 3], &[1, 9], &[2, 3, 9], &[1, 2, 3]], 0), [3, 2]);
    }

    #[test]
    fn articles_of_distant_days_do_not_meet_and_one_without_a_date_meets_all() {
        let day = |day| article(Some(jiff::civil::date(2024, 5, day)));
        let articles = [day(1), day(3), day(20), article(None)];
        assert_eq!(sharers(&articles, &[&[1, 2], &[1, 2], &[1, 2], &[1, 2]], 0)[0], 1);
        assert_eq!(sharers(&articles, &[&[1, 2], &[8, 9], &[8, 9], &[1, 2]], 0), [3]);
        assert_eq!(sharers(&articles[..3], &[&[1, 2], &[1, 2], &[1, 2]], 0), [1]);
    }

    #[test]
    fn in_a_large_bucket_an_article_still_meets_many() {
        let articles = vec![article(None); 200];
        let bags: Vec<Vec<u64>> = (0..200).map(|own| vec![1, 2, 3, 4, 5, 6, 1_000 + own]).collect();
        let bags: Vec<&[u64]> = bags.iter().map(Vec::as_slice).collect();
        assert_eq!(sharers(&articles, &bags, 7).len(), 10);
    }
}
