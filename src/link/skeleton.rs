//! The letters of a cited work, indexed so that words quoted from it can be found again.
//!
//! In: its prose. Out: the places where runs of letters stand, and how often the work has a word. Both
//! are made when they are first asked for. Letters, map and indices together take less than three times
//! the text.

use std::sync::OnceLock;

use crate::text::letters::{Letters, push};

/// The letters of a work.
#[derive(Debug)]
pub(super) struct Skeleton {
    letters: Letters,
    seeds: OnceLock<Seeds>,
    words: OnceLock<Vec<u32>>,
}

/// How many letters a seed has.
pub(super) const SEED: usize = 6;
/// Every so many places of a work are indexed.
pub(super) const STEP: usize = 3;
/// A run of letters that stands in more places tells nothing.
const COMMON: usize = 24;

impl Skeleton {
    /// The skeleton of a prose.
    pub(super) fn new(prose: &str) -> Self {
        Self { letters: Letters::of(prose), seeds: OnceLock::new(), words: OnceLock::new() }
    }

    /// The letters.
    pub(super) fn letters(&self) -> &[u8] {
        self.letters.as_bytes()
    }

    /// Where in the prose a letter stands.
    pub(super) fn offset(&self, prose: &str, letter: usize) -> usize {
        self.letters.offset(prose, letter)
    }

    /// Calls `each` with the indexed places that begin with the same letters as `run`. `false` where these
    /// letters are too common to tell anything.
    pub(super) fn places(&self, run: &[u8], mut each: impl FnMut(u32)) -> bool {
        let letters = self.letters();
        let seeds = self.seeds.get_or_init(|| Seeds::new(letters));
        let bucket = seeds.bucket(run);
        if bucket.len() > 16 * COMMON {
            return false;
        }
        let same = |&&at: &&u32| letters[at as usize..].starts_with(run);
        if bucket.iter().filter(same).nth(COMMON).is_some() {
            return false;
        }
        bucket.iter().filter(same).for_each(|&at| each(at));
        true
    }

    /// How often the work has a word, given by its letters: never, once, or (2) more than once.
    pub(super) fn times(&self, prose: &str, word: &[u8]) -> usize {
        let words = self.words.get_or_init(|| vocabulary(prose));
        let hash = hash(word);
        let first = words.partition_point(|&other| other < hash);
        words[first..].iter().take_while(|&&other| other == hash).count()
    }
}

/// Places by the letters that begin there.
#[derive(Debug)]
struct Seeds {
    /// Where each bucket begins in `places`.
    buckets: Vec<u32>,
    places: Vec<u32>,
    /// How many bits of a hash name a bucket.
    bits: u32,
}

impl Seeds {
    fn new(letters: &[u8]) -> Self {
        let count = letters.len().saturating_sub(SEED - 1).div_ceil(STEP);
        // Some four places a bucket.
        let bits = (count / 4).max(16).ilog2().min(22);
        let mut buckets = vec![0u32; (1 << bits) + 1];
        let places = || (0..count).map(|n| n * STEP);
        for at in places() {
            buckets[bucket(&letters[at..at + SEED], bits) + 1] += 1;
        }
        for n in 1..buckets.len() {
            buckets[n] += buckets[n - 1];
        }
        let mut next = buckets.clone();
        let mut sorted = vec![0u32; count];
        for at in places() {
            let slot = &mut next[bucket(&letters[at..at + SEED], bits)];
            sorted[*slot as usize] = at as u32;
            *slot += 1;
        }
        Self { buckets, places: sorted, bits }
    }

    fn bucket(&self, run: &[u8]) -> &[u32] {
        let number = bucket(run, self.bits);
        &self.places[self.buckets[number] as usize..self.buckets[number + 1] as usize]
    }
}

fn bucket(run: &[u8], bits: u32) -> usize {
    let packed = run.iter().fold(0u64, |packed, &letter| packed << 8 | u64::from(letter));
    (packed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - bits)) as usize
}

/// The hash of each word of a text, in order of the hashes, each at most twice.
fn vocabulary(prose: &str) -> Vec<u32> {
    let mut hashes = Vec::with_capacity(prose.len() / 6);
    let mut word = Vec::new();
    for part in prose.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '\u{ad}'))) {
        word.clear();
        part.chars().for_each(|c| push(c, &mut word));
        if !word.is_empty() {
            hashes.push(hash(&word));
        }
    }
    hashes.sort_unstable();
    let mut kept = 0;
    for at in 0..hashes.len() {
        if kept < 2 || hashes[kept - 2] != hashes[at] {
            hashes[kept] = hashes[at];
            kept += 1;
        }
    }
    hashes.truncate(kept);
    hashes.shrink_to_fit();
    hashes
}

fn hash(word: &[u8]) -> u32 {
    word.iter().fold(0x811C_9DC5, |hash, &letter| (hash ^ u32::from(letter)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_letters_are_found_at_their_places() {
        let prose = "The ferry sank. The ferry was old, and nobody raised it.";
        let skeleton = Skeleton::new(prose);
        let mut found = Vec::new();
        // Of as many runs side by side as there are places between two indexed ones, one is indexed.
        for at in 0..STEP {
            skeleton.places(&b"theferrysank"[at..at + SEED], |place| found.push(place as usize - at));
        }
        assert!(found.contains(&0), "{found:?}");
        let raised = skeleton.letters().windows(6).position(|run| run == b"raised").unwrap();
        assert_eq!(&prose[skeleton.offset(prose, raised)..][..6], "raised");
        assert_eq!(["the", "nobody", "captain"].map(|word| skeleton.times(prose, word.as_bytes())), [2, 1, 0]);
    }

    #[test]
    fn what_repeats_without_end_is_too_common() {
        let skeleton = Skeleton::new(&"a".repeat(10_000));
        assert!(!skeleton.places(b"aaaaaa", |_| panic!("nothing is told")));
        assert!(Skeleton::new("abc").places(b"abcdef", |_| panic!("it is too short")));
    }
}
