//! Word files: the words as a reader sees them, notes where they hang, and what the fields of reference managers
//! tell of the works that are cited.
//!
//! In: a container with a main part, Word's own or another program's. Out: a document, whose source is the text
//! drawn from it: a paragraph a line, notes behind the paragraph they hang in, rows of tables with tabs.
//! Deletions, comments, headers, footers and tables of contents are no text.

mod body;
mod fields;
mod note;
mod numbering;
mod properties;
mod styles;
mod symbol;
mod walk;

use std::collections::HashMap;

use super::Error;
use super::office::{Container, DIRECTIVE, Draft, Part, Prefixes, attribute, root, whole_codes};
use crate::model::{Document, Format};
use body::{Body, Outside};
use note::{Kind, Notes};
use numbering::Numbering;
use styles::Styles;

use quick_xml::events::Event;

/// Where parts lie that no relationship names.
const USUAL_MAIN: &str = "word/document.xml";

/// The part that holds the text, if this is a Word file.
pub(super) fn main_part(container: &mut Container<'_>) -> Result<Option<String>, String> {
    let named = relations(container, "")?.into_iter().find(|relation| relation.kind == "officeDocument");
    let name = named.map_or_else(|| USUAL_MAIN.to_owned(), |relation| relation.target);
    let name = if container.has(&name) { name } else { USUAL_MAIN.to_owned() };
    let word = container.has(&name) && !name.starts_with("xl/") && !name.starts_with("ppt/");
    Ok(word.then_some(name))
}

/// What one part of a file says of another.
struct Relation {
    /// The last word of its type: `footnotes`.
    kind: String,
    /// The part.
    target: String,
}

/// The relations of a part; of the whole file where the name is empty.
fn relations(container: &mut Container<'_>, part: &str) -> Result<Vec<Relation>, String> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let front = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let Some(xml) = container.part(&format!("{front}_rels/{name}.rels"))? else { return Ok(Vec::new()) };
    let mut out = Vec::new();
    let mut events = Part::new(&xml);
    while let Some(event) = events.next() {
        let (Event::Start(tag) | Event::Empty(tag)) = event else { continue };
        let outside = attribute(&tag, "TargetMode").is_some_and(|mode| mode == "External");
        let (Some(kind), Some(target)) = (attribute(&tag, "Type"), attribute(&tag, "Target")) else { continue };
        if !outside {
            let kind = kind.rsplit('/').next().unwrap_or("").to_owned();
            out.push(Relation { kind, target: resolve(folder, &target) });
        }
    }
    Ok(out)
}

/// The part that a target means, seen from a folder of the file.
fn resolve(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let from = if target.starts_with('/') { "" } else { folder };
    for part in from.split('/').chain(target.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Reads a Word file.
pub(super) fn read(path: &str, mut container: Container<'_>, main: &str) -> Result<Document, Error> {
    let undrawn = |why: String| Error::Undrawn { path: path.to_owned(), why };
    let xml = container.part(main).map_err(undrawn)?.unwrap_or_default();
    let prefixes = Prefixes::of(&xml);
    if root(&xml).is_none_or(|root| prefixes.name(root.name().as_ref()).1 != "document") {
        return Err(undrawn("its text is no Word document".to_owned()));
    }
    let relations = relations(&mut container, main).map_err(undrawn)?;
    let mut of = |kind: &str, usual: &str| {
        let named = relations.iter().find(|relation| relation.kind == kind);
        container.part(named.map_or(usual, |relation| &relation.target)).map(Option::unwrap_or_default)
    };
    let styles = Styles::read(&of("styles", "word/styles.xml").map_err(undrawn)?);
    let numbering = Numbering::read(&of("numbering", "word/numbering.xml").map_err(undrawn)?);
    let footnotes = of("footnotes", "word/footnotes.xml").map_err(undrawn)?;
    let endnotes = of("endnotes", "word/endnotes.xml").map_err(undrawn)?;
    let notes = [Notes::read(Kind::Footnote, &footnotes), Notes::read(Kind::Endnote, &endnotes)];
    let mut draft = Draft::default();
    for source in sources(&mut container, &relations).map_err(undrawn)? {
        draft.works.word_sources(source);
    }
    let properties = properties(&mut container).map_err(undrawn)?;
    let comments = comments(&mut container, &relations).map_err(undrawn)?;
    let mut body = Body::new(
        &mut draft,
        &styles,
        numbering,
        notes,
        Outside { properties, comments },
        xml.contains("lastRenderedPageBreak"),
    );
    if !body.read(&xml, prefixes) {
        return Err(undrawn("its text breaks off: it is damaged".to_owned()));
    }
    draft.finish(path, Format::Docx)
}

/// The sources that Word keeps for its own citations.
fn sources(container: &mut Container<'_>, relations: &[Relation]) -> Result<Vec<String>, String> {
    /// How many parts of somebody else's data are looked at.
    const MOST: usize = 50;
    let mut out = Vec::new();
    for relation in relations.iter().filter(|relation| relation.kind == "customXml").take(MOST) {
        let xml = container.part(&relation.target)?.unwrap_or_default();
        let named = root(&xml).is_some_and(|root| root.local_name().as_ref() == "Sources");
        if named && xml.contains("/bibliography") {
            out.push(xml);
        }
    }
    Ok(out)
}

/// What comments say to pincite, by their ids; all else that they say is nobody's business.
fn comments(container: &mut Container<'_>, relations: &[Relation]) -> Result<HashMap<String, String>, String> {
    let named = relations.iter().find(|relation| relation.kind == "comments");
    let xml = container.part(named.map_or("word/comments.xml", |relation| &relation.target))?.unwrap_or_default();
    let mut out = HashMap::new();
    if !xml.contains(DIRECTIVE) {
        return Ok(out);
    }
    let mut events = Part::new(&xml);
    let mut id = String::new();
    while let Some(event) = events.next() {
        let Event::Start(tag) = event else { continue };
        match tag.local_name().as_ref() {
            "comment" => id = attribute(&tag, "id").unwrap_or_default().into_owned(),
            "p" => {
                let words = events.words_of();
                if words.trim_start().starts_with(DIRECTIVE) {
                    out.insert(id.clone(), words.into_owned());
                }
            }
            _ => {}
        }
    }
    Ok(out)
}

/// The properties that a program gave the file; reference managers keep citations there.
fn properties(container: &mut Container<'_>) -> Result<HashMap<String, String>, String> {
    let Some(xml) = container.part("docProps/custom.xml")? else { return Ok(HashMap::new()) };
    let mut out = Vec::new();
    let mut events = Part::new(&xml);
    while let Some(event) = events.next() {
        if let Event::Start(tag) = event
            && tag.local_name().as_ref() == "property"
            && let Some(name) = attribute(&tag, "name")
        {
            let name = name.into_owned();
            out.push((name, events.words_of().into_owned()));
        }
    }
    Ok(whole_codes(out))
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_lie_in_the_file() {
        for (folder, target, want) in [
            ("word", "footnotes.xml", "word/footnotes.xml"),
            ("word", "/word/notes.xml", "word/notes.xml"),
            ("word", "../customXml/item1.xml", "customXml/item1.xml"),
            ("", "word/./document.xml", "word/document.xml"),
            ("word", "../../../etc/passwd", "etc/passwd"),
        ] {
            assert_eq!(resolve(folder, target), want, "{folder} {target}");
        }
    }
}
