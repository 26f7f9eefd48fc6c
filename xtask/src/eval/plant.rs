//! Variants put into articles.

use std::collections::{BTreeMap, BTreeSet};

use isnad::{
    ReadArticle,
    base::{Span, fold::fold, hash::fnv1a, lex::LexKind},
    event::{group, origins},
    ingest::Article,
    read_article,
    ruleset::Ruleset,
};

/// Words after which a name of a person or place stands.
const BEFORE_NAMES: [&str; 26] = [
    "الرئيس",
    "رئيس",
    "الوزير",
    "المستشار",
    "المستشارة",
    "اللاعب",
    "لاعب",
    "المدرب",
    "مدرب",
    "المهاجم",
    "السيد",
    "السيناتور",
    "الجنرال",
    "المرشح",
    "المخرج",
    "الممثل",
    "الممثلة",
    "مدينة",
    "بلدة",
    "ولاية",
    "إقليم",
    "شركة",
    "قال",
    "وقال",
    "وأوضح",
    "وأضاف",
];
/// Letters of which a foreign name has none.
const NATIVE: &str = "عحصضظثذ";
/// A word that is commoner in print than this, in hundredths of Zipf, is not taken for a name.
const ZIPF_MAX: u16 = 430;
const NAME_CHARS_MIN: usize = 5;
/// A word must follow one of those words so often to be taken for a name.
const FOLLOWS_MIN: usize = 2;

/// What newspapers do to the letters of one foreign name: one for the other, in the middle of it.
const SWAPS: [(&str, &str); 14] = [
    ("غ", "ج"),
    ("ج", "غ"),
    ("نغ", "نج"),
    ("تش", "ش"),
    ("ت", "ط"),
    ("س", "ز"),
    ("ز", "س"),
    ("ي", ""),
    ("و", ""),
    ("ا", ""),
    ("يي", "ي"),
    ("ائ", "اي"),
    ("ك", "ق"),
    ("يو", "و"),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One of several occurrences in an article is changed.
    Within,
    /// All of them are, where another article about the event has the name too.
    Across,
}

/// A variant to be put into an article.
pub(super) struct Plant {
    pub(super) article_idx: usize,
    pub(super) kind: Kind,
    pub(super) from: String,
    pub(super) to: String,
    spans: Vec<Span>,
}

impl Plant {
    /// The article with the variant.
    pub(super) fn made(&self, article: &Article) -> Article {
        let mut text = String::new();
        let mut at = 0;
        let mut grown = 0_isize;
        for span in &self.spans {
            text.push_str(&article.text[at..span.start()]);
            text.push_str(&self.to);
            at = span.end();
            grown += self.to.len() as isize - (span.end() - span.start()) as isize;
        }
        text.push_str(&article.text[at..]);
        let end = article.body.end().saturating_add_signed(grown);
        Article { text, body: Span::new(article.body.start(), end), ..article.clone() }
    }
}

/// At most one variant for each article.
pub(super) fn plants(ruleset: &Ruleset, articles: &[Article]) -> Vec<Plant> {
    let read: Vec<ReadArticle> = articles.iter().map(|article| read_article(ruleset, article)).collect();
    let names = names(ruleset, articles, &read);
    let places: Vec<BTreeMap<&str, Vec<Span>>> =
        articles.iter().zip(&read).map(|(article, read)| places(article, read, &names)).collect();
    let mut neighbours: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for event in group(articles, &read, &origins(&read)) {
        if let [a, b] = event.articles.as_slice() {
            neighbours.entry(a.idx()).or_default().push(b.idx());
        }
    }
    let mut plants = Vec::new();
    let mut touched = BTreeSet::new();
    for (article_idx, places_of) in
        places.iter().enumerate().filter(|(idx, _)| !articles[*idx].path.is_empty())
    {
        if touched.contains(&article_idx) {
            continue;
        }
        let near = neighbours.get(&article_idx).map_or(&[][..], Vec::as_slice);
        let chance = fnv1a(articles[article_idx].path.as_bytes());
        let mut options: Vec<(Kind, &str, &Vec<Span>)> = Vec::new();
        for (name, spans) in places_of {
            if spans.len() >= 2 {
                options.push((Kind::Within, name, spans));
            }
            let shared =
                near.iter().any(|other| !touched.contains(other) && places[*other].contains_key(name));
            if shared {
                options.push((Kind::Across, name, spans));
            }
        }
        let Some((kind, name, spans)) = options.get(chance as usize % options.len().max(1)) else {
            continue;
        };
        let Some(to) = variant(ruleset, name, chance >> 16) else {
            continue;
        };
        touched.insert(article_idx);
        touched.extend(near);
        let spans = match kind {
            Kind::Within => vec![spans[(chance >> 8) as usize % spans.len()]],
            Kind::Across => (*spans).clone(),
        };
        plants.push(Plant { article_idx, kind: *kind, from: (*name).to_owned(), to, spans });
    }
    plants
}

/// The words of the corpus that are taken for foreign names.
fn names(ruleset: &Ruleset, articles: &[Article], read: &[ReadArticle]) -> BTreeSet<String> {
    let mut follows: BTreeMap<String, usize> = BTreeMap::new();
    for (article, read) in articles.iter().zip(read) {
        for pair in read.text.tokens.windows(2) {
            let word = |idx: usize| pair[idx].span.text(&article.text);
            if matches!(pair[1].kind, LexKind::Word(_)) && BEFORE_NAMES.contains(&word(0)) {
                *follows.entry(word(1).to_owned()).or_default() += 1;
            }
        }
    }
    let is_name = |word: &str| {
        let is_common = ruleset.lexicon.frequency(&fold(word), "ar").is_some_and(|zipf| zipf >= ZIPF_MAX);
        let is_plain = word.chars().all(|c| ('\u{0621}'..='\u{064A}').contains(&c) && !NATIVE.contains(c));
        word.chars().count() >= NAME_CHARS_MIN && is_plain && !is_common && !word.starts_with("ال")
    };
    // A word of the language inflects: it stands with the article somewhere.
    let with_article: BTreeSet<&str> = read
        .iter()
        .flat_map(|read| read.text.tokens.iter().map(|token| read.text.folded_of(token)))
        .filter_map(|word| word.strip_prefix("ال"))
        .collect();
    let listed = follows.into_iter().filter(|(_, n)| *n >= FOLLOWS_MIN).map(|(word, _)| word);
    listed.filter(|word| is_name(word) && !with_article.contains(&*fold(word))).collect()
}

fn places<'n>(
    article: &Article,
    read: &ReadArticle,
    names: &'n BTreeSet<String>,
) -> BTreeMap<&'n str, Vec<Span>> {
    let mut places: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for token in &read.text.tokens {
        if let Some(name) = names.get(token.span.text(&article.text)) {
            places.entry(name).or_default().push(token.span);
        }
    }
    places
}

/// Another spelling of the name, by one operation; the first that applies from a chance one on.
fn variant(ruleset: &Ruleset, name: &str, chance: u64) -> Option<String> {
    let inner = name.char_indices().nth(1)?.0..name.char_indices().next_back()?.0;
    let n = SWAPS.len();
    (0..n).map(|at| SWAPS[(at + chance as usize) % n]).find_map(|(from, to)| {
        let at = inner.start + name.get(inner.clone())?.find(from)?;
        let made = format!("{}{to}{}", &name[..at], &name[at + from.len()..]);
        let is_new = ruleset.lexicon.frequency(&fold(&made), "ar").is_none();
        (is_new && made.chars().count() >= NAME_CHARS_MIN).then_some(made)
    })
}
