//! The front matter of a Markdown file: the few keys that concern citations.
//!
//! In: the text, and where `---` may stand. Out: what is declared, with the span of each value.
//! It is no YAML reader and does not want to be one: crates for YAML stop at the first fault and
//! count characters or lines, while a manuscript's front matter is often a template's (`!expr`,
//! inline R), must be read past its faults, and its values are wanted as bytes of the file. So the
//! top-level keys are cut by their indent, and only the values of known ones are looked into.
//! An inline list of works (`references:`) is not read.

use std::ops::Range;

use crate::model::Flaw;
use crate::text::{Span, citekey};

/// What front matter declares.
#[derive(Debug, Default, PartialEq)]
pub(super) struct FrontMatter {
    /// Where the body begins.
    pub end: usize,
    /// The bibliography files.
    pub bibliographies: Vec<Span>,
    /// Keys that are to be listed without a citation.
    pub nocite: Vec<String>,
    /// The citation style file.
    pub style: Option<Span>,
    /// The title.
    pub title: Option<Span>,
    /// The paragraphs of the abstract, and of other values that hold prose.
    pub paragraphs: Vec<Span>,
    /// What is malformed.
    pub flaws: Vec<Flaw>,
}

/// Keys whose values are prose of their own.
const PROSE: &[&str] = &["abstract", "summary", "acknowledgements", "acknowledgments", "thanks", "authornote"];

/// The front matter that begins at a place of the text; none where there is none.
pub(super) fn find(source: &str, start: usize) -> Option<FrontMatter> {
    let mut lines = Lines { source, at: start };
    if source[lines.next()?].trim_end() != "---" {
        return None;
    }
    let mut body: Vec<Range<usize>> = Vec::new();
    let mut closed = false;
    for line in lines.by_ref() {
        let text = source[line.clone()].trim_end();
        if text == "---" || text == "..." {
            closed = true;
            break;
        }
        if body.is_empty() && (text.is_empty() || !begins_mapping(text)) {
            // A rule, and words below it.
            return None;
        }
        body.push(line.start..line.start + text.len());
    }
    let mut front = FrontMatter { end: lines.at, ..FrontMatter::default() };
    if !closed {
        // Only its first lines are sure to be meant as front matter: the body is read all the same.
        let mapping = body.iter().position(|line| !begins_mapping(&source[line.clone()])).unwrap_or(body.len());
        front.end = body.get(mapping).map_or(source.len(), |line| line.start);
        body.truncate(mapping);
        front.flaw(start..start + 3, "front matter is never closed");
    }
    Reader { source, front: &mut front }.read(&body);
    Some(front)
}

/// The lines of a text, without their ends.
struct Lines<'s> {
    source: &'s str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = self.source.get(self.at..).filter(|rest| !rest.is_empty())?;
        let start = self.at;
        let len = memchr::memchr(b'\n', rest.as_bytes());
        self.at += len.map_or(rest.len(), |len| len + 1);
        Some(start..start + len.unwrap_or(rest.len()))
    }
}

/// Whether a line may begin a mapping: `key:`, even with its blank forgotten, or a comment before it.
fn begins_mapping(line: &str) -> bool {
    let word = line.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    line.starts_with('#') || key(line).is_some() || word.len() < line.len() && word.starts_with(':')
}

/// The key of a line, and where its value begins.
fn key(line: &str) -> Option<(&str, usize)> {
    let (name, start) = match line.as_bytes().first()? {
        quote @ (b'"' | b'\'') => {
            let end = memchr::memchr(*quote, &line.as_bytes()[1..])? + 1;
            let rest = &line[end + 1..];
            (&line[1..end], end + 1 + rest.len() - rest.trim_start().strip_prefix(':')?.len())
        }
        b' ' | b'\t' | b'-' | b'[' | b'{' | b'#' | b'|' | b'>' | b'@' | b'`' | b'%' | b'*' => return None,
        _ => {
            let colon = colon(line)?;
            (line[..colon].trim_end(), colon + 1)
        }
    };
    let ends = line[start..].is_empty() || line[start..].starts_with([' ', '\t']);
    (ends && !name.is_empty()).then_some((name, start))
}

/// The colon that ends a key: a blank or nothing follows it.
fn colon(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    memchr::memchr_iter(b':', bytes).find(|&at| bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace))
}

impl FrontMatter {
    fn flaw(&mut self, at: Range<usize>, why: &str) {
        self.flaws.push(Flaw::FrontMatter { at: Span::new(at.start, at.end), why: why.to_owned() });
    }
}

struct Reader<'s, 'f> {
    source: &'s str,
    front: &'f mut FrontMatter,
}

impl Reader<'_, '_> {
    /// Cuts lines at those that are not indented, and reads the values between.
    fn read(&mut self, lines: &[Range<usize>]) {
        let mut at = 0;
        while at < lines.len() {
            let line = lines[at].clone();
            let text = &self.source[line.clone()];
            at += 1;
            if text.is_empty() || text.starts_with(['#', '}', ']']) {
                continue;
            }
            if text.starts_with('\t') {
                self.front.flaw(line.start..line.start + 1, "a tab where YAML wants blanks");
                continue;
            }
            let Some((name, start)) = key(text) else {
                if !text.starts_with(' ') {
                    let why = match text.contains(':') {
                        true => "a key wants a colon and a blank after it",
                        false => "a line without a key",
                    };
                    self.front.flaw(line, why);
                }
                continue;
            };
            let first = at;
            // A list may stand as far left as its key.
            while at < lines.len() {
                let next = &self.source[lines[at].clone()];
                if !next.is_empty() && !next.starts_with([' ', '#', '-', ']', '}']) {
                    break;
                }
                at += 1;
            }
            let value = Value { first: line.start + start..line.end, more: &lines[first..at] };
            self.value(name, &value);
        }
    }

    fn value(&mut self, name: &str, value: &Value<'_>) {
        match name {
            "bibliography" => {
                let mut found = Vec::new();
                self.scalars(value, |span| found.push(span));
                let fixed = |span: &Span| !is_computed(&self.source[span.range()]);
                self.front.bibliographies.extend(found.into_iter().filter(fixed));
            }
            "csl" => {
                let mut found = None;
                self.scalars(value, |span| found = found.or(Some(span)));
                self.front.style = found.filter(|span| !is_computed(&self.source[span.range()]));
            }
            "nocite" => {
                let text = &self.source[value.whole()];
                if text.contains("@*") {
                    self.front.nocite.push("*".to_owned());
                }
                let keys = memchr::memchr_iter(b'@', text.as_bytes()).filter_map(|at| citekey::key_at(text, at));
                self.front.nocite.extend(keys.map(|key| text[key.key].to_owned()));
            }
            "title" if self.front.title.is_none() => {
                let mut found = None;
                self.prose(value, |span| found = found.or(Some(span)));
                self.front.title = found;
            }
            _ if PROSE.contains(&name) => {
                let mut found = Vec::new();
                self.prose(value, |span| found.push(span));
                self.front.paragraphs.append(&mut found);
            }
            _ => {}
        }
    }

    /// The scalars of a value: one, or those of a list or of a mapping.
    fn scalars(&mut self, value: &Value<'_>, mut each: impl FnMut(Span)) {
        let first = trimmed(self.source, value.first.clone());
        match self.source[first.clone()].chars().next() {
            Some('[') => return self.flow(value, each),
            Some('|' | '>') => {}
            Some('#') | None => {}
            Some(_) => return self.scalar(first, each),
        }
        for line in value.more {
            let mut line = trimmed(self.source, line.clone());
            while self.source[line.clone()].starts_with("- ") {
                line = trimmed(self.source, line.start + 2..line.end);
            }
            if let Some((_, start)) = key(&self.source[line.clone()]) {
                line = trimmed(self.source, line.start + start..line.end);
            }
            if !self.source[line.clone()].starts_with(['#', '-']) {
                self.scalar(line, &mut each);
            }
        }
    }

    /// `[a.bib, "b.bib"]`, over lines if need be.
    fn flow(&mut self, value: &Value<'_>, mut each: impl FnMut(Span)) {
        let whole = value.whole();
        let open = whole.start + self.source[whole.clone()].find('[').unwrap_or(0);
        let Some(len) = self.source[open..whole.end].find(']') else {
            self.front.flaw(open..open + 1, "a list that is never closed");
            return;
        };
        let mut at = open + 1;
        for part in self.source[open + 1..open + len].split(',') {
            self.scalar(trimmed(self.source, at..at + part.len()), &mut each);
            at += part.len() + 1;
        }
    }

    /// One scalar, quoted or plain, without the comment after it.
    fn scalar(&mut self, range: Range<usize>, mut each: impl FnMut(Span)) {
        let text = &self.source[range.clone()];
        let inner = match text.as_bytes().first() {
            None => return,
            Some(&quote @ (b'"' | b'\'')) => match memchr::memchr(quote, &text.as_bytes()[1..]) {
                Some(len) => range.start + 1..range.start + 1 + len,
                None => {
                    self.front.flaw(range.start..range.start + 1, "a quotation mark that is never closed");
                    return;
                }
            },
            Some(_) => trimmed(self.source, range.start..range.start + text.find(" #").unwrap_or(text.len())),
        };
        if !inner.is_empty() {
            each(Span::new(inner.start, inner.end));
        }
    }

    /// The paragraphs of a value that is prose: a block of text, quoted text, plain text.
    fn prose(&mut self, value: &Value<'_>, mut each: impl FnMut(Span)) {
        let mut first = trimmed(self.source, value.first.clone());
        let text = &self.source[first.clone()];
        if is_computed(text) || text.starts_with(['[', '{', '#', '&', '*']) {
            return;
        }
        let mut last = usize::MAX;
        match text.as_bytes().first() {
            Some(b'|' | b'>') => first = first.end..first.end,
            Some(&quote @ (b'"' | b'\'')) => {
                first.start += 1;
                let whole = first.start..value.whole().end.max(first.start);
                last = self.source[whole.clone()].rfind(quote as char).map_or(whole.end, |len| whole.start + len);
            }
            _ => {}
        }
        // A block of text ends where lines are no longer indented: a list or comment may stand there.
        let more = value.more.iter().take_while(|line| {
            let text = &self.source[(*line).clone()];
            text.is_empty() || text.starts_with([' ', '\t'])
        });
        let mut open: Option<Range<usize>> = None;
        for line in std::iter::once(&first).chain(more) {
            let line = trimmed(self.source, line.start.min(last)..line.end.min(last));
            match &mut open {
                _ if line.is_empty() => {
                    if let Some(range) = open.take() {
                        each(Span::new(range.start, range.end));
                    }
                }
                Some(range) => range.end = line.end,
                None => open = Some(line),
            }
        }
        if let Some(range) = open {
            each(Span::new(range.start, range.end));
        }
    }
}

/// The value of a key: the rest of its line, and the lines below that belong to it.
struct Value<'l> {
    first: Range<usize>,
    more: &'l [Range<usize>],
}

impl Value<'_> {
    fn whole(&self) -> Range<usize> {
        self.first.start..self.more.last().map_or(self.first.end, |line| line.end)
    }
}

/// A range without the blanks around it.
fn trimmed(source: &str, range: Range<usize>) -> Range<usize> {
    let text = &source[range.clone()];
    let start = range.start + text.len() - text.trim_start().len();
    start..start + text.trim().len()
}

/// Whether a value is made when the document is run: `!expr`, inline R, a template's place.
fn is_computed(text: &str) -> bool {
    text.starts_with('!') || text.contains("`r ") || text.contains("{{") || text.contains("${")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bibliographies(yaml: &str) -> Vec<String> {
        let text = format!("---\n{yaml}\n---\nBody.");
        let front = find(&text, 0).unwrap();
        front.bibliographies.iter().map(|span| text[span.range()].to_owned()).collect()
    }

    #[test]
    fn bibliographies_however_they_are_written() {
        let table: &[(&str, &[&str])] = &[
            ("bibliography: refs.bib", &["refs.bib"]),
            ("bibliography: refs.bib # mine", &["refs.bib"]),
            ("bibliography   : [\"a b.bib\", c.bib]", &["a b.bib", "c.bib"]),
            ("bibliography:\n- a.bib\n- 'b.bib'\ntitle: x", &["a.bib", "b.bib"]),
            ("bibliography:\n  - a.bib\n  # old\n  - b.bib", &["a.bib", "b.bib"]),
            ("bibliography:\n  main: a.bib\n  other: b.bib", &["a.bib", "b.bib"]),
            ("bibliography: [\n  a.bib,\n  b.bib\n]", &["a.bib", "b.bib"]),
            ("output:\n  bibliography: none.bib\nbibliography: a.bib\r", &["a.bib"]),
            ("bibliography: \"`r here::here('x.bib')`\"", &[]),
            ("bibliography: !expr here('x.bib')", &[]),
            ("bibliography:", &[]),
            ("# a comment\nbibliography: a.bib", &["a.bib"]),
        ];
        for (yaml, want) in table {
            assert_eq!(bibliographies(yaml), *want, "{yaml}");
        }
    }

    #[test]
    fn keys_that_nobody_cites() {
        for (yaml, want) in [
            ("nocite: '@*'", &["*"][..]),
            ("nocite: |\n  @a, @b\n  @c:d", &["a", "b", "c:d"]),
            ("nocite:\n- \"@a\"\n- \"@b\"", &["a", "b"]),
        ] {
            let text = format!("---\n{yaml}\ntitle: x\n---\n");
            assert_eq!(find(&text, 0).unwrap().nocite, want, "{yaml}");
        }
    }

    #[test]
    fn title_and_abstract_are_prose() {
        let text = "---\ntitle: \"On ice: a study\"\nabstract: |\n  One [@a]\n  two.\n\n  Three.\nkeywords: x\n---\n";
        let front = find(text, 0).unwrap();
        assert_eq!(&text[front.title.unwrap().range()], "On ice: a study");
        let found: Vec<_> = front.paragraphs.iter().map(|span| &text[span.range()]).collect();
        assert_eq!(found, ["One [@a]\n  two.", "Three."]);
        assert_eq!(front.end, text.len());
    }

    #[test]
    fn faults_are_told_and_reading_goes_on() {
        for (text, want) in [
            ("---\nbibliography:refs.bib\n---\n", Some("a key wants a colon and a blank after it")),
            (
                "---\ntitle: x\nbibliography:refs.bib\ncsl: a.csl\n---\n",
                Some("a key wants a colon and a blank after it"),
            ),
            ("---\ntitle: x\n\tb: 1\n---\n", Some("a tab where YAML wants blanks")),
            ("---\nbibliography: [a.bib\ntitle: x\n---\n", Some("a list that is never closed")),
            ("---\nbibliography: \"a.bib\ntitle: x\n---\n", Some("a quotation mark that is never closed")),
            ("---\ntitle: x\n\nWords.", Some("front matter is never closed")),
            ("---\n\nA rule.\n\n---\n", None),
            ("Words.\n", None),
        ] {
            let why = find(text, 0).and_then(|front| match front.flaws.into_iter().next() {
                Some(Flaw::FrontMatter { why, .. }) => Some(why),
                _ => None,
            });
            assert_eq!(why.as_deref(), want, "{text}");
        }
    }
}
