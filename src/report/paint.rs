//! Ink for a terminal: text with or without colour.
//!
//! **Invariant:** what comes from a manuscript cannot steer the terminal: control characters, and those
//! that turn the direction of writing, are shown as `·`, and only the colours here are sent as escapes.

use std::borrow::Cow;
use std::io::{self, Write};

use codespan_reporting::diagnostic::{LabelStyle, Severity};
use codespan_reporting::term::WriteStyle;

/// Collects drawn text.
#[derive(Default)]
pub(super) struct Ink {
    buffer: Vec<u8>,
    colour: bool,
    naming_info: bool,
}

impl Ink {
    /// Ink with or without colour.
    pub(super) fn new(colour: bool) -> Self {
        Self { colour, ..Self::default() }
    }

    /// Hands what was collected to a writer.
    pub(super) fn pour(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }

    /// Writes a text in a colour.
    pub(super) fn coloured(&mut self, code: &str, text: &str) -> io::Result<()> {
        self.set(code)?;
        self.write_all(text.as_bytes())?;
        self.reset()
    }

    fn put(&mut self, c: char) {
        let shown = if steers(c) { '·' } else { c };
        self.buffer.extend_from_slice(shown.encode_utf8(&mut [0; 4]).as_bytes());
    }

    fn set(&mut self, code: &str) -> io::Result<()> {
        if self.colour {
            self.buffer.extend_from_slice(b"\x1b[0m\x1b[");
            self.buffer.extend_from_slice(code.as_bytes());
            self.buffer.push(b'm');
        }
        Ok(())
    }
}

impl Write for Ink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // The drawing crate has no word for a severity below warning but "note".
        if std::mem::take(&mut self.naming_info) && bytes == b"note" {
            self.buffer.extend_from_slice(b"info");
            return Ok(bytes.len());
        }
        // The drawing crate hands over a character at a time, and most are plain.
        if let [b' '..=b'~'] = bytes {
            self.buffer.extend_from_slice(bytes);
            return Ok(1);
        }
        // Formatting hands over whole characters.
        match std::str::from_utf8(bytes) {
            Ok(_) if bytes.iter().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')) => {
                self.buffer.extend_from_slice(bytes);
            }
            Ok(text) => text.chars().for_each(|c| self.put(c)),
            Err(_) => self.buffer.extend_from_slice("·".as_bytes()),
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A text on one line: what would begin another is drawn.
pub(super) fn flat(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\t']) { text.replace(['\n', '\t'], "·").into() } else { text.into() }
}

/// Whether a character moves the cursor, begins an escape (the controls from U+0080 on too), or turns the
/// direction of what stands around it.
pub(super) fn steers(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn hue(severity: Severity) -> &'static str {
    match severity {
        Severity::Bug | Severity::Error => "31",
        Severity::Warning => "33",
        Severity::Note | Severity::Help => "36",
    }
}

impl WriteStyle for Ink {
    fn set_header(&mut self, severity: Severity) -> io::Result<()> {
        self.naming_info = severity == Severity::Note;
        self.set(&format!("1;{}", hue(severity)))
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        self.set("1")
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        self.set("34")
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        self.set("34")
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        self.set("34")
    }

    fn set_label(&mut self, severity: Severity, style: LabelStyle) -> io::Result<()> {
        self.set(if style == LabelStyle::Primary { hue(severity) } else { "34" })
    }

    fn reset(&mut self) -> io::Result<()> {
        if self.colour {
            self.buffer.extend_from_slice(b"\x1b[0m");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_drawn() {
        let mut ink = Ink::new(false);
        write!(ink, "a\x1b[2J\u{9b}2J\u{85}\u{202e}é\r\u{7f}\tb\n").unwrap();
        assert_eq!(String::from_utf8(ink.buffer).unwrap(), "a·[2J·2J··é··\tb\n");
    }
}
