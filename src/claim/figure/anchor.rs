//! Where a number can begin: digits, and the words that numbers begin with. One pass.

use std::iter::Peekable;
use std::sync::LazyLock;

use crate::grammar::numeral;
use crate::text::needles::{Needles, next_byte};

/// A place where a number can begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// A digit, the first of its run or a later one.
    Digit(usize),
    /// A number word.
    Word(usize),
}

impl Anchor {
    /// Where it stands.
    pub(super) fn at(self) -> usize {
        match self {
            Self::Digit(at) | Self::Word(at) => at,
        }
    }
}

static WORDS: LazyLock<Needles> = LazyLock::new(|| {
    let parts = ["½", "¼", "¾", "⅓", "⅔"];
    Needles::new(numeral::OPENERS.into_iter().chain(parts))
});

/// The places, asked for one by one; what was read past is left out.
pub(super) struct Anchors<'d, W: Iterator<Item = usize>> {
    text: &'d str,
    words: Peekable<W>,
    digit: Option<usize>,
}

/// The places of a text.
pub(super) fn of(text: &str) -> Anchors<'_, impl Iterator<Item = usize>> {
    let words = WORDS.find(text).map(|(_, at)| at.start).peekable();
    Anchors { text, words, digit: next_digit(text, 0) }
}

impl<W: Iterator<Item = usize>> Anchors<'_, W> {
    /// The next place from `from` on.
    pub(super) fn next_from(&mut self, from: usize) -> Option<Anchor> {
        while self.words.next_if(|at| *at < from).is_some() {}
        if self.digit.is_some_and(|at| at < from) {
            self.digit = next_digit(self.text, from);
        }
        let word = self.words.peek().copied();
        match (self.digit, word) {
            (Some(digit), Some(word)) if word < digit => Some(Anchor::Word(word)),
            (Some(digit), _) => Some(Anchor::Digit(digit)),
            (None, word) => word.map(Anchor::Word),
        }
    }
}

fn next_digit(text: &str, from: usize) -> Option<usize> {
    next_byte(text.as_bytes(), from, |byte| byte.wrapping_sub(b'0') < 10)
}

#[cfg(test)]
mod tests {
    use super::{Anchor, of};

    #[test]
    fn digits_and_words_in_order() {
        let text = format!("Two of 12 someone{} 3 ten", " ".repeat(100));
        let (mut found, mut from) = (Vec::new(), 0);
        let mut anchors = of(&text);
        while let Some(anchor) = anchors.next_from(from) {
            found.push(anchor);
            from = anchor.at() + 2;
        }
        assert_eq!(found, [Anchor::Word(0), Anchor::Digit(7), Anchor::Digit(118), Anchor::Word(120)]);
    }
}
