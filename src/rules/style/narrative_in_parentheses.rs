//! A citation in brackets that the sentence needs as a word.

use crate::model::{Citation, Delimited, Document, Finding, Form, Linked};
use crate::rules::Options;
use crate::rules::quoted::quoted;

/// Reports each citation in brackets that a preposition governs, or that a verb has for its subject.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let document = &linked.document;
    let bracketed = linked.citations.iter().filter(|citation| {
        citation.form == Form::Parenthetical && citation.delimited == Delimited::Whole && citation.text.starts_with('(')
    });
    bracketed
        .filter_map(|citation| {
            let near = near(document.lead(citation));
            let lead = near.trim_end();
            if opens_more(lead) {
                return None;
            }
            let governed = governor(lead).map(|len| len + near.len() - lead.len());
            let len = governed.or_else(|| is_subject(lead, document.after(citation)).then_some(0))?;
            Some(finding(document, citation, len))
        })
        .collect()
}

fn finding(document: &Document, citation: &Citation, len: usize) -> Finding {
    let words = citation.text.trim_matches(['(', ')']);
    let message = format!("the sentence needs {} as a word", quoted(words));
    let finding =
        Finding::new(document.span_from(citation, len), message).label("without the brackets the sentence has a gap");
    match &citation.items[..] {
        [item] if item.locator.is_none() && !item.authors.is_empty() => {
            let year = item
                .year
                .as_ref()
                .map_or(String::new(), |year| format!("{}{}", year.text, year.suffix.as_deref().unwrap_or("")));
            let names: Vec<&str> = item.authors.iter().map(|name| name.family.as_str()).collect();
            let names = match &names[..] {
                [one] if item.et_al => format!("{one} et al."),
                [one] => (*one).to_owned(),
                [one, two] if !item.et_al => format!("{one} and {two}"),
                [one, ..] => format!("{one} et al."),
                [] => String::new(),
            };
            finding.help(format!("take the name out of the brackets: `{names} ({year})`"))
        }
        _ => finding.help("take the names out of the brackets and leave the years in them"),
    }
}

/// The end of the words before a citation, as far as anything there matters.
fn near(lead: &str) -> &str {
    let mut start = lead.len().saturating_sub(REACH);
    while !lead.is_char_boundary(start) {
        start += 1;
    }
    &lead[start..]
}

/// How far back the words before a citation are read, in bytes.
const REACH: usize = 400;

/// Whether a bracket is open before the citation: an aside has a grammar of its own.
fn opens_more(lead: &str) -> bool {
    let count = |sides: [char; 2]| lead.matches(sides).count();
    count(['(', '[']) > count([')', ']'])
}

/// What a preposition right before the citation governs it by: the bytes from there to the end.
fn governor(lead: &str) -> Option<usize> {
    let mut words = lead.rsplit(|c: char| c.is_whitespace());
    let last = words.next()?;
    let before = words.next().unwrap_or("");
    let whole = |word: &str| word.to_lowercase();
    let pair = (whole(before), whole(last));
    let len =
        |two: bool| if two { lead.len() - (before.as_ptr() as usize - lead.as_ptr() as usize) } else { last.len() };
    let opens = before.is_empty() || before.ends_with([',', ';', ':']);
    match (pair.0.as_str(), pair.1.as_str()) {
        ("according" | "contrary" | "thanks", "to") => Some(len(true)),
        ("line" | "accordance" | "agreement" | "consistent", "with") => Some(len(true)),
        ("contrast", "to" | "with") | ("compared", "to" | "with") => Some(len(true)),
        (_, "in" | "following" | "by" | "from" | "per" | "unlike" | "like" | "after") if before.is_empty() => {
            Some(len(false))
        }
        (_, "see" | "cf.") if opens => Some(len(false)),
        (told, "by" | "in" | "from") if TOLD.contains(&told) => Some(len(true)),
        (work, "of" | "by" | "in" | "from") if WORKS.contains(&work) => Some(len(true)),
        ("based", "on") => Some(len(true)),
        _ => None,
    }
}

/// Whether the citation is the subject of the verb that follows it: nothing that could be one
/// stands before.
fn is_subject(lead: &str, after: &str) -> bool {
    let mut words = after.split_whitespace();
    let Some(verb) = words.next().map(|word| word.trim_end_matches(',')) else { return false };
    if !after.starts_with(' ') {
        return false;
    }
    let told = WRITES.contains(&verb);
    if !told && !SAYS.contains(&verb) {
        return false;
    }
    if lead.is_empty() {
        return true;
    }
    let first = lead.split_whitespace().next().unwrap_or("").trim_end_matches(',');
    let last = lead.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
    let short = lead.split_whitespace().count() <= 6;
    match last {
        "while" | "whereas" | "but" | "that" | "because" | "although" | "and" | "as" | "While" | "Whereas" | "As"
        | "Although" | "Because" => true,
        _ if last.ends_with(',') => short && OPENINGS.contains(&first),
        // “A title in quotation marks” may be the subject, but a title does not write.
        _ if last.ends_with(['”', '"']) => told || OPENINGS.contains(&first),
        _ => false,
    }
}

/// Verbs that only persons can have done.
const WRITES: &[&str] = &["wrote", "writes", "told", "says", "thinks", "believes", "stated", "states"];

/// Verbs that follow the name of an author.
const SAYS: &[&str] = &[
    "argue", "argued", "argues", "claim", "claimed", "claims", "concluded", "concludes", "demonstrated",
    "demonstrates", "describe", "described", "describes", "discussed", "discusses", "emphasized", "emphasizes",
    "explained", "explains", "found", "maintained", "maintains", "mentioned", "mentions", "noted", "notes", "pointed",
    "points", "proposed", "proposes", "reported", "reports", "said", "show", "showed", "shows", "suggest", "suggested",
    "suggests",
];

/// Words that open a sentence before its subject.
const OPENINGS: &[&str] = &[
    "However", "Moreover", "Furthermore", "Similarly", "Likewise", "Additionally", "Also", "Finally", "Later",
    "Recently", "In", "For", "Under", "On", "At", "With", "Meanwhile", "Thus", "Therefore", "Then", "Indeed",
    "Nevertheless", "Conversely",
];

/// Participles before "by", "in" or "from" that an author governs.
const TOLD: &[&str] = &[
    "adapted", "applied", "argued", "cited", "claimed", "defined", "demonstrated", "derived", "described", "detailed",
    "developed", "discussed", "documented", "explained", "illustrated", "indicated", "introduced", "mentioned",
    "modified", "noted", "observed", "outlined", "pointed", "presented", "proposed", "proven", "quoted", "recommended",
    "reported", "reviewed", "shown", "stated", "suggested", "summarised", "summarized",
];

/// What is somebody's or somewhere: "the model of", "the results in".
const WORKS: &[&str] = &[
    "algorithm", "analysis", "approach", "argument", "article", "definition", "findings", "framework", "method",
    "model", "notation", "paper", "procedure", "results", "study", "survey", "terminology", "work",
];
