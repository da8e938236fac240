//! Authors who share a family name.

use std::collections::HashMap;

use crate::model::{CiteItem, EntryId, Link, Linked};
use crate::text::fold;

/// How many bearers of one name are looked at.
const MOST: usize = 1000;

/// Who else bears a family name.
pub struct Namesakes {
    /// Entries by the folded family name of each of their authors.
    bearers: HashMap<String, Vec<EntryId>>,
}

impl Namesakes {
    /// The namesakes of all entries.
    pub fn new(linked: &Linked) -> Self {
        let mut bearers: HashMap<String, Vec<EntryId>> = HashMap::new();
        for (library, held) in linked.libraries.iter().enumerate() {
            for (index, entry) in held.entries.iter().enumerate() {
                let id = EntryId { library: library as u32, index: index as u32 };
                for person in entry.names() {
                    bearers.entry(fold::key(&person.family_name())).or_default().push(id);
                }
            }
        }
        Self { bearers }
    }

    /// Whether a given name tells its bearer apart from another: from any other in the form that
    /// styles have for it (APA 8.20, Chicago 15.22), in another form from one of the same year.
    pub fn need(&self, linked: &Linked, link: &Link, item: &CiteItem, family: &str, odd: bool) -> bool {
        let others = self.bearers.get(&fold::key(family)).map_or(&[][..], Vec::as_slice);
        let year = item.year.as_ref().map(|year| year.text.as_str());
        let same_year = |id: &EntryId| linked.entry(*id).date.as_ref().map(|date| date.text.as_str()) == year;
        others.iter().take(MOST).any(|id| !link.entries.contains(id) && (!odd || same_year(id)))
    }
}
