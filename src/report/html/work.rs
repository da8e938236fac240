//! The works: who is cited, where, how often; what is cited and not in the bibliography, and the other way round.

use std::collections::{BTreeMap, HashMap};
use std::fmt::{self, Write};
use std::sync::Arc;

use super::escape::Esc;
use crate::model::{Entry, EntryId, Library, Link, Linked, Status, Verdict};
use crate::report::review::{reference, tally, words};

/// How many places of one work are listed.
const PLACES: usize = 80;
/// How many works are listed that nobody cites.
const NEVER: usize = 400;

/// What a citation leads to.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// The card it leads to.
    pub(super) id: String,
    /// Further cards.
    pub(super) more: Vec<String>,
    pub(super) status: Status,
}

/// A place of a manuscript.
#[derive(Clone)]
pub(super) struct At {
    /// Its block in the page.
    pub(super) block: usize,
    /// The words for it.
    pub(super) name: String,
    /// Which manuscript.
    pub(super) document: usize,
}

/// The works of a run.
#[derive(Default)]
pub(super) struct Works {
    shelves: Vec<(Arc<Library>, BTreeMap<u32, Use>)>,
    loose: Vec<Loose>,
    known: HashMap<(Status, String), usize>,
}

/// What a work is used for.
#[derive(Default)]
struct Use {
    places: Vec<At>,
    /// Citations that may mean it, and may mean another.
    perhaps: usize,
    /// How many claims rest on it, by what came of them.
    claims: BTreeMap<usize, usize>,
    files: Vec<String>,
}

/// What is cited and leads to no entry, or to several.
struct Loose {
    text: String,
    status: Status,
    places: Vec<At>,
    /// The cards of the entries that are near, or that it may mean.
    near: Vec<(String, String)>,
}

impl Works {
    fn shelf(&mut self, library: &Arc<Library>) -> usize {
        let known = self.shelves.iter().position(|(one, _)| Arc::ptr_eq(one, library));
        known.unwrap_or_else(|| {
            self.shelves.push((Arc::clone(library), BTreeMap::new()));
            self.shelves.len() - 1
        })
    }

    /// Takes in the libraries of a document.
    pub(super) fn take_in(&mut self, linked: &Linked) {
        for library in &linked.libraries {
            self.shelf(library);
        }
    }

    fn work(&mut self, linked: &Linked, id: EntryId) -> (String, &mut Use) {
        let shelf = self.shelf(&linked.libraries[id.library as usize]);
        (format!("w{shelf}-{}", id.index), self.shelves[shelf].1.entry(id.index).or_default())
    }

    /// Notes a citation of works, and says where it leads; `None` where it leads nowhere.
    pub(super) fn cite(&mut self, linked: &Linked, link: &Link, text: &str, at: At) -> Option<Target> {
        let status = link.status;
        match status {
            Status::Ignored => None,
            Status::Linked | Status::Mismatch if !link.entries.is_empty() => {
                let mut ids = link.entries.iter().map(|&id| {
                    let (card, used) = self.work(linked, id);
                    used.places.push(at.clone());
                    card
                });
                let ids: Vec<String> = ids.by_ref().collect();
                Some(Target { id: ids[0].clone(), more: ids[1..].to_vec(), status })
            }
            _ => {
                let near = if link.entries.is_empty() { &link.nearest } else { &link.entries };
                let near: Vec<_> = near
                    .iter()
                    .map(|&id| {
                        let (card, used) = self.work(linked, id);
                        used.perhaps += usize::from(status == Status::Ambiguous);
                        (card, told_apart(linked, link, id))
                    })
                    .collect();
                let more = near.iter().map(|(card, _)| card.clone()).collect();
                let place = *self.known.entry((status, text.to_owned())).or_insert(self.loose.len());
                if place == self.loose.len() {
                    self.loose.push(Loose { text: text.to_owned(), status, places: Vec::new(), near });
                }
                self.loose[place].places.push(at);
                Some(Target { id: format!("x{place}"), more, status })
            }
        }
    }

    /// Notes what came of the claims that rest on works.
    pub(super) fn rest(&mut self, linked: &Linked) {
        for (claim, support) in linked.claims.iter().zip(&linked.support) {
            if !claim.needs_citation && support.verdict == Verdict::Uncited {
                continue;
            }
            let links = support.citations.iter().flat_map(|&citation| linked.links_of(citation as usize));
            let mut entries: Vec<_> =
                links.filter(|link| link.status == Status::Linked).flat_map(|link| link.entries.clone()).collect();
            entries.sort();
            entries.dedup();
            for id in entries {
                *self.work(linked, id).1.claims.entry(tally::rank(support.verdict)).or_default() += 1;
            }
            for evidence in &support.evidence {
                let path = linked.source(evidence.source).map_or("", |source| source.path.as_str());
                let files = &mut self.work(linked, evidence.entry).1.files;
                if !files.iter().any(|known| known == path) {
                    files.push(path.to_owned());
                }
            }
        }
    }

    /// The years of the works, and whether each is cited.
    pub(super) fn years(&self) -> Vec<(i32, bool)> {
        let all = self.shelves.iter().flat_map(|(library, used)| {
            let entries = library.entries.iter().zip(0..).filter(|(entry, _)| !entry.auxiliary);
            entries.filter_map(|(entry, index)| {
                let year = entry.date.as_ref()?.years?.0;
                Some((year, used.get(&index).is_some_and(|used| !used.places.is_empty())))
            })
        });
        all.collect()
    }

    /// How many works are cited, how many citations lead to none, and how many works are not cited.
    pub(super) fn counts(&self) -> [usize; 3] {
        let used = |one: &Use| !one.places.is_empty();
        let cited = self.shelves.iter().map(|(_, works)| works.values().filter(|one| used(one)).count()).sum();
        let all: usize = self
            .shelves
            .iter()
            .map(|(library, _)| library.entries.iter().filter(|entry| !entry.auxiliary).count())
            .sum();
        [cited, self.loose.len(), all.saturating_sub(cited)]
    }

    /// Writes all works.
    pub(super) fn write(&self, out: &mut String, manuscripts: &[String]) -> fmt::Result {
        let mut cited = Vec::new();
        let mut never = Vec::new();
        for (shelf, (library, works)) in self.shelves.iter().enumerate() {
            for (entry, index) in library.entries.iter().zip(0u32..) {
                match works.get(&index) {
                    Some(used) if !used.places.is_empty() => cited.push((shelf, index, entry, Some(used))),
                    used if !entry.auxiliary || used.is_some() => never.push((shelf, index, entry, used)),
                    _ => {}
                }
            }
        }
        cited.sort_by_cached_key(|(shelf, index, entry, _)| (entry.label().to_lowercase(), *shelf, *index));
        never.sort_by_cached_key(|(shelf, index, entry, used)| {
            (used.is_none(), entry.label().to_lowercase(), *shelf, *index)
        });
        for (status, head) in [
            (Status::Missing, "Cited, not in the bibliography"),
            (Status::Ambiguous, "Cited, and it could be one of several works"),
            (Status::Personal, "Persons and participants, who need no entry"),
        ] {
            let group: Vec<_> = self.loose.iter().enumerate().filter(|(_, one)| one.status == status).collect();
            if !group.is_empty() {
                writeln!(out, "<h3 class=\"group\">{head} <span>{}</span></h3>", group.len())?;
            }
            for (number, loose) in group {
                self.write_loose(out, number, loose, manuscripts)?;
            }
        }
        for (head, list, most) in
            [("Cited", &cited, usize::MAX), ("In the bibliography, not cited in the text", &never, NEVER)]
        {
            if !list.is_empty() {
                writeln!(out, "<h3 class=\"group\">{head} <span>{}</span></h3>", list.len())?;
            }
            for (shelf, index, entry, used) in list.iter().take(most) {
                let library = &self.shelves[*shelf].0;
                write_work(out, &format!("w{shelf}-{index}"), (library, entry), *used, manuscripts)?;
            }
            if list.len() > most {
                writeln!(out, "<p class=\"none\">and {} more</p>", words::grouped(list.len() - most))?;
            }
        }
        if self.shelves.is_empty() && self.loose.is_empty() {
            out.push_str("<p class=\"none\">No work is cited.</p>\n");
        }
        Ok(())
    }

    fn write_loose(&self, out: &mut String, number: usize, loose: &Loose, manuscripts: &[String]) -> fmt::Result {
        let status = loose.status.name();
        writeln!(out, "<article class=\"card work {status}\" id=\"x{number}\">")?;
        writeln!(out, "<p class=\"name\">{}</p>", Esc(&words::cut(&loose.text, 160)))?;
        places(out, &loose.places, manuscripts)?;
        if !loose.near.is_empty() {
            let ambiguous = loose.status == Status::Ambiguous;
            let links: Vec<String> =
                loose.near.iter().map(|(id, label)| format!("<a href=\"#{id}\">{}</a>", Esc(label))).collect();
            let head = if ambiguous { "It could be" } else { "Nearest in the bibliography" };
            let links = if ambiguous { links.join(" or ") } else { words::list(&links) };
            writeln!(out, "<p class=\"near\">{head}: {links}.</p>")?;
        }
        out.push_str("</article>\n");
        Ok(())
    }
}

/// What a reader of the list would call a work that a letter tells apart from others.
fn told_apart(linked: &Linked, link: &Link, id: EntryId) -> String {
    let entry = linked.entry(id);
    match (link.letter(id), &entry.date) {
        (Some(letter), Some(date)) => entry.label().replace(&format!("({})", date.text), &format!("({letter})")),
        _ => entry.label(),
    }
}

fn write_work(
    out: &mut String,
    id: &str,
    (library, entry): (&Library, &Entry),
    used: Option<&Use>,
    manuscripts: &[String],
) -> fmt::Result {
    let none = Use::default();
    let used = used.unwrap_or(&none);
    let status = if used.places.is_empty() { "never" } else { "cited" };
    writeln!(out, "<article class=\"card work {status}\" id=\"{id}\" data-times=\"{}\">", used.places.len())?;
    writeln!(out, "<p class=\"name\">{}</p>", Esc(&words::cut(&entry.label(), 160)))?;
    writeln!(out, "<p class=\"full\">{}</p>", Esc(&reference(library, entry)))?;
    let doi =
        entry.field("doi").map(|field| field.value.trim()).filter(|doi| doi.starts_with("10.") && doi.len() < 200);
    if let Some(doi) = doi {
        writeln!(
            out,
            "<p class=\"doi\"><a href=\"https://doi.org/{}\" rel=\"noreferrer noopener\">doi {}</a></p>",
            Address(doi),
            Esc(doi)
        )?;
    }
    places(out, &used.places, manuscripts)?;
    if used.perhaps > 0 {
        writeln!(out, "<p>Perhaps meant by {}.</p>", words::count(used.perhaps, "more citation", "more citations"))?;
    }
    if !used.files.is_empty() {
        writeln!(out, "<p class=\"hand\">At hand: {}.</p>", Esc(&words::list(&used.files)))?;
    }
    if !used.claims.is_empty() {
        let told: Vec<String> = used
            .claims
            .iter()
            .map(|(&rank, number)| format!("{number} {}", words::verdict(tally::VERDICTS[rank])))
            .collect();
        writeln!(out, "<p class=\"rests\">Claims that rest on it: {}.</p>", told.join("; "))?;
    }
    out.push_str("</article>\n");
    Ok(())
}

fn places(out: &mut String, places: &[At], manuscripts: &[String]) -> fmt::Result {
    if places.is_empty() {
        return Ok(());
    }
    let times = if places.len() == 1 { "once".to_owned() } else { words::count(places.len(), "time", "times") };
    write!(out, "<p class=\"where\">Cited {times}: ")?;
    // A paragraph that cites a work twice is one place.
    let mut told: Vec<(&At, usize)> = Vec::new();
    for place in places {
        match told.last_mut() {
            Some((last, number)) if last.block == place.block => *number += 1,
            _ => told.push((place, 1)),
        }
    }
    let mut last = None;
    for (number, (At { block, name, document }, times)) in told.iter().take(PLACES).enumerate() {
        let turned = last.replace(*document) != Some(*document);
        match manuscripts.get(*document).filter(|_| turned && manuscripts.len() > 1) {
            Some(path) => write!(out, "{}{}: ", if number == 0 { "in " } else { "; in " }, Esc(path))?,
            None if number > 0 => out.push_str(", "),
            None => {}
        }
        write!(out, "<a href=\"#b{block}\">{}</a>", Esc(name))?;
        if *times > 1 {
            write!(out, " (×{times})")?;
        }
    }
    if told.len() > PLACES {
        write!(out, " and {} more", told.len() - PLACES)?;
    }
    writeln!(out, ".</p>")
}

/// A part of an address, with all but the plainest characters in percents.
struct Address<'t>(&'t str);

impl fmt::Display for Address<'_> {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        for byte in self.0.bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'/' | b':' => {
                    out.write_char(byte.into())?
                }
                _ => write!(out, "%{byte:02X}")?,
            }
        }
        Ok(())
    }
}
