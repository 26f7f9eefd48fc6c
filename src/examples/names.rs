//! Examples of the rules that compare spellings: two that a rule makes one, and two that it does not.

use serde::Deserialize;
use toml::Spanned;

use crate::{
    align::name::{Comparison, compare, compare_words},
    ruleset::{RuleError, RuleFiles, Ruleset, Voice, examples::ExampleOutcome},
};

/// What `orthography.toml` has examples of; its other keys are the stage's.
#[derive(Debug, Deserialize)]
struct OrthographyFile {
    #[serde(default = "Vec::new")]
    operation: Vec<Operation>,
    #[serde(default = "Vec::new")]
    unlisted_class: Vec<Unlisted>,
    #[serde(default = "Vec::new")]
    derivation: Vec<Derivation>,
}

/// What `words.toml` has examples of.
#[derive(Debug, Deserialize)]
struct WordsFile {
    #[serde(default = "Vec::new")]
    operation: Vec<WordOperation>,
}

#[derive(Debug, Deserialize)]
struct WordOperation {
    letters: Operation,
}

#[derive(Debug, Deserialize)]
struct Operation {
    class: String,
    same: Spanned<[String; 2]>,
    different: Spanned<[String; 2]>,
}

#[derive(Debug, Deserialize)]
struct Unlisted {
    class: String,
    seen: Spanned<[String; 2]>,
    not: Spanned<[String; 2]>,
}

#[derive(Debug, Deserialize)]
struct Derivation {
    class: String,
    makes: Spanned<[String; 2]>,
    not: Spanned<[String; 2]>,
}

/// What `aliases.toml` has examples of: its names are examples themselves.
#[derive(Debug, Deserialize)]
struct AliasFile {
    #[serde(default = "Vec::new")]
    name: Vec<Alias>,
}

#[derive(Debug, Deserialize)]
struct Alias {
    forms: Vec<Spanned<String>>,
}

/// What must come out of a pair.
struct Expected<'e> {
    /// Whether it is one name or word; none where that does not matter.
    same: Option<bool>,
    /// A class, and whether it is among the steps.
    class: Option<(&'e str, bool)>,
}

/// Runs pairs and keeps what comes out otherwise.
struct Runner<'r> {
    voice: &'r Voice<'r>,
    outcome: ExampleOutcome,
}

impl Runner<'_> {
    fn run(
        &mut self,
        pair: &Spanned<[String; 2]>,
        expected: &Expected<'_>,
        compare: &dyn Fn(&str, &str) -> Comparison,
        error: &dyn Fn(std::ops::Range<usize>, String) -> RuleError,
    ) {
        self.outcome.n_run += 1;
        let [a, b] = pair.get_ref();
        let comparison = compare(a, b);
        let classes: Vec<&str> = comparison.steps.iter().map(|step| step.class()).collect();
        let is_right = expected.same.is_none_or(|same| same == comparison.same)
            && expected.class.is_none_or(|(class, seen)| classes.contains(&class) == seen);
        if is_right {
            return;
        }
        let sign = |same: bool| if same { "=" } else { "≠" };
        let mut wanted = expected.same.map_or_else(String::new, |same| sign(same).to_owned());
        if let Some((class, seen)) = expected.class {
            wanted = format!("{wanted} {}{class}", if seen { "" } else { "– " });
        }
        let found = format!("{} {}", sign(comparison.same), classes.join(" "));
        let arguments = [("expected", wanted.trim()), ("found", found.trim())];
        self.outcome.failures.push(error(pair.span(), self.voice.tell("example-otherwise", &arguments)));
    }
}

/// Runs the examples of `orthography.toml`, and the names of `aliases.toml`.
pub(super) fn names(
    ruleset: &Ruleset,
    files: &RuleFiles,
    voice: &Voice<'_>,
) -> Result<ExampleOutcome, RuleError> {
    let mut runner = Runner { voice, outcome: ExampleOutcome::default() };
    for (language, parsed) in files.parse_per_language::<OrthographyFile>("orthography.toml")? {
        let compare = |a: &str, b: &str| compare(ruleset, a, b, &language);
        let error = |at, message: String| parsed.file.error(at, message);
        let mut run = |pair: &Spanned<[String; 2]>, same, class| {
            runner.run(pair, &Expected { same, class }, &compare, &error);
        };
        for operation in &parsed.value.operation {
            run(&operation.same, Some(true), Some((&operation.class, true)));
            run(&operation.different, Some(false), None);
        }
        for unlisted in &parsed.value.unlisted_class {
            run(&unlisted.seen, None, Some((&unlisted.class, true)));
            run(&unlisted.not, None, Some((&unlisted.class, false)));
        }
        for derivation in &parsed.value.derivation {
            run(&derivation.makes, Some(false), Some((&derivation.class, true)));
            run(&derivation.not, Some(true), Some((&derivation.class, false)));
        }
    }
    for (language, parsed) in files.parse_per_language::<AliasFile>("aliases.toml")? {
        let compare = |a: &str, b: &str| compare(ruleset, a, b, &language);
        let error = |at, message: String| parsed.file.error(at, message);
        for alias in &parsed.value.name {
            for two in alias.forms.windows(2) {
                if let [a, b] = two {
                    let pair = Spanned::new(a.span(), [a.get_ref().clone(), b.get_ref().clone()]);
                    runner.run(&pair, &Expected { same: Some(true), class: None }, &compare, &error);
                }
            }
        }
    }
    Ok(runner.outcome)
}

/// Runs the examples of `words.toml`.
pub(super) fn words(
    ruleset: &Ruleset,
    files: &RuleFiles,
    voice: &Voice<'_>,
) -> Result<ExampleOutcome, RuleError> {
    let mut runner = Runner { voice, outcome: ExampleOutcome::default() };
    for (language, parsed) in files.parse_per_language::<WordsFile>("words.toml")? {
        let compare = |a: &str, b: &str| compare_words(ruleset, a, b, &language);
        let error = |at, message: String| parsed.file.error(at, message);
        for WordOperation { letters } in &parsed.value.operation {
            let class = Some((letters.class.as_str(), true));
            runner.run(&letters.same, &Expected { same: Some(true), class }, &compare, &error);
            let different = Expected { same: Some(false), class: None };
            runner.run(&letters.different, &different, &compare, &error);
        }
    }
    Ok(runner.outcome)
}
