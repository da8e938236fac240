//! Manuscripts and cited works: bytes in, a [`Document`] out.
//!
//! In: a path, which names the format, and the bytes. Out: the document with what was malformed in
//! its flaws. It refuses to know citations, bibliographies and rules.

mod docx;
mod feet;
mod front_matter;
mod html;
mod jats;
mod latex;
mod layout;
mod lines;
mod markdown;
mod odt;
mod office;
mod pdf;
mod rst;
mod sections;
mod spell;
mod tags;
mod text;
mod typst;
mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::model::{self, Document, Flaw, Format, Manner, Source};
use crate::text::{Span, decode};

pub use spell::spell;

/// The formats by the endings of their files, in small letters; whether such files are manuscripts where
/// they are found and were not named. A PDF, a web page or an article in XML is mostly what came of one, or
/// somebody else's.
const ENDINGS: &[(Format, bool, &[&str])] = &[
    (Format::Text, true, &["txt", "text"]),
    (Format::Markdown, true, &["md", "markdown", "qmd", "rmd"]),
    (Format::Rst, true, &["rst", "rest"]),
    (Format::Typst, true, &["typ"]),
    (Format::Latex, true, &["tex", "latex", "ltx"]),
    (Format::Html, false, &["html", "htm", "xhtml"]),
    (Format::Docx, true, &["docx", "docm", "dotx", "dotm"]),
    (Format::Odt, true, &["odt", "ott", "fodt"]),
    (Format::Jats, false, &["xml", "jats", "nxml"]),
    (Format::Pdf, false, &["pdf"]),
];

/// Why a manuscript cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is 4 GiB or more.
    #[error("{path} is larger than 4 GiB")]
    TooLarge {
        /// The file.
        path: String,
    },
    /// The file holds no text: a word processor's file, a book reader's.
    #[error("{path} is {kind}, which cannot be read yet")]
    NoText {
        /// The file.
        path: String,
        /// What it is.
        kind: &'static str,
    },
    /// The file is XML of another kind.
    #[error("{path} is no article in JATS XML: {found}")]
    NotJats {
        /// The file.
        path: String,
        /// What it is: `its root element is <book>`.
        found: String,
    },
    /// A Typst file is larger than any that is read.
    #[error("{path} is larger than 16 MB, the most that is read of a Typst file")]
    LongTypst {
        /// The file.
        path: String,
    },
    /// No text can be drawn from the file.
    #[error("no text can be drawn from {path}: {why}")]
    Undrawn {
        /// The file.
        path: String,
        /// What hinders it: `it is encrypted`.
        why: String,
    },
}

impl Error {
    /// Why it cannot be read, without its name.
    pub fn why(&self) -> String {
        match self {
            Self::TooLarge { .. } => "it is larger than 4 GiB".to_owned(),
            Self::NoText { kind, .. } => format!("it is {kind}, which cannot be read yet"),
            Self::NotJats { found, .. } => format!("it is no article in JATS XML: {found}"),
            Self::LongTypst { .. } => "it is larger than 16 MB, the most that is read of a Typst file".to_owned(),
            Self::Undrawn { why, .. } => why.clone(),
        }
    }
}

/// How a zip begins, which a word processor's file is.
const ZIP: &[u8] = b"PK\x03\x04";
/// How an old Word file begins, and a new one that is encrypted.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0";
/// What a file holds that is encrypted: `EncryptedPackage`, as its folder names it.
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// How files begin that are no text.
const NO_TEXT: &[(&[u8], &str)] = &[
    (COMPOUND, "an old Word file"),
    (b"{\\rtf", "a rich text file"),
    (b"AT&TFORM", "a DjVu file"),
    (b"%!PS", "a PostScript file"),
];

/// The format that the ending of a path names.
pub fn format_of(path: &str) -> Option<Format> {
    known(path).map(|(format, _)| format)
}

/// Whether manuscripts of a format may consist of several files.
pub fn has_parts(format: Format) -> bool {
    matches!(format, Format::Latex | Format::Rst | Format::Typst)
}

/// Whether a file of a format may name parts, told without reading it.
pub fn may_name_parts(format: Format, bytes: &[u8]) -> bool {
    match format {
        Format::Latex => latex::may_name_parts(bytes),
        Format::Rst => memchr::memmem::find(bytes, b"include::").is_some(),
        Format::Typst => memchr::memmem::find(bytes, b"include").is_some(),
        _ => has_parts(format),
    }
}

/// Whether a file that is found in a folder is a manuscript, by its ending.
pub fn is_sought(path: &str) -> bool {
    // Word notes beside a file that is open who has it open.
    let held = path.rsplit('/').next().is_some_and(|name| name.starts_with("~$"));
    !held && known(path).is_some_and(|(_, sought)| sought)
}

fn known(path: &str) -> Option<(Format, bool)> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (_, ending) = name.rsplit_once('.')?;
    let named = |endings: &[&str]| endings.iter().any(|known| ending.eq_ignore_ascii_case(known));
    ENDINGS.iter().find(|(.., endings)| named(endings)).map(|&(format, sought, _)| (format, sought))
}

/// Whether a file is a PDF; where its name says so, something may stand before the mark.
pub fn is_pdf(path: &str, bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    bytes.starts_with(PDF) || format_of(path) == Some(Format::Pdf) && memchr::memmem::find(head, PDF).is_some()
}

/// How a PDF begins.
const PDF: &[u8] = b"%PDF-";

/// What a reader is told beside the bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Commands of LaTeX that cite and that no file need define, without their backslash.
    pub cite_commands: BTreeMap<String, Manner>,
}

/// Reads a manuscript; where no format is given, its path tells, else it is plain text. Bytes that are
/// given away are not copied.
pub fn read<'b>(path: &str, format: Option<Format>, bytes: impl Into<Cow<'b, [u8]>>) -> Result<Document, Error> {
    read_by(path, format, bytes, &Reading::default())
}

/// Reads a manuscript, told more than its bytes tell.
pub fn read_by<'b>(
    path: &str,
    format: Option<Format>,
    bytes: impl Into<Cow<'b, [u8]>>,
    reading: &Reading,
) -> Result<Document, Error> {
    let bytes = bytes.into();
    if u32::try_from(bytes.len()).is_err() {
        return Err(Error::TooLarge { path: path.to_owned() });
    }
    let undrawn = |why: &str| Error::Undrawn { path: path.to_owned(), why: why.to_owned() };
    if bytes.starts_with(ZIP) {
        return office::read(path, &bytes);
    }
    if bytes.starts_with(COMPOUND) && memchr::memmem::find(&bytes, ENCRYPTED).is_some() {
        return Err(undrawn("it is encrypted"));
    }
    if let Some(&(_, kind)) = NO_TEXT.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(Error::NoText { path: path.to_owned(), kind });
    }
    let format = format.or_else(|| format_of(path)).unwrap_or_default();
    if is_pdf(path, &bytes) {
        let text = pdf::text(&bytes).map_err(undrawn)?;
        let mut source = Source::new(path, Format::Pdf, text);
        source.rough = true;
        return laid_out(source);
    }
    if format.is_container() {
        let what = match format {
            _ if bytes.is_empty() => "it is empty",
            Format::Pdf => "it is no PDF, whatever its name says",
            Format::Odt if odt::is_flat(&bytes) => return odt::read_flat(path, bytes),
            _ => "it is no word processor's file, whatever its name says",
        };
        return Err(undrawn(what));
    }
    let decoded = decode::decode(bytes);
    if format == Format::Jats
        && let Some(root) = jats::other_root(&decoded.text)
    {
        let found = if root.is_empty() { "it has no root element".to_owned() } else { format!("its root is <{root}>") };
        return Err(Error::NotJats { path: path.to_owned(), found });
    }
    if format == Format::Typst && decoded.text.len() > typst::LARGEST {
        return Err(Error::LongTypst { path: path.to_owned() });
    }
    let source = Source::new(path, format, decoded.text);
    model::build(source, |builder| {
        if let Some(encoding) = decoded.encoding {
            let at = Span::new(decoded.first_bad, decoded.first_bad);
            builder.flaw(Flaw::NotUtf8 { encoding, at });
        }
        match format {
            Format::Markdown => markdown::read(builder),
            Format::Latex => latex::read(builder, reading),
            Format::Html => html::read(builder),
            Format::Jats => jats::read(builder),
            Format::Rst => rst::read(builder),
            Format::Typst => typst::read(builder),
            _ => text::read(builder),
        }
        Ok(())
    })
}

/// Reads the text that was drawn from a container.
pub fn extracted(path: &str, format: Format, text: String) -> Result<Document, Error> {
    if u32::try_from(text.len()).is_err() {
        return Err(Error::TooLarge { path: path.to_owned() });
    }
    laid_out(Source::new(path, format, text))
}

/// Reads text as a page lays it out.
fn laid_out(source: Source) -> Result<Document, Error> {
    model::build(source, |builder| {
        text::read(builder);
        Ok(())
    })
}
