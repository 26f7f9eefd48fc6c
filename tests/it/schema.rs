//! What `isnad claims` prints is what its schema says.

use std::{fs, path::Path};

use isnad::{ingest::parse_jsonl, read_article, report::claims::claims_json, ruleset::Ruleset};

fn schema() -> jsonschema::Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/claims.schema.json");
    let schema = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn claims_of(text: &str) -> serde_json::Value {
    let line = serde_json::json!({ "id": "a", "text": text, "date": "2024-05-14" });
    let input = parse_jsonl("lines", &line.to_string());
    let ruleset = Ruleset::builtin().unwrap();
    let article = input.articles.first().unwrap();
    serde_json::to_value(claims_json(&ruleset, article, &read_article(&ruleset, article))).unwrap()
}

#[test]
fn claims_hold_to_their_schema() {
    let claims = claims_of(
        "قالت رويترز إن نحو 40 عاملا أصيبوا في 3 مايو/أيار، وإن الأضرار بين مليون ومليوني دولار. وأضافت نقلا عن الوزير \
         فادي الرومي «لن نغادر أرضنا مهما طال الحصار» أن 2.5 في المئة من السكان نزحوا منذ 5 رمضان 1445، وأن 600 ألف برميل يوميا توقفت.",
    );
    let errors: Vec<String> = schema().iter_errors(&claims).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new(), "{claims:#}");
    for part in ["figures", "attributions", "mentions", "dates", "quotes"] {
        assert!(claims[part].as_array().is_some_and(|part| !part.is_empty()), "nothing in {part}");
    }
}

#[test]
fn a_claim_of_another_kind_breaks_the_schema() {
    let mut claims = claims_of("Some 40 workers were hurt.");
    claims["figures"][0]["kind"] = "guess".into();
    assert!(!schema().is_valid(&claims));
}

#[test]
fn a_line_without_language_is_read_in_the_language_of_its_script() {
    assert_eq!(claims_of("Some 40 workers were hurt.")["figures"][0]["modifier"], "~");
    assert_eq!(claims_of("أصيب نحو 40 عاملا.")["figures"][0]["modifier"], "~");
}
