//! What a table of retractions, or a registry, has to say of an entry.

use super::agreement::{differences, is_one};
use crate::model::{Answers, Entry, Library, Nature, Query, Retraction, Retractions};
use crate::text::{doi, fold};

/// The key of an entry's DOI.
pub(super) fn doi_of(entry: &Entry) -> Option<String> {
    doi::key(&entry.field("doi")?.value)
}

/// The last word on a work, and who says it.
pub(super) struct Said<'n> {
    pub(super) notice: &'n Retraction,
    pub(super) nature: Nature,
    /// `recognised by its DOI in retractions.csv (41 notices)`
    pub(super) by: String,
    /// Whether a registry says it.
    pub(super) online: bool,
}

/// What a table says of an entry's work.
pub(super) fn in_table<'t>(table: &'t Retractions, entry: &Entry) -> Option<Said<'t>> {
    let (notices, how) = notices(table, entry)?;
    let (notice, nature) = last(&notices)?;
    let name = table.path.rsplit('/').next().unwrap_or_default();
    let by = format!("recognised by its {how} in {name} ({} notices)", table.len());
    Some(Said { notice, nature, by, online: false })
}

/// What the registry that has an entry's work says of it. What another work was, of which the entry has the DOI by a slip,
/// is not said of this one.
pub(super) fn at_registry<'a>(library: &Library, answers: &'a Answers, entry: &Entry) -> Option<Said<'a>> {
    let record = answers.record(entry)?;
    let (notice, nature) = last(&record.notices.iter().collect::<Vec<_>>())?;
    let (how, is_it) = match Query::of(entry)? {
        Query::Doi(_) => {
            let differs = differences(library, entry, record).unwrap_or_default();
            ("DOI", !(differs.title && differs.names))
        }
        Query::Work { year, .. } => {
            let same_year = record.years.iter().any(|other| year.is_some_and(|year| year.abs_diff(*other) <= 1));
            let same_names = entry.names().iter().any(|one| record.names.iter().any(|name| is_one(one, name)));
            ("title, authors and year", same_year && same_names)
        }
    };
    if !is_it {
        return None;
    }
    let by = format!("recognised by its {how} at {}: {}", record.registry, record.address);
    Some(Said { notice, nature, by, online: true })
}

/// The notices about an entry's work, and by what it was recognised.
fn notices<'t>(table: &'t Retractions, entry: &Entry) -> Option<(Vec<&'t Retraction>, &'static str)> {
    let doi = doi_of(entry);
    let by = |notices: Vec<&'t Retraction>, how| (!notices.is_empty()).then_some((notices, how));
    let by_doi = doi.as_ref().and_then(|doi| by(table.of_doi(doi).collect(), "DOI"));
    let pubmed = entry.field("eprinttype").is_some_and(|kind| kind.value.eq_ignore_ascii_case("pubmed"));
    let pmid = entry.field("pmid").or_else(|| entry.field("eprint").filter(|_| pubmed));
    let by_pmid = || by(table.of_pmid(pmid?.value.trim()).collect(), "number in PubMed");
    let by_title = || {
        // A short title has many works.
        let telling = fold::split(&entry.title).count() >= 4;
        let key = fold::key(&entry.title);
        let rows = table.of_title(&key).filter(|row| telling && is_of(row, entry, doi.as_deref()));
        by(rows.collect(), "title, authors and year")
    };
    by_doi.or_else(by_pmid).or_else(by_title)
}

/// Whether a row of an entry's title is of its authors and year, and has no other DOI.
fn is_of(row: &Retraction, entry: &Entry, doi: Option<&str>) -> bool {
    let year = entry.date.as_ref().and_then(|date| date.years);
    let same_year = year.zip(row.year).is_some_and(|((first, last), year)| (first - 1..=last + 1).contains(&year));
    let named = |family: String| row.authors.contains(&family);
    let same_names = entry.names().iter().any(|person| named(fold::key(&person.family)));
    let other = doi.zip(row.doi.as_deref()).is_some_and(|(one, other)| one != other);
    same_year && same_names && !other
}

/// What the last word on a work is; a correction takes nothing back.
fn last<'t>(notices: &[&'t Retraction]) -> Option<(&'t Retraction, Nature)> {
    let of =
        |nature: Nature| notices.iter().filter(|row| row.nature == nature).max_by(|a, b| a.date.cmp(&b.date)).copied();
    match (of(Nature::Retraction), of(Nature::Reinstatement), of(Nature::Concern)) {
        (Some(row), Some(back), _) if back.date >= row.date => Some((back, Nature::Reinstatement)),
        (Some(row), _, _) => Some((row, Nature::Retraction)),
        (None, Some(_), _) => None,
        (None, None, Some(row)) => Some((row, Nature::Concern)),
        (None, None, None) => None,
    }
}
