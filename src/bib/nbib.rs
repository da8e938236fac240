//! PubMed's format (MEDLINE), `.nbib`.
//!
//! In: a decoded file. Out: its entries, by the numbers that PubMed gives them.

use super::dates;
use super::markup;
use super::person;
use super::record::{Record, Role};
use super::tagged::{self, Line, Lines};
use crate::model::{Entry, LibraryFlaw};

/// Reads the records of a text from `start` on.
pub(super) fn read(text: &str, start: usize) -> (Vec<Entry>, Vec<LibraryFlaw>) {
    let lines = tagged::lines(text, start, tag);
    let records = lines.chunk_by(|_, next| next.tag != "PMID");
    (records.filter_map(entry).collect(), Vec::new())
}

/// The tag of a line: two to four letters, with blanks to four, and a dash: `PMID- `, `AU  - `.
fn tag(line: &str) -> Option<(usize, usize)> {
    let head = line.as_bytes().get(..5)?;
    let len = head[..4].iter().take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit()).count();
    let padded = head[len..4].iter().all(|&b| b == b' ');
    (len >= 2 && head[0].is_ascii_uppercase() && padded && head[4] == b'-').then_some((len, 5))
}

fn entry(lines: &[Line<'_>]) -> Option<Entry> {
    let has = |tag: &str| lines.iter().any(|line| line.tag == tag);
    let kind = match (has("BTI") || has("CTI"), has("TI")) {
        (true, false) => "book",
        (true, true) => "incollection",
        _ => "article",
    };
    let mut of = Lines::new(lines, kind, tagged::whole(lines), true);
    if let Some(line) = of.first(&["PMID"]) {
        of.record.key(line.value, line.at);
    }
    // Each `FAU` has an `AU` beneath that shortens it; old records have `AU` alone.
    let authors: &[&str] = if has("FAU") { &["FAU", "CN"] } else { &["AU", "CN"] };
    let editors: &[&str] = if has("FED") { &["FED"] } else { &["ED"] };
    people(&mut of.record, lines, Role::Author, authors);
    people(&mut of.record, lines, Role::Editor, editors);
    of.field("title", &["TI", "BTI", "CTI"]);
    of.field("booktitle", if kind == "incollection" { &["BTI", "CTI"] } else { &[] });
    if let Some(line) = of.first(&["DP"]) {
        of.add("date", line, date(line.value).unwrap_or_else(|| line.value.to_owned()));
    }
    for (field, tags) in [
        ("journaltitle", &["JT", "TA"][..]),
        ("shortjournal", &["TA"]),
        ("volume", &["VI"]),
        ("number", &["IP"]),
        ("pages", &["PG"]),
        ("edition", &["EN"]),
        ("publisher", &["PB"]),
        ("isbn", &["ISBN"]),
        ("langid", &["LA"]),
        ("pmcid", &["PMC"]),
        ("abstract", &["AB"]),
    ] {
        of.field(field, tags);
    }
    // `10.1000/x [doi]`, beside `S0140 [pii]`.
    for line in lines.iter().filter(|line| matches!(line.tag, "LID" | "AID")) {
        if let Some(doi) = line.value.strip_suffix("[doi]").map(str::trim_end) {
            of.record.doi(line.tag_at, doi, line.at);
        }
    }
    // `0140-6736 (Print)`.
    if let Some(line) = of.first(&["IS"]) {
        of.add("issn", line, line.value.split(' ').next().unwrap_or_default().to_owned());
    }
    of.joined("keywords", &["MH", "OT"], ", ");
    let entry = of.record.finish();
    (!entry.fields.is_empty()).then_some(entry)
}

fn people(record: &mut Record, lines: &[Line<'_>], role: Role, tags: &[&str]) {
    for line in lines.iter().filter(|line| tags.contains(&line.tag)) {
        let name = markup::plain(line.value);
        if person::are_others(&name) {
            record.others(role);
            continue;
        }
        let person = if line.tag == "CN" { person::group(&name) } else { person::read(&name, true) };
        record.person(role, line.tag_at, person, line.at);
    }
}

/// `2020 Mar 5`, `2019 Nov-Dec`, `2019 Dec-2020 Jan` as ISO 8601-2 writes them.
fn date(value: &str) -> Option<String> {
    let (first, last) = value.split_once('-').map_or((value, None), |(first, last)| (first, Some(last.trim())));
    let from = day(first.trim())?;
    let Some(last) = last else { return Some(from) };
    // The year is not said twice.
    let to = day(last).or_else(|| day(&format!("{} {last}", &from[..4])))?;
    Some(format!("{from}/{to}"))
}

/// `2020 Mar 5`, as far as it goes.
fn day(text: &str) -> Option<String> {
    let mut words = text.split(' ');
    let year = words.next().filter(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))?;
    let mut out = year.to_owned();
    if let Some(month) = words.next().and_then(dates::month_of) {
        out.push_str(&format!("-{month:02}"));
        if let Some(day) = words.next().and_then(|day| day.parse::<u8>().ok()).filter(|day| (1..32).contains(day)) {
            out.push_str(&format!("-{day:02}"));
        }
    }
    Some(out)
}
