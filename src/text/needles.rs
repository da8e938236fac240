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
    /// The first letter of each phrase, where the automaton has the rest only.
    firsts: Vec<u8>,
}

impl Needles {
    /// Builds the set; ASCII letters match in either case, the longest phrase wins.
    pub fn new<'a>(phrases: impl IntoIterator<Item = &'a str>) -> Self {
        Self::build(phrases, true)
    }

    /// Builds a set whose letters match as they are written, which is faster to look for.
    pub fn exact<'a>(phrases: impl IntoIterator<Item = &'a str>) -> Self {
        Self::build(phrases, false)
    }

    /// Builds a set of phrases that may begin a sentence: their first letter, an ASCII one, matches in either
    /// case, the others as they are written. As fast to look for as an exact set.
    pub fn opening<'a>(phrases: impl IntoIterator<Item = &'a str>) -> Self {
        let phrases: Vec<&str> = phrases.into_iter().collect();
        let firsts = phrases.iter().filter_map(|phrase| phrase.bytes().next()).collect();
        Self { firsts, ..Self::build(phrases.iter().map(|phrase| &phrase[1..]), false) }
    }

    fn build<'a>(phrases: impl IntoIterator<Item = &'a str>, any_case: bool) -> Self {
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(any_case)
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::DFA))
            .build(phrases)
            .expect("a table of phrases is small");
        Self { automaton, firsts: Vec::new() }
    }

    /// The whole-word matches in a text: which phrase, and where.
    pub fn find<'t>(&self, text: &'t str) -> impl Iterator<Item = (usize, Range<usize>)> + use<'_, 't> {
        self.automaton.find_iter(text).filter_map(move |hit| {
            let word = |c: char| c.is_alphanumeric();
            let start = match self.firsts.get(hit.pattern().as_usize()) {
                None => hit.start(),
                Some(first) => {
                    let start = hit.start().checked_sub(1)?;
                    text.as_bytes()[start].eq_ignore_ascii_case(first).then_some(start)?
                }
            };
            let before = text[..start].chars().next_back().is_some_and(word) && text[start..].starts_with(word);
            let after = text[hit.end()..].chars().next().is_some_and(word) && text[..hit.end()].ends_with(word);
            (!before && !after).then(|| (hit.pattern().as_usize(), start..hit.end()))
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
        let needles = Needles::opening(["it is", "experts"]);
        let found: Vec<_> = needles.find("It is what experts say. bit is éxperts Experts").collect();
        assert_eq!(found, [(0, 0..5), (1, 11..18), (1, 40..47)]);
    }
}
