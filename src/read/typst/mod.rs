//! Typst, by the syntax tree of Typst's own parser.
//!
//! In: the text of the file. Out: headings, paragraphs, items, quotations, notes, captions, cells; citations by key
//! as marks, links into the list as pointers; the bibliographies and parts that it names. Code is left out, but the
//! prose in brackets that is handed to a function is read. It refuses to run anything: what a function of the
//! author's own makes of its words is not known, and they are read where they stand.
//!
//! **Bounds:** a file of more than [`LARGEST`] bytes is refused, for a tree takes many times the room of its text.
//! The parser nests brackets 256 deep and calls itself for each, so that it runs on a stack of its own; what it
//! refuses is read as plain words. A chain of operators it makes as deep as it is long: what lies deeper than
//! [`DEPTH`] levels is no prose that anybody wrote, and is left out, and a tree of [`DEEP`] levels is never given
//! back, since each level would call the next.
//!
//! **Invariant:** the parser's types are named in this folder alone.

mod call;
mod labels;

use typst_syntax::{SyntaxKind, SyntaxNode, parse};

use super::sections::Sections;
use super::words::push_words;
use crate::model::{BlockKind, Builder, MarkKind};
use crate::text::{Span, raised};
use labels::Labels;

/// The largest file that is read, in bytes.
pub(super) const LARGEST: usize = 16 << 20;
/// How deep a tree may be that is given back.
const DEEP: u32 = 4000;
/// How deep a tree is read; the parser itself nests brackets no deeper than 256.
const DEPTH: u32 = 400;

/// The stack that the parser needs where brackets nest as deep as it lets them: what a thread has is too little.
const STACK: usize = 32 << 20;

/// Reads a manuscript.
pub(super) fn read(builder: &mut Builder<'_>) {
    std::thread::scope(|scope| {
        let reader = std::thread::Builder::new().stack_size(STACK);
        match reader.spawn_scoped(scope, || parsed(builder)).map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(())) => {}
            Ok(Err(broke)) => std::panic::resume_unwind(broke),
            // Without a thread there is no knowing that the stack holds: nothing is read.
            Err(_) => {}
        }
    });
}

fn parsed(builder: &mut Builder<'_>) {
    let source = builder.text();
    let root = parse(source);
    let labels = Labels::of(source, &root);
    let mut page = Page {
        builder,
        source,
        labels: &labels,
        next: Some(BlockKind::Paragraph),
        kind: BlockKind::Paragraph,
        raised: false,
        depth: 0,
        notes: Vec::new(),
        lifting: false,
        sections: Sections::default(),
    };
    page.markup(&root, 0);
    page.lift();
    if labels.depth >= DEEP {
        std::mem::forget(root);
    }
}

/// A node with the place where it begins.
type Placed<'t> = (&'t SyntaxNode, usize);

/// The children of a node, each with its place.
fn children<'t>(node: &'t SyntaxNode, at: usize) -> impl Iterator<Item = Placed<'t>> {
    node.children().scan(at, |next, child| {
        let at = *next;
        *next += child.len();
        Some((child, at))
    })
}

/// The source bytes of a node.
fn span((node, at): Placed<'_>) -> Span {
    Span::new(at, at + node.len())
}

/// The name of the label that follows a node, where one does.
fn label_behind<'s>(source: &'s str, rest: &[SyntaxNode], mut at: usize) -> Option<&'s str> {
    for node in rest {
        match node.kind() {
            SyntaxKind::Space => at += node.len(),
            SyntaxKind::Label => return labels::name(&source[at..at + node.len()]),
            _ => return None,
        }
    }
    None
}

/// The state of reading.
struct Page<'b, 's, 't> {
    builder: &'b mut Builder<'s>,
    source: &'s str,
    labels: &'t Labels<'s>,
    /// The block that begins with the next words.
    next: Option<BlockKind>,
    /// What blocks are where reading stands.
    kind: BlockKind,
    raised: bool,
    depth: u32,
    /// Notes that wait for their paragraph to end.
    notes: Vec<Placed<'t>>,
    /// Whether notes are read now.
    lifting: bool,
    sections: Sections,
}

impl<'s, 't> Page<'_, 's, 't> {
    fn slice(&self, placed: Placed<'_>) -> &'s str {
        &self.source[span(placed).range()]
    }

    /// Begins the block that stands out, if one does.
    fn start(&mut self) {
        let Some(kind) = self.next.take() else { return };
        if !self.notes.is_empty() {
            self.lift();
        }
        let listed = self.sections.in_references() && matches!(kind, BlockKind::Paragraph | BlockKind::Item);
        self.builder.block(if listed { BlockKind::Reference } else { kind });
        self.next = None;
    }

    /// Reads the notes of the paragraph that ended.
    fn lift(&mut self) {
        if self.lifting {
            return;
        }
        self.lifting = true;
        let outer = (self.kind, self.raised);
        for note in std::mem::take(&mut self.notes) {
            (self.kind, self.raised) = (BlockKind::Note, false);
            self.next = Some(BlockKind::Note);
            self.code(note, None);
        }
        (self.kind, self.raised) = outer;
        self.lifting = false;
    }

    /// Reads a part whose blocks are of a kind, as blocks of their own.
    fn within(&mut self, kind: BlockKind, read: impl FnOnce(&mut Self)) {
        let outer = self.kind;
        self.kind = if outer == BlockKind::Note { outer } else { kind };
        self.next = Some(self.kind);
        read(self);
        self.kind = outer;
        self.next = Some(outer);
    }

    /// Words as they stand in the file.
    fn words(&mut self, span: Span) {
        self.start();
        if !self.raised {
            return push_words(self.builder, self.source, span.start as usize, span.end as usize);
        }
        let mut from = span.start as usize;
        for (at, b) in self.source[span.range()].bytes().enumerate().filter(|(_, b)| b.is_ascii_digit()) {
            let at = span.start as usize + at;
            push_words(self.builder, self.source, from, at);
            self.builder.stands(Span::new(at, at + 1), raised::raise(b).encode_utf8(&mut [0; 4]));
            from = at + 1;
        }
        push_words(self.builder, self.source, from, span.end as usize);
    }

    fn stands(&mut self, span: Span, text: &str) {
        self.start();
        self.builder.stands(span, text);
    }

    /// Something that is not words; the sign that code begins with belongs to it.
    fn mark(&mut self, kind: MarkKind, span: Span) {
        let code = self.source[..span.start as usize].ends_with('#');
        let span = Span { start: span.start - u32::from(code), end: span.end };
        self.start();
        self.builder.mark(kind, span);
    }

    /// Reads markup: the whole file, or what stands in brackets.
    fn markup(&mut self, node: &'t SyntaxNode, at: usize) {
        if self.depth >= DEPTH {
            return;
        }
        self.depth += 1;
        let nodes = node.children().as_slice();
        let mut hash = None;
        let mut start = at;
        for (number, child) in nodes.iter().enumerate() {
            let placed = (child, start);
            start += child.len();
            match child.kind() {
                SyntaxKind::Hash => {
                    hash = Some(placed.1);
                    continue;
                }
                _ if hash.is_some() => {
                    let label = label_behind(self.source, &nodes[number + 1..], start);
                    self.code(placed, label);
                }
                _ => self.piece(placed),
            }
            hash = None;
        }
        self.depth -= 1;
    }

    /// Reads a piece of markup that is no code.
    fn piece(&mut self, placed: Placed<'t>) {
        let (node, at) = placed;
        let span = span(placed);
        match node.kind() {
            SyntaxKind::Text | SyntaxKind::Link | SyntaxKind::SmartQuote => self.words(span),
            SyntaxKind::Space | SyntaxKind::Linebreak if self.next.is_none() => self.builder.blank(span),
            SyntaxKind::Parbreak => self.next = Some(self.kind),
            SyntaxKind::Escape => {
                if let Some(c) = escaped(self.slice(placed)) {
                    self.stands(span, c.encode_utf8(&mut [0; 4]));
                }
            }
            SyntaxKind::Shorthand => match self.slice(placed) {
                "~" if self.next.is_none() => self.builder.blank(span),
                "---" => self.stands(span, "—"),
                "--" => self.stands(span, "–"),
                "..." => self.stands(span, "…"),
                "-" => self.stands(span, "−"),
                _ => {}
            },
            SyntaxKind::Strong | SyntaxKind::Emph => self.inner(placed),
            SyntaxKind::Raw if self.slice(placed).contains('\n') => self.builder.aside(MarkKind::Code, span),
            SyntaxKind::Raw => self.mark(MarkKind::Code, span),
            SyntaxKind::Equation => self.mark(MarkKind::Math, span),
            SyntaxKind::LineComment | SyntaxKind::BlockComment => self.builder.aside(MarkKind::Comment, span),
            SyntaxKind::Ref => {
                let key = self.slice(placed).trim_start_matches('@');
                let key = key.split('[').next().unwrap_or(key);
                let work = !self.labels.has(key);
                self.mark(if work { MarkKind::Cite } else { MarkKind::Code }, span);
            }
            SyntaxKind::Label => {
                let listed = matches!(self.builder.current(), Some((BlockKind::Reference, _)));
                if let Some(name) = labels::name(self.slice(placed)).filter(|name| listed && self.labels.is_entry(name))
                {
                    self.builder.label(name);
                }
            }
            SyntaxKind::Heading => {
                let level = children(node, at).next().map_or(1, |(marker, _)| marker.len());
                let words = self.slice(placed).trim_start_matches('=').trim();
                self.heading(u8::try_from(level).unwrap_or(u8::MAX), words, |page| page.inner(placed));
            }
            SyntaxKind::ListItem | SyntaxKind::EnumItem | SyntaxKind::TermItem => {
                for part in children(node, at).filter(|(part, _)| part.kind() == SyntaxKind::Markup) {
                    self.within(BlockKind::Item, |page| page.markup(part.0, part.1));
                }
            }
            SyntaxKind::Error if !span.is_empty() => self.words(span),
            _ => {}
        }
    }

    /// Reads a heading.
    fn heading(&mut self, level: u8, words: &str, read: impl FnOnce(&mut Self)) {
        self.sections.heading_of(level, words);
        self.within(BlockKind::Heading, read);
    }

    /// Reads the markup inside a node.
    fn inner(&mut self, (node, at): Placed<'t>) {
        for (part, at) in children(node, at).filter(|(part, _)| part.kind() == SyntaxKind::Markup) {
            self.markup(part, at);
        }
    }
}

/// The character that `\(` or `\u{201c}` is.
fn escaped(text: &str) -> Option<char> {
    let inner = text.strip_prefix('\\')?;
    match inner.strip_prefix("u{").and_then(|code| code.strip_suffix('}')) {
        Some(code) => char::from_u32(u32::from_str_radix(code, 16).ok()?),
        None => inner.chars().next(),
    }
}
