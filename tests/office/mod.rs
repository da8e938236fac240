//! Files of word processors, made for tests.
#![allow(dead_code)] // each test file takes what it needs

use std::io::Write;

use pincite::check::{Inputs, Manuscript, Memory, check};
use pincite::config::Config;
use pincite::model::{BlockKind, Document, DocumentReport};
use pincite::read;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A zip of parts.
pub fn zipped<'p>(parts: impl IntoIterator<Item = (&'p str, &'p str)>) -> Vec<u8> {
    let mut out = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        out.start_file(name, options).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// The vocabularies of Word.
pub const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" xmlns:v=\"urn:schemas-microsoft-com:vml\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"";

/// The main part of a Word file, from what stands in its body.
pub fn document(body: &str) -> String {
    format!("<?xml version=\"1.0\"?>\n<w:document {WORD}><w:body>{body}<w:sectPr/></w:body></w:document>")
}

/// A Word file from its body and its other parts.
pub fn docx<'p>(body: &str, parts: impl IntoIterator<Item = (&'p str, &'p str)>) -> Vec<u8> {
    let main = document(body);
    let parts: Vec<_> = parts.into_iter().collect();
    zipped(std::iter::once(("word/document.xml", main.as_str())).chain(parts))
}

/// An OpenDocument text from what stands in its text and its other parts.
pub fn odt<'p>(text: &str, parts: impl IntoIterator<Item = (&'p str, &'p str)>) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?>\n<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" \
         xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\">\
         <office:body><office:text>{text}</office:text></office:body></office:document-content>"
    );
    let first = [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content.as_str())];
    zipped(first.into_iter().chain(parts.into_iter().collect::<Vec<_>>()))
}

/// A paragraph of Word's, from its runs.
pub fn p(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

/// A paragraph of a style.
pub fn styled(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

/// A run of words.
pub fn t(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

/// A field: its code as it is cut into runs, and what is shown of it.
pub fn field(code: &[&str], shown: &str) -> String {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let code: String = code
        .iter()
        .map(|code| format!("<w:r><w:instrText xml:space=\"preserve\">{}</w:instrText></w:r>", escaped(code)))
        .collect();
    format!("{}{code}{}{shown}{}", mark("begin"), mark("separate"), mark("end"))
}

/// Text as XML writes it, in an attribute too.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Reads a file.
pub fn read(name: &str, bytes: &[u8]) -> Document {
    read::read(name, None, bytes).unwrap_or_else(|error| panic!("{error}"))
}

/// Why a file cannot be read.
pub fn refused(name: &str, bytes: &[u8]) -> String {
    match read::read(name, None, bytes) {
        Ok(document) => panic!("{name} was read: {:?}", document.source.text),
        Err(error) => error.why(),
    }
}

/// The blocks of a document: what each is, and its words.
pub fn blocks(document: &Document) -> Vec<(BlockKind, &str)> {
    document.block_ids().map(|id| (document.block(id).kind, document.block_text(id))).collect()
}

/// The words of its blocks.
pub fn texts(document: &Document) -> Vec<&str> {
    blocks(document).into_iter().map(|(_, text)| text).collect()
}

/// The words under each pointer, and the keys.
pub fn pointers(document: &Document) -> Vec<(&str, Vec<&str>)> {
    document
        .pointers
        .iter()
        .map(|pointer| (document.prose.slice(pointer.at), pointer.keys.iter().map(String::as_str).collect()))
        .collect()
}

/// Checks a file by every rule, alone or with a bibliography.
pub fn checked(name: &str, bytes: Vec<u8>, bib: Option<&str>) -> DocumentReport {
    let mut files: Vec<(&str, Vec<u8>)> = vec![(name, bytes)];
    files.extend(bib.map(|bib| ("refs.bib", bib.as_bytes().to_vec())));
    let files: Memory = files.into_iter().collect();
    let bibliographies = bib.map(|_| "refs.bib".to_owned()).into_iter().collect();
    let inputs =
        Inputs { manuscripts: vec![Manuscript::named(name)], bibliographies, sources: Vec::new(), files: &files };
    let mut report = check(&inputs, &Config::default()).unwrap_or_else(|error| panic!("{error}"));
    report.documents.remove(0)
}

/// Each link as a reader would tell it: the item's words, what came of it, the key of its entry.
pub fn links(report: &DocumentReport) -> Vec<(String, &'static str, Vec<String>)> {
    let linked = &report.linked;
    let keys = |ids: &[pincite::model::EntryId]| ids.iter().map(|&id| linked.entry(id).key.clone()).collect();
    linked.items().map(|(link, _, item)| (item.text.clone(), link.status.name(), keys(&link.entries))).collect()
}

/// The findings: code and message.
pub fn findings(report: &DocumentReport) -> Vec<String> {
    report.diagnostics.iter().map(|found| format!("{} {}", found.code, found.finding.message)).collect()
}
