//! Examples of the rule files that stages read words from: a text, and what is read of it.

use serde::Deserialize;
use toml::Spanned;

use crate::{
    Options, ReadArticle,
    align::quantities,
    base::id::ArticleId,
    check,
    extract::date::Calendar,
    ingest::Article,
    judge::EvidenceValue,
    read_article,
    ruleset::{RuleError, RuleFiles, Ruleset, Voice, examples::ExampleOutcome},
};

/// The examples of a rule file; its other keys are the stage's.
#[derive(Debug, Deserialize)]
struct Examples<E> {
    #[serde(default = "Vec::new")]
    example: Vec<Spanned<E>>,
}

/// What is read of a text, as the examples of a file write it down.
pub(super) trait Example: serde::de::DeserializeOwned {
    fn text(&self) -> String;
    fn expected(&self) -> Vec<String>;
    fn found(&self, ruleset: &Ruleset, article: &Article) -> Vec<String>;
}

/// Runs the examples of the file `name` of every language, and of the one in `world/`.
pub(super) fn run<E: Example>(
    ruleset: &Ruleset,
    files: &RuleFiles,
    voice: &Voice<'_>,
    name: &str,
) -> Result<ExampleOutcome, RuleError> {
    let mut outcome = ExampleOutcome::default();
    let of_languages = files.parse_per_language::<Examples<E>>(name)?.into_iter();
    let of_languages = of_languages.map(|(language, parsed)| (Some(language), parsed));
    let of_world = files.parse::<Examples<E>>(&format!("world/{name}"))?.into_iter();
    for (language, parsed) in of_languages.chain(of_world.map(|parsed| (None, parsed))) {
        for example in parsed.value.example {
            let at = example.span();
            let example = example.into_inner();
            let mut article = Article::from_text("example.txt", example.text());
            article.language.clone_from(&language);
            let (expected, found) = (example.expected(), example.found(ruleset, &article));
            outcome.n_run += 1;
            if expected != found {
                let listed = |words: &[String]| match words {
                    [] => voice.tell("nothing", &[]),
                    words => words.join("; "),
                };
                let arguments = [("expected", listed(&expected)), ("found", listed(&found))];
                let arguments = arguments.each_ref().map(|(name, words)| (*name, words.as_str()));
                outcome.failures.push(parsed.file.error(at, voice.tell("example-otherwise", &arguments)));
            }
        }
    }
    Ok(outcome)
}

/// An example of `cues.toml`: who is cited for each stretch of the text.
#[derive(Debug, Deserialize)]
struct CueExample {
    text: String,
    spans: Vec<String>,
}

impl Example for CueExample {
    fn text(&self) -> String {
        self.text.clone()
    }

    fn expected(&self) -> Vec<String> {
        self.spans.clone()
    }

    fn found(&self, ruleset: &Ruleset, article: &Article) -> Vec<String> {
        let ReadArticle { attributions, .. } = read_article(ruleset, article);
        let carrier = |agency| ruleset.agencies.get(agency).map(|agency| agency.id.as_str());
        attributions
            .iter()
            .map(|attribution| {
                let carrier = attribution.carrier.and_then(carrier).unwrap_or("-");
                let speaker = attribution.speaker.map_or("-", |speaker| speaker.text(&article.text));
                format!("{carrier} | {speaker} | {}", attribution.kind())
            })
            .collect()
    }
}

/// An example of `dates.toml`: the dates of the text and their values.
#[derive(Debug, Deserialize)]
struct DateExample {
    text: String,
    #[serde(default)]
    dates: Vec<String>,
}

impl Example for DateExample {
    fn text(&self) -> String {
        self.text.clone()
    }

    fn expected(&self) -> Vec<String> {
        self.dates.clone()
    }

    fn found(&self, ruleset: &Ruleset, article: &Article) -> Vec<String> {
        let dates = read_article(ruleset, article).claims.dates;
        dates
            .iter()
            .filter_map(|date| {
                let (value, text) = (date.value.iso()?, date.span.text(&article.text));
                let until = date.until.as_ref().and_then(|until| until.iso());
                let until = until.map_or_else(String::new, |until| format!("..{until}"));
                let era = if date.calendar == Calendar::Hijri { " hijri" } else { "" };
                Some(format!("{text} = {value}{until}{era}"))
            })
            .collect()
    }
}

/// An example of `orthography_words.toml`: the words that are spelt in two ways.
#[derive(Debug, Deserialize)]
struct OrthographyExample {
    text: String,
    lexemes: Vec<String>,
}

impl Example for OrthographyExample {
    fn text(&self) -> String {
        self.text.clone()
    }

    fn expected(&self) -> Vec<String> {
        let mut lexemes = self.lexemes.clone();
        lexemes.sort();
        lexemes
    }

    fn found(&self, ruleset: &Ruleset, article: &Article) -> Vec<String> {
        let report = check(ruleset, std::slice::from_ref(article), &Options::default());
        let of_rule = report.findings.iter().filter(|finding| finding.rule == "orthography-variant");
        let mut lexemes: Vec<String> = of_rule
            .flat_map(|finding| &finding.evidence)
            .filter_map(|evidence| match &evidence.value {
                EvidenceValue::Text(lexeme) if evidence.name == "lexeme" => Some(lexeme.clone()),
                _ => None,
            })
            .collect();
        lexemes.sort();
        lexemes
    }
}

/// An example of `arithmetic.toml`: whether a total is contradicted by its parts.
#[derive(Debug, Deserialize)]
struct ArithmeticExample {
    text: String,
    mismatch: bool,
}

impl Example for ArithmeticExample {
    fn text(&self) -> String {
        self.text.clone()
    }

    fn expected(&self) -> Vec<String> {
        if self.mismatch { vec!["arithmetic-mismatch".to_owned()] } else { Vec::new() }
    }

    fn found(&self, ruleset: &Ruleset, article: &Article) -> Vec<String> {
        let report = check(ruleset, std::slice::from_ref(article), &Options::default());
        let rules = report.findings.iter().map(|finding| finding.rule.to_owned());
        rules.filter(|rule| rule == "arithmetic-mismatch").collect()
    }
}

/// An example of `qualifiers.toml`: a figure between ⟦ and ⟧ that has, or has not, a class.
#[derive(Debug, Deserialize)]
struct QualifierExample {
    text: String,
    class: Option<String>,
    none: Option<String>,
}

impl Example for QualifierExample {
    fn text(&self) -> String {
        self.text.replace(['⟦', '⟧'], "")
    }

    fn expected(&self) -> Vec<String> {
        self.class.iter().cloned().collect()
    }

    fn found(&self, ruleset: &Ruleset, article: &Article) -> Vec<String> {
        let start = self.text.find('⟦').unwrap_or(0);
        let read = read_article(ruleset, article);
        let quantities = quantities(ruleset, article, ArticleId::new(0), &read);
        let marked = quantities.iter().find(|quantity| quantity.core.end() > start);
        let asked = self.class.as_ref().or(self.none.as_ref());
        let classes = marked.into_iter().flat_map(|quantity| quantity.qualifiers.names());
        classes.filter(|class| asked.is_some_and(|asked| asked == class)).map(str::to_owned).collect()
    }
}

/// Runs the examples of `qualifiers.toml`.
pub(super) fn qualifiers(
    r: &Ruleset,
    files: &RuleFiles,
    voice: &Voice<'_>,
) -> Result<ExampleOutcome, RuleError> {
    run::<QualifierExample>(r, files, voice, "qualifiers.toml")
}

/// Runs the examples of `cues.toml`.
pub(super) fn cues(r: &Ruleset, files: &RuleFiles, voice: &Voice<'_>) -> Result<ExampleOutcome, RuleError> {
    run::<CueExample>(r, files, voice, "cues.toml")
}

/// Runs the examples of `dates.toml`.
pub(super) fn dates(r: &Ruleset, files: &RuleFiles, voice: &Voice<'_>) -> Result<ExampleOutcome, RuleError> {
    run::<DateExample>(r, files, voice, "dates.toml")
}

/// Runs the examples of `orthography_words.toml`.
pub(super) fn orthography(
    r: &Ruleset,
    files: &RuleFiles,
    voice: &Voice<'_>,
) -> Result<ExampleOutcome, RuleError> {
    run::<OrthographyExample>(r, files, voice, "orthography_words.toml")
}

/// Runs the examples of `arithmetic.toml`.
pub(super) fn arithmetic(
    r: &Ruleset,
    files: &RuleFiles,
    voice: &Voice<'_>,
) -> Result<ExampleOutcome, RuleError> {
    run::<ArithmeticExample>(r, files, voice, "arithmetic.toml")
}
