//! The JSON schema of the configuration, for editors; made from the list of its keys.

use serde_json::{Map, Value, json};

use crate::config::key::{self, Key, Kind, Names};
use crate::rules::{self, Family};

/// The schema, as it is checked in.
pub(super) fn schema() -> String {
    let mut root = table();
    root.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    root.insert("title".to_owned(), json!("pincite.toml"));
    root.insert("description".to_owned(), json!("Settings of pincite; in pyproject.toml the table `tool.pincite`."));
    root.insert("definitions".to_owned(), json!({ "rule": selectors() }));
    put(
        &mut root,
        &["extend"],
        json!({ "type": "string", "description": "A file whose settings hold where this one says nothing." }),
    );
    for key in key::all() {
        let path: Vec<&str> = key.path.split('.').collect();
        put(&mut root, &path, describe(key));
    }
    let mut text = format!("{:#}", Value::Object(root));
    text.push('\n');
    text
}

/// A table that has only the keys put into it.
fn table() -> Map<String, Value> {
    let Value::Object(table) = json!({ "type": "object", "additionalProperties": false, "properties": {} }) else {
        unreachable!("this is an object")
    };
    table
}

fn put(table: &mut Map<String, Value>, path: &[&str], value: Value) {
    let Some(Value::Object(properties)) = table.get_mut("properties") else { return };
    match path {
        [] => {}
        [name] => {
            properties.insert((*name).to_owned(), value);
        }
        [name, rest @ ..] => {
            let inner = properties.entry(*name).or_insert_with(|| Value::Object(self::table()));
            if let Value::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}

fn describe(key: &Key) -> Value {
    let mut schema = of_kind(&key.kind);
    if let Value::Object(schema) = &mut schema {
        schema.insert("description".to_owned(), json!(key.about));
        schema.insert("default".to_owned(), value(key.default));
        schema.insert("examples".to_owned(), json!([value(key.example)]));
    }
    schema
}

fn of_kind(kind: &Kind) -> Value {
    match kind {
        Kind::Word(words) => json!({ "type": "string", "enum": words }),
        Kind::Number(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Kind::Size(..) => json!({
            "anyOf": [
                { "type": "integer", "minimum": 0 },
                { "type": "string", "pattern": "^[0-9]+ *([kKmMgG]?[bB]|[kKmMgG][iI][bB])?$" },
            ]
        }),
        Kind::Address => json!({ "type": "string", "format": "email" }),
        Kind::Texts | Kind::Paths | Kind::Patterns => json!({ "type": "array", "items": { "type": "string" } }),
        Kind::Rules => json!({ "type": "array", "items": { "$ref": "#/definitions/rule" } }),
        Kind::Table(names, kind) => {
            let mut schema = json!({ "type": "object", "additionalProperties": of_kind(kind) });
            match names {
                Names::Rules => schema["propertyNames"] = json!({ "$ref": "#/definitions/rule" }),
                Names::Commands => schema["propertyNames"] = json!({ "pattern": "^[A-Za-z@]+$" }),
                Names::Patterns => {}
            }
            schema
        }
    }
}

/// What selects rules. Case does not count, and any beginning of a code will do; editors offer the usual ones.
fn selectors() -> Value {
    let rules = rules::all().iter().flat_map(|rule| [rule.code, rule.name]);
    let words: Vec<&str> = ["ALL"].into_iter().chain(Family::ALL.map(Family::name)).chain(rules).collect();
    json!({ "anyOf": [{ "enum": words }, { "type": "string", "pattern": "^[A-Za-z][0-9]{0,3}$" }] })
}

/// A value that is written in TOML.
fn value(toml: &str) -> Value {
    let read = format!("value = {toml}").parse::<toml::Table>().ok();
    let read = read.and_then(|mut table| serde_json::to_value(table.remove("value")?).ok());
    read.expect("the values of keys are TOML, which a test holds")
}
