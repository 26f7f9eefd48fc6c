//! The `isnad` program: a shell that can name only the public API of the library.

mod cli;

use std::process::ExitCode;

/// Start-up is tens of thousands of small allocations: see `benches/startup.rs`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
