//! The steps by which a document is made, once all of them are known.
//!
//! In: what a file said, in order. Out: pieces, marks, labels and pointers in a builder.

use std::collections::HashSet;

use crate::model::{BlockKind, Builder, MarkKind};
use crate::read::words::push_words;
use crate::text::Span;

/// Whom words stand for.
#[derive(Debug)]
pub(in crate::read) enum Target {
    /// Works, by their keys.
    Works(Vec<String>),
    /// A place in the file, which may be an entry of the reference list.
    Place(String),
}

/// A step of making the document.
#[derive(Debug)]
pub(super) enum Step {
    Block(BlockKind),
    Words(Span),
    Blank(Span),
    Mark(MarkKind, Span),
    /// A comment to pincite, on a line of its own.
    Comment(Span),
    Label(String),
    /// Here begin words that stand for works …
    Start,
    /// … and here they end.
    End(Target),
    Nothing,
}

/// The key in the name that a citation processor gives to an entry of its list.
pub(super) fn citeproc_key(name: &str) -> &str {
    name.strip_prefix("ref-").unwrap_or(name)
}

/// The keys that words stand for, by the step where they end. Of two that lie in one another the outer counts.
pub(super) fn pointers(steps: &mut [Step]) -> Vec<(usize, Vec<String>)> {
    let mut places: HashSet<String> = HashSet::new();
    let mut listed = false;
    for step in steps.iter_mut() {
        match step {
            Step::Block(kind) => listed = *kind == BlockKind::Reference,
            Step::Label(name) if listed => {
                places.insert(name.clone());
            }
            // What lies elsewhere is pointed at by nobody that is asked.
            Step::Label(_) => *step = Step::Nothing,
            _ => {}
        }
    }
    let mut open = Vec::new();
    let mut out: Vec<(usize, usize, Vec<String>)> = Vec::new();
    for (at, step) in steps.iter_mut().enumerate() {
        match step {
            Step::Start => open.push(at),
            Step::End(target) => {
                let Some(start) = open.pop() else { continue };
                let keys = match target {
                    Target::Works(keys) => std::mem::take(keys),
                    Target::Place(name) => {
                        let key = citeproc_key(name);
                        let known = places.contains(key) || key.len() < name.len();
                        known.then(|| key.to_owned()).into_iter().collect()
                    }
                };
                if !keys.is_empty() {
                    out.truncate(out.partition_point(|(inner, ..)| *inner < start));
                    out.push((start, at, keys));
                }
            }
            _ => {}
        }
    }
    out.into_iter().map(|(_, end, keys)| (end, keys)).collect()
}

/// Pushes the steps.
pub(super) fn play(builder: &mut Builder<'_>, steps: Vec<Step>, pointers: Vec<(usize, Vec<String>)>) {
    let source = builder.text();
    let mut pointers = pointers.into_iter().peekable();
    let mut starts = Vec::new();
    for (at, step) in steps.into_iter().enumerate() {
        match step {
            Step::Block(kind) => builder.block(kind),
            Step::Words(span) => {
                let fresh = builder.current().is_none_or(|(_, text)| text.is_empty() || text.ends_with(' '));
                let words = &source[span.range()];
                let cut = if fresh { words.len() - words.trim_start().len() } else { 0 };
                push_words(builder, source, span.start as usize + cut, span.end as usize);
            }
            Step::Blank(span) => builder.blank(span),
            Step::Mark(kind, span) => builder.mark(kind, span),
            Step::Comment(span) => builder.aside(MarkKind::Comment, span),
            Step::Label(name) => builder.label(name),
            Step::Start => starts.push(builder.here()),
            Step::End(_) => {
                let start = starts.pop();
                if let (Some((_, keys)), Some(start)) = (pointers.next_if(|(end, _)| *end == at), start) {
                    builder.pointer(start, keys);
                }
            }
            Step::Nothing => {}
        }
    }
}
