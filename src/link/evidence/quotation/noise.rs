//! What printing, scanning and extraction do to words, and what only a writer does.
//!
//! In: the letters of a word as quoted and as its source's text has it. Out: whether the difference can
//! be the machine's. Words that turn a sentence round never are.

use crate::text::words::Words;

/// Words that turn a sentence round: negations.
static NEGATIONS: Words = Words::new(
    "no not never none nor neither nobody nothing nowhere cannot cant dont doesnt didnt isnt arent wasnt werent \
     wont wouldnt shouldnt couldnt hasnt havent hadnt mustnt without hardly scarcely barely nicht kein keine \
     keinen nie niemals ne pas jamais sin nunca non mai",
);

/// Words that say how sure, how much, or which way: never a machine's slip.
static MODALS: Words = Words::new(
    "can could may might must shall should will would always often sometimes rarely all any every few many more \
     most some less fewer and or but if only",
);

/// Whether a word is a negation.
pub(super) fn negates(word: &[u8]) -> bool {
    has(&NEGATIONS, word)
}

/// Whether a word is a negation or says how sure a thing is.
fn weighs(word: &[u8]) -> bool {
    negates(word) || has(&MODALS, word)
}

fn has(words: &Words, word: &[u8]) -> bool {
    std::str::from_utf8(word).is_ok_and(|word| words.has(word))
}

/// Whether a word, given by its letters, is a number or has one in it.
pub(super) fn counts(word: &[u8]) -> bool {
    word.iter().any(u8::is_ascii_digit)
}

/// Whether `theirs` can be how a machine read `ours`; `times` tells how often the source has a word.
pub(super) fn is_misread(ours: &[u8], theirs: &[u8], times: impl Fn(&[u8]) -> usize) -> bool {
    if ours == theirs {
        return true;
    }
    if ours.is_empty() || theirs.is_empty() || ours.len().abs_diff(theirs.len()) > ours.len() {
        return false;
    }
    let numbers = |word: &[u8]| word.iter().all(u8::is_ascii_digit);
    if numbers(ours) && numbers(theirs) {
        return false;
    }
    if is_noted(ours, theirs) {
        return true;
    }
    let (one, other) = (unconfused(ours), unconfused(theirs));
    if one == other || rounded(one) == rounded(other) && times(ours) > 0 {
        return true;
    }
    if weighs(ours) && weighs(theirs) || negates(theirs) {
        return false;
    }
    // A word that the source has in other places too is a word, not a misread one.
    let allowed = (ours.len().min(theirs.len()) / 5).clamp(1, 4);
    let short = ours.len() < 2;
    !short && slips(ours, theirs, allowed).is_some() && times(theirs) <= 1
}

/// Whether `theirs` is our word with the number of a note behind it.
fn is_noted(ours: &[u8], theirs: &[u8]) -> bool {
    let note = theirs.strip_prefix(ours).filter(|note| note.len() <= 3);
    !counts(ours) && note.is_some_and(|note| note.iter().all(u8::is_ascii_digit))
}

/// Whether letters can be a speck that a machine took for some: one letter that is no word.
pub(super) fn is_speck(word: &[u8]) -> bool {
    matches!(word, [letter] if !matches!(letter, b'a' | b'i' | b'o' | b'y' | b'0'..=b'9'))
}

/// A word with the letters that machines confuse made one.
fn unconfused(word: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(word.len());
    let mut at = 0;
    while at < word.len() {
        let (letter, len) = match &word[at..] {
            [b'r', b'n', ..] => (b'm', 2),
            [b'c', b'l', ..] => (b'd', 2),
            [b'v', b'v', ..] => (b'w', 2),
            [b'f', b'i' | b'l', ..] => (b'f', 2),
            [b'0', ..] => (b'o', 1),
            [b'1' | b'i', ..] => (b'l', 1),
            [b'5', ..] => (b's', 1),
            [b'8', ..] => (b'b', 1),
            [letter, ..] => (*letter, 1),
            [] => break,
        };
        out.push(letter);
        at += len;
    }
    out
}

/// A word with the letters that blurred print confuses made one: these make words of words, too.
fn rounded(mut word: Vec<u8>) -> Vec<u8> {
    for letter in &mut word {
        match letter {
            b'e' => *letter = b'c',
            b'h' => *letter = b'b',
            _ => {}
        }
    }
    word
}

/// The letters added, dropped, changed or swapped with a neighbour between two words, if not more than `most`.
fn slips(one: &[u8], other: &[u8], most: usize) -> Option<usize> {
    /// Longer words are no words.
    const LONG: usize = 64;
    if one.len().abs_diff(other.len()) > most || one.len() > LONG || other.len() > LONG {
        return None;
    }
    let mut rows: [Vec<usize>; 3] = [Vec::new(), (0..=other.len()).collect(), vec![0; other.len() + 1]];
    for at in 1..=one.len() {
        rows[2][0] = at;
        for to in 1..=other.len() {
            let changed = rows[1][to - 1] + usize::from(one[at - 1] != other[to - 1]);
            let mut least = changed.min(rows[1][to] + 1).min(rows[2][to - 1] + 1);
            if at > 1 && to > 1 && one[at - 1] == other[to - 2] && one[at - 2] == other[to - 1] {
                least = least.min(rows[0][to - 2] + 1);
            }
            rows[2][to] = least;
        }
        rows.rotate_left(1);
        rows[2].resize(other.len() + 1, 0);
    }
    let found = rows[1][other.len()];
    (found <= most).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machines_misread_and_writers_alter() {
        // ours, theirs, how often the source has theirs, whether it is the machine's
        for (ours, theirs, times, misread) in [
            ("modern", "modem", 3, true),
            ("include", "indude", 1, true),
            ("2014", "2o14", 1, true),
            ("2014", "2041", 1, false),
            ("could", "c0u1d", 1, true),
            ("phylogenetic", "pbyl0genetic", 1, true),
            ("universitat", "universitiit", 1, true),
            ("to", "po", 1, true),
            ("is", "in", 40, false),
            ("often", "always", 1, false),
            ("not", "now", 9, false),
            ("now", "not", 1, false),
            ("ferry", "boat", 1, false),
            ("causal", "casual", 4, false),
            ("shown", "shown12", 1, true),
            ("0", "05", 1, false),
            ("", "not", 1, false),
        ] {
            assert_eq!(is_misread(ours.as_bytes(), theirs.as_bytes(), |_| times), misread, "{ours} {theirs}");
        }
        assert!(is_speck(b"e") && !is_speck(b"a") && !is_speck(b"no"));
    }
}
