//! Where passages in quotation marks begin and end.
//!
//! In: a document, its double marks paired. Out: the outermost passages: in double marks, guillemets,
//! single marks where a quotation can begin with one, and blocks of quotation.

use super::{Marked, holds_prose};
use crate::model::{BlockId, BlockKind, Document};
use crate::text::ProseSpan;

/// The marked passages of a document, in no order.
pub(super) fn find(document: &Document) -> Vec<Marked> {
    let mut found: Vec<Marked> = blocks(document);
    doubles(document, &mut found);
    let text = document.prose.text();
    let (guillemets, singles) = (text.contains('«') || text.contains('»'), text.contains('‘'));
    if guillemets || singles {
        let mut others = Vec::new();
        for id in document.block_ids().filter(|&id| holds_prose(document, id)) {
            let at = document.block(id).at;
            if guillemets {
                angled(document.prose.slice(at), at, &mut others);
            }
            if singles {
                single(document.prose.slice(at), at, &mut others);
            }
        }
        found.append(&mut others);
    }
    outermost(found)
}

/// Passages that stand in no other.
fn outermost(mut found: Vec<Marked>) -> Vec<Marked> {
    found.sort_by_key(|marked| (marked.at.start, std::cmp::Reverse(marked.at.end)));
    let mut end = 0;
    found.retain(|marked| {
        let outer = marked.at.start >= end;
        end = end.max(marked.at.end);
        outer
    });
    found
}

/// Blocks of quotation, each as a whole.
fn blocks(document: &Document) -> Vec<Marked> {
    let quotes = document.block_ids().map(|id| document.block(id)).filter(|block| block.kind == BlockKind::Quote);
    let quotes = quotes.filter(|block| !block.at.is_empty());
    quotes.map(|block| Marked { at: block.at, inner: block.at, closed: true, block: true, single: false }).collect()
}

/// Passages in double marks, and what a mark that is never closed opens.
fn doubles(document: &Document, found: &mut Vec<Marked>) {
    let text = document.prose.text();
    let mut pairs: Vec<(u32, u32)> = document.quoted.iter().map(|quoted| (quoted.start, quoted.end)).collect();
    pairs.sort_unstable_by_key(|&(start, end)| (start, std::cmp::Reverse(end)));
    for (start, end) in pairs {
        let Some(block) = document.block_at(start).filter(|&block| holds_prose(document, block)) else { continue };
        debug_assert!(end <= document.block(block).at.end);
        let at = ProseSpan { start, end };
        let opener = first_len(&text[at.range()]);
        let closer = text[at.range()].chars().next_back().map_or(0, char::len_utf8);
        if opener + closer <= at.len() {
            found.push(Marked {
                at,
                inner: at.inner(opener..at.len() - closer),
                closed: true,
                block: false,
                single: false,
            });
        }
    }
    for lone in document.lone_quotes.iter().filter(|lone| lone.opens) {
        let Some(block) = document.block_at(lone.at).filter(|&block| holds_prose(document, block)) else { continue };
        let end = end_of(document, block);
        let begins = text[(lone.at + lone.len) as usize..].chars().next().is_some_and(char::is_alphanumeric);
        if begins && lone.at + lone.len < end {
            let inner = ProseSpan { start: lone.at + lone.len, end };
            found.push(Marked {
                at: ProseSpan { start: lone.at, end },
                inner,
                closed: false,
                block: false,
                single: false,
            });
        }
    }
}

fn end_of(document: &Document, block: BlockId) -> u32 {
    document.block(block).at.end
}

fn first_len(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// `«so»`, `« so »`, `»so«`: whichever opens first in the block.
fn angled(text: &str, home: ProseSpan, found: &mut Vec<Marked>) {
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '«' | '»')) {
        match open {
            Some((start, opener)) if opener != c => {
                found.push(between(home, start, at, c.len_utf8(), opener.len_utf8()));
                open = None;
            }
            _ => open = Some((at, c)),
        }
    }
}

fn between(home: ProseSpan, start: usize, close: usize, closer: usize, opener: usize) -> Marked {
    Marked {
        at: home.inner(start..close + closer),
        inner: home.inner(start + opener..close),
        closed: true,
        block: false,
        single: false,
    }
}

/// `‘so’`: a closing mark is an apostrophe too, so that it closes only where a word ends, and after an s only
/// where nothing else in the sentence can.
fn single(text: &str, home: ProseSpan, found: &mut Vec<Marked>) {
    const MARK: usize = '‘'.len_utf8();
    let mut from = 0;
    while let Some(step) = text[from..].find('‘') {
        let start = from + step;
        from = start + MARK;
        let before = text[..start].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric()) || text[from..].starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let reach = text[from..].find('‘').map_or(text.len(), |next| from + next);
        let Some(close) = closing(text, from, reach) else { continue };
        found.push(Marked { single: true, ..between(home, start, close, '’'.len_utf8(), MARK) });
        from = close + '’'.len_utf8();
    }
}

/// The mark that closes a passage in single marks.
fn closing(text: &str, from: usize, reach: usize) -> Option<usize> {
    /// How long such a passage may be.
    const LONG: usize = 2000;
    let mut possessive = None;
    for (step, _) in text[from..reach].match_indices('’') {
        let at = from + step;
        if step > LONG {
            break;
        }
        let after = text[at + '’'.len_utf8()..].chars().next();
        if after.is_some_and(char::is_alphanumeric) {
            continue;
        }
        let plural = text[..at].ends_with('s') && after == Some(' ');
        let small = text[at + '’'.len_utf8()..].trim_start().starts_with(char::is_lowercase);
        if plural && small {
            possessive = possessive.or(Some(at));
            continue;
        }
        return Some(at);
    }
    possessive
}
