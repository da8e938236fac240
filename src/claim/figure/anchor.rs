//! Where a number can begin: digits, and the words that numbers begin with. One pass.

use crate::grammar::numeral;

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

/// The places, asked for one by one; what was read past is left out.
pub(super) struct Anchors<'d> {
    text: &'d str,
    word: Option<usize>,
    digit: Option<usize>,
}

/// The places of a text.
pub(super) fn of(text: &str) -> Anchors<'_> {
    Anchors { text, word: next_word(text, 0), digit: next_digit(text, 0) }
}

impl Anchors<'_> {
    /// The next place from `from` on.
    pub(super) fn next_from(&mut self, from: usize) -> Option<Anchor> {
        if self.word.is_some_and(|at| at < from) {
            self.word = next_word(self.text, from);
        }
        if self.digit.is_some_and(|at| at < from) {
            self.digit = next_digit(self.text, from);
        }
        match (self.digit, self.word) {
            (Some(digit), Some(word)) if word < digit => Some(Anchor::Word(word)),
            (Some(digit), _) => Some(Anchor::Digit(digit)),
            (None, word) => word.map(Anchor::Word),
        }
    }
}

/// The signs of fractions.
const SIGNS: [&str; 5] = ["½", "¼", "¾", "⅓", "⅔"];

/// Which three letters begin a number word, by [`triple`], a bit each.
static TRIPLES: [u64; 26 * 26 * 26 / 64 + 1] = {
    let mut bits = [0; 26 * 26 * 26 / 64 + 1];
    let mut at = 0;
    while at < numeral::OPENERS.len() {
        let word = numeral::OPENERS[at].as_bytes();
        let triple = triple(word[0], word[1], word[2]);
        bits[triple / 64] |= 1 << (triple % 64);
        at += 1;
    }
    bits
};

/// The number of three letters, whatever their case.
const fn triple(one: u8, two: u8, three: u8) -> usize {
    const fn letter(byte: u8) -> usize {
        (byte.to_ascii_lowercase() - b'a') as usize
    }
    (letter(one) * 26 + letter(two)) * 26 + letter(three)
}

/// The next number word or fraction's sign. Most words are told by their first three letters.
fn next_word(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut inside = from > 0 && bytes.get(from - 1).is_some_and(u8::is_ascii_alphanumeric);
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        let starts = !inside;
        inside = byte.is_ascii_alphanumeric();
        // Of the signs some begin with the byte of "§", the others with that of a dash.
        let found = match byte {
            b'A'..=b'Z' | b'a'..=b'z' if starts => is_opener(text, at),
            0xC2 | 0xE2 => SIGNS.iter().any(|sign| bytes[at..].starts_with(sign.as_bytes())),
            _ => false,
        };
        if found {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Whether a number word stands at a letter that no ASCII letter or digit stands before.
fn is_opener(text: &str, at: usize) -> bool {
    let bytes = &text.as_bytes()[at..];
    let [one, two, three, ..] = bytes else { return false };
    if !(two.is_ascii_alphabetic() && three.is_ascii_alphabetic()) {
        return false;
    }
    let triple = triple(*one, *two, *three);
    if TRIPLES[triple / 64] & (1 << (triple % 64)) == 0 {
        return false;
    }
    let length = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let word = |c: char| c.is_alphanumeric();
    numeral::OPENERS.iter().any(|opener| opener.as_bytes().eq_ignore_ascii_case(&bytes[..length]))
        && !text[..at].ends_with(word)
        && !text[at + length..].starts_with(word)
}

/// The next digit. Blocks without one are told at once: the compiler looks at many bytes together.
fn next_digit(text: &str, from: usize) -> Option<usize> {
    const BLOCK: usize = 64;
    let bytes = text.as_bytes().get(from..)?;
    let mut at = from;
    for block in bytes.chunks(BLOCK) {
        let any = block.iter().fold(false, |any, byte| any | (byte.wrapping_sub(b'0') < 10));
        if any {
            return block.iter().position(u8::is_ascii_digit).map(|step| at + step);
        }
        at += block.len();
    }
    None
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
