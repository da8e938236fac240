//! A document as a reader sees it, for tests of formats.

#![allow(dead_code)] // each test takes what it needs

use pincite::model::{BlockKind, Document, Format, MarkKind};
use pincite::{cite, read};

/// Reads a manuscript.
pub fn document(path: &str, text: &str) -> Document {
    read::read(path, None, text.as_bytes()).unwrap()
}

/// Each block as `P words`, with `‹…›` for the source of a mark and its kind.
pub fn blocks(document: &Document) -> Vec<String> {
    document
        .blocks
        .iter()
        .map(|block| {
            let kind = match block.kind {
                BlockKind::Heading => 'H',
                BlockKind::Paragraph => 'P',
                BlockKind::Item => 'I',
                BlockKind::Quote => 'Q',
                BlockKind::Note => 'N',
                BlockKind::Caption => 'C',
                BlockKind::Table => 'T',
                BlockKind::Reference => 'R',
            };
            let mut out = format!("{kind} ");
            for (at, c) in document.prose.slice(block.at).char_indices() {
                let place = block.at.start + at as u32;
                match document.marks.iter().find(|mark| mark.at.start == place && !mark.at.is_empty()) {
                    Some(mark) => {
                        let sign = match mark.kind {
                            MarkKind::Cite => "",
                            MarkKind::Code => "code ",
                            MarkKind::Math => "math ",
                            MarkKind::NoteRef => "note ",
                            MarkKind::Comment => "? ",
                        };
                        out.push_str(&format!("‹{sign}{}›", document.source.slice(mark.span)));
                    }
                    None => out.push(c),
                }
            }
            out
        })
        .collect()
}

/// What words point at: `words → key key`.
pub fn pointers(document: &Document) -> Vec<String> {
    let words = |pointer: &pincite::model::Pointer| document.prose.slice(pointer.at).to_owned();
    document.pointers.iter().map(|pointer| format!("{} → {}", words(pointer), pointer.keys.join(" "))).collect()
}

/// The ids of blocks, each with the beginning of its words.
pub fn labels(document: &Document) -> Vec<String> {
    let head = |words: &str| words.chars().take(12).collect::<String>();
    document.labels.iter().map(|(label, id)| format!("{label}: {}", head(document.block_text(*id)))).collect()
}

/// The comments of a document.
pub fn comments(document: &Document) -> Vec<&str> {
    let marks = document.marks.iter().filter(|mark| mark.kind == MarkKind::Comment);
    marks.map(|mark| document.source.slice(mark.span)).collect()
}

/// Holds what each text must be read as.
pub fn check(path: &str, table: &[(&str, &[&str])]) {
    let mut faults = Vec::new();
    for (text, want) in table {
        let got = blocks(&document(path, text));
        if got != *want {
            faults.push(format!("{text:?}\n  wants {want:?}\n  has   {got:?}"));
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// What holds for any text: spans lie in it, on character boundaries, and marks are in order.
pub fn hold(document: &Document) {
    let text = &document.source.text;
    for mark in &document.marks {
        assert!(text.get(mark.span.range()).is_some(), "{mark:?}");
        assert!(document.prose.text().get(mark.at.range()).is_some(), "{mark:?}");
    }
    assert!(document.marks.is_sorted_by_key(|mark| mark.at.start));
    for block in &document.blocks {
        assert!(!document.prose.slice(block.at).trim().is_empty());
        assert!(text.get(document.prose.source(block.at).range()).is_some(), "{block:?}");
    }
    for piece in document.prose.pieces() {
        assert!(text.get(piece.source.range()).is_some(), "{piece:?}");
    }
    for pointer in &document.pointers {
        assert!(document.prose.text().get(pointer.at.range()).is_some_and(|words| !words.is_empty()), "{pointer:?}");
    }
    for (_, block) in &document.labels {
        assert!((block.0 as usize) < document.blocks.len());
    }
    for citation in cite::find(document, &cite::Known::NOTHING).citations {
        assert!(text.get(citation.span.range()).is_some());
        for item in citation.items {
            assert!(text.get(item.span.range()).is_some());
        }
    }
    let declared = &document.declared;
    for (name, span) in declared.bibliographies.iter().chain(&declared.includes) {
        assert_eq!(&text[span.range()], name);
    }
}

/// The format of a path is the one that was read.
pub fn format(path: &str, text: &str) -> Format {
    document(path, text).source.format
}
