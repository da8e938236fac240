//! RIS, as databases and reference managers export it, each in its own way.
//!
//! In: a decoded file. Out: its entries. A record begins with `TY` and ends with `ER`; one that lacks either is
//! read all the same.

use super::record::{self, Role};
use super::tagged::{self, Line, Lines};
use super::{dates, fault};
use crate::model::{Entry, LibraryFlaw, Severity};
use crate::text::Span;

/// The tags of names.
const NAMES: &[&str] = &["AU", "A1", "A2", "A3", "A4", "ED"];

/// Reads the records of a text from `start` on.
pub(super) fn read(text: &str, start: usize) -> (Vec<Entry>, Vec<LibraryFlaw>) {
    let lines = tagged::lines(text, start, tag);
    let inverted = tagged::inverted(&lines, NAMES);
    let mut entries = Vec::new();
    let mut flaws = Vec::new();
    let mut first = 0;
    while first < lines.len() {
        let begins = |line: &Line<'_>| line.tag == "TY";
        let rest = &lines[first..];
        let next = rest.iter().skip(1).position(begins).map_or(rest.len(), |at| at + 1);
        let end = rest[..next].iter().position(|line| line.tag == "ER");
        let record = &rest[..end.map_or(next, |end| end + 1)];
        first += record.len();
        if record.iter().all(|line| line.tag == "ER") {
            continue;
        }
        let entry = entry(record, inverted);
        let span = tagged::whole(record);
        let mut tell = |at: Span, message: &str, severity| {
            flaws.push(LibraryFlaw { severity, ..fault(at, span, entry.as_ref(), message.to_owned()) });
        };
        if entry.is_none() {
            tell(record[0].tag_at, "this record holds nothing", Severity::Warning);
        } else if !begins(&record[0]) {
            tell(record[0].tag_at, "this record does not begin with `TY  -`", Severity::Error);
        } else if end.is_none() {
            tell(record[0].tag_at, "this record is never closed by `ER  -`", Severity::Warning);
        }
        entries.extend(entry);
    }
    (entries, flaws)
}

/// The tag of a line: `TY  - `. Where less than two blanks part it from its dash, it must be one that is known:
/// an abstract may have a line that begins with `UK - `.
fn tag(line: &str) -> Option<(usize, usize)> {
    let bytes = line.as_bytes();
    let named = bytes.len() >= 3
        && bytes[0].is_ascii_uppercase()
        && (bytes[1].is_ascii_uppercase() || bytes[1].is_ascii_digit());
    let blanks = if named { bytes[2..].iter().take(4).take_while(|&&b| b == b' ').count() } else { 0 };
    let dash = 2 + blanks;
    let known = || ["TY", "ER", "AU", "TI", "T1", "PY", "Y1", "A1", "JO", "DO"].contains(&&line[..2]);
    let dashed =
        blanks > 0 && bytes.get(dash) == Some(&b'-') && bytes.get(dash + 1).is_none_or(|&b| matches!(b, b' ' | b'\t'));
    (dashed && (blanks >= 2 || known())).then_some((2, dash + 1))
}

fn entry(lines: &[Line<'_>], inverted: bool) -> Option<Entry> {
    let kind = kind(lines.iter().find(|line| line.tag == "TY").map_or("", |line| line.value));
    let mut of = Lines::new(lines, kind, tagged::whole(lines), inverted);
    if let Some(line) = of.first(&["ID"]) {
        of.record.key(line.value, line.at);
    }
    let first = if kind == "collection" { Role::Editor } else { Role::Author };
    of.people(first, &["AU", "A1"]);
    of.people(Role::Editor, &["A2", "ED"]);
    of.people(Role::Translator, &["A4"]);
    of.field("title", &["TI", "T1", "CT"]);
    if matches!(kind, "book" | "collection") {
        of.field("title", &["BT"]);
    }
    of.field("shorttitle", &["ST"]);
    of.field(record::whole(kind), &["T2", "BT", "JF", "JO", "JA", "J2", "J1"]);
    of.field("shortjournal", &["JA", "J2", "J1"]);
    of.field("series", &["T3"]);
    when(&mut of);
    pages(&mut of);
    for (field, tags) in [
        ("volume", &["VL"][..]),
        ("number", &["IS", "CP"]),
        ("edition", &["ET"]),
        ("url", &["UR", "L2"]),
        ("location", &["CY", "PP"]),
        (record::publisher(kind), &["PB"]),
        (record::serial(kind), &["SN"]),
        ("langid", &["LA"]),
        ("type", &["M3"]),
        ("abstract", &["AB", "N2"]),
    ] {
        of.field(field, tags);
    }
    for tag in ["DO", "M3", "L3"] {
        if let Some(line) = of.first(&[tag]) {
            of.record.doi(line.tag_at, line.value, line.at);
        }
    }
    of.joined("file", &["L1"], ";");
    of.joined("note", &["N1"], "; ");
    of.joined("keywords", &["KW"], ", ");
    let entry = of.record.finish();
    (!entry.fields.is_empty()).then_some(entry)
}

/// The day from `DA`, where that is of the year that `PY` tells; else what `PY` tells.
fn when(of: &mut Lines<'_, '_>) {
    let year = of.first(&["PY", "Y1"]);
    let day = of.first(&["DA"]);
    let line = match (year, day) {
        (Some(year), Some(day))
            if year.value.get(..4) == day.value.get(..4) && year.value.trim_end_matches('/').len() == 4 =>
        {
            day
        }
        (Some(year), _) => year,
        (None, Some(day)) => day,
        (None, None) => return,
    };
    of.add("date", line, slashed(line.value).unwrap_or_else(|| line.value.to_owned()));
    if let Some(line) = of.first(&["Y2"]) {
        of.add("urldate", line, slashed(line.value).unwrap_or_else(|| line.value.to_owned()));
    }
}

/// `2020/03/04/spring` as ISO 8601 writes it.
fn slashed(value: &str) -> Option<String> {
    let mut parts = value.split('/').map(str::trim);
    let year = parts.next().filter(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))?;
    let mut out = year.to_owned();
    for (part, most) in parts.take(2).zip([12u8, 31]) {
        let number = part.parse().ok().or_else(|| dates::month_of(part)).filter(|number| (1..=most).contains(number));
        let Some(number) = number else { break };
        out.push_str(&format!("-{number:02}"));
    }
    Some(out)
}

/// The pages from `SP` to `EP`.
fn pages(of: &mut Lines<'_, '_>) {
    let Some(first) = of.first(&["SP"]) else { return };
    match of.first(&["EP"]).filter(|last| last.value != first.value && !first.value.contains(['-', '–'])) {
        Some(last) if last.at.start > first.at.start => {
            let line = Line { at: first.at.to(last.at), ..first };
            of.add("pages", line, format!("{}–{}", first.value, last.value));
        }
        _ => of.add("pages", first, first.value.to_owned()),
    }
}

/// BibLaTeX's type for one of RIS's.
fn kind(name: &str) -> &'static str {
    match name.trim() {
        "JOUR" | "JFULL" | "EJOUR" | "MGZN" | "NEWS" | "INPR" => "article",
        "BOOK" | "EBOOK" | "CLSWK" | "ANCIENT" => "book",
        "EDBOOK" => "collection",
        "CHAP" | "ECHAP" => "incollection",
        "CONF" | "CPAPER" => "inproceedings",
        "ENCYC" | "DICT" => "inreference",
        "RPRT" | "GOVDOC" => "report",
        "THES" => "thesis",
        "ELEC" | "BLOG" | "WEB" | "ICOMM" => "online",
        "DATA" => "dataset",
        "COMP" => "software",
        "STAT" | "BILL" | "LEGAL" => "legislation",
        "CASE" => "jurisdiction",
        "UNPB" | "UNPD" | "MANSCPT" => "unpublished",
        "PAMP" => "booklet",
        "PAT" => "patent",
        "STAND" => "standard",
        "PCOMM" => "letter",
        "ART" | "FIGURE" => "image",
        "MPCT" => "movie",
        "VIDEO" | "ADVS" => "video",
        "SOUND" | "MUSIC" => "audio",
        _ => "misc",
    }
}
