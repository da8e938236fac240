//! From the blocks of a note to the place in the text where it is called.
//!
//! In: blocks and marks in reading order, and the ids that a reader told. Out: the mark of each block of a note,
//! where one can be told: by its id, by lying in the mark's own source, or by the raised number it begins with.

use std::collections::HashMap;

use super::document::{Block, BlockId, BlockKind, Mark, MarkKind};
use crate::text::{Prose, raised};

/// What a reader tells of notes while it reads.
#[derive(Debug, Default)]
pub(super) struct Calls {
    /// Marks by their index, each with the id of its note.
    pub(super) marks: Vec<(usize, String)>,
    /// Blocks, each with the note it is a part of: an index into `ids`.
    pub(super) blocks: Vec<(BlockId, usize)>,
    /// The ids of notes.
    pub(super) ids: Vec<String>,
    /// The note that is open.
    pub(super) open: Option<usize>,
}

impl Calls {
    /// The called blocks in order, each with the place of its mark.
    pub(super) fn settle(&self, blocks: &[Block], marks: &[Mark], prose: &Prose, text: &str) -> Vec<(BlockId, u32)> {
        let calls: Vec<&Mark> = marks.iter().filter(|mark| mark.kind == MarkKind::NoteRef).collect();
        if calls.is_empty() {
            return Vec::new();
        }
        let mut by_id: HashMap<&str, u32> = HashMap::new();
        for (mark, id) in &self.marks {
            by_id.entry(id).or_insert(marks[*mark].at.start);
        }
        let mut by_source: Vec<&Mark> = calls.clone();
        by_source.sort_by_key(|mark| mark.span.start);
        let mut raised: HashMap<&str, u32> = HashMap::new();
        let mut next = 0;
        let mut told = self.blocks.iter().peekable();
        let mut out: Vec<(BlockId, u32)> = Vec::new();
        for (block, id) in blocks.iter().zip((0..).map(BlockId)) {
            while let Some(mark) = calls.get(next).filter(|mark| mark.at.start < block.at.start) {
                raised.insert(text.get(mark.span.range()).unwrap_or(""), mark.at.start);
                next += 1;
            }
            let note = told.next_if(|(told, _)| *told == id).map(|(_, note)| self.ids[*note].as_str());
            if block.kind != BlockKind::Note {
                continue;
            }
            let place = note.and_then(|note| by_id.get(note).copied()).or_else(|| {
                let start = prose.source(block.at).start;
                let before = by_source.partition_point(|mark| mark.span.start <= start).checked_sub(1)?;
                let mark = by_source[before];
                (start < mark.span.end).then_some(mark.at.start)
            });
            let number = || {
                let number = raised_number(prose.slice(block.at), text, prose.source(block.at).start);
                match number {
                    Some(number) => raised.get(number).copied(),
                    // A note's second paragraph has no number of its own.
                    None => {
                        out.last().filter(|(last, _): &&(BlockId, u32)| last.0 + 1 == id.0).map(|(_, place)| *place)
                    }
                }
            };
            let place = if note.is_some() { place } else { place.or_else(number) };
            out.extend(place.map(|place| (id, place)));
        }
        out
    }
}

/// The raised number that a note begins with, in its words or in the source before them.
fn raised_number<'t>(words: &'t str, source: &'t str, start: u32) -> Option<&'t str> {
    let end = words.find(|c| !raised::is(c)).unwrap_or(words.len());
    let before = source.get(..start as usize).unwrap_or("").trim_end_matches(' ');
    let from = before.len() - before.chars().rev().take_while(|c| raised::is(*c)).map(char::len_utf8).sum::<usize>();
    [&words[..end], &before[from..]].into_iter().find(|number| !number.is_empty())
}
