//! `isnad baseline`: the findings that are there already.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use isnad::{
    config::Config,
    gate::baseline::{Baseline, Entry},
    report::write,
    ruleset::Ruleset,
};

use crate::cli::{
    exit::Exit,
    gate::{self, GateArgs, InputArgs},
    output::Printer,
};

/// The file where nothing else is said.
const FILE: &str = "isnad-baseline.toml";

/// Examples of both commands, and how they end.
pub(crate) const EXAMPLES: &str = "\
Examples:
  isnad baseline write drafts/                 enter all that is found now
  isnad check drafts/ --baseline isnad-baseline.toml   only new findings count
  isnad baseline write drafts/ --add           enter what is new since, and name it
  isnad baseline prune drafts/                 drop what no longer occurs

Exit codes:
  0  the file is right
  1  there are new findings, which were not entered: see --add
  2  wrong usage, configuration or rules, or the file cannot be written
  3  some input could not be read: nothing was written
  4  nothing was checked: nothing was written";

/// The commands below `isnad baseline`.
#[derive(Debug, Subcommand)]
pub(crate) enum BaselineCommand {
    /// Enter the findings of these articles
    Write(WriteArgs),
    /// Drop the entries that no longer occur in these articles
    Prune(BaselineArgs),
}

/// The arguments of `isnad baseline write`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct WriteArgs {
    #[command(flatten)]
    baseline: BaselineArgs,
    /// Enter new findings into a file that is there already
    #[arg(long)]
    add: bool,
}

/// The arguments of both.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct BaselineArgs {
    #[command(flatten)]
    input: InputArgs,
    /// The file
    #[arg(long, value_name = "FILE", env = "ISNAD_BASELINE", hide_env = true)]
    baseline: Option<PathBuf>,
}

impl BaselineCommand {
    /// The arguments of both.
    pub(crate) fn input(&self) -> &InputArgs {
        match self {
            BaselineCommand::Write(args) => &args.baseline.input,
            BaselineCommand::Prune(args) => &args.input,
        }
    }
}

/// Runs `isnad baseline`.
pub(crate) fn run(
    ruleset: &Ruleset,
    config: &Config,
    printer: &Printer<'_>,
    command: &BaselineCommand,
) -> Exit {
    let (args, add, prunes) = match command {
        BaselineCommand::Write(args) => (&args.baseline, args.add, false),
        BaselineCommand::Prune(args) => (args, false, true),
    };
    let configured = config.baseline.as_ref().map(|setting| setting.value.clone());
    let path = args.baseline.clone().or(configured).unwrap_or_else(|| PathBuf::from(FILE));
    let ran = args.input.pool().and_then(|pool| {
        let paths = args.input.all_paths()?;
        let entering = Entering { ruleset, config, printer, path: &path, add, prunes };
        pool.install(|| enter(&entering, &paths))
    });
    ran.unwrap_or_else(|error| {
        printer.error(&error);
        Exit::Failed
    })
}

/// What is entered where.
struct Entering<'e> {
    ruleset: &'e Ruleset,
    config: &'e Config,
    printer: &'e Printer<'e>,
    path: &'e Path,
    /// Whether new findings are entered into a file that is there.
    add: bool,
    /// Whether what no longer occurs is dropped.
    prunes: bool,
}

fn enter(entering: &Entering<'_>, paths: &[PathBuf]) -> Result<Exit, String> {
    let &Entering { ruleset, config, printer, path, add, prunes } = entering;
    // What the baseline holds is found anew: it is not laid over itself.
    let gated = gate::run(ruleset, config, paths, &GateArgs::default(), None)?;
    printer.unread(&gated.input.skipped, &[]);
    if gated.input.articles.is_empty() {
        return Ok(Exit::NothingChecked);
    }
    if !gated.input.skipped.is_empty() {
        return Ok(Exit::SomeUnread);
    }
    let is_there = path.exists();
    if prunes && !is_there {
        gate::read_baseline(path)?;
    }
    let mut baseline = if is_there { gate::read_baseline(path)? } else { Baseline::default() };
    let before = baseline.clone();
    let entered = baseline.enter(gated.report.open());
    if !entered.new.is_empty() && is_there {
        name(printer, if add { "baseline-added" } else { "baseline-new" }, &entered.new);
        if !add {
            if !prunes {
                return Ok(Exit::Findings);
            }
            baseline = before;
        }
    }
    name(printer, if prunes { "baseline-pruned" } else { "baseline-not-there" }, &entered.gone);
    if prunes {
        baseline.prune(&entered.gone);
    }
    let text = baseline.to_toml();
    write::write_whole(path, |out| out.write_all(text.as_bytes())).map_err(|error| error.to_string())?;
    let voice = printer.screen_voice();
    let findings = voice.count("findings", baseline.n_findings());
    printer.line(
        &voice.tell("baseline-written", &[("path", &path.display().to_string()), ("findings", &findings)]),
    );
    Ok(Exit::Clean)
}

fn name(printer: &Printer<'_>, key: &str, entries: &[Entry]) {
    let voice = printer.screen_voice();
    for entry in entries {
        let arguments = [("id", entry.id.as_str()), ("rule", &entry.rule), ("what", &entry.what)];
        printer.line(&voice.tell(key, &arguments));
    }
}
