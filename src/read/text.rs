//! Plain text as it really arrives: hard-wrapped, double-spaced, page-broken, hyphenated.
//!
//! In: the text. Out: paragraphs, headings, items and notes, their line ends mended.
//! It refuses to know what a citation is.

use super::feet::{self, Foot};
use super::layout::{self, Layout, Spacing};
use super::lines::{self, Line};
use super::sections::Sections;
use super::words::push_words;
use crate::model::{BlockKind, Builder};
use crate::text::{Span, raised, terms};

/// Reads plain text.
pub fn read(builder: &mut Builder<'_>) {
    let source = builder.text();
    let from = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = lines::lines(source, from);
    layout::take_furniture(source, &mut lines);
    let layout = layout::judge(source, &lines);
    let feet = feet::find(source, &lines);
    let mut page = Page { source, layout, builder, sections: Sections::default() };
    page.read(&lines, &feet);
}

/// The state of reading: what stands open, and how the text is laid out.
struct Page<'b, 's> {
    source: &'s str,
    layout: Layout,
    builder: &'b mut Builder<'s>,
    sections: Sections,
}

/// A width below which a line end tells something.
const BOUNDED: usize = 1000;

/// What the line end between two lines is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Soft,
    Break,
}

impl Page<'_, '_> {
    fn read(&mut self, lines: &[Line], mut feet: &[Foot]) {
        let mut block: Vec<Line> = Vec::new();
        // The sentence that a foot stands in goes on with the next page: its notes wait.
        let mut waiting: Vec<&Foot> = Vec::new();
        let mut at = 0;
        while let Some(&line) = lines.get(at) {
            if let Some((foot, rest)) = feet.split_first().filter(|(foot, _)| foot.lines.start == at) {
                feet = rest;
                // Numbers in the list of references are those of its entries.
                if !(self.sections.in_references() || is_list_heading(&block, self.source)) {
                    waiting.push(foot);
                    at = foot.lines.end;
                    continue;
                }
            }
            if !block.is_empty() && self.joint(&block, line, lines.get(at + 1)) == Joint::Break {
                self.flush(&mut block);
                waiting.drain(..).for_each(|foot| self.foot(foot, lines));
            }
            block.push(line);
            at += 1;
        }
        self.flush(&mut block);
        waiting.into_iter().for_each(|foot| self.foot(foot, lines));
    }

    /// Pushes the notes at the foot of a page.
    fn foot(&mut self, foot: &Foot, lines: &[Line]) {
        for note in &foot.notes {
            self.builder.block(BlockKind::Note);
            self.push_lines(&lines[note.clone()], 0);
        }
    }

    /// Whether a line goes on in the block so far; `after` is the line behind it.
    fn joint(&self, block: &[Line], next: Line, after: Option<&Line>) -> Joint {
        let Some(&last) = block.last() else { return Joint::Soft };
        let (above, below) = (last.text(self.source), next.text(self.source));
        let small = below.starts_with(char::is_lowercase);
        if begins_item(below) && !closes(above, below) || begins_note(below) {
            return Joint::Break;
        }
        // Whatever stands before it: a line that only says "References" is a heading.
        if block.len() == 1 && terms::is_reference_heading(above) || terms::is_reference_heading(below) {
            return Joint::Break;
        }
        let ended = ends_sentence(above);
        match self.layout.spacing {
            Spacing::Unwrapped => {
                let goes_on = small
                    || below.starts_with([')', ']'])
                    || above.ends_with([',', ';', '&']) && is_block_open(block, self.source);
                return if next.gap == 0 && goes_on && !ended { Joint::Soft } else { Joint::Break };
            }
            Spacing::Wrapped if next.gap > 0 && !next.page => return Joint::Break,
            Spacing::Double if next.gap > 2 && !next.page => return Joint::Break,
            _ => {}
        }
        let full = self.is_full(last, below);
        let usual = self.layout.indent.max(if block.len() == 1 { 0 } else { last.indent });
        let indented = next.indent > usual + 1;
        let title = block.len() == 1 && is_heading(above) && !full;
        let broken = (indented && (ended || !full || title)) || (!full && (ended || title || above.ends_with(':')));
        if (broken && !small) || ended && self.is_title(next, after) { Joint::Break } else { Joint::Soft }
    }

    /// Whether the first word of what follows would not have fitted on a line.
    fn is_full(&self, line: Line, below: &str) -> bool {
        let needed = line.columns(self.source) + 1 + first_word(below).chars().count();
        needed > self.layout.width - self.layout.width.min(BOUNDED) * 3 / 20
    }

    /// Whether a line behind a full one is a heading: short, no stop, and what follows begins anew.
    fn is_title(&self, line: Line, after: Option<&Line>) -> bool {
        let text = line.text(self.source);
        let below = after.map_or("", |after| after.text(self.source));
        is_heading(text) && !self.is_full(line, below) && (below.is_empty() || below.starts_with(char::is_uppercase))
    }

    /// Pushes the lines of a block and begins the next.
    fn flush(&mut self, block: &mut Vec<Line>) {
        let Some(&first) = block.first() else { return };
        let text = first.text(self.source);
        let single = block.len() == 1;
        let mut kind = BlockKind::Paragraph;
        let mut skip = 0;
        let listed = self.sections.in_references() && is_entry(text);
        let noted = self.sections.in_notes() && begins_endnote(text);
        if single && !listed && !noted && is_heading(text) && first.columns(self.source) < self.layout.width.min(160) {
            kind = BlockKind::Heading;
            self.sections.heading(text);
        }
        if kind != BlockKind::Heading && self.sections.in_references() {
            kind = BlockKind::Reference;
        } else if noted || begins_note(text) {
            kind = BlockKind::Note;
        } else if begins_item(text) {
            kind = BlockKind::Item;
            skip = bullet_len(text);
        }
        self.builder.block(kind);
        self.push_lines(block, skip);
        block.clear();
    }

    /// Pushes lines, of the first one what stands behind some bytes.
    fn push_lines(&mut self, lines: &[Line], skip: usize) {
        let mut start = lines[0].start as usize + skip;
        for pair in lines.windows(2) {
            self.line_to(start, pair[0], pair[1]);
            start = pair[1].start as usize;
        }
        push_words(self.builder, self.source, start, lines[lines.len() - 1].end as usize);
    }

    /// Pushes a line and its soft end.
    fn line_to(&mut self, start: usize, line: Line, next: Line) {
        let (end, begin) = (line.end as usize, next.start as usize);
        let words = &self.source[start..end];
        let mut tail = words.chars().rev();
        let (last, before) = (tail.next(), tail.next());
        let follows = self.source[begin..].chars().next().unwrap_or(' ');
        let divided = match last {
            Some('-' | '‐' | '\u{ad}') => before.is_some_and(char::is_alphabetic) && follows.is_alphabetic(),
            _ => false,
        };
        if divided && (follows.is_lowercase() || last == Some('\u{ad}')) {
            let mark = last.map_or(0, char::len_utf8);
            push_words(self.builder, self.source, start, end - mark);
            return;
        }
        push_words(self.builder, self.source, start, end);
        let number = matches!(last, Some('-' | '‐' | '–'))
            && before.is_some_and(|c| c.is_ascii_digit())
            && follows.is_ascii_digit();
        // An address is broken at a slash where the line is full; else it ends there.
        let slash = last == Some('/')
            && before.is_some_and(|c| !c.is_whitespace())
            && self.is_full(line, next.text(self.source));
        if !(divided || number || slash) {
            self.builder.blank(Span::new(end, begin));
        }
    }
}

/// Whether a block is the heading of the list of references.
fn is_list_heading(block: &[Line], source: &str) -> bool {
    matches!(block, [line] if terms::is_reference_heading(line.text(source)))
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or("")
}

fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(|c| raised::is(c) || matches!(c, '"' | '”' | '’' | ')' | ']' | '\''));
    bare.ends_with(['.', '!', '?', '…']) && !bare.ends_with("al.") || text.ends_with(':')
}

/// Bullets that begin a list item.
const BULLETS: &[char] = &['•', '\u{f0b7}', '▪', '◦', '‣', '●', '■', '·', '-', '*', '–', '—'];

/// The bytes of a bullet and the blanks after it.
fn bullet_len(text: &str) -> usize {
    let Some(first) = text.chars().next().filter(|c| BULLETS.contains(c)) else { return 0 };
    let rest = &text[first.len_utf8()..];
    let blanks = rest.len() - rest.trim_start().len();
    if blanks > 0 || matches!(first, '\u{f0b7}' | '•') { first.len_utf8() + blanks } else { 0 }
}

/// Whether a line begins a list item: a bullet, or `1.`, `a)`, `(iv)` before words.
fn begins_item(text: &str) -> bool {
    if bullet_len(text) > 0 {
        return true;
    }
    let open = text.starts_with('(');
    let label = &text[usize::from(open)..];
    let len = label.bytes().take_while(u8::is_ascii_alphanumeric).take(5).count();
    let (label, rest) = label.split_at(len);
    let digits = label.len() <= 2 && label.bytes().all(|b| b.is_ascii_digit());
    let letters = label.len() == 1 || label.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let closed = rest.starts_with(") ") || !open && digits && rest.starts_with(". ");
    !label.is_empty() && closed && (digits || letters)
}

/// Whether the mark that begins a line closes a bracket of the line above: `(Stage` / `2) and`.
fn closes(above: &str, below: &str) -> bool {
    let label = below.find([')', ' ']).filter(|&at| below[at..].starts_with(')') && !below.starts_with('('));
    label.is_some() && is_open(above)
}

/// Whether a bracket is open at the end of a line.
fn is_open(line: &str) -> bool {
    line.rfind('(').is_some_and(|open| line.rfind(')').is_none_or(|close| close < open))
}

/// How many lines back an open bracket is looked for.
const REACH: usize = 16;

/// Whether a bracket is open at the end of the lines so far.
fn is_block_open(block: &[Line], source: &str) -> bool {
    let mut lines = block.iter().rev().take(REACH).map(|line| line.text(source));
    lines.find(|line| line.contains(['(', ')'])).is_some_and(is_open)
}

/// Whether a line begins a footnote: a superscript number before words.
fn begins_note(text: &str) -> bool {
    let len = text.chars().take_while(|c| raised::is(*c)).count();
    (1..=3).contains(&len) && text.chars().nth(len).is_some_and(char::is_whitespace)
}

/// Whether a line under a heading for notes begins one: a number before words, which say more than a heading does.
fn begins_endnote(text: &str) -> bool {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[len..].trim_start_matches(['.', ')', ']']);
    (1..=4).contains(&len)
        && rest.starts_with(char::is_whitespace)
        && (rest.contains([',', ':']) || rest.ends_with('.'))
}

/// Whether a line by itself reads as a heading: few words, a capital or number first, no full stop.
pub(super) fn is_heading(text: &str) -> bool {
    let first = text.chars().next().unwrap_or(' ');
    text.len() <= 150
        && (first.is_uppercase() || first.is_ascii_digit())
        && !text.ends_with(['.', ',', ';', '!', '”', '"', '-', ')'])
        && text.split_whitespace().count() <= 14
        && text.chars().any(char::is_alphabetic)
}

/// Whether a line of a reference list reads as an entry, however short: a year or an address stands in it.
pub(super) fn is_entry(text: &str) -> bool {
    let year = |word: &str| word.len() >= 4 && word.bytes().take(4).all(|b| b.is_ascii_digit());
    text.contains("://")
        || text.contains("10.")
        || text.contains(". ")
        || text.split(|c: char| !c.is_alphanumeric()).any(year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Format, Source, build};

    fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        let source = Source::new("paper.txt", Format::Text, text.to_owned());
        let document = build(source, |builder| {
            read(builder);
            Ok::<(), ()>(())
        })
        .unwrap();
        document.block_ids().map(|id| (document.block(id).kind, document.block_text(id).to_owned())).collect()
    }

    fn texts(text: &str) -> Vec<String> {
        blocks(text).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn double_spaced_lines_become_paragraphs() {
        let text = " Background \n\nThe ferries crossed the wide river every day until the late autumn came and \n\nthe ice closed it (Hol- \n\nland, 2021a). \n\nIn spring they began again and carried the mail and the people of the whole \n\nvalley, as before. \n";
        let want = [
            "Background",
            "The ferries crossed the wide river every day until the late autumn came and the ice closed it (Holland, 2021a).",
            "In spring they began again and carried the mail and the people of the whole valley, as before.",
        ];
        assert_eq!(texts(text), want);
    }

    #[test]
    fn an_unwrapped_text_has_a_paragraph_a_line() {
        assert_eq!(texts("One (a\u{ad}b).\nTwo.\n\nThree ﬁne."), ["One (ab).", "Two.", "Three fine."]);
        // A bracket that stands open goes on, and nothing begins with one that closes.
        let found = texts("One (Ito, 2004;\nOsei, 2010;\nLind, 2011\n).\nTwo (Osei,\nA.");
        assert_eq!(found, ["One (Ito, 2004; Osei, 2010; Lind, 2011 ).", "Two (Osei, A."]);
    }

    #[test]
    fn pages_break_inside_a_sentence() {
        let text = "the boat that goes on and\non over the bar and\n12\n\u{c}HEAD OF THE PAPER\ninto the bay of\nthe lake.\n13\n\u{c}HEAD OF THE PAPER\nMore words\nabout it and\nmore.\n14\n\u{c}HEAD OF THE PAPER\nthe end";
        assert_eq!(texts(text)[0], "the boat that goes on and on over the bar and into the bay of the lake.");
    }

    #[test]
    fn items_notes_and_headings() {
        let found = blocks("Results\n\n• one thing\n• another\n\n¹ A note.\n\nReferences\n\nHolland, J. 2021. Boats.");
        let kinds: Vec<_> = found.iter().map(|(kind, _)| *kind).collect();
        use BlockKind::*;
        assert_eq!(kinds, [Heading, Item, Item, Note, Heading, Reference]);
        assert_eq!(found[1].1, "one thing");
    }
}
