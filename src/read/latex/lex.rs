//! From the bytes of a LaTeX file to its tokens.
//!
//! In: the text. Out: tokens in order, each brace, bracket and environment with its partner. What TeX reads by
//! other rules – verbatim text, maths, addresses, comments – is one token. It refuses to know what commands mean.
//!
//! **Invariant:** one pass; a search that failed is not made again, so that what is never closed costs nothing.

use std::collections::{HashMap, HashSet};

use super::environments::{self, Inside};

/// A token that has no partner.
pub(super) const NONE: u32 = u32::MAX;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words as they are; they begin with no blank.
    Words,
    /// Blanks, with one line end at most.
    Blank,
    /// A blank line.
    Par,
    /// `{`
    Open,
    /// `}`
    Close,
    /// `[`
    BracketOpen,
    /// `]`
    BracketClose,
    /// `\name`, its star included.
    Command,
    /// `\` before what is no letter.
    Symbol,
    /// A formula, its signs included.
    Math,
    /// Code, from command or environment to the end.
    Verbatim,
    /// A drawing.
    Drawing,
    /// What nobody reads: a passage that is commented out.
    Hidden,
    /// An address: the inside of `\url{}`.
    Raw,
    /// `%` to the end of its line.
    Comment,
    /// `\begin{name}`
    Begin,
    /// `\end{name}`
    End,
    /// `&`
    Cell,
    /// `~`
    Tie,
    /// `--`, `---`
    Dash,
    /// Quotation marks: ``` `` ```, `''`, `` ` ``, ``"` ``, `"'`
    Quote,
}

/// A token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: u32,
    pub(super) end: u32,
    /// The token that closes or opens it.
    pub(super) partner: u32,
}

/// The tokens of a file.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub(super) list: Vec<Token>,
    /// Which token is `\begin{document}`.
    pub(super) document: Option<usize>,
}

/// The longest name of an environment, in bytes.
const NAME: usize = 64;

/// Bytes that end a run of words.
static STOPS: [bool; 256] = {
    let mut table = [false; 256];
    let stops = b"\\{}[]%$&~`\"\n\r\t\x0c-' ";
    let mut at = 0;
    while at < stops.len() {
        table[stops[at] as usize] = true;
        at += 1;
    }
    table
};

/// Cuts a text into tokens.
pub(super) fn tokens(text: &str) -> Tokens {
    let mut lexer = Lexer {
        text,
        bytes: text.as_bytes(),
        at: if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 },
        out: Tokens { list: Vec::with_capacity(text.len() / 16), document: None },
        open: Vec::new(),
        environments: Vec::new(),
        counts: HashMap::new(),
        unclosed: HashSet::new(),
        paragraph: 0,
        dead: [0; 4],
    };
    lexer.run();
    lexer.out
}

pub(super) struct Lexer<'t> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    pub(super) at: usize,
    out: Tokens,
    /// Braces and brackets that are open.
    open: Vec<u32>,
    /// Environments that are open.
    environments: Vec<(&'t str, u32)>,
    /// How many of each name are.
    counts: HashMap<&'t str, u32>,
    /// Environments of which no further end is there.
    pub(super) unclosed: HashSet<&'t str>,
    /// Where the paragraph ends that was looked at last.
    pub(super) paragraph: usize,
    /// Up to where no `$`, `\)`, `\]`, `$$` closes a formula.
    pub(super) dead: [usize; 4],
}

impl<'t> Lexer<'t> {
    fn run(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\\' => self.command(),
                b'{' => self.bracket(Kind::Open),
                b'}' => self.close_brace(),
                b'[' => self.bracket(Kind::BracketOpen),
                b']' => self.close_bracket(),
                b'%' => self.comment(),
                b'$' => self.dollar(),
                b'&' => self.push(Kind::Cell, 1),
                b'~' => self.push(Kind::Tie, 1),
                b'`' => self.push(Kind::Quote, if self.follows(b"``") { 2 } else { 1 }),
                b'\'' if self.follows(b"''") => self.push(Kind::Quote, 2),
                b'"' if self.follows(b"\"`") || self.follows(b"\"'") => self.push(Kind::Quote, 2),
                b'-' if self.follows(b"---") => self.push(Kind::Dash, 3),
                b'-' if self.follows(b"--") => self.push(Kind::Dash, 2),
                b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' => self.blanks(),
                _ => self.words(),
            }
        }
    }

    pub(super) fn follows(&self, sign: &[u8]) -> bool {
        self.bytes[self.at..].starts_with(sign)
    }

    pub(super) fn push(&mut self, kind: Kind, len: usize) {
        let start = self.at as u32;
        self.at += len;
        self.out.list.push(Token { kind, start, end: self.at as u32, partner: NONE });
    }

    fn words(&mut self) {
        let mut end = self.at + 1;
        while let Some(step) = self.bytes[end..].iter().position(|&byte| STOPS[byte as usize]) {
            end += step;
            let next = self.bytes.get(end + 1).copied().unwrap_or(b' ');
            let inside = match self.bytes[end] {
                b'-' => next != b'-',
                b'\'' => next != b'\'',
                b'"' => !matches!(next, b'`' | b'\''),
                b' ' => !next.is_ascii_whitespace() && next != b'%',
                _ => false,
            };
            if !inside {
                return self.push(Kind::Words, end - self.at);
            }
            end += 1;
        }
        self.push(Kind::Words, self.bytes.len() - self.at);
    }

    fn blanks(&mut self) {
        let run = &self.bytes[self.at..];
        let len = run.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(run.len());
        let mut ends = memchr::memchr_iter(b'\n', &run[..len]);
        let blank_line = ends.next().is_some() && ends.next().is_some();
        if blank_line {
            // A bracket is open in its paragraph, no further.
            while self.open.pop_if(|&mut open| self.out.list[open as usize].kind == Kind::BracketOpen).is_some() {}
        }
        self.push(if blank_line { Kind::Par } else { Kind::Blank }, len);
    }

    fn comment(&mut self) {
        let rest = &self.bytes[self.at..];
        let len = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let bare = self.text[self.at..self.at + len].trim_end().len();
        self.push(Kind::Comment, bare);
        self.at += len - bare;
        // TeX reads on at the next line as if there were no line end.
        let rest = &self.bytes[self.at..];
        let indent = rest.iter().skip(1).take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
        if rest.get(1 + indent) == Some(&b'\n') {
            return self.push(Kind::Par, 2 + indent);
        }
        self.at = (self.at + 1 + indent).min(self.bytes.len());
    }

    pub(super) fn bracket(&mut self, kind: Kind) {
        self.open.push(self.out.list.len() as u32);
        self.push(kind, 1);
    }

    pub(super) fn close_brace(&mut self) {
        let list = &self.out.list;
        // Only where a brace is open do the brackets in it end.
        while let Some(open) = self.open.pop() {
            if list[open as usize].kind == Kind::Open {
                self.join(open);
                break;
            }
        }
        self.push(Kind::Close, 1);
    }

    fn close_bracket(&mut self) {
        let list = &self.out.list;
        if let Some(open) = self.open.pop_if(|&mut open| list[open as usize].kind == Kind::BracketOpen) {
            self.join(open);
        }
        self.push(Kind::BracketClose, 1);
    }

    /// Makes the token that comes next the partner of one before.
    fn join(&mut self, open: u32) {
        let close = self.out.list.len() as u32;
        self.out.list[open as usize].partner = close;
    }

    fn command(&mut self) {
        let rest = &self.bytes[self.at + 1..];
        let mut len = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        while len > 0 && rest.get(len) == Some(&b'@') && rest.get(len + 1).is_some_and(u8::is_ascii_alphabetic) {
            len += 1 + rest[len + 1..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        }
        if len == 0 {
            return self.symbol();
        }
        let name = &self.text[self.at + 1..self.at + 1 + len];
        match name {
            "begin" | "end" => {
                if let Some(environment) = self.environment_name(self.at + 1 + len) {
                    return if name == "begin" { self.begin(environment) } else { self.end(environment) };
                }
            }
            "verb" | "Verb" | "lstinline" | "mintinline" => {
                if let Some(end) = self.verbatim(self.at + 1 + len, name) {
                    return self.push(Kind::Verbatim, end - self.at);
                }
            }
            "iffalse" => {
                if let Some(end) = self.unclosed_end("\\iffalse", b"\\fi") {
                    return self.push(Kind::Hidden, end - self.at);
                }
            }
            _ => {}
        }
        let star = usize::from(rest.get(len) == Some(&b'*'));
        self.push(Kind::Command, 1 + len + star);
        if matches!(name, "url" | "nolinkurl" | "href" | "path" | "burl" | "doi" | "hyperimage") {
            self.address();
        }
    }

    fn symbol(&mut self) {
        let next = self.text[self.at + 1..].chars().next();
        let close: Option<(&[u8], usize)> = match next {
            Some('(') => Some((b"\\)", 1)),
            Some('[') => Some((b"\\]", 2)),
            _ => None,
        };
        if let Some((close, kind)) = close
            && let Some(end) = self.formula(self.at + 2, close, kind)
        {
            return self.push(Kind::Math, end - self.at);
        }
        self.push(Kind::Symbol, 1 + next.map_or(0, char::len_utf8));
    }

    /// The name in `{name}` at a place.
    fn environment_name(&self, at: usize) -> Option<(&'t str, usize)> {
        let rest = &self.bytes[at..];
        let blank = rest.iter().take(NAME).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let inner = rest.get(blank..).filter(|rest| rest.first() == Some(&b'{'))?;
        let len = inner.iter().take(NAME).position(|&byte| byte == b'}')?;
        let name = self.text.get(at + blank + 1..at + blank + len)?;
        (!name.contains(['{', '\\', '\n'])).then_some((name, at + blank + len + 1))
    }

    fn begin(&mut self, (name, after): (&'t str, usize)) {
        let inside = environments::inside(name);
        if inside != Inside::Prose {
            let close = format!("\\end{{{name}}}");
            if let Some(end) = self.unclosed_end(name, close.as_bytes()) {
                let kind = match inside {
                    Inside::Math => Kind::Math,
                    Inside::Verbatim => Kind::Verbatim,
                    Inside::Drawing => Kind::Drawing,
                    _ => Kind::Hidden,
                };
                return self.push(kind, end - self.at);
            }
        }
        let token = self.out.list.len();
        if name == "document" && self.out.document.is_none() {
            self.out.document = Some(token);
        }
        self.environments.push((name, token as u32));
        *self.counts.entry(name).or_default() += 1;
        self.push(Kind::Begin, after - self.at);
    }

    fn end(&mut self, (name, after): (&'t str, usize)) {
        if self.counts.get(name).is_some_and(|&count| count > 0) {
            while let Some((opened, token)) = self.environments.pop() {
                if let Some(count) = self.counts.get_mut(opened) {
                    *count -= 1;
                }
                if opened == name {
                    self.join(token);
                    break;
                }
            }
        }
        self.push(Kind::End, after - self.at);
    }
}
