//! Citations in footnotes and endnotes: `Ada Marlow, Lights of the North (London: Quay, 1987), 34.`, `Marlow,
//! Lights, 41.`, `Ibid., 35.`
//!
//! In: a document, whose works are at hand, and the citations found before. Out: a citation for each note that
//! cites in words, where the document cites so more often than by names and years, keys or numbers. Elsewhere
//! notes explain, and are read as the text is.

mod back;
mod ends;
mod names;
mod parse;

use super::author_page::Works;
use crate::model::{
    Block, BlockId, BlockKind, Citation, CiteItem, Delimited, Document, Form, MarkKind, SentenceId, Year,
};
use crate::text::ProseSpan;
use parse::Cited;

/// How many numbered paragraphs in a row are notes, in a text that has no other.
const RUN: usize = 3;
/// The longest words before a work that are kept: `see also`.
const PREFIX: usize = 80;

/// Finds the citations of notes; `found` are those that were found before, in any order.
pub fn find(document: &Document, works: &dyn Works, found: &[Citation]) -> Vec<Citation> {
    let noted: Vec<BlockId> = document.block_ids().filter(|&id| document.block(id).kind == BlockKind::Note).collect();
    let numbered = if noted.is_empty() { numbered(document) } else { Vec::new() };
    let told = !noted.is_empty();
    let blocks = if told { &noted } else { &numbered };
    let mut out: Vec<Citation> = Vec::with_capacity(blocks.len());
    for &id in blocks {
        let block = document.block(id);
        let text = document.prose.slice(block.at);
        let cited = parse::works(text, works);
        // A numbered paragraph is a note where it begins with what it cites.
        let near = |cited: &Cited| cited.at.start <= parse::number(text) + "see also ".len();
        if cited.first().is_some_and(|first| told || near(first)) {
            out.push(citation(document, block, cited));
        }
    }
    let elsewhere = found.iter().filter(|citation| {
        let firm = citation.form == Form::Key || citation.items.iter().any(|item| item.firm && item.year.is_some());
        firm && !super::in_note(document, citation)
    });
    let keys = document.marks.iter().filter(|mark| mark.kind == MarkKind::Cite).count();
    let enough = told || out.len() >= RUN && out.len() * 2 >= numbered.len();
    if enough && out.len() >= elsewhere.count().max(keys) { out } else { Vec::new() }
}

/// Drops what was read otherwise of the words that notes cite by, and publishers in their brackets.
pub fn clear(document: &Document, noted: &[Citation], found: &mut Vec<Citation>) {
    let mut items: Vec<ProseSpan> = noted.iter().flat_map(|note| note.items.iter().map(|item| item.at)).collect();
    items.sort_unstable();
    found.retain(|citation| {
        let next = items.partition_point(|item| item.end <= citation.at.start);
        let free = items.get(next).is_none_or(|item| item.start >= citation.at.end);
        let publisher = ends::publishes(&citation.text) && super::in_note(document, citation);
        free && !publisher
    });
}

/// Numbered paragraphs, where several follow each other: the notes of a text that knows no other.
fn numbered(document: &Document) -> Vec<BlockId> {
    let number = |id: BlockId| {
        let block = document.block(id);
        let plain = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item);
        let text = document.prose.slice(block.at);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let is = plain && (1..=4).contains(&digits) && parse::number(text) > 0;
        is.then(|| text[..digits].parse::<u32>().ok()).flatten()
    };
    let (mut out, mut run, mut last) = (Vec::new(), Vec::new(), 0);
    for id in document.block_ids() {
        match number(id) {
            Some(number) if last > 0 && number == last + 1 => last = number,
            Some(1) => {
                keep(&mut run, &mut out);
                last = 1;
            }
            _ => continue,
        }
        run.push(id);
    }
    keep(&mut run, &mut out);
    out
}

fn keep(run: &mut Vec<BlockId>, out: &mut Vec<BlockId>) {
    if run.len() >= RUN {
        out.append(run);
    }
    run.clear();
}

/// The citation of a note: all the works that it cites.
fn citation(document: &Document, block: Block, cited: Vec<Cited>) -> Citation {
    let text = document.prose.slice(block.at);
    let mut items: Vec<CiteItem> = Vec::with_capacity(cited.len());
    let mut from = parse::number(text);
    for work in cited {
        let before = text[from..work.at.start].trim_matches([' ', ';', ',', '.', '(']);
        from = work.at.end;
        let through = passes_on(before);
        if let Some(unread) = items.last_mut().filter(|_| through) {
            unread.secondary = true;
        }
        items.push(item(document, block, text, work, before));
    }
    let (first, last) = (items[0].at, items[items.len() - 1].at);
    let at = ProseSpan { start: first.start, end: last.end };
    Citation {
        span: document.prose.source(at),
        at,
        text: document.shown(at),
        form: Form::Note,
        manner: None,
        sentence: document.sentence_at(at.start).unwrap_or(SentenceId(0)),
        delimited: Delimited::Whole,
        items,
    }
}

/// Whether words say that the work before them was not read, and the next one was.
fn passes_on(before: &str) -> bool {
    const WORDS: &[&str] = &["quoted in", "cited in", "qtd. in", "zit. nach", "zitiert nach", "cité dans", "cité par"];
    let before = before.to_lowercase();
    WORDS.iter().any(|words| before.ends_with(words))
}

fn item(document: &Document, block: Block, text: &str, work: Cited, before: &str) -> CiteItem {
    let prose = |start: usize, end: usize| block.at.inner(start..end);
    let source = |start: usize, end: usize| document.prose.source(prose(start, end));
    let year = |at: std::ops::Range<usize>| Year {
        text: text[at.clone()].to_owned(),
        span: source(at.start, at.end),
        ..Year::default()
    };
    let at = prose(work.at.start, work.at.end);
    CiteItem {
        span: document.prose.source(at),
        at,
        text: text[work.at.clone()].to_owned(),
        authors: work.authors.named(text, source),
        et_al: work.authors.et_al,
        conjunction: work.authors.conjunction,
        year: work.year.map(year),
        locator: work.locator.map(|at| text[at].to_owned()),
        prefix: Some(before.to_owned()).filter(|words| !words.is_empty() && words.len() <= PREFIX),
        literal: work.title.map(|at| text[at].to_owned()),
        firm: work.firm,
        back: work.back,
        ..CiteItem::default()
    }
}
