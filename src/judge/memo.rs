//! What is worked out for one event and kept for the others.

use std::sync::OnceLock;

use crate::{
    align::name::SpellingMemo,
    base::id::ArticleId,
    judge::{office_held::Held, quoted::Quoted},
};

/// What is worked out when an event first asks, and kept for the others; it changes no result.
#[derive(Debug, Default)]
pub struct RunMemo {
    /// Spellings, and pairs of them.
    pub(super) spellings: SpellingMemo,
    /// The quotations of each article.
    pub(super) quotes: ArticleMemo<Quoted>,
    /// The offices in each article.
    pub(super) offices: ArticleMemo<Held>,
}

impl RunMemo {
    /// For a run of so many articles.
    pub fn new(n_articles: usize) -> RunMemo {
        RunMemo {
            spellings: SpellingMemo::default(),
            quotes: ArticleMemo::new(n_articles),
            offices: ArticleMemo::new(n_articles),
        }
    }
}

/// What is read of each article of a run when an event first asks: an article is in many events.
#[derive(Debug)]
pub(super) struct ArticleMemo<T>(Vec<OnceLock<Vec<T>>>);

impl<T> Default for ArticleMemo<T> {
    fn default() -> ArticleMemo<T> {
        ArticleMemo(Vec::new())
    }
}

impl<T> ArticleMemo<T> {
    fn new(n_articles: usize) -> ArticleMemo<T> {
        ArticleMemo((0..n_articles).map(|_| OnceLock::new()).collect())
    }

    /// What `read` gives of the article, read once.
    pub(super) fn of(&self, article: ArticleId, read: impl FnOnce() -> Vec<T>) -> &[T] {
        self.0.get(article.idx()).map_or(&[], |known| known.get_or_init(read))
    }
}
