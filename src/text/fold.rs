//! Keys to compare names and titles by: no case, no accents, no marks.
//!
//! Keys are for comparing only; no span ever points into one.

/// Folds a name or title to its letters and digits: `O’Brien` and `OBrien` are one, as are
/// `Müller` and `Muller`, `Şeker` and `Seker`.
pub fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_key(text, &mut out);
    out
}

/// As [`key`], into a buffer that is not cleared first.
pub fn push_key(text: &str, out: &mut String) {
    for c in text.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                out.push(c.to_ascii_lowercase());
            }
        } else if !is_mark(c) {
            for d in deunicode::deunicode_char(c).unwrap_or("").chars() {
                if d.is_ascii_alphanumeric() {
                    out.push(d.to_ascii_lowercase());
                }
            }
        }
    }
}

/// The second key of a German or Nordic name, where `ü` is written `ue`: `None` where it is the same.
pub fn umlaut_key(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 2);
    let mut differs = false;
    for c in unicode_normalization::UnicodeNormalization::nfc(text) {
        match c {
            'ä' | 'Ä' | 'æ' | 'Æ' => out.push_str("ae"),
            'ö' | 'Ö' | 'ø' | 'Ø' => out.push_str("oe"),
            'ü' | 'Ü' => out.push_str("ue"),
            'å' | 'Å' => out.push_str("aa"),
            _ => {
                push_key(c.encode_utf8(&mut [0; 4]), &mut out);
                continue;
            }
        }
        differs = true;
    }
    differs.then_some(out)
}

/// The words of a text; marks between letters end a word, apostrophes do not.
pub fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || is_mark(c) || matches!(c, '\'' | '’' | '\u{ad}')))
        .filter(|word| !word.is_empty())
}

/// The words of a text as keys, in order.
pub fn words(text: &str) -> Vec<String> {
    split(text).map(key).filter(|word| !word.is_empty()).collect()
}

/// Whether a character combines with the one before it.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_marks_do_not_count() {
        assert_eq!(key("Koç"), "koc");
        assert_eq!(key("S\u{327}eker"), "seker");
        assert_eq!(key("O’Brien-Łódź"), "obrienlodz");
        assert_eq!(key("Rą\u{ad}cza\u{ad}szek"), "raczaszek");
        assert_eq!(umlaut_key("Müller").as_deref(), Some("mueller"));
        assert_eq!(umlaut_key("Smith"), None);
        assert_eq!(words("Taliban’s Ties | News"), ["talibans", "ties", "news"]);
    }
}
