//! A finding: what a person is shown.

use crate::{
    attribution::Certainty,
    base::{Span, hash::short_id, id::ArticleId},
    ruleset::Severity,
};

/// How likely a finding is right, in thousandths: of the findings at 900, nine in ten are right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(pub u16);

impl Confidence {
    /// From `0.00` to `1.00`.
    pub fn two_decimals(self) -> String {
        let hundredths = (u32::from(self.0.min(1_000)) + 5) / 10;
        format!("{}.{:02}", hundredths / 100, hundredths % 100)
    }
}

/// One of the two places that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Side {
    /// The article, in the order of the run.
    pub article: ArticleId,
    /// The whole expression as written.
    pub span: Span,
    /// The sentence around it.
    pub context: Span,
    /// The agency that is cited, else the agency of the section, else the publisher.
    pub source: String,
    /// How we know the source.
    pub certainty: Certainty,
    /// The canonical form: `675000000 USD`, an ISO date, a folded name.
    pub value: String,
}

/// A piece of evidence for a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Its name, a key of the report.
    pub name: &'static str,
    /// What was seen.
    pub value: EvidenceValue,
    /// What it adds to the logit of the confidence, in thousandths.
    pub weight: Option<i32>,
}

/// What was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidenceValue {
    /// Words.
    Text(String),
    /// A count or a score.
    Number(i64),
    /// Several words.
    List(Vec<String>),
}

/// Something that an editor should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its id, the same for the same disagreement wherever it stands: `F-7K2M…`.
    pub id: String,
    /// The check that found it: `figure-conflict`.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// How likely it is right.
    pub confidence: Confidence,
    /// What the event is called: the headline of its first article.
    pub event: String,
    /// What the two sides are about: the counted noun, the name.
    pub subject: String,
    /// The first side.
    pub a: Side,
    /// The other side; none where the finding is about one place.
    pub b: Option<Side>,
    /// What would be right, where that is known.
    pub suggestion: Option<String>,
    /// Which of the check's messages tells it: a key of its rule file.
    pub message: &'static str,
    /// The words that the message names, by their names in the rule file.
    pub arguments: Vec<(&'static str, String)>,
    /// How we know.
    pub evidence: Vec<Evidence>,
}

impl Finding {
    /// The id of a finding of `rule` in which `parts` disagree: version, rule, values, sources,
    /// subject, each side's parts in one order. Not where it stands, so that it survives edits.
    pub fn id_of(rule: &str, parts: &[&str]) -> String {
        let mut hashed = vec!["v1", rule];
        hashed.extend(parts);
        format!("F-{}", short_id(&hashed, 8))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_is_rounded_to_two_decimals() {
        for (thousandths, expected) in [(0, "0.00"), (4, "0.00"), (5, "0.01"), (955, "0.96"), (1_000, "1.00")]
        {
            assert_eq!(Confidence(thousandths).two_decimals(), expected);
        }
    }
}
