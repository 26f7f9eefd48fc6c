//! House style: the spellings that a newsroom prefers.

use rustc_hash::FxHashMap;
use serde::Deserialize;
use toml::Spanned;

use crate::{
    base::fold::fold,
    ruleset::{RuleError, RuleFiles},
};

/// The preferred spellings of `rules/house/*.toml`.
#[derive(Debug, Default)]
pub struct House {
    /// Folded spellings, the preferred one too, and the preferred one as it is to be written.
    preferred: FxHashMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HouseFile {
    #[serde(default)]
    spelling: Vec<SpellingEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SpellingEntry {
    /// The spelling to use.
    preferred: Spanned<String>,
    /// The spellings not to use; any variant of the preferred one where there is none.
    #[serde(default)]
    instead_of: Vec<String>,
}

impl House {
    pub(crate) fn compile(files: &RuleFiles) -> Result<House, RuleError> {
        let mut house = House::default();
        let names: Vec<String> = files.all().iter().map(|file| file.name.clone()).collect();
        let mut names: Vec<&String> = names.iter().filter(|name| name.starts_with("house/")).collect();
        names.dedup();
        for name in names {
            for parsed in files.parse::<HouseFile>(name)? {
                for entry in parsed.value.spelling {
                    let at = entry.preferred.span();
                    let preferred = entry.preferred.into_inner();
                    if preferred.trim().is_empty() {
                        let right = "preferred = \"بلينكن\" would be right";
                        return Err(parsed.file.error(at, format!("a spelling needs letters; {right}")));
                    }
                    for form in entry.instead_of.iter().chain([&preferred]) {
                        house.preferred.insert(fold(form), preferred.clone());
                    }
                }
            }
        }
        Ok(house)
    }

    /// The preferred one of two folded spellings of one name, where the house has one.
    pub fn preferred(&self, a: &str, b: &str) -> Option<&str> {
        self.preferred.get(a).or_else(|| self.preferred.get(b)).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_has_the_word() {
        let mut files = RuleFiles::default();
        let text = "[[spelling]]\npreferred = \"غوتيريش\"\ninstead_of = [\"جوتيريس\"]\n";
        files.add("house/names.toml".into(), "my/house/names.toml".into(), text);
        let house = House::compile(&files).unwrap();
        assert_eq!(house.preferred("جوتيريس", "غوتيريس"), Some("غوتيريش"));
        assert_eq!(house.preferred("بلينكن", "بلينكين"), None);
    }

    #[test]
    fn an_empty_spelling_is_refused() {
        let mut files = RuleFiles::default();
        files.add(
            "house/names.toml".into(),
            "my/house/names.toml".into(),
            "[[spelling]]\npreferred = \"\"\n",
        );
        let error = House::compile(&files).unwrap_err().to_string();
        assert!(error.starts_with("my/house/names.toml:2:13: a spelling needs letters"), "{error}");
    }
}
