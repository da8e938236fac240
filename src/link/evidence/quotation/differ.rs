//! Where a quotation and its source part, word by word.
//!
//! In: both, aligned letter by letter. Out: the differences that are no licence of quoting and no
//! machine's misreading, and how many of the quotation's letters the source has.

use std::ops::Range;

use super::align::Alignment;
use super::noise;
use super::passage::Passage;
use super::wording::Wording;
use crate::model::Departure;

/// A difference: a run of letters on each side, either of which may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parting {
    pub ours: Range<usize>,
    pub theirs: Range<usize>,
    pub kind: Departure,
}

/// What came of comparing.
#[derive(Debug, Default)]
pub(super) struct Compared {
    /// The differences, in order.
    pub partings: Vec<Parting>,
    /// How many letters of the quotation the source does not have.
    pub lost: usize,
    /// How many letters of the source the quotation does not have.
    pub left: usize,
}

impl Compared {
    /// How many letters the two do not share; what the source has more weighs half.
    pub(super) fn apart(&self) -> usize {
        self.lost.max((self.lost + self.left) / 2)
    }

    /// Whether the passage is near enough to a quotation of so many letters to be what it quotes. What the
    /// source has more weighs half: a quotation may leave out much and still be one.
    pub(super) fn is_near(&self, letters: usize, of_a_hundred: usize) -> bool {
        self.apart() * 100 <= letters * of_a_hundred
    }
}

/// Compares a quotation with the passage it was laid beside.
pub(super) fn compare(wording: &Wording, alignment: &Alignment, passage: &Passage) -> Compared {
    let beside = Beside { wording, passage, pairs: passage.local(alignment) };
    let mut compared = Compared::default();
    for region in beside.regions() {
        beside.judge(region, &mut compared);
    }
    beside.signs(&mut compared);
    compared.partings.sort_by_key(|parting| (parting.ours.start, parting.theirs.start));
    compared.partings = beside.moved(compared.partings);
    compared
}

/// A word of ours, a word of theirs, or two that are alike.
type Step = (Option<Range<usize>>, Option<Range<usize>>);

/// Letters on both sides that are not paired, with the words they stand in.
type Region = (Range<usize>, Range<usize>);

struct Beside<'a> {
    wording: &'a Wording<'a>,
    passage: &'a Passage<'a>,
    /// For each letter of the quotation, the letter of the passage.
    pairs: Vec<Option<usize>>,
}

/// How far a region is widened to reach whole words, in letters.
const WIDENED: usize = 40;
/// How many words of a region are compared one by one.
const COMPARED: usize = 80;

impl Beside<'_> {
    /// The regions that differ, in order, widened to whole words and apart from one another.
    fn regions(&self) -> Vec<Region> {
        let mut regions: Vec<Region> = Vec::new();
        let mut last: Option<(usize, usize)> = None;
        for (ours, pair) in self.pairs.iter().enumerate() {
            let Some(theirs) = *pair else { continue };
            match last {
                Some((one, other)) if one + 1 == ours && other + 1 == theirs => {}
                Some((one, other)) => self.push(one + 1..ours, other + 1..theirs, &mut regions),
                None if ours > 0 => {
                    let words = self.wording.letters.words(0..ours).len();
                    let from = self.passage.back(theirs, words);
                    self.push(0..ours, from..theirs, &mut regions);
                }
                None => {}
            }
            last = Some((ours, theirs));
        }
        let all = self.pairs.len();
        if let Some((one, other)) = last.filter(|&(one, _)| one + 1 < all) {
            let words = self.wording.letters.words(one + 1..all).len();
            self.push(one + 1..all, other + 1..self.passage.forth(other + 1, words), &mut regions);
        }
        regions
    }

    fn push(&self, ours: Range<usize>, theirs: Range<usize>, regions: &mut Vec<Region>) {
        let (ours, theirs) = self.widened(ours, theirs);
        match regions.last_mut() {
            Some(last) if ours.start <= last.0.end && theirs.start <= last.1.end => {
                last.0.end = last.0.end.max(ours.end);
                last.1.end = last.1.end.max(theirs.end);
            }
            _ => regions.push((ours, theirs)),
        }
    }

    /// Widens a region over paired letters until words end on both sides, or at least on ours.
    fn widened(&self, ours: Range<usize>, theirs: Range<usize>) -> Region {
        let back = self
            .steps_out(|n| Some((ours.start.checked_sub(n)?, theirs.start.checked_sub(n)?)), |at| at.wrapping_sub(1));
        let forth = self.steps_out(|n| Some((ours.end + n, theirs.end + n)), |at| at);
        (ours.start - back..ours.end + forth, theirs.start - back..theirs.end + forth)
    }

    /// How many letters to go until words end on both sides; `place` tells where one is after so many,
    /// `next` which letter is passed from there.
    fn steps_out(&self, place: impl Fn(usize) -> Option<(usize, usize)>, next: impl Fn(usize) -> usize) -> usize {
        let mut ours_ends = None;
        for n in 0..WIDENED {
            let Some((ours, theirs)) = place(n) else { return ours_ends.unwrap_or(n - 1) };
            let parts = self.wording.letters.parts(ours);
            if parts && self.passage.parts(theirs) || self.wording.room(ours).is_some() {
                return n;
            }
            if parts && ours_ends.is_none() {
                ours_ends = Some(n);
            }
            let paired = self.pairs.get(next(ours)).copied().flatten();
            if paired.is_none_or(|paired| paired != next(theirs)) {
                return ours_ends.unwrap_or(n);
            }
        }
        ours_ends.unwrap_or(0)
    }

    /// The differences of a region.
    fn judge(&self, (ours, theirs): Region, compared: &mut Compared) {
        let (words, others) = (self.wording.letters.words(ours.clone()), self.passage.words(theirs.clone()));
        let (mut ours_left, mut theirs_left) = (Vec::new(), Vec::new());
        let mut partings: Vec<Parting> = Vec::new();
        if self.is_misread(&ours, &theirs) {
            return;
        }
        let mut flush = |ours: &mut Vec<Range<usize>>, theirs: &mut Vec<Range<usize>>, at: (usize, usize)| {
            let whole = |words: &[Range<usize>], at: usize| match (words.first(), words.last()) {
                (Some(first), Some(last)) => first.start..last.end,
                _ => at..at,
            };
            let run = (whole(ours, at.0), whole(theirs, at.1));
            ours.clear();
            theirs.clear();
            if !run.0.is_empty() || !run.1.is_empty() {
                partings.extend(self.parting(run.0, run.1));
            }
        };
        for step in self.steps(&words, &others) {
            match step {
                (Some(one), Some(other)) => {
                    flush(&mut ours_left, &mut theirs_left, (one.start, other.start));
                }
                (one, other) => {
                    ours_left.extend(one);
                    theirs_left.extend(other);
                }
            }
        }
        flush(&mut ours_left, &mut theirs_left, (ours.end, theirs.end));
        compared.lost += partings.iter().map(|parting| parting.ours.len()).sum::<usize>();
        compared.left += partings.iter().map(|parting| parting.theirs.len()).sum::<usize>();
        if partings.len() > 1 && self.is_turned(&words, &others) {
            partings = vec![Parting { ours, theirs, kind: Departure::Order }];
        }
        compared.partings.append(&mut partings);
    }

    /// The words of both sides in order: alike ones together, the rest alone.
    fn steps(&self, words: &[Range<usize>], others: &[Range<usize>]) -> Vec<Step> {
        let alone = |words: &[Range<usize>], others: &[Range<usize>]| {
            let ours = words.iter().map(|word| (Some(word.clone()), None));
            ours.chain(others.iter().map(|word| (None, Some(word.clone())))).collect::<Vec<_>>()
        };
        if words.len() > COMPARED || others.len() > COMPARED {
            return alone(words, others);
        }
        let (rows, columns) = (words.len() + 1, others.len() + 1);
        let mut alike = vec![false; rows * columns];
        let mut most = vec![0usize; rows * columns];
        for row in (0..words.len()).rev() {
            for column in (0..others.len()).rev() {
                let at = row * columns + column;
                let skipped = most[at + 1].max(most[at + columns]);
                alike[at] = self.is_misread(&words[row], &others[column]);
                most[at] = match alike[at] {
                    true => skipped.max(most[at + columns + 1] + words[row].len()),
                    false => skipped,
                };
            }
        }
        let mut out = Vec::with_capacity(words.len() + others.len());
        let (mut row, mut column) = (0, 0);
        while row < words.len() && column < others.len() {
            let at = row * columns + column;
            if alike[at] && most[at] == most[at + columns + 1] + words[row].len() {
                out.push((Some(words[row].clone()), Some(others[column].clone())));
                (row, column) = (row + 1, column + 1);
            } else if most[at] == most[at + columns] {
                out.push((Some(words[row].clone()), None));
                row += 1;
            } else {
                out.push((None, Some(others[column].clone())));
                column += 1;
            }
        }
        out.extend(alone(&words[row..], &others[column..]));
        out
    }

    /// Whether the source's letters can be a misreading of ours.
    fn is_misread(&self, ours: &Range<usize>, theirs: &Range<usize>) -> bool {
        let (one, other) = (&self.wording.letters.letters[ours.clone()], self.passage.letters(theirs.clone()));
        noise::is_misread(one, other, |word| self.passage.times(word))
    }

    /// Whether the same words stand on both sides in another order.
    fn is_turned(&self, words: &[Range<usize>], others: &[Range<usize>]) -> bool {
        let mut ours: Vec<&[u8]> = words.iter().map(|word| &self.wording.letters.letters[word.clone()]).collect();
        let mut theirs: Vec<&[u8]> = others.iter().map(|word| self.passage.letters(word.clone())).collect();
        ours.sort_unstable();
        theirs.sort_unstable();
        ours == theirs
    }

    /// What a run of words is that only one side has, or both have differently: nothing where it is a licence
    /// of quoting, or the machine's.
    fn parting(&self, ours: Range<usize>, theirs: Range<usize>) -> Option<Parting> {
        if self.is_misread(&ours, &theirs) {
            return None;
        }
        let words: Vec<&[u8]> = self
            .wording
            .letters
            .words(ours.clone())
            .into_iter()
            .map(|word| &self.wording.letters.letters[word])
            .collect();
        let others: Vec<&[u8]> =
            self.passage.words(theirs.clone()).into_iter().map(|word| self.passage.letters(word)).collect();
        if ours.is_empty() && (self.is_licensed(ours.start, &theirs) || self.passage.is_stray(&theirs, &others)) {
            return None;
        }
        if theirs.is_empty() && (words.iter().all(|word| noise::is_speck(word)) || self.is_remark(&ours)) {
            return None;
        }
        let negations = |words: &[&[u8]]| words.iter().filter(|word| noise::negates(word)).count();
        let numbers = |words: &[&[u8]]| {
            words.iter().filter(|word| noise::counts(word)).map(|word| word.to_vec()).collect::<Vec<_>>()
        };
        let kind = if negations(&words) != negations(&others) {
            Departure::Negation
        } else if numbers(&words) != numbers(&others) {
            Departure::Number
        } else if theirs.is_empty() {
            Departure::Added
        } else if ours.is_empty() {
            Departure::Dropped
        } else {
            Departure::Word
        };
        Some(Parting { ours, theirs, kind })
    }

    /// Whether the quotation says that it leaves something out there.
    fn is_licensed(&self, before: usize, theirs: &Range<usize>) -> bool {
        self.wording.room(before).is_some_and(|room| theirs.len() <= room)
    }

    /// Whether words stand in round brackets of their own, as editors' remarks do.
    fn is_remark(&self, ours: &Range<usize>) -> bool {
        let text = self.wording.letters.text;
        let place = self.wording.letters.place(ours);
        text[..place.start].ends_with('(') && text[place.end..].starts_with(')')
    }

    /// Differences in order; words that are gone in one place and stand near by in another were moved.
    fn moved(&self, partings: Vec<Parting>) -> Vec<Parting> {
        /// How far words are moved, in letters.
        const NEAR: usize = 80;
        let mut out: Vec<Parting> = Vec::with_capacity(partings.len());
        for parting in partings {
            let (ours, theirs) =
                (&self.wording.letters.letters, |run: &Range<usize>| self.passage.letters(run.clone()));
            let same = |one: &Parting, other: &Parting| {
                !one.ours.is_empty()
                    && one.theirs.is_empty()
                    && other.ours.is_empty()
                    && ours[one.ours.clone()] == *theirs(&other.theirs)
            };
            match out.last_mut() {
                Some(last)
                    if (same(last, &parting) || same(&parting, last))
                        && parting.ours.start.abs_diff(last.ours.end) <= NEAR =>
                {
                    last.ours = last.ours.start.min(parting.ours.start)..last.ours.end.max(parting.ours.end);
                    last.theirs = last.theirs.start.min(parting.theirs.start)..last.theirs.end.max(parting.theirs.end);
                    last.kind = Departure::Order;
                }
                _ => out.push(parting),
            }
        }
        out
    }

    /// A number that the quotation begins or ends in the midst of.
    fn cut_numbers(&self, compared: &mut Compared) {
        let all = self.pairs.len();
        let digit = |letter: Option<&u8>| letter.is_some_and(u8::is_ascii_digit);
        let theirs = |at: usize| self.passage.letters(at..at + 1).first().copied();
        let letters = &self.wording.letters.letters;
        let letters_part = |at: usize| self.wording.letters.parts(at);
        if let Some(first) = self.pairs.first().copied().flatten()
            && first > 0
            && digit(letters.first())
            && digit(theirs(first - 1).as_ref())
            && !self.passage.parts(first)
        {
            let len = (1..all).find(|&at| letters_part(at)).unwrap_or(all);
            let theirs = self.passage.back(first, 1)..self.pairs[len - 1].map_or(first, |last| last) + 1;
            compared.partings.push(Parting { ours: 0..len, theirs, kind: Departure::Number });
        }
        if let Some(last) = self.pairs.last().copied().flatten()
            && digit(letters.last())
            && !self.passage.parts(last + 1)
            && digit(theirs(last + 1).as_ref())
        {
            let start = (0..all).rev().find(|&at| letters_part(at)).unwrap_or(0);
            let theirs = self.pairs[start].unwrap_or(last)..self.passage.forth(last + 1, 0);
            compared.partings.push(Parting { ours: start..all, theirs, kind: Departure::Number });
        }
    }

    /// Signs between letters that are the same on both sides: a bound that points the other way, a point or
    /// a minus that was lost.
    fn signs(&self, compared: &mut Compared) {
        self.cut_numbers(compared);
        for at in 1..self.pairs.len() {
            let (Some(before), Some(here)) = (self.pairs[at - 1], self.pairs[at]) else { continue };
            if before + 1 != here {
                continue;
            }
            let (ours, theirs) = (self.wording.letters.gap(at), self.passage.gap(here));
            if ours == theirs || !self.differ(at, ours, theirs) {
                continue;
            }
            let (ours, theirs) = self.widened(at - 1..at + 1, before..here + 1);
            if compared.partings.iter().all(|known| known.ours.end <= ours.start || ours.end <= known.ours.start) {
                compared.partings.push(Parting { ours, theirs, kind: Departure::Number });
            }
        }
    }

    /// Whether what stands between two letters means something else on the two sides.
    fn differ(&self, at: usize, ours: &str, theirs: &str) -> bool {
        let letters = &self.wording.letters.letters;
        let digits = letters[at - 1].is_ascii_digit() && letters[at].is_ascii_digit();
        if digits && (theirs == ".") && ours.is_empty() {
            return true;
        }
        let bound = |gap: &str| {
            let less = gap.contains(['<', '≤', '⩽']);
            let more = gap.contains(['>', '≥', '⩾']);
            (less != more).then_some(less)
        };
        match (bound(ours), bound(theirs)) {
            (Some(one), Some(other)) => one != other,
            _ => {
                let minus = theirs.ends_with('−') && (theirs.len() > '−'.len_utf8());
                minus && letters[at].is_ascii_digit() && !ours.contains(['−', '-', '–', '‐'])
            }
        }
    }
}
