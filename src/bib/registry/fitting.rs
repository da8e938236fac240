//! Which of several works is the one that an entry names.

use crate::model::Record;
use crate::text::fold;

/// The work that an entry names by its title.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'q> {
    pub(super) title: &'q str,
    pub(super) names: &'q [String],
    pub(super) year: Option<i32>,
}

impl Wanted<'_> {
    /// What is searched for.
    pub(super) fn words(&self) -> String {
        let year = self.year.map(|year| year.to_string());
        let parts = [Some(self.title.to_owned()), self.names.first().cloned(), year];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// The one record that is of this title, and of its authors or its year. Of two, the one that has both; where
    /// both have, none can be told.
    pub(super) fn among(&self, records: Vec<Record>) -> Option<Record> {
        let mut best: Vec<(bool, Record)> = Vec::new();
        for record in records {
            let (names, year) = (self.names_fit(&record), self.year_fits(&record));
            if !self.title_fits(&record) || !names && !year {
                continue;
            }
            if !best.iter().any(|(_, other)| other.doi == record.doi) {
                best.push((names && year, record));
            }
        }
        if best.iter().any(|(both, _)| *both) {
            best.retain(|(both, _)| *both);
        }
        match best.len() {
            1 => best.pop().map(|(_, record)| record),
            _ => None,
        }
    }

    fn title_fits(&self, record: &Record) -> bool {
        let wanted = fold::key(self.title);
        !wanted.is_empty() && record.titles.iter().any(|title| fold::key(title) == wanted)
    }

    fn names_fit(&self, record: &Record) -> bool {
        let there: Vec<String> = record.names.iter().map(|name| fold::key(name)).collect();
        let named = |family: &String| there.iter().any(|name| name.ends_with(family.as_str()));
        self.names.iter().map(|name| fold::key(name)).any(|family| !family.is_empty() && named(&family))
    }

    fn year_fits(&self, record: &Record) -> bool {
        self.year.is_some_and(|year| record.years.iter().any(|other| other.abs_diff(year) <= 1))
    }
}
