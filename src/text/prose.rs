//! The words as a reader reads them, and where each came from.
//!
//! In: pieces, pushed in reading order by a document's builder. Out: the prose, and for each range
//! of it the range of source bytes it stands for.
//!
//! **Invariant:** pieces cover the prose without gaps, in order of the prose. They need not be in
//! order of the source: a note may be lifted out of its paragraph.

use super::span::{ProseSpan, Span};

/// How a piece of prose relates to its source bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Byte for byte the source; a soft line break of one byte may show as a blank.
    Same,
    /// The source bytes as a whole stand for this text (`\'e`, `&eacute;`, `-\n`).
    Stands,
    /// Nothing in the source: what parts two blocks.
    Added,
}

/// A run of prose with one origin.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// Where it begins in the prose; it ends where the next begins.
    pub prose: u32,
    /// The source bytes it stands for.
    pub source: Span,
    /// How the two relate.
    pub how: How,
}

/// The prose of a document with its map to the source.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    text: String,
    pieces: Vec<Piece>,
    /// How many pieces begin before each [`STEP`] bytes of the text, once it is whole.
    steps: Vec<u32>,
}

/// How many bytes of prose lie between two counts of pieces.
const STEP: usize = 1 << 13;

impl Prose {
    /// An empty prose with room for so many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), ..Self::default() }
    }

    /// The prose itself.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Takes room for so many bytes more.
    pub fn reserve(&mut self, bytes: usize) {
        self.text.reserve(bytes);
    }

    /// Gives back room that is not needed.
    pub fn shrink_to_fit(&mut self) {
        self.text.shrink_to_fit();
        self.pieces.shrink_to_fit();
    }

    /// The pieces, in order of the prose.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The text of a range.
    pub fn slice(&self, span: ProseSpan) -> &str {
        &self.text[span.range()]
    }

    /// Whether the source bytes of `span` follow those of the last piece, so that it can grow.
    fn grows(&self, span: Span) -> bool {
        self.pieces.last().is_some_and(|last| last.how == How::Same && last.source.end == span.start)
    }

    /// Appends source bytes as they are.
    pub fn same(&mut self, source: &str, span: Span) {
        if span.is_empty() {
            return;
        }
        self.push(&source[span.range()], span, How::Same);
    }

    /// Appends text that the source bytes stand for.
    pub fn stands(&mut self, span: Span, text: &str) {
        if text.is_empty() {
            return;
        }
        let how = if span.len() == 1 && text == " " { How::Same } else { How::Stands };
        self.push(text, span, how);
    }

    /// Appends a blank for which a sign stands: `~`.
    pub fn sign_of_blank(&mut self, span: Span) {
        self.push(" ", span, How::Stands);
    }

    /// Appends text that has no source, at a place in it.
    pub fn added(&mut self, at: u32, text: &str) {
        self.push(text, Span { start: at, end: at }, How::Added);
    }

    fn push(&mut self, text: &str, span: Span, how: How) {
        if how == How::Same && self.grows(span) {
            let last = self.pieces.last_mut().expect("a piece that grows is there");
            last.source.end = span.end;
        } else {
            self.pieces.push(Piece { prose: self.text.len() as u32, source: span, how });
        }
        self.text.push_str(text);
    }

    /// Takes back the blanks that end the prose, down to `floor`.
    pub fn trim_end(&mut self, floor: usize) {
        while self.text.len() > floor && self.text.ends_with(' ') {
            self.text.pop();
            let last = self.pieces.last_mut().expect("text has pieces");
            match last.how {
                How::Same => last.source.end -= 1,
                _ if last.prose as usize == self.text.len() => {}
                _ => continue,
            }
            if last.prose as usize == self.text.len() {
                self.pieces.pop();
            }
        }
    }

    /// Counts the pieces, so that a place among many is found in few looks. Nothing is pushed after it.
    pub fn settle(&mut self) {
        let mut next = 0;
        self.steps = (0..=self.text.len() / STEP)
            .map(|step| {
                next += self.pieces[next..].iter().take_while(|piece| (piece.prose as usize) < step * STEP).count();
                next as u32
            })
            .collect();
    }

    fn piece_at(&self, offset: u32) -> Option<(&Piece, u32)> {
        let step = offset as usize / STEP;
        let from = self.steps.get(step).map_or(0, |&count| count as usize);
        let to = self.steps.get(step + 1).map_or(self.pieces.len(), |&count| count as usize);
        let next = from + self.pieces[from..to].partition_point(|piece| piece.prose <= offset);
        let piece = self.pieces.get(next.checked_sub(1)?)?;
        let end = self.pieces.get(next).map_or(self.text.len() as u32, |piece| piece.prose);
        Some((piece, end))
    }

    /// The source bytes that a range of prose stands for; a `Stands` piece is never cut in two.
    pub fn source(&self, span: ProseSpan) -> Span {
        let Some((first, _)) = self.piece_at(span.start) else {
            return Span::default();
        };
        let start = match first.how {
            How::Same => first.source.start + (span.start - first.prose),
            _ => first.source.start,
        };
        if span.is_empty() {
            return Span { start, end: start };
        }
        let (last, _) = self.piece_at(span.end - 1).expect("a range lies in the prose");
        let end = match last.how {
            How::Same => last.source.start + (span.end - last.prose),
            _ => last.source.end,
        };
        Span { start, end: end.max(start) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mended_hyphen_maps_back_to_both_lines() {
        let source = "(Hol-\nland, 2021a)";
        let mut prose = Prose::default();
        prose.same(source, Span::new(0, 4));
        prose.same(source, Span::new(6, 18));
        assert_eq!(prose.text(), "(Holland, 2021a)");
        assert_eq!(prose.source(ProseSpan::new(0, 16)), Span::new(0, 18));
        assert_eq!(prose.source(ProseSpan::new(1, 8)), Span::new(1, 10));
    }

    #[test]
    fn a_piece_that_stands_for_bytes_is_never_cut() {
        let mut prose = Prose::default();
        prose.stands(Span::new(0, 3), "ffi");
        assert_eq!(prose.source(ProseSpan::new(1, 2)), Span::new(0, 3));
    }

    #[test]
    fn trailing_blanks_go_with_their_bytes() {
        let source = "ab  ";
        let mut prose = Prose::default();
        prose.same(source, Span::new(0, 4));
        prose.trim_end(0);
        assert_eq!(prose.text(), "ab");
        assert_eq!(prose.source(ProseSpan::new(0, 2)), Span::new(0, 2));
    }
}
