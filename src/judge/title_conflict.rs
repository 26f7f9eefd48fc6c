//! `title-conflict`: one person with two offices that do not go together.

use std::ops::Range;

use crate::{
    ReadArticle,
    align::{is_joined, source_at},
    attribution::Certainty,
    base::{
        Span,
        fold::fold,
        id::{ArticleId, CountryId},
        lex::{LexKind, Script},
    },
    event::{Event, tokens_under},
    extract::{Mention, MentionKind},
    ingest::Article,
    judge::{Confidence, Evidence, EvidenceValue, Finding, Run, Severity, Side, draft::event_name},
    ruleset::{
        names::KnownName,
        offices::{Body, Office},
    },
    text::ArticleText,
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
/// A name in two scripts has so many consonants.
const SOUNDS_MIN: usize = 4;
/// Shorter words join others: "of".
const WORD_CHARS_MIN: usize = 3;
/// A name of fewer words may be that of two people.
const NAME_WORDS_MIN: usize = 2;
/// Who speaks is more than a name where there are more words.
const SPEAKER_WORDS_MAX: usize = 4;
/// Two ministers of one name are rarer than a slip.
const CONFIDENCE: Confidence = Confidence(900);

/// An office that somebody is told to hold.
#[derive(Debug)]
pub(super) struct Held {
    article: ArticleId,
    person: Person,
    name: Span,
    /// The title with the name.
    span: Span,
    office: Office,
    country: Option<CountryId>,
    /// Where who is sent abroad serves.
    host: Option<CountryId>,
    source: String,
    certainty: Certainty,
}

/// The name of somebody.
#[derive(Debug)]
struct Person {
    /// Its words, folded.
    words: Vec<String>,
    script: Option<Script>,
}

/// The people of an event to whom two voices give two portfolios.
pub(super) fn judge(run: &Run<'_>, event: &Event) -> Vec<Finding> {
    let of = |article: &ArticleId| run.memo.offices.of(*article, || offices_of(run, *article));
    let offices: Vec<&[Held]> = event.articles.iter().map(of).collect();
    let mut findings = Vec::new();
    for (at, a) in offices.iter().enumerate() {
        if offices.len() == 1 {
            for (idx, one) in a.iter().enumerate() {
                findings.extend(a.iter().skip(idx + 1).filter_map(|other| compare(run, one, other)));
            }
        }
        for b in offices.iter().skip(at + 1) {
            findings.extend(a.iter().flat_map(|one| b.iter().filter_map(|other| compare(run, one, other))));
        }
    }
    findings
}

fn offices_of(run: &Run<'_>, article: ArticleId) -> Vec<Held> {
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
    let Told { words, country, .. } = words_in(run, text, *tokens.first()?..tokens.last()? + 1);
    Some((run.ruleset.offices.office(&words, country.is_some())?, country))
}

/// The office beside a name, before it or else behind; none where the words around it take it back.
fn office_of(run: &Run<'_>, id: ArticleId, mention: &Mention) -> Option<Held> {
    let (article, read) = (run.articles.get(id.idx())?, run.read.get(id.idx())?);
    let text = &read.text;
    let name = name_of(read, mention)?;
    let before = mention.title.map(|title| with_office_before(run, text, tokens_under(text, title)));
    let behind = apposition(run, article, read, tokens_under(text, name).end);
    before.into_iter().chain(behind).find_map(|own| held(run, id, (mention, name), own))
}

/// The office that these tokens beside a name tell.
fn held(run: &Run<'_>, id: ArticleId, (mention, name): (&Mention, Span), own: Range<usize>) -> Option<Held> {
    let (article, read) = (run.articles.get(id.idx())?, run.read.get(id.idx())?);
    let text = &read.text;
    let named = tokens_under(text, name);
    let all = own.start.min(named.start)..own.end.max(named.end);
    let Told { words, country, host } = words_in(run, text, own.clone());
    let office = run.ruleset.offices.office(&words, country.is_some())?;
    // «رئيس بنك إنجلترا» is no head of state.
    let n_words = words.iter().filter(|word| word.chars().count() >= WORD_CHARS_MIN).count();
    if office.of_country && n_words > 1 && !office.posted {
        return None;
    }
    let near = all.start.saturating_sub(EXCUSE_TOKENS)..(all.end + EXCUSE_TOKENS).min(text.tokens.len());
    // What stands around may excuse the office, and must not name a second one.
    let before = words_in(run, text, near.start..all.start).words;
    let tied = words_in(run, text, tied_start(run, text, near.start..own.start)..all.start).words;
    let excuses = before.iter().filter(|word| run.ruleset.offices.is_excuse(word));
    let behind = words_in(run, text, all.end..near.end).words;
    // Behind the name «المالية» alone is what is told of.
    let names_another = behind.iter().any(|word| run.ruleset.offices.is_head(word));
    let behind = behind.iter().filter(|word| names_another || !run.ruleset.offices.is_portfolio(word));
    let around = words.iter().chain(excuses).chain(&tied).chain(behind).copied().collect::<Vec<&str>>();
    run.ruleset.offices.office(&around, country.is_some())?;
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
    Some(Held { article: id, person, name, span, office, country, host, source, certainty })
}

/// Where in what stands before an office begins what may be told of the same person: not with the object of a
/// preposition, as in «العاهل الأردني في العقبة وزير …» and «العاهل الأردني بوزير …».
fn tied_start(run: &Run<'_>, text: &ArticleText, before: Range<usize>) -> usize {
    let knows = |at: usize| {
        let word = text.tokens.get(at).map_or("", |token| text.folded_of(token));
        let bare = run.ruleset.names.article(&text.language).and_then(|article| word.strip_prefix(article));
        run.ruleset.offices.knows(word) || bare.is_some_and(|word| run.ruleset.offices.knows(word))
    };
    if !knows(before.end) && !is_joined(run.ruleset, text, before.end) {
        return before.end;
    }
    let is_posted = |at: &usize| {
        text.tokens.get(*at).is_some_and(|token| run.ruleset.offices.is_posted(text.folded_of(token)))
    };
    before.clone().rev().find(is_posted).map_or(before.start, |at| at + 1)
}

fn span_of(text: &ArticleText, tokens: &Range<usize>) -> Span {
    let tokens = text.tokens.get(tokens.clone()).unwrap_or(&[]);
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => first.span.cover(last.span),
        _ => Span::default(),
    }
}

/// What tokens tell.
struct Told<'t> {
    /// Their words without articles and proclitics, countries aside.
    words: Vec<&'t str>,
    /// The one country among them.
    country: Option<CountryId>,
    /// The one country among them where somebody serves: «سفير … لدى …».
    host: Option<CountryId>,
}

fn words_in<'t>(run: &Run<'_>, text: &'t ArticleText, tokens: Range<usize>) -> Told<'t> {
    let names = &run.ruleset.names;
    let form = names.article(&text.language);
    let prefixes = run.ruleset.languages.get(&text.language).map_or(&[][..], |language| &language.prefixes);
    let offices = &run.ruleset.offices;
    let bare = |word: &'t str| {
        if offices.knows(word) {
            return word;
        }
        if let Some(rest) = form.and_then(|form| word.strip_prefix(form)) {
            return rest;
        }
        let rests = prefixes.iter().filter_map(|prefix| word.strip_prefix(prefix.form.as_str()));
        let rests = rests.map(|rest| form.and_then(|form| rest.strip_prefix(form)).unwrap_or(rest));
        rests.filter(|rest| offices.knows(rest)).max_by_key(|rest| rest.len()).unwrap_or(word)
    };
    let mut words: Vec<&str> = Vec::new();
    let (mut countries, mut hosts) = (Vec::new(), Vec::new());
    let mut at = tokens.start;
    while at < tokens.end {
        let Some(rest) = text.tokens.get(at..tokens.end) else { break };
        let readings = rest.iter().map(|token| token.reading);
        let vocabulary = &run.ruleset.vocabulary;
        let nation = names.nationalities().longest(vocabulary, readings.clone());
        let nation = nation.map(|nation| (nation.value, nation.n_tokens));
        let nation = nation.or_else(|| {
            let known = names.known().longest(vocabulary, readings)?;
            match known.value {
                KnownName::Country(country) => Some((country, known.n_tokens)),
                _ => None,
            }
        });
        let Some(token) = rest.first() else { break };
        let word = bare(text.folded_of(token));
        // «المالية» is told of money, and of Mali.
        if let Some((country, n_tokens)) = nation.filter(|_| !offices.is_portfolio(word)) {
            let is_host = words.last().is_some_and(|word| offices.is_posted(word));
            if is_host { &mut hosts } else { &mut countries }.push(country);
            at += n_tokens;
            continue;
        }
        if matches!(token.kind, LexKind::Word(_)) {
            words.push(word);
        }
        at += 1;
    }
    let one = |mut countries: Vec<CountryId>| {
        countries.dedup();
        if countries.len() == 1 { countries.pop() } else { None }
    };
    Told { words, country: one(countries), host: one(hosts) }
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
        let is_possessive = matches!(word, "'s" | "’s" | "s" | "'" | "’" | "-");
        let country = words_in(run, text, before..start).country;
        if !is_office && !is_possessive && country.is_none() {
            break;
        }
        start = before;
        if country.is_some() {
            break;
        }
    }
    start..title.end
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
    let words = words_in(run, text, start..end).words;
    // It is told at once: «وزير …», "the finance minister".
    let begins = words.iter().take(APPOSITION_FIRST_WORDS).any(|word| run.ruleset.offices.begins(word));
    (names_nobody && start < end && begins).then_some(start..end)
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

/// Whether both names can be those of one person: the same words, or the first and the last of them; in two
/// scripts, names that sound the same.
fn are_one(run: &Run<'_>, a: &Person, b: &Person) -> bool {
    let ends = |person: &'_ Person| Some((person.words.first()?.clone(), person.words.last()?.clone()));
    let Some(((first, last), (other_first, other_last))) = ends(a).zip(ends(b)) else { return false };
    if a.script == b.script {
        let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
        return first == other_first
            && last == other_last
            && short.words.iter().all(|word| long.words.contains(word));
    }
    let Some((script, other_script)) = a.script.zip(b.script) else { return false };
    let sounds = |word: &str, script: Script| {
        let bare = without_article(run, word, script).map(|bare| run.ruleset.sounds.consonants(bare, script));
        [Some(run.ruleset.sounds.consonants(word, script)), bare]
    };
    // «الأبيض», "Abiad"
    let sound_alike = |one: &str, other: &str| {
        let (ours, theirs) = (sounds(one, script), sounds(other, other_script));
        ours.iter()
            .flatten()
            .find(|sound| !sound.is_empty() && theirs.iter().flatten().any(|it| it == *sound))
            .map(String::len)
    };
    let lengths = sound_alike(&first, &other_first).zip(sound_alike(&last, &other_last));
    lengths.is_some_and(|(first, last)| first + last >= SOUNDS_MIN)
}

/// A word without the article of the language of its script, where it has one.
fn without_article<'w>(run: &Run<'_>, word: &'w str, script: Script) -> Option<&'w str> {
    let language = run.ruleset.languages.all().iter().find(|language| language.script == script)?;
    let article = run.ruleset.names.article(&language.code).filter(|article| !article.is_empty())?;
    word.strip_prefix(article)
}

/// Whether one person does not hold both offices.
fn exclude_each_other(run: &Run<'_>, a: &Held, b: &Held) -> bool {
    let differ =
        |one: Option<CountryId>, other: Option<CountryId>| one.zip(other).is_some_and(|(a, b)| a != b);
    let of_two = differ(a.country, b.country);
    let is_one_office = a.office.id == b.office.id && a.office.body.is_none();
    let is_abroad = of_two && is_one_office && a.person.script == b.person.script;
    // «سفير قطر لدى تركيا», «سفير قطر لدى إيران»
    let is_elsewhere = a.office.posted && is_one_office && differ(a.host, b.host);
    let code = a.country.or(b.country).and_then(|country| run.ruleset.names.country(country));
    let code = code.map(|country| country.code.as_str());
    let go_together = run.ruleset.offices.go_together(&a.office, &b.office, code);
    // The minister of one portfolio here and that of another there are two people of one name.
    is_abroad || is_elsewhere || !of_two && !go_together && a.office.excludes(&b.office)
}

fn compare(run: &Run<'_>, a: &Held, b: &Held) -> Option<Finding> {
    let one_voice = a.article == b.article && a.source == b.source;
    if one_voice || !exclude_each_other(run, a, b) || !are_one(run, &a.person, &b.person) {
        return None;
    }
    let (a, b) = if (a.article, a.span) <= (b.article, b.span) { (a, b) } else { (b, a) };
    let text = |office: &Held, span: Span| {
        run.articles.get(office.article.idx()).map_or("", |article| span.text(&article.text)).to_owned()
    };
    let side = |office: &Held| {
        let sentence = run.read.get(office.article.idx()).and_then(|read| {
            let id = read.text.sentence_at(office.span.start())?;
            read.text.sentences.get(id.idx())
        });
        Side {
            article: office.article,
            span: office.span,
            context: sentence.map_or(office.span, |sentence| sentence.span),
            source: office.source.clone(),
            certainty: office.certainty,
            value: format!("{} {}", told(run, office), office.person.words.join(" ")),
        }
    };
    let rule = "title-conflict";
    let (one, other) = (side(a), side(b));
    let mut values = [one.value.as_str(), other.value.as_str()];
    values.sort_unstable();
    Some(Finding {
        id: Finding::id_of(rule, &values),
        rule,
        severity: Severity::Warning,
        confidence: CONFIDENCE,
        event: event_name(run, a.article),
        subject: text(a, a.name),
        arguments: vec![
            ("a", text(a, a.span)),
            ("b", text(b, b.span)),
            ("source_a", one.source.clone()),
            ("source_b", other.source.clone()),
            ("subject", text(a, a.name)),
        ],
        message: if one.source == other.source { "same-source" } else { "default" },
        a: one,
        b: Some(other),
        suggestion: None,
        evidence: vec![Evidence {
            name: "offices",
            value: EvidenceValue::List(vec![told(run, a), told(run, b)]),
            weight: None,
        }],
    })
}

/// The office as reports and ids have it: with its body or country.
fn told(run: &Run<'_>, held: &Held) -> String {
    let id = &held.office.id;
    let country = held.country.and_then(|country| run.ruleset.names.country(country));
    match (&held.office.body, country) {
        (Some(Body::Known(body)), _) => format!("{id} {body}"),
        (Some(Body::Named(kind, name)), _) => format!("{id} {kind} {}", name.join(" ")),
        (None, Some(country)) => format!("{id} {}", country.code),
        (None, None) => id.clone(),
    }
}
