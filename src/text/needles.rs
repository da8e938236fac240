//! Many phrases sought in one pass, whatever their case.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// The next place of either byte, from `from` on.
pub fn either_byte(text: &str, from: usize, one: u8, other: u8) -> Option<usize> {
    memchr::memchr2(one, other, text.as_bytes().get(from..)?).map(|at| from + at)
}

/// A set of phrases to look for.
#[derive(Debug)]
pub struct Needles {
    automaton: AhoCorasick,
}

impl Needles {
    /// Builds the set; ASCII letters match in either case, the longest phrase wins.
    pub fn new<'a>(phrases: impl IntoIterator<Item = &'a str>) -> Self {
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::DFA))
            .build(phrases)
            .expect("a table of phrases is small");
        Self { automaton }
    }

    /// The whole-word matches in a text: which phrase, and where.
    pub fn find<'t>(&self, text: &'t str) -> impl Iterator<Item = (usize, Range<usize>)> + use<'_, 't> {
        self.automaton.find_iter(text).filter_map(move |hit| {
            let word = |c: char| c.is_alphanumeric();
            let before =
                text[..hit.start()].chars().next_back().is_some_and(word) && text[hit.start()..].starts_with(word);
            let after = text[hit.end()..].chars().next().is_some_and(word) && text[..hit.end()].ends_with(word);
            (!before && !after).then(|| (hit.pattern().as_usize(), hit.start()..hit.end()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Needles;

    #[test]
    fn whole_words_only() {
        let needles = Needles::new(["et al", "according to"]);
        let found: Vec<_> = needles.find("According to the planet Al, et al.").collect();
        assert_eq!(found, [(1, 0..12), (0, 28..33)]);
    }
}
