//! What reviewers wrote into reports of earlier runs.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use isnad::{
    decisions::{self, Problem, Reviewed, merge::Kept},
    judge::Finding,
    report::{Report, SetAside, Witness, csv::COLUMNS},
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

/// What reviewers wrote: in `decisions`, in the reports of reviewers that are about to be written anew, and in the
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
    let older = reports.iter().map(PathBuf::as_path).filter(|path| path.is_file());
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

/// Sets the findings aside that a reviewer rejected, and gives how many there are.
pub(crate) fn set_aside(files: &[(String, Reviewed)], report: &mut Report) -> usize {
    let (kept, _) = keep(files, []);
    let mut n_rejected = 0;
    for idx in 0..report.findings.len() {
        let Some(finding) = report.findings.get(idx) else { continue };
        let decision = kept.decisions.of(finding).filter(|_| kept.decisions.rejects(finding));
        if let Some(reason) = decision.map(|decision| decision.note.clone())
            && report.status(idx).is_open()
        {
            let holds = |(_, file): &&(String, Reviewed)| file.rows.contains_key(&finding.id);
            let place = files.iter().find(holds).map(|(path, _)| path.clone()).unwrap_or_default();
            report.set_aside(idx, SetAside { by: Witness::Reviewer, reason, place });
            n_rejected += 1;
        }
    }
    n_rejected
}

/// What is kept beside the findings of a run, and what is to be told of it.
pub(crate) fn keep<'f>(
    files: &[(String, Reviewed)],
    findings: impl IntoIterator<Item = &'f Finding>,
) -> (Kept, Vec<Problem>) {
    let (kept, mut problems) = Kept::of(files, findings, &COLUMNS);
    problems.extend(files.iter().flat_map(|(_, reviewed)| reviewed.problems.iter().cloned()));
    problems.sort();
    (kept, problems)
}
