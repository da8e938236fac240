//! Endings of English words, folded so that one word is one: `pipelines` and `pipeline`, `carried` and `carry`.
//!
//! Light on purpose: a stem is what is left when endings are cut off, never rewritten, so that it is a part
//! of the word and costs no memory. Stems are for comparing only.

use super::words::Words;

/// Words that carry no content of their own.
static COMMON: Words = Words::new(
    "a about above after again against all almost along already also although always am among an and another any are \
     around as at be became because become been before being below between both but by can cannot could de did do \
     does doing done down due during each either else even ever every few for from further had has have having he \
     her here hers him his how however i if in into is it its itself just la least less like made make many may me \
     might more moreover most much must my near nearly neither no nor not of off often on once one only onto or other \
     others our out over own per put rather s same several shall she should since so some still such t than that the \
     their theirs them then there thereby therefore these they this those though through thus to together too toward \
     towards under until up upon us very was we well were what when where whereas whether which while who whole whom \
     whose why will with within without would yet you your",
);

/// Words with which a writer says that somebody says something; of a claim they tell little.
static REPORTING: Words = Words::new(
    "accord argu articl author book claim conclud describ earlier estimat evidenc find found indicat literatur \
     mention not observ paper point previou previous prior recent report research researcher result say said show \
     shown sourc stat stud suggest work writ writer",
);

/// Whether a word, in small letters, carries no content of its own.
pub fn is_common(word: &str) -> bool {
    COMMON.has(word)
}

/// Whether a stem is that of a word with which writers report others' words: `notes`, `according`.
pub fn is_reporting(stem: &str) -> bool {
    REPORTING.has(stem)
}

/// The stem of a word in small ASCII letters.
pub fn stem(word: &str) -> &str {
    if word.len() < 4 || !word.is_ascii() {
        return word;
    }
    let base = without_plural(word);
    let cut = without_verb_ending(base);
    let cut = match cut.as_bytes() {
        [.., last] if cut.len() > 3 && matches!(last, b'e' | b'y' | b'i') => &cut[..cut.len() - 1],
        _ => cut,
    };
    match cut.as_bytes() {
        [.., one, two] if cut.len() > 3 && one == two && is_consonant(*two) => &cut[..cut.len() - 1],
        _ => cut,
    }
}

fn without_plural(word: &str) -> &str {
    let keeps = ["ss", "us", "is"].iter().any(|ending| word.ends_with(ending));
    match word.strip_suffix("sses") {
        Some(front) => &word[..front.len() + 2],
        None if !keeps => word.strip_suffix('s').unwrap_or(word),
        None => word,
    }
}

fn without_verb_ending(word: &str) -> &str {
    ["ingly", "edly", "ing", "ied", "ie", "ed", "ly"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|front| front.len() >= 3 && has_vowel(front)))
        .unwrap_or(word)
}

fn has_vowel(text: &str) -> bool {
    text.bytes().any(|byte| !is_consonant(byte) || byte == b'y')
}

fn is_consonant(byte: u8) -> bool {
    byte.is_ascii_lowercase() && !matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

#[cfg(test)]
mod tests {
    use super::{is_common, is_reporting, stem};

    #[test]
    fn one_word_has_one_stem() {
        let table: &[&[&str]] = &[
            &["pipeline", "pipelines"],
            &["carry", "carried", "carries", "carrying"],
            &["plan", "plans", "planned", "planning"],
            &["city", "cities"],
            &["serve", "served", "serves", "serving"],
            &["class", "classes"],
            &["fall", "falls", "falling"],
            &["cost", "costs", "costed"],
        ];
        for words in table {
            for word in *words {
                assert_eq!(stem(word), stem(words[0]), "{word}");
            }
        }
        for (one, other) in [("canal", "canon"), ("sing", "sang"), ("being", "bed"), ("status", "state")] {
            assert_ne!(stem(one), stem(other));
        }
        assert!(is_common("the") && !is_common("pipeline"));
        assert!(is_reporting(stem("according")) && is_reporting(stem("notes")) && is_reporting(stem("studies")));
    }
}
