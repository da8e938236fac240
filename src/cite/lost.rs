//! Citations that lost a bracket: `(P7, 2024. Next`, `as it is P5, 2024.)`.

use super::author_date::{Draft, Finder};
use super::group;
use crate::model::{Delimited, Form};

/// How far a group without one of its brackets is read, in bytes.
const REACH: usize = 400;

impl Finder<'_, '_> {
    /// A bracket that is never closed, right before a citation.
    pub(super) fn unclosed(&mut self, open: usize) {
        let mut end = (open + 1 + REACH).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let words = &self.text[open + 1..end];
        let mut items = group::items(words);
        let Some(first) = items.first() else { return };
        let lead = words[..first.at.start].trim();
        let plain = lead.len() <= 24 && lead.split_whitespace().count() <= 3 && !lead.contains(['(', ')']);
        if !plain || !first.firm {
            return;
        }
        // Items go on only where nothing but a mark parts them.
        let mut kept = 1;
        while kept < items.len() {
            let between = words[items[kept - 1].at.end..items[kept].at.start].trim();
            if !matches!(between, ";" | "," | "; see also" | "; see" | ", and" | "; and" | "") {
                break;
            }
            kept += 1;
        }
        items.truncate(kept);
        let mut last = items[kept - 1].at.end;
        last += usize::from(words[last..].starts_with('.'));
        self.draft(open, open + 1, open + 1 + last, items, Delimited::Unclosed);
    }

    /// A bracket that was never opened, right after a citation.
    pub(super) fn unopened(&mut self, floor: usize, close: usize) {
        let mut start = floor.max(close.saturating_sub(REACH));
        while !self.text.is_char_boundary(start) {
            start += 1;
        }
        // One that stands inside a whole pair of the other kind.
        let Some(words) = self.text.get(start..close) else { return };
        let mut items = group::items(words);
        let Some(last) = items.last() else { return };
        if !words[last.at.end..].trim().trim_matches(['.', ',']).is_empty() {
            return;
        }
        let mut first = items.len() - 1;
        while first > 0 {
            let between = words[items[first - 1].at.end..items[first].at.start].trim();
            if !(items[first].continues || matches!(between, ";" | "; see also" | "; see" | "; and")) {
                break;
            }
            first -= 1;
        }
        items.drain(..first);
        if items[0].nameless || items[0].continues || !items[0].firm {
            return;
        }
        let begin = start + items[0].at.start;
        self.push(Draft {
            at: begin..close + 1,
            form: Form::Parenthetical,
            delimited: Delimited::Unopened,
            base: start,
            items,
            narrative: None,
        });
    }
}
