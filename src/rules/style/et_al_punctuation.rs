//! `et al` without its stop, or with one too many.

use std::ops::Range;

use crate::model::{Citation, Finding, Linked};
use crate::rules::Options;
use crate::rules::habit::Habit;
use crate::rules::quoted::quoted;

/// How many citations without a stop make a house style.
const LEAST: usize = 3;

/// Reports each misspelt `et al.`; a document that leaves out the stop throughout may do so.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let document = &linked.document;
    let mut found: Vec<(&Citation, Range<usize>, &str)> = Vec::new();
    for citation in linked.citations.iter().filter(|citation| citation.items.iter().any(|item| item.et_al)) {
        let text = document.inside(citation);
        found.extend(phrases(text).into_iter().map(|phrase| (citation, phrase.clone(), &text[phrase])));
    }
    let habit: Habit = found.iter().map(|(.., written)| *written == "et al").collect();
    let house = habit.mostly() && habit.usual(LEAST, 4).is_some();
    let right = if house { "et al" } else { "et al." };
    let why = if house {
        "the rest of the document has no stop"
    } else {
        "“al.” is short for “alii”, “et” is whole"
    };
    let wrong = found.into_iter().filter(|(.., written)| *written != right);
    wrong
        .map(|(citation, phrase, written)| {
            let span = document.span_inside(citation, phrase);
            let edit = document.rewrite(citation, span, written, right);
            let message = format!("`{written}` for `{right}` in {}", quoted(&citation.text));
            let title = format!("write `{right}`");
            Finding::new(span, message).note(why).help(title.clone()).fix(title, edit)
        })
        .collect()
}

/// Each `et al.` of a citation, however it is written, with the stops that belong to it.
fn phrases(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(step) = text[from..].find("et") {
        let start = from + step;
        from = start + 2;
        let opens = text[..start].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        if let Some(len) = tail(&text[from..]).filter(|_| opens) {
            out.push(start..from + len);
            from += len;
        }
    }
    out
}

/// The bytes after `et` that make it `et al.`: an inner stop, a blank, `al` or `all`, stops.
fn tail(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('.').unwrap_or(rest);
    let word = inner.trim_start_matches([' ', '\u{a0}']);
    let after = word.strip_prefix("all").or_else(|| word.strip_prefix("al"))?;
    if after.starts_with(char::is_alphanumeric) || word.len() == inner.len() {
        return None;
    }
    Some(rest.len() - after.trim_start_matches('.').len())
}
