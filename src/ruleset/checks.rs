//! Checks: what each one is called, how much it matters, what it says, and examples of it.
//!
//! One file a check, `rules/checks/<id>.toml`; a check that is not told in every language of
//! [`TOLD_IN`], or that has no example of a right and a wrong text, is refused.

use std::{collections::BTreeMap, ops::Range};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, de::Error};
use toml::Spanned;

use crate::ruleset::{
    RuleError, RuleFiles, error::did_you_mean, files::RuleFile, messages::FALLBACK, template::Template,
};

/// The languages that every check is told in.
pub const TOLD_IN: [&str; 2] = ["ar", "en"];

/// The gaps that every message may have; a check names further ones under `arguments`.
pub const COMMON_ARGUMENTS: [&str; 12] = [
    "subject",
    "event",
    "suggestion",
    "source_a",
    "text_a",
    "value_a",
    "place_a",
    "source_b",
    "text_b",
    "value_b",
    "place_b",
    "confidence",
];

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Good to know; sources that agree.
    Info,
    /// A matter of style.
    Note,
    /// Should be looked at before printing.
    Warning,
    /// One of the two sides is wrong.
    Error,
}

impl Severity {
    /// All of them, from the least.
    pub const ALL: [Severity; 4] = [Severity::Info, Severity::Note, Severity::Warning, Severity::Error];

    /// The word for it in reports and options.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// What is known of a check.
#[derive(Debug)]
pub struct Check {
    /// Its id: `figure-conflict`.
    pub id: String,
    /// How much its findings matter.
    pub severity: Severity,
    /// How much those matter that are told by a message of their own, by its key.
    pub severities: BTreeMap<String, Severity>,
    /// What it found, in a few words, by language.
    pub title: BTreeMap<String, String>,
    /// What it looks for, why that matters and what to do, by language.
    pub explanation: BTreeMap<String, String>,
    /// Its messages, by key and language.
    pub messages: BTreeMap<String, BTreeMap<String, Template>>,
    /// Texts in which it must find something, and texts in which it must not.
    pub examples: Vec<CheckExample>,
    /// The rule file, as people know it.
    pub path: String,
}

/// A text in which a check must find something, or must not.
#[derive(Debug, Clone)]
pub struct CheckExample {
    /// The articles.
    pub articles: Vec<ExampleArticle>,
    /// The texts of the two sides, or of the one; empty where the check must be silent.
    pub finds: Vec<String>,
    /// Where it stands in its file, in bytes.
    pub at: Range<usize>,
    /// The file that it stands in.
    pub file: RuleFile,
}

/// An article of an example.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExampleArticle {
    /// Its text.
    pub text: String,
    /// Who prints it.
    pub publisher: Option<String>,
    /// The day it was printed, ISO 8601.
    #[serde(default, deserialize_with = "day")]
    pub date: Option<Date>,
}

/// A day of TOML, `2024-02-06`.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let date = toml::value::Datetime::deserialize(deserializer)?.date;
    let date = date.ok_or_else(|| D::Error::custom("a time without a day; 2024-02-06 would be right"))?;
    let (Ok(year), Ok(month), Ok(day)) =
        (i16::try_from(date.year), i8::try_from(date.month), i8::try_from(date.day))
    else {
        return Err(D::Error::custom("no such day"));
    };
    Date::new(year, month, day).map(Some).map_err(D::Error::custom)
}

/// All checks, in order of their ids.
#[derive(Debug, Default)]
pub struct Checks(BTreeMap<String, Check>);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckFile {
    severity: Option<Severity>,
    /// By keys of messages.
    #[serde(default)]
    severities: BTreeMap<Spanned<String>, Severity>,
    #[serde(default)]
    title: BTreeMap<String, String>,
    #[serde(default)]
    explanation: BTreeMap<String, String>,
    /// Gaps of the messages besides [`COMMON_ARGUMENTS`].
    #[serde(default)]
    arguments: Vec<String>,
    #[serde(default)]
    message: BTreeMap<String, BTreeMap<String, Spanned<String>>>,
    #[serde(default)]
    example: Vec<Spanned<ExampleEntry>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleEntry {
    /// One article without front matter …
    text: Option<String>,
    /// … or several.
    #[serde(default)]
    articles: Vec<ExampleArticle>,
    /// The texts of the two sides, or of the one, of the finding that must be made.
    #[serde(default)]
    finds: Vec<String>,
    /// Whether the check must be silent.
    #[serde(default)]
    none: bool,
}

impl Check {
    /// Whether findings told by this message have a severity of their own.
    pub fn has_severity_of(&self, key: &str) -> bool {
        self.severities.contains_key(key)
    }

    /// How much a finding matters that is told by the message `key`.
    pub fn severity_of(&self, key: &str) -> Severity {
        self.severities.get(key).copied().unwrap_or(self.severity)
    }

    /// What it found, in a few words.
    pub fn title(&self, language: &str) -> &str {
        of_language(&self.title, language).map_or(&self.id, String::as_str)
    }

    /// What it looks for, why that matters and what to do.
    pub fn explanation(&self, language: &str) -> &str {
        of_language(&self.explanation, language).map_or("", String::as_str)
    }

    /// The message `key`.
    pub fn message(&self, key: &str, language: &str) -> Option<&Template> {
        of_language(self.messages.get(key)?, language)
    }
}

fn of_language<'t, T>(texts: &'t BTreeMap<String, T>, language: &str) -> Option<&'t T> {
    texts.get(language).or_else(|| texts.get(FALLBACK))
}

impl Checks {
    pub(crate) fn compile(files: &RuleFiles) -> Result<Checks, RuleError> {
        let mut checks = Checks::default();
        for file in files.all() {
            let id = file.name.strip_prefix("checks/").and_then(|name| name.strip_suffix(".toml"));
            if let Some(id) = id {
                checks.add(id, file)?;
            }
        }
        Ok(checks)
    }

    /// All checks, in order of their ids.
    pub fn all(&self) -> impl Iterator<Item = &Check> {
        self.0.values()
    }

    /// The check with this id.
    pub fn get(&self, id: &str) -> Option<&Check> {
        self.0.get(id)
    }

    /// A file for a check that is there already changes what it names and keeps the rest.
    fn add(&mut self, id: &str, file: &RuleFile) -> Result<(), RuleError> {
        let read: CheckFile = file.parse()?;
        let mut check = match self.0.remove(id) {
            Some(check) => check,
            None => Check {
                id: id.to_owned(),
                severity: read.severity.ok_or_else(|| {
                    file.error(0..0, "severity is missing; one of info, note, warning, error would be right")
                })?,
                severities: BTreeMap::new(),
                title: BTreeMap::new(),
                explanation: BTreeMap::new(),
                messages: BTreeMap::new(),
                examples: Vec::new(),
                path: file.path.clone(),
            },
        };
        check.severity = read.severity.unwrap_or(check.severity);
        check.title.extend(read.title);
        check.explanation.extend(read.explanation);
        for (key, sentences) in read.message {
            let templates = check.messages.entry(key).or_default();
            for (language, sentence) in sentences {
                templates.insert(language, message(file, sentence, &read.arguments)?);
            }
        }
        for (key, severity) in read.severities {
            if !check.messages.contains_key(key.get_ref()) {
                let nearest = did_you_mean(key.get_ref(), check.messages.keys().map(String::as_str));
                return Err(file.error(key.span(), format!("no message \"{}\"; {nearest}", key.get_ref())));
            }
            check.severities.insert(key.into_inner(), severity);
        }
        for entry in read.example {
            check.examples.push(example(file, entry)?);
        }
        complete(&check).map_err(|missing| file.error(0..0, missing))?;
        self.0.insert(id.to_owned(), check);
        Ok(())
    }
}

fn message(file: &RuleFile, sentence: Spanned<String>, arguments: &[String]) -> Result<Template, RuleError> {
    let at = sentence.span();
    let template = Template::parse(sentence.get_ref()).map_err(|message| file.error(at.clone(), message))?;
    let known = || COMMON_ARGUMENTS.into_iter().chain(arguments.iter().map(String::as_str));
    let unknown = template.gaps().find(|gap| !known().any(|known| known == *gap)).map(str::to_owned);
    match unknown {
        Some(gap) => {
            let nearest = did_you_mean(&gap, known());
            Err(file
                .error(at, format!("unknown gap {{{gap}}}; {nearest} (others under arguments = [\"…\"])")))
        }
        None => Ok(template),
    }
}

fn example(file: &RuleFile, entry: Spanned<ExampleEntry>) -> Result<CheckExample, RuleError> {
    let at = entry.span();
    let entry = entry.into_inner();
    let mut articles = entry.articles;
    articles.extend(entry.text.map(|text| ExampleArticle { text, publisher: None, date: None }));
    if articles.is_empty() {
        return Err(file.error(
            at,
            "the example has no text; text = \"…\" or articles = [{ text = \"…\" }] would be right",
        ));
    }
    if entry.none != entry.finds.is_empty() || entry.finds.len() > 2 {
        let right = "finds = [\"…\", \"…\"] (the texts of both sides) or none = true would be right";
        return Err(file.error(at, format!("the example does not say what is found; {right}")));
    }
    Ok(CheckExample { articles, finds: entry.finds, at, file: file.clone() })
}

/// What a check lacks.
fn complete(check: &Check) -> Result<(), String> {
    for language in TOLD_IN {
        for (what, texts) in [("title", &check.title), ("explanation", &check.explanation)] {
            if !texts.contains_key(language) {
                return Err(format!(
                    "the check has no {what} in \"{language}\"; {what}.{language} = \"…\" would be right"
                ));
            }
        }
        if let Some((key, _)) = check.messages.iter().find(|(_, texts)| !texts.contains_key(language)) {
            return Err(format!(
                "message \"{key}\" is not told in \"{language}\"; message.{key}.{language} = \"…\" would be right"
            ));
        }
    }
    if check.messages.is_empty() {
        return Err("the check has no message; message.default = { ar = \"…\", en = \"…\" } would be right"
            .to_owned());
    }
    if !check.examples.iter().any(|example| !example.finds.is_empty()) {
        return Err(
            "the check has no example that it finds; [[example]] with finds = [\"…\", \"…\"] would be right"
                .to_owned(),
        );
    }
    if !check.examples.iter().any(|example| example.finds.is_empty()) {
        return Err(
            "the check has no example that it leaves alone; [[example]] with none = true would be right"
                .to_owned(),
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"severity = "note"
title = { ar = "ع", en = "t" }
explanation = { ar = "ش", en = "e" }
[message.default]
ar = "«{text_a}»"
en = "«{text_a}»"
[[example]]
text = "a"
finds = ["a"]
[[example]]
text = "b"
none = true
"#;

    fn compile(texts: &[&str]) -> Result<Checks, RuleError> {
        let mut files = RuleFiles::default();
        for text in texts {
            files.add("checks/x.toml".into(), "my/checks/x.toml".into(), (*text).to_owned());
        }
        Checks::compile(&files)
    }

    /// What is said of [`WHOLE`] with `from` replaced by `to`.
    fn check(from: &str, to: &str, expected: &str) {
        let text = WHOLE.replacen(from, to, 1);
        assert_ne!(text, WHOLE);
        let error = compile(&[&text]).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }

    #[test]
    fn a_check_that_is_not_whole_is_refused() {
        assert!(compile(&[WHOLE]).is_ok());
        check("severity = \"note\"", "", "severity is missing");
        check("\"note\"", "\"nte\"", "my/checks/x.toml:1:12: unknown value \"nte\"; did you mean \"note\"?");
        check("ar = \"ع\", ", "", "no title in \"ar\"");
        check("ar = \"«{text_a}»\"", "", "message \"default\" is not told in \"ar\"");
        check("text_a", "text_c", "unknown gap {text_c}; did you mean \"text_a\"?");
        check("finds = [\"a\"]", "none = true", "no example that it finds");
        check("none = true", "finds = [\"b\"]", "no example that it leaves alone");
        check("none = true", "", "does not say what is found");
        check("text = \"a\"", "", "has no text");
    }

    #[test]
    fn an_overlay_changes_what_it_names() {
        let checks = compile(&[WHOLE, "severity = \"error\""]).unwrap();
        let check = checks.get("x").unwrap();
        assert_eq!((check.severity, check.title("ar"), check.examples.len()), (Severity::Error, "ع", 2));
    }
}
