//! reStructuredText, as docutils and Sphinx take it.
//!
//! In: the text of the file. Out: headings, paragraphs, items, quotations, notes, captions, cells, and the entries
//! of its own list; citations by key as marks, words that point at an entry; the bibliographies and parts that it
//! names. Code, what programs write and what no reader sees is left out. Nothing here fails: what a directive means
//! that nobody knows is read where it is prose.
//!
//! **Invariant:** each line is taken once; what is open is a stack of indentations, so that depth costs no calls.
//!
//! Sources: *docutils, reStructuredText Markup Specification*; *sphinxcontrib-bibtex 2.6*; Pandoc's writer.

mod directive;
mod inline;
mod names;
mod shape;
mod table;

use super::lines::{self, Line};
use super::sections::Sections;
use crate::model::{BlockKind, Builder, MarkKind};
use crate::text::Span;
use names::Names;
use shape::Styles;

/// Reads a manuscript.
pub(super) fn read(builder: &mut Builder<'_>) {
    let source = builder.text();
    let lines = lines::lines(source, 0);
    let names = Names::of(source, &lines);
    let mut page = Page {
        builder,
        source,
        lines: &lines,
        names: &names,
        at: 0,
        open: Vec::new(),
        ids: Vec::new(),
        sections: Sections::default(),
        styles: Styles::default(),
        begun: false,
    };
    while page.at < lines.len() {
        page.element();
    }
}

/// Something that is open: what is indented as far as it belongs to it.
#[derive(Clone, Copy, Debug)]
struct Open {
    indent: usize,
    /// Whether the first line in it tells how far it is indented.
    loose: bool,
    kind: BlockKind,
}

/// The state of reading.
struct Page<'b, 's, 'l> {
    builder: &'b mut Builder<'s>,
    source: &'s str,
    lines: &'l [Line],
    names: &'l Names<'s>,
    /// The line that is read next.
    at: usize,
    open: Vec<Open>,
    /// The ids of the entry that comes next.
    ids: Vec<&'s str>,
    sections: Sections,
    styles: Styles,
    /// Whether anything but headings was read.
    begun: bool,
}

impl<'s> Page<'_, 's, '_> {
    /// The kind of what is open, and how far it is indented.
    fn kind(&self) -> BlockKind {
        self.open.last().map_or(BlockKind::Paragraph, |open| open.kind)
    }

    fn indent(&self) -> usize {
        self.open.last().map_or(0, |open| open.indent)
    }

    /// What a part of this kind is where it stands: a note holds notes.
    fn within(&self, own: BlockKind) -> BlockKind {
        match self.kind() {
            BlockKind::Paragraph => own,
            outer => outer,
        }
    }

    fn text(&self, line: Line) -> &'s str {
        line.text(self.source)
    }

    /// Opens something for the lines that are indented farther than `base`.
    fn open(&mut self, base: usize, kind: BlockKind) {
        self.open.push(Open { indent: base + 1, loose: true, kind });
    }

    /// Closes what a line so far indented does not belong to; settles or opens what it does.
    fn fit(&mut self, indent: usize) {
        while self.open.pop_if(|open| open.indent > indent).is_some() {}
        if let Some(open) = self.open.last_mut().filter(|open| open.loose) {
            (open.indent, open.loose) = (indent, false);
        } else if indent > self.indent() {
            let kind = self.within(BlockKind::Quote);
            self.open.push(Open { indent, loose: false, kind });
        }
    }

    /// Reads what begins in the next line.
    fn element(&mut self) {
        let line = self.lines[self.at];
        let mut indent = usize::from(line.indent);
        self.fit(indent);
        let mut start = line.start as usize;
        loop {
            let text = &self.source[start..line.end as usize];
            let next = self.lines.get(self.at + 1).filter(|next| next.gap == 0);
            let deeper = next.is_none_or(|next| usize::from(next.indent) > indent);
            let Some(marker) = shape::marker(text, deeper || next.is_some_and(|next| self.is_item(*next, indent)))
            else {
                break;
            };
            let kind = self.within(BlockKind::Item);
            let inner = text[marker.len..].trim_start();
            if inner.is_empty() {
                self.at += 1;
                return self.open(indent, kind);
            }
            let shift = text.len() - inner.len();
            indent += shift;
            self.open.push(Open { indent, loose: false, kind });
            if marker.number && self.sections.in_references() {
                // The numbers of a list of references are its own.
                return self.paragraph(start, indent);
            }
            start += shift;
        }
        self.body(start, indent);
    }

    /// Whether a line is an item of a list that is indented so far.
    fn is_item(&self, line: Line, indent: usize) -> bool {
        usize::from(line.indent) == indent && shape::marker(self.text(line), true).is_some()
    }

    fn body(&mut self, start: usize, indent: usize) {
        let line = self.lines[self.at];
        let text = &self.source[start..line.end as usize];
        if self.open.is_empty()
            && let Some(heading) = shape::heading(self.source, self.lines, self.at)
        {
            return self.heading(&heading);
        }
        match text.as_bytes() {
            [b'.', b'.'] | [b'.', b'.', b' ' | b'\t', ..] => self.explicit(start, indent),
            [b'_', b'_', b' ', ..] => self.at = self.end_of(indent),
            [b'>', b'>', b'>', b' ', ..] => {
                let mut end = self.at + 1;
                while self.lines.get(end).is_some_and(|line| line.gap == 0) {
                    end += 1;
                }
                self.code(self.at, end, MarkKind::Code);
            }
            [b'|', b' ', ..] | [b'|'] => self.line_block(start),
            [b'+', b'-' | b'=', ..] if table::is_grid(text) => table::grid(self),
            [b'=', ..] if table::is_simple(text) => table::simple(self),
            [b':', ..] => match shape::field(text) {
                Some(name) => self.field(start, name, indent),
                None => self.paragraph(start, indent),
            },
            _ if shape::is_rule(text) => self.at += 1,
            _ => self.paragraph(start, indent),
        }
    }

    /// The line behind all that is indented farther than this, from the next line on.
    fn end_of(&self, base: usize) -> usize {
        let rest = &self.lines[self.at + 1..];
        self.at + 1 + rest.iter().take_while(|line| usize::from(line.indent) > base).count()
    }

    /// Leaves lines out that are no prose.
    fn code(&mut self, from: usize, end: usize, kind: MarkKind) {
        if end > from {
            let span = Span { start: self.lines[from].start, end: self.lines[end - 1].end };
            self.builder.aside(kind, span);
        }
        self.at = end;
    }

    fn heading(&mut self, heading: &shape::Heading) {
        let title = heading.title;
        self.builder.block(BlockKind::Heading);
        self.inline(title.start as usize, title.end as usize);
        let level = self.styles.level(heading.style);
        self.sections.heading_of(level, self.text(title));
        self.ids.clear();
        self.at += heading.lines;
    }

    /// Begins a block of prose.
    fn begin(&mut self, kind: BlockKind) {
        let listed = self.sections.in_references() && matches!(kind, BlockKind::Paragraph | BlockKind::Item);
        let kind = if listed { BlockKind::Reference } else { kind };
        self.builder.block(kind);
        for id in self.ids.drain(..).filter(|_| kind == BlockKind::Reference) {
            self.builder.label(id);
        }
        self.begun = true;
    }

    fn inline(&mut self, start: usize, end: usize) {
        inline::push(self.builder, self.names, start, end);
    }

    /// Reads a paragraph, or a term with its definition; lines under one that ends in `::` are code.
    fn paragraph(&mut self, start: usize, indent: usize) {
        let first = self.at;
        let own = self.open.last().is_some_and(|open| open.loose);
        let mut end = first + 1;
        while let Some(line) = self.lines.get(end).filter(|line| line.gap == 0) {
            let deep = usize::from(line.indent);
            if deep < self.indent() {
                break;
            }
            match self.open.last_mut().filter(|open| open.loose) {
                Some(open) => (open.indent, open.loose) = (deep, false),
                // A line under one that is indented farther: a term and its definition.
                None if !own && end == first + 1 && deep > indent => break,
                None => {}
            }
            end += 1;
        }
        let next = self.lines.get(end);
        let term = end == first + 1 && next.is_some_and(|next| next.gap == 0 && usize::from(next.indent) > indent);
        let last = self.lines[end - 1].end as usize;
        let mut stop = last;
        let literal = self.source[start..last].ends_with("::");
        if literal {
            // "thus::" is read "thus:", and " ::" is nothing.
            let words = self.source[start..last - 2].trim_end();
            stop = if words.len() + 2 < last - start || words.is_empty() { start + words.len() } else { last - 1 };
        }
        if stop > start {
            let kind = if term && !literal { self.within(BlockKind::Item) } else { self.kind() };
            self.begin(kind);
            self.inline(start, stop);
        }
        self.at = end;
        if literal {
            let base = if own { self.indent() - usize::from(end == first + 1) } else { self.indent() };
            let rest = &self.lines[end..];
            let count = rest.iter().take_while(|line| usize::from(line.indent) > base).count();
            self.code(end, end + count, MarkKind::Code);
        } else if term {
            self.open(indent, self.within(BlockKind::Item));
        }
    }

    /// Lines that keep their ends: verses, addresses.
    fn line_block(&mut self, start: usize) {
        self.begin(self.kind());
        let mut from = start;
        while let Some(&line) = self.lines.get(self.at) {
            let words = self.source[from..line.end as usize].trim_start_matches('|').trim_start();
            let end = line.end as usize;
            if let Some(before) = self.builder.end().filter(|&before| before < line.start) {
                self.builder.blank(Span { start: before, end: line.start });
            }
            self.inline(end - words.len(), end);
            self.at += 1;
            match self.lines.get(self.at).filter(|next| next.gap == 0 && self.text(**next).starts_with('|')) {
                Some(next) => from = next.start as usize,
                None => break,
            }
        }
    }

    /// `:Author: R. Marlow`: what a document says about itself at its head is no prose, but the abstract is.
    fn field(&mut self, start: usize, name: &str, indent: usize) {
        let abstracted = ["abstract", "dedication"].iter().any(|known| name.eq_ignore_ascii_case(known));
        if !self.begun && !abstracted && self.open.is_empty() {
            self.at = self.end_of(indent);
            return;
        }
        let kind = if abstracted { BlockKind::Paragraph } else { BlockKind::Item };
        self.enter(start + name.len() + 2, indent, self.within(kind));
    }

    /// Reads what stands in a line behind the mark of something, and what is indented under it.
    fn enter(&mut self, start: usize, base: usize, kind: BlockKind) {
        let end = self.lines[self.at].end as usize;
        let words = self.source[start.min(end)..end].trim_start();
        self.open(base, kind);
        if words.is_empty() {
            self.at += 1;
        } else {
            self.body_in(end - words.len(), base);
        }
    }

    /// The first line of something may hold a paragraph or a directive.
    fn body_in(&mut self, start: usize, base: usize) {
        if self.source[start..].starts_with(".. ") {
            return self.explicit(start, base);
        }
        self.paragraph(start, base);
    }

    /// What begins with two full stops: notes, entries, targets, directives; all else is a comment.
    fn explicit(&mut self, start: usize, base: usize) {
        let line = self.lines[self.at];
        let end = line.end as usize;
        let rest = self.source[start + 2..end].trim_start();
        let from = end - rest.len();
        if let Some((label, after)) = shape::bracketed(rest) {
            return self.noted(from, label, from + after, base);
        }
        if let Some(target) = rest.strip_prefix('_') {
            if let Some(name) = target.strip_suffix(':').filter(|name| self.names.is_entry(name)) {
                self.ids.push(name);
            }
            self.at = self.end_of(base);
            return;
        }
        if let Some((name, after)) = shape::directive(rest) {
            return directive::read(self, name, from + after, base);
        }
        let empty = rest.is_empty() && self.lines.get(self.at + 1).is_none_or(|next| next.gap > 0);
        let stop = if empty { self.at + 1 } else { self.end_of(base) };
        let substitution = rest.starts_with('|');
        self.code(self.at, stop, if substitution { MarkKind::Code } else { MarkKind::Comment });
    }

    /// A note, or an entry of the list.
    fn noted(&mut self, open: usize, label: &'s str, start: usize, base: usize) {
        let number = label.bytes().all(|b| b.is_ascii_digit());
        let note = number || label.starts_with(['#', '*']);
        if note && !(number && self.names.is_entry(label) && self.sections.in_references()) {
            self.builder.note(Some(label));
            return self.enter(start, base, BlockKind::Note);
        }
        self.ids.clear();
        self.ids.push(label);
        if !number {
            return self.enter(start, base, BlockKind::Reference);
        }
        // "[12] Marlow": the number is a part of the entry.
        self.open(base, BlockKind::Reference);
        self.paragraph(open, base);
    }
}
