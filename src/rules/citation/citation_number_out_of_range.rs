//! A citation by a number that the reference list does not have.

use crate::model::{CiteItem, EntryId, Finding, Linked, Origin, Severity, Status};
use crate::rules::Options;

/// Reports each place, with the end of the list.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let mut missing = linked.items().filter(|(link, ..)| link.status == Status::Missing).peekable();
    if missing.peek().is_none() {
        return Vec::new();
    }
    // The list whose numbers are meant is the manuscript's own.
    let own = linked.libraries.iter().zip(0..).find(|(library, _)| library.origin == Origin::OwnList);
    if own.is_none() {
        // Where many numbers have no entry, the keys count something else.
        let of = |status: Status| {
            linked.items().filter(move |(link, _, item)| link.status == status && item.number.is_some())
        };
        if of(Status::Missing).count() * 4 > of(Status::Linked).count() {
            return Vec::new();
        }
        return missing.filter_map(|(_, _, item)| by_keys(linked, item)).collect();
    }
    let Some((list, library)) = own.filter(|(list, _)| !list.entries.is_empty()) else { return Vec::new() };
    let number = |index: usize| list.entries[index].number.unwrap_or(index as u32 + 1);
    let last = (0..list.entries.len()).max_by_key(|&index| number(index)).unwrap_or(0);
    let end = number(last);
    let finding = |item: &CiteItem, cited: u32| {
        let (message, label) = match cited > end {
            true => (format!("`[{cited}]` is cited, and the list ends at {end}"), "the last work of the list"),
            false => (format!("`[{cited}]` is cited, and the list has no such number"), "the list ends here"),
        };
        let id = EntryId { library, index: last as u32 };
        Finding::new(item.span, message)
            .label("no work has this number")
            .related(linked.source_of(id), list.entries[last].key_span, label)
            .help("correct the number, or add the work to the list")
    };
    missing.filter_map(|(_, _, item)| Some(finding(item, item.number?))).collect()
}

/// A number beyond those that the keys of the only bibliography count: `ref1` to `ref40`.
fn by_keys(linked: &Linked, item: &CiteItem) -> Option<Finding> {
    let cited = item.number?;
    let list = linked.libraries.first()?;
    let last = list.entries.len().checked_sub(1)?;
    if cited as usize <= list.entries.len() {
        return None;
    }
    let key = super::cut(&list.entries[last].key, 40);
    let id = EntryId { library: 0, index: last as u32 };
    Some(
        Finding::new(item.span, format!("`[{cited}]` is cited, and the keys count to `{key}`"))
            .label("no entry has this number")
            .related(linked.source_of(id), list.entries[last].key_span, "the last entry")
            .note("the text has no list of its own: the keys of the bibliography count its entries")
            .severity(Severity::Warning)
            .help("correct the number, or add the work to the bibliography"),
    )
}
