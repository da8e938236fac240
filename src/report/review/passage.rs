//! A passage with the parts of it that matter marked: the claim's figure, the source's other one.

use std::ops::Range;

use crate::model::Document;
use crate::text::ProseSpan;

/// How many bytes of a long passage are shown on each side of what is marked.
const AROUND: usize = 200;
/// Passages of so many bytes are shown whole.
const WHOLE: usize = 700;
/// More marks than this tell nobody anything.
const MARKS: usize = 40;

/// Why a part is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Hue {
    /// The two sides agree on it.
    Agrees,
    /// They differ in it.
    Differs,
    /// It is what is spoken of.
    Plain,
}

/// A passage, cut to what can be read, in parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::report) struct Passage {
    pub(in crate::report) parts: Vec<(String, Option<Hue>)>,
}

impl Passage {
    /// A text without marks.
    pub(in crate::report) fn plain(text: &str) -> Self {
        Self { parts: vec![(super::words::cut(text, WHOLE), None)] }
    }

    /// A passage of a document with marks, which may overlap: the first one wins.
    pub(in crate::report) fn new(document: &Document, whole: ProseSpan, marks: &[(ProseSpan, Hue)]) -> Self {
        let mut marks: Vec<_> = marks.iter().take(MARKS).copied().filter(|(at, _)| whole.overlaps(*at)).collect();
        marks.sort_by_key(|(at, _)| (at.start, at.end));
        let shown = window(document.prose.text(), whole, &marks);
        let mut out = Self::default();
        let mut at = shown.start;
        if shown.start > whole.start {
            out.parts.push(("… ".to_owned(), None));
        }
        for (mark, hue) in marks {
            let (start, end) = (mark.start.clamp(at, shown.end), mark.end.clamp(at, shown.end));
            if start < end {
                out.push(document, at..start, None);
                out.push(document, start..end, Some(hue));
                at = end;
            }
        }
        out.push(document, at..shown.end, None);
        if shown.end < whole.end {
            out.parts.push((" …".to_owned(), None));
        }
        out
    }

    fn push(&mut self, document: &Document, at: Range<u32>, hue: Option<Hue>) {
        if !at.is_empty() {
            self.parts.push((document.shown(ProseSpan { start: at.start, end: at.end }), hue));
        }
    }

    /// The passage on one line, without its marks.
    pub(in crate::report) fn text(&self) -> String {
        let whole: String = self.parts.iter().map(|(text, _)| text.as_str()).collect();
        whole.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Of a long passage, what stands around its first mark, at blanks.
fn window(text: &str, whole: ProseSpan, marks: &[(ProseSpan, Hue)]) -> Range<u32> {
    if whole.len() <= WHOLE {
        return whole.start..whole.end;
    }
    let (first, last) = match marks {
        [] => (whole.start, whole.start),
        [first, ..] => {
            let near = first.0.start as usize + WHOLE;
            let last = marks.iter().map(|(at, _)| at.end).filter(|&end| end as usize <= near).max();
            (first.0.start, last.unwrap_or(first.0.start))
        }
    };
    let low = text.floor_char_boundary((first as usize).saturating_sub(AROUND).max(whole.start as usize));
    let high = text.ceil_char_boundary((last as usize + AROUND).min(whole.end as usize));
    let from = if low == whole.start as usize {
        Some(low)
    } else {
        text[low..first as usize].find(' ').map(|at| low + at + 1)
    };
    let to = if high == whole.end as usize {
        Some(high)
    } else {
        text[last as usize..high].rfind(' ').map(|at| last as usize + at)
    };
    from.unwrap_or(low) as u32..to.unwrap_or(high) as u32
}
