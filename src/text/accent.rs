//! Letters and the marks that combine with them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

/// Appends a letter with its marks, innermost first, as one character where there is one.
pub fn push_marked(letter: char, marks: impl IntoIterator<Item = char>, out: &mut String) {
    let mut letter = letter;
    let mut rest = String::new();
    for mark in marks {
        match compose(letter, mark) {
            Some(both) if rest.is_empty() => letter = both,
            _ => rest.push(mark),
        }
    }
    out.push(letter);
    out.push_str(&rest);
}

/// The text with each letter and its marks as one character, where there is one (NFC).
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_join_their_letter() {
        let mut out = String::new();
        push_marked('c', ['\u{327}'], &mut out);
        push_marked('e', ['\u{302}', '\u{301}'], &mut out);
        push_marked('q', ['\u{30c}'], &mut out);
        assert_eq!(out, "çếq\u{30c}");
        assert_eq!(composed("S\u{327}eker"), "Şeker");
    }
}
