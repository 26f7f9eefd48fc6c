//! Names in scripts with capitals: runs of capitalised words.

use super::{MentionKind, Scanner, known};
use crate::{
    base::lex::LexKind,
    ruleset::{Title, WordClasses, phrases::PhraseMatch},
    text::BlockKind,
};

/// A name has at most this many words.
const NAME_WORDS_MAX: usize = 6;

/// Reads the name that begins at the token `at`, or after the title that does; gives its tokens.
pub(super) fn read(scanner: &mut Scanner<'_>, at: usize, end: usize) -> usize {
    let ruleset = scanner.ruleset;
    let office = office_tokens(scanner, at, end);
    let title = title_at(scanner, at, end);
    // "Justice Minister", "Justice Kagan"
    if let Some(title) = title.filter(|title| office.is_none_or(|n_tokens| n_tokens <= title.n_tokens)) {
        let title_end = at + title.n_tokens;
        let told = if title.value.complement { complement_end(scanner, title_end, end) } else { title_end };
        let leads = told > title_end && name_start(scanner, told, end).is_some();
        return titled(scanner, at, end, if leads { told - at } else { title.n_tokens });
    }
    if let Some(n_tokens) = office {
        return titled(scanner, at, end, n_tokens);
    }
    let nation = ruleset.names.nationalities().longest(
        &ruleset.vocabulary,
        scanner.text.tokens.get(at..end).unwrap_or(&[]).iter().map(|token| token.reading),
    );
    // "South African"
    if let Some(nation) = nation.filter(|nation| nation.n_tokens > 1) {
        return nation.n_tokens;
    }
    if !begins(scanner, at) {
        return 0;
    }
    let stop = run_end(scanner, at, end);
    let n_words = stop - at;
    let first = scanner.word(at).copied();
    let given = first.is_some_and(|word| word.classes.any(WordClasses::NAMES) || word.known);
    let said =
        ruleset_says(scanner, stop) || at.checked_sub(1).is_some_and(|before| ruleset_says(scanner, before));
    let kind = match (given && n_words >= 2) || (said && n_words >= 1) {
        true => MentionKind::Person,
        false => MentionKind::Unknown,
    };
    scanner.push(kind, None, at..stop);
    n_words
}

/// The title that begins at the token `at`.
fn title_at(scanner: &Scanner<'_>, at: usize, end: usize) -> Option<PhraseMatch<Title>> {
    let ruleset = scanner.ruleset;
    let readings = scanner.text.tokens.get(at..end)?.iter().map(|token| token.reading);
    ruleset.titles.phrases().longest(&ruleset.vocabulary, readings)
}

/// The tokens of an office whose words stand before the title: "Health Minister", "Foreign and Trade Minister".
fn office_tokens(scanner: &Scanner<'_>, at: usize, end: usize) -> Option<usize> {
    let (ruleset, text) = (scanner.ruleset, scanner.text);
    let is_portfolio = |idx: usize| {
        text.tokens.get(idx).is_some_and(|token| ruleset.offices.is_portfolio(text.folded_of(token)))
    };
    if !is_capital(scanner, at) || !is_portfolio(at) {
        return None;
    }
    let mut behind = at + 1..end.min(at + OFFICE_WORDS_MAX);
    let found = behind.find_map(|idx| Some((idx, title_at(scanner, idx, end)?)));
    let (title_start, title) = found.filter(|(_, title)| title.value.complement)?;
    let joins = ruleset.qualifiers.joins(&text.language);
    let is_join = |idx: usize| {
        text.tokens.get(idx).is_some_and(|token| joins.iter().any(|join| join == text.folded_of(token)))
    };
    let belongs = |idx: usize| is_capital(scanner, idx) || is_join(idx);
    (at..title_start).all(belongs).then_some(title_start + title.n_tokens - at)
}

/// So many words of an office stand before its title.
const OFFICE_WORDS_MAX: usize = 5;

/// Where the words behind a title end that tell of what it is one: "Minister of Oil", "Ambassador to Kenya".
fn complement_end(scanner: &Scanner<'_>, after: usize, end: usize) -> usize {
    let folded = |idx: usize| scanner.text.tokens.get(idx).map_or("", |token| scanner.text.folded_of(token));
    let joins = scanner.word(after).is_some_and(|word| word.classes.any(WordClasses::STOP));
    if !joins {
        return after;
    }
    let (mut at, mut told) = (after + 1, after);
    while at < end && at - after < COMPLEMENT_WORDS_MAX && !is_person_titled(scanner, at, end) {
        let n_place = known::n_tokens(scanner, at, end);
        let is_office = is_capital(scanner, at) && scanner.ruleset.offices.knows(folded(at));
        if n_place > 0 || is_office {
            at += n_place.max(1);
            told = at;
        } else if scanner.word(at).is_some_and(|word| word.classes.any(WordClasses::STOP)) {
            at += 1;
        } else {
            break;
        }
    }
    told
}

/// Whether a title that is no office begins here, and with it somebody else: "Minister to Prince Hassan".
fn is_person_titled(scanner: &Scanner<'_>, at: usize, end: usize) -> bool {
    title_at(scanner, at, end).is_some_and(|title| !title.value.complement)
}

/// So many words of an office follow its title.
const COMPLEMENT_WORDS_MAX: usize = 7;

fn titled(scanner: &mut Scanner<'_>, at: usize, end: usize, n_tokens: usize) -> usize {
    let mut title_end = at + n_tokens;
    let stop_mark = scanner
        .text
        .tokens
        .get(title_end)
        .is_some_and(|token| !token.spaced && token.span.text(&scanner.article.text) == ".");
    title_end += usize::from(stop_mark);
    // "civil defense chief Colonel Oscar Medina"
    let rank = |at: usize| {
        let title = title_at(scanner, at, end)?;
        (!title.value.complement && name_start(scanner, at + title.n_tokens, end).is_some())
            .then_some(title.n_tokens)
    };
    title_end += rank(title_end).unwrap_or(0);
    let Some(name) = name_start(scanner, title_end, end) else {
        return n_tokens;
    };
    let stop = run_end(scanner, name, end);
    let tokens = scanner.text.tokens.get(at..title_end).unwrap_or(&[]);
    let title = tokens.first().zip(tokens.last()).map(|(first, last)| first.span.cover(last.span));
    scanner.push(MentionKind::Person, title, name..stop);
    stop - at
}

/// Where the name behind a title begins: right there, or between commas, "the finance minister, Kofi Asamani,".
fn name_start(scanner: &Scanner<'_>, title_end: usize, end: usize) -> Option<usize> {
    let is_comma = |at: usize| {
        scanner.text.tokens.get(at).is_some_and(|token| token.span.text(&scanner.article.text) == ",")
    };
    let ends_sentence = |at: usize| {
        at >= end
            || at + 1 >= end && scanner.text.tokens.get(at).is_some_and(|token| token.kind == LexKind::Mark)
    };
    let in_commas = is_comma(title_end);
    let name = title_end + usize::from(in_commas);
    let begins = name < end
        && is_capital(scanner, name)
        && !is_never(scanner, name)
        && known::n_tokens(scanner, name, end) == 0;
    let is_closed = || {
        let stop = run_end(scanner, name, end);
        stop > name + 1 && (is_comma(stop) || ends_sentence(stop))
    };
    (begins && (!in_commas || is_closed())).then_some(name)
}

/// Whether a name begins here: a capital that does not only begin a sentence or a heading.
fn begins(scanner: &Scanner<'_>, at: usize) -> bool {
    if !is_capital(scanner, at) || is_never(scanner, at) {
        return false;
    }
    let Some(word) = scanner.word(at) else {
        return false;
    };
    let surely = word.classes.any(WordClasses::NAMES) || word.known || !word.ordinary;
    surely || !only_position(scanner, at)
}

/// Whether the capital may be there only because a sentence, quotation or heading begins.
fn only_position(scanner: &Scanner<'_>, at: usize) -> bool {
    let Some(token) = scanner.text.tokens.get(at) else {
        return true;
    };
    let sentence =
        scanner.text.sentence_at(token.span.start()).and_then(|id| scanner.text.sentences.get(id.idx()));
    let heading = sentence
        .and_then(|sentence| scanner.text.block_of(sentence))
        .is_some_and(|block| block.kind != BlockKind::Paragraph);
    let first = sentence.is_none_or(|sentence| sentence.tokens.start == at);
    let after_mark =
        at.checked_sub(1).and_then(|before| scanner.text.tokens.get(before)).is_some_and(|before| {
            matches!(before.span.text(&scanner.article.text), "\"" | "“" | ":" | "‘" | "—" | ".")
        });
    heading || first || after_mark
}

fn run_end(scanner: &Scanner<'_>, start: usize, end: usize) -> usize {
    let mut at = start + 1;
    let mut stop = at;
    while at < end && at - start < 2 * NAME_WORDS_MAX {
        let Some(token) = scanner.text.tokens.get(at) else {
            break;
        };
        let joins_mark = token.kind == LexKind::Mark
            && !token.spaced
            && matches!(token.span.text(&scanner.article.text), "-" | ".")
            && scanner.text.tokens.get(at + 1).is_some_and(|next| !next.spaced);
        let join = scanner.word(at).is_some_and(|word| word.classes.any(WordClasses::JOIN));
        if joins_mark || (join && !is_capital(scanner, at)) {
            at += 1;
            continue;
        }
        if !is_capital(scanner, at)
            || is_never(scanner, at)
            || known::n_tokens(scanner, at, end) > 1
            || leads_to_holder(scanner, at, end)
        {
            break;
        }
        at += 1;
        stop = at;
    }
    stop
}

/// Whether an office begins here, and behind it the full name of who holds it: "Nordvind Chief Executive Hanna Lindqvist".
fn leads_to_holder(scanner: &Scanner<'_>, at: usize, end: usize) -> bool {
    let title = title_at(scanner, at, end);
    title.filter(|title| title.value.complement).is_some_and(|title| {
        let name = at + title.n_tokens;
        let is_name = |at: usize| at < end && is_capital(scanner, at) && !is_never(scanner, at);
        is_name(name) && is_name(name + 1) && known::n_tokens(scanner, name, end) == 0
    })
}

fn is_capital(scanner: &Scanner<'_>, at: usize) -> bool {
    scanner.text.tokens.get(at).is_some_and(|token| {
        let mut chars = token.span.text(&scanner.article.text).chars();
        chars.next().is_some_and(char::is_uppercase) && chars.any(char::is_lowercase)
    })
}

fn is_never(scanner: &Scanner<'_>, at: usize) -> bool {
    let never = WordClasses::STOP.with(WordClasses::NATIONALITY);
    scanner.word(at).is_none_or(|word| word.classes.any(never))
}

fn ruleset_says(scanner: &Scanner<'_>, at: usize) -> bool {
    scanner
        .text
        .tokens
        .get(at)
        .and_then(|token| token.reading)
        .is_some_and(|reading| scanner.ruleset.titles.is_speech(reading.word))
}
