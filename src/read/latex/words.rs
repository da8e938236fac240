//! Words between commands: accents, signs, addresses, quantities.

use super::commands::Meaning;
use super::define::letter;
use super::lex::{Kind, NONE};
use super::page::Page;
use crate::model::{BlockKind, MarkKind};
use crate::text::accent::push_marked;
use crate::text::{Span, citecommand, raised, tex_symbols};

/// How many accents one letter may bear.
const MARKS: usize = 4;

/// The most letters of a name that stand before "ite".
const NAME: usize = 40;

/// A letter with its accents, and where reading goes on.
struct Letter {
    text: String,
    /// The next token, and where its words begin.
    at: usize,
    from: usize,
    /// Where its source bytes end.
    end: u32,
}

impl Page<'_, '_, '_> {
    /// `\` before what is no letter.
    pub(super) fn symbol(&mut self, at: usize) {
        let span = self.span(at, at);
        let sign = self.source(at).chars().nth(1).unwrap_or(' ');
        match sign {
            '=' | '>' | '<' | '+' if self.kind == BlockKind::Table => self.blank(span),
            sign if tex_symbols::accent_sign(sign).is_some() => {
                let mark = tex_symbols::accent_sign(sign).unwrap_or('\u{301}');
                self.accent(at, mark, matches!(sign, '~' | '^').then_some(sign));
            }
            ' ' | '\t' | '\n' | '\r' | ',' | ';' | ':' | '>' => self.blank(span),
            '\\' => self.line(span),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => self.stands(span, sign.encode_utf8(&mut [0; 4])),
            _ => {}
        }
    }

    /// A group: `{\'e}` is a letter.
    pub(super) fn open_group(&mut self, at: usize) {
        let close = self.tokens[at].partner;
        let Some(next) = self.tokens.get(at + 1) else { return };
        if close == NONE || !matches!(next.kind, Kind::Symbol | Kind::Command) || self.mute {
            return;
        }
        let (mark, shown) = match next.kind {
            Kind::Symbol => {
                let sign = self.source(at + 1).chars().nth(1);
                match sign.and_then(tex_symbols::accent_sign) {
                    Some(mark) => (Some(mark), None),
                    None => return,
                }
            }
            _ => match self.meaning(self.name(at + 1)) {
                Meaning::Accent(mark) => (Some(mark), None),
                Meaning::Prints(_) => (None, letter(self.name(at + 1))),
                _ => return,
            },
        };
        let close = close as usize;
        let whole = self.span(at, close);
        if let Some(mark) = mark {
            if let Some(letter) = self.letter(at + 2, mark).filter(|letter| letter.at == close && letter.from == 0) {
                self.at = close + 1;
                self.stands(whole, &letter.text);
            }
        } else if let Some(text) = shown.filter(|_| self.past_blanks(at + 2) == close) {
            self.at = close + 1;
            self.stands(whole, text);
        }
    }

    /// An accent and its letter; `shown` is what it prints over nothing.
    pub(super) fn accent(&mut self, at: usize, mark: char, shown: Option<char>) {
        if let Some(letter) = self.letter(at + 1, mark) {
            (self.at, self.from) = (letter.at, letter.from);
            let start = self.tokens[at].start;
            return self.stands(Span { start, end: letter.end }, &letter.text);
        }
        if let (Some(shown), Some((open, close))) = (shown, self.argument(at + 1))
            && open == at + 1
            && close == open + 1
        {
            self.at = close + 1;
            self.stands(self.span(at, close), shown.encode_utf8(&mut [0; 4]));
        }
    }

    /// The letter at a token that bears a mark, and perhaps more of them.
    fn letter(&mut self, mut at: usize, mark: char) -> Option<Letter> {
        let mut marks = vec![mark];
        let mut groups: Vec<usize> = Vec::new();
        let (base, mut from, mut end) = loop {
            let token = *self.tokens.get(at)?;
            match token.kind {
                Kind::Blank => at += 1,
                Kind::Open if token.partner != NONE && groups.len() < MARKS => {
                    groups.push(token.partner as usize);
                    at += 1;
                }
                Kind::Words => {
                    let base = self.source(at).chars().next()?;
                    let end = token.start + base.len_utf8() as u32;
                    at += usize::from(end == token.end);
                    break (base, if end == token.end { 0 } else { end as usize }, end);
                }
                Kind::Symbol if marks.len() < MARKS => {
                    marks.push(self.source(at).chars().nth(1).and_then(tex_symbols::accent_sign)?);
                    at += 1;
                }
                Kind::Command => {
                    match self.meaning(self.name(at)) {
                        Meaning::Accent(mark) if marks.len() < MARKS => marks.push(mark),
                        Meaning::Prints(_) => {
                            let base = letter(self.name(at))?.chars().next()?;
                            at += 1;
                            break (base, 0, token.end);
                        }
                        _ => return None,
                    }
                    at += 1;
                }
                _ => return None,
            }
        };
        if !base.is_alphabetic() {
            return None;
        }
        let base = match base {
            'ı' => 'i',
            'ȷ' => 'j',
            base => base,
        };
        while from == 0 && groups.pop_if(|close| *close == at).is_some() {
            end = self.tokens[at].end;
            at += 1;
        }
        let mut text = String::new();
        push_marked(base, marks.into_iter().rev(), &mut text);
        from = if from == 0 { 0 } else { from };
        Some(Letter { text, at, from, end })
    }

    /// Quotation marks as they are printed.
    pub(super) fn quotation_mark(&mut self, span: Span) {
        let sign = match &self.text[span.range()] {
            "``" => "“",
            "''" => "”",
            "\"`" => "„",
            "\"'" => "“",
            _ => "‘",
        };
        self.stands(span, sign);
    }

    /// An address; `\_` in it is `_`.
    pub(super) fn address(&mut self, span: Span) {
        let mut from = span.start as usize;
        for at in memchr::memchr_iter(b'\\', self.text[span.range()].as_bytes()) {
            let at = span.start as usize + at;
            self.words(Span::new(from, at));
            from = at + 1;
        }
        self.words(Span::new(from, span.end as usize));
    }

    /// A formula; one that is only a number or a sign is a word of its sentence: `$\sim$40`, `$5$~km`.
    pub(super) fn formula(&mut self, span: Span) {
        match plain_formula(&self.text[span.range()]) {
            Some(text) => self.stands(span, &text),
            None => {
                self.mark(MarkKind::Math, span);
                self.cites_of(span);
            }
        }
    }

    /// Marks what is cited where no words are: in a drawing, in a formula.
    pub(super) fn cites_of(&mut self, span: Span) {
        let text = &self.text[span.range()];
        let mut end = 0;
        for at in memchr::memmem::find_iter(text.as_bytes(), b"ite") {
            let front = text.as_bytes()[..at].iter().rev().take(NAME);
            let letters = front.take_while(|byte| byte.is_ascii_alphabetic()).count();
            let Some(start) = (at - letters).checked_sub(1).filter(|&start| start >= end) else { continue };
            if text.as_bytes()[start] != b'\\' {
                continue;
            }
            if let Some(found) = citecommand::known(&text[start..]) {
                end = start + found.end;
                let base = span.start as usize;
                self.mark(MarkKind::Cite, Span::new(base + start, base + end));
            }
        }
    }

    /// A raised number is no part of the number before it.
    pub(super) fn raised(&mut self, at: usize) {
        let Some((open, close)) = self.argument(self.at) else { return };
        let (words, _) = self.inside(open, close);
        if words.is_empty() || words.len() > 3 || !words.bytes().all(|byte| byte.is_ascii_digit()) {
            return;
        }
        let raised: String = words.bytes().map(raised::raise).collect();
        self.at = close + 1;
        self.stands(self.span(at, close), &raised);
    }

    /// `\SI{5}{\kilo\metre}`, `\num{1000}`
    pub(super) fn quantity(&mut self, numbers: u8, unit: bool) {
        for number in 0..numbers {
            let Some((open, close)) = self.argument(self.at) else { return };
            if number > 0 {
                self.stands(self.span(open, open), "–");
            }
            self.words(self.inside(open, close).1);
            self.at = close + 1;
        }
        let Some((open, close)) = self.argument(self.at).filter(|_| unit) else { return };
        if numbers > 0 {
            self.blank(self.span(open, open));
        }
        let mut text = String::new();
        for at in open + 1..close.min(open + 64) {
            match self.tokens[at].kind {
                Kind::Command => text.push_str(unit_sign(self.name(at))),
                Kind::Words => text.push_str(self.source(at)),
                _ => {}
            }
        }
        self.at = close + 1;
        if !text.is_empty() {
            self.stands(self.span(open, close), &text);
        }
    }

    /// `\hskip 1em plus 0.5em minus 0.4em`: the length goes.
    pub(super) fn length(&mut self) {
        let at = self.past_blanks(self.at);
        let Some(token) = self.tokens.get(at).filter(|token| token.kind == Kind::Words) else { return };
        let words = self.source(at);
        let mut taken = 0;
        for word in words.split_inclusive(' ') {
            let bare = word.trim();
            let number = bare.trim_start_matches(['-', '+', '=']);
            let measured = number.starts_with(|c: char| c.is_ascii_digit() || c == '.')
                && number.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len() + 6 > number.len();
            if !measured && !matches!(bare, "plus" | "minus") {
                break;
            }
            taken += word.len();
        }
        (self.at, self.from) = match taken == words.len() {
            true => (at + 1, 0),
            false => (at, token.start as usize + taken),
        };
    }
}

/// What a formula without letters prints.
fn plain_formula(source: &str) -> Option<String> {
    /// The longest that is looked at, in bytes.
    const SHORT: usize = 32;
    let dollars = source.strip_prefix('$').and_then(|rest| rest.strip_suffix('$'));
    let inner = dollars.or_else(|| source.strip_prefix("\\(")?.strip_suffix("\\)"))?.trim();
    if inner.len() > SHORT || inner.is_empty() || inner.starts_with('$') {
        return None;
    }
    let mut out = String::new();
    let mut rest = inner;
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        match sign {
            '0'..='9' | '.' | ',' | '+' | '-' | '<' | '>' | '=' | '%' | ' ' | '–' | '−' => out.push(sign),
            '~' => out.push(' '),
            '{' | '}' => {}
            '\\' => {
                let len = rest.bytes().take_while(u8::is_ascii_alphabetic).count().max(1);
                let name = rest.get(..len)?;
                out.push_str(match name {
                    "%" | "$" => name,
                    "," | ":" | ";" => " ",
                    "sim" | "approx" | "pm" | "times" | "leq" | "le" | "geq" | "ge" | "cdot" | "div" => {
                        printed_sign(name)?
                    }
                    _ => return None,
                });
                rest = rest[len..].trim_start();
            }
            _ => return None,
        }
    }
    let out = out.trim();
    (!out.is_empty()).then(|| out.to_owned())
}

fn printed_sign(name: &str) -> Option<&'static str> {
    match tex_symbols::command(name) {
        tex_symbols::Command::Prints(text) => Some(text),
        _ => None,
    }
}

/// The signs of siunitx's units that stand in prose.
fn unit_sign(name: &str) -> &'static str {
    match name {
        "kilo" | "k" => "k",
        "mega" => "M",
        "giga" => "G",
        "tera" => "T",
        "milli" => "m",
        "micro" => "μ",
        "nano" => "n",
        "centi" => "c",
        "hecto" => "h",
        "metre" | "meter" | "m" => "m",
        "gram" | "g" => "g",
        "kilogram" | "kg" => "kg",
        "km" => "km",
        "cm" => "cm",
        "mm" => "mm",
        "second" | "s" => "s",
        "minute" => "min",
        "hour" => "h",
        "day" => "d",
        "percent" => "%",
        "celsius" | "degreeCelsius" => "°C",
        "degree" => "°",
        "litre" | "liter" => "L",
        "tonne" => "t",
        "hectare" => "ha",
        "watt" => "W",
        "joule" => "J",
        "volt" => "V",
        "ampere" => "A",
        "kelvin" => "K",
        "hertz" => "Hz",
        "newton" => "N",
        "pascal" => "Pa",
        "mole" => "mol",
        "byte" => "B",
        "bit" => "bit",
        "per" => "/",
        "squared" | "square" => "²",
        "cubed" | "cubic" => "³",
        _ => "",
    }
}
