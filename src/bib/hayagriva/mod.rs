//! Hayagriva's YAML, as Typst takes it; and CSL's YAML, as Pandoc writes it.
//!
//! In: a decoded file. Out: its entries in BibLaTeX's words. A line that is no YAML – mostly a title with a colon
//! in it – costs itself, and no more than its entry.

mod fields;
mod split;
mod yaml;

use std::borrow::Cow;
use std::ops::Range;

use super::tree::{Node, Pair, What};
use super::{csl, fault};
use crate::model::{Entry, LibraryFlaw};
use crate::text::Span;
use yaml::Fault;

/// How many lines of one entry may be passed over before the rest of it is given up.
const SLIPS: usize = 4;

/// Whether the beginning of a YAML file is that of a bibliography: a name at the margin with a type that only
/// works have beneath it, or Pandoc's list.
pub(super) fn is_head(head: &str) -> bool {
    let set_in = |line: &&str| line.starts_with([' ', '\t']);
    let typed = |line: &str| {
        let value = line.trim_start().strip_prefix("type:").map(|value| value.trim().trim_matches(['"', '\'']));
        value.is_some_and(|value| fields::is_kind(value) || csl::is_kind(value))
    };
    let titled = |line: &str| line.trim_start().trim_start_matches("- ").starts_with("title:");
    head.lines().filter(set_in).any(typed)
        && head.lines().filter(|line| set_in(line) || line.starts_with('-')).any(titled)
}

/// Reads the entries of a text from `start` on.
pub(super) fn read(text: &str, start: usize) -> (Vec<Entry>, Vec<LibraryFlaw>) {
    let pieces = split::pieces(text, start);
    let pandoc = !pieces.items.is_empty();
    let mut entries = Vec::new();
    let mut flaws = Vec::new();
    for piece in if pandoc { pieces.items } else { pieces.named } {
        let (node, faults) = piece_of(text, piece.clone());
        let pair = node.pairs().first();
        let end = text[piece.clone()].trim_end().len() + piece.start;
        let item = Span::new(piece.start, end);
        let entry = if pandoc {
            node.items().first().and_then(csl::entry)
        } else {
            pair.and_then(|pair| fields::entry(pair, item))
        };
        let told = faults.len();
        flaws.extend(faults.into_iter().map(|(at, message)| fault(at, item, entry.as_ref(), message)));
        if entry.is_none() && told == 0 {
            let at = pair.map_or(item, |pair| pair.name_span);
            flaws.push(fault(at, item, None, "this is no entry: fields belong beneath it".to_owned()));
        }
        entries.extend(entry);
    }
    (entries, flaws)
}

/// The value of a piece, and its faults.
fn piece_of(text: &str, piece: Range<usize>) -> (Node<'_>, Vec<(Span, String)>) {
    let whole = &text[piece.clone()];
    match yaml::read(whole, piece.start) {
        (node, None) => (node, Vec::new()),
        (node, Some(fault)) => mended(whole, piece.start, node.owned(), fault),
    }
}

/// Reads a piece with a fault: the line that is none of YAML is passed over, and what it seems to say is taken as
/// it stands.
fn mended(whole: &str, base: usize, mut node: Node<'static>, fault: Fault) -> (Node<'static>, Vec<(Span, String)>) {
    let mut copy = whole.to_owned();
    let mut faults = Vec::new();
    let mut saved = Vec::new();
    let mut next = Some(fault);
    while let Some(fault) = next.take() {
        // What is amiss at the end, or in the blank before a line, began on the line above.
        let at = whole[..fault.at.min(whole.len())].trim_end().len();
        let start = whole[..at].rfind('\n').map_or(0, |at| at + 1);
        let end = whole[at..].find('\n').map_or(whole.len(), |end| at + end);
        let line = whole[start..end].trim_end();
        let words = line.trim_start();
        let first = start + line.len() - words.len();
        faults.push((Span::new(base + first, base + start + line.len()), lowered(&fault.message)));
        let passed = copy.as_bytes().get(start) == Some(&b'#');
        if !line.starts_with(' ') || words.is_empty() || passed || faults.len() > SLIPS {
            break;
        }
        saved.extend(said(words, base + first));
        copy.replace_range(start..start + 1, "#");
        let (read, fault) = yaml::read(&copy, base);
        (node, next) = (read.owned(), fault);
    }
    take_in(&mut node, saved);
    (node, faults)
}

/// Adds what broken lines say to the entry they stand in.
fn take_in(node: &mut Node<'static>, saved: Vec<Pair<'static>>) {
    let entry = match &mut node.what {
        What::Map(pairs) => pairs.first_mut().map(|pair| &mut pair.value),
        What::List(items) => items.first_mut(),
        _ => None,
    };
    if let Some(Node { what: What::Map(pairs), span }) = entry {
        for pair in saved {
            if pairs.iter().all(|known| known.name != pair.name) {
                *span = span.to(pair.value.span);
                pairs.push(pair);
            }
        }
    }
}

/// The name and value of a line `title: Tides: a study`.
fn said(line: &str, at: usize) -> Option<Pair<'static>> {
    let (name, value) = line.split_once(": ")?;
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
    let words = value.trim();
    let start = at + name.len() + 2 + (value.len() - value.trim_start().len());
    let value = Node { what: What::Scalar(Cow::Owned(words.to_owned())), span: Span::new(start, start + words.len()) };
    let name_span = Span::new(at, at + name.len());
    let plain = words.starts_with(|c: char| c.is_alphanumeric());
    (is_name && plain).then(|| Pair { name: Cow::Owned(name.to_owned()), name_span, value })
}

/// A parser's message as the report says such things.
fn lowered(message: &str) -> String {
    let short: String = message.chars().take(72).collect();
    let mut chars = short.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
