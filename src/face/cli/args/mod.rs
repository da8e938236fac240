//! The arguments: the one definition from which parsing and help come.

pub(super) mod config;
mod fix;
mod manual;
mod online;
mod output;
mod report;
mod rule_word;
pub(super) mod settings;
mod watch;
mod world;

use clap::builder::ArgPredicate;
use clap::{Args as Group, Parser, Subcommand, ValueEnum};

use rule_word::RuleWord;

pub(super) use manual::{Completions, Man};
pub(super) use online::Online;
pub(super) use output::{Baseline, FormatName, Output};
pub(super) use report::{Report, ReportFormat};
pub(super) use watch::{Seen, Watch};

const EXAMPLES: &str = "\
Examples:
  pincite check                           every manuscript below this folder
  pincite check paper.md --bib refs.bib   one manuscript, one bibliography
  pincite check paper.md --sources works  its figures and quotations too, against the cited works
  pincite explain missing-reference       why a rule speaks, and when it is wrong";

const STATUS: &str = "\
Exit status: 0 where nothing reaches --fail-on, 1 where something does, 2 where the run itself failed.";

use fix::Fix;

/// Links each claim to its citation and each citation to its entry, and says where a link is missing.
#[derive(Debug, Parser)]
#[command(
    name = "pincite",
    version,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    max_term_width = 100,
    after_help = EXAMPLES
)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check manuscripts against their bibliographies.
    Check(Check),
    /// Keep a list of findings that are known, so that only new ones are told.
    #[command(subcommand)]
    Baseline(Baseline),
    /// Write a report for a reviewer: one page with the manuscript, its findings, works and claims.
    Report(Report),
    /// List the rules.
    Rules(Rules),
    /// Say what a rule finds, and why it matters.
    Explain(Explain),
    /// Print the words of a manuscript as pincite reads them.
    Text(Text),
    /// Print the completions of a shell.
    Completions(Completions),
    /// Print the manual page, of pincite or of one command.
    Man(Man),
    /// Write, show and find configurations.
    Config(config::Config),
}

impl Command {
    /// When to use colour.
    pub(super) fn colour(&self) -> When {
        match self {
            Self::Check(check) => check.color,
            Self::Baseline(baseline) => baseline.check().color,
            Self::Report(report) => report.color,
            _ => When::Auto,
        }
    }
}

#[derive(Debug, Group)]
#[command(after_help = STATUS)]
pub(super) struct Check {
    /// Manuscripts, bibliographies and folders; `-` is standard input.
    #[arg(default_value = ".", default_value_if("files_from", ArgPredicate::IsPresent, None::<&str>))]
    pub(super) paths: Vec<String>,

    /// A bibliography to hold every manuscript against; may be repeated.
    ///
    /// BibLaTeX, CSL-JSON, RIS, PubMed, EndNote or Hayagriva. Without it a manuscript is held against what it declares
    /// itself, else its own reference list, else the one bibliography beside it.
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub(super) bib: Vec<String>,
    /// A folder of cited works to hold figures and quotations against; may be repeated.
    ///
    /// Text, Markdown, HTML, Word, OpenDocument or PDF. A file belongs to an entry by its citation key, by the entry's
    /// `file` field, or by its DOI.
    #[arg(long, value_name = "DIR", help_heading = "Input")]
    pub(super) sources: Vec<String>,
    /// The name of what comes on standard input; its ending tells the format.
    #[arg(long, value_name = "PATH", help_heading = "Input")]
    pub(super) stdin_filename: Option<String>,
    #[command(flatten)]
    pub(super) world: world::World,

    /// Check by these rules alone: codes, prefixes, names, families, ALL.
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules",
          value_parser = RuleWord, hide_possible_values = true)]
    pub(super) select: Vec<String>,
    /// Leave these rules out; the more specific of --select and --ignore wins.
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules",
          value_parser = RuleWord, hide_possible_values = true)]
    pub(super) ignore: Vec<String>,
    /// The citation style that manuscripts should follow [default: auto].
    #[arg(long, value_enum, help_heading = "Rules")]
    pub(super) style: Option<StyleName>,
    #[command(flatten)]
    pub(super) choice: settings::Choice,
    #[command(flatten)]
    pub(super) files: settings::Files,
    #[command(flatten)]
    pub(super) overrides: settings::Overrides,

    #[command(flatten)]
    pub(super) online: Online,

    #[command(flatten)]
    pub(super) fixes: Fix,

    #[command(flatten)]
    pub(super) output: Output,
    /// Exit with status 1 from this severity on [default: error].
    #[arg(long, value_enum, value_name = "SEVERITY", help_heading = "Output")]
    pub(super) fail_on: Option<FailOn>,
    /// When to use colour.
    #[arg(long, value_enum, default_value_t, value_name = "WHEN", help_heading = "Output")]
    pub(super) color: When,
    /// Print findings alone, without the summary.
    #[arg(short, long, help_heading = "Output")]
    pub(super) quiet: bool,

    /// How many threads to use; 0 is one a processor.
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true, help_heading = "Runtime")]
    pub(super) threads: usize,
    #[command(flatten)]
    pub(super) watch: Watch,
}

impl Check {
    /// What is checked where nothing is asked for.
    pub(super) fn unasked() -> Self {
        match Args::parse_from(["pincite", "check"]).command {
            Command::Check(check) => check,
            _ => unreachable!("the command was named"),
        }
    }

    /// Whether somebody may look on as the run goes: it prints for eyes, and once.
    pub(super) fn is_followed(&self) -> bool {
        !self.quiet && !self.watch.watch && self.output.format.unwrap_or_default().is_for_people()
    }

    /// Whether standard input is one of the files.
    pub(super) fn reads_stdin(&self) -> bool {
        self.paths.iter().any(|path| path == "-")
    }

    /// What standard input is called.
    pub(super) fn stdin_name(&self) -> &str {
        self.stdin_filename.as_deref().unwrap_or("-")
    }
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
    #[arg(value_parser = RuleWord, hide_possible_values = true)]
    pub(super) rule: String,
}

#[derive(Debug, Group)]
pub(super) struct Text {
    /// A manuscript; `-` is standard input.
    pub(super) file: String,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FailOn {
    Error,
    Warning,
    Info,
    Never,
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

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum StyleName {
    /// What most of the manuscript does.
    Auto,
    Apa,
    Chicago,
    Harvard,
    Mla,
    Ieee,
    Vancouver,
}
