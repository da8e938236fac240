//! What joins the last two names of citations, and where it stands.
//!
//! In: a linked document. Out: the sign or word as it is written. It refuses to know languages: the word of a
//! document is the one that its other citations have.

use crate::model::{Citation, CiteItem, Conjunction, Form, Linked};
use crate::rules::habit::Habit;
use crate::text::Span;

/// The source bytes of what joins the last two names of an item, and the word or sign that stands there.
pub fn conjunction(linked: &Linked, citation: &Citation, item: &CiteItem) -> Option<(Span, String)> {
    let [.., before, last] = item.authors.as_slice() else { return None };
    let between = Span { start: before.span.end, end: last.span.start.max(before.span.end) };
    let words = linked.document.words_at(citation, between)?;
    let joins = |word: &&str| match item.conjunction {
        Some(Conjunction::Ampersand) => *word == "&",
        Some(Conjunction::Word) => word.chars().all(|c| c.is_alphabetic() && c.is_lowercase()),
        None => false,
    };
    let mut found = words.split_whitespace().filter(joins);
    let (Some(word), None) = (found.next(), found.next()) else { return None };
    let place = word.as_ptr() as usize - words.as_ptr() as usize;
    let start = linked.document.place_at(citation, between, place)?;
    let end = linked.document.place_at(citation, between, place + word.len())?;
    Some((Span { start, end }, word.to_owned()))
}

/// The word that joins names in citations of a form, where all that have one have the same.
pub fn word(linked: &Linked, form: Form) -> Option<String> {
    let mut found: Option<String> = None;
    for (_, citation, item) in linked.items().filter(|(_, citation, item)| joined_by_word(citation, item, form)) {
        let (_, word) = conjunction(linked, citation, item)?;
        if found.get_or_insert_with(|| word.clone()) != &word {
            return None;
        }
    }
    found
}

fn joined_by_word(citation: &Citation, item: &CiteItem, form: Form) -> bool {
    citation.form == form && !item.continues && item.conjunction == Some(Conjunction::Word)
}

/// What joins two names in citations of a form, where that is clear: `&`, or the document's own word.
pub fn usual(linked: &Linked, form: Form) -> Option<String> {
    let of_form = linked.items().filter(|(_, citation, item)| citation.form == form && !item.continues);
    let habit: Habit =
        of_form.filter_map(|(.., item)| item.conjunction).map(|one| one == Conjunction::Ampersand).collect();
    match habit.usual(1, 2)? {
        true => Some("&".to_owned()),
        false => word(linked, form),
    }
}
