//! The letters of a cited work, indexed so that words quoted from it can be found again.
//!
//! In: its prose. Out: the places where runs of letters stand, and how often the work has a word. Both
//! are made when they are first asked for. Letters, map and indices together take less than three times
//! the text.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use memchr::memmem;

use crate::text::letters::{Letters, push};

/// The letters of a work.
#[derive(Debug)]
pub(super) struct Skeleton {
    letters: Letters,
    seeds: OnceLock<Seeds>,
    words: OnceLock<Vec<u32>>,
    /// How many runs were sought in all of it.
    read: AtomicU32,
}

/// How many letters a seed has.
pub(super) const SEED: usize = 6;
/// Every so many places of a work are indexed.
pub(super) const STEP: usize = 3;
/// A run of letters that stands in more places tells nothing.
const COMMON: usize = 24;
/// How many places with the hash of a seed are looked at.
const LOOKED_AT: usize = 1024;

impl Skeleton {
    /// The skeleton of a prose.
    pub(super) fn new(prose: &str) -> Self {
        Self { letters: Letters::of(prose), seeds: OnceLock::new(), words: OnceLock::new(), read: AtomicU32::new(0) }
    }

    /// The letters.
    pub(super) fn letters(&self) -> &[u8] {
        self.letters.as_bytes()
    }

    /// Where in the prose a letter stands.
    pub(super) fn offset(&self, prose: &str, letter: usize) -> usize {
        self.letters.offset(prose, letter)
    }

    /// The first places of a run, `most` of them, in order.
    pub(super) fn find(&self, run: &[u8], most: usize) -> Vec<usize> {
        /// After so many readings of a work an index is worth its making.
        const READ: u32 = 32;
        let (letters, many) = (self.letters(), run.len() >= SEED + STEP - 1);
        let indexed = many && (self.seeds.get().is_some() || self.read.fetch_add(1, Ordering::Relaxed) >= READ);
        let places = if indexed { self.seeds().all(letters, run) } else { None };
        match places {
            Some(mut places) => {
                places.truncate(most);
                places
            }
            None => memmem::find_iter(letters, run).take(most).collect(),
        }
    }

    fn seeds(&self) -> &Seeds {
        self.seeds.get_or_init(|| Seeds::new(self.letters()))
    }

    /// Calls `each` with the indexed places that begin with the first letters of `run`: with so many more of them
    /// as it takes to make them rare. `false` where even a longer run is too common to tell anything.
    pub(super) fn places(&self, run: &[u8], mut each: impl FnMut(u32)) -> bool {
        let letters = self.letters();
        let Some(seed) = run.get(..SEED) else { return true };
        let bucket = self.seeds().bucket(seed);
        if bucket.len() > LOOKED_AT {
            return false;
        }
        let begins = |at: u32, run: &[u8]| letters[at as usize..].starts_with(run);
        let rare = [SEED, 2 * SEED, 3 * SEED].into_iter().filter_map(|len| run.get(..len)).find(|run| {
            let mut found = bucket.iter().filter(|&&at| begins(at, run));
            found.nth(COMMON).is_none()
        });
        let Some(run) = rare else { return false };
        bucket.iter().filter(|&&at| begins(at, run)).for_each(|&at| each(at));
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

    /// All places of a run, in order; `None` where reading the work is cheaper.
    fn all(&self, letters: &[u8], run: &[u8]) -> Option<Vec<usize>> {
        /// How many places are looked at, at the most.
        const LOOKED_AT: usize = 4000;
        /// How many parts of the run are weighed to find the rarest.
        const WEIGHED: usize = 24;
        let last = run.len().checked_sub(SEED + STEP - 1)?;
        // Of as many seeds side by side as there are places between two indexed ones, one is indexed wherever
        // the run stands.
        let side_by_side = |from: usize| (from..from + STEP).map(move |at| (at, self.bucket(&run[at..at + SEED])));
        let weight = |from: usize| side_by_side(from).map(|(_, bucket)| bucket.len()).sum::<usize>();
        let parts = (0..=last).step_by(last / WEIGHED + 1);
        let (weight, from) = parts.map(|from| (weight(from), from)).min()?;
        if weight > LOOKED_AT {
            return None;
        }
        let starts = side_by_side(from).flat_map(|(at, bucket)| bucket.iter().map(move |&place| (place as usize, at)));
        let starts = starts.filter_map(|(place, at)| place.checked_sub(at));
        let mut places: Vec<usize> = starts.filter(|&start| letters[start..].starts_with(run)).collect();
        places.sort_unstable();
        Some(places)
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
    fn an_index_finds_what_reading_finds() {
        let prose = "The ferry sank. The ferry was old, and nobody raised the ferry that sank. ".repeat(9);
        let (read, indexed) = (Skeleton::new(&prose), Skeleton::new(&prose));
        let letters = read.letters().to_vec();
        for start in 0..60 {
            for len in [8, 9, 13, 40] {
                let run = &letters[start..start + len];
                let want: Vec<usize> =
                    letters.windows(len).enumerate().filter(|(_, it)| it == &run).map(|(at, _)| at).collect();
                assert_eq!(indexed.seeds().all(&letters, run), Some(want), "{start} {len}");
            }
        }
        assert_eq!(read.find(b"oldandnobody", 2).len(), 2);
    }

    #[test]
    fn what_repeats_without_end_is_too_common() {
        let skeleton = Skeleton::new(&"a".repeat(10_000));
        assert!(!skeleton.places(b"aaaaaa", |_| panic!("nothing is told")));
        assert!(Skeleton::new("abc").places(b"abcdef", |_| panic!("it is too short")));
    }
}
