//! Where the entries of a YAML file begin and end.
//!
//! In: a text. Out: the piece of each: a name at the margin with all that is set in beneath it, or an item of the
//! list that Pandoc calls `references`. So a fault in one is no fault of the next.

use std::ops::Range;

/// The pieces of a text.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    /// Names at the margin, each with its value.
    pub(super) named: Vec<Range<usize>>,
    /// The items of a list of references.
    pub(super) items: Vec<Range<usize>>,
}

/// Cuts a text from `start` on.
pub(super) fn pieces(text: &str, start: usize) -> Pieces {
    let mut found = Pieces::default();
    // How far the items of the list that is open are set in; `None` outside of one.
    let mut inset: Option<usize> = None;
    let mut awaited = true;
    let mut open: Option<(usize, bool)> = None;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let bare = line.trim_end();
        let words = bare.trim_start_matches(' ');
        let depth = bare.len() - words.len();
        let begins = at;
        at += line.len();
        let marker = depth == 0 && (words.starts_with("---") || words.starts_with("...") || words.starts_with('%'));
        if !marker && (words.is_empty() || words.starts_with('#')) {
            continue;
        }
        let item = words == "-" || words.starts_with("- ");
        if item && std::mem::take(&mut awaited) {
            inset = Some(depth);
        }
        let (begins_item, begins_name) = (item && inset == Some(depth), depth == 0 && !item);
        if !begins_item && !begins_name {
            continue;
        }
        if let Some((from, item)) = open.take() {
            let list = if item { &mut found.items } else { &mut found.named };
            list.push(from..begins);
        }
        if begins_item {
            open = Some((begins, true));
            continue;
        }
        inset = None;
        awaited =
            marker || words.split_once(':').is_some_and(|(name, rest)| name == "references" && rest.trim().is_empty());
        if !marker && !awaited {
            open = Some((begins, false));
        }
    }
    if let Some((from, item)) = open {
        let list = if item { &mut found.items } else { &mut found.named };
        list.push(from..text.len());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> (Vec<&str>, Vec<&str>) {
        let found = pieces(text, 0);
        let slice = |list: Vec<Range<usize>>| list.into_iter().map(|at| text[at].trim_end()).collect();
        (slice(found.named), slice(found.items))
    }

    #[test]
    fn entries_and_items() {
        assert_eq!(shown("# c\na:\n  b: 1\n\n\"c\": {d: 1}\r\n"), (vec!["a:\n  b: 1", "\"c\": {d: 1}"], vec![]));
        assert_eq!(shown("- id: a\n  b:\n  - c\n- id: d"), (vec![], vec!["- id: a\n  b:\n  - c", "- id: d"]));
        let front = "---\ntitle: T\nreferences:\n  - id: a\n    author:\n    - b\n  - id: c\nlang: en\n...\n";
        let items = vec!["  - id: a\n    author:\n    - b", "  - id: c"];
        assert_eq!(shown(front), (vec!["title: T", "lang: en"], items));
    }
}
