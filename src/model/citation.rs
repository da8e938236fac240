//! Citations as they stand in a manuscript, before anything is known of entries.

use super::document::SentenceId;
use crate::text::{ProseSpan, Span, citename};

/// A citation: the whole group, `(Holland, 2021a; Rubin 2002)` or `Holland (2021a)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// Its source bytes, brackets included.
    pub span: Span,
    /// Its place in the prose; for workers, not for rules.
    pub at: ProseSpan,
    /// Its prose.
    pub text: String,
    /// How it is written.
    pub form: Form,
    /// The sentence it stands in.
    pub sentence: SentenceId,
    /// Whether both brackets are there.
    pub delimited: Delimited,
    /// The works it cites, in order; never empty.
    pub items: Vec<CiteItem>,
    /// How its command cites, where the name of the command does not tell.
    pub manner: Option<Manner>,
}

/// How a command cites that an author has made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Manner {
    /// In brackets, as `\parencite` does.
    Parenthetical,
    /// The name in the sentence, as `\textcite` does.
    Narrative,
    /// As the style has it, as `\cite` does.
    Plain,
}

impl Manner {
    /// The names of all.
    pub const NAMES: &[&str] = &["parenthetical", "narrative", "plain"];

    /// The manner of a name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "parenthetical" => Self::Parenthetical,
            "narrative" => Self::Narrative,
            "plain" => Self::Plain,
            _ => return None,
        })
    }
}

/// How a citation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// In brackets: `(Holland, 2021a)`.
    Parenthetical,
    /// The name in the sentence, the year in brackets or bare: `Holland (2021a)`.
    Narrative,
    /// By key: `[@holland2021a]`.
    Key,
    /// By number: `[12]`.
    Numeric,
    /// In a footnote or endnote, in full or short: `Marlow, Lights, 41`.
    Note,
}

impl Form {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Parenthetical => "parenthetical",
            Self::Narrative => "narrative",
            Self::Key => "key",
            Self::Numeric => "numeric",
            Self::Note => "note",
        }
    }
}

/// The citation style a whole document uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// Names and years.
    #[default]
    AuthorDate,
    /// Names and pages, or names and titles.
    AuthorPage,
    /// Keys in the source, whatever will be printed.
    Key,
    /// Numbers of a reference list.
    Numeric,
    /// Footnotes or endnotes that name their works.
    Notes,
}

impl Style {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::AuthorDate => "author-date",
            Self::AuthorPage => "author-page",
            Self::Key => "key",
            Self::Numeric => "numeric",
            Self::Notes => "notes",
        }
    }
}

/// Whether the brackets of a citation are there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Delimited {
    /// Both, or none is needed.
    #[default]
    Whole,
    /// The closing one is missing.
    Unclosed,
    /// The opening one is missing.
    Unopened,
}

impl Citation {
    /// Whether it is a part of its sentence: `Holland (2021a) says`, `@holland says`.
    pub fn narrative(&self) -> bool {
        match self.form {
            Form::Narrative => true,
            Form::Parenthetical | Form::Numeric | Form::Note => false,
            Form::Key => {
                if let Some(manner) = self.manner {
                    return manner == Manner::Narrative;
                }
                if self.text.starts_with('\\') {
                    return citename::is_narrative(&self.text);
                }
                self.text.starts_with(['@', '-'])
            }
        }
    }

    /// Whether its brackets come with it: `\citealt` and its like print none, and what `\cite` prints is for a
    /// style to say.
    pub fn brings_brackets(&self) -> bool {
        if let Some(manner) = self.manner {
            return manner == Manner::Parenthetical;
        }
        match self.text.as_bytes().first() {
            _ if self.form != Form::Key => true,
            Some(b'\\' | b'{') => citename::is_bracketed(&self.text),
            // Typst: `#cite(<key>, form: "year")`; a citation in text, or of the year alone, brings none.
            Some(b'#' | b'c') => self.text.split_once("form:").is_none_or(|(_, form)| form.contains("\"normal\"")),
            // Sphinx: :cite:p:, :cite:t:, :cite:year:
            Some(b':') => !["t:", "ts:", "ct:", "cts:", "year:", "author:", "authors:", "title:", "label:"]
                .iter()
                .any(|role| self.text.strip_prefix(":cite:").is_some_and(|rest| rest.starts_with(role))),
            _ => true,
        }
    }

    /// Whether it is a citation even where no entry fits: `Lipofectamine 2000` is none.
    pub fn firm(&self) -> bool {
        self.items.iter().any(|item| item.firm)
    }
}

/// One work in a citation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CiteItem {
    /// Its source bytes.
    pub span: Span,
    /// Its place in the prose; for workers, not for rules.
    pub at: ProseSpan,
    /// Its prose.
    pub text: String,
    /// The names, in order as written.
    pub authors: Vec<Name>,
    /// Whether "et al." or its like follows the names.
    pub et_al: bool,
    /// What joins the last two names.
    pub conjunction: Option<Conjunction>,
    /// Whether a comma stands between the names and the year; `None` where none can (narrative, a further year).
    pub comma: Option<bool>,
    /// The year; `None` where none is written.
    pub year: Option<Year>,
    /// The citation key, where the form has one.
    pub key: Option<String>,
    /// The number, where the style is numeric.
    pub number: Option<u32>,
    /// `p. 12`, as written.
    pub locator: Option<String>,
    /// Whether it is a further year of the item before it: `2012` of `Forsberg 1985, 2012`.
    pub continues: bool,
    /// Free text before the names: `see`.
    pub prefix: Option<String>,
    /// Free text after the item.
    pub tail: Option<String>,
    /// All that stands before the year in its part of the group, where that may be a title or an
    /// organisation: `Human Rights – UN news`.
    pub literal: Option<String>,
    /// A participant's id or a person's own word, which needs no entry: `P7`, `personal communication`.
    pub personal: Option<String>,
    /// `false` where only an entry that fits makes it a citation.
    pub firm: bool,
    /// "as cited in": this is the work that was not read.
    pub secondary: bool,
    /// How it refers to a work that was cited before, where it does: `ibid.`
    pub back: Option<Back>,
}

/// What a citation that refers back leans on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Back {
    /// What was cited right before: `ibid.`
    Before,
    /// The last work of its author: `Marlow, op. cit.`
    Author,
    /// The author cited right before, with another work: `idem, Lights, 12`.
    SameAuthor,
    /// A note by its number: `Marlow (n 3)`.
    Note(u32),
}

/// A name as written in a citation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Name {
    /// The family or group name; particles included: `van der Berg`.
    pub family: String,
    /// Initials or a given name, where it can be told apart: `J. C.`.
    pub given: Option<String>,
    /// Its source bytes.
    pub span: Span,
}

/// A year as written in a citation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Year {
    /// As written, without the letter: `2021`, `n.d.`, `in press`, `1962/2012`.
    pub text: String,
    /// The letter that tells the works of one year apart.
    pub suffix: Option<String>,
    /// The source bytes of year and letter.
    pub span: Span,
    /// Whether day or month stand with it: `June 19, 2023`.
    pub full_date: bool,
}

/// What joins the last two names of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Conjunction {
    /// `&`
    Ampersand,
    /// `and`, or its like in another language.
    Word,
}
