//! Entries that were not read whole: what they lack or have twice may be the fault's doing.

use crate::model::{Entry, Library, Severity};
use crate::text::Span;

/// The items of a file in which something was lost.
pub(super) struct Faulty(Vec<Span>);

impl Faulty {
    /// Those of a library.
    pub(super) fn of(library: &Library) -> Self {
        let grave = library.flaws.iter().filter(|flaw| flaw.severity == Severity::Error);
        let mut items: Vec<Span> = grave.map(|flaw| flaw.item.to(flaw.span)).collect();
        items.sort_unstable_by_key(|span| span.start);
        // An item reaches as far as any before it.
        let mut end = 0;
        for item in &mut items {
            end = end.max(item.end);
            item.end = end;
        }
        Self(items)
    }

    /// Whether an entry is one of them, or was torn out of one.
    pub(super) fn has(&self, entry: &Entry) -> bool {
        let next = self.0.partition_point(|item| item.start < entry.span.end);
        next.checked_sub(1).is_some_and(|last| self.0[last].end > entry.span.start)
    }
}
