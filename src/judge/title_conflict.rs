//! `title-conflict`: one person with two offices that do not go together.

use crate::{
    ReadArticle,
    align::source_at,
    attribution::Certainty,
    base::{Span, fold::fold, id::ArticleId},
    event::{Event, tokens_under},
    extract::{Mention, MentionKind},
    judge::{Confidence, Evidence, EvidenceValue, Finding, Run, Severity, Side, draft::event_name},
    ruleset::offices::Office,
};

/// Of an article with more people only the first are compared.
const PEOPLE_MAX: usize = 200;
/// So many words beside an office may say that it is held no longer.
const EXCUSE_TOKENS: usize = 4;
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
    /// The name, folded.
    person: String,
    name: Span,
    /// The title with the name.
    span: Span,
    office: Office,
    source: String,
    certainty: Certainty,
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
    let people = read.claims.mentions.iter().filter(|mention| mention.kind == MentionKind::Person);
    people.take(PEOPLE_MAX).filter_map(|mention| office_of(run, article, mention)).collect()
}

/// The office beside a name; none where it is no portfolio, or the words around it take it back.
fn office_of(run: &Run<'_>, id: ArticleId, mention: &Mention) -> Option<Held> {
    let (article, read) = (run.articles.get(id.idx())?, run.read.get(id.idx())?);
    let title = mention.title?;
    let name = name_of(read, mention)?;
    let span = title.cover(name);
    let text = &read.text;
    let mut own = tokens_under(text, title);
    let all = tokens_under(text, span);
    let near = all.start.saturating_sub(EXCUSE_TOKENS)..(all.end + EXCUSE_TOKENS).min(text.tokens.len());
    let form = run.ruleset.names.article(&text.language);
    let joins = run.ruleset.qualifiers.joins(&text.language);
    let word = |idx: usize| {
        let folded = text.tokens.get(idx).map_or("", |token| text.folded_of(token));
        // «والمالية»
        let joined = joins.iter().filter_map(|join| folded.strip_prefix(join.as_str()));
        let joined = joined.filter_map(|rest| rest.strip_prefix(form?)).next();
        let joined = joined.filter(|rest| run.ruleset.offices.is_portfolio(rest));
        joined.or_else(|| folded.strip_prefix(form?)).unwrap_or(folded)
    };
    let mut words: Vec<&str> = own.clone().map(word).collect();
    if let Some(before) = own.start.checked_sub(1).filter(|idx| run.ruleset.offices.is_portfolio(word(*idx)))
    {
        // "Energy Minister": the portfolio may stand before what was taken for the title.
        words.insert(0, word(before));
        own.start = before;
    }
    let office = run.ruleset.offices.office(&words)?;
    let span = text.tokens.get(own.start).map_or(span, |token| token.span.cover(span));
    let around: Vec<&str> =
        words.iter().copied().chain(near.filter(|idx| !own.contains(idx)).map(word)).collect();
    // What stands around may excuse the office, and must not name a second one.
    run.ruleset.offices.office(&around)?;
    let (source, certainty) = source_at(run.ruleset, article, read, span);
    let person = fold(name.text(&article.text));
    Some(Held { article: id, person, name, span, office, source, certainty })
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

fn compare(run: &Run<'_>, a: &Held, b: &Held) -> Option<Finding> {
    let one_voice = a.article == b.article && a.source == b.source;
    let excluding = a.office.class == b.office.class && a.office.id != b.office.id;
    if one_voice || a.person != b.person || !excluding {
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
            value: format!("{} {}", office.office.id, office.person),
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
            value: EvidenceValue::List(vec![a.office.id.clone(), b.office.id.clone()]),
            weight: None,
        }],
    })
}
