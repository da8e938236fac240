//! A stretch of text letter by letter: what is aligned, and how it falls into words.

use std::ops::Range;

use crate::text::letters::push;

/// The letters of a stretch, each with its place and whether a word begins with it.
#[derive(Debug, Default)]
pub(super) struct Written<'t> {
    /// The text the places index.
    pub text: &'t str,
    /// The letters.
    pub letters: Vec<u8>,
    /// The offset of each letter's character.
    pub at: Vec<u32>,
    /// Whether a word begins with the letter.
    pub opens: Vec<bool>,
}

impl<'t> Written<'t> {
    /// Nothing yet, of a text.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, ..Self::default() }
    }

    /// The letters of a range of a text.
    pub(super) fn of(text: &'t str, range: Range<usize>) -> Self {
        let mut written = Self::new(text);
        written.add(range);
        written
    }

    /// Appends the letters of a range, which begins a word.
    pub(super) fn add(&mut self, range: Range<usize>) {
        let mut before = ' ';
        // An apostrophe goes on with a word only between letters, a point or comma with a number between digits.
        let (mut inside, mut number) = (false, false);
        for (offset, c) in self.text[range.clone()].char_indices() {
            let first = self.letters.len();
            push(c, &mut self.letters);
            let opens = !(inside || number && c.is_ascii_digit());
            number = matches!(c, '.' | ',') && before.is_ascii_digit();
            self.at.resize(self.letters.len(), (range.start + offset) as u32);
            self.opens.resize(self.letters.len(), false);
            if self.letters.len() > first {
                self.opens[first] = opens;
                inside = true;
            } else {
                let joins = matches!(c, '\'' | '’' | '\u{ad}') && before.is_alphanumeric();
                inside &= joins || is_mark(c);
            }
            before = c;
        }
    }

    /// How many letters there are.
    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }

    /// Whether a word ends, or none has begun, before a letter.
    pub(super) fn parts(&self, letter: usize) -> bool {
        self.opens.get(letter).is_none_or(|opens| *opens)
    }

    /// The words of a run of letters, as runs of letters.
    pub(super) fn words(&self, run: Range<usize>) -> Vec<Range<usize>> {
        let mut words: Vec<Range<usize>> = Vec::new();
        for letter in run {
            match words.last_mut() {
                Some(word) if !self.opens[letter] => word.end = letter + 1,
                _ => words.push(letter..letter + 1),
            }
        }
        words
    }

    /// The place of a run of letters; an empty one stands before the letter it begins with.
    pub(super) fn place(&self, run: &Range<usize>) -> Range<usize> {
        let start = self.at.get(run.start).map_or(self.text.len(), |&at| at as usize);
        if run.is_empty() {
            return start..start;
        }
        let last = self.at[run.end - 1] as usize;
        start..last + self.text[last..].chars().next().map_or(0, char::len_utf8)
    }

    /// What stands between a letter and the one before it.
    pub(super) fn gap(&self, letter: usize) -> &'t str {
        if letter == 0 || letter >= self.len() {
            return "";
        }
        let before = self.place(&(letter - 1..letter)).end;
        self.text.get(before..self.at[letter] as usize).unwrap_or("")
    }
}

/// Whether a character combines with the letter before it.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_know_their_words_and_places() {
        let text = "“Don’t go,” he ‘said’ co-op.";
        let written = Written::of(text, 0..text.len());
        let words: Vec<&str> = written.words(0..written.len()).iter().map(|word| &text[written.place(word)]).collect();
        assert_eq!(words, ["Don’t", "go", "he", "said", "co", "op"]);
        assert_eq!(written.gap(6), ",” ");
        let numbers = Written::of("0.5 of 1,000. 2", 0..15);
        assert_eq!(numbers.words(0..numbers.len()).len(), 4);
    }
}
