//! A quotation found letter by letter: its parts in order, no more between them than they tell of.

use std::ops::Range;

use memchr::memmem;

use super::super::super::skeleton::Skeleton;
use super::wording::Wording;

/// In how many places the longest part is tried.
const TRIED: usize = 32;

/// Where each segment of a quotation stands in a source, if all of them do.
pub(super) fn find(wording: &Wording, skeleton: &Skeleton) -> Option<Vec<usize>> {
    let segments = wording.segments();
    let letters = &wording.letters.letters;
    let anchor = (0..segments.len()).max_by_key(|&n| (segments[n].len(), std::cmp::Reverse(n)))?;
    let needle = &letters[segments[anchor].clone()];
    if needle.is_empty() {
        return None;
    }
    let tried = skeleton.find(needle, TRIED);
    tried.into_iter().find_map(|at| around(wording, &segments, anchor, at, skeleton.letters()))
}

/// The places of all segments where the anchor stands at `at`: each next one as near as can be.
fn around(wording: &Wording, segments: &[Range<usize>], anchor: usize, at: usize, source: &[u8]) -> Option<Vec<usize>> {
    let letters = &wording.letters.letters;
    let mut places = vec![at; segments.len()];
    let mut end = at + segments[anchor].len();
    for n in anchor + 1..segments.len() {
        let needle = &letters[segments[n].clone()];
        let reach = source.len().min(end + wording.joints[n - 1].most + needle.len());
        places[n] = end + memmem::find(&source[end..reach], needle)?;
        end = places[n] + needle.len();
    }
    let mut start = at;
    for n in (0..anchor).rev() {
        let needle = &letters[segments[n].clone()];
        let from = start.saturating_sub(wording.joints[n].most + needle.len());
        places[n] = from + memmem::rfind(&source[from..start], needle)?;
        start = places[n];
    }
    Some(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(quotation: &str, source: &str) -> Option<Vec<usize>> {
        find(&Wording::of(quotation), &Skeleton::new(source))
    }

    #[test]
    fn parts_stand_in_order_and_near() {
        let source = "theferrysankinthebayandnobodyraisedit";
        assert_eq!(found("The ferry sank", source), Some(vec![0]));
        assert_eq!(found("ferry … nobody raised it", source), Some(vec![3, 23]));
        assert_eq!(found("[t]he ferry sank", source), Some(vec![1]));
        assert_eq!(found("nobody … the ferry", source), None);
        assert_eq!(found("…", source), None);
        let far = format!("theferry{}sank", "x".repeat(2000));
        assert_eq!(found("the ferry … sank", &far), None);
        assert_eq!(found("the [old] ferry", "thebigandveryrustyferry"), Some(vec![0, 18]));
    }
}
