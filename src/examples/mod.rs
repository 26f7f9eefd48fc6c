//! The examples inside the rule files, run: what must match does, and what must not does not.

pub(crate) mod figures;
mod names;
mod words;

use crate::{
    Options, check,
    ingest::Article,
    judge::Finding,
    ruleset::{RuleError, RuleFiles, Ruleset, Voice, checks::CheckExample, examples::ExampleOutcome},
};

/// Runs the examples of one kind of rule file.
type Suite = fn(&Ruleset, &RuleFiles, &Voice<'_>) -> Result<ExampleOutcome, RuleError>;

/// The kinds of rule files that have examples, by what people call them. A new kind is one line.
pub const SUITES: &[(&str, Suite)] = &[
    ("cues", words::cues),
    ("figures", figures::figures),
    ("dates", words::dates),
    ("orthography", words::orthography),
    ("names", names::names),
    ("words", names::words),
    ("qualifiers", words::qualifiers),
    ("arithmetic", words::arithmetic),
    ("checks", run_checks),
];

/// Runs the examples of every check through the whole pipeline.
///
/// # Errors
/// Never; the examples were read with the rules.
fn run_checks(ruleset: &Ruleset, _files: &RuleFiles, voice: &Voice<'_>) -> Result<ExampleOutcome, RuleError> {
    let mut outcome = ExampleOutcome::default();
    for rule in ruleset.checks.all() {
        for example in &rule.examples {
            outcome.n_run += 1;
            let found = findings(ruleset, &rule.id, example);
            let arguments = |found: &str| [("expected", quoted(&example.finds)), ("found", found.to_owned())];
            let key = if example.finds.is_empty() { "example-found" } else { "example-not-found" };
            let right = if example.finds.is_empty() {
                found.is_empty()
            } else {
                found.iter().any(|texts| holds(texts, &example.finds))
            };
            if !right {
                let listed: Vec<String> = found.iter().map(|texts| quoted(texts)).collect();
                let listed = if listed.is_empty() { voice.tell("nothing", &[]) } else { listed.join("; ") };
                let arguments = arguments(&listed);
                let arguments = arguments.each_ref().map(|(name, words)| (*name, words.as_str()));
                outcome.failures.push(example.file.error(example.at.clone(), voice.tell(key, &arguments)));
            }
        }
    }
    Ok(outcome)
}

/// The texts of the sides of what the check `rule` finds in an example.
fn findings(ruleset: &Ruleset, rule: &str, example: &CheckExample) -> Vec<Vec<String>> {
    let articles: Vec<Article> = example
        .articles
        .iter()
        .enumerate()
        .map(|(idx, given)| {
            let mut article = Article::from_text(format!("example-{}.txt", idx + 1), given.text.trim());
            article.publisher.clone_from(&given.publisher);
            article.date = given.date;
            article
        })
        .collect();
    let report = check(ruleset, &articles, &Options { agreements: true, ..Options::default() });
    let of_rule = report.findings.iter().filter(|finding| finding.rule == rule);
    of_rule.map(|finding| texts(&articles, finding)).collect()
}

fn texts(articles: &[Article], finding: &Finding) -> Vec<String> {
    let sides = [Some(&finding.a), finding.b.as_ref()].into_iter().flatten();
    sides
        .filter_map(|side| Some(side.span.text(&articles.get(side.article.idx())?.text).to_owned()))
        .collect()
}

/// Whether each of `wanted` stands in the text of a side of its own.
fn holds(texts: &[String], wanted: &[String]) -> bool {
    match (texts, wanted) {
        ([a, ..], [one]) if texts.len() == 1 => a.contains(one),
        ([a, b], [one]) => a.contains(one) || b.contains(one),
        ([a, b], [one, other]) => {
            (a.contains(one) && b.contains(other)) || (a.contains(other) && b.contains(one))
        }
        _ => false,
    }
}

fn quoted(texts: &[String]) -> String {
    let quoted: Vec<String> = texts.iter().map(|text| format!("«{text}»")).collect();
    quoted.join(" – ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks whose examples do not come out yet.
    const NOT_YET: [&str; 0] = [];

    #[test]
    fn the_rules_that_are_shipped_do_what_they_say() {
        let ruleset = Ruleset::builtin().unwrap();
        for (name, suite) in SUITES {
            let outcome = suite(&ruleset, &RuleFiles::builtin(), &ruleset.messages.fallback()).unwrap();
            assert!(outcome.n_run > 0, "{name}");
            let is_late = |failure: &&String| NOT_YET.iter().any(|check| failure.contains(check));
            let failures: Vec<String> = outcome.failures.iter().map(ToString::to_string).collect();
            let (late, wrong): (Vec<_>, Vec<_>) = failures.iter().partition(is_late);
            assert!(wrong.is_empty(), "{name}:\n{wrong:#?}");
            let n_late = if *name == "checks" { NOT_YET.len() } else { 0 };
            assert_eq!(late.len(), n_late, "take what comes out now off the list: {late:#?}");
        }
    }
}
