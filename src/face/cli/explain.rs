//! `pincite rules`, `pincite explain` and `pincite text`.

use std::io::Write;

use serde::Serialize;

use super::args::ListFormat;
use super::disk::Disk;
use super::trouble::Trouble;
use crate::check::open;
use crate::rules::{self, Rule};

/// Lists the rules.
pub(super) fn rules(format: ListFormat, out: &mut dyn Write) -> Result<(), Trouble> {
    let all = rules::all();
    match format {
        ListFormat::Text => {
            let width = all.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
            for rule in all {
                let (code, name, severity, summary) = (rule.code, rule.name, level(rule), rule.summary);
                writeln!(out, "{code}  {name:width$}  {severity:7}  {summary}")?;
            }
        }
        ListFormat::Json => {
            let listed: Vec<Listed> = all.iter().map(Listed::of).collect();
            serde_json::to_writer_pretty(&mut *out, &listed).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        ListFormat::Markdown => {
            writeln!(out, "| code | name | severity | fix | summary |\n| --- | --- | --- | --- | --- |")?;
            for rule in all {
                let summary = rule.summary.replace('|', "\\|");
                writeln!(out, "| {} | {} | {} | {} | {summary} |", rule.code, rule.name, level(rule), rule.fix.name())?;
            }
        }
    }
    Ok(())
}

fn level(rule: &Rule) -> &'static str {
    if rule.default_on { rule.severity.name() } else { "off" }
}

#[derive(Serialize)]
struct Listed {
    code: &'static str,
    name: &'static str,
    family: &'static str,
    severity: &'static str,
    default: bool,
    fix: &'static str,
    summary: &'static str,
}

impl Listed {
    fn of(rule: &Rule) -> Self {
        Self {
            code: rule.code,
            name: rule.name,
            family: rule.family.name(),
            severity: rule.severity.name(),
            default: rule.default_on,
            fix: rule.fix.name(),
            summary: rule.summary,
        }
    }
}

/// Prints the page of a rule, its front matter as one line.
pub(super) fn explain(wanted: &str, out: &mut dyn Write) -> Result<(), Trouble> {
    let rule = rules::find(wanted)?;
    writeln!(out, "{} {} ({}, fix: {})\n", rule.code, rule.name, level(rule), rule.fix.name())?;
    out.write_all(rule.body().as_bytes())?;
    Ok(())
}

/// Prints the text of a manuscript.
pub(super) fn text(file: &str, out: &mut dyn Write) -> Result<(), Trouble> {
    let disk = if file == "-" { Disk::with_stdin(file)? } else { Disk::default() };
    let document = open(&disk, file)?;
    // What spans of a container index is the text that was drawn from it, which can be seen nowhere else.
    let text = if document.source.format.is_container() { &document.source.text } else { document.prose.text() };
    writeln!(out, "{text}")?;
    Ok(())
}
