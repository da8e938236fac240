//! OpenDocument texts: the words as a reader sees them, notes where they hang, and what the marks of reference
//! managers tell of the works that are cited.
//!
//! In: a container with `content.xml`, or one XML file that holds all (`.fodt`). Out: a document, whose source is the
//! text drawn from it, as of a Word file. Deletions, comments, headers and tables of contents are no text.

mod body;
mod lists;
mod mark;
mod styles;
mod walk;

use std::borrow::Cow;
use std::collections::HashMap;

use quick_xml::events::Event;

use super::Error;
use super::office::{Container, Draft, Part, Prefixes, attribute, root, whole_codes};
use crate::model::{Document, Format};
use crate::text::decode;
use body::Body;
use styles::Styles;

/// Reads an OpenDocument text.
pub(super) fn read(path: &str, mut container: Container<'_>) -> Result<Document, Error> {
    let undrawn = |why: String| Error::Undrawn { path: path.to_owned(), why };
    let manifest = container.part("META-INF/manifest.xml").map_err(undrawn)?.unwrap_or_default();
    if container.has("encrypted-package") || is_encrypted(&manifest) {
        return Err(undrawn("it is encrypted".to_owned()));
    }
    let Some(xml) = container.part("content.xml").map_err(undrawn)? else {
        return Err(undrawn("its text is missing: it is damaged".to_owned()));
    };
    let styles = container.part("styles.xml").map_err(undrawn)?.unwrap_or_default();
    let properties = container.part("meta.xml").map_err(undrawn)?.unwrap_or_default();
    whole(path, &xml, &styles, &properties, Some(container))
}

/// Whether the text itself is encrypted, as the list of the parts says.
fn is_encrypted(manifest: &str) -> bool {
    let mut events = Part::new(manifest);
    let mut text = false;
    while let Some(event) = events.next() {
        let (Event::Start(tag) | Event::Empty(tag)) = event else { continue };
        match tag.local_name().as_ref() {
            "file-entry" => text = attribute(&tag, "full-path").is_some_and(|path| path == "content.xml"),
            "encryption-data" if text => return true,
            _ => {}
        }
    }
    false
}

/// Whether a file is an OpenDocument text in one piece.
pub(super) fn is_flat(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    memchr::memmem::find(head, b"urn:oasis:names:tc:opendocument:xmlns:office").is_some()
}

/// Reads an OpenDocument text in one piece.
pub(super) fn read_flat(path: &str, bytes: Cow<'_, [u8]>) -> Result<Document, Error> {
    let xml = decode::decode(bytes).text;
    whole(path, &xml, "", &xml, None)
}

fn whole(
    path: &str,
    xml: &str,
    styles: &str,
    properties: &str,
    container: Option<Container<'_>>,
) -> Result<Document, Error> {
    let undrawn = |why: &str| Error::Undrawn { path: path.to_owned(), why: why.to_owned() };
    let prefixes = Prefixes::of(xml);
    if !root(xml).is_some_and(|root| root.local_name().as_ref().starts_with("document")) {
        return Err(undrawn("its text is no OpenDocument text"));
    }
    let styles = Styles::read(&[styles, xml]);
    let mut draft = Draft::default();
    let mut body = Body::new(&mut draft, &styles, user_defined(properties), container);
    if !body.read(xml, prefixes) {
        return Err(undrawn("its text breaks off: it is damaged"));
    }
    draft.finish(path, Format::Odt)
}

/// The properties that a program gave the file; reference managers keep citations there.
fn user_defined(xml: &str) -> HashMap<String, String> {
    let mut out = Vec::new();
    let mut events = Part::new(xml);
    while let Some(event) = events.next() {
        match event {
            Event::Start(tag) if tag.local_name().as_ref() == "user-defined" => {
                let name = attribute(&tag, "name").unwrap_or_default().into_owned();
                out.push((name, events.words_of().into_owned()));
            }
            Event::Start(tag) if tag.local_name().as_ref() == "body" => break,
            _ => {}
        }
    }
    whole_codes(out)
}
