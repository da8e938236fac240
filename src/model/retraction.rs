//! Works that were retracted, corrected or doubted, as a table of them says.

use std::collections::HashMap;

use crate::text::fold;

/// What was published about a work after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// It was taken back.
    Retraction,
    /// Its journal has doubts about it.
    Concern,
    /// It was set right.
    Correction,
    /// A retraction was taken back.
    Reinstatement,
}

/// One notice about a work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retraction {
    /// What the notice is.
    pub nature: Nature,
    /// The work's title.
    pub title: String,
    /// The family names of the work's authors, folded.
    pub authors: Vec<String>,
    /// The year in which the work appeared.
    pub year: Option<i32>,
    /// The key of the work's DOI.
    pub doi: Option<String>,
    /// The work's number in PubMed.
    pub pmid: Option<String>,
    /// The DOI of the notice.
    pub notice: Option<String>,
    /// When the notice appeared, `2023-11-27`; empty where nobody says.
    pub date: String,
    /// Why, in the words of the table; empty where nobody says.
    pub reason: String,
}

/// A table of notices, with its ways in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retractions {
    /// The file it came from.
    pub path: String,
    rows: Vec<Retraction>,
    dois: HashMap<String, Vec<u32>>,
    pmids: HashMap<String, Vec<u32>>,
    titles: HashMap<String, Vec<u32>>,
}

impl Retractions {
    /// A table of rows.
    pub fn new(path: impl Into<String>, rows: Vec<Retraction>) -> Self {
        let mut table = Self { path: path.into(), ..Self::default() };
        for (row, id) in rows.iter().zip(0..) {
            for (key, index) in [(&row.doi, &mut table.dois), (&row.pmid, &mut table.pmids)] {
                if let Some(key) = key {
                    index.entry(key.clone()).or_default().push(id);
                }
            }
            table.titles.entry(fold::key(&row.title)).or_default().push(id);
        }
        table.rows = rows;
        table
    }

    /// How many notices it holds.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The notices about the work that has this key of a DOI.
    pub fn of_doi(&self, key: &str) -> impl Iterator<Item = &Retraction> {
        self.rows_of(self.dois.get(key))
    }

    /// The notices about the work that has this number in PubMed.
    pub fn of_pmid(&self, pmid: &str) -> impl Iterator<Item = &Retraction> {
        self.rows_of(self.pmids.get(pmid))
    }

    /// The notices about works of this folded title.
    pub fn of_title(&self, key: &str) -> impl Iterator<Item = &Retraction> {
        self.rows_of(self.titles.get(key))
    }

    fn rows_of<'r>(&'r self, ids: Option<&'r Vec<u32>>) -> impl Iterator<Item = &'r Retraction> {
        ids.into_iter().flatten().map(|&id| &self.rows[id as usize])
    }
}
