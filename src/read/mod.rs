//! Manuscripts: bytes in, a [`Document`] out.
//!
//! In: a path, which names the format, and the bytes. Out: the document with what was malformed in
//! its flaws. It refuses to know citations, bibliographies and rules.

use crate::model::{BlockKind, Builder, Document, Format, Source};
use crate::text::Span;

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
}

/// The format that the ending of a path names.
pub fn format_of(path: &str) -> Option<Format> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (_, ending) = name.rsplit_once('.')?;
    let named = |endings: &[&str]| endings.iter().any(|known| ending.eq_ignore_ascii_case(known));
    ENDINGS.iter().find(|(_, endings)| named(endings)).map(|&(format, _)| format)
}

/// Reads a manuscript; where no format is given, its path tells, else it is plain text.
pub fn read(path: &str, format: Option<Format>, bytes: &[u8]) -> Result<Document, Error> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(Error::TooLarge { path: path.to_owned() });
    }
    let format = format.or_else(|| format_of(path)).unwrap_or_default();
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut builder = Builder::new(Source::new(path, format, text));
    for (start, end) in paragraphs(builder.text()) {
        builder.block(BlockKind::Paragraph);
        builder.same(Span::new(start, end));
    }
    Ok(builder.finish())
}

/// The runs of lines between blank lines.
fn paragraphs(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let (mut at, mut open) = (0, None);
    for line in text.split_inclusive('\n') {
        let end = at + line.trim_end().len();
        match (line.trim().is_empty(), open) {
            (true, Some(run)) => {
                out.push(run);
                open = None;
            }
            (true, None) => {}
            (false, Some((start, _))) => open = Some((start, end)),
            (false, None) => open = Some((at, end)),
        }
        at += line.len();
    }
    out.extend(open);
    out
}
