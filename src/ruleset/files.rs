//! The files that rules are read from: those compiled in, and folders laid over them.

use std::{
    borrow::{Borrow, Cow},
    collections::{BTreeMap, BTreeSet},
    fs,
    ops::Range,
    path::Path,
};

use serde::Deserialize;

use crate::ruleset::{
    error::{RuleError, did_you_mean},
    packed,
};

// The files below `rules/`, as `build.rs` found them.
include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// One rule file.
#[derive(Debug, Clone)]
pub struct RuleFile {
    /// Its path below the rules folder, with `/`: `ar/numbers.toml`.
    pub name: String,
    /// Its path as people know it: `rules/ar/numbers.toml`, or the path of an overlay.
    pub path: String,
    text: Cow<'static, str>,
    /// What the text says, packed when the program was built; empty for a file that is read from disk.
    pub(super) packed: &'static [u8],
}

impl RuleFile {
    /// The text of the file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// An error at the bytes `at` of this file.
    pub fn error(&self, at: Range<usize>, message: impl Into<String>) -> RuleError {
        RuleError::at(&self.path, self.text(), at, message)
    }

    /// The language whose folder the file lies in, if it lies in one: `ar` of `ar/numbers.toml`.
    pub fn language(&self) -> Option<&str> {
        let (folder, _) = self.name.split_once('/')?;
        (!matches!(folder, "world" | "checks" | "house")).then_some(folder)
    }

    /// Parses the file.
    ///
    /// # Errors
    /// Where it is no valid file of its kind.
    pub fn parse<'f, T: Deserialize<'f>>(&'f self) -> Result<T, RuleError> {
        match packed::read(self.text(), self.packed) {
            Some(value) => Ok(value),
            None => parse_toml(&self.path, self.text()),
        }
    }
}

/// Parses `text`, the text of the file `path`.
///
/// # Errors
/// Where it is no valid file of its kind; an unknown key is named with the nearest right one.
pub fn parse_toml<'f, T: Deserialize<'f>>(path: &str, text: &'f str) -> Result<T, RuleError> {
    toml::from_str(text).map_err(|error| {
        let at = error.span().unwrap_or(0..0);
        RuleError::at(path, text, at, plain_message(error.message()))
    })
}

/// serde's "unknown field `x`, expected one of `a`, `b`" in our words, with the nearest name.
fn plain_message(message: &str) -> String {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match quoted.as_slice() {
        [given, known @ ..] if message.starts_with("unknown field") && !known.is_empty() => {
            format!("unknown key \"{given}\"; {}", did_you_mean(given, known.iter().copied()))
        }
        [given, known @ ..] if message.starts_with("unknown variant") && !known.is_empty() => {
            format!("unknown value \"{given}\"; {}", did_you_mean(given, known.iter().copied()))
        }
        _ => message.trim_end().replace('\n', "; "),
    }
}

/// A string of a rule file, which is not copied where it stands there letter by letter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(crate) struct Text<'f>(#[serde(borrow)] Cow<'f, str>);

impl Text<'_> {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Text<'_> {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl<'f, S: Into<Cow<'f, str>>> From<S> for Text<'f> {
    fn from(text: S) -> Text<'f> {
        Text(text.into())
    }
}

/// The rule files in force: the built-in ones in order of their names, then those of each overlay.
#[derive(Debug, Clone, Default)]
pub struct RuleFiles {
    files: Vec<RuleFile>,
    /// Word lists by name, each with its path and its bytes; a later one replaces an earlier one.
    data: BTreeMap<String, (String, Cow<'static, [u8]>)>,
}

/// A rule file and what it says.
#[derive(Debug)]
pub struct Parsed<'f, T> {
    /// The file.
    pub file: &'f RuleFile,
    /// What it says.
    pub value: T,
}

impl RuleFiles {
    /// The files that the program is shipped with.
    pub fn builtin() -> RuleFiles {
        let path = |name: &str| format!("rules/{name}");
        let tables = TABLES.iter().map(|(name, text, packed)| RuleFile {
            name: (*name).to_owned(),
            path: path(name),
            text: Cow::Borrowed(*text),
            packed,
        });
        let lists =
            LISTS.iter().map(|(name, bytes)| ((*name).to_owned(), (path(name), Cow::Borrowed(*bytes))));
        RuleFiles { files: tables.collect(), data: lists.collect() }
    }

    /// Lays the TOML files and word lists (`.fst`) below `folder` over the ones before.
    ///
    /// # Errors
    /// Where the folder or one of its files cannot be read as UTF-8 text.
    pub fn overlay(&mut self, folder: &Path) -> Result<(), RuleError> {
        let mut names = Vec::new();
        collect_folder(folder, "", &mut names)?;
        names.sort();
        if names.is_empty() {
            return Err(RuleError::NoRules { path: folder.to_owned() });
        }
        for name in names {
            let path = folder.join(&name);
            if let Some(nearest) = self.unknown_name(&name) {
                return Err(RuleError::UnknownFile { path, nearest });
            }
            if name.ends_with(".fst") {
                let bytes =
                    fs::read(&path).map_err(|source| RuleError::Unreadable { path: path.clone(), source })?;
                self.add_data(name, path.display().to_string(), bytes);
                continue;
            }
            let text = fs::read_to_string(&path)
                .map_err(|source| RuleError::Unreadable { path: path.clone(), source })?;
            self.add(name, path.display().to_string(), text);
        }
        Ok(())
    }

    /// The built-in name nearest to that of a file that no stage would read; none where one reads it.
    fn unknown_name(&self, name: &str) -> Option<String> {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        if matches!(folder, "checks" | "house") {
            return None;
        }
        let is_language = |folder: &str| !matches!(folder, "" | "world" | "checks" | "house");
        let mut names: BTreeSet<String> = BTreeSet::new();
        for known in self.files.iter().map(|file| &file.name).chain(self.data.keys()) {
            let Some((known_folder, known_file)) = known.rsplit_once('/') else {
                continue;
            };
            // A language has the files that some other language has.
            let below = match folder {
                "" => known_folder,
                _ if is_language(folder) && is_language(known_folder) => folder,
                _ if folder == known_folder => folder,
                _ => continue,
            };
            names.insert(format!("{below}/{known_file}"));
        }
        if names.contains(name) {
            return None;
        }
        let same_file = names.iter().find(|known| known.rsplit('/').next() == Some(file));
        match same_file {
            Some(known) => Some(did_you_mean(known, [known.as_str()])),
            None => Some(did_you_mean(name, names.iter().map(String::as_str))),
        }
    }

    /// Adds one file, laid over the ones before.
    pub fn add(&mut self, name: String, path: String, text: impl Into<Cow<'static, str>>) {
        self.files.push(RuleFile { name, path, text: text.into(), packed: &[] });
    }

    /// Adds one word list, in place of one of the same name.
    pub fn add_data(&mut self, name: String, path: String, bytes: impl Into<Cow<'static, [u8]>>) {
        self.data.insert(name, (path, bytes.into()));
    }

    /// The path and the bytes of the word list `name`.
    pub fn data(&self, name: &str) -> Option<(&str, &Cow<'static, [u8]>)> {
        self.data.get(name).map(|(path, bytes)| (path.as_str(), bytes))
    }

    /// All files, in order.
    pub fn all(&self) -> &[RuleFile] {
        &self.files
    }

    /// The languages that have a folder, in alphabetical order.
    pub fn languages(&self) -> BTreeSet<&str> {
        self.files.iter().filter_map(RuleFile::language).collect()
    }

    /// Parses every file of this name: the built-in one first, overlays after it.
    ///
    /// # Errors
    /// Where one of them is no valid file of its kind.
    pub fn parse<'f, T: Deserialize<'f>>(&'f self, name: &str) -> Result<Vec<Parsed<'f, T>>, RuleError> {
        self.files
            .iter()
            .filter(|file| file.name == name)
            .map(|file| Ok(Parsed { file, value: file.parse()? }))
            .collect()
    }

    /// Parses the file `name` of every language folder, with the language's code.
    ///
    /// # Errors
    /// Where one of them is no valid file of its kind.
    pub fn parse_per_language<'f, T: Deserialize<'f>>(
        &'f self,
        name: &str,
    ) -> Result<Vec<(String, Parsed<'f, T>)>, RuleError> {
        let mut all = Vec::new();
        for language in self.languages() {
            for parsed in self.parse(&format!("{language}/{name}"))? {
                all.push((language.to_owned(), parsed));
            }
        }
        Ok(all)
    }
}

fn collect_folder(folder: &Path, below: &str, names: &mut Vec<String>) -> Result<(), RuleError> {
    let path = if below.is_empty() { folder.to_owned() } else { folder.join(below) };
    let unreadable = |source| RuleError::Unreadable { path: path.clone(), source };
    for entry in fs::read_dir(&path).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let entry_name = entry.file_name().to_string_lossy().into_owned();
        let name = if below.is_empty() { entry_name } else { format!("{below}/{entry_name}") };
        if entry.file_type().map_err(unreadable)?.is_dir() {
            collect_folder(folder, &name, names)?;
        } else if name.ends_with(".toml") || name.ends_with(".fst") {
            names.push(name);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        #[expect(dead_code, reason = "only the errors are looked at")]
        unit: String,
    }

    fn error_of(text: &'static str) -> String {
        let mut files = RuleFiles::default();
        files.add("ar/x.toml".into(), "my/ar/x.toml".into(), text);
        files.parse::<Sample>("ar/x.toml").unwrap_err().to_string()
    }

    #[test]
    fn an_unknown_key_is_named_with_the_right_one() {
        assert_eq!(
            error_of("\nunti = \"a\""),
            "my/ar/x.toml:2:1: unknown key \"unti\"; did you mean \"unit\"?"
        );
    }

    #[test]
    fn a_file_that_nothing_reads_is_refused() {
        let overlay = |name: &str| {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
            RuleFiles::builtin().overlay(folder.path()).map_err(|error| error.to_string())
        };
        for name in [
            "ar/language.toml",
            "ar/words.fst",
            "fr/language.toml",
            "world/agencies.toml",
            "checks/my-check.toml",
        ] {
            assert_eq!(overlay(name), Ok(()), "{name}");
        }
        for (name, told) in [
            ("ar/langauge.toml", "did you mean \"ar/language.toml\"?"),
            ("agencies.toml", "did you mean \"world/agencies.toml\"?"),
            ("world/agency.toml", "did you mean \"world/agencies.toml\"?"),
        ] {
            let error = overlay(name).unwrap_err();
            assert!(error.ends_with(told), "{error}");
        }
        assert!(overlay("readme.txt").unwrap_err().contains("no .toml file in it"));
    }

    #[test]
    fn a_missing_key_is_named() {
        assert_eq!(error_of(""), "my/ar/x.toml:1:1: missing field `unit`");
    }
}
