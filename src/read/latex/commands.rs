//! What a command means to a reader of prose, by its name.

use std::rc::Rc;

use super::silent::{looks, skipped};
use crate::text::tex_symbols::{self, Command};

/// What a command means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Prints this.
    Prints(&'static str),
    /// Prints these words of the author's own; the blank after it may be meant.
    Words(Rc<str>),
    /// Puts this mark on the next letter.
    Accent(char),
    /// So many arguments that are no prose stand before one that is; so many after it.
    Reads(u8, u8),
    /// So many arguments, none of them prose.
    Skips(u8),
    /// Prints its argument in quotation marks.
    Quotes,
    /// Prints its argument in brackets: `\citetext`.
    Brackets,
    /// Quotes a work that it cites: whether as a block.
    CitedQuote(bool),
    /// A number that stands for another place: `\ref`.
    Place,
    /// Words that point to a place: the place, then the words.
    Pointer,
    /// Raised words.
    Raised,
    /// A number with its unit: how many numbers, whether a unit follows.
    Quantity(u8, bool),
    /// A heading, by its level.
    Heading(u8),
    /// The manuscript's title.
    Title,
    /// A note; whether a sign for it stands in the text.
    Note(bool),
    /// A sign for a note told elsewhere.
    NoteSign,
    /// A caption; so many arguments before.
    Caption(u8),
    /// A passage of its own.
    Passage,
    /// An item of a list.
    Item,
    /// The end of an item that no environment holds.
    ItemEnd,
    /// An item of a list of references.
    Work,
    /// An item of harvard's list of references.
    HarvardWork,
    /// A citation.
    Cite,
    /// A command of the author's own that cites.
    Wrapper(Rc<[Argument]>),
    /// Works that are listed without a citation.
    NoCite,
    /// Bibliographies by names without an ending.
    Bibliography,
    /// A bibliography by its file name.
    Resource,
    /// Another file, and the folder before it.
    Include(bool),
    /// `\IfFileExists{file}{then}{else}`
    IfThere,
    /// A definition.
    Defines(Definition),
    /// A new paragraph.
    Paragraph,
    /// A new line.
    Line,
    /// A length without braces: `\hskip 1em`.
    Length,
    /// A place that may be pointed at: `\hypertarget{place}{words}`.
    Target,
    /// What is set between lines; `pre` may stand before its argument.
    Between,
    /// Changes how things look; the blank after it is none.
    Nothing,
    /// Nobody knows: its arguments are read.
    Unknown,
}

/// What an argument of an author's own command is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Argument {
    /// The keys that it cites.
    Keys,
    /// A note to the citation.
    Note,
    /// Words.
    Prose,
}

/// How a command is defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Definition {
    /// `\newcommand{\name}[2][default]{body}`
    New,
    /// `\NewDocumentCommand{\name}{m m}{body}`
    Document,
    /// `\def\name#1{body}`
    Def,
    /// `\let\name=\other`
    Let,
}

/// What a command of this name means, its star left out.
pub(super) fn meaning(name: &str) -> Meaning {
    use Meaning::*;
    match name {
        "section" | "addsec" => Heading(1),
        "chapter" | "part" | "addchap" | "addpart" => Heading(0),
        "subsection" => Heading(2),
        "subsubsection" | "frametitle" => Heading(3),
        "paragraph" => Heading(4),
        "subparagraph" => Heading(5),
        "title" | "subtitle" => Title,
        "footnote" | "endnote" | "sidenote" | "tablefootnote" | "footnotetext" | "footfullnote" | "pagenote"
        | "thanks" | "marginpar" | "marginnote" | "sidenotetext" | "endnotetext" | "tnote" | "blfootnote" => {
            Note(!matches!(name, "footnotetext" | "endnotetext" | "sidenotetext" | "blfootnote"))
        }
        "footnotemark" | "endnotemark" | "sidenotemark" => NoteSign,
        "caption" | "subcaption" | "tablecaption" | "bicaption" | "captionabove" | "captionbelow" | "legend" => {
            Caption(0)
        }
        "captionof" | "captionbelowof" => Caption(1),
        "abstract" | "dedication" | "epigraph" => Passage,
        "item" | "ex" | "ea" | "exi" | "pex" => Item,
        "z" | "xe" => ItemEnd,
        "bibitem" => Work,
        "harvarditem" => HarvardWork,
        "nocite" => NoCite,
        "bibliography" | "nobibliography" => Bibliography,
        "addbibresource" | "addglobalbib" | "addsectionbib" => Resource,
        "input" | "include" | "subfile" | "subfileinclude" | "InputIfFileExists" => Include(false),
        "import" | "subimport" | "includefrom" | "subincludefrom" | "inputfrom" | "subinputfrom" => Include(true),
        "IfFileExists" => IfThere,
        "newcommand"
        | "renewcommand"
        | "providecommand"
        | "DeclareRobustCommand"
        | "newrobustcmd"
        | "renewrobustcmd"
        | "newcommandx"
        | "renewcommandx" => Defines(Definition::New),
        "NewDocumentCommand"
        | "RenewDocumentCommand"
        | "ProvideDocumentCommand"
        | "DeclareDocumentCommand"
        | "NewExpandableDocumentCommand" => Defines(Definition::Document),
        "def" | "gdef" | "edef" | "xdef" => Defines(Definition::Def),
        "let" => Defines(Definition::Let),
        "textcquote" | "foreigntextcquote" | "hyphentextcquote" => CitedQuote(false),
        "blockcquote" | "foreignblockcquote" | "hyphenblockcquote" => CitedQuote(true),
        "citetext" | "parentext" | "mkbibparens" => Brackets,
        "enquote" | "mkbibquote" | "textquote" | "blockquote" => Quotes,
        "foreignquote" | "foreigntextquote" | "hyphenquote" => Reads(1, 0),
        "hyperref" | "hyperlink" | "citeproc" => Pointer,
        "ref" | "pageref" | "autoref" | "cref" | "Cref" | "vref" | "Vref" | "nameref" | "eqref" | "subref" | "fref"
        | "Fref" | "vpageref" | "crefrange" | "labelcref" | "autopageref" | "fullref" | "ffref" | "hyperreffoot" => {
            Place
        }
        "textsuperscript" | "up" => Raised,
        "num" | "ang" | "tablenum" => Quantity(1, false),
        "SI" | "qty" => Quantity(1, true),
        "si" | "unit" => Quantity(0, true),
        "SIrange" | "qtyrange" => Quantity(2, true),
        "numrange" => Quantity(2, false),
        "par" | "newpage" | "clearpage" | "cleardoublepage" | "pagebreak" | "bigskip" | "medskip" | "smallskip"
        | "maketitle" | "appendix" | "glt" | "glft" | "trans" | "gll" | "glll" | "midrule" | "hline" | "toprule"
        | "bottomrule" | "tableofcontents" | "glossfree" | "goodbreak" | "filbreak" | "endgraf" => Paragraph,
        "newline" | "linebreak" | "tabularnewline" | "cr" | "newblock" | "hfill" | "hfil" | "quad" | "qquad"
        | "space" | "nobreakspace" | "thinspace" | "enspace" | "and" | "crcr" | "enskip" | "break" | "xspace" => Line,
        "hskip" | "vskip" | "kern" | "mskip" => Length,
        "hypertarget" => Target,
        "vadjust" => Between,
        // Arguments before the words.
        "textcolor" | "colorbox" | "parbox" | "raisebox" | "foreignlanguage" | "bibinfo" | "bibfield" | "href"
        | "rotatebox" | "scalebox" | "pdftooltip" | "textlang" | "href@noop" | "savebox" | "sbox"
        | "hyphentextquote" | "adjustbox" | "APACrefatitle" | "APACrefbtitle" => Reads(1, 0),
        "resizebox" | "multicolumn" | "multirow" | "fcolorbox" => Reads(2, 0),
        "texorpdfstring" => Reads(0, 1),
        "ifthenelse" => Reads(1, 1),
        _ => skipped(name).map_or_else(|| printed(name), Skips),
    }
}

/// What a command prints, by the common table.
fn printed(name: &str) -> Meaning {
    match tex_symbols::command(name) {
        Command::Prints(" ") => Meaning::Line,
        Command::Prints(text) => Meaning::Prints(text),
        Command::Marks(mark) => Meaning::Accent(mark),
        Command::Hides => Meaning::Skips(1),
        Command::Quotes => Meaning::Quotes,
        Command::Verbatim | Command::Upper | Command::Lower => Meaning::Nothing,
        Command::Nothing if name == "bysame" => Meaning::Prints("———"),
        Command::Nothing if looks(name) => Meaning::Nothing,
        Command::Nothing => Meaning::Unknown,
    }
}
