//! The names of citation commands, and how each takes its arguments.
//!
//! In: a name. Out: whether it cites, whether the work is then a part of the sentence, whether brackets are printed.

/// How a command takes its arguments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// Whether more keys with notes of their own may follow.
    pub(super) several: bool,
    /// Whether a volume stands before the keys.
    pub(super) volume: bool,
    /// Arguments before that name no work: a language.
    pub(super) before: u8,
    /// Arguments behind the keys that belong to the command: the name of a field.
    pub(super) behind: u8,
    /// Whether the argument behind is a word before the citation.
    pub(super) affixed: bool,
    /// Whether nobody has heard of it.
    pub(super) unheard: bool,
}

/// The parts of names that make a command no citation although "cite" is in it.
const NONE: &[&str] = &[
    "setcite", "defcite", "newcite", "declarecite", "citestyle", "citereset", "citesetup", "citetracker", "citeindex",
    "citetext", "citeproc", "citeauthoryear", "citepunct", "citedelim", "citeleft", "citeright", "citemid", "bibcite",
    "citenamefont", "citekey", "citecolor", "citedash", "citeform", "excite", "nocite",
];

/// What may stand before "cite" in the names of packages.
const BEFORE: &[&str] = &[
    "", "paren", "text", "foot", "auto", "full", "footfull", "smart", "super", "short", "mask", "note", "pnote",
    "fnote", "headless", "vol", "pvol", "fvol", "ftvol", "svol", "tvol", "avol", "possessive", "poss", "online",
    "block", "quote", "textc", "blockc", "nop", "parenfull", "author", "inline", "brac", "bracket",
];

/// Whether a command of this name, star left out, may be a citation.
pub fn is_cite(name: &str) -> bool {
    shape(name).is_some()
}

/// Whether a command, its name first, makes the work a part of the sentence: `\textcite{marlow} shows`.
pub fn is_narrative(command: &str) -> bool {
    let command = command.strip_prefix('\\').unwrap_or(command);
    let name = &command[..command.bytes().take_while(u8::is_ascii_alphabetic).count()];
    let lower = name.to_ascii_lowercase();
    const FRONTS: &[&str] = &["textcite", "citet", "citeauthor", "citeasnoun", "citegen", "citeapos", "citepos"];
    const WHOLE: &[&str] = &["citea", "shortcitea", "fullcitea", "maskcitea", "possessivecite", "posscite", "citen"];
    !lower.starts_with("citetext") && (FRONTS.iter().any(|front| lower.starts_with(front)) || WHOLE.contains(&&*lower))
}

/// Whether a command, its name first, prints brackets around what it cites in every style that has them.
pub fn is_bracketed(command: &str) -> bool {
    let command = command.strip_prefix('\\').unwrap_or(command);
    let name = &command[..command.bytes().take_while(u8::is_ascii_alphabetic).count()];
    matches!(
        name,
        "citep"
            | "Citep"
            | "citeyearpar"
            | "citepalias"
            | "parencite"
            | "Parencite"
            | "parencites"
            | "Parencites"
            | "pvolcite"
    )
}

/// How a command of this name takes its arguments; `None` where it cites nothing.
pub(super) fn shape(name: &str) -> Option<Shape> {
    let lower = name.to_ascii_lowercase();
    match lower.as_str() {
        // BibLaTeX's footnote in two pieces; natbib's `\citetext` takes words.
        "bibentry" | "harvardcite" | "footcitetext" => return Some(Shape::default()),
        "textcquote" | "textcquotes" | "blockcquote" => return Some(Shape::default()),
        "foreigntextcquote" | "hyphentextcquote" | "foreignblockcquote" | "hyphenblockcquote" => {
            return Some(Shape { before: 1, ..Shape::default() });
        }
        "citefield" | "citelist" | "citename" => return Some(Shape { behind: 1, ..Shape::default() }),
        "citeaffixed" | "citeaffixedn" => return Some(Shape { behind: 1, affixed: true, ..Shape::default() }),
        _ => {}
    }
    let at = lower.find("cite")?;
    if NONE.iter().any(|none| lower.contains(none)) {
        return None;
    }
    let (before, after) = (&lower[..at], &lower[at + "cite".len()..]);
    Some(Shape {
        several: after == "s" || after == "texts",
        volume: before.ends_with("vol"),
        unheard: !BEFORE.contains(&before),
        ..Shape::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_that_stand_in_their_sentence() {
        for name in
            [r"\textcite{a}", r"\Citet*[3]{a}", r"\citeauthor{a}", r"\citeA{a}", r"\citeasnoun{a}", r"\textcites"]
        {
            assert!(is_narrative(name), "{name}");
        }
        for name in [r"\cite{a}", r"\citep{a}", r"\citealt{a}", r"\citealp{a}", r"\citeNP{a}", r"\parencite{a}"] {
            assert!(!is_narrative(name), "{name}");
        }
        assert!(is_cite("footcitetext") && !is_cite("citetext") && !is_cite("citereset"));
    }
}
