//! One item of a file, parsed: by the `biblatex` crate where it is well formed, by our own scanner
//! where it is not.
//!
//! In: the text and an item of it. Out: its key and fields, with spans in the text, and its faults.
//!
//! **Invariant:** the crate sees one item at a time, never a large or deep one, never one with many
//! joined parts: those cost it quadratic time.

use std::ops::Range;

use biblatex::{RawBibliography, RawChunk, Spanned};

use super::salvage;
use super::split::{Item, Kind};
use crate::model::Severity;

/// How large an item may be before it is kept from the crate.
const SIZE: usize = 1 << 20;

/// How many `#` an item may hold before it is kept from the crate.
const JOINS: usize = 200;

/// An item's key and fields, as they stand in the text.
#[derive(Debug, Default)]
pub(super) struct Raw<'s> {
    pub key: &'s str,
    pub key_at: Range<usize>,
    pub fields: Vec<RawField<'s>>,
    /// Past the closing brace.
    pub end: usize,
    pub faults: Vec<Fault>,
}

/// One field, with its strings not yet put in.
#[derive(Debug)]
pub(super) struct RawField<'s> {
    pub name: &'s str,
    pub name_at: Range<usize>,
    /// What `#` joins: texts, and names of strings.
    pub parts: Vec<Spanned<RawChunk<'s>>>,
    /// The value with its delimiters.
    pub at: Range<usize>,
}

/// Something wrong in an item.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub at: Range<usize>,
    pub message: String,
    pub severity: Severity,
}

/// Parses an item.
pub(super) fn parse<'s>(text: &'s str, item: &Item) -> Raw<'s> {
    match strict(text, item) {
        Some(raw) => raw,
        None => salvage::salvage(text, item),
    }
}

/// What the crate makes of a well-formed item.
fn strict<'s>(text: &'s str, item: &Item) -> Option<Raw<'s>> {
    let slice = &text[item.span.clone()];
    let joins = || memchr::memchr_iter(b'#', slice.as_bytes()).count();
    if !item.closed || item.too_deep || item.round || slice.len() > SIZE || joins() > JOINS || item.is_cut_short(text) {
        return None;
    }
    let mut parsed = RawBibliography::parse(slice).ok()?;
    let base = item.span.start;
    let shift = |range: &Range<usize>| range.start + base..range.end + base;
    // The crate may take an end for granted that is none: `"{"}"`.
    let ends = |end: usize| matches!(slice[end..].trim(), "}" | ",}");
    let (key, key_at, fields) = if item.kind == Kind::Strings {
        let fields = std::mem::take(&mut parsed.abbreviations);
        ends(fields.last()?.value.span.end).then_some(("", item.body..item.body, fields))?
    } else {
        let entry = parsed.entries.pop().filter(|entry| parsed.entries.is_empty() && is_key(entry.v.key.v))?;
        ends(entry.span.end).then_some(())?;
        (entry.v.key.v, shift(&entry.v.key.span), entry.v.fields)
    };
    let fields = fields
        .into_iter()
        .map(|pair| {
            let mut parts = pair.value.v;
            for part in &mut parts {
                part.span = shift(&part.span);
            }
            let at = shift(&pair.value.span);
            let at = at.start..at.start + text[at].trim_end().len();
            RawField { name: pair.key.v, name_at: shift(&pair.key.span), parts, at }
        })
        .collect();
    Some(Raw { key, key_at, fields, end: item.span.end, faults: Vec::new() })
}

/// Whether this can be a key: `@book{title="X", …` has none.
fn is_key(key: &str) -> bool {
    !key.is_empty() && !key.contains(['=', '"', '{'])
}

impl Item {
    /// Whether more fields, or a brace, follow the brace that closes the item: there is one brace too many.
    fn is_cut_short(&self, text: &str) -> bool {
        let rest = text[self.span.end..self.reach].trim_start();
        let after = rest.strip_prefix(',').map(str::trim_start);
        let goes_on = |after: &str| after.starts_with('}') || salvage::field_head(after).is_some();
        rest.starts_with('}') || after.is_some_and(goes_on)
    }
}

/// A name in backticks, cut where it would make a message too long to read.
pub(super) fn quoted(name: &str) -> String {
    const LONG: usize = 26;
    match name.char_indices().nth(LONG) {
        Some((at, _)) => format!("`{}…`", &name[..at]),
        None => format!("`{name}`"),
    }
}
