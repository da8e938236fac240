//! The arguments of `pincite config`.

use clap::{Args as Group, Subcommand};

use super::settings::Overrides;

#[derive(Debug, Group)]
pub(in crate::face::cli) struct Config {
    #[command(subcommand)]
    pub(in crate::face::cli) command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::face::cli) enum ConfigCommand {
    /// Write a pincite.toml with every key, each explained and in a comment.
    Init,
    /// Print the settings that hold for a file, each with the place that it comes from.
    Show {
        /// A manuscript or folder.
        #[arg(default_value = ".")]
        file: String,
        #[command(flatten)]
        overrides: Overrides,
    },
    /// Print the JSON schema of the configuration.
    Schema,
    /// Print the path of the configuration that holds for a file; status 1 where there is none.
    Path {
        /// A manuscript or folder.
        #[arg(default_value = ".")]
        file: String,
    },
}
