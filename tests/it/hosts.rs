//! The files for hosts and hooks, run as the hosts would run them.

use std::{fs, path::Path, process::Command};

use crate::program::{Desk, RIGHT, Ran, WRONG};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn file(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

/// The program by its name, as a shell finds it.
fn path_with_program() -> String {
    let folder = Path::new(env!("CARGO_BIN_EXE_isnad")).parent().unwrap().display();
    format!("{folder}:{}", std::env::var("PATH").unwrap())
}

fn shell(desk: &Desk, script: &[&str], settings: &[(&str, &str)]) -> Ran {
    let mut command = Command::new("bash");
    command.args(script).current_dir(desk.path()).env("PATH", path_with_program()).env("LC_ALL", "C.UTF-8");
    Ran::of(command.envs(settings.iter().copied()).output().unwrap())
}

#[cfg(unix)]
#[test]
fn hosts_the_action_annotates_summarizes_and_ends_as_the_program_does() {
    let desk = Desk::new(&[("a/wrong.txt", WRONG.as_bytes()), ("b/right.txt", RIGHT.as_bytes())]);
    let script = root().join(".ci/action.sh");
    let script = [script.to_str().unwrap()];
    let settings =
        [("INPUT_PATHS", "a b"), ("INPUT_SARIF", "isnad.sarif"), ("GITHUB_STEP_SUMMARY", "summary.md")];
    desk.write("summary.md", b"before\n");
    let ran = shell(&desk, &script, &settings);
    assert!(ran.code == 1 && ran.stdout.starts_with("::warning file=a/wrong.txt,line=1,"), "{ran:?}");
    let summary = String::from_utf8(desk.read("summary.md")).unwrap();
    assert!(summary.starts_with("before\n## isnad\n") && summary.contains("weekday-mismatch"), "{summary}");
    assert!(desk.read("isnad.sarif").starts_with(b"{\"$schema\""));
    let settings = [("INPUT_PATHS", "a"), ("INPUT_FAIL_ON", "error"), ("INPUT_ARGS", "--statistics --quiet")];
    assert_eq!(shell(&desk, &script, &settings).code, 0);
    assert_eq!(shell(&desk, &script, &[("INPUT_PATHS", "nosuch")]).code, 4);
    // What the action declares is what the script reads.
    let (action, script) = (file("action.yml"), file(".ci/action.sh"));
    for line in action.lines().filter_map(|line| line.trim().strip_prefix("INPUT_")) {
        let (name, value) = line.split_once(": ").unwrap();
        assert!(script.contains(&format!("INPUT_{name}")), "{name}");
        let input = value.trim_start_matches("${{ inputs.").trim_end_matches(" }}");
        assert!(action.contains(&format!("\n  {input}:\n")), "{input}");
    }
}

/// The value of `key:` in YAML that has it on one line.
fn value(yaml: &str, key: &str) -> String {
    let line =
        yaml.lines().find_map(|line| line.trim().trim_start_matches("- ").strip_prefix(&format!("{key}: ")));
    line.unwrap_or_else(|| panic!("no {key}")).to_owned()
}

#[cfg(unix)]
#[test]
fn hosts_the_hook_checks_what_is_staged() {
    let hook = file(".pre-commit-hooks.yaml");
    let command = format!("{} {}", value(&hook, "entry"), value(&hook, "args").trim_matches(['[', ']']));
    assert_eq!(
        (value(&hook, "pass_filenames"), command.as_str()),
        ("false".to_owned(), "isnad check --staged .")
    );
    let desk = Desk::new(&[("a.txt", RIGHT.as_bytes())]);
    let git = |args: &str| {
        let ran = shell(&desk, &["-c", &format!("git -c user.name=x -c user.email=x@x {args}")], &[]);
        assert_eq!(ran.code, 0, "{ran:?}");
    };
    git("init -q");
    git("add -A");
    shell(&desk, &["-c", &command], &[]).ends(0, "in 1 article");
    desk.write("b.txt", WRONG.as_bytes());
    shell(&desk, &["-c", &command], &[]).ends(0, "in 1 article");
    git("add -A");
    shell(&desk, &["-c", &command], &[]).ends(1, "1 warning in 2 articles");
}

#[cfg(unix)]
#[test]
fn hosts_the_example_for_gitlab_writes_both_reports() {
    let example = file("examples/gitlab-ci.yml");
    let command = example.lines().find_map(|line| line.trim().strip_prefix("- isnad ")).unwrap();
    let desk = Desk::new(&[("wrong.txt", WRONG.as_bytes())]);
    shell(&desk, &["-c", &format!("isnad {command}")], &[]).ends(1, "1 warning");
    for (key, start) in [("codequality", "["), ("junit", "<?xml")] {
        let report = String::from_utf8(desk.read(&value(&example, key))).unwrap();
        assert!(report.starts_with(start), "{key}: {report}");
    }
}

#[test]
fn hosts_a_hundred_thousand_names_come_through_a_list() {
    let desk = Desk::new(&[("wrong.txt", WRONG.as_bytes()), ("right.txt", RIGHT.as_bytes())]);
    let names: String = (0..50_000).map(|_| "wrong.txt\n./right.txt\n").collect();
    desk.write("list", names.as_bytes());
    desk.run(&["check", "--file-list", "list"]).ends(1, "1 warning in 2 articles");
}
