//! Which office a text tells of somebody: before the name, or between marks behind it.

use std::ops::Range;

use crate::{
    ReadArticle,
    align::{is_joined, source_at},
    attribution::Certainty,
    base::{
        Span,
        fold::fold,
        id::{ArticleId, CountryId},
        lex::LexKind,
    },
    event::tokens_under,
    extract::{Mention, MentionKind},
    ingest::Article,
    judge::{
        Run,
        office_words::{Told, bare_at, bare_of, words_in},
        title_person::Person,
    },
    ruleset::offices::{CountryTold, Office},
    text::{ArticleText, Token},
};

/// Of an article with more people only the first are compared.
const PEOPLE_MAX: usize = 200;
/// So many words beside an office may say that it is held no longer.
const EXCUSE_TOKENS: usize = 4;
/// So many tokens before a title may tell whose it is.
const BEFORE_TOKENS_MAX: usize = 5;
/// An office behind a name is told in so many tokens …
const APPOSITION_TOKENS_MAX: usize = 10;
/// … and with one of its first words.
const APPOSITION_FIRST_WORDS: usize = 3;
/// Shorter words join others: "of".
const WORD_CHARS_MIN: usize = 3;
/// A name of fewer words may be that of two people.
const NAME_WORDS_MIN: usize = 2;
/// Who speaks is more than a name where there are more words.
const SPEAKER_WORDS_MAX: usize = 4;

/// An office that somebody is told to hold.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) article: ArticleId,
    pub(super) person: Person,
    pub(super) name: Span,
    /// The title with the name.
    pub(super) span: Span,
    pub(super) office: Office,
    pub(super) country: Option<CountryId>,
    /// Where who is sent abroad serves.
    pub(super) host: Option<CountryId>,
    /// Of what town or region it is.
    pub(super) place: Option<String>,
    pub(super) source: String,
    pub(super) certainty: Certainty,
}

pub(super) fn offices_of(run: &Run<'_>, article: ArticleId) -> Vec<Held> {
    let Some(read) = run.read.get(article.idx()) else { return Vec::new() };
    // An office behind it makes a person of a name of which nothing is known.
    let is_name = |mention: &&Mention| match mention.kind {
        MentionKind::Person => true,
        MentionKind::Unknown => mention.words.len() >= NAME_WORDS_MIN,
        _ => false,
    };
    let people = read.claims.mentions.iter().filter(is_name);
    people.take(PEOPLE_MAX).filter_map(|mention| office_of(run, article, mention)).collect()
}

/// The office that these tokens of an article tell, and the country that they name with it.
pub(super) fn office_at(
    run: &Run<'_>,
    id: ArticleId,
    tokens: &[usize],
) -> Option<(Office, Option<CountryId>)> {
    let text = &run.read.get(id.idx())?.text;
    let Told { words, country, told, .. } = words_in(run, text, *tokens.first()?..tokens.last()? + 1);
    Some((run.ruleset.offices.office(&words, told)?, country))
}

/// The office beside a name, before it or else behind; none where the words around it take it back.
fn office_of(run: &Run<'_>, id: ArticleId, mention: &Mention) -> Option<Held> {
    let (article, read) = (run.articles.get(id.idx())?, run.read.get(id.idx())?);
    let text = &read.text;
    let name = name_of(read, mention)?;
    let before = mention
        .title
        .filter(|title| !follows_person(read, *title))
        .map(|title| with_office_before(run, text, tokens_under(text, title)))
        .map(|title| with_kind_before(run, article, read, title));
    let behind = apposition(run, article, read, tokens_under(text, name).end);
    before.into_iter().chain(behind).find_map(|own| held(run, id, (mention, name), own))
}

/// Whether somebody's name stands right before a title, which is then theirs: «التقى نبيل العربي الأمين العام لجامعة الدول
/// العربية ستيفان دي ميستورا».
fn follows_person(read: &ReadArticle, title: Span) -> bool {
    let start = read.text.token_at(title.start());
    let mentions = &read.claims.mentions;
    let at = mentions.partition_point(|mention| mention.span.end() <= title.start());
    let before = at.checked_sub(1).and_then(|before| mentions.get(before));
    before.is_some_and(|before| {
        let is_person = before.kind == MentionKind::Person && before.words.len() >= NAME_WORDS_MIN;
        is_person && tokens_under(&read.text, before.span).end == start
    })
}

/// The office that these tokens beside a name tell.
fn held(run: &Run<'_>, id: ArticleId, (mention, name): (&Mention, Span), own: Range<usize>) -> Option<Held> {
    let (article, read) = (run.articles.get(id.idx())?, run.read.get(id.idx())?);
    let text = &read.text;
    let named = tokens_under(text, name);
    let own = behind_marks(text, own);
    let all = own.start.min(named.start)..own.end.max(named.end);
    let told = without_ranks(run, text, own.clone());
    if told.end < own.end && is_met(run, text, own.start) {
        return None;
    }
    let told = behind_deputy(run, text, told);
    let Told { words, country, told: by, host, place } = words_in(run, text, told);
    let office = run.ruleset.offices.office(&words, by)?;
    // «رئيس بنك إنجلترا» is no head of state.
    let n_words = words.iter().filter(|word| word.chars().count() >= WORD_CHARS_MIN).count();
    if office.of_country && n_words > 1 && !office.posted {
        return None;
    }
    if !is_alone(run, text, (&own, &all), &words, by) || !is_of_its_countries(run, &office, country) {
        return None;
    }
    let first = text.tokens.get(all.start)?;
    let span = text.tokens.get(all.end.checked_sub(1)?).map_or(name, |last| first.span.cover(last.span));
    let title = mention.title.filter(|title| span.overlaps(*title));
    let span = title.map_or(span, |title| title.cover(name).cover(span_of(text, &own)));
    let (source, certainty) = source_at(run.ruleset, article, read, span);
    let person = Person {
        words: fold(name.text(&article.text)).split([' ', '-']).map(str::to_owned).collect(),
        script: text.tokens.get(named.start).and_then(|token| match token.kind {
            LexKind::Word(script) => Some(script),
            _ => None,
        }),
    };
    Some(Held { article: id, person, name, span, office, country, host, place, source, certainty })
}

/// Whether the country that is told with an office has such: «المستشار الألماني», but «المستشار السعودي» is an adviser.
fn is_of_its_countries(run: &Run<'_>, office: &Office, country: Option<CountryId>) -> bool {
    let code = country.and_then(|country| run.ruleset.names.country(country)).map(|country| &country.code);
    office.countries.is_empty() || code.is_some_and(|code| office.countries.contains(code))
}

/// The tokens without marks before the first word: "HALVIK (AFP) - Chief prosecutor Ingrid Solberg".
fn behind_marks(text: &ArticleText, own: Range<usize>) -> Range<usize> {
    let is_mark = |token: &&Token| token.kind == LexKind::Mark;
    let n_marks = text.tokens.get(own.clone()).unwrap_or(&[]).iter().take_while(is_mark).count();
    own.start + n_marks..own.end
}

/// Whether what stands around an office does not excuse it, and names no second one.
fn is_alone(
    run: &Run<'_>,
    text: &ArticleText,
    (own, all): (&Range<usize>, &Range<usize>),
    words: &[&str],
    country: CountryTold,
) -> bool {
    let offices = &run.ruleset.offices;
    let near = near(text, all);
    let before = words_in(run, text, near.start..all.start).words;
    let mut excuses: Vec<&str> = before.iter().filter(|word| offices.is_excuse(word)).copied().collect();
    let mut tied = words_in(run, text, tied_start(run, text, near.start..own.start)..all.start).words;
    if opens_another(run, text, own.start) && is_deputy_before(run, text, near.start..own.start) {
        tied.clear();
        excuses.clear();
    }
    let behind = words_in(run, text, all.end..behind_end(run, text, (own, all), near.clone())).words;
    let mut around: Vec<&str> = words.iter().copied().chain(excuses).collect();
    for beside in [tied, behind] {
        // «المالية» alone is what is told of.
        let names_another = beside.iter().any(|word| offices.is_head(word));
        around.extend(beside.into_iter().filter(|word| names_another || !offices.is_portfolio(word)));
    }
    offices.office(&around, country).is_some()
}

/// Where behind a name ends what may be told of the same person: not with whom they meet, «التقى وزير الخارجية أيمن … مبعوث
/// الأمم المتحدة», «… محمود … استقبل السفير».
fn behind_end(
    run: &Run<'_>,
    text: &ArticleText,
    (own, all): (&Range<usize>, &Range<usize>),
    near: Range<usize>,
) -> usize {
    let follows_at_once = text.tokens.get(all.end).is_some_and(|token| token.kind != LexKind::Mark);
    let is_second = opens_another(run, text, own.start);
    let mut before = if is_second { near.start + 1..own.start + 1 } else { own.start..own.start + 1 };
    if follows_at_once && before.any(|office| is_met(run, text, office)) {
        return all.end;
    }
    (all.end..near.end).find(|at| is_met(run, text, at + 1)).unwrap_or(near.end)
}

/// The last office of a title where those before it are no whole ones: «نائب رئيس الوزراء ووزير الخارجية».
fn behind_deputy(run: &Run<'_>, text: &ArticleText, told: Range<usize>) -> Range<usize> {
    let offices = &run.ruleset.offices;
    let opens = |at: &usize| opens_another(run, text, *at);
    let Some(last) = (told.start + 1..told.end).rev().find(opens) else { return told };
    let before = words_in(run, text, told.start..last).words;
    let is_deputy = before.first().is_some_and(|first| offices.is_excuse(first));
    let n_excuses = before.iter().filter(|word| offices.is_excuse(word)).count();
    if is_deputy && n_excuses == 1 { last..told.end } else { told }
}

/// Whether no more than a deputy's office stands before another: «نائب رئيس الوزراء ووزير الخارجية», not «ولي العهد نائب رئيس
/// الوزراء ووزير الداخلية».
fn is_deputy_before(run: &Run<'_>, text: &ArticleText, before: Range<usize>) -> bool {
    let offices = &run.ruleset.offices;
    let is_excuse = |at: &usize| offices.is_excuse(bare_at(run, text, *at).word);
    let is_office = |at: usize| offices.knows(bare_at(run, text, at).word);
    let mut deputies = before.filter(is_excuse);
    // «نائب رئيس الوزراء السابق ووزير …» tells of what is past.
    match (deputies.next(), deputies.next()) {
        (Some(deputy), None) => is_office(deputy + 1) && !deputy.checked_sub(1).is_some_and(is_office),
        _ => false,
    }
}

/// Whether an office begins there that is joined to another before it: «ووزير الخارجية».
fn opens_another(run: &Run<'_>, text: &ArticleText, at: usize) -> bool {
    let bare = bare_at(run, text, at);
    bare.is_joined && run.ruleset.offices.begins(bare.word)
}

/// Whether the verb before an office may have whoever follows that for its object: «استقبل وزير الداخلية الفريق …».
fn is_met(run: &Run<'_>, text: &ArticleText, office_start: usize) -> bool {
    let verb =
        office_start.checked_sub(1).and_then(|at| text.tokens.get(at)).map(|token| text.folded_of(token));
    let prefixes = run.ruleset.languages.get(&text.language).map_or(&[][..], |language| &language.prefixes);
    let offices = &run.ruleset.offices;
    let is_joined = |verb: &str| {
        let mut rests = prefixes.iter().filter_map(|prefix| verb.strip_prefix(prefix.form.as_str()));
        rests.any(|rest| offices.is_meeting(rest))
    };
    verb.is_some_and(|verb| offices.is_meeting(verb) || is_joined(verb))
}

/// The tokens of an office without the ranks and forms of address behind it: «وزير الدفاع الفريق أول …».
fn without_ranks(run: &Run<'_>, text: &ArticleText, own: Range<usize>) -> Range<usize> {
    let is_office = |at: usize| run.ruleset.offices.knows(bare_at(run, text, at).word);
    let is_rank = |at: &usize| {
        let readings = text.tokens.get(*at..own.end).unwrap_or(&[]).iter().map(|token| token.reading);
        let title = run.ruleset.titles.phrases().longest(&run.ruleset.vocabulary, readings);
        !is_office(*at) && title.is_some_and(|title| !title.value.complement)
    };
    let end = (own.start + 1..own.end).find(is_rank).unwrap_or(own.end);
    own.start..end
}

/// The tokens around these that may say that an office is held no longer: those of its own sentences.
fn near(text: &ArticleText, all: &Range<usize>) -> Range<usize> {
    let sentence_at = |at: usize| {
        let token = text.tokens.get(at)?;
        text.sentences.get(text.sentence_at(token.span.start())?.idx())
    };
    let start = sentence_at(all.start).map_or(0, |sentence| sentence.tokens.start);
    let last = all.end.checked_sub(1).and_then(sentence_at);
    let end = last.map_or(text.tokens.len(), |sentence| sentence.tokens.end);
    all.start.saturating_sub(EXCUSE_TOKENS).max(start)..(all.end + EXCUSE_TOKENS).min(end)
}

/// Where in what stands before an office begins what may be told of the same person: not with the object of a
/// preposition, as in «العاهل الأردني في العقبة وزير …» and «العاهل الأردني بوزير …», nor with who meets them, «استقبل وزير
/// الصيد أمس سفير …».
fn tied_start(run: &Run<'_>, text: &ArticleText, before: Range<usize>) -> usize {
    let knows = |at: usize| {
        let word = text.tokens.get(at).map_or("", |token| text.folded_of(token));
        let bare = run.ruleset.names.article(&text.language).and_then(|article| word.strip_prefix(article));
        run.ruleset.offices.knows(word) || bare.is_some_and(|word| run.ruleset.offices.knows(word))
    };
    if !knows(before.end) && !is_joined(run.ruleset, text, before.end) {
        return before.end;
    }
    const MEETING_TOKENS: usize = 4;
    let is_mark = |at: usize| text.tokens.get(at).is_some_and(|token| token.kind == LexKind::Mark);
    // «التقى ولي العهد، وزير الدفاع …» is one man with two offices.
    let is_met_by_another = |at: usize| {
        let mut between = at + 1..before.end;
        is_met(run, text, at + 1) && between.clone().any(knows) && !between.any(is_mark)
    };
    if !is_joined(run.ruleset, text, before.end)
        && (before.start.saturating_sub(MEETING_TOKENS)..before.end).any(is_met_by_another)
    {
        return before.end;
    }
    let parts = |at: &usize| {
        let word = text.tokens.get(*at).map_or("", |token| text.folded_of(token));
        run.ruleset.offices.is_posted(word) || run.ruleset.offices.is_companion(word)
    };
    before.clone().rev().find(parts).map_or(before.start, |at| at + 1)
}

fn span_of(text: &ArticleText, tokens: &Range<usize>) -> Span {
    let tokens = text.tokens.get(tokens.clone()).unwrap_or(&[]);
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => first.span.cover(last.span),
        _ => Span::default(),
    }
}

/// What was taken for the title with what stands before it, in a language that puts the office, the body or the
/// country there: "Energy Minister", "Ghana's central bank governor", "WHO chief".
fn with_office_before(run: &Run<'_>, text: &ArticleText, title: Range<usize>) -> Range<usize> {
    if run.ruleset.names.article(&text.language).is_some() {
        return title;
    }
    let mut start = title.start;
    while let Some(before) = start.checked_sub(1).filter(|at| title.start - at <= BEFORE_TOKENS_MAX) {
        let Some(token) = text.tokens.get(before) else { break };
        let word = text.folded_of(token);
        let is_office = run.ruleset.offices.knows(word);
        let is_possessive = is_possessive(word) || word == "-";
        let Told { country, place, .. } = words_in(run, text, before..start);
        let is_town = place.is_some() && is_of_place(run, text, title.clone());
        if !is_office && !is_possessive && !is_town && country.is_none() {
            break;
        }
        start = before;
        if is_town || country.is_some() {
            break;
        }
    }
    start..title.end
}

/// A title with the words before it that tell of what it is one: "mission director", "disaster office director".
fn with_kind_before(
    run: &Run<'_>,
    article: &Article,
    read: &ReadArticle,
    title: Range<usize>,
) -> Range<usize> {
    let text = &read.text;
    if run.ruleset.names.article(&text.language).is_some() {
        return title;
    }
    let tells_kind = |at: &usize| {
        let Some(token) = text.tokens.get(*at) else { return false };
        let speaks = token.reading.is_some_and(|reading| run.ruleset.titles.is_speech(reading.word));
        let opens = text.sentences.binary_search_by_key(at, |sentence| sentence.tokens.start).is_ok();
        let is_small = opens || token.span.text(&article.text).starts_with(char::is_lowercase);
        let says = read.features.get(*at).is_some_and(|feature| feature.key != 0);
        matches!(token.kind, LexKind::Word(_)) && is_small && says && !speaks
    };
    let first = title.start.saturating_sub(KIND_TOKENS_MAX);
    let n_words = (first..title.start).rev().take_while(tells_kind).count();
    title.start - n_words..title.end
}

/// Of what a title is one is told in so many words before it.
const KIND_TOKENS_MAX: usize = 2;

/// Whether a folded word says whose the next one is: "Ghana's".
fn is_possessive(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "s" | "'" | "’")
}

fn is_of_place(run: &Run<'_>, text: &ArticleText, title: Range<usize>) -> bool {
    let words = words_in(run, text, title).words;
    run.ruleset.offices.office(&words, CountryTold::Not).is_some_and(|office| office.of_place)
}

/// The words behind a name that tell its office, between marks: «جيلبير هونغبو، المدير العام لمنظمة …،».
fn apposition(run: &Run<'_>, article: &Article, read: &ReadArticle, name_end: usize) -> Option<Range<usize>> {
    let text = &read.text;
    let mark = |at: usize| {
        let token = text.tokens.get(at)?;
        let mark = token.span.text(&article.text);
        matches!(mark, "," | "،" | "." | "؛" | ";" | "(" | ")" | "–" | "—" | ":").then_some(mark)
    };
    if !matches!(mark(name_end), Some("," | "،")) {
        return None;
    }
    let start = name_end + 1;
    let end =
        (start..=start + APPOSITION_TOKENS_MAX).find(|at| mark(*at).is_some() || *at >= text.tokens.len())?;
    let told = span_of(text, &(start..end));
    let names_nobody = !read
        .claims
        .mentions
        .iter()
        .any(|mention| mention.kind == MentionKind::Person && mention.span.overlaps(told));
    let tells_office = begins_office(run, article, text, start..end.min(start + APPOSITION_FIRST_WORDS));
    (names_nobody && tells_office).then_some(start..end)
}

/// Whether what stands behind a name and a comma begins with an office: «وزير …», "the finance minister"; not that of
/// somebody else: «والسفير …», "with the ambassador".
fn begins_office(run: &Run<'_>, article: &Article, text: &ArticleText, told: Range<usize>) -> bool {
    let offices = &run.ruleset.offices;
    for token in text.tokens.get(told).unwrap_or(&[]) {
        let word = text.folded_of(token);
        let bare = bare_of(run, &text.language, word);
        if offices.begins(bare.word) {
            return !bare.is_joined;
        }
        let is_capital = token.span.text(&article.text).starts_with(char::is_uppercase);
        let is_word = matches!(token.kind, LexKind::Word(_));
        // "Nordvik's finance director"
        if is_word && !is_capital && !is_possessive(word) && !offices.is_introduction(word) {
            return false;
        }
    }
    false
}

/// The name of a person, in two words and more; where the second is a word, too, as who speaks has it.
fn name_of(read: &ReadArticle, mention: &Mention) -> Option<Span> {
    if mention.words.len() >= NAME_WORDS_MIN {
        return Some(mention.span);
    }
    let speaker = read.attributions.iter().filter_map(|attribution| attribution.speaker).find(|speaker| {
        speaker.contains(mention.span)
            && speaker.end > mention.span.end
            && speaker.start == mention.span.start
    })?;
    (NAME_WORDS_MIN..=SPEAKER_WORDS_MAX).contains(&tokens_under(&read.text, speaker).len()).then_some(speaker)
}
