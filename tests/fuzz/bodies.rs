//! What must hold for any input: the bodies that the fuzz targets run, and `tests/properties.rs` on the
//! stable compiler. Each takes raw text and panics where a promise is broken.

use std::sync::Arc;

use pincite::check::{Inputs, Manuscript, Memory, check};
use pincite::config::Config;
use pincite::fix::{self, Wanted};
use pincite::model::{Document, Format, Library, Report};
use pincite::text::Span;
use pincite::{bib, cite, claim, link, read};

fn holds(text: &str, span: Span) {
    let (start, end) = (span.start as usize, span.end as usize);
    assert!(start <= end && text.is_char_boundary(start) && text.is_char_boundary(end), "{span:?} of {}", text.len());
}

fn documents(text: &str) -> impl Iterator<Item = Document> {
    [Format::Text, Format::Markdown, Format::Latex]
        .into_iter()
        .filter_map(|format| read::read("paper", Some(format), text.as_bytes()).ok())
}

/// Reading ends, blocks and sentences are in order, and every place of the prose leads back to the source.
pub fn read(text: &str) {
    for document in documents(text) {
        let source = &document.source.text;
        let mut before = 0;
        for block in &document.blocks {
            assert!(before <= block.at.start && block.at.start < block.at.end);
            before = block.at.end;
            holds(source, document.prose.source(block.at));
        }
        for sentence in &document.sentences {
            holds(source, document.prose.source(sentence.at));
        }
        for mark in &document.marks {
            holds(source, mark.span);
        }
    }
}

/// A bibliography is read whatever it holds, and its spans lie in it.
pub fn bib(text: &str) {
    let Some(library) = library(text) else { return };
    let source = &library.source.text;
    for entry in &library.entries {
        holds(source, entry.span);
        holds(source, entry.key_span);
        for field in &entry.fields {
            holds(source, field.name_span);
            holds(source, field.span);
        }
    }
    for flaw in &library.flaws {
        holds(source, flaw.span);
        holds(source, flaw.item);
    }
}

fn library(text: &str) -> Option<Library> {
    bib::read("refs.bib", text.as_bytes()).ok()
}

/// Citations have items, and items lie in the source; linking against any bibliography gives one link an item.
pub fn cite(text: &str, bibliography: &str) {
    let index = link::Index::new(library(bibliography).map(Arc::new).into_iter().collect());
    for document in documents(text) {
        let own = bib::reference_list::read(&document).map(Arc::new);
        for entry in own.iter().flat_map(|own| &own.entries) {
            holds(&document.source.text, entry.span);
            holds(&document.source.text, entry.key_span);
        }
        let numbered = cite::Numbered { listed: true, works: 9 };
        let citations =
            cite::find(&document, &cite::Known { undated: index.undated(), numbered, ..cite::Known::NOTHING })
                .citations;
        for citation in &citations {
            assert!(!citation.items.is_empty());
            holds(&document.source.text, citation.span);
            citation.items.iter().for_each(|item| holds(&document.source.text, item.span));
        }
        let stated = claim::find(&document);
        stated.figures.iter().for_each(|figure| holds(&document.source.text, figure.span));
        stated.quotations.iter().for_each(|quotation| holds(&document.source.text, quotation.span));
        stated.statistics.iter().for_each(|statistic| holds(&document.source.text, statistic.span));
        let linked = link::link(document, citations, stated, &index, own.as_ref(), &[], &link::NoWorks);
        assert_eq!(linked.links.len(), linked.citations.iter().map(|citation| citation.items.len()).sum::<usize>());
    }
}

/// Safe edits can be made, and come to an end: after a few rounds nothing is left that could be mended.
pub fn round(text: &str, bibliography: &str) {
    for path in ["paper.txt", "paper.md", "paper.tex"] {
        let mut text = text.to_owned();
        for left in (0..8).rev() {
            let found = report(path, &text, bibliography);
            let Some(mended) = mend(&found, path, &text) else { break };
            assert!(left > 0, "{path}: there is no end to mending {text:?}");
            text = mended;
        }
    }
}

fn report(path: &str, text: &str, bibliography: &str) -> Report {
    let files: Memory = [(path, text), ("refs.bib", bibliography)].into_iter().collect();
    let inputs = Inputs {
        manuscripts: vec![Manuscript::named(path)],
        bibliographies: vec!["refs.bib".to_owned()],
        sources: Vec::new(),
        files: &files,
    };
    check(&inputs, &Config::default()).expect("files in memory can be read")
}

/// The safe fixes of a report's manuscript.
fn wanted(report: &Report, path: &str) -> Vec<Wanted> {
    let all = report.documents.iter().flat_map(|document| fix::wanted(document, false));
    all.filter(|(source, _)| source.path == path).map(|(_, wanted)| wanted).collect()
}

fn mend(report: &Report, path: &str, text: &str) -> Option<String> {
    let done = fix::apply(text, wanted(report, path));
    (!done.made.is_empty()).then_some(done.text)
}
