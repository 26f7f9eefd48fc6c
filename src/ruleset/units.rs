//! Units: what is measured and paid in, and the words that say so.
//!
//! A unit has a code, a dimension and, where it can be converted, a factor to the dimension's base.
//! A word names one unit or, as «دولار» does, a set of them, which nationality words narrow.

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use toml::Spanned;

use crate::{
    base::{
        Number,
        fold::fold,
        id::{UnitId, WordId},
    },
    ruleset::{
        PhraseSet, RuleError, RuleFiles, Vocabulary, error::did_you_mean, figure_cues::FigureExample,
        files::RuleFile,
    },
};

/// A unit of measurement or a currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its code in reports: `kilometre`, `USD`.
    pub code: String,
    /// What it measures: `length`, `money`.
    pub dimension: String,
    /// How many of the dimension's base unit it is; `None` where units do not convert.
    pub factor: Option<Decimal>,
}

/// What kind of figure a unit makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// Per cent.
    Percent,
    /// Money.
    Money,
    /// Any other measure.
    Quantity,
}

/// What a unit word says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitWord {
    /// The units it can mean, sorted.
    pub units: Vec<UnitId>,
    /// What kind of figure it makes.
    pub kind: UnitKind,
    /// How many of the unit one of it is: 0.01 for a cent, 100 for a century in years.
    pub times: Decimal,
    /// The unit of time that it is a rate of, where the word says that too: `bpd`.
    pub per: Option<UnitId>,
    /// Whether the word alone is two of the unit: «طنين».
    pub dual: bool,
    /// How it may stand.
    pub place: UnitPlace,
    /// Numbers below are not of it: `won` is a verb behind small ones.
    pub at_least: Decimal,
    /// What is called the same: of a weight the currency of a country, «أوقية», of a currency a weight, `pound`.
    pub homonym: Option<UnitId>,
}

/// How a unit word may stand beside its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitPlace {
    /// After the number: words.
    #[default]
    After,
    /// Before or after the number: symbols and codes.
    Either,
    /// Right before digits that can only be a sum, as a letter that opens codes elsewhere: `R400 billion`.
    Letter,
    /// Right after digits only, as letters that are words elsewhere.
    Abbreviation,
    /// Only behind a larger unit of its dimension: `5 ft 2 in`.
    Smaller,
}

/// The position of a [`UnitWord`] in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitWordId(u32);

/// All units and the words for them.
#[derive(Debug, Default)]
pub struct Units {
    all: Vec<Unit>,
    by_code: FxHashMap<String, UnitId>,
    /// Codes of the currencies that are meant where a word could mean several.
    primary: Vec<String>,
    /// Codes of the currencies that are meant unless another country is named.
    unless_named: Vec<String>,
    flows: Vec<String>,
    signed: Vec<String>,
    /// Units that are counted whole.
    whole: Vec<UnitId>,
    /// Currencies with three decimals.
    thousandths: Vec<UnitId>,
    words: Vec<UnitWord>,
    phrases: PhraseSet<UnitWordId>,
    /// The words that a figure can begin with: no `per` of `per cent`.
    openers: FxHashSet<WordId>,
    nationalities: PhraseSet<UnitWordId>,
    rates: PhraseSet<UnitId>,
    ages: PhraseSet<()>,
    ages_of_numbers: PhraseSet<()>,
    ages_before: PhraseSet<()>,
    ages_of_persons: PhraseSet<()>,
    weights: PhraseSet<()>,
    prices: PhraseSet<()>,
    common_codes: Vec<String>,
    /// Spellings that tell which currency a shared symbol is, and which it is.
    as_written: Vec<(String, UnitId)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WorldFile {
    /// Dimensions of which a unit a time is a unit of its own: barrels a day.
    #[serde(default)]
    flows: Vec<String>,
    /// Dimensions whose values may be below zero: a dash before other figures is no minus.
    #[serde(default)]
    signed: Vec<String>,
    #[serde(default)]
    unit: Vec<WorldUnit>,
    #[serde(default, rename = "example")]
    _examples: Vec<FigureExample>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WorldUnit {
    code: Spanned<String>,
    dimension: String,
    #[serde(default)]
    factor: Option<Spanned<String>>,
    #[serde(default)]
    symbols: Vec<Spanned<String>>,
    #[serde(default)]
    per: Option<Spanned<String>>,
    /// Whether it is counted whole, so that the stop of «1.500» groups thousands.
    #[serde(default)]
    whole: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrencyFile {
    #[serde(default)]
    currency: Vec<WorldCurrency>,
    #[serde(default)]
    symbol: Vec<SharedSymbol>,
    /// Codes that are codes in lower case too; others are words then (`all`, `try`).
    #[serde(default)]
    common_codes: Vec<String>,
    /// Currencies whose prices have three decimals, so that the full stop of «1.250» opens them.
    #[serde(default)]
    thousandths: Vec<Spanned<String>>,
    /// What a word that several currencies share means where nothing else says it, first come first.
    #[serde(default)]
    primary: Vec<String>,
    /// What such a word means unless the country of another of them is named.
    #[serde(default)]
    unless_named: Vec<String>,
    #[serde(default, rename = "example")]
    _examples: Vec<FigureExample>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WorldCurrency {
    code: Spanned<String>,
    #[serde(default)]
    symbols: Vec<Spanned<String>>,
    /// Spellings of a shared symbol that are this currency's, letter by letter: «د.إ» beside «د.أ».
    #[serde(default)]
    as_written: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SharedSymbol {
    symbols: Vec<Spanned<String>>,
    currencies: Vec<Spanned<String>>,
    #[serde(default)]
    times: Option<Spanned<String>>,
    #[serde(default)]
    place: UnitPlace,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguageFile {
    /// Endings by which the dual of a unit's first form is made.
    #[serde(default)]
    dual: Vec<DualEnding>,
    /// The same before a noun that the unit takes.
    #[serde(default)]
    construct: Vec<DualEnding>,
    /// Endings that a nationality word takes beside a currency.
    #[serde(default)]
    nationality_endings: Vec<String>,
    #[serde(default)]
    unit: Vec<UnitEntry>,
    #[serde(default)]
    currency: Vec<CurrencyEntry>,
    #[serde(default)]
    nationality: Vec<NationalityEntry>,
    #[serde(default)]
    rate: Vec<RateEntry>,
    /// What makes an age of a period: `years old`.
    #[serde(default)]
    ages: Vec<String>,
    /// What makes an age of a number without unit: «من عمره».
    #[serde(default)]
    ages_of_numbers: Vec<String>,
    /// What makes an age of a number behind it: `aged`.
    #[serde(default)]
    ages_before: Vec<String>,
    /// What makes an age of a number behind it where nothing is counted: `who is`.
    #[serde(default)]
    ages_of_persons: Vec<String>,
    /// Words of a sentence in which a word that is a currency and a weight is a weight: `weighs`.
    #[serde(default)]
    weights: Vec<String>,
    /// Words behind such a word that make it money: `a 20-pound note`.
    #[serde(default)]
    prices: Vec<String>,
    #[serde(default, rename = "example")]
    _examples: Vec<FigureExample>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DualEnding {
    /// The ending that is taken off; of several endings that fit, the first in the list is used.
    #[serde(default)]
    pub(crate) drop: String,
    /// What is put there.
    pub(crate) add: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitEntry {
    code: Spanned<String>,
    forms: Vec<Spanned<String>>,
    #[serde(default)]
    followed_by: Vec<String>,
    #[serde(default)]
    dual: bool,
    /// Further forms of which the dual is made.
    #[serde(default)]
    dual_of: Vec<Spanned<String>>,
    /// Forms that are the dual, where one that is made would be another word: «ميلين», for «ميلان» is a city.
    #[serde(default)]
    duals: Vec<Spanned<String>>,
    /// What follows the dual as it stands before a noun that it takes: «نقطتا أساس».
    #[serde(default)]
    construct_before: Vec<String>,
    #[serde(default)]
    times: Option<Spanned<String>>,
    #[serde(default)]
    per: Option<Spanned<String>>,
    #[serde(default)]
    place: UnitPlace,
    #[serde(default)]
    homonym: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrencyEntry {
    codes: Vec<Spanned<String>>,
    forms: Vec<Spanned<String>>,
    #[serde(default)]
    dual: bool,
    #[serde(default)]
    times: Option<Spanned<String>>,
    #[serde(default)]
    at_least: Option<Spanned<String>>,
    #[serde(default)]
    place: UnitPlace,
    #[serde(default)]
    homonym: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NationalityEntry {
    currencies: Vec<Spanned<String>>,
    forms: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RateEntry {
    unit: Spanned<String>,
    forms: Vec<Spanned<String>>,
}

/// The dual forms of `form`, folded, by the first ending that fits.
pub(crate) fn dual_forms(form: &str, endings: &[DualEnding]) -> Vec<String> {
    endings
        .iter()
        // Before it is folded: «جنيه» does not end as «نقطة» does.
        .find_map(|ending| Some((form.strip_suffix(ending.drop.as_str())?, &ending.add)))
        .map(|(stem, added)| added.iter().map(|add| fold(&format!("{stem}{add}"))).collect())
        .unwrap_or_default()
}

impl Units {
    pub(crate) fn compile(files: &RuleFiles, vocabulary: &mut Vocabulary) -> Result<Units, RuleError> {
        let mut units = Units::default();
        for parsed in files.parse::<WorldFile>("world/units.toml")? {
            units.add_world(parsed.file, parsed.value, vocabulary)?;
        }
        for parsed in files.parse::<CurrencyFile>("world/currencies.toml")? {
            units.primary.extend(parsed.value.primary.iter().cloned());
            units.unless_named.extend(parsed.value.unless_named.iter().cloned());
            units.add_currencies(parsed.file, parsed.value, vocabulary)?;
        }
        for (_, parsed) in files.parse_per_language::<LanguageFile>("units.toml")? {
            units.add_language(parsed.file, parsed.value, vocabulary)?;
        }
        Ok(units)
    }

    fn add_world(
        &mut self,
        file: &RuleFile,
        rules: WorldFile,
        vocabulary: &mut Vocabulary,
    ) -> Result<(), RuleError> {
        self.flows.extend(rules.flows);
        self.signed.extend(rules.signed);
        for entry in rules.unit {
            let factor = entry.factor.as_ref().map(|factor| decimal(file, factor)).transpose()?;
            let code = entry.code.get_ref().clone();
            let kind = if entry.dimension == "share" && code == "%" {
                UnitKind::Percent
            } else {
                UnitKind::Quantity
            };
            let unit = self.insert(Unit { code, dimension: entry.dimension, factor });
            self.whole.extend(entry.whole.then_some(unit));
            let per = entry.per.as_ref().map(|per| self.known(file, per)).transpose()?;
            let word = UnitWord {
                units: vec![unit],
                kind,
                times: Decimal::ONE,
                per,
                dual: false,
                place: UnitPlace::Abbreviation,
                at_least: Decimal::ZERO,
                homonym: None,
            };
            self.add_word(&entry.symbols, word, vocabulary);
        }
        Ok(())
    }

    fn add_currencies(
        &mut self,
        file: &RuleFile,
        rules: CurrencyFile,
        vocabulary: &mut Vocabulary,
    ) -> Result<(), RuleError> {
        for entry in rules.currency {
            let code = entry.code.get_ref().clone();
            let unit = self.insert(Unit { code, dimension: "money".to_owned(), factor: None });
            let word = money(vec![unit], Decimal::ONE, UnitPlace::Either);
            self.as_written.extend(entry.as_written.into_iter().map(|spelling| (spelling, unit)));
            self.add_word(&[entry.code], word.clone(), vocabulary);
            self.add_word(&entry.symbols, word, vocabulary);
        }
        self.thousandths.extend(self.known_all(file, &rules.thousandths)?);
        self.common_codes.extend(rules.common_codes.iter().map(|code| fold(code)));
        for entry in rules.symbol {
            let times = entry.times.as_ref().map_or(Ok(Decimal::ONE), |times| decimal(file, times))?;
            let place = match entry.place {
                UnitPlace::After if times == Decimal::ONE => UnitPlace::Either,
                UnitPlace::After => UnitPlace::Abbreviation,
                place => place,
            };
            let word = money(self.known_all(file, &entry.currencies)?, times, place);
            self.add_word(&entry.symbols, word, vocabulary);
        }
        Ok(())
    }

    fn add_language(
        &mut self,
        file: &RuleFile,
        rules: LanguageFile,
        vocabulary: &mut Vocabulary,
    ) -> Result<(), RuleError> {
        for entry in rules.unit {
            let unit = self.known(file, &entry.code)?;
            let times = entry.times.as_ref().map_or(Ok(Decimal::ONE), |times| decimal(file, times))?;
            let per = entry.per.as_ref().map(|per| self.known(file, per)).transpose()?;
            let kind = if entry.code.get_ref() == "%" { UnitKind::Percent } else { UnitKind::Quantity };
            let homonym = entry.homonym.as_ref().map(|code| self.known(file, code)).transpose()?;
            let (place, at_least) = (entry.place, Decimal::ZERO);
            let word =
                UnitWord { units: vec![unit], kind, times, per, dual: false, place, at_least, homonym };
            self.add_forms(&entry.forms, &entry.followed_by, word.clone(), vocabulary);
            if entry.dual {
                self.add_duals(&entry.forms, &entry.followed_by, &rules.dual, word.clone(), vocabulary);
            }
            if !entry.construct_before.is_empty() {
                let (nouns, word) = (&entry.construct_before, word.clone());
                self.add_duals(&entry.forms, nouns, &rules.construct, word, vocabulary);
            }
            if !entry.duals.is_empty() {
                let dual = UnitWord { dual: true, ..word.clone() };
                self.add_forms(&entry.duals, &entry.followed_by, dual, vocabulary);
            }
            for form in entry.dual_of.chunks(1) {
                self.add_duals(form, &entry.followed_by, &rules.dual, word.clone(), vocabulary);
            }
        }
        for entry in rules.currency {
            let times = entry.times.as_ref().map_or(Ok(Decimal::ONE), |times| decimal(file, times))?;
            let at_least = entry.at_least.as_ref().map_or(Ok(Decimal::ZERO), |least| decimal(file, least))?;
            let homonym = entry.homonym.as_ref().map(|code| self.known(file, code)).transpose()?;
            let money = money(self.known_all(file, &entry.codes)?, times, entry.place);
            let word = UnitWord { at_least, homonym, ..money };
            self.add_word(&entry.forms, word.clone(), vocabulary);
            if entry.dual {
                self.add_duals(&entry.forms, &[], &rules.dual, word, vocabulary);
            }
        }
        for entry in rules.nationality {
            let word = money(self.known_all(file, &entry.currencies)?, Decimal::ONE, UnitPlace::After);
            let id = self.push(word);
            for form in &entry.forms {
                self.nationalities.insert(&vocabulary.intern_phrase(form.get_ref()), id);
                for ending in &rules.nationality_endings {
                    let inflected = fold(form.get_ref()) + &fold(ending);
                    self.nationalities.insert(&vocabulary.intern_phrase(&inflected), id);
                }
            }
        }
        for (forms, phrases) in [
            (&rules.ages_before, &mut self.ages_before),
            (&rules.weights, &mut self.weights),
            (&rules.prices, &mut self.prices),
            (&rules.ages_of_persons, &mut self.ages_of_persons),
            (&rules.ages_of_numbers, &mut self.ages_of_numbers),
            (&rules.ages, &mut self.ages),
        ] {
            for form in forms {
                phrases.insert(&vocabulary.intern_phrase(form), ());
            }
        }
        for entry in rules.rate {
            let unit = self.known(file, &entry.unit)?;
            for form in &entry.forms {
                self.rates.insert(&vocabulary.intern_phrase(form.get_ref()), unit);
            }
        }
        Ok(())
    }

    fn insert(&mut self, unit: Unit) -> UnitId {
        if let Some(id) = self.by_code.get(&unit.code) {
            return *id;
        }
        let id = UnitId::new(self.all.len());
        self.by_code.insert(unit.code.clone(), id);
        self.all.push(unit);
        id
    }

    fn push(&mut self, word: UnitWord) -> UnitWordId {
        let id = UnitWordId(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        self.words.push(word);
        id
    }

    fn add_word(&mut self, forms: &[Spanned<String>], word: UnitWord, vocabulary: &mut Vocabulary) {
        self.add_forms(forms, &[], word, vocabulary);
    }

    fn add_forms(
        &mut self,
        forms: &[Spanned<String>],
        followed_by: &[String],
        word: UnitWord,
        vocabulary: &mut Vocabulary,
    ) {
        let id = self.push(word);
        for form in forms {
            self.add_phrase(form.get_ref(), followed_by, id, vocabulary);
        }
    }

    fn add_phrase(
        &mut self,
        form: &str,
        followed_by: &[String],
        id: UnitWordId,
        vocabulary: &mut Vocabulary,
    ) {
        let forms = followed_by.iter().map(|second| format!("{form} {second}"));
        let alone = followed_by.is_empty().then(|| form.to_owned());
        for form in forms.chain(alone) {
            let words = vocabulary.intern_phrase(&form);
            self.phrases.insert(&words, id);
            let percent = self.word(id).is_some_and(|word| word.kind == UnitKind::Percent);
            if !percent || !form.starts_with(char::is_alphabetic) {
                self.openers.extend(words.first());
            }
        }
    }

    /// Adds the duals of the first form.
    #[expect(clippy::too_many_arguments, reason = "a rule's own keys, handed on once")]
    fn add_duals(
        &mut self,
        forms: &[Spanned<String>],
        followed_by: &[String],
        endings: &[DualEnding],
        word: UnitWord,
        vocabulary: &mut Vocabulary,
    ) {
        let id = self.push(UnitWord { dual: true, ..word });
        if let Some(first) = forms.first() {
            for dual in dual_forms(first.get_ref(), endings) {
                self.add_phrase(&dual, followed_by, id, vocabulary);
            }
        }
    }

    fn known(&self, file: &RuleFile, code: &Spanned<String>) -> Result<UnitId, RuleError> {
        self.by_code.get(code.get_ref()).copied().ok_or_else(|| {
            let codes = self.all.iter().map(|unit| unit.code.as_str());
            let message =
                format!("unknown unit \"{}\"; {}", code.get_ref(), did_you_mean(code.get_ref(), codes));
            file.error(code.span(), message)
        })
    }

    fn known_all(&self, file: &RuleFile, codes: &[Spanned<String>]) -> Result<Vec<UnitId>, RuleError> {
        let mut units: Vec<UnitId> =
            codes.iter().map(|code| self.known(file, code)).collect::<Result<_, _>>()?;
        units.sort();
        units.dedup();
        Ok(units)
    }

    /// Whether the candidates are those of a word that is paid with all over the world, so that a country
    /// that is named says nothing of it: the dollar.
    pub fn is_shared_abroad(&self, candidates: &[UnitId]) -> bool {
        self.abroad().is_some_and(|unit| candidates.contains(&unit))
    }

    /// Whether the unit is the one that is paid with all over the world.
    pub fn is_meant_abroad(&self, unit: UnitId) -> bool {
        self.abroad() == Some(unit)
    }

    fn abroad(&self) -> Option<UnitId> {
        self.primary.first().and_then(|code| self.by_code(code))
    }

    /// The one of `candidates` that is meant where no country is named.
    pub fn meant_unless_named(&self, candidates: &[UnitId]) -> Option<UnitId> {
        let named = self.unless_named.iter().filter_map(|code| self.by_code(code));
        named.into_iter().find(|unit| candidates.contains(unit))
    }

    /// The unit of `candidates` that is meant: the only one, else the currency `local`, else the first that
    /// the rules name; `None` where nothing settles it.
    pub fn meant(&self, candidates: &[UnitId], local: Option<&str>) -> Option<UnitId> {
        if let [only] = candidates {
            return Some(*only);
        }
        let codes = local.into_iter().chain(self.primary.iter().map(String::as_str));
        codes.filter_map(|code| self.by_code.get(code)).find(|unit| candidates.contains(unit)).copied()
    }

    /// The unit.
    pub fn get(&self, unit: UnitId) -> Option<&Unit> {
        self.all.get(unit.idx())
    }

    /// Words of a sentence in which a word that is a currency and a weight is a weight.
    pub fn weights(&self) -> &PhraseSet<()> {
        &self.weights
    }

    /// Words behind such a word that make it money.
    pub fn prices(&self) -> &PhraseSet<()> {
        &self.prices
    }

    /// Readies the words to be looked up. Call once, when the vocabulary is finished.
    pub(crate) fn finish(&mut self, vocabulary: &Vocabulary) {
        self.phrases.finish(vocabulary);
        self.nationalities.finish(vocabulary);
        self.rates.finish(vocabulary);
        let ages =
            [&mut self.ages, &mut self.ages_before, &mut self.ages_of_numbers, &mut self.ages_of_persons];
        ages.into_iter().for_each(|ages| ages.finish(vocabulary));
        self.weights.finish(vocabulary);
        self.prices.finish(vocabulary);
    }

    /// Whether a figure can begin with a unit that begins with the word: a sign, a dual, one of it.
    pub(crate) fn can_open(&self, word: WordId) -> bool {
        self.openers.contains(&word)
    }

    /// The currency that a shared symbol is where its letters tell: a full stop behind it apart.
    pub fn as_written(&self, symbol: &str) -> Option<UnitId> {
        let symbol = symbol.strip_suffix('.').unwrap_or(symbol);
        self.as_written.iter().find(|(spelling, _)| spelling == symbol).map(|(_, unit)| *unit)
    }

    /// The unit with this code.
    pub fn by_code(&self, code: &str) -> Option<UnitId> {
        self.by_code.get(code).copied()
    }

    /// What a unit word says.
    pub fn word(&self, id: UnitWordId) -> Option<&UnitWord> {
        self.words.get(id.0 as usize)
    }

    /// The words for units.
    pub fn phrases(&self) -> &PhraseSet<UnitWordId> {
        &self.phrases
    }

    /// The nationality words that narrow a currency.
    pub fn nationalities(&self) -> &PhraseSet<UnitWordId> {
        &self.nationalities
    }

    /// The phrases that make a rate: «في اليوم», `per day`.
    pub fn rates(&self) -> &PhraseSet<UnitId> {
        &self.rates
    }

    /// What makes an age of a period: `old`.
    pub fn ages(&self) -> &PhraseSet<()> {
        &self.ages
    }

    /// What makes an age of a number without unit: «من عمره».
    pub fn ages_of_numbers(&self) -> &PhraseSet<()> {
        &self.ages_of_numbers
    }

    /// What makes an age of a number behind it: `aged`.
    pub fn ages_before(&self) -> &PhraseSet<()> {
        &self.ages_before
    }

    /// What makes an age of a number behind it where nothing is counted: `who is`.
    pub fn ages_of_persons(&self) -> &PhraseSet<()> {
        &self.ages_of_persons
    }

    /// Whether the currency code is one in lower case too.
    pub fn is_common_code(&self, code: &str) -> bool {
        self.common_codes.iter().any(|common| common.as_str() == code)
    }

    /// Whether so much of the unit in a time is a unit of its own: barrels a day, kilometres an hour.
    pub fn flows(&self, unit: UnitId) -> bool {
        self.get(unit).is_some_and(|unit| self.flows.contains(&unit.dimension))
    }

    /// Whether the unit is counted whole: nobody measures a site to the thousandth of a square metre.
    pub fn is_whole(&self, unit: UnitId) -> bool {
        self.whole.contains(&unit)
    }

    /// Whether prices in the currency have three decimals.
    pub fn has_thousandths(&self, unit: UnitId) -> bool {
        self.thousandths.contains(&unit)
    }

    /// Whether so much of the unit may be below zero: temperatures, shares, money.
    pub fn may_be_negative(&self, unit: UnitId) -> bool {
        self.get(unit).is_some_and(|unit| self.signed.contains(&unit.dimension))
    }

    /// `value` in `from` as a value in `to`; `None` where the two do not convert.
    pub fn convert(&self, value: Number, from: UnitId, to: UnitId) -> Option<Number> {
        if from == to {
            return Some(value);
        }
        let (from, to) = (self.get(from)?, self.get(to)?);
        if from.dimension != to.dimension {
            return None;
        }
        let in_base = value.checked_mul(from.factor?)?;
        match in_base {
            Number::Decimal(decimal) => decimal.checked_div(to.factor?).map(Number::Decimal),
            ratio => Decimal::ONE.checked_div(to.factor?).and_then(|share| ratio.checked_mul(share)),
        }
    }
}

fn money(units: Vec<UnitId>, times: Decimal, place: UnitPlace) -> UnitWord {
    let at_least = Decimal::ZERO;
    UnitWord { units, kind: UnitKind::Money, times, per: None, dual: false, place, at_least, homonym: None }
}

fn decimal(file: &RuleFile, written: &Spanned<String>) -> Result<Decimal, RuleError> {
    match written.get_ref().parse::<Decimal>() {
        Ok(value) if value > Decimal::ZERO => Ok(value),
        _ => {
            let message =
                format!("\"{}\" is no decimal above 0; \"0.001\" would be right", written.get_ref());
            Err(file.error(written.span(), message))
        }
    }
}
