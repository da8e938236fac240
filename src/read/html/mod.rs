//! Web pages: the words a reader sees, and where in the file each stands.
//!
//! In: the text of the file. Out: paragraphs, headings, items, quotations, notes, tables and captions; what is
//! a page's furniture – menus, footers, forms – is left out, and where an article stands in the page, all
//! else is. Nothing here fails: what is not closed ends with what holds it.
//!
//! **Invariant:** one pass over the tags and one over what they make, with a stack that is never walked twice.

mod list;
mod markup;

use std::collections::HashSet;

use super::sections::Sections;
use crate::model::{BlockKind, Builder, MarkKind};
use crate::read::tags::words;
use crate::text::Span;
use markup::{Element, Event, Tag};

/// Reads a web page.
pub(super) fn read(builder: &mut Builder<'_>) {
    let events = markup::events(builder.text());
    let within = article(&events);
    let listed = list::ids(builder.text(), &events);
    let mut page = Page {
        builder,
        events: &events,
        listed: &listed,
        ids: Vec::new(),
        open: Vec::new(),
        sections: Sections::default(),
        next: None,
        breaks: 0,
        pointed: 0,
    };
    page.read(within);
}

/// The events of the one article or main part that holds most of a page's words, else all.
fn article(events: &[Event]) -> std::ops::Range<usize> {
    /// How much of the words it must hold.
    const MOST: f64 = 0.5;
    let mut sums = Vec::with_capacity(events.len() + 1);
    let (mut sum, mut at) = (0, 0);
    sums.push(0);
    while let Some(event) = events.get(at) {
        let skip = hidden_until(event, at);
        if let Event::Words(span) = event {
            sum += span.len();
        }
        at = skip.unwrap_or(at + 1).max(at + 1);
        sums.resize(at + 1, sum);
    }
    let held = |range: &std::ops::Range<usize>| sums[range.end] - sums[range.start];
    let parts = events.iter().enumerate().filter_map(|(at, event)| match event {
        Event::Open(tag) if tag.main => tag.end.map(|end| at..end),
        _ => None,
    });
    let best = parts.max_by_key(|range| (held(range), std::cmp::Reverse(range.start)));
    best.filter(|range| held(range) as f64 >= sum as f64 * MOST).unwrap_or(0..events.len())
}

/// Where reading goes on behind an element that is no prose.
fn hidden_until(event: &Event, at: usize) -> Option<usize> {
    match event {
        Event::Open(tag) if tag.element == Element::Hidden => Some(tag.end.map_or(at + 1, |end| end + 1)),
        _ => None,
    }
}

/// An element that is open.
struct Open {
    /// The event that opened it.
    event: usize,
    element: Element,
    /// What its blocks are.
    kind: BlockKind,
    /// Whether line ends are its own.
    verbatim: bool,
    /// Whether its words are raised: `m<sup>3</sup>`.
    raised: bool,
    /// Where the words of a link begin.
    from: Option<u32>,
}

/// The state of reading.
struct Page<'b, 's, 'e> {
    builder: &'b mut Builder<'s>,
    events: &'e [Event],
    /// The ids of the list of references.
    listed: &'e HashSet<&'s str>,
    /// Those of the entry that begins with the next words.
    ids: Vec<&'s str>,
    open: Vec<Open>,
    sections: Sections,
    /// The block that begins with the next words.
    next: Option<BlockKind>,
    /// How many `<br>` stand since the last words.
    breaks: u8,
    /// Where the last words ended that link into the list.
    pointed: u32,
}

impl Page<'_, '_, '_> {
    fn read(&mut self, within: std::ops::Range<usize>) {
        self.next = Some(BlockKind::Paragraph);
        let mut at = within.start;
        while at < within.end {
            let event = &self.events[at];
            match event {
                Event::Words(span) => self.words(*span),
                Event::Comment(span) => self.builder.aside(MarkKind::Comment, *span),
                Event::Open(tag) => {
                    let after = self.begin(tag, at);
                    if after > at {
                        at = after;
                        continue;
                    }
                }
                Event::Close(opened, span) => self.end(*opened, *span),
            }
            at += 1;
        }
    }

    /// Begins an element; where reading goes on, if that is behind it.
    fn begin(&mut self, tag: &Tag, at: usize) -> usize {
        if let Some(after) = hidden_until(&self.events[at], at) {
            return after;
        }
        let (kind, raised, verbatim) = self
            .open
            .last()
            .map_or((BlockKind::Paragraph, false, false), |open| (open.kind, open.raised, open.verbatim));
        self.name(tag);
        let mut inner = Open { event: at, element: tag.element, kind, raised, verbatim, from: None };
        match tag.element {
            Element::NoteRef if self.leads_into_list(tag, at) => {
                (inner.element, inner.raised) = (Element::Raised, true)
            }
            Element::Code | Element::Math | Element::NoteRef => {
                if let Some(end) = tag.end {
                    let last = self.events[end].span();
                    let mark = match tag.element {
                        Element::Code => MarkKind::Code,
                        Element::Math => MarkKind::Math,
                        _ => MarkKind::NoteRef,
                    };
                    self.start();
                    self.builder.mark(mark, Span { start: tag.span.start, end: last.end });
                    let note = list::signs(self.events, at, tag).find_map(|tag| tag.to);
                    if let Some(id) = note.filter(|_| mark == MarkKind::NoteRef) {
                        self.builder.calls(&self.builder.text()[id.range()]);
                    }
                    return end + 1;
                }
            }
            Element::Break => {
                self.breaks = self.breaks.saturating_add(1);
                if self.breaks > 1 {
                    self.next = Some(kind);
                } else {
                    self.builder.blank(tag.span);
                }
                return 0;
            }
            Element::Quoted => {
                self.start();
                self.builder.stands(tag.span, "“");
            }
            Element::Raised => inner.raised = true,
            Element::Block(own) => {
                inner.kind = match own {
                    BlockKind::Paragraph => kind,
                    _ if kind == BlockKind::Note => kind,
                    own => own,
                };
                self.next = Some(inner.kind);
                if let (BlockKind::Note, Some(id)) = (inner.kind, tag.id) {
                    self.builder.note(Some(&self.builder.text()[id.range()]));
                }
            }
            Element::Verbatim => {
                inner.verbatim = true;
                self.next = Some(kind);
            }
            Element::Heading(_) => {
                inner.kind = BlockKind::Heading;
                self.next = Some(BlockKind::Heading);
                let words = list::heading(self.builder.text(), self.events, at, tag);
                match tag.element {
                    Element::Heading(level) if tag.end.is_some() => self.sections.heading_of(level, &words),
                    _ => {}
                }
            }
            Element::Rule => self.next = Some(kind),
            Element::Link | Element::Cited if tag.end.is_some() => {
                self.start();
                inner.from = Some(self.builder.here());
            }
            Element::Link | Element::Cited => return 0,
            Element::Hidden | Element::Inline => return 0,
        }
        if !tag.void && tag.element != Element::Rule {
            self.open.push(inner);
        }
        0
    }

    /// Whether the sign of a note leads to an entry of the list: then it is a citation by number.
    fn leads_into_list(&self, tag: &Tag, at: usize) -> bool {
        let source = self.builder.text();
        list::signs(self.events, at, tag)
            .filter(|tag| tag.element == Element::Link)
            .any(|tag| tag.to.is_some_and(|to| self.listed.contains(&source[to.range()])))
    }

    /// Takes note of an id in the list of references: what links there means the entry it stands in.
    fn name(&mut self, tag: &Tag) {
        let Some(id) = tag.id.map(|span| &self.builder.text()[span.range()]) else { return };
        if !tag.entry || !self.listed.contains(id) {
            return;
        }
        let block = matches!(tag.element, Element::Block(_)) || self.next.is_some();
        match self.builder.current() {
            Some((BlockKind::Reference, _)) if !block => self.builder.label(id),
            _ => self.ids.push(id),
        }
    }

    /// Points the words of a link at the entry it leads to, those of a citation at the works it names.
    fn point(&mut self, opened: usize, from: u32) {
        let Some(tag) = self.events[opened].tag() else { return };
        let Some(to) = tag.to.map(|to| &self.builder.text()[to.range()]) else { return };
        match tag.element {
            Element::Link if self.listed.contains(to) => {
                self.builder.pointer(from, vec![to.to_owned()]);
                self.pointed = self.builder.here();
            }
            // The links in a citation tell more than the whole of it.
            Element::Cited if self.pointed <= from => {
                self.builder.pointer(from, to.split_ascii_whitespace().map(str::to_owned).collect());
            }
            _ => {}
        }
    }

    /// Ends the element that an event opened, and what was left open inside it.
    fn end(&mut self, opened: usize, span: Span) {
        while let Some(open) = self.open.pop_if(|open| open.event >= opened) {
            match open.element {
                Element::Quoted if open.event == opened => self.builder.stands(span, "”"),
                Element::Link | Element::Cited if open.event == opened => {
                    open.from.into_iter().for_each(|from| self.point(opened, from));
                }
                Element::Quoted | Element::Raised | Element::Link | Element::Cited => {}
                _ => self.next = Some(self.open.last().map_or(BlockKind::Paragraph, |outer| outer.kind)),
            }
        }
    }

    /// Begins the block that stands out, if one does.
    fn start(&mut self) {
        self.breaks = 0;
        if let Some(kind) = self.next.take() {
            let listed = self.sections.in_references() && matches!(kind, BlockKind::Paragraph | BlockKind::Item);
            let kind = if listed { BlockKind::Reference } else { kind };
            self.builder.block(kind);
            let ids = self.ids.drain(..).filter(|_| kind == BlockKind::Reference);
            ids.for_each(|id| self.builder.label(id));
        }
    }

    fn words(&mut self, span: Span) {
        let source = self.builder.text();
        let text = &source[span.range()];
        let open = self.open.last();
        let (verbatim, raised) = (open.is_some_and(|open| open.verbatim), open.is_some_and(|open| open.raised));
        if text.trim_start().is_empty() {
            if self.next.is_none() {
                self.builder.blank(span);
            }
            return;
        }
        if !verbatim {
            self.start();
            return words::push(self.builder, span, raised);
        }
        let mut from = span.start as usize;
        let kind = open.map_or(BlockKind::Paragraph, |open| open.kind);
        for part in markup::paragraphs(text) {
            let start = span.start as usize + part.start;
            if start > from {
                self.next = Some(kind);
            }
            self.start();
            words::push(self.builder, Span::new(start, span.start as usize + part.end), raised);
            from = span.start as usize + part.end;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{BlockKind, Document, MarkKind};
    use crate::read;

    fn document(text: &str) -> Document {
        read::read("page.html", None, text.as_bytes()).unwrap()
    }

    fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        let document = document(text);
        document.block_ids().map(|id| (document.block(id).kind, document.block_text(id).to_owned())).collect()
    }

    fn texts(text: &str) -> Vec<String> {
        blocks(text).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn blocks_are_told_by_their_elements() {
        use BlockKind::*;
        let page = "<!doctype html><html lang=en><head><title>No</title><style>p { }</style></head><body>\n\
            <h1>Of <em>rope</em></h1>\n<p>The ferry\n  crossed.<p>Twice.\n<ul><li>One<li><p>Two</p></ul>\
            <blockquote><p>Said so.</p></blockquote><table><caption>A list</caption><tr><td>1<td>2</table>\
            <figure><img src=x alt=no><figcaption>A boat</figcaption></figure>\
            <h2>References</h2><ol><li>Marlow, R. (1987). Rope.</li></ol><h2>Appendix</h2>So it ends.</body></html>";
        let want = [
            (Heading, "Of rope"),
            (Paragraph, "The ferry crossed."),
            (Paragraph, "Twice."),
            (Item, "One"),
            (Item, "Two"),
            (Quote, "Said so."),
            (Caption, "A list"),
            (Table, "1"),
            (Table, "2"),
            (Caption, "A boat"),
            (Heading, "References"),
            (Reference, "Marlow, R. (1987). Rope."),
            (Heading, "Appendix"),
            (Paragraph, "So it ends."),
        ];
        assert_eq!(blocks(page), want.map(|(kind, text)| (kind, text.to_owned())));
    }

    #[test]
    fn words_are_as_a_reader_sees_them() {
        for (page, want) in [
            ("a &amp; b&nbsp;c &#233;&#x2019; d&shy;e&eacute;", "a & b c é’ deé"),
            ("one <b> two </b> three", "one two three"),
            ("one<br>two", "one two"),
            ("10<sup>6</sup> m<sup>3</sup> CO<sub>2</sub> 4<sup>th</sup>", "10⁶ m³ CO2 4th"),
            ("he said <q>no</q>.", "he said “no”."),
            ("a < b & c &unknown; &", "a < b & c &unknown; &"),
            ("so<script>x = '<p>';</script> it<!-- not this --> is<nav>Menu<p>x</nav>", "so it is"),
            ("x <span hidden>y</span><span aria-hidden=\"true\">z</span>w", "x w"),
        ] {
            assert_eq!(texts(page), [want], "{page}");
        }
        assert_eq!(texts("one<br><br>two<br/> <br/>three"), ["one", "two", "three"]);
        assert_eq!(texts("<pre>one\ntwo\n\nthree</pre>"), ["one two", "three"]);
    }

    #[test]
    fn the_article_of_a_page_is_read_alone() {
        let page = "<div>Buy now. Sign up.</div><article><h1>Rope</h1><p>The keepers of the lights wrote down the tide.</article><div>Related</div>";
        assert_eq!(texts(page), ["Rope", "The keepers of the lights wrote down the tide."]);
        let page = "<div>The keepers of the lights wrote down the wind and the weather.</div><article>Ad</article>";
        assert_eq!(texts(page).len(), 2);
        let unclosed = "<nav><p>The keepers of the lights wrote.<p>And so on.";
        assert_eq!(texts(unclosed).len(), 2, "what is never closed hides nothing");
    }

    #[test]
    fn notes_code_and_comments_are_marked() {
        let page = "<p>See<a href=\"#fn1\" class=\"footnote-ref\"><sup>1</sup></a> <code>x &lt; 2015</code> \
            <span class=\"math inline\">x^2</span><!-- pincite-ignore C001 --></p><section class=footnotes role=doc-endnotes>\
            <ol><li id=fn1><p>A note.</p></li></ol></section>";
        let document = document(page);
        let kinds: Vec<_> = document.marks.iter().map(|mark| mark.kind).collect();
        assert_eq!(kinds, [MarkKind::NoteRef, MarkKind::Code, MarkKind::Math, MarkKind::Comment]);
        assert_eq!(document.source.slice(document.marks[1].span), "<code>x &lt; 2015</code>");
        assert_eq!(blocks(page)[1], (BlockKind::Note, "A note.".to_owned()));
    }

    #[test]
    fn hostile_pages_are_read_in_linear_time() {
        let many = 100_000;
        for page in [
            "<div>".repeat(many),
            "<p><b><nav>x".repeat(many),
            "<article>x".repeat(many / 10),
            "</div>".repeat(many),
            "&".repeat(many),
            "<".repeat(many),
            "<!--".repeat(many),
            "<a href='".repeat(many),
            "&#x".repeat(many),
            "<table><tr><td>".repeat(many),
            "<svg><p></svg>".repeat(many),
            "<q>x".repeat(many),
            "<pre>\n\nx".repeat(many),
        ] {
            let before = std::time::Instant::now();
            document(&page);
            assert!(before.elapsed().as_secs() < 10, "{}", &page[..20]);
        }
    }
}
