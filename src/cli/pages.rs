//! `isnad completions` and `isnad man`, made from the same definitions as `--help`.

use std::{io, path::PathBuf};

use clap::{Args, Command};
use clap_complete::Shell;

use crate::cli::{exit::Exit, output};

/// The arguments of `isnad completions`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  isnad completions bash > ~/.local/share/bash-completion/completions/isnad\n  \
                        isnad completions zsh > ~/.zfunc/_isnad\n  \
                        isnad completions fish > ~/.config/fish/completions/isnad.fish"
)]
pub(crate) struct CompletionsArgs {
    /// bash, zsh, fish, elvish or powershell
    #[arg(value_name = "SHELL", value_enum, hide_possible_values = true)]
    shell: Shell,
}

/// The arguments of `isnad man`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  isnad man | man -l -\n  isnad man --dir /usr/local/share/man/man1")]
pub(crate) struct ManArgs {
    /// Write a page for each command into this folder
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Runs `isnad completions`.
pub(crate) fn completions(mut command: Command, args: &CompletionsArgs) -> Result<Exit, String> {
    // Made in memory: the generator takes a closed pipe for a reason to panic.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "isnad", &mut script);
    output::print_raw(|out| out.write_all(&script)).map_err(|error| error.to_string())?;
    Ok(Exit::Clean)
}

/// Runs `isnad man`.
pub(crate) fn man(command: Command, args: &ManArgs) -> Result<Exit, String> {
    let failed = |error: io::Error| error.to_string();
    match &args.dir {
        Some(dir) => {
            std::fs::create_dir_all(dir)
                .and_then(|()| clap_mangen::generate_to(command, dir))
                .map_err(|error| format!("{}: the pages cannot be written: {error}", dir.display()))?;
        }
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(command).render(&mut page).map_err(failed)?;
            output::print_raw(|out| out.write_all(&page)).map_err(failed)?;
        }
    }
    Ok(Exit::Clean)
}
