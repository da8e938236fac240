//! Bibliographies: the files that entries come from.
//!
//! In: the bytes of a file. Out: a [`Library`]: every entry that can be read, and a flaw for each
//! that is broken. It refuses to know who cites what.
//!
//! **Invariant:** reading never fails for a malformed text; an error is for what is no bibliography
//! at all. Spans index the decoded text, byte order mark included, so that they are file offsets
//! where the file is UTF-8.

use std::collections::HashSet;
use std::sync::Arc;

use crate::model::{Entry, Format, Library, LibraryFlaw, Origin, Severity, Source};
use crate::text::{Span, decode};

pub mod bbl;
mod biblatex;
mod comments;
mod csl;
mod dates;
mod endnote;
mod entry;
mod field;
mod format;
mod hayagriva;
mod inherit;
mod json;
mod markup;
mod names;
mod nbib;
mod parse;
mod person;
mod record;
pub mod reference_list;
pub mod registry;
pub mod retractions;
mod ris;
mod salvage;
mod spell;
mod split;
mod strings;
mod tagged;
mod tree;
mod word_sources;

pub use comments::comments;
pub use field::field;
pub use format::{format_of, recognise};
pub use spell::spell;

/// Why a file cannot be read as a bibliography.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Spans have 32 bits.
    #[error("{path} is larger than 4 GiB")]
    TooLarge {
        /// The file.
        path: String,
    },
}

/// Reads a bibliography file; its ending tells the format, else what it holds.
pub fn read(path: &str, bytes: &[u8]) -> Result<Library, Error> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(too_large(path));
    }
    let decoded = decode::decode(bytes);
    if u32::try_from(decoded.text.len()).is_err() {
        return Err(too_large(path));
    }
    let format = format_of(path).unwrap_or_else(|| format::sniff(&decoded.text));
    let (mut entries, mut flaws) = parse(format, &decoded.text);
    if !matches!(format, Format::BibLatex | Format::CslJson | Format::Hayagriva) {
        // Nobody cites by a number or label of these, so none is a fault because another record has it too.
        unname_doubles(&mut entries);
    }
    if format != Format::BibLatex {
        record::name_the_keyless(&mut entries);
    }
    if let Some(encoding) = decoded.encoding {
        flaws.insert(0, not_utf8(&decoded, encoding));
    }
    let source = Arc::new(Source::new(path, format, decoded.text));
    Ok(Library { origin: Origin::File, source, entries, flaws })
}

/// Reads a bibliography that a manuscript carries inside. There each citation brings its works along anew: each
/// stands once.
pub fn read_as(format: Format, path: &str, text: String) -> Library {
    // Spans have 32 bits; nothing that a manuscript carries comes near that.
    let text = if u32::try_from(text.len()).is_err() { String::new() } else { text };
    let (mut entries, flaws) = parse(format, &text);
    let mut works = HashSet::new();
    let date = |entry: &Entry| entry.date.as_ref().map(|date| date.text.clone());
    entries.retain(|entry| works.insert((entry.key.clone(), entry.title.clone(), date(entry))));
    // Whoever writes together has numbers from several libraries: one number, two works.
    unname_doubles(&mut entries);
    record::name_the_keyless(&mut entries);
    let source = Arc::new(Source::new(path, format, text));
    Library { origin: Origin::File, source, entries, flaws }
}

/// The entries and faults of a text.
fn parse(format: Format, text: &str) -> (Vec<Entry>, Vec<LibraryFlaw>) {
    let start = decode::mark_len(text);
    let (entries, mut flaws) = match format {
        Format::CslJson => csl::read(text, start),
        Format::Ris => ris::read(text, start),
        Format::Nbib => nbib::read(text, start),
        Format::EndNoteXml => endnote::xml::read(text, start),
        Format::EndNote => endnote::tagged::read(text, start),
        Format::Hayagriva => hayagriva::read(text, start),
        Format::WordSources => word_sources::read(text, start),
        _ => return biblatex::read(text, start),
    };
    if entries.is_empty() && flaws.is_empty() {
        flaws.extend(nothing(text, start, format::kind(format)));
    }
    flaws.sort_by_key(|flaw| flaw.span);
    (entries, flaws)
}

/// Takes from entries the key that one before them has.
fn unname_doubles(entries: &mut [Entry]) {
    let mut keys: HashSet<&str> = HashSet::with_capacity(entries.len());
    let doubles = entries.iter().map(|entry| !entry.key.is_empty() && !keys.insert(&entry.key));
    let doubles: Vec<bool> = doubles.collect();
    for (entry, _) in entries.iter_mut().zip(doubles).filter(|(_, double)| *double) {
        entry.key.clear();
    }
}

/// A fault of an item; `entry` is what was read of it all the same.
fn fault(span: Span, item: Span, entry: Option<&Entry>, message: String) -> LibraryFlaw {
    let key = entry.map(|entry| entry.key.clone()).filter(|key| !key.is_empty());
    LibraryFlaw { span, item, key, message, lost: entry.is_none(), severity: Severity::Error }
}

/// The flaw of a text that is something else.
fn nothing(text: &str, start: usize, kind: &str) -> Option<LibraryFlaw> {
    let first = text[start..].find(|c: char| !c.is_whitespace())? + start;
    let line = text[first..].find(['\n', '\r']).unwrap_or(text.len() - first);
    let span = Span::new(first, first + line);
    let message = format!("this file holds no {kind}");
    Some(LibraryFlaw { span, item: span, key: None, message, lost: false, severity: Severity::Warning })
}

fn too_large(path: &str) -> Error {
    Error::TooLarge { path: path.to_owned() }
}

fn not_utf8(decoded: &decode::Decoded, encoding: &str) -> LibraryFlaw {
    let first = decoded.text[decoded.first_bad..].chars().next().map_or(0, char::len_utf8);
    let span = Span::new(decoded.first_bad, decoded.first_bad + first);
    let message = format!("this file is not UTF-8; it was read as {encoding}");
    LibraryFlaw { span, item: span, key: None, message, lost: false, severity: Severity::Warning }
}
