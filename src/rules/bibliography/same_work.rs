//! Whether two entries are of one work.

use crate::model::{Entry, Person};
use crate::text::{doi, fold};

/// What two entries are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kinship {
    /// One work.
    Same,
    /// One work before and after it was published, or so it seems.
    Versions,
    /// Two works.
    Two,
}

/// What two entries of one title and year are to each other.
pub(super) fn kinship(a: &Entry, b: &Entry) -> Kinship {
    if !same_names(a, b) || names(a, b) || !same_script(&a.title, &b.title) || differ(a, b) {
        return Kinship::Two;
    }
    let doi = |entry: &Entry| value(entry, &["doi"]).and_then(doi::key);
    let dois = doi(a).zip(doi(b));
    if dois.as_ref().is_some_and(|(a, b)| a == b) {
        return Kinship::Same;
    }
    let early = is_early(a) != is_early(b);
    match dois {
        Some(_) => return if early { Kinship::Versions } else { Kinship::Two },
        None if early => return Kinship::Versions,
        None => {}
    }
    let venues = venue(a).zip(venue(b));
    let one_place = venues.is_some_and(|(a, b)| same_venue(a, b));
    if venues.is_some() && !one_place || class(&a.kind) != class(&b.kind) {
        return Kinship::Two;
    }
    // `Introduction`, `Editorial`: many have the title and only one place has the work.
    if fold::split(&a.title).count() < 3 && !one_place && class(&a.kind) != Class::Whole {
        return Kinship::Two;
    }
    Kinship::Same
}

/// Whether the titles of two entries are of one work, though written otherwise.
pub(super) fn same_title(a: &str, b: &str) -> bool {
    let (one, other) = (fold::words(a), fold::words(b));
    let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
    /// Words after these tell nothing new, and cost time.
    const MOST: usize = 60;
    let many = &many[..many.len().min(MOST)];
    let shared = few.iter().take(MOST).filter(|word| many.contains(word)).count();
    few.is_empty() || shared * 10 >= few.len().min(MOST) * 6
}

/// Whether a kind of entry stands in a larger work, whose DOI it may carry.
pub(super) fn is_part(entry: &Entry) -> bool {
    class(&entry.kind) == Class::Part
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Whole,
    Part,
    Serial,
    Other,
}

fn class(kind: &str) -> Class {
    match kind {
        "article" | "suppperiodical" => Class::Serial,
        "book" | "mvbook" | "collection" | "mvcollection" | "proceedings" | "reference" | "thesis" | "phdthesis"
        | "mastersthesis" | "booklet" | "manual" => Class::Whole,
        "inproceedings" | "conference" | "incollection" | "inbook" | "bookinbook" | "inreference" | "suppbook"
        | "suppcollection" => Class::Part,
        _ => Class::Other,
    }
}

/// Whether it looks like a work before its publication.
fn is_early(entry: &Entry) -> bool {
    const HOSTS: &[&str] =
        &["arxiv", "biorxiv", "medrxiv", "psyarxiv", "socarxiv", "ssrn", "preprint", "osf", "working paper"];
    /// What the registrars of preprints put before their numbers.
    const PREFIXES: &[&str] = &[
        "10.48550/", "10.1101/", "10.31234/", "10.31219/", "10.31235/", "10.2139/", "10.20944/", "10.21203/",
        "10.26434/",
    ];
    let named = |text: &str| HOSTS.iter().any(|host| text.to_lowercase().contains(host));
    let host = venue(entry).or_else(|| value(entry, &["publisher", "howpublished", "archiveprefix", "eprinttype"]));
    class(&entry.kind) == Class::Other
        || host.is_some_and(named)
        || value(entry, &["doi"]).is_some_and(|doi| PREFIXES.iter().any(|prefix| doi.contains(prefix)))
}

/// Whether one entry leans on the other, or names it as its relative.
fn names(a: &Entry, b: &Entry) -> bool {
    let named = |from: &Entry, to: &Entry| from.parents.iter().any(|parent| parent.key == to.key);
    named(a, b) || named(b, a)
}

/// Whether something that both tell parts them: a volume, an edition, a first page, a day.
fn differ(a: &Entry, b: &Entry) -> bool {
    const PARTS: &[&[&str]] = &[
        &["volume"],
        &["number", "issue"],
        &["edition"],
        &["part"],
        &["chapter"],
        &["eid"],
        &["langid", "language"],
        &["translator"],
        &["version"],
    ];
    let both = |names: &[&str]| value(a, names).zip(value(b, names));
    if PARTS.iter().any(|names| both(names).is_some_and(|(a, b)| fold::key(a) != fold::key(b))) {
        return true;
    }
    let first = |pages: &str| {
        pages.split(|c: char| !c.is_ascii_alphanumeric()).find(|part| !part.is_empty()).map(str::to_owned)
    };
    if both(&["pages"]).is_some_and(|(a, b)| first(a) != first(b)) {
        return true;
    }
    let page = |url: &str| {
        url.split_once("://")
            .map_or(url, |(_, rest)| rest)
            .trim_start_matches("www.")
            .trim_end_matches('/')
            .to_lowercase()
    };
    if class(&a.kind) == Class::Other && both(&["url"]).is_some_and(|(a, b)| page(a) != page(b)) {
        return true;
    }
    let date = a.date.as_ref().zip(b.date.as_ref());
    date.is_some_and(|(a, b)| {
        let told = |a: Option<u8>, b: Option<u8>| a.zip(b).is_some_and(|(a, b)| a != b);
        told(a.month, b.month) || told(a.day, b.day)
    })
}

/// Whether the same people wrote both; `and others` stands for any.
fn same_names(a: &Entry, b: &Entry) -> bool {
    let (one, other) = (a.names(), b.names());
    let open = a.authors_others || b.authors_others;
    let pairs = one.iter().zip(other).take(20);
    let mut same = pairs.map(|(a, b)| same_person(a, b));
    (open || one.len() == other.len()) && one.is_empty() == other.is_empty() && same.all(|same| same)
}

fn same_person(a: &Person, b: &Person) -> bool {
    if fold::key(&a.family_name()) != fold::key(&b.family_name()) {
        return false;
    }
    let initial = |person: &Person| fold::key(&person.given).chars().next();
    initial(a).zip(initial(b)).is_none_or(|(a, b)| a == b)
}

/// Folding writes the signs of Chinese and others by their sound, which many share.
fn same_script(a: &str, b: &str) -> bool {
    let signs = |text: &str| text.chars().filter(|&c| c >= '\u{2e80}' && c.is_alphanumeric()).collect::<String>();
    signs(a) == signs(b)
}

fn venue(entry: &Entry) -> Option<&str> {
    value(entry, &["journaltitle", "journal", "booktitle", "shortjournal"])
}

/// Whether two names of a journal may be of one: `J. Tides` is the Journal of Tides.
fn same_venue(a: &str, b: &str) -> bool {
    let telling = |name: &str| {
        let mut words = fold::words(name);
        words.retain(|word| !matches!(&**word, "of" | "the" | "and" | "for" | "in" | "on"));
        words
    };
    let (a, b) = (telling(a), telling(b));
    let like = |(a, b): (&String, &String)| a.starts_with(b.as_str()) || b.starts_with(a.as_str());
    a.len() == b.len() && a.iter().zip(&b).all(like) || a.concat() == b.concat()
}

fn value<'e>(entry: &'e Entry, names: &[&str]) -> Option<&'e str> {
    let filled = |name: &&str| entry.field(name).map(|field| field.value.as_str()).filter(|value| !value.is_empty());
    names.iter().find_map(filled)
}
