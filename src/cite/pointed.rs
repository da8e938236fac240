//! Citations that only the file itself tells: words under a link into the list that no style would know.
//!
//! In: a document with its pointers, and the citations that its words tell. Out: a citation for each pointer
//! under which there is none – a raised number, a name without a year. It refuses to link: what a pointer
//! means is decided with the entries at hand.

use std::collections::HashSet;

use crate::model::{Citation, CiteItem, Delimited, Document, Form, Pointer, SentenceId};

/// The citations of the pointers that hold none of those that were found; these are in order.
pub fn find(document: &Document, found: &[Citation]) -> Vec<Citation> {
    let labels: HashSet<&str> = document.labels.iter().map(|(label, _)| label.as_str()).collect();
    let mut next = 0;
    let mut out = Vec::new();
    for pointer in &document.pointers {
        while found.get(next).is_some_and(|citation| citation.at.end <= pointer.at.start) {
            next += 1;
        }
        // A long citation may end behind shorter ones that begin after it: a few are looked at.
        let near = found[next..].iter().take_while(|citation| citation.at.start < pointer.at.end);
        if near.take(FEW).all(|citation| citation.at.end <= pointer.at.start) {
            out.extend(citation(document, pointer, &labels));
        }
    }
    out
}

/// How many citations are looked at behind the first that reaches a pointer.
const FEW: usize = 8;
/// The most bytes of words that a pointer stands for as a citation of its own.
const WORDS: u32 = 400;

fn citation(document: &Document, pointer: &Pointer, labels: &HashSet<&str>) -> Option<Citation> {
    if pointer.at.end - pointer.at.start > WORDS {
        return None;
    }
    let (span, text) = (document.prose.source(pointer.at), document.shown(pointer.at));
    let item = |key: &String| CiteItem {
        span,
        at: pointer.at,
        text: text.clone(),
        key: Some(key.clone()),
        firm: labels.contains(key.as_str()),
        ..CiteItem::default()
    };
    Some(Citation {
        span,
        at: pointer.at,
        form: Form::Key,
        sentence: document.sentence_at(pointer.at.start).unwrap_or(SentenceId(0)),
        delimited: Delimited::Whole,
        items: pointer.keys.iter().map(item).collect(),
        text,
        manner: None,
    })
}
