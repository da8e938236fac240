//! What the styles of an OpenDocument text make of a paragraph or of words.
//!
//! In: the parts with styles, the text's own among them. Out: for each style what it is, and the lists.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::lists::{Lists, Shape};
use crate::read::office::{Part, Role, attribute, role};

/// What a style is.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// What it says that a paragraph is.
    pub(super) role: Option<Role>,
    /// Whether words are bold, raised, not shown, code.
    pub(super) bold: Option<bool>,
    pub(super) raised: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) code: bool,
    parent: Option<String>,
}

impl Style {
    /// How words of this style look in words of another; code is what a span says, not its paragraph.
    pub(super) fn within(self, outer: &Self, span: bool) -> Self {
        Self {
            bold: self.bold.or(outer.bold),
            raised: self.raised.or(outer.raised),
            hidden: self.hidden.or(outer.hidden),
            code: self.code || span && outer.code,
            ..self
        }
    }
}

/// The styles of a file, by family and name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    known: HashMap<(bool, String), Style>,
    /// Its lists.
    pub(super) lists: Lists,
}

/// How many styles may rest on one another.
const DEEP: usize = 16;

impl Styles {
    /// Reads the styles of several parts.
    pub(super) fn read(parts: &[&str]) -> Self {
        let mut out = Self::default();
        for xml in parts {
            out.part(xml);
        }
        let names: Vec<(bool, String)> = out.known.keys().cloned().collect();
        let whole: Vec<Style> = names.iter().map(|name| out.inherited(name)).collect();
        out.known = names.into_iter().zip(whole).collect();
        out
    }

    fn part(&mut self, xml: &str) {
        let mut part = Part::new(xml);
        let mut own: Option<(bool, String)> = None;
        let mut list = String::new();
        while let Some(event) = part.next() {
            let (Event::Start(tag) | Event::Empty(tag)) = event else { continue };
            match tag.local_name().as_ref() {
                "body" => break,
                "style" => {
                    let name = attribute(&tag, "name").unwrap_or_default().into_owned();
                    let words = attribute(&tag, "family").is_some_and(|family| family == "text");
                    let key = (words, name);
                    self.known.insert(key.clone(), style(&tag, &key.1));
                    own = Some(key);
                }
                "text-properties" => {
                    if let Some(style) = own.as_ref().and_then(|key| self.known.get_mut(key)) {
                        words(&tag, style);
                    }
                }
                "list-style" => {
                    own = None;
                    list = attribute(&tag, "name").unwrap_or_default().into_owned();
                }
                name @ ("list-level-style-number" | "list-level-style-bullet") if !list.is_empty() => {
                    let level = attribute(&tag, "level").and_then(|level| level.parse().ok()).unwrap_or(1);
                    self.lists.define(&list, level, Shape::read(&tag, name.ends_with("bullet")));
                }
                "default-style" | "page-layout" | "outline-style" => own = None,
                _ => {}
            }
        }
    }

    /// A style with what it takes from those it rests on.
    fn inherited(&self, name: &(bool, String)) -> Style {
        let words = name.0;
        let mut out = self.known.get(name).cloned().unwrap_or_default();
        let mut at = out.parent.clone();
        for _ in 0..DEEP {
            let Some(name) = at else { break };
            let key = (words, name);
            let Some(parent) = self.known.get(&key) else {
                // A style that the file leaves out is known by its name.
                out.role = out.role.or_else(|| named(&key.1));
                break;
            };
            out.role = out.role.or(parent.role);
            out.bold = out.bold.or(parent.bold);
            out.raised = out.raised.or(parent.raised);
            out.hidden = out.hidden.or(parent.hidden);
            out.code |= parent.code;
            at = parent.parent.clone();
        }
        out
    }

    /// The style of a paragraph.
    pub(super) fn paragraph(&self, name: &str) -> Style {
        let known = self.known.get(&(false, name.to_owned())).cloned();
        known.unwrap_or_else(|| Style { role: named(name), ..Style::default() })
    }

    /// The style of words.
    pub(super) fn words(&self, name: &str) -> Style {
        self.known.get(&(true, name.to_owned())).cloned().unwrap_or_default()
    }
}

fn style(tag: &BytesStart<'_>, name: &str) -> Style {
    let shown = attribute(tag, "display-name").map_or_else(|| plain(name), |shown| shown.into_owned());
    let level = attribute(tag, "default-outline-level").and_then(|level| level.parse().ok());
    Style {
        role: role(&key(&shown)).or(level.filter(|level| *level > 0).map(Role::Heading)),
        code: key(&shown) == "sourcetext",
        parent: attribute(tag, "parent-style-name").map(|parent| parent.into_owned()),
        ..Style::default()
    }
}

/// How words of a style look.
fn words(tag: &BytesStart<'_>, style: &mut Style) {
    let value = |name: &str| attribute(tag, name);
    if let Some(weight) = value("font-weight") {
        style.bold = Some(weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600));
    }
    if let Some(position) = value("text-position") {
        let place = position.split(' ').next().unwrap_or("");
        style.raised = Some(place == "super" || place.trim_end_matches('%').parse::<f32>().is_ok_and(|up| up > 0.0));
    }
    if let Some(display) = value("display") {
        style.hidden = Some(display == "none");
    }
}

/// What a style is that is known by its name alone.
fn named(name: &str) -> Option<Role> {
    role(&key(&plain(name)))
}

/// A name as it is shown: `Text_20_body` is `Text body`.
fn plain(name: &str) -> String {
    name.replace("_20_", " ")
}

fn key(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
