//! The examples of the rule files, and passages whose cutting matters.

use super::*;
use crate::text::segment;

fn ruleset() -> Ruleset {
    Ruleset::builtin().unwrap()
}

/// The attributions of `text` as `carrier | speaker | kind | section`, after the text of each.
fn attributed(ruleset: &Ruleset, language: &str, text: &str) -> Vec<(String, String)> {
    let article = Article { language: Some(language.to_owned()), ..Article::from_text("a.txt", text) };
    let segmented = segment(ruleset, &article);
    let id = |agency: Option<AgencyId>| {
        agency.and_then(|agency| ruleset.agencies.get(agency)).map_or("-", |agency| agency.id.as_str())
    };
    let attributions = attribute(ruleset, &article, &segmented);
    let show = |attribution: &Attribution| {
        let speaker = attribution.speaker.map_or("-", |speaker| speaker.text(text));
        let shown = format!("{} | {speaker} | {}", id(attribution.carrier), attribution.kind());
        (attribution.span.text(text).to_owned(), shown)
    };
    attributions.iter().map(show).collect()
}

fn check(language: &str, text: &str, expected: &[(&str, &str)]) {
    let found = attributed(&ruleset(), language, text);
    let found: Vec<(&str, &str)> =
        found.iter().map(|(text, shown)| (text.as_str(), shown.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_examples_of_the_rules_come_out_as_they_say() {
    let ruleset = ruleset();
    let mut wrong = Vec::new();
    for cues in &ruleset.cues {
        let (n_silent, n_all) = (
            cues.examples()
                .iter()
                .filter(|example| example.spans.iter().all(|span| span == "- | - | own"))
                .count(),
            cues.examples().len(),
        );
        assert!(n_silent > 0 && n_silent < n_all, "{}: examples of both kinds are needed", cues.language);
        for example in cues.examples() {
            let found = attributed(&ruleset, &cues.language, &example.text);
            let found: Vec<String> = found.into_iter().map(|(_, shown)| shown).collect();
            if found != example.spans {
                wrong.push(format!("{}\n  wanted {:?}\n  found  {found:?}", example.text, example.spans));
            }
        }
    }
    assert!(wrong.is_empty(), "{} examples are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_second_attribution_begins_before_its_connector() {
    check(
        "ar",
        "أكدت البلدية أن الجسر سليم، فيما ذكرت «رويترز» أنه أغلق؛ ويعود بناؤه إلى عام 1930.",
        &[
            ("أكدت البلدية أن الجسر سليم،", "- | البلدية | explicit"),
            ("فيما ذكرت «رويترز» أنه أغلق؛", "reuters | - | explicit"),
            ("ويعود بناؤه إلى عام 1930.", "- | - | own"),
        ],
    );
    check(
        "en",
        "The port said the quay was open, while AFP reported that it was shut.",
        &[
            ("The port said the quay was open,", "- | The port | explicit"),
            ("while AFP reported that it was shut.", "afp | - | explicit"),
        ],
    );
    check(
        "ar",
        "أكدت البلدية أن الجسر سليم، وأن المرور سيعود.",
        &[("أكدت البلدية أن الجسر سليم، وأن المرور سيعود.", "- | البلدية | explicit")],
    );
}

#[test]
fn a_round_up_goes_by_its_headings() {
    check(
        "ar",
        "جولة الصباح\nرويترز\nأغلق الميناء بسبب الرياح. وقال مدير الميناء إن الحركة ستعود غدا.\nأ ف ب\nخرج القطار عن سكته.",
        &[
            ("جولة الصباح", "- | - | own"),
            ("رويترز", "- | - | own"),
            ("أغلق الميناء بسبب الرياح.", "reuters | - | carried"),
            ("وقال مدير الميناء إن الحركة ستعود غدا.", "reuters | مدير الميناء | carried"),
            ("أ ف ب", "- | - | own"),
            ("خرج القطار عن سكته.", "afp | - | carried"),
        ],
    );
}
