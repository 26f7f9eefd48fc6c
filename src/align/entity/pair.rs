//! Pairs of forms in the articles of an event: which are worth comparing.

use super::{ArticleForm, ArticleNames, FormSigns, NameForm, Occurrence, Source};
use crate::ruleset::Ruleset;

/// A key with more forms than this is no help: short skeletons («ن», «مر») gather half a lexicon, and
/// the pairs under a key grow with its square.
const POSTINGS_MAX: usize = 200;

/// Of two forms that stand in no name both have at least this many letters.
const LONG_CHARS_MIN: u16 = 7;

/// Pairs of forms of two articles, or of one that stands alone, that may be spellings of one name, in
/// order. Of two short forms at least one stands in a name, and no article has both unless it stands alone:
/// what one article says by itself is found when it is judged alone.
pub fn candidates<'a>(sources: &[Source<'a>]) -> Vec<(&'a ArticleForm, &'a ArticleForm)> {
    let names: Vec<&'a ArticleNames> = sources.iter().map(|(_, _, read)| &read.names).collect();
    let mut pairs = Vec::new();
    if let [alone] = names.as_slice() {
        meet(&Side::alone(alone), &Side::alone(alone), &mut pairs);
    }
    for (at, one) in names.iter().enumerate() {
        for other in names.iter().skip(at + 1) {
            let (one, other) = Side::both(one, other);
            meet(&one, &other, &mut pairs);
        }
    }
    if names.len() > 2 {
        let has = |names: &ArticleNames, form: &ArticleForm| names.find(form.id).is_some();
        pairs.retain(|(a, b)| !names.iter().any(|names| has(names, a) && has(names, b)));
    }
    let key = |(a, b): &(&'a ArticleForm, &'a ArticleForm)| (&*a.key, &*b.key);
    pairs.sort_by(|one, other| key(one).cmp(&key(other)));
    pairs.dedup_by(|one, other| key(one) == key(other));
    pairs
}

/// The forms of one of two articles that are held against each other.
struct Side<'a> {
    names: &'a ArticleNames,
    /// Whether the other article has each form, too: then it has both forms of every pair with it.
    in_both: Vec<bool>,
}

impl<'a> Side<'a> {
    /// An article that is held against itself.
    fn alone(names: &'a ArticleNames) -> Side<'a> {
        Side { names, in_both: vec![false; names.forms().len()] }
    }

    fn both(one: &'a ArticleNames, other: &'a ArticleNames) -> (Side<'a>, Side<'a>) {
        let (mut a, mut b) = (Side::alone(one), Side::alone(other));
        for (at, other_at) in one.shared(other) {
            a.in_both[at] = true;
            b.in_both[other_at] = true;
        }
        (a, b)
    }

    /// The forms of entries under a key that the other article lacks, with their positions.
    fn own(&self, entries: &'a [(u32, u32)]) -> impl Iterator<Item = (usize, &'a ArticleForm)> {
        let own = entries.iter().map(|(_, at)| *at as usize).filter(|at| !self.in_both[*at]);
        own.filter_map(|at| Some((at, self.names.forms().get(at)?)))
    }
}

/// Adds the pairs of forms of two articles that share a key and are near, the lesser form first.
fn meet<'a>(one: &Side<'a>, other: &Side<'a>, pairs: &mut Vec<(&'a ArticleForm, &'a ArticleForm)>) {
    let (left, right) = (one.names.keys(), other.names.keys());
    let mut seen = Seen::new(one.names.forms().len(), other.names.forms().len());
    let (mut at, mut other_at) = (0, 0);
    while let (Some((key, _)), Some((other_key, _))) = (left.get(at), right.get(other_at)) {
        if key != other_key {
            at += usize::from(key < other_key);
            other_at += usize::from(other_key < key);
            continue;
        }
        let of_key = under_first_key(left.get(at..).unwrap_or_default());
        let of_other = under_first_key(right.get(other_at..).unwrap_or_default());
        at += of_key.len();
        other_at += of_other.len();
        if of_key.len() + of_other.len() > POSTINGS_MAX {
            continue;
        }
        for (a_idx, a) in one.own(of_key) {
            let new = other.own(of_other).filter(|(b_idx, _)| seen.is_new(a_idx, *b_idx));
            let near = new.map(|(_, b)| b).filter(|b| are_worth_it(a, b));
            pairs.extend(near.map(|b| if a.key <= b.key { (a, b) } else { (b, a) }));
        }
    }
}

/// Which pairs of forms have met: most meet under several keys.
struct Seen {
    bits: Vec<u64>,
    n_right: usize,
}

impl Seen {
    fn new(n_left: usize, n_right: usize) -> Seen {
        Seen { bits: vec![0; (n_left * n_right).div_ceil(64)], n_right }
    }

    /// Whether the two have not met before; they have then.
    fn is_new(&mut self, left: usize, right: usize) -> bool {
        let at = left * self.n_right + right;
        let Some(bits) = self.bits.get_mut(at / 64) else { return true };
        let bit = 1 << (at % 64);
        let is_new = *bits & bit == 0;
        *bits |= bit;
        is_new
    }
}

/// The entries at the beginning of a sorted list that have one key.
fn under_first_key(entries: &[(u32, u32)]) -> &[(u32, u32)] {
    entries.chunk_by(|(key, _), (next, _)| key == next).next().unwrap_or_default()
}

fn are_worth_it(a: &ArticleForm, b: &ArticleForm) -> bool {
    let is_long = |form: &ArticleForm| form.n_chars >= LONG_CHARS_MIN;
    let is_ordinary = a.facts.ordinary || b.facts.ordinary;
    let both_loose = a.signs.loose && b.signs.loose;
    let loose = match (a.signs.loose || b.signs.loose, is_ordinary) {
        (false, _) => Loose::No,
        (true, false) => Loose::Name,
        (true, true) => Loose::Word,
    };
    a.language_idx == b.language_idx
        && (!both_loose || (!is_ordinary && is_long(a) && is_long(b)))
        && a.id != b.id
        && is_near(a, b, loose, a.sound == b.sound && !is_ordinary)
}

/// Whether one of two forms stands in no name.
#[derive(Clone, Copy)]
enum Loose {
    No,
    /// Neither inflects as a word of the language does.
    Name,
    /// One does.
    Word,
}

/// How many letters a form has where one that is written twice counts once: «غورغييفا» is as long as «جورجيفا».
fn n_single(form: &str) -> usize {
    form.chars().zip(form.chars().skip(1)).filter(|(one, next)| one != next).count() + 1
}

/// Whether so few letters differ that the context may decide: in running text most far pairs are two
/// names, however well their sounds agree. A form that stands in no name must differ in fewer; foreign
/// names of the same consonants and length may differ in one more: «جوجل», «غوغل».
fn is_near(a: &ArticleForm, b: &ArticleForm, loose: Loose, sound_alike: bool) -> bool {
    let (n_a, n_b) = (usize::from(a.n_chars), usize::from(b.n_chars));
    let letters = (a.letters, b.letters);
    let (a, b) = (&*a.key, &*b.key);
    let differing_max = match (loose, n_a.min(n_b)) {
        (Loose::Word, _) | (Loose::Name, ..=7) | (Loose::No, ..=5) => 1,
        (Loose::Name, _) | (Loose::No, 6..=7) => 2,
        (Loose::No, _) => 3,
    };
    // «غوغل», «جوجل»; but `Ilse` is no `Lisse`.
    let begin_alike = !a.is_ascii() || a.chars().next() == b.chars().next();
    let letter_for_letter =
        sound_alike && begin_alike && matches!(loose, Loose::No) && n_single(a) == n_single(b);
    let differing_max = differing_max + usize::from(letter_for_letter);
    if n_a.abs_diff(n_b) > differing_max || letters.0.n_differing(letters.1) > 2 * differing_max {
        return false;
    }
    let n_first = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let n_last = a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).count();
    let n_alike = (n_first + n_last).min(n_a.min(n_b));
    // What is left between the equal ends can be replaced letter by letter.
    n_a.max(n_b) - n_alike <= differing_max || strsim::levenshtein(a, b) <= differing_max
}

/// A form over all articles of the event.
pub fn merged<'a>(ruleset: &'a Ruleset, sources: &[Source<'a>], form: &'a ArticleForm) -> NameForm<'a> {
    let language = ruleset.languages.all().get(usize::from(form.language_idx));
    let mut all = NameForm {
        key: &form.key,
        written: "",
        language: language.map_or("", |language| &language.code),
        facts: form.facts,
        signs: FormSigns { loose: true, ..FormSigns::default() },
        occurrences: Vec::new(),
    };
    for (source_idx, (_, article, read)) in sources.iter().enumerate() {
        let Some(found) = read.names.find(form.id) else {
            continue;
        };
        if all.written.is_empty() || (all.signs.loose && !found.signs.loose) {
            all.written = found.written.text(&article.text);
        }
        all.signs.known |= found.signs.known;
        all.signs.loose &= found.signs.loose;
        all.signs.definite |= found.signs.definite;
        all.signs.established |= found.signs.established;
        all.signs.named |= found.signs.named;
        all.signs.vowelled |= found.signs.vowelled;
        let places = read.names.places(found).iter();
        all.occurrences.extend(places.map(|place| Occurrence { source_idx, place: *place }));
    }
    all
}
