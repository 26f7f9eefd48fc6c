//! The examples of the rule files, and what holds of every pair.

use proptest::prelude::*;

use super::*;
use crate::ruleset::operations::Class;

fn ruleset() -> &'static Ruleset {
    static RULESET: std::sync::OnceLock<Ruleset> = std::sync::OnceLock::new();
    RULESET.get_or_init(|| Ruleset::builtin().unwrap())
}

fn has_class(comparison: &Comparison, class: &str) -> bool {
    comparison.steps.iter().any(|step| step.class() == class)
}

/// What is wrong with the examples of `classes`, compared by `compare`.
fn failures(classes: &[Class], compare: impl Fn(&str, &str) -> Comparison) -> Vec<String> {
    let mut failures = Vec::new();
    for class in classes {
        let Some(([a, b], [c, d])) = &class.examples else {
            continue;
        };
        let (same, different) = (compare(a, b), compare(c, d));
        if !same.same || !has_class(&same, &class.name) {
            failures.push(format!("{}: {a} {b} should be one name by it: {same:?}", class.name));
        }
        if different.same {
            failures.push(format!("{}: {c} {d} should be two: {different:?}", class.name));
        }
    }
    failures
}

#[test]
fn the_examples_of_operations_hold() {
    let mut all = Vec::new();
    for (language, orthography) in ruleset().orthographies.all() {
        all.extend(failures(&orthography.operations.classes, |a, b| compare(ruleset(), a, b, language)));
        if let Some(words) = &orthography.words {
            all.extend(failures(&words.operations.classes, |a, b| compare_words(ruleset(), a, b, language)));
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn the_examples_of_derivations_hold() {
    let mut all = Vec::new();
    for (language, orthography) in ruleset().orthographies.all() {
        for derivation in &orthography.derivations {
            let ([base, word], [a, b]) = &derivation.examples;
            let (made, not) = (compare(ruleset(), base, word, language), compare(ruleset(), a, b, language));
            if made.same || !has_class(&made, &derivation.name) {
                all.push(format!("{base} makes {word}: {made:?}"));
            }
            if !not.same || has_class(&not, &derivation.name) {
                all.push(format!("{a} does not make {b}: {not:?}"));
            }
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

/// An operation and a derivation cannot be read without examples; that they say something is held here.
#[test]
fn all_that_is_listed_has_an_example_that_matches_and_one_that_does_not() {
    let is_pair = |[a, b]: &[String; 2]| !a.is_empty() && !b.is_empty() && a != b;
    for (language, orthography) in ruleset().orthographies.all() {
        let of_words = orthography.words.iter().flat_map(|words| listed(&words.operations.classes));
        let classes = listed(&orthography.operations.classes).chain(of_words).map(|class| {
            let examples = class.examples.as_ref();
            (&class.name, examples.is_some_and(|(same, different)| is_pair(same) && is_pair(different)))
        });
        let derivations = orthography
            .derivations
            .iter()
            .map(|made| (&made.name, is_pair(&made.examples.0) && is_pair(&made.examples.1)));
        let without: Vec<_> = classes.chain(derivations).filter(|(_, has_both)| !has_both).collect();
        assert_eq!(without, [], "{language}");
    }
}

fn listed(classes: &[Class]) -> impl Iterator<Item = &Class> {
    classes.iter().skip(crate::ruleset::operations::UNLISTED.len())
}

#[test]
fn a_cost_without_examples_is_refused() {
    let mut files = crate::ruleset::RuleFiles::builtin();
    let text = r#"
vowels = "aeiou"
native = ""
unlisted = { swap = 150, swap_first = 170, gap = 100, gap_first = 140, vowel_swap = 95, doubled = 15 }
[skeleton]
clusters = []
same = []
drop = "aeiou"
"#;
    files.add("en/orthography.toml".into(), "my/en/orthography.toml".into(), text);
    let error = Ruleset::compile(&files).unwrap_err().to_string();
    let right = r#"[[unlisted_class]] with class = "swap", seen and not would be right"#;
    assert_eq!(error, format!("my/en/orthography.toml:1:1: the cost of \"swap\" has no examples; {right}"));
}

fn check(a: &str, b: &str, language: &str, same: bool) {
    let comparison = compare(ruleset(), a, b, language);
    assert_eq!(comparison.same, same, "{a} {b}: {comparison:?}");
}

#[test]
fn names_of_several_words_differ_where_one_word_does() {
    check("محمود عباس", "محمود عبّاس", "ar", true);
    check("سيرغي شويغو", "سيرجي شويجو", "ar", true);
    check("محمود عباس", "محمد عباس", "ar", false);
    check("أحمد الشرع", "الشرع", "ar", false);
}

#[test]
fn listed_names_are_one_and_others_are_not() {
    check("بورما", "ميانمار", "ar", true);
    check("بورما", "روما", "ar", false);
    check("Bombay", "Mumbai", "en", true);
    check("Bombay", "Dubai", "en", false);
}

#[test]
fn a_language_without_rules_knows_only_equal_forms() {
    check("Åse", "Ase", "xx", true);
    check("Åse", "Asa", "xx", false);
}

fn any_name() -> impl Strategy<Value = String> {
    prop_oneof!["[ابتجدرسشعغفقكلمنهويأإآةىءؤئ]{0,9}", "[a-zA-Z' -]{0,12}", "\\PC{0,20}"]
}

proptest! {
    #[test]
    fn comparing_is_symmetric_and_never_panics(a in any_name(), b in any_name()) {
        for language in ["ar", "en"] {
            for compare in [compare, compare_words] {
                let one = compare(ruleset(), &a, &b, language);
                let other = compare(ruleset(), &b, &a, language);
                prop_assert_eq!(one.score, other.score);
                prop_assert_eq!(one.steps.len(), other.steps.len());
                prop_assert!((1..=999).contains(&one.score));
            }
        }
    }

    #[test]
    fn a_form_is_a_candidate_for_itself(form in any_name()) {
        let orthography = ruleset().orthographies.get("ar").unwrap();
        let mut index = CandidateIndex::new(orthography);
        let number = index.insert(&form);
        prop_assert!(index.candidates(&form).contains(&number));
    }
}
