//! XML as word processors write it: events, with names that do not depend on the prefixes of a file.
//!
//! In: the text of a part. Out: its events in order. No entity is expanded but those that every XML has; tags
//! that do not fit together are read past, and told by [`Part::is_broken`].

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};

/// The vocabularies that are read, whatever prefix a file gives them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Space {
    /// Word's.
    Word,
    /// Formulas of Office.
    Math,
    /// What stands in two ways, for older and newer programs.
    Compatibility,
    /// OpenDocument's frame.
    Office,
    /// OpenDocument's text.
    Text,
    /// OpenDocument's tables.
    Table,
    /// OpenDocument's drawings.
    Draw,
    /// OpenDocument's styles.
    Style,
    /// Any other.
    Other,
}

/// The vocabularies by how their names begin, those of the strict form too, and their usual prefixes.
const SPACES: &[(&str, &str, Space)] = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/", "w", Space::Word),
    ("http://purl.oclc.org/ooxml/wordprocessingml/", "w", Space::Word),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m", Space::Math),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m", Space::Math),
    ("http://schemas.openxmlformats.org/markup-compatibility/", "mc", Space::Compatibility),
    ("urn:oasis:names:tc:opendocument:xmlns:office:", "office", Space::Office),
    ("urn:oasis:names:tc:opendocument:xmlns:text:", "text", Space::Text),
    ("urn:oasis:names:tc:opendocument:xmlns:table:", "table", Space::Table),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:", "draw", Space::Draw),
    ("urn:oasis:names:tc:opendocument:xmlns:style:", "style", Space::Style),
];

/// What the prefixes of a part mean.
#[derive(Clone, Debug)]
pub(in crate::read) struct Prefixes(Vec<(String, Space)>);

impl Prefixes {
    /// Those that the root of a part declares.
    pub(in crate::read) fn of(xml: &str) -> Self {
        let mut known = Vec::new();
        if let Some(root) = root(xml) {
            for attribute in root.attributes().with_checks(false).flatten() {
                let Some(prefix) = attribute.key.as_ref().strip_prefix("xmlns") else { continue };
                let space = SPACES.iter().find(|(name, ..)| attribute.value.starts_with(name));
                known.extend(space.map(|&(.., space)| (prefix.trim_start_matches(':').to_owned(), space)));
            }
        }
        if known.is_empty() {
            known = SPACES.iter().map(|&(_, prefix, space)| (prefix.to_owned(), space)).collect();
        }
        Self(known)
    }

    /// The vocabulary and local name of a qualified name.
    pub(in crate::read) fn name<'n>(&self, qualified: &'n str) -> (Space, &'n str) {
        let (prefix, local) = qualified.split_once(':').unwrap_or(("", qualified));
        let space = self.0.iter().find(|(known, _)| known == prefix);
        (space.map_or(Space::Other, |&(_, space)| space), local)
    }
}

/// The tag of the root; what stands before it is a declaration and comments.
pub(in crate::read) fn root(xml: &str) -> Option<BytesStart<'_>> {
    let mut reader = reader(xml);
    (0..16).find_map(|_| match reader.read_event() {
        Ok(Event::Start(root) | Event::Empty(root)) => Some(root),
        _ => None,
    })
}

fn reader(xml: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

/// A part, or some of it, event by event.
pub(in crate::read) struct Part<'x> {
    xml: &'x str,
    /// Where in the part the reader began.
    base: usize,
    reader: Reader<&'x [u8]>,
    depth: i64,
    broken: bool,
}

impl<'x> Part<'x> {
    /// A whole part.
    pub(in crate::read) fn new(xml: &'x str) -> Self {
        Self::within(xml, 0..xml.len())
    }

    /// Some of a part.
    pub(in crate::read) fn within(xml: &'x str, range: Range<usize>) -> Self {
        let base = range.start;
        Self { xml, base, reader: reader(xml.get(range).unwrap_or("")), depth: 0, broken: false }
    }

    /// The next event; `None` at the end, and where the XML is no XML.
    pub(in crate::read) fn next(&mut self) -> Option<Event<'x>> {
        match self.reader.read_event() {
            Ok(Event::Eof) => return None,
            Ok(event) => {
                match event {
                    Event::Start(_) => self.depth += 1,
                    Event::End(_) => self.depth -= 1,
                    _ => {}
                }
                return Some(event);
            }
            Err(_) => self.broken = true,
        }
        None
    }

    /// Goes past the content of an element that was opened; where in the part that lies.
    pub(in crate::read) fn skip(&mut self, tag: &BytesStart<'_>) -> Range<usize> {
        let from = self.reader.buffer_position() as usize;
        self.depth -= 1;
        let span = self.reader.read_to_end(tag.name());
        self.broken |= span.is_err();
        let (start, end) = span.map_or((from, from), |span| (span.start as usize, span.end as usize));
        self.base + start..self.base + end
    }

    /// The words in the element that was opened last, whatever stands around them.
    pub(in crate::read) fn words_of(&mut self) -> Cow<'x, str> {
        let depth = self.depth;
        let mut out = Cow::Borrowed("");
        while let Some(event) = self.next() {
            if self.depth < depth {
                break;
            }
            match words_in(event) {
                Some(words) if out.is_empty() => out = words,
                Some(words) => out.to_mut().push_str(&words),
                None => {}
            }
        }
        out
    }

    /// The text of a place in the part.
    pub(in crate::read) fn slice(&self, range: Range<usize>) -> &'x str {
        self.xml.get(range).unwrap_or("")
    }

    /// The whole part.
    pub(in crate::read) fn whole(&self) -> &'x str {
        self.xml
    }

    /// Whether what was read breaks off, or is no XML.
    pub(in crate::read) fn is_broken(&self) -> bool {
        self.broken || self.depth > 0
    }
}

/// The words of an event, if it has some.
pub(in crate::read) fn words_in(event: Event<'_>) -> Option<Cow<'_, str>> {
    match event {
        Event::Text(text) => Some(text.into_inner()),
        Event::CData(text) => Some(text.into_inner()),
        Event::GeneralRef(name) => match name.resolve_char_ref() {
            Ok(Some(c)) => Some(Cow::Owned(c.to_string())),
            _ => resolve_xml_entity(&name.into_inner()).map(Cow::Borrowed),
        },
        _ => None,
    }
}

/// An attribute by its local name.
pub(in crate::read) fn attribute<'t>(tag: &'t BytesStart<'_>, local: &str) -> Option<Cow<'t, str>> {
    let attributes = tag.attributes_raw();
    if !attributes.contains(local) {
        return None;
    }
    let found = tag.attributes().with_checks(false).flatten().find(|attribute| {
        let key = attribute.key.as_ref();
        key.strip_suffix(local).is_some_and(|front| front.is_empty() || front.ends_with(':'))
    })?;
    Some(match found.value {
        Cow::Borrowed(raw) => unescape(raw).unwrap_or(Cow::Borrowed(raw)),
        Cow::Owned(raw) => Cow::Owned(unescape(&raw).map_or_else(|_| raw.clone(), Cow::into_owned)),
    })
}

/// Whether a property that an element turns on or off is on: `<w:b/>`, `<w:b w:val="0"/>`.
pub(in crate::read) fn is_on(tag: &BytesStart<'_>) -> bool {
    !attribute(tag, "val").is_some_and(|value| matches!(&*value, "0" | "false" | "off" | "none"))
}
