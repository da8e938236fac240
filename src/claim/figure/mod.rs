//! Finds quantities: money, shares, measures, counts, and numbers with a magnitude word.
//!
//! In: a document. Out: its figures in order, and the pairs of years that belong together. It refuses
//! what only looks like a quantity: years, dates, labels, ordinals, codes, statistics, bare numbers.
//! One pass: anchors (digits, number words) with a bounded look back and ahead.

mod anchor;
mod bound;
mod counting;
mod joint;
mod line;
mod mask;
mod meaning;
mod noun;
mod period;
mod piece;
mod reading;
mod share;

use anchor::Anchor;
use line::Line;
use period::{Event, Pair};
use reading::Reading;

use crate::grammar::unit;
use crate::model::{BlockKind, Document, Figure, Joint, Period, SentenceId};
use crate::text::ProseSpan;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The quantities, in order.
    pub(super) figures: Vec<Figure>,
    /// The pairs of years, in order.
    pub(super) periods: Vec<Period>,
}

/// The quantities of a document, and its periods.
pub(super) fn find(document: &Document) -> Found {
    let text = document.prose.text();
    let mut anchors = anchor::of(text);
    let mut found = Found::default();
    let mut readings = Vec::new();
    let (mut from, mut next, mut floor) = (0, 0, 0);
    let mut open: Option<(Event, usize, i32, SentenceId)> = None;
    while let Some(anchor) = anchors.next_from(from) {
        let at = anchor.at();
        while document.sentences.get(next).is_some_and(|sentence| sentence.at.end as usize <= at) {
            next += 1;
        }
        let Some(sentence) = document.sentences.get(next) else { break };
        let id = SentenceId(next as u32);
        if at < sentence.at.start as usize {
            from = sentence.at.start as usize;
            continue;
        }
        let line = Line::new(text, sentence.at.start as usize, sentence.at.end as usize, floor);
        let kind = document.kind_of(id);
        if kind == BlockKind::Reference {
            from = line.end;
            continue;
        }
        if let Anchor::Digit(at) = anchor
            && let Some(year) = period::year(&line, at)
        {
            if let Some((pair, end)) = period::opened(&line, at, year)
                && is_period(&line, &pair, end)
            {
                found.periods.push(period_of(document, id, &pair));
                from = end;
                continue;
            }
            match (period::event(&line, at), open) {
                (Some((event, verb)), Some((before, place, first, sentence)))
                    if sentence == id
                        && event.ends(before)
                        && verb >= place + 4
                        && period::of_one_thing(&text[place + 4..verb]) =>
                {
                    let pair = Pair { first: (place, first), last: (at, year), joint: Joint::Events };
                    found.periods.push(period_of(document, id, &pair));
                    open = None;
                }
                (Some((event, _)), _) => open = Some((event, at, year, id)),
                _ => {}
            }
        }
        from = match anchor {
            Anchor::Digit(at) if heads(&line, at, kind) => line.past_token(at),
            Anchor::Digit(at) => reading::digits(&line, at, &mut readings),
            Anchor::Word(at) => reading::words(&line, at, &mut readings),
        }
        .max(at + 1);
        floor = readings.last().map_or(floor, |last| last.end);
        found.figures.extend(readings.drain(..).map(|reading| figure(document, id, reading)));
    }
    found
}

/// Whether a number numbers a heading or an item: `2 Methods`, `3. Results`.
fn heads(line: &Line<'_>, at: usize, kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Heading | BlockKind::Item) && at == line.start && {
        let after = line.after(at).trim_start_matches(|c: char| c.is_ascii_digit());
        after.starts_with(['.', ')', ' ', '\u{a0}', '\t'])
            && after.trim_start_matches(['.', ')', ' ']).starts_with(char::is_uppercase)
    }
}

/// Whether a pair of years is a period, and no measure or count: what follows says so.
fn is_period(line: &Line<'_>, pair: &Pair, end: usize) -> bool {
    // `from 2001 to 2011 in` is no inch.
    let unit = unit::read(line.after(end)).is_some_and(|read| !matches!(&*read.unit.name, "a" | "in" | "A"));
    let label = mask::labelled(line.before(pair.first.0)) && pair.joint != Joint::Words;
    let blank = pair.joint == Joint::Blank && !lost(line, pair, end);
    !unit && !label && !blank
}

/// Whether two years with a blank between them lost their dash: nothing else stands around them.
fn lost(line: &Line<'_>, pair: &Pair, end: usize) -> bool {
    let recent = |year: i32| (1800..=2100).contains(&year);
    let before = line.before(pair.first.0);
    let closes = line.after(end).trim_start();
    let apart = !before.trim_end().ends_with(|c: char| c.is_ascii_digit());
    recent(pair.first.1) && recent(pair.last.1) && apart && closes.starts_with([')', ']'])
}

fn period_of(document: &Document, sentence: SentenceId, pair: &Pair) -> Period {
    let place = |start: usize, end: usize| document.prose.source(ProseSpan::new(start, end));
    let last =
        pair.last.0 + document.prose.text()[pair.last.0..].bytes().take(4).take_while(u8::is_ascii_digit).count();
    Period {
        span: place(pair.first.0, last),
        years: [place(pair.first.0, pair.first.0 + 4), place(pair.last.0, last)],
        sentence,
        first: pair.first.1,
        last: pair.last.1,
        joint: pair.joint,
    }
}

/// A figure of a document. Whether it needs a citation is for others to say.
fn figure(document: &Document, sentence: SentenceId, reading: Reading) -> Figure {
    let at = ProseSpan::new(reading.start, reading.end);
    Figure {
        span: document.prose.source(at),
        at,
        sentence,
        value: reading.value,
        upper: reading.upper,
        unit: reading.unit,
        per: reading.per,
        relation: reading.relation,
        needs_citation: false,
        close_call: false,
    }
}
