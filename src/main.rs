//! The `isnad` program: a shell that can name only the public API of the library.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
