//! Words as the readers of names see them: each token once, with what is known of it.

use rustc_hash::FxHashSet;

use crate::{
    base::{Span, lex::LexKind},
    ingest::Article,
    ruleset::{Ruleset, WordClasses, lexicon::NameKinds},
    text::{ArticleText, Token},
};

/// A stem that is left of a word that no rule knows has at least this many letters.
const STEM_CHARS_MIN: usize = 4;

/// A word of the rules that is left of one with proclitics has at least this many letters: «للري».
const READ_CHARS_MIN: usize = 3;

/// From this frequency on (hundredths of Zipf) a word that inflects is no name by chance.
const COMMON_ZIPF_MIN: u16 = 350;

/// What is known of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    /// The token without its proclitics, as written; the article stays where it may be of the name.
    pub(super) stem: Span,
    /// What the rules say of it.
    pub(super) classes: WordClasses,
    /// Whether it inflects as words of the language do, or is a word of another rule.
    pub(super) ordinary: bool,
    /// Whether exactly this form is a common word; one made of a word may be a name by chance.
    pub(super) listed: bool,
    /// Whether proclitics other than the article stand on it.
    pub(super) proclitic: bool,
    /// Whether the article stands on it.
    pub(super) definite: bool,
    /// Whether it is in a list of names.
    pub(super) known: bool,
    /// The number of letters of its stem.
    pub(super) n_chars: usize,
}

const NO_WORD: Word = Word {
    stem: Span { start: 0, end: 0 },
    classes: WordClasses::NONE,
    ordinary: true,
    listed: true,
    proclitic: false,
    definite: false,
    known: false,
    n_chars: 0,
};

/// The words of an article, one a token; marks and digits are ordinary and without letters.
pub(super) fn words(ruleset: &Ruleset, article: &Article, text: &ArticleText) -> Vec<Word> {
    let bare: FxHashSet<&str> = text.tokens.iter().map(|token| text.folded_of(token)).collect();
    let reader = Reader { ruleset, article, text, bare };
    text.tokens.iter().map(|token| reader.word(token)).collect()
}

struct Reader<'a> {
    ruleset: &'a Ruleset,
    article: &'a Article,
    text: &'a ArticleText,
    /// The folded forms of the article, to see what is left of a word elsewhere.
    bare: FxHashSet<&'a str>,
}

impl Reader<'_> {
    fn word(&self, token: &Token) -> Word {
        let LexKind::Word(script) = token.kind else {
            return Word { stem: token.span, ..NO_WORD };
        };
        let Some(language) = self.ruleset.languages.of_script(script, &self.text.language) else {
            return Word { stem: token.span, n_chars: self.text.folded_of(token).chars().count(), ..NO_WORD };
        };
        let code = language.code.as_str();
        let folded = self.text.folded_of(token);
        let ordinary = match self.ruleset.inflected.has(code) {
            true => self.ruleset.inflected.is_word(folded, code),
            false => self.ruleset.lexicon.is_ordinary(folded, code),
        };
        let subject = self.ruleset.concepts.of_word(&self.ruleset.vocabulary, token.reading, ("", ""));
        let ordinary = ordinary || subject.is_some();
        let common = self.ruleset.lexicon.frequency(folded, code).is_some_and(|zipf| zipf >= COMMON_ZIPF_MIN);
        let listed = match self.ruleset.inflected.has(code) {
            true => common && self.ruleset.inflected.contains(folded, code),
            false => ordinary,
        };
        let (n_taken, classes) = self.classes(token, folded, ordinary);
        let (n_taken, known) = match n_taken {
            Some(n_taken) => (n_taken, classes.any(NAMES)),
            None => self.unknown(
                folded,
                code,
                language.prefixes.iter().map(|prefix| prefix.form.as_str()),
                ordinary,
            ),
        };
        let article = self.ruleset.names.article(code).unwrap_or("");
        let stem = without(&self.article.text, token.span, n_taken);
        let written = stem.text(&self.article.text);
        let definite =
            !article.is_empty() && written.starts_with(article) && written.len() > article.len() + 4;
        let n_chars = folded.chars().count().saturating_sub(n_taken);
        Word { stem, classes, ordinary, listed, proclitic: n_taken > 0, definite, known, n_chars }
    }

    /// The classes of the reading with the fewest proclitics that has some, and how many letters
    /// these proclitics are.
    fn classes(&self, token: &Token, folded: &str, ordinary: bool) -> (Option<usize>, WordClasses) {
        let vocabulary = &self.ruleset.vocabulary;
        for reading in vocabulary.readings(token.reading) {
            let classes = self.ruleset.names.classes(reading.word);
            let n_taken =
                folded.chars().count().saturating_sub(vocabulary.form(reading.word).chars().count());
            // «بكر» is read as it stands; a word of the language is not cut into «و» and a name.
            let n_left = vocabulary.form(reading.word).chars().count();
            let doubtful = n_taken > 0 && (n_left < READ_CHARS_MIN || (ordinary && !classes.any(CONTEXT)));
            if classes != WordClasses::NONE && !doubtful {
                return (Some(n_taken), classes);
            }
        }
        (None, WordClasses::NONE)
    }

    /// How many letters of proclitics stand on a word that no rule knows, and whether it is in the
    /// lists of names.
    fn unknown<'p>(
        &self,
        folded: &str,
        code: &str,
        stacks: impl Iterator<Item = &'p str>,
        ordinary: bool,
    ) -> (usize, bool) {
        let lexicon = &self.ruleset.lexicon;
        let is_name = |form: &str| {
            lexicon.name_kinds(form, code).is_some_and(|kinds| {
                kinds.intersects(NameKinds::GIVEN)
                    || kinds.intersects(NameKinds::SURNAME)
                    || kinds.intersects(NameKinds::PLACE)
            })
        };
        if is_name(folded) {
            return (0, true);
        }
        if ordinary {
            return (0, false);
        }
        let article = self.ruleset.names.article(code).unwrap_or("");
        for stack in stacks {
            let Some(rest) = folded.strip_prefix(stack) else {
                continue;
            };
            if rest.chars().count() < STEM_CHARS_MIN || (stack == article && !article.is_empty()) {
                continue;
            }
            let seen = self.bare.contains(rest);
            if seen || is_name(rest) {
                return (stack.chars().count(), !seen || is_name(rest));
            }
        }
        (0, false)
    }
}

/// Classes of names.
pub(super) const NAMES: WordClasses =
    WordClasses::GIVEN.with(WordClasses::GIVEN_FOREIGN).with(WordClasses::SURNAME);

/// Classes of words that stand around names.
const CONTEXT: WordClasses = WordClasses::STOP
    .with(WordClasses::PLACE_HEAD)
    .with(WordClasses::BODY_HEAD)
    .with(WordClasses::NATIONALITY);

/// The part of `span` after its first `n_taken` letters, signs that belong to no letter aside.
pub(crate) fn without(text: &str, span: Span, n_taken: usize) -> Span {
    use crate::base::fold::{Folded, fold_char};
    let mut at = span.start();
    let mut left = n_taken;
    for c in span.text(text).chars() {
        let n_letters = match fold_char(c) {
            Folded::Drop => 0,
            Folded::One(_) => 1,
            Folded::Two(..) => 2,
        };
        if left == 0 && n_letters > 0 {
            break;
        }
        left = left.saturating_sub(n_letters);
        at += c.len_utf8();
    }
    Span::new(at, span.end())
}
