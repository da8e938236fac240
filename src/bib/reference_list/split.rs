//! Where the entries of a printed reference list begin.
//!
//! In: the blocks of the list, with the lines each was set in. Out: the range of each entry. A block is an
//! entry where it reads as one. Lines are looked at where the layout did not part entries: a list set with a
//! blank line after every line has its entries run together, or torn apart.
//!
//! An entry begins with its number, where the list is numbered, counting on; else with names and a year
//! beside them, or with names at all where the entry before is complete.

use super::parse;
use crate::model::{BlockId, BlockKind, Document};
use crate::text::ProseSpan;

/// The longest entry that is looked at, in bytes.
const LONGEST: usize = 6000;

/// The ranges of the entries of a document's reference list, in order.
pub(super) fn entries(document: &Document) -> Vec<ProseSpan> {
    let blocks: Vec<BlockId> =
        document.block_ids().filter(|&id| document.block(id).kind == BlockKind::Reference).collect();
    let shape = shape(document, &blocks);
    let torn = is_torn(document, &blocks);
    let width = width(document, &blocks);
    let mut out: Vec<ProseSpan> = Vec::new();
    let mut expected = 1;
    for &id in &blocks {
        let at = document.block(id).at;
        if document.label(id).is_some() {
            // The file tells where its entries begin and end.
            push(&mut out, document, at, false);
            continue;
        }
        let text = document.prose.slice(at);
        let starts = starts(document, id, shape, torn, width, &mut expected);
        let goes_on = |last: &ProseSpan| last.len() + text.len() < LONGEST && !is_bare(document.prose.slice(*last));
        let joined = !starts.contains(&0) && out.last().is_some_and(goes_on);
        let mut begin = 0;
        for &start in starts.iter().filter(|&&start| start > 0) {
            push(&mut out, document, at.inner(begin..start), joined && begin == 0);
            begin = start;
        }
        push(&mut out, document, at.inner(begin..text.len()), joined && begin == 0);
    }
    out
}

/// Whether an entry is its number and nothing more: a page's numbers were drawn before the words beside them, and
/// nobody can tell which are whose.
fn is_bare(text: &str) -> bool {
    let (number, from) = parse::label(text);
    number.is_some() && from == text.len()
}

fn push(out: &mut Vec<ProseSpan>, document: &Document, at: ProseSpan, joined: bool) {
    let text = document.prose.slice(at);
    let end = at.start as usize + text.trim_end().len();
    let at = ProseSpan::new(at.start as usize, end);
    match out.last_mut() {
        Some(last) if joined => last.end = at.end,
        _ if !at.is_empty() => out.push(at),
        _ => {}
    }
}

/// How the entries of a list begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// With a number that counts on.
    Numbered,
    /// With names and the year beside them.
    Dated,
    /// With names.
    Named,
}

fn shape(document: &Document, blocks: &[BlockId]) -> Shape {
    if is_numbered(document, blocks) {
        return Shape::Numbered;
    }
    let dated = blocks.iter().filter(|&&id| parse::read(head(document.block_text(id))).dated).count();
    if dated * 2 >= blocks.len() { Shape::Dated } else { Shape::Named }
}

/// Whether blank lines stand inside entries, so that the layout tells nothing of where they end.
fn is_torn(document: &Document, blocks: &[BlockId]) -> bool {
    let lines = || blocks.iter().flat_map(|&id| document.line_starts(id));
    let blank = lines().filter(|&(_, blank)| blank).count();
    blank > 0 && blank * 2 >= lines().count()
}

/// How wide the lines of a list are.
fn width(document: &Document, blocks: &[BlockId]) -> usize {
    let widest = |id: &BlockId| {
        let text = document.block_text(*id);
        let starts = document.line_starts(*id).into_iter().map(|(line, _)| line).chain([text.len()]);
        starts.scan(0, |from, to| Some(text[std::mem::replace(from, to)..to].chars().count())).max().unwrap_or(0)
    };
    blocks.iter().map(widest).max().unwrap_or(0)
}

/// Whether a line ends though the next word would have fitted on it: what follows begins anew.
fn is_short(line: &str, next: &str, width: usize) -> bool {
    let word = next.split_whitespace().next().unwrap_or("").chars().count();
    // Letters are not all as wide as each other.
    line.trim_end().chars().count() + 1 + word < width - width / 10
}

/// Whether most entries bear a number that counts on.
fn is_numbered(document: &Document, blocks: &[BlockId]) -> bool {
    let numbers = blocks.iter().filter_map(|&id| parse::label(document.block_text(id)).0);
    let mut next = 1;
    let mut counted = 0;
    for number in numbers {
        // A number that was left out is no reason to count no further.
        if (next..=next + 3).contains(&number) {
            counted += 1;
            next = number + 1;
        }
    }
    counted >= 2 && counted * 2 >= blocks.len().min(60)
}

/// The offsets in a block at which entries begin; 0 is missing where the block goes on with the entry before.
fn starts(document: &Document, id: BlockId, shape: Shape, torn: bool, width: usize, expected: &mut u32) -> Vec<usize> {
    let text = document.block_text(id);
    let lines = std::iter::once((0, true)).chain(document.line_starts(id));
    let mut out: Vec<usize> = Vec::new();
    let mut last = 0;
    for (place, (line, blank)) in lines.enumerate() {
        let rest = &text[line..];
        let begins = if shape == Shape::Numbered {
            let number = parse::label(rest).0;
            // A number that was left out is no reason to lose all that follow.
            let counts = number.is_some_and(|number| number >= *expected && number <= *expected + 3);
            if counts {
                *expected = number.unwrap_or(*expected) + 1;
            }
            counts
        } else if place == 0 {
            begins_block(rest, shape == Shape::Dated && torn)
        } else {
            let before = text[out.last().copied().unwrap_or(0)..line].trim_end();
            let short = is_short(&text[last..line], rest, width);
            let begins = begins_line(rest, blank || short)
                || shape == Shape::Named && ends_dated(before) && begins_named(rest, short);
            begins && is_complete(before)
        };
        last = line;
        if begins {
            out.push(line);
        }
    }
    out
}

/// Whether a block may be an entry: a capital, a dash or a quotation mark begins it, and it is no address.
fn begins_block(text: &str, strict: bool) -> bool {
    let first = text.chars().next().unwrap_or(' ');
    if text.len() <= 12 || text.starts_with("http") || text.starts_with("doi") || first == '(' {
        return false;
    }
    let parts = parse::read(head(text));
    let people = || !parts.names.people.is_empty() && parts.names.people.iter().all(|one| !one.given.is_empty());
    // "Journal of Tides, 4, 1–10": the end of an entry that the layout tore apart.
    let named = !strict || people() || parts.same_names || matches!(first, '“' | '"' | '«');
    parts.dated || named && !first.is_ascii_digit() && (!first.is_lowercase() || people())
}

/// Whether a line inside a block begins an entry: names with the year beside them; an organisation's name only
/// behind a blank line.
fn begins_line(text: &str, blank: bool) -> bool {
    let text = head(text);
    let first = text.chars().next().unwrap_or(' ');
    let dash = matches!(first, '—' | '–');
    if !(first.is_uppercase() || dash || text.starts_with(['‘', '’']) || first.is_lowercase()) {
        return false;
    }
    let parts = parse::read(text);
    let people = &parts.names.people;
    let grouped = people.len() == 1 && people[0].group && (!blank || people[0].family.split(' ').count() > 6);
    parts.dated && parts.head.end < text.len() && !grouped
}

/// Whether a line inside a block begins an entry of a list whose years stand at the ends: people's names, or what
/// may be one where the line before it is short.
fn begins_named(text: &str, short: bool) -> bool {
    const NONE: &[&str] =
        &["http", "URL", "DOI", "ISBN", "ISSN", "Accessed", "Retrieved", "Available", "In ", "Reprint"];
    if !text.starts_with(char::is_alphabetic) || NONE.iter().any(|word| text.starts_with(word)) {
        return false;
    }
    let names = parse::read(head(text)).names.people;
    let people = !names.is_empty() && names.iter().all(|one| !one.group && !one.given.is_empty());
    people || !names.is_empty() && (short || super::spoken::family_of(&names[0].family).is_some())
}

/// Whether an entry ends in its year, as entries do that have it nowhere else: `Lagoon Press, Accra, 2004.`
fn ends_dated(text: &str) -> bool {
    let last = text.trim_end_matches(['.', ')']).rsplit([' ', '\n', '(']).next().unwrap_or("");
    let digits = last.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let addressed = last.contains("10.") || last.contains("://");
    text.ends_with('.') && digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()) && last.len() <= 5
        || addressed
}

/// What an entry is judged by.
fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(1200)]
}

/// Whether an entry may end here: it has its year, and a stop, a bracket or an address ends it.
fn is_complete(text: &str) -> bool {
    if parse::read(head(text)).date.is_none() {
        return false;
    }
    let last = text.rsplit([' ', '\n']).next().unwrap_or("");
    text.ends_with(['.', ')', ']', '”', '?', '!'])
        || last.contains('/')
        || last.contains("10.")
        || last.chars().all(|c| c.is_ascii_digit() || matches!(c, '–' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let document = crate::model::build(
            crate::model::Source::new("paper.txt", crate::model::Format::Text, text.to_owned()),
            |builder| {
                builder.block(BlockKind::Reference);
                let mut at = 0;
                for line in text.split_inclusive('\n') {
                    let bare = line.trim_end();
                    if bare.is_empty() {
                        at += line.len();
                        continue;
                    }
                    if at > 0 {
                        let before = text[..at].trim_end().len();
                        builder.blank(crate::text::Span::new(before, at));
                    }
                    builder.same(crate::text::Span::new(at, at + bare.len()));
                    at += line.len();
                }
                Ok::<(), ()>(())
            },
        )
        .unwrap();
        entries(&document).into_iter().map(|at| document.prose.slice(at).to_owned()).collect()
    }

    #[test]
    fn entries_that_run_together_are_parted() {
        let text = "Harbour Core Team. (2020). H: A tide table. \n\nHarbour Works. https://harbour.example/ \n\nRam, K. (2019). Knots \n\n(Version 2). https://knots.example/ \n\nXie, Y. (2015). Rope (2nd ed.). Quay. https://rope.example/ \n\nXie, Y. (2019). Ropes.";
        let found = lines(text);
        let starts: Vec<&str> = found.iter().map(|entry| entry.split(' ').next().unwrap()).collect();
        assert_eq!(starts, ["Harbour", "Ram,", "Xie,", "Xie,"], "{found:#?}");
    }
}
