//! Configuration: what `isnad.toml` says.
//!
//! The file lies in the folder of the articles or above it, up to the root of the repository. Paths and
//! patterns in it are read from its own folder. What the environment or an option says comes after it;
//! that is for the shell to know.

mod find;
mod init;
mod select;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use jiff::civil::Date;
use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde::Deserialize;
use toml::{Spanned, value::Datetime};

use crate::{
    base::LineIndex,
    ruleset::{RuleError, Ruleset, Severity, error::did_you_mean, files::parse_toml},
};

pub use find::{FILE_NAME, find};
pub use init::TEMPLATE;
pub use select::Select;

/// What a check is set to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It is switched off.
    Off,
    /// Its findings have this severity.
    At(Severity),
}

/// The level of a check, as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum LevelEntry {
    /// Nothing is looked for.
    Off,
    /// Good to know.
    Info,
    /// A matter of style.
    Note,
    /// Should be looked at before printing.
    Warning,
    /// One of the two sides is wrong.
    Error,
}

impl From<LevelEntry> for Level {
    fn from(entry: LevelEntry) -> Level {
        match entry {
            LevelEntry::Off => Level::Off,
            LevelEntry::Info => Level::At(Severity::Info),
            LevelEntry::Note => Level::At(Severity::Note),
            LevelEntry::Warning => Level::At(Severity::Warning),
            LevelEntry::Error => Level::At(Severity::Error),
        }
    }
}

/// `isnad.toml`
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "isnad.toml")]
struct File {
    /// The language of messages: ar or en.
    #[schemars(with = "Option<String>")]
    lang: Option<Spanned<String>>,
    /// The least severity that fails a run: info, note, warning or error.
    #[schemars(with = "Option<Severity>")]
    fail_on: Option<Spanned<Severity>>,
    /// Findings that are less sure than this are left out; from 0 to 1.
    #[schemars(with = "Option<f64>", range(min = 0.0, max = 1.0))]
    min_confidence: Option<Spanned<f64>>,
    /// No more findings than this are shown; all of them count.
    #[schemars(with = "Option<usize>")]
    max_findings: Option<Spanned<usize>>,
    /// Whether it is reported where two sources agree, too.
    #[schemars(with = "Option<bool>")]
    agreements: Option<Spanned<bool>>,
    /// The baseline: only findings that it does not hold count.
    #[schemars(with = "Option<String>")]
    baseline: Option<Spanned<String>>,
    /// Folders of rules that are laid over the built-in ones.
    #[schemars(with = "Option<Vec<String>>")]
    rules: Option<Spanned<Vec<String>>>,
    /// Which files inside folders are articles; *.txt, *.md and *.markdown where nothing is said.
    #[schemars(with = "Option<Vec<String>>")]
    include: Option<Spanned<Vec<String>>>,
    /// Which of them are left out.
    #[schemars(with = "Option<Vec<String>>")]
    exclude: Option<Spanned<Vec<String>>>,
    /// What each check is set to: off, info, note, warning or error.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, LevelEntry>")]
    checks: BTreeMap<Spanned<String>, LevelEntry>,
    /// What is known of articles that do not say it themselves.
    #[serde(default)]
    article: ArticleEntry,
    /// Settings for some paths; of several that fit, the last has the word.
    #[serde(default, rename = "override")]
    overrides: Vec<OverrideEntry>,
    /// Findings that are let be, with a reason.
    #[serde(default)]
    #[schemars(with = "Vec<IgnoreEntry>")]
    ignore: Vec<Spanned<IgnoreEntry>>,
    /// Spellings that the house prefers.
    #[serde(default)]
    #[expect(dead_code, reason = "the rules read it from the text of the file")]
    spelling: Vec<SpellingEntry>,
    /// Agencies of one's own, as in rules/world/agencies.toml.
    #[serde(default)]
    #[schemars(with = "Vec<BTreeMap<String, serde_json::Value>>")]
    #[expect(dead_code, reason = "the rules read it from the text of the file")]
    agency: Vec<toml::Table>,
}

/// What is known of articles that do not say it themselves.
#[derive(Debug, Default, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ArticleEntry {
    /// Who prints them.
    publisher: Option<String>,
    /// The country of the publisher, ISO 3166-1 alpha-2: SA.
    country: Option<String>,
    /// The language, ISO 639-1: ar.
    language: Option<String>,
}

/// Settings for some paths.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct OverrideEntry {
    /// The paths, as patterns: wires/**.
    #[schemars(with = "Vec<String>")]
    paths: Spanned<Vec<String>>,
    /// Findings that are less sure than this are left out; from 0 to 1.
    #[schemars(with = "Option<f64>", range(min = 0.0, max = 1.0))]
    min_confidence: Option<Spanned<f64>>,
    /// What each check is set to.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, LevelEntry>")]
    checks: BTreeMap<Spanned<String>, LevelEntry>,
    /// What is known of these articles.
    #[serde(default)]
    article: ArticleEntry,
}

/// Findings that are let be.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct IgnoreEntry {
    /// The id of the finding: F-7K2M….
    id: Option<String>,
    /// The check.
    rule: Option<String>,
    /// The paths, as patterns; everywhere where nothing is said.
    paths: Option<Vec<String>>,
    /// Why; required.
    reason: Option<String>,
    /// The first day on which it counts again: 2026-12-31.
    #[schemars(with = "Option<String>")]
    expires: Option<Datetime>,
}

/// A spelling that the house prefers.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SpellingEntry {
    /// The spelling to use.
    #[expect(dead_code, reason = "the rules read it from the text of the file")]
    preferred: String,
    /// The spellings not to use.
    #[serde(default)]
    #[expect(dead_code, reason = "the rules read it from the text of the file")]
    instead_of: Vec<String>,
}

/// A setting and the line that sets it.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// The line, from 1.
    pub line: u32,
}

/// Findings that `isnad.toml` lets be.
#[derive(Debug)]
pub struct ConfigIgnore {
    /// Of this id.
    pub id: Option<String>,
    /// Of this check.
    pub rule: Option<String>,
    paths: Option<GlobSet>,
    /// Why.
    pub reason: String,
    /// The first day on which they count again.
    pub expires: Option<Date>,
    /// The line of the entry, from 1.
    pub line: u32,
}

impl ConfigIgnore {
    /// Whether the article is one that it is about.
    pub fn is_about(&self, config: &Config, path: &str) -> bool {
        self.paths.as_ref().is_none_or(|paths| paths.is_match(config.below(path)))
    }
}

#[derive(Debug)]
struct Override {
    paths: GlobSet,
    confidence_min: Option<u16>,
    checks: BTreeMap<String, Level>,
    article: ArticleEntry,
}

/// What `isnad.toml` says, checked.
#[derive(Debug, Default)]
pub struct Config {
    path: String,
    folder: PathBuf,
    text: String,
    /// The language of messages.
    pub lang: Option<Setting<String>>,
    /// The least severity that fails a run.
    pub fail_on: Option<Setting<Severity>>,
    /// The least confidence, in thousandths.
    pub min_confidence: Option<Setting<u16>>,
    /// How many findings are shown.
    pub max_findings: Option<Setting<usize>>,
    /// Whether agreements are reported.
    pub agreements: Option<Setting<bool>>,
    /// The baseline, from where the program runs.
    pub baseline: Option<Setting<PathBuf>>,
    /// Folders of rules, from where the program runs.
    pub rules: Option<Setting<Vec<PathBuf>>>,
    /// Which files inside folders are articles.
    pub select: Select,
    checks: BTreeMap<String, Level>,
    article: ArticleEntry,
    overrides: Vec<Override>,
    ignores: Vec<ConfigIgnore>,
    /// The path patterns, as they are written: for `config show`.
    pub patterns: BTreeMap<&'static str, Setting<Vec<String>>>,
}

/// The JSON Schema of `isnad.toml`.
pub fn schema() -> Schema {
    SchemaSettings::draft07().into_generator().into_root_schema_for::<File>()
}

impl Config {
    /// Reads the text of a file. `path` is its path as people are shown it.
    ///
    /// # Errors
    /// Where a key is unknown or a value is wrong; the error names the line, the column and what would
    /// be right.
    pub fn parse(path: &Path, text: &str) -> Result<Config, RuleError> {
        let shown = path.display().to_string();
        let file: File = parse_toml(&shown, text)?;
        let reader = Reader { shown: &shown, text, lines: LineIndex::new(text) };
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        let in_folder = |name: String| folder.join(name);
        let confidence = |written: Option<Spanned<f64>>| reader.confidence(written);
        Ok(Config {
            lang: reader.setting(file.lang),
            fail_on: reader.setting(file.fail_on),
            min_confidence: confidence(file.min_confidence)?,
            max_findings: reader.setting(file.max_findings),
            agreements: reader.setting(file.agreements),
            baseline: reader.setting(file.baseline).map(|set| set.map(in_folder)),
            rules: reader
                .setting(file.rules)
                .map(|set| set.map(|all| all.into_iter().map(in_folder).collect())),
            select: reader.select(&folder, file.include.as_ref(), file.exclude.as_ref())?,
            patterns: [("include", file.include), ("exclude", file.exclude)]
                .into_iter()
                .filter_map(|(name, set)| Some((name, reader.setting(set)?)))
                .collect(),
            checks: levels(file.checks),
            article: file.article,
            overrides: file
                .overrides
                .into_iter()
                .map(|entry| reader.override_of(entry))
                .collect::<Result<_, _>>()?,
            ignores: file.ignore.into_iter().map(|entry| reader.ignore(entry)).collect::<Result<_, _>>()?,
            path: shown.clone(),
            folder,
            text: text.to_owned(),
        })
    }

    /// The file, as people are shown it; empty where there is none.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text of the file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Says which check that is named in the file there is none of.
    ///
    /// # Errors
    /// Where one is unknown; the error names its line and the nearest right one.
    pub fn check_names(&self, ruleset: &Ruleset) -> Result<(), RuleError> {
        let file: File = parse_toml(&self.path, &self.text)?;
        let known = || ruleset.checks.all().map(|check| check.id.as_str());
        let named = file
            .checks
            .into_keys()
            .chain(file.overrides.into_iter().flat_map(|entry| entry.checks.into_keys()));
        let of_ignores = file.ignore.into_iter().filter_map(|entry| {
            let at = entry.span();
            entry.into_inner().rule.map(|rule| (rule, at))
        });
        for (name, at) in named.map(|name| (name.get_ref().clone(), name.span())).chain(of_ignores) {
            if !known().any(|known| known == name) {
                let message = format!("there is no check \"{name}\"; {}", did_you_mean(&name, known()));
                return Err(RuleError::at(&self.path, &self.text, at, message));
            }
        }
        Ok(())
    }

    /// What the file sets a check to, for an article.
    pub fn level(&self, rule: &str, path: &str) -> Option<Level> {
        let below = self.below(path);
        let special = self.overrides.iter().rev().filter(|entry| entry.paths.is_match(&below));
        special.filter_map(|entry| entry.checks.get(rule)).chain(self.checks.get(rule)).next().copied()
    }

    /// The checks that are set for all paths.
    pub fn levels(&self) -> impl Iterator<Item = (&str, Level)> {
        self.checks.iter().map(|(rule, level)| (rule.as_str(), *level))
    }

    /// The least confidence for an article, in thousandths.
    pub fn confidence_min(&self, path: &str) -> u16 {
        let below = self.below(path);
        let special = self.overrides.iter().rev().filter(|entry| entry.paths.is_match(&below));
        let everywhere = self.min_confidence.as_ref().map(|setting| setting.value);
        special.filter_map(|entry| entry.confidence_min).chain(everywhere).next().unwrap_or(0)
    }

    /// Tells an article what the file knows of it and it does not say itself.
    pub fn fill(&self, path: &str, fields: ArticleFields<'_>) {
        let below = self.below(path);
        let special = self.overrides.iter().rev().filter(|entry| entry.paths.is_match(&below));
        let known: Vec<&ArticleEntry> = special.map(|entry| &entry.article).chain([&self.article]).collect();
        let fill = |field: &mut Option<String>, of: fn(&ArticleEntry) -> &Option<String>| {
            if field.is_none() {
                *field = known.iter().find_map(|entry| of(entry).clone());
            }
        };
        fill(fields.publisher, |entry| &entry.publisher);
        fill(fields.country, |entry| &entry.country);
        fill(fields.language, |entry| &entry.language);
    }

    /// The findings that the file lets be.
    pub fn ignores(&self) -> &[ConfigIgnore] {
        &self.ignores
    }

    /// The rules that stand in the file itself, as rule files: name and text. What belongs to others is
    /// blank in them, so that errors name the right line.
    pub fn rule_files(&self) -> Vec<(&'static str, String)> {
        [("spelling", "house/isnad.toml"), ("agency", "world/agencies.toml")]
            .into_iter()
            .filter_map(|(section, name)| Some((name, sections(&self.text, section)?)))
            .collect()
    }

    /// The path of an article from the folder of the file.
    fn below(&self, path: &str) -> PathBuf {
        select::below(&self.folder, Path::new(path))
    }
}

/// What an article may say of itself, to be filled where it does not.
#[derive(Debug)]
pub struct ArticleFields<'a> {
    /// Who prints it.
    pub publisher: &'a mut Option<String>,
    /// The country of the publisher.
    pub country: &'a mut Option<String>,
    /// The language.
    pub language: &'a mut Option<String>,
}

impl<T> Setting<T> {
    fn map<U>(self, map: impl FnOnce(T) -> U) -> Setting<U> {
        Setting { value: map(self.value), line: self.line }
    }
}

/// The lines of `[[section]]` and what is below it, all others blank; none where there is no such.
fn sections(text: &str, section: &str) -> Option<String> {
    let (mut inside, mut found) = (false, false);
    let mut kept = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let header = line.trim_start();
        if header.starts_with('[') {
            let name = header.trim_start_matches('[');
            inside = name.strip_prefix(section).is_some_and(|rest| rest.starts_with([']', '.']));
            found |= inside;
        }
        kept.push_str(if inside { line } else { "\n" });
    }
    found.then_some(kept)
}

fn levels(entries: BTreeMap<Spanned<String>, LevelEntry>) -> BTreeMap<String, Level> {
    entries.into_iter().map(|(rule, level)| (rule.into_inner(), Level::from(level))).collect()
}

/// What the values of a file are checked with.
struct Reader<'t> {
    shown: &'t str,
    text: &'t str,
    lines: LineIndex,
}

impl Reader<'_> {
    fn error(&self, at: std::ops::Range<usize>, message: impl Into<String>) -> RuleError {
        RuleError::at(self.shown, self.text, at, message)
    }

    fn line(&self, at: usize) -> u32 {
        self.lines.position(self.text, at).line
    }

    fn setting<T>(&self, written: Option<Spanned<T>>) -> Option<Setting<T>> {
        let written = written?;
        let line = self.line(written.span().start);
        Some(Setting { value: written.into_inner(), line })
    }

    fn confidence(&self, written: Option<Spanned<f64>>) -> Result<Option<Setting<u16>>, RuleError> {
        let Some(written) = written else { return Ok(None) };
        let value = *written.get_ref();
        if !(0.0..=1.0).contains(&value) {
            return Err(
                self.error(written.span(), format!("{value} is no confidence; from 0 to 1 would be right"))
            );
        }
        Ok(self.setting(Some(written)).map(|set| set.map(thousandths)))
    }

    fn globs(&self, patterns: &[String], at: std::ops::Range<usize>) -> Result<GlobSet, RuleError> {
        globs(patterns).map_err(|message| self.error(at, message))
    }

    fn select(
        &self,
        folder: &Path,
        include: Option<&Spanned<Vec<String>>>,
        exclude: Option<&Spanned<Vec<String>>>,
    ) -> Result<Select, RuleError> {
        let set = |patterns: Option<&Spanned<Vec<String>>>| {
            patterns.map(|patterns| self.globs(patterns.get_ref(), patterns.span())).transpose()
        };
        Ok(Select { folder: folder.to_owned(), include: set(include)?, exclude: set(exclude)? })
    }

    fn override_of(&self, entry: OverrideEntry) -> Result<Override, RuleError> {
        Ok(Override {
            paths: self.globs(entry.paths.get_ref(), entry.paths.span())?,
            confidence_min: self.confidence(entry.min_confidence)?.map(|set| set.value),
            checks: levels(entry.checks),
            article: entry.article,
        })
    }

    fn ignore(&self, entry: Spanned<IgnoreEntry>) -> Result<ConfigIgnore, RuleError> {
        let at = entry.span();
        let line = self.line(at.start);
        let entry = entry.into_inner();
        let Some(reason) = entry.reason.filter(|reason| !reason.trim().is_empty()) else {
            return Err(self.error(at, "an [[ignore]] needs a reason; reason = \"…\" would be right"));
        };
        if entry.id.is_none() && entry.rule.is_none() && entry.paths.is_none() {
            return Err(self.error(
                at,
                "an [[ignore]] needs an id, a rule or paths; rule = \"figure-conflict\" would be right",
            ));
        }
        let expires = entry.expires.map(|written| day(written).ok_or(written)).transpose();
        let expires = expires.map_err(|written| {
            self.error(at.clone(), format!("{written} is no day; 2026-12-31 would be right"))
        })?;
        let paths = entry.paths.map(|paths| self.globs(&paths, at)).transpose()?;
        Ok(ConfigIgnore { id: entry.id, rule: entry.rule, paths, reason, expires, line })
    }
}

/// A confidence from 0 to 1 in thousandths.
pub fn thousandths(value: f64) -> u16 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 1,000")]
    let thousandths = (value.clamp(0.0, 1.0) * 1_000.0).round() as u16;
    thousandths
}

fn day(written: Datetime) -> Option<Date> {
    let date = written.date?;
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?)
        .ok()
}

fn globs(patterns: &[String]) -> Result<GlobSet, String> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        // A folder stands for all that is in it, and a name without a slash for that name anywhere.
        let mut forms = vec![pattern.trim_end_matches('/').to_owned()];
        if !pattern.trim_end_matches('/').contains('/') {
            forms.push(format!("**/{}", pattern.trim_end_matches('/')));
        }
        for form in forms {
            for form in [form.clone(), format!("{form}/**")] {
                let glob = GlobBuilder::new(&form).literal_separator(true).build();
                set.add(glob.map_err(|error| format!("\"{pattern}\" is no pattern: {}", error.kind()))?);
            }
        }
    }
    set.build().map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config, String> {
        Config::parse(Path::new("news/isnad.toml"), text).map_err(|error| error.to_string())
    }

    #[test]
    fn an_unknown_key_is_named_with_the_right_one() {
        for (text, told) in [
            (
                "lang = \"ar\"\nfail_on = \"note\"\n",
                "news/isnad.toml:2:1: unknown key \"fail_on\"; did you mean \"fail-on\"?",
            ),
            (
                "[checks]\nfigure-conflict = \"eror\"\n",
                ":2:19: unknown value \"eror\"; did you mean \"error\"?",
            ),
            ("min-confidence = 1.5\n", ":1:18: 1.5 is no confidence; from 0 to 1 would be right"),
            (
                "[[ignore]]\nrule = \"agreement\"\n",
                ":1:1: an [[ignore]] needs a reason; reason = \"…\" would be right",
            ),
            (
                "[[override]]\npaths = [\"a[\"]\n",
                ":2:9: \"a[\" is no pattern: unclosed character class; missing ']'",
            ),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.ends_with(told), "{error}");
        }
    }

    #[test]
    fn a_check_that_there_is_none_of_is_named() {
        let config = parse("lang = \"en\"\n[checks]\nfigure-conflcit = \"off\"\n").unwrap();
        let error = config.check_names(&Ruleset::builtin().unwrap()).unwrap_err().to_string();
        assert_eq!(
            error,
            "news/isnad.toml:3:1: there is no check \"figure-conflcit\"; did you mean \"figure-conflict\"?"
        );
    }

    #[test]
    fn the_last_override_that_fits_has_the_word() {
        let text = "min-confidence = 0.5\n[checks]\nagreement = \"off\"\n\
                    [[override]]\npaths = [\"wires/\"]\nmin-confidence = 0.25\nchecks = { agreement = \"note\" }\n\
                    [[override]]\npaths = [\"wires/old/*.md\"]\nchecks = { agreement = \"error\" }\n";
        let config = parse(text).unwrap();
        let level = |path| config.level("agreement", path);
        assert_eq!(level("news/a.md"), Some(Level::Off));
        assert_eq!(level("news/wires/a.md"), Some(Level::At(Severity::Note)));
        assert_eq!(level("news/wires/old/a.md"), Some(Level::At(Severity::Error)));
        assert_eq!(level("news/wires/old/a.txt"), Some(Level::At(Severity::Note)));
        assert_eq!(config.level("figure-conflict", "news/a.md"), None);
        assert_eq!(
            (config.confidence_min("news/wires/a.md"), config.confidence_min("news/a.md")),
            (250, 500)
        );
    }

    #[test]
    fn rules_in_the_file_keep_their_lines() {
        let text = "lang = \"ar\"\n[[spelling]]\npreferred = \"بلينكن\"\n[[agency]]\nid = \"x\"\n[agency.names]\nar = [\"س\"]\n";
        let config = parse(text).unwrap();
        let files = config.rule_files();
        assert_eq!(
            files[0],
            ("house/isnad.toml", "\n[[spelling]]\npreferred = \"بلينكن\"\n\n\n\n\n".to_owned())
        );
        assert!(files[1].1.starts_with("\n\n\n[[agency]]\nid"));
    }

    #[test]
    fn the_template_is_a_right_file_also_with_its_comments_taken_off() {
        assert!(parse(TEMPLATE).is_ok());
        let is_setting =
            |line: &str| line.starts_with("# ") && line.contains(['=', '[']) && !line.contains(". ");
        let uncommented: String = TEMPLATE
            .lines()
            .map(|line| if is_setting(line) { line.trim_start_matches("# ") } else { line })
            .map(|line| format!("{line}\n"))
            .collect();
        parse(&uncommented).unwrap();
        assert!(uncommented.contains("\nfail-on = "), "{uncommented}");
    }
}
