use proptest::prelude::*;
use std::sync::LazyLock;

use super::super::{Figure, FigureValue, read};
use crate::{
    extract::figure::verbalise::{Case, Gender, VERBALISED_MAX, verbalise},
    ingest::Article,
    ruleset::Ruleset,
    text::segment,
};

static RULES: LazyLock<Ruleset> = LazyLock::new(|| Ruleset::builtin().unwrap());

fn figures_of(text: &str) -> Vec<Figure> {
    let article = Article::from_text("a.txt", text);
    read(&RULES, &article, &segment(&RULES, &article), &[])
}

/// Words and marks that the grammar knows, so that random texts reach all of it.
#[expect(clippy::too_many_lines, reason = "a list of words")]
fn grammatical_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "مليون",
        "ألفا",
        "ملياري",
        "مئة",
        "و",
        "خمسة",
        "وعشرون",
        "نصف",
        "ونصف",
        "آلاف",
        "دولار",
        "في المئة",
        "بين",
        "إلى",
        "من",
        "نحو",
        "طنين",
        "سفينتان",
        "الثالثة",
        "عشر",
        "تحت الصفر",
        "5ر3",
        "10 000",
        "1.500",
        "٫٧٧",
        "-",
        "–",
        "/",
        "(",
        ")",
        "%",
        "$",
        "€",
        "half",
        "a",
        "million",
        "and",
        "twenty",
        "-",
        "third",
        "of",
        "point",
        "five",
        "hundred",
        "bn",
        "m",
        "to",
        "from",
        "between",
        "at least",
        "or more",
        "barrels",
        "a day",
        "old",
        "USD",
        "3",
        "1/3",
        "½",
        "12,345",
        "999999999999999999999999",
        "1e+9",
        "e",
        "+",
        "\n",
        ".",
        "،",
        "القرار",
        "flight",
        "No.",
        "والعشرين",
        "ثلاثة أرباع",
        "المليار",
        "feet",
        "inches",
        "°C",
        "أو",
        "على الأقل",
        "ال",
        "الـ",
    ]);
    let glue = prop::sample::select(vec![" ", " ", " ", "", "\u{a0}", "\u{200f}"]);
    prop::collection::vec((piece, glue), 0..24)
        .prop_map(|pieces| pieces.iter().map(|(piece, glue)| format!("{piece}{glue}")).collect())
}

fn holds_for(text: &str) -> Result<(), TestCaseError> {
    let mut last_end = 0;
    for figure in figures_of(text) {
        prop_assert!(!figure.span.text(text).is_empty(), "a span off the characters: {:?}", figure);
        prop_assert!(figure.span.start() >= last_end, "figures overlap in {text:?}");
        prop_assert!(!figure.number.text(text).is_empty(), "a number off the characters: {:?}", figure);
        if let Some(counted) = figure.counted {
            prop_assert!(!counted.text(text).is_empty());
        }
        last_end = figure.span.end();
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_has_valid_spans(text in any::<String>()) {
        holds_for(&text)?;
    }

    #[test]
    fn any_text_of_number_words_has_valid_spans(text in grammatical_text()) {
        holds_for(&text)?;
    }

    #[test]
    fn a_number_in_words_is_read_back(
        wide in 1..=VERBALISED_MAX,
        n_digits in 0..15_u32,
        case in prop::sample::select(vec![Case::Nominative, Case::Accusative, Case::Genitive]),
        gender in prop::sample::select(vec![Gender::Masculine, Gender::Feminine]),
        language in prop::sample::select(vec!["ar", "en"]),
    ) {
        let number = (wide / 10_u64.pow(n_digits)).max(1);
        let Some(text) = verbalise(&RULES, language, number, case, gender) else {
            return Err(TestCaseError::fail(format!("no words for {number}")));
        };
        let figures = figures_of(&text);
        let read: Vec<String> = figures.iter().map(|figure| match figure.value {
            FigureValue::One(value) => value.to_string(),
            FigureValue::Range(..) => "a range".to_owned(),
        }).collect();
        prop_assert_eq!(read, vec![number.to_string()], "{}", text);
        prop_assert_eq!(figures.first().map(|figure| figure.span.text(&text)), Some(text.as_str()));
    }
}
