//! Tables that are drawn with characters, and those whose columns are marked above and below.
//!
//! Words stand in columns of characters; a cell is what lies between two edges in the lines of a row.

use super::Page;
use crate::model::BlockKind;
use crate::read::lines::Line;
use crate::text::Span;

/// The most columns that are told apart.
const COLUMNS: usize = 200;

/// Whether a line is the upper edge of a drawn table.
pub(super) fn is_grid(text: &str) -> bool {
    text.len() >= 3 && text.ends_with('+') && text.bytes().all(|b| matches!(b, b'+' | b'-' | b'='))
}

/// Whether a line marks the columns of a table.
pub(super) fn is_simple(text: &str) -> bool {
    text.contains(' ') && text.split(' ').all(|part| part.bytes().all(|b| b == b'='))
}

/// Reads a drawn table.
pub(super) fn grid(page: &mut Page<'_, '_, '_>) {
    let first = page.lines[page.at];
    let base = usize::from(first.indent);
    let edges = first.text(page.source).bytes().enumerate().filter(|&(_, b)| b == b'+').map(|(at, _)| base + at);
    let edges: Vec<usize> = edges.take(COLUMNS + 1).collect();
    let mut from = page.at + 1;
    let mut at = from;
    while let Some(line) = page.lines.get(at) {
        let text = line.text(page.source);
        if line.gap > 0 || !text.starts_with(['+', '|']) {
            break;
        }
        if text.starts_with('+') {
            row(page, from, at, &edges, true);
            from = at + 1;
        }
        at += 1;
    }
    row(page, from, at, &edges, true);
    page.at = at.max(page.at + 1);
}

/// Reads a table whose columns are marked above and below.
pub(super) fn simple(page: &mut Page<'_, '_, '_>) {
    let first = page.lines[page.at];
    let base = usize::from(first.indent);
    let bytes = first.text(page.source).as_bytes();
    let starts = (0..bytes.len()).filter(|&at| bytes[at] == b'=' && (at == 0 || bytes[at - 1] == b' '));
    let mut edges: Vec<usize> = starts.map(|at| base + at).take(COLUMNS).collect();
    edges.push(usize::MAX);
    let mut from = page.at + 1;
    let mut at = from;
    while let Some(line) = page.lines.get(at).filter(|line| usize::from(line.indent) >= base) {
        let text = line.text(page.source);
        if is_simple(text) {
            row(page, from, at, &edges, false);
            from = at + 1;
            if page.lines.get(at + 1).is_none_or(|next| next.gap > 0) {
                at += 1;
                break;
            }
        } else if usize::from(line.indent) < edges.get(1).copied().unwrap_or(0) {
            // Words in the first column begin a row.
            row(page, from, at, &edges, false);
            from = at;
        }
        at += 1;
    }
    row(page, from, at.max(from), &edges, false);
    page.at = at.max(page.at + 1);
}

/// Pushes the cells of the lines of a row.
fn row(page: &mut Page<'_, '_, '_>, from: usize, to: usize, edges: &[usize], drawn: bool) {
    if from >= to {
        return;
    }
    let lines = &page.lines[from..to];
    let columns: Vec<Vec<usize>> = lines.iter().map(|line| places(page.source, *line, edges)).collect();
    for cell in 0..edges.len().saturating_sub(1) {
        let mut begun = false;
        for (line, places) in lines.iter().zip(&columns) {
            let (start, end) = (places[cell], places[cell + 1].min(line.end as usize));
            let part = page.source.get(start..end.max(start)).unwrap_or("");
            let bare = if drawn { part.trim_start_matches('|') } else { part };
            let words = bare.trim();
            if words.is_empty() {
                continue;
            }
            let at = start + (part.len() - bare.len()) + (bare.len() - bare.trim_start().len());
            if !begun {
                page.begin(page.within(BlockKind::Table));
                begun = true;
            } else if let Some(before) = page.builder.end().filter(|&before| (before as usize) < at) {
                page.builder.blank(Span::new(before as usize, at));
            }
            page.inline(at, at + words.len());
        }
    }
}

/// Where in the source the edges of the columns are in a line.
fn places(source: &str, line: Line, edges: &[usize]) -> Vec<usize> {
    let mut out = Vec::with_capacity(edges.len());
    for (column, (at, _)) in (usize::from(line.indent)..).zip(line.text(source).char_indices()) {
        while edges.get(out.len()).is_some_and(|&edge| edge <= column) {
            out.push(line.start as usize + at);
        }
    }
    out.resize(edges.len(), line.end as usize);
    out
}
