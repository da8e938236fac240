//! Marks and blanks that stand inside a citation's brackets and have no place there.

use std::ops::Range;

use super::stray_mark;
use crate::model::{Citation, Delimited, Document, Finding, Linked};
use crate::rules::Options;
use crate::rules::habit::Habit;
use crate::rules::quoted::quoted;

/// Reports stray marks, and stray blanks where most places of their kind have none.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let document = &linked.document;
    let whole = || linked.citations.iter().filter(|citation| citation.delimited == Delimited::Whole);
    let mut habits = [Habit::default(); 4];
    for place in whole().flat_map(|citation| places(document.inside(citation))) {
        habits[place.mark].add(place.blank);
    }
    let mut findings = Vec::new();
    for citation in whole() {
        let text = document.inside(citation);
        findings
            .extend(stray_mark::first(document, citation).map(|part| finding(document, citation, part, "stray mark")));
        let stray = places(text).filter(|place| place.blank && !habits[place.mark].mostly());
        findings.extend(stray.map(|place| finding(document, citation, place.at..place.at + 1, "stray blank")));
        if citation.brings_brackets()
            && document.before(citation).ends_with('(')
            && document.after(citation).starts_with(')')
        {
            let message = format!("doubled brackets around {}", quoted(&citation.text));
            findings.push(Finding::new(citation.span, message).help("remove one pair"));
        }
    }
    findings
}

/// A place inside brackets where a blank may stray.
struct Place {
    /// The mark beside it: an opening or closing bracket, a comma, a semicolon.
    mark: usize,
    /// Where the blank stands or would.
    at: usize,
    /// Whether one is there.
    blank: bool,
}

/// The places right inside the brackets, and before commas and semicolons.
fn places(text: &str) -> impl Iterator<Item = Place> {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().filter_map(move |(at, &mark)| {
        let (mark, at) = match mark {
            b'(' | b'[' => (0, at + 1),
            b')' | b']' => (1, at.checked_sub(1)?),
            b',' => (2, at.checked_sub(1)?),
            b';' => (3, at.checked_sub(1)?),
            _ => return None,
        };
        Some(Place { mark, at, blank: bytes.get(at) == Some(&b' ') })
    })
}

fn finding(document: &Document, citation: &Citation, part: Range<usize>, what: &str) -> Finding {
    let span = document.span_inside(citation, part.clone());
    let text = document.inside(citation);
    let words = &text[part];
    let mark = words.trim();
    let message = match mark {
        "" => format!("stray blank in {}", quoted(&citation.text)),
        _ => format!("stray `{mark}` in {}", quoted(&citation.text)),
    };
    let edit = document.rewrite(citation, span, words, "");
    Finding::new(span, message).help("remove it").fix(format!("remove the {what}"), edit)
}
