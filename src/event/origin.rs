//! Origins: copies of one wire are one source, however many articles print it.
//!
//! An article is known by the smallest hashes of its shingles, runs of five words; two articles whose
//! smallest hashes largely agree are copies, also where one is cut short or lightly edited.
//!
//! Source: A. Broder, "On the Resemblance and Containment of Documents", Compression and Complexity of
//! Sequences, 1997 (bottom-k sketches).

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::{
    ReadArticle,
    attribution::Certainty,
    base::{hash::fnv1a, id::ArticleId, lex::LexKind},
    text::ArticleText,
};

/// Words in a shingle.
const SHINGLE_WORDS: usize = 5;
/// Hashes kept of an article.
const SKETCH_HASHES: usize = 96;
/// Articles meet by so many of their smallest hashes.
const KEY_HASHES: usize = 12;
/// Articles that share a hash, of which no more than these are compared: a credit line that all print.
const POSTINGS_MAX: usize = 50;
/// From this share of common hashes on, in thousandths, two articles are copies.
const COPY_SHARE_MIN: usize = 500;
/// Texts of fewer shingles are copies only where they are the same word for word …
const SHINGLES_MIN: usize = 20;
/// … and shorter ones than this are never: «ارتفع سعر الذهب اليوم» is written by many.
const SHINGLES_EQUAL_MIN: usize = 6;

/// The source of an article that does not say who publishes it.
pub const UNNAMED_PUBLISHER: &str = "publisher";

/// For each article of a run, the first article that is a copy of it: itself, where there is none.
#[derive(Debug, Clone, Default)]
pub struct Origins(Vec<ArticleId>);

impl Origins {
    /// The origin of an article.
    pub fn of(&self, article: ArticleId) -> ArticleId {
        self.0.get(article.idx()).copied().unwrap_or(article)
    }

    /// The articles that are copies of an earlier one, with that one.
    pub fn copies(&self) -> impl Iterator<Item = (ArticleId, ArticleId)> + '_ {
        let numbered = self.0.iter().enumerate().map(|(idx, origin)| (ArticleId::new(idx), *origin));
        numbered.filter(|(article, origin)| article != origin)
    }

    /// The articles of each text that several print, the first of the run first.
    pub fn groups(&self) -> Vec<Vec<ArticleId>> {
        let mut groups: BTreeMap<ArticleId, Vec<ArticleId>> = BTreeMap::new();
        for (copy, origin) in self.copies() {
            groups.entry(origin).or_insert_with(|| vec![origin]).push(copy);
        }
        groups.into_values().collect()
    }
}

/// Who says something in an article: what independence is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voiced<'s> {
    /// The article.
    pub article: ArticleId,
    /// The id of the source.
    pub source: &'s str,
    /// How the source is known.
    pub certainty: Certainty,
}

/// How many of several voices are independent. One source is one origin wherever it is cited; a copy of an
/// article adds none where it names no source of its own.
pub fn n_independent(origins: &Origins, voices: &[Voiced<'_>]) -> usize {
    let same = |a: &Voiced<'_>, b: &Voiced<'_>| {
        let copied = a.article != b.article && origins.of(a.article) == origins.of(b.article);
        let own = a.certainty == Certainty::Own || b.certainty == Certainty::Own;
        // Who publishes is not always known: then articles are told apart by their texts.
        let named = a.source == b.source && (a.source != UNNAMED_PUBLISHER || a.article == b.article);
        named || (copied && own)
    };
    let mut groups: Vec<Vec<&Voiced<'_>>> = Vec::new();
    for voice in voices {
        let (mut joined, rest): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.iter().any(|known| same(known, voice)));
        groups = rest;
        let mut group: Vec<&Voiced<'_>> = joined.drain(..).flatten().collect();
        // Equal voices say nothing new of those that follow.
        if !group.contains(&voice) {
            group.push(voice);
        }
        groups.push(group);
    }
    groups.len()
}

/// The hashes that an article is known by, sorted.
pub fn sketch(text: &ArticleText) -> Vec<u64> {
    let words: Vec<u64> = text
        .tokens
        .iter()
        .filter(|token| matches!(token.kind, LexKind::Word(_)))
        .map(|token| fnv1a(text.folded_of(token).as_bytes()))
        .collect();
    let mut hashes: Vec<u64> = words.windows(SHINGLE_WORDS).map(shingle_hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(SKETCH_HASHES);
    hashes
}

fn shingle_hash(words: &[u64]) -> u64 {
    let mixed = words
        .iter()
        .fold(0_u64, |hash, word| (hash.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    mixed ^ (mixed >> 29)
}

/// Finds the copies among the articles of a run.
pub fn origins(read: &[ReadArticle]) -> Origins {
    let mut origins: Vec<ArticleId> = (0..read.len()).map(ArticleId::new).collect();
    let mut postings: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (idx, article) in read.iter().enumerate() {
        if article.sketch.len() < SHINGLES_EQUAL_MIN {
            continue;
        }
        let mut candidates: Vec<usize> = Vec::new();
        for hash in article.sketch.iter().take(KEY_HASHES) {
            let posting = postings.entry(*hash).or_default();
            candidates.extend_from_slice(posting);
            if posting.len() < POSTINGS_MAX {
                posting.push(idx);
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        let copied = candidates
            .into_iter()
            .find(|other| read.get(*other).is_some_and(|other| are_copies(&article.sketch, &other.sketch)));
        if let Some(origin) = copied.and_then(|other| origins.get(other).copied())
            && let Some(slot) = origins.get_mut(idx)
        {
            *slot = origin;
        }
    }
    Origins(origins)
}

/// Whether most of the smallest hashes of both together are in both; of short texts all.
fn are_copies(a: &[u64], b: &[u64]) -> bool {
    let n = a.len().min(b.len());
    if n < SHINGLES_MIN {
        return a == b;
    }
    let (mut i, mut j, mut n_seen, mut n_common) = (0, 0, 0, 0);
    while n_seen < n {
        let (Some(x), Some(y)) = (a.get(i), b.get(j)) else { break };
        n_seen += 1;
        n_common += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    n_common * 1_000 >= n_seen.max(1) * COPY_SHARE_MIN
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ingest::Article, read_article, ruleset::Ruleset};

    const WIRE: &str = "قالت السلطات إن الحريق اندلع فجرا في مستودع للأخشاب على أطراف المدينة وامتد سريعا إلى \
        مبان مجاورة بفعل الرياح، فيما عملت ست فرق إطفاء على احتوائه طوال ساعات قبل أن تعلن السيطرة عليه مساء، \
        وفتحت النيابة تحقيقا في أسبابه بعدما قال شهود إنهم سمعوا دوي انفجار قبل اندلاع النيران.";

    fn check(texts: &[&str], expected: &[u32]) {
        let ruleset = Ruleset::builtin().unwrap();
        let read: Vec<ReadArticle> =
            texts.iter().map(|text| read_article(&ruleset, &Article::from_text("a", *text))).collect();
        let origins = origins(&read);
        let found: Vec<u32> = (0..texts.len()).map(|idx| origins.of(ArticleId::new(idx)).0).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_lightly_edited_copy_has_the_origin_of_the_first() {
        let edited = WIRE.replace("ست فرق", "تسع فرق").replace("مساء", "ليلا");
        check(
            &[
                WIRE,
                "نص آخر لا علاقة له بالأول من قريب ولا من بعيد، كتبه محرر آخر في صحيفة أخرى عن موضوع لا يشبه الموضوع الأول في شيء، ولا يذكر حريقا ولا مستودعا ولا رياحا",
                &edited,
            ],
            &[0, 1, 0],
        );
    }

    #[test]
    fn a_short_text_is_a_copy_only_where_it_is_the_same() {
        let short =
            "أعلنت البلدية إغلاق جسر الميناء القديم أمام الشاحنات حتى نهاية الشهر المقبل لأعمال الصيانة.";
        check(&[short, short, &short.replace("الشهر", "العام")], &[0, 0, 2]);
        check(&["ارتفع سعر الذهب اليوم.", "ارتفع سعر الذهب اليوم."], &[0, 1]);
    }

    #[test]
    fn one_agency_and_a_copy_are_no_second_origin() {
        let id = ArticleId::new;
        let origins = Origins(vec![id(0), id(0), id(2)]);
        let voice = |article, source, certainty| Voiced { article: id(article), source, certainty };
        let (named, own) = (Certainty::Explicit, Certainty::Own);
        for (voices, expected) in [
            (&[voice(0, "afp", named), voice(2, "afp", named)][..], 1),
            (&[voice(0, "afp", named), voice(2, "reuters", named)], 2),
            (&[voice(0, "afp", named), voice(0, "reuters", named)], 2),
            (&[voice(0, "afp", named), voice(1, "النهار", own)], 1),
            (&[voice(0, "الفجر", own), voice(1, "النهار", own), voice(2, "المساء", own)], 2),
            (&[voice(0, UNNAMED_PUBLISHER, own), voice(2, UNNAMED_PUBLISHER, own)], 2),
        ] {
            assert_eq!(n_independent(&origins, voices), expected, "{voices:?}");
        }
        assert_eq!(origins.groups(), [[id(0), id(1)]]);
    }
}
