//! A block of HTML amid Markdown: tags and comments apart from the words between them.
//!
//! In: the text of the block. Out: its parts, in order. What a tag means is for the reader.

use std::ops::Range;

/// A part of a block of HTML, by offsets into it.
#[derive(Debug, PartialEq)]
pub(super) enum Part {
    /// `<!-- … -->`
    Comment(Range<usize>),
    /// `<div …>`: the name, and all of it.
    Open(Range<usize>, Range<usize>),
    /// `</div>`: the name.
    Close(Range<usize>),
    /// Words, to be read as Markdown.
    Words(Range<usize>),
}

/// Elements whose content is no prose.
const HIDDEN: &[&str] = &["script", "style", "pre", "textarea", "svg", "math"];

/// Cuts a block of HTML.
pub(super) fn parts(text: &str, mut each: impl FnMut(Part)) {
    let bytes = text.as_bytes();
    let (mut from, mut at) = (0, 0);
    // Marks that were sought in vain need not be sought again.
    let mut no_comment = false;
    let mut unclosed: Vec<&str> = Vec::new();
    while let Some(step) = memchr::memchr(b'<', &bytes[at..]) {
        at += step;
        let rest = &text[at..];
        if rest.starts_with("<!--") && !no_comment {
            match memchr::memmem::find(&bytes[at..], b"-->") {
                Some(len) => {
                    words(text, from..at, &mut each);
                    each(Part::Comment(at..at + len + 3));
                    at += len + 3;
                    from = at;
                }
                // Without its end it is no comment, and its marks are no words.
                None => {
                    no_comment = true;
                    words(text, from..at, &mut each);
                    at += 4;
                    from = at;
                }
            }
            continue;
        }
        let Some((name, len)) = tag(rest) else {
            at += 1;
            continue;
        };
        words(text, from..at, &mut each);
        let begin = at + 1 + usize::from(rest.starts_with("</"));
        let name_at = begin..begin + name.len();
        let closing = begin > at + 1;
        at += len;
        from = at;
        if closing {
            each(Part::Close(name_at));
            continue;
        }
        let hidden = HIDDEN.iter().find(|known| known.eq_ignore_ascii_case(name)).copied();
        each(Part::Open(name_at, at - len..at));
        if let Some(name) = hidden.filter(|name| !unclosed.contains(name)) {
            match end_of(&text[at..], name) {
                Some(len) => {
                    at += len;
                    from = at;
                }
                None => unclosed.push(name),
            }
        }
    }
    words(text, from..text.len(), &mut each);
}

fn words(text: &str, range: Range<usize>, each: &mut impl FnMut(Part)) {
    let inner = &text[range.clone()];
    let lead = inner.len() - inner.trim_start().len();
    if lead < inner.len() {
        each(Part::Words(range.start + lead..range.start + inner.trim_end().len()));
    }
}

/// The name and length of the tag that a text begins with.
fn tag(text: &str) -> Option<(&str, usize)> {
    /// The longest tag, in bytes.
    const LONGEST: usize = 1000;
    let bytes = text.as_bytes();
    let start = 1 + usize::from(bytes.get(1) == Some(&b'/'));
    if matches!(bytes.get(1), Some(b'!' | b'?')) {
        let len = bytes.iter().take(LONGEST).position(|&b| b == b'>')?;
        return Some(("", len + 1));
    }
    let len = bytes[start..].iter().take(40).take_while(|b| b.is_ascii_alphanumeric() || **b == b'-').count();
    if len == 0 || !bytes[start].is_ascii_alphabetic() {
        return None;
    }
    let mut quote = None;
    for (offset, &byte) in bytes.iter().enumerate().take(LONGEST).skip(start + len) {
        match (quote, byte) {
            (None, b'>') => return Some((&text[start..start + len], offset + 1)),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Where an element's content ends.
fn end_of(text: &str, name: &str) -> Option<usize> {
    let ends = memchr::memmem::find_iter(text.as_bytes(), b"</");
    ends.into_iter().find(|end| {
        let rest = text.as_bytes().get(end + 2..end + 2 + name.len());
        rest.is_some_and(|rest| rest.eq_ignore_ascii_case(name.as_bytes()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_between_tags() {
        let text = "<div class=\"a>b\">\nOne <!-- two --> three\n<style>p { }</style></div> four";
        let mut found = Vec::new();
        parts(text, |part| {
            if let Part::Words(range) = part {
                found.push(&text[range]);
            }
        });
        assert_eq!(found, ["One", "three", "four"]);
    }
}
