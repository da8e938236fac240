//! Words between tags: entities decoded, line ends blanks.

use super::entities;
use crate::model::Builder;
use crate::read::words::push_words;
use crate::text::{Span, raised};

/// Pushes words.
pub(in crate::read) fn push(builder: &mut Builder<'_>, span: Span, raised: bool) {
    let source = builder.text();
    let (mut from, end) = (span.start as usize, span.end as usize);
    let mut at = blank(builder, source, from, end);
    from = from.max(at);
    while at < end {
        let step = match raised {
            true => source[at..end].find(|c: char| matches!(c, '&' | '\n') || c.is_ascii_digit()),
            false => memchr::memchr2(b'&', b'\n', &source.as_bytes()[at..end]),
        };
        let Some(step) = step else { break };
        at += step;
        match source.as_bytes()[at] {
            b'\n' => {
                push_words(builder, source, from, at);
                at = blank(builder, source, at, end);
                from = at;
            }
            b'&' => match entities::decode(&source[at..end]) {
                Some((text, len)) => {
                    push_words(builder, source, from, at);
                    let whole = Span::new(at, at + len);
                    match text.as_str() {
                        "\u{ad}" | "\u{200b}" | "\u{200c}" | "\u{feff}" => {}
                        blank if blank.trim().is_empty() => builder.blank(whole),
                        "&" | "<" | ">" if raised => builder.stands(whole, &text),
                        text => builder.stands(whole, text),
                    }
                    at += len;
                    from = at;
                }
                None => at += 1,
            },
            digit => {
                push_words(builder, source, from, at);
                // So that 10<sup>6</sup> is no hundred and six.
                builder.stands(Span::new(at, at + 1), raised::raise(digit).encode_utf8(&mut [0; 4]));
                at += 1;
                from = at;
            }
        }
    }
    push_words(builder, source, from, end);
}

/// Pushes the blanks at a place as one; where they end.
fn blank(builder: &mut Builder<'_>, source: &str, at: usize, end: usize) -> usize {
    let run = source[at..end].find(|c: char| !c.is_whitespace()).map_or(end, |len| at + len);
    if run > at {
        builder.blank(Span::new(at, run));
    }
    run
}
