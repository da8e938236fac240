//! What the flags of the command line say, as settings.

use std::sync::Arc;

use clap::ValueEnum;

use super::args::Check;
use super::args::settings::Overrides;
use super::trouble::Trouble;
use crate::config::settings::Value;
use crate::config::{Folder, Form, Layer, Pattern, parse};
use crate::rules;

/// The layers that the command line puts over what files say: `--config KEY=VALUE`, then all other flags.
pub(super) fn layers(asked: &Check, here: &Arc<Folder>) -> Result<Vec<Layer>, Trouble> {
    let mut layers = words(&asked.overrides, here)?;
    let mut layer = Layer::default();
    let list = |layer: &mut Layer, path: &str, words: &[String]| {
        if !words.is_empty() {
            layer.say(path, None, Value::List(words.to_vec()), here);
        }
    };
    let word = |layer: &mut Layer, path: &str, word: Option<String>| {
        if let Some(word) = word {
            layer.say(path, None, Value::Word(word), here);
        }
    };
    let (choice, files) = (&asked.choice, &asked.files);
    list(&mut layer, "bibliography", &asked.bib);
    list(&mut layer, "sources", &asked.sources);
    word(&mut layer, "style", asked.style.and_then(name));
    word(&mut layer, "fail-on", asked.fail_on.and_then(name));
    for (path, selectors) in [
        ("lint.select", &asked.select),
        ("lint.ignore", &asked.ignore),
        ("lint.extend-select", &choice.extend_select),
        ("lint.extend-ignore", &choice.extend_ignore),
    ] {
        selectors.iter().try_for_each(|selector| rules::named(selector))?;
        list(&mut layer, path, selectors);
    }
    for (path, flag, patterns) in
        [("exclude", "--exclude", &files.exclude), ("extend-exclude", "--extend-exclude", &files.extend_exclude)]
    {
        patterns.iter().try_for_each(|pattern| tried(flag, pattern, here))?;
        list(&mut layer, path, patterns);
    }
    for written in &choice.per_file_ignores {
        const FLAG: &str = "--per-file-ignores";
        let Some((pattern, selectors)) = written.rsplit_once(':') else {
            let why = "it is `GLOB:RULES`, as in `drafts/**:S,C002`".to_owned();
            return Err(Trouble::Flag { flag: FLAG, value: written.clone(), why });
        };
        tried(FLAG, pattern, here)?;
        let selectors: Vec<String> = selectors.split(',').map(|one| one.trim().to_owned()).collect();
        selectors.iter().try_for_each(|selector| rules::named(selector))?;
        layer.say("lint.per-file-ignores", Some(pattern), Value::List(selectors), here);
    }
    layers.push(layer);
    Ok(layers)
}

/// The layers of `--config KEY=VALUE`.
pub(super) fn words(overrides: &Overrides, here: &Arc<Folder>) -> Result<Vec<Layer>, Trouble> {
    let said = overrides.config.iter().filter(|one| is_setting(one));
    let parsed = said.map(|one| parse("--config", one.as_bytes(), Form::CommandLine, here));
    parsed.map(|one| one.map(|parsed| parsed.unwrap_or_default().layer).map_err(Trouble::Config)).collect()
}

/// The file that `--config` names.
pub(super) fn file(overrides: &Overrides) -> Result<Option<&str>, Trouble> {
    let mut files = overrides.config.iter().filter(|one| !is_setting(one));
    match (files.next(), files.next()) {
        (Some(_), Some(second)) => {
            let why = "one file is named already; it can `extend` another".to_owned();
            Err(Trouble::Flag { flag: "--config", value: second.clone(), why })
        }
        (first, _) => Ok(first.map(String::as_str)),
    }
}

/// Whether an argument of `--config` is a setting; a path hardly has this sign.
fn is_setting(written: &str) -> bool {
    written.contains('=')
}

fn tried(flag: &'static str, pattern: &str, here: &Arc<Folder>) -> Result<(), Trouble> {
    let tried = Pattern::new(pattern, here).map(drop);
    tried.map_err(|why| Trouble::Flag { flag, value: pattern.to_owned(), why })
}

/// The name of a flag's value, as it is written.
fn name<V: ValueEnum>(value: V) -> Option<String> {
    value.to_possible_value().map(|value| value.get_name().to_owned())
}
