//! Author-date citations: `(Holland, 2021a; Rubin 2002)`, `Holland (2021a)`.
//!
//! In: a document. Out: citations in brackets, narrative ones, and those whose bracket is lost.
//! They are found from brackets and years, with a bounded look back.

use std::ops::Range;

use super::anchors;
use super::group::{self, Item};
use crate::grammar::name::{self, Names, Setting};
use crate::grammar::tokens::{self, Kind};
use crate::model::{
    Block, BlockKind, Citation, CiteItem, Conjunction, Delimited, Document, Form, Name, SentenceId, Year,
};
use crate::text::ProseSpan;
use crate::text::pairs::Bracket;

/// The longest group in brackets, in bytes: some reviews cite thirty works at once.
const GROUP: usize = 4000;
/// How far names are sought before a year in brackets, in bytes.
const BACK: usize = 240;
/// How far they are sought at first.
const NEAR: usize = 72;

/// Finds all author-date citations, in no particular order.
pub fn find(document: &Document) -> Vec<Citation> {
    let mut out = Vec::new();
    let mut next = 0;
    for block in &document.blocks {
        let first = next;
        while next < document.brackets.len() && position(&document.brackets[next]) < block.at.end {
            next += 1;
        }
        if block.kind == BlockKind::Reference {
            continue;
        }
        let mut finder = Finder { document, block: *block, text: document.prose.slice(block.at), out: &mut out };
        finder.brackets(&document.brackets[first..next]);
        finder.bare(&document.brackets[first..next]);
    }
    out
}

fn position(bracket: &Bracket) -> u32 {
    bracket.open.or(bracket.close).expect("a bracket has a side")
}

pub(super) struct Finder<'d, 'o> {
    document: &'d Document,
    block: Block,
    pub(super) text: &'d str,
    out: &'o mut Vec<Citation>,
}

/// Whether the last word of a text may end names: it has a capital, or is "al.".
fn may_name(text: &str) -> bool {
    let word = text.trim_end_matches([',', '.']);
    let word = word.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[')).next().unwrap_or("");
    word == "al" || word.chars().any(char::is_uppercase) || word.chars().any(|c| c.is_alphabetic() && !c.is_lowercase())
}

/// A citation about to be made, by offsets into the block.
pub(super) struct Draft {
    pub(super) at: Range<usize>,
    pub(super) form: Form,
    pub(super) delimited: Delimited,
    /// Where the words that the items index begin.
    pub(super) base: usize,
    pub(super) items: Vec<Item>,
    /// The names before the bracket, and where the words that they index begin.
    pub(super) narrative: Option<(Names, usize)>,
}

impl Finder<'_, '_> {
    /// Offsets into the block of a bracket's sides.
    fn sides(&self, bracket: &Bracket) -> (Option<usize>, Option<usize>) {
        let local = |at: u32| (at - self.block.at.start) as usize;
        (bracket.open.map(local), bracket.close.map(local))
    }

    fn brackets(&mut self, brackets: &[Bracket]) {
        let mut floor = 0;
        for bracket in brackets {
            match self.sides(bracket) {
                (Some(open), Some(close)) => {
                    if close - open <= GROUP {
                        self.group(open, close);
                    }
                    floor = floor.max(close + 1);
                }
                (Some(open), None) => self.unclosed(open),
                // One that stands inside a pair of the other kind closes nothing: "(Osei] said".
                (None, Some(close)) if close < floor => {}
                (None, Some(close)) => {
                    self.unopened(floor, close);
                    floor = close + 1;
                }
                (None, None) => {}
            }
        }
    }

    /// A group with both brackets.
    fn group(&mut self, open: usize, close: usize) {
        let items = group::items(&self.text[open + 1..close]);
        if items.is_empty() {
            return;
        }
        self.draft(open, open + 1, close + 1, items, Delimited::Whole);
    }

    /// Makes a citation of a group's items; one whose first item has no names is narrative.
    pub(super) fn draft(&mut self, open: usize, base: usize, end: usize, mut items: Vec<Item>, delimited: Delimited) {
        let mut narrative = None;
        if items[0].nameless {
            narrative = self.names_before(open);
            match &narrative {
                None => {
                    // "(1996)" is an event's year.
                    items.retain(|item| !item.nameless);
                    if items.is_empty() || delimited != Delimited::Whole {
                        return;
                    }
                }
                Some((names, start)) => {
                    let firm = self.narrative_is_firm(names, *start, &items);
                    items.iter_mut().filter(|item| item.nameless).for_each(|item| item.firm &= firm);
                }
            }
        }
        let (start, form) = match &narrative {
            Some((names, start)) => (start + names.start, Form::Narrative),
            None => (open, Form::Parenthetical),
        };
        self.push(Draft { at: start..end, form, delimited, base, items, narrative });
    }

    /// The names right before a bracket, with where the words that they index begin.
    fn names_before(&self, open: usize) -> Option<(Names, usize)> {
        // Most names are near; only a list that may go on further back is worth a longer look.
        match self.names_within(open, NEAR) {
            Some((names, start)) if start > 0 && names.start < NEAR / 3 => self.names_within(open, BACK),
            found => found,
        }
    }

    fn names_within(&self, open: usize, back: usize) -> Option<(Names, usize)> {
        let mut start = open.saturating_sub(back);
        while !self.text.is_char_boundary(start) {
            start += 1;
        }
        // The look begins at a word.
        start += self.text[start..open].find(' ').filter(|_| start > 0).unwrap_or(0);
        let mut region = &self.text[start..open];
        // "Riddle and National Center (U.S.) (2001)": an abbreviation in brackets of its own.
        let trimmed = region.trim_end();
        if trimmed.ends_with([')', ']']) {
            let inner = trimmed.rfind(['(', '['])?;
            if trimmed.len() - inner > 24 || trimmed[inner..].chars().any(|c| c.is_ascii_digit()) {
                return None;
            }
            region = &trimmed[..inner];
        }
        let tokens = tokens::tokens(region);
        if let Some(names) = name::names_before(region, &tokens, Setting::Sentence) {
            // A comma before the bracket parts the names from it: "In Holland, (2021)".
            return Some((names, start));
        }
        // "Holland’s seminal study (2021)"
        let small = tokens.iter().rev().take(4).take_while(|token| token.kind == Kind::Small).count();
        let end = tokens.len() - small;
        let possessive = (1..=3).contains(&small) && end > 0 && tokens[end - 1].kind == Kind::Possessive;
        possessive.then(|| name::names_before(region, &tokens[..end], Setting::Sentence))?.map(|mut names| {
            names.possessive = true;
            (names, start)
        })
    }

    /// Whether names before a year in brackets make a citation even where no entry fits.
    fn narrative_is_firm(&self, names: &Names, start: usize, items: &[Item]) -> bool {
        let region = &self.text[start..];
        let first = &items[0];
        let family = &region[names.list[0].family.clone()];
        if names.et_al || names.conjunction.is_some() || first.suffix.is_some() || first.locator.is_some() {
            return !names.possessive || first.suffix.is_some() || names.et_al;
        }
        let before = region[..names.start].trim_end();
        let word = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
        let placed = matches!(
            word.trim_matches(|c: char| !c.is_alphanumeric()),
            "the"
                | "The"
                | "a"
                | "an"
                | "in"
                | "In"
                | "at"
                | "At"
                | "since"
                | "Since"
                | "during"
                | "During"
                | "until"
                | "this"
                | "its"
                | "their"
                | "our"
        );
        let given = names.list[0].given.is_some();
        (given || !family.contains(' ')) && !placed && !names.possessive && family.chars().count() > 2
    }

    /// Names and years in no brackets at all: `Lyall et al. 2013a`.
    fn bare(&mut self, brackets: &[Bracket]) {
        let mut from = 0;
        let mut next = 0;
        let mut skip = 0;
        while let Some(anchor) = anchors::next_number(self.text, from) {
            from = anchor.end;
            while next < brackets.len() {
                let (open, close) = self.sides(&brackets[next]);
                if open.or(close).is_some_and(|at| at > anchor.start) {
                    break;
                }
                skip = skip.max(close.unwrap_or(0));
                next += 1;
            }
            if anchor.start < skip || anchor.year.kind != crate::grammar::year::Kind::Single {
                continue;
            }
            let gap = self.text[..anchor.start].trim_end().len();
            if !may_name(&self.text[..gap]) {
                continue;
            }
            let Some((names, start)) = self.names_before(gap) else { continue };
            if names.possessive {
                continue;
            }
            let item = Item {
                at: anchor.start..anchor.end,
                year: anchor.start..anchor.end,
                year_text: anchor.year.text.to_owned(),
                suffix: anchor.year.suffix.map(str::to_owned),
                nameless: true,
                firm: names.et_al,
                ..Item::default()
            };
            let at = start + names.start..anchor.end;
            if self.out.last().is_some_and(|last| {
                last.at.end > self.block.at.start + at.start as u32 && last.delimited != Delimited::Whole
            }) {
                continue;
            }
            self.push(Draft {
                at,
                form: Form::Narrative,
                delimited: Delimited::Whole,
                base: 0,
                items: vec![item],
                narrative: Some((names, start)),
            });
        }
    }

    pub(super) fn push(&mut self, draft: Draft) {
        let at = self.block.at.inner(draft.at.clone());
        let sentence = self.document.sentence_at(at.start).unwrap_or(SentenceId(0));
        let mut items: Vec<CiteItem> = Vec::with_capacity(draft.items.len());
        for item in &draft.items {
            let made = self.item(item, &draft, items.last());
            if item.cites_previous
                && let Some(previous) = items.last_mut()
            {
                previous.secondary = true;
            }
            items.push(made);
        }
        self.out.push(Citation {
            span: self.document.prose.source(at),
            at,
            text: self.document.shown(at),
            form: draft.form,
            sentence,
            delimited: draft.delimited,
            items,
            manner: None,
        });
    }

    fn item(&self, item: &Item, draft: &Draft, previous: Option<&CiteItem>) -> CiteItem {
        let local = |range: &Range<usize>| range.start + draft.base..range.end + draft.base;
        let words = |range: &Range<usize>| self.text[local(range)].trim().to_owned();
        let mut range = local(&item.at);
        let (authors, names, base) = match (&item.names, &draft.narrative) {
            (Some(names), _) => (None, Some(names), draft.base + item.base),
            (None, Some((names, start))) if item.nameless && !item.continues => {
                if draft.items.len() == 1 {
                    range.start = start + names.start;
                }
                (None, Some(names), *start)
            }
            _ if item.continues => (previous.map(|item| item.authors.clone()), None, 0),
            _ => (None, None, 0),
        };
        let at = self.block.at.inner(range.clone());
        let year = self.block.at.inner(local(&item.year));
        CiteItem {
            span: self.document.prose.source(at),
            at,
            text: self.text[range].to_owned(),
            authors: authors.or_else(|| names.map(|names| self.names(names, base))).unwrap_or_default(),
            et_al: match names {
                Some(names) => names.et_al,
                None => item.continues && previous.is_some_and(|item| item.et_al),
            },
            conjunction: names
                .and_then(|names| names.conjunction)
                .map(|word| if word { Conjunction::Word } else { Conjunction::Ampersand }),
            comma: item.names.as_ref().map(|names| names.comma),
            year: Some(Year {
                text: item.year_text.clone(),
                suffix: item.suffix.clone(),
                span: self.document.prose.source(year),
                full_date: item.full_date,
            }),
            locator: item.locator.as_ref().map(words),
            continues: item.continues,
            prefix: Some(words(&item.prefix)).filter(|prefix| !prefix.is_empty()),
            literal: item.literal.as_ref().map(words),
            personal: item.personal.then(|| "personal communication".to_owned()),
            firm: item.firm,
            ..CiteItem::default()
        }
    }

    fn names(&self, names: &Names, base: usize) -> Vec<Name> {
        names
            .list
            .iter()
            .map(|name| {
                let range = base + name.family.start..base + name.family.end;
                let given = name.given.clone().map(|given| base + given.start..base + given.end);
                let whole =
                    given.iter().fold(range.clone(), |all, given| all.start.min(given.start)..all.end.max(given.end));
                Name {
                    family: self.text[range].to_owned(),
                    given: given.map(|given| self.text[given].to_owned()),
                    span: self.document.prose.source(ProseSpan::new(
                        self.block.at.start as usize + whole.start,
                        self.block.at.start as usize + whole.end,
                    )),
                }
            })
            .collect()
    }
}
