//! From the file to its pages.

use std::collections::HashSet;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

use super::content::Pen;
use super::flow;
use super::font::Fonts;

/// The largest file that is taken apart.
const LARGEST: usize = 512 << 20;
/// How much all streams that hold objects may inflate to, and one of them.
const OBJECTS: usize = 512 << 20;
const OBJECT_STREAM: usize = 32 << 20;
/// How much the contents of a page may inflate to.
const PAGE: usize = 32 << 20;
/// How many pages are read.
const PAGES: usize = 20_000;
/// How much text is drawn from one file.
const TEXT: usize = 64 << 20;

/// The text of a PDF.
pub(super) fn text(bytes: &[u8]) -> Result<String, &'static str> {
    if bytes.len() > LARGEST {
        return Err("it is larger than 512 MiB");
    }
    let start = memchr::memmem::find(bytes, crate::read::PDF).unwrap_or(0);
    let document = load(&bytes[start..])?;
    let mut fonts = Fonts::default();
    let mut out = String::new();
    let mut pictures = false;
    let mut budget = Budget::default();
    for (number, page) in document.page_iter().take(PAGES).enumerate() {
        if number > 0 {
            out.push('\u{c}');
        }
        let content = document.get_page_content_with_limit(page, PAGE).unwrap_or_default();
        let mut pen = Pen::new(&document, &mut fonts, &mut budget);
        pen.draw(&content, &resources(&document, page), 0);
        pictures |= pen.pictures;
        flow::write(pen.glyphs, &mut out);
        if out.len() > TEXT || budget.spent() {
            break;
        }
    }
    match out.trim().is_empty() {
        false => Ok(out),
        true if pictures => Err("its pages are pictures, without text"),
        true => Err("its pages hold no text"),
    }
}

/// How much work a file may make.
#[derive(Debug)]
pub(super) struct Budget {
    /// Operations of contents.
    pub(super) operations: u32,
    /// Forms that are drawn.
    pub(super) forms: u32,
    /// Bytes that forms and fonts inflate to.
    pub(super) inflated: usize,
    /// Forms that hold no words, by where they lie.
    pub(super) wordless: HashSet<usize>,
}

impl Default for Budget {
    fn default() -> Self {
        Self { operations: 30_000_000, forms: 50_000, inflated: 1 << 30, wordless: HashSet::new() }
    }
}

impl Budget {
    fn spent(&self) -> bool {
        self.operations == 0 || self.inflated == 0
    }
}

fn load(bytes: &[u8]) -> Result<Document, &'static str> {
    let holders = memchr::memmem::find_iter(bytes, b"ObjStm").count().max(1);
    let options = LoadOptions {
        max_decompressed_size: Some((OBJECTS / holders).min(OBJECT_STREAM)),
        filter: Some(without_pictures),
        ..LoadOptions::default()
    };
    let encrypted = "it is encrypted";
    let mut document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) | lopdf::Error::UnsupportedSecurityHandler(_) => {
            encrypted
        }
        _ => "it is damaged",
    })?;
    // Many a file is locked with an empty password, so that it may be read and not be changed.
    if document.trailer.has(b"Encrypt") && document.decrypt("").is_err() {
        return Err(encrypted);
    }
    Ok(document)
}

/// Pictures are not read: their bytes need not be kept.
fn without_pictures(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if let Object::Stream(stream) = object
        && stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image")
    {
        stream.content = Vec::new();
    }
    Some((id, object.clone()))
}

/// The resources of a page: its own, else those of what holds it.
fn resources(document: &Document, page: ObjectId) -> Vec<&Dictionary> {
    let Ok((own, shared)) = document.get_page_resources(page) else { return Vec::new() };
    let shared = shared.into_iter().filter_map(|id| document.get_dictionary(id).ok());
    own.into_iter().chain(shared).take(16).collect()
}
