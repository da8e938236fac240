//! The flags that make settings, and those that say which files are meant.

use clap::Args as Group;

use super::rule_word::RuleWord;

/// Which configuration holds.
#[derive(Debug, Default, Group)]
pub(in crate::face::cli) struct Overrides {
    /// A configuration for all files, or a setting that wins over every file's: PATH or 'KEY = VALUE'; may be
    /// repeated.
    #[arg(long, value_name = "PATH|SETTING", help_heading = "Configuration")]
    pub(in crate::face::cli) config: Vec<String>,
    /// Read no configuration file.
    #[arg(long, help_heading = "Configuration")]
    pub(in crate::face::cli) isolated: bool,
}

/// Which rules hold, beside --select and --ignore.
#[derive(Debug, Default, Group)]
pub(in crate::face::cli) struct Choice {
    /// Check by these rules as well.
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules",
          value_parser = RuleWord, hide_possible_values = true)]
    pub(in crate::face::cli) extend_select: Vec<String>,
    /// Leave these rules out as well.
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules",
          value_parser = RuleWord, hide_possible_values = true)]
    pub(in crate::face::cli) extend_ignore: Vec<String>,
    /// Leave rules out in some files; may be repeated.
    #[arg(long, value_name = "GLOB:RULES", help_heading = "Rules")]
    pub(in crate::face::cli) per_file_ignores: Vec<String>,
    /// Exit with status 1 where there are more warnings than this.
    #[arg(long, value_name = "N", help_heading = "Output")]
    pub(in crate::face::cli) max_warnings: Option<usize>,
    /// Say on stderr which configuration holds for how many files.
    #[arg(short, long, conflicts_with = "quiet", help_heading = "Output")]
    pub(in crate::face::cli) verbose: bool,
}

/// Which files are meant.
#[derive(Debug, Default, Group)]
pub(in crate::face::cli) struct Files {
    /// Check the files that this file names, one a line; `-` is standard input.
    #[arg(long, value_name = "FILE", help_heading = "Files")]
    pub(in crate::face::cli) files_from: Option<String>,
    /// Pass by these files and folders instead of those that the configuration names; may be repeated.
    #[arg(long, value_name = "GLOB", value_delimiter = ',', help_heading = "Files")]
    pub(in crate::face::cli) exclude: Vec<String>,
    /// Pass by these files and folders too; may be repeated.
    #[arg(long, value_name = "GLOB", value_delimiter = ',', help_heading = "Files")]
    pub(in crate::face::cli) extend_exclude: Vec<String>,
    /// Pass by excluded files even where they are named.
    #[arg(long, help_heading = "Files")]
    pub(in crate::face::cli) force_exclude: bool,
    /// Search what a `.gitignore` leaves out, too.
    #[arg(long, help_heading = "Files")]
    pub(in crate::face::cli) no_respect_gitignore: bool,
}
