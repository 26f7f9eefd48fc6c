//! The arrows of the map: a folder of `src/` names only folders that stand before it.

use std::{fs, path::Path};

/// The order in which data passes through them, as `ARCHITECTURE.md` tells it.
const FOLDERS: [&str; 12] = [
    "base",
    "ruleset",
    "config",
    "ingest",
    "text",
    "attribution",
    "extract",
    "event",
    "align",
    "judge",
    "gate",
    "report",
];

#[test]
fn architecture_arrows_point_one_way() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for (nth, folder) in FOLDERS.iter().enumerate() {
        for (path, source) in sources(&src.join(folder)) {
            let later =
                |named: &&str| FOLDERS.iter().position(|other| other == named).is_some_and(|at| at > nth);
            for named in named_in(&source).into_iter().filter(later) {
                wrong.push(format!("{path}: {folder} names {named}, which stands after it"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn architecture_program_names_only_the_public_api() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (path, source) in sources(&src.join("cli")) {
        let inside: Vec<&str> = named_in(&source).into_iter().filter(|name| FOLDERS.contains(name)).collect();
        assert!(inside.is_empty(), "{path}: {inside:?} are reached as isnad::, not crate::");
    }
}

#[test]
fn named_in_reads_paths_and_trees() {
    let source = "use crate::{\n    align::{Alignment, align},\n    base::Span,\n};\nlet x = crate::judge::judge();\n\
                  // crate::report\n#[cfg(test)]\nmod tests { use crate::text; }\n";
    assert_eq!(named_in(source), ["align", "base", "judge"]);
}

/// The Rust files under a folder, with their paths.
fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found
}

/// The first names after `crate::`, also in a tree of braces; comments and unit tests do not count.
fn named_in(source: &str) -> Vec<&str> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut named = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let line = &code[code[..at].rfind('\n').map_or(0, |end| end + 1)..at];
        if line.contains("//") {
            continue;
        }
        let path = &code[at + "crate::".len()..];
        match path.strip_prefix('{') {
            Some(tree) => named.extend(first_names(tree)),
            None => named.push(name_at(path)),
        }
    }
    named
}

fn name_at(path: &str) -> &str {
    path.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

fn first_names(tree: &str) -> Vec<&str> {
    let (mut depth, mut fresh, mut names) = (0_usize, true, Vec::new());
    for (at, c) in tree.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if c.is_alphabetic() && depth == 0 && fresh => {
                names.push(name_at(&tree[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    names
}
