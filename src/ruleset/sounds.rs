//! Sounds: the consonants of a name, with one sign for all languages.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{
    base::{fold::fold, lex::Script},
    ruleset::{Languages, RuleError, RuleFiles},
};

/// The consonants of the scripts.
#[derive(Debug, Default)]
pub struct Sounds(Vec<(Script, Vec<(String, char)>)>);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SoundFile {
    sounds: BTreeMap<char, Vec<String>>,
}

impl Sounds {
    pub(crate) fn compile(files: &RuleFiles, languages: &Languages) -> Result<Sounds, RuleError> {
        let mut sounds = Sounds::default();
        for (code, parsed) in files.parse_per_language::<SoundFile>("sounds.toml")? {
            let Some(language) = languages.get(&code) else { continue };
            let entries = parsed.value.sounds.into_iter();
            let mut letters: Vec<(String, char)> = entries
                .flat_map(|(sign, runs)| runs.into_iter().map(move |run| (fold(&run), sign)))
                .collect();
            letters.sort_by(|a, b| (b.0.len(), &a.0).cmp(&(a.0.len(), &b.0)));
            sounds.0.retain(|(script, _)| *script != language.script);
            sounds.0.push((language.script, letters));
        }
        Ok(sounds)
    }

    /// The consonants of a folded word, doubled ones once: `blnkn` of «بلينكين» and of `blinken`.
    pub fn consonants(&self, folded: &str, script: Script) -> String {
        let mut consonants = String::new();
        let Some((_, letters)) = self.0.iter().find(|(known, _)| *known == script) else { return consonants };
        let mut rest = folded;
        while let Some(first) = rest.chars().next() {
            let found =
                letters.iter().find_map(|(run, sign)| Some((rest.strip_prefix(run.as_str())?, *sign)));
            rest = match found {
                Some((following, sign)) => {
                    if !consonants.ends_with(sign) {
                        consonants.push(sign);
                    }
                    following
                }
                None => rest.get(first.len_utf8()..).unwrap_or(""),
            };
        }
        consonants
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(arabic: &str, english: &str, meets: bool) {
        let files = RuleFiles::builtin();
        let sounds = Sounds::compile(&files, &Languages::compile(&files).unwrap()).unwrap();
        let arabic = sounds.consonants(&fold(arabic), Script::Arabic);
        let english = sounds.consonants(&fold(english), Script::Latin);
        assert_eq!(arabic == english, meets, "{arabic} {english}");
    }

    #[test]
    fn a_name_meets_its_transliteration() {
        check("بلحاج", "Belhadj", true);
        check("بلينكين", "Blinken", true);
        check("تشاد", "Chad", true);
        check("غوتيريش", "Guterres", true);
        check("بوتين", "Biden", false);
    }
}
