//! What the styles of a Word file make of a paragraph or of words.
//!
//! In: the part with the styles. Out: for each style what it is. Word keeps the English names of its own styles
//! whatever language it speaks; other programs and templates do not, so that the words for a heading in other
//! languages are known too.

use std::collections::HashMap;

use quick_xml::events::Event;

use crate::read::office::{Part, Role, attribute, is_on, role};

/// What a style makes of a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// What it says that a paragraph is.
    pub(super) role: Option<Role>,
    /// Whether the paragraph is a line of a table of contents.
    pub(super) contents: bool,
    /// The list it belongs to, and the level there.
    pub(super) list: Option<(String, u8)>,
    /// Whether words of this style are code.
    pub(super) code: bool,
    /// Whether they are not shown.
    pub(super) hidden: bool,
    /// Whether they are bold.
    pub(super) bold: bool,
    /// Whether they are raised.
    pub(super) raised: bool,
    parent: Option<String>,
}

/// The styles of a file, by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

/// How many styles may rest on one another.
const DEEP: usize = 16;

impl Styles {
    /// Reads the part.
    pub(super) fn read(xml: &str) -> Self {
        let mut styles: HashMap<String, Style> = HashMap::new();
        let mut order = Vec::new();
        let mut part = Part::new(xml);
        let mut id: Option<String> = None;
        while let Some(event) = part.next() {
            let tag = match event {
                Event::Start(tag) | Event::Empty(tag) => tag,
                Event::End(end) => {
                    if end.local_name().as_ref() == "style" {
                        id = None;
                    }
                    continue;
                }
                _ => continue,
            };
            let name = tag.local_name();
            let value = attribute(&tag, "val").unwrap_or_default();
            if name.as_ref() == "style" {
                let own = attribute(&tag, "styleId").unwrap_or_default().into_owned();
                order.push(own.clone());
                styles.insert(own.clone(), Style { ..named(&own) });
                id = Some(own);
                continue;
            }
            let Some(style) = id.as_ref().and_then(|id| styles.get_mut(id)) else { continue };
            match name.as_ref() {
                "name" => {
                    let by_name = named(&value);
                    if by_name.role.is_some() || by_name.contents || by_name.code {
                        (style.role, style.contents, style.code) = (by_name.role, by_name.contents, by_name.code);
                    }
                }
                "basedOn" => style.parent = Some(value.into_owned()),
                "outlineLvl" => style.role = style.role.or(outline(&value)),
                "numId" => style.list = Some((value.into_owned(), style.list.take().map_or(0, |(_, level)| level))),
                "ilvl" => {
                    let list = style.list.get_or_insert_default();
                    list.1 = value.parse().unwrap_or(0);
                }
                "vanish" => style.hidden = is_on(&tag),
                "b" => style.bold = is_on(&tag),
                "vertAlign" => style.raised = value == "superscript",
                _ => {}
            }
        }
        let mut out = HashMap::with_capacity(styles.len());
        for id in order {
            let style = inherit(&styles, &id);
            out.insert(id, style);
        }
        Self(out)
    }

    /// A style; one that the file does not have is known by its name.
    pub(super) fn of(&self, id: &str) -> Style {
        self.0.get(id).cloned().unwrap_or_else(|| named(id))
    }
}

/// A style with what it takes from those it rests on.
fn inherit(styles: &HashMap<String, Style>, id: &str) -> Style {
    let mut out = styles.get(id).cloned().unwrap_or_default();
    let mut at = out.parent.clone();
    for _ in 0..DEEP {
        let Some(parent) = at.as_ref().and_then(|id| styles.get(id)) else { break };
        if out.role.is_none() {
            out.role = parent.role;
        }
        out.contents |= parent.contents;
        out.code |= parent.code;
        out.bold |= parent.bold;
        out.list = out.list.or_else(|| parent.list.clone());
        at.clone_from(&parent.parent);
    }
    out.list = out.list.filter(|(list, _)| !list.is_empty());
    out
}

/// The heading that an outline level makes; the tenth is the text's.
pub(super) fn outline(level: &str) -> Option<Role> {
    level.parse::<u8>().ok().filter(|level| *level < 9).map(|level| Role::Heading(level + 1))
}

/// What a style is by its name or id.
fn named(name: &str) -> Style {
    let key: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let mut style = Style { role: role(&key), ..Style::default() };
    style.contents = contents(&key);
    style.code = matches!(&*key, "verbatimchar" | "htmlcode" | "sourcetext") || style.role == Some(Role::Code);
    style
}

fn contents(key: &str) -> bool {
    let front = key.trim_end_matches(|c: char| c.is_ascii_digit());
    front.len() < key.len() && matches!(front, "toc" | "verzeichnis" | "contents" | "index" | "tm")
        || matches!(key, "tableoffigures" | "tableofauthorities")
}
