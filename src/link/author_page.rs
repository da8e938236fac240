//! Items without a year: by all their names, and by the title that stands with them.

use super::compare::{self, Cited, Fit};
use super::resolve::{Answer, Resolver};
use crate::model::{Citation, CiteItem, Entry, EntryId, Form, Match, Status};
use crate::text::fold;

impl Resolver<'_> {
    /// The work of an item that has names and no year. In the sentence, a name that several works have is that of
    /// a person, and no citation.
    pub(super) fn by_author(&self, citation: &Citation, item: &CiteItem) -> Option<Answer> {
        let index = self.index;
        let cited = Cited::new(item, 0);
        let mut found = index.of_author(cited.keys.first()?);
        found.retain(|&id| !compare::given_contradicts(&cited, index.entry(id)));
        let best = found.iter().map(|&id| compare::fit(&cited, item.et_al, index.entry(id))).min()?;
        if best == Fit::Coauthors {
            return None;
        }
        if let Some(title) = &item.literal {
            // "Interaction" is the title that begins so before it is one that holds the word.
            let fitting = |begins: bool| found.iter().copied().filter(move |&id| self.has_title(id, title, begins));
            let mut titled: Vec<EntryId> = fitting(true).collect();
            if titled.is_empty() {
                titled = fitting(false).collect();
            }
            // "Rubin (in Ito)": what stands in the bracket behind a name is its title, or none of it.
            if titled.is_empty() && citation.form == Form::Narrative {
                return None;
            }
            if !titled.is_empty() {
                found = titled;
            }
        }
        let best = found.iter().map(|&id| compare::fit(&cited, item.et_al, index.entry(id))).min()?;
        found.retain(|&id| compare::fit(&cited, item.et_al, index.entry(id)) == best);
        // What the printed list does not have is not cited.
        if found.len() > 1 && found.iter().any(|id| self.listed.contains(id)) {
            found.retain(|id| self.listed.contains(id));
        }
        let first = index.entry(*found.first()?);
        if found.iter().all(|&id| compare::same_work(first, index.entry(id))) {
            found.truncate(1);
        }
        let plain = citation.form == Form::Parenthetical || item.et_al || item.authors.len() > 1;
        let shown = plain || item.literal.is_some() || item.locator.is_some();
        // Who is called by given and family name, and no more is said, is a person and no work.
        let named_in_full = item.authors[0].given.is_some() || item.authors[0].family.contains(' ') && !group(first);
        match found.len() {
            1 if best == Fit::Whole && !named_in_full || shown => {
                Some(Answer::new(Status::Linked, Match::Exact, found))
            }
            2.. if shown => {
                found.truncate(MOST);
                Some(Answer::new(Status::Ambiguous, Match::None, found))
            }
            _ => None,
        }
    }

    /// Whether a short title is that of a work: its beginning, or a part of it.
    fn has_title(&self, id: EntryId, short: &str, begins: bool) -> bool {
        let entry = self.index.entry(id);
        let (short, title) = (fold::key(short), fold::key(&entry.title));
        if short.is_empty() || title.is_empty() {
            return false;
        }
        let written = || entry.short.iter().any(|one| fold::key(one) == short);
        title.starts_with(&short) || short.starts_with(&title) || written() || !begins && title.contains(&short)
    }
}

/// Whether an organisation wrote an entry.
fn group(entry: &Entry) -> bool {
    entry.names().first().is_none_or(|person| person.group || person.family.contains(' '))
}

/// How many works that nothing tells apart are named.
const MOST: usize = 26;
