//! An organisation cited by its initials, which nobody has spelt out.

use std::collections::BTreeMap;

use super::missing_reference::work;
use crate::model::{BlockKind, CiteItem, EntryId, Finding, Linked, SourceId, Status};
use crate::rules::Options;
use crate::rules::quoted::quoted;
use crate::text::Span;
use crate::text::fold;
use crate::text::needles::Needles;

/// Initials that are the name itself, or the name of a program.
const NAMES: &[&str] = &[
    "ABBA", "ABC", "AFP", "AMOS", "AP", "ARD", "BBC", "BMW", "CBS", "CNN", "CRAN", "DPA", "EFE", "ESPN", "IBM", "ITV",
    "MTV", "NASA", "NATO", "NBC", "NPR", "PBS", "QGIS", "RAND", "SAGE", "SAP", "SAS", "SPSS", "STATA", "UNESCO",
    "UNICEF", "ZDF",
];

/// A citation by initials: what it cites, and the entry where there is one.
type Cited<'l> = (&'l CiteItem, Option<EntryId>);

/// Reports the first citation by initials that stands before they are spelt out. Where a bibliography
/// holds no such entry, the missing entry is what is told, and not this too.
pub fn check(linked: &Linked, options: &Options) -> Vec<Finding> {
    let mut cited: BTreeMap<&str, Cited<'_>> = BTreeMap::new();
    for (link, _, item) in linked.items() {
        let [name] = item.authors.as_slice() else { continue };
        let letters = name.family.as_str();
        let known = NAMES.contains(&letters) || options.known_initials.iter().any(|one| one == letters);
        if !is_initials(letters) || known {
            continue;
        }
        let entry = match link.status {
            Status::Missing if linked.libraries.is_empty() && item.firm => None,
            Status::Linked | Status::Ambiguous => match link.entries.first() {
                Some(&id) if is_spelt_out(linked, id, letters) => Some(id),
                _ => continue,
            },
            _ => continue,
        };
        cited.entry(letters).or_insert((item, entry));
    }
    if cited.is_empty() {
        return Vec::new();
    }
    let introduced = introductions(linked, &cited);
    let unknown = cited
        .into_iter()
        .filter(|(letters, (item, _))| introduced.get(letters).is_none_or(|&(at, _)| at > item.at.start));
    unknown.map(|(letters, (item, entry))| finding(linked, letters, item, entry, introduced.get(letters))).collect()
}

fn finding(
    linked: &Linked,
    letters: &str,
    item: &CiteItem,
    entry: Option<EntryId>,
    later: Option<&(u32, Span)>,
) -> Finding {
    let message = format!("{} is cited before `{letters}` is spelt out", quoted(&work(item)));
    let mut finding = Finding::new(item.span, message).label("who is this?");
    if let Some(&(_, span)) = later {
        finding = finding.related(SourceId::DOCUMENT, span, "spelt out here, later");
    }
    let Some(id) = entry else {
        return finding.help("give the full name where it is cited first, and the initials after it");
    };
    let name = linked.entry(id).names().first().map(|person| person.family.as_str()).unwrap_or_default();
    finding
        .related(linked.source_of(id), linked.entry(id).key_span, format!("the list has it under {name}"))
        .help(format!("write `{name} [{letters}]` where it is cited first"))
}

fn is_initials(name: &str) -> bool {
    (2..=6).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether an entry has the full name only.
fn is_spelt_out(linked: &Linked, id: EntryId, letters: &str) -> bool {
    let entry = linked.entry(id);
    let other = |name: &str| fold::key(name) != letters.to_ascii_lowercase();
    let full = entry.names().first().is_some_and(|person| person.group && begins(&person.family, letters));
    full && entry.short.iter().all(|short| other(short))
}

/// Where each name is spelt out first: its place in the text, and its source bytes.
fn introductions<'l>(linked: &Linked, cited: &BTreeMap<&'l str, Cited<'_>>) -> BTreeMap<&'l str, (u32, Span)> {
    let document = &linked.document;
    let names: Vec<&str> = cited.keys().copied().collect();
    let needles = Needles::exact(names.iter().copied());
    let mut first = BTreeMap::new();
    for (id, name, at) in document.find(&needles) {
        let (words, letters) = (document.words(id), names[name]);
        let known = first.contains_key(letters) || document.kind_of(id) == BlockKind::Reference;
        if !known && is_introduced(&words[..at.start], letters, &words[at.end..]) {
            // A list of abbreviations may stand at the end.
            let listed = at.start == 0;
            let place = if listed { 0 } else { document.sentence(id).at.start + at.start as u32 };
            first.insert(letters, (place, document.span_in(id, at)));
            if first.len() == names.len() {
                break;
            }
        }
    }
    first
}

/// Whether initials stand alone in brackets, or beside the words that they stand for.
fn is_introduced(before: &str, letters: &str, after: &str) -> bool {
    let open = before.trim_end_matches(['“', '"', '‘', '\'', '*', '_']);
    let open = ["the ", "or ", "hereafter ", "henceforth ", "hereinafter ", "abbreviated ", "short: ", "also "]
        .iter()
        .find_map(|word| open.strip_suffix(word))
        .unwrap_or(open);
    let close = after.trim_start_matches(['”', '"', '’', '\'', '*', '_', 's']);
    let alone = open.trim_end().ends_with(['(', '[']) && close.starts_with([')', ']']);
    let follows = after.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '=' | '–' | '—' | '-' | '(' | '[' | '|' | ',')
    });
    alone || begins(follows, letters) || ends(before.trim_end_matches([' ', ',', '(', '[', '–', '—']), letters)
}

/// Words that have no initial of their own.
const SMALL: &[&str] = &["of", "the", "for", "and", "on", "in", "to", "a", "at", "de", "des", "du", "la", "&"];

/// What may part words; "Co-operation" is one word or two.
const GAPS: [&[char]; 2] = [&[' ', '/'], &[' ', '/', '-']];

/// Whether the words that begin a text have these initials.
fn begins(text: &str, letters: &str) -> bool {
    GAPS.iter().any(|&gaps| fits(text.split(gaps), letters.chars()))
}

/// Whether the words that end a text have these initials.
fn ends(text: &str, letters: &str) -> bool {
    GAPS.iter().any(|&gaps| fits(text.rsplit(gaps), letters.chars().rev()))
}

fn fits<'t>(words: impl Iterator<Item = &'t str>, mut letters: impl Iterator<Item = char>) -> bool {
    let initial = |word: &str| word.chars().find(|c| c.is_alphanumeric()).and_then(|c| c.to_uppercase().next());
    let mut words = words.filter(|word| !word.is_empty() && !SMALL.contains(word));
    letters.all(|letter| words.next().is_some_and(|word| word.len() > 1 && initial(word) == Some(letter)))
}

#[cfg(test)]
mod tests {
    use super::is_introduced;

    #[test]
    fn initials_that_are_spelt_out() {
        let table = [
            ("The World Health Organization (", "WHO", ") says", true),
            ("The World Health Organization [hereafter “", "WHO", "”] says", true),
            ("", "OECD", " (Organisation for Economic Co-operation and Development)", true),
            ("", "IMF", ": International Monetary Fund", true),
            ("Fédération International de Ski (", "FIS", ", 2012), so", true),
            ("It says so (", "WHO", ", 2020).", false),
            ("As the ", "WHO", " says.", false),
        ];
        for (before, letters, after, want) in table {
            assert_eq!(is_introduced(before, letters, after), want, "{before}{letters}{after}");
        }
    }
}
