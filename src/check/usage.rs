//! Who cites what: gathered from document to document, for the rules about whole libraries.

use std::collections::HashSet;
use std::sync::Arc;

use crate::model::{EntryId, Format, Library, Linked, Origin, SentenceId, Unread, Usage};

/// Marks the entries that a manuscript wants listed without citing them.
fn list(nocite: &[String], library: &Library, usage: &mut Usage) {
    if nocite.is_empty() {
        return;
    }
    let keys: HashSet<&str> = nocite.iter().map(String::as_str).collect();
    usage.everything |= keys.contains("*");
    let entries = library.entries.iter().zip(0..);
    let wanted = entries
        .filter(|(entry, _)| std::iter::once(&entry.key).chain(&entry.aliases).any(|key| keys.contains(key.as_str())));
    usage.cited.extend(wanted.map(|(_, index)| index));
}

/// Adds what a document cites of its library of this number.
fn gather(linked: &Linked, number: usize, usage: &mut Usage) {
    usage.consulted |= !linked.citations.is_empty();
    usage.partial |= linked.company.partial;
    // What was printed for the manuscript holds what it cites, and nothing else.
    usage.everything |= linked.libraries[number].source.path.ends_with(".bbl");
    // Where the printed list stands beside the file that it was made of, the file tells what nobody cites.
    let printed = linked.libraries[number].origin == Origin::OwnList;
    usage.everything |= printed && linked.libraries.iter().any(|other| other.origin == Origin::File);
    let links = linked.links.iter().flat_map(|link| &link.entries);
    usage.cited.extend(links.filter(|id| id.library as usize == number).map(|id| id.index));
    let library = &linked.libraries[number];
    // What a citation field carries is cited by it; Word's own sources are a list that holds more.
    usage.everything |= library.origin == Origin::Embedded && library.source.format != Format::WordSources;
    list(&linked.document.declared.nocite, library, usage);
    disclose(linked, number, usage);
    for unread in linked.unread.iter().filter(|unread| unread.entry.library as usize == number) {
        // The number of the library is another in each manuscript.
        let unread = Unread { entry: EntryId { library: 0, ..unread.entry }, ..unread.clone() };
        if let Err(place) = usage.unread.binary_search(&unread) {
            usage.unread.insert(place, unread);
        }
    }
}

/// Marks the entries that a sentence cites and calls retracted.
fn disclose(linked: &Linked, number: usize, usage: &mut Usage) {
    let text = linked.document.prose.text().as_bytes();
    let mut told: Vec<SentenceId> = Vec::new();
    for word in ["retract", "Retract", "RETRACT"] {
        told.extend(memchr::memmem::find_iter(text, word).filter_map(|at| linked.document.sentence_at(at as u32)));
    }
    if told.is_empty() {
        return;
    }
    told.sort_unstable();
    for (link, citation, _) in linked.items() {
        let beside = told.binary_search(&citation.sentence).is_ok();
        let links = link.entries.iter().filter(|id| beside && id.library as usize == number);
        usage.disclosed.extend(links.map(|id| id.index));
    }
}

/// What one document cites of its library of this number.
pub(super) fn of_document(linked: &Linked, number: usize) -> Usage {
    let mut usage = Usage::default();
    gather(linked, number, &mut usage);
    usage
}

/// The libraries of a run, in order of their first use: who cites what in each, and which task used it first.
#[derive(Default)]
pub(super) struct Usages(Vec<(Arc<Library>, Usage, usize)>);

impl Usages {
    /// Takes in libraries that a task names, and that nobody may have used yet.
    pub(super) fn begin(&mut self, libraries: &[Arc<Library>], task: usize) {
        for library in libraries {
            self.entry(library, task);
        }
    }

    /// Adds what one document of a task cites. A document without citations consults nothing: that it cites
    /// no entry is not the entries' fault.
    pub(super) fn add(&mut self, linked: &Linked, task: usize) {
        for (number, library) in linked.libraries.iter().enumerate() {
            if library.origin == Origin::File {
                gather(linked, number, self.entry(library, task));
            }
        }
    }

    fn entry(&mut self, library: &Arc<Library>, task: usize) -> &mut Usage {
        let known = self.0.iter().rposition(|(one, ..)| Arc::ptr_eq(one, library));
        let index = known.unwrap_or_else(|| {
            self.0.push((Arc::clone(library), Usage::default(), task));
            self.0.len() - 1
        });
        &mut self.0[index].1
    }

    /// Each library with its usage and its first task.
    pub(super) fn into_iter(self) -> impl Iterator<Item = (Arc<Library>, Usage, usize)> {
        self.0.into_iter()
    }
}
