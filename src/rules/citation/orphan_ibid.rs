//! ibid. or op. cit. with nothing before it to refer to.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::{BlockKind, Document, Finding, Linked, MarkKind, SentenceId};
use crate::rules::quoted::quoted;
use crate::rules::{Options, reach};
use crate::text::needles::Needles;

/// They refer to what stands right before, or to a work named before.
const PHRASES: &[&str] = &[
    "ibid.", "Ibid.", "ibid", "Ibid", "ibidem", "Ibidem", "op. cit.", "Op. cit.", "op.cit.", "op cit", "loc. cit.",
    "Loc. cit.", "loc.cit.", "loc cit",
];

/// How many of them speak of what stands right before.
const SAME: usize = 6;

static NEEDLES: LazyLock<Needles> = LazyLock::new(|| Needles::exact(PHRASES.iter().copied()));

/// A reference back.
struct Back<'d> {
    sentence: SentenceId,
    at: std::ops::Range<usize>,
    /// The name before "op. cit.".
    name: Option<&'d str>,
}

/// Reports each reference back that nothing stands before.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let document = &linked.document;
    let found = backs(document);
    if found.is_empty() {
        return Vec::new();
    }
    let first = first_reference(linked);
    let named = first_names(document, &found);
    let mut findings = Vec::new();
    for back in found {
        let words = &document.words(back.sentence)[back.at.clone()];
        let place = document.sentence(back.sentence).at.start + back.at.start as u32;
        let orphan = match back.name {
            // The name stands once, right here.
            Some(name) => named.get(name).is_none_or(|&at| at + name.len() as u32 + 4 >= place),
            None => first.is_none_or(|at| at >= place),
        };
        if orphan {
            let message = match back.name {
                Some(name) => format!("{} refers to a work by {name} that is named nowhere before", quoted(words)),
                None => format!("{} refers to what was cited before, and nothing was", quoted(words)),
            };
            let span = document.span_in(back.sentence, back.at);
            findings.push(Finding::new(span, message).label("refers to nothing").help("cite the work itself"));
        }
    }
    findings
}

fn backs(document: &Document) -> Vec<Back<'_>> {
    let mut out = Vec::new();
    for (sentence, phrase, at) in document.find(&NEEDLES) {
        if matches!(document.kind_of(sentence), BlockKind::Reference | BlockKind::Heading) {
            continue;
        }
        let before = document.words(sentence)[..at.start].trim_end_matches([' ', ',', '(', '[']);
        let name = before.rsplit(|c: char| !(c.is_alphabetic() || matches!(c, '-' | '’' | '\''))).next();
        let name = name.filter(|name| name.starts_with(char::is_uppercase) && name.chars().count() > 1);
        // "See ibid." and "In Holland, op. cit.": only the second names anybody.
        let name = name.filter(|name| phrase >= SAME && !matches!(*name, "See" | "In" | "Cf" | "From" | "Also"));
        out.push(Back { sentence, at, name });
    }
    out
}

/// Where the first thing stands that can be referred to.
fn first_reference(linked: &Linked) -> Option<u32> {
    let document = &linked.document;
    let cited = linked.citations.iter().map(|citation| citation.at.start).min();
    let notes = document.marks.iter().filter(|mark| mark.kind == MarkKind::NoteRef).map(|mark| mark.at.start).min();
    let own = document.sentence_ids().find(|&id| {
        // Where no citation was recognised at all, whatever has a year may be one.
        let dated = || cited.is_none() && has_year(document.words(id));
        document.kind_of(id) == BlockKind::Note && has_year(document.words(id))
            || reach::is_numbered(document, id)
            || dated()
    });
    let own = own.map(|id| document.sentence(id).at.start);
    [cited, notes, own].into_iter().flatten().min()
}

fn has_year(words: &str) -> bool {
    words.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4 && digits.starts_with(['1', '2']))
}

/// Where each name that an "op. cit." follows stands first.
fn first_names<'d>(document: &Document, found: &[Back<'d>]) -> HashMap<&'d str, u32> {
    let mut names: Vec<&str> = found.iter().filter_map(|back| back.name).collect();
    names.sort_unstable();
    names.dedup();
    let mut first = HashMap::new();
    if names.is_empty() {
        return first;
    }
    let needles = Needles::exact(names.iter().copied());
    for (id, name, at) in document.find(&needles) {
        first.entry(names[name]).or_insert(document.sentence(id).at.start + at.start as u32);
        if first.len() == names.len() {
            break;
        }
    }
    first
}
