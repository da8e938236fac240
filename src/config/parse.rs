//! A configuration's text: TOML in, a layer of settings out, or all that is wrong with it.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{Fault, Written, quoted};
use super::folder::Folder;
use super::key::{self, Key};
use super::pattern::Pattern;
use super::read_value::{Wrong, read_value};
use super::settings::{Layer, Origin, Setting, Value};
use crate::rules;
use crate::text::lines::LineIndex;
use crate::text::near;

/// The largest configuration, in bytes.
pub const LARGEST: usize = 1 << 20;

/// How many faults are told.
const FAULTS: usize = 20;

/// How many places are told where it is no TOML: behind the first, most follow from it.
const SLIPS: usize = 3;

/// What the text of a configuration is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A file of pincite's own.
    Own,
    /// A `pyproject.toml`, whose table `tool.pincite` is meant.
    Project,
    /// Words of the command line.
    CommandLine,
}

/// What a configuration says.
#[derive(Debug, Default)]
pub struct Parsed {
    /// Its settings.
    pub layer: Layer,
    /// The file that it extends.
    pub extends: Option<Extends>,
}

/// That a configuration extends another.
#[derive(Debug)]
pub struct Extends {
    /// The path of the other, as the run names it.
    pub path: String,
    written: Written,
    span: Range<usize>,
}

impl Extends {
    /// A fault of the other, told where it is named.
    pub fn fault(&self, message: impl Into<String>) -> Fault {
        Fault::new(&self.written, self.span.clone(), message, "extended here")
    }
}

/// Reads a configuration that is called `name` and lies in a folder; `None` where a `pyproject.toml` has nothing for
/// pincite.
pub fn parse(name: &str, bytes: &[u8], form: Form, folder: &Arc<Folder>) -> Result<Option<Parsed>, Vec<Fault>> {
    if form == Form::Project && memchr::memmem::find(bytes, b"pincite").is_none() {
        return Ok(None);
    }
    let lossy = String::from_utf8_lossy(bytes);
    let written = Written { name: name.into(), text: (*lossy).into() };
    if bytes.len() > LARGEST {
        return Err(vec![Fault::new(&written, 0..0, "the configuration is larger than 1 MB", "")]);
    }
    if let Err(error) = std::str::from_utf8(bytes) {
        let at = error.valid_up_to();
        return Err(vec![Fault::new(&written, at..at + 3, "the configuration is not UTF-8", "this is no UTF-8")]);
    }
    let (root, errors) = DeTable::parse_recoverable(&written.text);
    if !errors.is_empty() {
        let fault = |error: &toml::de::Error| {
            let message = error.message().replace('\n', " ");
            Fault::new(&written, error.span().unwrap_or(0..0), "the configuration is no TOML", message)
        };
        return Err(errors.iter().take(SLIPS).map(fault).collect());
    }
    let table = match form {
        Form::Project => match tool(root.get_ref()) {
            Some(table) => table,
            None => return Ok(None),
        },
        Form::Own | Form::CommandLine => root.get_ref(),
    };
    let lines = LineIndex::new(&written.text);
    let mut parser = Parser { written: &written, lines, form, folder, parsed: Parsed::default(), faults: Vec::new() };
    parser.section(table, "");
    if parser.faults.is_empty() {
        return Ok(Some(parser.parsed));
    }
    let mut faults = parser.faults;
    faults.sort_by_key(|wrong| wrong.span.start);
    Err(faults.into_iter().take(FAULTS).map(|wrong| wrong.told(&written)).collect())
}

/// `[tool.pincite]`
fn tool<'t, 'i>(root: &'t DeTable<'i>) -> Option<&'t DeTable<'i>> {
    let tool = root.get("tool")?.get_ref().as_table()?;
    tool.get("pincite")?.get_ref().as_table()
}

struct Parser<'p> {
    written: &'p Written,
    lines: LineIndex,
    form: Form,
    folder: &'p Arc<Folder>,
    parsed: Parsed,
    faults: Vec<Wrong>,
}

impl Parser<'_> {
    fn section(&mut self, table: &DeTable<'_>, section: &str) {
        for (name, value) in table.iter() {
            let path = match section {
                "" => name.get_ref().to_string(),
                _ => format!("{section}.{}", name.get_ref()),
            };
            // A name in quotation marks may hold a dot, and is no path for that.
            let plain = !name.get_ref().contains('.');
            if plain && path == "extend" {
                self.extend(value);
            } else if let Some(key) = key::find(&path).filter(|_| plain) {
                self.setting(key, value);
            } else if plain && key::is_section(&path) {
                match value.get_ref() {
                    DeValue::Table(inner) => self.section(inner, &path),
                    other => {
                        let label = format!("this is {}", told(other));
                        self.fault(
                            value.span(),
                            format!("`{path}` is a table"),
                            label,
                            Some(format!("write `[{path}]`")),
                        );
                    }
                }
            } else {
                self.unknown(section, name);
            }
        }
    }

    fn extend(&mut self, value: &Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::String(path) if self.form != Form::CommandLine => {
                let path = self.folder.path(path);
                self.parsed.extends = Some(Extends { path, written: self.written.clone(), span: value.span() });
            }
            DeValue::String(_) => {
                self.fault(
                    value.span(),
                    "only a file can extend another",
                    "",
                    Some("name it with `--config`".to_owned()),
                );
            }
            other => {
                let label = format!("this is {}", told(other));
                self.fault(value.span(), "`extend` is the path of a file", label, None);
            }
        }
    }

    fn setting(&mut self, key: &'static Key, value: &Spanned<DeValue<'_>>) {
        let key::Kind::Table(names, kind) = key.kind else {
            if let Some(read) = self.value(key.path, &key.kind, value) {
                self.add(key, None, read, value.span().start);
            }
            return;
        };
        let DeValue::Table(table) = value.get_ref() else {
            let label = format!("this is {}", told(value.get_ref()));
            let help = format!("as in `{} = {}`", key.name(), key.example);
            return self.fault(value.span(), format!("`{}` is a table", key.path), label, Some(help));
        };
        for (name, inner) in table.iter() {
            let fault = match names {
                key::Names::Rules => {
                    rules::named(name.get_ref()).err().map(|unknown| (unknown.to_string(), unknown.help()))
                }
                key::Names::Patterns => Pattern::new(name.get_ref(), self.folder)
                    .err()
                    .map(|why| (format!("{} is no pattern of paths", quoted(name.get_ref())), why)),
                key::Names::Commands => (!is_command(name.get_ref())).then(|| {
                    let message = format!("{} is no name of a command", quoted(name.get_ref()));
                    (message, "write its letters, without the backslash".to_owned())
                }),
            };
            if let Some((message, help)) = fault {
                self.fault(name.span(), message, "here", Some(help));
                continue;
            }
            let path = format!("{}.{}", key.path, name.get_ref());
            if let Some(read) = self.value(&path, kind, inner) {
                self.add(key, Some(name.get_ref().to_string()), read, name.span().start);
            }
        }
    }

    fn value(&mut self, path: &str, kind: &key::Kind, value: &Spanned<DeValue<'_>>) -> Option<Value> {
        read_value(path, kind, value, self.folder, &mut self.faults)
    }

    fn add(&mut self, key: &'static Key, name: Option<String>, value: Value, at: usize) {
        let origin = match self.form {
            Form::CommandLine => Origin::CommandLine,
            _ => Origin::File(Arc::clone(&self.written.name), self.lines.line_of(at) + 1),
        };
        self.parsed.layer.0.push(Setting { key, name, value, origin, folder: Arc::clone(self.folder) });
    }

    fn unknown(&mut self, section: &str, name: &Spanned<std::borrow::Cow<'_, str>>) {
        let word = name.get_ref();
        let rule = (section == "rules").then(|| rules::find(word));
        let (message, help) = match rule {
            Some(Ok(rule)) if word.as_ref() != rule.name && key::is_section(&format!("rules.{}", rule.name)) => {
                (format!("{} is named by its code", quoted(word)), Some(format!("write `[rules.{}]`", rule.name)))
            }
            Some(Ok(_)) => {
                let with = key::names_in("rules").join(", ");
                (format!("the rule {} has no options", quoted(word)), Some(format!("options have {with}")))
            }
            Some(Err(unknown)) => (unknown.to_string(), Some(unknown.help())),
            None => {
                let of = if section.is_empty() { String::new() } else { format!(" in `{section}`") };
                (format!("there is no key {}{of}", quoted(word)), meant(section, word))
            }
        };
        self.fault(name.span(), message, "nobody reads this", help);
    }

    fn fault(
        &mut self,
        span: Range<usize>,
        message: impl Into<String>,
        label: impl Into<String>,
        help: Option<String>,
    ) {
        self.faults.push(Wrong { span, message: message.into(), label: label.into(), help });
    }
}

/// The key that may be meant: the nearest in the table, else one of that name in another.
fn meant(section: &str, word: &str) -> Option<String> {
    let names = key::names_in(section);
    if let Some(nearest) = nearest(word, names.iter().copied()) {
        return Some(format!("did you mean `{nearest}`?"));
    }
    let mut elsewhere = key::all().iter().filter(|key| key.name() == word);
    match (elsewhere.next(), elsewhere.next()) {
        (Some(key), None) => Some(format!("did you mean `{}`?", key.path)),
        _ => Some(format!("there are {}", names.join(", "))),
    }
}

/// The one word that is nearest to another, if it is near.
pub(super) fn nearest<'w>(word: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let folded = word.to_lowercase().replace('_', "-");
    if folded.len() > 100 {
        return None;
    }
    let mut near: Vec<(usize, &str)> = words.filter_map(|known| Some((near::slips(&folded, known)?, known))).collect();
    near.sort_unstable();
    match near.as_slice() {
        [(least, _), (second, _), ..] if least == second => None,
        [(_, word), ..] => Some(word),
        [] => None,
    }
}

fn is_command(name: &str) -> bool {
    (1..=60).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'@')
}

/// What a value is, in words.
pub(super) fn told(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
