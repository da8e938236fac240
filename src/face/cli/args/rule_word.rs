//! A word that means rules, so that shells can complete it.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Arg, Command, Error};

use crate::rules;

/// Reads any word: which of them mean rules is said where they are looked up, with what is near. It knows the names
/// for whoever completes, which only the arguments that hide them should show.
#[derive(Clone)]
pub(super) struct RuleWord;

impl TypedValueParser for RuleWord {
    type Value = String;

    fn parse_ref(&self, _: &Command, _: Option<&Arg>, value: &OsStr) -> Result<String, Error> {
        Ok(value.to_string_lossy().into_owned())
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(rules::all().iter().map(|rule| PossibleValue::new(rule.name).help(rule.summary))))
    }
}
