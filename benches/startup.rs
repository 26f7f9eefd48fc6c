//! Start-up, beside a Rust program that does nothing: `cargo bench --bench startup`.
//!
//! The three are started in turn, so that what else the machine does falls on all of them alike.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench prints, and ends where it cannot go on"
)]

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

const N_ROUNDS: usize = 40;
const ARTICLE: &str = "قالت وكالة رويترز إن 45 شخصا لقوا مصرعهم في غرق قارب قبالة الساحل.\n";

fn time(program: &Path, args: &[&str], folder: &Path) -> Duration {
    let start = Instant::now();
    Command::new(program)
        .args(args)
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let (source, empty) = (folder.path().join("empty.rs"), folder.path().join("empty"));
    fs::write(&source, "fn main() {}\n").unwrap();
    fs::write(folder.path().join("a.txt"), ARTICLE).unwrap();
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    assert!(Command::new(rustc).args(["-O", "-o"]).args([&empty, &source]).status().unwrap().success());
    let isnad = Path::new(env!("CARGO_BIN_EXE_isnad"));
    let runs: [(&str, &Path, &[&str]); 3] = [
        ("empty program", &empty, &[]),
        ("isnad --version", isnad, &["--version"]),
        ("isnad check, one short article", isnad, &["check", "a.txt", "--isolated"]),
    ];
    let mut times: [Vec<Duration>; 3] = Default::default();
    for _ in 0..N_ROUNDS {
        for ((_, program, args), times) in runs.iter().zip(&mut times) {
            times.push(time(program, args, folder.path()));
        }
    }
    let medians = times.map(median);
    for ((name, ..), median) in runs.iter().zip(medians) {
        let more = median.saturating_sub(medians[0]);
        println!("{name:32} {median:>8.1?}  {more:>8.1?} more than the empty program");
    }
}
