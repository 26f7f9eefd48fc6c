use proptest::prelude::*;

use super::*;
use crate::{Options, check, fix::bytes::apply};

fn ruleset() -> &'static Ruleset {
    static RULESET: std::sync::OnceLock<Ruleset> = std::sync::OnceLock::new();
    RULESET.get_or_init(|| Ruleset::builtin().unwrap())
}

/// The texts after the changes, and the ids of the findings that asked for them.
fn fixed(texts: &[String], options: &FixOptions) -> (Vec<String>, Vec<Change>) {
    let articles: Vec<Article> =
        texts.iter().enumerate().map(|(idx, text)| Article::from_text(format!("{idx}.txt"), text)).collect();
    let report = check(ruleset(), &articles, &Options::default());
    let changes = changes(ruleset(), &articles, &report.findings, options);
    let of = |idx: usize| changes.iter().filter(|change| change.article == idx).cloned().collect::<Vec<_>>();
    let texts = texts.iter().enumerate().map(|(idx, text)| apply(text, &of(idx))).collect();
    (texts, changes)
}

#[track_caller]
fn check_fix(text: &str, expected: &str) {
    let (texts, changes) = fixed(&[text.to_owned()], &FixOptions::default());
    assert_eq!(texts, [expected], "{changes:?}");
}

#[test]
fn words_keep_their_clitics_and_inflections() {
    check_fix(
        "قال مسؤول في الوزارة ذلك. وأضاف المسؤول أن المسؤولين قرروا. ورد على المسئولين وللمسئول ما طلب.",
        "قال مسؤول في الوزارة ذلك. وأضاف المسؤول أن المسؤولين قرروا. ورد على المسؤولين وللمسؤول ما طلب.",
    );
}

#[test]
fn quotations_and_figures_are_left_alone() {
    let text =
        "قال مسؤول في الوزارة ذلك. وسأل مسؤول آخر. وأضاف المسؤول: «رد المسئول علينا». وكتب المسئول بيانا.";
    check_fix(
        text,
        "قال مسؤول في الوزارة ذلك. وسأل مسؤول آخر. وأضاف المسؤول: «رد المسئول علينا». وكتب المسؤول بيانا.",
    );
    let all = FixOptions { quotations: true, ..FixOptions::default() };
    let (texts, _) = fixed(&[text.to_owned()], &all);
    assert!(!texts[0].contains("المسئول"), "{texts:?}");
    let figures = "وصل مئة شخص وعادت مئة أخرى، ثم وصل مائة شخص من المدينة.";
    check_fix(figures, figures);
}

#[test]
fn a_name_is_written_as_it_mostly_is() {
    let text = "وصل وزير الخارجية أنتوني بلينكن إلى عمان. وقال بلينكن إن المحادثات مستمرة. ورافق بلينكن وفد كبير. \
                والتقى أنتوني بلينكين نظيره، ثم سافر مع بلينكين.";
    let (texts, changes) = fixed(&[text.to_owned()], &FixOptions::default());
    assert!(!changes.is_empty());
    assert_eq!(texts[0], text.replace("بلينكين", "بلينكن"));
}

#[test]
fn capitals_are_kept() {
    assert_eq!(in_case("KUCMA", "Kuchma"), "KUCHMA");
    assert_eq!(in_case("Kucma", "Kuchma"), "Kuchma");
    assert_eq!(in_case("organise", "organize"), "organize");
    assert_eq!(in_case("Organise", "organize"), "Organize");
    assert_eq!(in_case("المسئول", "المسؤول"), "المسؤول");
}

/// Sentences in which words are spelt in two ways.
const SENTENCES: [&str; 10] = [
    "قال مسؤول في الوزارة إن العمل مستمر.",
    "وأضاف المسئول أن الأجور صُرفت كلها.",
    "ورد المسئولون على «سؤال المسئول» أمس.",
    "وعقد اجتماع في وزارة الشئون الاجتماعية.",
    "ودرست لجنة الشؤون القانونية المقترح.",
    "ووصل وفد أمريكي إلى المدينة.",
    "ثم غادر الوفد الأميركي مساء.",
    "وصل الوزير أنتوني بلينكن إلى عمان.",
    "وسافر أنتوني بلينكين مع الوفد.",
    "وقال بلينكن إن 120 شخصا قتلوا.",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn fixing_changes_words_alone_and_settles(
        order in prop::collection::vec(0..SENTENCES.len(), 1..14),
        line_end in prop::sample::select(vec!["\n", "\r\n", " ", "\n\n"]),
        quotations: bool,
        keep in any::<u64>(),
    ) {
        let text = order.iter().map(|at| SENTENCES[*at]).collect::<Vec<_>>().join(line_end);
        let articles = [Article::from_text("0.txt", text.as_str())];
        let report = check(ruleset(), &articles, &Options::default());
        // A subset of what is suggested.
        let ids = report.findings.iter().enumerate().filter(|(nth, _)| keep >> (nth % 64) & 1 == 1);
        let only: BTreeSet<String> = ids.map(|(_, finding)| finding.id.clone()).collect();
        prop_assume!(!only.is_empty());
        let options = FixOptions { quotations, only, ..FixOptions::default() };
        let (after, changes) = fixed(std::slice::from_ref(&text), &options);
        // Outside the changed words every byte is the same.
        let mut rest = after[0].as_str();
        let mut from = 0;
        for change in &changes {
            prop_assert!(options.only.contains(&change.id));
            prop_assert!(!change.replacement.contains(|c: char| c.is_numeric()));
            let unchanged = text.get(from..change.span.start()).unwrap();
            let after = rest.strip_prefix(unchanged).and_then(|rest| rest.strip_prefix(&change.replacement));
            prop_assert!(after.is_some(), "{:?}", change);
            rest = after.unwrap_or_default();
            from = change.span.end();
        }
        prop_assert_eq!(rest, text.get(from..).unwrap());
        // Again nothing more, and what was fixed everywhere is found no more.
        let (again, _) = fixed(&after, &options);
        prop_assert_eq!(&again, &after);
        if quotations {
            let articles = [Article::from_text("0.txt", after[0].as_str())];
            let left = check(ruleset(), &articles, &Options::default()).findings;
            for change in &changes {
                prop_assert!(left.iter().all(|finding| finding.id != change.id), "{} {:?}", change.id, left);
            }
        }
    }
}
