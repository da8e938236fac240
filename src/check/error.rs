//! Why a run, or the reading of one of its files, cannot go on.

use std::io;
use std::sync::Arc;

use crate::rules::UnknownRule;
use crate::{bib, read};

/// Something that is not the manuscript's fault.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A selector means no rule.
    #[error(transparent)]
    UnknownRule(#[from] UnknownRule),
    /// A file cannot be read.
    #[error("cannot read {path}: {why}")]
    Unreadable {
        /// The file.
        path: String,
        /// What the system says.
        why: String,
    },
    /// A file of a cited work is larger than is read.
    #[error("{path} is larger than {}, the most that is read (`limits.source-size`)", size(*most))]
    Large {
        /// The file.
        path: String,
        /// The most that is read.
        most: u64,
    },
    /// A file is no manuscript that can be read.
    #[error(transparent)]
    Manuscript(#[from] read::Error),
    /// A file is no bibliography that can be read.
    #[error(transparent)]
    Bibliography(#[from] bib::Error),
    /// A table of retracted works is broken.
    #[error(transparent)]
    Retractions(#[from] bib::retractions::Error),
    /// A file of stored responses is broken.
    #[error(transparent)]
    Stored(#[from] bib::registry::StoredError),
    /// A manuscript names a bibliography that cannot be read.
    #[error("{manuscript} names the bibliography `{declared}`: {error}")]
    Declared {
        /// The manuscript.
        manuscript: String,
        /// The bibliography, as written.
        declared: String,
        /// Why it cannot be read.
        error: Arc<Error>,
    },
    /// A manuscript found in a folder names a bibliography outside that folder.
    #[error("{manuscript} names the bibliography `{declared}`, which lies outside {root}")]
    Outside {
        /// The manuscript.
        manuscript: String,
        /// The bibliography, as written.
        declared: String,
        /// The folder.
        root: String,
    },
    /// A folder of cited works cannot be walked.
    #[error("cannot look for cited works in {folder}: {why}")]
    Sources {
        /// The folder.
        folder: String,
        /// What the system says.
        why: String,
    },
    /// A fault in pincite.
    #[error("pincite broke on {path}: {why}")]
    Broke {
        /// The manuscript.
        path: String,
        /// The message of the fault.
        why: String,
    },
}

impl Error {
    /// A file that the system does not give.
    pub(crate) fn unreadable(path: &str, error: &io::Error) -> Self {
        Self::Unreadable { path: path.to_owned(), why: told(error, "there is no such file") }
    }

    /// A folder of cited works that the system does not give.
    pub(super) fn no_sources(folder: &str, error: &io::Error) -> Self {
        Self::Sources { folder: folder.to_owned(), why: told(error, "there is no such folder") }
    }

    /// Whether a file is not there, and nothing else is wrong.
    pub(super) fn is_missing(&self) -> bool {
        match self {
            Self::Unreadable { .. } => true,
            Self::Declared { error, .. } => error.is_missing(),
            _ => false,
        }
    }

    /// Why a file cannot be read, without its name.
    pub(super) fn why(&self) -> String {
        match self {
            Self::Unreadable { why, .. } => why.clone(),
            Self::Manuscript(error) => error.why(),
            Self::Large { most, .. } => {
                format!("it is larger than {}, the most that is read (`limits.source-size`)", size(*most))
            }
            other => other.to_string(),
        }
    }
}

/// A number of bytes as people write it, if it is a round one.
fn size(bytes: u64) -> String {
    match bytes {
        _ if bytes.is_multiple_of(1_000_000) => format!("{} MB", bytes / 1_000_000),
        _ if bytes.is_multiple_of(1 << 20) => format!("{} MiB", bytes >> 20),
        _ if bytes.is_multiple_of(1000) => format!("{} kB", bytes / 1000),
        _ if bytes.is_multiple_of(1 << 10) => format!("{} KiB", bytes >> 10),
        _ => format!("{bytes} bytes"),
    }
}

fn told(error: &io::Error, missing: &str) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => missing.to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::NotADirectory => "it is no folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}
