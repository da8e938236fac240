//! A claim beside what the cited works say, the figures and words in which they differ marked on both sides.

use std::fmt::{self, Write};

use super::escape::{Esc, Marked};
use crate::model::{Claim, Evidence, Support, Verdict};
use crate::report::review::{Hue, Passage, Place, Review, words};
use crate::text::{ProseSpan, Span};

/// How many passages are shown beside one claim.
const MOST: usize = 4;
/// How many characters are shown of a claim that could not be checked: the text has it whole.
const SHORT: usize = 160;

/// Writes a claim under its number; `first` is the number of its document's first block.
pub(super) fn write(
    out: &mut String,
    review: &Review,
    (claim, support): (&Claim, &Support),
    number: usize,
    first: usize,
) -> fmt::Result {
    let verdict = support.verdict;
    let block = review.document().block_at(claim.at.start);
    let name = verdict.name();
    if matches!(verdict, Verdict::NoSource | Verdict::Unchecked) {
        write!(out, "<p class=\"card claim {name}\" id=\"k{number}\">")?;
        if let Some(block) = block {
            write!(out, "<a href=\"#b{}\">{}</a> ", first + block.0 as usize, review.blocks.short(block))?;
        }
        return writeln!(out, "{}</p>", Esc(&words::cut(&review.document().shown(claim.at), SHORT)));
    }
    let at = block.map(|block| (block, review.place_in_section(Place { block, at: claim.at })));
    writeln!(
        out,
        "<article class=\"card claim {name}\" id=\"k{number}\">\n<p class=\"kind\"><span class=\"sev\">{} {}</span> \
         <span class=\"rule\">{}</span></p>",
        words::verdict_sign(verdict),
        words::verdict(verdict),
        words::kind(claim.kind)
    )?;
    out.push_str("<p class=\"at\">The manuscript");
    if let Some((block, at)) = at {
        write!(out, ", <a href=\"#b{}\">{}</a>", first + block.0 as usize, Esc(&at))?;
    }
    let ours = Passage::new(review.document(), claim.at, &ours(review, claim, support));
    writeln!(out, "</p>\n<blockquote>{}</blockquote>", Marked(&ours))?;
    let passages = passages(review, support);
    for (evidence, passage) in passages.iter().take(MOST) {
        let source = review.report.source(evidence.source).map_or("", |source| source.path.as_str());
        let entry = review.report.linked.entry(evidence.entry).label();
        write!(out, "<p class=\"at\">{} <span class=\"file\">{}", Esc(&entry), Esc(source))?;
        if let Some(page) = evidence.page {
            write!(out, ", page {page}")?;
        }
        writeln!(out, "</span></p>\n<blockquote class=\"theirs\">{}</blockquote>", Marked(passage))?;
    }
    if passages.len() > MOST {
        writeln!(out, "<p class=\"at\">and {} more passages</p>", passages.len() - MOST)?;
    }
    out.push_str("</article>\n");
    Ok(())
}

/// What is marked in the claim: each figure that was judged, each word in which a quotation differs.
fn ours(review: &Review, claim: &Claim, support: &Support) -> Vec<(ProseSpan, Hue)> {
    let figures =
        claim.figures.iter().zip(&support.figures).filter_map(|(figure, &verdict)| Some((figure.at, hue(verdict)?)));
    let differences = support.evidence.iter().take(1).flat_map(|evidence| &evidence.differences);
    let words = differences.filter_map(|one| Some((review.seen(one.ours)?.at, Hue::Differs)));
    figures.chain(words.filter(|(at, _)| !at.is_empty())).collect()
}

fn hue(verdict: Verdict) -> Option<Hue> {
    match verdict {
        Verdict::Supports => Some(Hue::Agrees),
        Verdict::Contradicts | Verdict::OtherStatement | Verdict::NotFound | Verdict::Altered => Some(Hue::Differs),
        _ => None,
    }
}

/// What is marked in one passage.
type Marks = Vec<(Span, Hue)>;

/// The passages of the cited works, each once, with all that is marked in it.
fn passages<'e>(review: &Review, support: &'e Support) -> Vec<(&'e Evidence, Passage)> {
    let mut found: Vec<(&Evidence, Marks)> = Vec::new();
    for evidence in &support.evidence {
        let judged = hue(evidence.verdict).filter(|_| evidence.mark != evidence.span);
        let mut marks: Marks = evidence.differences.iter().map(|one| (one.theirs, Hue::Differs)).collect();
        if marks.is_empty() {
            marks.extend(judged.map(|hue| (evidence.mark, hue)));
        }
        let same = |known: &&mut (&Evidence, Marks)| known.0.source == evidence.source && known.0.span == evidence.span;
        match found.iter_mut().take(MOST).find(same) {
            Some(known) => known.1.extend(marks),
            None => found.push((evidence, marks)),
        }
    }
    let shown = |(evidence, marks): (&'e Evidence, Marks)| {
        let work = review.work(evidence.source);
        let passage = work.and_then(|(document, map)| {
            let at = |span: Span| map.place(document, span).map(|place| place.at);
            let marks: Vec<_> = marks.iter().filter_map(|&(span, hue)| Some((at(span)?, hue))).collect();
            Some(Passage::new(document, at(evidence.span)?, &marks))
        });
        (evidence, passage.unwrap_or_else(|| Passage::plain(&evidence.text)))
    };
    found.into_iter().map(shown).collect()
}
