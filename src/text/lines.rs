//! Lines and columns of a text, without a scan from its start.
//!
//! In: a text. Out: 1-based line and column of a byte offset, in logarithmic time even where a
//! line is megabytes long.

use memchr::memchr_iter;

/// How many bytes lie between two counts of characters.
const STEP: usize = 512;

/// Where lines begin, and how many characters precede every 512th byte.
#[derive(Clone, Debug, Default)]
pub struct LineIndex {
    starts: Vec<u32>,
    chars: Vec<u32>,
}

/// A 1-based line and column; the column counts Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in Unicode scalar values.
    pub column: usize,
}

impl LineIndex {
    /// Indexes a text: one pass.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let starts = std::iter::once(0).chain(memchr_iter(b'\n', bytes).map(|at| at as u32 + 1)).collect();
        let mut count = 0u32;
        let mut chars = Vec::with_capacity(bytes.len() / STEP + 1);
        for block in bytes.chunks(STEP) {
            chars.push(count);
            count += scalars(block);
        }
        Self { starts, chars }
    }

    /// How many lines there are; an empty text has one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The byte at which a 0-based line begins.
    pub fn start(&self, line: usize) -> usize {
        self.starts[line] as usize
    }

    /// The 0-based line that holds a byte offset.
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= offset) - 1
    }

    /// Line and column of a byte offset into the text that was indexed.
    pub fn place(&self, text: &str, offset: usize) -> Place {
        let line = self.line_of(offset);
        let column = self.before(text, offset) - self.before(text, self.start(line)) + 1;
        Place { line: line + 1, column }
    }

    /// How many characters stand before a byte offset.
    fn before(&self, text: &str, offset: usize) -> usize {
        let block = (offset / STEP).min(self.chars.len().saturating_sub(1));
        let counted = self.chars.get(block).copied().unwrap_or(0) as usize;
        counted + scalars(&text.as_bytes()[block * STEP..offset]) as usize
    }
}

/// Counts the bytes that begin a character.
fn scalars(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&b| u32::from((b as i8) >= -0x40)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "ab\r\nKoç & Şeker\n";
        let index = LineIndex::new(text);
        let at = text.find("Şeker").unwrap();
        assert_eq!(index.place(text, at), Place { line: 2, column: 7 });
        assert_eq!(index.place(text, text.len()), Place { line: 3, column: 1 });
        assert_eq!(LineIndex::new("").place("", 0), Place { line: 1, column: 1 });
    }

    #[test]
    fn long_lines_are_counted_from_the_nearest_mark() {
        let text = "é".repeat(10_000);
        let index = LineIndex::new(&text);
        assert_eq!(index.place(&text, 9_000).column, 4_501);
    }
}
