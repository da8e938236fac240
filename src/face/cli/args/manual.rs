//! The arguments of `pincite completions` and `pincite man`.

use clap::Args as Group;
use clap_complete::Shell;

#[derive(Debug, Group)]
pub(in crate::face::cli) struct Completions {
    /// The shell.
    pub(in crate::face::cli) shell: Shell,
}

#[derive(Debug, Group)]
pub(in crate::face::cli) struct Man {
    /// A command, such as check.
    pub(in crate::face::cli) command: Vec<String>,
}
