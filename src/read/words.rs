//! Words as a page has them, pushed as a reader reads them.
//!
//! In: source bytes of one line. Out: the same, ligatures spelled out, soft hyphens dropped, runs of blanks made one.

use crate::model::Builder;
use crate::text::Span;

/// Pushes words: ligatures spelled out, soft hyphens dropped, runs of blanks made one.
pub(super) fn push_words(builder: &mut Builder<'_>, source: &str, start: usize, end: usize) {
    let bytes = source.as_bytes();
    if is_plain(&source[start..end]) {
        return builder.same(Span::new(start, end));
    }
    // Where no blank stands beside another, blanks are copied like all else.
    let blanks = source[start..end].contains("  ");
    let mut from = start;
    let mut at = start;
    while at < end {
        let odd = |&byte: &u8| ODD[byte as usize] && (byte != b' ' || blanks);
        let Some(step) = bytes[at..end].iter().position(odd) else { break };
        at += step;
        if bytes[at] == b' ' && bytes.get(at + 1).is_some_and(u8::is_ascii_graphic) {
            at += 1;
            continue;
        }
        let c = source[at..end].chars().next().expect("a byte of the table begins a character");
        let after = at + c.len_utf8();
        let next = bytes.get(after).copied().filter(|_| after < end);
        match c {
            ' ' if !matches!(next, Some(b' ' | b'\t' | 0xC2 | 0xE2)) => {}
            ' '
            | '\t'
            | '\r'
            | '\u{b}'
            | '\u{85}'
            | '\u{a0}'
            | '\u{2000}'..='\u{200a}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{202f}'
            | '\u{205f}' => {
                builder.same(Span::new(from, at));
                let run = source[at..end].find(|c: char| !c.is_whitespace()).map_or(end, |len| at + len);
                builder.blank(Span::new(at, run));
                from = run;
                at = run;
                continue;
            }
            '\u{ad}' | '\u{200b}' | '\u{feff}' => {
                builder.same(Span::new(from, at));
                from = after;
            }
            _ => {
                if let Some(letters) = ligature(c) {
                    builder.same(Span::new(from, at));
                    builder.stands(Span::new(at, after), letters);
                    from = after;
                }
            }
        }
        at = after;
    }
    builder.same(Span::new(from, end));
}

/// Whether words can be copied as they are: the common case, told without a look at each byte.
fn is_plain(words: &str) -> bool {
    words.is_ascii()
        && !words.contains("  ")
        && !words.as_bytes().contains(&b'\t')
        && !words.as_bytes().contains(&0x0B)
        && !words.as_bytes().contains(&b'\r')
}

/// Bytes that may begin a character which is not simply copied.
static ODD: [bool; 256] = {
    let mut table = [false; 256];
    table[b' ' as usize] = true;
    table[b'\t' as usize] = true;
    table[b'\r' as usize] = true;
    table[0x0B] = true;
    table[0xC2] = true;
    table[0xE2] = true;
    table[0xEF] = true;
    table
};

fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => return None,
    })
}
