//! Sentences.
//!
//! In: the prose of one block. Out: its sentences, in order, blanks between them left out. A stop
//! ends a sentence unless an abbreviation, an initial, a number, an open pair of brackets or a small
//! letter after it says otherwise. One pass.

use memchr::memchr3;

use super::{raised, terms};

/// What stands for a thing without words.
const MARK: char = '\u{fffc}';

/// Calls `each` with the byte range of every sentence in `block`; `inside` tells, for places
/// further and further on, whether a pair of brackets is open there.
pub fn sentences(block: &str, mut inside: impl FnMut(usize) -> bool, mut each: impl FnMut(std::ops::Range<usize>)) {
    let bytes = block.as_bytes();
    let mut start = skip_blanks(block, 0);
    let mut at = start;
    while let Some(step) = memchr3(b'.', b'!', b'?', &bytes[at.min(bytes.len())..]) {
        let stop = at + step;
        let after = past_closers(block, stop + 1);
        at = after.max(stop + 1);
        let closed = after > stop + 1 && !block[stop + 1..].starts_with(MARK);
        if !ends_here(block, start, stop, after, closed) || inside(at) {
            continue;
        }
        each(start..after);
        start = skip_blanks(block, after);
        at = start;
    }
    let end = start + block[start..].trim_end().len();
    if end > start {
        each(start..end);
    }
}

/// Past the marks that may close a sentence after its stop: quotation marks, brackets, more stops.
fn past_closers(block: &str, mut at: usize) -> usize {
    for c in block[at..].chars() {
        match c {
            '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '.' | '!' | '?' | '…' => at += c.len_utf8(),
            // Superscript note numbers stand after the stop.
            _ if raised::is(c) => at += c.len_utf8(),
            // So does a citation by key that will be printed as a note.
            MARK => at += c.len_utf8(),
            _ => break,
        }
    }
    at
}

fn skip_blanks(block: &str, at: usize) -> usize {
    at + (block[at..].len() - block[at..].trim_start().len())
}

fn ends_here(block: &str, start: usize, stop: usize, after: usize, closed: bool) -> bool {
    let rest = &block[after..];
    let Some(gap) = rest.chars().next() else {
        return true;
    };
    if !gap.is_whitespace() {
        return false;
    }
    let next = rest.trim_start();
    let Some(first) = next.chars().next() else {
        return true;
    };
    if first.is_lowercase() || matches!(first, ',' | ';' | ':' | ')' | ']' | '&') {
        return false;
    }
    if block.as_bytes()[stop] != b'.' || closed && !block[stop + 1..after].starts_with(')') {
        return true;
    }
    let word = last_word(&block[start..stop]);
    if word.is_empty() {
        // `46 . 8 million`, in a text that was cut into words.
        return !(first.is_ascii_digit() && block[start..stop].trim_end().ends_with(|c: char| c.is_ascii_digit()));
    }
    if terms::never_ends(word) {
        return false;
    }
    // An initial: "J. R. Smith"; but "vitamin C. It" ends.
    let mut letters = word.chars();
    let single = matches!((letters.next(), letters.next()), (Some(c), None) if c.is_uppercase());
    if single {
        let next_word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        return terms::opens_sentence(next_word);
    }
    if terms::may_end(word) {
        let next_word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        return first.is_uppercase() && terms::opens_sentence(next_word);
    }
    // "pp. 12", "no. 3", "vol. 2" are in the list of words that never end; a bare number may begin one.
    true
}

/// The word before a stop, with inner stops (`e.g`, `U.S`).
fn last_word(text: &str) -> &str {
    let begin = text
        .char_indices()
        .rev()
        .find(|&(_, c)| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"' | '‘' | ';' | ',' | '—' | '–' | '/'))
        .map_or(0, |(at, c)| at + c.len_utf8());
    &text[begin..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        let open = |at: usize| text[..at].matches('(').count() > text[..at].matches(')').count();
        sentences(text, open, |range| out.push(&text[range]));
        out
    }

    #[test]
    fn stops_that_end_and_stops_that_do_not() {
        let table: &[(&str, &[&str])] = &[
            ("One. Two.", &["One.", "Two."]),
            ("As Lyall et al. (2013) say. Next", &["As Lyall et al. (2013) say.", "Next"]),
            ("Dr. Khan met J. R. Smith. He left.", &["Dr. Khan met J. R. Smith.", "He left."]),
            ("It cost $7.6 million. Then", &["It cost $7.6 million.", "Then"]),
            ("He agreed (see Fig. 3. It is old). Yes.", &["He agreed (see Fig. 3. It is old).", "Yes."]),
            ("“It is so.” He left.", &["“It is so.”", "He left."]),
            ("“Is it?” she asked. No.", &["“Is it?” she asked.", "No."]),
            ("The U.S. Army came. The U.S. The end.", &["The U.S. Army came.", "The U.S.", "The end."]),
            ("Unclosed (here. And", &["Unclosed (here. And"]),
            ("One.\u{fffc} Two et al.\u{fffc} say.", &["One.\u{fffc}", "Two et al.\u{fffc} say."]),
            ("It cost $ 46 . 8 million. It is Rs. 500 now.", &["It cost $ 46 . 8 million.", "It is Rs. 500 now."]),
            ("  ", &[]),
        ];
        for (text, want) in table {
            assert_eq!(&cut(text), want, "{text}");
        }
    }
}
