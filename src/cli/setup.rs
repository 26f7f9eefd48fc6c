//! What is in force for a run: options, then the environment, then `isnad.toml`, then the defaults.

use std::path::{Path, PathBuf};

use isnad::{
    config::{Config, FILE_NAME, find},
    ruleset::{RuleFiles, Ruleset},
};
use tracing::info;

/// The configuration for these paths: the file that is named, or the one that is found above them.
///
/// # Errors
/// Where a file is named that cannot be read, where one is wrong, or where two are found.
pub(crate) fn config(paths: &[PathBuf], named: Option<&Path>, isolated: bool) -> Result<Config, String> {
    if let Some(path) = named {
        return read(path);
    }
    if isolated {
        return Ok(Config::default());
    }
    let here = [PathBuf::from(".")];
    let places = if paths.iter().any(|path| path.as_os_str() != "-") { paths } else { &here };
    let mut found: Vec<PathBuf> =
        places.iter().filter(|path| path.as_os_str() != "-").filter_map(|path| find(path)).collect();
    found.sort();
    found.dedup();
    match found.as_slice() {
        [] => Ok(Config::default()),
        [path] => read(&from_here(path)),
        [one, other, ..] => Err(format!(
            "{} and {} would both be in force; check the folders one by one, or name one with --config FILE",
            from_here(one).display(),
            from_here(other).display()
        )),
    }
}

fn read(path: &Path) -> Result<Config, String> {
    let shown = path.display();
    info!(path = %shown, "configuration read");
    let text = std::fs::read_to_string(path).map_err(|error| {
        format!("{shown}: the configuration cannot be read: {error}; `isnad init` writes one")
    })?;
    Config::parse(path, &text).map_err(|error| error.to_string())
}

/// A path as people write it from where they are.
fn from_here(path: &Path) -> PathBuf {
    let here = std::env::current_dir().ok();
    let below = here.and_then(|here| path.strip_prefix(&here).ok().map(Path::to_owned));
    below.filter(|below| !below.as_os_str().is_empty()).unwrap_or_else(|| path.to_owned())
}

/// The rules: the built-in ones, those of the configuration, those of the options.
///
/// # Errors
/// Where a folder or a file is wrong, or the configuration names a check that there is none of.
pub(crate) fn ruleset(config: &Config, folders: &[PathBuf]) -> Result<Ruleset, String> {
    let mut files = RuleFiles::builtin();
    let configured = config.rules.as_ref().map_or(&[][..], |setting| &setting.value);
    for folder in configured.iter().chain(folders) {
        files.overlay(folder).map_err(|error| error.to_string())?;
        info!(folder = %folder.display(), "rules laid over the built-in ones");
    }
    for (name, text) in config.rule_files() {
        files.add(name.to_owned(), config.path().to_owned(), text);
    }
    let ruleset = Ruleset::compile(&files).map_err(|error| error.to_string())?;
    info!(files = files.all().len(), words = ruleset.vocabulary.len(), "rules compiled");
    if !config.path().is_empty() {
        config.check_names(&ruleset).map_err(|error| error.to_string())?;
    }
    Ok(ruleset)
}

/// The language of messages: as asked for, as configured, else that of the person.
pub(crate) fn language(asked: Option<&str>, config: &Config) -> (String, String) {
    if let Some(asked) = asked {
        let origin = if std::env::var_os("ISNAD_LANG").is_some() { "ISNAD_LANG" } else { "--lang" };
        return (asked.to_owned(), origin.to_owned());
    }
    if let Some(setting) = &config.lang {
        return (setting.value.clone(), format!("{}:{}", config.path(), setting.line));
    }
    match sys_locale::get_locale() {
        Some(locale) if locale.to_ascii_lowercase().starts_with("ar") => {
            ("ar".to_owned(), "the locale".to_owned())
        }
        _ => ("en".to_owned(), "default".to_owned()),
    }
}

/// The name of the configuration file, for messages.
pub(crate) const CONFIG_NAME: &str = FILE_NAME;

/// The day: that of `SOURCE_DATE_EPOCH` where it is set, so that a run can be repeated.
pub(crate) fn today() -> jiff::civil::Date {
    let given = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let now = given.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    let now = now.unwrap_or_else(jiff::Timestamp::now);
    jiff::tz::Offset::UTC.to_datetime(now).date()
}
