//! The tags, words and comments of a page, in order, and what each element means to a reader of prose.
//!
//! In: the text of the file. Out: events; each element that is closed knows where. Only what tells something
//! becomes an event: `<em>` and `<span>` part no words.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::model::BlockKind;
use crate::read::tags::{Dialect, Start, Tags, Token};
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
    /// A link to a place in the page.
    Link,
    /// A citation whose keys the element tells.
    Cited,
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
    /// Its id, or the name by which a link finds it.
    pub(super) id: Option<Span>,
    /// The place that a link leads to, or the keys of a citation.
    pub(super) to: Option<Span>,
    /// Whether it is an entry of a list, or something in one, by its name.
    pub(super) entry: bool,
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
    pub(super) fn tag(&self) -> Option<&Tag> {
        match self {
            Self::Open(tag) => Some(tag),
            _ => None,
        }
    }

    pub(super) fn span(&self) -> Span {
        match self {
            Self::Words(span) | Self::Comment(span) | Self::Close(_, span) => *span,
            Self::Open(tag) => tag.span,
        }
    }
}

/// The elements that can have no content.
const VOID: &[&str] =
    &["br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr", "param"];

/// An element that is open: its name, and its event where it has one.
struct Open<'s> {
    name: Cow<'s, str>,
    event: Option<usize>,
}

/// The events of a page.
pub(super) fn events(text: &str) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    let mut open: Vec<Open<'_>> = Vec::new();
    // How many elements of a name are open: an end tag without a start is not sought among them.
    let mut names: HashMap<Cow<'_, str>, usize> = HashMap::new();
    for token in Tags::new(text, 0, Dialect::Html) {
        match token {
            Token::Words(span) => match events.last_mut() {
                Some(Event::Words(last)) if last.end == span.start => last.end = span.end,
                _ => events.push(Event::Words(span)),
            },
            Token::Comment(span) => events.push(Event::Comment(span)),
            Token::Doctype(_) => {}
            Token::Open(start) => {
                let name = small(start.name);
                let tag = tag(text, &name, &start);
                let void = tag.void;
                let event = told(&tag).then_some(events.len());
                if event.is_some() {
                    events.push(Event::Open(tag));
                }
                if !void {
                    *names.entry(name.clone()).or_default() += 1;
                    open.push(Open { name, event });
                }
            }
            Token::Close(name, span) => {
                let name = small(name);
                if names.get(&name).is_none_or(|&count| count == 0) {
                    continue;
                }
                while let Some(last) = open.pop() {
                    if let Some(count) = names.get_mut(&last.name) {
                        *count -= 1;
                    }
                    if last.name != name {
                        continue;
                    }
                    if let Some(opened) = last.event {
                        let end = events.len();
                        if let Some(Event::Open(tag)) = events.get_mut(opened) {
                            tag.end = Some(end);
                        }
                        events.push(Event::Close(opened, span));
                    }
                    break;
                }
            }
        }
    }
    block_code(&mut events);
    events
}

fn small(name: &str) -> Cow<'_, str> {
    match name.bytes().any(|b| b.is_ascii_uppercase()) {
        true => Cow::Owned(name.to_ascii_lowercase()),
        false => Cow::Borrowed(name),
    }
}

/// Whether a tag tells a reader anything.
fn told(tag: &Tag) -> bool {
    tag.element != Element::Inline || tag.id.is_some()
}

fn tag(text: &str, name: &str, start: &Start<'_>) -> Tag {
    let bare = start.attributes.is_empty();
    let element = meaning(name, start);
    let attribute = |name: &str| if bare { None } else { start.attribute(name) };
    let place = |part: &str| {
        let at = part.as_ptr() as usize - text.as_ptr() as usize;
        (!part.is_empty()).then(|| Span::new(at, at + part.len()))
    };
    let to = match element {
        Element::Link | Element::NoteRef => attribute("href").and_then(|address| fragment(address, start)),
        Element::Cited => attribute("data-cites"),
        _ => None,
    };
    let id = attribute("id").or_else(|| attribute("name").filter(|_| name == "a"));
    Tag {
        span: start.span,
        element,
        void: VOID.contains(&name) || start.closed && matches!(name, "path" | "rect" | "circle" | "use"),
        main: matches!(name, "main" | "article") || is(start, "role", &["main"]),
        id: id.and_then(place),
        to: to.and_then(place),
        entry: matches!(name, "li" | "div" | "p" | "dt" | "dd" | "a" | "span" | "cite" | "td" | "tr")
            && !is(start, "class", &["references", "csl-bib-body"])
            && !is(start, "role", &["doc-bibliography"]),
        end: None,
    }
}

/// The place in a page that an address of the same page names; LaTeXML writes the whole address.
fn fragment<'s>(address: &'s str, start: &Start<'_>) -> Option<&'s str> {
    let (page, place) = address.split_once('#')?;
    (!page.contains(':') || is(start, "class", &["ltx_ref"])).then_some(place)
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
fn meaning(name: &str, start: &Start<'_>) -> Element {
    use BlockKind::{Caption, Item, Note, Paragraph, Quote, Reference, Table};
    let element = match name {
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
    if start.attributes.is_empty() {
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
    } else if name == "a" && start.attribute("href").is_some_and(|address| fragment(address, start).is_some()) {
        Element::Link
    } else if name == "span" && start.attribute("data-cites").is_some() {
        Element::Cited
    } else {
        element
    }
}

/// Whether an element is not shown.
fn is_unseen(start: &Start<'_>) -> bool {
    start.attribute("hidden").is_some()
        || start.attribute("aria-hidden").is_some_and(|value| value.trim() == "true")
        || start.attribute("style").is_some_and(|style| {
            style.chars().filter(|c| !c.is_whitespace()).collect::<String>().contains("display:none")
        })
}

/// Whether one of the words of an attribute is one of these.
fn is(start: &Start<'_>, attribute: &str, names: &[&str]) -> bool {
    start.attribute(attribute).is_some_and(|value| {
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
