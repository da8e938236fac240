//! What stands before a paragraph, a run or a content control and says what it is.

use quick_xml::events::{BytesStart, Event};

use super::styles::{self, Styles};
use crate::read::office::{Part, Role, attribute, is_on};

/// What a paragraph is.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    /// What its style or outline level says.
    pub(super) role: Option<Role>,
    /// Whether it is a line of a table of contents.
    pub(super) contents: bool,
    /// The list it belongs to, and the level there.
    pub(super) list: Option<(String, u8)>,
    /// Whether its end was deleted, so that the next goes on in it.
    pub(super) joined: bool,
    /// Whether its style is bold.
    pub(super) bold: bool,
}

/// What a run is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Run {
    /// Not shown.
    pub(super) hidden: bool,
    /// Above the line.
    pub(super) raised: bool,
    /// Bold.
    pub(super) bold: bool,
    /// Code.
    pub(super) code: bool,
}

/// What a content control is.
#[derive(Clone, Debug, Default)]
pub(super) struct Control {
    /// What programs call it.
    pub(super) tag: String,
    /// Whether it holds the reference list.
    pub(super) list: bool,
    /// Whether it holds a table of contents.
    pub(super) contents: bool,
    /// Whether it holds nothing but a request to put something in.
    pub(super) empty: bool,
}

/// Goes through the properties that were opened; `old` are those before a tracked change.
fn each(part: &mut Part<'_>, mut tell: impl FnMut(&str, &BytesStart<'_>)) {
    let mut depth = 0;
    while let Some(event) = part.next() {
        match event {
            Event::Start(tag) => {
                // What was before a tracked change, and what says how a page looks.
                if tag.local_name().as_ref().ends_with("Change") || tag.local_name().as_ref() == "sectPr" {
                    part.skip(&tag);
                    continue;
                }
                tell(tag.local_name().as_ref(), &tag);
                depth += 1;
            }
            Event::Empty(tag) => tell(tag.local_name().as_ref(), &tag),
            Event::End(_) if depth == 0 => return,
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
}

/// Reads what stands before a paragraph.
pub(super) fn paragraph(part: &mut Part<'_>, styles: &Styles) -> Paragraph {
    let mut out = Paragraph::default();
    let (mut list, mut level) = (None, None);
    each(part, |name, tag| match name {
        "pStyle" => {
            let style = styles.of(&attribute(tag, "val").unwrap_or_default());
            (out.role, out.contents, out.list, out.bold) = (style.role, style.contents, style.list, style.bold);
        }
        "outlineLvl" => out.role = out.role.or(attribute(tag, "val").and_then(|level| styles::outline(&level))),
        "numId" => list = attribute(tag, "val").map(std::borrow::Cow::into_owned),
        "ilvl" => level = attribute(tag, "val").and_then(|level| level.parse().ok()),
        "del" | "moveFrom" => out.joined = true,
        _ => {}
    });
    match list.as_deref() {
        Some("0") => out.list = None,
        Some(list) => out.list = Some((list.to_owned(), level.unwrap_or(0))),
        None => {
            if let (Some((_, own)), Some(level)) = (&mut out.list, level) {
                *own = level;
            }
        }
    }
    out
}

/// Reads what stands before a run.
pub(super) fn run(part: &mut Part<'_>, styles: &Styles, mut out: Run) -> Run {
    each(part, |name, tag| match name {
        "rStyle" => {
            let style = styles.of(&attribute(tag, "val").unwrap_or_default());
            out.hidden |= style.hidden;
            out.raised |= style.raised;
            out.bold |= style.bold;
            out.code |= style.code;
        }
        "vanish" => out.hidden = is_on(tag),
        "b" => out.bold = is_on(tag),
        "vertAlign" => out.raised = attribute(tag, "val").is_some_and(|value| value == "superscript"),
        _ => {}
    });
    out
}

/// Reads what stands before the content of a control.
pub(super) fn control(part: &mut Part<'_>) -> Control {
    let mut out = Control::default();
    each(part, |name, tag| match name {
        "tag" => out.tag = attribute(tag, "val").unwrap_or_default().into_owned(),
        "bibliography" => out.list = true,
        "docPartGallery" => {
            let gallery = attribute(tag, "val").unwrap_or_default();
            out.contents |= gallery == "Table of Contents";
        }
        "showingPlcHdr" => out.empty = is_on(tag),
        _ => {}
    });
    out
}
