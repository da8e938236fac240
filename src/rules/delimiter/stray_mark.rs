//! Commas, semicolons and stops of a citation that have no place where they stand.

use std::ops::Range;

use crate::model::{Citation, Document};

/// The first mark that has no place where it stands.
pub fn first(document: &Document, citation: &Citation) -> Option<Range<usize>> {
    let text = document.inside(citation);
    doubled(text).or_else(|| before_close(text)).or_else(|| {
        let stop = stop_before_close(text)?;
        (!document.holds_sentence(citation)).then_some(stop)
    })
}

/// The second of two commas, semicolons or stops.
fn doubled(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut last: Option<usize> = None;
    for (at, &b) in bytes.iter().enumerate() {
        match b {
            b',' | b';' => {
                if let Some(before) = last.replace(at) {
                    return Some(before + 1..at + 1);
                }
            }
            // An ellipsis written with stops is no slip; "al.." is told as misspelt.
            b'.' if bytes[..at].ends_with(b".")
                && !bytes[..at].ends_with(b"al.")
                && !bytes[..at].ends_with(b"..")
                && bytes.get(at + 1) != Some(&b'.') =>
            {
                return Some(at..at + 1);
            }
            b' ' => {}
            _ => last = None,
        }
    }
    None
}

/// A comma or semicolon right after the opening bracket or right before the closing one.
fn before_close(text: &str) -> Option<Range<usize>> {
    let close = text.len().checked_sub(1).filter(|_| text.ends_with([')', ']']))?;
    let end = text[..close].trim_end().len();
    if text[..end].ends_with([',', ';']) {
        return Some(end - 1..end);
    }
    let open = text[..close].rfind(['(', '['])? + 1;
    let start = open + (text[open..].len() - text[open..].trim_start().len());
    text[start..].starts_with([',', ';']).then_some(start..start + 1)
}

/// A full stop right before the closing bracket, after a number: one after a word may shorten it.
fn stop_before_close(text: &str) -> Option<Range<usize>> {
    let end = text.strip_suffix([')', ']'])?.trim_end().len();
    let words = text[..end].strip_suffix('.')?;
    let last = words.rsplit(|c: char| !c.is_alphanumeric()).next()?;
    last.starts_with(|c: char| c.is_ascii_digit()).then_some(end - 1..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_stray_and_marks_that_do_not() {
        let table = [
            ("(Osei,, 2004)", Some(6..7)),
            ("(Osei, ; Marlow)", Some(6..8)),
            ("(Osei, 2004;)", Some(11..12)),
            ("(, Osei 2004)", Some(1..2)),
            ("Osei (2004.)", Some(10..11)),
            ("(Osei et al., 2004)", None),
            ("(Osei, n.d.)", None),
            ("(Osei, 2004, 3 ff.)", None),
            ("(Osei et al..., 2004)", None),
        ];
        for (text, want) in table {
            let found = doubled(text).or_else(|| before_close(text)).or_else(|| stop_before_close(text));
            assert_eq!(found, want, "{text}");
        }
    }
}
