//! How a plain text was laid out: which line ends are soft, and which lines are page furniture.
//!
//! In: the lines of a text. Out: its layout. It judges by what follows a line end: inside a
//! paragraph the next line often begins with a small letter, between paragraphs hardly ever.

use std::collections::HashMap;

use super::lines::Line;

/// How lines make paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spacing {
    /// A line is a paragraph.
    Unwrapped,
    /// Lines are broken at a width; a blank line or an indent parts paragraphs.
    Wrapped,
    /// Lines are broken at a width, and a blank line stands after every one.
    Double,
}

/// The layout of a text.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// How lines make paragraphs.
    pub spacing: Spacing,
    /// The columns that a full line takes.
    pub width: usize,
    /// The indent of most lines.
    pub indent: u16,
}

/// The width of a text whose lines are not broken.
const BOUNDLESS: usize = 1 << 30;

/// How many line ends inside paragraphs are followed by a small letter, at the least.
const SMALL_SHARE: f64 = 0.2;

/// Judges the layout of a text by its lines, furniture left out.
pub fn judge(source: &str, lines: &[Line]) -> Layout {
    let mut counts = [(0usize, 0usize); 2];
    let mut previous: Option<&Line> = None;
    for line in lines {
        if previous.is_some() && line.gap <= 1 {
            let (all, small) = &mut counts[line.gap as usize];
            *all += 1;
            *small += usize::from(begins_small(line.text(source)));
        }
        previous = Some(line);
    }
    let share = |(all, small): (usize, usize)| if all == 0 { 0.0 } else { small as f64 / all as f64 };
    let [tight, spaced] = counts;
    let spacing = if share(spaced) >= SMALL_SHARE && spaced.0 >= tight.0 {
        Spacing::Double
    } else if share(tight) >= SMALL_SHARE {
        Spacing::Wrapped
    } else {
        Spacing::Unwrapped
    };
    let (width, indent) =
        if spacing == Spacing::Unwrapped { (BOUNDLESS, 0) } else { (full_width(source, lines), usual_indent(lines)) };
    Layout { spacing, width, indent }
}

fn begins_small(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

/// The columns of a full line: nine in ten are no longer.
fn full_width(source: &str, lines: &[Line]) -> usize {
    /// How many lines are measured, spread over the text.
    const MEASURED: usize = 5000;
    let step = lines.len() / MEASURED + 1;
    let mut columns: Vec<usize> = lines.iter().step_by(step).map(|line| line.columns(source)).collect();
    if columns.is_empty() {
        return BOUNDLESS;
    }
    let at = columns.len() * 9 / 10;
    *columns.select_nth_unstable(at).1
}

fn usual_indent(lines: &[Line]) -> u16 {
    let deepest = lines.iter().map(|line| line.indent).max().unwrap_or(0);
    let mut counts = vec![0usize; usize::from(deepest) + 1];
    for line in lines {
        counts[usize::from(line.indent)] += 1;
    }
    (0..=deepest).max_by_key(|&indent| (counts[usize::from(indent)], std::cmp::Reverse(indent))).unwrap_or(0)
}

/// How often a running head must recur.
const HEADS: usize = 3;
/// How long a line may be that is a running head or foot, in bytes: some name the whole work.
const HEAD: usize = 300;

/// Takes out page numbers and running heads; the line behind them begins a page.
pub fn take_furniture(source: &str, lines: &mut Vec<Line>) {
    mark_furniture(source, lines);
    let mut turned = false;
    lines.retain_mut(|line| {
        turned |= line.furniture;
        line.page |= turned;
        turned &= line.furniture;
        !line.furniture
    });
}

/// Marks page numbers and running heads: lines that recur but for their digits, and numbers that
/// count on from page to page.
fn mark_furniture(source: &str, lines: &mut [Line]) {
    let numbers: Vec<(usize, u32)> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| page_number(line.text(source)).map(|number| (at, number)))
        .collect();
    let mut pages = vec![false; lines.len()];
    // Numbers that count on: at least two in a row one apart, or one beside a form feed.
    for pair in numbers.windows(2) {
        if pair[1].1 == pair[0].1 + 1 && pair[1].0 > pair[0].0 + 3 {
            pages[pair[0].0] = true;
            pages[pair[1].0] = true;
        }
    }
    for &(at, _) in &numbers {
        pages[at] |= lines[at].page || lines.get(at + 1).is_some_and(|next| next.page);
    }
    let edge: Vec<bool> = (0..lines.len())
        .map(|at| {
            lines[at].page
                || lines.get(at + 1).is_some_and(|next| next.page)
                || pages[at]
                || at.checked_sub(1).is_some_and(|before| pages[before])
                || pages.get(at + 1).copied().unwrap_or(false)
        })
        .collect();
    if !edge.contains(&true) {
        return;
    }
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for text in lines.iter().map(|line| line.text(source)).filter(|text| text.len() <= HEAD) {
        *seen.entry(without_page(text)).or_default() += 1;
    }
    let recurs = |line: &Line| {
        let text = line.text(source);
        (3..=HEAD).contains(&text.len()) && seen.get(without_page(text)).is_some_and(|&count| count >= HEADS)
    };
    for (at, line) in lines.iter_mut().enumerate() {
        line.furniture = pages[at] || edge[at] && recurs(line);
    }
    // A foot may have several lines: what stands before one and recurs too belongs to it.
    for at in (1..lines.len()).rev() {
        if lines[at].furniture && !lines[at - 1].furniture && lines[at].gap <= 1 {
            lines[at - 1].furniture = recurs(&lines[at - 1]);
        }
    }
}

/// A line without the page number at its end or beginning.
fn without_page(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '-' | '–' | '|'))
}

/// The number of a line that is nothing but one: `12`, `- 12 -`, `Page 3 of 10`.
fn page_number(text: &str) -> Option<u32> {
    if text.len() > 24 {
        return None;
    }
    let bare = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '|' | '[' | ']'));
    let bare = ["Page ", "page ", "p. "].iter().find_map(|word| bare.strip_prefix(word)).unwrap_or(bare);
    let digits = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = bare[digits..].trim();
    let of = rest.strip_prefix("of ").or(rest.strip_prefix("/")).map(str::trim);
    let tail = of.is_none_or(|total| total.bytes().all(|b| b.is_ascii_digit()));
    (digits > 0 && digits <= 4 && (rest.is_empty() || of.is_some() && tail)).then(|| bare[..digits].parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    #[test]
    fn spacing_is_judged_by_what_follows_a_line_end() {
        let table = [
            ("One paragraph.\n\nAnother one.\n\nA third.", Spacing::Unwrapped),
            ("A paragraph that is\nbroken at a width\nand ends.\n\nAnother that is\nbroken.", Spacing::Wrapped),
            ("A paragraph that is\n\nbroken at a width\n\nand ends.\n\nAnother that is\n\nbroken.", Spacing::Double),
        ];
        for (text, want) in table {
            assert_eq!(judge(text, &lines(text, 0)).spacing, want, "{text}");
        }
    }

    #[test]
    fn page_numbers_and_heads_are_furniture() {
        let text = "some words\nof a page\nmore\n12\n HEAD\nsome other\nwords of it\nagain\n13\n HEAD\nlast words\nof all\nhere\n14\n HEAD\nend";
        let mut found = lines(text, 0);
        mark_furniture(text, &mut found);
        let kept: Vec<_> = found.iter().filter(|l| l.furniture).map(|l| l.text(text)).collect();
        assert_eq!(kept, ["12", "HEAD", "13", "HEAD", "14", "HEAD"]);
    }

    #[test]
    fn numbers_of_pages() {
        for (text, want) in
            [("12", Some(12)), ("- 3 -", Some(3)), ("Page 3 of 10", Some(3)), ("12 apples", None), ("1999–2004", None)]
        {
            assert_eq!(page_number(text), want, "{text}");
        }
    }
}
