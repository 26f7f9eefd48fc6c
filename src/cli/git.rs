//! git: which lines changed, and what is staged. Asked through the program, which knows every setting
//! of the repository.

use std::{
    io::{self, BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use isnad::{
    gate::changed::Changed,
    ingest::{Input, ReadOptions, Reason, Skipped, parse_article},
};

/// The tree without a file: what the first commit is compared with.
const EMPTY_TREE: &str = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/// The repository that the program runs in.
pub(crate) struct Repository {
    root: PathBuf,
}

impl Repository {
    /// The repository of the current folder.
    ///
    /// # Errors
    /// Where git is missing or there is none.
    pub(crate) fn here() -> Result<Repository, String> {
        let root = text(git(&["rev-parse", "--show-toplevel"])?);
        let root = PathBuf::from(root.trim_end_matches('\n'));
        Ok(Repository { root: std::fs::canonicalize(&root).unwrap_or(root) })
    }

    /// The path of a file from the root of the repository, as git writes it.
    pub(crate) fn path_of(&self, path: &str) -> Option<String> {
        let path = Path::new(path);
        // A staged file may be gone from the folder: then its folder is asked.
        let full = std::fs::canonicalize(path).or_else(|_| {
            let folder =
                path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let name = path.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
            std::fs::canonicalize(folder)
                .or_else(|_| std::path::absolute(folder))
                .map(|folder| folder.join(name))
        });
        let below = full.ok()?.strip_prefix(&self.root).ok()?.display().to_string();
        Some(if std::path::MAIN_SEPARATOR == '\\' { below.replace('\\', "/") } else { below })
    }

    /// The lines that changed since the branch left `since`, or since the last commit; in the index, or
    /// in the folder with files that git does not know yet.
    ///
    /// # Errors
    /// Where git is missing or does not know the revision.
    pub(crate) fn changed(&self, since: Option<&str>, staged: bool) -> Result<Changed, String> {
        let base = match since {
            Some(since) => {
                let commit = format!("{since}^{{commit}}");
                git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]).map_err(|error| {
                    format!("--changed-since {since}: git knows no such revision{}", after(&error))
                })?;
                let base = git(&["merge-base", since, "HEAD"]).map_err(|error| {
                    format!("--changed-since {since}: it has no commit in common with HEAD{}; a whole clone would be right (git fetch --unshallow)", after(&error))
                })?;
                text(base).trim().to_owned()
            }
            None => match git(&["rev-parse", "--verify", "--quiet", "HEAD"]) {
                Ok(head) => text(head).trim().to_owned(),
                Err(_) => EMPTY_TREE.to_owned(),
            },
        };
        let root = self.root.display().to_string();
        let mut args =
            vec!["-C", &root, "diff", "--unified=0", "--no-color", "--no-ext-diff", "--find-renames"];
        args.extend(["--src-prefix=a/", "--dst-prefix=b/"]);
        args.extend(staged.then_some("--cached"));
        args.extend([base.as_str(), "--"]);
        let mut changed = Changed::parse_diff(&text(git(&args)?));
        if !staged {
            let unknown = git(&["-C", &root, "ls-files", "--others", "--exclude-standard", "-z"])?;
            for path in unknown.split(|byte| *byte == 0).filter(|path| !path.is_empty()) {
                changed.add_file(&String::from_utf8_lossy(path));
            }
        }
        Ok(changed)
    }

    /// The articles as they are staged.
    ///
    /// # Errors
    /// Where git is missing or fails.
    pub(crate) fn staged(&self, paths: &[PathBuf], options: ReadOptions<'_>) -> Result<Input, String> {
        let mut entries: Vec<(String, String)> = Vec::new();
        let mut input = Input::default();
        for path in paths {
            let shown = path.display().to_string();
            let listed = git(&["ls-files", "--stage", "-z", "--", &shown])?;
            let before = entries.len();
            for entry in listed.split(|byte| *byte == 0) {
                let Some((name, object)) = staged_entry(&String::from_utf8_lossy(entry)) else { continue };
                if options.is_article(Path::new(&name)) || name == shown.trim_start_matches("./") {
                    entries.push((name, object));
                }
            }
            if entries.len() == before && !path.exists() {
                input.skipped.push(Skipped { path: shown, line: None, reason: Reason::Missing });
            }
        }
        entries.sort();
        entries.dedup();
        let blobs = objects(&entries.iter().map(|(_, object)| object.as_str()).collect::<Vec<_>>())?;
        for ((name, _), bytes) in entries.iter().zip(blobs) {
            match parse_article(name, &bytes) {
                Ok((article, warnings)) => {
                    input.articles.push(article);
                    input.warnings.extend(warnings);
                }
                Err(reason) => input.skipped.push(Skipped { path: name.clone(), line: None, reason }),
            }
        }
        Ok(input)
    }
}

/// The name and the object of `100644 <object> 0\t<name>`; links and what is in conflict are left out.
fn staged_entry(entry: &str) -> Option<(String, String)> {
    let (about, name) = entry.split_once('\t')?;
    let mut about = about.split(' ');
    let (mode, object, stage) = (about.next()?, about.next()?, about.next()?);
    (mode.starts_with("100") && stage == "0").then(|| (name.to_owned(), object.to_owned()))
}

/// The bytes of objects, through one git for all of them.
fn objects(names: &[&str]) -> Result<Vec<Vec<u8>>, String> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let mut child = command(&["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| missing(&error))?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let (Some(mut input), Some(output)) = (input, output) else {
        return Err("git cannot be asked".to_owned());
    };
    let asked: String = names.iter().map(|name| format!("{name}\n")).collect();
    let read = std::thread::scope(|scope| {
        // Asked beside reading: else both would wait once the pipes are full.
        scope.spawn(move || input.write_all(asked.as_bytes()));
        read_objects(&mut BufReader::new(output), names.len())
    });
    let _ = child.wait();
    read.map_err(|error| format!("git gives no staged text: {error}"))
}

fn read_objects(output: &mut impl BufRead, n: usize) -> io::Result<Vec<Vec<u8>>> {
    let broken = || io::Error::from(io::ErrorKind::InvalidData);
    (0..n)
        .map(|_| {
            let mut head = String::new();
            output.read_line(&mut head)?;
            let size =
                head.trim_end().rsplit(' ').next().and_then(|size| size.parse().ok()).ok_or_else(broken)?;
            let mut bytes = vec![0; size];
            output.read_exact(&mut bytes)?;
            output.read_exact(&mut [0])?;
            Ok(bytes)
        })
        .collect()
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new("git");
    command
        .args(["-c", "core.quotePath=false"])
        .args(args)
        .env("GIT_LITERAL_PATHSPECS", "1")
        .stdin(Stdio::null());
    command
}

fn git(args: &[&str]) -> Result<Vec<u8>, String> {
    let output = command(args).output().map_err(|error| missing(&error))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(said.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned())
}

fn missing(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => {
            "git is not installed, or not on the PATH; --changed-since and --staged ask it".to_owned()
        }
        _ => format!("git cannot be run: {error}"),
    }
}

fn after(error: &str) -> String {
    if error.is_empty() { String::new() } else { format!(" ({error})") }
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}
