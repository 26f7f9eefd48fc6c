//! The quotations of an article: their words, and who is told to have said them.

use std::ops::Range;

use crate::{
    ReadArticle,
    align::{is_joined, source_at},
    attribution::Certainty,
    base::{Span, id::ArticleId, lex::LexKind},
    event::{Bag, TokenFeature, tokens_under},
    extract::{Mention, MentionKind},
    judge::{Run, quote_words::QuotedWord},
    ruleset::Ruleset,
};

/// Quotations of fewer words than this are catchwords.
const QUOTE_WORDS_MIN: usize = 4;
/// Longer quotations than this, in words, are documents rather than something said.
const QUOTE_WORDS_MAX: usize = 60;
/// Of an article with more quotations only the first are compared.
const QUOTES_MAX: usize = 200;

/// A quotation, and who is told to have said it.
#[derive(Debug)]
pub(super) struct Quoted {
    pub(super) article: ArticleId,
    pub(super) span: Span,
    pub(super) bag: Bag,
    pub(super) negated: bool,
    pub(super) words: Vec<QuotedWord>,
    /// The words of the person who said it, folded; none where it is not said, or no person is named.
    pub(super) speaker: Vec<String>,
    /// The words that tell who said it, a name or not, folded.
    pub(super) told: Vec<String>,
    /// Those of them that say something.
    pub(super) telling: Vec<String>,
    /// The words of its sentence outside quotations, folded: who said it, and to whom.
    pub(super) frame: Vec<String>,
    /// The positions of the tokens that tell who said it.
    pub(super) speaker_tokens: Vec<usize>,
    /// The positions of the tokens of its sentence outside quotations.
    pub(super) frame_tokens: Vec<usize>,
    /// The positions of its own tokens.
    pub(super) tokens: Range<usize>,
    /// Who is cited.
    pub(super) source: String,
    pub(super) certainty: Certainty,
}

/// The quotations of an article that are long enough to be compared.
pub(super) fn quotes_of(run: &Run<'_>, article: ArticleId) -> Vec<Quoted> {
    let (Some(read), Some(source)) = (run.read.get(article.idx()), run.articles.get(article.idx())) else {
        return Vec::new();
    };
    read.claims
        .quotes
        .iter()
        .take(QUOTES_MAX)
        .map(|quote| (quote, tokens_under(&read.text, quote.span)))
        .filter(|(_, tokens)| (QUOTE_WORDS_MIN..=QUOTE_WORDS_MAX).contains(&tokens.len()))
        .filter(|(_, tokens)| !is_title(run.ruleset, read, tokens.start))
        .map(|(quote, tokens)| {
            let features = read.features.get(tokens.clone()).unwrap_or(&[]);
            let bag =
                Bag::new(features.iter().map(|feature| (feature.key, u32::from(feature.weight))).collect());
            let words = words_of(run.ruleset, read, tokens.clone());
            let speaker = speaker_span(read, quote.span);
            let speaker_tokens: Vec<usize> =
                speaker.map_or_else(Vec::new, |speaker| tokens_under(&read.text, speaker).collect());
            let frame_tokens = frame_of(read, quote.span);
            let (source, certainty) = source_at(run.ruleset, source, read, quote.span);
            Quoted {
                article,
                span: quote.span,
                bag,
                negated: words.iter().filter(|word| word.negates).count() % 2 == 1,
                words,
                speaker: speaker.map_or_else(Vec::new, |speaker| person_in(read, speaker)),
                told: words_at(read, &speaker_tokens),
                telling: words_at(read, &telling(read, &speaker_tokens)),
                frame: words_at(read, &frame_tokens),
                speaker_tokens,
                frame_tokens,
                tokens,
                source,
                certainty,
            }
        })
        .collect()
}

/// Whether a word before the mark that opens a quotation says that it names something: «تقرير بعنوان».
fn is_title(ruleset: &Ruleset, read: &ReadArticle, start: usize) -> bool {
    let word = start.checked_sub(MARK_TOKENS + 1).and_then(|at| read.text.tokens.get(at));
    word.is_some_and(|word| ruleset.negations.names(&ruleset.vocabulary, word.reading))
}

/// The mark that opens a quotation.
const MARK_TOKENS: usize = 1;

/// The words of a quotation; a figure is one.
fn words_of(ruleset: &Ruleset, read: &ReadArticle, tokens: Range<usize>) -> Vec<QuotedWord> {
    let text = &read.text;
    // A dual, «مرتين», is a number only where the other has one: «وجهتي» may be another word.
    let figures =
        read.claims.figures.iter().map(|figure| {
            (figure.span, format!("{:?}", figure.value), figure.counted != Some(figure.number))
        });
    let values: Vec<(Range<usize>, String, bool)> = figures
        .map(|(span, value, is_number)| (tokens_under(text, span), value, is_number))
        .filter(|(range, ..)| range.start >= tokens.start && range.end <= tokens.end)
        .collect();
    let names = read.claims.mentions.iter().map(|mention| tokens_under(text, mention.span));
    let names: Vec<Range<usize>> = names.filter(|range| tokens.contains(&range.start)).collect();
    let mut words = Vec::with_capacity(tokens.len());
    for idx in tokens.clone() {
        let Some(token) = text.tokens.get(idx) else { continue };
        match values.iter().find(|(range, ..)| range.contains(&idx)) {
            Some((range, ..)) if idx > range.start => {}
            Some((_, value, is_number)) => words.push(QuotedWord {
                folded: if *is_number { value.clone() } else { text.folded_of(token).to_owned() },
                value: Some(value.clone()),
                is_number: *is_number,
                ..QuotedWord::default()
            }),
            None if matches!(token.kind, LexKind::Word(_)) => words.push(QuotedWord {
                folded: text.folded_of(token).to_owned(),
                key: read.features.get(idx).map_or(0, |feature| feature.key),
                negates: negates(ruleset, read, idx) && !goes_on(ruleset, read, tokens.start..idx),
                may_negate: ruleset.negations.may_hold(&ruleset.vocabulary, token.reading),
                denied: ruleset
                    .negations
                    .without(&ruleset.vocabulary, text.folded_of(token))
                    .map(str::to_owned),
                value: None,
                is_number: false,
                stresses: ruleset.negations.stresses(&ruleset.vocabulary, text.folded_of(token)),
                excepts: ruleset.negations.excepts(&ruleset.vocabulary, text.folded_of(token)),
                is_country: read
                    .features
                    .get(idx)
                    .is_some_and(|feature| ruleset.names.is_country_key(feature.key)),
                is_name: names.iter().any(|range| range.contains(&idx)),
                root_denied: ruleset.negations.root_denied(text.folded_of(token)),
                roots_told: ruleset.negations.roots_told(text.folded_of(token)),
                may_be_name: read.features.get(idx).is_some_and(TokenFeature::is_unlisted)
                    && !is_own_verb(ruleset, text.folded_of(token), &text.language),
            }),
            None => {}
        }
    }
    words
}

/// Whether a folded word may be a verb that tells of the speaker: «رفعنا», of which «رفع» is listed.
fn is_own_verb(ruleset: &Ruleset, folded: &str, language: &str) -> bool {
    let forms = ruleset.negations.told_of_others(folded);
    forms.iter().any(|form| ruleset.lexicon.frequency(form, language).is_some())
}

/// Whether a word turns a statement into its opposite, alone or joined to what stands before it; «كلا», «وسلم» are not
/// «لا», «لم» with a proclitic.
pub(super) fn negates(ruleset: &Ruleset, read: &ReadArticle, idx: usize) -> bool {
    let Some(token) = read.text.tokens.get(idx) else { return false };
    let idles = |at: usize| {
        let readings = read.text.tokens.get(at..).unwrap_or(&[]).iter().map(|token| token.reading);
        let found = ruleset.negations.idle().longest(&ruleset.vocabulary, readings);
        found.is_some_and(|found| at + found.n_tokens > idx)
    };
    if (idx.saturating_sub(1)..=idx).any(idles) {
        return false;
    }
    let folded = read.text.folded_of(token);
    let joins = ruleset.qualifiers.joins(&read.text.language).iter();
    let mut forms = joins.filter_map(|join| folded.strip_prefix(join.as_str())).chain([folded]);
    forms.any(|form| ruleset.negations.is_one(&ruleset.vocabulary, form))
}

/// Whether the negation behind `told` goes on with an earlier one, and denies nothing anew: «لن تتخلى عن
/// الجزر ولا الشواطئ», «لا تراعي لا كبيرا ولا صغيرا».
fn goes_on(ruleset: &Ruleset, read: &ReadArticle, told: Range<usize>) -> bool {
    let near = told.start.max(told.end.saturating_sub(NEGATION_GOES_ON_TOKENS))..told.end;
    let from = if is_joined(ruleset, &read.text, told.end) { told } else { near };
    from.into_iter().any(|idx| negates(ruleset, read, idx))
}

/// So many words behind a negation another one goes on with it.
const NEGATION_GOES_ON_TOKENS: usize = 3;

/// Where it is told who said a quotation.
fn speaker_span(read: &ReadArticle, quote: Span) -> Option<Span> {
    let at = read.attributions.partition_point(|attribution| attribution.span.end <= quote.start);
    read.attributions.get(at).filter(|attribution| attribution.span.overlaps(quote))?.speaker
}

/// The words of the person who is named there.
fn person_in(read: &ReadArticle, speaker: Span) -> Vec<String> {
    let is_person =
        |mention: &&Mention| mention.kind == MentionKind::Person && speaker.contains(mention.span);
    let named = read.claims.mentions.iter().find(is_person);
    named.map_or_else(Vec::new, |mention| words_under(read, mention.span))
}

/// The tokens of the sentences of a quotation that stand in no quotation.
fn frame_of(read: &ReadArticle, quote: Span) -> Vec<usize> {
    let text = &read.text;
    let own = tokens_under(text, quote);
    let sentence = |at: usize| {
        let token = text.tokens.get(at)?;
        text.sentences.get(text.sentence_at(token.span.start())?.idx())
    };
    let ends = sentence(own.start).zip(own.end.checked_sub(1).and_then(sentence));
    let Some((first, last)) = ends else { return Vec::new() };
    let is_quoted = |at: &usize| {
        let token = text.tokens.get(*at);
        token.is_some_and(|token| read.claims.quotes.iter().any(|quote| quote.span.contains(token.span)))
    };
    (first.tokens.start..last.tokens.end).filter(|at| !is_quoted(at)).collect()
}

/// Those of the tokens that say something.
fn telling(read: &ReadArticle, tokens: &[usize]) -> Vec<usize> {
    let says = |at: &&usize| read.features.get(**at).is_some_and(|feature| feature.key != 0);
    tokens.iter().filter(says).copied().collect()
}

/// The words under a span, folded.
fn words_under(read: &ReadArticle, span: Span) -> Vec<String> {
    words_at(read, &tokens_under(&read.text, span).collect::<Vec<usize>>())
}

fn words_at(read: &ReadArticle, tokens: &[usize]) -> Vec<String> {
    let tokens = tokens.iter().filter_map(|at| read.text.tokens.get(*at));
    tokens.map(|token| read.text.folded_of(token).to_owned()).collect()
}
