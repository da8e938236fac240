//! A value of a configuration: what TOML says, held against what its key takes.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::DeValue;

use super::fault::{Fault, Written, quoted};
use super::folder::Folder;
use super::key::Kind;
use super::parse::{nearest, told};
use super::pattern::Pattern;
use super::settings::Value;
use crate::rules;

/// What is wrong with a value.
pub(super) struct Wrong {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) label: String,
    pub(super) help: Option<String>,
}

impl Wrong {
    /// The fault that it is in a text.
    pub(super) fn told(self, written: &Written) -> Fault {
        let fault = Fault::new(written, self.span, self.message, self.label);
        if let Some(help) = self.help { fault.help(help) } else { fault }
    }
}

/// Reads the value of a key; what is wrong with it is added to a list.
pub(super) fn read_value(
    path: &str,
    kind: &Kind,
    value: &Spanned<DeValue<'_>>,
    folder: &Arc<Folder>,
    wrong: &mut Vec<Wrong>,
) -> Option<Value> {
    let faults = wrong.len();
    let path = quoted(path);
    let read = match kind {
        Kind::Word(words) => word(&path, words, value, wrong).map(Value::Word),
        Kind::Number(least, most) => number(&path, (*least, *most), value, wrong).map(Value::Number),
        Kind::Size(least, most) => size(&path, (*least, *most), value, wrong).map(Value::Number),
        Kind::Address => address(&path, value, wrong).map(Value::Word),
        Kind::Texts => Some(Value::List(list(&path, "words", value, wrong, |text| Ok(text.to_owned())))),
        Kind::Paths => Some(Value::List(list(&path, "paths", value, wrong, |text| match text {
            "" => Err(("the path is empty".to_owned(), None)),
            _ => Ok(folder.path(text)),
        }))),
        Kind::Patterns => Some(Value::List(list(&path, "patterns", value, wrong, |text| {
            let tried = Pattern::new(text, folder);
            let told = |why| (format!("{} is no pattern of paths: {why}", quoted(text)), None);
            tried.map(|_| text.to_owned()).map_err(told)
        }))),
        Kind::Rules => Some(Value::List(list(&path, "rules", value, wrong, |text| {
            let named = rules::named(text).map(|()| text.to_owned());
            named.map_err(|unknown| (format!("there is no rule {}", quoted(text)), Some(unknown.help())))
        }))),
        // Tables hold no tables.
        Kind::Table(..) => None,
    };
    read.filter(|_| wrong.len() == faults)
}

fn mistaken(path: &str, wants: &str, value: &Spanned<DeValue<'_>>) -> Wrong {
    let label = format!("this is {}", told(value.get_ref()));
    Wrong { span: value.span(), message: format!("{path} is {wants}"), label, help: None }
}

fn word(path: &str, words: &[&str], value: &Spanned<DeValue<'_>>, wrong: &mut Vec<Wrong>) -> Option<String> {
    let DeValue::String(text) = value.get_ref() else {
        wrong.push(mistaken(path, &format!("one of {}", words.join(", ")), value));
        return None;
    };
    if words.contains(&&**text) {
        return Some(text.to_string());
    }
    let help = nearest(text, words.iter().copied()).map(|near| format!("did you mean `{near}`?"));
    wrong.push(Wrong {
        span: value.span(),
        message: format!("{path} cannot be {}", quoted(text)),
        label: format!("one of {}", words.join(", ")),
        help,
    });
    None
}

fn address(path: &str, value: &Spanned<DeValue<'_>>, wrong: &mut Vec<Wrong>) -> Option<String> {
    let DeValue::String(text) = value.get_ref() else {
        wrong.push(mistaken(path, "an e-mail address", value));
        return None;
    };
    // Nobody need be named.
    if text.is_empty() || is_address(text) {
        return Some(text.to_string());
    }
    let message = format!("{path} cannot be {}", quoted(text));
    wrong.push(Wrong { span: value.span(), message, label: "no e-mail address".to_owned(), help: None });
    None
}

/// Whether a text is an e-mail address, as far as its form can tell: it may stand in a header and in an address.
pub fn is_address(text: &str) -> bool {
    let plain = |part: &str| {
        let sign = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+-/=?^_`{|}~".contains(&byte);
        (1..=120).contains(&part.len()) && part.bytes().all(sign)
    };
    text.split_once('@').is_some_and(|(local, host)| plain(local) && plain(host))
}

fn number(path: &str, bounds: (u64, u64), value: &Spanned<DeValue<'_>>, wrong: &mut Vec<Wrong>) -> Option<u64> {
    let DeValue::Integer(number) = value.get_ref() else {
        wrong.push(mistaken(path, "a whole number", value));
        return None;
    };
    let read = i128::from_str_radix(number.as_str(), number.radix()).ok();
    within(path, read, bounds, |bound| bound.to_string(), value, wrong)
}

fn size(path: &str, bounds: (u64, u64), value: &Spanned<DeValue<'_>>, wrong: &mut Vec<Wrong>) -> Option<u64> {
    let read = match value.get_ref() {
        DeValue::Integer(number) => i128::from_str_radix(number.as_str(), number.radix()).ok(),
        DeValue::String(text) => match bytes(text) {
            Some(bytes) => Some(i128::from(bytes)),
            None => {
                let message = format!("{path} is a number of bytes, not {}", quoted(text));
                let help = Some("as in `\"50 MB\"`: B, kB, MB, GB, KiB, MiB, GiB".to_owned());
                wrong.push(Wrong { span: value.span(), message, label: "no size".to_owned(), help });
                return None;
            }
        },
        _ => {
            wrong.push(mistaken(path, "a number of bytes, as in `\"50 MB\"`", value));
            return None;
        }
    };
    within(path, read, bounds, |bound| format!("{bound} bytes"), value, wrong)
}

fn within(
    path: &str,
    number: Option<i128>,
    (least, most): (u64, u64),
    shown: impl Fn(u64) -> String,
    value: &Spanned<DeValue<'_>>,
    wrong: &mut Vec<Wrong>,
) -> Option<u64> {
    let fits = number.and_then(|number| u64::try_from(number).ok()).filter(|number| (least..=most).contains(number));
    if fits.is_none() {
        let few = number.is_some_and(|number| number < i128::from(least));
        let (side, bound) = if few { ("least", least) } else { ("most", most) };
        let message = format!("{path} is {} at {side}", shown(bound));
        let label = if few { "too little" } else { "too much" };
        wrong.push(Wrong { span: value.span(), message, label: label.to_owned(), help: None });
    }
    fits
}

/// The bytes that a size is: `50 MB`, `1 GiB`, `2000`.
fn bytes(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let unit = match text[digits..].trim_start().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "kb" => 1000,
        "mb" => 1_000_000,
        "gb" => 1_000_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        "gib" => 1 << 30,
        _ => return None,
    };
    text[..digits].parse::<u64>().ok()?.checked_mul(unit)
}

/// The texts of a list, each read by itself: what is wrong with one, and what may help.
fn list(
    path: &str,
    of: &str,
    value: &Spanned<DeValue<'_>>,
    wrong: &mut Vec<Wrong>,
    read: impl Fn(&str) -> Result<String, (String, Option<String>)>,
) -> Vec<String> {
    let DeValue::Array(items) = value.get_ref() else {
        let mut fault = mistaken(path, &format!("a list of {of}"), value);
        if let DeValue::String(text) = value.get_ref() {
            fault.help = Some(format!("write `[{}]`", toml::Value::String(text.to_string())));
        }
        wrong.push(fault);
        return Vec::new();
    };
    let mut out = Vec::with_capacity(items.len());
    for item in items.iter() {
        let DeValue::String(text) = item.get_ref() else {
            wrong.push(mistaken(path, &format!("a list of {of}"), item));
            continue;
        };
        match read(text) {
            Ok(text) => out.push(text),
            Err((message, help)) => {
                wrong.push(Wrong { span: item.span(), message, label: format!("in {path}"), help });
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{bytes, is_address};

    #[test]
    fn addresses() {
        for (text, want) in [
            ("ruth@example.org", true),
            ("r.m+tides@example.org", true),
            ("example.org", false),
            ("@example.org", false),
            ("a@b@c", false),
            ("a b@example.org", false),
            ("a@example.org\r\nX: y", false),
            ("a@example.org)", false),
        ] {
            assert_eq!(is_address(text), want, "{text}");
        }
    }

    #[test]
    fn sizes() {
        let table = [
            ("2000", Some(2000)),
            ("50 MB", Some(50_000_000)),
            ("1gib", Some(1 << 30)),
            ("1 kB", Some(1000)),
            ("MB", None),
            ("1.5 MB", None),
            ("50 MX", None),
            ("99999999999 GB", None),
            ("", None),
        ];
        for (text, want) in table {
            assert_eq!(bytes(text), want, "{text}");
        }
    }
}
