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

/// What newspapers do to the letters of any foreign name, in the middle of it: operations that give a
/// likely spelling whatever the name. That ج may be written غ, say, depends on the name.
const SWAPS: [(&str, &str); 5] = [("نغ", "نج"), ("غ", "ج"), ("يي", "ي"), ("ئي", "يي"), ("ڤ", "ف")];
/// A vowel that may be left out stands between consonants of a name of so many letters.
const LONG_NAME_CHARS_MIN: usize = 7;
const VOWELS: &str = "اويىةأإآئؤء";

/// Families of spellings that are all in print.
const FAMILIES: &str = include_str!("variants.tsv");

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One of several occurrences in an article is changed.
    Within,
    /// All of them are, where another article about the event has the name too.
    Across,
}

/// Where a spelling comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// The list of names: a person, place, company or team.
    Listed(&'static str),
    /// What newspapers do to names of that sound.
    Made,
}

/// A variant to be put into an article.
pub(super) struct Plant {
    pub(super) article_idx: usize,
    pub(super) kind: Kind,
    pub(super) origin: Origin,
    pub(super) from: String,
    pub(super) to: String,
    /// The other articles about the event; they are left as they are.
    pub(super) near: Vec<usize>,
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
    let listed = listed();
    let mut names = names(ruleset, articles, &read);
    names.extend(listed.keys().map(|form| (*form).to_owned()));
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
    let mut planted = BTreeSet::new();
    for article_idx in 0..articles.len() {
        if touched.contains(&article_idx) {
            continue;
        }
        let near = neighbours.get(&article_idx).map_or(&[][..], Vec::as_slice);
        let chance = fnv1a(articles[article_idx].path.as_bytes());
        let around: Vec<&BTreeMap<&str, Vec<Span>>> =
            near.iter().filter(|other| !touched.contains(*other)).map(|other| &places[*other]).collect();
        let options = options(&places[article_idx], &around, &listed, chance >> 16);
        let Some(option) = options.get(chance as usize % options.len().max(1)) else {
            continue;
        };
        touched.insert(article_idx);
        touched.extend(near);
        let spans = match option.kind {
            Kind::Within => vec![option.spans[(chance >> 8) as usize % option.spans.len()]],
            Kind::Across => option.spans.clone(),
        };
        let (from, to) = (option.from.to_owned(), option.to.clone());
        let near: Vec<usize> = near.iter().copied().filter(|other| !planted.contains(other)).collect();
        planted.insert(article_idx);
        plants.push(Plant { article_idx, kind: option.kind, origin: option.origin, from, to, near, spans });
    }
    plants
}

/// A variant that could be put into an article.
struct PlantOption<'a> {
    kind: Kind,
    origin: Origin,
    from: &'a str,
    to: String,
    spans: &'a Vec<Span>,
}

/// What can be put into an article with these names, beside articles with those.
fn options<'a>(
    names: &'a BTreeMap<&str, Vec<Span>>,
    around: &[&BTreeMap<&str, Vec<Span>>],
    listed: &Families,
    chance: u64,
) -> Vec<PlantOption<'a>> {
    let mut options = Vec::new();
    for (from, spans) in names {
        let Some((origin, to)) = variant(listed, from, chance) else {
            continue;
        };
        // Where both stand already, nothing would be put in.
        if names.contains_key(&*to) || around.iter().any(|names| names.contains_key(&*to)) {
            continue;
        }
        let option = |kind| PlantOption { kind, origin, from, to: to.clone(), spans };
        if spans.len() >= 2 {
            options.push(option(Kind::Within));
        }
        if around.iter().any(|names| names.contains_key(from)) {
            options.push(option(Kind::Across));
        }
    }
    options
}

/// The kind and the other spellings of each spelling of the list.
type Families = BTreeMap<&'static str, (&'static str, Vec<&'static str>)>;

fn listed() -> Families {
    let mut families = Families::new();
    for line in FAMILIES.lines().filter(|line| !line.starts_with('#')) {
        let Some((kind, forms)) = line.split_once('\t') else {
            continue;
        };
        let forms: Vec<&str> = forms.split(' ').collect();
        for form in &forms {
            let others = forms.iter().copied().filter(|other| fold(other) != fold(form)).collect();
            families.insert(form, (kind, others));
        }
    }
    families
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
        word.chars().count() >= NAME_CHARS_MIN
            && is_plain
            && !is_common
            && !word.starts_with("ال")
            && !word.starts_with("لل")
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

/// Another spelling of the name: a listed one, or one made by the first operation that applies from a
/// chance one on.
fn variant(listed: &Families, name: &str, chance: u64) -> Option<(Origin, String)> {
    if let Some((kind, others)) = listed.get(name) {
        let other = others.get(chance as usize % others.len().max(1))?;
        return Some((Origin::Listed(kind), (*other).to_owned()));
    }
    let inner = name.char_indices().nth(1)?.0..name.char_indices().next_back()?.0;
    let swapped = SWAPS.iter().filter_map(|(from, to)| {
        let at = inner.start + name.get(inner.clone())?.find(from)?;
        Some(format!("{}{to}{}", &name[..at], &name[at + from.len()..]))
    });
    let mut made: Vec<String> = swapped.collect();
    let letters: Vec<char> = name.chars().collect();
    if letters.len() >= LONG_NAME_CHARS_MIN {
        let is_vowel = |at: usize| letters.get(at).is_none_or(|letter| VOWELS.contains(*letter));
        let gap = (2..letters.len() - 2)
            .find(|at| matches!(letters[*at], 'ي' | 'و') && !is_vowel(at - 1) && !is_vowel(at + 1));
        let without = |gap: usize| letters.iter().enumerate().filter(move |(at, _)| *at != gap);
        made.extend(gap.map(|gap| without(gap).map(|(_, letter)| *letter).collect::<String>()));
    }
    let made = made.get(chance as usize % made.len().max(1))?;
    Some((Origin::Made, made.clone()))
}
