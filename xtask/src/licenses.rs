//! `cargo xtask licenses`: the crates that are built into the program, with their licences.

use std::{collections::BTreeSet, fs, process::Command};

use serde::Deserialize;

use crate::Result;

const LIST: &str = "LICENSES/crates.txt";

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

/// Writes the list: a crate a line, its version and its licence, parted by tabs.
pub(crate) fn write() -> Result<()> {
    let tree = [
        "tree",
        "--package",
        "isnad",
        "--edges",
        "normal",
        "--prefix",
        "none",
        "--format",
        "{p}",
        "--locked",
    ];
    let built_in: BTreeSet<(String, String)> = stdout(&tree)?
        .lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            Some((words.next()?.to_owned(), words.next()?.trim_start_matches('v').to_owned()))
        })
        .collect();
    let metadata: Metadata =
        serde_json::from_str(&stdout(&["metadata", "--format-version", "1", "--locked"])?)?;
    let mut lines: Vec<String> = metadata
        .packages
        .into_iter()
        .filter(|package| package.name != "isnad")
        .filter(|package| built_in.contains(&(package.name.clone(), package.version.clone())))
        .map(|package| {
            let license = package.license.unwrap_or_else(|| "see the crate".to_owned());
            format!("{}\t{}\t{license}\n", package.name, package.version)
        })
        .collect();
    lines.sort();
    fs::write(LIST, lines.concat())?;
    println!("{}: {} crates", LIST, lines.len());
    Ok(())
}

fn stdout(args: &[&str]) -> Result<String> {
    let output = Command::new(env!("CARGO")).args(args).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(String::from_utf8(output.stdout)?)
}
