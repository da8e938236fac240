//! The cited works of a run that are at hand: each found by its entry, read and indexed once, and shared.
//!
//! A work lies in one of the folders that were named for it, under its citation key. Nothing outside
//! those folders is opened, whatever an entry says.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::inputs::{Files, Inputs};
use crate::link::{Work, Works};
use crate::model::{Entry, Extent, Library};
use crate::{claim, read};

/// The cited works of a run.
pub(super) struct Sources<'a> {
    files: &'a dyn Files,
    /// The files of the named folders, by their names without endings, in small letters.
    named: HashMap<String, String>,
    read: Mutex<HashMap<String, Slot>>,
}

/// A work that is read by whoever comes first.
type Slot = Arc<OnceLock<Option<Arc<Work>>>>;

impl<'a> Sources<'a> {
    /// Looks what lies in the folders of a run; nothing is read yet.
    pub(super) fn new(inputs: &Inputs<'a>) -> Self {
        let mut named = HashMap::new();
        for folder in &inputs.sources {
            let mut files = inputs.files.list(folder).unwrap_or_default();
            files.sort_unstable();
            for file in files {
                let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem).to_lowercase();
                let path = if folder.is_empty() { file } else { format!("{}/{file}", folder.trim_end_matches('/')) };
                named.entry(stem).or_insert(path);
            }
        }
        Self { files: inputs.files, named, read: Mutex::default() }
    }

    fn work(&self, path: &str) -> Option<Arc<Work>> {
        let slot = {
            let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(read.entry(path.to_owned()).or_default())
        };
        slot.get_or_init(|| {
            let bytes = self.files.read(path).ok()?;
            let document = read::read(path, None, bytes).ok()?;
            let figures = claim::figures(&document);
            Some(Arc::new(Work::new(document, figures, Extent::Whole, None)))
        })
        .clone()
    }
}

impl Works for Sources<'_> {
    fn of(&self, _: &Library, entry: &Entry) -> Vec<Arc<Work>> {
        let path = self.named.get(&entry.key.to_lowercase());
        path.and_then(|path| self.work(path)).into_iter().collect()
    }
}
