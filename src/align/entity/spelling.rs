//! Names that only the orthography of two articles tells apart: «الدوسري», «الدوسرى».
//!
//! Many papers leave out hamzas or write ى for ي everywhere; that is their custom, and no matter of a
//! name. Where one of the articles writes other words so too, nothing is said.

use super::{ArticleForm, NameForm, Occurrence, Place, Source, merged};
use crate::{
    align::name::align_letters,
    base::lex::LexKind,
    extract::MentionKind,
    ruleset::{Ruleset, lexicon::bare},
};

/// A spelling that is commoner by this, in hundredths of Zipf, is the one that other articles have.
const COMMONER_MIN: u16 = 100;

/// Where the one letter stands in which two spellings differ.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

/// The letter at an end of a word for which another article has another.
struct Custom {
    end: End,
    letter: char,
    other: char,
}

/// The names of people that two articles spell with the same letters but for orthography.
pub(super) fn orthography_pairs<'a>(
    ruleset: &'a Ruleset,
    sources: &[Source<'a>],
) -> Vec<(NameForm<'a>, NameForm<'a>)> {
    let mut pairs = Vec::new();
    if let [alone] = sources {
        pairs.extend(within(ruleset, sources, alone));
    }
    for (at, one) in sources.iter().enumerate() {
        for (other_at, other) in sources.iter().enumerate().skip(at + 1) {
            for (a, b) in shared(one, other) {
                if is_by_orthography(ruleset, (one, a), (other, b)) {
                    pairs.push((alone(ruleset, sources, at, a), alone(ruleset, sources, other_at, b)));
                }
            }
        }
    }
    pairs.dedup_by(|one, other| one.0.key == other.0.key);
    pairs
}

/// The names of people that one article spells in two ways, in order of their keys.
fn within<'a>(
    ruleset: &'a Ruleset,
    sources: &[Source<'a>],
    source: &Source<'a>,
) -> Vec<(NameForm<'a>, NameForm<'a>)> {
    let mut pairs = Vec::new();
    for form in source.2.names.forms().iter().filter(|form| form.signs.established && is_person(source, form))
    {
        let written = form.written.text(&source.1.text);
        let is_so = |place: &Place| place.span.text(&source.1.text).ends_with(written);
        if source.2.names.places(form).iter().all(is_so) {
            continue;
        }
        let spelling = |occurrence: &Occurrence| bare(occurrence.place.span.text(&source.1.text));
        let mut one = merged(ruleset, sources, form);
        let mut other = one.clone();
        let own = bare(written);
        one.occurrences.retain(|occurrence| spelling(occurrence).ends_with(&own));
        other.occurrences.retain(|occurrence| !spelling(occurrence).ends_with(&own));
        let Some(second) = other.occurrences.first() else { continue };
        other.written = second.place.span.text(&source.1.text);
        let Some(custom) = custom(ruleset, form, &own, &bare(other.written)) else { continue };
        let reverse = Custom { letter: custom.other, other: custom.letter, ..custom };
        if !follows(ruleset, source, form, &custom) && !follows(ruleset, source, form, &reverse) {
            pairs.push((one, other));
        }
    }
    pairs.sort_by(|one, other| one.0.key.cmp(other.0.key));
    pairs
}

/// The forms that both articles have, and that are spelt in two ways where they stand first, in order of their
/// keys.
fn shared<'a>(one: &Source<'a>, other: &Source<'a>) -> Vec<(&'a ArticleForm, &'a ArticleForm)> {
    let (forms, others) = (one.2.names.forms(), other.2.names.forms());
    let shared = one.2.names.shared(&other.2.names);
    let shared = shared.filter_map(|(at, other_at)| Some((forms.get(at)?, others.get(other_at)?)));
    let is_spelt_in_two = |(a, b): &(&ArticleForm, &ArticleForm)| {
        a.signs.established
            && b.signs.established
            && a.written.text(&one.1.text) != b.written.text(&other.1.text)
    };
    let mut found: Vec<_> = shared.filter(is_spelt_in_two).collect();
    found.sort_unstable_by_key(|(form, _)| (&*form.key, form.language_idx));
    found
}

fn is_by_orthography(
    ruleset: &Ruleset,
    (one, a): (&Source<'_>, &ArticleForm),
    (other, b): (&Source<'_>, &ArticleForm),
) -> bool {
    let spelling = |(source, form): (&Source<'_>, &ArticleForm)| bare(form.written.text(&source.1.text));
    let (written_a, written_b) = (spelling((one, a)), spelling((other, b)));
    let Some(custom) = custom(ruleset, a, &written_a, &written_b) else {
        return false;
    };
    let reverse = Custom { letter: custom.other, other: custom.letter, ..custom };
    is_person(one, a)
        && is_person(other, b)
        && !follows(ruleset, one, a, &custom)
        && !follows(ruleset, other, b, &reverse)
}

fn is_person(source: &Source<'_>, form: &ArticleForm) -> bool {
    source.2.names.places(form).iter().any(|place| {
        let mention = place.mention_idx.and_then(|idx| source.2.claims.mentions.get(idx as usize));
        mention.is_some_and(|mention| mention.kind == MentionKind::Person)
    })
}

/// The one letter at the beginning or end in which two spellings differ, where the rules know them as
/// one.
fn custom(ruleset: &Ruleset, form: &ArticleForm, a: &str, b: &str) -> Option<Custom> {
    let language = ruleset.languages.all().get(usize::from(form.language_idx))?;
    let operations = &ruleset.orthographies.get(&language.code)?.operations;
    let (left, right) = (operations.letters(a), operations.letters(b));
    let alignment = align_letters(operations, &left, &right);
    let [edit] = alignment.edits.as_slice() else {
        return None;
    };
    let end = match () {
        () if edit.left.0 == 0 && edit.right.0 == 0 => End::First,
        () if edit.left.1 == left.len() && edit.right.1 == right.len() => End::Last,
        () => return None,
    };
    match (left.get(edit.left.0..edit.left.1)?, right.get(edit.right.0..edit.right.1)?) {
        ([letter], [other]) => Some(Custom { end, letter: *letter, other: *other }),
        _ => None,
    }
}

/// So many words that keep to the common spelling outweigh one that does not: «أجري» may be its own word.
const KEPT_TO_ONE: usize = 4;

/// Whether the article writes other words so, of which the other spelling is much commoner, and hardly any in
/// the common one.
fn follows(ruleset: &Ruleset, source: &Source<'_>, form: &ArticleForm, custom: &Custom) -> bool {
    let (_, article, read) = source;
    let Some(language) = ruleset.languages.all().get(usize::from(form.language_idx)) else {
        return true;
    };
    let frequency = |word: &str| ruleset.lexicon.spelling_frequency(word, &language.code).unwrap_or(0);
    let words = read.text.tokens.iter().filter(|token| {
        matches!(token.kind, LexKind::Word(_)) && !read.text.folded_of(token).ends_with(&*form.key)
    });
    let article_of = ruleset.names.article(&language.code).filter(|article| !article.is_empty());
    let (mut n_following, mut n_keeping) = (0, 0);
    for token in words {
        let written = bare(token.span.text(&article.text));
        // «الايطالي» is a word with «ا» for «إ», as «ايطاليا» is.
        let (first, rest) = match article_of.and_then(|first| Some((first, written.strip_prefix(first)?))) {
            Some(parts) => parts,
            None => ("", written.as_str()),
        };
        let respelt = |letter: char, other: char| match custom.end {
            End::First => rest.strip_prefix(letter).map(|rest| format!("{first}{other}{rest}")),
            End::Last => written.strip_suffix(letter).map(|rest| format!("{rest}{other}")),
        };
        let is_commoner = |other: String| frequency(&other) >= frequency(&written) + COMMONER_MIN;
        let is_rarer = |other: String| frequency(&written) >= frequency(&other) + COMMONER_MIN;
        n_following += usize::from(respelt(custom.letter, custom.other).is_some_and(is_commoner));
        n_keeping += usize::from(respelt(custom.other, custom.letter).is_some_and(is_rarer));
    }
    n_following > 0 && KEPT_TO_ONE * n_following >= n_keeping
}

/// The form as one article of the event has it.
fn alone<'a>(
    ruleset: &'a Ruleset,
    sources: &[Source<'a>],
    source_idx: usize,
    form: &'a ArticleForm,
) -> NameForm<'a> {
    let mut all = merged(ruleset, sources, form);
    all.occurrences.retain(|occurrence| occurrence.source_idx == source_idx);
    if let Some((_, article, _)) = sources.get(source_idx) {
        all.written = form.written.text(&article.text);
    }
    all
}
