//! Markdown as Pandoc, Quarto and R Markdown write it.
//!
//! In: the text. Out: headings, paragraphs, items, quotations, notes, captions and cells of tables,
//! with each citation by key as one mark. Code, formulas, addresses, tags and what a preprocessor
//! reads leave no words. It refuses to know what a citation says: that is read from its mark.
//!
//! Blocks and inline markup are pulldown-cmark's. What Pandoc adds to CommonMark is told here:
//! front matter, citations, inline notes, fenced divs, attributes, labels, commands of LaTeX.

mod emit;
mod fences;
mod html;
mod tex;
mod tokens;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use self::emit::Emitter;
use self::html::Part;
use self::tokens::{Kind, Tokens};
use super::front_matter;
use super::sections::Sections;
use crate::model::{BlockKind, Builder, MarkKind};
use crate::text::{Span, citekey};

/// How deep Markdown may stand in HTML that stands in Markdown.
const DEPTH: usize = 3;

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_STRIKETHROUGH
}

/// Reads Markdown.
pub fn read(builder: &mut Builder<'_>) {
    let source = builder.text();
    let start = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = Reader {
        source,
        builder,
        sections: Sections::default(),
        tokens: Tokens::new(source),
        emitter: Emitter::default(),
        within: Vec::new(),
        notes: 0,
        level: None,
        text_end: start,
        address: false,
        skip: false,
    };
    let start = reader.front_matter(start);
    let start = reader.title_block(start);
    reader.walk(start..source.len(), 0);
    let Reader { tokens, builder, .. } = reader;
    builder.declared().nocite.extend(tokens.nocite);
}

/// The state of reading.
struct Reader<'b, 's> {
    source: &'s str,
    builder: &'b mut Builder<'s>,
    sections: Sections,
    tokens: Tokens<'s>,
    emitter: Emitter,
    /// The lists, quotations, notes and tables that are open.
    within: Vec<BlockKind>,
    /// How many of them are notes.
    notes: usize,
    /// The level of the open heading.
    level: Option<HeadingLevel>,
    /// Where the last text ended.
    text_end: usize,
    /// Whether the text is a link's address.
    address: bool,
    /// Whether events belong to a block that is read otherwise.
    skip: bool,
}

impl<'s> Reader<'_, 's> {
    /// Reads the front matter, where there is one; gives where the body begins.
    fn front_matter(&mut self, start: usize) -> usize {
        let Some(front) = front_matter::find(self.source, start) else { return start };
        self.declare(&front);
        front.end
    }

    /// Tells what front matter declares, and reads the words that it holds.
    fn declare(&mut self, front: &front_matter::FrontMatter) {
        let declared = self.builder.declared();
        for span in &front.bibliographies {
            declared.bibliographies.push((self.source[span.range()].to_owned(), *span));
        }
        declared.nocite.extend(front.nocite.iter().cloned());
        if let Some(style) = front.style {
            declared.style = Some(self.source[style.range()].to_owned());
        }
        front.flaws.iter().for_each(|flaw| self.builder.flaw(flaw.clone()));
        if let Some(title) = &front.title {
            self.begin(BlockKind::Heading);
            self.inline(title.range());
            self.flush();
        }
        for &paragraph in &front.paragraphs {
            self.walk(paragraph.range(), DEPTH);
        }
    }

    /// Pandoc's title block: lines that begin with `%`. The first is the title, the others no prose.
    fn title_block(&mut self, start: usize) -> usize {
        let mut at = start;
        for line in self.source[start..].split_inclusive('\n').take(3).take_while(|line| line.starts_with("% ")) {
            if at == start {
                self.begin(BlockKind::Heading);
                self.inline(at + 2..at + line.trim_end().len().max(2));
                self.flush();
            }
            at += line.len();
        }
        at
    }

    /// Reads one block's inline Markdown, without blocks of its own.
    fn inline(&mut self, range: Range<usize>) {
        let base = range.start;
        for (event, at) in Parser::new_ext(&self.source[range], options()).into_offset_iter() {
            if !matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)) {
                self.event(event, base + at.start..base + at.end);
            }
        }
    }

    /// Reads Markdown, blocks and all.
    fn walk(&mut self, range: Range<usize>, depth: usize) {
        let base = range.start;
        self.begin(self.kind());
        for (event, at) in Parser::new_ext(&self.source[range], options()).into_offset_iter() {
            let at = base + at.start..base + at.end;
            match event {
                Event::Start(tag) => self.start(&tag, at, depth),
                Event::End(tag) => self.end(tag, at),
                _ if self.skip => {}
                Event::Rule => self.flush(),
                event => self.event(event, at),
            }
        }
        self.flush();
    }

    /// What the words at this place are.
    fn kind(&self) -> BlockKind {
        let kind =
            if self.notes > 0 { BlockKind::Note } else { self.within.last().copied().unwrap_or(BlockKind::Paragraph) };
        let listed = matches!(kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote);
        match kind {
            _ if listed && self.sections.in_references() => BlockKind::Reference,
            BlockKind::Item if self.sections.in_notes() => BlockKind::Note,
            kind => kind,
        }
    }

    fn start(&mut self, tag: &Tag<'_>, at: Range<usize>, depth: usize) {
        match tag {
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => self.address = true,
            Tag::Image { .. } => self.tokens.push(Kind::Image, at.start..at.start),
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => {}
            Tag::Superscript | Tag::Subscript => {}
            Tag::Paragraph => self.begin(self.kind()),
            Tag::Heading { level, .. } => {
                self.begin(BlockKind::Heading);
                self.level = Some(*level);
            }
            Tag::Item => self.enter(BlockKind::Item),
            Tag::BlockQuote(_) => self.enter(BlockKind::Quote),
            Tag::FootnoteDefinition(label) => {
                self.enter(BlockKind::Note);
                self.builder.note(Some(label));
            }
            Tag::Table(_) => self.enter(BlockKind::Table),
            Tag::TableCell => self.begin(self.kind()),
            Tag::CodeBlock(kind) => {
                self.flush();
                self.skip = true;
                self.code(kind, at);
            }
            Tag::HtmlBlock => {
                self.flush();
                if at.start >= self.tokens.fences.dark {
                    self.html(at, depth);
                }
                self.skip = true;
            }
            Tag::MetadataBlock(_) => {
                self.flush();
                self.metadata(at, depth);
                self.skip = true;
            }
            _ => self.flush(),
        }
    }

    fn end(&mut self, tag: TagEnd, at: Range<usize>) {
        match tag {
            TagEnd::Link => self.address = false,
            TagEnd::Image => self.tokens.push(Kind::ImageEnd, at.end..at.end),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition | TagEnd::Table => {
                self.flush();
                if self.within.pop() == Some(BlockKind::Note) {
                    self.notes -= 1;
                    self.builder.note(None);
                }
                self.begin(self.kind());
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => self.skip = false,
            _ => self.flush(),
        }
    }

    fn enter(&mut self, kind: BlockKind) {
        self.flush();
        self.within.push(kind);
        self.notes += usize::from(kind == BlockKind::Note);
        self.begin(self.kind());
    }

    /// Begins a block; what was open is told.
    fn begin(&mut self, kind: BlockKind) {
        self.flush();
        self.tokens.begin(kind);
    }

    /// Tells the open block.
    fn flush(&mut self) {
        if !self.tokens.list.is_empty() {
            self.emitter.emit(self.tokens.opening, &self.tokens, self.builder);
            if let (Some(level), Some((BlockKind::Heading, text))) = (self.level, self.builder.current()) {
                self.sections.heading_of(level as u8, text);
            }
        }
        self.level = None;
        self.tokens.begin(self.kind());
    }

    fn event(&mut self, event: Event<'_>, at: Range<usize>) {
        match event {
            Event::Text(text) => self.text(&text, at),
            Event::SoftBreak | Event::HardBreak => self.tokens.push(Kind::Blank, at),
            Event::Code(_) => self.tokens.push(Kind::Mark(MarkKind::Code), at),
            Event::InlineMath(_) if !self.is_math(&at) => self.tokens.lines(at),
            Event::InlineMath(_) | Event::DisplayMath(_) => self.tokens.push(Kind::Mark(MarkKind::Math), at),
            Event::FootnoteReference(_) => self.tokens.push(Kind::Aside(MarkKind::NoteRef), at),
            Event::InlineHtml(tag) if tag.starts_with("<!--") => {
                self.tokens.push(Kind::Aside(MarkKind::Comment), at);
            }
            Event::InlineHtml(tag) if tag.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<br")) => {
                self.tokens.push(Kind::Blank, at);
            }
            _ => {}
        }
    }

    /// Whether dollars enclose a formula: not so in `US$5 to US$6`.
    fn is_math(&self, at: &Range<usize>) -> bool {
        let bytes = self.source.as_bytes();
        let before = at.start.checked_sub(1).map(|before| bytes[before]);
        !before.is_some_and(|b| b.is_ascii_alphanumeric()) && !bytes.get(at.end).is_some_and(u8::is_ascii_digit)
    }

    fn text(&mut self, text: &str, at: Range<usize>) {
        let escaped = at.start > self.text_end && self.source.as_bytes()[at.start - 1] == b'\\';
        self.text_end = at.end;
        if text != &self.source[at.clone()] {
            self.tokens.decoded(at, text.to_owned());
        } else if self.address {
            self.tokens.address(at);
        } else {
            self.tokens.text(at, escaped);
        }
    }

    /// A code block leaves no words. What a chunk's caption cites is cited all the same.
    fn code(&mut self, kind: &CodeBlockKind<'_>, at: Range<usize>) {
        if at.start < self.tokens.fences.dark {
            return;
        }
        let text = &self.source[at.clone()];
        if matches!(kind, CodeBlockKind::Fenced(info) if info.starts_with('{')) {
            let options = text.lines().enumerate().filter(|(number, line)| *number == 0 || line.starts_with("#|"));
            for (_, line) in options.take_while(|(number, line)| *number == 0 || line.starts_with("#|")) {
                if line.contains("cap") {
                    self.tokens.nocite.extend(keys(line));
                }
            }
        }
        self.builder.aside(MarkKind::Code, Span::new(at.start, at.end));
    }

    /// Metadata amid the text; where they are no YAML, they are Markdown between two rules.
    fn metadata(&mut self, at: Range<usize>, depth: usize) {
        match front_matter::find(self.source, at.start).filter(|front| front.flaws.is_empty() && front.end >= at.end) {
            Some(front) => self.declare(&front),
            None => {
                let text = &self.source[at.clone()];
                let lead = text.find('\n').map_or(text.len(), |end| end + 1);
                let tail = text.trim_end().rfind('\n').map_or(text.len(), |end| end + 1);
                if depth < DEPTH && lead < tail {
                    self.walk(at.start + lead..at.start + tail, depth + 1);
                }
            }
        }
    }

    fn html(&mut self, at: Range<usize>, depth: usize) {
        let (source, base) = (self.source, at.start);
        html::parts(&source[at], |part| match part {
            Part::Comment(range) => {
                self.builder.aside(MarkKind::Comment, Span::new(base + range.start, base + range.end));
            }
            Part::Open(name, whole) => {
                if source[base + name.start..base + name.end].eq_ignore_ascii_case("div") {
                    self.tokens.fences.open(&source[base + whole.start..base + whole.end]);
                }
            }
            Part::Close(name) => {
                if source[base + name.start..base + name.end].eq_ignore_ascii_case("div") {
                    self.tokens.fences.close();
                }
            }
            // Words that look like a tag would only be a block of HTML again.
            Part::Words(range) if depth < DEPTH && !source[base + range.start..].starts_with('<') => {
                self.walk(base + range.start..base + range.end, depth + 1)
            }
            Part::Words(range) => {
                self.begin(self.kind());
                self.tokens.lines(base + range.start..base + range.end);
                self.flush();
            }
        });
    }
}

/// The keys that a text cites.
fn keys(text: &str) -> impl Iterator<Item = String> + use<'_> {
    let places = memchr::memchr_iter(b'@', text.as_bytes());
    let found = places.filter_map(|at| citekey::key_at(text, at)).map(|key| &text[key.key]);
    found.filter(|key| !citekey::is_cross_reference(key)).map(str::to_owned)
}
