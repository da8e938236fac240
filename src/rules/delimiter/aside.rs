//! An aside that is left open around a citation: `(as the logs show, see Osei (2004; Marlow 1999). Then`.
//!
//! In: a linked document. Out: each such bracket with the citation that ends its sentence. Which of the
//! two brackets is closed nobody can tell; what is missing stands where the citation ends.

use crate::model::{Citation, Form, Linked, Lone};

/// How far the citation may stand behind the bracket, in bytes.
const REACH: usize = 240;

/// Words by which an aside is there for the citation's sake, and not the citation for the aside's.
const SEE: &[&str] = &["see", "see also"];

/// The brackets that are left open around a narrative citation at the end of a sentence.
pub fn left_open(linked: &Linked) -> Vec<(Lone<'_>, &Citation)> {
    linked
        .document
        .lone_brackets()
        .filter_map(|lone| citation(linked, &lone).map(|citation| (lone, citation)))
        .collect()
}

fn citation<'l>(linked: &'l Linked, lone: &Lone<'_>) -> Option<&'l Citation> {
    if !lone.opens || lone.mark != "(" {
        return None;
    }
    let next = linked.citations.partition_point(|citation| citation.span.start < lone.span.end);
    let citation = linked.citations.get(next).filter(|citation| citation.form == Form::Narrative)?;
    // The text of a citation is its prose, so it stands there as it is.
    let reach = (REACH + citation.text.len() + 1).min(lone.after.len());
    let near = (reach..=lone.after.len()).find_map(|end| lone.after.get(..end))?;
    let (words, after) = near.split_once(citation.text.as_str())?;
    let lead = words.trim_end();
    let sends = SEE.iter().any(|see| lead.strip_suffix(see).is_some_and(|rest| rest.is_empty() || rest.ends_with(' ')));
    let one = words.len() <= REACH && !words.contains(['(', ')', '[', ']']) && !words.contains(". ");
    (sends && one && citation.text.ends_with(')') && after.starts_with('.')).then_some(citation)
}
