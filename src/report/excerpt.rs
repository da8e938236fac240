//! The few lines of a source that a finding is about, cut to a width that can be read.
//!
//! In: a source and the spans to show. Out: a small text with those lines alone, each cut around its
//! spans where it is long, and for each span its parts there, one a line. What lies between two
//! shown lines is left out, and blank lines are never shown: in a double-spaced manuscript a
//! citation that is broken over two lines shows as those two.

use std::borrow::Cow;
use std::ops::Range;

use super::paint::flat;
use crate::model::Source;
use crate::text::Span;

/// Lines of more bytes are cut.
const WIDE: usize = 200;
/// How many bytes of spans are shown of a line that is cut.
const REACH: usize = 120;
/// How many bytes are shown on each side of them.
const AROUND: usize = 50;
/// A span over more lines than this is shown by its first two and its last.
const TALL: usize = 4;

/// An excerpt of one source.
pub(super) struct Excerpt<'a> {
    /// The path of the source.
    pub(super) path: Cow<'a, str>,
    /// The shown lines, each ended by a line break.
    pub(super) text: String,
    /// What each line of the text is.
    pub(super) rows: Vec<Row>,
}

/// A shown line.
pub(super) struct Row {
    /// Numbers of rows follow each other where nothing but blank lines lies between.
    pub(super) index: usize,
    /// The line of the source, from 1.
    pub(super) line: usize,
    /// Its bytes in the excerpt.
    pub(super) at: Range<usize>,
    /// The column of its first byte of source, from 1, and where that byte is in the excerpt.
    pub(super) column: usize,
    pub(super) begin: usize,
}

/// A part of a span, on one line.
pub(super) struct Part {
    /// Which of the spans.
    pub(super) span: usize,
    /// Its bytes in the excerpt.
    pub(super) at: Range<usize>,
}

/// A part of a span, on one line of the source.
struct Piece {
    span: usize,
    line: usize,
    at: Range<usize>,
}

impl<'a> Excerpt<'a> {
    /// The lines of `source` that hold `spans`, and the parts of the spans in order of the text.
    pub(super) fn new(source: &'a Source, spans: &[Span]) -> (Self, Vec<Part>) {
        let mut pieces: Vec<Piece> =
            spans.iter().enumerate().flat_map(|(span, at)| pieces(source, span, *at)).collect();
        pieces.sort_by_key(|piece| (piece.line, piece.at.start, piece.at.end, piece.span));
        let mut excerpt = Self { path: flat(&source.path), text: String::new(), rows: Vec::new() };
        let mut parts = Vec::with_capacity(pieces.len());
        let mut rest = pieces.as_slice();
        while let Some(first) = rest.first() {
            let line = line_range(source, first.line);
            let (shown, count) = window(source, &line, rest);
            let (row, more) = rest.split_at(count);
            rest = more;
            excerpt.push(source, first.line, &line, &shown);
            let begin = excerpt.rows.last().map_or(0, |row| row.begin);
            parts.extend(row.iter().map(|piece| {
                let inside = |offset: usize| begin + offset.clamp(shown.start, shown.end) - shown.start;
                Part { span: piece.span, at: inside(piece.at.start)..inside(piece.at.end) }
            }));
        }
        (excerpt, parts)
    }

    fn push(&mut self, source: &Source, line: usize, whole: &Range<usize>, shown: &Range<usize>) {
        let index = self.rows.last().map_or(0, |last| {
            let between = last.line..line;
            let near = last.line <= line && between.len() < TALL;
            let joined =
                near && between.into_iter().all(|blank| source.text[line_range(source, blank)].trim().is_empty());
            last.index + if joined { 1 } else { 3 }
        });
        let start = self.text.len();
        if shown.start > whole.start {
            self.text.push_str("… ");
        }
        let begin = self.text.len();
        self.text.push_str(&source.text[shown.clone()]);
        if shown.end < whole.end {
            self.text.push_str(" …");
        }
        let column = source.place(shown.start as u32).column;
        self.rows.push(Row { index, line: line + 1, at: start..self.text.len(), column, begin });
        self.text.push('\n');
    }

    /// The row that holds a byte of the excerpt.
    pub(super) fn row_at(&self, offset: usize) -> Option<&Row> {
        let next = self.rows.partition_point(|row| row.at.start <= offset);
        self.rows.get(next.checked_sub(1)?)
    }

    /// The row of an index.
    pub(super) fn row(&self, index: usize) -> Option<&Row> {
        self.rows.iter().find(|row| row.index == index)
    }

    /// The column of a byte of the excerpt in its line of the source.
    pub(super) fn column(&self, row: &Row, offset: usize) -> usize {
        row.column + self.text.get(row.begin..offset).map_or(0, |before| before.chars().count())
    }
}

/// A line of the source, from 0, without the blanks that end it.
fn line_range(source: &Source, line: usize) -> Range<usize> {
    let lines = source.lines();
    let end = if line + 1 < lines.count() { lines.start(line + 1) } else { source.text.len() };
    let start = lines.start(line);
    start..start + source.text[start..end].trim_end().len()
}

/// The parts of a span, one a line, without the blanks around them; never none.
fn pieces(source: &Source, span: usize, at: Span) -> Vec<Piece> {
    let (start, end) = (at.start as usize, (at.end as usize).min(source.text.len()));
    let lines = source.lines();
    let (first, last) = (lines.line_of(start), lines.line_of(end.saturating_sub(1).max(start)));
    let piece = |line: usize| {
        let whole = line_range(source, line);
        let (from, to) = (whole.start.max(start), whole.end.min(end));
        let text = source.text.get(from..to)?;
        let from = from + text.len() - text.trim_start().len();
        let length = text.trim().len();
        (length > 0).then_some(Piece { span, line, at: from..from + length })
    };
    let mut found: Vec<Piece> = if last - first <= 2 * TALL {
        (first..=last).filter_map(piece).collect()
    } else {
        let mut ends: Vec<Piece> = (first..last).filter_map(piece).take(2).collect();
        ends.extend((first..=last).rev().find_map(piece).filter(|tail| ends.iter().all(|one| one.line != tail.line)));
        ends
    };
    if found.len() > TALL {
        found.drain(2..found.len() - 1);
    }
    if found.is_empty() {
        let stop = line_range(source, first).end.max(start);
        found.push(Piece { span, line: first, at: start..end.clamp(start, stop) });
    }
    found
}

/// What to show of a line for the first of `pieces`, and how many of them that shows.
fn window(source: &Source, line: &Range<usize>, pieces: &[Piece]) -> (Range<usize>, usize) {
    let same_line = pieces.iter().take_while(|piece| piece.line == pieces[0].line).count();
    if line.len() <= WIDE {
        return (line.clone(), same_line);
    }
    let text = &source.text;
    let from = pieces[0].at.start;
    let mut to = pieces[0].at.end.min(text.floor_char_boundary(from + REACH));
    let mut count = 1;
    for piece in &pieces[1..same_line] {
        let end = to.max(piece.at.end);
        if end > from + REACH {
            break;
        }
        (to, count) = (end, count + 1);
    }
    let start = text.floor_char_boundary(from.saturating_sub(AROUND).max(line.start));
    let end = text.ceil_char_boundary((to + AROUND).min(line.end));
    // Words are not cut, where they are of a word's length.
    let start = match text[start..from].find(' ') {
        Some(blank) if start > line.start && blank < AROUND / 3 => start + blank + 1,
        _ => start,
    };
    let end = match text[to.min(end)..end].rfind(' ') {
        Some(blank) if end < line.end && end - (to + blank) < AROUND / 3 => to + blank,
        _ => end,
    };
    (start..end, count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Format;

    fn show(text: &str, spans: &[(usize, usize)]) -> (String, Vec<String>) {
        let source = Source::new("a.txt", Format::Text, text.to_owned());
        let spans: Vec<Span> = spans.iter().map(|&(start, end)| Span::new(start, end)).collect();
        let (excerpt, parts) = Excerpt::new(&source, &spans);
        let parts = parts.iter().map(|part| excerpt.text[part.at.clone()].to_owned()).collect();
        (excerpt.text, parts)
    }

    #[test]
    fn a_citation_over_two_double_spaced_lines_shows_as_those_lines() {
        let text = "One.\n\nAs said (Holland,\n\n  2021a) and so\n\non.";
        let start = text.find('(').unwrap();
        let end = text.find(')').unwrap() + 1;
        let (shown, parts) = show(text, &[(start, end)]);
        assert_eq!(shown, "As said (Holland,\n  2021a) and so\n");
        assert_eq!(parts, ["(Holland,", "2021a)"]);
    }

    #[test]
    fn a_long_line_is_cut_around_each_span() {
        let text =
            format!("{}(Öl, 2020) {}(Ho, 2021){}", "é word ".repeat(100), "words ".repeat(100), " end".repeat(90));
        let (first, second) = (text.find("(Ö").unwrap(), text.find("(H").unwrap());
        let (shown, parts) = show(&text, &[(first, first + 11), (second, second + 10)]);
        assert_eq!(parts, ["(Öl, 2020)", "(Ho, 2021)"]);
        assert_eq!(shown.lines().count(), 2);
        assert!(shown.lines().all(|line| line.len() < 2 * WIDE && line.starts_with("… ") && line.ends_with(" …")));
    }

    #[test]
    fn empty_spans_and_texts_have_a_place() {
        assert_eq!(show("", &[(0, 0)]), ("\n".to_owned(), vec![String::new()]));
        assert_eq!(show("a\n\nb\n", &[(2, 2)]).0, "\n");
        assert_eq!(show("a\n", &[(2, 2)]).1, [""]);
    }

    #[test]
    fn a_long_span_is_cut_between_characters() {
        let text = format!("a{}", "€".repeat(100));
        assert_eq!(show(&text, &[(0, text.len())]).0.lines().count(), 1);
    }

    #[test]
    fn a_tall_span_is_shown_by_its_ends() {
        let text = "one\ntwo\nthree\nfour\nfive\nsix\n".repeat(10);
        let (shown, parts) = show(&text, &[(0, text.len() - 1)]);
        assert_eq!(shown, "one\ntwo\nsix\n");
        assert_eq!(parts.len(), 3);
    }
}
