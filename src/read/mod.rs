//! Manuscripts: bytes in, a [`Document`] out.
//!
//! In: a path, which names the format, and the bytes. Out: the document with what was malformed in
//! its flaws. It refuses to know citations, bibliographies and rules.

mod front_matter;
mod layout;
mod lines;
mod markdown;
mod sections;
mod text;

use std::borrow::Cow;

use crate::model::{self, Document, Flaw, Format, Source};
use crate::text::{Span, decode};

/// The formats by the endings of their files, in small letters.
const ENDINGS: &[(Format, &[&str])] =
    &[(Format::Text, &["txt", "text"]), (Format::Markdown, &["md", "markdown", "qmd", "rmd"])];

/// Why a manuscript cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is 4 GiB or more.
    #[error("{path} is larger than 4 GiB")]
    TooLarge {
        /// The file.
        path: String,
    },
    /// The file holds no text: a PDF, or a word processor's file.
    #[error("{path} is {kind}, which cannot be read yet")]
    NoText {
        /// The file.
        path: String,
        /// What it is.
        kind: &'static str,
    },
}

/// How files begin that are no text.
const NO_TEXT: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word, OpenDocument or zip file"),
    (b"\xD0\xCF\x11\xE0", "an old Word file"),
    (b"{\\rtf", "a rich text file"),
];

/// The format that the ending of a path names.
pub fn format_of(path: &str) -> Option<Format> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (_, ending) = name.rsplit_once('.')?;
    let named = |endings: &[&str]| endings.iter().any(|known| ending.eq_ignore_ascii_case(known));
    ENDINGS.iter().find(|(_, endings)| named(endings)).map(|&(format, _)| format)
}

/// Reads a manuscript; where no format is given, its path tells, else it is plain text. Bytes that are
/// given away are not copied.
pub fn read<'b>(path: &str, format: Option<Format>, bytes: impl Into<Cow<'b, [u8]>>) -> Result<Document, Error> {
    let bytes = bytes.into();
    if u32::try_from(bytes.len()).is_err() {
        return Err(Error::TooLarge { path: path.to_owned() });
    }
    if let Some(&(_, kind)) = NO_TEXT.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(Error::NoText { path: path.to_owned(), kind });
    }
    let format = format.or_else(|| format_of(path)).unwrap_or_default();
    let decoded = decode::decode(bytes);
    let source = Source::new(path, format, decoded.text);
    model::build(source, |builder| {
        if let Some(encoding) = decoded.encoding {
            let at = Span::new(decoded.first_bad, decoded.first_bad);
            builder.flaw(Flaw::NotUtf8 { encoding, at });
        }
        match format {
            Format::Markdown => markdown::read(builder),
            Format::Text | Format::BibLatex => text::read(builder),
        }
        Ok(())
    })
}
