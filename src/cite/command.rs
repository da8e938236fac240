//! Citations by a command of LaTeX: `\citep[see][p.~3]{marlow1999}`.
//!
//! In: the raw source of a mark. Out: its items, the keys by their bytes, and the words around them as they are
//! printed. It refuses to know where a command ends: that is the reader's word.

use super::key::ends;
use crate::grammar::latex::plain;
use crate::grammar::locator::locator;
use crate::model::{CiteItem, Mark};
use crate::text::Span;
use crate::text::citecommand::{self, Cited};

/// The items of a mark whose source is `raw`.
pub(super) fn items(raw: &str, mark: &Mark) -> Vec<CiteItem> {
    let Some(found) = citecommand::parse(raw) else { return Vec::new() };
    found.items.iter().map(|cited| item(raw, cited, mark)).collect()
}

fn item(raw: &str, cited: &Cited, mark: &Mark) -> CiteItem {
    let words = |range: &std::ops::Range<usize>| Some(printed(&raw[range.clone()])).filter(|words| !words.is_empty());
    let (locator, tail) = cited.after.as_ref().and_then(words).map_or((None, None), |note| parted(&note));
    let volume = cited.volume.as_ref().and_then(words);
    let base = mark.span.start as usize;
    CiteItem {
        span: Span::new(base + cited.key.start, base + cited.key.end),
        at: mark.at,
        text: raw[cited.key.clone()].to_owned(),
        key: Some(raw[cited.key.clone()].to_owned()),
        locator: match (volume, locator) {
            (Some(volume), Some(locator)) => Some(format!("vol. {volume}, {locator}")),
            (Some(volume), None) => Some(format!("vol. {volume}")),
            (None, locator) => locator,
        },
        prefix: cited.before.as_ref().and_then(words),
        tail,
        firm: true,
        ..CiteItem::default()
    }
}

/// A note after a key: the locator it begins with, and what follows that.
fn parted(note: &str) -> (Option<String>, Option<String>) {
    let bare = note.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    let (found, rest) = match locator(bare) {
        Ok((rest, found)) if ends(rest) => (Some(found.to_owned()), rest),
        _ => (None, bare),
    };
    let tail = rest.trim_start_matches([' ', ',', ';']);
    (found, (!tail.is_empty()).then(|| tail.to_owned()))
}

/// The words of a note, as they are printed.
fn printed(note: &str) -> String {
    if note.contains('%') { plain(&without_comments(note)) } else { plain(note) }
}

/// A command as a report shows it: line ends are blanks, comments are gone.
pub(super) fn shown(raw: &str) -> String {
    let bare = if raw.contains('%') { without_comments(raw) } else { raw.to_owned() };
    if !bare.contains(['\n', '\r', '\t']) {
        return bare;
    }
    let mut out = String::with_capacity(bare.len());
    for line in bare.lines() {
        let line = line.trim_matches([' ', '\t', '\r']);
        let glued = out.is_empty() || out.ends_with(['{', '[', ' ']) || line.starts_with(['{', '[', '}', ']']);
        out.push_str(if glued { "" } else { " " });
        out.push_str(line);
    }
    out
}

fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['%', '\\']) {
        if rest.as_bytes()[at] == b'\\' {
            let next = rest[at + 1..].chars().next().map_or(0, char::len_utf8);
            out.push_str(&rest[..at + 1 + next]);
            rest = &rest[at + 1 + next..];
            continue;
        }
        out.push_str(&rest[..at]);
        let after = rest[at..].find('\n').map_or("", |end| &rest[at + end + 1..]);
        rest = after.trim_start_matches([' ', '\t']);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::MarkKind;

    /// Items as `prefix|key|locator|tail`.
    fn read(raw: &str) -> Vec<String> {
        let mark = Mark { kind: MarkKind::Cite, at: crate::text::ProseSpan::new(0, 3), span: Span::new(0, raw.len()) };
        let items = items(raw, &mark);
        items.iter().for_each(|item| assert_eq!(&raw[item.span.range()], item.text, "{raw}"));
        let words = |part: &Option<String>| part.clone().unwrap_or_default();
        let shown = |i: &CiteItem| [words(&i.prefix), i.text.clone(), words(&i.locator), words(&i.tail)].join("|");
        items.iter().map(shown).collect()
    }

    #[test]
    fn notes_are_told_apart() {
        let table: &[(&str, &[&str])] = &[
            (r"\cite{a, b}", &["|a||", "|b||"]),
            (r"\citep*[p.~3]{a}", &["|a|p. 3|"]),
            (r"\parencite[see][12--15]{a,b}", &["see|a||", "|b|12–15|"]),
            (r"\citet[ch.\ 2, \emph{passim}]{a}", &["|a|ch. 2|passim"]),
            (r"\citep[\S~4]{a}", &["|a|§ 4|"]),
            (r"\citep[e.g.,][and others]{a}", &["e.g.,|a||and others"]),
            (r"\volcite{2}[33]{a}", &["|a|vol. 2, 33|"]),
            ("\\citep[p.~3% not 4\n ]{a}", &["|a|p. 3|"]),
            (r"{a,b}", &["|a||", "|b||"]),
        ];
        for (raw, want) in table {
            assert_eq!(read(raw), *want, "{raw}");
        }
    }

    #[test]
    fn a_command_is_shown_on_one_line() {
        assert_eq!(shown("\\citep{a,\n   b}"), "\\citep{a, b}");
        assert_eq!(shown("\\citep%\n  [p. 3]%so\n{a}"), "\\citep[p. 3]{a}");
        assert_eq!(shown(r"\citep[5\%]{a}"), r"\citep[5\%]{a}");
    }
}
