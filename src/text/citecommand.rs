//! Citation commands of LaTeX: `\citep[see][p. 3]{key, other}`, `\textcites(see)[3]{a}[4]{b}`, `\cite<e.g.,>{c}`.
//!
//! In: a text that begins with a command. Out: the works it cites, with the words around each, and where it ends.
//! It refuses to know what a note says: readers and the grammar of citations share only this.
//!
//! Source: *natbib 8.31b*; *biblatex 3.20*; *apacite 6.03*; the harvard and jurabib packages; *csquotes 5.2*. A
//! command nobody has heard of is one too, where its name holds "cite" and its argument holds keys.

use std::ops::Range;

use super::citename::{Shape, shape};

/// A citation command, by offsets into its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CiteCommand {
    /// Where it ends.
    pub end: usize,
    /// The works it cites, in order.
    pub items: Vec<Cited>,
}

/// A work that a command cites.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cited {
    /// Its key.
    pub key: Range<usize>,
    /// The words before it.
    pub before: Option<Range<usize>>,
    /// The words after it: where in the work, and more.
    pub after: Option<Range<usize>>,
    /// The volume, where the command asks for one.
    pub volume: Option<Range<usize>>,
}

/// The longest note, in bytes: what is longer was never closed.
const NOTE: usize = 2000;
/// The longest key, in bytes.
const KEY: usize = 400;

/// The citation that a text begins with: a command, or, where a wrapper hides the command, its group of keys.
pub fn parse(text: &str) -> Option<CiteCommand> {
    let mut scanner = Scanner { text, bytes: text.as_bytes(), at: 0 };
    if text.starts_with('{') {
        let mut found = CiteCommand::default();
        scanner.keys(&mut found.items, true)?;
        found.end = scanner.at;
        return Some(found);
    }
    let name = scanner.name()?;
    // What a reader marked is a citation, whatever its name.
    scanner.command(shape(name).unwrap_or_default())
}

/// The citation that a text begins with where its command's name is one of citations'.
pub fn known(text: &str) -> Option<CiteCommand> {
    let mut scanner = Scanner { text, bytes: text.as_bytes(), at: 0 };
    let name = scanner.name()?;
    scanner.command(shape(name)?)
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
}

impl<'t> Scanner<'t> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The name, with its star taken.
    fn name(&mut self) -> Option<&'t str> {
        let rest = self.text.strip_prefix('\\')?;
        let len = rest.bytes().take_while(|b| b.is_ascii_alphabetic() || *b == b'@').count();
        self.at = 1 + len;
        while self.peek() == Some(b'*') {
            self.at += 1;
        }
        (len > 0).then(|| &rest[..len])
    }

    fn command(&mut self, shape: Shape) -> Option<CiteCommand> {
        let mut found = CiteCommand::default();
        for _ in 0..shape.before {
            self.blanks();
            self.group(b'{', b'}')?;
        }
        let round = if shape.several { self.round() } else { [None, None] };
        loop {
            let notes = self.notes();
            let volume = if shape.volume { self.blank_then(Self::braces) } else { None };
            let notes = match (shape.volume, notes) {
                (true, (pre, post)) => (pre.or(post), self.notes().1),
                (false, notes) => notes,
            };
            self.blanks();
            let first = found.items.len();
            self.keys(&mut found.items, !shape.unheard)?;
            let items = &mut found.items[first..];
            if let Some(item) = items.first_mut() {
                item.before = notes.0;
                item.volume = volume;
            }
            if let Some(item) = items.last_mut() {
                item.after = notes.1;
            }
            found.end = self.at;
            self.blanks();
            if !shape.several || !matches!(self.peek(), Some(b'[' | b'{')) || !self.goes_on() {
                break;
            }
        }
        self.at = found.end;
        for _ in 0..shape.behind {
            self.notes();
            if let Some(words) = self.blank_then(Self::braces) {
                found.end = self.at;
                if let Some(item) = found.items.first_mut().filter(|_| shape.affixed) {
                    item.before = Some(words);
                }
            }
        }
        let [all_before, all_after] = round;
        if let Some(item) = found.items.first_mut() {
            item.before = all_before.filter(|words| !words.is_empty()).or(item.before.take());
        }
        if let Some(item) = found.items.last_mut().filter(|item| item.after.is_none()) {
            item.after = all_after;
        }
        Some(found)
    }

    /// Whether another group of keys stands behind notes, so that a bracket after `\cites{a}` is no prose.
    fn goes_on(&mut self) -> bool {
        let at = self.at;
        self.notes();
        self.blanks();
        let keys = self.keys(&mut Vec::new(), false).is_some();
        self.at = at;
        keys
    }

    /// Past blanks with one line end at most, and comments.
    fn blanks(&mut self) {
        let start = self.at;
        let mut ends = 0;
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'\n' if ends == 0 => {
                    ends += 1;
                    self.at += 1;
                }
                b'%' => {
                    let rest = &self.bytes[self.at..];
                    self.at += memchr::memchr(b'\n', rest).map_or(rest.len(), |len| len + 1);
                    // The comment took the line end with it.
                    ends = 0;
                    if self.at - start > NOTE {
                        return;
                    }
                }
                _ => return,
            }
        }
    }

    fn blank_then<T>(&mut self, take: impl Fn(&mut Self) -> Option<T>) -> Option<T> {
        let at = self.at;
        self.blanks();
        let found = take(self);
        if found.is_none() {
            self.at = at;
        }
        found
    }

    fn braces(&mut self) -> Option<Range<usize>> {
        self.group(b'{', b'}')
    }

    fn brackets(&mut self) -> Option<Range<usize>> {
        self.group(b'[', b']')
    }

    /// `(see)(and more)`, for all keys of a command.
    fn round(&mut self) -> [Option<Range<usize>>; 2] {
        let round = |scanner: &mut Self| scanner.blank_then(|scanner| scanner.group(b'(', b')'));
        match (round(self), round(self)) {
            (Some(post), None) => [None, Some(post)],
            (first, second) => [first, second],
        }
    }

    /// `[see][p. 3]`, or `<see>[p. 3]`: what stands before the keys, and after them.
    fn notes(&mut self) -> (Option<Range<usize>>, Option<Range<usize>>) {
        if self.peek() == Some(b'<')
            && let Some(before) = self.group(b'<', b'>')
        {
            return (Some(before), self.blank_then(Self::brackets));
        }
        match (self.blank_then(Self::brackets), self.blank_then(Self::brackets)) {
            (Some(post), None) => (None, Some(post)),
            notes => notes,
        }
    }

    /// The inside of brackets; braces inside protect theirs.
    fn group(&mut self, open: u8, close: u8) -> Option<Range<usize>> {
        if self.peek() != Some(open) {
            return None;
        }
        let start = self.at + 1;
        let (mut depth, mut braces, mut at) = (1usize, 0usize, start);
        let mut blank_line = false;
        while let Some(&byte) = self.bytes.get(at).filter(|_| at - start < NOTE) {
            match byte {
                b'\\' => at += 1,
                b'%' => at += memchr::memchr(b'\n', &self.bytes[at..]).unwrap_or(1),
                b'\n' if blank_line => return None,
                _ if byte == close && braces == 0 => {
                    depth -= 1;
                    if depth == 0 {
                        self.at = at + 1;
                        return Some(start..at);
                    }
                }
                _ if byte == open && braces == 0 => depth += 1,
                b'{' => braces += 1,
                b'}' if braces == 0 => return None,
                b'}' => braces -= 1,
                _ => {}
            }
            blank_line = byte == b'\n' || blank_line && matches!(byte, b' ' | b'\t' | b'\r');
            at += 1;
        }
        None
    }

    /// `{one, two}`.
    fn keys(&mut self, out: &mut Vec<Cited>, spaced: bool) -> Option<()> {
        if self.peek() != Some(b'{') {
            return None;
        }
        let (mut at, mut ends) = (self.at + 1, 0);
        let mut key: Option<Range<usize>> = None;
        let first = out.len();
        loop {
            let byte = *self.bytes.get(at)?;
            match byte {
                b',' | b'}' => {
                    out.extend(key.take().map(|key| Cited { key, ..Cited::default() }));
                    ends = 0;
                    if byte == b'}' {
                        break;
                    }
                }
                b'\n' if ends > 0 => return None,
                b' ' | b'\t' | b'\r' | b'\n' => ends += usize::from(byte == b'\n'),
                b'%' => at += memchr::memchr(b'\n', &self.bytes[at..])?,
                b'\\' | b'{' | b'#' | b'~' | b'"' => return None,
                _ => {
                    let begun = key.get_or_insert(at..at);
                    // A blank inside: no key of a command that nobody has heard of.
                    if begun.end < at && !spaced || at - begun.start > KEY {
                        return None;
                    }
                    begun.end = at + 1;
                    ends = 0;
                }
            }
            at += 1;
        }
        self.at = at + 1;
        (out.len() > first).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Items as `before|key|after`, and what is left of the text.
    fn shown(text: &str) -> Option<(Vec<String>, &str)> {
        let found = known(text)?;
        let words = |range: Option<Range<usize>>| range.map_or("", |range| &text[range]).to_owned();
        let item = |item: Cited| [words(item.before), words(Some(item.key)), words(item.after)].join("|");
        Some((found.items.into_iter().map(item).collect(), &text[found.end..]))
    }

    #[test]
    fn commands_and_their_works() {
        let table: &[(&str, &[&str], &str)] = &[
            (r"\cite{a} b", &["|a|"], " b"),
            (r"\cite{a, b,%c", &[], ""),
            ("\\citep{a,\n  b , c}.", &["|a|", "|b|", "|c|"], "."),
            ("\\citep[p. 3]\n  {a}", &["|a|p. 3"], ""),
            (r"\citealp[see][]{a}", &["see|a|"], ""),
            (r"\Citet*[see][p.~3]{Marlow:1999}'s", &["see|Marlow:1999|p.~3"], "'s"),
            (r"\parencite[{[sic]}, 4]{a}", &["|a|{[sic]}, 4"], ""),
            (r"\parencites(see)(and more)[3]{a}[cf.][4]{b,c}x", &["see|a|3", "cf.|b|", "|c|4"], "x"),
            (r"\textcites{a}{b} {\bf so it is}", &["|a|", "|b|"], r" {\bf so it is}"),
            (r"\cites{a} [sic]", &["|a|"], " [sic]"),
            (r"\pvolcite[see]{2}[33]{a}", &["see|a|33"], ""),
            (r"\cite<e.g.,>[p. 3]{a}", &["e.g.,|a|p. 3"], ""),
            (r"\citefield{a}{title} of", &["|a|"], " of"),
            (r"\citeaffixed{a}{see} of", &["see|a|"], " of"),
            (r"\citetv{chapters/10}", &["|chapters/10|"], ""),
            (r"\foreigntextcquote{german}[3]{a}{Wort}", &["|a|3"], "{Wort}"),
            ("\\cite% a comment } {\n{a}", &["|a|"], ""),
            ("\\cite{a,% old, b\n c}", &["|a|", "|c|"], ""),
            (r"\cite{Müller 1999}", &["|Müller 1999|"], ""),
        ];
        for (text, want, rest) in table {
            let found = shown(text);
            if want.is_empty() {
                assert_eq!(found, None, "{text}");
                continue;
            }
            let (items, left) = found.unwrap_or_else(|| panic!("{text}"));
            assert_eq!(items, *want, "{text}");
            assert_eq!(left, *rest, "{text}");
        }
    }

    #[test]
    fn what_cites_nothing() {
        for text in [
            r"\citestyle{apa}",
            r"\setcitestyle{round}",
            r"\citetext{see \citealp{a}}",
            r"\cite",
            r"\cite{}",
            r"\cite{#1}",
            "\\cite\n\n{a}",
            r"\cite{a\b}",
            r"\mycitenote{two words}",
            r"\emph{a}",
            r"\nocite{a}",
            r"\excite{me}",
        ] {
            assert_eq!(known(text), None, "{text}");
        }
        assert!(parse(r"\mine[p. 3]{a}").is_some(), "what a reader marked is read");
        assert_eq!(parse("{a, b} c").unwrap().end, 6);
    }
}
