//! EndNote's tagged export, `.enw` (after Unix's `refer`).
//!
//! In: a decoded file. Out: its entries. A record begins with `%0`, or, where a file has none, behind a blank line.

use super::super::record::{self, Role};
use super::super::tagged::{self, Line, Lines};
use super::{first_role, kind};
use crate::model::{Entry, LibraryFlaw};

/// Reads the records of a text from `start` on.
pub(in super::super) fn read(text: &str, start: usize) -> (Vec<Entry>, Vec<LibraryFlaw>) {
    let lines = tagged::lines(text, start, tag);
    let inverted = tagged::inverted(&lines, &["%A", "%E"]);
    let typed = lines.iter().any(|line| line.tag == "%0");
    let records = lines.chunk_by(|_, next| !(if typed { next.tag == "%0" } else { next.parted }));
    (records.filter_map(|lines| entry(lines, inverted)).collect(), Vec::new())
}

/// The tag of a line: `%A `.
fn tag(line: &str) -> Option<(usize, usize)> {
    let bytes = line.as_bytes();
    let named = bytes.first() == Some(&b'%') && bytes.get(1).is_some_and(u8::is_ascii_graphic);
    (named && bytes.get(2).is_none_or(|&b| matches!(b, b' ' | b'\t'))).then_some((2, 2))
}

fn entry(lines: &[Line<'_>], inverted: bool) -> Option<Entry> {
    let named = lines.iter().find(|line| line.tag == "%0").map(|line| line.value);
    let guess = || if lines.iter().any(|line| line.tag == "%J") { "article" } else { "misc" };
    let kind = named.map_or_else(guess, kind);
    let mut of = Lines::new(lines, kind, tagged::whole(lines), inverted);
    if let Some(line) = of.first(&["%F"]).filter(|line| !line.value.contains(char::is_whitespace)) {
        of.record.key(line.value, line.at);
    }
    of.people(first_role(kind), &["%A"]);
    of.people(Role::Editor, &["%E"]);
    of.people(Role::Translator, &["%?"]);
    for (field, tags) in [
        ("title", &["%T"][..]),
        ("shorttitle", &["%!"]),
        (record::whole(kind), &["%J", "%B"]),
        ("series", &["%S"]),
        ("date", &["%D", "%8"]),
        ("volume", &["%V"]),
        ("number", &["%N"]),
        ("pages", &["%P"]),
        ("edition", &["%7"]),
        (record::publisher(kind), &["%I"]),
        ("location", &["%C"]),
        ("url", &["%U"]),
        (record::serial(kind), &["%@"]),
        ("langid", &["%G"]),
        ("type", &["%9"]),
        ("abstract", &["%X"]),
        ("urldate", &["%["]),
    ] {
        of.field(field, tags);
    }
    if let Some(line) = of.first(&["%R"]) {
        of.record.doi(line.tag_at, line.value, line.at);
    }
    of.joined("file", &["%>"], ";");
    of.joined("note", &["%Z"], "; ");
    of.joined("keywords", &["%K"], ", ");
    let entry = of.record.finish();
    (!entry.fields.is_empty()).then_some(entry)
}
