//! What an entry has, itself or by inheritance.

use std::collections::{HashMap, HashSet};

use super::data_model::Need;
use crate::model::{Entry, Library};

/// How many entries are looked through for what one may inherit; where there are more, nothing is said.
const MOST: usize = 30;

/// Who inherits from whom.
pub(super) struct Family<'l> {
    entries: HashMap<&'l str, &'l Entry>,
    parents: HashSet<&'l str>,
}

impl<'l> Family<'l> {
    /// Those of a library.
    pub(super) fn of(library: &'l Library) -> Self {
        let leans = library.entries.iter().flat_map(|entry| &entry.parents);
        let parents: HashSet<&str> = leans.map(|parent| parent.key.as_str()).collect();
        let keys =
            |entry: &'l Entry| std::iter::once(&entry.key).chain(&entry.aliases).map(move |key| (key.as_str(), entry));
        let named = library.entries.iter().flat_map(keys).filter(|(key, _)| parents.contains(key)).collect();
        Self { entries: if parents.is_empty() { HashMap::new() } else { named }, parents }
    }

    /// Whether another entry leans on this one.
    pub(super) fn is_parent(&self, entry: &Entry) -> bool {
        !self.parents.is_empty() && self.parents.contains(entry.key.as_str())
    }

    /// Whether an entry has a thing, or inherits it.
    pub(super) fn has(&self, entry: &Entry, need: &Need) -> bool {
        if holds(entry, need) {
            return true;
        }
        // Those that it leans on, and those that they lean on, each once: a circle is no way out.
        let mut line = vec![entry];
        let mut at = 0;
        while let Some(child) = line.get(at).copied().filter(|_| at < MOST) {
            at += 1;
            for parent in child
                .parents
                .iter()
                .filter(|parent| matches!(&*parent.field, "crossref" | "xdata" | "entryset"))
                .take(MOST)
            {
                // That the parent is not there is another rule's to say.
                let Some(from) = self.entries.get(parent.key.as_str()) else { return true };
                if holds(from, need) || self.gives(from, need) {
                    return true;
                }
                if line.len() < MOST && !line.iter().any(|one| std::ptr::eq(*one, *from)) {
                    line.push(from);
                }
            }
        }
        at == MOST
    }

    /// Whether a parent gives its title under another name (*biblatex, appendix B*).
    fn gives(&self, parent: &Entry, need: &Need) -> bool {
        matches!(need.what, "book title" | "journal") && !parent.title.is_empty()
    }
}

/// Whether an entry has a thing itself, from whatever field.
fn holds(entry: &Entry, need: &Need) -> bool {
    let filled = |name: &&str| entry.field(name).is_some_and(|field| !field.value.is_empty());
    need.fields.iter().any(filled)
        || match need.what {
            "author" => !entry.authors.is_empty(),
            "author or editor" => !entry.names().is_empty(),
            "title" => !entry.title.is_empty(),
            "date" => entry.date.is_some(),
            // What is not out yet may not know where it will stand.
            "journal" | "book title" => entry.date.as_ref().is_some_and(|date| date.years.is_none()),
            _ => false,
        }
}
