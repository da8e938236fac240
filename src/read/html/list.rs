//! The list of references of a page: which ids are those of its entries.

use std::collections::HashSet;

use super::markup::{Element, Event, Tag};
use crate::model::BlockKind;
use crate::read::sections::Sections;
use crate::text::Span;

/// The ids of a page's list of references that something in it links to.
pub(super) fn ids<'s>(text: &'s str, events: &[Event]) -> HashSet<&'s str> {
    let tags = || events.iter().enumerate().filter_map(|(at, event)| Some((at, event.tag()?)));
    let slice = |span: Span| &text[span.range()];
    let linked: HashSet<&str> =
        tags().filter(|(_, tag)| tag.element == Element::Link).filter_map(|(_, tag)| tag.to.map(slice)).collect();
    let (mut sections, mut until, mut out) = (Sections::default(), 0, HashSet::new());
    for (at, tag) in tags() {
        match tag.element {
            Element::Heading(level) => sections.heading_of(level, &heading(text, events, at, tag)),
            Element::Block(BlockKind::Reference) => until = until.max(tag.end.unwrap_or(at + 1)),
            _ => {}
        }
        let id = tag.id.map(slice).filter(|id| tag.entry && linked.contains(id));
        out.extend(id.filter(|_| sections.in_references() || at <= until && until > 0));
    }
    out
}

/// The words of a heading.
pub(super) fn heading(text: &str, events: &[Event], at: usize, tag: &Tag) -> String {
    /// How many parts of a heading are looked at.
    const MOST: usize = 50;
    let mut out = String::new();
    for event in events[at..tag.end.unwrap_or(at)].iter().take(MOST) {
        if let Event::Words(span) = event {
            out.push_str(&text[span.range()]);
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first tags of the sign of a note.
pub(super) fn signs<'e>(events: &'e [Event], at: usize, tag: &Tag) -> impl Iterator<Item = &'e Tag> + use<'e> {
    /// How many of them are looked at.
    const MOST: usize = 8;
    events[at..tag.end.unwrap_or(at)].iter().take(MOST).filter_map(Event::tag)
}
