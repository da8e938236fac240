//! YAML with the place of every value.
//!
//! In: a piece of a file. Out: its value, as far as it can be read, and what ends it. `saphyr-parser` reads it,
//! since it tells places and nests nothing; it stops at the first fault, so it sees one entry at a time.
//!
//! **Invariant:** nesting is bounded, and an alias stands for nothing, so that no few lines can mean many.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::super::tree::{DEEPEST, Node, Pair, What};
use crate::text::Span;

/// What ends a piece before its end.
#[derive(Debug)]
pub(super) struct Fault {
    /// Where, in bytes of the piece.
    pub(super) at: usize,
    pub(super) message: String,
}

/// A list or a map that is open.
struct Open<'p> {
    start: usize,
    list: Vec<Node<'p>>,
    /// The pairs of a map; `None` for a list.
    pairs: Option<Vec<Pair<'p>>>,
    /// The name whose value comes next.
    name: Option<(Cow<'p, str>, Span)>,
}

/// Reads a piece that begins at `base` in its file.
pub(super) fn read(piece: &str, base: usize) -> (Node<'_>, Option<Fault>) {
    let place = Places::of(piece);
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut whole = Node { what: What::Nothing, span: Span::new(base, base) };
    // Where the last value ended: where a list or map ends that has no bracket.
    let mut last = 0;
    let mut fault = None;
    for event in Parser::new_from_str(piece) {
        let (event, at) = match event {
            Ok(event) => event,
            Err(error) => {
                fault = Some(Fault { at: place.byte(error.marker().index()), message: error.info().to_owned() });
                break;
            }
        };
        let (start, end) = (place.byte(at.start.index()), place.byte(at.end.index()));
        let done = match event {
            Event::Scalar(text, style, ..) => {
                let end = start + piece[start..end.max(start)].trim_end().len();
                last = end;
                let nothing = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null");
                let what = if nothing { What::Nothing } else { What::Scalar(text) };
                Some(Node { what, span: Span::new(base + start, base + end) })
            }
            Event::Alias(_) => Some(Node { what: What::Nothing, span: Span::new(base + start, base + start) }),
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() >= DEEPEST => {
                fault = Some(Fault { at: start, message: "this is nested too deeply".to_owned() });
                break;
            }
            Event::SequenceStart(..) => {
                open.push(Open { start, list: Vec::new(), pairs: None, name: None });
                None
            }
            Event::MappingStart(..) => {
                open.push(Open { start, list: Vec::new(), pairs: Some(Vec::new()), name: None });
                None
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if piece[start..].starts_with([']', '}']) {
                    last = start + 1;
                }
                open.pop().map(|open| open.close(base, last))
            }
            _ => None,
        };
        if let Some(node) = done {
            put(&mut open, &mut whole, node);
        }
    }
    while let Some(unclosed) = open.pop() {
        let node = unclosed.close(base, last);
        put(&mut open, &mut whole, node);
    }
    (whole, fault)
}

/// Puts a value where it belongs: into the list or map that is open.
fn put<'p>(open: &mut [Open<'p>], whole: &mut Node<'p>, node: Node<'p>) {
    let Some(inner) = open.last_mut() else {
        *whole = node;
        return;
    };
    match (&mut inner.pairs, inner.name.take()) {
        (None, _) => inner.list.push(node),
        (Some(pairs), Some((name, name_span))) => pairs.push(Pair { name, name_span, value: node }),
        (Some(_), None) => {
            let name = match node.what {
                What::Scalar(text) => text,
                _ => Cow::Borrowed(""),
            };
            inner.name = Some((name, node.span));
        }
    }
}

impl<'p> Open<'p> {
    fn close(self, base: usize, end: usize) -> Node<'p> {
        let what = match self.pairs {
            Some(pairs) => What::Map(pairs),
            None => What::List(self.list),
        };
        Node { what, span: Span::new(base + self.start, base + end.max(self.start)) }
    }
}

/// The bytes at which characters begin, where the two differ.
struct Places {
    starts: Vec<u32>,
    len: usize,
}

impl Places {
    fn of(piece: &str) -> Self {
        let starts =
            if piece.is_ascii() { Vec::new() } else { piece.char_indices().map(|(at, _)| at as u32).collect() };
        Self { starts, len: piece.len() }
    }

    fn byte(&self, character: usize) -> usize {
        if self.starts.is_empty() {
            return character.min(self.len);
        }
        self.starts.get(character).map_or(self.len, |&at| at as usize)
    }
}
