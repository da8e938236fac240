//! What registries of works said when they were asked about entries.
//!
//! In: the answers that somebody got. Out: the answer to an entry, and how many there are of each kind. It refuses to
//! know how they were got.
//!
//! **Invariant:** that no answer came is never taken for an answer: [`Answer::Unchecked`] accuses nobody.

use std::collections::BTreeMap;

use super::entry::{Entry, Field};
use super::retraction::Retraction;
use crate::text::{doi, fold};

/// What registries are asked about an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Query {
    /// Which work has this DOI, a key.
    Doi(String),
    /// Which work has this title and one of these authors, and appeared about that year.
    Work {
        /// The title.
        title: String,
        /// The family names of the first authors.
        names: Vec<String>,
        /// The year.
        year: Option<i32>,
    },
}

/// Kinds of entries that no registry is asked about by their titles: what they name is seldom registered, and a work
/// of the same title is another.
const UNREGISTERED: &[&str] = &[
    "artwork", "audio", "electronic", "image", "jurisdiction", "legal", "legislation", "letter", "movie", "music",
    "online", "performance", "software", "standard", "unpublished", "video", "webpage", "www",
];

impl Query {
    /// What is asked about an entry: its DOI, else its title with its authors; `None` where it says too little.
    pub fn of(entry: &Entry) -> Option<Self> {
        if entry.auxiliary {
            return None;
        }
        if let Some((_, doi)) = Self::doi(entry) {
            return Some(Self::Doi(doi));
        }
        let telling = fold::split(&entry.title).count() >= 3 && !UNREGISTERED.contains(&&*entry.kind);
        let names: Vec<String> = entry.names().iter().take(3).map(|person| person.family_name()).collect();
        let title = entry.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let year = entry.date.as_ref().and_then(|date| date.years).map(|(first, _)| first);
        // A field may hold a whole page.
        let short = title.len() <= 400;
        (telling && short && !names.is_empty()).then_some(Self::Work { title, names, year })
    }

    /// The DOI of an entry, as a key, and the field that it stands in: one of its own, or the address of the work.
    pub fn doi(entry: &Entry) -> Option<(&Field, String)> {
        let own = entry.field("doi").and_then(|field| Some((field, doi::key(&field.value)?)));
        // Behind a DOI, an address may say more.
        let plain = |field: &&Field| !field.value.contains(['?', '#']);
        own.or_else(|| entry.field("url").filter(plain).and_then(|field| Some((field, doi::key(&field.value)?))))
    }
}

/// What came of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A registry has the work.
    Found(Box<Record>),
    /// No agency has registered the DOI.
    Absent,
    /// No work of this title was found, or more than one; many works are registered nowhere.
    Unmatched,
    /// Nobody could be asked, or nobody could say; why.
    Unchecked(String),
}

/// A work, as a registry has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The registry: `Crossref`.
    pub registry: &'static str,
    /// The key of the work's DOI.
    pub doi: Option<String>,
    /// Where a reader can look it up.
    pub address: String,
    /// Its titles: the first as it is shown, then other forms of it.
    pub titles: Vec<String>,
    /// The titles of what it appeared in.
    pub within: Vec<String>,
    /// The names of its authors, else editors, given names first.
    pub names: Vec<String>,
    /// The years in which it appeared: in print, online.
    pub years: Vec<i32>,
    /// Whether the registry knows when it was printed.
    pub printed: bool,
    /// The registry's word for its kind: `journal-article`.
    pub kind: String,
    /// What was published about it after it.
    pub notices: Vec<Retraction>,
}

/// Answers, with the way to that of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<Query, Answer>);

impl FromIterator<(Query, Answer)> for Answers {
    fn from_iter<I: IntoIterator<Item = (Query, Answer)>>(answers: I) -> Self {
        Self(answers.into_iter().collect())
    }
}

impl Answers {
    /// What came of asking about an entry; `None` where nobody was asked.
    pub fn of(&self, entry: &Entry) -> Option<&Answer> {
        if self.0.is_empty() { None } else { self.0.get(&Query::of(entry)?) }
    }

    /// The registered work that an entry names.
    pub fn record(&self, entry: &Entry) -> Option<&Record> {
        match self.of(entry)? {
            Answer::Found(record) => Some(record),
            _ => None,
        }
    }

    /// How many there are of each kind.
    pub fn lookups(&self) -> Lookups {
        let mut lookups = Lookups { works: self.0.len(), ..Lookups::default() };
        let mut whys: BTreeMap<&str, usize> = BTreeMap::new();
        for answer in self.0.values() {
            match answer {
                Answer::Found(_) => lookups.found += 1,
                Answer::Absent => lookups.absent += 1,
                Answer::Unmatched => lookups.unmatched += 1,
                Answer::Unchecked(why) => *whys.entry(why).or_default() += 1,
            }
        }
        lookups.unchecked = whys.into_iter().map(|(why, works)| (why.to_owned(), works)).collect();
        lookups
    }
}

/// How many works were looked up, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lookups {
    /// Works that were asked about, each once.
    pub works: usize,
    /// Works that a registry has.
    pub found: usize,
    /// DOIs that no agency has registered.
    pub absent: usize,
    /// Works that no registry was found to have.
    pub unmatched: usize,
    /// Works that could not be checked: why, and how many.
    pub unchecked: Vec<(String, usize)>,
}
