//! A parenthesis or square bracket that stands alone.

use super::aside;
use crate::model::{Delimited, Finding, Linked, Lone, SourceId};
use crate::rules::Options;
use crate::rules::quoted::{first_words, last_words, quoted};
use crate::text::Span;

/// How many blocks a parenthesis may span: a list inside one, or a figure that divides it.
const BLOCKS: u32 = 3;

/// Reports each bracket without a partner, save those of citations and those that are signs.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let citations = broken_citations(linked);
    let lone: Vec<Lone> =
        linked.document.lone_brackets().filter(|lone| !belongs(&citations, lone.span) && !is_symbol(lone)).collect();
    let mut findings = Vec::new();
    let mut at = 0;
    while let Some(one) = lone.get(at) {
        at += 1;
        if one.opens {
            let partner = lone.get(at).filter(|next| !next.opens && next.block.0 - one.block.0 <= BLOCKS);
            if partner.is_some_and(|next| same_shape(one, next)) {
                at += 1;
                continue;
            }
            let partner = partner.filter(|next| next.block == one.block);
            if let Some(next) = partner {
                at += 1;
                findings.push(mismatched(one, next));
                continue;
            }
        }
        findings.push(alone(one));
    }
    findings
}

fn alone(lone: &Lone) -> Finding {
    let kind = if matches!(lone.mark, "(" | ")") { "parenthesis" } else { "bracket" };
    let (words, fault, cure) = if lone.opens {
        (lone.mark.to_owned() + &first_words(lone.after), "closed", "close it, or remove it")
    } else {
        (last_words(lone.before) + lone.mark, "opened", "open it where the aside begins, or remove it")
    };
    Finding::new(lone.span, format!("{kind} {} is never {fault}", quoted(&words)))
        .label("its partner is missing")
        .help(cure)
}

fn mismatched(open: &Lone, close: &Lone) -> Finding {
    let message = format!("`{}` is closed by `{}`", open.mark, close.mark);
    Finding::new(close.span, message)
        .label("closes here")
        .related(SourceId::DOCUMENT, open.span, "opened here")
        .help("set two brackets of one kind")
}

fn same_shape(open: &Lone, close: &Lone) -> bool {
    (open.mark == "(") == (close.mark == ")")
}

/// The spans of citations that lack a bracket, in order of the source: their brackets are told there.
fn broken_citations(linked: &Linked) -> Vec<Span> {
    let broken = linked.citations.iter().filter(|citation| citation.delimited != Delimited::Whole);
    let asides = aside::left_open(linked);
    let mut spans: Vec<Span> =
        broken.map(|citation| citation.span).chain(asides.iter().map(|(open, _)| open.span)).collect();
    spans.sort_unstable();
    spans
}

/// Whether a bracket belongs to one of the citations, or stands right after it.
fn belongs(citations: &[Span], bracket: Span) -> bool {
    let next = citations.partition_point(|citation| citation.start <= bracket.start);
    next.checked_sub(1).is_some_and(|before| bracket.start <= citations[before].end)
}

/// Whether a bracket is a sign of its own: a face (`:-)`), a sign that is spoken of (`[, [[ or $`),
/// or a part of a notation (`zhEx73[lin-31`).
fn is_symbol(lone: &Lone) -> bool {
    let alone = lone.after.chars().next().is_none_or(|c| !c.is_alphanumeric());
    let eyes = lone.before.strip_suffix('-').unwrap_or(lone.before);
    let face = alone && eyes.ends_with([':', ';']);
    let next = lone.after.strip_prefix(['(', '[']).unwrap_or(lone.after);
    let spoken_of = lone.opens && next.starts_with([',', ';', '.', '”', '’'])
        || ['"', '\'', '`'].iter().any(|&mark| lone.before.ends_with(mark) && lone.after.starts_with(mark));
    let notation = matches!(lone.mark, "[" | "]")
        && lone.before.ends_with(char::is_alphanumeric)
        && lone.after.starts_with(char::is_alphanumeric);
    face || spoken_of || notation
}
