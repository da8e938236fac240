//! How much of a work its file holds, by its words alone.
//!
//! In: a document. Out: its [`Extent`]. A few hundred words are an abstract or a page of something. Where
//! letters are rare, words run together, or hardly a word comes twice, the text came out poorly.

use crate::model::{Document, Extent};

/// Fewer words are a part of a work, and fewer characters, where no blanks part the words.
const WHOLE: usize = 400;
const WHOLE_UNSPACED: usize = 4000;
/// The share of characters that are no letters, digits, blanks or usual marks, from which a text is poor.
const ODD: f64 = 0.10;
/// The mean length of words, in characters, above which blanks have been lost.
const LONG: f64 = 14.0;
/// The share of words that are one letter alone, from which words have been torn apart.
const TORN: f64 = 0.40;
/// The share of the first words that come once, above which they are no words; `SAMPLE` of them are looked at.
const ONCE: f64 = 0.82;
const SAMPLE: usize = 2000;

/// How much of a work a document holds.
pub(super) fn extent(document: &Document) -> Extent {
    if document.source.rough || is_poor(head(document.prose.text())) {
        return Extent::Poor;
    }
    let text = document.prose.text();
    let whole = text.split_whitespace().nth(WHOLE - 1).is_some() || text.chars().nth(WHOLE_UNSPACED - 1).is_some();
    if whole { Extent::Whole } else { Extent::Part }
}

/// The beginning of a text: as it came out there, it came out.
fn head(text: &str) -> &str {
    const BYTES: usize = 32_000;
    &text[..text.floor_char_boundary(BYTES)]
}

fn is_poor(text: &str) -> bool {
    let (mut characters, mut odd, mut words, mut single) = (0usize, 0usize, 0usize, 0usize);
    for word in text.split_whitespace() {
        words += 1;
        let mut length = 0;
        for c in word.chars() {
            length += 1;
            odd += usize::from(is_odd(c));
        }
        characters += length;
        single += usize::from(length == 1 && word.starts_with(char::is_alphabetic));
    }
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    // Scripts without blanks between words have long ones by nature.
    let spaced =
        text.chars().take(4000).filter(|c| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{e00}'..='\u{eff}')).count() < 200;
    words >= 20
        && (share(odd, characters) > ODD
            || share(characters, words) > LONG && spaced
            || share(single, words) > TORN
            || words >= SAMPLE && once(text) > ONCE)
}

/// A character that running text has little of.
fn is_odd(c: char) -> bool {
    match c {
        '\u{fffd}' | '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' => true,
        c if c.is_ascii() => matches!(c, '^' | '~' | '`' | '|' | '\\' | '<' | '>' | '#' | '@' | '{' | '}'),
        _ => false,
    }
}

/// The share of the first words that come once.
fn once(text: &str) -> f64 {
    // FNV-1a: two words of one hash among so few are no matter.
    let hash = |word: &str| {
        let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        word.bytes().fold(0xcbf2_9ce4_8422_2325, step)
    };
    let mut words: Vec<u64> = text.split_whitespace().take(SAMPLE).map(hash).collect();
    words.sort_unstable();
    words.chunk_by(|one, other| one == other).filter(|same| same.len() == 1).count() as f64 / SAMPLE as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;

    fn of(text: &str) -> Extent {
        extent(&read::read("a.txt", None, text.as_bytes()).unwrap())
    }

    #[test]
    fn the_words_tell() {
        let prose = "The ferries of the northern isles carried mail, people and sheep until the ice closed the bay. ";
        assert_eq!(of(prose), Extent::Part);
        assert_eq!(of(&prose.repeat(40)), Extent::Whole);
        assert_eq!(of(&prose.replace(' ', "").replace('.', ". ").repeat(40)), Extent::Poor);
        assert_eq!(of(&prose.chars().map(|c| format!("{c} ")).collect::<String>().repeat(9)), Extent::Poor);
        assert_eq!(of(&prose.replace('e', "\u{fffd}").repeat(40)), Extent::Poor);
        let noise: String = (0..2500u32).map(|n| format!("w{} ", n.wrapping_mul(2_654_435_761))).collect();
        assert_eq!(of(&noise), Extent::Poor);
        assert_eq!(of(&"渡船在冬天停航。".repeat(600)), Extent::Whole);
    }
}
