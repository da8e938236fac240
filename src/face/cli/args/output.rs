//! What is printed, and where to.

use clap::{Args as Group, ValueEnum};

use crate::report::Shape;

#[derive(Debug, Group)]
pub(in super::super) struct Output {
    /// How to print what is found [default: full].
    #[arg(long, value_enum, help_heading = "Output")]
    pub(in super::super) format: Option<FormatName>,
    /// Write it to a file too, `sarif=pincite.sarif`; may be repeated. `-` is standard output.
    #[arg(long = "output", value_name = "FORMAT=FILE", value_parser = written, help_heading = "Output")]
    pub(in super::super) files: Vec<Written>,
    /// Print how often each rule found something, instead of what.
    #[arg(long, help_heading = "Output")]
    pub(in super::super) statistics: bool,
    /// Print at most so many findings; files of --output hold all, and the exit status counts all.
    #[arg(long, value_name = "N", help_heading = "Output")]
    pub(in super::super) max_diagnostics: Option<usize>,
    /// Leave what comments and the baseline hide out of the formats that would tell it as hidden: GitHub's code
    /// scanning opens alerts for it.
    #[arg(long, help_heading = "Output")]
    pub(in super::super) no_suppressed: bool,
    /// Hide what this file lists; `pincite baseline create` writes it.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(in super::super) baseline: Option<String>,
}

/// A report to be written to a file.
#[derive(Clone, Debug)]
pub(in super::super) struct Written {
    pub(in super::super) format: FormatName,
    /// Its path; `-` is standard output.
    pub(in super::super) file: String,
}

fn written(text: &str) -> Result<Written, String> {
    let (format, file) = text.split_once('=').ok_or("write it as FORMAT=FILE: `sarif=pincite.sarif`")?;
    if file.is_empty() {
        return Err("it names no file behind `=`".to_owned());
    }
    let format = FormatName::from_str(format, false).map_err(|_| {
        let names: Vec<String> = FormatName::value_variants()
            .iter()
            .filter_map(|name| Some(name.to_possible_value()?.get_name().to_owned()))
            .collect();
        format!("there is no format `{format}`; there are {}", names.join(", "))
    })?;
    Ok(Written { format, file: file.to_owned() })
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(in super::super) enum FormatName {
    /// Each finding drawn under the text it is about.
    #[default]
    Full,
    /// One line a finding.
    Concise,
    /// The findings of each file under its name.
    Grouped,
    /// One JSON object.
    Json,
    /// One JSON object a document, a line each.
    Jsonl,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of a GitHub action.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// JUnit's XML, a suite a file.
    Junit,
    /// reviewdog's diagnostic format.
    Rdjson,
    /// A page for a pull request or a mail.
    Markdown,
    /// One page for a reviewer, as `pincite report` writes it.
    Html,
}

impl FormatName {
    /// Whether somebody reads it as it comes.
    pub(in super::super) fn is_for_people(self) -> bool {
        matches!(self, Self::Full | Self::Concise | Self::Grouped)
    }
}

impl From<FormatName> for Shape {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Full => Self::Full,
            FormatName::Concise => Self::Concise,
            FormatName::Grouped => Self::Grouped,
            FormatName::Json => Self::Json,
            FormatName::Jsonl => Self::Jsonl,
            FormatName::Sarif => Self::Sarif,
            FormatName::Github => Self::Github,
            FormatName::Gitlab => Self::Gitlab,
            FormatName::Junit => Self::Junit,
            FormatName::Rdjson => Self::Rdjson,
            FormatName::Markdown => Self::Markdown,
            FormatName::Html => Self::Html,
        }
    }
}

/// What to do with a baseline.
#[derive(Debug, clap::Subcommand)]
pub(in super::super) enum Baseline {
    /// Write all findings into a new baseline: pincite-baseline.json, or what --baseline names.
    Create {
        #[command(flatten)]
        check: super::Check,
        /// Begin anew where there is one; what it lists now is forgotten.
        #[arg(long)]
        force: bool,
    },
    /// Say which of its entries are stale: nothing is found any more where they were. Status 1 where some are.
    Check(super::Check),
    /// Take the stale entries out. Nothing is ever added.
    Prune(super::Check),
}

impl Baseline {
    /// The check it asks for.
    pub(in super::super) fn check(&self) -> &super::Check {
        match self {
            Self::Create { check, .. } | Self::Check(check) | Self::Prune(check) => check,
        }
    }
}
