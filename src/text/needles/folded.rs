//! Phrases whose ASCII letters match in either case.
//!
//! A phrase is looked for where a word begins and nowhere else, and most of these places are passed by for the
//! first bytes that they show.

use std::ops::Range;

use super::is_whole;
use crate::text::starts::Starts;

/// A set of phrases to look for.
#[derive(Debug)]
pub(super) struct Folded {
    /// The phrases in order of their bytes, in small letters.
    phrases: Vec<Phrase>,
    /// How they begin: those of one byte, of two, of three, of more.
    fronts: Vec<Fronts>,
    /// Whether a phrase begins with no letter.
    marks: bool,
}

#[derive(Debug)]
struct Phrase {
    bytes: Vec<u8>,
    /// Which of the given phrases it is.
    number: usize,
    /// The longest phrase that begins this one.
    shorter: Option<usize>,
}

impl Folded {
    pub(super) fn new<'a>(phrases: impl IntoIterator<Item = &'a str>) -> Self {
        let given = phrases.into_iter().enumerate().filter(|(_, phrase)| !phrase.is_empty());
        let mut marks = false;
        let mut phrases: Vec<Phrase> = given
            .map(|(number, phrase)| {
                marks |= !phrase.starts_with(char::is_alphanumeric);
                Phrase { bytes: phrase.to_ascii_lowercase().into_bytes(), number, shorter: None }
            })
            .collect();
        phrases.sort_by(|one, other| one.bytes.cmp(&other.bytes));
        phrases.dedup_by(|one, other| one.bytes == other.bytes);
        for at in 1..phrases.len() {
            let mut shorter = Some(at - 1);
            while let Some(one) = shorter.filter(|&one| !phrases[at].bytes.starts_with(&phrases[one].bytes)) {
                shorter = phrases[one].shorter;
            }
            phrases[at].shorter = shorter;
        }
        let mut fronts: Vec<Fronts> = Vec::new();
        for phrase in &phrases {
            let len = phrase.bytes.len().min(4);
            let at = fronts.iter().position(|fronts| fronts.len == len).unwrap_or_else(|| {
                fronts.push(Fronts { len, moved: 32 - 8 * len as u32, bits: [0; WORDS] });
                fronts.len() - 1
            });
            fronts[at].add(front(&phrase.bytes, 0));
        }
        Self { phrases, fronts, marks }
    }

    pub(super) fn find<'n, 't>(&'n self, text: &'t str) -> Found<'n, 't> {
        Found { folded: self, text, starts: Starts::of(text, self.marks), from: 0 }
    }

    /// The longest phrase that stands at a place as whole words.
    fn begins(&self, text: &str, start: usize) -> Option<(usize, Range<usize>)> {
        let bytes = &text.as_bytes()[start..];
        let small = |len: usize| bytes[..len.min(bytes.len())].iter().map(u8::to_ascii_lowercase);
        // The last phrase that is not after the text in order: what begins the text begins that phrase too.
        let after = self.phrases.partition_point(|phrase| phrase.bytes.iter().copied().le(small(phrase.bytes.len())));
        let mut at = after.checked_sub(1)?;
        let common = self.phrases[at].bytes.iter().copied().zip(small(usize::MAX)).take_while(|(a, b)| a == b).count();
        loop {
            let Phrase { bytes, number, shorter } = &self.phrases[at];
            let found = start..start + bytes.len();
            if bytes.len() <= common && is_whole(text, &found) {
                return Some((*number, found));
            }
            at = (*shorter)?;
        }
    }
}

/// The first bytes of phrases, as a bit for each hash of them.
#[derive(Debug)]
struct Fronts {
    /// How many bytes.
    len: usize,
    /// By how many bits four bytes are moved, so that no others are left.
    moved: u32,
    bits: [u64; WORDS],
}

const WORDS: usize = 64;

impl Fronts {
    /// Where the bit stands of a text that begins with these four bytes.
    fn place(&self, front: u32) -> (usize, u32) {
        // The bit that parts small letters from capitals is set in all.
        let hash = ((front | 0x2020_2020) << self.moved).wrapping_mul(0x9E37_79B1) >> 20;
        (hash as usize / 64, hash % 64)
    }

    fn add(&mut self, front: u32) {
        let (word, bit) = self.place(front);
        self.bits[word] |= 1 << bit;
    }

    fn has(&self, front: u32) -> bool {
        let (word, bit) = self.place(front);
        self.bits[word] >> bit & 1 == 1
    }
}

/// The phrases in a text.
pub(super) struct Found<'n, 't> {
    folded: &'n Folded,
    text: &'t str,
    starts: Starts<'t>,
    from: usize,
}

impl Iterator for Found<'_, '_> {
    type Item = (usize, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let start = self.starts.next()?;
            let front = front(self.text.as_bytes(), start);
            if self.folded.fronts.iter().any(|fronts| fronts.has(front))
                && start >= self.from
                && let Some((number, at)) = self.folded.begins(self.text, start)
            {
                self.from = at.end;
                return Some((number, at));
            }
        }
    }
}

/// Four bytes of a text, those behind its end as blanks.
fn front(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..at + 4) {
        Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
        _ => (at..at + 4).rev().fold(0, |all, at| all << 8 | u32::from(bytes.get(at).copied().unwrap_or(b' '))),
    }
}

#[cfg(test)]
mod tests {
    use super::Folded;

    fn found(phrases: &[&str], text: &str) -> Vec<(usize, std::ops::Range<usize>)> {
        Folded::new(phrases.iter().copied()).find(text).collect()
    }

    #[test]
    fn the_longest_that_ends_with_a_word_wins() {
        let phrases = ["it", "it is", "it is so", "½", "(so", "über", "P1"];
        let text = "it is some, it isn’t; 2½ ½ (so (son über P12 p1";
        let want = [(1, 0..5), (0, 12..14), (3, 28..30), (4, 31..34), (5, 40..45), (6, 50..52)];
        assert_eq!(found(&phrases, text), want);
        assert_eq!(found(&[], "nothing"), []);
        assert_eq!(found(&["Ito", "ITO"], "ito"), [(0, 0..3)]);
    }

    #[test]
    fn phrases_that_begin_one_another_cost_no_square() {
        let phrases: Vec<String> = (1..2000).map(|len| "a".repeat(len)).collect();
        let phrases: Vec<&str> = phrases.iter().map(String::as_str).collect();
        assert_eq!(found(&phrases, &format!("{} ", "a".repeat(3000)).repeat(200)), []);
        assert_eq!(found(&phrases, &"aaa ".repeat(50_000)).len(), 50_000);
    }
}
