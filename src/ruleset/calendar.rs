//! The words of dates: months of both calendars, weekdays, days in words, what is said from today.
//!
//! Takes `LANGUAGE/dates.toml` of every language and gives one table of classes by word id, and two
//! sets of phrases (months, relative days).

use serde::Deserialize;

use crate::{
    base::id::WordId,
    ruleset::{PhraseSet, Proclitics, Vocabulary},
};

/// A calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Calendar {
    /// The civil calendar.
    Gregorian,
    /// The Islamic calendar, Umm al-Qura.
    Hijri,
}

/// The name of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthName {
    /// The calendar it belongs to.
    pub calendar: Calendar,
    /// The month, from 1.
    pub month: i8,
    /// Whether the name is also a word or a person's name («مارس», `May`).
    pub is_word: bool,
    /// Whether the name is also a number, so that «2 صفر» is a result unless «من» or a year is there.
    pub is_number: bool,
    /// Whether a full stop may follow that ends no sentence (`Nov.`).
    pub is_abbreviation: bool,
}

/// A day or period that is said from the article's own: «أمس», `last week`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RelativePeriod {
    /// What is counted.
    pub unit: PeriodUnit,
    /// How many of them after the article's own; before it where negative.
    pub offset: i8,
}

/// The length of a [`RelativePeriod`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeriodUnit {
    /// A day.
    Day,
    /// A week, from its first day to its last.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

/// Which of day and month comes first in 5/12/2023.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NumericOrder {
    /// The day, as in most of the world.
    DayMonth,
    /// The month, as in the United States.
    MonthDay,
}

/// What a word does around a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Before a year: «عام».
    Year,
    /// Before a day: «يوم».
    Day,
    /// Between a weekday and its date, or before a day: «مساء».
    DayPart,
    /// Before a month: «شهر».
    Month,
    /// Between a day, its month and its year: «من».
    Of,
    /// Between a weekday and its date: «الموافق».
    Matching,
    /// Opens a range of two ends: «بين».
    Between,
    /// Opens a range: «من».
    From,
    /// Between the ends of a range: «إلى».
    To,
    /// Between the members of a list.
    And,
    /// A particle that is written onto digits: «بـ2023».
    Glue,
    /// Before a year and hardly ever before a count: «منذ».
    Since,
    /// Before a year, where nothing is counted after it: «في».
    In,
    /// Before a year, where something shows that nothing is counted after it.
    Weak,
    /// Makes of a weak word behind it one before which nothing but a year stands: `dates from`.
    Dating,
    /// Before the number of something that is no date: «رقم».
    Block,
    /// What is named after a day: «شارع 26 يوليو».
    Named,
    /// Names an event or plan that goes by its year: «مونديال».
    Event,
    /// After a count: «شخصا».
    Counted,
    /// After a year: a word that is never counted.
    Follow,
    /// «الماضي».
    Last,
    /// «المقبل».
    Next,
    /// «الجاري».
    This,
    /// Before a year that stands as an adjective: `the 2015 deal`.
    Determiner,
    /// Shows that a sentence speaks of what lies ahead.
    Future,
    /// Before 5/12 as a day and month.
    On,
    /// After the digits of a day: `21st`.
    Suffix,
    /// After a Gregorian year: «م».
    Ad,
    /// After a Hijri year: «هـ».
    Ah,
    /// After a year before the common era.
    Bc,
    /// A verb in the singular after a number, which then counts nothing: `2016 was`.
    Singular,
    /// After the digits of a decade: `1990s`.
    Decade,
    /// Before a clock time: «الساعة».
    Hour,
    /// After a clock time: «صباحا».
    Noon,
    /// A time zone.
    Zone,
    /// After minutes that belong to a clock time.
    Minute,
    /// Before a month and its day, whatever stands behind them: `on May 14 runs`.
    OnDay,
}

/// The roles of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Roles(u64);

impl Roles {
    /// Whether `role` is among them.
    pub fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u8) != 0
    }

    /// Whether one of `roles` is among them.
    pub fn has_any(self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.has(*role))
    }

    pub(super) fn add(&mut self, role: Role) {
        self.0 |= 1 << role as u8;
    }

    /// These and `other`.
    #[must_use]
    pub fn with(self, other: Roles) -> Roles {
        Roles(self.0 | other.0)
    }
}

/// What a word can be in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DateWord {
    /// What it does around dates.
    pub roles: Roles,
    /// The day of the month that it says; 0 where it says none.
    pub day: i8,
    /// The part of a compound day that it says: 20 for `twenty`, 1 for «الحادي»; 0 where it says none.
    pub day_part: i8,
    /// The proclitic that joins the parts of a compound day in its language.
    pub join: Proclitics,
    /// The weekday that it names, Monday being 1; 0 where it names none.
    pub weekday: i8,
    /// Whether the weekday is abbreviated, and so a weekday only beside a date.
    pub weekday_is_short: bool,
    /// The weekday that it names behind a date, where the wording says so: «يصادف يوم أحد».
    pub weekday_behind: i8,
    /// Whether a month's name can begin with it.
    pub opens_month: bool,
    /// Whether a relative day or period can begin with it.
    pub opens_relative: bool,
}

impl DateWord {
    fn opens_date(&self) -> bool {
        let year = self.roles.has(Role::Year);
        self.day_part != 0 || self.weekday != 0 || self.opens_month || self.opens_relative || year
    }
}

/// The words of dates in all languages.
#[derive(Debug, Default)]
pub struct DateWords {
    pub(super) words: Vec<Option<DateWord>>,
    /// For each word of the vocabulary, whether a date can begin with it.
    pub(super) openers: Vec<bool>,
    /// Names of months.
    pub months: PhraseSet<MonthName>,
    /// What is said from the article's day.
    pub relatives: PhraseSet<RelativePeriod>,
    pub(super) orders: Vec<LanguageOrder>,
    pub(super) articles: Vec<String>,
    pub(super) joins: Vec<Proclitics>,
}

#[derive(Debug)]
pub(super) struct LanguageOrder {
    pub(super) language: String,
    pub(super) order: NumericOrder,
    pub(super) month_first_countries: Vec<String>,
}

impl DateWords {
    /// Makes the table of the words that a date can begin with. Call once, when the vocabulary is finished.
    pub(crate) fn finish(&mut self, vocabulary: &Vocabulary) {
        let opens = |word: WordId| {
            let mut readings = vocabulary.readings(vocabulary.reading_of(word));
            readings.any(|reading| self.get(reading.word).is_some_and(DateWord::opens_date))
        };
        self.openers = (0..vocabulary.len()).map(WordId::new).map(opens).collect();
    }

    /// Whether a date, written out or relative, can begin with a word, or with it behind proclitics.
    pub fn can_open(&self, word: WordId) -> bool {
        self.openers.get(word.idx()).copied().unwrap_or(false)
    }

    /// What a word can be in a date; `None` for a word that no rule of dates names.
    pub fn get(&self, word: WordId) -> Option<&DateWord> {
        self.words.get(word.idx())?.as_ref()
    }

    /// Whether a folded word begins with a definite article that is written onto it.
    pub fn has_article(&self, folded: &str) -> bool {
        self.articles
            .iter()
            .any(|article| folded.len() > article.len() && folded.starts_with(article.as_str()))
    }

    /// Whether the conjunction that joins the parts of a compound day is among `proclitics`.
    pub fn is_conjoined(&self, proclitics: Proclitics) -> bool {
        self.joins.iter().any(|join| proclitics.contains(*join))
    }

    /// Which of day and month comes first in an article of this language and country, and whether
    /// that is known rather than supposed.
    pub fn numeric_order(&self, language: &str, country: Option<&str>) -> (NumericOrder, bool) {
        let Some(rules) = self.orders.iter().find(|order| order.language == language) else {
            return (NumericOrder::DayMonth, false);
        };
        match country {
            _ if rules.order == NumericOrder::DayMonth => (NumericOrder::DayMonth, true),
            Some(country) if rules.month_first_countries.iter().any(|known| known == country) => {
                (NumericOrder::MonthDay, true)
            }
            Some(_) => (NumericOrder::DayMonth, true),
            None => (rules.order, false),
        }
    }
}
