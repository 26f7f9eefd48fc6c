//! House style from an archive: which spellings of a name a newsroom uses, and how often.
//!
//! Takes the articles of an archive and gives, for each name that stands there in several spellings,
//! the spellings with their counts, the commonest first; what stands there most is what is proposed.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::{
    ReadArticle,
    align::{
        entity::{Source, name_pairs},
        name::SpellingMemo,
    },
    base::id::ArticleId,
    event::{group, origins},
    ingest::Article,
    read_article,
    ruleset::Ruleset,
};

/// A pair of spellings joins two names from this confidence on, in thousandths: of a list that all
/// later runs believe nothing may be doubtful.
const CONFIDENCE_MIN: u16 = 900;

/// The spellings of one name, the commonest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseName {
    /// Each spelling and how often the archive has it.
    pub spellings: Vec<(String, usize)>,
}

impl HouseName {
    /// The spelling to prefer; none where no spelling is commoner than all others.
    pub fn preferred(&self) -> Option<&str> {
        match self.spellings.as_slice() {
            [(first, n), (_, next), ..] if n > next => Some(first),
            _ => None,
        }
    }

    /// How often the name stands in the archive, in whatever spelling.
    pub fn count(&self) -> usize {
        self.spellings.iter().map(|(_, n)| n).sum()
    }
}

/// The names that an archive spells in several ways, the commonest name first.
pub fn propose(ruleset: &Ruleset, articles: &[Article]) -> Vec<HouseName> {
    ruleset.unpack();
    let read: Vec<ReadArticle> = articles.par_iter().map(|article| read_article(ruleset, article)).collect();
    let memo = SpellingMemo::default();
    let pairs: Vec<Vec<(String, String)>> = group(articles, &read, &origins(&read))
        .par_iter()
        .map(|event| {
            let source = |id: &ArticleId| Some((*id, articles.get(id.idx())?, read.get(id.idx())?));
            let sources: Vec<Source<'_>> = event.articles.iter().filter_map(source).collect();
            let sure = name_pairs(ruleset, &memo, &sources).into_iter();
            let sure =
                sure.filter(|pair| pair.score.probability() >= CONFIDENCE_MIN && pair.a.key != pair.b.key);
            sure.map(|pair| (pair.a.key.to_owned(), pair.b.key.to_owned())).collect()
        })
        .collect();
    let pairs: BTreeSet<(String, String)> = pairs.into_iter().flatten().collect();
    let counts = counts(articles, &read, &pairs);
    let mut names: Vec<HouseName> = stars(&counts, &pairs);
    names.sort_by(|a, b| (b.count(), &a.spellings).cmp(&(a.count(), &b.spellings)));
    names
}

/// For each key of the pairs, how often it stands in the archive, and how it is written most.
fn counts(
    articles: &[Article],
    read: &[ReadArticle],
    pairs: &BTreeSet<(String, String)>,
) -> BTreeMap<String, (String, usize)> {
    let keys: BTreeSet<&str> = pairs.iter().flat_map(|(a, b)| [a.as_str(), b.as_str()]).collect();
    let mut written: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for (article, read) in articles.iter().zip(read) {
        for form in read.names.forms() {
            if let Some(key) = keys.get(&*form.key) {
                let spelling = form.written.text(&article.text);
                *written.entry(key).or_default().entry(spelling).or_default() +=
                    read.names.places(form).len();
            }
        }
    }
    let commonest = |(key, spellings): (&str, BTreeMap<&str, usize>)| {
        let n = spellings.values().sum();
        let first = spellings.into_iter().max_by_key(|(spelling, n)| (*n, std::cmp::Reverse(*spelling)));
        (key.to_owned(), (first.map_or_else(String::new, |(spelling, _)| spelling.to_owned()), n))
    };
    written.into_iter().map(commonest).collect()
}

/// Each spelling goes to the commonest that it is a pair with; chains are not followed, since the ends
/// of a chain of likely pairs may be two names.
fn stars(counts: &BTreeMap<String, (String, usize)>, pairs: &BTreeSet<(String, String)>) -> Vec<HouseName> {
    let mut partners: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (a, b) in pairs {
        partners.entry(a).or_default().push(b);
        partners.entry(b).or_default().push(a);
    }
    let count = |key: &str| counts.get(key).map_or(0, |(_, n)| *n);
    let mut keys: Vec<&str> = partners.keys().copied().collect();
    keys.sort_by(|a, b| (count(b), a).cmp(&(count(a), b)));
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    let mut names = Vec::new();
    for key in keys {
        if !taken.insert(key) {
            continue;
        }
        let mut others: Vec<&str> = partners.get(key).into_iter().flatten().copied().collect();
        others.retain(|other| taken.insert(other));
        if others.is_empty() {
            continue;
        }
        let spellings = std::iter::once(key).chain(others).filter_map(|key| counts.get(key).cloned());
        let mut spellings: Vec<(String, usize)> = spellings.collect();
        spellings.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
        names.push(HouseName { spellings });
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each name as its spellings with their counts, and the one to prefer.
    fn check(text: &str, expected: &[&str]) {
        let ruleset = Ruleset::builtin().unwrap();
        let told = |name: &HouseName| {
            let counts: Vec<String> =
                name.spellings.iter().map(|(spelling, n)| format!("{spelling} {n}")).collect();
            format!("{} > {}", counts.join(", "), name.preferred().unwrap_or("-"))
        };
        let found = propose(&ruleset, &[Article::from_text("a.txt", text)]);
        assert_eq!(found.iter().map(told).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_commonest_spelling_is_proposed_and_a_tie_is_none() {
        let full = "قال وزير الطاقة غاريث ماكفيرسون إن المحطة ستعمل قريبا.";
        let other = "وأعلن وزير الطاقة غاريث مكفيرسون أن العمل مستمر.";
        let more = format!("{full} وشكر ماكفيرسون العمال على جهدهم. {other}");
        check(&more, &["ماكفيرسون 2, مكفيرسون 1 > ماكفيرسون"]);
        let tie = format!("{full} {other}");
        check(&tie, &["ماكفيرسون 1, مكفيرسون 1 > -"]);
        check(full, &[]);
    }
}
