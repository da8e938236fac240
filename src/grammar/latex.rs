//! LaTeX in field values, as a reader sees it printed.
//!
//! In: a value as it stands in the file, without its delimiters. Out: plain text: accents are
//! letters, dashes dashes, markup gone, blanks single. It refuses to fail: what it does not know, it
//! drops, and keeps the argument.
//!
//! **Invariant:** one pass and an explicit stack, so that neither nesting nor length can harm.

use crate::text::accent::push_marked;
use crate::text::tex_symbols::{self, Command};

/// The text that a value prints.
pub fn plain(value: &str) -> String {
    let value = value.trim();
    if is_plain(value.as_bytes()) {
        return value.to_owned();
    }
    let mut printer = Printer { rest: value, out: String::with_capacity(value.len()), ..Printer::default() };
    printer.run();
    printer.out
}

/// The text of a value that is no prose: an address, a DOI, a file name.
///
/// Braces and the backslashes before `_ % & # $ ~` go, blanks at the ends too.
pub fn verbatim(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value.trim();
    if let Some(inner) = rest.strip_prefix("\\url{").and_then(|inner| inner.strip_suffix('}')) {
        rest = inner.trim();
    }
    while let Some(at) = rest.find(['\\', '{', '}', '$']) {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        match (rest.as_bytes()[at], after.as_bytes().first()) {
            // `$<$`, as exports write it.
            (b'$', Some(sign @ (b'<' | b'>'))) if after[1..].starts_with('$') => {
                out.push(char::from(*sign));
                rest = &after[2..];
                continue;
            }
            (b'$', _) => out.push('$'),
            (b'\\', Some(b'_' | b'%' | b'&' | b'#' | b'$' | b'~' | b'{' | b'}')) => {
                out.push_str(&after[..1]);
                rest = &after[1..];
                continue;
            }
            (b'\\', _) => {
                let name = &after[..letters(after)];
                match tex_symbols::command(name) {
                    Command::Prints(text) if !name.is_empty() => {
                        out.push_str(text);
                        rest = &after[name.len()..];
                        continue;
                    }
                    _ => out.push('\\'),
                }
            }
            _ => {}
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// How a byte reads.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    Ordinary,
    /// Means something where it is doubled.
    Doubles,
    /// Means something wherever it stands.
    Special,
}

const BYTES: [Byte; 256] = {
    let mut table = [Byte::Ordinary; 256];
    let mut at = 0;
    while at < 256 {
        table[at] = match at as u8 {
            b'\\' | b'{' | b'}' | b'~' | b'`' | b'$' | b'\t' | b'\n' | b'\r' | 0x0B | 0x0C => Byte::Special,
            b' ' | b'-' | b'\'' => Byte::Doubles,
            _ => Byte::Ordinary,
        };
        at += 1;
    }
    table
};

/// Whether a trimmed value prints as it stands.
fn is_plain(value: &[u8]) -> bool {
    let mut before = 0;
    for &b in value {
        match BYTES[usize::from(b)] {
            Byte::Ordinary if b != 0xC2 => {}
            Byte::Doubles if b != before => {}
            _ => return false,
        }
        before = b;
    }
    true
}

/// How many letters a text begins with.
fn letters(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_alphabetic).count()
}

/// What ends with a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Plain,
    Hidden,
    Verbatim,
    Quoted,
    Upper,
    Lower,
}

#[derive(Debug, Default)]
struct Printer<'v> {
    rest: &'v str,
    out: String,
    groups: Vec<Group>,
    /// How many hidden groups are open; so too for the next three.
    hidden: usize,
    verbatim: usize,
    upper: usize,
    lower: usize,
    /// Marks that wait for their letter, outermost first, each with the sign it prints on nothing.
    marks: Vec<(char, Option<char>)>,
    math: bool,
}

impl<'v> Printer<'v> {
    fn run(&mut self) {
        while let Some(c) = self.rest.chars().next() {
            let before = self.rest;
            self.rest = &self.rest[c.len_utf8()..];
            match c {
                '{' => self.open(Group::Plain),
                '}' => self.close(),
                '\\' => self.command(),
                c if c.is_whitespace() => self.blank(),
                _ if self.verbatim > 0 => self.letter(c),
                '~' => self.blank(),
                '-' => self.dashes(before),
                '`' => self.quotes(before, '`', "“", "‘"),
                '\'' => self.quotes(before, '\'', "”", "'"),
                '$' => self.dollar(),
                '^' | '_' if self.math => {}
                _ => self.run_of_letters(before, c),
            }
        }
        self.flush_marks();
        self.out.truncate(self.out.trim_end().len());
    }

    /// Copies up to the next byte that means something.
    fn run_of_letters(&mut self, from: &str, first: char) {
        if !self.marks.is_empty() || self.hidden + self.upper + self.lower > 0 || self.math {
            self.letter(first);
            return;
        }
        let ordinary = |b: &u8| BYTES[usize::from(*b)] == Byte::Ordinary && b.is_ascii();
        let len = first.len_utf8() + self.rest.bytes().take_while(ordinary).count();
        self.out.push_str(&from[..len]);
        // Both slices end where the value ends, so this is the same place.
        self.rest = &self.rest[len - first.len_utf8()..];
    }

    fn letter(&mut self, c: char) {
        if self.hidden > 0 {
            self.marks.clear();
            return;
        }
        let c = match c {
            'ı' if !self.marks.is_empty() => 'i',
            'ȷ' if !self.marks.is_empty() => 'j',
            _ => c,
        };
        let mut several = String::new();
        if self.upper > 0 {
            several.extend(c.to_uppercase());
        } else if self.lower > 0 {
            several.extend(c.to_lowercase());
        } else {
            several.push(c);
        }
        let mut cased = several.chars();
        if let Some(first) = cased.next() {
            push_marked(first, self.marks.drain(..).rev().map(|(mark, _)| mark), &mut self.out);
        }
        self.out.extend(cased);
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            if c == ' ' { self.blank() } else { self.letter(c) }
        }
    }

    fn blank(&mut self) {
        // A blank between an accent and its letter does not count.
        if self.marks.is_empty() && self.hidden == 0 && !self.out.is_empty() && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
    }

    fn open(&mut self, group: Group) {
        match group {
            Group::Plain => {}
            Group::Hidden => self.hidden += 1,
            Group::Verbatim => self.verbatim += 1,
            Group::Quoted => self.text("“"),
            Group::Upper => self.upper += 1,
            Group::Lower => self.lower += 1,
        }
        self.groups.push(group);
    }

    fn close(&mut self) {
        self.flush_marks();
        match self.groups.pop() {
            Some(Group::Plain) | None => {}
            Some(Group::Hidden) => self.hidden -= 1,
            Some(Group::Verbatim) => self.verbatim -= 1,
            Some(Group::Quoted) => self.text("”"),
            Some(Group::Upper) => self.upper -= 1,
            Some(Group::Lower) => self.lower -= 1,
        }
    }

    /// An accent on nothing prints its sign: `\~{}`.
    fn flush_marks(&mut self) {
        for (_, sign) in std::mem::take(&mut self.marks) {
            if let Some(sign) = sign.filter(|_| self.hidden == 0) {
                self.out.push(sign);
            }
        }
    }

    fn command(&mut self) {
        let name = &self.rest[..letters(self.rest)];
        if name.is_empty() {
            let Some(sign) = self.rest.chars().next() else { return };
            self.rest = &self.rest[sign.len_utf8()..];
            match sign {
                _ if self.verbatim == 0 && tex_symbols::accent_sign(sign).is_some() => {
                    let shown = matches!(sign, '~' | '^').then_some(sign);
                    self.marks.extend(tex_symbols::accent_sign(sign).map(|mark| (mark, shown)));
                }
                '-' | '/' | '!' | '@' | '(' | ')' | '[' | ']' => {}
                ' ' | '\\' | ',' | ';' | ':' | '\t' | '\r' | '\n' => self.blank(),
                _ => self.letter(sign),
            }
            return;
        }
        self.rest = &self.rest[name.len()..];
        let command = tex_symbols::command(name);
        // TeX takes the blanks after a command of letters for its end.
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
        let group = match command {
            Command::Prints(text) => return self.text(text),
            Command::Marks(mark) => return self.marks.push((mark, None)),
            Command::Hides => Group::Hidden,
            Command::Verbatim => Group::Verbatim,
            Command::Quotes => Group::Quoted,
            Command::Upper => Group::Upper,
            Command::Lower => Group::Lower,
            Command::Nothing => return,
        };
        if let Some(rest) = self.rest.strip_prefix('{') {
            self.rest = rest;
            self.open(group);
        }
    }

    fn dashes(&mut self, from: &'v str) {
        let count = from.bytes().take_while(|&b| b == b'-').count();
        let (len, text) = match count {
            1 => (1, "-"),
            2 => (2, "–"),
            _ => (3, "—"),
        };
        self.rest = &from[len..];
        self.text(text);
    }

    fn quotes(&mut self, from: &'v str, sign: char, double: &str, single: &str) {
        if from[1..].starts_with(sign) {
            self.rest = &from[2..];
            self.text(double);
        } else {
            self.text(single);
        }
    }

    /// Maths as pandoc finds it: `$5 and $6` is money.
    fn dollar(&mut self) {
        if self.math {
            self.math = false;
            return;
        }
        let closes = self.rest.find('$').filter(|&at| {
            let inner = &self.rest[..at];
            !inner.is_empty()
                && !inner.starts_with(char::is_whitespace)
                && !inner.ends_with(char::is_whitespace)
                && !inner.ends_with('\\')
                && !self.rest[at + 1..].starts_with(|c: char| c.is_ascii_digit())
        });
        match closes {
            Some(_) => self.math = true,
            None => self.letter('$'),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_as_people_write_them() {
        for (value, printed) in [
            (r"Caf\'e {\'e}l\`{e}ve", "Café élève"),
            (r#"na{\"\i}ve na\"{\i}ve na\"\i ve"#, "naïve naïve naïve"),
            (r"Ko{\c{c}} \c Seker {\c S}eker", "Koç Şeker Şeker"),
            (r"{\L}\'od\'z Stra{\ss}e Stra\ss e", "Łódź Straße Straße"),
            (r"Ivanovait{\.{e}} Du\v{s}an Ser{\v z}ant", "Ivanovaitė Dušan Seržant"),
            (r#"\AA ngstr\"om, {\aa}vard, Balk{\i}z"#, "Ångström, åvard, Balkız"),
            (r"\'{\^e} \r{a} \u{g} \H{o} \k{a} \~n", "ế å ğ ő ą ñ"),
            (r"Mart{\'\i} {\'\uppercase{e}}", "Martí É"),
            (r"a\~{}b\^{}c", "a~b^c"),
            (r"a\'", "a"),
        ] {
            assert_eq!(plain(value), printed, "{value}");
        }
    }

    #[test]
    fn markup_goes_and_signs_come() {
        for (value, printed) in [
            (r"The {\it use} of \emph{the \textbf{New}} {{World}}", "The use of the New World"),
            ("pp.~3--4 --- ``q'' `s' it's", "pp. 3–4 — “q” ‘s' it's"),
            (r"A \& B \% \$5 \_x \#", "A & B % $5 _x #"),
            (r"\href{https://x.org/a_b}{the site} \url{https://x.org/~a--b_c}", "the site https://x.org/~a--b_c"),
            (r"{\noopsort{2010}}in press", "in press"),
            (r"19\textsuperscript{th} CO$_2$ $\alpha$-helix", "19th CO2 α-helix"),
            ("costs $5 million or $6 million, or $", "costs $5 million or $6 million, or $"),
            ("Two\n\t  lines\u{a0}here ", "Two lines here"),
            (r"Rą\-cza\-szek", "Rączaszek"),
            (r"\enquote{\uppercase{a}bc} \MakeLowercase{DEF}", "“Abc” def"),
            (r"langue\slash construire", "langue/construire"),
            ("} a { b", "a b"),
            (r"trailing \", "trailing"),
        ] {
            assert_eq!(plain(value), printed, "{value}");
        }
    }

    #[test]
    fn addresses_keep_their_signs() {
        assert_eq!(verbatim(r" 10.1000/a\_b--c~d "), "10.1000/a_b--c~d");
        assert_eq!(verbatim(r"\url{https://x.org/{a}\%20}"), "https://x.org/a%20");
        assert_eq!(verbatim(r"10.1/(A)1$<$1::B{\textgreater}3.0;2-{\textasciitilde}x$"), "10.1/(A)1<1::B>3.0;2-~x$");
    }

    #[test]
    fn depth_and_length_do_no_harm() {
        let deep = format!("{}x{}", r"\emph{\'{".repeat(20_000), "}}".repeat(20_000));
        assert!(plain(&deep).starts_with('x'));
        assert_eq!(plain(&"$".repeat(100_000)).len(), 100_000);
        assert_eq!(plain(&"{".repeat(200_000)), "");
        assert_eq!(plain("\0a\0"), "\0a\0");
    }
}
