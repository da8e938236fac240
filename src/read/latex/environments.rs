//! What stands in an environment, by its name.

use crate::model::BlockKind;

/// By which rules the inside of an environment is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inside {
    /// As prose.
    Prose,
    /// As a formula.
    Math,
    /// As it stands.
    Verbatim,
    /// For what it cites alone: a drawing holds no sentences.
    Drawing,
    /// Not at all: a passage that is commented out, another file.
    Hidden,
}

/// By which rules the inside of an environment of this name is read.
pub(super) fn inside(name: &str) -> Inside {
    match name.trim_end_matches('*') {
        "equation" | "align" | "gather" | "multline" | "displaymath" | "math" | "eqnarray" | "alignat" | "flalign"
        | "xalignat" | "xxalignat" | "dmath" | "dgroup" | "darray" | "IEEEeqnarray" | "empheq" | "numcases"
        | "subnumcases" => Inside::Math,
        "verbatim" | "Verbatim" | "BVerbatim" | "LVerbatim" | "SaveVerbatim" | "lstlisting" | "minted" | "alltt"
        | "listing" | "code" | "Highlighting" | "algorithmic" | "algorithm2e" | "pseudocode" | "pyverbatim"
        | "Sinput" | "Soutput" | "semiverbatim" | "tcblisting" | "knitrout" => Inside::Verbatim,
        "comment" | "filecontents" | "VerbatimOut" | "luacode" | "pycode" | "asy" | "skip" => Inside::Hidden,
        "tikzpicture" | "pgfpicture" | "tikzcd" | "axis" | "forest" | "pspicture" | "picture" | "avm" | "dot2tex"
        | "mpost" | "ganttchart" | "circuitikz" | "prooftree" => Inside::Drawing,
        _ => Inside::Prose,
    }
}

/// What an environment of prose makes of what stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Environment {
    /// What its blocks are; `None` is what they were.
    pub(super) kind: Option<BlockKind>,
    /// How many arguments it takes that are no prose.
    pub(super) skip: u8,
    /// Whether it floats out of its paragraph.
    pub(super) floats: bool,
    /// Whether its argument is a heading.
    pub(super) titled: bool,
    /// Whether it is known: what stands in its brackets is no prose then.
    pub(super) known: bool,
}

/// What an environment of this name makes of what stands in it.
pub(super) fn environment(name: &str) -> Environment {
    let kind = match name.trim_end_matches('*') {
        "quote"
        | "quotation"
        | "displayquote"
        | "blockquote"
        | "verse"
        | "quoting"
        | "foreigndisplayquote"
        | "displaycquote"
        | "foreigndisplaycquote" => Some(BlockKind::Quote),
        "tabular" | "longtable" | "array" | "supertabular" | "xtabular" | "tabbing" | "longtabu" | "tabu" | "tblr"
        | "longtblr" | "NiceTabular" | "tabularx" | "tabulary" | "xltabular" | "ltabulary" => Some(BlockKind::Table),
        "thebibliography" | "CSLReferences" | "cslreferences" | "references" => Some(BlockKind::Reference),
        _ => None,
    };
    let floats = matches!(
        name.trim_end_matches('*'),
        "figure"
            | "table"
            | "sidewaystable"
            | "sidewaysfigure"
            | "SCfigure"
            | "SCtable"
            | "floatrow"
            | "algorithm"
            | "scheme"
            | "chart"
            | "marginfigure"
            | "margintable"
            | "wrapfigure"
            | "wraptable"
            | "wrapfloat"
    );
    let titled = matches!(name, "frame" | "block" | "alertblock" | "exampleblock");
    let known = matches!(
        name.trim_end_matches('*'),
        "document"
            | "center"
            | "flushleft"
            | "flushright"
            | "abstract"
            | "landscape"
            | "sloppypar"
            | "appendices"
            | "itemize"
            | "enumerate"
            | "description"
            | "list"
            | "compactitem"
            | "compactenum"
            | "inparaenum"
            | "exe"
            | "xlist"
            | "subfigure"
            | "subtable"
            | "minipage"
            | "multicols"
            | "threeparttable"
            | "tablenotes"
            | "subequations"
            | "adjustbox"
            | "spacing"
    );
    let skip = skipped(name);
    Environment { kind, skip, floats, titled, known: known || titled || floats || skip > 0 || kind.is_some() }
}

/// How many arguments an environment takes that are no prose: widths, columns, numbers.
fn skipped(name: &str) -> u8 {
    match name {
        "multicols"
        | "multicols*"
        | "minipage"
        | "spacing"
        | "adjustbox"
        | "turn"
        | "rotate"
        | "otherlanguage"
        | "otherlanguage*"
        | "column"
        | "tabular"
        | "longtable"
        | "array"
        | "supertabular"
        | "xtabular"
        | "longtabu"
        | "tabu"
        | "tblr"
        | "longtblr"
        | "NiceTabular"
        | "subfigure"
        | "subtable"
        | "thebibliography"
        | "textblock"
        | "foreigndisplayquote"
        | "foreigndisplaycquote" => 1,
        "tabular*" | "tabularx" | "tabulary" | "xltabular" | "ltabulary" | "wrapfigure" | "wraptable" | "wrapfloat"
        | "CSLReferences" | "adjustwidth" | "adjustwidth*" | "list" | "hangparas" => 2,
        _ => 0,
    }
}
