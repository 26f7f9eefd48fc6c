//! Whether two names can be those of one person.

use crate::{base::lex::Script, judge::Run, ruleset::WordClasses};

/// A name in two scripts has so many consonants.
const SOUNDS_MIN: usize = 4;

/// A given name and another, at least.
const FULL_WORDS_MIN: usize = 2;

/// The name of somebody.
#[derive(Debug)]
pub(super) struct Person {
    /// Its words, folded.
    pub(super) words: Vec<String>,
    pub(super) script: Option<Script>,
}

/// Whether both names can be those of one person: the same words, or the first and the last of them; in two
/// scripts, names that sound the same.
pub(super) fn are_one(run: &Run<'_>, a: &Person, b: &Person) -> bool {
    let ends = |person: &'_ Person| Some((person.words.first()?.clone(), person.words.last()?.clone()));
    let Some(((first, last), (other_first, other_last))) = ends(a).zip(ends(b)) else { return false };
    if a.script == b.script {
        let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
        // Behind the whole of the shorter there may stand a family's name, or a word that is none.
        let begins = is_full(run, short) && long.words.starts_with(&short.words);
        let has_ends = first == other_first && last == other_last;
        return begins || has_ends && short.words.iter().all(|word| long.words.contains(word));
    }
    let Some((script, other_script)) = a.script.zip(b.script) else { return false };
    let sounds = |word: &str, script: Script| {
        let bare = without_article(run, word, script).map(|bare| run.ruleset.sounds.consonants(bare, script));
        [Some(run.ruleset.sounds.consonants(word, script)), bare]
    };
    // «الأبيض», "Abiad"
    let sound_alike = |one: &str, other: &str| {
        let (ours, theirs) = (sounds(one, script), sounds(other, other_script));
        ours.iter()
            .flatten()
            .find(|sound| !sound.is_empty() && theirs.iter().flatten().any(|it| it == *sound))
            .map(String::len)
    };
    let lengths = sound_alike(&first, &other_first).zip(sound_alike(&last, &other_last));
    lengths.is_some_and(|(first, last)| first + last >= SOUNDS_MIN)
}

/// A word without the article of the language of its script, where it has one.
fn without_article<'w>(run: &Run<'_>, word: &'w str, script: Script) -> Option<&'w str> {
    let language = run.ruleset.languages.all().iter().find(|language| language.script == script)?;
    let article = run.ruleset.names.article(&language.code).filter(|article| !article.is_empty())?;
    word.strip_prefix(article)
}

/// Whether a name has more words than a given name: «عبد الله» is one.
fn is_full(run: &Run<'_>, person: &Person) -> bool {
    let vocabulary = &run.ruleset.vocabulary;
    let joins = |word: &String| {
        vocabulary.id(word).is_some_and(|word| run.ruleset.names.classes(word).any(WordClasses::JOIN))
    };
    person.words.iter().filter(|word| !joins(word)).count() >= FULL_WORDS_MIN
}
