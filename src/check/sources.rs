//! The cited works of a run that are at hand: each found by its entry, read and indexed once, and shared.
//!
//! In: the named folders. Out: for an entry, what is at hand of its work and what could not be read. Nothing
//! is read before a claim asks for it, and nothing outside those folders is opened, whatever an entry says.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::catalogue::{Catalogue, Rank};
use super::error::Error;
use super::inputs::{Files, Inputs};
use super::open::open_within;
use super::quality;
use crate::config::Limits;
use crate::link::{AtHand, Work, Works};
use crate::model::{EntryId, Extent, Library, Unread};
use crate::{bib, claim};

/// The cited works of a run.
pub(super) struct Sources<'a> {
    files: &'a dyn Files,
    catalogue: Catalogue,
    limits: Limits,
    read: Mutex<HashMap<String, Slot>>,
}

/// A work that is read by whoever comes first, or why it cannot be.
type Slot = Arc<OnceLock<Result<Arc<Work>, String>>>;

/// The fields of an entry that tell something of its work, and how many words one has at least that does.
const FIELDS: &[(&str, usize)] = &[("abstract", 1), ("annotation", 8), ("annote", 8), ("note", 8)];

impl<'a> Sources<'a> {
    /// Looks what lies in the folders of a task; nothing is read yet.
    pub(super) fn new(inputs: &Inputs<'a>, limits: Limits) -> Result<Self, Error> {
        let mut catalogue = Catalogue::default();
        for (number, folder) in inputs.sources.iter().enumerate() {
            if !inputs.sources[..number].contains(folder) {
                let files = inputs
                    .files
                    .walk(folder, limits.source_files)
                    .map_err(|error| Error::no_sources(folder, &error))?;
                catalogue.add(folder, files);
            }
        }
        Ok(Self { files: inputs.files, catalogue, limits, read: Mutex::default() })
    }

    fn work(&self, path: &str) -> Result<Arc<Work>, String> {
        let slot = {
            let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(read.entry(path.to_owned()).or_default())
        };
        // A fault in pincite costs the work it fell on, not the manuscript.
        let read = || {
            catch_unwind(AssertUnwindSafe(|| self.read(path))).unwrap_or_else(|_| Err("pincite broke on it".to_owned()))
        };
        slot.get_or_init(read).clone()
    }

    fn read(&self, path: &str) -> Result<Arc<Work>, String> {
        let document = open_within(self.files, path, self.limits.source_size).map_err(|error| error.why())?;
        if document.prose.text().trim().is_empty() {
            return Err("it holds no text".to_owned());
        }
        let figures = claim::figures(&document);
        let extent = quality::extent(&document);
        Ok(Arc::new(Work::new(document.at_rest(), figures, extent, None)))
    }
}

impl Works for Sources<'_> {
    fn of(&self, library: &Library, id: EntryId) -> AtHand {
        let entry = &library.entries[id.index as usize];
        let mut found = AtHand::default();
        let mut last: Option<Rank> = None;
        for (rank, path) in self.catalogue.files_of(entry, self.limits.files_per_entry) {
            // The whole work in one format needs no other; where a file was read, one that cannot be is no loss.
            let whole = found.works.iter().any(|work| work.extent == Extent::Whole);
            if last.is_some_and(|last| last != rank) && whole || rank == Rank::Shut && !found.works.is_empty() {
                break;
            }
            last = Some(rank);
            match self.work(path) {
                Ok(work) => found.works.push(work),
                Err(why) => found.unread.push(Unread { entry: id, path: path.to_owned(), why }),
            }
        }
        // Where the work was read from one file, another of it that cannot be is no loss.
        if !found.works.is_empty() {
            found.unread.clear();
        }
        for &(name, least) in FIELDS {
            let Some(field) =
                entry.field(name).filter(|field| field.value.split_whitespace().take(least).count() == least)
            else {
                continue;
            };
            let document = bib::field(&library.source, field);
            let figures = claim::figures(&document);
            found.works.push(Arc::new(Work::new(document.at_rest(), figures, Extent::Part, Some(field.span))));
        }
        found
    }

    fn passages(&self) -> usize {
        self.limits.passages
    }
}
