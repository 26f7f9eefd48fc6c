//! `quote-conflict`: one statement of one speaker, quoted with another meaning.

use crate::{
    align::{is_joined, source_at},
    base::{
        Span,
        fold::fold,
        id::{ArticleId, UnitId},
    },
    event::{Bag, Event, tokens_under},
    extract::Figure,
    judge::{Confidence, Evidence, EvidenceValue, Finding, Run, Severity, Side, draft::event_name},
};

/// Quotations of which fewer than so many thousandths of the words are shared are two statements.
const SHARED_MIN: u32 = 650;
/// With fewer shared words likeness is chance.
const SHARED_WORDS_MIN: usize = 4;
/// Of short quotations of one speaker that differ in a negation fewer are asked for.
const SHARED_NEGATED_MIN: usize = 3;
/// A short quotation and its denial share fewer, since the verb takes another form: «لم نتلق», «تلقينا».
const SHARED_NEGATED_SHORT_MIN: u32 = 500;
/// Of longer quotations that differ in a negation so many thousandths are shared: two translations of one
/// statement share fewer.
const SHARED_NEGATED_LONG_MIN: u32 = 800;
/// A quotation of no more words than this is short.
const SHORT_QUOTE_WORDS: usize = 14;
/// Longer quotations than this, in words, are documents rather than something said.
const QUOTE_WORDS_MAX: usize = 60;
/// Two quotations of one statement differ in length by no more than this factor, in tenths.
const LENGTH_RATIO_MAX: usize = 17;
/// Of quotations that differ in a number so many thousandths of the words are shared.
const SHARED_WITH_NUMBERS_MIN: u32 = 750;
/// Of an article with more quotations only the first are compared.
const QUOTES_MAX: usize = 200;

struct Quoted {
    article: ArticleId,
    span: Span,
    bag: Bag,
    n_words: usize,
    negated: bool,
    words: Vec<QuotedWord>,
    numbers: Vec<QuotedNumber>,
    source: String,
    certainty: crate::attribution::Certainty,
}

/// A word of a quotation.
struct QuotedWord {
    folded: String,
    /// Whether it turns a statement into its opposite.
    negates: bool,
    /// Whether it may do that.
    may_negate: bool,
}

/// A number of a quotation: as it is written, and of what.
#[derive(PartialEq, Eq)]
struct QuotedNumber {
    value: String,
    digits: Vec<u8>,
    has_point: bool,
    units: Vec<UnitId>,
    counts: bool,
}

impl QuotedNumber {
    fn new(figure: &Figure, text: &str) -> QuotedNumber {
        let written = fold(figure.number.text(text));
        let mut digits: Vec<u8> =
            written.bytes().filter(u8::is_ascii_digit).filter(|digit| *digit != b'0').collect();
        digits.sort_unstable();
        QuotedNumber {
            value: format!("{:?}", figure.value),
            digits,
            has_point: written.chars().any(|char| !char.is_ascii_digit()),
            units: figure.units.clone(),
            counts: figure.counted.is_some(),
        }
    }

    /// Whether both measure one kind of thing and say two values; «3.1» may be «1.3» written backwards.
    fn contradicts(&self, other: &QuotedNumber) -> bool {
        let turned =
            !self.digits.is_empty() && self.digits == other.digits && (self.has_point || other.has_point);
        self.value != other.value && !turned && self.units == other.units && self.counts == other.counts
    }
}

/// The quotations of an event that say the opposite of each other, or another number.
pub(super) fn judge(run: &Run<'_>, event: &Event) -> Vec<Finding> {
    let quoting =
        |article: &&ArticleId| run.read.get(article.idx()).is_some_and(|read| !read.claims.quotes.is_empty());
    if event.articles.iter().filter(quoting).count() < event.articles.len().min(2) {
        return Vec::new();
    }
    let quotes: Vec<Vec<Quoted>> = event.articles.iter().map(|article| quotes_of(run, *article)).collect();
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
        .filter(|(_, tokens)| (SHARED_WORDS_MIN..=QUOTE_WORDS_MAX).contains(&tokens.len()))
        .map(|(quote, tokens)| {
            let features = read.features.get(tokens.clone()).unwrap_or(&[]);
            let bag =
                Bag::new(features.iter().map(|feature| (feature.key, u32::from(feature.weight))).collect());
            let negates = |idx: usize| {
                let token = read.text.tokens.get(idx);
                let reading = token.and_then(|token| token.reading);
                // «كلا» is not «لا» with a proclitic.
                let bare = reading.is_some_and(|reading| reading.proclitics.is_none())
                    || is_joined(run.ruleset, &read.text, idx);
                bare && run.ruleset.negations.holds(&run.ruleset.vocabulary, reading)
            };
            // «لن تتخلى عن الجزر ولا الشواطئ», «لا تراعي لا كبيرا ولا صغيرا» deny once.
            let goes_on = |idx: usize| {
                let told = tokens.start..idx;
                let near = told.start.max(idx.saturating_sub(NEGATION_GOES_ON_TOKENS))..idx;
                (is_joined(run.ruleset, &read.text, idx) && told.clone().any(negates))
                    || near.clone().any(negates)
            };
            let may_negate = |idx: usize| {
                let reading = read.text.tokens.get(idx).and_then(|token| token.reading);
                run.ruleset.negations.may_hold(&run.ruleset.vocabulary, reading)
            };
            // A dual, «وجهتي», is no number that anybody has said.
            let figures =
                read.claims.figures.iter().filter(|figure| {
                    quote.span.contains(figure.span) && figure.counted != Some(figure.number)
                });
            let numbers = figures.map(|figure| QuotedNumber::new(figure, &source.text)).collect();
            let (source, certainty) = source_at(run.ruleset, source, read, quote.span);
            Quoted {
                article,
                span: quote.span,
                bag,
                n_words: tokens.len(),
                negated: tokens.clone().filter(|idx| negates(*idx) && !goes_on(*idx)).count() % 2 == 1,
                words: tokens
                    .filter_map(|idx| Some((idx, read.text.tokens.get(idx)?)))
                    .map(|(idx, token)| QuotedWord {
                        folded: read.text.folded_of(token).to_owned(),
                        negates: negates(idx),
                        may_negate: may_negate(idx),
                    })
                    .collect(),
                numbers,
                source,
                certainty,
            }
        })
        .collect()
}

fn compare(run: &Run<'_>, a: &Quoted, b: &Quoted) -> Option<Finding> {
    let n_shared = a.bag.shared(&b.bag).count();
    let likeness = a.bag.cosine(&b.bag);
    if a.article == b.article && a.source == b.source {
        return None;
    }
    let (short, long) = (a.n_words.min(b.n_words), a.n_words.max(b.n_words));
    let one_statement = long <= QUOTE_WORDS_MAX && long * 10 <= short * LENGTH_RATIO_MAX;
    let is_short = long <= SHORT_QUOTE_WORDS && a.negated != b.negated;
    let likeness_min = if is_short { SHARED_NEGATED_SHORT_MIN } else { SHARED_MIN };
    let shared_min = if a.negated == b.negated { SHARED_WORDS_MIN } else { SHARED_NEGATED_MIN };
    if !one_statement || n_shared < shared_min || likeness < likeness_min {
        return None;
    }
    let message = match (a.negated != b.negated, a.numbers != b.numbers) {
        (true, _)
            if (is_short || likeness >= SHARED_NEGATED_LONG_MIN)
                && is_one_wording(a, b)
                && (denies(a, b) || denies(b, a)) =>
        {
            "negation"
        }
        (true, _) => return None,
        (false, true) if likeness >= SHARED_WITH_NUMBERS_MIN && is_one_number_apart(a, b) => "number",
        (false, _) => return None,
    };
    Some(finding(run, a, b, message, likeness))
}

/// Whether the two have the same numbers but for some that contradict each other.
fn is_one_number_apart(a: &Quoted, b: &Quoted) -> bool {
    let pairs = || a.numbers.iter().zip(&b.numbers).filter(|(a, b)| a != b);
    a.numbers.len() == b.numbers.len()
        && pairs().all(|(a, b)| a.value == b.value || a.contradicts(b))
        && pairs().any(|(a, b)| a.value != b.value)
}

/// Whether hardly a word of either is missing in the other, negations aside.
fn is_one_wording(a: &Quoted, b: &Quoted) -> bool {
    let n_missing = |one: &Quoted, other: &Quoted| {
        let counts = |word: &&QuotedWord| !word.may_negate && word.folded.chars().nth(2).is_some();
        let said = |word: &QuotedWord| {
            other
                .words
                .iter()
                .any(|known| known.folded == word.folded || share_letters(&known.folded, &word.folded))
        };
        one.words.iter().filter(counts).filter(|word| !said(word)).count()
    };
    let missing_max = MISSING_MIN.max(a.n_words.min(b.n_words) / MISSING_PART);
    n_missing(a, b) <= missing_max && n_missing(b, a) <= missing_max
}

/// Of a quotation so many words may be missing in the other …
const MISSING_MIN: usize = 1;
/// … or one in so many.
const MISSING_PART: usize = 15;
/// So many words behind a negation another one goes on with it.
const NEGATION_GOES_ON_TOKENS: usize = 3;

/// Whether `a` negates a word that `b` says without a negation; the verb may take another form: «لم نتلق»,
/// «تلقينا».
fn denies(a: &Quoted, b: &Quoted) -> bool {
    let negated = a.words.iter().zip(a.words.iter().skip(1)).filter(|(word, _)| word.negates);
    negated.map(|(_, next)| next).any(|denied| {
        let mut said =
            b.words.iter().enumerate().filter(|(_, word)| share_letters(&word.folded, &denied.folded));
        let negated = |(at, word): (usize, &QuotedWord)| {
            let before = at.checked_sub(1).and_then(|before| b.words.get(before));
            // «لايكفي» is written for «لا يكفي».
            let glued = word.folded.len() > denied.folded.len() && word.folded.ends_with(&denied.folded);
            glued || before.is_some_and(|before| before.may_negate)
        };
        said.clone().next().is_some() && !said.any(negated)
    })
}

/// Two forms of one verb share so many letters in a row.
const SHARED_LETTERS_MIN: usize = 3;
/// And are no farther apart in length than this.
const LETTERS_APART_MAX: usize = 2;

fn share_letters(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let alike = a.len().abs_diff(b.len()) <= LETTERS_APART_MAX;
    alike && a.windows(SHARED_LETTERS_MIN).any(|run| b.windows(SHARED_LETTERS_MIN).any(|other| run == other))
}

fn finding(run: &Run<'_>, a: &Quoted, b: &Quoted, message: &'static str, likeness: u32) -> Finding {
    let rule = "quote-conflict";
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
        id: Finding::id_of(rule, &values),
        rule,
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
            value: EvidenceValue::Number(i64::from(likeness)),
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
