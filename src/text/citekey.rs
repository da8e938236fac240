//! Citation keys as Pandoc's Markdown writes them: `@holland2021a`, `-@key`, `@{odd key}`.
//!
//! In: a text and the place of an `@`. Out: the key there, if one stands there.
//! It refuses to know brackets, prefixes and locators: readers and the key grammar share only this.
//!
//! Source: *Pandoc User's Guide, Citation syntax*; *Quarto, Cross-references*; *bookdown 2.2*.

use std::ops::Range;

/// A key with its sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CiteKey {
    /// From the `-` or `@` to the end of the key, a closing brace included.
    pub span: Range<usize>,
    /// The key alone.
    pub key: Range<usize>,
    /// Whether a `-` asks for the year alone.
    pub year_only: bool,
}

/// The longest key, in bytes: what is longer is not meant as one.
const LONGEST: usize = 400;

/// What may stand inside a key, one at a time, where a letter, digit or `_` follows.
const INNER: &[u8] = b":.#$%&-+?<>~/";

/// The prefixes by which Quarto, bookdown and pandoc-crossref tell what a reference points to.
const CROSS_REFERENCES: &[&str] = &[
    "fig", "tbl", "tab", "sec", "eq", "lst", "thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr", "sol", "rem",
    "tip", "nte", "wrn", "imp", "cau", "alg",
];

/// The key whose `@` stands at a byte of the text; none after a letter, a digit or a backslash, and
/// none in an address of the web.
pub fn key_at(text: &str, at: usize) -> Option<CiteKey> {
    let before = &text[..at];
    let escapes = before.len() - before.trim_end_matches('\\').len();
    if escapes % 2 == 1 || in_address(before.as_bytes()) {
        return None;
    }
    let dash = before.strip_suffix('-');
    let sign = match dash {
        Some(lead) if !ends_word(lead) => at - 1,
        _ if ends_word(before) => return None,
        _ => at,
    };
    let key = after_sign(text, at + 1)?;
    let braced = text.as_bytes()[at + 1] == b'{';
    Some(CiteKey { span: sign..key.end + usize::from(braced), year_only: sign < at, key })
}

/// Whether the last word of these bytes is an address of the web.
fn in_address(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(LONGEST)..];
    let word = tail.rsplit(|b| b.is_ascii_whitespace() || b"([<\")]>;,".contains(b)).next().unwrap_or(tail);
    word.len() > 3 && (word.starts_with(b"www.") || memchr::memmem::find(word, b"://").is_some())
}

/// Whether a text ends in a letter or digit, or in a stop that such a one stands before.
fn ends_word(text: &str) -> bool {
    let mut back = text.chars().rev();
    match back.next() {
        Some('.') => back.next().is_some_and(char::is_alphanumeric),
        Some(c) => c.is_alphanumeric(),
        None => false,
    }
}

fn after_sign(text: &str, start: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    if bytes.get(start) == Some(&b'{') {
        return braced(bytes, start + 1);
    }
    let first = text.get(start..)?.chars().next().filter(|&c| is_regular(c))?;
    let mut at = start + first.len_utf8();
    while at - start <= LONGEST {
        let Some(&byte) = bytes.get(at) else { break };
        if byte.is_ascii_alphanumeric() || byte == b'_' {
            at += 1;
        } else if byte.is_ascii() {
            let address = matches!(byte, b':' | b'/') && bytes.get(at + 1) == Some(&b'/');
            let inner = INNER.contains(&byte) && text[at + 1..].chars().next().is_some_and(is_regular);
            if !address && !inner {
                break;
            }
            at += 1;
        } else {
            match text[at..].chars().next() {
                Some(c) if c.is_alphanumeric() => at += c.len_utf8(),
                _ => break,
            }
        }
    }
    (at - start <= LONGEST).then_some(start..at)
}

fn is_regular(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The inside of `{…}`, braces balanced, no blanks.
fn braced(bytes: &[u8], start: usize) -> Option<Range<usize>> {
    let mut depth = 0;
    for (offset, byte) in bytes[start..].iter().enumerate().take(LONGEST) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return (offset > 0).then_some(start..start + offset),
            b'}' => depth -= 1,
            byte if byte.is_ascii_whitespace() => return None,
            _ => {}
        }
    }
    None
}

/// Whether a key points to a figure, table, section or the like of the document itself.
pub fn is_cross_reference(key: &str) -> bool {
    let Some(end) = key.bytes().position(|b| !b.is_ascii_alphabetic()) else { return false };
    let (prefix, rest) = key.split_at(end);
    rest.len() > 1
        && matches!(rest.as_bytes()[0], b'-' | b':')
        && CROSS_REFERENCES.iter().any(|known| {
            // Quarto's `@Fig-plot` begins a sentence.
            prefix == *known
                || prefix.len() == known.len() && prefix[1..] == known[1..] && prefix.eq_ignore_ascii_case(known)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_what_is_none() {
        let table = [
            ("@holland2021a, p. 3", Some("@holland2021a")),
            ("-@key]", Some("-@key")),
            ("a-@key", Some("@key")),
            ("(@key)", Some("@key")),
            ("me@example.org", None),
            ("\\@key", None),
            ("https://medium.com/@key", None),
            ("(https://a.b) @key", Some("@key")),
            ("me.@example", None),
            ("@Müller:2020.", Some("@Müller:2020")),
            ("@a..b", Some("@a")),
            ("@_x_", Some("@_x_")),
            ("@10.1000/abc-d", Some("@10.1000/abc-d")),
            ("@https://ex.org/a?b", Some("@https://ex.org/a?b")),
            ("@{odd {key}, 1}", None),
            ("@{odd{key},1} x", Some("@{odd{key},1}")),
            ("@{}", None),
            ("@ key", None),
            ("@-x", None),
            ("@", None),
            ("@key’s", Some("@key")),
            ("@Foo_bar--baz", Some("@Foo_bar")),
        ];
        for (text, want) in table {
            let at = text.find('@').unwrap();
            assert_eq!(key_at(text, at).map(|key| &text[key.span]), want, "{text}");
        }
    }

    #[test]
    fn figures_and_sections_are_no_works() {
        for key in ["fig-plot", "fig:plot", "Fig-plot", "sec-a", "eq:one", "tbl-x"] {
            assert!(is_cross_reference(key), "{key}");
        }
        for key in ["figueroa2020", "fig", "section-1", "def", "tip_x", "FIG-x", "eq-"] {
            assert!(!is_cross_reference(key), "{key}");
        }
    }
}
