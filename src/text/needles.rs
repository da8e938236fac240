//! Many phrases sought in one pass, whatever their case.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// The next place of either byte, from `from` on.
pub fn either_byte(text: &str, from: usize, one: u8, other: u8) -> Option<usize> {
    memchr::memchr2(one, other, text.as_bytes().get(from..)?).map(|at| from + at)
}

/// A set of phrases to look for.
///
/// What is sought are the roots: the phrases that no shorter one begins. Few of them are told apart
/// much faster than many, and where one stands the longer phrases are tried.
#[derive(Debug)]
pub struct Needles {
    automaton: AhoCorasick,
    /// For each root, the phrases that it begins, the longest first: which they are, and what they add to it.
    longer: Vec<Vec<(usize, String)>>,
    /// The first letter of each root, where the automaton has the rest only.
    firsts: Vec<u8>,
    any_case: bool,
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
        let (roots, mut needles) = Self::grow(&phrases, false);
        needles.firsts = roots.iter().filter_map(|root| root.bytes().next()).collect();
        needles.automaton = automaton(roots.iter().map(|root| &root[1..]), false);
        needles
    }

    fn build<'a>(phrases: impl IntoIterator<Item = &'a str>, any_case: bool) -> Self {
        let phrases: Vec<&str> = phrases.into_iter().collect();
        let (roots, mut needles) = Self::grow(&phrases, any_case);
        needles.automaton = automaton(roots.iter().copied(), any_case);
        needles
    }

    /// The roots among phrases, and a set that knows what each root begins.
    fn grow<'a>(phrases: &[&'a str], any_case: bool) -> (Vec<&'a str>, Self) {
        let mut sorted: Vec<(usize, &str)> =
            phrases.iter().copied().enumerate().filter(|(_, phrase)| !phrase.is_empty()).collect();
        sorted.sort_by_key(|(number, phrase)| (phrase.len(), *number));
        let mut roots: Vec<&str> = Vec::new();
        let mut longer: Vec<Vec<(usize, String)>> = Vec::new();
        for (number, phrase) in sorted {
            let root = roots.iter().position(|root| begins(phrase, root, any_case));
            let at = root.unwrap_or_else(|| {
                roots.push(phrase);
                longer.push(Vec::new());
                roots.len() - 1
            });
            longer[at].insert(0, (number, phrase[roots[at].len()..].to_owned()));
        }
        (roots, Self { automaton: automaton([], false), longer, firsts: Vec::new(), any_case })
    }

    /// The whole-word matches in a text: which phrase, and where.
    pub fn find<'t>(&self, text: &'t str) -> impl Iterator<Item = (usize, Range<usize>)> + use<'_, 't> {
        let mut from = 0;
        self.automaton.find_iter(text).filter_map(move |hit| {
            let word = |c: char| c.is_alphanumeric();
            let start = match self.firsts.get(hit.pattern().as_usize()) {
                None => hit.start(),
                Some(first) => {
                    let start = hit.start().checked_sub(1)?;
                    text.as_bytes()[start].eq_ignore_ascii_case(first).then_some(start)?
                }
            };
            if start < from {
                return None;
            }
            let rest = &text[hit.end()..];
            let (phrase, more) =
                self.longer[hit.pattern().as_usize()].iter().find(|(_, more)| begins(rest, more, self.any_case))?;
            let end = hit.end() + more.len();
            from = end;
            let before = text[..start].chars().next_back().is_some_and(word) && text[start..].starts_with(word);
            let after = text[end..].chars().next().is_some_and(word) && text[..end].ends_with(word);
            (!before && !after).then_some((*phrase, start..end))
        })
    }
}

fn automaton<'a>(roots: impl IntoIterator<Item = &'a str>, any_case: bool) -> AhoCorasick {
    // Exact phrases are found by a prefilter, and the automaton only confirms them: one that is made fast.
    let kind = if any_case { AhoCorasickKind::DFA } else { AhoCorasickKind::ContiguousNFA };
    AhoCorasick::builder()
        .ascii_case_insensitive(any_case)
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(kind))
        .build(roots)
        .expect("a table of phrases is small")
}

fn begins(text: &str, with: &str, any_case: bool) -> bool {
    let head = text.as_bytes().get(..with.len());
    head.is_some_and(|head| if any_case { head.eq_ignore_ascii_case(with.as_bytes()) } else { head == with.as_bytes() })
}

#[cfg(test)]
mod tests {
    use super::Needles;

    #[test]
    fn whole_words_only() {
        let needles = Needles::new(["et al", "according to"]);
        let found: Vec<_> = needles.find("According to the planet Al, et al.").collect();
        assert_eq!(found, [(1, 0..12), (0, 28..33)]);
        let needles = Needles::exact(["argues", "argue", "argued that", "ed"]);
        let found: Vec<_> = needles.find("they argued that he argues, argue and are argued").collect();
        assert_eq!(found, [(2, 5..16), (0, 20..26), (1, 28..33)]);
        let needles = Needles::opening(["it is", "experts"]);
        let found: Vec<_> = needles.find("It is what experts say. bit is éxperts Experts").collect();
        assert_eq!(found, [(0, 0..5), (1, 11..18), (1, 40..47)]);
    }
}
