//! Languages: script, direction, and the particles that are written onto a word.

use serde::Deserialize;

use crate::{
    base::{
        fold::fold,
        lex::{Script, script_of},
    },
    ruleset::{RuleError, RuleFiles, vocabulary::Proclitics},
};

/// Which way a language runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// From right to left.
    Rtl,
    /// From left to right.
    Ltr,
}

/// One language of the rules.
#[derive(Debug)]
pub struct Language {
    /// ISO 639-1 code, also the name of its folder.
    pub code: String,
    /// The name of the language, in the language.
    pub name: String,
    /// The script it is written in.
    pub script: Script,
    /// Which way it runs.
    pub direction: Direction,
    stops: Stops,
    pub(crate) prefixes: Vec<Prefix>,
    proclitics: Vec<(String, Proclitics)>,
    contractions: Vec<Contraction>,
}

/// What tells whether a full stop ends a sentence. All are folded; abbreviations lack their last stop.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Stops {
    /// Words after which it ends none: `mr`.
    abbreviations: Vec<String>,
    /// Words after which it ends one before an opener only: `inc`, as behind letters with stops (`u.s`).
    suffixes: Vec<String>,
    /// Words after which it ends one before a capital, unless a time zone follows: `p.m`.
    closing: Vec<String>,
    /// Words that open a sentence where a capital may be a name's: `the`.
    openers: Vec<String>,
    /// Words that name a time zone, or end its name.
    zones: Vec<String>,
}

impl Stops {
    fn folded(self) -> Stops {
        let folded = |forms: Vec<String>| forms.iter().map(|form| fold(form)).collect();
        Stops {
            abbreviations: folded(self.abbreviations),
            suffixes: folded(self.suffixes),
            closing: folded(self.closing),
            openers: folded(self.openers),
            zones: folded(self.zones),
        }
    }
}

fn holds(forms: &[String], folded: &str) -> bool {
    forms.iter().any(|form| form == folded)
}

/// A stack of proclitics as it stands before a stem: «وبال».
#[derive(Debug)]
pub(crate) struct Prefix {
    pub(crate) form: String,
    pub(crate) proclitics: Proclitics,
}

impl Language {
    /// The proclitic written `form`, if the language has it.
    pub fn proclitic(&self, form: &str) -> Option<Proclitics> {
        self.proclitics.iter().find(|(known, _)| known == form).map(|(_, proclitic)| *proclitic)
    }

    /// Whether the full stop behind the word never ends a sentence.
    pub fn is_abbreviation(&self, folded: &str) -> bool {
        holds(&self.stops.abbreviations, folded)
    }

    /// Whether the full stop behind the word ends a sentence before words that open one, and before no others.
    pub fn may_close(&self, folded: &str) -> bool {
        holds(&self.stops.suffixes, folded)
    }

    /// Whether the last stop of the abbreviation, written without it, ends a sentence before a capital.
    pub fn closes_sentence(&self, abbreviation: &str) -> bool {
        self.stops.closing.iter().any(|form| form.eq_ignore_ascii_case(abbreviation))
    }

    /// Whether the word opens a sentence rather than a name.
    pub fn opens_sentence(&self, folded: &str) -> bool {
        holds(&self.stops.openers, folded)
    }

    /// Whether the word names a time zone, or ends its name.
    pub fn names_zone(&self, folded: &str) -> bool {
        holds(&self.stops.zones, folded)
    }

    /// The form with a proclitic that its own first one is contracted with: «للربع» of «الربع».
    pub(crate) fn contracted(&self, form: &str) -> Option<String> {
        self.contractions.iter().find_map(|contraction| {
            let rest = form.strip_prefix(contraction.of.last()?.as_str())?;
            Some(format!("{}{rest}", contraction.form))
        })
    }
}

/// All languages, in order of their codes.
#[derive(Debug)]
pub struct Languages(Vec<Language>);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguageFile {
    name: String,
    script: ScriptName,
    direction: Direction,
    #[serde(default)]
    stops: Stops,
    #[serde(default)]
    proclitic: Vec<ProcliticEntry>,
    #[serde(default)]
    contraction: Vec<Contraction>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ScriptName {
    Arabic,
    Latin,
    Other,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProcliticEntry {
    form: String,
    /// Proclitics stand in order of their slots, at most one a slot.
    slot: u8,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Contraction {
    of: Vec<String>,
    form: String,
}

impl Languages {
    pub(crate) fn compile(files: &RuleFiles) -> Result<Languages, RuleError> {
        let mut languages: Vec<Language> = Vec::new();
        for (code, parsed) in files.parse_per_language::<LanguageFile>("language.toml")? {
            let language =
                compile_language(code, parsed.value).map_err(|message| parsed.file.error(0..0, message))?;
            languages.retain(|earlier| earlier.code != language.code);
            languages.push(language);
        }
        Ok(Languages(languages))
    }

    /// All languages.
    pub fn all(&self) -> &[Language] {
        &self.0
    }

    /// The language with this code.
    pub fn get(&self, code: &str) -> Option<&Language> {
        self.0.iter().find(|language| language.code == code)
    }

    /// The position of the language with this code.
    pub fn idx_of(&self, code: &str) -> Option<usize> {
        self.0.iter().position(|language| language.code == code)
    }

    /// The language that words of `script` are read in, inside an article written in `code`.
    pub fn of_script(&self, script: Script, code: &str) -> Option<&Language> {
        self.get(code)
            .filter(|language| language.script == script)
            .or_else(|| self.0.iter().find(|language| language.script == script))
    }

    /// The language that `text` is read in by itself, or inside an article written in `code`: by the
    /// script of its first letter.
    pub fn of_text(&self, text: &str, code: &str) -> Option<&Language> {
        let script = text.chars().find_map(script_of)?;
        self.of_script(script, code)
    }

    /// Whether the folded form is one or more proclitics of some language and nothing else.
    pub fn is_proclitic(&self, folded: &str) -> bool {
        self.0.iter().any(|language| language.prefixes.iter().any(|prefix| prefix.form == folded))
    }

    pub(crate) fn stacks(&self, script: Script) -> impl Iterator<Item = &Prefix> {
        self.0
            .iter()
            .filter(move |language| language.script == script)
            .flat_map(|language| &language.prefixes)
    }
}

fn compile_language(code: String, file: LanguageFile) -> Result<Language, String> {
    let script = match file.script {
        ScriptName::Arabic => Script::Arabic,
        ScriptName::Latin => Script::Latin,
        ScriptName::Other => Script::Other,
    };
    let proclitics: Vec<(String, Proclitics)> = file
        .proclitic
        .iter()
        .enumerate()
        .map(|(idx, entry)| match Proclitics::nth(idx) {
            Some(bit) => Ok((entry.form.clone(), bit)),
            None => Err(format!("a language has at most {} proclitics", Proclitics::COUNT_MAX)),
        })
        .collect::<Result<_, _>>()?;
    let mut prefixes = vec![Prefix { form: String::new(), proclitics: Proclitics::NONE }];
    let n_slots = file.proclitic.iter().map(|entry| entry.slot).max().unwrap_or(0);
    for slot in 0..=n_slots {
        let before = prefixes.len();
        for (entry, (form, bit)) in file.proclitic.iter().zip(&proclitics) {
            if entry.slot == slot {
                for idx in 0..before {
                    let stack = &prefixes[idx];
                    let form = contract(&stack.form, form, &file.contraction);
                    prefixes.push(Prefix { form, proclitics: stack.proclitics | *bit });
                }
            }
        }
    }
    prefixes.remove(0);
    prefixes.sort_by(|a, b| (a.form.len(), &a.form).cmp(&(b.form.len(), &b.form)));
    Ok(Language {
        code,
        name: file.name,
        script,
        direction: file.direction,
        stops: file.stops.folded(),
        prefixes,
        proclitics,
        contractions: file.contraction,
    })
}

/// `stack` + `next` as they are written together: ل + ال is لل.
fn contract(stack: &str, next: &str, contractions: &[Contraction]) -> String {
    for contraction in contractions {
        if let [first, second] = contraction.of.as_slice()
            && second == next
            && let Some(before) = stack.strip_suffix(first.as_str())
        {
            return format!("{before}{}", contraction.form);
        }
    }
    format!("{stack}{next}")
}
