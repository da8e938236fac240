//! The command line: arguments in; findings on stdout, all else on stderr, an exit status out.

mod args;
mod check;
mod disk;
mod explain;
mod fix;
mod mend;
mod pdftotext;
mod replace;
mod terminal;
mod trouble;
mod walk;

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use trouble::Trouble;

/// How a run ended, where it could go on to its end.
enum End {
    /// Nothing at or above the failing level.
    Clean,
    /// Something at or above it.
    Found,
    /// Something could not be read, and that was said.
    Broken,
}

/// Runs a command line; its first word is the program's name.
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(words) {
        Ok(args) => args,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::from(error.use_stderr()) * 2);
        }
    };
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let done = match &args.command {
        Command::Check(asked) => check::run(asked, &mut out),
        Command::Rules(asked) => explain::rules(asked.format, &mut out).map(|()| End::Clean),
        Command::Explain(asked) => explain::explain(&asked.rule, &mut out).map(|()| End::Clean),
        Command::Text(asked) => explain::text(&asked.file, &mut out).map(|()| End::Clean),
    };
    let done = done.and_then(|end| out.flush().map(|()| end).map_err(Trouble::from));
    match done {
        Ok(End::Clean) => ExitCode::SUCCESS,
        Ok(End::Found) => ExitCode::from(1),
        Ok(End::Broken) => ExitCode::from(2),
        // Nobody reads on: not a fault.
        Err(Trouble::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(trouble) => {
            trouble.tell(args.command.colour());
            ExitCode::from(2)
        }
    }
}
