//! What the context of two forms says of their being one name (`rules/world/name_context.toml`).

use super::{
    NameForm, Occurrence, Source, Surroundings, form::known_name, surroundings, surroundings::head_before,
};
use crate::{
    align::{
        Reason, Score,
        name::{SAME_MIN, SpellingMemo, are_near, compare_at_least, sound_key},
    },
    extract::MentionKind,
    ruleset::{Ruleset, WordClasses, name_context::ContextWeights, names::KnownName},
};

/// A form that stands there so often is no slip.
const FREQUENT: usize = 4;

/// A word that stands in no list is a name from this many letters on.
const LONG_CHARS_MIN: usize = 8;

/// What is in print as often as this, in hundredths of Zipf, and does not inflect, is a name.
const PRINTED_ZIPF_MIN: u16 = 300;

/// What ties forms of two articles to one thing.
const TIES: [&str; 5] = ["same-beside", "same-neighbour", "same-title", "same-head", "alone-behind-full"];

/// What the words around both forms say of their being one name, without what their letters say.
pub(super) fn context(
    ruleset: &Ruleset,
    memo: &SpellingMemo,
    sources: &[Source<'_>],
    a: &NameForm<'_>,
    b: &NameForm<'_>,
) -> Score {
    let weights = &ruleset.name_context.weights;
    let mut sum = Sum(Score::default());
    sum.add("prior", 1, weights.prior);
    let (around_a, around_b) = (surroundings(ruleset, sources, a), surroundings(ruleset, sources, b));
    weigh_names(ruleset, memo, (&around_a, &around_b), (a, b), &mut sum);
    weigh_titles(weights, &around_a, &around_b, &mut sum);
    let has_one_head = around_a.heads.iter().any(|head| around_b.heads.contains(head));
    sum.when("same-head", has_one_head, weights.same_head);
    let is_alone = is_alone_behind_full(sources, (a, &around_a), (b, &around_b))
        || is_alone_behind_full(sources, (b, &around_b), (a, &around_a));
    sum.when("alone-behind-full", is_alone, weights.alone_behind_full);
    let in_one = |same: &dyn Fn(&Occurrence, &Occurrence) -> bool| {
        a.occurrences.iter().any(|one| b.occurrences.iter().any(|other| same(one, other)))
    };
    let shares_article = in_one(&|one, other| one.source_idx == other.source_idx);
    let is_tied =
        sum.0.reasons.iter().any(|reason| TIES.contains(&reason.name)) || are_one_known(ruleset, a, b);
    sum.when("untied", !shares_article && !is_tied, weights.untied);
    let persons = |around: &Surroundings| {
        (around.kinds.contains(&MentionKind::Person), around.kinds.contains(&MentionKind::Place))
    };
    let different_kind = matches!(
        (persons(&around_a), persons(&around_b)),
        ((true, false), (false, true)) | ((false, true), (true, false))
    );
    sum.when("different-kind", different_kind, weights.different_kind);
    let same_name = in_one(&|a, b| a.place.mention_idx.is_some() && mention_of(a) == mention_of(b));
    let same_sentence = in_one(&|a, b| (a.source_idx, a.place.sentence) == (b.source_idx, b.place.sentence));
    sum.when("same-name", same_name, weights.same_name);
    let alternative = is_alternative(sources, a, b) || is_alternative(sources, b, a);
    sum.when("alternative", alternative, weights.alternative);
    // Who names two people in one sentence knows both; what was never seen is a slip all the same.
    let are_seen = !is_unseen(a) && !is_unseen(b);
    sum.when("same-sentence", same_sentence && !same_name && are_seen, weights.same_sentence);
    let told_apart = in_one(&|one, other| {
        (one.source_idx, one.place.sentence) == (other.source_idx, other.place.sentence)
            && mention_of(one) != mention_of(other)
            && is_full(ruleset, sources, one)
            && is_full(ruleset, sources, other)
    });
    sum.when("told-apart", told_apart, weights.told_apart);
    weigh_forms(ruleset, (a, b), has_one_head, &mut sum);
    let anchored = |form: &NameForm<'_>, around: &Surroundings| {
        form.signs.known || !around.before.is_empty() || !around.titles.is_empty()
    };
    sum.when("counted", around_a.is_counted && around_b.is_counted, weights.counted);
    let slip = (anchored(a, &around_a) && is_unseen(b)) || (anchored(b, &around_b) && is_unseen(a));
    sum.when("unseen-beside-full", slip, weights.unseen_beside_full);
    sum.0
}

/// The same for forms that only the orthography tells apart. That they are listed, or the language's own,
/// says nothing against that.
pub(super) fn orthography_context(
    ruleset: &Ruleset,
    memo: &SpellingMemo,
    sources: &[Source<'_>],
    a: &NameForm<'_>,
    b: &NameForm<'_>,
) -> Score {
    const OF_SOUNDS: [&str; 3] = ["native", "both-listed", "both-frequent"];
    let mut sum = Sum(Score::default());
    let reasons = context(ruleset, memo, sources, a, b).reasons;
    // One given name in two spellings is two people's unless the families are one.
    let is_beside = reasons.iter().any(|reason| reason.name == "same-beside");
    for reason in reasons {
        let is_of_sounds = OF_SOUNDS.contains(&reason.name) || is_beside && reason.name == "both-known";
        if !is_of_sounds {
            sum.add(reason.name, reason.seen, reason.weight);
        }
    }
    sum.0
}

fn weigh_names(
    ruleset: &Ruleset,
    memo: &SpellingMemo,
    (around_a, around_b): (&Surroundings, &Surroundings),
    forms: (&NameForm<'_>, &NameForm<'_>),
    sum: &mut Sum,
) {
    let weights = &ruleset.name_context.weights;
    let language = forms.0.language;
    let same = |a: &str, b: &str| {
        a == b
            || (are_near(ruleset, memo, (a, b), language)
                && compare_at_least(ruleset, memo, (a, b), language, SAME_MIN).is_some())
    };
    let shared = |a: &[String], b: &[String]| a.iter().any(|a| b.iter().any(|b| same(a, b)));
    let before = shared(&around_a.before, &around_b.before);
    let after = shared(&around_a.after, &around_b.after);
    let apart = |a: &[String], b: &[String]| !a.is_empty() && !b.is_empty() && !shared(a, b);
    let beside = shared(&around_a.next, &around_b.next) || shared(&around_a.previous, &around_b.previous);
    let are_beside = apart(&around_a.next, &around_b.next) || apart(&around_a.previous, &around_b.previous);
    let apart = apart(&around_a.given, &around_b.given)
        || apart(&around_a.surnames, &around_b.surnames)
        || (are_beside && !beside);
    let unseen = is_unseen(forms.0) || is_unseen(forms.1);
    sum.when("same-beside", before || after, weights.same_beside);
    // A word that was read as no part of the name stands there all the same: «يانيك سينار».
    let has_neighbour = beside && !(before || after);
    sum.when("same-neighbour", has_neighbour, weights.same_neighbour);
    sum.when("different-beside", apart && !unseen, weights.different_beside);
    sum.when("different-beside-unseen", apart && unseen, weights.different_beside_unseen);
    // «مئير إيتنغر», «مردخاي ماير».
    let is_given = |around: &Surroundings| !around.next.is_empty() && around.previous.is_empty();
    let is_surname = |around: &Surroundings| around.next.is_empty() && !around.previous.is_empty();
    let (a, b) = (around_a, around_b);
    let apart = (is_given(a) && is_surname(b)) || (is_given(b) && is_surname(a));
    sum.when("given-and-surname", apart && !(before || after), weights.given_and_surname);
}

fn weigh_titles(weights: &ContextWeights, a: &Surroundings, b: &Surroundings, sum: &mut Sum) {
    if a.titles.is_empty() || b.titles.is_empty() {
        return;
    }
    let n_shared = |a: &[String], b: &[String]| a.iter().filter(|word| b.contains(word)).count();
    let same = a.titles.iter().any(|one| {
        b.titles.iter().any(|other| 3 * n_shared(one, other) >= 2 * one.len().min(other.len()).max(1))
    });
    let some = a.titles.iter().any(|one| b.titles.iter().any(|other| n_shared(one, other) > 0));
    sum.when("same-title", same, weights.same_title);
    sum.when("different-title", !some, weights.different_title);
}

/// What is known of the forms; `has_one_head` is whether the same word leads to both.
fn weigh_forms(ruleset: &Ruleset, (a, b): (&NameForm<'_>, &NameForm<'_>), has_one_head: bool, sum: &mut Sum) {
    let weights = &ruleset.name_context.weights;
    let given = WordClasses::GIVEN;
    let own = |form: &NameForm| form.facts.classes.any(given) || form.signs.definite;
    sum.when("native", own(a) || own(b), weights.native);
    let listed =
        |form: &NameForm| form.facts.listed.bits() != 0 || form.facts.classes.any(WordClasses::NAMES);
    let is_one = are_one_known(ruleset, a, b);
    let known = (a.signs.known && b.signs.known && !is_one)
        || (a.facts.classes.any(given) && b.facts.classes.any(given));
    sum.when("both-known", known, weights.both_known);
    sum.when("both-listed", !known && !is_one && listed(a) && listed(b), weights.both_listed);
    let ordinary = |form: &NameForm| form.facts.ordinary && !form.signs.established && !form.signs.loose;
    let both = [a, b].iter().all(|form| form.facts.ordinary && !form.signs.established);
    sum.when("loose", a.signs.loose || b.signs.loose, weights.loose);
    sum.when("ordinary", ordinary(a) || ordinary(b) || both, weights.ordinary);
    // A name of the lists that is no word of the language does not inflect: «برشلونة», «برشلونا».
    let surely_name =
        |form: &NameForm| !form.facts.ordinary && (listed(form) || form.signs.known || form.signs.named);
    let either = |is: &dyn Fn(&NameForm, &NameForm) -> bool| is(a, b) || is(b, a);
    let is_name = either(&|one, other| one.signs.known || (surely_name(one) && !other.facts.ordinary));
    let is_surely_name = is_name || (a.signs.named && b.signs.named);
    let are_words = a.facts.ordinary && b.facts.ordinary;
    let is_name_here = is_surely_name || (has_one_head && !are_words);
    let inflected = !is_name_here && ruleset.inflected.are_inflections(a.key, b.key, a.language);
    sum.when("inflected", inflected, weights.inflected);
    let is_own = |form: &NameForm| {
        let rules = ruleset.orthographies.get(form.language);
        let is_sure = form.signs.established || form.signs.known || listed(form);
        !is_sure && rules.is_some_and(|rules| rules.is_own(form.key))
    };
    sum.when("own-word", is_own(a) || is_own(b), weights.own_word);
    let is_derived = |form: &NameForm| {
        !form.signs.named && !form.signs.known && ruleset.names.is_derived(form.key, form.language)
    };
    sum.when("derived", is_derived(a) && is_derived(b), weights.derived);
    sum.when("vowelled", a.signs.vowelled || b.signs.vowelled, weights.vowelled);
    // Words that nobody has seen, of so many letters, are names.
    let is_long = |form: &NameForm<'_>| {
        form.key.chars().nth(LONG_CHARS_MIN - 1).is_some()
            && is_unseen(form)
            && !form.facts.ordinary
            && !ruleset.inflected.has_pronoun(form.key, form.language)
    };
    let are_long = is_long(a) && is_long(b);
    let unestablished = !(a.signs.established || b.signs.established || are_long);
    // What is in print and no word of the language is a name, where it is not one with another ending.
    let printed = |form: &NameForm| {
        !form.facts.ordinary && form.facts.frequency.is_some_and(|zipf| zipf >= PRINTED_ZIPF_MIN)
    };
    let in_print = !inflected && either(&|one, other| printed(one) && !other.facts.ordinary);
    sum.when("unestablished", unestablished && !is_name && !in_print, weights.unestablished);
    let frequent = a.occurrences.len() >= FREQUENT && b.occurrences.len() >= FREQUENT;
    sum.when("both-frequent", frequent, weights.both_frequent);
}

/// Whether `other` is given as another name of `one` somewhere: in brackets right behind it.
fn is_alternative(sources: &[Source<'_>], one: &NameForm<'_>, other: &NameForm<'_>) -> bool {
    let behind = |occurrence: &Occurrence| {
        let (_, article, read) = sources.get(occurrence.source_idx)?;
        let tokens = &read.text.tokens;
        let at = read.text.token_at(occurrence.place.span.start());
        let bracket = tokens.get(at.checked_sub(1)?)?;
        let before = tokens.get(at.checked_sub(2)?)?;
        (bracket.span.text(&article.text) == "(").then_some((occurrence.source_idx, before.span))
    };
    other.occurrences.iter().filter_map(behind).any(|(source_idx, before)| {
        one.occurrences
            .iter()
            .any(|known| known.source_idx == source_idx && known.place.span.overlaps(before))
    })
}

/// Whether a person is named only by the first form, without a given name or a title, behind a full name that ends in the
/// other, in every article that has it.
fn is_alone_behind_full(
    sources: &[Source<'_>],
    (alone, around): (&NameForm<'_>, &Surroundings),
    (full, _): (&NameForm<'_>, &Surroundings),
) -> bool {
    let mention = |occurrence: &Occurrence| {
        let (_, _, read) = sources.get(occurrence.source_idx)?;
        read.claims.mentions.get(occurrence.place.mention_idx? as usize)
    };
    let is_person =
        |occurrence: &Occurrence| mention(occurrence).is_some_and(|it| it.kind == MentionKind::Person);
    let ends_full_name = |occurrence: &&Occurrence| {
        mention(occurrence).is_some_and(|it| {
            it.kind == MentionKind::Person
                && it.words.len() > 1
                && it.words.last() == Some(&occurrence.place.span)
        })
    };
    let is_behind_full = |occurrence: &Occurrence| {
        let named = full.occurrences.iter().filter(ends_full_name);
        let mut before = named.filter(|other| other.source_idx == occurrence.source_idx);
        before.any(|other| other.place.span.end <= occurrence.place.span.start)
    };
    let is_bare = around.before.is_empty()
        && around.after.is_empty()
        && around.titles.is_empty()
        && around.heads.is_empty()
        && around.previous.is_empty()
        && around.next.is_empty();
    is_bare
        && !alone.signs.definite
        && !alone.facts.ordinary
        && !alone.facts.classes.any(WordClasses::GIVEN)
        && !alone.occurrences.is_empty()
        && alone.occurrences.iter().all(|occurrence| is_person(occurrence) && is_behind_full(occurrence))
}

/// Whether both forms are names of one country of the rules, or of one town of the lists, or of bodies
/// that sound alike.
fn are_one_known(ruleset: &Ruleset, a: &NameForm<'_>, b: &NameForm<'_>) -> bool {
    let known = |form: &NameForm<'_>| known_name(ruleset, form.written, form.language);
    let is_one = match (known(a), known(b)) {
        (Some(KnownName::Country(a)), Some(KnownName::Country(b))) => a == b,
        (Some(KnownName::Organisation), Some(KnownName::Organisation)) => {
            let orthography = ruleset.orthographies.get(a.language);
            orthography.is_some_and(|rules| sound_key(rules, a.key) == sound_key(rules, b.key))
        }
        _ => false,
    };
    let towns = |form: &NameForm<'_>| ruleset.lexicon.places(form.key, form.language);
    let of_a = towns(a);
    is_one || towns(b).iter().any(|town| of_a.contains(town))
}

/// Whether a form stands there behind a word that leads to it: a given name, a title, «بلدة».
fn is_full(ruleset: &Ruleset, sources: &[Source<'_>], occurrence: &Occurrence) -> bool {
    let Some((_, article, read)) = sources.get(occurrence.source_idx) else {
        return false;
    };
    let place = &occurrence.place;
    let mention = place.mention_idx.and_then(|idx| read.claims.mentions.get(idx as usize));
    mention.is_some_and(|mention| place.word_idx > 0 || mention.title.is_some())
        || head_before(ruleset, &read.text, article, read.text.token_at(place.span.start())).is_some()
}

/// Whether a form is in no list of words or names.
pub fn is_unseen(form: &NameForm<'_>) -> bool {
    form.facts.frequency.is_none()
        && form.facts.listed.bits() == 0
        && form.facts.classes == WordClasses::NONE
        && (form.signs.loose || !form.facts.ordinary)
}

struct Sum(Score);

impl Sum {
    fn add(&mut self, name: &'static str, seen: i32, weight: i32) {
        if weight != 0 {
            self.0.logit = self.0.logit.saturating_add(weight);
            self.0.reasons.push(Reason { name, seen, weight });
        }
    }

    fn when(&mut self, name: &'static str, seen: bool, weight: i32) {
        if seen {
            self.add(name, 1, weight);
        }
    }
}

fn mention_of(occurrence: &Occurrence) -> (usize, Option<u32>) {
    (occurrence.source_idx, occurrence.place.mention_idx)
}
