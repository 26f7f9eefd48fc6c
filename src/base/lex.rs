//! Lexemes: words of one script, runs of digits, single marks.
//!
//! A word ends where its script does, and a digit never belongs to a word, so «و18», «بـ2», `F-16`
//! and `2.2bn` fall apart into pieces that stand against each other without a space.

use crate::base::{
    Span, bidi,
    fold::{Folded, fold_arabic, fold_char},
};

/// What a lexeme is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LexKind {
    /// Letters of one script.
    Word(Script),
    /// Digits, with `. ,` or their Arabic forms between them.
    Digits,
    /// Any other single character.
    Mark,
}

/// The scripts that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Script {
    /// Arabic letters, also those of Persian and Urdu.
    Arabic,
    /// Latin letters.
    Latin,
    /// Letters of any other script.
    Other,
}

/// A word, a number or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lexeme {
    /// Where it stands in the text.
    pub span: Span,
    /// Where its folded form stands in the buffer of folded forms.
    pub folded: Span,
    /// What it is made of.
    pub kind: LexKind,
    /// Whether white space, or the start of the text, stands before it.
    pub spaced: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter(Script),
    /// Belongs to the word before it, whatever its script: vowel signs, joiners, tatweel.
    Extender,
    Digit,
    Space,
    /// Invisible and without effect: bidi controls, the byte order mark.
    Ignorable,
    Mark,
}

/// The script of a letter; none of other signs.
pub fn script_of(c: char) -> Option<Script> {
    match class_of(c) {
        Class::Letter(script) => Some(script),
        _ => None,
    }
}

const fn ascii_class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Class::Letter(Script::Latin),
        '0'..='9' => Class::Digit,
        ' ' | '\n' | '\r' | '\t' => Class::Space,
        _ => Class::Mark,
    }
}

/// The class of a character of U+0600–U+06FF.
const fn arabic_class(c: char) -> Class {
    match c {
        '٠'..='٩' | '۰'..='۹' => Class::Digit,
        '\u{0610}'..='\u{061A}' | 'ـ' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}' => {
            Class::Extender
        }
        '\u{0620}'..='\u{064A}' | '\u{066E}'..='\u{06D3}' | '\u{06D5}' | '\u{06EE}'..='\u{06FF}' => {
            Class::Letter(Script::Arabic)
        }
        '\u{061C}' => Class::Ignorable,
        _ => Class::Mark,
    }
}

fn class_of(c: char) -> Class {
    match c {
        '\0'..='\u{7F}' => ascii_class(c),
        '\u{0600}'..='\u{06FF}' => arabic_class(c),
        '\u{A0}' | '\u{200B}' => Class::Space,
        '\u{0300}'..='\u{036F}' | '\u{200C}' | '\u{200D}' | '\u{AD}' | '\u{08D3}'..='\u{08FF}' => {
            Class::Extender
        }
        '\u{FEFF}' => Class::Ignorable,
        _ if bidi::is_control(c) => Class::Ignorable,
        'ª' | 'º' => Class::Mark,
        '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' if c.is_alphabetic() => Class::Letter(Script::Latin),
        '\u{0750}'..='\u{077F}'
        | '\u{08A0}'..='\u{08C9}'
        | '\u{FB50}'..='\u{FDFB}'
        | '\u{FE70}'..='\u{FEFC}' => Class::Letter(Script::Arabic),
        _ if c.is_alphabetic() => Class::Letter(Script::Other),
        _ if c.is_whitespace() => Class::Space,
        _ => Class::Mark,
    }
}

/// How a letter of the words that news is full of folds: as a table, so that words are read byte by byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// It belongs to the word and folds to itself.
    Same,
    /// It belongs to the word and folds to another.
    Fold(char),
    /// It belongs to the word and leaves nothing.
    Drop,
    /// It ends the word, or needs a closer look.
    Other,
}

/// The two bytes of U+0600, as a number.
const ARABIC_FIRST: u16 = 0xD880;

/// U+0600–U+06FF in a word of Arabic letters, each in the place of its two bytes after those of the first.
const ARABIC: [Step; 0x340] = {
    let mut steps = [Step::Other; 0x340];
    let mut at: u32 = 0;
    while at < 256 {
        if let Some(c) = char::from_u32(0x0600 + at)
            && matches!(arabic_class(c), Class::Letter(Script::Arabic) | Class::Extender)
        {
            // Each first byte has 64 characters, and 256 places.
            steps[(at / 64 * 256 + at % 64) as usize] = match fold_arabic(c) {
                Folded::One(one) if one as u32 == c as u32 => Step::Same,
                Folded::One(one) => Step::Fold(one),
                Folded::Drop => Step::Drop,
                Folded::Two(..) => Step::Other,
            };
        }
        at += 1;
    }
    steps
};

/// What becomes of the character of two bytes.
#[inline]
fn arabic_step(bytes: [u8; 2]) -> Step {
    let place = u16::from_be_bytes(bytes).wrapping_sub(ARABIC_FIRST);
    ARABIC.get(usize::from(place)).copied().unwrap_or(Step::Other)
}

/// Cuts the part `within` of `text` into lexemes, in order, and appends their folded forms to `folded`.
///
/// What stands between two lexemes is appended as it is written: most letters fold to themselves, and text
/// that folds to itself is copied in long runs, across words.
pub fn lex(text: &str, within: Span, folded: &mut String, mut emit: impl FnMut(Lexeme)) {
    let source = within.text(text);
    folded.reserve(source.len());
    let mut cursor = Cursor { source, at: 0, copied: 0, folded };
    let mut spaced = true;
    while let Some(byte) = cursor.byte() {
        if byte == b' ' {
            cursor.at += 1;
            spaced = true;
            continue;
        }
        let (start, folded_start) = (cursor.at, cursor.n_folded());
        let kind = match cursor.opens_word() {
            Some(script) => {
                cursor.take_word(script);
                LexKind::Word(script)
            }
            None => match cursor.take_other(spaced) {
                Taken::Lexeme(kind) => kind,
                Taken::Space => {
                    spaced = true;
                    continue;
                }
                Taken::Nothing => continue,
            },
        };
        let span = Span::new(within.start() + start, within.start() + cursor.at);
        emit(Lexeme { span, folded: Span::new(folded_start, cursor.n_folded()), kind, spaced });
        spaced = false;
    }
    cursor.copy();
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// `'s` after a word is a lexeme of its own.
fn is_possessive(c: char, rest: &str, spaced: bool) -> bool {
    !spaced && is_apostrophe(c) && starts_lone_s(rest)
}

fn starts_lone_s(rest: &str) -> bool {
    let mut following = rest.chars();
    matches!(following.next(), Some('s' | 'S'))
        && !following.next().is_some_and(|c| matches!(class_of(c), Class::Letter(_) | Class::Digit))
}

/// What was taken that is no word of the tables.
enum Taken {
    Lexeme(LexKind),
    Space,
    /// Signs that leave no trace.
    Nothing,
}

/// A place in a text whose folded form has been written up to a place before it.
struct Cursor<'t> {
    source: &'t str,
    /// The next byte of `source`.
    at: usize,
    /// The byte of `source` from which on nothing has been appended to `folded`.
    copied: usize,
    folded: &'t mut String,
}

impl Cursor<'_> {
    fn byte(&self) -> Option<u8> {
        self.source.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &str {
        self.source.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<(char, Class)> {
        self.rest().chars().next().map(|c| (c, class_of(c)))
    }

    /// How long `folded` is when all before the cursor has been appended.
    fn n_folded(&self) -> usize {
        self.folded.len() + self.at - self.copied
    }

    /// Appends what has not been appended yet, as it is written.
    fn copy(&mut self) {
        self.folded.push_str(self.source.get(self.copied..self.at).unwrap_or(""));
        self.copied = self.at;
    }

    /// Takes the next character, of `n_bytes`, as what it folds to.
    fn take_as(&mut self, n_bytes: usize, folded: Folded) {
        self.copy();
        match folded {
            Folded::Drop => {}
            Folded::One(one) => self.folded.push(one),
            Folded::Two(one, two) => self.folded.extend([one, two]),
        }
        self.at += n_bytes;
        self.copied = self.at;
    }

    /// Takes the next character, which is `c`, and folds it.
    fn take(&mut self, c: char) {
        match fold_char(c) {
            Folded::One(one) if one == c => self.at += c.len_utf8(),
            folded => self.take_as(c.len_utf8(), folded),
        }
    }

    /// The script of the letter that comes next, if it is one of the tables.
    fn opens_word(&self) -> Option<Script> {
        let bytes = self.source.as_bytes();
        match self.byte()? {
            byte if byte.is_ascii_alphabetic() => Some(Script::Latin),
            lead @ 0xD8..=0xDB => {
                let step = arabic_step([lead, *bytes.get(self.at + 1)?]);
                let letter = matches!(step, Step::Same | Step::Fold(_));
                letter.then_some(Script::Arabic)
            }
            _ => None,
        }
    }

    /// Takes what comes next and is no letter of the tables.
    fn take_other(&mut self, spaced: bool) -> Taken {
        let Some((c, class)) = self.peek() else {
            self.at = self.source.len();
            return Taken::Nothing;
        };
        match class {
            Class::Letter(script) => {
                self.take_word(script);
                Taken::Lexeme(LexKind::Word(script))
            }
            Class::Digit => {
                self.take(c);
                self.take_digits();
                Taken::Lexeme(LexKind::Digits)
            }
            Class::Mark if is_possessive(c, self.rest().get(c.len_utf8()..).unwrap_or(""), spaced) => {
                self.take_as(c.len_utf8(), Folded::One('\''));
                self.take_word(Script::Latin);
                Taken::Lexeme(LexKind::Word(Script::Latin))
            }
            Class::Mark => {
                self.take(c);
                Taken::Lexeme(LexKind::Mark)
            }
            Class::Space => {
                self.at += c.len_utf8();
                Taken::Space
            }
            Class::Ignorable | Class::Extender => {
                self.at += c.len_utf8();
                Taken::Nothing
            }
        }
    }

    fn take_word(&mut self, script: Script) {
        match script {
            Script::Arabic => self.take_arabic(),
            Script::Latin => self.take_ascii(),
            Script::Other => {}
        }
        // What is left of ASCII ends a word, the apostrophe apart.
        if script != Script::Other && self.byte().is_none_or(|next| next.is_ascii() && next != b'\'') {
            return;
        }
        while let Some((c, class)) = self.peek() {
            match class {
                Class::Letter(other) if other == script => {}
                Class::Extender => {}
                Class::Mark if is_apostrophe(c) && self.joins_letters(c, script) => {}
                _ => break,
            }
            self.take(c);
        }
    }

    /// Takes the letters of a word that stand in [`ARABIC`].
    fn take_arabic(&mut self) {
        let bytes = self.source.as_bytes();
        loop {
            let (pairs, _) = bytes.get(self.at..).unwrap_or(&[]).as_chunks::<2>();
            let mut steps = pairs.iter().map(|pair| arabic_step(*pair));
            let n_same = steps.position(|step| step != Step::Same);
            self.at += 2 * n_same.unwrap_or(pairs.len());
            match n_same.and_then(|n_same| pairs.get(n_same)).map(|pair| arabic_step(*pair)) {
                Some(Step::Fold(one)) => self.take_as(2, Folded::One(one)),
                Some(Step::Drop) => self.take_as(2, Folded::Drop),
                Some(Step::Same | Step::Other) | None => return,
            }
        }
    }

    /// Takes the letters of a word that are ASCII.
    fn take_ascii(&mut self) {
        let rest = self.source.as_bytes().get(self.at..).unwrap_or(&[]);
        let n_letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        if rest.iter().take(n_letters).all(u8::is_ascii_lowercase) {
            self.at += n_letters;
            return;
        }
        self.copy();
        let from = self.folded.len();
        self.at += n_letters;
        self.copy();
        if let Some(letters) = self.folded.get_mut(from..) {
            letters.make_ascii_lowercase();
        }
    }

    /// An apostrophe inside a Latin word («Ja'far», "don't") joins, unless a lone `s` follows it.
    fn joins_letters(&self, apostrophe: char, script: Script) -> bool {
        let rest = self.rest().get(apostrophe.len_utf8()..).unwrap_or("");
        script == Script::Latin
            && rest.chars().next().is_some_and(|c| class_of(c) == Class::Letter(Script::Latin))
            && !starts_lone_s(rest)
    }

    fn take_digits(&mut self) {
        while let Some((c, class)) = self.peek() {
            let separator = match c {
                '.' | '٫' => Some('.'),
                ',' | '٬' => Some(','),
                _ => None,
            };
            if class == Class::Digit {
                self.take(c);
            } else if class == Class::Ignorable && self.digits_go_on(c) {
                // Right-to-left editors leave marks inside «12,‎5».
                self.take_as(c.len_utf8(), Folded::Drop);
            } else if let Some(separator) = separator
                && self.digit_follows(c)
            {
                if separator == c {
                    self.at += 1;
                } else {
                    self.take_as(c.len_utf8(), Folded::One(separator));
                }
            } else {
                break;
            }
        }
    }

    /// Whether a digit follows, marks without effect apart.
    fn digit_follows(&self, separator: char) -> bool {
        let rest = self.rest().get(separator.len_utf8()..).unwrap_or("");
        rest.chars().find(|c| class_of(*c) != Class::Ignorable).is_some_and(|c| class_of(c) == Class::Digit)
    }

    /// Whether digits, or a separator and digits, follow the mark without effect.
    fn digits_go_on(&self, mark: char) -> bool {
        let rest = self.rest().get(mark.len_utf8()..).unwrap_or("");
        let mut visible = rest.chars().filter(|c| class_of(*c) != Class::Ignorable);
        match visible.next() {
            Some('.' | '٫' | ',' | '٬') => visible.next().is_some_and(|c| class_of(c) == Class::Digit),
            Some(c) => class_of(c) == Class::Digit,
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::fold::fold;

    fn check(text: &str, expected: &str) {
        let mut folded = String::new();
        let mut lexemes = Vec::new();
        lex(text, Span::new(0, text.len()), &mut folded, |lexeme| lexemes.push(lexeme));
        let shown: Vec<String> = lexemes
            .iter()
            .map(|lexeme| {
                let glue = if lexeme.spaced { "" } else { "+" };
                format!("{glue}{}", lexeme.folded.text(&folded))
            })
            .collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn digits_and_words_fall_apart() {
        check("و18 دولة", "و +18 دوله");
        check("بـ2 مليار", "ب +2 مليار");
        check("F-16 2.2bn", "f +- +16 2.2 +bn");
        check("5ر3 ١٢٫٥", "5 +ر +3 12.5");
    }

    #[test]
    fn marks_stand_alone_and_vowel_signs_belong_to_the_word() {
        check("«خمسةٌ وعشرونَ».", "« +خمسه وعشرون +» +.");
        check("15/06/2023", "15 +/ +06 +/ +2023");
        check("10,000. 2", "10,000 +. 2");
    }

    #[test]
    fn the_possessive_is_a_lexeme_and_other_apostrophes_join() {
        check("Moody’s Ja'far don't Yemenis'", "moody +'s ja'far don't yemenis +'");
    }

    #[test]
    fn invisible_marks_leave_no_trace() {
        check("\u{FEFF}\u{200F}رويترز\u{200F}: 5", "رويترز +: 5");
        check("12\u{200F},\u{200E}5 3\u{200E}.\u{200F} 4", "12,5 3 +. 4");
    }

    /// The table of letters is a faster way to the same forms.
    #[test]
    fn words_read_by_table_are_as_read_by_character() {
        for c in ('\u{0600}'..='\u{06FF}').chain('\0'..='\u{7F}') {
            let word = format!("ب{c}ت x{c}y");
            let mut folded = String::new();
            let mut lexemes = Vec::new();
            lex(&word, Span::new(0, word.len()), &mut folded, |lexeme| lexemes.push(lexeme));
            let expected = |inner: &[char]| fold(&String::from_iter(inner));
            match class_of(c) {
                Class::Letter(Script::Arabic) | Class::Extender => {
                    assert_eq!(lexemes[0].folded.text(&folded), expected(&['ب', c, 'ت']), "{c:?}");
                }
                _ => assert_eq!(lexemes[0].folded.text(&folded), "ب", "{c:?}"),
            }
        }
    }

    proptest! {
        /// Copying in runs gives what folding each lexeme by itself gives.
        #[test]
        fn a_lexeme_is_folded_as_it_would_be_alone(
            parts in prop::collection::vec("[a-cA-Céß]{0,3}|[ابةأﻻ]{1,4}\u{64B}?ـ?|[٠-٩1-9]{1,3}|[ ,.«'٫\u{200F}]", 0..24),
            junk in ".{0,8}",
        ) {
            let text = parts.concat() + &junk;
            let mut folded = String::from("before");
            let mut lexemes = Vec::new();
            lex(&text, Span::new(0, text.len()), &mut folded, |lexeme| lexemes.push(lexeme));
            for lexeme in lexemes {
                let alone = fold(lexeme.span.text(&text));
                let alone = match lexeme.kind {
                    LexKind::Digits => alone.replace('٫', ".").replace('٬', ","),
                    _ => alone,
                };
                prop_assert_eq!(lexeme.folded.text(&folded), alone, "{:?}", text);
            }
        }
    }
}
