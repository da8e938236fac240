//! The words of a text that carry its content, each with a key to compare by.
//!
//! In: a stretch of prose. Out: its words but for those without content of their own, stemmed and hashed,
//! its numbers without their separators, and how far each stands from the others. One pass, no memory.

use super::{fold, stem};

/// A word of content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Content {
    /// What it is compared by: two words of one stem have one key.
    pub key: u32,
    /// What it is.
    pub kind: Kind,
    /// Where it begins in the text.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// Its distance from the beginning of the text in words, common ones counted; a comma is a step, a
    /// semicolon or bracket two.
    pub place: u32,
}

/// What a word of content is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word.
    Word,
    /// A word with which writers report others' words.
    Reporting,
    /// A name: a capital that no sentence's beginning asks for, or digits among letters.
    Name,
    /// A number.
    Number,
    /// A number that can only be a year.
    Year,
}

/// The words of content of a text, in order.
pub fn content(text: &str) -> Contents<'_> {
    Contents { text, at: 0, place: 0, opens: true, buffer: String::new() }
}

/// The key of a single word.
pub fn key(word: &str) -> Option<u32> {
    content(word).next().map(|content| content.key)
}

/// An iterator over the words of content.
#[derive(Debug)]
pub struct Contents<'t> {
    text: &'t str,
    at: usize,
    place: u32,
    /// Whether a sentence may begin here.
    opens: bool,
    buffer: String,
}

impl Iterator for Contents<'_> {
    type Item = Content;

    fn next(&mut self) -> Option<Content> {
        loop {
            let start = self.skip_to_word()?;
            let end = self.word_end(start);
            self.at = end;
            let (opens, place) = (self.opens, self.place);
            self.opens = false;
            self.place += 1;
            if let Some((key, kind)) = self.weigh(start, end, opens) {
                return Some(Content { key, kind, start: start as u32, end: end as u32, place });
            }
        }
    }
}

impl Contents<'_> {
    /// Past what is no word.
    fn skip_to_word(&mut self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            if byte.is_ascii_alphanumeric() {
                return Some(self.at);
            }
            if byte < 0x80 {
                match byte {
                    b',' => self.place += 1,
                    b';' | b':' | b'(' | b')' | b'[' | b']' => self.place += 2,
                    b'.' | b'!' | b'?' => {
                        self.opens = true;
                        self.place += 3;
                    }
                    _ => {}
                }
                self.at += 1;
                continue;
            }
            let c = self.text[self.at..].chars().next()?;
            if c.is_alphanumeric() {
                return Some(self.at);
            }
            self.at += c.len_utf8();
        }
        None
    }

    /// The end of the word that begins at `start`; a number keeps its separators and decimals.
    fn word_end(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        // Most words are letters and end at a blank.
        let letters = bytes[start..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let mut at = start + letters;
        let mut digits = letters == 0;
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii_alphanumeric() {
                digits &= byte.is_ascii_digit();
                at += 1;
            } else if byte < 0x80 {
                let joins = matches!(byte, b'.' | b',') && digits && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
                if !joins {
                    break;
                }
                at += 1;
            } else {
                let Some(c) = self.text[at..].chars().next().filter(|c| joins_words(*c)) else { break };
                digits = false;
                at += c.len_utf8();
            }
        }
        at
    }

    /// The key and kind of a word; `None` where it carries no content.
    fn weigh(&mut self, start: usize, end: usize, opens: bool) -> Option<(u32, Kind)> {
        let word = &self.text[start..end];
        let first = word.as_bytes()[0];
        self.buffer.clear();
        if word.is_ascii() {
            self.buffer.push_str(word);
            self.buffer.make_ascii_lowercase();
            if first.is_ascii_digit() {
                self.buffer.retain(|c| c != ',');
            }
        } else {
            fold::push_key(word, &mut self.buffer);
        }
        let folded = self.buffer.as_str();
        if first.is_ascii_digit() {
            let number = folded.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
            let year = number && word.len() == 4 && ("1500".."2100").contains(&word);
            let kind = if year {
                Kind::Year
            } else if number {
                Kind::Number
            } else {
                Kind::Name
            };
            return Some((hash(folded), kind));
        }
        if folded.is_empty() || stem::is_common(folded) {
            return None;
        }
        let stemmed = stem::stem(folded);
        let name = !opens && word.starts_with(char::is_uppercase) || folded.bytes().any(|byte| byte.is_ascii_digit());
        let kind = match name {
            true => Kind::Name,
            false if stem::is_reporting(stemmed) => Kind::Reporting,
            false => Kind::Word,
        };
        Some((hash(stemmed), kind))
    }
}

/// Whether a character outside ASCII is a part of a word.
fn joins_words(c: char) -> bool {
    c.is_alphanumeric() || c == '\u{ad}' || unicode_normalization::char::is_combining_mark(c)
}

/// A hash of 32 bits: eight bytes a step, each step a multiplication whose halves are mixed.
fn hash(word: &str) -> u32 {
    let mut hash = 0x9e37_79b9_7f4a_7c15u64 ^ word.len() as u64;
    for part in word.as_bytes().chunks(8) {
        let mut eight = [0; 8];
        eight[..part.len()].copy_from_slice(part);
        hash = (hash ^ u64::from_le_bytes(eight)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        hash ^= hash >> 32;
    }
    (hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::{Kind, content, key};

    #[test]
    fn words_numbers_and_names() {
        let text = "The canal of Kunri, opened in 1932, cost Rs 4,800,000.5; P6 canals followed.";
        let found: Vec<_> = content(text).map(|one| (&text[one.start as usize..one.end as usize], one.kind)).collect();
        assert_eq!(
            found,
            [
                ("canal", Kind::Word),
                ("Kunri", Kind::Name),
                ("opened", Kind::Word),
                ("1932", Kind::Year),
                ("cost", Kind::Word),
                ("Rs", Kind::Name),
                ("4,800,000.5", Kind::Number),
                ("P6", Kind::Name),
                ("canals", Kind::Word),
                ("followed", Kind::Word),
            ]
        );
        let keys: Vec<_> = content(text).map(|one| one.key).collect();
        assert_eq!(keys[0], keys[8]);
        assert_eq!(key("4800000.5"), Some(keys[6]));
        assert_eq!(key("Müller"), key("Muller"));
        assert_eq!(key("the"), None);
    }

    #[test]
    fn distance_counts_common_words_and_marks() {
        let places: Vec<_> = content("salt of the earth, and (then) iron").map(|one| one.place).collect();
        assert_eq!(places, [0, 3, 11]);
    }
}
