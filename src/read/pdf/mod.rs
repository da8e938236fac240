//! The text of a PDF, in reading order, its pages parted by form feeds.
//!
//! In: the bytes of the file. Out: text as lines, to be read as plain text is, or why there is none. A page says
//! where glyphs stand, not what its words and columns are: what comes of it may lose some, and is marked as such.
//!
//! **Invariant:** a file of unknown origin. What it may inflate to, how deep its objects lie, how many pages,
//! forms and glyphs are looked at: all of it is bounded, and a fault in the parser is the file's.

#[cfg(feature = "pdf")]
mod cmap;
#[cfg(feature = "pdf")]
mod content;
#[cfg(feature = "pdf")]
mod flow;
#[cfg(feature = "pdf")]
mod font;
#[cfg(feature = "pdf")]
mod pages;

/// The text of a PDF, or why there is none.
#[cfg(feature = "pdf")]
pub(super) fn text(bytes: &[u8]) -> Result<String, &'static str> {
    std::panic::catch_unwind(|| pages::text(bytes)).unwrap_or(Err("it is damaged"))
}

/// Without the reader of PDF files there is none.
#[cfg(not(feature = "pdf"))]
pub(super) fn text(_bytes: &[u8]) -> Result<String, &'static str> {
    Err("it takes `pdftotext`, which is not installed")
}
