//! Bytes to text: UTF-8, UTF-16 with its byte order mark, else Windows-1252.
//!
//! In: the bytes of a file. Out: its text, and what it was where that is not UTF-8. Nothing fails:
//! what is no character becomes U+FFFD.
//!
//! **Invariant:** UTF-8 is never changed, a byte order mark included, so that offsets into the text
//! are offsets into the file.

use std::borrow::Cow;

/// A file's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// The encoding, where it is not UTF-8.
    pub encoding: Option<&'static str>,
    /// Where in `text` the first character stands that was not UTF-8; 0 where all was.
    pub first_bad: usize,
}

/// Decodes a file. A byte order mark of UTF-8 stays, one of UTF-16 goes. Bytes that are given away and
/// are UTF-8 become the text without a copy.
pub fn decode<'b>(bytes: impl Into<Cow<'b, [u8]>>) -> Decoded {
    let bytes = bytes.into();
    match &*bytes {
        [0xFF, 0xFE, rest @ ..] => return utf16(rest, "UTF-16LE", u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => return utf16(rest, "UTF-16BE", u16::from_be_bytes),
        _ => {}
    }
    let wide = |bytes: &[u8]| {
        let read = |letter, encoding, unit| looks_wide(bytes, letter).then(|| utf16(bytes, encoding, unit));
        read(0, "UTF-16LE", u16::from_le_bytes as fn([u8; 2]) -> u16)
            .or_else(|| read(1, "UTF-16BE", u16::from_be_bytes))
    };
    match String::from_utf8(bytes.into_owned()) {
        Ok(text) => {
            let zero = memchr::memchr(0, text.as_bytes()).is_some();
            let wide = if zero { wide(text.as_bytes()) } else { None };
            wide.unwrap_or_else(|| Decoded { text, ..Decoded::default() })
        }
        Err(error) => wide(error.as_bytes()).unwrap_or_else(|| single_bytes(error.as_bytes())),
    }
}

/// A text in the encoding that a file has; none where the file is not in one encoding throughout, or the text has
/// what that encoding lacks.
pub fn encode_like(file: &[u8], text: &str) -> Option<Vec<u8>> {
    let decoded = decode(file);
    let marked = file.starts_with(&[0xFF, 0xFE]) || file.starts_with(&[0xFE, 0xFF]);
    let encode = |text: &str| -> Option<Vec<u8>> {
        let units = |bytes: fn(u16) -> [u8; 2]| {
            let mark = marked.then_some(0xFEFF);
            mark.into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
        };
        match decoded.encoding {
            None => Some(text.as_bytes().to_vec()),
            Some("UTF-16LE") => Some(units(u16::to_le_bytes)),
            Some("UTF-16BE") => Some(units(u16::to_be_bytes)),
            _ => text.chars().map(single_byte).collect(),
        }
    };
    // What was lost in reading would be lost in the file.
    (encode(&decoded.text)? == file).then(|| encode(text))?
}

/// A character in Windows-1252.
fn single_byte(c: char) -> Option<u8> {
    let high = || HIGH.iter().position(|&known| known == c && c != '\u{fffd}').map(|at| 0x80 + at as u8);
    u8::try_from(u32::from(c)).ok().filter(|byte| !(0x80..=0x9F).contains(byte)).or_else(high)
}

/// What stands before the text itself: a byte order mark, or nothing.
pub fn mark_len(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// Whether this is UTF-16 without its mark: ASCII letters, each with a zero byte after it, or before it.
fn looks_wide(bytes: &[u8], letter: usize) -> bool {
    let head = &bytes[..bytes.len().min(64)];
    let wide = |pair: &[u8]| pair[letter] != 0 && pair[letter] < 0x80 && pair[1 - letter] == 0;
    head.len() >= 8 && head.chunks_exact(2).all(wide)
}

fn utf16(bytes: &[u8], encoding: &'static str, unit: fn([u8; 2]) -> u16) -> Decoded {
    let mut pairs = bytes.chunks_exact(2);
    let units = pairs.by_ref().map(|pair| unit([pair[0], pair[1]]));
    let mut text = String::with_capacity(bytes.len() / 2);
    text.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
    if !pairs.remainder().is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    Decoded { text, encoding: Some(encoding), first_bad: 0 }
}

/// Takes each byte that is no UTF-8 for Windows-1252; what is UTF-8 between them stays, for files
/// that were pasted together.
fn single_bytes(bytes: &[u8]) -> Decoded {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut first_bad = None;
    let mut mixed = false;
    for chunk in bytes.utf8_chunks() {
        mixed |= !chunk.valid().is_ascii();
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            first_bad.get_or_insert(text.len());
            text.extend(chunk.invalid().iter().map(|&byte| windows_1252(byte)));
        }
    }
    let encoding = if mixed { "UTF-8 mixed with Windows-1252" } else { "Windows-1252" };
    Decoded { text, encoding: Some(encoding), first_bad: first_bad.unwrap_or(0) }
}

/// The characters of Windows-1252 from 0x80 to 0x9F; the other bytes are those of Latin-1.
const HIGH: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}', '\u{fffd}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_is_never_changed() {
        let plain = "\u{feff}Koç\r\n\0";
        assert_eq!(decode(plain.as_bytes()), Decoded { text: plain.into(), ..Decoded::default() });
        assert_eq!(decode(&b""[..]), Decoded::default());
        assert_eq!(decode(&[0; 100][..]).text.len(), 100);
        assert_eq!(mark_len(plain), 3);
    }

    #[test]
    fn single_bytes_are_windows_1252() {
        let decoded = decode(&b"M\xfcller\x96Lyall \x93q\x94 \x81"[..]);
        assert_eq!(decoded.text, "Müller–Lyall “q” \u{fffd}");
        assert_eq!((decoded.encoding, decoded.first_bad), (Some("Windows-1252"), 1));
        let mixed = decode("Koç, Caf\u{0}".as_bytes().iter().chain(b"\xe9").copied().collect::<Vec<_>>());
        assert_eq!((mixed.text.as_str(), mixed.first_bad), ("Koç, Caf\0é", 10));
        assert_eq!(mixed.encoding, Some("UTF-8 mixed with Windows-1252"));
    }

    #[test]
    fn a_text_goes_back_into_the_encoding_it_came_from() {
        type Row<'t> = (&'t [u8], &'t str, Option<&'t [u8]>);
        let table: &[Row<'_>] = &[
            (b"M\xfcller\x96x", "Müller–Ito", Some(b"M\xfcller\x96Ito")),
            (b"M\xfcller", "Müller Ł", None),
            (b"M\xfc\x81", "Mü", None),
            ("Koç Caf\u{0}\u{e9}".as_bytes(), "é", Some("é".as_bytes())),
            (b"Ko\xc3\xa7, Caf\xe9", "Koç", None),
            (b"\xff\xfeK\0", "Ko", Some(b"\xff\xfeK\0o\0")),
            (b"\xfe\xff\0K", "Ko", Some(b"\xfe\xff\0K\0o")),
            (b"@\0b\0o\0o\0", "@book", Some(b"@\0b\0o\0o\0k\0")),
            (b"\xff\xfe\0\xd8", "K", None),
        ];
        for (file, text, want) in table {
            assert_eq!(encode_like(file, text).as_deref(), *want, "{file:?}");
        }
    }

    #[test]
    fn utf16_with_and_without_its_mark() {
        assert_eq!(decode(&b"\xff\xfeK\0o\0\xe7\0"[..]).text, "Koç");
        assert_eq!(decode(&b"\xfe\xff\0K\0o\0\xe7"[..]).text, "Koç");
        // Lone surrogates, in either order, and a byte too many.
        assert_eq!(decode(&b"\xff\xfe\x00\xd8a\0\x00\xdcb"[..]).text, "\u{fffd}a\u{fffd}\u{fffd}");
        assert_eq!(decode(&b"@\0b\0o\0o\0k\0{\0"[..]).text, "@book{");
        assert_eq!(decode(&b"\0@\0b\0o\0o\0k\0{"[..]).text, "@book{");
        assert_eq!(decode(&b"@\0book{a\0\0"[..]).text, "@\0book{a\0\0");
    }
}
