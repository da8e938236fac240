//! The sentences of a work, indexed by their words (BM25).
//!
//! In: a document. Out: for the words of a claim, how near each sentence is to it. A sentence is read with the
//! one before and the one after it, for what it speaks of often stands there.
//!
//! **Invariant:** a look costs no more than a fixed number of postings, however large the work is: the rarest
//! words are looked up first, and words that stand everywhere tell nothing.

use crate::model::{BlockKind, Document, SentenceId};
use crate::text::content::{Kind, content};

/// How soon more of a word tells nothing more.
const SATURATION: f32 = 1.2;
/// How much long sentences are held back.
const LENGTH: f32 = 0.5;
/// How much a neighbour's words count.
const NEIGHBOUR: f32 = 0.4;
/// How many postings a look reads at the most.
const POSTINGS: usize = 4096;

/// An index over the sentences of a work.
#[derive(Debug, Default)]
pub struct Passages {
    /// The keys of all words, in order.
    keys: Vec<u32>,
    /// Where the postings of each begin; one more than keys.
    starts: Vec<u32>,
    /// Sentences, in order under each key.
    postings: Vec<u32>,
    /// How many words of content each sentence has.
    lengths: Vec<u16>,
    /// How many that is on average.
    average: f32,
}

/// A word to look for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sought {
    /// Its key.
    pub key: u32,
    /// How much it counts for the one who asks.
    pub weight: f32,
}

impl Passages {
    /// Indexes the sentences of a document; its list of references is none of its sentences.
    pub fn new(document: &Document) -> Self {
        let mut pairs: Vec<u64> = Vec::with_capacity(document.prose.text().len() / 10);
        let mut lengths = Vec::with_capacity(document.sentences.len());
        for id in document.sentence_ids() {
            let before = pairs.len();
            if document.kind_of(id) != BlockKind::Reference {
                pairs.extend(content(document.words(id)).map(|word| u64::from(word.key) << 32 | u64::from(id.0)));
            }
            lengths.push((pairs.len() - before).min(usize::from(u16::MAX)) as u16);
        }
        let average = pairs.len() as f32 / lengths.len().max(1) as f32;
        pairs.sort_unstable();
        pairs.dedup();
        let mut keys: Vec<u32> = Vec::new();
        let mut starts: Vec<u32> = Vec::new();
        let mut postings = Vec::with_capacity(pairs.len());
        for pair in pairs {
            let key = (pair >> 32) as u32;
            if keys.last() != Some(&key) {
                keys.push(key);
                starts.push(postings.len() as u32);
            }
            postings.push(pair as u32);
        }
        starts.push(postings.len() as u32);
        keys.shrink_to_fit();
        starts.shrink_to_fit();
        Self { keys, starts, postings, lengths, average: average.max(1.0) }
    }

    /// How many sentences there are.
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// The sentences that have a word, in order.
    pub fn with(&self, key: u32) -> &[u32] {
        match self.keys.binary_search(&key) {
            Ok(at) => &self.postings[self.starts[at] as usize..self.starts[at + 1] as usize],
            Err(_) => &[],
        }
    }

    /// How much a word tells: the rarer, the more; most where it never stands.
    pub fn rarity(&self, key: u32) -> f32 {
        let (all, has) = (self.lengths.len() as f32, self.with(key).len() as f32);
        (1.0 + (all - has + 0.5) / (has + 0.5)).ln()
    }

    /// The sentences that have something of what is sought, in order, each with its score.
    pub fn scores(&self, sought: &[Sought]) -> Vec<(SentenceId, f32)> {
        let mut found: Vec<(&[u32], f32)> =
            sought.iter().map(|one| (self.with(one.key), one.weight * self.rarity(one.key))).collect();
        found.sort_by_key(|(postings, _)| postings.len());
        let mut left = POSTINGS;
        let mut parts: Vec<(u32, f32)> = Vec::new();
        for (postings, weight) in found {
            if postings.len() > left {
                break;
            }
            left -= postings.len();
            self.add(postings, weight, &mut parts);
        }
        parts.sort_by_key(|(sentence, _)| *sentence);
        let mut scores: Vec<(SentenceId, f32)> = Vec::with_capacity(parts.len());
        for (sentence, part) in parts {
            match scores.last_mut() {
                Some((last, score)) if last.0 == sentence => *score += part,
                _ => scores.push((SentenceId(sentence), part)),
            }
        }
        scores
    }

    /// What one word gives to its sentences and their neighbours.
    fn add(&self, postings: &[u32], weight: f32, parts: &mut Vec<(u32, f32)>) {
        let mut frequency: [(u32, f32); 3] = [(u32::MAX, 0.0); 3];
        let mut give = |(sentence, frequency): (u32, f32)| {
            if let Some(&length) = self.lengths.get(sentence as usize) {
                let long = 1.0 - LENGTH + LENGTH * f32::from(length) / self.average;
                let score = frequency * (SATURATION + 1.0) / (frequency + SATURATION * long);
                parts.push((sentence, weight * score));
            }
        };
        for &sentence in postings {
            for (place, share) in [(sentence.wrapping_sub(1), NEIGHBOUR), (sentence, 1.0), (sentence + 1, NEIGHBOUR)] {
                match frequency.iter_mut().find(|(known, _)| *known == place) {
                    Some((_, sum)) => *sum += share,
                    None if place == u32::MAX => {}
                    None => {
                        // Postings come in order: the oldest of three cannot grow any more.
                        give(frequency[0]);
                        frequency.rotate_left(1);
                        frequency[2] = (place, share);
                    }
                }
            }
        }
        frequency.into_iter().for_each(give);
    }

    /// The score of one sentence by its own words and its neighbours'.
    pub fn score(&self, sought: &[Sought], sentence: SentenceId) -> f32 {
        let scores = self.scores(sought);
        scores.binary_search_by_key(&sentence, |(id, _)| *id).map_or(0.0, |at| scores[at].1)
    }
}

/// The best of scored sentences, best first; the earlier of two that are equally good.
pub fn best(scores: &[(SentenceId, f32)], most: usize) -> Vec<(SentenceId, f32)> {
    let mut order: Vec<(SentenceId, f32)> = scores.to_vec();
    let better = |a: &(SentenceId, f32), b: &(SentenceId, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if order.len() > most {
        order.select_nth_unstable_by(most, better);
        order.truncate(most);
    }
    order.sort_by(better);
    order
}

/// How much a word of a claim tells beside how rare it is.
pub fn weight(kind: Kind) -> f32 {
    match kind {
        Kind::Word => 1.0,
        Kind::Reporting => 0.2,
        Kind::Name | Kind::Number => 1.4,
        Kind::Year => 1.6,
    }
}

#[cfg(test)]
mod tests {
    use super::{Passages, Sought, best, weight};
    use crate::model::{Document, Format, SentenceId, Source, build};
    use crate::text::Span;
    use crate::text::content::{content, key};

    fn document(text: &str) -> Document {
        let source = Source::new("a.txt", Format::Text, text.to_owned());
        build(source, |builder| {
            builder.same(Span::new(0, text.len()));
            Ok::<(), ()>(())
        })
        .unwrap()
    }

    fn sought(text: &str) -> Vec<Sought> {
        content(text).map(|word| Sought { key: word.key, weight: weight(word.kind) }).collect()
    }

    const TEXT: &str = "The canal was opened in 1932. Its banks were lined with mulberry trees. Nobody counted the \
        boats. The railway came later. It carried grain to Kunri. Grain was cheap.";

    #[test]
    fn the_nearest_sentence_comes_first() {
        let passages = Passages::new(&document(TEXT));
        let table = [
            ("the opening of the canal", 0),
            ("mulberries on the bank", 1),
            ("grains carried by the railway to Kunri", 4),
            ("counting boats", 2),
        ];
        for (claim, want) in table {
            let found = best(&passages.scores(&sought(claim)), 3);
            assert_eq!(found.first().map(|(id, _)| id.0), Some(want), "{claim}: {found:?}");
        }
        assert_eq!(passages.scores(&sought("hookworm")), []);
        assert_eq!(passages.with(key("grain").unwrap()), [4, 5]);
    }

    #[test]
    fn a_neighbour_counts_less_than_the_sentence_itself() {
        let passages = Passages::new(&document(TEXT));
        let scores = passages.scores(&sought("boats"));
        assert_eq!(scores.iter().map(|(id, _)| id.0).collect::<Vec<_>>(), [1, 2, 3]);
        assert!(scores[1].1 > scores[0].1 && scores[1].1 > scores[2].1);
        assert_eq!(passages.score(&sought("boats"), SentenceId(2)), scores[1].1);
        assert_eq!(passages.score(&sought("boats"), SentenceId(5)), 0.0);
    }

    #[test]
    fn rare_words_tell_more() {
        let passages = Passages::new(&document(TEXT));
        let rarity = |word: &str| passages.rarity(key(word).unwrap());
        assert!(rarity("hookworm") > rarity("mulberry") && rarity("mulberry") > rarity("grain"));
    }

    #[test]
    fn a_look_into_a_large_work_is_bounded() {
        let passages = Passages::new(&document(&"Grain was cheap here. ".repeat(50_000)));
        assert!(passages.scores(&sought("cheap grain")).is_empty(), "words of every sentence tell nothing");
        let mut text = "Grain was cheap here. ".repeat(50_000);
        text.push_str("Grain was dear in Kunri.");
        let passages = Passages::new(&document(&text));
        let found = best(&passages.scores(&sought("cheap grain in Kunri")), 1);
        assert_eq!(found[0].0, SentenceId(50_000));
    }
}
