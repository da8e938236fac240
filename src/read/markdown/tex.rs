//! Commands of LaTeX that stand amid Markdown: `\newpage`, `\citep[p. 3]{key}`.
//!
//! In: a text and the place of a backslash. Out: what stands there and where it ends.
//! Pandoc keeps such commands for LaTeX and drops them elsewhere; so they leave no words, but for
//! citations.

use super::tokens::ARGUMENT;
use crate::text::citecommand;

/// A command.
pub(super) enum Command<'s> {
    /// `\ `, a blank that does not break.
    Blank(usize),
    /// `\citep[see][p. 3]{key, other}`
    Cite(usize),
    /// `\nocite{key}`: the keys.
    NoCite(&'s str, usize),
    /// `\begin{name}`: the name, and where it ends.
    Begin(&'s str, usize),
    /// `\textbf{`: where its words begin and end.
    Words(usize, usize),
    /// Any other, its arguments included.
    Other(usize),
}

/// The command at a backslash.
pub(super) fn command(source: &str, at: usize) -> Option<Command<'_>> {
    let bytes = source.as_bytes();
    let start = at + 1;
    if bytes.get(start) == Some(&b' ') {
        return Some(Command::Blank(start + 1));
    }
    let len = bytes[start..].iter().take(32).take_while(|b| b.is_ascii_alphabetic()).count();
    if len == 0 {
        return None;
    }
    let name = &source[start..start + len];
    if name != "nocite"
        && let Some(found) = citecommand::known(&source[at..])
    {
        return Some(Command::Cite(at + found.end));
    }
    let mut end = start + len + usize::from(bytes.get(start + len) == Some(&b'*'));
    let mut argument = None;
    while let Some(close) = group(bytes, end) {
        if bytes[end] == b'{' {
            argument = Some(end + 1..close);
        }
        end = close + 1;
        // What follows `\cite{a}` in brackets is no argument of it any more.
        if argument.is_some() && matches!(name, "nocite" | "begin") {
            break;
        }
    }
    let bare = argument.is_none();
    Some(match (name, argument) {
        (name, Some(words)) if keeps_words(name) => Command::Words(words.start, words.end),
        ("begin", Some(name)) => Command::Begin(&source[name], end),
        ("nocite", Some(keys)) => Command::NoCite(&source[keys], end),
        _ if bare && bytes.get(end) == Some(&b' ') => Command::Other(end + 1),
        _ => Command::Other(end),
    })
}

/// Commands that only change how their words look.
fn keeps_words(name: &str) -> bool {
    matches!(
        name,
        "textbf"
            | "textit"
            | "textsc"
            | "textsf"
            | "texttt"
            | "textsl"
            | "textup"
            | "textrm"
            | "textnormal"
            | "emph"
            | "underline"
            | "mbox"
            | "enquote"
            | "textsuperscript"
            | "textsubscript"
            | "textquote"
            | "uline"
            | "hl"
    )
}

/// The end of `[…]` or `{…}` at a place, brackets of its kind balanced.
fn group(bytes: &[u8], at: usize) -> Option<usize> {
    let (open, close) = match bytes.get(at)? {
        b'{' => (b'{', b'}'),
        b'[' => (b'[', b']'),
        _ => return None,
    };
    let mut depth = 0;
    for (offset, &byte) in bytes[at..].iter().enumerate().take(ARGUMENT) {
        match byte {
            _ if byte == open => depth += 1,
            _ if byte == close => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + offset);
                }
            }
            // `\noindent [@key]`: a citation is no argument.
            b'@' if open == b'[' => return None,
            _ => {}
        }
    }
    None
}
