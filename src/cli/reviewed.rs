//! What reviewers wrote into reports of earlier runs.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use isnad::{
    decisions::{self, Problem, Reviewed, merge::Kept},
    judge::Finding,
    report::csv::COLUMNS,
    ruleset::Ruleset,
};

/// The largest file of decisions that is read: a hundred thousand findings are a tenth of it.
const BYTES_MAX: u64 = 512 << 20;

/// The log that lies beside the articles.
pub(crate) const LOG: &str = "isnad-decisions.jsonl";

/// Reads a file of decisions.
///
/// # Errors
/// Where it is missing or cannot be understood at all, in words.
pub(crate) fn read(ruleset: &Ruleset, path: &Path) -> Result<Reviewed, String> {
    let told = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let file = fs::File::open(path).map_err(|error| told(&error))?;
    let mut bytes = Vec::new();
    file.take(BYTES_MAX + 1).read_to_end(&mut bytes).map_err(|error| told(&error))?;
    if bytes.len() as u64 > BYTES_MAX {
        return Err(told(&"larger than what is read"));
    }
    decisions::read(ruleset, &path.display().to_string(), &bytes).map_err(|error| told(&error))
}

/// Whether a report of this name holds what reviewers write.
fn is_table(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    matches!(extension.as_deref(), Some("csv" | "tsv" | "txt" | "xlsx"))
}

/// What reviewers wrote: in `decisions`, in the reports that are about to be written anew, and in the
/// log of this folder, the first of them first.
///
/// # Errors
/// Where one of them cannot be understood: then nothing is written over it.
pub(crate) fn read_all(
    ruleset: &Ruleset,
    decisions: &[PathBuf],
    reports: &[PathBuf],
) -> Result<Vec<(String, Reviewed)>, String> {
    let mut files = Vec::new();
    let given = decisions.iter().map(PathBuf::as_path);
    let older = reports.iter().map(PathBuf::as_path).filter(|path| is_table(path) && path.is_file());
    let log = Some(Path::new(LOG)).filter(|log| log.is_file());
    let mut seen: Vec<&Path> = Vec::new();
    for path in given.chain(older).chain(log) {
        if !seen.contains(&path) {
            seen.push(path);
            let reviewed = read(ruleset, path).map_err(|error| {
                let right = "name another file for the report, or move this one away";
                if reports.iter().any(|report| report == path) { format!("{error}; {right}") } else { error }
            })?;
            files.push((path.display().to_string(), reviewed));
        }
    }
    Ok(files)
}

/// What is kept beside the findings of a run, and what is to be told of it.
pub(crate) fn keep(files: &[(String, Reviewed)], findings: &[Finding]) -> (Kept, Vec<Problem>) {
    let (kept, mut problems) = Kept::of(files, findings, &COLUMNS);
    problems.extend(files.iter().flat_map(|(_, reviewed)| reviewed.problems.iter().cloned()));
    problems.sort();
    (kept, problems)
}
