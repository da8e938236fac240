//! What goes when an ignore comment goes, or one rule of it.
//!
//! In: a text and the place of the comment. Out: the bytes to take away, so that what is left reads as before:
//! with its whole lines where it stands alone on them, with the blanks before it where it ends a line.

use crate::model::{Format, Source};
use crate::text::Span;

/// The bytes of a whole comment; none where taking it away would change how its line is read.
pub(super) fn comment(source: &Source, comment: Span) -> Option<Span> {
    let text = source.text.as_str();
    let (start, end) = (comment.start as usize, comment.end as usize);
    let end = start + text[start..end].trim_end().len();
    let first = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let last = text[end..].find('\n').map_or(text.len(), |step| end + step);
    let (before, after) = (&text[first..start], &text[end..last]);
    // A comment on lines of its own parts two paragraphs, save where a line's end does not end a word.
    let parts = matches!(source.format, Format::Markdown | Format::Rst);
    if before.trim_matches(['\u{feff}', ' ', '\t']).is_empty() {
        if !after.trim().is_empty() {
            // What follows on the line of such a comment is not read as words.
            return (source.format != Format::Markdown).then(|| Span::new(start, end));
        }
        let above = text[..first].lines().next_back().is_some_and(|line| !line.trim().is_empty());
        let below = text[last..].lines().nth(1).is_some_and(|line| !line.trim().is_empty());
        return Some(match parts && above && below || before.contains('\u{feff}') {
            true => Span::new(start, end),
            false => Span::new(first, (last + 1).min(text.len())),
        });
    }
    let blanks = before.len() - before.trim_end().len();
    if after.trim().is_empty() {
        // `word% comment`: the sign joins the lines, and stays.
        let joins = source.format == Format::Latex && blanks == 0;
        return Some(Span::new(if joins { start + 1 } else { start - blanks }, end));
    }
    let doubled = usize::from(blanks > 0 && after.starts_with(' '));
    Some(Span::new(start, end + doubled))
}

/// The bytes of one of several rules that a comment names, with the comma that parts it from the others.
pub(super) fn rule(source: &Source, comment: Span, rule: Span) -> Option<Span> {
    let after = source.text[rule.end as usize..comment.end as usize].trim_start();
    if let Some(rest) = after.strip_prefix(',') {
        let end = comment.end as usize - rest.trim_start().len();
        return Some(Span::new(rule.start as usize, end));
    }
    let before = source.text[comment.start as usize..rule.start as usize].trim_end();
    let bare = before.strip_suffix(',')?.trim_end();
    Some(Span::new(comment.start as usize + bare.len(), rule.end as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_without_a_trace() {
        let table: &[(Format, &str, &str, Option<&str>)] = &[
            (Format::Markdown, "A.\n\n<!-- c -->\nB.\n", "<!-- c -->", Some("A.\n\nB.\n")),
            (Format::Markdown, "A\n<!-- c -->\nB.\n", "<!-- c -->", Some("A\n\nB.\n")),
            (Format::Markdown, "A <!-- c --> b.", "<!-- c -->", Some("A b.")),
            (Format::Markdown, "A b.<!-- c -->\nC.", "<!-- c -->", Some("A b.\nC.")),
            (Format::Markdown, "<!-- c --> A b.", "<!-- c -->", None),
            (Format::Markdown, "<!-- c -->\r\nA b.", "<!-- c -->", Some("A b.")),
            (Format::Latex, "A\n% c\nb.", "% c", Some("A\nb.")),
            (Format::Latex, "A. % c\nB.", "% c", Some("A.\nB.")),
            (Format::Latex, "A% c\nB.", "% c", Some("A%\nB.")),
            (Format::Typst, "A\n  // c\nb.", "// c", Some("A\nb.")),
            (Format::Typst, "A /* c */ b.", "/* c */", Some("A b.")),
            (Format::Html, "<p><!-- c -->A</p>", "<!-- c -->", Some("<p>A</p>")),
            (Format::Rst, "A.\n\n.. c\n\nB.", ".. c", Some("A.\n\n\nB.")),
        ];
        for (format, text, told, want) in table {
            let source = Source::new("paper", *format, (*text).to_owned());
            let at = text.find(told).expect("it is there");
            let got = comment(&source, Span::new(at, at + told.len())).map(|span| {
                let mut text = (*text).to_owned();
                text.replace_range(span.range(), "");
                text
            });
            assert_eq!(got.as_deref(), *want, "{text:?}");
        }
    }

    #[test]
    fn one_rule_of_several_goes_with_its_comma() {
        let text = "<!-- pincite-ignore C001, C002(\"a, b\") , C003: so -->";
        let source = Source::new("paper.md", Format::Markdown, text.to_owned());
        for (name, want) in [
            ("C001", "<!-- pincite-ignore C002(\"a, b\") , C003: so -->"),
            ("C002(\"a, b\")", "<!-- pincite-ignore C001, C003: so -->"),
            ("C003", "<!-- pincite-ignore C001, C002(\"a, b\"): so -->"),
        ] {
            let at = text.find(name).expect("it is there");
            let span = rule(&source, Span::new(0, text.len()), Span::new(at, at + name.len())).expect("it has a comma");
            let mut text = text.to_owned();
            text.replace_range(span.range(), "");
            assert_eq!(text, want);
        }
    }
}
