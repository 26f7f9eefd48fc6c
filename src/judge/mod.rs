//! Judge: what an editor should be shown.
//!
//! Takes the alignments of an event and gives [`Finding`]s, one file per check.

mod agreement;
mod arithmetic_mismatch;
mod arithmetic_parted;
mod arithmetic_people;
mod arithmetic_referred;
mod arithmetic_relation;
mod arithmetic_total;
mod arithmetic_votes;
mod arithmetic_whole;
mod arithmetic_wording;
mod citation;
mod date_conflict;
mod draft;
mod figure_conflict;
mod figure_update;
mod finding;
mod memo;
mod merge;
mod office_held; // which office a text tells of somebody
mod office_words; // the words that tell it
mod orthography_variant;
mod quote_across;
mod quote_conflict;
mod quote_words;
mod quoted;
mod spelling_variant;
mod title_conflict;
mod title_person; // whether two names are one person's
mod unit_conflict;
mod weekday_mismatch;

use crate::{
    ReadArticle,
    align::{Alignment, Considered, Quantity, Relation, align, considered},
    base::id::ArticleId,
    event::{Event, Origins},
    ingest::Article,
    ruleset::{QualifierClass, Ruleset},
};

pub use crate::ruleset::Severity;
pub(crate) use citation::cite;
pub use finding::{Confidence, Evidence, EvidenceValue, Finding, Side};
pub use memo::RunMemo;
pub(crate) use merge::merge;

/// What all checks of a run look at; lists are by [`ArticleId`].
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// The rules.
    pub ruleset: &'a Ruleset,
    /// The articles.
    pub articles: &'a [Article],
    /// What was read of each.
    pub read: &'a [ReadArticle],
    /// The quantities of each.
    pub quantities: &'a [Vec<Quantity>],
    /// Which of them are copies.
    pub origins: &'a Origins,
    /// What was worked out for one event and is kept for the others.
    pub memo: &'a RunMemo,
}

/// What a check of aligned quantities is given.
pub(crate) struct Case<'a> {
    pub(crate) run: &'a Run<'a>,
    pub(crate) alignment: &'a Alignment,
    pub(crate) a: &'a Quantity,
    pub(crate) b: &'a Quantity,
}

/// A check of aligned quantities: its finding, or nothing where it is not its case.
type AlignmentCheck = fn(&Case<'_>) -> Option<Finding>;

/// The checks of aligned quantities. The first that has something to say has the word.
const ALIGNMENT_CHECKS: [AlignmentCheck; 5] = [
    agreement::judge,
    date_conflict::judge,
    unit_conflict::judge,
    figure_update::judge,
    figure_conflict::judge,
];

/// A check of what one article says by itself.
type ArticleCheck = fn(&Run<'_>, ArticleId) -> Vec<Finding>;

/// The checks of one article.
const ARTICLE_CHECKS: [ArticleCheck; 4] = [
    arithmetic_mismatch::judge,
    arithmetic_relation::judge,
    weekday_mismatch::judge,
    orthography_variant::judge,
];

/// A check of the articles of an event.
type EventCheck = fn(&Run<'_>, &Event) -> Vec<Finding>;

/// The checks of an event.
const EVENT_CHECKS: [EventCheck; 3] = [quote_conflict::judge, spelling_variant::judge, title_conflict::judge];

/// The findings of one event.
pub fn judge(run: &Run<'_>, event: &Event) -> Vec<Finding> {
    let of = |article: ArticleId| -> Vec<&Quantity> {
        run.quantities.get(article.idx()).into_iter().flatten().collect()
    };
    let mut findings: Vec<Finding> = EVENT_CHECKS.iter().flat_map(|check| check(run, event)).collect();
    let quoted: Vec<(Side, Side)> = findings
        .iter()
        .filter(|finding| finding.rule == quote_conflict::RULE)
        .filter_map(|finding| Some((finding.a.clone(), finding.b.clone()?)))
        .collect();
    if let [article] = event.articles.as_slice() {
        findings.extend(ARTICLE_CHECKS.iter().flat_map(|check| check(run, *article)));
        findings.extend(judge_voices(run, &of(*article)));
    }
    for (at, a) in event.articles.iter().enumerate() {
        for b in event.articles.iter().skip(at + 1) {
            findings.extend(judge_sides(run, &of(*a), &of(*b), event.likeness));
        }
    }
    findings.retain(|finding| !is_told_of_quotes(finding, &quoted));
    findings
}

/// Whether the two sides of a finding stand within two quotations of which it is told that they differ.
fn is_told_of_quotes(finding: &Finding, quoted: &[(Side, Side)]) -> bool {
    let within = |side: &Side, quote: &Side| {
        side.article == quote.article && quote.span.contains(side.span) && side.span != quote.span
    };
    finding.b.as_ref().is_some_and(|b| {
        quoted.iter().any(|(one, other)| {
            within(&finding.a, one) && within(b, other) || within(&finding.a, other) && within(b, one)
        })
    })
}

/// The voices of one article with each other, and the headings with what they stand over.
fn judge_voices(run: &Run<'_>, quantities: &[&Quantity]) -> Vec<Finding> {
    let mut sources: Vec<&str> = quantities.iter().map(|quantity| quantity.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    let voice = |source: &str| -> Vec<&Quantity> {
        quantities.iter().copied().filter(|quantity| quantity.source == source).collect()
    };
    let mut findings = Vec::new();
    for (at, source) in sources.iter().enumerate() {
        for other in sources.iter().skip(at + 1) {
            findings.extend(judge_sides(run, &voice(source), &voice(other), 1_000));
        }
        let (headings, body): (Vec<&Quantity>, Vec<&Quantity>) =
            voice(source).into_iter().partition(|quantity| quantity.heading);
        findings.extend(judge_sides(run, &headings, &body, 1_000));
        findings.extend(judge_earlier(run, &body));
    }
    findings
}

/// What one voice tells of now with what it says was told before: «وكانت حصيلة سابقة قد أشارت إلى 25 قتيلا».
fn judge_earlier(run: &Run<'_>, voice: &[&Quantity]) -> Vec<Finding> {
    let is_earlier = |quantity: &&Quantity| quantity.qualifiers.contains(QualifierClass::Earlier);
    let (earlier, now): (Vec<&Quantity>, Vec<&Quantity>) = voice.iter().copied().partition(is_earlier);
    if earlier.is_empty() || now.is_empty() {
        return Vec::new();
    }
    let findings = judge_sides(run, &earlier, &now, 1_000);
    findings.into_iter().filter(|finding| finding.rule == figure_update::RULE).collect()
}

fn judge_sides(run: &Run<'_>, a: &[&Quantity], b: &[&Quantity], likeness: u32) -> Vec<Finding> {
    let cases = align(run.ruleset, a, b, likeness);
    let mut n_conflicts = 0;
    cases
        .iter()
        .filter_map(|alignment| {
            let case = Case { run, alignment, a: a.get(alignment.a_idx)?, b: b.get(alignment.b_idx)? };
            let mut finding = ALIGNMENT_CHECKS.iter().find_map(|check| check(&case))?;
            n_conflicts += usize::from(alignment.relation != Relation::Agrees);
            if alignment.relation != Relation::Agrees && n_conflicts <= CONSIDERED_CONFLICTS_MAX {
                let others = considered(run.ruleset, (a, b), likeness, &cases, alignment);
                finding.evidence.extend(considered_evidence(run, &others));
            }
            Some(finding)
        })
        .collect()
}

/// Two articles that disagree in more than this are not told what else each figure was held against: nobody
/// reads that, and it takes a walk through both articles each time.
const CONSIDERED_CONFLICTS_MAX: usize = 32;

/// What else the sides were held against, as `0.12 reason path:line:column words`.
fn considered_evidence(run: &Run<'_>, others: &[Considered<'_>]) -> Option<Evidence> {
    let told = |other: &Considered<'_>| {
        let place = merge::place_text(run, other.quantity.article, other.quantity.span);
        format!("{} {} {place}", Confidence(other.probability).two_decimals(), other.why)
    };
    let value = EvidenceValue::List(others.iter().map(told).collect());
    (!others.is_empty()).then_some(Evidence { name: "considered", value, weight: None })
}
