//! Works that were retracted.

use std::collections::HashSet;

use super::quoted;
use crate::model::{Entry, Finding, Library, Nature, Retraction, Retractions, Severity, SourceId, Usage};
use crate::rules::Options;
use crate::text::{doi, fold};

/// Reports each work that the table at hand calls retracted, doubted, or retracted and reinstated.
pub fn check(library: &Library, usage: &Usage, options: &Options) -> Vec<Finding> {
    let Some(table) = &options.retractions else { return Vec::new() };
    let dois: HashSet<String> = library.entries.iter().filter_map(doi_of).collect();
    let found = library.entries.iter().zip(0..).filter_map(|(entry, at)| {
        let (notices, how) = notices(table, entry)?;
        let (notice, nature) = last(&notices)?;
        let told = usage.disclosed.contains(&at) || says_so(entry) || names_notice(&dois, notice);
        let unused = usage.consulted && !usage.everything && !usage.partial && !usage.cited.contains(&at);
        Some(tell(table, entry, notice, nature, how, told || unused))
    });
    found.collect()
}

fn doi_of(entry: &Entry) -> Option<String> {
    doi::key(&entry.field("doi")?.value)
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

/// Whether the entry itself says that its work was retracted.
fn says_so(entry: &Entry) -> bool {
    let fields = ["title", "note", "addendum", "titleaddon", "pubstate", "howpublished"];
    fields.iter().filter_map(|name| entry.field(name)).any(|field| field.value.to_lowercase().contains("retract"))
}

/// Whether the bibliography has the notice too.
fn names_notice(dois: &HashSet<String>, row: &Retraction) -> bool {
    let notice = row.notice.as_deref().and_then(doi::key);
    notice.is_some_and(|notice| row.doi.as_ref() != Some(&notice) && dois.contains(&notice))
}

fn tell(table: &Retractions, entry: &Entry, row: &Retraction, nature: Nature, how: &str, soft: bool) -> Finding {
    let key = quoted(&entry.key);
    let on = if row.date.is_empty() { String::new() } else { format!(" on {}", row.date) };
    let (message, severity) = match nature {
        Nature::Retraction => (format!("{key} was retracted{on}"), Severity::Error),
        Nature::Concern => (format!("{key} has an expression of concern{on}"), Severity::Warning),
        _ => (format!("{key} was retracted, and reinstated{on}"), Severity::Info),
    };
    let name = table.path.rsplit('/').next().unwrap_or_default();
    let mut finding = Finding::at(SourceId::DOCUMENT, entry.key_span, message).label(entry.label());
    if !row.reason.is_empty() {
        finding = finding.note(format!("the reason given: {}", row.reason));
    }
    if let Some(notice) = row.notice.as_deref().and_then(doi::key) {
        finding = finding.note(format!("the notice: https://doi.org/{notice}"));
    }
    finding = finding.note(format!("recognised by its {how} in {name} ({} notices)", table.len()));
    if nature == Nature::Retraction {
        finding = finding.help("do not rest a claim on it; where it must be named, say that it was retracted");
    }
    finding.severity(if soft { Severity::Info } else { severity })
}
