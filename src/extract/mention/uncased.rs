//! Names in scripts without capitals: found by what stands around them.

use super::{MentionKind, Scanner, known, word::Word};
use crate::{
    base::{Span, lex::LexKind},
    ruleset::{Proclitics, Title, WordClasses, phrases::PhraseMatch},
};

/// A name has at most this many words.
const NAME_WORDS_MAX: usize = 7;
/// At most this many words of an office follow its head: «وزير الشؤون الخارجية والتعاون الدولي المغربي».
const COMPLEMENT_WORDS_MAX: usize = 7;
/// A word that no rule knows is taken for a name from this many letters on.
const UNKNOWN_CHARS_MIN: usize = 4;
/// Beside a title or a given name, from this many.
const BESIDE_CHARS_MIN: usize = 3;

/// Behind a verb of speech a name before an office has so many words at least …
const TOLD_WORDS_MIN: usize = 2;
/// … and at most.
const TOLD_WORDS_MAX: usize = 4;

/// What is joined to an office has so many letters behind its article.
const JOINED_CHARS_MIN: usize = 2;
/// … and, where nobody knows the word, so many: «وزير النقل واللوجستيك».
const JOINED_UNKNOWN_CHARS_MIN: usize = 4;

const GIVEN: WordClasses = WordClasses::ANY_GIVEN;
const NEVER: WordClasses = WordClasses::STOP
    .with(WordClasses::NATIONALITY)
    .with(WordClasses::PLACE_HEAD)
    .with(WordClasses::BODY_HEAD);

/// Reads the name that begins at the token `at`, or after the title that does; gives its tokens.
pub(super) fn read(scanner: &mut Scanner<'_>, at: usize, end: usize) -> usize {
    if let Some(title) = title_at(scanner, at, end) {
        return titled(scanner, at, end, title);
    }
    let Some(word) = scanner.word(at).copied() else {
        return 0;
    };
    if word.classes.any(WordClasses::PLACE_HEAD.with(WordClasses::BODY_HEAD)) {
        return headed(scanner, at, end, word.classes);
    }
    if word.classes.any(NEVER) || is_speech(scanner, at) {
        return 0;
    }
    let said = at.checked_sub(1).is_some_and(|before| is_speech(scanner, before));
    if word.classes.any(WordClasses::NAMES.with(WordClasses::JOIN)) {
        let stop = person_end(scanner, at, end);
        let is_told = said || is_before_office(scanner, stop, end);
        if is_person(scanner, at, stop, is_told) {
            scanner.push(MentionKind::Person, None, at..stop);
            return stop - at;
        }
    }
    if let Some(stop) = told_end(scanner, at, end).filter(|_| said) {
        scanner.push(MentionKind::Person, None, at..stop);
        return stop - at;
    }
    if !is_foreign(&word, UNKNOWN_CHARS_MIN) {
        return 0;
    }
    let stop = unknown_end(scanner, at, end);
    let kind = if said { MentionKind::Person } else { MentionKind::Unknown };
    scanner.push(kind, None, at..stop);
    stop - at
}

fn title_at(scanner: &Scanner<'_>, at: usize, end: usize) -> Option<PhraseMatch<Title>> {
    let ruleset = scanner.ruleset;
    if !scanner.starts(at).title {
        return None;
    }
    let readings = scanner.text.tokens.get(at..end)?.iter().map(|token| token.reading);
    let title = ruleset.titles.phrases().longest(&ruleset.vocabulary, readings)?;
    // «سالم» is no «م.» with proclitics.
    (!title.value.abbreviation || title.proclitics.is_none()).then_some(title)
}

/// Reads a title and the name after it. Without a name the title alone is passed over.
fn titled(scanner: &mut Scanner<'_>, at: usize, end: usize, title: PhraseMatch<Title>) -> usize {
    let after = at + title.n_tokens;
    if title.value.abbreviation {
        let is_stop = mark_at(scanner, after).is_some_and(|mark| matches!(mark, "." | "/"))
            && !is_spaced(scanner, after);
        let name = after + usize::from(is_stop);
        let stop = person_end(scanner, name, end);
        if is_stop && stop > name && begins_after_title(scanner, name) {
            push_titled(scanner, (at..after + 1, title.proclitics), name..stop);
            return stop - at;
        }
        return 0;
    }
    let office_end =
        if title.value.complement { complement_end(scanner, after, end, title.value) } else { after };
    let mut name = ranks_end(scanner, office_end, end);
    let n_title = name;
    if mark_at(scanner, name).is_some_and(|mark| matches!(mark, "،" | "," | "«" | "\"" | ":")) {
        name += 1;
    }
    let after_mark = name > n_title;
    let is_office = office_end > after;
    let begins = begins_after_title(scanner, name)
        || (is_office || is_given_before_strange(scanner, name)) && is_given_before_name(scanner, name);
    if !begins || (after_mark && !is_surely_name(scanner, name)) {
        return title.n_tokens;
    }
    let mut stop = person_end(scanner, name, end);
    if !after_mark && is_given_title(scanner, at, title, name) {
        scanner.push(MentionKind::Person, None, at..stop);
        return stop - at;
    }
    // «الوزيرة ريم حداد»: a family's name that is a word, too.
    let is_given = |at: usize| scanner.word(at).is_some_and(|word| word.classes.any(GIVEN));
    let is_family = |at: usize| {
        scanner.word(at).is_some_and(|word| word.known && !word.proclitic && !word.classes.any(NEVER))
            && is_word(scanner, at)
            && is_spaced(scanner, at)
            && !is_speech(scanner, at)
    };
    let ends_name = |at: usize| {
        is_family(at)
            || is_rare_and_closed(scanner, at)
            || is_office && is_behind_country(scanner, name) && may_be_family(scanner, at)
    };
    if stop == name + 1 && stop < end && is_given(name) && ends_name(stop) {
        stop += 1;
    }
    let mut inside = after;
    while inside < n_title {
        inside += known::read(scanner, inside, n_title).max(1);
    }
    push_titled(scanner, (at..n_title, title.proclitics), name..stop);
    stop - at
}

/// Whether a word behind a title and a given name may be the family's, though no list has it: a seldom one that nothing
/// goes on from, «العميد نبيل حمادة للوكالة», «نبيل حمادة إن».
fn is_rare_and_closed(scanner: &Scanner<'_>, at: usize) -> bool {
    let is_closed = |at: usize| {
        let goes_on = |word: &Word| !word.proclitic && !word.classes.any(WordClasses::STOP);
        !is_word(scanner, at) || !scanner.word(at).is_some_and(goes_on)
    };
    may_be_family(scanner, at) && scanner.word(at).is_some_and(|word| !word.listed) && is_closed(at + 1)
}

/// Whether what may be a title is the given name before a family's: «سلطان الكتبي», «أمير الخالدي».
fn is_given_title(scanner: &Scanner<'_>, at: usize, title: PhraseMatch<Title>, name: usize) -> bool {
    let first = scanner.word(at).filter(|word| word.given && !word.definite && !word.proclitic);
    let family = scanner.word(name).filter(|word| word.definite && !word.given_defined);
    title.n_tokens == 1 && name == at + 1 && first.is_some() && family.is_some()
}

fn push_titled(
    scanner: &mut Scanner<'_>,
    (title, proclitics): (std::ops::Range<usize>, Proclitics),
    name: std::ops::Range<usize>,
) {
    let tokens = scanner.text.tokens.get(title.clone()).unwrap_or(&[]);
    // «والي» is no «الي» with «و».
    let whole = tokens.first().filter(|_| proclitics.is_none()).map(|token| token.span);
    let first = whole.or_else(|| scanner.word(title.start).map(|word| word.stem));
    let span = first.zip(tokens.last()).map(|(first, last)| first.cover(last.span));
    scanner.push(MentionKind::Person, span, name);
}

/// Where the words of an office end: definite words, nationalities, places, and the first word of a
/// construct («وزير خارجية فرنسا»).
fn complement_end(scanner: &Scanner<'_>, after: usize, end: usize, title: Title) -> usize {
    let mut at = after;
    let mut is_closed = after.checked_sub(1).is_some_and(|last| is_definite(scanner, last));
    while at < end && at - after < COMPLEMENT_WORDS_MAX {
        // «الرئيس التنفيذي لـ«بنك المنار» ماجد …»
        let lone = usize::from(is_lone_proclitic(scanner, at));
        if let Some(closed) = quoted_body_end(scanner, at + lone, end).filter(|_| at + lone > after) {
            at = closed;
            break;
        }
        let Some(word) = scanner.word(at).filter(|_| is_word(scanner, at)) else {
            break;
        };
        let n_place = known::n_tokens(scanner, at, end);
        if n_place > 0 {
            at += n_place;
            is_closed = true;
            continue;
        }
        // «مدير الدفاع المدني في محافظة ذي قار العميد …»
        let heads = |at: usize, of: WordClasses| scanner.word(at).is_some_and(|word| word.classes.any(of));
        let heads_place = |at: usize| heads(at, WordClasses::PLACE_HEAD);
        let tells_place = |at: usize| known::n_tokens(scanner, at + 1, end) > 0;
        // «عميد كلية الطب في جامعة القيروان»
        let heads_body = |at: usize| heads(at, WordClasses::BODY_HEAD) && tells_place(at);
        let is_posted = title.posted && word.classes.any(WordClasses::STOP);
        let leads_to_place = is_posted && (tells_place(at) || heads_place(at + 1) || heads_body(at + 1))
            || title.posted && at > after && (heads_place(at) && tells_place(at) || heads_body(at));
        let is_title = title_at(scanner, at, end)
            .is_some_and(|title| !title.value.abbreviation && (at > after || !title.value.complement));
        if is_title || word.classes.any(WordClasses::JOIN) {
            break;
        }
        let belongs = leads_to_place
            || title.of_place && is_of_place(scanner, after, at)
            || word.classes.any(WordClasses::NATIONALITY)
            || (word.definite
                && word.ordinary
                && !word.classes.any(WordClasses::NAMES)
                && !is_rare_before_name(scanner, at))
            || goes_on_with(scanner, at)
            || is_joined_definite(scanner, at) && !goes_on(scanner, at)
            || names_body(scanner, at)
            || at > after && names_body(scanner, at - 1) && is_joined_definite(scanner, at)
            || (word.ordinary
                && at < after + 2
                && (!is_closed || goes_on(scanner, at))
                && !word.classes.any(WordClasses::NAMES.with(WordClasses::STOP))
                && !is_given_before_name(scanner, at)
                && !is_speech(scanner, at));
        if !belongs {
            break;
        }
        is_closed = is_definite(scanner, at);
        at += 1;
    }
    at
}

/// Whether nothing but proclitics stands there, as before a quotation mark: «لـ».
fn is_lone_proclitic(scanner: &Scanner<'_>, at: usize) -> bool {
    let text = scanner.text;
    text.tokens.get(at).is_some_and(|token| scanner.ruleset.languages.is_proclitic(text.folded_of(token)))
}

/// Whether a word has the article: behind it no indefinite word is of the office, as in «وزير الداخلية قام …».
fn is_definite(scanner: &Scanner<'_>, at: usize) -> bool {
    let has_article = |word: &Word| word.definite || has_article(scanner, at, word);
    scanner.word(at).is_some_and(|word| word.classes.any(WordClasses::NATIONALITY) || has_article(word))
}

/// Whether the article stands on a word behind another proclitic: «والري», «بالإنابة», «للأمير».
fn is_joined_definite(scanner: &Scanner<'_>, at: usize) -> bool {
    let text = scanner.text;
    let article = scanner.ruleset.names.article(&text.language).filter(|article| !article.is_empty());
    let language = scanner.ruleset.languages.get(&text.language);
    let Some(((article, language), token)) = article.zip(language).zip(text.tokens.get(at)) else {
        return false;
    };
    let with_article = article_of(scanner);
    let least = |word: &Word| if word.ordinary { JOINED_CHARS_MIN } else { JOINED_UNKNOWN_CHARS_MIN };
    let mut stacks = language.prefixes.iter().filter(|prefix| {
        prefix.form != article && !with_article.is_none() && prefix.proclitics.contains(with_article)
    });
    let rest = stacks.find_map(|stack| text.folded_of(token).strip_prefix(stack.form.as_str()));
    scanner.word(at).zip(rest).is_some_and(|(word, rest)| rest.chars().count() >= least(word))
}

/// Where the quoted name of a body ends that somebody's follows: «لشركة «نورس للطيران» طارق البنا».
fn quoted_body_end(scanner: &Scanner<'_>, at: usize, end: usize) -> Option<usize> {
    const QUOTED_TOKENS_MAX: usize = 6;
    let is_quote =
        |at: usize, quotes: [&str; 3]| mark_at(scanner, at).is_some_and(|mark| quotes.contains(&mark));
    if !is_quote(at, ["«", "\"", "“"]) {
        return None;
    }
    let behind = (at + 2..end.min(at + QUOTED_TOKENS_MAX)).find(|at| is_quote(*at, ["»", "\"", "”"]))? + 1;
    let is_name = begins_after_title(scanner, behind) && is_surely_name(scanner, behind)
        || is_given_before_name(scanner, behind);
    is_name.then_some(behind)
}

/// Whether a word is the name of the body before it, and somebody's behind it: «لشركة معادن عبد الرحمن …».
fn names_body(scanner: &Scanner<'_>, at: usize) -> bool {
    // «رئيس النادي …» tells no name of it.
    let is_head = |before: usize| {
        scanner.word(before).is_some_and(|word| word.classes.any(WordClasses::BODY_HEAD))
            && !is_definite(scanner, before)
    };
    // «لشركة صدف للطيران بدر …»
    let name = if is_joined_definite(scanner, at + 1) { at + 2 } else { at + 1 };
    at.checked_sub(1).is_some_and(is_head)
        && may_follow_given(scanner, at)
        && (begins_after_title(scanner, name) || is_given_before_name(scanner, name))
}

/// Whether a word goes on with the office before it though that is definite: «الرئيس التنفيذي لشركة …».
fn goes_on(scanner: &Scanner<'_>, at: usize) -> bool {
    let text = scanner.text;
    let may_link = |folded: &str| scanner.ruleset.titles.may_link(folded, &text.language);
    text.tokens.get(at).is_some_and(|token| may_link(text.folded_of(token)))
}

/// Whether the office goes on with a word and what that is of: «رئيس الاتحاد التونسي لكرة القدم».
fn goes_on_with(scanner: &Scanner<'_>, at: usize) -> bool {
    let never = NEVER.with(WordClasses::NAMES);
    let is_plain =
        scanner.word(at).is_some_and(|word| word.ordinary && !word.given && !word.classes.any(never));
    let of = scanner.word(at + 1).is_some_and(|word| word.ordinary && !word.classes.any(never));
    is_plain && of && goes_on(scanner, at) && !is_speech(scanner, at) && is_definite(scanner, at + 1)
}

/// Whether a word between an office and a given name is of the place: «والي زنغولداق مراد …», «والي جهة سوس ماسة سعيد …».
fn is_of_place(scanner: &Scanner<'_>, after: usize, at: usize) -> bool {
    let is_given = |at: usize| scanner.word(at).is_some_and(|word| word.classes.any(GIVEN) && !word.definite);
    let near = at + 1..after + PLACE_WORDS_MAX;
    let leads_to_name =
        near.clone().find(|idx| !may_follow_given(scanner, *idx) || is_given(*idx)).is_some_and(is_given);
    let begins = scanner.word(after).is_some_and(|word| !word.definite && !word.proclitic);
    begins && !is_given(at) && leads_to_name
}

/// The place of an office is told in so many words.
const PLACE_WORDS_MAX: usize = 5;

/// Where ranks and forms of address end that stand between an office and a name: «وزير الدفاع الفريق أول الركن …»,
/// «وزير الصحة د. …».
fn ranks_end(scanner: &Scanner<'_>, office_end: usize, end: usize) -> usize {
    let mut at = office_end;
    while let Some(rank) = title_at(scanner, at, end) {
        let mut after = at + rank.n_tokens;
        let stop = || mark_at(scanner, after).is_some_and(|mark| matches!(mark, "." | "/"));
        if rank.value.abbreviation {
            if !stop() {
                break;
            }
            after += 1;
        }
        // «وزير الداخلية للأمير …» is told to somebody.
        let is_linked = !rank.proclitics.without(article_of(scanner)).is_none();
        if is_linked || rank.value.complement && !begins_after_title(scanner, after) {
            break;
        }
        at = after;
    }
    if begins_after_title(scanner, at) || is_given_before_name(scanner, at) { at } else { office_end }
}

fn begins_after_title(scanner: &Scanner<'_>, at: usize) -> bool {
    let Some(word) = scanner.word(at).filter(|_| is_word(scanner, at)) else {
        return false;
    };
    !word.proclitic
        && !known::is_agency_addressed(scanner, at, scanner.text.tokens.len().min(at + NAME_WORDS_MAX))
        && (!word.classes.any(NEVER) || is_spelled_name(scanner, at))
        && !is_speech(scanner, at)
        && (word.classes.any(WordClasses::NAMES.with(WordClasses::JOIN))
            || is_foreign(word, BESIDE_CHARS_MIN))
}

/// Whether a word that is a function word, too, joins the name of a family to a foreign given name: «بيتر فان دايك».
fn is_particle_within(scanner: &Scanner<'_>, at: usize) -> bool {
    let (text, names) = (scanner.text, &scanner.ruleset.names);
    let is_join = || {
        let id = text.tokens.get(at).and_then(|token| scanner.ruleset.vocabulary.id(text.folded_of(token)));
        id.is_some_and(|id| names.classes(id).any(WordClasses::JOIN))
    };
    let follows_given = at
        .checked_sub(1)
        .and_then(|before| scanner.word(before))
        .is_some_and(|before| before.classes.any(WordClasses::GIVEN_FOREIGN) && !before.proclitic);
    let is_family = |next: &Word| next.classes.any(WordClasses::NAMES) || is_foreign(next, UNKNOWN_CHARS_MIN);
    let leads_to_family = || {
        is_spaced(scanner, at + 1)
            && scanner.word(at + 1).is_some_and(|next| !next.definite && !next.proclitic && is_family(next))
    };
    // Every word of every name is asked; the look-up comes last.
    follows_given && leads_to_family() && is_join()
}

/// Whether a given name that is a function word in another spelling stands before another name: «زياد علي فاضل»,
/// «آن هيدالغو».
fn is_spelled_name(scanner: &Scanner<'_>, at: usize) -> bool {
    let Some((word, next)) = scanner.word(at).zip(scanner.word(at + 1)) else {
        return false;
    };
    let is_name = next.classes.any(WordClasses::NAMES) || is_foreign(next, BESIDE_CHARS_MIN);
    word.spelled
        && !word.proclitic
        && may_follow_given(scanner, at + 1)
        && known::n_tokens(scanner, at + 1, at + 2) == 0
        && (is_name
            || word.surely_spelled
                && (next.definite
                    || next.given
                    || !next.listed && !next.common && is_behind_country(scanner, at)))
}

/// Whether a word may be of the name that the word before it begins.
fn may_follow_given(scanner: &Scanner<'_>, at: usize) -> bool {
    let may_be = |word: &Word| !word.proclitic && !word.classes.any(NEVER);
    is_word(scanner, at)
        && is_spaced(scanner, at)
        && !is_speech(scanner, at)
        && scanner.word(at).is_some_and(may_be)
}

/// Whether an office with its country or town ends before `at`.
fn is_behind_country(scanner: &Scanner<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|last| {
        let is_nation = scanner.word(last).is_some_and(|word| word.classes.any(WordClasses::NATIONALITY));
        // «رئيس الاتحاد السنغالي لكرة القدم …»
        let ends_link = last > 0 && is_definite(scanner, last) && goes_on_with(scanner, last - 1);
        is_nation || ends_link || known::n_tokens(scanner, last, at) == 1
    })
}

/// Whether a word may be a name behind an office, and is not likely a verb.
fn may_be_family(scanner: &Scanner<'_>, at: usize) -> bool {
    let text = scanner.text;
    let may_be_verb = |folded: &str| scanner.ruleset.titles.may_be_verb(folded, &text.language);
    may_follow_given(scanner, at)
        && scanner.word(at).is_some_and(|word| !word.definite)
        && !is_joined_definite(scanner, at)
        && !text.tokens.get(at).is_some_and(|token| may_be_verb(text.folded_of(token)))
}

/// Whether a word of which little is known begins a name behind an office with its country: «وزيرة الصحة السويدية أكو
/// أنكاربرغ», «رئيس مجلس النواب الليبي عقيلة صالح».
fn is_rare_before_name(scanner: &Scanner<'_>, at: usize) -> bool {
    let Some((word, next)) = scanner.word(at).zip(scanner.word(at + 1)) else {
        return false;
    };
    // «ميته فريدريكسن»: before what is no word a seldom one is of the name.
    let is_foreign = is_foreign(next, UNKNOWN_CHARS_MIN);
    let may_be = may_be_family(scanner, at) && (!word.listed || is_foreign && !word.common);
    // «وزير النقل السوداني الفاتح بابكر»
    let is_rank = title_at(scanner, at, at + 1).is_some();
    let is_defined =
        word.given_defined && !word.common && !word.proclitic && !is_rank && !word.classes.any(NEVER);
    is_behind_country(scanner, at)
        && (may_be || is_defined)
        && may_follow_given(scanner, at + 1)
        && (next.classes.any(WordClasses::NAMES) || is_foreign)
}

/// Whether a given name that is a word, too, begins a name behind an office, by what follows it: «وزير النفط العراقي حيان
/// عبد الغني», «وزير الاقتصاد السوري نضال الشعار».
fn is_given_before_name(scanner: &Scanner<'_>, at: usize) -> bool {
    let Some((word, next)) = scanner.word(at).zip(scanner.word(at + 1)) else {
        return false;
    };
    let beside = is_word(scanner, at + 1) && is_spaced(scanner, at + 1) && !is_speech(scanner, at + 1);
    let is_name = next.classes.any(WordClasses::NAMES.with(WordClasses::JOIN))
        || next.given
        || is_foreign(next, BESIDE_CHARS_MIN);
    let may_be = is_name && !next.classes.any(NEVER) || next.definite && !word.common;
    // «وزير الفلاحة التونسي عز الدين …»
    let is_compound = || {
        next.classes.any(WordClasses::SECOND) && may_be_family(scanner, at) && is_behind_country(scanner, at)
    };
    word.given && !word.classes.any(NEVER) && !word.proclitic && beside && !next.proclitic && may_be
        || beside && is_compound()
        || is_before_patronymic(scanner, at)
        || is_rare_before_name(scanner, at)
}

/// Whether a given name that is a word, too, stands before a name or a word that nobody knows: «العقيد باسل معطوقي».
fn is_given_before_strange(scanner: &Scanner<'_>, at: usize) -> bool {
    let is_strange = |word: &Word| {
        word.classes.any(WordClasses::NAMES) || is_foreign(word, UNKNOWN_CHARS_MIN) && !word.guessed
    };
    scanner.word(at).is_some_and(|word| word.given) && scanner.word(at + 1).is_some_and(is_strange)
}

/// Whether a word that may be a name is joined to another as to that of the father: «سيدي ولد اعبيدي».
fn is_before_patronymic(scanner: &Scanner<'_>, at: usize) -> bool {
    let is_name = |word: &Word| {
        word.classes.any(WordClasses::NAMES) || is_foreign(word, BESIDE_CHARS_MIN) || word.definite
    };
    may_be_family(scanner, at)
        && scanner
            .word(at + 1)
            .is_some_and(|word| word.classes.any(WordClasses::PATRONYMIC) && !word.proclitic)
        && may_follow_given(scanner, at + 2)
        && scanner.word(at + 2).is_some_and(is_name)
}

fn is_surely_name(scanner: &Scanner<'_>, at: usize) -> bool {
    scanner.word(at).is_some_and(|word| word.classes.any(WordClasses::NAMES) || !word.ordinary)
}

/// Where the name of a person that begins at `start` ends.
fn person_end(scanner: &Scanner<'_>, start: usize, end: usize) -> usize {
    let mut at = start;
    let mut n_definite = 0;
    while at < end && at - start < NAME_WORDS_MAX {
        let Some(word) = scanner.word(at).filter(|_| is_word(scanner, at)) else {
            break;
        };
        let is_particle = at > start && is_particle_within(scanner, at);
        if at > start && (word.proclitic && !is_particle || !is_spaced(scanner, at)) {
            break;
        }
        if known::is_agency_addressed(scanner, at, end) {
            break;
        }
        let is_given = at == start && is_given_before_name(scanner, at);
        let of_family = at == start + 1
            && word.definite
            && scanner.word(start).is_some_and(|first| {
                first.classes.any(WordClasses::GIVEN) && !first.classes.any(WordClasses::NATIONALITY)
            });
        // «سالم الكندي», «محمد المصري»: a given name alone is told of nobody.
        let of_family = of_family && word.classes.any(WordClasses::NATIONALITY);
        let follows_join =
            at > start && scanner.word(at - 1).is_some_and(|word| word.classes.any(WordClasses::JOIN));
        // «عبد الله»
        let of_god = follows_join && word.classes.any(WordClasses::SECOND);
        // «إلياس بن رمضان»
        let is_month = follows_join && word.classes.any(WordClasses::NAMES);
        let is_never = word.classes.any(NEVER) && !is_month && !is_particle && !is_spelled_name(scanner, at);
        if is_never && !of_family && !of_god || is_speech(scanner, at) {
            break;
        }
        let follows_given = at > start && scanner.word(at - 1).is_some_and(|word| word.classes.any(GIVEN))
            || at == start + 1 && is_given_before_name(scanner, start)
            || ends_compound(scanner, start, at);
        let named = word.classes.any(WordClasses::NAMES) && (!word.definite || at == start || follows_given);
        let second = word.classes.any(WordClasses::SECOND) && at > start;
        let join =
            (is_particle || word.classes.any(WordClasses::JOIN)) && at + 1 < end && is_word(scanner, at + 1);
        // «نور الدين الإبراهيمي»
        let follows_second =
            at > start + 1 && scanner.word(at - 1).is_some_and(|word| word.classes.any(WordClasses::SECOND));
        let surname = word.definite && (follows_given || follows_join || follows_second) && n_definite == 0;
        let after_foreign = at > start
            && !word.listed
            && word.n_chars >= UNKNOWN_CHARS_MIN
            && scanner.word(at - 1).is_some_and(|word| word.classes.any(WordClasses::GIVEN_FOREIGN));
        // «مراد كايا أوغلو»
        let before_family =
            word.known && scanner.word(at + 1).is_some_and(|next| next.classes.any(WordClasses::SURNAME));
        let listed = is_given || follows_given && (word.given || before_family);
        let belongs =
            named || listed || second || join || surname || follows_join || after_foreign || of_family;
        if !(belongs || is_foreign(word, BESIDE_CHARS_MIN)) {
            break;
        }
        if at > start && known::n_tokens(scanner, at, end) > 0 && !named && !word.definite {
            break;
        }
        // «عبد الرحمن الفقيه»: the first article is the given name's.
        let is_second =
            ends_compound(scanner, start, at + 1) || at > start && word.classes.any(WordClasses::SECOND);
        n_definite += usize::from(word.definite && word.ordinary && !is_second);
        at += 1;
    }
    while at > start + 1
        && scanner
            .word(at - 1)
            .is_some_and(|word| word.classes.any(WordClasses::JOIN) && !word.classes.any(WordClasses::NAMES))
    {
        at -= 1;
    }
    at
}

/// Whether a given name of two words ends before `at`: «عبد الرحمن», also behind «بن».
fn ends_compound(scanner: &Scanner<'_>, start: usize, at: usize) -> bool {
    let joins = |at: usize| scanner.word(at).is_some_and(|word| word.classes.any(WordClasses::JOIN));
    let Some(first) = at.checked_sub(2).filter(|first| *first >= start) else {
        return false;
    };
    let is_definite = scanner.word(at - 1).is_some_and(|word| word.definite);
    joins(first) && is_definite && (first == start || joins(first - 1))
}

/// Whether the words are surely a person's name, though no title stands before them.
fn is_person(scanner: &Scanner<'_>, start: usize, stop: usize, said: bool) -> bool {
    let Some(first) = scanner.word(start) else {
        return false;
    };
    let n_words = stop.saturating_sub(start);
    if n_words == 0 || (first.classes.any(WordClasses::JOIN) && n_words < 2) {
        return false;
    }
    let second = scanner.word(start + 1).filter(|_| n_words >= 2);
    // «فون دير لايين»
    let joins = |word: &Word| word.classes.any(WordClasses::JOIN);
    let joins_twice = joins(first) && second.is_some_and(joins);
    let is_strange = |word: &Word| word.n_chars >= UNKNOWN_CHARS_MIN && (word.guessed || !word.ordinary);
    if n_words == 3 && joins_twice && scanner.word(start + 2).is_some_and(is_strange) {
        return true;
    }
    let is_joined = n_words > 2 && second.is_some_and(|word| word.classes.any(WordClasses::PATRONYMIC));
    let is_joined = is_joined || n_words > 2 && is_particle_within(scanner, start + 1);
    if is_joined && !first.classes.any(WordClasses::JOIN) {
        return true;
    }
    if first.ordinary || first.classes.any(WordClasses::JOIN) {
        // A name that is a word too needs a name beside it.
        return second.is_some_and(|word| {
            word.classes.any(WordClasses::NAMES) || (!word.ordinary && word.n_chars >= 3)
        }) || (said && n_words >= 2);
    }
    n_words >= 2 || said || first.classes.any(WordClasses::GIVEN_FOREIGN.with(WordClasses::SURNAME))
}

/// Where a name ends behind a verb of speech, of whatever words, between whose and the next marks an office stands: «قال رءوف
/// الحداد، رئيس اللجنة، …».
fn told_end(scanner: &Scanner<'_>, start: usize, end: usize) -> Option<usize> {
    let may_be = |at: usize| {
        let word = scanner.word(at).filter(|_| is_word(scanner, at));
        word.is_some_and(|word| !word.proclitic && !word.classes.any(NEVER)) && !is_speech(scanner, at)
    };
    let stop = (start..end.min(start + TOLD_WORDS_MAX + 1)).find(|at| !may_be(*at))?;
    (stop - start >= TOLD_WORDS_MIN && is_before_office(scanner, stop, end)).then_some(stop)
}

/// Whether an office stands between marks behind a name: «مارك روته، رئيس المفوضية الأوروبية، …».
fn is_before_office(scanner: &Scanner<'_>, stop: usize, end: usize) -> bool {
    let is_comma = mark_at(scanner, stop).is_some_and(|mark| matches!(mark, "،" | ","));
    is_comma && title_at(scanner, stop + 1, end).is_some_and(|title| title.value.complement)
}

/// Reads the name after the word for a place or body.
fn headed(scanner: &mut Scanner<'_>, at: usize, end: usize, head: WordClasses) -> usize {
    let mut name = at + 1;
    if mark_at(scanner, name).is_some_and(|mark| matches!(mark, "«" | "\"" | "“")) {
        name += 1;
    }
    if known::n_tokens(scanner, name, end) > 0 {
        return name - at;
    }
    // «المنطقة وزائروها»: with its article it leads to no name that looks like a word.
    let is_construct = scanner.word(at).is_some_and(|word| !has_article(scanner, at, word));
    // «مديرية جبلة»: a seldom word that is a name elsewhere.
    let is_seldom_name = |word: &Word| word.known && !word.common && head.any(WordClasses::PLACE_HEAD);
    let may_be = |word: &Word| {
        let is_long = word.n_chars >= UNKNOWN_CHARS_MIN;
        is_foreign(word, BESIDE_CHARS_MIN)
            || is_construct && is_long && (word.guessed || is_seldom_name(word))
    };
    let begins = scanner.word(name).is_some_and(|word| {
        is_word(scanner, name) && !word.proclitic && !word.classes.any(NEVER) && may_be(word)
    });
    if !begins {
        return 1;
    }
    let stop = unknown_end(scanner, name, end);
    let kind = match head.any(WordClasses::PLACE_HEAD) {
        true => MentionKind::Place,
        false => MentionKind::Organisation,
    };
    scanner.push(kind, None, name..stop);
    stop - at
}

/// Where a run of words that are no words of the language ends.
fn unknown_end(scanner: &Scanner<'_>, start: usize, end: usize) -> usize {
    let mut at = start + 1;
    while at < end && at - start < NAME_WORDS_MAX {
        let Some(word) = scanner.word(at).filter(|_| is_word(scanner, at)) else {
            break;
        };
        let belongs = !word.proclitic
            && is_spaced(scanner, at)
            && !word.classes.any(NEVER)
            && !is_speech(scanner, at)
            && is_foreign(word, BESIDE_CHARS_MIN)
            && known::n_tokens(scanner, at, end) == 0
            && !known::is_agency_addressed(scanner, at, end);
        if !belongs {
            break;
        }
        at += 1;
    }
    at
}

/// The article of the text's language as a proclitic.
fn article_of(scanner: &Scanner<'_>) -> Proclitics {
    let (ruleset, language) = (scanner.ruleset, &scanner.text.language);
    let form = ruleset.names.article(language);
    let language = ruleset.languages.get(language);
    form.zip(language).and_then(|(form, language)| language.proclitic(form)).unwrap_or_default()
}

/// Whether the article was taken off the word.
fn has_article(scanner: &Scanner<'_>, at: usize, word: &Word) -> bool {
    let article = scanner.ruleset.names.article(&scanner.text.language).unwrap_or_default();
    scanner.text.tokens.get(at).is_some_and(|token| {
        let taken = Span::new(token.span.start(), word.stem.start()).text(&scanner.article.text);
        !article.is_empty() && taken.ends_with(article)
    })
}

/// Whether a word is no word of the language, or surely a name.
fn is_foreign(word: &Word, n_chars_min: usize) -> bool {
    !word.ordinary && word.n_chars >= n_chars_min
}

fn is_word(scanner: &Scanner<'_>, at: usize) -> bool {
    matches!(scanner.text.tokens.get(at).map(|token| token.kind), Some(LexKind::Word(_)))
}

fn is_spaced(scanner: &Scanner<'_>, at: usize) -> bool {
    scanner.text.tokens.get(at).is_some_and(|token| token.spaced)
}

fn mark_at<'a>(scanner: &Scanner<'a>, at: usize) -> Option<&'a str> {
    let token = scanner.text.tokens.get(at).filter(|token| token.kind == LexKind::Mark)?;
    let span: Span = token.span;
    Some(span.text(&scanner.article.text))
}

/// Whether the token is a verb of speech, also with «و» before it.
fn is_speech(scanner: &Scanner<'_>, at: usize) -> bool {
    let Some(token) = scanner.text.tokens.get(at).filter(|_| scanner.starts(at).speech) else {
        return false;
    };
    let ruleset = scanner.ruleset;
    ruleset.vocabulary.readings(token.reading).any(|reading| ruleset.titles.is_speech(reading.word))
}
