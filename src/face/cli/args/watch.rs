//! The arguments of watching.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use clap::Args as Group;

#[derive(Debug, Group)]
pub(in crate::face::cli) struct Watch {
    /// Check again whenever a file changes, until Ctrl-C.
    #[arg(short, long, help_heading = "Runtime")]
    pub(in crate::face::cli) watch: bool,
    /// No argument: where a run notes what it read, so that the next can wait for it.
    #[arg(skip)]
    pub(in crate::face::cli) seen: Seen,
}

/// The paths that a run asked for, whether they were there or not.
#[derive(Clone, Debug, Default)]
pub(in crate::face::cli) struct Seen(Arc<Mutex<BTreeSet<String>>>);

impl Seen {
    pub(in crate::face::cli) fn note(&self, path: &str) {
        let mut paths = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !paths.contains(path) {
            paths.insert(path.to_owned());
        }
    }

    /// What was noted; from here on it is noted anew.
    pub(in crate::face::cli) fn take(&self) -> BTreeSet<String> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }
}
