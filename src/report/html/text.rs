//! The manuscript itself, each citation, claim and finding marked in place.
//!
//! Marks lie over each other in any way. The text is cut where one begins or ends; each part says all that it
//! belongs to. Citations never overlap, and are links around their parts; the number of a finding and the sign of
//! a claim's verdict stand behind what they are about, as a note's number does.

use std::fmt::{self, Write};

use super::escape::Esc;
use super::work::Target;
use crate::model::{BlockKind, Document, Severity, Status, Verdict};
use crate::report::review::{Review, words};
use crate::text::ProseSpan;

/// How many blocks a browser lays out together, where they come into view.
const CHUNK: usize = 16;
/// How many marks of a kind a part of the text says it belongs to: more lie over each other in no manuscript.
const DEEP: usize = 8;

/// Something marked in the text.
pub(super) struct Mark {
    pub(super) at: ProseSpan,
    pub(super) what: What,
}

/// What is marked.
pub(super) enum What {
    /// A claim, by its number, and what came of it.
    Claim(usize, Verdict),
    /// Works of a citation.
    Item(Target),
    /// A finding, by its number.
    Finding(usize, Severity),
}

/// Writes a manuscript; `first` is the number of its first block in the page.
pub(super) fn write(out: &mut String, review: &Review, first: usize, mut marks: Vec<Mark>) -> fmt::Result {
    let document = review.document();
    marks.sort_by_key(|mark| (mark.at.start, std::cmp::Reverse(mark.at.end)));
    let mut rest = marks.as_slice();
    let mut page = None;
    for (number, block) in document.blocks.iter().enumerate() {
        if number.is_multiple_of(CHUNK) {
            out.push_str(if number == 0 { "<div class=\"chunk\">\n" } else { "</div>\n<div class=\"chunk\">\n" });
        }
        let turned = document.source.page(document.prose.source(block.at).start);
        if turned != page {
            page = turned;
            writeln!(out, "<p class=\"page\">page {}</p>", turned.unwrap_or(1))?;
        }
        let before = rest.partition_point(|mark| mark.at.start < block.at.start);
        rest = &rest[before..];
        let (here, more) = rest.split_at(rest.partition_point(|mark| mark.at.start < block.at.end));
        rest = more;
        let (tag, class) = element(block.kind);
        write!(out, "<{tag} class=\"{class}\" id=\"b{}\"", first + number)?;
        if let Some(counted) = review.blocks.paragraph(crate::model::BlockId(number as u32)) {
            write!(out, " data-p=\"{counted}\"")?;
        }
        out.push('>');
        Block { document, out }.write(block.at, here)?;
        writeln!(out, "</{tag}>")?;
    }
    out.push_str(if document.blocks.is_empty() {
        "<p class=\"none\">There is no text in it.</p>\n"
    } else {
        "</div>\n"
    });
    Ok(())
}

fn element(kind: BlockKind) -> (&'static str, &'static str) {
    match kind {
        BlockKind::Heading => ("h3", "b head"),
        BlockKind::Paragraph => ("p", "b"),
        BlockKind::Item => ("p", "b item"),
        BlockKind::Quote => ("blockquote", "b"),
        BlockKind::Note => ("p", "b note"),
        BlockKind::Caption => ("p", "b caption"),
        BlockKind::Table => ("p", "b cell"),
        BlockKind::Reference => ("p", "b ref"),
    }
}

struct Block<'b> {
    document: &'b Document,
    out: &'b mut String,
}

/// What lies over a part of the text.
#[derive(Default)]
struct Over<'m> {
    claims: Vec<(u32, usize)>,
    findings: Vec<(u32, usize, Severity)>,
    item: Option<(u32, &'m Target)>,
    /// Whether the link of that citation has been opened.
    open: bool,
    /// Numbers and signs to be set, behind a citation that is still open.
    due: String,
}

impl Block<'_> {
    fn write(&mut self, whole: ProseSpan, marks: &[Mark]) -> fmt::Result {
        let mut cuts: Vec<u32> = marks.iter().flat_map(|mark| [mark.at.start, mark.at.end.min(whole.end)]).collect();
        cuts.extend([whole.start, whole.end]);
        cuts.sort_unstable();
        cuts.dedup();
        let mut ends: Vec<&Mark> = marks.iter().collect();
        ends.sort_by_key(|mark| mark.at.end.min(whole.end));
        let (mut marks, mut ends) = (marks, ends.as_slice());
        let mut over = Over::default();
        for (number, &at) in cuts.iter().enumerate() {
            while let [mark, more @ ..] = ends
                && mark.at.end.min(whole.end) <= at
            {
                over.end(mark)?;
                ends = more;
            }
            if over.item.is_some_and(|(end, _)| end <= at) {
                over.item = None;
                self.out.push_str("</a>");
            }
            if over.item.is_none() {
                self.out.push_str(&over.due);
                over.due.clear();
            }
            while let [mark, more @ ..] = marks
                && mark.at.start <= at
            {
                let end = mark.at.end.min(whole.end);
                if end > at {
                    over.begin(mark, end);
                }
                marks = more;
            }
            if let Some(&next) = cuts.get(number + 1) {
                self.part(&mut over, ProseSpan { start: at, end: next })?;
            }
        }
        Ok(())
    }

    fn part(&mut self, over: &mut Over, at: ProseSpan) -> fmt::Result {
        let text = self.document.shown(at);
        if let Some((end, target)) = over.item.filter(|_| !over.open) {
            over.open = true;
            let status =
                if target.status == Status::Linked { String::new() } else { format!(" c-{}", target.status.name()) };
            write!(self.out, "<a class=\"c{status}\" href=\"#{}\"", target.id)?;
            if !target.more.is_empty() {
                write!(self.out, " data-w=\"{}\"", target.more.join(" "))?;
            }
            // The common case needs no element within the link.
            if end == at.end && over.findings.is_empty() {
                self.ids("k", over.claims.iter().map(|one| one.1))?;
                return write!(self.out, ">{}", Esc(&text));
            }
            self.out.push('>');
        }
        if over.claims.is_empty() && over.findings.is_empty() {
            return write!(self.out, "{}", Esc(&text));
        }
        self.out.push_str("<span class=\"m");
        if let Some(worst) = over.findings.iter().map(|&(_, _, severity)| severity).max() {
            write!(self.out, " s {}", worst.name())?;
        }
        self.out.push('"');
        self.ids("f", over.findings.iter().map(|one| one.1))?;
        self.ids("k", over.claims.iter().map(|one| one.1))?;
        write!(self.out, ">{}</span>", Esc(&text))
    }

    fn ids(&mut self, name: &str, numbers: impl Iterator<Item = usize>) -> fmt::Result {
        let numbers: Vec<_> = numbers.map(|number| number.to_string()).collect();
        match numbers.is_empty() {
            true => Ok(()),
            false => write!(self.out, " data-{name}=\"{}\"", numbers.join(" ")),
        }
    }
}

impl<'m> Over<'m> {
    fn begin(&mut self, mark: &'m Mark, end: u32) {
        match &mark.what {
            What::Claim(number, _) if self.claims.len() < DEEP => self.claims.push((end, *number)),
            What::Finding(number, severity) if self.findings.len() < DEEP => {
                self.findings.push((end, *number, *severity));
            }
            What::Item(target) if self.item.is_none() => (self.item, self.open) = (Some((end, target)), false),
            _ => {}
        }
    }

    fn end(&mut self, mark: &Mark) -> fmt::Result {
        match mark.what {
            What::Item(_) => {}
            What::Finding(number, severity) => {
                self.findings.retain(|one| one.1 != number);
                let name = severity.name();
                write!(
                    self.due,
                    "<a class=\"n {name}\" href=\"#f{number}\" aria-label=\"finding {number}, {name}\">{number}</a>"
                )?;
            }
            What::Claim(number, verdict) => {
                self.claims.retain(|one| one.1 != number);
                if !matches!(verdict, Verdict::NoSource | Verdict::Unchecked) {
                    let (name, sign, said) = (verdict.name(), words::verdict_sign(verdict), words::verdict(verdict));
                    write!(
                        self.due,
                        "<a class=\"v {name}\" href=\"#k{number}\" aria-label=\"claim: {said}\">{sign}</a>"
                    )?;
                }
            }
        }
        Ok(())
    }
}
