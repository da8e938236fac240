//! The tags, words and comments of a page, in order, and what each element means to a reader of prose.
//!
//! In: the text of the file. Out: events; each element that is closed knows where. Only what tells something
//! becomes an event: `<em>` and `<span>` part no words.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use lol_html::html_content::{Element as Start, SourceLocation, TextType};
use lol_html::{HtmlRewriter, Settings, doc_comments, doc_text, element};

use crate::model::BlockKind;
use crate::text::Span;

/// What an element means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// A block of this kind.
    Block(BlockKind),
    /// A heading, with its level.
    Heading(u8),
    /// Line ends are its own.
    Verbatim,
    /// Code; something else stands for it.
    Code,
    /// A formula.
    Math,
    /// A reference to a note.
    NoteRef,
    /// Raised words.
    Raised,
    /// Words that quotation marks are put around.
    Quoted,
    /// A line break.
    Break,
    /// A rule between blocks.
    Rule,
    /// No prose.
    Hidden,
    /// Part of a line, and nothing more.
    Inline,
}

/// The start of an element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag {
    pub(super) span: Span,
    pub(super) element: Element,
    /// Whether it can have no content.
    pub(super) void: bool,
    /// Whether it holds what a page is there for.
    pub(super) main: bool,
    /// The event that ends it.
    pub(super) end: Option<usize>,
}

/// What comes in a page.
#[derive(Clone, Copy, Debug)]
pub(super) enum Event {
    Words(Span),
    Comment(Span),
    Open(Tag),
    /// The end of an element: the event that opened it, and where the tag stands.
    Close(usize, Span),
}

impl Event {
    pub(super) fn span(&self) -> Span {
        match self {
            Self::Words(span) | Self::Comment(span) | Self::Close(_, span) => *span,
            Self::Open(tag) => tag.span,
        }
    }
}

/// The events of a page.
pub(super) fn events(text: &str) -> Vec<Event> {
    let events: Rc<RefCell<Vec<Event>>> = Rc::default();
    let settings = Settings::new()
        .with_strict(false)
        .append_element_content_handler(element!("*", |start| {
            open(&events, start);
            Ok(())
        }))
        .append_document_content_handler(doc_comments!(|comment| {
            events.borrow_mut().push(Event::Comment(span(comment.source_location())));
            Ok(())
        }))
        .append_document_content_handler(doc_text!(|chunk| {
            let at = span(chunk.source_location());
            if matches!(chunk.text_type(), TextType::Data | TextType::PlainText | TextType::CDataSection)
                && !at.is_empty()
            {
                let mut events = events.borrow_mut();
                match events.last_mut() {
                    Some(Event::Words(last)) if last.end == at.start => last.end = at.end,
                    _ => events.push(Event::Words(at)),
                }
            }
            Ok(())
        }));
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    // A page that cannot be read to its end is read to there.
    if rewriter.write(text.as_bytes()).is_ok() {
        let _ = rewriter.end();
    }
    let mut events = events.take();
    block_code(&mut events);
    events
}

fn span(at: SourceLocation) -> Span {
    let bytes = at.bytes();
    Span::new(bytes.start, bytes.end)
}

fn open(events: &Rc<RefCell<Vec<Event>>>, start: &mut Start<'_, '_>) {
    let element = meaning(start);
    if element == Element::Inline {
        return;
    }
    let void = !start.can_have_content();
    let main = matches!(start.tag_name().as_str(), "main" | "article") || is(start, "role", &["main"]);
    let opened = events.borrow().len();
    events.borrow_mut().push(Event::Open(Tag { span: span(start.source_location()), element, void, main, end: None }));
    if void {
        return;
    }
    let events = Rc::clone(events);
    // What has no end tag has no handler of one; nothing is lost by that.
    let _ = start.on_end_tag(lol_html::end_tag!(move |tag| {
        let mut events = events.borrow_mut();
        let end = events.len();
        if let Some(Event::Open(tag)) = events.get_mut(opened) {
            tag.end = Some(end);
        }
        events.push(Event::Close(opened, span(tag.source_location())));
        Ok(())
    }));
}

/// Code in a block of its own is code, not lines of words.
fn block_code(events: &mut [Event]) {
    for at in 1..events.len() {
        let (before, after) = events.split_at_mut(at);
        if let (Some(Event::Open(block)), Some(Event::Open(code))) = (before.last_mut(), after.first())
            && block.element == Element::Verbatim
            && code.element == Element::Code
        {
            block.element = Element::Code;
        }
    }
}

/// What an element means, by its name and a few attributes.
fn meaning(start: &Start<'_, '_>) -> Element {
    use BlockKind::{Caption, Item, Note, Paragraph, Quote, Reference, Table};
    let name = start.tag_name();
    let element = match name.as_str() {
        "script" | "style" | "head" | "title" | "nav" | "menu" | "noscript" | "template" | "button" | "select"
        | "textarea" | "dialog" | "iframe" | "object" | "svg" | "audio" | "video" | "canvas" | "footer" => {
            Element::Hidden
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Element::Heading(name.as_bytes()[1] - b'0'),
        "li" | "dt" | "dd" => Element::Block(Item),
        "blockquote" => Element::Block(Quote),
        "td" | "th" => Element::Block(Table),
        "caption" | "figcaption" => Element::Block(Caption),
        "aside" => Element::Block(Note),
        "p" | "div" | "section" | "article" | "main" | "header" | "address" | "ul" | "ol" | "dl" | "table" | "tr"
        | "thead" | "tbody" | "tfoot" | "figure" | "body" | "form" | "fieldset" | "details" | "summary" | "center"
        | "hgroup" => Element::Block(Paragraph),
        "pre" => Element::Verbatim,
        "code" | "kbd" | "samp" | "tt" => Element::Code,
        "math" => Element::Math,
        "sup" => Element::Raised,
        "q" => Element::Quoted,
        "br" => Element::Break,
        "hr" => Element::Rule,
        _ => Element::Inline,
    };
    if start.attributes().is_empty() {
        return element;
    }
    let class = |names: &[&str]| is(start, "class", names);
    let role = |names: &[&str]| is(start, "role", names);
    let block = matches!(element, Element::Block(_));
    if role(&["doc-endnotes", "doc-footnote", "doc-endnote"])
        || class(&["footnotes", "footnote"]) && (block || name == "footer")
    {
        Element::Block(Note)
    } else if class(&["footnote-back"])
        || role(&["doc-backlink", "navigation", "contentinfo", "search"])
        || is_unseen(start)
    {
        Element::Hidden
    } else if class(&["footnote-ref"]) || role(&["doc-noteref"]) || name == "sup" && class(&["reference", "footnote"]) {
        Element::NoteRef
    } else if class(&["math"]) && name == "span" {
        Element::Math
    } else if block && (role(&["doc-bibliography", "doc-biblioentry"]) || class(&["csl-bib-body", "csl-entry"])) {
        Element::Block(Reference)
    } else {
        element
    }
}

/// Whether an element is not shown.
fn is_unseen(start: &Start<'_, '_>) -> bool {
    let style = start.get_attribute("style").unwrap_or_default();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    start.has_attribute("hidden")
        || start.get_attribute("aria-hidden").is_some_and(|value| value.trim() == "true")
        || style.contains("display:none")
}

/// Whether one of the words of an attribute is one of these.
fn is(start: &Start<'_, '_>, attribute: &str, names: &[&str]) -> bool {
    start.get_attribute(attribute).is_some_and(|value| {
        value.split_ascii_whitespace().any(|word| names.iter().any(|name| name.eq_ignore_ascii_case(word)))
    })
}

/// The paragraphs of text whose line ends are its own: blank lines part them.
pub(super) fn paragraphs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    std::iter::from_fn(move || {
        while let Some(blank) = lines.next_if(|line| line.trim().is_empty()) {
            at += blank.len();
        }
        let start = at;
        while let Some(line) = lines.next_if(|line| !line.trim().is_empty()) {
            at += line.len();
        }
        (at > start).then_some(start..at)
    })
}
