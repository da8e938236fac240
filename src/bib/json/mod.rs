//! JSON with the place of every value, read as far as it goes.
//!
//! In: a text. Out: the items of its list – or the one item, or one after the other – and what is wrong with
//! it. The parsers there are give no places, or stop at the first fault and lose the file; here a fault costs
//! what stands between it and the next item.
//!
//! **Invariant:** one pass: after a fault reading goes on behind it, never before. Nesting is bounded.

mod commas;
mod escape;

use std::borrow::Cow;

pub(super) use escape::unescaped;

use self::commas::Commas;
use super::tree::{DEEPEST, Node, Pair, What};
use crate::text::Span;

/// What a text holds.
#[derive(Debug, Default)]
pub(super) struct Items<'s> {
    /// The items, each as far as it can be read.
    pub(super) items: Vec<Node<'s>>,
    pub(super) faults: Vec<Fault>,
}

/// Something that is no JSON.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) at: Span,
    pub(super) message: &'static str,
    /// Which item it befell.
    pub(super) item: Option<usize>,
}

/// The lists that bibliographies are kept in, where the text is one object.
const LISTS: &[&str] = &["items", "references", "citationItems"];

/// How an item begins: what `{"id": …` has for its first name. Names and dates inside an item begin otherwise.
const FIRST: &[&str] =
    &["id", "type", "key", "itemKey", "itemID", "itemType", "citation-key", "citationKey", "uris", "DOI"];

/// Reads the items of a text from `start` on.
pub(super) fn items(text: &str, start: usize) -> Items<'_> {
    let mut reader = Reader { text, at: start, depth: 0, fault: None, loose: false, found: Items::default() };
    reader.whole();
    reader.found
}

struct Reader<'s> {
    text: &'s str,
    at: usize,
    depth: usize,
    /// The fault that ends the item being read.
    fault: Option<Fault>,
    /// Whether a fault has torn the list, so that its commas and brackets no longer tell anything.
    loose: bool,
    found: Items<'s>,
}

impl<'s> Reader<'s> {
    fn whole(&mut self) {
        while let Some(next) = self.next() {
            match next {
                b'[' if !self.loose => {
                    self.at += 1;
                    self.list();
                }
                b'{' if !self.loose => self.object(),
                b'{' => self.item(),
                b',' | b']' | b'}' if self.loose => self.at += 1,
                _ => {
                    let at = self.here();
                    self.tell(at, "no item can begin so", None);
                    self.go_on();
                }
            }
        }
    }

    /// The items of a list, behind its bracket.
    fn list(&mut self) {
        let mut commas = Commas::new(None);
        loop {
            match self.next() {
                None => {
                    let end = self.text.trim_end().len();
                    return self.tell(Span::new(end, end), "the list of items is never closed by `]`", None);
                }
                Some(b']') => {
                    commas.close(self);
                    self.at += 1;
                    return;
                }
                Some(b',') => commas.comma(self),
                Some(_) => {
                    commas.value(self);
                    self.item();
                    if self.loose {
                        return;
                    }
                }
            }
        }
    }

    /// One item, or what stands in its place.
    fn item(&mut self) {
        let node = self.value();
        let number = self.found.items.len();
        self.found.items.push(node);
        self.mend(Some(number));
    }

    /// The one object of a text: it holds the list, or is itself an item.
    fn object(&mut self) {
        let start = self.at;
        self.at += 1;
        let mut pairs = Vec::new();
        let mut listed = false;
        self.pairs(&mut pairs, |reader, name| {
            let list = LISTS.contains(&name) && reader.next() == Some(b'[');
            if list {
                listed = true;
                reader.at += 1;
                reader.list();
            }
            list
        });
        let number = self.found.items.len();
        if !listed && !self.loose {
            self.found.items.push(Node { what: What::Map(pairs), span: Span::new(start, self.at) });
        }
        self.mend((!listed).then_some(number));
    }

    /// Tells the fault that ended an item, and goes on with the next.
    fn mend(&mut self, item: Option<usize>) {
        if let Some(fault) = self.fault.take() {
            self.found.faults.push(Fault { item, ..fault });
            self.go_on();
        }
    }

    /// Goes to where the next item begins.
    fn go_on(&mut self) {
        self.loose = true;
        self.depth = 0;
        let bytes = self.text.as_bytes();
        let begins = |at: usize| {
            let after = self.text[at + 1..].trim_start_matches([' ', '\t', '\r', '\n']);
            let name = after.strip_prefix('"').unwrap_or_default();
            FIRST.iter().any(|first| name.strip_prefix(first).is_some_and(|rest| rest.starts_with('"')))
        };
        self.at = memchr::memchr_iter(b'{', &bytes[self.at..])
            .map(|at| self.at + at)
            .find(|&at| begins(at))
            .unwrap_or(bytes.len());
    }

    /// The next byte that is no blank.
    fn next(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(self.at) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    fn tell(&mut self, at: Span, message: &'static str, item: Option<usize>) {
        self.found.faults.push(Fault { at, message, item });
    }

    /// Notes what ends the item that is being read.
    fn stop(&mut self, message: &'static str) {
        let at = self.here();
        self.fault.get_or_insert(Fault { at, message, item: None });
    }

    /// The character that comes next.
    fn here(&self) -> Span {
        Span::new(self.at, self.at + self.text[self.at..].chars().next().map_or(0, char::len_utf8))
    }

    fn value(&mut self) -> Node<'s> {
        let next = self.next();
        let start = self.at;
        let what = match next {
            Some(b'{' | b'[') if self.depth >= DEEPEST => {
                self.stop("this is nested too deeply");
                What::Nothing
            }
            Some(b'{') => {
                self.at += 1;
                let mut pairs = Vec::new();
                self.pairs(&mut pairs, |_, _| false);
                What::Map(pairs)
            }
            Some(b'[') => self.array(),
            Some(b'"') => What::Scalar(self.string()),
            Some(_) => self.word(),
            None => {
                self.stop("the file ends inside an item");
                What::Nothing
            }
        };
        Node { what, span: Span::new(start, self.at.max(start)) }
    }

    /// The pairs of an object, behind its brace; `taken` may take the value of a name for itself.
    fn pairs(&mut self, pairs: &mut Vec<Pair<'s>>, mut taken: impl FnMut(&mut Self, &str) -> bool) {
        self.depth += 1;
        let mut commas = Commas::new(Some(self.found.items.len()));
        while self.fault.is_none() {
            match self.next() {
                Some(b'}') => {
                    commas.close(self);
                    self.at += 1;
                    break;
                }
                Some(b',') => commas.comma(self),
                Some(b'"') => {
                    commas.value(self);
                    let start = self.at;
                    let name = self.string();
                    let name_span = Span::new(start, self.at);
                    if self.next() != Some(b':') {
                        self.stop("a colon is missing after a name");
                        break;
                    }
                    self.at += 1;
                    if !taken(self, &name) {
                        let value = self.value();
                        pairs.push(Pair { name, name_span, value });
                    } else if self.loose {
                        break;
                    }
                }
                Some(_) => self.stop("a name in quotation marks, or `}`, is missing here"),
                None => self.stop("the file ends inside an item"),
            }
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn array(&mut self) -> What<'s> {
        self.at += 1;
        self.depth += 1;
        let mut items = Vec::new();
        let mut commas = Commas::new(Some(self.found.items.len()));
        while self.fault.is_none() {
            match self.next() {
                Some(b']') => {
                    commas.close(self);
                    self.at += 1;
                    break;
                }
                Some(b',') => commas.comma(self),
                Some(b':' | b'}') => self.stop("a value, or `]`, is missing here"),
                Some(_) => {
                    commas.value(self);
                    items.push(self.value());
                }
                None => self.stop("the file ends inside an item"),
            }
        }
        self.depth = self.depth.saturating_sub(1);
        What::List(items)
    }

    /// A string, from its quotation mark on. One that is never closed ends with its line.
    fn string(&mut self) -> Cow<'s, str> {
        self.at += 1;
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut escaped = false;
        loop {
            match memchr::memchr3(b'"', b'\\', b'\n', &bytes[self.at..]).map(|at| self.at + at) {
                Some(at) if bytes[at] == b'\\' => {
                    escaped = true;
                    // What follows may have more than one byte.
                    self.at = bytes.len().min(at + 2);
                    while !self.text.is_char_boundary(self.at) {
                        self.at += 1;
                    }
                }
                Some(at) if bytes[at] == b'"' => {
                    self.at = at + 1;
                    let inner = &self.text[start..at];
                    return if escaped { Cow::Owned(unescaped(inner)) } else { Cow::Borrowed(inner) };
                }
                end => {
                    let end = end.unwrap_or(bytes.len());
                    let inner = self.text[start..end].trim_end().trim_end_matches(',');
                    let at = Span::new(start - 1, start + inner.len());
                    self.tell(at, "this text is never closed by a quotation mark", Some(self.found.items.len()));
                    self.at = start + inner.len();
                    return Cow::Owned(unescaped(inner));
                }
            }
        }
    }

    /// A number, `true`, `false`, `null`.
    fn word(&mut self) -> What<'s> {
        let rest = &self.text[self.at..];
        let len = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'+' | b'.')).count();
        let word = &rest[..len];
        if word == "null" {
            self.at += len;
            return What::Nothing;
        }
        if !matches!(word, "true" | "false") && word.parse::<f64>().is_err() {
            self.stop("this is no value");
            return What::Nothing;
        }
        self.at += len;
        What::Scalar(Cow::Borrowed(word))
    }
}
