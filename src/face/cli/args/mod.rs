//! The arguments: the one definition from which parsing and help come.

mod fix;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};

use crate::model::Severity;
use crate::report::Shape;
use crate::rules::CitationStyle;

use fix::Fix;

/// Links each claim to its citation and each citation to its entry, and says where a link is missing.
#[derive(Debug, Parser)]
#[command(
    name = "pincite",
    version,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check manuscripts against their bibliographies.
    Check(Check),
    /// List the rules.
    Rules(Rules),
    /// Say what a rule finds, and why it matters.
    Explain(Explain),
    /// Print the words of a manuscript as pincite reads them.
    Text(Text),
}

impl Command {
    /// When to use colour.
    pub(super) fn colour(&self) -> When {
        match self {
            Self::Check(check) => check.color,
            Self::Rules(_) | Self::Explain(_) | Self::Text(_) => When::Auto,
        }
    }
}

#[derive(Debug, Group)]
pub(super) struct Check {
    /// Manuscripts, bibliographies and folders; `-` is standard input.
    #[arg(default_value = ".")]
    pub(super) paths: Vec<String>,

    /// A bibliography to hold every manuscript against, whatever it declares: BibLaTeX, CSL-JSON, RIS, PubMed,
    /// EndNote, Hayagriva; may be repeated.
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub(super) bib: Vec<String>,
    /// A folder of cited works (text, Markdown, HTML, Word, OpenDocument, PDF), found by citation key, by the
    /// entry's `file` field or by DOI; may be repeated.
    #[arg(long, value_name = "DIR", help_heading = "Input")]
    pub(super) sources: Vec<String>,
    /// What standard input is called, and so what its format is.
    #[arg(long, value_name = "PATH", help_heading = "Input")]
    pub(super) stdin_filename: Option<String>,

    /// Check by these rules alone: codes, prefixes, names, families, ALL.
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    pub(super) select: Vec<String>,
    /// Leave these rules out; the more specific of --select and --ignore wins.
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    pub(super) ignore: Vec<String>,
    /// The citation style that the manuscript should follow.
    #[arg(long, value_enum, default_value_t, help_heading = "Rules")]
    pub(super) style: StyleName,

    #[command(flatten)]
    pub(super) fixes: Fix,

    /// How to print what is found.
    #[arg(long, value_enum, default_value_t, help_heading = "Output")]
    pub(super) format: FormatName,
    /// Exit with status 1 from this severity on.
    #[arg(long, value_enum, default_value_t, value_name = "SEVERITY", help_heading = "Output")]
    pub(super) fail_on: FailOn,
    /// When to use colour.
    #[arg(long, value_enum, default_value_t, value_name = "WHEN", help_heading = "Output")]
    pub(super) color: When,
    /// Print findings alone, without notes and summary.
    #[arg(short, long, help_heading = "Output")]
    pub(super) quiet: bool,

    /// How many threads to use; 0 is one a processor.
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true, help_heading = "Runtime")]
    pub(super) threads: usize,
}

#[derive(Debug, Group)]
pub(super) struct Rules {
    /// How to print them.
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: ListFormat,
}

#[derive(Debug, Group)]
pub(super) struct Explain {
    /// A code or name: C001, missing-reference.
    pub(super) rule: String,
}

#[derive(Debug, Group)]
pub(super) struct Text {
    /// A manuscript; `-` is standard input.
    pub(super) file: String,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum FormatName {
    /// Each finding drawn under the text it is about.
    #[default]
    Full,
    /// One line a finding.
    Concise,
    /// One JSON object.
    Json,
    /// One JSON object a document, a line each.
    Jsonl,
}

impl From<FormatName> for Shape {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Full => Self::Full,
            FormatName::Concise => Self::Concise,
            FormatName::Json => Self::Json,
            FormatName::Jsonl => Self::Jsonl,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum FailOn {
    #[default]
    Error,
    Warning,
    Info,
    Never,
}

impl From<FailOn> for Option<Severity> {
    fn from(level: FailOn) -> Self {
        match level {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Info => Some(Severity::Info),
            FailOn::Never => None,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    /// On a terminal, where the environment does not say otherwise.
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum ListFormat {
    /// Columns.
    #[default]
    Text,
    /// A JSON array.
    Json,
    /// A Markdown table.
    Markdown,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum StyleName {
    /// What most of the manuscript does.
    #[default]
    Auto,
    Apa,
    Chicago,
    Harvard,
    Mla,
    Ieee,
    Vancouver,
}

impl From<StyleName> for CitationStyle {
    fn from(name: StyleName) -> Self {
        match name {
            StyleName::Auto => Self::Auto,
            StyleName::Apa => Self::Apa,
            StyleName::Chicago => Self::Chicago,
            StyleName::Harvard => Self::Harvard,
            StyleName::Mla => Self::Mla,
            StyleName::Ieee => Self::Ieee,
            StyleName::Vancouver => Self::Vancouver,
        }
    }
}
