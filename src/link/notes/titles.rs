//! Which works a title means that a note gives: whole, shortened, with place and publisher behind it.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::link::entries::Index;
use crate::model::EntryId;
use crate::text::fold;

/// How many shorter readings of a title are tried.
const CUTS: usize = 6;
/// The shortest key of a title that was cut, or that stands inside a longer one.
const SHORT: usize = 4;

/// The titles of an index, folded when they are first asked for.
pub(super) struct Titles<'i> {
    index: &'i Index,
    folded: RefCell<HashMap<EntryId, Folded>>,
    authors: HashMap<String, Vec<EntryId>>,
}

#[derive(Clone)]
struct Folded {
    title: String,
    short: Vec<String>,
    given: String,
}

/// How a title fits; the smaller, the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole,
    Begins,
    Inside,
}

impl<'i> Titles<'i> {
    pub(super) fn new(index: &'i Index) -> Self {
        Self { index, folded: RefCell::default(), authors: HashMap::new() }
    }

    /// The works of a name, as the index has them.
    pub(super) fn of_author(&mut self, key: &str) -> &[EntryId] {
        if !self.authors.contains_key(key) {
            self.authors.insert(key.to_owned(), self.index.of_author(key));
        }
        &self.authors[key]
    }

    /// Those of some works that a title fits best.
    pub(super) fn best(&self, title: &str, works: &[EntryId]) -> Vec<EntryId> {
        let readings = readings(title);
        let fits: Vec<(EntryId, Option<Fit>)> = works.iter().map(|&id| (id, self.fit(&readings, id))).collect();
        let best = fits.iter().filter_map(|(_, fit)| *fit).min();
        fits.into_iter().filter(|(_, fit)| fit.is_some() && *fit == best).map(|(id, _)| id).collect()
    }

    fn fit(&self, readings: &[String], id: EntryId) -> Option<Fit> {
        let mut folded = self.folded.borrow_mut();
        let work = folded.entry(id).or_insert_with(|| {
            let entry = self.index.entry(id);
            Folded {
                title: fold::key(&entry.title),
                short: entry.short.iter().map(|short| fold::key(short)).collect(),
                given: entry.names().first().map(|person| fold::key(&person.given)).unwrap_or_default(),
            }
        });
        let fits = readings.iter().enumerate().filter_map(|(at, reading)| {
            // "Marlow, Ada, Lights": the given name is no part of the title.
            let bare = reading.strip_prefix(&work.given).filter(|rest| !work.given.is_empty() && !rest.is_empty());
            [Some(reading.as_str()), bare].into_iter().flatten().filter_map(|key| work.fit(key, at > 0)).min()
        });
        fits.min()
    }
}

impl Folded {
    /// How a folded title fits, which may have been cut.
    fn fit(&self, key: &str, cut: bool) -> Option<Fit> {
        if key.is_empty() || cut && key.len() < SHORT {
            return None;
        }
        if self.title == key || self.short.iter().any(|short| short == key) {
            return Some(Fit::Whole);
        }
        let longer = self.title.len() >= SHORT && key.starts_with(&self.title);
        if self.title.starts_with(key) || longer {
            return Some(Fit::Begins);
        }
        (!cut && key.len() >= SHORT && self.title.contains(key)).then_some(Fit::Inside)
    }
}

/// A title as it stands, and what is left of it where it is cut at commas, colons and stops; all folded.
fn readings(title: &str) -> Vec<String> {
    let cuts = title.match_indices([',', ':', '.']).map(|(at, _)| at).take(CUTS);
    let mut out = vec![fold::key(title)];
    out.extend(cuts.map(|at| fold::key(&title[..at])));
    out
}
