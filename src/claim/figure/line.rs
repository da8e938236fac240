//! The words around a place, never more than a few: what keeps the reader linear.

/// How far one looks back, and ahead, in bytes.
const BACK: usize = 96;
const AHEAD: usize = 240;

/// A sentence in its prose. Places are offsets into the prose.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'d> {
    text: &'d str,
    /// Where the sentence begins.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
}

impl<'d> Line<'d> {
    /// A sentence of a prose.
    pub(super) fn new(text: &'d str, start: usize, end: usize) -> Self {
        Self { text, start, end }
    }

    /// What stands before a place.
    pub(super) fn before(&self, at: usize) -> &'d str {
        let from = self.text.ceil_char_boundary(at.saturating_sub(BACK)).clamp(self.start, at);
        &self.text[from..at]
    }

    /// What stands from a place on.
    pub(super) fn after(&self, at: usize) -> &'d str {
        let to = self.text.floor_char_boundary(at.saturating_add(AHEAD)).clamp(at, self.end.max(at));
        &self.text[at..to]
    }

    /// Whether nothing but opening marks stands before a place in its sentence.
    pub(super) fn opens(&self, at: usize) -> bool {
        at - self.start < BACK && self.before(at).chars().all(|c| !c.is_alphanumeric())
    }

    /// Past everything at a place that is glued together: letters, digits and the signs between them.
    pub(super) fn past_token(&self, at: usize) -> usize {
        let mut end = at;
        let mut chars = self.text[at..self.end.max(at)].chars().peekable();
        while let Some(c) = chars.next() {
            let goes_on = c.is_alphanumeric()
                || matches!(c, '_' | '.' | ',' | ':' | '/' | '-' | '–' | '∶')
                    && chars.peek().is_some_and(|next| next.is_alphanumeric());
            if !goes_on {
                break;
            }
            end += c.len_utf8();
        }
        end
    }
}

/// The last word of a text, and what stands before it.
pub(super) fn last_word(text: &str) -> (&str, &str) {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || c == '(');
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.'))
        .last()
        .map_or(text.len(), |(at, _)| at);
    (&text[..start], &text[start..])
}
