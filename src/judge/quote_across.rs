//! Two quotations of one statement in two languages, of which one is denied or has another number.
//!
//! Translations differ in everything but what they are about: only a number of the same thing, and a denial of the
//! very act that the other affirms, contradict.

use rust_decimal::Decimal;

use crate::{
    ReadArticle,
    align::{Measure, Quantity},
    base::{Interval, id::ConceptId, lex::LexKind},
    extract::FigureKind,
    judge::{
        Run,
        office_held::office_at,
        quote_words::QuotedWord,
        quoted::{Quoted, negates},
    },
    ruleset::concepts::OF_ALL_LANGUAGES,
};

/// Two quotations of one statement have so many names and concepts in common …
const SHARED_MIN: usize = 2;
/// … and of all that they have these are so many thousandths.
const LIKENESS_MIN: usize = 600;
/// … and of two that say the same these.
const LIKENESS_SURE: usize = 900;
/// What is denied stands so many tokens behind the negation.
const DENIED_TOKENS_MAX: usize = 2;
/// Numbers of which the less is more than so many hundredths of the greater are one, rounded.
const ROUNDED_PERCENT: i64 = 95;

/// In what two quotations in two languages contradict each other, and how alike they are.
pub(super) fn contradiction(run: &Run<'_>, a: &Quoted, b: &Quoted) -> Option<(&'static str, usize)> {
    let told = [
        Told { run, read: run.read.get(a.article.idx())?, quoted: a },
        Told { run, read: run.read.get(b.article.idx())?, quoted: b },
    ];
    let [told_a, told_b] = &told;
    let (about_a, about_b) = (told_a.keys(a.tokens.clone()), told_b.keys(b.tokens.clone()));
    let n_shared = n_shared(&about_a, &about_b);
    let likeness = (2_000 * n_shared).checked_div(about_a.len() + about_b.len())?;
    // Of those who say the same in so many words one name is enough: «ممثلة يونيسف في عدن».
    let say_the_same = n_shared > SHARED_MIN && likeness >= LIKENESS_SURE;
    let is_one = || is_one_speaker(told_a, told_b) || say_the_same && n_shared_names(told_a, told_b) > 0;
    if n_shared < SHARED_MIN || likeness < LIKENESS_MIN || !is_one() {
        return None;
    }
    match a.negated == b.negated {
        true => has_other_number(run, a, b).then_some(("number", likeness)),
        false => (denies(told_a, told_b) || denies(told_b, told_a)).then_some(("negation", likeness)),
    }
}

/// A quotation and what was read of its article.
struct Told<'r> {
    run: &'r Run<'r>,
    read: &'r ReadArticle,
    quoted: &'r Quoted,
}

impl Told<'_> {
    /// The concept of a token, also of one that speaks for itself: «سننسحب», «خسرنا».
    fn concept(&self, at: usize) -> Option<ConceptId> {
        let (feature, token) = (self.read.features.get(at)?, self.read.text.tokens.get(at)?);
        let ruleset = self.run.ruleset;
        let LexKind::Word(script) = token.kind else { return None };
        let of_form = |form: &String| {
            let reading = ruleset.vocabulary.look_up(form, token.kind);
            ruleset.concepts.of_word(&ruleset.vocabulary, reading, ruleset.stems.stem(form, script))
        };
        let of_others = || {
            let forms = ruleset.negations.told_of_others(self.read.text.folded_of(token));
            forms.iter().find_map(of_form)
        };
        let is_told = feature.concept.is_some() || feature.key == 0;
        if is_told { feature.concept } else { of_others() }
    }

    /// What a token is about, whatever the language: a concept, a country, or the consonants of a name; 0 for any
    /// other.
    fn key(&self, at: usize) -> u64 {
        let Some(feature) = self.read.features.get(at) else { return 0 };
        match self.concept(at).and_then(|concept| self.run.ruleset.concepts.get(concept)) {
            Some(concept) => concept.key,
            None if feature.key & OF_ALL_LANGUAGES != 0 => feature.key,
            None => feature.sound,
        }
    }

    fn keys(&self, tokens: impl IntoIterator<Item = usize>) -> Vec<u64> {
        let mut keys: Vec<u64> = tokens.into_iter().map(|at| self.key(at)).filter(|key| *key != 0).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The tokens that tell who said it.
    fn speaker(&self) -> &[usize] {
        let quoted = self.quoted;
        if quoted.speaker_tokens.is_empty() { &quoted.frame_tokens } else { &quoted.speaker_tokens }
    }

    fn may_negate(&self) -> usize {
        let may_negate = |word: &&QuotedWord| word.negates || word.may_negate || word.denied.is_some();
        self.quoted.words.iter().filter(may_negate).count()
    }
}

fn n_shared(a: &[u64], b: &[u64]) -> usize {
    a.iter().filter(|key| b.binary_search(key).is_ok()).count()
}

/// Whether both are told of one office, of the same country where both name one, or of a speaker who is named with
/// the same names and concepts.
fn is_one_speaker(a: &Told<'_>, b: &Told<'_>) -> bool {
    let office = |told: &Told<'_>| office_at(told.run, told.quoted.article, told.speaker());
    if let Some(((office_a, country_a), (office_b, country_b))) = office(a).zip(office(b)) {
        return office_a.id == office_b.id
            && !office_a.excludes(&office_b)
            && country_a.zip(country_b).is_none_or(|(one, other)| one == other);
    }
    let keys = |told: &Told<'_>| told.keys(told.speaker().iter().copied());
    n_shared(&keys(a), &keys(b)) >= SHARED_MIN
}

/// How many names that are no country's the words of both speakers share.
fn n_shared_names(a: &Told<'_>, b: &Told<'_>) -> usize {
    let sounds = |told: &Told<'_>| -> Vec<u64> {
        let features = told.quoted.speaker_tokens.iter().filter_map(|at| told.read.features.get(*at));
        let names = features.filter(|feature| feature.concept.is_none() && feature.sound != 0);
        let mut sounds: Vec<u64> = names.map(|feature| feature.sound).collect();
        sounds.sort_unstable();
        sounds.dedup();
        sounds
    };
    n_shared(&sounds(a), &sounds(b))
}

/// Whether each has one figure, of the same thing, and the two are no roundings of one.
fn has_other_number(run: &Run<'_>, a: &Quoted, b: &Quoted) -> bool {
    let of = |quoted: &Quoted| -> Vec<&Quantity> {
        let quantities = run.quantities.get(quoted.article.idx()).into_iter().flatten();
        quantities.filter(|quantity| quoted.span.overlaps(quantity.core)).collect()
    };
    let (figures_a, figures_b) = (of(a), of(b));
    let ([a], [b]) = (figures_a.as_slice(), figures_b.as_slice()) else { return false };
    let counted = |quantity: &Quantity| quantity.counted.and_then(|counted| counted.concept);
    match (&a.measure, &b.measure) {
        (
            Measure::Figure { kind, units, per, interval, .. },
            Measure::Figure { kind: other_kind, units: other_units, per: other_per, interval: other, .. },
        ) => {
            let is_one_unit = units.iter().any(|unit| other_units.contains(unit));
            let is_one_thing = is_one_unit
                || units.is_empty()
                    && other_units.is_empty()
                    && (a.measure.is_of(FigureKind::Percent)
                        || counted(a).is_some() && counted(a) == counted(b));
            kind == other_kind && per == other_per && is_one_thing && are_apart(interval, other)
        }
        _ => false,
    }
}

/// Whether two values are farther apart than rounding brings them.
fn are_apart(a: &Interval, b: &Interval) -> bool {
    let is_below = |low: &Interval, high: &Interval| {
        let ends =
            low.high.zip(high.low).map(|(low, high)| (low.value.to_decimal(), high.value.to_decimal()));
        ends.is_some_and(|(low, high)| {
            high.checked_mul(Decimal::new(ROUNDED_PERCENT, 2)).is_some_and(|limit| low < limit)
        })
    };
    is_below(a, b) || is_below(b, a)
}

/// Whether `a` denies an act that `b` affirms, and `b` tells of nothing beside what `a` tells of: «نرفض الانسحاب» is no
/// denial of «لن ننسحب».
fn denies(a: &Told<'_>, b: &Told<'_>) -> bool {
    let excepts = |told: &Told<'_>| told.quoted.words.iter().any(|word| word.excepts);
    if a.may_negate() != 1 || b.may_negate() != 0 || excepts(a) || excepts(b) {
        return false;
    }
    let (tokens, others) = (a.quoted.tokens.clone(), b.quoted.tokens.clone());
    let Some(negation) = tokens.clone().find(|at| negates(a.run.ruleset, a.read, *at)) else { return false };
    let mut behind = (negation + 1..tokens.end).take(DENIED_TOKENS_MAX);
    let Some(denied) = behind.find_map(|at| a.concept(at)) else { return false };
    let Some(affirmed) = others.clone().find(|at| b.concept(*at) == Some(denied)) else { return false };
    let about = a.keys(tokens);
    let is_told = |at: usize| {
        let says = b.read.features.get(at).is_some_and(|feature| feature.key != 0);
        !says || about.binary_search(&b.key(at)).is_ok()
    };
    (others.start..affirmed).all(is_told) && others.filter(|at| b.concept(*at).is_some()).all(is_told)
}
