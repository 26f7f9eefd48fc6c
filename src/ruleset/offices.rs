//! Offices: the portfolios of ministers, other offices that one person does not hold at once, who leads or speaks
//! for a body, and words that keep two of them from being a conflict.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use serde::Deserialize;

use crate::{
    base::fold::fold,
    ruleset::{RuleError, RuleFiles},
};

/// The words of offices, of all languages, folded.
#[derive(Debug, Default)]
pub struct Offices {
    heads: BTreeSet<String>,
    /// The classes of who has a portfolio.
    head_classes: BTreeSet<String>,
    /// The portfolios by their first word, those of more words first.
    portfolios: BTreeMap<String, Vec<(Vec<String>, String)>>,
    posted: BTreeSet<String>,
    introduces: BTreeSet<String>,
    meets: BTreeSet<String>,
    companions: BTreeSet<String>,
    together: Vec<Together>,
    excused: BTreeSet<String>,
    /// Those of them that have several words: "at the time".
    excuses: Vec<Vec<String>>,
    /// The offices by their first word, those of more words first.
    forms: BTreeMap<String, Vec<Form>>,
    /// The bodies by their first word, those of more words first.
    bodies: BTreeMap<String, Vec<(Vec<String>, String)>>,
    body_heads: BTreeSet<String>,
    /// Those of them before the name of one that nothing else is called by.
    proper_heads: BTreeSet<String>,
    /// Every word of these.
    words: BTreeSet<String>,
}

/// Wording for an office.
#[derive(Debug)]
struct Form {
    words: Vec<String>,
    classes: Vec<String>,
    id: String,
    needs: Needs,
    bodies: Vec<String>,
    countries: Vec<String>,
    posted: bool,
    of_place: bool,
    personal: bool,
}

/// Offices that one person may hold at once.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Together {
    /// Only there, by its code.
    country: Option<String>,
    #[serde(default)]
    offices: BTreeSet<String>,
    /// Bodies that one person may lead at once.
    #[serde(default)]
    bodies: BTreeSet<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WorldFile {
    together: Vec<Together>,
}

/// What must be told with an office for it to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Needs {
    /// Nothing.
    #[default]
    Nothing,
    /// The country: «الرئيس الفرنسي».
    Country,
    /// The same, by its adjective: «المبعوث الأميركي», but not «المبعوث الخاص باليمن».
    Nationality,
    /// The body: «المدير العام لمنظمة …».
    Body,
    /// Nothing, but the body may be told: «الرئيس التنفيذي», «الرئيس التنفيذي لشركة …».
    #[serde(rename = "body-or-nothing")]
    BodyOrNothing,
}

/// An office: two of one class are not held at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// The classes: all ministers are one.
    pub classes: Vec<String>,
    /// The portfolio, or the id of the office.
    pub id: String,
    /// Whose office it is.
    pub body: Option<Body>,
    /// Whether it is one only with its country: «الرئيس الفرنسي».
    pub of_country: bool,
    /// The countries, by their codes, that alone have it; none where all have: «المستشار الألماني».
    pub countries: Vec<String>,
    /// Whether who holds it serves abroad: ambassadors.
    pub posted: bool,
    /// Whether it is that of a town or region: mayors.
    pub of_place: bool,
    /// Whether the country told with it is rather the person's: «المدرب السويسري».
    pub personal: bool,
}

/// How the country of an office is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CountryTold {
    /// It is not.
    #[default]
    Not,
    /// By its name: «رئيس فرنسا».
    Name,
    /// By its adjective: «الرئيس الفرنسي».
    Adjective,
}

/// A body that somebody leads or speaks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// One that the rules list.
    Known(String),
    /// The word for its kind, and the words of its name.
    Named(String, Vec<String>),
    /// The same, where the name is its own: companies, clubs.
    Proper(String, Vec<String>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct OfficeFile {
    heads: Vec<String>,
    head_classes: Vec<String>,
    portfolios: BTreeMap<String, Vec<String>>,
    excused: Vec<String>,
    #[serde(default)]
    posted: Vec<String>,
    #[serde(default)]
    introduces: Vec<String>,
    #[serde(default)]
    meets: Vec<String>,
    #[serde(default)]
    companions: Vec<String>,
    #[serde(default)]
    body_heads: Vec<String>,
    #[serde(default)]
    proper_heads: Vec<String>,
    #[serde(default)]
    bodies: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    office: Vec<OfficeEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficeEntry {
    classes: Vec<String>,
    id: String,
    forms: Vec<String>,
    #[serde(default)]
    needs: Needs,
    /// Only where it is of one of these.
    #[serde(default)]
    bodies: Vec<String>,
    /// Only in these, by their codes.
    #[serde(default)]
    countries: Vec<String>,
    #[serde(default)]
    posted: bool,
    #[serde(default)]
    of_place: bool,
    #[serde(default)]
    personal: bool,
}

/// What words name.
#[derive(Debug, Default)]
struct Named {
    /// The offices other than ministers.
    offices: Vec<Office>,
    /// Whether a minister is named.
    is_minister: bool,
    /// Whether a word says that an office is not, or not alone, the person's now.
    is_excused: bool,
}

/// A name of a body is told in so many words.
const BODY_WORDS_MAX: usize = 4;
/// The words of a body stand so far from the word for who leads it.
const BODY_GAP_WORDS: usize = 2;

impl Body {
    fn is_named(&self) -> bool {
        !matches!(self, Body::Named(_, name) | Body::Proper(_, name) if name.is_empty())
    }

    /// Whether both cannot be one body: two that the rules list, or companies and the like of one kind whose names
    /// differ in a word. What others are called is told at greater and lesser length.
    pub fn differs(&self, other: &Body) -> bool {
        match (self, other) {
            (Body::Known(one), Body::Known(other)) => one != other,
            (Body::Proper(kind, name), Body::Proper(other_kind, other)) => {
                let words = name.iter().zip(other).filter(|(one, other)| one != other);
                let words: Vec<(&String, &String)> = words.collect();
                let differ = matches!(words.as_slice(), [(one, other)] if are_two_names(one, other));
                kind == other_kind && name.len() == other.len() && differ
            }
            _ => false,
        }
    }
}

/// Whether two words are not one name in two spellings: at most half of their letters are alike.
pub(crate) fn are_two_names(one: &str, other: &str) -> bool {
    strsim::normalized_levenshtein(one, other) < ONE_NAME_MIN
}

/// Two spellings of a name have so much of it in common: «غوغل», «جوجل».
const ONE_NAME_MIN: f64 = 0.5;

impl Office {
    /// Whether one person does not hold both.
    pub fn excludes(&self, other: &Office) -> bool {
        let in_class = self.classes.iter().any(|class| other.classes.contains(class));
        let bodies = self.body.as_ref().zip(other.body.as_ref());
        in_class && (self.id != other.id || bodies.is_some_and(|(one, other)| one.differs(other)))
    }
}

impl Offices {
    pub(crate) fn compile(files: &RuleFiles) -> Result<Offices, RuleError> {
        let mut offices = Offices::default();
        for (_, parsed) in files.parse_per_language::<OfficeFile>("offices.toml")? {
            let lists = [
                (&mut offices.heads, parsed.value.heads),
                (&mut offices.head_classes, parsed.value.head_classes),
                (&mut offices.excused, parsed.value.excused),
                (&mut offices.posted, parsed.value.posted),
                (&mut offices.introduces, parsed.value.introduces),
                (&mut offices.meets, parsed.value.meets),
                (&mut offices.companions, parsed.value.companions),
                (
                    &mut offices.body_heads,
                    [parsed.value.body_heads, parsed.value.proper_heads.clone()].concat(),
                ),
                (&mut offices.proper_heads, parsed.value.proper_heads),
            ];
            for (words, listed) in lists {
                words.extend(listed.iter().map(|word| fold(word)));
            }
            let words = |form: &str| -> Vec<String> { fold(form).split(' ').map(str::to_owned).collect() };
            let named = [
                (&mut offices.portfolios, parsed.value.portfolios),
                (&mut offices.bodies, parsed.value.bodies),
            ];
            for (by_first, listed) in named {
                for (id, form) in
                    listed.iter().flat_map(|(id, forms)| forms.iter().map(move |form| (id, form)))
                {
                    let words = words(form);
                    let Some(first) = words.first().cloned() else { continue };
                    offices.words.extend(words.iter().cloned());
                    by_first.entry(first).or_default().push((words, id.clone()));
                }
            }
            for entry in parsed.value.office {
                for form in &entry.forms {
                    let words = words(form);
                    let Some(first) = words.first().cloned() else { continue };
                    offices.words.extend(words.iter().cloned());
                    let (classes, id) = (entry.classes.clone(), entry.id.clone());
                    let (needs, bodies) = (entry.needs, entry.bodies.clone());
                    let (posted, of_place, personal) = (entry.posted, entry.of_place, entry.personal);
                    let countries = entry.countries.clone();
                    let form =
                        Form { words, classes, id, needs, bodies, countries, posted, of_place, personal };
                    offices.forms.entry(first).or_default().push(form);
                }
            }
        }
        for forms in offices.forms.values_mut() {
            forms.sort_by_key(|form| std::cmp::Reverse(form.words.len()));
        }
        for named in offices.bodies.values_mut().chain(offices.portfolios.values_mut()) {
            named.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        for parsed in files.parse::<WorldFile>("world/offices.toml")? {
            offices.together.extend(parsed.value.together);
        }
        let phrases = offices.excused.iter().filter(|excuse| excuse.contains(' '));
        offices.excuses = phrases.map(|phrase| phrase.split(' ').map(str::to_owned).collect()).collect();
        let single = offices.heads.iter().chain(&offices.body_heads).chain(&offices.excused);
        let single: Vec<String> = single.cloned().collect();
        offices.words.extend(single);
        Ok(offices)
    }

    /// Whether a word, without its proclitics, is one of those of offices.
    pub fn knows(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Whether an office can begin with this word: the word for a minister, a portfolio, the first of another.
    pub fn begins(&self, word: &str) -> bool {
        self.heads.contains(word) || self.is_portfolio(word) || self.forms.contains_key(word)
    }

    /// The one office that these words name, without the article; none where they name none or several, or say
    /// that it is no longer held, or not yet. `country` says how they tell its country.
    pub fn office(&self, words: &[&str], country: CountryTold) -> Option<Office> {
        let Named { offices, is_minister, is_excused } = self.named(words, country);
        if is_excused {
            return None;
        }
        if is_minister {
            if !offices.is_empty() {
                return None;
            }
            let id = self.portfolio(words)?.to_owned();
            let classes = self.head_classes.iter().cloned().collect();
            return Some(Office {
                classes,
                id,
                body: None,
                of_country: false,
                countries: Vec::new(),
                posted: false,
                of_place: false,
                personal: false,
            });
        }
        let mut found: Vec<Office> = Vec::new();
        for office in offices {
            if !found.contains(&office) {
                found.push(office);
            }
        }
        if found.len() == 1 { found.pop() } else { None }
    }

    /// What these words name. A word of an office itself is no excuse: «مدرب المنتخب».
    fn named(&self, words: &[&str], country: CountryTold) -> Named {
        let mut named = Named::default();
        let mut at = 0;
        while let Some(first) = words.get(at) {
            let rest = words.get(at..).unwrap_or(&[]);
            let forms = self.forms.get(*first).into_iter().flatten();
            let mut forms = forms.filter(|form| starts_with(rest, &form.words)).peekable();
            let Some(n_words) = forms.peek().map(|form| form.words.len()) else {
                named.is_minister |= self.heads.contains(*first);
                named.is_excused |= self.excused.contains(*first)
                    || self.excuses.iter().any(|excuse| starts_with(rest, excuse));
                at += 1;
                continue;
            };
            let end = at + n_words;
            let told = forms.take_while(|form| form.words.len() == n_words);
            let told = told.filter_map(|form| self.told_by(form, words, at..end, country)).next();
            // «مستشار وزير الدفاع» is no chancellor.
            named.is_excused |= told.is_none() && self.excused.contains(*first);
            named.offices.extend(told);
            at = end;
        }
        named
    }

    /// The office of a form that stands there among the words, where what it needs is told.
    fn told_by(
        &self,
        form: &Form,
        words: &[&str],
        told: Range<usize>,
        country: CountryTold,
    ) -> Option<Office> {
        let body = match form.needs {
            Needs::Body => Some(self.body_beside(words, told)?),
            Needs::BodyOrNothing => self.body_beside(words, told),
            Needs::Nothing | Needs::Country | Needs::Nationality => None,
        };
        let is_listed = |body: &Body| matches!(body, Body::Known(id) if form.bodies.contains(id));
        let of_country = match form.needs {
            Needs::Country => country != CountryTold::Not,
            Needs::Nationality => country == CountryTold::Adjective,
            Needs::Nothing | Needs::Body | Needs::BodyOrNothing => true,
        };
        let is_told = of_country && (form.bodies.is_empty() || body.as_ref().is_some_and(is_listed));
        is_told.then(|| Office {
            classes: form.classes.clone(),
            id: form.id.clone(),
            body,
            of_country: form.needs == Needs::Country,
            countries: form.countries.clone(),
            posted: form.posted,
            of_place: form.of_place,
            personal: form.personal,
        })
    }

    /// The body whose leader is named by these of the words: behind them, or right before.
    fn body_beside(&self, words: &[&str], told: Range<usize>) -> Option<Body> {
        for at in told.end..=told.end + BODY_GAP_WORDS {
            let rest = words.get(at..).unwrap_or(&[]);
            let Some(first) = rest.first() else { break };
            if let Some(body) = self.known_body(rest) {
                return Some(body);
            }
            if self.body_heads.contains(*first) {
                // «رئيس النادي الأمير نواف»: the club has no name there.
                let name = rest.iter().skip(1).take(BODY_WORDS_MAX).take_while(|word| !self.is_holder(word));
                let name: Vec<String> = name.map(|word| (*word).to_owned()).collect();
                let kind = (*first).to_owned();
                let is_proper = self.proper_heads.contains(*first);
                let body = if is_proper { Body::Proper(kind, name) } else { Body::Named(kind, name) };
                return body.is_named().then_some(body);
            }
        }
        (0..told.start).find_map(|at| {
            let before = words.get(at..told.start)?;
            let body = self.known_body(before)?;
            let named = self.bodies.get(*before.first()?)?;
            let (form, _) = named.iter().find(|(form, _)| starts_with(before, form))?;
            (form.len() + 1 >= before.len()).then_some(body)
        })
    }

    /// Whether a word is one for who holds an office: «الأمير», «رئيس».
    fn is_holder(&self, word: &str) -> bool {
        self.heads.contains(word) || self.forms.contains_key(word)
    }

    fn known_body(&self, words: &[&str]) -> Option<Body> {
        let named = self.bodies.get(*words.first()?)?;
        let (_, id) = named.iter().find(|(form, _)| starts_with(words, form))?;
        Some(Body::Known(id.clone()))
    }

    /// Whether a word, without the article, is a portfolio, or the first of one.
    pub fn is_portfolio(&self, word: &str) -> bool {
        self.portfolios.contains_key(word)
    }

    /// Whether a word, without the article, is the word for a minister.
    pub fn is_head(&self, word: &str) -> bool {
        self.heads.contains(word)
    }

    /// Whether two words are an office: «مدير مالي», where the second alone is told of a country.
    pub fn are_office(&self, words: [&str; 2]) -> bool {
        self.forms.get(words[0]).into_iter().flatten().any(|form| form.words == words)
    }

    /// Whether a word says that an office is no longer held, or not yet, or not alone.
    pub fn is_excuse(&self, word: &str) -> bool {
        self.excused.contains(word)
    }

    /// Whether the country behind a word is where somebody serves: "ambassador to Kenya".
    pub fn is_posted(&self, word: &str) -> bool {
        self.posted.contains(word)
    }

    /// Whether the office of whom a name stands for may follow this word behind it: «…، وهو وزير …», "…, the minister of …".
    pub fn is_introduction(&self, word: &str) -> bool {
        self.introduces.contains(word)
    }

    /// Whether a verb has two people: «استقبل الوزير الفريق …» tells of a minister and a general.
    pub fn is_meeting(&self, verb: &str) -> bool {
        self.meets.contains(verb)
    }

    /// Whether another person follows a word: "with the ambassador".
    pub fn is_companion(&self, word: &str) -> bool {
        self.companions.contains(word)
    }

    /// Whether one person may hold both offices in a country, or in any.
    pub fn go_together(&self, one: &Office, other: &Office, country: Option<&str>) -> bool {
        let bodies = |office: &Office| match &office.body {
            Some(Body::Known(id)) => Some(id.clone()),
            _ => None,
        };
        let bodies = bodies(one).zip(bodies(other));
        self.together.iter().any(|together| {
            let has_bodies = |(one, other): &(String, String)| {
                together.bodies.contains(one) && together.bodies.contains(other)
            };
            let has_offices = together.offices.contains(&one.id) && together.offices.contains(&other.id);
            (has_offices || bodies.as_ref().is_some_and(has_bodies))
                && together.country.as_deref().is_none_or(|code| country == Some(code))
        })
    }

    /// The one portfolio that these words name beside the head of an office; none where they name none or
    /// several.
    fn portfolio(&self, words: &[&str]) -> Option<&str> {
        let mut named: Vec<&str> = Vec::new();
        let mut at = 0;
        while let Some(first) = words.get(at) {
            let rest = words.get(at..).unwrap_or(&[]);
            let mut listed = self.portfolios.get(*first).into_iter().flatten();
            let Some((form, id)) = listed.find(|(form, _)| starts_with(rest, form)) else {
                at += 1;
                continue;
            };
            at += form.len();
            if !named.contains(&id.as_str()) {
                named.push(id);
            }
        }
        if named.len() == 1 { named.pop() } else { None }
    }
}

fn starts_with(words: &[&str], form: &[String]) -> bool {
    words.len() >= form.len() && words.iter().zip(form).all(|(word, part)| word == part)
}
