//! Why a run cannot go on, told with what may help.

use std::fmt;
use std::io::{self, IsTerminal, Write};

use miette::{Diagnostic, MietteHandler, ReportHandler};

use crate::rules::UnknownRule;
use crate::{check, config, read};

use super::args::When;
use super::terminal::colour;

/// A fault of the run, not of a manuscript.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    /// Something about the inputs or settings.
    #[error(transparent)]
    Check(#[from] check::Error),
    /// A path that cannot be walked.
    #[error("cannot read {path}: {why}")]
    Path { path: String, why: String },
    /// What is wrong with a configuration.
    #[error("the configuration cannot be used")]
    Config(Vec<config::Fault>),
    /// What is wrong with the value of a flag.
    #[error("{flag} cannot be `{value}`: {why}")]
    Flag { flag: &'static str, value: String, why: String },
    /// A file that would be written over.
    #[error("{path} is there already, and is left as it is")]
    Exists { path: String },
    /// Nothing to check.
    #[error("no manuscript found in {searched}")]
    NothingToCheck { searched: String },
    /// A page of no command.
    #[error("there is no command `{name}`")]
    NoCommand { name: String },
    /// Files that cannot be watched.
    #[error("cannot watch {path}: {why}")]
    Watch { path: String, why: String },
    /// A report would be written over what it is made from.
    #[error("{path} is an input: a report cannot take its place")]
    OverInput { path: String },
    /// A report that cannot be put where it was wanted.
    #[error("cannot write {path}: {why}")]
    Unwritten { path: String, why: String },
    /// Two reports for one place.
    #[error("two reports would be written to {path}")]
    Twice { path: String },
    /// Arguments that do not go together.
    #[error("{0}")]
    Usage(String),
    /// A baseline that cannot be read.
    #[error("cannot read the baseline {path}: {why}")]
    Baseline { path: String, why: String },
    /// A baseline that is there already.
    #[error("{path} is there already")]
    BaselineThere { path: String },
    /// A file that has fixes and was not written.
    #[error("cannot fix {path}: {why}")]
    NotFixed { path: String, why: String },
    /// Registries cannot be asked by this program.
    #[error("this pincite was built without `online`: it cannot ask registries")]
    #[cfg(not(feature = "online"))]
    Offline,
    /// Standard output is gone.
    #[error("cannot write the report: {0}")]
    Output(#[from] io::Error),
}

impl From<UnknownRule> for Trouble {
    fn from(error: UnknownRule) -> Self {
        Self::Check(error.into())
    }
}

/// A fault as it is drawn over the text that it is about.
struct Drawn<'d>(&'d dyn Diagnostic, &'d MietteHandler);

impl fmt::Display for Drawn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.1.debug(self.0, f)
    }
}

impl Trouble {
    /// Prints the trouble to stderr.
    pub(super) fn tell(&self, when: When) {
        let stderr = io::stderr();
        let look = miette::MietteHandlerOpts::new().color(colour(when, &stderr)).unicode(true);
        let look = if stderr.is_terminal() { look } else { look.width(100) };
        if let Self::Config(faults) = self {
            let handler = look.build();
            for fault in faults {
                let _ = writeln!(stderr.lock(), "{}", Drawn(fault, &handler));
            }
            return;
        }
        let _ = miette::set_hook(Box::new(move |_| Box::new(look.clone().build())));
        let report = match self.help() {
            Some(help) => miette::miette!(help = help, "{self}"),
            None => miette::miette!("{self}"),
        };
        // Where stderr itself is gone there is nobody left to tell.
        let _ = writeln!(stderr.lock(), "{report:?}");
    }

    fn help(&self) -> Option<String> {
        Some(match self {
            Self::Check(check::Error::UnknownRule(unknown)) => unknown.help(),
            Self::Check(check::Error::Outside { .. }) => {
                "name the manuscript itself, or the bibliography with --bib".to_owned()
            }
            Self::Check(check::Error::Declared { .. }) => {
                "correct the path in the manuscript, or name the bibliography with --bib".to_owned()
            }
            Self::Check(check::Error::Manuscript(read::Error::Undrawn { .. })) => {
                "save it as text or HTML, or let a program that recognises letters give it a text".to_owned()
            }
            Self::Check(check::Error::Broke { .. }) => "please report this, with the manuscript if you can".to_owned(),
            Self::Check(check::Error::Retractions(_)) => {
                "--retractions names Retraction Watch's table, as Crossref publishes it: a CSV file in UTF-8".to_owned()
            }
            Self::Check(check::Error::Sources { .. }) => "--sources names a folder of cited works".to_owned(),
            Self::NothingToCheck { .. } => {
                "name a manuscript: any file can be named, folders are searched for .txt, .md, .qmd, .Rmd, .tex and more".to_owned()
            }
            Self::NoCommand { .. } => "`pincite --help` lists the commands".to_owned(),
            Self::Twice { .. } => "name a file for each; --output FORMAT=- takes the place of --format".to_owned(),
            #[cfg(not(feature = "online"))]
            Self::Offline => {
                "released programs can; or build it so: cargo install --path . --features online".to_owned()
            }
            Self::Baseline { .. } => "`pincite baseline create` writes one".to_owned(),
            Self::BaselineThere { .. } => {
                "`pincite baseline prune` takes out what is stale; --force makes it anew, with all that is found now"
                    .to_owned()
            }
            _ => return None,
        })
    }
}
