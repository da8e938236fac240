//! A bibliography file, cut into its items.
//!
//! In: the text. Out: entries, strings, comments and preambles, each with where it begins, where it
//! ends, and how far a broken one may reach. What stands between them is no concern (*BibTeX*:
//! whatever is outside an entry is a comment). It refuses to look inside an item.
//!
//! **Invariant:** linear time. A byte is looked at a bounded number of times, however many items are
//! left open.

use std::ops::Range;

use memchr::{memchr, memchr2, memchr3, memrchr2};

/// How deep braces may nest before an item is kept from the parser.
pub(super) const DEPTH: usize = 200;

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Entry,
    Strings,
    Preamble,
    Comment,
    /// An entry whose opening brace is missing.
    Headless,
}

/// One item of a file; offsets are bytes of the text.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub kind: Kind,
    /// From the `@` past the closing brace, or as far as an unclosed item reaches.
    pub span: Range<usize>,
    /// The word after the `@`.
    pub word: Range<usize>,
    /// The first byte after the opening brace.
    pub body: usize,
    /// Where the next item begins.
    pub reach: usize,
    /// Whether round brackets stand for the outer braces.
    pub round: bool,
    pub closed: bool,
    pub too_deep: bool,
}

/// Cuts `text` into items, from `start` on.
pub(super) fn items(text: &str, start: usize) -> Vec<Item> {
    let mut cutter = Cutter { text, bytes: text.as_bytes(), at: start, commented: false, unmatched: None };
    let mut items: Vec<Item> = Vec::new();
    while let Some(item) = cutter.next() {
        if let Some(last) = items.last_mut() {
            last.reach = item.span.start;
        }
        items.push(item);
    }
    items
}

/// An `@word{` as it stands in the text.
#[derive(Clone, Debug)]
struct Head {
    at: usize,
    word: Range<usize>,
    /// The opening brace or bracket, where there is one.
    opener: Option<usize>,
}

struct Cutter<'s> {
    text: &'s str,
    bytes: &'s [u8],
    at: usize,
    /// Whether a `%` stands before this place on its line.
    commented: bool,
    /// Opening braces that are never closed, once an open comment made us look for them.
    unmatched: Option<Vec<usize>>,
}

/// Where an item ends.
struct End {
    at: usize,
    closed: bool,
    too_deep: bool,
}

impl<'s> Cutter<'s> {
    fn next(&mut self) -> Option<Item> {
        loop {
            let at = self.at + memchr(b'@', &self.bytes[self.at..])?;
            let gap = &self.bytes[self.at..at];
            let line = memrchr2(b'\n', b'\r', gap);
            self.commented =
                (line.is_none() && self.commented) || memchr(b'%', &gap[line.map_or(0, |n| n + 1)..]).is_some();
            self.at = at + 1;
            if self.commented {
                continue;
            }
            let head = self.head(at);
            // `me@x.org` between entries is no item.
            let inside = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '+');
            if head.word.is_empty() || self.text[..at].ends_with(inside) {
                continue;
            }
            if let Some(item) = self.item(head) {
                self.at = item.span.end;
                self.commented = false;
                return Some(item);
            }
        }
    }

    fn head(&self, at: usize) -> Head {
        let start = at + 1 + blanks(&self.bytes[at + 1..]);
        let end = start + self.bytes[start..].iter().take_while(|&&b| is_word(b)).count();
        let next = end + blanks(&self.bytes[end..]);
        let opener = matches!(self.bytes.get(next), Some(b'{' | b'(')).then_some(next);
        Head { at, word: start..end, opener }
    }

    fn item(&mut self, head: Head) -> Option<Item> {
        let kind = kind(&self.text[head.word.clone()]);
        let Some(opener) = head.opener else {
            return self.headless(head, kind);
        };
        let round = self.bytes[opener] == b'(';
        // `@home (a note)` is no item.
        if round && kind == Kind::Entry && !is_entry_type(&self.text[head.word.clone()]) {
            return None;
        }
        let body = opener + 1;
        let end = match (kind, round) {
            (Kind::Comment, false) => self.comment_end(opener),
            (_, false) => self.brace_end(body),
            (_, true) => self.round_end(body),
        };
        Some(Item {
            kind,
            span: head.at..end.at,
            word: head.word,
            body,
            reach: self.bytes.len(),
            round,
            closed: end.closed,
            too_deep: end.too_deep,
        })
    }

    /// `@article smith2020, title = …`: an item only where it can be nothing else.
    fn headless(&self, head: Head, kind: Kind) -> Option<Item> {
        if kind != Kind::Entry || !self.is_first_on_line(head.at) || !is_entry_type(&self.text[head.word.clone()]) {
            return None;
        }
        let mut end = head.word.end;
        while let Some(step) = memchr(b'@', &self.bytes[end..]) {
            end += step;
            if self.is_first_on_line(end) {
                break;
            }
            end += 1;
        }
        if self.bytes.get(end) != Some(&b'@') {
            end = self.bytes.len();
        }
        let body = head.word.end;
        // Prose that begins with `@book` has no field.
        if !self.bytes[body..end].contains(&b'=') {
            return None;
        }
        let end = body + self.text[body..end].trim_end().len();
        let (reach, word) = (self.bytes.len(), head.word);
        let (round, closed, too_deep) = (false, false, false);
        Some(Item { kind: Kind::Headless, span: head.at..end, word, body, reach, round, closed, too_deep })
    }

    /// Whether an `@` is the first thing on its line.
    fn is_first_on_line(&self, at: usize) -> bool {
        let before = self.bytes[..at].iter().rev().find(|b| !matches!(b, b' ' | b'\t'));
        before.is_none_or(|&b| b == b'\n' || b == b'\r')
            || self.text[..at].trim_end_matches([' ', '\t']).ends_with('\u{feff}')
    }

    /// Whether an item begins at an `@`, even inside an open one.
    fn starts_item(&self, at: usize) -> bool {
        if !self.is_first_on_line(at) {
            return false;
        }
        let head = self.head(at);
        !head.word.is_empty() && head.opener.is_some()
    }

    /// The end of an item that began with a brace.
    fn brace_end(&self, body: usize) -> End {
        let (mut at, mut depth, mut deepest) = (body, 1usize, 1usize);
        while let Some(step) = memchr3(b'{', b'}', b'@', &self.bytes[at..]) {
            at += step;
            match self.bytes[at] {
                b'{' => {
                    depth += 1;
                    deepest = deepest.max(depth);
                }
                b'}' => {
                    depth -= 1;
                    if depth == 0 {
                        return End { at: at + 1, closed: true, too_deep: deepest > DEPTH };
                    }
                }
                _ if self.starts_item(at) && (depth == 1 || !self.is_quoted_item(at)) => break,
                _ => {}
            }
            at += 1;
        }
        self.unclosed(at.min(self.bytes.len()), deepest)
    }

    fn unclosed(&self, at: usize, deepest: usize) -> End {
        let at = if self.bytes.get(at) == Some(&b'@') { at } else { self.bytes.len() };
        End { at: self.text[..at].trim_end().len(), closed: false, too_deep: deepest > DEPTH }
    }

    /// Whether the item at `at` stands inside a value: before the next item, a brace closes that
    /// was open already.
    fn is_quoted_item(&self, at: usize) -> bool {
        let (mut at, mut depth) = (at + 1, 0usize);
        while let Some(step) = memchr3(b'{', b'}', b'@', &self.bytes[at..]) {
            at += step;
            match self.bytes[at] {
                b'{' => depth += 1,
                b'}' if depth == 0 => return true,
                b'}' => depth -= 1,
                _ if self.starts_item(at) => return false,
                _ => {}
            }
            at += 1;
        }
        false
    }

    /// The end of an item that began with a round bracket: the `)` outside braces and quotation marks.
    fn round_end(&self, body: usize) -> End {
        let (mut at, mut depth, mut deepest, mut quoted) = (body, 0usize, 0usize, false);
        while let Some(&b) = self.bytes.get(at) {
            match b {
                b'{' => {
                    depth += 1;
                    deepest = deepest.max(depth);
                }
                b'}' => depth = depth.saturating_sub(1),
                b'"' if depth == 0 => quoted = !quoted,
                b')' if depth == 0 && !quoted => return End { at: at + 1, closed: true, too_deep: deepest > DEPTH },
                b'@' if self.starts_item(at) => break,
                _ => {}
            }
            at += 1;
        }
        self.unclosed(at, deepest)
    }

    /// The end of a comment: its closing brace, or the end of its line where it has none.
    fn comment_end(&mut self, opener: usize) -> End {
        let known = self.unmatched.as_ref().is_some_and(|open| open.binary_search(&opener).is_ok());
        let mut open = Vec::new();
        let mut at = opener;
        while let Some(step) = memchr2(b'{', b'}', &self.bytes[at..]).filter(|_| !known) {
            at += step;
            if self.bytes[at] == b'{' {
                open.push(at);
            } else {
                open.pop();
                if open.is_empty() {
                    return End { at: at + 1, closed: true, too_deep: false };
                }
            }
            at += 1;
        }
        if !known {
            self.unmatched = Some(open);
        }
        let line = memchr2(b'\n', b'\r', &self.bytes[opener..]).map_or(self.bytes.len(), |step| opener + step);
        End { at: self.text[..line].trim_end().len(), closed: false, too_deep: false }
    }
}

/// How many blanks bytes begin with.
pub(super) fn blanks(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| b.is_ascii_whitespace()).count()
}

fn is_word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+' | b':')
}

fn kind(word: &str) -> Kind {
    let is = |name: &str| word.eq_ignore_ascii_case(name);
    if is("string") {
        Kind::Strings
    } else if is("preamble") {
        Kind::Preamble
    } else if is("comment") {
        Kind::Comment
    } else {
        Kind::Entry
    }
}

/// The entry types of BibTeX and biblatex (*biblatex 2.1*), by which an item is known where its brace
/// is missing or round.
fn is_entry_type(word: &str) -> bool {
    const TYPES: &str = " article artwork audio bibnote book bookinbook booklet collection commentary conference \
        dataset electronic image inbook incollection inproceedings inreference jurisdiction legal legislation letter \
        manual mastersthesis misc movie music mvbook mvcollection mvproceedings mvreference online patent performance \
        periodical phdthesis proceedings reference report review set software standard suppbook suppcollection \
        suppperiodical techreport thesis unpublished video www xdata ";
    let small = word.to_ascii_lowercase();
    TYPES.split(' ').any(|name| name == small)
}
