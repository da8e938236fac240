//! Phrases that are written in one way.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, FindIter, MatchKind};

use super::is_whole;

/// A set of phrases to look for.
///
/// What is sought are the roots: the phrases that no shorter one begins. Few of them are told apart
/// much faster than many, and where one stands the longer phrases are tried.
#[derive(Debug)]
pub(super) struct Exact {
    automaton: AhoCorasick,
    /// For each root, the phrases that it begins, the longest first: which they are, and what they add to it.
    longer: Vec<Vec<(usize, String)>>,
    /// The first letter of each root, where the automaton has the rest only.
    firsts: Vec<u8>,
}

impl Exact {
    /// Builds the set; where the phrases may open a sentence, their first letter matches in either case.
    pub(super) fn new<'a>(phrases: impl IntoIterator<Item = &'a str>, opening: bool) -> Self {
        let mut sorted: Vec<(usize, &str)> =
            phrases.into_iter().enumerate().filter(|(_, phrase)| !phrase.is_empty()).collect();
        sorted.sort_by_key(|(number, phrase)| (phrase.len(), *number));
        let mut roots: Vec<&str> = Vec::new();
        let mut longer: Vec<Vec<(usize, String)>> = Vec::new();
        for (number, phrase) in sorted {
            let root = roots.iter().position(|root| phrase.starts_with(root));
            let at = root.unwrap_or_else(|| {
                roots.push(phrase);
                longer.push(Vec::new());
                roots.len() - 1
            });
            longer[at].insert(0, (number, phrase[roots[at].len()..].to_owned()));
        }
        let firsts = roots.iter().filter(|_| opening).filter_map(|root| root.bytes().next()).collect();
        // They are found by a prefilter, and the automaton only confirms them: one that is made fast.
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(roots.iter().map(|root| &root[usize::from(opening)..]))
            .expect("a table of phrases is small");
        Self { automaton, longer, firsts }
    }

    pub(super) fn find<'n, 't>(&'n self, text: &'t str) -> Found<'n, 't> {
        Found { exact: self, text, hits: self.automaton.find_iter(text), from: 0 }
    }
}

/// The phrases in a text.
pub(super) struct Found<'n, 't> {
    exact: &'n Exact,
    text: &'t str,
    hits: FindIter<'n, 't>,
    from: usize,
}

impl Found<'_, '_> {
    /// The phrase that begins with a root.
    fn phrase(&mut self, root: usize, hit: Range<usize>) -> Option<(usize, Range<usize>)> {
        let start = match self.exact.firsts.get(root) {
            None => hit.start,
            Some(first) => {
                let start = hit.start.checked_sub(1)?;
                self.text.as_bytes()[start].eq_ignore_ascii_case(first).then_some(start)?
            }
        };
        if start < self.from {
            return None;
        }
        let rest = &self.text[hit.end..];
        let (phrase, more) = self.exact.longer[root].iter().find(|(_, more)| rest.starts_with(more))?;
        let at = start..hit.end + more.len();
        self.from = at.end;
        is_whole(self.text, &at).then_some((*phrase, at))
    }
}

impl Iterator for Found<'_, '_> {
    type Item = (usize, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let hit = self.hits.next()?;
            if let Some(found) = self.phrase(hit.pattern().as_usize(), hit.range()) {
                return Some(found);
            }
        }
    }
}
