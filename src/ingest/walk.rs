//! Walking: which files the paths of the command line stand for.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use ignore::{DirEntry, WalkBuilder};

use crate::ingest::{ReadOptions, Reason, Skipped};

/// The extensions that are taken for articles inside folders. A file that is named itself is read
/// whatever it is called.
const EXTENSIONS: [&str; 3] = ["txt", "md", "markdown"];

/// Files and folders that are no articles, in the manner of `.gitignore`.
const IGNORE_FILE: &str = ".isnadignore";

/// Something that is to be read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// What it is called in reports.
    pub(crate) name: String,
    /// Its path; none for standard input.
    pub(crate) path: Option<PathBuf>,
}

/// The extension of a path, if it has one.
pub(crate) fn extension(path: &str) -> Option<&str> {
    Path::new(path).extension()?.to_str()
}

/// The files that `paths` stand for, each once, in order of their names.
pub(crate) fn sources<P: AsRef<Path>>(paths: &[P], options: ReadOptions<'_>) -> (Vec<Source>, Vec<Skipped>) {
    // Keyed by the real file; of several names for it the first in order is kept, so that the
    // order of the arguments is never seen.
    let mut found: BTreeMap<PathBuf, Source> = BTreeMap::new();
    let mut skipped = Vec::new();
    let mut add = |real: PathBuf, source: Source| {
        let known = found
            .entry(real)
            .or_insert_with(|| Source { name: source.name.clone(), path: source.path.clone() });
        if source.name < known.name {
            *known = source;
        }
    };
    for path in paths {
        let path = path.as_ref();
        if path.as_os_str() == "-" {
            add(PathBuf::from("-"), Source { name: "-".to_owned(), path: None });
            continue;
        }
        match fs::metadata(path) {
            Err(error) => skipped.push(skip(path, Reason::of_io(&error))),
            Ok(metadata) if metadata.is_dir() => {
                let listed = list(path, options, &mut skipped);
                for file in listed {
                    add(real(&file), Source { name: name(&file), path: Some(file) });
                }
            }
            Ok(_) => add(real(path), Source { name: name(path), path: Some(path.to_owned()) }),
        }
    }
    let mut sources: Vec<Source> = found.into_values().collect();
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    skipped.sort_by(|a: &Skipped, b| a.path.cmp(&b.path));
    skipped.dedup();
    (sources, skipped)
}

/// The articles below a folder; a folder without any is named in `skipped`.
fn list(folder: &Path, options: ReadOptions<'_>, skipped: &mut Vec<Skipped>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut n_others = 0;
    let mut unreadable = Vec::new();
    for entry in walker(folder, options.all_files).build() {
        match entry {
            Err(error) => unreadable.push(skip_walk(folder, &error)),
            Ok(entry) if !is_file(&entry) => {}
            Ok(entry) if options.is_article(entry.path()) => files.push(entry.into_path()),
            Ok(_) => n_others += 1,
        }
    }
    if files.is_empty() && unreadable.is_empty() {
        let all = walker(folder, true).build().flatten();
        let n_ignored = all.filter(|entry| is_file(entry) && is_article(entry.path())).count();
        unreadable.push(skip(folder, Reason::NoArticles { n_others, n_ignored }));
    }
    skipped.append(&mut unreadable);
    files
}

/// Walks a folder as git sees it, also outside of repositories. What only this machine or this
/// person leaves out is not left out: the same folder gives the same report everywhere.
fn walker(folder: &Path, all_files: bool) -> WalkBuilder {
    let mut builder = WalkBuilder::new(folder);
    builder
        .standard_filters(!all_files)
        .require_git(false)
        .add_custom_ignore_filename(IGNORE_FILE)
        .git_global(false)
        .git_exclude(false)
        .sort_by_file_name(|a, b| a.cmp(b));
    if all_files {
        builder.filter_entry(|entry| entry.file_name() != ".git");
    }
    builder
}

/// Whether the entry is a file, or a link to one. Links to folders are not followed.
fn is_file(entry: &DirEntry) -> bool {
    if entry.path_is_symlink() {
        return fs::metadata(entry.path()).map_or(true, |metadata| metadata.is_file());
    }
    entry.file_type().is_some_and(|file_type| file_type.is_file())
}

/// Whether a file is an article by its name.
pub(super) fn is_article(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}

fn skip(path: &Path, reason: Reason) -> Skipped {
    Skipped { path: name(path), line: None, reason }
}

fn skip_walk(folder: &Path, error: &ignore::Error) -> Skipped {
    let reason = match error.io_error() {
        Some(error) => Reason::of_io(error),
        None => Reason::Unreadable(error.to_string()),
    };
    skip(path_of(error).unwrap_or(folder), reason)
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The path as people write it, with `/` on every system.
fn name(path: &Path) -> String {
    let name = path.display().to_string();
    if std::path::MAIN_SEPARATOR == '\\' { name.replace('\\', "/") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        folder
    }

    fn names(folder: &Path, paths: &[PathBuf]) -> Vec<String> {
        let (sources, _) = sources(paths, ReadOptions::default());
        let below = format!("{}/", folder.display());
        sources.into_iter().map(|source| source.name.replace(&below, "")).collect()
    }

    #[test]
    fn folders_give_articles_in_order_and_leave_out_what_git_does() {
        let folder = folder(&["b.md", "a.txt", "sub/c.TXT", "notes.pdf", "old/d.txt", ".hidden/e.txt"]);
        fs::write(folder.path().join(".gitignore"), "old/\n").unwrap();
        let root = folder.path();
        assert_eq!(names(root, &[root.to_owned()]), ["a.txt", "b.md", "sub/c.TXT"]);
        // What is named itself is read all the same, each file once.
        let paths = [root.join("old/d.txt"), root.join("notes.pdf"), root.to_owned(), root.join("a.txt")];
        assert_eq!(names(root, &paths), ["a.txt", "b.md", "notes.pdf", "old/d.txt", "sub/c.TXT"]);
    }

    #[test]
    fn what_is_not_there_or_holds_no_article_is_named() {
        let folder = folder(&["empty/scan.pdf", "left/a.txt"]);
        fs::write(folder.path().join(".gitignore"), "left/*.txt\n").unwrap();
        let paths = ["empty", "left", "nosuch"].map(|name| folder.path().join(name));
        let (sources, skipped) = sources(&paths, ReadOptions::default());
        assert_eq!(sources, []);
        let reasons: Vec<Reason> = skipped.into_iter().map(|skipped| skipped.reason).collect();
        assert_eq!(
            reasons,
            [
                Reason::NoArticles { n_others: 1, n_ignored: 0 },
                Reason::NoArticles { n_others: 0, n_ignored: 1 },
                Reason::Missing,
            ]
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_to_files_are_read_once_and_a_broken_one_is_named() {
        let folder = folder(&["a.txt"]);
        let root = folder.path();
        std::os::unix::fs::symlink(root.join("a.txt"), root.join("b.txt")).unwrap();
        std::os::unix::fs::symlink(root.join("nosuch"), root.join("c.txt")).unwrap();
        std::os::unix::fs::symlink(root, root.join("loop.txt")).unwrap();
        assert_eq!(names(root, &[root.to_owned()]), ["a.txt", "c.txt"]);
    }
}
