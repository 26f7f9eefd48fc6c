//! The whole reader on sentences of its own.

use super::*;
use crate::{ruleset::RuleFiles, text::segment};

/// `text = value` of every date that is written out.
fn read_in(language: &str, text: &str) -> Vec<String> {
    let ruleset = Ruleset::builtin().unwrap();
    let mut article = Article::from_text("test", text);
    article.language = Some(language.to_owned());
    let segmented = segment(&ruleset, &article);
    read(&ruleset, &article, &segmented).iter().filter_map(|date| shown(date, text)).collect()
}

fn shown(date: &Date, text: &str) -> Option<String> {
    let value = date.value.iso()?;
    let until =
        date.until.as_ref().and_then(PartialDate::iso).map_or(String::new(), |until| format!("..{until}"));
    let era = if date.calendar == Calendar::Hijri { " hijri" } else { "" };
    Some(format!("{} = {value}{until}{era}", date.span.text(text)))
}

#[test]
fn the_examples_of_the_rules_are_read_as_they_say() {
    for (language, example) in crate::ruleset::calendar::examples(&RuleFiles::builtin()).unwrap() {
        assert_eq!(example.none, example.dates.is_empty(), "{}", example.text);
        assert_eq!(read_in(&language, &example.text), example.dates, "{}", example.text);
    }
}
