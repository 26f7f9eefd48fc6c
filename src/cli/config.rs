//! `isnad init` and `isnad config`: what is checked here, and how.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand, ValueEnum};
use isnad::{
    config::{Config, Level, Setting, TEMPLATE, schema},
    report::{line_schema, report_schema},
};

use crate::cli::{
    exit::Exit,
    output::{self, Printer},
    setup,
};

const INIT_EXAMPLES: &str = "\
Examples:
  isnad init              write isnad.toml here
  isnad init newsroom/    … or there
  isnad config show       what is in force

Exit codes:
  0  the file was written
  2  there is one already, or it cannot be written";

/// Examples of both commands.
pub(crate) const EXAMPLES: &str = "\
Examples:
  isnad config show drafts/
  isnad config schema > isnad.schema.json";

const SHOW_EXAMPLES: &str = "\
Examples:
  isnad config show
  isnad config show drafts/wires/";

const SCHEMA_EXAMPLES: &str = "\
Examples:
  isnad config schema > isnad.schema.json
  isnad config schema report               of --format json";

/// The arguments of `isnad init`.
#[derive(Debug, Args)]
#[command(after_help = INIT_EXAMPLES)]
pub(crate) struct InitArgs {
    /// The folder
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

/// The commands below `isnad config`.
#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Print what is in force, and what set it
    #[command(after_help = SHOW_EXAMPLES)]
    Show(ShowArgs),
    /// Print the JSON Schema of isnad.toml, or of a report
    #[command(after_help = SCHEMA_EXAMPLES)]
    Schema(SchemaArgs),
}

/// The arguments of `isnad config show`.
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// Files and folders that would be checked
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
}

/// The arguments of `isnad config schema`.
#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// Of what: config, report or report-line
    #[arg(value_name = "OF", value_enum, default_value_t = Of::Config, hide_possible_values = true)]
    of: Of,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Of {
    Config,
    Report,
    ReportLine,
}

/// Runs `isnad init`.
pub(crate) fn init(args: &InitArgs) -> Result<Exit, String> {
    let path = args.folder.join(setup::CONFIG_NAME);
    let shown = path.display();
    let mut file = std::fs::File::options().write(true).create_new(true).open(&path).map_err(|error| {
        match error.kind() {
            std::io::ErrorKind::AlreadyExists => {
                format!("{shown}: there is one already; it was left as it is")
            }
            _ => format!("{shown}: it cannot be written: {error}"),
        }
    })?;
    file.write_all(TEMPLATE.as_bytes()).map_err(|error| format!("{shown}: it cannot be written: {error}"))?;
    output::print(|out| writeln!(out, "{shown}")).map_err(|error| error.to_string())?;
    Ok(Exit::Clean)
}

/// Runs `isnad config schema`.
pub(crate) fn print_schema(args: &SchemaArgs) -> Result<Exit, String> {
    let schema = match args.of {
        Of::Config => schema(),
        Of::Report => report_schema(),
        Of::ReportLine => line_schema(),
    };
    let text = serde_json::to_string_pretty(&schema).map_err(|error| error.to_string())?;
    output::print_raw(|out| writeln!(out, "{text}")).map_err(|error| error.to_string())?;
    Ok(Exit::Clean)
}

/// Runs `isnad config show`: TOML, with what set each value behind it.
pub(crate) fn show(config: &Config, printer: &Printer<'_>, asked_language: Option<&str>) -> Exit {
    let (language, language_origin) = setup::language(asked_language, config);
    let shower = Shower { config };
    let mut lines = vec![
        (format!("lang = {language:?}"), language_origin),
        shower.one("fail-on", &config.fail_on, ("ISNAD_FAIL_ON", "\"warning\""), |value| {
            format!("{:?}", value.as_str())
        }),
        shower.one("min-confidence", &config.min_confidence, ("ISNAD_MIN_CONFIDENCE", "0"), |value| {
            isnad::judge::Confidence(*value).two_decimals()
        }),
        shower.one("max-findings", &config.max_findings, ("ISNAD_MAX_FINDINGS", "none"), ToString::to_string),
        shower.one("agreements", &config.agreements, ("", "false"), ToString::to_string),
        shower.one("baseline", &config.baseline, ("ISNAD_BASELINE", "none"), |path| shown(path)),
        shower.one("rules", &config.rules, ("", "[]"), |paths| {
            format!("[{}]", paths.iter().map(|path| shown(path)).collect::<Vec<_>>().join(", "))
        }),
    ];
    for (name, default) in [("include", "[\"*.txt\", \"*.md\", \"*.markdown\"]"), ("exclude", "[]")] {
        let setting = config.patterns.get(name).cloned();
        lines.push(shower.one(name, &setting, ("", default), |patterns| format!("{patterns:?}")));
    }
    for (rule, level) in config.levels() {
        let level = match level {
            Level::Off => "off",
            Level::At(severity) => severity.as_str(),
        };
        lines.push((format!("checks.{rule} = {level:?}"), config.path().to_owned()));
    }
    let width = lines.iter().map(|(line, _)| line.chars().count()).max().unwrap_or(0);
    let printed = output::print(|out| {
        for (line, origin) in &lines {
            let pad = " ".repeat(width - line.chars().count());
            writeln!(out, "{line}{pad}  # {origin}")?;
        }
        Ok(())
    });
    match printed {
        Ok(()) => Exit::Clean,
        Err(error) => {
            printer.error(&error);
            Exit::Failed
        }
    }
}

fn shown(path: &Path) -> String {
    format!("{:?}", path.display().to_string())
}

struct Shower<'c> {
    config: &'c Config,
}

impl Shower<'_> {
    fn one<T>(
        &self,
        name: &str,
        setting: &Option<Setting<T>>,
        (variable, default): (&str, &str),
        show: impl Fn(&T) -> String,
    ) -> (String, String) {
        if let Ok(value) = std::env::var(variable)
            && !variable.is_empty()
        {
            return (format!("{name} = {value}"), variable.to_owned());
        }
        match setting {
            Some(setting) => (
                format!("{name} = {}", show(&setting.value)),
                format!("{}:{}", self.config.path(), setting.line),
            ),
            None => (format!("{name} = {default}"), "default".to_owned()),
        }
    }
}
