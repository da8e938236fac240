//! How often each rule found something, the most frequent first.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Ending, Output, Rows};
use crate::model::{DocumentReport, Statistics};

/// Columns.
pub(super) struct Text;

/// A JSON array.
pub(super) struct Json;

impl Output for Text {
    fn document(&mut self, _: &DocumentReport, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
        let rules = ending.statistics.rules();
        let width = rules.first().map_or(0, |(.., count)| count.to_string().len());
        for (code, name, worst, count) in rules {
            writeln!(out, "{count:width$}  {:7}  {code}  {name}", worst.name())?;
        }
        Ok(())
    }
}

impl Output for Json {
    fn document(&mut self, _: &DocumentReport, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
        let mut rows = Rows::default();
        out.write_all(b"[")?;
        for row in rows_of(&ending.statistics) {
            rows.write(&row, out)?;
        }
        out.write_all(b"\n]\n")
    }
}

/// An object for each rule.
pub(super) fn rows_of(statistics: &Statistics) -> impl Iterator<Item = Value> {
    statistics.rules().into_iter().map(
        |(code, rule, worst, count)| json!({ "code": code, "rule": rule, "severity": worst.name(), "count": count }),
    )
}
