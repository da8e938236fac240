//! A finding as a card. Its lines of the class `ln` are those of the review note, word for word.

use std::fmt::{self, Write};

use super::escape::{Esc, Marked, Said};
use crate::report::review::{Told, words};

/// Writes a finding; `first` is the number of its document's first block, `document` the document's own.
pub(super) fn write(out: &mut String, told: &Told, first: usize, document: usize) -> fmt::Result {
    // Where there is one manuscript, it needs no number.
    let document = if document > 0 { format!(" data-document=\"{document}\"") } else { String::new() };
    let (number, severity) = (told.number, told.severity.name());
    writeln!(
        out,
        "<article class=\"card finding {severity}\" id=\"f{number}\" data-rule=\"{}\"{document}>\n\
         <p class=\"kind\"><b>{number}</b> <span class=\"sev\">{} {severity}</span></p>",
        told.code,
        words::sign(told.severity)
    )?;
    writeln!(out, "<p class=\"ln msg\">{} <small>{}</small></p>", sentence(told.message), told.tag())?;
    out.push_str("<p class=\"ln at\" data-first>");
    match told.place {
        Some(place) => write!(out, "<a href=\"#b{}\">{}</a>:", first + place.block.0 as usize, Esc(&told.at))?,
        None => write!(out, "{}:", Esc(&told.at))?,
    }
    if !told.quoted.is_empty() {
        write!(out, " <span class=\"q\">{}</span>", Esc(&words::set_apart(&told.quoted)))?;
    }
    out.push_str("</p>\n");
    if let Some(context) = &told.context {
        writeln!(out, "<blockquote class=\"context\">{}</blockquote>", Marked(context))?;
    }
    for side in &told.sides {
        out.push_str("<p class=\"ln hence\">– ");
        if !side.message.is_empty() {
            write!(out, "{}: ", Said(side.message))?;
        }
        let [open, close] =
            if words::set_apart(&side.passage.text()).starts_with('‘') { ["‘", "’"] } else { ["“", "”"] };
        write!(out, "<span class=\"q\">{open}{}{close}</span> ", Marked(&side.passage))?;
        match side.place {
            Some(place) => {
                writeln!(out, "(<a href=\"#b{}\">{}</a>)</p>", first + place.block.0 as usize, Esc(&side.at))?
            }
            None => writeln!(out, "({})</p>", Esc(&side.at))?,
        }
    }
    if told.more > 0 {
        writeln!(out, "<p class=\"ln hence\">– and {}</p>", words::count(told.more, "more place", "more places"))?;
    }
    for note in told.notes {
        writeln!(out, "<p class=\"ln why\"><i>Why:</i> {}</p>", sentence(note))?;
    }
    if let Some(help) = told.help {
        writeln!(out, "<p class=\"ln todo\"><i>To do:</i> {}</p>", sentence(help))?;
    }
    out.push_str("</article>\n");
    Ok(())
}

/// A sentence with the words it quotes set apart.
fn sentence(text: &str) -> String {
    Said(&words::sentence(text)).to_string()
}
