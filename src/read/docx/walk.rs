//! Where the reading of a part of a Word file stands.

use std::ops::Range;
use std::sync::Arc;

use super::fields::Fields;
use super::properties::{Paragraph, Run};
use crate::read::office::{Meaning, Part, Prefixes, Role};

/// Something that hangs in the open paragraph.
pub(super) enum Hanging<'x> {
    Note(&'x str, Arc<Prefixes>, Range<usize>, String),
    Box(Range<usize>),
}

/// A row of a table.
#[derive(Default)]
pub(super) struct Table {
    /// Whether the next paragraph is the first of the table.
    pub(super) first: bool,
    /// Whether it is the first of a row.
    pub(super) row: bool,
}

/// The reading of one part.
pub(super) struct Walk<'x> {
    pub(super) part: Part<'x>,
    pub(super) prefixes: Arc<Prefixes>,
    pub(super) depth: u8,
    /// What paragraphs are that their style does not tell.
    pub(super) role: Role,
    /// What stands before the first of them.
    pub(super) front: String,
    pub(super) paragraph: Paragraph,
    pub(super) label: Option<String>,
    pub(super) run: Run,
    pub(super) fields: Fields,
    pub(super) tables: Vec<Table>,
    /// Whether a choice between two forms has been made.
    pub(super) chosen: Vec<bool>,
    /// The meaning of the control whose content comes next, and whether that is not shown.
    pub(super) control: Option<Meaning>,
    pub(super) unshown: bool,
    /// The meaning of each open control.
    pub(super) controls: Vec<Meaning>,
    pub(super) simple: Vec<Meaning>,
    pub(super) links: Vec<Option<String>>,
    /// Bookmarks that hold a citation or the list, by their ids.
    pub(super) bookmarks: Vec<(String, Meaning)>,
    /// How many controls, simple fields and bookmarks hold the reference list.
    pub(super) lists: usize,
    /// Whether words of the open paragraph stand in the list.
    pub(super) listed: bool,
    pub(super) hanging: Vec<Hanging<'x>>,
    /// Whether the paragraph before was an item.
    pub(super) item: bool,
}

impl<'x> Walk<'x> {
    /// At the beginning of a part, or of what hangs in one.
    pub(super) fn new(part: Part<'x>, prefixes: Arc<Prefixes>, role: Role, front: String, depth: u8) -> Self {
        Self {
            part,
            prefixes,
            depth,
            role,
            front,
            paragraph: Paragraph::default(),
            label: None,
            run: Run::default(),
            fields: Fields::default(),
            tables: Vec::new(),
            chosen: Vec::new(),
            control: None,
            unshown: false,
            controls: Vec::new(),
            simple: Vec::new(),
            links: Vec::new(),
            bookmarks: Vec::new(),
            lists: 0,
            listed: false,
            hanging: Vec::new(),
            item: false,
        }
    }
}
