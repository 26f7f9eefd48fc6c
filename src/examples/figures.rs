//! Examples of the rule files that figures are read with: a sentence, and the figures in it.

use super::words::{Example, run};
use crate::{
    base::Number,
    extract::{Figure, FigureKind, FigureValue, Modifier, figure::as_written},
    ingest::Article,
    read_article,
    ruleset::{RuleError, RuleFiles, Ruleset, Voice, examples::ExampleOutcome, figure_cues::FigureExample},
};

/// The rule files with such examples.
const FILES: [&str; 6] =
    ["numbers.toml", "units.toml", "modifiers.toml", "blockers.toml", "duals.toml", "currencies.toml"];

impl Example for FigureExample {
    fn text(&self) -> String {
        self.text.replace(['⟦', '⟧'], "")
    }

    fn expected(&self) -> Vec<String> {
        let marked = self.text.split('⟦').skip(1).map(|rest| rest.split('⟧').next().unwrap_or_default());
        marked.zip(self.says.split("; ")).map(|(text, says)| format!("{text} = {says}")).collect()
    }

    fn found(&self, ruleset: &Ruleset, article: &Article) -> Vec<String> {
        let figures = as_written(&read_article(ruleset, article).claims.figures);
        let text = |figure: &Figure| figure.span.text(&article.text).to_owned();
        figures.iter().map(|figure| format!("{} = {}", text(figure), show(ruleset, figure))).collect()
    }
}

/// Runs the examples of numbers, units, modifiers, blockers, duals and currencies.
pub(super) fn figures(
    ruleset: &Ruleset,
    files: &RuleFiles,
    voice: &Voice<'_>,
) -> Result<ExampleOutcome, RuleError> {
    let mut outcome = ExampleOutcome::default();
    for name in FILES {
        let of_file = run::<FigureExample>(ruleset, files, voice, name)?;
        outcome.n_run += of_file.n_run;
        outcome.failures.extend(of_file.failures);
    }
    Ok(outcome)
}

/// A figure as the examples write it down: modifier, value, unit («AUD+6» is a set of seven that begins with
/// AUD), and whether it is an ordinal.
pub(crate) fn show(ruleset: &Ruleset, figure: &Figure) -> String {
    let value = match figure.value {
        FigureValue::One(value) => value.to_string(),
        FigureValue::Range(low, high) => {
            let end = |end: Option<Number>| end.map_or_else(String::new, |end| end.to_string());
            format!("{}..{}", end(low), end(high))
        }
    };
    let modifier = match figure.modifier {
        None => "",
        Some(Modifier::About) => "~",
        Some(Modifier::MoreThan) => ">",
        Some(Modifier::AtLeast) => ">=",
        Some(Modifier::LessThan) => "<",
        Some(Modifier::AtMost) => "<=",
    };
    let mut unit = match figure.units.as_slice() {
        [] => String::new(),
        [one] => format!(" {}", ruleset.unit_code(*one)),
        [first, rest @ ..] => format!(" {}+{}", ruleset.unit_code(*first), rest.len()),
    };
    if let Some(per) = figure.per {
        unit += &format!("/{}", ruleset.unit_code(per));
    }
    if figure.kind == FigureKind::Ordinal {
        unit += " ordinal";
    }
    format!("{modifier}{value}{unit}")
}
