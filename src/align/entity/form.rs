//! The forms of the names of one article.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    FormFacts, FormSigns, LetterSet, Place,
    memo::{KnownForm, NameMemo, shortened},
    surroundings::{head_before, name_at},
};
use crate::{
    base::{
        Span,
        fold::fold,
        id::FormId,
        lex::{LexKind, Script},
    },
    extract::{Mention, MentionKind, WordMemo},
    ingest::Article,
    ruleset::{Language, Ruleset, WordClasses, names::KnownName},
    text::ArticleText,
};

/// A form has at least this many letters: of shorter ones too many are one letter apart.
pub(super) const FORM_CHARS_MIN: usize = 4;
/// From this frequency on (hundredths of Zipf) a word that stands in no name is taken for a word.
const SEEN_ZIPF_MIN: u16 = 380;
/// And one that sounds like a name of the article, from this one on.
const LIKE_NAME_ZIPF_MIN: u16 = 450;
/// A word that was seen inflected, but stands where names do, is taken for none from this frequency on.
const CUED_ZIPF_MAX: u16 = 350;
/// A word that was seen in print, but sounds like a name of the article, has at least this many letters.
const LIKE_NAME_CHARS_MIN: usize = 5;
/// Of an article with more forms of names only the first, in order of their keys, are compared.
const FORMS_MAX: usize = 4_000;

/// A form of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleForm {
    /// The word, folded, without its article.
    pub key: Box<str>,
    /// A hash of the word and its language, which stands for both.
    pub id: u64,
    /// The letters of the word.
    pub n_chars: u16,
    /// The letters of the word, as a set.
    pub letters: LetterSet,
    /// The word where it stands first, without its article.
    pub written: Span,
    /// The language whose rules read it, a position in the rules' list.
    pub language_idx: u8,
    /// The key of its consonants.
    pub sound: u64,
    /// What is known of it.
    pub facts: FormFacts,
    /// What its places say of it.
    pub signs: FormSigns,
    places: Range<u32>,
}

/// The forms of the names of an article, in order of their ids.
#[derive(Debug, Default)]
pub struct ArticleNames {
    forms: Vec<ArticleForm>,
    /// The ids of the forms: what is searched most lies close together.
    ids: Vec<u64>,
    /// Those of one form stand together.
    places: Vec<Place>,
    /// The keys under which each form can meet others, sorted, with the form's position.
    keys: Vec<(u32, u32)>,
}

impl ArticleNames {
    /// The forms, in order of their ids.
    pub fn forms(&self) -> &[ArticleForm] {
        &self.forms
    }

    /// The keys under which forms can meet, sorted, each with the position of its form.
    pub fn keys(&self) -> &[(u32, u32)] {
        &self.keys
    }

    /// The form with this id.
    pub fn find(&self, id: u64) -> Option<&ArticleForm> {
        self.forms.get(self.ids.binary_search(&id).ok()?)
    }

    /// The positions here and in `other` of the forms that both have.
    pub(super) fn shared<'n>(&'n self, other: &'n ArticleNames) -> impl Iterator<Item = (usize, usize)> + 'n {
        let (mut at, mut other_at) = (0, 0);
        std::iter::from_fn(move || {
            loop {
                let here = (at, other_at);
                let (id, other_id) = (self.ids.get(at)?, other.ids.get(other_at)?);
                at += usize::from(id <= other_id);
                other_at += usize::from(other_id <= id);
                if id == other_id {
                    return Some(here);
                }
            }
        })
    }

    /// Where a form stands, in order.
    pub fn places(&self, form: &ArticleForm) -> &[Place] {
        self.places.get(form.places.start as usize..form.places.end as usize).unwrap_or_default()
    }
}

/// Collects the forms of an article; `of_tokens` are those of its tokens.
pub fn article_names(
    ruleset: &Ruleset,
    (words, names, of_tokens): (&WordMemo, &mut NameMemo, &[Option<FormId>]),
    (article, text): (&Article, &ArticleText),
    mentions: &[Mention],
) -> ArticleNames {
    let (by_number, forms, behind) = (FxHashMap::default(), Vec::new(), Vec::new());
    let mut collected =
        Collector { ruleset, words, names, of_tokens, article, text, by_number, forms, behind };
    for (mention_idx, mention) in mentions.iter().enumerate() {
        if mention.kind != MentionKind::Agency {
            collected.add_mention(mention_idx, mention);
        }
    }
    collected.add_loose(mentions);
    collected.finish()
}

struct Collector<'a> {
    ruleset: &'a Ruleset,
    words: &'a WordMemo,
    names: &'a mut NameMemo,
    of_tokens: &'a [Option<FormId>],
    article: &'a Article,
    text: &'a ArticleText,
    /// By language and number in the memo.
    by_number: FxHashMap<(u8, u32), usize>,
    forms: Vec<(ArticleForm, Vec<Place>)>,
    /// The ids of words of people's names, each with the id of the word before it in the name.
    behind: Vec<(u64, u64)>,
}

impl Collector<'_> {
    fn add_mention(&mut self, mention_idx: usize, mention: &Mention) {
        let alone = mention.words.len() == 1;
        let named = mention.kind != MentionKind::Unknown;
        // A run of words that no list knows is a foreign name, where no letter of it is the language's own.
        let established = named || (!alone && !self.is_own(mention));
        let mut before = None;
        for (word_idx, span) in mention.words.iter().enumerate() {
            let written = span.text(&self.article.text);
            let Some((language_idx, language)) = language_of(self.ruleset, self.text, written) else {
                continue;
            };
            let word = self.names.language(language_idx).word(self.ruleset, language, written);
            let Some(number) = word.form else {
                continue;
            };
            let bare = Span::new(span.end() - word.n_bytes, span.end());
            let sentence = self.text.sentence_at(span.start());
            let is_known =
                alone && word.known && matches!(mention.kind, MentionKind::Place | MentionKind::Organisation);
            let vowelled = is_vowelled(written);
            let (form, places) = self.form(number, bare, language_idx, false);
            // «الأمم» of «الأمم المتحدة» is a word.
            let is_word = mention.kind == MentionKind::Organisation && !alone && form.facts.ordinary;
            if is_word || form.facts.classes.any(WordClasses::JOIN.with(WordClasses::SECOND)) {
                continue;
            }
            let id = form.id;
            form.signs.known |= is_known;
            form.signs.definite |= word.definite;
            form.signs.established |= established;
            form.signs.named |= named;
            form.signs.vowelled |= vowelled;
            places.push(Place {
                mention_idx: u32::try_from(mention_idx).ok(),
                word_idx: u32::try_from(word_idx).unwrap_or(u32::MAX),
                sentence,
                span: *span,
            });
            let of_person = mention.kind == MentionKind::Person;
            self.behind.extend(before.filter(|_| of_person).map(|before| (id, before)));
            before = Some(id);
        }
    }

    /// Whether a letter of the name is one that foreign names are not written with.
    fn is_own(&self, mention: &Mention) -> bool {
        mention.words.iter().any(|span| {
            let written = span.text(&self.article.text);
            let language = language_of(self.ruleset, self.text, written).map(|(_, language)| &language.code);
            let rules = language.and_then(|language| self.ruleset.orthographies.get(language));
            rules.is_some_and(|rules| rules.is_own(written))
        })
    }

    /// Adds the tokens that stand in no name and are no words of the language that were seen in print, or
    /// sound like a name of the article or of the rules.
    fn add_loose(&mut self, mentions: &[Mention]) {
        let sounds: FxHashSet<u64> = self.forms.iter().map(|(form, _)| form.sound).collect();
        let mut taken = mentions.iter().map(|mention| mention.span).peekable();
        let (text, ruleset) = (self.text, self.ruleset);
        for (at, (token, form)) in text.tokens.iter().zip(self.of_tokens).enumerate() {
            while taken.next_if(|span| span.end <= token.span.start).is_some() {}
            let LexKind::Word(script) = token.kind else {
                continue;
            };
            let key = text.folded_of(token);
            if taken.peek().is_some_and(|span| span.overlaps(token.span))
                || key.chars().nth(FORM_CHARS_MIN - 1).is_none()
            {
                continue;
            }
            let language = ruleset.languages.of_script(script, &text.language);
            let Some((language, form)) = language.zip(*form) else {
                continue;
            };
            let facts = self.words.facts(form);
            let (is_word, frequency) = (facts.inflected, facts.frequency);
            if is_word && token.reading.is_some_and(|reading| reading.proclitics.is_none()) {
                continue;
            }
            if facts.is_stop {
                continue;
            }
            // Or the language has no list that could tell.
            let is_seen = facts.seen_inflected
                || frequency.is_some_and(|zipf| zipf >= SEEN_ZIPF_MIN)
                || !ruleset.inflected.has(&language.code);
            let language_idx = ruleset.languages.idx_of(&language.code);
            let Some(language_idx) = language_idx.and_then(|idx| u8::try_from(idx).ok()) else {
                continue;
            };
            let is_rare = frequency.is_none_or(|zipf| zipf < LIKE_NAME_ZIPF_MIN);
            let may_be = is_rare && {
                self.is_like_name((key, form), (language_idx, language), &sounds)
                    || (frequency.is_none_or(|zipf| zipf < CUED_ZIPF_MAX) && self.is_cued(at))
            };
            if is_seen && !may_be {
                continue;
            }
            let sentence = text.sentence_at(token.span.start());
            let place = Place { mention_idx: None, word_idx: 0, sentence, span: token.span };
            let is_name = !is_seen && !is_word && ruleset.lexicon.is_known_name(key, &language.code);
            let number = self.names.language(language_idx).number(ruleset, language, key);
            let vowelled = is_vowelled(token.span.text(&self.article.text));
            let (form, places) = self.form(number, token.span, language_idx, !is_name);
            form.signs.vowelled |= vowelled;
            places.push(place);
        }
    }

    /// Whether a word that leads to a name, or one that is of a name, stands right before the token.
    fn is_cued(&self, at: usize) -> bool {
        let is_bare = self.text.tokens.get(at).is_some_and(|token| {
            token.spaced && token.reading.is_none_or(|reading| reading.proclitics.is_none())
        });
        is_bare
            && (head_before(self.ruleset, self.text, self.article, at).is_some()
                || at.checked_sub(1).is_some_and(|before| name_at(self.ruleset, self.text, before).is_some()))
    }

    /// Whether a word that was seen in print, but seldom, sounds like a name of the article or of the rules.
    fn is_like_name(
        &mut self,
        (key, form): (&str, FormId),
        (language_idx, language): (u8, &Language),
        sounds: &FxHashSet<u64>,
    ) -> bool {
        key.chars().nth(LIKE_NAME_CHARS_MIN - 1).is_some() && self.ruleset.inflected.has(&language.code) && {
            let sound = self.names.sound(self.ruleset, language, (key, form));
            let memo = self.names.language(language_idx);
            sounds.contains(&sound) || memo.is_known_sound(self.ruleset, language, sound)
        }
    }

    /// The form with this number in the memo.
    fn form(
        &mut self,
        number: u32,
        written: Span,
        language_idx: u8,
        loose: bool,
    ) -> (&mut ArticleForm, &mut Vec<Place>) {
        let n_forms = self.forms.len();
        let idx = *self.by_number.entry((language_idx, number)).or_insert(n_forms);
        if idx == n_forms {
            let KnownForm { key, hash, n_chars, letters, facts, sound } =
                self.names.language(language_idx).form(number);
            let signs = FormSigns { loose, ..FormSigns::default() };
            let form = ArticleForm {
                key: key.clone(),
                id: form_id(*hash, language_idx),
                n_chars: *n_chars,
                letters: *letters,
                written,
                language_idx,
                sound: *sound,
                facts: *facts,
                signs,
                places: 0..0,
            };
            self.forms.push((form, Vec::new()));
        }
        let (form, places) = &mut self.forms[idx];
        (form, places)
    }

    fn finish(mut self) -> ArticleNames {
        self.forms.retain(|(_, places)| !places.is_empty());
        if self.forms.len() > FORMS_MAX {
            self.forms
                .sort_unstable_by(|(a, _), (b, _)| (&a.key, a.language_idx).cmp(&(&b.key, b.language_idx)));
            self.forms.truncate(FORMS_MAX);
        }
        self.forms.sort_unstable_by_key(|(form, _)| form.id);
        let mut names = ArticleNames::default();
        let position = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        for (form_idx, (mut form, places)) in self.forms.into_iter().enumerate() {
            let start = position(names.places.len());
            names.places.extend(places);
            form.places = start..position(names.places.len());
            if let Some(language) = self.ruleset.languages.all().get(usize::from(form.language_idx)) {
                let written = form.written.text(&self.article.text);
                let memo = self.names.language(form.language_idx);
                let keys = memo.candidates(self.ruleset, language, form.language_idx, written);
                names.keys.extend(keys.iter().map(|key| (*key, position(form_idx))));
            }
            names.ids.push(form.id);
            names.forms.push(form);
        }
        // Behind one given name a slip may change the consonants, too.
        for (id, before) in self.behind {
            let form_idx = names.ids.binary_search(&id).ok().map(position);
            names.keys.extend(form_idx.map(|form_idx| (behind_key(before), form_idx)));
        }
        names.keys.sort_unstable();
        names.keys.dedup();
        names
    }
}

/// The id of a form whose word has this hash.
fn form_id(hash: u64, language_idx: u8) -> u64 {
    hash ^ u64::from(language_idx).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The key of the words that stand behind the word with this id.
fn behind_key(before: u64) -> u32 {
    shortened(before.rotate_left(16), 0)
}

/// So many signs for vowels stand on a word of verses and dictionaries; one may tell two words apart.
const VOWEL_SIGNS_MIN: usize = 2;

/// Whether signs for short vowels, or for none, stand on a word, or on its last letter: there names bear none.
fn is_vowelled(written: &str) -> bool {
    let is_sign = |c: char| matches!(c, '\u{64E}'..='\u{650}' | '\u{652}');
    written.chars().filter(|c| is_sign(*c)).count() >= VOWEL_SIGNS_MIN || written.ends_with(is_sign)
}

/// The language that a word is read in, with its position in the rules' list.
fn language_of<'r>(ruleset: &'r Ruleset, text: &ArticleText, written: &str) -> Option<(u8, &'r Language)> {
    let language = ruleset.languages.of_text(written, &text.language)?;
    Some((u8::try_from(ruleset.languages.idx_of(&language.code)?).ok()?, language))
}

/// The word without the article that is written onto it. «ألبرتو» has none: only a bare alef is one.
pub(super) fn without_article<'w>(ruleset: &Ruleset, written: &'w str, language: &str) -> (&'w str, bool) {
    let rest = ruleset.names.article(language).and_then(|article| written.strip_prefix(article));
    // «الياس», which is «إلياس», has no article.
    let is_given = |word: &str| ruleset.lexicon.is_given(&fold(word), language);
    let has_article = |rest: &&str| is_given(rest) || !is_given(written);
    match rest.filter(|rest| rest.chars().count() >= FORM_CHARS_MIN).filter(has_article) {
        Some(rest) => (rest, true),
        None => (written, false),
    }
}

/// The country, town or body of the rules that the word names, with the article or without it.
pub(super) fn known_name(ruleset: &Ruleset, written: &str, language: &str) -> Option<KnownName> {
    let folded = fold(written);
    look_up_known(ruleset, &folded).or_else(|| {
        let article = ruleset.names.article(language)?;
        look_up_known(ruleset, &format!("{article}{folded}"))
    })
}

pub(super) fn look_up_known(ruleset: &Ruleset, folded: &str) -> Option<KnownName> {
    let reading = ruleset.vocabulary.look_up(folded, LexKind::Word(Script::Arabic));
    let known = ruleset.names.known().longest(&ruleset.vocabulary, [reading].into_iter());
    known.map(|known| known.value)
}
