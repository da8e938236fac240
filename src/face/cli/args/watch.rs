//! The arguments of watching, and what one run leaves for the next.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use clap::Args as Group;

#[derive(Debug, Group)]
pub(in crate::face::cli) struct Watch {
    /// Check again whenever a file changes, until Ctrl-C.
    #[arg(short, long, help_heading = "Runtime")]
    pub(in crate::face::cli) watch: bool,
    /// No argument.
    #[arg(skip)]
    pub(in crate::face::cli) seen: Seen,
}

/// What a run asked the disk for, so that it is known what to wait for.
#[derive(Clone, Debug, Default)]
pub(in crate::face::cli) struct Seen(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    paths: BTreeSet<String>,
    extracted: HashMap<String, (Stamp, Option<String>)>,
}

/// How long a file is, and when it was written: another stamp, another file.
pub(in crate::face::cli) type Stamp = (u64, SystemTime);

impl Seen {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a path, whether it is there or not.
    pub(in crate::face::cli) fn note(&self, path: &str) {
        let mut state = self.state();
        if !state.paths.contains(path) {
            state.paths.insert(path.to_owned());
        }
    }

    /// What was noted; from here on it is noted anew.
    pub(in crate::face::cli) fn take(&self) -> BTreeSet<String> {
        std::mem::take(&mut self.state().paths)
    }

    /// What `extract` made of a file, kept from run to run while the file is the same: it may take seconds.
    pub(in crate::face::cli) fn extracted(
        &self,
        path: &str,
        stamp: Stamp,
        extract: impl FnOnce() -> io::Result<Option<String>>,
    ) -> io::Result<Option<String>> {
        if let Some((_, text)) = self.state().extracted.get(path).filter(|(kept, _)| *kept == stamp) {
            return Ok(text.clone());
        }
        let text = extract()?;
        self.state().extracted.insert(path.to_owned(), (stamp, text.clone()));
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::Seen;

    #[test]
    fn a_text_is_extracted_anew_where_its_file_is_another() {
        let seen = Seen::default();
        let stamp = (3, SystemTime::UNIX_EPOCH);
        let give = |text: &str| Ok(Some(text.to_owned()));
        assert_eq!(seen.extracted("a.pdf", stamp, || give("one")).unwrap().unwrap(), "one");
        assert_eq!(seen.extracted("a.pdf", stamp, || give("two")).unwrap().unwrap(), "one");
        let later = (3, SystemTime::UNIX_EPOCH + Duration::from_secs(1));
        assert_eq!(seen.extracted("a.pdf", later, || give("two")).unwrap().unwrap(), "two");
        assert!(seen.extracted("b.pdf", stamp, || Err(std::io::ErrorKind::NotFound.into())).is_err());
        assert_eq!(seen.extracted("b.pdf", stamp, || give("three")).unwrap().unwrap(), "three");
    }
}
