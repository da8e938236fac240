//! Citations by key: `[see @holland2021a, p. 3; -@rubin]`, `@key [p. 3]`; commands of LaTeX are read beside it.
//!
//! In: the marks that a reader left in the prose. Out: their items, with locators and the words
//! around them, by source spans. It refuses to find marks: where one stands is the reader's word.
//!
//! Source: *Pandoc User's Guide, Citation syntax*.

mod call;
mod role;

use std::ops::Range;

use nom::bytes::complete::take_while;
use nom::character::complete::char;
use nom::sequence::delimited;
use nom::{IResult, Parser};

use super::command;
use crate::grammar::locator::locator;
use crate::model::{Citation, CiteItem, Delimited, Document, Form, Manner, Mark, MarkKind, SentenceId};
use crate::text::Span;
use crate::text::citekey::{self, CiteKey};

/// Finds the citations by key of a document, in order.
pub fn find(document: &Document) -> Vec<Citation> {
    let marks = document.marks.iter().filter(|mark| mark.kind == MarkKind::Cite);
    marks.filter_map(|mark| citation(document, mark)).collect()
}

fn citation(document: &Document, mark: &Mark) -> Option<Citation> {
    let raw = document.source.slice(mark.span);
    let (delimited, items, text) = if raw.starts_with(['\\', '{']) {
        (Delimited::Whole, command::items(raw, mark), command::shown(raw))
    } else {
        typed(raw, mark)
    };
    (!items.is_empty()).then(|| Citation {
        span: mark.span,
        at: mark.at,
        sentence: document.sentence_at(mark.at.start).unwrap_or(SentenceId(0)),
        form: Form::Key,
        delimited,
        items,
        manner: manner(document, raw),
        text,
    })
}

/// How a command cites that is the author's own.
fn manner(document: &Document, raw: &str) -> Option<Manner> {
    let name = raw.strip_prefix('\\')?;
    let end = name.bytes().take_while(|b| b.is_ascii_alphabetic() || *b == b'@').count();
    document.declared.commands.get(&name[..end]).copied()
}

/// A citation as Pandoc's Markdown writes it.
fn typed(raw: &str, mark: &Mark) -> (Delimited, Vec<CiteItem>, String) {
    let flat = Flat::new(raw);
    let (delimited, items) = parse(&flat.text);
    let at = |range: &Range<usize>| flat.span(range, mark.span.start);
    let words =
        |range: &Range<usize>| Some(flat.text[range.clone()].trim().to_owned()).filter(|words| !words.is_empty());
    let item = |item: Item| CiteItem {
        span: at(&item.at),
        at: mark.at,
        text: flat.text[item.at.clone()].to_owned(),
        key: Some(flat.text[item.key].to_owned()),
        locator: words(&item.locator),
        prefix: words(&item.prefix),
        tail: words(&item.tail),
        firm: true,
        ..CiteItem::default()
    };
    (delimited, items.into_iter().map(item).collect(), flat.text)
}

/// The source of a mark with its line breaks as blanks, and without comments.
struct Flat {
    text: String,
    /// Where pieces of the text come from: offsets into it, and into the mark.
    pieces: Vec<(usize, usize)>,
}

impl Flat {
    fn new(raw: &str) -> Self {
        let mut flat = Self { text: String::with_capacity(raw.len()), pieces: vec![(0, 0)] };
        let bytes = raw.as_bytes();
        let (mut from, mut at) = (0, 0);
        while let Some(step) = bytes[at..].iter().position(|b| matches!(b, b'\n' | b'<')) {
            at += step;
            let (end, next, blank) = if bytes[at] == b'\n' {
                // The marks of a quotation stand before each of its lines.
                let rest = raw[at..].trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '>');
                (from + raw[from..at].trim_end().len(), raw.len() - rest.len(), " ")
            } else if let Some(len) = raw[at..].strip_prefix("<!--").and_then(|rest| rest.find("-->")) {
                (at, at + len + "<!---->".len(), "")
            } else {
                at += 1;
                continue;
            };
            flat.text.push_str(&raw[from..end]);
            flat.text.push_str(blank);
            flat.pieces.push((flat.text.len(), next));
            from = next;
            at = next;
        }
        flat.text.push_str(&raw[from..]);
        flat
    }

    fn source(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|&(text, _)| text <= at).saturating_sub(1);
        let (text, raw) = self.pieces[piece];
        raw + at - text
    }

    /// The source bytes of a range that neither begins nor ends in a blank.
    fn span(&self, range: &Range<usize>, base: u32) -> Span {
        let base = base as usize;
        let end = if range.is_empty() { range.start } else { range.end - 1 };
        let last = self.source(end) + usize::from(!range.is_empty());
        Span::new(base + self.source(range.start), base + last)
    }
}

/// An item by offsets into the citation's text.
#[derive(Debug, Default)]
struct Item {
    at: Range<usize>,
    key: Range<usize>,
    locator: Range<usize>,
    prefix: Range<usize>,
    tail: Range<usize>,
}

fn parse(text: &str) -> (Delimited, Vec<Item>) {
    match text.as_bytes().first() {
        Some(b':') => return (Delimited::Whole, role::items(text)),
        Some(b'#' | b'<' | b'c' | b'r') => return (Delimited::Whole, call::items(text)),
        _ => {}
    }
    let keys = keys(text);
    let Some(first) = keys.first() else { return (Delimited::Whole, Vec::new()) };
    if text.starts_with('[') {
        return match text.strip_suffix(']') {
            Some(inner) => (Delimited::Whole, items(text, 1, inner.len(), &keys)),
            None => (Delimited::Unclosed, items(text, 1, text.len(), &keys)),
        };
    }
    let after = &text[first.span.end..];
    let lead = after.len() - after.trim_start().len();
    match text.strip_suffix(']') {
        Some(inner) if after[lead..].starts_with('[') => {
            let open = first.span.end + lead + 1;
            let mut found = items(text, 0, open - 1, &keys[..1]);
            in_text(text, open, inner.len(), &keys[1..], &mut found);
            (Delimited::Whole, found)
        }
        Some(inner) => (Delimited::Unopened, items(text, 0, inner.len(), &keys)),
        None => (Delimited::Whole, items(text, 0, text.len(), &keys[..1])),
    }
}

/// All keys of a text but those of figures and their like.
fn keys(text: &str) -> Vec<CiteKey> {
    let places = text.bytes().enumerate().filter(|&(_, b)| b == b'@');
    let found = places.filter_map(|(at, _)| citekey::key_at(text, at));
    found.filter(|key| !citekey::is_cross_reference(&text[key.key.clone()])).collect()
}

/// The items of the keys between two places, each with the words around it.
fn items(text: &str, start: usize, end: usize, keys: &[CiteKey]) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::with_capacity(keys.len());
    let mut begin = start;
    for (number, key) in keys.iter().enumerate() {
        let next = keys.get(number + 1).map(|next| next.span.start);
        let limit = next.unwrap_or(end).max(key.span.end);
        let stop = key.span.end + semicolon(&text[key.span.end..limit]).unwrap_or(limit - key.span.end);
        let mut item = Item {
            at: key.span.clone(),
            key: key.key.clone(),
            prefix: without_marks(text, begin..key.span.start.max(begin)),
            ..Item::default()
        };
        let after = suffix(text, key.span.end..stop, &mut item);
        if next.is_none() {
            item.tail = without_marks(text, after..limit);
        } else if stop < limit {
            item.tail = without_marks(text, after..stop);
            begin = stop + 1;
        } else {
            // "[@a and @b]": the words between belong to what follows.
            begin = after;
        }
        out.push(item);
    }
    out
}

/// The first semicolon outside brackets.
fn semicolon(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    text.bytes().position(|b| {
        match b {
            b'[' | b'{' | b'(' => depth += 1,
            b']' | b'}' | b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        b == b';' && depth == 0
    })
}

/// What stands in brackets after a key in the text: `[p. 3; @other]`.
fn in_text(text: &str, start: usize, end: usize, keys: &[CiteKey], found: &mut Vec<Item>) {
    let first = keys.first().map_or(end, |key| key.span.start);
    let own = match semicolon(&text[start..first]) {
        Some(len) => start..start + len,
        None if keys.is_empty() => start..end,
        None => start..start,
    };
    if let Some(item) = found.last_mut() {
        let after = suffix(text, own.clone(), item);
        item.tail = without_marks(text, after..own.end);
    }
    let next = if own.end > start { (own.end + 1).min(end) } else { start };
    found.extend(items(text, next, end, keys));
}

/// Reads the locator that words after a key begin with; gives where the tail begins.
fn suffix(text: &str, range: Range<usize>, item: &mut Item) -> usize {
    let words = &text[range.clone()];
    let lead = words.len() - words.trim_start_matches(|c: char| c.is_whitespace() || c == ',').len();
    let rest = &words[lead..];
    let start = range.start + lead;
    if let Ok((after, inner)) = braced(rest) {
        let end = range.end - after.len();
        if !inner.trim().is_empty() {
            item.locator = start + 1..end - 1;
            item.at.end = end;
        }
        return end;
    }
    // Only the beginning can be a locator: a long tail is not read over and over.
    match locator(rest) {
        Ok((_, found)) if ends(&rest[found.len()..]) => {
            item.locator = start..start + found.len();
            item.at.end = start + found.len();
            start + found.len()
        }
        _ => range.start,
    }
}

/// Whether a locator may end before these words: no word goes on.
pub(super) fn ends(after: &str) -> bool {
    !after.starts_with(|c: char| c.is_alphanumeric())
}

fn without_marks(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let bare = words.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';'));
    range.end - bare.len()..range.end
}

/// `{p. 3}`, a locator that says where it ends.
fn braced(i: &str) -> IResult<&str, &str> {
    delimited(char('{'), take_while(|c| !matches!(c, '{' | '}')), char('}')).parse(i)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Items as `prefix|key|locator|tail`.
    fn shown(text: &str) -> Vec<String> {
        let (_, items) = parse(text);
        let words = |range: Range<usize>| text[range].trim().to_owned();
        items.into_iter().map(|i| [i.prefix, i.key, i.locator, i.tail].map(words).join("|")).collect()
    }

    #[test]
    fn groups_and_their_items() {
        let table: &[(&str, &[&str])] = &[
            ("[@a]", &["|a||"]),
            ("[see @a, p. 3; -@b]", &["see|a|p. 3|", "|b||"]),
            ("[@a, pp. 33-35 and *passim*; also @b, 12]", &["|a|pp. 33-35|and *passim*", "also|b|12|"]),
            ("[@a and @b]", &["|a||", "and|b||"]),
            ("[@a, p. 3, @b]", &["|a|p. 3|", "|b||"]),
            ("[@a{ii, A, D-Z}, with more]", &["|a|ii, A, D-Z|with more"]),
            ("[@a, {pp. iv, vi} more]", &["|a|pp. iv, vi|more"]),
            ("[@a{}, 99 years later]", &["|a||99 years later"]),
            ("[@{odd,key}, ch. 2]", &["|odd,key|ch. 2|"]),
            ("@a", &["|a||"]),
            ("-@a", &["|a||"]),
            ("@a [p. 33]", &["|a|p. 33|"]),
            ("@a [p. 33, and more]", &["|a|p. 33|and more"]),
            ("@a [-@b; p. 3]", &["|a||", "|b||p. 3"]),
            ("@a [p. 3; see @b]", &["|a|p. 3|", "see|b||"]),
            ("@a\u{a0}[12]", &["|a|12|"]),
            ("[@a, for a review (see [@b])]", &["|a||", "for a review (see [|b||])"]),
            ("[@a; @fig-one]", &["|a||@fig-one"]),
            ("[see; @a]", &["see;|a||"]),
            ("[@a", &["|a||"]),
            ("@a, p. 3]", &["|a|p. 3|"]),
        ];
        for (text, want) in table {
            assert_eq!(shown(text), *want, "{text}");
        }
    }

    #[test]
    fn brackets_that_are_lost() {
        for (text, want) in [
            ("[@a", Delimited::Unclosed),
            ("@a]", Delimited::Unopened),
            ("[@a]", Delimited::Whole),
            ("@a [p. 3]", Delimited::Whole),
        ] {
            assert_eq!(parse(text).0, want, "{text}");
        }
    }

    #[test]
    fn line_breaks_and_comments_leave_the_map_whole() {
        let raw = "[see @a,\r\n> p. 3; <!-- @old -->@b]";
        let flat = Flat::new(raw);
        assert_eq!(flat.text, "[see @a, p. 3; @b]");
        let found = parse(&flat.text).1;
        let spans: Vec<_> = found.iter().map(|item| &raw[flat.span(&item.at, 0).range()]).collect();
        assert_eq!(spans, ["@a,\r\n> p. 3", "@b"]);
    }
}
