//! LaTeX: manuscripts, their parts, and what BibTeX makes of them.
//!
//! In: the text of a file. Out: headings, paragraphs, items, quotations, notes, captions, cells and works of a
//! printed list; citations by command as marks; what the file names. The preamble is read for what it names and
//! defines, and for the title. It refuses to be TeX: what a macro makes is told only where the file says it
//! plainly, and what a command means that nobody knows is that its arguments are words.
//!
//! **Invariant:** one pass over the bytes and one over the tokens; nothing open is walked twice.
//!
//! Source: *LaTeX2e: An unofficial reference manual*; *The TeXbook*, chapters 3, 7 and 8.

mod act;
mod argument;
mod commands;
mod declare;
mod define;
mod environments;
mod foreign;
mod lex;
mod page;
mod pairs;
mod silent;
mod words;

use crate::model::Builder;
use crate::read::Reading;

/// Whether a file may include others, told without reading it.
pub(super) fn may_name_parts(bytes: &[u8]) -> bool {
    const COMMANDS: &[&[u8]] =
        &[b"\\input", b"\\Input", b"\\include{", b"\\include ", b"\\subfile", b"import{", b"from{"];
    COMMANDS.iter().any(|command| memchr::memmem::find(bytes, command).is_some())
}

/// Reads a file.
pub(super) fn read(builder: &mut Builder<'_>, reading: &Reading) {
    let tokens = lex::tokens(builder.text());
    builder.commands(&reading.cite_commands);
    page::Page::run(builder, &tokens, reading);
}
