//! From glyphs on a page to lines in reading order.
//!
//! In: glyphs with their places. Out: lines of text. Glyphs make words by the gaps between them, words make pieces
//! of lines, and pieces that stand left and right of an empty strip, line after line, are columns.

use super::content::Drawn;
use crate::text::raised;

/// A gap wider than this share of the size parts two words.
const GAP: f32 = 0.17;
/// A gap wider than this many sizes parts two pieces of a line.
const APART: f32 = 0.8;
/// Two columns have this many lines side by side at the least.
const LINES: usize = 5;
/// How often a page is cut into columns, and columns again.
const CUTS: u8 = 3;

/// A piece of a line: words that stand side by side.
#[derive(Clone, Debug)]
struct Piece {
    text: String,
    x: f32,
    end: f32,
    y: f32,
    size: f32,
}

/// Writes the text of a page.
pub(super) fn write(glyphs: Vec<Drawn>, out: &mut String) {
    let pieces = pieces(upright(glyphs));
    let mut lines = Vec::new();
    columns(pieces, CUTS, &mut lines);
    let spacing = spacing(&lines);
    let mut before: Option<&Piece> = None;
    for line in &lines {
        if let Some(before) = before {
            let down = before.y - line.y;
            let apart = down > spacing * 1.35 || (before.size - line.size).abs() > 0.15 * line.size;
            // Up again is the next column, where the sentence may go on.
            if down > 0.0 && apart {
                out.push('\n');
            }
        }
        out.push_str(line.text.trim_end());
        out.push('\n');
        before = Some(line);
    }
}

/// The glyphs that run as most of the page does, each once: some writers print bold by printing twice.
fn upright(glyphs: Vec<Drawn>) -> Vec<Drawn> {
    let mut counts = [0usize; 4];
    glyphs.iter().for_each(|glyph| counts[usize::from(glyph.turned)] += 1);
    let most = (0..4).max_by_key(|&way| (counts[way], 3 - way)).unwrap_or(0);
    let mut seen = std::collections::HashSet::with_capacity(glyphs.len());
    let key = |glyph: &Drawn, shift: f32| {
        let step = (glyph.size * 0.12).max(0.2);
        ((glyph.x / step + shift) as i64, (glyph.y / step + shift) as i64, glyph.text.clone())
    };
    let mut first = |glyph: &Drawn| {
        let doubled = glyph.text.trim() != "" && (seen.contains(&key(glyph, 0.0)) || seen.contains(&key(glyph, 0.5)));
        seen.insert(key(glyph, 0.0));
        seen.insert(key(glyph, 0.5));
        !doubled
    };
    glyphs.into_iter().filter(|glyph| usize::from(glyph.turned) == most && first(glyph)).collect()
}

/// The pieces that glyphs make which are drawn one behind the other, and then those that meet on the page.
fn pieces(glyphs: Vec<Drawn>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut blank = false;
    for glyph in glyphs {
        if glyph.text.trim().is_empty() {
            blank = true;
            continue;
        }
        match out.last_mut().filter(|piece| goes_on(piece, &glyph)) {
            Some(piece) => {
                if blank || glyph.x - piece.end > GAP * glyph.size.min(piece.size) {
                    piece.text.push(' ');
                }
                push(piece, &glyph);
            }
            None => {
                let Drawn { x, end, y, size, .. } = glyph;
                out.push(Piece { text: glyph.text, x, end, y, size });
            }
        }
        blank = false;
    }
    joined(out)
}

/// Whether a glyph stands on the line of a piece, and not far behind it.
fn goes_on(piece: &Piece, glyph: &Drawn) -> bool {
    let size = piece.size.max(glyph.size);
    let level =
        (piece.y - glyph.y).abs() < if (piece.size - glyph.size).abs() < 0.1 * size { 0.25 } else { 0.55 } * size;
    let gap = glyph.x - piece.end;
    level && gap < APART * size && gap > -0.4 * size
}

/// Puts a glyph behind a piece; digits that are small and raised are written so, or they would be read with
/// what stands before them.
fn push(piece: &mut Piece, glyph: &Drawn) {
    let raised = glyph.size < 0.85 * piece.size && glyph.y - piece.y > 0.12 * piece.size;
    // The number of a note stands before its words.
    if piece.size < 0.85 * glyph.size && piece.y - glyph.y > 0.12 * glyph.size {
        raise(&mut piece.text);
    }
    match glyph.text.as_bytes() {
        [digit @ b'0'..=b'9'] if raised => piece.text.push(raised::raise(*digit)),
        _ => piece.text.push_str(&glyph.text),
    }
    piece.end = piece.end.max(glyph.end);
    // The line is that of its largest letters.
    if glyph.size > piece.size * 1.05 {
        (piece.y, piece.size) = (glyph.y, glyph.size);
    }
}

/// Writes the number of a note as one, a blank behind it.
fn raise(text: &mut String) {
    if (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        *text = text.bytes().map(raised::raise).chain([' ']).collect();
    }
}

/// Sorts pieces into lines from the head of the page, and joins those that stand close on one line.
fn joined(mut pieces: Vec<Piece>) -> Vec<Piece> {
    sort(&mut pieces);
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match out.last_mut().filter(|last| on_line(last, &piece) && near(last, &piece)) {
            Some(last) => {
                if last.size < 0.85 * piece.size && last.y - piece.y > 0.12 * piece.size {
                    raise(&mut last.text);
                }
                if piece.x - last.end > GAP * piece.size.min(last.size) {
                    last.text.push(' ');
                }
                last.text.push_str(&piece.text);
                last.end = last.end.max(piece.end);
                if piece.size > last.size {
                    (last.y, last.size) = (piece.y, piece.size);
                }
            }
            None => out.push(piece),
        }
    }
    out
}

fn near(one: &Piece, other: &Piece) -> bool {
    let size = one.size.min(other.size);
    let gap = other.x - one.end;
    gap < APART * size && gap > -0.5 * size
}

fn on_line(one: &Piece, other: &Piece) -> bool {
    (one.y - other.y).abs() < 0.4 * one.size.max(other.size)
}

/// From head to foot, and on a line from left to right.
fn sort(pieces: &mut [Piece]) {
    pieces.sort_by(|one, other| other.y.total_cmp(&one.y).then(one.x.total_cmp(&other.x)));
    let mut from = 0;
    while from < pieces.len() {
        let mut to = from + 1;
        while to < pieces.len() && on_line(&pieces[from], &pieces[to]) {
            to += 1;
        }
        pieces[from..to].sort_by(|one, other| one.x.total_cmp(&other.x));
        from = to;
    }
}

/// Puts pieces in reading order: what spans the columns parts what stands in them.
fn columns(pieces: Vec<Piece>, cuts: u8, out: &mut Vec<Piece>) {
    let Some(strip) = (cuts > 0).then(|| strip(&pieces)).flatten() else {
        return whole_lines(pieces, out);
    };
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for piece in pieces {
        if piece.end <= strip + 1.0 {
            left.push(piece);
        } else if piece.x >= strip - 1.0 {
            right.push(piece);
        } else {
            columns(std::mem::take(&mut left), cuts - 1, out);
            columns(std::mem::take(&mut right), cuts - 1, out);
            out.push(piece);
        }
    }
    columns(left, cuts - 1, out);
    columns(right, cuts - 1, out);
}

/// Where an empty strip stands between columns: many lines have a piece on both sides of it, and few cross it.
fn strip(pieces: &[Piece]) -> Option<f32> {
    /// How many lines are looked at.
    const MOST: usize = 4000;
    let mut edges: Vec<f32> = Vec::new();
    for pair in pieces.windows(2).take(MOST) {
        let [one, other] = pair else { continue };
        // The lines of two columns need not stand level: they are nearer than the lines of one.
        let beside = (one.y - other.y).abs() < 0.75 * one.size.min(other.size);
        if beside && (other.x > one.end || one.x > other.end) {
            edges.push(one.x.max(other.x));
        }
    }
    if edges.len() < LINES {
        return None;
    }
    // Right columns begin at one place: the commonest.
    edges.sort_by(f32::total_cmp);
    let common = |edge: f32| {
        let low = edges.partition_point(|&other| other < edge - 3.0);
        let high = edges.partition_point(|&other| other <= edge + 3.0);
        high - low
    };
    let mut best: Option<(usize, f32)> = None;
    for &edge in &edges {
        let count = common(edge);
        if best.is_none_or(|(most, _)| count > most) {
            best = Some((count, edge));
        }
    }
    let (count, edge) = best?;
    let strip = edge - 3.5;
    let crossing = pieces.iter().filter(|piece| piece.x < strip - 1.0 && piece.end > strip + 1.0).count();
    let long =
        |side: &dyn Fn(&Piece) -> bool| pieces.iter().filter(|piece| side(piece) && piece.text.len() > 20).count();
    let left = long(&|piece| piece.end <= strip + 1.0);
    let right = long(&|piece| piece.x >= strip - 1.0);
    // Columns of prose have long lines; those of a table are read line by line.
    let prose = left >= LINES && right >= LINES;
    (count >= LINES && prose && crossing <= left.min(right)).then_some(strip)
}

/// Joins what stands on one line, however far apart.
fn whole_lines(pieces: Vec<Piece>, out: &mut Vec<Piece>) {
    let from = out.len();
    for piece in pieces {
        match out[from..].last_mut().filter(|last| on_line(last, &piece) && piece.x >= last.end - 1.0) {
            Some(last) => {
                last.text.push_str("  ");
                last.text.push_str(&piece.text);
                last.end = piece.end;
                last.size = last.size.max(piece.size);
            }
            None => out.push(piece),
        }
    }
}

/// How far the lines of a page mostly are apart.
fn spacing(lines: &[Piece]) -> f32 {
    let mut steps: Vec<f32> =
        lines.windows(2).map(|pair| pair[0].y - pair[1].y).filter(|step| *step > 1.0 && *step < 60.0).collect();
    steps.sort_by(f32::total_cmp);
    steps.get(steps.len() * 2 / 5).copied().unwrap_or(14.0)
}
