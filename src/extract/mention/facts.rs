//! Facts of words: what rules and lists say of a form, whatever stands around it.

use rustc_hash::FxHashMap;

use super::word::CONTEXT;
use crate::{
    base::{id::FormId, lex::LexKind},
    ruleset::{Language, Reading, Ruleset, WordClasses, lexicon::NameKinds},
    text::ArticleText,
};

/// A stem that is left of a word that no rule knows has at least this many letters.
const STEM_CHARS_MIN: usize = 4;

/// A word of the rules that is left of one with proclitics has at least this many letters: «للري».
const READ_CHARS_MIN: usize = 3;

/// From this frequency on (hundredths of Zipf) a word that inflects is no name by chance.
const COMMON_ZIPF_MIN: u16 = 350;

/// With more words than this, what is known is forgotten: names and misprints have no end. Thirty thousand
/// articles have no more, and what is forgotten is looked up again.
const WORDS_MAX: usize = 1 << 18;

/// What is known of words, so that each is looked up once, whichever articles it stands in. What is kept
/// changes no result.
#[derive(Debug, Default)]
pub struct WordMemo {
    /// By the position of the language in the rules' list.
    languages: Vec<FormNumbers>,
    facts: Vec<WordFacts>,
}

/// The numbers of the forms of one language.
#[derive(Debug, Default)]
struct FormNumbers {
    /// Of the words of the rules, by word: they are half of a text, and need not be looked up by their letters.
    by_word: Vec<Option<FormId>>,
    by_form: FxHashMap<Box<str>, FormId>,
}

impl FormNumbers {
    /// The place of the number of a word of the rules that stands without proclitics.
    fn of_word(&mut self, reading: Option<Reading>) -> Option<&mut Option<FormId>> {
        let word = reading.filter(|reading| reading.proclitics.is_none())?.word.idx();
        if self.by_word.len() <= word {
            self.by_word.resize(word + 1, None);
        }
        self.by_word.get_mut(word)
    }
}

/// What is known of a form.
#[derive(Debug)]
pub struct WordFacts {
    /// What the rules say of it.
    pub(super) classes: WordClasses,
    /// How many letters of proclitics stand on it, where a rule or list knows what is left; else it
    /// depends on `rests`.
    pub(super) n_taken: Option<u8>,
    /// Whether it inflects as words of the language do, or is a word of another rule.
    pub(super) ordinary: bool,
    /// Whether exactly this form is a common word; one made of a word may be a name by chance.
    pub(super) listed: bool,
    /// Whether it is in a list of names.
    pub(super) known: bool,
    /// Whether it is in a list of given names.
    pub(super) given: bool,
    /// Whether it is one of them with the article: «الفاتح».
    pub(super) given_defined: bool,
    /// Its letters.
    pub(super) n_chars: usize,
    /// What may be left of it without proclitics, up to the first that is in a list of names.
    pub(super) rests: Box<[Rest]>,
    /// What phrases of the rules it begins.
    pub(super) starts: Starts,
    /// Whether it inflects as words of the language do.
    pub inflected: bool,
    /// Whether exactly this form was seen inflected.
    pub seen_inflected: bool,
    /// Whether it is a function word.
    pub is_stop: bool,
    /// Whether it ends as a word with a pronoun does.
    pub has_pronoun: bool,
    /// How common it is in print, in hundredths of Zipf; none where the lexicon has not seen it.
    pub frequency: Option<u16>,
}

/// What is left of a word without a stack of proclitics.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rest {
    pub(super) n_bytes: usize,
    pub(super) n_chars: usize,
    pub(super) is_name: bool,
}

/// What phrases of the rules a word begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Starts {
    pub(super) agency: bool,
    pub(super) known: bool,
    pub(super) title: bool,
    /// Whether it is a verb of speech.
    pub(super) speech: bool,
}

impl Starts {
    /// Nobody has looked.
    pub(super) const MAYBE: Starts = Starts { agency: true, known: true, title: true, speech: true };

    fn of(ruleset: &Ruleset, reading: Option<Reading>) -> Starts {
        let starts = |starts: &dyn Fn(Reading) -> bool| ruleset.vocabulary.readings(reading).any(starts);
        Starts {
            agency: starts(&|reading| ruleset.agencies.names().starts_with(reading.word)),
            known: starts(&|reading| ruleset.names.known().starts_with(reading.word)),
            title: starts(&|reading| ruleset.titles.phrases().starts_with(reading.word)),
            speech: starts(&|reading| ruleset.titles.is_speech(reading.word)),
        }
    }
}

impl WordMemo {
    /// Whether so much is known that it is to be forgotten before the next article.
    pub fn is_full(&self) -> bool {
        self.facts.len() > WORDS_MAX
    }

    /// The forms of the words of an article, one a token; none of marks and digits, and of words of no language of the
    /// rules. They are good for this memo alone.
    pub fn forms(&mut self, ruleset: &Ruleset, text: &ArticleText) -> Vec<Option<FormId>> {
        let forms = text.tokens.iter().map(|token| {
            let LexKind::Word(script) = token.kind else { return None };
            let language = ruleset.languages.of_script(script, &text.language)?;
            Some(self.form(ruleset, language, token.reading, text.folded_of(token)))
        });
        forms.collect()
    }

    /// What is known of a form.
    pub fn facts(&self, form: FormId) -> &WordFacts {
        &self.facts[form.idx()]
    }

    /// The number of a folded form of a language, whose reading this is.
    fn form(
        &mut self,
        ruleset: &Ruleset,
        language: &Language,
        reading: Option<Reading>,
        folded: &str,
    ) -> FormId {
        let language_idx = ruleset.languages.idx_of(&language.code).unwrap_or(0);
        if self.languages.len() <= language_idx {
            self.languages.resize_with(language_idx + 1, FormNumbers::default);
        }
        let known = &mut self.languages[language_idx];
        let of_word = known.of_word(reading);
        if let Some(form) = of_word.as_deref().copied().flatten() {
            return form;
        }
        let new = FormId::new(self.facts.len());
        if let Some(of_word) = of_word {
            *of_word = Some(new);
        } else if let Some(form) = known.by_form.get(folded) {
            return *form;
        } else {
            known.by_form.insert(folded.into(), new);
        }
        self.facts.push(facts(ruleset, language, reading, folded));
        new
    }
}

fn facts(ruleset: &Ruleset, language: &Language, reading: Option<Reading>, folded: &str) -> WordFacts {
    let code = language.code.as_str();
    let inflected = ruleset.inflected.is_word(folded, code);
    let seen_inflected = ruleset.inflected.contains(folded, code);
    let frequency = ruleset.lexicon.frequency(folded, code);
    let has_list = ruleset.inflected.has(code);
    let ordinary = if has_list { inflected } else { ruleset.lexicon.is_ordinary(folded, code) };
    let subject = ruleset.concepts.of_word(&ruleset.vocabulary, reading, ("", ""));
    let ordinary = ordinary || subject.is_some();
    let common = frequency.is_some_and(|zipf| zipf >= COMMON_ZIPF_MIN);
    let n_chars = folded.chars().count();
    let of_rules = classes(ruleset, language, reading, (folded, n_chars), ordinary);
    let is_name = is_listed_name(ruleset, folded, code);
    let (n_taken, classes, known, rests) = match of_rules {
        Some((n_taken, classes)) => (Some(n_taken), classes, classes.any(WordClasses::NAMES), Vec::new()),
        None if is_name || ordinary => (Some(0), WordClasses::NONE, is_name, Vec::new()),
        None => (None, WordClasses::NONE, false, rests(ruleset, language, folded)),
    };
    WordFacts {
        classes,
        n_taken: n_taken.map(|n_taken| u8::try_from(n_taken).unwrap_or(u8::MAX)),
        ordinary,
        listed: if has_list { common && seen_inflected } else { ordinary },
        known,
        given: classes.any(WordClasses::GIVEN_WORD) || ruleset.lexicon.is_given(folded, code),
        given_defined: ruleset
            .names
            .without_article(folded, code)
            .is_some_and(|bare| ruleset.lexicon.is_given(bare, code)),
        n_chars,
        rests: rests.into(),
        starts: Starts::of(ruleset, reading),
        inflected,
        seen_inflected,
        is_stop: {
            let word = ruleset.vocabulary.id(folded);
            word.is_some_and(|word| ruleset.names.classes(word).any(WordClasses::STOP))
        },
        has_pronoun: ruleset.inflected.has_pronoun(folded, code),
        frequency,
    }
}

/// The classes of the reading with the fewest proclitics that has some, and how many letters these
/// proclitics are.
fn classes(
    ruleset: &Ruleset,
    language: &Language,
    reading: Option<Reading>,
    (folded, n_chars): (&str, usize),
    ordinary: bool,
) -> Option<(usize, WordClasses)> {
    let vocabulary = &ruleset.vocabulary;
    let article = ruleset.names.article(&language.code).filter(|article| !article.is_empty());
    // Nothing stands between the article and its word: «البلدية» is no «ال» and «ب» and «لديه».
    let is_cut = |form: &str| {
        let prefix = folded.strip_suffix(form).unwrap_or_default();
        article.is_some_and(|article| prefix.contains(article) && !prefix.ends_with(article))
    };
    for reading in vocabulary.readings(reading) {
        let classes = ruleset.names.classes(reading.word);
        if classes == WordClasses::NONE {
            continue;
        }
        let form = vocabulary.form(reading.word);
        let n_left = form.chars().count();
        let n_taken = n_chars.saturating_sub(n_left);
        // «بكر» is read as it stands; a word of the language is not cut into «و» and a name.
        let doubtful =
            n_taken > 0 && (n_left < READ_CHARS_MIN || (ordinary && !classes.any(CONTEXT)) || is_cut(form));
        if !doubtful {
            return Some((n_taken, classes));
        }
    }
    None
}

fn is_listed_name(ruleset: &Ruleset, folded: &str, code: &str) -> bool {
    ruleset.lexicon.name_kinds(folded, code).is_some_and(|kinds| {
        [NameKinds::GIVEN, NameKinds::SURNAME, NameKinds::PLACE]
            .into_iter()
            .any(|kind| kinds.intersects(kind))
    })
}

/// What may be left of a word that no rule knows, up to the first that is in a list of names.
fn rests(ruleset: &Ruleset, language: &Language, folded: &str) -> Vec<Rest> {
    let article = ruleset.names.article(&language.code).filter(|article| !article.is_empty());
    let mut rests = Vec::new();
    for stack in language.prefixes.iter().map(|prefix| prefix.form.as_str()) {
        let Some(rest) = folded.strip_prefix(stack).filter(|_| Some(stack) != article) else {
            continue;
        };
        if rest.chars().count() < STEM_CHARS_MIN {
            continue;
        }
        let is_name = is_listed_name(ruleset, rest, &language.code);
        rests.push(Rest { n_bytes: stack.len(), n_chars: stack.chars().count(), is_name });
        if is_name {
            break;
        }
    }
    rests
}
