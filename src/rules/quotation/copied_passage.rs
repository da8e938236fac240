//! A long run of a source's words without quotation marks.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::{BlockId, BlockKind, ClaimKind, Document, Finding, Linked, SourceId};
use crate::rules::Options;
use crate::rules::quoted::quoted;
use crate::text::Span;
use crate::text::letters::Letters;

/// How many letters a fingerprint is made of.
const GRAM: usize = 25;
/// Of so many fingerprints side by side one is kept.
const WINDOW: usize = 10;
/// A fingerprint that a source has more often is a phrase of its own.
const COMMON: usize = 8;

/// Reports each run once, with where it stands in the source.
pub fn check(linked: &Linked, options: &Options) -> Vec<Finding> {
    if linked.cited.is_empty() {
        return Vec::new();
    }
    let first = SourceId(1 + linked.libraries.len() as u32);
    let works: Vec<Work> = linked.cited.iter().map(|document| Work::of(document)).collect();
    let marked: Vec<Span> =
        linked.claims.iter().filter(|claim| claim.kind == ClaimKind::Quotation).map(|claim| claim.span).collect();
    let document = &linked.document;
    let mut findings = Vec::new();
    for id in document.block_ids() {
        if !matches!(document.block(id).kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Note) {
            continue;
        }
        let text = document.block_text(id);
        let letters = Letters::of(text);
        let mut done = 0;
        for (at, hash) in fingerprints(letters.as_bytes()) {
            if at < done {
                continue;
            }
            let runs = works
                .iter()
                .enumerate()
                .flat_map(|(number, work)| work.runs(hash, letters.as_bytes(), at).map(move |run| (number, run)));
            let Some((number, run)) = runs.max_by_key(|(_, run)| run.ours.len()) else { continue };
            done = run.ours.end;
            let ours = place(text, &letters, &run.ours);
            let span = document.span_in_block(id, ours.clone());
            let copied = &text[ours];
            if words(copied) < options.copied_words || is_marked(&marked, span) {
                continue;
            }
            let work = &works[number];
            let theirs = place(work.document.block_text(run.block), &work.blocks[run.block.0 as usize], &run.theirs);
            findings.push(
                Finding::new(span, format!("a source's words without marks: {}", quoted(copied)))
                    .label("word for word")
                    .related(
                        SourceId(first.0 + number as u32),
                        work.document.span_in_block(run.block, theirs),
                        "the source has them here",
                    )
                    .note(format!("{} words are the same", words(copied)))
                    .help("set them in quotation marks and cite them, or say it in other words"),
            );
        }
    }
    findings
}

/// A cited work, fingerprinted (Schleimer, Wilkerson and Aiken 2003).
struct Work<'d> {
    document: &'d Document,
    blocks: Vec<Letters>,
    prints: HashMap<u64, Vec<(BlockId, u32)>>,
}

/// A run of letters that a block of the manuscript shares with a block of a work.
struct Run {
    ours: Range<usize>,
    block: BlockId,
    theirs: Range<usize>,
}

impl<'d> Work<'d> {
    fn of(document: &'d Document) -> Self {
        let blocks: Vec<Letters> = document.block_ids().map(|id| Letters::of(document.block_text(id))).collect();
        let mut prints: HashMap<u64, Vec<(BlockId, u32)>> = HashMap::new();
        for (id, letters) in document.block_ids().zip(&blocks) {
            for (at, hash) in fingerprints(letters.as_bytes()) {
                let places = prints.entry(hash).or_default();
                if places.len() <= COMMON {
                    places.push((id, at as u32));
                }
            }
        }
        prints.retain(|_, places| places.len() <= COMMON);
        Self { document, blocks, prints }
    }

    /// The runs around a fingerprint of the manuscript at `at`.
    fn runs<'a>(&'a self, hash: u64, ours: &'a [u8], at: usize) -> impl Iterator<Item = Run> + use<'a, 'd> {
        self.prints.get(&hash).into_iter().flatten().filter_map(move |&(block, place)| {
            let theirs = self.blocks[block.0 as usize].as_bytes();
            let place = place as usize;
            let back = ours[..at].iter().rev().zip(theirs[..place].iter().rev()).take_while(|(a, b)| a == b).count();
            let forth = ours[at..].iter().zip(&theirs[place..]).take_while(|(a, b)| a == b).count();
            let same = forth >= GRAM;
            same.then(|| Run { ours: at - back..at + forth, block, theirs: place - back..place + forth })
        })
    }
}

/// The kept fingerprints of letters: of each window the least, the last of several.
fn fingerprints(letters: &[u8]) -> Vec<(usize, u64)> {
    let hash = |gram: &[u8]| {
        gram.iter()
            .fold(0xCBF2_9CE4_8422_2325u64, |hash, &letter| (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01B3))
    };
    let hashes: Vec<u64> = letters.windows(GRAM).map(hash).collect();
    let mut kept: Vec<(usize, u64)> = Vec::with_capacity(hashes.len() / WINDOW * 2 + 1);
    for (start, window) in hashes.windows(WINDOW.min(hashes.len().max(1))).enumerate() {
        let least = window.iter().enumerate().min_by_key(|&(at, &hash)| (hash, std::cmp::Reverse(at)));
        let Some((at, &hash)) = least else { continue };
        if kept.last().is_none_or(|&(last, _)| last != start + at) {
            kept.push((start + at, hash));
        }
    }
    kept
}

/// The whole words of a run, as a range of the text it was folded from.
fn place(text: &str, letters: &Letters, run: &Range<usize>) -> Range<usize> {
    let start = letters.offset(text, run.start);
    let last = letters.offset(text, run.end - 1);
    let end = last + text[last..].chars().next().map_or(0, char::len_utf8);
    let begins = start == 0 || !text[..start].ends_with(char::is_alphanumeric);
    let ends = !text[end..].starts_with(char::is_alphanumeric);
    let inner = &text[start..end];
    let from = if begins { 0 } else { inner.find(char::is_whitespace).map_or(inner.len(), |at| at + 1) };
    let to = if ends { inner.len() } else { inner.rfind(char::is_whitespace).unwrap_or(0) };
    start + from.min(to.max(from))..start + to.max(from)
}

fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// Whether words stand in quotation marks, for the most part.
fn is_marked(marked: &[Span], span: Span) -> bool {
    let held = marked.iter().filter(|one| one.overlaps(span));
    let held: usize = held.map(|one| (one.end.min(span.end) - one.start.max(span.start)) as usize).sum();
    held * 2 > span.len()
}
