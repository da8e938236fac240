//! Field values that hold a little HTML, as reference managers and journals' databases write them.
//!
//! In: a value. Out: its words: tags that only shape gone, entities their characters, blanks single. A sign that
//! begins no tag that is known here stays: `p < .05`.

/// How long a tag may be.
const TAG: usize = 120;

/// The words of a value.
pub(super) fn plain(value: &str) -> String {
    let value = value.trim();
    let bytes = value.as_bytes();
    let odd = |b: &u8| matches!(b, b'<' | b'&' | b'\n' | b'\r' | b'\t');
    if !bytes.iter().any(odd) && memchr::memmem::find(bytes, b"  ").is_none() {
        return value.to_owned();
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find(['<', '&']) {
        push(&mut out, &rest[..at]);
        rest = &rest[at..];
        let read = if rest.starts_with('<') { tag(rest) } else { entity(rest) };
        let (len, text) = read.unwrap_or((1, rest.get(..1).unwrap_or_default().chars().next()));
        if let Some(sign) = text {
            push(&mut out, sign.encode_utf8(&mut [0; 4]));
        }
        rest = &rest[len..];
    }
    push(&mut out, rest);
    out.truncate(out.trim_end().len());
    out
}

/// Adds words with single blanks between them.
fn push(out: &mut String, text: &str) {
    for part in text.split_inclusive(char::is_whitespace) {
        let word = part.trim_end();
        out.push_str(word);
        if word.len() < part.len() && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
}

/// The length of a tag that only shapes, and the blank that it leaves where it parts paragraphs.
fn tag(text: &str) -> Option<(usize, Option<char>)> {
    let end = text.as_bytes().iter().take(TAG).position(|&b| b == b'>')?;
    let inner = text[1..end].trim_start_matches('/').trim_end_matches('/');
    let name = inner.split([' ', '\t', '\n', '\r']).next()?.to_ascii_lowercase();
    let name = name.strip_prefix("jats:").unwrap_or(&name);
    match name {
        "i" | "b" | "u" | "em" | "strong" | "sup" | "sub" | "span" | "sc" | "scp" | "inf" | "tt" | "italic"
        | "bold" => Some((end + 1, None)),
        "p" | "br" | "title" | "sec" | "div" | "list" | "list-item" => Some((end + 1, Some(' '))),
        _ => None,
    }
}

/// The length of an entity, and its character.
fn entity(text: &str) -> Option<(usize, Option<char>)> {
    let end = text.as_bytes().iter().take(12).position(|&b| b == b';')?;
    character(&text[1..end]).map(|read| (end + 1, Some(read)))
}

/// The character of an entity's name, without its signs: `amp`, `#8217`, `#x2019`.
pub(super) fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return number.ok().and_then(char::from_u32).filter(|&c| c != '\0');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn words_without_markup() {
        for (value, want) in [
            (" Tides  of\n Skåne ", "Tides of Skåne"),
            ("The <i>Fucus</i> of H<sub>2</sub>O", "The Fucus of H2O"),
            ("<span class=\"nocase\">iOS</span> &amp; tides", "iOS & tides"),
            ("<jats:p>One.</jats:p><jats:p>Two.</jats:p>", "One. Two."),
            ("p < .05 & q > 3", "p < .05 & q > 3"),
            ("a <b and c", "a <b and c"),
            ("it&#8217;s &#x2014; &unknown; &", "it’s — &unknown; &"),
            ("é<é>&é;", "é<é>&é;"),
            ("", ""),
        ] {
            assert_eq!(plain(value), want, "{value}");
        }
    }
}
