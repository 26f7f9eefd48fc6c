//! `arithmetic-mismatch`: a total that its parts do not add up to.

use rust_decimal::Decimal;

use crate::{
    align::{Measure, Quantity, is_joined, value_text},
    base::{Interval, Number, id::ArticleId, interval::Bound},
    event::TokenFeature,
    extract::{FigureKind, FigureValue},
    judge::{
        Confidence, Evidence, EvidenceValue, Finding, Run, Severity, arithmetic_parted,
        arithmetic_people::{
            FIRST_PEOPLE_GAP_TOKENS, are_all_people, begins_anew, is_among_things, is_of_people,
            is_of_some_people, joined_before,
        },
        arithmetic_referred::referred,
        arithmetic_relation::is_compared,
        arithmetic_total, arithmetic_votes, arithmetic_whole,
        arithmetic_wording::{is_bare_count, is_comma, is_dash, token_text, total_of, value_of},
        draft::event_name,
        draft::side,
    },
    ruleset::arithmetic::{PartsCue, RelationCue},
    text::ArticleText,
};

/// The wording stands within this many tokens behind the total …
const CUE_TOKENS: usize = 6;
/// … and within this many where a comma stands before it: «89 نائبا حضروا الجلسة الأولى للبرلمان الجديد، وهم».
const CUE_BEHIND_COMMA_TOKENS: usize = 12;
/// Parts farther apart than this belong to something else.
const PART_GAP_TOKENS: usize = 9;
/// With more parts than so many what follows them is hardly one more.
const PARTS_SEVERAL: usize = 3;
/// What is within a total stands right behind the wording.
const INCLUDED_GAP_TOKENS: usize = 0;

/// The totals of an article that their parts contradict.
pub(super) fn judge(run: &Run<'_>, article: ArticleId) -> Vec<Finding> {
    let quantities = run.quantities.get(article.idx()).map_or(&[][..], Vec::as_slice);
    let across = referred(run, quantities);
    let across = across.iter().filter_map(|told| mismatch(run, told.total, &told.parts, PartsCue::All));
    let votes = quantities.iter().enumerate().filter_map(|(idx, total)| {
        let (parts, are_present) = arithmetic_votes::votes_behind(run, total, quantities.get(idx + 1..)?)?;
        let Measure::Figure { interval, .. } = &total.measure else { return None };
        // Of all members some stayed away. All three are told to be parts, though two may add up.
        let told = are_present || are_more(&parts, total);
        let sum = sum(&parts).filter(|sum| told && !sum.meets(interval) && is_of_the_size(sum, interval));
        sum.map(|_| finding(run, total, &parts, PartsCue::All))
    });
    let summed = quantities.iter().enumerate().filter_map(|(idx, total)| {
        let parts = arithmetic_total::contradicting(run, total, quantities.get(..idx)?)?;
        Some(finding(run, total, &parts, PartsCue::All))
    });
    let parted = quantities.iter().enumerate().filter_map(|(idx, total)| {
        let parts = arithmetic_parted::contradicting(run, total, quantities.get(idx + 1..)?)?;
        // Each is told to be a part: none is something else that follows when the others have added up.
        let Measure::Figure { kind, interval, .. } = &total.measure else { return None };
        let told = *kind != FigureKind::Percent && is_of_the_size(&sum(&parts)?, interval);
        told.then(|| finding(run, total, &parts, PartsCue::All))
    });
    quantities
        .iter()
        .enumerate()
        .filter_map(|(idx, total)| {
            let following = quantities.get(idx + 1..)?;
            let told = cue_behind(run, total).or_else(|| mark_behind(run, total));
            let numbered = if told.is_some() { None } else { numbered_list_behind(run, total, following) };
            let told = told
                .or_else(|| numbered.map(|(end, _)| (PartsCue::Listed, end)))
                .or_else(|| Some((PartsCue::All, arithmetic_whole::parted_end(run, total, following)?)));
            let shared = arithmetic_whole::shared_out_behind(run, total, following);
            let whole = match shared {
                Some(_) => None,
                None => arithmetic_whole::comma_behind(run, total).map(|end| (PartsCue::Listed, end)),
            };
            let colon = match told.or(whole) {
                Some(_) => None,
                None => shared.or_else(|| arithmetic_whole::list_mark_behind(run, total, following)),
            };
            let far = colon.map(|end| (PartsCue::Listed, end));
            let (cue, cue_end) = told.or(whole).or(far).or_else(|| comma_behind(run, total))?;
            let mut parts = parts_behind(run, following, total, (cue, cue_end, far.is_some()));
            let is_apart = whole.is_some() && arithmetic_whole::are_told_apart(run, total, &parts);
            let is_list = far.is_some() && arithmetic_whole::are_bare_list(run, &parts);
            if told.is_none() && !is_apart && !is_list && !are_all_people(run, total, &parts) {
                return None;
            }
            let is_short = numbered.is_some_and(|(_, n_parts)| n_parts != parts.len());
            if is_short || parts.iter().chain([&total]).all(|one| is_bracketed(run, one)) {
                return None;
            }
            let cue = if cue == PartsCue::Some && names_rest(run, &parts) { PartsCue::All } else { cue };
            let ones = ones_behind(run, &parts);
            let told = match cue {
                PartsCue::Some => true,
                PartsCue::Listed if is_apart => is_last(run, quantities, total, &parts),
                PartsCue::Listed => ends_there(run, parts.last()?, following),
                _ => are_all_told(run, &parts, cue_end) && is_last(run, quantities, total, &parts),
            };
            parts.extend(ones.iter().filter(|_| cue == PartsCue::All));
            if told { mismatch(run, total, &parts, cue) } else { None }
        })
        .chain(across)
        .chain(votes)
        .chain(summed)
        .chain(parted)
        .collect()
}

/// The wording between a total and its parts, and the position of the token behind it.
fn cue_behind(run: &Run<'_>, total: &Quantity) -> Option<(PartsCue, usize)> {
    let text = &run.read.get(total.article.idx())?.text;
    let sentence = text.sentences.get(total.sentence.idx())?;
    // A verb may have been taken for what is counted: «المصابين الـ143 توزعوا على …».
    let first = text.token_at(total.core.end());
    let noun_end = text.token_at(total.span.end());
    let last = sentence.tokens.end.min(noun_end + CUE_BEHIND_COMMA_TOKENS);
    let is_near = |at: &usize| {
        *at < noun_end + CUE_TOKENS || at.checked_sub(1).is_some_and(|before| is_comma(run, total, before))
    };
    let told = (first..last).filter(is_near).find_map(|at| {
        let readings = text.tokens.get(at..sentence.tokens.end)?.iter().map(|token| token.reading);
        let found = run.ruleset.arithmetic.cues.longest(&run.ruleset.vocabulary, readings)?;
        // «سهم» is no «هم».
        if at < noun_end && found.n_tokens == 1 {
            return None;
        }
        Some((found.value, opened_list(run, total, at + found.n_tokens)))
    });
    told.or_else(|| Some((PartsCue::All, arithmetic_whole::equated_end(run, text, total)?)))
}

/// Where a list begins behind wording that ends at `cue_end`: «موزعة على ثلاثة أبواب: 210», «ستوزع على ثلاثة أبواب، هي 210».
fn opened_list(run: &Run<'_>, total: &Quantity, cue_end: usize) -> usize {
    let Some(text) = run.read.get(total.article.idx()).map(|read| &read.text) else { return cue_end };
    let opened_at = |at: usize| {
        if token_text(run, total, at) == ":" {
            return Some(at + 1);
        }
        let before = at.checked_sub(1).filter(|before| is_comma(run, total, *before))?;
        let readings = text.tokens.get(before + 1..)?.iter().map(|token| token.reading);
        let found = run.ruleset.arithmetic.cues.longest(&run.ruleset.vocabulary, readings)?;
        (found.value == PartsCue::All).then_some(at + found.n_tokens)
    };
    (cue_end..=cue_end + LIST_TOKENS).find_map(opened_at).unwrap_or(cue_end)
}

/// A list that wording announces opens within so many tokens.
const LIST_TOKENS: usize = 3;

/// A mark that opens a list stands so many tokens behind the total: «60 قتيلا وجريحا:».
const MARK_TOKENS: usize = 2;
/// So many words of a sentence may follow the last part: its noun.
const LAST_NOUN_TOKENS: usize = 2;

/// … or where it was.
const LAST_PLACE_TOKENS: usize = 4;

/// Whether what it is taken from stands right behind it: «1620 من أبناء المحافظة».
fn is_taken_from(run: &Run<'_>, part: &Quantity) -> bool {
    let Some(text) = run.read.get(part.article.idx()).map(|read| &read.text) else { return false };
    let behind = text.tokens.get(text.token_at(part.core.end())..).unwrap_or(&[]);
    let readings = behind.iter().map(|token| token.reading);
    let found = run.ruleset.arithmetic.relations.longest(&run.ruleset.vocabulary, readings);
    found.is_some_and(|found| matches!(found.value, RelationCue::From))
}

/// Whether it stands in brackets, as every item of some lists does: «يوفنتوس (12 مليونا)، إنتر ميلان (20 مليونا)».
fn is_bracketed(run: &Run<'_>, quantity: &Quantity) -> bool {
    let start = run.read.get(quantity.article.idx()).map(|read| read.text.token_at(quantity.core.start()));
    start
        .and_then(|start| start.checked_sub(1))
        .is_some_and(|before| token_text(run, quantity, before) == "(")
}

/// A mark behind a total that its parts follow right away, and the position of the token behind it.
fn mark_behind(run: &Run<'_>, total: &Quantity) -> Option<(PartsCue, usize)> {
    let first = run.read.get(total.article.idx())?.text.token_at(total.span.end());
    let is_mark = |at: &usize| matches!(token_text(run, total, *at), ":" | "(") || is_dash(run, total, *at);
    (first..=first + MARK_TOKENS).find(is_mark).map(|at| (PartsCue::Listed, at + 1))
}

/// A mark behind how many parts a total has, the position of the token behind it, and that number: «45 مقعدا على ثلاث قوى:».
fn numbered_list_behind(run: &Run<'_>, total: &Quantity, following: &[Quantity]) -> Option<(usize, usize)> {
    let text = &run.read.get(total.article.idx())?.text;
    let next = following.first().filter(|next| next.sentence == total.sentence && is_bare_count(next))?;
    let value = value_of(next)?;
    let n_parts = (2..=LIST_PARTS_MAX).find(|n| i64::try_from(*n).is_ok_and(|n| value == Number::from(n)))?;
    let (end, start) = (text.token_at(total.span.end()), text.token_at(next.core.start()));
    let mark = text.token_at(next.span.end());
    let opens = |at: &usize| token_text(run, total, *at) == ":";
    let colon = (mark..=mark + MARK_TOKENS).find(opens)?;
    (start <= end + LIST_TOKENS).then_some((colon + 1, n_parts))
}

/// A list in one sentence has no more parts.
const LIST_PARTS_MAX: usize = 9;

/// A comma behind the noun of a total that its parts may follow: "six crew members, four Filipinos and two Indians,".
fn comma_behind(run: &Run<'_>, total: &Quantity) -> Option<(PartsCue, usize)> {
    let first = run.read.get(total.article.idx())?.text.token_at(total.span.end());
    (first..=first + MARK_TOKENS).find(|at| is_comma(run, total, *at)).map(|at| (PartsCue::Listed, at + 1))
}

/// Whether the list ends with its last part: with a mark that closes it, with the sentence, or with a comma
/// behind which the sentence has no further figure.
fn ends_there(run: &Run<'_>, last: &Quantity, following: &[Quantity]) -> bool {
    let Some((read, article)) = run.read.get(last.article.idx()).zip(run.articles.get(last.article.idx()))
    else {
        return false;
    };
    let end = read.text.token_at(last.span.end());
    let is_last =
        !following.iter().any(|other| other.sentence == last.sentence && other.core.start > last.core.start);
    let closes = |at: usize| {
        let mark = read.text.tokens.get(at).map_or(".", |token| token.span.text(&article.text));
        let dash = mark == "-" && read.text.tokens.get(at).is_some_and(|token| token.spaced);
        let clause = matches!(mark, "،" | ",") && ends_list(run, (last, at), following);
        matches!(mark, "." | ")" | "–" | "—" | "؛" | ";")
            || dash
            || is_last && matches!(mark, "،" | ",")
            || clause
    };
    // «و119 في أبو الحسن.»
    let of_place = arithmetic_whole::opens_place(run, &read.text, end) || is_taken_from(run, last);
    let n_tokens = if of_place { LAST_PLACE_TOKENS } else { LAST_NOUN_TOKENS };
    (end..=end + n_tokens).any(closes)
}

/// Whether the comma at a token ends a list whose last part was joined to the others, and joins nothing to it: "312
/// passengers and 38 crew, although she was licensed to carry 270".
fn ends_list(run: &Run<'_>, (last, comma): (&Quantity, usize), following: &[Quantity]) -> bool {
    let Some(read) = run.read.get(last.article.idx()) else { return false };
    let text = &read.text;
    // «، وعربة لنقل الأمتعة»: one more, without a number.
    let noun = read.features.get(comma + 1).map(|feature| feature.key).filter(|key| *key != 0);
    if noun.is_some() && noun == last.counted.map(|counted| counted.key) {
        return false;
    }
    // «، و4 أطفال», not «، وأن جثتين لم تعرفا»
    let joins = run.ruleset.qualifiers.joins(&text.language);
    let folded = |at: usize| text.tokens.get(at).map_or("", |token| text.folded_of(token));
    let first = comma + 1 + usize::from(joins.iter().any(|join| join == folded(comma + 1)));
    let goes_on = following.iter().any(|next| text.token_at(next.core.start()) == first);
    joined_before(run, text, last) && !goes_on
}

/// The quantities of the sentence that follow each other behind the wording and measure the same.
fn parts_behind<'q>(
    run: &Run<'_>,
    following: &'q [Quantity],
    total: &Quantity,
    (cue, cue_end, is_far): (PartsCue, usize, bool),
) -> Vec<&'q Quantity> {
    let Some(text) = run.read.get(total.article.idx()).map(|read| &read.text) else { return Vec::new() };
    let first_gap = if cue != PartsCue::All { INCLUDED_GAP_TOKENS } else { PART_GAP_TOKENS };
    let mut at = cue_end;
    let mut parts = Vec::new();
    let opens_list =
        cue_end > 0 && token_text(run, total, cue_end - 1) == ":" || is_set_off(run, total, cue_end);
    let is_whole = cue == PartsCue::Listed && arithmetic_whole::comma_behind(run, total) == Some(cue_end);
    // «ثلاثة في الأول واثنان في الثاني»
    let is_place = |part: &&Quantity| cue != PartsCue::Listed || !part.measure.is_of(FigureKind::Ordinal);
    let in_sentence = following.iter().take_while(|part| part.sentence == total.sentence);
    for part in in_sentence.filter(is_place) {
        let start = text.token_at(part.core.start());
        match () {
            () if start >= cue_end => {}
            // «موزعة على ثلاثة أبواب:», «الستة في هجومين،», «9 ملايين دينار، على ثلاثة بنود هي»
            () if opens_list || is_whole || total.measure.has_unit() && is_bare_count(part) => continue,
            // «65 مقعدا توزعت على ثلاث كتل، هي 47 …»
            () if cue == PartsCue::All && counts_parts(part) => continue,
            // "14 grants this year:"
            () if part.is_date() => continue,
            () => return Vec::new(),
        }
        let gap = if parts.is_empty() { first_gap } else { PART_GAP_TOKENS };
        let is_part = |part: &Quantity| match cue {
            // «1620 من أبناء المحافظة و1180 من محافظات أخرى»
            PartsCue::All if is_bare_count(total) && is_bare_count(part) && is_taken_from(run, part) => {
                !begins_anew(run, text, part)
            }
            PartsCue::All => {
                let is_near = !parts.is_empty() || start <= at + FIRST_PEOPLE_GAP_TOKENS;
                measures_the_same(run, total, part)
                    || is_near && (is_of_people(run, text, total, part) || is_among_things(run, total, part))
                    || is_told_without_unit(run, total, part, parts.is_empty())
            }
            // «120 نائبا في التصويت: 70 لصالح المذكرة»
            PartsCue::Listed if is_far && !total.measure.has_unit() => is_bare_count(part),
            // «46 مركبة: 24 شاحنة و15 حافلة»
            PartsCue::Listed => {
                measures_the_same(run, total, part) || opens_list && is_among_things(run, total, part)
            }
            PartsCue::Some => measures_the_same(run, total, part),
        };
        let is_closed = || {
            let last: Option<&&Quantity> = parts.last().filter(|_| cue != PartsCue::Some);
            let comma = comma_near(run, total, at).filter(|comma| *comma < start);
            last.zip(comma).is_some_and(|(last, at)| ends_list(run, (last, at), std::slice::from_ref(part)))
        };
        // «، مقارنة مع 887 أسيرا في الصفقة السابقة»
        if start > at + gap || is_compared(run, text, at..start) || !is_part(part) || is_closed() {
            break;
        }
        at = text.token_at(part.span.end());
        parts.push(part);
    }
    parts
}

/// The comma right behind a part that ends at a token, or behind its noun: «و7 ناقلات سيارات، وأن …».
fn comma_near(run: &Run<'_>, part: &Quantity, end: usize) -> Option<usize> {
    (end..end + LAST_NOUN_TOKENS).find(|at| is_comma(run, part, *at))
}

/// Whether a part is told without the unit of its total: joined to one before it, «2900 قنطار من البحيرة و1450 من كفر الشيخ», or
/// in words of its scale, «214 مليون دينار، بين 121 مليونا للزبادي».
fn is_told_without_unit(run: &Run<'_>, total: &Quantity, part: &Quantity, is_first: bool) -> bool {
    let Some(text) = run.read.get(part.article.idx()).map(|read| &read.text) else { return false };
    let is_less = value_of(part).zip(value_of(total)).is_some_and(|(part, total)| part < total);
    let is_scaled = part.letters > 0 && total.letters > 0;
    let goes_on = is_scaled || !is_first && joined_before(run, text, part);
    total.measure.has_unit() && is_bare_count(part) && is_less && goes_on
}

/// Whether what begins at a token is set off by two dashes: "23 paintings - eleven portraits and twelve landscapes - from".
fn is_set_off(run: &Run<'_>, total: &Quantity, start: usize) -> bool {
    let Some(text) = run.read.get(total.article.idx()).map(|read| &read.text) else { return false };
    let Some(sentence) = text.sentences.get(total.sentence.idx()) else { return false };
    let closes = |at: usize| is_dash(run, total, at);
    start > sentence.tokens.start && closes(start - 1) && (start..sentence.tokens.end).any(closes)
}

/// Whether a number may say how many parts a total has.
fn counts_parts(quantity: &Quantity) -> bool {
    let most = i64::try_from(LIST_PARTS_MAX).map_or(Number::from(0), Number::from);
    is_bare_count(quantity) && value_of(quantity).is_some_and(|value| value <= most)
}

/// Whether the last part is told to be all that is left: «منهم 12 رجلا والباقون 8 نساء».
pub(super) fn names_rest(run: &Run<'_>, parts: &[&Quantity]) -> bool {
    let [.., before, last] = parts else { return false };
    let Some(text) = run.read.get(last.article.idx()).map(|read| &read.text) else { return false };
    (text.token_at(before.span.end())..text.token_at(last.core.start())).any(|at| opens_rest(run, text, at))
}

fn opens_rest(run: &Run<'_>, text: &ArticleText, at: usize) -> bool {
    let readings = text.tokens.get(at..).unwrap_or(&[]).iter().map(|token| token.reading);
    run.ruleset.arithmetic.rests.longest(&run.ruleset.vocabulary, readings).is_some()
}

/// Whether the sentence tells nothing behind the parts that measures the same: it may be a part, too.
fn is_last(run: &Run<'_>, quantities: &[Quantity], total: &Quantity, parts: &[&Quantity]) -> bool {
    let Some(last) = parts.last() else { return false };
    let behind = quantities
        .iter()
        .filter(|other| other.sentence == total.sentence && other.core.start > last.core.start)
        .filter(|other| !other.is_date() && !is_compared_behind(run, last, other));
    let has_unit =
        |quantity: &Quantity| matches!(&quantity.measure, Measure::Figure { units, .. } if !units.is_empty());
    let mut alike =
        behind.filter(|other| measures_the_same(run, total, other) || !has_unit(total) && !has_unit(other));
    parts.len() > PARTS_SEVERAL || alike.next().is_none() || is_closed_behind(run, last, quantities)
}

/// Whether a figure is told behind the last part as what is compared with.
fn is_compared_behind(run: &Run<'_>, last: &Quantity, other: &Quantity) -> bool {
    let Some(text) = run.read.get(last.article.idx()).map(|read| &read.text) else { return false };
    is_compared(run, text, text.token_at(last.span.end())..text.token_at(other.core.start()))
}

/// Whether the list ends with its last part and a comma, behind which something else is told.
fn is_closed_behind(run: &Run<'_>, last: &Quantity, quantities: &[Quantity]) -> bool {
    let Some(read) = run.read.get(last.article.idx()) else { return false };
    let end = read.text.token_at(last.span.end());
    let behind = quantities.partition_point(|other| other.core.start <= last.core.start);
    let comma = comma_near(run, last, end);
    comma.is_some_and(|at| ends_list(run, (last, at), quantities.get(behind..).unwrap_or(&[])))
}

/// A noun and the word that says that it is one.
const TOKENS_OF_ONE: usize = 2;

/// The parts of one that are joined to the last: «وتركي واحد» is no figure elsewhere.
fn ones_behind(run: &Run<'_>, parts: &[&Quantity]) -> Vec<Quantity> {
    let Some(last) = parts.last() else { return Vec::new() };
    let Some(text) = run.read.get(last.article.idx()).map(|read| &read.text) else { return Vec::new() };
    let mut ones = Vec::new();
    let mut at = text.token_at(last.span.end());
    let is_one = |at: usize| {
        let readings = text.tokens.get(at..).unwrap_or(&[]).iter().map(|token| token.reading);
        run.ruleset.arithmetic.ones.longest(&run.ruleset.vocabulary, readings).is_some()
    };
    while is_joined(run.ruleset, text, at) && is_one(at + 1) {
        let Measure::Figure { kind, units, per, .. } = last.measure.clone() else { break };
        let one = Number::from(1);
        let bound = Some(Bound { value: one, closed: true });
        let (value, interval) = (FigureValue::One(one), Interval { low: bound, high: bound });
        ones.push(Quantity {
            measure: Measure::Figure { kind, value, interval, units, per },
            ..(*last).clone()
        });
        at += TOKENS_OF_ONE;
    }
    ones
}

/// Whether every part is told by a figure: nothing is joined to the parts without one («هم الأب واثنان»,
/// «ليبيان وتونسي»), none is told again by its own parts, and none is one that was told before («الثلاثة»).
fn are_all_told(run: &Run<'_>, parts: &[&Quantity], cue_end: usize) -> bool {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    let Some(text) = run.read.get(first.article.idx()).map(|read| &read.text) else { return false };
    let article = run.ruleset.names.article(&text.language).unwrap_or_default();
    let is_told_before = |part: &&Quantity| {
        let token = text.tokens.get(text.token_at(part.core.start()));
        !article.is_empty()
            && part.digits.is_empty()
            && token.is_some_and(|token| text.folded_of(token).starts_with(article))
    };
    let starts_with_cue = |at: usize| {
        let readings = text.tokens.get(at..).unwrap_or(&[]).iter().map(|token| token.reading);
        run.ruleset.arithmetic.cues.longest(&run.ruleset.vocabulary, readings).is_some()
    };
    let mut at = cue_end;
    for part in parts {
        let start = text.token_at(part.core.start());
        let end = (at..start).find(|idx| opens_rest(run, text, *idx)).unwrap_or(start);
        // «13 مليار دولار عملات وودائع و7 مليارات دولار ذهبا»
        let is_of_two =
            |idx: usize| first.measure.has_unit() && idx == at + 1 || is_told_of_two(run, text, at..idx);
        let joins = |idx: usize| {
            let is_of_part = first.measure.has_unit() && is_told_as_amount(run, text, idx..start)
                || idx + JOINED_TOKENS == start && is_of_two(idx);
            is_joined(run.ruleset, text, idx)
                && !is_of_part
                && !arithmetic_whole::is_second_place(run, first, idx)
        };
        if (at..end).any(|idx| joins(idx) && idx + 1 < start || starts_with_cue(idx)) {
            return false;
        }
        at = text.token_at(part.span.end());
    }
    let behind = text.token_at(last.span.end()) + TOKENS_OF_ONE * ones_behind(run, parts).len();
    let goes_on = is_joined(run.ruleset, text, behind);
    !goes_on && !parts.iter().any(is_told_before)
}

/// Whether what a part is stands before its sum, up to the wording between the two: «ومنحة بقيمة 15 مليون يورو».
fn is_told_as_amount(run: &Run<'_>, text: &ArticleText, before: std::ops::Range<usize>) -> bool {
    const NAME_TOKENS: usize = 4;
    let amount_at = |at: usize| {
        let readings = text.tokens.get(at..).unwrap_or(&[]).iter().map(|token| token.reading);
        let found = run.ruleset.arithmetic.amounts.longest(&run.ruleset.vocabulary, readings);
        found.is_some_and(|found| at + found.n_tokens == before.end)
    };
    before.len() <= NAME_TOKENS + 1 && before.clone().skip(1).any(amount_at)
}

/// A word that is joined to another, and the joint of the next part.
const JOINED_TOKENS: usize = 2;

/// Whether what stands behind a part says what it is taken from, so that a word joined to that is of the part: «37 مليون دينار من
/// الرسوم والعمولات و18 مليون دينار».
fn is_told_of_two(run: &Run<'_>, text: &ArticleText, behind: std::ops::Range<usize>) -> bool {
    const SOURCE_TOKENS: usize = 2;
    let readings = text.tokens.get(behind.start..).unwrap_or(&[]).iter().map(|token| token.reading);
    let from = run.ruleset.arithmetic.relations.longest(&run.ruleset.vocabulary, readings);
    let from = from.filter(|found| found.value == RelationCue::From);
    from.is_some_and(|from| behind.len() == from.n_tokens + SOURCE_TOKENS - 1)
}

/// Of one kind and unit; two nouns that are counted may differ where both are people.
fn measures_the_same(run: &Run<'_>, total: &Quantity, part: &Quantity) -> bool {
    let people = |feature: TokenFeature| {
        let concept = feature.concept.and_then(|concept| run.ruleset.concepts.get(concept));
        concept.is_some_and(|concept| concept.is_people || concept.is_role)
    };
    if let (Some(total), Some(part)) = (total.counted, part.counted)
        && total.key != part.key
        && !is_kind_of(run, part, total)
        && (!people(total) || part.concept.is_some() && !people(part))
    {
        return false;
    }
    match (&total.measure, &part.measure) {
        (Measure::Figure { kind, units, .. }, Measure::Figure { kind: part_kind, units: part_units, .. }) => {
            kind == part_kind && (units == part_units || units.iter().any(|unit| part_units.contains(unit)))
        }
        _ => false,
    }
}

/// Whether one noun counts a kind of what the other does: gold medals, of medals.
fn is_kind_of(run: &Run<'_>, kind: TokenFeature, whole: TokenFeature) -> bool {
    let concept = |feature: TokenFeature| run.ruleset.concepts.get(feature.concept?);
    concept(kind).zip(concept(whole)).is_some_and(|(kind, whole)| kind.group.as_deref() == Some(&*whole.id))
}

fn mismatch(run: &Run<'_>, total: &Quantity, parts: &[&Quantity], cue: PartsCue) -> Option<Finding> {
    let Measure::Figure { kind, interval, .. } = &total.measure else { return None };
    // What is said to be all of it adds up whatever it is earned from: gold, copper.
    if *kind == FigureKind::Percent || total.volatile && cue != PartsCue::All {
        return None;
    }
    let wrong = match (cue, parts) {
        (PartsCue::All | PartsCue::Listed, [_, _, ..]) => {
            // What follows when the parts have added up tells of something else.
            let reaches = |parts: &[&Quantity]| sum(parts).is_some_and(|sum| sum.meets(interval));
            let adds_up = (2..=parts.len()).any(|n_parts| parts.get(..n_parts).is_some_and(reaches));
            let may_be_other = |idx: usize| parts.get(idx).is_some_and(|part| counts_other(part, total));
            let mut others = (0..parts.len()).filter(|idx| parts.len() > 2 && may_be_other(*idx));
            let adds_up = adds_up || others.any(|idx| reaches(&without(parts, idx)));
            !adds_up && is_of_the_size(&sum(parts)?, interval)
        }
        (PartsCue::Some, [part, ..]) if is_greater(part, total) => !is_manifold(part, total),
        (PartsCue::Some, [_, _, ..]) => sum_is_greater(run, parts, total),
        _ => false,
    };
    wrong.then(|| finding(run, total, parts, cue))
}

/// Whether a part may count something else than the total: it has no unit, nor the noun of the total.
fn counts_other(part: &Quantity, total: &Quantity) -> bool {
    let of_noun = part.counted.zip(total.counted).is_some_and(|(part, total)| part.key == total.key);
    !part.measure.has_unit() && !of_noun
}

/// The parts but one, which counts something else: «سبعة تخصصات مقسمة على مسارين: ثلاثة … وأربعة».
fn without<'q>(parts: &[&'q Quantity], idx: usize) -> Vec<&'q Quantity> {
    let (before, rest) = parts.split_at(idx.min(parts.len()));
    before.iter().chain(rest.iter().skip(1)).copied().collect()
}

/// Whether a sum is near enough to a total for the parts to be its own: prices that follow a volume,
/// shares of something else, are not.
fn is_of_the_size(sum: &Interval, total: &Interval) -> bool {
    let ends = || Some((sum.low?.value, sum.high?.value, total.low?.value, total.high?.value));
    let times = |number: Number, percent: i64| {
        number.to_decimal().checked_mul(Decimal::new(percent, 2)).unwrap_or(number.to_decimal())
    };
    ends().is_some_and(|(low, high, total_low, total_high)| {
        high.to_decimal() >= times(total_low, SIZE_MIN_PERCENT)
            && low.to_decimal() <= times(total_high, SIZE_MAX_PERCENT)
    })
}

/// The parts of a total that was misprinted add up to at least so much of it, in per cent …
const SIZE_MIN_PERCENT: i64 = 60;
/// … and at most to so much.
const SIZE_MAX_PERCENT: i64 = 170;

/// The values that the sum of the parts can have.
fn sum(parts: &[&Quantity]) -> Option<Interval> {
    let mut low = Decimal::ZERO;
    let mut high = Decimal::ZERO;
    for part in parts {
        let Measure::Figure { interval, .. } = &part.measure else { return None };
        low = low.checked_add(interval.low?.value.to_decimal())?;
        high = high.checked_add(interval.high?.value.to_decimal())?;
    }
    let bound = |value: Decimal| Some(Bound { value: Number::from(value), closed: true });
    Some(Interval { low: bound(low), high: bound(high) })
}

fn is_greater(part: &Quantity, total: &Quantity) -> bool {
    match (&part.measure, &total.measure) {
        (Measure::Figure { interval: part, .. }, Measure::Figure { interval: total, .. }) => {
            matches!((part.low, total.high), (Some(low), Some(high)) if low.value > high.value)
        }
        _ => false,
    }
}

/// Whether parts in the unit of the total, of its very noun, or by sex and age are more than it together: «500 سلة، منها 300
/// سلة في المدينة و250 سلة في القرى», «48 مهاجرا، بينهم 29 رجلا و14 امرأة و7 أطفال».
fn sum_is_greater(run: &Run<'_>, parts: &[&Quantity], total: &Quantity) -> bool {
    let is_of_total = |part: &&Quantity| {
        let noun = |quantity: &Quantity| quantity.counted.map(|counted| counted.key);
        part.measure.has_unit() || noun(part).is_some() && noun(part) == noun(total)
    };
    let are_of_total = parts.iter().all(is_of_total);
    let are_of_some = || parts.iter().all(|part| is_of_some_people(run, total, part));
    (are_of_total || are_of_some()) && are_more(parts, total)
}

/// Whether parts are more than their total together, and not so much more that they are of something else.
fn are_more(parts: &[&Quantity], total: &Quantity) -> bool {
    let Measure::Figure { interval, .. } = &total.measure else { return false };
    sum(parts).is_some_and(|sum| {
        matches!((sum.low, interval.high), (Some(low), Some(high)) if low.value > high.value)
            && is_of_the_size(&sum, interval)
    })
}

/// A bare number so many times the total counts something else: «9 دروس استفاد منها 1500».
const PART_FACTOR_MAX: i64 = 5;

fn is_manifold(part: &Quantity, total: &Quantity) -> bool {
    let has_unit = matches!(&part.measure, Measure::Figure { units, .. } if !units.is_empty());
    match (&part.measure, &total.measure) {
        (Measure::Figure { interval: part, .. }, Measure::Figure { interval: total, .. }) if !has_unit => {
            let limit = total.high.and_then(|high| high.value.checked_mul(Decimal::from(PART_FACTOR_MAX)));
            matches!((part.low, limit), (Some(low), Some(limit)) if low.value > limit)
        }
        _ => false,
    }
}

fn finding(run: &Run<'_>, total: &Quantity, parts: &[&Quantity], cue: PartsCue) -> Finding {
    let rule = "arithmetic-mismatch";
    let a = side(run.ruleset, total);
    let values: Vec<String> = parts.iter().map(|part| value_text(run.ruleset, part)).collect();
    let is_greater_first = parts.first().is_some_and(|part| is_greater(part, total));
    let core = run.articles.get(total.article.idx()).map_or("", |article| total.core.text(&article.text));
    let added = match cue {
        PartsCue::Some if is_greater_first => values.first().cloned().unwrap_or_default(),
        PartsCue::All | PartsCue::Listed | PartsCue::Some => {
            total_of(parts).map_or_else(String::new, |sum| written_as(core, total, Number::from(sum)))
        }
    };
    let mut id_parts = vec![a.source.as_str(), a.value.as_str()];
    id_parts.extend(values.iter().map(String::as_str));
    let written = run.articles.get(total.article.idx()).map_or("", |article| total.span.text(&article.text));
    Finding {
        id: Finding::id_of(rule, &id_parts),
        rule,
        severity: Severity::Warning,
        confidence: Confidence(900),
        event: event_name(run, total.article),
        subject: written.to_owned(),
        arguments: vec![("a", written.to_owned()), ("sum", added), ("source_a", a.source.clone())],
        a,
        b: None,
        suggestion: None,
        message: if cue == PartsCue::Some && is_greater_first { "part" } else { "sum" },
        evidence: vec![Evidence { name: "parts", value: EvidenceValue::List(values), weight: None }],
    }
}

/// A sum as its total is written, where that is one number and a scale, «154.5 مليون دينار» beside «151.5 مليون دينار»; else the
/// number alone.
fn written_as(core: &str, total: &Quantity, sum: Number) -> String {
    let is_of_number = |c: char| c.is_ascii_digit() || c == '.';
    let mut numbers = core.split(|c| !is_of_number(c)).filter(|run| !run.is_empty());
    let Some(number) = numbers.next().filter(|_| numbers.next().is_none() && !core.contains(',')) else {
        return sum.to_string();
    };
    let written: Option<Decimal> = number.parse().ok();
    let scale = match &total.measure {
        Measure::Figure { value: FigureValue::One(value), .. } => {
            written.and_then(|written| value.to_decimal().checked_div(written))
        }
        _ => None,
    };
    let scale = scale.filter(|scale| SCALES.map(Decimal::from).contains(scale));
    let scaled = scale.and_then(|scale| sum.to_decimal().checked_div(scale));
    scaled.map_or_else(|| sum.to_string(), |scaled| core.replacen(number, &scaled.normalize().to_string(), 1))
}

/// A thousand, a million, a billion and a trillion.
const SCALES: [i64; 4] = [1_000, 1_000_000, 1_000_000_000, 1_000_000_000_000];
