//! Ignore comments: what they hide, and which of them hide nothing.
//!
//! In: the comments of a document or bibliography, and what the rules found. Out: what is left. A comment hides
//! only what lies in its own file. That a comment hides nothing is for a rule to tell: it is handed
//! the [`Suppression`]s as a library rule is handed who cites what, so that it stays a pure function.

use std::ops::Range;

use super::directive::{self, Named, Reach};
use super::erase;
use crate::bib;
use crate::model::{Document, Fate, Finding, Library, MarkKind, Source, SourceId, Suppression};
use crate::rules::{self, Registry, Rule, Run};
use crate::text::{Span, fold};

/// How many comments before a finding are asked whether they hide it.
const ASKED: usize = 64;

/// The ignore comments of a file.
#[derive(Debug, Default)]
pub(super) struct Suppressions {
    /// Those that hold somewhere, by the start of where they hold.
    active: Vec<Active>,
    /// Those that can hide nothing.
    idle: Vec<Idle>,
}

/// A rule that a comment names in vain, and the comment.
type Idle = (Suppression, Span);

#[derive(Debug)]
struct Active {
    named: Named,
    comment: Span,
    holds: Range<u32>,
    used: bool,
}

impl Suppressions {
    /// Reads the ignore comments of a document; what rules about bibliographies find is in their reach where the
    /// document has a list of its own.
    pub(super) fn of(document: &Document, listed: bool) -> Self {
        let comments = document.marks.iter().filter(|mark| mark.kind == MarkKind::Comment).map(|mark| mark.span);
        let mut blocks = None;
        let next = |comment| next(&document.source, comment, blocks.get_or_insert_with(|| spans(document)));
        let reached = |rule: &Rule| match rule.run {
            Run::Document(_) | Run::Suppressions(_) => true,
            Run::Library(_) => listed,
        };
        Self::read(&document.source, comments, next, reached)
    }

    /// Reads the ignore comments of a bibliography: "next" is the next entry.
    pub(super) fn of_library(library: &Library) -> Self {
        let next = |comment: Span| {
            let after = library.entries.partition_point(|entry| entry.span.start < comment.end);
            comment.end..library.entries.get(after).map_or(comment.end, |entry| entry.span.end)
        };
        let reached = |rule: &Rule| !matches!(rule.run, Run::Document(_));
        Self::read(&library.source, bib::comments(library).into_iter(), next, reached)
    }

    fn read(
        source: &Source,
        comments: impl Iterator<Item = Span>,
        mut next: impl FnMut(Span) -> Range<u32>,
        reached: impl Fn(&Rule) -> bool,
    ) -> Self {
        let mut found = Self::default();
        let mut open: Vec<usize> = Vec::new();
        for comment in comments {
            let Some(directive) = directive::parse(source.slice(comment), comment.start) else { continue };
            let length = source.text.len() as u32;
            let holds = match directive.reach {
                Reach::Next => next(comment),
                Reach::Line => lines(source, comment),
                Reach::Start => comment.start..length,
                Reach::File => 0..length + 1,
                Reach::End => {
                    found.end(&mut open, directive.rules, comment, source);
                    continue;
                }
            };
            if directive.rules.is_empty() {
                found.idle(source.slice(comment), comment, comment, Fate::NoRule);
            }
            for named in directive.rules {
                let meant = rules::all().iter().filter(|rule| rules::means(&named.rule, rule));
                match meant.clone().count() {
                    0 => {
                        let nearest = rules::find(&named.rule).err().map(|unknown| unknown.nearest);
                        found.idle(&named.text, named.span, comment, Fate::UnknownRule(nearest.unwrap_or_default()));
                    }
                    _ if !meant.clone().any(&reached) => {
                        found.idle(&named.text, named.span, comment, Fate::OutOfReach);
                    }
                    _ => {
                        if directive.reach == Reach::Start {
                            open.push(found.active.len());
                        }
                        found.active.push(Active { named, comment, holds: holds.clone(), used: false });
                    }
                }
            }
        }
        found.active.sort_by_key(|one| one.holds.start);
        found
    }

    fn idle(&mut self, text: &str, span: Span, comment: Span, fate: Fate) {
        self.idle.push((Suppression { text: text.to_owned(), span, fate, cut: None }, comment));
    }

    /// Ends what was begun: the rules named, or all where none is.
    fn end(&mut self, open: &mut Vec<usize>, rules: Vec<Named>, comment: Span, source: &Source) {
        if rules.is_empty() && !self.close(open, None, comment.end) {
            self.idle(source.slice(comment), comment, comment, Fate::EndsNothing);
        }
        for named in rules {
            if !self.close(open, Some(&named.rule), comment.end) {
                self.idle(&named.text, named.span, comment, Fate::EndsNothing);
            }
        }
    }

    /// Ends what is open of a rule, or of all; whether there was something.
    fn close(&mut self, open: &mut Vec<usize>, rule: Option<&str>, end: u32) -> bool {
        let before = open.len();
        open.retain(|&at| {
            let one = &mut self.active[at];
            let ends = rule.is_none_or(|rule| rule.eq_ignore_ascii_case(&one.named.rule));
            if ends {
                one.holds.end = end;
            }
            !ends
        });
        open.len() < before
    }

    /// Whether a finding is hidden. Every comment that hides it is of use.
    pub(super) fn hide(&mut self, source: &Source, rule: &Rule, finding: &Finding) -> bool {
        let at = &finding.at;
        if at.source != SourceId::DOCUMENT {
            return false;
        }
        let span = at.span.start..at.span.end.max(at.span.start + 1);
        let before = self.active.partition_point(|one| one.holds.start < span.end);
        let mut hidden = false;
        let near = before.saturating_sub(ASKED);
        // Those that hold in the whole file come first.
        for number in (0..near.min(ASKED)).chain(near..before) {
            let one = &mut self.active[number];
            let holds = span.start < one.holds.end && rules::means(&one.named.rule, rule);
            if holds && one.named.values.as_ref().is_none_or(|values| is_one(source, finding, values)) {
                one.used = true;
                hidden = true;
            }
        }
        hidden
    }

    /// What came of each comment, those that speak of `but` left out. A rule that a comment names is run
    /// for this even where it was not `checked`: what it hides does not depend on what was selected. What a registry
    /// answers may be another thing next time: a comment that could hide what rests on that is never called useless.
    pub(super) fn fates(
        &mut self,
        source: &Source,
        checked: &[&'static Rule],
        but: &Rule,
        online: bool,
        found_by: impl Fn(&Rule) -> Vec<Finding>,
    ) -> Vec<Suppression> {
        for rule in rules::all() {
            let named = || self.active.iter().any(|one| !one.used && rules::means(&one.named.rule, rule));
            if named() && !checked.iter().any(|other| other.code == rule.code) {
                for finding in found_by(rule) {
                    self.hide(source, rule, &finding);
                }
            }
        }
        let fate = |one: &Active| match one.used
            || rules::means(&one.named.rule, but)
            || rests_on_registries(&one.named.rule, online)
        {
            true => Fate::Hid,
            false => Fate::HidNothing,
        };
        let active = self.active.iter().map(|one| {
            let (text, span) = (one.named.text.clone(), one.named.span);
            (Suppression { text, span, fate: fate(one), cut: None }, one.comment)
        });
        let mut all: Vec<Idle> = self.idle.iter().cloned().chain(active).collect();
        all.sort_by_key(|(one, comment)| (*comment, one.span));
        for of_comment in all.chunk_by_mut(|(_, one), (_, other)| one == other) {
            let goes = |one: &Suppression| matches!(one.fate, Fate::HidNothing | Fate::EndsNothing);
            let whole = of_comment.iter().all(|(one, _)| goes(one));
            for (one, comment) in of_comment.iter_mut().filter(|(one, _)| goes(one)) {
                let cut =
                    if whole { erase::comment(source, *comment) } else { erase::rule(source, *comment, one.span) };
                one.cut = cut;
            }
        }
        all.into_iter().map(|(one, _)| one).collect()
    }
}

/// Whether what a rule of this name finds may rest on registries: where they were asked, for one rule that it means,
/// else for all.
fn rests_on_registries(name: &str, online: bool) -> bool {
    let mut meant = rules::all().iter().filter(|rule| rules::means(name, rule)).map(|rule| rule.registry);
    if online { meant.any(|registry| registry != Registry::None) } else { meant.all(|one| one == Registry::All) }
}

/// Whether one of the values is what a finding is about: its words stand in the finding's, in one piece.
fn is_one(source: &Source, finding: &Finding, values: &[String]) -> bool {
    let words = fold::words(source.slice(finding.at.span));
    values.iter().any(|value| {
        let value = fold::words(value);
        !value.is_empty() && words.windows(value.len()).any(|window| window == value.as_slice())
    })
}

/// The source bytes of each block, in order of the source.
fn spans(document: &Document) -> Vec<Span> {
    let whole = |id| document.span_in_block(id, 0..document.block_text(id).len());
    let mut spans: Vec<Span> = document.block_ids().map(whole).collect();
    spans.sort_unstable();
    spans
}

/// The next block where the comment stands between blocks, else the rest of its line and the next line.
fn next(source: &Source, comment: Span, blocks: &[Span]) -> Range<u32> {
    let text = &source.text;
    let end = comment.end as usize;
    let from = text.len() - text[end..].trim_start().len();
    let line = line_end(text, from);
    let after = blocks.partition_point(|block| (block.start as usize) < end);
    let inside = after > 0 && blocks[after - 1].end as usize > from;
    match blocks.get(after) {
        Some(block) if !inside && block.start as usize <= line => comment.end..block.end.max(line as u32),
        _ if text[end..from].contains('\n') => comment.end..line as u32,
        _ => comment.end..line_end(text, line + 1) as u32,
    }
}

/// The lines on which a comment stands.
fn lines(source: &Source, comment: Span) -> Range<u32> {
    let text = &source.text;
    let start = text[..comment.start as usize].rfind('\n').map_or(0, |at| at + 1);
    start as u32..line_end(text, comment.end as usize) as u32
}

fn line_end(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    text[at..].find('\n').map_or(text.len(), |step| at + step)
}
