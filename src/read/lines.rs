//! The visual lines of a text as it was extracted or typed.

use memchr::memchr_iter;

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Its first byte that is not blank.
    pub start: u32,
    /// One past its last byte that is not blank.
    pub end: u32,
    /// How many columns it is indented.
    pub indent: u16,
    /// How many blank lines stand before it.
    pub gap: u16,
    /// Whether a new page begins before it: a form feed.
    pub page: bool,
    /// Whether it is a page number or a running head, and no part of the prose.
    pub furniture: bool,
}

impl Line {
    /// The words of the line.
    pub fn text(self, source: &str) -> &str {
        &source[self.start as usize..self.end as usize]
    }

    /// How many columns its words take, by characters.
    pub fn columns(self, source: &str) -> usize {
        let bytes = self.text(source).as_bytes();
        bytes.iter().filter(|&&b| (b as i8) >= -0x40).count()
    }
}

/// Cuts a text into its lines, blank ones counted as gaps. A form feed is a line end too.
pub fn lines(source: &str, from: usize) -> Vec<Line> {
    let bytes = source.as_bytes();
    let mut out = Vec::with_capacity(bytes.len() / 90 + 1);
    let mut start = from;
    let mut gap = 0u16;
    let mut page = false;
    for end in memchr_iter(b'\n', &bytes[from..]).map(|at| from + at).chain(std::iter::once(bytes.len())) {
        let mut line_start = start;
        // A form feed may stand before, after or between words.
        loop {
            let line = &source[line_start..end];
            let cut = memchr::memchr(0x0C, line.as_bytes()).map(|at| line_start + at);
            let part = &source[line_start..cut.unwrap_or(end)];
            let words = part.trim();
            if words.is_empty() {
                if cut.is_none() && line_start == start {
                    gap = gap.saturating_add(1);
                }
            } else {
                let lead = part.len() - part.trim_start().len();
                let begin = line_start + lead;
                let indent = part[..lead].chars().map(|c| if c == '\t' { 4 } else { 1 }).sum::<usize>();
                out.push(Line {
                    start: begin as u32,
                    end: (begin + words.len()) as u32,
                    indent: indent.min(u16::MAX as usize) as u16,
                    gap,
                    page,
                    furniture: false,
                });
                gap = 0;
                page = false;
            }
            match cut {
                Some(at) => {
                    page = true;
                    line_start = at + 1;
                }
                None => break,
            }
        }
        start = end + 1;
        if start > bytes.len() {
            break;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_indents_and_pages() {
        let source = "One\r\n\r\n  two \n12\n\x0cHEAD\nthree";
        let found: Vec<_> =
            lines(source, 0).iter().map(|l| (l.text(source).to_owned(), l.indent, l.gap, l.page)).collect();
        let want = [("One", 0, 0, false), ("two", 2, 1, false), ("12", 0, 0, false), ("HEAD", 0, 0, true)];
        for (found, want) in found.iter().zip(want) {
            assert_eq!((found.0.as_str(), found.1, found.2, found.3), want);
        }
        assert_eq!(found.len(), 5);
    }
}
