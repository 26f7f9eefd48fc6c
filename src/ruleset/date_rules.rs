//! The rule files of dates, `LANGUAGE/dates.toml`: what they may say, and how they become [`DateWords`].

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::{
    base::{fold::fold, id::WordId},
    ruleset::{
        Languages, Proclitics, RuleError, RuleFiles, Vocabulary,
        calendar::{
            Calendar, DateWord, DateWords, LanguageOrder, MonthName, NumericOrder, PeriodUnit,
            RelativePeriod, Role,
        },
        error::did_you_mean,
        files::RuleFile,
    },
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DateFile {
    numeric_order: NumericOrder,
    #[serde(default)]
    month_first_countries: Vec<String>,
    join: Option<Spanned<String>>,
    article: Option<String>,
    #[serde(default)]
    month: Vec<MonthEntry>,
    #[serde(default)]
    weekday: Vec<WeekdayEntry>,
    #[serde(default)]
    day: Vec<DayEntry>,
    #[serde(default)]
    relative: Vec<RelativeEntry>,
    #[serde(default)]
    words: BTreeMap<Role, Vec<Spanned<String>>>,
    #[serde(default)]
    #[expect(dead_code, reason = "examples are read by the test that runs them")]
    example: Vec<DateExample>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MonthEntry {
    calendar: Calendar,
    month: Spanned<i8>,
    #[serde(default)]
    names: Vec<Spanned<String>>,
    #[serde(default)]
    words: Vec<Spanned<String>>,
    #[serde(default)]
    numbers: Vec<Spanned<String>>,
    #[serde(default)]
    abbreviations: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WeekdayEntry {
    weekday: Spanned<String>,
    names: Vec<Spanned<String>>,
    #[serde(default)]
    abbreviations: Vec<Spanned<String>>,
    #[serde(default)]
    indefinite: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DayEntry {
    value: Spanned<i8>,
    forms: Vec<Spanned<String>>,
    #[serde(default)]
    parts: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RelativeEntry {
    unit: PeriodUnit,
    offset: i8,
    forms: Vec<Spanned<String>>,
}

/// A sentence of a rule file with the dates that must be read in it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "only the test that runs the examples reads them"))]
pub(crate) struct DateExample {
    pub(crate) text: String,
    /// `text = value`, as in the JSON of claims; ` hijri` after values of that calendar.
    #[serde(default)]
    pub(crate) dates: Vec<String>,
    #[serde(default)]
    pub(crate) none: bool,
}

/// The examples of all rule files, with the language each is written in.
#[cfg(test)]
pub(crate) fn examples(files: &RuleFiles) -> Result<Vec<(String, DateExample)>, RuleError> {
    #[derive(Deserialize)]
    struct Examples {
        #[serde(default)]
        example: Vec<DateExample>,
    }
    let parsed = files.parse_per_language::<Examples>("dates.toml")?;
    let labelled = parsed.into_iter().flat_map(|(language, parsed)| {
        parsed.value.example.into_iter().map(move |example| (language.clone(), example))
    });
    Ok(labelled.collect())
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

impl DateWords {
    pub(crate) fn compile(
        files: &RuleFiles,
        languages: &Languages,
        vocabulary: &mut Vocabulary,
    ) -> Result<DateWords, RuleError> {
        let mut compiled = DateWords::default();
        for (language, parsed) in files.parse_per_language::<DateFile>("dates.toml")? {
            let file = parsed.file;
            let value = parsed.value;
            compiled.orders.retain(|earlier| earlier.language != language);
            compiled.orders.push(LanguageOrder {
                order: value.numeric_order,
                month_first_countries: value.month_first_countries,
                language: language.clone(),
            });
            let join = match value.join {
                None => Proclitics::NONE,
                Some(join) => languages
                    .get(&language)
                    .and_then(|language| language.proclitic(join.get_ref()))
                    .ok_or_else(|| {
                        file.error(
                            join.span(),
                            format!("\"{}\" is no proclitic of \"{language}\"", join.get_ref()),
                        )
                    })?,
            };
            compiled.articles.extend(value.article.as_deref().map(fold));
            if !join.is_none() {
                compiled.joins.push(join);
            }
            for entry in value.month {
                compiled.add_month(file, entry, vocabulary)?;
            }
            for entry in value.weekday {
                compiled.add_weekday(file, entry, vocabulary)?;
            }
            for entry in value.day {
                compiled.add_day(file, entry, join, vocabulary)?;
            }
            for entry in value.relative {
                let period = RelativePeriod { unit: entry.unit, offset: entry.offset };
                for form in entry.forms {
                    let words = phrase(file, &form, vocabulary)?;
                    compiled.relatives.insert(&words, period);
                    compiled.first_of(&words).opens_relative = true;
                }
            }
            for (role, forms) in value.words {
                for form in forms {
                    let word = single_word(file, &form, vocabulary)?;
                    compiled.entry(word).roles.add(role);
                }
            }
        }
        Ok(compiled)
    }

    fn add_month(
        &mut self,
        file: &RuleFile,
        entry: MonthEntry,
        vocabulary: &mut Vocabulary,
    ) -> Result<(), RuleError> {
        let month = in_range(file, &entry.month, 1..=12, "a month")?;
        let plain = MonthName {
            calendar: entry.calendar,
            month,
            is_word: false,
            is_number: false,
            is_abbreviation: false,
        };
        let word = MonthName { is_word: true, ..plain };
        for (names, name) in [
            (entry.names, plain),
            (entry.words, word),
            (entry.numbers, MonthName { is_number: true, ..word }),
            (entry.abbreviations, MonthName { is_abbreviation: true, ..word }),
        ] {
            for form in names {
                let words = phrase(file, &form, vocabulary)?;
                if let Some(earlier) = self.months.insert(&words, name)
                    && (earlier.calendar, earlier.month) != (name.calendar, name.month)
                {
                    let message = format!(
                        "«{}» is already the name of month {}; a name belongs to one month",
                        form.get_ref(),
                        earlier.month
                    );
                    return Err(file.error(form.span(), message));
                }
                self.first_of(&words).opens_month = true;
            }
        }
        Ok(())
    }

    fn add_weekday(
        &mut self,
        file: &RuleFile,
        entry: WeekdayEntry,
        vocabulary: &mut Vocabulary,
    ) -> Result<(), RuleError> {
        let name = entry.weekday.get_ref();
        let Some(weekday) = (1_i8..).zip(WEEKDAYS).find(|(_, known)| known == name).map(|(number, _)| number)
        else {
            let message = format!("unknown weekday \"{name}\"; {}", did_you_mean(name, WEEKDAYS));
            return Err(file.error(entry.weekday.span(), message));
        };
        for (forms, is_short) in [(entry.names, false), (entry.abbreviations, true)] {
            for form in forms {
                let word = single_word(file, &form, vocabulary)?;
                let word = self.entry(word);
                word.weekday = weekday;
                word.weekday_is_short = is_short;
                word.weekday_behind = weekday;
            }
        }
        for form in entry.indefinite {
            let word = single_word(file, &form, vocabulary)?;
            self.entry(word).weekday_behind = weekday;
        }
        Ok(())
    }

    fn add_day(
        &mut self,
        file: &RuleFile,
        entry: DayEntry,
        join: Proclitics,
        vocabulary: &mut Vocabulary,
    ) -> Result<(), RuleError> {
        let value = in_range(file, &entry.value, 1..=31, "a day")?;
        for (forms, is_whole) in [(entry.forms, true), (entry.parts, false)] {
            for form in forms {
                let word = single_word(file, &form, vocabulary)?;
                let word = self.entry(word);
                word.day = if is_whole { value } else { 0 };
                word.day_part = value;
                word.join = join;
            }
        }
        Ok(())
    }

    fn entry(&mut self, word: WordId) -> &mut DateWord {
        if self.words.len() <= word.idx() {
            self.words.resize(word.idx() + 1, None);
        }
        self.words[word.idx()].get_or_insert_default()
    }

    fn first_of(&mut self, words: &[WordId]) -> &mut DateWord {
        self.entry(words.first().copied().unwrap_or(WordId(0)))
    }
}

fn in_range(
    file: &RuleFile,
    given: &Spanned<i8>,
    range: std::ops::RangeInclusive<i8>,
    what: &str,
) -> Result<i8, RuleError> {
    let value = *given.get_ref();
    if range.contains(&value) {
        return Ok(value);
    }
    let message = format!("{value} is not {what}; {} to {} would be right", range.start(), range.end());
    Err(file.error(given.span(), message))
}

fn phrase(
    file: &RuleFile,
    form: &Spanned<String>,
    vocabulary: &mut Vocabulary,
) -> Result<Vec<WordId>, RuleError> {
    let words = vocabulary.intern_phrase(form.get_ref());
    if words.is_empty() {
        return Err(file.error(form.span(), "a form has no letter; a word would be right"));
    }
    Ok(words)
}

fn single_word(
    file: &RuleFile,
    form: &Spanned<String>,
    vocabulary: &mut Vocabulary,
) -> Result<WordId, RuleError> {
    let folded = fold(form.get_ref());
    if folded.is_empty() || folded.contains(char::is_whitespace) {
        return Err(
            file.error(form.span(), format!("«{}» is not one word; one word would be right", form.get_ref()))
        );
    }
    Ok(vocabulary.intern(&folded))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error_of(text: &'static str) -> String {
        let mut files = RuleFiles::default();
        files.add("xx/dates.toml".into(), "xx/dates.toml".into(), text);
        let languages = Languages::compile(&RuleFiles::builtin()).unwrap();
        DateWords::compile(&files, &languages, &mut Vocabulary::default()).unwrap_err().to_string()
    }

    #[test]
    fn what_cannot_be_right_is_refused_where_it_stands() {
        let order = "numeric_order = \"day-month\"\n";
        for (text, expected) in [
            (
                "[[month]]\ncalendar = \"gregorian\"\nmonth = 13",
                "xx/dates.toml:4:9: 13 is not a month; 1 to 12 would be right",
            ),
            (
                "[[weekday]]\nweekday = \"munday\"\nnames = []",
                "xx/dates.toml:3:11: unknown weekday \"munday\"; did you mean \"monday\"?",
            ),
            ("join = \"و\"", "xx/dates.toml:2:8: \"و\" is no proclitic of \"xx\""),
            ("[words]\non = [\"a b\"]", "xx/dates.toml:3:7: «a b» is not one word; one word would be right"),
        ] {
            assert_eq!(error_of(format!("{order}{text}").leak()), expected);
        }
    }

    #[test]
    fn a_name_belongs_to_one_month() {
        let error = error_of(
            "numeric_order = \"day-month\"\n\
             month = [{ calendar = \"hijri\", month = 1, names = [\"x\"] }, { calendar = \"hijri\", month = 2, names = [\"x\"] }]",
        );
        assert!(
            error.ends_with("«x» is already the name of month 1; a name belongs to one month"),
            "{error}"
        );
    }

    #[test]
    fn the_country_decides_before_the_language() {
        let files = RuleFiles::builtin();
        let languages = Languages::compile(&files).unwrap();
        let words = DateWords::compile(&files, &languages, &mut Vocabulary::default()).unwrap();
        assert_eq!(words.numeric_order("en", None), (NumericOrder::MonthDay, false));
        assert_eq!(words.numeric_order("en", Some("US")), (NumericOrder::MonthDay, true));
        assert_eq!(words.numeric_order("en", Some("GB")), (NumericOrder::DayMonth, true));
        assert_eq!(words.numeric_order("ar", None), (NumericOrder::DayMonth, true));
    }
}
