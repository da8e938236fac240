//! The order in which a reader meets the notes of a document.

use super::citation::{Citation, Form};
use super::document::{BlockId, BlockKind, Document};
use crate::text::raised;

/// A note that cites.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CitingNote {
    /// Its number, counted from the first note that is called, else as it is printed.
    pub number: Option<u32>,
    /// Its citations, by index, in order.
    pub citations: Vec<usize>,
}

impl Document {
    /// The notes that cite, by the places where they are called, else in the order in which they stand.
    pub fn notes_in_order(&self, citations: &[Citation]) -> Vec<CitingNote> {
        let mut places: Vec<u32> = self.notes.iter().map(|(_, place)| *place).collect();
        places.sort_unstable();
        places.dedup();
        let mut found: Vec<((u32, u32), usize)> = Vec::new();
        for (number, citation) in citations.iter().enumerate() {
            let block = self.sentence(citation.sentence).block;
            if citation.form == Form::Note || self.block(block).kind == BlockKind::Note {
                let called = self.called_from(block);
                // Blocks of one note are one note.
                found.push(((called.unwrap_or(citation.at.start), called.map_or(block.0, |_| u32::MAX)), number));
            }
        }
        found.sort_unstable();
        let mut out: Vec<CitingNote> = Vec::new();
        let mut last = None;
        for (place, number) in found {
            let block = self.sentence(citations[number].sentence).block;
            let key = if place.1 == u32::MAX { place } else { (0, place.1) };
            if last.replace(key) != Some(key) {
                let counted = places.binary_search(&place.0).ok().map(|at| at as u32 + 1);
                out.push(CitingNote { number: counted.or_else(|| self.printed_number(block)), citations: Vec::new() });
            }
            out.last_mut().expect("one was pushed").citations.push(number);
        }
        out
    }

    /// The number that a block begins with.
    fn printed_number(&self, block: BlockId) -> Option<u32> {
        let digit = |c: char| c.to_digit(10).or_else(|| raised::value(c));
        let digits: Vec<u32> = self.block_text(block).chars().map_while(digit).take(6).collect();
        (!digits.is_empty()).then(|| digits.into_iter().fold(0, |sum, digit| sum * 10 + digit))
    }
}
