//! A passage of a work as evidence: its bytes, its page, its words.

use crate::link::work::Work;
use crate::model::{EntryId, Evidence, SentenceId, SourceId, Verdict};
use crate::text::ProseSpan;

/// How many bytes of a long sentence are shown on each side of what tells.
const AROUND: usize = 240;

/// A work that lies open: whose it is, and which source its spans index.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open<'w> {
    pub(super) entry: EntryId,
    pub(super) source: SourceId,
    pub(super) work: &'w Work,
}

impl Open<'_> {
    /// A sentence as evidence; `mark` is the part of it that tells.
    pub(super) fn evidence(&self, sentence: SentenceId, mark: Option<ProseSpan>, verdict: Verdict) -> Evidence {
        let document = &self.work.document;
        let whole = document.sentence(sentence).at;
        let at = cut(document.prose.text(), whole, mark.unwrap_or(ProseSpan { end: whole.start, ..whole }));
        let span = document.prose.source(at);
        // Where the entry's own field speaks, the field is what can be pointed at.
        let (span, mark) = match self.work.field {
            Some(field) => (field, field),
            None => (span, mark.map_or(span, |mark| document.prose.source(mark))),
        };
        Evidence {
            entry: self.entry,
            source: self.source,
            span,
            mark,
            page: self.work.field.is_none().then(|| document.source.page(span.start)).flatten(),
            text: document.shown(at),
            verdict,
            figure: None,
            extent: self.work.extent,
            slip: None,
            differences: Vec::new(),
        }
    }
}

/// A sentence, or of a long one what stands around a part, at blanks.
fn cut(text: &str, whole: ProseSpan, part: ProseSpan) -> ProseSpan {
    let (start, end) = (whole.start as usize, whole.end as usize);
    if end - start <= 3 * AROUND {
        return whole;
    }
    let low = (part.start as usize).saturating_sub(AROUND).max(start);
    let high = (part.end as usize).saturating_add(AROUND).min(end);
    let blank = |&(_, byte): &(usize, u8)| byte == b' ';
    let bytes = text.as_bytes();
    let forward = || (low..part.start as usize).map(|at| (at, bytes[at])).find(blank).map(|(at, _)| at + 1);
    let back = || (part.end as usize..high).rev().map(|at| (at, bytes[at])).find(blank).map(|(at, _)| at);
    let from = if low == start { Some(start) } else { forward() };
    let to = if high == end { Some(end) } else { back() };
    ProseSpan::new(from.unwrap_or(part.start as usize), to.unwrap_or(part.end as usize))
}
