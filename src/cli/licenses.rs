//! `isnad licenses`: what of others is built into the program, and under which licence.

use std::{collections::BTreeMap, process::ExitCode};

use clap::Args;

use crate::cli::{
    exit::Exit,
    output::{self, Printer},
};

/// The table of third-party data, for people and for this command.
const DATA: &str = include_str!("../../LICENSES/README.md");
/// A crate a line, with its version and licence; `cargo xtask licenses` writes it.
const CRATES: &str = include_str!("../../LICENSES/crates.txt");
/// Licences that ask for their text to go along.
const TEXTS: [(&str, &str); 5] = [
    ("SCOWL", include_str!("../../LICENSES/SCOWL.txt")),
    ("Faker", include_str!("../../LICENSES/Faker.txt")),
    ("Unicode-3.0", include_str!("../../LICENSES/Unicode-3.0.txt")),
    ("MIT", include_str!("../../LICENSE-MIT")),
    ("Apache-2.0", include_str!("../../LICENSE-APACHE")),
];

const EXAMPLES: &str = "\
Examples:
  isnad licenses                               what is built in, by licence
  isnad licenses --texts > LICENSES.txt        … with the texts";

/// The arguments of `isnad licenses`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct LicensesArgs {
    /// Print the texts of the licences too
    #[arg(long)]
    texts: bool,
}

/// Runs `isnad licenses`.
pub(crate) fn run(printer: &Printer<'_>, args: &LicensesArgs) -> ExitCode {
    let voice = printer.screen_voice();
    let printed = output::print(|out| {
        writeln!(out, "isnad {}: {}\n", env!("CARGO_PKG_VERSION"), env!("CARGO_PKG_LICENSE"))?;
        writeln!(out, "{}", voice.tell("licenses-data", &[]))?;
        for (files, source, license) in data() {
            writeln!(out, "  {files}\n      {source}\n      {license}")?;
        }
        writeln!(out, "\n{}", voice.tell("licenses-crates", &[]))?;
        for (license, crates) in crates() {
            writeln!(out, "  {license}\n      {}", crates.join(", "))?;
        }
        if args.texts {
            for (name, text) in TEXTS {
                writeln!(out, "\n---- {name} ----\n\n{}", text.trim_end())?;
            }
        }
        Ok(())
    });
    match printed {
        Ok(()) => Exit::Clean.into(),
        Err(error) => output::fail("error", &error),
    }
}

/// The rows of the table of data: files, what they were made from, the licence.
fn data() -> Vec<(String, String, String)> {
    let rows = DATA.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let rows = rows.filter(|row| !row.starts_with("file |"));
    rows.filter_map(|row| {
        let mut cells = row.split(" | ").map(plain);
        Some((cells.next()?, cells.next()?, cells.next()?))
    })
    .collect()
}

/// Markdown without code marks and with the targets of links left out.
fn plain(cell: &str) -> String {
    let mut text = String::new();
    let mut rest = cell;
    while let Some((before, after)) = rest.split_once("](") {
        text.push_str(before);
        rest = after.split_once(')').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text.replace(['`', '['], "")
}

/// The crates under each licence.
fn crates() -> BTreeMap<&'static str, Vec<String>> {
    let mut by_license: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for line in CRATES.lines() {
        let mut cells = line.split('\t');
        if let (Some(name), Some(version), Some(license)) = (cells.next(), cells.next(), cells.next()) {
            by_license.entry(license).or_default().push(format!("{name} {version}"));
        }
    }
    by_license
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_list_is_named() {
        let named: Vec<String> = data().into_iter().map(|(files, ..)| files).collect();
        for list in [
            "rules/ar/words.fst",
            "rules/ar/inflected.fst",
            "rules/en/names.fst",
            "rules/world/latin-names.fst",
        ] {
            assert!(named.iter().any(|files| files.contains(list)), "{list}");
        }
        assert_eq!(plain("[GeoNames](https://www.geonames.org) in `x.fst`"), "GeoNames in x.fst");
        assert!(crates().values().flatten().any(|name| name.starts_with("serde ")));
    }
}
