//! The command line.

mod baseline;
mod check;
mod claims;
mod compare;
mod config;
mod decisions;
mod diff;
mod exit;
mod explain;
mod fix;
mod gate;
mod git;
mod licenses;
mod matrix;
mod output;
mod pages;
mod reviewed;
mod rules;
mod setup;

use std::{ffi::OsString, path::PathBuf, process::ExitCode};

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use isnad::{
    config::Config,
    ruleset::{Ruleset, Voice},
};

use crate::cli::{exit::Exit, output::Printer};

const EXAMPLES: &str = "\
Examples:
  isnad check drafts/                               check articles, show what disagrees
  isnad check drafts/ --report findings.csv         … and write it for reviewers
  isnad baseline write drafts/                      from now on only new findings count
  isnad explain figure-conflict --lang ar           what a check means
  isnad claims drafts/quake.md                      what was understood of an article";

/// Who is cited as saying what, and do they agree?
///
/// Checks news articles: lines up the figures, names, dates and quotations that they ascribe to
/// agencies, and reports where the sources disagree.
#[derive(Debug, Parser)]
#[command(name = "isnad", version, about, long_about = None, max_term_width = 100)]
#[command(after_help = format!("{EXAMPLES}\n\n{}", exit::TABLE))]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    global: Global,
}

/// What every command takes.
#[derive(Debug, Args)]
struct Global {
    /// Lay the rules of this folder over the built-in ones
    #[arg(long, value_name = "DIR", global = true, help_heading = "Everywhere")]
    rules: Vec<PathBuf>,
    /// Read this isnad.toml instead of the one above the articles
    #[arg(
        long,
        value_name = "FILE",
        global = true,
        env = "ISNAD_CONFIG",
        hide_env = true,
        help_heading = "Everywhere"
    )]
    config: Option<PathBuf>,
    /// Read no isnad.toml
    #[arg(long, global = true, conflicts_with = "config", help_heading = "Everywhere")]
    isolated: bool,
    /// Language of messages: ar or en; that of the locale unless told
    #[arg(long, value_name = "LANG", global = true, env = "ISNAD_LANG", hide_env = true)]
    #[arg(help_heading = "Everywhere")]
    lang: Option<String>,
    /// Colours: auto, always or never
    #[arg(long, value_name = "WHEN", value_enum, global = true, hide_possible_values = true)]
    #[arg(default_value_t = Color::Auto, hide_default_value = true, help_heading = "Everywhere")]
    color: Color,
    /// Do not keep directions apart with invisible marks
    #[arg(long, global = true, help_heading = "Everywhere")]
    no_bidi_isolates: bool,
    /// Tell on standard error what is done, and when: info, debug or trace
    #[arg(long, value_name = "LEVEL", global = true, env = "ISNAD_LOG", hide_env = true)]
    #[arg(help_heading = "Everywhere")]
    log: Option<tracing::Level>,
}

/// When to write colours. `NO_COLOR` and `CLICOLOR_FORCE` decide for `auto`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check articles, and report where their sources disagree
    Check(check::CheckArgs),
    /// Write or prune the list of findings that are there already
    #[command(subcommand, after_help = baseline::EXAMPLES)]
    Baseline(baseline::BaselineCommand),
    /// Compare two reports: what is new, fixed, kept
    Diff(diff::DiffArgs),
    /// Print what each source says of each thing, and where they agree
    Matrix(matrix::MatrixArgs),
    /// Tell what a check looks for, or how a finding came about
    Explain(explain::ExplainArgs),
    /// List the checks, or run the examples inside the rule files
    #[command(subcommand, after_help = rules::EXAMPLES)]
    Rules(rules::RulesCommand),
    /// Print every claim of every article, with who is cited for it
    Claims(claims::ClaimsArgs),
    /// Say whether two spellings are one name
    Compare(compare::CompareArgs),
    /// Name the data and the crates that are built in, with their licences
    Licenses(licenses::LicensesArgs),
    /// Change spellings to the suggested ones: shows a diff, or writes
    Fix(fix::FixArgs),
    /// Show, merge, record or prune what reviewers decided
    #[command(subcommand)]
    Decisions(decisions::DecisionsCommand),
    /// Write an isnad.toml with comments
    Init(config::InitArgs),
    /// Print what is in force, or the schema of isnad.toml
    #[command(subcommand, after_help = config::EXAMPLES)]
    Config(config::ConfigCommand),
    /// Print completions for a shell
    Completions(pages::CompletionsArgs),
    /// Print the manual page, or write one for each command
    Man(pages::ManArgs),
}

impl Command {
    /// The paths above which `isnad.toml` is looked for; none where the command reads none.
    fn paths(&self) -> Option<&[PathBuf]> {
        match self {
            Command::Check(args) => Some(&args.input.paths),
            Command::Baseline(command) => Some(&command.input().paths),
            Command::Config(config::ConfigCommand::Show(args)) => Some(&args.paths),
            Command::Claims(args) => Some(&args.paths),
            Command::Matrix(args) => Some(&args.input.paths),
            Command::Fix(args) => Some(&args.paths),
            _ => None,
        }
    }
}

/// Runs the program on the arguments of the process.
pub(crate) fn run() -> ExitCode {
    run_on(std::env::args_os())
}

fn run_on(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Where the terminal is gone there is nobody to tell.
            let _ = error.print();
            return if error.use_stderr() { Exit::Failed.into() } else { ExitCode::SUCCESS };
        }
    };
    match cli.global.color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    if let Some(level) = cli.global.log {
        start_log(level);
    }
    // These need no rules.
    let done = match &cli.command {
        Command::Init(args) => Some(config::init(args)),
        Command::Config(config::ConfigCommand::Schema(args)) => Some(config::print_schema(args)),
        Command::Completions(args) => Some(pages::completions(Cli::command(), args)),
        Command::Man(args) => Some(pages::man(Cli::command(), args)),
        _ => None,
    };
    match done {
        Some(Ok(exit)) => exit.into(),
        Some(Err(error)) => output::fail("error", &error),
        None => with_rules(&cli).unwrap_or_else(|error| output::fail("error", &error)),
    }
}

fn start_log(level: tracing::Level) {
    tracing_subscriber::fmt()
        .with_max_level(level)
        .with_writer(std::io::stderr)
        .with_target(false)
        .with_ansi(output::is_watched())
        .with_timer(tracing_subscriber::fmt::time::uptime())
        .init();
}

fn with_rules(cli: &Cli) -> Result<ExitCode, String> {
    let global = &cli.global;
    let config = match cli.command.paths() {
        Some(paths) => setup::config(paths, global.config.as_deref(), global.isolated)?,
        None => Config::default(),
    };
    // The program ends with it: giving back each of its words would only take time.
    let ruleset = Box::leak(Box::new(setup::ruleset(&config, &global.rules)?));
    let (language, _) = setup::language(global.lang.as_deref(), &config);
    let Some(voice) = ruleset.messages.voice(&language, !global.no_bidi_isolates) else {
        let known: Vec<&str> = ruleset.messages.languages().collect();
        let known = known.join(", ");
        return Err(format!("there are no messages in \"{language}\"; one of {known} would be right"));
    };
    Ok(dispatch(cli, ruleset, &config, &voice))
}

fn dispatch(cli: &Cli, ruleset: &Ruleset, config: &Config, voice: &Voice<'_>) -> ExitCode {
    let printer = Printer::new(*voice);
    match &cli.command {
        Command::Check(args) => check::run(ruleset, config, &printer, args),
        Command::Baseline(command) => baseline::run(ruleset, config, &printer, command).into(),
        Command::Diff(args) => diff::run(&printer, args)
            .unwrap_or_else(|error| {
                printer.error(&error);
                Exit::Failed
            })
            .into(),
        Command::Matrix(args) => matrix::run(ruleset, config, &printer, args).unwrap_or_else(|error| {
            printer.error(&error);
            Exit::Failed.into()
        }),
        Command::Explain(args) => explain::run(ruleset, &printer, args),
        Command::Rules(command) => rules::run(ruleset, &printer, command, &cli.global.rules),
        Command::Claims(args) => claims::run(ruleset, &printer, args),
        Command::Compare(args) => compare::run(ruleset, &printer, args),
        Command::Licenses(args) => licenses::run(&printer, args),
        Command::Fix(args) => fix::run(ruleset, config, &printer, args),
        Command::Decisions(command) => decisions::run(ruleset, &printer, command),
        Command::Config(_) => config::show(config, &printer, cli.global.lang.as_deref()).into(),
        // Done before there were rules.
        Command::Init(_) | Command::Completions(_) | Command::Man(_) => Exit::Clean.into(),
    }
}
