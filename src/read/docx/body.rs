//! The text of a part of a Word file, event by event.
//!
//! In: the part. Out: paragraphs, words and marks in a draft. What hangs in a paragraph – notes, text boxes – is
//! read when the paragraph has ended.

use std::collections::HashMap;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::note::{Kind, Notes};
use super::numbering::Numbering;
use super::properties::{self, Paragraph, Run};
use super::styles::Styles;
use super::symbol;
use super::walk::{Hanging, Table, Walk};
use crate::model::MarkKind;
use crate::read::office::{Draft, Gap, Meaning, Part, Prefixes, Role, Space, Target, attribute, meaning, unpacked};

/// How deep notes and text boxes may hang in one another.
const DEEP: u8 = 4;

/// What all parts of a file are read into, and by what.
pub(super) struct Body<'b, 'x> {
    draft: &'b mut Draft,
    styles: &'b Styles,
    numbering: Numbering,
    notes: [Notes<'x>; 2],
    outside: Outside,
    /// Whether the file tells where its pages begin.
    pages: bool,
    intact: bool,
}

/// What belongs to the text and is kept outside it.
pub(super) struct Outside {
    /// Properties of the file, where citations may be kept.
    pub(super) properties: HashMap<String, String>,
    /// What comments say to pincite, by their ids.
    pub(super) comments: HashMap<String, String>,
}

impl<'b, 'x> Body<'b, 'x> {
    /// What is to be read into a draft.
    pub(super) fn new(
        draft: &'b mut Draft,
        styles: &'b Styles,
        numbering: Numbering,
        notes: [Notes<'x>; 2],
        outside: Outside,
        pages: bool,
    ) -> Self {
        Self { draft, styles, numbering, notes, outside, pages, intact: true }
    }

    /// Reads the main part; whether it is whole.
    pub(super) fn read(&mut self, xml: &'x str, prefixes: Prefixes) -> bool {
        self.walk(Part::new(xml), Arc::new(prefixes), Role::Body, String::new(), 0);
        self.intact
    }

    fn walk(&mut self, part: Part<'x>, prefixes: Arc<Prefixes>, role: Role, front: String, depth: u8) {
        let mut walk = Walk::new(part, prefixes, role, front, depth);
        while let Some(event) = walk.part.next() {
            match event {
                Event::Start(tag) => self.open(&mut walk, &tag, false),
                Event::Empty(tag) => self.open(&mut walk, &tag, true),
                Event::End(tag) => {
                    let (name, prefixes) = (tag.name(), Arc::clone(&walk.prefixes));
                    let (space, name) = prefixes.name(name.as_ref());
                    match space {
                        Space::Word => self.close(&mut walk, name),
                        Space::Compatibility if name == "AlternateContent" => {
                            walk.chosen.pop();
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        self.end(&mut walk);
        self.intact &= !walk.part.is_broken();
    }

    fn open(&mut self, walk: &mut Walk<'x>, tag: &BytesStart<'x>, empty: bool) {
        let name = tag.name();
        let prefixes = Arc::clone(&walk.prefixes);
        match prefixes.name(name.as_ref()) {
            (Space::Word, "t") if !empty => {
                let words = walk.part.words_of();
                let blanks = words.starts_with(char::is_whitespace) || words.ends_with(char::is_whitespace);
                let kept = !blanks || attribute(tag, "space").is_some_and(|space| space == "preserve");
                self.words(walk, if kept { &words } else { words.trim() });
            }
            (Space::Word, name) => self.word(walk, name, tag, empty),
            (Space::Math, "oMath") if !empty => {
                let text = walk.part.words_of();
                if self.begin(walk) {
                    self.draft.mark(MarkKind::Math, &text.split_whitespace().collect::<Vec<_>>().join(" "));
                }
            }
            (Space::Compatibility, "AlternateContent") if !empty => walk.chosen.push(false),
            (Space::Compatibility, "Choice" | "Fallback") if !empty => match walk.chosen.last_mut() {
                Some(chosen @ false) => *chosen = true,
                Some(true) => {
                    walk.part.skip(tag);
                }
                None => {}
            },
            _ => {}
        }
    }

    /// An element of Word's own begins.
    fn word(&mut self, walk: &mut Walk<'x>, name: &str, tag: &BytesStart<'x>, empty: bool) {
        let value = |name: &str| attribute(tag, name).unwrap_or_default().into_owned();
        match name {
            "rPr" if !empty => walk.run = properties::run(&mut walk.part, self.styles, walk.run),
            "r" => walk.run = Run { bold: walk.paragraph.bold, ..Run::default() },
            "p" => {
                walk.paragraph = Paragraph::default();
                walk.label = None;
                if empty {
                    self.end(walk);
                }
            }
            "pPr" if !empty => {
                walk.paragraph = properties::paragraph(&mut walk.part, self.styles);
                let list = walk.paragraph.list.as_ref();
                walk.label = list.and_then(|(list, level)| self.numbering.next(list, *level));
            }
            "del" | "moveFrom" | "sectPr" | "rt" if !empty => {
                walk.part.skip(tag);
            }
            "tab" | "ptab" if self.draft.is_open() => self.words(walk, "\t"),
            "noBreakHyphen" => self.words(walk, "-"),
            "cr" => self.line_end(walk),
            "br" => match &*value("type") {
                "page" if self.pages => self.draft.page_end(),
                "page" | "column" => self.words(walk, " "),
                _ => self.line_end(walk),
            },
            "lastRenderedPageBreak" => self.draft.page_end(),
            "sym" => {
                if let Some(sign) = symbol::sign(&value("font"), &value("char")) {
                    self.words(walk, sign.encode_utf8(&mut [0; 4]));
                }
            }
            "footnoteReference" => self.note(walk, Kind::Footnote, &value("id"), &value("customMarkFollows")),
            "endnoteReference" => self.note(walk, Kind::Endnote, &value("id"), &value("customMarkFollows")),
            "fldChar" => match &*value("fldCharType") {
                "begin" => walk.fields.begin(),
                "separate" => {
                    self.begin(walk);
                    walk.fields.separate(self.draft);
                }
                "end" => walk.fields.end(self.draft),
                _ => {}
            },
            "instrText" if !empty => walk.fields.code(&walk.part.words_of()),
            "fldData" if !empty => walk.fields.data(&walk.part.words_of()),
            "fldSimple" if !empty => {
                let means = meaning(&value("instr"), None, &mut self.draft.works);
                self.enter(walk, &means);
                walk.simple.push(means);
            }
            "hyperlink" if !empty => {
                let place = attribute(tag, "anchor").map(std::borrow::Cow::into_owned);
                if place.is_some() {
                    self.begin(walk);
                    self.draft.start();
                }
                walk.links.push(place);
            }
            "commentReference" => {
                if let Some(comment) = self.outside.comments.remove(&value("id"))
                    && self.begin(walk)
                {
                    self.draft.comment(&comment);
                }
            }
            "bookmarkStart" => self.bookmark(walk, value("id"), &value("name")),
            "bookmarkEnd" => {
                if walk.bookmarks.last().is_some_and(|(id, _)| *id == value("id"))
                    && let Some((_, means)) = walk.bookmarks.pop()
                {
                    self.leave(walk, means);
                }
            }
            "sdtPr" if !empty => {
                let control = properties::control(&mut walk.part);
                let means = match packed(&control.tag) {
                    Some(code) => meaning(&code, None, &mut self.draft.works),
                    None if control.list || control.tag.starts_with("MENDELEY_BIBLIOGRAPHY") => Meaning::List,
                    None => Meaning::Plain,
                };
                walk.unshown = control.empty || control.contents;
                walk.control = Some(means);
            }
            "sdtContent" if !empty => {
                if std::mem::take(&mut walk.unshown) {
                    walk.part.skip(tag);
                    return;
                }
                let means = walk.control.take().unwrap_or(Meaning::Plain);
                self.enter(walk, &means);
                walk.controls.push(means);
            }
            "tbl" if !empty => walk.tables.push(Table { first: true, row: true }),
            "tr" => {
                if let Some(table) = walk.tables.last_mut() {
                    table.row = true;
                }
            }
            "txbxContent" if !empty => {
                let range = walk.part.skip(tag);
                if walk.depth < DEEP {
                    walk.hanging.push(Hanging::Box(range));
                }
            }
            "object" if !empty => {
                let range = walk.part.skip(tag);
                if walk.part.slice(range).contains("Equation") && self.begin(walk) {
                    self.draft.mark(MarkKind::Math, "");
                }
            }
            _ => {}
        }
    }

    /// An element of Word's own ends.
    fn close(&mut self, walk: &mut Walk<'x>, name: &str) {
        match name {
            "p" => self.end(walk),
            "r" => walk.run = Run::default(),
            "tbl" => {
                walk.tables.pop();
            }
            "fldSimple" => {
                if let Some(means) = walk.simple.pop() {
                    self.leave(walk, means);
                }
            }
            "sdtContent" => {
                if let Some(means) = walk.controls.pop() {
                    self.leave(walk, means);
                }
            }
            "hyperlink" => {
                if let Some(Some(place)) = walk.links.pop() {
                    self.draft.stop(Target::Place(place));
                }
            }
            _ => {}
        }
    }

    /// What lies from here on has a meaning.
    fn enter(&mut self, walk: &mut Walk<'x>, means: &Meaning) {
        match means {
            Meaning::Points(_) => {
                self.begin(walk);
                self.draft.start();
            }
            Meaning::List => walk.lists += 1,
            Meaning::Plain => {}
        }
    }

    /// What had a meaning ends.
    fn leave(&mut self, walk: &mut Walk<'x>, means: Meaning) {
        match means {
            Meaning::Points(target) => self.draft.stop(target),
            Meaning::List => walk.lists = walk.lists.saturating_sub(1),
            Meaning::Plain => {}
        }
    }

    /// A place with a name. Where Zotero keeps its codes outside the text, the name leads to them.
    fn bookmark(&mut self, walk: &mut Walk<'x>, id: String, name: &str) {
        if !name.starts_with("ZOTERO_BREF") {
            // `refs` is Pandoc's name for the whole list.
            if name != "refs" {
                self.draft.label(name);
            }
            return;
        }
        let means = meaning(self.outside.properties.get(name).map_or("", String::as_str), None, &mut self.draft.works);
        self.enter(walk, &means);
        walk.bookmarks.push((id, means));
    }

    /// Whether words that stand here are shown; then their paragraph is open.
    fn begin(&mut self, walk: &mut Walk<'x>) -> bool {
        if walk.paragraph.contents || walk.run.hidden || walk.fields.in_code() {
            return false;
        }
        if self.draft.is_open() {
            return true;
        }
        let listed = walk.paragraph.list.is_some() && walk.paragraph.role.is_none();
        let gap = match walk.tables.last_mut() {
            Some(table) => {
                let (first, row) = (std::mem::take(&mut table.first), std::mem::take(&mut table.row));
                match (first, row) {
                    (true, _) => Gap::Line,
                    (_, true) => Gap::Break,
                    _ => Gap::Tab,
                }
            }
            None if walk.item && listed || walk.role == Role::Note => Gap::Break,
            None => Gap::Line,
        };
        self.draft.begin(gap);
        walk.item = listed;
        if !walk.front.is_empty() {
            self.draft.silent(&std::mem::take(&mut walk.front));
        }
        if let Some(label) = walk.label.take().filter(|_| !matches!(walk.paragraph.role, Some(Role::Heading(_)))) {
            self.draft.number(&label);
        }
        true
    }

    fn words(&mut self, walk: &mut Walk<'x>, words: &str) {
        let blank = words.trim_start().is_empty();
        if blank && !self.draft.is_open() || !self.begin(walk) {
            return;
        }
        walk.listed |= !blank && (walk.lists > 0 || walk.fields.in_list());
        match () {
            () if walk.run.code && walk.paragraph.role != Some(Role::Code) => self.draft.mark(MarkKind::Code, words),
            () if walk.run.raised => self.draft.raised(words, walk.run.bold),
            () => self.draft.words(words, walk.run.bold),
        }
    }

    fn line_end(&mut self, walk: &mut Walk<'x>) {
        if self.draft.is_open() && self.begin(walk) {
            self.draft.line_end();
        }
    }

    /// A note hangs here.
    fn note(&mut self, walk: &mut Walk<'x>, kind: Kind, id: &str, own_mark: &str) {
        if !self.begin(walk) {
            return;
        }
        let Some(notes) = self.notes.iter_mut().find(|notes| notes.kind == kind) else { return };
        let (number, place) = notes.next(id);
        self.draft.mark(MarkKind::NoteRef, &number);
        // A sign of the author's own stands behind it in the same run.
        walk.run.hidden |= matches!(own_mark, "1" | "true" | "on");
        if let Some(place) = place.filter(|_| walk.depth < DEEP) {
            walk.hanging.push(Hanging::Note(notes.xml, Arc::clone(&notes.prefixes), place, number));
        }
    }

    /// A paragraph ends; then what hangs in it is read.
    fn end(&mut self, walk: &mut Walk<'x>) {
        walk.fields.paragraph();
        if std::mem::take(&mut walk.paragraph.joined) {
            return;
        }
        let listed = std::mem::take(&mut walk.listed);
        let own = walk.paragraph.role.filter(|role| !listed || matches!(role, Role::Heading(_)));
        let role = match own {
            _ if walk.role == Role::Note => Role::Note,
            // Some call the words in their tables so.
            Some(Role::Caption) if !walk.tables.is_empty() => Role::Cell,
            Some(role) => role,
            None if listed => Role::Reference,
            None if !walk.tables.is_empty() => Role::Cell,
            None if walk.paragraph.list.is_some() => Role::Item,
            None => walk.role,
        };
        self.draft.end(role);
        walk.paragraph = Paragraph::default();
        walk.run = Run::default();
        for hanging in std::mem::take(&mut walk.hanging) {
            let depth = walk.depth + 1;
            match hanging {
                Hanging::Note(xml, prefixes, place, number) => {
                    self.walk(Part::within(xml, place), prefixes, Role::Note, format!("{number} "), depth);
                }
                Hanging::Box(place) => {
                    let part = Part::within(walk.part.whole(), place);
                    self.walk(part, Arc::clone(&walk.prefixes), Role::Body, String::new(), depth);
                }
            }
        }
    }
}

/// The citation that Mendeley packs into the tag of a control.
fn packed(tag: &str) -> Option<String> {
    let packed = tag.strip_prefix("MENDELEY_CITATION")?.trim_start_matches(|c: char| c != 'v');
    let packed = packed.split_once('_').map_or(packed, |(_, data)| data);
    let json = unpacked(packed).and_then(|bytes| String::from_utf8(bytes).ok())?;
    Some(format!("ADDIN CSL_CITATION {json}"))
}
