//! Judge: what an editor should be shown.
//!
//! Takes the alignments of an event and gives [`Finding`]s, one file per check.

mod agreement;
mod draft;
mod figure_conflict;
mod figure_update;
mod finding;
mod unit_conflict;

use crate::{
    align::{Alignment, Quantity, align},
    base::id::ArticleId,
    event::Event,
    ingest::Article,
    ruleset::Ruleset,
};

pub use finding::{Confidence, Evidence, EvidenceValue, Finding, Severity, Side};

/// What a check of aligned figures is given.
pub(crate) struct Case<'a> {
    pub(crate) ruleset: &'a Ruleset,
    pub(crate) articles: &'a [Article],
    pub(crate) alignment: &'a Alignment,
    pub(crate) a: &'a Quantity,
    pub(crate) b: &'a Quantity,
}

/// A check of aligned figures: its finding, or nothing where it is not its case.
type AlignmentCheck = fn(&Case<'_>) -> Option<Finding>;

/// The checks of aligned figures. The first that has something to say has the word.
const ALIGNMENT_CHECKS: [AlignmentCheck; 4] =
    [agreement::judge, unit_conflict::judge, figure_update::judge, figure_conflict::judge];

/// The findings of one event. `quantities` are those of every article of the run.
pub fn judge(
    ruleset: &Ruleset,
    articles: &[Article],
    quantities: &[Vec<Quantity>],
    event: &Event,
) -> Vec<Finding> {
    let of = |article: &ArticleId| quantities.get(article.idx()).map_or(&[][..], Vec::as_slice);
    match event.articles.as_slice() {
        [one] => judge_voices(ruleset, articles, of(one)),
        several => {
            let mut findings = Vec::new();
            for (at, a) in several.iter().enumerate() {
                for b in several.iter().skip(at + 1) {
                    findings.extend(judge_sides(ruleset, articles, of(a), of(b)));
                }
            }
            findings
        }
    }
}

/// The voices of one article with each other, and the headings with what they stand over.
fn judge_voices(ruleset: &Ruleset, articles: &[Article], quantities: &[Quantity]) -> Vec<Finding> {
    let mut sources: Vec<&str> = quantities.iter().map(|quantity| quantity.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    let voice = |source: &str| -> Vec<Quantity> {
        quantities.iter().filter(|quantity| quantity.source == source).cloned().collect()
    };
    let mut findings = Vec::new();
    for (at, source) in sources.iter().enumerate() {
        for other in sources.iter().skip(at + 1) {
            findings.extend(judge_sides(ruleset, articles, &voice(source), &voice(other)));
        }
        let (headings, body): (Vec<Quantity>, Vec<Quantity>) =
            voice(source).into_iter().partition(|quantity| quantity.heading);
        findings.extend(judge_sides(ruleset, articles, &headings, &body));
    }
    findings
}

fn judge_sides(ruleset: &Ruleset, articles: &[Article], a: &[Quantity], b: &[Quantity]) -> Vec<Finding> {
    let cases = align(ruleset, a, b);
    cases
        .iter()
        .filter_map(|alignment| {
            let case =
                Case { ruleset, articles, alignment, a: a.get(alignment.a_idx)?, b: b.get(alignment.b_idx)? };
            ALIGNMENT_CHECKS.iter().find_map(|check| check(&case))
        })
        .collect()
}
