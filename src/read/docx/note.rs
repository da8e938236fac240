//! Footnotes and endnotes: where in their part each lies, by the id that the text refers to.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use quick_xml::events::Event;

use crate::read::office::{Part, Prefixes, attribute, raised};

/// Which notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// At the foot of the page.
    Footnote,
    /// At the end.
    Endnote,
}

/// The notes of one part.
pub(super) struct Notes<'x> {
    /// Which.
    pub(super) kind: Kind,
    /// The part.
    pub(super) xml: &'x str,
    /// What its prefixes mean.
    pub(super) prefixes: Arc<Prefixes>,
    places: HashMap<String, Range<usize>>,
    /// How many were referred to so far.
    count: u32,
}

impl<'x> Notes<'x> {
    /// Finds the notes of a part. The lines that part notes from text are none.
    pub(super) fn read(kind: Kind, xml: &'x str) -> Self {
        let mut places = HashMap::new();
        let mut part = Part::new(xml);
        while let Some(event) = part.next() {
            let Event::Start(tag) = event else { continue };
            if !matches!(tag.local_name().as_ref(), "footnote" | "endnote") {
                continue;
            }
            let line = attribute(&tag, "type").is_some_and(|kind| kind != "normal");
            let id = attribute(&tag, "id").unwrap_or_default().into_owned();
            let range = part.skip(&tag);
            if !line {
                places.insert(id, range);
            }
        }
        Self { kind, xml, prefixes: Arc::new(Prefixes::of(xml)), places, count: 0 }
    }

    /// The number of the next note, as it is printed, and where the note lies; each is given once.
    pub(super) fn next(&mut self, id: &str) -> (String, Option<Range<usize>>) {
        self.count += 1;
        (raised(self.count), self.places.remove(id))
    }
}
