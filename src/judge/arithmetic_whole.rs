//! A total that is told as a whole, «الجنود الستة», and its parts behind a comma: «ثلاثة في الهجوم الأول واثنان في الثاني».

use crate::{
    align::Quantity,
    base::lex::LexKind,
    extract::{FigureKind, MentionKind},
    judge::{
        Run,
        arithmetic_people::joined_before,
        arithmetic_wording::{is_comma, is_spaced, token_text},
    },
    ruleset::{PhraseSet, arithmetic::RelationCue},
    text::ArticleText,
};

/// Where it was is told between a whole and the comma in no more tokens.
const PLACE_TOKENS_MAX: usize = 4;

/// The position of the token behind the comma that follows a whole.
pub(super) fn comma_behind(run: &Run<'_>, total: &Quantity) -> Option<usize> {
    let text = &run.read.get(total.article.idx())?.text;
    let is_count = total.measure.is_of(FigureKind::Number) && total.counted.is_some();
    if !is_whole(run, text, total) && !is_count {
        return None;
    }
    let first = text.token_at(total.span.end());
    let comma = (first..=first + PLACE_TOKENS_MAX).find(|at| is_comma(run, total, *at))?;
    let readings = text.tokens.get(first..comma)?.iter().map(|token| token.reading);
    let opens_place = run.ruleset.arithmetic.places.longest(&run.ruleset.vocabulary, readings).is_some();
    // «48 شخصا في شمال البلاد، 21 في …»
    let is_told = if is_whole(run, text, total) { comma == first || opens_place } else { opens_place };
    is_told.then_some(comma + 1)
}

/// The position of the token behind the colon or dash of a sentence that its parts follow, where nothing else is counted
/// before it: «شارك 120 نائبا في التصويت على حجب الثقة: 70 لصالح المذكرة و38 ضدها».
pub(super) fn list_mark_behind(run: &Run<'_>, total: &Quantity, following: &[Quantity]) -> Option<usize> {
    let text = &run.read.get(total.article.idx())?.text;
    let sentence = text.sentences.get(total.sentence.idx())?;
    let is_list_mark = |at: &usize| match token_text(run, total, *at) {
        ":" => true,
        "-" | "–" | "—" => is_spaced(run, total, *at) && is_spaced(run, total, *at + 1),
        _ => false,
    };
    let first = text.token_at(total.span.end());
    let opened = (first..sentence.tokens.end).find(is_list_mark)?;
    let mut next = following.iter().filter(|other| other.sentence == total.sentence);
    let begins = next.next().map(|part| text.token_at(part.core.start()))?;
    let is_told = total.counted.is_some() || total.measure.has_unit();
    (is_told && begins == opened + 1).then_some(opened + 1)
}

/// A whole that a sentence opens with is told in so many tokens up to the comma.
const OPENING_TOKENS_MAX: usize = 12;

/// The position of the token behind the comma that follows a whole with which the sentence opens, and that was shared out: "Of
/// the 65 seats in the chamber, 38 went to the Alliance, 26 to Labour and five to independents".
pub(super) fn shared_out_behind(run: &Run<'_>, total: &Quantity, following: &[Quantity]) -> Option<usize> {
    let text = &run.read.get(total.article.idx())?.text;
    let sentence = text.sentences.get(total.sentence.idx())?;
    let readings = |at: usize| text.tokens.get(at..).unwrap_or(&[]).iter().map(|token| token.reading);
    let (vocabulary, arithmetic) = (&run.ruleset.vocabulary, &run.ruleset.arithmetic);
    let base = arithmetic.relations.longest(vocabulary, readings(sentence.tokens.start))?;
    let opens = base.value == RelationCue::Base
        && text.token_at(total.core.start()) == sentence.tokens.start + base.n_tokens
        && arithmetic.shared.longest(vocabulary, readings(text.token_at(total.core.end()))).is_some();
    if !opens {
        return None;
    }
    let end = text.token_at(total.span.end());
    let comma = (end..sentence.tokens.start + OPENING_TOKENS_MAX).find(|at| is_comma(run, total, *at))?;
    let mut parts = following.iter().filter(|part| part.sentence == total.sentence && !part.is_date());
    let begins = parts.clone().next().is_some_and(|part| text.token_at(part.core.start()) > comma);
    (begins && parts.all(|part| has_taker(run, text, part))).then_some(comma + 1)
}

/// Whether whom a part went to is told behind it: "38 went to", "26 to".
fn has_taker(run: &Run<'_>, text: &ArticleText, part: &Quantity) -> bool {
    const VERB_TOKENS: usize = 1;
    let end = text.token_at(part.span.end());
    (text.token_at(part.core.end())..=end + VERB_TOKENS).any(|at| {
        let readings = text.tokens.get(at..).unwrap_or(&[]).iter().map(|token| token.reading);
        run.ruleset.arithmetic.takers.longest(&run.ruleset.vocabulary, readings).is_some()
    })
}

/// Where wording ends right behind a total that is told with the article that says what it is: "The 38 ships were 21 container
/// vessels, …".
pub(super) fn equated_end(run: &Run<'_>, text: &ArticleText, total: &Quantity) -> Option<usize> {
    let at = text.token_at(total.span.end());
    let start = text.token_at(total.core.start());
    let before = text.tokens.get(start.checked_sub(1)?).map(|token| text.folded_of(token))?;
    let is_definite = run.ruleset.arithmetic.articles.iter().any(|article| article == before);
    let readings = text.tokens.get(at..)?.iter().map(|token| token.reading);
    let equated = |readings| run.ruleset.arithmetic.equated.longest(&run.ruleset.vocabulary, readings);
    // "The 41 injured are 23 men, …"
    let noun = usize::from(total.counted.is_none());
    let found = equated(readings.skip(noun))?;
    is_definite.then_some(at + noun + found.n_tokens)
}

/// A verb that parts a total stands within so many tokens before it.
const PARTING_TOKENS: usize = 6;

/// Where the preposition ends behind a total whose verb stands before it: «تتألف الاحتياطيات البالغة 22 مليار دولار من».
pub(super) fn parted_end(run: &Run<'_>, total: &Quantity, following: &[Quantity]) -> Option<usize> {
    let text = &run.read.get(total.article.idx())?.text;
    let sentence = text.sentences.get(total.sentence.idx())?;
    let found = |phrases: &PhraseSet<()>, at: usize| {
        let readings = text.tokens.get(at..sentence.tokens.end)?.iter().map(|token| token.reading);
        phrases.longest(&run.ruleset.vocabulary, readings)
    };
    let arithmetic = &run.ruleset.arithmetic;
    let end = text.token_at(total.span.end());
    // «المبيعات، وقيمتها 214 مليون دينار، بين …»: the total stands between commas.
    let is_set_off = is_comma(run, total, end);
    let behind = end + usize::from(is_set_off);
    let begins = behind + found(&arithmetic.parted, behind)?.n_tokens;
    let first = following.iter().find(|part| part.sentence == total.sentence)?;
    // «توزع على النحو الآتي: …» is a list.
    let is_listed = (begins..text.token_at(first.core.start())).any(|at| token_text(run, total, at) == ":");
    let ends = |at: usize| is_comma(run, total, at) && !is_set_off || found(&arithmetic.parted, at).is_some();
    let near = (sentence.tokens.start..text.token_at(total.core.start())).rev().take(PARTING_TOKENS);
    let mut clause = near.take_while(|at| !ends(*at));
    (!is_listed && clause.any(|at| found(&arithmetic.parting, at).is_some())).then_some(begins)
}

/// Whether the parts are three bare numbers at least, the last joined to the others.
pub(super) fn are_bare_list(run: &Run<'_>, parts: &[&Quantity]) -> bool {
    let [_, _, .., last] = parts else { return false };
    let Some(text) = run.read.get(last.article.idx()).map(|read| &read.text) else { return false };
    joined_before(run, text, last) && parts.iter().all(|part| !part.is_date())
}

/// A total that is not told as one has so many parts at least.
const PARTS_MIN: usize = 3;

/// Whether a number is told with the article, behind its noun.
fn is_whole(run: &Run<'_>, text: &ArticleText, total: &Quantity) -> bool {
    let form = run.ruleset.names.article(&text.language).unwrap_or_default();
    let start = text.token_at(total.core.start());
    let number = text.tokens.get(start).map_or("", |token| text.folded_of(token));
    let before = start.checked_sub(1).and_then(|before| text.tokens.get(before));
    !form.is_empty()
        && number.starts_with(form)
        && total.digits.is_empty()
        && total.measure.is_of(FigureKind::Number)
        && before.is_some_and(|token| matches!(token.kind, LexKind::Word(_)))
}

/// Whether where or when something was is told from a token on.
pub(super) fn opens_place(run: &Run<'_>, text: &ArticleText, at: usize) -> bool {
    let readings = text.tokens.get(at..).unwrap_or(&[]).iter().map(|token| token.reading);
    run.ruleset.arithmetic.places.longest(&run.ruleset.vocabulary, readings).is_some()
}

/// Whether the token at `at` joins a place to the one before it, where one part is told: «محطة في البصرة ونينوى».
pub(super) fn is_second_place(run: &Run<'_>, part: &Quantity, at: usize) -> bool {
    let Some(read) = run.read.get(part.article.idx()) else { return false };
    let is_place = |at: usize| {
        let span = read.text.tokens.get(at).map(|token| token.span);
        let mut mentions = read.claims.mentions.iter().filter(|mention| mention.kind == MentionKind::Place);
        span.is_some_and(|span| mentions.any(|mention| mention.span.overlaps(span)))
    };
    at.checked_sub(1).is_some_and(is_place) && (is_place(at) || is_place(at + 1))
}

/// Whether the parts are bare numbers, each told with where it was, the last joined to the others.
pub(super) fn are_told_apart(run: &Run<'_>, total: &Quantity, parts: &[&Quantity]) -> bool {
    let [_, .., last] = parts else { return false };
    let Some(text) = run.read.get(last.article.idx()).map(|read| &read.text) else { return false };
    if !is_whole(run, text, total) && parts.len() < PARTS_MIN {
        return false;
    }
    let is_placed = |part: &&Quantity| opens_place(run, text, text.token_at(part.span.end()));
    let is_bare = |part: &&Quantity| part.counted.is_none() && !part.measure.has_unit();
    joined_before(run, text, last) && parts.iter().all(|part| is_bare(part) && is_placed(part))
}
