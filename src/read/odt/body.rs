//! The text of an OpenDocument file, event by event.
//!
//! In: the part with the content. Out: paragraphs, words and marks in a draft. What hangs in a paragraph – notes,
//! frames – is read when the paragraph has ended.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::mark;
use super::styles::Styles;
use super::walk::{Hanging, Walk};
use crate::model::MarkKind;
use crate::read::office::{
    Container, Draft, Gap, Meaning, Part, Prefixes, Role, Space, Target, attribute, meaning, root, words_in,
};

/// How deep notes and frames may hang in one another.
const DEEP: u8 = 4;

/// What a file is read into, and by what.
pub(super) struct Body<'b, 'x> {
    pub(super) draft: &'b mut Draft,
    styles: &'b Styles,
    /// Properties of the file, where citations may be kept.
    properties: HashMap<String, String>,
    container: Option<Container<'x>>,
    notes: u32,
    intact: bool,
}

impl<'b, 'x> Body<'b, 'x> {
    /// What is to be read into a draft.
    pub(super) fn new(
        draft: &'b mut Draft,
        styles: &'b Styles,
        properties: HashMap<String, String>,
        container: Option<Container<'x>>,
    ) -> Self {
        Self { draft, styles, properties, container, notes: 0, intact: true }
    }

    /// Reads the content; whether it is whole.
    pub(super) fn read(&mut self, xml: &str, prefixes: Prefixes) -> bool {
        self.walk(Part::new(xml), Arc::new(prefixes), Role::Body, String::new(), 0);
        self.intact
    }

    fn walk(&mut self, part: Part<'_>, prefixes: Arc<Prefixes>, role: Role, front: String, depth: u8) {
        let mut walk = Walk::new(part, Arc::clone(&prefixes), role, front, depth);
        while let Some(event) = walk.part.next() {
            match event {
                Event::Start(tag) => self.open(&mut walk, &tag, false),
                Event::Empty(tag) => self.open(&mut walk, &tag, true),
                Event::End(tag) => {
                    let name = tag.name();
                    let (space, name) = prefixes.name(name.as_ref());
                    self.close(&mut walk, space, name);
                }
                event => {
                    if walk.paragraphs > 0
                        && let Some(words) = words_in(event)
                    {
                        self.words(&mut walk, &words);
                    }
                }
            }
        }
        self.end(&mut walk);
        self.intact &= !walk.part.is_broken();
    }

    fn open(&mut self, walk: &mut Walk<'_>, tag: &BytesStart<'_>, empty: bool) {
        let name = tag.name();
        let prefixes = Arc::clone(&walk.prefixes);
        match prefixes.name(name.as_ref()) {
            (Space::Text, name) => self.text(walk, name, tag, empty),
            (Space::Table, "table") if !empty => {
                walk.tables += 1;
                walk.table = (true, true);
            }
            (Space::Table, "table-row") => walk.table.1 = true,
            (Space::Office, "annotation") if !empty => {
                let place = walk.part.skip(tag);
                if let Some(comment) = mark::directive(walk.part.slice(place))
                    && self.begin(walk)
                {
                    self.draft.comment(&comment);
                }
            }
            (Space::Table, "tracked-changes")
            | (Space::Office, "settings" | "scripts" | "meta")
            | (Space::Office, "styles" | "automatic-styles" | "master-styles" | "font-face-decls" | "forms")
                if !empty =>
            {
                walk.part.skip(tag);
            }
            (Space::Draw, name) if walk.paragraphs > 0 && !empty && name != "a" => {
                let place = walk.part.skip(tag);
                self.frame(walk, place);
            }
            (Space::Other, "title" | "desc") if !empty => {
                walk.part.skip(tag);
            }
            (Space::Other, "fieldmark-start") if !empty => {
                let code = mark::field_code(&mut walk.part);
                self.mark_start(walk, String::new(), &code);
            }
            (Space::Other, "fieldmark-end") => self.mark_end(walk, ""),
            _ => {}
        }
    }

    /// An element of the text begins.
    fn text(&mut self, walk: &mut Walk<'_>, name: &str, tag: &BytesStart<'_>, empty: bool) {
        let value = |name: &str| attribute(tag, name).unwrap_or_default().into_owned();
        match name {
            "p" | "h" if !empty => {
                walk.paragraphs += 1;
                walk.style = self.styles.paragraph(&value("style-name"));
                walk.own = walk.style.role;
                if name == "h" {
                    walk.own = Some(Role::Heading(value("outline-level").parse().unwrap_or(1)));
                }
            }
            "span" if !empty => {
                let style = self.styles.words(&value("style-name"));
                let outer = walk.spans.last().unwrap_or(&walk.style);
                let inner = style.within(outer, !walk.spans.is_empty());
                walk.spans.push(inner);
            }
            "s" => {
                let count = value("c").parse().unwrap_or(1).min(100);
                self.words(walk, &" ".repeat(count));
            }
            "tab" if self.draft.is_open() => self.shown(walk, "\t"),
            "line-break" if self.draft.is_open() && self.begin(walk) => self.draft.line_end(),
            "soft-page-break" => self.draft.page_end(),
            "list" if !empty => {
                let style = attribute(tag, "style-name");
                walk.lists.begin(style.as_deref(), value("continue-numbering") == "true", &self.styles.lists);
            }
            "list-item" if !empty => {
                walk.label = walk.lists.item(value("start-value").parse().ok(), &self.styles.lists)
            }
            "note" if !empty => {
                let place = walk.part.skip(tag);
                self.note(walk, place);
            }
            "a" if !empty => {
                let place =
                    value("href").strip_prefix('#').map(|place| place.split('|').next().unwrap_or("").to_owned());
                if place.is_some() && self.begin(walk) {
                    self.draft.start();
                    walk.links.push(place);
                } else {
                    walk.links.push(None);
                }
            }
            "bookmark-ref" | "reference-ref" if !empty => {
                let place = self.begin(walk).then(|| value("ref-name"));
                if place.is_some() {
                    self.draft.start();
                }
                walk.links.push(place);
            }
            "reference-mark-start" => {
                let name = value("name");
                self.mark_start(walk, name.clone(), &name);
            }
            "bookmark" => self.draft.label(&value("name")),
            "bookmark-start" => {
                let name = value("name");
                match self.properties.get(&name).cloned() {
                    Some(code) => self.mark_start(walk, name, &code),
                    None => self.draft.label(&name),
                }
            }
            "reference-mark-end" | "bookmark-end" => self.mark_end(walk, &value("name")),
            "bibliography-mark" if !empty => {
                let words = walk.part.words_of().into_owned();
                let key = mark::work(tag, &mut self.draft.works);
                if self.begin(walk) {
                    self.draft.start();
                    self.shown(walk, &words);
                    self.draft.stop(Target::Works(key.into_iter().collect()));
                }
            }
            "section" if !empty => {
                let name = value("name");
                if value("display") == "none" {
                    walk.part.skip(tag);
                    return;
                }
                let list = name == "refs" || name.starts_with("ref-");
                let means = if list { Meaning::List } else { meaning(&name, None, &mut self.draft.works) };
                if name.starts_with("ref-") {
                    self.draft.label(&name);
                }
                // What points somewhere holds words of a sentence, and no paragraphs.
                let means = if matches!(means, Meaning::List) { means } else { Meaning::Plain };
                walk.listing += usize::from(matches!(means, Meaning::List));
                walk.sections.push(means);
            }
            "bibliography" if !empty => {
                walk.listing += 1;
                walk.sections.push(Meaning::List);
            }
            "tracked-changes"
            | "table-of-content"
            | "illustration-index"
            | "table-index"
            | "object-index"
            | "user-index"
            | "alphabetical-index"
            | "bibliography-source"
            | "hidden-text"
            | "placeholder"
            | "ruby-text"
            | "sequence-decls"
            | "variable-decls"
            | "user-field-decls"
            | "note-citation"
                if !empty =>
            {
                walk.part.skip(tag);
            }
            _ => {}
        }
    }

    fn close(&mut self, walk: &mut Walk<'_>, space: Space, name: &str) {
        match (space, name) {
            (Space::Text, "p" | "h") => self.end(walk),
            (Space::Text, "span") => {
                walk.spans.pop();
            }
            (Space::Text, "list") => {
                walk.lists.end();
                walk.label = None;
            }
            (Space::Text, "list-item") => walk.label = None,
            (Space::Text, "a" | "bookmark-ref" | "reference-ref") => {
                if let Some(Some(place)) = walk.links.pop() {
                    self.draft.stop(Target::Place(place));
                }
            }
            (Space::Text, "section" | "bibliography") => {
                if let Some(Meaning::List) = walk.sections.pop() {
                    walk.listing = walk.listing.saturating_sub(1);
                }
            }
            (Space::Table, "table") => walk.tables = walk.tables.saturating_sub(1),
            _ => {}
        }
    }

    /// Whether words that stand here are shown; then their paragraph is open.
    pub(super) fn begin(&mut self, walk: &mut Walk<'_>) -> bool {
        let hidden = walk.spans.last().unwrap_or(&walk.style).hidden == Some(true);
        if hidden || walk.paragraphs == 0 {
            return false;
        }
        if self.draft.is_open() {
            return true;
        }
        let listed = walk.lists.any();
        let gap = match walk.table {
            (true, _) if walk.tables > 0 => Gap::Line,
            (_, true) if walk.tables > 0 => Gap::Break,
            _ if walk.tables > 0 => Gap::Tab,
            _ if walk.item && listed || walk.role == Role::Note => Gap::Break,
            _ => Gap::Line,
        };
        walk.table = (false, false);
        self.draft.begin(gap);
        walk.item = listed;
        if !walk.front.is_empty() {
            self.draft.silent(&std::mem::take(&mut walk.front));
        }
        if let Some(label) = walk.label.take().filter(|_| !matches!(walk.own, Some(Role::Heading(_)))) {
            self.draft.number(&label);
        }
        true
    }

    /// Words as they stand in the file: blanks are one, and none begins a paragraph.
    fn words(&mut self, walk: &mut Walk<'_>, words: &str) {
        if words.contains(['\n', '\r', '\t']) || words.contains("  ") {
            let mut one = String::with_capacity(words.len());
            for c in words.chars() {
                match c {
                    ' ' | '\n' | '\r' | '\t' if one.ends_with(' ') => {}
                    '\n' | '\r' | '\t' => one.push(' '),
                    c => one.push(c),
                }
            }
            return self.shown(walk, &one);
        }
        self.shown(walk, words);
    }

    fn shown(&mut self, walk: &mut Walk<'_>, words: &str) {
        let blank = words.trim_start().is_empty();
        if blank && !self.draft.is_open() || !self.begin(walk) {
            return;
        }
        walk.listed |= !blank && walk.listing > 0;
        let look = walk.spans.last().unwrap_or(&walk.style);
        let (bold, raised, code) = (look.bold == Some(true), look.raised == Some(true), look.code);
        match () {
            () if code && walk.own != Some(Role::Code) => self.draft.mark(MarkKind::Code, words),
            () if raised => self.draft.raised(words, bold),
            () => self.draft.words(words, bold),
        }
    }

    /// A note hangs here.
    fn note(&mut self, walk: &mut Walk<'_>, place: Range<usize>) {
        if !self.begin(walk) {
            return;
        }
        self.notes += 1;
        let number = crate::read::office::raised(self.notes);
        self.draft.mark(MarkKind::NoteRef, &number);
        if walk.depth < DEEP {
            walk.hanging.push(Hanging::Note(place, number));
        }
    }

    /// A frame stands here: a formula, or a text of its own.
    fn frame(&mut self, walk: &mut Walk<'_>, place: Range<usize>) {
        let inner = walk.part.slice(place.clone());
        if let Some(formula) = self.formula(inner) {
            if self.begin(walk) {
                self.draft.mark(MarkKind::Math, &formula);
            }
        } else if walk.depth < DEEP && !inner.is_empty() {
            walk.hanging.push(Hanging::Frame(place));
        }
    }

    /// The words of a formula, where a frame holds one.
    fn formula(&mut self, inner: &str) -> Option<String> {
        let mut part = Part::new(inner);
        while let Some(event) = part.next() {
            let (Event::Start(tag) | Event::Empty(tag)) = event else { continue };
            match tag.local_name().as_ref() {
                "math" => return Some(mark::formula_of(inner)),
                "object" => {
                    let Some(place) = attribute(&tag, "href") else { continue };
                    let name = format!("{}/content.xml", place.trim_start_matches("./"));
                    let xml = self.container.as_mut()?.part(&name).ok().flatten()?;
                    let own = root(&xml).is_some_and(|root| root.local_name().as_ref() == "math");
                    return own.then(|| mark::formula_of(&xml));
                }
                "text-box" => return None,
                _ => {}
            }
        }
        None
    }

    /// A paragraph ends; then what hangs in it is read.
    fn end(&mut self, walk: &mut Walk<'_>) {
        walk.paragraphs = walk.paragraphs.saturating_sub(1);
        let listed = std::mem::take(&mut walk.listed);
        let own = walk.own.take().filter(|role| !listed || matches!(role, Role::Heading(_)));
        let role = match own {
            _ if walk.role == Role::Note => Role::Note,
            // Some call the words in their tables so.
            Some(Role::Caption) if walk.tables > 0 => Role::Cell,
            Some(role) => role,
            None if listed => Role::Reference,
            None if walk.tables > 0 => Role::Cell,
            None if walk.lists.any() => Role::Item,
            None => walk.role,
        };
        self.draft.end(role);
        walk.spans.clear();
        for hanging in std::mem::take(&mut walk.hanging) {
            let (depth, prefixes) = (walk.depth + 1, Arc::clone(&walk.prefixes));
            let (place, role, front) = match hanging {
                Hanging::Note(place, number) => (place, Role::Note, format!("{number} ")),
                Hanging::Frame(place) => (place, Role::Body, String::new()),
            };
            self.walk(Part::within(walk.part.whole(), place), prefixes, role, front, depth);
        }
    }
}
