//! The arguments of `pincite report`.

use clap::{Args as Group, ValueEnum};

use super::world::World;
use super::{Check, Online, StyleName, When};

#[derive(Debug, Group)]
pub(in crate::face::cli) struct Report {
    /// Manuscripts, and folders of them.
    #[arg(required = true, value_name = "FILE")]
    pub(in crate::face::cli) paths: Vec<String>,

    /// A bibliography to hold every manuscript against, whatever it declares; may be repeated.
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub(in crate::face::cli) bib: Vec<String>,
    /// A folder of cited works, found by citation key, by the entry's `file` field or by DOI; may be repeated.
    #[arg(long, value_name = "DIR", help_heading = "Input")]
    pub(in crate::face::cli) sources: Vec<String>,
    #[command(flatten)]
    pub(in crate::face::cli) world: World,

    /// Check by these rules alone: codes, prefixes, names, families, ALL.
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    pub(in crate::face::cli) select: Vec<String>,
    /// Leave these rules out; the more specific of --select and --ignore wins.
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    pub(in crate::face::cli) ignore: Vec<String>,
    /// The citation style that the manuscript should follow.
    #[arg(long, value_enum, help_heading = "Rules")]
    pub(in crate::face::cli) style: Option<StyleName>,

    #[command(flatten)]
    pub(in crate::face::cli) online: Online,

    /// Where to write the report; without it, it goes to standard output.
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(in crate::face::cli) output: Option<String>,
    /// What to write; without it, the ending of the file says so: .html, .md, .txt.
    #[arg(long, value_enum, help_heading = "Output")]
    pub(in crate::face::cli) format: Option<ReportFormat>,
    /// When to use colour in messages.
    #[arg(long, value_enum, default_value_t, value_name = "WHEN", help_heading = "Output")]
    pub(in crate::face::cli) color: When,
    /// Say nothing where all went well.
    #[arg(short, long, help_heading = "Output")]
    pub(in crate::face::cli) quiet: bool,

    /// How many threads to use; 0 is one a processor.
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true, help_heading = "Runtime")]
    pub(in crate::face::cli) threads: usize,
}

impl Report {
    /// The check that it tells of.
    pub(in crate::face::cli) fn check(&self) -> Check {
        Check {
            paths: self.paths.clone(),
            bib: self.bib.clone(),
            sources: self.sources.clone(),
            select: self.select.clone(),
            ignore: self.ignore.clone(),
            style: self.style,
            color: self.color,
            threads: self.threads,
            world: self.world.clone(),
            online: self.online.clone(),
            ..Check::unasked()
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::face::cli) enum ReportFormat {
    /// A page that needs nothing else: the manuscript with its marks, findings, works and claims.
    Html,
    /// Review notes in Markdown.
    Markdown,
    /// Review notes as plain text, for a letter.
    Text,
}
