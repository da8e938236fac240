//! How near a source's sentence, and a figure in it, is to what a claim says.
//!
//! In: the words of a claim and those of a sentence of a work. Out: what share of the claim's words, by how
//! much they tell, stands in the sentence, and for a figure of each how alike the words around the two are.
//! Two figures are the same statement's where the words that stand near the one stand near the other.

use crate::link::passages::{Passages, Sought, weight};
use crate::model::{Document, SentenceId};
use crate::text::content::{Content, Kind, content};

/// A claim's words beyond this are not looked at.
const WORDS: usize = 96;
/// A source's sentence is read no farther than this.
const READ: usize = 400;
/// What a word of a neighbouring sentence counts.
const NEIGHBOUR: f32 = 0.5;
/// The distance at which a word counts half.
const HALF: f32 = 5.0;
/// A work of so many sentences is large: it would use a claim's words, had it the claim.
const LARGE: f32 = 400.0;
/// A name that one in so many sentences has is what a work is about.
const TOPIC: usize = 20;
/// How many places a word may stand from the source's figure beyond where it stands from ours.
const LEEWAY: f32 = 3.0;

/// A claim's words.
#[derive(Debug)]
pub(super) struct Words {
    all: Vec<Content>,
}

/// Words of a claim with what they tell in a work, and where they stand.
#[derive(Debug)]
pub(super) struct Weighed<'c> {
    words: &'c Words,
    weights: Vec<f32>,
    /// For each word, the sentences that have it, in order.
    having: Vec<&'c [u32]>,
}

/// Where a figure stands among the words of its sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Seat {
    /// Its bytes in the sentence.
    start: u32,
    end: u32,
    /// The places of its first and last word.
    first: u32,
    last: u32,
    /// The noun of what it counts.
    noun: Option<u32>,
}

/// A sentence of a work, read for one claim.
#[derive(Debug)]
pub(super) struct Reading {
    words: Vec<Content>,
    /// For each word of the claim, its places in the sentence: indices into words.
    places: Vec<Vec<u32>>,
}

impl Words {
    /// The words of a text, but for those in the given ranges: citations are none of what is said.
    pub(super) fn new(text: &str, without: &[std::ops::Range<usize>]) -> Self {
        let outside = |word: &Content| !without.iter().any(|range| range.contains(&(word.start as usize)));
        Self { all: content(text).filter(outside).take(WORDS).collect() }
    }

    /// What to look for: each word once.
    pub(super) fn sought(&self) -> Vec<Sought> {
        let mut out: Vec<Sought> = Vec::with_capacity(self.all.len());
        for word in &self.all {
            if !out.iter().any(|known| known.key == word.key) {
                out.push(Sought { key: word.key, weight: weight(word.kind) });
            }
        }
        out
    }

    /// The words that tell what a claim is about, each once, and whether it is a name or number.
    pub(super) fn telling(&self) -> Vec<(u32, bool)> {
        let mut out: Vec<(u32, bool)> = Vec::new();
        for word in self.all.iter().filter(|word| word.kind != Kind::Reporting) {
            if !out.iter().any(|(key, _)| *key == word.key) {
                out.push((word.key, word.kind != Kind::Word));
            }
        }
        out
    }

    /// The seat of a figure that stands at these bytes.
    pub(super) fn seat(&self, start: u32, end: u32, noun: Option<u32>) -> Seat {
        seat(&self.all, start, end, noun)
    }

    /// What each word tells in a work.
    pub(super) fn weighed<'c>(&'c self, passages: &'c Passages) -> Weighed<'c> {
        let most = passages.rarity(0).max(1.0);
        // That a word stands nowhere in a few sentences tells less than that it stands nowhere in a book.
        let size = (passages.len().max(1) as f32).ln() / LARGE.ln();
        let absent = 0.35 + 0.65 * size.min(1.0);
        let having: Vec<&[u32]> = self.all.iter().map(|word| passages.with(word.key)).collect();
        let rarity = |(word, having): (&Content, &&[u32])| match having {
            [] => weight(word.kind) * absent,
            _ => weight(word.kind) * (passages.rarity(word.key) / most).max(0.1),
        };
        let weights = self.all.iter().zip(&having).map(rarity).collect();
        Weighed { words: self, weights, having }
    }
}

fn seat(words: &[Content], start: u32, end: u32, noun: Option<u32>) -> Seat {
    let from = words.partition_point(|word| word.end <= start);
    let to = words.partition_point(|word| word.start < end);
    let (first, last) = match words.get(from..to) {
        Some([one]) => (one.place, one.place),
        Some([one, .., other]) => (one.place, other.place),
        // Only common words, as `one`: it stands behind the word before it.
        _ => {
            let place = from.checked_sub(1).map_or(0, |before| words[before].place + 1);
            (place, place)
        }
    };
    Seat { start, end, first, last, noun }
}

impl Seat {
    /// The noun of what is counted.
    pub(super) fn noun(&self) -> Option<u32> {
        self.noun
    }

    fn holds(&self, word: &Content) -> bool {
        self.start < word.end && word.start < self.end
    }

    /// How far a word stands from the figure, and on which side.
    fn distance(&self, place: u32) -> (f32, bool) {
        if place < self.first {
            ((self.first - place) as f32, false)
        } else {
            (place.saturating_sub(self.last) as f32, true)
        }
    }
}

impl Weighed<'_> {
    /// Reads a sentence.
    pub(super) fn read(&self, document: &Document, id: SentenceId) -> Reading {
        let words: Vec<Content> = content(document.words(id)).take(READ).collect();
        let mut order: Vec<u32> = (0..words.len() as u32).collect();
        order.sort_unstable_by_key(|&index| (words[index as usize].key, index));
        let places = self.words.all.iter().map(|word| with_key(&words, &order, word.key)).collect();
        Reading { words, places }
    }

    /// For each word of the claim, whether a sentence or a neighbour of it has it: 1, a part, 0.
    pub(super) fn shares(&self, id: SentenceId) -> Vec<f32> {
        let share = |having: &&[u32]| {
            let next = having.partition_point(|&sentence| sentence < id.0);
            let beside = |at: Option<usize>, by: u32| {
                at.and_then(|at| having.get(at)).is_some_and(|sentence| sentence.abs_diff(id.0) == by)
            };
            match () {
                () if beside(Some(next), 0) => 1.0,
                () if beside(Some(next), 1) || beside(next.checked_sub(1), 1) => NEIGHBOUR,
                () => 0.0,
            }
        };
        self.having.iter().map(share).collect()
    }

    /// What share of the claim stands in a sentence, its own figure left out.
    pub(super) fn coverage(&self, shares: &[f32], seat: Option<&Seat>) -> f32 {
        let (mut all, mut there) = (0.0, 0.0);
        for ((word, weight), share) in self.words.all.iter().zip(&self.weights).zip(shares) {
            if !seat.is_some_and(|seat| seat.holds(word)) {
                all += weight;
                there += weight * share;
            }
        }
        if all > 0.0 { there / all } else { 0.0 }
    }

    /// How alike the words around our figure and around the source's are.
    pub(super) fn alike(&self, ours: &Seat, reading: &Reading, theirs: &Seat) -> f32 {
        let (mut all, mut there) = (0.0, 0.0);
        for ((word, weight), places) in self.words.all.iter().zip(&self.weights).zip(&reading.places) {
            if ours.holds(word) {
                continue;
            }
            let (our, behind) = ours.distance(word.place);
            let value = weight * HALF / (HALF + our);
            all += value;
            let nearest = places
                .iter()
                .map(|&index| &reading.words[index as usize])
                .filter(|other| !theirs.holds(other))
                .map(|other| {
                    let (their, after) = theirs.distance(other.place);
                    if after == behind { their } else { their + LEEWAY }
                })
                .min_by(f32::total_cmp);
            if let Some(their) = nearest {
                there += value * (LEEWAY + our) / (LEEWAY + our.max(their));
            }
        }
        if let Some(noun) = ours.noun {
            let value = 1.0;
            all += value;
            let beside = |index: &usize| reading.words[*index].key == noun;
            let nearest = (0..reading.words.len())
                .filter(beside)
                .map(|index| theirs.distance(reading.words[index].place).0)
                .min_by(f32::total_cmp);
            if theirs.noun == Some(noun) {
                there += value;
            } else if let Some(their) = nearest {
                there += value * LEEWAY / (LEEWAY + their);
            }
        }
        if all > 0.0 { there / all } else { 0.0 }
    }

    /// Whether a sentence or its neighbours have one of the claim's names, or the whole work speaks of it; `None`
    /// where the claim has none.
    pub(super) fn names(&self, shares: &[f32], passages: &Passages) -> Option<bool> {
        let names = self.words.all.iter().zip(shares).filter(|(word, _)| word.kind == Kind::Name);
        let topic = |word: &Content| passages.with(word.key).len() * TOPIC >= passages.len().max(1);
        names.map(|(word, share)| *share > 0.0 || topic(word)).reduce(|one, other| one || other)
    }

    /// The years of the claim.
    pub(super) fn years(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.all.iter().filter(|word| word.kind == Kind::Year).map(|word| word.key)
    }
}

impl Reading {
    /// The seat of a figure of the sentence; `None` where it stands beyond what was read.
    pub(super) fn seat(&self, start: u32, end: u32, noun: Option<u32>) -> Option<Seat> {
        let read = self.words.last().is_some_and(|last| start <= last.end) || self.words.len() < READ;
        read.then(|| seat(&self.words, start, end, noun))
    }

    /// The years of the sentence.
    pub(super) fn years(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().filter(|word| word.kind == Kind::Year).map(|word| word.key)
    }
}

/// The places of a word, the first eight.
fn with_key(words: &[Content], order: &[u32], key: u32) -> Vec<u32> {
    let first = order.partition_point(|&index| words[index as usize].key < key);
    order[first..].iter().copied().take_while(|&index| words[index as usize].key == key).take(8).collect()
}
