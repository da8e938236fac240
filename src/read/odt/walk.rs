//! Where the reading of an OpenDocument text stands.

use std::ops::Range;
use std::sync::Arc;

use super::lists::Open as OpenLists;
use super::styles::Style;
use crate::read::office::{Meaning, Part, Prefixes, Role};

/// Something that hangs in the open paragraph.
pub(super) enum Hanging {
    Note(Range<usize>, String),
    Frame(Range<usize>),
}

/// The reading of the content, or of what hangs in it.
pub(super) struct Walk<'x> {
    pub(super) part: Part<'x>,
    pub(super) prefixes: Arc<Prefixes>,
    pub(super) depth: u8,
    /// What paragraphs are that their style does not tell.
    pub(super) role: Role,
    /// What stands before the first of them.
    pub(super) front: String,
    /// The open paragraphs: text stands in them alone.
    pub(super) paragraphs: usize,
    /// What the open paragraph is.
    pub(super) own: Option<Role>,
    pub(super) style: Style,
    pub(super) spans: Vec<Style>,
    pub(super) lists: OpenLists,
    pub(super) label: Option<String>,
    /// Whether the next paragraph is the first of its table, of its row.
    pub(super) table: (bool, bool),
    pub(super) tables: usize,
    pub(super) links: Vec<Option<String>>,
    /// Reference marks and bookmarks that hold something, by their names.
    pub(super) marks: Vec<(String, Meaning)>,
    /// The meaning of each section that is open.
    pub(super) sections: Vec<Meaning>,
    /// How many of those hold the reference list.
    pub(super) listing: usize,
    pub(super) listed: bool,
    pub(super) hanging: Vec<Hanging>,
    pub(super) item: bool,
}

impl<'x> Walk<'x> {
    /// At the beginning of the content, or of what hangs in it.
    pub(super) fn new(part: Part<'x>, prefixes: Arc<Prefixes>, role: Role, front: String, depth: u8) -> Self {
        Self {
            part,
            prefixes,
            depth,
            role,
            front,
            paragraphs: 0,
            own: None,
            style: Style::default(),
            spans: Vec::new(),
            lists: OpenLists::default(),
            label: None,
            table: (false, false),
            tables: 0,
            links: Vec::new(),
            marks: Vec::new(),
            sections: Vec::new(),
            listing: 0,
            listed: false,
            hanging: Vec::new(),
            item: false,
        }
    }
}
