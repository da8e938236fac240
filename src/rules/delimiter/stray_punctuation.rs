//! Marks and blanks that stand inside a citation's brackets and have no place there.

use std::ops::Range;

use crate::model::{Citation, Delimited, Document, Edit, Finding, Fix, Linked, SourceId};
use crate::rules::Options;
use crate::rules::habit::Habit;
use crate::rules::quoted::quoted;

/// Reports stray marks, and stray blanks where most citations have none.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let document = &linked.document;
    let whole = || linked.citations.iter().filter(|citation| citation.delimited == Delimited::Whole);
    let spaced = |citation: &Citation| !blanks(document.inside(citation)).is_empty();
    let layout = whole().map(spaced).collect::<Habit>().mostly();
    let mut findings = Vec::new();
    for citation in whole() {
        let text = document.inside(citation);
        let stray = marks(document, citation).map(|part| (part, "stray mark"));
        let blanks = blanks(text).into_iter().filter(|_| !layout).map(|part| (part, "stray blank"));
        for (part, what) in stray.into_iter().chain(blanks) {
            findings.push(finding(document, citation, part, what));
        }
    }
    findings
}

fn finding(document: &Document, citation: &Citation, part: Range<usize>, what: &str) -> Finding {
    let span = document.span_inside(citation, part.clone());
    let text = document.inside(citation);
    let mark = text[part].trim();
    let message = match mark {
        "" => format!("stray blank in {}", quoted(&citation.text)),
        _ => format!("stray `{mark}` in {}", quoted(&citation.text)),
    };
    let edit = Edit { source: SourceId::DOCUMENT, span, text: String::new() };
    let fix = Fix { title: format!("remove the {what}"), safe: true, edits: vec![edit] };
    Finding { fix: Some(fix), ..Finding::new(span, message).help("remove it") }
}

/// Blanks right inside the brackets, or before a comma or semicolon.
fn blanks(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    for (at, _) in bytes.iter().enumerate().filter(|(_, b)| **b == b' ') {
        let before = at.checked_sub(1).map(|at| bytes[at]);
        let after = bytes.get(at + 1);
        let inside = matches!(before, Some(b'(' | b'[')) || matches!(after, Some(b')' | b']' | b',' | b';'));
        if inside {
            out.push(at..at + 1);
        }
    }
    out
}

/// The first mark that has no place where it stands.
fn marks(document: &Document, citation: &Citation) -> Option<Range<usize>> {
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
