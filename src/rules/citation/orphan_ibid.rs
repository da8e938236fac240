//! ibid. or op. cit. with nothing before it to refer to, or with more than one thing.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::{
    Back, BlockKind, CiteItem, Document, EntryId, Finding, Form, Linked, MarkKind, SentenceId, SourceId,
};
use crate::rules::quoted::{cited, quoted};
use crate::rules::{Options, reach};
use crate::text::Span;
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
struct Phrase<'d> {
    sentence: SentenceId,
    at: std::ops::Range<usize>,
    /// The name before "op. cit.".
    name: Option<&'d str>,
}

/// Reports each reference back that nothing stands before.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let document = &linked.document;
    let mut found = backs(document);
    if found.is_empty() {
        return Vec::new();
    }
    let (mut findings, read) = of_notes(linked);
    // What a note's citation tells is not told again by its words.
    found.retain(|back| {
        let at = document.span_in(back.sentence, back.at.clone());
        let next = read.partition_point(|one| one.end <= at.start);
        back.name.is_some() || read.get(next).is_none_or(|one| one.start >= at.end)
    });
    let first = first_reference(linked);
    let named = first_names(document, &found);
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

/// How many works of a note are shown.
const SHOWN: usize = 6;

/// What is wrong with those that open a note, and the places of all that notes cite by.
fn of_notes(linked: &Linked) -> (Vec<Finding>, Vec<Span>) {
    let mut findings = Vec::new();
    let mut read = Vec::new();
    let mut before: Option<Vec<(&CiteItem, Option<EntryId>)>> = None;
    for note in linked.document.notes_in_order(&linked.citations) {
        let mut here = Vec::new();
        for &number in &note.citations {
            let citation = &linked.citations[number];
            for (item, link) in citation.items.iter().zip(linked.links_of(number)) {
                if citation.form == Form::Note {
                    read.push(item.span);
                    let opens = here.is_empty() && matches!(item.back, Some(Back::Before | Back::SameAuthor));
                    findings.extend(opens.then(|| doubtful(item, before.as_deref())).flatten());
                }
                here.push((item, link.entries.first().copied().filter(|_| link.entries.len() == 1)));
            }
        }
        before = Some(here);
    }
    read.sort_unstable();
    (findings, read)
}

/// A reference back at the head of a note, where the note before it cites nothing, or several works.
fn doubtful(item: &CiteItem, before: Option<&[(&CiteItem, Option<EntryId>)]>) -> Option<Finding> {
    let said = cited(&item.text);
    let Some(before) = before else {
        let message = format!("{said} refers to what was cited before, and nothing was");
        return Some(Finding::new(item.span, message).label("refers to nothing").help("cite the work itself"));
    };
    let mut works: Vec<(&CiteItem, Option<EntryId>)> = Vec::new();
    for &(item, entry) in before {
        // What refers back inside the note is a work that stands there already.
        let again = entry.is_some() && works.iter().take(SHOWN).any(|(_, other)| *other == entry);
        if !again && item.back != Some(Back::Before) {
            works.push((item, entry));
        }
    }
    if works.len() < 2 || item.back == Some(Back::SameAuthor) {
        return None;
    }
    let message = format!("{said} follows a note that cites {} works", works.len());
    let mut finding = Finding::new(item.span, message).label("which of them?");
    for (work, _) in works.iter().take(SHOWN) {
        finding = finding.related(SourceId::DOCUMENT, work.span, "one of them");
    }
    Some(finding.help("cite the work itself, by its author and a short title"))
}

fn backs(document: &Document) -> Vec<Phrase<'_>> {
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
        out.push(Phrase { sentence, at, name });
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
fn first_names<'d>(document: &Document, found: &[Phrase<'d>]) -> HashMap<&'d str, u32> {
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
