//! What directives mean to a reader of prose.

use super::{Page, shape};
use crate::model::{BlockKind, MarkKind};
use crate::text::Span;

/// What a directive holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    /// Prose of this kind, its argument included.
    Prose(BlockKind),
    /// Prose of this kind under a title, which is the argument.
    Titled(BlockKind),
    /// Prose of this kind; its argument is none.
    Inner(BlockKind),
    /// No prose.
    Left(MarkKind),
}

fn content(name: &str, argument: &str) -> Option<Content> {
    use BlockKind::{Caption, Heading, Paragraph, Quote, Reference, Table};
    Some(match name {
        "attention" | "caution" | "danger" | "error" | "hint" | "important" | "note" | "tip" | "warning"
        | "seealso" | "centered" | "todo" => Content::Prose(Paragraph),
        "admonition" | "topic" | "sidebar" | "dropdown" => Content::Titled(Paragraph),
        "table" | "list-table" => Content::Titled(if name == "table" { Paragraph } else { Table }),
        "rubric" => Content::Prose(Heading),
        "epigraph" | "highlights" | "pull-quote" => Content::Prose(Quote),
        "figure" | "subfigure" => Content::Inner(Caption),
        "container" if argument.split_whitespace().any(|class| class == "csl-entry") => Content::Inner(Reference),
        "container" | "class" | "compound" | "only" | "abstract" | "glossary" | "versionadded" | "versionchanged"
        | "deprecated" | "tab" | "tab-item" | "grid" | "card" | "details" | "theorem" | "proof" | "lemma" => {
            Content::Inner(Paragraph)
        }
        "math" => Content::Left(MarkKind::Math),
        "code"
        | "code-block"
        | "sourcecode"
        | "highlight"
        | "parsed-literal"
        | "literalinclude"
        | "raw"
        | "image"
        | "doctest"
        | "testcode"
        | "testsetup"
        | "testoutput"
        | "ipython"
        | "plot"
        | "graphviz"
        | "mermaid"
        | "digraph"
        | "productionlist"
        | "csv-table"
        | "role"
        | "default-role"
        | "contents"
        | "sectnum"
        | "section-numbering"
        | "meta"
        | "index"
        | "title"
        | "header"
        | "footer"
        | "target-notes"
        | "date"
        | "unicode"
        | "replace"
        | "toctree"
        | "tabularcolumns"
        | "currentmodule"
        | "automodule"
        | "autoclass"
        | "autofunction"
        | "jupyter-execute"
        | "footbibliography"
        | "restructuredtext-test-directive"
        | "youtube"
        | "video" => Content::Left(MarkKind::Code),
        _ => return None,
    })
}

/// Reads a directive whose argument begins at `start`.
pub(super) fn read<'s>(page: &mut Page<'_, 's, '_>, name: &'s str, start: usize, base: usize) {
    let name = name.to_ascii_lowercase();
    let line = page.lines[page.at];
    let end = line.end as usize;
    let argument = page.source[start.min(end)..end].trim();
    match name.as_str() {
        "bibliography" => return bibliography(page, argument, base),
        "include" => return include(page, argument, base),
        _ => {}
    }
    let content = content(&name, argument).unwrap_or_else(|| {
        let prose = is_prose(page, base);
        if prose { Content::Inner(BlockKind::Paragraph) } else { Content::Left(MarkKind::Code) }
    });
    match content {
        Content::Left(kind) => {
            let stop = page.end_of(base);
            page.code(page.at, stop, kind);
        }
        Content::Prose(kind) => {
            if kind == BlockKind::Heading {
                page.sections.heading(argument);
            }
            if argument.is_empty() {
                options(page, base);
            }
            let kind = page.within(kind);
            match argument.is_empty() {
                true => page.open(base, kind),
                false => page.enter(start, base, kind),
            }
        }
        Content::Titled(kind) => {
            if !argument.is_empty() {
                page.begin(page.within(BlockKind::Caption));
                page.inline(end - argument.len(), end);
            }
            options(page, base);
            page.open(base, page.within(kind));
        }
        Content::Inner(kind) => {
            let id = options(page, base);
            if kind == BlockKind::Reference {
                page.ids.clear();
                page.ids.extend(id);
            }
            let kind = if kind == BlockKind::Reference { kind } else { page.within(kind) };
            page.open(base, kind);
        }
    }
}

/// Goes past the first line of a directive and its options; the value of `:name:`.
fn options<'s>(page: &mut Page<'_, 's, '_>, base: usize) -> Option<&'s str> {
    let mut found = None;
    page.at += 1;
    while let Some(line) = page.lines.get(page.at).filter(|line| line.gap == 0 && usize::from(line.indent) > base) {
        let text = line.text(page.source);
        let Some(name) = shape::field(text) else { break };
        if name == "name" {
            found = Some(text[name.len() + 2..].trim());
        }
        page.at += 1;
    }
    found
}

/// Whether the content of a directive reads as prose: words, and hardly anything else.
fn is_prose(page: &Page<'_, '_, '_>, base: usize) -> bool {
    let lines = page.lines[page.at + 1..].iter().take_while(|line| usize::from(line.indent) > base);
    let first = lines.take(30).find(|line| line.gap > 0).map(|line| line.text(page.source));
    first.is_some_and(|text| {
        let words = text.chars().filter(|c| c.is_alphabetic() || *c == ' ').count();
        text.split(' ').count() >= 3 && words * 10 >= text.chars().count() * 8
    })
}

/// `.. bibliography:: refs.bib`: its files, and the keys that it lists without a citation.
fn bibliography(page: &mut Page<'_, '_, '_>, argument: &str, base: usize) {
    for file in argument.split_whitespace() {
        let at = file.as_ptr() as usize - page.source.as_ptr() as usize;
        page.builder.declared().bibliographies.push((file.to_owned(), Span::new(at, at + file.len())));
    }
    let stop = page.end_of(base);
    let mut all = false;
    for line in &page.lines[page.at + 1..stop] {
        let text = line.text(page.source);
        match shape::field(text) {
            Some(name) => all |= name == "all",
            None => {
                let keys = text.split_whitespace().filter(|key| key.bytes().all(|b| b.is_ascii_graphic()));
                page.builder.declared().nocite.extend(keys.map(str::to_owned));
            }
        }
    }
    if all {
        page.builder.declared().nocite.push("*".to_owned());
    }
    page.at = stop;
}

/// `.. include:: part.rst`: a part of the manuscript, unless it is shown as it is.
fn include(page: &mut Page<'_, '_, '_>, argument: &str, base: usize) {
    let stop = page.end_of(base);
    let mut options = page.lines[page.at + 1..stop].iter().filter_map(|line| shape::field(line.text(page.source)));
    let shown = options.any(|name| matches!(name, "literal" | "code" | "parser"));
    if !shown && !argument.is_empty() && !argument.starts_with('<') {
        let at = argument.as_ptr() as usize - page.source.as_ptr() as usize;
        let span = Span::new(at, at + argument.len());
        page.builder.declared().includes.push((argument.to_owned(), span));
    }
    page.at = stop;
}
