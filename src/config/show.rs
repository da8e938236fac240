//! The settings that hold, as TOML, each with the place that it comes from.

use std::fmt::Write;

use super::key::{self, Key, Kind};
use super::settings::{Origin, Setting, Settings, Value};

/// The settings as TOML; comments say where each was made.
pub fn show(settings: &Settings) -> String {
    let mut out = String::new();
    let mut section = "";
    for key in key::all() {
        let made: Vec<&Setting> = settings.of_key(key).collect();
        if key.section() != section {
            section = key.section();
            let _ = writeln!(out, "\n[{section}]");
        }
        match (&key.kind, made.as_slice()) {
            (_, []) => line(&mut out, &format!("{} = {}", key.name(), key.default), "default"),
            (Kind::Table(..), several) => {
                for one in several {
                    let name = format!("{}.{}", key.name(), quoted(one.name.as_deref().unwrap_or_default()));
                    line(&mut out, &format!("{name} = {}", value(one)), &from(one));
                }
            }
            (_, [one]) => line(&mut out, &format!("{} = {}", key.name(), value(one)), &from(one)),
            (_, several) => list(&mut out, key, several),
        }
    }
    out
}

/// A key to which several places add: each of its values is on a line of its own.
fn list(out: &mut String, key: &Key, several: &[&Setting]) {
    let _ = writeln!(out, "{} = [", key.name());
    for one in several {
        if let Value::List(words) = &one.value {
            words.iter().for_each(|word| line(out, &format!("  {},", quoted(word)), &from(one)));
        }
    }
    out.push_str("]\n");
}

fn line(out: &mut String, says: &str, from: &str) {
    const WIDE: usize = 44;
    let _ = writeln!(out, "{says:WIDE$}  # {from}");
}

fn from(setting: &Setting) -> String {
    match &setting.origin {
        Origin::File(path, line) => format!("{}:{line}", path.replace(char::is_control, "?")),
        Origin::CommandLine => "command line".to_owned(),
    }
}

fn value(setting: &Setting) -> String {
    match &setting.value {
        Value::Word(word) => quoted(word),
        Value::Number(number) => number.to_string(),
        Value::List(list) => format!("[{}]", list.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", ")),
    }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
