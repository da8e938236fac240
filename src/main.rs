//! The program: it hands its arguments to the command line's face.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    pincite::face::cli::run(std::env::args_os())
}
