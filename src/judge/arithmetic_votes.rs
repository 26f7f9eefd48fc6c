//! Votes: those for, against and neither are all who were there.

use crate::{
    align::Quantity,
    base::Number,
    judge::{
        Run,
        arithmetic_wording::{is_bare_count, value_of},
    },
    ruleset::arithmetic::VoteCue,
    text::ArticleText,
};

/// What somebody did stands so many tokens before their number, or behind it.
const CUE_TOKENS: usize = 4;
/// That they were there is told within so many tokens before their number …
const PRESENT_BEFORE_TOKENS: usize = 4;
/// … or behind it.
const PRESENT_BEHIND_TOKENS: usize = 3;
/// For, against and neither.
const VOTES: [VoteCue; 3] = [VoteCue::For, VoteCue::Against, VoteCue::Abstained];

/// How those voted whose number is the total, where the sentence tells of all of them, and whether it is told that they were
/// there: «حضر الجلسة 210 نواب، أيد 120 منهم المشروع وعارضه 70 وامتنع 20», "120 voted for, 70 against and 20 abstained".
pub(super) fn votes_behind<'q>(
    run: &Run<'_>,
    total: &Quantity,
    following: &'q [Quantity],
) -> Option<(Vec<&'q Quantity>, bool)> {
    let text = &run.read.get(total.article.idx())?.text;
    let count = |quantity: &Quantity| if is_bare_count(quantity) { value_of(quantity) } else { None };
    let of: Number = count(total)?;
    let in_sentence = following.iter().take_while(|part| part.sentence == total.sentence);
    // Who was ill or stayed away is a part, too: one more than there are votes says so.
    let parts: Vec<&Quantity> = in_sentence.filter(|part| !part.is_date()).take(VOTES.len() + 1).collect();
    let are_fewer = parts.iter().all(|part| count(part).is_some_and(|value| value < of));
    if parts.len() != VOTES.len() || !are_fewer {
        return None;
    }
    let are_all = |side: Side| {
        let cue = |idx: usize| cue_of(run, text, (total, &parts), idx, side);
        let cues: Vec<VoteCue> = (0..parts.len()).filter_map(cue).collect();
        VOTES.iter().all(|vote| cues.contains(vote)) && !votes_itself(run, text, (total, &parts), side)
    };
    // Where verbs stand behind who does it, those before a number are of the one before: "120 for, 70 against".
    let verbs_lead = run.ruleset.names.article(&text.language).is_some();
    let are_all = verbs_lead && are_all(Side::Before) || are_all(Side::After);
    if !are_all {
        return None;
    }
    let are_present = are_present(run, text, total, parts.first());
    Some((parts, are_present))
}

/// Whether the number that may be the total is told to have voted in one way: it is a part.
fn votes_itself(
    run: &Run<'_>,
    text: &ArticleText,
    (total, parts): (&Quantity, &[&Quantity]),
    side: Side,
) -> bool {
    let (start, end) = (text.token_at(total.core.start()), text.token_at(total.core.end()));
    let first = text.sentences.get(total.sentence.idx()).map_or(start, |sentence| sentence.tokens.start);
    let near = match side {
        Side::Before => start.saturating_sub(CUE_TOKENS).max(first)..start,
        Side::After => {
            end..parts.first().map_or(end, |part| text.token_at(part.core.start())).min(end + CUE_TOKENS)
        }
    };
    let until = near.end;
    near.into_iter().any(|at| vote_at(run, text, at..until).is_some_and(|cue| cue != VoteCue::Present))
}

/// Where a number's verb stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// What the number at `idx` of the parts is told to have done, on one side of it.
fn cue_of(
    run: &Run<'_>,
    text: &ArticleText,
    (total, parts): (&Quantity, &[&Quantity]),
    idx: usize,
    side: Side,
) -> Option<VoteCue> {
    let part = *parts.get(idx)?;
    let sentence = text.sentences.get(total.sentence.idx())?;
    let (start, end) = (text.token_at(part.core.start()), text.token_at(part.core.end()));
    match side {
        Side::Before => {
            let before =
                idx.checked_sub(1).and_then(|before| parts.get(before)).map_or(total, |before| *before);
            let first = text.token_at(before.core.end()).max(start.saturating_sub(CUE_TOKENS));
            (first..start).rev().find_map(|at| vote_at(run, text, at..start))
        }
        Side::After => {
            let next =
                parts.get(idx + 1).map_or(sentence.tokens.end, |next| text.token_at(next.core.start()));
            (end..next.min(end + CUE_TOKENS)).find_map(|at| vote_at(run, text, at..next))
        }
    }
    .filter(|cue| *cue != VoteCue::Present)
}

fn vote_at(run: &Run<'_>, text: &ArticleText, tokens: std::ops::Range<usize>) -> Option<VoteCue> {
    let readings = text.tokens.get(tokens)?.iter().map(|token| token.reading);
    Some(run.ruleset.arithmetic.votes.longest(&run.ruleset.vocabulary, readings)?.value)
}

/// Whether it is told of a number that they were there.
fn are_present(run: &Run<'_>, text: &ArticleText, total: &Quantity, first: Option<&&Quantity>) -> bool {
    let (start, end) = (text.token_at(total.core.start()), text.token_at(total.span.end()));
    let first = first.map_or(text.tokens.len(), |part| text.token_at(part.core.start()));
    let near = start.saturating_sub(PRESENT_BEFORE_TOKENS)..(end + PRESENT_BEHIND_TOKENS).min(first);
    let sentence =
        text.sentences.get(total.sentence.idx()).map_or(near.clone(), |sentence| sentence.tokens.clone());
    let mut told = near.filter(|at| sentence.contains(at));
    told.any(|at| vote_at(run, text, at..sentence.end) == Some(VoteCue::Present))
}
