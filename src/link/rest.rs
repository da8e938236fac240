//! What items that fit no entry are held against: names of a year, and co-authors.

use std::collections::HashMap;
use std::sync::Arc;

use super::entries::{first_keys, years};
use crate::model::{EntryId, Library};
use crate::text::fold;
use crate::text::near::Shape;

/// Names by year and letter, and the entries of each co-author.
#[derive(Debug, Default)]
pub struct Rest {
    /// Each first name with its entry.
    names: Vec<(Shape, Box<str>, EntryId)>,
    /// Indices of names by their year and first letter, and by year and last letter.
    near: HashMap<(i32, u8, bool), Vec<u32>>,
    /// Entries by the folded names of authors after the first.
    others: HashMap<String, Vec<EntryId>>,
}

impl Rest {
    /// Made from libraries, in the order they were named.
    pub fn new(libraries: &[Arc<Library>]) -> Self {
        let mut rest = Self::default();
        for (number, library) in libraries.iter().enumerate() {
            for (at, entry) in library.entries.iter().enumerate().filter(|(_, entry)| !entry.auxiliary) {
                let id = EntryId { library: number as u32, index: at as u32 };
                let years = years(entry);
                for key in first_keys(entry).into_iter().filter(|key| key.len() > 2) {
                    let bytes = key.as_bytes();
                    let ends = [(bytes[0], true), (bytes[bytes.len() - 1], false)];
                    for &year in &years {
                        for (letter, first) in ends {
                            rest.near.entry((year, letter, first)).or_default().push(rest.names.len() as u32);
                        }
                    }
                    rest.names.push((Shape::of(&key), key.into_boxed_str(), id));
                }
                for person in entry.names().iter().skip(1) {
                    rest.others.entry(fold::key(&person.family)).or_default().push(id);
                }
            }
        }
        rest
    }

    /// Names of a year that may be `key` with a slip, and begin or end with the letter that `key` begins or ends with.
    pub fn of_year(&self, year: i32, key: &str) -> impl Iterator<Item = (&str, EntryId)> {
        /// How many names of a year are compared, at the most.
        const MOST: usize = 2000;
        let (bytes, shape) = (key.as_bytes(), Shape::of(key));
        let ends = [bytes.first().map(|&b| (b, true)), bytes.last().map(|&b| (b, false))];
        let found = ends
            .into_iter()
            .flatten()
            .flat_map(move |(letter, first)| self.near.get(&(year, letter, first)).map_or(&[][..], Vec::as_slice));
        let names = found.take(MOST).map(|&at| &self.names[at as usize]);
        names.filter(move |(other, ..)| shape.may_be_near(*other)).map(|(_, name, id)| (&**name, *id))
    }

    /// The entries that name somebody among their further authors.
    pub fn with_coauthor(&self, key: &str) -> &[EntryId] {
        self.others.get(key).map_or(&[], Vec::as_slice)
    }
}
