//! The arguments of fixes.

use clap::Args as Group;

/// What to do with the fixes that come with findings.
#[derive(Debug, Default, Group)]
pub(in crate::face::cli) struct Fix {
    /// Mend what can be mended without changing what the text says, and report the rest. The mended text of
    /// standard input goes to standard output, and the report to standard error.
    #[arg(long, conflicts_with = "diff", help_heading = "Fixes")]
    pub(in crate::face::cli) fix: bool,
    /// Mend also where the other side may be wrong: a year, a name, a letter. Look at the --diff first.
    #[arg(long, help_heading = "Fixes")]
    pub(in crate::face::cli) unsafe_fixes: bool,
    /// Write nothing: print what --fix would change, and exit with status 1 if that is anything.
    #[arg(long, help_heading = "Fixes")]
    pub(in crate::face::cli) diff: bool,
}
