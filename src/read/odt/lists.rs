//! The numbers that stand before the items of lists.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use crate::read::office::attribute;

/// How the items of a level are numbered.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    bullet: bool,
    prefix: String,
    suffix: String,
    /// `1`, `a`, `I` …; empty where no number is shown.
    format: String,
    start: u32,
}

impl Shape {
    /// Reads a level of a list style.
    pub(super) fn read(tag: &BytesStart<'_>, bullet: bool) -> Self {
        let value = |name: &str| attribute(tag, name).unwrap_or_default();
        let short = |text: &str| if text.len() > 20 { String::new() } else { text.to_owned() };
        Self {
            bullet,
            prefix: short(&value("num-prefix")),
            suffix: short(&value("num-suffix")),
            format: short(&value("num-format")),
            start: value("start-value").parse().unwrap_or(1),
        }
    }

    fn label(&self, number: u32) -> Option<String> {
        if self.bullet {
            return Some("•".to_owned());
        }
        let letter = |first: u8| char::from(first + (number.saturating_sub(1) % 26) as u8).to_string();
        let number = match &*self.format {
            "" => return None,
            "a" => letter(b'a'),
            "A" => letter(b'A'),
            _ => number.to_string(),
        };
        Some(format!("{}{number}{}", self.prefix, self.suffix).trim().to_owned())
    }
}

/// The list styles of a file.
#[derive(Debug, Default)]
pub(super) struct Lists(HashMap<String, HashMap<usize, Shape>>);

impl Lists {
    /// A level of a style, counted from 1.
    pub(super) fn define(&mut self, style: &str, level: usize, shape: Shape) {
        self.0.entry(style.to_owned()).or_default().insert(level, shape);
    }

    fn label(&self, style: &str, level: usize, number: u32) -> Option<String> {
        self.0.get(style)?.get(&level)?.label(number)
    }

    fn start(&self, style: &str, level: usize) -> u32 {
        self.0.get(style).and_then(|levels| levels.get(&level)).map_or(1, |shape| shape.start)
    }
}

/// A list that is open.
#[derive(Debug)]
struct Level {
    style: String,
    next: u32,
}

/// The lists that are open at a place.
#[derive(Debug, Default)]
pub(super) struct Open {
    levels: Vec<Level>,
    /// How far the outermost list of each style has counted.
    counted: HashMap<String, u32>,
}

impl Open {
    /// A list begins; one within another has its style. `goes_on` says that it counts on from the last of its style.
    pub(super) fn begin(&mut self, style: Option<&str>, goes_on: bool, lists: &Lists) {
        let outer = self.levels.last().map_or("", |level| level.style.as_str());
        let style = style.unwrap_or(outer).to_owned();
        let first = lists.start(&style, self.levels.len() + 1);
        let next = self.counted.get(&style).copied().filter(|_| goes_on && self.levels.is_empty()).unwrap_or(first);
        self.levels.push(Level { style, next });
    }

    /// An item begins: what stands before it.
    pub(super) fn item(&mut self, start: Option<u32>, lists: &Lists) -> Option<String> {
        let depth = self.levels.len();
        let level = self.levels.last_mut()?;
        let number = start.unwrap_or(level.next);
        level.next = number.saturating_add(1);
        lists.label(&level.style, depth, number)
    }

    /// A list ends.
    pub(super) fn end(&mut self) {
        if let Some(level) = self.levels.pop()
            && self.levels.is_empty()
        {
            self.counted.insert(level.style, level.next);
        }
    }

    /// Whether a place lies in a list.
    pub(super) fn any(&self) -> bool {
        !self.levels.is_empty()
    }
}
