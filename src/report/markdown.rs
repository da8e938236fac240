//! A page of Markdown: for a pull request, or an editor's mail.
//!
//! **Invariant:** nothing of a manuscript is markup here. Its words stand in code, all else is escaped; a name behind
//! `@` calls nobody.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::spot::Spots;
use super::{Ending, Opening, Output};
use crate::model::{Diagnostic, DocumentReport, RuleCard, Severity, Summary};

/// How a page begins: by this it is known again.
pub(super) const HEADING: &str = "# Citations and claims: ";

/// The findings, gathered by file as they are printed.
#[derive(Default)]
pub(super) struct Markdown {
    rules: Vec<RuleCard>,
    files: BTreeMap<String, String>,
}

impl Output for Markdown {
    fn begin(&mut self, opening: &Opening, _: &mut dyn Write) -> io::Result<()> {
        self.rules = opening.rules.to_vec();
        Ok(())
    }

    fn document(&mut self, document: &DocumentReport, _: &mut dyn Write) -> io::Result<()> {
        let mut spots = Spots::of(document);
        for one in &document.diagnostics {
            let (path, told) = told(one, &mut spots);
            match self.files.get_mut(path) {
                Some(file) => file.push_str(&told),
                None => {
                    self.files.insert(path.to_owned(), told);
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
        let summary = &ending.summary;
        writeln!(out, "{HEADING}{}\n", found(summary))?;
        let files = count(summary.documents, "file", "files");
        let citations = count(summary.citations, "citation", "citations");
        writeln!(out, "Checked {files} with {citations} and {}.", count(summary.claims, "claim", "claims"))?;
        if !ending.troubles.is_empty() {
            writeln!(out, "\n## Could not be checked\n")?;
            for trouble in ending.troubles {
                writeln!(out, "- {}", prose(trouble))?;
            }
        }
        let rules = ending.statistics.rules();
        if !rules.is_empty() {
            writeln!(out, "\n| found | | rule | |\n| ---: | --- | --- | --- |")?;
        }
        for (code, name, worst, count) in rules {
            let summary = self.rules.iter().find(|rule| rule.code == code).map_or("", |rule| rule.summary);
            writeln!(out, "| {count} | {} | `{name}` ({code}) | {} |", worst.name(), prose(summary))?;
        }
        for (path, told) in &self.files {
            writeln!(out, "\n## {}\n\n{}", code(path), told.trim_end())?;
        }
        Ok(())
    }
}

fn found(summary: &Summary) -> String {
    let counts = [
        (summary.errors, "error", "errors"),
        (summary.warnings, "warning", "warnings"),
        (summary.infos, "info", "infos"),
    ];
    let told: Vec<String> = counts
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| count(number, one, many))
        .collect();
    if told.is_empty() { "nothing found".to_owned() } else { told.join(", ") }
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A finding as an item of a list, and the file it belongs to.
fn told<'r>(one: &Diagnostic, spots: &mut Spots<'r>) -> (&'r str, String) {
    let finding = &one.finding;
    let spot = spots.at(&finding.at);
    let at = match (&spot.region, &spot.inside) {
        (Some(region), _) => format!("line {}, column {}", region.start.line, region.start.column),
        (None, Some(inside)) => inside.clone(),
        (None, None) => "the whole file".to_owned(),
    };
    let (severity, rule) = (one.severity.name(), one.rule);
    let mark = if one.severity == Severity::Error { "**" } else { "" };
    let mut out = format!("- {mark}{severity}{mark}, {at}: {} (`{rule}`, {})\n", prose(&finding.message), one.code);
    let words = spot.words();
    if !words.is_empty() {
        out.push_str(&format!("  - {}", code(&words)));
        if !finding.at.message.is_empty() {
            out.push_str(&format!(" – {}", prose(&finding.at.message)));
        }
        out.push('\n');
    }
    for label in &finding.related {
        let other = spots.at(label);
        let at = match (&other.region, &other.inside) {
            (Some(region), _) => format!(", line {}", region.start.line),
            (None, Some(inside)) => format!(", {inside}"),
            (None, None) => String::new(),
        };
        let words = other.words();
        let words = if words.is_empty() { String::new() } else { format!(": {}", code(&words)) };
        let told = if label.message.is_empty() { String::new() } else { format!(" – {}", prose(&label.message)) };
        out.push_str(&format!("  - {}{at}{words}{told}\n", code(other.path)));
    }
    for note in &finding.notes {
        out.push_str(&format!("  - note: {}\n", prose(note)));
    }
    if let Some(help) = &finding.help {
        out.push_str(&format!("  - help: {}\n", prose(help)));
    }
    (spot.path, out)
}

/// A text as it is, in code: one line, fenced by more backticks than it holds.
fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    if text.trim().is_empty() {
        return "(no name)".to_owned();
    }
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// What pincite says: what it quotes between backticks as code, the rest escaped.
fn prose(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    // Where one backtick is left over, they are no pairs.
    if parts.len().is_multiple_of(2) {
        return escaped(text);
    }
    let part = |(number, part): (usize, &&str)| match number % 2 {
        1 if part.is_empty() => "\\`\\`".to_owned(),
        1 => code(part).replace('|', "\\|"),
        _ => escaped(part),
    };
    parts.iter().enumerate().map(part).collect()
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '@' => out.push_str("@<!-- -->"),
            // An address would become a link.
            ':' => out.push_str("&#58;"),
            c if c.is_control() => out.push(' '),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '+' | '!' | '|' | '~' | '&' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{code, prose};

    #[test]
    fn what_is_quoted_is_code_and_the_rest_is_no_markup() {
        assert_eq!(prose("no entry for `a*b|c`, *x*"), "no entry for `a*b\\|c`, \\*x\\*");
        assert_eq!(prose("one ` alone <b> @ruth"), "one \\` alone \\<b\\> @<!-- -->ruth");
        assert_eq!(code("a`` b"), "```a`` b```");
        assert_eq!(code("`a`\n"), "`` `a`  ``");
        assert_eq!(code(" "), "(no name)");
    }
}
