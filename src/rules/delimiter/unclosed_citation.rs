//! A citation whose bracket is never closed.

use super::aside;
use crate::model::{Citation, Delimited, Document, Finding, Form, Linked, Lone, SourceId};
use crate::rules::Options;
use crate::rules::quoted::quoted;
use crate::text::Span;

/// Reports each citation that has an opening bracket and no closing one, or is in an aside that has none.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let unclosed = linked.citations.iter().filter(|citation| citation.delimited == Delimited::Unclosed);
    let mut lone: Vec<Lone> = linked.document.lone_brackets().collect();
    lone.sort_by_key(|bracket| bracket.span);
    unclosed
        .map(|citation| {
            let square = citation.text.find(['(', '[']).is_some_and(|at| citation.text[at..].starts_with('['));
            let close = if square { ']' } else { ')' };
            let words = citation.text.trim_start_matches(['(', '[']).trim_end_matches('.');
            let finding = Finding::new(citation.span, format!("citation {} is never closed", quoted(words)))
                .label(format!("no `{close}` after it"))
                .help(format!("write `{close}` where the citation ends"));
            if closed_later(&linked.document, citation, &lone) {
                return finding;
            }
            close_it(&linked.document, finding, citation, if square { "]" } else { ")" })
        })
        .chain(aside::left_open(linked).into_iter().map(|(open, citation)| around(linked, &open, citation)))
        .collect()
}

/// How many blocks further on a closing bracket may belong to a citation.
const BLOCKS: u32 = 2;

/// Whether the bracket may stand further on: one that nothing opens comes next, in a block below.
fn closed_later(document: &Document, citation: &Citation, lone: &[Lone]) -> bool {
    let Some(block) = document.sentences.get(citation.sentence.0 as usize).map(|sentence| sentence.block.0) else {
        return false;
    };
    let next = lone.partition_point(|bracket| bracket.span.start < citation.span.end);
    // `a)` begins an item.
    let label = |bracket: &Lone| (1..=3).contains(&bracket.before.len());
    let near = |bracket: &Lone| (block..=block.saturating_add(BLOCKS)).contains(&bracket.block.0);
    lone.get(next).is_some_and(|next| !next.opens && !label(next) && near(next))
}

/// The finding with the bracket set behind the last item: safe where the sentence or its part ends there too.
fn close_it(document: &Document, finding: Finding, citation: &Citation, close: &str) -> Finding {
    let Some(last) = citation.items.last() else { return finding };
    // A page belongs inside, and where it ends is not known here.
    let page = |rest: &str| citation.form == Form::Key || rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    if document.after(citation).strip_prefix(',').is_some_and(page) {
        return finding;
    }
    let end = Span { start: last.span.end, end: last.span.end };
    let edit = document.rewrite(citation, end, "", close);
    let title = format!("write `{close}` behind it");
    let inside = document.inside(citation);
    let rest = if inside.ends_with('.') { "." } else { document.after(citation) };
    if rest.trim_end().is_empty() || rest.starts_with(['.', '!', '?', '”', '"', ';', ':']) {
        finding.fix(title, edit)
    } else {
        finding.unsafe_fix(title, edit)
    }
}

fn around(linked: &Linked, open: &Lone, citation: &Citation) -> Finding {
    let end = Span { start: citation.span.end, end: citation.span.end };
    let edit = linked.document.rewrite(citation, end, "", ")");
    Finding::new(citation.span, format!("the bracket around {} is never closed", quoted(&citation.text)))
        .label("one `)` closes two brackets")
        .related(SourceId::DOCUMENT, open.span, "opened here")
        .help("write `))` where the citation ends")
        .unsafe_fix("write `)` behind it", edit)
}
