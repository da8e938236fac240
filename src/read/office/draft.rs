//! What a word processor's file says, written down as it is read: the text that spans index, and beside it the
//! steps by which a document is made of it.
//!
//! In: paragraphs, words and marks, in the order of the file. Out: a [`Document`]. What a paragraph is – a heading
//! without a style, an entry of the reference list – can be told only at its end; so the steps wait until all is read.

use super::role::Role;
use super::steps::{Step, Target, citeproc_key, play, pointers};
use super::works::Works;
use crate::model::{self, BlockKind, Document, Format, MarkKind, Source};
use crate::read::sections::Sections;
use crate::read::text::{is_entry, is_heading};
use crate::text::{Span, raised, terms};

/// What parts a paragraph from the one before, in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Gap {
    /// A blank line.
    Line,
    /// A line end: items, rows.
    Break,
    /// A tab: cells of a row.
    Tab,
}

/// The open paragraph.
#[derive(Debug)]
struct Open {
    /// Its first step.
    step: usize,
    /// How long the text was before it, what parts it from the one before left out.
    before: usize,
    /// Where its text begins.
    start: usize,
    /// The step of its number in a list.
    number: Option<usize>,
    /// Whether all its words so far are bold.
    bold: bool,
    /// Whether it has words or marks.
    filled: bool,
    /// What comments on it say to pincite.
    comments: Vec<String>,
}

/// How a comment to pincite begins.
pub(in crate::read) const DIRECTIVE: &str = "pincite-ignore";

/// A document on its way.
#[derive(Debug, Default)]
pub(in crate::read) struct Draft {
    text: String,
    steps: Vec<Step>,
    open: Option<Open>,
    sections: Sections,
    /// Whether a heading was told by its style or its bold words.
    styled: bool,
    /// Names of places that the next paragraph will have.
    labels: Vec<String>,
    /// Whether a page begins before the next words.
    page: bool,
    /// What the last paragraph came out as.
    last: Option<BlockKind>,
    /// The works whose data lie in the file.
    pub(in crate::read) works: Works,
}

impl Draft {
    /// Begins a paragraph, unless one is open.
    pub(in crate::read) fn begin(&mut self, gap: Gap) {
        if self.open.is_some() {
            return;
        }
        let before = self.text.len();
        let step = self.steps.len();
        // The number of an entry and its words may stand in cells of their own.
        let joined = gap == Gap::Tab && self.last == Some(BlockKind::Reference);
        if before > 0 {
            self.text.push_str(match gap {
                Gap::Line => "\n\n",
                Gap::Break => "\n",
                Gap::Tab => "\t",
            });
        }
        let start = self.text.len();
        self.steps.push(match joined {
            true => Step::Blank(Span::new(before, start)),
            false => Step::Block(BlockKind::Paragraph),
        });
        self.open = Some(Open { step, before, start, number: None, bold: true, filled: false, comments: Vec::new() });
        if std::mem::take(&mut self.page) {
            self.text.push('\x0c');
        }
        let labels = std::mem::take(&mut self.labels);
        self.steps.extend(labels.into_iter().map(Step::Label));
    }

    /// Ends the paragraph. One without words was none.
    pub(in crate::read) fn end(&mut self, role: Role) {
        let Some(open) = self.open.take() else { return };
        let text = self.text[open.start..].trim();
        if !open.filled {
            self.page |= text.contains('\x0c');
            self.text.truncate(open.before);
            // Words that stand for works may begin here and end in the next paragraph.
            let steps = self.steps.split_off(open.step);
            self.steps.extend(steps.into_iter().filter(|step| matches!(step, Step::Start | Step::End(_))));
            return;
        }
        let kind = kind(&mut self.sections, role, text, open.bold, self.styled);
        self.styled |= open.bold && kind == BlockKind::Heading || matches!(role, Role::Heading(1..));
        if role == Role::Code {
            let span =
                Span::new(self.text.len() - self.text[open.start..].trim_start().len(), self.text.trim_end().len());
            self.steps.truncate(open.step + 1);
            self.steps.push(Step::Mark(MarkKind::Code, span));
        }
        if let Some(step) = self.steps.get_mut(open.step).filter(|step| matches!(step, Step::Block(_))) {
            *step = Step::Block(kind);
        }
        let unread = open.number.filter(|_| kind != BlockKind::Reference || role == Role::Code);
        if let Some(step) = unread.and_then(|number| self.steps.get_mut(number)) {
            *step = Step::Nothing;
        }
        self.last = Some(kind);
        if !open.comments.is_empty() {
            self.put_before(&open);
        }
    }

    /// Puts the comments of a paragraph on a line before it, where those of other formats stand.
    fn put_before(&mut self, open: &Open) {
        let lines: String = open.comments.iter().map(|comment| format!("{comment}\n")).collect();
        self.text.insert_str(open.start, &lines);
        let by = lines.len() as u32;
        for step in &mut self.steps[open.step..] {
            if let Step::Words(span) | Step::Blank(span) | Step::Mark(_, span) = step {
                *span = Span { start: span.start + by, end: span.end + by };
            }
        }
        let mut at = open.start;
        let comments = open.comments.iter().map(|comment| {
            let span = Span::new(at, at + comment.len());
            at = span.end as usize + 1;
            Step::Comment(span)
        });
        self.steps.splice(open.step..open.step, comments);
    }

    /// A comment on the open paragraph, or on the next; only what it says to pincite is kept.
    pub(in crate::read) fn comment(&mut self, text: &str) {
        self.begin(Gap::Line);
        let text = text.trim();
        if let Some(open) = self.open.as_mut().filter(|_| text.starts_with(DIRECTIVE)) {
            open.comments.push(text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect());
        }
    }

    /// Whether a paragraph is open.
    pub(in crate::read) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// What a list prints before the open paragraph; words only where that is an entry of the reference list.
    pub(in crate::read) fn number(&mut self, label: &str) {
        let start = self.text.len();
        self.text.push_str(label);
        self.steps.push(Step::Words(Span::new(start, self.text.len())));
        self.text.push(' ');
        let number = self.steps.len() - 1;
        self.steps.push(Step::Blank(Span::new(self.text.len() - 1, self.text.len())));
        if let Some(open) = &mut self.open {
            open.number = Some(number);
        }
    }

    /// Text that is no part of the prose: the number before a note.
    pub(in crate::read) fn silent(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Words.
    pub(in crate::read) fn words(&mut self, words: &str, bold: bool) {
        if words.is_empty() {
            return;
        }
        self.begin(Gap::Line);
        let start = self.text.len();
        match memchr::memchr3(b'\n', b'\r', b'\x0c', words.as_bytes()) {
            None => self.text.push_str(words),
            Some(_) => self.text.extend(words.chars().map(|c| if matches!(c, '\n' | '\r' | '\x0c') { ' ' } else { c })),
        }
        let end = self.text.len();
        if let Some(open) = &mut self.open {
            let blank = words.trim_start().is_empty();
            open.filled |= !blank;
            open.bold &= bold || blank;
        }
        match self.steps.last_mut() {
            Some(Step::Words(span)) if span.end as usize == start => span.end = end as u32,
            _ => self.steps.push(Step::Words(Span::new(start, end))),
        }
    }

    /// Words that are raised: 10⁶ is no hundred and six.
    pub(in crate::read) fn raised(&mut self, words: &str, bold: bool) {
        let words: String =
            words.chars().map(|c| c.to_digit(10).map_or(c, |digit| raised::DIGITS[digit as usize])).collect();
        self.words(&words, bold);
    }

    /// A line end within a paragraph.
    pub(in crate::read) fn line_end(&mut self) {
        self.begin(Gap::Line);
        let start = self.text.len();
        self.text.push('\n');
        self.steps.push(Step::Blank(Span::new(start, start + 1)));
    }

    /// A page ends here.
    pub(in crate::read) fn page_end(&mut self) {
        let Some(open) = &self.open else {
            self.page = true;
            return;
        };
        // A break that the author made, and the one that the program drew for it, are one.
        if self.text[open.start..].trim_end_matches([' ', '\n']).ends_with('\x0c') {
            return;
        }
        let start = self.text.len();
        self.text.push('\x0c');
        let spaced = self.text[..start].ends_with(char::is_whitespace);
        self.steps.push(if spaced { Step::Nothing } else { Step::Blank(Span::new(start, start + 1)) });
    }

    /// Something that is not words; `text` shows it.
    pub(in crate::read) fn mark(&mut self, kind: MarkKind, text: &str) {
        self.begin(Gap::Line);
        let start = self.text.len();
        let text = if text.trim().is_empty() { "□" } else { text.trim() };
        self.text.push_str(text);
        self.steps.push(Step::Mark(kind, Span::new(start, self.text.len())));
        if let Some(open) = &mut self.open {
            open.filled = true;
        }
    }

    /// A name by which this place can be pointed at.
    pub(in crate::read) fn label(&mut self, name: &str) {
        let name = citeproc_key(name).to_owned();
        match self.open {
            Some(_) => self.steps.push(Step::Label(name)),
            None => self.labels.push(name),
        }
    }

    /// Here begin words that stand for something.
    pub(in crate::read) fn start(&mut self) {
        self.begin(Gap::Line);
        self.steps.push(Step::Start);
    }

    /// Here the words end that began last.
    pub(in crate::read) fn stop(&mut self, target: Target) {
        self.steps.push(Step::End(target));
    }

    /// Makes the document.
    pub(in crate::read) fn finish(mut self, path: &str, format: Format) -> Result<Document, crate::read::Error> {
        self.end(Role::Body);
        if u32::try_from(self.text.len()).is_err() {
            return Err(crate::read::Error::TooLarge { path: path.to_owned() });
        }
        let pointers = pointers(&mut self.steps);
        let embedded = self.works.finish();
        model::build(Source::new(path, format, self.text), |builder| {
            builder.declared().embedded = embedded;
            play(builder, self.steps, pointers);
            Ok(())
        })
    }
}

/// A number as it is printed at a note.
pub(in crate::read) fn raised(number: u32) -> String {
    number.to_string().bytes().map(raised::raise).collect()
}

/// What a paragraph is.
fn kind(sections: &mut Sections, role: Role, text: &str, bold: bool, styled: bool) -> BlockKind {
    let plain = matches!(role, Role::Body | Role::Item | Role::Reference);
    match role {
        Role::Heading(level) => {
            sections.heading_of(level, text);
            return BlockKind::Heading;
        }
        Role::Reference if !terms::is_reference_heading(text) => return BlockKind::Reference,
        Role::Cell if sections.in_references() && is_entry(text) => return BlockKind::Reference,
        _ => {}
    }
    // A sentence at whose end a note hangs ends all the same.
    let bare = text.trim_end_matches(raised::DIGITS);
    // An author who knows no styles sets headings bold; one who sets none so either, as plain text does.
    let looks = match sections.in_references() {
        true => !is_entry(text),
        false => bold || !styled && role == Role::Body,
    };
    if plain && (terms::is_reference_heading(text) || looks && is_heading(bare)) {
        sections.heading(text);
        return BlockKind::Heading;
    }
    match role {
        Role::Body | Role::Item if sections.in_references() => BlockKind::Reference,
        Role::Item => BlockKind::Item,
        Role::Quote => BlockKind::Quote,
        Role::Caption => BlockKind::Caption,
        Role::Note => BlockKind::Note,
        Role::Cell => BlockKind::Table,
        _ => BlockKind::Paragraph,
    }
}
