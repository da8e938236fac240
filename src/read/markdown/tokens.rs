//! What the text of one block is made of: words, brackets, keys, notes, and what leaves no words.
//!
//! In: the inline events of a block, as ranges of the source. Out: tokens in order of the source.
//! It refuses to know which brackets belong together: that is told once the block is whole.

use std::collections::HashSet;
use std::ops::Range;

use super::fences::Fences;
use super::tex;
use crate::model::{BlockKind, MarkKind};
use crate::text::{Span, citekey};

/// A part of a block's text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Token {
    pub kind: Kind,
    pub span: Span,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// Words as they stand.
    Text,
    /// A soft or hard break.
    Blank,
    /// Bytes that stand for a text of [`Tokens::decoded`].
    Decoded(u32),
    /// Bytes that stand for this text.
    Stands(&'static str),
    /// `[`
    Open,
    /// `]`
    Close,
    /// `^[`
    Note,
    /// The beginning of an image; its alternative text follows.
    Image,
    /// The end of an image.
    ImageEnd,
    /// `{#id .class}`, which leaves nothing.
    Attributes,
    /// `@key`, with its `-`.
    Key,
    /// Something that U+FFFC stands for.
    Mark(MarkKind),
    /// Something that leaves nothing in the prose.
    Aside(MarkKind),
    /// Another block begins here.
    Break(BlockKind),
}

/// Takes the inline events of a block.
#[derive(Debug)]
pub(super) struct Tokens<'s> {
    source: &'s str,
    /// The tokens of the block so far.
    pub list: Vec<Token>,
    /// What entities stand for.
    pub decoded: Vec<String>,
    /// Whether brackets, notes, images or keys stand in the block.
    pub paired: bool,
    /// The keys that `\nocite` names.
    pub nocite: Vec<String>,
    /// What the block is, where no reference list says otherwise.
    pub kind: BlockKind,
    /// What its first words are.
    pub opening: BlockKind,
    /// Fences and other things that reach over blocks.
    pub fences: Fences<'s>,
    /// Labels that the document itself defines: `(@good)`, `{#suppfig-one}`.
    labels: HashSet<&'s str>,
    /// Whether the next text begins a line.
    fresh: bool,
    /// Whether the block has no line before this one.
    first: bool,
    /// The place of a `[` that opens an inline note.
    note: usize,
    /// Places of marks that close what was opened, and leave no words: `^`, `~`, `}`.
    closers: Vec<usize>,
}

/// The longest `{…}` or `[…]` beside a word or command, in bytes.
pub(super) const ARGUMENT: usize = 400;

/// What to do at a byte of interest.
enum Step {
    /// It is a word like others.
    Literal,
    /// Words go on up to here.
    Skip(usize),
    /// Words end at `end`, and `token`, if any, reaches to `next`.
    Cut { end: usize, token: Option<Kind>, next: usize },
}

impl<'s> Tokens<'s> {
    pub fn new(source: &'s str) -> Self {
        Self {
            source,
            list: Vec::new(),
            decoded: Vec::new(),
            paired: false,
            nocite: Vec::new(),
            kind: BlockKind::Paragraph,
            opening: BlockKind::Paragraph,
            fences: Fences::new(source),
            labels: labels(source),
            fresh: true,
            first: true,
            note: usize::MAX,
            closers: Vec::new(),
        }
    }

    /// Begins a block.
    pub fn begin(&mut self, kind: BlockKind) {
        self.list.clear();
        self.decoded.clear();
        self.closers.clear();
        self.paired = false;
        self.kind = kind;
        self.opening = self.kind();
        self.fresh = true;
        self.first = true;
    }

    /// The kind of the words that follow: a reference list's fence may be open.
    pub fn kind(&self) -> BlockKind {
        match self.kind {
            BlockKind::Heading => BlockKind::Heading,
            _ if self.fences.in_references() => BlockKind::Reference,
            kind => kind,
        }
    }

    /// Adds a token, unless it lies where nothing is read.
    pub fn push(&mut self, kind: Kind, range: Range<usize>) {
        if range.start < self.fences.dark {
            return;
        }
        self.paired |= matches!(kind, Kind::Open | Kind::Note | Kind::Image | Kind::Key);
        self.list.push(Token { kind, span: Span::new(range.start, range.end) });
        self.fresh = kind == Kind::Blank || self.fresh && matches!(kind, Kind::Break(_) | Kind::Aside(_));
        self.first &= self.fresh && kind != Kind::Blank;
    }

    /// Adds the text that an entity stands for.
    pub fn decoded(&mut self, range: Range<usize>, text: String) {
        self.decoded.push(text);
        self.push(Kind::Decoded(self.decoded.len() as u32 - 1), range);
    }

    /// Adds words of an address, in which no key stands.
    pub fn address(&mut self, range: Range<usize>) {
        self.push(Kind::Text, range);
    }

    /// Adds text; where it is escaped, its first character means itself.
    pub fn text(&mut self, range: Range<usize>, escaped: bool) {
        let mut from = range.start.max(self.fences.dark);
        if from >= range.end {
            return;
        }
        let escaped = escaped && from == range.start;
        if self.fresh && !escaped {
            from = self.line(from, range.end);
        }
        self.fresh = false;
        self.first = false;
        if from < range.end {
            self.words(from..range.end, escaped);
        }
    }

    /// Adds text of several lines.
    pub fn lines(&mut self, range: Range<usize>) {
        let source = self.source;
        let mut at = range.start;
        for line in source[range].split_inclusive('\n') {
            let words = line.trim_end().len();
            self.text(at..at + words, false);
            if words < line.len() {
                self.push(Kind::Blank, at + words..at + line.len());
            }
            at += line.len();
        }
    }

    /// Cuts text into words and what is none.
    fn words(&mut self, range: Range<usize>, escaped: bool) {
        let bytes = self.source.as_bytes();
        let mut from = range.start;
        let mut at = from + usize::from(escaped);
        while let Some(step) = bytes.get(at..range.end).and_then(|rest| rest.iter().position(|&b| SPECIAL[b as usize]))
        {
            at += step;
            match self.step(from, at) {
                Step::Literal => at += 1,
                Step::Skip(to) => at = to,
                Step::Cut { end, token, next } => {
                    if end > from {
                        self.push(Kind::Text, from..end);
                    }
                    if let Some(kind) = token {
                        self.push(kind, end..next);
                    }
                    from = next;
                    at = next;
                    self.fences.dark = self.fences.dark.max(next);
                }
            }
        }
        if from < range.end {
            self.push(Kind::Text, from..range.end);
        }
    }

    /// What to do at a byte of interest, where words go on since `from`.
    fn step(&mut self, from: usize, at: usize) -> Step {
        let rest = &self.source.as_bytes()[at..];
        let gone = |next| Step::Cut { end: at, token: None, next };
        let one = |kind, len| Step::Cut { end: at, token: Some(kind), next: at + len };
        match rest[0] {
            b'@' => self.key(from, at),
            b'[' if self.note == at => one(Kind::Note, 1),
            b'[' => one(Kind::Open, 1),
            b']' => one(Kind::Close, 1),
            b'^' if rest.get(1) == Some(&b'[') => {
                self.note = at + 1;
                gone(at + 1)
            }
            b'^' | b'~' | b'}' if self.closers.last() == Some(&at) => {
                self.closers.pop();
                gone(at + 1)
            }
            mark @ (b'^' | b'~') => self.raised(at, mark),
            b'{' => match self.fences.braces(at) {
                Some(next) => one(Kind::Attributes, next - at),
                None => Step::Literal,
            },
            b'-' => match rest.iter().take(4).take_while(|&&b| b == b'-').count() {
                2 => one(Kind::Stands("–"), 2),
                3 => one(Kind::Stands("—"), 3),
                run => Step::Skip(at + run.max(1)),
            },
            b'<' if rest.starts_with(b"<!--") => match self.fences.comment(at) {
                Some(next) => one(Kind::Aside(MarkKind::Comment), next - at),
                None => Step::Literal,
            },
            b'\\' => self.command(at),
            _ => Step::Literal,
        }
    }

    fn key(&self, from: usize, at: usize) -> Step {
        let Some(key) = citekey::key_at(self.source, at) else { return Step::Literal };
        let name = &self.source[key.key.clone()];
        let own = citekey::is_cross_reference(name) || self.labels.contains(name);
        if own {
            return Step::Skip(key.span.end);
        }
        Step::Cut { end: key.span.start.max(from), token: Some(Kind::Key), next: key.span.end }
    }

    /// `10^th^` and `H~2~O`: the marks go.
    fn raised(&mut self, at: usize, mark: u8) -> Step {
        let bytes = self.source.as_bytes();
        let short = bytes[at + 1..].iter().take(32).position(|b| *b == mark || b.is_ascii_whitespace());
        match short {
            Some(len) if len > 0 && bytes[at + 1 + len] == mark && at > 0 && bytes[at - 1].is_ascii_alphanumeric() => {
                self.closers.push(at + 1 + len);
                Step::Cut { end: at, token: None, next: at + 1 }
            }
            _ => Step::Literal,
        }
    }

    /// A command of LaTeX amid the Markdown.
    fn command(&mut self, at: usize) -> Step {
        let after_word = self.source[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == ':');
        match tex::command(self.source, at) {
            Some(tex::Command::Blank(next)) => Step::Cut { end: at, token: Some(Kind::Stands(" ")), next },
            Some(tex::Command::Cite(next)) => Step::Cut { end: at, token: Some(Kind::Mark(MarkKind::Cite)), next },
            Some(tex::Command::NoCite(keys, next)) => {
                self.nocite.extend(keys.split(',').map(|key| key.trim().to_owned()));
                Step::Cut { end: at, token: None, next }
            }
            Some(tex::Command::Begin(name, next)) => {
                Step::Cut { end: at, token: None, next: self.fences.environment(name, next).unwrap_or(next) }
            }
            Some(tex::Command::Words(next, close)) => {
                self.closers.push(close);
                Step::Cut { end: at, token: None, next }
            }
            Some(tex::Command::Other(next)) if !after_word => Step::Cut { end: at, token: None, next },
            _ => Step::Literal,
        }
    }

    /// What begins a line: fences, definitions, captions, labels. Gives where its words begin.
    fn line(&mut self, at: usize, end: usize) -> usize {
        let source = self.source;
        let stop = memchr::memchr(b'\n', &source.as_bytes()[at..]).map_or(source.len(), |len| at + len);
        let line = source[at..stop].trim_end();
        let blanks = |text: &str| text.len() - text.trim_start().len();
        match line.as_bytes().first() {
            Some(b':') if line.starts_with(":::") => {
                if !self.fences.div(line) {
                    return at;
                }
                self.fences.dark = self.fences.dark.max(at + line.len());
                self.push_break(self.kind(), at);
                end
            }
            Some(b':') if line[1..].starts_with([' ', '\t']) => {
                let kind = if self.first { BlockKind::Caption } else { self.kind() };
                self.push_break(kind, at);
                at + 1 + blanks(&line[1..])
            }
            Some(b'T') if self.first && line.starts_with("Table: ") => {
                self.push_break(BlockKind::Caption, at);
                at + "Table: ".len()
            }
            Some(b'(') if !matches!(self.kind, BlockKind::Heading | BlockKind::Table) => match label(line) {
                Some(len) => {
                    let kind = if line.starts_with("(ref:") { BlockKind::Caption } else { BlockKind::Item };
                    self.push_break(kind, at);
                    at + len + blanks(&line[len..])
                }
                None => at,
            },
            Some(b'|') if line.starts_with("| ") && self.kind != BlockKind::Table => {
                self.push_break(self.kind(), at);
                at + 1 + blanks(&line[1..])
            }
            Some(b'-' | b'+' | b'=') if is_ruled(line) => {
                self.fences.dark = self.fences.dark.max(at + line.len());
                self.push_break(self.kind(), at);
                end
            }
            _ => at,
        }
    }

    fn push_break(&mut self, kind: BlockKind, at: usize) {
        self.list.push(Token { kind: Kind::Break(kind), span: Span::new(at, at) });
    }
}

/// Bytes at which words may end.
static SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut at = 0;
    let marks = b"@[]^~{}-<\\";
    while at < marks.len() {
        table[marks[at] as usize] = true;
        at += 1;
    }
    table
};

/// `(ref:label)` and `(@label)` before words: the bytes of the label.
fn label(line: &str) -> Option<usize> {
    let inner = line.strip_prefix("(ref:").or_else(|| line.strip_prefix("(@"))?;
    let len = inner.bytes().take_while(|&b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')).count();
    let end = line.len() - inner.len() + len + 1;
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    (inner[len..].starts_with(')') && ends(&line[end..])).then_some(end)
}

/// A line of dashes, as tables are ruled with.
fn is_ruled(line: &str) -> bool {
    line.len() >= 3 && line.bytes().all(|b| matches!(b, b'-' | b'+' | b'=' | b'|' | b':' | b' '))
}

/// The labels of numbered examples, and the identifiers that cross references may name.
fn labels(source: &str) -> HashSet<&str> {
    let bytes = source.as_bytes();
    let name = |from: usize, marks: &[u8]| {
        let len = bytes[from..].iter().take_while(|b| b.is_ascii_alphanumeric() || marks.contains(b)).count();
        &source[from..from + len]
    };
    let mut labels = HashSet::new();
    for at in memchr::memmem::find_iter(bytes, b"(@") {
        let begins = source[..at].bytes().rev().take(4).find(|&b| b != b' ').is_none_or(|b| b == b'\n');
        let found = name(at + 2, b"-_");
        let after = source[at + 2 + found.len()..].strip_prefix(')');
        if begins
            && !found.is_empty()
            && after.is_some_and(|after| after.is_empty() || after.starts_with([' ', '\n', '\r']))
        {
            labels.insert(found);
        }
    }
    // A plain word may be a heading's own name and a key as well.
    let ids = memchr::memmem::find_iter(bytes, b"{#").map(|at| name(at + 2, b"-_:."));
    labels.extend(ids.filter(|id| id.contains(['-', ':'])));
    labels
}
