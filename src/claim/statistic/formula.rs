//! Formulas as plain text, laid into the prose where they stand: `$t(28) = 2.20$`, `$\chi^2(1) = 3.9$`.
//!
//! In: the prose of a block, where each formula is one U+FFFC, and the formulas' own bytes. Out: one text
//! that can be read, with the way back.

use std::borrow::Cow;
use std::ops::Range;

/// The longest formula that is laid out, in bytes: a result is short.
const LONG: usize = 160;
/// What stands for a formula in the prose.
const MARK: usize = '\u{fffc}'.len_utf8();

/// A text with its formulas laid out.
#[derive(Debug)]
pub struct Laid<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// For each formula: where it stands in the text, and the place of its U+FFFC.
    formulas: Vec<(Range<usize>, usize)>,
}

impl<'a> Laid<'a> {
    /// Lays out the formulas of a block, given by the place of their U+FFFC and their own bytes.
    pub fn out(block: &'a str, formulas: &[(usize, &str)]) -> Self {
        if !formulas.iter().any(|(_, formula)| formula.contains(['=', '<', '>', '\\'])) {
            return Self { text: Cow::Borrowed(block), formulas: Vec::new() };
        }
        let mut text = String::with_capacity(block.len() + 64);
        let mut places = Vec::with_capacity(formulas.len());
        let mut from = 0;
        for &(at, formula) in formulas {
            if at < from || formula.len() > LONG || !block[at..].starts_with('\u{fffc}') {
                continue;
            }
            text.push_str(&block[from..at]);
            let start = text.len();
            plain(formula, &mut text);
            places.push((start..text.len(), at));
            from = at + MARK;
        }
        text.push_str(&block[from..]);
        Self { text: Cow::Owned(text), formulas: places }
    }

    /// The part of the block that a part of the text stands for; a formula is never cut in two.
    pub fn back(&self, range: Range<usize>) -> Range<usize> {
        self.place(range.start, false)..self.place(range.end, true)
    }

    fn place(&self, at: usize, end: bool) -> usize {
        let next = self.formulas.partition_point(|(laid, _)| laid.start < at || !end && laid.start == at);
        let Some((laid, mark)) = next.checked_sub(1).and_then(|last| self.formulas.get(last)) else { return at };
        match (at > laid.end || at == laid.end && !laid.is_empty() && !end, end) {
            (true, _) => mark + MARK + (at - laid.end),
            (false, true) => mark + MARK,
            (false, false) => *mark,
        }
    }
}

/// Appends a formula as plain text.
fn plain(formula: &str, out: &mut String) {
    let inner = formula.strip_prefix("\\(").and_then(|inner| inner.strip_suffix("\\)"));
    let mut rest = inner.unwrap_or_else(|| formula.trim_matches('$'));
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if c != '\\' {
            if c == '~' {
                out.push(' ');
            } else if rest.starts_with('}') && c == '{' {
                rest = &rest[1..];
            } else if c == '{' && rest.starts_with(',') {
                // The comma of thousands: 1{,}234.
                rest = &rest[1..];
                out.push(',');
                rest = rest.strip_prefix('}').unwrap_or(rest);
            } else {
                out.push(c);
            }
            continue;
        }
        let name = &rest[..rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len())];
        rest = &rest[name.len()..];
        match name {
            "" => {
                // "\," and "\ " are blanks, "\_" and "\%" themselves.
                let Some(sign) = rest.chars().next() else { break };
                rest = &rest[sign.len_utf8()..];
                out.push(if matches!(sign, ',' | ';' | ':' | '!' | ' ' | '\n') { ' ' } else { sign });
            }
            "mathit" | "mathrm" | "mathbf" | "mathnormal" | "text" | "textit" | "textrm" | "textnormal" | "emph"
            | "operatorname" | "mbox" | "bm" => {
                if let Some((word, after)) = rest.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
                    out.push_str(word);
                    rest = after;
                }
            }
            "left" | "right" | "big" | "Big" | "displaystyle" => {}
            "quad" | "qquad" => out.push(' '),
            _ => {
                let sign = sign(name);
                if sign.is_empty() {
                    out.push('\\');
                    out.push_str(name);
                } else {
                    out.push_str(sign);
                    rest = rest.strip_prefix(' ').filter(|after| !after.starts_with(['(', '['])).unwrap_or(rest);
                }
            }
        }
    }
}

fn sign(name: &str) -> &'static str {
    match name {
        "chi" => "χ",
        "rho" => "ρ",
        "eta" => "η",
        "omega" => "ω",
        "beta" => "β",
        "nu" => "ν",
        "le" | "leq" | "leqslant" => "≤",
        "ge" | "geq" | "geqslant" => "≥",
        "lt" => "<",
        "gt" => ">",
        "approx" => "≈",
        "times" => "×",
        "cdot" => "·",
        "infty" => "∞",
        "pm" => "±",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_laid_out_and_found_again() {
        let block = "so \u{fffc}, \u{fffc}. End";
        let laid = Laid::out(block, &[(3, "$\\chi^2(1, N = 1{,}234) = 3.9$"), (8, "$p = .048$")]);
        assert_eq!(laid.text, "so χ^2(1, N = 1,234) = 3.9, p = .048. End");
        let whole = laid.text.find('χ').unwrap()..laid.text.find(". End").unwrap();
        assert_eq!(laid.back(whole), 3..11);
        let p = laid.text.find('p').unwrap();
        assert_eq!(laid.back(p..p + 8), 8..11);
        assert_eq!(laid.back(laid.text.len() - 3..laid.text.len()), 13..16);
        assert_eq!(Laid::out("plain", &[]).back(1..3), 1..3);
    }
}
