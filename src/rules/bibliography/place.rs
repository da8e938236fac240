//! Where a value, or a part of it, stands in the file.

use crate::model::{Field, Library};
use crate::text::Span;

/// The value's text in the source, without its delimiters.
pub(super) fn inner(library: &Library, field: &Field) -> Span {
    let span = field.span;
    let text = library.source.slice(span);
    let bare = text.trim_matches(|c: char| matches!(c, '{' | '}' | '"' | '\'') || c.is_whitespace());
    if bare.is_empty() {
        return span;
    }
    let start = span.start as usize + (bare.as_ptr() as usize - text.as_ptr() as usize);
    Span::new(start, start + bare.len())
}

/// Where a part of the field's value stands; `None` where the file writes the value another way.
pub(super) fn part(library: &Library, field: &Field, part: &str) -> Option<Span> {
    /// The longest delimiter is `{{`.
    const DELIMITER: usize = 2;
    let offset = (part.as_ptr() as usize).checked_sub(field.value.as_ptr() as usize)?;
    let raw = library.source.slice(field.span);
    let here = |lead: &usize| raw.get(*lead..).is_some_and(|raw| raw.starts_with(field.value.as_str()));
    let start = field.span.start as usize + (0..=DELIMITER).find(here)? + offset;
    (offset + part.len() <= field.value.len()).then(|| Span::new(start, start + part.len()))
}

/// Where a part of the value stands, else the whole value.
pub(super) fn part_or_all(library: &Library, field: &Field, of: &str) -> Span {
    part(library, field, of).unwrap_or_else(|| inner(library, field))
}

/// The braced text of a field as it is written, with its place; `None` where it is put together from strings.
pub(super) fn written<'l>(library: &'l Library, field: &Field) -> Option<(&'l str, usize)> {
    let raw = library.source.slice(field.span);
    let inner = raw.strip_prefix('{').and_then(|raw| raw.strip_suffix('}'));
    let inner = inner.or_else(|| raw.strip_prefix('"')?.strip_suffix('"').filter(|inner| !inner.contains('"')))?;
    Some((inner, field.span.start as usize + 1))
}
