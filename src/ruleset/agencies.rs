//! Agencies: wires, channels, newspapers and sites that articles cite.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;
use toml::Spanned;

use crate::{
    base::{fold::fold, id::AgencyId},
    ruleset::{PhraseSet, RuleError, RuleFiles, Vocabulary, files::RuleFile},
};

/// What kind of medium an agency is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub enum AgencyKind {
    /// A news agency.
    Wire,
    /// A television or radio channel.
    Channel,
    /// A newspaper or magazine.
    Newspaper,
    /// A site, newsletter or platform.
    Site,
}

/// An agency, channel, newspaper or site.
#[derive(Debug)]
pub struct Agency {
    /// Its id in reports: `afp`.
    pub id: String,
    /// What kind of medium it is.
    pub kind: AgencyKind,
    /// Its name to show, by language.
    pub names: Vec<(String, String)>,
}

/// A name in a text that may be an agency's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgencyName {
    /// The agency.
    pub agency: AgencyId,
    /// Whether the name is also a word, a place or another thing, so that it is the agency's only
    /// with a sign: a kind word before it («قناة العربية»), quotation marks, or a cue around it.
    pub ambiguous: bool,
    /// Whether the name is so common a word that a cue around it is no sign: «كان», `People`.
    pub marked: bool,
    /// Whether the name stands here without its article, which the text must have as a proclitic:
    /// «للجزيرة».
    pub needs_article: bool,
    /// Whether the name begins with a capital letter, after an article: `The Sun`, but not `dpa`.
    pub capital: bool,
    /// Whether people bear the name, too: «مايكل بلومبرغ».
    pub borne: bool,
}

/// The article that is written onto an Arabic name, folded.
const ARTICLE: &str = "ال";

/// All agencies and the names that they go by.
#[derive(Debug, Default)]
pub struct Agencies {
    all: Vec<Agency>,
    by_id: FxHashMap<String, AgencyId>,
    names: PhraseSet<AgencyName>,
    by_name: FxHashMap<String, AgencyId>,
    /// Short names, and for each the agencies that it can mean.
    shorts: PhraseSet<usize>,
    short_owners: Vec<Vec<AgencyId>>,
    /// Names that media of several kinds bear («الجزيرة»: a channel and a newspaper), with the others.
    homonyms: FxHashMap<Box<str>, Vec<AgencyId>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AgencyFile {
    #[serde(default)]
    agency: Vec<AgencyEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AgencyEntry {
    id: Spanned<String>,
    kind: AgencyKind,
    /// Whether people bear one of its names, too.
    #[serde(default)]
    borne: bool,
    /// The name to show, by language; where nothing is said, the first of its names.
    #[serde(default)]
    shown: BTreeMap<String, Spanned<String>>,
    /// Names that mean the agency wherever they stand, by language.
    #[serde(default)]
    names: BTreeMap<String, Vec<Spanned<String>>>,
    /// Names that are words too.
    #[serde(default)]
    ambiguous: BTreeMap<String, Vec<Spanned<String>>>,
    /// Names that are such common words that only a kind word or quotation marks make them names.
    #[serde(default)]
    marked: BTreeMap<String, Vec<Spanned<String>>>,
    /// Names that mean the agency once the article has named it: `the Journal`.
    #[serde(default)]
    short: BTreeMap<String, Vec<Spanned<String>>>,
}

impl AgencyEntry {
    /// The names to show, by language; the first of a language has precedence.
    fn shown(&self, file: &RuleFile) -> Result<Vec<(String, String)>, RuleError> {
        let all = || self.names.iter().chain(&self.ambiguous).chain(&self.marked);
        let mut shown = Vec::new();
        for (language, name) in &self.shown {
            let is_name =
                |names: &Vec<Spanned<String>>| names.iter().any(|known| known.get_ref() == name.get_ref());
            if !all().any(|(of, names)| of == language && is_name(names)) {
                let wrong = format!(
                    "\"{}\" is shown, but is none of its names; one of names.{language}, ambiguous.{language} or \
                     marked.{language} would be right",
                    name.get_ref()
                );
                return Err(file.error(name.span(), wrong));
            }
            shown.push((language.clone(), name.get_ref().clone()));
        }
        shown.extend(
            all().filter_map(|(language, names)| Some((language.clone(), names.first()?.get_ref().clone()))),
        );
        Ok(shown)
    }
}

impl Agencies {
    pub(crate) fn compile(files: &RuleFiles, vocabulary: &mut Vocabulary) -> Result<Agencies, RuleError> {
        let mut agencies = Agencies::default();
        for parsed in files.parse::<AgencyFile>("world/agencies.toml")? {
            for entry in parsed.value.agency {
                agencies.add(parsed.file, entry, vocabulary)?;
            }
        }
        Ok(agencies)
    }

    fn add(
        &mut self,
        file: &RuleFile,
        entry: AgencyEntry,
        vocabulary: &mut Vocabulary,
    ) -> Result<(), RuleError> {
        let shown = entry.shown(file)?;
        let at = entry.id.span();
        let id = entry.id.into_inner();
        if shown.is_empty() {
            return Err(file.error(
                at,
                format!("agency \"{id}\" has no name; names = {{ ar = [\"…\"] }} would be right"),
            ));
        }
        let agency = match self.by_id.get(&id) {
            Some(agency) => *agency,
            None => {
                let agency = AgencyId::new(self.all.len());
                self.by_id.insert(id.clone(), agency);
                self.all.push(Agency { id, kind: entry.kind, names: shown });
                agency
            }
        };
        for (names, ambiguous, marked) in
            [(entry.names, false, false), (entry.ambiguous, true, false), (entry.marked, true, true)]
        {
            for name in names.into_values().flatten() {
                let capital = begins_with_capital(name.get_ref());
                let borne = entry.borne;
                let value = AgencyName { agency, ambiguous, marked, needs_article: false, capital, borne };
                self.name(file, &name, value, vocabulary)?;
            }
        }
        for name in entry.short.into_values().flatten() {
            let words = vocabulary.intern_phrase(name.get_ref());
            match self.shorts.find(&words) {
                Some(owners) => self.short_owners[owners].push(agency),
                None => {
                    self.shorts.insert(&words, self.short_owners.len());
                    self.short_owners.push(vec![agency]);
                }
            }
        }
        Ok(())
    }

    fn name(
        &mut self,
        file: &RuleFile,
        form: &Spanned<String>,
        name: AgencyName,
        vocabulary: &mut Vocabulary,
    ) -> Result<(), RuleError> {
        let (at, form) = (form.span(), form.get_ref());
        let mut words = vocabulary.intern_phrase(form);
        self.by_name.entry(fold(form)).or_insert(name.agency);
        if let Some(earlier) = self.names.find(&words).filter(|earlier| earlier.agency != name.agency)
            && earlier.ambiguous
            && name.ambiguous
            && self.all[earlier.agency.idx()].kind != self.all[name.agency.idx()].kind
        {
            self.homonyms.entry(fold(form).into()).or_default().push(name.agency);
            return Ok(());
        }
        if let Some(earlier) = self.names.insert(&words, name)
            && earlier.agency != name.agency
        {
            let owner = &self.all[earlier.agency.idx()].id;
            return Err(file.error(
                at,
                format!("«{form}» is already a name of \"{owner}\"; a name belongs to one agency"),
            ));
        }
        // «للجزيرة» is read as ل + ال + جزيره, so the name is also kept without its article.
        if let Some(bare) = words.first().and_then(|first| vocabulary.form(*first).strip_prefix(ARTICLE))
            && bare.chars().count() > 2
        {
            let bare = bare.to_owned();
            words[0] = vocabulary.intern(&bare);
            if self.names.find(&words).is_none() {
                self.names.insert(&words, AgencyName { needs_article: true, ..name });
            }
        }
        Ok(())
    }

    /// All agencies, in order of the rules.
    pub fn all(&self) -> &[Agency] {
        &self.all
    }

    /// The agency with this id of the rules.
    pub fn by_id(&self, id: &str) -> Option<AgencyId> {
        self.by_id.get(id).copied()
    }

    /// The agency that goes by this name, as in the front matter of an article.
    pub fn by_name(&self, name: &str) -> Option<AgencyId> {
        self.by_id(name).or_else(|| self.by_name.get(&fold(name)).copied())
    }

    /// The agency.
    pub fn get(&self, agency: AgencyId) -> Option<&Agency> {
        self.all.get(agency.idx())
    }

    /// The agency of one of `kinds` that bears the same name as `agency`, whose folded name is given.
    pub fn homonym(&self, folded: &str, is_kind: impl Fn(AgencyKind) -> bool) -> Option<AgencyId> {
        let others = self.homonyms.get(folded)?;
        others.iter().find(|other| self.get(**other).is_some_and(|other| is_kind(other.kind))).copied()
    }

    /// Readies the names to be looked up. Call once, when the vocabulary is finished.
    pub(crate) fn finish(&mut self, vocabulary: &Vocabulary) {
        self.names.finish(vocabulary);
        self.shorts.finish(vocabulary);
    }

    /// The names of agencies.
    pub fn names(&self) -> &PhraseSet<AgencyName> {
        &self.names
    }

    /// Short names; [`Agencies::owners`] tells whose each can be.
    pub fn shorts(&self) -> &PhraseSet<usize> {
        &self.shorts
    }

    /// The agencies that a short name can mean.
    pub fn owners(&self, short: usize) -> &[AgencyId] {
        self.short_owners.get(short).map_or(&[], Vec::as_slice)
    }
}

/// Whether the name is a Latin one that begins with a capital, after `The` or `the`.
fn begins_with_capital(form: &str) -> bool {
    let form = form.strip_prefix("The ").or_else(|| form.strip_prefix("the ")).unwrap_or(form);
    form.chars().next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name that is shown of the one agency in `text`, or what is wrong with it.
    fn shown(text: &'static str) -> Result<String, String> {
        let mut files = RuleFiles::default();
        files.add("world/agencies.toml".into(), "agencies.toml".into(), text);
        let agencies =
            Agencies::compile(&files, &mut Vocabulary::default()).map_err(|error| error.to_string())?;
        Ok(agencies.all[0].names[0].1.clone())
    }

    #[test]
    fn the_first_name_is_shown_unless_another_is_chosen() {
        let names = "[[agency]]\nid = \"x\"\nkind = \"site\"\nnames = { ar = [\"ألف نت\", \"ألف\"] }\n";
        assert_eq!(shown(names), Ok("ألف نت".to_owned()));
        let chosen = "[[agency]]\nid = \"x\"\nkind = \"site\"\nshown = { ar = \"ألف\" }\n\
                      names = { ar = [\"ألف نت\"] }\nambiguous = { ar = [\"ألف\"] }\n";
        assert_eq!(shown(chosen), Ok("ألف".to_owned()));
    }

    #[test]
    fn a_shown_name_is_one_of_its_names() {
        let wrong = "[[agency]]\nid = \"x\"\nkind = \"site\"\nshown = { ar = \"باء\" }\n\
                     names = { ar = [\"ألف نت\"] }\n";
        assert_eq!(
            shown(wrong),
            Err("agencies.toml:4:16: \"باء\" is shown, but is none of its names; one of names.ar, \
                 ambiguous.ar or marked.ar would be right"
                .to_owned())
        );
    }
}
