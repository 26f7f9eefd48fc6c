//! Concepts: what figures are about, in every language, and words that say nothing.
//!
//! A concept is a set of words of several languages that mean one thing: «قتلى», `killed`. Concepts of
//! one group exclude each other: a number of dead is no number of wounded.

use std::{collections::BTreeMap, fmt};

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{
    Deserialize, Deserializer,
    de::{SeqAccess, Visitor, value::SeqAccessDeserializer},
};
use toml::Spanned;

use crate::{
    base::{
        fold::fold,
        hash::fnv1a,
        id::{ConceptId, WordId},
        lex::Script,
    },
    ruleset::{
        Languages, PhraseSet, Reading, RuleError, RuleFiles, Stems, Vocabulary,
        files::{RuleFile, Text},
    },
};

/// All concepts, and the words that carry none.
#[derive(Debug, Default)]
pub struct Concepts {
    all: Vec<Concept>,
    by_id: FxHashMap<String, ConceptId>,
    by_word: FxHashMap<WordId, ConceptId>,
    by_stem: FxHashMap<u64, ConceptId>,
    phrases: PhraseSet<ConceptId>,
    stopwords: FxHashSet<WordId>,
}

/// What the forms of concepts are read with.
struct Words<'r> {
    languages: &'r Languages,
    stems: &'r Stems,
    vocabulary: &'r mut Vocabulary,
}

/// A thing that figures are about.
#[derive(Debug)]
pub struct Concept {
    /// Its id: `killed`.
    pub id: String,
    /// A stable key of the id.
    pub key: u64,
    /// Whether it is people, or what happened to people.
    pub is_people: bool,
    /// Whether it is people by what they are or hold: ministers, members, players.
    pub is_role: bool,
    /// Whether people of every other word are divided into them: men, women, children.
    pub divides: bool,
    /// Whether they are who fights a war, in many clashes a day.
    pub fights: bool,
    /// Whether its figures change by the minute: the price of gold, an index.
    pub is_volatile: bool,
    /// Whether its figures are others every day: shares, the price of oil.
    pub is_daily: bool,
    /// Whether it has one day or year of its own: founding, birth.
    pub is_dated: bool,
    /// Whether it is a thing, of which none is killed or arrested.
    pub is_thing: bool,
    /// Whether its words are of several kinds, each a thing of its own: onions, potatoes.
    pub has_kinds: bool,
    /// Whether it goes on for a time of its own: a truce, a term.
    pub is_lasting: bool,
    /// Whether somebody orders it, so that a story has one: an evacuation.
    pub is_ordered: bool,
    /// Whether it says of people only that they are some: persons.
    pub is_generic: bool,
    /// A stable key of the concepts that two papers use of one thing; 0 where it has none.
    pub family: u64,
    /// The key of the concept of what they were before: who is freed was held; 0 where it has none.
    pub after: u64,
    /// The key of a concept of its group that it does not exclude, 0 of none: who is infected is «مصاب», as the wounded are.
    pub alike: u64,
    /// The concepts that it excludes carry the same group.
    pub group: Option<String>,
    /// What else it means in a sentence that tells of other concepts: «إصابة» beside the dead, or a collision.
    pub beside: Option<Beside>,
    /// What it means where the article tells of its family besides: «إصابة» in an epidemic.
    pub amid: Option<ConceptId>,
}

/// That a concept means another one where a sentence tells of a third.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// What the sentence tells of besides: one of these.
    pub told: Box<[ConceptId]>,
    /// What is meant then.
    pub meant: ConceptId,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConceptFile<'f> {
    #[serde(default, borrow)]
    concept: Vec<Entry<'f>>,
}

/// The keys are languages, but for some.
type Entry<'f> = BTreeMap<Text<'f>, Field<'f>>;

/// What an entry says of a concept.
#[derive(Debug)]
enum Field<'f> {
    Flag(bool),
    Text(Text<'f>),
    Forms(Vec<Text<'f>>),
}

impl<'f> Field<'f> {
    fn as_bool(&self) -> Option<bool> {
        if let Field::Flag(flag) = self { Some(*flag) } else { None }
    }

    fn as_str(&self) -> Option<&str> {
        if let Field::Text(text) = self { Some(text.as_str()) } else { None }
    }

    fn forms(&self) -> &[Text<'f>] {
        if let Field::Forms(forms) = self { forms } else { &[] }
    }
}

impl<'de: 'f, 'f> Deserialize<'de> for Field<'f> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Field<'f>, D::Error> {
        deserializer.deserialize_any(FieldVisitor)
    }
}

struct FieldVisitor;

impl<'f> Visitor<'f> for FieldVisitor {
    type Value = Field<'f>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of words, a text, or true")
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Field<'f>, E> {
        Ok(Field::Flag(flag))
    }

    fn visit_str<E>(self, text: &str) -> Result<Field<'f>, E> {
        Ok(Field::Text(Text::from(text.to_owned())))
    }

    fn visit_borrowed_str<E>(self, text: &'f str) -> Result<Field<'f>, E> {
        Ok(Field::Text(Text::from(text)))
    }

    fn visit_seq<A: SeqAccess<'f>>(self, forms: A) -> Result<Field<'f>, A::Error> {
        Deserialize::deserialize(SeqAccessDeserializer::new(forms)).map(Field::Forms)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StopwordFile {
    words: Vec<Spanned<String>>,
}

impl Concept {
    /// Whether it is sold by weight or measure.
    pub fn is_commodity(&self) -> bool {
        self.group.as_deref() == Some(COMMODITY_GROUP)
    }
}

impl Concepts {
    pub(crate) fn compile(
        files: &RuleFiles,
        languages: &Languages,
        stems: &Stems,
        vocabulary: &mut Vocabulary,
    ) -> Result<Concepts, RuleError> {
        let mut concepts = Concepts::default();
        for (_, parsed) in files.parse_per_language::<StopwordFile>("stopwords.toml")? {
            for word in parsed.value.words {
                concepts.stopwords.insert(vocabulary.intern(&fold(word.get_ref())));
            }
        }
        let mut words = Words { languages, stems, vocabulary };
        let (mut beside, mut amid) = (Vec::new(), Vec::new());
        for parsed in files.parse::<ConceptFile<'_>>("world/concepts.toml")? {
            for entry in parsed.value.concept {
                concepts.add(parsed.file, &entry, &mut words)?;
                let told =
                    entry.get("beside").map(|told| told.forms().iter().map(text_in).collect::<Vec<_>>());
                if told.as_ref().is_some_and(Vec::is_empty) {
                    let message = "\"beside\" is a list of concepts; beside = [\"killed\"] would be right";
                    return Err(parsed.file.error(0..0, message));
                }
                beside.extend(text_of(&entry, "id").zip(told).zip(text_of(&entry, "means")));
                amid.extend(text_of(&entry, "id").zip(text_of(&entry, "amid")));
            }
            for ((id, told), meant) in beside.drain(..) {
                concepts.set_beside(parsed.file, &id, (&told, &meant))?;
            }
            for (id, meant) in amid.drain(..) {
                let meant = concepts.known(parsed.file, &id, &meant)?;
                let concept = concepts.known(parsed.file, &id, &id)?;
                if let Some(concept) = concepts.all.get_mut(concept.idx()) {
                    concept.amid = Some(meant);
                }
            }
        }
        Ok(concepts)
    }

    fn add(&mut self, file: &RuleFile, entry: &Entry<'_>, words: &mut Words<'_>) -> Result<(), RuleError> {
        let text = |key: &str| text_of(entry, key);
        let flag = |key: &str| entry.get(key).and_then(Field::as_bool).unwrap_or(false);
        let Some(id) = text("id") else {
            return Err(file.error(0..0, "a concept has no id; id = \"killed\" would be right"));
        };
        // Looked up only for an error: the file is long, and start-up is not to pay for it.
        let at = || file.text().find(&format!("\"{id}\"")).map_or(0..0, |at| at..at + id.len());
        let concept = *self.by_id.entry(id.clone()).or_insert_with(|| ConceptId::new(self.all.len()));
        if concept.idx() == self.all.len() {
            self.all.push(Concept {
                key: concept_key(&id),
                id: id.clone(),
                is_people: flag("people"),
                is_role: flag("role"),
                divides: flag("divides"),
                fights: flag("fights"),
                is_volatile: flag("volatile"),
                is_daily: flag("volatile") || flag("daily"),
                is_dated: flag("dated"),
                is_thing: flag("thing"),
                has_kinds: flag("kinds"),
                is_lasting: flag("lasting"),
                is_ordered: flag("ordered"),
                is_generic: flag("generic"),
                family: text("family")
                    .map_or(0, |family| fnv1a(format!("family:{family}").as_bytes()) | OF_ALL_LANGUAGES),
                after: text("after").map_or(0, |id| concept_key(&id)),
                alike: text("alike").map_or(0, |id| concept_key(&id)),
                group: text("group"),
                beside: None,
                amid: None,
            });
        }
        for (key, value) in entry.iter().filter(|(key, _)| !PROPERTIES.contains(&key.as_str())) {
            let Some(language) = words.languages.get(key.as_str()) else {
                let known: Vec<&str> = words.languages.all().iter().map(|language| &*language.code).collect();
                let message = format!(
                    "concept \"{id}\": no language \"{}\"; one of {}",
                    key.as_str(),
                    known.join(", ")
                );
                return Err(file.error(at(), message));
            };
            for form in value.forms() {
                self.add_form(form.as_str(), concept, language.script, words)
                    .map_err(|message| file.error(at(), message))?;
            }
        }
        Ok(())
    }

    fn set_beside(
        &mut self,
        file: &RuleFile,
        id: &str,
        (told, meant): (&[String], &str),
    ) -> Result<(), RuleError> {
        let known = |other: &str| self.known(file, id, other);
        let told = told.iter().map(|told| known(told)).collect::<Result<_, _>>()?;
        let (concept, beside) = (known(id)?, Beside { told, meant: known(meant)? });
        if let Some(concept) = self.all.get_mut(concept.idx()) {
            concept.beside = Some(beside);
        }
        Ok(())
    }

    /// The concept `other`, which the entry `id` names.
    fn known(&self, file: &RuleFile, id: &str, other: &str) -> Result<ConceptId, RuleError> {
        self.by_id.get(other).copied().ok_or_else(|| {
            let at = file.text().find(&format!("\"{id}\"")).map_or(0..0, |at| at..at + id.len());
            let message =
                format!("concept \"{id}\": there is no concept \"{other}\" to stand beside or to mean");
            file.error(at, message)
        })
    }

    fn add_form(
        &mut self,
        form: &str,
        concept: ConceptId,
        script: Script,
        words: &mut Words<'_>,
    ) -> Result<(), String> {
        let phrase = words.vocabulary.intern_phrase(form);
        let earlier = match phrase.as_slice() {
            [] => return Err("an empty form".to_owned()),
            [word] => {
                let folded = words.vocabulary.form(*word);
                self.by_stem.entry(stem_key(words.stems.stem(folded, script))).or_insert(concept);
                self.by_word.insert(*word, concept)
            }
            phrase => self.phrases.insert(phrase, concept),
        };
        match earlier.filter(|earlier| *earlier != concept) {
            Some(earlier) => {
                let owner = &self.all[earlier.idx()].id;
                Err(format!("«{form}» is already a form of \"{owner}\"; a form belongs to one concept"))
            }
            None => Ok(()),
        }
    }

    /// The concept.
    pub fn get(&self, concept: ConceptId) -> Option<&Concept> {
        self.all.get(concept.idx())
    }

    /// The phrases of two words and more.
    pub fn phrases(&self) -> &PhraseSet<ConceptId> {
        &self.phrases
    }

    /// The concept of a word: by one of its readings, else by its stem.
    pub fn of_word(
        &self,
        vocabulary: &Vocabulary,
        reading: Option<Reading>,
        stem: (&str, &str),
    ) -> Option<ConceptId> {
        vocabulary
            .readings(reading)
            .find_map(|reading| self.by_word.get(&reading.word).copied())
            .or_else(|| self.by_stem.get(&stem_key(stem)).copied())
    }

    /// Whether a word says nothing: whether the first of its readings that the rules know as one or the
    /// other is a stopword rather than a concept's word.
    pub fn is_stopword(&self, vocabulary: &Vocabulary, reading: Option<Reading>) -> bool {
        let says_nothing = |reading: Reading| {
            let stopword = self.stopwords.contains(&reading.word);
            (stopword || self.by_word.contains_key(&reading.word)).then_some(stopword)
        };
        vocabulary.readings(reading).find_map(says_nothing).unwrap_or(false)
    }

    /// Whether a concept is of the dead, the wounded, the captured: their numbers grow as time goes by.
    pub fn is_casualty(&self, concept: ConceptId) -> bool {
        self.get(concept).is_some_and(|concept| concept.group.as_deref() == Some(CASUALTY_GROUP))
    }

    /// Whether a concept is what becomes of goods: exports, imports.
    pub fn is_flow(&self, concept: ConceptId) -> bool {
        self.get(concept).is_some_and(|concept| concept.group.as_deref() == Some(FLOW_GROUP))
    }

    /// Whether two papers use the two concepts of one thing.
    pub fn are_of_one_family(&self, a: ConceptId, b: ConceptId) -> bool {
        let family = |concept| self.get(concept).map_or(0, |concept| concept.family);
        family(a) != 0 && family(a) == family(b)
    }

    /// Whether those of the one were those of the other before: who is freed was held.
    pub fn follow_each_other(&self, a: ConceptId, b: ConceptId) -> bool {
        let follows = |one, other| {
            let after = self.get(one).map_or(0, |concept| concept.after);
            after != 0 && self.get(other).is_some_and(|concept| concept.key == after)
        };
        follows(a, b) || follows(b, a)
    }

    /// Whether the two concepts exclude each other: of one group, and neither the same nor alike.
    pub fn exclude_each_other(&self, a: ConceptId, b: ConceptId) -> bool {
        let group = |concept| self.get(concept).and_then(|concept| concept.group.as_deref());
        let is_alike = |one, other| {
            let alike = self.get(one).map_or(0, |concept| concept.alike);
            alike != 0 && self.get(other).is_some_and(|concept| concept.key == alike)
        };
        a != b && group(a).is_some() && group(a) == group(b) && !is_alike(a, b) && !is_alike(b, a)
    }
}

/// The keys of an entry that are no language.
const PROPERTIES: [&str; 20] = [
    "id", "group", "family", "after", "alike", "people", "role", "divides", "fights", "volatile", "daily",
    "dated", "thing", "kinds", "lasting", "generic", "ordered", "beside", "means", "amid",
];

fn text_in(text: &Text<'_>) -> String {
    text.as_str().to_owned()
}

fn text_of(entry: &Entry<'_>, key: &str) -> Option<String> {
    entry.get(key).and_then(Field::as_str).map(str::to_owned)
}

/// A stable key of a concept.
fn concept_key(id: &str) -> u64 {
    fnv1a(format!("concept:{id}").as_bytes()) | OF_ALL_LANGUAGES
}

/// The group of what is sold by weight or measure.
const COMMODITY_GROUP: &str = "commodity";

/// The group of what happens to people.
const CASUALTY_GROUP: &str = "casualty";

/// The group of what becomes of goods.
const FLOW_GROUP: &str = "flow";

/// The bit of a key that means the same in every language: a concept, a country, the consonants of a name.
pub const OF_ALL_LANGUAGES: u64 = 1;
/// The bit of the key of a stem beside which the same token has a key of all languages.
pub const HAS_SOUND: u64 = 2;

/// A stable key of a stem, of one language.
pub fn stem_key((stem, ending): (&str, &str)) -> u64 {
    let key = if ending.is_empty() {
        fnv1a(stem.as_bytes())
    } else {
        fnv1a([stem.as_bytes(), ending.as_bytes()].concat().as_slice())
    };
    key & !(OF_ALL_LANGUAGES | HAS_SOUND)
}
