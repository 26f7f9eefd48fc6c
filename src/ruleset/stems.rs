//! Light stemming: endings and written-on particles off, so that inflections of a word meet.
//!
//! Source: L. Larkey, L. Ballesteros, M. Connell, "Light Stemming for Arabic Information Retrieval",
//! in Arabic Computational Morphology, 2007 (light10); the lists are data.

use serde::Deserialize;

use crate::{
    base::{fold::fold, lex::Script},
    ruleset::{Languages, RuleError, RuleFiles},
};

/// The stemmers of all languages.
#[derive(Debug, Default)]
pub struct Stems(Vec<(Script, Stemmer)>);

#[derive(Debug, Default)]
struct Stemmer {
    prefixes: Vec<Affix>,
    suffixes: Vec<Affix>,
}

#[derive(Debug)]
struct Affix {
    form: String,
    replacement: String,
    /// How many characters must be left.
    stem_chars_min: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StemFile {
    #[serde(default)]
    prefix: Vec<AffixEntry>,
    #[serde(default)]
    suffix: Vec<AffixEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AffixEntry {
    form: String,
    /// What stands in its place.
    #[serde(default)]
    becomes: String,
    /// How many characters must be left.
    leaves: usize,
}

impl Stems {
    pub(crate) fn compile(files: &RuleFiles, languages: &Languages) -> Result<Stems, RuleError> {
        let mut stems = Stems::default();
        for (code, parsed) in files.parse_per_language::<StemFile>("stems.toml")? {
            let Some(language) = languages.get(&code) else { continue };
            let stemmer =
                Stemmer { prefixes: affixes(parsed.value.prefix), suffixes: affixes(parsed.value.suffix) };
            stems.0.retain(|(script, _)| *script != language.script);
            stems.0.push((language.script, stemmer));
        }
        Ok(stems)
    }

    /// The stem of a folded word, a part of it or its beginning with another ending: the beginning,
    /// and what follows it.
    pub fn stem<'w>(&'w self, folded: &'w str, script: Script) -> (&'w str, &'w str) {
        match self.0.iter().find(|(known, _)| *known == script) {
            Some((_, stemmer)) => stemmer.stem(folded),
            None => (folded, ""),
        }
    }
}

fn affixes(entries: Vec<AffixEntry>) -> Vec<Affix> {
    let mut affixes: Vec<Affix> = entries
        .into_iter()
        .map(|entry| Affix {
            form: fold(&entry.form),
            replacement: fold(&entry.becomes),
            stem_chars_min: entry.leaves,
        })
        .collect();
    affixes.sort_by(|a, b| (b.form.len(), &a.form).cmp(&(a.form.len(), &b.form)));
    affixes
}

impl Stemmer {
    fn stem<'w>(&'w self, folded: &'w str) -> (&'w str, &'w str) {
        let mut stem = folded;
        for prefix in &self.prefixes {
            if let Some(rest) = stem.strip_prefix(&*prefix.form)
                && has_chars(rest, prefix.stem_chars_min)
            {
                stem = rest;
                break;
            }
        }
        for suffix in &self.suffixes {
            if stem.as_bytes().last() == suffix.form.as_bytes().last()
                && let Some(rest) = stem.strip_suffix(&*suffix.form)
                && has_chars(rest, suffix.stem_chars_min)
            {
                return (rest, &suffix.replacement);
            }
        }
        (stem, "")
    }
}

fn has_chars(text: &str, n_chars: usize) -> bool {
    text.chars().nth(n_chars.saturating_sub(1)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, script: Script, same: bool) {
        let files = RuleFiles::builtin();
        let stems = Stems::compile(&files, &Languages::compile(&files).unwrap()).unwrap();
        let (a_folded, b_folded) = (fold(a), fold(b));
        let stem = |folded| {
            let (stem, ending) = stems.stem(folded, script);
            format!("{stem}{ending}")
        };
        assert_eq!(stem(&a_folded) == stem(&b_folded), same, "{a} / {b}");
    }

    #[test]
    fn inflections_meet_and_other_words_do_not() {
        check("المساعدات", "مساعدة", Script::Arabic, true);
        check("والانفجار", "انفجار", Script::Arabic, true);
        check("للمصنع", "مصنع", Script::Arabic, true);
        check("وزير", "زيارة", Script::Arabic, false);
        check("explosions", "explosion", Script::Latin, true);
        check("companies", "company", Script::Latin, true);
        check("news", "new", Script::Latin, false);
    }
}
