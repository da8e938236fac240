//! What a run may know of the world outside of its files.

use clap::Args;

/// Tables and dates that no manuscript holds.
#[derive(Clone, Debug, Args)]
pub(in crate::face::cli) struct World {
    /// A table of retracted works: Retraction Watch's CSV, as Crossref publishes it.
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub(in crate::face::cli) retractions: Option<String>,
}
