//! Pairs of forms in the articles of an event: which are worth comparing.

use super::{ArticleForm, ArticleNames, FormSigns, NameForm, Occurrence, Source};
use crate::ruleset::Ruleset;

/// A key with more forms than this is no help: short skeletons («ن», «مر») gather half a lexicon, and
/// the pairs under a key grow with its square.
const POSTINGS_MAX: usize = 200;

/// Of two forms that stand in no name both have at least this many letters.
const LONG_CHARS_MIN: usize = 7;

/// Pairs of forms of two articles, or of one that stands alone, that may be spellings of one name, in
/// order. Of two short forms at least one stands in a name, and no article has both unless it stands alone:
/// what one article says by itself is found when it is judged alone.
pub fn candidates<'a>(sources: &[Source<'a>]) -> Vec<(&'a ArticleForm, &'a ArticleForm)> {
    let names: Vec<&'a ArticleNames> = sources.iter().map(|(_, _, read)| &read.names).collect();
    let mut pairs = Vec::new();
    if let [alone] = names.as_slice() {
        meet(alone, alone, &mut pairs);
    }
    for (at, one) in names.iter().enumerate() {
        for other in names.iter().skip(at + 1) {
            meet(one, other, &mut pairs);
        }
    }
    if names.len() > 1 {
        let has =
            |names: &ArticleNames, form: &ArticleForm| names.find(&form.key, form.language_idx).is_some();
        pairs.retain(|(a, b)| !names.iter().any(|names| has(names, a) && has(names, b)));
    }
    let key = |(a, b): &(&'a ArticleForm, &'a ArticleForm)| (&*a.key, &*b.key);
    pairs.sort_by(|one, other| key(one).cmp(&key(other)));
    pairs.dedup_by(|one, other| key(one) == key(other));
    pairs
}

/// Adds the pairs of forms of two articles that share a key and are near, the lesser form first.
fn meet<'a>(
    one: &'a ArticleNames,
    other: &'a ArticleNames,
    pairs: &mut Vec<(&'a ArticleForm, &'a ArticleForm)>,
) {
    let (mut left, mut right) = (one.keys(), other.keys());
    while let (Some((a, _)), Some((b, _))) = (left.first(), right.first()) {
        let n_left = if a <= b { left.partition_point_from(*a) } else { 0 };
        let n_right = if b <= a { right.partition_point_from(*b) } else { 0 };
        let (of_key, rest) = left.split_at(n_left);
        let (of_other, other_rest) = right.split_at(n_right);
        (left, right) = (rest, other_rest);
        if n_left + n_right > POSTINGS_MAX {
            continue;
        }
        for (_, a) in of_key {
            for (_, b) in of_other {
                let forms = one.forms().get(*a as usize).zip(other.forms().get(*b as usize));
                let Some((a, b)) = forms.filter(|(a, b)| are_worth_it(a, b)) else {
                    continue;
                };
                pairs.push(if a.key <= b.key { (a, b) } else { (b, a) });
            }
        }
    }
}

/// How many entries at the beginning of a sorted list have this key.
trait PartitionPointFrom {
    fn partition_point_from(&self, key: u32) -> usize;
}

impl PartitionPointFrom for [(u32, u32)] {
    fn partition_point_from(&self, key: u32) -> usize {
        self.iter().take_while(|(known, _)| *known == key).count()
    }
}

fn are_worth_it(a: &ArticleForm, b: &ArticleForm) -> bool {
    let is_long = |form: &ArticleForm| form.key.chars().nth(LONG_CHARS_MIN - 1).is_some();
    let is_ordinary = a.facts.ordinary || b.facts.ordinary;
    let both_loose = a.signs.loose && b.signs.loose;
    let loose = match (a.signs.loose || b.signs.loose, is_ordinary) {
        (false, _) => Loose::No,
        (true, false) => Loose::Name,
        (true, true) => Loose::Word,
    };
    a.language_idx == b.language_idx
        && (!both_loose || (!is_ordinary && is_long(a) && is_long(b)))
        && a.key != b.key
        && is_near(&a.key, &b.key, loose, a.sound == b.sound && !is_ordinary)
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
fn is_near(a: &str, b: &str, loose: Loose, sound_alike: bool) -> bool {
    let (n_a, n_b) = (a.chars().count(), b.chars().count());
    let differing_max = match (loose, n_a.min(n_b)) {
        (Loose::Word, _) | (Loose::Name, ..=7) | (Loose::No, ..=5) => 1,
        (Loose::Name, _) | (Loose::No, 6..=7) => 2,
        (Loose::No, _) => 3,
    };
    let letter_for_letter = sound_alike && matches!(loose, Loose::No) && n_single(a) == n_single(b);
    let differing_max = differing_max + usize::from(letter_for_letter);
    if n_a.abs_diff(n_b) > differing_max {
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
        let Some(found) = read.names.find(&form.key, form.language_idx) else {
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
