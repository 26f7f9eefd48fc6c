use super::*;
use crate::{Examined, Options, examine, report::Report};

fn articles(said: &[(&str, u32)]) -> Vec<Article> {
    let text = |carrier: &str, toll: u32| {
        format!("قالت وكالة {carrier} إن انهيار الجسر في مدينة الكوت أدى إلى مقتل {toll} عاملا.")
    };
    let numbered = said.iter().enumerate();
    numbered
        .map(|(idx, (carrier, toll))| Article::from_text(format!("{idx}.txt"), text(carrier, *toll)))
        .collect()
}

/// What a row is to say: who says what, how they stand to each other, and the origins of each value.
type Expected<'e> = (&'e [(&'e str, &'e str)], Stand, &'e [(&'e str, usize)]);

fn check(said: &[(&str, u32)], expected: &[Expected<'_>]) {
    let ruleset = Ruleset::builtin().unwrap();
    let articles = articles(said);
    let examined = examine(&ruleset, &articles, &Options::default());
    let Examined { report: Report { findings, .. }, agreements, .. } = &examined;
    let voice = ruleset.messages.fallback();
    let rows = matrix(&ruleset, &articles, &examined, findings.iter().chain(agreements), &voice);
    assert_eq!(rows.len(), expected.len(), "{rows:#?}");
    for (row, (claims, stand, values)) in rows.iter().zip(expected) {
        let said: Vec<(&str, &str)> =
            row.claims.iter().map(|claim| (claim.source_name.as_str(), claim.text.as_str())).collect();
        assert_eq!(said, *claims);
        assert_eq!(row.stand, *stand);
        let by_value: Vec<(&str, usize)> =
            row.values.iter().map(|(value, n_origins)| (value.as_str(), *n_origins)).collect();
        assert_eq!(by_value, *values);
    }
}

#[test]
fn claims_about_one_thing_stand_in_one_row() {
    check(
        &[("رويترز", 14), ("فرانس برس", 41), ("الأناضول", 14)],
        &[(
            &[("Reuters", "14 عاملا"), ("AFP", "41 عاملا"), ("Anadolu", "14 عاملا")],
            Stand::Differ,
            &[("14", 2), ("41", 1)],
        )],
    );
}

#[test]
fn what_no_other_source_measures_follows_where_it_is_asked_for() {
    let ruleset = Ruleset::builtin().unwrap();
    let mut articles = articles(&[("رويترز", 14), ("فرانس برس", 14)]);
    articles.push(Article::from_text("2.txt", "زرع طلاب المدرسة 350 شجرة زيتون على تلة البلدة القديمة."));
    let examined = examine(&ruleset, &articles, &Options::default());
    let voice = ruleset.messages.fallback();
    let rows = matrix(&ruleset, &articles, &examined, examined.agreements.iter(), &voice);
    let alone = alone(&ruleset, &articles, &examined, &rows, &voice);
    assert_eq!((rows.len(), alone.len()), (1, 1), "{rows:#?} {alone:#?}");
    assert_eq!((alone[0].subject.as_str(), alone[0].stand), ("350 شجرة", Stand::Alone));
}

#[test]
fn tables_have_a_row_a_claim_and_an_object_a_thing() {
    let ruleset = Ruleset::builtin().unwrap();
    let articles = articles(&[("رويترز", 14), ("فرانس برس", 41)]);
    let examined = examine(&ruleset, &articles, &Options::default());
    let voice = ruleset.messages.fallback();
    let rows = matrix(&ruleset, &articles, &examined, examined.report.findings.iter(), &voice);
    let mut table = Vec::new();
    write_csv(&rows, crate::report::csv::CsvOptions { bom: false, delimiter: b',' }, &mut table).unwrap();
    let table = String::from_utf8(table).unwrap();
    assert!(table.starts_with(&COLUMNS.join(",")), "{table}");
    assert_eq!(table.lines().count(), 3, "{table}");
    let mut lines = Vec::new();
    write_jsonl(&rows, &mut lines).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&lines).unwrap();
    assert_eq!(json["values"][1]["claims"][0]["source"], "afp", "{json}");
}
