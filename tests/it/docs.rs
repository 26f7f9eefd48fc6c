//! The tables of the README that repeat what the program knows are written from what it prints.
//!
//! They stand between `<!-- from the program: NAME -->` and `<!-- end -->`; `SNAPSHOTS=overwrite cargo test docs`
//! rewrites them.

use std::{env, fmt::Write as _, fs, path::Path};

use crate::program::{Desk, Ran};

const END: &str = "\n<!-- end -->";

/// The lines under `heading` of what the program prints, without their indentation.
fn indented_under(printed: &str, heading: &str) -> Vec<String> {
    let from = printed.lines().skip_while(|line| *line != heading).skip(1);
    from.take_while(|line| line.starts_with("  ")).map(|line| line.trim().to_owned()).collect()
}

/// `| a | b |` of lines whose cells are parted by two blanks or more; the first cell is code.
fn table(head: &[&str], lines: &[String]) -> String {
    let mut table = format!("| {} |\n|{}", head.join(" | "), "---|".repeat(head.len()));
    for line in lines {
        let mut cells = line.split("  ").map(str::trim).filter(|cell| !cell.is_empty());
        let first = cells.next().unwrap();
        write!(table, "\n| `{first}` | {} |", cells.collect::<Vec<_>>().join(" | ")).unwrap();
    }
    table
}

/// `text` with its section `name` replaced by `fresh`.
fn with_section(text: &str, name: &str, fresh: &str) -> String {
    let start = format!("<!-- from the program: {name} -->\n");
    let (before, rest) = text.split_once(&start).unwrap_or_else(|| panic!("no section {name}"));
    let (_, after) = rest.split_once(END).unwrap_or_else(|| panic!("section {name} has no end"));
    format!("{before}{start}{fresh}{END}{after}")
}

/// What a command prints on a screen of a hundred columns, run where the samples lie.
fn screen(desk: &Desk, args: &[&str]) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ran = Ran::of(desk.command(args).current_dir(root).env("COLUMNS", "100").output().unwrap());
    assert!(!ran.stdout.is_empty(), "{args:?}: {ran:#?}");
    ran.stdout
}

/// A finding of the samples as it is explained.
fn explained(desk: &Desk) -> String {
    let report = desk.path().join("findings.csv");
    let report = report.to_str().unwrap();
    let check = ["check", "samples/donors", "--report", report, "--format", "lines"];
    let listed = screen(desk, &check);
    let line = listed.lines().find(|line| line.contains("[unit-conflict]")).expect("the samples have one");
    let id = line.split(' ').find(|word| word.starts_with("F-")).unwrap();
    let told = screen(desk, &["explain", id, "--report", report]);
    format!("```text\n$ isnad explain {id} --report findings.csv\n{}\n```", told.trim_end())
}

/// The beginning of the matrix of a story: what the sources differ on, and where they first agree.
fn matrix(desk: &Desk) -> String {
    let told = screen(desk, &["matrix", "samples/donors"]);
    let blocks: Vec<&str> = told.split("\n\n").collect();
    let n_differ = blocks.iter().take_while(|block| block.contains("they differ")).count();
    let begin = blocks[..n_differ].join("\n\n");
    let agree =
        blocks.iter().find(|block| block.contains("origins") && block.contains("they agree")).unwrap();
    format!("```text\n$ isnad matrix samples/donors\n{begin}\n\n{agree}\n\n…\n```")
}

#[test]
fn docs_the_tables_of_the_readme_are_what_the_program_says() {
    let desk = Desk::new(&[]);
    let listed = desk.run(&["rules", "list"]).stdout;
    let mut rules: Vec<String> = listed.lines().map(str::to_owned).collect();
    let gravity = ["error", "warning", "note", "info"];
    rules.sort_by_key(|rule| gravity.iter().position(|severity| rule.contains(&format!("  {severity} "))));
    let codes = indented_under(&desk.run(&["check", "--help"]).stdout, "Exit codes:");
    assert!(rules.len() > 5 && codes.len() == 5, "{rules:?} {codes:?}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let written = fs::read_to_string(&path).unwrap();
    let mut fresh = with_section(&written, "checks", &table(&["rule", "severity", "what it finds"], &rules));
    fresh = with_section(&fresh, "exit codes", &table(&["exit code", "meaning"], &codes));
    fresh = with_section(&fresh, "explain", &explained(&desk));
    fresh = with_section(&fresh, "matrix", &matrix(&desk));
    if env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
        fs::write(&path, &fresh).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap();
    assert!(
        written == fresh,
        "the README is not what the program says; SNAPSHOTS=overwrite rewrites it:\n{fresh}"
    );
}

#[test]
fn docs_every_column_of_the_report_is_told() {
    let desk = Desk::new(&[("a.txt", crate::program::WRONG.as_bytes())]);
    let printed = desk.run(&["check", "a.txt", "--report", "-"]).stdout;
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let told = readme.split("## For reviewers of the CSV").nth(1).expect("the section is there");
    for column in printed.lines().next().unwrap().split(',') {
        let of_b = column.replace("_b", "_a");
        assert!(told.contains(&format!("`{of_b}`")), "the README does not tell the column {column}");
    }
}
