//! The commands of the README are run as they stand there.

use std::{fs, path::Path, process::Command};

use crate::program::{Desk, Ran};

/// The lines of the blocks of shell commands that begin with the program, without their comments.
fn commands(readme: &str) -> Vec<String> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in readme.lines() {
        if let Some(kind) = line.trim().strip_prefix("```") {
            inside = !inside && matches!(kind, "sh" | "console");
        } else if inside && line.trim_start_matches("$ ").starts_with("isnad ") {
            let command = line.trim_start_matches("$ ");
            found.push(command.split("  #").next().unwrap_or(command).trim().to_owned());
        }
    }
    found
}

#[cfg(unix)]
#[test]
fn readme_commands_run_as_they_stand_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let commands = commands(&fs::read_to_string(root.join("README.md")).unwrap());
    assert!(commands.len() >= 4, "{commands:?}");
    let sample = |name: &str| fs::read(root.join("samples").join(name)).unwrap();
    let desk = Desk::new(&[
        ("drafts/quake.txt", &sample("quake/01-afaq.txt")),
        ("drafts/quake-2.txt", &sample("quake/02-diwan.txt")),
    ]);
    let folder = Path::new(env!("CARGO_BIN_EXE_isnad")).parent().unwrap().display();
    let path = format!("{folder}:{}", std::env::var("PATH").unwrap());
    let git = |args: &str| {
        let script = format!("git -c user.name=x -c user.email=x@x {args}");
        assert!(
            Command::new("sh").args(["-c", &script]).current_dir(desk.path()).status().unwrap().success()
        );
    };
    git("init -q -b main");
    git("add -A");
    git("commit -q -m x");
    git("update-ref refs/remotes/origin/main HEAD");
    // What two reviewers are sent.
    desk.run(&["check", "drafts", "--report", "mona.csv", "--report", "ali.xlsx"]).ends(1, "");
    for command in commands {
        let mut shell = Command::new("sh");
        shell.args(["-c", &command]).current_dir(desk.path()).env("PATH", &path).env("LC_ALL", "C.UTF-8");
        let ran = Ran::of(shell.stdin(std::process::Stdio::null()).output().unwrap());
        // Findings are what these are for; wrong usage is not, nor is input that is not there.
        assert!(matches!(ran.code, 0 | 1), "{command}: {ran:#?}");
    }
}
