//! What is wrong with a configuration, with the place.

use std::ops::Range;
use std::sync::Arc;

use miette::{Diagnostic, NamedSource, SourceSpan};

/// The longest line that is drawn, in bytes.
const LINE: usize = 400;

/// The text of a configuration.
#[derive(Clone, Debug)]
pub struct Written {
    /// What it is called in messages.
    pub name: Arc<str>,
    /// What it says.
    pub text: Arc<str>,
}

/// A fault of a configuration.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("{message}")]
pub struct Fault {
    message: String,
    #[source_code]
    text: Option<NamedSource<String>>,
    #[label("{label}")]
    span: Option<SourceSpan>,
    label: String,
    #[help]
    help: Option<String>,
}

impl Fault {
    /// A fault at these bytes of a text.
    pub fn new(written: &Written, span: Range<usize>, message: impl Into<String>, label: impl Into<String>) -> Self {
        let text = &*written.text;
        let start = text.floor_char_boundary(span.start.min(text.len()));
        let end = text.ceil_char_boundary(span.end.min(text.len())).max(start);
        let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let to = text[end..].find('\n').map_or(text.len(), |at| end + at);
        let message = message.into();
        // A line that is far too long is named and not drawn, with all that stands around it.
        if to - from > LINE || neighbours(text, from, to) {
            let line = 1 + text[..start].matches('\n').count();
            let label = label.into();
            let told = if label.is_empty() { String::new() } else { format!(": {label}") };
            let message = format!("{}:{line}: {message}{told}", written.name);
            return Self { message, text: None, span: None, label: String::new(), help: None };
        }
        Self {
            message,
            text: Some(NamedSource::new(&*written.name, drawn(text)).with_language("TOML")),
            span: Some((start, end - start).into()),
            label: label.into(),
            help: None,
        }
    }

    /// With what may help.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Whether a line beside one, which is drawn with it, is too long.
fn neighbours(text: &str, from: usize, to: usize) -> bool {
    let before = text[..from.saturating_sub(1)].rfind('\n').map_or(0, |at| at + 1);
    let after = text[to..].strip_prefix('\n').map_or(0, |rest| rest.find('\n').unwrap_or(rest.len()));
    from - before > LINE || after > LINE
}

/// A text with nothing in it that steers a terminal; each character has as many bytes as before.
fn drawn(text: &str) -> String {
    let plain = |c: char| match c {
        '\n' | '\t' => c,
        c if c.is_control() && c.len_utf8() == 1 => '?',
        c if c.is_control() => '¿',
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => '\u{fffd}',
        c => c,
    };
    text.chars().map(plain).collect()
}

/// Words of a configuration as a message quotes them: short, and with nothing that steers a terminal.
pub(super) fn quoted(words: &str) -> String {
    const MOST: usize = 60;
    let mut out: String = drawn(words).chars().map(|c| if c == '\n' { ' ' } else { c }).take(MOST).collect();
    if words.chars().nth(MOST).is_some() {
        out.push('…');
    }
    format!("`{out}`")
}
