//! What biber hands to biblatex: a `.bbl` file of fields, `\entry{key}{article}{}` to `\endentry`.
//!
//! In: the bytes of such a file. Out: the entries that a manuscript cites, so that it can be checked where its
//! `.bib` is not at hand. It refuses the lists that BibTeX prints: those are prose, and read as such.
//!
//! Source: *biblatex 3.20*, `biblatex.def`; files as biber 2.19 writes them.

use std::ops::Range;

use super::{dates, too_large};
use crate::grammar::latex::{plain, verbatim};
use crate::model::{Entry, Field, Format, Library, Origin, Person, Source};
use crate::text::{Span, decode};

/// What begins and ends an entry.
const ENTRY: &str = "\\entry{";
const END: &str = "\\endentry";

/// Whether a file is biber's.
pub fn is_biber(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, END.as_bytes()).is_some()
}

/// Reads a file of biber's.
pub fn read(path: &str, bytes: &[u8]) -> Result<Library, super::Error> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(too_large(path));
    }
    let text = decode::decode(bytes).text;
    let mut entries: Vec<Entry> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(ENTRY).map(|step| at + step) {
        let end = text[start..].find(END).map_or(text.len(), |step| start + step + END.len());
        // The same work stands in each list that a manuscript prints.
        entries.extend(entry(&text, start..end));
        at = end;
    }
    let mut seen = std::collections::HashSet::new();
    entries.retain(|entry| seen.insert(entry.key.clone()));
    let source = std::sync::Arc::new(Source::new(path, Format::Latex, text));
    Ok(Library { origin: Origin::File, source, entries, flaws: Vec::new() })
}

fn entry(text: &str, range: Range<usize>) -> Option<Entry> {
    let mut scanner = Scanner { text, at: range.start + ENTRY.len() - 1, end: range.end };
    let key = scanner.group()?;
    let kind = scanner.group()?;
    let mut entry = Entry {
        key: text[key.clone()].to_owned(),
        key_span: Span::new(key.start, key.end),
        span: Span::new(range.start, range.end),
        kind: text[kind].to_ascii_lowercase(),
        ..Entry::default()
    };
    while let Some(name) = scanner.command() {
        match name {
            "name" => scanner.names(&mut entry),
            "field" | "list" | "strng" => {
                let Some(field) = scanner.group() else { continue };
                // `\list{publisher}{1}{{Quay}}`
                if name == "list" {
                    scanner.group();
                }
                let Some(value) = scanner.group() else { continue };
                if name != "strng" {
                    entry.fields.push(made(text, field, value.clone(), plain(&text[value])));
                }
            }
            "verb" => {
                if let (Some(field), Some(value)) = (scanner.group(), scanner.verb()) {
                    entry.fields.push(made(text, field, value.clone(), verbatim(&text[value])));
                }
            }
            "true" => {
                let what = scanner.group().map(|group| &text[group]);
                entry.authors_others |= what == Some("moreauthor");
            }
            _ => {}
        }
    }
    let value = |name: &str| entry.field(name).map(|field| field.value.clone()).unwrap_or_default();
    let (title, subtitle) = (value("title"), value("subtitle"));
    entry.title = if subtitle.is_empty() { title } else { format!("{title}: {subtitle}") };
    entry.date = dates::read(&entry.fields);
    Some(entry)
}

fn made(text: &str, name: Range<usize>, at: Range<usize>, value: String) -> Field {
    let (name_span, span) = (Span::new(name.start, name.end), Span::new(at.start, at.end));
    Field { name: text[name].to_ascii_lowercase(), name_span, value, span }
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    end: usize,
}

impl<'t> Scanner<'t> {
    /// The next command's name.
    fn command(&mut self) -> Option<&'t str> {
        let start = self.at + self.text[self.at..self.end].find('\\')? + 1;
        let len = self.text[start..self.end].bytes().take_while(u8::is_ascii_alphabetic).count();
        self.at = start + len.max(1).min(self.end - start);
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
        Some(&self.text[start..start + len])
    }

    /// The inside of the braces that come next.
    fn group(&mut self) -> Option<Range<usize>> {
        let rest = &self.text[self.at..self.end];
        let start = self.at + (rest.len() - rest.trim_start().len());
        if self.text.as_bytes().get(start) != Some(&b'{') {
            return None;
        }
        let (mut depth, mut at) = (0usize, start);
        while at < self.end {
            match self.text.as_bytes()[at] {
                b'\\' => at += 1,
                b'{' => depth += 1,
                b'}' => {
                    depth -= 1;
                    if depth == 0 {
                        self.at = at + 1;
                        return Some(start + 1..at);
                    }
                }
                _ => {}
            }
            at += 1;
        }
        // What is never closed is asked for once.
        self.at = self.end;
        None
    }

    /// `\verb 10.1000/x`, on a line of its own.
    fn verb(&mut self) -> Option<Range<usize>> {
        let rest = &self.text[self.at..self.end];
        let line = rest.len() - rest.trim_start().strip_prefix("\\verb ")?.len();
        let len = rest[line..].find(['\n', '\r']).unwrap_or(rest.len() - line);
        let start = self.at + line;
        self.at = start + len;
        Some(start..start + len)
    }

    /// `\name{author}{2}{}{{{hash=…}{family={Marlow},given={Ruth}}}…}`
    fn names(&mut self, entry: &mut Entry) {
        let Some(role) = self.group() else { return };
        let (Some(_), Some(_), Some(body)) = (self.group(), self.group(), self.group()) else { return };
        let into = match &self.text[role] {
            "author" => &mut entry.authors,
            "editor" => &mut entry.editors,
            _ => return,
        };
        let mut parts = Scanner { text: self.text, at: body.start, end: body.end };
        while let Some(step) = parts.text[parts.at..parts.end].find("={") {
            let equals = parts.at + step;
            let before = &parts.text[body.start..equals];
            let name = &before[before.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len()..];
            parts.at = equals + 1;
            let Some(value) = parts.group() else { return };
            let value = name_part(&parts.text[value]);
            match (name, into.last_mut()) {
                ("family", _) => into.push(Person { family: value, group: true, ..Person::default() }),
                ("given", Some(person)) => (person.given, person.group) = (value, false),
                ("prefix", Some(person)) => person.particle = value,
                ("suffix", Some(person)) => person.suffix = value,
                _ => {}
            }
        }
    }
}

/// A part of a name; biber writes the blanks in it as commands.
fn name_part(value: &str) -> String {
    const BLANKS: &[&str] =
        &["\\bibnamedelima", "\\bibnamedelimb", "\\bibnamedelimc", "\\bibnamedelimd", "\\bibnamedelimi"];
    let spaced = BLANKS.iter().fold(value.to_owned(), |value, blank| value.replace(blank, " "));
    plain(&spaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r"% $ biblatex bbl format version 3.3 $
\refsection{0}
  \datalist[entry]{nyt/global//global/global/global}
    \entry{marlow1999}{article}{}{}
      \name{author}{2}{}{%
        {{un=0,hash=8a}{%
           family={Marlow},
           familyi={M\bibinitperiod},
           given={Ruth},
           giveni={R\bibinitperiod},
           givenun=0}}%
        {{hash=9b}{%
           family={Berg},
           familyi={B\bibinitperiod},
           given={Jan},
           giveni={J\bibinitperiod},
           prefix={van\bibnamedelima den},
           prefixi={v\bibinitperiod}}}%
      }
      \strng{namehash}{8a}
      \field{journaltitle}{Tides \& Ferries}
      \field{title}{Caf\'{e} crossings}
      \field{year}{1999}
      \range{pages}{2}
      \verb{doi}
      \verb 10.1000/tides_1
      \endverb
    \endentry
    \entry{nla2004}{online}{}{}
      \name{author}{1}{}{%
        {{hash=7c}{%
           family={{Northern Lights Archive}},
           familyi={N\bibinitperiod}}}%
      }
      \true{moreauthor}
      \field{title}{Lights}
      \field{subtitle}{A list}
      \field{year}{2004}
    \endentry
  \enddatalist
\endrefsection
\endinput
";

    #[test]
    fn fields_become_entries() {
        assert!(is_biber(FILE.as_bytes()));
        let library = read("paper.bbl", FILE.as_bytes()).unwrap();
        let labels: Vec<_> = library.entries.iter().map(|entry| (entry.key.as_str(), entry.label())).collect();
        let want =
            [("marlow1999", "Marlow and van den Berg (1999)"), ("nla2004", "Northern Lights Archive et al. (2004)")];
        assert_eq!(labels, want.map(|(key, label)| (key, label.to_owned())));
        let first = &library.entries[0];
        assert_eq!((first.title.as_str(), first.kind.as_str()), ("Café crossings", "article"));
        assert_eq!(first.field("doi").map(|doi| doi.value.as_str()), Some("10.1000/tides_1"));
        assert_eq!(library.entries[1].title, "Lights: A list");
        assert!(library.entries[1].authors_others && !library.entries[0].authors_others);
        for entry in &library.entries {
            assert_eq!(library.source.slice(entry.key_span), entry.key);
            assert!(library.source.slice(entry.span).starts_with("\\entry{"));
        }
    }

    #[test]
    fn what_is_cut_short_does_no_harm() {
        for cut in (0..FILE.len()).filter(|&cut| FILE.is_char_boundary(cut)) {
            read("paper.bbl", &FILE.as_bytes()[..cut]).unwrap();
        }
        let many = format!("{}\\endentry", "\\entry{a}{b}\\name{author}".repeat(50_000));
        assert_eq!(read("paper.bbl", many.as_bytes()).unwrap().entries.len(), 1);
    }
}
