//! What stands in a `doi` field and is no DOI.

use super::quoted;
use crate::model::diagnostic::{Edit, Fix};
use crate::model::{Field, Finding, Library, Severity, SourceId, Usage};
use crate::rules::Options;
use crate::text::Span;

/// Reports each `doi` field that holds something else.
pub fn check(library: &Library, _: &Usage, _: &Options) -> Vec<Finding> {
    let fields = library.entries.iter().flat_map(|entry| &entry.fields);
    let filled = fields.filter(|field| field.name == "doi" && !field.value.is_empty());
    filled.filter_map(|field| judge(library, field)).collect()
}

fn judge(library: &Library, field: &Field) -> Option<Finding> {
    let value = field.value.as_str();
    let at = inner(library, field.span);
    let (before, doi) = without_address(value);
    // An address may have its slashes encoded.
    let whole = doi.replacen("%2F", "/", 1);
    match fault(if before.is_empty() { doi } else { &whole }) {
        None if before.is_empty() => None,
        None => Some(address(library, at, before, doi)),
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

/// The value's text in the source, without its delimiters.
fn inner(library: &Library, span: Span) -> Span {
    let text = library.source.slice(span);
    let bare = text.trim_matches(|c: char| matches!(c, '{' | '}' | '"' | '\'') || c.is_whitespace());
    if bare.is_empty() {
        return span;
    }
    let start = span.start as usize + (bare.as_ptr() as usize - text.as_ptr() as usize);
    Span::new(start, start + bare.len())
}

/// Parts `https://doi.org/`, `doi.org/`, `doi:` from the DOI that follows.
fn without_address(value: &str) -> (&str, &str) {
    let mut at = 0;
    let heads: [&[&str]; 4] =
        [&["https://", "http://"], &["www.", "dx."], &["doi.org/", "doi.acm.org/"], &["doi:", "doi ", "info:doi/"]];
    for head in heads.iter().flat_map(|heads| heads.iter()) {
        if value[at..].get(..head.len()).is_some_and(|text| text.eq_ignore_ascii_case(head)) {
            at += head.len();
        }
    }
    let doi = value[at..].trim_start();
    value.split_at(value.len() - doi.len())
}

/// Why a text is no DOI (*DOI Handbook 2.2*): a prefix of `10.` and a registrant's number, parts of it
/// divided by stops, then a slash, then any printable characters. `10/abc` is a short form of one.
fn fault(doi: &str) -> Option<&'static str> {
    if doi.contains(char::is_whitespace) {
        return Some("a DOI has no blanks");
    }
    if doi.contains(char::is_control) {
        return Some("a DOI has no control characters");
    }
    let Some((prefix, suffix)) = doi.split_once('/') else {
        return Some(if doi.starts_with("10.") {
            "a slash is missing after the prefix"
        } else {
            "a DOI begins with `10.`"
        });
    };
    if suffix.is_empty() {
        return Some("nothing follows the prefix");
    }
    if prefix == "10" {
        return None;
    }
    let Some(registrant) = prefix.strip_prefix("10.") else { return Some("a DOI begins with `10.`") };
    let mut parts = registrant.split('.');
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match parts.next() {
        Some(number) if !digits(number) || !parts.all(digits) => Some("the prefix has digits alone after `10.`"),
        Some(number) if number.len() < 4 => Some("the number after `10.` has four digits or more"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_doi() {
        for doi in [
            "10.1000/182",
            "10.1000.10/123456",
            "10.1002/(SICI)1099(2000)18:2<117::AID-C1>3.0.CO;2-1",
            "10.1890/0012(2002)083[0780:EV]2.0.CO;2",
            "10.1016/j.x/y_z#1",
            "10.1000/été",
            "10/gfkwx",
        ] {
            assert_eq!(fault(doi), None, "{doi}");
        }
        for doi in
            ["1000/182", "1O.1000/182", "10,1000/182", "10.1000", "10.1000/", "10.1/182", "10.1000x/1", "10.1000/a b"]
        {
            assert!(fault(doi).is_some(), "{doi}");
        }
    }

    #[test]
    fn addresses_are_parted_from_their_doi() {
        for (value, before) in [
            ("10.1000/182", ""),
            ("https://doi.org/10.1000/182", "https://doi.org/"),
            ("HTTP://dx.doi.org/10.1000/182", "HTTP://dx.doi.org/"),
            ("doi.org/10.1000/182", "doi.org/"),
            ("doi: 10.1000/182", "doi: "),
            ("DOI 10.1000/182", "DOI "),
        ] {
            assert_eq!(without_address(value), (before, "10.1000/182"), "{value}");
        }
        assert_eq!(without_address("é"), ("", "é"));
    }
}
