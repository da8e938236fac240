//! How lines look: adornments under titles, the marks of items, fields and directives.

use crate::read::lines::Line;

/// A title with its adornment.
pub(super) struct Heading {
    pub(super) title: Line,
    /// The character of the adornment, and whether it stands above too.
    pub(super) style: (u8, bool),
    /// How many lines it takes.
    pub(super) lines: usize,
}

/// The adornments that were met, in order: each new one is a level deeper.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<(u8, bool)>);

impl Styles {
    /// The level of a title with this adornment.
    pub(super) fn level(&mut self, style: (u8, bool)) -> u8 {
        let at = self.0.iter().position(|known| *known == style).unwrap_or_else(|| {
            self.0.push(style);
            self.0.len() - 1
        });
        u8::try_from(at + 1).unwrap_or(u8::MAX)
    }
}

/// The character that a line is made of, where it is one of punctuation.
fn adornment(text: &str) -> Option<u8> {
    let bytes = text.as_bytes();
    let first = *bytes.first().filter(|first| first.is_ascii_punctuation())?;
    (bytes.len() >= 2 && bytes.iter().all(|b| *b == first)).then_some(first)
}

/// The title that begins in a line.
pub(super) fn heading(source: &str, lines: &[Line], at: usize) -> Option<Heading> {
    let text = |line: Line| line.text(source);
    let line = *lines.get(at).filter(|line| line.indent == 0)?;
    let follows = |at: usize| lines.get(at).copied().filter(|line| line.gap == 0);
    let fits = |title: Line, under: Line| text(under).len() >= title.columns(source).min(4);
    if let Some(over) = adornment(text(line)) {
        let title = follows(at + 1)?;
        let under = follows(at + 2).filter(|under| under.indent == 0)?;
        let same = adornment(text(under)) == Some(over) && adornment(text(title)).is_none();
        return (same && fits(title, under)).then_some(Heading { title, style: (over, true), lines: 3 });
    }
    let under = follows(at + 1).filter(|under| under.indent == 0)?;
    let style = adornment(text(under))?;
    // "..", "::" and a row of a table are none.
    let own = !text(line).starts_with(".. ") && !matches!(text(under), ".." | "::");
    (own && fits(line, under)).then_some(Heading { title: line, style: (style, false), lines: 2 })
}

/// Whether a line is a rule between paragraphs.
pub(super) fn is_rule(text: &str) -> bool {
    text.len() >= 4 && adornment(text).is_some()
}

/// The mark of an item.
pub(super) struct Marker {
    pub(super) len: usize,
    pub(super) number: bool,
}

/// The mark that an item begins with; `followed` tells that the next line allows one that may be a word.
pub(super) fn marker(text: &str, followed: bool) -> Option<Marker> {
    let first = text.chars().next()?;
    let blank = |len: usize| text[len..].is_empty() || text[len..].starts_with([' ', '\t']);
    if matches!(first, '-' | '*' | '+' | '•' | '‣' | '⁃') {
        let len = first.len_utf8();
        return blank(len).then_some(Marker { len, number: false });
    }
    let open = usize::from(first == '(');
    let rest = &text[open..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let sign = usize::from(rest.starts_with('#'));
    let roman = (2..=7).contains(&letters) && rest[..letters].bytes().all(|b| b"ivxlcIVXLC".contains(&b));
    let len = match () {
        () if sign > 0 => 1,
        () if (1..=3).contains(&digits) => digits,
        () if letters == 1 || roman => letters,
        () => return None,
    };
    let closes = if open > 0 { rest[len..].starts_with(')') } else { rest[len..].starts_with(['.', ')']) };
    let whole = open + len + 1;
    (closes && followed && blank(whole) && !text[whole..].trim().is_empty())
        .then_some(Marker { len: whole, number: digits > 0 })
}

/// The name of a field that a line begins: `:Author:`.
pub(super) fn field(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(':')?;
    let end = inner.bytes().take(80).position(|b| matches!(b, b':' | b'`'))?;
    let (name, rest) = (&inner[..end], inner[end..].strip_prefix(':')?);
    (!name.trim().is_empty() && (rest.is_empty() || rest.starts_with(' '))).then_some(name)
}

/// The label in brackets that a note or an entry begins with, and where its words do.
pub(super) fn bracketed(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix('[')?;
    let end = inner.bytes().take(120).position(|b| b == b']')?;
    let label = &inner[..end];
    let rest = &inner[end + 1..];
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '+' | '#' | '*');
    (!label.is_empty() && label.chars().all(plain) && (rest.is_empty() || rest.starts_with(' ')))
        .then_some((label, end + 2))
}

/// The name of a directive, and where its argument begins.
pub(super) fn directive(text: &str) -> Option<(&str, usize)> {
    let end = text.find("::").filter(|&end| end > 0 && end < 80)?;
    let (name, rest) = (&text[..end], &text[end + 2..]);
    let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b':' | b'+'));
    (plain && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some((name, end + 2))
}
