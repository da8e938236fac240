//! What TeX reads by other rules than prose: formulas, code, addresses, passages that are left out.
//!
//! In: the place where one begins. Out: where it ends, if it does. A search that failed is not made again.

use super::lex::{Kind, Lexer};

/// The longest address, in bytes.
const ADDRESS: usize = 4000;

impl<'t> Lexer<'t> {
    /// Where the paragraph ends that a place lies in.
    fn paragraph_end(&mut self, from: usize) -> usize {
        if self.paragraph > from {
            return self.paragraph;
        }
        let mut at = from;
        self.paragraph = loop {
            let Some(step) = memchr::memchr(b'\n', &self.bytes[at..]) else { break self.bytes.len() };
            at += step + 1;
            let blank = self.bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
            if self.bytes.get(at + blank).is_none_or(|&byte| byte == b'\n') {
                break at;
            }
            at += blank;
        };
        self.paragraph
    }

    pub(super) fn dollar(&mut self) {
        let (sign, kind): (&[u8], usize) = if self.follows(b"$$") { (b"$$", 3) } else { (b"$", 0) };
        match self.formula(self.at + sign.len(), sign, kind) {
            Some(end) => self.push(Kind::Math, end - self.at),
            None => self.push(Kind::Words, sign.len()),
        }
    }

    /// Where a formula ends that began before `from`; none goes over a blank line, save what `$$` and `\[` hold.
    pub(super) fn formula(&mut self, from: usize, close: &[u8], kind: usize) -> Option<usize> {
        if from <= self.dead[kind] {
            return None;
        }
        let end = self.paragraph_end(from);
        let mut at = from;
        while let Some(step) = memchr::memchr2(b'$', b'\\', &self.bytes[at..end]) {
            at += step;
            if self.bytes[at..end].starts_with(close) {
                return Some(at + close.len());
            }
            at = (at + if self.bytes[at] == b'\\' { 2 } else { 1 }).min(end);
        }
        self.dead[kind] = end;
        None
    }

    /// Where the next of these bytes ends, unless it is known that none comes.
    pub(super) fn unclosed_end(&mut self, name: &'t str, close: &[u8]) -> Option<usize> {
        if self.unclosed.contains(name) {
            return None;
        }
        let ends = memchr::memmem::find_iter(&self.bytes[self.at..], close).map(|step| self.at + step + close.len());
        // `\fi` ends where its letters do.
        let letter = |at: usize| self.bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
        let found = ends.into_iter().find(|&end| close.ends_with(b"}") || !letter(end));
        if found.is_none() {
            self.unclosed.insert(name);
        }
        found
    }

    /// `|code|`, with what stands before it; on one line.
    pub(super) fn verbatim(&self, mut at: usize, name: &str) -> Option<usize> {
        if self.bytes.get(at) == Some(&b'*') {
            at += 1;
        }
        let line = memchr::memchr(b'\n', &self.bytes[at..]).map_or(self.bytes.len(), |len| at + len);
        let group = |at: usize, open: u8, close: u8| match self.bytes.get(at) {
            Some(&byte) if byte == open => memchr::memchr(close, &self.bytes[at..line]).map(|len| at + len + 1),
            _ => None,
        };
        if name != "verb" {
            at = group(at, b'[', b']').unwrap_or(at);
        }
        if name == "mintinline" {
            at = group(at, b'{', b'}')?;
        }
        let sign = self.text[at..line].chars().next()?;
        if sign.is_alphanumeric() || sign.is_whitespace() {
            return None;
        }
        let close = if sign == '{' && name != "verb" { '}' } else { sign };
        let inner = at + sign.len_utf8();
        self.text[inner..line].find(close).map(|len| inner + len + close.len_utf8())
    }

    /// The inside of `{address}`: its signs mean themselves.
    pub(super) fn address(&mut self) {
        if self.bytes.get(self.at) != Some(&b'{') {
            return;
        }
        let end = (self.at + ADDRESS).min(self.bytes.len());
        let mut depth = 0usize;
        let inner = self.at + 1;
        for at in self.at..end {
            match self.bytes[at] {
                b'{' => depth += 1,
                b'}' => {
                    depth -= 1;
                    if depth == 0 {
                        self.bracket(Kind::Open);
                        if at > inner {
                            self.push(Kind::Raw, at - inner);
                        }
                        return self.close_brace();
                    }
                }
                b'\n' if self.bytes.get(at + 1).is_none_or(|&next| next == b'\n') => return,
                _ => {}
            }
        }
    }
}
