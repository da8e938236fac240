//! The numbers that Word prints before the paragraphs of a list.
//!
//! In: the part with the lists. Out: for a paragraph of a list what stands before it: `[12]`, `3.`, `•`.

use std::collections::HashMap;

use quick_xml::events::Event;

use crate::read::office::{Part, attribute};

/// How many levels a list has.
const LEVELS: usize = 9;

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    /// `decimal`, `lowerLetter`, `bullet` …
    format: String,
    /// `[%1]`
    text: String,
}

/// A list as it is defined.
type Levels = [Level; LEVELS];

/// The lists of a file.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    defined: HashMap<String, Levels>,
    /// Which definition a list follows, and where its levels begin anew.
    lists: HashMap<String, (String, [Option<u32>; LEVELS])>,
    /// How far each definition has counted.
    counts: HashMap<String, [Option<u32>; LEVELS]>,
}

impl Numbering {
    /// Reads the part.
    pub(super) fn read(xml: &str) -> Self {
        let mut out = Self::default();
        let (mut defined, mut list) = (String::new(), String::new());
        let mut level = 0;
        let mut part = Part::new(xml);
        while let Some(event) = part.next() {
            let (Event::Start(tag) | Event::Empty(tag)) = event else { continue };
            let value = attribute(&tag, "val").unwrap_or_default();
            match tag.local_name().as_ref() {
                "abstractNum" => {
                    defined = attribute(&tag, "abstractNumId").unwrap_or_default().into_owned();
                    list.clear();
                    out.defined.entry(defined.clone()).or_default();
                }
                "num" => {
                    list = attribute(&tag, "numId").unwrap_or_default().into_owned();
                    defined.clear();
                }
                "abstractNumId" => {
                    out.lists.insert(list.clone(), (value.into_owned(), [None; LEVELS]));
                }
                "lvl" | "lvlOverride" => {
                    level = attribute(&tag, "ilvl").and_then(|level| level.parse().ok()).unwrap_or(0).min(LEVELS - 1);
                }
                "startOverride" => {
                    if let Some((_, starts)) = out.lists.get_mut(&list) {
                        starts[level] = value.parse().ok();
                    }
                }
                name @ ("start" | "numFmt" | "lvlText") => {
                    let Some(levels) = out.defined.get_mut(&defined) else { continue };
                    match name {
                        "start" => levels[level].start = value.parse().unwrap_or(1),
                        "numFmt" => levels[level].format = value.into_owned(),
                        _ => levels[level].text = value.into_owned(),
                    }
                }
                _ => {}
            }
        }
        out
    }

    /// What stands before the next paragraph of a list, if anything does.
    pub(super) fn next(&mut self, list: &str, level: u8) -> Option<String> {
        let level = usize::from(level).min(LEVELS - 1);
        let (name, starts) = self.lists.get(list)?;
        let defined = self.defined.get(name)?;
        // A list that begins anew counts for itself.
        let counter = if starts.iter().any(Option::is_some) { format!("{name} {list}") } else { name.clone() };
        let counts = self.counts.entry(counter).or_insert([None; LEVELS]);
        let start = starts[level].unwrap_or(defined[level].start);
        counts[level] = Some(counts[level].map_or(start, |count| count.saturating_add(1)));
        counts[level + 1..].fill(None);
        let own = &defined[level];
        if own.format == "bullet" {
            return Some("•".to_owned());
        }
        if own.format == "none" || own.text.len() > 40 {
            return None;
        }
        let mut out = own.text.clone();
        for (at, count) in counts.iter().enumerate() {
            let start = starts[at].unwrap_or(defined[at].start);
            let number = printed(count.unwrap_or(start), &defined[at].format);
            out = out.replace(&format!("%{}", at + 1), &number);
        }
        (!out.trim().is_empty()).then(|| out.trim().to_owned())
    }
}

/// A number as a list prints it.
fn printed(number: u32, format: &str) -> String {
    let letters = |first: u8| {
        let times = (number.saturating_sub(1) / 26 + 1).min(4) as usize;
        char::from(first + (number.saturating_sub(1) % 26) as u8).to_string().repeat(times)
    };
    match format {
        "lowerLetter" => letters(b'a'),
        "upperLetter" => letters(b'A'),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    let mut rest = number.min(3999);
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Numbering;

    #[test]
    fn lists_count_as_word_does() {
        let xml = "<w:numbering><w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
            <w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"[%1]\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/>\
            <w:numFmt w:val=\"lowerRoman\"/><w:lvlText w:val=\"%1.%2\"/></w:lvl></w:abstractNum>\
            <w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/></w:num><w:num w:numId=\"4\"><w:abstractNumId w:val=\"7\"/>\
            <w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num></w:numbering>";
        let mut lists = Numbering::read(xml);
        let mut next = |list, level| lists.next(list, level).unwrap_or_default();
        assert_eq!([next("3", 0), next("3", 0), next("3", 1)], ["[1]", "[2]", "2.i"]);
        assert_eq!([next("3", 1), next("3", 0), next("3", 1)], ["2.ii", "[3]", "3.i"]);
        assert_eq!([next("4", 0), next("4", 0), next("3", 0), next("9", 0)], ["[5]", "[6]", "[4]", ""]);
    }
}
