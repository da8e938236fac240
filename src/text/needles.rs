//! Many phrases sought in one pass.
//!
//! In: a set of phrases, and a text. Out: where they stand as whole words; of those that begin at one place the
//! longest.

mod exact;
mod folded;

use std::ops::Range;

use exact::Exact;
use folded::Folded;

/// The next place of either byte, from `from` on.
pub fn either_byte(text: &str, from: usize, one: u8, other: u8) -> Option<usize> {
    memchr::memchr2(one, other, text.as_bytes().get(from..)?).map(|at| from + at)
}

/// The next byte of a kind, from `from` on. Blocks without one are told at once: the compiler looks at many bytes
/// together.
pub fn next_byte(bytes: &[u8], from: usize, is: impl Fn(u8) -> bool) -> Option<usize> {
    const BLOCK: usize = 32;
    let mut at = from;
    for block in bytes.get(from..)?.chunks(BLOCK) {
        if block.iter().fold(false, |any, &byte| any | is(byte)) {
            return block.iter().position(|&byte| is(byte)).map(|step| at + step);
        }
        at += block.len();
    }
    None
}

/// A set of phrases to look for.
#[derive(Debug)]
pub struct Needles(Way);

/// What is written in one way is found by its rarest bytes; what is written in several, where words begin.
#[derive(Debug)]
enum Way {
    Exact(Exact),
    Folded(Folded),
}

impl Needles {
    /// Builds the set; ASCII letters match in either case.
    pub fn new<'a>(phrases: impl IntoIterator<Item = &'a str>) -> Self {
        Self(Way::Folded(Folded::new(phrases)))
    }

    /// Builds a set whose letters match as they are written.
    pub fn exact<'a>(phrases: impl IntoIterator<Item = &'a str>) -> Self {
        Self(Way::Exact(Exact::new(phrases, false)))
    }

    /// Builds a set of phrases that may begin a sentence: their first letter, an ASCII one, matches in either
    /// case, the others as they are written.
    pub fn opening<'a>(phrases: impl IntoIterator<Item = &'a str>) -> Self {
        Self(Way::Exact(Exact::new(phrases, true)))
    }

    /// The whole-word matches in a text: which phrase, and where.
    pub fn find<'n, 't>(&'n self, text: &'t str) -> Found<'n, 't> {
        Found(match &self.0 {
            Way::Exact(exact) => Pass::Exact(exact.find(text)),
            Way::Folded(folded) => Pass::Folded(folded.find(text)),
        })
    }
}

/// The phrases in a text: which, and where.
pub struct Found<'n, 't>(Pass<'n, 't>);

enum Pass<'n, 't> {
    Exact(exact::Found<'n, 't>),
    Folded(folded::Found<'n, 't>),
}

impl Iterator for Found<'_, '_> {
    type Item = (usize, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Pass::Exact(found) => found.next(),
            Pass::Folded(found) => found.next(),
        }
    }
}

/// Whether what stands at a range of a text is no part of longer words.
fn is_whole(text: &str, at: &Range<usize>) -> bool {
    let word = |c: char| c.is_alphanumeric();
    let before = text[..at.start].chars().next_back().is_some_and(word) && text[at.start..].starts_with(word);
    let after = text[at.end..].chars().next().is_some_and(word) && text[..at.end].ends_with(word);
    !before && !after
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
