//! Ignore comments: what they hide, and which of them hide nothing.
//!
//! In: the comments of a document, and what the rules found. Out: what is left. A comment hides only
//! what lies in its own document. That a comment hides nothing is for a rule to tell: it is handed
//! the [`Suppression`]s as a library rule is handed who cites what, so that it stays a pure function.

use std::ops::Range;

use super::directive::{self, Named, Reach};
use crate::model::{Document, Fate, Finding, Linked, MarkKind, SourceId, Suppression};
use crate::rules::{self, Options, Rule, Run};
use crate::text::{Span, fold};

/// How many comments before a finding are asked whether they hide it.
const ASKED: usize = 64;

/// The ignore comments of a document.
#[derive(Debug, Default)]
pub(super) struct Suppressions {
    /// Those that hold somewhere, by the start of where they hold.
    active: Vec<Active>,
    /// Those that can hide nothing.
    idle: Vec<Suppression>,
}

#[derive(Debug)]
struct Active {
    named: Named,
    holds: Range<u32>,
    used: bool,
}

impl Suppressions {
    /// Reads the ignore comments of a document.
    pub(super) fn of(document: &Document) -> Self {
        let mut found = Self::default();
        let mut open: Vec<usize> = Vec::new();
        let mut blocks = None;
        let comments = document.marks.iter().filter(|mark| mark.kind == MarkKind::Comment);
        for comment in comments.map(|mark| mark.span) {
            let Some(directive) = directive::parse(document.source.slice(comment), comment.start) else { continue };
            let length = document.source.text.len() as u32;
            let holds = match directive.reach {
                Reach::Next => next(document, comment, blocks.get_or_insert_with(|| spans(document))),
                Reach::Line => lines(document, comment),
                Reach::Start => comment.start..length,
                Reach::File => 0..length + 1,
                Reach::End => {
                    found.end(&mut open, directive.rules, comment, document);
                    continue;
                }
            };
            if directive.rules.is_empty() {
                found.idle(document.source.slice(comment), comment, Fate::NoRule);
            }
            for named in directive.rules {
                let meant = rules::all().iter().filter(|rule| rules::means(&named.rule, rule));
                match meant.clone().count() {
                    0 => {
                        let nearest = rules::find(&named.rule).err().map(|unknown| unknown.nearest);
                        found.idle(&named.text, named.span, Fate::UnknownRule(nearest.unwrap_or_default()));
                    }
                    _ if meant.clone().all(|rule| matches!(rule.run, Run::Library(_))) => {
                        found.idle(&named.text, named.span, Fate::OutOfReach);
                    }
                    _ => {
                        if directive.reach == Reach::Start {
                            open.push(found.active.len());
                        }
                        found.active.push(Active { named, holds: holds.clone(), used: false });
                    }
                }
            }
        }
        found.active.sort_by_key(|one| one.holds.start);
        found
    }

    fn idle(&mut self, text: &str, span: Span, fate: Fate) {
        self.idle.push(Suppression { text: text.to_owned(), span, fate });
    }

    /// Ends what was begun: the rules named, or all where none is.
    fn end(&mut self, open: &mut Vec<usize>, rules: Vec<Named>, comment: Span, document: &Document) {
        if rules.is_empty() && !self.close(open, None, comment.end) {
            self.idle(document.source.slice(comment), comment, Fate::EndsNothing);
        }
        for named in rules {
            if !self.close(open, Some(&named.rule), comment.end) {
                self.idle(&named.text, named.span, Fate::EndsNothing);
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
    pub(super) fn hide(&mut self, document: &Document, rule: &Rule, finding: &Finding) -> bool {
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
            if holds && one.named.values.as_ref().is_none_or(|values| is_one(document, finding, values)) {
                one.used = true;
                hidden = true;
            }
        }
        hidden
    }

    /// What came of each comment, those that speak of `but` left out. A rule that a comment names is run
    /// for this even where it was not `checked`: what it hides does not depend on what was selected.
    pub(super) fn fates(
        &mut self,
        linked: &Linked,
        checked: &[&'static Rule],
        but: &Rule,
        options: &Options,
    ) -> Vec<Suppression> {
        if self.active.is_empty() {
            return std::mem::take(&mut self.idle);
        }
        for rule in rules::all() {
            let named = || self.active.iter().any(|one| !one.used && rules::means(&one.named.rule, rule));
            let Run::Document(run) = rule.run else { continue };
            if !checked.iter().any(|other| other.code == rule.code) && named() {
                for finding in run(linked, options) {
                    self.hide(&linked.document, rule, &finding);
                }
            }
        }
        let fate = |used| if used { Fate::Hid } else { Fate::HidNothing };
        let active = self.active.iter().filter(|one| !rules::means(&one.named.rule, but));
        let active =
            active.map(|one| Suppression { text: one.named.text.clone(), span: one.named.span, fate: fate(one.used) });
        self.idle.iter().cloned().chain(active).collect()
    }
}

/// Whether one of the values is what a finding is about: its words stand in the finding's, in one piece.
fn is_one(document: &Document, finding: &Finding, values: &[String]) -> bool {
    let words = fold::words(document.source.slice(finding.at.span));
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
fn next(document: &Document, comment: Span, blocks: &[Span]) -> Range<u32> {
    let text = &document.source.text;
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
fn lines(document: &Document, comment: Span) -> Range<u32> {
    let text = &document.source.text;
    let start = text[..comment.start as usize].rfind('\n').map_or(0, |at| at + 1);
    start as u32..line_end(text, comment.end as usize) as u32
}

fn line_end(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    text[at..].find('\n').map_or(text.len(), |step| at + step)
}
