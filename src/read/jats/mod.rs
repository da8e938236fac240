//! Articles in JATS XML, as journals and archives keep them.
//!
//! In: the text of the file. Out: titles, the abstract, the prose of the body, notes, captions, tables, and the list
//! of references, an entry a block that goes by its id; words that point at an entry. Contributors, licences and
//! identifiers are left out. Nothing here fails: what is not closed ends with what holds it.
//!
//! Notes and floats that stand inside a paragraph are read behind it, so that its sentences stay whole.
//!
//! **Invariant:** one pass, with a stack that is never walked twice; what is lifted out of a paragraph is passed
//! over once and read once, and what is lifted out of that is read where it stands.

mod elements;
mod entry;
mod work;

use std::collections::HashMap;
use std::ops::Range;

use super::tags::{Dialect, Start, Tags, Token, local, words};
use crate::model::{BlockKind, Builder, MarkKind};
use crate::text::Span;
use elements::{Element, meaning};
use work::{Part, Work};

/// Reads an article.
pub(super) fn read(builder: &mut Builder<'_>) {
    let text = builder.text();
    let mut article = Article {
        builder,
        tags: Tags::new(text, 0, Dialect::Xml),
        open: Vec::new(),
        names: HashMap::new(),
        next: Some(BlockKind::Paragraph),
        lifted: Vec::new(),
        lifting: false,
        ids: Vec::new(),
        work: None,
        lead: None,
        ahead: text.len() * 2,
        listed: memchr::memmem::find(text.as_bytes(), b"<ref ").is_some(),
    };
    article.read(text.len());
    article.lift();
}

/// The name of the root element where a file is XML, or begins like it, but no article of JATS.
pub(super) fn other_root(text: &str) -> Option<&str> {
    /// How much of a file is looked at.
    const HEAD: usize = 1 << 16;
    let head = &text[..text.floor_char_boundary(HEAD)];
    for token in Tags::new(head, 0, Dialect::Xml) {
        match token {
            Token::Open(start) => {
                let docbook = start.attribute("xmlns").is_some_and(|name| name.contains("docbook"));
                let known = matches!(local(start.name), "article" | "pmc-articleset" | "sub-article") && !docbook;
                return (!known).then_some(start.name);
            }
            Token::Doctype(span) if head[span.range()].contains("DocBook") => return Some("article of DocBook"),
            Token::Words(span) if !head[span.range()].trim_matches(['\u{feff}', ' ', '\t', '\r', '\n']).is_empty() => {
                break;
            }
            _ => {}
        }
    }
    Some("")
}

/// An element that is open.
#[derive(Clone, Copy)]
struct Open<'s> {
    name: &'s str,
    element: Element,
    /// What its blocks are.
    kind: BlockKind,
    raised: bool,
    /// Whether it is front matter, outside titles and abstracts.
    front: bool,
    /// Where the words of a pointer begin, and whom they mean.
    from: Option<(u32, &'s str)>,
    /// Whether the first of its forms was read.
    taken: bool,
    part: Part,
}

/// The state of reading.
struct Article<'b, 's> {
    builder: &'b mut Builder<'s>,
    tags: Tags<'s>,
    open: Vec<Open<'s>>,
    /// How many elements of a name are open.
    names: HashMap<&'s str, u32>,
    /// The block that begins with the next words.
    next: Option<BlockKind>,
    /// What waits for its paragraph to end.
    lifted: Vec<Range<usize>>,
    /// Whether what was lifted is read now.
    lifting: bool,
    /// The ids of the entry that begins with the next words.
    ids: Vec<&'s str>,
    /// The work that comes in parts.
    work: Option<Work>,
    /// What stands before the next words of a part.
    lead: Option<(Span, &'static str)>,
    /// How many bytes may still be looked at ahead.
    ahead: usize,
    /// Whether the file holds a list: pointers of a part without one mean nothing that is known.
    listed: bool,
}

impl<'s> Article<'_, 's> {
    fn read(&mut self, until: usize) {
        while self.tags.at() < until {
            match self.tags.next() {
                Some(Token::Words(span)) => self.words(span),
                Some(Token::Comment(span)) => self.builder.aside(MarkKind::Comment, span),
                Some(Token::Open(start)) => self.begin(start),
                Some(Token::Close(name, span)) => self.end(local(name), span),
                Some(Token::Doctype(_)) => {}
                None => break,
            }
        }
    }

    fn begin(&mut self, start: Start<'s>) {
        let name = local(start.name);
        let outer = self.open.last().copied();
        let (kind, raised, front) =
            outer.map_or((BlockKind::Paragraph, false, false), |open| (open.kind, open.raised, open.front));
        let mut inner = Open {
            name,
            element: Element::Inline,
            kind,
            raised,
            front: false,
            from: None,
            taken: false,
            part: Part::Within,
        };
        if let Some(work) = &mut self.work {
            inner.part = work.part(name, entry::type_of(&start));
            if self.begin_part(&mut inner, &start) {
                self.push(inner, &start);
            }
            return;
        }
        inner.element = meaning(name, front);
        if inner.element == Element::Hidden || outer.is_some_and(|open| open.taken) {
            return self.skip(&start, None);
        }
        if let Some(outer) = self.open.last_mut().filter(|open| open.element == Element::Alternatives) {
            outer.taken = true;
        }
        match inner.element {
            Element::Hidden => {}
            Element::Front => inner.front = true,
            Element::Code if self.next.is_some() && outer.is_none_or(|open| open.name != "p") => {
                // Code in a block of its own is no part of a sentence.
                let end = self.pass(&start, true);
                self.builder.aside(MarkKind::Code, Span { start: start.span.start, end });
                return;
            }
            Element::Code => return self.skip(&start, Some(MarkKind::Code)),
            Element::Math => return self.skip(&start, Some(MarkKind::Math)),
            Element::Label => match self.number(&start, kind) {
                Some(part) => inner.part = part,
                None => return self.skip(&start, None),
            },
            Element::Note | Element::Float if self.next.is_none() && !self.lifting && !start.closed => {
                let end = self.pass(&start, false);
                let whole = Span { start: start.span.start, end };
                if inner.element == Element::Note {
                    self.builder.mark(MarkKind::NoteRef, whole);
                }
                self.lifted.push(whole.range());
                return;
            }
            Element::Note => {
                inner.kind = BlockKind::Note;
                self.next = Some(BlockKind::Note);
                // A note that stands in its sentence is called where it stands.
                self.builder.note(start.attribute("id").filter(|_| !self.lifting));
            }
            Element::Float => self.next = Some(kind),
            Element::Block(own) => {
                if own != BlockKind::Paragraph && kind != BlockKind::Note {
                    inner.kind = own;
                }
                self.next = Some(inner.kind);
            }
            Element::Title if kind == BlockKind::Reference => inner.part = self.quoted(&start),
            Element::Title => {
                inner.kind = if kind == BlockKind::Caption { kind } else { BlockKind::Heading };
                self.next = Some(inner.kind);
            }
            Element::Reference => {
                inner.kind = BlockKind::Reference;
                self.next = Some(BlockKind::Reference);
                self.ids.clear();
                self.ids.extend(start.attribute("id"));
            }
            Element::Work | Element::People => self.begin_work(&start, &inner),
            Element::Xref => match start.attribute("ref-type").unwrap_or("") {
                "fn" | "table-fn" => {
                    self.skip(&start, Some(MarkKind::NoteRef));
                    return self.builder.calls(start.attribute("rid").unwrap_or(""));
                }
                "bibr" | "ref" if self.listed => {
                    self.start();
                    inner.from = Some((self.builder.here(), start.attribute("rid").unwrap_or("")));
                }
                _ => {}
            },
            Element::Raised => inner.raised = true,
            Element::Break if self.next.is_none() => self.builder.blank(start.span),
            Element::Inline if kind == BlockKind::Reference => {
                if name == "pub-id" && entry::type_of(&start) != "doi" {
                    return self.skip(&start, None);
                }
                self.unglue(name, &start);
            }
            Element::Break | Element::Alternatives | Element::Inline => {}
        }
        self.push(inner, &start);
    }

    fn push(&mut self, inner: Open<'s>, start: &Start<'s>) {
        *self.names.entry(inner.name).or_default() += 1;
        self.open.push(inner);
        if start.closed {
            self.end(inner.name, start.span);
        }
    }

    /// Passes over an element; a mark stands for it, or nothing.
    fn skip(&mut self, start: &Start<'s>, mark: Option<MarkKind>) {
        let end = self.pass(start, true);
        if let Some(mark) = mark {
            self.start();
            self.builder.mark(mark, Span { start: start.span.start, end });
        }
    }

    /// Passes over an element, and tells of the comments in it or leaves that to later; where it ends.
    fn pass(&mut self, start: &Start<'s>, comments: bool) -> u32 {
        let mut depth = u32::from(!start.closed);
        while depth > 0 {
            match self.tags.next() {
                Some(Token::Open(inner)) if inner.name == start.name && !inner.closed => depth += 1,
                Some(Token::Close(name, _)) if name == start.name => depth -= 1,
                Some(Token::Comment(span)) if comments => self.builder.aside(MarkKind::Comment, span),
                Some(_) => {}
                None => break,
            }
        }
        self.tags.at() as u32
    }

    /// Ends the elements up to the innermost of this name; an end without a start is nothing.
    fn end(&mut self, name: &'s str, span: Span) {
        if self.names.get(name).is_none_or(|&count| count == 0) {
            return;
        }
        while let Some(open) = self.open.pop() {
            if let Some(count) = self.names.get_mut(open.name) {
                *count -= 1;
            }
            self.close(&open, span, open.name == name);
            if open.name == name {
                break;
            }
        }
    }

    fn close(&mut self, open: &Open<'s>, span: Span, own: bool) {
        match open.element {
            Element::Xref => {
                if let Some((from, ids)) = open.from {
                    self.builder.pointer(from, ids.split_ascii_whitespace().map(str::to_owned).collect());
                }
            }
            Element::Work => {
                (self.work, self.lead) = (None, None);
                if open.kind == BlockKind::Reference {
                    self.next = Some(open.kind);
                }
            }
            Element::People => {
                (self.work, self.lead) = (None, None);
            }
            Element::Title if open.kind == BlockKind::Reference => {}
            Element::Block(_) | Element::Title | Element::Float | Element::Note | Element::Reference => {
                self.next = Some(self.open.last().map_or(BlockKind::Paragraph, |outer| outer.kind));
                if open.element == Element::Reference {
                    self.ids.clear();
                }
                self.lift();
            }
            _ => {}
        }
        if let Part::Words(_, behind) = open.part {
            self.end_part(span, behind, own);
        }
    }

    /// Reads what waits for its paragraph to end.
    fn lift(&mut self) {
        if self.lifting || self.lifted.is_empty() {
            return;
        }
        let waiting = std::mem::take(&mut self.lifted);
        let text = self.builder.text();
        let after = Tags::new(text, self.tags.at(), Dialect::Xml);
        let (open, names) = (std::mem::take(&mut self.open), std::mem::take(&mut self.names));
        let next = self.next;
        self.lifting = true;
        for part in waiting {
            self.tags = Tags::new(text, part.start, Dialect::Xml);
            self.next = Some(BlockKind::Paragraph);
            self.read(part.end);
            self.open.clear();
            self.names.clear();
        }
        self.lifting = false;
        (self.tags, self.open, self.names, self.next) = (after, open, names, next);
    }

    /// Begins the block that stands out, if one does.
    fn start(&mut self) {
        if let Some(kind) = self.next.take() {
            self.builder.block(kind);
            if kind == BlockKind::Reference {
                self.ids.iter().for_each(|&id| self.builder.label(id));
            }
        }
    }

    fn words(&mut self, span: Span) {
        let text = &self.builder.text()[span.range()];
        let bare = text.trim_start();
        let Some(open) = self.open.last() else { return };
        if open.front || self.work.is_some_and(|work| work.depth == 0) {
            return;
        }
        let raised = open.raised;
        if bare.is_empty() {
            if self.next.is_none() && self.lead.is_none() {
                self.builder.blank(span);
            }
            return;
        }
        self.start();
        let mut from = span.start as usize;
        if self.lead.is_some() {
            from += text.len() - bare.len();
            self.push_lead(bare);
        }
        words::push(self.builder, Span::new(from, span.end as usize), raised);
    }
}
