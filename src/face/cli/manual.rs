//! `pincite completions` and `pincite man`: the flags, told to a shell and to `man`.
//!
//! Both are drawn from the definition that parses the flags, and so cannot differ from it.

use std::io::Write;

use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

use super::args::Args;
use super::trouble::Trouble;

/// What the flags do not say.
const MORE: &str = r#".SH "EXIT STATUS"
.TP
0
Nothing was found at or above the severity of \fB\-\-fail\-on\fR.
.TP
1
Something was found.
.TP
2
The run failed: an unknown flag, a file that cannot be read, nothing to check.
.SH ENVIRONMENT
.TP
\fBNO_COLOR\fR
No colour, whatever else is set.
.TP
\fBFORCE_COLOR\fR, \fBCLICOLOR_FORCE\fR
Colour, though the output is no terminal.
"#;

/// Prints the completions of a shell.
pub(super) fn completions(shell: Shell, out: &mut dyn Write) -> Result<(), Trouble> {
    // It is written whole, since the generator does not tell of a pipe that was closed.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "pincite", &mut script);
    out.write_all(&script).map_err(Trouble::from)
}

/// Prints the page of the program, or of one of its commands: `check`, `baseline create`.
pub(super) fn page(command: &[String], out: &mut dyn Write) -> Result<(), Trouble> {
    let mut page = Args::command();
    page.build();
    for name in command {
        match page.find_subcommand(name) {
            Some(command) => page = command.clone().version(env!("CARGO_PKG_VERSION")),
            None => return Err(Trouble::NoCommand { name: command.join(" ") }),
        }
    }
    // What stands below the help stands in sections of their own here.
    Man::new(page.after_help(None::<&str>)).render(out)?;
    if command.is_empty() || command == ["check"] {
        out.write_all(MORE.as_bytes())?;
    }
    Ok(())
}
