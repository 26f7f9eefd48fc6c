//! Words as the readers of names see them: each token once, with what is known of it.

use rustc_hash::FxHashSet;

use super::facts::{Rest, Starts, WordMemo};
use crate::{
    base::{Span, id::FormId, lex::LexKind},
    ingest::Article,
    ruleset::{Ruleset, WordClasses, lexicon::bare},
    text::{ArticleText, Token},
};

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
    /// Whether it is a word only for its endings or proclitics, and was never seen itself: «تيراه».
    pub(super) guessed: bool,
    /// Whether proclitics other than the article stand on it.
    pub(super) proclitic: bool,
    /// Whether the article stands on it.
    pub(super) definite: bool,
    /// Whether it is in a list of names.
    pub(super) known: bool,
    /// Whether it is in a list of given names, as it stands.
    pub(super) given: bool,
    /// Whether it is one of them with the article: «الفاتح».
    pub(super) given_defined: bool,
    /// Whether it is a given name as it is written, and a function word in another spelling.
    pub(super) spelled: bool,
    /// Whether it is one, and the article has the function word in its own spelling.
    pub(super) surely_spelled: bool,
    /// Whether it is common in print.
    pub(super) common: bool,
    /// The number of letters of its stem.
    pub(super) n_chars: usize,
    /// What phrases of the rules it begins.
    pub(super) starts: Starts,
}

const NO_WORD: Word = Word {
    stem: Span { start: 0, end: 0 },
    classes: WordClasses::NONE,
    ordinary: true,
    listed: true,
    guessed: false,
    proclitic: false,
    definite: false,
    known: false,
    given: false,
    given_defined: false,
    spelled: false,
    surely_spelled: false,
    common: false,
    n_chars: 0,
    starts: Starts::MAYBE,
};

/// The words of an article, one a token; marks and digits are ordinary and without letters.
pub(super) fn words(
    ruleset: &Ruleset,
    (memo, forms): (&WordMemo, &[Option<FormId>]),
    article: &Article,
    text: &ArticleText,
) -> Vec<Word> {
    let mut reader = Reader { ruleset, memo, article, text, seen: None };
    text.tokens.iter().zip(forms).map(|(token, form)| reader.word(token, *form)).collect()
}

/// Reads words one by one.
struct Reader<'a> {
    ruleset: &'a Ruleset,
    memo: &'a WordMemo,
    article: &'a Article,
    text: &'a ArticleText,
    /// The folded forms of the article, to see what is left of a word elsewhere; made when first asked.
    seen: Option<FxHashSet<&'a str>>,
}

impl Reader<'_> {
    fn word(&mut self, token: &Token, form: Option<FormId>) -> Word {
        let LexKind::Word(script) = token.kind else {
            return Word { stem: token.span, ..NO_WORD };
        };
        let folded = self.text.folded_of(token);
        let language = self.ruleset.languages.of_script(script, &self.text.language);
        let Some((language, form)) = language.zip(form) else {
            return Word { stem: token.span, n_chars: folded.chars().count(), ..NO_WORD };
        };
        let facts = self.memo.facts(form);
        let (n_taken, known) = match facts.n_taken {
            Some(n_taken) => (usize::from(n_taken), facts.known),
            None => {
                let text = self.text;
                let forms = || text.tokens.iter().map(|token| text.folded_of(token)).collect();
                let seen = |rest: &Rest| {
                    !facts.rests.is_empty()
                        && folded
                            .get(rest.n_bytes..)
                            .is_some_and(|rest| self.seen.get_or_insert_with(forms).contains(rest))
                };
                without_proclitics(&facts.rests, seen)
            }
        };
        let article = self.ruleset.names.article(&language.code).unwrap_or("");
        // «المصري» may be a family's name, and that has its article.
        let article_alone = n_taken > 0 && n_taken == article.chars().count() && folded.starts_with(article);
        // So may «الهارون».
        let of_family = WordClasses::NATIONALITY.with(WordClasses::ANY_GIVEN);
        let n_taken = if article_alone && facts.classes.any(of_family) { 0 } else { n_taken };
        let stem = without(&self.article.text, token.span, n_taken);
        let written = stem.text(&self.article.text);
        let definite =
            !article.is_empty() && written.starts_with(article) && written.len() > article.len() + 4;
        let own_spelling = if facts.classes.any(WordClasses::STOP) {
            self.ruleset.names.own_spelling(&bare(token.span.text(&self.article.text)))
        } else {
            None
        };
        let is_sure = |is_own: bool| is_own || spellings(self.article, self.text, folded) > 1;
        Word {
            stem,
            classes: facts.classes,
            ordinary: facts.ordinary,
            listed: facts.listed,
            guessed: facts.inflected
                && !facts.seen_inflected
                && !facts.has_pronoun
                && facts.frequency.is_none()
                && facts.classes == WordClasses::NONE,
            proclitic: n_taken > 0,
            definite,
            known,
            given: facts.given && n_taken == 0,
            given_defined: facts.given_defined,
            spelled: own_spelling.is_some(),
            surely_spelled: own_spelling.is_some_and(is_sure),
            common: facts.frequency.is_some_and(|zipf| zipf >= GIVEN_ZIPF_MAX),
            n_chars: facts.n_chars.saturating_sub(n_taken),
            starts: facts.starts,
        }
    }
}

/// Of so many tokens of an article one is looked at for how it spells a word.
const SPELLING_TOKENS_MAX: usize = 2000;

/// In how many spellings, of two, an article has a folded form.
fn spellings(article: &Article, text: &ArticleText, folded: &str) -> usize {
    let tokens = text.tokens.iter().take(SPELLING_TOKENS_MAX);
    let mut written = tokens
        .filter(|token| text.folded_of(token) == folded)
        .map(|token| bare(token.span.text(&article.text)));
    let first = written.next();
    usize::from(first.is_some()) + usize::from(written.any(|other| first.as_ref() != Some(&other)))
}

/// A given name that is a word is mostly that word from this frequency on, in hundredths of Zipf: «صباح».
const GIVEN_ZIPF_MAX: u16 = 450;

/// How many letters of proclitics stand on a word that no rule knows, and whether what is left is in the
/// lists of names.
fn without_proclitics(rests: &[Rest], mut seen: impl FnMut(&Rest) -> bool) -> (usize, bool) {
    let found = rests.iter().find(|rest| rest.is_name || seen(rest));
    found.map_or((0, false), |rest| (rest.n_chars, rest.is_name))
}

/// Classes of words that stand around names.
pub(super) const CONTEXT: WordClasses = WordClasses::STOP
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
