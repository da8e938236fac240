//! The command line: arguments in; findings on stdout, all else on stderr, an exit status out.

mod args;
mod baseline;
mod baseline_command;
mod check;
mod configs;
mod configure;
mod disk;
mod explain;
mod file;
mod fix;
mod flags;
mod groups;
mod hint;
mod manual;
mod mend;
mod online;
mod outputs;
mod pdftotext;
mod progress;
mod replace;
mod report;
mod schema;
mod tally;
mod terminal;
mod today;
mod trouble;
mod walk;
mod watch;

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
        Command::Check(asked) if asked.watch.watch => watch::run(asked, &mut out),
        Command::Check(asked) => check::run(asked, &mut out),
        Command::Baseline(asked) => baseline_command::run(asked, &mut out),
        Command::Report(asked) => report::run(asked, &mut out),
        Command::Rules(asked) => explain::rules(asked.format, &mut out).map(|()| End::Clean),
        Command::Explain(asked) => explain::explain(&asked.rule, &mut out).map(|()| End::Clean),
        Command::Text(asked) => explain::text(&asked.file, &mut out).map(|()| End::Clean),
        Command::Completions(asked) => manual::completions(asked.shell, &mut out).map(|()| End::Clean),
        Command::Man(asked) => manual::page(&asked.command, &mut out).map(|()| End::Clean),
        Command::Config(asked) => configure::run(asked, &mut out),
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
