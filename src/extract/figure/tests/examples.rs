//! Runs the examples of the rule files.

use serde::Deserialize;

use super::check;
use crate::ruleset::{RuleFiles, Ruleset, figure_cues::FigureExample};

#[derive(Deserialize)]
struct WithExamples {
    #[serde(default)]
    example: Vec<FigureExample>,
}

#[test]
fn the_examples_of_the_rules_hold() {
    let ruleset = Ruleset::builtin().unwrap();
    let files = RuleFiles::builtin();
    let names = ["numbers", "units", "modifiers", "blockers", "duals", "currencies"];
    let ours = files
        .all()
        .iter()
        .filter(|file| names.iter().any(|name| file.name.ends_with(&format!("/{name}.toml"))));
    let mut n_files = 0;
    for file in ours {
        let examples = toml::from_str::<WithExamples>(file.text()).unwrap().example;
        assert!(examples.len() > 1, "{} has no example and counter-example", file.path);
        for example in examples {
            check(&ruleset, &example.text, &example.says);
        }
        n_files += 1;
    }
    assert!(n_files >= 11);
}
