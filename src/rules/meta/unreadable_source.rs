//! A cited work that is at hand and cannot be read.

use crate::model::{Entry, Finding, Library, SourceId, Unread, Usage};
use crate::rules::Options;
use crate::rules::quoted::quoted;
use crate::text::Span;

/// Says once a file that what it stands for was not checked.
pub fn check(library: &Library, usage: &Usage, _: &Options) -> Vec<Finding> {
    usage
        .unread
        .iter()
        .filter_map(|unread| Some(told(library.entries.get(unread.entry.index as usize)?, unread)))
        .collect()
}

fn told(entry: &Entry, unread: &Unread) -> Finding {
    let name = unread.path.rsplit('/').next().unwrap_or(&unread.path);
    Finding::at(SourceId::DOCUMENT, place(entry, name), format!("the source of {} cannot be read", quoted(&entry.key)))
        .label(entry.label())
        .note(format!("{}: {}", unread.path, unread.why))
        .note("what the manuscript says of this work was not held against it")
        .help("put its text beside it, as a .txt of the same name")
}

/// The `file` field, where the file is named there, else the key.
fn place(entry: &Entry, name: &str) -> Span {
    let named = entry.field("file").filter(|field| field.value.contains(name));
    named.map_or(entry.key_span, |field| field.span)
}
