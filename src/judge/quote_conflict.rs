//! `quote-conflict`: one statement of one speaker, quoted with another meaning.

use std::ops::Range;

use crate::{
    ReadArticle,
    align::{is_joined, source_at},
    attribution::Certainty,
    base::{Span, id::ArticleId, lex::LexKind},
    event::{Bag, Event, tokens_under},
    extract::{Mention, MentionKind},
    judge::{
        Confidence, Evidence, EvidenceValue, Finding, Run, Severity, Side,
        draft::event_name,
        quote_words::{Parted, QuotedWord, SideBySide, is_one_name},
    },
    ruleset::Ruleset,
};

/// The name of the check.
pub(super) const RULE: &str = "quote-conflict";
/// Of two quotations of one statement so many thousandths of the words are the same …
const KEPT_MIN: usize = 750;
/// … and no fewer words than this: with fewer likeness is chance.
const SAME_WORDS_MIN: usize = 3;
/// Quotations of fewer words than this are catchwords.
const QUOTE_WORDS_MIN: usize = 4;
/// Longer quotations than this, in words, are documents rather than something said.
const QUOTE_WORDS_MAX: usize = 60;
/// Two quotations of one statement differ in length by no more than this factor, in tenths.
const LENGTH_RATIO_MAX: usize = 17;
/// Of an article with more quotations only the first are compared.
const QUOTES_MAX: usize = 200;

/// A quotation, and who is told to have said it.
#[derive(Debug)]
pub(super) struct Quoted {
    article: ArticleId,
    span: Span,
    bag: Bag,
    negated: bool,
    words: Vec<QuotedWord>,
    /// The words of the person who said it, folded; none where it is not said, or no person is named.
    speaker: Vec<String>,
    /// The words that tell who said it, a name or not, folded.
    told: Vec<String>,
    source: String,
    certainty: Certainty,
}

/// The quotations of an event that say the opposite of each other, or another number.
pub(super) fn judge(run: &Run<'_>, event: &Event) -> Vec<Finding> {
    let quoting =
        |article: &&ArticleId| run.read.get(article.idx()).is_some_and(|read| !read.claims.quotes.is_empty());
    if event.articles.iter().filter(quoting).count() < event.articles.len().min(2) {
        return Vec::new();
    }
    let of = |article: &ArticleId| run.memo.quotes.of(*article, || quotes_of(run, *article));
    let quotes: Vec<&[Quoted]> = event.articles.iter().map(of).collect();
    let mut findings = Vec::new();
    for (at, a) in quotes.iter().enumerate() {
        if quotes.len() == 1 {
            for (idx, one) in a.iter().enumerate() {
                findings.extend(a.iter().skip(idx + 1).filter_map(|other| compare(run, one, other)));
            }
        }
        for b in quotes.iter().skip(at + 1) {
            findings.extend(a.iter().flat_map(|one| b.iter().filter_map(|other| compare(run, one, other))));
        }
    }
    findings
}

fn quotes_of(run: &Run<'_>, article: ArticleId) -> Vec<Quoted> {
    let (Some(read), Some(source)) = (run.read.get(article.idx()), run.articles.get(article.idx())) else {
        return Vec::new();
    };
    read.claims
        .quotes
        .iter()
        .take(QUOTES_MAX)
        .map(|quote| (quote, tokens_under(&read.text, quote.span)))
        .filter(|(_, tokens)| (QUOTE_WORDS_MIN..=QUOTE_WORDS_MAX).contains(&tokens.len()))
        .map(|(quote, tokens)| {
            let features = read.features.get(tokens.clone()).unwrap_or(&[]);
            let bag =
                Bag::new(features.iter().map(|feature| (feature.key, u32::from(feature.weight))).collect());
            let words = words_of(run.ruleset, read, tokens);
            let speaker = speaker_span(read, quote.span);
            let (source, certainty) = source_at(run.ruleset, source, read, quote.span);
            Quoted {
                article,
                span: quote.span,
                bag,
                negated: words.iter().filter(|word| word.negates).count() % 2 == 1,
                words,
                speaker: speaker.map_or_else(Vec::new, |speaker| person_in(read, speaker)),
                told: speaker.map_or_else(Vec::new, |speaker| words_under(read, speaker)),
                source,
                certainty,
            }
        })
        .collect()
}

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
                excepts: ruleset.negations.excepts(&ruleset.vocabulary, text.folded_of(token)),
                is_name: names.iter().any(|range| range.contains(&idx)),
            }),
            None => {}
        }
    }
    words
}

/// Whether a word turns a statement into its opposite, alone or joined to what stands before it; «كلا», «وسلم» are not
/// «لا», «لم» with a proclitic.
fn negates(ruleset: &Ruleset, read: &ReadArticle, idx: usize) -> bool {
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

/// The words under a span, folded.
fn words_under(read: &ReadArticle, span: Span) -> Vec<String> {
    let tokens = read.text.tokens.get(tokens_under(&read.text, span)).unwrap_or(&[]);
    tokens.iter().map(|token| read.text.folded_of(token).to_owned()).collect()
}

/// Whether both are told of one person or office in the same words, or one in fewer of them.
fn told_alike(a: &Quoted, b: &Quoted) -> bool {
    let within = |one: &[String], other: &[String]| one.iter().all(|word| other.contains(word));
    a.told.len().min(b.told.len()) >= TOLD_WORDS_MIN && (within(&a.told, &b.told) || within(&b.told, &a.told))
}

/// Fewer words name nobody: «المتحدث».
const TOLD_WORDS_MIN: usize = 2;

fn compare(run: &Run<'_>, a: &Quoted, b: &Quoted) -> Option<Finding> {
    if a.article == b.article && a.source == b.source {
        return None;
    }
    let (short, long) = (a.words.len().min(b.words.len()), a.words.len().max(b.words.len()));
    let someone_else = !a.speaker.is_empty()
        && !b.speaker.is_empty()
        && !a.speaker.iter().any(|word| b.speaker.contains(word));
    // Aligning words takes time; two quotations of one statement share a word that says something.
    if long * 10 > short * LENGTH_RATIO_MAX || someone_else || !a.bag.meets(&b.bag) {
        return None;
    }
    let aligned = SideBySide::new(&a.words, &b.words);
    if aligned.kept() < KEPT_MIN || aligned.same.len() < SAME_WORDS_MIN {
        return None;
    }
    let few_parted = short <= SHORT_QUOTE_WORDS || aligned.n_parted() <= 1 + short / PARTED_PART;
    let naming_min = if told_alike(a, b) { NAMING_WORDS_ONE_SPEAKER_MIN } else { NAMING_WORDS_MIN };
    let both_said = is_said(a) && is_said(b);
    let message = match a.negated != b.negated {
        true if few_parted && (denies(a, b, &aligned) || denies(b, a, &aligned.turned())) => "negation",
        true => return None,
        false if aligned.parted.iter().any(is_other_number) => "number",
        false
            if short >= naming_min
                && both_said
                && matches!(aligned.parted.as_slice(), [parted] if is_other_name(parted)) =>
        {
            "name"
        }
        false if short >= NAMING_WORDS_ONE_SPEAKER_MIN && both_said && says_opposite(run, &aligned) => {
            "opposite"
        }
        false => return None,
    };
    Some(finding(run, a, b, message, aligned.kept()))
}

/// A quotation of no more words than this is short.
const SHORT_QUOTE_WORDS: usize = 14;
/// Of a longer one that is denied, no more than one word and one in so many may be told otherwise.
const PARTED_PART: usize = 15;
/// A shorter quotation is the name of a thing rather than something said.
const NAMING_WORDS_MIN: usize = 7;
/// Where both are told of one person in the same words, a shorter one is enough.
const NAMING_WORDS_ONE_SPEAKER_MIN: usize = 5;

/// Whether all is the same but for one word, and the other has its opposite there: «رفعنا», «خفضنا».
fn says_opposite(run: &Run<'_>, aligned: &SideBySide<'_>) -> bool {
    let opposite = |a: &QuotedWord, b: &QuotedWord| run.ruleset.negations.are_opposites(&a.folded, &b.folded);
    match aligned.parted.as_slice() {
        // Two words that look alike were taken for one: «نرفض», «نرفع».
        [] => aligned.same.iter().filter(|(a, b)| a.folded != b.folded && opposite(a, b)).count() == 1,
        [parted] => {
            matches!((parted.a.as_slice(), parted.b.as_slice()), ([a], [b]) if opposite(a, b))
        }
        _ => false,
    }
}

/// Whether somebody is told to have said it.
fn is_said(quoted: &Quoted) -> bool {
    !quoted.speaker.is_empty() || quoted.certainty == Certainty::Explicit
}

/// Whether a number stands where the other has another one: not the same in other digits, and not written
/// backwards, «3.1» for «1.3».
fn is_other_number(parted: &Parted<'_>) -> bool {
    let number = |words: &[&QuotedWord]| match words {
        [word] => word.value.clone(),
        _ => None,
    };
    // «مرتين», «أربع مرات»
    if let ([number], []) | ([], [number]) = (parted.a.as_slice(), parted.b.as_slice()) {
        return number.is_number && parted.before_other_form;
    }
    let digits = |value: &str| {
        let mut digits: Vec<u8> =
            value.bytes().filter(u8::is_ascii_digit).filter(|digit| *digit != b'0').collect();
        digits.sort_unstable();
        digits
    };
    let is_told = parted.a.iter().chain(&parted.b).any(|word| word.is_number);
    // «210» for «120» is a slip, and another number.
    let is_whole = |value: &str| value.starts_with("One") && !value.contains('.');
    let differ = |a: &str, b: &str| digits(a) != digits(b) || a != b && is_whole(a) && is_whole(b);
    is_told && number(&parted.a).zip(number(&parted.b)).is_some_and(|(a, b)| differ(&a, &b))
}

/// Whether a name stands where the other has another one, not the same in another spelling.
fn is_other_name(parted: &Parted<'_>) -> bool {
    let named = |words: &[&QuotedWord]| !words.is_empty() && words.iter().all(|word| word.is_name);
    let alike = |a: &QuotedWord| parted.b.iter().any(|b| is_one_name(&a.folded, &b.folded));
    named(&parted.a) && named(&parted.b) && !parted.a.iter().any(|word| alike(word))
}

/// Whether `a` negates a word that stands in `b` without a negation; the verb may take another form: «لم نتلق»,
/// «تلقينا».
fn denies(a: &Quoted, b: &Quoted, aligned: &SideBySide<'_>) -> bool {
    // «لن نوقع إلا بعد الانسحاب» is no denial of «سنوقع بعد الانسحاب».
    if a.words.iter().any(|word| word.excepts) && !b.words.iter().any(|word| word.excepts) {
        return false;
    }
    let negated = a.words.iter().zip(a.words.iter().skip(1)).filter(|(word, _)| word.negates);
    negated.map(|(_, next)| next).any(|denied| {
        aligned.counterpart(denied).is_some_and(|said| {
            let at = b.words.iter().position(|word| std::ptr::eq(word, said)).unwrap_or(0);
            let before = at.checked_sub(1).and_then(|before| b.words.get(before));
            let glued = said.denied.as_ref().is_some_and(|word| *word == denied.folded);
            !glued && !before.is_some_and(|before| before.negates || before.may_negate)
        })
    })
}

fn finding(run: &Run<'_>, a: &Quoted, b: &Quoted, message: &'static str, kept: usize) -> Finding {
    let (a, b) = if (a.article, a.span) <= (b.article, b.span) { (a, b) } else { (b, a) };
    let (one, other) = (quote_side(run, a), quote_side(run, b));
    let mut values = [one.value.as_str(), other.value.as_str()];
    values.sort_unstable();
    let text = |quoted: &Quoted| {
        run.articles
            .get(quoted.article.idx())
            .map_or("", |article| quoted.span.text(&article.text))
            .to_owned()
    };
    Finding {
        id: Finding::id_of(RULE, &values),
        rule: RULE,
        severity: Severity::Warning,
        confidence: Confidence(800),
        event: event_name(run, a.article),
        subject: one.source.clone(),
        arguments: vec![
            ("a", text(a)),
            ("b", text(b)),
            ("source_a", one.source.clone()),
            ("source_b", other.source.clone()),
        ],
        a: one,
        b: Some(other),
        suggestion: None,
        message,
        evidence: vec![Evidence {
            name: "likeness",
            value: EvidenceValue::Number(i64::try_from(kept).unwrap_or(0)),
            weight: None,
        }],
    }
}

fn quote_side(run: &Run<'_>, quoted: &Quoted) -> Side {
    let article = run.articles.get(quoted.article.idx());
    let text = article.map_or("", |article| article.text.as_str());
    let sentence = run.read.get(quoted.article.idx()).and_then(|read| {
        let id = read.text.sentence_at(quoted.span.start())?;
        read.text.sentences.get(id.idx())
    });
    Side {
        article: quoted.article,
        span: quoted.span,
        context: sentence.map_or(quoted.span, |sentence| sentence.span.cover(quoted.span)),
        source: quoted.source.clone(),
        certainty: quoted.certainty,
        value: crate::base::fold::fold(quoted.span.text(text)),
    }
}
