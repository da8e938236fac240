//! The words of an ignore comment.
//!
//! `pincite-ignore RULE[, RULE]: reason`, with `-line`, `-start`, `-end` or `-file` behind `ignore`; a
//! rule may name the values it is for: `missing-reference("Fair, 2014")`.

use crate::text::Span;

/// What an ignore comment says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Directive {
    pub(super) reach: Reach,
    pub(super) rules: Vec<Named>,
}

/// Where it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// In the next line or block.
    Next,
    /// On its own line.
    Line,
    /// From here on.
    Start,
    /// Up to here.
    End,
    /// In the whole file.
    File,
}

/// A rule that it names.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// Code, name, prefix or family.
    pub(super) rule: String,
    /// The values it is for; `None` is all.
    pub(super) values: Option<Vec<String>>,
    /// As written, values included.
    pub(super) text: String,
    /// Where it is written.
    pub(super) span: Span,
}

/// Reads a comment that begins at `base`; `None` where it is none of ours.
pub(super) fn parse(comment: &str, base: u32) -> Option<Directive> {
    let words = comment.trim_start_matches(|c: char| !c.is_alphanumeric());
    // `@comment{pincite-ignore …}` of a bibliography.
    let inner = words.get(..7).filter(|word| word.eq_ignore_ascii_case("comment")).map(|word| &words[word.len()..]);
    let words = inner.map_or(words, |inner| inner.trim_start_matches(['{', '(', ' ']));
    let rest = words.strip_prefix("pincite-ignore")?;
    let (reach, rest) =
        [("-line", Reach::Line), ("-start", Reach::Start), ("-end", Reach::End), ("-file", Reach::File)]
            .into_iter()
            .find_map(|(word, reach)| Some((reach, rest.strip_prefix(word)?)))
            .unwrap_or((Reach::Next, rest));
    if rest.starts_with(is_name) && !rest.starts_with("-->") {
        return None;
    }
    let mut scanner = Scanner { comment, at: comment.len() - rest.len() };
    let mut rules = Vec::new();
    while let Some(named) = scanner.named(base) {
        rules.push(named);
        scanner.blanks();
        if !scanner.take(',') {
            break;
        }
    }
    Some(Directive { reach, rules })
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-'
}

struct Scanner<'c> {
    comment: &'c str,
    at: usize,
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        &self.comment[self.at..]
    }

    fn blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn take(&mut self, mark: char) -> bool {
        let found = self.rest().starts_with(mark);
        self.at += if found { mark.len_utf8() } else { 0 };
        found
    }

    fn named(&mut self, base: u32) -> Option<Named> {
        self.blanks();
        let start = self.at;
        let rest = self.rest();
        let end = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
        // The end of the comment: "C001 -->".
        let rule = rest[..end].trim_end_matches('-').to_owned();
        if rule.is_empty() {
            return None;
        }
        self.at += rule.len();
        let values = self.values();
        let span = Span::new(base as usize + start, base as usize + self.at);
        Some(Named { rule, values, text: self.comment[start..self.at].to_owned(), span })
    }

    /// `("Fair, 2014", "Bell, 2015")`; what is not closed names no value.
    fn values(&mut self) -> Option<Vec<String>> {
        let start = self.at;
        if !self.take('(') {
            return None;
        }
        let mut values = Vec::new();
        loop {
            self.blanks();
            let close: &[char] = match self.rest().chars().next() {
                Some('"') => &['"'],
                Some('“' | '„' | '”') => &['”', '“'],
                _ => break,
            };
            let inside = self.rest().char_indices().nth(1).map_or(self.comment.len(), |(at, _)| self.at + at);
            let Some(length) = self.comment[inside..].find(close) else { break };
            values.push(self.comment[inside..inside + length].to_owned());
            self.at = inside + length;
            close.iter().any(|&mark| self.take(mark));
            self.blanks();
            if !self.take(',') {
                break;
            }
        }
        if values.is_empty() || !self.take(')') {
            self.at = start;
            return None;
        }
        Some(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_comments() {
        type Parsed<'t> = Option<(Reach, &'t [&'t str])>;
        let table: &[(&str, Parsed<'_>)] = &[
            ("<!-- pincite-ignore C001: in press -->", Some((Reach::Next, &["C001"]))),
            ("<!--pincite-ignore C001-->", Some((Reach::Next, &["C001"]))),
            ("% pincite-ignore-line missing-reference, C007", Some((Reach::Line, &["missing-reference", "C007"]))),
            (
                "<!-- pincite-ignore-file missing-reference(\"Fair, 2014\", \"Bell, 2015\"), D: so -->",
                Some((Reach::File, &["missing-reference(\"Fair, 2014\", \"Bell, 2015\")", "D"])),
            ),
            ("<!-- pincite-ignore-end -->", Some((Reach::End, &[]))),
            ("<!-- pincite-ignore-start C001 as agreed -->", Some((Reach::Start, &["C001"]))),
            ("@Comment{pincite-ignore B005: so}", Some((Reach::Next, &["B005"]))),
            ("<!-- pincite-ignored C001 -->", None),
            ("<!-- do not use pincite-ignore C001 -->", None),
        ];
        for (comment, want) in table {
            let found = parse(comment, 0).map(|found| (found.reach, found.rules));
            let texts = found
                .as_ref()
                .map(|(reach, rules)| (*reach, rules.iter().map(|named| named.text.as_str()).collect::<Vec<_>>()));
            assert_eq!(texts, want.map(|(reach, rules)| (reach, rules.to_vec())), "{comment}");
            for named in found.into_iter().flat_map(|(_, rules)| rules) {
                assert_eq!(&comment[named.span.range()], named.text);
            }
        }
    }
}
