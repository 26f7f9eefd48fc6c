//! A total that is told as a whole, «الجنود الستة», and its parts behind a comma: «ثلاثة في الهجوم الأول واثنان في الثاني».

use crate::{
    align::{Quantity, is_joined},
    base::lex::LexKind,
    extract::FigureKind,
    judge::Run,
    text::ArticleText,
};

/// Where it was is told between a whole and the comma in no more tokens.
const PLACE_TOKENS_MAX: usize = 4;

/// The position of the token behind the comma that follows a whole.
pub(super) fn comma_behind(run: &Run<'_>, total: &Quantity) -> Option<usize> {
    let (read, article) = (run.read.get(total.article.idx())?, run.articles.get(total.article.idx())?);
    let text = &read.text;
    if !is_whole(run, text, total) {
        return None;
    }
    let first = text.token_at(total.span.end());
    let is_comma = |at: &usize| {
        text.tokens.get(*at).is_some_and(|token| matches!(token.span.text(&article.text), "," | "،"))
    };
    let comma = (first..=first + PLACE_TOKENS_MAX).find(is_comma)?;
    let readings = text.tokens.get(first..comma)?.iter().map(|token| token.reading);
    let opens_place = run.ruleset.arithmetic.places.longest(&run.ruleset.vocabulary, readings).is_some();
    (comma == first || opens_place).then_some(comma + 1)
}

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

/// Whether the parts are bare numbers, each told with where it was, the last joined to the others.
pub(super) fn are_told_apart(run: &Run<'_>, parts: &[&Quantity]) -> bool {
    let [_, .., last] = parts else { return false };
    let Some(text) = run.read.get(last.article.idx()).map(|read| &read.text) else { return false };
    let opens_place = |part: &&Quantity| {
        let behind = text.tokens.get(text.token_at(part.span.end())..).unwrap_or(&[]);
        let readings = behind.iter().map(|token| token.reading);
        run.ruleset.arithmetic.places.longest(&run.ruleset.vocabulary, readings).is_some()
    };
    let is_bare = |part: &&Quantity| part.counted.is_none() && !part.measure.has_unit();
    let joined = is_joined(run.ruleset, text, text.token_at(last.core.start()));
    joined && parts.iter().all(|part| is_bare(part) && opens_place(part))
}
