//! The commas of a list or object: one between two values, none else.
//!
//! In: what comes, in order. Out: a word to the reader where one is missing or one too many.

use super::Reader;
use crate::text::Span;

/// The commas between the values of one list or object.
pub(super) struct Commas {
    /// Whether a value was read, and no comma after it.
    owed: bool,
    /// Where the last comma stands, until a value follows it.
    last: Option<usize>,
    item: Option<usize>,
}

impl Commas {
    pub(super) fn new(item: Option<usize>) -> Self {
        Self { owed: false, last: None, item }
    }

    /// Takes a comma, and those that follow it.
    pub(super) fn comma(&mut self, reader: &mut Reader<'_>) {
        let first = reader.at;
        while reader.next() == Some(b',') {
            self.last = Some(reader.at);
            reader.at += 1;
        }
        let many = !std::mem::take(&mut self.owed) || self.last != Some(first);
        if many {
            self.too_many(reader);
        }
    }

    /// A value begins.
    pub(super) fn value(&mut self, reader: &mut Reader<'_>) {
        if std::mem::replace(&mut self.owed, true) {
            reader.tell(reader.here(), "a comma is missing before this", self.item);
        }
        self.last = None;
    }

    /// The list or object ends.
    pub(super) fn close(&mut self, reader: &mut Reader<'_>) {
        self.too_many(reader);
    }

    fn too_many(&mut self, reader: &mut Reader<'_>) {
        if let Some(at) = self.last.take() {
            reader.tell(Span::new(at, at + 1), "there is a comma too many", self.item);
        }
    }
}
