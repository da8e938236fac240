//! By what a finding is known again in a later run, however the lines around it have moved.
//!
//! In: the findings of a document. Out: a fingerprint each, made of the rule, the path, the words that the finding is
//! about, a few words on each side, and the how-manyth of its kind it is; never a line or an offset. An edit in
//! another sentence leaves it as it was, and one finding put in another's place gets another.
//!
//! **Invariant:** fingerprints are written into files that outlive a release. What goes into one may not change
//! without [`Fingerprint::VERSION`].

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use super::diagnostic::Diagnostic;
use super::report::DocumentReport;
use super::source::Source;
use crate::text::Span;

/// What a finding is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub u128);

impl Fingerprint {
    /// The version of what goes into a fingerprint.
    pub const VERSION: u32 = 1;
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:032x}", self.0)
    }
}

/// Gives fingerprints to the findings of a run, document after document: those that are alike are counted.
#[derive(Debug, Default)]
pub struct Fingerprints {
    seen: HashMap<u128, u32>,
}

/// The fingerprints of one document's findings.
#[derive(Debug, Default)]
pub struct Marked {
    /// One for each finding, in order.
    pub diagnostics: Vec<Mark>,
    /// One for each finding that is suppressed, in order.
    pub suppressed: Vec<Mark>,
}

/// The fingerprint of a finding, and which of those alike it is, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is known by.
    pub fingerprint: Fingerprint,
    /// Which it is of those with the same words and neighbours, in order of their places.
    pub occurrence: u32,
}

impl Fingerprints {
    /// The fingerprints of a document's findings; `path` gives a source's path as it is to go into them.
    ///
    /// What is suppressed counts among those alike, so that hiding one of them changes none of the others.
    pub fn of(&mut self, report: &DocumentReport, path: impl Fn(&str) -> String) -> Marked {
        let shown = report.diagnostics.iter().enumerate().map(|(at, one)| (one, false, at));
        let hidden = report.suppressed.iter().enumerate().map(|(at, one)| (&one.diagnostic, true, at));
        let mut all: Vec<_> = shown.chain(hidden).collect();
        all.sort_by_key(|(one, _, at)| (one.finding.at.source, one.finding.at.span, one.code, *at));
        let mut shown = vec![None; report.diagnostics.len()];
        let mut hidden = vec![None; report.suppressed.len()];
        for (diagnostic, suppressed, at) in all {
            let mark = self.mark(report, diagnostic, &path);
            let list = if suppressed { &mut hidden } else { &mut shown };
            list[at] = Some(mark);
        }
        let full = |list: Vec<Option<Mark>>| list.into_iter().flatten().collect();
        Marked { diagnostics: full(shown), suppressed: full(hidden) }
    }

    fn mark(&mut self, report: &DocumentReport, one: &Diagnostic, path: &impl Fn(&str) -> String) -> Mark {
        let mut hash = Hash::new();
        hash.add(one.code);
        match report.source(one.finding.at.source) {
            Some(source) => {
                hash.add(&path(&source.path));
                let span = one.finding.at.span;
                hash.words(words(source.slice(span)));
                let [before, after] = around(source, span);
                hash.words(before);
                hash.words(after);
            }
            None => hash.add(&one.finding.message),
        }
        let occurrence = self.seen.entry(hash.0).or_default();
        *occurrence += 1;
        hash.add(&occurrence.to_string());
        Mark { fingerprint: Fingerprint(hash.0), occurrence: *occurrence }
    }
}

/// A path without the parts that say nothing: `./a/../b.md` is `b.md`.
pub fn plain(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." => {}
            "" if !parts.is_empty() => {}
            ".." if parts.last().is_some_and(|last| !matches!(*last, ".." | "")) => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// How many words on each side go into a fingerprint.
const WORDS: usize = 3;
/// How far they are looked for, in bytes.
const REACH: usize = 160;

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
}

/// The words before and after a span, within its sentence; in a bibliography, within its line.
fn around(source: &Source, span: Span) -> [std::vec::IntoIter<&str>; 2] {
    let text = source.text.as_str();
    let Range { start, end } = span.range();
    let (start, end) = (text.floor_char_boundary(start), text.ceil_char_boundary(end.min(text.len())));
    let by_line = source.format.is_bibliography();

    let far = text.floor_char_boundary(start.saturating_sub(REACH));
    let before = &text[far..start];
    let (begin, cut) = match ends(before, by_line).last() {
        Some(end) => (end.end, false),
        None => (0, far > 0),
    };
    let mut before: Vec<&str> = words(&before[begin..]).collect();
    // The first may be the rest of a longer word.
    let whole = usize::from(cut).min(before.len());
    before.drain(..whole.max(before.len().saturating_sub(WORDS)));

    let far = text.ceil_char_boundary((end + REACH).min(text.len()));
    let after = &text[end..far];
    let stop = ends(after, by_line).next().map(|end| end.start);
    let cut = stop.is_none() && far < text.len();
    let mut after: Vec<&str> = words(&after[..stop.unwrap_or(after.len())]).collect();
    if cut {
        after.pop();
    }
    after.truncate(WORDS);
    [before.into_iter(), after.into_iter()]
}

/// Where sentences end: at their mark with what closes behind it, or a blank line. Where lines count, each is its own.
fn ends(text: &str, by_line: bool) -> impl Iterator<Item = Range<usize>> + '_ {
    let closes = |c: char| matches!(c, '"' | '\'' | ')' | ']' | '”' | '’' | '»');
    text.char_indices().filter_map(move |(at, c)| {
        let rest = &text[at + c.len_utf8()..];
        match c {
            '\n' if by_line => Some(at..at + 1),
            '\n' => {
                let line = &rest[..rest.find('\n')?];
                line.trim().is_empty().then_some(at..at + 1 + line.len() + 1)
            }
            '.' | '!' | '?' if !by_line => {
                let behind = rest.trim_start_matches(closes);
                let ended = behind.is_empty() || behind.starts_with(char::is_whitespace);
                ended.then_some(at..text.len() - behind.len())
            }
            _ => None,
        }
    })
}

/// FNV-1a of 128 bits: small, the same everywhere, and wide enough for findings.
struct Hash(u128);

impl Hash {
    fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    }

    /// Adds a part, ended by a byte that no text holds.
    fn add(&mut self, part: &str) {
        part.bytes().for_each(|byte| self.byte(byte));
        self.byte(0xff);
    }

    /// Adds words: how they are set on lines makes no difference.
    fn words<'w>(&mut self, words: impl Iterator<Item = &'w str>) {
        for word in words {
            self.add(word);
        }
        self.byte(0xfe);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Finding, Format, Severity};

    fn report(text: &str, wrong: &[&str]) -> DocumentReport {
        let mut report = DocumentReport::default();
        report.linked.document.source = Source::new("a.md", Format::Markdown, text.to_owned());
        for word in wrong {
            for (at, _) in text.match_indices(word) {
                let finding = Finding::new(Span::new(at, at + word.len()), "wrong");
                let severity = Severity::Error;
                report.diagnostics.push(Diagnostic { code: "C001", rule: "missing-reference", severity, finding });
            }
        }
        report
    }

    fn prints(text: &str, wrong: &[&str]) -> Vec<Fingerprint> {
        let marked = Fingerprints::default().of(&report(text, wrong), plain);
        marked.diagnostics.iter().map(|mark| mark.fingerprint).collect()
    }

    #[test]
    fn the_hash_is_the_published_one() {
        let mut hash = Hash::new();
        "foobar".bytes().for_each(|byte| hash.byte(byte));
        assert_eq!(hash.0, 0x343e_1662_793c_64bf_6f0d_3597_ba44_6f18);
    }

    #[test]
    fn edits_elsewhere_and_new_line_breaks_change_nothing() {
        let one = prints("First words. So it is (Fair, 2014), they say. Last words.", &["Fair, 2014"]);
        for text in [
            "# New\n\nOther words here. So it is (Fair, 2014), they say.",
            "So it\nis (Fair,\n2014), they\nsay. More.",
            "A \"quote.\" So it is (Fair, 2014), they say!",
        ] {
            let wrong = if text.contains("Fair, 2014") { "Fair, 2014" } else { "Fair,\n2014" };
            assert_eq!(prints(text, &[wrong]), one, "{text}");
        }
        assert_ne!(prints("So it was (Fair, 2014), they say.", &["Fair, 2014"]), one);
        assert_ne!(prints("So it is (Fair, 2015), they say.", &["Fair, 2015"]), one);
    }

    #[test]
    fn alike_findings_are_counted_and_one_hidden_moves_no_other() {
        let text = "So (Fair, 2014).\n\nSo (Fair, 2014).\n\nSo (Fair, 2014).";
        let all = prints(text, &["Fair, 2014"]);
        assert_eq!(all.iter().collect::<std::collections::HashSet<_>>().len(), 3);
        let mut hidden = report(text, &["Fair, 2014"]);
        let diagnostic = hidden.diagnostics.remove(0);
        hidden.suppressed.push(crate::model::Suppressed { diagnostic, by: crate::model::SuppressedBy::Comment });
        let marked = Fingerprints::default().of(&hidden, plain);
        assert_eq!(marked.suppressed[0].fingerprint, all[0]);
        assert_eq!(marked.diagnostics.iter().map(|mark| mark.fingerprint).collect::<Vec<_>>(), all[1..]);
    }

    #[test]
    fn paths_are_plain() {
        for (path, want) in [
            ("./a/b.md", "a/b.md"),
            ("a/../b.md", "b.md"),
            ("../b.md", "../b.md"),
            ("/a//b.md", "/a/b.md"),
            ("../../a/./b", "../../a/b"),
            ("", ""),
        ] {
            assert_eq!(plain(path), want, "{path}");
        }
    }
}
