//! What the codes of a font are in Unicode, as its `ToUnicode` says (*ISO 32000-1, 9.10.3*).
//!
//! In: the text of the map. Out: strings by code, and how many bytes a code has.

use std::collections::HashMap;

/// Codes and what they mean.
#[derive(Debug, Default)]
pub(super) struct CMap {
    meant: HashMap<u32, String>,
    /// Whether codes have two bytes; `None` where the map does not say.
    pub(super) wide: Option<bool>,
}

/// How many codes one map may have.
const MOST: usize = 100_000;

impl CMap {
    /// Reads a map.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut map = Self::default();
        let mut tokens = Tokens { bytes, at: 0 };
        while let Some(token) = tokens.next() {
            match token {
                Token::Word(b"begincodespacerange") => {
                    if let Some(Token::Code(low)) = tokens.next() {
                        map.wide = Some(map.wide.unwrap_or(true) && low.len() > 1);
                    }
                }
                Token::Word(b"beginbfchar") => map.chars(&mut tokens),
                Token::Word(b"beginbfrange") => map.ranges(&mut tokens),
                _ => {}
            }
        }
        map
    }

    /// What a code means.
    pub(super) fn get(&self, code: u32) -> Option<&str> {
        self.meant.get(&code).map(String::as_str)
    }

    fn put(&mut self, code: u32, text: String) {
        if self.meant.len() < MOST {
            self.meant.insert(code, text);
        }
    }

    fn chars(&mut self, tokens: &mut Tokens<'_>) {
        while let (Some(Token::Code(code)), Some(Token::Code(text))) = (tokens.next(), tokens.next()) {
            self.put(number(&code), utf16(&text));
        }
    }

    fn ranges(&mut self, tokens: &mut Tokens<'_>) {
        while let (Some(Token::Code(low)), Some(Token::Code(high))) = (tokens.next(), tokens.next()) {
            let (low, high) = (number(&low), number(&high).min(number(&low).saturating_add(0xFFFF)));
            match tokens.next() {
                Some(Token::Code(first)) => {
                    let text = utf16(&first);
                    let Some(last) = text.chars().next_back() else { continue };
                    let front = &text[..text.len() - last.len_utf8()];
                    for code in low..=high {
                        let next = char::from_u32((last as u32).saturating_add(code - low));
                        let Some(next) = next.filter(|_| self.meant.len() < MOST) else { break };
                        self.put(code, format!("{front}{next}"));
                    }
                }
                Some(Token::Word(b"[")) => {
                    let mut code = low;
                    while let Some(Token::Code(text)) = tokens.next() {
                        if code <= high {
                            self.put(code, utf16(&text));
                        }
                        code = code.saturating_add(1);
                    }
                }
                _ => return,
            }
        }
    }
}

fn number(code: &[u8]) -> u32 {
    code.iter().take(4).fold(0, |sum, &byte| sum << 8 | u32::from(byte))
}

fn utf16(bytes: &[u8]) -> String {
    match bytes {
        [one] => char::from(*one).to_string(),
        _ => {
            let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
    }
}

enum Token<'b> {
    Word(&'b [u8]),
    Code(Vec<u8>),
}

struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        /// The longest code, in hexadecimal digits.
        const LONGEST: usize = 64;
        while self.bytes.get(self.at)?.is_ascii_whitespace() {
            self.at += 1;
        }
        let rest = &self.bytes[self.at..];
        match rest[0] {
            b'<' if rest.get(1) != Some(&b'<') => {
                let length = memchr::memchr(b'>', rest).unwrap_or(rest.len());
                let digits: Vec<u8> = rest[1..length]
                    .iter()
                    .filter_map(|&b| char::from(b).to_digit(16))
                    .take(LONGEST)
                    .map(|d| d as u8)
                    .collect();
                self.at += (length + 1).min(rest.len());
                Some(Token::Code(
                    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect(),
                ))
            }
            b'[' | b']' | b'<' | b'>' => {
                self.at += 1;
                Some(Token::Word(&rest[..1]))
            }
            _ => {
                let end = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'<' | b'>' | b'[' | b']');
                let length = rest.iter().position(end).unwrap_or(rest.len());
                self.at += length;
                Some(Token::Word(&rest[..length]))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CMap;

    #[test]
    fn codes_are_read() {
        let map = CMap::read(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0003> <0020>\n<0004><00660069> endbfchar \
              2 beginbfrange <0010> <0012> <0041> <0020><0021>[<0061> <D835DC00>] endbfrange",
        );
        assert_eq!(map.wide, Some(true));
        for (code, want) in [(3, " "), (4, "fi"), (0x10, "A"), (0x12, "C"), (0x20, "a"), (0x21, "𝐀")] {
            assert_eq!(map.get(code), Some(want), "{code}");
        }
        assert_eq!(map.get(0x13), None);
        assert!(CMap::read(b"beginbfrange <0000> <FFFFFFFF> <0041> endbfrange").meant.len() <= super::MOST);
        assert!(CMap::read(b"beginbfchar <00").meant.is_empty());
    }
}
