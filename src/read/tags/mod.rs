//! What web pages and XML have in common: tags, comments, and the words between them.
//!
//! In: the text of a file. Out: what comes in it, in order, each with its bytes; nothing is copied, and nothing
//! decoded but when it is pushed. It refuses to know what any element means, and to fail: a `<` that begins no tag
//! is a word, and what is not closed goes to the end of the file.
//!
//! **Invariant:** each byte is looked at once.
//!
//! Sources: *HTML 13.2.5, Tokenization*; *XML 1.0, 2.1–3.1*.

mod entities;
pub(super) mod words;

use std::iter;

use crate::text::Span;

/// Something that comes in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'s> {
    /// Words, their entities not decoded.
    Words(Span),
    /// The start of an element.
    Open(Start<'s>),
    /// The end of an element.
    Close(&'s str, Span),
    /// A comment, its marks included.
    Comment(Span),
    /// The whole of `<!DOCTYPE …>`.
    Doctype(Span),
}

/// The start of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Start<'s> {
    /// Its name, as written.
    pub(super) name: &'s str,
    /// Its attributes, as written.
    pub(super) attributes: &'s str,
    /// The whole tag.
    pub(super) span: Span,
    /// Whether it ends in `/>`.
    pub(super) closed: bool,
}

impl<'s> Start<'s> {
    /// The value of an attribute, as written; empty where it has none.
    pub(super) fn attribute(&self, name: &str) -> Option<&'s str> {
        self.all().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The attributes, in order.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'s str, &'s str)> + use<'s> {
        let mut rest = self.attributes;
        iter::from_fn(move || {
            let blank = |c: char| c.is_ascii_whitespace() || c == '/';
            rest = rest.trim_start_matches(blank);
            let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/')).unwrap_or(rest.len());
            let (name, after) = rest.split_at(end.max(rest.chars().next()?.len_utf8()));
            let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
                rest = after;
                return Some((name, ""));
            };
            let (inner, end) = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let len = value[1..].find(quote).map_or(value.len() - 1, |len| len);
                    (&value[1..1 + len], (len + 2).min(value.len()))
                }
                _ => {
                    let len = value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len());
                    (&value[..len], len)
                }
            };
            rest = &value[end..];
            Some((name, inner))
        })
    }
}

/// Whose rules hold where the two differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Some elements hold raw text; `]]>` is nothing.
    Html,
    /// `<![CDATA[…]]>` holds words; any `<?…?>` is for a program.
    Xml,
}

/// The elements of a page that hold no tags.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// What comes in a file.
#[derive(Clone, Debug)]
pub(super) struct Tags<'s> {
    text: &'s str,
    at: usize,
    dialect: Dialect,
    /// The element whose raw text comes.
    raw: Option<&'s str>,
}

impl<'s> Tags<'s> {
    /// Begins to read at a place.
    pub(super) fn new(text: &'s str, at: usize, dialect: Dialect) -> Self {
        Self { text, at, dialect, raw: None }
    }

    /// Where the next token begins.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Where a mark ends that is sought from a place, else the end of the file.
    fn behind(&self, mark: &str, from: usize) -> usize {
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        memchr::memmem::find(rest, mark.as_bytes()).map_or(self.text.len(), |at| from + at + mark.len())
    }

    /// The words up to the next thing that is none; `from` is where they begin.
    fn words(&mut self, from: usize) -> Token<'s> {
        let bytes = self.text.as_bytes();
        // The byte at `from` begins no tag.
        let mut at = from + 1;
        while let Some(step) = memchr::memchr(b'<', bytes.get(at..).unwrap_or_default()) {
            at += step;
            if begins(bytes, at) {
                self.at = at;
                return Token::Words(Span::new(from, at));
            }
            at += 1;
        }
        self.at = bytes.len();
        Token::Words(Span::new(from, bytes.len()))
    }

    /// The raw text of an element, up to its end tag.
    fn raw(&mut self, name: &str) -> Option<Token<'s>> {
        let bytes = self.text.as_bytes();
        let from = self.at;
        let ends = memchr::memchr_iter(b'<', &bytes[from..]).map(|at| from + at).find(|&at| {
            bytes[at + 1..].first() == Some(&b'/')
                && bytes.get(at + 2..at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
                && !bytes.get(at + 2 + name.len()).is_some_and(u8::is_ascii_alphanumeric)
        });
        self.at = ends.unwrap_or(bytes.len());
        (self.at > from).then(|| Token::Words(Span::new(from, self.at)))
    }

    fn tag(&mut self, from: usize) -> Token<'s> {
        let bytes = self.text.as_bytes();
        let close = bytes[from + 1] == b'/';
        let start = from + 1 + usize::from(close);
        let rest = &bytes[start..];
        let len = rest.iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>')).unwrap_or(rest.len());
        let name = &self.text[start..start + len];
        let inner = start + len;
        let end = tag_end(bytes, inner);
        self.at = (end + 1).min(bytes.len());
        let span = Span::new(from, self.at);
        if close {
            return Token::Close(name, span);
        }
        let attributes = &self.text[inner..end];
        let closed = attributes.ends_with('/');
        if self.dialect == Dialect::Html && end < bytes.len() {
            self.raw = RAW.iter().find(|raw| raw.eq_ignore_ascii_case(name)).map(|_| name);
        }
        Token::Open(Start { name, attributes, span, closed })
    }
}

/// Whether a tag, a comment or the like begins at a `<`.
fn begins(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at + 1) {
        Some(b'!' | b'?') => true,
        Some(b'/') => bytes.get(at + 2).is_some_and(|b| b.is_ascii_alphabetic() || *b >= 0x80 || *b == b'_'),
        Some(b) => b.is_ascii_alphabetic() || *b == b'_',
        None => false,
    }
}

/// Where a tag ends whose name ended at a place: at a `>` outside quotation marks.
fn tag_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(step) = memchr::memchr3(b'>', b'"', b'\'', &bytes[at..]) {
        at += step;
        if bytes[at] == b'>' {
            return at;
        }
        // Only behind a `=` does a quotation mark open a value.
        let value = bytes[..at].iter().rev().find(|b| !b.is_ascii_whitespace()) == Some(&b'=');
        if value {
            at += 1;
            match memchr::memchr(bytes[at - 1], &bytes[at..]) {
                Some(len) => at += len,
                None => return bytes.len(),
            }
        }
        at += 1;
    }
    bytes.len()
}

impl<'s> Iterator for Tags<'s> {
    type Item = Token<'s>;

    fn next(&mut self) -> Option<Token<'s>> {
        let bytes = self.text.as_bytes();
        loop {
            if let Some(token) = self.raw.take().and_then(|name| self.raw(name)) {
                return Some(token);
            }
            let from = self.at;
            let first = *bytes.get(from)?;
            if first != b'<' || !begins(bytes, from) {
                return Some(self.words(from));
            }
            let rest = &bytes[from..];
            if !matches!(rest[1], b'!' | b'?') {
                return Some(self.tag(from));
            }
            if rest.starts_with(b"<!--") {
                // `<!-->` is one already.
                self.at = if rest[4..].starts_with(b">") { from + 5 } else { self.behind("-->", from + 4) };
                return Some(Token::Comment(Span::new(from, self.at)));
            }
            if rest.starts_with(b"<![CDATA[") && self.dialect == Dialect::Xml {
                let start = from + 9;
                let end = memchr::memmem::find(&bytes[start..], b"]]>").map_or(bytes.len(), |len| start + len);
                self.at = (end + 3).min(bytes.len());
                if end > start {
                    return Some(Token::Words(Span::new(start, end)));
                }
                continue;
            }
            let doctype = rest.get(2..9).is_some_and(|word| word.eq_ignore_ascii_case(b"DOCTYPE"));
            self.at = match () {
                () if doctype => doctype_end(bytes, from),
                () if rest[1] == b'?' && self.dialect == Dialect::Xml => self.behind("?>", from + 2),
                () => self.behind(">", from + 2),
            };
            if doctype {
                return Some(Token::Doctype(Span::new(from, self.at)));
            }
        }
    }
}

/// Where a document type ends; its own declarations may stand in brackets.
fn doctype_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    let mut inner = false;
    while let Some(step) = memchr::memchr3(b'>', b'[', b']', &bytes[at..]) {
        at += step + 1;
        match bytes[at - 1] {
            b'[' => inner = true,
            b']' => inner = false,
            _ if !inner => return at,
            _ => {}
        }
    }
    bytes.len()
}

/// How `name` is written without its prefix: `math` for `mml:math`.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, dialect: Dialect) -> Vec<String> {
        Tags::new(text, 0, dialect)
            .map(|token| match token {
                Token::Words(span) => format!("w {}", &text[span.range()]),
                Token::Open(start) => {
                    format!("{}{} {}", if start.closed { "/" } else { "<" }, start.name, start.attributes.trim())
                }
                Token::Close(name, _) => format!("> {name}"),
                Token::Comment(span) => format!("c {}", &text[span.range()]),
                Token::Doctype(span) => format!("d {}", &text[span.range()]),
            })
            .collect()
    }

    #[test]
    fn what_comes_in_a_file() {
        let both = [
            ("a <b class='x>y'>c</b>", vec!["w a ", "<b class='x>y'", "w c", "> b"]),
            ("1 < 2 << 3 <", vec!["w 1 < 2 << 3 <"]),
            ("<br/><!-- a > b -->", vec!["/br /", "c <!-- a > b -->"]),
            ("<!-- open", vec!["c <!-- open"]),
            ("<a href=\"x", vec!["<a href=\"x"]),
            ("<!DOCTYPE a [ <!ENTITY x \"y\"> ]>b", vec!["d <!DOCTYPE a [ <!ENTITY x \"y\"> ]>", "w b"]),
        ];
        for (text, want) in both {
            assert_eq!(shown(text, Dialect::Html), want, "{text}");
            assert_eq!(shown(text, Dialect::Xml), want, "{text}");
        }
        assert_eq!(shown("<script>a<b</script>c", Dialect::Html), ["<script ", "w a<b", "> script", "w c"]);
        assert_eq!(shown("<?x a > b?>c<![CDATA[<d>]]>", Dialect::Xml), ["w c", "w <d>"]);
        assert_eq!(shown("<![CDATA[", Dialect::Xml), Vec::<String>::new());
    }

    #[test]
    fn attributes_as_they_are_written() {
        let text = "<a one = 'x y' two=z/ three four=\"\" =five>";
        let Some(Token::Open(start)) = Tags::new(text, 0, Dialect::Html).next() else { panic!("a tag") };
        let all: Vec<_> = start.all().collect();
        assert_eq!(all, [("one", "x y"), ("two", "z/"), ("three", ""), ("four", ""), ("=", ""), ("five", "")]);
        assert_eq!(start.attribute("TWO"), Some("z/"));
    }
}
