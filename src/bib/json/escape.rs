//! The escapes of JSON's strings: `\n`, `\u00e9`, and pairs of those for what lies beyond.

/// A text whose escapes are the characters they mean; one that means nothing stays as it is.
pub(in super::super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let Some(sign) = rest.chars().next() else { break };
        rest = &rest[sign.len_utf8()..];
        out.push(match sign {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' | 'f' => ' ',
            'u' => {
                let (read, len) =
                    unit(rest).map_or((char::REPLACEMENT_CHARACTER, 0), |first| paired(first, &rest[4..]));
                rest = &rest[len..];
                read
            }
            other => other,
        });
    }
    out.push_str(rest);
    out
}

/// The number of four hexadecimal digits.
fn unit(text: &str) -> Option<u16> {
    let digits = text.get(..4).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    u16::from_str_radix(digits, 16).ok()
}

/// The character of one unit, or of it and the one that follows, and how many bytes it took.
fn paired(first: u16, after: &str) -> (char, usize) {
    let second = after.strip_prefix("\\u").and_then(unit);
    let both = second.and_then(|second| {
        char::decode_utf16([first, second]).next()?.ok().filter(|_| (0xD800..0xDC00).contains(&first))
    });
    match both {
        Some(read) => (read, 10),
        None => (char::from_u32(first.into()).unwrap_or(char::REPLACEMENT_CHARACTER), 4),
    }
}
