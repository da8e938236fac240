//! Brackets and quotation marks, paired within a block.
//!
//! In: the prose of one block. Out: each bracket with its partner, and each quotation mark that
//! stands alone. One pass, a stack; it refuses to know what the brackets hold.

use super::needles::next_byte;

/// A round or square bracket pair; one side is missing where `open` or `close` is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bracket {
    /// Offset of the opening bracket in the prose.
    pub open: Option<u32>,
    /// Offset of the closing bracket in the prose.
    pub close: Option<u32>,
    /// Whether it is square.
    pub square: bool,
}

/// A quotation mark without its partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoneQuote {
    /// Offset of the mark in the prose.
    pub at: u32,
    /// How many bytes it has.
    pub len: u32,
    /// Whether it opens.
    pub opens: bool,
}

/// A pair of double quotation marks: offsets of the first mark and past the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// Offset of the opening mark.
    pub start: u32,
    /// Offset past the closing mark.
    pub end: u32,
}

/// What one pass over a block finds.
#[derive(Clone, Debug, Default)]
pub struct Pairs {
    /// Brackets, in order of the block by their first known side.
    pub brackets: Vec<Bracket>,
    /// Lone quotation marks, in order.
    pub lone: Vec<LoneQuote>,
    /// Quoted passages, in order of their end.
    pub quoted: Vec<Quoted>,
}

/// How deep brackets may nest before the outermost is taken for unclosed.
const DEPTH: usize = 64;

/// Pairs the brackets and quotation marks of `block`, which begins at `base` in the prose.
pub fn pair(block: &str, base: u32, into: &mut Pairs) {
    let bytes = block.as_bytes();
    let first = into.brackets.len();
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut quotes: Vec<(u32, u32, Mark)> = Vec::new();
    let mut counted = Enumerators::default();
    let mut at = 0;
    while let Some(next) = next_byte(bytes, at, |b| matches!(b, b'(' | b')' | b'[' | b']' | b'"' | 0xE2)) {
        at = next;
        let here = base + at as u32;
        match bytes[at] {
            b'(' | b'[' | b']' if skips_interval(bytes, &mut at) => {}
            b'(' | b'[' => {
                if open.len() == DEPTH {
                    open.remove(0);
                }
                open.push((into.brackets.len(), bytes[at] == b'['));
                into.brackets.push(Bracket { open: Some(here), close: None, square: bytes[at] == b'[' });
            }
            close @ (b')' | b']') => {
                let square = close == b']';
                let partner = open.iter().rposition(|&(_, kind)| kind == square);
                match partner {
                    // A bracket of the other kind left open inside stays alone.
                    Some(level) => {
                        let pair = &mut into.brackets[open[level].0];
                        pair.close = Some(here);
                        let inner = &block[pair.open.map_or(at, |open| (open - base) as usize + 1)..at];
                        if !square && inner.len() <= 4 && !inner.contains(' ') {
                            counted.takes(&block[..at]);
                        }
                        open.truncate(level);
                    }
                    None if !square && counted.takes(&block[..at]) => {}
                    None => into.brackets.push(Bracket { open: None, close: Some(here), square }),
                }
            }
            b'"' if !is_inch(bytes, at, &quotes) => {
                quote(Mark::Straight, here, 1, side(block, at, 1), &mut quotes, into)
            }
            0xE2 => {
                if let Some(side) = curly(block, at, &quotes) {
                    quote(Mark::Curly, here, 3, side, &mut quotes, into);
                    at += 2;
                }
            }
            _ => {}
        }
        at += 1;
    }
    into.lone.extend(quotes.iter().map(|&(at, len, _)| LoneQuote { at, len, opens: true }));
    into.lone.sort_by_key(|lone| lone.at);
    into.brackets[first..].sort_by_key(|b| b.open.or(b.close));
}

/// Whether an interval begins here; then `at` moves to its end.
fn skips_interval(bytes: &[u8], at: &mut usize) -> bool {
    let len = interval(&bytes[*at..]);
    *at += len.unwrap_or(0);
    len.is_some()
}

/// The bytes before the last of an interval that is open at an end: `[0, 1)`, `(−∞, b]`, `]0, 1[`.
fn interval(text: &[u8]) -> Option<usize> {
    let end = 1 + text.iter().skip(1).take(24).position(|b| matches!(b, b'(' | b')' | b'[' | b']'))?;
    let half_open = matches!((text[0], text[end]), (b'[', b')') | (b'(', b']') | (b']', b'[' | b']') | (b'[', b'['));
    let inner = std::str::from_utf8(&text[1..end]).ok().filter(|_| half_open)?;
    let (low, high) = inner.split_once(',').or_else(|| inner.split_once(';'))?;
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '−' | '+' | '%' | '∞');
    let bound = |part: &str| !part.is_empty() && (part.chars().all(number) || part.chars().count() <= 2);
    (bound(low.trim()) && bound(high.trim())).then_some(end)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Curly,
    Straight,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
}

fn quote(mark: Mark, at: u32, len: u32, side: Side, stack: &mut Vec<(u32, u32, Mark)>, into: &mut Pairs) {
    let partner = stack.iter().rposition(|&(_, _, kind)| kind == mark);
    // “so" is closed, though by a mark of the other kind.
    let either = matches!(side, Side::Closes | Side::Either).then(|| stack.len().checked_sub(1)).flatten();
    match (side, partner.or(either)) {
        (Side::Closes | Side::Either, Some(level)) => {
            into.quoted.push(Quoted { start: stack[level].0, end: at + len });
            stack.truncate(level);
        }
        (Side::Closes, None) => into.lone.push(LoneQuote { at, len, opens: false }),
        (Side::Opens | Side::Either, _) => {
            if stack.len() < DEPTH {
                stack.push((at, len, mark));
            }
        }
    }
}

/// Which way a curly mark faces, if one stands at `at`. Marks are turned the wrong way by hand, and by
/// habit in other languages (`„so“`, `”so”`): one that can only be the partner of an open one closes it.
fn curly(block: &str, at: usize, open: &[(u32, u32, Mark)]) -> Option<Side> {
    let mark = block[at..].chars().next().filter(|c| matches!(c, '“' | '”' | '„'))?;
    let before = block[..at].chars().next_back().is_some_and(|c| !c.is_whitespace());
    let after = block[at + mark.len_utf8()..].chars().next().is_some_and(char::is_alphanumeric);
    let inside = open.iter().any(|&(_, _, mark)| mark == Mark::Curly);
    Some(match mark {
        '“' if inside && before && !after => Side::Closes,
        '”' if inside || before || !after => Side::Closes,
        _ => Side::Opens,
    })
}

/// Which way a straight mark faces, by what stands beside it.
fn side(block: &str, at: usize, len: usize) -> Side {
    let blank = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–'));
    let before = blank(block[..at].chars().next_back());
    let after = block[at + len..].chars().next().is_none_or(|c| c.is_whitespace());
    match (before, after) {
        (true, false) => Side::Opens,
        (false, true) => Side::Closes,
        _ => Side::Either,
    }
}

/// The marks of list items that a block has counted: `a)`, `2)`, `ii)` are no closing brackets.
#[derive(Default)]
struct Enumerators {
    digits: usize,
    letters: usize,
    romans: usize,
}

impl Enumerators {
    /// Whether a bracket after `before` closes such a mark: the first of its kind, the next of those
    /// counted, or one that begins the block. `p. 8)` is none.
    fn takes(&mut self, before: &str) -> bool {
        let begin = before
            .char_indices()
            .rev()
            .take(6)
            .find(|&(_, c)| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '('))
            .map(|(at, c)| at + c.len_utf8());
        let begin = begin.unwrap_or(if before.len() <= 5 { 0 } else { before.len() });
        let label = before[begin..].trim_end_matches('.');
        let above = before[..begin].trim_end();
        let first = above.is_empty() && label.chars().count() <= 3;
        let letter =
            |base: u8| label.bytes().next().filter(|_| label.len() == 1).map(|b| usize::from(b.wrapping_sub(base)) + 1);
        let number = label.parse().ok().filter(|_| label.len() <= 2);
        let small = letter(b'a').filter(|n| *n <= 26).or(letter(b'A').filter(|n| *n <= 26));
        let roman = ROMANS.iter().position(|roman| *roman == label).map(|at| at + 1);
        // "… of growth. C) The range": panels and items whose count began elsewhere.
        let mut taken = first && !label.is_empty() || small.is_some() && above.ends_with(['.', ';', ':']);
        for (number, counted) in [(number, &mut self.digits), (small, &mut self.letters), (roman, &mut self.romans)] {
            if let Some(number) = number.filter(|&number| {
                first || number == 1 || (*counted > 0 && (1..=2).contains(&number.wrapping_sub(*counted)))
            }) {
                *counted = number;
                taken = true;
            }
        }
        taken
    }
}

/// Small Roman numerals, as lists are counted with them.
const ROMANS: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// `6"` is a length, where no straight quotation is open.
fn is_inch(bytes: &[u8], at: usize, open: &[(u32, u32, Mark)]) -> bool {
    at > 0 && bytes[at - 1].is_ascii_digit() && !open.iter().any(|&(_, _, mark)| mark == Mark::Straight)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Pairs {
        let mut out = Pairs::default();
        pair(text, 0, &mut out);
        out
    }

    #[test]
    fn nested_brackets_find_their_partner() {
        let found = pairs("(a (b) [c]) and)");
        let sides: Vec<_> = found.brackets.iter().map(|b| (b.open, b.close)).collect();
        assert_eq!(sides, [(Some(0), Some(10)), (Some(3), Some(5)), (Some(7), Some(9)), (None, Some(15))]);
    }

    #[test]
    fn an_enumerator_is_no_bracket() {
        assert!(pairs("in [0, 1) or (−∞, b] and [0;1) and ]0, 1[").brackets.is_empty());
        assert_eq!(pairs("(a widow] kept it").brackets.len(), 2);
        for text in [
            "we ask a) why, b) how and i) when, ii) where",
            "12) Then",
            "1) one, 2) two",
            "iv) so",
            "H1) so",
            "1.) a; 2.) b",
            "Growth. C) Range",
        ] {
            assert!(pairs(text).brackets.is_empty(), "{text}");
        }
        for text in ["Stearn and Stearn, 1945, p. 20) say", "as in 2014, 8) it is"] {
            assert_eq!(pairs(text).brackets.len(), 1, "{text}");
        }
    }

    #[test]
    fn quotes_pair_and_the_rest_stand_alone() {
        assert_eq!(pairs("“a” and \"b\"").quoted.len(), 2);
        assert!(pairs("“a” and \"b\"").lone.is_empty());
        assert_eq!(pairs("aims at “Why it is.").lone, [LoneQuote { at: 8, len: 3, opens: true }]);
        assert!(!pairs("it is so.” And").lone[0].opens);
    }
}
