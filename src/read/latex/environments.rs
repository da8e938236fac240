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
    /// Not at all: drawings, passages that are commented out.
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
        "comment" | "filecontents" | "tikzpicture" | "pgfpicture" | "tikzcd" | "axis" | "forest" | "pspicture"
        | "picture" | "asy" | "luacode" | "pycode" | "avm" | "dot2tex" | "mpost" | "VerbatimOut" | "ganttchart"
        | "circuitikz" | "prooftree" | "optidef" | "CJKfilltwosides" | "skip" => Inside::Hidden,
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
    /// Whether its options are no prose either.
    pub(super) options: bool,
    /// Whether it is a list of references.
    pub(super) list: bool,
    /// Whether it is known at all.
    pub(super) known: bool,
}

/// What an environment of this name makes of what stands in it.
pub(super) fn environment(name: &str) -> Environment {
    let plain = Environment { kind: None, skip: 0, floats: false, options: true, list: false, known: true };
    let of = |kind| Environment { kind: Some(kind), ..plain };
    match name.trim_end_matches('*') {
        "document" | "center" | "flushleft" | "flushright" | "abstract" | "landscape" | "sloppypar" | "appendices"
        | "appendix" | "titlepage" | "frontmatter" | "singlespace" | "doublespace" | "onehalfspace" | "small"
        | "footnotesize" | "threeparttable" | "subequations" | "frame" | "block" | "keyword" | "keywords"
        | "acknowledgements" | "acknowledgments" | "raggedright" | "multicols" | "samepage" => {
            let skip = u8::from(matches!(name, "multicols" | "multicols*"));
            Environment { skip, ..plain }
        }
        "minipage" | "spacing" | "adjustbox" | "adjustwidth" | "turn" | "rotate" | "otherlanguage" | "column"
        | "savenotes" => {
            let skip = if name.starts_with("adjustwidth") { 2 } else { 1 };
            Environment { skip, ..plain }
        }
        "itemize" | "enumerate" | "compactitem" | "compactenum" | "inparaenum" | "exe" | "xlist" | "enumerate1"
        | "tasks" | "asparaenum" | "asparaitem" | "easylist" | "dinglist" => plain,
        "description" | "labeling" | "list" | "tablenotes" | "trivlist" | "basedescript" => {
            Environment { skip: if name == "list" { 2 } else { 0 }, ..plain }
        }
        "quote"
        | "quotation"
        | "displayquote"
        | "blockquote"
        | "verse"
        | "quoting"
        | "foreigndisplayquote"
        | "displaycquote" => of(BlockKind::Quote),
        "tabular" | "longtable" | "array" | "supertabular" | "xtabular" | "tabbing" | "longtabu" | "tabu" | "tblr"
        | "longtblr" | "NiceTabular" | "mpxtabular" => Environment {
            skip: u8::from(name != "tabbing" && name != "tabular*") + 2 * u8::from(name == "tabular*"),
            ..of(BlockKind::Table)
        },
        "tabularx" | "tabulary" | "xltabular" | "ltabulary" => Environment { skip: 2, ..of(BlockKind::Table) },
        "figure" | "table" | "sidewaystable" | "sidewaysfigure" | "SCfigure" | "SCtable" | "floatrow" | "algorithm"
        | "scheme" | "chart" | "marginfigure" | "margintable" | "framefloat" => Environment { floats: true, ..plain },
        "wrapfigure" | "wraptable" | "wrapfloat" => Environment { skip: 2, floats: true, ..plain },
        "subfigure" | "subtable" => Environment { skip: 1, ..plain },
        "thebibliography" | "CSLReferences" | "cslreferences" | "references" | "refguide" | "hangparas" => {
            let skip = match name {
                "thebibliography" => 1,
                "CSLReferences" => 2,
                "hangparas" => 2,
                _ => 0,
            };
            let listed = name != "hangparas";
            Environment { skip, list: listed, kind: listed.then_some(BlockKind::Reference), ..plain }
        }
        _ => Environment { options: false, known: false, ..plain },
    }
}
