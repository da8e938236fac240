//! Why a run cannot go on, told with what may help.

use std::io::{self, IsTerminal, Write};

use crate::rules::UnknownRule;
use crate::{check, read};

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
    /// Nothing to check.
    #[error("no manuscript found in {searched}")]
    NothingToCheck { searched: String },
    /// A file that has fixes and was not written.
    #[error("cannot fix {path}: {why}")]
    NotFixed { path: String, why: String },
    /// Standard output is gone.
    #[error("cannot write the report: {0}")]
    Output(#[from] io::Error),
}

impl From<UnknownRule> for Trouble {
    fn from(error: UnknownRule) -> Self {
        Self::Check(error.into())
    }
}

impl Trouble {
    /// Prints the trouble to stderr.
    pub(super) fn tell(&self, when: When) {
        let stderr = io::stderr();
        let look = miette::MietteHandlerOpts::new().color(colour(when, &stderr)).unicode(true);
        let look = if stderr.is_terminal() { look } else { look.width(100) };
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
            Self::Check(check::Error::UnknownRule(UnknownRule { nearest, .. })) => match nearest.as_slice() {
                [] => "`pincite rules` lists the rules".to_owned(),
                [one] => format!("did you mean `{one}`?"),
                several => format!("did you mean one of {}?", several.join(", ")),
            },
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
            Self::Check(check::Error::Sources { .. }) => "--sources names a folder of cited works".to_owned(),
            Self::NothingToCheck { .. } => {
                "name a manuscript: any file can be named, folders are searched for .txt, .md, .qmd, .Rmd, .tex and more".to_owned()
            }
            _ => return None,
        })
    }
}
