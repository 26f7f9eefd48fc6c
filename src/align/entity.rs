//! Entities: the forms under which names stand in the articles of an event, and where.
//!
//! A form is one word of a name, folded and without its article; its occurrences keep the name
//! around it, so that a surname alone, with a given name and with proclitics is one form.

use std::collections::BTreeMap;

use crate::{
    ReadArticle,
    align::name::CandidateIndex,
    base::{
        Span,
        fold::fold,
        id::{ArticleId, SentenceId},
        lex::{LexKind, Script},
    },
    extract::{Mention, MentionKind},
    ingest::Article,
    ruleset::{Ruleset, WordClasses, lexicon::NameKinds},
};

/// A form has at least this many letters: of shorter ones too many are one letter apart.
const FORM_CHARS_MIN: usize = 4;

/// One article of an event with what was read of it.
pub type Source<'a> = (ArticleId, &'a Article, &'a ReadArticle);

/// Where a form stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// The position of the article in the event.
    pub source_idx: usize,
    /// The position of the mention in the article; none where the form stands in no name.
    pub mention_idx: Option<usize>,
    /// The position of the word in the mention.
    pub word_idx: usize,
    /// The sentence.
    pub sentence: Option<SentenceId>,
    /// The word as it stands there, without proclitics.
    pub span: Span,
}

/// A word of names, in one spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameForm {
    /// The word, folded, without its article.
    pub key: String,
    /// The word as it is written first, without its article.
    pub written: String,
    /// The language whose rules read it.
    pub language: String,
    /// What the rules say of it.
    pub classes: WordClasses,
    /// What the lists know it as.
    pub listed: NameKinds,
    /// Whether it is a country, town or body of the rules by itself.
    pub known: bool,
    /// Whether it inflects as a word of the language does.
    pub ordinary: bool,
    /// Whether it stands in no name, and is no word that the lexicon has seen: perhaps a slip that looks
    /// like a word with proclitics or an ending.
    pub loose: bool,
    /// How common it is in print, in hundredths of Zipf; none where the lexicon has not seen it.
    pub frequency: Option<u16>,
    /// Whether it stands with the article.
    pub definite: bool,
    /// Whether something around it says somewhere that it is a name.
    pub established: bool,
    /// Where it stands, in order.
    pub occurrences: Vec<Occurrence>,
}

/// The forms of the names of an event, in order of their keys.
pub fn name_forms(ruleset: &Ruleset, sources: &[Source<'_>]) -> Vec<NameForm> {
    let mut forms: BTreeMap<String, NameForm> = BTreeMap::new();
    for (source_idx, (_, article, read)) in sources.iter().enumerate() {
        for (mention_idx, mention) in read.claims.mentions.iter().enumerate() {
            if mention.kind == MentionKind::Agency {
                continue;
            }
            for (word_idx, span) in mention.words.iter().enumerate() {
                let sentence = read.text.sentence_at(span.start());
                let mention_idx = Some(mention_idx);
                let occurrence = Occurrence { source_idx, mention_idx, word_idx, sentence, span: *span };
                add(ruleset, (article, read), mention, occurrence, &mut forms);
            }
        }
    }
    for (source_idx, source) in sources.iter().enumerate() {
        add_loose(ruleset, source_idx, source, &mut forms);
    }
    forms.into_values().filter(|form| !form.occurrences.is_empty()).collect()
}

/// Adds the tokens that stand in no name, are no common words, and were never seen in print.
fn add_loose(
    ruleset: &Ruleset,
    source_idx: usize,
    (_, article, read): &Source<'_>,
    forms: &mut BTreeMap<String, NameForm>,
) {
    let mut taken = read.claims.mentions.iter().map(|mention| mention.span).peekable();
    for token in &read.text.tokens {
        while taken.next_if(|span| span.end <= token.span.start).is_some() {}
        let LexKind::Word(script) = token.kind else {
            continue;
        };
        let key = read.text.folded_of(token);
        let is_taken = taken.peek().is_some_and(|span| span.overlaps(token.span));
        let language = ruleset.languages.of_script(script, &read.text.language);
        let Some(language) = language.map(|language| language.code.as_str()) else {
            continue;
        };
        if is_taken
            || token.reading.is_some_and(|reading| reading.proclitics.is_none())
            || key.chars().count() < FORM_CHARS_MIN
            || !ruleset.inflected.has(language)
            || ruleset.inflected.contains(key, language)
            || ruleset.lexicon.frequency(key, language).is_some()
        {
            continue;
        }
        let span = token.span;
        let sentence = read.text.sentence_at(span.start());
        let form = forms.entry(key.to_owned()).or_insert_with(|| NameForm {
            loose: true,
            ..new_form(ruleset, span.text(&article.text), key.to_owned(), language)
        });
        form.occurrences.push(Occurrence { source_idx, mention_idx: None, word_idx: 0, sentence, span });
    }
}

fn add(
    ruleset: &Ruleset,
    (article, read): (&Article, &ReadArticle),
    mention: &Mention,
    occurrence: Occurrence,
    forms: &mut BTreeMap<String, NameForm>,
) {
    let written = occurrence.span.text(&article.text);
    let Some(language) = ruleset.languages.of_text(written, &read.text.language) else {
        return;
    };
    let language = language.code.as_str();
    let (bare, definite) = without_article(ruleset, written, language);
    let key = fold(bare);
    if key.chars().count() < FORM_CHARS_MIN {
        return;
    }
    let form = forms.entry(key.clone()).or_insert_with(|| new_form(ruleset, bare, key, language));
    if form.classes.any(WordClasses::JOIN.with(WordClasses::SECOND)) {
        return;
    }
    let alone = mention.words.len() == 1;
    form.known |= alone
        && matches!(mention.kind, MentionKind::Place | MentionKind::Organisation)
        && is_known(ruleset, written);
    form.definite |= definite;
    form.established |= mention.kind != MentionKind::Unknown || !alone;
    form.occurrences.push(occurrence);
}

fn new_form(ruleset: &Ruleset, bare: &str, key: String, language: &str) -> NameForm {
    let classes = ruleset.vocabulary.id(&key).map_or(WordClasses::NONE, |word| ruleset.names.classes(word));
    let listed = ruleset.lexicon.name_kinds(&key, language).unwrap_or_default();
    let ordinary = match ruleset.inflected.has(language) {
        true => ruleset.inflected.is_word(&key, language),
        false => ruleset.lexicon.is_ordinary(&key, language),
    };
    NameForm {
        frequency: ruleset.lexicon.frequency(&key, language),
        key,
        written: bare.to_owned(),
        language: language.to_owned(),
        classes,
        listed,
        known: false,
        ordinary,
        loose: false,
        definite: false,
        established: false,
        occurrences: Vec::new(),
    }
}

/// The word without the article that is written onto it. «ألبرتو» has none: only a bare alef is one.
fn without_article<'w>(ruleset: &Ruleset, written: &'w str, language: &str) -> (&'w str, bool) {
    let rest = ruleset.names.article(language).and_then(|article| written.strip_prefix(article));
    match rest.filter(|rest| rest.chars().count() >= FORM_CHARS_MIN) {
        Some(rest) => (rest, true),
        None => (written, false),
    }
}

fn is_known(ruleset: &Ruleset, written: &str) -> bool {
    let folded = fold(written);
    let reading = ruleset.vocabulary.look_up(&folded, LexKind::Word(Script::Arabic));
    ruleset.names.known().longest(&ruleset.vocabulary, [reading].into_iter()).is_some()
}

/// What stands around a form, over all its occurrences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The folded words before it in its names: given names.
    pub before: Vec<String>,
    /// The folded words after it.
    pub after: Vec<String>,
    /// Of these before it, those in names of people.
    pub given: Vec<String>,
    /// Of those after it, those in names of people that begin with it.
    pub surnames: Vec<String>,
    /// The folded words of titles, a list a title.
    pub titles: Vec<Vec<String>>,
    /// Of which kinds the names are.
    pub kinds: Vec<MentionKind>,
}

/// Collects what stands around a form.
pub fn surroundings(ruleset: &Ruleset, sources: &[Source<'_>], form: &NameForm) -> Surroundings {
    let mut around = Surroundings::default();
    for occurrence in &form.occurrences {
        let Some((_, article, read)) = sources.get(occurrence.source_idx) else {
            continue;
        };
        let mention = occurrence.mention_idx.and_then(|mention_idx| read.claims.mentions.get(mention_idx));
        let Some(mention) = mention else {
            continue;
        };
        let word = |idx: usize| mention.words.get(idx).map(|span| fold(span.text(&article.text)));
        let is_join = |word: &String| {
            let id = ruleset.vocabulary.id(word);
            id.is_some_and(|id| ruleset.names.classes(id).any(WordClasses::JOIN))
        };
        let before = occurrence.word_idx.checked_sub(1).and_then(word).filter(|word| !is_join(word));
        let after = word(occurrence.word_idx + 1).filter(|word| !is_join(word));
        if mention.kind == MentionKind::Person {
            around.given.extend(before.clone());
            around.surnames.extend(after.clone().filter(|_| occurrence.word_idx == 0));
        }
        around.before.extend(before);
        around.after.extend(after);
        if let Some(title) = mention.title {
            around.titles.push(title_words(ruleset, title.text(&article.text), &form.language));
        }
        around.kinds.push(mention.kind);
    }
    for list in [&mut around.before, &mut around.after, &mut around.given, &mut around.surnames] {
        list.sort();
        list.dedup();
    }
    around.titles.sort();
    around.titles.dedup();
    around.kinds.sort();
    around.kinds.dedup();
    around
}

fn title_words(ruleset: &Ruleset, title: &str, language: &str) -> Vec<String> {
    let mut words: Vec<String> = title
        .split(|c: char| !c.is_alphanumeric() && !('\u{064B}'..='\u{0652}').contains(&c))
        .filter(|word| !word.is_empty())
        .map(|word| fold(without_article(ruleset, word, language).0))
        .collect();
    words.sort();
    words.dedup();
    words
}

/// Pairs of forms that may be spellings of one name, as positions in `forms`, in order. Of two forms at
/// least one stands in a name.
pub fn candidates(ruleset: &Ruleset, forms: &[NameForm]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (language, orthography) in ruleset.orthographies.all() {
        let mut index = CandidateIndex::new(orthography);
        let mut positions = Vec::new();
        for (idx, form) in forms.iter().enumerate().filter(|(_, form)| form.language == *language) {
            index.insert(&form.written);
            positions.push(idx);
        }
        let position = |number: u32| positions.get(number as usize).copied();
        pairs.extend(index.pairs().into_iter().filter_map(|(a, b)| Some((position(a)?, position(b)?))));
    }
    let is_loose = |idx: usize| forms.get(idx).is_none_or(|form| form.loose);
    pairs.retain(|(a, b)| !(is_loose(*a) && is_loose(*b)));
    pairs.sort_unstable();
    pairs
}
