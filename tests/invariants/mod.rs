//! What holds of every report, whatever was read. Property tests and fuzz targets run the same bodies.
//!
//! Each function panics, saying what is broken and where.

use pincite::check::{Inputs, Manuscript, Memory, check};
use pincite::config::Config;
use pincite::model::{DocumentReport, Fix, Form, Label, Library, Linked, Origin, Report, Source, SourceId};
use pincite::report::{Ending, Opening, Shape};
use pincite::text::{How, ProseSpan, Span};

/// Every rule, those that are off by default too.
fn every_rule() -> Config {
    Config { select: vec!["ALL".to_owned()], threads: 1, ..Config::default() }
}

/// Checks a manuscript of this name against a bibliography, twice, and holds the report to all below.
pub fn of_check(name: &str, text: &[u8], bib: &[u8]) -> Report {
    let files: Memory = [(name, text), ("refs.bib", bib)].into_iter().collect();
    let run = || {
        let manuscripts = vec![Manuscript::named(name)];
        let inputs =
            Inputs { manuscripts, bibliographies: vec!["refs.bib".to_owned()], sources: Vec::new(), files: &files };
        check(&inputs, &every_rule()).unwrap_or_else(|error| panic!("{error}"))
    };
    let report = run();
    let again = run();
    for shape in Shape::ALL {
        let printed = print(&report, shape);
        assert!(printed == print(&again, shape), "the same input gives the same bytes: {shape:?}");
        let text = String::from_utf8(printed).expect("a report is UTF-8");
        if shape == Shape::Html {
            let elements = ["<script", "<img", "<iframe"].map(|element| text.matches(element).count());
            assert_eq!(elements, [1, 0, 0], "no element of a manuscript is one of the page");
        }
        if matches!(
            shape,
            Shape::Full | Shape::Concise | Shape::Grouped | Shape::Html | Shape::Notes | Shape::NotesMarkdown
        ) {
            let steers = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t') || *c == '\u{202e}');
            assert_eq!(steers, None, "nothing in a {shape:?} report steers a terminal");
        }
    }
    report.documents.iter().for_each(of_report);
    report
}

fn print(report: &Report, shape: Shape) -> Vec<u8> {
    let mut out = Vec::new();
    let mut output = shape.output(false);
    output.begin(&Opening::default(), &mut out).unwrap();
    for document in &report.documents {
        output.document(document, &mut out).unwrap();
    }
    output.end(&Ending { summary: report.summary, ..Ending::default() }, &mut out).unwrap();
    out
}

/// Holds one document's report.
pub fn of_report(report: &DocumentReport) {
    of_prose(&report.linked);
    of_citations(&report.linked);
    of_links(&report.linked);
    of_claims(&report.linked);
    for library in &report.linked.libraries {
        // The manuscript's own list lies in the manuscript.
        let own = library.origin == Origin::OwnList;
        entries_of(library, if own { &report.linked.document.source } else { &library.source });
    }
    for diagnostic in &report.diagnostics {
        let finding = &diagnostic.finding;
        let what = diagnostic.code;
        of_label(report, what, &finding.at);
        finding.related.iter().for_each(|label| of_label(report, what, label));
        finding.fix.iter().for_each(|fix| of_fix(report, what, fix));
        let length = finding.message.chars().count();
        assert!(length <= 80, "{what}: a message of {length} characters: {}", finding.message);
        assert!(!finding.message.contains('\n'), "{what}: a message is one line: {:?}", finding.message);
    }
    let place = |label: &Label| (label.span.start, label.span.end);
    let path = |label: &Label| report.source(label.source).map_or("", |source| source.path.as_str());
    let order: Vec<_> = report
        .diagnostics
        .iter()
        .map(|d| (path(&d.finding.at), place(&d.finding.at), d.code, d.finding.message.as_str()))
        .collect();
    assert!(order.is_sorted(), "findings are in order: {order:?}");
}

/// A span lies in its text and on the borders of characters.
fn inside(source: &Source, span: Span, what: &str) {
    let held = span.start <= span.end && source.text.get(span.range()).is_some();
    assert!(held, "{what}: {span:?} in {} of {} bytes", source.path, source.text.len());
}

fn of_label(report: &DocumentReport, what: &str, label: &Label) {
    let Some(source) = report.source(label.source) else { panic!("{what}: no source {:?}", label.source) };
    inside(source, label.span, what);
}

fn of_fix(report: &DocumentReport, what: &str, fix: &Fix) {
    let mut last: Option<(SourceId, u32)> = None;
    for edit in &fix.edits {
        let Some(source) = report.source(edit.source) else { panic!("{what}: no source {:?}", edit.source) };
        inside(source, edit.span, what);
        let before = last.is_none_or(|(id, end)| id < edit.source || id == edit.source && end <= edit.span.start);
        assert!(before, "{what}: edits are in order and never overlap: {:?}", fix.edits);
        last = Some((edit.source, edit.span.end));
    }
    assert!(!fix.edits.is_empty(), "{what}: a fix without edits");
}

/// Pieces cover the prose; what they stand for is there; source to prose to source comes home.
pub fn of_prose(linked: &Linked) {
    let document = &linked.document;
    let (source, prose) = (&document.source, &document.prose);
    let pieces = prose.pieces();
    let end_of = |at: usize| pieces.get(at + 1).map_or(prose.text().len(), |next| next.prose as usize);
    assert!(pieces.first().is_none_or(|first| first.prose == 0), "the first piece begins the prose");
    for (at, piece) in pieces.iter().enumerate() {
        inside(source, piece.source, "piece");
        let range = piece.prose as usize..end_of(at);
        assert!(range.start < range.end, "piece {at} is empty: {piece:?}");
        let text = prose.text().get(range.clone()).expect("a piece begins and ends between characters");
        let home = prose.source(ProseSpan::new(range.start, range.end));
        assert_eq!(home, piece.source, "{piece:?} comes home");
        match piece.how {
            How::Added => assert!(piece.source.is_empty(), "nothing stands for {piece:?}"),
            How::Stands => {}
            How::Same => {
                let original = source.slice(piece.source);
                assert_eq!(text.len(), original.len(), "{piece:?} is as long as its source");
                // A soft break of one byte shows as a blank.
                let alike = |(a, b): (u8, u8)| a == b || a == b' ' && (b.is_ascii_whitespace() || b == 0x0B);
                assert!(text.bytes().zip(original.bytes()).all(alike), "{text:?} is {original:?}");
            }
        }
    }
    let mut last = 0;
    for block in &document.blocks {
        assert!(last <= block.at.start && block.at.start < block.at.end, "blocks are in order: {block:?}");
        let words = prose.text().get(block.at.range()).unwrap_or_else(|| panic!("{block:?}"));
        assert!(!words.contains('\n'), "line ends inside a block are blanks: {words:?}");
        last = block.at.end;
    }
    last = 0;
    for sentence in &document.sentences {
        assert!(last <= sentence.at.start && !sentence.at.is_empty(), "sentences are in order: {sentence:?}");
        assert!(document.block(sentence.block).at.contains(sentence.at), "{sentence:?} lies in its block");
        assert!(prose.text().get(sentence.at.range()).is_some(), "{sentence:?}");
        inside(source, prose.source(sentence.at), "sentence");
        last = sentence.at.end;
    }
    for mark in &document.marks {
        inside(source, mark.span, "mark");
        let there = prose.text().get(mark.at.range());
        assert!(matches!(there, Some("\u{fffc}" | "")), "{mark:?} stands on {there:?}");
    }
    document.declared.bibliographies.iter().for_each(|(_, span)| inside(source, *span, "declared"));
    for bracket in &document.brackets {
        for side in bracket.open.iter().chain(&bracket.close) {
            let there = prose.text().as_bytes().get(*side as usize);
            assert!(matches!(there, Some(b'(' | b'[' | b')' | b']')), "{bracket:?} stands on {there:?}");
        }
    }
}

fn of_citations(linked: &Linked) {
    let document = &linked.document;
    let source = &document.source;
    for citation in &linked.citations {
        let text = &citation.text;
        inside(source, citation.span, text);
        assert!(!citation.span.is_empty(), "`{text}` has bytes");
        assert!(document.prose.text().get(citation.at.range()).is_some(), "{text}: {:?}", citation.at);
        assert_eq!(document.prose.source(citation.at), citation.span, "{text}");
        let sentence = document.sentence(citation.sentence);
        assert!(sentence.at.overlaps(citation.at), "`{text}` stands in its sentence");
        assert!(!citation.items.is_empty(), "`{text}` has items");
        for item in &citation.items {
            inside(source, item.span, &item.text);
            assert!(!item.span.is_empty(), "`{}` has bytes", item.text);
            assert!(citation.span.contains(item.span), "`{}` lies in `{text}`", item.text);
            assert!(citation.at.contains(item.at), "the prose of `{}` lies in that of `{text}`", item.text);
            item.authors.iter().for_each(|name| inside(source, name.span, &name.family));
            if let Some(year) = &item.year {
                inside(source, year.span, &year.text);
                assert!(citation.span.contains(year.span), "`{}` lies in `{text}`", year.text);
            }
            if item.continues {
                continue;
            }
            // The names of an item stand in it, or, where "Holland" stands before "(2021; 2022)", in the citation.
            let home = if citation.form == Form::Narrative { citation.span } else { item.span };
            for name in &item.authors {
                assert!(home.contains(name.span), "`{}` lies in `{}`", name.family, item.text);
            }
        }
    }
    assert!(linked.citations.is_sorted_by_key(|c| (c.at.start, c.at.end)), "citations are in order");
}

fn of_links(linked: &Linked) {
    let items = linked.citations.iter().map(|citation| citation.items.len()).sum::<usize>();
    assert_eq!(linked.links.len(), items, "one link an item");
    assert!(linked.links.is_sorted_by_key(|link| link.item), "links are in order");
    for link in &linked.links {
        let _ = linked.item(link.item);
        for &id in link.entries.iter().chain(&link.nearest).chain(link.lettered.iter().map(|(id, _)| id)) {
            let _ = linked.entry(id);
        }
        let mut unique = link.entries.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), link.entries.len(), "an entry is linked once: {link:?}");
    }
}

fn of_claims(linked: &Linked) {
    assert_eq!(linked.claims.len(), linked.support.len(), "one support a claim");
    for (number, (claim, support)) in linked.claims.iter().zip(&linked.support).enumerate() {
        inside(&linked.document.source, claim.span, "claim");
        assert_eq!(support.claim as usize, number);
        assert!((claim.sentence.0 as usize) < linked.document.sentences.len(), "{claim:?}");
        assert!(support.citations.iter().all(|&at| (at as usize) < linked.citations.len()), "{support:?}");
        assert!(support.citations.is_sorted(), "{support:?}");
    }
}

/// Holds a library.
fn entries_of(library: &Library, source: &Source) {
    for entry in &library.entries {
        let key = &entry.key;
        inside(source, entry.span, key);
        inside(source, entry.key_span, key);
        assert!(entry.span.contains(entry.key_span), "the key of `{key}` lies in it");
        for field in &entry.fields {
            inside(source, field.name_span, &field.name);
            inside(source, field.span, &field.name);
            assert!(entry.span.contains(field.name_span), "`{}` lies in `{key}`", field.name);
        }
        entry.parents.iter().for_each(|parent| inside(source, parent.span, key));
    }
    for flaw in &library.flaws {
        inside(source, flaw.span, &flaw.message);
        inside(source, flaw.item, &flaw.message);
    }
}
