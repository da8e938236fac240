//! What stands in a `doi` field and is no DOI; and the numbers of arXiv, PubMed and ORCID that are none.

use std::borrow::Cow;

use super::{doi_form, number_form, place, placeholder_form, quoted};
use crate::model::diagnostic::{Edit, Fix};
use crate::model::{Entry, Field, Finding, Library, Naming, Severity, SourceId, Usage};
use crate::rules::Options;
use crate::text::{Span, doi};

/// Reports each field of a number that holds something else.
pub fn check(library: &Library, _: &Usage, _: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in &library.entries {
        for field in entry.fields.iter().filter(|field| !field.value.is_empty()) {
            findings.extend(match field.name.as_str() {
                "doi" => judge(library, field),
                "eprint" | "pmid" => number(library, entry, field),
                name if name.contains("orcid") => orcid(library, field),
                _ => None,
            });
        }
    }
    findings
}

fn judge(library: &Library, field: &Field) -> Option<Finding> {
    let value = field.value.as_str();
    let at = place::inner(library, field);
    let (before, doi) = doi::without_address(value);
    // An address may have its slashes encoded.
    let decoded = || Cow::Owned(doi.replacen("%2F", "/", 1));
    let whole = if before.is_empty() { Cow::Borrowed(doi) } else { decoded() };
    match doi_form::fault(&whole) {
        None if before.is_empty() => None,
        None => Some(address(library, at, before, doi)),
        // Something to be filled in is another rule's to tell.
        Some(_) if placeholder_form::is_placeholder("doi", value) => None,
        Some(why) => Some(
            Finding::at(SourceId::DOCUMENT, at, format!("{} is not a DOI", quoted(value)))
                .label(why)
                .note("a DOI is `10.`, a number of four digits or more, `/`, and a suffix (ISO 26324)"),
        ),
    }
}

/// A DOI inside an address: true, and printed twice over by styles that make the address themselves.
fn address(library: &Library, at: Span, before: &str, doi: &str) -> Finding {
    let finding =
        Finding::at(SourceId::DOCUMENT, at, format!("an address stands where the DOI {} belongs", quoted(doi)))
            .label(format!("leave out `{}`", before.trim_end()))
            .note("styles put the address of the resolver before a DOI themselves")
            .severity(Severity::Info);
    let text = library.source.slice(at);
    let as_it_stands = |rest: &&str| *rest == doi && !doi.contains('%');
    let Some(rest) = text.strip_prefix(before).filter(as_it_stands) else { return finding };
    let end = at.end as usize - rest.len();
    let edit = Edit { source: SourceId::DOCUMENT, span: Span::new(at.start as usize, end), text: String::new() };
    let title = format!("write {}", quoted(doi));
    Finding { fix: Some(Fix { title, safe: true, edits: vec![edit] }), ..finding }
}

/// A number of arXiv's or PubMed's, where the entry says that it is one.
fn number(library: &Library, entry: &Entry, field: &Field) -> Option<Finding> {
    let kind = entry.field("eprinttype").or_else(|| entry.field("archiveprefix"));
    let kind = kind.map(|kind| kind.value.to_lowercase()).unwrap_or_default();
    let value = field.value.trim();
    let bare = value.rsplit_once("/abs/").map_or(value, |(_, number)| number);
    // `2101.00001 [cs.CL]` is how arXiv itself writes it.
    let bare = bare.split_once(" [").map_or(bare, |(number, _)| number);
    let (why, whose) = match (&*field.name, &*kind) {
        ("pmid", _) | (_, "pubmed") => {
            let digits = value.trim_start_matches(|c: char| !c.is_ascii_digit() && !c.is_ascii_uppercase());
            (number_form::pmid(digits)?, "PubMed")
        }
        (_, "arxiv") => (number_form::arxiv(bare)?, "arXiv"),
        _ => return None,
    };
    let message = format!("{} is not a number of {whose}'s", quoted(value));
    Some(Finding::at(SourceId::DOCUMENT, place::inner(library, field), message).label(why))
}

/// The iDs in a field that names them: four groups of four, perhaps among names.
fn orcid(library: &Library, field: &Field) -> Option<Finding> {
    let number = |part: &&str| part.len() == 19 && part.bytes().filter(|b| b.is_ascii_digit()).count() > 12;
    let parts = field.value.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(number);
    let (part, why) = parts.into_iter().find_map(|part| Some((part, number_form::orcid(part)?)))?;
    let at = place::part_or_all(library, field, part);
    let finding = Finding::at(SourceId::DOCUMENT, at, format!("{} is not an ORCID iD", quoted(part))).label(why);
    (library.naming() != Naming::Inferred).then_some(finding)
}
