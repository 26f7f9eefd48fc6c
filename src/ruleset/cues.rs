//! Cues: the words by which a language says who said something.
//!
//! `cues.toml` of a language folder lists words and phrases by what they do in a sentence, their
//! [`Role`]; the grammar in `attribution/` knows roles only. A word may have several.

use std::{
    collections::BTreeMap,
    ops::{BitOr, BitOrAssign},
};

use rustc_hash::FxHashMap;
use serde::Deserialize;
use toml::Spanned;

use crate::{
    base::{fold::fold, id::WordId},
    ruleset::{
        Languages, PhraseSet, Proclitics, Reading, RuleError, RuleFiles, Vocabulary, files::RuleFile,
        phrases::PhraseMatch, phrases::WordSet,
    },
};

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// What a word does in an attribution.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Role { $($(#[$doc])* $name,)* }
    };
}

roles! {
    /// A verb of saying: said, announced.
    Say,
    /// A verb that says something only with a complementizer, a colon or a quotation.
    SayThat,
    /// One of those that says something with a plain object too: accused (Russia of), «أظهرت بيانات تراجعا».
    SayObject,
    /// One of those that says something with «عن» too: «عبر عن قلقه».
    SayFrom,
    /// A verb of saying by which a wire or a channel speaks of itself, and is no carrier: condemned.
    Stance,
    /// What a medium speaks of itself in: statement, memo.
    Notice,
    /// A verb that leans on the sentence before: added.
    Add,
    /// A verb that quotes: «نقلت … عن», `quoted … as saying`.
    Quote,
    /// A verb whose object is told: told, «أبلغ».
    Tell,
    /// A verb after [`Role::As`]: «وفق ما نقلته».
    QuoteIt,
    /// What a medium did with what it cites: obtained, saw, polled.
    Seen,
    /// «ما», which makes what a medium did an object: «نفى ما نشرته الصحيفة» cites no newspaper.
    What,
    /// An object of such a verb: «اطلعت {carrier} عليه».
    SeenObject,
    /// A participle by which the same speaker goes on: «مؤكدا».
    Participle,
    /// A particle before a cue that stands with its claim: «حسبما», `as`.
    As,
    /// A preposition before the one who is cited: «بحسب», `according to`.
    Ascribe,
    /// Such a word that «ل» must follow: «وفقا لـ».
    AscribeTo,
    /// A verb whose object is cited without more: cites, «استند إلى».
    Cite,
    /// An article or pronoun that makes a noun refer back: the.
    Definite,
    /// «جاء في», before a document.
    CameIn,
    /// «قوله», between the one quoted and the claim.
    SaidNoun,
    /// A complementizer: «أن», `that`.
    That,
    /// A word that would be read as a complementizer with a proclitic: «لأن».
    NotThat,
    /// «عن», before the one who is quoted.
    From,
    /// A preposition between an occasion and a medium.
    With,
    /// A preposition before an occasion or a time.
    In,
    /// An occasion of speaking: interview, «تصريح».
    Occasion,
    /// A medium's own work: poll, investigation.
    OwnWork,
    /// Somebody's document.
    Document,
    /// The head of «مصادر العربية», `Reuters sources`.
    Source,
    /// A medium's person: correspondent.
    Correspondent,
    /// A relative pronoun.
    Relative,
    /// A word that ends a noun phrase.
    Stop,
    /// What joins a clause that may have an attribution of its own: while, «بينما».
    Connect,
    /// What joins a clause that has an attribution of its own only where it cites a medium: after.
    Subordinate,
    /// A phrase inside a noun phrase that would end it otherwise: «مطلعين على».
    Inner,
    /// What joins such a clause only after a comma: and.
    WeakConnect,
    /// What may stand between the start of a clause and its verb.
    Turn,
    /// What puts a subject before its clause: «أما».
    Topic,
    /// An auxiliary or adverb beside a verb.
    Aux,
    /// Those whom everybody tells: reporters.
    Press,
    /// A verb that begins as an article would: «التقى».
    NoArticle,
    /// A personal pronoun.
    Pronoun,
    /// A pronoun that a medium goes by: it.
    Neuter,
    /// What turns to another subject: «في سياق منفصل».
    NewSubject,
    /// The head of a noun phrase after «وفق», "according to", that says nothing: law, schedule.
    NoSpeaker,
    /// The head of a noun phrase that never speaks, though a verb of saying may stand before it: cost, loss.
    Thing,
    /// The head of the name of a body, which may be cited without a comma before it: «حسب لجنة …».
    Body,
    /// What stands before a colon without having said what follows.
    Label,
    /// What begins a line that nobody says: a credit, a share line.
    Credit,
    /// A verb that is speech with an object of [`Role::ActObject`]: cut (its forecast), declined (comment).
    ActVerb,
    /// Such an object.
    ActObject,
    /// An office.
    Office,
    /// A rank or honorific.
    Rank,
    /// A given name.
    Given,
    /// A noun that, with the article, refers back to a speaker.
    Anaphor,
    /// The kind word of a wire.
    KindWire,
    /// The kind word of a channel.
    KindChannel,
    /// The kind word of a newspaper.
    KindNewspaper,
    /// The kind word of a site.
    KindSite,
    /// An adjective between or after the words of a medium's name.
    Tail,
    /// What makes another body of a medium's name: Capital, Institute.
    Firm,
    /// Media without a name.
    Media,
    /// A form of to be, before a passive.
    Be,
    /// By, before the agent of a passive.
    By,
    /// An article that is a word.
    Article,
    /// What follows a name and is no part of it: «من», «بشأن».
    AfterName,
    /// What stands between a verb and its subject: «أكد ذلك», «أفاد به».
    Object,
    /// A verb of saying that needs no complementizer before a figure: «قدرت … بـ40», `put … at 40`.
    SayFigure,
    /// A verb that answers what a medium did: «ردت على ما نشرته الصحيفة» cites no newspaper.
    Answer,
    /// What a medium does with an object of [`Role::AirObject`]: aired (footage).
    AirVerb,
    /// Such an object.
    AirObject,
    /// A verb by which somebody denies a report of [`Role::DenyObject`]: rejected.
    DenyVerb,
    /// Such a report: report, accusation.
    DenyObject,
    /// A verb of writing, whose place is a medium: «كتب في صحيفة …».
    Write,
    /// A verb of saying whose object stands before the one told: confirmed (it to Reuters).
    SayTo,
    /// A verb of what a medium does day by day, which cites it only with a claim: «تنشر المجلة قائمة».
    Habit,
    /// Before those of whom one speaks: «أحد (المسؤولين)», `one of (the officials)`.
    OneOf,
    /// Those of whom one spoke, without naming them again: «أحدهما», `one of them`.
    OneOfThem,
    /// A verb that says something with a word of [`Role::As`] behind its object: described (him as quiet).
    SayAs,
}

/// A set of roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Roles(u128);

impl Roles {
    /// No role.
    pub const NONE: Roles = Roles(0);

    /// The set of one role.
    pub const fn of(role: Role) -> Roles {
        Roles(1 << role as u128)
    }

    /// These and `role`.
    #[must_use]
    pub const fn with(self, role: Role) -> Roles {
        Roles(self.0 | Roles::of(role).0)
    }

    /// Whether `role` is among these.
    pub fn has(self, role: Role) -> bool {
        self.0 & Roles::of(role).0 != 0
    }

    /// Whether one of `others` is among these.
    pub fn any(self, others: Roles) -> bool {
        self.0 & others.0 != 0
    }

    /// Whether there is none.
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    /// These without `others`.
    #[must_use]
    pub fn without(self, others: Roles) -> Roles {
        Roles(self.0 & !others.0)
    }
}

impl BitOr for Roles {
    type Output = Roles;

    fn bitor(self, other: Roles) -> Roles {
        Roles(self.0 | other.0)
    }
}

impl BitOrAssign for Roles {
    fn bitor_assign(&mut self, other: Roles) {
        self.0 |= other.0;
    }
}

/// Where the subject of a verb stands first of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum SubjectSide {
    /// Before the verb: "Reuters reported".
    #[default]
    Before,
    /// After the verb: «ذكرت رويترز».
    After,
}

/// The roles of a token, found at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RoleMatch {
    /// The roles.
    pub roles: Roles,
    /// How many tokens the word or phrase has.
    pub n_tokens: u32,
    /// The proclitics on its first word.
    pub proclitics: Proclitics,
    /// Its first word without them.
    pub word: Option<WordId>,
}

/// The cue words of one language.
#[derive(Debug, Default)]
pub struct Cues {
    /// ISO 639-1 code of the language.
    pub language: String,
    /// Where subjects stand.
    pub subject: SubjectSide,
    /// Proclitics that join a clause.
    pub and: Proclitics,
    /// Proclitics that a verb may carry besides.
    pub future: Proclitics,
    /// The proclitic before the one who is told.
    pub to: Proclitics,
    /// That proclitic as a word of its own: «لـ«الأهرام»».
    pub to_word: Option<WordId>,
    /// The proclitic of «بأن».
    pub by: Proclitics,
    /// The article that is written onto a word.
    pub the: Proclitics,
    /// How words begin that carry the article, in folded letters: «ال», «لل».
    definite_forms: Vec<String>,
    /// Forms of nouns of action, `?` for any letter: «است?ا?ة».
    action_forms: Vec<String>,
    /// Pronouns that are written onto a noun: «رؤيته».
    possessives: Vec<String>,
    /// The endings of a plural noun as a subject and as an object: «المواطنون», «المواطنين».
    pub plural_endings: (String, String),
    /// The endings of verbs that no subject follows: «قالوا».
    pub verb_endings: Vec<String>,
    words: Vec<Roles>,
    /// Whether some phrase begins with the word.
    starts: Vec<bool>,
    /// The words that have a role or begin a phrase in one of their readings: most words of a text do not.
    telling: WordSet,
    /// Words written with ى, which another word is that is written with ي: «على», «علي».
    final_alef: Vec<bool>,
    /// The roles of a word that only its form with the pronoun ه has: «نشره», which «نشرة» has not.
    pronoun_roles: Vec<Roles>,
    /// The roles of a word that only its form with ي has: «علي», which «على» has not.
    yaa_roles: Vec<Roles>,
    /// For a noun that refers back, the first form of its entry.
    lemmas: FxHashMap<WordId, WordId>,
    phrases: PhraseSet<Roles>,
    /// Verbs whose subject is the one before where what they take stands right behind them, and whether that is a word
    /// with [`Cues::by`]: «وحذر من», «وطالب بـ».
    elided: PhraseSet<bool>,
    examples: Vec<CueExample>,
}

/// An example of a rule file: a passage and what its stretches are attributed to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueExample {
    /// The passage.
    pub text: String,
    /// One `carrier | speaker | kind` for every stretch, in order; `-` for none.
    pub spans: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CueFile {
    #[serde(default)]
    grammar: Option<GrammarEntry>,
    #[serde(default)]
    words: BTreeMap<Role, Vec<Spanned<String>>>,
    /// Nouns that, with the article, refer back to a speaker, with their number and case forms.
    #[serde(default)]
    anaphors: Vec<Vec<Spanned<String>>>,
    #[serde(default)]
    elided: ElidedEntry,
    #[serde(default)]
    example: Vec<CueExample>,
}

/// Verbs that go on with the speaker before.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ElidedEntry {
    /// With what they take: «حذر من».
    #[serde(default)]
    phrases: Vec<String>,
    /// Verbs before a word with the proclitic `by`.
    #[serde(default)]
    by: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GrammarEntry {
    subject: SubjectSide,
    #[serde(default)]
    and: Vec<Spanned<String>>,
    #[serde(default)]
    future: Vec<Spanned<String>>,
    #[serde(default)]
    to: Option<Spanned<String>>,
    #[serde(default)]
    by: Option<Spanned<String>>,
    #[serde(default)]
    the: Option<Spanned<String>>,
    #[serde(default)]
    definite_forms: Vec<String>,
    #[serde(default)]
    action_forms: Vec<String>,
    #[serde(default)]
    possessives: Vec<String>,
    #[serde(default)]
    plural_endings: (String, String),
    #[serde(default)]
    verb_endings: Vec<String>,
}

impl Cues {
    /// Compiles the cues of every language, in order of their codes.
    pub(crate) fn compile(
        files: &RuleFiles,
        languages: &Languages,
        vocabulary: &mut Vocabulary,
    ) -> Result<Vec<Cues>, RuleError> {
        let mut all: Vec<Cues> = Vec::new();
        for name in ["speakers.toml", "cues.toml"] {
            for (code, parsed) in files.parse_per_language::<CueFile>(name)? {
                let idx = match all.iter().position(|cues| cues.language == code) {
                    Some(idx) => idx,
                    None => {
                        all.push(Cues { language: code, ..Cues::default() });
                        all.len() - 1
                    }
                };
                if let Some(cues) = all.get_mut(idx) {
                    cues.add(parsed.file, parsed.value, languages, vocabulary)?;
                }
            }
        }
        Ok(all)
    }

    fn add(
        &mut self,
        file: &RuleFile,
        value: CueFile,
        languages: &Languages,
        vocabulary: &mut Vocabulary,
    ) -> Result<(), RuleError> {
        if let Some(grammar) = value.grammar {
            let find = |forms: &[Spanned<String>]| {
                let mut all = Proclitics::NONE;
                for form in forms {
                    let language = languages.get(&self.language);
                    let known = language.and_then(|language| language.proclitic(form.get_ref()));
                    all |= known.ok_or_else(|| {
                        let message = format!("«{}» is no proclitic of language.toml", form.get_ref());
                        file.error(form.span(), message)
                    })?;
                }
                Ok::<_, RuleError>(all)
            };
            let (and, future) = (find(&grammar.and)?, find(&grammar.future)?);
            let (to, by) = (find(grammar.to.as_slice())?, find(grammar.by.as_slice())?);
            let the = find(grammar.the.as_slice())?;
            (self.and, self.future, self.to, self.by, self.the) = (and, future, to, by, the);
            self.definite_forms = grammar.definite_forms.iter().map(|form| fold(form)).collect();
            self.action_forms = grammar.action_forms.iter().map(|form| fold(form)).collect();
            self.possessives = grammar.possessives.iter().map(|form| fold(form)).collect();
            let (subject, object) = grammar.plural_endings;
            self.plural_endings = (fold(&subject), fold(&object));
            self.verb_endings = grammar.verb_endings;
            self.subject = grammar.subject;
            self.to_word = grammar.to.map(|form| vocabulary.intern(&fold(form.get_ref())));
        }
        for (role, forms) in value.words {
            for form in forms {
                self.word(file, role, &form, vocabulary)?;
            }
        }
        for forms in &value.anaphors {
            let Some(lemma) = forms.first().map(|form| vocabulary.intern(&fold(form.get_ref()))) else {
                continue;
            };
            for form in forms {
                self.word(file, Role::Anaphor, form, vocabulary)?;
                self.lemmas.insert(vocabulary.intern(&fold(form.get_ref())), lemma);
            }
        }
        for (forms, takes_by) in [(value.elided.phrases, false), (value.elided.by, true)] {
            for form in forms {
                self.elided.insert(&vocabulary.intern_phrase(&form), takes_by);
            }
        }
        self.examples.extend(value.example);
        Ok(())
    }

    fn word(
        &mut self,
        file: &RuleFile,
        role: Role,
        form: &Spanned<String>,
        vocabulary: &mut Vocabulary,
    ) -> Result<(), RuleError> {
        let words = vocabulary.intern_phrase(form.get_ref());
        let Some(first) = words.first().copied() else {
            return Err(file.error(form.span(), "an empty form; a word or phrase would be right"));
        };
        for table in [&mut self.starts, &mut self.final_alef] {
            table.resize(table.len().max(first.idx() + 1), false);
        }
        for table in [&mut self.words, &mut self.pronoun_roles, &mut self.yaa_roles] {
            table.resize(table.len().max(first.idx() + 1), Roles::NONE);
        }
        if words.len() > 1 {
            self.starts[first.idx()] = true;
            let roles = self.phrases.find(&words).unwrap_or_default() | Roles::of(role);
            self.phrases.insert(&words, roles);
        } else {
            for (ending, table) in [('ه', &mut self.pronoun_roles), ('ي', &mut self.yaa_roles)] {
                if !form.get_ref().ends_with(ending) {
                    table[first.idx()] = table[first.idx()].without(Roles::of(role));
                } else if !self.words[first.idx()].has(role) {
                    table[first.idx()] |= Roles::of(role);
                }
            }
            self.words[first.idx()] |= Roles::of(role);
            self.final_alef[first.idx()] |= form.get_ref().ends_with('ى');
        }
        Ok(())
    }

    /// The verb whose subject is the one before that begins with the first of `readings`, and whether it takes a word with
    /// [`Cues::by`].
    pub(crate) fn elided(
        &self,
        vocabulary: &Vocabulary,
        readings: impl Iterator<Item = Option<Reading>> + Clone,
    ) -> Option<PhraseMatch<bool>> {
        self.elided.longest(vocabulary, readings)
    }

    /// The roles of the word or phrase that begins with the first of `readings`. `text` is the
    /// first token as it is written.
    pub fn look_up(
        &self,
        vocabulary: &Vocabulary,
        text: &str,
        readings: impl Iterator<Item = Option<Reading>> + Clone,
    ) -> RoleMatch {
        let first = readings.clone().next().flatten();
        for reading in vocabulary.readings(first) {
            let idx = reading.word.idx();
            if self.starts.get(idx).copied().unwrap_or(false)
                && let Some(found) = self.phrases.longest(vocabulary, readings.clone())
            {
                let n_tokens = u32::try_from(found.n_tokens).unwrap_or(u32::MAX);
                let proclitics = found.proclitics;
                let first = self.words.get(idx).copied().unwrap_or_default();
                let stop = Roles::of(Role::Stop);
                let masks = [Role::Inner, Role::Ascribe, Role::As].iter().any(|role| found.value.has(*role));
                let value = if first.any(stop) && !masks { found.value | stop } else { found.value };
                return RoleMatch { roles: value, n_tokens, proclitics, word: Some(reading.word) };
            }
            let final_alef = self.final_alef.get(idx).copied().unwrap_or(false);
            let other_word = final_alef && text.ends_with('ي');
            let not_written = match text.chars().next_back() {
                Some('ة') => self.pronoun_roles.get(idx),
                Some('ى') if final_alef => self.yaa_roles.get(idx),
                _ => None,
            };
            let roles = self.words.get(idx).copied().unwrap_or_default();
            let roles = roles.without(not_written.copied().unwrap_or_default());
            if !roles.is_none() && !other_word {
                let (proclitics, word) = (reading.proclitics, Some(reading.word));
                return RoleMatch { roles, n_tokens: 1, proclitics, word };
            }
        }
        RoleMatch { n_tokens: 1, ..RoleMatch::default() }
    }

    /// Makes [`Cues::can_tell`] known. Call once, when the vocabulary is finished.
    pub(crate) fn finish(&mut self, vocabulary: &Vocabulary) {
        self.elided.finish(vocabulary);
        let words = (0..vocabulary.len()).map(WordId::new);
        let tells = |word: &WordId| {
            let mut readings = vocabulary.readings(vocabulary.reading_of(*word));
            readings.any(|reading| self.knows(reading.word))
        };
        self.telling = words.filter(tells).collect();
    }

    /// Whether [`Cues::look_up`] can find something at a word, whatever proclitics it carries.
    #[inline]
    pub fn can_tell(&self, word: WordId) -> bool {
        self.telling.contains(word)
    }

    /// Whether the word has a role, alone or at the start of a phrase.
    pub fn knows(&self, word: WordId) -> bool {
        self.words.get(word.idx()).is_some_and(|roles| !roles.is_none())
            || self.starts.get(word.idx()).copied().unwrap_or(false)
    }

    /// Whether a word that no rule knows is written with the article: three letters and more after it.
    pub fn is_definite_form(&self, folded: &str) -> bool {
        let stem = self.definite_forms.iter().find_map(|form| folded.strip_prefix(form.as_str()));
        stem.is_some_and(|stem| stem.chars().nth(2).is_some())
    }

    /// Whether a folded word has the form of a noun of action: «استجابة», «تشديد».
    pub fn is_action_form(&self, folded: &str) -> bool {
        self.action_forms.iter().any(|form| {
            let mut letters = folded.chars();
            let fits = form.chars().all(|of| letters.next().is_some_and(|letter| of == '?' || of == letter));
            fits && letters.next().is_none()
        })
    }

    /// Whether a folded word is one of `role` with a pronoun written onto it: «رؤيته».
    pub fn has_with_pronoun(&self, vocabulary: &Vocabulary, folded: &str, role: Role) -> bool {
        // «ة» is written «ت» before a pronoun.
        let stems = self.without_pronoun(folded);
        let has = |stem: &str| {
            vocabulary
                .id(stem)
                .and_then(|word| self.words.get(word.idx()))
                .is_some_and(|roles| roles.has(role))
        };
        let closed = |stem: &str| stem.strip_suffix('ت').is_some_and(|stem| has(&fold(&format!("{stem}ة"))));
        stems.into_iter().any(|stem| has(stem) || closed(stem))
    }

    /// A folded word without each of the pronouns that it may end with.
    pub fn without_pronoun<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = &'a str> {
        self.possessives.iter().filter_map(move |ending| folded.strip_suffix(ending.as_str()))
    }

    /// The noun that a form belongs to: «مصادر» and «مصدر» are one.
    pub fn lemma(&self, word: WordId) -> WordId {
        self.lemmas.get(&word).copied().unwrap_or(word)
    }

    /// The examples of the rule files.
    pub fn examples(&self) -> &[CueExample] {
        &self.examples
    }
}
