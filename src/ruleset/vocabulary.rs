//! The vocabulary: every word that some rule names, and how a word of a text is looked up in it.

use std::ops::{BitOr, BitOrAssign};

use rustc_hash::FxHashMap;

use crate::{
    base::{
        Span,
        id::WordId,
        lex::{LexKind, Script, lex},
    },
    ruleset::{
        RuleFiles,
        form_index::{FormIndex, Key},
        languages::Languages,
    },
};

/// A set of proclitics that stand on a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Proclitics(u16);

impl Proclitics {
    /// No proclitic.
    pub const NONE: Proclitics = Proclitics(0);
    /// How many proclitics a language can have.
    pub const COUNT_MAX: usize = 16;

    pub(crate) fn nth(idx: usize) -> Option<Proclitics> {
        (idx < Proclitics::COUNT_MAX).then(|| Proclitics(1 << idx))
    }

    /// Whether there is none.
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    /// Whether all of `other` are among these.
    pub fn contains(self, other: Proclitics) -> bool {
        self.0 & other.0 == other.0
    }

    /// These without `other`.
    #[must_use]
    pub fn without(self, other: Proclitics) -> Proclitics {
        Proclitics(self.0 & !other.0)
    }
}

impl BitOr for Proclitics {
    type Output = Proclitics;

    fn bitor(self, other: Proclitics) -> Proclitics {
        Proclitics(self.0 | other.0)
    }
}

impl BitOrAssign for Proclitics {
    fn bitor_assign(&mut self, other: Proclitics) {
        self.0 |= other.0;
    }
}

/// A word of the vocabulary with the proclitics that were taken off to find it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The word.
    pub word: WordId,
    /// The proclitics before it.
    pub proclitics: Proclitics,
}

/// Proclitics that stand together on a word.
#[derive(Debug)]
struct Stack {
    /// As they are written, folded.
    prefix: Box<str>,
    key: Key,
    script: Script,
    proclitics: Proclitics,
}

/// Every word that a rule names, folded.
#[derive(Debug, Default)]
pub struct Vocabulary {
    ids: FxHashMap<Box<str>, WordId>,
    forms: Vec<Box<str>>,
    /// Each word with proclitics taken off, where that is a word of the vocabulary too; apart from the forms,
    /// since all of a text is asked for these and next to nothing for those.
    bases: Vec<Option<Reading>>,
    /// The words that have a base.
    derived: Vec<WordId>,
    buffers: Buffers,
    /// The words again, for the look-up of every word of a text.
    index: FormIndex,
    /// The stacks of proclitics by the last byte of their first character.
    stacks: Vec<Vec<Stack>>,
}

/// What is needed for each phrase that is interned, and kept for the next: there are tens of thousands.
#[derive(Debug, Default)]
struct Buffers {
    folded: String,
    spans: Vec<Span>,
}

/// Rules of so many bytes name about one word more.
const BYTES_PER_WORD: usize = 32;

impl Vocabulary {
    /// None yet, with room for the words of these rules.
    pub(crate) fn of(files: &RuleFiles) -> Vocabulary {
        let n_words = files.all().iter().map(|file| file.text().len()).sum::<usize>() / BYTES_PER_WORD;
        let mut vocabulary = Vocabulary::default();
        vocabulary.ids.reserve(n_words);
        vocabulary.forms.reserve(n_words);
        vocabulary
    }

    /// The id of a folded form, which is added if it is new.
    pub(crate) fn intern(&mut self, folded: &str) -> WordId {
        if let Some(id) = self.ids.get(folded) {
            return *id;
        }
        let id = WordId::new(self.forms.len());
        self.forms.push(folded.into());
        self.ids.insert(folded.into(), id);
        id
    }

    /// The ids of the lexemes of `phrase`, as it is written in a rule.
    pub(crate) fn intern_phrase(&mut self, phrase: &str) -> Vec<WordId> {
        let Buffers { mut folded, mut spans } = std::mem::take(&mut self.buffers);
        folded.clear();
        spans.clear();
        lex(phrase, Span::new(0, phrase.len()), &mut folded, |lexeme| spans.push(lexeme.folded));
        let words = spans.iter().map(|span| self.intern(span.text(&folded))).collect();
        self.buffers = Buffers { folded, spans };
        words
    }

    /// Links every word to its form without proclitics. Call once, when all words are in.
    pub(crate) fn finish(&mut self, languages: &Languages) {
        self.stacks.resize_with(usize::from(u8::MAX) + 1, Vec::new);
        for script in [Script::Arabic, Script::Latin, Script::Other] {
            for stack in languages.stacks(script) {
                let (prefix, key) = (stack.form.as_str(), Key::new(&stack.form));
                let stack = Stack { prefix: prefix.into(), key, script, proclitics: stack.proclitics };
                if let Some(stacks) = self.stacks.get_mut(usize::from(end_of_first(prefix))) {
                    stacks.push(stack);
                }
            }
        }
        self.index = FormIndex::new(self.forms.iter().map(|form| &**form));
        let base = |form: &str| self.strip(form, Key::new(form), script_of(form)?);
        self.bases = self.forms.iter().map(|form| base(form)).collect();
        let derived = self.bases.iter().enumerate().filter(|(_, base)| base.is_some());
        self.derived = derived.map(|(idx, _)| WordId::new(idx)).collect();
    }

    /// The word with this folded form.
    pub fn id(&self, folded: &str) -> Option<WordId> {
        self.ids.get(folded).copied()
    }

    /// The folded form of a word.
    pub fn form(&self, word: WordId) -> &str {
        self.forms.get(word.idx()).map_or("", |form| form)
    }

    /// The word itself, as a reading without proclitics.
    pub fn reading_of(&self, word: WordId) -> Option<Reading> {
        (word.idx() < self.forms.len()).then_some(Reading { word, proclitics: Proclitics::NONE })
    }

    /// The number of words.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// The words that have a reading with proclitics.
    pub(crate) fn derived(&self) -> &[WordId] {
        &self.derived
    }

    /// The reading of a folded form that takes the fewest proclitics off; further ones come from
    /// [`Vocabulary::readings`].
    pub fn look_up(&self, folded: &str, kind: LexKind) -> Option<Reading> {
        let key = Key::new(folded);
        if let Some(word) = self.index.get(key, folded, |word| self.form(word)) {
            return Some(Reading { word, proclitics: Proclitics::NONE });
        }
        match kind {
            LexKind::Word(script) => self.strip(folded, key, script),
            LexKind::Digits | LexKind::Mark => None,
        }
    }

    /// The reading and all that take more proclitics off, in that order.
    pub fn readings(&self, first: Option<Reading>) -> impl Iterator<Item = Reading> + '_ {
        std::iter::successors(first, |reading| {
            let base = (*self.bases.get(reading.word.idx())?)?;
            Some(Reading { word: base.word, proclitics: reading.proclitics | base.proclitics })
        })
    }

    /// The first word of the vocabulary that is left when one more stack of proclitics is taken off.
    fn strip(&self, folded: &str, key: Key, script: Script) -> Option<Reading> {
        let stacks = self.stacks.get(usize::from(end_of_first(folded)))?;
        stacks.iter().find_map(|stack| {
            if stack.script != script || !key.may_begin_with(stack.key) {
                return None;
            }
            let stem = if stack.key.is_whole_prefix() {
                folded.get(stack.prefix.len()..)?
            } else {
                folded.strip_prefix(&*stack.prefix)?
            };
            let word = self.index.get(Key::new(stem), stem, |word| self.form(word))?;
            Some(Reading { word, proclitics: stack.proclitics })
        })
    }
}

/// The last byte of the first character, which tells the letters of one script apart; 0 of no text.
fn end_of_first(text: &str) -> u8 {
    match text.as_bytes() {
        [first, ..] if first.is_ascii() => *first,
        [0xC0..=0xDF, second, ..] => *second,
        [0xE0..=0xEF, _, third, ..] => *third,
        [_, _, _, fourth, ..] => *fourth,
        _ => 0,
    }
}

fn script_of(form: &str) -> Option<Script> {
    match form.chars().next()? {
        c if c.is_ascii_alphabetic() => Some(Script::Latin),
        '\u{0600}'..='\u{06FF}' => Some(Script::Arabic),
        c if c.is_alphabetic() => Some(Script::Other),
        _ => None,
    }
}
