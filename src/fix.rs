//! Edits, made in a text.
//!
//! In: a report, or a text and the fixes wanted in it. Out: the text with those edits that can be made side by
//! side, and how many are left for another pass. It refuses to know disk, rules and rounds: whoever asks for
//! fixes checks the mended text again, for an edit may bring to light what the next one mends.
//!
//! **Invariant:** no byte outside the edits changes; a fix is made whole or not at all; the same fixes give the
//! same text, in whatever order they come.

use std::collections::BTreeMap;

use crate::model::{DocumentReport, Edit, Source, SourceId};

/// A fix that can be made in one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The code of the rule that found what it mends.
    pub code: &'static str,
    /// The edits, in order; never empty.
    pub edits: Vec<Edit>,
}

/// A text that was mended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// The text.
    pub text: String,
    /// The codes of the fixes that were made, in order of their places.
    pub made: Vec<&'static str>,
    /// How many could not be made beside the others.
    pub left: usize,
}

/// The fixes of a report, each with the text it is for; those that are not safe only where they are asked for.
/// What a comment hides is not mended.
pub fn wanted(report: &DocumentReport, unsafe_too: bool) -> Vec<(&Source, Wanted)> {
    let fixes = report.diagnostics.iter().filter_map(|found| Some((found.code, found.finding.fix.as_ref()?)));
    fixes
        .filter(|(_, fix)| fix.safe || unsafe_too)
        .filter_map(|(code, fix)| {
            let id: SourceId = fix.edits.first()?.source;
            // Edits of several files could be made in part.
            let one = fix.edits.iter().all(|edit| edit.source == id);
            let source = report.source(id).filter(|_| one)?;
            Some((source, Wanted { code, edits: fix.edits.clone() }))
        })
        .collect()
}

/// Makes the fixes that can be made side by side. Of two that touch, the one that begins first is made, and of
/// two that begin at one place the one of the lower code; the same edits, wanted twice, are made once.
pub fn apply(text: &str, mut wanted: Vec<Wanted>) -> Mended {
    let place = |one: &Wanted| one.edits.first().map(|edit| edit.span);
    wanted.sort_by(|a, b| (place(a), a.code, texts(a)).cmp(&(place(b), b.code, texts(b))));
    let mut taken: BTreeMap<u32, &Edit> = BTreeMap::new();
    let mut mended = Mended::default();
    let mut last: Option<&[Edit]> = None;
    for one in &wanted {
        if last == Some(&one.edits) {
            mended.made.push(one.code);
        } else if one.edits.iter().all(|edit| fits(text, &taken, edit)) {
            taken.extend(one.edits.iter().map(|edit| (edit.span.start, edit)));
            mended.made.push(one.code);
            last = Some(&one.edits);
        } else {
            mended.left += 1;
        }
    }
    let grown: usize = taken.values().map(|edit| edit.text.len()).sum();
    mended.text = String::with_capacity(text.len() + grown);
    let mut at = 0;
    for edit in taken.values() {
        mended.text.push_str(&text[at..edit.span.range().start]);
        mended.text.push_str(&edit.text);
        at = edit.span.range().end;
    }
    mended.text.push_str(&text[at..]);
    mended
}

fn texts(wanted: &Wanted) -> Vec<(u32, &str)> {
    wanted.edits.iter().map(|edit| (edit.span.end, edit.text.as_str())).collect()
}

/// Whether an edit lies in the text and touches none of those that are taken.
fn fits(text: &str, taken: &BTreeMap<u32, &Edit>, edit: &Edit) -> bool {
    let span = edit.span;
    let before = taken.range(..=span.end).next_back();
    text.get(span.range()).is_some() && before.is_none_or(|(_, other)| other.span.end < span.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn wanted(code: &'static str, edits: &[(usize, usize, &str)]) -> Wanted {
        let edit = |&(start, end, text): &(usize, usize, &str)| Edit {
            source: SourceId::DOCUMENT,
            span: Span::new(start, end),
            text: text.to_owned(),
        };
        Wanted { code, edits: edits.iter().map(edit).collect() }
    }

    #[test]
    fn edits_are_made_side_by_side_or_left() {
        let text = "(Osei et al 2004; Ito and Ruiz, 2019)";
        type Case<'t> = (&'t [Wanted], &'t str, &'t [&'t str], usize);
        let stop = wanted("S002", &[(11, 11, ".")]);
        let comma = wanted("S001", &[(11, 11, ",")]);
        let sign = wanted("S003", &[(22, 25, "&")]);
        let both = wanted("C008", &[(1, 5, "Ossei"), (23, 24, "u")]);
        let table: &[Case<'_>] = &[
            (&[], text, &[], 0),
            (&[sign.clone(), stop.clone()], "(Osei et al. 2004; Ito & Ruiz, 2019)", &["S002", "S003"], 0),
            // Two at one place: the lower code first, the other in the next pass.
            (&[stop.clone(), comma.clone()], "(Osei et al, 2004; Ito and Ruiz, 2019)", &["S001"], 1),
            // The same edit twice is made once.
            (&[stop.clone(), stop.clone()], "(Osei et al. 2004; Ito and Ruiz, 2019)", &["S002", "S002"], 0),
            // Whole or not at all.
            (&[both.clone(), sign.clone()], "(Ossei et al 2004; Ito aud Ruiz, 2019)", &["C008"], 1),
            (&[wanted("S003", &[(0, 3, "")]), both.clone()], "ei et al 2004; Ito and Ruiz, 2019)", &["S003"], 1),
            // What lies outside the text is left.
            (&[wanted("S003", &[(30, 99, "")])], text, &[], 1),
        ];
        for (fixes, want, made, left) in table {
            let mended = apply(text, fixes.to_vec());
            assert_eq!((mended.text.as_str(), mended.made.as_slice(), mended.left), (*want, *made, *left));
            let mut turned = fixes.to_vec();
            turned.reverse();
            assert_eq!(apply(text, turned), mended);
        }
    }
}
