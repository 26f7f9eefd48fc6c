//! From paths to a report that is gated: reading, checking, and what was said of the findings.

use std::{
    io::Read,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    time::Duration,
};

use clap::Args;
use isnad::{
    Examined, Options,
    config::{ArticleFields, Config, thousandths},
    examine,
    gate::{Notice, Report, apply_levels, baseline::Baseline, changed::only_changed, suppress},
    ingest::{Input, ReadOptions, read_paths},
    ruleset::Ruleset,
};
use tracing::{info, trace};

use crate::cli::{git::Repository, output, setup};

/// What is checked.
#[derive(Debug, Clone, Args)]
pub(crate) struct InputArgs {
    /// Files and folders; - is standard input
    #[arg(value_name = "PATH", required_unless_present = "file_list")]
    pub(crate) paths: Vec<PathBuf>,
    /// Read paths from it, one a line or NUL between; - is standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) file_list: Option<PathBuf>,
    /// Threads; as many as the machine has, unless told
    #[arg(short = 'j', long = "jobs", value_name = "N", env = "ISNAD_JOBS", hide_env = true)]
    #[arg(value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
}

/// Which findings count.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct GateArgs {
    /// Leave out findings that are less sure, from 0 to 1
    #[arg(long, value_name = "P", value_parser = confidence, env = "ISNAD_MIN_CONFIDENCE", hide_env = true)]
    pub(crate) min_confidence: Option<u16>,
    /// Count only findings that are not in this file
    #[arg(long, value_name = "FILE", env = "ISNAD_BASELINE", hide_env = true)]
    pub(crate) baseline: Option<PathBuf>,
    /// Only findings with a side on a line changed since the branch left REF
    #[arg(long, value_name = "REF")]
    pub(crate) changed_since: Option<String>,
    /// Check what is staged in git; only findings on staged lines
    #[arg(long)]
    pub(crate) staged: bool,
    /// Report where two sources agree, too
    #[arg(long)]
    pub(crate) agreements: bool,
}

fn confidence(given: &str) -> Result<u16, String> {
    match given.parse::<f64>() {
        Ok(value) if (0.0..=1.0).contains(&value) => Ok(thousandths(value)),
        _ => Err("a number from 0 to 1 would be right, such as 0.8".to_owned()),
    }
}

impl InputArgs {
    /// The paths of the arguments and of the list.
    ///
    /// # Errors
    /// Where the list cannot be read.
    pub(crate) fn all_paths(&self) -> Result<Vec<PathBuf>, String> {
        let mut paths = self.paths.clone();
        let Some(list) = &self.file_list else { return Ok(paths) };
        let mut bytes = Vec::new();
        let read = match list.as_os_str() == "-" {
            true => std::io::stdin().read_to_end(&mut bytes).map(|_| ()),
            false => std::fs::read(list).map(|read| bytes = read),
        };
        read.map_err(|error| format!("--file-list {}: it cannot be read: {error}", list.display()))?;
        let separator = if bytes.contains(&0) { 0 } else { b'\n' };
        let names =
            bytes.split(|byte| *byte == separator).map(|name| name.strip_suffix(b"\r").unwrap_or(name));
        paths.extend(names.filter(|name| !name.is_empty()).map(path_of));
        Ok(paths)
    }

    /// The threads to work on.
    ///
    /// # Errors
    /// Where the system gives none.
    pub(crate) fn pool(&self) -> Result<rayon::ThreadPool, String> {
        let mut pool = rayon::ThreadPoolBuilder::new();
        if let Some(jobs) = self.jobs {
            pool = pool.num_threads(usize::from(jobs));
        }
        pool.build().map_err(|error| error.to_string())
    }
}

#[cfg(unix)]
fn path_of(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(name))
}

#[cfg(not(unix))]
fn path_of(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}

/// A run: what was read, and what came of it.
pub(crate) struct Gated {
    /// What was read.
    pub(crate) input: Input,
    /// The report.
    pub(crate) report: Report,
    /// What was read and compared besides.
    pub(crate) examined: Examined,
    /// What is doubtful about the setting of the run.
    pub(crate) notices: Vec<Notice>,
    /// How many findings were less sure than `--min-confidence` asks for.
    pub(crate) n_less_sure: usize,
    /// How many findings the baseline set aside.
    pub(crate) n_baseline: usize,
    /// How many findings stand on lines that did not change.
    pub(crate) n_unchanged: usize,
}

/// Reads and checks.
///
/// # Errors
/// Where git or the baseline cannot be read.
pub(crate) fn run(
    ruleset: &Ruleset,
    config: &Config,
    paths: &[PathBuf],
    args: &GateArgs,
    baseline: Option<PathBuf>,
) -> Result<Gated, String> {
    let repository = match args.staged || args.changed_since.is_some() {
        true => Some(
            Repository::here().map_err(|error| format!("--changed-since and --staged need git: {error}"))?,
        ),
        false => None,
    };
    let baseline = baseline.map(|path| Ok::<_, String>((read_baseline(&path)?, path))).transpose()?;
    let options = ReadOptions { all_files: false, select: Some(&config.select) };
    let mut input = match &repository {
        Some(repository) if args.staged => repository.staged(paths, options)?,
        _ => read_paths(paths, options),
    };
    info!(articles = input.articles.len(), skipped = input.skipped.len(), "files read");
    for article in &mut input.articles {
        let fields = ArticleFields {
            publisher: &mut article.publisher,
            country: &mut article.country,
            language: &mut article.language,
        };
        config.fill(&article.path, fields);
    }
    let agreements = args.agreements || config.agreements.as_ref().is_some_and(|setting| setting.value);
    let mut examined = with_progress(ruleset, &input, agreements);
    let mut report = std::mem::take(&mut examined.report);
    if agreements {
        report.findings.extend(examined.agreements.iter().cloned());
    }
    apply_levels(config, &mut report, &input.articles);
    let n_all = report.findings.len();
    if let Some(min) = args.min_confidence {
        report.retain(|finding| finding.confidence.0 >= min);
    }
    let n_less_sure = n_all - report.findings.len();
    let mut notices = suppress(ruleset, config, &input.articles, &mut report, setup::today());
    let mut n_baseline = 0;
    if let Some((baseline, path)) = &baseline {
        let applied = baseline.apply(&mut report, &path.display().to_string(), setup::today());
        n_baseline = applied.n_set_aside;
        notices.extend(applied.notices);
    }
    let mut n_unchanged = 0;
    if let Some(repository) = &repository {
        let changed = repository.changed(args.changed_since.as_deref(), args.staged)?;
        let before = report.open().count();
        only_changed(&mut report, &input.articles, &changed, |path| repository.path_of(path));
        n_unchanged = before - report.open().count();
    }
    info!(findings = report.findings.len(), open = report.open().count(), "gated");
    for finding in &report.findings {
        let confidence = finding.confidence.two_decimals();
        trace!(id = finding.id, rule = finding.rule, confidence, event = finding.event, "finding");
    }
    notices.sort();
    Ok(Gated { input, report, examined, notices, n_less_sure, n_baseline, n_unchanged })
}

/// Reads a baseline.
///
/// # Errors
/// Where it is missing or wrong.
pub(crate) fn read_baseline(path: &Path) -> Result<Baseline, String> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| {
        format!("{shown}: the baseline cannot be read: {error}; `isnad baseline write` writes one")
    })?;
    Baseline::parse(&shown, &text).map_err(|error| error.to_string())
}

/// Checks, with a bar on standard error once people have waited for a second.
fn with_progress(ruleset: &Ruleset, input: &Input, agreements: bool) -> Examined {
    let n_read = AtomicUsize::new(0);
    let options = Options { agreements, n_read: Some(&n_read) };
    if !output::is_watched() {
        return examine(ruleset, &input.articles, &options);
    }
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let step = Duration::from_millis(50);
            let mut n_steps = 0;
            let mut bar = None;
            while !done.load(Ordering::Relaxed) {
                std::thread::sleep(step);
                n_steps += 1;
                if n_steps >= 20 {
                    let n_articles = input.articles.len() as u64;
                    let bar = bar.get_or_insert_with(|| indicatif::ProgressBar::new(n_articles));
                    bar.set_position(n_read.load(Ordering::Relaxed) as u64);
                }
            }
            if let Some(bar) = bar {
                bar.finish_and_clear();
            }
        });
        let examined = examine(ruleset, &input.articles, &options);
        done.store(true, Ordering::Relaxed);
        examined
    })
}
