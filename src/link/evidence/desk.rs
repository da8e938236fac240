//! The works that lie open for one manuscript: each fetched once, numbered in order of its first use.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::work::{Work, Works};
use crate::model::{Document, EntryId, Library, Link, SourceId, Support, Unread};

/// The works of one manuscript.
pub(crate) struct Desk<'a> {
    works: &'a dyn Works,
    libraries: &'a [Arc<Library>],
    links: &'a [Link],
    open: HashMap<EntryId, Vec<(SourceId, Arc<Work>)>>,
    cited: Vec<Arc<Document>>,
    /// How many letters may still be read in works that are not cited for a claim.
    left: usize,
    unread: Vec<Unread>,
}

/// How many letters of works that are not cited for a claim are read for one manuscript.
const READ: usize = 1 << 31;

impl<'a> Desk<'a> {
    /// An empty desk.
    pub(crate) fn new(works: &'a dyn Works, libraries: &'a [Arc<Library>], links: &'a [Link]) -> Self {
        let open = HashMap::new();
        Self { works, libraries, links, open, cited: Vec::new(), left: READ, unread: Vec::new() }
    }

    /// The entries that a claim's citations link to, each once, in order.
    pub(crate) fn entries(&self, support: &Support) -> Vec<EntryId> {
        let mut out: Vec<EntryId> = Vec::new();
        for &citation in &support.citations {
            let first = self.links.partition_point(|link| link.item.citation < citation);
            for link in self.links[first..].iter().take_while(|link| link.item.citation == citation) {
                out.extend(link.entries.iter().filter(|id| !out.contains(id)).copied().collect::<Vec<_>>());
            }
        }
        out
    }

    /// The entries that the manuscript cites, each once, in order of the libraries.
    pub(crate) fn all(&self) -> Vec<EntryId> {
        let mut all: Vec<EntryId> = self.links.iter().flat_map(|link| link.entries.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether a work that is not cited for a claim may be read for it too: all such reading is bounded.
    pub(crate) fn may_read(&mut self, letters: usize) -> bool {
        let may = letters <= self.left;
        self.left -= letters.min(self.left);
        may
    }

    /// How many of the passages nearest to a claim are told.
    pub(crate) fn passages(&self) -> usize {
        self.works.passages()
    }

    /// What is at hand of an entry's work, with the source that labels point into.
    pub(crate) fn open(&mut self, id: EntryId) -> &[(SourceId, Arc<Work>)] {
        let library = &self.libraries[id.library as usize];
        let (works, cited, first) = (self.works, &mut self.cited, 1 + self.libraries.len() as u32);
        let unread = &mut self.unread;
        self.open.entry(id).or_insert_with(|| {
            let found = works.of(library, id);
            unread.extend(found.unread);
            let number = |work: Arc<Work>| {
                let source = match work.field {
                    Some(_) => SourceId(id.library + 1),
                    None => {
                        let known = cited.iter().position(|one| Arc::ptr_eq(one, &work.document));
                        let place = known.unwrap_or_else(|| {
                            cited.push(Arc::clone(&work.document));
                            cited.len() - 1
                        });
                        SourceId(first + place as u32)
                    }
                };
                (source, work)
            };
            found.works.into_iter().map(number).collect()
        })
    }

    /// The cited works that were opened, in order of their numbers, and those that could not be.
    pub(crate) fn cleared(self) -> (Vec<Arc<Document>>, Vec<Unread>) {
        (self.cited, self.unread)
    }
}
