//! The built program over each story of `samples/`, held byte for byte by `reports/golden/`.
//!
//! `SNAPSHOTS=overwrite cargo test golden` rewrites the reports; the diff is reviewed like code.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// The stories that have nothing to find.
const CLEAN: [&str; 1] = ["airport"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn stories() -> Vec<String> {
    let folders = fs::read_dir(root().join("samples")).unwrap().map(|entry| entry.unwrap());
    let mut stories: Vec<String> = folders
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    stories.sort();
    assert!(stories.len() >= 6, "stories are gone from samples/: {stories:?}");
    stories
}

/// The program on one story, with paths as a person gives them, and the bytes of its report.
fn report(story: &str, args: &[&str]) -> (Output, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join("findings.csv");
    let output = Command::new(env!("CARGO_BIN_EXE_isnad"))
        .current_dir(root())
        .args(["check", &format!("samples/{story}"), "--report"])
        .arg(&path)
        .args(args)
        .output()
        .unwrap();
    let report = fs::read(&path).unwrap_or_else(|error| {
        panic!("{story}: no report: {error}\n{}", String::from_utf8_lossy(&output.stderr))
    });
    (output, report)
}

#[test]
fn golden_reports_of_the_samples_stay_the_same() {
    let overwrite = env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite");
    for story in stories() {
        let (_, report) = report(&story, &["--agreements"]);
        let golden = root().join(format!("reports/golden/{story}.csv"));
        if overwrite {
            fs::create_dir_all(golden.parent().unwrap()).unwrap();
            fs::write(&golden, &report).unwrap();
        }
        let expected = fs::read(&golden).unwrap_or_default();
        assert!(
            report == expected,
            "{story}: the report is not {}; SNAPSHOTS=overwrite rewrites it\n{}",
            golden.display(),
            String::from_utf8_lossy(&report)
        );
    }
}

#[test]
fn golden_stories_have_findings_but_for_the_clean_one() {
    for story in stories() {
        let (output, report) = report(&story, &[]);
        let n_rows = csv::Reader::from_reader(&*report).records().count();
        let expected = if CLEAN.contains(&story.as_str()) { (Some(0), true) } else { (Some(1), false) };
        assert_eq!((output.status.code(), n_rows == 0), expected, "{story}");
    }
}
