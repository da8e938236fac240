//! The fonts of a file: what its codes mean, and how wide their glyphs are.
//!
//! In: a font's dictionary. Out: for a string, its glyphs. What nobody says is U+FFFD: that a text has many of
//! them tells that it came out poorly.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object};

use super::cmap::CMap;
use super::pages::Budget;

/// How much a map or a font's header may inflate to.
const INFLATED: usize = 8 << 20;

/// The fonts that were met, by where their dictionaries lie, so that each is read once.
#[derive(Debug, Default)]
pub(super) struct Fonts(HashMap<usize, Rc<Font>>);

/// A font.
#[derive(Debug)]
pub(super) struct Font {
    /// What codes of one byte mean.
    simple: Vec<String>,
    unicode: CMap,
    /// Whether codes have two bytes.
    wide: bool,
    /// Whether codes are Unicode themselves.
    direct: bool,
    /// Widths by code, and of the rest, in thousandths of the font's size.
    widths: HashMap<u32, f32>,
    width: f32,
}

/// A glyph of a string.
pub(super) struct Glyph<'f> {
    pub(super) text: &'f str,
    pub(super) width: f32,
    /// Whether word spacing applies to it.
    pub(super) blank: bool,
}

impl Fonts {
    /// The font of a name in the resources.
    pub(super) fn of<'d>(
        &mut self,
        document: &'d Document,
        resources: &[&'d Dictionary],
        name: &[u8],
        budget: &mut Budget,
    ) -> Option<Rc<Font>> {
        let found = resources.iter().find_map(|one| {
            let fonts = dictionary(document, one.get(b"Font").ok()?)?;
            dictionary(document, fonts.get(name).ok()?)
        })?;
        let font = self.0.entry(std::ptr::from_ref(found).addr());
        Some(Rc::clone(font.or_insert_with(|| Rc::new(Font::read(document, found, budget)))))
    }
}

/// The dictionary that an object is or leads to.
pub(super) fn dictionary<'d>(document: &'d Document, object: &'d Object) -> Option<&'d Dictionary> {
    match document.dereference(object).ok()?.1 {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

impl Font {
    fn read(document: &Document, font: &Dictionary, budget: &mut Budget) -> Self {
        let get = |name: &[u8]| font.get_deref(name, document).ok();
        let kind = get(b"Subtype").and_then(|kind| kind.as_name().ok()).unwrap_or_default();
        let unicode = get(b"ToUnicode").map(|map| CMap::read(&inflated(map, budget))).unwrap_or_default();
        let encoding = get(b"Encoding").and_then(|encoding| encoding.as_name().ok()).unwrap_or_default();
        let composite = kind == b"Type0";
        // Predefined maps have two bytes a code; those to UCS-2 and UTF-16 are Unicode themselves.
        let direct =
            composite && memchr::memmem::find(encoding, b"UCS2").or(memchr::memmem::find(encoding, b"UTF16")).is_some();
        let wide = if composite && !direct && !encoding.starts_with(b"Identity") {
            unicode.wide.unwrap_or(true)
        } else {
            composite
        };
        let mut read = Self { simple: Vec::new(), unicode, wide, direct, widths: HashMap::new(), width: 500.0 };
        if composite {
            read.composite_widths(document, font);
        } else {
            read.simple = names(document, font, budget);
            read.simple_widths(document, font, kind == b"Type3");
        }
        read
    }

    /// The glyphs of a string.
    pub(super) fn glyphs<'f>(&'f self, bytes: &'f [u8]) -> impl Iterator<Item = Glyph<'f>> {
        bytes.chunks(if self.wide { 2 } else { 1 }).map(|code| {
            let code = code.iter().fold(0, |sum, &byte| sum << 8 | u32::from(byte));
            let known = self.unicode.get(code).filter(|text| !text.is_empty());
            let text = known.or_else(|| self.simple.get(code as usize).map(String::as_str)).unwrap_or("\u{fffd}");
            let width = self.widths.get(&code).copied().unwrap_or(self.width);
            Glyph { text, width, blank: code == 32 && !self.wide }
        })
    }

    fn simple_widths(&mut self, document: &Document, font: &Dictionary, drawn: bool) {
        // The glyphs of a drawn font have a scale of their own.
        let matrix = font.get_deref(b"FontMatrix", document).ok().and_then(|matrix| matrix.as_array().ok());
        let scale = matrix
            .and_then(|matrix| matrix.first()?.as_float().ok())
            .filter(|_| drawn)
            .map_or(1.0, |scale| scale * 1000.0);
        let name = font.get(b"BaseFont").and_then(Object::as_name).unwrap_or_default();
        self.width = if name.starts_with(b"Courier") { 600.0 } else { 500.0 };
        let descriptor = font.get(b"FontDescriptor").ok().and_then(|object| dictionary(document, object));
        if let Some(missing) =
            descriptor.and_then(|one| one.get(b"MissingWidth").ok()?.as_float().ok()).filter(|width| *width > 0.0)
        {
            self.width = missing;
        }
        let first = font.get_deref(b"FirstChar", document).and_then(Object::as_i64).unwrap_or(0).clamp(0, 255) as u32;
        let Ok(widths) = font.get_deref(b"Widths", document).and_then(Object::as_array) else { return };
        for (code, width) in (first..256).zip(widths) {
            if let Some(width) = float(document, width) {
                self.widths.insert(code, width * scale);
            }
        }
    }

    /// `[1 [500 600] 10 20 550]` (*ISO 32000-1, 9.7.4.3*).
    fn composite_widths(&mut self, document: &Document, font: &Dictionary) {
        self.width = 1000.0;
        let descendants = font.get_deref(b"DescendantFonts", document).ok().and_then(|fonts| fonts.as_array().ok());
        let Some(inner) = descendants.and_then(|fonts| dictionary(document, fonts.first()?)) else { return };
        if let Some(width) = inner.get(b"DW").ok().and_then(|width| float(document, width)) {
            self.width = width;
        }
        let Ok(list) = inner.get_deref(b"W", document).and_then(Object::as_array) else { return };
        let mut at = 0;
        while let Some(first) = list.get(at).and_then(|first| float(document, first)) {
            let first = first.max(0.0) as u32;
            let Some(second) = list.get(at + 1).and_then(|second| document.dereference(second).ok()) else { return };
            match second.1 {
                Object::Array(widths) => {
                    let pairs = (first..).zip(widths).filter_map(|(code, width)| Some((code, float(document, width)?)));
                    self.widths.extend(pairs.take(0xFFFF));
                    at += 2;
                }
                last => {
                    let last = last.as_float().unwrap_or(0.0).max(0.0) as u32;
                    if let Some(width) = list.get(at + 2).and_then(|width| float(document, width)) {
                        self.widths.extend((first..=last.min(0xFFFF)).map(|code| (code, width)));
                    }
                    at += 3;
                }
            }
        }
        // Codes are taken for glyphs; where a map to them stands in between, widths are as good as guessed.
        if self.direct {
            self.widths.clear();
        }
    }
}

fn float(document: &Document, object: &Object) -> Option<f32> {
    document.dereference(object).ok()?.1.as_float().ok().filter(|number| number.is_finite())
}

/// What a stream holds, as far as the budget goes.
fn inflated(object: &Object, budget: &mut Budget) -> Vec<u8> {
    let limit = INFLATED.min(budget.inflated);
    let bytes =
        object.as_stream().ok().and_then(|stream| stream.get_plain_content_with_limit(limit).ok()).unwrap_or_default();
    budget.inflated = budget.inflated.saturating_sub(bytes.len());
    bytes
}

/// What the 256 codes of a simple font mean: by its encoding, and by what differs from that.
fn names(document: &Document, font: &Dictionary, budget: &mut Budget) -> Vec<String> {
    let encoding = font.get_deref(b"Encoding", document).ok();
    let (base, differences) = match encoding {
        Some(Object::Name(name)) => (Some(name.as_slice()), None),
        Some(Object::Dictionary(own)) => (
            own.get_deref(b"BaseEncoding", document).and_then(Object::as_name).ok(),
            own.get_deref(b"Differences", document).and_then(Object::as_array).ok(),
        ),
        _ => (None, None),
    };
    let mut out = table(base.unwrap_or(b"StandardEncoding"));
    if base.is_none() {
        own_encoding(document, font, &mut out, budget);
    }
    let mut code = 0usize;
    for item in differences.into_iter().flatten().take(1024) {
        match document.dereference(item).map(|(_, item)| item) {
            Ok(Object::Name(name)) => {
                if let (Some(place), Some(text)) = (out.get_mut(code), glyph(name)) {
                    *place = text;
                }
                code += 1;
            }
            Ok(other) => code = other.as_i64().ok().and_then(|code| usize::try_from(code).ok()).unwrap_or(256),
            Err(_) => {}
        }
    }
    out
}

/// A font of TeX's often says what its codes are in its own program: `dup 11 /ff put`.
fn own_encoding(document: &Document, font: &Dictionary, out: &mut [String], budget: &mut Budget) {
    let descriptor = font.get(b"FontDescriptor").ok().and_then(|object| dictionary(document, object));
    let Some(program) = descriptor.and_then(|one| one.get_deref(b"FontFile", document).ok()) else { return };
    let program = inflated(program, budget);
    let clear = &program[..memchr::memmem::find(&program, b"eexec").unwrap_or(0)];
    let text = String::from_utf8_lossy(clear);
    let Some((_, listed)) = text.split_once("/Encoding") else { return };
    let mut words = listed.split_ascii_whitespace().take(4096);
    while let Some(word) = words.next() {
        if word != "dup" {
            continue;
        }
        let code = words.next().and_then(|code| code.parse::<usize>().ok());
        let name = words.next().and_then(|name| name.strip_prefix('/'));
        if let (Some(code), Some(text)) = (code, name.and_then(|name| glyph(name.as_bytes())))
            && let Some(place) = out.get_mut(code)
        {
            *place = text;
        }
    }
}

/// The codes of a named encoding.
fn table(encoding: &[u8]) -> Vec<String> {
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Name(encoding.to_vec()));
    let document = Document::new();
    let known = font.get_font_encoding(&document).ok();
    let of = |code: u8| known.as_ref().and_then(|known| known.bytes_to_string(&[code]).ok()).unwrap_or_default();
    (0..=255).map(of).map(|text| if text.is_empty() { "\u{fffd}".to_owned() } else { text }).collect()
}

/// What a glyph's name means (*Adobe Glyph List*): `fi`, `f_f_i`, `uni00E9`, `one.oldstyle`.
fn glyph(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?;
    let plain = name.split('.').next().filter(|plain| !plain.is_empty())?;
    let parts: Option<Vec<String>> = plain.split('_').take(8).map(part).collect();
    parts.map(|parts| parts.concat())
}

fn part(name: &str) -> Option<String> {
    let hex = |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).map(String::from);
    if let Some(digits) = name.strip_prefix("uni").filter(|digits| digits.len() == 4) {
        return hex(digits);
    }
    if let Some(found) = name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len())).and_then(hex) {
        return Some(found);
    }
    if let [one] = name.as_bytes() {
        return one.is_ascii_alphabetic().then(|| name.to_owned());
    }
    let mut differences = Dictionary::new();
    differences.set("Differences", Object::Array(vec![Object::Integer(0), Object::Name(name.as_bytes().to_vec())]));
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Dictionary(differences));
    let document = Document::new();
    let text = font.get_font_encoding(&document).ok()?.bytes_to_string(&[0]).ok()?;
    Some(text).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{glyph, table};

    #[test]
    fn names_of_glyphs() {
        let table = [
            ("A", Some("A")),
            ("fi", Some("ﬁ")),
            ("f_f_i", Some("ffi")),
            ("uni00E9", Some("é")),
            ("u1D400", Some("𝐀")),
            ("quoteright", Some("’")),
            ("one.oldstyle", Some("1")),
            ("endash", Some("–")),
            ("g123", None),
            (".notdef", None),
        ];
        for (name, want) in table {
            assert_eq!(glyph(name.as_bytes()).as_deref(), want, "{name}");
        }
    }

    #[test]
    fn encodings_by_name() {
        let table = table(b"WinAnsiEncoding");
        assert_eq!((table[65].as_str(), table[0x92].as_str(), table[0xE9].as_str()), ("A", "’", "é"));
    }
}
