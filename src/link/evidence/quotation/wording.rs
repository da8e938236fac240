//! What a quotation claims its source says: the letters, and where it tells that it left some out.
//!
//! In: the words between the marks. Out: their letters, parted where an ellipsis, a bracketed edit or a
//! mark stands. What stands in square brackets is the editor's and is not sought.

use std::ops::Range;

use super::written::Written;

/// The wording of a quotation.
#[derive(Debug, Default)]
pub(super) struct Wording<'t> {
    /// The letters that the source must have.
    pub letters: Written<'t>,
    /// Where the source may have more, in order.
    pub joints: Vec<Joint>,
}

/// A place where a quotation says that it departs from its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Joint {
    /// Before which letter.
    pub before: usize,
    /// How many letters the source may have there.
    pub most: usize,
}

/// How many letters an ellipsis may stand for: some 200 words.
const LEFT_OUT: usize = 1200;
/// How many letters an edit in brackets may stand for: some 12 words.
const EDITED: usize = 72;
/// How long an edit in brackets may be, in bytes.
const BRACKET: usize = 200;

/// Words in round brackets that are never the source's.
const REMARKS: &[&str] = &["sic", "emphasis", "italics", "my italics", "translation", "our translation", "author's"];

impl<'t> Wording<'t> {
    /// Reads the words between the marks.
    pub(super) fn of(text: &'t str) -> Self {
        let mut wording = Self { letters: Written::new(text), joints: Vec::new() };
        let mut from = 0;
        let mut at = 0;
        while let Some(step) = text[at..].find(['[', '(', '.', '…', '\u{fffc}']) {
            at += step;
            match departure(&text[at..]) {
                Some((len, most)) => {
                    wording.letters.add(from..at);
                    wording.part(most);
                    at += len;
                    from = at;
                }
                None => at += text[at..].chars().next().map_or(1, char::len_utf8),
            }
        }
        wording.letters.add(from..text.len());
        wording.unite_split_words();
        // What is left out before the first word or behind the last one needs no room.
        let all = wording.letters.len();
        wording.joints.retain(|joint| joint.before > 0 && joint.before < all);
        wording
    }

    /// The runs of letters between the joints.
    pub(super) fn segments(&self) -> Vec<Range<usize>> {
        let mut start = 0;
        let mut segments = Vec::with_capacity(self.joints.len() + 1);
        for joint in &self.joints {
            segments.push(start..joint.before);
            start = joint.before;
        }
        segments.push(start..self.letters.len());
        segments
    }

    /// The room for more letters of the source before a letter.
    pub(super) fn room(&self, before: usize) -> Option<usize> {
        let at = self.joints.binary_search_by_key(&before, |joint| joint.before).ok()?;
        Some(self.joints[at].most)
    }

    fn part(&mut self, most: usize) {
        let before = self.letters.len();
        match self.joints.last_mut() {
            Some(last) if last.before == before => last.most = last.most.max(most),
            _ => self.joints.push(Joint { before, most }),
        }
    }

    /// `[t]he` and `walk[ed]`: letters right beside a bracket do not begin a word.
    fn unite_split_words(&mut self) {
        for joint in &self.joints {
            let Some(&at) = self.letters.at.get(joint.before) else { continue };
            if self.letters.text[..at as usize].ends_with([']', '[']) {
                self.letters.opens[joint.before] = false;
            }
        }
    }
}

/// The bytes of a departure that a text begins with, and the letters the source may have there.
fn departure(text: &str) -> Option<(usize, usize)> {
    match text.as_bytes()[0] {
        b'[' | b'(' => {
            let close = if text.starts_with('[') { ']' } else { ')' };
            let near = &text.as_bytes()[..text.len().min(BRACKET)];
            let len = memchr::memchr(close as u8, near)?;
            let inside = text[1..len].trim();
            if ellipsis(inside) == Some(inside.len()) {
                return Some((len + 1, LEFT_OUT));
            }
            let remark = || {
                let first = inside.split([' ', ',']).next().unwrap_or("").to_lowercase();
                REMARKS.contains(&first.as_str())
            };
            (close == ']' || remark()).then_some((len + 1, EDITED))
        }
        b'.' => ellipsis(text).map(|len| (len, LEFT_OUT)),
        _ if text.starts_with('…') => Some(('…'.len_utf8(), LEFT_OUT)),
        // A citation by key, code, a formula: the reader sees something the prose does not hold.
        _ => Some(('\u{fffc}'.len_utf8(), EDITED)),
    }
}

/// The bytes of the ellipsis that a text begins with: `…`, `...`, `. . .`.
fn ellipsis(text: &str) -> Option<usize> {
    if let Some(rest) = text.strip_prefix('…') {
        return Some(text.len() - rest.trim_start_matches(['…', '.']).len());
    }
    let mut dots = 0;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        match c {
            '.' => (dots, end) = (dots + 1, at + 1),
            ' ' | '\u{a0}' if at == end => {}
            _ => break,
        }
    }
    (dots >= 3).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn departures_part_the_letters() {
        let table: &[(&str, &[&str])] = &[
            ("The ferry sank.", &["theferrysank"]),
            ("The ferry … sank", &["theferry", "sank"]),
            ("The ferry. . . . It sank", &["theferry", "itsank"]),
            ("The ferry [...] sank (…) there", &["theferry", "sank", "there"]),
            ("[t]he ferry [that is, the old one] sank", &["heferry", "sank"]),
            ("It sank (sic) and (so) burnt (emphasis added)", &["itsank", "andsoburnt"]),
            ("… it sank ...", &["itsank"]),
            ("a [never closed", &["aneverclosed"]),
            ("", &[""]),
        ];
        for (text, want) in table {
            let wording = Wording::of(text);
            let letters = String::from_utf8(wording.letters.letters.clone()).unwrap();
            let found: Vec<&str> = wording.segments().into_iter().map(|segment| &letters[segment]).collect();
            assert_eq!(&found, want, "{text}");
        }
    }

    #[test]
    fn a_letter_in_brackets_does_not_cut_a_word() {
        let wording = Wording::of("They walk[ed] home");
        let words = wording.letters.words(0..wording.letters.len());
        assert_eq!(words.len(), 3);
    }
}
